//! What things cost in virtual time: the one table.
//!
//! Measured with `benches/costs.py` (which says how) on 2026-11-22: CPython 3.11.7 on Linux, two cores at a load of 9 to
//! 14, the best of many rounds. The defaults are older estimates and stand until a quiet machine confirms the figures.
//! All are nanoseconds:
//!
//! | cost | measured | default |
//! | --- | ---: | ---: |
//! | instruction | 5.5 (nine programs, 3.5 to 12.4) | 30 |
//! | thread start | 20 800 to 37 400 | 50 000 |
//! | switch | 7 700 to 8 500 | 5 000 |
//! | syscall | 490 to 640 | 1 000 |
//! | lock | 38 to 50 | 200 |
//! | fork | 322 000 to 341 000 | 1 000 000 |
//! | begin | 1 280 000 (mostly a wait for a core) | 500 000 |
//! | spawn | 269 000 000 (the machine was busy) | 40 000 000 |
//! | pipe, both ends | 2 200 to 2 900 | 1 000 |
//! | pickle, written and read | 18 000 to 19 000 | 5 000 an end |

use serde::{Deserialize, Serialize};

use crate::base::Time;
use crate::machine::effect::{Answer, Syscall};

/// Nanoseconds of virtual time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Costs {
    /// One instruction.
    pub instruction: u64,
    /// Making a thread and its first switch.
    pub thread_start: u64,
    /// Another thread getting the turn.
    pub switch: u64,
    /// A call of the operating system, such as writing a line.
    pub syscall: u64,
    /// Taking or giving back a lock that processes share.
    pub lock: u64,
    /// Making a process.
    pub fork: u64,
    /// Until a copied process does its first step, while its parent goes on.
    pub begin: u64,
    /// The same of a process that begins with the program alone: a new interpreter.
    pub spawn: u64,
    /// A thousand bytes through a pipe; whoever writes and whoever reads pay half each.
    pub pipe: u64,
    /// A thousand bytes of pickle written, and as much again where they are read. It is most of what a message costs: a
    /// pipe only copies bytes, and a pickle visits every value.
    pub pickle: u64,
}

impl Costs {
    /// What a question to the kernel costs the one who asks.
    pub(crate) fn of(&self, call: &Syscall) -> Time {
        Time(match call {
            // A clock is read without a call of the operating system.
            Syscall::Clock(_) | Syscall::Parent => 0,
            Syscall::Write { .. }
            | Syscall::NewSemaphore { .. }
            | Syscall::NewPipe { .. }
            | Syscall::Poll { .. }
            | Syscall::Close(_)
            | Syscall::NewBlock { .. }
            | Syscall::FindBlock(_)
            | Syscall::ForgetBlock(_)
            | Syscall::Await { .. }
            | Syscall::Signal { .. }
            | Syscall::Receive { .. } => self.syscall,
            Syscall::Send { bytes, .. } => self.syscall + self.carried(bytes.len()),
            Syscall::Acquire { .. }
            | Syscall::Release(_)
            | Syscall::Look(_)
            | Syscall::Load { .. }
            | Syscall::Store { .. } => self.lock,
            Syscall::Fork(_) | Syscall::Spawn { .. } => self.fork,
        })
    }

    /// What an answer costs the one who gets it.
    pub(crate) fn of_answer(&self, answer: &Answer) -> Time {
        match answer {
            Answer::Bytes(bytes) => Time(self.carried(bytes.len())),
            _ => Time::ZERO,
        }
    }

    /// One end's part in a message of so many bytes.
    fn carried(&self, bytes: usize) -> u64 {
        (self.pipe / 2 + self.pickle) * bytes as u64 / 1000
    }
}

impl Default for Costs {
    fn default() -> Self {
        Self {
            instruction: 30,
            thread_start: 50_000,
            switch: 5_000,
            syscall: 1_000,
            lock: 200,
            fork: 1_000_000,
            begin: 500_000,
            spawn: 40_000_000,
            pipe: 1_000,
            pickle: 5_000,
        }
    }
}
