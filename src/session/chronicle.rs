//! What happened on the branch one is on, step by step, in the words of the program: the memory behind "what just
//! happened", the timeline, "held since step 12" and "was 2".
//!
//! It is written while steps are taken ([`Scribe::before`], [`Scribe::after`]), reaches to the end of the branch, and
//! is read at any moment of it. A new branch cuts it off where it begins.

use std::collections::{HashMap, HashSet};

use crate::base::{BlockId, EndId, FunctionId, ObjectId, Pid, Task, Tid, Time};
use crate::code::{Name, Op};
use crate::machine::event::{Event as Told, Place, Told as Tale};
use crate::machine::kernel::{self, End};
use crate::machine::object::Body;
use crate::machine::process::Process;
use crate::machine::thread::{State, WaitOn};
use crate::machine::value::Value;
use crate::machine::world::{Machine, Status};
use crate::scenario::file::{Event as Occasion, Moment, Pause};
use crate::session::names::{Directory, Names};
use crate::session::show::{exception, is_data, is_plain_data, is_sync, show};
use crate::session::stand::{self, Sharing, Stand, stand, thread};
use crate::simulate::inspect::{self, blocker, circle, os_id};
use crate::view::{Event, Happening, Kind, MarkKind, Text, Thing, Waiting, WorkerId};

/// An object of one process: numbers of objects mean something in their own process alone.
pub(crate) type Owned = (Pid, ObjectId);

/// A place that workers share, as a key.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Spot {
    Global(u32),
    Cell(ObjectId),
    Attribute(ObjectId, Name),
    Item(ObjectId, String),
    /// A byte of shared memory, and those behind it.
    Shared(BlockId, usize),
}

/// What somebody took, to give it back: a lock of a process, or one that processes share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Held {
    Own(Owned),
    Shared(u32),
}

/// Somebody touched something.
#[derive(Clone, Debug)]
pub(crate) struct Touch {
    pub(crate) moment: u64,
    pub(crate) worker: WorkerId,
    /// What was read or written.
    pub(crate) value: String,
    /// What a write replaced.
    pub(crate) before: Option<String>,
}

/// One step.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) worker: WorkerId,
    /// The instruction, in the user's code.
    pub(crate) at: Option<Stand>,
    /// Its operands and its result.
    pub(crate) did: Box<str>,
    /// Another worker could notice it.
    pub(crate) is_visible: bool,
    /// Its worker came to another line, or cannot go on.
    pub(crate) ends_line: bool,
}

