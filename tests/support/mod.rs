//! What the tests share: a program compiled on a large stack, run to its end without a screen, on as many threads as
//! there are cores.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "every test file uses its part of this"
)]

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use racewalk::base::{Diagnostic, Pid};
use racewalk::code::Program;
use racewalk::machine::effect::Limit;
use racewalk::machine::event::Told;
use racewalk::machine::profile::Profile;
use racewalk::machine::schedule::Schedule;
use racewalk::machine::world::{Buffering, Config, Machine};
use racewalk::python::{self, Options, Source};
use racewalk::simulate::{Ending, Policy, Run, inspect};

/// Deep trees are walked by recursion, and the tests run unoptimised.
const STACK: usize = 256 << 20;

/// A folder of this repository.
pub fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The programs of a folder: name and text, by name.
pub fn programs(path: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder(path)).expect("the folder is there") {
        let file = entry.expect("it can be read").path();
        let stem = file
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if file.extension().is_some_and(|extension| extension == "py") && stem != "record" {
            found.push((
                stem,
                std::fs::read_to_string(&file).expect("programs are UTF-8"),
            ));
        }
    }
    found.sort();
    assert!(!found.is_empty(), "{path} holds programs");
    found
}

/// Compiles where a deep tree has room. Call it within [`on_large_stack`] or [`for_all`].
pub fn compile(name: &str, text: &str, options: &Options) -> Result<Arc<Program>, Vec<Diagnostic>> {
    let source = Source {
        name: name.to_owned(),
        text: text.to_owned(),
    };
    python::compile(&source, options).map(Arc::new)
}

/// As `racewalk run` takes a file without a header.
pub fn program(name: &str, text: &str) -> Arc<Program> {
    compile(name, text, &Options::default()).unwrap_or_else(|findings| {
        panic!(
            "{name} compiles: {:?}",
            findings.first().map(|finding| &finding.message)
        )
    })
}

pub fn on_large_stack<A: Send>(work: impl FnOnce() -> A + Send) -> A {
    thread::scope(|scope| {
        let builder = thread::Builder::new().stack_size(STACK);
        let running = builder
            .spawn_scoped(scope, work)
            .expect("the system can start a thread");
        running
            .join()
            .unwrap_or_else(|reason| std::panic::resume_unwind(reason))
    })
}

/// Does this with every item, two at a time; a panic is the answer of that item alone.
pub fn for_all<T: Sync, A: Send>(
    items: &[T],
    work: impl Fn(&T) -> A + Sync,
) -> Vec<Result<A, String>> {
    let next = AtomicUsize::new(0);
    let mut answers: BTreeMap<usize, Result<A, String>> = BTreeMap::new();
    thread::scope(|scope| {
        let worker = || {
            let mut done = Vec::new();
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(item) = items.get(index) else {
                    return done;
                };
                let answer = catch_unwind(AssertUnwindSafe(|| work(item)));
                done.push((index, answer.map_err(|reason| panic_words(reason.as_ref()))));
            }
        };
        let spawn = |_| {
            thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, worker)
                .expect("a thread")
        };
        let threads: Vec<_> = (0..2).map(spawn).collect();
        for running in threads {
            answers.extend(running.join().expect("panics are caught inside"));
        }
    });
    answers.into_values().collect()
}

fn panic_words(reason: &(dyn std::any::Any + Send)) -> String {
    let words = reason.downcast_ref::<String>().map(String::as_str);
    let words = words.or_else(|| reason.downcast_ref::<&str>().copied());
    format!("panicked: {}", words.unwrap_or("without words"))
}

/// What `racewalk run --policy NAME --seed SEED` runs with, its output into a pipe.
pub fn config(policy: &str, seed: u64) -> Config {
    let profile = if policy == "cpython" {
        Profile::Cpython312
    } else {
        Profile::Language
    };
    Config {
        profile,
        seed,
        buffering: Buffering::Block,
        ..Config::default()
    }
}

pub fn policy(name: &str, seed: u64) -> Policy {
    Policy::named(name, seed).unwrap_or_else(|| panic!("there is a policy {name}"))
}

