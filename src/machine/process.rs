//! One process: a heap, its modules, its threads. `step` moves one thread by one instruction (see `interpret`).

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::{FixId, ModuleId, ObjectId, Pid, Tid, Time};
use crate::code::{Name, Names, Origin, Program};
use crate::machine::access::{Access, Spot};
use crate::machine::attributes::Attributes;
use crate::machine::class;
use crate::machine::digest::Digest;
use crate::machine::effect::{Effect, Limit, Order};
use crate::machine::event::Told;
use crate::machine::frame::{Frame, Then};
use crate::machine::heap::{Collector, Heap};
use crate::machine::object::{Body, Class};
use crate::machine::output::Streams;
use crate::machine::thread::{State, Thread, Timeout, Worker};
use crate::machine::trace::{Trace, Tracer};
use crate::machine::value::Value;

/// Bounds that no program can lift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes on the heap.
    pub memory: usize,
    /// Bytes written to stdout and stderr together.
    pub output: usize,
    /// Frames on one thread's stack, whatever `sys.setrecursionlimit` says.
    pub depth: usize,
    /// Threads alive at once.
    pub threads: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            memory: 512 << 20,
            output: 64 << 20,
            depth: 20_000,
            threads: 64,
        }
    }
}

/// A module's globals, by slot.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Globals {
    pub values: Vec<Value>,
    /// Names of the slots: the program's, and those that `setattr` added.
    pub names: Vec<Name>,
    /// The builtin of the same name, for a slot that is not bound.
    pub fallback: Vec<Value>,
    pub loaded: bool,
    /// Its code is C in CPython, and does not look at the GIL.
    pub(crate) in_c: bool,
    /// Its share of the fingerprint is out of date.
    pub(crate) dirty: bool,
    pub(crate) digest: u128,
}

/// The slot that stands for whether a module was imported, to an explorer.
pub(crate) const LOADED: u32 = u32::MAX;

/// How a process is made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    pub limits: Limits,
    /// Where unseeded random numbers begin.
    pub seed: u64,
    /// By [`FixId`].
    pub fixes: Vec<bool>,
    /// Library code is stepped like the user's own.
    pub look_inside: bool,
    /// The wall clock when the run began: nanoseconds since 1970.
    pub began: Time,
    /// What `os.cpu_count()` says.
    pub cores: u32,
    /// stdout goes out line by line, as on a terminal, and not in blocks of 8 KiB.
    pub line_buffered: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            seed: 0,
            fixes: Vec::new(),
            look_inside: false,
            began: Time::ZERO,
            cores: 4,
            line_buffered: true,
        }
    }
}

/// At which steps a run ends early, so that whoever drives can look.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StopAt {
    /// After a step that made another thread ready.
    pub(crate) news: bool,
    /// After a step that was more than one instruction: only then is time more than a count of steps.
    pub(crate) long_step: bool,
    /// When there have been so many hidden instructions: then the run is over.
    pub(crate) hidden: u64,
}

