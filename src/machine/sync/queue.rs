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
use crate::machine::heap::Heap;
use crate::machine::object::{Body, Deque};
use crate::machine::sync::{
    Lock, Patience, Seconds, Waiters, flag, identity, leave, python, saturated, seconds, wait,
    wake_all, wake_first,
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
    /// The program has looked at `queue.queue`: from then on the items lie in that deque or list.
    pub shared: Option<ObjectId>,
}
trace_fields!(Queue {
    kind,
    items,
    limit,
    unfinished,
    getters,
    putters,
    joiners,
    busy,
    shared
});

impl Queue {
    /// What is in it, the next to come out first (of a `LifoQueue` last, of a `PriorityQueue` its heap as it lies).
    pub fn contents(&self, heap: &Heap) -> Vec<Value> {
        match self.shared.map(|id| heap.body(id)) {
            Some(Body::Deque(deque)) => deque.items.iter().copied().collect(),
            Some(Body::List(items)) => items.clone(),
            _ => self.items.iter().copied().collect(),
        }
    }

    fn is_full(&self) -> bool {
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
        .property("queue", items, set_items)
        .getter("mutex", mutex)
        .method("_init", plain_init)
        .method("_put", plain_put)
        .method("_get", plain_get)
        .method("_qsize", plain_size);
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
    registry.function("_machine", "queue_custom_done", custom_done);
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
        shared: None,
    };
    Ok(vm.allocate(class, Body::Queue(Box::new(queue))).into())
}

/// `Queue(maxsize=0)`
fn init(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [limit] = python(vm, arguments, "Queue.__init__", ["maxsize"], 0)?;
    let limit = match limit {
        None => 0,
        Some(limit) => whole(vm, limit)?,
    };
    let id = identity(arguments.receiver());
    of_mut(vm, id).limit = limit;
    if is_custom(vm, id) {
        return Ok(vm.prelude("queue_custom_init", &[Value::Object(id)]));
    }
    Ok(Value::None.into())
}

/// Whether its class has replaced one of the parts that CPython documents for that, so that CPython's own Python code
/// must work it, in the prelude.
fn is_custom(vm: &Vm<'_>, id: ObjectId) -> bool {
    let class = vm.heap().class(id);
    !vm.class(class).builtin
        && ["_init", "_put", "_get", "_qsize"].iter().any(|part| {
            let name = vm.process.names.find(part);
            name.is_some_and(|name| vm.defines(class, name))
        })
}

/// Does something with the items, wherever they lie.
fn with_items<A>(vm: &mut Vm<'_>, id: ObjectId, act: impl FnOnce(&mut Vm<'_>) -> A) -> A {
    exchange(vm, id);
    let result = act(vm);
    exchange(vm, id);
    result
}

/// Exchanges the queue's own items with those of the container that the program has seen.
fn exchange(vm: &mut Vm<'_>, id: ObjectId) {
    let Some(shared) = of(vm, id).shared else {
        return;
    };
    let mut items = std::mem::take(&mut of_mut(vm, id).items);
    match vm.heap_mut().body_mut(shared) {
        Body::Deque(deque) => std::mem::swap(&mut deque.items, &mut items),
        Body::List(list) => items = std::mem::replace(list, items.into()).into(),
        _ => unreachable!("a queue's items lie in a deque or a list"),
    }
    of_mut(vm, id).items = items;
}