/// A run that has come to its end.
#[derive(Clone, Debug)]
pub struct Ended {
    pub ending: Ending,
    pub stdout: String,
    pub stderr: String,
    pub schedule: Schedule,
    pub steps: u64,
    pub fingerprint: u128,
    pub told: Vec<Told>,
    pub machine: Machine,
}

impl Ended {
    /// As the binary exits.
    pub fn code(&self) -> i32 {
        match self.ending {
            Ending::Finished { code } | Ending::Exception { code } => code & 0xff,
            Ending::Deadlock => 121,
            Ending::Limit(_) => 122,
        }
    }

    pub fn last_of_stderr(&self) -> &str {
        self.stderr
            .trim_end_matches('\n')
            .rsplit('\n')
            .next()
            .unwrap_or("")
    }

    /// A global of the program, as `repr` writes it.
    pub fn global(&self, name: &str) -> Option<String> {
        let process = self.machine.process(Pid(0));
        process
            .global(process.program.main, name)
            .map(|value| inspect::repr(process, value))
    }
}

/// The time that a core has given to this thread. It does not pass while others have the cores.
pub fn worked() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(time).expect("it is no time before the start")
}

/// How long this thread may work at something, however busy others keep the machine.
pub struct Patience {
    limit: Duration,
    begun: Instant,
    worked: Duration,
}

impl Patience {
    pub fn of(limit: Duration) -> Self {
        Self {
            limit,
            begun: Instant::now(),
            worked: worked(),
        }
    }

    pub fn is_over(&self) -> bool {
        // The clock on the wall is quicker to ask, and never behind.
        self.begun.elapsed() > self.limit && worked().saturating_sub(self.worked) > self.limit
    }
}

/// Runs to the end; after `patience` of work it ends as by `--time-limit`.
pub fn run(program: &Arc<Program>, config: Config, policy: Policy, patience: Duration) -> Ended {
    to_end(Machine::boot(Arc::clone(program), config), policy, patience)
}

/// The same from a machine in any state.
pub fn to_end(machine: Machine, policy: Policy, patience: Duration) -> Ended {
    let patience = Patience::of(patience);
    let mut run = Run::new(machine, policy);
    let (mut stdout, mut stderr, mut told) = (String::new(), String::new(), Vec::new());
    let mut listen = |machine: &mut Machine| {
        for output in machine.take_output() {
            let stream = if output.stream == 2 {
                &mut stderr
            } else {
                &mut stdout
            };
            stream.push_str(&output.text);
        }
        told.extend(machine.take_told());
    };
    let ending = run.to_end(|machine| {
        listen(machine);
        // A turn may be long: some millions of instructions.
        if patience.is_over() {
            return ControlFlow::Break(Limit::Time);
        }
        ControlFlow::Continue(())
    });
    let ending = ending.unwrap_or_else(|refused| panic!("step {}: {refused}", run.machine.steps()));
    run.machine.flush();
    listen(&mut run.machine);
    Ended {
        ending,
        stdout,
        stderr,
        schedule: run.schedule,
        steps: run.machine.steps(),
        fingerprint: run.machine.fingerprint(),
        told,
        machine: run.machine,
    }
}

/// The first line in which two texts differ, as words; `None` where they are equal.
pub fn difference(expected: &str, found: &str) -> Option<String> {
    if expected == found {
        return None;
    }
    let (mut left, mut right) = (expected.split('\n'), found.split('\n'));
    let mut number = 0;
    loop {
        number += 1;
        match (left.next(), right.next()) {
            (Some(one), Some(other)) if one == other => {}
            (one, other) => {
                let show = |line: Option<&str>| match line {
                    Some(line) => format!("{:?}", line.chars().take(200).collect::<String>()),
                    None => "the end".to_owned(),
                };
                return Some(format!(
                    "line {number}: expected {}, found {}",
                    show(one),
                    show(other)
                ));
            }
        }
    }
}

/// All that went wrong, at once.
pub fn complain(failures: &[String], of: usize) {
    assert!(
        failures.is_empty(),
        "{} of {of} went wrong:\n{}",
        failures.len(),
        failures.join("\n")
    );
}
