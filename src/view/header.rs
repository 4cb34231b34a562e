//! The top line: what is open, how it runs, where in the run we are, and whether it is over.

use serde::{Deserialize, Serialize};

use crate::base::Time;
use crate::view::{Text, WorkerId};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The scenario's title, or the file's name.
    pub title: Text,
    /// What `racewalk NAME` opens again.
    pub name: String,
    pub profile: Profile,
    pub policy: Policy,
    pub granularity: Granularity,
    pub pace: Pace,
    /// Moves a second while playing.
    pub speed: u32,
    pub live: Live,
    /// The moment on the screen.
    pub moment: u64,
    /// The last moment known on this branch.
    pub known: u64,
    pub seed: u64,
    /// Virtual time at this moment, since the start.
    pub time: Time,
    /// How the run stands at this moment.
    pub ending: Ending,
    /// The schedule up to this moment, in its short text form.
    pub schedule: String,
}

/// Whether real threads and processes do what is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Live {
    #[default]
    No,
    /// They wait for their steps.
    Held,
    /// They run by themselves.
    Free,
    /// They did, and have ended.
    Over,
}

/// Where a running thread may lose its turn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Profile {
    #[default]
    Language,
    Cpython39,
    Cpython312,
    FreeThreaded,
}

impl Profile {
    pub const ALL: [Self; 4] = [
        Self::Language,
        Self::Cpython39,
        Self::Cpython312,
        Self::FreeThreaded,
    ];

    /// As `--profile` spells it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Language => "language",
            Self::Cpython39 => "cpython-3.9",
            Self::Cpython312 => "cpython-3.12",
            Self::FreeThreaded => "free-threaded",
        }
    }
}

/// Who decides whose turn it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Policy {
    /// The turn stays with the worker that was stepped last, while it can move.
    #[default]
    Hand,
    Cpython,
    RoundRobin,
    Random,
    Pct,
    Scripted,
}

impl Policy {
    pub const ALL: [Self; 6] = [
        Self::Hand,
        Self::Cpython,
        Self::RoundRobin,
        Self::Random,
        Self::Pct,
        Self::Scripted,
    ];

    /// As `--policy` spells it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hand => "hand",
            Self::Cpython => "cpython",
            Self::RoundRobin => "round-robin",
            Self::Random => "random",
            Self::Pct => "pct",
            Self::Scripted => "scripted",
        }
    }
}

/// How much one step is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Granularity {
    #[default]
    Instruction,
    Line,
    /// Up to the next operation that another worker could notice.
    Visible,
}

impl Granularity {
    /// The next one in the cycle that the key walks.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Instruction => Self::Line,
            Self::Line => Self::Visible,
            Self::Visible => Self::Instruction,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Pace {
    #[default]
    Paused,
    Playing,
}

/// How the run stands: still going, or over, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ending {
    #[default]
    Running,
    Finished {
        exit_code: i32,
    },
    /// Nobody can move, and never will.
    Deadlock,
    /// The program ended because its main thread raised; its exit code is 1.
    Exception {
        worker: WorkerId,
        /// As the last line of the traceback says it.
        words: String,
    },
    Limit(Limit),
}

/// What the machine would not exceed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Limit {
    Steps(u64),
    Memory(u64),
    Output(u64),
    Workers(u64),
    Time(u64),
}
