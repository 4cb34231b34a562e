//! `racewalk`, `racewalk FILE`, `racewalk NAME`: the screen.

use std::io::{self, IsTerminal as _, Write};

use crate::cli::Failure;
use crate::cli::args::{Open, Speech};
use crate::cli::desk::Desk;
use crate::cli::{play, speak};
use crate::ui::{Message, plain};

pub(crate) fn open(arguments: &Open) -> Result<u8, Failure> {
    let (desk, opening) = match &arguments.target {
        Some(target) => Desk::open(target, &arguments.choice, &arguments.limits)?,
        None => (Desk::default(), Vec::new()),
    };
    show(desk, opening, &arguments.speech)
}

/// On the screen, or in lines of words.
pub(crate) fn show(mut desk: Desk, opening: Vec<Message>, speech: &Speech) -> Result<u8, Failure> {
    let language = speech.language();
    if speech.plain && !desk.is_open() {
        let mut out = io::stdout().lock();
        for line in plain::gallery(&desk.gallery(), language) {
            writeln!(out, "{line}")?;
        }
        return Ok(0);
    }
    if speech.plain {
        return speak::speak(&mut desk, opening, language);
    }
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        return Err(Failure::Usage(
            "the screen needs a terminal; `racewalk run FILE` and `--plain` do without one"
                .to_owned(),
        ));
    }
    play::play(&mut desk, opening, language)
}
