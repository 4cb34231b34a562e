//! What several processes may do, depending on who moves: updates that get lost, and waits that never end.

mod support;

use std::collections::BTreeSet;
use std::time::Duration;

use racewalk::simulate::Ending;
use support::{Ended, config, on_large_stack, policy, program};

fn run(text: &str, named: &str, seed: u64) -> Ended {
    on_large_stack(|| {
        let program = program("program.py", text);
        let patience = Duration::from_mins(1);
        support::run(&program, config(named, seed), policy(named, seed), patience)
    })
}

/// What the program prints under a number of schedules.
fn outcomes(text: &str) -> BTreeSet<String> {
    (0..30)
        .map(|seed| run(text, "random", seed).stdout.trim().to_owned())
        .collect()
}

const COUNTERS: &str = "
from multiprocessing import Process, Value

def add(counter):
    for _ in range(2):
        UPDATE

counter = Value('i', 0)
workers = [Process(target=add, args=(counter,)) for _ in range(2)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
print(counter.value)
";

#[test]
fn a_shared_value_loses_updates_between_its_read_and_its_write() {
    let found = outcomes(&COUNTERS.replace("UPDATE", "counter.value += 1"));
    assert!(found.contains("4"), "{found:?}");
    assert!(found.iter().any(|total| total != "4"), "{found:?}");
}

#[test]
fn a_shared_value_under_its_lock_loses_none() {
    let update = "with counter.get_lock(): counter.value += 1";
    let found = outcomes(&COUNTERS.replace("UPDATE", update));
    assert_eq!(found, BTreeSet::from(["4".to_owned()]));
}

#[test]
fn two_processes_that_send_more_than_a_pipe_holds_before_they_read_wait_for_ever() {
    let text = "
from multiprocessing import Pipe, Process

def talk(connection):
    connection.send('x' * SIZE)
    connection.recv()

here, there = Pipe()
worker = Process(target=talk, args=(there,))
worker.start()
talk(here)
worker.join()
print('over')
";
    let small = run(&text.replace("SIZE", "1000"), "cpython", 0);
    assert_eq!(
        small.ending,
        Ending::Finished { code: 0 },
        "{}",
        small.stderr
    );
    let large = run(&text.replace("SIZE", "100_000"), "cpython", 0);
    assert_eq!(large.ending, Ending::Deadlock);
}

#[test]
fn a_join_before_the_queue_is_emptied_waits_for_ever_where_the_feeder_has_no_room() {
    let text = "
from multiprocessing import Process, Queue

queue = Queue()
worker = Process(target=queue.put, args=('x' * SIZE,))
worker.start()
worker.join()
print(len(queue.get()))
";
    assert_eq!(
        run(&text.replace("SIZE", "10"), "cpython", 0).stdout,
        "10\n"
    );
    let large = run(&text.replace("SIZE", "100_000"), "cpython", 0);
    assert_eq!(large.ending, Ending::Deadlock);
}

#[test]
fn a_child_forked_while_another_thread_holds_a_lock_waits_for_it_for_ever() {
    let text = "
import threading
from multiprocessing import Process

lock = threading.Lock()
held, done = threading.Event(), threading.Event()

def hold():
    with lock:
        held.set()
        done.wait()

def want():
    with lock:
        print('never')

thread = threading.Thread(target=hold)
thread.start()
held.wait()
worker = Process(target=want)
worker.start()
done.set()
thread.join()
worker.join()
";
    assert_eq!(run(text, "cpython", 0).ending, Ending::Deadlock);
}
