//! `+`, `*`, `|`, `&`, `-`, `^` of text, bytes, sequences, sets and dicts.

use std::sync::Arc;

use crate::base::ObjectId;
use crate::code::{Binary, Name, name};
use crate::machine::algebra::{self, Operation};
use crate::machine::class;
use crate::machine::effect::{Outcome, Result};
use crate::machine::iterate;
use crate::machine::object::{Body, ViewKind};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

/// The special methods of an operator: its own, the one of its right operand, the one in place.
pub(crate) fn methods(op: Binary) -> (Name, Name, Name) {
    match op {
        Binary::Add => (name::ADD, name::RADD, name::IADD),
        Binary::Subtract => (name::SUB, name::RSUB, name::ISUB),
        Binary::Multiply => (name::MUL, name::RMUL, name::IMUL),
        Binary::Divide => (name::TRUEDIV, name::RTRUEDIV, name::ITRUEDIV),
        Binary::FloorDivide => (name::FLOORDIV, name::RFLOORDIV, name::IFLOORDIV),
        Binary::Modulo => (name::MOD, name::RMOD, name::IMOD),
        Binary::Power => (name::POW, name::RPOW, name::IPOW),
        Binary::ShiftLeft => (name::LSHIFT, name::RLSHIFT, name::ILSHIFT),
        Binary::ShiftRight => (name::RSHIFT, name::RRSHIFT, name::IRSHIFT),
        Binary::And => (name::AND, name::RAND, name::IAND),
        Binary::Or => (name::OR, name::ROR, name::IOR),
        Binary::Xor => (name::XOR, name::RXOR, name::IXOR),
        Binary::MatrixMultiply => (name::MATMUL, name::RMATMUL, name::IMATMUL),
    }
}

/// `a · b`, or `a ·= b`; `None` where neither is of these kinds, or a class has a method of its own for it.
pub(crate) fn binary(
    vm: &mut Vm<'_>,
    op: Binary,
    inplace: bool,
    a: Value,
    b: Value,
) -> Result<Option<Outcome>> {
    let (own, reflected, in_place) = methods(op);
    if vm.overridden(a, own).is_some()
        || vm.overridden(b, reflected).is_some()
        || inplace && vm.overridden(a, in_place).is_some()
    {
        return Ok(None);
    }
    binary_bodies(vm, op, inplace, a, b)
}

/// As `binary`, whatever the operands' own classes define.
pub(crate) fn binary_bodies(
    vm: &mut Vm<'_>,
    op: Binary,
    inplace: bool,
    a: Value,
    b: Value,
) -> Result<Option<Outcome>> {
    match op {
        Binary::Add => add(vm, inplace, a, b),
        Binary::Multiply => multiply(vm, inplace, a, b),
        Binary::Or => match unite(vm, inplace, a, b)? {
            None => sets(vm, op, inplace, a, b),
            some => Ok(some),
        },
        Binary::And | Binary::Subtract | Binary::Xor => sets(vm, op, inplace, a, b),
        Binary::Divide
        | Binary::FloorDivide
        | Binary::Modulo
        | Binary::Power
        | Binary::ShiftLeft
        | Binary::ShiftRight
        | Binary::MatrixMultiply => Ok(None),
    }
}

