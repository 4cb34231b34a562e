//! What CPython was seen to do is among what the explorer says can happen, under the profile of that version.

use std::collections::BTreeMap;
use std::time::Duration;

use racewalk::explore::Options;
use racewalk::machine::profile::Profile;
use racewalk::machine::world::Config;

use crate::found;
use crate::support::{self, complain, for_all};

const FOLDER: &str = "tests/explore/racy";

/// Of one program: for each version, what was printed.
type Shown = BTreeMap<String, Vec<(String, String)>>;

fn recorded() -> Option<Shown> {
    let text = std::fs::read_to_string(support::folder(FOLDER).join("outcomes.tsv")).ok()?;
    let mut shown = Shown::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [program, version, outcome, _] = fields[..] else {
            panic!("four fields: {line}");
        };
        let of = shown.entry(program.to_owned()).or_default();
        of.push((version.to_owned(), outcome.to_owned()));
    }
    Some(shown)
}

fn missing(name: &str, shown: &[(String, String)]) -> Vec<String> {
    let file = support::folder(FOLDER).join(format!("{name}.py"));
    let text = std::fs::read_to_string(file).expect("a program for each record");
    let scenario = racewalk::scenario::Scenario::read(name, &text).expect("its header reads");
    let program = support::program(name, &text);
    let mut wrong = Vec::new();
    for (version, profile) in [("3.9", Profile::Cpython39), ("3.12", Profile::Cpython312)] {
        let options = Options {
            watch: scenario.watch.clone(),
            ..Options::default()
        };
        let config = Config {
            profile,
            ..found::config()
        };
        let report = found::search(&program, &config, options, Duration::from_mins(1));
        if !report.complete {
            wrong.push(format!(
                "{name} {version}: incomplete, {:?}",
                report.bounded
            ));
            continue;
        }
        let possible: Vec<String> = report
            .outcomes
            .iter()
            .map(|outcome| {
                let pair = |(name, value): &(String, String)| format!("{name}={value}");
                outcome.watch.iter().map(pair).collect::<Vec<_>>().join(" ")
            })
            .collect();
        for (_, outcome) in shown.iter().filter(|(other, _)| other == version) {
            if !possible.contains(outcome) {
                wrong.push(format!(
                    "{name}: CPython {version} showed {outcome}; the explorer says {}",
                    possible.join(" | ")
                ));
            }
        }
    }
    wrong
}

#[test]
fn whatever_cpython_showed_the_explorer_says_can_happen() {
    let Some(shown) = recorded() else {
        eprintln!("nothing is recorded in {FOLDER}");
        return;
    };
    let programs: Vec<(String, Vec<(String, String)>)> = shown.into_iter().collect();
    let answers = for_all(&programs, |(name, shown)| missing(name, shown));
    let wrong: Vec<String> = answers
        .into_iter()
        .flat_map(|answer| answer.unwrap_or_else(|words| vec![words]))
        .collect();
    complain(&wrong, programs.len());
}
