//! A search shared out among several machines finds, all parts together, what the whole search finds.

use std::sync::Arc;
use std::time::Duration;

use racewalk::code::Program;
use racewalk::explore::{Bounded, Options, Report, Shard, merge};
use racewalk::machine::world::Config;
use racewalk::scenario::Scenario;

use crate::found::{self, Found};
use crate::generator;
use crate::support::{self, complain, for_all};

const PATIENCE: Duration = Duration::from_mins(1);
const PARTS: u32 = 3;

/// Of all kinds of things that can go wrong, and some in which nothing does.
const PROGRAMS: [&str; 30] = [
    "barriers/one_is_missing.py",
    "barriers/patience_ends.py",
    "check_then_act/overdraw.py",
    "conditions/if_instead_of_while.py",
    "conditions/notify_before_wait.py",
    "conditions/notify_one_of_two.py",
    "conditions/ping_pong.py",
    "daemons/keeps_the_lock.py",
    "deadlock/forgotten_worker.py",
    "deadlock/ring_of_three.py",
    "deadlock/same_order.py",
    "deadlock/timeout_on_one_side.py",
    "events/set_too_early.py",
    "failures/assertion_on_some_schedules.py",
    "failures/key_taken_away.py",
    "failures/too_many_inside.py",
    "locks/lost_on_some_exception.py",
    "mutual_exclusion/both_step_back.py",
    "mutual_exclusion/busy_flag.py",
    "mutual_exclusion/peterson.py",
    "partial/pair_beside_a_clock.py",
    "philosophers/naive.py",
    "philosophers/ordered.py",
    "queues/pill_overtakes.py",
    "races/mixed_pair.py",
    "races/three_workers.py",
    "readers_writers/lightswitch.py",
    "spinning/corridor.py",
    "spinning/flag_set_on_some_schedules.py",
    "spinning/server_looks_too_late.py",
];

fn part(program: &Arc<Program>, config: &Config, options: &Options, number: u32) -> Report {
    // So narrow that even small programs are dealt out.
    let shard = Shard {
        number,
        of: PARTS,
        width: 2 * PARTS as usize,
    };
    let options = Options {
        shard: Some(shard),
        ..options.clone()
    };
    found::search(program, config, options, PATIENCE)
}

/// In what the parts together differ from the whole, and whether anything was dealt out.
fn difference(program: &Arc<Program>, watch: &[String]) -> Result<bool, String> {
    let config = found::config();
    let options = Options {
        watch: watch.to_vec(),
        ..Options::default()
    };
    let whole = found::search(program, &config, options.clone(), PATIENCE);
    if !whole.complete {
        return Ok(false);
    }
    let parts: Vec<Report> = (1..=PARTS)
        .map(|number| part(program, &config, &options, number))
        .collect();
    let dealt: Vec<_> = parts
        .iter()
        .map(|part| part.share.as_ref().and_then(|share| share.dealt))
        .collect();
    if dealt.iter().any(|other| *other != dealt[0]) {
        return Err("the parts have dealt out different states".to_owned());
    }
    for part in &parts {
        let wrong = found::false_claims(program, &config, watch, part);
        if !wrong.is_empty() {
            return Err(wrong.join("\n    "));
        }
    }
    let missing = merge(parts[1..].to_vec(), false);
    if missing.complete || missing.bounded != Some(Bounded::Parts) {
        return Err("a part is missing, and the result is said to be complete".to_owned());
    }
    let joined = merge(parts.clone(), true);
    if !joined.complete {
        return Err(format!("incomplete: {:?}", joined.bounded));
    }
    let must = |report: &Report| report.verdicts.iter().any(|verdict| verdict.must);
    if must(&whole) != must(&joined) {
        return Err(format!("a deadlock in any case: {}", must(&whole)));
    }
    for outcome in &joined.outcomes {
        let is_same = |other: &&racewalk::explore::Outcome| {
            (other.ending, &other.watch) == (outcome.ending, &outcome.watch)
        };
        let fewest = parts
            .iter()
            .filter_map(|part| part.outcomes.iter().find(is_same))
            .map(|found| found.preemptions)
            .min();
        if fewest != Some(outcome.preemptions) {
            return Err(format!(
                "{} {:?} is shown with {} preemptions, and a part needs {fewest:?}",
                outcome.ending, outcome.watch, outcome.preemptions
            ));
        }
    }
    match Found::of(&whole).difference(&Found::of(&joined)) {
        None => Ok(dealt[0].is_some()),
        Some(words) => Err(words),
    }
}

