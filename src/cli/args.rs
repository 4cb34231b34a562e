//! What may stand on the command line, with its help in English; `help.rs` has the same in Chinese.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::base::Time;
use crate::explore::Shard;
use crate::machine::costs::Costs;
use crate::machine::profile::Profile;
use crate::view::Language;

pub(crate) const EXAMPLES: &str = "\
Examples:
  racewalk                          the gallery of scenarios
  racewalk lost_update              walk through one of them
  racewalk mine.py                  walk through a program of your own
  racewalk run mine.py              run it as python3 would, without a screen
  racewalk run mine.py --policy random --seed 7 --save seven.racewalk
  racewalk replay seven.racewalk    the same run again";

pub(crate) const RUN_EXAMPLES: &str = "\
Examples:
  racewalk run mine.py
  racewalk run mine.py --policy random --seed 7
  racewalk run races/lost_update --fix lock --json
  racewalk run mine.py --schedule 'main*40 1*7 2*3'";

pub(crate) const EXPLORE_EXAMPLES: &str = "\
Examples:
  racewalk explore mine.py
  racewalk explore lost_update --fix lock
  racewalk explore mine.py --profile cpython-3.12 --json
  racewalk explore mine.py --count            how many schedules, how likely each outcome
  racewalk explore mine.py --shard 2/8 --json > 2.json    a part of the search: see `racewalk merge`";

pub(crate) const MERGE_EXAMPLES: &str = "\
Examples:
  racewalk explore mine.py --shard 1/2 --json > 1.json    on one machine
  racewalk explore mine.py --shard 2/2 --json > 2.json    on another
  racewalk merge 1.json 2.json";

pub(crate) const CHECK_EXAMPLES: &str = "\
Examples:
  racewalk check mine.py                      held to its header, or: does anything go wrong?
  racewalk check submissions/ --jobs 8 --junit results.xml
  racewalk check submissions/ --format gradescope --output results.json
  racewalk check bank_transfer --submission anna.racewalk --expect deadlock";

pub(crate) const LIVE_EXAMPLES: &str = "\
Examples:
  racewalk live mine.py                       once, as `run` prints it
  racewalk live lost_update --runs 1000       which outcomes there were, and how often
  racewalk live mine.py --save seen.racewalk  and walk through what really happened";

/// Walk through race conditions, deadlocks and everything around them, one step at a time.
///
/// Runs ordinary Python programs that use threads, on a machine of its own. Collects nothing, and never uses a network.
#[derive(Debug, Parser)]
#[command(
    name = "racewalk",
    version,
    before_help = EXAMPLES,
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    disable_help_subcommand = true
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    #[command(flatten)]
    pub(crate) open: Open,

    /// Whether to use colours; auto obeys `NO_COLOR`, `CLICOLOR_FORCE` and `TERM`
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value = "auto",
        hide_default_value = true,
        help_heading = "How it speaks"
    )]
    pub(crate) color: ColorChoice,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorChoice {
    #[default]
    Auto,
    Always,
    Never,
}

/// How the screen looks.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "How the screen looks")]
pub(crate) struct Look {
    /// Draw with ASCII signs only [default: where TERM or the locale has no others]
    #[arg(long)]
    pub(crate) ascii: bool,

    /// The background of the terminal [default: asked of the terminal]
    #[arg(long, value_enum, value_name = "BACKGROUND")]
    pub(crate) theme: Option<ThemeName>,

