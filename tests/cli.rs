//! The binary from outside: words, exit codes, files.

use std::fs;
use std::path::PathBuf;

use assert_cmd::Command;

fn racewalk(arguments: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("racewalk")
        .expect("the binary is built")
        .args(arguments)
        .env("LANG", "en_US.UTF-8")
        .env("NO_COLOR", "1")
        .output()
        .expect("the binary runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("its output is UTF-8");
    let code = output.status.code().expect("it ends by itself");
    (code, text(output.stdout), text(output.stderr))
}

/// A file with this content, in a folder of its own.
fn file(name: &str, content: impl AsRef<[u8]>) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("there is room");
    let path = folder.path().join(name);
    fs::write(&path, content).expect("there is room");
    (folder, path)
}

fn check(arguments: &[&str], code: i32, stdout: &str, stderr: &str) {
    let (found, out, err) = racewalk(arguments);
    assert_eq!(found, code, "{arguments:?}\n{out}\n{err}");
    assert!(out.contains(stdout), "{arguments:?}: {stdout:?} in\n{out}");
    assert!(err.contains(stderr), "{arguments:?}: {stderr:?} in\n{err}");
}

fn check_source(source: impl AsRef<[u8]>, code: i32, stdout: &str, stderr: &str) {
    let (_folder, path) = file("program.py", source);
    check(&["run", &path.to_string_lossy()], code, stdout, stderr);
}

#[test]
fn wrong_usage_is_2_and_says_what_to_do() {
    check(&["run"], 2, "", "Usage");
    check(&["run", "x.py", "--polciy", "random"], 2, "", "--policy");
    check(&["run", "x.py", "--policy", "fair"], 2, "", "round-robin");
    check(
        &["run", "x.py", "--time-limit", "soon"],
        2,
        "",
        "such as 10s",
    );
    check(&["run", "no_such_file.py"], 2, "", "no such file");
    check(&["lost_updat"], 2, "", "did you mean `lost_update`?");
    check(&["run", "/"], 2, "", "is a directory");
    check(
        &["source", "lost_update", "--fix", "lok"],
        2,
        "",
        "did you mean `lock`?",
    );
    check(
        &["run", "lost_update", "--schedule", "main*x"],
        2,
        "",
        "word 1 of the schedule",
    );
    check(
        &["run", "lost_update", "--schedule", "+luck"],
        2,
        "",
        "does not have",
    );
    check(&["man", "rnu"], 2, "", "did you mean `run`?");
    check(&["completions", "csh"], 2, "", "possible values");
}

#[test]
fn help_begins_with_examples() {
    let (code, out, _) = racewalk(&["--help"]);
    assert_eq!(code, 0);
    assert!(out.starts_with("Examples:"), "{out}");
    check(&["run", "--help"], 0, "--time-limit", "");
    check(&["--version"], 0, env!("CARGO_PKG_VERSION"), "");
}

/// What it prints on stdout where the system speaks so.
fn spoken(locale: &str, arguments: &[&str]) -> String {
    let mut command = Command::cargo_bin("racewalk").expect("the binary is built");
    let command = command.args(arguments).env_remove("LC_ALL");
    let output = command.env("LANG", locale).env("LC_CTYPE", locale).output();
    let output = output.expect("the binary runs");
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).expect("its output is UTF-8")
}

