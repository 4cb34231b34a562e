//! What a worker does from a state until others could notice the next thing it does. The machine does it, once; the
//! state is put into it part by part, and taken out again.
//!
//! A wait that cannot end yet is not begun: a worker that stands before a lock that somebody holds simply cannot move,
//! and nobody could tell the difference. Only `Condition.wait`, `Event.wait` and a barrier are entered, since being
//! inside is what others notice.
//!
//! Where the profile lets the turn go in some places only, a move ends in one of them. Another process takes no turn:
//! between two things that it can notice a move ends wherever that is, and then whoever made it keeps the turn of its
//! process, which is a part of the state (`Spot::Turn`).

use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use crate::base::{ObjectId, Pid, Task, Tid};
use crate::explore::dead::DeadLocals;
use crate::explore::knowledge::{Act, Class, Deed, Knowledge};
use crate::explore::mutant::Mutant;
use crate::explore::store::{Held, Slot, Stands, State, Store};
use crate::machine::access::{Access, Spot, Use};
use crate::machine::class;
use crate::machine::digest::Digest;
use crate::machine::effect::Limit;
use crate::machine::event::{Event, Place, Told};
use crate::machine::object::Body;
use crate::machine::parts::{Content, Part, Standing};
use crate::machine::thread::{State as ThreadState, WaitOn, Worker};
use crate::machine::trace::{Trace, Tracer};
use crate::machine::value::Value;
use crate::machine::world::{Machine, Status, Until};

/// Steps that one move may have: a longer computation is cut, and goes on in the next.
const LONGEST: usize = 20_000;

/// The same where something is to be learned first.
const LONGEST_IN_HASTE: usize = 500;

/// How a worker is asked to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Manner {
    /// Its wait ends, as if its time were up.
    pub(crate) gives_up: bool,
    /// Nobody else is there.
    pub(crate) alone: bool,
    /// Only as far as nobody notices.
    pub(crate) quiet: bool,
}

impl Manner {
    pub(crate) fn bits(self) -> u8 {
        u8::from(self.gives_up) | u8::from(self.alone) << 1 | u8::from(self.quiet) << 2
    }
}

/// What is done to the machine, one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    Step,
    /// Its timed wait comes to its end.
    Expire,
    /// It is assumed that this thread has ended: the steps from here on are taken once it has.
    After(ObjectId),
}

/// Something wrong that a step did by itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Finding {
    pub(crate) assertion: bool,
    /// The class of the exception and its text.
    pub(crate) words: String,
    pub(crate) line: u32,
}

/// A place of the program that the next step touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Touch {
    pub(crate) place: u64,
    pub(crate) stores: bool,
}

#[derive(Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing of its own that a move may have done"
)]
pub(crate) struct Leaf {
    /// It cannot move; `Some(true)`: but it may give up waiting.
    pub(crate) blocked: Option<bool>,
    pub(crate) writes: Box<[(Slot, Held)]>,
    pub(crate) actions: Box<[Action]>,
    /// So many actions at the end are nobody else's business: they may as well come later.
    pub(crate) tail: usize,
    pub(crate) findings: Box<[Finding]>,
    pub(crate) touches: Box<[Touch]>,
    /// A notify that found nobody, on these conditions.
    pub(crate) missed: Box<[ObjectId]>,
    /// It changed nothing but itself.
    pub(crate) idle: bool,
    pub(crate) deeds: Box<[Deed]>,
    /// Beside whom its deeds are known, by the number of the worker.
    pub(crate) accounted: u64,
    /// It was looked at, and nobody was beside it.
    pub(crate) seen: bool,
    /// New workers.
    pub(crate) begun: SmallVec<[Task; 1]>,
    /// Something made since the start may be out of everybody's reach now.
    pub(crate) drops: bool,
    pub(crate) limit: Option<Limit>,
    /// A clock was read.
    pub(crate) clock: bool,
    /// Equal threads could be told apart by it.
    pub(crate) identity: bool,
    /// A process ended, and threads of it that had not come to their end.
    pub(crate) cuts: bool,
}

impl Leaf {
    /// Whether it is known what it does beside these workers, by number.
    #[inline]
    pub(crate) fn is_accounted(&self, beside: u64) -> bool {
        self.seen && beside & !self.accounted == 0
    }

    pub(crate) fn asks_kernel(&self) -> bool {
        self.deeds.iter().any(|deed| deed.part == Part::Kernel)
    }
}

/// The machine that makes the moves.
#[derive(Debug)]
pub(crate) struct Mover {
    machine: Machine,
    /// As it was at the start of the search.
    base: Machine,
    /// What the slots of the machine hold now; `UNKNOWN` where it must be put again.
    current: State,
    /// Parts without a slot that a step has touched.
    strays: Vec<Part>,
    /// What the last step touched.
    notes: Vec<(Pid, Access)>,
    /// There are more processes than have ground of their own.
    pub(crate) is_crowded: bool,
    /// The profile lets a turn go in some places only.
    pub(crate) only_where_checked: bool,
    dead: DeadLocals,
}

const UNKNOWN: Held = Held::MAX;

/// A move under way.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing of its own that a move may have done"
)]
struct Pass<'s> {
    task: Task,
    manner: Manner,
    state: &'s State,
    knowledge: &'s Knowledge,
    actions: Vec<Action>,
    /// After so many actions the turn may go to somebody else.
    safe: usize,
    /// Others can notice something of the actions up to there, and of those behind.
    seen_until_safe: bool,
    seen_since: bool,
    /// Other processes can notice something of the actions so far.
    seen_outside: bool,
    /// Actions up to the last one that others may notice.
    noticed: usize,
    asked: Vec<Slot>,
    written: Vec<Part>,
    deeds: Vec<Deed>,
    touches: Option<Vec<Touch>>,
    told: Vec<Told>,
    held: SmallVec<[ObjectId; 2]>,
    assumed: SmallVec<[ObjectId; 2]>,
    /// Of the worker's own objects, those that the move has put where others can reach them.
    handed: Vec<ObjectId>,
    /// Threads of its process whose end it has waited for.
    joined: u64,
    clock: bool,
    identity: bool,
    uncaught: SmallVec<[(Pid, ObjectId); 1]>,
    /// Threads and processes that there were at its start.
    begun: usize,
    /// Threads were ended that had not come to their end.
    cuts: bool,
    /// A process has begun, or ended: more has changed than the steps noted.
    over: bool,
}

/// What one step did, as the machine noted it.
struct Look {
    class: Class,
    told: Vec<Told>,
    written: Vec<Part>,
    deeds: Vec<Deed>,
    held: SmallVec<[ObjectId; 2]>,
    joined: u64,
    clock: bool,
    identity: bool,
    uncaught: SmallVec<[(Pid, ObjectId); 1]>,
}

