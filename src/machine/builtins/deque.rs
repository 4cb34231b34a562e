//! `collections.deque`: appends and pops at both ends in one step.

use crate::base::ObjectId;
use crate::machine::builtins::list::{self, Search, whole_number};
use crate::machine::builtins::{Arguments, Registry};
use crate::machine::class;
use crate::machine::effect::{Outcome, Result};
use crate::machine::iterate;
use crate::machine::number::Number;
use crate::machine::object::{Body, Deque};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

pub(crate) fn register(registry: &mut Registry) {
    registry.class_member("_collections", "deque", class::DEQUE);
    let _ = registry
        .class(class::DEQUE)
        .new(new)
        .init(init)
        .method("append", append)
        .method("appendleft", appendleft)
        .method("pop", pop)
        .method("popleft", popleft)
        .method("extend", extend)
        .method("extendleft", extendleft)
        .method("rotate", rotate)
        .method("clear", clear)
        .method("copy", copy)
        .method("__copy__", copy)
        .method("count", count)
        .method("index", index)
        .method("insert", insert)
        .method("remove", remove)
        .method("reverse", reverse)
        .getter("maxlen", maxlen);
}

fn own(vm: &mut Vm<'_>, value: Value) -> Result<ObjectId> {
    match value {
        Value::Object(id) if matches!(vm.heap().body(id), Body::Deque(_)) => Ok(id),
        _ => {
            let message = format!(
                "descriptor requires a 'collections.deque' object but received a '{}'",
                vm.type_name(value)
            );
            Err(vm.type_error(message))
        }
    }
}

fn body<'v>(vm: &'v mut Vm<'_>, id: ObjectId) -> &'v mut Deque {
    match vm.heap_mut().body_mut(id) {
        Body::Deque(deque) => deque,
        _ => unreachable!("callers know it is a deque"),
    }
}

fn seen<'v>(vm: &'v Vm<'_>, id: ObjectId) -> &'v Deque {
    match vm.heap().body(id) {
        Body::Deque(deque) => deque,
        _ => unreachable!("callers know it is a deque"),
    }
}

fn none() -> Result {
    Ok(Value::None.into())
}

fn new(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let class = vm.as_class(arguments.receiver()).unwrap_or(class::DEQUE);
    Ok(vm.allocate(class, Body::Deque(Box::default())).into())
}

fn init(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [iterable, limit] = arguments.bind(vm, "deque", 1, ["iterable", "maxlen"], 0)?;
    let receiver = arguments.receiver();
    let id = own(vm, receiver)?;
    let limit = match limit {
        None | Some(Value::None) => None,
        Some(limit) => {
            let Some(number) = vm.as_i64(limit) else {
                if matches!(Number::read(vm, limit), Some(Number::Big(_))) {
                    return Err(vm.overflow_error("Python int too large to convert to C ssize_t"));
                }
                return Err(vm.type_error("an integer is required"));
            };
            match usize::try_from(number) {
                Ok(limit) => Some(limit),
                Err(_) => return Err(vm.value_error("maxlen must be non-negative")),
            }
        }
    };
    *body(vm, id) = Deque {
        items: std::collections::VecDeque::new(),
        limit,
    };
    match iterable {
        None => none(),
        Some(iterable) => add_all(vm, id, receiver, iterable, false),
    }
}

fn push(vm: &mut Vm<'_>, id: ObjectId, item: Value, left: bool) {
    let deque = body(vm, id);
    if deque.limit == Some(0) {
        return;
    }
    let mut grown = size_of::<Value>();
    if deque.limit == Some(deque.items.len()) {
        if left {
            deque.items.pop_back();
        } else {
            deque.items.pop_front();
        }
        grown = 0;
    }
    if left {
        deque.items.push_front(item);
    } else {
        deque.items.push_back(item);
    }
    vm.heap_mut().grew(grown);
}

fn add_all(vm: &mut Vm<'_>, id: ObjectId, receiver: Value, iterable: Value, left: bool) -> Result {
    match iterate::collect(vm, iterable)? {
        Some(items) => {
            for item in items {
                push(vm, id, item, left);
            }
            none()
        }
        None => {
            let function = if left {
                "deque_extendleft"
            } else {
                "deque_extend"
            };
            Ok(vm.prelude(function, &[receiver, iterable]))
        }
    }
}

/// `deque += iterable`
pub(crate) fn extended(
    vm: &mut Vm<'_>,
    id: ObjectId,
    receiver: Value,
    iterable: Value,
) -> Result<Outcome> {
    match iterate::collect(vm, iterable)? {
        Some(items) => {
            for item in items {
                push(vm, id, item, false);
            }
            Ok(receiver.into())
        }
        None => Ok(vm.prelude("deque_iadd", &[receiver, iterable])),
    }
}

fn append(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, [item]) = arguments.method(vm, "deque.append")?;
    let id = own(vm, receiver)?;
    push(vm, id, item, false);
    none()
}

