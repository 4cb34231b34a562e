//! `threading.Barrier`: all arrive before any goes on.

use serde::{Deserialize, Serialize};

use crate::base::{ObjectId, Tid};
use crate::machine::builtins::{Arguments, Registry};
use crate::machine::class;
use crate::machine::effect::{Outcome, Result};
use crate::machine::event::Event as Told;
use crate::machine::object::Body;
use crate::machine::sync::{
    Patience, Waiters, identity, leave, optional_timeout, python, saturated, wait, wake_all,
};
use crate::machine::thread::{Timeout, WaitOn};
use crate::machine::trace::{Trace, Tracer, trace_fields};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Barrier {
    pub parties: i64,
    /// Called by the last to arrive; or `None`.
    pub action: Value,
    /// Of those who give none themselves; or `None`.
    pub timeout: Value,
    pub stage: BarrierStage,
    /// How many have arrived and not yet left.
    pub count: i64,
    /// Who is parked at it, in order of arrival, whether inside or before it.
    pub waiters: Vec<Tid>,
}
trace_fields!(Barrier {
    parties,
    action,
    timeout,
    stage,
    count,
    waiters
});

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum BarrierStage {
    /// Waiting for more to arrive.
    #[default]
    Filling,
    /// All are here, and the last one does the action.
    Acting,
    /// It was full; those who waited leave, and newcomers must wait until they are gone.
    Draining,
    /// It was reset while some waited; they leave with an error.
    Resetting,
    Broken,
}

impl Trace for BarrierStage {
    fn trace<T: Tracer>(&self, to: &mut T) {
        to.word(*self as u64);
    }
}

impl Barrier {
    /// How many wait in it, as `n_waiting` tells.
    pub fn waiting(&self) -> i64 {
        match self.stage {
            BarrierStage::Filling | BarrierStage::Acting => self.count,
            BarrierStage::Draining | BarrierStage::Resetting | BarrierStage::Broken => 0,
        }
    }

    pub fn is_broken(&self) -> bool {
        self.stage == BarrierStage::Broken
    }
}

pub(super) fn register(registry: &mut Registry) {
    let _ = registry
        .class(class::BARRIER)
        .new(new)
        .init(init)
        .method("wait", wait_for_all)
        .method("reset", reset)
        .method("abort", abort)
        .getter("parties", parties)
        .getter("n_waiting", n_waiting)
        .getter("broken", broken);
    registry.function("_machine", "barrier_filled", filled);
    registry.function("_machine", "barrier_failed", failed);
}

fn new(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let barrier = Barrier {
        parties: 0,
        action: Value::None,
        timeout: Value::None,
        stage: BarrierStage::Filling,
        count: 0,
        waiters: Vec::new(),
    };
    Ok(vm
        .allocate(
            identity(arguments.receiver()),
            Body::Barrier(Box::new(barrier)),
        )
        .into())
}

/// `Barrier(parties, action=None, timeout=None)`
fn init(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [parties, action, timeout] = python(
        vm,
        arguments,
        "Barrier.__init__",
        ["parties", "action", "timeout"],
        1,
    )?;
    let parties = parties.and_then(|parties| saturated(vm, parties));
    let Some(parties) = parties else {
        return Err(vm.type_error("the parties of a Barrier are a number"));
    };
    let barrier = of_mut(vm, identity(arguments.receiver()));
    barrier.parties = parties;
    barrier.action = action.unwrap_or(Value::None);
    barrier.timeout = timeout.unwrap_or(Value::None);
    Ok(Value::None.into())
}

const ENTERING: u32 = 0;
const INSIDE: u32 = 1;
/// Its time came to an end while the last to arrive did the action: it leaves with the others after all.
const PATIENT: u32 = 2;

/// `wait(timeout=None)`: the number of those who were there before.
fn wait_for_all(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let id = identity(arguments.receiver());
    let on = WaitOn::Barrier(id);
    match vm.thread.waiting {
        Some(waiting) if waiting.stage != ENTERING => return inside(vm, id, waiting.note),
        Some(_) | None => {}
    }
    let [timeout] = python(vm, arguments, "Barrier.wait", ["timeout"], 0)?;
    let barrier = of(vm, id);
    match barrier.stage {
        BarrierStage::Acting | BarrierStage::Draining | BarrierStage::Resetting => {
            return Ok(wait(vm, on, Patience::Forever).expect("it has patience"));
        }
        BarrierStage::Broken => {
            leave(vm, on);
            return Err(vm.raise_with(class::BROKEN_BARRIER_ERROR, Vec::new()));
        }
        BarrierStage::Filling => {}
    }
    let timeout = timeout
        .filter(|timeout| !timeout.is_none())
        .unwrap_or(barrier.timeout);
    let index = barrier.count;
    let full = index + 1 == barrier.parties;
    let action = barrier.action;
    let patience = optional_timeout(vm, Some(timeout))?;
    leave(vm, on);
    vm.thread.waiting = None;
    of_mut(vm, id).count += 1;
    if full {
        if action.is_none() {
            return Ok(release(vm, id, index).into());
        }
        of_mut(vm, id).stage = BarrierStage::Acting;
        return Ok(vm.prelude(
            "barrier_action",
            &[arguments.receiver(), action, Value::Int(index)],
        ));
    }
    if let Err(stop) = patience.check(vm) {
        depart(vm, id);
        return Err(stop);
    }
    let Some(parked) = wait(vm, on, patience) else {
        // No patience, and not the last one: it breaks the barrier for everybody.
        fail(vm, id);
        depart(vm, id);
        return Err(vm.raise_with(class::BROKEN_BARRIER_ERROR, Vec::new()));
    };
    if let Some(waiting) = &mut vm.thread.waiting {
        waiting.stage = INSIDE;
        waiting.note = index;
    }
    Ok(parked)
}

