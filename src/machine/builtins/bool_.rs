//! `bool`: an int that shows itself as `True` or `False`.

use crate::machine::builtins::{Arguments, Registry};
use crate::machine::class;
use crate::machine::effect::Result;
use crate::machine::value::Value;
use crate::machine::vm::Vm;

pub(crate) fn register(registry: &mut Registry) {
    registry.class(class::BOOL).new(new);
}

/// `bool(x)`
fn new(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value] = arguments.between::<1>(vm, "bool", 1, 0)?;
    let Some(value) = value else {
        return Ok(Value::Bool(false).into());
    };
    Ok(match vm.truth(value) {
        Some(flag) => Value::Bool(flag).into(),
        None => vm.prelude("truth", &[value]),
    })
}
