//! One thread of one process while it moves: what instructions and natives work on.

use std::fmt::Display;
use std::sync::Arc;

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use crate::base::{ObjectId, Task, Tid};
use crate::code::{Name, Program, name};
use crate::machine::access::{Access, Use};
use crate::machine::class;
use crate::machine::effect::{Limit, Outcome, Result, Stop};
use crate::machine::event::{Event, Told};
use crate::machine::heap::Heap;
use crate::machine::object::{Body, Class, Dict, Exception, Set, Text};
use crate::machine::process::Process;
use crate::machine::thread::{Thread, Timeout, WaitOn, Waiting};
use crate::machine::value::Value;

#[derive(Debug)]
pub struct Vm<'p> {
    pub process: &'p mut Process,
    pub thread: &'p mut Thread,
    pub tid: Tid,
    pub program: &'p Program,
}

/// Making values.
impl Vm<'_> {
    pub fn heap(&self) -> &Heap {
        &self.process.heap
    }

    pub fn heap_mut(&mut self) -> &mut Heap {
        &mut self.process.heap
    }

    pub fn allocate(&mut self, class: ObjectId, body: Body) -> Value {
        Value::Object(self.process.heap.allocate(class, body))
    }

    pub fn text(&mut self, text: impl Into<Arc<str>>) -> Value {
        self.allocate(class::STR, Body::Text(Text::new(text)))
    }

    pub fn bytes(&mut self, bytes: impl Into<Arc<[u8]>>) -> Value {
        self.allocate(class::BYTES, Body::Bytes(bytes.into()))
    }

    pub fn tuple(&mut self, items: impl Into<Arc<[Value]>>) -> Value {
        self.allocate(class::TUPLE, Body::Tuple(items.into()))
    }

    pub fn list(&mut self, items: Vec<Value>) -> Value {
        self.allocate(class::LIST, Body::List(items))
    }

    pub fn dict(&mut self, dict: Dict) -> Value {
        self.allocate(class::DICT, Body::Dict(Box::new(dict)))
    }

    pub fn set(&mut self, set: Set) -> Value {
        self.allocate(class::SET, Body::Set(Box::new(set)))
    }

    /// An int: small where it fits 64 bits, an object where it does not.
    pub fn integer(&mut self, number: BigInt) -> Value {
        match number.to_i64() {
            Some(small) => Value::Int(small),
            None => self.allocate(class::INT, Body::BigInt(Arc::new(number))),
        }
    }

    /// Asks before something large is made; the run ends where it would not fit.
    pub fn reserve(&self, bytes: usize) -> Result<()> {
        if self.heap().bytes().saturating_add(bytes) > self.process.limits.memory {
            return Err(Stop::Limit(Limit::Memory));
        }
        Ok(())
    }
}

