//! One semantics, three drivers: what a program prints when it is simulated, it prints on real threads and processes
//! too, free and held. Where the output depends on the schedule, what a live run printed is what its own recording
//! prints when it is replayed.
//!
//! The long run, twenty live runs of each in either manner on loaded cores (about an hour):
//! `RACEWALK_RUNS=20 cargo test --test drivers`

mod support;

use std::collections::BTreeSet;
use std::fs;

use assert_cmd::Command;
use racewalk::scenario::expect::{Expectation, Verdict};
use racewalk::scenario::{Scenario, library};
use serde_json::Value as Json;

use support::{complain, difference, folder, for_all};

/// Programs whose output depends on how long things really take, each with what it is: they print the same under any
/// schedule of a machine whose clock is virtual, and CPython prints otherwise, too, when it is slow enough.
const ON_TIME: &[(&str, &str)] = &[
    (
        "python/threading_timer_order.py",
        "timers some hundredths of a second apart",
    ),
    (
        "python/time_periodic_worker.py",
        "counts the ticks of a period",
    ),
    ("python/time_sleep_sort.py", "sorts by sleeping"),
    (
        "python-default/sequential_against_threads.py",
        "compares durations",
    ),
    (
        "python-default/results_from_threads.py",
        "prints a duration",
    ),
    (
        "python-default/futures_bank_race_and_lock.py",
        "sleeps where it loses an update",
    ),
    (
        "python-default/lost_update_made_visible.py",
        "sleeps where it loses an update",
    ),
];

fn runs() -> u64 {
    let runs = std::env::var("RACEWALK_RUNS").ok();
    runs.map_or(1, |runs| runs.parse().expect("a number of runs"))
}

/// The exit code, and what `--json` printed.
fn racewalk(arguments: &[&str]) -> Result<(i32, Json), String> {
    let output = Command::cargo_bin("racewalk")
        .expect("the binary is built")
        .args(arguments)
        .env("LANG", "en_US.UTF-8")
        // On busy cores a held run may take minutes.
        .timeout(std::time::Duration::from_mins(10))
        .output()
        .expect("the binary runs");
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    let report =
        serde_json::from_slice(&output.stdout).map_err(|_| format!("{arguments:?}: {words}"))?;
    let code = output
        .status
        .code()
        .ok_or_else(|| format!("{arguments:?}: it hangs"))?;
    Ok((code, report))
}

/// A live run, and its recording replayed: what it printed, if both agree.
fn live(file: &str, held: bool, seed: u64) -> Result<(i32, String), String> {
    let folder = tempfile::tempdir().expect("there is room");
    let saved = folder.path().join("run.racewalk");
    let saved = saved.to_string_lossy();
    let seed = seed.to_string();
    let mut arguments = vec!["live", file, "--json", "--save", &saved];
    if held {
        arguments.extend(["--held", "--seed", &seed]);
    }
    let (code, lived) = racewalk(&arguments)?;
    // What the replay comes to is compared, fingerprint included, by `replay` itself.
    let (again, replayed) = racewalk(&["replay", "--json", &saved])?;
    for part in ["stdout", "stderr", "ending", "watch", "steps"] {
        if lived[part] != replayed[part] {
            let (lived, replayed) = (&lived[part], &replayed[part]);
            return Err(format!("{part} was {lived}, and replayed {replayed}"));
        }
    }
    if code != again {
        return Err(format!("exit code was {code}, and replayed {again}"));
    }
    let stdout = lived["stdout"].as_str().expect("it is text").to_owned();
    Ok((code, stdout))
}

/// A program of the repository, and whether what it prints is known beforehand.
struct Item {
    name: String,
    steady: bool,
    /// It waits for so long and no longer. In the held manner steps take a thousand times as long as they should, and
    /// whatever is to happen in time does not.
    has_times: bool,
}

/// All programs with threads or processes, and some of the others.
fn items() -> Vec<Item> {
    let list = fs::read_to_string(folder("tests/python/any_schedule.txt")).expect("it is there");
    let steady: BTreeSet<&str> = list.lines().collect();
    let differences =
        fs::read_to_string(folder("tests/python/differences.md")).expect("it is there");
    let mut items = Vec::new();
    for path in ["python", "python-default"] {
        for (number, (stem, text)) in support::programs(&format!("tests/{path}"))
            .into_iter()
            .enumerate()
        {
            let name = format!("{path}/{stem}.py");
            let has_workers = [
                "threading",
                "queue",
                "concurrent",
                "multiprocessing",
                "sched",
            ]
            .iter()
            .any(|word| text.contains(word));
            if differences.contains(&format!("`{name}`")) || !has_workers && number % 8 != 0 {
                continue;
            }
            let on_time = ON_TIME.iter().any(|(known, _)| *known == name);
            let steady = !on_time && (!has_workers || steady.contains(name.as_str()));
            let has_times = ["sleep", "timeout", "Timer(", "wait("]
                .iter()
                .any(|word| text.contains(word));
            items.push(Item {
                name,
                steady,
                has_times,
            });
        }
    }
    items
}

