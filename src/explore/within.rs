//! A search that is bounded by preemptions: only what comes of schedules in which at most so many workers lose their
//! turn while they could go on. Most mistakes need few (Musuvathi and Qadeer, *Iterative Context Bounding for Systematic
//! Testing of Multithreaded Programs*, 2007).
//!
//! Which states those are is found out first, level by level of preemptions; there a state counts together with whoever
//! moved last, because that one may go on for nothing. Then the search leaves all others, as a part of a search leaves
//! those of other parts.

use std::collections::VecDeque;

use rustc_hash::FxHashSet;

use crate::base::Task;
use crate::explore::search::{Bounded, Search};
use crate::explore::store::{Held, State};

/// The states that can be come to, as far as they are known.
#[derive(Debug)]
pub(crate) struct Within {
    most: u32,
    level: u32,
    /// To be gone on from at this level, and at the next.
    now: VecDeque<Spot>,
    later: VecDeque<Spot>,
    /// Fingerprints, and the rank of whoever moved last.
    met: FxHashSet<(u128, Option<u8>)>,
    states: FxHashSet<u128>,
    is_done: bool,
}

#[derive(Debug)]
struct Spot {
    state: State,
    last: Option<Task>,
}

impl Within {
    pub(crate) fn new(most: u32, start: &State) -> Self {
        let mut now = VecDeque::new();
        now.push_back(Spot {
            state: start.clone(),
            last: None,
        });
        Self {
            most,
            level: 0,
            now,
            later: VecDeque::new(),
            met: FxHashSet::default(),
            states: FxHashSet::default(),
            is_done: false,
        }
    }

    pub(crate) fn states(&self) -> usize {
        self.states.len()
    }

    /// Bytes in use, with rows of so many.
    fn bytes(&self, row: usize) -> usize {
        let spots = self.now.len() + self.later.len();
        spots * (size_of::<Spot>() + row) + (self.met.len() + self.states.len()) * 32
    }

    /// The next one to go on from; none where all are known.
    fn next(&mut self) -> Option<Spot> {
        if self.now.is_empty() && self.level < self.most {
            self.level += 1;
            std::mem::swap(&mut self.now, &mut self.later);
        }
        let spot = self.now.pop_front();
        self.is_done = spot.is_none();
        spot
    }
}

impl Search {
    /// Whether it is still to be found out which states are within the bound.
    pub(crate) fn is_measuring(&self) -> bool {
        self.options.bounds.preemptions.is_some()
            && self.within.as_ref().is_none_or(|within| !within.is_done)
    }

    /// Goes on from one more state that is within the bound.
    pub(crate) fn measure(&mut self) {
        let Some(most) = self.options.bounds.preemptions else {
            return;
        };
        let mut within = match self.within.take() {
            Some(within) => within,
            None => Within::new(most, self.start()),
        };
        let known = self.known();
        if let Some(spot) = within.next() {
            self.go_on_from(&mut within, &spot);
        }
        if self.catch_up() || self.known() != known {
            // The states are other ones now.
            self.restart();
        } else {
            let row = self.tour.store.parts.len() * size_of::<Held>();
            if within.states() > self.options.bounds.states {
                self.bounded = Some(Bounded::States);
            } else if within.states().is_multiple_of(1024)
                && within.bytes(row) > self.options.bounds.memory
            {
                self.bounded = Some(Bounded::Memory);
            }
            self.within = Some(within);
        }
    }

    fn go_on_from(&mut self, within: &mut Within, spot: &Spot) {
        let sketch = self.tour.sketch(&spot.state);
        let rank = |task| self.tour.number_of(task).map(|number| sketch.rank(number));
        if !within
            .met
            .insert((sketch.print(), spot.last.and_then(rank)))
        {
            return;
        }
        within.states.insert(sketch.print());
        let enabled = self.enabled(&spot.state);
        let could_go_on = spot
            .last
            .filter(|last| enabled.iter().any(|(task, _)| task == last));
        for (task, gives_up) in enabled {
            let Some(successor) = self.successor(&spot.state, task, gives_up) else {
                continue;
            };
            let next = Spot {
                state: successor.state,
                last: Some(task),
            };
            if could_go_on.is_some_and(|last| last != task) {
                within.later.push_back(next);
            } else {
                within.now.push_back(next);
            }
        }
    }

    /// Whether a state is beyond the bound: then the search does not go on from it.
    pub(crate) fn is_beyond(&self, number: u32) -> bool {
        let print = || self.tour.graph.print(number);
        self.within
            .as_ref()
            .is_some_and(|within| !within.states.contains(&print()))
    }

    /// All that is within the bound was looked at; something was beyond it, or nothing.
    pub(crate) fn end_within(&mut self) {
        if self.left_beyond {
            self.bounded = Some(Bounded::Preemptions);
        }
    }
}
