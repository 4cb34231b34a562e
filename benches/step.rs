//! The interpreter on single-threaded programs, what a step costs that is cloned and fingerprinted, and the time to any
//! moment of a run of ten million steps. `beside_cpython.py` holds the programs against CPython.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use racewalk::base::Task;
use racewalk::code::Program;
use racewalk::machine::profile::Profile;
use racewalk::machine::world::{Config, Machine};
use racewalk::python::{self, Options, Source};
use racewalk::simulate::{Policy, Run, Timeline};

fn main() {
    divan::main();
}

fn compile(text: &str) -> Arc<Program> {
    let source = Source {
        name: "bench.py".to_owned(),
        text: text.to_owned(),
    };
    let compiling = move || python::compile(&source, &Options::default()).expect("it is supported");
    let thread = thread::Builder::new()
        .stack_size(256 << 20)
        .spawn(compiling)
        .expect("the system can start a thread");
    Arc::new(thread.join().expect("compiling does not panic"))
}

fn config() -> Config {
    Config {
        profile: Profile::Cpython312,
        ..Config::default()
    }
}

const PROGRAMS: &[&str] = &[
    "while_loop",
    "for_sum",
    "fib",
    "calls",
    "dict_updates",
    "list_operations",
    "string_pieces",
    "attribute_reads",
    "sieve",
];

#[divan::bench(args = PROGRAMS, sample_count = 5)]
fn program(bencher: divan::Bencher<'_, '_>, name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("benches/programs/{name}.py"));
    let program = compile(&fs::read_to_string(path).expect("the program is there"));
    bencher
        .with_inputs(|| Machine::boot(Arc::clone(&program), config()))
        .bench_local_values(|machine| {
            let mut run = Run::new(machine, Policy::named("cpython", 0).expect("it is there"));
            run.to_end(|_| ControlFlow::Continue(()))
                .expect("nobody is asked who cannot move")
        });
}

/// Two threads in the middle of their work, with a thousand objects beside them.
fn busy() -> Machine {
    let program = compile(
        "import threading\ntable = {n: [n] for n in range(1000)}\ncounter = 0\ndef work():\n    global counter\n    \
         while True:\n        counter += 1\n        table[counter % 1000].append(counter)\nfor _ in range(2):\n    \
         threading.Thread(target=work).start()\n",
    );
    let mut timeline = Timeline::new(Machine::boot(program, Config::default()));
    let mut policy = Policy::named("random", 0).expect("it is there");
    timeline
        .play(&mut policy, 20_000)
        .expect("nobody is asked who cannot move");
    timeline.here().clone()
}

const STEPS: u32 = 1000;

#[derive(Clone, Copy, Debug)]
enum Each {
    Nothing,
    Clone,
    Fingerprint,
    CloneAndFingerprint,
}

/// A thousand steps of alternating threads, with this done after each of them.
#[divan::bench(args = [Each::Nothing, Each::Clone, Each::Fingerprint, Each::CloneAndFingerprint])]
fn thousand_steps(bencher: divan::Bencher<'_, '_>, each: Each) {
    let mut machine = busy();
    machine.fingerprint();
    let tasks: Vec<Task> = machine
        .tasks()
        .into_iter()
        .filter(|&task| machine.can_move(task))
        .collect();
    bencher
        .counter(divan::counter::ItemsCount::new(STEPS))
        .with_inputs(|| machine.clone())
        .bench_local_values(|mut machine| {
            let mut kept = machine.clone();
            let mut sum = 0_u128;
            for step in 0..STEPS as usize {
                machine
                    .step(tasks[step % tasks.len()])
                    .expect("they never wait");
                match each {
                    Each::Nothing => {}
                    Each::Clone => kept = machine.clone(),
                    Each::Fingerprint => sum ^= machine.fingerprint(),
                    Each::CloneAndFingerprint => {
                        kept = machine.clone();
                        sum ^= machine.fingerprint();
                    }
                }
            }
            (kept, sum)
        });
}

const LONG: u64 = 10_000_000;

/// From the end to a moment of a run of ten million steps, in thirds of which none is a checkpoint.
#[divan::bench(args = [1, 1_234_567, 4_999_999, 9_876_543], sample_count = 10)]
fn any_moment_of_ten_million_steps(bencher: divan::Bencher<'_, '_>, moment: u64) {
    let program = compile(
        "import threading\ncounter = 0\ndef work():\n    global counter\n    while True:\n        counter += 1\n\
         for _ in range(2):\n    threading.Thread(target=work).start()\n",
    );
    let mut timeline = Timeline::new(Machine::boot(program, config()));
    let mut policy = Policy::named("cpython", 0).expect("it is there");
    timeline
        .play(&mut policy, LONG)
        .expect("nobody is asked who cannot move");
    bencher
        .with_inputs(|| timeline.clone())
        .bench_local_values(|mut timeline| {
            timeline.go(moment);
            timeline.moment()
        });
}
