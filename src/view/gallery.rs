//! The library of scenarios, by topic.

use serde::{Deserialize, Serialize};

use crate::view::{Lines, Text};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gallery {
    pub topics: Vec<Topic>,
    /// The name of the scenario that was open last, to go on with.
    pub last: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    pub name: String,
    pub title: Text,
    pub entries: Vec<Entry>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What `racewalk NAME` opens.
    pub name: String,
    pub title: Text,
    pub question: Text,
    pub lesson: Lines,
    /// The titles of its fixes.
    pub fixes: Vec<Text>,
    pub attempt: Attempt,
}

/// How far its reader has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Attempt {
    #[default]
    New,
    Begun,
    Done,
}
