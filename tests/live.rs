//! Live runs, from inside: real threads and processes, kills from outside, and the machine that follows every log and
//! compares every fingerprint.
//!
//! The long run, ten thousand of the hardest case, two at a time (about ten minutes on two cores):
//! `RACEWALK_RUNS=10000 cargo test --test live -- --ignored --nocapture soak`

mod support;

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::RecvTimeoutError;
use racewalk::base::{Pid, Tid};
use racewalk::code::Program;
use racewalk::live::{Command, Follower, Hub, Piece, Start};
use racewalk::machine::schedule::Choice;
use racewalk::machine::world::{Buffering, Config};
use racewalk::simulate::Ending;
use rustix::process::{Signal, kill_process};

use support::{complain, folder, for_all, on_large_stack};

/// A run that takes longer hangs: none needs a tenth of this.
const PATIENCE: Duration = Duration::from_secs(60);

/// How a live run came out.
struct Ended {
    ending: Ending,
    stdout: String,
    /// Processes that were killed, as the log tells it.
    killed: Vec<Pid>,
    /// Fingerprints compared.
    compared: usize,
    follower: Follower,
}

/// Runs live and follows. The process is killed so long after it was started, from outside, if it still runs.
fn live(
    program: &Arc<Program>,
    config: Config,
    kill: Option<(Pid, Duration)>,
) -> Result<Ended, String> {
    let (sender, log) = crossbeam_channel::unbounded();
    let start = Start {
        program: Arc::clone(program),
        config: config.clone(),
        executable: env!("CARGO_BIN_EXE_racewalk").into(),
        held: false,
        spoil: None,
    };
    let (hub, reins) = Hub::start(start, sender).map_err(|error| error.to_string())?;
    let hub = thread::spawn(move || hub.run());
    let mut follower = Follower::new(Arc::clone(program), config);
    let (mut stdout, mut killed, mut compared) = (String::new(), Vec::new(), 0);
    let until = Instant::now() + PATIENCE;
    let mut murder = None;
    let ending = loop {
        if let Some(ending) = follower.ending() {
            break Ok(ending);
        }
        let next = murder.map_or(until, |(time, _)| until.min(time));
        let piece = match log.recv_deadline(next) {
            Ok(piece) => piece,
            Err(RecvTimeoutError::Timeout) => {
                let Some((_, os_id)) = murder.take() else {
                    break Err("it hangs".to_owned());
                };
                let victim = rustix::process::Pid::from_raw(os_id).expect("a number of a process");
                let _ = kill_process(victim, Signal::KILL);
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => break Err("the log just ends".to_owned()),
        };
        match &piece {
            Piece::Choice(Choice::Name { task, os_id }) => {
                if let Some((pid, after)) = kill
                    && task.pid == pid
                    && task.tid == Tid(0)
                    && murder.is_none()
                {
                    murder = Some((Instant::now() + after, *os_id as i32));
                }
            }
            Piece::Choice(Choice::Kill { pid, .. }) => {
                killed.push(*pid);
                murder = murder.filter(|_| kill.is_some_and(|(victim, _)| victim != *pid));
            }
            Piece::Wrote(output) => stdout.push_str(&output.text),
            Piece::Proof { .. } => compared += 1,
            Piece::Choice(_) | Piece::Halted | Piece::Limit(_) | Piece::Over | Piece::Fault(_) => {}
        }
        if let Err(divergence) = follower.follow(piece) {
            break Err(divergence.to_string());
        }
    };
    reins.command(Command::Stop);
    hub.join().map_err(|_| "the hub panicked".to_owned())?;
    match ending {
        Ok(ending) => Ok(Ended {
            ending,
            stdout,
            killed,
            compared,
            follower,
        }),
        Err(words) => Err(format!("{words}\n  --schedule '{}'", follower.schedule)),
    }
}

fn config(seed: u64) -> Config {
    Config {
        seed,
        buffering: Buffering::Block,
        ..Config::default()
    }
}

/// Many runs of the hardest case: a timed wait against a release in two processes, and timed waits of the threads
/// inside each, while one of the two is killed at a random moment: by the other, or from outside.
fn hardest(runs: u64) {
    let text = fs::read_to_string(folder("tests/live/hardest.py")).expect("it is there");
    let program = on_large_stack(|| support::program("hardest", &text));
    let numbers: Vec<u64> = (0..runs).collect();
    let (done, compared, killed) = (
        AtomicUsize::new(0),
        AtomicUsize::new(0),
        AtomicUsize::new(0),
    );
    let answers = for_all(&numbers, |&number| {
        // A cheap generator is enough to choose moments.
        let chance = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33;
        let moment = Duration::from_micros(chance % 25_000);
        let kill = match number % 4 {
            0 => Some((Pid(1), moment)),
            1 => Some((Pid(0), moment)),
            _ => None,
        };
        let ended = match live(&program, config(number), kill) {
            Ok(ended) => ended,
            Err(words) => return Some(format!("run {number}: {words}")),
        };
        compared.fetch_add(ended.compared, Ordering::Relaxed);
        killed.fetch_add(ended.killed.len(), Ordering::Relaxed);
        let so_far = done.fetch_add(1, Ordering::Relaxed) + 1;
        if so_far.is_multiple_of(500) {
            println!("{so_far} runs");
        }
        // Whoever waits with a time never waits for ever, dead or alive.
        let is_fine = match ended.ending {
            Ending::Finished { code: 0 } => ended.stdout.starts_with("the end"),
            Ending::Finished { code } => code == 137 && ended.killed.contains(&Pid(0)),
            Ending::Deadlock | Ending::Exception { .. } | Ending::Limit(_) => false,
        };
        (!is_fine).then(|| {
            let (ending, stdout) = (ended.ending, ended.stdout);
            let schedule = &ended.follower.schedule;
            format!("run {number}: {ending:?} {stdout:?}\n  --schedule '{schedule}'")
        })
    });
    let failures: Vec<String> = answers
        .into_iter()
        .filter_map(|answer| answer.unwrap_or_else(Some))
        .collect();
    println!(
        "{runs} runs, {} processes killed, {} fingerprints compared",
        killed.into_inner(),
        compared.into_inner()
    );
    complain(&failures, numbers.len());
}

#[test]
fn a_timed_wait_against_a_release_is_followed_whoever_is_killed() {
    hardest(60);
}

#[test]
#[ignore = "ten minutes: see the head of this file"]
fn soak() {
    let runs = std::env::var("RACEWALK_RUNS").ok();
    hardest(runs.map_or(10_000, |runs| runs.parse().expect("a number of runs")));
}