    /// Draw no more than one picture a second while it plays (also: `NO_MOTION`)
    #[arg(long)]
    pub(crate) no_motion: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ThemeName {
    Light,
    Dark,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List the scenarios of the library
    List(List),
    /// Run a program without a screen: its own output, and how it ended
    #[command(before_help = RUN_EXAMPLES)]
    Run(Box<Run>),
    /// Explore every interleaving: what can go wrong, how the program can end, the schedule of each
    #[command(before_help = EXPLORE_EXAMPLES)]
    Explore(Box<Explore>),
    /// Join the results of several `explore --shard K/N`
    #[command(before_help = MERGE_EXAMPLES)]
    Merge(Merge),
    /// Hold files and folders to what their headers claim, through every interleaving
    #[command(before_help = CHECK_EXAMPLES)]
    Check(Box<Check>),
    /// Run a program on real threads and real processes, and let the operating system decide
    #[command(before_help = LIVE_EXAMPLES)]
    Live(Box<Live>),
    /// Repeat a saved run
    Replay(Replay),
    /// Print a program's text with a choice of fixes, marks resolved
    Source(Source),
    /// Print what a shell needs to complete commands and options
    Completions {
        /// The shell that is to complete them
        shell: clap_complete::Shell,
    },
    /// Print the manual page, of racewalk or of one of its commands
    Man {
        /// The command; nothing prints that of racewalk
        command: Option<String>,
    },
    /// Print the help, of racewalk or of one of its commands
    Help {
        /// The command; nothing prints that of racewalk
        command: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Open {
    /// A Python file, or the name of a scenario; nothing opens the gallery
    #[arg(value_name = "FILE|NAME")]
    pub(crate) target: Option<String>,

    /// Explore first, and open at the end of a schedule with few preemptions that shows this: deadlock, data-race,
    /// exception …
    #[arg(
        long,
        value_name = "VERDICT",
        requires = "target",
        conflicts_with = "schedule"
    )]
    pub(crate) until: Option<String>,

    #[command(flatten)]
    pub(crate) choice: Choice,

    #[command(flatten)]
    pub(crate) limits: Limits,

    #[command(flatten)]
    pub(crate) speech: Speech,

    #[command(flatten)]
    pub(crate) look: Look,
}

#[derive(Debug, Args)]
pub(crate) struct List {
    /// Print one JSON array
    #[arg(long)]
    pub(crate) json: bool,

    #[command(flatten)]
    pub(crate) speech: Speech,
}

#[derive(Debug, Args)]
pub(crate) struct Run {
    /// A Python file (`-` for standard input), or the name of a scenario
    #[arg(value_name = "FILE|NAME")]
    pub(crate) target: String,

    #[command(flatten)]
    pub(crate) choice: Choice,

    #[command(flatten)]
    pub(crate) limits: Limits,

    /// Print one JSON object on stdout: ending, output, steps, schedule, watched values
    #[arg(long)]
    pub(crate) json: bool,

    /// Save the run, for `racewalk replay`
    #[arg(long, value_name = "FILE.racewalk")]
    pub(crate) save: Option<PathBuf>,

    /// Explore first, and run a schedule with few preemptions that shows this: deadlock, data-race, exception …
    #[arg(
        long,
        value_name = "VERDICT",
        conflicts_with_all = ["schedule", "policy", "speedup", "listing"]
    )]
    pub(crate) until: Option<String>,

    /// Compare 1 to N workers in virtual time, beside Amdahl's law: the program has a line `WORKERS = 4`, or its header
    /// names another
    #[arg(
        long,
        value_name = "N",
        num_args = 0..=1,
        default_missing_value = "0",
        value_parser = clap::value_parser!(u32).range(..=64),
        conflicts_with_all = ["save", "listing", "schedule", "policy"]
    )]
    pub(crate) speedup: Option<u32>,

    /// Print the program's instructions instead of running it
    #[arg(long)]
    pub(crate) listing: bool,

    #[command(flatten)]
    pub(crate) speech: Speech,
}

#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch that somebody types"
)]
pub(crate) struct Explore {
    /// A Python file (`-` for standard input), or the name of a scenario
    #[arg(value_name = "FILE|NAME")]
    pub(crate) target: String,

    /// A fix to switch on; may be repeated; `all` is what plain python3 runs [default: none]
    #[arg(long = "fix", value_name = "NAME")]
    pub(crate) fixes: Vec<String>,

    /// The seed of the program's own random numbers
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    pub(crate) seed: u64,

    /// A global whose final values tell outcomes apart; may be repeated [default: the header's]
    #[arg(long, value_name = "NAME")]
    pub(crate) watch: Vec<String>,

    /// What was printed is part of an outcome, too: by all processes, in the order of the prints
    #[arg(long)]
    pub(crate) stdout: bool,