impl Default for StopAt {
    fn default() -> Self {
        Self {
            news: false,
            long_step: false,
            hidden: u64::MAX,
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing of its own that is so, or not"
)]
pub struct Process {
    pub pid: Pid,
    /// What it runs. It stays behind where a process is sent somewhere: see [`Process::attach`].
    #[serde(skip)]
    pub program: Arc<Program>,
    pub names: Arc<Names>,
    pub heap: Heap,
    /// By [`ModuleId`].
    pub globals: Vec<Arc<Globals>>,
    /// By [`Tid`].
    pub workers: Vec<Worker>,
    /// The program's constants as values.
    pub constants: Arc<[Value]>,
    pub(crate) builtins: Arc<Attributes>,
    /// Each name as a `str`, by number; made when first needed.
    pub(crate) texts: Arc<Vec<Value>>,
    pub settings: Settings,
    pub limits: Limits,
    /// `sys.setrecursionlimit`
    pub recursion_limit: u32,
    /// The next draw for what asks the outside world for chance.
    pub entropy: u64,
    /// Threads made so far without a name of their own, for `Thread-1`, `Thread-2` …
    pub unnamed_threads: u32,
    pub streams: Streams,
    /// A notify wakes any of those who wait: whoever moves first.
    pub(crate) wakes_any: bool,
    /// Whose end is the process's: after a fork, the thread that forked.
    pub main: Tid,
    /// What `os.getpid` shows.
    pub os_id: u32,
    /// How it ended, if it has.
    pub(crate) status: Option<i32>,
    /// An exception ended the main thread.
    pub uncaught: bool,
    /// Somebody wants events.
    pub watched: bool,
    /// A thread became ready since this was last set to false.
    #[serde(skip)]
    pub(crate) news: bool,
    /// Threads that another thread started or woke since this was last looked at.
    #[serde(skip)]
    pub(crate) woken: Vec<Tid>,
    /// What ends a run of steps before its budget does.
    #[serde(skip)]
    pub(crate) stop: StopAt,
    #[serde(skip)]
    pub(crate) told: Vec<(u64, Told)>,
    /// What is told now comes behind all that was told with a lower number, in whatever process.
    #[serde(skip)]
    pub(crate) order: u64,
    #[serde(skip)]
    pub(crate) cache: crate::machine::cache::Lookups,
}

/// Classes and globals.
impl Process {
    #[inline]
    pub fn class_of(&self, value: Value) -> ObjectId {
        match value {
            Value::Unbound => class::OBJECT,
            Value::None => class::NONE_TYPE,
            Value::Bool(_) => class::BOOL,
            Value::Int(_) => class::INT,
            Value::Float(_) => class::FLOAT,
            Value::Ellipsis => class::ELLIPSIS,
            Value::NotImplemented => class::NOT_IMPLEMENTED,
            Value::Module(_) => class::MODULE,
            Value::Native(_) => class::NATIVE,
            Value::Object(id) => self.heap.class(id),
        }
    }

    #[inline]
    pub fn class(&self, id: ObjectId) -> &Class {
        match self.heap.body(id) {
            Body::Class(class) => class,
            _ => unreachable!("an object's class is a class"),
        }
    }

    /// An attribute of a class or its ancestors, unbound.
    #[inline]
    pub fn lookup(&self, class: ObjectId, name: Name) -> Option<Value> {
        let search = || {
            self.class(class)
                .mro
                .iter()
                .find_map(|&ancestor| self.class(ancestor).attributes.get(name))
        };
        if self.heap.notes.are_kept() {
            // What is remembered was read all the same.
            return search();
        }
        self.cache.find(class, name, search)
    }

    /// Whether a module was imported.
    pub(crate) fn is_loaded(&self, module: ModuleId) -> bool {
        self.note(Access::Read(Spot::Global(module, LOADED)));
        self.globals[module.index()].loaded
    }

    pub(crate) fn set_loaded(&mut self, module: ModuleId, loaded: bool) {
        self.note(Access::Write(Spot::Global(module, LOADED)));
        Arc::make_mut(&mut self.globals[module.index()]).loaded = loaded;
    }

    /// For an explorer: this part is touched.
    #[inline]
    pub(crate) fn note(&self, access: Access) {
        self.heap.notes.note(access);
    }

    /// A class's attributes or ancestors changed: what was looked up before may no longer hold.
    pub(crate) fn class_changed(&mut self) {
        self.cache.clear();
    }

    /// A function of the prelude.
    pub fn prelude(&self, function: &str) -> Value {
        self.global(ModuleId(0), function)
            .unwrap_or_else(|| panic!("the prelude defines {function}"))
    }

    /// A module's global by its text.
    pub fn global(&self, module: ModuleId, text: &str) -> Option<Value> {
        self.global_by_name(module, self.names.find(text)?)
    }

