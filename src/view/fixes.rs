//! The scenario's fixes: switches that can be thrown while it runs.

use serde::{Deserialize, Serialize};

use crate::view::Text;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fixes {
    pub rows: Vec<Fix>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// As in `# fix: NAME`.
    pub name: String,
    pub title: Text,
    pub on: bool,
    pub effect: Effect,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Effect {
    #[default]
    AtOnce,
    /// It marks a definition that was passed already.
    AtRestart,
}
