//! Who can move next, and what their next step would do.

use serde::{Deserialize, Serialize};

use crate::base::Time;
use crate::view::{State, WorkerId};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    pub rows: Vec<Choice>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// `None` where nobody in the program moves: time passes.
    pub worker: Option<WorkerId>,
    pub offer: Offer,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Offer {
    /// It can take a step: this one.
    Step {
        /// As the listing has it: `STORE_GLOBAL counter`.
        words: String,
        line: Option<u32>,
        /// Whether another worker could notice it.
        visible: bool,
    },
    /// Its timed wait can end.
    Expire { until: Time },
    /// The clock can leap to here.
    PassTime { until: Time },
    /// It cannot move, because of this state.
    Cannot(State),
}

impl Default for Offer {
    fn default() -> Self {
        Self::Cannot(State::Ended)
    }
}
