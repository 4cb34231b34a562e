//! A thread: its frames, its stack, and what it waits for.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::{EndId, ObjectId, SemaphoreId, Time};
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
    pub asked: Option<Asked>,
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

/// A question to the kernel under way.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Asked {
    /// What its answer is for.
    pub then: Then,
    /// The height of the stack once the operands of the instruction that asks are gone.
    pub at: u32,
    /// What is waited for, and how long, where the answer is to wait.
    pub wait: Option<(WaitOn, Timeout)>,
}

impl Asked {
    /// Whose answer comes at once.
    pub(crate) fn plain(then: Then, at: usize) -> Self {
        Self {
            then,
            at: u32::try_from(at).expect("limits keep the stack below 2^32 values"),
            wait: None,
        }
    }
}

impl Trace for Asked {
    fn trace<T: Tracer>(&self, to: &mut T) {
        self.then.trace(to);
        to.word(self.at.into());
        if let Some((on, _)) = self.wait {
            on.trace(to);
        }
    }
}

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
    /// What the operating system calls it, in a live run.
    pub os_id: Option<u32>,
    /// Its share of the fingerprint is out of date.
    pub(crate) dirty: bool,
    pub(crate) digest: u128,
}

impl Worker {
    pub(crate) fn park(&mut self, on: WaitOn, timeout: Timeout) {
        self.timed = match timeout {
            Timeout::Never => false,
            Timeout::After(_) => true,
            Timeout::Unchanged => self.timed,
        };
        self.state = State::Parked {
            on,
            timed: self.timed,
        };
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// Can move.
    Ready,
    /// Has asked the kernel, whose answer is on its way.
    Asking,
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
    /// A permit of a lock or semaphore that processes share.
    Permit(SemaphoreId),
    /// Something to read at one of some ends of pipes: the first of them.
    Readable(EndId),
    /// Room in a pipe.
    Writable(EndId),
    /// The end of a child process: of this one, by the number that `os.getpid` shows in it, or of any.
    Child(Option<u32>),
}

impl WaitOn {
    /// Whether the kernel says when it is over.
    pub fn is_kernels(self) -> bool {
        match self {
            Self::Permit(_) | Self::Readable(_) | Self::Writable(_) | Self::Child(_) => true,
            Self::Sleep
            | Self::Shutdown
            | Self::Acquire(_)
            | Self::Notify(_)
            | Self::Event(_)
            | Self::Barrier(_)
            | Self::Get(_)
            | Self::Put(_)
            | Self::Done(_)
            | Self::Join(_) => false,
        }
    }

    /// The object waited for, if it is one.
    pub fn object(self) -> Option<ObjectId> {
        match self {
            Self::Sleep
            | Self::Shutdown
            | Self::Permit(_)
            | Self::Readable(_)
            | Self::Writable(_)
            | Self::Child(_) => None,
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
            Self::Permit(id) => 10 | u64::from(id.0) << 8,
            Self::Readable(id) => 11 | u64::from(id.0) << 8,
            Self::Writable(id) => 12 | u64::from(id.0) << 8,
            Self::Child(id) => 13 | u64::from(id.unwrap_or_default()) << 8,
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
            Self::Asking => to.word(3),
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
