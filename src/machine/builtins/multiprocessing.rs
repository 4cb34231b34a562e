//! `_multiprocessing`: the kernel as `assets/lib/multiprocessing` asks for it. Semaphores, ends of pipes, shared blocks
//! and children are numbers here; what a Python program sees is made of them in Python.

use std::sync::Arc;

use num_bigint::BigInt;
use num_traits::ToPrimitive;

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
    registry.function(MODULE, "count", count);
    registry.function(MODULE, "release", release);
    registry.function(MODULE, "look", look);
    registry.function(MODULE, "pipe", pipe);
    registry.function(MODULE, "send", send);
    registry.function(MODULE, "receive", receive);
    registry.function(MODULE, "fetch", fetch);
    registry.function(MODULE, "deliver", deliver);
    registry.function(MODULE, "poll", poll);
    registry.function(MODULE, "close", close);
    registry.function(MODULE, "block", block);
    registry.function(MODULE, "find_block", find_block);
    registry.function(MODULE, "forget_block", forget_block);
    registry.function(MODULE, "load", load);
    registry.function(MODULE, "store", store);
    registry.function(MODULE, "pack", pack);
    registry.function(MODULE, "unpack", unpack);
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

/// `count(semaphore)`: as `acquire`, where nobody ever waits for a permit, since there are too many.
fn count(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [id] = arguments.function(vm, "count")?;
    Ok(Outcome::Ask(Syscall::Count(SemaphoreId(number(vm, id)?))))
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

/// `fetch(lock, end, permits)`: the next message's bytes, received with the lock held, and a permit given to the
/// semaphore `permits`, which may be `None`; waits for a message. `None` where somebody else has the lock.
fn fetch(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [lock, end, permits] = arguments.function(vm, "fetch")?;
    let lock = SemaphoreId(number(vm, lock)?);
    let end = EndId(number(vm, end)?);
    let permits = if permits.is_none() {
        None
    } else {
        Some(SemaphoreId(number(vm, permits)?))
    };
    ask_or_wait(vm, WaitOn::Readable(end), Patience::Forever, |wait| {
        Syscall::Fetch {
            lock,
            end,
            permits,
            wait,
        }
    })
}

/// `deliver(lock, end, bytes, ends)`: as `send`, with the lock held. Whether it was: somebody else may have the lock.
fn deliver(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [lock, end, bytes, along] = arguments.function(vm, "deliver")?;
    let lock = SemaphoreId(number(vm, lock)?);
    let end = EndId(number(vm, end)?);
    let bytes = message(vm, bytes)?;
    let along = ends(vm, along)?;
    ask_or_wait(vm, WaitOn::Writable(end), Patience::Forever, |wait| {
        Syscall::Deliver {
            lock,
            end,
            bytes,
            ends: along,
            wait,
        }
    })
}

/// `poll(ends, children, timeout)`: those ends at which something can be read, or the end of the file, and the
/// negatives of those children that have ended.
fn poll(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [of, children, timeout] = arguments.function(vm, "poll")?;
    let ends = ends(vm, of)?;
    let children = numbers(vm, children)?;
    let patience = patience(vm, timeout)?;
    let on = WaitOn::Readable(ends.first().copied().unwrap_or_default());
    ask_or_wait(vm, on, patience, |wait| Syscall::Poll {
        ends,
        children,
        wait,
    })
}

/// `close(end)`
fn close(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [end] = arguments.function(vm, "close")?;
    Ok(Outcome::Ask(Syscall::Close(EndId(number(vm, end)?))))
}

/// `block(size, name)`: the number of a new block of shared memory, all zeros. The name may be `None`.
fn block(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [size, name] = arguments.function(vm, "block")?;
    let size = number(vm, size)? as usize;
    let name = vm.as_str(name).map(str::to_owned);
    Ok(Outcome::Ask(Syscall::NewBlock { size, name }))
}

/// `find_block(name)`: its number and its size.
fn find_block(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [name] = arguments.function(vm, "find_block")?;
    let name = vm.as_str(name).unwrap_or_default().to_owned();
    Ok(Outcome::Ask(Syscall::FindBlock(name)))
}

/// `forget_block(name)`
fn forget_block(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [name] = arguments.function(vm, "forget_block")?;
    let name = vm.as_str(name).unwrap_or_default().to_owned();
    Ok(Outcome::Ask(Syscall::ForgetBlock(name)))
}

/// `pack(typecode, value)`: the value as C has it in memory. A number that is too large loses its upper bits.
fn pack(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [code, value] = arguments.function(vm, "pack")?;
    let kind = kind(vm, code)?;
    let bytes = match kind {
        Kind::Float(size) => {
            let Some(number) = vm.as_f64(value) else {
                let name = vm.type_name(value);
                return Err(vm.type_error(format!("must be real number, not {name}")));
            };
            match size {
                4 => (number as f32).to_le_bytes().to_vec(),
                _ => number.to_le_bytes().to_vec(),
            }
        }
        Kind::Int { size, .. } => {
            let Some(number) = vm.as_integer(value) else {
                let name = vm.type_name(value);
                return Err(vm.type_error(format!(
                    "'{name}' object cannot be interpreted as an integer"
                )));
            };
            let low = number & BigInt::from(u64::MAX);
            low.to_u64().unwrap_or_default().to_le_bytes()[..size].to_vec()
        }
        Kind::Truth => vec![u8::from(vm.truth(value) == Some(true))],
        Kind::Byte => match value.object().map(|id| vm.heap().body(id)) {
            Some(Body::Bytes(bytes)) if bytes.len() == 1 => bytes.to_vec(),
            _ => {
                return Err(vm.type_error("one character bytes, bytearray or integer expected"));
            }
        },
    };
    Ok(vm.bytes(bytes).into())
}

/// `unpack(typecode, bytes)`: a tuple of the values that lie there one after the other.
fn unpack(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [code, bytes] = arguments.function(vm, "unpack")?;
    let kind = kind(vm, code)?;
    let bytes = message(vm, bytes)?;
    let mut values = Vec::new();
    for piece in bytes.chunks_exact(kind.size()) {
        let mut wide = [0; 8];
        wide[..piece.len()].copy_from_slice(piece);
        values.push(match kind {
            Kind::Float(4) => {
                Value::Float(f32::from_le_bytes([wide[0], wide[1], wide[2], wide[3]]).into())
            }
            Kind::Float(_) => Value::Float(f64::from_le_bytes(wide)),
            Kind::Int { size, signed: true } => {
                let unused = 64 - 8 * size;
                Value::Int(i64::from_le_bytes(wide) << unused >> unused)
            }
            Kind::Int { signed: false, .. } => vm.integer(u64::from_le_bytes(wide).into()),
            Kind::Truth => Value::Bool(wide[0] != 0),
            Kind::Byte => vm.bytes(piece.to_vec()),
        });
    }
    Ok(vm.tuple(values).into())
}

/// What `ctypes` and `array` call by one letter.
#[derive(Clone, Copy)]
enum Kind {
    /// So many bytes.
    Int {
        size: usize,
        signed: bool,
    },
    Float(usize),
    Truth,
    Byte,
}

impl Kind {
    fn size(self) -> usize {
        match self {
            Self::Int { size, .. } | Self::Float(size) => size,
            Self::Truth | Self::Byte => 1,
        }
    }
}

fn kind(vm: &mut Vm<'_>, code: Value) -> Result<Kind> {
    let int = |size, signed| Ok(Kind::Int { size, signed });
    match vm.as_str(code).unwrap_or_default() {
        "?" => Ok(Kind::Truth),
        "c" => Ok(Kind::Byte),
        "b" => int(1, true),
        "B" => int(1, false),
        "h" => int(2, true),
        "H" => int(2, false),
        "i" => int(4, true),
        "I" => int(4, false),
        "l" | "q" => int(8, true),
        "L" | "Q" => int(8, false),
        "f" => Ok(Kind::Float(4)),
        "d" => Ok(Kind::Float(8)),
        _ => Err(vm.value_error("bad typecode (must be b, B, h, H, i, I, l, L, q, Q, f or d)")),
    }
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
    patience.check(vm)?;
    let timeout = match patience {
        Patience::TooLong(_) => unreachable!("just checked"),
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

fn numbers(vm: &mut Vm<'_>, value: Value) -> Result<Vec<u32>> {
    let Some(items) = vm.heap().tuple(value).map(|items| items.to_vec()) else {
        return Err(vm.type_error("a tuple of numbers is required"));
    };
    items.into_iter().map(|item| number(vm, item)).collect()
}

fn ends(vm: &mut Vm<'_>, value: Value) -> Result<Vec<EndId>> {
    Ok(numbers(vm, value)?.into_iter().map(EndId).collect())
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
