//! `container[key]` for the builtin containers: reading, assigning and deleting, of items and of slices.

use std::sync::Arc;

use num_traits::Signed;

use crate::base::ObjectId;
use crate::code::name;
use crate::machine::class;
use crate::machine::compare;
use crate::machine::effect::{Outcome, Result};
use crate::machine::iterate;
use crate::machine::object::{Body, Range};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

/// `container[key]`; `None` where the container's `__getitem__` is Python.
#[inline]
pub(crate) fn get(vm: &mut Vm<'_>, container: Value, key: Value) -> Result<Option<Outcome>> {
    if let Value::Object(id) = container {
        // Lists, tuples and dicts that are just that: nearly all there are.
        let object = vm.heap().get(id);
        match (&object.body, key) {
            (Body::List(items), Value::Int(index)) if object.class == class::LIST => {
                if let Some(item) = at(items, index) {
                    return Ok(Some(item.into()));
                }
            }
            (Body::Tuple(items), Value::Int(index)) if object.class == class::TUPLE => {
                if let Some(item) = at(items, index) {
                    return Ok(Some(item.into()));
                }
            }
            (Body::Dict(_), _) if object.class == class::DICT => {
                return get_key(vm, container, id, key).map(Some);
            }
            _ => {}
        }
    }
    if vm.overridden(container, name::GETITEM).is_some() {
        return Ok(None);
    }
    get_body(vm, container, key)
}

#[inline]
fn at(items: &[Value], index: i64) -> Option<Value> {
    let index = if index < 0 {
        index + items.len() as i64
    } else {
        index
    };
    items.get(usize::try_from(index).ok()?).copied()
}

/// As `get`, whatever the container's own class defines: what `list.__getitem__` does.
pub(crate) fn get_body(vm: &mut Vm<'_>, container: Value, key: Value) -> Result<Option<Outcome>> {
    let Value::Object(id) = container else {
        return not_subscriptable(vm, container);
    };
    if let Some((kind, length)) = kind(vm, id) {
        return get_sequence(vm, container, id, kind, length, key).map(Some);
    }
    match vm.heap().body(id) {
        Body::Dict(_) => get_key(vm, container, id, key).map(Some),
        Body::Class(_) => class_item(vm, id, key),
        _ => not_subscriptable(vm, container),
    }
}

fn not_subscriptable(vm: &mut Vm<'_>, container: Value) -> Result<Option<Outcome>> {
    let class = vm.class_of(container);
    if vm.lookup(class, name::GETITEM).is_some() {
        return Ok(None);
    }
    let message = format!("'{}' object is not subscriptable", vm.type_name(container));
    Err(vm.type_error(message))
}

fn get_key(vm: &mut Vm<'_>, container: Value, id: ObjectId, key: Value) -> Result<Outcome> {
    let Some(place) = compare::locate(vm, id, key)? else {
        return Ok(vm.prelude("dict_getitem", &[container, key]));
    };
    if let Some(position) = place.position
        && let Body::Dict(dict) = vm.heap().body(id)
        && let Some(entry) = dict.at(position)
    {
        return Ok(entry.value.into());
    }
    missing(vm, container, key)
}

/// A key that a dict has not got: its subclass may know what to do.
pub(crate) fn missing(vm: &mut Vm<'_>, container: Value, key: Value) -> Result<Outcome> {
    let class = vm.class_of(container);
    if class != class::DICT
        && let Some(missing) = vm.lookup(class, name::MISSING)
    {
        return Ok(Outcome::call(missing, &[container, key]));
    }
    Err(vm.key_error(key))
}

