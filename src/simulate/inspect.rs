//! Looking into a machine without moving it: what a value is, what a thing is called, who waits for what.

use std::fmt::Write as _;

use crate::base::{ObjectId, Task};
use crate::machine::object::Body;
use crate::machine::process::Process;
use crate::machine::text::{escape, float_repr};
use crate::machine::thread::{State, WaitOn};
use crate::machine::value::Value;
use crate::machine::world::Machine;

/// Deeper values are shown as `...`.
const DEEPEST: usize = 20;
/// Longer ones are cut.
const LONGEST: usize = 10_000;

/// A value as `repr` shows it, as far as that needs no Python code: an object of a class written in Python is
/// `<Class object>`, without the address.
pub fn repr(process: &Process, value: Value) -> String {
    let mut text = String::new();
    write(process, value, DEEPEST, &mut text);
    if text.len() > LONGEST {
        let end = (0..=LONGEST)
            .rev()
            .find(|&end| text.is_char_boundary(end))
            .unwrap_or(0);
        text.truncate(end);
        text.push_str("...");
    }
    text
}

fn write(process: &Process, value: Value, depth: usize, out: &mut String) {
    if depth == 0 || out.len() > LONGEST {
        out.push_str("...");
        return;
    }
    let list = |items: &mut dyn Iterator<Item = Value>, out: &mut String| {
        for (number, item) in items.enumerate() {
            if number > 0 {
                out.push_str(", ");
            }
            write(process, item, depth - 1, out);
        }
    };
    match value {
        Value::Unbound => out.push_str("<unbound>"),
        Value::None => out.push_str("None"),
        Value::Bool(true) => out.push_str("True"),
        Value::Bool(false) => out.push_str("False"),
        Value::Int(number) => {
            let _ = write!(out, "{number}");
        }
        Value::Float(number) => out.push_str(&float_repr::repr(number)),
        Value::Ellipsis => out.push_str("Ellipsis"),
        Value::NotImplemented => out.push_str("NotImplemented"),
        Value::Module(id) => {
            let _ = write!(
                out,
                "<module '{}'>",
                process.program.modules[id.index()].name
            );
        }
        Value::Native(id) => {
            let _ = write!(out, "<built-in function {}>", id.get().name);
        }
        Value::Object(id) => match process.heap.body(id) {
            Body::Text(text) => out.push_str(&escape::repr(text.as_str())),
            Body::BigInt(number) => {
                let _ = write!(out, "{number}");
            }
            Body::Number(number) => write(process, *number, depth, out),
            Body::Tuple(items) => {
                out.push('(');
                list(&mut items.iter().copied(), out);
                out.push_str(if items.len() == 1 { ",)" } else { ")" });
            }
            Body::List(items) => {
                out.push('[');
                list(&mut items.iter().copied(), out);
                out.push(']');
            }
            Body::Dict(dict) => {
                out.push('{');
                for (number, entry) in dict.iter().enumerate() {
                    if number > 0 {
                        out.push_str(", ");
                    }
                    write(process, entry.key, depth - 1, out);
                    out.push_str(": ");
                    write(process, entry.value, depth - 1, out);
                }
                out.push('}');
            }
            Body::Set(set) if set.is_empty() => out.push_str("set()"),
            Body::Set(set) => {
                out.push('{');
                list(&mut set.iter().map(|(_, item)| item), out);
                out.push('}');
            }
            Body::Class(class) => {
                let _ = write!(
                    out,
                    "<class '{}'>",
                    process.names.text(class.qualified_name)
                );
            }
            _ => {
                let class = process.class(process.heap.class(id));
                let _ = write!(out, "<{} object>", process.names.text(class.name));
            }
        },
    }
}

/// What a thread is called: by its `threading.Thread`, or as schedules call it.
pub fn thread_name(machine: &Machine, task: Task) -> String {
    let process = machine.process(task.pid);
    let name = process.workers.get(task.tid.index()).and_then(|worker| {
        if process.heap.len() <= worker.object.index() {
            return None;
        }
        match process.heap.body(worker.object) {
            Body::Thread(thread) => process.heap.str(thread.name).map(str::to_owned),
            _ => None,
        }
    });
    match name {
        Some(name) if task.tid.0 > 0 => name,
        Some(_) | None => task.to_string(),
    }
}

