//! Who waits for what in the kernel. Whoever changes a thing wakes all who wait for it, and each asks again.

use serde::{Deserialize, Serialize};

use crate::base::{EndId, Pid, SemaphoreId, Task};
use crate::machine::effect::Order;

/// What can be waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Thing {
    /// A permit.
    Semaphore(SemaphoreId),
    /// Something to read at this end.
    Readable(EndId),
    /// Room to write at this end.
    Writable(EndId),
    /// The end of a child of this process.
    ChildOf(Pid),
}

/// In order of arrival.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Waits {
    waits: Vec<(Task, Vec<Thing>)>,
}

impl Waits {
    /// The task waits until one of these changes.
    pub(super) fn enlist(&mut self, task: Task, things: Vec<Thing>) {
        self.leave(task);
        self.waits.push((task, things));
    }

    /// The task no longer waits. Whether it did.
    pub(super) fn leave(&mut self, task: Task) -> bool {
        let before = self.waits.len();
        self.waits.retain(|&(waiter, _)| waiter != task);
        self.waits.len() < before
    }

    /// Nobody of this process waits any more.
    pub(super) fn forget(&mut self, pid: Pid) {
        self.waits.retain(|(waiter, _)| waiter.pid != pid);
    }

    /// A thing has changed: who waited for it may ask again.
    pub(super) fn wake(&mut self, thing: Thing, orders: &mut Vec<Order>) {
        self.waits.retain(|(task, things)| {
            let woken = things.contains(&thing);
            if woken {
                orders.push(Order::Wake(*task));
            }
            !woken
        });
    }

    /// Who waits for a thing, in order of arrival.
    pub fn of(&self, thing: Thing) -> impl Iterator<Item = Task> + '_ {
        self.waits
            .iter()
            .filter(move |(_, things)| things.contains(&thing))
            .map(|&(task, _)| task)
    }
}
