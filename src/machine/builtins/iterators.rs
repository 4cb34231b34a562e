//! `iter`, `next`, `enumerate`, `zip`, `map`, `filter`, `reversed`.
//!
//! Over builtin iterators, `enumerate` and `zip` are natives; over anything else, and for `map` and `filter` always,
//! they are generators of the prelude in the clothes of their class.

use crate::base::ObjectId;
use crate::code::name;
use crate::machine::builtins::{Arguments, Registry};
use crate::machine::class;
use crate::machine::effect::{Outcome, Result, Resumption};
use crate::machine::iterate::{self, Advance};
use crate::machine::object::{Body, Iterator};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

pub(crate) fn register(registry: &mut Registry) {
    registry.function("builtins", "iter", iter);
    registry.function("builtins", "next", next);
    registry.class_member("builtins", "enumerate", class::ENUMERATE);
    registry.class_member("builtins", "zip", class::ZIP);
    registry.class_member("builtins", "map", class::MAP);
    registry.class_member("builtins", "filter", class::FILTER);
    registry.class_member("builtins", "reversed", class::REVERSED);
    let _ = registry.class(class::ENUMERATE).new(new_enumerate);
    let _ = registry.class(class::ZIP).new(new_zip);
    let _ = registry.class(class::MAP).new(new_map);
    let _ = registry.class(class::FILTER).new(new_filter);
    let _ = registry.class(class::REVERSED).new(new_reversed);
    for class in [
        class::LIST_ITERATOR,
        class::LIST_REVERSE_ITERATOR,
        class::TUPLE_ITERATOR,
        class::STR_ITERATOR,
        class::BYTES_ITERATOR,
        class::RANGE_ITERATOR,
        class::DICT_KEY_ITERATOR,
        class::DICT_VALUE_ITERATOR,
        class::DICT_ITEM_ITERATOR,
        class::SET_ITERATOR,
        class::DEQUE_ITERATOR,
        class::SEQUENCE_ITERATOR,
        class::ENUMERATE,
        class::ZIP,
        class::MAP,
        class::FILTER,
        class::REVERSED,
    ] {
        let _ = registry
            .class(class)
            .method("__iter__", itself)
            .method("__next__", dunder_next)
            .method("__length_hint__", length_hint);
    }
    registry.function("_machine", "dress", dress);
    registry.function("_machine", "is_iterator", is_iterator);
    registry.function("_machine", "sequence_iterator", sequence_iterator);
    registry.function("_machine", "sequence_state", sequence_state);
    registry.function("_machine", "sequence_move", sequence_move);
}

fn itself(_: &mut Vm<'_>, arguments: &Arguments) -> Result {
    Ok(arguments.receiver().into())
}

/// `iter(object)` or `iter(callable, sentinel)`
fn iter(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [object, sentinel] = arguments.between(vm, "iter", 0, 1)?;
    let object = object.unwrap_or_default();
    if let Some(sentinel) = sentinel {
        return Ok(vm.prelude("iter_until", &[object, sentinel]));
    }
    match iterate::iterator(vm, object)? {
        Some(iterator) => Ok(iterator.into()),
        None => Ok(vm.prelude("iter_of", &[object])),
    }
}

/// Whether `next` may be asked of it.
pub(crate) fn has_next(vm: &Vm<'_>, value: Value) -> bool {
    value
        .object()
        .is_some_and(|id| matches!(vm.heap().body(id), Body::Iterator(_) | Body::Generator(_)))
        || vm
            .lookup(vm.class_of(value), name::NEXT)
            .is_some_and(|method| !method.is_none())
}

fn next(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [iterator, default] = arguments.between(vm, "next", 0, 1)?;
    let iterator = iterator.unwrap_or_default();
    step(vm, iterator, default.unwrap_or_default())
}

