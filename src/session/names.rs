//! What the program calls its objects: `lock`, `forks[2]`, `account.lock`. The name of an object is the variable that
//! holds it; the user's globals come first, then what the calls in progress hold.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use crate::base::{EndId, ObjectId, Pid, SemaphoreId, Tid};
use crate::code::name;
use crate::machine::effect::SemaphoreKind;
use crate::machine::object::Body;
use crate::machine::process::Process;
use crate::machine::value::Value;
use crate::machine::world::Machine;
use crate::session::show::{show, thread_name};
use crate::session::stand::is_own;
use crate::simulate::inspect;
use crate::view::{Kind, Thing};

/// Objects looked at; a larger program has some without a name.
const MOST: usize = 2000;
/// Elements looked at in one container.
const ELEMENTS: usize = 64;
const DEEPEST: usize = 4;

/// Names by object, in the order in which they were found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    /// With the one worker whose calls alone hold it, where that is so.
    called: HashMap<ObjectId, (String, Option<Tid>)>,
    order: Vec<ObjectId>,
    /// The lock inside a Condition, and the condition.
    inner: HashMap<ObjectId, ObjectId>,
    /// Parts of what the library gives: the condition inside a queue between processes.
    internal: HashSet<ObjectId>,
    /// Things of the kernel's, by their numbers.
    handles: BTreeMap<u32, inspect::Handle>,
}

/// The names in all processes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Directory {
    /// With whether they may be out of date.
    by_pid: Vec<(Names, bool)>,
}

impl Directory {
    /// Everything has its name.
    pub(crate) fn of(machine: &Machine) -> Self {
        let names = |process| (Names::of(process), false);
        Self {
            by_pid: machine.processes().iter().map(names).collect(),
        }
    }

    /// Names in this process may have changed.
    pub(crate) fn forget(&mut self, pid: Pid) {
        if let Some((_, stale)) = self.by_pid.get_mut(pid.index()) {
            *stale = true;
        }
    }

    /// The names in a process as they are now.
    pub(crate) fn learn(&mut self, process: &Process) -> &Names {
        let at = process.pid.index();
        if self.by_pid.len() <= at {
            self.by_pid.resize_with(at + 1, || (Names::default(), true));
        }
        let (names, stale) = &mut self.by_pid[at];
        if std::mem::take(stale) {
            *names = Names::of(process);
        }
        names
    }

    /// The names in a process, as they were last looked up.
    pub(crate) fn names(&self, pid: Pid) -> &Names {
        static NONE: std::sync::LazyLock<Names> = std::sync::LazyLock::new(Names::default);
        self.by_pid
            .get(pid.index())
            .map_or(&NONE, |(names, _)| names)
    }

    /// What a process calls a thing of the kernel's, or else what another one does.
    pub(crate) fn handle(&self, pid: Pid, number: u32) -> Option<&inspect::Handle> {
        let others = self.by_pid.iter().map(|(names, _)| names);
        let mut all = std::iter::once(self.names(pid)).chain(others);
        all.find_map(|names| names.handles.get(&number))
    }

    /// A lock or semaphore that processes share.
    pub(crate) fn semaphore(&self, machine: &Machine, pid: Pid, id: SemaphoreId) -> Thing {
        let semaphore = machine.kernel().semaphores().get(&id);
        let kind = match semaphore.map(|semaphore| (semaphore.kind, semaphore.most)) {
            Some((SemaphoreKind::Recursive, _)) => Kind::RLock,
            Some((SemaphoreKind::Counting, 1)) | None => Kind::Lock,
            Some((SemaphoreKind::Counting, _)) => Kind::Semaphore,
        };
        let name = match self.handle(pid, id.0) {
            Some(handle) => handle.name.clone(),
            None => inspect::unnamed_semaphore(machine, id),
        };
        Thing::new(kind, name)
    }

    /// The pipe whose bytes arrive at this end.
    pub(crate) fn pipe(&self, machine: &Machine, pid: Pid, reading: EndId) -> String {
        let peer = machine.kernel().ends().get(&reading).map(|end| end.peer);
        self.handle(pid, reading.0)
            .or_else(|| self.handle(pid, peer?.0))
            .map_or_else(
                || inspect::unnamed_pipe(machine, reading),
                |handle| handle.name.clone(),
            )
    }

