//! Everything that a part of the machine has ever held, each content once and by number. A state is then a row of
//! numbers, one for each part that can change, and two states differ where their numbers do.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use crate::base::{ObjectId, Pid, Task, Tid, Time};
use crate::code::Op;
use crate::explore::symmetry::stir;
use crate::machine::access::Spot;
use crate::machine::digest::Digest;
use crate::machine::object::Body;
use crate::machine::parts::{Content, Part, Standing as Stand};
use crate::machine::thread::{State as Standing, WaitOn, Worker};
use crate::machine::trace::{Trace, Tracer};
use crate::machine::world::Machine;

/// The number of a content.
pub(crate) type Held = u32;

/// The number of a part among those that change.
pub(crate) type Slot = u16;

/// The slot of what has never changed.
const CLOSED: Slot = Slot::MAX;
/// Objects with lower numbers are looked up by number.
const NEAR: usize = 1 << 17;

/// Where the slot of an object is found by its number.
#[inline]
fn near(part: Part) -> Option<usize> {
    match part {
        Part::Of(pid, Spot::Object(id)) if pid == Pid::default() && id.index() < NEAR => {
            Some(id.index())
        }
        Part::Of(..) | Part::Image(_) | Part::Kernel => None,
    }
}

/// A state: what each slot holds. Slots that it is too short for hold what they held at the start.
pub(crate) type State = Vec<Held>;

/// What is worth knowing of a content without looking into it.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing of its own that a content may be"
)]
pub(crate) struct Entry {
    part: Part,
    pub(crate) content: Content,
    /// The content, ids included.
    pub(crate) hash: u128,
    /// The content with its own thread and the others it speaks of left open: what stays the same when threads change
    /// places. Of a thread, this is what it is and does.
    pub(crate) core: u128,
    /// The same, as a share of a fingerprint.
    pub(crate) face: u128,
    /// The threads it speaks of, and how; itself not counted.
    pub(crate) mentions: SmallVec<[Mention; 1]>,
    /// The part is not there.
    pub(crate) is_nothing: bool,
    /// Objects made since the start that it refers to and that are not its own.
    pub(crate) refers: SmallVec<[ObjectId; 2]>,
    pub(crate) stands: Stands,
    /// Of a lock: who holds it. Of a thread's object: nobody, and `ended` says the rest.
    pub(crate) owner: Option<Tid>,
    /// A thread's object whose thread has ended.
    pub(crate) ended: bool,
    /// A thread's object whose thread ends when its process does.
    pub(crate) daemon: bool,
    /// A thread to which nothing is left but to wait for the others of its process.
    pub(crate) leaves: bool,
    /// It has begun to.
    pub(crate) has_left: bool,
    /// Of a thread that has gone ahead: the objects of those it waits for.
    pub(crate) after: SmallVec<[ObjectId; 2]>,
    /// Of a thread: those of its process, as bits, whose end it has waited for.
    joined: u64,
    /// A thread's object, or the thread of an object.
    object: Option<ObjectId>,
    thread: Option<Tid>,
}

/// That something speaks of a thread.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mention {
    pub(crate) task: Task,
    /// Who speaks of it, and in what connection.
    pub(crate) weight: u128,
}

/// How a thread stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stands {
    /// It is no thread.
    Not,
    Ready,
    /// Waits for somebody to do something; `timed` where the wait may end by itself.
    Waits {
        timed: bool,
        notify: Option<ObjectId>,
    },
    Ended,
}

#[derive(Debug, Default)]
pub(crate) struct Store {
    pub(crate) entries: Vec<Entry>,
    by_hash: FxHashMap<u128, Held>,
    pub(crate) parts: Vec<Part>,
    /// Of objects of the first process, which are asked for all the time, by number; and of everything else.
    objects: Vec<Slot>,
    slots: FxHashMap<Part, Slot>,
    /// What each slot held at the start.
    pub(crate) base: State,
    pub(crate) ground: Ground,
    /// Parts that have ever spoken of a thread.
    pub(crate) spoken: FxHashSet<Part>,
    /// Parts that can be told where a run ends: what is watched, and all that could be reached from there.
    pub(crate) shown: FxHashSet<Part>,
    /// There are more of them than when this was last asked.
    shows_more: bool,
    /// How many threads were known when all that is stored was described.
    described_with: usize,
}

