//! What a name refers to: sixteen bytes, copied freely. Everything that does not fit is an object on the heap, by id.

use serde::{Deserialize, Serialize};

use crate::base::{ModuleId, ObjectId};
use crate::machine::builtins::NativeId;
use crate::machine::trace::{Trace, Tracer};

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub enum Value {
    /// No value: a name not yet bound, no receiver, an exhausted iterator. Never seen by a program.
    #[default]
    Unbound,
    None,
    Bool(bool),
    /// Larger integers are [`Body::BigInt`](crate::machine::object::Body), and only those are.
    Int(i64),
    Float(f64),
    Ellipsis,
    NotImplemented,
    Module(ModuleId),
    /// A function or method written in Rust.
    Native(NativeId),
    Object(ObjectId),
}

impl Value {
    /// Python's `is`. Equal small numbers are one object here, as small ones are in CPython.
    pub fn is(self, other: Self) -> bool {
        match (self, other) {
            (Self::Unbound, Self::Unbound)
            | (Self::None, Self::None)
            | (Self::Ellipsis, Self::Ellipsis)
            | (Self::NotImplemented, Self::NotImplemented) => true,
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Int(a), Self::Int(b)) => a == b,
            (Self::Float(a), Self::Float(b)) => a.to_bits() == b.to_bits(),
            (Self::Module(a), Self::Module(b)) => a == b,
            (Self::Native(a), Self::Native(b)) => a == b,
            (Self::Object(a), Self::Object(b)) => a == b,
            _ => false,
        }
    }

    pub fn is_none(self) -> bool {
        matches!(self, Self::None)
    }

    pub fn is_bound(self) -> bool {
        !matches!(self, Self::Unbound)
    }

    /// The object it refers to, if it lives on the heap.
    pub fn object(self) -> Option<ObjectId> {
        match self {
            Self::Object(id) => Some(id),
            Self::Unbound
            | Self::None
            | Self::Bool(_)
            | Self::Int(_)
            | Self::Float(_)
            | Self::Ellipsis
            | Self::NotImplemented
            | Self::Module(_)
            | Self::Native(_) => None,
        }
    }
}

impl From<ObjectId> for Value {
    fn from(id: ObjectId) -> Self {
        Self::Object(id)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::Float(value)
    }
}

impl Trace for Value {
    fn trace<T: Tracer>(&self, to: &mut T) {
        match *self {
            Self::Unbound => to.word(0),
            Self::None => to.word(1),
            Self::Ellipsis => to.word(2),
            Self::NotImplemented => to.word(3),
            Self::Bool(value) => to.word(4 + u64::from(value)),
            Self::Int(value) => {
                to.word(6);
                to.word(value as u64);
            }
            Self::Float(value) => {
                to.word(7);
                to.word(value.to_bits());
            }
            Self::Module(id) => {
                to.word(8);
                to.word(u64::from(id.0));
            }
            Self::Native(id) => {
                to.word(9);
                to.word(u64::from(id.0));
            }
            Self::Object(id) => to.reference(id),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_sixteen_bytes() {
        assert_eq!(size_of::<Value>(), 16);
    }
}
