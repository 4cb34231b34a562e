//! One walk over the machine's data that serves three: the collector asks for references, the fingerprint for words
//! and ids, the canonical hash for words and renumbered ids.

use crate::base::{ObjectId, Tid};
use crate::machine::value::Value;

/// Whoever walks.
pub trait Tracer {
    /// Plain data. Variants announce themselves by a word of their own, so that no two shapes read alike.
    fn word(&mut self, word: u64);

    /// A reference to an object.
    fn reference(&mut self, id: ObjectId);

    /// A thread of this process, by number.
    fn thread(&mut self, tid: Tid) {
        self.word(u64::from(tid.0));
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.word(bytes.len() as u64);
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.word(u64::from_le_bytes(word));
        }
    }
}

/// What can be walked.
pub trait Trace {
    fn trace<T: Tracer>(&self, to: &mut T);
}

impl<A: Trace> Trace for [A] {
    fn trace<T: Tracer>(&self, to: &mut T) {
        to.word(self.len() as u64);
        for item in self {
            item.trace(to);
        }
    }
}

impl<I: Trace> Trace for Vec<I> {
    fn trace<T: Tracer>(&self, to: &mut T) {
        self.as_slice().trace(to);
    }
}

impl<A: Trace> Trace for std::collections::VecDeque<A> {
    fn trace<T: Tracer>(&self, to: &mut T) {
        to.word(self.len() as u64);
        for item in self {
            item.trace(to);
        }
    }
}

impl<A: Trace> Trace for Option<A> {
    fn trace<T: Tracer>(&self, to: &mut T) {
        match self {
            None => to.word(0),
            Some(item) => {
                to.word(1);
                item.trace(to);
            }
        }
    }
}

impl<I: Trace + ?Sized> Trace for Box<I> {
    fn trace<T: Tracer>(&self, to: &mut T) {
        (**self).trace(to);
    }
}

impl<A: Trace + ?Sized> Trace for std::sync::Arc<A> {
    fn trace<T: Tracer>(&self, to: &mut T) {
        (**self).trace(to);
    }
}

impl<A: Trace, B: Trace> Trace for (A, B) {
    fn trace<T: Tracer>(&self, to: &mut T) {
        self.0.trace(to);
        self.1.trace(to);
    }
}

impl Trace for str {
    fn trace<T: Tracer>(&self, to: &mut T) {
        to.bytes(self.as_bytes());
    }
}

impl Trace for bool {
    fn trace<T: Tracer>(&self, to: &mut T) {
        to.word(u64::from(*self));
    }
}

macro_rules! words {
    ($($number:ty),*) => {$(
        impl Trace for $number {
            fn trace<T: Tracer>(&self, to: &mut T) {
                to.word(*self as u64);
            }
        }
    )*};
}
words!(u8, u16, u32, u64, i64, usize);

macro_rules! ids {
    ($($id:ty),*) => {$(
        impl Trace for $id {
            fn trace<T: Tracer>(&self, to: &mut T) {
                to.word(u64::from(self.0));
            }
        }
    )*};
}
ids!(
    crate::base::Pid,
    crate::base::ModuleId,
    crate::base::FunctionId,
    crate::code::Name
);

impl Trace for Tid {
    fn trace<T: Tracer>(&self, to: &mut T) {
        to.thread(*self);
    }
}

impl Trace for crate::base::Time {
    fn trace<T: Tracer>(&self, to: &mut T) {
        to.word(self.0);
    }
}

impl Trace for ObjectId {
    fn trace<T: Tracer>(&self, to: &mut T) {
        Value::Object(*self).trace(to);
    }
}

/// Implements [`Trace`] for a struct by naming its fields, every one.
macro_rules! trace_fields {
    ($type:ty { $($field:ident),* $(,)? }) => {
        impl $crate::machine::trace::Trace for $type {
            fn trace<T: $crate::machine::trace::Tracer>(&self, to: &mut T) {
                let Self { $($field),* } = self;
                $( $crate::machine::trace::Trace::trace($field, to); )*
            }
        }
    };
}
pub(crate) use trace_fields;
