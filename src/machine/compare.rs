//! Equality, order, hashes and membership of values that need no Python code to compare.
//!
//! Everything here walks nested data with a list of places still open, never by recursion of its own: what a program
//! nests may be a million deep. A question whose answer lies in a user's `__eq__`, `__lt__` or `__hash__` is answered
//! with "Python", and whoever asked passes the whole operation on.

use std::cmp::Ordering;

use crate::base::ObjectId;
use crate::code::{Compare, Name, name};
use crate::machine::class;
use crate::machine::effect::{Limit, Result, Stop};
use crate::machine::number;
use crate::machine::object::{Body, Dict, Set, ViewKind};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

/// How deep a comparison may go; what is left of CPython's recursion limit where a program begins.
const DEPTH: usize = 990;

/// Pairs that one comparison may look at. A list that contains itself twice, forty times over, has more.
const WORK: usize = 10_000_000;

/// The answer to a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Is(bool),
    /// A method written in Python knows.
    Python,
    /// Nested deeper than CPython would follow.
    Deep,
    /// More work than one step may be.
    Long,
}

impl Answer {
    /// As natives return it: `None` for Python.
    pub(crate) fn settle(self, vm: &mut Vm<'_>) -> Result<Option<bool>> {
        match self {
            Self::Is(answer) => Ok(Some(answer)),
            Self::Python => Ok(None),
            Self::Deep => Err(too_deep(vm)),
            Self::Long => Err(Stop::Limit(Limit::Steps)),
        }
    }
}

fn too_deep(vm: &mut Vm<'_>) -> Stop {
    vm.raise(
        class::RECURSION_ERROR,
        "maximum recursion depth exceeded in comparison",
    )
}

/// `a == b`
pub(crate) fn equals(vm: &mut Vm<'_>, a: Value, b: Value) -> Result<Option<bool>> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => Ok(Some(a == b)),
        _ => equal(vm, a, b).settle(vm),
    }
}

/// `a is b or a == b`: how containers compare their items.
#[inline]
pub(crate) fn same(vm: &Vm<'_>, a: Value, b: Value) -> Answer {
    if a.is(b) {
        return Answer::Is(true);
    }
    equal(vm, a, b)
}

/// `a == b`
#[inline]
pub(crate) fn equal(vm: &Vm<'_>, a: Value, b: Value) -> Answer {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => Answer::Is(a == b),
        (Value::Object(x), Value::Object(y)) => {
            if let (Body::Text(a), Body::Text(b)) = (vm.heap().body(x), vm.heap().body(y))
                && vm.heap().class(x) == class::STR
                && vm.heap().class(y) == class::STR
            {
                return Answer::Is(a.as_str() == b.as_str());
            }
            walk(vm, a, b, true, 0)
        }
        _ => walk(vm, a, b, true, 0),
    }
}

/// As `equal`, whatever the classes of `a` and `b` themselves define: what `list.__eq__` does.
pub(crate) fn equal_bodies(vm: &Vm<'_>, a: Value, b: Value) -> Answer {
    walk(vm, a, b, false, 0)
}

/// Two containers whose items are still to be compared.
enum Open<'v> {
    Slices(&'v [Value], &'v [Value], usize),
    Deques(ObjectId, ObjectId, usize),
    /// Values of the first dict's entries from here on, each against the second's.
    Dicts(&'v Dict, &'v Dict, usize),
}

enum Verdict<'v> {
    Is(bool),
    Python,
    Deep,
    Open(Open<'v>),
}

fn walk(vm: &Vm<'_>, a: Value, b: Value, ask: bool, outer: usize) -> Answer {
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut verdict = meet(vm, a, b, ask, outer);
    let mut work = 0;
    loop {
        match verdict {
            Verdict::Is(false) => return Answer::Is(false),
            Verdict::Is(true) => {}
            Verdict::Python => return Answer::Python,
            Verdict::Deep => return Answer::Deep,
            Verdict::Open(next) => {
                if open.len() + outer >= DEPTH {
                    return Answer::Deep;
                }
                open.push(next);
            }
        }
        work += 1;
        if work > WORK {
            return Answer::Long;
        }
        let Some(top) = open.last_mut() else {
            return Answer::Is(true);
        };
        let pair = match top {
            Open::Slices(a, b, next) => {
                let at = *next;
                *next += 1;
                a.get(at).copied().zip(b.get(at).copied())
            }
            Open::Deques(a, b, next) => {
                let at = *next;
                *next += 1;
                deque_item(vm, *a, at).zip(deque_item(vm, *b, at))
            }
            Open::Dicts(a, b, next) => match a.next(*next) {
                None => None,
                Some((position, entry)) => {
                    *next = position + 1;
                    match find(vm, b, entry.hash, entry.key, outer + 1) {
                        Found::Missing => return Answer::Is(false),
                        Found::Python => return Answer::Python,
                        Found::Deep => return Answer::Deep,
                        Found::At(position) => {
                            b.at(position).map(|other| (entry.value, other.value))
                        }
                    }
                }
            },
        };
        verdict = match pair {
            None => {
                open.pop();
                Verdict::Is(true)
            }
            Some((a, b)) if a.is(b) => Verdict::Is(true),
            Some((a, b)) => meet(vm, a, b, true, outer),
        };
    }
}

