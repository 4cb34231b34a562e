//! Where a thread may lose its turn under the profile `cpython-3.12`: just where CPython 3.11 to 3.13 were measured to
//! look whether another one wants it. `tests/gil/measure.py` measures, and writes `tests/gil/recorded.tsv`.

mod support;

use std::fs;
use std::time::Duration;

use racewalk::machine::profile::Profile;
use racewalk::machine::world::Config;
use racewalk::python::Options;

use support::{complain, folder, for_all};

const THREADS: i64 = 2;
const ROUNDS: i64 = 3;
/// Under each profile. Most rows lose an update in every second schedule.
const SCHEDULES: u64 = 60;
const PATIENCE: Duration = Duration::from_secs(30);

struct Row {
    name: String,
    source: String,
    /// On any of CPython 3.11, 3.12 and 3.13.
    loses: bool,
}

fn rows() -> Vec<Row> {
    let table = fs::read_to_string(folder("tests/gil/recorded.tsv")).expect("the table is there");
    let mut lines = table.lines();
    let versions: Vec<&str> = lines
        .next()
        .expect("a table has a header")
        .split('\t')
        .collect();
    let counts = |cells: &[&str]| {
        let lost = |(version, count): (&&str, &&str)| {
            !version.starts_with("3.9") && count.parse::<u64>().expect("a count") > 0
        };
        versions[3..].iter().zip(&cells[3..]).any(lost)
    };
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        Row {
            name: cells[0].to_owned(),
            source: program(
                &cells[1].replace("\\n", "\n"),
                &cells[2].replace("\\n", "\n"),
            ),
            loses: counts(&cells),
        }
    };
    lines.map(row).collect()
}

/// As `measure.py` makes it, with the threads.
fn program(prepared: &str, form: &str) -> String {
    let (mut shared, mut each) = (String::new(), String::new());
    for line in prepared.lines() {
        match line.strip_prefix("each: ") {
            Some(line) => each += &format!("    {line}\n"),
            None => shared += &format!("{line}\n"),
        }
    }
    let form: String = form
        .lines()
        .map(|line| format!("        {line}\n"))
        .collect();
    format!(
        "import threading\n{shared}counter = 0\ndef work():\n    global counter\n{each}    for _ in range({ROUNDS}):\n        \
         x = counter\n{form}        counter = x + 1\n\
         threads = [threading.Thread(target=work) for _ in range({THREADS})]\n\
         for thread in threads: thread.start()\nfor thread in threads: thread.join()\n"
    )
}

/// The first random schedule under which an update is lost.
fn loses(row: &Row, profile: Profile) -> Result<Option<u64>, String> {
    let program = support::compile(&row.name, &row.source, &Options::default())
        .map_err(|findings| format!("refused: {}", findings[0].message))?;
    for seed in 0..SCHEDULES {
        let config = Config {
            profile,
            ..support::config("random", seed)
        };
        let ended = support::run(&program, config, support::policy("random", seed), PATIENCE);
        match ended
            .global("counter")
            .map(|counter| counter.parse::<i64>())
        {
            Some(Ok(counter)) if counter == THREADS * ROUNDS => {}
            Some(Ok(counter)) if counter < THREADS * ROUNDS && ended.stderr.is_empty() => {
                return Ok(Some(seed));
            }
            other => return Err(format!("{other:?} {:?} {}", ended.ending, ended.stderr)),
        }
    }
    Ok(None)
}

fn deviation(row: &Row) -> Option<String> {
    let held = |profile, expected: bool| match loses(row, profile) {
        Err(words) => Some(format!("{}: {words}", row.name)),
        Ok(found) if found.is_some() == expected => None,
        Ok(Some(seed)) => Some(format!(
            "{} loses an update under {profile} and seed {seed}, and must not\n{}",
            row.name, row.source
        )),
        Ok(None) => Some(format!(
            "{} never loses an update under {profile}\n{}",
            row.name, row.source
        )),
    };
    held(Profile::Language, true).or_else(|| held(Profile::Cpython312, row.loses))
}

#[test]
fn updates_are_lost_where_cpython_was_measured_to_lose_them() {
    let rows = rows();
    assert!(rows.len() >= 150, "{} rows", rows.len());
    let failures: Vec<String> = for_all(&rows, deviation)
        .into_iter()
        .filter_map(|answer| answer.unwrap_or_else(Some))
        .collect();
    complain(&failures, rows.len());
}
