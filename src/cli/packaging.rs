//! What packagers expect: shell completions and manual pages.

use std::io::{self, Write};

use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::cli::Failure;
use crate::cli::args::Arguments;
use crate::scenario::nearest;

pub(crate) fn completions(shell: Shell) -> Result<u8, Failure> {
    // Written whole: the generator itself would panic where the reader has gone.
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "racewalk", &mut text);
    io::stdout().lock().write_all(&text)?;
    Ok(0)
}

/// The page of racewalk, or of one command.
pub(crate) fn man(command: Option<&str>) -> Result<u8, Failure> {
    let mut whole = Arguments::command();
    whole.build();
    let page = match command {
        None => whole,
        Some(name) => {
            let names: Vec<String> = whole
                .get_subcommands()
                .map(|command| command.get_name().to_owned())
                .collect();
            let Some(found) = whole.find_subcommand(name) else {
                let hint = match nearest(name, names.iter().map(String::as_str)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("commands are: {}", names.join(", ")),
                };
                return Err(Failure::Usage(format!(
                    "there is no command `{name}`; {hint}"
                )));
            };
            found.clone()
        }
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(page).render(&mut text)?;
    io::stdout().lock().write_all(&text)?;
    Ok(0)
}
