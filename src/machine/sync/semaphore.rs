//! `threading.Semaphore` and `threading.BoundedSemaphore`: a number of permits.

use serde::{Deserialize, Serialize};

use crate::base::{ObjectId, Tid};
use crate::machine::access::Use;
use crate::machine::builtins::{Arguments, Registry};
use crate::machine::class;
use crate::machine::effect::Result;
use crate::machine::object::Body;
use crate::machine::sync::{
    Patience, acquire, flag, identity, optional_timeout, python, released, saturated,
};
use crate::machine::trace::trace_fields;
use crate::machine::value::Value;
use crate::machine::vm::Vm;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Semaphore {
    /// Permits left.
    pub value: i64,
    /// The initial value of a bounded one.
    pub bound: Option<i64>,
    /// Who wants one, in order of arrival.
    pub waiters: Vec<Tid>,
}
trace_fields!(Semaphore {
    value,
    bound,
    waiters
});

impl Semaphore {
    pub fn is_free(&self) -> bool {
        self.value > 0
    }

    pub(super) fn take(&mut self) {
        self.value -= 1;
    }
}

pub(super) fn register(registry: &mut Registry) {
    let _ = registry
        .class(class::SEMAPHORE)
        .new(new)
        .init(init)
        .method("acquire", acquire_permit)
        .method("release", release)
        .method("__enter__", enter)
        .method("__exit__", exit)
        .getter("_value", value);
}

fn new(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let semaphore = Semaphore {
        value: 1,
        bound: None,
        waiters: Vec::new(),
    };
    Ok(vm
        .allocate(
            identity(arguments.receiver()),
            Body::Semaphore(Box::new(semaphore)),
        )
        .into())
}

fn init(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let receiver = arguments.receiver();
    let bounded = vm.is_instance(receiver, class::BOUNDED_SEMAPHORE);
    let name = if bounded {
        "BoundedSemaphore.__init__"
    } else {
        "Semaphore.__init__"
    };
    let [value] = python(vm, arguments, name, ["value"], 0)?;
    let value = match value {
        None => 1,
        Some(value) => match saturated(vm, value) {
            Some(number) => number,
            None => {
                let name = vm.type_name(value);
                return Err(vm.type_error(format!(
                    "'<' not supported between instances of '{name}' and 'int'"
                )));
            }
        },
    };
    if value < 0 {
        return Err(vm.value_error("semaphore initial value must be >= 0"));
    }
    let semaphore = of_mut(vm, identity(receiver));
    semaphore.value = value;
    semaphore.bound = bounded.then_some(value);
    Ok(Value::None.into())
}

/// `acquire(blocking=True, timeout=None)`
fn acquire_permit(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [blocking, timeout] = python(
        vm,
        arguments,
        "Semaphore.acquire",
        ["blocking", "timeout"],
        0,
    )?;
    let timeout = timeout.filter(|timeout| !timeout.is_none());
    let patience = if flag(vm, blocking, true) {
        optional_timeout(vm, timeout)?
    } else if timeout.is_some() {
        return Err(vm.value_error("can't specify timeout for non-blocking acquire"));
    } else {
        Patience::None
    };
    acquire(vm, identity(arguments.receiver()), patience)
}

fn enter(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    acquire(vm, identity(arguments.receiver()), Patience::Forever)
}

/// `release(n=1)`
fn release(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [count] = python(vm, arguments, "Semaphore.release", ["n"], 0)?;
    let count = match count {
        None => 1,
        Some(value) => saturated(vm, value).unwrap_or(0),
    };
    if count < 1 {
        return Err(vm.value_error("n must be one or more"));
    }
    give_back(vm, identity(arguments.receiver()), count)
}

fn exit(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    give_back(vm, identity(arguments.receiver()), 1)
}

fn give_back(vm: &mut Vm<'_>, id: ObjectId, count: i64) -> Result {
    let bounded = of_mut(vm, id).bound.is_some();
    vm.used(id, if bounded { Use::Look } else { Use::Give });
    let semaphore = of_mut(vm, id);
    if let Some(bound) = semaphore.bound
        && count > bound.saturating_sub(semaphore.value)
    {
        return Err(vm.value_error("Semaphore released too many times"));
    }
    semaphore.value = semaphore.value.saturating_add(count);
    released(vm, id);
    Ok(Value::None.into())
}

fn value(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let id = identity(arguments.receiver());
    vm.used(id, Use::Look);
    Ok(Value::Int(of_mut(vm, id).value).into())
}

fn of_mut<'v>(vm: &'v mut Vm<'_>, id: ObjectId) -> &'v mut Semaphore {
    match vm.heap_mut().body_mut(id) {
        Body::Semaphore(semaphore) => semaphore,
        _ => unreachable!("the receiver is a semaphore"),
    }
}
