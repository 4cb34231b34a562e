//! A run as an answer to a task such as "find a schedule on which this program halts": it is done again, and judged by what
//! the machine does. Nothing that the program prints, and nothing that the file says of itself, can change that.
//!
//! With a program, the run must be one of that program with the fixes that were asked for: switching a fix or killing a
//! process changes the task and is refused. Where the schedule is over and the program is not, it goes on as `racewalk
//! run FILE --schedule` does.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use crate::cli::args::{self, EndingName};
use crate::cli::check::judge::{self, Rules};
use crate::cli::check::{About, Claim, Extra, File, Grade, Variant, paths};
use crate::cli::{Failure, compile, explore, files, fixes, outcome, run};
use crate::code::Program;
use crate::machine::class;
use crate::machine::effect::Limit;
use crate::machine::event::Event;
use crate::machine::schedule::{Choice, Schedule};
use crate::machine::value::Value;
use crate::machine::world::{Config, Machine};
use crate::scenario::Scenario;
use crate::simulate::{Ending, Policy, Recording, Run, recording};
use crate::view::Language;

pub(crate) fn judge(path: &Path, arguments: &args::Check, rules: &Rules) -> Result<File, Failure> {
    let program = match arguments.paths.as_slice() {
        [] => None,
        [program] => Some(program.as_path()),
        _ => {
            let words = "a submission is a run of one program: name one PATH".to_owned();
            return Err(Failure::Usage(words));
        }
    };
    let shown = path.to_string_lossy().into_owned();
    // What the one who grades got wrong is said to them; what the one who answers did, is in the result.
    let task = program
        .map(|program| Task::of(program, arguments, rules))
        .transpose()?;
    let judged = Answer::read(path).and_then(|answer| {
        let task = match task {
            Some(task) => answer.within(task)?,
            None => answer.alone()?,
        };
        task.judge(arguments, rules)
    });
    Ok(match judged {
        Ok(claim) => File {
            path: shown,
            has_marks: false,
            claims: vec![claim],
            trouble: None,
        },
        Err(failure) => {
            let mut file = File::trouble(&shown, String::new());
            file.trouble = Some(judge::trouble(&failure, &shown));
            file
        }
    })
}

/// A program, how it is run, and the schedule.
struct Task {
    scenario: Scenario,
    program: Arc<Program>,
    fixes: Vec<String>,
    config: Config,
    schedule: Schedule,
}

impl Task {
    fn of(path: &Path, arguments: &args::Check, rules: &Rules) -> Result<Self, Failure> {
        let Some(target) = paths::target(path).into_iter().next() else {
            return Err(Failure::Usage(format!("{}: no such file", path.display())));
        };
        let scenario = judge::scenario(&target)?;
        let program = compile::compile(&scenario)?;
        let fixes = fixes::chosen(&scenario, &program, &arguments.submission.fixes)?;
        let config = explore::config(&scenario, &program, &fixes, rules.profile, 0)?;
        Ok(Self {
            scenario,
            program: Arc::new(program),
            fixes,
            config,
            schedule: Schedule::default(),
        })
    }

    fn judge(self, arguments: &args::Check, rules: &Rules) -> Result<Claim, Failure> {
        let schedule = self.schedule.to_string();
        let steps = self.schedule.steps();
        let mut config = self.config;
        config.max_steps = config.max_steps.max(steps.saturating_add(1));
        let mut machine = Machine::boot(Arc::clone(&self.program), config);
        machine.watch(true);
        let then = Policy::named("cpython", 0).expect("there is such a policy");
        let mut run = Run::new(machine, Policy::scripted(self.schedule, then));
        let deadline = Instant::now().checked_add(rules.time_limit);
        let mut raised: Vec<Raised> = Vec::new();
        let ended = run.to_end(|machine| {
            raised.extend(uncaught(machine));
            machine.take_output();
            if deadline.is_some_and(|deadline| Instant::now() >= deadline) {
                return ControlFlow::Break(Limit::Time);
            }
            ControlFlow::Continue(())
        });
        let ending = ended.map_err(|refused| {
            Failure::Usage(format!(
                "the schedule cannot be followed after step {}: {refused}",
                run.machine.steps()
            ))
        })?;
        raised.extend(uncaught(&mut run.machine));
        let language = rules.language;
        let said = outcome::words(&run.machine, ending, language);
        let (grade, bound) = match (holds(arguments.submission.expect, ending, &raised), ending) {
            (true, _) => (Grade::Pass, None),
            (false, Ending::Limit(Limit::Time)) => (Grade::Undecided, Some("time")),
            (false, Ending::Limit(_)) => (Grade::Undecided, Some("machine")),
            (false, _) => (Grade::Fail, None),
        };
        let what = match (language, ending) {
            (_, Ending::Deadlock | Ending::Limit(_)) => said.unwrap_or_default(),
            (Language::En, ending) => format!("the run ends: {}", ending.name()),
            (Language::Zh, ending) => format!("运行的结局：{}", ending.name()),
        };
        let words: Vec<String> = raised.into_iter().map(|raised| raised.class).collect();
        Ok(Claim {
            about: About::Submission,
            variant: Variant::Fixes(self.fixes),
            line: None,
            grade,
            states: None,
            bound,
            missing: Vec::new(),
            extra: vec![Extra {
                what,
                words: words.join(", "),
                places: Vec::new(),
                preemptions: 0,
                schedule,
            }],
        })
    }
}

