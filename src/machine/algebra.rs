//! Union, intersection and difference of sets, step by step as CPython does them: the order in which a set is printed
//! is the order of its table, and that follows from the order in which keys went in.

use crate::base::ObjectId;
use crate::machine::class;
use crate::machine::compare::{self, Found, Keys};
use crate::machine::effect::Result;
use crate::machine::iterate;
use crate::machine::object::{Body, Dict, Set, ViewKind};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operation {
    Union,
    Intersection,
    Difference,
    Symmetric,
}

/// The other operand: keys with their hashes.
#[derive(Debug)]
pub(crate) struct Operand {
    items: Vec<(i64, Value)>,
    source: Source,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    Set(ObjectId),
    Dict(ObjectId),
    Other,
}

/// Hashes what an operand holds; `None` where iterating or hashing it takes Python code.
pub(crate) fn operand(vm: &mut Vm<'_>, value: Value) -> Result<Option<Operand>> {
    if vm.overridden(value, crate::code::name::ITER).is_none()
        && let Value::Object(id) = value
    {
        match vm.heap().body(id) {
            Body::Set(set) => {
                vm.reserve(set.len() * 24)?;
                let items = set.iter().collect();
                return Ok(Some(Operand {
                    items,
                    source: Source::Set(id),
                }));
            }
            Body::Dict(dict) => return Ok(Some(of_dict(id, dict))),
            &Body::View {
                dict: id,
                kind: ViewKind::Keys,
            } => {
                if let Body::Dict(dict) = vm.heap().body(id) {
                    return Ok(Some(of_dict(id, dict)));
                }
            }
            _ => {}
        }
    }
    let Some(values) = iterate::collect(vm, value)? else {
        return Ok(None);
    };
    let mut items = Vec::with_capacity(values.len());
    for value in values {
        let Some(hash) = compare::hash(vm, value)? else {
            return Ok(None);
        };
        items.push((hash, value));
    }
    Ok(Some(Operand {
        items,
        source: Source::Other,
    }))
}

fn of_dict(id: ObjectId, dict: &Dict) -> Operand {
    Operand {
        items: dict.iter().map(|entry| (entry.hash, entry.key)).collect(),
        source: Source::Dict(id),
    }
}

/// A new set of an operand's keys: `set(iterable)`.
pub(crate) fn fresh(vm: &mut Vm<'_>, operand: &Operand) -> Result<Option<Set>> {
    let mut set = Set::default();
    Ok(unite(vm, &mut set, operand)?.then_some(set))
}

/// Adds keys; false where a comparison takes Python code. What was added by then may be added again.
fn unite(vm: &mut Vm<'_>, set: &mut Set, operand: &Operand) -> Result<bool> {
    vm.reserve(operand.items.len() * 24)?;
    match operand.source {
        Source::Set(id) => {
            if set.is_empty()
                && let Body::Set(other) = vm.heap().body(id)
            {
                *set = other.copied();
                return Ok(true);
            }
            set.expect(operand.items.len());
        }
        Source::Dict(_) => set.expect(operand.items.len()),
        Source::Other => {}
    }
    for &(hash, key) in &operand.items {
        let found = compare::find_key(vm, set, hash, key, 0);
        match compare::place(vm, hash, found)? {
            None => return Ok(false),
            Some(place) if place.position.is_none() => set.push(hash, key),
            Some(_) => {}
        }
    }
    Ok(true)
}

fn subtract(vm: &mut Vm<'_>, set: &mut Set, operand: &Operand) -> Result<bool> {
    for &(hash, key) in &operand.items {
        let found = compare::find_key(vm, set, hash, key, 0);
        match compare::place(vm, hash, found)? {
            None => return Ok(false),
            Some(place) => {
                if let Some(position) = place.position {
                    set.remove(position);
                }
            }
        }
    }
    set.tidy();
    Ok(true)
}

fn toggle(vm: &mut Vm<'_>, set: &mut Set, items: &[(i64, Value)]) -> Result<bool> {
    for &(hash, key) in items {
        let found = compare::find_key(vm, set, hash, key, 0);
        match compare::place(vm, hash, found)? {
            None => return Ok(false),
            Some(place) => match place.position {
                Some(position) => drop(set.remove(position)),
                None => set.push(hash, key),
            },
        }
    }
    Ok(true)
}