fn deque_item(vm: &Vm<'_>, deque: ObjectId, at: usize) -> Option<Value> {
    match vm.heap().body(deque) {
        Body::Deque(deque) => deque.items.get(at).copied(),
        _ => None,
    }
}

/// Compares two values as far as that goes without looking into them.
fn meet<'v>(vm: &'v Vm<'_>, a: Value, b: Value, ask: bool, outer: usize) -> Verdict<'v> {
    if ask && (vm.overridden(a, name::EQ).is_some() || vm.overridden(b, name::EQ).is_some()) {
        return Verdict::Python;
    }
    if let Some(equal) = number::compare(vm, Compare::Equal, a, b) {
        return Verdict::Is(equal);
    }
    let (Value::Object(x), Value::Object(y)) = (a, b) else {
        return Verdict::Is(a.is(b));
    };
    let heap = vm.heap();
    let slices = |a: &'v [Value], b: &'v [Value]| {
        if a.len() == b.len() {
            Verdict::Open(Open::Slices(a, b, 0))
        } else {
            Verdict::Is(false)
        }
    };
    match (heap.body(x), heap.body(y)) {
        (Body::Text(a), Body::Text(b)) => Verdict::Is(a.as_str() == b.as_str()),
        (Body::Bytes(a), Body::Bytes(b)) => Verdict::Is(a == b),
        (Body::Bytes(a), Body::ByteArray(b)) | (Body::ByteArray(b), Body::Bytes(a)) => {
            Verdict::Is(a[..] == b[..])
        }
        (Body::ByteArray(a), Body::ByteArray(b)) => Verdict::Is(a == b),
        (Body::Tuple(a), Body::Tuple(b)) => slices(a, b),
        (Body::List(a), Body::List(b)) => slices(a, b),
        (Body::Slice(a), Body::Slice(b)) => slices(&a[..], &b[..]),
        (Body::Deque(a), Body::Deque(b)) => {
            if a.items.len() == b.items.len() {
                Verdict::Open(Open::Deques(x, y, 0))
            } else {
                Verdict::Is(false)
            }
        }
        (Body::Range(a), Body::Range(b)) => Verdict::Is(
            a.len() == b.len()
                && (a.is_empty() || a.start == b.start && (a.len() == 1 || a.step == b.step)),
        ),
        (Body::Dict(a), Body::Dict(b)) => dicts(a, b),
        (
            Body::View {
                dict: a,
                kind: ViewKind::Items,
            },
            Body::View {
                dict: b,
                kind: ViewKind::Items,
            },
        ) => match (heap.body(*a), heap.body(*b)) {
            (Body::Dict(a), Body::Dict(b)) => dicts(a, b),
            _ => Verdict::Is(false),
        },
        (Body::Set(_) | Body::View { .. }, Body::Set(_) | Body::View { .. }) => {
            match (keys(vm, a), keys(vm, b)) {
                (Some(a), Some(b)) => match (a.len() == b.len()).then(|| a.within(vm, b, outer)) {
                    None => Verdict::Is(false),
                    Some(Answer::Is(within)) => Verdict::Is(within),
                    Some(Answer::Python) => Verdict::Python,
                    Some(Answer::Deep | Answer::Long) => Verdict::Deep,
                },
                _ => Verdict::Is(x == y),
            }
        }
        (Body::Method(a), Body::Method(b)) => {
            Verdict::Is(a.function.is(b.function) && a.receiver.is(b.receiver))
        }
        _ => Verdict::Is(x == y),
    }
}

fn dicts<'v>(a: &'v Dict, b: &'v Dict) -> Verdict<'v> {
    if a.len() == b.len() {
        Verdict::Open(Open::Dicts(a, b, 0))
    } else {
        Verdict::Is(false)
    }
}

