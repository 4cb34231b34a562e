//! What the author wrote to go with the scenario.

use crate::session::present::Look;
use crate::view::{Lesson, Moment};

/// `since`: the moment before the last move; a moment of the lesson that came in between is the current one.
pub(crate) fn present(look: &Look<'_>, since: u64) -> Lesson {
    let scenario = look.scenario;
    let moments = scenario
        .moments
        .iter()
        .map(|moment| Moment {
            sentence: moment.say.clone(),
            question: moment.ask.clone(),
            answer: moment.answer.clone(),
        })
        .collect();
    let hits = look.chronicle.hits.iter().rev();
    let current = hits
        .filter(|&&(at, _)| at <= look.moment && (at > since || at == look.moment))
        .map(|&(_, number)| number)
        .next();
    Lesson {
        title: scenario.title.clone(),
        question: scenario.question.clone(),
        body: scenario.lessons.lines(),
        moments,
        current,
    }
}
