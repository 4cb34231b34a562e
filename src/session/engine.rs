//! Which driver moves the machine of an open scenario.

use crate::simulate::Timeline;

/// A driver and what it keeps.
pub(crate) enum Engine {
    /// Under a policy or by hand, in virtual time.
    Simulated(Box<Timeline>),
}

impl Engine {
    pub(crate) fn timeline(&self) -> &Timeline {
        match self {
            Self::Simulated(timeline) => timeline,
        }
    }

    pub(crate) fn timeline_mut(&mut self) -> &mut Timeline {
        match self {
            Self::Simulated(timeline) => timeline,
        }
    }
}
