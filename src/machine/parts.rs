//! A machine taken apart: what its parts hold now, and putting something else there. With this an explorer goes from
//! one state to another without copying what both have in common.

use crate::base::{ObjectId, Pid, Task, Tid, Time};
use crate::machine::access::{Access, Spot};
use crate::machine::heap::Ground;
use crate::machine::kernel::Kernel;
use crate::machine::object::{Body, Object};
use crate::machine::process::{LOADED, Process};
use crate::machine::thread::{State, Worker};
use crate::machine::trace::{Trace, Tracer};
use crate::machine::value::Value;
use crate::machine::world::Machine;

/// A part of the machine's state. The clock, output, costs and counts of steps are in none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// A process as it began: what its other parts are changes of.
    Image(Pid),
    Of(Pid, Spot),
    /// Pipes, semaphores, shared memory, who is whose child.
    Kernel,
}

/// What a part holds.
#[derive(Clone, Debug)]
pub enum Content {
    /// It is not there: not yet, or no longer.
    Nothing,
    Image(Box<Process>),
    Global(Value),
    Object(Box<Object>),
    Thread(Box<Standing>),
    Counters(Counters),
    Kernel(Box<Kernel>),
    /// What all processes have written to stdout.
    Output(Box<str>),
    /// How long timed waits still last, by worker.
    Alarms(Box<[(Task, Time)]>),
    /// This thread moved last in its process, and stands where it could not lose its turn.
    Turn(Tid),
}

/// A thread and the objects that it alone can reach.
#[derive(Clone, Debug)]
pub struct Standing {
    pub worker: Worker,
    pub own: Vec<(ObjectId, Object)>,
    /// It has gone ahead of itself: it stands where it will be once these threads, by their objects, have ended.
    pub after: Vec<ObjectId>,
    /// Threads of its process, as bits, whose end it has waited for.
    pub joined: u64,
}

/// What a process counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counters {
    pub threads: u32,
    pub unnamed: u32,
    pub entropy: u64,
    pub recursion_limit: u32,
    pub main: Tid,
    /// How it ended, and whether an exception ended its main thread.
    pub status: Option<i32>,
    pub uncaught: bool,
}

impl Trace for Counters {
    fn trace<T: Tracer>(&self, to: &mut T) {
        to.word(self.threads.into());
        to.word(self.unnamed.into());
        to.word(self.entropy);
        to.word(self.recursion_limit.into());
        to.thread(self.main);
        to.word(
            self.status
                .map_or(u64::MAX, |status| u64::from(status as u32)),
        );
        self.uncaught.trace(to);
    }
}

impl Trace for Standing {
    fn trace<T: Tracer>(&self, to: &mut T) {
        self.worker.trace(to);
        to.word(self.own.len() as u64);
        for (id, object) in &self.own {
            to.reference(*id);
            object.trace(to);
        }
        self.after.trace(to);
        to.word(self.joined);
    }
}

impl Counters {
    fn of(process: &Process) -> Self {
        Self {
            threads: process.workers.len() as u32,
            unnamed: process.unnamed_threads,
            entropy: process.entropy,
            recursion_limit: process.recursion_limit,
            main: process.main,
            status: process.status,
            uncaught: process.uncaught,
        }
    }
}

impl Machine {
    /// From now on the machine notes what its steps touch.
    pub fn keep_notes(&mut self, on: bool) {
        for process in &mut self.processes {
            process.heap.notes.keep(on);
        }
    }

    /// A worker that waits is to look once more whether it has to.
    pub fn rouse(&mut self, task: Task) {
        self.processes[task.pid.index()].rouse(task.tid);
    }

    /// Whether an exception has ended a thread since notes were last taken.
    pub fn has_raised(&self) -> bool {
        let raised = |access: &Access| matches!(access, Access::Uncaught(_));
        let mut processes = self.processes.iter();
        processes.any(|process| process.heap.notes.have(raised))
    }

    /// What was touched since this was last asked.
    pub fn take_notes(&mut self, notes: &mut Vec<(Pid, Access)>) {
        notes.clear();
        for process in &self.processes {
            process.heap.notes.drain(process.pid, notes);
        }
    }