/// What a thread waits for; `None` where it does not.
pub fn waits_on(machine: &Machine, task: Task) -> Option<WaitOn> {
    match machine
        .process(task.pid)
        .workers
        .get(task.tid.index())?
        .state
    {
        State::Parked { on, .. } => Some(on),
        State::Ready | State::Asking | State::Ended => None,
    }
}

/// The line of the user's program at which a thread stands.
pub fn line(machine: &Machine, task: Task) -> Option<u32> {
    let process = machine.process(task.pid);
    let thread = process.workers.get(task.tid.index())?.thread.as_ref()?;
    let frame = thread.frames.iter().rev().find(|frame| {
        process.program.functions[frame.function.index()].module == process.program.main
    })?;
    let line = process.program.functions[frame.function.index()]
        .lines
        .line(frame.ip as usize);
    (line > 0).then_some(line)
}

/// Who holds a lock.
pub fn owner(process: &Process, id: ObjectId) -> Option<Task> {
    let tid = match process.heap.body(id) {
        Body::Lock(lock) => lock.owner,
        Body::RLock(lock) => lock.owner,
        Body::Condition(condition) => {
            let Value::Object(lock) = condition.lock else {
                return None;
            };
            return owner(process, lock);
        }
        _ => None,
    }?;
    Some(Task {
        pid: process.pid,
        tid,
    })
}

/// The name by which the program can reach an object: `lock`, `forks[1]`, `account.lock`.
pub fn path(process: &Process, wanted: ObjectId) -> Option<String> {
    let globals = &process.globals[process.program.main.index()];
    let named = || {
        let names = globals.names.iter().map(|&name| process.names.text(name));
        names
            .zip(globals.values.iter().copied())
            .filter(|(name, _)| !name.starts_with("__"))
    };
    let is_wanted = |value: Value| matches!(value, Value::Object(id) if id == wanted);
    let direct = named()
        .find(|&(_, value)| is_wanted(value))
        .map(|(name, _)| name.to_string());
    direct.or_else(|| named().find_map(|(name, value)| within(process, name, value, &is_wanted, 2)))
}

/// Looks for a value in a container or an object, and in what that holds.
fn within(
    process: &Process,
    name: &str,
    value: Value,
    is_wanted: &impl Fn(Value) -> bool,
    depth: usize,
) -> Option<String> {
    if depth == 0 {
        return None;
    }
    let Value::Object(id) = value else {
        return None;
    };
    let object = process.heap.get(id);
    let mut inside: Vec<(String, Value)> = Vec::new();
    match &object.body {
        Body::List(items) => {
            inside.extend(
                items
                    .iter()
                    .take(100)
                    .enumerate()
                    .map(|(at, &item)| (format!("{name}[{at}]"), item)),
            );
        }
        Body::Tuple(items) => {
            inside.extend(
                items
                    .iter()
                    .take(100)
                    .enumerate()
                    .map(|(at, &item)| (format!("{name}[{at}]"), item)),
            );
        }
        Body::Dict(dict) => {
            inside.extend(
                dict.iter()
                    .take(100)
                    .map(|entry| (format!("{name}[{}]", repr(process, entry.key)), entry.value)),
            );
        }
        _ => {}
    }
    if let Some(attributes) = &object.attributes
        && !matches!(object.body, Body::Class(_) | Body::Function(_))
    {
        inside.extend(
            attributes
                .iter()
                .take(100)
                .map(|(at, value)| (format!("{name}.{}", process.names.text(at)), value)),
        );
    }
    inside
        .iter()
        .find(|&&(_, value)| is_wanted(value))
        .map(|(name, _)| name.clone())
        .or_else(|| {
            inside
                .iter()
                .find_map(|(name, value)| within(process, name, *value, is_wanted, depth - 1))
        })
}
