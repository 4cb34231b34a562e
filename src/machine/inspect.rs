//! Looking into a machine without moving it: what a value is, what a thing is called, who waits for what.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::Write as _;

use crate::base::{EndId, ObjectId, Pid, SemaphoreId, Task};
use crate::code::{Function, name};
use crate::machine::kernel::{End, Life};
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
    if task.pid != Pid(0) {
        let process = os_id(machine, task.pid);
        let called = process_name(machine, task.pid);
        let called = called.unwrap_or_else(|| format!("process {process}"));
        return match name {
            _ if task == main_of(machine, task.pid) => called,
            Some(name) => format!("{name} of {called}"),
            None => task.to_string(),
        };
    }
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

/// Attributes in which the library keeps the number of a thing of the kernel's.
const HANDLES: [&str; 2] = ["_handle", "_block"];
/// Objects looked at.
const MOST: usize = 2000;
const DEEPEST_HANDLE: usize = 6;

/// How a program knows a thing of the kernel's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handle {
    pub name: String,
    /// Of shared memory: what lies in it, as `array` names it, and how many bytes one of them takes.
    pub layout: Option<(char, usize)>,
    /// A part of a thing of the library's: the lock inside a queue.
    pub internal: bool,
}

impl Handle {
    /// Shared memory as numbers.
    pub fn numbers(&self, bytes: &[u8]) -> Vec<String> {
        let (code, size) = self.layout.unwrap_or(('q', 8));
        let numbers = bytes.chunks_exact(size.max(1));
        numbers.map(|one| number(code, one)).collect()
    }
}

/// One number of shared memory, the least byte first.
fn number(code: char, bytes: &[u8]) -> String {
    let mut all = [0; 8];
    let signed = !code.is_ascii_uppercase();
    if signed && bytes.last().is_some_and(|last| last & 0x80 != 0) {
        all = [0xff; 8];
    }
    all[..bytes.len()].copy_from_slice(bytes);
    match (code, bytes) {
        ('d', _) => float_repr::repr(f64::from_le_bytes(all)),
        ('f', &[a, b, c, d]) => float_repr::repr(f32::from_le_bytes([a, b, c, d]).into()),
        ('c', _) => escape::bytes_repr(bytes),
        _ if signed => i64::from_le_bytes(all).to_string(),
        _ => u64::from_le_bytes(all).to_string(),
    }
}

fn attribute_of(process: &Process, id: ObjectId, name: &str) -> Option<Value> {
    let attributes = process.heap.get(id).attributes.iter();
    let mut attributes = attributes.flat_map(|all| all.iter());
    let found = attributes.find(|&(other, _)| &**process.names.text(other) == name);
    found.map(|(_, value)| value)
}

fn layout(process: &Process, id: ObjectId) -> Option<(char, usize)> {
    let code = process.heap.str(attribute_of(process, id, "_code")?)?;
    let Value::Int(size) = attribute_of(process, id, "_size")? else {
        return None;
    };
    let size = usize::try_from(size).ok()?;
    (1..=8)
        .contains(&size)
        .then_some((code.chars().next()?, size))
}

