//! When timed waits end. An alarm is set when a thread parks and kept while the thread is woken in vain and parks
//! again; it is put away once the thread's instruction is done.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::{Task, Time};
use crate::machine::effect::Effect;
use crate::machine::thread::Timeout;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alarms {
    by_task: BTreeMap<Task, Time>,
}

impl Alarms {
    /// Takes note of what a step of a task came to.
    pub fn after(&mut self, task: Task, effect: &Effect, now: Time) {
        match effect {
            Effect::Parked { timeout, .. } => match *timeout {
                Timeout::After(span) => {
                    self.by_task.insert(task, now + span);
                }
                Timeout::Never => {
                    self.by_task.remove(&task);
                }
                Timeout::Unchanged => {}
            },
            Effect::Ran
            | Effect::Started(_)
            | Effect::Asks(_)
            | Effect::Ended
            | Effect::Exited(_)
            | Effect::Limit(_) => {
                self.by_task.remove(&task);
            }
        }
    }

    /// When a task's wait ends.
    pub fn of(&self, task: Task) -> Option<Time> {
        self.by_task.get(&task).copied()
    }

    /// The alarm that rings first among those of tasks that are parked, the lowest task first where several ring at
    /// once. One whose task was woken stays silent, and rings at once should it park again.
    pub fn next(&self, mut parked: impl FnMut(Task) -> bool) -> Option<(Time, Task)> {
        let parked = self.by_task.iter().filter(|&(&task, _)| parked(task));
        parked.map(|(&task, &time)| (time, task)).min()
    }

    /// It has rung, or its process is no more.
    pub fn remove(&mut self, task: Task) {
        self.by_task.remove(&task);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Pid, Tid};
    use crate::machine::thread::WaitOn;

    fn park(timeout: Timeout) -> Effect {
        Effect::Parked {
            on: WaitOn::Sleep,
            timeout,
        }
    }

    #[test]
    fn an_alarm_outlives_a_wake_in_vain_and_ends_with_the_wait() {
        let task = |tid| Task {
            pid: Pid(0),
            tid: Tid(tid),
        };
        let mut alarms = Alarms::default();
        alarms.after(task(1), &park(Timeout::After(Time(50))), Time(0));
        alarms.after(task(2), &park(Timeout::After(Time(20))), Time(10));
        assert_eq!(alarms.next(|_| true), Some((Time(30), task(2))));
        // The second was woken, and somebody else was quicker.
        assert_eq!(
            alarms.next(|other| other == task(1)),
            Some((Time(50), task(1)))
        );
        alarms.after(task(2), &park(Timeout::Unchanged), Time(40));
        assert_eq!(alarms.next(|_| true), Some((Time(30), task(2))));
        alarms.after(task(2), &Effect::Ran, Time(41));
        assert_eq!(alarms.next(|_| true), Some((Time(50), task(1))));
        alarms.after(task(1), &park(Timeout::Never), Time(42));
        assert_eq!(alarms.next(|_| true), None);
    }
}