/// Who made or owns which objects: what identities are counted from.
#[derive(Debug, Default)]
pub(crate) struct Ground {
    /// Objects below were there at the start of the search, by process.
    pub(crate) top: Vec<u32>,
    /// Of those, the ones that one thread alone could reach, and which of its it is.
    pub(crate) own: FxHashMap<(Pid, ObjectId), (Tid, u32)>,
    /// The objects of threads.
    pub(crate) threads: FxHashMap<(Pid, ObjectId), Tid>,
    /// One object was that of one thread, and in another run of another: who begins first gets the lower number. Then
    /// no two threads are taken for one.
    pub(crate) is_ambiguous: bool,
    /// The machine at the start: what cannot change counts by what it is.
    pub(crate) base: Option<Machine>,
}

/// Places for new objects that each thread has.
pub(crate) const PLACES: u32 = 4096;

impl Ground {
    /// An object turns out to be a thread's.
    pub(crate) fn know(&mut self, pid: Pid, id: ObjectId, tid: Tid) {
        let known = self.threads.insert((pid, id), tid);
        self.is_ambiguous |= known.is_some_and(|known| known != tid);
    }

    /// Whose ground an object lies on, if it was made since the start.
    pub(crate) fn maker(&self, pid: Pid, id: ObjectId) -> Option<(Tid, u32)> {
        let top = *self.top.get(pid.index())?;
        let place = id.0.checked_sub(top)?;
        Some((Tid(place / PLACES), place % PLACES))
    }

    /// Where a thread's ground begins and ends.
    pub(crate) fn of(&self, task: Task) -> (ObjectId, ObjectId) {
        let last = self.top.last().copied().unwrap_or(0);
        let top = self.top.get(task.pid.index()).copied().unwrap_or(last);
        let first = top + task.tid.0 * PLACES;
        (ObjectId(first), ObjectId(first + PLACES))
    }

    /// Whether all that is left to a thread is to wait for the others of its process: it is at the end of the main
    /// module.
    fn leaves(&self, worker: &Worker) -> bool {
        let Some(program) = self.base.as_ref().map(Machine::program) else {
            return false;
        };
        let body = program.modules[program.main.index()].body;
        let frame = worker
            .thread
            .as_ref()
            .and_then(|thread| thread.frames.last());
        frame.is_some_and(|frame| {
            let code = &program.functions[frame.function.index()].code;
            Some(frame.function) == body && matches!(code.get(frame.ip as usize), Some(Op::Return))
        })
    }

    /// Whether it is a thing of one thread, made by it or about it.
    pub(crate) fn is_of_one(&self, part: Part) -> bool {
        match part {
            Part::Of(_, Spot::Thread(_)) => true,
            Part::Of(pid, Spot::Object(id)) => {
                self.threads.contains_key(&(pid, id)) || self.owner(pid, id).is_some()
            }
            Part::Of(
                _,
                Spot::Global(..) | Spot::Counters | Spot::Output | Spot::Alarms | Spot::Turn,
            )
            | Part::Image(_)
            | Part::Kernel => false,
        }
    }

    /// The thread that alone can reach an object, if it was never handed on.
    pub(crate) fn owner(&self, pid: Pid, id: ObjectId) -> Option<Tid> {
        match self.maker(pid, id) {
            Some((tid, _)) => Some(tid),
            None => self.own.get(&(pid, id)).map(|&(tid, _)| tid),
        }
    }
}

impl Store {
    /// The slot of a part, if it has ever changed.
    #[inline]
    pub(crate) fn slot(&self, part: Part) -> Option<Slot> {
        match near(part) {
            Some(place) => self
                .objects
                .get(place)
                .copied()
                .filter(|&slot| slot != CLOSED),
            None => self.slots.get(&part).copied(),
        }
    }

    /// A slot for a part that changes for the first time; `base` is what it has held so far.
    pub(crate) fn open(&mut self, part: Part, base: Held) -> Slot {
        let slot = Slot::try_from(self.parts.len()).expect("a search ends long before");
        assert_ne!(slot, CLOSED, "a search ends long before");
        self.parts.push(part);
        if let Some(place) = near(part) {
            if place >= self.objects.len() {
                self.objects.resize(place + 1, CLOSED);
            }
            self.objects[place] = slot;
        } else {
            self.slots.insert(part, slot);
        }
        self.base.push(base);
        slot
    }

    #[inline]
    pub(crate) fn held(&self, state: &[Held], slot: Slot) -> Held {
        let slot = slot as usize;
        state.get(slot).copied().unwrap_or_else(|| self.base[slot])
    }

