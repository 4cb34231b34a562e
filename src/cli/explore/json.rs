//! A report as JSON.

use serde_json::{Map, Value as Json, json};

use crate::base::Task;
use crate::cli::explore::asked::Asked;
use crate::explore::{Outcome, Report, Verdict};
use crate::session::Stories;
use crate::ui::Voice;
use crate::view::{self, Found, Language, Way};

/// More outcomes than this have no story.
const TOLD: usize = 200;

/// What tells the stories, where there is a program to run for them.
pub(crate) struct Telling {
    pub(crate) stories: Stories,
    pub(crate) language: Language,
}

/// `places`: who stands where, for each verdict.
pub(crate) fn text(
    report: &Report,
    places: &[Vec<(Task, u32)>],
    asked: &Asked,
    telling: Option<Telling>,
    seconds: f64,
) -> String {
    let mut telling = telling;
    let voice = telling.as_ref().map(|telling| Voice {
        language: telling.language,
        glyphs: None,
    });
    let verdicts: Vec<Json> = report
        .verdicts
        .iter()
        .zip(places)
        .map(|(found, places)| {
            let told = telling
                .as_mut()
                .map(|telling| telling.stories.verdict(found));
            verdict(found, places, told.as_ref(), voice.as_ref())
        })
        .collect();
    let outcomes: Vec<Json> = (report.outcomes.iter().enumerate())
        .map(|(at, one)| {
            let told = telling.as_mut().filter(|_| at < TOLD);
            let told = told.map(|telling| telling.stories.outcome(one));
            outcome(one, told.as_ref(), voice.as_ref())
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

fn verdict(
    verdict: &Verdict,
    places: &[(Task, u32)],
    told: Option<&Found>,
    voice: Option<&Voice<'_>>,
) -> Json {
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
        "place": told.map(|told| &told.place),
        "exception": (!verdict.words.is_empty()).then_some(&verdict.words),
        "words": told.zip(voice).map(|(told, voice)| {
            sentences([Some(voice.found(told)), voice.moral(&told.way)])
        }),
        "story": told.zip(voice).map(|(told, voice)| lines(&told.way, voice)),
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

fn outcome(outcome: &Outcome, told: Option<&view::Outcome>, voice: Option<&Voice<'_>>) -> Json {
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
        "words": told.zip(voice).and_then(|(told, voice)| voice.moral(&told.way)),
        "story": told.zip(voice).map(|(told, voice)| lines(&told.way, voice)),
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
