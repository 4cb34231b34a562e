//! The special methods of builtin values, by name: what `super().__setitem__(…)`, `list.__len__(x)` and the operators
//! find when they look an operation up in a class.

use crate::code::{Binary, Compare, name};
use crate::machine::builtins::{Arguments, Registry, core};
use crate::machine::class;
use crate::machine::compare::{self, Hashed, Ordered};
use crate::machine::display;
use crate::machine::effect::Result;
use crate::machine::items;
use crate::machine::iterate;
use crate::machine::object::{Body, ViewKind};
use crate::machine::sequence;
use crate::machine::value::Value;
use crate::machine::vm::Vm;

#[expect(clippy::too_many_lines, reason = "one table")]
pub(crate) fn register(registry: &mut Registry) {
    for class in [
        class::STR,
        class::BYTES,
        class::BYTEARRAY,
        class::TUPLE,
        class::LIST,
        class::SET,
        class::FROZENSET,
        class::DEQUE,
        class::DICT_KEYS,
        class::DICT_ITEMS,
        class::INT,
        class::FLOAT,
    ] {
        let _ = registry
            .class(class)
            .method("__lt__", less)
            .method("__le__", less_equal)
            .method("__gt__", greater)
            .method("__ge__", greater_equal);
    }
    for class in [
        class::STR,
        class::BYTES,
        class::BYTEARRAY,
        class::TUPLE,
        class::LIST,
        class::SET,
        class::FROZENSET,
        class::DEQUE,
        class::DICT_KEYS,
        class::DICT_ITEMS,
        class::INT,
        class::FLOAT,
        class::DICT,
        class::RANGE,
        class::SLICE,
    ] {
        let _ = registry
            .class(class)
            .method("__eq__", equal)
            .method("__ne__", not_equal)
            .method("__repr__", repr)
            .method("__hash__", hash);
    }
    let _ = registry.class(class::STR).method("__str__", itself_as_text);
    for class in [
        class::STR,
        class::BYTES,
        class::BYTEARRAY,
        class::TUPLE,
        class::LIST,
        class::SET,
        class::FROZENSET,
        class::DEQUE,
        class::DICT,
        class::RANGE,
        class::DICT_KEYS,
        class::DICT_VALUES,
        class::DICT_ITEMS,
    ] {
        let _ = registry
            .class(class)
            .method("__len__", len)
            .method("__contains__", contains)
            .method("__iter__", iter);
    }
    for class in [
        class::LIST,
        class::DEQUE,
        class::DICT,
        class::RANGE,
        class::DICT_KEYS,
        class::DICT_VALUES,
        class::DICT_ITEMS,
    ] {
        let _ = registry.class(class).method("__reversed__", reversed);
    }
    for class in [
        class::STR,
        class::BYTES,
        class::BYTEARRAY,
        class::TUPLE,
        class::LIST,
        class::DEQUE,
        class::DICT,
        class::RANGE,
    ] {
        let _ = registry.class(class).method("__getitem__", getitem);
    }
    for class in [class::BYTEARRAY, class::LIST, class::DEQUE, class::DICT] {
        let _ = registry
            .class(class)
            .method("__setitem__", setitem)
            .method("__delitem__", delitem);
    }
    for class in [
        class::STR,
        class::BYTES,
        class::BYTEARRAY,
        class::TUPLE,
        class::LIST,
        class::DEQUE,
    ] {
        let _ = registry
            .class(class)
            .method("__add__", add)
            .method("__mul__", multiply)
            .method("__rmul__", multiply_reflected);
    }
    for class in [class::BYTEARRAY, class::LIST, class::DEQUE] {
        let _ = registry
            .class(class)
            .method("__iadd__", add_in_place)
            .method("__imul__", multiply_in_place);
    }
    for class in [
        class::SET,
        class::FROZENSET,
        class::DICT_KEYS,
        class::DICT_ITEMS,
    ] {
        let _ = registry
            .class(class)
            .method("__and__", and)
            .method("__or__", or)
            .method("__sub__", subtract)
            .method("__xor__", xor)
            .method("__rand__", and_reflected)
            .method("__ror__", or_reflected)
            .method("__rsub__", subtract_reflected)
            .method("__rxor__", xor_reflected);
    }
    let _ = registry
        .class(class::SET)
        .method("__iand__", and_in_place)
        .method("__ior__", or_in_place)
        .method("__isub__", subtract_in_place)
        .method("__ixor__", xor_in_place);
    let _ = registry
        .class(class::DICT)
        .method("__or__", or)
        .method("__ror__", or_reflected)
        .method("__ior__", or_in_place);
    registry.function("_machine", "operate_builtin", operate_builtin);
    registry.function("_machine", "overridden", overridden);
    registry.function("_machine", "raw_items", raw_items);
    registry.function("_machine", "raw_value", raw_value);
    registry.function("_machine", "body_kind", body_kind);
    registry.function("_machine", "hash_together", hash_together);
    registry.function("_machine", "is_stream", is_stream);
    registry.function("_machine", "raw_get", getitem);
    registry.function("_machine", "raw_set", setitem);
    registry.function("_machine", "raw_delete", delitem);
    registry.function("_machine", "repr_shell", repr_shell);
    registry.function("_machine", "repr_active", repr_active);
}

