//! Iteration over the builtin containers: what `for` does at every turn, so everything here is short.

use crate::base::ObjectId;
use crate::code::name;
use crate::machine::class;
use crate::machine::effect::Result;
use crate::machine::object::{Body, Dict, Iterator, ViewKind};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

/// What an iterator gives next.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Advance {
    Item(Value),
    Exhausted,
    /// It is a generator, an object with `__next__`, or rests on one.
    Python,
}

/// `iter(value)`: `None` where that is a matter of `__iter__` or `__getitem__` written in Python.
pub(crate) fn iterator(vm: &mut Vm<'_>, value: Value) -> Result<Option<Value>> {
    if let Value::Object(id) = value
        && matches!(vm.heap().body(id), Body::Generator(_) | Body::Iterator(_))
    {
        return Ok(Some(value));
    }
    if vm.overridden(value, name::ITER).is_some() {
        return Ok(None);
    }
    iterator_of_body(vm, value)
}

/// As `iterator`, whatever the value's own class defines: what `list.__iter__` does.
pub(crate) fn iterator_of_body(vm: &mut Vm<'_>, value: Value) -> Result<Option<Value>> {
    let Value::Object(id) = value else {
        return not_iterable(vm, value);
    };
    let (class, iterator) = match vm.heap().body(id) {
        Body::Generator(_) | Body::Iterator(_) => return Ok(Some(value)),
        Body::List(_) => (class::LIST_ITERATOR, Iterator::List { list: id, next: 0 }),
        Body::Tuple(_) => (
            class::TUPLE_ITERATOR,
            Iterator::Tuple { tuple: id, next: 0 },
        ),
        Body::Range(range) => (
            class::RANGE_ITERATOR,
            Iterator::Range {
                next: range.start,
                step: range.step,
                left: range.len(),
            },
        ),
        Body::Dict(dict) => (
            class::DICT_KEY_ITERATOR,
            Iterator::Dict {
                dict: id,
                kind: ViewKind::Keys,
                next: 0,
                length: dict.len(),
            },
        ),
        &Body::View { dict, kind } => (
            match kind {
                ViewKind::Keys => class::DICT_KEY_ITERATOR,
                ViewKind::Values => class::DICT_VALUE_ITERATOR,
                ViewKind::Items => class::DICT_ITEM_ITERATOR,
            },
            Iterator::Dict {
                dict,
                kind,
                next: 0,
                length: vm.heap().dict(Value::Object(dict)).map_or(0, Dict::len),
            },
        ),
        Body::Text(_) => (class::STR_ITERATOR, Iterator::Text { text: id, next: 0 }),
        Body::Bytes(_) | Body::ByteArray(_) => (
            class::BYTES_ITERATOR,
            Iterator::Bytes { bytes: id, next: 0 },
        ),
        Body::Set(set) => (
            class::SET_ITERATOR,
            Iterator::Set {
                set: id,
                next: 0,
                length: set.len(),
            },
        ),
        Body::Deque(deque) => (
            class::DEQUE_ITERATOR,
            Iterator::Deque {
                deque: id,
                next: 0,
                length: deque.items.len(),
            },
        ),
        _ => return not_iterable(vm, value),
    };
    Ok(Some(vm.allocate(class, Body::Iterator(Box::new(iterator)))))
}

fn not_iterable(vm: &mut Vm<'_>, value: Value) -> Result<Option<Value>> {
    let class = vm.class_of(value);
    match vm
        .lookup(class, name::ITER)
        .or_else(|| vm.lookup(class, name::GETITEM))
    {
        Some(found) if !found.is_none() => Ok(None),
        _ => {
            let message = format!("'{}' object is not iterable", vm.type_name(value));
            Err(vm.type_error(message))
        }
    }
}

/// `reversed(value)` for builtin containers; `None` where `__reversed__` or `__getitem__` is Python.
pub(crate) fn reversed(vm: &mut Vm<'_>, value: Value) -> Result<Option<Value>> {
    if vm.overridden(value, name::REVERSED).is_some() {
        return Ok(None);
    }
    reversed_body(vm, value)
}

