//! `racewalk explore`: every interleaving of a program.

mod asked;
mod json;
mod merge;
mod progress;
pub(crate) mod words;

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use std::{panic, thread};

use crate::base::Task;
use crate::cli::Failure;
use crate::cli::args;
use crate::cli::explore::asked::{Asked, Opened};
use crate::cli::explore::progress::Bar;
use crate::cli::explore::words::Told;
use crate::cli::neutral::neutral;
use crate::cli::run::tune;
use crate::code::Program;
use crate::explore::{self, Bounds, Kind, Options, Progress, Report, Search, Verdict};
use crate::machine::inspect;
use crate::machine::profile::Profile;
use crate::machine::world::{Buffering, Config, Machine, Status};
use crate::scenario::Scenario;
use crate::session::Stories;
use crate::simulate::{Policy, Run};
use crate::view::Language;

pub(crate) use asked::names_starvation;
pub(crate) use json::bound;
pub(crate) use merge::merge;
pub(crate) use progress::grouped;

/// States between two looks at the clock, at first; more where they go by quickly.
const SLICE: usize = 16;
const LARGEST_SLICE: usize = 1 << 13;
const OFTEN_ENOUGH: Duration = Duration::from_millis(20);

/// Of the thread that takes a sample beside the search: values may lie deep in one another.
const STACK: usize = 64 << 20;

/// How long a search that was stopped may look for the best schedules of what it has found.
const AFTERWARDS: Duration = Duration::from_millis(300);

/// Turns in which all who are in a deadlock have come to their wait.
const TRIES: u32 = 4096;

/// Kinds that are wrong unless somebody says otherwise. `busy-wait` wastes time and harms nothing; `starvation` is
/// looked for only where somebody names it.
pub(crate) const WRONG: [Kind; 7] = [
    Kind::Deadlock,
    Kind::PartialDeadlock,
    Kind::Assertion,
    Kind::Exception,
    Kind::DataRace,
    Kind::LostWakeup,
    Kind::Livelock,
];

/// Why a part of a search counts no schedules.
fn uncounted(language: Language) -> &'static str {
    match language {
        Language::En => {
            "--count needs one search that looks at everything, and --shard looks at a part: a schedule may go through \
             states of several parts. Leave out one of them; the joined parts tell every outcome, uncounted"
        }
        Language::Zh => {
            "--count 需要一次看完全部的搜索，而 --shard 只看一部分：一个调度可能经过好几个分片的状态。请去掉其中一个；\
             合并后的结果列出每种结局，但不计数"
        }
    }
}

/// Why few preemptions go with nothing that needs all of them.
fn bounded_alone(language: Language) -> &'static str {
    match language {
        Language::En => {
            "--max-preemptions looks at some schedules only: it can neither count all of them (--count) nor be shared \
             out (--shard). Leave out one of them"
        }
        Language::Zh => {
            "--max-preemptions 只看一部分调度：既不能给全部调度计数（--count），也不能分片（--shard）。请去掉其中一个"
        }
    }
}

pub(crate) fn explore(arguments: &args::Explore) -> Result<u8, Failure> {
    let language = arguments.speech.language();
    if arguments.count && arguments.shard.is_some() {
        return Err(Failure::Usage(uncounted(language).to_owned()));
    }
    let wrong = wrong(arguments.search.fail_on.as_deref())?;
    let (asked, opened) = Asked::new(arguments, &wrong)?;
    let Opened {
        scenario,
        program,
        config,
    } = opened;
    if arguments.search.max_preemptions.is_some() && (arguments.count || arguments.shard.is_some())
    {
        return Err(Failure::Usage(bounded_alone(language).to_owned()));
    }
    let bounds = Bounds {
        preemptions: arguments.search.max_preemptions,
        ..bounds(
            arguments.search.max_states,
            arguments.search.memory_limit,
            Bounds::default().memory,
        )
    };
    let options = asked.options(bounds, arguments.shard);
    let start = Instant::now();
    let deadline = arguments
        .search
        .time_limit
        .and_then(|limit| start.checked_add(Duration::from_nanos(limit.0)));
    let stop = interrupted();
    let mut bar = Bar::on_stderr(language);
    let boot = Machine::boot(Arc::clone(&program), config.clone());
    // Where there is one outcome there is nothing to estimate, and a part of a search knows only its own.
    let estimates = !arguments.count && arguments.shard.is_none();
    let sample = |boot: Machine| explore::sample(boot, options.clone(), arguments.seed);
    let report = thread::scope(|scope| {
        let mut beside = None;
        let mut report = search(boot.clone(), options.clone(), deadline, &stop, |progress| {
            bar.show(progress);
            if estimates && progress.outcomes > 1 && beside.is_none() {
                // Another core may be idle.
                let thread = thread::Builder::new().name("sample".to_owned());
                let (thread, boot) = (thread.stack_size(STACK), boot.clone());
                beside = thread.spawn_scoped(scope, || sample(boot)).ok();
            }
            true
        });
        if estimates && report.outcomes.len() > 1 {
            let found = match beside {
                Some(thread) => thread
                    .join()
                    .unwrap_or_else(|reason| panic::resume_unwind(reason)),
                None => sample(boot.clone()),
            };
            report.estimate(&found);
        }
        report
    });
    bar.clear();
    let seconds = start.elapsed().as_secs_f64();
    let text = if arguments.json {
        let places: Vec<_> = report
            .verdicts
            .iter()
            .map(|found| places(found, moment(&boot, found).as_ref()))
            .collect();
        let telling = json::Telling {
            stories: Stories::new(boot.clone(), &asked.watch),
            language,
        };
        json::text(&report, &places, &asked, Some(telling), seconds)
    } else {
        let told = Told {
            report: &report,
            boot: &boot,
            scenario: &scenario,
            command: asked.command(),
            interrupted: stop.load(Ordering::Relaxed),
            count: arguments.count,
            language,
            watch: &asked.watch,
        };
        neutral(&told.all(seconds)).into_owned()
    };
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(exit_code(&report, &wrong))
}

