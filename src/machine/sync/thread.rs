//! `threading.Thread`, from its making to its end. A machine thread begins with the prelude's `thread_main(thread)`,
//! which calls `run` and says at the end that it is over.

use serde::{Deserialize, Serialize};

use crate::base::{ObjectId, Pid, Tid};
use crate::code::name;
use crate::machine::access::{Access, Spot, Use};
use crate::machine::builtins::{Arguments, Registry};
use crate::machine::class;
use crate::machine::effect::{Outcome, Result, Stop};
use crate::machine::event::Event as Told;
use crate::machine::object::{Body, Dict, Text};
use crate::machine::sync::{
    Patience, Waiters, flag, identity, leave, old_attribute, optional_timeout, python, wait,
    wake_all,
};
use crate::machine::thread::{State, WaitOn};
use crate::machine::trace::trace_fields;
use crate::machine::value::Value;
use crate::machine::vm::Vm;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Thread {
    pub target: Value,
    /// A tuple, or whatever was given to be spread.
    pub arguments: Value,
    /// A dict, or `None`.
    pub keywords: Value,
    /// Text; unbound until `Thread.__init__` was called.
    pub name: Value,
    pub daemon: bool,
    /// Once it was started.
    pub tid: Option<Tid>,
    pub ended: bool,
    /// Who waits in `join`.
    pub joiners: Vec<Tid>,
}
trace_fields!(Thread {
    target,
    arguments,
    keywords,
    name,
    daemon,
    tid,
    ended,
    joiners
});

impl Thread {
    pub fn is_initialized(&self) -> bool {
        self.name.is_bound()
    }

    pub fn is_alive(&self) -> bool {
        self.tid.is_some() && !self.ended
    }
}

/// What `threading.get_ident` says: a number in the manner of an address, the same on every run.
pub fn ident(pid: Pid, tid: Tid) -> i64 {
    0x7f00_0000_0700 - i64::from(pid.0) * 0x10_0000_0000 - i64::from(tid.0) * 0x80_1000
}

pub(super) fn register(registry: &mut Registry) {
    let _ = registry
        .class(class::THREAD)
        .new(new)
        .init(init)
        .method("start", start)
        .method("run", run)
        .method("join", join)
        .method("is_alive", is_alive)
        .method("getName", |vm, arguments| {
            python(vm, arguments, "Thread.getName", [], 0)?;
            old_attribute(vm, arguments, "getName", "name")
        })
        .method("setName", |vm, arguments| {
            python(vm, arguments, "Thread.setName", ["name"], 1)?;
            old_attribute(vm, arguments, "setName", "name")
        })
        .method("isDaemon", |vm, arguments| {
            python(vm, arguments, "Thread.isDaemon", [], 0)?;
            old_attribute(vm, arguments, "isDaemon", "daemon")
        })
        .method("setDaemon", |vm, arguments| {
            python(vm, arguments, "Thread.setDaemon", ["daemonic"], 1)?;
            old_attribute(vm, arguments, "setDaemon", "daemon")
        })
        .property("name", get_name, set_name)
        .property("_name", get_name, set_name)
        .property("daemon", get_daemon, set_daemon)
        .getter("ident", get_ident)
        .getter("native_id", get_native_id)
        .getter("_target", target)
        .getter("_args", thread_arguments)
        .getter("_kwargs", keywords);
    registry.function("_machine", "thread_ended", ended);
    registry.function("_machine", "dummy_thread", dummy);
    registry.function("_machine", "wait_for_threads", wait_for_threads);
}

fn new(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let thread = Thread {
        target: Value::None,
        arguments: Value::None,
        keywords: Value::None,
        name: Value::Unbound,
        daemon: false,
        tid: None,
        ended: false,
        joiners: Vec::new(),
    };
    Ok(vm
        .allocate(
            identity(arguments.receiver()),
            Body::Thread(Box::new(thread)),
        )
        .into())
}