/// One who has waited inside looks around.
fn inside(vm: &mut Vm<'_>, id: ObjectId, index: i64) -> Result {
    let on = WaitOn::Barrier(id);
    let stage = of(vm, id).stage;
    let late = vm
        .thread
        .waiting
        .is_some_and(|waiting| waiting.expired && waiting.stage == INSIDE);
    match stage {
        BarrierStage::Draining => {
            leave(vm, on);
            depart(vm, id);
            return Ok(Value::Int(index).into());
        }
        BarrierStage::Acting if late => {
            if let Some(waiting) = &mut vm.thread.waiting {
                waiting.expired = false;
                waiting.stage = PATIENT;
            }
            return Ok(Outcome::Park {
                on,
                timeout: Timeout::Never,
            });
        }
        BarrierStage::Filling if late => {
            fail(vm, id);
        }
        BarrierStage::Filling | BarrierStage::Acting => {
            return Ok(wait(vm, on, Patience::Forever).expect("it has patience"));
        }
        BarrierStage::Resetting | BarrierStage::Broken => {}
    }
    leave(vm, on);
    depart(vm, id);
    Err(vm.raise_with(class::BROKEN_BARRIER_ERROR, Vec::new()))
}

/// The last one has arrived, and done its action: all may leave, itself first.
fn release(vm: &mut Vm<'_>, id: ObjectId, index: i64) -> Value {
    turn(vm, id, BarrierStage::Draining);
    vm.tell(|| Told::BarrierFull(id));
    depart(vm, id);
    Value::Int(index)
}

/// Breaks it.
fn fail(vm: &mut Vm<'_>, id: ObjectId) {
    turn(vm, id, BarrierStage::Broken);
    vm.tell(|| Told::BarrierBroken(id));
}

/// Goes over to a stage and lets everybody know.
fn turn(vm: &mut Vm<'_>, id: ObjectId, stage: BarrierStage) {
    let barrier = of_mut(vm, id);
    barrier.stage = stage;
    let waiters: Waiters = barrier.waiters.as_slice().into();
    wake_all(vm, &waiters);
}

/// One leaves; the last to leave opens it for the next round.
fn depart(vm: &mut Vm<'_>, id: ObjectId) {
    let barrier = of_mut(vm, id);
    barrier.count -= 1;
    let emptied = barrier.count == 0
        && matches!(
            barrier.stage,
            BarrierStage::Draining | BarrierStage::Resetting
        );
    if emptied {
        turn(vm, id, BarrierStage::Filling);
    }
}

fn reset(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    python(vm, arguments, "Barrier.reset", [], 0)?;
    let id = identity(arguments.receiver());
    let barrier = of(vm, id);
    let stage = match (barrier.count, barrier.stage) {
        (1.., BarrierStage::Filling | BarrierStage::Acting | BarrierStage::Broken) => {
            BarrierStage::Resetting
        }
        (1.., stage) => stage,
        _ => BarrierStage::Filling,
    };
    turn(vm, id, stage);
    Ok(Value::None.into())
}

fn abort(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    python(vm, arguments, "Barrier.abort", [], 0)?;
    fail(vm, identity(arguments.receiver()));
    Ok(Value::None.into())
}

/// For the prelude: the action is done.
fn filled(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [barrier, index] = arguments.function(vm, "barrier_filled")?;
    let id = identity(barrier);
    let index = vm.as_i64(index).unwrap_or(0);
    if of(vm, id).stage == BarrierStage::Acting {
        return Ok(release(vm, id, index).into());
    }
    // The action itself has aborted or reset it.
    depart(vm, id);
    Ok(Value::Int(index).into())
}

/// For the prelude: the action has raised.
fn failed(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [barrier] = arguments.function(vm, "barrier_failed")?;
    let id = identity(barrier);
    fail(vm, id);
    depart(vm, id);
    Ok(Value::None.into())
}

fn parties(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    Ok(Value::Int(of(vm, identity(arguments.receiver())).parties).into())
}

fn n_waiting(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    Ok(Value::Int(of(vm, identity(arguments.receiver())).waiting()).into())
}

fn broken(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    Ok(Value::Bool(of(vm, identity(arguments.receiver())).is_broken()).into())
}

fn of<'v>(vm: &'v Vm<'_>, id: ObjectId) -> &'v Barrier {
    match vm.heap().body(id) {
        Body::Barrier(barrier) => barrier,
        _ => unreachable!("the receiver is a barrier"),
    }
}

fn of_mut<'v>(vm: &'v mut Vm<'_>, id: ObjectId) -> &'v mut Barrier {
    match vm.heap_mut().body_mut(id) {
        Body::Barrier(barrier) => barrier,
        _ => unreachable!("the receiver is a barrier"),
    }
}