fn two(vm: &mut Vm<'_>, arguments: &Arguments) -> Result<(Value, Value)> {
    let [a, b] = arguments.function(vm, "expected")?;
    Ok((a, b))
}

/// What can be compared with what: kinds that are never equal to another kind have a number of their own.
fn comparable(vm: &Vm<'_>, value: Value) -> u8 {
    if vm.as_f64(value).is_some() {
        return 1;
    }
    match value.object().map(|id| vm.heap().body(id)) {
        Some(Body::Text(_)) => 2,
        Some(Body::Bytes(_) | Body::ByteArray(_)) => 3,
        Some(Body::Tuple(_)) => 4,
        Some(Body::List(_)) => 5,
        Some(Body::Dict(_)) => 6,
        Some(
            Body::Set(_)
            | Body::View {
                kind: ViewKind::Keys | ViewKind::Items,
                ..
            },
        ) => 7,
        Some(Body::Range(_)) => 8,
        Some(Body::Slice(_)) => 9,
        Some(Body::Deque(_)) => 10,
        _ => 0,
    }
}

fn compared(vm: &mut Vm<'_>, arguments: &Arguments, op: Compare) -> Result {
    let (a, b) = two(vm, arguments)?;
    let kind = comparable(vm, a);
    if kind == 0 || kind != comparable(vm, b) {
        return Ok(Value::NotImplemented.into());
    }
    match compare::ordered_bodies(vm, op, a, b) {
        Ordered::Never(x, y) if x.is(a) && y.is(b) => Ok(Value::NotImplemented.into()),
        Ordered::Python => {
            let sign = vm.text(compare::sign(op));
            Ok(vm.prelude("compare_bodies", &[sign, a, b]))
        }
        ordered => Ok(match compare::settle(vm, op, ordered)? {
            Some(answer) => Value::Bool(answer).into(),
            None => Value::NotImplemented.into(),
        }),
    }
}

fn equal(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    compared(vm, arguments, Compare::Equal)
}

fn not_equal(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    if vm.overridden(arguments.receiver(), name::EQ).is_some() {
        let (a, b) = two(vm, arguments)?;
        return Ok(vm.prelude("not_equal", &[a, b]));
    }
    compared(vm, arguments, Compare::NotEqual)
}

fn less(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    compared(vm, arguments, Compare::Less)
}

fn less_equal(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    compared(vm, arguments, Compare::LessEqual)
}

fn greater(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    compared(vm, arguments, Compare::Greater)
}

fn greater_equal(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    compared(vm, arguments, Compare::GreaterEqual)
}

fn hash(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value] = arguments.function(vm, "__hash__")?;
    match compare::hashed_body(vm, value) {
        Hashed::Is(hash) => Ok(Value::Int(hash).into()),
        Hashed::Python => Ok(vm.prelude("tuple_hash", &[value])),
        Hashed::Never(value) => {
            let message = format!("unhashable type: '{}'", vm.type_name(value));
            Err(vm.type_error(message))
        }
        Hashed::Long => Err(crate::machine::effect::Stop::Limit(
            crate::machine::effect::Limit::Steps,
        )),
    }
}

