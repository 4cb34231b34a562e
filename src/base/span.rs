//! Places in a source text.

use serde::{Deserialize, Serialize};

/// From one character to just before another. Lines count from 1, columns from 0 in characters, as CPython prints them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Span {
    pub line: u32,
    pub column: u32,
    pub end_line: u32,
    pub end_column: u32,
}

impl Span {
    /// The whole of one line.
    pub fn line(line: u32) -> Self {
        Self {
            line,
            column: 0,
            end_line: line,
            end_column: 0,
        }
    }

    /// From the start of this to the end of that.
    #[must_use]
    pub fn to(self, that: Self) -> Self {
        Self {
            end_line: that.end_line,
            end_column: that.end_column,
            ..self
        }
    }
}
