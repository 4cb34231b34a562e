//! What the terminal can show, by what the user says, the environment and the terminal itself.

use std::env;
use std::io::IsTerminal;
use std::time::Duration;

use terminal_colorsaurus::{QueryOptions, ThemeMode, theme_mode};

use crate::cli::args::{ColorChoice, Look, ThemeName};
use crate::ui::{Background, Colours, Theme};

/// The terminal is not asked for longer than this. A silent one must not be noticed.
const PATIENCE: Duration = Duration::from_millis(150);

/// Whether this stream gets colours.
pub(crate) fn is_coloured(choice: ColorChoice, stream: &impl IsTerminal) -> bool {
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => is_forced() || (stream.is_terminal() && wants_colours()),
    }
}

/// The colours of the screen.
pub(crate) fn theme(choice: ColorChoice, look: &Look) -> Theme {
    let colours = match choice {
        ColorChoice::Never => Colours::Mono,
        ColorChoice::Auto if !is_forced() && !wants_colours() => Colours::Mono,
        ColorChoice::Auto | ColorChoice::Always => depth(),
    };
    let background = match look.theme {
        Some(ThemeName::Light) => Background::Light,
        Some(ThemeName::Dark) => Background::Dark,
        None => asked(colours),
    };
    Theme::new(colours, background)
}

fn depth() -> Colours {
    match variable("COLORTERM").as_str() {
        "truecolor" | "24bit" => Colours::True,
        _ => Colours::Sixteen,
    }
}

/// Light or dark, as the terminal says. Its own sixteen colours suit it anyway: then nothing is asked.
fn asked(colours: Colours) -> Background {
    if colours != Colours::True {
        return Background::Unknown;
    }
    let mut options = QueryOptions::default();
    options.timeout = PATIENCE;
    match theme_mode(options) {
        Ok(ThemeMode::Light) => Background::Light,
        Ok(ThemeMode::Dark) => Background::Dark,
        Err(_) => Background::Unknown,
    }
}

/// Whether only ASCII can be relied on: the Linux console, or a locale that says so.
pub(crate) fn is_ascii(look: &Look) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .map(variable)
        .find(|value| !value.is_empty());
    look.ascii
        || variable("TERM") == "linux"
        || locale.is_some_and(|name| name == "C" || name == "POSIX")
}

pub(crate) fn is_still(look: &Look) -> bool {
    look.no_motion || is_set("NO_MOTION")
}

/// A terminal that cannot move its cursor: it gets lines of words.
pub(crate) fn is_dumb() -> bool {
    variable("TERM") == "dumb"
}

fn wants_colours() -> bool {
    !is_set("NO_COLOR") && !is_dumb()
}

fn is_set(name: &str) -> bool {
    !variable(name).is_empty()
}

fn is_forced() -> bool {
    !matches!(variable("CLICOLOR_FORCE").as_str(), "" | "0")
}

fn variable(name: &str) -> String {
    env::var_os(name).map_or_else(String::new, |value| value.to_string_lossy().into_owned())
}
