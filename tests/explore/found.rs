//! What a search found, in a form in which two searches can be compared, and each schedule of it run on a machine.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use racewalk::base::Pid;
use racewalk::code::Program;
use racewalk::explore::{Kind, Options, Report, Search};
use racewalk::machine::event::{Event, Told};
use racewalk::machine::schedule::Schedule;
use racewalk::machine::world::{Buffering, Config, Machine, Status};
use racewalk::simulate::{Ending, Policy, Run, inspect};

use crate::brute;
use crate::support::Patience;

/// How a run ended, and the watched globals then.
pub(crate) type Outcome = (String, Vec<(String, String)>);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) outcomes: BTreeSet<Outcome>,
    pub(crate) kinds: BTreeSet<Kind>,
}

/// Kinds that belong to one state or one step: those that the plain enumeration finds too.
pub(crate) const PLAIN: [Kind; 4] = [
    Kind::Deadlock,
    Kind::Assertion,
    Kind::Exception,
    Kind::DataRace,
];

impl Found {
    pub(crate) fn of(report: &Report) -> Self {
        Self {
            outcomes: report
                .outcomes
                .iter()
                .map(|outcome| (outcome.ending.to_owned(), sorted(&outcome.watch)))
                .collect(),
            kinds: report.verdicts.iter().map(|verdict| verdict.kind).collect(),
        }
    }

    /// Of what kind is what was found, as far as a plain enumeration can say.
    pub(crate) fn plain(mut self) -> Self {
        self.kinds.retain(|kind| PLAIN.contains(kind));
        self
    }

    /// In which of all this two searches differ; the first is right.
    pub(crate) fn difference(&self, other: &Self) -> Option<String> {
        let mut words = String::new();
        let mut say = |what: &str, items: Vec<String>| {
            if !items.is_empty() {
                let _ = write!(words, "{what}: {}; ", items.join(", "));
            }
        };
        let outcome = |(ending, watch): &Outcome| format!("{ending} {}", values(watch));
        let missing = self.outcomes.difference(&other.outcomes);
        say("outcomes missing", missing.map(outcome).collect());
        let extra = other.outcomes.difference(&self.outcomes);
        say("outcomes too many", extra.map(outcome).collect());
        let missing = self.kinds.difference(&other.kinds);
        say("verdicts missing", missing.map(Kind::to_string).collect());
        let extra = other.kinds.difference(&self.kinds);
        say("verdicts too many", extra.map(Kind::to_string).collect());
        (!words.is_empty()).then_some(words)
    }
}

fn values(watch: &[(String, String)]) -> String {
    let pair = |(name, value): &(String, String)| format!("{name}={value}");
    watch.iter().map(pair).collect::<Vec<_>>().join(" ")
}

pub(crate) fn sorted(watch: &[(String, String)]) -> Vec<(String, String)> {
    let mut watch = watch.to_vec();
    watch.sort();
    watch
}

pub(crate) fn config() -> Config {
    Config {
        buffering: Buffering::Block,
        ..Config::default()
    }
}

/// A whole search, or what it was when its time was up.
pub(crate) fn search(
    program: &Arc<Program>,
    config: &Config,
    options: Options,
    patience: Duration,
) -> Report {
    let patience = Patience::of(patience);
    let mut search = Search::new(program, config.clone(), options);
    while !search.is_over() {
        search.advance(256);
        if patience.is_over() {
            search.stop();
        }
    }
    search.report()
}

/// The watched globals as they are.
pub(crate) fn watched(machine: &Machine, names: &[String]) -> Vec<(String, String)> {
    let process = machine.process(Pid(0));
    let value = |name: &String| {
        let value = process.global(process.program.main, name)?;
        Some((name.clone(), inspect::repr(process, value)))
    };
    sorted(&names.iter().filter_map(value).collect::<Vec<_>>())
}

/// A machine after a schedule, and what was told on the way; its text form is what is followed.
pub(crate) fn replay(
    program: &Arc<Program>,
    config: &Config,
    schedule: &Schedule,
) -> Result<(Machine, Vec<Told>), String> {
    replay_from(Machine::boot(Arc::clone(program), config.clone()), schedule)
}