/// `list[int]`: the class itself, for annotations. A user's class may say more.
fn class_item(vm: &mut Vm<'_>, id: ObjectId, key: Value) -> Result<Option<Outcome>> {
    if let Some(method) = vm.lookup(id, name::CLASS_GETITEM) {
        let function = match method.object().map(|id| vm.heap().body(id)) {
            Some(Body::ClassMethod(inner)) => *inner,
            _ => method,
        };
        return Ok(Some(Outcome::call(function, &[Value::Object(id), key])));
    }
    if vm.lookup(vm.heap().class(id), name::GETITEM).is_some() {
        return Ok(None);
    }
    let generic = [
        class::LIST,
        class::DICT,
        class::TUPLE,
        class::SET,
        class::FROZENSET,
        class::TYPE,
        class::DEQUE,
        class::QUEUE,
        class::SIMPLE_QUEUE,
        class::GENERATOR,
        class::ENUMERATE,
    ];
    if generic.iter().any(|&known| vm.is_subclass(id, known)) {
        return Ok(Some(Value::Object(id).into()));
    }
    let message = format!("type '{}' is not subscriptable", vm.class_name(id));
    Err(vm.type_error(message))
}

/// The builtin sequences, as messages tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    List,
    Tuple,
    Text,
    Bytes,
    ByteArray,
    Range,
    Deque,
}

fn kind(vm: &Vm<'_>, id: ObjectId) -> Option<(Kind, usize)> {
    Some(match vm.heap().body(id) {
        Body::List(items) => (Kind::List, items.len()),
        Body::Tuple(items) => (Kind::Tuple, items.len()),
        Body::Text(text) => (Kind::Text, text.len()),
        Body::Bytes(bytes) => (Kind::Bytes, bytes.len()),
        Body::ByteArray(bytes) => (Kind::ByteArray, bytes.len()),
        Body::Range(range) => (Kind::Range, range.len()),
        Body::Deque(deque) => (Kind::Deque, deque.items.len()),
        _ => return None,
    })
}

/// What a key of a sequence means.
enum Key {
    Index(usize),
    Outside,
    Slice(Bounds),
    /// An object with an `__index__` of its own.
    Python,
}

/// A slice applied to a length: `count` items from `start`, `step` apart.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    pub(crate) start: i64,
    pub(crate) stop: i64,
    pub(crate) step: i64,
    pub(crate) count: usize,
}

impl Bounds {
    pub(crate) fn indices(self) -> impl DoubleEndedIterator<Item = usize> {
        (0..self.count).map(move |number| {
            (i128::from(self.start) + i128::from(self.step) * number as i128) as usize
        })
    }
}

fn key(vm: &mut Vm<'_>, kind: Kind, length: usize, key: Value) -> Result<Key> {
    if let Some(index) = vm.as_i64(key) {
        let index = if index < 0 {
            index + length as i64
        } else {
            index
        };
        return Ok(match usize::try_from(index) {
            Ok(index) if index < length => Key::Index(index),
            _ => Key::Outside,
        });
    }
    if let Value::Object(id) = key {
        match vm.heap().body(id) {
            Body::Slice(_) if kind != Kind::Deque => {
                return Ok(match bounds(vm, id, length)? {
                    Some(bounds) => Key::Slice(bounds),
                    None => Key::Python,
                });
            }
            Body::BigInt(_) => {
                let message = format!(
                    "cannot fit '{}' into an index-sized integer",
                    vm.type_name(key)
                );
                return Err(vm.index_error(message));
            }
            _ if vm.overridden(key, name::INDEX).is_some() => return Ok(Key::Python),
            _ => {}
        }
    }
    let given = vm.type_name(key);
    let message = match kind {
        Kind::List => format!("list indices must be integers or slices, not {given}"),
        Kind::Tuple => format!("tuple indices must be integers or slices, not {given}"),
        Kind::Text => format!("string indices must be integers, not '{given}'"),
        Kind::Bytes => format!("byte indices must be integers or slices, not {given}"),
        Kind::ByteArray => format!("bytearray indices must be integers or slices, not {given}"),
        Kind::Range => format!("range indices must be integers or slices, not {given}"),
        Kind::Deque => format!("sequence index must be integer, not '{given}'"),
    };
    Err(vm.type_error(message))
}

