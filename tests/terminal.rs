//! The real binary in a pseudo-terminal: the main job by keys, and the terminal given back whatever happens.
#![cfg(unix)]

#[path = "support/pty.rs"]
mod pty;

use std::io::Read as _;
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use pty::{PATIENCE, Session};

fn gallery() -> Session {
    let session = Session::open(&[], 120, 36);
    session.until_shown("Lost update");
    session
}

fn lost_update() -> Session {
    let session = Session::open(&["lost_update"], 120, 36);
    session.until_shown("CODE lost_update");
    session
}

#[test]
fn the_gallery_opens_and_enter_opens_a_scenario() {
    let mut session = gallery();
    {
        let heard = session.heard();
        let screen = heard.parser.screen();
        assert!(screen.alternate_screen() && screen.hide_cursor());
    }
    for _ in 0..20 {
        let contents = session.contents();
        if contents
            .lines()
            .any(|line| line.contains('▶') && line.contains("Lost update"))
        {
            break;
        }
        session.pressed("\x1b[B");
    }
    let opened = session.pressed("\r");
    assert!(opened.contains("CODE lost_update"), "{opened}");
    session.press("q");
    session.check_end(0);
}

#[test]
fn keys_step_workers_and_go_back_exactly() {
    let mut session = lost_update();
    let start = session.settled();
    let one = session.pressed(" ");
    let two = session.pressed(" ");
    assert!(one != start && two != one);
    // The timeline remembers what comes next: all else is as it was.
    let code = |contents: &str| -> Vec<String> {
        contents
            .lines()
            .filter(|line| line.contains(" LOAD ") || line.contains("▸ \"") || line.contains("m 3"))
            .map(str::to_owned)
            .collect()
    };
    let back = session.pressed("\x1b[D");
    assert_eq!(code(&back), code(&one));
    let again = session.pressed("\x1b[C");
    assert_eq!(code(&again), code(&two));
    session.press("q");
    session.check_end(0);
}

/// The step in the header.
fn step(contents: &str) -> u64 {
    let (_, after) = contents.split_once("step ").expect("the header counts");
    let number = after.split_whitespace().next().expect("a number");
    number.parse().expect("a number")
}

#[test]
fn digits_step_workers_by_their_number_to_a_lost_update() {
    let mut session = lost_update();
    for _ in 0..3 {
        session.pressed(" ");
    }
    for (key, told) in [
        ("1", "① read counter: it is 0."),
        ("2", "② read counter: it is 0."),
        ("1", "① stored 1 in counter"),
        ("2", "① stored 1: ①'s update is lost"),
    ] {
        let before = step(&session.contents());
        let contents = session.pressed(key);
        let turn = format!("▶{}", if key == "1" { "①" } else { "②" });
        // What is said may break at a space.
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let happened = happened(&contents);
        assert!(words(&happened).contains(told), "{told}\n{contents}");
        assert!(contents.contains(&turn), "{turn}\n{contents}");
        assert!(step(&contents) > before, "{contents}");
    }
    assert!(session.contents().contains("counter  1"));
    session.press("q");
    session.check_end(0);
}

/// The text of the pane that tells what just happened, without its steps.
fn happened(contents: &str) -> String {
    let rows = contents
        .lines()
        .skip_while(|row| !row.contains("WHAT JUST HAPPENED"));
    let last = |row: &str| {
        row.trim_end_matches('│')
            .rsplit('│')
            .next()
            .unwrap_or("")
            .to_owned()
    };
    let rows: Vec<String> = rows.skip(1).map(last).collect();
    rows.join(" ")
}

#[test]
fn a_fix_is_switched_in_the_middle_of_a_run() {
    let mut session = lost_update();
    for key in [" ", " ", " ", "1"] {
        let contents = session.pressed(key);
        assert!(contents.contains("43 -"), "the lock is off\n{contents}");
    }
    let before = step(&session.contents());
    let on = session.pressed("f");
    assert!(on.contains("43 +"), "the lock is on\n{on}");
    assert!(on.contains("Fix switched on: Hold a lock"), "{on}");
    let off = session.pressed("f");
    assert!(off.contains("43 -"), "the lock is off again\n{off}");
    assert!(step(&off) >= before, "{off}");
    session.press("q");
    session.check_end(0);
}

#[test]
fn help_opens_and_closes() {
    let mut session = lost_update();
    session.press("?");
    session.until_shown("step the worker whose turn it is");
    session.press("\x1b");
    session.until("the help is closed", |contents| {
        !contents.contains("step the worker whose turn it is")
    });
    session.press("q");
    session.check_end(0);
}

