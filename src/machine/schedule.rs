//! A run is a schedule: the choices that were made, in order. Its text form is words between blanks:
//!
//! | word | means |
//! | --- | --- |
//! | `1*7` | the worker `1` moves seven steps; `1` alone is one step, `main` is the main thread |
//! | `2!` | the timed wait of worker `2` comes to its end |
//! | `+lock` · `-lock` | the fix `lock` is switched on, off |
//! | `kill:2` · `kill:2:15` | process 2 is killed, by signal 9 or the one named |
//! | `loose` | from here on time orders nothing: timed waits end when the schedule says so, and clocks stand still |
//! | `wake-any` | from here on a `notify` wakes whoever of those that wait moves first, and not who has waited longest |
//!
//! The log of a live run is a schedule too, and needs a few words more:
//!
//! | word | means |
//! | --- | --- |
//! | `<2` | process 2 receives the next of what the kernel has sent it |
//! | `=2.1` | worker `2.1` has the answer to its question, before all else that is on its way to its process |
//! | `@1500` | the clock shows 1500 nanoseconds since the start |
//! | `2.main#4711` | the operating system calls this worker 4711 |
//! | `simulate` | from here on the machine goes its own way |

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::base::{Pid, Task, Time};

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Choice {
    /// A worker moves so many steps.
    Run { task: Task, steps: u64 },
    /// A timed wait comes to its end.
    Expire(Task),
    /// A fix is switched.
    Toggle { fix: String, on: bool },
    /// A process is killed from outside.
    Kill { pid: Pid, signal: u8 },
    /// A process receives the next of what the kernel has sent it.
    Receive(Pid),
    /// Time has passed to this, since the start.
    Time(Time),
    /// What the operating system calls a worker.
    Name { task: Task, os_id: u32 },
    /// What was a live run goes on as the machine's own.
    Simulate,
    /// From here on time orders nothing.
    Loose,
    /// From here on a notify wakes any of those who wait.
    WakeAny,
    /// A worker has the answer to what it asked, before all else that is on its way to its process.
    Answer(Task),
}

impl Choice {
    /// How many steps it takes.
    pub fn steps(&self) -> u64 {
        match self {
            Self::Run { steps, .. } => *steps,
            Self::Expire(_)
            | Self::Toggle { .. }
            | Self::Kill { .. }
            | Self::Receive(_)
            | Self::Answer(_)
            | Self::Time(_)
            | Self::Name { .. }
            | Self::Simulate
            | Self::Loose
            | Self::WakeAny => 0,
        }
    }
}

/// Choices in order. Runs of one worker are one choice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Schedule {
    choices: Vec<Choice>,
}

impl Schedule {
    pub fn choices(&self) -> &[Choice] {
        &self.choices
    }

    pub fn is_empty(&self) -> bool {
        self.choices.is_empty()
    }

    /// Choices, a run of one worker counting as one.
    pub fn len(&self) -> usize {
        self.choices.len()
    }

    /// Steps of all workers together.
    pub fn steps(&self) -> u64 {
        self.choices.iter().map(Choice::steps).sum()
    }

    /// Adds a choice at the end, to the last run where it goes on with that.
    pub fn push(&mut self, choice: Choice) {
        match (choice, self.choices.last_mut()) {
            (Choice::Run { steps: 0, .. }, _) => {}
            (
                Choice::Run { task, steps },
                Some(Choice::Run {
                    task: last,
                    steps: so_far,
                }),
            ) if task == *last => {
                *so_far = so_far.saturating_add(steps);
            }
            (choice, _) => self.choices.push(choice),
        }
    }

    /// One more step of a worker.
    pub fn step(&mut self, task: Task) {
        self.push(Choice::Run { task, steps: 1 });
    }
}

impl FromIterator<Choice> for Schedule {
    fn from_iter<I: IntoIterator<Item = Choice>>(choices: I) -> Self {
        let mut schedule = Self::default();
        choices.into_iter().for_each(|choice| schedule.push(choice));
        schedule
    }
}

impl fmt::Display for Choice {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Run { task, steps: 1 } => write!(out, "{task}"),
            Self::Run { task, steps } => write!(out, "{task}*{steps}"),
            Self::Expire(task) => write!(out, "{task}!"),
            Self::Toggle { fix, on } => write!(out, "{}{fix}", if *on { '+' } else { '-' }),
            Self::Kill { pid, signal: 9 } => write!(out, "kill:{}", pid.0),
            Self::Kill { pid, signal } => write!(out, "kill:{}:{signal}", pid.0),
            Self::Receive(pid) => write!(out, "<{}", pid.0),
            Self::Answer(task) => write!(out, "={task}"),
            Self::Time(time) => write!(out, "@{}", time.0),
            Self::Name { task, os_id } => write!(out, "{task}#{os_id}"),
            Self::Simulate => out.write_str("simulate"),
            Self::Loose => out.write_str("loose"),
            Self::WakeAny => out.write_str("wake-any"),
        }
    }
}

impl fmt::Display for Schedule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, choice) in self.choices.iter().enumerate() {
            if number > 0 {
                out.write_str(" ")?;
            }
            write!(out, "{choice}")?;
        }
        Ok(())
    }
}

/// Why a text is no schedule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("word {number} of the schedule, `{word}` (character {character}): {expected}")]
pub struct NoSchedule {
    /// Which word, from 1.
    pub number: usize,
    /// Where it begins, in characters from 1.
    pub character: usize,
    pub word: String,
    /// What would have been right.
    pub expected: String,
}

