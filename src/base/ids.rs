//! Small numbers that stand for things owned elsewhere.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub u32);

        impl $name {
            /// The number as an index into the table that owns the thing.
            #[inline]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl From<usize> for $name {
            /// # Panics
            /// Above `u32::MAX`, which every table's limit keeps out of reach.
            fn from(index: usize) -> Self {
                Self(u32::try_from(index).expect("limits keep tables below 2^32 entries"))
            }
        }
    };
}

id!(
    /// A process, in the order of its start; 0 is the program's first.
    Pid
);
id!(
    /// A thread within its process, in the order of its start; 0 is the process's main thread.
    Tid
);
id!(
    /// An object on one process's heap.
    ObjectId
);
id!(
    /// A module of a program: its own, a library one or a native one.
    ModuleId
);
id!(
    /// A code object of a program.
    FunctionId
);
id!(
    /// A lock or semaphore of the kernel: a `multiprocessing` one, seen by several processes.
    SemaphoreId
);
id!(
    /// One end of a pipe.
    EndId
);
id!(
    /// A block of memory that several processes share.
    BlockId
);
id!(
    /// A fix of a scenario, in the order of first mention.
    FixId
);

/// One thread of one process: what a schedule moves, and the screen calls a worker.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Task {
    pub pid: Pid,
    pub tid: Tid,
}

impl Task {
    /// The main thread of the first process.
    pub const MAIN: Self = Self {
        pid: Pid(0),
        tid: Tid(0),
    };
}

/// `main`, `1`, `2` … in the first process; `2.main`, `2.1` … in the third.
impl fmt::Display for Task {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.pid.0 > 0 {
            write!(out, "{}.", self.pid.0)?;
        }
        match self.tid.0 {
            0 => out.write_str("main"),
            number => write!(out, "{number}"),
        }
    }
}

impl std::str::FromStr for Task {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let bad =
            || format!("`{text}` is no worker: expected `main`, a number, or `process.worker`");
        let (pid, thread) = match text.split_once('.') {
            Some((process, thread)) => (process.parse().map_err(|_| bad())?, thread),
            None => (0, text),
        };
        let tid = if thread == "main" {
            0
        } else {
            thread.parse().map_err(|_| bad())?
        };
        Ok(Self {
            pid: Pid(pid),
            tid: Tid(tid),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worker_reads_back_as_it_is_printed() {
        for text in ["main", "1", "12", "2.main", "3.7"] {
            assert_eq!(text.parse::<Task>().expect(text).to_string(), text);
        }
        assert!("x".parse::<Task>().is_err());
    }
}