    /// A block of shared memory.
    pub(crate) fn block(&self, pid: Pid, number: u32) -> String {
        let handle = self.handle(pid, number);
        handle.map_or_else(|| format!("block #{number}"), |handle| handle.name.clone())
    }
}

impl Names {
    pub(crate) fn of(process: &Process) -> Self {
        let mut walk = Walk {
            process,
            names: Self::default(),
            open: VecDeque::new(),
            holder: None,
        };
        walk.globals();
        walk.go_on();
        walk.calls();
        walk.go_on();
        walk.names.handles = inspect::handles(process);
        walk.names
    }

    pub(crate) fn get(&self, id: ObjectId) -> Option<&str> {
        self.called.get(&id).map(|(name, _)| name.as_str())
    }

    /// Whether others than this worker can reach it.
    pub(crate) fn is_shared(&self, id: ObjectId, with: Tid) -> bool {
        self.called
            .get(&id)
            .is_some_and(|&(_, holder)| holder != Some(with))
    }

    /// Whether it is no one worker's alone.
    pub(crate) fn is_passed(&self, id: ObjectId) -> bool {
        self.called
            .get(&id)
            .is_some_and(|(_, holder)| holder.is_none())
    }

    /// Whether it is a part of what the library gives, of which the program knows nothing.
    pub(crate) fn is_internal(&self, id: ObjectId) -> bool {
        let whole = self.condition(id).unwrap_or(id);
        self.internal.contains(&whole)
    }

    /// Everything that has a name.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (ObjectId, &str)> {
        self.order
            .iter()
            .map(|&id| (id, self.called[&id].0.as_str()))
    }

    /// The condition of which this is the lock, where it has no name of its own.
    pub(crate) fn condition(&self, lock: ObjectId) -> Option<ObjectId> {
        self.inner.get(&lock).copied()
    }

    /// A lock, a queue … as a sentence names it.
    pub(crate) fn thing(&self, process: &Process, id: ObjectId) -> Thing {
        if let Some(condition) = self.condition(id) {
            return Thing::new(Kind::Condition, self.get(condition).unwrap_or("Condition"));
        }
        let kind = kind(process.heap.body(id));
        let name = match self.get(id) {
            Some(name) => name.to_owned(),
            None => show(process, Value::Object(id)),
        };
        Thing::new(kind, name)
    }
}

pub(crate) fn kind(body: &Body) -> Kind {
    match body {
        Body::Lock(_) => Kind::Lock,
        Body::RLock(_) => Kind::RLock,
        Body::Semaphore(_) => Kind::Semaphore,
        Body::Condition(_) => Kind::Condition,
        Body::Event(_) => Kind::Event,
        Body::Barrier(_) => Kind::Barrier,
        Body::Queue(_) => Kind::Queue,
        _ => Kind::Variable,
    }
}

struct Walk<'p> {
    process: &'p Process,
    names: Names,
    open: VecDeque<(ObjectId, String, usize)>,
    /// The worker whose calls are looked at.
    holder: Option<Tid>,
}

