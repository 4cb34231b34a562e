//! How long a run takes in virtual time, and how much of that only one worker was there to use.

use std::ops::ControlFlow;
use std::sync::Arc;

use crate::base::Time;
use crate::code::Program;
use crate::machine::effect::Limit;
use crate::machine::ending::Ending;
use crate::machine::world::{Config, Machine, Refused};
use crate::simulate::cpython::Cpython;
use crate::simulate::policy::Policy;
use crate::simulate::run::Run;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Took {
    pub time: Time,
    /// While nobody but main was there.
    pub alone: Time,
    pub ending: Ending,
}

/// Runs a program as CPython most likely would; `go_on` is asked after each turn.
pub fn measure(
    program: &Arc<Program>,
    config: Config,
    mut go_on: impl FnMut() -> bool,
) -> Result<Took, Refused> {
    let machine = Machine::boot(Arc::clone(program), config);
    let mut run = Run::new(machine, Policy::Cpython(Cpython::default()));
    let (mut time, mut alone) = (Time::ZERO, Time::ZERO);
    let mut was_alone = true;
    let ending = run.to_end(|machine| {
        machine.take_output();
        // A process that is behind the others does not turn the clock back.
        let now = time.max(machine.now());
        if was_alone {
            alone += now - time;
        }
        time = now;
        was_alone = machine.tasks().len() < 2;
        if go_on() {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(Limit::Time)
        }
    })?;
    Ok(Took {
        time,
        alone,
        ending,
    })
}
