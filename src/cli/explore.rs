//! `racewalk explore`: every interleaving of a program.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Map, Value as Json, json};

use crate::cli::args::{self, ProfileName};
use crate::cli::neutral::neutral;
use crate::cli::{Failure, compile, files, fixes};
use crate::code::Program;
use crate::explore::{Bounds, Kind, Options, Report, Search};
use crate::machine::profile::Profile;
use crate::machine::world::{Buffering, Config};
use crate::scenario::Scenario;
use crate::view::Language;

/// States between two looks at the clock.
const SLICE: usize = 256;

/// Kinds that are wrong unless somebody says otherwise. `busy-wait` wastes time and harms nothing.
pub(crate) const WRONG: [Kind; 7] = [
    Kind::Deadlock,
    Kind::PartialDeadlock,
    Kind::Assertion,
    Kind::Exception,
    Kind::DataRace,
    Kind::LostWakeup,
    Kind::Livelock,
];

pub(crate) fn explore(arguments: &args::Explore) -> Result<u8, Failure> {
    let wrong = wrong(arguments.fail_on.as_deref())?;
    let scenario = files::scenario(&arguments.target)?;
    let program = compile::compile(&scenario)?;
    let fixes = fixes::chosen(&scenario, &program, &arguments.fixes)?;
    let config = Config {
        profile: profile(arguments.profile),
        seed: arguments.seed,
        fixes: program
            .fixes
            .iter()
            .map(|fix| fixes.contains(&fix.name))
            .collect(),
        buffering: Buffering::Block,
        ..Config::default()
    };
    let options = Options {
        reduction: !arguments.no_reduction && !arguments.count,
        symmetry: !arguments.no_symmetry && !arguments.count,
        count: arguments.count,
        watch: if arguments.watch.is_empty() {
            scenario.watch.clone()
        } else {
            arguments.watch.clone()
        },
        bounds: Bounds {
            states: arguments.max_states.map_or(usize::MAX, |most| {
                usize::try_from(most).unwrap_or(usize::MAX)
            }),
            memory: arguments.memory_limit.unwrap_or(Bounds::default().memory),
        },
        ..Options::default()
    };
    let limit = arguments
        .time_limit
        .map(|limit| Duration::from_nanos(limit.0));
    let start = Instant::now();
    let stop = interrupted();
    let report = search(&Arc::new(program), config, options, limit, &stop);
    let seconds = start.elapsed().as_secs_f64();
    if arguments.json {
        let text = serde_json::to_string_pretty(&to_json(&report, seconds))
            .expect("a report is plain data");
        let mut out = io::stdout().lock();
        writeln!(out, "{text}")?;
    } else {
        let text = words(&report, seconds, &scenario, arguments.speech.language());
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes())?;
    }
    Ok(exit_code(&report, &wrong))
}

/// Searches to the end, or to a limit.
pub(crate) fn search(
    program: &Arc<Program>,
    config: Config,
    options: Options,
    limit: Option<Duration>,
    stop: &AtomicBool,
) -> Report {
    let start = Instant::now();
    let mut search = Search::new(program, config, options);
    while !search.is_over() {
        search.advance(SLICE);
        if limit.is_some_and(|limit| start.elapsed() >= limit) || stop.load(Ordering::Relaxed) {
            search.stop();
        }
    }
    search.report()
}

fn interrupted() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    // Where the signal cannot be caught, Ctrl-C ends the program as usual.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::clone(&stop));
    stop
}

pub(crate) fn profile(name: ProfileName) -> Profile {
    match name {
        ProfileName::Language => Profile::Language,
        ProfileName::Cpython39 => Profile::Cpython39,
        ProfileName::Cpython312 => Profile::Cpython312,
        ProfileName::FreeThreaded => Profile::FreeThreaded,
    }
}