/// As `reversed`, whatever the value's own class defines.
pub(crate) fn reversed_body(vm: &mut Vm<'_>, value: Value) -> Result<Option<Value>> {
    let Value::Object(id) = value else {
        return not_reversible(vm, value);
    };
    let (class, iterator) = match vm.heap().body(id) {
        Body::List(items) => (
            class::LIST_REVERSE_ITERATOR,
            Iterator::ReversedList {
                list: id,
                next: items.len(),
            },
        ),
        Body::Range(range) => (
            class::RANGE_ITERATOR,
            Iterator::Range {
                next: if range.is_empty() {
                    range.start
                } else {
                    range.at(range.len() - 1)
                },
                step: range.step.wrapping_neg(),
                left: range.len(),
            },
        ),
        Body::Dict(dict) => (
            class::DICT_KEY_ITERATOR,
            Iterator::ReversedDict {
                dict: id,
                kind: ViewKind::Keys,
                next: usize::MAX,
                length: dict.len(),
            },
        ),
        &Body::View { dict, kind } => (
            match kind {
                ViewKind::Keys => class::DICT_KEY_ITERATOR,
                ViewKind::Values => class::DICT_VALUE_ITERATOR,
                ViewKind::Items => class::DICT_ITEM_ITERATOR,
            },
            Iterator::ReversedDict {
                dict,
                kind,
                next: usize::MAX,
                length: vm.heap().dict(Value::Object(dict)).map_or(0, Dict::len),
            },
        ),
        Body::Deque(deque) => (
            class::DEQUE_ITERATOR,
            Iterator::ReversedDeque {
                deque: id,
                next: deque.items.len(),
                length: deque.items.len(),
            },
        ),
        Body::Tuple(_) | Body::Text(_) | Body::Bytes(_) | Body::ByteArray(_) => {
            // What cannot change may as well be turned round at once.
            let mut items = collect(vm, value)?.unwrap_or_default();
            items.reverse();
            let Value::Object(tuple) = vm.tuple(items) else {
                unreachable!("a tuple is an object")
            };
            (class::REVERSED, Iterator::Tuple { tuple, next: 0 })
        }
        _ => return not_reversible(vm, value),
    };
    Ok(Some(vm.allocate(class, Body::Iterator(Box::new(iterator)))))
}

fn not_reversible(vm: &mut Vm<'_>, value: Value) -> Result<Option<Value>> {
    if vm.overridden(value, name::GETITEM).is_some() {
        return Ok(None);
    }
    let message = format!("'{}' object is not reversible", vm.type_name(value));
    Err(vm.type_error(message))
}

/// Whether `advance` will never answer `Python`.
pub(crate) fn is_native(vm: &Vm<'_>, iterator: ObjectId) -> bool {
    native_depth(vm, iterator, 0)
}

/// `zip` over `zip` over `zip` … goes through a generator beyond a handful, so that advancing never nests deeply.
fn native_depth(vm: &Vm<'_>, iterator: ObjectId, depth: usize) -> bool {
    let Body::Iterator(iterator) = vm.heap().body(iterator) else {
        return false;
    };
    match &**iterator {
        Iterator::Enumerate { inner, .. } => depth < 8 && native_depth(vm, *inner, depth + 1),
        Iterator::Zip { inner, .. } => {
            depth < 8
                && inner
                    .iter()
                    .all(|&inner| native_depth(vm, inner, depth + 1))
        }
        Iterator::Sequence { .. } => false,
        _ => true,
    }
}

