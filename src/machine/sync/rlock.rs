//! `threading.RLock`: its owner may acquire it again, and releases it as often.

use serde::{Deserialize, Serialize};

use crate::base::{ObjectId, Tid};
use crate::machine::access::Use;
use crate::machine::builtins::{Arguments, Registry};
use crate::machine::class;
use crate::machine::effect::Result;
use crate::machine::object::Body;
use crate::machine::sync::{identity, lock, released};
use crate::machine::trace::trace_fields;
use crate::machine::value::Value;
use crate::machine::vm::Vm;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RLock {
    pub owner: Option<Tid>,
    /// How often its owner has acquired it.
    pub count: u32,
    /// Who wants it, in order of arrival.
    pub waiters: Vec<Tid>,
}
trace_fields!(RLock {
    owner,
    count,
    waiters
});

impl RLock {
    pub fn is_free_for(&self, tid: Tid) -> bool {
        self.owner.is_none_or(|owner| owner == tid)
    }

    pub(super) fn take(&mut self, by: Tid) {
        self.owner = Some(by);
        self.count += 1;
    }

    /// Undoes one `acquire`; whether it is free now.
    fn release(&mut self) -> bool {
        self.count -= 1;
        if self.count == 0 {
            self.owner = None;
        }
        self.count == 0
    }

    /// Undoes all of them and tells how many there were.
    pub(super) fn release_all(&mut self) -> u32 {
        self.owner = None;
        std::mem::take(&mut self.count)
    }
}

pub(super) fn register(registry: &mut Registry) {
    let _ = registry
        .class(class::RLOCK)
        .new(new)
        .method("acquire", lock::acquire_lock)
        .method("release", release_rlock)
        .method("_is_owned", is_owned)
        .method("__enter__", lock::enter)
        .method("__exit__", exit);
}

fn new(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    Ok(vm
        .allocate(
            identity(arguments.receiver()),
            Body::RLock(RLock::default()),
        )
        .into())
}

fn release_rlock(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.method::<0>(vm, "RLock.release")?;
    exit(vm, arguments)
}

fn exit(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let id = identity(arguments.receiver());
    let tid = vm.tid;
    vm.used(id, Use::Release);
    if of(vm, id).owner != Some(tid) {
        return Err(vm.runtime_error("cannot release un-acquired lock"));
    }
    let Body::RLock(lock) = vm.heap_mut().body_mut(id) else {
        unreachable!("checked above")
    };
    if lock.release() {
        released(vm, id);
    }
    Ok(Value::None.into())
}

fn is_owned(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let owned = of(vm, identity(arguments.receiver())).owner == Some(vm.tid);
    Ok(Value::Bool(owned).into())
}

fn of<'v>(vm: &'v Vm<'_>, id: ObjectId) -> &'v RLock {
    match vm.heap().body(id) {
        Body::RLock(lock) => lock,
        _ => unreachable!("the receiver is an RLock"),
    }
}
