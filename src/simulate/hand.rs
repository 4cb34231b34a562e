//! By hand: whose turn it would be if nobody chose.

use crate::machine::world::Machine;
use crate::simulate::policy::{Turn, candidates};

/// The worker that moved last, while it can; else the next one in order.
pub(crate) fn next(machine: &Machine) -> Option<Turn> {
    let candidates = candidates(machine);
    let last = machine.last();
    candidates
        .iter()
        .find(|&&task| Some(task) == last)
        .or_else(|| candidates.iter().find(|&&task| Some(task) > last))
        .or_else(|| candidates.first())
        .map(|&task| Turn::one_step(task))
}
