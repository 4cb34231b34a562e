//! `tuple`.

use std::sync::Arc;

use crate::machine::builtins::list::{self, Search};
use crate::machine::builtins::{Arguments, Registry};
use crate::machine::class;
use crate::machine::effect::Result;
use crate::machine::iterate;
use crate::machine::object::Body;
use crate::machine::value::Value;
use crate::machine::vm::Vm;

pub(crate) fn register(registry: &mut Registry) {
    registry.class_member("builtins", "tuple", class::TUPLE);
    let _ = registry
        .class(class::TUPLE)
        .new(new)
        .method("index", index)
        .method("count", count);
    registry.function("_machine", "tuple_of", tuple_of);
}

fn new(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let class = vm.as_class(arguments.receiver()).unwrap_or(class::TUPLE);
    // A subclass may take other keywords in its `__init__`.
    let iterable = if class == class::TUPLE {
        let [iterable] = arguments.between(vm, "tuple", 1, 0)?;
        iterable
    } else {
        arguments.get(1)
    };
    let Some(iterable) = iterable else {
        return Ok(vm.allocate(class, Body::Tuple(Arc::new([]))).into());
    };
    if class == class::TUPLE && vm.class_of(iterable) == class::TUPLE {
        return Ok(iterable.into());
    }
    match iterate::collect(vm, iterable)? {
        Some(items) => Ok(vm.allocate(class, Body::Tuple(items.into())).into()),
        None => Ok(vm.prelude("tuple_new", &[Value::Object(class), iterable])),
    }
}

/// `_machine.tuple_of(class, list)`
fn tuple_of(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [class, items] = arguments.function(vm, "tuple_of")?;
    let class = vm.as_class(class).unwrap_or(class::TUPLE);
    let items = vm.heap().list(items).cloned().unwrap_or_default();
    Ok(vm.allocate(class, Body::Tuple(items.into())).into())
}

fn items(vm: &Vm<'_>, value: Value) -> Arc<[Value]> {
    vm.heap()
        .tuple(value)
        .cloned()
        .unwrap_or_else(|| Arc::new([]))
}

fn index(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [wanted, start, stop] = arguments.between(vm, "index", 1, 1)?;
    let receiver = arguments.receiver();
    let all = items(vm, receiver);
    let wanted = wanted.unwrap_or_default();
    let (start, stop) = list::stretch(vm, all.len(), start, stop)?;
    match list::search(vm, all.get(start..stop).unwrap_or_default(), wanted)? {
        Search::At(at) => Ok(Value::Int((start + at) as i64).into()),
        Search::Absent => Err(vm.value_error("tuple.index(x): x not in tuple")),
        Search::Python => Ok(vm.prelude(
            "sequence_index",
            &[
                receiver,
                wanted,
                Value::Int(start as i64),
                Value::Int(stop as i64),
            ],
        )),
    }
}

fn count(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, [wanted]) = arguments.method(vm, "tuple.count")?;
    let all = items(vm, receiver);
    match list::tally(vm, &all, wanted)? {
        Some(count) => Ok(Value::Int(count).into()),
        None => Ok(vm.prelude("sequence_count", &[receiver, wanted])),
    }
}
