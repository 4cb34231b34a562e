//! Whom a notify wakes: who has waited longest, or any of those who wait.

use std::collections::BTreeSet;

use racewalk::explore::Options;
use racewalk::machine::world::Machine;

use crate::compared;
use crate::generator;
use crate::support::{self, complain};

/// Three wait in order of their names, then some are notified.
fn program(notify: &str) -> String {
    format!(
        "\
import threading

room = threading.Condition()
waiting = 0
served = []


def patient(name):
    global waiting
    with room:
        waiting += 1
        room.wait()
        served.append(name)


def comes(name):
    thread = threading.Thread(target=patient, args=(name,))
    thread.start()
    while True:
        with room:
            if waiting > name:
                return


for name in range(3):
    comes(name)
with room:
    {notify}
"
    )
}

fn served(text: &str, wake_any: bool) -> BTreeSet<String> {
    let program = support::program("waking.py", text);
    let options = Options {
        watch: vec!["served".to_owned()],
        wake_any,
        ..Options::default()
    };
    let mut wrong = Vec::new();
    let found = compared::search(&program, options, &mut wrong);
    complain(&wrong, 1);
    let outcomes = found.outcomes.iter();
    outcomes.map(|(_, watch)| watch[0].1.clone()).collect()
}

fn check(notify: &str, first: &[&str], any: &[&str]) {
    let set = |list: &[&str]| {
        list.iter()
            .map(ToString::to_string)
            .collect::<BTreeSet<_>>()
    };
    let text = program(notify);
    assert_eq!(
        served(&text, false),
        set(first),
        "{notify}: who has waited longest"
    );
    assert_eq!(served(&text, true), set(any), "{notify}: any");
}

#[test]
fn one_of_three_is_the_first_or_any() {
    check("room.notify()", &["[0]"], &["[0]", "[1]", "[2]"]);
}

#[test]
fn two_of_three_are_the_first_two_or_any_two() {
    let pairs = ["[0, 1]", "[0, 2]", "[1, 0]", "[1, 2]", "[2, 0]", "[2, 1]"];
    check("room.notify(2)", &["[0, 1]", "[1, 0]"], &pairs);
    check(
        "room.notify(); room.notify()",
        &["[0, 1]", "[1, 0]"],
        &pairs,
    );
}

#[test]
fn all_are_all_whichever_way() {
    let all = [
        "[0, 1, 2]",
        "[0, 2, 1]",
        "[1, 0, 2]",
        "[1, 2, 0]",
        "[2, 0, 1]",
        "[2, 1, 0]",
    ];
    check("room.notify_all()", &all, &all);
    check("room.notify(); room.notify(5)", &all, &all);
    check("room.notify(2); room.notify()", &all, &all);
}

#[test]
fn so_it_is_within_a_child() {
    let text = "\
import multiprocessing
import threading

room = threading.Condition()
waiting = 0
first = multiprocessing.Value('i', 0)
served = 0


def patient(name):
    global waiting
    with room:
        waiting += 1
        room.wait()
        if first.value == 0:
            first.value = name


def child():
    for name in (1, 2):
        threading.Thread(target=patient, args=(name,)).start()
        while True:
            with room:
                if waiting == name:
                    break
    with room:
        room.notify()
    with room:
        room.notify()


if __name__ == '__main__':
    process = multiprocessing.Process(target=child)
    process.start()
    process.join()
    served = first.value
";
    let set = |list: &[&str]| list.iter().map(ToString::to_string).collect();
    // Whoever was woken first may be slow to come back into the room.
    assert_eq!(served(text, false), set(&["1", "2"]));
    assert_eq!(served(text, true), set(&["1", "2"]));
    let once = text.replacen("    with room:\n        room.notify()\n", "", 1);
    let once = once.replace("process.join()", "process.join(1)");
    assert_eq!(served(&once, false), set(&["0", "1"]));
    assert_eq!(served(&once, true), set(&["0", "1", "2"]));
}

fn first_and_any(watch: Vec<String>) -> (Options, Options) {
    let first = Options {
        watch,
        ..Options::default()
    };
    let any = Options {
        wake_any: true,
        ..first.clone()
    };
    (first, any)
}

#[test]
fn labelled_programs_with_processes_have_no_less_with_any_woken() {
    compared::labelled_with_processes(first_and_any);
}

/// With any woken, too, the search finds what an enumeration finds; and that is no less than in order.
#[test]
fn generated_programs_have_what_an_enumeration_has() {
    let count = if cfg!(debug_assertions) { 150 } else { 600 };
    let seeds: Vec<u64> = (1..=count)
        .filter(|&seed| {
            let text = generator::program(seed).text;
            let waits = text.matches("news.wait").count() + text.matches("def work").count();
            text.contains("news.wait")
                && text.contains("news.notify")
                && waits > 2
                && !text.contains("daemon=True")
        })
        .collect();
    let any = |machine: &mut Machine| machine.wake_any();
    compared::generated(&seeds, generator::program, first_and_any, any, false);
}