/// So long a worker had a core.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Burst {
    /// The moment to which its last step led.
    pub(crate) moment: u64,
    pub(crate) core: usize,
    pub(crate) worker: WorkerId,
    pub(crate) from: Time,
    pub(crate) to: Time,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Life {
    Ready,
    Blocked,
    Sleeping,
    Over,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Chronicle {
    pub(crate) steps: Vec<Step>,
    /// Ascending by moment.
    pub(crate) facts: Vec<Happening>,
    /// By worker: the numbers of its steps.
    pub(crate) by_worker: Vec<Vec<u32>>,
    /// By worker: from which moment on it was what.
    pub(crate) lives: Vec<Vec<(u64, Life)>>,
    writes: HashMap<(Pid, Spot), Vec<Touch>>,
    reads: HashMap<(WorkerId, Spot), Vec<Touch>>,
    /// Locks and permits: who got them when.
    taken: HashMap<Held, Vec<(u64, WorkerId)>>,
    /// And who gave them back.
    released: HashMap<Held, Vec<(u64, WorkerId)>>,
    touched: HashMap<Held, Vec<(u64, WorkerId)>>,
    /// Everybody by number, with the moment at which they were there first.
    roster: Vec<(u64, Task)>,
    numbers: HashMap<Task, WorkerId>,
    /// Of each process its first moment, and how many of its threads have a number, or need none.
    known: Vec<(u64, usize)>,
    /// Of each process, the threads it began with.
    inherited: Vec<usize>,
    /// Of each process, whose child it began as.
    parents: Vec<Option<Pid>>,
    /// The steps in virtual time: neighbouring ones of one worker on one core are one.
    pub(crate) bursts: Vec<Burst>,
    /// From which step on who had the turn.
    pub(crate) turns: Vec<(u64, WorkerId)>,
    /// With the step, counted from 0.
    pub(crate) marks: Vec<(u64, WorkerId, MarkKind)>,
    /// Who died of what, and in which line.
    pub(crate) died: Vec<(u64, WorkerId, String, Option<u32>)>,
    /// What went wrong: the first fact of each kind and name.
    pub(crate) grave: Vec<Happening>,
    /// The lesson's moments, when they came.
    pub(crate) hits: Vec<(u64, u32)>,
}

impl Chronicle {
    pub(crate) fn end(&self) -> u64 {
        self.steps.len() as u64
    }

    /// The step that led to a moment.
    pub(crate) fn step_to(&self, moment: u64) -> Option<&Step> {
        self.steps
            .get(usize::try_from(moment.checked_sub(1)?).ok()?)
    }

    /// Forgets what comes after a moment.
    pub(crate) fn cut(&mut self, moment: u64) {
        let steps = usize::try_from(moment).unwrap_or(usize::MAX);
        self.steps.truncate(steps);
        self.facts
            .truncate(self.facts.partition_point(|fact| fact.moment <= moment));
        for numbers in &mut self.by_worker {
            numbers.truncate(numbers.partition_point(|&number| u64::from(number) < moment));
        }
        for lives in &mut self.lives {
            lives.truncate(lives.partition_point(|&(at, _)| at <= moment));
        }
        for touches in self.writes.values_mut().chain(self.reads.values_mut()) {
            touches.truncate(touches.partition_point(|touch| touch.moment <= moment));
        }
        let lists = self.taken.values_mut().chain(self.released.values_mut());
        for touches in lists.chain(self.touched.values_mut()) {
            touches.truncate(touches.partition_point(|&(at, _)| at <= moment));
        }
        self.turns.retain(|&(step, _)| step < moment);
        self.marks.retain(|&(step, _, _)| step < moment);
        self.died.retain(|&(at, ..)| at <= moment);
        self.grave.retain(|fact| fact.moment <= moment);
        self.hits.retain(|&(at, _)| at <= moment);
        self.bursts.retain(|burst| burst.moment <= moment);
        self.roster.retain(|&(at, _)| at <= moment);
        let left = self.roster.len();
        self.numbers.retain(|_, id| (id.0 as usize) < left);
        self.lives.truncate(left);
        self.by_worker.truncate(left);
        let roster = &self.roster;
        let has = |pid: usize| roster.iter().any(|(_, task)| task.pid.index() == pid);
        let count = (0..self.known.len()).take_while(|&pid| has(pid)).count();
        self.known.truncate(count);
        for (pid, (born, known)) in self.known.iter_mut().enumerate() {
            // Of a forked process, threads that were the parent's have no number.
            let here = roster
                .iter()
                .filter(|(at, task)| task.pid.index() == pid && *at > *born);
            let highest = here.map(|(_, task)| task.tid.index() + 1).max();
            *known = highest.unwrap_or_else(|| (*known).min(self.inherited[pid]));
        }
    }

    /// Everybody there is has a number: the first threads of processes in the order of their start, and so on.
    fn enrol(&mut self, machine: &Machine, moment: u64) {
        for (pid, process) in machine.processes().iter().enumerate() {
            let begun = self.known.len() <= pid;
            if begun {
                self.known.push((moment, process.workers.len()));
                self.inherited.truncate(pid);
                self.inherited.push(process.workers.len());
                let parent = machine.kernel().family.of(Pid::from(pid));
                self.parents.truncate(pid);
                self.parents
                    .push(parent.and_then(|relative| relative.parent));
                self.add(inspect::main_of(machine, Pid::from(pid)), moment);
            }
            for tid in self.known[pid].1..process.workers.len() {
                let (pid, tid) = (Pid::from(pid), Tid::from(tid));
                self.add(Task { pid, tid }, moment);
            }
            self.known[pid].1 = process.workers.len();
        }
    }

    fn add(&mut self, task: Task, moment: u64) {
        let id = WorkerId(self.roster.len() as u32);
        self.roster.push((moment, task));
        self.numbers.insert(task, id);
    }

    /// Of each process, whose child it began as.
    pub(crate) fn parents(&self) -> &[Option<Pid>] {
        &self.parents
    }

    /// Who a task is on the screen; a thread that did not come along through a fork is its process.
    pub(crate) fn worker(&self, task: Task) -> WorkerId {
        self.numbers.get(&task).copied().unwrap_or_else(|| {
            let first = self
                .roster
                .iter()
                .position(|(_, other)| other.pid == task.pid);
            first.map_or(WorkerId::MAIN, |at| WorkerId(at as u32))
        })
    }

    /// Which thread of which process a worker is.
    pub(crate) fn task(&self, worker: WorkerId) -> Option<Task> {
        self.roster.get(worker.0 as usize).map(|&(_, task)| task)
    }

    /// Everybody who has started by then.
    pub(crate) fn workers(&self, moment: u64) -> impl Iterator<Item = (WorkerId, Task)> {
        let started = self.roster.iter().enumerate();
        started
            .filter(move |(_, (at, _))| *at <= moment)
            .map(|(number, &(_, task))| (WorkerId(number as u32), task))
    }

    /// The last write of a place up to a moment.
    pub(crate) fn last_write(&self, pid: Pid, spot: &Spot, moment: u64) -> Option<&Touch> {
        let writes = self.writes.get(&(pid, spot.clone()))?;
        last(writes, moment, |touch| touch.moment)
    }

    pub(crate) fn last_touch(&self, held: Held, moment: u64) -> Option<(u64, WorkerId)> {
        last(self.touched.get(&held)?, moment, |&(at, _)| at).copied()
    }

    pub(crate) fn taken_since(&self, held: Held, moment: u64) -> Option<u64> {
        last(self.taken.get(&held)?, moment, |&(at, _)| at).map(|&(at, _)| at)
    }

    /// Since when a worker has been what it is.
    pub(crate) fn since(&self, worker: WorkerId, moment: u64) -> u64 {
        let lives = self.lives.get(worker.0 as usize);
        lives
            .and_then(|lives| last(lives, moment, |&(at, _)| at))
            .map_or(0, |&(at, _)| at)
    }

    /// How many steps a worker has taken up to a moment.
    pub(crate) fn count(&self, worker: WorkerId, moment: u64) -> u64 {
        let numbers = self.by_worker.get(worker.0 as usize);
        numbers.map_or(0, |numbers| {
            numbers.partition_point(|&number| u64::from(number) < moment) as u64
        })
    }

    /// Permits of a semaphore that are out: taken and not released, up to a moment.
    pub(crate) fn permits(&self, id: Held, moment: u64) -> u32 {
        let until = |list: &Vec<(u64, WorkerId)>| list.partition_point(|&(at, _)| at <= moment);
        let taken = self.taken.get(&id).map_or(0, until);
        let released = self.released.get(&id).map_or(0, until);
        taken.saturating_sub(released) as u32
    }

    /// How often the turn has changed hands up to a moment.
    pub(crate) fn switches(&self, moment: u64) -> u64 {
        self.turns
            .partition_point(|&(at, _)| at < moment)
            .saturating_sub(1) as u64
    }

    /// Where it is the first of its kind that went wrong.
    fn remember(&mut self, fact: &Happening) {
        let is_known = |known: &Happening| match (&known.event, &fact.event) {
            (Event::LostUpdate { name: one, .. }, Event::LostUpdate { name: other, .. }) => {
                one == other
            }
            (Event::Deadlock { cycle: one }, Event::Deadlock { cycle: other }) => one == other,
            (_, _) => false,
        };
        let is_grave = matches!(
            fact.event,
            Event::LostUpdate { .. }
                | Event::Deadlock { .. }
                | Event::Stuck { .. }
                | Event::Died { .. }
        );
        if is_grave && !self.grave.iter().any(is_known) {
            self.grave.push(fact.clone());
        }
    }

    fn list<A: Default + Clone>(lists: &mut Vec<A>, worker: WorkerId) -> &mut A {
        let at = worker.0 as usize;
        if lists.len() <= at {
            lists.resize(at + 1, A::default());
        }
        &mut lists[at]
    }
}

/// The last of an ascending list up to a moment.
fn last<A>(list: &[A], moment: u64, at: impl Fn(&A) -> u64) -> Option<&A> {
    let count = list.partition_point(|one| at(one) <= moment);
    list.get(count.checked_sub(1)?)
}

/// How a worker's step looked before it was taken.
pub(crate) struct Before {
    task: Task,
    stand: Option<Stand>,
    line: Option<u32>,
    operands: String,
    /// A list, a dict or the like, whose method it is about to call.
    container: Option<ObjectId>,
    alone: bool,
    was_ready: bool,
    nobody_ready: bool,
    /// When its turn begins, in virtual time.
    begins: Time,
}

/// Writes the chronicle.
pub(crate) struct Scribe {
    /// By slot of the user's globals.
    pub(crate) sharing: Vec<Sharing>,
    pub(crate) moments: Vec<Moment>,
    names: Directory,
}

impl Scribe {
    pub(crate) fn new(sharing: Vec<Sharing>, moments: Vec<Moment>) -> Self {
        Self {
            sharing,
            moments,
            names: Directory::default(),
        }
    }

    pub(crate) fn before(&self, machine: &Machine, task: Task) -> Before {
        let process = machine.process(task.pid);
        let stand = stand(process, task.tid);
        let operands = match (stand, thread(process, task.tid)) {
            (Some(stand), Some(thread)) => {
                stand::operands(process, self.names.names(task.pid), thread, stand)
            }
            _ => String::new(),
        };
        let container =
            stand.and_then(|stand| stand::container(process, thread(process, task.tid)?, stand));
        let tasks = machine.tasks();
        Before {
            container,
            task,
            stand,
            line: stand.map(|stand| line(process, stand)),
            operands,
            alone: tasks.len() < 2,
            was_ready: machine.is_ready(task),
            nobody_ready: !tasks.iter().any(|&task| machine.is_ready(task)),
            begins: machine
                .clocks()
                .could_begin(task)
                .max(machine.alarm(task).unwrap_or_default()),
        }
    }

    /// The machine has taken that step.
    pub(crate) fn after(
        &mut self,
        chronicle: &mut Chronicle,
        before: &Before,
        machine: &Machine,
        told: &[Tale],
    ) {
        let process = machine.process(before.task.pid);
        let moment = machine.steps();
        chronicle.enrol(machine, moment);
        let me = chronicle.worker(before.task);
        for tale in told {
            let teller = machine.process(tale.by.pid);
            if renames(teller, &tale.event) {
                self.names.forget(tale.by.pid);
            }
        }
        let mut writer = Writer {
            scribe: self,
            machine,
            process,
            chronicle,
            before,
            moment,
            me,
            facts: Vec::new(),
            is_visible: false,
        };
        if !before.was_ready && before.nobody_ready {
            writer.say(Some(me), Event::TimePassed { to: machine.now() });
        }
        writer.container();
        writer.told(told);
        writer.ending();
        let Writer {
            facts, is_visible, ..
        } = writer;
        let now = stand(process, before.task.tid);
        let did = did(process, self.names.names(before.task.pid), before, now);
        let line_now = now.map(|now| line(process, now));
        let can_go_on = machine.is_ready(before.task);
        if chronicle.turns.last().is_none_or(|&(_, last)| last != me) {
            chronicle.turns.push((chronicle.end(), me));
        }
        for step in chronicle.end()..moment {
            chronicle.steps.push(Step {
                worker: me,
                at: before.stand,
                did: did.as_str().into(),
                is_visible: is_visible || !can_go_on,
                ends_line: line_now != before.line || !can_go_on,
            });
            Chronicle::list(&mut chronicle.by_worker, me).push(step as u32);
        }
        for fact in &facts {
            chronicle.remember(fact);
        }
        chronicle.facts.extend(facts);
        note_burst(chronicle, before, machine, me);
        note_lives(chronicle, machine, moment);
        self.hit(chronicle, before, machine, line_now);
    }

    /// A fix was switched at this moment.
    pub(crate) fn toggled(chronicle: &mut Chronicle, machine: &Machine, title: &Text, on: bool) {
        let moment = machine.steps();
        chronicle.facts.push(Happening {
            moment,
            worker: None,
            line: None,
            event: Event::FixToggled {
                title: title.clone(),
                on,
            },
        });
        let me = machine
            .last()
            .map_or(WorkerId::MAIN, |task| chronicle.worker(task));
        chronicle
            .marks
            .push((moment.saturating_sub(1), me, MarkKind::FixToggled));
    }

    /// The first state.
    pub(crate) fn begin(chronicle: &mut Chronicle, machine: &Machine) {
        chronicle.enrol(machine, machine.steps());
        note_lives(chronicle, machine, machine.steps());
    }

    /// A process was killed from outside at this moment.
    pub(crate) fn killed(&mut self, chronicle: &mut Chronicle, machine: &Machine, pid: Pid) {
        let task = inspect::main_of(machine, pid);
        let before = Before {
            task,
            ..self.before(machine, task)
        };
        let mut writer = Writer {
            process: machine.process(pid),
            moment: machine.steps(),
            me: chronicle.worker(task),
            scribe: self,
            machine,
            chronicle,
            before: &before,
            facts: Vec::new(),
            is_visible: true,
        };
        writer.say(Some(writer.me), Event::Killed);
        writer.mark(MarkKind::Ended);
        writer.ending();
        let facts = writer.facts;
        for fact in &facts {
            chronicle.remember(fact);
        }
        chronicle.facts.extend(facts);
        note_lives(chronicle, machine, machine.steps());
    }

    fn hit(&self, chronicle: &mut Chronicle, before: &Before, machine: &Machine, now: Option<u32>) {
        for (number, moment) in self.moments.iter().enumerate() {
            let number = number as u32;
            if chronicle.hits.iter().any(|&(_, other)| other == number) {
                continue;
            }
            let is_here = match (moment.pause, machine.status()) {
                (Pause::Line(line), _) => now == Some(line) && before.line != now,
                (Pause::When(Occasion::Deadlock), Status::Deadlock)
                | (Pause::When(Occasion::Exception), Status::Finished { uncaught: true, .. })
                | (Pause::When(Occasion::Finished), Status::Finished { .. }) => true,
                (Pause::When(_), _) => false,
            };
            if is_here {
                chronicle.hits.push((machine.steps(), number));
            }
        }
    }

    fn names(&mut self, process: &Process) -> &Names {
        self.names.learn(process)
    }

    fn thing(&mut self, process: &Process, id: ObjectId) -> Thing {
        let names = self.names.names(process.pid);
        if names.get(id).is_none() && names.condition(id).is_none() {
            self.names.forget(process.pid);
        }
        self.names(process).thing(process, id)
    }

    /// Whatever the kernel keeps has the name by which some process knows it.
    fn directory(&mut self, machine: &Machine) -> &Directory {
        for process in machine.processes() {
            self.names.learn(process);
        }
        &self.names
    }
}

/// The line of the user's file.
pub(crate) fn line(process: &Process, stand: Stand) -> u32 {
    process.program.functions[stand.function.index()]
        .lines
        .line(stand.ip as usize)
}

/// What an instruction took and gave.
fn did(process: &Process, names: &Names, before: &Before, now: Option<Stand>) -> String {
    let (Some(was), Some(now)) = (before.stand, now) else {
        return before.operands.clone();
    };
    let same = now.frame == was.frame && now.function == was.function && now.is_top;
    let (Some(op), Some(thread)) = (
        stand::op(&process.program, was.function, was.ip),
        thread(process, before.task.tid),
    ) else {
        return before.operands.clone();
    };
    if !same {
        return before.operands.clone();
    }
    let result = stand::result(process, names, thread, op);
    match (before.operands.is_empty(), result.is_empty()) {
        (true, _) => result,
        (false, true) => before.operands.clone(),
        (false, false) => format!("{} {result}", before.operands),
    }
}

fn note_lives(chronicle: &mut Chronicle, machine: &Machine, moment: u64) {
    for at in 0..chronicle.roster.len() {
        let (_, task) = chronicle.roster[at];
        let worker = &machine.process(task.pid).workers[task.tid.index()];
        let life = match worker.state {
            State::Ready | State::Asking => Life::Ready,
            State::Parked {
                on: WaitOn::Sleep, ..
            } => Life::Sleeping,
            State::Parked { .. } => Life::Blocked,
            State::Ended => Life::Over,
        };
        let lives = Chronicle::list(&mut chronicle.lives, WorkerId(at as u32));
        if lives.last().is_none_or(|&(_, last)| last != life) {
            lives.push((moment, life));
        }
    }
}

/// The step in virtual time.
fn note_burst(chronicle: &mut Chronicle, before: &Before, machine: &Machine, worker: WorkerId) {
    let (core, moment) = (machine.clocks().core(), machine.steps());
    let (from, to) = (before.begins, machine.now());
    let mut latest = chronicle
        .bursts
        .iter_mut()
        .rev()
        .take(machine.clocks().cores().len());
    match latest.find(|burst| burst.core == core) {
        Some(last) if last.worker == worker && from <= last.to => {
            last.to = to;
            last.moment = moment;
        }
        Some(_) | None => chronicle.bursts.push(Burst {
            moment,
            core,
            worker,
            from,
            to,
        }),
    }
}

/// Whether an object may have another name afterwards.
fn renames(process: &Process, event: &Told) -> bool {
    match event {
        Told::Wrote { value, .. } => value
            .object()
            .is_some_and(|id| !matches!(process.heap.body(id), Body::Text(_))),
        Told::Started(_) | Told::Called(_) | Told::Returned { .. } => true,
        _ => false,
    }
}

/// Turns what the machine tells of one step into facts.
struct Writer<'a> {
    scribe: &'a mut Scribe,
    machine: &'a Machine,
    process: &'a Process,
    chronicle: &'a mut Chronicle,
    before: &'a Before,
    moment: u64,
    me: WorkerId,
    facts: Vec<Happening>,
    is_visible: bool,
}

