//! What threads of one process wait for: plain data, an owner and its waiters. Whoever releases makes the waiters
//! ready to try again; any of them, or a newcomer, may be first (CPython 3.11 hands nothing over). Only
//! `Condition.notify` has an order: first come, first woken.
//!
//! Every file here holds one thing of `threading` or `queue`: its data, what may happen to it, and the natives that
//! make it happen. All of them wait in one way. A native tries; where it cannot have what it wants it writes its
//! thread into the list of waiters and parks. Once somebody wakes it, or its time is up, it is called again and tries
//! again. It stays on the list until it has what it wants or gives up, so that the list keeps the order of arrival.

mod barrier;
mod condition;
mod event;
pub mod local;
mod lock;
mod queue;
mod rlock;
mod semaphore;
pub mod thread;

use smallvec::SmallVec;

pub use barrier::{Barrier, BarrierStage};
pub use condition::Condition;
pub use event::Event;
pub use local::Local;
pub use lock::Lock;
pub use queue::{Queue, QueueKind};
pub use rlock::RLock;
pub use semaphore::Semaphore;
pub use thread::Thread;

use crate::base::{ObjectId, Tid, Time};
use crate::machine::access::{Access, Spot, Use};
use crate::machine::builtins::{Arguments, Registry};
use crate::machine::effect::{Outcome, Result, Stop};
use crate::machine::event::Event as Told;
use crate::machine::heap::Heap;
use crate::machine::number::Number;
use crate::machine::object::Body;
use crate::machine::thread::{State, Timeout, WaitOn};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

pub(crate) fn register(registry: &mut Registry) {
    barrier::register(registry);
    condition::register(registry);
    event::register(registry);
    local::register(registry);
    lock::register(registry);
    queue::register(registry);
    rlock::register(registry);
    semaphore::register(registry);
    thread::register(registry);
}

/// How long somebody is ready to wait.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Patience {
    None,
    For(Time),
    Forever,
    /// More than CPython can count: an error, but only where there is something to wait for.
    TooLong(Seconds),
}

impl Patience {
    /// Of a number of seconds; none at all where it is not positive.
    pub(crate) fn of(seconds: Seconds) -> Self {
        if seconds.number() <= 0.0 {
            Self::None
        } else if seconds.is_too_long() {
            Self::TooLong(seconds)
        } else {
            Self::For(Time::from_seconds(seconds.number()))
        }
    }

    /// Somebody is about to wait for so long.
    pub(crate) fn check(self, vm: &mut Vm<'_>) -> Result<()> {
        match self {
            Self::None | Self::For(_) | Self::Forever => Ok(()),
            Self::TooLong(seconds) => Err(seconds.too_long(vm)),
        }
    }
}

/// A number of seconds as a program gives it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Seconds {
    Whole(f64),
    Real(f64),
}

impl Seconds {
    pub(crate) fn number(self) -> f64 {
        match self {
            Self::Whole(number) | Self::Real(number) => number,
        }
    }

    /// CPython counts nanoseconds in 64 bits.
    fn is_too_long(self) -> bool {
        (self.number() * 1e9).abs() >= 9_223_372_036_854_775_808.0
    }

    fn too_long(self, vm: &mut Vm<'_>) -> Stop {
        vm.overflow_error(match self {
            Self::Whole(_) => "timestamp too large to convert to C _PyTime_t",
            Self::Real(_) => "timestamp out of range for platform time_t",
        })
    }

    /// What C code does first with it.
    pub(crate) fn check(self, vm: &mut Vm<'_>) -> Result<f64> {
        if self.is_too_long() {
            Err(self.too_long(vm))
        } else {
            Ok(self.number())
        }
    }
}

/// Parks the thread until it is worth trying again; `None` where its patience is at an end, and it must give up.
pub(crate) fn wait(vm: &mut Vm<'_>, on: WaitOn, patience: Patience) -> Option<Outcome> {
    match &mut vm.thread.waiting {
        Some(waiting) if waiting.on == on => {
            if waiting.expired {
                leave(vm, on);
                return None;
            }
            enlist(vm, on);
            return Some(vm.park(on, Timeout::Unchanged));
        }
        Some(waiting) => {
            // The same native goes on to wait for something else: `Condition.wait` for its lock.
            waiting.expired = false;
            waiting.served = false;
        }
        None => {}
    }
    let timeout = match patience {
        Patience::None => return None,
        Patience::For(span) => Timeout::After(span),
        Patience::Forever => Timeout::Never,
        Patience::TooLong(_) => unreachable!("whoever waits has checked its patience"),
    };
    enlist(vm, on);
    Some(vm.park(on, timeout))
}

/// Whether somebody did what this thread waited for.
pub(crate) fn was_served(vm: &Vm<'_>) -> bool {
    vm.thread.waiting.is_some_and(|waiting| waiting.served)
}