impl Walk<'_> {
    fn go_on(&mut self) {
        while let Some((id, name, depth)) = self.open.pop_front() {
            if depth < DEEPEST {
                self.holder = self.names.called.get(&id).and_then(|&(_, holder)| holder);
                self.inside(id, &name, depth);
            }
        }
    }

    fn globals(&mut self) {
        let process = self.process;
        let globals = &process.globals[process.program.main.index()];
        for (slot, &value) in globals.values.iter().enumerate() {
            let name = process.names.text(globals.names[slot]);
            if !name.starts_with("__") {
                self.found(value, name.to_string(), 0);
            }
        }
    }

    fn calls(&mut self) {
        let process = self.process;
        for (tid, worker) in process.workers.iter().enumerate() {
            self.holder = Some(Tid::from(tid));
            let Some(thread) = worker.thread.as_deref() else {
                continue;
            };
            for frame in thread.frames.iter().filter(|frame| is_own(process, frame)) {
                let function = &process.program.functions[frame.function.index()];
                let base = frame.base as usize;
                let cells = function.cells.iter().map(|&(name, _)| name);
                let names = function
                    .locals
                    .iter()
                    .copied()
                    .chain(cells)
                    .chain(function.free.iter().copied());
                for (at, name) in names.enumerate() {
                    let Some(&value) = thread.stack.get(base + at) else {
                        break;
                    };
                    self.found(value, process.names.text(name).to_string(), 0);
                }
            }
        }
        for (tid, worker) in process.workers.iter().enumerate() {
            self.holder = Some(Tid::from(tid));
            let Some(name) = thread_name(process, worker.object) else {
                continue;
            };
            // What it was started with is its own too.
            if let Body::Thread(thread) = process.heap.body(worker.object)
                && worker.thread.is_some()
                && let Some(Body::Tuple(items)) =
                    thread.arguments.object().map(|id| process.heap.body(id))
            {
                for (at, &item) in items.iter().enumerate() {
                    self.found(item, format!("{name}[{at}]"), 0);
                }
            }
            self.holder = None;
            self.found(Value::Object(worker.object), name, 0);
        }
    }

    fn found(&mut self, value: Value, name: String, depth: usize) {
        let Some(id) = value.object() else {
            return;
        };
        if let Some((_, holder)) = self.names.called.get_mut(&id) {
            if *holder != self.holder {
                *holder = None;
            }
            return;
        }
        if self.names.order.len() >= MOST {
            return;
        }
        let body = self.process.heap.body(id);
        if let Body::Cell(inner) = body {
            self.found(*inner, name, depth);
            return;
        }
        if matches!(body, Body::Text(_) | Body::Function(_) | Body::Free) {
            return;
        }
        self.names.called.insert(id, (name.clone(), self.holder));
        self.names.order.push(id);
        self.open.push_back((id, name, depth));
    }

    /// What it holds.
    fn inside(&mut self, id: ObjectId, name: &str, depth: usize) {
        let process = self.process;
        match process.heap.body(id) {
            Body::List(items) => self.items(items.iter().copied(), name, depth),
            Body::Tuple(items) => self.items(items.iter().copied(), name, depth),
            Body::Deque(deque) => self.items(deque.items.iter().copied(), name, depth),
            Body::Dict(dict) => {
                for entry in dict.iter().take(ELEMENTS) {
                    if entry.value.object().is_some() {
                        let key = show(process, entry.key);
                        self.found(entry.value, format!("{name}[{key}]"), depth + 1);
                    }
                }
            }
            Body::Condition(condition) => {
                if let Some(lock) = condition.lock.object()
                    && !self.names.called.contains_key(&lock)
                {
                    self.names.inner.insert(lock, id);
                }
            }
            Body::Class(class) if is_users(process, id) => {
                for (attribute, value) in class.attributes.iter() {
                    let attribute = process.names.text(attribute);
                    if !attribute.starts_with("__") {
                        self.found(value, format!("{name}.{attribute}"), depth + 1);
                    }
                }
            }
            _ => {}
        }
        let Some(attributes) = &process.heap.get(id).attributes else {
            return;
        };
        let is_library = inspect::is_library(process, id);
        let is_internal = self.names.internal.contains(&id);
        for (attribute, value) in attributes.iter() {
            let attribute = process.names.text(attribute);
            let is_new = value
                .object()
                .filter(|inner| !self.names.called.contains_key(inner));
            self.found(value, format!("{name}.{attribute}"), depth + 1);
            if let Some(inner) = is_new
                && (is_internal || is_library && attribute.starts_with('_'))
            {
                self.names.internal.insert(inner);
            }
        }
    }

    fn items(&mut self, items: impl Iterator<Item = Value>, name: &str, depth: usize) {
        for (at, item) in items.take(ELEMENTS).enumerate() {
            self.found(item, format!("{name}[{at}]"), depth + 1);
        }
    }
}

/// A class that the user's own module defines.
pub(crate) fn is_users(process: &Process, class: ObjectId) -> bool {
    let class = process.class(class);
    !class.builtin
        && class
            .attributes
            .get(name::MODULE)
            .and_then(|module| process.heap.str(module))
            .is_some_and(|module| module == "__main__")
}