/// Hashed keys of a set, a frozenset or a `dict.keys()`.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Keys<'v> {
    Set(&'v Set),
    Dict(&'v Dict),
}

/// The keys of a set-like value.
pub(crate) fn keys<'v>(vm: &'v Vm<'_>, value: Value) -> Option<Keys<'v>> {
    match vm.heap().body(value.object()?) {
        Body::Set(set) => Some(Keys::Set(set)),
        Body::View {
            dict,
            kind: ViewKind::Keys,
        } => vm.heap().dict(Value::Object(*dict)).map(Keys::Dict),
        _ => None,
    }
}

impl Keys<'_> {
    pub(crate) fn len(self) -> usize {
        match self {
            Self::Set(set) => set.len(),
            Self::Dict(dict) => dict.len(),
        }
    }

    pub(crate) fn collect(self) -> Vec<(i64, Value)> {
        match self {
            Self::Set(set) => set.iter().collect(),
            Self::Dict(dict) => dict.iter().map(|entry| (entry.hash, entry.key)).collect(),
        }
    }

    pub(crate) fn find(self, vm: &Vm<'_>, hash: i64, key: Value, outer: usize) -> Found {
        match self {
            Self::Set(set) => find_key(vm, set, hash, key, outer),
            Self::Dict(dict) => find(vm, dict, hash, key, outer),
        }
    }

    /// Whether each of these is in the other.
    pub(crate) fn within(self, vm: &Vm<'_>, other: Keys<'_>, outer: usize) -> Answer {
        for (hash, key) in self.collect() {
            match other.find(vm, hash, key, outer + 1) {
                Found::At(_) => {}
                Found::Missing => return Answer::Is(false),
                Found::Python => return Answer::Python,
                Found::Deep => return Answer::Deep,
            }
        }
        Answer::Is(true)
    }
}

/// Where a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    At(usize),
    Missing,
    /// Some key has the same hash, and its `__eq__` is Python.
    Python,
    Deep,
}

/// Asks of each candidate whether it is the key; remembers why it could not tell.
struct Question<'q, 'v, 'p> {
    vm: &'v Vm<'p>,
    key: Value,
    outer: usize,
    trouble: &'q mut Option<Found>,
}

impl Question<'_, '_, '_> {
    #[inline]
    fn ask(&mut self, other: Value) -> bool {
        if other.is(self.key) {
            return true;
        }
        if let (Value::Int(a), Value::Int(b)) = (other, self.key) {
            return a == b;
        }
        if let (Some(a), Some(b)) = (self.vm.as_str(other), self.vm.as_str(self.key))
            && self.vm.class_of(other) == class::STR
            && self.vm.class_of(self.key) == class::STR
        {
            return a == b;
        }
        let answer = if self.outer >= DEPTH {
            Answer::Deep
        } else {
            walk(self.vm, other, self.key, true, self.outer + 1)
        };
        match answer {
            Answer::Is(answer) => answer,
            Answer::Python => {
                *self.trouble = Some(Found::Python);
                true
            }
            Answer::Deep | Answer::Long => {
                *self.trouble = Some(Found::Deep);
                true
            }
        }
    }
}

#[inline]
pub(crate) fn find(vm: &Vm<'_>, dict: &Dict, hash: i64, key: Value, outer: usize) -> Found {
    let mut trouble = None;
    let mut question = Question {
        vm,
        key,
        outer,
        trouble: &mut trouble,
    };
    let position = dict.find(hash, |other| question.ask(other));
    trouble.unwrap_or(position.map_or(Found::Missing, Found::At))
}

#[inline]
pub(crate) fn find_key(vm: &Vm<'_>, set: &Set, hash: i64, key: Value, outer: usize) -> Found {
    let mut trouble = None;
    let mut question = Question {
        vm,
        key,
        outer,
        trouble: &mut trouble,
    };
    let position = set.find(hash, |other| question.ask(other));
    trouble.unwrap_or(position.map_or(Found::Missing, Found::At))
}

/// A key's hash, and where it is, if it is there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) hash: i64,
    pub(crate) position: Option<usize>,
}

/// Looks a key up in a dict; `None` where its `__hash__` or somebody's `__eq__` is Python.
#[inline]
pub(crate) fn locate(vm: &mut Vm<'_>, dict: ObjectId, key: Value) -> Result<Option<Place>> {
    let Some(hash) = hash(vm, key)? else {
        return Ok(None);
    };
    let Body::Dict(body) = vm.heap().body(dict) else {
        unreachable!("callers know it is a dict")
    };
    let found = find(vm, body, hash, key, 0);
    place(vm, hash, found)
}

