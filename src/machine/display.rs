//! `repr` and `str` of values that need no Python code for it.
//!
//! Nested values are written with a list of containers still open, so that a list a million deep cannot exhaust our own
//! stack; like CPython we give up at the recursion limit, and write `[...]` for a list inside itself.

use std::borrow::Cow;
use std::fmt::Write;

use crate::base::ObjectId;
use crate::code::name;
use crate::machine::builtins::{Binding, NativeId};
use crate::machine::class;
use crate::machine::effect::Result;
use crate::machine::number;
use crate::machine::object::{Body, Exception, ViewKind};
use crate::machine::sync;
use crate::machine::text::{escape, float_repr};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

/// How deep `repr` may go: what is left of CPython's recursion limit where a program begins.
const DEPTH: usize = 990;

/// Containers that one text may show. A list that holds itself twice, forty times over, has more than any memory.
const CONTAINERS: usize = 4_000_000;

/// `repr(value)`; `None` where a `__repr__` written in Python is to be asked.
pub(crate) fn repr(vm: &mut Vm<'_>, value: Value) -> Result<Option<String>> {
    if vm.overridden(value, name::REPR).is_some() {
        return Ok(None);
    }
    repr_body(vm, value)
}

/// As `repr`, whatever the value's own class defines: what `list.__repr__` does.
pub(crate) fn repr_body(vm: &mut Vm<'_>, value: Value) -> Result<Option<String>> {
    let mut out = String::new();
    match write(vm, &mut out, value) {
        Written::Done => Ok(Some(out)),
        Written::Python => Ok(None),
        Written::Deep => Err(vm.raise(
            class::RECURSION_ERROR,
            "maximum recursion depth exceeded while getting the repr of an object",
        )),
        Written::Digits => Err(number::too_many_digits(vm)),
        Written::Long => {
            // Ends the run unless somebody freed as much meanwhile, which nobody can have.
            vm.reserve(usize::MAX)?;
            Ok(None)
        }
    }
}

/// `str(value)`; `None` where a `__str__` or `__repr__` written in Python is to be asked.
pub(crate) fn str(vm: &mut Vm<'_>, value: Value) -> Result<Option<String>> {
    if let Value::Int(number) = value {
        return Ok(Some(number.to_string()));
    }
    if vm.overridden(value, name::STR).is_some() {
        return Ok(None);
    }
    str_body(vm, value)
}

/// As `str`, whatever the value's own class defines for `__str__`.
pub(crate) fn str_body(vm: &mut Vm<'_>, value: Value) -> Result<Option<String>> {
    let mut value = value;
    loop {
        let Value::Object(id) = value else {
            return repr(vm, value);
        };
        match vm.heap().body(id) {
            Body::Text(text) => return Ok(Some(text.as_str().to_owned())),
            Body::Exception(exception) => match exception_text(vm, id, exception) {
                Said::Text(text) => return Ok(Some(text)),
                Said::Repr(value) => return repr(vm, value),
                Said::Tuple(arguments) => {
                    let tuple = vm.tuple(arguments);
                    return repr(vm, tuple);
                }
                Said::Python => return Ok(None),
                Said::Str(inner) => {
                    if vm.overridden(inner, name::STR).is_some() {
                        return Ok(None);
                    }
                    value = inner;
                }
            },
            _ => return repr(vm, value),
        }
    }
}

/// What an exception says of itself.
enum Said {
    Text(String),
    Str(Value),
    Repr(Value),
    Tuple(Vec<Value>),
    Python,
}