/// The next item of an iterator.
#[inline]
pub(crate) fn advance(vm: &mut Vm<'_>, iterator: ObjectId) -> Result<Advance> {
    let heap = vm.heap_mut();
    let Body::Iterator(body) = heap.body(iterator) else {
        return Ok(Advance::Python);
    };
    match **body {
        Iterator::Range { left: 0, .. } => {}
        Iterator::Range { next, step, left } => {
            let place = place(vm, iterator);
            *place = Iterator::Range {
                next: next.wrapping_add(step),
                step,
                left: left - 1,
            };
            return Ok(Advance::Item(Value::Int(next)));
        }
        Iterator::List { list, next } => {
            if let Body::List(items) = heap.body(list)
                && let Some(&item) = items.get(next)
            {
                if let Iterator::List { next, .. } = place(vm, iterator) {
                    *next += 1;
                }
                return Ok(Advance::Item(item));
            }
        }
        Iterator::Tuple { tuple, next } => {
            if let Body::Tuple(items) = heap.body(tuple)
                && let Some(&item) = items.get(next)
            {
                if let Iterator::Tuple { next, .. } = place(vm, iterator) {
                    *next += 1;
                }
                return Ok(Advance::Item(item));
            }
        }
        Iterator::Dict {
            dict,
            kind,
            next,
            length,
        } => {
            if let Body::Dict(body) = heap.body(dict) {
                if body.len() != length {
                    return Err(vm.runtime_error("dictionary changed size during iteration"));
                }
                if let Some((position, entry)) = body.next(next) {
                    let (key, value) = (entry.key, entry.value);
                    if let Iterator::Dict { next, .. } = place(vm, iterator) {
                        *next = position + 1;
                    }
                    return Ok(Advance::Item(shown(vm, kind, key, value)));
                }
            }
        }
        _ => return advance_other(vm, iterator),
    }
    *place(vm, iterator) = Iterator::Exhausted;
    Ok(Advance::Exhausted)
}

fn place<'v>(vm: &'v mut Vm<'_>, iterator: ObjectId) -> &'v mut Iterator {
    match vm.heap_mut().body_mut(iterator) {
        Body::Iterator(body) => body,
        _ => unreachable!("seen to be an iterator"),
    }
}

fn shown(vm: &mut Vm<'_>, kind: ViewKind, key: Value, value: Value) -> Value {
    match kind {
        ViewKind::Keys => key,
        ViewKind::Values => value,
        ViewKind::Items => vm.tuple([key, value]),
    }
}

