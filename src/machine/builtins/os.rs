//! `_os`: the few questions about the process itself that `assets/lib/os.py` passes on. There are no files, and the
//! environment is empty.

use crate::machine::access::{Access, Spot};
use crate::machine::builtins::{Arguments, Registry};
use crate::machine::class;
use crate::machine::effect::{Outcome, Result, Syscall};
use crate::machine::object::{Body, Dict, Set, Text};
use crate::machine::process::Process;
use crate::machine::value::Value;
use crate::machine::vm::Vm;

const MODULE: &str = "_os";

pub(crate) fn register(registry: &mut Registry) {
    registry.value(MODULE, "name", |process| text(process, "posix"));
    registry.value(MODULE, "sep", |process| text(process, "/"));
    registry.value(MODULE, "linesep", |process| text(process, "\n"));
    registry.value(MODULE, "environ", |process| {
        let dict = Body::Dict(Box::<Dict>::default());
        Value::Object(process.heap.allocate(class::DICT, dict))
    });
    registry.function(MODULE, "getpid", getpid);
    registry.function(MODULE, "getppid", getppid);
    registry.function(MODULE, "fork", fork);
    registry.function(MODULE, "cpu_count", cpu_count);
    registry.function(MODULE, "sched_getaffinity", affinity);
    registry.function(MODULE, "getenv", getenv);
    registry.function(MODULE, "urandom", urandom);
    registry.function(MODULE, "_exit", exit_at_once);
}

fn text(process: &mut Process, text: &str) -> Value {
    Value::Object(
        process
            .heap
            .allocate(class::STR, Body::Text(Text::new(text))),
    )
}

fn getpid(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.function::<0>(vm, "posix.getpid")?;
    Ok(Value::Int(vm.process.os_id.into()).into())
}

fn getppid(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.function::<0>(vm, "posix.getppid")?;
    Ok(Outcome::Ask(Syscall::Parent))
}

fn fork(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.function::<0>(vm, "posix.fork")?;
    Ok(Outcome::Fork)
}

fn cpu_count(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.function::<0>(vm, "posix.cpu_count")?;
    Ok(Value::Int(i64::from(vm.process.settings.cores)).into())
}

/// `sched_getaffinity(pid)`: all cores, as a set.
fn affinity(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.function::<1>(vm, "posix.sched_getaffinity")?;
    let mut set = Set::default();
    for core in 0..i64::from(vm.process.settings.cores) {
        // A small int is its own hash.
        set.push(core, Value::Int(core));
    }
    Ok(vm.set(set).into())
}

/// `getenv(key, default=None)`
fn getenv(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [_, default] = arguments.bind(vm, "getenv", 0, ["key", "default"], 1)?;
    Ok(default.unwrap_or(Value::None).into())
}

/// `urandom(size)`: the process's own chance, the same for the same seed.
fn urandom(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [size] = arguments.function(vm, "posix.urandom")?;
    let Some(size) = vm.as_i64(size) else {
        let name = vm.type_name(size);
        return Err(vm.type_error(format!(
            "'{name}' object cannot be interpreted as an integer"
        )));
    };
    let Ok(size) = usize::try_from(size) else {
        return Err(vm.value_error("negative argument not allowed"));
    };
    vm.reserve(size)?;
    vm.process.note(Access::Write(Spot::Counters));
    let mut bytes = Vec::with_capacity(size + 8);
    while bytes.len() < size {
        bytes.extend_from_slice(&draw(&mut vm.process.entropy).to_le_bytes());
    }
    bytes.truncate(size);
    Ok(vm.bytes(bytes).into())
}

/// splitmix64 (Steele, Lea, Flood 2014): every seed is a good one.
fn draw(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ z >> 31
}

/// `_exit(status)`: no waiting, no flushing.
fn exit_at_once(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [status] = arguments.bind(vm, "_exit", 0, ["status"], 1)?;
    let status = status.and_then(|status| vm.as_i64(status)).unwrap_or(0);
    Ok(Outcome::Exit(status as i32 & 0xff))
}
