//! Virtual time: how far each process has got, and each core. Who holds a GIL uses a core; two processes use two, if there
//! are two; threads without a GIL use as many as there are.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::{Task, Tid, Time};

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Core {
    /// Until when it is in use.
    pub free: Time,
    /// Who used it last.
    pub last: Option<Task>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Clocks {
    cores: Vec<Core>,
    /// How far each has got that runs by itself: a process, under its first thread's name, or each thread where there
    /// is no GIL.
    reached: BTreeMap<Task, Time>,
    /// Who became ready by somebody else's doing, and when: nobody runs before its cause.
    since: BTreeMap<Task, Time>,
    /// Threads of one process run at once.
    free_threaded: bool,
    /// The core of the turn under way.
    core: usize,
}

impl Clocks {
    pub(super) fn new(cores: u32, free_threaded: bool) -> Self {
        let core = Core {
            free: Time::ZERO,
            last: None,
        };
        Self {
            cores: vec![core; cores.max(1) as usize],
            reached: BTreeMap::new(),
            since: BTreeMap::new(),
            free_threaded,
            core: 0,
        }
    }

    pub fn cores(&self) -> &[Core] {
        &self.cores
    }

    /// The core of the last turn.
    pub fn core(&self) -> usize {
        self.core
    }

    /// Whether threads of one process have clocks of their own.
    pub(super) fn are_threads_apart(&self) -> bool {
        self.free_threaded
    }

    /// Who runs by itself, of whom this worker is a part.
    fn lane(&self, task: Task) -> Task {
        if self.free_threaded {
            task
        } else {
            Task {
                tid: Tid::default(),
                ..task
            }
        }
    }

    /// How far a worker has got, with its process where that has a GIL.
    pub fn reached(&self, task: Task) -> Time {
        self.reached
            .get(&self.lane(task))
            .copied()
            .unwrap_or_default()
    }

    /// When a worker's next turn could begin.
    pub fn could_begin(&self, task: Task) -> Time {
        let since = self.since.get(&task).copied().unwrap_or_default();
        let ready = self.reached(task).max(since);
        ready.max(self.cores[self.best_core(task, ready)].free)
    }

    /// The core on which a turn would begin first; its last one among equals, then the lowest.
    fn best_core(&self, task: Task, ready: Time) -> usize {
        let lane = Some(self.lane(task));
        let cost = |&at: &usize| {
            (
                self.cores[at].free.max(ready),
                self.cores[at].last != lane,
                at,
            )
        };
        (0..self.cores.len()).min_by_key(cost).unwrap_or(0)
    }

    /// A worker's turn begins: when.
    pub(super) fn begin(&mut self, task: Task) -> Time {
        let since = self.since.remove(&task).unwrap_or_default();
        let ready = self.reached(task).max(since);
        self.core = self.best_core(task, ready);
        let begun = ready.max(self.cores[self.core].free);
        let lane = self.lane(task);
        self.cores[self.core].last = Some(lane);
        self.reach_to(lane, begun)
    }

    /// The turn goes on for so long. When that is.
    pub(super) fn pass(&mut self, task: Task, span: Time) -> Time {
        let lane = self.lane(task);
        let now = self.reached(task) + span;
        self.reach_to(lane, now);
        self.cores[self.core].free = self.cores[self.core].free.max(now);
        now
    }

    /// A worker sleeps to this time, if it is not later already. When it is.
    pub(super) fn reach(&mut self, task: Task, time: Time) -> Time {
        let time = self.reached(task).max(time);
        self.reach_to(self.lane(task), time)
    }

    /// What a worker waits for has happened at this time.
    pub(super) fn not_before(&mut self, task: Task, time: Time) {
        let since = self.since.entry(task).or_default();
        *since = time.max(*since);
    }

    fn reach_to(&mut self, lane: Task, time: Time) -> Time {
        self.reached.insert(lane, time);
        time
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Pid;

    fn task(pid: u32) -> Task {
        Task {
            pid: Pid(pid),
            tid: Tid(0),
        }
    }

    #[test]
    fn two_processes_share_one_core_and_use_two_at_once() {
        for (cores, expected) in [(1, 20), (2, 10)] {
            let mut clocks = Clocks::new(cores, false);
            for pid in 0..2 {
                clocks.begin(task(pid));
                clocks.pass(task(pid), Time(10));
            }
            assert_eq!(clocks.reached(task(1)), Time(expected));
        }
    }

    #[test]
    fn nobody_runs_before_its_cause() {
        let mut clocks = Clocks::new(2, false);
        clocks.begin(task(0));
        let now = clocks.pass(task(0), Time(10));
        clocks.not_before(task(1), now);
        assert_eq!(clocks.could_begin(task(1)), Time(10));
        assert_eq!(clocks.begin(task(1)), Time(10));
    }
}
