//! What packagers expect: shell completions and manual pages. They are in English wherever they are made.

use std::io::{self, Write};

use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::cli::args::Arguments;
use crate::cli::{Failure, help};

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
        Some(name) => help::named(&whole, name)?.clone(),
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(page).render(&mut text)?;
    io::stdout().lock().write_all(&text)?;
    Ok(0)
}
