//! The run on a line: what each worker did at each step, where we are, and the branches not taken.

use serde::{Deserialize, Serialize};

use crate::base::Time;
use crate::view::{Ending, WorkerId};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    /// One lane a worker, in the order of their numbers.
    pub lanes: Vec<Lane>,
    /// The moment on the screen.
    pub cursor: u64,
    /// The last moment known on this branch.
    pub end: u64,
    /// All branches, the first run first; one entry means that nothing was tried twice.
    pub branches: Vec<Branch>,
    /// The same run in virtual time: ascending by core, then by time.
    pub bursts: Vec<Burst>,
    /// Virtual time at the moment on the screen, and at the last moment known.
    pub now: Time,
    pub last: Time,
}

/// So long one worker had one core.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Burst {
    pub core: u32,
    pub worker: WorkerId,
    pub from: Time,
    pub to: Time,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lane {
    pub worker: WorkerId,
    /// Ascending and not overlapping; a gap is a time before the worker's start or after its end. In a long run,
    /// stretches far from the cursor may be merged into what prevailed there.
    pub stretches: Vec<Stretch>,
    /// Ascending.
    pub marks: Vec<Mark>,
}

/// The steps `from` to `to` (exclusive), counting the first step as 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    pub from: u64,
    pub to: u64,
    pub doing: Doing,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Doing {
    Running,
    #[default]
    Ready,
    Blocked,
    Sleeping,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The step, counted as in [`Stretch`].
    pub step: u64,
    pub kind: MarkKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MarkKind {
    Acquired,
    Released,
    Woke,
    LostUpdate,
    Raised,
    Ended,
    FixToggled,
}

/// A run that was tried.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Branch {
    /// What [`crate::view::Command::Branch`] takes.
    pub number: u32,
    /// The branch it left, and the moment at which it did.
    pub parent: Option<u32>,
    pub from: u64,
    pub end: u64,
    pub ending: Ending,
    pub current: bool,
}
