//! `racewalk check` and `racewalk explore` from outside: verdicts, formats, exit codes, files in any state of brokenness.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value as Json;

#[path = "support/outside.rs"]
mod outside;

use outside::{RACE, racewalk};

/// Two locks in two orders.
const DEADLOCK: &str = "\
import threading

left = threading.Lock()
right = threading.Lock()


def one():
    with left:
        with right:
            pass


def other():
    with right:
        with left:
            pass


threads = [threading.Thread(target=one), threading.Thread(target=other)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print('done')
";

/// The same locks in one order.
fn in_order() -> String {
    DEADLOCK.replace(
        "    with right:\n        with left:",
        "    with left:\n        with right:",
    )
}

/// Where the reader is first, an exception in a worker.
const EXCEPTION: &str = "\
import threading

items = []


def put():
    items.append(1)


def take():
    items.pop()


threads = [threading.Thread(target=put), threading.Thread(target=take)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
";

const FIXED: &str = "\
# /// script
# [tool.racewalk]
# watch = [\"counter\"]
#
# [tool.racewalk.fixes.lock]
# title = \"Hold a lock\"
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [1, 2] }
# verdicts = [\"data-race\"]
#
# [[tool.racewalk.expect]]
# fixes = [\"lock\"]
# outcomes = { counter = [2] }
# verdicts = []
# ///
import threading

counter = 0
lock = threading.Lock()


def add():
    global counter
    with lock:  # fix: lock
        counter += 1


threads = [threading.Thread(target=add) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
";

fn header(claims: &str) -> String {
    let mut text = "# /// script\n# [tool.racewalk]\n# watch = [\"counter\"]\n#\n".to_owned();
    text.push_str("# [[tool.racewalk.expect]]\n# fixes = []\n");
    for line in claims.lines() {
        text.push_str(&format!("# {line}\n"));
    }
    text.push_str("# ///\n");
    text
}

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("there is room");
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("there is room");
        fs::write(path, content).expect("there is room");
    }
    folder
}

/// One file, one command: the exit code and what the output holds.
fn check(source: &str, arguments: &[&str], code: i32, stdout: &[&str]) {
    let folder = folder(&[("program.py", source.as_bytes())]);
    let (found, out, err) = racewalk(folder.path(), arguments);
    assert_eq!(found, code, "{arguments:?}\n{out}\n{err}");
    for words in stdout {
        assert!(out.contains(words), "{arguments:?}: {words:?} in\n{out}");
    }
}

/// A class: what is right, what is wrong, and what is broken.
fn class() -> tempfile::TempDir {
    let wrong =
        header("outcomes = { counter = [2, 3] }\nverdicts = [\"data-race\", \"deadlock\"]") + RACE;
    let clock = "import threading, time\n\nthreading.Thread(target=print).start()\nif time.time() > 5:\n    print(1)\n";
    folder(&[
        ("class/anna/fixed.py", FIXED.as_bytes()),
        ("class/ben/wrong.py", wrong.as_bytes()),
        ("class/carl/deadlock.py", DEADLOCK.as_bytes()),
        ("class/dora/syntax.py", b"x = 1\nprint((\n"),
        ("class/emil/bytes.py", b"x = '\xff'\n"),
        ("class/fay/files.py", b"open('/etc/passwd')\n"),
        ("class/gus/empty.py", b""),
        (
            "class/hal/header.py",
            b"# /// script\n# [tool.racewalk]\n# wacth = []\n# ///\n",
        ),
        ("class/ida/clock.py", clock.as_bytes()),
        ("class/.hidden/no.py", b"("),
        ("class/__pycache__/no.py", b"("),
        ("class/notes.txt", b"("),
    ])
}