#[test]
fn help_is_in_the_language_of_the_system_or_the_one_asked_for() {
    let (english, chinese) = ("en_US.UTF-8", "zh_CN.UTF-8");
    for (begin, there, command) in [
        ("示例：", "列出场景库中的场景", &["--help"][..]),
        ("示例：", "探索所有交错", &["explore", "--help"]),
        ("示例：", "看过这么多个状态后停止", &["help", "explore"]),
        ("列出场景库", "输出一个 JSON 数组", &["list", "-h"]),
        ("示例：", "怎样搜索", &["help", "check"]),
    ] {
        let system = spoken(chinese, command);
        assert!(system.starts_with(begin), "{system}");
        assert!(system.contains(there), "{system}");
        assert!(!system.contains("Usage:"), "{system}");
        if command[0] != "help" {
            let asked = spoken(english, &[command, &["--lang", "zh"]].concat());
            assert_eq!(asked, system, "{command:?}");
            let other = [&["--lang=en"], command].concat();
            assert!(spoken(chinese, &other).contains("Usage: "), "{command:?}");
        }
        assert!(spoken(english, command).contains("Usage: "), "{command:?}");
    }
    for locale in [english, chinese] {
        let whole = spoken(locale, &["help"]);
        assert_eq!(whole, spoken(locale, &["--help"]));
        let of_run = spoken(locale, &["help", "run"]);
        assert_eq!(of_run, spoken(locale, &["run", "--help"]));
        // What packagers make is the same everywhere.
        let page = spoken(locale, &["man", "run"]);
        assert!(page.contains("Stop after so many steps"), "{page}");
    }
    check(&["help", "rnu"], 2, "", "did you mean `run`?");
    // What is wrong is still found.
    let wrong = ["run", "x.py", "--lang", "zh", "--policy", "fair"];
    check(&wrong, 2, "", "round-robin");
    check(&["run", "--lang", "zh"], 2, "", "<FILE|NAME>");
    check(&["run", "x.py", "--lang", "fr"], 2, "", "zh");
}

#[test]
fn the_library_is_listed() {
    check(&["list"], 0, "races/lost_update", "");
    check(&["list", "--lang", "zh"], 0, "丢失的更新", "");
    let (_, out, _) = racewalk(&["list", "--json"]);
    let list: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let list = list.as_array().expect("an array");
    let lost = list
        .iter()
        .find(|entry| entry["name"] == "races/lost_update")
        .expect("it is there");
    assert_eq!(lost["path"], "scenarios/races/lost_update.py");
    assert_eq!(lost["title"]["zh"], "丢失的更新");
    assert_eq!(lost["fixes"], serde_json::json!(["lock"]));
}

#[test]
fn source_shows_the_program_that_a_choice_of_fixes_leaves() {
    let (_, without, _) = racewalk(&["source", "lost_update"]);
    assert!(
        !without.contains("with lock:") && without.contains("counter += 1"),
        "{without}"
    );
    let (_, with, _) = racewalk(&["source", "lost_update", "--fix", "lock"]);
    assert!(
        with.contains("with lock:") && !with.contains("# fix: lock"),
        "{with}"
    );
}

#[test]
fn packagers_find_completions_and_manual_pages() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        check(&["completions", shell], 0, "racewalk", "");
    }
    check(&["man"], 0, ".TH racewalk", "");
    check(&["man", "run"], 0, "schedule", "");
}

#[test]
fn a_program_runs_as_under_python() {
    check_source("print('hello')\n", 0, "hello\n", "");
    check_source("", 0, "", "");
    check_source("\u{feff}print('hello')\n", 0, "hello\n", "");
    check_source("import sys\nsys.exit(7)\n", 7, "", "");
    check_source(
        "# -*- coding: latin-1 -*-\nprint(len('\u{e9}'))\n",
        0,
        "2\n",
        "",
    );
}

#[test]
fn what_cannot_run_is_refused_in_words() {
    check_source("x = (1,\n", 2, "", "SyntaxError: '(' was never closed");
    check_source(
        b"x = '\xff'\n",
        2,
        "",
        "Non-UTF-8 code starting with '\\xff'",
    );
    check_source(b"x = 1\0\n", 2, "", "null bytes");
    check_source("import subprocess\n", 120, "", "subprocess");
    check_source(
        "# /// script\n# [tool.racewalk]\n# tilte = 1\n# ///\n",
        2,
        "",
        "did you mean `title`?",
    );
    check_source(
        "# /// script\n# [tool.racewalk.fixes.lock]\n# ///\nx = 1\n",
        2,
        "",
        "no line is marked with it",
    );
    check_source(vec![b'#'; (1 << 20) + 1], 2, "", "longer than");
}

