//! The builtin functions that look at values: `print`, `len`, `sum`, `min`, `isinstance` and their like.

use num_bigint::BigInt;

use crate::code::{Compare, name};
use crate::machine::access::Access;
use crate::machine::builtins::{Arguments, Registry, list};
use crate::machine::class;
use crate::machine::compare;
use crate::machine::display;
use crate::machine::effect::{Outcome, Result};
use crate::machine::iterate::{self, Advance};
use crate::machine::object::{Body, Dict, ViewKind};
use crate::machine::output;
use crate::machine::value::Value;
use crate::machine::vm::Vm;

pub(crate) fn register(registry: &mut Registry) {
    registry.function("builtins", "print", print);
    registry.function("builtins", "len", len);
    registry.function("builtins", "sorted", list::sorted);
    registry.function("builtins", "min", min);
    registry.function("builtins", "max", max);
    registry.function("builtins", "sum", sum);
    registry.function("builtins", "any", any);
    registry.function("builtins", "all", all);
    registry.function("builtins", "isinstance", isinstance);
    registry.function("builtins", "issubclass", issubclass);
    registry.function("builtins", "callable", callable);
    registry.function("builtins", "id", id);
    registry.function("builtins", "hash", hash);
    registry.function("builtins", "repr", repr);
    registry.function("builtins", "dir", dir);
    registry.function("builtins", "vars", vars);
    registry.function("builtins", "globals", globals);
    registry.function("builtins", "exit", exit);
    registry.function("builtins", "quit", exit);
}

fn text_option(vm: &mut Vm<'_>, value: Option<Value>, name: &str, default: &str) -> Result<String> {
    match value {
        None | Some(Value::None) => Ok(default.to_owned()),
        Some(value) => match vm.as_str(value) {
            Some(text) => Ok(text.to_owned()),
            None => {
                let message = format!(
                    "{name} must be None or a string, not {}",
                    vm.type_name(value)
                );
                Err(vm.type_error(message))
            }
        },
    }
}

fn print(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (mut sep, mut end, mut file, mut flush) = (None, None, None, None);
    for &(keyword, value) in &arguments.keywords {
        match keyword {
            name::SEP => sep = Some(value),
            name::END => end = Some(value),
            name::FILE_KEYWORD => file = Some(value),
            name::FLUSH => flush = Some(value),
            other => {
                let text = vm.name_text(other);
                let message = format!("'{text}' is an invalid keyword argument for print()");
                return Err(vm.type_error(message));
            }
        }
    }
    let separator = text_option(vm, sep, "sep", " ")?;
    let ending = text_option(vm, end, "end", "\n")?;
    let stream = match file {
        None | Some(Value::None) => Some(1),
        Some(Value::Object(id)) => match vm.heap().body(id) {
            Body::Stream(stream) => Some(*stream),
            _ => None,
        },
        Some(_) => None,
    };
    let flush = match flush {
        None => Some(false),
        Some(flush) => vm.truth(flush),
    };
    if let (Some(stream), Some(flush)) = (stream, flush) {
        let mut text = String::new();
        let mut native = true;
        for (number, &value) in arguments.positional.iter().enumerate() {
            if number > 0 {
                text.push_str(&separator);
            }
            match display::str(vm, value)? {
                Some(part) => text.push_str(&part),
                None => {
                    native = false;
                    break;
                }
            }
        }
        if native {
            return emit(vm, stream, text, &ending, flush);
        }
    }
    let values = vm.tuple(&arguments.positional[..]);
    let separator = vm.text(separator);
    let ending = vm.text(ending);
    Ok(vm.prelude(
        "print_values",
        &[
            values,
            separator,
            ending,
            file.unwrap_or(Value::None),
            Value::Bool(flush.unwrap_or(true)),
        ],
    ))
}

/// Writes what one `print` says.
fn emit(vm: &mut Vm<'_>, stream: u8, mut text: String, ending: &str, flush: bool) -> Result {
    text.push_str(ending);
    let outcome = output::write(vm, stream, &text)?;
    match outcome {
        // What was asked of the kernel already takes all there is along.
        Outcome::Value(_) if flush => output::flush(vm, stream),
        outcome => Ok(outcome),
    }
}

