//! `_multiprocessing`: the kernel as `assets/lib/multiprocessing` asks for it. Semaphores, ends of pipes, shared blocks
//! and children are numbers here; what a Python program sees is made of them in Python.

use std::sync::Arc;

use crate::base::{BlockId, EndId, SemaphoreId};
use crate::machine::builtins::{Arguments, Registry, index};
use crate::machine::effect::{Message, Outcome, Result, SemaphoreKind, Syscall};
use crate::machine::object::Body;
use crate::machine::sync::{Patience, optional_timeout};
use crate::machine::thread::{Timeout, WaitOn};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

const MODULE: &str = "_multiprocessing";

pub(crate) fn register(registry: &mut Registry) {
    registry.function(MODULE, "semaphore", semaphore);
    registry.function(MODULE, "acquire", acquire);
    registry.function(MODULE, "release", release);
    registry.function(MODULE, "look", look);
    registry.function(MODULE, "pipe", pipe);
    registry.function(MODULE, "send", send);
    registry.function(MODULE, "receive", receive);
    registry.function(MODULE, "poll", poll);
    registry.function(MODULE, "close", close);
    registry.function(MODULE, "block", block);
    registry.function(MODULE, "load", load);
    registry.function(MODULE, "store", store);
    registry.function(MODULE, "fork", fork);
    registry.function(MODULE, "spawn", spawn);
    registry.function(MODULE, "wait_child", wait_child);
    registry.function(MODULE, "kill", kill);
}

/// `semaphore(recursive, value, most)`: its number.
fn semaphore(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [recursive, value, most] = arguments.function(vm, "semaphore")?;
    let kind = if vm.truth(recursive) == Some(true) {
        SemaphoreKind::Recursive
    } else {
        SemaphoreKind::Counting
    };
    let value = number(vm, value)?;
    let most = number(vm, most)?;
    Ok(Outcome::Ask(Syscall::NewSemaphore { kind, value, most }))
}

/// `acquire(semaphore, block, timeout)`: whether it was got.
fn acquire(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [id, block, timeout] = arguments.function(vm, "acquire")?;
    let semaphore = SemaphoreId(number(vm, id)?);
    let patience = if vm.truth(block) == Some(true) {
        patience(vm, timeout)?
    } else {
        Patience::None
    };
    ask_or_wait(vm, WaitOn::Permit(semaphore), patience, |wait| {
        Syscall::Acquire { semaphore, wait }
    })
}

/// `release(semaphore)`
fn release(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [id] = arguments.function(vm, "release")?;
    Ok(Outcome::Ask(Syscall::Release(SemaphoreId(number(vm, id)?))))
}

/// `look(semaphore)`: the permits left, how often this thread has one, whether this process does.
fn look(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [id] = arguments.function(vm, "look")?;
    Ok(Outcome::Ask(Syscall::Look(SemaphoreId(number(vm, id)?))))
}

/// `pipe(duplex)`: the numbers of its ends.
fn pipe(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [duplex] = arguments.function(vm, "pipe")?;
    let duplex = vm.truth(duplex) == Some(true);
    Ok(Outcome::Ask(Syscall::NewPipe { duplex }))
}

/// `send(end, bytes, ends)`: waits while there is no room. The ends that the bytes speak of go along.
fn send(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [end, bytes, along] = arguments.function(vm, "send")?;
    let end = EndId(number(vm, end)?);
    let bytes = message(vm, bytes)?;
    let along = ends(vm, along)?;
    ask_or_wait(vm, WaitOn::Writable(end), Patience::Forever, |wait| {
        Syscall::Send {
            end,
            bytes,
            ends: along,
            wait,
        }
    })
}

/// `receive(end)`: the next message's bytes; waits for one.
fn receive(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [end] = arguments.function(vm, "receive")?;
    let end = EndId(number(vm, end)?);
    ask_or_wait(vm, WaitOn::Readable(end), Patience::Forever, |wait| {
        Syscall::Receive { end, wait }
    })
}

/// `poll(ends, timeout)`: those at which something can be read, or the end of the file.
fn poll(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [of, timeout] = arguments.function(vm, "poll")?;
    let ends = ends(vm, of)?;
    let patience = patience(vm, timeout)?;
    let on = WaitOn::Readable(ends.first().copied().unwrap_or_default());
    ask_or_wait(vm, on, patience, |wait| Syscall::Poll { ends, wait })
}

