//! What can still happen from a moment of a run: the explorer against the plain enumeration, both from there.

use std::sync::Arc;
use std::time::Duration;

use racewalk::base::Task;
use racewalk::explore::{Options, Report, Search};
use racewalk::machine::profile::Profile;
use racewalk::machine::world::{Config, Machine, Status};

use crate::brute;
use crate::found::{self, Found};
use crate::generated::{compile, environment};
use crate::generator;
use crate::support::{self, Patience, for_all};

const PATIENCE: Duration = Duration::from_mins(1);

/// Everything that can happen from there on.
fn onward(machine: &Machine, options: Options) -> Report {
    let patience = Patience::of(PATIENCE);
    let mut search = Search::onward(machine.clone(), options);
    while !search.is_over() {
        search.advance(256);
        if patience.is_over() {
            search.stop();
        }
    }
    search.report()
}

/// So many steps, each by whoever can move and the dice choose; time passes as it does in a run.
fn walk(machine: &mut Machine, steps: u64, mut dice: u64) {
    for _ in 0..steps {
        let movers: Vec<Task> = machine
            .tasks()
            .into_iter()
            .filter(|&task| machine.can_move(task) && machine.may_move(task))
            .collect();
        if machine.status() != Status::Running || movers.is_empty() {
            return;
        }
        dice = dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let task = movers[(dice >> 33) as usize % movers.len()];
        machine.step(task).expect("it can move");
    }
    machine.take_output();
}

/// What differs between the two from a moment of a run; `None` where there is too much to enumerate.
fn look(machine: &Machine, names: &[String], most: usize) -> Option<Vec<String>> {
    let mut loose = machine.clone();
    loose.loosen();
    let (mut expected, _) = brute::enumerate_from(loose, names, most)?;
    if machine.config().profile.only_where_checked() {
        // There a move goes on to where the turn may be lost, and so a race may be seen by one alone; what was raised
        // before there was anything to choose is no verdict of what can still happen.
        expected.kinds.clear();
    }
    let mut wrong = Vec::new();
    for (name, reduction, symmetry) in [
        ("as by default", true, true),
        ("without symmetry", true, false),
        ("without either", false, false),
    ] {
        let options = Options {
            reduction,
            symmetry,
            watch: names.to_vec(),
            ..Options::default()
        };
        let report = onward(machine, options);
        if !report.complete {
            wrong.push(format!("{name}: incomplete, {:?}", report.bounded));
            continue;
        }
        let mut other = Found::of(&report).plain();
        if machine.config().profile.only_where_checked() {
            other.kinds.clear();
        }
        if let Some(words) = expected.difference(&other) {
            wrong.push(format!("{name}: {words}"));
        }
        if reduction {
            let claims = found::false_claims_from(machine, names, &report);
            for words in claims {
                wrong.push(format!("{name}: {words}"));
            }
        }
    }
    Some(wrong)
}

/// So many moments of so many programs. With processes: at the start, and then once there are several of them.
fn compare(count: usize, most: usize, profile: Profile, processes: bool) {
    let seeds: Vec<u64> = (1..)
        .filter(|&seed| generator::program(seed).text.contains("multiprocessing") == processes)
        .take(count)
        .collect();
    let moments = if processes {
        [0u64, 2, 6, 11, 18, 30]
    } else {
        [20, 60, 90, 120, 180, 260]
    };
    let answers = for_all(&seeds, |&seed| {
        let (program, generated) = compile(seed);
        let mut all = Vec::new();
        for (round, steps) in moments.into_iter().enumerate() {
            let config = Config {
                profile,
                ..found::config()
            };
            let mut machine = Machine::boot(Arc::clone(&program), config);
            while processes && round > 0 && machine.processes().len() == 1 {
                machine.step(Task::MAIN).expect("it can move");
            }
            walk(&mut machine, steps, seed * 31 + round as u64);
            let at = machine.steps();
            let found = look(&machine, &generated.watch, most);
            all.push((at, found));
        }
        all
    });
    let mut wrong = Vec::new();
    let mut done = 0;
    for (seed, answer) in seeds.iter().zip(answers) {
        match answer {
            Ok(moments) => {
                for (at, found) in moments {
                    let Some(words) = found else { continue };
                    done += 1;
                    if !words.is_empty() {
                        wrong.push(format!("seed {seed}, step {at}:\n  {}", words.join("\n  ")));
                    }
                }
            }
            Err(words) => wrong.push(format!("seed {seed}: {words}")),
        }
    }
    eprintln!("{done} moments of {count} programs");
    support::complain(&wrong, done);
    assert!(done > count, "most moments are looked at");
}

#[test]
fn from_any_moment_a_search_finds_what_a_plain_enumeration_finds() {
    let count = environment("RACEWALK_ONWARD", 24) as usize;
    compare(count, 2500, Profile::Language, false);
}

#[test]
fn so_it_is_on_cpython_3_12_where_whoever_has_the_turn_may_keep_it() {
    let count = environment("RACEWALK_ONWARD", 16) as usize;
    compare(count, 2500, Profile::Cpython312, false);
}

