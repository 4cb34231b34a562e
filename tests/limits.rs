//! Whatever a program does, its run ends: by the one limit that it meets, which it cannot catch, or by the error that
//! Python gives. Soon, in bounded memory, and never by a panic of ours.
//!
//! `tests/limits/*.py` hold the attacks: before each stands, behind `#:`, how it must end. That is a limit (`steps`,
//! `memory`, `output`, `depth`, `threads`), `ends`, or the last line of stderr.

mod support;

use std::fs;
use std::sync::Mutex;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use racewalk::machine::effect::Limit;
use racewalk::machine::process::Limits;
use racewalk::machine::world::Config;
use racewalk::python::Options;
use racewalk::simulate::Ending;

use support::{Ended, complain, for_all, worked};

/// For attacks that must meet this limit, and for those that must meet another one.
const STEPS: u64 = 100_000;
const MANY_STEPS: u64 = 20_000_000;
/// For attacks that must meet this limit; others may have what `racewalk run` gives.
const MEMORY: usize = 24 << 20;
const OUTPUT: usize = 1 << 20;
/// For what no other limit ends; of work, whatever else the machine does.
const PATIENCE: Duration = Duration::from_mins(1);

/// As by `--time-limit`.
const TIME: Duration = Duration::from_millis(300);
/// How much more than its time a run may work: 100 ms are promised, of an optimised build.
const SLACK: Duration = if cfg!(debug_assertions) {
    Duration::from_secs(3)
} else {
    Duration::from_millis(500)
};

/// What a program that meets the limit of memory may need beside it: our own tables, the program, what an allocator
/// keeps.
const BESIDE: u64 = 48 << 20;

/// One test at a time: they measure memory.
static ALONE: Mutex<()> = Mutex::new(());

#[derive(Debug)]
struct Attack {
    place: String,
    source: String,
    expected: String,
}

fn attacks() -> Vec<Attack> {
    let mut attacks: Vec<Attack> = Vec::new();
    for (name, text) in support::programs("tests/limits") {
        for (number, line) in text.lines().enumerate() {
            if let Some(expected) = line.strip_prefix("#: ") {
                attacks.push(Attack {
                    place: format!("tests/limits/{name}.py:{}", number + 2),
                    source: String::new(),
                    expected: expected.to_owned(),
                });
            } else if let Some(attack) = attacks.last_mut()
                && attack.place.contains(&name)
            {
                attack.source += line;
                attack.source += "\n";
            }
        }
    }
    attacks
}

fn run(attack: &Attack, max_steps: u64, patience: Duration) -> Result<Ended, String> {
    let memory = if attack.expected == "memory" {
        MEMORY
    } else {
        Limits::default().memory
    };
    let program = support::compile("attack.py", &attack.source, &Options::default())
        .map_err(|findings| format!("refused: {}", findings[0].message))?;
    let limits = Limits {
        memory,
        output: OUTPUT,
        ..Limits::default()
    };
    let config = Config {
        limits,
        max_steps,
        ..support::config("cpython", 0)
    };
    Ok(support::run(
        &program,
        config,
        support::policy("cpython", 0),
        patience,
    ))
}

/// How a run ended, in the words of the attacks.
fn how(ended: &Ended) -> String {
    match ended.ending {
        Ending::Limit(limit) => match limit {
            Limit::Steps => "steps",
            Limit::Memory => "memory",
            Limit::Output => "output",
            Limit::Depth => "depth",
            Limit::Threads => "threads",
            Limit::Processes => "processes",
            Limit::Time => "time",
        }
        .to_owned(),
        Ending::Finished { .. } => "ends".to_owned(),
        Ending::Deadlock => "deadlock".to_owned(),
        Ending::Exception { .. } => ended.last_of_stderr().chars().take(200).collect(),
    }
}

/// What is wrong with how an attack ends.
fn deviation(attack: &Attack) -> Option<String> {
    let steps = if attack.expected == "steps" {
        STEPS
    } else {
        MANY_STEPS
    };
    match run(attack, steps, PATIENCE) {
        Err(words) => Some(words),
        Ok(ended) => {
            let how = how(&ended);
            (how != attack.expected).then(|| format!("{how}, expected {}", attack.expected))
        }
    }
}

