//! `dict` and its views.

use crate::base::ObjectId;
use crate::code::name;
use crate::machine::builtins::{Arguments, Registry};
use crate::machine::class;
use crate::machine::compare::{self, Answer};
use crate::machine::effect::{Outcome, Result};
use crate::machine::items;
use crate::machine::iterate;
use crate::machine::object::{Body, Dict, Entry, ViewKind};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

pub(crate) fn register(registry: &mut Registry) {
    registry.class_member("builtins", "dict", class::DICT);
    let _ = registry
        .class(class::DICT)
        .new(new)
        .init(init)
        .class_method("fromkeys", fromkeys)
        .method("get", get)
        .method("setdefault", setdefault)
        .method("pop", pop)
        .method("popitem", popitem)
        .method("keys", keys)
        .method("values", values)
        .method("items", view_items)
        .method("update", update)
        .method("clear", clear)
        .method("copy", copy);
    for class in [class::DICT_KEYS, class::DICT_ITEMS] {
        let _ = registry.class(class).method("isdisjoint", isdisjoint);
    }
    registry.function("_machine", "dict_candidates", candidates);
    registry.function("_machine", "dict_read", read);
    registry.function("_machine", "dict_write", write);
    registry.function("_machine", "dict_drop", drop_entry);
    registry.function("_machine", "dict_rotate", rotate);
}

