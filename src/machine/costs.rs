//! What things cost in virtual time: the one table.
//!
//! The defaults are CPython 3.11's own, measured with `benches/costs.py`, which says how each is measured; rounded. All
//! are nanoseconds:
//!
//! | cost | measured | again | default | |
//! | --- | ---: | ---: | ---: | --- |
//! | instruction | 5.5 | 6.1 | 5 | nine programs, from 3.5 to 13 |
//! | thread start | 20 800 | 40 800 | 20 000 | |
//! | switch | 7 700 | 27 300 | 8 000 | an upper bound: two workers, and the load was high |
//! | syscall | 490 | 660 | 500 | |
//! | lock | 38 | 40 | 40 | nobody else wants it |
//! | fork | 322 000 | 361 000 | 300 000 | |
//! | begin | 1 280 000 | 1 120 000 | 500 000 | not confirmed: mostly a wait for a core; an estimate stands |
//! | spawn | 269 000 000 | 61 300 000 | 40 000 000 | not confirmed: the CPU was shared; an estimate stands |
//! | pipe | 2 200 | 550 | 2 000 | both ends |
//! | pickle | 18 000 | 10 500 | 9 000 | written and read; the default is one end's, and may be twice too much |
//!
//! Measured twice on 2026-11-22, CPython 3.11.7 on Linux, two cores of a virtual machine at a load of 9 to 14, and of 22:
//! the best of many rounds, which is what the work takes when the neighbours rest.

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
    /// Another thread getting the GIL.
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
    pub const NAMES: [&str; 10] = [
        "instruction",
        "thread-start",
        "switch",
        "syscall",
        "lock",
        "fork",
        "begin",
        "spawn",
        "pipe",
        "pickle",
    ];

    /// The cost of that name, to be changed; dashes and underscores are the same.
    pub fn named(&mut self, name: &str) -> Option<&mut u64> {
        Some(match name.replace('_', "-").as_str() {
            "instruction" => &mut self.instruction,
            "thread-start" => &mut self.thread_start,
            "switch" => &mut self.switch,
            "syscall" => &mut self.syscall,
            "lock" => &mut self.lock,
            "fork" => &mut self.fork,
            "begin" => &mut self.begin,
            "spawn" => &mut self.spawn,
            "pipe" => &mut self.pipe,
            "pickle" => &mut self.pickle,
            _ => return None,
        })
    }

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
            // A queue's lock is taken and given back.
            Syscall::Deliver { bytes, .. } => {
                self.syscall + self.carried(bytes.len()) + 2 * self.lock
            }
            Syscall::Fetch { permits, .. } => {
                self.syscall + (2 + u64::from(permits.is_some())) * self.lock
            }
            Syscall::Acquire { .. }
            | Syscall::Count(_)
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
            instruction: 5,
            thread_start: 20_000,
            switch: 8_000,
            syscall: 500,
            lock: 40,
            fork: 300_000,
            begin: 500_000,
            spawn: 40_000_000,
            pipe: 2_000,
            pickle: 9_000,
        }
    }
}
