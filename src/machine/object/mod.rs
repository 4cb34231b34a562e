//! What lives on the heap. An object is its class, its attributes and its body; the body is what the class's builtin
//! ancestor gives it: a `class Stack(list)` has the body of a list, a plain class none.

mod class;
mod dict;
mod exception;
mod function;
mod generator;
mod iterator;
mod set;
mod text;

use std::sync::Arc;

use num_bigint::BigInt;
use serde::{Deserialize, Serialize};

pub use class::{Class, Property, Super};
pub use dict::{Dict, Entry};
pub use exception::{Exception, TraceEntry};
pub use function::{Function, Method};
pub use generator::{Generator, Stage};
pub use iterator::{Iterator, ViewKind};
pub use set::Set;
pub use text::Text;

use crate::base::ObjectId;
use crate::machine::attributes::Attributes;
use crate::machine::random::Twister;
use crate::machine::sync;
use crate::machine::trace::{Trace, Tracer};
use crate::machine::value::Value;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Object {
    pub class: ObjectId,
    /// Changed since the last fingerprint; the heap keeps the list.
    pub(crate) dirty: bool,
    /// `obj.name = …`; none until the first.
    pub attributes: Option<Box<Attributes>>,
    pub body: Body,
    /// Its share of the heap's fingerprint, as of the last one.
    pub(crate) digest: u128,
}

impl Object {
    /// What an object costs beside its attributes and its body's own bytes.
    pub const BYTES: usize = size_of::<Self>();

    pub fn bytes(&self) -> usize {
        let attributes = self.attributes.as_ref();
        Self::BYTES + self.body.bytes() + attributes.map_or(0, |attributes| attributes.bytes())
    }
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub enum Body {
    /// A place on the heap that nobody uses.
    #[default]
    Free,
    /// An instance of a class written in Python, and `object()`.
    Plain,
    Text(Text),
    Bytes(Arc<[u8]>),
    ByteArray(Vec<u8>),
    /// Always outside the range of `Value::Int`.
    BigInt(Arc<BigInt>),
    /// The number in an instance of a subclass of `int` or `float`.
    Number(Value),
    Tuple(Arc<[Value]>),
    List(Vec<Value>),
    Dict(Box<Dict>),
    /// `set` and `frozenset`: the class tells which.
    Set(Box<Set>),
    Range(Box<Range>),
    /// start, stop, step.
    Slice(Box<[Value; 3]>),
    /// A variable that closures share.
    Cell(Value),
    Function(Box<Function>),
    Method(Box<Method>),
    Class(Box<Class>),
    Property(Box<Property>),
    StaticMethod(Value),
    ClassMethod(Value),
    Super(Box<Super>),
    Generator(Box<Generator>),
    Iterator(Box<Iterator>),
    /// `dict.keys()`, `.values()`, `.items()`.
    View {
        dict: ObjectId,
        kind: ViewKind,
    },
    Exception(Box<Exception>),
    Deque(Box<Deque>),
    Random(Box<Twister>),
    /// `sys.stdout` (1) or `sys.stderr` (2).
    Stream(u8),
    // What threads wait for.
    Thread(Box<sync::Thread>),
    Lock(sync::Lock),
    RLock(sync::RLock),
    Condition(Box<sync::Condition>),
    Semaphore(Box<sync::Semaphore>),
    Event(Box<sync::Event>),
    Barrier(Box<sync::Barrier>),
    Queue(Box<sync::Queue>),
    /// `threading.local()`: attributes by thread.
    Local(Box<sync::Local>),
}

/// `range(start, stop, step)`, all within 64 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    pub start: i64,
    pub stop: i64,
    pub step: i64,
}
crate::machine::trace::trace_fields!(Range { start, stop, step });