/// A part of a slice, cut to what a length can use; `None` where its `__index__` is Python.
fn part(vm: &mut Vm<'_>, value: Value) -> Result<Option<i64>> {
    if let Some(number) = vm.as_i64(value) {
        return Ok(Some(number));
    }
    if let Value::Object(id) = value {
        match vm.heap().body(id) {
            Body::BigInt(number) => {
                return Ok(Some(if number.is_negative() {
                    -i64::MAX
                } else {
                    i64::MAX
                }));
            }
            _ if vm.overridden(value, name::INDEX).is_some() => return Ok(None),
            _ => {}
        }
    }
    Err(vm.type_error("slice indices must be integers or None or have an __index__ method"))
}

/// `slice.indices(length)`; `None` where a part has an `__index__` written in Python.
pub(crate) fn bounds(vm: &mut Vm<'_>, slice: ObjectId, length: usize) -> Result<Option<Bounds>> {
    let Body::Slice(parts) = vm.heap().body(slice) else {
        unreachable!("callers know it is a slice")
    };
    let [start, stop, step] = **parts;
    let length = length as i64;
    let step = if step.is_none() {
        1
    } else {
        match part(vm, step)? {
            None => return Ok(None),
            Some(0) => return Err(vm.value_error("slice step cannot be zero")),
            Some(step) => step.max(-i64::MAX),
        }
    };
    let (lowest, highest) = if step > 0 {
        (0, length)
    } else {
        (-1, length - 1)
    };
    let clip = |number: i64| {
        if number < 0 {
            (number.saturating_add(length)).max(lowest)
        } else {
            number.min(highest)
        }
    };
    let start = match start {
        Value::None if step > 0 => 0,
        Value::None => highest,
        start => match part(vm, start)? {
            None => return Ok(None),
            Some(start) => clip(start),
        },
    };
    let stop = match stop {
        Value::None if step > 0 => length,
        Value::None => -1,
        stop => match part(vm, stop)? {
            None => return Ok(None),
            Some(stop) => clip(stop),
        },
    };
    let count = Range { start, stop, step }.len();
    Ok(Some(Bounds {
        start,
        stop,
        step,
        count,
    }))
}

fn get_sequence(
    vm: &mut Vm<'_>,
    container: Value,
    id: ObjectId,
    kind: Kind,
    length: usize,
    given: Value,
) -> Result<Outcome> {
    match key(vm, kind, length, given)? {
        Key::Python => Ok(vm.prelude("get_by_index", &[container, given])),
        Key::Outside => Err(vm.index_error(match kind {
            Kind::List => "list index out of range",
            Kind::Tuple => "tuple index out of range",
            Kind::Text => "string index out of range",
            Kind::Bytes => "index out of range",
            Kind::ByteArray => "bytearray index out of range",
            Kind::Range => "range object index out of range",
            Kind::Deque => "deque index out of range",
        })),
        Key::Index(index) => {
            let value = match vm.heap().body(id) {
                Body::List(items) => items[index],
                Body::Tuple(items) => items[index],
                Body::Deque(deque) => deque.items[index],
                Body::Bytes(bytes) => Value::Int(i64::from(bytes[index])),
                Body::ByteArray(bytes) => Value::Int(i64::from(bytes[index])),
                Body::Range(range) => Value::Int(range.at(index)),
                Body::Text(text) => {
                    let c = text.at(index).expect("below the length");
                    vm.text(c.encode_utf8(&mut [0; 4]) as &str)
                }
                _ => unreachable!("a sequence"),
            };
            Ok(value.into())
        }
        Key::Slice(bounds) => get_slice(vm, container, id, bounds).map(Outcome::Value),
    }
}

