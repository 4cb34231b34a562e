//! The whole conversation between a process, its kernel and whoever drives them, on one page.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::{ObjectId, Task, Tid};
use crate::machine::builtins::Arguments;
use crate::machine::thread::{Timeout, WaitOn};
use crate::machine::value::Value;

/// What one step of one thread did, as far as its surroundings must know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Effect {
    /// It moved, and can go on.
    Ran,
    /// It started another thread, and can go on.
    Started(Tid),
    /// It waits. Its instruction is not done: the next step tries it again.
    Parked { on: WaitOn, timeout: Timeout },
    /// It asks the kernel, and moves again once `Process::resume` brings the answer.
    Asks(Syscall),
    /// The thread has ended.
    Ended,
    /// The process has ended, with this exit code.
    Exited(i32),
    /// A limit of the machine was reached: the run is over, and no `except` can help it.
    Limit(Limit),
}

/// A question to the kernel: what more than one process sees, and the clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Syscall {
    /// Text for stdout (1) or stderr (2).
    Write { stream: u8, text: String },
    /// Nanoseconds.
    Clock(Clock),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Clock {
    /// Since 1970.
    Wall,
    /// Since the run began.
    Monotonic,
    /// Of this process, sleeping not counted.
    Process,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    Done,
    Nanoseconds(i64),
}

/// What the kernel wants done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Order {
    /// `Process::resume` the task with this.
    Answer { task: Task, answer: Answer },
}

/// A bound of the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Limit {
    /// Steps of the whole run.
    Steps,
    /// Bytes on the heap and the stacks.
    Memory,
    /// Bytes written.
    Output,
    /// Calls inside calls, beyond what `sys.setrecursionlimit` may ask for.
    Depth,
    /// Threads alive at once.
    Threads,
    /// Real time, measured by whoever drives.
    Time,
}

impl fmt::Display for Limit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Steps => "steps",
            Self::Memory => "memory",
            Self::Output => "output",
            Self::Depth => "depth of calls",
            Self::Threads => "number of threads",
            Self::Time => "time",
        })
    }
}

/// How a native function ends, when it does not fail.
#[derive(Clone, Debug)]
pub enum Outcome {
    Value(Value),
    /// Call this: its result is the native's. How everything that must run Python code is done: natives never call
    /// back, they pass on, usually to a function of the prelude.
    Call {
        callee: Value,
        arguments: Arguments,
    },
    /// Resume a generator: what it yields is the result; when it ends, `default`, or `StopIteration` where unbound.
    Resume {
        generator: ObjectId,
        with: Resumption,
        default: Value,
    },
    /// Wait. The native is called again with the same arguments when the thread moves again, and finds
    /// `vm.thread.waiting` as it left it.
    Park {
        on: WaitOn,
        timeout: Timeout,
    },
    /// Not done, and not waiting either: the next step goes on. For operations that others may see half done.
    Again,
    /// Ask the kernel; the answer becomes the result.
    Ask(Syscall),
    /// A thread was started, and the result is `None`.
    Started(Tid),
    /// Run a class body, a function value, with this dict as its namespace; the result is its class cell, or `None`.
    ClassBody {
        body: ObjectId,
        namespace: ObjectId,
    },
    /// The process ends here and now, with this exit code.
    Exit(i32),
}

/// What goes into a generator.
#[derive(Clone, Copy, Debug)]
pub enum Resumption {
    /// `next()` sends `None`.
    Send(Value),
    Throw(Value),
    /// `close()`: throws `GeneratorExit`, and expects it back.
    Close,
}

/// Why an instruction did not complete.
#[derive(Clone, Copy, Debug)]
pub enum Stop {
    /// An exception object.
    Raise(Value),
    /// The machine ends the run.
    Limit(Limit),
}

/// What natives return.
pub type Result<A = Outcome> = std::result::Result<A, Stop>;

impl From<Value> for Outcome {
    fn from(value: Value) -> Self {
        Self::Value(value)
    }
}
