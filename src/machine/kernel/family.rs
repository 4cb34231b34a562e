//! Processes as the kernel knows them: who is whose child, who has ended and how, and whose parent has not asked yet.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::{Pid, Task, Tid};
use crate::machine::effect::Failure;

/// Processes alive at once.
pub const PROCESSES: usize = 64;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Life {
    Alive,
    /// Ended, and its parent has not asked: with its exit code, or the negative of the signal that ended it.
    Zombie(i32),
    /// Ended, and its parent knows.
    Reaped(i32),
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Relative {
    /// What `os.getpid` shows.
    pub os_id: u32,
    /// `None` once its parent is dead, and for the first.
    pub parent: Option<Pid>,
    pub life: Life,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Family {
    /// By [`Pid`].
    relatives: Vec<Relative>,
    /// What the operating system calls a worker, where a live run has said so.
    named: BTreeMap<Task, u32>,
}

/// What `os.getpid` says in the machine's own runs: the same on every run, and no two alike.
pub fn invented_id(pid: Pid) -> u32 {
    4121 + 1000 * pid.0
}

/// What `os.getppid` says in the first process, and in an orphan.
pub const OUTSIDE: u32 = 4120;
pub const INIT: u32 = 1;

impl Default for Family {
    fn default() -> Self {
        let first = Relative {
            os_id: invented_id(Pid(0)),
            parent: None,
            life: Life::Alive,
        };
        Self {
            relatives: vec![first],
            named: BTreeMap::new(),
        }
    }
}

impl Family {
    pub fn relatives(&self) -> &[Relative] {
        &self.relatives
    }

    pub fn of(&self, pid: Pid) -> Option<&Relative> {
        self.relatives.get(pid.index())
    }

    /// The operating system has given a worker this number.
    pub(super) fn name(&mut self, task: Task, os_id: u32) {
        self.named.insert(task, os_id);
        if task.tid == Tid(0)
            && let Some(relative) = self.relatives.get_mut(task.pid.index())
        {
            relative.os_id = os_id;
        }
    }

    pub fn is_anybody_alive(&self) -> bool {
        self.alive() > 0
    }

    pub(super) fn alive(&self) -> usize {
        let alive = |relative: &&Relative| relative.life == Life::Alive;
        self.relatives.iter().filter(alive).count()
    }

    /// Whether a process of this number still runs.
    pub(super) fn is_alive(&self, os_id: u32) -> bool {
        self.relatives
            .iter()
            .any(|relative| relative.os_id == os_id && relative.life == Life::Alive)
    }

    pub(super) fn begin(&mut self, parent: Pid) -> (Pid, u32) {
        let pid = Pid::from(self.relatives.len());
        let main = Task { pid, tid: Tid(0) };
        let os_id = self.named.get(&main).copied().unwrap_or(invented_id(pid));
        self.relatives.push(Relative {
            os_id,
            parent: Some(parent),
            life: Life::Alive,
        });
        (pid, os_id)
    }

    /// A process has ended. Its children are nobody's now; its parent, if one lives, is to be told.
    pub(super) fn ended(&mut self, pid: Pid, status: i32) -> Option<Pid> {
        for relative in &mut self.relatives {
            if relative.parent == Some(pid) {
                relative.parent = None;
                if let Life::Zombie(status) = relative.life {
                    relative.life = Life::Reaped(status);
                }
            }
        }
        let relative = self.relatives.get_mut(pid.index())?;
        relative.life = match relative.parent {
            Some(_) => Life::Zombie(status),
            None => Life::Reaped(status),
        };
        relative.parent
    }

    /// `waitpid`: the number and status of a child that has ended; `Ok(None)` where there is one that has not.
    pub(super) fn reap(
        &mut self,
        parent: Pid,
        child: Option<u32>,
    ) -> Result<Option<(Pid, u32, i32)>, Failure> {
        let mut any = false;
        for (number, relative) in self.relatives.iter_mut().enumerate() {
            let asked = child.is_none_or(|child| child == relative.os_id);
            if relative.parent != Some(parent) || !asked {
                continue;
            }
            match relative.life {
                Life::Alive => any = true,
                Life::Zombie(status) => {
                    relative.life = Life::Reaped(status);
                    return Ok(Some((Pid::from(number), relative.os_id, status)));
                }
                Life::Reaped(_) => {}
            }
        }
        if any { Ok(None) } else { Err(Failure::NoChild) }
    }

    /// The living process with this number; a zombie takes a signal, too, and does nothing about it.
    pub(super) fn find(&self, os_id: u32) -> Result<Option<Pid>, Failure> {
        let known = |relative: &Relative| {
            relative.os_id == os_id && !matches!(relative.life, Life::Reaped(_))
        };
        match self.relatives.iter().position(known) {
            None => Err(Failure::NoProcess),
            Some(number) if self.relatives[number].life == Life::Alive => Ok(Some(number.into())),
            Some(_) => Ok(None),
        }
    }

    /// `os.getppid`
    pub(super) fn parent(&self, pid: Pid) -> u32 {
        match self.of(pid).and_then(|relative| relative.parent) {
            Some(parent) => self.relatives[parent.index()].os_id,
            None if pid == Pid(0) => OUTSIDE,
            None => INIT,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_is_a_zombie_until_its_parent_asks() {
        let mut family = Family::default();
        let (child, id) = family.begin(Pid(0));
        assert_eq!(family.reap(Pid(0), None), Ok(None));
        assert_eq!(family.ended(child, -9), Some(Pid(0)));
        assert_eq!(family.find(id), Ok(None));
        assert_eq!(family.reap(Pid(0), Some(id)), Ok(Some((child, id, -9))));
        assert_eq!(family.reap(Pid(0), Some(id)), Err(Failure::NoChild));
        assert_eq!(family.find(id), Err(Failure::NoProcess));
    }
}
