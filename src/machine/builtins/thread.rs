//! `_thread`: what `threading` stands on in CPython. Few programs name it.

use crate::machine::builtins::{Arguments, Registry, sys, threading};
use crate::machine::class;
use crate::machine::effect::Result;
use crate::machine::object::Dict;
use crate::machine::sync::lock_timeout_max;
use crate::machine::vm::Vm;

const MODULE: &str = "_thread";

pub(crate) fn register(registry: &mut Registry) {
    registry.class_member(MODULE, "allocate_lock", class::LOCK);
    registry.class_member(MODULE, "LockType", class::LOCK);
    registry.class_member(MODULE, "RLock", class::RLOCK);
    registry.class_member(MODULE, "error", class::RUNTIME_ERROR);
    registry.function(MODULE, "get_ident", threading::get_ident);
    registry.function(MODULE, "get_native_id", threading::get_native_id);
    registry.function(MODULE, "start_new_thread", start_new_thread);
    registry.function(MODULE, "exit", sys::exit);
    registry.value(MODULE, "TIMEOUT_MAX", |_| lock_timeout_max());
}

/// `start_new_thread(function, args[, kwargs])`
fn start_new_thread(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [function, positional, keywords] = arguments.between(vm, "start_new_thread", 0, 2)?;
    let function = function.expect("required");
    let positional = positional.expect("required");
    if vm.heap().tuple(positional).is_none() {
        return Err(vm.type_error("2nd arg must be a tuple"));
    }
    let keywords = match keywords {
        Some(keywords) => keywords,
        None => vm.dict(Dict::default()),
    };
    Ok(vm.prelude("start_new_thread", &[function, positional, keywords]))
}
