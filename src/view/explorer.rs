//! What can happen at all: what a search through every interleaving has found, and how far it has come.

use serde::{Deserialize, Serialize};

use crate::view::{Happening, Profile, Verdict, WorkerId};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explorer {
    /// The moment from which everything was looked at; 0 is the start.
    pub from: u64,
    /// The fixes that were on.
    pub fixes: Vec<String>,
    pub profile: Profile,
    /// What is on the screen has other fixes, or another profile.
    pub stale: bool,
    pub stage: Stage,
    /// How much was looked at; says something once the stage is behind `Searching`.
    pub extent: Extent,
    pub states: u64,
    pub transitions: u64,
    /// Met, and not yet looked at.
    pub waiting: u64,
    pub bytes: u64,
    /// How long it has searched, in milliseconds.
    pub millis: u64,
    pub verdicts: Vec<Found>,
    pub outcomes: Vec<Outcome>,
    /// Places that one may read while another is about to store there.
    pub notes: u32,
}

impl Explorer {
    /// Verdicts and outcomes together are the rows to choose from.
    pub fn rows(&self) -> usize {
        self.verdicts.len() + self.outcomes.len()
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    #[default]
    Searching,
    /// Everything was met; now the best ways there are found, and told.
    Telling,
    /// How likely each outcome is, is found out.
    Counting,
    Over,
}

/// How much a search has looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Extent {
    /// All that can happen.
    #[default]
    Everything,
    /// The program computes with clock readings, and every clock was taken to stand still.
    Clock,
    /// It was stopped.
    Stopped,
    States,
    Memory,
    /// A run reaches a limit of the machine.
    Machine,
    Workers,
}

/// Something wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    pub verdict: Verdict,
    /// On every schedule.
    pub must: bool,
    /// The place that both of a data race are about to store to.
    pub place: Option<String>,
    /// Who stands in which line.
    pub at: Vec<(WorkerId, u32)>,
    /// The exception and its text.
    pub words: String,
    pub way: Way,
}

/// One way in which the program can end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    pub end: End,
    pub share: Option<Share>,
    pub way: Way,
}

/// How a run ends, and what it leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    pub how: How,
    /// The watched globals, as `repr` writes them.
    pub watch: Vec<(String, String)>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum How {
    #[default]
    Finished,
    Exception,
    Deadlock,
    /// At a limit, or not within the steps that it was given.
    Limit,
}

impl How {
    /// The ending that an explorer calls so.
    pub fn named(name: &str) -> Self {
        match name {
            "finished" => Self::Finished,
            "exception" => Self::Exception,
            "deadlock" => Self::Deadlock,
            _ => Self::Limit,
        }
    }
}

/// How many schedules lead to an outcome, and how likely it is if whoever can move moves with equal chance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    pub per_million: u32,
    pub known: Known,
}

/// How a share is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Known {
    /// All schedules were counted; so many of them end so.
    Counted { schedules: String },
    /// From so many runs by chance; in 95 of 100 such guesses the share lies between these.
    Guessed { runs: u32, low: u32, high: u32 },
}

/// How one comes there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    pub steps: u64,
    pub preemptions: u32,
    /// There is no way with fewer preemptions.
    pub minimal: bool,
    pub schedule: String,
    /// Once it has been told.
    pub story: Option<Story>,
}

/// A schedule folded into turns, and the switch that mattered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Story {
    pub turns: Vec<Turn>,
    /// Turns in the middle that are not told.
    pub left_out: u32,
    pub switch: Option<Switch>,
}

/// What a worker did before another one moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    pub worker: WorkerId,
    /// From the first to the last of its steps, counted from 1.
    pub from: u64,
    pub to: u64,
    /// Whoever moved before could have gone on.
    pub preempts: bool,
    pub did: Vec<Happening>,
    /// Facts in the middle that are not told.
    pub left_out: u32,
}

/// The turn went from one who could have gone on to another; what came of that, and of going on instead. Both were run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Switch {
    /// The moment at which it came.
    pub moment: u64,
    pub away: WorkerId,
    pub to: WorkerId,
    /// Where the first one stood.
    pub line: Option<u32>,
    pub came_to: End,
    pub otherwise: End,
}
