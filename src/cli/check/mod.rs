//! `racewalk check`: files held to what their headers claim, through every interleaving; a grader's tool.
//!
//! | file | holds |
//! | --- | --- |
//! | `paths` | which files are meant |
//! | `judge` | one file: what is explored, and how a report is held to a claim |
//! | `class` | many files at once, each with its time, none of them able to end the others |
//! | `submission` | a run as an answer |
//! | `formats` | the results in words, as JSON, as JUnit XML, and as graders want them |

mod class;
mod formats;
mod judge;
mod paths;
mod submission;

use std::io::{self, Write as _};

use crate::cli::args::{self, ColorChoice, FormatName};
use crate::cli::{Failure, files, look};
use crate::view::Language;

/// What came of a claim, or of a file. A file's is its worst claim's, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Grade {
    Pass,
    /// Nothing speaks against it, and not everything was looked at.
    Undecided,
    /// It could not be read, compiled or explored.
    Error,
    Fail,
}

impl Grade {
    /// As `--json` spells it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Undecided => "undecided",
            Self::Error => "error",
            Self::Fail => "fail",
        }
    }
}

/// What came of one file.
#[derive(Clone, Debug)]
pub(crate) struct File {
    /// As it was named.
    pub(crate) path: String,
    /// Fixes are marked in it.
    pub(crate) has_marks: bool,
    pub(crate) claims: Vec<Claim>,
    /// Why it could not be judged.
    pub(crate) trouble: Option<Trouble>,
}

/// Why a file could not be judged, and at which line.
#[derive(Clone, Debug)]
pub(crate) struct Trouble {
    pub(crate) words: String,
    pub(crate) line: Option<u32>,
}

impl File {
    pub(crate) fn trouble(path: &str, words: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            has_marks: false,
            claims: Vec::new(),
            trouble: Some(Trouble {
                words: words.into(),
                line: None,
            }),
        }
    }

    pub(crate) fn grade(&self) -> Grade {
        let trouble = self.trouble.as_ref().map(|_| Grade::Error);
        let claims = self.claims.iter().map(|claim| claim.grade);
        claims.chain(trouble).max().unwrap_or(Grade::Pass)
    }
}

/// What a claim is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum About {
    /// The final values of all runs that end.
    Outcomes,
    /// The kinds of what is wrong.
    Verdicts,
    /// How one run ends.
    Submission,
}

impl About {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Outcomes => "outcomes",
            Self::Verdicts => "verdicts",
            Self::Submission => "submission",
        }
    }
}

/// Which program a claim is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Variant {
    /// With these fixes on, and no others.
    Fixes(Vec<String>),
    /// With its marks ignored, as plain `python3` runs it.
    Plain,
}

/// One thing that is claimed, and what came of it.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    pub(crate) about: About,
    pub(crate) variant: Variant,
    /// Where the header claims it.
    pub(crate) line: Option<u32>,
    pub(crate) grade: Grade,
    /// How many states were looked at: nothing where the clock ended it, for then it is another number each time.
    pub(crate) states: Option<usize>,
    /// Which bound was hit: `states`, `memory`, `time`, `machine`, `clock`.
    pub(crate) bound: Option<&'static str>,
    /// Claimed, and shown by no schedule.
    pub(crate) missing: Vec<String>,
    /// Shown, and not claimed.
    pub(crate) extra: Vec<Extra>,
}

/// Something that is not claimed and can happen.
#[derive(Clone, Debug)]
pub(crate) struct Extra {
    /// `counter = 3`, `deadlock`.
    pub(crate) what: String,
    /// The exception's words, where it is one.
    pub(crate) words: String,
    /// Workers and the lines at which they stand.
    pub(crate) places: Vec<(String, u32)>,
    pub(crate) preemptions: u32,
    pub(crate) schedule: String,
}

pub(crate) fn check(arguments: &args::Check, color: ColorChoice) -> Result<u8, Failure> {
    let language = arguments.speech.language();
    let rules = judge::Rules::new(arguments, language)?;
    let args::Results { output, junit, .. } = &arguments.results;
    for path in output.iter().chain(junit) {
        // Sooner than all was looked at in vain.
        files::folder_of(path)?;
    }
    let files = match &arguments.submission.submission {
        Some(submission) => vec![submission::judge(submission, arguments, &rules)?],
        None => {
            let targets = paths::targets(&arguments.paths);
            class::judge(targets, &rules, jobs(arguments.jobs))
        }
    };
    tell(&files, &arguments.results, language, color)?;
    let format = format(&arguments.results);
    if arguments.exit_zero || matches!(format, FormatName::Gradescope | FormatName::Exercism) {
        Ok(0)
    } else {
        Ok(exit_code(&files))
    }
}

fn jobs(wanted: Option<u32>) -> usize {
    let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    wanted.map_or_else(cores, |jobs| jobs as usize)
}

fn format(results: &args::Results) -> FormatName {
    if results.json {
        FormatName::Json
    } else {
        results.format
    }
}

fn tell(
    files: &[File],
    results: &args::Results,
    language: Language,
    color: ColorChoice,
) -> Result<(), Failure> {
    if let Some(path) = &results.junit {
        files::write_whole(path, formats::junit(files, language).as_bytes())?;
    }
    let coloured = results.output.is_none() && look::is_coloured(color, &io::stdout());
    let text = match format(results) {
        FormatName::Text => formats::text(files, language, coloured),
        FormatName::Json => formats::json(files),
        FormatName::Github => formats::github(files, language),
        FormatName::Gradescope => formats::gradescope(files, language),
        FormatName::Exercism => formats::exercism(files, language),
    };
    match &results.output {
        Some(path) => files::write_whole(path, text.as_bytes()),
        None => {
            let mut out = io::stdout().lock();
            out.write_all(text.as_bytes())?;
            out.flush()?;
            Ok(())
        }
    }
}

/// 1 where a claim does not hold; else 2 where a file could not be judged; else 3 where one could not be decided.
fn exit_code(files: &[File]) -> u8 {
    match files.iter().map(File::grade).max() {
        Some(Grade::Fail) => 1,
        Some(Grade::Error) => 2,
        Some(Grade::Undecided) => 3,
        Some(Grade::Pass) | None => 0,
    }
}
