//! `set` and `frozenset`.

use crate::base::ObjectId;
use crate::machine::algebra::{self, Operation};
use crate::machine::builtins::{Arguments, Registry};
use crate::machine::class;
use crate::machine::compare;
use crate::machine::effect::Result;
use crate::machine::object::{Body, Set};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

pub(crate) fn register(registry: &mut Registry) {
    registry.class_member("builtins", "set", class::SET);
    registry.class_member("builtins", "frozenset", class::FROZENSET);
    for class in [class::SET, class::FROZENSET] {
        let _ = registry
            .class(class)
            .method("copy", copy)
            .method("union", union)
            .method("intersection", intersection)
            .method("difference", difference)
            .method("symmetric_difference", symmetric_difference)
            .method("isdisjoint", isdisjoint)
            .method("issubset", issubset)
            .method("issuperset", issuperset);
    }
    let _ = registry
        .class(class::SET)
        .new(new)
        .init(init)
        .method("add", add)
        .method("discard", discard)
        .method("remove", remove)
        .method("pop", pop)
        .method("clear", clear)
        .method("update", update)
        .method("intersection_update", intersection_update)
        .method("difference_update", difference_update)
        .method("symmetric_difference_update", symmetric_difference_update);
    let _ = registry.class(class::FROZENSET).new(new_frozen);
    registry.function("_machine", "set_candidates", candidates);
    registry.function("_machine", "set_write", write);
    registry.function("_machine", "set_drop", drop_key);
    registry.function("_machine", "set_take_over", take_over);
}

fn own(vm: &mut Vm<'_>, value: Value, method: &str) -> Result<ObjectId> {
    match value {
        Value::Object(id) if matches!(vm.heap().body(id), Body::Set(_)) => Ok(id),
        _ => {
            let message = format!(
                "descriptor '{method}' for 'set' objects doesn't apply to a '{}' object",
                vm.type_name(value)
            );
            Err(vm.type_error(message))
        }
    }
}

fn none() -> Result {
    Ok(Value::None.into())
}

fn new(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let class = vm.as_class(arguments.receiver()).unwrap_or(class::SET);
    Ok(vm.allocate(class, Body::Set(Box::default())).into())
}

fn init(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [iterable] = arguments.between(vm, "set", 1, 0)?;
    let receiver = arguments.receiver();
    let id = own(vm, receiver, "__init__")?;
    vm.heap_mut().set_mut(id).clear();
    match iterable {
        None => none(),
        Some(iterable) => merge(vm, Operation::Union, receiver, id, iterable),
    }
}

fn new_frozen(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let class = vm
        .as_class(arguments.receiver())
        .unwrap_or(class::FROZENSET);
    let iterable = if class == class::FROZENSET {
        let [iterable] = arguments.between(vm, "frozenset", 1, 0)?;
        iterable
    } else {
        arguments.get(1)
    };
    let Some(iterable) = iterable else {
        return Ok(vm.allocate(class, Body::Set(Box::default())).into());
    };
    if class == class::FROZENSET && vm.class_of(iterable) == class::FROZENSET {
        return Ok(iterable.into());
    }
    let (iterable, operand) = hashed(vm, iterable)?;
    if let Some(operand) = operand
        && let Some(set) = algebra::fresh(vm, &operand)?
    {
        return Ok(vm.allocate(class, Body::Set(Box::new(set))).into());
    }
    Ok(vm.prelude("frozenset_new", &[Value::Object(class), iterable]))
}

/// The keys of an iterable; where they cannot be hashed here, an iterable that still has them all.
fn hashed(vm: &mut Vm<'_>, iterable: Value) -> Result<(Value, Option<algebra::Operand>)> {
    let used_up = iterable
        .object()
        .is_some_and(|id| matches!(vm.heap().body(id), Body::Iterator(_)));
    let iterable = if used_up {
        match crate::machine::iterate::collect(vm, iterable)? {
            Some(items) => vm.list(items),
            None => iterable,
        }
    } else {
        iterable
    };
    let operand = algebra::operand(vm, iterable)?;
    Ok((iterable, operand))
}

