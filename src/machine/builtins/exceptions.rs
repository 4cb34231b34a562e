//! `BaseException` and what all exceptions share.

use crate::code::name;
use crate::machine::builtins::{Arguments, Registry};
use crate::machine::class;
use crate::machine::effect::Result;
use crate::machine::object::{Body, Exception};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

pub(crate) fn register(registry: &mut Registry) {
    registry
        .class(class::BASE_EXCEPTION)
        .new(new)
        .init(init)
        .method("__str__", str)
        .method("__repr__", repr)
        .method("with_traceback", with_traceback)
        .method("add_note", add_note)
        .property("args", args, set_args)
        .property("__cause__", |vm, a| part(vm, a, |e| e.cause), set_cause)
        .property(
            "__context__",
            |vm, a| part(vm, a, |e| e.context),
            set_context,
        )
        .property(
            "__suppress_context__",
            |vm, a| part(vm, a, |e| Value::Bool(e.suppress_context)),
            set_suppress,
        )
        .property("__traceback__", super::traceback::places, |_, _| {
            Ok(Value::None.into())
        });
    registry
        .class(class::STOP_ITERATION)
        .getter("value", |vm, a| argument(vm, a, 0));
    registry
        .class(class::SYSTEM_EXIT)
        .getter("code", |vm, a| argument(vm, a, 0));
    registry
        .class(class::OS_ERROR)
        .getter("errno", |vm, a| pair_argument(vm, a, 0))
        .getter("strerror", |vm, a| pair_argument(vm, a, 1))
        .getter("filename", |vm, a| argument(vm, a, 2));
    registry
        .class(class::IMPORT_ERROR)
        .getter("msg", |vm, a| argument(vm, a, 0));
}

fn new(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let class = vm
        .as_class(arguments.receiver())
        .unwrap_or(class::EXCEPTION);
    let given = arguments.positional[1..].to_vec();
    Ok(vm
        .allocate(class, Body::Exception(Box::new(Exception::new(given))))
        .into())
}

fn init(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let exception = arguments.receiver();
    if let Some(&(keyword, _)) = arguments.keywords.first() {
        let class = vm.class_of(exception);
        let named =
            [name::THREAD_NAME].contains(&keyword) || &**vm.process.names.text(keyword) == "obj";
        if !named {
            let name = vm.class_name(class);
            return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
        }
        if let Some(id) = exception.object() {
            for &(keyword, value) in &arguments.keywords {
                vm.heap_mut()
                    .get_mut(id)
                    .attributes
                    .get_or_insert_default()
                    .set(keyword, value);
            }
        }
    }
    let given = arguments.positional[1..].to_vec();
    if let Some(exception) = vm.exception_mut(exception) {
        exception.arguments = given;
    }
    Ok(Value::None.into())
}

fn part(vm: &mut Vm<'_>, arguments: &Arguments, part: fn(&Exception) -> Value) -> Result {
    Ok(vm
        .exception(arguments.receiver())
        .map_or(Value::None, part)
        .into())
}

fn change(
    vm: &mut Vm<'_>,
    arguments: &Arguments,
    change: impl FnOnce(&mut Exception, Value),
) -> Result {
    let (exception, [value]) = arguments.method(vm, "__set__")?;
    if let Some(exception) = vm.exception_mut(exception) {
        change(exception, value);
    }
    Ok(Value::None.into())
}

fn set_cause(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    change(vm, arguments, |exception, value| {
        exception.cause = value;
        exception.suppress_context = true;
    })
}

fn set_context(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    change(vm, arguments, |exception, value| exception.context = value)
}

fn set_suppress(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let flag = arguments
        .get(1)
        .and_then(|value| vm.truth(value))
        .unwrap_or(true);
    change(vm, arguments, |exception, _| {
        exception.suppress_context = flag;
    })
}

fn args(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let given = vm
        .exception(arguments.receiver())
        .map(|exception| exception.arguments.clone())
        .unwrap_or_default();
    Ok(vm.tuple(given).into())
}

fn set_args(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let given = arguments
        .get(1)
        .and_then(|value| crate::machine::iterate::collect(vm, value).ok().flatten());
    change(vm, arguments, |exception, _| {
        exception.arguments = given.unwrap_or_default();
    })
}

fn argument(vm: &mut Vm<'_>, arguments: &Arguments, index: usize) -> Result {
    let exception = vm.exception(arguments.receiver());
    Ok(exception
        .and_then(|exception| exception.arguments.get(index).copied())
        .unwrap_or(Value::None)
        .into())
}

/// `errno` and `strerror` are there when both were given.
fn pair_argument(vm: &mut Vm<'_>, arguments: &Arguments, index: usize) -> Result {
    let both = vm
        .exception(arguments.receiver())
        .is_some_and(|exception| exception.arguments.len() >= 2);
    if both {
        argument(vm, arguments, index)
    } else {
        Ok(Value::None.into())
    }
}

fn str(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    Ok(vm.prelude("exception_str", &[arguments.receiver()]))
}

fn repr(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    Ok(vm.prelude("exception_repr", &[arguments.receiver()]))
}

fn with_traceback(_: &mut Vm<'_>, arguments: &Arguments) -> Result {
    Ok(arguments.receiver().into())
}

fn add_note(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (exception, [note]) = arguments.method(vm, "BaseException.add_note")?;
    if vm.as_str(note).is_none() {
        let given = vm.type_name(note);
        return Err(vm.type_error(format!("note must be a str, not '{given}'")));
    }
    let Some(id) = exception.object() else {
        return Ok(Value::None.into());
    };
    let notes = vm
        .heap()
        .get(id)
        .attributes
        .as_ref()
        .and_then(|attributes| attributes.get(name::NOTES));
    match notes.and_then(Value::object) {
        Some(list) if matches!(vm.heap().body(list), Body::List(_)) => {
            vm.heap_mut().list_mut(list).push(note);
        }
        _ => {
            let list = vm.list(vec![note]);
            vm.heap_mut()
                .get_mut(id)
                .attributes
                .get_or_insert_default()
                .set(name::NOTES, list);
        }
    }
    Ok(Value::None.into())
}
