//! A thread: its frames, its stack, and what it waits for.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::{ObjectId, Time};
use crate::machine::frame::{Frame, Then};
use crate::machine::trace::{Trace, Tracer, trace_fields};
use crate::machine::value::Value;

/// What runs: taken out of its [`Worker`] while it does.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Thread {
    pub frames: Vec<Frame>,
    pub stack: Vec<Value>,
    /// The instruction under way has waited and will be done again: how it stands. Cleared when it completes.
    pub waiting: Option<Waiting>,
    /// The kernel has been asked, and its answer goes here.
    pub asked: Option<Then>,
    /// The last step ended at a place where CPython 3.12 would hand over the GIL if asked (see `Profile`).
    pub checked: bool,
}
trace_fields!(Thread {
    frames,
    stack,
    waiting,
    asked,
    checked
});

/// A thread's place in its process's table.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Worker {
    pub state: State,
    /// The `threading.Thread` object.
    pub object: ObjectId,
    /// `None` while it runs, and once it has ended.
    pub thread: Option<Arc<Thread>>,
    /// Its wait, if it is in one, has an alarm; kept while it is woken in vain and waits on.
    pub(crate) timed: bool,
    /// Its share of the fingerprint is out of date.
    pub(crate) dirty: bool,
    pub(crate) digest: u128,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// Can move.
    Ready,
    /// Waits; `timed` where an alarm will end it.
    Parked {
        on: WaitOn,
        timed: bool,
    },
    Ended,
}

/// What a thread waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WaitOn {
    /// `time.sleep`
    Sleep,
    /// A lock, to acquire it: a `Lock`, an `RLock`, or a `Semaphore`.
    Acquire(ObjectId),
    /// `Condition.wait`, to be notified.
    Notify(ObjectId),
    /// `Event.wait`
    Event(ObjectId),
    /// `Barrier.wait`
    Barrier(ObjectId),
    /// `Queue.get`
    Get(ObjectId),
    /// `Queue.put`
    Put(ObjectId),
    /// `Queue.join`
    Done(ObjectId),
    /// `Thread.join`
    Join(ObjectId),
    /// The program's end: all non-daemon threads.
    Shutdown,
}

impl WaitOn {
    /// The object waited for, if it is one.
    pub fn object(self) -> Option<ObjectId> {
        match self {
            Self::Sleep | Self::Shutdown => None,
            Self::Acquire(id)
            | Self::Notify(id)
            | Self::Event(id)
            | Self::Barrier(id)
            | Self::Get(id)
            | Self::Put(id)
            | Self::Done(id)
            | Self::Join(id) => Some(id),
        }
    }
}

/// How a wait stands when its instruction is tried again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    pub on: WaitOn,
    /// Its time is up. A native that sees this and still cannot have what it wants gives up.
    pub expired: bool,
    /// Somebody did what was waited for (a notify, a barrier that filled); it need not be looked up again.
    pub served: bool,
    /// For the native's own use: which of its sub-steps comes next, how often an `RLock` was held …
    pub stage: u32,
    pub note: i64,
}

/// How long a parked thread waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Timeout {
    Never,
    After(Time),
    /// As it was when the wait began: it was woken, and somebody else was quicker.
    Unchanged,
}

impl Trace for WaitOn {
    fn trace<T: Tracer>(&self, to: &mut T) {
        let tag = match self {
            Self::Sleep => 0,
            Self::Acquire(_) => 1,
            Self::Notify(_) => 2,
            Self::Event(_) => 3,
            Self::Barrier(_) => 4,
            Self::Get(_) => 5,
            Self::Put(_) => 6,
            Self::Done(_) => 7,
            Self::Join(_) => 8,
            Self::Shutdown => 9,
        };
        to.word(tag);
        if let Some(id) = self.object() {
            id.trace(to);
        }
    }
}
trace_fields!(Waiting {
    on,
    expired,
    served,
    stage,
    note
});

impl Trace for State {
    fn trace<T: Tracer>(&self, to: &mut T) {
        match self {
            Self::Ready => to.word(0),
            Self::Parked { on, timed } => {
                to.word(1);
                on.trace(to);
                timed.trace(to);
            }
            Self::Ended => to.word(2),
        }
    }
}

impl Trace for Worker {
    fn trace<T: Tracer>(&self, to: &mut T) {
        self.state.trace(to);
        self.object.trace(to);
        self.thread.trace(to);
    }
}