fn add(vm: &mut Vm<'_>, inplace: bool, a: Value, b: Value) -> Result<Option<Outcome>> {
    let Value::Object(x) = a else {
        return Ok(None);
    };
    let other = b.object().map(|id| vm.heap().body(id));
    let each = size_of::<Value>();
    let value = match (vm.heap().body(x), other) {
        (Body::Text(a), Some(Body::Text(b))) => {
            vm.reserve(a.as_str().len() + b.as_str().len())?;
            let mut text = String::with_capacity(a.as_str().len() + b.as_str().len());
            text.push_str(a.as_str());
            text.push_str(b.as_str());
            vm.text(text)
        }
        (Body::List(_), _) if inplace => return extend(vm, x, a, b).map(Some),
        (Body::List(a), Some(Body::List(b))) => {
            vm.reserve((a.len() + b.len()) * each)?;
            let items = [a.as_slice(), b.as_slice()].concat();
            vm.list(items)
        }
        (Body::Tuple(a), Some(Body::Tuple(b))) => {
            vm.reserve((a.len() + b.len()) * each)?;
            let items: Arc<[Value]> = a.iter().chain(b.iter()).copied().collect();
            vm.tuple(items)
        }
        (Body::Bytes(a), Some(Body::Bytes(b))) => {
            vm.reserve(a.len() + b.len())?;
            let bytes = [&a[..], &b[..]].concat();
            vm.bytes(bytes)
        }
        (Body::Bytes(a), Some(Body::ByteArray(b))) => {
            vm.reserve(a.len() + b.len())?;
            let bytes = [&a[..], &b[..]].concat();
            vm.bytes(bytes)
        }
        (Body::ByteArray(a), Some(Body::Bytes(_) | Body::ByteArray(_))) => {
            let tail = match other {
                Some(Body::Bytes(bytes)) => bytes.to_vec(),
                Some(Body::ByteArray(bytes)) => bytes.clone(),
                _ => unreachable!("just seen"),
            };
            vm.reserve(a.len() + tail.len())?;
            if inplace {
                let grown = tail.len();
                if let Body::ByteArray(bytes) = vm.heap_mut().body_mut(x) {
                    bytes.extend(tail);
                }
                vm.heap_mut().grew(grown);
                return Ok(Some(a_value(x)));
            }
            let bytes = [&a[..], &tail[..]].concat();
            vm.allocate(class::BYTEARRAY, Body::ByteArray(bytes))
        }
        (Body::Deque(_), _) if inplace => {
            let callee = crate::machine::builtins::deque::extended(vm, x, a, b)?;
            return Ok(Some(callee));
        }
        (Body::Deque(a), Some(Body::Deque(b))) => {
            vm.reserve((a.items.len() + b.items.len()) * each)?;
            let mut deque = a.clone();
            deque.items.extend(b.items.iter().copied());
            if let Some(limit) = deque.limit {
                let surplus = deque.items.len().saturating_sub(limit);
                deque.items.drain(..surplus);
            }
            vm.allocate(class::DEQUE, Body::Deque(deque))
        }
        (body, _) => {
            let message = match body {
                Body::Text(_) => "can only concatenate str (not \"%\") to str",
                Body::List(_) => "can only concatenate list (not \"%\") to list",
                Body::Tuple(_) => "can only concatenate tuple (not \"%\") to tuple",
                Body::Bytes(_) => "can't concat % to bytes",
                Body::ByteArray(_) => "can't concat % to bytearray",
                Body::Deque(_) => "can only concatenate deque (not \"%\") to deque",
                _ => return Ok(None),
            };
            let message = message.replace('%', &vm.type_name(b));
            return Err(vm.type_error(message));
        }
    };
    Ok(Some(value.into()))
}

fn a_value(id: ObjectId) -> Outcome {
    Outcome::Value(Value::Object(id))
}

/// `list += iterable`
fn extend(vm: &mut Vm<'_>, id: ObjectId, a: Value, b: Value) -> Result<Outcome> {
    let Some(items) = iterate::collect(vm, b)? else {
        return Ok(vm.prelude("list_iadd", &[a, b]));
    };
    append_all(vm, id, items);
    Ok(a_value(id))
}

/// Adds items to a list's end.
pub(crate) fn append_all(vm: &mut Vm<'_>, list: ObjectId, items: Vec<Value>) {
    let grown = items.len() * size_of::<Value>();
    vm.heap_mut().list_mut(list).extend(items);
    vm.heap_mut().grew(grown);
}

