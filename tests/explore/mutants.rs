//! The comparison with the plain enumeration is worth something: each mistake that a search is told to make is noticed.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use racewalk::explore::{Mutant, Options};

use crate::brute;
use crate::found::{self, Found};
use crate::generated::{compile, environment};
use crate::support::on_large_stack;

const PATIENCE: Duration = Duration::from_secs(20);

/// Those of the mistakes that this program shows.
fn noticed(seed: u64, mutants: &[Mutant], most: usize) -> Vec<Mutant> {
    let (program, generated) = compile(seed);
    if generated.text.contains("multiprocessing") {
        return Vec::new();
    }
    let config = found::config();
    let names = &generated.watch;
    let Some((all, _)) = brute::enumerate(&program, &config, names, most) else {
        return Vec::new();
    };
    let differs = |mutant: Option<Mutant>| {
        let options = Options {
            watch: names.clone(),
            mutant,
            ..Options::default()
        };
        // A mistake may well end in an assertion: then it is noticed too.
        let found = catch_unwind(AssertUnwindSafe(|| {
            let report = found::search(&program, &config, options, PATIENCE);
            report.complete.then(|| Found::of(&report).plain())
        }));
        found.ok().flatten() != Some(all.clone())
    };
    if differs(None) {
        return Vec::new();
    }
    let shown = |&mutant: &Mutant| differs(Some(mutant));
    mutants.iter().copied().filter(shown).collect()
}

/// Mistakes that none of the programs of these seeds shows.
fn missed(mut mutants: Vec<Mutant>, seeds: std::ops::Range<u64>, most: usize) -> Vec<Mutant> {
    on_large_stack(|| {
        for seed in seeds {
            for mutant in noticed(seed, &mutants, most) {
                eprintln!("{mutant:?} is noticed by seed {seed}");
                mutants.retain(|&other| other != mutant);
            }
            if mutants.is_empty() {
                break;
            }
        }
        mutants
    })
}

#[test]
fn a_mistake_about_who_reads_is_noticed() {
    let mutants = vec![Mutant::ReadsUnnoticed, Mutant::ReadersForgotten];
    assert_eq!(missed(mutants, 1..60, 1500), []);
}

#[test]
#[ignore = "minutes: cargo test --profile quick --test explore every_mistake -- --ignored --nocapture"]
fn every_mistake_is_noticed() {
    let first = environment("RACEWALK_SEED", 1);
    let count = environment("RACEWALK_COUNT", 600);
    assert_eq!(
        missed(Mutant::ALL.to_vec(), first..first + count, 10_000),
        []
    );
}