#[test]
fn so_it_is_once_there_are_several_processes() {
    let count = environment("RACEWALK_ONWARD", 24) as usize;
    compare(count, 2500, Profile::Language, true);
}

#[test]
fn each_process_has_a_turn_that_cpython_3_12_may_keep() {
    let count = environment("RACEWALK_ONWARD", 16) as usize;
    compare(count, 2500, Profile::Cpython312, true);
}

/// Two threads in the first process, or in both, and what all of them share.
fn with_threads(shared: &str, of_main: &str, of_child: &str) -> String {
    format!(
        "\
import multiprocessing
from threading import Thread

a = 0
log = []
total = multiprocessing.Value('i', 0)
left = multiprocessing.Lock()
mine, yours = multiprocessing.Pipe()
{shared}

def second():
    global a
{of_main}

def child():
    global a
{of_child}

if __name__ == '__main__':
    process = multiprocessing.Process(target=child)
    thread = Thread(target=second)
    process.start()
    thread.start()
    total.value += 2
    a += 1
    thread.join()
    process.join()
    log.append(process.exitcode)
    n = total.value
"
    )
}

#[test]
fn so_it_is_where_processes_have_several_threads() {
    let programs = [
        with_threads(
            "",
            "    a = 5\n    total.value += 1",
            "    total.value += 4",
        ),
        with_threads(
            "",
            "    with left:\n        a += total.value",
            "    with left:\n        total.value += 1",
        ),
        with_threads(
            "",
            "    log.append(mine.recv())\n    total.value = 7",
            "    yours.send(total.value)",
        ),
        with_threads(
            "def helper():\n    total.value += 3\n",
            "    a += 2",
            "    thread = Thread(target=helper)\n    thread.start()\n    thread.join()",
        ),
    ];
    let names = ["a", "log", "n"].map(str::to_owned);
    // From the start, and some steps behind the beginning of the second process.
    let first = "    process.start()\n    thread.start()\n";
    let turned = programs[1].replace(first, "    thread.start()\n    process.start()\n");
    let mut cases = vec![
        (&programs[1], Profile::Cpython312, None),
        (&turned, Profile::Cpython312, None),
    ];
    for text in &programs {
        for profile in [Profile::Language, Profile::Cpython312] {
            for steps in [7u64, 16] {
                cases.push((text, profile, Some(steps)));
            }
        }
    }
    let answers = for_all(&cases, |&(text, profile, steps)| {
        let config = Config {
            profile,
            ..found::config()
        };
        let program = support::program("threads.py", text);
        let mut machine = Machine::boot(program, config);
        if let Some(steps) = steps {
            while machine.processes().len() == 1 {
                machine.step(Task::MAIN).expect("it can move");
            }
            walk(&mut machine, steps, steps);
        }
        look(&machine, &names, 60_000)
    });
    let mut wrong = Vec::new();
    for ((text, profile, steps), answer) in cases.iter().zip(answers) {
        match answer {
            Ok(Some(words)) if words.is_empty() => {}
            Ok(Some(words)) => wrong.push(format!(
                "{profile:?}, {steps:?}:\n  {}\n{text}",
                words.join("\n  ")
            )),
            Ok(None) => wrong.push(format!("{profile:?}, {steps:?}: too much\n{text}")),
            Err(words) => wrong.push(words),
        }
    }
    support::complain(&wrong, cases.len());
}

#[test]
fn after_one_worker_has_read_the_other_one_can_still_lose_its_update() {
    let scenario = racewalk::scenario::library::find("lost_update").expect("it is there");
    let program = support::program("lost_update.py", &scenario.source);
    let names = ["counter".to_owned()];
    let mut machine = Machine::boot(program, found::config());
    machine.watch(true);
    // Until the first worker has read the counter, and not stored it yet.
    let reader = loop {
        let task = *machine
            .tasks()
            .iter()
            .rev()
            .find(|&&task| machine.is_ready(task))
            .expect("somebody moves");
        machine.step(task).expect("it can move");
        let read = |told: &racewalk::machine::event::Told| {
            matches!(
                told.event,
                racewalk::machine::event::Event::Read {
                    place: racewalk::machine::event::Place::Global(..),
                    value: racewalk::machine::value::Value::Int(_),
                }
            )
        };
        if task != Task::MAIN && machine.take_told().iter().any(read) {
            break task;
        }
    };
    assert_ne!(reader, Task::MAIN);
    machine.watch(false);
    assert_eq!(look(&machine, &names, 200_000), Some(Vec::new()));
    let report = onward(
        &machine,
        Options {
            watch: names.to_vec(),
            ..Options::default()
        },
    );
    assert!(report.outcomes.len() > 1, "{:?}", report.outcomes);
    for outcome in &report.outcomes {
        let first = &outcome.schedule.choices()[0];
        assert!(outcome.schedule.steps() > 0, "{first:?}");
    }
}
