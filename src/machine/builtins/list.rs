//! `list`.

use crate::base::ObjectId;
use crate::machine::builtins::{Arguments, Registry};
use crate::machine::class;
use crate::machine::compare::{self, Answer};
use crate::machine::effect::{Outcome, Result, Stop};
use crate::machine::iterate;
use crate::machine::object::Body;
use crate::machine::sequence;
use crate::machine::sort;
use crate::machine::value::Value;
use crate::machine::vm::Vm;

pub(crate) fn register(registry: &mut Registry) {
    registry.class_member("builtins", "list", class::LIST);
    let _ = registry
        .class(class::LIST)
        .new(new)
        .init(init)
        .method("append", append)
        .method("extend", extend)
        .method("insert", insert)
        .method("remove", remove)
        .method("pop", pop)
        .method("clear", clear)
        .method("index", index)
        .method("count", count)
        .method("sort", sort_in_place)
        .method("reverse", reverse)
        .method("copy", copy);
    registry.function("_machine", "sort_order", sort_order);
    registry.function("_machine", "list_replace", list_replace);
    registry.function("_machine", "list_append", append);
}

/// The list a method was called on.
#[inline]
fn own(vm: &mut Vm<'_>, value: Value, method: &str) -> Result<ObjectId> {
    match value {
        Value::Object(id) if matches!(vm.heap().body(id), Body::List(_)) => Ok(id),
        _ => Err(not_a_list(vm, value, method)),
    }
}

#[cold]
fn not_a_list(vm: &mut Vm<'_>, value: Value, method: &str) -> Stop {
    let message = format!(
        "descriptor '{method}' for 'list' objects doesn't apply to a '{}' object",
        vm.type_name(value)
    );
    vm.type_error(message)
}

fn none() -> Result {
    Ok(Value::None.into())
}

fn new(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let class = vm.as_class(arguments.receiver()).unwrap_or(class::LIST);
    Ok(vm.allocate(class, Body::List(Vec::new())).into())
}

fn init(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [iterable] = arguments.between(vm, "list", 1, 0)?;
    let id = own(vm, arguments.receiver(), "__init__")?;
    let items = match iterable {
        None => Vec::new(),
        Some(iterable) => match iterate::collect(vm, iterable)? {
            Some(items) => items,
            None => {
                vm.heap_mut().list_mut(id).clear();
                return Ok(vm.prelude("list_extend", &[arguments.receiver(), iterable]));
            }
        },
    };
    let grown = items.len() * size_of::<Value>();
    *vm.heap_mut().list_mut(id) = items;
    vm.heap_mut().grew(grown);
    none()
}

fn append(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, [item]) = arguments.method(vm, "list.append")?;
    let id = own(vm, receiver, "append")?;
    vm.heap_mut().list_mut(id).push(item);
    vm.heap_mut().grew(size_of::<Value>());
    none()
}

fn extend(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, [iterable]) = arguments.method(vm, "list.extend")?;
    let id = own(vm, receiver, "extend")?;
    match iterate::collect(vm, iterable)? {
        Some(items) => {
            sequence::append_all(vm, id, items);
            none()
        }
        None => Ok(vm.prelude("list_extend", &[receiver, iterable])),
    }
}

/// An index argument of a method; `None` is never Python here: an `__index__` of one's own is asked for by the prelude.
pub(super) fn whole_number(vm: &mut Vm<'_>, value: Value) -> Result<i64> {
    if let Some(number) = vm.as_i64(value) {
        return Ok(number);
    }
    if vm.as_integer(value).is_some() {
        return Err(vm.overflow_error("Python int too large to convert to C ssize_t"));
    }
    let message = format!(
        "'{}' object cannot be interpreted as an integer",
        vm.type_name(value)
    );
    Err(vm.type_error(message))
}

fn insert(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, [index, item]) = arguments.method(vm, "insert")?;
    let id = own(vm, receiver, "insert")?;
    let index = whole_number(vm, index)?;
    let items = vm.heap_mut().list_mut(id);
    let length = items.len() as i64;
    let index = if index < 0 {
        index.saturating_add(length)
    } else {
        index
    };
    items.insert(index.clamp(0, length) as usize, item);
    vm.heap_mut().grew(size_of::<Value>());
    none()
}

