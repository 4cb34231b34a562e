//! `threading.Condition`: a lock, and a line of those who wait for news about what it guards.
//!
//! `wait` takes three steps that others can come between: it lets the lock go and parks; it is notified, or its time
//! is up; it acquires the lock again, for which it may have to wait once more. That gap between the notification and
//! the lock is why `while`, and not `if`, belongs around it.

use serde::{Deserialize, Serialize};

use crate::base::{ObjectId, Tid};
use crate::machine::access::{Access, Spot, Use};
use crate::machine::builtins::{Arguments, Registry};
use crate::machine::class;
use crate::machine::effect::{Outcome, Result};
use crate::machine::event::Event as Told;
use crate::machine::object::Body;
use crate::machine::sync::{
    Patience, RLock, Waiters, identity, is_parked, leave, old_method, optional_timeout, python,
    released, serve_all, take, wait, wake_all, was_served,
};
use crate::machine::thread::WaitOn;
use crate::machine::trace::{Trace, Tracer, trace_fields};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Condition {
    /// The `Lock` or `RLock` it stands on.
    pub lock: Value,
    /// Who waits to be notified, the longest first.
    pub waiters: Vec<Tid>,
    /// Where a notify wakes any of those who wait: notifies of which it is still open whom they wake.
    pub offers: Vec<Offer>,
}

/// So many of these are woken: those who move first. None of them can notice any sooner who it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Offer {
    among: Vec<Tid>,
    count: u32,
}
trace_fields!(Offer { among, count });

impl Trace for Condition {
    fn trace<T: Tracer>(&self, to: &mut T) {
        self.lock.trace(to);
        self.waiters.trace(to);
        // Fingerprints of runs without them stay as they are.
        if !self.offers.is_empty() {
            self.offers.trace(to);
        }
    }
}

pub(super) fn register(registry: &mut Registry) {
    let _ = registry
        .class(class::CONDITION)
        .new(new)
        .init(init)
        .method("acquire", acquire)
        .method("release", release)
        .method("__enter__", enter)
        .method("__exit__", exit)
        .method("wait", wait_for_news)
        .method("wait_for", wait_for)
        .method("notify", notify)
        .method("notify_all", notify_all)
        .method("notifyAll", |vm, arguments| {
            python(vm, arguments, "Condition.notifyAll", [], 0)?;
            old_method(vm, arguments, "notifyAll", "notify_all")
        })
        .getter("_lock", lock);
}

fn new(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let condition = Condition {
        lock: Value::None,
        waiters: Vec::new(),
        offers: Vec::new(),
    };
    Ok(vm
        .allocate(
            identity(arguments.receiver()),
            Body::Condition(Box::new(condition)),
        )
        .into())
}

/// `Condition(lock=None)`
fn init(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [lock] = python(vm, arguments, "Condition.__init__", ["lock"], 0)?;
    let lock = match lock {
        None | Some(Value::None) => vm.allocate(class::RLOCK, Body::RLock(RLock::default())),
        Some(lock) => {
            let fits = lock
                .object()
                .is_some_and(|id| matches!(vm.heap().body(id), Body::Lock(_) | Body::RLock(_)));
            if !fits {
                let name = vm.type_name(lock);
                return Err(vm.type_error(format!(
                    "a Condition stands on a Lock or an RLock here, not on '{name}'"
                )));
            }
            lock
        }
    };
    if let Body::Condition(condition) = vm.heap_mut().body_mut(identity(arguments.receiver())) {
        condition.lock = lock;
    }
    Ok(Value::None.into())
}

/// The condition and the lock below it.
fn parts(vm: &Vm<'_>, arguments: &Arguments) -> (ObjectId, ObjectId) {
    let id = identity(arguments.receiver());
    (id, identity(of(vm, id).lock))
}

/// Does with the lock what was asked of the condition.
fn delegate(vm: &mut Vm<'_>, arguments: &Arguments, method: crate::code::Name) -> Result {
    let (_, lock) = parts(vm, arguments);
    let class = vm.heap().class(lock);
    let Some(Value::Native(native)) = vm.lookup(class, method) else {
        unreachable!("both kinds of locks have these methods")
    };
    let mut arguments = arguments.clone();
    arguments.positional[0] = Value::Object(lock);
    (native.get().function)(vm, &arguments)
}