/// On a thread of its own: a run that never ends is left behind.
fn apart(attack: &'static Attack, judge: fn(&Attack) -> Option<String>) -> Option<String> {
    let (sender, answer) = mpsc::channel();
    let work = move || {
        let _ = sender.send(judge(attack));
    };
    thread::Builder::new()
        .stack_size(64 << 20)
        .spawn(work)
        .expect("the system can start a thread");
    let words = answer
        .recv_timeout(PATIENCE * 10)
        .unwrap_or_else(|error| match error {
            RecvTimeoutError::Timeout => Some("does not end".to_owned()),
            RecvTimeoutError::Disconnected => Some("panicked".to_owned()),
        })?;
    Some(format!("{}: {words}\n{}", attack.place, attack.source))
}

/// The attacks that live as long as the tests do, so that a thread left behind still has its own.
fn lasting(attacks: Vec<Attack>) -> &'static [Attack] {
    Vec::leak(attacks)
}

#[test]
fn every_attack_meets_its_limit_or_its_error() {
    let _alone = ALONE.lock();
    let attacks = lasting(attacks());
    assert!(attacks.len() >= 150, "{} attacks", attacks.len());
    let references: Vec<&'static Attack> = attacks.iter().collect();
    let answers = for_all(&references, |attack| apart(attack, deviation));
    let failures: Vec<String> = answers
        .into_iter()
        .filter_map(|answer| answer.unwrap_or_else(Some))
        .collect();
    complain(&failures, attacks.len());
}

/// What is wrong with how long an attack goes on behind its time.
fn lateness(attack: &Attack) -> Option<String> {
    let before = worked();
    let ended = match run(attack, u64::MAX, TIME) {
        Err(words) => return Some(words),
        Ok(ended) => ended,
    };
    let late = worked().saturating_sub(before).saturating_sub(TIME);
    let how = how(&ended);
    if late > SLACK {
        Some(format!("{late:?} behind its time"))
    } else if how != "time" && how != "memory" {
        Some(format!("{how}, expected time"))
    } else {
        None
    }
}

#[test]
fn what_would_go_on_for_ever_ends_with_its_time() {
    let _alone = ALONE.lock();
    let mut attacks = attacks();
    attacks.retain(|attack| attack.expected == "steps");
    assert!(attacks.len() >= 40, "{} attacks", attacks.len());
    let attacks = lasting(attacks);
    let failures: Vec<String> = attacks
        .iter()
        .filter_map(|attack| apart(attack, lateness))
        .collect();
    complain(&failures, attacks.len());
}

/// A line of `/proc/self/status`, in bytes.
fn status(key: &str) -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(key))?;
    let kilobytes = line.trim_start_matches(':').trim().strip_suffix(" kB")?;
    kilobytes
        .trim()
        .parse::<u64>()
        .ok()
        .map(|number| number << 10)
}

/// What is wrong with how much memory an attack needs; nothing where the system does not say.
fn greed(attack: &Attack) -> Option<String> {
    // From here on the system counts the most anew.
    fs::write("/proc/self/clear_refs", "5").ok()?;
    let before = status("VmRSS")?;
    let wrong = deviation(attack);
    let needed = status("VmHWM")?.saturating_sub(before);
    if needed > MEMORY as u64 + BESIDE {
        return Some(format!("{} MB", needed >> 20));
    }
    wrong
}

#[test]
fn what_wants_too_much_memory_gets_no_more_than_its_limit() {
    let _alone = ALONE.lock();
    let mut attacks = attacks();
    attacks.retain(|attack| attack.expected == "memory");
    assert!(attacks.len() >= 40, "{} attacks", attacks.len());
    let attacks = lasting(attacks);
    let failures: Vec<String> = attacks
        .iter()
        .filter_map(|attack| apart(attack, greed))
        .collect();
    complain(&failures, attacks.len());
}
