//! The options of `racewalk explore` from outside: what they change, and that what is told is the same each time.

use serde_json::Value as Json;

#[path = "support/outside.rs"]
mod outside;

use outside::{RACE, racewalk};

fn run(text: &str, options: &[&str]) -> (i32, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("mine.py"), text).expect("written");
    racewalk(folder.path(), &[&["explore", "mine.py"], options].concat())
}

fn json(text: &str, options: &[&str]) -> (i32, Json) {
    let options: Vec<&str> = options.iter().copied().chain(["--json"]).collect();
    let (code, out, err) = run(text, &options);
    assert_eq!(err, "");
    (code, serde_json::from_str(&out).expect("JSON"))
}

/// One field of all outcomes, sorted.
fn all(json: &Json, field: &str) -> Vec<String> {
    let outcomes = json["outcomes"].as_array().expect("a list");
    let mut values: Vec<String> = outcomes
        .iter()
        .map(|outcome| outcome[field].to_string())
        .collect();
    values.sort();
    values
}

#[test]
fn how_likely_an_outcome_is_is_estimated_and_said_to_be() {
    let options = ["--watch", "counter"];
    let (_, estimated) = json(RACE, &options);
    let (_, counted) = json(RACE, &[&options[..], &["--count"]].concat());
    for (one, other) in estimated["outcomes"]
        .as_array()
        .expect("a list")
        .iter()
        .zip(counted["outcomes"].as_array().expect("a list"))
    {
        assert_eq!(one["watch"], other["watch"]);
        assert_eq!(
            (&one["estimated"], &other["estimated"]),
            (&Json::Bool(true), &Json::Bool(false))
        );
        assert_eq!(other["interval"], Json::Null);
        let number = |value: &Json| value.as_f64().expect("a number");
        let (low, high) = (number(&one["interval"][0]), number(&one["interval"][1]));
        let likely = number(&one["probability"]);
        assert!(low < likely && likely < high, "{one}");
        assert!(
            (number(&other["probability"]) - likely).abs() < 0.1,
            "{one} {other}"
        );
    }
    let (_, words, _) = run(RACE, &options);
    assert!(
        words.contains("is estimated from a sample of runs"),
        "{words}"
    );
    let (_, words, _) = run(RACE, &["--watch", "counter", "--lang", "zh"]);
    assert!(words.contains("由随机运行的样本估计"), "{words}");
    // The same seed says the same; another one, another estimate.
    let told = |options: &[&str]| all(&json(RACE, options).1, "probability");
    assert_eq!(told(&options), told(&options));
    assert_ne!(told(&options), told(&["--watch", "counter", "--seed", "9"]));
}

