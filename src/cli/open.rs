//! `racewalk`, `racewalk FILE`, `racewalk NAME`: the screen.

use std::io::{self, IsTerminal as _, Write};

use crate::cli::Failure;
use crate::cli::args::{ColorChoice, Look, Open, Speech};
use crate::cli::desk::Desk;
use crate::cli::{look, play, speak};
use crate::ui::{Message, Settings, plain};

pub(crate) fn open(arguments: &Open, color: ColorChoice) -> Result<u8, Failure> {
    let (choice, limits) = (&arguments.choice, &arguments.limits);
    let (desk, opening) = match (&arguments.target, &arguments.until) {
        (Some(target), None) => Desk::open(target, choice, limits)?,
        (Some(target), Some(kind)) => {
            let language = arguments.speech.language();
            match Desk::open_until(kind, target, choice, limits, language)? {
                Ok(opened) => opened,
                Err((words, code)) => {
                    writeln!(io::stderr(), "{words}")?;
                    return Ok(code);
                }
            }
        }
        (None, _) => (Desk::default(), Vec::new()),
    };
    show(desk, opening, &arguments.speech, &arguments.look, color)
}

/// On the screen, or in lines of words.
pub(crate) fn show(
    mut desk: Desk,
    opening: Vec<Message>,
    speech: &Speech,
    look: &Look,
    color: ColorChoice,
) -> Result<u8, Failure> {
    let language = speech.language();
    let is_terminal = io::stdout().is_terminal() && io::stdin().is_terminal();
    let plain = speech.plain || (is_terminal && look::is_dumb());
    if plain && !desk.is_open() {
        let mut out = io::stdout().lock();
        for line in plain::gallery(&desk.gallery(), language) {
            writeln!(out, "{line}")?;
        }
        writeln!(out, "{}", plain::how_to_open(language))?;
        return Ok(0);
    }
    if plain {
        return speak::speak(&mut desk, opening, language);
    }
    if !is_terminal {
        return Err(Failure::Usage(
            "the screen needs a terminal; `racewalk run FILE` and `--plain` do without one"
                .to_owned(),
        ));
    }
    let settings = Settings {
        language,
        theme: look::theme(color, look),
        ..Settings::default()
    };
    let settings = if look::is_ascii(look) {
        settings.ascii()
    } else {
        settings
    };
    play::play(&mut desk, opening, &settings, look::is_still(look))
}
