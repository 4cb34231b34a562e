//! A report as JSON.

use std::sync::Arc;

use serde_json::{Map, Value as Json, json};

use crate::base::Task;
use crate::cli::explore::moment;
use crate::code::Program;
use crate::explore::{Outcome, Report, Verdict};
use crate::machine::world::Config;
use crate::session::Stories;
use crate::ui::Voice;
use crate::view::{self, Found, Language, Way};

/// More outcomes than this have no story.
const TOLD: usize = 200;

pub(super) fn text(
    report: &Report,
    program: &Arc<Program>,
    config: &Config,
    watch: &[String],
    language: Language,
    seconds: f64,
) -> String {
    let mut stories = Stories::new(program, config, watch);
    let voice = Voice {
        language,
        glyphs: None,
    };
    let verdicts: Vec<Json> = report
        .verdicts
        .iter()
        .map(|found| {
            let machine = moment(program, config, found);
            let story = stories.verdict(found);
            verdict(
                found,
                &super::places(found, machine.as_ref()),
                &story,
                &voice,
            )
        })
        .collect();
    let outcomes: Vec<Json> = (report.outcomes.iter().enumerate())
        .map(|(at, one)| {
            let story = (at < TOLD).then(|| stories.outcome(one));
            outcome(one, story.as_ref(), &voice)
        })
        .collect();
    let report = json!({
        "complete": report.complete,
        "bound": bound(report),
        "states": report.states,
        "transitions": report.transitions,
        "seconds": seconds,
        "bytes": report.bytes,
        "restarts": report.restarts,
        "read_races": report.read_races,
        "verdicts": verdicts,
        "outcomes": outcomes,
    });
    let mut text = serde_json::to_string_pretty(&report).expect("a report is plain data");
    text.push('\n');
    text
}

/// Why a search is not complete.
pub(crate) fn bound(report: &Report) -> Option<&'static str> {
    use crate::explore::Bounded;
    match report.bounded {
        Some(Bounded::States) => Some("states"),
        Some(Bounded::Memory) => Some("memory"),
        Some(Bounded::Stopped) => Some("time"),
        Some(Bounded::Machine) => Some("machine"),
        Some(Bounded::Workers) => Some("workers"),
        Some(Bounded::Processes) => Some("processes"),
        None if report.clock_read && !report.complete => Some("clock"),
        None => None,
    }
}

fn verdict(verdict: &Verdict, places: &[(Task, u32)], told: &Found, voice: &Voice<'_>) -> Json {
    let places: Vec<Json> = places
        .iter()
        .map(|(task, line)| json!({ "worker": task.to_string(), "line": line }))
        .collect();
    json!({
        "kind": verdict.kind.name(),
        "schedule": verdict.schedule.to_string(),
        "preemptions": verdict.preemptions,
        "minimal": verdict.minimal,
        "steps": verdict.steps,
        "must": verdict.must,
        "where": places,
        "place": told.place,
        "exception": (!verdict.words.is_empty()).then_some(&verdict.words),
        "words": sentences([Some(voice.found(told)), voice.moral(&told.way)]),
        "story": lines(&told.way, voice),
    })
}

/// Sentences one after the other.
fn sentences(parts: [Option<String>; 2]) -> String {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(" ")
}

/// The story of a way, a line a turn; nothing where it was not told.
fn lines(way: &Way, voice: &Voice<'_>) -> Json {
    match &way.story {
        Some(story) => json!(voice.turns(story)),
        None => Json::Null,
    }
}

fn outcome(outcome: &Outcome, told: Option<&view::Outcome>, voice: &Voice<'_>) -> Json {
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
        "words": told.and_then(|told| voice.moral(&told.way)),
        "story": told.map_or(Json::Null, |told| lines(&told.way, voice)),
    })
}

/// A value as `repr` writes it, as JSON where it has a form there.
fn value(repr: &str) -> Json {
    match repr {
        "None" => return Json::Null,
        "True" => return Json::Bool(true),
        "False" => return Json::Bool(false),
        _ => {}
    }
    if let Ok(number) = repr.parse::<i64>() {
        return json!(number);
    }
    if let Some(quote @ ('\'' | '"')) = repr.chars().next()
        && repr.len() >= 2
        && repr.ends_with(quote)
        && !repr.contains('\\')
    {
        return Json::String(repr[1..repr.len() - 1].to_owned());
    }
    Json::String(repr.to_owned())
}
