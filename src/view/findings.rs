//! What has been found wrong with the run so far.

use serde::{Deserialize, Serialize};

use crate::view::{Text, WorkerId};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Findings {
    pub rows: Vec<Finding>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub verdict: Verdict,
    /// The moment at which it showed.
    pub moment: u64,
    pub workers: Vec<WorkerId>,
    pub lines: Vec<u32>,
    /// What exactly, in words; may be empty.
    pub words: Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    Deadlock,
    PartialDeadlock,
    Livelock,
    Starvation,
    BusyWait,
    LostWakeup,
    DataRace,
    Assertion,
    Exception,
}