/// `Thread(group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None)`
fn init(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [group, target, name, args, kwargs, daemon] = python(
        vm,
        arguments,
        "Thread.__init__",
        ["group", "target", "name", "args", "kwargs", "*daemon"],
        0,
    )?;
    let id = identity(arguments.receiver());
    if group.is_some_and(|group| !group.is_none()) {
        return Err(vm.raise(
            class::ASSERTION_ERROR,
            "group argument must be None for now",
        ));
    }
    let target = target.unwrap_or(Value::None);
    let daemon = match daemon {
        None | Some(Value::None) => {
            let own = vm.process.workers[vm.tid.index()].object;
            of(vm, own).daemon
        }
        daemon => flag(vm, daemon, false),
    };
    let arguments_given = match args {
        Some(args) => args,
        None => vm.tuple([]),
    };
    let given = name.filter(|&name| vm.truth(name).unwrap_or(true));
    let (name, needs_python) = match given {
        None => (unused_name(vm, target), None),
        Some(name) => match simple_text(vm, name) {
            Some(name) => (name, None),
            // Its `__str__` is Python: the prelude names the thread once it is made.
            None => (vm.text(""), Some(name)),
        },
    };
    let thread = of_mut(vm, id);
    thread.target = target;
    thread.arguments = arguments_given;
    thread.keywords = kwargs.unwrap_or(Value::None);
    thread.daemon = daemon;
    thread.name = name;
    Ok(match needs_python {
        Some(name) => vm.prelude("thread_named", &[Value::Object(id), name]),
        None => Value::None.into(),
    })
}

/// `Thread-1 (worker)`
fn unused_name(vm: &mut Vm<'_>, target: Value) -> Value {
    vm.process.note(Access::Write(Spot::Counters));
    vm.process.unnamed_threads += 1;
    let number = vm.process.unnamed_threads;
    match name_of(vm, target) {
        Some(target) => vm.text(format!("Thread-{number} ({target})")),
        None => vm.text(format!("Thread-{number}")),
    }
}

/// `target.__name__`, where it has one.
fn name_of(vm: &Vm<'_>, target: Value) -> Option<String> {
    match target {
        Value::Native(native) => Some(native.get().name.to_owned()),
        Value::Object(id) => match vm.heap().body(id) {
            Body::Function(function) => Some(vm.name_text(function.name).to_string()),
            Body::Class(class) => Some(vm.name_text(class.name).to_string()),
            Body::Method(method) => name_of(vm, method.function),
            _ => {
                // `functools.wraps` and friends may have given it one.
                let attributes = vm.heap().get(id).attributes.as_ref()?;
                Some(vm.as_str(attributes.get(name::NAME)?)?.to_owned())
            }
        },
        _ => None,
    }
}

/// `str(value)`, of those that are most often given as names.
fn simple_text(vm: &mut Vm<'_>, value: Value) -> Option<Value> {
    match value {
        Value::Int(number) => Some(vm.text(number.to_string())),
        Value::Object(id) if matches!(vm.heap().body(id), Body::Text(_)) => Some(value),
        _ => None,
    }
}

fn start(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    python(vm, arguments, "Thread.start", [], 0)?;
    let id = identity(arguments.receiver());
    let thread = of(vm, id);
    if !thread.is_initialized() {
        return Err(vm.runtime_error("thread.__init__() not called"));
    }
    if thread.tid.is_some() {
        return Err(vm.runtime_error("threads can only be started once"));
    }
    let main = vm.process.prelude("thread_main");
    let tid = vm
        .process
        .spawn(main, &[Value::Object(id)], id)
        .map_err(Stop::Limit)?;
    vm.used(id, Use::Life);
    of_mut(vm, id).tid = Some(tid);
    vm.tell(|| Told::Started(tid));
    Ok(Outcome::Started(tid))
}

