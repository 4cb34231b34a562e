//! One process: a heap, its modules, its threads. `step` moves one thread by one instruction.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::{ModuleId, ObjectId, Pid};
use crate::code::{Name, Names, Program};
use crate::machine::class;
use crate::machine::event::Told;
use crate::machine::heap::Heap;
use crate::machine::object::{Body, Class};
use crate::machine::thread::Worker;
use crate::machine::value::Value;

/// Bounds that no program can lift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes on the heap.
    pub memory: usize,
    /// Bytes written to stdout and stderr together.
    pub output: usize,
    /// Frames on one thread's stack.
    pub depth: usize,
    /// Threads alive at once.
    pub threads: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            memory: 512 << 20,
            output: 64 << 20,
            depth: 20_000,
            threads: 64,
        }
    }
}

/// A module's globals, by slot.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Globals {
    pub values: Vec<Value>,
    /// Names of the slots: the program's, and those that `setattr` added.
    pub names: Vec<Name>,
    pub loaded: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Process {
    pub pid: Pid,
    pub program: Arc<Program>,
    pub names: Arc<Names>,
    pub heap: Heap,
    /// By [`ModuleId`].
    pub globals: Vec<Arc<Globals>>,
    /// By [`crate::base::Tid`].
    pub workers: Vec<Worker>,
    /// The program's constants as values.
    pub constants: Arc<[Value]>,
    pub limits: Limits,
    /// Somebody wants events.
    pub watched: bool,
    #[serde(skip)]
    pub told: Vec<Told>,
}

impl Process {
    #[inline]
    pub fn class_of(&self, value: Value) -> ObjectId {
        match value {
            Value::Unbound => class::OBJECT,
            Value::None => class::NONE_TYPE,
            Value::Bool(_) => class::BOOL,
            Value::Int(_) => class::INT,
            Value::Float(_) => class::FLOAT,
            Value::Ellipsis => class::ELLIPSIS,
            Value::NotImplemented => class::NOT_IMPLEMENTED,
            Value::Module(_) => class::MODULE,
            Value::Native(_) => class::NATIVE,
            Value::Object(id) => self.heap.class(id),
        }
    }

    #[inline]
    pub fn class(&self, id: ObjectId) -> &Class {
        match self.heap.body(id) {
            Body::Class(class) => class,
            _ => unreachable!("an object's class is a class"),
        }
    }

    /// An attribute of a class or its ancestors, unbound.
    pub fn lookup(&self, class: ObjectId, name: Name) -> Option<Value> {
        self.class(class)
            .mro
            .iter()
            .find_map(|&ancestor| self.class(ancestor).attributes.get(name))
    }

    /// A function of the prelude.
    pub fn prelude(&self, function: &str) -> Value {
        self.global(ModuleId(0), function)
            .unwrap_or_else(|| panic!("the prelude defines {function}"))
    }

    /// A module's global by its text.
    pub fn global(&self, module: ModuleId, text: &str) -> Option<Value> {
        let name = self.names.find(text)?;
        let globals = &self.globals[module.index()];
        let slot = globals.names.iter().position(|&other| other == name)?;
        Some(globals.values[slot]).filter(|value| value.is_bound())
    }
}