fn own(vm: &mut Vm<'_>, value: Value, method: &str) -> Result<ObjectId> {
    match value {
        Value::Object(id) if matches!(vm.heap().body(id), Body::Dict(_)) => Ok(id),
        _ => {
            let message = format!(
                "descriptor '{method}' for 'dict' objects doesn't apply to a '{}' object",
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
    let class = vm.as_class(arguments.receiver()).unwrap_or(class::DICT);
    Ok(vm.allocate(class, Body::Dict(Box::default())).into())
}

fn init(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    fill(vm, arguments, "dict")
}

fn update(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    fill(vm, arguments, "update")
}

/// `dict(mapping or pairs, **keywords)`, into a dict that is there.
fn fill(vm: &mut Vm<'_>, arguments: &Arguments, function: &str) -> Result {
    let receiver = arguments.receiver();
    let id = own(vm, receiver, function)?;
    let given = arguments.positional.len() - 1;
    if given > 1 {
        let message = format!("{function} expected at most 1 argument, got {given}");
        return Err(vm.type_error(message));
    }
    if let Some(mut other) = arguments.get(1)
        && !absorb(vm, id, &mut other)?
    {
        let keywords = Dict::default();
        let keywords = vm.dict(keywords);
        let Value::Object(keywords_id) = keywords else {
            unreachable!("a dict is an object")
        };
        add_keywords(vm, keywords_id, arguments)?;
        return Ok(vm.prelude("dict_update", &[receiver, other, keywords]));
    }
    add_keywords(vm, id, arguments)?;
    none()
}

fn add_keywords(vm: &mut Vm<'_>, id: ObjectId, arguments: &Arguments) -> Result<()> {
    for &(name, value) in &arguments.keywords {
        let text = vm.name_text(name);
        let key = vm.text(text);
        if let Some(place) = compare::locate(vm, id, key)? {
            items::put(vm, id, place, key, value);
        }
    }
    Ok(())
}

/// `dict |= other`
pub(crate) fn united(vm: &mut Vm<'_>, target: Value, mut other: Value) -> Result<Outcome> {
    let id = own(vm, target, "__ior__")?;
    if absorb(vm, id, &mut other)? {
        Ok(target.into())
    } else {
        Ok(vm.prelude("dict_ior", &[target, other]))
    }
}

/// Puts a mapping's entries, or pairs, into a dict; false where that takes Python code. What was put by then may be put
/// again.
pub(crate) fn absorb(vm: &mut Vm<'_>, target: ObjectId, source: &mut Value) -> Result<bool> {
    let other = *source;
    if vm.overridden(other, name::ITER).is_none()
        && vm.overridden(other, name::KEYS).is_none()
        && let Some(dict) = vm.heap().dict(other)
    {
        if other.is(Value::Object(target)) {
            return Ok(true);
        }
        vm.reserve(dict.bytes())?;
        if vm
            .heap()
            .dict(Value::Object(target))
            .is_some_and(Dict::is_empty)
        {
            let copy = dict.clone();
            let grown = copy.bytes();
            *vm.heap_mut().dict_mut(target) = copy;
            vm.heap_mut().grew(grown);
            return Ok(true);
        }
        let entries: Vec<Entry> = dict.iter().copied().collect();
        return put_entries(vm, target, &entries);
    }
    let class = vm.class_of(other);
    if vm.lookup(class, name::KEYS).is_some() {
        return Ok(false);
    }
    // An iterator is used up only once: whoever goes on gets a list of what it gave.
    if other
        .object()
        .is_some_and(|id| matches!(vm.heap().body(id), Body::Iterator(_)))
    {
        let Some(items) = iterate::collect(vm, *source)? else {
            return Ok(false);
        };
        *source = vm.list(items);
    }
    let other = *source;
    let Some(pairs) = iterate::collect(vm, other)? else {
        return Ok(false);
    };
    let mut entries = Vec::with_capacity(pairs.len());
    for (number, pair) in pairs.into_iter().enumerate() {
        let builtin = vm.class(vm.class_of(pair)).builtin;
        if builtin
            && matches!(
                pair.object().map(|id| vm.heap().body(id)),
                None | Some(Body::Plain)
            )
        {
            let message = format!(
                "cannot convert dictionary update sequence element #{number} to a sequence"
            );
            return Err(vm.type_error(message));
        }
        let Some(parts) = iterate::collect(vm, pair)? else {
            return Ok(false);
        };
        let [key, value] = parts[..] else {
            let length = parts.len();
            return Err(vm.value_error(format!(
                "dictionary update sequence element #{number} has length {length}; 2 is required"
            )));
        };
        let Some(hash) = compare::hash(vm, key)? else {
            return Ok(false);
        };
        entries.push(Entry { hash, key, value });
    }
    put_entries(vm, target, &entries)
}

fn put_entries(vm: &mut Vm<'_>, target: ObjectId, entries: &[Entry]) -> Result<bool> {
    for entry in entries {
        let Body::Dict(dict) = vm.heap().body(target) else {
            unreachable!("callers know it is a dict")
        };
        let found = compare::find(vm, dict, entry.hash, entry.key, 0);
        match compare::place(vm, entry.hash, found)? {
            None => return Ok(false),
            Some(place) => items::put(vm, target, place, entry.key, entry.value),
        }
    }
    Ok(true)
}

fn fromkeys(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [iterable, value] = arguments.between(vm, "fromkeys", 1, 1)?;
    let class = arguments.receiver();
    let (iterable, value) = (iterable.unwrap_or_default(), value.unwrap_or(Value::None));
    let Some(keys) = (if class.is(Value::Object(class::DICT)) {
        iterate::collect(vm, iterable)?
    } else {
        None
    }) else {
        return Ok(vm.prelude("dict_fromkeys", &[class, iterable, value]));
    };
    let dict = vm.dict(Dict::default());
    let Value::Object(id) = dict else {
        unreachable!("a dict is an object")
    };
    for &key in &keys {
        match compare::locate(vm, id, key)? {
            Some(place) => items::put(vm, id, place, key, value),
            None => {
                let keys = vm.list(keys);
                return Ok(vm.prelude("dict_fromkeys", &[class, keys, value]));
            }
        }
    }
    Ok(dict.into())
}

fn get(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [key, default] = arguments.between(vm, "get", 1, 1)?;
    let receiver = arguments.receiver();
    let id = own(vm, receiver, "get")?;
    let (key, default) = (key.unwrap_or_default(), default.unwrap_or(Value::None));
    match compare::locate(vm, id, key)? {
        Some(place) => Ok(value_at(vm, id, place.position).unwrap_or(default).into()),
        None => Ok(vm.prelude("dict_get", &[receiver, key, default])),
    }
}

fn value_at(vm: &Vm<'_>, dict: ObjectId, position: Option<usize>) -> Option<Value> {
    match vm.heap().body(dict) {
        Body::Dict(dict) => Some(dict.at(position?)?.value),
        _ => None,
    }
}

fn setdefault(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [key, default] = arguments.between(vm, "setdefault", 1, 1)?;
    let receiver = arguments.receiver();
    let id = own(vm, receiver, "setdefault")?;
    let (key, default) = (key.unwrap_or_default(), default.unwrap_or(Value::None));
    match compare::locate(vm, id, key)? {
        Some(place) => {
            if let Some(value) = value_at(vm, id, place.position) {
                return Ok(value.into());
            }
            items::put(vm, id, place, key, default);
            Ok(default.into())
        }
        None => Ok(vm.prelude("dict_setdefault", &[receiver, key, default])),
    }
}

fn pop(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [key, default] = arguments.between(vm, "pop", 1, 1)?;
    let receiver = arguments.receiver();
    let id = own(vm, receiver, "pop")?;
    let key = key.unwrap_or_default();
    match compare::locate(vm, id, key)? {
        Some(place) => match (place.position, default) {
            (Some(position), _) => Ok(vm.heap_mut().dict_mut(id).remove(position).value.into()),
            (None, Some(default)) => Ok(default.into()),
            (None, None) => Err(vm.key_error(key)),
        },
        None => match default {
            Some(default) => Ok(vm.prelude("dict_pop", &[receiver, key, default])),
            None => Ok(vm.prelude("dict_pop", &[receiver, key])),
        },
    }
}

fn popitem(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, []) = arguments.method(vm, "dict.popitem")?;
    let id = own(vm, receiver, "popitem")?;
    let Some(position) = vm.heap().dict(receiver).and_then(Dict::last) else {
        let message = vm.text("popitem(): dictionary is empty");
        return Err(vm.key_error(message));
    };
    let entry = vm.heap_mut().dict_mut(id).remove(position);
    Ok(vm.tuple([entry.key, entry.value]).into())
}

fn view(vm: &mut Vm<'_>, arguments: &Arguments, name: &str, kind: ViewKind) -> Result {
    let (receiver, []) = arguments.method(vm, name)?;
    let dict = own(vm, receiver, name)?;
    let class = match kind {
        ViewKind::Keys => class::DICT_KEYS,
        ViewKind::Values => class::DICT_VALUES,
        ViewKind::Items => class::DICT_ITEMS,
    };
    Ok(vm.allocate(class, Body::View { dict, kind }).into())
}

fn keys(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    view(vm, arguments, "dict.keys", ViewKind::Keys)
}

fn values(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    view(vm, arguments, "dict.values", ViewKind::Values)
}

fn view_items(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    view(vm, arguments, "dict.items", ViewKind::Items)
}

fn clear(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, []) = arguments.method(vm, "dict.clear")?;
    let id = own(vm, receiver, "clear")?;
    vm.heap_mut().dict_mut(id).clear();
    none()
}

fn copy(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, []) = arguments.method(vm, "dict.copy")?;
    own(vm, receiver, "copy")?;
    let dict = vm.heap().dict(receiver).cloned().unwrap_or_default();
    vm.reserve(dict.bytes())?;
    Ok(vm.dict(dict).into())
}

