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
use crate::explore::search::Search;
use crate::explore::store::{Stands, State};

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
        self.knowledge.careful = self.tour.split == Split::Before;
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

    /// Where a state stands in the graph. `careful` says whether it was come to by careful moves, and then whether its
    /// own moves are careful ones; from here on moves are made so. What was dealt out is taken over, by these moves.
    pub(crate) fn place(
        &mut self,
        state: &mut State,
        careful: &mut bool,
    ) -> Option<(u32, Vec<(Task, u32)>)> {
        self.knowledge.careful = *careful;
        let number = self.tour.graph.find(self.fingerprint(state))?;
        let mut moves = Vec::new();
        if *careful && !self.tour.split.is_careful(number) {
            *careful = false;
            self.knowledge.careful = false;
            if !self.is_elsewhere(number) {
                moves = self.take_over(state);
            }
        }
        Some((number, moves))
    }

    /// Whether a state was dealt out to this part.
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
        let workers = self.tour.workers.iter().copied();
        let able = |&task: &Task| {
            self.tour.stands(state, task) == Stands::Ready && self.tour.may_start(state, task)
        };
        let able = workers.filter(able).collect();
        self.settle(state, able, &mut moves);
        moves
    }

    /// Whether the start is met carefully.
    pub(crate) fn begins_careful(&self) -> bool {
        self.tour.split != Split::Whole
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

impl Graph {
    /// Nothing is known of what comes from a state.
    pub(crate) fn leave(&mut self, state: u32) {
        self.begin();
        self.end(state, Fate::Elsewhere, 0);
    }
}
