//! The parts of a search that was shared out, joined: what any of them found was found.
//!
//! Of what several parts found, the schedule with the fewest preemptions is kept, and among those a short one.

use crate::explore::property::Kind;
use crate::explore::report::{Outcome, Report, Verdict};
use crate::explore::search::Bounded;
use crate::machine::schedule::Schedule;

/// Joins the reports of parts. `whole`: every part is among them.
pub fn merge(parts: Vec<Report>, whole: bool) -> Report {
    let complete = whole && parts.iter().all(|part| part.complete);
    let mut reads: Vec<u64> = parts
        .iter()
        .filter_map(|part| part.share.as_ref())
        .flat_map(|share| share.reads.iter().copied())
        .collect();
    reads.sort_unstable();
    reads.dedup();
    let bound = parts.iter().find_map(|part| part.bounded);
    let mut joined = Report {
        complete,
        bounded: bound.or((!whole).then_some(Bounded::Parts)),
        clock_read: parts.iter().any(|part| part.clock_read),
        states: parts.iter().map(|part| part.states).sum(),
        transitions: parts.iter().map(|part| part.transitions).sum(),
        bytes: parts.iter().map(|part| part.bytes).max().unwrap_or(0),
        restarts: parts.iter().map(|part| part.restarts).max().unwrap_or(0),
        verdicts: Vec::new(),
        outcomes: Vec::new(),
        read_races: reads.len(),
        share: None,
    };
    for part in parts {
        for outcome in part.outcomes {
            let is_same = |other: &&mut Outcome| other.key() == outcome.key();
            match joined.outcomes.iter_mut().find(is_same) {
                Some(known) => {
                    let minimal = known.minimal && outcome.minimal;
                    if cost(outcome.preemptions, &outcome.schedule)
                        < cost(known.preemptions, &known.schedule)
                    {
                        *known = outcome;
                    }
                    known.minimal = minimal;
                }
                None => joined.outcomes.push(outcome),
            }
        }
        for verdict in part.verdicts {
            let is_same =
                |other: &&mut Verdict| (other.kind, other.mark) == (verdict.kind, verdict.mark);
            match joined.verdicts.iter_mut().find(is_same) {
                Some(known) => {
                    let minimal = known.minimal && verdict.minimal;
                    if cost(verdict.preemptions, &verdict.schedule)
                        < cost(known.preemptions, &known.schedule)
                    {
                        *known = verdict;
                    }
                    known.minimal = minimal;
                }
                None => joined.verdicts.push(verdict),
            }
        }
    }
    let ends = |outcome: &Outcome| matches!(outcome.ending, "finished" | "exception");
    let can_end = joined.outcomes.iter().any(ends);
    // A program that never ends anywhere is not stuck.
    joined
        .verdicts
        .retain(|verdict| verdict.kind != Kind::Livelock || can_end);
    for verdict in &mut joined.verdicts {
        verdict.minimal &= complete;
        verdict.must = verdict.kind == Kind::Deadlock && complete && !can_end;
    }
    for outcome in &mut joined.outcomes {
        outcome.minimal &= complete;
    }
    joined.verdicts.sort_by(|a, b| {
        let key = |verdict: &Verdict| (verdict.kind, verdict.words.clone(), verdict.mark);
        key(a).cmp(&key(b))
    });
    joined.outcomes.sort_by(|a, b| a.key().cmp(&b.key()));
    joined
}

/// By what two schedules for one thing are compared; the text decides where nothing else does.
fn cost(preemptions: u32, schedule: &Schedule) -> (u32, u64, String) {
    (preemptions, schedule.steps(), schedule.to_string())
}