fn get_slice(vm: &mut Vm<'_>, container: Value, id: ObjectId, bounds: Bounds) -> Result<Value> {
    vm.reserve(bounds.count.saturating_mul(size_of::<Value>()))?;
    let plain = bounds.step == 1;
    let start = bounds.start as usize;
    let whole = |length: usize| plain && bounds.count == length;
    Ok(match vm.heap().body(id) {
        Body::List(items) => {
            let items = if plain {
                items[start..start + bounds.count].to_vec()
            } else {
                bounds.indices().map(|index| items[index]).collect()
            };
            vm.list(items)
        }
        Body::Tuple(items) => {
            if whole(items.len()) && vm.heap().class(id) == class::TUPLE {
                return Ok(container);
            }
            let items: Arc<[Value]> = if plain {
                items[start..start + bounds.count].into()
            } else {
                bounds.indices().map(|index| items[index]).collect()
            };
            vm.tuple(items)
        }
        Body::Bytes(bytes) => {
            let bytes: Vec<u8> = bounds.indices().map(|index| bytes[index]).collect();
            vm.bytes(bytes)
        }
        Body::ByteArray(bytes) => {
            let bytes: Vec<u8> = bounds.indices().map(|index| bytes[index]).collect();
            vm.allocate(class::BYTEARRAY, Body::ByteArray(bytes))
        }
        Body::Text(text) => {
            if whole(text.len()) && vm.heap().class(id) == class::STR {
                return Ok(container);
            }
            let part: String = if text.is_ascii() && plain {
                text.as_str()[start..start + bounds.count].to_owned()
            } else if text.is_ascii() {
                let bytes = text.as_str().as_bytes();
                bounds.indices().map(|index| bytes[index] as char).collect()
            } else if plain {
                text.as_str()
                    .chars()
                    .skip(start)
                    .take(bounds.count)
                    .collect()
            } else {
                let characters: Vec<char> = text.as_str().chars().collect();
                bounds.indices().map(|index| characters[index]).collect()
            };
            vm.text(part)
        }
        Body::Range(range) => {
            let wide = |index: i64| {
                let value = i128::from(range.start) + i128::from(range.step) * i128::from(index);
                value.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64
            };
            let range = Range {
                start: wide(bounds.start),
                stop: wide(bounds.stop),
                step: range.step.saturating_mul(bounds.step),
            };
            vm.allocate(class::RANGE, Body::Range(Box::new(range)))
        }
        _ => unreachable!("a sequence that can be sliced"),
    })
}

/// `container[key] = value`; `None` where the container's `__setitem__` is Python.
#[inline]
pub(crate) fn set(
    vm: &mut Vm<'_>,
    container: Value,
    key: Value,
    value: Value,
) -> Result<Option<Outcome>> {
    if let Value::Object(id) = container {
        let object = vm.heap().get(id);
        match (&object.body, key) {
            (Body::List(items), Value::Int(index)) if object.class == class::LIST => {
                let length = items.len() as i64;
                let index = if index < 0 { index + length } else { index };
                if (0..length).contains(&index) {
                    vm.heap_mut().list_mut(id)[index as usize] = value;
                    return Ok(Some(Value::None.into()));
                }
            }
            (Body::Dict(_), _) if object.class == class::DICT => {
                return set_key(vm, container, id, key, value).map(Some);
            }
            _ => {}
        }
    }
    if vm.overridden(container, name::SETITEM).is_some() {
        return Ok(None);
    }
    set_body(vm, container, key, value)
}

#[inline]
fn set_key(
    vm: &mut Vm<'_>,
    container: Value,
    id: ObjectId,
    key: Value,
    value: Value,
) -> Result<Outcome> {
    let Some(place) = compare::locate(vm, id, key)? else {
        return Ok(vm.prelude("dict_setitem", &[container, key, value]));
    };
    put(vm, id, place, key, value);
    Ok(Value::None.into())
}

/// Puts a value where its key was looked for.
#[inline]
pub(crate) fn put(
    vm: &mut Vm<'_>,
    dict: ObjectId,
    place: compare::Place,
    key: Value,
    value: Value,
) {
    let body = vm.heap_mut().dict_mut(dict);
    if let Some(position) = place.position {
        body.replace(position, value);
        return;
    }
    let before = body.bytes();
    body.push(place.hash, key, value);
    let grown = body.bytes().saturating_sub(before);
    vm.heap_mut().grew(grown);
}

