//! Placeholder until the containers' `display.rs` takes its place: `str` and `repr` of numbers and text.

use crate::code::name;
use crate::machine::effect::Result;
use crate::machine::number::{self, Number};
use crate::machine::text::escape;
use crate::machine::value::Value;
use crate::machine::vm::Vm;

pub(crate) fn repr(vm: &mut Vm<'_>, value: Value) -> Result<Option<String>> {
    if vm.overridden(value, name::REPR).is_some() {
        return Ok(None);
    }
    match value {
        Value::None => return Ok(Some("None".into())),
        Value::Bool(flag) => return Ok(Some(if flag { "True" } else { "False" }.into())),
        _ => {}
    }
    if let Some(text) = vm.as_str(value) {
        return Ok(Some(escape::repr(text)));
    }
    match Number::read(vm, value) {
        Some(number) => number::text(vm, &number).map(Some),
        None => Ok(None),
    }
}

pub(crate) fn str(vm: &mut Vm<'_>, value: Value) -> Result<Option<String>> {
    if vm.overridden(value, name::STR).is_some() {
        return Ok(None);
    }
    if let Some(text) = vm.as_str(value) {
        return Ok(Some(text.to_string()));
    }
    repr(vm, value)
}