impl FromStr for Choice {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        if let Some(fix) = word.strip_prefix(['+', '-']) {
            if fix.is_empty() {
                return Err("expected the name of a fix after the sign, as in `+lock`".into());
            }
            return Ok(Self::Toggle {
                fix: fix.to_owned(),
                on: word.starts_with('+'),
            });
        }
        if word == "simulate" {
            return Ok(Self::Simulate);
        }
        if word == "loose" {
            return Ok(Self::Loose);
        }
        if word == "wake-any" {
            return Ok(Self::WakeAny);
        }
        if let Some(task) = word.strip_suffix('!') {
            return Ok(Self::Expire(worker(task)?));
        }
        if let Some(rest) = word.strip_prefix("kill:") {
            let (pid, signal) = rest.split_once(':').unwrap_or((rest, "9"));
            let (Ok(pid), Ok(signal @ 1..=64)) = (pid.parse(), signal.parse()) else {
                return Err(
                    "expected a process and perhaps a signal, as in `kill:2` or `kill:2:15`".into(),
                );
            };
            let pid = Pid(pid);
            return Ok(Self::Kill { pid, signal });
        }
        if let Some(pid) = word.strip_prefix('<') {
            let pid = pid.parse().map_err(|_| "expected a process, as in `<2`")?;
            return Ok(Self::Receive(Pid(pid)));
        }
        if let Some(task) = word.strip_prefix('=') {
            return Ok(Self::Answer(worker(task)?));
        }
        if let Some(time) = word.strip_prefix('@') {
            let time = time
                .parse()
                .map_err(|_| "expected nanoseconds, as in `@1500`")?;
            return Ok(Self::Time(Time(time)));
        }
        if let Some((task, os_id)) = word.split_once('#') {
            let os_id = os_id
                .parse()
                .map_err(|_| format!("expected a number after `#`, as in `{task}#4711`"))?;
            let task = worker(task)?;
            return Ok(Self::Name { task, os_id });
        }
        let (task, steps) = match word.split_once('*') {
            Some((task, steps)) => (task, steps),
            None => (word, "1"),
        };
        let task = worker(task)?;
        match steps.parse() {
            Ok(steps) if steps > 0 => Ok(Self::Run { task, steps }),
            _ => Err(format!(
                "expected a number of steps after `*`, as in `{task}*3`"
            )),
        }
    }
}

fn worker(text: &str) -> Result<Task, String> {
    text.parse().map_err(|_| {
        "expected a worker (`main`, `1`, `2.main`), perhaps with `*steps` or `!`, or a fix (`+lock`, `-lock`)".into()
    })
}

impl FromStr for Schedule {
    type Err = NoSchedule;

    fn from_str(text: &str) -> Result<Self, NoSchedule> {
        let mut schedule = Self::default();
        for (number, word) in text.split_whitespace().enumerate() {
            let choice = word.parse().map_err(|expected| {
                let offset = word.as_ptr() as usize - text.as_ptr() as usize;
                NoSchedule {
                    number: number + 1,
                    character: text[..offset].chars().count() + 1,
                    word: word.to_owned(),
                    expected,
                }
            })?;
            schedule.push(choice);
        }
        Ok(schedule)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::{Pid, Tid};

    fn check(text: &str, expected: Result<&str, &str>) {
        match (text.parse::<Schedule>(), expected) {
            (Ok(schedule), Ok(expected)) => assert_eq!(schedule.to_string(), expected, "{text}"),
            (Err(error), Err(expected)) => {
                let error = error.to_string();
                assert!(error.contains(expected), "{text}: {error}");
            }
            (found, expected) => panic!("{text}: {found:?}, expected {expected:?}"),
        }
    }

    #[test]
    fn it_reads_what_it_prints_and_says_what_it_cannot_read() {
        check(
            "main*40 1*7 2*3 +lock 2! -lock kill:2 kill:1:15 <2 =2.1 @1500 2.main#4711 simulate loose wake-any",
            Ok(
                "main*40 1*7 2*3 +lock 2! -lock kill:2 kill:1:15 <2 =2.1 @1500 2.main#4711 simulate loose wake-any",
            ),
        );
        check(" 1 1  1*2\n2.main ", Ok("1*4 2.main"));
        check("", Ok(""));
        check(
            "main 1*x",
            Err("word 2 of the schedule, `1*x` (character 6): expected a number of steps"),
        );
        check("1*0", Err("expected a number of steps"));
        check("1 + 2", Err("word 2"));
        check("äh!", Err("expected a worker"));
        check("kill:x", Err("expected a process and perhaps a signal"));
        check("1#x", Err("expected a number after `#`"));
    }

    fn choice() -> impl Strategy<Value = Choice> {
        let task = || {
            (0u32..3, 0u32..5).prop_map(|(pid, tid)| Task {
                pid: Pid(pid),
                tid: Tid(tid),
            })
        };
        prop_oneof![
            (task(), 1u64..100).prop_map(|(task, steps)| Choice::Run { task, steps }),
            task().prop_map(Choice::Expire),
            (0u32..3, 1u8..64).prop_map(|(pid, signal)| Choice::Kill {
                pid: Pid(pid),
                signal
            }),
            (0u32..3).prop_map(|pid| Choice::Receive(Pid(pid))),
            task().prop_map(Choice::Answer),
            any::<u64>().prop_map(|time| Choice::Time(Time(time))),
            (task(), any::<u32>()).prop_map(|(task, os_id)| Choice::Name { task, os_id }),
            ("[a-z][a-z0-9_-]{0,8}", any::<bool>())
                .prop_map(|(fix, on)| Choice::Toggle { fix, on }),
        ]
    }

    proptest! {
        #[test]
        fn every_schedule_reads_back_as_it_is_printed(choices in proptest::collection::vec(choice(), 0..40)) {
            let schedule: Schedule = choices.into_iter().collect();
            prop_assert_eq!(schedule.to_string().parse::<Schedule>(), Ok(schedule));
        }
    }
}