impl Look {
    /// Of a step that touched nothing.
    fn of_silence(told: Vec<Told>, held: SmallVec<[ObjectId; 2]>) -> Self {
        Self {
            class: Class::Local,
            told,
            written: Vec::new(),
            deeds: Vec::new(),
            held,
            joined: 0,
            clock: false,
            identity: false,
            uncaught: SmallVec::new(),
        }
    }

    /// Whether other processes can notice it.
    fn is_seen_outside(&self) -> bool {
        let is_outside = |deed: &Deed| match deed.part {
            Part::Kernel | Part::Of(_, Spot::Output | Spot::Alarms) => true,
            Part::Of(..) | Part::Image(_) => false,
        };
        self.deeds.iter().any(is_outside)
    }
}

/// How the look at one step ends.
enum Step {
    Taken {
        stop: bool,
    },
    /// The move ends before it, after so many actions.
    Beyond {
        at: usize,
    },
    Blocked {
        timed: bool,
    },
    /// It waits for this thread to end, for as long as that takes.
    Joins(ObjectId),
}

enum Walked {
    Done,
    Blocked {
        timed: bool,
    },
    /// Again, and only so far.
    CutAt(usize),
    /// Again, as if this thread had ended.
    Assume(ObjectId),
}

impl Mover {
    pub(crate) fn new(base: Machine) -> Self {
        let mut machine = base.clone();
        machine.watch(true);
        machine.keep_notes(true);
        let only_where_checked = base.config().profile.only_where_checked();
        let dead = DeadLocals::of(&base.process(Pid::default()).program);
        Self {
            machine,
            base,
            dead,
            current: State::new(),
            strays: Vec::new(),
            notes: Vec::new(),
            is_crowded: false,
            only_where_checked,
        }
    }

    /// Slots for what every state has: threads, their counts, the kernel, and locks that are held.
    pub(crate) fn watch_base(&self, store: &mut Store) {
        let mut parts = vec![Part::Kernel];
        for process in self.base.processes() {
            let of = |spot| Part::Of(process.pid, spot);
            parts.push(of(Spot::Counters));
            for (tid, worker) in process.workers.iter().enumerate() {
                parts.push(of(Spot::Object(worker.object)));
                parts.push(of(Spot::Thread(Tid::from(tid))));
            }
            for id in 0..process.heap.top() {
                let id = ObjectId(id);
                let owner = match &process.heap.peek(id).body {
                    Body::Lock(lock) => lock.owner,
                    Body::RLock(lock) => lock.owner,
                    _ => None,
                };
                if owner.is_some() {
                    parts.push(of(Spot::Object(id)));
                }
            }
        }
        for part in parts {
            if store.slot(part).is_some() {
                continue;
            }
            let mut content = if self.is_new(store, part) {
                Content::Nothing
            } else {
                self.base.content(part)
            };
            if let (Part::Of(pid, Spot::Thread(tid)), Content::Thread(standing)) =
                (part, &mut content)
            {
                let heap = &self.base.process(pid).heap;
                let mut own: Vec<ObjectId> = store
                    .ground
                    .own
                    .iter()
                    .filter(|&(&(other, _), &(owner, _))| other == pid && owner == tid)
                    .map(|(&(_, id), _)| id)
                    .collect();
                own.sort_unstable();
                standing.own = own
                    .into_iter()
                    .map(|id| (id, heap.peek(id).clone()))
                    .collect();
            }
            let held = store.intern(part, content);
            store.open(part, held);
        }
    }

    /// The machine in a state, to look at.
    pub(crate) fn show(&mut self, store: &Store, state: &State) -> &mut Machine {
        self.enter(store, state);
        &mut self.machine
    }

    /// Puts a state into the machine.
    fn enter(&mut self, store: &Store, state: &State) {
        self.current.resize(store.parts.len(), UNKNOWN);
        for part in std::mem::take(&mut self.strays) {
            match part {
                Part::Of(pid, _) if self.is_later(pid) => {
                    if let Some(image) = store.slot(Part::Image(pid)) {
                        self.current[image as usize] = UNKNOWN;
                    }
                }
                _ if store.slot(part).is_none() => {
                    let content = self.base.content(part);
                    self.machine.put(part, &content);
                }
                _ => {}
            }
        }
        let mut there = self.base.processes().len();
        let mut renewed: SmallVec<[Pid; 1]> = SmallVec::new();
        for (slot, part) in store.parts.iter().enumerate() {
            if let Part::Image(pid) = *part {
                let held = store.held(state, slot as Slot);
                if self.current[slot] != held {
                    self.machine.put(*part, &store.entry(held).content);
                    self.current[slot] = held;
                    renewed.push(pid);
                }
                there += usize::from(store.is_there(state, slot as Slot));
            }
        }
        // A step that was only tried may have begun one.
        self.machine.keep_processes(there);
        // So it may have begun threads; which there are is counted.
        for (slot, part) in store.parts.iter().enumerate() {
            if let Part::Of(pid, Spot::Counters) = *part {
                let held = store.held(state, slot as Slot);
                if self.current[slot] != held || renewed.contains(&pid) {
                    self.put(store, state, *part, held);
                    self.current[slot] = held;
                    for (other, part) in store.parts.iter().enumerate() {
                        if matches!(part, Part::Of(owner, Spot::Thread(_)) if *owner == pid) {
                            self.current[other] = UNKNOWN;
                        }
                    }
                }
            }
        }
        for (slot, part) in store.parts.iter().enumerate() {
            let held = store.held(state, slot as Slot);
            let anew = matches!(part, Part::Of(pid, _) if renewed.contains(pid));
            if (self.current[slot] != held || anew) && !matches!(part, Part::Image(_)) {
                self.put(store, state, *part, held);
                self.current[slot] = held;
            }
        }
        self.machine.forget_output();
        self.machine.take_told();
        self.machine.take_notes(&mut self.notes);
    }

    /// Puts a content into its part. What of a later process was never changed is as its image has it.
    fn put(&mut self, store: &Store, state: &State, part: Part, held: Held) {
        let content = &store.entry(held).content;
        if let Part::Of(pid, spot) = part
            && self.is_later(pid)
            && matches!(content, Content::Nothing)
        {
            let image = store
                .at(state, Part::Image(pid))
                .map(|entry| &entry.content);
            if let Some(Content::Image(process)) = image {
                self.machine.put(part, &process.content(spot));
            }
            return;
        }
        self.machine.put(part, content);
    }

