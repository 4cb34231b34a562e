//! What has gone wrong in the run up to this moment.

use crate::session::present::Look;
use crate::view::{Event, Finding, Findings, Text, Verdict, WorkerId};

const MOST: usize = 20;

pub(crate) fn present(look: &Look<'_>) -> Findings {
    let mut rows: Vec<Finding> = Vec::new();
    for fact in look
        .chronicle
        .grave
        .iter()
        .take_while(|fact| fact.moment <= look.moment)
    {
        let (verdict, workers, words): (Verdict, Vec<WorkerId>, String) = match &fact.event {
            Event::LostUpdate { name, other, .. } => {
                let both = fact.worker.into_iter().chain([*other]).collect();
                (Verdict::DataRace, both, name.clone())
            }
            Event::Deadlock { cycle } => {
                let workers = cycle.iter().map(|(worker, _)| *worker).collect();
                (Verdict::Deadlock, workers, String::new())
            }
            Event::Stuck { waiting } => {
                let workers = waiting.iter().map(|(worker, _)| *worker).collect();
                (Verdict::Deadlock, workers, String::new())
            }
            Event::Died { exception } => {
                let verdict = if exception.starts_with("AssertionError") {
                    Verdict::Assertion
                } else {
                    Verdict::Exception
                };
                (
                    verdict,
                    fact.worker.into_iter().collect(),
                    exception.clone(),
                )
            }
            _ => continue,
        };
        let known = rows
            .iter()
            .any(|row| row.verdict == verdict && row.words.en == words);
        if !known && rows.len() < MOST {
            rows.push(Finding {
                verdict,
                moment: fact.moment,
                workers,
                lines: fact.line.into_iter().collect(),
                words: Text::same(words),
            });
        }
    }
    Findings { rows }
}
