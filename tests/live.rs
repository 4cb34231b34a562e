//! Live runs, from inside: real threads and processes, kills from outside, and the machine that follows every log and
//! compares every fingerprint.
//!
//! The long run, ten thousand of the hardest case, two at a time (about ten minutes on two cores):
//! `RACEWALK_RUNS=10000 cargo test --test live -- --ignored --nocapture soak`

mod support;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command as OsCommand, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError};
use racewalk::base::{Pid, Tid};
use racewalk::code::Program;
use racewalk::live::{CHILD, Command, Follower, Hub, Piece, Reins, Start};
use racewalk::machine::schedule::Choice;
use racewalk::machine::world::{Buffering, Config};
use racewalk::scenario::Scenario;
use racewalk::session::{Options, Real, Session};
use racewalk::simulate::Ending;
use racewalk::view;
use rustix::process::{Signal, kill_process};

use support::{complain, folder, for_all, on_large_stack};

/// A run that takes longer hangs: none needs a tenth of this, even where others keep the cores busy.
const PATIENCE: Duration = Duration::from_mins(5);
/// The same, of a run that has its own time limit.
const LIMIT: [&str; 2] = ["--time-limit", "5m"];
/// Other tests may keep both cores busy, and a process that is to end must get its turn first.
const LOAD: Duration = Duration::from_millis(400);

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
                let Some((_, pid)) = murder.take() else {
                    break Err("it hangs".to_owned());
                };
                // The hub knows whether the number is still that of its child.
                reins.command(Command::Kill { pid, signal: 9 });
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => break Err("the log just ends".to_owned()),
        };
        match &piece {
            Piece::Choice(Choice::Name { task, .. }) => {
                if let Some((pid, after)) = kill
                    && task.pid == pid
                    && task.tid == Tid(0)
                    && murder.is_none()
                {
                    murder = Some((Instant::now() + after, pid));
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
    // Whoever waits with a time never waits for ever, dead or alive.
    killed_now_and_then(
        "hardest",
        2,
        Duration::from_millis(25),
        runs,
        |ended| match ended.ending {
            Ending::Finished { code: 0 } => ended.stdout.starts_with("the end"),
            Ending::Finished { code } => code == 137 && ended.killed.contains(&Pid(0)),
            Ending::Deadlock | Ending::Exception { .. } | Ending::Limit(_) => false,
        },
    );
}

/// Many runs in which processes want the same messages: what was told in advance is taken back in the middle of it.
fn rivals(runs: u64) {
    killed_now_and_then(
        "rivals",
        8,
        Duration::from_millis(8),
        runs,
        |ended| match ended.ending {
            Ending::Finished { code: 0 } if ended.killed.is_empty() => ended.stdout == "the end\n",
            // A lock that the dead one held stays locked, and its messages never come.
            Ending::Finished { .. } | Ending::Deadlock | Ending::Exception { .. } => {
                !ended.killed.is_empty()
            }
            Ending::Limit(_) => false,
        },
    );
}

/// Many runs of a program, in half of which one of its first processes is killed at a random moment.
fn killed_now_and_then(
    name: &str,
    processes: usize,
    latest: Duration,
    runs: u64,
    is_fine: impl Fn(&Ended) -> bool + Sync,
) {
    let text = fs::read_to_string(folder(&format!("tests/live/{name}.py"))).expect("it is there");
    let program = on_large_stack(|| support::program(name, &text));
    let numbers: Vec<u64> = (0..runs).collect();
    let (done, compared, killed) = (
        AtomicUsize::new(0),
        AtomicUsize::new(0),
        AtomicUsize::new(0),
    );
    let answers = for_all(&numbers, |&number| {
        // A cheap generator is enough to choose moments.
        let chance = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33;
        let moment = Duration::from_micros(chance % u64::try_from(latest.as_micros()).unwrap_or(1));
        let victim = Pid::from((number / 2) as usize % processes);
        let kill = (number % 2 == 0).then_some((victim, moment));
        let ended = match live(&program, config(number), kill) {
            Ok(ended) => ended,
            Err(words) => {
                println!("run {number}: {words}");
                return Some(format!("run {number}: {words}"));
            }
        };
        compared.fetch_add(ended.compared, Ordering::Relaxed);
        killed.fetch_add(ended.killed.len(), Ordering::Relaxed);
        let so_far = done.fetch_add(1, Ordering::Relaxed) + 1;
        if so_far.is_multiple_of(500) {
            println!("{so_far} runs");
        }
        (!is_fine(&ended)).then(|| {
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
fn what_was_told_in_advance_is_taken_back_whoever_is_killed() {
    rivals(60);
}

/// How many runs the environment wants.
fn runs() -> u64 {
    let runs = std::env::var("RACEWALK_RUNS").ok();
    runs.map_or(10_000, |runs| runs.parse().expect("a number of runs"))
}

#[test]
#[ignore = "ten minutes: see the head of this file"]
fn soak() {
    hardest(runs());
}

#[test]
#[ignore = "as long"]
fn soak_of_rivals() {
    rivals(runs());
}

/// `racewalk live` as a process of its own, in a folder of its own.
struct Outside {
    folder: tempfile::TempDir,
    process: Child,
}

impl Outside {
    fn start(source: &str, arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("there is room");
        let path = folder.path().join("program.py");
        fs::write(&path, source).expect("there is room");
        let process = OsCommand::new(env!("CARGO_BIN_EXE_racewalk"))
            .arg("live")
            .arg(&path)
            .args(arguments)
            .env("LANG", "en_US.UTF-8")
            .env("TMPDIR", folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        Self { folder, process }
    }

    /// The next line of its stdout.
    fn line(&mut self) -> String {
        let stdout = self.process.stdout.as_mut().expect("it is piped");
        let mut line = String::new();
        // No more than this line: the rest is for whoever reads next.
        let mut reader = BufReader::with_capacity(1, stdout);
        reader.read_line(&mut line).expect("it can be read");
        line
    }

    /// The next lines of its stdout, each of numbers.
    fn numbers(&mut self, lines: usize) -> Vec<Vec<i32>> {
        let number = |word: &str| word.parse().expect("a number");
        let mut numbers = || self.line().split_whitespace().map(number).collect();
        (0..lines).map(|_| numbers()).collect()
    }

    /// Its exit code, and the rest of stdout and stderr.
    fn end(mut self) -> (i32, String, String) {
        let (mut stdout, mut stderr) = (String::new(), String::new());
        let mut pipes = (self.process.stdout.take(), self.process.stderr.take());
        if let (Some(out), Some(err)) = (&mut pipes.0, &mut pipes.1) {
            out.read_to_string(&mut stdout).expect("it is text");
            err.read_to_string(&mut stderr).expect("it is text");
        }
        let code = self.process.wait().expect("it ends").code();
        (code.expect("it ends by itself"), stdout, stderr)
    }
}

/// A test that fails leaves nobody behind.
impl Drop for Outside {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A process for a program to wait for: when the test kills it, the program knows that the test has done its part,
/// however long that took.
const GATE: &str = "
import multiprocessing, os, threading, time

def stand():
    while True:
        time.sleep(60)

def shut():
    gate = multiprocessing.Process(target=stand)
    gate.start()
    print(gate.pid, flush=True)
    return gate
";

fn process(number: i32) -> PathBuf {
    Path::new("/proc").join(number.to_string())
}

/// Whether a process of this number is one of our children, and alive.
fn is_our_child(number: i32) -> bool {
    let command = fs::read(process(number).join("cmdline")).unwrap_or_default();
    let ours = CHILD.as_bytes();
    command.windows(ours.len()).any(|part| part == ours)
}

fn kill_hard(number: i32) {
    signal(number, Signal::KILL);
}

fn signal(number: i32, signal: Signal) {
    let number = rustix::process::Pid::from_raw(number).expect("a number of a process");
    kill_process(number, signal).expect("it runs");
}

/// The children that a process has, dead ones that it has not buried among them.
fn children_of(number: u32) -> Vec<i32> {
    let tasks = fs::read_dir(format!("/proc/{number}/task")).expect("it runs");
    let mut children = Vec::new();
    for task in tasks.flatten() {
        let list = fs::read_to_string(task.path().join("children")).unwrap_or_default();
        children.extend(
            list.split_whitespace()
                .filter_map(|word| word.parse::<i32>().ok()),
        );
    }
    children
}

const HOLDER: &str = "
import multiprocessing, os, time

def hold(lock):
    with lock:
        print(os.getpid(), flush=True)
        while True:
            pass

def other(lock):
    print('other', lock.acquire(timeout=0.2))

if __name__ == '__main__':
    lock = multiprocessing.Lock()
    holder = multiprocessing.Process(target=hold, args=(lock,))
    holder.start()
    holder.join()
    print(holder.exitcode, holder.is_alive())
    one = multiprocessing.Process(target=other, args=(lock,))
    one.start()
    one.join()
    print(one.exitcode)
";

#[test]
fn a_child_killed_from_outside_is_an_event_of_the_run_and_its_lock_stays_locked() {
    for wait in [0, 1, 5] {
        let mut run = Outside::start(HOLDER, &[]);
        let victim = run.numbers(1)[0][0];
        assert!(is_our_child(victim));
        thread::sleep(Duration::from_millis(wait));
        kill_hard(victim);
        let (code, stdout, stderr) = run.end();
        assert_eq!((code, stderr.as_str()), (0, ""));
        assert_eq!(stdout, "-9 False\nother False\n0\n");
        assert!(!process(victim).exists(), "it is buried");
    }
}

#[test]
fn a_message_passes_by_who_is_stopped_and_reaches_another_who_waits_for_it() {
    let source = "
def read(end, told):
    told.send(os.getpid())
    told.send((end.recv(), os.getpid()))

if __name__ == '__main__':
    gate = shut()
    out_of, into = multiprocessing.Pipe(duplex=False)
    heard, told = multiprocessing.Pipe(duplex=False)
    for _ in range(2):
        multiprocessing.Process(target=read, args=(out_of, told)).start()
        print(heard.recv(), flush=True)
    gate.join()
    into.send('first')
    print(heard.recv(), flush=True)
    into.send('second')
    print(heard.recv(), flush=True)
";
    // Who waited first is woken first, and does not run.
    let mut run = Outside::start(&format!("{GATE}{source}"), &LIMIT);
    let numbers: Vec<i32> = run.numbers(3).into_iter().flatten().collect();
    let [gate, stopped, other] = numbers[..] else {
        unreachable!("three were asked for")
    };
    // Until both wait. One that is late does so when it goes on, and gets what is left.
    thread::sleep(Duration::from_millis(200));
    signal(stopped, Signal::STOP);
    kill_hard(gate);
    assert_eq!(run.line(), format!("('first', {other})\n"));
    signal(stopped, Signal::CONT);
    let (code, stdout, stderr) = run.end();
    assert_eq!((code, stderr.as_str()), (0, ""));
    assert_eq!(stdout, format!("('second', {stopped})\n"));
}

#[test]
fn no_child_outlives_the_run_that_is_killed() {
    let source = "
import multiprocessing, os, threading

def spin():
    print(os.getpid(), flush=True)
    while True:
        pass

if __name__ == '__main__':
    for _ in range(2):
        multiprocessing.Process(target=spin).start()
    threading.Thread(target=spin).start()
";
    let mut spans = Vec::new();
    for _ in 0..20 {
        let mut run = Outside::start(source, &[]);
        let mut family: Vec<i32> = run.numbers(3).into_iter().flatten().collect();
        assert!(
            family.iter().all(|&number| is_our_child(number)),
            "{family:?}"
        );
        // And the one that waits to be needed.
        family.extend(children_of(run.process.id()));
        run.process.kill().expect("it runs");
        run.process.wait().expect("it ends");
        let start = Instant::now();
        let alive = || family.iter().copied().find(|&number| is_our_child(number));
        while let Some(number) = alive() {
            let late = start.elapsed();
            assert!(late < PATIENCE, "{number} is alive after {late:?}");
            thread::sleep(Duration::from_millis(1));
        }
        spans.push(start.elapsed());
    }
    spans.sort_unstable();
    println!("the last child has ended, after its parent: {spans:?}");
    // To end they need a core: one of many may come late on busy ones.
    let middle = spans[spans.len() / 2];
    assert!(middle < Duration::from_millis(100) + LOAD, "{spans:?}");
}

/// Whose child a process is.
fn parent_of(number: i32) -> i32 {
    let status = fs::read_to_string(process(number).join("status")).expect("it runs");
    let line = status.lines().find_map(|line| line.strip_prefix("PPid:"));
    let line = line.expect("every process has a parent");
    line.trim().parse().expect("a number of a process")
}

#[test]
fn a_run_outlives_the_process_that_its_processes_are_forks_of() {
    let source = "
if __name__ == '__main__':
    gate = shut()
    first = multiprocessing.Process(target=stand)
    first.start()
    print(first.pid, flush=True)
    gate.join()
    for number in range(3):
        other = multiprocessing.Process(target=print, args=(number,))
        other.start()
        other.join()
    first.kill()
    first.join()
    print(first.exitcode, other.exitcode)
";
    let mut run = Outside::start(&format!("{GATE}{source}"), &LIMIT);
    let numbers: Vec<i32> = run.numbers(2).into_iter().flatten().collect();
    let [gate, first] = numbers[..] else {
        unreachable!("two were asked for")
    };
    let nursery = parent_of(first);
    assert!(children_of(run.process.id()).contains(&nursery));
    kill_hard(nursery);
    kill_hard(gate);
    let (code, stdout, stderr) = run.end();
    assert_eq!((code, stderr.as_str()), (0, ""));
    assert_eq!(stdout, "0\n1\n2\n-9 0\n");
    assert!(!process(first).exists(), "it is buried");
}

#[test]
fn workers_are_those_of_the_operating_system() {
    let source = "
def show(seen):
    print(os.getpid(), threading.get_native_id(), flush=True)
    seen.wait()

def both(seen):
    threading.Thread(target=show, args=(seen,)).start()
    show(seen)

def pass_on(gate, seen):
    gate.join()
    seen.set()

if __name__ == '__main__':
    gate = shut()
    seen = multiprocessing.Event()
    multiprocessing.Process(target=both, args=(seen,)).start()
    threading.Thread(target=pass_on, args=(gate, seen)).start()
    both(seen)
";
    let mut run = Outside::start(&format!("{GATE}{source}"), &LIMIT);
    let gate = run.numbers(1)[0][0];
    let shown = run.numbers(4);
    let mut seen = Vec::new();
    for numbers in &shown {
        let [pid, tid] = numbers[..] else {
            panic!("{shown:?}");
        };
        assert!(is_our_child(pid), "{shown:?}");
        let thread = process(pid).join("task").join(tid.to_string());
        assert!(thread.exists(), "{shown:?}");
        seen.push((pid, tid));
    }
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 4, "four threads");
    assert_eq!(
        seen.iter().filter(|(pid, tid)| pid == tid).count(),
        2,
        "of two processes"
    );
    kill_hard(gate);
    assert_eq!(run.end().0, 0);
}

#[test]
fn threads_that_only_compute_take_turns() {
    // However late busy cores let one of them begin: they compute until it has happened.
    let source = "
import threading
last = None
turns = 0
def work(me):
    global last, turns
    while turns <= 4:
        if last != me:
            last = me
            turns += 1
threads = [threading.Thread(target=work, args=(me,)) for me in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print('turns')
";
    let arguments = [&["--switch-interval", "0.0005"][..], &LIMIT].concat();
    let (code, stdout, stderr) = Outside::start(source, &arguments).end();
    assert_eq!((code, stdout.as_str()), (0, "turns\n"), "{stderr}");
}

#[test]
fn a_thread_is_answered_while_another_only_computes() {
    let source = "
import multiprocessing
import threading
lock = multiprocessing.Lock()
done = False
def ask():
    global done
    for _ in range(20):
        with lock:
            pass
    done = True
threading.Thread(target=ask).start()
while not done:
    pass
print('done')
";
    let (code, stdout, stderr) = Outside::start(source, &LIMIT).end();
    assert_eq!((code, stdout.as_str()), (0, "done\n"), "{stderr}");
}

#[test]
fn a_run_that_is_not_what_its_picture_shows_is_noticed_and_kept() {
    let source = "
import threading
n = 0
def count():
    global n
    for _ in range(2000):
        n += 1
threads = [threading.Thread(target=count) for _ in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(n)
";
    for manner in [&["--spoil", "500"][..], &["--spoil", "500", "--held"]] {
        let run = Outside::start(source, manner);
        let folder = run.folder.path().to_owned();
        let number = run.process.id();
        let _keep = tempfile::tempdir_in(&folder);
        let mut run = run;
        let status = run.process.wait().expect("it ends");
        assert_eq!(status.code(), Some(70));
        let fault = folder.join(format!("racewalk-fault-{number}.racewalk"));
        assert!(fault.exists());
        let (_, _, stderr) = run.end();
        assert!(stderr.contains("a fault of ours"), "{stderr}");
        assert!(stderr.contains(&fault.display().to_string()), "{stderr}");
    }
}

/// A live run as a session has it.
struct Reined {
    log: Receiver<Piece>,
    reins: Reins,
}

impl Real for Reined {
    fn command(&mut self, command: Command) {
        self.reins.command(command);
    }

    fn heard(&mut self, patience: Duration) -> Vec<Piece> {
        let first = self.log.recv_timeout(patience).into_iter();
        first.chain(self.log.try_iter()).collect()
    }
}

#[test]
fn a_screen_over_a_run_that_is_not_what_it_shows_says_so() {
    let source = "
import threading
n = 0
def count():
    global n
    while True:
        n += 1
for _ in range(2):
    threading.Thread(target=count).start()
";
    let scenario = Scenario::read("mine.py", source).expect("no header is a fine header");
    let program = on_large_stack(|| support::program("mine.py", source));
    // The first thread that starts finds `n` spoilt: the picture need not come far to show it.
    for (spoil, is_noticed) in [(None, false), (Some(1), true)] {
        let (sender, log) = crossbeam_channel::unbounded();
        let config = config(0);
        let start = Start {
            program: Arc::clone(&program),
            config: config.clone(),
            executable: env!("CARGO_BIN_EXE_racewalk").into(),
            held: true,
            spoil,
        };
        let (hub, reins) = Hub::start(start, sender).expect("it starts");
        let hub = thread::spawn(move || hub.run());
        let options = Options::default();
        let (mut session, _) = Session::open(scenario.clone(), Arc::clone(&program), options);
        let real = Reined {
            log,
            reins: reins.clone(),
        };
        session.go_live(config, Box::new(real));
        session.obey(&view::Command::Play);
        let mut fault = None;
        let until = Instant::now() + PATIENCE;
        // Where nothing is wrong, a second of it is enough.
        let enough = Instant::now() + Duration::from_secs(1);
        while fault.is_none() && Instant::now() < if is_noticed { until } else { enough } {
            if !session.poll(Duration::from_millis(1)) {
                thread::sleep(Duration::from_millis(1));
            }
            fault = session.take_fault();
        }
        assert_eq!(fault.is_some(), is_noticed, "{fault:?}");
        assert!(
            is_noticed != session.is_live(),
            "a run with a fault is over"
        );
        reins.command(Command::Stop);
        hub.join().expect("the hub ends");
    }
}

#[test]
fn a_live_deadlock_names_its_cycle_as_run_does() {
    let source = "
import threading
a, b = threading.Lock(), threading.Lock()
both = threading.Barrier(2)
def one(x, y):
    with x:
        both.wait()
        with y:
            print('never')
threads = [threading.Thread(target=one, args=pair) for pair in [(a, b), (b, a)]]
for thread in threads: thread.start()
for thread in threads: thread.join()
";
    for manner in [&[][..], &["--held"]] {
        let (code, stdout, stderr) = Outside::start(source, manner).end();
        assert_eq!((code, stdout.as_str()), (121, ""), "{stderr}");
        let last = stderr.lines().last().unwrap_or_default();
        assert!(
            last.starts_with("deadlock: nobody can move: main waits"),
            "{last}"
        );
        assert!(
            last.contains("waits for the lock `a`, held by Thread-"),
            "{last}"
        );
        assert!(
            last.contains("waits for the lock `b`, held by Thread-"),
            "{last}"
        );
    }
}

#[test]
fn many_runs_leave_nothing_behind() {
    let source = "
import multiprocessing
if __name__ == '__main__':
    child = multiprocessing.Process(target=print)
    child.start()
    child.join()
";
    let mut run = Outside::start(source, &["--runs", "30"]);
    let number = run.process.id();
    let (mut files, mut threads, mut children) = (0, 0, 0);
    while run.process.try_wait().expect("it can be asked").is_none() {
        let count =
            |part: &str| fs::read_dir(format!("/proc/{number}/{part}")).map_or(0, Iterator::count);
        files = files.max(count("fd"));
        threads = threads.max(count("task"));
        if process(number as i32).join("task").exists() {
            children = children.max(children_of(number).len());
        }
        thread::sleep(Duration::from_millis(2));
    }
    assert_eq!(run.end().0, 0);
    // Those of one run: the nursery, whose forks the processes are, and a socket for it; for each process a socket, a
    // reader's copy of it, and two pipes for what is told in advance; and for one that is being made, its own ends of these.
    assert!(files <= 36, "{files} open files");
    assert!(threads <= 8, "{threads} threads");
    assert!(children <= 1, "{children} children");
}