    /// The worker makes its new objects on its own ground.
    fn prepare(&mut self, store: &Store, state: &State, task: Task) {
        let mut used: Vec<ObjectId> = Vec::new();
        for (slot, part) in store.parts.iter().enumerate() {
            if let Part::Of(pid, Spot::Object(id)) = *part
                && pid == task.pid
                && matches!(store.ground.maker(pid, id), Some((tid, _)) if tid == task.tid)
                && store.is_there(state, slot as Slot)
            {
                used.push(id);
            }
        }
        if let Some(Content::Thread(standing)) = store
            .at(state, Part::Of(task.pid, Spot::Thread(task.tid)))
            .map(|entry| &entry.content)
        {
            used.extend(standing.own.iter().map(|(id, _)| *id));
        }
        used.sort_unstable();
        let (first, end) = store.ground.of(task);
        self.machine.give_ground(task.pid, first, end, used);
    }

    /// What a worker does from a state, and the slots that decided it.
    pub(crate) fn go(
        &mut self,
        store: &mut Store,
        knowledge: &Knowledge,
        state: &State,
        task: Task,
        manner: Manner,
    ) -> (Vec<Slot>, Leaf) {
        let mut given: Vec<Action> = Vec::new();
        let mut only = None;
        // What was asked by a step that was looked at and not taken decided where the move ends.
        let mut asked = Vec::new();
        loop {
            let mut pass = Pass {
                task,
                manner,
                state,
                knowledge,
                actions: Vec::new(),
                safe: 0,
                seen_until_safe: false,
                seen_since: false,
                seen_outside: false,
                noticed: 0,
                asked: std::mem::take(&mut asked),
                written: Vec::new(),
                deeds: Vec::new(),
                touches: None,
                told: Vec::new(),
                held: store.held_by(state, task),
                assumed: SmallVec::new(),
                handed: Vec::new(),
                joined: store.joined_by(state, task),
                clock: false,
                identity: false,
                uncaught: SmallVec::new(),
                begun: 0,
                cuts: false,
                over: false,
            };
            self.enter(store, state);
            pass.begun = self.threads() + self.machine.processes().len();
            self.prepare(store, state, task);
            // It moves, and must be put back into its place before it does so again.
            self.forget(store, Part::Of(task.pid, Spot::Thread(task.tid)));
            match self.walk(store, &mut pass, &given, only) {
                Walked::Done => return self.finish(store, pass),
                Walked::Blocked { timed } => {
                    let leaf = Leaf {
                        blocked: Some(timed),
                        deeds: pass.deeds.into(),
                        ..Leaf::default()
                    };
                    return (pass.asked, leaf);
                }
                Walked::CutAt(length) => {
                    self.undo(store, &pass);
                    only = Some(length);
                    given = pass.actions;
                    asked = pass.asked;
                }
                Walked::Assume(thread) => {
                    self.undo(store, &pass);
                    given = pass.actions;
                    given.push(Action::After(thread));
                    asked = pass.asked;
                }
            }
        }
    }

    fn walk(
        &mut self,
        store: &Store,
        pass: &mut Pass<'_>,
        given: &[Action],
        only: Option<usize>,
    ) -> Walked {
        let task = pass.task;
        let waits = self
            .machine
            .worker(task)
            .is_some_and(|worker| matches!(worker.state, ThreadState::Parked { .. }));
        if waits {
            // It leaves the wait that it is inside; what it does then is another move.
            let _ = self.machine.expire(task);
            let look = self.look(store, pass);
            pass.actions.push(Action::Expire);
            pass.noticed = 1;
            pass.touches = Some(Vec::new());
            pass.take(look);
            return Walked::Done;
        }
        let longest = if pass.knowledge.is_hasty() {
            LONGEST_IN_HASTE
        } else {
            LONGEST
        };
        loop {
            let length = pass.actions.len();
            if only.is_some_and(|only| length >= only) {
                return Walked::Done;
            }
            if let Some(Action::After(thread)) = given.get(length) {
                self.machine.assume_ended(task.pid, *thread, true);
                self.forget(store, Part::Of(task.pid, Spot::Object(*thread)));
                pass.assumed.push(*thread);
                // It may have to wait here, and the turn goes to somebody else.
                pass.safe = length;
                pass.seen_until_safe |= std::mem::take(&mut pass.seen_since);
                pass.actions.push(Action::After(*thread));
                continue;
            }
            match self.step(store, pass) {
                Step::Taken { stop } => {
                    if stop || pass.actions.len() >= longest {
                        return Walked::Done;
                    }
                }
                Step::Beyond { .. }
                    if pass.safe == 0 && !pass.assumed.is_empty() && !pass.manner.quiet =>
                {
                    return Walked::Blocked { timed: false };
                }
                Step::Beyond { at } => return Walked::CutAt(at),
                Step::Blocked { timed } if length == 0 => return Walked::Blocked { timed },
                Step::Blocked { .. } => return Walked::CutAt(length),
                Step::Joins(thread) => return Walked::Assume(thread),
            }
        }
    }