    #[inline]
    pub(crate) fn entry(&self, held: Held) -> &Entry {
        &self.entries[held as usize]
    }

    /// Whether a slot's part is there in a state.
    pub(crate) fn is_there(&self, state: &[Held], slot: Slot) -> bool {
        !matches!(self.entry(self.held(state, slot)).content, Content::Nothing)
    }

    /// The locks that a worker holds.
    pub(crate) fn held_by(&self, state: &[Held], task: Task) -> SmallVec<[ObjectId; 2]> {
        let mut held = SmallVec::new();
        for (slot, part) in self.parts.iter().enumerate() {
            if let Part::Of(pid, Spot::Object(id)) = *part
                && pid == task.pid
                && self.entry(self.held(state, slot as Slot)).owner == Some(task.tid)
            {
                held.push(id);
            }
        }
        held
    }

    /// Threads of its process, as bits, whose end a worker has waited for, or waits for having gone ahead; it does not
    /// move before they have ended.
    pub(crate) fn joined_by(&self, state: &[Held], task: Task) -> u64 {
        let thread = self.at(state, Part::Of(task.pid, Spot::Thread(task.tid)));
        thread.map_or(0, |entry| self.joined(state, task.pid, entry))
    }

    /// The same of a thread that stands so. Which thread an object is of depends on who was begun first.
    #[inline]
    pub(crate) fn joined(&self, state: &[Held], pid: Pid, entry: &Entry) -> u64 {
        entry.after.iter().fold(entry.joined, |joined, &id| {
            let object = self.at(state, Part::Of(pid, Spot::Object(id)));
            let tid = object.and_then(|object| object.thread);
            joined | tid.map_or(0, |tid| 1u64.checked_shl(tid.0).unwrap_or(0))
        })
    }

    /// Whether somebody for whose end a thread waits, having gone ahead, has not ended.
    #[inline]
    pub(crate) fn awaits(&self, state: &[Held], pid: Pid, entry: &Entry) -> bool {
        entry.after.iter().any(|&id| {
            let object = self.at(state, Part::Of(pid, Spot::Object(id)));
            object.is_none_or(|object| !object.ended)
        })
    }

    /// Whether a main thread waits already for the others of its process.
    pub(crate) fn has_left(&self, state: &[Held], task: Task) -> bool {
        let thread = self.at(state, Part::Of(task.pid, Spot::Thread(task.tid)));
        thread.is_some_and(|entry| entry.has_left)
    }

    /// Whether a thread ends when its process does.
    pub(crate) fn is_daemon(&self, state: &[Held], task: Task) -> bool {
        let thread = self.at(state, Part::Of(task.pid, Spot::Thread(task.tid)));
        thread.is_some_and(|entry| self.ends_with_all(state, task.pid, entry))
    }

    /// The same of a thread that stands so.
    #[inline]
    pub(crate) fn ends_with_all(&self, state: &[Held], pid: Pid, entry: &Entry) -> bool {
        let object = entry
            .object
            .and_then(|id| self.at(state, Part::Of(pid, Spot::Object(id))));
        object.is_some_and(|object| object.daemon)
    }

    /// Whether the alarm of a worker that waits is the next one to ring, or there is no order of alarms.
    pub(crate) fn rings_next(&self, state: &[Held], task: Task) -> bool {
        let alarms = self.at(state, Part::Of(Pid::default(), Spot::Alarms));
        let Some(Content::Alarms(alarms)) = alarms.map(|entry| &entry.content) else {
            return true;
        };
        // Whoever was woken keeps its alarm until it has what it waits for, and that one is silent.
        let waits = |&&(task, _): &&(Task, Time)| {
            let thread = self.at(state, Part::Of(task.pid, Spot::Thread(task.tid)));
            thread.is_some_and(|entry| matches!(entry.stands, Stands::Waits { .. }))
        };
        let next = alarms.iter().filter(waits).map(|&(_, time)| time).min();
        let own = alarms.iter().find(|&&(other, _)| other == task);
        own.is_none_or(|&(_, time)| Some(time) == next)
    }

    /// What a part holds in a state, where it can change at all.
    pub(crate) fn at(&self, state: &[Held], part: Part) -> Option<&Entry> {
        let slot = self.slot(part)?;
        Some(self.entry(self.held(state, slot)))
    }