fn repr(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value] = arguments.function(vm, "__repr__")?;
    Ok(match display::repr_body(vm, value)? {
        Some(text) => vm.text(text).into(),
        None => vm.prelude("repr_builtin", &[value]),
    })
}

fn itself_as_text(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value] = arguments.function(vm, "__str__")?;
    match vm.as_str(value).map(ToOwned::to_owned) {
        Some(text) if vm.class_of(value) != class::STR => Ok(vm.text(text).into()),
        _ => Ok(value.into()),
    }
}

fn len(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value] = arguments.function(vm, "__len__")?;
    match core::length(vm, value) {
        Some(length) => Ok(Value::Int(length as i64).into()),
        None => {
            let message = format!("object of type '{}' has no len()", vm.type_name(value));
            Err(vm.type_error(message))
        }
    }
}

fn contains(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (container, item) = two(vm, arguments)?;
    Ok(match compare::contains_body(vm, item, container)? {
        Some(answer) => Value::Bool(answer).into(),
        None => vm.prelude("contains_body", &[container, item]),
    })
}

fn iter(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value] = arguments.function(vm, "__iter__")?;
    Ok(match iterate::iterator_of_body(vm, value)? {
        Some(iterator) => iterator.into(),
        None => vm.prelude("iter_of", &[value]),
    })
}

fn reversed(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value] = arguments.function(vm, "__reversed__")?;
    match iterate::reversed_body(vm, value)? {
        Some(iterator) => Ok(iterator.into()),
        None => Ok(Value::NotImplemented.into()),
    }
}

fn getitem(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (container, key) = two(vm, arguments)?;
    Ok(items::get_body(vm, container, key)?.unwrap_or(Value::NotImplemented.into()))
}

fn setitem(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [container, key, value] = arguments.function(vm, "expected")?;
    Ok(items::set_body(vm, container, key, value)?.unwrap_or(Value::NotImplemented.into()))
}

fn delitem(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (container, key) = two(vm, arguments)?;
    Ok(items::delete_body(vm, container, key)?.unwrap_or(Value::NotImplemented.into()))
}

macro_rules! operators {
    ($($function:ident $op:ident $inplace:literal $reflected:literal),* $(,)?) => {$(
        fn $function(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
            operate(vm, arguments, Binary::$op, $inplace, $reflected)
        }
    )*};
}

operators! {
    add Add false false,
    add_in_place Add true false,
    multiply Multiply false false,
    multiply_reflected Multiply false true,
    multiply_in_place Multiply true false,
    and And false false,
    and_reflected And false true,
    and_in_place And true false,
    or Or false false,
    or_reflected Or false true,
    or_in_place Or true false,
    subtract Subtract false false,
    subtract_reflected Subtract false true,
    subtract_in_place Subtract true false,
    xor Xor false false,
    xor_reflected Xor false true,
    xor_in_place Xor true false,
}

fn operate(
    vm: &mut Vm<'_>,
    arguments: &Arguments,
    op: Binary,
    inplace: bool,
    reflected: bool,
) -> Result {
    let (a, b) = two(vm, arguments)?;
    let (a, b) = if reflected { (b, a) } else { (a, b) };
    // CPython asks `__radd__` before it lets a sequence complain.
    if !reflected && vm.overridden(b, sequence::methods(op).1).is_some() {
        return Ok(Value::NotImplemented.into());
    }
    Ok(sequence::binary_bodies(vm, op, inplace, a, b)?.unwrap_or(Value::NotImplemented.into()))
}

/// `_machine.operate_builtin(left, right, method, inplace)`: what a sequence does once nobody's own method wanted to.
fn operate_builtin(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [left, right, method, inplace] = arguments.function(vm, "operate_builtin")?;
    let inplace = vm.truth(inplace).unwrap_or(false);
    let outcome = match vm.as_str(method) {
        Some("__add__") => sequence::binary_bodies(vm, Binary::Add, inplace, left, right)?,
        Some("__mul__") => sequence::binary_bodies(vm, Binary::Multiply, inplace, left, right)?,
        Some("__mod__") => crate::machine::text::percent(vm, left, right)?,
        _ => None,
    };
    Ok(outcome.unwrap_or(Value::NotImplemented.into()))
}