/// The same from any moment of a run.
pub(crate) fn replay_from(
    mut machine: Machine,
    schedule: &Schedule,
) -> Result<(Machine, Vec<Told>), String> {
    let text = schedule.to_string();
    let parsed: Schedule = text
        .parse()
        .map_err(|_| format!("`{text}` is no schedule"))?;
    if parsed != *schedule {
        return Err(format!("`{text}` reads as `{parsed}`"));
    }
    machine.watch(true);
    let mut run = Run::new(machine, Policy::scripted(parsed, Policy::Hand));
    let mut told = Vec::new();
    while run.schedule != *schedule {
        match run.turn() {
            Ok(true) => told.extend(run.machine.take_told()),
            Ok(false) => return Err(format!("`{text}` ends early: `{}`", run.schedule)),
            Err(refused) => {
                return Err(format!("`{text}`: {refused}, after `{}`", run.schedule));
            }
        }
        if run.schedule.steps() > schedule.steps() {
            return Err(format!("`{text}` was run as `{}`", run.schedule));
        }
    }
    Ok((run.machine, told))
}

/// Runs every schedule of a report; what does not come to what is claimed.
pub(crate) fn false_claims(
    program: &Arc<Program>,
    config: &Config,
    names: &[String],
    report: &Report,
) -> Vec<String> {
    let machine = Machine::boot(Arc::clone(program), config.clone());
    false_claims_from(&machine, names, report)
}

/// The same where the schedules begin at any moment of a run.
pub(crate) fn false_claims_from(
    machine: &Machine,
    names: &[String],
    report: &Report,
) -> Vec<String> {
    let start = machine;
    let mut wrong = Vec::new();
    for outcome in &report.outcomes {
        match replay_from(start.clone(), &outcome.schedule) {
            Ok((mut machine, _)) => {
                brute::wait(&mut machine);
                let ending = Ending::of(&machine).map_or("running", Ending::name);
                let values = watched(&machine, names);
                if ending != outcome.ending || values != sorted(&outcome.watch) {
                    wrong.push(format!(
                        "the schedule of {} {:?} comes to {ending} {values:?}: `{}`",
                        outcome.ending, outcome.watch, outcome.schedule
                    ));
                }
            }
            Err(words) => wrong.push(format!("{} {:?}: {words}", outcome.ending, outcome.watch)),
        }
    }
    for verdict in &report.verdicts {
        let (mut machine, told) = match replay_from(start.clone(), &verdict.schedule) {
            Ok(reached) => reached,
            Err(words) => {
                wrong.push(format!("{}: {words}", verdict.kind));
                continue;
            }
        };
        if matches!(verdict.kind, Kind::Deadlock | Kind::LostWakeup) {
            brute::wait(&mut machine);
        }
        let holds = match verdict.kind {
            Kind::Deadlock => machine.status() == Status::Deadlock,
            Kind::LostWakeup => {
                let missed = |told: &Told| matches!(told.event, Event::Notified { woken: 0, .. });
                machine.status() == Status::Deadlock && told.iter().any(missed)
            }
            Kind::Assertion | Kind::Exception => {
                let text: String = machine
                    .take_output()
                    .into_iter()
                    .filter(|output| output.stream == 2)
                    .map(|output| output.text)
                    .collect();
                let last = text.trim_end().lines().last().unwrap_or_default();
                let name = verdict.words.split(':').next().unwrap_or_default();
                let shown = last.split(':').next().unwrap_or_default();
                !name.is_empty() && shown.rsplit('.').next() == Some(name)
            }
            Kind::DataRace => brute::races(&machine),
            Kind::PartialDeadlock | Kind::Livelock | Kind::BusyWait => {
                machine.status() == Status::Running
            }
            Kind::Starvation => true,
        };
        if !holds {
            wrong.push(format!(
                "the schedule of {} ({}) does not show it: `{}`",
                verdict.kind, verdict.words, verdict.schedule
            ));
        }
    }
    wrong
}
