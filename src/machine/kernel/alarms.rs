//! When timed waits end. An alarm is set when a thread parks, and kept while the thread is woken in vain and parks
//! again; it is put away once the wait is over.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::{Task, Time};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alarms {
    by_task: BTreeMap<Task, Time>,
}

impl Alarms {
    pub fn set(&mut self, task: Task, time: Time) {
        self.by_task.insert(task, time);
    }

    /// When this worker's alarm rings, if it has one.
    pub fn of(&self, task: Task) -> Option<Time> {
        self.by_task.get(&task).copied()
    }

    pub fn is_empty(&self) -> bool {
        self.by_task.is_empty()
    }

    /// The earliest alarm, the lowest worker's among equal ones. That of a worker who is not parked, because it was
    /// woken, stays silent, and rings at once should it park again.
    pub fn next(&self, mut parked: impl FnMut(Task) -> bool) -> Option<(Task, Time)> {
        let parked = self.by_task.iter().filter(|&(&task, _)| parked(task));
        parked
            .min_by_key(|&(task, time)| (*time, *task))
            .map(|(&task, &time)| (task, time))
    }

    /// All of them, by worker.
    pub fn all(&self) -> impl ExactSizeIterator<Item = (Task, Time)> + '_ {
        self.by_task.iter().map(|(&task, &time)| (task, time))
    }

    /// So much time has passed for all of them; what is overdue rings at once.
    pub fn pass(&mut self, span: Time) {
        for time in self.by_task.values_mut() {
            *time = Time(time.0.saturating_sub(span.0));
        }
    }

    pub fn remove(&mut self, task: Task) -> Option<Time> {
        self.by_task.remove(&task)
    }

    /// Keeps the alarms of those who still wait.
    pub fn retain(&mut self, mut waits: impl FnMut(Task) -> bool) {
        self.by_task.retain(|&task, _| waits(task));
    }
}

impl FromIterator<(Task, Time)> for Alarms {
    fn from_iter<I: IntoIterator<Item = (Task, Time)>>(alarms: I) -> Self {
        Self {
            by_task: alarms.into_iter().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Pid, Tid};

    #[test]
    fn the_alarm_of_a_woken_worker_is_silent_until_it_parks_again() {
        let task = |tid| Task {
            pid: Pid(0),
            tid: Tid(tid),
        };
        let mut alarms = Alarms::default();
        alarms.set(task(1), Time(50));
        alarms.set(task(2), Time(30));
        assert_eq!(alarms.next(|_| true), Some((task(2), Time(30))));
        let one = |other| other == task(1);
        assert_eq!(alarms.next(one), Some((task(1), Time(50))));
        alarms.retain(|other| other != task(2));
        assert_eq!(alarms.next(|_| true), Some((task(1), Time(50))));
        assert_eq!(alarms.remove(task(1)), Some(Time(50)));
        assert!(alarms.is_empty());
    }
}
