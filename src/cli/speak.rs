//! `--plain`: the same keys, typed as lines, and everything told in lines of words.

use std::io::{self, BufRead, IsTerminal as _, Write};
use std::time::{Duration, Instant};

use crate::cli::Failure;
use crate::cli::desk::Desk;
use crate::ui::{self, Key, Message, Model, Settings, plain};
use crate::view::{Command, Language, Notice, Screen};

/// A search that takes longer is stopped, and what is known is told.
const PATIENCE: Duration = Duration::from_mins(1);
/// How often it is said how far it is.
const NEWS: Duration = Duration::from_secs(5);

/// Until the input ends, or somebody quits.
pub(crate) fn speak(
    desk: &mut Desk,
    opening: Vec<Message>,
    language: Language,
) -> Result<u8, Failure> {
    let mut out = io::stdout().lock();
    let settings = Settings {
        language,
        ..Settings::default()
    };
    let mut model = Model::new(settings, 240, 70);
    hear(&mut model, opening, &mut out)?;
    let mut before: Option<Screen> = None;
    if let Some(screen) = model.screen.as_deref() {
        lines(&mut out, plain::opening(screen, language))?;
        writeln!(out, "{}", plain::how_to_go_on(language))?;
        lines(&mut out, plain::news(None, screen, language))?;
        before = Some(screen.clone());
    }
    let is_asked = io::stdin().is_terminal();
    let mut input = io::stdin().lock();
    loop {
        if is_asked {
            write!(out, "> ")?;
            out.flush()?;
        }
        let mut line = String::new();
        if input
            .read_line(&mut line)
            .map_err(|error| Failure::outside("standard input", &error))?
            == 0
        {
            return Ok(0);
        }
        let typed = line.trim_end_matches(['\n', '\r']);
        if let Some(row) = typed.strip_prefix('#') {
            let row = row
                .trim()
                .parse::<u32>()
                .ok()
                .and_then(|row| row.checked_sub(1));
            let commands = row.map(Command::Load).into_iter();
            for command in commands {
                hear(&mut model, desk.obey(&command), &mut out)?;
            }
            before = tell(&model, before, &mut out)?;
            continue;
        }
        let keys: Vec<Key> = if typed.is_empty() {
            vec![Key::Char(' ')]
        } else {
            typed.chars().map(Key::Char).collect()
        };
        for key in keys {
            if key == Key::Char('?') {
                lines(&mut out, plain::help(language, model.abilities()))?;
                continue;
            }
            if matches!(key, Key::Char('w')) {
                if let Some(screen) = model.screen.as_deref() {
                    lines(&mut out, plain::whole(screen, language))?;
                }
                continue;
            }
            if let Some(words) = plain::needs_a_screen(key, language, model.abilities()) {
                writeln!(out, "{words}")?;
                continue;
            }
            // A list that was read out is answered by a number; anything else goes on without it.
            if !matches!(key, Key::Char('1'..='9')) {
                model.layer = None;
            }
            let commands = ui::update(&mut model, Message::Key(key));
            if commands.is_empty() && key == Key::Char('e') {
                // Nothing has changed since it was told: it is told again.
                let screen = model.screen.as_deref();
                if let Some(view) = screen.and_then(|screen| screen.explorer.as_deref()) {
                    lines(&mut out, plain::explorer(view, language))?;
                }
                model.said = None;
            }
            for command in commands {
                if command == Command::Quit {
                    return Ok(0);
                }
                let messages = desk.obey(&command);
                hear(&mut model, messages, &mut out)?;
                // Nobody waits for a play here: it runs to where it pauses.
                wait(desk, &mut model, &mut out)?;
            }
            lines(&mut out, plain::menu(&model))?;
            if let Some(said) = model.said.take() {
                writeln!(out, "{said}")?;
            }
            before = tell(&model, before, &mut out)?;
        }
    }
}

/// What is new since then; and what there is now.
fn tell(model: &Model, before: Option<Screen>, out: &mut impl Write) -> io::Result<Option<Screen>> {
    let Some(screen) = model.screen.as_deref() else {
        return Ok(before);
    };
    let language = model.settings.language;
    lines(out, plain::news(before.as_ref(), screen, language))?;
    Ok(Some(screen.clone()))
}

/// Until nothing happens by itself any more.
fn wait(desk: &mut Desk, model: &mut Model, out: &mut impl Write) -> io::Result<()> {
    let begun = Instant::now();
    let mut said = begun;
    while let Some(due) = desk.due() {
        hear(model, desk.pass(due), out)?;
        let view = model
            .screen
            .as_ref()
            .and_then(|screen| screen.explorer.as_deref());
        if let Some(view) = view.filter(|_| desk.is_exploring() && said.elapsed() > NEWS) {
            writeln!(out, "{}", plain::exploring(view, model.settings.language))?;
            out.flush()?;
            said = Instant::now();
        }
        if desk.is_exploring() && begun.elapsed() > PATIENCE {
            hear(model, desk.obey(&Command::StopExploring), out)?;
        }
    }
    Ok(())
}

fn hear(model: &mut Model, messages: Vec<Message>, out: &mut impl Write) -> io::Result<()> {
    for message in messages {
        if let Message::Notice(Notice { words, .. }) = &message {
            writeln!(out, "{}", words.get(model.settings.language))?;
            continue;
        }
        ui::update(model, message);
    }
    Ok(())
}

fn lines(out: &mut impl Write, lines: Vec<String>) -> io::Result<()> {
    for line in lines {
        writeln!(out, "{line}")?;
    }
    Ok(())
}
