//! A 128-bit digest of words. Two 64-bit lanes of folded multiplication (the mixing step of wyhash), fed alike and
//! seeded apart; 128 bits because 32 lose states and 64 might in a search of billions.

use std::hash::Hasher;

use crate::base::ObjectId;
use crate::machine::trace::Tracer;

#[derive(Clone, Copy, Debug)]
pub(crate) struct Digest {
    high: u64,
    low: u64,
}

impl Digest {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            high: seed ^ 0x2d35_8dcc_aa6c_78a5,
            low: seed ^ 0x8bb8_4b93_962e_acc9,
        }
    }

    pub(crate) fn finish(self) -> u128 {
        let high = fold(
            self.high ^ 0x4b33_a62e_d433_d4a3,
            self.low ^ 0xa076_1d64_78bd_642f,
        );
        let low = fold(
            self.low ^ 0xe703_7ed1_a0b4_28db,
            self.high ^ 0x8ebc_6af0_9c88_c6e3,
        );
        u128::from(high) << 64 | u128::from(low)
    }
}

impl Tracer for Digest {
    #[inline]
    fn word(&mut self, word: u64) {
        self.high = fold(self.high ^ word, 0x9e37_79b9_7f4a_7c15).wrapping_add(word);
        self.low = fold(self.low ^ word.rotate_left(32), 0xd6e8_feb8_6659_fd93) ^ word;
    }

    #[inline]
    fn reference(&mut self, id: ObjectId) {
        self.word(1 << 40 | u64::from(id.0));
    }
}

/// A digest of whatever can be hashed. The same executable gives the same words on every run.
pub(crate) struct Words<'d>(pub(crate) &'d mut Digest);

impl Hasher for Words<'_> {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0.word(u64::from_le_bytes(word));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.0.word(number.into());
    }

    fn write_u64(&mut self, number: u64) {
        self.0.word(number);
    }

    fn write_usize(&mut self, number: usize) {
        self.0.word(number as u64);
    }

    fn finish(&self) -> u64 {
        0
    }
}

#[inline]
fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product >> 64) as u64 ^ product as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(words: &[u64]) -> u128 {
        let mut digest = Digest::new(0);
        for &word in words {
            digest.word(word);
        }
        digest.finish()
    }

    #[test]
    fn order_length_and_every_bit_count() {
        let mut seen = std::collections::HashSet::new();
        for bit in 0..64 {
            assert!(seen.insert(digest(&[1 << bit])));
            assert!(seen.insert(digest(&[1 << bit, 0])));
            assert!(seen.insert(digest(&[0, 1 << bit])));
        }
        assert!(seen.insert(digest(&[])));
        assert!(seen.insert(digest(&[0])));
    }
}