fn pop(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [index] = arguments.between(vm, "pop", 1, 0)?;
    let id = own(vm, arguments.receiver(), "pop")?;
    let index = match index {
        None => match vm.heap_mut().list_mut(id).pop() {
            Some(last) => return Ok(last.into()),
            None => -1,
        },
        Some(index) => whole_number(vm, index)?,
    };
    let length = vm.heap().list(Value::Object(id)).map_or(0, Vec::len) as i64;
    if length == 0 {
        return Err(vm.index_error("pop from empty list"));
    }
    let index = if index < 0 {
        index.saturating_add(length)
    } else {
        index
    };
    if !(0..length).contains(&index) {
        return Err(vm.index_error("pop index out of range"));
    }
    Ok(vm.heap_mut().list_mut(id).remove(index as usize).into())
}

fn clear(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, []) = arguments.method(vm, "list.clear")?;
    let id = own(vm, receiver, "clear")?;
    *vm.heap_mut().list_mut(id) = Vec::new();
    none()
}

fn copy(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, []) = arguments.method(vm, "list.copy")?;
    let id = own(vm, receiver, "copy")?;
    let items = vm
        .heap()
        .list(Value::Object(id))
        .cloned()
        .unwrap_or_default();
    vm.reserve(items.len() * size_of::<Value>())?;
    Ok(vm.list(items).into())
}

fn reverse(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, []) = arguments.method(vm, "list.reverse")?;
    let id = own(vm, receiver, "reverse")?;
    vm.heap_mut().list_mut(id).reverse();
    none()
}

/// The first place where an item is or equals the wanted one.
pub(super) enum Search {
    At(usize),
    Absent,
    Python,
}

pub(super) fn search(vm: &mut Vm<'_>, items: &[Value], wanted: Value) -> Result<Search> {
    for (at, &item) in items.iter().enumerate() {
        match compare::same(vm, item, wanted) {
            Answer::Is(false) => {}
            Answer::Is(true) => return Ok(Search::At(at)),
            other => {
                other.settle(vm)?;
                return Ok(Search::Python);
            }
        }
    }
    Ok(Search::Absent)
}

pub(super) fn tally(vm: &mut Vm<'_>, items: &[Value], wanted: Value) -> Result<Option<i64>> {
    let mut count = 0;
    for &item in items {
        match compare::same(vm, item, wanted) {
            Answer::Is(equal) => count += i64::from(equal),
            other => {
                other.settle(vm)?;
                return Ok(None);
            }
        }
    }
    Ok(Some(count))
}

fn items(vm: &Vm<'_>, id: ObjectId) -> Vec<Value> {
    vm.heap()
        .list(Value::Object(id))
        .cloned()
        .unwrap_or_default()
}

fn remove(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, [wanted]) = arguments.method(vm, "list.remove")?;
    let id = own(vm, receiver, "remove")?;
    let all = items(vm, id);
    match search(vm, &all, wanted)? {
        Search::At(at) => {
            vm.heap_mut().list_mut(id).remove(at);
            none()
        }
        Search::Absent => Err(vm.value_error("list.remove(x): x not in list")),
        Search::Python => Ok(vm.prelude("list_remove", &[receiver, wanted])),
    }
}

