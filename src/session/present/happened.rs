//! What just happened.

use crate::session::present::Look;
use crate::session::stand::words;
use crate::view::{Event, Happened, Happening, Text};

/// Facts kept for the screen.
const MOST: usize = 40;

pub(crate) fn present(look: &Look<'_>, remark: Option<Text>) -> Happened {
    let facts = &look.chronicle.facts;
    let until = facts.partition_point(|fact| fact.moment <= look.moment);
    let mut events: Vec<Happening> = facts[until.saturating_sub(MOST)..until].to_vec();
    if look.moment == 0 && events.is_empty() {
        events.push(Happening {
            moment: 0,
            worker: None,
            line: None,
            event: Event::Began,
        });
    }
    let said = events.last().is_some_and(|last| last.moment == look.moment);
    if let (false, Some(step)) = (said, look.chronicle.step_to(look.moment))
        && let Some(at) = step.at
    {
        let words = words(&look.process.program, at.function, at.ip);
        let did = &step.did;
        events.push(Happening {
            moment: look.moment,
            worker: Some(step.worker),
            line: None,
            event: Event::Computed {
                words: if did.is_empty() {
                    words
                } else {
                    format!("{words} {did}")
                },
            },
        });
    }
    Happened { events, remark }
}