/// The next item; at the end the default, or `StopIteration` where that is unbound.
fn step(vm: &mut Vm<'_>, iterator: Value, default: Value) -> Result {
    if let Value::Object(id) = iterator {
        match vm.heap().body(id) {
            Body::Generator(_) => {
                return Ok(Outcome::Resume {
                    generator: id,
                    with: Resumption::Send(Value::None),
                    default,
                });
            }
            Body::Iterator(_) => {
                return match iterate::advance(vm, id)? {
                    Advance::Item(item) => Ok(item.into()),
                    Advance::Exhausted if default.is_bound() => Ok(default.into()),
                    Advance::Exhausted => Err(vm.stop_iteration(Value::None)),
                    Advance::Python if default.is_bound() => {
                        Ok(vm.prelude("next_or", &[iterator, default]))
                    }
                    Advance::Python => Ok(vm.prelude("sequence_next", &[iterator])),
                };
            }
            _ => {}
        }
    }
    let Some(method) = vm.lookup(vm.class_of(iterator), name::NEXT) else {
        let message = format!("'{}' object is not an iterator", vm.type_name(iterator));
        return Err(vm.type_error(message));
    };
    if default.is_bound() {
        return Ok(vm.prelude("next_or", &[iterator, default]));
    }
    Ok(Outcome::call(method, &[iterator]))
}

fn dunder_next(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let iterator = arguments.receiver();
    let builtin = iterator
        .object()
        .is_some_and(|id| matches!(vm.heap().body(id), Body::Iterator(_) | Body::Generator(_)));
    if builtin {
        return step(vm, iterator, Value::Unbound);
    }
    let message = format!("'{}' object is not an iterator", vm.type_name(iterator));
    Err(vm.type_error(message))
}

/// How many items are left, where that is known: what `operator.length_hint` asks.
fn length_hint(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let left = match arguments.receiver().object().map(|id| vm.heap().body(id)) {
        Some(Body::Iterator(body)) => match **body {
            Iterator::Range { left, .. } => left,
            Iterator::List { list, next } => vm
                .heap()
                .list(Value::Object(list))
                .map_or(0, |items| items.len().saturating_sub(next)),
            Iterator::ReversedList { next, .. } => next,
            Iterator::Tuple { tuple, next } => vm
                .heap()
                .tuple(Value::Object(tuple))
                .map_or(0, |items| items.len().saturating_sub(next)),
            _ => 0,
        },
        _ => 0,
    };
    Ok(Value::Int(left as i64).into())
}

fn new_enumerate(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    if arguments.positional.len() == 1 && arguments.keywords.is_empty() {
        return Err(vm.type_error("enumerate() missing required argument 'iterable'"));
    }
    let [iterable, start] = arguments.bind(vm, "enumerate", 1, ["iterable", "start"], 1)?;
    let iterable = iterable.unwrap_or_default();
    let start = start.unwrap_or(Value::Int(0));
    if vm.as_integer(start).is_none() {
        let message = format!(
            "'{}' object cannot be interpreted as an integer",
            vm.type_name(start)
        );
        return Err(vm.type_error(message));
    }
    let class = arguments.receiver();
    let iterator = iterate::iterator(vm, iterable)?;
    if let (Some(Value::Object(inner)), Value::Int(count)) = (iterator, start)
        && iterate::is_native(vm, inner)
    {
        let body = Body::Iterator(Box::new(Iterator::Enumerate { inner, count }));
        return Ok(vm
            .allocate(vm.as_class(class).unwrap_or(class::ENUMERATE), body)
            .into());
    }
    let iterable = iterator.unwrap_or(iterable);
    Ok(vm.prelude("enumerate_new", &[class, iterable, start]))
}