/// The rarer ones.
#[expect(clippy::too_many_lines, reason = "one arm for each kind of iterator")]
fn advance_other(vm: &mut Vm<'_>, iterator: ObjectId) -> Result<Advance> {
    let Body::Iterator(body) = vm.heap().body(iterator) else {
        return Ok(Advance::Python);
    };
    let state = (**body).clone();
    let (item, state) = match state {
        Iterator::Range { .. }
        | Iterator::List { .. }
        | Iterator::Tuple { .. }
        | Iterator::Dict { .. } => {
            unreachable!("advanced before")
        }
        Iterator::Exhausted => return Ok(Advance::Exhausted),
        Iterator::Sequence { .. } => return Ok(Advance::Python),
        Iterator::ReversedList { list, next } => {
            let item = match vm.heap().body(list) {
                Body::List(items) if next > 0 => items.get(next - 1).copied(),
                _ => None,
            };
            (
                item,
                Iterator::ReversedList {
                    list,
                    next: next.wrapping_sub(1),
                },
            )
        }
        Iterator::Text { text, next } => {
            let c = match vm.heap().body(text) {
                Body::Text(text) => text.as_str()[next..].chars().next(),
                _ => None,
            };
            let width = c.map_or(0, char::len_utf8);
            let item = c.map(|c| vm.text(c.encode_utf8(&mut [0; 4]) as &str));
            (
                item,
                Iterator::Text {
                    text,
                    next: next + width,
                },
            )
        }
        Iterator::Bytes { bytes, next } => {
            let byte = match vm.heap().body(bytes) {
                Body::Bytes(bytes) => bytes.get(next).copied(),
                Body::ByteArray(bytes) => bytes.get(next).copied(),
                _ => None,
            };
            (
                byte.map(|byte| Value::Int(i64::from(byte))),
                Iterator::Bytes {
                    bytes,
                    next: next + 1,
                },
            )
        }
        Iterator::ReversedDict {
            dict,
            kind,
            next,
            length,
        } => {
            let found = match vm.heap().body(dict) {
                Body::Dict(body) if body.len() != length => {
                    return Err(vm.runtime_error("dictionary changed size during iteration"));
                }
                Body::Dict(body) => body.before(next),
                _ => None,
            }
            .map(|(position, entry)| (position, entry.key, entry.value));
            match found {
                Some((position, key, value)) => (
                    Some(shown(vm, kind, key, value)),
                    Iterator::ReversedDict {
                        dict,
                        kind,
                        next: position,
                        length,
                    },
                ),
                None => (None, Iterator::Exhausted),
            }
        }
        Iterator::Set { set, next, length } => match vm.heap().body(set) {
            Body::Set(body) if body.len() != length => {
                return Err(vm.runtime_error("Set changed size during iteration"));
            }
            Body::Set(body) => match body.next(next) {
                Some((position, _, key)) => (
                    Some(key),
                    Iterator::Set {
                        set,
                        next: position + 1,
                        length,
                    },
                ),
                None => (None, Iterator::Exhausted),
            },
            _ => (None, Iterator::Exhausted),
        },
        Iterator::Deque {
            deque,
            next,
            length,
        } => {
            let item = match vm.heap().body(deque) {
                Body::Deque(body) if body.items.len() != length => {
                    return Err(vm.runtime_error("deque mutated during iteration"));
                }
                Body::Deque(body) => body.items.get(next).copied(),
                _ => None,
            };
            (
                item,
                Iterator::Deque {
                    deque,
                    next: next + 1,
                    length,
                },
            )
        }
        Iterator::ReversedDeque {
            deque,
            next,
            length,
        } => {
            let item = match vm.heap().body(deque) {
                Body::Deque(body) if body.items.len() != length => {
                    return Err(vm.runtime_error("deque mutated during iteration"));
                }
                Body::Deque(body) if next > 0 => body.items.get(next - 1).copied(),
                _ => None,
            };
            (
                item,
                Iterator::ReversedDeque {
                    deque,
                    next: next.wrapping_sub(1),
                    length,
                },
            )
        }
        Iterator::Enumerate { inner, count } => match advance(vm, inner)? {
            Advance::Python => return Ok(Advance::Python),
            Advance::Exhausted => (None, Iterator::Exhausted),
            Advance::Item(item) => {
                let pair = vm.tuple([Value::Int(count), item]);
                (
                    Some(pair),
                    Iterator::Enumerate {
                        inner,
                        count: count.wrapping_add(1),
                    },
                )
            }
        },
        Iterator::Zip { inner, strict } => {
            let mut items = Vec::with_capacity(inner.len());
            for (at, &one) in inner.iter().enumerate() {
                match advance(vm, one)? {
                    Advance::Python => return Ok(Advance::Python),
                    Advance::Item(item) => items.push(item),
                    Advance::Exhausted => {
                        *place(vm, iterator) = Iterator::Exhausted;
                        if strict {
                            strictly(vm, &inner, at)?;
                        }
                        return Ok(Advance::Exhausted);
                    }
                }
            }
            if items.is_empty() {
                return Ok(Advance::Exhausted);
            }
            // Its state lies in the inner iterators alone.
            return Ok(Advance::Item(vm.tuple(items)));
        }
    };
    match item {
        Some(item) => {
            *place(vm, iterator) = state;
            Ok(Advance::Item(item))
        }
        None => {
            *place(vm, iterator) = Iterator::Exhausted;
            Ok(Advance::Exhausted)
        }
    }
}