    /// Count the schedules that lead to each outcome, and say exactly how likely it is [default: estimated]
    #[arg(long)]
    pub(crate) count: bool,

    #[command(flatten)]
    pub(crate) search: Searching,

    /// Try every order of what others can notice, whether or not it can make a difference
    #[arg(long)]
    pub(crate) no_reduction: bool,

    /// Take equal threads for different ones
    #[arg(long)]
    pub(crate) no_symmetry: bool,

    /// Only this part of the search, of so many: 2/8. The results of all parts, as --json prints them, are joined by
    /// `racewalk merge`. Not with --count: only one search that looks at everything can count
    #[arg(long, value_name = "K/N", value_parser = parse_shard)]
    pub(crate) shard: Option<Shard>,

    /// Print one JSON object on stdout
    #[arg(long)]
    pub(crate) json: bool,

    #[command(flatten)]
    pub(crate) speech: Speech,
}

#[derive(Debug, Args)]
pub(crate) struct Merge {
    /// What `racewalk explore --shard K/N --json` printed, one file for each K
    #[arg(value_name = "RESULT", required = true)]
    pub(crate) results: Vec<PathBuf>,

    /// Kinds that count as wrong: names between commas, `all` or `none`
    #[arg(long, value_name = "KINDS")]
    pub(crate) fail_on: Option<String>,

    /// Print one JSON object on stdout
    #[arg(long)]
    pub(crate) json: bool,

    #[command(flatten)]
    pub(crate) speech: Speech,
}

/// How every interleaving is looked at, and when that is enough.
#[derive(Debug, Args)]
#[command(next_help_heading = "How to search")]
pub(crate) struct Searching {
    /// Where a running thread may lose its turn
    #[arg(long, value_enum, default_value = "language")]
    pub(crate) profile: ProfileName,

    /// Kinds that count as wrong (of files with a header, `check` asks the header): names between commas, `all` or
    /// `none`
    #[arg(long, value_name = "KINDS")]
    pub(crate) fail_on: Option<String>,

    /// When a sleep or a timeout may end
    #[arg(long, value_enum, default_value = "loose")]
    pub(crate) time: TimeName,

    /// Whom `Condition.notify` wakes
    #[arg(long, value_enum, default_value = "fifo")]
    pub(crate) wake: WakeName,

    /// Stop after so many states
    #[arg(long, value_name = "N", value_parser = parse_count)]
    pub(crate) max_states: Option<u64>,

    /// Only schedules in which at most so many workers lose their turn while they could go on
    #[arg(long, value_name = "N")]
    pub(crate) max_preemptions: Option<u32>,

    /// Stop after so long: 10, 10s, 500ms, 2m [default: of `check`, 10s for each file]
    #[arg(long, value_name = "TIME", value_parser = parse_duration)]
    pub(crate) time_limit: Option<Time>,

    /// Stop where the search needs more memory than this: 500M, 2G [default: 4G; of `check`, 1G for each file]
    #[arg(long, value_name = "BYTES", value_parser = parse_size)]
    pub(crate) memory_limit: Option<usize>,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Python files, folders of them, names of scenarios
    #[arg(value_name = "PATH|NAME", required_unless_present = "submission")]
    pub(crate) paths: Vec<PathBuf>,

    /// So many files at once [default: as many as there are cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1024))]
    pub(crate) jobs: Option<u32>,

    /// Exit with 0 whatever was found
    #[arg(long)]
    pub(crate) exit_zero: bool,

    #[command(flatten)]
    pub(crate) search: Searching,

    #[command(flatten)]
    pub(crate) results: Results,

    #[command(flatten)]
    pub(crate) submission: Submission,

    #[command(flatten)]
    pub(crate) speech: Speech,
}

/// In which form the results are wanted, and where.
#[derive(Debug, Args)]
#[command(next_help_heading = "Results")]
pub(crate) struct Results {
    /// The form of the results; exercism and gradescope always exit with 0
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: FormatName,

    /// Print one JSON array on stdout: the same as `--format json`
    #[arg(long, conflicts_with = "format")]
    pub(crate) json: bool,