/// `Thread.run`: calls the target, in this thread.
fn run(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    python(vm, arguments, "Thread.run", [], 0)?;
    let id = identity(arguments.receiver());
    if vm.process.workers[vm.tid.index()].object == id {
        vm.used(id, Use::Life);
    }
    let thread = of_mut(vm, id);
    // As CPython does, so that the thread does not keep its arguments alive.
    let target = std::mem::replace(&mut thread.target, Value::None);
    let positional = std::mem::replace(&mut thread.arguments, Value::None);
    let keywords = std::mem::replace(&mut thread.keywords, Value::None);
    if target.is_none() {
        return Ok(Value::None.into());
    }
    let spread = match positional.object().map(|id| vm.heap().body(id)) {
        Some(Body::Tuple(items)) => Some(items.to_vec()),
        Some(Body::List(items)) => Some(items.clone()),
        _ => None,
    };
    match spread {
        // The target's frame is then the first of the thread, and its result is dropped by `thread_main`.
        Some(spread) if keywords.is_none() => Ok(Outcome::call(target, &spread)),
        _ => {
            let keywords = if keywords.is_none() {
                vm.dict(Dict::default())
            } else {
                keywords
            };
            Ok(vm.prelude("thread_run", &[target, positional, keywords]))
        }
    }
}

/// `join(timeout=None)`
fn join(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [timeout] = python(vm, arguments, "Thread.join", ["timeout"], 0)?;
    let id = identity(arguments.receiver());
    let thread = of(vm, id);
    if !thread.is_initialized() {
        return Err(vm.runtime_error("Thread.__init__() not called"));
    }
    let Some(tid) = thread.tid else {
        return Err(vm.runtime_error("cannot join thread before it is started"));
    };
    if tid == vm.tid {
        return Err(vm.runtime_error("cannot join current thread"));
    }
    let ended = thread.ended;
    let patience = optional_timeout(vm, timeout)?;
    vm.used(
        id,
        match patience {
            Patience::Forever => Use::Join,
            Patience::None | Patience::For(_) | Patience::TooLong(_) => Use::Look,
        },
    );
    let on = WaitOn::Join(id);
    if ended {
        leave(vm, on);
        vm.tell(|| Told::Joined(id));
        return Ok(Value::None.into());
    }
    patience.check(vm)?;
    Ok(wait(vm, on, patience).unwrap_or(Value::None.into()))
}

fn is_alive(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let thread = initialized(vm, arguments)?;
    Ok(Value::Bool(thread.is_alive()).into())
}

fn get_name(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let name = initialized(vm, arguments)?.name;
    Ok(name.into())
}

fn set_name(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [name] = python(vm, arguments, "Thread.setName", ["name"], 1)?;
    let (receiver, name) = (arguments.receiver(), name.expect("required"));
    initialized(vm, arguments)?;
    let Some(name) = simple_text(vm, name) else {
        return Ok(vm.prelude("thread_named", &[receiver, name]));
    };
    of_mut(vm, identity(receiver)).name = name;
    Ok(Value::None.into())
}

fn get_daemon(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let daemon = initialized(vm, arguments)?.daemon;
    Ok(Value::Bool(daemon).into())
}

fn set_daemon(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [daemon] = python(vm, arguments, "Thread.setDaemon", ["daemonic"], 1)?;
    let (receiver, daemon) = (arguments.receiver(), daemon.expect("required"));
    let thread = of(vm, identity(receiver));
    if !thread.is_initialized() {
        return Err(vm.runtime_error("Thread.__init__() not called"));
    }
    if thread.tid.is_some() {
        return Err(vm.runtime_error("cannot set daemon status of active thread"));
    }
    let daemon = flag(vm, Some(daemon), false);
    of_mut(vm, identity(receiver)).daemon = daemon;
    Ok(Value::None.into())
}

fn get_ident(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let tid = initialized(vm, arguments)?.tid;
    let pid = vm.process.pid;
    Ok(tid
        .map_or(Value::None, |tid| Value::Int(ident(pid, tid)))
        .into())
}

fn get_native_id(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let tid = initialized(vm, arguments)?.tid;
    Ok(tid
        .map_or(Value::None, |tid| {
            Value::Int(vm.process.native_id(tid).into())
        })
        .into())
}

