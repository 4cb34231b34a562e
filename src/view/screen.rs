//! Everything that one frame of an open scenario needs.

use serde::{Deserialize, Serialize};

use crate::view::{
    Banker, Choices, Code, Explorer, Findings, Fixes, Happened, Header, Lesson, Objects, Output,
    Processes, SpeedUp, Text, Timeline, WaitsFor, Workers,
};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Screen {
    pub header: Header,
    pub workers: Workers,
    pub code: Code,
    pub objects: Objects,
    pub processes: Processes,
    pub waits_for: WaitsFor,
    pub timeline: Timeline,
    pub output: Output,
    pub happened: Happened,
    /// Where the program has a banker.
    pub banker: Option<Banker>,
    pub fixes: Fixes,
    pub lesson: Lesson,
    pub choices: Choices,
    pub findings: Findings,
    /// Once it was asked for.
    pub speed_up: Option<Box<SpeedUp>>,
    /// Once it was asked for.
    pub explorer: Option<Box<Explorer>>,
    pub abilities: Abilities,
}

/// What the session can do beyond walking; a key without its ability is neither shown nor heard.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent abilities, no states of one thing"
)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Abilities {
    pub explore: bool,
    pub live: bool,
    pub edit: bool,
    pub save: bool,
}

/// Something to tell the user at once, that belongs to no pane: saved, cannot be opened, takes effect at restart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    pub tone: Tone,
    /// May have several lines: a diagnostic with its source and hint.
    pub words: Text,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tone {
    /// Shown in the footer until the next key.
    #[default]
    Said,
    /// Shown in a window until closed.
    Refused,
}