fn wrong(text: Option<&str>) -> Result<Vec<Kind>, Failure> {
    match text {
        None => Ok(WRONG.to_vec()),
        Some("all") => Ok(Kind::ALL.to_vec()),
        Some("none") => Ok(Vec::new()),
        Some(text) => text
            .split(',')
            .map(|name| {
                let name = name.trim();
                let found = Kind::ALL.into_iter().find(|kind| kind.name() == name);
                found.ok_or_else(|| {
                    let known: Vec<_> = Kind::ALL.iter().map(|kind| kind.name()).collect();
                    Failure::Usage(format!(
                        "--fail-on: there is no kind `{name}`; the kinds are {}, or `all`, or `none`",
                        known.join(", ")
                    ))
                })
            })
            .collect(),
    }
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

/// A value as `repr` writes it, as JSON where it has a form there.
pub(crate) fn value(repr: &str) -> Json {
    match repr {
        "None" => return Json::Null,
        "True" => return Json::Bool(true),
        "False" => return Json::Bool(false),
        _ => {}
    }
    if let Ok(number) = repr.parse::<i64>() {
        return json!(number);
    }
    Json::String(repr.to_owned())
}

fn to_json(report: &Report, seconds: f64) -> Json {
    let verdicts: Vec<Json> = report
        .verdicts
        .iter()
        .map(|verdict| {
            json!({
                "kind": verdict.kind.name(),
                "schedule": verdict.schedule.to_string(),
                "preemptions": verdict.preemptions,
                "minimal": verdict.minimal,
                "steps": verdict.steps,
                "must": verdict.must,
                "where": verdict.places.iter().map(|(task, line)| json!({
                    "worker": task.to_string(),
                    "line": line,
                })).collect::<Vec<_>>(),
                "words": verdict.words,
            })
        })
        .collect();
    let outcomes: Vec<Json> = report
        .outcomes
        .iter()
        .map(|outcome| {
            let watch: Map<String, Json> = outcome
                .watch
                .iter()
                .map(|(name, repr)| (name.clone(), value(repr)))
                .collect();
            json!({
                "ending": outcome.ending,
                "watch": watch,
                "stdout": Json::Null,
                "schedules": outcome.schedules,
                "probability": outcome.probability,
                "preemptions": outcome.preemptions,
                "minimal": outcome.minimal,
                "schedule": outcome.schedule.to_string(),
            })
        })
        .collect();
    json!({
        "complete": report.complete,
        "states": report.states,
        "transitions": report.transitions,
        "seconds": seconds,
        "bytes": report.bytes,
        "restarts": report.restarts,
        "verdicts": verdicts,
        "outcomes": outcomes,
    })
}

fn words(report: &Report, seconds: f64, scenario: &Scenario, _: Language) -> String {
    let mut text = String::new();
    let _ = scenario;
    text.push_str(&format!(
        "{} states, {} transitions, {:.3} s{}\n",
        report.states,
        report.transitions,
        seconds,
        if report.complete {
            ": everything that can happen"
        } else {
            ": not everything was looked at"
        }
    ));
    for verdict in &report.verdicts {
        let places: Vec<String> = verdict
            .places
            .iter()
            .map(|(task, line)| format!("{task} at line {line}"))
            .collect();
        text.push_str(&format!(
            "{}{}: {} {} ({} preemptions)\n    --schedule '{}'\n",
            verdict.kind,
            if verdict.must { " (always)" } else { "" },
            places.join(", "),
            verdict.words,
            verdict.preemptions,
            verdict.schedule
        ));
    }
    for outcome in &report.outcomes {
        let watch: Vec<String> = outcome
            .watch
            .iter()
            .map(|(name, repr)| format!("{name} = {repr}"))
            .collect();
        text.push_str(&format!(
            "{} {} ({} preemptions)\n    --schedule '{}'\n",
            outcome.ending,
            watch.join(", "),
            outcome.preemptions,
            outcome.schedule
        ));
    }
    neutral(&text).to_string()
}
