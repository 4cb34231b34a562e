//! The queues of `queue`. An operation is one step: CPython guards each with a lock of the queue's own, which nobody
//! can hold on to. Only a `PriorityQueue` whose items are compared by Python code takes several; until they are done
//! the queue is `busy`, and others wait as they would for that lock.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::base::{ObjectId, Tid};
use crate::code::Compare;
use crate::machine::builtins::{Arguments, Registry};
use crate::machine::class;
use crate::machine::compare;
use crate::machine::effect::{Outcome, Result};
use crate::machine::event::Event as Told;
use crate::machine::object::{Body, Deque};
use crate::machine::sync::{
    Patience, Waiters, flag, identity, leave, seconds, wait, wake_all, wake_first,
};
use crate::machine::thread::WaitOn;
use crate::machine::trace::{Trace, Tracer, trace_fields};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum QueueKind {
    /// `queue.Queue`
    Fifo,
    /// `queue.LifoQueue`
    Lifo,
    /// `queue.PriorityQueue`: `items` is a binary heap.
    Priority,
    /// `queue.SimpleQueue`
    Simple,
}

impl Trace for QueueKind {
    fn trace<T: Tracer>(&self, to: &mut T) {
        to.word(*self as u64);
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Queue {
    pub kind: QueueKind,
    pub items: VecDeque<Value>,
    /// `maxsize`; 0 or less is unbounded.
    pub limit: i64,
    /// Items put and not yet reported by `task_done`.
    pub unfinished: i64,
    pub getters: Vec<Tid>,
    pub putters: Vec<Tid>,
    pub joiners: Vec<Tid>,
    /// Whose Python code is comparing its items.
    pub busy: Option<Tid>,
}
trace_fields!(Queue {
    kind,
    items,
    limit,
    unfinished,
    getters,
    putters,
    joiners,
    busy
});

impl Queue {
    pub fn is_full(&self) -> bool {
        self.limit > 0 && self.items.len() as i64 >= self.limit
    }
}

pub(super) fn register(registry: &mut Registry) {
    let _ = registry
        .class(class::QUEUE)
        .new(new)
        .init(init)
        .method("put", put)
        .method("put_nowait", put_nowait)
        .method("get", get)
        .method("get_nowait", get_nowait)
        .method("qsize", qsize)
        .method("empty", empty)
        .method("full", full)
        .method("task_done", task_done)
        .method("join", join)
        .property("maxsize", maxsize, set_maxsize)
        .getter("unfinished_tasks", unfinished)
        .getter("queue", items);
    let _ = registry
        .class(class::SIMPLE_QUEUE)
        .new(new)
        .method("put", put)
        .method("put_nowait", put_nowait)
        .method("get", get)
        .method("get_nowait", get_nowait)
        .method("qsize", qsize)
        .method("empty", empty);
    registry.function("_machine", "queue_items", heap_items);
    registry.function("_machine", "queue_restore", restore);
    registry.function("_machine", "queue_put_done", put_done);
    registry.function("_machine", "queue_get_done", get_done);
}

fn new(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let class = identity(arguments.receiver());
    let kind = [
        (class::LIFO_QUEUE, QueueKind::Lifo),
        (class::PRIORITY_QUEUE, QueueKind::Priority),
        (class::SIMPLE_QUEUE, QueueKind::Simple),
    ]
    .into_iter()
    .find(|&(ancestor, _)| vm.is_subclass(class, ancestor))
    .map_or(QueueKind::Fifo, |(_, kind)| kind);
    let queue = Queue {
        kind,
        items: VecDeque::new(),
        limit: 0,
        unfinished: 0,
        getters: Vec::new(),
        putters: Vec::new(),
        joiners: Vec::new(),
        busy: None,
    };
    Ok(vm.allocate(class, Body::Queue(Box::new(queue))).into())
}

/// `Queue(maxsize=0)`
fn init(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [limit] = arguments.bind(vm, "Queue.__init__", 1, ["maxsize"], 0)?;
    let limit = match limit {
        None => 0,
        Some(limit) => whole(vm, limit)?,
    };
    of_mut(vm, identity(arguments.receiver())).limit = limit;
    Ok(Value::None.into())
}

/// A `maxsize`; CPython only finds out when it compares it.
fn whole(vm: &mut Vm<'_>, limit: Value) -> Result<i64> {
    if let Some(number) = vm.as_i64(limit) {
        return Ok(number);
    }
    if let Some(number) = vm.as_f64(limit) {
        return Ok(number.ceil() as i64);
    }
    let name = vm.type_name(limit);
    Err(vm.type_error(format!(
        "'>' not supported between instances of '{name}' and 'int'"
    )))
}

/// `put(item, block=True, timeout=None)`
fn put(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [item, block, timeout] =
        arguments.bind(vm, "Queue.put", 1, ["item", "block", "timeout"], 1)?;
    let id = identity(arguments.receiver());
    let queue = of(vm, id);
    // Like CPython, an unbounded queue does not even look at the timeout.
    let patience = if queue.limit > 0 {
        patience(vm, block, timeout)?
    } else {
        Patience::Forever
    };
    put_item(vm, id, item.expect("required"), patience)
}

fn put_nowait(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [item] = arguments.bind(vm, "Queue.put_nowait", 1, ["item"], 1)?;
    let id = identity(arguments.receiver());
    put_item(vm, id, item.expect("required"), Patience::None)
}

/// `get(block=True, timeout=None)`
fn get(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [block, timeout] = arguments.bind(vm, "Queue.get", 1, ["block", "timeout"], 0)?;
    let patience = patience(vm, block, timeout)?;
    get_item(vm, identity(arguments.receiver()), patience)
}

fn get_nowait(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.method::<0>(vm, "Queue.get_nowait")?;
    get_item(vm, identity(arguments.receiver()), Patience::None)
}

fn patience(vm: &mut Vm<'_>, block: Option<Value>, timeout: Option<Value>) -> Result<Patience> {
    if !flag(vm, block, true) {
        return Ok(Patience::None);
    }
    match timeout {
        None | Some(Value::None) => Ok(Patience::Forever),
        Some(timeout) => {
            let seconds = seconds(vm, timeout, Some('<'))?;
            if seconds < 0.0 {
                return Err(vm.value_error("'timeout' must be a non-negative number"));
            }
            Ok(Patience::seconds(seconds))
        }
    }
}

/// Waits while others' code is at work on it, even without patience: that is not the wait that patience is for.
fn wait_while_busy(vm: &mut Vm<'_>, id: ObjectId, on: WaitOn) -> Option<Outcome> {
    of(vm, id).busy?;
    wait(vm, on, Patience::Forever)
}

fn put_item(vm: &mut Vm<'_>, id: ObjectId, item: Value, patience: Patience) -> Result {
    let on = WaitOn::Put(id);
    if let Some(parked) = wait_while_busy(vm, id, on) {
        return Ok(parked);
    }
    let queue = of(vm, id);
    if queue.is_full() {
        return match wait(vm, on, patience) {
            Some(parked) => Ok(parked),
            None => Err(vm.raise_with(class::QUEUE_FULL, Vec::new())),
        };
    }
    leave(vm, on);
    match of(vm, id).kind {
        QueueKind::Fifo | QueueKind::Lifo | QueueKind::Simple => {
            of_mut(vm, id).items.push_back(item);
        }
        QueueKind::Priority => {
            let mut heap: Vec<_> = of(vm, id).items.iter().copied().collect();
            heap.push(item);
            match sift_to_root(vm, &mut heap, 0) {
                Ok(true) => of_mut(vm, id).items = heap.into(),
                Ok(false) => {
                    of_mut(vm, id).busy = Some(vm.tid);
                    return Ok(vm.prelude("priority_put", &[Value::Object(id), item]));
                }
                Err(stop) => {
                    // In CPython, too, what could not be compared stays at the end of the heap.
                    of_mut(vm, id).items.push_back(item);
                    return Err(stop);
                }
            }
        }
    }
    was_put(vm, id, item);
    Ok(Value::None.into())
}

fn was_put(vm: &mut Vm<'_>, id: ObjectId, item: Value) {
    vm.heap_mut().grew(size_of::<Value>());
    let queue = of_mut(vm, id);
    queue.unfinished += 1;
    let getters: Waiters = queue.getters.as_slice().into();
    vm.tell(|| Told::Put { queue: id, item });
    wake_first(vm, &getters);
}

fn get_item(vm: &mut Vm<'_>, id: ObjectId, patience: Patience) -> Result {
    let on = WaitOn::Get(id);
    if let Some(parked) = wait_while_busy(vm, id, on) {
        return Ok(parked);
    }
    if of(vm, id).items.is_empty() {
        return match wait(vm, on, patience) {
            Some(parked) => Ok(parked),
            None => Err(vm.raise_with(class::QUEUE_EMPTY, Vec::new())),
        };
    }
    leave(vm, on);
    let item = match of(vm, id).kind {
        QueueKind::Fifo | QueueKind::Simple => of_mut(vm, id).items.pop_front(),
        QueueKind::Lifo => of_mut(vm, id).items.pop_back(),
        QueueKind::Priority => {
            let mut heap: Vec<_> = of(vm, id).items.iter().copied().collect();
            let last = heap.pop().expect("it is not empty");
            let first = heap.first_mut().map(|first| std::mem::replace(first, last));
            if !sift_from_root(vm, &mut heap)? {
                of_mut(vm, id).busy = Some(vm.tid);
                return Ok(vm.prelude("priority_get", &[Value::Object(id)]));
            }
            of_mut(vm, id).items = heap.into();
            Some(first.unwrap_or(last))
        }
    };
    let item = item.expect("it is not empty");
    was_got(vm, id, item);
    Ok(item.into())
}

fn was_got(vm: &mut Vm<'_>, id: ObjectId, item: Value) {
    let putters: Waiters = of(vm, id).putters.as_slice().into();
    vm.tell(|| Told::Got { queue: id, item });
    wake_first(vm, &putters);
}

/// `heapq`'s way of moving the last item up to its place, so that the heap looks as CPython's does. `false` where
/// only Python code could compare.
fn sift_to_root(vm: &mut Vm<'_>, heap: &mut [Value], start: usize) -> Result<bool> {
    sift_up_from(vm, heap, start, heap.len() - 1)
}

fn sift_up_from(
    vm: &mut Vm<'_>,
    heap: &mut [Value],
    start: usize,
    mut place: usize,
) -> Result<bool> {
    let item = heap[place];
    while place > start {
        let parent = (place - 1) / 2;
        match less(vm, item, heap[parent])? {
            None => return Ok(false),
            Some(false) => break,
            Some(true) => heap[place] = heap[parent],
        }
        place = parent;
    }
    heap[place] = item;
    Ok(true)
}

/// Moves the first item down to a leaf, always after the smaller child, and up again from there: `heapq._siftup`.
fn sift_from_root(vm: &mut Vm<'_>, heap: &mut [Value]) -> Result<bool> {
    let Some(&item) = heap.first() else {
        return Ok(true);
    };
    let mut place = 0;
    let mut child = 1;
    while child < heap.len() {
        if child + 1 < heap.len() {
            match less(vm, heap[child], heap[child + 1])? {
                None => return Ok(false),
                Some(true) => {}
                Some(false) => child += 1,
            }
        }
        heap[place] = heap[child];
        place = child;
        child = 2 * place + 1;
    }
    heap[place] = item;
    sift_up_from(vm, heap, 0, place)
}

fn less(vm: &mut Vm<'_>, a: Value, b: Value) -> Result<Option<bool>> {
    let answer = compare::order(vm, Compare::Less, a, b)?;
    Ok(answer.and_then(|answer| vm.truth(answer)))
}

fn qsize(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.method::<0>(vm, "Queue.qsize")?;
    Ok(Value::Int(of(vm, identity(arguments.receiver())).items.len() as i64).into())
}

fn empty(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.method::<0>(vm, "Queue.empty")?;
    Ok(Value::Bool(of(vm, identity(arguments.receiver())).items.is_empty()).into())
}

fn full(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.method::<0>(vm, "Queue.full")?;
    Ok(Value::Bool(of(vm, identity(arguments.receiver())).is_full()).into())
}

fn task_done(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.method::<0>(vm, "Queue.task_done")?;
    let id = identity(arguments.receiver());
    if of(vm, id).unfinished <= 0 {
        return Err(vm.value_error("task_done() called too many times"));
    }
    let queue = of_mut(vm, id);
    queue.unfinished -= 1;
    let joiners: Waiters = if queue.unfinished == 0 {
        queue.joiners.as_slice().into()
    } else {
        Waiters::new()
    };
    vm.tell(|| Told::TaskDone(id));
    wake_all(vm, &joiners);
    Ok(Value::None.into())
}

fn join(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.method::<0>(vm, "Queue.join")?;
    let id = identity(arguments.receiver());
    let on = WaitOn::Done(id);
    if of(vm, id).unfinished > 0 {
        return Ok(wait(vm, on, Patience::Forever).expect("it has patience"));
    }
    leave(vm, on);
    Ok(Value::None.into())
}

fn maxsize(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    Ok(Value::Int(of(vm, identity(arguments.receiver())).limit).into())
}

fn set_maxsize(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, [limit]) = arguments.method(vm, "maxsize")?;
    let limit = whole(vm, limit)?;
    of_mut(vm, identity(receiver)).limit = limit;
    Ok(Value::None.into())
}

fn unfinished(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    Ok(Value::Int(of(vm, identity(arguments.receiver())).unfinished).into())
}

/// `queue.queue`, to be looked at: a copy.
fn items(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let queue = of(vm, identity(arguments.receiver()));
    let items = queue.items.clone();
    Ok(match queue.kind {
        QueueKind::Fifo | QueueKind::Simple => {
            let deque = Deque { items, limit: None };
            vm.allocate(class::DEQUE, Body::Deque(Box::new(deque)))
        }
        QueueKind::Lifo | QueueKind::Priority => vm.list(items.into()),
    }
    .into())
}

// For the prelude, while a `PriorityQueue` is busy.

/// Its heap, as a list.
fn heap_items(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [queue] = arguments.function(vm, "queue_items")?;
    let items = of(vm, identity(queue)).items.clone();
    Ok(vm.list(items.into()).into())
}

/// Gives the heap back, and lets others in.
fn give_back(vm: &mut Vm<'_>, id: ObjectId, heap: Value) {
    let heap = vm.heap().list(heap).cloned().unwrap_or_default();
    let queue = of_mut(vm, id);
    queue.items = heap.into();
    queue.busy = None;
    let mut waiters: Waiters = queue.getters.as_slice().into();
    waiters.extend_from_slice(&queue.putters);
    wake_all(vm, &waiters);
}

fn restore(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [queue, heap] = arguments.function(vm, "queue_restore")?;
    give_back(vm, identity(queue), heap);
    Ok(Value::None.into())
}

fn put_done(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [queue, heap, item] = arguments.function(vm, "queue_put_done")?;
    give_back(vm, identity(queue), heap);
    was_put(vm, identity(queue), item);
    Ok(Value::None.into())
}

fn get_done(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [queue, heap, item] = arguments.function(vm, "queue_get_done")?;
    give_back(vm, identity(queue), heap);
    was_got(vm, identity(queue), item);
    Ok(item.into())
}

fn of<'v>(vm: &'v Vm<'_>, id: ObjectId) -> &'v Queue {
    match vm.heap().body(id) {
        Body::Queue(queue) => queue,
        _ => unreachable!("the receiver is a queue"),
    }
}

fn of_mut<'v>(vm: &'v mut Vm<'_>, id: ObjectId) -> &'v mut Queue {
    match vm.heap_mut().body_mut(id) {
        Body::Queue(queue) => queue,
        _ => unreachable!("the receiver is a queue"),
    }
}