/// Those of `items` that are among `keys`, in their order.
fn shared(
    vm: &mut Vm<'_>,
    items: &[(i64, Value)],
    keys: impl Fn(&Vm<'_>, i64, Value) -> Found,
    wanted: bool,
) -> Result<Option<Set>> {
    let mut result = Set::default();
    for &(hash, key) in items {
        let found = keys(vm, hash, key);
        match compare::place(vm, hash, found)? {
            None => return Ok(None),
            Some(place) if place.position.is_some() == wanted => {
                let found = compare::find_key(vm, &result, hash, key, 0);
                if compare::place(vm, hash, found)?.is_some_and(|place| place.position.is_none()) {
                    result.push(hash, key);
                }
            }
            Some(_) => {}
        }
    }
    Ok(Some(result))
}

/// `left · right` as a new set. The left is a set, a frozenset or a view; the right anything that can be iterated.
pub(crate) fn combine(
    vm: &mut Vm<'_>,
    operation: Operation,
    left: Value,
    right: Value,
) -> Result<Option<Set>> {
    let Some(a) = operand(vm, left)? else {
        return Ok(None);
    };
    let Some(b) = operand(vm, right)? else {
        return Ok(None);
    };
    match operation {
        Operation::Union => {
            let Some(mut result) = fresh(vm, &a)? else {
                return Ok(None);
            };
            Ok(unite(vm, &mut result, &b)?.then_some(result))
        }
        Operation::Intersection => {
            // The smaller one is walked, where both are sets.
            let swapped = match b.source {
                Source::Set(_) => b.items.len() > a.items.len(),
                Source::Dict(_) => {
                    !matches!(a.source, Source::Set(_)) && b.items.len() > a.items.len()
                }
                Source::Other => false,
            };
            let (walked, asked) = if swapped { (a, b) } else { (b, a) };
            let Some(table) = table(vm, &asked)? else {
                return Ok(None);
            };
            shared(
                vm,
                &walked.items,
                |vm, hash, key| table.find(vm, hash, key),
                true,
            )
        }
        Operation::Difference => {
            let walks = match b.source {
                Source::Set(_) | Source::Dict(_) => a.items.len() >> 2 <= b.items.len(),
                Source::Other => false,
            };
            if walks && matches!(a.source, Source::Set(_)) {
                let Some(table) = table(vm, &b)? else {
                    return Ok(None);
                };
                return shared(
                    vm,
                    &a.items,
                    |vm, hash, key| table.find(vm, hash, key),
                    false,
                );
            }
            let Some(mut result) = fresh(vm, &a)? else {
                return Ok(None);
            };
            Ok(subtract(vm, &mut result, &b)?.then_some(result))
        }
        Operation::Symmetric => {
            let (begin, then) = if matches!(a.source, Source::Set(_)) {
                (b, a)
            } else {
                (a, b)
            };
            let Some(mut result) = fresh(vm, &begin)? else {
                return Ok(None);
            };
            let items = match (then.source, fresh(vm, &then)?) {
                (Source::Other, Some(unique)) => unique.iter().collect(),
                (Source::Set(_) | Source::Dict(_), Some(_)) => then.items,
                (_, None) => return Ok(None),
            };
            Ok(toggle(vm, &mut result, &items)?.then_some(result))
        }
    }
}

/// What an operand's keys are looked up in: itself where it is a set or a dict.
enum Table {
    There(Value),
    Made(Box<Set>),
}

fn table(vm: &mut Vm<'_>, operand: &Operand) -> Result<Option<Table>> {
    Ok(match operand.source {
        Source::Set(id) | Source::Dict(id) => Some(Table::There(Value::Object(id))),
        Source::Other => fresh(vm, operand)?.map(|set| Table::Made(Box::new(set))),
    })
}

impl Table {
    fn find(&self, vm: &Vm<'_>, hash: i64, key: Value) -> Found {
        match self {
            Self::Made(set) => compare::find_key(vm, set, hash, key, 0),
            Self::There(value) => match (vm.heap().set(*value), vm.heap().dict(*value)) {
                (Some(set), _) => Keys::Set(set).find(vm, hash, key, 0),
                (None, Some(dict)) => Keys::Dict(dict).find(vm, hash, key, 0),
                (None, None) => Found::Missing,
            },
        }
    }
}

/// `target ·= right`; `None` where that takes Python code, and the target is then as good as untouched: doing it all
/// over gives the same.
pub(crate) fn combine_into(
    vm: &mut Vm<'_>,
    operation: Operation,
    target: ObjectId,
    right: Value,
) -> Result<Option<()>> {
    let itself = right.is(Value::Object(target));
    match operation {
        Operation::Union | Operation::Difference => {
            if itself {
                if operation == Operation::Difference {
                    vm.heap_mut().set_mut(target).clear();
                }
                return Ok(Some(()));
            }
            let Some(other) = operand(vm, right)? else {
                return Ok(None);
            };
            let mut set = std::mem::take(vm.heap_mut().set_mut(target));
            let before = set.bytes();
            let done = if operation == Operation::Union {
                unite(vm, &mut set, &other)
            } else {
                subtract(vm, &mut set, &other)
            };
            let grown = set.bytes().saturating_sub(before);
            *vm.heap_mut().set_mut(target) = set;
            vm.heap_mut().grew(grown);
            Ok(done?.then_some(()))
        }
        Operation::Intersection => {
            let Some(result) = combine(vm, operation, Value::Object(target), right)? else {
                return Ok(None);
            };
            *vm.heap_mut().set_mut(target) = result;
            Ok(Some(()))
        }
        Operation::Symmetric => {
            if itself {
                vm.heap_mut().set_mut(target).clear();
                return Ok(Some(()));
            }
            let Some(other) = operand(vm, right)? else {
                return Ok(None);
            };
            let items: Vec<(i64, Value)> = if other.source == Source::Other {
                let Some(unique) = fresh(vm, &other)? else {
                    return Ok(None);
                };
                unique.iter().collect()
            } else {
                other.items
            };
            let mut set = vm.heap_mut().set_mut(target).clone();
            if !toggle(vm, &mut set, &items)? {
                return Ok(None);
            }
            *vm.heap_mut().set_mut(target) = set;
            Ok(Some(()))
        }
    }
}

/// `set.update(iterable)` of a builtin iterable; false where that takes Python code.
pub(crate) fn update(vm: &mut Vm<'_>, set: Value, iterable: Value) -> Result<bool> {
    let once = iterable
        .object()
        .is_some_and(|id| matches!(vm.heap().body(id), Body::Iterator(_) | Body::Generator(_)));
    match set.object() {
        Some(id) if !once => Ok(combine_into(vm, Operation::Union, id, iterable)?.is_some()),
        _ => Ok(false),
    }
}

/// A set of the kind an operator gives: of its left operand's.
pub(crate) fn like(vm: &mut Vm<'_>, left: Value, set: Set) -> Value {
    let class = if vm.is_instance(left, class::FROZENSET) {
        class::FROZENSET
    } else {
        class::SET
    };
    vm.allocate(class, Body::Set(Box::new(set)))
}