    pub(crate) fn global_by_name(&self, module: ModuleId, name: Name) -> Option<Value> {
        let globals = &self.globals[module.index()];
        let slot = globals.names.iter().position(|&other| other == name)?;
        self.note(Access::Read(Spot::Global(module, slot as u32)));
        Some(globals.values[slot]).filter(|value| value.is_bound())
    }

    /// Sets a global by name, in a new slot if need be.
    pub(crate) fn set_global(&mut self, module: ModuleId, name: Name, value: Value) {
        let globals = Arc::make_mut(&mut self.globals[module.index()]);
        globals.dirty = true;
        if let Some(slot) = globals.names.iter().position(|&other| other == name) {
            globals.values[slot] = value;
            self.note(Access::Write(Spot::Global(module, slot as u32)));
        } else {
            globals.names.push(name);
            globals.values.push(value);
            globals.fallback.push(Value::Unbound);
            let slot = globals.values.len() as u32 - 1;
            self.note(Access::Write(Spot::Global(module, slot)));
        }
    }

    /// The name of a text, new if need be.
    pub fn intern(&mut self, text: &str) -> Name {
        match self.names.find(text) {
            Some(name) => name,
            None => {
                // The text, its places in two tables, and the `str` that it is to the program.
                self.heap.keep(text.len() + 128);
                Arc::make_mut(&mut self.names).intern(text)
            }
        }
    }

    /// After `import a.b`, `a.b` is an attribute of `a`.
    pub(crate) fn bind_in_parent(&mut self, module: ModuleId) {
        let program = Arc::clone(&self.program);
        let Some((parent, child)) = program.modules[module.index()].name.rsplit_once('.') else {
            return;
        };
        if let Some(parent) = program
            .modules
            .iter()
            .position(|other| other.name == parent)
        {
            let child = self.intern(child);
            self.set_global(ModuleId::from(parent), child, Value::Module(module));
        }
    }

    /// A module whose calls are one step: ours, unless one asks to look inside.
    #[inline]
    pub(crate) fn is_hidden(&self, module: ModuleId) -> bool {
        match self.program.modules[module.index()].origin {
            Origin::User => false,
            Origin::Library | Origin::Native => !self.settings.look_inside || module.0 == 0,
        }
    }

    /// A module whose frames tracebacks show: the user's.
    pub(crate) fn in_tracebacks(&self, module: ModuleId) -> bool {
        self.program.modules[module.index()].origin == Origin::User
    }

    #[inline]
    pub fn has_fix(&self, fix: FixId) -> bool {
        self.settings
            .fixes
            .get(fix.index())
            .copied()
            .unwrap_or(false)
    }
}

/// Threads.
impl Process {
    /// A new thread that will call `callee` with these arguments; it is ready, and has not moved.
    pub fn spawn(
        &mut self,
        callee: Value,
        arguments: &[Value],
        object: ObjectId,
    ) -> Result<Tid, Limit> {
        let alive = self
            .workers
            .iter()
            .filter(|worker| worker.state != State::Ended)
            .count();
        if alive >= self.limits.threads {
            return Err(Limit::Threads);
        }
        let Some(Body::Function(function)) = callee.object().map(|id| self.heap.body(id)) else {
            unreachable!("threads begin in a function of the prelude")
        };
        let code = &self.program.functions[function.code.index()];
        let mut stack = arguments.to_vec();
        stack.resize(code.locals.len(), Value::Unbound);
        assert!(
            code.cells.is_empty() && code.free.is_empty(),
            "a thread's bottom function closes over nothing"
        );
        let frame = Frame {
            function: function.code,
            ip: 0,
            base: 0,
            floor: 0,
            then: Then::End,
            handled: Value::None,
            generator: None,
            namespace: None,
            hidden: self.is_hidden(code.module),
        };
        let thread = Thread {
            frames: vec![frame],
            stack,
            ..Thread::default()
        };
        self.note(Access::Write(Spot::Counters));
        self.workers.push(Worker {
            state: State::Ready,
            object,
            thread: Some(Arc::new(thread)),
            timed: false,
            os_id: None,
            dirty: true,
            digest: 0,
        });
        let tid = Tid::from(self.workers.len() - 1);
        self.woken.push(tid);
        Ok(tid)
    }

