//! Timed waits that end in the order of their alarms.

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
    let config = found::config();
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
            let report = search(&program, &config, options, PATIENCE);
            assert!(report.complete, "{:?}", report.bounded);
            complain(&false_claims(&program, &config, &names, &report), 1);
            let found: BTreeSet<String> = report
                .outcomes
                .iter()
                .map(|outcome| outcome.watch[0].1.clone())
                .collect();
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

#[test]
fn who_waits_for_less_than_another_sleeps_is_not_told_in_time() {
    // Main sees that the thread waits, and sleeps for longer before it tells it.
    let body = "
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
time.sleep(2)
with begun:
    begun.notify()
thread.join()
";
    let any = ["[False]", "[True]"];
    check(&body.replace("SECONDS", "1"), &any, &["[False]"]);
    // Whoever could be in time may be slow all the same.
    check(&body.replace("SECONDS", "3"), &any, &any);
    // Two alarms at one time ring in any order.
    check(&body.replace("SECONDS", "2"), &any, &any);
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
                && !text.contains("multiprocessing")
        })
        .collect();
    let answers = for_all(&seeds, |&seed| {
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
        let program = support::program("generated.py", &text);
        let config = found::config();
        let mut machine = Machine::boot(Arc::clone(&program), config.clone());
        machine.loosen();
        machine.order_alarms();
        let (plain, _) = brute::enumerate_from(machine, &generated.watch, 4000)?;
        let options = |strict_time| Options {
            watch: generated.watch.clone(),
            strict_time,
            ..Options::default()
        };
        let strict = search(&program, &config, options(true), PATIENCE);
        let mut wrong = false_claims(&program, &config, &generated.watch, &strict);
        let strict = Found::of(&strict).plain();
        wrong.extend(plain.plain().difference(&strict));
        let loose = search(&program, &config, options(false), PATIENCE);
        let loose = Found::of(&loose).plain();
        if !strict.outcomes.is_subset(&loose.outcomes) || !strict.kinds.is_subset(&loose.kinds) {
            wrong.push("in order there is more than in any order".to_owned());
        }
        Some((wrong, strict.outcomes.len() < loose.outcomes.len()))
    });
    let mut wrong = Vec::new();
    let (mut compared, mut fewer) = (0, 0);
    for (seed, answer) in seeds.iter().zip(answers) {
        match answer {
            Ok(Some((words, has_fewer))) => {
                compared += 1;
                fewer += usize::from(has_fewer);
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
    eprintln!("{compared} programs, {fewer} of them with fewer outcomes");
    complain(&wrong, seeds.len());
    let least = if cfg!(debug_assertions) { 2 } else { 6 };
    assert!(compared >= least, "only {compared} were compared");
}
