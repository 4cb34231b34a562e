//! Generated programs: the explorer, with each of its devices on and off, against the plain enumeration.

use std::sync::Arc;
use std::time::{Duration, Instant};

use racewalk::code::Program;
use racewalk::explore::Options;
use racewalk::machine::profile::Profile;
use racewalk::machine::world::Config;

use crate::brute;
use crate::found::{self, Found};
use crate::generator;
use crate::support::{self, for_all};

const PATIENCE: Duration = Duration::from_mins(1);

pub(crate) fn environment(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |text| text.parse().expect("a number"))
}

/// What was seen of one program.
struct Seen {
    /// It has more states than the plain enumeration is given.
    skipped: bool,
    states: usize,
    several: bool,
    deadlock: bool,
    wrong: Vec<String>,
}

pub(crate) fn compile(seed: u64) -> (Arc<Program>, generator::Generated) {
    let generated = generator::program(seed);
    let program = support::program(&format!("generated_{seed}.py"), &generated.text);
    (program, generated)
}

fn look(seed: u64, profile: Profile, most: usize) -> Seen {
    let (program, generated) = compile(seed);
    let config = Config {
        profile,
        ..found::config()
    };
    let names = &generated.watch;
    let mut seen = Seen {
        skipped: false,
        states: 0,
        several: false,
        deadlock: false,
        wrong: Vec::new(),
    };
    let Some((all, states)) = brute::enumerate(&program, &config, names, most) else {
        seen.skipped = true;
        return seen;
    };
    seen.states = states;
    seen.several = all.outcomes.len() > 1;
    seen.deadlock = all.outcomes.iter().any(|(ending, _)| ending == "deadlock");
    let ways = [
        ("as by default", true, true),
        ("without symmetry", true, false),
        ("without reduction", false, true),
        ("without either", false, false),
    ];
    for (name, reduction, symmetry) in ways {
        let options = Options {
            reduction,
            symmetry,
            watch: names.clone(),
            ..Options::default()
        };
        let report = found::search(&program, &config, options, PATIENCE);
        if !report.complete {
            seen.wrong
                .push(format!("{name}: incomplete, {:?}", report.bounded));
            continue;
        }
        let mut expected = all.clone();
        let mut other = Found::of(&report).plain();
        if profile.only_where_checked() {
            // There a move goes on to where the turn may be lost, and a race is seen at its begin or not at all.
            for found in [&mut expected, &mut other] {
                found.kinds.remove(&racewalk::explore::Kind::DataRace);
            }
        }
        if let Some(words) = expected.difference(&other) {
            seen.wrong.push(format!("{name}: {words}"));
        }
        if reduction {
            for words in found::false_claims(&program, &config, names, &report) {
                seen.wrong.push(format!("{name}: {words}"));
            }
        }
    }
    seen
}

/// Compares so many programs whose states are no more than `most`, from a seed on.
fn compare(first: u64, count: usize, most: usize, profile: Profile) {
    let mut wrong: Vec<String> = Vec::new();
    let (mut done, mut several, mut deadlocks, mut states) = (0, 0, 0, 0);
    let mut next = first;
    while done < count {
        let chunk: Vec<u64> = (next..).take((count - done).clamp(2, 64)).collect();
        next += chunk.len() as u64;
        let answers = for_all(&chunk, |&seed| {
            let start = Instant::now();
            let seen = look(seed, profile, most);
            if start.elapsed() > Duration::from_secs(10) {
                eprintln!("seed {seed} took {:?}", start.elapsed());
            }
            seen
        });
        for (seed, answer) in chunk.iter().zip(answers) {
            let failures = match answer {
                Ok(seen) if seen.skipped => continue,
                Ok(seen) => {
                    several += usize::from(seen.several);
                    deadlocks += usize::from(seen.deadlock);
                    states += seen.states;
                    seen.wrong
                }
                Err(words) => vec![words],
            };
            done += 1;
            if !failures.is_empty() {
                let words = format!(
                    "seed {seed}:\n  {}\n{}",
                    failures.join("\n  "),
                    tail(&generator::program(*seed).text)
                );
                eprintln!("{words}");
                wrong.push(words);
            }
        }
    }
    eprintln!(
        "{done} programs up to seed {next}: {several} with several outcomes, {deadlocks} with a deadlock, {states} states"
    );
    support::complain(&wrong, done);
    // Few programs need not be of all kinds; many are.
    if done >= 500 {
        assert!(
            several * 100 >= done * 30,
            "{several} of {done} have several outcomes"
        );
        assert!(
            deadlocks * 100 >= done * 10,
            "{deadlocks} of {done} have a deadlock"
        );
    }
}

/// A program without what all of them begin with.
fn tail(text: &str) -> &str {
    text.split_once("\n\n\ndef work0")
        .map_or(text, |(head, _)| &text[head.len()..])
}

#[test]
fn a_search_finds_what_a_plain_enumeration_finds() {
    compare(1, 24, 2500, Profile::Language);
}

#[test]
#[ignore = "minutes: cargo test --profile quick --test explore generated -- --ignored --nocapture"]
fn so_it_is_for_two_thousand_generated_programs() {
    let count = environment("RACEWALK_COUNT", 2000) as usize;
    let first = environment("RACEWALK_SEED", 1);
    let most = environment("RACEWALK_MOST", 40_000) as usize;
    compare(first, count, most, Profile::Language);
}

#[test]
#[ignore = "minutes: cargo test --profile quick --test explore generated -- --ignored --nocapture"]
fn so_it_is_for_generated_programs_on_cpython_3_12() {
    let count = environment("RACEWALK_COUNT", 500) as usize;
    let first = environment("RACEWALK_SEED", 1);
    compare(first, count, 40_000, Profile::Cpython312);
}
