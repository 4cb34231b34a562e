//! Virtual time as arithmetic: nanoseconds, and nobody here ever looks at a clock.

use std::ops::{Add, AddAssign, Sub};

use serde::{Deserialize, Serialize};

/// A moment, or a span between two, in nanoseconds. Sums saturate: `sleep(1e300)` is merely for ever.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Time(pub u64);

impl Time {
    pub const ZERO: Self = Self(0);
    pub const NEVER: Self = Self(u64::MAX);

    /// Negative and not-a-number become zero, too large becomes [`Time::NEVER`].
    pub fn from_seconds(seconds: f64) -> Self {
        // The cast saturates, which is what both ends want.
        Self((seconds * 1e9).round() as u64)
    }

    pub fn seconds(self) -> f64 {
        self.0 as f64 / 1e9
    }
}

impl Add for Time {
    type Output = Self;

    fn add(self, span: Self) -> Self {
        Self(self.0.saturating_add(span.0))
    }
}

impl AddAssign for Time {
    fn add_assign(&mut self, span: Self) {
        *self = *self + span;
    }
}

impl Sub for Time {
    type Output = Self;

    fn sub(self, earlier: Self) -> Self {
        Self(self.0.saturating_sub(earlier.0))
    }
}