#[test]
fn a_deadlock_is_121_and_names_who_waits_for_what() {
    let source =
        "import threading\nleft = threading.Lock()\nprint('now')\nleft.acquire()\nleft.acquire()\n";
    check_source(
        source,
        121,
        "now\n",
        "main waits for the lock `left`, which it holds itself (line 5)",
    );
}

#[test]
fn a_deadlock_between_processes_names_the_lock_and_its_dead_holder_and_the_full_pipe() {
    let killed = "\
import time
from multiprocessing import Lock, Process
lock = Lock()
def hold():
    with lock:
        time.sleep(10)
if __name__ == '__main__':
    child = Process(target=hold)
    child.start()
    time.sleep(1)
    child.terminate()
    child.join()
    lock.acquire()
";
    let words = "main waits for the lock `lock`, whose holder, process 5121, is dead: it stays locked (line 13)";
    check_source(killed, 121, "", words);
    let full = "\
from multiprocessing import Process, Queue
queue = Queue()
def produce():
    for _ in range(4):
        queue.put(b'x' * 30000)
if __name__ == '__main__':
    child = Process(target=produce)
    child.start()
    child.join()
    print(len(queue.get()))
";
    let words = "main waits for the end of process 5121 (Process-1) (line 9)";
    check_source(full, 121, "", words);
    check_source(
        full,
        121,
        "",
        "waits for room in `queue`, which is full (65536 of 65536 bytes)",
    );
}

#[test]
fn a_limit_is_122_and_names_itself() {
    let (_folder, path) = file("loop.py", "while True:\n    pass\n");
    let path = path.to_string_lossy();
    check(
        &["run", &path, "--max-steps", "1000"],
        122,
        "",
        "limit: stopped after 1000 steps",
    );
    check(
        &["run", &path, "--time-limit", "100ms"],
        122,
        "",
        "the time is over",
    );
}

#[test]
fn json_is_one_object_with_the_documented_keys() {
    let (code, out, _) = racewalk(&["run", "lost_update", "--json", "--fix", "lock"]);
    assert_eq!(code, 0, "{out}");
    let report: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let keys: Vec<&String> = report.as_object().expect("an object").keys().collect();
    for key in [
        "ending",
        "stdout",
        "stderr",
        "exit_code",
        "steps",
        "seconds_virtual",
        "seed",
        "schedule",
        "watch",
    ] {
        assert!(keys.iter().any(|found| *found == key), "{key} in {keys:?}");
    }
    assert_eq!(report["ending"], "finished");
    assert_eq!(report["stdout"], "6\n");
    assert_eq!(report["watch"]["counter"], 6);
}

#[test]
fn a_saved_run_replays_and_a_printed_schedule_can_be_given_back() {
    let folder = tempfile::tempdir().expect("there is room");
    let saved = folder.path().join("run.racewalk");
    let saved = saved.to_string_lossy();
    for seed in ["1", "2", "3"] {
        let run = [
            "run",
            "lost_update",
            "--policy",
            "random",
            "--seed",
            seed,
            "--json",
        ];
        let (code, out, err) = racewalk(&[&run[..], &["--save", &saved]].concat());
        assert_eq!(code, 0, "{err}");
        assert_eq!(racewalk(&["replay", &saved, "--json"]).1, out);
        let report: serde_json::Value = serde_json::from_str(&out).expect("JSON");
        let schedule = report["schedule"].as_str().expect("text");
        let again = [
            "run",
            "lost_update",
            "--seed",
            seed,
            "--json",
            "--policy",
            "random",
            "--schedule",
            schedule,
        ];
        assert_eq!(racewalk(&again).1, out);
    }
    fs::write(folder.path().join("run.racewalk"), b"RACEWALK 1\nnonsense").expect("there is room");
    check(&["replay", &saved], 2, "", "(at byte ");
}