fn enlist(vm: &mut Vm<'_>, on: WaitOn) {
    let tid = vm.tid;
    if let Some(waiters) = waiters(vm.heap_mut(), on)
        && !waiters.contains(&tid)
    {
        waiters.push(tid);
    }
}

/// Takes the thread off the list of waiters, if it has ever waited.
pub(crate) fn leave(vm: &mut Vm<'_>, on: WaitOn) {
    if vm.thread.waiting.is_none() {
        return;
    }
    let tid = vm.tid;
    if let Some(waiters) = waiters(vm.heap_mut(), on) {
        waiters.retain(|&waiter| waiter != tid);
    }
}

fn waiters(heap: &mut Heap, on: WaitOn) -> Option<&mut Vec<Tid>> {
    match (heap.body_mut(on.object()?), on) {
        (Body::Lock(lock), _) => Some(&mut lock.waiters),
        (Body::RLock(lock), _) => Some(&mut lock.waiters),
        (Body::Semaphore(semaphore), _) => Some(&mut semaphore.waiters),
        (Body::Condition(condition), _) => Some(&mut condition.waiters),
        (Body::Event(event), _) => Some(&mut event.waiters),
        (Body::Barrier(barrier), _) => Some(&mut barrier.waiters),
        (Body::Queue(queue), WaitOn::Get(_)) => Some(&mut queue.getters),
        (Body::Queue(queue), WaitOn::Put(_)) => Some(&mut queue.putters),
        (Body::Queue(queue), WaitOn::Done(_)) => Some(&mut queue.joiners),
        (Body::Thread(thread), _) => Some(&mut thread.joiners),
        _ => None,
    }
}

/// Makes all of these ready to try again, in this order.
pub(crate) fn wake_all(vm: &mut Vm<'_>, waiters: &[Tid]) {
    for &waiter in waiters {
        vm.wake(waiter);
    }
}

/// As `wake_all`, for those who need not look again.
pub(crate) fn serve_all(vm: &mut Vm<'_>, waiters: &[Tid]) {
    for &waiter in waiters {
        vm.serve(waiter);
    }
}

/// Makes the first one ready that is still parked.
pub(crate) fn wake_first(vm: &mut Vm<'_>, waiters: &[Tid]) {
    if let Some(&waiter) = waiters.iter().find(|&&waiter| is_parked(vm, waiter)) {
        vm.wake(waiter);
    }
}

/// Waits, and has neither been woken nor run out of time.
pub(crate) fn is_parked(vm: &Vm<'_>, tid: Tid) -> bool {
    vm.process.note(Access::Read(Spot::Thread(tid)));
    matches!(vm.process.workers[tid.index()].state, State::Parked { .. })
}

type Waiters = SmallVec<[Tid; 8]>;

// What `Lock`, `RLock` and `Semaphore` have in common: one acquires them and releases them.

/// Acquires a `Lock`, an `RLock` or a `Semaphore`: `True`, or `False` where patience came to its end.
pub(crate) fn acquire(vm: &mut Vm<'_>, id: ObjectId, patience: Patience) -> Result {
    let on = WaitOn::Acquire(id);
    vm.used(
        id,
        match patience {
            Patience::Forever => Use::Acquire,
            Patience::None | Patience::For(_) | Patience::TooLong(_) => Use::Look,
        },
    );
    if take(vm, id) {
        leave(vm, on);
        return Ok(Value::Bool(true).into());
    }
    patience.check(vm)?;
    Ok(wait(vm, on, patience).unwrap_or(Value::Bool(false).into()))
}

/// Takes it if that is possible now.
pub(crate) fn take(vm: &mut Vm<'_>, id: ObjectId) -> bool {
    let tid = vm.tid;
    // Looking comes before touching: a failed attempt must not make the object look changed.
    let free = match vm.heap().body(id) {
        Body::Lock(lock) => lock.is_free(),
        Body::RLock(lock) => lock.is_free_for(tid),
        Body::Semaphore(semaphore) => semaphore.is_free(),
        _ => unreachable!("only these can be acquired"),
    };
    if free {
        match vm.heap_mut().body_mut(id) {
            Body::Lock(lock) => lock.take(tid),
            Body::RLock(lock) => lock.take(tid),
            Body::Semaphore(semaphore) => semaphore.take(),
            _ => unreachable!("checked above"),
        }
        vm.tell(|| Told::Acquired(id));
    }
    free
}

/// Its waiters may try again.
fn released(vm: &mut Vm<'_>, id: ObjectId) {
    vm.tell(|| Told::Released(id));
    let waiters: Waiters = match vm.heap().body(id) {
        Body::Lock(lock) => lock.waiters.as_slice().into(),
        Body::RLock(lock) => lock.waiters.as_slice().into(),
        Body::Semaphore(semaphore) => semaphore.waiters.as_slice().into(),
        _ => unreachable!("only these can be released"),
    };
    wake_all(vm, &waiters);
}

/// The object a native's receiver is: its class has been checked.
pub(crate) fn identity(receiver: Value) -> ObjectId {
    receiver
        .object()
        .expect("a receiver of these classes is an object")
}

