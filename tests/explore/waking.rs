//! Whom a notify wakes: who has waited longest, or any of those who wait.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use racewalk::explore::Options;
use racewalk::machine::world::Machine;

use crate::brute;
use crate::found::{self, Found, false_claims, search};
use crate::generator;
use crate::support::{self, complain, for_all};

const PATIENCE: Duration = Duration::from_mins(1);

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
    let config = found::config();
    let names = ["served".to_owned()];
    let options = Options {
        watch: names.to_vec(),
        wake_any,
        ..Options::default()
    };
    let report = search(&program, &config, options, PATIENCE);
    assert!(report.complete, "{:?}", report.bounded);
    complain(&false_claims(&program, &config, &names, &report), 1);
    report
        .outcomes
        .iter()
        .map(|outcome| outcome.watch[0].1.clone())
        .collect()
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
                && !text.contains("multiprocessing")
        })
        .collect();
    let answers = for_all(&seeds, |&seed| {
        let generated = generator::program(seed);
        let program = support::program("generated.py", &generated.text);
        let config = found::config();
        let mut machine = Machine::boot(Arc::clone(&program), config.clone());
        machine.loosen();
        machine.wake_any();
        let (plain, _) = brute::enumerate_from(machine, &generated.watch, 4000)?;
        let options = |wake_any| Options {
            watch: generated.watch.clone(),
            wake_any,
            ..Options::default()
        };
        let any = search(&program, &config, options(true), PATIENCE);
        let mut wrong = false_claims(&program, &config, &generated.watch, &any);
        let any = Found::of(&any).plain();
        wrong.extend(plain.plain().difference(&any));
        let order = search(&program, &config, options(false), PATIENCE);
        let order = Found::of(&order).plain();
        if !order.outcomes.is_subset(&any.outcomes) {
            wrong.push("in order there is more than in any order".to_owned());
        }
        Some((wrong, order.outcomes.len() < any.outcomes.len()))
    });
    let mut wrong = Vec::new();
    let mut more = 0;
    for (seed, answer) in seeds.iter().zip(answers) {
        match answer {
            Ok(Some((words, has_more))) => {
                more += usize::from(has_more);
                wrong.extend(
                    words
                        .into_iter()
                        .map(|words| format!("seed {seed}: {words}")),
                );
            }
            Ok(None) => {}
            Err(words) => wrong.push(format!("seed {seed}: {words}")),
        }
    }
    eprintln!(
        "{} programs, {more} of them with more outcomes",
        seeds.len()
    );
    complain(&wrong, seeds.len());
}