/// As `locate`, in a set.
#[inline]
pub(crate) fn locate_in_set(vm: &mut Vm<'_>, set: ObjectId, key: Value) -> Result<Option<Place>> {
    let Some(hash) = hash(vm, key)? else {
        return Ok(None);
    };
    let Body::Set(body) = vm.heap().body(set) else {
        unreachable!("callers know it is a set")
    };
    let found = find_key(vm, body, hash, key, 0);
    place(vm, hash, found)
}

#[inline]
pub(crate) fn place(vm: &mut Vm<'_>, hash: i64, found: Found) -> Result<Option<Place>> {
    match found {
        Found::At(position) => Ok(Some(Place {
            hash,
            position: Some(position),
        })),
        Found::Missing => Ok(Some(Place {
            hash,
            position: None,
        })),
        Found::Python => Ok(None),
        Found::Deep => Err(too_deep(vm)),
    }
}

/// Adds a key to a set; `false` where Python must be asked whether it is there already.
pub(crate) fn set_add(vm: &mut Vm<'_>, set: ObjectId, key: Value) -> Result<bool> {
    let Some(place) = locate_in_set(vm, set, key)? else {
        return Ok(false);
    };
    if place.position.is_none() {
        vm.heap_mut().set_mut(set).push(place.hash, key);
        vm.heap_mut().grew(size_of::<(i64, Value)>());
    }
    Ok(true)
}

/// The sign of a comparison, and of the one that asks the same from the other side.
pub(crate) fn sign(op: Compare) -> &'static str {
    match op {
        Compare::Less => "<",
        Compare::LessEqual => "<=",
        Compare::Equal => "==",
        Compare::NotEqual => "!=",
        Compare::Greater => ">",
        Compare::GreaterEqual => ">=",
    }
}

fn methods(op: Compare) -> (Name, Name) {
    match op {
        Compare::Less => (name::LT, name::GT),
        Compare::LessEqual => (name::LE, name::GE),
        Compare::Equal => (name::EQ, name::EQ),
        Compare::NotEqual => (name::NE, name::NE),
        Compare::Greater => (name::GT, name::LT),
        Compare::GreaterEqual => (name::GE, name::LE),
    }
}

/// What `a < b` and its like come to.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Ordered {
    Is(bool),
    Python,
    /// These two cannot be ordered.
    Never(Value, Value),
    Deep,
    Long,
}

/// `a < b` and its like.
#[inline]
pub(crate) fn order(vm: &mut Vm<'_>, op: Compare, a: Value, b: Value) -> Result<Option<Value>> {
    if let (Value::Int(a), Value::Int(b)) = (a, b) {
        return Ok(Some(Value::Bool(number::holds(op, Some(a.cmp(&b))))));
    }
    let ordered = ordered(vm, op, a, b);
    Ok(settle(vm, op, ordered)?.map(Value::Bool))
}

/// As natives return it, with the error where two values have no order.
pub(crate) fn settle(vm: &mut Vm<'_>, op: Compare, ordered: Ordered) -> Result<Option<bool>> {
    match ordered {
        Ordered::Is(answer) => Ok(Some(answer)),
        Ordered::Python => Ok(None),
        Ordered::Deep => Err(too_deep(vm)),
        Ordered::Long => Err(Stop::Limit(Limit::Steps)),
        Ordered::Never(a, b) => {
            let message = format!(
                "'{}' not supported between instances of '{}' and '{}'",
                sign(op),
                vm.type_name(a),
                vm.type_name(b)
            );
            Err(vm.type_error(message))
        }
    }
}

/// `a < b` and its like, without a message.
pub(crate) fn ordered(vm: &Vm<'_>, op: Compare, a: Value, b: Value) -> Ordered {
    ordered_from(vm, op, a, b, true)
}

/// As `ordered`, whatever the classes of `a` and `b` themselves define.
pub(crate) fn ordered_bodies(vm: &Vm<'_>, op: Compare, a: Value, b: Value) -> Ordered {
    ordered_from(vm, op, a, b, false)
}

