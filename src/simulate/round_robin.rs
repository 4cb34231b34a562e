//! Round-robin: one step each, in order.

use crate::machine::world::Machine;
use crate::simulate::policy::{Turn, candidates};

/// The first that can move behind the one that moved last.
pub(crate) fn next(machine: &Machine) -> Option<Turn> {
    let candidates = candidates(machine);
    let last = machine.last();
    candidates
        .iter()
        .find(|&&task| Some(task) > last)
        .or_else(|| candidates.first())
        .map(|&task| Turn::one_step(task))
}