fn index(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [wanted, start, stop] = arguments.between(vm, "index", 1, 1)?;
    let receiver = arguments.receiver();
    let id = own(vm, receiver, "index")?;
    let all = items(vm, id);
    let wanted = wanted.unwrap_or_default();
    let (start, stop) = stretch(vm, all.len(), start, stop)?;
    match search(vm, all.get(start..stop).unwrap_or_default(), wanted)? {
        Search::At(at) => Ok(Value::Int((start + at) as i64).into()),
        Search::Absent => match super::display_of(vm, wanted)? {
            Some(text) => Err(vm.value_error(format!("{text} is not in list"))),
            None => Ok(vm.prelude("not_in_list", &[wanted])),
        },
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

/// The `start` and `stop` of `index`, cut to a length.
pub(super) fn stretch(
    vm: &mut Vm<'_>,
    length: usize,
    start: Option<Value>,
    stop: Option<Value>,
) -> Result<(usize, usize)> {
    let length = length as i64;
    let mut clip = |value: Option<Value>, otherwise: i64| -> Result<usize> {
        let Some(value) = value else {
            return Ok(otherwise as usize);
        };
        let Some(number) = vm.as_integer(value) else {
            return Err(vm.type_error("slice indices must be integers or have an __index__ method"));
        };
        let number = num_traits::ToPrimitive::to_i64(&number).unwrap_or(i64::MAX);
        let number = if number < 0 {
            number.saturating_add(length).max(0)
        } else {
            number
        };
        Ok(number.min(length) as usize)
    };
    Ok((clip(start, 0)?, clip(stop, length)?))
}

fn count(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, [wanted]) = arguments.method(vm, "list.count")?;
    let id = own(vm, receiver, "count")?;
    let all = items(vm, id);
    match tally(vm, &all, wanted)? {
        Some(count) => Ok(Value::Int(count).into()),
        None => Ok(vm.prelude("sequence_count", &[receiver, wanted])),
    }
}

/// `key` and `reverse` of a sort.
pub(super) fn sort_options(
    vm: &mut Vm<'_>,
    key: Option<Value>,
    reverse: Option<Value>,
) -> Result<(Value, bool)> {
    let reverse = match reverse {
        None => false,
        Some(flag) => match vm.as_i64(flag) {
            Some(number) => number != 0,
            None => {
                let message = format!(
                    "'{}' object cannot be interpreted as an integer",
                    vm.type_name(flag)
                );
                return Err(vm.type_error(message));
            }
        },
    };
    Ok((key.unwrap_or(Value::None), reverse))
}

fn sort_in_place(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    if arguments.positional.len() > 1 {
        return Err(vm.type_error("sort() takes no positional arguments"));
    }
    let receiver = arguments.receiver();
    let [key, reverse] = arguments.bind(vm, "sort", 1, ["*key", "*reverse"], 0)?;
    let id = own(vm, receiver, "sort")?;
    let (key, reverse) = sort_options(vm, key, reverse)?;
    if key.is_none() {
        let all = items(vm, id);
        if let Some(order) = sort::order(vm, &all, reverse)? {
            *vm.heap_mut().list_mut(id) = order.iter().map(|&at| all[at as usize]).collect();
            return none();
        }
    }
    Ok(vm.prelude("list_sort", &[receiver, key, Value::Bool(reverse)]))
}

/// `sorted(iterable, /, *, key=None, reverse=False)`
pub(super) fn sorted(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    if arguments.positional.len() != 1 {
        let given = arguments.positional.len();
        return Err(vm.type_error(format!("sorted expected 1 argument, got {given}")));
    }
    let iterable = arguments.receiver();
    let [key, reverse] = arguments.bind(vm, "sort", 1, ["*key", "*reverse"], 0)?;
    let (key, reverse) = sort_options(vm, key, reverse)?;
    let Some(all) = iterate::collect(vm, iterable)? else {
        return Ok(vm.prelude("sorted_of", &[iterable, key, Value::Bool(reverse)]));
    };
    if key.is_none()
        && let Some(order) = sort::order(vm, &all, reverse)?
    {
        let items = order.iter().map(|&at| all[at as usize]).collect();
        return Ok(vm.list(items).into());
    }
    let list = vm.list(all);
    Ok(vm.prelude("sorted_of", &[list, key, Value::Bool(reverse)]))
}

/// `_machine.sort_order(keys, reverse)`: a list of indices, or `None` where comparing takes Python code.
fn sort_order(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [keys, reverse] = arguments.function(vm, "sort_order")?;
    let keys = vm.heap().list(keys).cloned().unwrap_or_default();
    let reverse = vm.truth(reverse).unwrap_or(false);
    Ok(match sort::order(vm, &keys, reverse)? {
        Some(order) => {
            let order = order.iter().map(|&at| Value::Int(i64::from(at))).collect();
            vm.list(order).into()
        }
        None => Value::None.into(),
    })
}

/// `_machine.list_replace(list, items)`: all of its items at once, whatever its class overrides.
fn list_replace(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [list, items] = arguments.function(vm, "list_replace")?;
    let items = vm.heap().list(items).cloned().unwrap_or_default();
    let id = own(vm, list, "sort")?;
    *vm.heap_mut().list_mut(id) = items;
    Ok(Outcome::Value(Value::None))
}