fn copy(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, []) = arguments.method(vm, "set.copy")?;
    let id = own(vm, receiver, "copy")?;
    let class = vm.heap().class(id);
    if class == class::FROZENSET {
        return Ok(receiver.into());
    }
    let copy = vm.heap().set(receiver).map(Set::copied).unwrap_or_default();
    vm.reserve(copy.bytes())?;
    Ok(vm.allocate(class, Body::Set(Box::new(copy))).into())
}

fn add(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, [key]) = arguments.method(vm, "set.add")?;
    let id = own(vm, receiver, "add")?;
    match compare::locate_in_set(vm, id, key)? {
        Some(place) => {
            if place.position.is_none() {
                push(vm, id, place.hash, key);
            }
            none()
        }
        None => Ok(vm.prelude("set_add", &[receiver, key])),
    }
}

/// Adds a key known to be absent.
pub(crate) fn push(vm: &mut Vm<'_>, id: ObjectId, hash: i64, key: Value) {
    let set = vm.heap_mut().set_mut(id);
    let before = set.bytes();
    set.push(hash, key);
    let grown = set.bytes().saturating_sub(before);
    if grown > 0 {
        vm.heap_mut().grew(grown);
    }
}

/// Takes a key out; false where it was not there, `None` where that takes Python code.
fn take(vm: &mut Vm<'_>, id: ObjectId, key: Value) -> Result<Option<bool>> {
    // A set is looked for as the frozenset it equals.
    let place = if vm.heap().set(key).is_some() {
        let frozen = vm.heap().set(key).cloned().unwrap_or_default();
        let frozen = vm.allocate(class::FROZENSET, Body::Set(Box::new(frozen)));
        compare::locate_in_set(vm, id, frozen)?
    } else {
        compare::locate_in_set(vm, id, key)?
    };
    Ok(place.map(|place| match place.position {
        Some(position) => {
            vm.heap_mut().set_mut(id).remove(position);
            true
        }
        None => false,
    }))
}

fn discard(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, [key]) = arguments.method(vm, "set.discard")?;
    let id = own(vm, receiver, "discard")?;
    match take(vm, id, key)? {
        Some(_) => none(),
        None => Ok(vm.prelude("set_discard", &[receiver, key])),
    }
}

fn remove(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, [key]) = arguments.method(vm, "set.remove")?;
    let id = own(vm, receiver, "remove")?;
    match take(vm, id, key)? {
        Some(true) => none(),
        Some(false) => Err(vm.key_error(key)),
        None => Ok(vm.prelude("set_remove", &[receiver, key])),
    }
}

fn pop(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, []) = arguments.method(vm, "set.pop")?;
    let id = own(vm, receiver, "pop")?;
    match vm.heap_mut().set_mut(id).pop() {
        Some(key) => Ok(key.into()),
        None => {
            let message = vm.text("pop from an empty set");
            Err(vm.key_error(message))
        }
    }
}

fn clear(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, []) = arguments.method(vm, "set.clear")?;
    let id = own(vm, receiver, "clear")?;
    vm.heap_mut().set_mut(id).clear();
    none()
}

fn operator(operation: Operation) -> &'static str {
    match operation {
        Operation::Union => "set_or",
        Operation::Intersection => "set_and",
        Operation::Difference => "set_sub",
        Operation::Symmetric => "set_xor",
    }
}

