//! The screen over a live run, from outside: stepped by hand, let run, walked back, left for virtual time, and with
//! workers killed under it at random moments.
//!
//! More kills (a thousand take about five minutes on two cores):
//! `RACEWALK_KILLS=1000 cargo test --release --test live_screen -- --ignored --nocapture many_kills`
#![cfg(target_os = "linux")]

#[path = "support/pty.rs"]
mod pty;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value as Json;

use pty::{PATIENCE, Session};

/// What is promised.
const PROMISE: Duration = Duration::from_millis(100);
/// Other tests may keep both cores busy, and a process that is to act must get its turn first.
const LOAD: Duration = Duration::from_millis(400);

/// Two processes of two threads each, which fight for what they share, and never end by themselves.
const RESTLESS: &str = "
import multiprocessing
import threading
import time

def count(lock, total, near, far):
    while True:
        if lock.acquire(timeout=0.01):
            total.value += 1
            lock.release()
        near.send(total.value)
        if far.poll(0.01):
            far.recv()

def both(lock, total, near, far):
    threading.Thread(target=count, args=(lock, total, near, far), daemon=True).start()
    while True:
        time.sleep(0.001)
        with lock:
            total.value += 1

if __name__ == '__main__':
    lock = multiprocessing.Lock()
    total = multiprocessing.Value('i', 0, lock=False)
    left, right = multiprocessing.Pipe()
    workers = [
        multiprocessing.Process(target=both, args=(lock, total, left, right)),
        multiprocessing.Process(target=both, args=(lock, total, right, left)),
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
";

/// One screen at a time: what is measured here is not to be measured beside another.
static ALONE: Mutex<()> = Mutex::new(());

/// A program of a folder of its own, on the screen.
struct Screen {
    _alone: MutexGuard<'static, ()>,
    folder: tempfile::TempDir,
    session: Session,
}

impl Screen {
    fn open(source: &str) -> Self {
        let alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = tempfile::tempdir().expect("there is room");
        fs::write(folder.path().join("program.py"), source).expect("there is room");
        let temporary = folder.path().to_string_lossy().into_owned();
        let environment = [("TMPDIR", temporary.as_str())];
        let session = Session::open_in(folder.path(), &["program.py"], 150, 50, &environment);
        session.until_shown("CODE");
        Self {
            _alone: alone,
            folder,
            session,
        }
    }

    /// On real threads, held.
    fn go_live(&mut self) {
        self.session.press("l");
        self.session.until_shown("LIVE, held");
    }

    fn number(&self) -> u32 {
        self.session.child.process_id().expect("it runs")
    }

    /// Of what the processes of the run are forks.
    fn nursery(&self) -> BTreeSet<i32> {
        children_of(self.number())
    }

    /// The processes of the run, those among them that are dead and not buried.
    fn children(&self) -> BTreeSet<i32> {
        let nursery = self.nursery().into_iter();
        nursery
            .flat_map(|number| children_of(number.cast_unsigned()))
            .collect()
    }

    fn open_files(&self) -> usize {
        fs::read_dir(format!("/proc/{}/fd", self.number())).map_or(0, Iterator::count)
    }

    fn threads(&self) -> usize {
        fs::read_dir(format!("/proc/{}/task", self.number())).map_or(0, Iterator::count)
    }

    /// How long it takes until the screen is as wanted.
    fn takes(&self, what: &str, is_so: impl Fn(&str) -> bool) -> Duration {
        let start = Instant::now();
        while !is_so(&self.session.contents()) {
            assert!(
                start.elapsed() < PATIENCE,
                "never: {what}\n{}",
                self.session.contents()
            );
            thread::sleep(Duration::from_millis(1));
        }
        start.elapsed()
    }

    /// How long the screen takes to answer a key: help opens over whatever is shown, and closes.
    fn answers(&mut self) -> Duration {
        const HELP: &str = "step the worker whose turn it is";
        self.session.press("?");
        let opened = self.takes("help opens", |contents| contents.contains(HELP));
        self.session.press("\x1b");
        let closed = self.takes("help closes", |contents| !contents.contains(HELP));
        opened.max(closed)
    }

    /// Saves the run and replays it without a screen, where its fingerprint is compared.
    fn check_saved(&mut self) -> Json {
        self.session.press("s");
        let contents = self.session.until_shown("Saved as ");
        let path = self.folder.path().join("program.racewalk");
        let replayed = Command::new(env!("CARGO_BIN_EXE_racewalk"))
            .args(["replay", "--json"])
            .arg(&path)
            .output()
            .expect("the binary runs");
        fs::remove_file(path).expect("it was saved");
        let words = String::from_utf8_lossy(&replayed.stderr);
        serde_json::from_slice(&replayed.stdout).unwrap_or_else(|_| panic!("{words}\n{contents}"))
    }
}

fn process(number: i32) -> std::path::PathBuf {
    Path::new("/proc").join(number.to_string())
}

/// Whom a process has started, those among them that are dead and not buried.
fn children_of(number: u32) -> BTreeSet<i32> {
    let tasks = fs::read_dir(format!("/proc/{number}/task"));
    let tasks = tasks.into_iter().flatten().flatten();
    let lists =
        tasks.map(|task| fs::read_to_string(task.path().join("children")).unwrap_or_default());
    let mut children = BTreeSet::new();
    for list in lists {
        let numbers = list.split_whitespace();
        children.extend(numbers.filter_map(|number| number.parse::<i32>().ok()));
    }
    children
}

/// Whether it runs; a zombie does not.
fn is_alive(number: i32) -> bool {
    let status = fs::read_to_string(process(number).join("stat")).unwrap_or_default();
    let state = status.rsplit(") ").next().unwrap_or_default();
    !state.is_empty() && !state.starts_with(['Z', 'X'])
}

fn kill_hard(number: i32) {
    let number = Pid::from_raw(number).expect("a number of a process");
    // One that has ended meanwhile needs no signal.
    let _ = kill_process(number, Signal::KILL);
}

/// A cheap generator is enough to choose moments and victims.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = (self.0.wrapping_mul(6_364_136_223_846_793_005))
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// The middle and the longest of some spans.
fn summary(spans: &[Duration]) -> String {
    let mut sorted = spans.to_vec();
    sorted.sort_unstable();
    match sorted.last() {
        Some(longest) => format!("median {:?}, longest {longest:?}", sorted[sorted.len() / 2]),
        None => "none".to_owned(),
    }
}

/// What a core is needed for may come late on busy cores: not so in the middle of many times.
fn check_soon(spans: &[Duration], what: &str) {
    let mut sorted = spans.to_vec();
    sorted.sort_unstable();
    if let Some(middle) = sorted.get(sorted.len() / 2) {
        assert!(*middle < PROMISE + LOAD, "{what} in {middle:?}");
    }
}

/// Kills workers of a live run that goes on freely at random moments. The screen answers, says so, and nothing is
/// left behind.
fn kills(count: u64) {
    let mut screen = Screen::open(RESTLESS);
    let mut chance = Chance(count);
    let (mut answered, mut told, mut ended) = (Vec::new(), Vec::new(), Vec::new());
    let mut at_rest = None;
    let mut killed = 0;
    while killed < count {
        screen.go_live();
        // The run before has left nothing. One child, and of whom it is a fork.
        let now = || (screen.open_files(), screen.threads());
        let before = *at_rest.get_or_insert_with(|| {
            screen.session.settled();
            now()
        });
        let start = Instant::now();
        while now() != before {
            let now = now();
            assert!(
                start.elapsed() < PATIENCE,
                "open files and threads are {now:?} after {killed} kills, and were {before:?}"
            );
            thread::sleep(Duration::from_millis(1));
        }
        screen.session.press("p");
        screen.session.until_shown("LIVE, free");
        // Sometimes while it begins, sometimes when everybody is there.
        if chance.below(3) > 0 {
            screen.session.until_shown("Process-2");
        }
        for _ in 0..2 {
            thread::sleep(Duration::from_micros(chance.below(60_000)));
            let children: Vec<i32> = screen.children().into_iter().collect();
            if children.is_empty() {
                // The program was killed before it had any.
                screen.session.until_shown("LIVE, over");
                break;
            }
            let victim = children[chance.below(children.len() as u64) as usize];
            // One that has just been forked is nobody yet.
            let title = format!("pid {victim}");
            let is_somebody = screen.session.contents().contains(&title);
            kill_hard(victim);
            killed += 1;
            answered.push(screen.answers());
            if is_somebody {
                let start = Instant::now();
                let is_told = |contents: &str| {
                    let mut rows = contents.lines();
                    contents.contains("LIVE, over")
                        || rows.any(|row| row.contains(&title) && row.contains('✗'))
                };
                screen.takes("its death is on the screen", is_told);
                told.push(answered[answered.len() - 1] + start.elapsed());
            }
            let start = Instant::now();
            while is_alive(victim) {
                assert!(start.elapsed() < PATIENCE, "{victim} is alive");
                thread::sleep(Duration::from_millis(1));
            }
            ended.push(start.elapsed());
        }
    }
    let mut children = screen.children();
    children.extend(screen.nursery());
    println!(
        "{killed} kills: the screen answers a key in {}; {} deaths are on it in {}",
        summary(&answered),
        told.len(),
        summary(&told)
    );
    check_soon(&answered, "a key is answered");
    check_soon(&told, "a death is shown");
    check_soon(&ended, "who was killed has ended");
    screen.session.press("q");
    screen.session.check_end(0);
    for child in children {
        assert!(!process(child).exists(), "{child} is left behind");
    }
    let left = fs::read_dir(screen.folder.path()).expect("it is there");
    assert_eq!(left.count(), 1, "no report of a fault, only the program");
}

#[test]
fn a_worker_killed_at_any_moment_neither_stops_nor_blocks_the_screen() {
    kills(50);
}

#[test]
#[ignore = "minutes: see the head of this file"]
fn many_kills() {
    let count = std::env::var("RACEWALK_KILLS").ok();
    kills(count.map_or(1000, |count| count.parse().expect("a number of kills")));
}

#[test]
fn no_worker_outlives_the_screen_that_is_killed() {
    let mut spans = Vec::new();
    for round in 0..5 {
        let mut screen = Screen::open(RESTLESS);
        screen.go_live();
        if round % 2 == 0 {
            screen.session.press("p");
            screen.session.until_shown("Process-2");
        }
        let mut children = screen.children();
        assert!(!children.is_empty());
        children.extend(screen.nursery());
        screen.session.child.kill().expect("it runs");
        let start = Instant::now();
        while children.iter().any(|&child| is_alive(child)) {
            assert!(start.elapsed() < PATIENCE, "{children:?}");
            thread::sleep(Duration::from_millis(1));
        }
        spans.push(start.elapsed());
    }
    println!(
        "the last child has ended, after the screen: {}",
        summary(&spans)
    );
    check_soon(&spans, "the last child has ended");
}

const TWO_THREADS: &str = "
import threading

total = 0
lock = threading.Lock()

def add(times):
    global total
    for _ in range(times):
        with lock:  # fix: lock
            total += 1

threads = [threading.Thread(target=add, args=(3,)) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print('the total is', total)
";

/// The step in the header.
fn step(contents: &str) -> u64 {
    let (_, after) = contents.split_once("step ").expect("the header counts");
    let number = after.split_whitespace().next().expect("a number");
    number.parse().expect("a number")
}

/// The number behind these words, if they are there.
fn number(contents: &str, words: &str) -> Option<i32> {
    let (_, after) = contents.split_once(words)?;
    let digits = after.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}

/// What the operating system calls the processes, as the screen says it.
fn family(contents: &str) -> Vec<i32> {
    let rows = contents.lines();
    rows.filter_map(|row| number(row, "│pid ").or_else(|| number(row, "└─ pid ")))
        .collect()
}

#[test]
fn real_workers_are_stepped_by_hand_walked_back_and_left_for_virtual_time() {
    let mut screen = Screen::open(TWO_THREADS);
    screen.go_live();
    let session = &mut screen.session;
    // Until both threads are there, and have begun.
    let mut contents = session.contents();
    for _ in 0..40 {
        if contents.contains("②") {
            break;
        }
        contents = session.pressed(" ");
    }
    for key in ["1", "2", "1", "2"] {
        let before = step(&contents);
        contents = session.pressed(key);
        assert!(step(&contents) > before, "{key}\n{contents}");
        assert!(contents.contains("LIVE, held"), "{contents}");
    }
    let end = step(&contents);
    // What is known is walked, and is still the same run.
    let back = session.pressed("\x1b[D");
    assert!(step(&back) < end && back.contains("LIVE"), "{back}");
    let again = session.pressed("\x1b[C");
    assert_eq!(step(&again), end, "{again}");
    // Another worker than the one that moved: from here on the time is virtual.
    session.pressed("\x1b[D");
    let left = session.pressed("1");
    assert!(!left.contains("LIVE"), "{left}");
    let on = session.pressed("1");
    assert!(step(&on) > step(&left) && !on.contains("LIVE"), "{on}");
    // The real workers wait where they were left.
    let back = session.pressed("[");
    assert_eq!(step(&back), end, "{back}");
    assert!(back.contains("LIVE, held"), "{back}");
    let on = session.pressed("1");
    assert!(step(&on) > end && on.contains("LIVE, held"), "{on}");
    session.press("p");
    let over = session.until_shown("LIVE, over");
    assert!(over.contains("the total is"), "{over}");
    let replayed = screen.check_saved();
    assert_eq!(replayed["ending"], "finished", "{replayed}");
    screen.session.press("q");
    screen.session.check_end(0);
}

#[test]
fn a_fix_is_switched_under_real_threads_and_the_log_has_it() {
    let endless = TWO_THREADS.replace("range(times)", "iter(int, 1)");
    let mut screen = Screen::open(&endless);
    screen.go_live();
    let session = &mut screen.session;
    for _ in 0..2 {
        session.press("p");
        session.until_shown("LIVE, free");
        session.until("both threads are there", |contents| contents.contains("②"));
        // While they run, and while they wait.
        session.press("f");
        session.until_shown("● on  lock");
        session.press("p");
        session.until_shown("LIVE, held");
        session.press("f");
        session.until_shown("○ off  lock");
    }
    session.press("K");
    session.until_shown("K once more does it");
    session.press("K");
    session.until_shown("LIVE, over");
    let replayed = screen.check_saved();
    let schedule = replayed["schedule"].as_str().unwrap_or_default();
    for toggle in ["+lock", "-lock"] {
        assert_eq!(schedule.matches(toggle).count(), 2, "{replayed}");
    }
    screen.session.press("q");
    screen.session.check_end(0);
}

#[test]
fn a_process_is_killed_by_a_key_under_a_live_run_and_the_others_go_on() {
    let mut screen = Screen::open(RESTLESS);
    screen.go_live();
    screen.session.press("p");
    screen.session.until_shown("Process-2");
    screen.session.press("p");
    screen.session.until_shown("LIVE, held");
    let contents = screen.session.settled();
    let family = family(&contents);
    let children = screen.children();
    assert!(
        family.len() >= 3 && family.iter().all(|number| children.contains(number)),
        "{contents}"
    );
    for _ in 0..2 {
        // Down the list of workers and up again, until one of a child is chosen that lives.
        let mut asked = String::new();
        let answers = |contents: &str| {
            contents.contains("K once more does it") || contents.contains("has ended already")
        };
        for key in "jjjjjkkkkkk".chars() {
            screen.session.press(&key.to_string());
            screen
                .session
                .until("another is chosen", |contents| !answers(contents));
            screen.session.press("K");
            asked = screen.session.until("it answers", answers);
            let is_main = asked.contains(&format!("Kill process {}", family[0]));
            if !is_main && !asked.contains("has ended already") {
                break;
            }
        }
        let victim = number(&asked, "Kill process ").unwrap_or_else(|| panic!("{asked}"));
        assert!(is_alive(victim) && victim != family[0], "{asked}");
        let before = step(&asked);
        screen.session.press("K");
        let title = format!("pid {victim}");
        screen.takes("its death is on the screen", |contents| {
            let mut rows = contents.lines();
            rows.any(|row| row.contains(&title) && row.contains('✗'))
        });
        assert!(!is_alive(victim));
        // The others go on.
        screen.session.press("p");
        screen.session.until("it goes on", |contents| {
            step(contents) > before + 20 || contents.contains("LIVE, over")
        });
        if !screen.session.contents().contains("LIVE, over") {
            screen.session.press("p");
            screen.session.until("it waits, or has ended", |contents| {
                contents.contains("LIVE, held") || contents.contains("LIVE, over")
            });
            screen.session.settled();
        }
    }
    // Nobody is left for whom the parent would wait.
    if !screen.session.contents().contains("LIVE, over") {
        screen.session.press("p");
        screen.session.until_shown("LIVE, over");
    }
    let replayed = screen.check_saved();
    let schedule = replayed["schedule"].as_str().unwrap_or_default();
    assert_eq!(schedule.matches("kill:").count(), 2, "{replayed}");
    screen.session.press("q");
    screen.session.check_end(0);
}
