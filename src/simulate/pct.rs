//! PCT (Burckhardt and others, "A Randomized Scheduler with Probabilistic Guarantees of Finding Bugs"): every worker
//! gets a random priority, the highest one that can move does, and at `depth - 1` random steps the running worker
//! falls below all others. A bug that needs `depth` orderings is found with probability 1 / (workers · steps^(depth-1)).

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::base::Task;
use crate::machine::schedule::Choice;
use crate::machine::world::{Machine, Until};
use crate::simulate::policy::{Turn, candidates};
use crate::simulate::random::choose;

/// The longest turn asked for at once.
const TURN: u64 = 1 << 16;

#[derive(Clone, Debug)]
pub struct Pct {
    seed: u64,
    /// Steps at which the running worker falls, ascending.
    changes: Vec<u64>,
    passed: usize,
    /// Workers that fell, the lowest last.
    fallen: Vec<Task>,
}

impl Pct {
    /// `horizon` is about how many steps the run will take: the changes are spread over it.
    pub fn new(seed: u64, depth: u32, horizon: u64) -> Self {
        let mut numbers = ChaCha8Rng::seed_from_u64(seed);
        let horizon = usize::try_from(horizon.clamp(1, u64::from(u32::MAX))).unwrap_or(1);
        let mut changes: Vec<u64> = (1..depth)
            .map(|_| 1 + choose(numbers.next_u32(), horizon) as u64)
            .collect();
        changes.sort_unstable();
        Self {
            seed,
            changes,
            passed: 0,
            fallen: Vec::new(),
        }
    }

    pub(crate) fn next(&mut self, machine: &Machine) -> Option<Turn> {
        while self
            .changes
            .get(self.passed)
            .is_some_and(|&change| change <= machine.steps())
        {
            self.passed += 1;
            if let Some(last) = machine.last() {
                self.fallen.retain(|&task| task != last);
                self.fallen.push(last);
            }
        }
        let task = candidates(machine)
            .into_iter()
            .max_by_key(|&task| self.priority(task))?;
        let steps = match self.changes.get(self.passed) {
            Some(&change) => (change - machine.steps()).min(TURN),
            None => TURN,
        };
        let steps = if machine.may_switch() { steps } else { 1 };
        Some(Turn {
            choice: Choice::Run { task, steps },
            until: Until::NEWS,
        })
    }

    fn priority(&self, task: Task) -> (bool, u64) {
        match self.fallen.iter().position(|&fallen| fallen == task) {
            // Who fell last is lowest.
            Some(rank) => (false, (self.fallen.len() - rank) as u64),
            None => {
                let mut numbers = ChaCha8Rng::seed_from_u64(self.seed);
                numbers.set_stream(1 + ((u64::from(task.pid.0) << 32) | u64::from(task.tid.0)));
                (true, numbers.next_u64())
            }
        }
    }
}