/// `_machine.overridden(value, name)`: the special method of a value's class if it is written in Python, or `None`.
fn overridden(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value, text] = arguments.function(vm, "overridden")?;
    let method = vm.as_str(text).and_then(|text| vm.process.names.find(text));
    let method = method.and_then(|method| vm.overridden(value, method));
    Ok(method.unwrap_or(Value::None).into())
}

/// `_machine.raw_items(container)`: a list of what it holds (a dict: of its keys), whatever its class overrides.
fn raw_items(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value] = arguments.function(vm, "raw_items")?;
    let items = core::raw_items(vm, value);
    vm.reserve(items.len() * size_of::<Value>())?;
    Ok(vm.list(items).into())
}

/// `_machine.raw_value(dict, key)`: the value under this very key, whatever its class overrides.
fn raw_value(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value, key] = arguments.function(vm, "raw_value")?;
    let dict = match value.object().map(|id| vm.heap().body(id)) {
        Some(Body::View { dict, .. }) => Value::Object(*dict),
        _ => value,
    };
    let found = vm
        .heap()
        .dict(dict)
        .and_then(|dict| dict.iter().find(|entry| entry.key.is(key)))
        .map(|entry| entry.value);
    match found {
        Some(value) => Ok(value.into()),
        None => Err(vm.key_error(key)),
    }
}

/// `_machine.body_kind(value)`: `'sequence'`, `'dict'`, `'set'`, `'keys'`, `'values'`, `'items'`, `'iterator'` or `''`.
fn body_kind(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value] = arguments.function(vm, "body_kind")?;
    let kind = match value.object().map(|id| vm.heap().body(id)) {
        Some(Body::List(_) | Body::Tuple(_) | Body::Deque(_)) => "sequence",
        Some(Body::Dict(_)) => "dict",
        Some(Body::Set(_)) => "set",
        Some(Body::View { kind, .. }) => match kind {
            ViewKind::Keys => "keys",
            ViewKind::Values => "values",
            ViewKind::Items => "items",
        },
        Some(Body::Iterator(_) | Body::Generator(_)) => "iterator",
        _ => "",
    };
    Ok(vm.text(kind).into())
}

/// `_machine.hash_together(hashes)`: the hash of a tuple whose items have these hashes.
fn hash_together(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [hashes] = arguments.function(vm, "hash_together")?;
    let hashes: Vec<i64> = vm
        .heap()
        .list(hashes)
        .map(|hashes| hashes.iter().filter_map(|&hash| vm.as_i64(hash)).collect())
        .unwrap_or_default();
    Ok(Value::Int(compare::hash_of_hashes(&hashes)).into())
}

/// `_machine.repr_shell(value, inside)`: `(begin, items, style, end)` of a container, or its whole text, as it is where
/// it lies inside itself.
fn repr_shell(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value, inside] = arguments.function(vm, "repr_shell")?;
    let inside = vm.truth(inside).unwrap_or(false);
    let (begin, rest) = display::shell(vm, value, inside);
    let begin = vm.text(begin);
    let Some((items, style, end)) = rest else {
        return Ok(begin.into());
    };
    let items = vm.list(items);
    let end = vm.text(end);
    Ok(vm.tuple([begin, items, Value::Int(style), end]).into())
}

/// `_machine.repr_active(value)`: whether the calling function is already under way with the same first argument on
/// this thread: a container inside itself.
fn repr_active(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value] = arguments.function(vm, "repr_active")?;
    let active = match vm.thread.frames.split_last() {
        Some((caller, outer)) => outer.iter().any(|frame| {
            frame.function == caller.function
                && vm
                    .thread
                    .stack
                    .get(frame.base as usize)
                    .is_some_and(|first| first.is(value))
        }),
        None => false,
    };
    Ok(Value::Bool(active).into())
}

/// `_machine.is_stream(value)`: `sys.stdout` or `sys.stderr`.
fn is_stream(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value] = arguments.function(vm, "is_stream")?;
    let stream = value
        .object()
        .is_some_and(|id| matches!(vm.heap().body(id), Body::Stream(_)));
    Ok(Value::Bool(stream).into())
}