/// `close(end)`
fn close(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [end] = arguments.function(vm, "close")?;
    Ok(Outcome::Ask(Syscall::Close(EndId(number(vm, end)?))))
}

/// `block(size)`: the number of a new block of shared memory, all zeros.
fn block(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [size] = arguments.function(vm, "block")?;
    let size = number(vm, size)? as usize;
    Ok(Outcome::Ask(Syscall::NewBlock { size }))
}

/// `load(block, offset, length)`: bytes.
fn load(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [block, offset, length] = arguments.function(vm, "load")?;
    Ok(Outcome::Ask(Syscall::Load {
        block: BlockId(number(vm, block)?),
        offset: number(vm, offset)? as usize,
        length: number(vm, length)? as usize,
    }))
}

/// `store(block, offset, bytes)`
fn store(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [block, offset, bytes] = arguments.function(vm, "store")?;
    Ok(Outcome::Ask(Syscall::Store {
        block: BlockId(number(vm, block)?),
        offset: number(vm, offset)? as usize,
        bytes: message(vm, bytes)?,
    }))
}

/// `fork()`: 0 in the child, the child's number in the parent.
fn fork(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.function::<0>(vm, "fork")?;
    Ok(Outcome::Fork)
}

/// `spawn(payload, ends)`: the number of a process that begins with the program alone, and these ends.
fn spawn(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [payload, along] = arguments.function(vm, "spawn")?;
    Ok(Outcome::Ask(Syscall::Spawn {
        payload: message(vm, payload)?,
        ends: ends(vm, along)?,
    }))
}

/// `wait_child(child, timeout)`: the number and status of a child that has ended, this one or any; zeros where none
/// has in that time.
fn wait_child(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [child, timeout] = arguments.function(vm, "wait_child")?;
    let child = if child.is_none() {
        None
    } else {
        Some(number(vm, child)?)
    };
    let patience = patience(vm, timeout)?;
    ask_or_wait(vm, WaitOn::Child(child), patience, |wait| Syscall::Await {
        child,
        wait,
    })
}

/// `kill(process, signal)`
fn kill(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [to, signal] = arguments.function(vm, "kill")?;
    let to = number(vm, to)?;
    let signal = number(vm, signal)?;
    let Ok(signal @ 0..=64) = u8::try_from(signal) else {
        let words = vm.text("Invalid argument");
        return Err(vm.raise_with(crate::machine::class::OS_ERROR, vec![Value::Int(22), words]));
    };
    Ok(Outcome::Ask(Syscall::Signal { to, signal }))
}

/// Asks for what one may have to wait for. Called again once the wait is over, it asks again; once its time is up, for
/// the last time.
fn ask_or_wait(
    vm: &mut Vm<'_>,
    on: WaitOn,
    patience: Patience,
    call: impl FnOnce(bool) -> Syscall,
) -> Result {
    let timeout = match patience {
        Patience::None => return Ok(Outcome::Ask(call(false))),
        Patience::For(span) => Timeout::After(span),
        Patience::Forever => Timeout::Never,
    };
    let over = vm.thread.waiting.is_some_and(|waiting| waiting.expired);
    Ok(Outcome::AskOrWait {
        call: call(!over),
        on,
        timeout,
    })
}

/// Seconds, or `None` for ever.
fn patience(vm: &mut Vm<'_>, timeout: Value) -> Result<Patience> {
    optional_timeout(vm, Some(timeout).filter(|timeout| !timeout.is_none()))
}

fn number(vm: &mut Vm<'_>, value: Value) -> Result<u32> {
    let number = index(vm, value)?;
    match u32::try_from(number) {
        Ok(number) => Ok(number),
        Err(_) => Err(vm.value_error("the number is out of range")),
    }
}

fn ends(vm: &mut Vm<'_>, value: Value) -> Result<Vec<EndId>> {
    let Some(items) = vm.heap().tuple(value).map(|items| items.to_vec()) else {
        return Err(vm.type_error("a tuple of ends is required"));
    };
    items
        .into_iter()
        .map(|item| number(vm, item).map(EndId))
        .collect()
}

fn message(vm: &mut Vm<'_>, value: Value) -> Result<Message> {
    let body = value.object().map(|id| vm.heap().body(id));
    match body {
        Some(Body::Bytes(bytes)) => Ok(Arc::clone(bytes)),
        _ => {
            let kind = vm.type_name(value);
            Err(vm.type_error(format!("a bytes-like object is required, not '{kind}'")))
        }
    }
}