/// `len(value)` of builtin containers.
pub(crate) fn length(vm: &Vm<'_>, value: Value) -> Option<usize> {
    match vm.heap().body(value.object()?) {
        Body::Text(text) => Some(text.len()),
        Body::Bytes(bytes) => Some(bytes.len()),
        Body::ByteArray(bytes) => Some(bytes.len()),
        Body::Tuple(items) => Some(items.len()),
        Body::List(items) => Some(items.len()),
        Body::Dict(dict) => Some(dict.len()),
        Body::Set(set) => Some(set.len()),
        Body::Range(range) => Some(range.len()),
        Body::Deque(deque) => Some(deque.items.len()),
        Body::View { dict, .. } => vm.heap().dict(Value::Object(*dict)).map(Dict::len),
        _ => None,
    }
}

fn len(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value] = arguments.function(vm, "len")?;
    if vm.overridden(value, name::LEN).is_some() {
        return Ok(vm.prelude("len_of", &[value]));
    }
    match length(vm, value) {
        Some(length) => Ok(Value::Int(length as i64).into()),
        None if vm.lookup(vm.class_of(value), name::LEN).is_some() => {
            Ok(vm.prelude("len_of", &[value]))
        }
        None => {
            let message = format!("object of type '{}' has no len()", vm.type_name(value));
            Err(vm.type_error(message))
        }
    }
}

fn min(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    extreme(vm, arguments, "min", Compare::Less)
}

fn max(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    extreme(vm, arguments, "max", Compare::Greater)
}

/// The first item that no later one is `op` than.
fn extreme(vm: &mut Vm<'_>, arguments: &Arguments, function: &str, op: Compare) -> Result {
    let (mut key, mut default) = (Value::None, Value::Unbound);
    for &(keyword, value) in &arguments.keywords {
        match keyword {
            name::KEY => key = value,
            name::DEFAULT => default = value,
            other => {
                let text = vm.name_text(other);
                let message = format!("'{text}' is an invalid keyword argument for {function}()");
                return Err(vm.type_error(message));
            }
        }
    }
    let (items, source) = match &arguments.positional[..] {
        [] => {
            let message = format!("{function} expected at least 1 argument, got 0");
            return Err(vm.type_error(message));
        }
        [iterable] => {
            if let Some((first, last)) = range_ends(vm, *iterable)
                && key.is_none()
            {
                let answer = if op == Compare::Less {
                    first.min(last)
                } else {
                    first.max(last)
                };
                return Ok(Value::Int(answer).into());
            }
            (iterate::collect(vm, *iterable)?, *iterable)
        }
        several => {
            if default.is_bound() {
                return Err(vm.type_error(format!(
                    "Cannot specify a default for {function}() with multiple positional arguments"
                )));
            }
            (Some(several.to_vec()), Value::None)
        }
    };
    let Some(items) = items else {
        return Ok(extreme_slowly(vm, source, key, default, op));
    };
    let Some(&first) = items.first() else {
        if default.is_bound() {
            return Ok(default.into());
        }
        return Err(vm.value_error(format!("{function}() arg is an empty sequence")));
    };
    if key.is_none() {
        let mut best = Some(first);
        for &item in &items[1..] {
            let Some(so_far) = best else { break };
            let answer = compare::ordered(vm, op, item, so_far);
            best =
                compare::settle(vm, op, answer)?.map(|better| if better { item } else { so_far });
        }
        if let Some(best) = best {
            return Ok(best.into());
        }
    }
    let items = vm.list(items);
    Ok(extreme_slowly(vm, items, key, default, op))
}

fn extreme_slowly(
    vm: &mut Vm<'_>,
    items: Value,
    key: Value,
    default: Value,
    op: Compare,
) -> Outcome {
    let function = if op == Compare::Less {
        "min_of"
    } else {
        "max_of"
    };
    if default.is_bound() {
        vm.prelude(function, &[items, key, default])
    } else {
        vm.prelude(function, &[items, key])
    }
}

fn range_ends(vm: &Vm<'_>, value: Value) -> Option<(i64, i64)> {
    match vm.heap().body(value.object()?) {
        Body::Range(range) if !range.is_empty() => Some((range.at(0), range.at(range.len() - 1))),
        _ => None,
    }
}