    /// One step. What it is to others decides whether it belongs to the move.
    #[expect(
        clippy::too_many_lines,
        reason = "the ways in which one step can end, side by side"
    )]
    fn step(&mut self, store: &Store, pass: &mut Pass<'_>) -> Step {
        let task = pass.task;
        let first = pass.actions.is_empty();
        let processes = self.machine.processes().len();
        let threads = self.threads();
        let running = self.running();
        let others = self.others_alive(task);
        let place = self.place(task);
        // Once it has begun another one, it is not alone any more.
        pass.manner.alone &= pass.begun == threads + processes;
        let instructions = self.machine.instructions();
        self.machine.run(task, 1, Until::STEPS);
        let progress = self.machine.instructions() > instructions + 1 || self.place(task) != place;
        let mut actions: SmallVec<[Action; 3]> = SmallVec::from_slice(&[Action::Step]);
        let mut gave_up = false;
        let standing = self.machine.worker(task).map(|worker| worker.state);
        let mut stop = false;
        match standing {
            Some(ThreadState::Parked {
                on: WaitOn::Sleep, ..
            }) if !self.machine.is_ordered() => {
                let _ = self.machine.expire(task);
                actions.push(Action::Expire);
            }
            // Inside a library call it may have got somewhere before it had to wait; at the end of the main thread that
            // is only so where an exception ends it.
            // When a timed wait begins is when its alarm is set.
            Some(ThreadState::Parked { on, timed })
                if self.is_entered(task, on)
                    || timed && self.machine.is_ordered()
                    || progress && (on != WaitOn::Shutdown || self.machine.has_raised()) =>
            {
                stop = true;
                if on == WaitOn::Shutdown {
                    // Whoever ends does not look whether main waits for it; main looks again when it moves.
                    self.machine.rouse(task);
                }
            }
            Some(ThreadState::Parked { timed: true, .. }) if first && pass.manner.gives_up => {
                let _ = self.machine.expire(task);
                self.machine.run(task, 1, Until::STEPS);
                actions.extend([Action::Expire, Action::Step]);
                gave_up = true;
            }
            Some(ThreadState::Parked { on, timed }) => {
                // It cannot go on yet, and has not begun to wait.
                let look = self.look(store, pass);
                self.drop_look(store, &look);
                if first {
                    // It stands before this, and nothing else is known of it here.
                    let lock = matches!(on, WaitOn::Acquire(_));
                    let known = |deed: &Deed| !matches!(deed.act, Act::Read | Act::Write);
                    pass.deeds = look.deeds;
                    // Before a lock it has touched what it touches again once it has it.
                    pass.deeds.retain(|deed| !lock || known(deed));
                }
                return match on {
                    WaitOn::Join(thread) if !timed => Step::Joins(thread),
                    _ => Step::Blocked { timed },
                };
            }
            Some(ThreadState::Ended) | None => stop = true,
            Some(ThreadState::Ready | ThreadState::Asking) => {}
        }
        if actions.len() > 1 {
            let standing = self.machine.worker(task).map(|worker| worker.state);
            stop |= !matches!(standing, Some(ThreadState::Ready));
        }
        let status = self.machine.status();
        let over = status != Status::Running
            || self.machine.processes().len() != processes
            || self.running() != running;
        let grown = self.threads() != threads;
        let mut look = self.look(store, pass);
        let ended = self.machine.process(task.pid).has_ended();
        if over && others && ended || self.running() + usize::from(ended) < running {
            // It ends those who have not ended: how far they have come makes a difference.
            look.class = Class::Visible;
            pass.cuts = true;
        }
        if gave_up {
            look.class = Class::Visible;
        }
        let ahead = !pass.assumed.is_empty();
        // Another process takes no turn, and may come between any two things that it can notice.
        let outside = self.machine.processes().len() > 1
            && (over || look.class == Class::Visible && look.is_seen_outside());
        let beyond = if ahead {
            look.class > Class::Local
                || stop
                || over
                || grown
                || !look.uncaught.is_empty()
                || look.written.iter().any(|&part| self.is_shown(pass, part))
        } else {
            look.class == Class::Visible
                && (pass.seen_until_safe || pass.manner.quiet || outside && pass.seen_outside)
        };
        if beyond {
            if over {
                // The end of a process changes more than the step noted.
                self.current.fill(UNKNOWN);
            }
            self.drop_look(store, &look);
            let keeps = !ahead && !pass.seen_until_safe && !pass.manner.quiet;
            let at = if keeps { pass.actions.len() } else { pass.safe };
            return Step::Beyond { at };
        }
        pass.over |= over;
        pass.seen_outside |= outside;
        pass.actions.extend(actions);
        if look.class > Class::Local || over || stop || grown {
            pass.noticed = pass.actions.len();
        }
        if look.class == Class::Visible {
            pass.seen_since = true;
            if pass.touches.is_none() {
                pass.touches = Some(self.touches(store, pass, &look.told));
            }
        }
        if grown || self.machine.processes().len() != processes {
            // Whoever is new may come before the next thing that others notice.
            pass.seen_since = true;
        }
        self.note_handed(store, pass, &look.written, grown);
        pass.take(look);
        if !self.only_where_checked || stop || self.machine.gives_way(task) {
            pass.safe = pass.actions.len();
            pass.seen_until_safe |= std::mem::take(&mut pass.seen_since);
        }
        Step::Taken {
            stop: stop || status != Status::Running,
        }
    }

    /// Whether what a part holds may be told where a run halts. There nobody is to have gone ahead.
    fn is_shown(&self, pass: &Pass<'_>, part: Part) -> bool {
        match part {
            Part::Of(_, Spot::Global(..)) => pass.knowledge.watched.contains(&part),
            Part::Of(pid, Spot::Object(id)) => {
                let body = &self.machine.process(pid).heap.peek(id).body;
                !matches!(body, Body::Thread(_))
            }
            Part::Of(_, Spot::Output) => true,
            Part::Of(_, Spot::Thread(_) | Spot::Counters | Spot::Alarms | Spot::Turn)
            | Part::Image(_)
            | Part::Kernel => false,
        }
    }

    /// All threads there ever were.
    fn threads(&self) -> usize {
        let processes = self.machine.processes().iter();
        processes.map(|process| process.workers.len()).sum()
    }

    /// Processes that have not ended.
    fn running(&self) -> usize {
        let processes = self.machine.processes().iter();
        processes.filter(|process| !process.has_ended()).count()
    }

    /// Whether there are others in the worker's process who have not ended.
    fn others_alive(&self, task: Task) -> bool {
        let workers = self.machine.process(task.pid).workers.iter().enumerate();
        workers
            .into_iter()
            .any(|(tid, worker)| tid != task.tid.index() && worker.state != ThreadState::Ended)
    }

    /// Where a worker stands: how deep in calls, and before which instruction.
    fn place(&self, task: Task) -> Option<(usize, u32, u32)> {
        let thread = self.machine.worker(task)?.thread.as_ref()?;
        let frame = thread.frames.last()?;
        Some((thread.frames.len(), frame.function.0, frame.ip))
    }

    /// Whether a parked worker is inside something that others notice.
    fn is_entered(&self, task: Task, on: WaitOn) -> bool {
        match on {
            WaitOn::Notify(_) | WaitOn::Event(_) => true,
            WaitOn::Barrier(_) => self.machine.worker(task).is_some_and(|worker| {
                let waiting = worker.thread.as_ref().and_then(|thread| thread.waiting);
                waiting.is_some_and(|waiting| waiting.stage != 0)
            }),
            WaitOn::Sleep
            | WaitOn::Acquire(_)
            | WaitOn::Get(_)
            | WaitOn::Put(_)
            | WaitOn::Done(_)
            | WaitOn::Join(_)
            | WaitOn::Shutdown
            | WaitOn::Permit(_)
            | WaitOn::Readable(_)
            | WaitOn::Writable(_)
            | WaitOn::Child(_) => false,
        }
    }

    /// Reads the notes of the step just taken.
    #[expect(
        clippy::too_many_lines,
        reason = "one note after the other, each held against everything"
    )]
    fn look(&mut self, store: &Store, pass: &mut Pass<'_>) -> Look {
        self.machine.take_notes(&mut self.notes);
        let told = self.machine.take_told();
        if self.notes.is_empty() {
            return Look::of_silence(told, pass.held.clone());
        }
        let mut notes = std::mem::take(&mut self.notes);
        thin_out(&mut notes);
        let task = pass.task;
        let own = self.machine.worker(task).map(|worker| worker.object);
        let held = self.locks_after(&notes, task, &pass.held);
        let mut guards = pass.held.clone();
        guards.extend(
            held.iter()
                .copied()
                .filter(|lock| !pass.held.contains(lock)),
        );
        let mut used: SmallVec<[ObjectId; 4]> = SmallVec::new();
        for (pid, access) in &notes {
            if let Access::Used(id, _) = access
                && *pid == task.pid
            {
                used.push(*id);
            }
        }
        let mut look = Look::of_silence(told, held);
        for &(pid, access) in &notes {
            let (part, act) = match access {
                Access::Clock => {
                    look.clock = true;
                    continue;
                }
                Access::Identity => {
                    look.identity = true;
                    continue;
                }
                Access::Uncaught(id) => {
                    look.uncaught.push((pid, id));
                    continue;
                }
                Access::Used(id, Use::Join) => {
                    look.joined |= self.ended_thread(pass, pid, id);
                    continue;
                }
                Access::Output => continue,
                Access::Write(Spot::Output) if !pass.knowledge.prints => continue,
                // All write to one.
                Access::Write(Spot::Output) => (Part::Of(Pid::default(), Spot::Output), Act::Write),
                Access::Kernel => (Part::Kernel, Act::Write),
                Access::Read(spot) => (Part::Of(pid, spot), Act::Read),
                Access::Write(spot) => (Part::Of(pid, spot), Act::Write),
                Access::Used(id, how) => (
                    Part::Of(pid, Spot::Object(id)),
                    match how {
                        Use::Acquire => Act::Acquire,
                        Use::Release => Act::Release,
                        Use::Give => Act::Give,
                        Use::Life => Act::Life,
                        Use::Look | Use::Join => Act::Look,
                    },
                ),
            };
            look.identity |= self.tells_apart(store, part, act);
            let mut known = false;
            if let Part::Of(pid, spot) = part {
                if self.is_private(store, pass, pid, spot) {
                    continue;
                }
                if let Spot::Object(id) = spot {
                    if self.is_constant(store, pass, pid, id) {
                        continue;
                    }
                    let mine = pass.held.contains(&id) && pass.knowledge.is_plain(pid, id);
                    // A lock that one holds is nobody else's business until one lets it go.
                    known = match act {
                        Act::Read | Act::Write => used.contains(&id) || own == Some(id) || mine,
                        Act::Acquire => mine,
                        Act::Release | Act::Give | Act::Life | Act::Look => false,
                    };
                }
            }
            if act != Act::Read && act != Act::Look && !look.written.contains(&part) {
                look.written.push(part);
            }
            if !known {
                // That a thread lives or has ended is one thing, what its object has as attributes another.
                let of_thread = match (part, act) {
                    (Part::Of(pid, Spot::Object(id)), Act::Life | Act::Look) => {
                        match &self.machine.process(pid).heap.peek(id).body {
                            Body::Thread(thread) => {
                                thread.tid.map(|tid| Part::Of(pid, Spot::Thread(tid)))
                            }
                            _ => None,
                        }
                    }
                    _ => None,
                };
                let part_of = of_thread.unwrap_or(part);
                let deed = Deed {
                    part: part_of,
                    own: store.ground.is_of_one(part_of),
                    act,
                    held: guards.clone(),
                    joined: pass.joined,
                    ahead: !pass.assumed.is_empty(),
                };
                if !pass.manner.alone {
                    look.class = look.class.max(pass.knowledge.class(task, &deed));
                }
                if !pass.manner.alone && !look.deeds.contains(&deed) {
                    look.deeds.push(deed);
                }
            }
            // What a global held before it is overwritten decides nothing; neither does what comes behind the first
            // thing that others notice, in a step that is not taken. The latter is asked for once it is.
            let overwritten = act == Act::Write && matches!(part, Part::Of(_, Spot::Global(..)));
            if !overwritten && (look.class < Class::Visible || !pass.ends_before_visible()) {
                pass.ask(store, part);
            }
        }
        self.notes = notes;
        look
    }

    /// Whether a thread's own state is asked for, or something is read that never changes and names a thread: by
    /// either, equal threads could be told apart.
    fn tells_apart(&self, store: &Store, part: Part, act: Act) -> bool {
        let names = |value: Value, pid: Pid| {
            value
                .object()
                .is_some_and(|id| store.ground.threads.contains_key(&(pid, id)))
        };
        match (part, act) {
            (Part::Of(pid, Spot::Object(id)), Act::Look) => {
                store.ground.threads.contains_key(&(pid, id))
            }
            (Part::Of(pid, Spot::Object(id)), Act::Read)
                if store.slot(part).is_none() && store.ground.maker(pid, id).is_none() =>
            {
                match &self.machine.process(pid).heap.peek(id).body {
                    Body::List(items) => items.iter().any(|&item| names(item, pid)),
                    Body::Tuple(items) => items.iter().any(|&item| names(item, pid)),
                    Body::Dict(dict) => dict
                        .iter()
                        .any(|entry| names(entry.key, pid) || names(entry.value, pid)),
                    _ => false,
                }
            }
            (Part::Of(pid, Spot::Global(module, slot)), Act::Read)
                if store.slot(part).is_none() =>
            {
                let globals = &self.machine.process(pid).globals[module.index()];
                let value = globals.values.get(slot as usize).copied();
                names(value.unwrap_or_default(), pid)
            }
            _ => false,
        }
    }

    /// The bit of a thread that has truly ended.
    fn ended_thread(&self, pass: &Pass<'_>, pid: Pid, id: ObjectId) -> u64 {
        match &self.machine.process(pid).heap.peek(id).body {
            Body::Thread(thread) if thread.ended && !pass.assumed.contains(&id) => thread
                .tid
                .map_or(0, |tid| 1u64.checked_shl(tid.0).unwrap_or(0)),
            _ => 0,
        }
    }

    /// The locks that a worker holds after a step.
    fn locks_after(
        &self,
        notes: &[(Pid, Access)],
        task: Task,
        before: &[ObjectId],
    ) -> SmallVec<[ObjectId; 2]> {
        let mut held: SmallVec<[ObjectId; 2]> = before.into();
        for &(pid, access) in notes {
            let Access::Used(id, _) = access else {
                continue;
            };
            let owner = match &self.machine.process(pid).heap.peek(id).body {
                Body::Lock(lock) => lock.owner,
                Body::RLock(lock) => lock.owner,
                _ => continue,
            };
            held.retain(|lock| *lock != id);
            if owner == Some(task.tid) {
                held.push(id);
            }
        }
        held
    }

    /// Whether nobody else can reach it now.
    #[expect(clippy::unused_self, reason = "asked of whoever moves")]
    fn is_private(&self, store: &Store, pass: &Pass<'_>, pid: Pid, spot: Spot) -> bool {
        let handed = matches!(spot, Spot::Object(id) if pass.handed.contains(&id));
        !handed && Self::was_private(store, pass, pid, spot)
    }

    /// After a step: which of the worker's own objects others can reach from now on.
    fn note_handed(&self, store: &Store, pass: &mut Pass<'_>, written: &[Part], grown: bool) {
        if pass.knowledge.mutant == Some(Mutant::MadeMeansPrivate) {
            return;
        }
        let task = pass.task;
        let mut references = References::default();
        for &part in written {
            references.content(&self.machine.content(part));
        }
        if grown {
            let workers = self.machine.process(task.pid).workers.iter().enumerate();
            for (_, worker) in workers.filter(|&(tid, _)| tid != task.tid.index()) {
                let object = Part::Of(task.pid, Spot::Object(worker.object));
                references.0.push(worker.object);
                references.content(&self.machine.content(object));
                worker.thread.trace(&mut references);
            }
        }
        let mut next = 0;
        while let Some(&id) = references.0.get(next) {
            next += 1;
            let spot = Spot::Object(id);
            if !pass.handed.contains(&id) && Self::was_private(store, pass, task.pid, spot) {
                pass.handed.push(id);
                references.content(&self.machine.content(Part::Of(task.pid, spot)));
            }
        }
    }

    /// Whether nobody else could reach it before the move.
    fn was_private(store: &Store, pass: &Pass<'_>, pid: Pid, spot: Spot) -> bool {
        let task = pass.task;
        match spot {
            Spot::Thread(tid) => pid == task.pid && tid == task.tid,
            Spot::Object(id) => {
                pid == task.pid
                    && store.ground.owner(pid, id) == Some(task.tid)
                    && (pass.knowledge.mutant == Some(Mutant::MadeMeansPrivate)
                        || store
                            .slot(Part::Of(pid, spot))
                            .is_none_or(|slot| !store.is_there(pass.state, slot)))
            }
            Spot::Global(..) | Spot::Counters | Spot::Output | Spot::Alarms | Spot::Turn => false,
        }
    }

    /// An object of before the search that no step can change.
    fn is_constant(&self, store: &Store, pass: &Pass<'_>, pid: Pid, id: ObjectId) -> bool {
        if id.index() < class::BUILTIN.len() {
            return true;
        }
        let body = &self.machine.process(pid).heap.peek(id).body;
        if pass.knowledge.mutant == Some(Mutant::ContainersConstant) {
            return matches!(body, Body::List(_) | Body::Dict(_));
        }
        store.ground.maker(pid, id).is_none()
            && matches!(
                body,
                Body::Text(_)
                    | Body::Bytes(_)
                    | Body::BigInt(_)
                    | Body::Tuple(_)
                    | Body::Range(_)
                    | Body::Slice(_)
                    | Body::Method(_)
                    | Body::Stream(_)
            )
    }

    /// A step that was looked at does not count.
    fn drop_look(&mut self, store: &Store, look: &Look) {
        for &part in &look.written {
            self.forget(store, part);
        }
    }

    /// What a pass wrote is to be as it was.
    fn undo(&mut self, store: &Store, pass: &Pass<'_>) {
        for &part in &pass.written {
            self.forget(store, part);
        }
        if pass.over {
            self.current.fill(UNKNOWN);
        }
    }

    /// The machine may hold something else there than it was given.
    fn forget(&mut self, store: &Store, part: Part) {
        match store.slot(part) {
            Some(slot) => {
                if let Some(current) = self.current.get_mut(slot as usize) {
                    *current = UNKNOWN;
                }
            }
            None => self.strays.push(part),
        }
    }

    /// The places of the program that a step touched.
    fn touches(&self, store: &Store, pass: &Pass<'_>, told: &[Told]) -> Vec<Touch> {
        let mut touches = Vec::new();
        for told in told {
            let (place, stores) = match &told.event {
                Event::Read { place, .. } => (place, false),
                Event::Wrote { place, .. } | Event::Deleted { place } => (place, true),
                _ => continue,
            };
            let pid = told.by.pid;
            let object = match place {
                Place::Global(..) => None,
                Place::Cell(id, _) | Place::Attribute(id, _) | Place::Item(id, _) => Some(*id),
            };
            if object.is_some_and(|id| self.is_private(store, pass, pid, Spot::Object(id))) {
                continue;
            }
            touches.push(Touch {
                place: self.key(pid, place),
                stores,
            });
        }
        touches
    }

    /// A place as a number: equal places have equal ones.
    fn key(&self, pid: Pid, place: &Place) -> u64 {
        let mut digest = Digest::new(31 << 40);
        pid.trace(&mut digest);
        match place {
            Place::Global(module, slot) => {
                digest.word(1);
                module.trace(&mut digest);
                slot.trace(&mut digest);
            }
            Place::Cell(id, _) => {
                digest.word(2);
                digest.reference(*id);
            }
            Place::Attribute(id, name) => {
                digest.word(3);
                digest.reference(*id);
                name.trace(&mut digest);
            }
            Place::Item(id, key) => {
                digest.word(4);
                digest.reference(*id);
                match key {
                    Value::Object(object) => {
                        match &self.machine.process(pid).heap.peek(*object).body {
                            Body::Text(text) => text.as_str().trace(&mut digest),
                            Body::Tuple(items) => items.trace(&mut digest),
                            _ => digest.reference(*object),
                        }
                    }
                    plain => plain.trace(&mut digest),
                }
            }
        }
        digest.finish() as u64
    }
}

