//! From a machine at a moment to the views: one file a view, each a function of what it looks at and nothing else.

pub(crate) mod banker;
pub(crate) mod choices;
pub(crate) mod code;
pub(crate) mod findings;
pub(crate) mod fixes;
pub(crate) mod happened;
pub(crate) mod header;
pub(crate) mod lesson;
pub(crate) mod objects;
pub(crate) mod output;
pub(crate) mod processes;
pub(crate) mod timeline;
pub(crate) mod waits_for;
pub(crate) mod workers;

use crate::base::{Pid, Task};
use crate::machine::effect;
use crate::machine::kernel::PROCESSES;
use crate::machine::process::Process;
use crate::machine::world::Machine;
use crate::scenario::Scenario;
use crate::session::chronicle::Chronicle;
use crate::session::names::{Directory, Names};
use crate::session::stand::Sharing;
use crate::simulate::Timeline;
use crate::view::{Limit, WorkerId};

/// What presenters look at.
#[derive(Clone, Copy)]
pub(crate) struct Look<'a> {
    pub(crate) scenario: &'a Scenario,
    pub(crate) timeline: &'a Timeline,
    pub(crate) machine: &'a Machine,
    /// Whose memory is shown, and what is in it.
    pub(crate) process: &'a Process,
    pub(crate) names: &'a Names,
    pub(crate) directory: &'a Directory,
    pub(crate) chronicle: &'a Chronicle,
    /// Of globals, by slot.
    pub(crate) sharing: &'a [Sharing],
    /// The moment on the screen.
    pub(crate) moment: u64,
    /// Whose turn it is.
    pub(crate) turn: Option<WorkerId>,
    /// Whose place is shown.
    pub(crate) shown: WorkerId,
}

impl<'a> Look<'a> {
    /// The same moment, looked at in another process.
    pub(crate) fn into(&self, pid: Pid) -> Look<'a> {
        Look {
            process: self.machine.process(pid),
            names: self.directory.names(pid),
            ..*self
        }
    }

    /// Everybody there is at this moment.
    pub(crate) fn workers(&self) -> impl Iterator<Item = (WorkerId, Task)> {
        let there = |task: &Task| {
            let process = self.machine.processes().get(task.pid.index());
            process.is_some_and(|process| task.tid.index() < process.workers.len())
        };
        let all = self.chronicle.workers(self.moment);
        all.filter(move |(_, task)| there(task))
    }

    pub(crate) fn task(&self, id: WorkerId) -> Task {
        self.chronicle.task(id).unwrap_or_default()
    }

    /// A worker's place on the screen.
    pub(crate) fn id(&self, task: Task) -> WorkerId {
        self.chronicle.worker(task)
    }

    pub(crate) fn several(&self) -> bool {
        self.machine.processes().len() > 1
    }
}

/// A limit of the machine with its number.
pub(crate) fn limit(machine: &Machine, limit: effect::Limit) -> Limit {
    let config = machine.config();
    match limit {
        effect::Limit::Steps => Limit::Steps(config.max_steps),
        effect::Limit::Memory => Limit::Memory(config.limits.memory as u64),
        effect::Limit::Output => Limit::Output(config.limits.output as u64),
        effect::Limit::Depth => Limit::Memory(config.limits.depth as u64),
        effect::Limit::Threads => Limit::Workers(config.limits.threads as u64),
        effect::Limit::Processes => Limit::Workers(PROCESSES as u64),
        effect::Limit::Time => Limit::Time(0),
    }
}