fn appendleft(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, [item]) = arguments.method(vm, "deque.appendleft")?;
    let id = own(vm, receiver)?;
    push(vm, id, item, true);
    none()
}

fn pop(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, []) = arguments.method(vm, "deque.pop")?;
    let id = own(vm, receiver)?;
    match body(vm, id).items.pop_back() {
        Some(item) => Ok(item.into()),
        None => Err(vm.index_error("pop from an empty deque")),
    }
}

fn popleft(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, []) = arguments.method(vm, "deque.popleft")?;
    let id = own(vm, receiver)?;
    match body(vm, id).items.pop_front() {
        Some(item) => Ok(item.into()),
        None => Err(vm.index_error("pop from an empty deque")),
    }
}

fn extend(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, [iterable]) = arguments.method(vm, "deque.extend")?;
    let id = own(vm, receiver)?;
    add_all(vm, id, receiver, iterable, false)
}

fn extendleft(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, [iterable]) = arguments.method(vm, "deque.extendleft")?;
    let id = own(vm, receiver)?;
    add_all(vm, id, receiver, iterable, true)
}

fn rotate(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [by] = arguments.between(vm, "rotate", 1, 0)?;
    let id = own(vm, arguments.receiver())?;
    let by = match by {
        None => 1,
        Some(by) => whole_number(vm, by)?,
    };
    let items = &mut body(vm, id).items;
    if !items.is_empty() {
        let by = by.rem_euclid(items.len() as i64) as usize;
        items.rotate_right(by);
    }
    none()
}

fn clear(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, []) = arguments.method(vm, "deque.clear")?;
    let id = own(vm, receiver)?;
    body(vm, id).items.clear();
    none()
}

fn copy(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, []) = arguments.method(vm, "deque.copy")?;
    let id = own(vm, receiver)?;
    let copy = seen(vm, id).clone();
    vm.reserve(copy.items.len() * size_of::<Value>())?;
    let class = vm.heap().class(id);
    Ok(vm.allocate(class, Body::Deque(Box::new(copy))).into())
}

fn items(vm: &Vm<'_>, id: ObjectId) -> Vec<Value> {
    seen(vm, id).items.iter().copied().collect()
}

fn count(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, [wanted]) = arguments.method(vm, "deque.count")?;
    let id = own(vm, receiver)?;
    let all = items(vm, id);
    match list::tally(vm, &all, wanted)? {
        Some(count) => Ok(Value::Int(count).into()),
        None => Ok(vm.prelude("sequence_count", &[receiver, wanted])),
    }
}

fn index(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [wanted, start, stop] = arguments.between(vm, "index", 1, 1)?;
    let receiver = arguments.receiver();
    let id = own(vm, receiver)?;
    let all = items(vm, id);
    let wanted = wanted.unwrap_or_default();
    let (start, stop) = list::stretch(vm, all.len(), start, stop)?;
    match list::search(vm, all.get(start..stop).unwrap_or_default(), wanted)? {
        Search::At(at) => Ok(Value::Int((start + at) as i64).into()),
        Search::Absent => match super::display_of(vm, wanted)? {
            Some(text) => Err(vm.value_error(format!("{text} is not in deque"))),
            None => Ok(vm.prelude("not_in_deque", &[wanted])),
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

fn insert(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, [index, item]) = arguments.method(vm, "insert")?;
    let id = own(vm, receiver)?;
    let index = whole_number(vm, index)?;
    let deque = body(vm, id);
    if deque.limit == Some(deque.items.len()) {
        return Err(vm.index_error("deque already at its maximum size"));
    }
    let length = deque.items.len() as i64;
    let index = if index < 0 {
        index.saturating_add(length)
    } else {
        index
    };
    deque.items.insert(index.clamp(0, length) as usize, item);
    vm.heap_mut().grew(size_of::<Value>());
    none()
}

fn remove(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, [wanted]) = arguments.method(vm, "deque.remove")?;
    let id = own(vm, receiver)?;
    let all = items(vm, id);
    match list::search(vm, &all, wanted)? {
        Search::At(at) => {
            body(vm, id).items.remove(at);
            none()
        }
        Search::Absent => match super::display_of(vm, wanted)? {
            Some(text) => Err(vm.value_error(format!("{text} is not in deque"))),
            None => Ok(vm.prelude("not_in_deque", &[wanted])),
        },
        Search::Python => Ok(vm.prelude("deque_remove", &[receiver, wanted])),
    }
}

fn reverse(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, []) = arguments.method(vm, "deque.reverse")?;
    let id = own(vm, receiver)?;
    body(vm, id).items.make_contiguous().reverse();
    none()
}

fn maxlen(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let id = own(vm, arguments.receiver())?;
    Ok(match seen(vm, id).limit {
        Some(limit) => Value::Int(limit as i64).into(),
        None => Value::None.into(),
    })
}