    /// Write the results to this file, whole or not at all, instead of stdout
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Write the results as `JUnit` XML to this file, too
    #[arg(long, value_name = "FILE")]
    pub(crate) junit: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatName {
    /// A table
    Text,
    /// An array of files
    Json,
    /// Annotations of a workflow
    Github,
    /// results.json of a Gradescope autograder
    Gradescope,
    /// results.json of an Exercism test runner
    Exercism,
}

/// A run as an answer: it is done again, and judged.
#[derive(Debug, Args)]
#[command(next_help_heading = "A run as an answer")]
#[expect(clippy::struct_field_names, reason = "named as the option is")]
pub(crate) struct Submission {
    /// A saved run, or a text file with a schedule: this run goes wrong (see --expect). With PATH, it must be a run of
    /// that program
    #[arg(long, value_name = "FILE")]
    pub(crate) submission: Option<PathBuf>,

    /// How the run must end
    #[arg(
        long,
        value_enum,
        value_name = "ENDING",
        default_value = "wrong",
        requires = "submission"
    )]
    pub(crate) expect: EndingName,

    /// The fixes that must be on; may be repeated [default: none]
    #[arg(long = "fix", value_name = "NAME", requires = "submission")]
    pub(crate) fixes: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum EndingName {
    /// In a deadlock, or with an exception that nobody catches
    Wrong,
    Deadlock,
    /// With an exception that nobody catches, in any worker
    Exception,
    /// With an assertion that does not hold, in any worker
    Assertion,
    /// By itself, with nothing wrong
    Finished,
}

#[derive(Debug, Args)]
pub(crate) struct Live {
    /// A Python file (`-` for standard input), or the name of a scenario
    #[arg(value_name = "FILE|NAME")]
    pub(crate) target: String,

    /// A fix to switch on, `all` or `none`
    #[arg(long = "fix", value_name = "NAME")]
    pub(crate) fixes: Vec<String>,

    /// Where a running thread may lose its turn
    #[arg(long, value_enum, default_value = "language")]
    pub(crate) profile: ProfileName,

    /// Where random numbers begin
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) seed: u64,

    /// Hold the threads back, and let them go a few steps at a time, at random (see --seed)
    #[arg(long)]
    pub(crate) held: bool,

    /// How long a thread keeps the GIL while another wants it (as `0.005`, in seconds)
    #[arg(long, value_name = "SECONDS", default_value_t = 0.005)]
    pub(crate) switch_interval: f64,

    /// Compare 1 to N workers by the real clock, the best of --runs each, beside Amdahl's law: the program has a line
    /// `WORKERS = 4`, or its header names another
    #[arg(
        long,
        value_name = "N",
        num_args = 0..=1,
        default_missing_value = "0",
        value_parser = clap::value_parser!(u32).range(..=64),
        conflicts_with_all = ["save", "held"]
    )]
    pub(crate) speedup: Option<u32>,

    /// Run it so often, and say which outcomes the operating system showed
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) runs: Option<u32>,

    #[command(flatten)]
    pub(crate) limits: Limits,

    /// Print one JSON object on stdout
    #[arg(long)]
    pub(crate) json: bool,

    /// Save the run, for `racewalk replay`
    #[arg(long, value_name = "FILE.racewalk", conflicts_with = "runs")]
    pub(crate) save: Option<PathBuf>,

    /// For tests: behind so many steps a value is spoilt, which must be noticed
    #[arg(long, value_name = "STEPS", hide = true)]
    pub(crate) spoil: Option<u64>,

    #[command(flatten)]
    pub(crate) speech: Speech,
}

#[derive(Debug, Args)]
pub(crate) struct Replay {
    /// A run that was saved
    #[arg(value_name = "FILE.racewalk")]
    pub(crate) file: PathBuf,

    /// Print one JSON object on stdout, as `run` does
    #[arg(long)]
    pub(crate) json: bool,

    #[command(flatten)]
    pub(crate) speech: Speech,

    #[command(flatten)]
    pub(crate) look: Look,
}