    /// The number of a content of a part, the same for equal contents.
    pub(crate) fn intern(&mut self, part: Part, content: Content) -> Held {
        let hash = full_hash(part, &content);
        if let Some(&held) = self.by_hash.get(&hash) {
            return held;
        }
        let held = self.entries.len() as Held;
        let entry = self.describe(part, content, hash);
        if !entry.mentions.is_empty() {
            self.spoken.insert(part);
        }
        self.entries.push(entry);
        self.by_hash.insert(hash, held);
        if self.shown.contains(&part) {
            self.show_all_of(held);
        }
        held
    }

    /// What a content of a shown part refers to is shown, too.
    fn show_all_of(&mut self, held: Held) {
        let mut open = vec![held];
        while let Some(held) = open.pop() {
            let Entry { part, refers, .. } = &self.entries[held as usize];
            let Part::Of(pid, _) = *part else {
                continue;
            };
            for id in refers.clone() {
                let part = Part::Of(pid, Spot::Object(id));
                if self.shown.insert(part) {
                    self.shows_more = true;
                    let same = self.entries.iter().enumerate();
                    let same = same.filter(|(_, entry)| entry.part == part);
                    open.extend(same.map(|(held, _)| held as Held));
                }
            }
        }
    }

    /// Whether more is shown than when this was last asked.
    pub(crate) fn shows_more(&mut self) -> bool {
        std::mem::take(&mut self.shows_more)
    }

    /// Describes everything anew, if more threads are known than were: who speaks of one may have been taken to speak of
    /// some object.
    pub(crate) fn look_again(&mut self) {
        if self.described_with == self.ground.threads.len() {
            return;
        }
        self.described_with = self.ground.threads.len();
        self.spoken.clear();
        for held in 0..self.entries.len() {
            let Entry { part, hash, .. } = self.entries[held];
            let content = std::mem::replace(&mut self.entries[held].content, Content::Nothing);
            let entry = self.describe(part, content, hash);
            if !entry.mentions.is_empty() {
                self.spoken.insert(part);
            }
            self.entries[held] = entry;
        }
        for held in 0..self.entries.len() {
            if self.shown.contains(&self.entries[held].part) {
                self.show_all_of(held as Held);
            }
        }
    }

    fn describe(&self, part: Part, content: Content, hash: u128) -> Entry {
        let (pid, own) = match part {
            Part::Of(pid, Spot::Thread(tid)) => (pid, Some(tid)),
            // The object of a thread belongs to it.
            Part::Of(pid, Spot::Object(id)) => (pid, self.ground.threads.get(&(pid, id)).copied()),
            Part::Of(pid, _) | Part::Image(pid) => (pid, None),
            Part::Kernel => (Pid::default(), None),
        };
        let mut portrait = Portrait {
            digest: Digest::new(match part {
                Part::Of(_, Spot::Thread(_)) => 11 << 40,
                Part::Of(_, Spot::Object(_)) if own.is_some() => 12 << 40,
                _ => 0,
            }),
            ground: &self.ground,
            pid,
            own,
            private: match &content {
                Content::Thread(standing) => standing.own.iter().map(|(id, _)| *id).collect(),
                _ => SmallVec::new(),
            },
            mentions: SmallVec::new(),
            refers: SmallVec::new(),
            depth: 0,
        };
        if own.is_none() {
            // Which part it is counts, and as far as that is somebody's, whose.
            trace_part(part, &mut portrait);
        }
        portrait.content(&content);
        let mut stands = Stands::Not;
        let mut after = SmallVec::new();
        let (mut owner, mut ended, mut daemon) = (None, false, false);
        let mut joined = 0;
        let (mut object, mut thread) = (None, None);
        let (mut leaves, mut has_left) = (false, false);
        let is_nothing = matches!(content, Content::Nothing);
        match &content {
            Content::Thread(standing) => {
                after = standing.after.iter().copied().collect();
                joined = standing.joined;
                object = Some(standing.worker.object);
                has_left = own == Some(Tid::default()) && has_left_main(&standing.worker);
                leaves = has_left || self.ground.leaves(&standing.worker);
                stands = match standing.worker.state {
                    Standing::Ready | Standing::Asking => Stands::Ready,
                    Standing::Parked { on, timed } => Stands::Waits {
                        timed,
                        notify: match on {
                            WaitOn::Notify(id) => Some(id),
                            _ => None,
                        },
                    },
                    Standing::Ended => Stands::Ended,
                };
            }
            Content::Object(content) => match &content.body {
                Body::Lock(lock) => owner = lock.owner,
                Body::RLock(lock) => owner = lock.owner,
                Body::Thread(body) => {
                    ended = body.ended;
                    daemon = body.daemon;
                    thread = body.tid;
                }
                _ => {}
            },
            _ => {}
        }
        let core = portrait.digest.finish();
        let mentions = portrait.mentions.into_iter();
        let mentions = mentions.map(|(task, how)| Mention {
            task,
            weight: stir(core, how),
        });
        Entry {
            part,
            hash,
            core,
            face: stir(core, 1),
            mentions: mentions.collect(),
            is_nothing,
            refers: portrait.refers,
            content,
            stands,
            owner,
            ended,
            daemon,
            leaves,
            has_left,
            after,
            joined,
            object,
            thread,
        }
    }
}