impl Writer<'_> {
    fn say(&mut self, worker: Option<WorkerId>, event: Event) {
        self.facts.push(Happening {
            moment: self.moment,
            worker,
            line: self.before.line,
            event,
        });
    }

    /// Something that others can notice, where there are others.
    fn notice(&mut self, event: Event) {
        self.is_visible |= !self.before.alone;
        self.say(Some(self.me), event);
    }

    fn mark(&mut self, kind: MarkKind) {
        self.chronicle
            .marks
            .push((self.moment.saturating_sub(1), self.me, kind));
    }

    fn touch(&mut self, id: ObjectId) {
        self.touch_held(Held::Own((self.process.pid, id)));
    }

    fn touch_held(&mut self, held: Held) {
        let touches = self.chronicle.touched.entry(held).or_default();
        touches.push((self.moment, self.me));
    }

    /// Somebody has a lock or a permit now, or no longer has it.
    fn hold(&mut self, held: Held, took: bool) {
        self.mark(if took {
            MarkKind::Acquired
        } else {
            MarkKind::Released
        });
        self.touch_held(held);
        let list = if took {
            &mut self.chronicle.taken
        } else {
            &mut self.chronicle.released
        };
        list.entry(held).or_default().push((self.moment, self.me));
    }

    #[expect(clippy::too_many_lines, reason = "a table: one entry a kind of event")]
    fn told(&mut self, told: &[Tale]) {
        let woken: Vec<WorkerId> = told
            .iter()
            .filter_map(|tale| match tale.event {
                Told::Woke(tid) => Some(self.chronicle.worker(Task {
                    pid: tale.by.pid,
                    tid,
                })),
                _ => None,
            })
            .collect();
        let mut accounted: HashSet<WorkerId> = HashSet::default();
        let process = self.process;
        let mut late = Vec::new();
        let mut inside = false;
        for tale in told {
            let teller = self.chronicle.worker(tale.by);
            if self.is_internal(tale) {
                inside = true;
                continue;
            }
            match &tale.event {
                Told::Read { place, value } => self.read(place, *value),
                Told::Wrote {
                    place,
                    before,
                    value,
                } => self.wrote(place, *before, *value),
                Told::Deleted { place } => {
                    if let Some((_, name)) = self.spot(place) {
                        let words = format!("del {name}");
                        self.notice(Event::Computed { words });
                    }
                }
                Told::Acquired(id) => {
                    let thing = self.scribe.thing(process, *id);
                    self.hold(Held::Own((process.pid, *id)), true);
                    self.notice(Event::Acquired { thing });
                }
                Told::Released(id) => {
                    let thing = self.scribe.thing(process, *id);
                    self.hold(Held::Own((process.pid, *id)), false);
                    let waiters = self.those(&woken, |on| on == WaitOn::Acquire(*id));
                    accounted.extend(waiters.iter().copied());
                    self.notice(Event::Released { thing, waiters });
                }
                Told::Blocked(on) => {
                    let waiting = self.waiting(*on, self.before.task);
                    let until = self.machine.alarm(self.before.task);
                    if let Some(id) = on.object() {
                        self.touch(id);
                    }
                    self.is_visible = true;
                    let event = match (waiting, until) {
                        (Waiting::Sleep, Some(until)) => Event::Slept { until },
                        (on, until) => Event::Blocked { on, until },
                    };
                    self.say(Some(self.me), event);
                }
                Told::Expired(on) => {
                    let waiting = self.waiting(*on, tale.by);
                    let event = match waiting {
                        Waiting::Sleep => Event::Woke {
                            on: Waiting::Sleep,
                            by: None,
                        },
                        on => Event::TimedOut { on },
                    };
                    self.say(Some(teller), event);
                }
                Told::Notified {
                    condition,
                    woken: count,
                } => {
                    let thing = self.scribe.thing(process, *condition);
                    let reached =
                        self.those(&woken, |on| on == WaitOn::Notify(*condition) || *count > 0);
                    accounted.extend(reached.iter().copied());
                    self.touch(*condition);
                    self.notice(Event::Notified {
                        thing,
                        woken: reached,
                    });
                }
                Told::EventSet(id) => {
                    let thing = self.scribe.thing(process, *id);
                    let reached = self.those(&woken, |on| on == WaitOn::Event(*id));
                    accounted.extend(reached.iter().copied());
                    self.touch(*id);
                    self.notice(Event::Set {
                        thing,
                        woken: reached,
                    });
                }
                Told::EventCleared(id) => {
                    let thing = self.scribe.thing(process, *id);
                    self.touch(*id);
                    self.notice(Event::Cleared { thing });
                }
                Told::Put { queue, item } => {
                    let thing = self.scribe.thing(process, *queue);
                    self.touch(*queue);
                    let (size, capacity) = self.size(*queue);
                    let value = show(process, *item);
                    self.notice(Event::Put {
                        thing,
                        value,
                        size,
                        capacity,
                    });
                }
                Told::Got { queue, item } => {
                    let thing = self.scribe.thing(process, *queue);
                    self.touch(*queue);
                    let (size, _) = self.size(*queue);
                    let value = show(process, *item);
                    self.notice(Event::Got { thing, value, size });
                }
                Told::TaskDone(id) => {
                    let thing = self.scribe.thing(process, *id);
                    self.touch(*id);
                    let unfinished = match process.heap.body(*id) {
                        Body::Queue(queue) => u32::try_from(queue.unfinished).unwrap_or(0),
                        _ => 0,
                    };
                    self.notice(Event::TaskDone { thing, unfinished });
                }
                Told::BarrierFull(id) => {
                    let thing = self.scribe.thing(process, *id);
                    self.touch(*id);
                    let parties = match process.heap.body(*id) {
                        Body::Barrier(barrier) => u32::try_from(barrier.parties).unwrap_or(0),
                        _ => 0,
                    };
                    accounted.extend(woken.iter().copied());
                    self.notice(Event::Arrived {
                        thing,
                        arrived: parties,
                        parties,
                    });
                }
                Told::BarrierBroken(id) => {
                    let thing = self.scribe.thing(process, *id);
                    self.touch(*id);
                    self.notice(Event::Broke { thing });
                }
                Told::Printed { text, .. } => {
                    self.is_visible = true;
                    if !text.trim_end_matches('\n').is_empty() {
                        let text = text.lines().next().unwrap_or_default().to_owned();
                        self.say(Some(self.me), Event::Printed { text });
                    }
                }
                Told::Called(function) => {
                    if let Some(function) = self.own(*function) {
                        self.say(Some(self.me), Event::Called { function });
                    }
                }
                Told::Returned { function, value } => {
                    if let Some(function) = self.own(*function) {
                        let value = show(process, *value);
                        self.say(Some(self.me), Event::Returned { function, value });
                    }
                }
                Told::Raised(value) => {
                    let text = exception(process, *value);
                    if !is_machinery(&text) && self.before.stand.is_some() {
                        self.mark(MarkKind::Raised);
                        self.say(Some(self.me), Event::Raised { exception: text });
                    }
                }
                Told::Caught(value) => {
                    let text = exception(process, *value);
                    if !is_machinery(&text) && self.before.stand.is_some() {
                        self.say(Some(self.me), Event::Caught { exception: text });
                    }
                }
                Told::Started(tid) => {
                    self.is_visible = true;
                    let (pid, tid) = (tale.by.pid, *tid);
                    let worker = self.chronicle.worker(Task { pid, tid });
                    self.say(Some(self.me), Event::Started { worker });
                }
                Told::Joined(id) => {
                    if let Body::Thread(thread) = process.heap.body(*id)
                        && let Some(tid) = thread.tid
                    {
                        let pid = tale.by.pid;
                        let worker = self.chronicle.worker(Task { pid, tid });
                        self.notice(Event::Joined { worker });
                    }
                }
                Told::Ended { uncaught } => {
                    self.mark(MarkKind::Ended);
                    self.is_visible = true;
                    let event = match uncaught {
                        Some(value) => {
                            let words = exception(process, *value);
                            let death = (self.moment, self.me, words.clone(), self.before.line);
                            self.chronicle.died.push(death);
                            Event::Died { exception: words }
                        }
                        None => Event::Ended,
                    };
                    late.push(event);
                }
                // Told below, once it is known who woke whom by what; and by the session.
                Told::Woke(_) | Told::FixToggled { .. } => {}
                Told::PermitTaken(_)
                | Told::PermitGiven(_)
                | Told::Sent { .. }
                | Told::Received { .. }
                | Told::BlockRead { .. }
                | Told::BlockWritten { .. }
                | Told::ProcessStarted(_)
                | Told::ProcessReaped { .. }
                | Told::Signalled { .. }
                | Told::ProcessEnded { .. } => self.kernel(tale, teller),
            }
        }
        if inside {
            self.library();
        }
        for event in late {
            self.say(Some(self.me), event);
        }
        for other in woken {
            if accounted.insert(other)
                && let Some(task) = self.chronicle.task(other)
                && let Some(waiting) = thread(self.machine.process(task.pid), task.tid)
                    .and_then(|thread| thread.waiting)
            {
                let on = self.waiting(waiting.on, task);
                let by = Some(self.me);
                self.say(Some(other), Event::Woke { on, by });
            }
        }
    }

    /// Whether it is a part of the library's that was taken, given back …: whoever called it is told of the call.
    fn is_internal(&mut self, tale: &Tale) -> bool {
        let (machine, pid) = (self.machine, tale.by.pid);
        let number = match tale.event {
            Told::PermitTaken(id) | Told::PermitGiven(id) => id.0,
            Told::BlockRead { block, .. } | Told::BlockWritten { block, .. } => block.0,
            Told::Acquired(id)
            | Told::Released(id)
            | Told::EventSet(id)
            | Told::EventCleared(id)
            | Told::Notified { condition: id, .. } => {
                self.scribe.thing(machine.process(pid), id);
                return self.scribe.names.names(pid).is_internal(id);
            }
            _ => return false,
        };
        let handle = self.scribe.directory(machine).handle(pid, number);
        handle.is_some_and(|handle| handle.internal)
    }

    /// A call of the library's did something between processes.
    fn library(&mut self) {
        self.is_visible = true;
        if let Some((call, object)) = self.before.operands.split_once(" of ") {
            let function = format!("{object}.{call}");
            self.notice(Event::Called { function });
        }
    }

    /// What happened between processes.
    fn kernel(&mut self, tale: &Tale, teller: WorkerId) {
        let (machine, pid) = (self.machine, tale.by.pid);
        match tale.event {
            Told::PermitTaken(id) => {
                let thing = self.scribe.directory(machine).semaphore(machine, pid, id);
                self.hold(Held::Shared(id.0), true);
                self.notice(Event::Acquired { thing });
            }
            Told::PermitGiven(id) => {
                let thing = self.scribe.directory(machine).semaphore(machine, pid, id);
                self.hold(Held::Shared(id.0), false);
                let waiters = self.retrying(|on| on == WaitOn::Permit(id));
                self.notice(Event::Released { thing, waiters });
            }
            Told::Sent { end, size } => {
                let ends = machine.kernel().ends();
                let reading = ends.get(&end).map_or(end, |end| end.peer);
                let through = self.scribe.directory(machine).pipe(machine, pid, reading);
                let used = ends.get(&reading).map_or(0, |end| end.used() as u64);
                self.touch_held(Held::Shared(reading.0));
                let size = size as u64;
                self.notice(Event::Sent {
                    through,
                    size,
                    used,
                });
            }
            Told::Received { end, size } => {
                let through = self.scribe.directory(machine).pipe(machine, pid, end);
                self.touch_held(Held::Shared(end.0));
                let size = size as u64;
                self.notice(Event::Received { through, size });
            }
            Told::BlockRead { block, offset } => self.block(pid, block, offset, false),
            Told::BlockWritten { block, offset } => self.block(pid, block, offset, true),
            Told::ProcessStarted(child) => {
                let worker = self.chronicle.worker(inspect::main_of(machine, child));
                self.is_visible = true;
                let process = os_id(machine, child);
                self.say(Some(teller), Event::ProcessStarted { worker, process });
            }
            Told::ProcessReaped { pid, status } => {
                let process = os_id(machine, pid);
                self.notice(Event::Reaped { process, status });
            }
            Told::Signalled { pid, signal } => {
                let process = os_id(machine, pid);
                self.notice(Event::Signalled { process, signal });
            }
            Told::ProcessEnded { status } => {
                self.is_visible = true;
                // Where the program ends with it, that is told instead.
                if self.machine.status() == Status::Running || pid != Pid(0) {
                    let life = machine
                        .kernel()
                        .family
                        .of(pid)
                        .map(|relative| relative.life);
                    let process = os_id(machine, pid);
                    let worker = self.chronicle.worker(inspect::main_of(machine, pid));
                    let event = Event::ProcessEnded {
                        process,
                        status,
                        zombie: matches!(life, Some(kernel::Life::Zombie(_))),
                    };
                    self.say(Some(worker), event);
                }
            }
            _ => {}
        }
    }

    /// Shared memory is read or written: an update may be lost there as in a global.
    fn block(&mut self, pid: Pid, block: BlockId, offset: usize, written: bool) {
        let machine = self.machine;
        let directory = self.scribe.directory(machine);
        let mut name = directory.block(pid, block.0);
        let bytes = machine.kernel().blocks().get(&block);
        let bytes = bytes.map_or(&[][..], |bytes| bytes.as_slice());
        let here = bytes.get(offset..).unwrap_or_default();
        let (mut value, mut size) = (String::new(), 8);
        if let Some(handle) = directory.handle(pid, block.0) {
            size = handle.layout.map_or(8, |(_, size)| size);
            value = handle.numbers(&here[..here.len().min(size)]).concat();
        }
        if bytes.len() > size {
            name = format!("{name}[{}]", offset / size);
        }
        self.touch_held(Held::Shared(block.0));
        let spot = Spot::Shared(block, offset);
        let touch = Touch {
            moment: self.moment,
            worker: self.me,
            value: value.clone(),
            before: None,
        };
        if !written {
            let reads = self.chronicle.reads.entry((self.me, spot)).or_default();
            reads.push(touch);
            return self.notice(Event::Read { name, value });
        }
        let lost = self.lost(&spot, &value);
        let writes = self.chronicle.writes.entry(self.key(&spot)).or_default();
        writes.push(touch);
        match lost {
            Some((other, lost)) => {
                self.mark(MarkKind::LostUpdate);
                self.notice(Event::LostUpdate {
                    name,
                    value,
                    other,
                    lost,
                });
            }
            None => self.notice(Event::Wrote {
                name,
                value,
                before: None,
            }),
        }
    }

    /// Where the writes of a place are kept: shared memory is nobody's own.
    fn key(&self, spot: &Spot) -> (Pid, Spot) {
        let pid = match spot {
            Spot::Shared(..) => Pid(0),
            Spot::Global(_) | Spot::Cell(_) | Spot::Attribute(..) | Spot::Item(..) => {
                self.process.pid
            }
        };
        (pid, spot.clone())
    }

    /// Those who waited for this in any process, and may try again.
    fn retrying(&self, wanted: impl Fn(WaitOn) -> bool) -> Vec<WorkerId> {
        let mut found = Vec::new();
        for task in self.machine.tasks() {
            let process = self.machine.process(task.pid);
            let waiting = thread(process, task.tid).and_then(|thread| thread.waiting);
            if self.machine.is_ready(task) && waiting.is_some_and(|waiting| wanted(waiting.on)) {
                found.push(self.chronicle.worker(task));
            }
        }
        found
    }

    /// A method of a list, a dict, a deque or a set that others can reach.
    fn container(&mut self) {
        let Some(id) = self.before.container else {
            return;
        };
        self.scribe.thing(self.process, id);
        let names = self.scribe.names.names(self.process.pid);
        if names.is_shared(id, self.before.task.tid)
            && let Some((call, _)) = self.before.operands.split_once(" of ")
            && let Some(name) = names.get(id)
        {
            let function = format!("{name}.{call}");
            self.touch(id);
            self.notice(Event::Called { function });
        }
    }

    /// Those of the woken that waited for this.
    fn those(&self, woken: &[WorkerId], wanted: impl Fn(WaitOn) -> bool) -> Vec<WorkerId> {
        let waits = |id: &&WorkerId| {
            let task = self.chronicle.task(**id).unwrap_or_default();
            let thread = thread(self.machine.process(task.pid), task.tid);
            thread
                .and_then(|thread| thread.waiting)
                .is_some_and(|waiting| wanted(waiting.on))
        };
        woken.iter().filter(waits).copied().collect()
    }

    fn size(&self, queue: ObjectId) -> (u32, Option<u32>) {
        match self.process.heap.body(queue) {
            Body::Queue(queue) => (
                queue.contents(&self.process.heap).len() as u32,
                u32::try_from(queue.limit).ok().filter(|&limit| limit > 0),
            ),
            _ => (0, None),
        }
    }

    /// The name of a function of the user's own.
    fn own(&self, function: FunctionId) -> Option<String> {
        let program = &self.process.program;
        let code = &program.functions[function.index()];
        let name = program.names.text(code.name);
        (code.module == program.main && !name.starts_with('<')).then(|| format!("{name}()"))
    }

    fn waiting(&mut self, on: WaitOn, task: Task) -> Waiting {
        if let Some(id) = on.object() {
            self.scribe.thing(self.machine.process(task.pid), id);
        }
        let names = self.scribe.directory(self.machine);
        waiting(self.machine, names, self.chronicle, self.moment, on, task)
    }

    /// A place that others can reach too, and its name.
    fn spot(&mut self, place: &Place) -> Option<(Spot, String)> {
        let process = self.process;
        match place {
            Place::Global(module, slot) => {
                if *module != process.program.main
                    || self
                        .scribe
                        .sharing
                        .get(*slot as usize)
                        .copied()
                        .unwrap_or_default()
                        == Sharing::Private
                {
                    return None;
                }
                let name = process.globals[module.index()].names[*slot as usize];
                Some((Spot::Global(*slot), process.names.text(name).to_string()))
            }
            Place::Cell(id, name) => {
                self.before.stand?;
                Some((Spot::Cell(*id), process.names.text(*name).to_string()))
            }
            Place::Attribute(id, name) => {
                let owner = self.owner(*id)?;
                let text = format!("{owner}.{}", process.names.text(*name));
                Some((Spot::Attribute(*id, *name), text))
            }
            Place::Item(id, key) => {
                let owner = self.owner(*id)?;
                let key = show(process, *key);
                Some((Spot::Item(*id, key.clone()), format!("{owner}[{key}]")))
            }
        }
    }

    /// The name of an object that others can reach too.
    fn owner(&mut self, id: ObjectId) -> Option<String> {
        self.scribe.thing(self.process, id);
        let names = self.scribe.names.names(self.process.pid);
        names
            .get(id)
            .filter(|_| names.is_shared(id, self.before.task.tid))
            .map(ToOwned::to_owned)
    }

    fn read(&mut self, place: &Place, value: Value) {
        if !is_plain_data(self.process, value) {
            return;
        }
        if let Place::Global(_, slot) = place
            && !stand::tells(self.process, &self.scribe.sharing, *slot, value)
        {
            return;
        }
        let Some((spot, name)) = self.spot(place) else {
            return;
        };
        let value = show(self.process, value);
        let reads = self.chronicle.reads.entry((self.me, spot)).or_default();
        reads.push(Touch {
            moment: self.moment,
            worker: self.me,
            value: value.clone(),
            before: None,
        });
        self.notice(Event::Read { name, value });
    }

    fn wrote(&mut self, place: &Place, before: Value, value: Value) {
        if !is_data(self.process, value) {
            return;
        }
        let Some((spot, name)) = self.spot(place) else {
            return;
        };
        if is_sync(self.process, value) {
            return;
        }
        if let Place::Item(id, _) = place {
            self.touch(*id);
        }
        let value = show(self.process, value);
        let before = before.is_bound().then(|| show(self.process, before));
        let lost = self.lost(&spot, &value);
        let key = self.key(&spot);
        let writes = self.chronicle.writes.entry(key).or_default();
        writes.push(Touch {
            moment: self.moment,
            worker: self.me,
            value: value.clone(),
            before: before.clone(),
        });
        match lost {
            Some((other, lost)) => {
                self.mark(MarkKind::LostUpdate);
                self.notice(Event::LostUpdate {
                    name: name.clone(),
                    value: value.clone(),
                    other,
                    lost,
                });
            }
            None => self.notice(Event::Wrote {
                name: name.clone(),
                value: value.clone(),
                before,
            }),
        }
        self.warn(&spot, &name, &value);
    }

    /// What this write forgets: it comes from a read that somebody's write has made out of date since.
    fn lost(&self, spot: &Spot, value: &str) -> Option<(WorkerId, String)> {
        if self.stores_a_constant() {
            return None;
        }
        let read = self.pending(self.me, spot)?;
        let key = self.key(spot);
        let write = self.chronicle.writes.get(&key)?.last()?;
        let is_stale =
            write.worker != self.me && write.moment > read.moment && write.value != read.value;
        (is_stale && !value.is_empty()).then(|| (write.worker, write.value.clone()))
    }

    /// A worker's last read of a place, if it has not written there since.
    fn pending(&self, who: WorkerId, spot: &Spot) -> Option<&Touch> {
        let read = self.chronicle.reads.get(&(who, spot.clone()))?.last()?;
        let writes = self
            .chronicle
            .writes
            .get(&self.key(spot))
            .map_or(&[][..], Vec::as_slice);
        let own = writes.iter().rev().find(|write| write.worker == who);
        own.is_none_or(|own| own.moment < read.moment)
            .then_some(read)
    }

    /// `done = True` owes nothing to what was read.
    fn stores_a_constant(&self) -> bool {
        let Some(at) = self.before.stand else {
            return false;
        };
        let before = at
            .ip
            .checked_sub(1)
            .and_then(|ip| stand::op(&self.process.program, at.function, ip));
        matches!(before, Some(Op::Constant(_) | Op::Int(_) | Op::None))
    }

    /// Whoever has read the old value, and stores there next, is about to overwrite this one.
    fn warn(&mut self, spot: &Spot, name: &str, stored: &str) {
        let pid = self.process.pid;
        for tid in 0..self.process.workers.len() {
            let other = self.chronicle.worker(Task {
                pid,
                tid: Tid::from(tid),
            });
            if other == self.me || self.process.workers[tid].state == State::Ended {
                continue;
            }
            let Some(read) = self.pending(other, spot) else {
                continue;
            };
            let value = read.value.clone();
            let Some(at) = stand(self.process, Tid::from(tid)) else {
                continue;
            };
            if value != stored && stores_next(self.process, at, spot) {
                let event = Event::Stale {
                    name: name.to_owned(),
                    value,
                    other: self.me,
                    stored: stored.to_owned(),
                };
                self.say(Some(other), event);
            }
        }
    }

    /// How the run stands after this step.
    fn ending(&mut self) {
        let blocked = self
            .facts
            .iter()
            .any(|fact| matches!(fact.event, Event::Blocked { .. }));
        let status = self.machine.status();
        if blocked || status == Status::Deadlock {
            let circle = circle(self.machine);
            let mine = circle.contains(&self.before.task);
            if !circle.is_empty() && (mine || status == Status::Deadlock) {
                let mut cycle = Vec::new();
                for &task in &circle {
                    let Some(on) = inspect::waits_on(self.machine, task) else {
                        continue;
                    };
                    cycle.push((self.chronicle.worker(task), self.waiting(on, task)));
                }
                self.say(None, Event::Deadlock { cycle });
            } else if status == Status::Deadlock {
                let mut all = Vec::new();
                for task in self.machine.tasks() {
                    if let Some(on) = inspect::waits_on(self.machine, task) {
                        all.push((self.chronicle.worker(task), self.waiting(on, task)));
                    }
                }
                self.say(None, Event::Stuck { waiting: all });
            }
        }
        match status {
            Status::Finished { code, .. } => self.say(None, Event::Finished { exit_code: code }),
            Status::Limit(limit) => {
                let limit = crate::session::present::limit(self.machine, limit);
                self.say(None, Event::Limit(limit));
            }
            Status::Running | Status::Deadlock => {}
        }
    }
}