/// A number of seconds. `operator` is what CPython's Python code does first with it and what its complaint names;
/// without one, it is C code that complains.
pub(crate) fn seconds(vm: &mut Vm<'_>, value: Value, operator: Option<char>) -> Result<Seconds> {
    match vm.as_f64(value) {
        Some(seconds) if seconds.is_nan() => {
            Err(vm.value_error("Invalid value NaN (not a number)"))
        }
        Some(seconds) if matches!(Number::read(vm, value), Some(Number::Float(_))) => {
            Ok(Seconds::Real(seconds))
        }
        Some(seconds) => Ok(Seconds::Whole(seconds)),
        None => {
            let name = vm.type_name(value);
            Err(vm.type_error(match operator {
                Some(operator) => {
                    format!("'{operator}' not supported between instances of '{name}' and 'int'")
                }
                None => format!("'{name}' object cannot be interpreted as an integer"),
            }))
        }
    }
}

/// A `timeout` that is `None` by default.
pub(crate) fn optional_timeout(vm: &mut Vm<'_>, value: Option<Value>) -> Result<Patience> {
    match value {
        None | Some(Value::None) => Ok(Patience::Forever),
        Some(value) => Ok(Patience::of(seconds(vm, value, Some('>'))?)),
    }
}

/// A whole number of permits or places; more than 64 bits hold is as good as the most that they hold.
pub(crate) fn saturated(vm: &Vm<'_>, value: Value) -> Option<i64> {
    match Number::read(vm, value)? {
        Number::Small(number) => Some(number),
        Number::Big(number) if number.sign() == num_bigint::Sign::Minus => Some(i64::MIN),
        Number::Big(_) => Some(i64::MAX),
        Number::Float(_) => None,
    }
}

/// A flag; what only Python code could tell counts as true.
pub(crate) fn flag(vm: &Vm<'_>, value: Option<Value>, default: bool) -> bool {
    value.map_or(default, |value| vm.truth(value).unwrap_or(true))
}

/// A method that only another name of it should be called by: says so, and does it.
pub(crate) fn old_method(vm: &mut Vm<'_>, arguments: &Arguments, old: &str, new: &str) -> Result {
    let message = format!("{old}() is deprecated, use {new}() instead");
    Ok(old_name(vm, arguments, "old_method", new, message))
}

/// As `old_method`, for what should be an attribute by now.
pub(crate) fn old_attribute(
    vm: &mut Vm<'_>,
    arguments: &Arguments,
    old: &str,
    new: &str,
) -> Result {
    let verb = if old.starts_with("set") { "set" } else { "get" };
    let message = format!("{old}() is deprecated, {verb} the {new} attribute instead");
    Ok(old_name(vm, arguments, "old_attribute", new, message))
}

fn old_name(
    vm: &mut Vm<'_>,
    arguments: &Arguments,
    function: &str,
    new: &str,
    message: String,
) -> Outcome {
    let rest = vm.tuple(&arguments.positional[1..]);
    let new = vm.text(new);
    let message = vm.text(message);
    vm.prelude(function, &[arguments.receiver(), new, message, rest])
}

/// `threading.TIMEOUT_MAX`
pub(crate) fn lock_timeout_max() -> Value {
    Value::Float(lock::TIMEOUT_MAX)
}

/// The arguments of a method that is written in Python in CPython, and complains accordingly. The first `least` of
/// them are required.
pub(crate) fn python<const N: usize>(
    vm: &mut Vm<'_>,
    arguments: &Arguments,
    function: &str,
    names: [&str; N],
    least: usize,
) -> Result<[Option<Value>; N]> {
    // Here the receiver counts.
    let given = arguments.positional.len();
    let most = 1 + names
        .iter()
        .take_while(|name| !name.starts_with('*'))
        .count();
    if given > most {
        let range = if least + 1 == most {
            most.to_string()
        } else {
            format!("from {} to {most}", least + 1)
        };
        let plural = if most == 1 { "" } else { "s" };
        return Err(vm.type_error(format!(
            "{function}() takes {range} positional argument{plural} but {given} were given"
        )));
    }
    let missing: Vec<_> = (given - 1..least)
        .map(|place| names[place])
        .filter(|&name| {
            let mut keywords = arguments.keywords.iter();
            !keywords.any(|&(keyword, _)| &*vm.name_text(keyword) == name)
        })
        .map(|name| format!("'{name}'"))
        .collect();
    if let Some((last, others)) = missing.split_last() {
        let plural = if others.is_empty() { "" } else { "s" };
        let list = match others {
            [] => last.clone(),
            [other] => format!("{other} and {last}"),
            others => format!("{}, and {last}", others.join(", ")),
        };
        return Err(vm.type_error(format!(
            "{function}() missing {} required positional argument{plural}: {list}",
            missing.len()
        )));
    }
    arguments.bind(vm, function, 1, names, least)
}
