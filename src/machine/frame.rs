//! A call in progress. Its locals, cells and operands are a stretch of its thread's stack:
//!
//! ```text
//!   … caller's operands │ locals (parameters first) │ cells, own then closed over │ operands …
//!                       base                                                          top
//! ```

use serde::{Deserialize, Serialize};

use crate::base::{FunctionId, ModuleId, ObjectId};
use crate::machine::trace::{Trace, Tracer, trace_fields};
use crate::machine::value::Value;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Frame {
    pub function: FunctionId,
    /// The instruction that comes next; while a call is out, the call itself.
    pub ip: u32,
    /// Where its locals begin.
    pub base: u32,
    /// What the caller's stack is cut to when it ends: below the callee and its arguments.
    pub floor: u32,
    /// What its end means to whoever made it.
    pub then: Then,
    /// The exception being handled in this frame, or `None`.
    pub handled: Value,
    /// The generator whose frame it is.
    pub generator: Option<ObjectId>,
    /// In a class body, the namespace: a dict.
    pub namespace: Option<ObjectId>,
    /// Library code: a call of it is one step.
    pub hidden: bool,
}
trace_fields!(Frame {
    function,
    ip,
    base,
    floor,
    then,
    handled,
    generator,
    namespace,
    hidden
});

/// What happens with a frame's result. The operands of the instruction that made it are gone by then.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum Then {
    /// The bottom of a thread: it ends.
    End,
    /// Push it and go on after the instruction.
    Push,
    /// Push it in place of the operands and do the instruction again: `if x:` once `bool(x)` is known.
    Retry,
    /// It was `__init__`: push the instance instead.
    Instance(Value),
    /// Nothing comes of it: do the instruction again.
    Again,
    /// Nothing comes of it: go on after the instruction.
    Drop,
    /// A module body: push the module.
    Module(ModuleId),
    /// The next item of a `for`: an unbound result, or a generator's end, means there is none: jump.
    ForIter(u32),
    /// `yield from`: a generator's end gives the result of the expression: jump.
    Send(u32),
    /// `next(generator, default)`: its end gives the default, or raises `StopIteration` where that is unbound.
    Next(Value),
    /// `generator.close()`: must end.
    Close,
    /// It is about to be called: push it, and the marker for "no receiver" above.
    Callee,
    /// `and`, `or`: the value stays, and jump, where its truth is `wanted`; else drop it and go on.
    KeepIf { wanted: bool, target: u32 },
    /// Push `True` or `False`: what came back, turned into a bool and negated where true. For `in`, `!=`.
    Truth(bool),
}

impl Trace for Then {
    fn trace<T: Tracer>(&self, to: &mut T) {
        match self {
            Self::End => to.word(0),
            Self::Push => to.word(1),
            Self::Retry => to.word(2),
            Self::Instance(value) => {
                to.word(3);
                value.trace(to);
            }
            Self::Again => to.word(4),
            Self::Drop => to.word(11),
            Self::Callee => to.word(13),
            Self::KeepIf { wanted, target } => {
                to.word(12);
                wanted.trace(to);
                target.trace(to);
            }
            Self::Module(module) => {
                to.word(5);
                module.trace(to);
            }
            Self::ForIter(target) => {
                to.word(6);
                target.trace(to);
            }
            Self::Send(target) => {
                to.word(7);
                target.trace(to);
            }
            Self::Next(value) => {
                to.word(8);
                value.trace(to);
            }
            Self::Close => to.word(9),
            Self::Truth(negate) => {
                to.word(10);
                negate.trace(to);
            }
        }
    }
}