/// Looking at values.
impl Vm<'_> {
    /// The class of a value.
    #[inline]
    pub fn class_of(&self, value: Value) -> ObjectId {
        self.process.class_of(value)
    }

    /// The name of a value's class, as error messages say it.
    pub fn type_name(&self, value: Value) -> Arc<str> {
        self.class_name(self.class_of(value))
    }

    pub fn class_name(&self, class: ObjectId) -> Arc<str> {
        Arc::clone(self.process.names.text(self.class(class).name))
    }

    /// The class object behind an id known to be one.
    #[inline]
    pub fn class(&self, id: ObjectId) -> &Class {
        self.process.class(id)
    }

    /// Whether a value is a class, and which.
    pub fn as_class(&self, value: Value) -> Option<ObjectId> {
        let id = value.object()?;
        matches!(self.heap().body(id), Body::Class(_)).then_some(id)
    }

    /// By the MRO alone; `isinstance` asks `__instancecheck__` before.
    #[inline]
    pub fn is_instance(&self, value: Value, class: ObjectId) -> bool {
        self.is_subclass(self.class_of(value), class)
    }

    #[inline]
    pub fn is_subclass(&self, class: ObjectId, ancestor: ObjectId) -> bool {
        class == ancestor || self.class(class).mro.contains(&ancestor)
    }

    /// An attribute of a class or its ancestors, unbound: where special methods are looked up.
    #[inline]
    pub fn lookup(&self, class: ObjectId, name: Name) -> Option<Value> {
        self.process.lookup(class, name)
    }

    /// A special method of a value's class, where it is written in Python; `None` where it is native or missing.
    pub fn overridden(&self, value: Value, name: Name) -> Option<Value> {
        let class = self.class_of(value);
        if self.class(class).builtin {
            return None;
        }
        self.lookup(class, name)
            .filter(|found| !matches!(found, Value::Native(_)))
    }

    /// An int's value: `int`, `bool`, and instances of subclasses.
    pub fn as_integer(&self, value: Value) -> Option<BigInt> {
        match value {
            Value::Int(number) => Some(number.into()),
            Value::Bool(flag) => Some(u8::from(flag).into()),
            Value::Object(id) => match self.heap().body(id) {
                Body::BigInt(number) => Some((**number).clone()),
                Body::Number(inner) => self.as_integer(*inner),
                _ => None,
            },
            Value::Unbound
            | Value::None
            | Value::Float(_)
            | Value::Ellipsis
            | Value::NotImplemented
            | Value::Module(_)
            | Value::Native(_) => None,
        }
    }

    /// An int that fits 64 bits.
    #[inline]
    pub fn as_i64(&self, value: Value) -> Option<i64> {
        match value {
            Value::Int(number) => Some(number),
            Value::Bool(flag) => Some(i64::from(flag)),
            Value::Object(id) => match self.heap().body(id) {
                Body::Number(inner) => self.as_i64(*inner),
                _ => None,
            },
            Value::Unbound
            | Value::None
            | Value::Float(_)
            | Value::Ellipsis
            | Value::NotImplemented
            | Value::Module(_)
            | Value::Native(_) => None,
        }
    }

    /// A float, or an int as a float.
    pub fn as_f64(&self, value: Value) -> Option<f64> {
        match value {
            Value::Float(number) => Some(number),
            Value::Int(number) => Some(number as f64),
            Value::Bool(flag) => Some(f64::from(u8::from(flag))),
            Value::Object(id) => match self.heap().body(id) {
                Body::BigInt(number) => number.to_f64(),
                Body::Number(inner) => self.as_f64(*inner),
                _ => None,
            },
            Value::Unbound
            | Value::None
            | Value::Ellipsis
            | Value::NotImplemented
            | Value::Module(_)
            | Value::Native(_) => None,
        }
    }

    /// A `str`'s text.
    pub fn as_str(&self, value: Value) -> Option<&str> {
        self.heap().str(value)
    }

    /// A name as a `str`, always the same object.
    pub fn name_value(&mut self, name: Name) -> Value {
        self.process.name_value(name)
    }

    /// The hash of a `str`.
    pub fn text_hash(&self, text: Value) -> i64 {
        self.as_str(text).map_or(0, |text| {
            crate::machine::compare::hash_bytes(text.as_bytes())
        })
    }

    /// The text of a name.
    pub fn name_text(&self, name: Name) -> Arc<str> {
        Arc::clone(self.process.names.text(name))
    }
}

/// Failing, in CPython's words.
impl Vm<'_> {
    /// A new exception of a builtin class, ready to be returned as an error.
    pub fn raise(&mut self, class: ObjectId, message: impl Display) -> Stop {
        let message = self.text(message.to_string());
        self.raise_with(class, vec![message])
    }

    /// With these arguments: `KeyError(key)`.
    pub fn raise_with(&mut self, class: ObjectId, arguments: Vec<Value>) -> Stop {
        Stop::Raise(self.allocate(class, Body::Exception(Box::new(Exception::new(arguments)))))
    }

    pub fn type_error(&mut self, message: impl Display) -> Stop {
        self.raise(class::TYPE_ERROR, message)
    }

    pub fn value_error(&mut self, message: impl Display) -> Stop {
        self.raise(class::VALUE_ERROR, message)
    }

    pub fn index_error(&mut self, message: impl Display) -> Stop {
        self.raise(class::INDEX_ERROR, message)
    }

    pub fn key_error(&mut self, key: Value) -> Stop {
        self.raise_with(class::KEY_ERROR, vec![key])
    }

    pub fn overflow_error(&mut self, message: impl Display) -> Stop {
        self.raise(class::OVERFLOW_ERROR, message)
    }

    pub fn zero_division(&mut self, message: impl Display) -> Stop {
        self.raise(class::ZERO_DIVISION_ERROR, message)
    }

    pub fn runtime_error(&mut self, message: impl Display) -> Stop {
        self.raise(class::RUNTIME_ERROR, message)
    }

    pub fn attribute_error(&mut self, message: impl Display) -> Stop {
        self.raise(class::ATTRIBUTE_ERROR, message)
    }

    pub fn stop_iteration(&mut self, value: Value) -> Stop {
        let arguments = if value.is_none() {
            Vec::new()
        } else {
            vec![value]
        };
        self.raise_with(class::STOP_ITERATION, arguments)
    }
}