#[derive(Debug, Args)]
pub(crate) struct Source {
    /// A Python file (`-` for standard input), or the name of a scenario
    #[arg(value_name = "FILE|NAME")]
    pub(crate) target: String,

    /// A fix to switch on, `all` or `none`
    #[arg(long = "fix", value_name = "NAME")]
    pub(crate) fixes: Vec<String>,
}

/// What decides how a run goes.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "What decides how a run goes")]
pub(crate) struct Choice {
    /// The seed of all that is random, the program's `random` included
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    pub(crate) seed: u64,

    /// Who moves when: as racewalk prints it, like 'main*40 1*7 2*3 +lock'; after its end the policy goes on
    #[arg(long, value_name = "TEXT")]
    pub(crate) schedule: Option<String>,

    /// Who moves next [default: cpython]
    #[arg(long, value_enum)]
    pub(crate) policy: Option<PolicyName>,

    /// A fix to switch on; may be repeated; `all` is what plain python3 runs [default: none]
    #[arg(long = "fix", value_name = "NAME")]
    pub(crate) fixes: Vec<String>,

    /// Where a running thread may lose its turn [default: cpython-3.12 under policy cpython, else language]
    #[arg(long, value_enum)]
    pub(crate) profile: Option<ProfileName>,

    /// The date and time at which the run begins: 2026-01-01T12:00:00Z, or seconds since 1970
    #[arg(long, value_name = "INSTANT", value_parser = parse_instant)]
    pub(crate) now: Option<Time>,

    #[command(flatten)]
    pub(crate) clock: Clock,
}

/// What virtual time is made of.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Virtual time")]
pub(crate) struct Clock {
    /// Cores that the machine has [default: the header's, or 4]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=64))]
    pub(crate) cores: Option<u32>,

    /// What something costs: instruction=30ns, fork=1ms; may be repeated. Names: instruction, thread-start, switch,
    /// syscall, lock, fork, begin, spawn; pipe and pickle for a thousand bytes
    #[arg(long = "cost", value_name = "NAME=TIME", value_parser = parse_cost)]
    pub(crate) costs: Vec<(String, u64)>,

    /// How long a thread keeps the GIL while another wants it: 5ms [default: 5ms]
    #[arg(long, value_name = "TIME", value_parser = parse_duration)]
    pub(crate) switch_interval: Option<Time>,
}

#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Limits")]
pub(crate) struct Limits {
    /// Stop after so many steps
    #[arg(long, value_name = "N", value_parser = parse_count)]
    pub(crate) max_steps: Option<u64>,

    /// Stop after so long in real time (on the screen: of playing): 10, 10s, 500ms, 2m
    #[arg(long, value_name = "TIME", value_parser = parse_duration)]
    pub(crate) time_limit: Option<Time>,

    /// Stop when the program uses so much memory: 64M, 1G [default: 512M]
    #[arg(long, value_name = "SIZE", value_parser = parse_size)]
    pub(crate) memory_limit: Option<usize>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "How it speaks")]
pub(crate) struct Speech {
    /// The language of its words [default: the system's]
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    pub(crate) lang: Option<LanguageName>,

    /// Lines of words instead of a screen, for a screen reader, a log or a pipe
    #[arg(long, alias = "screen-reader")]
    pub(crate) plain: bool,
}

impl Speech {
    /// The one asked for, or the system's, or English.
    pub(crate) fn language(&self) -> Language {
        self.lang.map_or_else(system_language, Language::from)
    }
}

