//! MT19937, the generator behind Python's `random`: Matsumoto and Nishimura, "Mersenne Twister", ACM TOMACS 8(1),
//! 1998, with their `init_by_array` of 2002. The same seed gives the very numbers CPython gives.

use serde::{Deserialize, Serialize};

use crate::machine::trace::{Trace, Tracer};

const N: usize = 624;
const M: usize = 397;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Twister {
    pub state: Vec<u32>,
    /// The next word of the state to hand out; `N` means they are used up.
    pub index: usize,
}

impl Twister {
    /// Seeds from the absolute value of an integer, as 32-bit words with the least significant first; zero is `[0]`.
    pub fn from_words(key: &[u32]) -> Self {
        let mut state = Self::from_word(19_650_218);
        let s = &mut state.state;
        let (mut i, mut j) = (1, 0);
        for _ in 0..N.max(key.len()) {
            s[i] = (s[i] ^ (s[i - 1] ^ s[i - 1] >> 30).wrapping_mul(1_664_525))
                .wrapping_add(key[j])
                .wrapping_add(j as u32);
            (i, j) = (i + 1, (j + 1) % key.len());
            if i >= N {
                s[0] = s[N - 1];
                i = 1;
            }
        }
        for _ in 0..N - 1 {
            s[i] = (s[i] ^ (s[i - 1] ^ s[i - 1] >> 30).wrapping_mul(1_566_083_941))
                .wrapping_sub(i as u32);
            i += 1;
            if i >= N {
                s[0] = s[N - 1];
                i = 1;
            }
        }
        s[0] = 0x8000_0000;
        state
    }

    fn from_word(seed: u32) -> Self {
        let mut state = vec![seed; N];
        for i in 1..N {
            state[i] = (state[i - 1] ^ state[i - 1] >> 30)
                .wrapping_mul(1_812_433_253)
                .wrapping_add(i as u32);
        }
        Self { state, index: N }
    }

    /// 32 random bits.
    pub fn word(&mut self) -> u32 {
        if self.index >= N {
            self.twist();
        }
        let mut y = self.state[self.index];
        self.index += 1;
        y ^= y >> 11;
        y ^= y << 7 & 0x9d2c_5680;
        y ^= y << 15 & 0xefc6_0000;
        y ^ y >> 18
    }

    /// A float in `[0, 1)` with 53 random bits.
    pub fn random(&mut self) -> f64 {
        let high = f64::from(self.word() >> 5);
        let low = f64::from(self.word() >> 6);
        (high * 67_108_864.0 + low) / 9_007_199_254_740_992.0
    }

    fn twist(&mut self) {
        let s = &mut self.state;
        for i in 0..N {
            let y = s[i] & 0x8000_0000 | s[(i + 1) % N] & 0x7fff_ffff;
            s[i] = s[(i + M) % N] ^ y >> 1 ^ if y & 1 == 1 { 0x9908_b0df } else { 0 };
        }
        self.index = 0;
    }
}

impl Trace for Twister {
    fn trace<T: Tracer>(&self, to: &mut T) {
        self.state.trace(to);
        self.index.trace(to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seed_zero_gives_the_numbers_that_cpython_gives() {
        let mut twister = Twister::from_words(&[0]);
        let first: Vec<f64> = (0..2).map(|_| twister.random()).collect();
        assert!((first[0] - 0.844_421_851_525_048_1).abs() < 1e-16);
        assert!((first[1] - 0.757_954_402_940_302_5).abs() < 1e-15);
    }
}