fn acquire(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let name = vm.process.intern("acquire");
    delegate(vm, arguments, name)
}

fn release(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let name = vm.process.intern("release");
    delegate(vm, arguments, name)
}

fn enter(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    delegate(vm, arguments, crate::code::name::ENTER)
}

fn exit(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    delegate(vm, arguments, crate::code::name::EXIT)
}

fn lock(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (_, lock) = parts(vm, arguments);
    Ok(Value::Object(lock).into())
}

/// As CPython asks: an `RLock` knows its owner; a `Lock` only whether anybody holds it.
fn is_owned(vm: &Vm<'_>, lock: ObjectId) -> bool {
    match vm.heap().body(lock) {
        Body::Lock(lock) => !lock.is_free(),
        Body::RLock(lock) => lock.owner == Some(vm.tid),
        _ => unreachable!("a condition stands on one of these"),
    }
}

const PARKED: u32 = 0;
const NOTIFIED: u32 = 1;
const LATE: u32 = 2;

/// `wait(timeout=None)`: whether it was notified.
fn wait_for_news(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (id, lock) = parts(vm, arguments);
    let on = WaitOn::Notify(id);
    let Some(waiting) = vm.thread.waiting else {
        let [timeout] = python(vm, arguments, "Condition.wait", ["timeout"], 0)?;
        if !is_owned(vm, lock) {
            return Err(vm.runtime_error("cannot wait on un-acquired lock"));
        }
        let patience = match optional_timeout(vm, timeout)? {
            // CPython lets the lock go and takes it again even where it does not wait: others may come between.
            Patience::None => Patience::For(crate::base::Time::ZERO),
            patience => patience,
        };
        patience.check(vm)?;
        let depth = let_go(vm, lock);
        let parked = wait(vm, on, patience).expect("it has patience");
        if let Some(waiting) = &mut vm.thread.waiting {
            waiting.note = depth;
        }
        return Ok(parked);
    };
    if waiting.stage == PARKED {
        let stage = if was_served(vm) || take_offer(vm, id) {
            NOTIFIED
        } else if waiting.expired {
            LATE
        } else {
            return Ok(wait(vm, on, Patience::Forever).expect("it has patience"));
        };
        leave(vm, on);
        if let Some(waiting) = &mut vm.thread.waiting {
            waiting.stage = stage;
        }
    }
    vm.used(lock, Use::Acquire);
    if !take(vm, lock) {
        return Ok(wait(vm, WaitOn::Acquire(lock), Patience::Forever).expect("it has patience"));
    }
    leave(vm, WaitOn::Acquire(lock));
    if let Body::RLock(lock) = vm.heap_mut().body_mut(lock) {
        lock.count = waiting.note as u32;
    }
    let stage = vm.thread.waiting.map_or(NOTIFIED, |waiting| waiting.stage);
    Ok(Value::Bool(stage == NOTIFIED).into())
}

/// Releases the lock altogether; how often it was held.
fn let_go(vm: &mut Vm<'_>, lock: ObjectId) -> i64 {
    let owner = match vm.heap().body(lock) {
        Body::Lock(lock) => lock.owner == Some(vm.tid),
        _ => true,
    };
    vm.used(lock, if owner { Use::Release } else { Use::Look });
    let depth = match vm.heap_mut().body_mut(lock) {
        Body::Lock(lock) => i64::from(lock.release()),
        Body::RLock(lock) => i64::from(lock.release_all()),
        _ => unreachable!("a condition stands on one of these"),
    };
    released(vm, lock);
    depth
}

/// `wait_for(predicate, timeout=None)`
fn wait_for(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [predicate, timeout] = python(
        vm,
        arguments,
        "Condition.wait_for",
        ["predicate", "timeout"],
        1,
    )?;
    let predicate = predicate.expect("required");
    let timeout = timeout.unwrap_or(Value::None);
    Ok(vm.prelude(
        "condition_wait_for",
        &[arguments.receiver(), predicate, timeout],
    ))
}