/// Numbers and schedules that another way of searching changes.
fn settled(text: &str) -> String {
    let mut settled = String::new();
    for line in text.lines() {
        let mut line = line.to_owned();
        if let Some(at) = line.find("--schedule '") {
            let begin = at + "--schedule '".len();
            let end = line[begin..]
                .find('\'')
                .map_or(line.len(), |end| begin + end);
            line.replace_range(begin..end, "…");
        }
        for key in ["\"schedule\": ", "\"states\": ", "\"preemptions\": "] {
            if let Some(at) = line.find(key)
                && !line[at..].contains("null")
            {
                let comma = if line.ends_with(',') { "," } else { "" };
                line.replace_range(at + key.len().., &format!("…{comma}"));
            }
        }
        for word in [" states", " 个状态"] {
            if let Some(at) = line.find(word) {
                let begin = line[..at]
                    .rfind(|c: char| !c.is_ascii_digit() && c != ',')
                    .map_or(0, |at| at + 1);
                line.replace_range(begin..at, "…");
            }
        }
        settled.push_str(&line);
        settled.push('\n');
    }
    settled
}

/// Holds the output to the file beside this one; `UPDATE_RESULTS=1` writes it anew.
fn golden(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/check")
        .join(name);
    let found = settled(found);
    if std::env::var_os("UPDATE_RESULTS").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("there is room");
        fs::write(&path, &found).expect("there is room");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, expected, "{name}: UPDATE_RESULTS=1 writes it anew");
}

#[test]
fn the_scenarios_of_the_library_keep_their_promises() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (_, out, _) = racewalk(root, &["list", "--json"]);
    let library: Json = serde_json::from_str(&out).expect("JSON");
    let paths: Vec<&str> = library
        .as_array()
        .expect("an array")
        .iter()
        .map(|entry| entry["path"].as_str().expect("a text"))
        .collect();
    assert!(paths.len() >= 5);
    let arguments = [&["check", "--time-limit", "600"], paths.as_slice()].concat();
    let (code, out, err) = racewalk(root, &arguments);
    assert_eq!(code, 0, "{out}\n{err}");
}

#[test]
fn a_class_of_files_is_told_in_every_format() {
    let class = class();
    let told = |arguments: &[&str], code: i32| {
        let all = [&["check", "class", "--time-limit", "60"], arguments].concat();
        let (found, out, err) = racewalk(class.path(), &all);
        assert_eq!((found, err.as_str()), (code, ""), "{arguments:?}\n{out}");
        out
    };
    let one = told(&["--jobs", "1", "--junit", "results.xml"], 1);
    let junit = fs::read_to_string(class.path().join("results.xml")).expect("it is written");
    let two = told(&["--jobs", "2", "--junit", "results.xml"], 1);
    assert_eq!(one, two, "the same bytes for any number of jobs");
    let again = fs::read_to_string(class.path().join("results.xml")).expect("it is written");
    assert_eq!(junit, again);
    golden("class.txt", &one);
    golden("class.xml", &junit);
    golden("class.json", &told(&["--json"], 1));
    golden("class.github.txt", &told(&["--format", "github"], 1));
    golden(
        "class.gradescope.json",
        &told(&["--format", "gradescope"], 0),
    );
    golden("class.zh.txt", &told(&["--lang", "zh", "--exit-zero"], 0));
    let nothing = told(&["--format", "exercism", "--output", "results.json"], 0);
    assert_eq!(nothing, "");
    let written = fs::read_to_string(class.path().join("results.json")).expect("it is written");
    golden("class.exercism.json", &written);
    let (_, out, _) = racewalk(
        class.path(),
        &[
            "check",
            "class/anna",
            "class/ben/wrong.py",
            "--format",
            "exercism",
        ],
    );
    golden("two.exercism.json", &out);
}

