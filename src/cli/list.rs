//! `racewalk list`: the library, by topic.

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::Failure;
use crate::cli::args::List;
use crate::scenario::library;
use crate::view::Text;

#[derive(Serialize)]
struct Entry<'a> {
    name: &'a str,
    path: &'a str,
    topic: &'a str,
    title: &'a Text,
    fixes: Vec<&'a str>,
}

pub(crate) fn list(arguments: &List) -> Result<u8, Failure> {
    let mut out = io::stdout().lock();
    if arguments.json {
        let entries: Vec<Entry<'_>> = library::scenarios()
            .iter()
            .map(|scenario| Entry {
                name: &scenario.name,
                path: &scenario.path,
                topic: &scenario.topic,
                title: &scenario.title,
                fixes: scenario
                    .fixes
                    .iter()
                    .flatten()
                    .map(|fix| fix.name.as_str())
                    .collect(),
            })
            .collect();
        let text = serde_json::to_string_pretty(&entries).expect("entries are plain data");
        writeln!(out, "{text}")?;
        return Ok(0);
    }
    let language = arguments.speech.language();
    let width = library::scenarios()
        .iter()
        .map(|scenario| scenario.name.len())
        .max()
        .unwrap_or(0);
    let mut topic = "";
    for scenario in library::scenarios() {
        if scenario.topic != topic {
            if !topic.is_empty() {
                writeln!(out)?;
            }
            topic = &scenario.topic;
            writeln!(out, "{}", library::topic_title(topic).get(language))?;
        }
        writeln!(
            out,
            "  {:width$}  {}",
            scenario.name,
            scenario.title.get(language)
        )?;
    }
    Ok(0)
}
