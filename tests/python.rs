//! Every program of `tests/python` and `tests/lib` prints what CPython 3.11 printed, and ends as it ended there; those
//! whose output does not depend on the schedule, under every policy; and those of `tests/python-default` under the
//! default one, which stands for what CPython would most likely do.
//!
//! `tests/python/record.py` records anew what CPython says. `tests/python/any_schedule.txt` names the programs with
//! threads that print the same under any schedule: `RACEWALK_WRITE=1 cargo test --test python any_schedule` writes it.
//! `tests/python/differences.md` lists where we differ from CPython, and why.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::time::Duration;

use support::{complain, difference, folder, for_all};

/// A program that does not end must not hold up the others; none needs a tenth of this on an idle machine.
const PATIENCE: Duration = Duration::from_secs(90);

/// What CPython did.
struct Recorded {
    name: String,
    text: String,
    stdout: String,
    /// Where the folder records it: the exit code and the last line of stderr.
    end: Option<(i32, String)>,
}

fn recorded(path: &str) -> Vec<Recorded> {
    let mut ends: BTreeMap<String, (i32, String)> = BTreeMap::new();
    if let Ok(table) = fs::read_to_string(folder(path).join("recorded.tsv")) {
        for row in table.lines().skip(1) {
            let mut cells = row.split('\t');
            let mut cell = || cells.next().unwrap_or_default().to_owned();
            let (name, code, stderr) = (cell(), cell(), cell());
            let code = code
                .parse()
                .unwrap_or_else(|_| panic!("{path}/recorded.tsv: {row}"));
            ends.insert(name, (code, unescape(&stderr)));
        }
    }
    let read = |(name, text): (String, String)| {
        let stdout = fs::read_to_string(folder(path).join(format!("{name}.out")));
        let stdout = stdout.unwrap_or_else(|_| panic!("{path}/{name}.out is recorded"));
        let end = ends.get(&name).cloned();
        Recorded {
            name,
            text,
            stdout,
            end,
        }
    };
    support::programs(path).into_iter().map(read).collect()
}

fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match (character, character == '\\') {
            (_, true) => match characters.next() {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some('r') => out.push('\r'),
                other => out.extend(other),
            },
            (other, false) => out.push(other),
        }
    }
    out
}

/// What is different from the recording; `None` where nothing is.
fn deviation(recorded: &Recorded, path: &str, policy: &str, seed: u64) -> Option<String> {
    let complain = |words: String| {
        Some(format!(
            "{path}/{}.py under {policy} {seed}: {words}",
            recorded.name
        ))
    };
    let program = match support::compile(
        &recorded.name,
        &recorded.text,
        &racewalk::python::Options::default(),
    ) {
        Ok(program) => program,
        Err(findings) => return complain(format!("refused: {}", findings[0].message)),
    };
    let ended = support::run(
        &program,
        support::config(policy, seed),
        support::policy(policy, seed),
        PATIENCE,
    );
    if let Some(words) = difference(&recorded.stdout, &ended.stdout) {
        let stderr = ended.last_of_stderr();
        let beside = if stderr.is_empty() {
            String::new()
        } else {
            format!(" (stderr: {stderr})")
        };
        return complain(format!("stdout {words}{beside}"));
    }
    let (code, stderr) = match &recorded.end {
        Some((code, stderr)) => (*code, Some(stderr.as_str())),
        None => (0, None),
    };
    if ended.code() != code {
        return complain(format!(
            "exit code {}, expected {code} ({:?})",
            ended.code(),
            ended.ending
        ));
    }
    match stderr {
        Some(stderr) if stderr != ended.last_of_stderr() => complain(format!(
            "stderr ends {:?}, expected {stderr:?}",
            ended.last_of_stderr()
        )),
        Some(_) | None => None,
    }
}

/// The names in the first column of `differences.md`.
fn known_differences() -> BTreeSet<String> {
    let text =
        fs::read_to_string(folder("tests/python/differences.md")).expect("the list is there");
    text.lines()
        .filter_map(|line| Some(line.strip_prefix("| `")?.split_once('`')?.0.to_owned()))
        .collect()
}

fn check_folder(path: &str) {
    let programs = recorded(path);
    let known = known_differences();
    let answers = for_all(&programs, |recorded| {
        deviation(recorded, path, "cpython", 0)
    });
    let mut failures = Vec::new();
    for (program, answer) in programs.iter().zip(answers) {
        let name = format!("{path}/{}.py", program.name);
        let answer = answer.unwrap_or_else(|words| Some(format!("{name}: {words}")));
        let is_known = known.contains(name.strip_prefix("tests/").unwrap_or(&name));
        match answer {
            Some(words) if !is_known => failures.push(words),
            None if is_known => failures.push(format!(
                "{name} agrees with CPython: take it off differences.md"
            )),
            Some(_) | None => {}
        }
    }
    complain(&failures, programs.len());
}

