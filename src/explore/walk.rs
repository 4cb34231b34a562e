//! One run by chance: how likely an outcome is, where the schedules are too many to be counted.

use crate::explore::graph::Fate;
use crate::explore::search::Search;

/// How a run by chance went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Walk {
    /// `finished`, `exception`, `deadlock`, and the watched globals.
    Ended {
        ending: &'static str,
        watch: Vec<(String, String)>,
    },
    /// It was longer than it should be, or came to a limit of the machine.
    Endless,
    /// It met what no walk before it knew of: those before were walks of something coarser.
    Learned,
}

impl Search {
    /// At everything that others notice, each of those who can move moves with equal chance. `die` throws a number
    /// below the one it is given.
    pub fn walk(&mut self, mut die: impl FnMut(usize) -> usize, most: usize) -> Walk {
        let known = self.known();
        let mut state = self.tour.start.clone();
        for _ in 0..most {
            let mut enabled = self.enabled(&state);
            let mut next = None;
            while next.is_none() && !enabled.is_empty() {
                let (task, gives_up) = enabled.swap_remove(die(enabled.len()));
                next = self.successor(&state, task, gives_up);
            }
            if self.known() != known {
                self.begin_anew();
                return Walk::Learned;
            }
            let Some(next) = next else {
                let fate = if self.tour.alive(&state) == 0 {
                    Fate::Finished
                } else {
                    Fate::Deadlock
                };
                let end = self.look_at_end(&state, fate);
                return Walk::Ended {
                    ending: end.ending,
                    watch: end.watch,
                };
            };
            let hits_limit = |&(_, leaf): &(_, u32)| self.leaf_of(leaf).limit.is_some();
            if self.bounded.is_some() || next.moves.iter().any(hits_limit) {
                return Walk::Endless;
            }
            state = next.state;
        }
        Walk::Endless
    }
}
