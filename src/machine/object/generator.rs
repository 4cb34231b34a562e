//! Generators: a call that was put aside.

use serde::{Deserialize, Serialize};

use crate::code::Name;
use crate::machine::frame::Frame;
use crate::machine::trace::{Trace, Tracer, trace_fields};
use crate::machine::value::Value;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Generator {
    pub name: Name,
    pub qualified_name: Name,
    pub stage: Stage,
}
trace_fields!(Generator {
    name,
    qualified_name,
    stage
});

/// Where it stands.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Stage {
    /// Made, and not yet entered.
    Created {
        frame: Frame,
        stack: Vec<Value>,
    },
    /// Put aside at a `yield`, with its part of the operand stack.
    Suspended {
        frame: Frame,
        stack: Vec<Value>,
    },
    /// Its frame is on some thread's stack.
    Running,
    Finished,
}

impl Generator {
    pub fn bytes(&self) -> usize {
        match &self.stage {
            Stage::Created { stack, .. } | Stage::Suspended { stack, .. } => {
                stack.len() * size_of::<Value>() + 128
            }
            Stage::Running | Stage::Finished => 0,
        }
    }
}

impl Trace for Stage {
    fn trace<T: Tracer>(&self, to: &mut T) {
        match self {
            Self::Created { frame, stack } => {
                to.word(0);
                frame.trace(to);
                stack.trace(to);
            }
            Self::Suspended { frame, stack } => {
                to.word(1);
                frame.trace(to);
                stack.trace(to);
            }
            Self::Running => to.word(2),
            Self::Finished => to.word(3),
        }
    }
}