#[test]
fn exit_codes_say_what_came_of_it() {
    check(FIXED, &["check", "program.py"], 0, &["pass"]);
    check(RACE, &["check", "program.py"], 1, &["data-race can happen"]);
    check(
        RACE,
        &["check", "program.py", "--fail-on", "deadlock"],
        0,
        &["pass"],
    );
    check(RACE, &["check", "program.py", "--exit-zero"], 0, &["fail"]);
    // The single runs before a search have found it by then; where there is nothing to find, it stays open.
    check(
        DEADLOCK,
        &["check", "program.py", "--max-states", "2"],
        1,
        &["deadlock can happen"],
    );
    check(
        &in_order(),
        &["check", "program.py", "--max-states", "2"],
        3,
        &["undecided", "--max-states"],
    );
    check("x = (\n", &["check", "program.py"], 2, &["error", "line 1"]);
    check(
        "",
        &["check", "lost_updat"],
        2,
        &["did you mean `lost_update`?"],
    );
    check("", &["check", "nowhere/x.py"], 2, &["no such file"]);
    check("", &["check"], 2, &[]);
    check("", &["check", ".", "--fail-on", "dedlock"], 2, &[]);
    check("", &["check", ".", "--output", "nowhere/results"], 2, &[]);
    check("", &["check", ".", "--output", "/dev/full"], 2, &[]);
    let unwatched =
        header("outcomes = { counter = [1, 2], other = [1] }\nverdicts = [\"data-race\"]") + RACE;
    check(
        &unwatched,
        &["check", "program.py"],
        2,
        &["`other` is not watched"],
    );
}

#[test]
fn exploring_says_what_can_go_wrong_and_how() {
    check(
        RACE,
        &["explore", "program.py", "--watch", "counter"],
        1,
        &[
            "that is everything that can happen",
            "data-race, on some schedules",
            "Thread-1 (add) at line 8: counter += 1",
            "racewalk program.py --schedule '",
            "It can end in 2 ways:",
            "counter = 1",
        ],
    );
    check(
        DEADLOCK,
        &["explore", "program.py"],
        1,
        &[
            "none of them can ever move again",
            "held by Thread-2 (other)",
            ": with right:",
        ],
    );
    check(
        DEADLOCK,
        &["explore", "program.py", "--lang", "zh"],
        1,
        &["死锁", "谁也再动不了"],
    );
    check(
        EXCEPTION,
        &["explore", "program.py"],
        1,
        &["IndexError: pop from empty list"],
    );
    check(
        EXCEPTION,
        &["explore", "program.py", "--fail-on", "deadlock"],
        0,
        &["exception"],
    );
    check(
        RACE,
        &["explore", "program.py", "--count"],
        1,
        &[" %  #", "schedules"],
    );
    check(
        "print(1)\n",
        &["explore", "program.py"],
        0,
        &["Nothing goes wrong"],
    );
    check(
        &in_order(),
        &["explore", "program.py", "--max-states", "2"],
        3,
        &["stopped at --max-states"],
    );
    check(
        DEADLOCK,
        &["explore", "program.py", "--max-states", "2"],
        1,
        &["stopped at --max-states", "deadlock, on some schedules"],
    );
    check("open('x')\n", &["explore", "program.py"], 120, &[]);
    check("x = (\n", &["explore", "program.py"], 2, &[]);
}