/// Whether a main thread is behind its module, and waits for the others or has been roused from that.
fn has_left_main(worker: &Worker) -> bool {
    worker.thread.as_ref().is_some_and(|thread| {
        thread.waiting.is_some() && thread.frames.iter().all(|frame| frame.hidden)
    })
}

/// A content with its part, ids included.
fn full_hash(part: Part, content: &Content) -> u128 {
    let mut digest = Digest::new(21 << 40);
    trace_part(part, &mut digest);
    match content {
        Content::Nothing => digest.word(0),
        Content::Image(process) => {
            digest.word(1);
            digest_image(process, &mut digest);
        }
        Content::Global(value) => {
            digest.word(2);
            value.trace(&mut digest);
        }
        Content::Object(object) => {
            digest.word(3);
            object.trace(&mut digest);
        }
        Content::Thread(standing) => {
            digest.word(4);
            standing.trace(&mut digest);
        }
        Content::Counters(counters) => {
            digest.word(5);
            counters.trace(&mut digest);
        }
        Content::Kernel(kernel) => {
            digest.word(6);
            digest_kernel(kernel, &mut digest);
        }
        Content::Output(text) => {
            digest.word(7);
            (**text).trace(&mut digest);
        }
        Content::Alarms(alarms) => {
            digest.word(8);
            trace_alarms(alarms, &mut digest);
        }
        Content::Turn(tid) => {
            digest.word(9);
            digest.thread(*tid);
        }
    }
    digest.finish()
}

fn trace_alarms<T: Tracer>(alarms: &[(Task, Time)], to: &mut T) {
    for &(task, time) in alarms {
        task.pid.trace(to);
        to.thread(task.tid);
        to.word(time.0);
    }
}

fn trace_part<T: Tracer>(part: Part, to: &mut T) {
    match part {
        Part::Kernel => to.word(1),
        Part::Image(pid) => {
            to.word(2);
            pid.trace(to);
        }
        Part::Of(pid, spot) => {
            to.word(3);
            pid.trace(to);
            match spot {
                Spot::Global(module, slot) => {
                    to.word(4);
                    module.trace(to);
                    slot.trace(to);
                }
                Spot::Object(id) => {
                    to.word(5);
                    to.reference(id);
                }
                Spot::Thread(tid) => {
                    to.word(6);
                    to.thread(tid);
                }
                Spot::Counters => to.word(7),
                Spot::Output => to.word(8),
                Spot::Alarms => to.word(9),
                Spot::Turn => to.word(10),
            }
        }
    }
}

fn digest_image(process: &crate::machine::process::Process, digest: &mut Digest) {
    let print = process.clone().fingerprint();
    digest.word(print as u64);
    digest.word((print >> 64) as u64);
}

fn digest_kernel(kernel: &crate::machine::kernel::Kernel, digest: &mut Digest) {
    let print = kernel.fingerprint();
    digest.word(print as u64);
    digest.word((print >> 64) as u64);
}

/// Draws a content without saying who everybody is.
struct Portrait<'g> {
    digest: Digest,
    ground: &'g Ground,
    pid: Pid,
    own: Option<Tid>,
    private: SmallVec<[ObjectId; 8]>,
    /// Whom it speaks of, and how: where in the order, or as one of a set.
    mentions: SmallVec<[(Task, u64); 2]>,
    refers: SmallVec<[ObjectId; 2]>,
    depth: u32,
}

/// Somebody whose end has been waited for, or is.
const JOINED: u64 = 1 << 40;
const AFTER: u64 = 1 << 41;