fn sum(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [iterable, start] = arguments.bind(vm, "sum", 0, ["iterable", "start"], 1)?;
    let (iterable, start) = (iterable.unwrap_or_default(), start.unwrap_or(Value::Int(0)));
    if let Value::Object(id) = start {
        let message = match vm.heap().body(id) {
            Body::Text(_) => "sum() can't sum strings [use ''.join(seq) instead]",
            Body::Bytes(_) => "sum() can't sum bytes [use b''.join(seq) instead]",
            Body::ByteArray(_) => "sum() can't sum bytearray [use b''.join(seq) instead]",
            _ => "",
        };
        if !message.is_empty() {
            return Err(vm.type_error(message));
        }
    }
    if let (Some((first, last)), Value::Int(start)) = (range_ends(vm, iterable), start) {
        let count = super::core::length(vm, iterable).unwrap_or(0);
        let total = (BigInt::from(first) + last) * count / 2 + start;
        return Ok(vm.integer(total).into());
    }
    let Some(items) = iterate::collect(vm, iterable)? else {
        return Ok(vm.prelude("sum_of", &[iterable, start]));
    };
    match add_up(vm, &items, start) {
        Some(total) => Ok(total.into()),
        None => {
            let items = vm.list(items);
            Ok(vm.prelude("sum_of", &[items, start]))
        }
    }
}

/// Ints exactly, floats from left to right; nothing where there is anything else.
fn add_up(vm: &mut Vm<'_>, items: &[Value], start: Value) -> Option<Value> {
    let mut rest = items;
    let mut float = match start {
        Value::Float(number) => number,
        Value::Int(number) => {
            let mut total = i128::from(number);
            while let Some((&item, others)) = rest.split_first() {
                match item {
                    Value::Int(number) => total += i128::from(number),
                    Value::Bool(flag) => total += i128::from(flag),
                    _ => break,
                }
                rest = others;
            }
            match rest.first() {
                None => return Some(vm.integer(BigInt::from(total))),
                Some(Value::Float(_)) => i64::try_from(total).ok()? as f64,
                Some(_) => return None,
            }
        }
        _ => return None,
    };
    for &item in rest {
        match item {
            Value::Float(number) => float += number,
            Value::Int(number) => float += number as f64,
            Value::Bool(flag) => float += f64::from(u8::from(flag)),
            _ => return None,
        }
    }
    Some(Value::Float(float))
}

/// Items that one step of `any` or `all` looks at; a longer iterator goes on in the next.
const AT_ONCE: usize = 1 << 20;

fn any(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [iterable] = arguments.function(vm, "any")?;
    quantify(vm, iterable, true)
}

fn all(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [iterable] = arguments.function(vm, "all")?;
    quantify(vm, iterable, false)
}

/// Whether some item's truth is `wanted`; `all` asks for a false one and answers the opposite.
fn quantify(vm: &mut Vm<'_>, iterable: Value, wanted: bool) -> Result {
    let prelude = if wanted { "any_of" } else { "all_of" };
    let answer = |found: bool| Ok(Value::Bool(found == wanted).into());
    let iterator = iterable
        .object()
        .filter(|&id| matches!(vm.heap().body(id), Body::Iterator(_)));
    if let Some(id) = iterator {
        if !iterate::is_native(vm, id) {
            return Ok(vm.prelude(prelude, &[iterable]));
        }
        for _ in 0..AT_ONCE {
            match iterate::advance(vm, id)? {
                Advance::Exhausted => return answer(false),
                Advance::Item(item) => match vm.truth(item) {
                    Some(truth) if truth == wanted => return answer(true),
                    Some(_) => {}
                    None => {
                        let first = if wanted { "any_from" } else { "all_from" };
                        return Ok(vm.prelude(first, &[item, iterable]));
                    }
                },
                Advance::Python => return Ok(vm.prelude(prelude, &[iterable])),
            }
        }
        return Ok(Outcome::Again);
    }
    if let Some((first, last)) = range_ends(vm, iterable) {
        let zero = compare::contains_body(vm, Value::Int(0), iterable)? == Some(true);
        return answer(if wanted {
            first != 0 || last != 0
        } else {
            zero
        });
    }
    let Some(items) = iterate::collect(vm, iterable)? else {
        return Ok(vm.prelude(prelude, &[iterable]));
    };
    for &item in &items {
        match vm.truth(item) {
            Some(truth) if truth == wanted => return answer(true),
            Some(_) => {}
            None => {
                let items = vm.list(items);
                return Ok(vm.prelude(prelude, &[items]));
            }
        }
    }
    answer(false)
}

