//! Scripted: a schedule is followed to its end, and then another policy goes on.

use crate::machine::schedule::{Choice, Schedule};
use crate::machine::world::{Machine, Refused, Until};
use crate::simulate::policy::{Policy, Turn};

#[derive(Clone, Debug)]
pub struct Scripted {
    schedule: Schedule,
    /// The choice under way.
    at: usize,
    /// The step at which it will be done.
    until: Option<u64>,
    then: Box<Policy>,
}

impl Scripted {
    pub fn new(schedule: Schedule, then: Policy) -> Self {
        Self {
            schedule,
            at: 0,
            until: None,
            then: Box::new(then),
        }
    }

    /// Whether what it says next takes no step: that may belong to the very last moment of a run.
    pub(crate) fn changes_next(&self, machine: &Machine) -> bool {
        let done = self.until.is_some_and(|until| until <= machine.steps());
        match self.schedule.choices().get(self.at + usize::from(done)) {
            Some(choice) => choice.steps() == 0,
            None => false,
        }
    }

    pub(crate) fn next(&mut self, machine: &Machine) -> Result<Option<Turn>, Refused> {
        while let Some(choice) = self.schedule.choices().get(self.at) {
            let turn = |choice| {
                Ok(Some(Turn {
                    choice,
                    until: Until::STEPS,
                }))
            };
            match choice {
                &Choice::Run { task, steps } => {
                    let until = *self.until.get_or_insert(machine.steps() + steps);
                    let left = until.saturating_sub(machine.steps());
                    if left > 0 {
                        return turn(Choice::Run { task, steps: left });
                    }
                    self.until = None;
                    self.at += 1;
                }
                Choice::Toggle { .. }
                | Choice::Expire(_)
                | Choice::Kill { .. }
                | Choice::Receive(_)
                | Choice::Answer(_)
                | Choice::Time(_)
                | Choice::Name { .. }
                | Choice::Simulate
                | Choice::Loose
                | Choice::WakeAny => {
                    self.at += 1;
                    return turn(choice.clone());
                }
            }
        }
        self.then.next(machine)
    }
}
