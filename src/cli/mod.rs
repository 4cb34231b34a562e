//! Floor 5: arguments in, words and exit codes out. What goes wrong anywhere below becomes words here, once.

mod args;
mod check;
mod compile;
mod desk;
mod explore;
mod explorer;
mod files;
mod fixes;
mod help;
mod list;
mod live;
mod look;
mod neutral;
mod open;
mod outcome;
mod packaging;
mod play;
mod replay;
mod report;
mod run;
mod source;
mod speak;
mod speed_up;
mod streams;
mod terminal;
mod until;

use std::env;
use std::io::{self, Write as _};

use crate::base::Diagnostic;
use crate::cli::args::{ColorChoice, Command};
use crate::cli::neutral::neutral;
use crate::live::CHILD;
use crate::view::{Language, Text};

/// Runs the command line, and tells with which code to exit.
pub fn main() -> u8 {
    if env::args_os().nth(1).is_some_and(|first| first == CHILD) {
        return live::child();
    }
    let language = help::language(env::args_os());
    let arguments = match help::parse(env::args_os(), language) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version come this way too. Where nobody reads it, nobody needs to know.
            let _ = error.print();
            return u8::from(error.use_stderr()) * 2;
        }
    };
    let color = arguments.color;
    let done = match &arguments.command {
        None => open::open(&arguments.open, color),
        Some(Command::List(arguments)) => list::list(arguments),
        Some(Command::Run(arguments)) => run::run(arguments),
        Some(Command::Explore(arguments)) => explore::explore(arguments),
        Some(Command::Merge(arguments)) => explore::merge(arguments),
        Some(Command::Check(arguments)) => check::check(arguments, color),
        Some(Command::Live(arguments)) => live::live(arguments),
        Some(Command::Replay(arguments)) => replay::replay(arguments, color),
        Some(Command::Source(arguments)) => source::source(arguments),
        Some(Command::Completions { shell }) => packaging::completions(*shell),
        Some(Command::Man { command }) => packaging::man(command.as_deref()),
        Some(Command::Help { command }) => help::help(command.as_deref(), language),
    };
    done.unwrap_or_else(|failure| {
        let code = failure.exit_code();
        let _ = io::stderr().write_all(failure.words(color, language).as_bytes());
        code
    })
}

/// Why a command could not do what was asked.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What was asked makes no sense, or cannot be had: one sentence.
    Usage(String),
    /// The same in both languages.
    Told(Text),
    /// What is wrong with a source text.
    Findings {
        findings: Vec<Diagnostic>,
        source: String,
    },
    /// Whoever read our output has gone.
    Unread,
}

impl Failure {
    /// What the outside world did, with the thing it did it to.
    pub(crate) fn outside(thing: &str, error: &io::Error) -> Self {
        let words = match error.kind() {
            io::ErrorKind::NotFound => "no such file".to_owned(),
            io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
            io::ErrorKind::IsADirectory => "this is a directory".to_owned(),
            _ => error.to_string(),
        };
        Self::Usage(format!("{thing}: {words}"))
    }

    fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) | Self::Told(_) => 2,
            Self::Findings { findings, .. } => report::exit_code(findings),
            // As a shell reports a process that SIGPIPE ended.
            Self::Unread => 141,
        }
    }

    /// For the screen: without colours, without our name before it.
    pub(crate) fn plain_words(&self) -> Text {
        match self {
            Self::Usage(words) => Text::same(neutral(words)),
            Self::Told(words) => Text::new(neutral(&words.en), neutral(&words.zh)),
            Self::Findings { findings, source } => {
                Text::same(report::findings(findings, source, false))
            }
            Self::Unread => Text::default(),
        }
    }

    fn words(&self, color: ColorChoice, language: Language) -> String {
        match self {
            Self::Usage(words) => format!("racewalk: {}\n", neutral(words)),
            Self::Told(words) => format!("racewalk: {}\n", neutral(words.get(language))),
            Self::Findings { findings, source } => {
                report::findings(findings, source, look::is_coloured(color, &io::stderr()))
            }
            Self::Unread => String::new(),
        }
    }
}

/// Of our own output: the reader went away, or the disk is full.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::Unread
        } else {
            Self::Usage(format!("cannot write: {error}"))
        }
    }
}
