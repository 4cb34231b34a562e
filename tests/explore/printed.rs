//! What is printed is part of an outcome, for a search that was asked to take it so.

use std::collections::BTreeSet;
use std::time::Duration;

use racewalk::explore::Options;

use crate::found::{self, replay, search};
use crate::support;

const PATIENCE: Duration = Duration::from_mins(1);

/// What a program can print, with reduction and symmetry and without; and each schedule prints it.
fn check(text: &str, expected: &[&str]) {
    let program = support::program("printed.py", text);
    let expected: BTreeSet<String> = expected.iter().map(ToString::to_string).collect();
    for (reduction, symmetry) in [(true, true), (true, false), (false, true), (false, false)] {
        let options = Options {
            stdout: true,
            reduction,
            symmetry,
            ..Options::default()
        };
        let config = found::config();
        let report = search(&program, &config, options, PATIENCE);
        assert!(report.complete, "{:?}", report.bounded);
        let printed: BTreeSet<String> = report
            .outcomes
            .iter()
            .map(|outcome| outcome.stdout.clone().expect("it was asked for"))
            .collect();
        assert_eq!(
            printed, expected,
            "reduction {reduction}, symmetry {symmetry}"
        );
        for outcome in &report.outcomes {
            let (mut machine, _) = replay(&program, &config, &outcome.schedule).expect("it runs");
            machine.flush();
            let out: String = machine
                .take_output()
                .into_iter()
                .filter(|output| output.stream == 1)
                .map(|output| output.text)
                .collect();
            assert_eq!(
                outcome.stdout.as_deref(),
                Some(out.as_str()),
                "{}",
                outcome.schedule
            );
        }
    }
}

const TWO: &str = "\
import threading


def say(word):
    print(word)


threads = [threading.Thread(target=say, args=(word,)) for word in ('a', 'b')]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
";

#[test]
fn lines_come_in_any_order() {
    check(TWO, &["a\nb\n", "b\na\n"]);
}

#[test]
fn pieces_of_a_line_come_in_any_order() {
    let pieces = TWO.replace(
        "    print(word)\n",
        "    print(word, end='')\n    print()\n",
    );
    check(&pieces, &["a\nb\n", "b\na\n", "ab\n\n", "ba\n\n"]);
}

#[test]
fn under_a_lock_lines_stay_whole() {
    let locked = TWO
        .replace(
            "import threading\n",
            "import threading\n\nlock = threading.Lock()\n",
        )
        .replace("    print(word)\n", "    with lock:\n        print(word)\n");
    check(&locked, &["a\nb\n", "b\na\n"]);
}

#[test]
fn what_one_thread_prints_has_one_order() {
    let alone = TWO.replace(
        "    print(word)\n",
        "    if word == 'b':\n        print(word)\n        print('c')\n",
    );
    check(&alone, &["b\nc\n"]);
}

#[test]
fn who_prints_before_a_deadlock_is_told() {
    let stuck = TWO
        .replace(
            "    print(word)\n",
            "    print(word, end=' ')\n    gate.acquire()\n",
        )
        .replace(
            "import threading\n",
            "import threading\n\ngate = threading.Semaphore(1)\n",
        );
    check(&stuck, &["a b ", "b a "]);
}

#[test]
fn nobody_who_does_not_ask_pays_for_it() {
    let program = support::program("printed.py", TWO);
    let states = |stdout: bool| {
        let options = Options {
            stdout,
            ..Options::default()
        };
        let report = search(&program, &found::config(), options, PATIENCE);
        let printed = report
            .outcomes
            .iter()
            .any(|outcome| outcome.stdout.is_some());
        assert_eq!(printed, stdout);
        report.states
    };
    assert!(states(false) < states(true));
}
