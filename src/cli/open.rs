//! `racewalk`, `racewalk FILE`, `racewalk NAME`: the screen.

use std::io::{self, IsTerminal as _, Write};

use crate::cli::args::Open;
use crate::cli::{Failure, files};
use crate::scenario::library;
use crate::ui::plain;
use crate::view::{Attempt, Entry, Gallery, Topic};

pub(crate) fn open(arguments: &Open) -> Result<u8, Failure> {
    if let Some(target) = &arguments.target {
        files::scenario(target)?;
    }
    if arguments.speech.plain && arguments.target.is_none() {
        let mut out = io::stdout().lock();
        for line in plain::gallery(&gallery(), arguments.speech.language()) {
            writeln!(out, "{line}")?;
        }
        return Ok(0);
    }
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        return Err(Failure::Usage(
            "the screen needs a terminal; `racewalk run FILE` and `--plain` do without one"
                .to_owned(),
        ));
    }
    crate::cli::play::play(gallery(), arguments.speech.language())
}

/// The library as the screen shows it.
pub(crate) fn gallery() -> Gallery {
    let mut gallery = Gallery::default();
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
        let topic = gallery.topics.last_mut().expect("there is one now");
        topic.entries.push(Entry {
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
            attempt: Attempt::New,
        });
    }
    gallery
}