/// `notify(n=1)`
fn notify(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [count] = python(vm, arguments, "Condition.notify", ["n"], 0)?;
    let count = match count {
        None => 1,
        Some(value) => vm.as_i64(value).unwrap_or(1),
    };
    announce(vm, arguments, usize::try_from(count).unwrap_or(0))
}

fn notify_all(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    python(vm, arguments, "Condition.notify_all", [], 0)?;
    announce(vm, arguments, usize::MAX)
}

fn announce(vm: &mut Vm<'_>, arguments: &Arguments, count: usize) -> Result {
    let (id, lock) = parts(vm, arguments);
    if !is_owned(vm, lock) {
        return Err(vm.runtime_error("cannot notify on un-acquired lock"));
    }
    if vm.process.wakes_any {
        return Ok(announce_to_any(vm, id, count));
    }
    // Those whose time is up have left the line already, though they have not moved yet.
    let reached: Waiters = of(vm, id)
        .waiters
        .iter()
        .copied()
        .filter(|&waiter| is_parked(vm, waiter))
        .take(count)
        .collect();
    if !reached.is_empty()
        && let Body::Condition(condition) = vm.heap_mut().body_mut(id)
    {
        condition.waiters.retain(|waiter| !reached.contains(waiter));
    }
    vm.tell(|| Told::Notified {
        condition: id,
        woken: reached.len() as u32,
    });
    serve_all(vm, &reached);
    Ok(Value::None.into())
}

/// As `announce`, to any of those who wait.
fn announce_to_any(vm: &mut Vm<'_>, id: ObjectId, count: usize) -> Outcome {
    let line: Waiters = of(vm, id)
        .waiters
        .iter()
        .copied()
        .filter(|&waiter| is_in_line(vm, waiter))
        .collect();
    let offered = of(vm, id).offers.iter().map(|offer| offer.count as usize);
    let left = line.len() - offered.sum::<usize>().min(line.len());
    let woken = left.min(count);
    if woken > 0
        && let Body::Condition(condition) = vm.heap_mut().body_mut(id)
    {
        if woken == left {
            condition.offers.clear();
            condition.waiters.retain(|waiter| !line.contains(waiter));
        } else {
            condition.offers.push(Offer {
                among: line.to_vec(),
                count: woken as u32,
            });
        }
    }
    vm.tell(|| Told::Notified {
        condition: id,
        woken: woken as u32,
    });
    if woken > 0 && woken == left {
        serve_all(vm, &line);
    } else if woken > 0 {
        wake_all(vm, &line);
    }
    Value::None.into()
}

/// Whether a waiter has been neither notified nor given up. It may have been woken in vain, and not know yet.
fn is_in_line(vm: &Vm<'_>, waiter: Tid) -> bool {
    vm.process.note(Access::Read(Spot::Thread(waiter)));
    let thread = vm.process.workers[waiter.index()].thread.as_ref();
    let waiting = thread.and_then(|thread| thread.waiting);
    waiting.is_some_and(|waiting| !waiting.served && !waiting.expired)
}

/// Whether the thread is among those of whom some are woken, and the first of them to move.
fn take_offer(vm: &mut Vm<'_>, id: ObjectId) -> bool {
    let tid = vm.tid;
    let mut offers = of(vm, id).offers.iter();
    let Some(place) = offers.position(|offer| offer.among.contains(&tid)) else {
        return false;
    };
    if let Body::Condition(condition) = vm.heap_mut().body_mut(id) {
        condition.offers[place].count -= 1;
        for offer in &mut condition.offers {
            offer.among.retain(|&other| other != tid);
        }
        condition.offers.retain(|offer| offer.count > 0);
    }
    true
}

fn of<'v>(vm: &'v Vm<'_>, id: ObjectId) -> &'v Condition {
    match vm.heap().body(id) {
        Body::Condition(condition) => condition,
        _ => unreachable!("the receiver is a condition"),
    }
}