fn compare(programs: &[(String, Arc<Program>, Vec<String>)], dealt_at_least: usize) {
    let answers = for_all(programs, |(_, program, watch)| difference(program, watch));
    let mut wrong = Vec::new();
    let mut dealt = 0;
    for ((name, ..), answer) in programs.iter().zip(answers) {
        match answer.unwrap_or_else(Err) {
            Ok(was_dealt) => dealt += usize::from(was_dealt),
            Err(words) => wrong.push(format!("{name}: {words}")),
        }
    }
    complain(&wrong, programs.len());
    assert!(dealt >= dealt_at_least, "only {dealt} were shared out");
}

fn labelled(names: &[String]) -> Vec<(String, Arc<Program>, Vec<String>)> {
    let folder = support::folder("tests/explore/labelled");
    names
        .iter()
        .map(|name| {
            let text = std::fs::read_to_string(folder.join(name)).expect("it is there");
            let scenario = Scenario::read(name, &text).expect("its header reads");
            (name.clone(), support::program(name, &text), scenario.watch)
        })
        .collect()
}

#[test]
fn three_parts_joined_are_the_whole() {
    compare(&labelled(&PROGRAMS.map(str::to_owned)), 20);
}

/// Main fails where nobody can notice: in each part as the states that it was dealt are taken over.
const FAILS_UNNOTICED: &str = "\
import threading

table = {}
log = []
left = threading.Lock()
event = threading.Event()


def work(me):
    if left.acquire(timeout=1):
        if event.is_set():
            log.append(me)
        left.release()


t0 = threading.Thread(target=work, args=(0,))
t1 = threading.Thread(target=work, args=(1,))
t2 = threading.Thread(target=work, args=(2,))
t3 = threading.Thread(target=work, args=(3,))
t4 = threading.Thread(target=work, args=(4,))
t0.start()
t1.start()
t2.start()
t3.start()
t4.start()
log.append(table['k'])
";

#[test]
fn what_fails_as_a_state_is_taken_over_is_told() {
    let program = support::program("fails_unnoticed.py", FAILS_UNNOTICED);
    let config = found::config();
    let search = |shard: Option<Shard>| {
        let options = Options {
            shard,
            ..Options::default()
        };
        found::search(&program, &config, options, PATIENCE)
    };
    let whole = search(None);
    for of in 1..=2 {
        let parts: Vec<Report> = (1..=of)
            .map(|number| search(Some(Shard::new(number, of))))
            .collect();
        for part in &parts {
            assert!(
                part.share
                    .as_ref()
                    .is_some_and(|share| share.dealt.is_some())
            );
            complain(&found::false_claims(&program, &config, &[], part), 1);
        }
        let joined = Found::of(&merge(parts, true));
        assert_eq!(Found::of(&whole).difference(&joined), None, "{of} parts");
    }
}

const FOUR_EQUAL: &str = "\
import threading

x = 0


def work():
    global x
    for _ in range(3):
        t = x
        x = t + 1


threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
";

#[test]
fn a_part_takes_equal_threads_for_one_too() {
    let program = support::program("equal.py", FOUR_EQUAL);
    let options = |shard| Options {
        watch: vec!["x".to_owned()],
        shard,
        ..Options::default()
    };
    let search = |shard| {
        let found = found::search(&program, &found::config(), options(shard), PATIENCE);
        assert!(found.complete);
        found
    };
    let whole = search(None);
    for number in [1, 3] {
        let part = search(Some(Shard::new(number, 4)));
        // Without symmetry there are more than ten times as many.
        assert!(
            part.states < 2 * whole.states,
            "{} of {}",
            part.states,
            whole.states
        );
    }
}

#[test]
fn so_they_are_for_generated_programs() {
    let count = if cfg!(debug_assertions) { 20 } else { 100 };
    let programs: Vec<_> = (1..=count)
        .map(|seed| (seed, generator::program(seed)))
        // Of a daemon that the program's end cuts short the parts see more than the whole search does yet.
        .filter(|(_, generated)| !generated.text.contains("daemon=True"))
        .map(|(seed, generated)| {
            let name = format!("seed {seed}");
            let program = support::program(&name, &generated.text);
            (name, program, generated.watch)
        })
        .collect();
    compare(&programs, count as usize / 4);
}

#[test]
#[ignore = "minutes: cargo test --profile quick --test explore shards -- --ignored"]
fn so_they_are_for_all_labelled_programs() {
    fn gather(folder: &std::path::Path, into: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() && !path.ends_with("processes") && !path.ends_with("pools") {
                gather(&path, into);
            } else if path.extension().is_some_and(|extension| extension == "py") {
                into.push(path.to_string_lossy().into_owned());
            }
        }
    }
    let mut names = Vec::new();
    gather(&support::folder("tests/explore/labelled"), &mut names);
    names.sort();
    compare(&labelled(&names), names.len() / 3);
}
