//! `generator`: `send`, `throw`, `close`.

use crate::machine::builtins::{Arguments, Registry};
use crate::machine::class;
use crate::machine::effect::{Outcome, Result, Resumption};
use crate::machine::object::{Body, Stage};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

pub(crate) fn register(registry: &mut Registry) {
    registry
        .class(class::GENERATOR)
        .method("__iter__", |_, arguments| Ok(arguments.receiver().into()))
        .method("__next__", next)
        .method("send", send)
        .method("throw", throw)
        .method("close", close)
        .getter("__name__", |vm, arguments| {
            name(vm, arguments, |generator| generator.name)
        })
        .getter("__qualname__", |vm, arguments| {
            name(vm, arguments, |generator| generator.qualified_name)
        })
        .getter("gi_running", |vm, arguments| {
            is(vm, arguments, |stage| matches!(stage, Stage::Running))
        })
        .getter("gi_suspended", |vm, arguments| {
            is(vm, arguments, |stage| {
                matches!(stage, Stage::Suspended { .. })
            })
        });
}

fn resume(arguments: &Arguments, with: Resumption) -> Result {
    let Some(generator) = arguments.receiver().object() else {
        unreachable!("receivers are checked")
    };
    Ok(Outcome::Resume {
        generator,
        with,
        default: Value::Unbound,
    })
}

fn next(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.method::<0>(vm, "generator.__next__")?;
    resume(arguments, Resumption::Send(Value::None))
}

fn send(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (_, [value]) = arguments.method(vm, "generator.send")?;
    resume(arguments, Resumption::Send(value))
}

/// `throw(exception)`, `throw(class)`, `throw(class, value)`: the prelude makes an instance of a class first.
fn throw(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [exception, value, _] = arguments.between(vm, "throw", 1, 1)?;
    let exception = exception.unwrap_or_default();
    if let Some(class) = vm.as_class(exception)
        && vm.is_subclass(class, class::BASE_EXCEPTION)
    {
        let value = value.unwrap_or(Value::None);
        return Ok(vm.prelude("throw_class", &[arguments.receiver(), exception, value]));
    }
    if !vm.is_instance(exception, class::BASE_EXCEPTION) {
        let given = vm.type_name(exception);
        return Err(vm.type_error(format!(
            "exceptions must be classes or instances deriving from BaseException, not {given}"
        )));
    }
    resume(arguments, Resumption::Throw(exception))
}

fn close(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.method::<0>(vm, "generator.close")?;
    resume(arguments, Resumption::Close)
}

fn generator<'v>(vm: &'v Vm<'_>, arguments: &Arguments) -> &'v crate::machine::object::Generator {
    match arguments.receiver().object().map(|id| vm.heap().body(id)) {
        Some(Body::Generator(generator)) => generator,
        _ => unreachable!("receivers are checked"),
    }
}

fn name(
    vm: &mut Vm<'_>,
    arguments: &Arguments,
    part: fn(&crate::machine::object::Generator) -> crate::code::Name,
) -> Result {
    let name = part(generator(vm, arguments));
    Ok(vm.name_value(name).into())
}

fn is(vm: &mut Vm<'_>, arguments: &Arguments, question: fn(&Stage) -> bool) -> Result {
    Ok(Value::Bool(question(&generator(vm, arguments).stage)).into())
}
