//! Many files at once. Each is judged on a thread of its own that may fall over or stay away: the others go on, and the
//! results come in the order of the files, whoever was first.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{RecvTimeoutError, Sender};

use crate::cli::check::File;
use crate::cli::check::judge::{self, Rules};
use crate::cli::check::paths::Target;
use crate::cli::explore::interrupted;
use crate::view::Language;

/// The machine itself needs little; this is for values inside values.
const STACK: usize = 64 << 20;
/// Beyond its time a file gets as much again and this, to say what it knows. Then it is left alone.
const GRACE: Duration = Duration::from_secs(5);

thread_local! {
    /// Panics of this thread are told in a result, and not on stderr.
    static IS_JUDGING: Cell<bool> = const { Cell::new(false) };
}

/// A file under way.
struct Pending {
    number: usize,
    given_up_at: Instant,
    stop: Arc<AtomicBool>,
}

pub(crate) fn judge(targets: Vec<Target>, rules: &Rules, jobs: usize) -> Vec<File> {
    tell_no_panics();
    let ctrl_c = interrupted();
    let count = targets.len();
    let names: Vec<String> = targets.iter().map(|target| target.shown.clone()).collect();
    let mut results: Vec<Option<File>> = (0..count).map(|_| None).collect();
    let (sender, receiver) = crossbeam_channel::unbounded();
    let mut waiting = targets.into_iter().enumerate();
    let mut pending: Vec<Pending> = Vec::new();
    loop {
        while pending.len() < jobs && !ctrl_c.load(Ordering::Relaxed) {
            let Some((number, target)) = waiting.next() else {
                break;
            };
            match begin(number, target, rules, sender.clone()) {
                Ok(begun) => pending.push(begun),
                Err(words) => results[number] = Some(File::trouble(&names[number], words)),
            }
        }
        if pending.is_empty() {
            break;
        }
        if ctrl_c.load(Ordering::Relaxed) {
            for file in &pending {
                file.stop.store(true, Ordering::Relaxed);
            }
        }
        match receiver.recv_timeout(Duration::from_millis(50)) {
            Ok((number, file)) => {
                pending.retain(|file: &Pending| file.number != number);
                // One that was given up may come after all: what was said stays.
                if results[number].is_none() {
                    results[number] = Some(file);
                }
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {}
        }
        let now = Instant::now();
        pending.retain(|file| {
            let is_late = now >= file.given_up_at;
            if is_late {
                results[file.number] = Some(judge::overdue(&names[file.number]));
            }
            !is_late
        });
    }
    results
        .into_iter()
        .zip(names)
        .map(|(file, name)| file.unwrap_or_else(|| judge::overdue(&name)))
        .collect()
}

fn begin(
    number: usize,
    target: Target,
    rules: &Rules,
    sender: Sender<(usize, File)>,
) -> Result<Pending, String> {
    let stop = Arc::new(AtomicBool::new(false));
    let patience = rules
        .time_limit
        .saturating_mul(2)
        .saturating_add(GRACE)
        .min(Duration::from_secs(1 << 30));
    let rules = rules.clone();
    let for_thread = Arc::clone(&stop);
    thread::Builder::new()
        .name("check".to_owned())
        .stack_size(STACK)
        .spawn(move || {
            IS_JUDGING.set(true);
            let name = target.shown.clone();
            let file = guarded(&name, rules.language, || {
                judge::file(&target, &rules, &for_thread)
            });
            // Nobody listens any more where all is over.
            let _ = sender.send((number, file));
        })
        .map_err(|error| format!("cannot start a thread: {error}"))?;
    Ok(Pending {
        number,
        given_up_at: Instant::now() + patience,
        stop,
    })
}

/// A fault of ours in one file is a result like any other.
fn guarded(name: &str, language: Language, work: impl FnOnce() -> File) -> File {
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|reason| {
        let said = reason
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| reason.downcast_ref::<&str>().copied())
            .unwrap_or("no words");
        let words = match language {
            Language::En => format!("a fault inside racewalk, please report it: {said}"),
            Language::Zh => format!("racewalk 内部出错，请报告：{said}"),
        };
        File::trouble(name, words)
    })
}

fn tell_no_panics() {
    let speak = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        let compiles = thread::current().name() == Some("compiler");
        if !IS_JUDGING.get() && !compiles {
            speak(panic);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::check::Grade;

    #[test]
    fn a_fault_of_ours_is_a_result_of_one_file() {
        IS_JUDGING.set(true);
        tell_no_panics();
        let file = guarded("x.py", Language::En, || panic!("nobody is {}", "here"));
        assert_eq!(file.grade(), Grade::Error);
        let words = file.trouble.expect("it says why").words;
        assert!(words.contains("nobody is here"), "{words}");
    }
}
