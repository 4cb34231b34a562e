//! `bytearray`: the methods that change it. The others are those of `bytes`.

use crate::base::ObjectId;
use crate::machine::builtins::{Arguments, Registry, bytes};
use crate::machine::class;
use crate::machine::effect::Result;
use crate::machine::object::Body;
use crate::machine::value::Value;
use crate::machine::vm::Vm;

pub(crate) fn register(registry: &mut Registry) {
    registry
        .class(class::BYTEARRAY)
        .method("append", append)
        .method("extend", extend)
        .method("insert", insert)
        .method("pop", pop)
        .method("remove", remove)
        .method("reverse", |vm, a| {
            change(vm, a)?.reverse();
            Ok(Value::None.into())
        })
        .method("clear", |vm, a| {
            change(vm, a)?.clear();
            Ok(Value::None.into())
        })
        .method("copy", |vm, a| {
            let bytes = bytes::receiver(vm, a)?.to_vec();
            Ok(vm.allocate(class::BYTEARRAY, Body::ByteArray(bytes)).into())
        });
}

fn id_of(vm: &mut Vm<'_>, arguments: &Arguments) -> Result<ObjectId> {
    let receiver = arguments.receiver();
    let found = receiver
        .object()
        .filter(|&id| matches!(vm.heap().body(id), Body::ByteArray(_)));
    match found {
        Some(id) => Ok(id),
        None => Err(vm.type_error("descriptor requires a 'bytearray' object")),
    }
}

/// The receiver's bytes, for writing.
fn change<'v>(vm: &'v mut Vm<'_>, arguments: &Arguments) -> Result<&'v mut Vec<u8>> {
    let id = id_of(vm, arguments)?;
    match vm.heap_mut().body_mut(id) {
        Body::ByteArray(bytes) => Ok(bytes),
        _ => unreachable!("just looked"),
    }
}

fn append(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (_, [item]) = arguments.method::<1>(vm, "bytearray.append")?;
    let byte = bytes::byte(vm, item, "byte")?;
    change(vm, arguments)?.push(byte);
    vm.heap_mut().grew(1);
    Ok(Value::None.into())
}

fn extend(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (own, [items]) = arguments.method::<1>(vm, "bytearray.extend")?;
    let Some(more) = bytes::of_value(vm, items)? else {
        return Ok(vm.prelude("bytearray_extend", &[own, items]));
    };
    vm.reserve(more.len())?;
    change(vm, arguments)?.extend_from_slice(&more);
    vm.heap_mut().grew(more.len());
    Ok(Value::None.into())
}

fn insert(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (_, [place, item]) = arguments.method::<2>(vm, "bytearray.insert")?;
    let place = super::index(vm, place)?;
    let byte = bytes::byte(vm, item, "byte")?;
    let bytes = change(vm, arguments)?;
    let length = bytes.len() as i64;
    let place = if place < 0 {
        place.saturating_add(length).max(0)
    } else {
        place.min(length)
    };
    bytes.insert(place as usize, byte);
    vm.heap_mut().grew(1);
    Ok(Value::None.into())
}

fn pop(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [place] = arguments.between::<1>(vm, "pop", 1, 0)?;
    let place = match place {
        Some(place) => super::index(vm, place)?,
        None => -1,
    };
    let length = change(vm, arguments)?.len() as i64;
    if length == 0 {
        return Err(vm.index_error("pop from empty bytearray"));
    }
    let place = if place < 0 {
        place.saturating_add(length)
    } else {
        place
    };
    if !(0..length).contains(&place) {
        return Err(vm.index_error("pop index out of range"));
    }
    let byte = change(vm, arguments)?.remove(place as usize);
    Ok(Value::Int(i64::from(byte)).into())
}

fn remove(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (_, [item]) = arguments.method::<1>(vm, "bytearray.remove")?;
    let byte = bytes::byte(vm, item, "byte")?;
    let bytes = change(vm, arguments)?;
    let Some(place) = bytes.iter().position(|&other| other == byte) else {
        return Err(vm.value_error("value not found in bytearray"));
    };
    bytes.remove(place);
    Ok(Value::None.into())
}