#[test]
fn a_deadlock_is_told_however_little_time_there_is() {
    let naive = "\
import threading

forks = [threading.Lock() for _ in range(7)]


def dine(seat):
    for _ in range(2):
        with forks[seat]:
            with forks[(seat + 1) % 7]:
                pass


threads = [threading.Thread(target=dine, args=(seat,)) for seat in range(7)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
";
    let start = std::time::Instant::now();
    let (code, found) = json(naive, &["--time-limit", "1ms"]);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    assert_eq!(code, 1);
    assert_eq!(found["complete"], false);
    assert_eq!(found["bound"], "time");
    assert_eq!(found["verdicts"][0]["kind"], "deadlock");
}

#[test]
fn what_was_printed_tells_outcomes_apart_where_that_is_asked_for() {
    let text = "\
import threading


def say(word):
    print(word)


threads = [threading.Thread(target=say, args=(word,)) for word in 'ab']
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
";
    let (_, found) = json(text, &[]);
    assert_eq!(all(&found, "stdout"), ["null"]);
    let (_, found) = json(text, &["--stdout"]);
    assert_eq!(all(&found, "stdout"), [r#""a\nb\n""#, r#""b\na\n""#]);
    let (_, words, _) = run(text, &["--stdout"]);
    assert!(words.contains(r"stdout = 'b\na\n'"), "{words}");
}

#[test]
fn all_processes_print_to_one_stdout() {
    let text = "\
from multiprocessing import Process


def say(word):
    print(word)


if __name__ == '__main__':
    print('first')
    process = Process(target=say, args=('b',))
    process.start()
    print('a', end=' ')
    print('c')
    process.join()
    print('last')
";
    let (_, found) = json(text, &["--stdout"]);
    let expected = [
        r#""first\na b\nc\nlast\n""#,
        r#""first\na c\nb\nlast\n""#,
        r#""first\nb\na c\nlast\n""#,
    ];
    assert_eq!(all(&found, "stdout"), expected);
    for options in [["--no-reduction"], ["--no-symmetry"]] {
        let (_, plain) = json(text, &["--stdout", options[0]]);
        assert_eq!(all(&plain, "stdout"), expected);
    }
    let (_, found) = json(text, &[]);
    assert_eq!(all(&found, "stdout"), ["null"]);
}

#[test]
fn a_notify_wakes_whom_the_options_say() {
    let text = "\
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


for name in range(2):
    threading.Thread(target=patient, args=(name,)).start()
    while True:
        with room:
            if waiting > name:
                break
with room:
    room.notify()
";
    let watch = |wake: &str| json(text, &["--watch", "served", "--wake", wake]).1;
    assert_eq!(all(&watch("fifo"), "watch"), [r#"{"served":"[0]"}"#]);
    assert_eq!(
        all(&watch("any"), "watch"),
        [r#"{"served":"[0]"}"#, r#"{"served":"[1]"}"#]
    );
    let (code, _, err) = run(text, &["--wake", "last"]);
    assert_eq!(code, 2);
    assert!(err.contains("fifo"), "{err}");
}

#[test]
fn alarms_ring_in_order_where_that_is_asked_for() {
    let text = "\
import threading
import time

begun = threading.Condition()
waits = False
told = None


def waiter():
    global waits, told
    with begun:
        waits = True
        told = begun.wait(1)


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
    let watch = |time: &str| json(text, &["--watch", "told", "--time", time]).1;
    assert_eq!(
        all(&watch("loose"), "watch"),
        [r#"{"told":false}"#, r#"{"told":true}"#]
    );
    assert_eq!(all(&watch("strict"), "watch"), [r#"{"told":false}"#]);
}

#[test]
fn starvation_is_found_where_somebody_asks_for_it() {
    let text = "\
import threading

lock = threading.Lock()


def greedy():
    while True:
        with lock:
            pass


def modest():
    with lock:
        pass


for work in greedy, modest:
    threading.Thread(target=work).start()
";
    let kinds = |options: &[&str]| {
        let (code, found) = json(text, options);
        let verdicts = found["verdicts"].as_array().expect("a list").clone();
        let kinds: Vec<Json> = verdicts
            .iter()
            .map(|verdict| verdict["kind"].clone())
            .collect();
        (code, kinds)
    };
    assert_eq!(kinds(&[]), (0, vec![]));
    assert_eq!(
        kinds(&["--fail-on", "starvation"]),
        (1, vec!["starvation".into()])
    );
    let header = format!(
        "# /// script\n# [tool.racewalk]\n# title = \"Greed\"\n# [[tool.racewalk.expect]]\n# verdicts = [\"starvation\"]\n# ///\n{text}"
    );
    let (_, found) = json(&header, &[]);
    assert_eq!(found["verdicts"][0]["kind"], "starvation");
}

#[test]
fn a_part_of_a_search_counts_no_schedules() {
    let (code, out, err) = run(RACE, &["--shard", "1/2", "--count"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(
        err.contains("--count needs one search that looks at everything"),
        "{err}"
    );
    let (code, _, err) = run(RACE, &["--shard", "1/2", "--count", "--lang", "zh"]);
    assert_eq!(code, 2);
    assert!(err.contains("--count 需要一次看完全部的搜索"), "{err}");
}

#[test]
fn few_preemptions_are_a_bound_that_is_told() {
    let (code, found) = json(RACE, &["--max-preemptions", "0"]);
    assert_eq!(code, 3);
    assert_eq!(found["bound"], "preemptions");
    assert_eq!(found["complete"], false);
    let (code, found) = json(RACE, &["--max-preemptions", "1"]);
    assert_eq!(code, 1);
    assert_eq!(found["verdicts"][0]["preemptions"], 1);
    for other in [&["--count"][..], &["--shard", "1/2"]] {
        let arguments = [&["--max-preemptions", "1"], other].concat();
        let (code, out, err) = run(RACE, &arguments);
        assert_eq!((code, out.as_str()), (2, ""));
        assert!(err.contains("some schedules only"), "{err}");
    }
}
