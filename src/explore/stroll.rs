//! One run by chance: how an easy bug is met at once, and how likely an outcome is where the schedules are too many to
//! be counted.

use crate::base::Task;
use crate::explore::search::Search;
use crate::explore::walk::Out;
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
        let mut path = self.path();
        let mut choose = |enabled: &[(Task, bool)], last: Option<Task>| {
            let own = enabled.iter().position(|&(task, _)| Some(task) == last);
            match own {
                Some(own) if stay > 0 && die(stay) > 0 => own,
                Some(_) | None => die(enabled.len()),
            }
        };
        match self.wander(&mut path, &mut choose, most, None) {
            Out::End(end) => Walk::Ended(Stroll {
                ending: end.ending,
                watch: end.watch,
                preemptions: path.preemptions,
                moves: path.moves,
            }),
            Out::Unfinished => Walk::Endless,
            Out::Learned => Walk::Learned,
        }
    }

    /// The schedule of the walk just made.
    pub fn schedule_of(&mut self, stroll: &Stroll) -> Schedule {
        self.schedule(&stroll.moves, &[], stroll.ending == "deadlock")
    }
}
