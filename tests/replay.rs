//! A schedule is the whole run: what is replayed tells the same events, writes the same, and ends in the same state.
//! Going back is exact, whatever fixes were switched on the way; and the fingerprint that grows along with a run is the
//! one that its state has by itself.

mod support;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use proptest::prelude::*;
use racewalk::base::{FixId, Pid, Task};
use racewalk::code::Program;
use racewalk::machine::schedule::{Choice, Schedule};
use racewalk::machine::world::{Config, Machine};
use racewalk::python::Options;
use racewalk::scenario::{Scenario, library};
use racewalk::simulate::{Policy, Recording, Run, Timeline};

use support::{Ended, complain, difference, for_all};

const PATIENCE: Duration = Duration::from_secs(30);

fn program(scenario: &Scenario) -> Arc<Program> {
    let options = Options {
        ignore_marks: false,
        declared_fixes: scenario.declared_fixes(),
    };
    support::compile(&scenario.path, &scenario.source, &options)
        .unwrap_or_else(|findings| panic!("{}: {findings:?}", scenario.name))
}

fn watched(program: &Arc<Program>, config: Config, policy: Policy) -> Ended {
    let mut machine = Machine::boot(Arc::clone(program), config);
    machine.watch(true);
    support::to_end(machine, policy, PATIENCE)
}

/// In which of all it shows one run differs from another.
fn differs(one: &Ended, other: &Ended) -> Option<String> {
    let events = |ended: &Ended| {
        ended
            .told
            .iter()
            .map(|told| format!("{told:?}\n"))
            .collect::<String>()
    };
    let rest = |ended: &Ended| {
        (
            ended.ending,
            ended.steps,
            ended.fingerprint,
            ended.machine.now(),
        )
    };
    None.or_else(|| {
        difference(&events(one), &events(other)).map(|words| format!("events, {words}"))
    })
    .or_else(|| difference(&one.stdout, &other.stdout).map(|words| format!("stdout, {words}")))
    .or_else(|| difference(&one.stderr, &other.stderr).map(|words| format!("stderr, {words}")))
    .or_else(|| {
        (rest(one) != rest(other)).then(|| format!("{:?}, then {:?}", rest(one), rest(other)))
    })
}

/// Records a random run, and has it again from the text of its schedule, out of the bytes of its recording.
fn check(
    name: &str,
    source: &str,
    program: &Arc<Program>,
    fixes: &[bool],
    seed: u64,
) -> Option<String> {
    let config = Config {
        fixes: fixes.to_vec(),
        max_steps: 100_000,
        ..support::config("random", seed)
    };
    let first = watched(program, config.clone(), support::policy("random", seed));
    let recording = Recording {
        made_by: "test".to_owned(),
        name: name.to_owned(),
        file: format!("{name}.py"),
        source: source.to_owned(),
        fixes: Vec::new(),
        policy: "random".to_owned(),
        config,
        schedule: first.schedule.clone(),
        steps: first.steps,
        fingerprint: first.fingerprint,
    };
    let read = Recording::read(&recording.write());
    if read.as_ref() != Ok(&recording) {
        return Some(format!("{name}: the recording reads back as {read:?}"));
    }
    let text = first.schedule.to_string();
    let schedule: Schedule = text.parse().expect("a schedule reads what it prints");
    let again = watched(
        program,
        recording.config,
        Policy::scripted(schedule, Policy::Hand),
    );
    differs(&first, &again)
        .map(|words| format!("{name}, seed {seed}: {words}\n  --schedule '{text}'\n{source}"))
}

#[test]
fn every_scenario_replays_event_by_event() {
    let answers = for_all(library::scenarios(), |scenario| {
        let program = program(scenario);
        let (off, on) = (
            vec![false; program.fixes.len()],
            vec![true; program.fixes.len()],
        );
        (0..6).find_map(|seed| {
            check(
                &scenario.name,
                "",
                &program,
                if seed % 2 == 0 { &off } else { &on },
                seed,
            )
        })
    });
    let count = answers.len();
    complain(
        &answers
            .into_iter()
            .filter_map(|answer| answer.unwrap_or_else(Some))
            .collect::<Vec<_>>(),
        count,
    );
}

#[test]
fn two_hundred_generated_programs_replay_event_by_event() {
    let seeds: Vec<u64> = (0..200).collect();
    let answers = for_all(&seeds, |&seed| {
        let source = Generator::new(seed).program();
        let name = format!("generated-{seed}");
        let program = support::program(&name, &source);
        check(&name, &source, &program, &[], seed)
    });
    complain(
        &answers
            .into_iter()
            .filter_map(|answer| answer.unwrap_or_else(Some))
            .collect::<Vec<_>>(),
        200,
    );
}

