//! What the program printed, and who printed it.

use serde::{Deserialize, Serialize};

use crate::view::WorkerId;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// In order; a piece may hold several lines or a part of one.
    pub pieces: Vec<Piece>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    pub text: String,
    pub worker: WorkerId,
    pub stream: Stream,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Stream {
    #[default]
    Stdout,
    Stderr,
}
