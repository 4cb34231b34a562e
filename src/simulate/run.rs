//! A run driven to its end, with the schedule that repeats it.

use std::ops::ControlFlow;

use crate::base::FixId;
use crate::machine::effect::Limit;
use crate::machine::ending::Ending;
use crate::machine::schedule::{Choice, Schedule};
use crate::machine::world::{Machine, Refused, Status, Until};
use crate::simulate::policy::Policy;

/// A machine, the policy that moves it, and what was chosen so far.
#[derive(Clone)]
pub struct Run {
    pub machine: Machine,
    pub policy: Policy,
    pub schedule: Schedule,
}

impl Run {
    pub fn new(machine: Machine, policy: Policy) -> Self {
        Self {
            machine,
            policy,
            schedule: Schedule::default(),
        }
    }

    /// One turn. Whether there was one to take.
    pub fn turn(&mut self) -> Result<bool, Refused> {
        if self.machine.status() != Status::Running && !self.policy.changes_next(&self.machine) {
            return Ok(false);
        }
        let Some(turn) = self.policy.next(&self.machine)? else {
            return Ok(false);
        };
        let done = apply(&mut self.machine, turn.choice, turn.until)?;
        self.schedule.push(done);
        Ok(true)
    }

    /// Turns until the end, or until `look`, which sees the machine after each of them, says why not to go on.
    pub fn to_end(
        &mut self,
        mut look: impl FnMut(&mut Machine) -> ControlFlow<Limit>,
    ) -> Result<Ending, Refused> {
        while self.turn()? {
            if let ControlFlow::Break(limit) = look(&mut self.machine) {
                self.machine.stop(limit);
            }
        }
        // A machine that still runs while its policy finds nobody to move has come to a halt.
        Ok(Ending::of(&self.machine).unwrap_or(Ending::Deadlock))
    }
}

/// Does what a choice says, and tells what was done: a run may turn out shorter.
pub(crate) fn apply(
    machine: &mut Machine,
    choice: Choice,
    until: Until,
) -> Result<Choice, Refused> {
    match choice {
        Choice::Run { task, steps } => {
            if steps < 2 || !machine.can_move(task) {
                // A step that cannot be taken says why.
                machine.step(task)?;
                return Ok(Choice::Run { task, steps: 1 });
            }
            let steps = machine.run(task, steps, until);
            Ok(Choice::Run { task, steps })
        }
        Choice::Toggle { fix, on } => {
            if let Some(id) = fix_id(machine, &fix) {
                machine.toggle(id, on);
            }
            Ok(Choice::Toggle { fix, on })
        }
        Choice::Expire(task) => {
            machine.expire(task)?;
            Ok(choice)
        }
        Choice::Kill { pid, signal } => {
            machine.kill(pid, signal)?;
            Ok(choice)
        }
        Choice::Receive(pid) => {
            machine.receive(pid);
            Ok(choice)
        }
        Choice::Answer(task) => {
            machine.answer(task);
            Ok(choice)
        }
        Choice::Time(time) => {
            machine.tell_time(time);
            Ok(choice)
        }
        Choice::Name { task, os_id } => {
            machine.tell_name(task, os_id);
            Ok(choice)
        }
        Choice::Simulate => {
            machine.simulate();
            Ok(choice)
        }
        Choice::Loose => {
            machine.loosen();
            Ok(choice)
        }
        Choice::WakeAny => {
            machine.wake_any();
            Ok(choice)
        }
    }
}

/// The fix of that name; a schedule may speak of one that the program does not have.
fn fix_id(machine: &Machine, name: &str) -> Option<FixId> {
    let fixes = &machine.program().fixes;
    fixes
        .iter()
        .position(|fix| fix.name == name)
        .map(FixId::from)
}
