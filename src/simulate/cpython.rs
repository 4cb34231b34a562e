//! What CPython would most likely do: one thread keeps the GIL until it blocks or its switch interval is over, and those
//! who wait for the GIL get it in the order in which they began to.
//!
//! Measured on CPython 3.11 and modelled here: a waiter asks for the GIL 5 ms after it began to wait or after the last
//! hand-over, whichever is later (`take_gil`); `Thread.start` waits until the new thread has begun, so a new thread runs
//! at once if nobody waits before it; sleepers begin to wait for the GIL when their alarm goes off; who releases a lock
//! runs on.

use std::collections::VecDeque;

use crate::base::{Task, Time};
use crate::machine::schedule::Choice;
use crate::machine::world::Machine;
use crate::simulate::policy::{Turn, first_alarms, is_due};

/// The longest turn asked for at once.
const TURN: u64 = 1 << 16;
/// Nanoseconds: no fewer steps than a time divided by this are taken before it is looked at again.
const STEP_COST: u64 = 50;

#[derive(Clone, Debug, Default)]
pub struct Cpython {
    running: Option<Task>,
    /// When the running one got the turn.
    since: Time,
    /// Who waits for the turn, and since when.
    queue: VecDeque<(Task, Time)>,
    /// Who waits for something else, in the order in which they began to.
    blocked: Vec<Task>,
    /// Starters, each with the thread it waits for to begin.
    starters: Vec<(Task, Task)>,
    /// Between which steps the machine must be for all this to be about it.
    asked: Option<(u64, u64)>,
}

impl Cpython {
    pub(crate) fn next(&mut self, machine: &Machine) -> Option<Turn> {
        if self.is_stale(machine) {
            self.look_again(machine);
        }
        self.notice(machine);
        let now = machine.now();
        let interval = machine.config().switch_interval;
        let deadline = |policy: &Self| {
            let &(_, waiting) = policy.queue.front()?;
            Some(waiting.max(policy.since) + interval)
        };
        if let Some(running) = self.running
            && machine.may_switch()
            && deadline(self).is_some_and(|deadline| deadline <= now)
        {
            self.queue.push_back((running, now));
            self.running = None;
        }
        if self.running.is_none() {
            self.give(machine)?;
        }
        let task = self.running?;
        let event = deadline(self).or_else(|| {
            let alarms = first_alarms(machine, &self.blocked);
            machine.alarm(*alarms.first()?)
        });
        let steps = match event {
            Some(event) => ((event - now).0 / STEP_COST).clamp(1, TURN),
            None => TURN,
        };
        self.asked = Some((machine.steps(), machine.steps() + steps));
        Some(Turn {
            choice: Choice::Run { task, steps },
            until_news: true,
        })
    }

    /// Somebody else has moved the machine since the last turn.
    fn is_stale(&self, machine: &Machine) -> bool {
        !self.asked.is_some_and(|(from, to)| {
            (from..=to).contains(&machine.steps())
                && (machine.steps() == from || machine.last() == self.running)
        })
    }

    /// Begins anew with what the machine shows.
    fn look_again(&mut self, machine: &Machine) {
        *self = Self {
            running: machine.last().filter(|&last| is_due(machine, last)),
            since: machine.now(),
            ..Self::default()
        };
        for task in machine.tasks() {
            if self.running == Some(task) {
                continue;
            }
            if is_due(machine, task) {
                self.queue.push_back((task, machine.now()));
            } else {
                self.blocked.push(task);
            }
        }
    }

    /// Brings the lists up to date with what the last turn did.
    fn notice(&mut self, machine: &Machine) {
        let tasks = machine.tasks();
        let is_alive = |task: &Task| tasks.binary_search(task).is_ok();
        self.queue.retain(|(task, _)| is_alive(task));
        self.blocked.retain(is_alive);
        self.starters.retain(|(starter, _)| is_alive(starter));
        let runner = self.running;
        if let Some(running) = runner
            && !is_due(machine, running)
        {
            self.running = None;
            if is_alive(&running) {
                self.blocked.push(running);
            }
        }
        for &task in &tasks {
            if !self.knows(task) {
                self.queue.push_back((task, machine.now()));
                // A start that failed half-way would have no runner; there is none to hold back then.
                if let Some(starter) = self.running.take().or(runner.filter(is_alive)) {
                    self.starters.push((starter, task));
                    self.blocked.retain(|&other| other != starter);
                }
            }
        }
        let begun = |task: &Task| !is_alive(task);
        for index in (0..self.starters.len()).rev() {
            if begun(&self.starters[index].1) {
                let (starter, _) = self.starters.remove(index);
                self.queue.push_back((starter, machine.now()));
            }
        }
        self.wake(machine);
    }

    fn knows(&self, task: Task) -> bool {
        self.running == Some(task)
            || self.blocked.contains(&task)
            || self.queue.iter().any(|&(other, _)| other == task)
            || self.starters.iter().any(|&(starter, _)| starter == task)
    }

    /// Those who waited for something else and have it now wait for the turn.
    fn wake(&mut self, machine: &Machine) {
        let now = machine.now();
        let mut woken: Vec<(Task, Time)> = self
            .blocked
            .iter()
            .filter(|&&task| is_due(machine, task))
            .map(|&task| match machine.alarm(task) {
                Some(alarm) if !machine.is_ready(task) => (task, alarm),
                Some(_) | None => (task, now),
            })
            .collect();
        self.blocked
            .retain(|task| woken.iter().all(|(other, _)| other != task));
        woken.sort_by_key(|&(_, since)| since);
        self.queue.extend(woken);
    }

    /// Gives the turn to the first who waits for it; if nobody does, to the first alarm.
    fn give(&mut self, machine: &Machine) -> Option<()> {
        let task = match self.queue.pop_front() {
            Some((task, _)) => task,
            None => {
                let task = *first_alarms(machine, &self.blocked).first()?;
                self.blocked.retain(|&other| other != task);
                task
            }
        };
        self.running = Some(task);
        self.since = machine.now();
        // Whoever waited for this thread to begin waits for the turn from now on.
        if let Some(index) = self
            .starters
            .iter()
            .position(|&(_, started)| started == task)
        {
            let (starter, _) = self.starters.remove(index);
            self.queue.push_back((starter, machine.now()));
        }
        Some(())
    }
}