/// Where no one looks at the fingerprint on the way, it is computed of the whole state at once.
#[test]
fn a_fingerprint_that_grew_is_the_one_computed_from_scratch() {
    let mut sources: Vec<(String, String)> = (1000..1012)
        .map(|seed| (format!("generated-{seed}"), Generator::new(seed).program()))
        .collect();
    let scenarios = library::scenarios().iter();
    sources.extend(scenarios.map(|scenario| (scenario.name.clone(), scenario.source.clone())));
    let answers = for_all(&sources, |(name, source)| {
        let program = support::program(name, source);
        let config = Config {
            max_steps: 5_000,
            ..support::config("random", 7)
        };
        let mut grown = Run::new(Machine::boot(program, config), support::policy("random", 7));
        let mut untouched = grown.clone();
        let mut moments = 0_u64;
        loop {
            let fingerprint = grown.machine.fingerprint();
            // From scratch costs the whole heap: at every step of the beginning, and then now and again.
            if moments < 40 || moments.is_multiple_of(7) {
                assert_eq!(
                    untouched.machine.clone().fingerprint(),
                    fingerprint,
                    "{name}, step {moments}"
                );
            }
            moments += 1;
            let went_on = grown.turn().expect("nobody is asked who cannot move");
            assert_eq!(untouched.turn(), Ok(went_on), "{name}");
            if !went_on {
                return moments;
            }
        }
    });
    let mut moments = 0;
    for answer in answers {
        moments += answer.unwrap_or_else(|words| panic!("{words}"));
    }
    println!("{moments} moments of {} programs", sources.len());
}

#[test]
fn a_machine_comes_back_from_bytes_as_it_went() {
    let answers = for_all(library::scenarios(), |scenario| {
        let program = program(scenario);
        for cut in [0, 1, 20, 60, 90, 150] {
            let config = Config {
                max_steps: 20_000,
                ..support::config("random", 3)
            };
            let mut run = Run::new(
                Machine::boot(Arc::clone(&program), config),
                support::policy("random", 3),
            );
            while run.machine.steps() < cut && run.turn().expect("nobody is asked who cannot move")
            {
            }
            run.machine.take_output();
            let bytes = postcard::to_stdvec(&run.machine).expect("a machine is plain data");
            let mut back: Machine = postcard::from_bytes(&bytes).expect("it reads what it wrote");
            back.attach(&program);
            assert_eq!(
                back.fingerprint(),
                run.machine.fingerprint(),
                "{} at {cut}",
                scenario.name
            );
            back.watch(true);
            run.machine.watch(true);
            let first = support::to_end(run.machine, support::policy("random", 3), PATIENCE);
            let again = support::to_end(back, support::policy("random", 3), PATIENCE);
            if let Some(words) = differs(&first, &again) {
                return Some(format!("{} at {cut}: {words}", scenario.name));
            }
        }
        None
    });
    let count = answers.len();
    complain(
        &answers
            .into_iter()
            .filter_map(|answer| answer.unwrap_or_else(Some))
            .collect::<Vec<_>>(),
        count,
    );
}

/// The fix switched at this and at every other step of a run, on and off: what came of it comes of it again.
#[test]
fn a_fix_switched_at_any_single_step_replays() {
    let (mut steps, mut toggles) = (0, 0);
    for name in ["lost_update", "bank_transfer", "condition_if"] {
        let scenario = library::find(name).expect("it is in the library");
        let program = support::on_large_stack(|| program(scenario));
        for (seed, on_at_first) in [(1, false), (2, true), (3, false), (4, true)] {
            let fix = program.fixes[0].name.clone();
            let config = Config {
                fixes: vec![on_at_first],
                ..support::config("random", seed)
            };
            let mut run = Run::new(
                Machine::boot(Arc::clone(&program), config.clone()),
                support::policy("random", seed),
            );
            let mut moments = Vec::new();
            loop {
                moments.push(Mutex::new(run.clone()));
                if !run.turn().expect("nobody is asked who cannot move") {
                    break;
                }
            }
            steps += moments.len() - 1;
            let answers = for_all(&moments, |moment| {
                let mut switched = moment.lock().expect("nobody else has it").clone();
                switched.machine.toggle(FixId(0), !on_at_first);
                switched.schedule.push(Choice::Toggle {
                    fix: fix.clone(),
                    on: !on_at_first,
                });
                switched
                    .to_end(|_| std::ops::ControlFlow::Continue(()))
                    .expect("nobody is asked who cannot move");
                let text = switched.schedule.to_string();
                let script = text.parse().expect("a schedule reads what it prints");
                let mut again = Run::new(
                    Machine::boot(Arc::clone(&program), config.clone()),
                    Policy::scripted(script, Policy::Hand),
                );
                let ending = again.to_end(|_| std::ops::ControlFlow::Continue(()));
                assert_eq!(
                    ending.map(racewalk::simulate::Ending::name),
                    Ok(name_of(&switched.machine)),
                    "--schedule '{text}'"
                );
                assert_eq!(
                    again.machine.fingerprint(),
                    switched.machine.fingerprint(),
                    "--schedule '{text}'"
                );
                assert_eq!(
                    again.machine.steps(),
                    switched.machine.steps(),
                    "--schedule '{text}'"
                );
                for watched in &scenario.watch {
                    let value = |machine: &Machine| {
                        let process = machine.process(Pid(0));
                        let value = process.global(process.program.main, watched);
                        value.map(|value| racewalk::simulate::inspect::repr(process, value))
                    };
                    assert_eq!(
                        value(&again.machine),
                        value(&switched.machine),
                        "--schedule '{text}'"
                    );
                }
            });
            toggles += answers.len();
            let failures: Vec<String> = answers.into_iter().filter_map(Result::err).collect();
            complain(&failures, moments.len());
        }
    }
    println!(
        "{toggles} toggles, at every one of {steps} steps and before the first, each run to its end and replayed"
    );
    assert!(steps > 1000, "{steps} steps");
}

