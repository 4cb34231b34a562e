//! Which driver moves the machine of an open scenario.

use std::time::Duration;

use crate::live::{Command, Piece};
use crate::simulate::Timeline;

/// A driver and what it keeps.
pub(crate) enum Engine {
    /// Under a policy or by hand, in virtual time.
    Simulated(Box<Timeline>),
    /// By real threads and processes. The timeline follows what they did; whoever goes back in it, and on from there,
    /// goes on in virtual time.
    Live {
        timeline: Box<Timeline>,
        real: Box<dyn Real>,
        state: Live,
    },
}

/// A live run as a session sees it. Its threads and processes belong to somebody else.
pub trait Real {
    fn command(&mut self, command: Command);

    /// What has been written down since this was last asked; waits so long for the first piece.
    fn heard(&mut self, patience: Duration) -> Vec<Piece>;
}

/// How a live run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Live {
    /// Its threads wait at the gate, each for its step.
    Held,
    /// The operating system decides.
    Free,
    /// It has ended, or nobody follows it any more.
    Over,
}

impl Engine {
    pub(crate) fn timeline(&self) -> &Timeline {
        match self {
            Self::Simulated(timeline) | Self::Live { timeline, .. } => timeline,
        }
    }

    pub(crate) fn timeline_mut(&mut self) -> &mut Timeline {
        match self {
            Self::Simulated(timeline) | Self::Live { timeline, .. } => timeline,
        }
    }

    /// Whether real workers run by themselves.
    pub(crate) fn is_free(&self) -> bool {
        matches!(
            self,
            Self::Live {
                state: Live::Free,
                ..
            }
        )
    }

    /// Whether one is where the real workers are: at the end of what is known of a live run that goes on.
    pub(crate) fn is_at_the_real_end(&self) -> bool {
        match self {
            Self::Simulated(_) => false,
            Self::Live {
                timeline, state, ..
            } => *state != Live::Over && timeline.branch() == 0 && timeline.is_at_end(),
        }
    }
}