impl Portrait<'_> {
    fn somebody(&mut self, tid: Tid) {
        if self.own == Some(tid) {
            self.digest.word(SELF);
        } else {
            self.digest.word(OTHER);
            let place = self.mentions.len() as u64 + 2;
            self.mentions.push((Task { pid: self.pid, tid }, place));
        }
    }

    /// Somebody among others who are spoken of alike.
    fn one_of(&mut self, tid: Tid, how: u64) {
        self.digest.word(how);
        self.mentions.push((Task { pid: self.pid, tid }, how));
    }

    /// An object from before the search that is nobody's own.
    fn old(&mut self, id: ObjectId) {
        let base = self.ground.base.as_ref();
        let process = base.and_then(|base| base.processes().get(self.pid.index()));
        let constant = process
            .map(|process| &process.heap.peek(id).body)
            .filter(|body| {
                matches!(
                    body,
                    Body::Text(_) | Body::Bytes(_) | Body::BigInt(_) | Body::Tuple(_)
                )
            });
        match constant {
            Some(body) if self.depth < DEEPEST => {
                self.depth += 1;
                body.trace(self);
                self.depth -= 1;
            }
            Some(_) | None => self.digest.reference(id),
        }
    }

    fn content(&mut self, content: &Content) {
        match content {
            Content::Nothing => self.word(0),
            Content::Image(process) => {
                self.word(1);
                digest_image(process, &mut self.digest);
            }
            Content::Global(value) => {
                self.word(2);
                value.trace(self);
            }
            Content::Object(object) => {
                self.word(3);
                match (&object.body, self.own) {
                    // What it is called and how it is numbered is seen by nobody who does not ask.
                    (Body::Thread(thread), Some(_)) => {
                        if let Some(name) = thread.name.object()
                            && self.ground.maker(self.pid, name).is_some()
                        {
                            self.refers.push(name);
                        }
                        object.class.trace(self);
                        object.attributes.trace(self);
                        thread.target.trace(self);
                        thread.arguments.trace(self);
                        thread.keywords.trace(self);
                        thread.daemon.trace(self);
                        thread.ended.trace(self);
                        thread.tid.is_some().trace(self);
                        thread.joiners.trace(self);
                    }
                    _ => object.trace(self),
                }
            }
            Content::Thread(standing) => {
                self.word(4);
                let Stand {
                    worker,
                    own,
                    after,
                    joined,
                } = &**standing;
                worker.trace(self);
                own.trace(self);
                for id in after {
                    match self.ground.threads.get(&(self.pid, *id)) {
                        Some(&tid) => self.one_of(tid, AFTER),
                        None => self.reference(*id),
                    }
                }
                for tid in (0..64).filter(|tid| joined >> tid & 1 == 1) {
                    self.one_of(Tid(tid), JOINED);
                }
            }
            Content::Counters(counters) => {
                self.word(5);
                counters.trace(self);
            }
            Content::Kernel(kernel) => {
                self.word(6);
                digest_kernel(kernel, &mut self.digest);
            }
            Content::Output(text) => {
                self.word(7);
                (**text).trace(self);
            }
            Content::Alarms(alarms) => {
                self.word(8);
                // The same, whoever of equal threads has which.
                let mut alarms = alarms.clone();
                alarms.sort_by_key(|&(task, time)| (time, task));
                trace_alarms(&alarms, self);
            }
            Content::Turn(tid) => {
                self.word(9);
                self.thread(*tid);
            }
        }
    }
}

/// Tuples in tuples that count by what they hold.
const DEEPEST: u32 = 16;

const SELF: u64 = 0x5e1f << 40;
const OTHER: u64 = 0x07e2 << 40;
const MADE: u64 = 0x3ade << 40;

impl Tracer for Portrait<'_> {
    fn word(&mut self, word: u64) {
        self.digest.word(word);
    }

    fn reference(&mut self, id: ObjectId) {
        if let Some(&tid) = self.ground.threads.get(&(self.pid, id)) {
            if self.ground.maker(self.pid, id).is_some() {
                self.refers.push(id);
            }
            self.somebody(tid);
            return;
        }
        if let Some((tid, place)) = self.ground.maker(self.pid, id) {
            if !self.private.contains(&id) {
                self.refers.push(id);
            }
            self.somebody(tid);
            self.digest.word(MADE | u64::from(place));
        } else if let Some(&(tid, place)) = self.ground.own.get(&(self.pid, id)) {
            self.somebody(tid);
            self.digest.word(MADE | 1 << 32 | u64::from(place));
        } else {
            self.old(id);
        }
    }

    fn thread(&mut self, tid: Tid) {
        self.somebody(tid);
    }
}