    /// Threads that can move.
    pub fn ready(&self) -> impl Iterator<Item = Tid> + '_ {
        let ready = |worker: &Worker| worker.state == State::Ready;
        self.workers
            .iter()
            .enumerate()
            .filter(move |(_, worker)| ready(worker))
            .map(|(tid, _)| Tid::from(tid))
    }

    /// Ends a timed wait: the thread may try again, and finds its time up. Nothing where it was woken before.
    pub fn expire(&mut self, tid: Tid) {
        self.note(Access::Write(Spot::Thread(tid)));
        let worker = &mut self.workers[tid.index()];
        let State::Parked { on, timed: true } = worker.state else {
            return;
        };
        worker.state = State::Ready;
        worker.dirty = true;
        self.news = true;
        if let Some(thread) = &mut worker.thread
            && let Some(waiting) = &mut Arc::make_mut(thread).waiting
        {
            waiting.expired = true;
        }
        if self.watched {
            let by = crate::base::Task { pid: self.pid, tid };
            self.told.push((
                self.order,
                Told {
                    by,
                    event: crate::machine::event::Event::Expired(on),
                },
            ));
        }
    }
}

/// As one of several.
impl Process {
    /// Takes its place beside the others.
    pub(crate) fn begin_as(&mut self, pid: Pid, os_id: u32) {
        self.pid = pid;
        self.os_id = os_id;
        // Chance is drawn anew: two children of one parent do not throw the same dice.
        self.entropy = self.entropy.wrapping_add(u64::from(pid.0) << 32);
    }

    /// A process that was sent without its program gets it back.
    pub(crate) fn attach(&mut self, program: Arc<Program>) {
        self.program = program;
    }

    /// Does what the kernel wants of this process.
    pub(crate) fn carry_out(&mut self, order: Order) -> Effect {
        match order {
            Order::Answer { task, answer } => return self.resume(task.tid, &answer).effect,
            Order::Wake(task) => {
                self.wake(task.tid);
            }
            Order::Expire(task) => self.expire(task.tid),
            Order::Toggle { fix, on, .. } => self.toggle(fix, on),
            Order::Begin { .. } | Order::Kill { .. } => {}
        }
        Effect::Ran
    }

    /// How long a thread that asks the kernel is ready to wait, where it begins to.
    pub(crate) fn patience(&self, tid: Tid) -> Option<Time> {
        let thread = self.workers[tid.index()].thread.as_ref()?;
        let (_, timeout) = thread.asked.as_ref()?.wait?;
        match timeout {
            Timeout::After(span) if thread.waiting.is_none() => Some(span),
            Timeout::After(_) | Timeout::Never | Timeout::Unchanged => None,
        }
    }

    /// Whether a thread stands where CPython 3.12 would hand over the GIL if asked.
    pub(crate) fn is_checked(&self, tid: Tid) -> bool {
        let thread = self.workers[tid.index()].thread.as_ref();
        thread.is_none_or(|thread| thread.checked)
    }

    /// How it ended: its exit code, or the negative of a signal.
    pub fn status(&self) -> Option<i32> {
        self.status
    }

    pub fn has_ended(&self) -> bool {
        self.status.is_some()
    }

    /// It is no more; what it held in memory can still be looked at.
    pub(crate) fn end(&mut self, status: i32) {
        self.status = Some(status);
        for worker in &mut self.workers {
            worker.state = State::Ended;
            worker.thread = None;
            worker.dirty = true;
        }
    }

    /// Makes a parked thread ready to try, or to ask the kernel, again; nothing where it is not parked. Whether it was.
    pub(crate) fn wake(&mut self, tid: Tid) -> bool {
        self.note(Access::Write(Spot::Thread(tid)));
        self.rouse(tid)
    }