impl Pass<'_> {
    fn ask(&mut self, store: &Store, part: Part) {
        if let Part::Of(pid, _) = part
            && let Some(image) = store.slot(Part::Image(pid))
            && !self.asked.contains(&image)
        {
            self.asked.push(image);
        }
        if let Some(slot) = store.slot(part)
            && !self.asked.contains(&slot)
        {
            self.asked.push(slot);
        }
    }

    /// Whether a step that others notice would be the end of the move.
    fn ends_before_visible(&self) -> bool {
        !self.assumed.is_empty() || self.seen_until_safe || self.manner.quiet
    }

    /// A step belongs to the move.
    fn take(&mut self, look: Look) {
        for deed in look.deeds {
            if !self.deeds.contains(&deed) {
                self.deeds.push(deed);
            }
        }
        for part in look.written {
            if !self.written.contains(&part) {
                self.written.push(part);
            }
        }
        self.told.extend(look.told);
        self.held = look.held;
        self.joined |= look.joined;
        self.clock |= look.clock;
        self.identity |= look.identity;
        self.uncaught.extend(look.uncaught);
    }
}

/// Taking the result out of the machine.
impl Mover {
    #[expect(
        clippy::too_many_lines,
        reason = "what a move left behind, part by part"
    )]
    fn finish(&mut self, store: &mut Store, pass: Pass<'_>) -> (Vec<Slot>, Leaf) {
        let task = pass.task;
        for &thread in &pass.assumed {
            self.machine.assume_ended(task.pid, thread, false);
        }
        let mut written = pass.written.clone();
        let mut begun: SmallVec<[Task; 1]> = SmallVec::new();
        self.find_begun(store, pass.state, &mut written, &mut begun);
        for &part in &written {
            self.forget(store, part);
        }
        let thread = Part::Of(task.pid, Spot::Thread(task.tid));
        self.forget(store, thread);
        // What is reachable from what others can reach is no longer the worker's own. What they could have reached in
        // the middle of the move, and cannot any more, is.
        let mut handed: Vec<ObjectId> = Vec::new();
        let mut contents: Vec<(Part, Content)> = Vec::new();
        for &part in written.iter().filter(|&&part| part != thread) {
            // Its own until then: it counts where it is handed on, and only so.
            if matches!(part, Part::Of(pid, spot @ Spot::Object(_))
                if Self::was_private(store, &pass, pid, spot))
            {
                continue;
            }
            let mut content = self.machine.content(part);
            // Another thread was woken, or told something; what is its own stays so.
            if let Content::Thread(standing) = &mut content
                && let Some(Content::Thread(before)) =
                    store.at(pass.state, part).map(|entry| &entry.content)
                && standing.worker.state != ThreadState::Ended
            {
                standing.own.clone_from(&before.own);
                standing.after.clone_from(&before.after);
                standing.joined = before.joined;
            }
            // Whose end its starter had waited for when it moved, that one ended before it began.
            if let (Part::Of(pid, Spot::Thread(tid)), Content::Thread(standing)) =
                (part, &mut content)
                && pid == task.pid
                && begun.contains(&Task { pid, tid })
            {
                standing.joined |= store.joined_by(pass.state, task);
            }
            self.hand_over(store, &pass, &content, &mut handed);
            contents.push((part, content));
        }
        let mut next = 0;
        while let Some(&id) = handed.get(next) {
            next += 1;
            let part = Part::Of(task.pid, Spot::Object(id));
            let content = self.machine.content(part);
            self.hand_over(store, &pass, &content, &mut handed);
            if let Content::Object(object) = &content
                && let Body::Thread(thread) = &object.body
                && let Some(tid) = thread.tid
            {
                store.ground.know(task.pid, id, tid);
            }
            contents.push((part, content));
        }
        let standing = self.standing(store, &pass, &handed);
        contents.push((thread, Content::Thread(Box::new(standing))));
        let findings = self.findings(&pass);
        let mut asked = pass.asked.clone();
        // As long as there is one process, a move ends only where the turn may be lost.
        let turn = Part::Of(task.pid, Spot::Turn);
        if self.only_where_checked
            && (self.machine.processes().len() > 1 || store.slot(turn).is_some())
            && pass.actions.contains(&Action::Step)
        {
            let before = store.at(pass.state, turn).map(|entry| &entry.content);
            // Steps that nobody notices were taken when nobody else had the turn.
            let had = matches!(before, Some(Content::Turn(tid)) if *tid == task.tid);
            if pass.manner.quiet {
                asked.extend(store.slot(turn));
            }
            if had || !pass.manner.quiet {
                contents.push((turn, self.machine.content(turn)));
            }
        }
        if written.iter().any(|part| matches!(part, Part::Image(_))) {
            // A process that is begun is a copy of all that its parent holds.
            for (slot, part) in store.parts.iter().enumerate() {
                if matches!(part, Part::Of(pid, _) | Part::Image(pid) if *pid == task.pid)
                    && !asked.contains(&(slot as Slot))
                {
                    asked.push(slot as Slot);
                }
            }
        }
        let made = self.machine.ground_used(task.pid) > store.ground.of(task).0.0;
        if made {
            // Which places were free decided where new objects lie.
            for (slot, part) in store.parts.iter().enumerate() {
                if let Part::Of(pid, Spot::Object(id)) = *part
                    && pid == task.pid
                    && matches!(store.ground.maker(pid, id), Some((tid, _)) if tid == task.tid)
                    && !asked.contains(&(slot as Slot))
                {
                    asked.push(slot as Slot);
                }
            }
        }
        let mut writes = Vec::new();
        let mut drops = false;
        let mut done: FxHashSet<Part> = FxHashSet::default();
        contents.retain(|(part, _)| done.insert(*part));
        for (part, content) in contents {
            let held = store.intern(part, content);
            let slot = match store.slot(part) {
                Some(slot) => slot,
                None => {
                    let before = if self.is_new(store, part) {
                        Content::Nothing
                    } else {
                        self.base.content(part)
                    };
                    let before = store.intern(part, before);
                    if before == held {
                        continue;
                    }
                    self.strays.retain(|&stray| stray != part);
                    self.current.resize(store.parts.len(), UNKNOWN);
                    self.current.push(UNKNOWN);
                    let slot = store.open(part, before);
                    // It may have been read before it was written.
                    asked.push(slot);
                    slot
                }
            };
            let before = store.held(pass.state, slot);
            if before != held || !asked.contains(&slot) {
                let lost = store
                    .entry(before)
                    .refers
                    .iter()
                    .any(|id| !store.entry(held).refers.contains(id));
                drops |= lost;
                writes.push((slot, held));
            }
        }
        let missed = missed(&pass.told);
        let idle = written.is_empty();
        let limit = match self.machine.status() {
            Status::Limit(limit) => Some(limit),
            Status::Running | Status::Deadlock | Status::Finished { .. } => None,
        };
        let tail = pass.actions.len() - pass.noticed;
        let leaf = Leaf {
            blocked: None,
            writes: writes.into(),
            tail,
            actions: pass.actions.into(),
            findings: findings.into(),
            touches: pass.touches.unwrap_or_default().into(),
            missed: missed.into(),
            idle,
            deeds: pass.deeds.into(),
            accounted: 0,
            seen: false,
            begun,
            drops,
            limit,
            clock: pass.clock,
            identity: pass.identity,
            cuts: pass.cuts,
        };
        (asked, leaf)
    }

    /// A process that was not there at the start of the search.
    fn is_later(&self, pid: Pid) -> bool {
        pid.index() >= self.base.processes().len()
    }

    /// A part that was not there at the start of the search.
    fn is_new(&self, store: &Store, part: Part) -> bool {
        match part {
            Part::Kernel => false,
            Part::Image(_) => true,
            Part::Of(pid, Spot::Object(id)) => {
                self.is_later(pid) || store.ground.owner(pid, id).is_some()
            }
            Part::Of(pid, Spot::Thread(tid)) => self.base.worker(Task { pid, tid }).is_none(),
            Part::Of(
                pid,
                Spot::Global(..) | Spot::Counters | Spot::Output | Spot::Alarms | Spot::Turn,
            ) => self.is_later(pid),
        }
    }

    /// Threads and processes that the move began, and processes that it ended.
    fn find_begun(
        &mut self,
        store: &mut Store,
        state: &State,
        written: &mut Vec<Part>,
        begun: &mut SmallVec<[Task; 1]>,
    ) {
        let mut add = |part: Part| {
            if !written.contains(&part) {
                written.push(part);
            }
        };
        for number in 0..self.machine.processes().len() {
            let pid = Pid::from(number);
            let fresh = match store.slot(Part::Image(pid)) {
                Some(slot) => !store.is_there(state, slot),
                None => number >= self.base.processes().len(),
            };
            if fresh {
                self.is_crowded |= number >= store.ground.top.len();
                add(Part::Image(pid));
                self.machine.tidy(pid);
            }
            let process = self.machine.process(pid);
            let ended = process.has_ended();
            for tid in 0..process.workers.len() {
                let tid = Tid::from(tid);
                let part = Part::Of(pid, Spot::Thread(tid));
                let known = store.at(state, part).map(|entry| entry.stands);
                let alive = process.workers[tid.index()].state != ThreadState::Ended;
                match known {
                    None | Some(Stands::Not) if alive => {
                        let old = !fresh && self.base.worker(Task { pid, tid }).is_some();
                        if !old {
                            add(part);
                            begun.push(Task { pid, tid });
                            let object = process.workers[tid.index()].object;
                            store.ground.know(pid, object, tid);
                            add(Part::Of(pid, Spot::Object(object)));
                        }
                    }
                    Some(Stands::Ready | Stands::Waits { .. }) if ended => add(part),
                    None | Some(_) => {}
                }
            }
            if ended
                && !matches!(
                    store.at(state, Part::Of(pid, Spot::Counters)).map(|entry| &entry.content),
                    Some(Content::Counters(counters)) if counters.status.is_some()
                )
            {
                add(Part::Of(pid, Spot::Counters));
                add(Part::Kernel);
            }
        }
    }

    /// Notes which of the worker's own objects a content refers to.
    #[expect(clippy::unused_self, reason = "asked of whoever moves")]
    fn hand_over(
        &self,
        store: &Store,
        pass: &Pass<'_>,
        content: &Content,
        handed: &mut Vec<ObjectId>,
    ) {
        let mut references = References::default();
        references.content(content);
        for id in references.0 {
            if Self::was_private(store, pass, pass.task.pid, Spot::Object(id))
                && !handed.contains(&id)
            {
                handed.push(id);
            }
        }
    }

    /// The worker as it stands now, with what it alone can reach.
    fn standing(&mut self, store: &Store, pass: &Pass<'_>, handed: &[ObjectId]) -> Standing {
        let task = pass.task;
        let mut worker: Worker = self.machine.worker(task).expect("it has moved").clone();
        if let Some(thread) = &mut worker.thread {
            self.dead.clear(thread);
        }
        let heap = &self.machine.process(task.pid).heap;
        let mut references = References::default();
        worker.thread.trace(&mut references);
        let mut seen: FxHashSet<ObjectId> = FxHashSet::default();
        let mut own = Vec::new();
        let mut next = 0;
        while let Some(&id) = references.0.get(next) {
            next += 1;
            if seen.insert(id)
                && !handed.contains(&id)
                && Self::was_private(store, pass, task.pid, Spot::Object(id))
            {
                let object = heap.peek(id).clone();
                object.trace(&mut references);
                own.push((id, object));
            }
        }
        own.sort_unstable_by_key(|(id, _)| *id);
        Standing {
            worker,
            own,
            after: pass.assumed.to_vec(),
            joined: pass.joined,
        }
    }

    fn findings(&self, pass: &Pass<'_>) -> Vec<Finding> {
        let uncaught = pass.uncaught.iter();
        uncaught
            .filter_map(|&(pid, id)| self.finding(pid, id))
            .collect()
    }

    /// What an exception that nobody caught says; nothing where it only ends its thread.
    fn finding(&self, pid: Pid, id: ObjectId) -> Option<Finding> {
        let process = self.machine.process(pid);
        let class = process.heap.peek(id).class;
        let mro = match &process.heap.peek(class).body {
            Body::Class(class) => class.mro.clone(),
            _ => return None,
        };
        if mro.contains(&class::SYSTEM_EXIT) {
            return None;
        }
        let name = match &process.heap.peek(class).body {
            Body::Class(class) => process.names.text(class.name).to_string(),
            _ => String::new(),
        };
        let (message, line) = match &process.heap.peek(id).body {
            Body::Exception(exception) => {
                let message = exception.arguments.first().map(|&argument| match argument {
                    Value::Object(text) => match &process.heap.peek(text).body {
                        Body::Text(text) => text.as_str().to_owned(),
                        _ => String::new(),
                    },
                    Value::Int(number) => number.to_string(),
                    _ => String::new(),
                });
                let line = exception.line(process);
                (message.unwrap_or_default(), line)
            }
            _ => (String::new(), 0),
        };
        let words = if message.is_empty() {
            name
        } else {
            format!("{name}: {message}")
        };
        Some(Finding {
            assertion: mro.contains(&class::ASSERTION_ERROR),
            words,
            line,
        })
    }
}

