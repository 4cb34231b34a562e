//! From instruction to source: which expression it computes, and in which statement.

use serde::{Deserialize, Serialize};

use crate::base::Span;

/// Where one instruction comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The expression, or the statement itself.
    pub span: Span,
    /// The statement it belongs to: index into [`Lines::statements`].
    pub statement: u32,
}

/// One entry an instruction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lines {
    pub places: Vec<Place>,
    /// The header of a compound statement is a statement of its own.
    pub statements: Vec<Span>,
}

impl Lines {
    /// The source line of an instruction, from 1.
    pub fn line(&self, ip: usize) -> u32 {
        self.places.get(ip).map_or(0, |place| place.span.line)
    }

    /// The span of the statement that an instruction belongs to.
    pub fn statement(&self, ip: usize) -> Option<Span> {
        let place = self.places.get(ip)?;
        self.statements.get(place.statement as usize).copied()
    }

    /// The instructions of the statement that holds `ip`, in order; they need not be adjacent.
    pub fn instructions(&self, ip: usize) -> impl Iterator<Item = usize> + '_ {
        let statement = self.places.get(ip).map(|place| place.statement);
        (0..self.places.len()).filter(move |&other| Some(self.places[other].statement) == statement)
    }
}
