//! `_time`: what `assets/lib/time.py` stands on. Clocks are the kernel's, and virtual; sleeping is waiting for an alarm.

use crate::base::Time;
use crate::machine::builtins::{Arguments, Registry};
use crate::machine::effect::{Clock, Outcome, Result, Syscall};
use crate::machine::sync::seconds;
use crate::machine::thread::{Timeout, WaitOn, Waiting};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

const MODULE: &str = "_time";

pub(crate) fn register(registry: &mut Registry) {
    registry.function(MODULE, "now_ns", now);
    registry.function(MODULE, "monotonic_ns", monotonic);
    registry.function(MODULE, "perf_counter_ns", monotonic);
    registry.function(MODULE, "process_time_ns", process);
    registry.function(MODULE, "thread_time_ns", process);
    registry.function(MODULE, "time_ns", now);
    registry.function(MODULE, "sleep", sleep);
}

fn now(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.function::<0>(vm, "time")?;
    Ok(Outcome::Ask(Syscall::Clock(Clock::Wall)))
}

fn monotonic(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.function::<0>(vm, "monotonic")?;
    Ok(Outcome::Ask(Syscall::Clock(Clock::Monotonic)))
}

fn process(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.function::<0>(vm, "process_time")?;
    Ok(Outcome::Ask(Syscall::Clock(Clock::Process)))
}

/// `sleep(seconds)`
fn sleep(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    if let Some(waiting) = vm.thread.waiting {
        return Ok(if waiting.expired || waiting.stage == SWITCHED {
            Value::None.into()
        } else {
            vm.park(WaitOn::Sleep, Timeout::Unchanged)
        });
    }
    let [span] = arguments.function(vm, "time.sleep")?;
    let span = seconds(vm, span, None)?.check(vm)?;
    if span < 0.0 {
        return Err(vm.value_error("sleep length must be non-negative"));
    }
    let span = Time::from_seconds(span);
    if span == Time::ZERO {
        // It takes no time, and others may move before it goes on.
        vm.thread.waiting = Some(Waiting {
            on: WaitOn::Sleep,
            expired: false,
            served: false,
            stage: SWITCHED,
            note: 0,
        });
        return Ok(Outcome::Again);
    }
    Ok(vm.park(WaitOn::Sleep, Timeout::After(span)))
}

const SWITCHED: u32 = 1;
