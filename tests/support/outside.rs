//! The command from outside, as somebody types it in English, and a program to give it.
#![allow(dead_code, reason = "not every test that runs it needs a program")]

use std::path::Path;

use assert_cmd::Command;

/// A race between two additions: the counter is 1 or 2.
pub(crate) const RACE: &str = "\
import threading

counter = 0


def add():
    global counter
    counter += 1


threads = [threading.Thread(target=add) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
";

/// Runs it in a folder: its exit code, and what it says on stdout and stderr.
pub(crate) fn racewalk(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("racewalk")
        .expect("the binary is built")
        .current_dir(folder)
        .args(arguments)
        .env("LANG", "C.UTF-8")
        .env_remove("LC_ALL")
        .env("NO_COLOR", "1")
        .output()
        .expect("the binary runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("its output is UTF-8");
    let code = output.status.code().expect("it ends by itself");
    (code, text(output.stdout), text(output.stderr))
}
