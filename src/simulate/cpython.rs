//! What CPython would most likely do: one thread keeps the GIL until it blocks or its switch interval is over, and those
//! who wait for the GIL get it in the order in which they began to.
//!
//! Measured on CPython 3.11 and modelled here: a waiter asks for the GIL 5 ms after it began to wait or after the last
//! hand-over, whichever is later (`take_gil`); `Thread.start` waits until the new thread has begun, so a new thread runs
//! at once if nobody waits before it; sleepers begin to wait for the GIL when their alarm goes off; who releases a lock
//! runs on. Of several processes the one whose virtual clock is least moves.

use std::collections::{BTreeMap, VecDeque};

use crate::base::{Pid, Task, Time};
use crate::machine::profile::Profile;
use crate::machine::schedule::Choice;
use crate::machine::world::{Machine, Until};
use crate::simulate::policy::{Turn, first_alarms, is_due};

/// The longest turn asked for at once.
const TURN: u64 = 1 << 16;
/// Nanoseconds that one of several processes may get ahead of the next.
const AHEAD: Time = Time(500);

#[derive(Clone, Debug, Default)]
pub struct Cpython {
    /// One for each process.
    gils: BTreeMap<Pid, Gil>,
    /// Between which steps the machine must be for all this to be about it, and who moved it.
    asked: Option<(u64, u64, Task)>,
}

/// One process's lock, and who waits for it.
#[derive(Clone, Debug, Default)]
struct Gil {
    running: Option<Task>,
    /// When the running one got the turn.
    since: Time,
    /// Who waits for the turn, and since when.
    queue: VecDeque<(Task, Time)>,
    /// Who waits for something else, in the order in which they began to.
    blocked: Vec<Task>,
    /// Starters, each with the thread it waits for to begin.
    starters: Vec<(Task, Task)>,
}

impl Cpython {
    pub(crate) fn next(&mut self, machine: &Machine) -> Option<Turn> {
        if self.is_stale(machine) {
            self.gils.clear();
        }
        // Where two could begin at once on the last free core, the one that is further behind does: they share it.
        let mut starts: Vec<(Time, Time, Task)> = Vec::new();
        for task in machine.tasks() {
            if let Some(start) = could_begin(machine, task) {
                starts.push((start, machine.clocks().reached(task), task));
            }
        }
        let free = machine.config().profile == Profile::FreeThreaded;
        let apart = |a: Task, b: Task| if free { a != b } else { a.pid != b.pid };
        let &(_, _, leader) = starts.iter().min()?;
        // Those with clocks of their own go on together: nobody gets far ahead of the next.
        let others = starts.iter().filter(|(_, _, other)| apart(*other, leader));
        let next = others.map(|&(start, _, _)| start).min();
        let mut turn = if free {
            Turn {
                choice: Choice::Run {
                    task: leader,
                    steps: TURN,
                },
                until: Until::NEWS,
            }
        } else {
            let pid = leader.pid;
            let gil = self
                .gils
                .entry(pid)
                .or_insert_with(|| Gil::look(machine, pid));
            gil.next(machine, pid)?
        };
        if let Choice::Run { task, steps } = &mut turn.choice {
            if let Some(next) = next {
                turn.until.time = turn.until.time.min(next + AHEAD);
            }
            self.asked = Some((machine.steps(), machine.steps() + *steps, *task));
        }
        Some(turn)
    }

    /// Somebody else has moved the machine since the last turn.
    fn is_stale(&self, machine: &Machine) -> bool {
        !self.asked.is_some_and(|(from, to, task)| {
            (from..=to).contains(&machine.steps())
                && (machine.steps() == from || machine.last() == Some(task))
        })
    }
}

/// When a worker's next turn could begin; `None` where it cannot move.
fn could_begin(machine: &Machine, task: Task) -> Option<Time> {
    let begin = machine.clocks().could_begin(task);
    if machine.is_ready(task) {
        return Some(begin);
    }
    let alarm = machine.alarm(task).filter(|&alarm| alarm < Time::NEVER)?;
    machine.can_move(task).then(|| begin.max(alarm))
}

/// The workers of one process.
fn workers(machine: &Machine, pid: Pid) -> Vec<Task> {
    let mut tasks = machine.tasks();
    tasks.retain(|task| task.pid == pid);
    tasks
}

impl Gil {
    fn next(&mut self, machine: &Machine, pid: Pid) -> Option<Turn> {
        let now = machine.now_in(pid);
        self.notice(machine, pid);
        let interval = machine.config().switch_interval;
        let deadline = |policy: &Self| {
            let &(_, waiting) = policy.queue.front()?;
            Some(waiting.max(policy.since) + interval)
        };
        if let Some(running) = self.running
            && machine
                .last_of(pid)
                .is_none_or(|last| machine.gives_way(last))
            && deadline(self).is_some_and(|deadline| deadline <= now)
        {
            self.queue.push_back((running, now));
            self.running = None;
        }
        if self.running.is_none() {
            self.give(machine, now)?;
        }
        let task = self.running?;
        let event = deadline(self).or_else(|| {
            let alarms = first_alarms(machine, &self.blocked);
            machine.alarm(*alarms.first()?)
        });
        // What is over already waits for the next place where the running one gives way: step by step.
        let steps = if event.is_some_and(|event| event <= now) {
            1
        } else {
            TURN
        };
        Some(Turn {
            choice: Choice::Run { task, steps },
            until: Until {
                news: true,
                time: event.unwrap_or(Time::NEVER),
            },
        })
    }

    /// Begins anew with what the machine shows.
    fn look(machine: &Machine, pid: Pid) -> Self {
        let now = machine.now_in(pid);
        let mut gil = Self {
            running: machine.last_of(pid).filter(|&last| is_due(machine, last)),
            since: now,
            ..Self::default()
        };
        for task in workers(machine, pid) {
            if gil.running == Some(task) {
                continue;
            }
            if is_due(machine, task) {
                gil.queue.push_back((task, now));
            } else {
                gil.blocked.push(task);
            }
        }
        gil
    }

    /// Brings the lists up to date with what the last turn did.
    fn notice(&mut self, machine: &Machine, pid: Pid) {
        let tasks = workers(machine, pid);
        let now = machine.now_in(pid);
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
                self.queue.push_back((task, now));
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
                self.queue.push_back((starter, now));
            }
        }
        self.wake(machine, now);
    }

    fn knows(&self, task: Task) -> bool {
        self.running == Some(task)
            || self.blocked.contains(&task)
            || self.queue.iter().any(|&(other, _)| other == task)
            || self.starters.iter().any(|&(starter, _)| starter == task)
    }

    /// Those who waited for something else and have it now wait for the turn.
    fn wake(&mut self, machine: &Machine, now: Time) {
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
    fn give(&mut self, machine: &Machine, now: Time) -> Option<()> {
        let task = match self.queue.pop_front() {
            Some((task, _)) => task,
            None => {
                let task = *first_alarms(machine, &self.blocked).first()?;
                self.blocked.retain(|&other| other != task);
                task
            }
        };
        self.running = Some(task);
        self.since = now;
        // Whoever waited for this thread to begin waits for the turn from now on.
        if let Some(index) = self
            .starters
            .iter()
            .position(|&(_, started)| started == task)
        {
            let (starter, _) = self.starters.remove(index);
            self.queue.push_back((starter, now));
        }
        Some(())
    }
}
