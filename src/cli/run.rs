//! `racewalk run`: one run without a screen.

use std::io::{self, IsTerminal as _, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::base::Time;
use crate::cli::args::{self, Choice, PolicyName};
use crate::cli::outcome::{self, Capture, Way};
use crate::cli::speed_up::Plan;
use crate::cli::streams::Streams;
use crate::cli::until::{self, Found};
use crate::cli::{Failure, compile, files, fixes, report};
use crate::code::{Program, listing};
use crate::machine::costs::Costs;
use crate::machine::effect::Limit;
use crate::machine::profile::Profile;
use crate::machine::schedule::Schedule;
use crate::machine::world::{Buffering, Config, Machine, Refused, START};
use crate::scenario::Scenario;
use crate::simulate::{Ending, Policy, Recording, Run};

/// Under a policy that chooses at every step, a schedule has about as many entries as the run has steps: this many are
/// what memory is for.
const STEPS_REMEMBERED: u64 = 20_000_000;
/// Turns between two looks at the real clock, unless they are long ones: some millions of instructions.
const TURNS: u32 = 256;
const LONG: Time = Time(100_000_000);

#[expect(clippy::too_many_lines, reason = "one story: open, run, save, tell")]
pub(crate) fn run(arguments: &args::Run) -> Result<u8, Failure> {
    let opened = match Opened::open(&arguments.target, &arguments.choice, &arguments.limits) {
        Err(Failure::Findings { findings, source })
            if arguments.json && report::exit_code(&findings) == 120 =>
        {
            let words = report::findings(&findings, &source, false);
            return outcome::tell_unsupported(&words, arguments.choice.seed);
        }
        opened => opened?,
    };
    if arguments.listing {
        let mut out = io::stdout().lock();
        out.write_all(listing::program(&opened.program).as_bytes())?;
        return Ok(0);
    }
    if let Some(most) = arguments.speedup {
        let plan = Plan::new(
            &opened.scenario,
            &opened.config,
            &arguments.choice.fixes,
            most,
        );
        return plan.print(arguments.json, arguments.speech.language());
    }
    if let Some(path) = &arguments.save {
        // Sooner than it has run in vain.
        files::folder_of(path)?;
    }
    let mut opened = opened;
    let until = match &arguments.until {
        None => None,
        Some(kind) => match until::look(
            kind,
            &opened.program,
            &opened.config,
            arguments.choice.profile,
            &arguments.limits,
            arguments.speech.language(),
        )? {
            Found::No(words, code) => {
                writeln!(io::stderr(), "{words}")?;
                return Ok(code);
            }
            Found::Yes(found) => {
                opened.config.profile = arguments
                    .choice
                    .profile
                    .map_or(Profile::Language, Profile::from);
                let schedule = found.verdict.schedule.clone();
                opened.policy = Policy::scripted(schedule, opened.policy);
                Some(found)
            }
        },
    };
    // The step at which to stop, where the run is not to go on.
    let stop = until
        .as_ref()
        .filter(|until| until.stops())
        .map(|until| until.verdict.schedule.steps());
    let buffering = if !arguments.json && io::stdout().is_terminal() {
        Buffering::Line
    } else {
        Buffering::Block
    };
    let config = Config {
        buffering,
        ..opened.config
    };
    let mut run = Run::new(
        Machine::boot(Arc::clone(&opened.program), config.clone()),
        opened.policy,
    );
    let limit = arguments
        .limits
        .time_limit
        .map(|limit| Duration::from_nanos(limit.0));
    let mut capture = Capture::default();
    let ending = if arguments.json {
        to_end(&mut run, limit, stop, |stream, text| {
            capture.write(stream, text);
            Ok(())
        })?
    } else {
        let mut streams = Streams::open();
        let ending = to_end(&mut run, limit, stop, |stream, text| {
            streams.write(stream, text)
        })?;
        streams.flush()?;
        ending
    };
    if let Some(path) = &arguments.save {
        let recording = Recording {
            made_by: env!("CARGO_PKG_VERSION").to_owned(),
            name: opened.scenario.name.clone(),
            file: opened.scenario.path.clone(),
            source: opened.scenario.source.clone(),
            fixes: opened.fixes.clone(),
            policy: opened.policy_name.to_owned(),
            config,
            schedule: run.schedule.clone(),
            steps: run.machine.steps(),
            fingerprint: run.machine.fingerprint(),
        };
        save(path, &recording)?;
    }
    let ending = match until {
        None => Way::Ended(ending.expect("nothing stops it before")),
        Some(until) => Way::Until {
            kind: until.verdict.kind.name(),
            words: until.words(&run.machine),
            ending,
        },
    };
    let language = arguments.speech.language();
    let scenario = &opened.scenario;
    outcome::tell(
        &run.machine,
        &run.schedule,
        ending,
        scenario,
        arguments.json.then_some(&mut capture),
        language,
    )
}

/// Runs to the end, or to that step, and passes on what is written as it comes. `None` where it was stopped on its way.
fn to_end(
    run: &mut Run,
    limit: Option<Duration>,
    stop: Option<u64>,
    mut write: impl FnMut(u8, &str) -> io::Result<()>,
) -> Result<Option<Ending>, Failure> {
    let start = Instant::now();
    let mut failed = None;
    let mut turns = 0;
    let mut looked = Time::ZERO;
    let mut look = |machine: &mut Machine| {
        for output in machine.take_output() {
            if let Err(error) = write(output.stream, &output.text) {
                failed = Some(error);
                return ControlFlow::Break(Limit::Output);
            }
        }
        turns += 1;
        let is_late = |limit| start.elapsed() >= limit;
        let now = machine.now();
        if turns % TURNS == 0 || now - looked > LONG {
            looked = now;
            if limit.is_some_and(is_late) {
                return ControlFlow::Break(Limit::Time);
            }
        }
        ControlFlow::Continue(())
    };
    let ending = match stop {
        None => run.to_end(look).map(Some),
        Some(step) => to_step(run, step, &mut look),
    };
    // A program that halts keeps its output; whoever looks for the reason wants to see it.
    if failed.is_none() {
        run.machine.flush();
        for output in run.machine.take_output() {
            write(output.stream, &output.text)?;
        }
    }
    match (failed, ending) {
        (Some(error), _) => Err(error.into()),
        (None, Ok(ending)) => Ok(ending),
        (None, Err(refused)) => Err(Failure::Usage(format!(
            "the schedule cannot be followed after step {}: {refused}",
            run.machine.steps()
        ))),
    }
}

/// Takes the turns up to a step, and those at it that are no steps.
fn to_step(
    run: &mut Run,
    step: u64,
    look: &mut impl FnMut(&mut Machine) -> ControlFlow<Limit>,
) -> Result<Option<Ending>, Refused> {
    while run.machine.steps() < step || run.policy.changes_next(&run.machine) {
        if !run.turn()? {
            break;
        }
        if let ControlFlow::Break(limit) = look(&mut run.machine) {
            run.machine.stop(limit);
        }
    }
    Ok(Ending::of(&run.machine))
}

/// A program, ready to run as the options say.
pub(crate) struct Opened {
    pub(crate) scenario: Scenario,
    pub(crate) program: Arc<Program>,
    pub(crate) config: Config,
    pub(crate) policy: Policy,
    pub(crate) policy_name: &'static str,
    /// The names of those that are on.
    pub(crate) fixes: Vec<String>,
}

impl Opened {
    pub(crate) fn open(
        target: &str,
        choice: &Choice,
        limits: &args::Limits,
    ) -> Result<Self, Failure> {
        let scenario = files::scenario(target)?;
        let program = compile::compile(&scenario)?;
        let fixes = fixes::chosen(&scenario, &program, &choice.fixes)?;
        let policy_name = choice.policy.unwrap_or(PolicyName::Cpython);
        let profile = match choice.profile {
            Some(name) => name.into(),
            // A schedule says itself where the turn goes.
            None if policy_name == PolicyName::Cpython && choice.schedule.is_none() => {
                Profile::Cpython312
            }
            None => Profile::Language,
        };
        let mut config = Config {
            profile,
            seed: choice.seed,
            now: choice.now.unwrap_or(START),
            fixes: program
                .fixes
                .iter()
                .map(|fix| fixes.contains(&fix.name))
                .collect(),
            ..Config::default()
        };
        config.max_steps = limits.max_steps.unwrap_or(match policy_name {
            PolicyName::Cpython | PolicyName::Pct => config.max_steps,
            PolicyName::RoundRobin | PolicyName::Random | PolicyName::Hand => STEPS_REMEMBERED,
        });
        if let Some(memory) = limits.memory_limit {
            config.limits.memory = memory;
        }
        tune(&mut config, &scenario, &choice.clock)?;
        let mut policy =
            Policy::named(policy_name.text(), choice.seed).expect("every name has its policy");
        if let Some(text) = &choice.schedule {
            policy = Policy::scripted(schedule(text, &program)?, policy);
        }
        Ok(Self {
            scenario,
            program: Arc::new(program),
            config,
            policy,
            policy_name: policy_name.text(),
            fixes,
        })
    }
}

/// Cores and costs as the header says, and as the options say.
pub(crate) fn tune(
    config: &mut Config,
    scenario: &Scenario,
    clock: &args::Clock,
) -> Result<(), Failure> {
    config.cores = clock.cores.or(scenario.cores).unwrap_or(config.cores);
    config.switch_interval = clock.switch_interval.unwrap_or(config.switch_interval);
    for (name, nanoseconds) in scenario.costs.iter().chain(&clock.costs) {
        let Some(cost) = config.costs.named(name) else {
            let known = Costs::NAMES.join(", ");
            let words = format!(
                "{}: nothing costs `{name}`; what has a cost: {known}",
                scenario.name
            );
            return Err(Failure::Usage(words));
        };
        *cost = *nanoseconds;
    }
    Ok(())
}

/// A schedule as somebody typed it, for this program.
pub(crate) fn schedule(text: &str, program: &Program) -> Result<Schedule, Failure> {
    let schedule: Schedule = text
        .parse()
        .map_err(|error| Failure::Usage(format!("{error}")))?;
    for choice in schedule.choices() {
        if let crate::machine::schedule::Choice::Toggle { fix, .. } = choice
            && !program.fixes.iter().any(|known| known.name == *fix)
        {
            let words =
                format!("the schedule switches the fix `{fix}`, which the program does not have");
            return Err(Failure::Usage(words));
        }
    }
    Ok(schedule)
}

/// Writes a recording whole or not at all.
pub(crate) fn save(path: &Path, recording: &Recording) -> Result<(), Failure> {
    files::write_whole(path, &recording.write())
}