/// What a program calls the things of the kernel that it can reach, by their numbers: a `multiprocessing.Lock` in the
/// global `lock` is `lock`, whichever of its parts has the number.
pub fn handles(process: &Process) -> BTreeMap<u32, Handle> {
    let mut found = BTreeMap::new();
    let modules = process.program.modules.iter();
    if !modules
        .clone()
        .any(|module| module.name.starts_with("multiprocessing"))
    {
        return found;
    }
    let mut seen = BTreeSet::new();
    let mut open: VecDeque<(Value, String, usize, bool)> = VecDeque::new();
    let globals = &process.globals[process.program.main.index()];
    for (&name, &value) in globals.names.iter().zip(&globals.values) {
        let name = process.names.text(name);
        if !name.starts_with("__") {
            open.push_back((value, name.to_string(), 0, false));
        }
    }
    for thread in process
        .workers
        .iter()
        .filter_map(|worker| worker.thread.as_deref())
    {
        for frame in &thread.frames {
            let function = &process.program.functions[frame.function.index()];
            if function.module != process.program.main {
                continue;
            }
            for (at, &name) in function.locals.iter().enumerate() {
                if let Some(&value) = thread.stack.get(frame.base as usize + at) {
                    open.push_back((value, process.names.text(name).to_string(), 0, false));
                }
            }
        }
    }
    while let Some((value, name, depth, internal)) = open.pop_front() {
        let Value::Object(id) = value else {
            continue;
        };
        if depth > DEEPEST_HANDLE || seen.len() >= MOST || !seen.insert(id) {
            continue;
        }
        let object = process.heap.get(id);
        let is_library = is_library(process, id);
        let mut inside = |value: Value, name: String| {
            let last = name.rsplit('.').next().unwrap_or(&name);
            let silent = SILENT.iter().any(|part| &part[1..] == last);
            let private = is_library && last.starts_with('_') && !silent;
            if matches!(value, Value::Object(_)) {
                open.push_back((value, name, depth + 1, internal || private));
            }
        };
        match &object.body {
            Body::List(items) => {
                for (at, &item) in items.iter().take(100).enumerate() {
                    inside(item, format!("{name}[{at}]"));
                }
            }
            Body::Tuple(items) => {
                for (at, &item) in items.iter().take(100).enumerate() {
                    inside(item, format!("{name}[{at}]"));
                }
            }
            Body::Dict(dict) => {
                for entry in dict.iter().take(100) {
                    inside(entry.value, format!("{name}[{}]", repr(process, entry.key)));
                }
            }
            Body::Cell(value) => inside(*value, name.clone()),
            _ => {}
        }
        if matches!(object.body, Body::Class(_) | Body::Function(_)) {
            continue;
        }
        for (attribute, value) in object.attributes.iter().flat_map(|all| all.iter()) {
            let attribute = process.names.text(attribute);
            match value {
                Value::Int(number) if HANDLES.contains(&&**attribute) => {
                    if let Ok(number) = u32::try_from(number) {
                        found.entry(number).or_insert_with(|| Handle {
                            name: outermost(&name),
                            layout: layout(process, id),
                            internal,
                        });
                    }
                }
                // As one asks a `Value` or an `Array` for its lock.
                value if &**attribute == "_lock" && attribute_of(process, id, "_obj").is_some() => {
                    inside(value, format!("{name}.get_lock()"));
                }
                value => inside(value, format!("{name}.{attribute}")),
            }
        }
    }
    found
}

/// Parts of the library that say nothing about what one has.
const SILENT: [&str; 3] = ["._reader", "._writer", "._obj"];

/// An instance of a class that is not the program's own.
pub fn is_library(process: &Process, id: ObjectId) -> bool {
    let module = process
        .class(process.heap.class(id))
        .attributes
        .get(name::MODULE);
    let module = module.and_then(|module| process.heap.str(module));
    matches!(process.heap.body(id), Body::Plain)
        && module.is_some_and(|module| module != "__main__")
}

/// A name without the library's own parts that say nothing: the pipe `queue._reader` is `queue`, the shared memory
/// `counter._obj` is `counter`.
fn outermost(name: &str) -> String {
    let mut name = name;
    while let Some(shorter) = SILENT.iter().find_map(|part| name.strip_suffix(part)) {
        name = shorter;
    }
    name.to_owned()
}

/// What a thing of the kernel is called in a process, or else in any other one.
pub fn handle(machine: &Machine, pid: Pid, number: u32) -> Option<Handle> {
    let own = std::iter::once(machine.process(pid));
    let mut all = own.chain(
        machine
            .processes()
            .iter()
            .filter(|process| process.pid != pid),
    );
    all.find_map(|process| handles(process).remove(&number))
}

/// The name of a semaphore: that of the program, or `lock #3`.
pub fn semaphore_name(machine: &Machine, pid: Pid, id: SemaphoreId) -> String {
    let handle = handle(machine, pid, id.0);
    handle.map_or_else(|| unnamed_semaphore(machine, id), |handle| handle.name)
}

/// A semaphore that no name leads to.
pub fn unnamed_semaphore(machine: &Machine, id: SemaphoreId) -> String {
    let most = machine
        .kernel()
        .semaphores()
        .get(&id)
        .map_or(1, |semaphore| semaphore.most);
    if most == 1 {
        format!("lock #{}", id.0)
    } else {
        format!("semaphore #{}", id.0)
    }
}

/// The name of the pipe that ends here: that of the program, or `pipe 1→2`, in the direction of the bytes.
pub fn pipe_name(machine: &Machine, pid: Pid, reading: EndId) -> String {
    let peer = machine.kernel().ends().get(&reading).map(|end| end.peer);
    handle(machine, pid, reading.0)
        .or_else(|| handle(machine, pid, peer?.0))
        .map_or_else(|| unnamed_pipe(machine, reading), |handle| handle.name)
}

