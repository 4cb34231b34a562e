//! Who goes next. A policy looks at a machine and decides the next turn; it never moves the machine itself.
//!
//! A policy may be asked about any moment of any run: it keeps only what can be rebuilt from the machine it sees.

use crate::base::{Task, Time};
use crate::machine::schedule::{Choice, Schedule};
use crate::machine::world::{Machine, Refused, Until};
use crate::simulate::cpython::Cpython;
use crate::simulate::pct::Pct;
use crate::simulate::random::Random;
use crate::simulate::scripted::Scripted;
use crate::simulate::{hand, round_robin};

/// What a policy wants to happen next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The steps of a `Run` are the most that are wanted.
    pub choice: Choice,
    /// When to ask again before that.
    pub until: Until,
}

impl Turn {
    pub(crate) fn one_step(task: Task) -> Self {
        Self {
            choice: Choice::Run { task, steps: 1 },
            until: Until::STEPS,
        }
    }
}

/// A rule by which turns are given.
#[derive(Clone, Debug)]
pub enum Policy {
    /// The turn stays where it is while it can: what a screen shows as next when a person chooses.
    Hand,
    /// What CPython would most likely do.
    Cpython(Cpython),
    /// One step each.
    RoundRobin,
    /// Anybody, at every step.
    Random(Box<Random>),
    /// Random priorities that change at a few points: finds rare orders with a known probability.
    Pct(Pct),
    /// A schedule, and then another policy.
    Scripted(Scripted),
}

impl Policy {
    /// As `--policy` spells them.
    pub const NAMES: [&str; 5] = ["cpython", "round-robin", "random", "pct", "hand"];

    /// The policy of that name.
    pub fn named(name: &str, seed: u64) -> Option<Self> {
        Some(match name {
            "cpython" => Self::Cpython(Cpython::default()),
            "round-robin" => Self::RoundRobin,
            "random" => Self::Random(Box::new(Random::new(seed))),
            "pct" => Self::Pct(Pct::new(seed, 3, 1000)),
            "hand" => Self::Hand,
            _ => return None,
        })
    }

    /// First this schedule, then that policy.
    pub fn scripted(schedule: Schedule, then: Self) -> Self {
        Self::Scripted(Scripted::new(schedule, then))
    }

    /// Whether a schedule goes on here with what takes no step, such as a fix switched when the run was over.
    pub(crate) fn changes_next(&self, machine: &Machine) -> bool {
        match self {
            Self::Scripted(policy) => policy.changes_next(machine),
            Self::Hand | Self::Cpython(_) | Self::RoundRobin | Self::Random(_) | Self::Pct(_) => {
                false
            }
        }
    }

    /// The next turn; `None` where nobody can move.
    pub fn next(&mut self, machine: &Machine) -> Result<Option<Turn>, Refused> {
        match self {
            Self::Hand => Ok(hand::next(machine)),
            Self::Cpython(policy) => Ok(policy.next(machine)),
            Self::RoundRobin => Ok(round_robin::next(machine)),
            Self::Random(policy) => Ok(policy.next(machine)),
            Self::Pct(policy) => Ok(policy.next(machine)),
            Self::Scripted(policy) => policy.next(machine),
        }
    }
}

/// Whether a worker could move without time having to pass.
pub(crate) fn is_due(machine: &Machine, task: Task) -> bool {
    machine.is_ready(task)
        || machine
            .alarm(task)
            .is_some_and(|alarm| alarm <= machine.now())
}

/// Those among whom the turn is to be given: who is due; if nobody is, who has the earliest alarm. In order of
/// (process, thread). Where the profile lets nobody take the turn from a process's running worker, that one alone
/// stands for its process.
pub(crate) fn candidates(machine: &Machine) -> Vec<Task> {
    let mut tasks = machine.tasks();
    tasks.retain(|&task| machine.may_move(task));
    let due: Vec<Task> = tasks
        .iter()
        .copied()
        .filter(|&task| is_due(machine, task))
        .collect();
    if due.is_empty() {
        first_alarms(machine, &tasks)
    } else {
        due
    }
}

/// Those of `tasks` whose alarm is the earliest.
pub(crate) fn first_alarms(machine: &Machine, tasks: &[Task]) -> Vec<Task> {
    let alarm = |task: Task| {
        machine
            .alarm(task)
            .filter(|&alarm| alarm < Time::NEVER && machine.can_move(task))
    };
    let Some(first) = tasks.iter().filter_map(|&task| alarm(task)).min() else {
        return Vec::new();
    };
    tasks
        .iter()
        .copied()
        .filter(|&task| alarm(task) == Some(first))
        .collect()
}
