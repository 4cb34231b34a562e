//! `_threading`: what `assets/lib/threading.py` hands on. The classes are at home in `machine::sync`.

use crate::machine::access::{Access, Spot, Use};
use crate::machine::builtins::{Arguments, Registry};
use crate::machine::class;
use crate::machine::effect::{Outcome, Result};
use crate::machine::sync::{lock_timeout_max, thread};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

const MODULE: &str = "_threading";

pub(crate) fn register(registry: &mut Registry) {
    for (name, class) in [
        ("Thread", class::THREAD),
        ("Lock", class::LOCK),
        ("RLock", class::RLOCK),
        ("Condition", class::CONDITION),
        ("Semaphore", class::SEMAPHORE),
        ("BoundedSemaphore", class::BOUNDED_SEMAPHORE),
        ("Event", class::EVENT),
        ("Barrier", class::BARRIER),
        ("BrokenBarrierError", class::BROKEN_BARRIER_ERROR),
        ("local", class::LOCAL),
        ("ThreadError", class::RUNTIME_ERROR),
    ] {
        registry.class_member(MODULE, name, class);
    }
    registry.function(MODULE, "current_thread", current_thread);
    registry.function(MODULE, "main_thread", main_thread);
    registry.function(MODULE, "enumerate", enumerate);
    registry.function(MODULE, "active_count", active_count);
    registry.function(MODULE, "get_ident", get_ident);
    registry.function(MODULE, "get_native_id", get_native_id);
    registry.function(MODULE, "excepthook", excepthook);
    registry.function(MODULE, "ExceptHookArgs", except_hook_arguments);
    registry.function(MODULE, "settrace", ignore);
    registry.function(MODULE, "setprofile", ignore);
    registry.function(MODULE, "stack_size", stack_size);
    registry.value(MODULE, "TIMEOUT_MAX", |_| lock_timeout_max());
    registry.function(MODULE, "old_name", old_name);
    registry.function("_machine", "deprecation", deprecation);
    registry.function("_machine", "thread_hook", thread_hook);
    registry.function("_machine", "thread_shutdown", thread_shutdown);
    registry.function("_machine", "exit_hook", exit_hook);
}

fn current_thread(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.function::<0>(vm, "current_thread")?;
    Ok(Value::Object(vm.process.workers[vm.tid.index()].object).into())
}

fn main_thread(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.function::<0>(vm, "main_thread")?;
    Ok(Value::Object(vm.process.workers[vm.process.main.index()].object).into())
}

/// The threads alive, in the order of their start.
fn alive(vm: &Vm<'_>) -> Vec<Value> {
    vm.process.note(Access::Read(Spot::Counters));
    vm.process
        .workers
        .iter()
        .filter(|worker| {
            vm.used(worker.object, Use::Look);
            thread::of(vm, worker.object).is_alive()
        })
        .map(|worker| Value::Object(worker.object))
        .collect()
}

fn enumerate(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.function::<0>(vm, "enumerate")?;
    let alive = alive(vm);
    Ok(vm.list(alive).into())
}

fn active_count(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.function::<0>(vm, "active_count")?;
    Ok(Value::Int(alive(vm).len() as i64).into())
}

pub(super) fn get_ident(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.function::<0>(vm, "get_ident")?;
    vm.process.note(Access::Identity);
    Ok(Value::Int(thread::ident(vm.process.pid, vm.tid)).into())
}

pub(super) fn get_native_id(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.function::<0>(vm, "get_native_id")?;
    vm.process.note(Access::Identity);
    Ok(Value::Int(vm.process.native_id(vm.tid).into()).into())
}

/// `excepthook(args)`: what CPython does with an exception that ends a thread.
fn excepthook(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [details] = arguments.function(vm, "_excepthook")?;
    Ok(vm.prelude("thread_excepthook", &[details]))
}

/// `ExceptHookArgs((type, value, traceback, thread))`
fn except_hook_arguments(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [parts] = arguments.function(vm, "ExceptHookArgs")?;
    Ok(vm.prelude("except_hook_arguments", &[parts]))
}

/// `settrace(func)`, `setprofile(func)`: accepted; the machine shows more than they could.
fn ignore(_: &mut Vm<'_>, _: &Arguments) -> Result {
    Ok(Value::None.into())
}

fn stack_size(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.between::<1>(vm, "stack_size", 0, 0)?;
    Ok(Value::Int(0).into())
}

/// For the prelude: `threading.excepthook` as it is by now, or `None` where nobody has imported `threading`.
fn thread_hook(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [error] = arguments.function(vm, "thread_hook")?;
    vm.uncaught(error);
    Ok(global_if_imported(vm, "threading", "excepthook"))
}

/// For the prelude: what `threading` has to do when the main thread is through, or `None` as above.
fn thread_shutdown(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.function::<0>(vm, "thread_shutdown")?;
    Ok(global_if_imported(vm, "threading", "_shutdown"))
}

/// For the prelude: what calls the functions of `atexit`, or `None` where nobody has imported it.
fn exit_hook(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.function::<0>(vm, "exit_hook")?;
    Ok(global_if_imported(vm, "atexit", "_call_all"))
}

fn global_if_imported(vm: &Vm<'_>, module: &str, global: &str) -> Outcome {
    let mut modules = vm.program.modules.iter();
    modules
        .position(|other| other.name == module)
        .and_then(|number| vm.process.global(number.into(), global))
        .unwrap_or(Value::None)
        .into()
}

/// For the library: a name of Python 2 was used.
fn old_name(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [message] = arguments.function(vm, "old_name")?;
    Ok(vm.prelude("warn_of_old_name", &[message]))
}

/// For the prelude: a `DeprecationWarning` as text, with the line of the program that is at work.
fn deprecation(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [message] = arguments.function(vm, "deprecation")?;
    let message = vm.as_str(message).unwrap_or_default().to_owned();
    let frames = vm.thread.frames.iter().rev();
    let place = frames
        .map(|frame| (&vm.program.functions[frame.function.index()], frame.ip))
        .find(|(function, _)| vm.process.in_tracebacks(function.module));
    let text = match place {
        Some((function, ip)) => {
            let module = &vm.program.modules[function.module.index()];
            let line = function.lines.line(ip as usize);
            let source = (line as usize)
                .checked_sub(1)
                .and_then(|at| module.text.get(at));
            let source = source.map_or("", |source| source.trim());
            format!(
                "{}:{line}: DeprecationWarning: {message}\n  {source}\n",
                module.file
            )
        }
        None => format!("DeprecationWarning: {message}\n"),
    };
    Ok(vm.text(text).into())
}
