//! Generated programs: the explorer, with each of its devices on and off, against the plain enumeration; and whether
//! the programs are worth it: of many kinds, a third with several outcomes, a tenth with a deadlock.
//!
//! A few run with every `cargo test`. `RACEWALK_COUNT` programs from seed `RACEWALK_SEED` on, with no more than
//! `RACEWALK_MOST` states each, run with `cargo test --profile quick --test explore generated -- --ignored --nocapture`.
//! What the programs are like is told by `cargo test --profile quick --test explore census -- --ignored --nocapture`,
//! without a search; with `RACEWALK_SHOW` they are shown, too.

use std::sync::Arc;
use std::time::{Duration, Instant};

use racewalk::base::Task;
use racewalk::code::Program;
use racewalk::explore::Options;
use racewalk::machine::profile::Profile;
use racewalk::machine::world::{Config, Machine};

use crate::brute;
use crate::found::{self, Found};
use crate::generator;
use crate::support::{self, for_all};

const PATIENCE: Duration = Duration::from_mins(1);

pub(crate) fn environment(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |text| text.parse().expect("a number"))
}

/// What a program can be about, and a word that its text has then.
const FEATURES: [(&str, &[&str]); 9] = [
    ("locks", &["left", "right", "again"]),
    ("conditions", &["news"]),
    ("semaphores", &["permits", "none", "bounded"]),
    ("events and barriers", &["event", "gate"]),
    ("queues", &["shelf", "narrow"]),
    (
        "shared variables",
        &["a += 1", "a = ", "b = ", "box.n", "items[", "table["],
    ),
    ("exceptions", &["try:", "raise", "assert"]),
    ("handing over", &[" = [0]", "Box()"]),
    ("processes", &["Process"]),
];

/// What was seen of programs.
#[derive(Default)]
struct Tally {
    done: usize,
    /// They have more states than the plain enumeration is given.
    rejected: usize,
    several: usize,
    deadlocks: usize,
    states: usize,
    features: [usize; FEATURES.len()],
    /// How long the plain enumeration took, in all, and where it came to nothing.
    enumerated: Duration,
    in_vain: Duration,
}

impl Tally {
    fn add(&mut self, seed: u64, seen: &Seen) {
        self.enumerated += seen.enumerated;
        if seen.skipped {
            self.rejected += 1;
            self.in_vain += seen.enumerated;
            return;
        }
        self.done += 1;
        self.several += usize::from(seen.several);
        self.deadlocks += usize::from(seen.deadlock);
        self.states += seen.states;
        let text = generator::program(seed).text;
        let body = tail(&text);
        for ((_, words), count) in FEATURES.iter().zip(&mut self.features) {
            *count += usize::from(words.iter().any(|word| body.contains(word)));
        }
    }

    fn tell(&self) {
        let percent = |part: usize| part as f64 * 100.0 / self.done.max(1) as f64;
        eprintln!(
            "{} programs, {} more were too large: {:.1} % with several outcomes, {:.1} % with a deadlock, {} states",
            self.done,
            self.rejected,
            percent(self.several),
            percent(self.deadlocks),
            self.states
        );
        eprintln!(
            "enumerated in {:.0?}, of which {:.0?} for those that were too large",
            self.enumerated, self.in_vain
        );
        for ((feature, _), &count) in FEATURES.iter().zip(&self.features) {
            eprintln!("  {feature}: {:.1} %", percent(count));
        }
    }

    /// Enough of them can end in several ways, and enough in a deadlock.
    fn check(&self) {
        let is_share = |part: usize, percent: usize| part * 100 >= self.done * percent;
        let (several, deadlocks, done) = (self.several, self.deadlocks, self.done);
        assert!(
            is_share(several, 33),
            "{several} of {done} have several outcomes"
        );
        assert!(
            is_share(deadlocks, 10),
            "{deadlocks} of {done} have a deadlock"
        );
    }

    /// They are about everything. Few programs need not be.
    fn check_features(&self) {
        let done = self.done;
        for ((feature, _), &count) in FEATURES.iter().zip(&self.features) {
            assert!(count * 100 >= done * 4, "{count} of {done} have {feature}");
        }
    }
}

/// What was seen of one program.
#[derive(Default)]
struct Seen {
    /// It has more states than the plain enumeration is given.
    skipped: bool,
    states: usize,
    several: bool,
    deadlock: bool,
    enumerated: Duration,
    wrong: Vec<String>,
}

pub(crate) fn compile(seed: u64) -> (Arc<Program>, generator::Generated) {
    let generated = generator::program(seed);
    let program = support::program(&format!("generated_{seed}.py"), &generated.text);
    (program, generated)
}

/// States that a program has, as a rule, where [`guess`] says one.
const STATES_FOR_ONE: usize = 7;

