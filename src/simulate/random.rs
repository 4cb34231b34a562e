//! Random: anybody, at every step. The same seed makes the same choices on every machine.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::machine::world::Machine;
use crate::simulate::policy::{Turn, candidates};

/// The n-th step draws the n-th number of the seed's stream: whoever goes back and plays on meets the same run again.
#[derive(Clone, Debug)]
pub struct Random {
    numbers: ChaCha8Rng,
    /// The step that the generator's next number belongs to.
    at: u64,
}

impl Random {
    pub fn new(seed: u64) -> Self {
        Self {
            numbers: ChaCha8Rng::seed_from_u64(seed),
            at: 0,
        }
    }

    pub(crate) fn next(&mut self, machine: &Machine) -> Option<Turn> {
        let candidates = candidates(machine);
        if candidates.len() < 2 {
            return candidates.first().map(|&task| Turn::one_step(task));
        }
        if machine.steps() != self.at {
            self.at = machine.steps();
            self.numbers.set_word_pos(u128::from(self.at));
        }
        self.at += 1;
        let chosen = choose(self.numbers.next_u32(), candidates.len());
        Some(Turn::one_step(candidates[chosen]))
    }
}

/// A number below `count`, in proportion. That 2^32 is no multiple of `count` shifts nothing one could notice.
pub(crate) fn choose(number: u32, count: usize) -> usize {
    ((u64::from(number) * count as u64) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_candidate_can_be_chosen() {
        assert_eq!(choose(0, 3), 0);
        assert_eq!(choose(u32::MAX / 2, 3), 1);
        assert_eq!(choose(u32::MAX, 3), 2);
    }

    #[test]
    fn the_numbers_of_a_seed_never_change() {
        let mut numbers = ChaCha8Rng::seed_from_u64(7);
        let first: Vec<u32> = (0..3).map(|_| numbers.next_u32()).collect();
        numbers.set_word_pos(1);
        assert_eq!(numbers.next_u32(), first[1]);
        assert_eq!(first, [601_310_139, 677_729_076, 781_920_570]);
    }
}
