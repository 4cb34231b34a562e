//! `threading.local`: each thread sees its own attributes. Reading and writing them is the attribute instructions'
//! business; they call `enter` before a thread first touches one.

use serde::{Deserialize, Serialize};

use crate::base::{ObjectId, Tid};
use crate::code::{Name, name};
use crate::machine::attributes::Attributes;
use crate::machine::builtins::{Arguments, Registry};
use crate::machine::class;
use crate::machine::effect::{Outcome, Result};
use crate::machine::object::Body;
use crate::machine::sync::identity;
use crate::machine::trace::trace_fields;
use crate::machine::value::Value;
use crate::machine::vm::Vm;

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Local {
    /// In the order in which the threads first touched it.
    pub by_thread: Vec<(Tid, Attributes)>,
    /// What a subclass's `__init__` is called with in each thread.
    pub arguments: Vec<Value>,
    pub keywords: Vec<(Name, Value)>,
}
trace_fields!(Local {
    by_thread,
    arguments,
    keywords
});

pub(super) fn register(registry: &mut Registry) {
    let _ = registry.class(class::LOCAL).new(new);
}

fn new(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let class = identity(arguments.receiver());
    let given = arguments.positional.len() > 1 || !arguments.keywords.is_empty();
    if given && !vm.defines(class, name::INIT) {
        return Err(vm.type_error("Initialization arguments are not supported"));
    }
    let local = Local {
        // The thread that makes it has its `__init__` called by the making.
        by_thread: vec![(vm.tid, Attributes::default())],
        arguments: arguments.positional[1..].to_vec(),
        keywords: arguments.keywords.to_vec(),
    };
    Ok(vm.allocate(class, Body::Local(Box::new(local))).into())
}

/// Before an attribute of a local is read, set or deleted: where this thread meets it for the first time and its class
/// has an `__init__` of its own, that must be called first.
pub(crate) fn enter(vm: &mut Vm<'_>, id: ObjectId) -> Option<Outcome> {
    let tid = vm.tid;
    let Body::Local(local) = vm.heap().body(id) else {
        return None;
    };
    if local.by_thread.iter().any(|&(other, _)| other == tid) {
        return None;
    }
    let mut arguments = Arguments::of(&[Value::Object(id)]);
    arguments.positional.extend_from_slice(&local.arguments);
    arguments.keywords.extend_from_slice(&local.keywords);
    if let Body::Local(local) = vm.heap_mut().body_mut(id) {
        local.by_thread.push((tid, Attributes::default()));
    }
    let class = vm.heap().class(id);
    if !vm.defines(class, name::INIT) {
        return None;
    }
    let callee = vm.lookup(class, name::INIT)?;
    Some(Outcome::Call {
        callee,
        arguments: Box::new(arguments),
    })
}