/// In how many ways the workers of a program can stand beside each other, roughly. Each goes as far as it can while the
/// others stand still, and what main does is left out.
fn guess(program: &Arc<Program>, config: &Config) -> usize {
    let mut machine = Machine::boot(Arc::clone(program), config.clone());
    machine.loosen();
    let mut most: usize = 1;
    // Main begins new ones once those before have come as far as they can.
    for _ in 0..8 {
        let mut together: usize = 1;
        let mut moved = false;
        let mut gone: Vec<Task> = Vec::new();
        let next = |machine: &Machine, gone: &[Task]| {
            let mut tasks = machine.tasks().into_iter();
            tasks.find(|task| !gone.contains(task))
        };
        while let Some(task) = next(&machine, &gone) {
            gone.push(task);
            let mut steps = 0;
            while machine.can_move(task) && machine.may_move(task) && steps < 1000 {
                if brute::is_parked(&machine, task) {
                    machine.expire(task).expect("a timed wait can end");
                } else {
                    machine.step(task).expect("it can move");
                }
                steps += 1;
            }
            moved |= steps > 0;
            if task != Task::MAIN {
                together = together.saturating_mul(steps + 1);
            }
        }
        most = most.max(together);
        if !moved {
            break;
        }
    }
    most
}

/// What a plain enumeration finds of a program, if it comes to an end. One that looks too large by far is not begun.
fn enumerate(
    program: &Arc<Program>,
    config: &Config,
    names: &[String],
    most: usize,
) -> (Seen, Option<Found>) {
    let start = Instant::now();
    // Where a worker may keep its turn, far fewer of these ways can come.
    let is_large =
        !config.profile.only_where_checked() && guess(program, config) > most / STATES_FOR_ONE;
    let all = if is_large {
        None
    } else {
        brute::enumerate(program, config, names, most)
    };
    let mut seen = Seen {
        skipped: all.is_none(),
        enumerated: start.elapsed(),
        ..Seen::default()
    };
    let found = all.map(|(all, states)| {
        seen.states = states;
        seen.several = all.outcomes.len() > 1;
        seen.deadlock = all.outcomes.iter().any(|(ending, _)| ending == "deadlock");
        all
    });
    (seen, found)
}

fn look(seed: u64, profile: Profile, most: usize) -> Seen {
    let (program, generated) = compile(seed);
    let config = Config {
        profile,
        ..found::config()
    };
    let names = &generated.watch;
    let (mut seen, found) = enumerate(&program, &config, names, most);
    let Some(all) = found else {
        return seen;
    };
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
fn compare(first: u64, count: usize, most: usize, profile: Profile) -> Tally {
    let mut wrong: Vec<String> = Vec::new();
    let mut tally = Tally::default();
    let mut next = first;
    while tally.done < count {
        let chunk: Vec<u64> = (next..).take((count - tally.done).clamp(2, 64)).collect();
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
                Ok(seen) => {
                    tally.add(*seed, &seen);
                    seen.wrong
                }
                Err(words) => {
                    tally.done += 1;
                    vec![words]
                }
            };
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
    eprintln!("seeds {first} to {}", next - 1);
    tally.tell();
    support::complain(&wrong, tally.done);
    tally
}

/// The same where somebody may have asked for so few that they need not be of all kinds.
fn compare_many(first: u64, count: usize, most: usize, profile: Profile) {
    let tally = compare(first, count, most, profile);
    if count >= 500 {
        tally.check();
        tally.check_features();
    }
}

/// A program without what all of them begin with.
fn tail(text: &str) -> &str {
    text.split_once("\n\n\ndef work0")
        .map_or(text, |(head, _)| &text[head.len()..])
}

#[test]
fn a_search_finds_what_a_plain_enumeration_finds() {
    // So few are not of all kinds everywhere; from here on they are.
    compare(400, 32, 2500, Profile::Language).check();
}

/// What so many programs are like, from a seed on. Those that can end in one way only show little.
fn census(first: u64, count: usize, most: usize) -> Tally {
    let seeds: Vec<u64> = (first..).take(count).collect();
    let answers = for_all(&seeds, |&seed| {
        let (program, generated) = compile(seed);
        enumerate(&program, &found::config(), &generated.watch, most).0
    });
    let mut tally = Tally::default();
    for (&seed, answer) in seeds.iter().zip(answers) {
        let seen = answer.expect("it is enumerated");
        if std::env::var_os("RACEWALK_SHOW").is_some() {
            let (states, text) = (seen.states, generator::program(seed).text);
            eprintln!("# seed {seed}, {states} states{}\n", tail(&text));
        }
        tally.add(seed, &seen);
    }
    tally.tell();
    tally
}

#[test]
#[ignore = "a minute: cargo test --profile quick --test explore census -- --ignored --nocapture"]
fn census_of_generated_programs() {
    let count = environment("RACEWALK_COUNT", 1000) as usize;
    let first = environment("RACEWALK_SEED", 1);
    let most = environment("RACEWALK_MOST", 3000) as usize;
    let tally = census(first, count, most);
    tally.check();
    tally.check_features();
}

#[test]
#[ignore = "minutes: cargo test --profile quick --test explore generated -- --ignored --nocapture"]
fn so_it_is_for_two_thousand_generated_programs() {
    let count = environment("RACEWALK_COUNT", 2000) as usize;
    let first = environment("RACEWALK_SEED", 1);
    let most = environment("RACEWALK_MOST", 40_000) as usize;
    compare_many(first, count, most, Profile::Language);
}

#[test]
#[ignore = "minutes: cargo test --profile quick --test explore generated -- --ignored --nocapture"]
fn so_it_is_for_generated_programs_on_cpython_3_12() {
    let count = environment("RACEWALK_COUNT", 500) as usize;
    let first = environment("RACEWALK_SEED", 1);
    compare_many(first, count, 40_000, Profile::Cpython312);
}