/// Passing on to Python, waiting, waking, telling.
impl Vm<'_> {
    /// A call of a function of the prelude (`assets/lib/prelude.py`): its result is the native's.
    pub fn prelude(&self, function: &str, arguments: &[Value]) -> Outcome {
        Outcome::call(self.process.prelude(function), arguments)
    }

    /// Waits for `on`. The native is called again; it finds `self.thread.waiting`, which this makes on the first time
    /// and leaves alone on later ones (the alarm, too, stays as it was).
    pub fn park(&mut self, on: WaitOn, timeout: Timeout) -> Outcome {
        match &mut self.thread.waiting {
            Some(waiting) if waiting.on == on => Outcome::Park {
                on,
                timeout: Timeout::Unchanged,
            },
            Some(waiting) => {
                waiting.on = on;
                Outcome::Park { on, timeout }
            }
            None => {
                self.thread.waiting = Some(Waiting {
                    on,
                    expired: false,
                    served: false,
                    stage: 0,
                    note: 0,
                });
                Outcome::Park { on, timeout }
            }
        }
    }

    /// Makes a parked thread ready to try again; nothing where it is not parked.
    pub fn wake(&mut self, tid: Tid) {
        if self.process.wake(tid) {
            self.process.woken.push(tid);
            self.tell(|| Event::Woke(tid));
        }
    }

    /// For an explorer: nobody caught this exception.
    pub(crate) fn uncaught(&mut self, exception: Value) {
        if let Some(id) = exception.object() {
            self.process.note(Access::Uncaught(id));
        }
    }

    /// For an explorer: how a thing of `threading` was used.
    #[inline]
    pub(crate) fn used(&self, id: ObjectId, how: Use) {
        self.process.note(Access::Used(id, how));
    }

    /// As `wake`, and tells it that what it waited for has been done.
    pub fn serve(&mut self, tid: Tid) {
        let worker = &mut self.process.workers[tid.index()];
        if let Some(thread) = &mut worker.thread
            && let Some(waiting) = &mut Arc::make_mut(thread).waiting
        {
            waiting.served = true;
        }
        self.wake(tid);
    }

    /// Tells whoever watches; the event is only made where somebody does.
    #[inline]
    pub fn tell(&mut self, event: impl FnOnce() -> Event) {
        if self.process.watched {
            let by = Task {
                pid: self.process.pid,
                tid: self.tid,
            };
            let order = self.process.order;
            self.process.told.push((order, Told { by, event: event() }));
        }
    }

    /// The text of an exception: what `str(exception)` gives for those made by natives.
    pub fn message(&self, exception: Value) -> Option<&str> {
        match self.heap().body(exception.object()?) {
            Body::Exception(exception) => self.as_str(*exception.arguments.first()?),
            _ => None,
        }
    }

    /// Whether a class defines a special method in Python.
    pub fn defines(&self, class: ObjectId, name: Name) -> bool {
        !self.class(class).builtin
            && self
                .lookup(class, name)
                .is_some_and(|found| !matches!(found, Value::Native(_)))
    }
}

/// Questions whose answer may need Python code: `None` then, and the caller passes on to the prelude.
impl Vm<'_> {
    /// `bool(value)`
    pub fn truth(&self, value: Value) -> Option<bool> {
        match value {
            Value::Bool(flag) => Some(flag),
            Value::None | Value::Unbound => Some(false),
            Value::Int(number) => Some(number != 0),
            Value::Float(number) => Some(number != 0.0),
            Value::Ellipsis | Value::NotImplemented | Value::Module(_) | Value::Native(_) => {
                Some(true)
            }
            Value::Object(id) => {
                let object = self.heap().get(id);
                if self.defines(object.class, name::BOOL) || self.defines(object.class, name::LEN) {
                    return None;
                }
                Some(match &object.body {
                    Body::Text(text) => !text.is_empty(),
                    Body::Bytes(bytes) => !bytes.is_empty(),
                    Body::ByteArray(bytes) => !bytes.is_empty(),
                    Body::Number(inner) => return self.truth(*inner),
                    Body::Tuple(items) => !items.is_empty(),
                    Body::List(items) => !items.is_empty(),
                    Body::Dict(dict) => !dict.is_empty(),
                    Body::Set(set) => !set.is_empty(),
                    Body::Range(range) => !range.is_empty(),
                    Body::Deque(deque) => !deque.items.is_empty(),
                    Body::View { dict, .. } => return self.truth(Value::Object(*dict)),
                    _ => true,
                })
            }
        }
    }
}
