//! The library of scenarios as the screen shows it.

use crate::scenario::{Scenario, library};
use crate::view::{Attempt, Entry, Gallery, Topic};

/// All topics, with the scenarios in each. `last` was open before; `attempt` says how far one has come with each.
pub fn gallery(last: Option<&str>, attempt: impl Fn(&str) -> Attempt) -> Gallery {
    let mut gallery = Gallery {
        topics: Vec::new(),
        last: last.map(ToOwned::to_owned),
    };
    for scenario in library::scenarios() {
        if gallery
            .topics
            .last()
            .is_none_or(|topic| topic.name != scenario.topic)
        {
            gallery.topics.push(Topic {
                name: scenario.topic.clone(),
                title: library::topic_title(&scenario.topic),
                entries: Vec::new(),
            });
        }
        if let Some(topic) = gallery.topics.last_mut() {
            topic.entries.push(entry(scenario, attempt(&scenario.name)));
        }
    }
    gallery
}

fn entry(scenario: &Scenario, attempt: Attempt) -> Entry {
    Entry {
        name: scenario.name.clone(),
        title: scenario.title.clone(),
        question: scenario.question.clone(),
        lesson: scenario.lessons.lines(),
        fixes: scenario
            .fixes
            .iter()
            .flatten()
            .map(|fix| fix.title.clone())
            .collect(),
        attempt,
    }
}
