//! `threading.Lock`: one owner at a time; anybody may release it.

use serde::{Deserialize, Serialize};

use crate::base::{ObjectId, Tid};
use crate::machine::access::Use;
use crate::machine::builtins::{Arguments, Quick, Registry};
use crate::machine::class;
use crate::machine::effect::Result;
use crate::machine::object::Body;
use crate::machine::sync::{Patience, Seconds, acquire, flag, identity, released, seconds};
use crate::machine::trace::trace_fields;
use crate::machine::value::Value;
use crate::machine::vm::Vm;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    /// Who acquired it.
    pub owner: Option<Tid>,
    /// Who wants it, in order of arrival.
    pub waiters: Vec<Tid>,
}
trace_fields!(Lock { owner, waiters });

impl Lock {
    pub fn is_free(&self) -> bool {
        self.owner.is_none()
    }

    pub(super) fn take(&mut self, by: Tid) {
        self.owner = Some(by);
    }

    /// Whether there was anything to release.
    pub(super) fn release(&mut self) -> bool {
        self.owner.take().is_some()
    }
}

/// The longest timeout in seconds, `threading.TIMEOUT_MAX`.
pub(crate) const TIMEOUT_MAX: f64 = 9_223_372_036.0;

pub(super) fn register(registry: &mut Registry) {
    let _ = registry
        .class(class::LOCK)
        .new(new)
        .quick_method("acquire", acquire_lock, acquire_free)
        .method("acquire_lock", acquire_lock)
        .quick_method("release", release_lock, release_unwanted)
        .method("release_lock", release_lock)
        .method("locked", locked)
        .quick_method("__enter__", enter, acquire_free)
        .quick_method("__exit__", exit, release_unwanted);
}

fn new(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    if arguments.positional.len() > 1 || !arguments.keywords.is_empty() {
        let given = arguments.positional.len() - 1 + arguments.keywords.len();
        return Err(vm.type_error(format!(
            "_thread.allocate_lock() takes no arguments ({given} given)"
        )));
    }
    Ok(vm
        .allocate(identity(arguments.receiver()), Body::Lock(Lock::default()))
        .into())
}

pub(super) fn acquire_lock(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let patience = patience(vm, arguments)?;
    acquire(vm, identity(arguments.receiver()), patience)
}

fn acquire_free(vm: &mut Vm<'_>, id: ObjectId) -> Option<Quick> {
    let tid = vm.tid;
    let lock = of_mut(vm, id);
    if !lock.is_free() {
        return None;
    }
    lock.take(tid);
    Some(Quick::True)
}

fn release_unwanted(vm: &mut Vm<'_>, id: ObjectId) -> Option<Quick> {
    let lock = of_mut(vm, id);
    if lock.is_free() || !lock.waiters.is_empty() {
        return None;
    }
    lock.release();
    Some(Quick::None)
}

/// `acquire(blocking=True, timeout=-1)`
fn patience(vm: &mut Vm<'_>, arguments: &Arguments) -> Result<Patience> {
    if arguments.positional.len() == 1 && arguments.keywords.is_empty() {
        return Ok(Patience::Forever);
    }
    let [blocking, timeout] = arguments.bind(vm, "acquire", 1, ["blocking", "timeout"], 0)?;
    let blocking = flag(vm, blocking, true);
    let timeout = match timeout {
        None => -1.0,
        Some(value) => seconds(vm, value, None)?.check(vm)?,
    };
    // CPython's mark for "no timeout" is this very number.
    #[expect(clippy::float_cmp, reason = "exactly -1 means that none was given")]
    let unset = timeout == -1.0;
    if !blocking && !unset {
        return Err(vm.value_error("can't specify a timeout for a non-blocking call"));
    }
    if timeout < 0.0 && !unset {
        return Err(vm.value_error("timeout value must be positive"));
    }
    if timeout > TIMEOUT_MAX {
        return Err(vm.overflow_error("timeout value is too large"));
    }
    Ok(match (blocking, unset) {
        (false, _) => Patience::None,
        (true, true) => Patience::Forever,
        (true, false) => Patience::of(Seconds::Real(timeout)),
    })
}

fn release_lock(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.method::<0>(vm, "lock.release")?;
    release(vm, arguments)
}

fn release(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let id = identity(arguments.receiver());
    let owner = of(vm, id).owner == Some(vm.tid);
    vm.used(id, if owner { Use::Release } else { Use::Look });
    if of(vm, id).is_free() {
        return Err(vm.runtime_error("release unlocked lock"));
    }
    of_mut(vm, id).release();
    released(vm, id);
    Ok(Value::None.into())
}

fn locked(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.method::<0>(vm, "lock.locked")?;
    let id = identity(arguments.receiver());
    vm.used(id, Use::Look);
    let locked = !of(vm, id).is_free();
    Ok(Value::Bool(locked).into())
}

pub(super) fn enter(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    acquire(vm, identity(arguments.receiver()), Patience::Forever)
}

fn exit(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    release(vm, arguments)
}

fn of_mut<'v>(vm: &'v mut Vm<'_>, id: ObjectId) -> &'v mut Lock {
    match vm.heap_mut().body_mut(id) {
        Body::Lock(lock) => lock,
        _ => unreachable!("the receiver is a lock"),
    }
}

fn of<'v>(vm: &'v Vm<'_>, id: ObjectId) -> &'v Lock {
    match vm.heap().body(id) {
        Body::Lock(lock) => lock,
        _ => unreachable!("the receiver is a lock"),
    }
}