#[test]
fn playing_moves_on_and_reaches_the_end() {
    // With the lock on, play pauses nowhere that another `p` does not leave.
    let mut session = lost_update();
    session.settled();
    session.press("F++++++++++");
    let mut before = step(&session.settled());
    for _ in 0..20 {
        let contents = session.pressed("p");
        assert!(step(&contents) > before, "{before}\n{contents}");
        before = step(&contents);
        if contents.contains("finished") {
            assert!(contents.contains("m 6"), "nothing is lost\n{contents}");
            session.press("q");
            session.check_end(0);
            return;
        }
    }
    panic!("it does not end\n{}", session.contents());
}

#[test]
fn a_dumb_terminal_gets_lines_of_words() {
    let mut session = Session::open_with(&["lost_update"], 120, 36, &[("TERM", "dumb")]);
    session.until_shown("Type keys and then Enter");
    session.press("\n");
    session.until_shown("main stored 0 in counter.");
    session.press("zP\n2\nq\n");
    session.check_end(0);
    // Nothing of a full screen was ever sent.
}

#[test]
fn ascii_signs_are_used_where_the_locale_has_no_others() {
    let mut session = Session::open_with(&["lost_update"], 120, 36, &[("LANG", "C")]);
    let contents = session.until_shown("CODE lost_update");
    let drawn = contents.replace("中文", "");
    assert!(drawn.is_ascii(), "{contents}");
    session.press("q");
    session.check_end(0);
}

#[test]
fn ctrl_c_gives_the_terminal_back() {
    let mut session = lost_update();
    session.press("\x03");
    // Somewhere inside, the first one only interrupts.
    thread::sleep(Duration::from_millis(300));
    session.press_if_it_runs("\x03");
    let code = session.ended().0;
    assert!(code == 0 || code == 130, "{code}");
    session.check_end(code);
}

#[test]
fn signals_give_the_terminal_back() {
    for (name, code) in [("TERM", 143), ("HUP", 129), ("INT", 130), ("QUIT", 131)] {
        let session = gallery();
        session.signal(name);
        session.check_end(code);
    }
}

#[test]
fn a_resize_storm_leaves_a_screen_of_the_last_size() {
    let mut session = lost_update();
    let sizes: [(u16, u16); 8] = [
        (80, 24),
        (1, 1),
        (240, 70),
        (40, 12),
        (39, 11),
        (500, 3),
        (3, 200),
        (120, 36),
    ];
    for round in 0..40 {
        let (columns, rows) = sizes[round % sizes.len()];
        session.resize(columns, rows);
        session.press(if round % 3 == 0 { " " } else { "\x1b[D" });
        thread::sleep(Duration::from_millis(5));
    }
    session.resize(120, 36);
    session.settled();
    session.press("\x0c");
    session.until_shown("CODE lost_update");
    session.press("q");
    session.check_end(0);
}

#[test]
fn a_vanished_terminal_ends_it_soon() {
    // On busy cores it may be late; not each time, if it does not wait for something else.
    let soon = Duration::from_millis(500);
    let mut spans = Vec::new();
    while spans.len() < 5 && spans.last().is_none_or(|&span| span >= soon) {
        spans.push(ends_without_its_terminal());
    }
    assert!(spans.last().is_some_and(|&span| span < soon), "{spans:?}");
}

/// How long it stays when the other end of its terminal is gone. That of a [`Session`] is not: its listening thread has
/// it, too.
fn ends_without_its_terminal() -> Duration {
    let size = PtySize {
        rows: 36,
        cols: 120,
        pixel_width: 0,
        pixel_height: 0,
    };
    let pair = native_pty_system()
        .openpty(size)
        .expect("the system has pseudo-terminals");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_racewalk"));
    command.env("TERM", "xterm-256color");
    let mut child = pair
        .slave
        .spawn_command(command)
        .expect("the binary starts");
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().expect("it can be read");
    let mut seen = Vec::new();
    let mut buffer = [0; 4096];
    while !String::from_utf8_lossy(&seen).contains("LESSON") {
        let count = reader.read(&mut buffer).expect("the screen comes");
        seen.extend(&buffer[..count]);
    }
    drop(reader);
    drop(pair.master);
    let start = Instant::now();
    while child.try_wait().expect("it is our child").is_none() {
        assert!(
            start.elapsed() < PATIENCE,
            "it stays behind without a terminal"
        );
        thread::sleep(Duration::from_millis(2));
    }
    start.elapsed()
}

#[test]
fn a_terminal_that_answers_nothing_is_not_waited_for() {
    let soon = Duration::from_secs(10);
    let mut spans = Vec::new();
    while spans.len() < 5 && spans.last().is_none_or(|&span| span >= soon) {
        let start = Instant::now();
        let mut session = gallery();
        // Nobody has answered any question a program may ask of its terminal, and it is there.
        spans.push(start.elapsed());
        session.press("q");
        session.check_end(0);
    }
    assert!(spans.last().is_some_and(|&span| span < soon), "{spans:?}");
}