#[test]
fn every_program_does_what_it_did_under_cpython() {
    check_folder("tests/python");
}

#[test]
fn every_program_about_the_library_does_what_it_did_under_cpython() {
    check_folder("tests/lib");
}

#[test]
fn the_default_policy_orders_threads_as_cpython_does() {
    check_folder("tests/python-default");
}

#[test]
fn the_known_differences_are_few_and_exist() {
    let known = known_differences();
    assert!(known.len() <= 20, "{} known differences", known.len());
    for name in known {
        assert!(
            folder("tests").join(&name).is_file(),
            "differences.md names {name}, which is not there"
        );
    }
}

/// Whether a program could start a thread.
fn may_use_threads(text: &str) -> bool {
    [
        "threading",
        "queue",
        "concurrent",
        "multiprocessing",
        "fork",
        "sched",
        "Timer",
    ]
    .iter()
    .any(|word| text.contains(word))
}

/// The clock runs otherwise where threads take turns at every step.
fn asks_for_time(text: &str) -> bool {
    ["perf_counter", "monotonic", "time.time", "time_ns", "now()"]
        .iter()
        .any(|word| text.contains(word))
}

#[test]
fn programs_without_threads_do_the_same_under_any_policy() {
    let known = known_differences();
    let mut programs = recorded("tests/python");
    programs.retain(|program| {
        !may_use_threads(&program.text)
            && !asks_for_time(&program.text)
            && !known.contains(&format!("python/{}.py", program.name))
    });
    assert!(programs.len() >= 150, "{} programs", programs.len());
    let answers = for_all(&programs, |recorded| {
        ["round-robin", "random", "pct"]
            .iter()
            .find_map(|policy| deviation(recorded, "tests/python", policy, 1))
    });
    let failures: Vec<String> = answers
        .into_iter()
        .filter_map(|answer| answer.unwrap_or_else(Some))
        .collect();
    complain(&failures, programs.len());
}

const LIST: &str = "tests/python/any_schedule.txt";

#[test]
fn programs_that_do_not_depend_on_any_schedule_do_the_same_under_every_policy() {
    let mut programs: Vec<(String, Recorded)> = Vec::new();
    for path in ["tests/python", "tests/python-default"] {
        let of_folder = recorded(path)
            .into_iter()
            .filter(|program| may_use_threads(&program.text));
        programs.extend(of_folder.map(|program| (path.to_owned(), program)));
    }
    let name = |(path, program): &(String, Recorded)| {
        format!(
            "{}/{}.py",
            path.strip_prefix("tests/").expect("all are there"),
            program.name
        )
    };
    let holds = |item: &(String, Recorded), seeds: &[u64]| {
        let (path, program) = item;
        let under = |policy: &str, seed| deviation(program, path, policy, seed);
        under("round-robin", 0)
            .or_else(|| seeds.iter().find_map(|&seed| under("random", seed)))
            .or_else(|| seeds.iter().find_map(|&seed| under("pct", seed)))
    };
    if std::env::var_os("RACEWALK_WRITE").is_some() {
        let seeds: Vec<u64> = (100..115).chain(1..4).collect();
        let answers = for_all(&programs, |item| {
            under_default(item).or_else(|| holds(item, &seeds))
        });
        let names: Vec<String> = programs
            .iter()
            .zip(answers)
            .filter(|(_, answer)| *answer == Ok(None))
            .map(|(item, _)| name(item))
            .collect();
        fs::write(folder(LIST), names.join("\n") + "\n").expect("the list can be written");
    }
    let list = fs::read_to_string(folder(LIST)).expect("the list is there");
    let listed: BTreeSet<&str> = list.lines().collect();
    assert!(
        listed.len() >= 100,
        "{} programs with threads",
        listed.len()
    );
    programs.retain(|item| listed.contains(name(item).as_str()));
    assert_eq!(
        programs.len(),
        listed.len(),
        "the list names a program that is not there"
    );
    let answers = for_all(&programs, |item| holds(item, &[1, 2, 3]));
    let failures: Vec<String> = answers
        .into_iter()
        .filter_map(|answer| answer.unwrap_or_else(Some))
        .collect();
    complain(&failures, programs.len());
}

fn under_default((path, program): &(String, Recorded)) -> Option<String> {
    deviation(program, path, "cpython", 0)
}
