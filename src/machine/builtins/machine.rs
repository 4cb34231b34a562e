//! `_machine`: what the prelude asks of the machine itself.

use crate::machine::access::{Access, Spot};
use crate::machine::builtins::{Arguments, Registry};
use crate::machine::effect::Result;
use crate::machine::output;
use crate::machine::value::Value;
use crate::machine::vm::Vm;

pub(crate) fn register(registry: &mut Registry) {
    registry.function("_machine", "main_failed", main_failed);
    registry.function("_machine", "write_error", write_error);
}

/// An exception has ended the main thread.
fn main_failed(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [error] = arguments.function(vm, "main_failed")?;
    vm.uncaught(error);
    vm.process.note(Access::Write(Spot::Counters));
    vm.process.uncaught = true;
    Ok(Value::None.into())
}

/// Text for stderr, whatever `sys.stderr` is by now.
fn write_error(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [text] = arguments.function(vm, "write_error")?;
    let text = vm.as_str(text).unwrap_or_default().to_owned();
    output::write(vm, output::STDERR, &text)
}