/// A pipe that no name leads to.
pub fn unnamed_pipe(machine: &Machine, reading: EndId) -> String {
    match machine.kernel().ends().get(&reading) {
        Some(end) => format!("pipe {}→{}", end.peer.0, reading.0),
        None => format!("pipe →{}", reading.0),
    }
}

/// Who has a lock that processes share, where it is one task's alone.
pub fn permit_holder(machine: &Machine, id: SemaphoreId) -> Option<Task> {
    let semaphore = machine.kernel().semaphores().get(&id)?;
    let first = *semaphore.holders.first()?;
    let alone = semaphore.holders.iter().all(|&holder| holder == first);
    (semaphore.value == 0 && alone).then_some(first)
}

/// What the operating system calls a process.
pub fn os_id(machine: &Machine, pid: Pid) -> u32 {
    machine
        .kernel()
        .family
        .of(pid)
        .map_or(0, |relative| relative.os_id)
}

/// The process with this number.
pub fn process_called(machine: &Machine, os_id: u32) -> Option<Pid> {
    let relatives = machine.kernel().family.relatives();
    relatives
        .iter()
        .rposition(|relative| relative.os_id == os_id)
        .map(Pid::from)
}

/// Its first thread; after a fork, the one that forked.
pub fn main_of(machine: &Machine, pid: Pid) -> Task {
    let tid = machine.process(pid).main;
    Task { pid, tid }
}

/// Who alone can end a wait: the holder of a lock, the thread or the process that is joined, the only other process
/// with the far end of a pipe.
pub fn blocker(machine: &Machine, task: Task, on: WaitOn) -> Option<Task> {
    let process = machine.process(task.pid);
    let alive = |task: &Task| {
        let worker = machine.process(task.pid).workers.get(task.tid.index());
        worker.is_some_and(|worker| worker.state != State::Ended)
    };
    match on {
        WaitOn::Acquire(id) => match process.heap.body(id) {
            Body::Lock(_) | Body::RLock(_) => owner(process, id),
            _ => None,
        },
        WaitOn::Join(id) => match process.heap.body(id) {
            Body::Thread(thread) => {
                let pid = task.pid;
                thread.tid.map(|tid| Task { pid, tid }).filter(alive)
            }
            _ => None,
        },
        WaitOn::Permit(id) => permit_holder(machine, id).filter(alive),
        WaitOn::Child(Some(child)) => {
            let child = process_called(machine, child)?;
            Some(main_of(machine, child)).filter(alive)
        }
        WaitOn::Child(None) => {
            let relatives = machine.kernel().family.relatives().iter().enumerate();
            let mut children = relatives.filter(|(_, relative)| {
                relative.parent == Some(task.pid) && relative.life == Life::Alive
            });
            let (only, _) = children.next()?;
            let more = children.next().is_some();
            (!more).then(|| main_of(machine, Pid::from(only)))
        }
        WaitOn::Readable(end) | WaitOn::Writable(end) => {
            let ends = machine.kernel().ends();
            let peer = ends.get(&ends.get(&end)?.peer)?;
            let mut others = peer.open.iter().filter(|&&pid| pid != task.pid);
            let (only, more) = (*others.next()?, others.next().is_some());
            let only_thread = |pid: Pid| {
                let workers = &machine.process(pid).workers;
                workers
                    .iter()
                    .filter(|worker| worker.state != State::Ended)
                    .count()
                    == 1
            };
            let lonely = !more
                && only_thread(only)
                && (!peer.open.contains(&task.pid) || only_thread(task.pid));
            let somebody = || machine.tasks().into_iter().find(|other| other.pid == only);
            lonely.then(somebody).flatten()
        }
        WaitOn::Sleep
        | WaitOn::Notify(_)
        | WaitOn::Event(_)
        | WaitOn::Barrier(_)
        | WaitOn::Get(_)
        | WaitOn::Put(_)
        | WaitOn::Done(_)
        | WaitOn::Shutdown => None,
    }
}

