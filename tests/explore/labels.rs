//! The labelled programs: what the explorer finds is what stands in the table of each, and nothing else.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use racewalk::explore::Options;
use racewalk::scenario::{Outcomes, Scenario};

use crate::found::{self, Found};
use crate::support::{self, complain, for_all};

const PATIENCE: Duration = Duration::from_mins(1);

/// All of them, or those whose path holds what `RACEWALK_ONLY` says.
fn labelled() -> Vec<(String, String)> {
    fn gather(folder: &Path, into: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                gather(&path, into);
            } else if path.extension().is_some_and(|extension| extension == "py") {
                let text = std::fs::read_to_string(&path).expect("programs are UTF-8");
                into.push((path.to_string_lossy().into_owned(), text));
            }
        }
    }
    let only = std::env::var("RACEWALK_ONLY").unwrap_or_default();
    let mut found = Vec::new();
    gather(&support::folder("tests/explore/labelled"), &mut found);
    found.retain(|(path, _)| path.contains(&only));
    found.sort();
    found
}

type Values = Vec<(String, String)>;

fn listed(outcomes: &Outcomes) -> BTreeSet<Values> {
    match outcomes {
        Outcomes::Unsaid => BTreeSet::new(),
        Outcomes::Each(each) => {
            assert!(
                each.len() < 2,
                "a table of several names lists them together"
            );
            let values = |(name, values): &(String, Vec<String>)| {
                let pair = |value: &String| vec![(name.clone(), value.clone())];
                values.iter().map(pair).collect::<Vec<_>>()
            };
            each.iter().flat_map(values).collect()
        }
        Outcomes::Together(together) => together.iter().map(|row| found::sorted(row)).collect(),
    }
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "each program has options of its own"
)]
fn check(path: &str, text: &str, options: Options) -> Result<(), String> {
    let scenario = Scenario::read(path, text).map_err(|findings| format!("{findings:?}"))?;
    let program = support::program(path, text);
    let config = found::config();
    let expectation = &scenario.expectations[0];
    let named = expectation.verdicts.iter().flatten();
    let options = Options {
        watch: scenario.watch.clone(),
        starvation: path.contains("/starvation/")
            || named
                .into_iter()
                .any(|verdict| verdict.name() == "starvation"),
        ..options
    };
    let report = found::search(&program, &config, options, PATIENCE);
    if !report.complete {
        return Err(format!(
            "incomplete: {:?}, {} states",
            report.bounded, report.states
        ));
    }
    let verdicts: BTreeSet<String> = expectation
        .verdicts
        .iter()
        .flatten()
        .map(ToString::to_string)
        .collect();
    let all = Found::of(&report);
    let kinds: BTreeSet<String> = all.kinds.iter().map(ToString::to_string).collect();
    let outcomes: BTreeSet<Values> = all
        .outcomes
        .into_iter()
        .filter(|(ending, _)| ending != "deadlock")
        .map(|(_, watch)| watch)
        .collect();
    let expected = listed(&expectation.outcomes);
    let mut wrong = Vec::new();
    if kinds != verdicts {
        wrong.push(format!("verdicts {kinds:?}, the table says {verdicts:?}"));
    }
    if outcomes != expected {
        let missing: Vec<_> = expected.difference(&outcomes).collect();
        let extra: Vec<_> = outcomes.difference(&expected).collect();
        wrong.push(format!("outcomes missing {missing:?}, too many {extra:?}"));
    }
    wrong.extend(found::false_claims(
        &program,
        &config,
        &scenario.watch,
        &report,
    ));
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(wrong.join("\n    "))
    }
}

fn check_all(options: &Options) {
    let programs = labelled();
    let answers = for_all(&programs, |(path, text)| {
        let start = std::time::Instant::now();
        let answer = check(path, text, options.clone());
        if start.elapsed() > Duration::from_secs(5) {
            eprintln!("{path}: {:?}", start.elapsed());
        }
        answer
    });
    let wrong: Vec<String> = programs
        .iter()
        .zip(answers)
        .filter_map(|((path, _), answer)| {
            let words = answer.unwrap_or_else(Err).err()?;
            let short = path.rsplit("labelled/").next().unwrap_or(path);
            Some(format!("{short}: {words}"))
        })
        .collect();
    complain(&wrong, programs.len());
}

#[test]
fn what_is_found_is_what_the_table_of_each_program_says() {
    check_all(&Options::default());
}

#[test]
#[ignore = "minutes: cargo test --profile quick --test explore tables_hold -- --ignored"]
fn tables_hold_without_symmetry() {
    check_all(&Options {
        symmetry: false,
        ..Options::default()
    });
}

#[test]
#[ignore = "minutes: cargo test --profile quick --test explore tables_hold -- --ignored"]
fn tables_hold_without_reduction() {
    check_all(&Options {
        reduction: false,
        ..Options::default()
    });
}