#[test]
fn every_program_does_the_same_under_all_drivers() {
    let items = items();
    assert!(items.len() >= 200, "{} programs", items.len());
    for (known, _) in ON_TIME {
        assert!(
            items.iter().any(|item| item.name == *known),
            "{known} is there"
        );
    }
    let answers = for_all(&items, |item| {
        let file = folder("tests").join(&item.name);
        let expected = fs::read_to_string(file.with_extension("out")).expect("it is recorded");
        let file = file.to_string_lossy();
        (0..runs())
            .flat_map(|seed| [(false, seed), (true, seed)])
            .find_map(|(held, seed)| {
                let manner = if held { "held" } else { "free" };
                let complain =
                    |words: String| Some(format!("{} {manner}, seed {seed}: {words}", item.name));
                match live(&file, held, seed) {
                    Err(words) => complain(words),
                    Ok((_, stdout)) if item.steady && !(held && item.has_times) => {
                        difference(&expected, &stdout).and_then(complain)
                    }
                    Ok(_) => None,
                }
            })
    });
    let failures: Vec<String> = answers
        .into_iter()
        .filter_map(|answer| answer.unwrap_or_else(Some))
        .collect();
    complain(&failures, items.len());
}

/// A value as Python writes it.
fn repr(value: &Json) -> String {
    match value {
        Json::Null => "None".to_owned(),
        Json::Bool(true) => "True".to_owned(),
        Json::Bool(false) => "False".to_owned(),
        Json::Number(number) => number.to_string(),
        Json::String(text) => format!("'{text}'"),
        Json::Array(items) => {
            format!(
                "[{}]",
                items.iter().map(repr).collect::<Vec<_>>().join(", ")
            )
        }
        Json::Object(_) => panic!("no outcome of the library is one"),
    }
}

/// Live runs of a scenario show nothing that its header does not say.
fn deviation(scenario: &Scenario, expectation: &Expectation, held: bool) -> Option<String> {
    let runs = (runs() * 3).to_string();
    let mut arguments = vec!["live", scenario.name.as_str(), "--json", "--runs", &runs];
    for fix in &expectation.fixes {
        arguments.extend(["--fix", fix]);
    }
    if held {
        arguments.push("--held");
    }
    let (_, report) = match racewalk(&arguments) {
        Ok(report) => report,
        Err(words) => return Some(words),
    };
    let may = |verdicts: &[Verdict]| {
        let claimed = expectation.verdicts.as_ref();
        claimed.is_none_or(|claimed| verdicts.iter().any(|verdict| claimed.contains(verdict)))
    };
    let outcomes = report["outcomes"].as_array().expect("a list");
    outcomes.iter().find_map(|outcome| {
        let ending = outcome["ending"].as_str().expect("a word");
        let watch = outcome["watch"].as_object().expect("a table");
        let watch: Vec<_> = watch
            .iter()
            .map(|(name, value)| (name.clone(), repr(value)))
            .collect();
        let is_fine = match ending {
            "finished" => expectation.outcomes.allow(&watch),
            "deadlock" => may(&[Verdict::Deadlock]),
            "exception" => may(&[Verdict::Exception, Verdict::Assertion]),
            _ => false,
        };
        (!is_fine).then(|| format!("{arguments:?}: {outcome}"))
    })
}

#[test]
fn every_scenario_shows_live_only_what_its_header_says() {
    let mut items = Vec::new();
    for scenario in library::scenarios() {
        for expectation in &scenario.expectations {
            items.extend([
                (scenario, expectation, false),
                (scenario, expectation, true),
            ]);
        }
    }
    let answers = for_all(&items, |(scenario, expectation, held)| {
        deviation(scenario, expectation, *held)
    });
    let failures: Vec<String> = answers
        .into_iter()
        .filter_map(|answer| answer.unwrap_or_else(Some))
        .collect();
    complain(&failures, items.len());
}
