//! What all processes see: the clock, what was written, and alarms. It never blocks and never reads a clock; who is
//! not answered is still waiting.

mod alarms;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use alarms::Alarms;

use crate::base::{Pid, Task, Time};
use crate::machine::effect::{Answer, Clock, Order, Syscall};

/// Where the virtual clock starts unless the user says otherwise: 2024-01-01 00:00:00 UTC, in seconds since 1970.
pub const BEGINNING: i64 = 1_704_067_200;

/// Something written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chunk {
    pub by: Task,
    /// 1 for stdout, 2 for stderr.
    pub stream: u8,
    pub at: Time,
    pub text: Arc<str>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Kernel {
    /// Nanoseconds from 1970 to the beginning of the run.
    pub began: i64,
    /// In the order in which it was written. A clone shares it.
    pub output: Arc<Vec<Chunk>>,
    pub alarms: Alarms,
    /// Time that each process has spent moving.
    busy: BTreeMap<Pid, Time>,
}

impl Default for Kernel {
    fn default() -> Self {
        Self::new(BEGINNING * 1_000_000_000)
    }
}

impl Kernel {
    /// `began`: nanoseconds from 1970 to the beginning of the run.
    pub fn new(began: i64) -> Self {
        Self {
            began,
            output: Arc::default(),
            alarms: Alarms::default(),
            busy: BTreeMap::new(),
        }
    }

    /// A question from a task. Orders say what is to be done about it, and about others that it concerns.
    pub fn ask(&mut self, task: Task, call: Syscall, now: Time) -> Vec<Order> {
        let answer = match call {
            Syscall::Write { stream, text } => {
                Arc::make_mut(&mut self.output).push(Chunk {
                    by: task,
                    stream,
                    at: now,
                    text: text.into(),
                });
                Answer::Done
            }
            Syscall::Clock(clock) => Answer::Nanoseconds(self.read(clock, task.pid, now)),
        };
        vec![Order::Answer { task, answer }]
    }

    fn read(&self, clock: Clock, pid: Pid, now: Time) -> i64 {
        let nanoseconds = |time: Time| i64::try_from(time.0).unwrap_or(i64::MAX);
        match clock {
            Clock::Wall => self.began.saturating_add(nanoseconds(now)),
            Clock::Monotonic => nanoseconds(now),
            Clock::Process => nanoseconds(self.busy.get(&pid).copied().unwrap_or_default()),
        }
    }

    /// A process has moved for so long; what its own clock shows.
    pub fn spent(&mut self, pid: Pid, span: Time) {
        *self.busy.entry(pid).or_default() += span;
    }

    /// All that was written to a stream.
    pub fn text(&self, stream: u8) -> String {
        let written = self.output.iter().filter(|chunk| chunk.stream == stream);
        written.map(|chunk| &*chunk.text).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_are_arithmetic_and_writing_is_remembered() {
        let mut kernel = Kernel::new(1_000);
        let mut ask = |call| kernel.ask(Task::MAIN, call, Time(7));
        let nanoseconds = |number| {
            vec![Order::Answer {
                task: Task::MAIN,
                answer: Answer::Nanoseconds(number),
            }]
        };
        assert_eq!(ask(Syscall::Clock(Clock::Wall)), nanoseconds(1_007));
        assert_eq!(ask(Syscall::Clock(Clock::Monotonic)), nanoseconds(7));
        assert_eq!(ask(Syscall::Clock(Clock::Process)), nanoseconds(0));
        ask(Syscall::Write {
            stream: 1,
            text: "a".into(),
        });
        assert_eq!(
            (kernel.text(1), kernel.text(2)),
            ("a".into(), String::new())
        );
    }
}