/// A `maxsize`; CPython only finds out when it compares it.
fn whole(vm: &mut Vm<'_>, limit: Value) -> Result<i64> {
    if let Some(number) = saturated(vm, limit) {
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
        python(vm, arguments, "Queue.put", ["item", "block", "timeout"], 1)?;
    let id = identity(arguments.receiver());
    if is_custom(vm, id) {
        let block = block.unwrap_or(Value::Bool(true));
        let timeout = timeout.unwrap_or(Value::None);
        let item = item.expect("required");
        return Ok(vm.prelude(
            "queue_custom_put",
            &[Value::Object(id), item, block, timeout],
        ));
    }
    let queue = of(vm, id);
    // Like CPython, an unbounded queue does not even look at the timeout.
    let patience = if queue.limit > 0 {
        patience(vm, id, block, timeout)?
    } else {
        Patience::Forever
    };
    put_item(vm, id, item.expect("required"), patience)
}

fn put_nowait(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [item] = python(vm, arguments, "Queue.put_nowait", ["item"], 1)?;
    let id = identity(arguments.receiver());
    let item = item.expect("required");
    if is_custom(vm, id) {
        let block = Value::Bool(false);
        return Ok(vm.prelude(
            "queue_custom_put",
            &[Value::Object(id), item, block, Value::None],
        ));
    }
    put_item(vm, id, item, Patience::None)
}

/// `get(block=True, timeout=None)`
fn get(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [block, timeout] = python(vm, arguments, "Queue.get", ["block", "timeout"], 0)?;
    let id = identity(arguments.receiver());
    if is_custom(vm, id) {
        let block = block.unwrap_or(Value::Bool(true));
        let timeout = timeout.unwrap_or(Value::None);
        return Ok(vm.prelude("queue_custom_get", &[Value::Object(id), block, timeout]));
    }
    let patience = patience(vm, id, block, timeout)?;
    get_item(vm, id, patience)
}

fn get_nowait(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    python(vm, arguments, "Queue.get_nowait", [], 0)?;
    let id = identity(arguments.receiver());
    if is_custom(vm, id) {
        let block = Value::Bool(false);
        return Ok(vm.prelude("queue_custom_get", &[Value::Object(id), block, Value::None]));
    }
    get_item(vm, id, Patience::None)
}

fn patience(
    vm: &mut Vm<'_>,
    id: ObjectId,
    block: Option<Value>,
    timeout: Option<Value>,
) -> Result<Patience> {
    let simple = of(vm, id).kind == QueueKind::Simple;
    if !flag(vm, block, true) {
        return Ok(Patience::None);
    }
    match timeout {
        None | Some(Value::None) => Ok(Patience::Forever),
        Some(timeout) => {
            let seconds = seconds(vm, timeout, Some('<'))?;
            if seconds.number() < 0.0 {
                return Err(vm.value_error("'timeout' must be a non-negative number"));
            }
            Ok(Patience::of(if simple {
                seconds
            } else {
                // `time() + timeout` is a float.
                Seconds::Real(seconds.number())
            }))
        }
    }
}

/// Waits while others' code is at work on it, even without patience: that is not the wait that patience is for.
fn wait_while_busy(vm: &mut Vm<'_>, id: ObjectId, on: WaitOn) -> Option<Outcome> {
    of(vm, id).busy?;
    wait(vm, on, Patience::Forever)
}

fn put_item(vm: &mut Vm<'_>, id: ObjectId, item: Value, patience: Patience) -> Result {
    with_items(vm, id, |vm| try_put(vm, id, item, patience))
}

fn try_put(vm: &mut Vm<'_>, id: ObjectId, item: Value, patience: Patience) -> Result {
    let on = WaitOn::Put(id);
    if let Some(parked) = wait_while_busy(vm, id, on) {
        return Ok(parked);
    }
    let queue = of(vm, id);
    if queue.is_full() {
        patience.check(vm)?;
        return match wait(vm, on, patience) {
            Some(parked) => Ok(parked),
            None => Err(vm.raise_with(class::QUEUE_FULL, Vec::new())),
        };
    }
    leave(vm, on);
    if !add(vm, id, item)? {
        of_mut(vm, id).busy = Some(vm.tid);
        return Ok(vm.prelude("priority_put", &[Value::Object(id), item]));
    }
    was_put(vm, id, item);
    Ok(Value::None.into())
}

/// Lays an item where it belongs. `false` where only Python code could compare it with others.
fn add(vm: &mut Vm<'_>, id: ObjectId, item: Value) -> Result<bool> {
    match of(vm, id).kind {
        QueueKind::Fifo | QueueKind::Lifo | QueueKind::Simple => {
            of_mut(vm, id).items.push_back(item);
        }
        QueueKind::Priority => {
            let mut heap: Vec<_> = of(vm, id).items.iter().copied().collect();
            heap.push(item);
            match sift_to_root(vm, &mut heap, 0) {
                Ok(true) => of_mut(vm, id).items = heap.into(),
                Ok(false) => return Ok(false),
                Err(stop) => {
                    // In CPython, too, what could not be compared stays at the end of the heap.
                    of_mut(vm, id).items.push_back(item);
                    return Err(stop);
                }
            }
        }
    }
    Ok(true)
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
    with_items(vm, id, |vm| try_get(vm, id, patience))
}

fn try_get(vm: &mut Vm<'_>, id: ObjectId, patience: Patience) -> Result {
    let on = WaitOn::Get(id);
    if let Some(parked) = wait_while_busy(vm, id, on) {
        return Ok(parked);
    }
    if of(vm, id).items.is_empty() {
        patience.check(vm)?;
        return match wait(vm, on, patience) {
            Some(parked) => Ok(parked),
            None => Err(vm.raise_with(class::QUEUE_EMPTY, Vec::new())),
        };
    }
    leave(vm, on);
    let Some(item) = remove(vm, id)? else {
        of_mut(vm, id).busy = Some(vm.tid);
        return Ok(vm.prelude("priority_get", &[Value::Object(id)]));
    };
    was_got(vm, id, item);
    Ok(item.into())
}

/// Takes the next item out; there is one. `None` where only Python code could tell which.
fn remove(vm: &mut Vm<'_>, id: ObjectId) -> Result<Option<Value>> {
    let item = match of(vm, id).kind {
        QueueKind::Fifo | QueueKind::Simple => of_mut(vm, id).items.pop_front(),
        QueueKind::Lifo => of_mut(vm, id).items.pop_back(),
        QueueKind::Priority => {
            let mut heap: Vec<_> = of(vm, id).items.iter().copied().collect();
            let last = heap.pop().expect("it is not empty");
            let first = heap.first_mut().map(|first| std::mem::replace(first, last));
            if !sift_from_root(vm, &mut heap)? {
                return Ok(None);
            }
            of_mut(vm, id).items = heap.into();
            Some(first.unwrap_or(last))
        }
    };
    Ok(Some(item.expect("it is not empty")))
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

/// How many items, and how many there may be; `None` where the class has a `_qsize` of its own.
fn size(vm: &mut Vm<'_>, arguments: &Arguments) -> Option<(i64, i64)> {
    let id = identity(arguments.receiver());
    if is_custom(vm, id) {
        return None;
    }
    Some(with_items(vm, id, |vm| {
        let queue = of(vm, id);
        (queue.items.len() as i64, queue.limit)
    }))
}

fn qsize(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    python(vm, arguments, "Queue.qsize", [], 0)?;
    Ok(match size(vm, arguments) {
        Some((size, _)) => Value::Int(size).into(),
        None => vm.prelude("queue_custom_size", &[arguments.receiver()]),
    })
}

fn empty(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    python(vm, arguments, "Queue.empty", [], 0)?;
    Ok(match size(vm, arguments) {
        Some((size, _)) => Value::Bool(size == 0).into(),
        None => vm.prelude("queue_custom_empty", &[arguments.receiver()]),
    })
}

fn full(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    python(vm, arguments, "Queue.full", [], 0)?;
    Ok(match size(vm, arguments) {
        Some((size, limit)) => Value::Bool(limit > 0 && size >= limit).into(),
        None => vm.prelude("queue_custom_full", &[arguments.receiver()]),
    })
}

fn task_done(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    python(vm, arguments, "Queue.task_done", [], 0)?;
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
    python(vm, arguments, "Queue.join", [], 0)?;
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

/// `queue.queue`: the container itself, as programs clear it and look into it.
fn items(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let id = identity(arguments.receiver());
    if let Some(own) = own_attribute(vm, id, "queue") {
        return Ok(own.into());
    }
    if let Some(shared) = of(vm, id).shared {
        return Ok(Value::Object(shared).into());
    }
    let queue = of_mut(vm, id);
    let items = std::mem::take(&mut queue.items);
    let container = match queue.kind {
        QueueKind::Fifo | QueueKind::Simple => {
            let deque = Deque { items, limit: None };
            vm.allocate(class::DEQUE, Body::Deque(Box::new(deque)))
        }
        QueueKind::Lifo | QueueKind::Priority => vm.list(items.into()),
    };
    of_mut(vm, id).shared = container.object();
    Ok(container.into())
}

/// What a subclass's `_init` does.
fn set_items(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [receiver, items] = arguments.function(vm, "queue")?;
    set_own_attribute(vm, identity(receiver), "queue", items);
    Ok(Value::None.into())
}

/// `queue.mutex`: each operation is a step here, so that there is nothing for it to guard but what the program does
/// while it holds it.
fn mutex(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let id = identity(arguments.receiver());
    if let Some(own) = own_attribute(vm, id, "mutex") {
        return Ok(own.into());
    }
    let lock = vm.allocate(class::LOCK, Body::Lock(Lock::default()));
    set_own_attribute(vm, id, "mutex", lock);
    Ok(lock.into())
}

fn own_attribute(vm: &Vm<'_>, id: ObjectId, name: &str) -> Option<Value> {
    let name = vm.process.names.find(name)?;
    vm.heap().get(id).attributes.as_ref()?.get(name)
}

fn set_own_attribute(vm: &mut Vm<'_>, id: ObjectId, name: &str, value: Value) {
    let name = vm.process.intern(name);
    let attributes = &mut vm.heap_mut().get_mut(id).attributes;
    attributes.get_or_insert_default().set(name, value);
}

// What a subclass that replaces some of these finds in the others. They neither wait nor wake.

fn plain_init(_: &mut Vm<'_>, _: &Arguments) -> Result {
    Ok(Value::None.into())
}

fn plain_put(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [item] = python(vm, arguments, "Queue._put", ["item"], 1)?;
    let id = identity(arguments.receiver());
    let item = item.expect("required");
    if with_items(vm, id, |vm| add(vm, id, item))? {
        return Ok(Value::None.into());
    }
    Ok(vm.prelude("priority_plain_put", &[Value::Object(id), item]))
}

fn plain_get(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    python(vm, arguments, "Queue._get", [], 0)?;
    let id = identity(arguments.receiver());
    if with_items(vm, id, |vm| of(vm, id).items.is_empty()) {
        return Err(vm.index_error("pop from an empty deque"));
    }
    Ok(match with_items(vm, id, |vm| remove(vm, id))? {
        Some(item) => item.into(),
        None => vm.prelude("priority_plain_get", &[Value::Object(id)]),
    })
}

fn plain_size(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let id = identity(arguments.receiver());
    let size = with_items(vm, id, |vm| of(vm, id).items.len());
    Ok(Value::Int(size as i64).into())
}

/// For the prelude: an item went in (`True`) or out by the class's own methods.
fn custom_done(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [queue, item, put] = arguments.function(vm, "queue_custom_done")?;
    let id = identity(queue);
    if flag(vm, Some(put), true) {
        of_mut(vm, id).unfinished += 1;
        vm.tell(|| Told::Put { queue: id, item });
    } else {
        vm.tell(|| Told::Got { queue: id, item });
    }
    Ok(Value::None.into())
}

// For the prelude, while a `PriorityQueue` is busy.

/// Its heap, as a list.
fn heap_items(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [queue] = arguments.function(vm, "queue_items")?;
    let items = of(vm, identity(queue)).contents(vm.heap());
    Ok(vm.list(items).into())
}

/// Gives the heap back, and lets others in.
fn give_back(vm: &mut Vm<'_>, id: ObjectId, heap: Value) {
    let heap = vm.heap().list(heap).cloned().unwrap_or_default();
    with_items(vm, id, |vm| of_mut(vm, id).items = heap.into());
    let queue = of_mut(vm, id);
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
