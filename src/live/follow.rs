//! The log of a live run, followed by a machine: what a screen shows of a live run is that machine, and every
//! fingerprint that comes with the log must be its own.

use std::sync::Arc;

use crate::base::Pid;
use crate::code::Program;
use crate::live::hub::Piece;
use crate::machine::ending::Ending;
use crate::machine::schedule::{Choice, Schedule};
use crate::machine::world::{Config, Delivery, Machine, Refused, Until};

/// A live run's picture is not what the workers do: a fault of ours.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Divergence {
    #[error("process {} is not in the state that the log leads to, after step {step}", pid.0)]
    State { pid: Pid, step: u64 },
    #[error("the log cannot be followed after step {step}, at `{choice}`: {refused}")]
    Refused {
        step: u64,
        choice: Choice,
        refused: Refused,
    },
    #[error("{0}")]
    Fault(String),
}

#[derive(Clone, Debug)]
pub struct Follower {
    pub machine: Machine,
    pub schedule: Schedule,
    ending: Option<Ending>,
}

impl Follower {
    pub fn new(program: Arc<Program>, config: Config) -> Self {
        let config = Config {
            delivery: Delivery::WhenTold,
            max_steps: u64::MAX,
            ..config
        };
        Self {
            machine: Machine::boot(program, config),
            schedule: Schedule::default(),
            ending: None,
        }
    }

    /// How the run ended, once it has.
    pub fn ending(&self) -> Option<Ending> {
        self.ending
    }

    /// Takes the next piece of the log.
    pub fn follow(&mut self, piece: Piece) -> Result<(), Divergence> {
        match piece {
            Piece::Choice(choice) => {
                apply(&mut self.machine, &choice).map_err(|refused| Divergence::Refused {
                    step: self.machine.steps(),
                    choice: choice.clone(),
                    refused,
                })?;
                self.schedule.push(choice);
            }
            Piece::Proof { pid, fingerprint } => {
                if self.machine.fingerprint_of(pid) != fingerprint {
                    let step = self.machine.steps();
                    return Err(Divergence::State { pid, step });
                }
            }
            Piece::Wrote(_) => {}
            Piece::Halted => self.ending = Some(Ending::Deadlock),
            Piece::Limit(limit) => {
                self.machine.stop(limit);
                self.ending = Some(Ending::Limit(limit));
            }
            Piece::Over => self.ending = Ending::of(&self.machine),
            Piece::Fault(words) => return Err(Divergence::Fault(words)),
        }
        Ok(())
    }
}

fn apply(machine: &mut Machine, choice: &Choice) -> Result<(), Refused> {
    match choice {
        Choice::Run { task, steps } => {
            let until = machine.steps() + steps;
            while machine.steps() < until {
                if !machine.is_ready(*task) {
                    return Err(Refused::Waits(*task));
                }
                machine.run(*task, until - machine.steps(), Until::STEPS);
            }
        }
        Choice::Expire(task) => machine.expire(*task)?,
        Choice::Toggle { fix, on } => {
            let known = &machine.program().fixes;
            if let Some(number) = known.iter().position(|known| known.name == *fix) {
                machine.toggle(number.into(), *on);
            }
        }
        Choice::Kill { pid, signal } => machine.kill(*pid, *signal)?,
        Choice::Receive(pid) => {
            machine.receive(*pid);
        }
        Choice::Answer(task) => {
            machine.answer(*task);
        }
        Choice::Time(time) => machine.tell_time(*time),
        Choice::Name { task, os_id } => machine.tell_name(*task, *os_id),
        Choice::Simulate => machine.simulate(),
        Choice::Loose => machine.loosen(),
        Choice::WakeAny => machine.wake_any(),
    }
    Ok(())
}