fn exception_text(vm: &Vm<'_>, id: ObjectId, exception: &Exception) -> Said {
    let class = vm.heap().class(id);
    match exception.arguments[..] {
        [] => Said::Text(String::new()),
        [key] if vm.is_subclass(class, class::KEY_ERROR) => Said::Repr(key),
        [one] => Said::Str(one),
        [number, message, ref rest @ ..] if vm.is_subclass(class, class::OS_ERROR) => {
            let plain = |value: Value| match value {
                Value::Object(_) => vm.as_str(value).map(ToOwned::to_owned),
                Value::Int(number) => Some(number.to_string()),
                Value::None => Some("None".to_owned()),
                _ => None,
            };
            let (Some(number), Some(message)) = (plain(number), plain(message)) else {
                return Said::Tuple(exception.arguments.clone());
            };
            let file = rest
                .first()
                .and_then(|&file| vm.as_str(file))
                .map_or(String::new(), |file| format!(": {}", escape::repr(file)));
            Said::Text(format!("[Errno {number}] {message}{file}"))
        }
        [message, exceptions] if vm.is_subclass(class, class::BASE_EXCEPTION_GROUP) => {
            let count = match exceptions.object().map(|id| vm.heap().body(id)) {
                Some(Body::List(items)) => items.len(),
                Some(Body::Tuple(items)) => items.len(),
                _ => 0,
            };
            let plural = if count == 1 { "" } else { "s" };
            match vm.as_str(message) {
                Some(message) => Said::Text(format!("{message} ({count} sub-exception{plural})")),
                None => Said::Python,
            }
        }
        ref arguments => Said::Tuple(arguments.to_vec()),
    }
}

enum Written {
    Done,
    Python,
    Deep,
    Long,
    /// An int with more digits than may be written.
    Digits,
}

#[derive(Clone, Copy)]
enum Style {
    /// `a, b`
    Items,
    /// `key: value`
    Pairs,
    /// `(key, value)`
    Tuples,
}

/// A container that has been begun.
struct Open {
    id: ObjectId,
    items: Vec<Value>,
    next: usize,
    style: Style,
    close: Cow<'static, str>,
}

fn write(vm: &Vm<'_>, out: &mut String, value: Value) -> Written {
    let mut open: Vec<Open> = Vec::new();
    let mut checked = 1 << 20;
    let mut containers = 0;
    match begin(vm, out, value, &open) {
        Begun::Leaf => return Written::Done,
        Begun::Digits => return Written::Digits,
        Begun::Open(next) => open.push(next),
    }
    while let Some(top) = open.last_mut() {
        if out.len() > checked {
            if vm.reserve(out.len() * 2).is_err() {
                return Written::Long;
            }
            checked = out.len() + (1 << 20);
        }
        let Some(&item) = top.items.get(top.next) else {
            if matches!(top.style, Style::Tuples) && top.next > 0 {
                out.push(')');
            }
            out.push_str(&top.close);
            open.pop();
            continue;
        };
        match top.style {
            Style::Items if top.next > 0 => out.push_str(", "),
            Style::Pairs if top.next % 2 == 1 => out.push_str(": "),
            Style::Pairs if top.next > 0 => out.push_str(", "),
            Style::Tuples if top.next % 2 == 1 => out.push_str(", "),
            Style::Tuples if top.next > 0 => out.push_str("), ("),
            Style::Tuples => out.push('('),
            Style::Items | Style::Pairs => {}
        }
        top.next += 1;
        if vm.overridden(item, name::REPR).is_some() {
            return Written::Python;
        }
        match begin(vm, out, item, &open) {
            Begun::Leaf => {}
            Begun::Digits => return Written::Digits,
            Begun::Open(_) if open.len() + vm.thread.frames.len() > DEPTH => return Written::Deep,
            Begun::Open(next) => {
                containers += 1;
                if containers > CONTAINERS {
                    return Written::Long;
                }
                open.push(next);
            }
        }
    }
    Written::Done
}

enum Begun {
    /// Written in full.
    Leaf,
    Digits,
    Open(Open),
}