#[test]
fn the_exit_code_tells_how_a_run_ended() {
    check_source("x = 1\n", 0, "", "");
    check_source("x = 1 / 0\n", 1, "", "ZeroDivisionError: division by zero");
    check_source("import sys\nsys.exit(3)\n", 3, "", "");
    check_source("import sys\nsys.exit('because')\n", 1, "", "because");
    check_source("import socket\n", 120, "", "socket");
    check_source(
        "import threading\nthreading.Lock().acquire() and threading.Event().wait()\n",
        121,
        "",
        "deadlock",
    );
    check_source(
        "def f():\n    f()\nimport sys\nsys.setrecursionlimit(10**9)\nf()\n",
        122,
        "",
        "limit: ",
    );
    check_source("x = = 1\n", 2, "", "SyntaxError: invalid syntax");
}

#[test]
fn json_says_the_same_as_the_exit_code() {
    for (source, code, ending) in [
        ("print(1)\n", 0, "finished"),
        ("raise ValueError\n", 1, "exception"),
        ("import socket\n", 120, "unsupported"),
        (
            "import threading\nthreading.Event().wait()\n",
            121,
            "deadlock",
        ),
        ("print('a' * 100_000_000)\n", 122, "limit"),
    ] {
        let (_folder, path) = file("program.py", source);
        let (found, out, err) = racewalk(&["run", &path.to_string_lossy(), "--json"]);
        let report: serde_json::Value =
            serde_json::from_str(&out).unwrap_or_else(|_| panic!("{source}: {out}\n{err}"));
        assert_eq!(
            (found, &report["ending"]),
            (code, &serde_json::json!(ending)),
            "{source}\n{out}"
        );
        assert_eq!(report["exit_code"], code, "{source}");
        assert!(
            report["steps"].is_u64() && report["seconds_virtual"].is_f64(),
            "{source}\n{out}"
        );
        assert!(
            report["schedule"].is_string() && report["watch"].is_object(),
            "{source}\n{out}"
        );
    }
}

#[test]
fn a_reader_who_goes_away_is_no_error() {
    use std::io::Read as _;
    let (_folder, path) = file("flood.py", "while True:\n    print('flood')\n");
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_racewalk"))
        .arg("run")
        .arg(&path)
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut some = [0; 6];
    child
        .stdout
        .take()
        .expect("it is piped")
        .read_exact(&mut some)
        .expect("it writes");
    assert_eq!(&some, b"flood\n");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(141));
}

#[test]
fn a_program_comes_from_standard_input() {
    let run = |source: &str| {
        let mut command = Command::cargo_bin("racewalk").expect("the binary is built");
        command
            .args(["run", "-"])
            .write_stdin(source.to_owned())
            .output()
            .expect("the binary runs")
    };
    assert_eq!(run("print('hello')\n").stdout, b"hello\n");
    assert_eq!(run("x = (\n").status.code(), Some(2));
}

#[test]
fn what_cannot_be_read_is_named() {
    check(
        &["run", "/nowhere/at_all.py"],
        2,
        "",
        "/nowhere/at_all.py: no such file",
    );
    check(
        &["replay", "/nowhere/at_all.racewalk"],
        2,
        "",
        "no such file",
    );
    check(&["replay", "/"], 2, "", "is a directory");
    let (_folder, path) = file("empty.racewalk", "");
    check(
        &["replay", &path.to_string_lossy()],
        2,
        "",
        "this is no recording",
    );
}

#[test]
fn who_writes_into_a_folder_that_is_not_there_is_told_which_one_and_what_to_do() {
    let (folder, file) = file("file.txt", "");
    let inside = |path: &str| folder.path().join(path).display().to_string();
    let missing = inside("missing");
    let target = inside("missing/more/run.racewalk");
    let english = format!("{target}: there is no folder `{missing}`; make it first, or name one");
    let chinese = format!("{target}：没有文件夹 `{missing}`；请先建立它");
    for command in [
        &["run", "lost_update", "--save", &target][..],
        &["live", "lost_update", "--save", &target],
        &["check", "lost_update", "--output", &target],
        &["check", "lost_update", "--junit", &target],
    ] {
        // It is told at once: nothing has run yet.
        check(command, 2, "", &english);
        assert_eq!(racewalk(command).1, "");
        check(&[command, &["--lang", "zh"]].concat(), 2, "", &chinese);
    }
    let target = inside("file.txt/run.racewalk");
    let command = ["run", "lost_update", "--save", &target];
    let words = format!("{target}: `{}` is a file, and no folder", file.display());
    check(&command, 2, "", &words);
    let words = format!("`{}` 是文件，不是文件夹", file.display());
    check(&[&command[..], &["--lang", "zh"]].concat(), 2, "", &words);
}

