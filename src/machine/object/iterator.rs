//! Iterators of the builtin containers: a container and a place in it. Those that call back into Python (`map`,
//! `filter`, `zip` over anything) are generators of the prelude.

use serde::{Deserialize, Serialize};

use crate::base::ObjectId;
use crate::machine::trace::{Trace, Tracer};
use crate::machine::value::Value;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ViewKind {
    Keys,
    Values,
    Items,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Iterator {
    /// Over a list, by index: it sees what is appended meanwhile.
    List {
        list: ObjectId,
        next: usize,
    },
    ReversedList {
        list: ObjectId,
        next: usize,
    },
    Tuple {
        tuple: ObjectId,
        next: usize,
    },
    /// Over text, by byte offset.
    Text {
        text: ObjectId,
        next: usize,
    },
    Bytes {
        bytes: ObjectId,
        next: usize,
    },
    Range {
        next: i64,
        step: i64,
        left: usize,
    },
    /// Fails when the size changes, as CPython does.
    Dict {
        dict: ObjectId,
        kind: ViewKind,
        next: usize,
        length: usize,
    },
    ReversedDict {
        dict: ObjectId,
        kind: ViewKind,
        next: usize,
        length: usize,
    },
    Set {
        set: ObjectId,
        next: usize,
        length: usize,
    },
    Deque {
        deque: ObjectId,
        next: usize,
        length: usize,
    },
    ReversedDeque {
        deque: ObjectId,
        next: usize,
        length: usize,
    },
    /// `enumerate` over a builtin iterator.
    Enumerate {
        inner: ObjectId,
        count: i64,
    },
    /// `zip` over builtin iterators.
    Zip {
        inner: Vec<ObjectId>,
        strict: bool,
    },
    /// Over an object with `__getitem__` and no `__iter__`, or `reversed` of one; the prelude advances it.
    Sequence {
        object: Value,
        next: i64,
        backwards: bool,
    },
    /// Whoever it was over, there is no more.
    Exhausted,
}

impl Trace for Iterator {
    fn trace<T: Tracer>(&self, to: &mut T) {
        macro_rules! tagged {
            ($tag:literal $(, $part:expr)*) => {{
                to.word($tag);
                $( $part.trace(to); )*
            }};
        }
        match self {
            Self::List { list, next } => tagged!(0, list, next),
            Self::ReversedList { list, next } => tagged!(1, list, next),
            Self::Tuple { tuple, next } => tagged!(2, tuple, next),
            Self::Text { text, next } => tagged!(3, text, next),
            Self::Bytes { bytes, next } => tagged!(4, bytes, next),
            Self::Range { next, step, left } => tagged!(5, next, step, left),
            Self::Dict {
                dict,
                kind,
                next,
                length,
            } => tagged!(6, dict, (*kind as u64), next, length),
            Self::ReversedDict {
                dict,
                kind,
                next,
                length,
            } => tagged!(7, dict, (*kind as u64), next, length),
            Self::Set { set, next, length } => tagged!(8, set, next, length),
            Self::Deque {
                deque,
                next,
                length,
            } => tagged!(9, deque, next, length),
            Self::ReversedDeque {
                deque,
                next,
                length,
            } => tagged!(10, deque, next, length),
            Self::Enumerate { inner, count } => tagged!(11, inner, count),
            Self::Zip { inner, strict } => tagged!(12, inner, strict),
            Self::Sequence {
                object,
                next,
                backwards,
            } => tagged!(13, object, next, backwards),
            Self::Exhausted => to.word(14),
        }
    }
}