/// Writes a value, or the beginning of a container.
#[expect(clippy::too_many_lines, reason = "one arm for each kind of object")]
fn begin(vm: &Vm<'_>, out: &mut String, value: Value, path: &[Open]) -> Begun {
    let id = match value {
        Value::Object(id) => id,
        simple => {
            write_simple(vm, out, simple);
            return Begun::Leaf;
        }
    };
    let object = vm.heap().get(id);
    let inside = path.iter().any(|open| open.id == id);
    let opened = |items: Vec<Value>, style: Style, close: Cow<'static, str>| {
        Begun::Open(Open {
            id,
            items,
            next: 0,
            style,
            close,
        })
    };
    let own_name = || vm.class_name(object.class);
    match &object.body {
        Body::Text(text) => out.push_str(&escape::repr(text.as_str())),
        Body::Bytes(bytes) => out.push_str(&escape::bytes_repr(bytes)),
        Body::ByteArray(bytes) => {
            let _ = write!(out, "bytearray({})", escape::bytes_repr(bytes));
        }
        Body::BigInt(number) => match number::digits_of(number) {
            Some(digits) => out.push_str(&digits),
            None => return Begun::Digits,
        },
        Body::Number(inner) => return begin(vm, out, *inner, path),
        Body::List(_) if inside => out.push_str("[...]"),
        Body::List(items) => {
            out.push('[');
            return opened(items.clone(), Style::Items, "]".into());
        }
        Body::Tuple(_) if inside => out.push_str("(...)"),
        Body::Tuple(items) => {
            out.push('(');
            let close = if items.len() == 1 { ",)" } else { ")" };
            return opened(items.to_vec(), Style::Items, close.into());
        }
        Body::Dict(_) if inside => out.push_str("{...}"),
        Body::Dict(dict) => {
            out.push('{');
            let items = dict
                .iter()
                .flat_map(|entry| [entry.key, entry.value])
                .collect();
            return opened(items, Style::Pairs, "}".into());
        }
        Body::Set(set) => {
            let class_name = own_name();
            if inside {
                let _ = write!(out, "{class_name}(...)");
            } else if set.is_empty() {
                let _ = write!(out, "{class_name}()");
            } else {
                let items = set.iter().map(|(_, key)| key).collect();
                if object.class == class::SET {
                    out.push('{');
                    return opened(items, Style::Items, "}".into());
                }
                let _ = write!(out, "{class_name}({{");
                return opened(items, Style::Items, "})".into());
            }
        }
        Body::Deque(_) if inside => out.push_str("[...]"),
        Body::Deque(deque) => {
            let _ = write!(out, "{}([", own_name());
            let close = match deque.limit {
                Some(limit) => format!("], maxlen={limit})").into(),
                None => "])".into(),
            };
            return opened(deque.items.iter().copied().collect(), Style::Items, close);
        }
        Body::View { .. } if inside => out.push_str("..."),
        &Body::View { dict, kind } => {
            let _ = write!(out, "{}([", own_name());
            let Some(dict) = vm.heap().dict(Value::Object(dict)) else {
                return Begun::Leaf;
            };
            let (items, style) = match kind {
                ViewKind::Keys => (dict.iter().map(|entry| entry.key).collect(), Style::Items),
                ViewKind::Values => (dict.iter().map(|entry| entry.value).collect(), Style::Items),
                ViewKind::Items => (
                    dict.iter()
                        .flat_map(|entry| [entry.key, entry.value])
                        .collect(),
                    Style::Tuples,
                ),
            };
            return opened(items, style, "])".into());
        }
        Body::Range(range) => {
            let _ = write!(out, "range({}, {}", range.start, range.stop);
            if range.step != 1 {
                let _ = write!(out, ", {}", range.step);
            }
            out.push(')');
        }
        Body::Slice(parts) => {
            out.push_str("slice(");
            return opened(parts.to_vec(), Style::Items, ")".into());
        }
        Body::Exception(_) if inside => out.push_str("..."),
        Body::Exception(exception) => {
            let _ = write!(out, "{}(", own_name());
            return opened(exception.arguments.clone(), Style::Items, ")".into());
        }
        Body::Method(method) => {
            if let Value::Native(native) = method.function {
                let native_name = native.get().name;
                let kind = if native_name.starts_with("__") {
                    "method-wrapper"
                } else {
                    "built-in method"
                };
                let separator = if kind == "method-wrapper" {
                    format!("'{native_name}'")
                } else {
                    native_name.to_owned()
                };
                let _ = write!(
                    out,
                    "<{kind} {separator} of {} object at {:#x}>",
                    vm.type_name(method.receiver),
                    address(method.receiver)
                );
            } else if inside {
                out.push_str("...");
            } else {
                let function = match method.function.object().map(|id| vm.heap().body(id)) {
                    Some(Body::Function(function)) => vm.name_text(function.qualified_name),
                    _ => "?".into(),
                };
                let _ = write!(out, "<bound method {function} of ");
                return opened(vec![method.receiver], Style::Items, ">".into());
            }
        }
        Body::Class(_) => {
            let _ = write!(out, "<class '{}'>", qualified(vm, id));
        }
        Body::Function(function) => {
            let _ = write!(
                out,
                "<function {} at {:#x}>",
                vm.name_text(function.qualified_name),
                address(value)
            );
        }
        Body::Generator(generator) if object.class == class::GENERATOR => {
            let _ = write!(
                out,
                "<generator object {} at {:#x}>",
                vm.name_text(generator.qualified_name),
                address(value)
            );
        }
        Body::Cell(Value::Unbound) => {
            let _ = write!(out, "<cell at {:#x}: empty>", address(value));
        }
        Body::Cell(content) => {
            let _ = write!(
                out,
                "<cell at {:#x}: {} object at {:#x}>",
                address(value),
                vm.type_name(*content),
                address(*content)
            );
        }
        Body::Super(parts) => {
            let class = qualified(vm, parts.class);
            let class = class.rsplit('.').next().unwrap_or(&class);
            let start = vm.class_name(parts.start);
            let _ = write!(out, "<super: <class '{class}'>, <{start} object>>");
        }
        Body::Stream(number) => {
            let stream = if *number == 1 { "stdout" } else { "stderr" };
            let _ = write!(
                out,
                "<_io.TextIOWrapper name='<{stream}>' mode='w' encoding='utf-8'>"
            );
        }
        Body::Thread(thread) => write_thread(vm, out, object.class, thread),
        Body::Lock(lock) => {
            let state = if lock.owner.is_some() {
                "locked"
            } else {
                "unlocked"
            };
            let _ = write!(
                out,
                "<{state} _thread.lock object at {:#x}>",
                address(value)
            );
        }
        Body::RLock(lock) => {
            let state = if lock.count > 0 { "locked" } else { "unlocked" };
            let owner = lock
                .owner
                .map_or(0, |tid| sync::thread::ident(vm.process.pid, tid));
            let _ = write!(
                out,
                "<{state} _thread.RLock object owner={owner} count={} at {:#x}>",
                lock.count,
                address(value)
            );
        }
        Body::Condition(_) if inside => out.push_str("..."),
        Body::Condition(condition) => {
            out.push_str("<Condition(");
            let close = format!(", {})>", condition.waiters.len());
            return opened(vec![condition.lock], Style::Items, close.into());
        }
        Body::Semaphore(semaphore) => {
            let _ = write!(
                out,
                "<{} at {:#x}: value={}",
                qualified(vm, object.class),
                address(value),
                semaphore.value
            );
            if let Some(bound) = semaphore.bound {
                let _ = write!(out, "/{bound}");
            }
            out.push('>');
        }
        Body::Event(event) => {
            let state = if event.set { "set" } else { "unset" };
            let _ = write!(
                out,
                "<{} at {:#x}: {state}>",
                qualified(vm, object.class),
                address(value)
            );
        }
        Body::Barrier(barrier) => {
            let _ = write!(
                out,
                "<{} at {:#x}: ",
                qualified(vm, object.class),
                address(value)
            );
            if barrier.is_broken() {
                out.push_str("broken>");
            } else {
                let _ = write!(out, "waiters={}/{}>", barrier.waiting(), barrier.parties);
            }
        }
        Body::Free
        | Body::Plain
        | Body::Property(_)
        | Body::StaticMethod(_)
        | Body::ClassMethod(_)
        | Body::Generator(_)
        | Body::Iterator(_)
        | Body::Random(_)
        | Body::Queue(_)
        | Body::Local(_) => {
            let _ = write!(
                out,
                "<{} object at {:#x}>",
                qualified(vm, object.class),
                address(value)
            );
        }
    }
    Begun::Leaf
}

