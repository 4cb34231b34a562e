//! The program's text, where each worker stands in it, and the current statement opened into its instructions.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::Span;
use crate::view::WorkerId;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    pub file: String,
    /// The whole file; shared, since it never changes while a scenario is open.
    pub lines: Arc<Vec<Line>>,
    /// Where the workers stand, one entry a worker that is in this file.
    pub places: Vec<Place>,
    /// Numbers of the lines whose fix marks say that they do not count now, ascending.
    pub faded: Vec<u32>,
    /// Whose statement is opened.
    pub worker: Option<WorkerId>,
    pub statement: Option<Span>,
    /// The statement's instructions, in order.
    pub instructions: Vec<Instruction>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// From 1.
    pub number: u32,
    pub text: String,
    /// Ascending and not overlapping; what is in none is plain text.
    pub syntax: Vec<Syntax>,
    pub mark: Option<FixMark>,
}

/// Characters `start` to `end` (exclusive) of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Syntax {
    pub start: u32,
    pub end: u32,
    pub paint: Paint,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Paint {
    #[default]
    Plain,
    Keyword,
    /// A name being defined by `def` or `class`.
    Definition,
    Builtin,
    Text,
    Number,
    Comment,
    Operator,
    Decorator,
}

/// `# fix: NAME` or `# bug: NAME`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FixMark {
    pub name: String,
    pub when: When,
}

/// Whether a marked line counts while its fix is on, or while it is off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum When {
    #[default]
    On,
    Off,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub worker: WorkerId,
    pub line: u32,
}

/// One instruction of the opened statement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instruction {
    /// As the listing has it: `LOAD_GLOBAL counter`.
    pub words: String,
    /// What it takes or gave, where known: `→ 2`, `2 + 1`, `← 3`.
    pub operands: String,
    pub progress: Progress,
    /// Whether another worker could notice it.
    pub visible: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Progress {
    Done,
    Next,
    #[default]
    Later,
}
