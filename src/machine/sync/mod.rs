//! What threads of one process wait for: plain data, an owner and its waiters. Whoever releases makes the waiters
//! ready to try again; any of them, or a newcomer, may be first (CPython 3.11 hands nothing over). Only
//! `Condition.notify` has an order: first come, first woken.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::base::{Tid, Time};
use crate::machine::attributes::Attributes;
use crate::machine::trace::{Trace, Tracer, trace_fields};
use crate::machine::value::Value;

/// `threading.Lock`
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Lock {
    pub owner: Option<Tid>,
    pub waiters: Vec<Tid>,
}
trace_fields!(Lock { owner, waiters });

/// `threading.RLock`
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct RLock {
    pub owner: Option<Tid>,
    /// How often its owner has acquired it.
    pub count: u32,
    pub waiters: Vec<Tid>,
}
trace_fields!(RLock {
    owner,
    count,
    waiters
});

/// `threading.Condition`
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Condition {
    /// The `Lock` or `RLock` it stands on.
    pub lock: Value,
    /// Who waits to be notified, the longest first.
    pub waiters: VecDeque<Tid>,
}
trace_fields!(Condition { lock, waiters });

/// `threading.Semaphore`, `threading.BoundedSemaphore`
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Semaphore {
    pub value: i64,
    /// The initial value of a bounded one.
    pub bound: Option<i64>,
    pub waiters: Vec<Tid>,
}
trace_fields!(Semaphore {
    value,
    bound,
    waiters
});

/// `threading.Event`
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Event {
    pub set: bool,
    pub waiters: Vec<Tid>,
}
trace_fields!(Event { set, waiters });

/// `threading.Barrier`
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Barrier {
    pub parties: u32,
    pub action: Value,
    pub timeout: Option<Time>,
    /// Who has arrived and still waits, in order.
    pub waiters: Vec<Tid>,
    /// How many of the last full round have yet to leave.
    pub leaving: u32,
    pub broken: bool,
}
trace_fields!(Barrier {
    parties,
    action,
    timeout,
    waiters,
    leaving,
    broken
});

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum QueueKind {
    /// `queue.Queue`
    Fifo,
    /// `queue.LifoQueue`
    Lifo,
    /// `queue.PriorityQueue`: `items` is a binary heap.
    Priority,
    /// `queue.SimpleQueue`
    Simple,
}

/// The queues of `queue`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Queue {
    pub kind: QueueKind,
    pub items: VecDeque<Value>,
    /// `maxsize`; 0 or less is unbounded.
    pub limit: i64,
    /// Items put and not yet reported by `task_done`.
    pub unfinished: i64,
    pub getters: Vec<Tid>,
    pub putters: Vec<Tid>,
    pub joiners: Vec<Tid>,
}

impl Trace for Queue {
    fn trace<T: Tracer>(&self, to: &mut T) {
        let Self {
            kind,
            items,
            limit,
            unfinished,
            getters,
            putters,
            joiners,
        } = self;
        to.word(*kind as u64);
        items.trace(to);
        limit.trace(to);
        unfinished.trace(to);
        getters.trace(to);
        putters.trace(to);
        joiners.trace(to);
    }
}

/// `threading.Thread`
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Thread {
    pub target: Value,
    /// A tuple.
    pub arguments: Value,
    /// A dict, or `None`.
    pub keywords: Value,
    /// Text.
    pub name: Value,
    pub daemon: bool,
    /// Once it was started.
    pub tid: Option<Tid>,
    pub ended: bool,
    /// Who waits in `join`.
    pub joiners: Vec<Tid>,
}
trace_fields!(Thread {
    target,
    arguments,
    keywords,
    name,
    daemon,
    tid,
    ended,
    joiners
});

/// `threading.local`: each thread sees its own attributes.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Local {
    pub by_thread: Vec<(Tid, Attributes)>,
    /// What a subclass's `__init__` is called with in each thread.
    pub arguments: Vec<Value>,
}
trace_fields!(Local {
    by_thread,
    arguments
});
