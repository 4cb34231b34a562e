//! One run by chance: how an easy bug is met at once, and how likely an outcome is where the schedules are too many to
//! be counted.

use crate::base::Task;
use crate::explore::search::Search;
use crate::machine::schedule::Schedule;

/// How a run by chance went.
#[derive(Clone, Debug)]
pub enum Walk {
    Ended(Stroll),
    /// It was longer than it should be, or came to a limit of the machine.
    Endless,
    /// It met what no walk before it knew of: those before were walks of something coarser.
    Learned,
}

/// A run by chance that came to an end.
#[derive(Clone, Debug)]
pub struct Stroll {
    /// `finished`, `exception`, `deadlock`.
    pub ending: &'static str,
    /// The watched globals.
    pub watch: Vec<(String, String)>,
    pub preemptions: u32,
    moves: Vec<(Task, bool)>,
}

impl Search {
    /// At everything that others notice, each of those who can move moves with equal chance; or whoever moved last goes
    /// on, but for one time in `stay`, where that is not 0. `die` throws a number below the one it is given.
    pub fn stroll(
        &mut self,
        mut die: impl FnMut(usize) -> usize,
        stay: usize,
        most: usize,
    ) -> Walk {
        let known = self.known();
        let mut state = self.tour.start.clone();
        let mut moves: Vec<(Task, bool)> = Vec::new();
        let mut preemptions = 0;
        while moves.len() < most {
            let mut enabled = self.enabled(&state);
            let last = moves.last().map(|&(task, _)| task);
            let own = enabled.iter().position(|&(task, _)| Some(task) == last);
            if let Some(own) = own.filter(|_| stay > 0 && die(stay) > 0) {
                enabled = vec![enabled[own]];
            }
            let mut next = None;
            while next.is_none() && !enabled.is_empty() {
                let (task, gives_up) = enabled.swap_remove(die(enabled.len()));
                next = self.successor(&state, task, gives_up).inspect(|_| {
                    preemptions += u32::from(own.is_some() && Some(task) != last);
                    moves.push((task, gives_up));
                });
            }
            if self.known() != known {
                self.restart();
                return Walk::Learned;
            }
            let Some(next) = next else {
                let end = self.end_of(&state);
                return Walk::Ended(Stroll {
                    ending: end.ending,
                    watch: end.watch,
                    preemptions,
                    moves,
                });
            };
            let hits_limit = |&(_, leaf): &(_, u32)| self.leaf_of(leaf).limit.is_some();
            if self.bounded.is_some() || next.moves.iter().any(hits_limit) {
                return Walk::Endless;
            }
            state = next.state;
        }
        Walk::Endless
    }

    /// The schedule of the walk just made.
    pub fn schedule_of(&mut self, stroll: &Stroll) -> Schedule {
        self.schedule(&stroll.moves, &[], stroll.ending == "deadlock")
    }
}
