//! What a step touches: every part of the machine that it reads or writes, noted for an explorer, who asks what could
//! be done in another order. A run pays one test for each access; nothing is noted where nobody asks.

use std::cell::RefCell;

use crate::base::{ModuleId, ObjectId, Pid, Tid};

/// A part of one process, as fine as steps are told apart by what they touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Spot {
    /// By slot.
    Global(ModuleId, u32),
    Object(ObjectId),
    /// Another thread: whether it waits, and what it has been told.
    Thread(Tid),
    /// What the process counts: its threads, those without a name, the draws of chance, whether it still is.
    Counters,
    /// What all processes have written to stdout, where that is held back to the end.
    Output,
    /// When timed waits end, where that has an order and the clock stands still.
    Alarms,
    /// Who has the turn and keeps it, where the profile lets a turn go in some places only.
    Turn,
}

/// One access.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Access {
    Read(Spot),
    Write(Spot),
    /// The kernel was asked; it answers, and may wake others.
    Kernel,
    /// A clock was read.
    Clock,
    /// A number was asked for that tells one thread or object from another: `id`, `get_ident`.
    Identity,
    /// Something was written to stdout or stderr.
    Output,
    /// An exception ended a thread.
    Uncaught(ObjectId),
    /// A thing of `threading` was used in a manner of which more is known than that it was read and written.
    Used(ObjectId, Use),
}

/// Uses that commute with more than plain reads and writes do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Use {
    /// Acquired, or waited for without an end: with whoever holds it, nobody else gets past.
    Acquire,
    /// Let go by its owner.
    Release,
    /// A permit given to a semaphore without a bound: whoever could go on before still can.
    Give,
    /// `Thread.join` without a timeout: a thread that has ended stays so.
    Join,
    /// A thread told that it has begun, or ended: nobody but those who join it can notice.
    Life,
    /// Its state was asked for, or a wait for it can end otherwise: a plain read and write after all.
    Look,
}

/// The notes. Part of no state: a clone takes none.
#[derive(Debug, Default)]
pub(crate) struct Notes(Option<Box<RefCell<Vec<Access>>>>);

impl Clone for Notes {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Notes {
    /// From now on everything is noted, or nothing.
    pub(crate) fn keep(&mut self, on: bool) {
        self.0 = on.then(Box::default);
    }

    #[inline]
    pub(crate) fn are_kept(&self) -> bool {
        self.0.is_some()
    }

    #[inline]
    pub(crate) fn note(&self, access: Access) {
        if let Some(notes) = &self.0 {
            push(notes, access);
        }
    }

    /// Whether something was noted of which this is so.
    pub(crate) fn have(&self, what: impl Fn(&Access) -> bool) -> bool {
        self.0
            .as_ref()
            .is_some_and(|notes| notes.borrow().iter().any(what))
    }

    /// Adds what was noted since this was last asked.
    pub(crate) fn drain(&self, pid: Pid, all: &mut Vec<(Pid, Access)>) {
        if let Some(notes) = &self.0 {
            all.extend(notes.borrow_mut().drain(..).map(|access| (pid, access)));
        }
    }
}

#[cold]
#[inline(never)]
fn push(notes: &RefCell<Vec<Access>>, access: Access) {
    let mut notes = notes.borrow_mut();
    // The same object is looked at again and again within one instruction.
    if notes.last() != Some(&access) {
        notes.push(access);
    }
}
