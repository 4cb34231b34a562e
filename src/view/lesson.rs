//! What the author wrote to go with the scenario.

use serde::{Deserialize, Serialize};

use crate::view::{Lines, Text};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lesson {
    pub title: Text,
    /// To be guessed before anything moves.
    pub question: Text,
    pub body: Lines,
    pub moments: Vec<Moment>,
    /// The one at which play has paused: a position in `moments`.
    pub current: Option<u32>,
}

/// A place at which play pauses, with something to say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    pub sentence: Text,
    /// To predict before going on; may be empty.
    pub question: Text,
    /// Hidden until asked for.
    pub answer: Text,
}