/// Leaves each note out that was there before. A library call that is one step touches the same things over and over.
fn thin_out(notes: &mut Vec<(Pid, Access)>) {
    /// So few are compared as quickly as they are counted.
    const FEW: usize = 16;
    if notes.len() > FEW {
        let mut seen = FxHashSet::default();
        notes.retain(|&note| seen.insert(note));
    }
}

fn missed(told: &[Told]) -> Vec<ObjectId> {
    told.iter()
        .filter_map(|told| match told.event {
            Event::Notified {
                condition,
                woken: 0,
            } => Some(condition),
            _ => None,
        })
        .collect()
}

/// The objects that something refers to.
#[derive(Default)]
struct References(Vec<ObjectId>);

impl References {
    fn content(&mut self, content: &Content) {
        match content {
            Content::Global(value) => value.trace(self),
            Content::Object(object) => object.trace(self),
            Content::Thread(standing) => standing.trace(self),
            Content::Nothing
            | Content::Image(_)
            | Content::Counters(_)
            | Content::Output(_)
            | Content::Alarms(_)
            | Content::Turn(_)
            | Content::Kernel(_) => {}
        }
    }
}

impl Tracer for References {
    fn word(&mut self, _: u64) {}

    fn reference(&mut self, id: ObjectId) {
        self.0.push(id);
    }

    fn bytes(&mut self, _: &[u8]) {}
}
