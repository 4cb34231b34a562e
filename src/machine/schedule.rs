//! A run is a schedule: the choices that were made, in order. Its text form is words between blanks:
//!
//! | word | means |
//! | --- | --- |
//! | `1*7` | the worker `1` moves seven steps; `1` alone is one step, `main` is the main thread |
//! | `2!` | the timed wait of worker `2` comes to its end |
//! | `+lock` · `-lock` | the fix `lock` is switched on, off |

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::base::Task;

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Choice {
    /// A worker moves so many steps.
    Run { task: Task, steps: u64 },
    /// A timed wait comes to its end.
    Expire(Task),
    /// A fix is switched.
    Toggle { fix: String, on: bool },
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
        let steps = |choice: &Choice| match choice {
            Choice::Run { steps, .. } => *steps,
            Choice::Expire(_) | Choice::Toggle { .. } => 0,
        };
        self.choices.iter().map(steps).sum()
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
        if let Some(task) = word.strip_suffix('!') {
            return Ok(Self::Expire(worker(task)?));
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
            "main*40 1*7 2*3 +lock 2! -lock",
            Ok("main*40 1*7 2*3 +lock 2! -lock"),
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
