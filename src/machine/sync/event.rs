//! `threading.Event`: a flag that one can wait for.

use serde::{Deserialize, Serialize};

use crate::base::{ObjectId, Tid};
use crate::machine::builtins::{Arguments, Registry};
use crate::machine::class;
use crate::machine::effect::Result;
use crate::machine::event::Event as Told;
use crate::machine::object::Body;
use crate::machine::sync::{
    identity, leave, old_method, optional_timeout, python, serve_all, wait, was_served,
};
use crate::machine::thread::WaitOn;
use crate::machine::trace::trace_fields;
use crate::machine::value::Value;
use crate::machine::vm::Vm;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    pub set: bool,
    /// Who waits for it, in order of arrival.
    pub waiters: Vec<Tid>,
}
trace_fields!(Event { set, waiters });

pub(super) fn register(registry: &mut Registry) {
    let _ = registry
        .class(class::EVENT)
        .new(new)
        .method("is_set", is_set)
        .method("isSet", |vm, arguments| {
            python(vm, arguments, "Event.isSet", [], 0)?;
            old_method(vm, arguments, "isSet", "is_set")
        })
        .method("set", set)
        .method("clear", clear)
        .method("wait", wait_for_it);
}

fn new(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    Ok(vm
        .allocate(identity(arguments.receiver()), Body::Event(Box::default()))
        .into())
}

fn is_set(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    python(vm, arguments, "Event.is_set", [], 0)?;
    Ok(Value::Bool(of(vm, identity(arguments.receiver())).set).into())
}

fn set(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    python(vm, arguments, "Event.set", [], 0)?;
    let id = identity(arguments.receiver());
    let event = of_mut(vm, id);
    event.set = true;
    // They have seen it: a `clear` that comes before they move does not send them back to sleep.
    let waiters = std::mem::take(&mut event.waiters);
    vm.tell(|| Told::EventSet(id));
    serve_all(vm, &waiters);
    Ok(Value::None.into())
}

fn clear(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    python(vm, arguments, "Event.clear", [], 0)?;
    let id = identity(arguments.receiver());
    of_mut(vm, id).set = false;
    vm.tell(|| Told::EventCleared(id));
    Ok(Value::None.into())
}

/// `wait(timeout=None)`: whether it was set.
fn wait_for_it(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [timeout] = python(vm, arguments, "Event.wait", ["timeout"], 0)?;
    let id = identity(arguments.receiver());
    let on = WaitOn::Event(id);
    if of(vm, id).set || was_served(vm) {
        leave(vm, on);
        return Ok(Value::Bool(true).into());
    }
    let patience = optional_timeout(vm, timeout)?;
    patience.check(vm)?;
    Ok(wait(vm, on, patience).unwrap_or(Value::Bool(false).into()))
}

fn of<'v>(vm: &'v Vm<'_>, id: ObjectId) -> &'v Event {
    match vm.heap().body(id) {
        Body::Event(event) => event,
        _ => unreachable!("the receiver is an event"),
    }
}

fn of_mut<'v>(vm: &'v mut Vm<'_>, id: ObjectId) -> &'v mut Event {
    match vm.heap_mut().body_mut(id) {
        Body::Event(event) => event,
        _ => unreachable!("the receiver is an event"),
    }
}
