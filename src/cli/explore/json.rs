//! A report as JSON.

use serde_json::{Map, Value as Json, json};

use crate::base::Task;
use crate::cli::explore::asked::Asked;
use crate::explore::{Outcome, Report, Verdict};

/// `places`: who stands where, for each verdict.
pub(crate) fn text(
    report: &Report,
    places: &[Vec<(Task, u32)>],
    asked: &Asked,
    seconds: f64,
) -> String {
    let verdicts: Vec<Json> = report
        .verdicts
        .iter()
        .zip(places)
        .map(|(found, places)| verdict(found, places))
        .collect();
    let outcomes: Vec<Json> = report.outcomes.iter().map(outcome).collect();
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
        "asked": asked,
        "shard": shard(report),
    });
    let mut text = serde_json::to_string_pretty(&report).expect("a report is plain data");
    text.push('\n');
    text
}

/// Of a part of a search: what is needed to join it with the others.
fn shard(report: &Report) -> Option<Json> {
    let share = report.share.as_ref()?;
    let marks: Vec<String> = report
        .verdicts
        .iter()
        .map(|found| hex(found.mark))
        .collect();
    let values: Vec<_> = report
        .outcomes
        .iter()
        .map(|outcome| &outcome.watch)
        .collect();
    Some(json!({
        "number": share.number,
        "of": share.of,
        "dealt": share.dealt.map(|digest| format!("{digest:032x}")),
        "reads": share.reads.iter().copied().map(hex).collect::<Vec<_>>(),
        "marks": marks,
        "values": values,
    }))
}

/// Numbers of 64 bits are more than JSON can be trusted with.
fn hex(number: u64) -> String {
    format!("{number:016x}")
}

/// Why a search is not complete.
pub(crate) fn bound(report: &Report) -> Option<&'static str> {
    match report.bounded {
        Some(bound) => Some(bound.name()),
        None if report.clock_read && !report.complete => Some("clock"),
        None => None,
    }
}

fn verdict(verdict: &Verdict, places: &[(Task, u32)]) -> Json {
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
        "words": verdict.words,
    })
}

fn outcome(outcome: &Outcome) -> Json {
    let watch: Map<String, Json> = outcome
        .watch
        .iter()
        .map(|(name, repr)| (name.clone(), value(repr)))
        .collect();
    json!({
        "ending": outcome.ending,
        "watch": watch,
        "stdout": outcome.stdout,
        "schedules": outcome.schedules,
        "probability": outcome.probability,
        "estimated": outcome.interval.is_some(),
        "interval": outcome.interval.map(|(low, high)| [low, high]),
        "preemptions": outcome.preemptions,
        "minimal": outcome.minimal,
        "schedule": outcome.schedule.to_string(),
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
