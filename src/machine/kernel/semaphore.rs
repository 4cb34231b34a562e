//! The locks and semaphores of `multiprocessing`: one kind of thing serves them all, as in CPython (`SemLock`).

use serde::{Deserialize, Serialize};

use crate::base::Task;
use crate::machine::effect::{Answer, Failure, SemaphoreKind};

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Semaphore {
    pub kind: SemaphoreKind,
    /// Permits left.
    pub value: u32,
    /// Permits at most.
    pub most: u32,
    /// Who took a permit and has not given one back, latest last. A lock held by the dead stays locked.
    pub holders: Vec<Task>,
}

impl Semaphore {
    pub(super) fn new(kind: SemaphoreKind, value: u32, most: u32) -> Self {
        Self {
            kind,
            value,
            most,
            holders: Vec::new(),
        }
    }

    /// Whether there is a permit for this task, which then has it.
    pub(super) fn take(&mut self, task: Task) -> bool {
        let again = self.kind == SemaphoreKind::Recursive && self.holders.last() == Some(&task);
        if !again {
            if self.value == 0 {
                return false;
            }
            self.value -= 1;
        }
        self.holders.push(task);
        true
    }

    /// Takes a permit that nobody holds: there are more than are ever counted. Whether there was one.
    pub(super) fn count(&mut self) -> bool {
        let some = self.value > 0;
        self.value -= u32::from(some);
        some
    }

    /// Gives a permit back, and says whether others may want it now.
    pub(super) fn give(&mut self, task: Task) -> Result<bool, Failure> {
        match self.kind {
            SemaphoreKind::Recursive => {
                if self.holders.last() != Some(&task) {
                    return Err(Failure::NotTheOwner);
                }
                self.holders.pop();
                let free = self.holders.is_empty();
                self.value += u32::from(free);
                Ok(free)
            }
            SemaphoreKind::Counting => {
                if self.value >= self.most {
                    return Err(Failure::ReleasedTooOften);
                }
                // Anybody may release; the giver's own permit if there is one, else the oldest.
                let own = self.holders.iter().rposition(|&holder| holder == task);
                if !self.holders.is_empty() {
                    self.holders.remove(own.unwrap_or(0));
                }
                self.value += 1;
                Ok(true)
            }
        }
    }

    /// Permits left, how often the task holds one, and whether its process does.
    pub(super) fn look(&self, task: Task) -> Answer {
        let mine = self
            .holders
            .iter()
            .filter(|&&holder| holder == task)
            .count();
        let ours = self.holders.iter().any(|holder| holder.pid == task.pid);
        Answer::Numbers(vec![
            i64::from(self.value),
            i64::try_from(mine).unwrap_or(i64::MAX),
            i64::from(ours),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Pid, Tid};

    const fn task(pid: u32) -> Task {
        Task {
            pid: Pid(pid),
            tid: Tid(0),
        }
    }

    #[test]
    fn anybody_releases_a_lock_and_only_its_owner_a_recursive_one() {
        let mut lock = Semaphore::new(SemaphoreKind::Counting, 1, 1);
        assert!(lock.take(task(1)));
        assert!(!lock.take(task(1)));
        assert_eq!(lock.give(task(2)), Ok(true));
        assert_eq!(lock.give(task(2)), Err(Failure::ReleasedTooOften));
        let mut lock = Semaphore::new(SemaphoreKind::Recursive, 1, 1);
        assert!(lock.take(task(1)) && lock.take(task(1)));
        assert_eq!(lock.give(task(2)), Err(Failure::NotTheOwner));
        assert_eq!(lock.give(task(1)), Ok(false));
        assert_eq!(lock.give(task(1)), Ok(true));
        assert!(lock.take(task(2)));
    }
}