/// `zip(…, strict=True)` when the iterator at `at` has ended.
fn strictly(vm: &mut Vm<'_>, inner: &[ObjectId], at: usize) -> Result<()> {
    let before = |at: usize| {
        if at == 1 {
            " ".to_owned()
        } else {
            format!("s 1-{at}")
        }
    };
    if at > 0 {
        let others = if at == 1 { "1".to_owned() } else { before(at) };
        let others = if at == 1 {
            format!(" {others}")
        } else {
            others
        };
        let message = format!("zip() argument {} is shorter than argument{others}", at + 1);
        return Err(vm.value_error(message));
    }
    for (number, &one) in inner.iter().enumerate().skip(1) {
        if let Advance::Item(_) = advance(vm, one)? {
            let others = if number == 1 {
                " 1".to_owned()
            } else {
                before(number)
            };
            let message = format!(
                "zip() argument {} is longer than argument{others}",
                number + 1
            );
            return Err(vm.value_error(message));
        }
    }
    Ok(())
}

/// All items at once; `None` where they can only be had by running Python code.
pub(crate) fn collect(vm: &mut Vm<'_>, iterable: Value) -> Result<Option<Vec<Value>>> {
    let Value::Object(id) = iterable else {
        return not_iterable(vm, iterable).map(|_| None);
    };
    if vm.overridden(iterable, name::ITER).is_some() {
        return Ok(None);
    }
    let each = size_of::<Value>();
    let items: Vec<Value> = match vm.heap().body(id) {
        Body::List(items) => {
            vm.reserve(items.len() * each)?;
            items.clone()
        }
        Body::Tuple(items) => {
            vm.reserve(items.len() * each)?;
            items.to_vec()
        }
        Body::Set(set) => {
            vm.reserve(set.len() * each)?;
            set.iter().map(|(_, key)| key).collect()
        }
        Body::Deque(deque) => {
            vm.reserve(deque.items.len() * each)?;
            deque.items.iter().copied().collect()
        }
        Body::Dict(dict) => {
            vm.reserve(dict.len() * each)?;
            dict.iter().map(|entry| entry.key).collect()
        }
        &Body::View { dict, kind } => {
            let Some(dict) = vm.heap().dict(Value::Object(dict)) else {
                return Ok(None);
            };
            match kind {
                ViewKind::Keys => {
                    vm.reserve(dict.len() * each)?;
                    dict.iter().map(|entry| entry.key).collect()
                }
                ViewKind::Values => {
                    vm.reserve(dict.len() * each)?;
                    dict.iter().map(|entry| entry.value).collect()
                }
                ViewKind::Items => {
                    vm.reserve(dict.len() * each * 8)?;
                    let pairs: Vec<_> = dict.iter().map(|entry| [entry.key, entry.value]).collect();
                    pairs.into_iter().map(|pair| vm.tuple(pair)).collect()
                }
            }
        }
        Body::Range(range) => {
            vm.reserve(range.len().saturating_mul(each))?;
            (0..range.len())
                .map(|index| Value::Int(range.at(index)))
                .collect()
        }
        Body::Bytes(bytes) => {
            vm.reserve(bytes.len() * each)?;
            bytes
                .iter()
                .map(|&byte| Value::Int(i64::from(byte)))
                .collect()
        }
        Body::ByteArray(bytes) => {
            vm.reserve(bytes.len() * each)?;
            bytes
                .iter()
                .map(|&byte| Value::Int(i64::from(byte)))
                .collect()
        }
        Body::Text(text) => {
            vm.reserve(text.len() * each * 6)?;
            let text = text.shared();
            text.chars()
                .map(|c| vm.text(c.encode_utf8(&mut [0; 4]) as &str))
                .collect()
        }
        Body::Iterator(_) => {
            if !is_native(vm, id) {
                return Ok(None);
            }
            let mut items = Vec::new();
            loop {
                match advance(vm, id)? {
                    Advance::Item(item) => items.push(item),
                    Advance::Exhausted => break,
                    Advance::Python => unreachable!("asked before"),
                }
                if items.len() % 4096 == 0 {
                    vm.reserve(items.len() * each * 2)?;
                }
            }
            items
        }
        Body::Generator(_) => return Ok(None),
        _ => return not_iterable(vm, iterable).map(|_| None),
    };
    Ok(Some(items))
}