/// A new set, of this one and each argument in turn.
fn fold(vm: &mut Vm<'_>, arguments: &Arguments, operation: Operation, method: &str) -> Result {
    arguments.no_keywords(vm, method)?;
    let receiver = arguments.receiver();
    own(vm, receiver, method)?;
    let class = vm.class_of(receiver);
    let mut result = receiver;
    for (number, &other) in arguments.positional.iter().enumerate().skip(1) {
        let (other, operand) = hashed(vm, other)?;
        // `union` goes on adding to its first copy, `difference` taking from it.
        let again = number > 1 && matches!(operation, Operation::Union | Operation::Difference);
        let combined = match operand {
            Some(_) if again => combined_again(vm, operation, result, other)?,
            Some(_) => algebra::combine(vm, operation, result, other)?,
            None => None,
        };
        let Some(set) = combined else {
            let mut rest = vec![other];
            rest.extend_from_slice(&arguments.positional[number + 1..]);
            let rest = vm.tuple(rest);
            return Ok(vm.prelude(
                "set_fold",
                &[vm.process.prelude(operator(operation)), result, rest],
            ));
        };
        result = vm.allocate(class, Body::Set(Box::new(set)));
    }
    if arguments.positional.len() == 1 {
        let set = vm.heap().set(receiver).map(Set::copied).unwrap_or_default();
        result = vm.allocate(class, Body::Set(Box::new(set)));
    }
    Ok(result.into())
}

/// The result so far, changed by one more argument.
fn combined_again(
    vm: &mut Vm<'_>,
    operation: Operation,
    result: Value,
    other: Value,
) -> Result<Option<Set>> {
    let Value::Object(id) = result else {
        return Ok(None);
    };
    if algebra::combine_into(vm, operation, id, other)?.is_none() {
        return Ok(None);
    }
    Ok(vm.heap().set(result).cloned())
}

fn union(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    fold(vm, arguments, Operation::Union, "union")
}

fn intersection(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    fold(vm, arguments, Operation::Intersection, "intersection")
}

fn difference(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    fold(vm, arguments, Operation::Difference, "difference")
}

fn symmetric_difference(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let _: (Value, [Value; 1]) = arguments.method(vm, "set.symmetric_difference")?;
    fold(vm, arguments, Operation::Symmetric, "symmetric_difference")
}

/// Changes the set itself by one argument.
fn merge(
    vm: &mut Vm<'_>,
    operation: Operation,
    receiver: Value,
    id: ObjectId,
    other: Value,
) -> Result {
    let (other, operand) = hashed(vm, other)?;
    if operand.is_some() && algebra::combine_into(vm, operation, id, other)?.is_some() {
        return none();
    }
    let name = match operation {
        Operation::Union => "set_update",
        Operation::Intersection => "set_intersection_update",
        Operation::Difference => "set_difference_update",
        Operation::Symmetric => "set_symmetric_difference_update",
    };
    Ok(vm.prelude(name, &[receiver, other]))
}

/// As `merge`, for any number of arguments.
fn merge_all(vm: &mut Vm<'_>, arguments: &Arguments, operation: Operation, method: &str) -> Result {
    arguments.no_keywords(vm, method)?;
    let receiver = arguments.receiver();
    let id = own(vm, receiver, method)?;
    if arguments.positional.len() == 2 {
        return merge(vm, operation, receiver, id, arguments.positional[1]);
    }
    for (number, &other) in arguments.positional.iter().enumerate().skip(1) {
        let (other, operand) = hashed(vm, other)?;
        if operand.is_none() || algebra::combine_into(vm, operation, id, other)?.is_none() {
            let mut rest = vec![other];
            rest.extend_from_slice(&arguments.positional[number + 1..]);
            let rest = vm.tuple(rest);
            let step = match operation {
                Operation::Union => "set_update",
                Operation::Intersection => "set_intersection_update",
                Operation::Difference => "set_difference_update",
                Operation::Symmetric => "set_symmetric_difference_update",
            };
            let step = vm.process.prelude(step);
            return Ok(vm.prelude("set_each", &[step, receiver, rest]));
        }
    }
    none()
}

fn update(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    merge_all(vm, arguments, Operation::Union, "update")
}

fn intersection_update(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    merge_all(
        vm,
        arguments,
        Operation::Intersection,
        "intersection_update",
    )
}

fn difference_update(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    merge_all(vm, arguments, Operation::Difference, "difference_update")
}

fn symmetric_difference_update(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let _: (Value, [Value; 1]) = arguments.method(vm, "set.symmetric_difference_update")?;
    merge_all(
        vm,
        arguments,
        Operation::Symmetric,
        "symmetric_difference_update",
    )
}

