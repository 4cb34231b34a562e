//! With few preemptions a search finds what the whole search says takes no more of them, and nothing else. Of a data
//! race the whole search keeps one state, so that a bounded one may know a nearer one.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use racewalk::code::Program;
use racewalk::explore::{Bounded, Bounds, Kind, Options, Report, Verdict};

use crate::found::{self, PLAIN, false_claims, sorted};
use crate::generator;
use crate::support::{self, complain, for_all};

const PATIENCE: Duration = Duration::from_mins(1);

fn search(program: &Arc<Program>, watch: &[String], preemptions: Option<u32>) -> Report {
    let options = Options {
        watch: watch.to_vec(),
        bounds: Bounds {
            states: 30_000,
            preemptions,
            ..Bounds::default()
        },
        ..Options::default()
    };
    found::search(program, &found::config(), options, PATIENCE)
}

/// What a report tells that takes at most so many preemptions.
fn within(report: &Report, most: u32) -> BTreeSet<String> {
    let outcomes = report.outcomes.iter().map(|outcome| {
        let words = format!("{} {:?}", outcome.ending, sorted(&outcome.watch));
        (outcome.preemptions, words)
    });
    let verdicts = report
        .verdicts
        .iter()
        .filter(|verdict| PLAIN.contains(&verdict.kind))
        .map(|verdict| {
            (
                verdict.preemptions,
                format!("{} {}", verdict.kind, verdict.mark),
            )
        });
    let all = outcomes.chain(verdicts);
    all.filter(|&(preemptions, _)| preemptions <= most)
        .map(|(_, words)| words)
        .collect()
}

/// In what the bounded searches differ from the whole one; `None` where that is too large, or cannot prove its figures.
fn difference(program: &Arc<Program>, watch: &[String]) -> Option<String> {
    let whole = search(program, watch, None);
    let is_proven = |verdict: &Verdict| verdict.minimal || verdict.kind == Kind::DataRace;
    let proven = whole.outcomes.iter().all(|outcome| outcome.minimal)
        && whole.verdicts.iter().all(is_proven);
    if !whole.complete || !proven {
        return None;
    }
    let mut words = String::new();
    let greatest = whole.outcomes.iter().map(|outcome| outcome.preemptions);
    for most in 0..=greatest.max().unwrap_or(0).min(3) + 1 {
        let report = search(program, watch, Some(most));
        let (right, found) = (within(&whole, most), within(&report, u32::MAX));
        let may_be_nearer = |words: &&String| words.starts_with(Kind::DataRace.name());
        let extra = found
            .difference(&right)
            .filter(|words| !may_be_nearer(words));
        if !right.is_subset(&found) || extra.count() > 0 {
            words += &format!("at {most}: {found:?} and not {right:?}\n");
        }
        if !(report.complete || report.bounded == Some(Bounded::Preemptions)) {
            words += &format!("at {most}: {:?}\n", report.bounded);
        }
        words += &false_claims(program, &found::config(), watch, &report).join("\n");
    }
    Some(words)
}

#[test]
fn few_preemptions_lead_where_the_whole_search_says() {
    let count = if cfg!(debug_assertions) { 40 } else { 400 };
    let seeds: Vec<u64> = (1..=count).collect();
    let answers = for_all(&seeds, |&seed| {
        let generated = generator::program(seed);
        let program = support::program("generated.py", &generated.text);
        let words = difference(&program, &generated.watch)?;
        Some((!words.is_empty()).then(|| format!("seed {seed}: {words}\n{}", generated.text)))
    });
    let mut faults = Vec::new();
    let mut compared = 0;
    for answer in answers {
        match answer {
            Ok(None) => {}
            Ok(Some(fault)) => {
                compared += 1;
                faults.extend(fault);
            }
            Err(reason) => faults.push(reason),
        }
    }
    complain(&faults, compared);
    assert!(compared * 2 > seeds.len(), "{compared}");
}

#[test]
fn a_lost_update_takes_one_preemption() {
    let text = "\
import threading

counter = 0


def work():
    global counter
    mine = counter
    counter = mine + 1


threads = [threading.Thread(target=work) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
";
    let program = support::program("lost.py", text);
    let watch = ["counter".to_owned()];
    let values = |most| {
        let report = search(&program, &watch, Some(most));
        let has_race = report
            .verdicts
            .iter()
            .any(|verdict| verdict.kind == Kind::DataRace);
        let values: BTreeSet<String> = report
            .outcomes
            .iter()
            .map(|outcome| outcome.watch[0].1.clone())
            .collect();
        (report.bounded, has_race, Vec::from_iter(values))
    };
    let bounded = Some(Bounded::Preemptions);
    assert_eq!(values(0), (bounded, false, vec!["3".to_owned()]));
    let all = ["1", "2", "3"].map(str::to_owned);
    assert_eq!(values(1), (bounded, true, all.to_vec()));
    assert_eq!(values(9).0, None, "there is no more to it");
}