    /// What a part holds now. A thread's is given without the objects of its own.
    pub fn content(&self, part: Part) -> Content {
        match part {
            Part::Kernel => Content::Kernel(Box::new(self.kernel.clone())),
            Part::Image(pid) => match self.processes.get(pid.index()) {
                Some(process) => Content::Image(Box::new(process.clone())),
                None => Content::Nothing,
            },
            Part::Of(_, Spot::Alarms) => Content::Alarms(self.kernel.alarms.all().collect()),
            Part::Of(_, Spot::Output) => {
                Content::Output(self.held_output().unwrap_or_default().into())
            }
            Part::Of(pid, Spot::Turn) => self.keeper(pid).map_or(Content::Nothing, Content::Turn),
            Part::Of(pid, spot) => match self.processes.get(pid.index()) {
                Some(process) => process.content(spot),
                None => Content::Nothing,
            },
        }
    }

    /// Puts something into a part.
    pub fn put(&mut self, part: Part, content: &Content) {
        match (part, content) {
            (Part::Kernel, Content::Kernel(kernel)) => {
                let watched = self.kernel.watched;
                let alarms = std::mem::take(&mut self.kernel.alarms);
                self.kernel = (**kernel).clone();
                self.kernel.watched = watched;
                self.kernel.alarms = alarms;
            }
            (Part::Image(pid), Content::Image(image)) => {
                let mut process = (**image).clone();
                process.heap.notes.keep(true);
                process.watched = self.kernel.watched;
                if pid.index() < self.processes.len() {
                    self.processes[pid.index()] = process;
                } else {
                    self.processes.push(process);
                }
                self.make_room();
            }
            (Part::Image(pid), Content::Nothing) => self.keep_processes(pid.index()),
            (Part::Of(_, Spot::Alarms), Content::Alarms(alarms)) => {
                self.kernel.alarms = alarms.iter().copied().collect();
            }
            (Part::Of(_, Spot::Output), Content::Output(text)) => {
                self.held = Some(text.clone().into());
            }
            // The next one to move gets it, as far as the machine is asked.
            (Part::Of(_, Spot::Turn), Content::Turn(_)) => {}
            (Part::Of(pid, spot), content) => {
                if let Some(process) = self.processes.get_mut(pid.index()) {
                    process.put(spot, content);
                    if pid == Pid::default() && spot == Spot::Counters {
                        self.ended = process.status.map(|status| {
                            let code = if status < 0 { 128 - status } else { status };
                            (code, process.uncaught)
                        });
                    }
                }
            }
            (Part::Kernel | Part::Image(_), _) => unreachable!("a part is given what it can hold"),
        }
        self.limit = None;
    }

    /// There are so many processes, and those behind are not there.
    pub fn keep_processes(&mut self, count: usize) {
        if self.processes.len() > count {
            self.processes.truncate(count);
            self.make_room();
        }
    }

    fn make_room(&mut self) {
        while self.turns.len() < self.processes.len() {
            self.turns.push(crate::machine::world::Turn::default());
            self.inboxes.push(std::collections::VecDeque::new());
        }
        self.turns.truncate(self.processes.len());
        self.inboxes.truncate(self.processes.len());
    }

    /// The worker about to move makes its new objects here: from `first` up, but for places in use.
    pub fn give_ground(&mut self, pid: Pid, first: ObjectId, end: ObjectId, used: Vec<ObjectId>) {
        self.make_room();
        let heap = &mut self.processes[pid.index()].heap;
        heap.forgive();
        heap.ground = Some(Box::new(Ground {
            next: first.0,
            end: end.0,
            used,
        }));
    }

    /// The worker has made objects since it was given ground, and how far it got.
    pub fn ground_used(&self, pid: Pid) -> u32 {
        let ground = self.processes[pid.index()].heap.ground.as_ref();
        ground.map_or(0, |ground| ground.next)
    }

    /// From now on what is written to stdout is held back, or no longer.
    pub fn hold_output(&mut self, on: bool) {
        self.held = on.then(String::new);
        for process in &mut self.processes {
            process.streams.hold(on);
        }
    }

    /// What was written so far is gone, and counts for no limit.
    pub fn forget_output(&mut self) {
        self.take_output();
        for process in &mut self.processes {
            process.streams.forget();
        }
    }

    /// Every name has its text, so that no step makes one.
    pub fn make_texts(&mut self) {
        for process in &mut self.processes {
            process.make_texts();
        }
    }

    /// Frees what cannot be reached.
    pub fn clean(&mut self) {
        for process in &mut self.processes {
            process.clean();
        }
    }

    /// A process that has just begun is made the same wherever it began: without what nobody in it can reach.
    pub fn tidy(&mut self, pid: Pid) {
        let process = &mut self.processes[pid.index()];
        process.heap.notes.keep(false);
        process.heap.ground = None;
        process.make_texts();
        process.clean();
        process.heap.notes.keep(true);
    }

