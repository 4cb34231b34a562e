//! `slice`.

use crate::machine::builtins::list::whole_number;
use crate::machine::builtins::{Arguments, Registry};
use crate::machine::class;
use crate::machine::effect::Result;
use crate::machine::items;
use crate::machine::object::Body;
use crate::machine::value::Value;
use crate::machine::vm::Vm;

pub(crate) fn register(registry: &mut Registry) {
    registry.class_member("builtins", "slice", class::SLICE);
    let _ = registry
        .class(class::SLICE)
        .new(new)
        .method("indices", indices)
        .getter("start", start)
        .getter("stop", stop)
        .getter("step", step);
}

fn new(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [a, b, c] = arguments.between(vm, "slice", 1, 1)?;
    let none = Value::None;
    let parts = match (a, b) {
        (Some(stop), None) => [none, stop, none],
        (a, b) => [a.unwrap_or(none), b.unwrap_or(none), c.unwrap_or(none)],
    };
    Ok(vm
        .allocate(class::SLICE, Body::Slice(Box::new(parts)))
        .into())
}

fn part(vm: &mut Vm<'_>, arguments: &Arguments, number: usize) -> Result {
    match arguments.receiver().object().map(|id| vm.heap().body(id)) {
        Some(Body::Slice(parts)) => Ok(parts[number].into()),
        _ => Err(vm.type_error("descriptor requires a 'slice' object")),
    }
}

fn start(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    part(vm, arguments, 0)
}

fn stop(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    part(vm, arguments, 1)
}

fn step(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    part(vm, arguments, 2)
}

fn indices(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, [length]) = arguments.method(vm, "slice.indices")?;
    let Ok(length) = usize::try_from(whole_number(vm, length)?) else {
        return Err(vm.value_error("length should not be negative"));
    };
    let Some(id) = receiver
        .object()
        .filter(|&id| matches!(vm.heap().body(id), Body::Slice(_)))
    else {
        return Err(vm.type_error("descriptor requires a 'slice' object"));
    };
    match items::bounds(vm, id, length)? {
        Some(bounds) => {
            let parts = [bounds.start, bounds.stop, bounds.step].map(Value::Int);
            Ok(vm.tuple(parts).into())
        }
        None => Ok(vm.prelude("slice_indices", &[receiver, Value::Int(length as i64)])),
    }
}
