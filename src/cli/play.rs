//! The loop of the screen: inputs become messages, messages commands, commands views.

use std::io;
use std::time::Duration;

use signal_hook::consts::{SIGHUP, SIGTSTP};

use crate::cli::Failure;
use crate::cli::terminal::{Input, Terminal};
use crate::ui::{self, Message, Model, Settings};
use crate::view::{Command, Gallery, Language, Notice, Text, Tone};

/// How long the loop waits for an input when there is nothing to do.
const IDLE: Duration = Duration::from_secs(3600);

/// What the other side of the loop answers.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    /// New views, and what there is to tell.
    pub(crate) messages: Vec<Message>,
    /// It has more to do: do not wait for a key.
    pub(crate) is_busy: bool,
}

/// Shows the gallery until the user leaves.
pub(crate) fn play(gallery: Gallery, language: Language) -> Result<u8, Failure> {
    let outside = |error: io::Error| Failure::outside("the terminal", &error);
    let settings = Settings {
        language,
        ..Settings::default()
    };
    let mut terminal = Terminal::take(settings.mouse).map_err(outside)?;
    let (width, height) = terminal.size().map_err(outside)?;
    let mut model = Model::new(settings, width, height);
    ui::update(&mut model, Message::Gallery(Box::new(gallery)));
    turn(&mut terminal, &mut model, |_| Answer::default()).map_err(outside)
}

/// Goes round until the user or a signal ends it; the exit code. `obey` does what a command says, and with `None` a
/// little of what is left to do.
pub(crate) fn turn(
    terminal: &mut Terminal,
    model: &mut Model,
    mut obey: impl FnMut(Option<Command>) -> Answer,
) -> io::Result<u8> {
    let mut is_busy = false;
    loop {
        terminal.draw(|frame| ui::view(model, frame))?;
        let wait = if is_busy { Duration::ZERO } else { IDLE };
        let mut heard: Vec<Input> = terminal.inputs.recv_timeout(wait).into_iter().collect();
        heard.extend(terminal.inputs.try_iter());
        let mut commands: Vec<Option<Command>> = Vec::new();
        for input in heard {
            match input {
                Input::Event(event) => {
                    if let Some(message) = Message::from_terminal(&event) {
                        commands.extend(ui::update(model, message).into_iter().map(Some));
                    }
                }
                Input::Signal(SIGTSTP) => terminal.suspend()?,
                Input::Signal(signal) => return Ok((128 + signal) as u8),
                Input::Gone => return Ok((128 + SIGHUP) as u8),
                Input::Panicked(words) => {
                    let notice = Notice {
                        tone: Tone::Refused,
                        words: Text::same(format!("internal error: {words}")),
                    };
                    ui::update(model, Message::Notice(notice));
                }
            }
        }
        if commands.is_empty() && is_busy {
            commands.push(None);
        }
        for command in commands {
            match command {
                Some(Command::Quit) => return Ok(0),
                Some(Command::Suspend) => terminal.suspend()?,
                Some(Command::Repaint) => terminal.repaint()?,
                Some(Command::Mouse(on)) => terminal.set_mouse(on)?,
                other => {
                    let answer = obey(other);
                    is_busy = answer.is_busy;
                    for message in answer.messages {
                        ui::update(model, message);
                    }
                }
            }
        }
    }
}