#[test]
fn nothing_a_program_is_named_or_says_reaches_the_terminal_as_a_command() {
    let (_folder, path) = file("a\u{1b}[2Jb.py", "x = (\n");
    let (code, _, err) = racewalk(&["run", &path.to_string_lossy()]);
    assert_eq!(code, 2);
    assert!(!err.contains('\u{1b}'), "{err:?}");
}

#[test]
fn a_fix_switched_after_the_last_step_replays() {
    let folder = tempfile::tempdir().expect("there is room");
    let saved = folder.path().join("run.racewalk");
    let saved = saved.to_string_lossy();
    let (code, out, err) = racewalk(&["run", "lost_update", "--policy", "random", "--json"]);
    assert_eq!(code, 0, "{err}");
    let report: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let schedule = format!("{} +lock", report["schedule"].as_str().expect("text"));
    let run = [
        "run",
        "lost_update",
        "--policy",
        "random",
        "--schedule",
        &schedule,
        "--json",
        "--save",
        &saved,
    ];
    let (code, out, err) = racewalk(&run);
    assert_eq!(code, 0, "{err}");
    assert_eq!(racewalk(&["replay", &saved, "--json"]).1, out);
}

/// A program's time on its own clock.
fn seconds(arguments: &[&str]) -> f64 {
    let (code, out, err) = racewalk(&[&["run", "--json"], arguments].concat());
    assert_eq!(code, 0, "{arguments:?}\n{err}");
    let report: serde_json::Value = serde_json::from_str(&out).expect("one object");
    report["seconds_virtual"].as_f64().expect("a number")
}