    /// A thread's object is marked as ended, or not, by an explorer who assumes so.
    pub fn assume_ended(&mut self, pid: Pid, thread: ObjectId, ended: bool) {
        let process = &mut self.processes[pid.index()];
        let mut object = process.heap.peek(thread).clone();
        if let Body::Thread(thread) = &mut object.body {
            thread.ended = ended;
        }
        process.heap.put(thread, object);
    }

    /// A worker and its state, noted by nobody.
    pub fn worker(&self, task: Task) -> Option<&Worker> {
        self.processes
            .get(task.pid.index())?
            .workers
            .get(task.tid.index())
    }
}

impl Process {
    /// What a part of it holds now. A thread's is given without the objects of its own.
    pub(crate) fn content(&self, spot: Spot) -> Content {
        match spot {
            Spot::Global(module, LOADED) => {
                Content::Global(Value::Bool(self.globals[module.index()].loaded))
            }
            Spot::Global(module, slot) => {
                let values = &self.globals[module.index()].values;
                values
                    .get(slot as usize)
                    .map_or(Content::Nothing, |&value| Content::Global(value))
            }
            Spot::Object(id) if id.0 < self.heap.top() => {
                let object = self.heap.peek(id);
                if matches!(object.body, Body::Free) {
                    Content::Nothing
                } else {
                    Content::Object(Box::new(object.clone()))
                }
            }
            Spot::Object(_) => Content::Nothing,
            Spot::Thread(tid) => match self.workers.get(tid.index()) {
                Some(worker) => Content::Thread(Box::new(Standing {
                    worker: worker.clone(),
                    own: Vec::new(),
                    after: Vec::new(),
                    joined: 0,
                })),
                None => Content::Nothing,
            },
            Spot::Counters => Content::Counters(Counters::of(self)),
            // They are the whole machine's.
            Spot::Output | Spot::Alarms | Spot::Turn => Content::Nothing,
        }
    }

    fn put(&mut self, spot: Spot, content: &Content) {
        match (spot, content) {
            (Spot::Global(module, LOADED), Content::Global(value)) => {
                let globals = std::sync::Arc::make_mut(&mut self.globals[module.index()]);
                globals.loaded = matches!(value, Value::Bool(true));
            }
            (Spot::Global(module, slot), Content::Nothing) => {
                let globals = std::sync::Arc::make_mut(&mut self.globals[module.index()]);
                if let Some(value) = globals.values.get_mut(slot as usize) {
                    *value = Value::Unbound;
                }
            }
            (Spot::Global(module, slot), Content::Global(value)) => {
                let globals = std::sync::Arc::make_mut(&mut self.globals[module.index()]);
                globals.values[slot as usize] = *value;
            }
            (Spot::Object(id), Content::Object(object)) => {
                if matches!(object.body, Body::Class(_)) {
                    self.class_changed();
                }
                self.heap.put(id, (**object).clone());
            }
            (Spot::Thread(tid), Content::Thread(standing)) => {
                while self.workers.len() <= tid.index() {
                    self.workers.push(Worker {
                        state: State::Ended,
                        object: ObjectId(0),
                        thread: None,
                        timed: false,
                        os_id: None,
                        dirty: true,
                        digest: 0,
                    });
                }
                self.workers[tid.index()].clone_from(&standing.worker);
                for (id, object) in &standing.own {
                    self.heap.put(*id, object.clone());
                }
            }
            (Spot::Thread(tid), Content::Nothing) => self.workers.truncate(tid.index()),
            (Spot::Counters, Content::Counters(counters)) => {
                self.workers.truncate(counters.threads as usize);
                self.unnamed_threads = counters.unnamed;
                self.entropy = counters.entropy;
                self.recursion_limit = counters.recursion_limit;
                self.main = counters.main;
                self.status = counters.status;
                self.uncaught = counters.uncaught;
            }
            // An object that is not there yet is not looked at either.
            (_, Content::Nothing) => {}
            (
                _,
                Content::Image(_)
                | Content::Global(_)
                | Content::Object(_)
                | Content::Thread(_)
                | Content::Counters(_)
                | Content::Output(_)
                | Content::Alarms(_)
                | Content::Turn(_)
                | Content::Kernel(_),
            ) => unreachable!("a part is given what it can hold"),
        }
    }

    fn make_texts(&mut self) {
        for number in 0..self.names.len() {
            self.name_value(crate::code::Name(number as u32));
        }
    }

    fn clean(&mut self) {
        let mut heap = std::mem::take(&mut self.heap);
        heap.collect(|collector| self.roots(collector));
        self.heap = heap;
    }
}
