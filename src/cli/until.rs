//! `--until VERDICT`: interleavings are looked at until one shows the verdict, and that one is run, or opened on the
//! screen.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::cli::args::{Limits, ProfileName};
use crate::cli::explore::{self, words};
use crate::cli::{Failure, outcome};
use crate::code::Program;
use crate::explore::{Bounds, Kind, Options, Verdict};
use crate::machine::inspect;
use crate::machine::profile::Profile;
use crate::machine::world::{Config, Machine};
use crate::simulate::Ending;
use crate::view::Language;

/// States that are still looked at once the verdict was seen: a little further there is often a schedule with fewer
/// preemptions.
const FURTHER: usize = 1_000;

/// Where a run is to go.
pub(crate) struct Until {
    pub(crate) verdict: Verdict,
    language: Language,
}

/// What a search for it came to.
pub(crate) enum Found {
    Yes(Box<Until>),
    /// No schedule does it, or none of those that were looked at: what to say, and the exit code.
    No(String, u8),
}

/// Looks for the verdict of that name. The profile is the one asked for, or `language`.
pub(crate) fn look(
    name: &str,
    program: &Arc<Program>,
    config: &Config,
    profile: Option<ProfileName>,
    limits: &Limits,
    language: Language,
) -> Result<Found, Failure> {
    let Some(kind) = explore::kind(name) else {
        return Err(Failure::Usage(format!(
            "--until: there is no kind `{name}`; the kinds are {}",
            explore::names()
        )));
    };
    let mut config = config.clone();
    config.profile = profile.map_or(Profile::Language, Profile::from);
    let options = Options {
        bounds: explore::bounds(None, limits.memory_limit, Bounds::default().memory),
        starvation: kind == Kind::Starvation,
        ..Options::default()
    };
    let deadline = limits
        .time_limit
        .and_then(|limit| Instant::now().checked_add(Duration::from_nanos(limit.0)));
    let stop = explore::interrupted();
    let mut enough = usize::MAX;
    let boot = Machine::boot(Arc::clone(program), config);
    let report = explore::search(boot, options, deadline, &stop, |progress| {
        if enough == usize::MAX && progress.kinds.iter().any(|other| other == kind) {
            enough = progress.states + FURTHER;
        }
        progress.states < enough
    });
    let found = report
        .verdicts
        .iter()
        .filter(|verdict| verdict.kind == kind)
        .min_by_key(|verdict| (verdict.preemptions, verdict.steps));
    if let Some(verdict) = found {
        return Ok(Found::Yes(Box::new(Until {
            verdict: verdict.clone(),
            language,
        })));
    }
    let extent = words::bound(
        &report,
        stop.load(std::sync::atomic::Ordering::Relaxed),
        language,
    );
    let words = match language {
        Language::En => format!("no schedule leads to {kind}: {extent}"),
        Language::Zh => format!("没有调度会导致 {kind}：{extent}"),
    };
    Ok(Found::No(words, if report.complete { 0 } else { 3 }))
}

impl Until {
    /// Whether the run stops at the moment in which it is seen. What was raised is shown by going on to the end, and
    /// those who are about to wait for ever come to their wait.
    pub(crate) fn stops(&self) -> bool {
        match self.verdict.kind {
            Kind::Assertion | Kind::Exception | Kind::Deadlock | Kind::LostWakeup => false,
            Kind::PartialDeadlock
            | Kind::DataRace
            | Kind::Livelock
            | Kind::BusyWait
            | Kind::Starvation => true,
        }
    }

    /// The last line of stderr: what it is, and who stands where.
    pub(crate) fn words(&self, machine: &Machine) -> String {
        if Ending::of(machine) == Some(Ending::Deadlock) {
            return outcome::words(machine, Ending::Deadlock, self.language).unwrap_or_default();
        }
        let verdict = &self.verdict;
        let sentence = words::sentence(verdict, None, Some(machine), self.language);
        let mut text = match self.language {
            Language::En => format!("{}: {sentence}", verdict.kind),
            Language::Zh => format!("{}：{sentence}", verdict.kind),
        };
        if self.stops() {
            let places: Vec<String> = verdict
                .places
                .iter()
                .map(|&(task, line)| {
                    let who = inspect::thread_name(machine, task);
                    match self.language {
                        Language::En => format!("{who} at line {line}"),
                        Language::Zh => format!("{who} 在第 {line} 行"),
                    }
                })
                .collect();
            let _ = match self.language {
                Language::En => write!(text, " {}", places.join(", ")),
                Language::Zh => write!(text, "{}", places.join("，")),
            };
        }
        text
    }

    /// A run that was stopped on its way says so by 1.
    pub(crate) fn exit_code(ending: Option<Ending>) -> u8 {
        ending.map_or(1, outcome::exit_code)
    }
}
