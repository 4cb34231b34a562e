//! The comparison with the plain enumeration is worth something: each mistake that a search is told to make is noticed.
//!
//! Three of them are with every `cargo test`: two by generated programs, one by small programs that were written for it.
//! All ten are by generated programs, from seed `RACEWALK_SEED` on and within `RACEWALK_COUNT`, with
//! `cargo test --profile quick --test explore every_mistake -- --ignored --nocapture`; it tells which seed shows which.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use racewalk::code::Program;
use racewalk::explore::{Mutant, Options};

use crate::brute;
use crate::found::{self, Found};
use crate::generated::{compile, environment};
use crate::support::{self, on_large_stack};

const PATIENCE: Duration = Duration::from_secs(20);

/// Those of the mistakes that the program of this seed shows.
fn noticed(seed: u64, mutants: &[Mutant], most: usize) -> Vec<Mutant> {
    let (program, generated) = compile(seed);
    if generated.text.contains("multiprocessing") {
        return Vec::new();
    }
    shown(&program, &generated.watch, mutants, most).unwrap_or_default()
}

/// Those of the mistakes that a program shows; `None` where it has more states than `most`, or is searched wrongly
/// without any.
fn shown(
    program: &Arc<Program>,
    names: &[String],
    mutants: &[Mutant],
    most: usize,
) -> Option<Vec<Mutant>> {
    let config = found::config();
    let (all, _) = brute::enumerate(program, &config, names, most)?;
    let differs = |mutant: Option<Mutant>| {
        let options = Options {
            watch: names.to_vec(),
            mutant,
            ..Options::default()
        };
        // A mistake may well end in an assertion: then it is noticed too.
        let found = catch_unwind(AssertUnwindSafe(|| {
            let report = found::search(program, &config, options, PATIENCE);
            report.complete.then(|| Found::of(&report).plain())
        }));
        found.ok().flatten() != Some(all.clone())
    };
    if differs(None) {
        return None;
    }
    let shown = |&mutant: &Mutant| differs(Some(mutant));
    Some(mutants.iter().copied().filter(shown).collect())
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
    assert_eq!(missed(mutants, 1..60, 3000), []);
}

/// Programs in which one thread makes something, hands it over and goes on to change it or to read it, while another
/// one does the same: where it is handed over, in each way that there is.
const HANDED_OVER: [&str; 6] = [
    "
shelf = None

def giver():
    global shelf
    made = [0]
    shelf = made
    made[0] = 1

def taker():
    if shelf:
        log.append(shelf[0])
",
    "
class Box:
    n = 0

shelf = Box()

def giver():
    made = Box()
    shelf.box = made
    made.n += 1
    log.append(made.n)

def taker():
    if hasattr(shelf, 'box'):
        shelf.box.n += 1
",
    "
shelf = []

def giver():
    made = {}
    shelf.append(made)
    made['k'] = 1

def taker():
    for made in shelf:
        log.append(made.get('k'))
",
    "
shelf = {}

def giver():
    made = [0]
    shelf['k'] = made
    log.append(made[0])

def taker():
    if 'k' in shelf:
        shelf['k'][0] = 1
",
    "
shelf = queue.Queue()

def giver():
    made = [0]
    shelf.put(made)
    made[0] = 1

def taker():
    log.append(shelf.get()[0])
",
    "
def giver():
    made = [0]
    helper = Thread(target=helps, args=(made,))
    helper.start()
    made[0] += 1

def helps(given):
    log.append(given[0])

def taker():
    pass
",
];

#[test]
fn a_mistake_about_who_made_something_is_noticed() {
    for body in HANDED_OVER {
        let text = format!(
            "\
import queue
from threading import Thread

log = []
{body}

threads = [Thread(target=giver), Thread(target=taker)]
for thread in threads:
    thread.start()
"
        );
        let shown = on_large_stack(|| {
            let program = support::program("handed_over.py", &text);
            let names = ["log".to_owned()];
            shown(&program, &names, &[Mutant::MadeMeansPrivate], 20_000)
        });
        assert_eq!(shown, Some(vec![Mutant::MadeMeansPrivate]), "{body}");
    }
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