#[test]
fn a_window_too_small_is_a_sentence() {
    let mut session = Session::open(&["lost_update"], 30, 8);
    let contents = session.until("a sentence", |contents| {
        contents.contains("40") && contents.contains("12")
    });
    assert!(!contents.contains("CODE"), "{contents}");
    session.resize(120, 36);
    session.until_shown("CODE lost_update");
    session.press("q");
    session.check_end(0);
}

#[test]
fn without_colours_nothing_is_coloured() {
    let mut session = Session::open_with(&["lost_update"], 120, 36, &[("NO_COLOR", "1")]);
    session.until_shown("CODE lost_update");
    session.pressed(" ");
    session.press("q");
    session.ended();
    let text = String::from_utf8_lossy(&session.heard().bytes).into_owned();
    for sequence in text.split("\x1b[").skip(1) {
        let Some(end) = sequence.find(|c: char| c.is_ascii_alphabetic()) else {
            continue;
        };
        if sequence[end..].starts_with('m') {
            for part in sequence[..end].split(';') {
                let is_colour = part.parse().is_ok_and(|number: u32| {
                    (30..=38).contains(&number)
                        || (40..=48).contains(&number)
                        || (90..=107).contains(&number)
                });
                assert!(!is_colour, "a colour: {:?}", &sequence[..=end]);
            }
        }
    }
}

#[test]
fn chinese_is_shown_where_it_is_asked_for() {
    let mut session = Session::open(&["--lang", "zh"], 120, 36);
    session.until_shown("丢失的更新");
    session.press("q");
    session.check_end(0);
}

#[test]
fn the_speed_up_is_measured_beside_the_screen() {
    let folder = tempfile::tempdir().expect("there is room");
    let path = folder.path().join("shares.py");
    let source = "WORKERS = 2\nfor number in range(10_000 // WORKERS):\n    pass\n";
    std::fs::write(&path, source).expect("there is room");
    let mut session = Session::open(&[&path.to_string_lossy()], 120, 36);
    session.until_shown("CODE");
    session.press("S");
    let table = session.until_shown("| is Amdahl's law");
    let rows = table.lines().filter(|line| line.contains(" %  "));
    assert_eq!(rows.count(), 4, "{table}");
    // Nobody but main was there, and less to do is done sooner all the same.
    assert!(
        table.contains("100 % of the work only one can do"),
        "{table}"
    );
    assert!(table.contains("4.0") || table.contains("3.9"), "{table}");
    session.press("q");
    session.check_end(0);
}

/// More orders than a minute is enough for.
const LONG_SEARCH: &str = "
import threading

total = 0
other = 0

def work():
    global total, other
    for _ in range(6):
        total += 1
        other += total

threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
";

/// How long the screen takes to step, in the quicker ones of some answers.
fn quick_answer(session: &mut Session) -> Duration {
    let mut answers = Vec::new();
    for _ in 0..12 {
        let before = step(&session.contents());
        let pressed = Instant::now();
        session.press(" ");
        while step(&session.contents()) == before {
            assert!(pressed.elapsed() < PATIENCE, "{}", session.contents());
            thread::sleep(Duration::from_millis(1));
        }
        answers.push(pressed.elapsed());
    }
    answers.sort();
    answers[3]
}

#[test]
fn while_it_explores_keys_are_answered() {
    let folder = tempfile::tempdir().expect("there is room");
    std::fs::write(folder.path().join("long.py"), LONG_SEARCH).expect("there is room");
    let mut session = Session::open_in(folder.path(), &["long.py"], 100, 30, &[]);
    session.until_shown("step 0 of 0");
    let undisturbed = quick_answer(&mut session);
    session.press("e");
    session.until_shown("Looking at every interleaving");
    session.press("z");
    session.until_shown("CODE");
    session.until_shown("exploring: ");
    let meanwhile = quick_answer(&mut session);
    // Others may keep the cores busy, with a search or without one.
    assert!(
        meanwhile < Duration::from_millis(50) + 4 * undisturbed,
        "{meanwhile:?}, and {undisturbed:?} without the search"
    );
    assert!(session.contents().contains("exploring: "));
    session.press("e");
    session.until_shown("WHAT GOES WRONG");
    session.until_shown("ENDS SEEN SO FAR");
    session.press("x");
    session.until_shown("Not everything: it was stopped");
    session.press("\r");
    session.until_shown("Loaded");
    session.press("q");
    session.check_end(0);
}

#[test]
fn a_screen_opens_where_a_verdict_shows() {
    let session = Session::open(&["bank_transfer", "--until", "deadlock"], 100, 30);
    session.until_shown("DEADLOCK");
    session.until_shown("this is where it shows");
    let mut session = Session::open(
        &["bank_transfer", "--until", "deadlock", "--fix", "ordered"],
        100,
        30,
    );
    session.until_shown("no schedule leads to deadlock");
    assert_eq!(session.ended().0, 0);
}