pub(super) fn disjoint(vm: &mut Vm<'_>, receiver: Value, other: Value) -> Result {
    let (other, operand) = hashed(vm, other)?;
    if operand.is_some()
        && let Some(shared) = algebra::combine(vm, Operation::Intersection, receiver, other)?
    {
        return Ok(Value::Bool(shared.is_empty()).into());
    }
    Ok(vm.prelude("set_isdisjoint", &[receiver, other]))
}

fn isdisjoint(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, [other]) = arguments.method(vm, "set.isdisjoint")?;
    disjoint(vm, receiver, other)
}

/// `small <= large`, either of which may be any iterable.
fn included(vm: &mut Vm<'_>, small: Value, large: Value) -> Result<Option<bool>> {
    let (Some(small), Some(large)) = (compare::keys(vm, small), compare::keys(vm, large)) else {
        return Ok(None);
    };
    if small.len() > large.len() {
        return Ok(Some(false));
    }
    small.within(vm, large, 0).settle(vm)
}

/// An iterable as a set, unless it is one.
fn as_set(vm: &mut Vm<'_>, value: Value) -> Result<(Value, bool)> {
    if vm.heap().set(value).is_some() {
        return Ok((value, true));
    }
    let (value, operand) = hashed(vm, value)?;
    if let Some(operand) = operand
        && let Some(set) = algebra::fresh(vm, &operand)?
    {
        return Ok((vm.set(set), true));
    }
    Ok((value, false))
}

fn issubset(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, [other]) = arguments.method(vm, "set.issubset")?;
    own(vm, receiver, "issubset")?;
    let (other, made) = as_set(vm, other)?;
    if made && let Some(answer) = included(vm, receiver, other)? {
        return Ok(Value::Bool(answer).into());
    }
    Ok(vm.prelude("set_issubset", &[receiver, other]))
}

fn issuperset(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, [other]) = arguments.method(vm, "set.issuperset")?;
    own(vm, receiver, "issuperset")?;
    let (other, made) = as_set(vm, other)?;
    if made && let Some(answer) = included(vm, other, receiver)? {
        return Ok(Value::Bool(answer).into());
    }
    Ok(vm.prelude("set_issuperset", &[receiver, other]))
}

/// `_machine.set_candidates(set, hash)`: a list of the keys with this hash.
fn candidates(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [set, hash] = arguments.function(vm, "set_candidates")?;
    let hash = vm.as_i64(hash).unwrap_or(0);
    let keys = vm
        .heap()
        .set(set)
        .map(|set| set.candidates(hash))
        .unwrap_or_default();
    Ok(vm.list(keys).into())
}

/// `_machine.set_write(set, hash, key)`: adds a key found to be absent.
fn write(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [set, hash, key] = arguments.function(vm, "set_write")?;
    let id = own(vm, set, "add")?;
    let hash = vm.as_i64(hash).unwrap_or(0);
    push(vm, id, hash, key);
    none()
}

/// `_machine.set_drop(set, hash, key)`: takes this very key out.
fn drop_key(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [set, hash, key] = arguments.function(vm, "set_drop")?;
    let id = own(vm, set, "discard")?;
    let hash = vm.as_i64(hash).unwrap_or(0);
    let position = vm
        .heap()
        .set(set)
        .and_then(|set| set.find(hash, |other| other.is(key)));
    if let Some(position) = position {
        vm.heap_mut().set_mut(id).remove(position);
    }
    none()
}

/// `_machine.set_take_over(target, source, class)`: the keys of one set in another, or in a new one of that class where
/// the target is `None`.
fn take_over(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [target, source, class] = arguments.function(vm, "set_take_over")?;
    let set = vm.heap().set(source).cloned().unwrap_or_default();
    if let Value::Object(id) = target {
        *vm.heap_mut().set_mut(id) = set;
        return Ok(target.into());
    }
    let class = vm.as_class(class).unwrap_or(class::SET);
    Ok(vm.allocate(class, Body::Set(Box::new(set))).into())
}
