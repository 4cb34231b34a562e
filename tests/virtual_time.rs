//! What virtual time says about speed: threads under a GIL take turns, threads without one and processes use the cores,
//! and sleeping overlaps everywhere.

mod support;

use std::time::Duration;

use racewalk::machine::profile::Profile;
use racewalk::machine::world::Config;
use racewalk::simulate::Ending;

const PATIENCE: Duration = Duration::from_secs(90);

/// Work for one worker, of a time well beyond what starting it takes.
const WORK: &str = "
def work():
    total = 0
    for number in range(1_000_000):
        total += number
";
const SLEEP: &str = "
import time
def work():
    time.sleep(0.5)
";
const ALONE: &str = "
work()
work()
";
const THREADS: &str = "
import threading
workers = [threading.Thread(target=work) for _ in range(2)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
";
const PROCESSES: &str = "
import multiprocessing
multiprocessing.set_start_method('fork')
workers = [multiprocessing.Process(target=work) for _ in range(2)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
";

/// How many times as fast two workers are as one who does it all, on so many cores.
fn speed_up(work: &str, workers: &str, profile: Profile, cores: u32) -> f64 {
    let seconds = |rest: &str| {
        let program = support::program("speed_up", &format!("{work}{rest}"));
        let config = Config {
            profile,
            cores,
            ..support::config("cpython", 0)
        };
        let ended = support::run(&program, config, support::policy("cpython", 0), PATIENCE);
        assert_eq!(
            ended.ending,
            Ending::Finished { code: 0 },
            "{}",
            ended.stderr
        );
        ended.machine.now().0 as f64
    };
    seconds(ALONE) / seconds(workers)
}

fn check(found: f64, expected: f64) {
    assert!(
        (found - expected).abs() < 0.15,
        "a speed-up of {found:.2}, expected {expected}"
    );
}

#[test]
fn threads_under_a_gil_are_no_faster_on_two_cores() {
    for profile in [Profile::Language, Profile::Cpython312] {
        check(speed_up(WORK, THREADS, profile, 2), 1.0);
    }
}

#[test]
fn threads_without_a_gil_are_twice_as_fast_on_two_cores() {
    check(speed_up(WORK, THREADS, Profile::FreeThreaded, 2), 2.0);
    check(speed_up(WORK, THREADS, Profile::FreeThreaded, 1), 1.0);
}

#[test]
fn processes_are_twice_as_fast_on_two_cores() {
    check(speed_up(WORK, PROCESSES, Profile::Cpython312, 2), 2.0);
    check(speed_up(WORK, PROCESSES, Profile::Cpython312, 1), 1.0);
}

#[test]
fn sleeping_overlaps_whatever_holds_the_gil() {
    for profile in [Profile::Cpython312, Profile::FreeThreaded] {
        check(speed_up(SLEEP, THREADS, profile, 1), 2.0);
    }
    check(speed_up(SLEEP, PROCESSES, Profile::Cpython312, 1), 2.0);
}

#[test]
fn what_is_sent_to_another_process_costs_by_its_size() {
    let seconds = |items: u32| {
        let source = format!(
            "
import multiprocessing
multiprocessing.set_start_method('fork')
here, there = multiprocessing.Pipe()
def receive():
    there.recv()
worker = multiprocessing.Process(target=receive)
worker.start()
here.send('x' * {items})
worker.join()
"
        );
        let program = support::program("sends", &source);
        let policy = support::policy("cpython", 0);
        let ended = support::run(&program, support::config("cpython", 0), policy, PATIENCE);
        assert_eq!(
            ended.ending,
            Ending::Finished { code: 0 },
            "{}",
            ended.stderr
        );
        ended.machine.now().seconds()
    };
    let (little, much) = (seconds(10), seconds(1_000_000));
    // A pickle of a thousand bytes takes 9 us at each end, and the pipe 1 us: a million of them 20 ms.
    let beyond = much - little;
    assert!(
        (0.015..0.03).contains(&beyond),
        "a megabyte took {beyond} s"
    );
}