/// The machine ends loops, generators and programs by these.
fn is_machinery(exception: &str) -> bool {
    ["StopIteration", "GeneratorExit", "SystemExit"]
        .iter()
        .any(|name| exception.starts_with(name))
}

/// Whether the next thing that a worker does with a place, as its code stands, is to store there.
fn stores_next(process: &Process, at: Stand, spot: &Spot) -> bool {
    let function = &process.program.functions[at.function.index()];
    for &op in &function.code[at.ip as usize..] {
        let found = match (op, spot) {
            (Op::StoreGlobal(slot), Spot::Global(wanted)) if slot == *wanted => Some(true),
            (Op::LoadGlobal(slot), Spot::Global(wanted)) if slot == *wanted => Some(false),
            (Op::StoreAttribute(name), Spot::Attribute(_, wanted)) if name == *wanted => Some(true),
            (Op::LoadAttribute(name), Spot::Attribute(_, wanted)) if name == *wanted => Some(false),
            (Op::StoreItem, Spot::Item(..)) | (Op::StoreCell(_), Spot::Cell(_)) => Some(true),
            (Op::LoadItem, Spot::Item(..))
            | (Op::LoadCell(_), Spot::Cell(_))
            | (Op::JumpBack(_) | Op::Return, _) => Some(false),
            _ => None,
        };
        if let Some(found) = found {
            return found;
        }
    }
    false
}

