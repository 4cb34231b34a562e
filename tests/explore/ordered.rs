//! Timed waits that end in the order of their alarms.

use std::collections::BTreeSet;

use racewalk::explore::Options;
use racewalk::machine::world::Machine;

use crate::compared;
use crate::generator::{self, Generated};
use crate::support::{self, complain};

fn check(body: &str, loose: &[&str], strict: &[&str]) {
    let text = format!(
        "\
import threading
import time

log = []
lock = threading.Lock()
news = threading.Event()
{body}
"
    );
    let program = support::program("ordered.py", &text);
    let names = ["log".to_owned()];
    for (strict_time, expected) in [(false, loose), (true, strict)] {
        for (reduction, symmetry) in [(true, true), (true, false), (false, true), (false, false)] {
            let options = Options {
                watch: names.to_vec(),
                strict_time,
                reduction,
                symmetry,
                ..Options::default()
            };
            let mut wrong = Vec::new();
            let found = compared::search(&program, options, &mut wrong);
            complain(&wrong, 1);
            let outcomes = found.outcomes.iter();
            let found: BTreeSet<String> = outcomes.map(|(_, watch)| watch[0].1.clone()).collect();
            let expected = expected.iter().map(ToString::to_string).collect();
            assert_eq!(
                found, expected,
                "strict: {strict_time}, {reduction} {symmetry}\n{body}"
            );
        }
    }
}

#[test]
fn of_two_sleeps_begun_together_the_shorter_ends_first() {
    // Main begins its own before anybody else can have begun: all stand behind the same alarm.
    let body = "
def late():
    news.wait()
    time.sleep(2)
    log.append('long')

def early():
    news.wait()
    time.sleep(1)
    log.append('short')
";
    let both = format!(
        "{body}
threads = [threading.Thread(target=late), threading.Thread(target=early)]
for thread in threads:
    thread.start()
news.set()
for thread in threads:
    thread.join()
"
    );
    // Whoever begins late ends late: both orders can be, as long as nobody says when the sleeps begin.
    let any = ["['long', 'short']", "['short', 'long']"];
    check(&both, &any, &any);
}

#[test]
fn a_sleep_within_a_longer_sleep_ends_before_it() {
    let body = "
def sleeper():
    time.sleep(1)
    log.append('short')

thread = threading.Thread(target=sleeper)

def first():
    time.sleep(0.5)
    thread.start()
    time.sleep(3)
    log.append('long')

with lock:
    other = threading.Thread(target=first)
    other.start()
other.join()
thread.join()
";
    // The short one may begin late, when the long one is over.
    let any = ["['long', 'short']", "['short', 'long']"];
    check(body, &any, &any);
}

/// A thread that waits for so long to be told, and main, which sees that it waits.
const WAITER: &str = "
begun = threading.Condition()
waits = False

def waiter():
    global waits
    with begun:
        waits = True
        log.append(begun.wait(SECONDS))

thread = threading.Thread(target=waiter)
thread.start()
while True:
    with begun:
        if waits:
            break
AND_THEN
with begun:
    begun.notify()
thread.join()
";

#[test]
fn who_waits_for_less_than_another_sleeps_is_not_told_in_time() {
    // Main sleeps for longer before it tells it.
    let body = WAITER.replace("AND_THEN", "time.sleep(2)");
    let any = ["[False]", "[True]"];
    check(&body.replace("SECONDS", "1"), &any, &["[False]"]);
    // Whoever could be in time may be slow all the same.
    check(&body.replace("SECONDS", "3"), &any, &any);
    // Two alarms at one time ring in any order.
    check(&body.replace("SECONDS", "2"), &any, &any);
}

#[test]
fn the_alarms_of_several_processes_are_in_one_order() {
    // Once the thread waits, a child begins that sleeps before it is told.
    let child = "
import multiprocessing

process = multiprocessing.Process(target=time.sleep, args=(2,))
process.start()
process.join()
";
    let body = WAITER.replace("AND_THEN", child);
    let any = ["[False]", "[True]"];
    check(&body.replace("SECONDS", "1"), &any, &["[False]"]);
    check(&body.replace("SECONDS", "3"), &any, &any);
}

#[test]
fn a_child_that_sleeps_longer_than_its_parent_waits_for_it_is_still_there() {
    // The child is seen to sleep: it has set its alarm before its parent sets one.
    let body = "
import multiprocessing

def child(end):
    end.send('here')
    time.sleep(2)

if __name__ == '__main__':
    mine, yours = multiprocessing.Pipe()
    process = multiprocessing.Process(target=child, args=(yours,))
    process.start()
    mine.recv()
    process.join(SECONDS)
    log.append(process.exitcode)
";
    // Slow as anybody may be, it may be there or not; whoever waits for ever sees its end.
    let any = ["[0]", "[None]"];
    check(&body.replace("SECONDS", "1"), &any, &any);
    check(&body.replace("SECONDS", ""), &["[0]"], &["[0]"]);
}

fn strict_and_loose(watch: Vec<String>) -> (Options, Options) {
    let loose = Options {
        watch,
        ..Options::default()
    };
    let strict = Options {
        strict_time: true,
        ..loose.clone()
    };
    (strict, loose)
}

#[test]
fn labelled_programs_with_processes_have_no_more_in_order() {
    compared::labelled_with_processes(strict_and_loose);
}

/// In order, the search finds what an enumeration in order finds; and that is no more than in any order.
#[test]
fn generated_programs_have_what_an_enumeration_in_order_has() {
    let count = if cfg!(debug_assertions) { 100 } else { 400 };
    let seeds: Vec<u64> = (1..=count)
        .filter(|&seed| {
            let text = generator::program(seed).text;
            (text.contains("timeout=")
                || text.contains("wait(1)")
                || text.contains("sleep(")
                || text.contains("join(1)"))
                && !text.contains("daemon=True")
        })
        .collect();
    let write = |seed| {
        let generated = generator::program(seed);
        // Waits that last differently, so that there is an order.
        let mut text = String::new();
        for (number, line) in generated.text.lines().enumerate() {
            let seconds = 1 + number % 3;
            text.push_str(
                &line
                    .replace("timeout=1", &format!("timeout={seconds}"))
                    .replace("wait(1)", &format!("wait({seconds})")),
            );
            text.push('\n');
        }
        Generated { text, ..generated }
    };
    let order = |machine: &mut Machine| machine.order_alarms();
    let (compared, _) = compared::generated(&seeds, write, strict_and_loose, order, true);
    let least = if cfg!(debug_assertions) { 2 } else { 6 };
    assert!(compared >= least, "only {compared} were compared");
}