fn is_sequence(vm: &Vm<'_>, value: Value) -> bool {
    value.object().is_some_and(|id| {
        matches!(
            vm.heap().body(id),
            Body::Text(_)
                | Body::List(_)
                | Body::Tuple(_)
                | Body::Bytes(_)
                | Body::ByteArray(_)
                | Body::Deque(_)
        )
    })
}

fn multiply(vm: &mut Vm<'_>, inplace: bool, a: Value, b: Value) -> Result<Option<Outcome>> {
    let (sequence, factor, inplace) = if is_sequence(vm, a) {
        (a, b, inplace)
    } else if is_sequence(vm, b) {
        (b, a, false)
    } else {
        return Ok(None);
    };
    let Some(times) = vm.as_i64(factor) else {
        if vm.overridden(factor, name::INDEX).is_some() {
            return Ok(Some(vm.prelude("multiply_by_index", &[sequence, factor])));
        }
        if vm.as_integer(factor).is_some() {
            let message = "cannot fit 'int' into an index-sized integer";
            return Err(vm.overflow_error(message));
        }
        let message = format!(
            "can't multiply sequence by non-int of type '{}'",
            vm.type_name(factor)
        );
        return Err(vm.type_error(message));
    };
    let times = usize::try_from(times).unwrap_or(0);
    let Value::Object(id) = sequence else {
        return Ok(None);
    };
    let each = size_of::<Value>();
    let value = match vm.heap().body(id) {
        Body::Text(text) => {
            if times == 1 && vm.heap().class(id) == class::STR {
                return Ok(Some(sequence.into()));
            }
            vm.reserve(text.as_str().len().saturating_mul(times))?;
            let text = text.as_str().repeat(times);
            vm.text(text)
        }
        Body::Bytes(bytes) => {
            vm.reserve(bytes.len().saturating_mul(times))?;
            let bytes = bytes.repeat(times);
            vm.bytes(bytes)
        }
        Body::ByteArray(bytes) => {
            vm.reserve(bytes.len().saturating_mul(times))?;
            let bytes = bytes.repeat(times);
            if inplace {
                let grown = bytes.len();
                *vm.heap_mut().body_mut(id) = Body::ByteArray(bytes);
                vm.heap_mut().grew(grown);
                return Ok(Some(sequence.into()));
            }
            vm.allocate(class::BYTEARRAY, Body::ByteArray(bytes))
        }
        Body::List(items) => {
            vm.reserve(items.len().saturating_mul(times).saturating_mul(each))?;
            let items = items.repeat(times);
            if inplace {
                let grown = items.len() * each;
                *vm.heap_mut().list_mut(id) = items;
                vm.heap_mut().grew(grown);
                return Ok(Some(sequence.into()));
            }
            vm.list(items)
        }
        Body::Tuple(items) => {
            if times == 1 && vm.heap().class(id) == class::TUPLE {
                return Ok(Some(sequence.into()));
            }
            vm.reserve(items.len().saturating_mul(times).saturating_mul(each))?;
            let items = items.repeat(times);
            vm.tuple(items)
        }
        Body::Deque(deque) => {
            let length = deque.items.len();
            let limit = deque.limit;
            let wanted = length.saturating_mul(times);
            let kept = limit.map_or(wanted, |limit| wanted.min(limit));
            vm.reserve(kept.saturating_mul(each))?;
            let items = (0..kept)
                .map(|index| deque.items[(wanted - kept + index) % length])
                .collect();
            let deque = crate::machine::object::Deque { items, limit };
            if inplace {
                *vm.heap_mut().body_mut(id) = Body::Deque(Box::new(deque));
                vm.heap_mut().grew(kept * each);
                return Ok(Some(sequence.into()));
            }
            vm.allocate(class::DEQUE, Body::Deque(Box::new(deque)))
        }
        _ => return Ok(None),
    };
    Ok(Some(value.into()))
}