/// Whether a class, or one of a tuple of them, is what `test` says; `None` where a metaclass is to be asked.
fn any_class(
    vm: &mut Vm<'_>,
    classes: Value,
    hook: crate::code::Name,
    message: &str,
    test: impl Fn(&Vm<'_>, crate::base::ObjectId) -> bool,
) -> Result<Option<bool>> {
    let mut open = vec![classes];
    while let Some(next) = open.pop() {
        if let Some(id) = vm.as_class(next) {
            if vm.overridden(next, hook).is_some() {
                return Ok(None);
            }
            if test(vm, id) {
                return Ok(Some(true));
            }
        } else if next.is_none() && open.len() + 1 > 1 {
            if test(vm, class::NONE_TYPE) {
                return Ok(Some(true));
            }
        } else if let Some(items) = vm.heap().tuple(next) {
            open.extend(items.iter().rev());
        } else if vm.lookup(vm.class_of(next), hook).is_some() {
            return Ok(None);
        } else {
            return Err(vm.type_error(message));
        }
    }
    Ok(Some(false))
}

fn isinstance(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value, classes] = arguments.function(vm, "isinstance")?;
    if let Some(class) = vm.as_class(classes)
        && vm.class_of(value) == class
    {
        return Ok(Value::Bool(true).into());
    }
    let answer = any_class(
        vm,
        classes,
        name::INSTANCECHECK,
        "isinstance() arg 2 must be a type, a tuple of types, or a union",
        |vm, class| vm.is_instance(value, class),
    )?;
    Ok(match answer {
        Some(answer) => Value::Bool(answer).into(),
        None => vm.prelude("isinstance_of", &[value, classes]),
    })
}

fn issubclass(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value, classes] = arguments.function(vm, "issubclass")?;
    let Some(subclass) = vm.as_class(value) else {
        return Err(vm.type_error("issubclass() arg 1 must be a class"));
    };
    let answer = any_class(
        vm,
        classes,
        name::SUBCLASSCHECK,
        "issubclass() arg 2 must be a class, a tuple of classes, or a union",
        |vm, class| vm.is_subclass(subclass, class),
    )?;
    Ok(match answer {
        Some(answer) => Value::Bool(answer).into(),
        None => vm.prelude("issubclass_of", &[value, classes]),
    })
}

fn callable(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value] = arguments.function(vm, "callable")?;
    let answer = match value {
        Value::Native(_) => true,
        Value::Object(id) => match vm.heap().body(id) {
            Body::Function(_) | Body::Method(_) | Body::Class(_) => true,
            _ => vm.lookup(vm.class_of(value), name::CALL).is_some(),
        },
        _ => false,
    };
    Ok(Value::Bool(answer).into())
}

fn id(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value] = arguments.function(vm, "id")?;
    vm.process.note(Access::Identity);
    Ok(Value::Int(display::address(value) as i64).into())
}

fn hash(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value] = arguments.function(vm, "hash")?;
    Ok(match compare::hash(vm, value)? {
        Some(hash) => Value::Int(hash).into(),
        None => vm.prelude("hash_of", &[value]),
    })
}

fn repr(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value] = arguments.function(vm, "repr")?;
    Ok(match display::repr(vm, value)? {
        Some(text) => vm.text(text).into(),
        None => vm.prelude("repr_of", &[value]),
    })
}

