//! Single runs: what scouts find before the search, and how likely a sample takes an outcome to be.

use std::sync::Arc;
use std::time::Duration;

use racewalk::explore::{Bounds, Kind, Options, Sample, Search};
use racewalk::machine::world::Machine;

use crate::found::{self, false_claims, search};
use crate::generator;
use crate::support::{self, complain, for_all};

const PATIENCE: Duration = Duration::from_mins(1);

fn program(text: &str) -> Arc<racewalk::code::Program> {
    support::program("walk.py", text)
}

fn watching(names: &[&str]) -> Options {
    Options {
        watch: names.iter().map(ToString::to_string).collect(),
        ..Options::default()
    }
}

fn sample(program: &Arc<racewalk::code::Program>, options: Options, seed: u64) -> Sample {
    let boot = Machine::boot(Arc::clone(program), found::config());
    racewalk::explore::sample(boot, options, seed)
}

const LOST_UPDATE: &str = "\
import threading

counter = 0


def work():
    global counter
    for _ in range(2):
        counter += 1


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
";

/// Of twenty samples, in how many likelihoods and schedules are what counting says.
#[test]
fn a_sample_says_what_counting_says_within_its_interval() {
    let once = LOST_UPDATE.replace("    for _ in range(2):\n", "    if True:\n");
    for text in [LOST_UPDATE, &once] {
        let program = program(text);
        let options = watching(&["counter"]);
        let counted = Options {
            count: true,
            reduction: false,
            symmetry: false,
            ..options.clone()
        };
        let exact = search(&program, &found::config(), counted, PATIENCE);
        let mut report = search(&program, &found::config(), options.clone(), PATIENCE);
        let (mut within, mut all) = (0, 0);
        let mut schedules = vec![0.0; exact.outcomes.len()];
        for seed in 0..20 {
            let found = sample(&program, options.clone(), seed);
            assert!(found.runs > 300, "{} runs", found.runs);
            report.estimate(&found);
            assert_eq!(report.outcomes.len(), exact.outcomes.len());
            for (at, (estimated, exact)) in report.outcomes.iter().zip(&exact.outcomes).enumerate()
            {
                assert_eq!(estimated.watch, exact.watch);
                let (low, high) = estimated.interval.expect("it is estimated");
                let likely = exact.probability.expect("it is counted");
                all += 1;
                within += usize::from((low..=high).contains(&likely));
                schedules[at] += estimated.schedules.unwrap_or(0.0) / 20.0;
            }
        }
        // 95 % of them, on average.
        assert!(within * 100 >= all * 85, "{within} of {all} are within");
        for (estimated, exact) in schedules.iter().zip(&exact.outcomes) {
            let all = exact.schedules.expect("they are counted");
            let ratio = estimated / all;
            assert!(
                (0.7..1.4).contains(&ratio),
                "{estimated} schedules, there are {all}"
            );
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_sample() {
    let program = program(LOST_UPDATE);
    let shares = |seed: u64| -> Vec<u32> {
        let found = sample(&program, watching(&["counter"]), seed);
        found.seen.iter().map(|&(_, count, _)| count).collect()
    };
    assert_eq!(shares(1), shares(1));
    assert_ne!(shares(1), shares(2));
}

#[test]
fn a_bug_is_there_before_the_search_has_begun() {
    let naive = "\
import threading

forks = [threading.Lock() for _ in range(7)]


def dine(seat):
    for _ in range(2):
        with forks[seat]:
            with forks[(seat + 1) % 7]:
                pass


threads = [threading.Thread(target=dine, args=(seat,)) for seat in range(7)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
";
    let lost = "\
import threading

ready = threading.Condition()


def tell():
    with ready:
        ready.notify()


thread = threading.Thread(target=tell)
thread.start()
with ready:
    ready.wait()
thread.join()
";
    let raised = "\
import threading

items = []
threads = [threading.Thread(target=items.append, args=(1,)), threading.Thread(target=items.pop)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
";
    for (text, expected) in [
        (naive, &[Kind::Deadlock][..]),
        (lost, &[Kind::Deadlock, Kind::LostWakeup]),
        (raised, &[Kind::Exception]),
        (LOST_UPDATE, &[Kind::DataRace]),
    ] {
        let program = program(text);
        let options = Options {
            bounds: Bounds {
                states: 1,
                ..Bounds::default()
            },
            ..Options::default()
        };
        let config = found::config();
        let mut search = Search::new(&program, config.clone(), options);
        while !search.is_over() {
            search.advance(1);
        }
        let so_far: Vec<Kind> = search.progress().kinds.iter().collect();
        let report = search.report();
        assert!(!report.complete);
        for kind in expected {
            assert!(so_far.contains(kind), "{kind} of {so_far:?}");
            let verdict = report.verdicts.iter().find(|verdict| verdict.kind == *kind);
            assert!(verdict.is_some(), "{kind}: {:?}", report.verdicts);
        }
        complain(&false_claims(&program, &config, &[], &report), 1);
    }
}

#[test]
fn scouts_claim_nothing_that_does_not_hold() {
    let count = if cfg!(debug_assertions) { 30 } else { 150 };
    let seeds: Vec<u64> = (1..=count).collect();
    let answers = for_all(&seeds, |&seed| {
        let generated = generator::program(seed);
        let program = support::program("generated.py", &generated.text);
        let options = Options {
            watch: generated.watch.clone(),
            bounds: Bounds {
                states: 2,
                ..Bounds::default()
            },
            ..Options::default()
        };
        let config = found::config();
        let report = search(&program, &config, options, PATIENCE);
        false_claims(&program, &config, &generated.watch, &report)
    });
    let wrong: Vec<String> = seeds
        .iter()
        .zip(answers)
        .flat_map(|(seed, answer)| {
            let words = answer.unwrap_or_else(|words| vec![words]);
            words
                .into_iter()
                .map(move |words| format!("seed {seed}: {words}"))
        })
        .collect();
    complain(&wrong, seeds.len());
}
