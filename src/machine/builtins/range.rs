//! `range`.

use crate::code::name;
use crate::machine::builtins::list::whole_number;
use crate::machine::builtins::{Arguments, Registry};
use crate::machine::class;
use crate::machine::compare;
use crate::machine::effect::Result;
use crate::machine::object::{Body, Range};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

pub(crate) fn register(registry: &mut Registry) {
    registry.class_member("builtins", "range", class::RANGE);
    let _ = registry
        .class(class::RANGE)
        .new(new)
        .method("index", index)
        .method("count", count)
        .getter("start", start)
        .getter("stop", stop)
        .getter("step", step);
}

fn new(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.no_keywords(vm, "range")?;
    let given = &arguments.positional[1..];
    for &value in given {
        if vm.overridden(value, name::INDEX).is_some() {
            let all = vm.tuple(given);
            return Ok(vm.prelude("range_by_index", &[all]));
        }
    }
    let (start, stop, step) = match *given {
        [stop] => (0, whole_number(vm, stop)?, 1),
        [start, stop] => (whole_number(vm, start)?, whole_number(vm, stop)?, 1),
        [start, stop, step] => (
            whole_number(vm, start)?,
            whole_number(vm, stop)?,
            whole_number(vm, step)?,
        ),
        [] => return Err(vm.type_error("range expected at least 1 argument, got 0")),
        _ => {
            let given = given.len();
            return Err(vm.type_error(format!("range expected at most 3 arguments, got {given}")));
        }
    };
    if step == 0 {
        return Err(vm.value_error("range() arg 3 must not be zero"));
    }
    let range = Range { start, stop, step };
    Ok(vm
        .allocate(class::RANGE, Body::Range(Box::new(range)))
        .into())
}

fn own(vm: &mut Vm<'_>, value: Value) -> Result<Range> {
    match value.object().map(|id| vm.heap().body(id)) {
        Some(Body::Range(range)) => Ok(**range),
        _ => Err(vm.type_error("descriptor requires a 'range' object")),
    }
}

fn start(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    Ok(Value::Int(own(vm, arguments.receiver())?.start).into())
}

fn stop(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    Ok(Value::Int(own(vm, arguments.receiver())?.stop).into())
}

fn step(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    Ok(Value::Int(own(vm, arguments.receiver())?.step).into())
}

fn index(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, [wanted]) = arguments.method(vm, "range.index")?;
    let range = own(vm, receiver)?;
    if compare::contains_body(vm, wanted, receiver)? == Some(true)
        && let Some(number) = vm.as_f64(wanted)
    {
        let number = vm.as_i64(wanted).unwrap_or(number as i64);
        let index = (i128::from(number) - i128::from(range.start)) / i128::from(range.step);
        return Ok(Value::Int(index as i64).into());
    }
    match super::display_of(vm, wanted)? {
        Some(text) => Err(vm.value_error(format!("{text} is not in range"))),
        None => Err(vm.value_error("sequence.index(x): x not in sequence")),
    }
}

fn count(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, [wanted]) = arguments.method(vm, "range.count")?;
    own(vm, receiver)?;
    let inside = compare::contains_body(vm, wanted, receiver)? == Some(true);
    Ok(Value::Int(i64::from(inside)).into())
}