fn holds(expected: EndingName, ending: Ending, raised: &[Raised]) -> bool {
    let assertion = raised.iter().any(|raised| raised.assertion);
    let exception = !raised.is_empty() || matches!(ending, Ending::Exception { .. });
    match expected {
        EndingName::Wrong => ending == Ending::Deadlock || exception,
        EndingName::Deadlock => ending == Ending::Deadlock,
        EndingName::Exception => exception,
        EndingName::Assertion => assertion,
        EndingName::Finished => matches!(ending, Ending::Finished { .. }) && !exception,
    }
}

/// An exception that nobody caught.
struct Raised {
    class: String,
    assertion: bool,
}

fn uncaught(machine: &mut Machine) -> Vec<Raised> {
    let told = machine.take_told();
    told.iter()
        .filter_map(|told| match told.event {
            Event::Ended {
                uncaught: Some(Value::Object(id)),
            } => {
                let process = machine.process(told.by.pid);
                let class = process.class(process.heap.class(id));
                let name = process.names.text(class.name).to_string();
                (!class.mro.contains(&class::SYSTEM_EXIT)).then(|| Raised {
                    class: name,
                    assertion: class.mro.contains(&class::ASSERTION_ERROR),
                })
            }
            _ => None,
        })
        .collect()
}

/// What was handed in.
enum Answer {
    Recording(Box<Recording>),
    Text(Schedule),
}

impl Answer {
    fn read(path: &Path) -> Result<Self, Failure> {
        let bytes = files::bytes(path, recording::LONGEST)?;
        if bytes.starts_with(b"RACEWALK") {
            let recording = Recording::read(&bytes).map_err(|damaged| {
                Failure::Usage(format!("the recording is damaged: {damaged}"))
            })?;
            return Ok(Self::Recording(Box::new(recording)));
        }
        let Ok(text) = String::from_utf8(bytes) else {
            return Err(Failure::Usage(
                "this is neither a recording nor a text".to_owned(),
            ));
        };
        let lines: Vec<&str> = text
            .trim_start_matches('\u{feff}')
            .lines()
            .filter(|line| !line.trim_start().starts_with('#'))
            .collect();
        let schedule = lines
            .join("\n")
            .parse()
            .map_err(|error| Failure::Usage(format!("{error}")))?;
        Ok(Self::Text(schedule))
    }

    /// As a run of this program, with these fixes.
    fn within(self, mut task: Task) -> Result<Task, Failure> {
        match self {
            Self::Text(schedule) => task.schedule = schedule,
            Self::Recording(recording) => {
                if recording.source != task.scenario.source {
                    let words = "this is a run of another program, or of another version of it";
                    return Err(Failure::Usage(words.to_owned()));
                }
                let asked = task.config;
                task.config = Config {
                    // What makes the task easier or harder is the task's.
                    fixes: asked.fixes,
                    limits: asked.limits,
                    max_steps: asked.max_steps,
                    ..recording.config
                };
                task.schedule = recording.schedule;
            }
        }
        for choice in task.schedule.choices() {
            let refused = match choice {
                Choice::Toggle { fix, .. } => format!("the fix `{fix}` is switched on the way"),
                Choice::Kill { .. } => "a process is killed on the way".to_owned(),
                Choice::WakeAny => "a notify wakes another one than it would".to_owned(),
                Choice::Run { .. }
                | Choice::Expire(_)
                | Choice::Receive(_)
                | Choice::Answer(_)
                | Choice::Time(_)
                | Choice::Name { .. }
                | Choice::Simulate
                | Choice::Loose => continue,
            };
            return Err(Failure::Usage(format!(
                "{refused}: the run may only say who moves when"
            )));
        }
        Ok(task)
    }

    /// As it was recorded.
    fn alone(self) -> Result<Task, Failure> {
        match self {
            Self::Text(_) => Err(Failure::Usage(
                "a schedule alone does not say of which program: name its PATH, too".to_owned(),
            )),
            Self::Recording(recording) => {
                let scenario =
                    Scenario::read(&recording.file, &recording.source).map_err(|findings| {
                        Failure::Findings {
                            findings,
                            source: recording.source.clone(),
                        }
                    })?;
                let program = compile::compile(&scenario)?;
                let schedule = run::schedule(&recording.schedule.to_string(), &program)?;
                Ok(Task {
                    scenario,
                    program: Arc::new(program),
                    fixes: recording.fixes,
                    config: recording.config,
                    schedule,
                })
            }
        }
    }
}
