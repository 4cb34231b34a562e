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
pub(crate) mod timeline;
pub(crate) mod waits_for;
pub(crate) mod workers;

use crate::base::{Pid, Tid};
use crate::machine::effect;
use crate::machine::kernel::PROCESSES;
use crate::machine::process::Process;
use crate::machine::world::Machine;
use crate::scenario::Scenario;
use crate::session::chronicle::Chronicle;
use crate::session::names::Names;
use crate::session::stand::Sharing;
use crate::simulate::Timeline;
use crate::view::{Limit, WorkerId};

/// What presenters look at.
pub(crate) struct Look<'a> {
    pub(crate) scenario: &'a Scenario,
    pub(crate) timeline: &'a Timeline,
    pub(crate) machine: &'a Machine,
    pub(crate) process: &'a Process,
    pub(crate) chronicle: &'a Chronicle,
    pub(crate) names: &'a Names,
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
    pub(crate) fn process_of(machine: &'a Machine) -> &'a Process {
        machine.process(Pid(0))
    }

    pub(crate) fn workers(&self) -> impl Iterator<Item = Tid> {
        (0..self.process.workers.len()).map(Tid::from)
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