fn ordered_from(vm: &Vm<'_>, op: Compare, a: Value, b: Value, mut ask: bool) -> Ordered {
    let (method, reflected) = methods(op);
    let (mut a, mut b) = (a, b);
    for _ in 0..DEPTH {
        if ask && (vm.overridden(a, method).is_some() || vm.overridden(b, reflected).is_some()) {
            return Ordered::Python;
        }
        if matches!(op, Compare::Equal | Compare::NotEqual) {
            return match if ask {
                equal(vm, a, b)
            } else {
                equal_bodies(vm, a, b)
            } {
                Answer::Is(answer) => Ordered::Is(answer == (op == Compare::Equal)),
                Answer::Python => Ordered::Python,
                Answer::Deep => Ordered::Deep,
                Answer::Long => Ordered::Long,
            };
        }
        if let Some(holds) = number::compare(vm, op, a, b) {
            return Ordered::Is(holds);
        }
        let (Value::Object(x), Value::Object(y)) = (a, b) else {
            return Ordered::Never(a, b);
        };
        let heap = vm.heap();
        let by = |order: Ordering| Ordered::Is(number::holds(op, Some(order)));
        let difference = match (heap.body(x), heap.body(y)) {
            (Body::Text(a), Body::Text(b)) => return by(a.as_str().cmp(b.as_str())),
            (Body::Bytes(a), Body::Bytes(b)) => return by(a.cmp(b)),
            (Body::ByteArray(a), Body::ByteArray(b)) => return by(a.cmp(b)),
            (Body::Bytes(a), Body::ByteArray(b)) => return by(a[..].cmp(&b[..])),
            (Body::ByteArray(a), Body::Bytes(b)) => return by(a[..].cmp(&b[..])),
            (Body::Tuple(a), Body::Tuple(b)) => first_difference(vm, a, b),
            (Body::List(a), Body::List(b)) => first_difference(vm, a, b),
            (Body::Deque(a), Body::Deque(b)) => {
                let a: Vec<Value> = a.items.iter().copied().collect();
                let b: Vec<Value> = b.items.iter().copied().collect();
                first_difference(vm, &a, &b)
            }
            (Body::Set(_) | Body::View { .. }, Body::Set(_) | Body::View { .. }) => {
                return match (keys(vm, a), keys(vm, b)) {
                    (Some(a), Some(b)) => inclusion(vm, op, a, b),
                    _ => Ordered::Never(Value::Object(x), Value::Object(y)),
                };
            }
            _ => return Ordered::Never(a, b),
        };
        match difference {
            Difference::At(left, right) => {
                (a, b) = (left, right);
                ask = true;
            }
            Difference::Lengths(order) => return by(order),
            Difference::Unknown(Answer::Python) => return Ordered::Python,
            Difference::Unknown(Answer::Long) => return Ordered::Long,
            Difference::Unknown(_) => return Ordered::Deep,
        }
    }
    Ordered::Deep
}

enum Difference {
    At(Value, Value),
    Lengths(Ordering),
    Unknown(Answer),
}

fn first_difference(vm: &Vm<'_>, a: &[Value], b: &[Value]) -> Difference {
    for (&a, &b) in a.iter().zip(b) {
        match same(vm, a, b) {
            Answer::Is(true) => {}
            Answer::Is(false) => return Difference::At(a, b),
            unknown => return Difference::Unknown(unknown),
        }
    }
    Difference::Lengths(a.len().cmp(&b.len()))
}

/// Sets are ordered by inclusion.
fn inclusion(vm: &Vm<'_>, op: Compare, a: Keys<'_>, b: Keys<'_>) -> Ordered {
    let (small, large, proper) = match op {
        Compare::Less => (a, b, true),
        Compare::LessEqual => (a, b, false),
        Compare::Greater => (b, a, true),
        Compare::GreaterEqual => (b, a, false),
        Compare::Equal | Compare::NotEqual => unreachable!("answered before"),
    };
    if small.len() > large.len() || proper && small.len() == large.len() {
        return Ordered::Is(false);
    }
    match small.within(vm, large, 0) {
        Answer::Is(answer) => Ordered::Is(answer),
        Answer::Python => Ordered::Python,
        Answer::Deep => Ordered::Deep,
        Answer::Long => Ordered::Long,
    }
}

/// What `hash(value)` comes to.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Hashed {
    Is(i64),
    Python,
    /// This value, perhaps deep inside the one asked about, has no hash.
    Never(Value),
    Long,
}

/// `hash(value)`
#[inline]
pub(crate) fn hash(vm: &mut Vm<'_>, value: Value) -> Result<Option<i64>> {
    match value {
        Value::Int(number) => return Ok(Some(number::hash_integer(number))),
        Value::Object(id) => {
            if let Body::Text(text) = vm.heap().body(id)
                && vm.heap().class(id) == class::STR
            {
                return Ok(Some(hash_bytes(text.as_str().as_bytes())));
            }
        }
        _ => {}
    }
    match hashed(vm, value) {
        Hashed::Is(hash) => Ok(Some(hash)),
        Hashed::Python => Ok(None),
        Hashed::Never(value) => {
            let message = format!("unhashable type: '{}'", vm.type_name(value));
            Err(vm.type_error(message))
        }
        Hashed::Long => Err(Stop::Limit(Limit::Steps)),
    }
}