/// As `set`, whatever the container's own class defines.
pub(crate) fn set_body(
    vm: &mut Vm<'_>,
    container: Value,
    given: Value,
    value: Value,
) -> Result<Option<Outcome>> {
    let Value::Object(id) = container else {
        return no_assignment(vm, container);
    };
    if let Body::Dict(_) = vm.heap().body(id) {
        return set_key(vm, container, id, given, value).map(Some);
    }
    let Some((kind @ (Kind::List | Kind::ByteArray | Kind::Deque), length)) = kind(vm, id) else {
        return no_assignment(vm, container);
    };
    match key(vm, kind, length, given)? {
        Key::Python => {
            let outcome = vm.prelude("set_by_index", &[container, given, value]);
            return Ok(Some(outcome));
        }
        Key::Outside => {
            return Err(vm.index_error(match kind {
                Kind::List => "list assignment index out of range",
                Kind::ByteArray => "bytearray index out of range",
                _ => "deque index out of range",
            }));
        }
        Key::Index(index) => match kind {
            Kind::List => vm.heap_mut().list_mut(id)[index] = value,
            Kind::ByteArray => {
                let byte = byte(vm, value)?;
                if let Body::ByteArray(bytes) = vm.heap_mut().body_mut(id) {
                    bytes[index] = byte;
                }
            }
            _ => {
                if let Body::Deque(deque) = vm.heap_mut().body_mut(id) {
                    deque.items[index] = value;
                }
            }
        },
        Key::Slice(bounds) => return set_slice(vm, container, id, given, bounds, value).map(Some),
    }
    Ok(Some(Value::None.into()))
}

/// A number that is a byte.
pub(crate) fn byte(vm: &mut Vm<'_>, value: Value) -> Result<u8> {
    match vm.as_integer(value) {
        Some(number) => match u8::try_from(number) {
            Ok(byte) => Ok(byte),
            Err(_) => Err(vm.value_error("byte must be in range(0, 256)")),
        },
        None => {
            let message = format!(
                "'{}' object cannot be interpreted as an integer",
                vm.type_name(value)
            );
            Err(vm.type_error(message))
        }
    }
}

fn no_assignment(vm: &mut Vm<'_>, container: Value) -> Result<Option<Outcome>> {
    let class = vm.class_of(container);
    if vm.lookup(class, name::SETITEM).is_some() {
        return Ok(None);
    }
    let message = format!(
        "'{}' object does not support item assignment",
        vm.type_name(container)
    );
    Err(vm.type_error(message))
}

fn set_slice(
    vm: &mut Vm<'_>,
    container: Value,
    id: ObjectId,
    given: Value,
    bounds: Bounds,
    value: Value,
) -> Result<Outcome> {
    let class = vm.class_of(value);
    let iterable = value
        .object()
        .is_some_and(|id| !matches!(vm.heap().body(id), Body::Plain))
        || vm.lookup(class, name::ITER).is_some()
        || vm.lookup(class, name::GETITEM).is_some();
    if !iterable {
        return Err(vm.type_error("can only assign an iterable"));
    }
    let Some(items) = iterate::collect(vm, value)? else {
        return Ok(vm.prelude("set_by_index", &[container, given, value]));
    };
    if let Body::ByteArray(_) = vm.heap().body(id) {
        let mut bytes = Vec::with_capacity(items.len());
        for item in items {
            bytes.push(byte(vm, item)?);
        }
        let Body::ByteArray(target) = vm.heap_mut().body_mut(id) else {
            unreachable!("just seen")
        };
        if let Err(count) = replace(target, bounds, bytes) {
            return Err(vm.value_error(format!(
                "attempt to assign bytes of size {count} to extended slice of size {}",
                bounds.count
            )));
        }
        return Ok(Value::None.into());
    }
    let grown = items.len().saturating_sub(bounds.count) * size_of::<Value>();
    if let Err(count) = replace(vm.heap_mut().list_mut(id), bounds, items) {
        return Err(vm.value_error(format!(
            "attempt to assign sequence of size {count} to extended slice of size {}",
            bounds.count
        )));
    }
    vm.heap_mut().grew(grown);
    Ok(Value::None.into())
}

