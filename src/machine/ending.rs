//! How a run ended, in the words of the command line.

use crate::machine::effect::Limit;
use crate::machine::world::{Machine, Status};

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Came to its end, with the program's own exit code.
    Finished {
        code: i32,
    },
    /// The main thread raised, and nobody caught it.
    Exception {
        code: i32,
    },
    /// Nobody can move, and never will.
    Deadlock,
    Limit(Limit),
}

impl Ending {
    /// `None` while it is still going.
    pub fn of(machine: &Machine) -> Option<Self> {
        match machine.status() {
            Status::Running => None,
            Status::Finished { code, uncaught } => Some(if uncaught {
                Self::Exception { code }
            } else {
                Self::Finished { code }
            }),
            Status::Deadlock => Some(Self::Deadlock),
            Status::Limit(limit) => Some(Self::Limit(limit)),
        }
    }

    /// As `--json` spells it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Finished { .. } => "finished",
            Self::Exception { .. } => "exception",
            Self::Deadlock => "deadlock",
            Self::Limit(_) => "limit",
        }
    }
}