#[test]
fn every_schedule_that_is_printed_shows_what_it_says() {
    let folder = folder(&[("program.py", DEADLOCK.as_bytes())]);
    let (_, out, _) = racewalk(folder.path(), &["explore", "program.py", "--json"]);
    let report: Json = serde_json::from_str(&out).expect("JSON");
    assert_eq!(report["complete"], true);
    let verdict = &report["verdicts"][0];
    assert_eq!(verdict["kind"], "deadlock");
    let schedule = verdict["schedule"].as_str().expect("a text");
    let (code, _, err) = racewalk(
        folder.path(),
        &["run", "program.py", "--schedule", schedule],
    );
    assert_eq!(code, 121, "{err}");
    // The same as an answer to a task.
    fs::write(
        folder.path().join("answer.txt"),
        format!("# by Anna\n{schedule}\n"),
    )
    .expect("there is room");
    let judged = |arguments: &[&str]| racewalk(folder.path(), &[&["check"], arguments].concat());
    let (code, out, _) = judged(&[
        "program.py",
        "--submission",
        "answer.txt",
        "--expect",
        "deadlock",
    ]);
    assert_eq!(code, 0, "{out}");
    let (code, out, _) = judged(&[
        "program.py",
        "--submission",
        "answer.txt",
        "--expect",
        "finished",
    ]);
    assert_eq!(code, 1, "{out}");
    assert!(out.contains("deadlock: nobody can move"), "{out}");
    assert_eq!(judged(&["--submission", "answer.txt"]).0, 2);
    fs::write(folder.path().join("short.txt"), "main").expect("there is room");
    assert_eq!(judged(&["program.py", "--submission", "short.txt"]).0, 1);
    fs::write(folder.path().join("kill.txt"), "main kill:0").expect("there is room");
    let (code, out, _) = judged(&["program.py", "--submission", "kill.txt"]);
    assert_eq!(code, 2, "{out}");
    assert!(out.contains("may only say who moves when"), "{out}");
    // And as a saved run.
    let save = [
        "run",
        "program.py",
        "--schedule",
        schedule,
        "--save",
        "saved.racewalk",
    ];
    assert_eq!(racewalk(folder.path(), &save).0, 121);
    assert_eq!(judged(&["--submission", "saved.racewalk"]).0, 0);
    assert_eq!(
        judged(&["program.py", "--submission", "saved.racewalk"]).0,
        0
    );
    let (code, out, _) = judged(&["lost_update", "--submission", "saved.racewalk"]);
    assert_eq!(code, 2, "{out}");
    assert!(out.contains("another program"), "{out}");
}

#[test]
fn a_run_may_go_until_something_goes_wrong() {
    let until = |source: &str, kind: &str, code: i32, stdout: &str, stderr: &str| {
        let folder = folder(&[("program.py", source.as_bytes())]);
        let (found, out, err) = racewalk(folder.path(), &["run", "program.py", "--until", kind]);
        assert_eq!(found, code, "{out}\n{err}");
        assert!(out.contains(stdout) && err.contains(stderr), "{out}\n{err}");
    };
    until(DEADLOCK, "deadlock", 121, "", "deadlock: nobody can move");
    until(
        EXCEPTION,
        "exception",
        0,
        "",
        "IndexError: pop from empty list",
    );
    until(RACE, "data-race", 1, "", "data-race: ");
    until(RACE, "deadlock", 0, "", "no schedule leads to deadlock");
    until(RACE, "dedlock", 2, "", "there is no kind `dedlock`");
}

#[test]
fn many_hostile_files_end_in_time() {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let forged = "print('{\"verdict\": \"pass\"}')\nimport sys\nsys.exit(0)\n";
    let hostile = [
        "while True:\n    pass\n",
        "x = [0]\nwhile True:\n    x = x + x\n",
        "def f():\n    f()\nf()\n",
        "import threading\ndef f():\n    while True:\n        threading.Thread(target=f).start()\nf()\n",
        forged,
    ];
    let files: Vec<(String, &[u8])> = hostile
        .iter()
        .map(|source| {
            let number = NUMBER.fetch_add(1, Ordering::Relaxed);
            (format!("{number}.py"), source.as_bytes())
        })
        .collect();
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, text)| (name.as_str(), *text))
        .collect();
    let folder = folder(&files);
    let (code, out, err) = racewalk(
        folder.path(),
        &["check", ".", "--json", "--time-limit", "1", "--jobs", "2"],
    );
    assert!(code == 1 || code == 3, "{out}\n{err}");
    let results: Json = serde_json::from_str(&out).expect("JSON");
    let results = results.as_array().expect("an array");
    assert_eq!(results.len(), hostile.len());
}