fn write_simple(vm: &Vm<'_>, out: &mut String, value: Value) {
    let _ = match value {
        Value::Unbound => write!(out, "<NULL>"),
        Value::None => write!(out, "None"),
        Value::Bool(true) => write!(out, "True"),
        Value::Bool(false) => write!(out, "False"),
        Value::Int(number) => write!(out, "{number}"),
        Value::Float(number) => write!(out, "{}", float_repr::repr(number)),
        Value::Ellipsis => write!(out, "Ellipsis"),
        Value::NotImplemented => write!(out, "NotImplemented"),
        Value::Module(id) => {
            let module = &vm.program.modules[id.index()];
            if module.origin == crate::code::Origin::User {
                write!(out, "<module '{}' from '{}'>", module.name, module.file)
            } else {
                write!(out, "<module '{}' (built-in)>", module.name)
            }
        }
        Value::Native(id) => {
            write_native(vm, out, id);
            Ok(())
        }
        Value::Object(_) => Ok(()),
    };
}

fn write_native(vm: &Vm<'_>, out: &mut String, id: NativeId) {
    let native = id.get();
    let _ = match (native.class, native.binding) {
        (Some(class), Binding::Method) if native.name.starts_with("__") => write!(
            out,
            "<slot wrapper '{}' of '{}' objects>",
            native.name,
            vm.class_name(class)
        ),
        (Some(class), Binding::Method) => write!(
            out,
            "<method '{}' of '{}' objects>",
            native.name,
            vm.class_name(class)
        ),
        (Some(class), Binding::Class | Binding::Static) => write!(
            out,
            "<built-in method {} of type object at {:#x}>",
            native.name,
            address(Value::Object(class))
        ),
        (_, Binding::Function) | (None, _) => write!(out, "<built-in function {}>", native.name),
    };
}

