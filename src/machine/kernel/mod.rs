//! What all processes see: the clocks, what was written, and the alarms. It never blocks and never reads a clock; who
//! is not answered is still waiting.

mod alarms;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use alarms::Alarms;

use crate::base::{Pid, Task, Time};
use crate::machine::effect::{Answer, Clock, Order, Syscall};

/// Text that left a process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    pub by: Task,
    pub stream: u8,
    pub text: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Kernel {
    /// The wall clock when the run began: nanoseconds since 1970.
    began: Time,
    pub alarms: Alarms,
    /// How long each process has computed.
    busy: BTreeMap<Pid, Time>,
    /// Written, and not yet taken by whoever drives.
    #[serde(skip)]
    output: Vec<Output>,
}

impl Kernel {
    pub fn new(began: Time) -> Self {
        Self {
            began,
            alarms: Alarms::default(),
            busy: BTreeMap::new(),
            output: Vec::new(),
        }
    }

    /// What follows from a question asked at `now`, measured from the start of the run.
    pub fn ask(&mut self, task: Task, call: Syscall, now: Time) -> Vec<Order> {
        let answer = match call {
            Syscall::Write { stream, text } => {
                self.write(Output {
                    by: task,
                    stream,
                    text,
                });
                Answer::Done
            }
            Syscall::Clock(clock) => Answer::Nanoseconds(self.read(clock, task.pid, now)),
        };
        vec![Order::Answer { task, answer }]
    }

    fn read(&self, clock: Clock, pid: Pid, now: Time) -> i64 {
        let time = match clock {
            Clock::Wall => self.began + now,
            Clock::Monotonic => now,
            Clock::Process => self.busy.get(&pid).copied().unwrap_or_default(),
        };
        i64::try_from(time.0).unwrap_or(i64::MAX)
    }

    pub fn write(&mut self, output: Output) {
        self.output.push(output);
    }

    /// What was written since this was last asked.
    pub fn take_output(&mut self) -> Vec<Output> {
        std::mem::take(&mut self.output)
    }

    /// A process has computed for so long.
    pub fn spent(&mut self, pid: Pid, span: Time) {
        *self.busy.entry(pid).or_default() += span;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_are_arithmetic_and_what_is_written_is_kept_until_it_is_taken() {
        let mut kernel = Kernel::new(Time(1_000));
        let mut ask = |call| kernel.ask(Task::MAIN, call, Time(7));
        let answer = |answer| {
            vec![Order::Answer {
                task: Task::MAIN,
                answer,
            }]
        };
        let wall = ask(Syscall::Clock(Clock::Wall));
        assert_eq!(wall, answer(Answer::Nanoseconds(1_007)));
        let monotonic = ask(Syscall::Clock(Clock::Monotonic));
        assert_eq!(monotonic, answer(Answer::Nanoseconds(7)));
        let text = "a".to_owned();
        assert_eq!(
            ask(Syscall::Write { stream: 1, text }),
            answer(Answer::Done)
        );
        assert_eq!(kernel.take_output().len(), 1);
        assert!(kernel.take_output().is_empty());
    }
}
