//! One search shared out: each of several machines looks at a part of all states, and together they look at all.
//!
//! Every part begins alike. The states near the start are met breadth first, and *carefully*: every step that could
//! possibly concern others ends a move, whatever was learned, and equal threads are different. So all parts meet the
//! same states in the same order, though each goes on to learn from what it alone sees. Once enough of them wait, they
//! are dealt out like cards; a part looks at all that can come from those that it was dealt, in its own way.
//!
//! Every run passes through one of the states dealt out, or ends before. What is wrong is told by what can still come,
//! so what is wrong with a state that was dealt is told by the part that has it. A state that another part has counts,
//! in this one, as one from which anything can come.
//!
//! What can come from two states that were dealt may be the same, and then two parts look at it: parts need nothing of
//! each other, and pay for that.

use crate::base::Task;
use crate::explore::graph::{Fate, Graph};
use crate::explore::search::{Bounded, Search};
use crate::explore::store::State;
use crate::explore::symmetry::Sketch;

/// Which part of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// From 1.
    pub number: u32,
    pub of: u32,
    /// So many states wait when they are dealt out. All parts of one search have the same.
    pub width: usize,
}

impl Shard {
    /// Enough to deal that parts come out about even.
    const STATES_EACH: usize = 64;
    /// A search that stays narrow is shared out all the same, after so many times that number.
    const LOOKED_AT: usize = 64;

    pub fn new(number: u32, of: u32) -> Self {
        Self {
            number,
            of,
            width: Self::STATES_EACH * of as usize,
        }
    }

    fn is_time(&self, waiting: usize, looked_at: usize) -> bool {
        waiting >= self.width || looked_at >= self.width * Self::LOOKED_AT
    }
}

/// How a part has begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum Split {
    /// There is only one part.
    #[default]
    Whole,
    /// The states near the start are being met.
    Before,
    /// States up to `first` were looked at by all, and those up to `end` dealt out.
    Dealt { first: u32, end: u32, digest: u128 },
}

/// What a part says of itself, so that parts can be told to belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    pub number: u32,
    pub of: u32,
    /// A digest of the states that were dealt out; nothing where the search ended before.
    pub dealt: Option<u128>,
    /// Marks of the places that one worker may read while another one stores there.
    pub reads: Vec<u64>,
}

impl Split {
    pub(crate) fn new(shard: Option<Shard>) -> Self {
        match shard {
            None => Self::Whole,
            Some(_) => Self::Before,
        }
    }

    /// Whether the moves of a state of this number are careful ones.
    pub(crate) fn is_careful(self, number: u32) -> bool {
        match self {
            Self::Whole => false,
            Self::Before => true,
            Self::Dealt { first, .. } => number < first,
        }
    }
}

impl Search {
    /// Deals out the states that wait, once it is time.
    pub(crate) fn share_out(&mut self) {
        let Some(shard) = self.options.shard else {
            return;
        };
        let waiting = self.tour.open.len();
        let first = self.tour.graph.known() as u32;
        if self.tour.split == Split::Before && shard.is_time(waiting, first as usize) {
            self.tour.split = Split::Dealt {
                first,
                end: self.tour.graph.len() as u32,
                digest: self.tour.graph.digest(),
            };
        }
        self.be_careful(self.tour.split == Split::Before);
    }

    /// Whether a state is another part's.
    pub(crate) fn is_elsewhere(&self, number: u32) -> bool {
        match (self.tour.split, self.options.shard) {
            (Split::Dealt { first, end, .. }, Some(shard)) => {
                (first..end).contains(&number) && (number - first) % shard.of != shard.number - 1
            }
            _ => false,
        }
    }

    /// From here on moves are careful ones, or no longer.
    fn be_careful(&mut self, on: bool) {
        self.knowledge.careful = on;
        self.tour.careful = on;
    }

    pub(crate) fn begin_split(&mut self) {
        self.tour.split = Split::new(self.options.shard);
        self.be_careful(self.tour.split != Split::Whole);
    }

    /// A state of this number is gone on from: with careful moves, or not. What was dealt out is taken over, by these
    /// moves.
    pub(crate) fn stand(&mut self, number: u32, state: &mut State) -> Vec<(Task, u32)> {
        self.be_careful(self.tour.split.is_careful(number));
        if self.is_dealt(number) && !self.is_elsewhere(number) {
            self.take_over(state)
        } else {
            Vec::new()
        }
    }

    /// Whether a state was dealt out.
    pub(crate) fn is_dealt(&self, number: u32) -> bool {
        match self.tour.split {
            Split::Dealt { first, end, .. } => (first..end).contains(&number),
            Split::Whole | Split::Before => false,
        }
    }

    /// A state that was dealt out goes on as any other: everybody stands before something that others notice. The moves
    /// that bring them there.
    pub(crate) fn take_over(&mut self, state: &mut State) -> Vec<(Task, u32)> {
        let mut moves = Vec::new();
        let ready = self.those_ready(state);
        self.arriving = true;
        self.settle(state, ready, &mut moves);
        self.arriving = false;
        moves
    }

    /// What these moves did is told as what any others did.
    pub(crate) fn mark_taken(&mut self, number: u32, moves: &[(Task, u32)]) {
        for &(_, at) in moves {
            let leaf = self.leaf_of(at);
            let is_limit = leaf.limit.is_some();
            if !leaf.findings.is_empty() || !leaf.missed.is_empty() {
                self.tour.taken.push((number, at));
            }
            if is_limit {
                self.bounded = Some(Bounded::Machine);
            }
        }
    }

    pub(crate) fn share(&self) -> Option<Share> {
        let shard = self.options.shard?;
        let mut reads: Vec<u64> = self
            .tour
            .races
            .keys()
            .filter(|(_, both)| !both)
            .map(|&(place, _)| place)
            .collect();
        reads.sort_unstable();
        Some(Share {
            number: shard.number,
            of: shard.of,
            dealt: match self.tour.split {
                Split::Dealt { digest, .. } => Some(digest),
                Split::Whole | Split::Before => None,
            },
            reads,
        })
    }
}

impl Sketch {
    /// A state that was met carefully is another one than the same state met otherwise.
    pub(crate) fn careful(self) -> Self {
        match self {
            Self::Plain(print) => Self::Plain(print.wrapping_add(CAREFUL)),
            Self::Bag { .. } | Self::Order { .. } => self,
        }
    }
}

const CAREFUL: u128 = 0xca2e_f011 << 80;

impl Graph {
    /// Nothing is known of what comes from a state.
    pub(crate) fn leave(&mut self, state: u32) {
        self.begin();
        self.end(state, Fate::Elsewhere, 0);
    }
}