#[test]
fn costs_and_cores_are_the_users_to_set() {
    let work = "for number in range(10_000):\n    pass\n";
    let (_folder, path) = file("work.py", work);
    let path = path.to_string_lossy();
    let usual = seconds(&[&path]);
    let slow = seconds(&[&path, "--cost", "instruction=50ns"]);
    assert!((slow / usual - 10.0).abs() < 0.1, "{slow} / {usual}");

    let alone = seconds(&["arithmetic", "--cores", "1"]);
    let two = seconds(&["arithmetic", "--cores", "2"]);
    assert!(alone > two * 1.1, "{alone} on one core, {two} on two");

    // A thread that gives way more often pays for more switches.
    let sharing = "import threading
def work():
    for number in range(200_000):
        pass
workers = [threading.Thread(target=work) for _ in range(2)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
";
    let (_folder, path) = file("sharing.py", sharing);
    let path = path.to_string_lossy();
    let usual = seconds(&[&path]);
    let often = seconds(&[&path, "--switch-interval", "50us"]);
    assert!(often > usual * 1.1, "{often} and {usual}");

    check(
        &["run", "x.py", "--cost", "instructions=5ns"],
        2,
        "",
        "the names are instruction,",
    );
    check(&["run", "x.py", "--cost", "fork"], 2, "", "NAME=TIME");
    check(&["run", "x.py", "--cores", "0"], 2, "", "1..=64");
}

/// Of a series with these fixes: its serial part, and the speed-up with one worker, with two, and so on.
fn speed_ups(report: &serde_json::Value, fixes: &[&str]) -> (f64, Vec<f64>) {
    let series = report["series"].as_array().expect("an array");
    let series = series
        .iter()
        .find(|series| series["fixes"] == serde_json::json!(fixes))
        .expect("the series is there");
    let runs = series["runs"].as_array().expect("an array").iter();
    let number = |value: &serde_json::Value| value.as_f64().expect("a number");
    (
        number(&series["serial"]),
        runs.map(|run| number(&run["speed_up"])).collect(),
    )
}

#[test]
fn the_speed_up_of_threads_is_one_and_that_of_processes_is_near_amdahls() {
    let (code, out, err) = racewalk(&["run", "gil/speed_up", "--speedup", "4", "--json"]);
    assert_eq!(code, 0, "{err}");
    let report: serde_json::Value = serde_json::from_str(&out).expect("one object");
    let (serial, threads) = speed_ups(&report, &[]);
    assert!((serial - 0.2).abs() < 0.02, "the serial part is {serial}");
    assert_eq!(threads.len(), 4);
    assert!(
        threads
            .iter()
            .all(|speed_up| (0.9..1.05).contains(speed_up)),
        "{threads:?}"
    );
    let (serial, processes) = speed_ups(&report, &["processes"]);
    for (speed_up, workers) in processes.iter().zip([1.0, 2.0, 3.0, 4.0]) {
        let allowed = 1.0 / (serial + (1.0 - serial) / workers);
        let found = (allowed * 0.85..allowed * 1.02).contains(speed_up);
        assert!(
            found,
            "{processes:?}, where Amdahl allows {allowed} for {workers}"
        );
    }
    // On two cores four are no faster than two.
    let arguments = [
        "run",
        "gil/speed_up",
        "--speedup",
        "4",
        "--cores",
        "2",
        "--fix",
        "processes",
        "--json",
    ];
    let (_, out, _) = racewalk(&arguments);
    let report: serde_json::Value = serde_json::from_str(&out).expect("one object");
    let (_, two_cores) = speed_ups(&report, &["processes"]);
    assert!(two_cores[3] < two_cores[1] * 1.05, "{two_cores:?}");
}

#[test]
fn the_speed_up_is_a_table_in_both_languages() {
    let source = "WORKERS = 3\nfor number in range(1000):\n    pass\n";
    let (_folder, path) = file("alone.py", source);
    let path = path.to_string_lossy();
    check(
        &["run", &path, "--speedup", "2"],
        0,
        "as it stands: 100 % of the work",
        "",
    );
    check(
        &["run", &path, "--speedup", "2", "--lang", "zh"],
        0,
        "加速比",
        "",
    );
    let (_folder, path) = file("no_workers.py", "print(1)\n");
    let path = path.to_string_lossy();
    check(
        &["run", &path, "--speedup", "2"],
        2,
        "",
        "has no line `WORKERS = 4`",
    );
    check(
        &["live", &path, "--speedup", "2"],
        2,
        "",
        "has no line `WORKERS = 4`",
    );
    let (_folder, path) = file("fails.py", "WORKERS = 1\nprint(1 / (WORKERS - 2))\n");
    let path = path.to_string_lossy();
    check(
        &["run", &path, "--speedup", "2"],
        1,
        "With 2 it did not come to its end",
        "",
    );
}

#[test]
fn the_speed_up_is_measured_by_the_real_clock_as_well() {
    let source = "WORKERS = 1\nimport time\ntime.sleep(0.4 / WORKERS)\n";
    let (_folder, path) = file("sleeps.py", source);
    let arguments = [
        "live",
        &path.to_string_lossy(),
        "--speedup",
        "2",
        "--runs",
        "1",
        "--json",
    ];
    let (code, out, err) = racewalk(&arguments);
    assert_eq!(code, 0, "{err}");
    let report: serde_json::Value = serde_json::from_str(&out).expect("one object");
    assert_eq!(report["clock"], "real");
    let seconds = |at: usize| report["series"][0]["runs"][at]["seconds"].as_f64();
    assert!(seconds(0).is_some_and(|seconds| seconds >= 0.4), "{out}");
    assert!(seconds(1).is_some_and(|seconds| seconds >= 0.2), "{out}");
}
