//! Classes that say nothing about pickling: their instances are the class and a `__dict__`, and no Python need run.

use crate::base::ObjectId;
use crate::code::name;
use crate::machine::class;
use crate::machine::value::Value;
use crate::machine::vm::Vm;

/// Whether an instance may be written as such.
pub(super) fn writes(vm: &Vm<'_>, class: ObjectId) -> bool {
    let silent = [name::GETNEWARGS, name::GETNEWARGS_EX, name::SLOTS];
    let default = [name::REDUCE, name::REDUCE_EX, name::GETSTATE];
    is_ordinary(vm, class)
        && silent.iter().all(|&name| vm.lookup(class, name).is_none())
        && default.iter().all(|&name| is_objects(vm, class, name))
}

/// Whether an instance may be made by `__new__` without arguments.
pub(super) fn reads(vm: &Vm<'_>, class: ObjectId) -> bool {
    is_ordinary(vm, class) && is_objects(vm, class, name::NEW)
}

/// Whether a state becomes attributes and nothing else.
pub(super) fn takes_attributes(vm: &Vm<'_>, class: ObjectId) -> bool {
    is_ordinary(vm, class) && vm.lookup(class, name::SETSTATE).is_none()
}

fn is_ordinary(vm: &Vm<'_>, class: ObjectId) -> bool {
    let held = vm.class(class);
    vm.heap().class(class) == class::TYPE
        && !held.builtin
        && held.layout == class::OBJECT
        && !held.custom_access
}

fn is_objects(vm: &Vm<'_>, class: ObjectId, name: crate::code::Name) -> bool {
    matches!(vm.lookup(class, name), Some(Value::Native(native)) if native.get().class == Some(class::OBJECT))
}