/// `hash(value)`, without a message.
pub(crate) fn hashed(vm: &Vm<'_>, value: Value) -> Hashed {
    match hash_outside(vm, value, true) {
        Ok(hash) => Hashed::Is(hash),
        Err(Inside::Items(items)) => hash_tuple(vm, items),
        Err(Inside::Python) => Hashed::Python,
        Err(Inside::Never) => Hashed::Never(value),
    }
}

/// As `hashed`, whatever the value's own class defines: what `tuple.__hash__` does.
pub(crate) fn hashed_body(vm: &Vm<'_>, value: Value) -> Hashed {
    match hash_outside(vm, value, false) {
        Ok(hash) => Hashed::Is(hash),
        Err(Inside::Items(items)) => hash_tuple(vm, items),
        Err(Inside::Python) => Hashed::Python,
        Err(Inside::Never) => Hashed::Never(value),
    }
}

enum Inside<'v> {
    Items(&'v [Value]),
    Python,
    Never,
}

const P1: u64 = 11_400_714_785_074_694_791;
const P2: u64 = 14_029_467_366_897_019_727;
const P5: u64 = 2_870_177_450_012_600_261;

/// CPython's hash of tuples (xxHash): the order of a set of tuples of ints follows from it.
fn hash_tuple(vm: &Vm<'_>, items: &[Value]) -> Hashed {
    let mut open: Vec<(&[Value], usize, u64)> = Vec::new();
    let mut top = (items, 0, P5);
    let mut work = 0;
    loop {
        let (items, next, accumulated) = top;
        let hash = if let Some(&item) = items.get(next) {
            match hash_outside(vm, item, true) {
                Ok(hash) => {
                    top = (items, next + 1, round(accumulated, hash as u64));
                    work += 1;
                    if work > WORK {
                        return Hashed::Long;
                    }
                    continue;
                }
                Err(Inside::Items(inner)) => {
                    work += 1;
                    if work > WORK {
                        return Hashed::Long;
                    }
                    open.push((items, next + 1, accumulated));
                    top = (inner, 0, P5);
                    continue;
                }
                Err(Inside::Python) => return Hashed::Python,
                Err(Inside::Never) => return Hashed::Never(item),
            }
        } else {
            finish(accumulated, items.len())
        };
        let Some((items, next, accumulated)) = open.pop() else {
            return Hashed::Is(hash);
        };
        top = (items, next, round(accumulated, hash as u64));
    }
}

/// The hash of a tuple whose items have these hashes.
pub(crate) fn hash_of_hashes(hashes: &[i64]) -> i64 {
    let accumulated = hashes
        .iter()
        .fold(P5, |accumulated, &hash| round(accumulated, hash as u64));
    finish(accumulated, hashes.len())
}

fn finish(accumulated: u64, length: usize) -> i64 {
    match accumulated.wrapping_add(length as u64 ^ (P5 ^ 3_527_539)) {
        u64::MAX => 1_546_275_796,
        hash => hash as i64,
    }
}

fn round(accumulated: u64, lane: u64) -> u64 {
    accumulated
        .wrapping_add(lane.wrapping_mul(P2))
        .rotate_left(31)
        .wrapping_mul(P1)
}