// Subclasses with a `run` of their own use these three, underscore or not.

fn target(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    Ok(of(vm, identity(arguments.receiver())).target.into())
}

fn thread_arguments(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    Ok(of(vm, identity(arguments.receiver())).arguments.into())
}

fn keywords(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let keywords = of(vm, identity(arguments.receiver())).keywords;
    Ok(if keywords.is_none() {
        vm.dict(Dict::default()).into()
    } else {
        keywords.into()
    })
}

/// For the prelude: a thread has come to its end.
fn ended(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [thread] = arguments.function(vm, "thread_ended")?;
    let id = identity(thread);
    end(vm, id);
    let main = vm.process.main;
    let worker = &vm.process.workers[main.index()];
    let shutdown = matches!(
        worker.state,
        State::Parked {
            on: WaitOn::Shutdown,
            ..
        }
    );
    if shutdown && !others_go_on(vm, main) {
        vm.wake(main);
    }
    Ok(Value::None.into())
}

fn end(vm: &mut Vm<'_>, id: ObjectId) {
    vm.used(id, Use::Life);
    let thread = of_mut(vm, id);
    thread.ended = true;
    let joiners: Waiters = thread.joiners.as_slice().into();
    wake_all(vm, &joiners);
}

/// For the prelude: a `Thread` object for `_thread.start_new_thread`, as CPython makes one when asked.
fn dummy(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [target, positional, keywords] = arguments.function(vm, "dummy_thread")?;
    let number = vm
        .process
        .workers
        .iter()
        .filter(|worker| {
            let name = of(vm, worker.object).name;
            vm.as_str(name)
                .is_some_and(|name| name.starts_with("Dummy-"))
        })
        .count()
        + 1;
    let name = vm.allocate(class::STR, Body::Text(Text::new(format!("Dummy-{number}"))));
    let thread = Thread {
        target,
        arguments: positional,
        keywords,
        name,
        daemon: true,
        tid: None,
        ended: false,
        joiners: Vec::new(),
    };
    Ok(vm
        .allocate(class::THREAD, Body::Thread(Box::new(thread)))
        .into())
}

/// For the prelude: the main thread has come to its end, and waits for all others that are not daemons.
fn wait_for_threads(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.function::<0>(vm, "wait_for_threads")?;
    let tid = vm.tid;
    let own = vm.process.workers[tid.index()].object;
    if !of(vm, own).ended {
        end(vm, own);
    }
    if others_go_on(vm, tid) {
        return Ok(wait(vm, WaitOn::Shutdown, Patience::Forever).expect("it has patience"));
    }
    Ok(Value::None.into())
}

/// Whether a thread other than this one keeps the process alive.
fn others_go_on(vm: &Vm<'_>, tid: Tid) -> bool {
    vm.process.note(Access::Read(Spot::Counters));
    vm.process
        .workers
        .iter()
        .enumerate()
        .any(|(other, worker)| {
            vm.used(worker.object, Use::Join);
            let thread = of(vm, worker.object);
            other != tid.index() && !thread.daemon && thread.is_alive()
        })
}

fn initialized<'v>(vm: &'v mut Vm<'_>, arguments: &Arguments) -> Result<&'v Thread> {
    let id = identity(arguments.receiver());
    vm.used(id, Use::Look);
    if !of(vm, id).is_initialized() {
        return Err(vm.raise(class::ASSERTION_ERROR, "Thread.__init__() not called"));
    }
    Ok(of(vm, id))
}

pub(crate) fn of<'v>(vm: &'v Vm<'_>, id: ObjectId) -> &'v Thread {
    match vm.heap().body(id) {
        Body::Thread(thread) => thread,
        _ => unreachable!("the receiver is a thread"),
    }
}

fn of_mut<'v>(vm: &'v mut Vm<'_>, id: ObjectId) -> &'v mut Thread {
    match vm.heap_mut().body_mut(id) {
        Body::Thread(thread) => thread,
        _ => unreachable!("the receiver is a thread"),
    }
}
