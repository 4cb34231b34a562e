//! What a process writes.

use crate::machine::effect::{Outcome, Result};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

pub fn write(_vm: &mut Vm<'_>, _stream: u8, _text: &str) -> Result {
    Ok(Outcome::Value(Value::None))
}

pub fn flush(_vm: &mut Vm<'_>, _stream: u8) -> Result {
    Ok(Outcome::Value(Value::None))
}