/// Workers each of which waits for ever for the next one, and the last for the first; empty where there are none.
pub fn circle(machine: &Machine) -> Vec<Task> {
    let stuck = stuck(machine);
    // Whom each worker waits for, the likeliest first.
    let waits_for = |task: Task| {
        let next = match waits_for_ever(machine, task) {
            None => Vec::new(),
            Some(on) => match (blocker(machine, task, on), on) {
                (Some(blocker), _) => vec![blocker],
                (None, WaitOn::Readable(end) | WaitOn::Writable(end)) if stuck.contains(&task) => {
                    others_with(machine, task, on, end)
                }
                (None, _) => Vec::new(),
            },
        };
        next.into_iter()
    };
    let mut done = BTreeSet::new();
    for start in machine.tasks() {
        let mut path: Vec<Task> = Vec::new();
        let mut open = Vec::new();
        let mut at = Some(start);
        loop {
            if let Some(task) = at {
                if let Some(begin) = path.iter().position(|&other| other == task) {
                    return path.split_off(begin);
                }
                if done.insert(task) {
                    path.push(task);
                    open.push(waits_for(task));
                }
            }
            let Some(last) = open.last_mut() else {
                break;
            };
            at = last.next();
            if at.is_none() {
                open.pop();
                path.pop();
            }
        }
    }
    Vec::new()
}

/// What a worker waits for, without a time.
fn waits_for_ever(machine: &Machine, task: Task) -> Option<WaitOn> {
    let worker = machine.process(task.pid).workers.get(task.tid.index());
    match worker?.state {
        State::Parked { on, timed: false } => Some(on),
        State::Parked { .. } | State::Ready | State::Asking | State::Ended => None,
    }
}

/// Workers none of whom can ever move again: each waits without a time, and whoever could end its wait is one of them.
fn stuck(machine: &Machine) -> BTreeSet<Task> {
    let tasks = machine.tasks();
    let is_told_nothing = |task: &&Task| !machine.has_mail(task.pid);
    let waits = |task: &&Task| waits_for_ever(machine, **task).is_some();
    let mut stuck: BTreeSet<Task> = tasks
        .iter()
        .filter(is_told_nothing)
        .filter(waits)
        .copied()
        .collect();
    loop {
        let before = stuck.len();
        let still = |task: &Task| match waits_for_ever(machine, *task) {
            Some(on) => can_end(machine, &tasks, *task, on).all(|other| stuck.contains(&other)),
            None => false,
        };
        let next: BTreeSet<Task> = stuck.iter().copied().filter(still).collect();
        stuck = next;
        if stuck.len() == before {
            return stuck;
        }
    }
}

/// All who could end a wait.
fn can_end<'a>(
    machine: &'a Machine,
    tasks: &'a [Task],
    task: Task,
    on: WaitOn,
) -> impl Iterator<Item = Task> + 'a {
    let ends = machine.kernel().ends();
    let could = move |other: &Task| match on {
        WaitOn::Readable(end) | WaitOn::Writable(end) => {
            let far = ends.get(&end).and_then(|end| ends.get(&end.peer));
            // An end on its way may come to anybody.
            let is_anybodys = |far: &End| far.open.is_empty() && !far.is_closed();
            far.is_some_and(|far| far.open.contains(&other.pid) || is_anybodys(far))
        }
        WaitOn::Permit(id) => match permit_holder(machine, id) {
            Some(holder) => holder == *other,
            None => true,
        },
        WaitOn::Child(None) => machine.process(other.pid).main == other.tid,
        WaitOn::Acquire(_) | WaitOn::Join(_) | WaitOn::Child(Some(_)) => {
            match blocker(machine, task, on) {
                Some(blocker) => blocker == *other,
                None => other.pid == task.pid,
            }
        }
        WaitOn::Sleep
        | WaitOn::Notify(_)
        | WaitOn::Event(_)
        | WaitOn::Barrier(_)
        | WaitOn::Get(_)
        | WaitOn::Put(_)
        | WaitOn::Done(_)
        | WaitOn::Shutdown => other.pid == task.pid,
    };
    tasks
        .iter()
        .copied()
        .filter(move |other| *other != task && could(other))
}