/// The hash of everything but a tuple.
fn hash_outside<'v>(
    vm: &'v Vm<'_>,
    value: Value,
    ask: bool,
) -> std::result::Result<i64, Inside<'v>> {
    let id = match value {
        Value::Int(number) => return Ok(number::hash_integer(number)),
        Value::Bool(flag) => return Ok(i64::from(flag)),
        Value::Float(number) => return Ok(number::hash_float(number)),
        Value::Unbound | Value::None => return Ok(0x0fca_8641_1e2f),
        Value::Ellipsis => return Ok(0x0fca_8641_3a71),
        Value::NotImplemented => return Ok(0x0fca_8641_55b3),
        Value::Module(id) => return Ok(0x0fcb_0000_0000 + i64::from(id.0)),
        Value::Native(id) => return Ok(0x0fcc_0000_0000 + i64::from(id.0)),
        Value::Object(id) => id,
    };
    let object = vm.heap().get(id);
    if ask && !vm.class(object.class).builtin {
        for &ancestor in &vm.class(object.class).mro {
            let attributes = &vm.class(ancestor).attributes;
            match attributes.get(name::HASH) {
                Some(Value::None) => return Err(Inside::Never),
                Some(Value::Native(_)) => break,
                Some(_) => return Err(Inside::Python),
                None if vm.class(ancestor).builtin => break,
                // A class that defines `__eq__` alone loses its hash.
                None if attributes.get(name::EQ).is_some() => return Err(Inside::Never),
                None => {}
            }
        }
    }
    match &object.body {
        Body::Text(text) => Ok(hash_bytes(text.as_str().as_bytes())),
        Body::Bytes(bytes) => Ok(hash_bytes(bytes)),
        Body::BigInt(number) => Ok(number::hash_of(&number::Number::Big(number.clone()))),
        Body::Number(inner) => hash_outside(vm, *inner, true),
        Body::Tuple(items) => Err(Inside::Items(items)),
        Body::Set(set) if vm.is_subclass(object.class, class::FROZENSET) => Ok(hash_frozenset(set)),
        Body::Range(range) => {
            let length = range.len();
            let part = |value: Option<i64>| match value {
                Some(number) => Value::Int(number),
                None => Value::None,
            };
            let parts = [
                Value::Int(length as i64),
                part((length > 0).then_some(range.start)),
                part((length > 1).then_some(range.step)),
            ];
            match hash_tuple(vm, &parts) {
                Hashed::Is(hash) => Ok(hash),
                Hashed::Python | Hashed::Never(_) | Hashed::Long => Err(Inside::Never),
            }
        }
        Body::Method(method) => {
            let receiver = method.receiver.object().unwrap_or_default();
            let function = method.function.object().unwrap_or_default();
            Ok(hash_identity(receiver) ^ hash_identity(function))
        }
        Body::List(_)
        | Body::Dict(_)
        | Body::Set(_)
        | Body::ByteArray(_)
        | Body::Deque(_)
        | Body::Slice(_) => Err(Inside::Never),
        Body::View { kind, .. } if *kind != ViewKind::Values => Err(Inside::Never),
        _ => Ok(hash_identity(id)),
    }
}

/// CPython's is the address over sixteen; so is ours.
fn hash_identity(id: ObjectId) -> i64 {
    (crate::machine::display::address(Value::Object(id)) >> 4) as i64
}

/// What `object.__hash__` says.
pub(crate) fn hash_of_identity(vm: &Vm<'_>, value: Value) -> i64 {
    match hash_outside(vm, value, false) {
        Ok(hash) => hash,
        Err(_) => hash_identity(value.object().unwrap_or_default()),
    }
}

fn hash_frozenset(set: &Set) -> i64 {
    let mut hash: u64 = 0;
    for (item, _) in set.iter() {
        let item = item as u64;
        hash ^= ((item ^ 89_869_747) ^ (item << 16)).wrapping_mul(3_644_798_167);
    }
    hash ^= (set.len() as u64 + 1).wrapping_mul(1_927_868_237);
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
    if hash == u64::MAX {
        590_923_713
    } else {
        hash as i64
    }
}

/// Text and bytes: folded multiplication of eight bytes at a time. CPython's differs from run to run; ours never does.
#[inline]
pub(crate) fn hash_bytes(bytes: &[u8]) -> i64 {
    if bytes.is_empty() {
        return 0;
    }
    let fold = |a: u64, b: u64| {
        let product = u128::from(a) * u128::from(b);
        (product >> 64) as u64 ^ product as u64
    };
    let mut hash = 0x2d35_8dcc_aa6c_78a5 ^ bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let word = u64::from_le_bytes(chunk.try_into().expect("chunks of eight"));
        hash = fold(hash ^ word, 0x8bb8_4b93_962e_acc9);
    }
    let rest = chunks.remainder();
    if !rest.is_empty() {
        let mut word = [0; 8];
        word[..rest.len()].copy_from_slice(rest);
        hash = fold(hash ^ u64::from_le_bytes(word), 0x4b33_a62e_d433_d4a3);
    }
    number::not_an_error(fold(hash, 0x9e37_79b9_7f4a_7c15) as i64)
}

/// `item in container`; `None` where that takes Python code: `__contains__`, `__iter__`, `__eq__`, `__hash__`.
pub(crate) fn contains(vm: &mut Vm<'_>, item: Value, container: Value) -> Result<Option<bool>> {
    if vm.overridden(container, name::CONTAINS).is_some() {
        return Ok(None);
    }
    contains_body(vm, item, container)
}