/// The end at which the bytes of a pipe arrive that somebody waits for.
pub(crate) fn reading(machine: &Machine, on: WaitOn) -> EndId {
    match on {
        WaitOn::Writable(end) => {
            let end_of = machine.kernel().ends().get(&end);
            end_of.map_or(end, |end| end.peer)
        }
        WaitOn::Readable(end) => end,
        _ => EndId::default(),
    }
}

/// A wait in the words of the program.
pub(crate) fn waiting(
    machine: &Machine,
    directory: &Directory,
    chronicle: &Chronicle,
    moment: u64,
    on: WaitOn,
    task: Task,
) -> Waiting {
    let process = machine.process(task.pid);
    let names = directory.names(task.pid);
    let Some(id) = on.object() else {
        return kernels(machine, directory, chronicle, moment, on, task);
    };
    let name = names.thing(process, id).name;
    match (on, process.heap.body(id)) {
        (WaitOn::Acquire(_), Body::Semaphore(_)) => Waiting::Semaphore { name },
        (WaitOn::Acquire(_), _) => Waiting::Lock {
            name,
            holder: blocker(machine, task, on).map(|task| chronicle.worker(task)),
            held_since: chronicle.taken_since(Held::Own((task.pid, id)), moment),
        },
        (WaitOn::Notify(_), _) => Waiting::Condition { name },
        (WaitOn::Event(_), _) => Waiting::Event { name },
        (WaitOn::Barrier(_), Body::Barrier(barrier)) => Waiting::Barrier {
            name,
            arrived: barrier.waiters.len() as u32,
            parties: u32::try_from(barrier.parties).unwrap_or(0),
        },
        (WaitOn::Get(_), _) => Waiting::QueueItem { name },
        (WaitOn::Put(_), Body::Queue(queue)) => Waiting::QueueSpace {
            name,
            capacity: u32::try_from(queue.limit).unwrap_or(0),
        },
        (WaitOn::Done(_), Body::Queue(queue)) => Waiting::QueueDone {
            name,
            unfinished: u32::try_from(queue.unfinished).unwrap_or(0),
        },
        (WaitOn::Join(_), Body::Thread(thread)) => match thread.tid {
            Some(tid) => Waiting::Join {
                worker: chronicle.worker(Task { tid, ..task }),
            },
            None => Waiting::Other { what: name },
        },
        (_, _) => Waiting::Other { what: name },
    }
}