/// The names that `dir(object)` lists.
fn dir(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value] = arguments.between(vm, "dir", 0, 0)?;
    let mut names = std::collections::BTreeSet::new();
    match value {
        None => {
            let frame = vm.thread.frames.last().expect("somebody calls");
            let function = &vm.program.functions[frame.function.index()];
            if function.kind == crate::code::Kind::Module {
                let globals = &vm.process.globals[function.module.index()];
                for (slot, &name) in globals.names.iter().enumerate() {
                    if globals.values[slot].is_bound() {
                        names.insert(vm.name_text(name));
                    }
                }
            } else {
                for (slot, &name) in function.locals.iter().enumerate() {
                    if vm.thread.stack[frame.base as usize + slot].is_bound() {
                        names.insert(vm.name_text(name));
                    }
                }
            }
        }
        Some(value) => {
            if vm.overridden(value, name::DIR).is_some() {
                return Ok(vm.prelude("dir_of", &[value]));
            }
            if let Value::Module(module) = value {
                let globals = &vm.process.globals[module.index()];
                for (slot, &name) in globals.names.iter().enumerate() {
                    if globals.values[slot].is_bound() {
                        names.insert(vm.name_text(name));
                    }
                }
            }
            let class = vm.as_class(value).unwrap_or(vm.class_of(value));
            for &ancestor in &vm.class(class).mro {
                for (name, _) in vm.class(ancestor).attributes.iter() {
                    names.insert(vm.name_text(name));
                }
            }
            if let Value::Object(id) = value
                && let Some(attributes) = &vm.heap().get(id).attributes
            {
                for (name, _) in attributes.iter() {
                    names.insert(vm.name_text(name));
                }
            }
        }
    }
    let names = names.into_iter().map(|name| vm.text(name)).collect();
    Ok(vm.list(names).into())
}

/// A dict of names and values. It is a copy: writing to it changes nothing else.
fn namespace(vm: &mut Vm<'_>, pairs: Vec<(crate::code::Name, Value)>) -> Value {
    let mut dict = Dict::default();
    for (name, value) in pairs {
        let text = vm.name_text(name);
        let hash = compare::hash_bytes(text.as_bytes());
        let key = vm.text(text);
        dict.push(hash, key, value);
    }
    vm.dict(dict)
}

fn vars(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value] = arguments.function(vm, "vars")?;
    let pairs = match value {
        Value::Module(module) => return Ok(module_namespace(vm, module).into()),
        Value::Object(id) => match vm.heap().body(id) {
            Body::Class(class) => class.attributes.iter().collect(),
            body => {
                let object = vm.heap().get(id);
                let bare = vm.class(object.class).builtin && !matches!(body, Body::Exception(_));
                match &object.attributes {
                    Some(attributes) => attributes.iter().collect(),
                    None if bare => {
                        return Err(vm.type_error("vars() argument must have __dict__ attribute"));
                    }
                    None => Vec::new(),
                }
            }
        },
        _ => return Err(vm.type_error("vars() argument must have __dict__ attribute")),
    };
    Ok(namespace(vm, pairs).into())
}

fn module_namespace(vm: &mut Vm<'_>, module: crate::base::ModuleId) -> Value {
    let globals = &vm.process.globals[module.index()];
    let pairs = globals
        .names
        .iter()
        .copied()
        .zip(globals.values.iter().copied())
        .filter(|(_, value)| value.is_bound())
        .collect();
    namespace(vm, pairs)
}

fn globals(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [] = arguments.function(vm, "globals")?;
    let frame = vm.thread.frames.last().expect("somebody calls");
    let module = vm.program.functions[frame.function.index()].module;
    Ok(module_namespace(vm, module).into())
}

fn exit(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [code] = arguments.between(vm, "exit", 0, 0)?;
    Err(vm.raise_with(class::SYSTEM_EXIT, vec![code.unwrap_or(Value::None)]))
}

/// What the prelude needs beside the language to look into containers.
pub(crate) fn raw_items(vm: &Vm<'_>, value: Value) -> Vec<Value> {
    let Some(id) = value.object() else {
        return Vec::new();
    };
    match vm.heap().body(id) {
        Body::List(items) => items.clone(),
        Body::Tuple(items) => items.to_vec(),
        Body::Deque(deque) => deque.items.iter().copied().collect(),
        Body::Set(set) => set.iter().map(|(_, key)| key).collect(),
        Body::Dict(dict) => dict.iter().map(|entry| entry.key).collect(),
        Body::View { dict, kind } => match (vm.heap().dict(Value::Object(*dict)), kind) {
            (Some(dict), ViewKind::Values) => dict.iter().map(|entry| entry.value).collect(),
            (Some(dict), _) => dict.iter().map(|entry| entry.key).collect(),
            (None, _) => Vec::new(),
        },
        _ => Vec::new(),
    }
}
