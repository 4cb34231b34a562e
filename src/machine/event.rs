//! What a step did, told to whoever watches; nobody pays where nobody does.

use serde::{Deserialize, Serialize};

use crate::base::{BlockId, EndId, FunctionId, ModuleId, ObjectId, Pid, SemaphoreId, Task, Tid};
use crate::code::Name;
use crate::machine::thread::WaitOn;
use crate::machine::trace::{Trace, Tracer};
use crate::machine::value::Value;

/// A place that threads can share.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum Place {
    /// By slot.
    Global(ModuleId, u32),
    /// A variable shared by closures, and its name.
    Cell(ObjectId, Name),
    Attribute(ObjectId, Name),
    Item(ObjectId, Value),
}

/// One thing that happened, in the terms of the program.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Event {
    Read {
        place: Place,
        value: Value,
    },
    /// `before` is unbound where there was nothing.
    Wrote {
        place: Place,
        before: Value,
        value: Value,
    },
    Deleted {
        place: Place,
    },
    /// A lock, a semaphore's permit.
    Acquired(ObjectId),
    Released(ObjectId),
    Blocked(WaitOn),
    /// A timed wait came to its end.
    Expired(WaitOn),
    /// This thread's step made another one ready.
    Woke(Tid),
    /// A notify, and how many it reached.
    Notified {
        condition: ObjectId,
        woken: u32,
    },
    EventSet(ObjectId),
    EventCleared(ObjectId),
    Put {
        queue: ObjectId,
        item: Value,
    },
    Got {
        queue: ObjectId,
        item: Value,
    },
    TaskDone(ObjectId),
    BarrierFull(ObjectId),
    BarrierBroken(ObjectId),
    Printed {
        stream: u8,
        text: String,
    },
    Called(FunctionId),
    Returned {
        function: FunctionId,
        value: Value,
    },
    Raised(Value),
    Caught(Value),
    Started(Tid),
    Joined(ObjectId),
    /// With the exception that ended it, if one did.
    Ended {
        uncaught: Option<Value>,
    },
    FixToggled {
        fix: u32,
        on: bool,
    },
    /// A permit of a lock or semaphore that processes share.
    PermitTaken(SemaphoreId),
    PermitGiven(SemaphoreId),
    /// Bytes put into a pipe at this end.
    Sent {
        end: EndId,
        size: usize,
    },
    Received {
        end: EndId,
        size: usize,
    },
    BlockRead {
        block: BlockId,
        offset: usize,
    },
    BlockWritten {
        block: BlockId,
        offset: usize,
    },
    ProcessStarted(Pid),
    ProcessReaped {
        pid: Pid,
        status: i32,
    },
    Signalled {
        pid: Pid,
        signal: u8,
    },
    /// A process is no more: its exit code, or the negative of the signal that ended it.
    ProcessEnded {
        status: i32,
    },
}

/// An event and whose it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Told {
    pub by: Task,
    pub event: Event,
}

impl Trace for Told {
    /// For the collector: what has been told stays until it is taken.
    fn trace<T: Tracer>(&self, to: &mut T) {
        match &self.event {
            Event::Read { place, value } => {
                place.trace(to);
                value.trace(to);
            }
            Event::Wrote {
                place,
                before,
                value,
            } => {
                place.trace(to);
                before.trace(to);
                value.trace(to);
            }
            Event::Deleted { place } => place.trace(to),
            Event::Put { queue, item } | Event::Got { queue, item } => {
                queue.trace(to);
                item.trace(to);
            }
            Event::Returned { value, .. } => value.trace(to),
            Event::Raised(exception) | Event::Caught(exception) => exception.trace(to),
            Event::Ended { uncaught } => uncaught.trace(to),
            Event::Acquired(id)
            | Event::Released(id)
            | Event::EventSet(id)
            | Event::EventCleared(id)
            | Event::TaskDone(id)
            | Event::BarrierFull(id)
            | Event::BarrierBroken(id)
            | Event::Joined(id)
            | Event::Notified { condition: id, .. } => id.trace(to),
            Event::Blocked(on) | Event::Expired(on) => on.trace(to),
            Event::Woke(_)
            | Event::Printed { .. }
            | Event::Called(_)
            | Event::Started(_)
            | Event::FixToggled { .. }
            | Event::PermitTaken(_)
            | Event::PermitGiven(_)
            | Event::Sent { .. }
            | Event::Received { .. }
            | Event::BlockRead { .. }
            | Event::BlockWritten { .. }
            | Event::ProcessStarted(_)
            | Event::ProcessReaped { .. }
            | Event::Signalled { .. }
            | Event::ProcessEnded { .. } => {}
        }
    }
}

impl Trace for Place {
    fn trace<T: Tracer>(&self, to: &mut T) {
        match self {
            Self::Global(..) => {}
            Self::Cell(id, _) | Self::Attribute(id, _) => id.trace(to),
            Self::Item(id, key) => {
                id.trace(to);
                key.trace(to);
            }
        }
    }
}