    /// The same, and nobody takes note of it.
    pub(crate) fn rouse(&mut self, tid: Tid) -> bool {
        let worker = &mut self.workers[tid.index()];
        let State::Parked { .. } = worker.state else {
            return false;
        };
        worker.state = State::Ready;
        worker.dirty = true;
        self.news = true;
        true
    }

    pub(crate) fn toggle(&mut self, fix: FixId, on: bool) {
        let fixes = &mut self.settings.fixes;
        if fixes.len() <= fix.index() {
            fixes.resize(fix.index() + 1, false);
        }
        fixes[fix.index()] = on;
        if self.watched {
            let by = crate::base::Task {
                pid: self.pid,
                tid: Tid(0),
            };
            let event = crate::machine::event::Event::FixToggled { fix: fix.0, on };
            self.told.push((self.order, Told { by, event }));
        }
    }

    /// The operating system's number of a thread.
    pub(crate) fn name(&mut self, tid: Tid, os_id: u32) {
        if tid == self.main {
            self.os_id = os_id;
        }
        if let Some(worker) = self.workers.get_mut(tid.index()) {
            worker.os_id = Some(os_id);
        }
    }

    /// What `threading.get_native_id` says; as on Linux, the main thread's is its process's.
    pub fn native_id(&self, tid: Tid) -> u32 {
        let invented = self.os_id + tid.0 - if tid == self.main { tid.0 } else { 0 };
        let worker = self.workers.get(tid.index());
        worker.and_then(|worker| worker.os_id).unwrap_or(invented)
    }
}

/// The state as a whole.
impl Process {
    /// Shows what is reachable without being any thread's own.
    pub(crate) fn shared_roots<T: Tracer>(&self, to: &mut T) {
        for globals in &self.globals {
            globals.values.trace(to);
        }
        for worker in &self.workers {
            to.reference(worker.object);
        }
        self.constants.trace(to);
        self.builtins.trace(to);
        self.texts.trace(to);
    }

    /// As `shared_roots`, and what threads alone can reach.
    pub(crate) fn roots(&self, collector: &mut Collector) {
        for id in 0..class::BUILTIN.len() {
            collector.reference(ObjectId::from(id));
        }
        for globals in &self.globals {
            globals.values.trace(collector);
        }
        for worker in &self.workers {
            worker.trace(collector);
        }
        self.constants.trace(collector);
        self.builtins.trace(collector);
        self.texts.trace(collector);
        for (_, told) in &self.told {
            told.trace(collector);
        }
    }

    /// A number that two equal processes share, for the same executable: the whole state but output, counters and
    /// what is only told. Work is proportional to what changed since the last call.
    pub fn fingerprint(&mut self) -> u128 {
        let mut sum = self.heap.fingerprint();
        for (number, globals) in self.globals.iter_mut().enumerate() {
            if globals.dirty {
                let globals = Arc::make_mut(globals);
                let mut digest = Digest::new(1 << 32 | number as u64);
                globals.values.trace(&mut digest);
                globals.digest = digest.finish();
                globals.dirty = false;
            }
            sum = sum.wrapping_add(globals.digest);
        }
        for (number, worker) in self.workers.iter_mut().enumerate() {
            if worker.dirty {
                let mut digest = Digest::new(2 << 32 | number as u64);
                worker.trace(&mut digest);
                worker.digest = digest.finish();
                worker.dirty = false;
            }
            sum = sum.wrapping_add(worker.digest);
        }
        let mut digest = Digest::new(3 << 32);
        digest.word(u64::from(self.recursion_limit));
        digest.word(self.entropy);
        digest.word(u64::from(self.unnamed_threads));
        for &on in &self.settings.fixes {
            digest.word(u64::from(on));
        }
        sum.wrapping_add(digest.finish())
    }
}