/// What a search runs the program with.
pub(crate) fn config(
    scenario: &Scenario,
    program: &Program,
    fixes: &[String],
    profile: Profile,
    seed: u64,
) -> Result<Config, Failure> {
    let mut config = Config {
        profile,
        seed,
        fixes: program
            .fixes
            .iter()
            .map(|fix| fixes.contains(&fix.name))
            .collect(),
        buffering: Buffering::Block,
        ..Config::default()
    };
    tune(&mut config, scenario, &args::Clock::default())?;
    Ok(config)
}

pub(crate) fn bounds(states: Option<u64>, memory: Option<usize>, most: usize) -> Bounds {
    Bounds {
        states: states.map_or(usize::MAX, |states| {
            usize::try_from(states).unwrap_or(usize::MAX)
        }),
        memory: memory.unwrap_or(most),
        preemptions: None,
    }
}

/// Searches from the start of a program to the end, to a limit, or until `goes_on` says no.
pub(crate) fn search(
    boot: Machine,
    options: Options,
    deadline: Option<Instant>,
    stop: &AtomicBool,
    mut goes_on: impl FnMut(&Progress) -> bool,
) -> Report {
    let mut search = Search::onward(boot, options);
    let mut slice = SLICE;
    let mut before = Instant::now();
    while !search.is_over() {
        search.advance(slice);
        let now = Instant::now();
        if deadline.is_some_and(|deadline| now >= deadline)
            || stop.load(Ordering::Relaxed)
            || !goes_on(&search.progress())
        {
            search.stop();
        }
        slice = if now - before < OFTEN_ENOUGH {
            (slice * 2).min(LARGEST_SLICE)
        } else {
            (slice / 2).max(1)
        };
        before = now;
    }
    // What is known shall be told soon, and not only when it is told best.
    let late = (search.progress().waiting > 0).then(|| Instant::now() + AFTERWARDS);
    search.report_within(&mut || late.is_none_or(|late| Instant::now() < late))
}

/// Set by Ctrl-C.
pub(crate) fn interrupted() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    // Pressed twice, it ends us at once. Where the signal cannot be caught, it does so the first time.
    let _ = signal_hook::flag::register_conditional_shutdown(
        signal_hook::consts::SIGINT,
        130,
        Arc::clone(&stop),
    );
    let _ = signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::clone(&stop));
    stop
}

/// The kinds that `--fail-on` names.
pub(crate) fn wrong(text: Option<&str>) -> Result<Vec<Kind>, Failure> {
    match text {
        None => Ok(WRONG.to_vec()),
        Some("all") => Ok(Kind::ALL.to_vec()),
        Some("none") => Ok(Vec::new()),
        Some(text) => text
            .split(',')
            .map(|name| {
                let name = name.trim();
                kind(name).ok_or_else(|| {
                    Failure::Usage(format!(
                        "--fail-on: there is no kind `{name}`; the kinds are {}, or `all`, or `none`",
                        names()
                    ))
                })
            })
            .collect(),
    }
}

pub(crate) fn kind(name: &str) -> Option<Kind> {
    Kind::ALL.into_iter().find(|kind| kind.name() == name)
}

pub(crate) fn names() -> String {
    Kind::ALL.map(Kind::name).join(", ")
}

pub(crate) fn exit_code(report: &Report, wrong: &[Kind]) -> u8 {
    if report
        .verdicts
        .iter()
        .any(|verdict| wrong.contains(&verdict.kind))
    {
        1
    } else if report.complete {
        0
    } else {
        3
    }
}

/// The machine at the moment in which a verdict is seen.
pub(crate) fn moment(boot: &Machine, verdict: &Verdict) -> Option<Machine> {
    let steps = verdict.schedule.steps();
    let policy = Policy::scripted(verdict.schedule.clone(), Policy::Hand);
    let mut run = Run::new(boot.clone(), policy);
    while run.machine.steps() < steps || run.policy.changes_next(&run.machine) {
        if !run.turn().ok()? {
            break;
        }
    }
    if matches!(verdict.kind, Kind::Deadlock | Kind::LostWakeup) {
        // They stand before what they will wait for: now they try.
        for _ in 0..TRIES {
            if run.machine.status() != Status::Running || !run.turn().ok()? {
                break;
            }
        }
    }
    Some(run.machine)
}

/// Who stands at which line when a verdict is seen. Those in a deadlock stand at their wait.
pub(crate) fn places(verdict: &Verdict, machine: Option<&Machine>) -> Vec<(Task, u32)> {
    let waits = matches!(verdict.kind, Kind::Deadlock | Kind::LostWakeup);
    verdict
        .places
        .iter()
        .map(|&(task, line)| {
            let now = machine.filter(|_| waits);
            let now = now.and_then(|machine| inspect::line(machine, task));
            (task, now.unwrap_or(line))
        })
        .collect()
}