/// `dict | dict`, `dict |= mapping`, and `int | None` of classes.
fn unite(vm: &mut Vm<'_>, inplace: bool, a: Value, b: Value) -> Result<Option<Outcome>> {
    if vm.heap().dict(a).is_some() && inplace {
        return crate::machine::builtins::dict::united(vm, a, b).map(Some);
    }
    if let (Some(left), Some(right)) = (vm.heap().dict(a), vm.heap().dict(b)) {
        vm.reserve(left.bytes() + right.bytes())?;
        let mut result = left.clone();
        let entries: Vec<_> = right.iter().copied().collect();
        for entry in entries {
            let found = crate::machine::compare::find(vm, &result, entry.hash, entry.key, 0);
            match crate::machine::compare::place(vm, entry.hash, found)? {
                None => return Ok(Some(vm.prelude("dict_or", &[a, b]))),
                Some(place) => match place.position {
                    Some(position) => drop(result.replace(position, entry.value)),
                    None => result.push(entry.hash, entry.key, entry.value),
                },
            }
        }
        let class = vm.class_of(a);
        let class = if vm.class(class).builtin {
            class
        } else {
            class::DICT
        };
        let result = vm.allocate(class, Body::Dict(Box::new(result)));
        return Ok(Some(result.into()));
    }
    // A union of classes is only ever asked what `isinstance` asks of a tuple of them.
    let members = |vm: &Vm<'_>, value: Value| -> Option<Vec<Value>> {
        if value.is_none() {
            return Some(vec![Value::Object(class::NONE_TYPE)]);
        }
        if vm.as_class(value).is_some() {
            return Some(vec![value]);
        }
        let items = vm.heap().tuple(value)?;
        let classes = items.iter().all(|&item| vm.as_class(item).is_some());
        (classes && !items.is_empty()).then(|| items.to_vec())
    };
    if vm.as_class(a).is_some() || vm.as_class(b).is_some() {
        let meta = |vm: &Vm<'_>, value: Value| {
            vm.overridden(value, name::OR).is_some() || vm.overridden(value, name::ROR).is_some()
        };
        if !meta(vm, a)
            && !meta(vm, b)
            && let (Some(mut left), Some(right)) = (members(vm, a), members(vm, b))
        {
            left.extend(right);
            return Ok(Some(vm.tuple(left).into()));
        }
    }
    Ok(None)
}

fn is_set_like(vm: &Vm<'_>, value: Value) -> bool {
    value.object().is_some_and(|id| {
        matches!(
            vm.heap().body(id),
            Body::Set(_)
                | Body::View {
                    kind: ViewKind::Keys | ViewKind::Items,
                    ..
                }
        )
    })
}

fn sets(vm: &mut Vm<'_>, op: Binary, inplace: bool, a: Value, b: Value) -> Result<Option<Outcome>> {
    let (left, right) = (vm.heap().set(a).is_some(), vm.heap().set(b).is_some());
    let views = is_set_like(vm, a) && !left || is_set_like(vm, b) && !right;
    // Sets meet only sets; a view meets anything that can be iterated.
    if !(left && right || views) {
        return Ok(None);
    }
    let (operation, prelude) = match op {
        Binary::Or => (Operation::Union, "set_or"),
        Binary::And => (Operation::Intersection, "set_and"),
        Binary::Subtract => (Operation::Difference, "set_sub"),
        Binary::Xor => (Operation::Symmetric, "set_xor"),
        _ => return Ok(None),
    };
    if inplace && left && vm.is_instance(a, class::SET) {
        let Value::Object(id) = a else {
            return Ok(None);
        };
        return Ok(Some(match algebra::combine_into(vm, operation, id, b)? {
            Some(()) => a.into(),
            None => vm.prelude(
                match operation {
                    Operation::Union => "set_ior",
                    Operation::Intersection => "set_iand",
                    Operation::Difference => "set_isub",
                    Operation::Symmetric => "set_ixor",
                },
                &[a, b],
            ),
        }));
    }
    Ok(Some(match algebra::combine(vm, operation, a, b)? {
        Some(result) => algebra::like(vm, a, result).into(),
        None => vm.prelude(prelude, &[a, b]),
    }))
}