/// The system's language, or English.
pub(crate) fn system_language() -> Language {
    match sys_locale::get_locale() {
        Some(locale) if locale.starts_with("zh") => Language::Zh,
        Some(_) | None => Language::En,
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LanguageName {
    En,
    Zh,
}

impl From<LanguageName> for Language {
    fn from(name: LanguageName) -> Self {
        match name {
            LanguageName::En => Self::En,
            LanguageName::Zh => Self::Zh,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PolicyName {
    /// What CPython would most likely do
    Cpython,
    /// One step each
    RoundRobin,
    /// Anybody, at every step
    Random,
    /// Random priorities that change at a few points
    Pct,
    /// Whoever moved last, while it can
    Hand,
}

impl PolicyName {
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::Cpython => "cpython",
            Self::RoundRobin => "round-robin",
            Self::Random => "random",
            Self::Pct => "pct",
            Self::Hand => "hand",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProfileName {
    /// Before any instruction: what the language guarantees
    Language,
    /// CPython up to 3.9
    #[value(name = "cpython-3.9")]
    Cpython39,
    /// CPython 3.10 to 3.13
    #[value(name = "cpython-3.12", aliases = ["cpython-3.11", "cpython-3.13"])]
    Cpython312,
    /// CPython without a GIL
    FreeThreaded,
}

impl From<ProfileName> for Profile {
    fn from(name: ProfileName) -> Self {
        match name {
            ProfileName::Language => Self::Language,
            ProfileName::Cpython39 => Self::Cpython39,
            ProfileName::Cpython312 => Self::Cpython312,
            ProfileName::FreeThreaded => Self::FreeThreaded,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TimeName {
    /// At any moment: `sleep` orders nothing
    Loose,
    /// In the order of their alarms, of those that have begun
    Strict,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum WakeName {
    /// Who has waited longest, as CPython does
    Fifo,
    /// Any of those who wait: so much `threading` promises
    Any,
}

fn parse_count(text: &str) -> Result<u64, String> {
    let plain: String = text.chars().filter(|&c| c != '_' && c != ',').collect();
    plain
        .parse()
        .ok()
        .filter(|&count| count > 0)
        .ok_or_else(|| "expected a number above 0".to_owned())
}

/// Parts that a search can have.
const SHARDS: u32 = 10_000;

fn parse_shard(text: &str) -> Result<Shard, String> {
    let words = || "expected a part and of how many, such as 2/8".to_owned();
    let (number, of) = text.split_once('/').ok_or_else(words)?;
    let (number, of): (u32, u32) = (
        number.parse().map_err(|_| words())?,
        of.parse().map_err(|_| words())?,
    );
    if !(1..=SHARDS).contains(&of) {
        return Err(format!("a search has 1 to {SHARDS} parts"));
    }
    if !(1..=of).contains(&number) {
        return Err(format!("the parts are 1/{of} to {of}/{of}"));
    }
    Ok(Shard::new(number, of))
}

fn parse_duration(text: &str) -> Result<Time, String> {
    let (number, unit) = split_unit(text);
    let scale = match unit {
        _ if number.is_empty() => return Err("expected a time, such as 10s or 500ms".to_owned()),
        "ns" => 1e-9,
        "us" | "µs" => 1e-6,
        "ms" => 1e-3,
        "" | "s" => 1.0,
        "m" | "min" => 60.0,
        "h" => 3600.0,
        _ => {
            return Err(format!(
                "`{unit}` is no unit of time: use ns, us, ms, s, m or h"
            ));
        }
    };
    match number.parse::<f64>() {
        Ok(number) if number >= 0.0 && number.is_finite() => Ok(Time::from_seconds(number * scale)),
        Ok(_) | Err(_) => Err("expected a time, such as 10s or 500ms".to_owned()),
    }
}

fn parse_cost(text: &str) -> Result<(String, u64), String> {
    let words = || {
        format!(
            "expected NAME=TIME; the names are {}",
            Costs::NAMES.join(", ")
        )
    };
    let (name, time) = text.split_once('=').ok_or_else(words)?;
    Costs::default().named(name).ok_or_else(words)?;
    Ok((name.to_owned(), parse_duration(time)?.0))
}

fn parse_size(text: &str) -> Result<usize, String> {
    let (number, unit) = split_unit(text);
    let shift = match unit.to_ascii_lowercase().as_str() {
        _ if number.is_empty() => return Err("expected a size, such as 64M".to_owned()),
        "" | "b" => 0,
        "k" | "kb" | "kib" => 10,
        "m" | "mb" | "mib" => 20,
        "g" | "gb" | "gib" => 30,
        _ => return Err(format!("`{unit}` is no unit of size: use K, M or G")),
    };
    number
        .parse::<usize>()
        .ok()
        .and_then(|number| number.checked_mul(1 << shift))
        .filter(|&size| size > 0)
        .ok_or_else(|| "expected a size, such as 64M".to_owned())
}

fn split_unit(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    (&text[..end], text[end..].trim())
}

/// Seconds since 1970, or a date with or without a time of day; in UTC unless it says otherwise.
fn parse_instant(text: &str) -> Result<Time, String> {
    let words = || "expected 2026-01-01, 2026-01-01T12:00:00Z or seconds since 1970".to_owned();
    if let Ok(seconds) = text.parse::<f64>() {
        return if (0.0..1e10).contains(&seconds) {
            Ok(Time::from_seconds(seconds))
        } else {
            Err(words())
        };
    }
    seconds_of(text)
        .and_then(|seconds| u64::try_from(seconds).ok())
        .map(|seconds| Time(seconds * 1_000_000_000))
        .ok_or_else(words)
}

fn seconds_of(text: &str) -> Option<i64> {
    let (date, time) = match text.split_once(['T', 't', ' ']) {
        Some((date, time)) => (date, time),
        None => (text, "00:00:00Z"),
    };
    let mut parts = date.split('-').map(str::parse::<i64>);
    let (year, month, day) = (
        parts.next()?.ok()?,
        parts.next()?.ok()?,
        parts.next()?.ok()?,
    );
    let in_range =
        (1970..=2250).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    if parts.next().is_some() || !in_range {
        return None;
    }
    let (clock, offset) = match time.find(['Z', 'z', '+', '-']) {
        Some(at) => (&time[..at], offset_of(&time[at..])?),
        None => (time, 0),
    };
    let mut parts = clock.split(':').map(str::parse::<i64>);
    let (hour, minute) = (parts.next()?.ok()?, parts.next()?.ok()?);
    let second = parts.next().unwrap_or(Ok(0)).ok()?;
    if parts.next().is_some()
        || !(0..24).contains(&hour)
        || !(0..60).contains(&minute)
        || !(0..60).contains(&second)
    {
        return None;
    }
    Some(days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset)
}

/// Seconds that `Z` or `+08:00` is ahead of UTC.
fn offset_of(text: &str) -> Option<i64> {
    if text.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let (sign, text) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = text.split_once(':').unwrap_or((text, "0"));
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

/// Days since 1970 in the Gregorian calendar, with years that begin in March.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 1 - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn amounts_are_read_with_their_units() {
        assert_eq!(parse_duration("500ms"), Ok(Time(500_000_000)));
        assert_eq!(parse_duration("2m"), Ok(Time(120_000_000_000)));
        assert_eq!(parse_duration("1.5"), Ok(Time(1_500_000_000)));
        assert!(parse_duration("soon").is_err());
        assert!(parse_duration("-1s").is_err());
        assert_eq!(parse_size("64M"), Ok(64 << 20));
        assert!(parse_size("64X").is_err());
        assert!(parse_size("99999999999999G").is_err());
        assert_eq!(parse_shard("2/8"), Ok(Shard::new(2, 8)));
        for text in ["2", "0/8", "9/8", "1/0", "a/b", "1/2/3", "-1/2"] {
            assert!(parse_shard(text).is_err(), "{text}");
        }
        assert_eq!(parse_count("10_000"), Ok(10_000));
        assert!(parse_count("0").is_err());
    }

    #[test]
    fn instants_are_read() {
        for (text, seconds) in [
            ("0", 0),
            ("1970-01-01", 0),
            ("2000-02-29T12:30:15Z", 951_827_415),
            ("2026-01-01T08:00:00+08:00", 1_767_225_600),
            ("2026-01-01 00:00", 1_767_225_600),
        ] {
            assert_eq!(
                parse_instant(text),
                Ok(Time(seconds * 1_000_000_000)),
                "{text}"
            );
        }
        for text in [
            "",
            "yesterday",
            "2026-13-01",
            "2026-01-01T25:00",
            "1969-12-31",
            "-5",
            "nan",
        ] {
            assert!(parse_instant(text).is_err(), "{text}");
        }
    }
}