fn isdisjoint(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, [other]) = arguments.method(vm, "isdisjoint")?;
    super::set::disjoint(vm, receiver, other)
}

/// `_machine.dict_candidates(dict, hash)`: a list of the keys with this hash.
fn candidates(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [dict, hash] = arguments.function(vm, "dict_candidates")?;
    let hash = vm.as_i64(hash).unwrap_or(0);
    let keys = vm
        .heap()
        .dict(dict)
        .map(|dict| dict.candidates(hash))
        .unwrap_or_default();
    Ok(vm.list(keys).into())
}

/// The entry whose key is this very object.
fn exactly(vm: &Vm<'_>, dict: Value, hash: Value, key: Value) -> Option<usize> {
    let hash = vm.as_i64(hash)?;
    vm.heap().dict(dict)?.find(hash, |other| other.is(key))
}

/// `_machine.dict_read(dict, hash, key)`: the value under this very key.
fn read(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [dict, hash, key] = arguments.function(vm, "dict_read")?;
    let position = exactly(vm, dict, hash, key);
    let value = dict.object().and_then(|id| value_at(vm, id, position));
    match value {
        Some(value) => Ok(value.into()),
        None => Err(vm.key_error(key)),
    }
}

/// `_machine.dict_write(dict, hash, key, value)`: under this very key, which is added where it is not there.
fn write(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [dict, hash, key, value] = arguments.function(vm, "dict_write")?;
    let id = own(vm, dict, "__setitem__")?;
    let place = compare::Place {
        hash: vm.as_i64(hash).unwrap_or(0),
        position: exactly(vm, dict, hash, key),
    };
    items::put(vm, id, place, key, value);
    none()
}

/// `_machine.dict_drop(dict, hash, key)`: takes this very key out and gives its value.
fn drop_entry(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [dict, hash, key] = arguments.function(vm, "dict_drop")?;
    let id = own(vm, dict, "__delitem__")?;
    match exactly(vm, dict, hash, key) {
        Some(position) => Ok(vm.heap_mut().dict_mut(id).remove(position).value.into()),
        None => Err(vm.key_error(key)),
    }
}

/// `_machine.dict_rotate(dict, key, last)`: moves an entry to one end, for `OrderedDict.move_to_end`. False where the
/// key is missing.
fn rotate(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [dict, key, last] = arguments.function(vm, "dict_rotate")?;
    let id = own(vm, dict, "move_to_end")?;
    let position = match compare::hashed(vm, key) {
        compare::Hashed::Is(hash) => match vm.heap().dict(dict) {
            Some(body) => body.find(hash, |other| {
                compare::same(vm, other, key) == Answer::Is(true)
            }),
            None => None,
        },
        _ => None,
    };
    let Some(position) = position else {
        return Ok(Value::Bool(false).into());
    };
    let last = vm.truth(last).unwrap_or(true);
    let body = vm.heap_mut().dict_mut(id);
    let entry = body.remove(position);
    if last {
        body.push(entry.hash, entry.key, entry.value);
    } else {
        let rest: Vec<Entry> = body.iter().copied().collect();
        body.clear();
        for entry in std::iter::once(entry).chain(rest) {
            body.push(entry.hash, entry.key, entry.value);
        }
    }
    Ok(Value::Bool(true).into())
}