/// A wait for what is no object of the process's own.
fn kernels(
    machine: &Machine,
    directory: &Directory,
    chronicle: &Chronicle,
    moment: u64,
    on: WaitOn,
    task: Task,
) -> Waiting {
    match on {
        WaitOn::Shutdown => Waiting::Shutdown {
            worker: chronicle.worker(Task {
                tid: last_alive(machine.process(task.pid), task.tid),
                ..task
            }),
        },
        WaitOn::Permit(id) => {
            let Thing { kind, name } = directory.semaphore(machine, task.pid, id);
            let holder = inspect::permit_holder(machine, id);
            match holder {
                _ if kind == Kind::Semaphore => Waiting::Semaphore { name },
                Some(dead) if machine.process(dead.pid).has_ended() => Waiting::Orphan {
                    name,
                    process: os_id(machine, dead.pid),
                },
                _ => Waiting::Lock {
                    name,
                    holder: holder.map(|task| chronicle.worker(task)),
                    held_since: chronicle.taken_since(Held::Shared(id.0), moment),
                },
            }
        }
        WaitOn::Readable(_) => Waiting::Message {
            name: directory.pipe(machine, task.pid, reading(machine, on)),
        },
        WaitOn::Writable(_) => {
            let end = reading(machine, on);
            let used = machine.kernel().ends().get(&end).map_or(0, End::used);
            Waiting::Room {
                name: directory.pipe(machine, task.pid, end),
                used: used as u64,
            }
        }
        WaitOn::Child(Some(process)) => match inspect::process_called(machine, process) {
            Some(pid) => Waiting::Process {
                worker: chronicle.worker(inspect::main_of(machine, pid)),
                process,
            },
            None => Waiting::Children,
        },
        WaitOn::Child(None) => Waiting::Children,
        WaitOn::Sleep
        | WaitOn::Acquire(_)
        | WaitOn::Notify(_)
        | WaitOn::Event(_)
        | WaitOn::Barrier(_)
        | WaitOn::Get(_)
        | WaitOn::Put(_)
        | WaitOn::Done(_)
        | WaitOn::Join(_) => Waiting::Sleep,
    }
}

/// Somebody for whom the interpreter waits at its end.
fn last_alive(process: &Process, but: Tid) -> Tid {
    let found = process.workers.iter().enumerate().find(|&(tid, worker)| {
        let daemon =
            matches!(process.heap.body(worker.object), Body::Thread(thread) if thread.daemon);
        Tid::from(tid) != but && worker.state != State::Ended && !daemon
    });
    found.map_or(process.main, |(tid, _)| Tid::from(tid))
}