/// As `contains`, whatever the container's own class defines.
pub(crate) fn contains_body(
    vm: &mut Vm<'_>,
    item: Value,
    container: Value,
) -> Result<Option<bool>> {
    let Value::Object(id) = container else {
        return not_iterable(vm, container);
    };
    match vm.heap().body(id) {
        Body::List(items) => among(vm, item, items.iter()).settle(vm),
        Body::Tuple(items) => among(vm, item, items.iter()).settle(vm),
        Body::Deque(deque) => among(vm, item, deque.items.iter()).settle(vm),
        Body::Dict(_) => Ok(locate(vm, id, item)?.map(|place| place.position.is_some())),
        Body::Set(_) => {
            // A set is looked for as the frozenset it equals.
            if let Some(looked_for) = vm.heap().set(item) {
                let hash = hash_frozenset(looked_for);
                let Body::Set(set) = vm.heap().body(id) else {
                    unreachable!("just seen")
                };
                let found = find_key(vm, set, hash, item, 0);
                return Ok(place(vm, hash, found)?.map(|place| place.position.is_some()));
            }
            Ok(locate_in_set(vm, id, item)?.map(|place| place.position.is_some()))
        }
        &Body::View { dict, kind } => match kind {
            ViewKind::Keys => Ok(locate(vm, dict, item)?.map(|place| place.position.is_some())),
            ViewKind::Values => match vm.heap().dict(Value::Object(dict)) {
                Some(dict) => among(vm, item, dict.iter().map(|entry| &entry.value)).settle(vm),
                None => Ok(Some(false)),
            },
            ViewKind::Items => {
                let Some(&[key, value]) = vm.heap().tuple(item).map(|items| &items[..]) else {
                    return Ok(Some(false));
                };
                let Some(place) = locate(vm, dict, key)? else {
                    return Ok(None);
                };
                let entry = place
                    .position
                    .and_then(|position| vm.heap().dict(Value::Object(dict))?.at(position));
                match entry {
                    Some(entry) => same(vm, entry.value, value).settle(vm),
                    None => Ok(Some(false)),
                }
            }
        },
        Body::Text(text) => match vm.as_str(item) {
            Some(part) => Ok(Some(text.as_str().contains(part))),
            None => {
                let message = format!(
                    "'in <string>' requires string as left operand, not {}",
                    vm.type_name(item)
                );
                Err(vm.type_error(message))
            }
        },
        Body::Bytes(bytes) => {
            let bytes = bytes.clone();
            contains_byte(vm, item, &bytes)
        }
        Body::ByteArray(bytes) => {
            let bytes = bytes.clone();
            contains_byte(vm, item, &bytes)
        }
        Body::Range(range) => {
            let range = **range;
            match vm.as_i64(item) {
                Some(number) => {
                    let distance = i128::from(number) - i128::from(range.start);
                    let step = i128::from(range.step);
                    let inside = distance % step == 0
                        && distance / step >= 0
                        && distance / step < range.len() as i128;
                    Ok(Some(inside))
                }
                None => match item {
                    Value::Float(number) => Ok(Some(
                        number.fract() == 0.0
                            && number.abs() < 9e18
                            && contains_body(vm, Value::Int(number as i64), container)?
                                == Some(true),
                    )),
                    _ => Ok(vm.overridden(item, name::EQ).is_none().then_some(false)),
                },
            }
        }
        Body::Iterator(_) | Body::Generator(_) => Ok(None),
        _ => not_iterable(vm, container),
    }
}

fn not_iterable(vm: &mut Vm<'_>, container: Value) -> Result<Option<bool>> {
    let class = vm.class_of(container);
    let by_python = [name::CONTAINS, name::ITER, name::GETITEM]
        .iter()
        .any(|&method| {
            vm.lookup(class, method)
                .is_some_and(|found| !found.is_none())
        });
    if by_python {
        return Ok(None);
    }
    let message = format!(
        "argument of type '{}' is not iterable",
        vm.type_name(container)
    );
    Err(vm.type_error(message))
}

fn contains_byte(vm: &mut Vm<'_>, item: Value, bytes: &[u8]) -> Result<Option<bool>> {
    if let Some(number) = vm.as_i64(item) {
        return match u8::try_from(number) {
            Ok(byte) => Ok(Some(bytes.contains(&byte))),
            Err(_) => Err(vm.value_error("byte must be in range(0, 256)")),
        };
    }
    let part = match item.object().map(|id| vm.heap().body(id)) {
        Some(Body::Bytes(part)) => part.to_vec(),
        Some(Body::ByteArray(part)) => part.clone(),
        _ => {
            let message = format!(
                "a bytes-like object is required, not '{}'",
                vm.type_name(item)
            );
            return Err(vm.type_error(message));
        }
    };
    Ok(Some(
        part.is_empty() || bytes.windows(part.len()).any(|window| window == part),
    ))
}

/// Whether one of the items is or equals this one.
pub(crate) fn among<'v>(
    vm: &Vm<'_>,
    item: Value,
    items: impl Iterator<Item = &'v Value>,
) -> Answer {
    for &other in items {
        match same(vm, other, item) {
            Answer::Is(false) => {}
            answer => return answer,
        }
    }
    Answer::Is(false)
}
