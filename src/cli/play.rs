//! The loop of the screen: inputs become messages, messages commands, commands views.

use std::io;
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGHUP, SIGTSTP};

use crate::cli::Failure;
use crate::cli::desk::Desk;
use crate::cli::terminal::{Input, Terminal};
use crate::ui::{self, Message, Model, Settings};
use crate::view::{Command, Notice, Text, Tone};

/// How long the loop waits for an input when there is nothing to do.
const IDLE: Duration = Duration::from_hours(1);
/// No more pictures than this while it plays by itself.
const FRAME: Duration = Duration::from_millis(16);
/// The same for those who want no motion.
const STILL: Duration = Duration::from_secs(1);

/// Shows what is on the desk until the user leaves.
pub(crate) fn play(
    desk: &mut Desk,
    opening: Vec<Message>,
    settings: &Settings,
    is_still: bool,
) -> Result<u8, Failure> {
    let outside = |error: io::Error| Failure::outside("the terminal", &error);
    let mut terminal = Terminal::take(settings.mouse).map_err(outside)?;
    let (width, height) = terminal.size().map_err(outside)?;
    let mut model = Model::new(*settings, width, height);
    ui::update(&mut model, Message::Gallery(Box::new(desk.gallery())));
    for message in opening {
        ui::update(&mut model, message);
    }
    let frame = if is_still { STILL } else { FRAME };
    turn(&mut terminal, &mut model, desk, frame).map_err(outside)
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "what is not the terminal's is the desk's"
)]
/// Goes round until the user or a signal ends it; the exit code.
fn turn(
    terminal: &mut Terminal,
    model: &mut Model,
    desk: &mut Desk,
    frame: Duration,
) -> io::Result<u8> {
    let mut is_new = true;
    let mut played = Instant::now();
    loop {
        if is_new {
            terminal.draw(|frame| ui::view(model, frame))?;
            is_new = false;
        }
        let due = desk.due();
        if due.is_none() {
            played = Instant::now();
        }
        let wait = due.map_or(IDLE, |due| due.max(frame).saturating_sub(played.elapsed()));
        let mut heard: Vec<Input> = terminal.inputs.recv_timeout(wait).into_iter().collect();
        heard.extend(terminal.inputs.try_iter());
        is_new |= !heard.is_empty();
        for input in heard {
            let commands = match input {
                Input::Event(event) => match Message::from_terminal(&event) {
                    Some(message) => ui::update(model, message),
                    None => continue,
                },
                Input::Signal(SIGTSTP) => vec![Command::Suspend],
                Input::Signal(signal) => return Ok((128 + signal) as u8),
                Input::Gone => return Ok((128 + SIGHUP) as u8),
                Input::Panicked(words) => {
                    let notice = Notice {
                        tone: Tone::Refused,
                        words: Text::same(format!("internal error: {words}")),
                    };
                    ui::update(model, Message::Notice(notice))
                }
            };
            for command in commands {
                match command {
                    Command::Quit => return Ok(0),
                    Command::Suspend => terminal.suspend()?,
                    Command::Repaint => terminal.repaint()?,
                    Command::Mouse(on) => terminal.set_mouse(on)?,
                    other => {
                        for message in desk.obey(&other) {
                            ui::update(model, message);
                        }
                    }
                }
            }
        }
        if due.is_some() && played.elapsed() >= frame {
            let messages = desk.pass(played.elapsed());
            played = Instant::now();
            is_new |= !messages.is_empty();
            for message in messages {
                ui::update(model, message);
            }
        }
    }
}