fn new_zip(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let class = arguments.receiver();
    let mut strict = false;
    for &(keyword, value) in &arguments.keywords {
        if keyword != name::STRICT {
            let text = vm.name_text(keyword);
            let message = format!("zip() got an unexpected keyword argument '{text}'");
            return Err(vm.type_error(message));
        }
        strict = vm.truth(value).unwrap_or(true);
    }
    let mut iterators = Vec::new();
    let mut inner: Vec<ObjectId> = Vec::new();
    for &iterable in &arguments.positional[1..] {
        match iterate::iterator(vm, iterable)? {
            Some(iterator @ Value::Object(id)) => {
                iterators.push(iterator);
                if iterate::is_native(vm, id) {
                    inner.push(id);
                }
            }
            _ => iterators.push(iterable),
        }
    }
    if inner.len() == iterators.len() {
        let body = Body::Iterator(Box::new(Iterator::Zip { inner, strict }));
        return Ok(vm
            .allocate(vm.as_class(class).unwrap_or(class::ZIP), body)
            .into());
    }
    let iterators = vm.tuple(iterators);
    Ok(vm.prelude("zip_new", &[class, iterators, Value::Bool(strict)]))
}

fn new_map(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.no_keywords(vm, "map")?;
    let [class, function, iterables @ ..] = &arguments.positional[..] else {
        return Err(vm.type_error("map() must have at least two arguments."));
    };
    if iterables.is_empty() {
        return Err(vm.type_error("map() must have at least two arguments."));
    }
    let iterables = vm.tuple(iterables);
    Ok(vm.prelude("map_new", &[*class, *function, iterables]))
}

fn new_filter(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [function, iterable] = arguments.between(vm, "filter", 1, 2)?;
    let class = arguments.receiver();
    Ok(vm.prelude(
        "filter_new",
        &[
            class,
            function.unwrap_or_default(),
            iterable.unwrap_or_default(),
        ],
    ))
}

fn new_reversed(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [object] = arguments.between(vm, "reversed", 1, 1)?;
    let object = object.unwrap_or_default();
    match iterate::reversed(vm, object)? {
        Some(iterator) => Ok(iterator.into()),
        None => Ok(vm.prelude("reversed_of", &[object])),
    }
}

/// `_machine.dress(generator, class)`: a generator that says it is a `map`.
fn dress(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [generator, class] = arguments.function(vm, "dress")?;
    if let (Value::Object(id), Some(class)) = (generator, vm.as_class(class)) {
        vm.heap_mut().get_mut(id).class = class;
    }
    Ok(generator.into())
}

/// `_machine.is_iterator(object)`
fn is_iterator(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [object] = arguments.function(vm, "is_iterator")?;
    Ok(Value::Bool(has_next(vm, object)).into())
}

/// `_machine.sequence_iterator(object, start, backwards)`: over an object that has only `__getitem__`.
fn sequence_iterator(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [object, next, backwards] = arguments.function(vm, "sequence_iterator")?;
    let backwards = vm.truth(backwards).unwrap_or(false);
    let body = Iterator::Sequence {
        object,
        next: vm.as_i64(next).unwrap_or(0),
        backwards,
    };
    let class = if backwards {
        class::REVERSED
    } else {
        class::SEQUENCE_ITERATOR
    };
    Ok(vm.allocate(class, Body::Iterator(Box::new(body))).into())
}

/// `_machine.sequence_state(iterator)`: the object and the next index, `None` where it is over.
fn sequence_state(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [iterator] = arguments.function(vm, "sequence_state")?;
    if let Some(Body::Iterator(body)) = iterator.object().map(|id| vm.heap().body(id))
        && let Iterator::Sequence {
            object,
            next,
            backwards,
        } = **body
    {
        return Ok(vm
            .tuple([object, Value::Int(next), Value::Bool(backwards)])
            .into());
    }
    Ok(Value::None.into())
}

/// `_machine.sequence_move(iterator, next)`: to this index, or to its end where that is `None`.
fn sequence_move(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [iterator, to] = arguments.function(vm, "sequence_move")?;
    let to = vm.as_i64(to);
    if let Value::Object(id) = iterator
        && let Body::Iterator(body) = vm.heap_mut().body_mut(id)
    {
        match (&mut **body, to) {
            (Iterator::Sequence { next, .. }, Some(to)) => *next = to,
            (body, _) => *body = Iterator::Exhausted,
        }
    }
    Ok(Value::None.into())
}