/// Puts items in place of a slice; fails with their number where it does not fit.
fn replace<A>(
    target: &mut Vec<A>,
    bounds: Bounds,
    items: Vec<A>,
) -> std::result::Result<(), usize> {
    if bounds.step == 1 {
        let start = bounds.start as usize;
        target.splice(start..start + bounds.count, items);
        return Ok(());
    }
    if items.len() != bounds.count {
        return Err(items.len());
    }
    for (index, item) in bounds.indices().zip(items) {
        target[index] = item;
    }
    Ok(())
}

/// `del container[key]`; `None` where the container's `__delitem__` is Python.
pub(crate) fn delete(vm: &mut Vm<'_>, container: Value, key: Value) -> Result<Option<Outcome>> {
    if vm.overridden(container, name::DELITEM).is_some() {
        return Ok(None);
    }
    delete_body(vm, container, key)
}

/// As `delete`, whatever the container's own class defines.
pub(crate) fn delete_body(
    vm: &mut Vm<'_>,
    container: Value,
    given: Value,
) -> Result<Option<Outcome>> {
    let Value::Object(id) = container else {
        return no_deletion(vm, container);
    };
    if let Body::Dict(_) = vm.heap().body(id) {
        let Some(place) = compare::locate(vm, id, given)? else {
            return Ok(Some(vm.prelude("dict_delitem", &[container, given])));
        };
        let Some(position) = place.position else {
            return Err(vm.key_error(given));
        };
        vm.heap_mut().dict_mut(id).remove(position);
        return Ok(Some(Value::None.into()));
    }
    let Some((kind @ (Kind::List | Kind::ByteArray | Kind::Deque), length)) = kind(vm, id) else {
        return no_deletion(vm, container);
    };
    match key(vm, kind, length, given)? {
        Key::Python => {
            return Ok(Some(vm.prelude("delete_by_index", &[container, given])));
        }
        Key::Outside => {
            return Err(vm.index_error(match kind {
                Kind::List => "list assignment index out of range",
                Kind::ByteArray => "bytearray index out of range",
                _ => "deque index out of range",
            }));
        }
        Key::Index(index) => match vm.heap_mut().body_mut(id) {
            Body::List(items) => drop(items.remove(index)),
            Body::ByteArray(bytes) => drop(bytes.remove(index)),
            Body::Deque(deque) => drop(deque.items.remove(index)),
            _ => unreachable!("one of those"),
        },
        Key::Slice(bounds) => match vm.heap_mut().body_mut(id) {
            Body::List(items) => remove(items, bounds),
            Body::ByteArray(bytes) => remove(bytes, bounds),
            _ => unreachable!("deques have no slices"),
        },
    }
    Ok(Some(Value::None.into()))
}

fn remove<A>(target: &mut Vec<A>, bounds: Bounds) {
    if bounds.count == 0 {
        return;
    }
    if bounds.step == 1 {
        let start = bounds.start as usize;
        target.drain(start..start + bounds.count);
        return;
    }
    // Backwards is the same set of items, forwards.
    let last = bounds.start + bounds.step * (bounds.count as i64 - 1);
    let (first, last) = (
        bounds.start.min(last) as usize,
        bounds.start.max(last) as usize,
    );
    let step = bounds.step.unsigned_abs() as usize;
    let mut index = 0;
    target.retain(|_| {
        let gone = (first..=last).contains(&index) && (index - first).is_multiple_of(step);
        index += 1;
        !gone
    });
}

fn no_deletion(vm: &mut Vm<'_>, container: Value) -> Result<Option<Outcome>> {
    let class = vm.class_of(container);
    if vm.lookup(class, name::DELITEM).is_some() {
        return Ok(None);
    }
    let message = format!(
        "'{}' object doesn't support item deletion",
        vm.type_name(container)
    );
    Err(vm.type_error(message))
}
