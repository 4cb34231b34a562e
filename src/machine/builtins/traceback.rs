//! `_traceback`: an exception as the lines that CPython prints. Its text may be Python's to tell (`__str__`), so the
//! prelude collects the texts first; the lines themselves are made in `machine::traceback`.

use crate::machine::builtins::{Arguments, Registry};
use crate::machine::class;
use crate::machine::effect::Result;
use crate::machine::object::Body;
use crate::machine::sync::identity;
use crate::machine::value::Value;
use crate::machine::vm::Vm;

pub(crate) fn register(registry: &mut Registry) {
    registry.function("_traceback", "format", format);
    registry.function("_machine", "exception_chain", chain);
    registry.function("_machine", "format_exception", format_with);
}

/// `exception.__traceback__`: a chain of objects with `tb_lineno` and `tb_next`, or `None` where it was never raised.
pub(super) fn places(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let id = identity(arguments.receiver());
    let mut chain = Value::None;
    for line in vm.process.traceback_lines(id) {
        let names = ["tb_next", "tb_lineno", "tb_lasti"].map(|name| vm.process.intern(name));
        let values = [chain, Value::Int(i64::from(line)), Value::Int(0)];
        chain = vm.allocate(class::TRACEBACK, Body::Plain);
        let attributes = names.into_iter().zip(values).collect();
        vm.heap_mut().get_mut(identity(chain)).attributes = Some(Box::new(attributes));
    }
    Ok(chain.into())
}

/// `format(exception)`: a list of texts.
fn format(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [exception] = arguments.function(vm, "format")?;
    Ok(vm.prelude("format_exception", &[exception]))
}

/// The exception and all that led to it, each to be asked for its text.
fn chain(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [exception] = arguments.function(vm, "exception_chain")?;
    let chain = match exception.object() {
        Some(id) => vm.process.exception_chain(id),
        None => Vec::new(),
    };
    let chain = chain.into_iter().map(Value::Object).collect();
    Ok(vm.list(chain).into())
}

/// `format_exception(exception, texts)`, the texts in the order of `exception_chain`.
fn format_with(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [exception, texts] = arguments.function(vm, "format_exception")?;
    let Some(id) = exception.object() else {
        return Ok(vm.list(Vec::new()).into());
    };
    let texts = vm.heap().list(texts).cloned().unwrap_or_default();
    let texts: Vec<_> = texts
        .into_iter()
        .map(|text| vm.as_str(text).unwrap_or_default().to_owned())
        .collect();
    let lines = vm.process.traceback(id, &texts);
    let lines = lines.into_iter().map(|line| vm.text(line)).collect();
    Ok(vm.list(lines).into())
}