fn write_thread(vm: &Vm<'_>, out: &mut String, class: ObjectId, thread: &sync::Thread) {
    let class_name = if class == class::THREAD && thread.tid == Some(vm.process.main) {
        "_MainThread".into()
    } else {
        vm.class_name(class)
    };
    let name = vm.as_str(thread.name).unwrap_or("?");
    let state = match (thread.tid, thread.ended) {
        (None, _) => "initial",
        (Some(_), true) => "stopped",
        (Some(_), false) => "started",
    };
    let _ = write!(out, "<{class_name}({name}, {state}");
    if thread.daemon {
        out.push_str(" daemon");
    }
    if let Some(tid) = thread.tid {
        let _ = write!(out, " {}", sync::thread::ident(vm.process.pid, tid));
    }
    out.push_str(")>");
}

/// A class's name with its module, as `repr` writes it.
pub(crate) fn qualified(vm: &Vm<'_>, id: ObjectId) -> String {
    let class = vm.class(id);
    let own = vm.name_text(class.qualified_name);
    let module = match class.attributes.get(name::MODULE) {
        Some(module) if !class.builtin => vm.as_str(module).map(ToOwned::to_owned),
        _ => class::BUILTIN
            .get(id.index())
            .filter(|_| class.builtin)
            .map(|builtin| builtin.module.to_owned()),
    };
    match module.as_deref() {
        None | Some("builtins") => own.to_string(),
        Some(module) => format!("{module}.{own}"),
    }
}

/// `id(value)`: where it would lie if it lay anywhere. The same in every run.
pub(crate) fn address(value: Value) -> u64 {
    match value {
        Value::Object(id) => 0x7f10_0000_0000 + u64::from(id.0) * 16,
        Value::Int(number) => {
            0x7f08_0000_0000u64.wrapping_add((number as u64).wrapping_mul(32)) & i64::MAX as u64
        }
        Value::Float(number) => (number.to_bits() >> 1) | 1 << 60,
        Value::Unbound => 0,
        Value::None => 0x9c_3860,
        Value::Bool(false) => 0x9c_2aa0,
        Value::Bool(true) => 0x9c_2ac0,
        Value::Ellipsis => 0x9c_37e0,
        Value::NotImplemented => 0x9c_3800,
        Value::Module(id) => 0x7f04_0000_0000 + u64::from(id.0) * 96,
        Value::Native(id) => 0x7f06_0000_0000 + u64::from(id.0) * 80,
    }
}

/// The text of a value that holds others, taken apart for a `repr` that must ask Python for some of them: how it begins,
/// what is inside, in which style (0: items, 1: key and value, 2: pairs), how it ends. Only the first where it is whole.
pub(crate) fn shell(
    vm: &Vm<'_>,
    value: Value,
    inside: bool,
) -> (String, Option<(Vec<Value>, i64, String)>) {
    let mut out = String::new();
    let path = value.object().filter(|_| inside).map(|id| Open {
        id,
        items: Vec::new(),
        next: 0,
        style: Style::Items,
        close: "".into(),
    });
    match begin(vm, &mut out, value, path.as_slice()) {
        // The prelude writes such an int by `repr`, and that is where it is refused.
        Begun::Leaf | Begun::Digits => (out, None),
        Begun::Open(open) => {
            let style = match open.style {
                Style::Items => 0,
                Style::Pairs => 1,
                Style::Tuples => 2,
            };
            (out, Some((open.items, style, open.close.into_owned())))
        }
    }
}