impl Range {
    pub fn len(&self) -> usize {
        let (low, high, step) = if self.step > 0 {
            (
                i128::from(self.start),
                i128::from(self.stop),
                i128::from(self.step),
            )
        } else {
            (
                i128::from(self.stop),
                i128::from(self.start),
                -i128::from(self.step),
            )
        };
        if low >= high {
            0
        } else {
            ((high - low - 1) / step + 1) as usize
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The item at an index below `len`.
    pub fn at(&self, index: usize) -> i64 {
        (i128::from(self.start) + i128::from(self.step) * index as i128) as i64
    }
}

/// `collections.deque`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Deque {
    pub items: std::collections::VecDeque<Value>,
    pub limit: Option<usize>,
}
crate::machine::trace::trace_fields!(Deque { items, limit });

impl Body {
    /// Bytes beyond the object itself, for the memory limit. An estimate that never forgets what a program can grow. It
    /// goes by lengths and not by capacities: a copy counts as much, so that collections come at the same places whoever
    /// was copied, as in a fork or a step back.
    pub fn bytes(&self) -> usize {
        match self {
            Self::Text(text) => text.as_str().len(),
            Self::Bytes(bytes) => bytes.len(),
            Self::ByteArray(bytes) => bytes.len(),
            Self::BigInt(number) => number.bits() as usize / 8,
            Self::Tuple(items) => items.len() * size_of::<Value>(),
            Self::List(items) => items.len() * size_of::<Value>(),
            Self::Dict(dict) => dict.bytes(),
            Self::Set(set) => set.bytes(),
            Self::Deque(deque) => deque.items.len() * size_of::<Value>(),
            Self::Queue(queue) => queue.items.len() * size_of::<Value>(),
            Self::Generator(generator) => generator.bytes(),
            Self::Class(class) => 512 + class.attributes.bytes(),
            Self::Random(_) => size_of::<Twister>(),
            Self::Free
            | Self::Plain
            | Self::Number(_)
            | Self::Range(_)
            | Self::Slice(_)
            | Self::Cell(_)
            | Self::Function(_)
            | Self::Method(_)
            | Self::Property(_)
            | Self::StaticMethod(_)
            | Self::ClassMethod(_)
            | Self::Super(_)
            | Self::Iterator(_)
            | Self::View { .. }
            | Self::Exception(_)
            | Self::Stream(_)
            | Self::Thread(_)
            | Self::Lock(_)
            | Self::RLock(_)
            | Self::Condition(_)
            | Self::Semaphore(_)
            | Self::Event(_)
            | Self::Barrier(_)
            | Self::Local(_) => 64,
        }
    }
}

impl Trace for Object {
    fn trace<T: Tracer>(&self, to: &mut T) {
        self.class.trace(to);
        self.attributes.trace(to);
        self.body.trace(to);
    }
}

impl Trace for Body {
    fn trace<T: Tracer>(&self, to: &mut T) {
        macro_rules! tagged {
            ($tag:literal $(, $part:expr)*) => {{
                to.word($tag);
                $( $part.trace(to); )*
            }};
        }
        match self {
            Self::Free => to.word(0),
            Self::Plain => to.word(1),
            Self::Text(text) => tagged!(2, text.as_str()),
            Self::Bytes(bytes) => {
                to.word(3);
                to.bytes(bytes);
            }
            Self::ByteArray(bytes) => {
                to.word(4);
                to.bytes(bytes);
            }
            Self::BigInt(number) => {
                to.word(5);
                to.bytes(&number.to_signed_bytes_le());
            }
            Self::Number(number) => tagged!(6, number),
            Self::Tuple(items) => tagged!(7, items),
            Self::List(items) => tagged!(8, items),
            Self::Dict(dict) => tagged!(9, dict),
            Self::Set(set) => tagged!(10, set),
            Self::Range(range) => tagged!(11, range),
            Self::Slice(parts) => tagged!(12, parts.as_slice()),
            Self::Cell(value) => tagged!(13, value),
            Self::Function(function) => tagged!(14, function),
            Self::Method(method) => tagged!(15, method),
            Self::Class(class) => tagged!(16, class),
            Self::Property(property) => tagged!(17, property),
            Self::StaticMethod(value) => tagged!(18, value),
            Self::ClassMethod(value) => tagged!(19, value),
            Self::Super(parts) => tagged!(20, parts),
            Self::Generator(generator) => tagged!(21, generator),
            Self::Iterator(iterator) => tagged!(22, iterator),
            Self::View { dict, kind } => tagged!(23, dict, (*kind as u64)),
            Self::Exception(exception) => tagged!(24, exception),
            Self::Deque(deque) => tagged!(25, deque),
            Self::Random(twister) => tagged!(26, twister),
            Self::Stream(number) => tagged!(27, number),
            Self::Thread(thread) => tagged!(28, thread),
            Self::Lock(lock) => tagged!(29, lock),
            Self::RLock(lock) => tagged!(30, lock),
            Self::Condition(condition) => tagged!(31, condition),
            Self::Semaphore(semaphore) => tagged!(32, semaphore),
            Self::Event(event) => tagged!(33, event),
            Self::Barrier(barrier) => tagged!(34, barrier),
            Self::Queue(queue) => tagged!(35, queue),
            Self::Local(local) => tagged!(36, local),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_counts_as_many_bytes_as_what_it_is_a_copy_of() {
        let mut items = Vec::with_capacity(1000);
        items.push(Value::None);
        let mut dict = Dict::default();
        let mut set = Set::default();
        for number in 0..100 {
            dict.push(number, Value::Int(number), Value::None);
            set.push(number, Value::Int(number));
        }
        let bodies = [
            Body::Deque(Box::new(Deque {
                items: items.clone().into_iter().chain(items.clone()).collect(),
                limit: None,
            })),
            Body::List(items),
            Body::ByteArray(Vec::with_capacity(1000)),
            Body::Dict(Box::new(dict)),
            Body::Set(Box::new(set)),
        ];
        for body in bodies {
            assert_eq!(body.clone().bytes(), body.bytes(), "{body:?}");
        }
    }
}