/// Who else has the far end of a pipe that somebody waits for, and could read or write there. A fork leaves every end
/// open in whoever was forked: first come those in whose hands it is, and last those who wait as the one who asks does.
fn others_with(machine: &Machine, task: Task, on: WaitOn, end: EndId) -> Vec<Task> {
    let ends = machine.kernel().ends();
    let Some(far) = ends.get(&end).map(|end| end.peer) else {
        return Vec::new();
    };
    let Some(peer) = ends.get(&far) else {
        return Vec::new();
    };
    let is_fellow = |other: &Task| match waits_for_ever(machine, *other) {
        Some(WaitOn::Permit(id)) => {
            permit_holder(machine, id).is_some_and(|holder| holder.pid == task.pid)
        }
        other => other == Some(on),
    };
    let on_a_pipe = |other: &Task| {
        let on = waits_for_ever(machine, *other);
        matches!(on, Some(WaitOn::Readable(_) | WaitOn::Writable(_)))
    };
    let tasks = machine.tasks();
    let of = |pid: Pid| tasks.iter().filter(move |other| other.pid == pid);
    let mut others: Vec<_> = (peer.open.iter())
        .filter(|&&pid| pid != task.pid)
        .map(|&pid| {
            let fellow = of(pid).any(is_fellow);
            let in_hand = is_in_hand(machine.process(pid), far);
            let on_a_pipe = of(pid).any(on_a_pipe);
            (fellow, !in_hand, !on_a_pipe, pid)
        })
        .collect();
    others.sort_unstable();
    let threads = others.iter().flat_map(|&(.., pid)| of(pid));
    threads.copied().collect()
}

/// Whether a function of the program that runs has an end of a pipe in a variable of its own.
fn is_in_hand(process: &Process, end: EndId) -> bool {
    let is_users = |function: &Function| function.module == process.program.main;
    let has = |value: Value| holds_end(process, value, end, 3);
    process
        .workers
        .iter()
        .filter_map(|worker| worker.thread.as_deref())
        .any(|thread| {
            let frames = thread.frames.iter().rev();
            let functions =
                frames.map(|frame| (frame, &process.program.functions[frame.function.index()]));
            // Below what a child was given to do stands whoever forked it, with all that it had.
            functions
                .skip_while(|(_, function)| !is_users(function))
                .take_while(|(_, function)| is_users(function))
                .any(|(frame, function)| {
                    let base = frame.base as usize;
                    let locals = thread.stack.get(base..base + function.locals.len());
                    locals.into_iter().flatten().any(|&value| has(value))
                })
        })
}

fn holds_end(process: &Process, value: Value, end: EndId, depth: u32) -> bool {
    let (Value::Object(id), Some(deeper)) = (value, depth.checked_sub(1)) else {
        return false;
    };
    let inside = |value: &Value| holds_end(process, *value, end, deeper);
    match process.heap.body(id) {
        Body::List(items) => items.iter().take(100).any(inside),
        Body::Tuple(items) => items.iter().take(100).any(inside),
        Body::Plain if is_library(process, id) => {
            let mut parts = ["_handle", "_reader", "_writer"]
                .into_iter()
                .filter_map(|name| attribute_of(process, id, name));
            let is_it =
                |part: &Value| matches!(part, Value::Int(number) if *number == i64::from(end.0));
            parts.any(|part| is_it(&part) || inside(&part))
        }
        _ => false,
    }
}

/// `Process.name`, as the process itself knows it, or the one that started it.
pub fn process_name(machine: &Machine, pid: Pid) -> Option<String> {
    let process = machine.process(pid);
    let module = (process.program.modules.iter())
        .position(|module| &*module.name == "multiprocessing.process")?;
    let globals = process.globals.get(module)?;
    let at = (globals.names.iter())
        .position(|&name| &**process.names.text(name) == "_current_process")?;
    let current = globals.values.get(at)?.object()?;
    let name = attribute_of(process, current, "_name")?;
    process.heap.str(name).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_memory_is_read_as_what_lies_in_it() {
        let check = |layout: Option<(char, usize)>, bytes: &[u8], expected: &[&str]| {
            let handle = Handle {
                name: "counter".to_owned(),
                layout,
                internal: false,
            };
            assert_eq!(handle.numbers(bytes), expected);
        };
        check(
            Some(('i', 4)),
            &[1, 0, 0, 0, 255, 255, 255, 255],
            &["1", "-1"],
        );
        check(Some(('I', 4)), &[255, 255, 255, 255], &["4294967295"]);
        check(Some(('d', 8)), &1.5_f64.to_le_bytes(), &["1.5"]);
        check(Some(('f', 4)), &0.25_f32.to_le_bytes(), &["0.25"]);
        check(Some(('c', 1)), b"a", &["b'a'"]);
        check(None, &7_i64.to_le_bytes(), &["7"]);
    }

    #[test]
    fn what_one_has_is_called_without_its_parts() {
        for (whole, expected) in [
            ("queue._reader", "queue"),
            ("counter._obj", "counter"),
            ("queue._rlock", "queue._rlock"),
        ] {
            assert_eq!(outermost(whole), expected);
        }
    }
}