fn name_of(machine: &Machine) -> &'static str {
    racewalk::simulate::Ending::of(machine).map_or("deadlock", racewalk::simulate::Ending::name)
}

/// One thing that somebody does at the screen.
#[derive(Clone, Debug)]
enum Act {
    Step(usize),
    Play(u64, u64),
    Go(u64),
    Back(u64),
    Toggle(bool),
    Switch(usize),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0_usize..4).prop_map(Act::Step),
        2 => (0_u64..4, 1_u64..60).prop_map(|(seed, steps)| Act::Play(seed, steps)),
        2 => (0_u64..300).prop_map(Act::Go),
        2 => (1_u64..40).prop_map(Act::Back),
        1 => any::<bool>().prop_map(Act::Toggle),
        1 => (0_usize..6).prop_map(Act::Switch),
    ]
}

fn perform(timeline: &mut Timeline, act: &Act, fix: &str) {
    match *act {
        Act::Step(which) => {
            let tasks: Vec<Task> = timeline.here().tasks();
            if let Some(&task) = tasks.get(which % tasks.len().max(1)) {
                // One that waits refuses, and nothing has changed then.
                let _ = timeline.step(task);
            }
        }
        Act::Play(seed, steps) => {
            timeline
                .play(&mut support::policy("random", seed), steps)
                .expect("nobody is asked who cannot move");
        }
        Act::Go(moment) => timeline.go(moment),
        Act::Back(steps) => timeline.go(timeline.moment().saturating_sub(steps)),
        Act::Toggle(on) => timeline.toggle(fix, on),
        Act::Switch(branch) => timeline.switch(branch, None),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn back_and_forth_is_the_identity(
        scenario in 0_usize..3,
        acts in proptest::collection::vec(act(), 1..40),
        visits in proptest::collection::vec(0_u64..400, 1..6),
    ) {
        let scenario = library::find(["lost_update", "bank_transfer", "condition_if"][scenario]).expect("it is there");
        let program = support::on_large_stack(|| program(scenario));
        let fix = program.fixes[0].name.clone();
        let config = Config { fixes: vec![false], ..support::config("random", 0) };
        let mut timeline = Timeline::new(Machine::boot(Arc::clone(&program), config.clone()));
        for act in &acts {
            perform(&mut timeline, act, &fix);
            let branch = timeline.branch();
            let moment = timeline.moment();
            let fingerprint = timeline.here().clone().fingerprint();
            let now = timeline.here().now();
            // Its schedule leads here from the start.
            let text = timeline.schedule().to_string();
            let mut run = Run::new(
                Machine::boot(Arc::clone(&program), config.clone()),
                Policy::scripted(text.parse().expect("a schedule reads what it prints"), Policy::Hand),
            );
            let toggles = timeline.schedule().choices().iter().filter(|choice| matches!(choice, Choice::Toggle { .. })).count();
            let mut toggled = 0;
            while run.machine.steps() < moment || toggled < toggles {
                prop_assert_eq!(run.turn(), Ok(true), "{}", text);
                toggled = run.schedule.choices().iter().filter(|choice| matches!(choice, Choice::Toggle { .. })).count();
            }
            prop_assert_eq!(run.machine.steps(), moment, "{}", text);
            prop_assert_eq!(run.machine.fingerprint(), fingerprint, "{}", text);
            prop_assert_eq!(run.machine.now(), now, "{}", text);
            prop_assert_eq!(run.machine.status(), timeline.here().status(), "{}", text);
            // Elsewhere and back.
            for &visit in &visits {
                timeline.go(visit);
            }
            timeline.go(moment);
            prop_assert_eq!(timeline.branch(), branch);
            // At the moment itself, what is toggled there belongs to it; a branch that begins here shares it.
            prop_assert_eq!(timeline.moment(), moment);
            prop_assert_eq!(timeline.here().clone().fingerprint(), fingerprint, "back at {} of {}", moment, text);
        }
    }
}

/// Makes small programs with two or three threads that share all kinds of things.
struct Generator {
    state: u64,
}

impl Generator {
    fn new(seed: u64) -> Self {
        Self {
            state: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x2545_f491_4f6c_dd1d,
        }
    }

    /// Below `bound`, by xorshift.
    fn below(&mut self, bound: u64) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state % bound
    }

    fn program(&mut self) -> String {
        let threads = 2 + self.below(2);
        let mut text = String::from(
            "import queue\nimport random\nimport threading\nimport time\n\n\
             x = 0\ny = 1\nitems = []\ntable = {}\n\
             a = threading.Lock()\nb = threading.RLock()\nroom = threading.Semaphore(2)\nready = threading.Event()\n\
             changed = threading.Condition()\nline = queue.Queue(2)\nmine = threading.local()\n\n\n",
        );
        for thread in 0..threads {
            text.push_str(&format!(
                "def work{thread}(name):\n    global x, y\n    mine.name = name\n"
            ));
            for _ in 0..2 + self.below(4) {
                self.statement(1, 3, &mut text);
            }
            text.push_str("\n\n");
        }
        let names: Vec<String> = (0..threads).map(|thread| format!("work{thread}")).collect();
        text.push_str(&format!(
            "threads = [threading.Thread(target=work, args=(work.__name__,)) for work in ({})]\n",
            names.join(", ")
        ));
        text.push_str("for thread in threads:\n    thread.start()\n");
        self.statement(0, 2, &mut text);
        let timeout = if self.below(3) == 0 { "0.5" } else { "" };
        text.push_str(&format!(
            "for thread in threads:\n    thread.join({timeout})\n"
        ));
        text.push_str("print(x, y, items, sorted(table.items()), line.qsize(), ready.is_set())\n");
        text
    }

    fn statement(&mut self, indent: usize, depth: u64, out: &mut String) {
        let pad = "    ".repeat(indent);
        let number = 1 + self.below(3);
        let simple = 14;
        let kind = self.below(if depth == 0 { simple } else { simple + 6 });
        let plain: String = match kind {
            0 => format!("x += {number}"),
            1 => format!("x, y = y, x + {number}"),
            2 => format!("items.append(x * {number})"),
            3 => format!("table[{number}] = table.get({number}, 0) + 1"),
            4 => format!("time.sleep({})", number as f64 / 1000.0),
            5 => format!("print('step {number}', x)"),
            6 => "ready.set()".to_owned(),
            7 => format!("y += int(ready.wait(0.00{number}))"),
            8 => format!("line.put({number}, timeout=0.00{number})"),
            9 => format!("items.append(line.get(timeout=0.0{number}))"),
            10 => format!("y = random.randint(1, {number})"),
            11 => "items.append(sum(items[-2:]))".to_owned(),
            12 => "table[9] = list(items)".to_owned(),
            13 => "x = len(items) + len(table)".to_owned(),
            _ => {
                let head = match kind - simple {
                    0 => "with a:".to_owned(),
                    1 => "with b:".to_owned(),
                    2 => "with room:".to_owned(),
                    3 => format!("for round in range({number}):"),
                    4 => format!("if x % {} == 0:", number + 1),
                    _ => {
                        let line = match self.below(2) {
                            0 => "changed.notify_all()".to_owned(),
                            _ => format!("changed.wait(0.00{number})"),
                        };
                        out.push_str(&format!("{pad}with changed:\n{pad}    {line}\n"));
                        return;
                    }
                };
                out.push_str(&format!("{pad}{head}\n"));
                for _ in 0..=self.below(2) {
                    self.statement(indent + 1, depth - 1, out);
                }
                return;
            }
        };
        if plain.starts_with("line.put") || plain.contains("line.get") {
            let error = if plain.contains("put") {
                "Full"
            } else {
                "Empty"
            };
            out.push_str(&format!(
                "{pad}try:\n{pad}    {plain}\n{pad}except queue.{error}:\n{pad}    y -= 1\n"
            ));
        } else {
            out.push_str(&format!("{pad}{plain}\n"));
        }
    }
}
