//! What the workers share: watched globals, synchronisation objects, and who holds what.

use serde::{Deserialize, Serialize};

use crate::view::WorkerId;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objects {
    /// Watched globals first, then synchronisation objects, then other shared variables.
    pub rows: Vec<Object>,
    /// `None` where the profile has no GIL, or nothing has run yet.
    pub gil: Option<Gil>,
    /// Whose memory it is, where there is more than one process.
    pub process: Option<u32>,
    /// What lies outside of all processes, and several of them see: locks, pipes, blocks.
    pub between: Vec<Object>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gil {
    pub holder: Option<WorkerId>,
    pub waiters: Vec<WorkerId>,
    /// How often it has changed hands up to this moment.
    pub switches: u64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Object {
    pub name: String,
    pub shape: Shape,
    /// Who touched it last, and at which moment.
    pub touch: Option<Touch>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touch {
    pub worker: WorkerId,
    pub moment: u64,
}

/// Waiters stand in the order of their arrival.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shape {
    Value {
        value: String,
        /// The value before its last change.
        before: Option<String>,
        /// Named in the header's `watch`.
        watched: bool,
    },
    Lock {
        owner: Option<WorkerId>,
        waiters: Vec<WorkerId>,
        /// How many times its owner has taken it: an `RLock`. `None` for a Lock.
        depth: Option<u32>,
    },
    Semaphore {
        permits: u32,
        /// What it began with, or the bound of a `BoundedSemaphore`.
        bound: u32,
        waiters: Vec<WorkerId>,
    },
    Condition {
        owner: Option<WorkerId>,
        /// Waiting for a notify.
        waiters: Vec<WorkerId>,
        /// Waiting for its lock.
        entering: Vec<WorkerId>,
    },
    Event {
        set: bool,
        waiters: Vec<WorkerId>,
    },
    Barrier {
        parties: u32,
        arrived: Vec<WorkerId>,
        broken: bool,
    },
    Queue {
        order: Order,
        items: Vec<String>,
        /// `None`: no bound.
        capacity: Option<u32>,
        unfinished: u32,
        getters: Vec<WorkerId>,
        putters: Vec<WorkerId>,
    },
    /// One direction of a pipe between processes.
    Pipe {
        /// The messages on their way: how many bytes each, the next to be read first.
        messages: Vec<u64>,
        /// Bytes in the pipe, and how many it holds.
        used: u64,
        capacity: u64,
        readers: Vec<WorkerId>,
        writers: Vec<WorkerId>,
    },
    /// A block of memory that processes share.
    Block {
        size: u64,
        /// The numbers in it, as far as there is room for them.
        value: String,
    },
}

impl Default for Shape {
    fn default() -> Self {
        Self::Value {
            value: String::new(),
            before: None,
            watched: false,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Order {
    #[default]
    Fifo,
    Lifo,
    Priority,
}

/// An object as a sentence names it: "the lock `left`".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thing {
    pub kind: Kind,
    pub name: String,
}

impl Thing {
    pub fn new(kind: Kind, name: impl Into<String>) -> Self {
        Self {
            kind,
            name: name.into(),
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    #[default]
    Variable,
    Lock,
    RLock,
    Semaphore,
    Condition,
    Event,
    Barrier,
    Queue,
}
