//! The walk over all states: breadth first, so that whatever is found is found on a short way.
//!
//! In every state kept, each worker stands before something that others can notice, or waits, or has ended: what
//! nobody notices is done at once.

use std::collections::VecDeque;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use crate::base::{ObjectId, Pid, Task, Tid};
use crate::code::Program;
use crate::explore::graph::{Fate, Graph};
use crate::explore::knowledge::{Knowledge, News, Trust};
use crate::explore::memo::{Memo, Root};
use crate::explore::moves::{Leaf, Manner, Mover};
use crate::explore::mutant::Mutant;
use crate::explore::property::Kinds;
use crate::explore::shard::{Shard, Split};
use crate::explore::store::{Held, PLACES, Slot, Stands, State, Store};
use crate::explore::symmetry::{Roles, Sketch};
use crate::explore::walk::Scouts;
use crate::explore::within::Within;
use crate::machine::access::Spot;
use crate::machine::inspect;
use crate::machine::object::Body;
use crate::machine::parts::{Content, Part};
use crate::machine::process::Process;
use crate::machine::thread::State as ThreadState;
use crate::machine::trace::{Trace, Tracer};
use crate::machine::world::{Config, Machine, Status};

/// How to search.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch that somebody types"
)]
pub struct Options {
    /// Steps that nobody notices are taken together, and what one holds a lock for is not tried in every order.
    pub reduction: bool,
    /// Equal threads are interchangeable.
    pub symmetry: bool,
    /// Who may be passed over for ever is looked for. Then equal threads are not interchangeable, and a lock that is
    /// held is seen to be.
    pub starvation: bool,
    /// Timed waits end in the order of their alarms. Steps take no time, but whoever moves may be slow.
    pub strict_time: bool,
    /// A notify wakes any of those who wait, and not who has waited longest.
    pub wake_any: bool,
    /// What was printed to stdout is part of an outcome.
    pub stdout: bool,
    /// Schedules are counted, exactly.
    pub count: bool,
    /// Globals of the main module whose final values tell outcomes apart.
    pub watch: Vec<String>,
    pub bounds: Bounds,
    /// Only this part of the search.
    pub shard: Option<Shard>,
    /// A mistake to make.
    #[doc(hidden)]
    pub mutant: Option<Mutant>,
}

/// Where a search ends before it is complete.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    pub states: usize,
    /// Bytes.
    pub memory: usize,
    /// Of a schedule: how often somebody loses its turn who could go on.
    pub preemptions: Option<u32>,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            states: usize::MAX,
            memory: 4 << 30,
            preemptions: None,
        }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            reduction: true,
            symmetry: true,
            starvation: false,
            strict_time: false,
            wake_any: false,
            stdout: false,
            count: false,
            watch: Vec::new(),
            bounds: Bounds::default(),
            shard: None,
            mutant: None,
        }
    }
}

/// States that are still looked at once it is known that the search begins again.
const LOOK_ON: u32 = 64;

/// How far a search has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub states: usize,
    pub transitions: usize,
    /// Met, and not yet looked at.
    pub waiting: usize,
    pub bytes: usize,
    /// How often it began again, knowing more.
    pub restarts: u32,
    /// What is known to be wrong.
    pub kinds: Kinds,
    /// How it can end, as far as the first few runs have shown.
    pub outcomes: usize,
}

/// How a run ended, and what it left.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct End {
    pub(crate) ending: &'static str,
    pub(crate) watch: Vec<(String, String)>,
    /// What was printed, where that is asked for.
    pub(crate) stdout: Option<String>,
}

impl End {
    /// What tells one outcome from another.
    pub(crate) fn key(&self) -> (&'static str, &[(String, String)], Option<&str>) {
        (self.ending, &self.watch, self.stdout.as_deref())
    }
}

/// Two workers about to touch one place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Race {
    pub(crate) state: u32,
    /// The ranks of those two.
    pub(crate) ranks: [u8; 2],
}

/// What a search knows, and goes on to know.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing of its own that a search may have met"
)]
pub struct Search {
    pub(crate) options: Options,
    pub(crate) base: Machine,
    pub(crate) knowledge: Knowledge,
    pub(crate) tour: Tour,
    restarts: u32,
    /// Parts by which equal threads could be told apart, and that are looked at.
    seen: FxHashSet<Part>,
    /// The state is still on the way to where it is first met as one among equal ones: the first one, and each that was
    /// dealt out. Who looks at whom is no matter there.
    pub(crate) arriving: bool,
    /// Equal threads are told apart.
    pub(crate) told_apart: bool,
    pub(crate) bounded: Option<Bounded>,
    pub(crate) clock_read: bool,
    /// Everything has been looked at.
    over: bool,
    /// States looked at since an assumption proved wrong.
    stale: Option<u32>,
    pub(crate) scouts: Scouts,
    /// Where preemptions are bounded: what can be come to all the same, and whether there was anything else.
    pub(crate) within: Option<Within>,
    pub(crate) left_beyond: bool,
    /// The moment of the run from which it looks on, and who alone could move until there was something to choose.
    pub(crate) from: u64,
    pub(crate) led_by: Task,
    /// There, alarms would ring by themselves unless time is told to order nothing.
    pub(crate) has_alarms: bool,
}

/// Why a search is not complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bounded {
    States,
    Memory,
    Preemptions,
    /// Whoever searches has stopped.
    Stopped,
    /// A limit of the machine.
    Machine,
    /// More workers than can be told apart.
    Workers,
    /// Of a search that was shared out, not every part is there.
    Parts,
}

impl Bounded {
    pub const ALL: [Self; 7] = [
        Self::States,
        Self::Memory,
        Self::Preemptions,
        Self::Stopped,
        Self::Machine,
        Self::Workers,
        Self::Parts,
    ];

    /// As results name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::States => "states",
            Self::Memory => "memory",
            Self::Preemptions => "preemptions",
            Self::Stopped => "time",
            Self::Machine => "machine",
            Self::Workers => "workers",
            Self::Parts => "shards",
        }
    }
}

/// One walk from the start. It begins again where an assumption proves wrong, and keeps what it has learned of moves.
#[derive(Debug)]
pub(crate) struct Tour {
    pub(crate) store: Store,
    pub(crate) memo: Memo,
    pub(crate) mover: Mover,
    pub(crate) graph: Graph,
    pub(crate) roles: Roles,
    pub(crate) symmetric: bool,
    /// Every worker there ever was, by number.
    pub(crate) workers: Vec<Task>,
    /// Where they are in a state.
    pub(crate) seats: Vec<Seat>,
    numbers: FxHashMap<Task, u16>,
    pub(crate) open: VecDeque<Waiting>,
    pub(crate) split: Split,
    /// States are met carefully.
    pub(crate) careful: bool,
    pub(crate) start: State,
    /// What was done before the search begins.
    pub(crate) prelude: Vec<(Task, u32)>,
    pub(crate) races: FxHashMap<(u64, bool), Race>,
    pub(crate) compared: FxHashSet<(u32, u32)>,
    /// Moves that did something wrong by themselves, or notified nobody, by place in the list of moves.
    pub(crate) marked: Vec<(u32, u32)>,
    /// By place in the list of moves: the moves themselves.
    pub(crate) mark_leaves: FxHashMap<u32, Vec<u32>>,
    /// The same of moves by which a state that was dealt out was taken over, with the state.
    pub(crate) taken: Vec<(u32, u32)>,
    pub(crate) ends: FxHashMap<u32, End>,
    /// Of a deadlock: the conditions on which somebody waits to be notified.
    pub(crate) waited: FxHashMap<u32, Vec<ObjectId>>,
    /// Steps of main before the search begins.
    pub(crate) start_steps: u64,
    pub(crate) roles_old: bool,
}

/// A state that was met, and is still to be looked at.
#[derive(Debug)]
pub(crate) struct Waiting {
    pub(crate) number: u32,
    pub(crate) state: State,
    /// As its fingerprint saw it when it was met, if that is known.
    pub(crate) sketch: Option<Sketch>,
}

/// A worker: its slot.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seat {
    pub(crate) thread: Slot,
    /// What equal ones have in common.
    pub(crate) kind: u128,
}

/// What one move leads to.
pub(crate) struct Successor {
    pub(crate) state: State,
    /// The moves that were made, the first by whoever was asked, the others because nobody notices them.
    pub(crate) moves: Vec<(Task, u32)>,
}

impl Search {
    /// From the start of a program.
    pub fn new(program: &Arc<Program>, config: Config, options: Options) -> Self {
        Self::onward(Machine::boot(Arc::clone(program), config), options)
    }

    /// From a moment of a run: everything that can still happen. Its schedules go on from there.
    pub fn onward(mut machine: Machine, mut options: Options) -> Self {
        options.symmetry &= !options.starvation;
        machine.watch(false);
        machine.take_told();
        let has_alarms = !machine.is_loose() && !machine.kernel().alarms.is_empty();
        prepare(&mut machine, &options);
        let (base, led_by) = base(&machine);
        // The kernel knows everybody by number.
        options.symmetry &= base.processes().len() == 1;
        let mut knowledge = nothing_known(&base, &options);
        // Scouts go first, and a sample is only taken where there is something to choose.
        knowledge.expects = options.shard.is_none();
        let tour = Tour::new(&base, options.symmetry, &knowledge.watched);
        let mut search = Self {
            options,
            base,
            knowledge,
            tour,
            restarts: 0,
            seen: FxHashSet::default(),
            arriving: true,
            told_apart: false,
            bounded: None,
            clock_read: false,
            over: false,
            stale: None,
            scouts: Scouts::default(),
            within: None,
            left_beyond: false,
            from: machine.steps(),
            led_by,
            has_alarms,
        };
        if search.base.processes().len() > search.tour.store.ground.top.len() {
            search.bounded = Some(Bounded::Workers);
        }
        search.begin();
        search
    }

    pub fn progress(&self) -> Progress {
        let graph = &self.tour.graph;
        let measured = self.within.as_ref().filter(|_| self.is_measuring());
        Progress {
            states: measured.map_or(graph.len(), Within::states),
            transitions: graph.edges(),
            waiting: self.tour.open.len(),
            bytes: self.tour.bytes(),
            restarts: self.restarts,
            kinds: self.kinds_so_far(),
            outcomes: self.scouts.outcomes.len(),
        }
    }

    /// Whether there is nothing left to look at.
    pub fn is_over(&self) -> bool {
        self.over || self.bounded.is_some()
    }

    /// Whoever searches has had enough.
    pub fn stop(&mut self) {
        if !self.tour.open.is_empty() {
            self.bounded = Some(Bounded::Stopped);
        }
    }

    /// Looks at up to so many states.
    pub fn advance(&mut self, states: usize) {
        for _ in 0..states {
            if self.bounded.is_some() {
                return;
            }
            if self.is_scouting() {
                self.scout();
                continue;
            }
            if self.is_measuring() {
                self.measure();
                continue;
            }
            if self.is_stale(self.tour.open.is_empty()) {
                self.restart();
                continue;
            }
            self.share_out();
            let Some(mut waiting) = self.tour.open.pop_front() else {
                // Who never moves again where others go on for ever is a question about each by itself.
                if self.tour.symmetric && !self.told_apart && self.goes_on_for_ever() {
                    self.told_apart = true;
                    self.restart();
                    continue;
                }
                self.over = true;
                self.end_within();
                return;
            };
            let number = waiting.number;
            if self.is_elsewhere(number) {
                self.tour.graph.leave(number);
                continue;
            }
            if self.is_beyond(number) {
                self.left_beyond = true;
                self.tour.graph.leave(number);
                continue;
            }
            let version = self.knowledge.version;
            let told_apart = self.told_apart;
            if self.is_dealt(number) {
                let moves = self.take_over(&mut waiting.state);
                self.mark_taken(number, &moves);
                waiting.sketch = None;
            }
            self.expand(waiting);
            if self.knowledge.version != version || self.told_apart != told_apart {
                self.stale.get_or_insert(0);
                continue;
            }
            if self.tour.graph.len() > self.options.bounds.states {
                self.bounded = Some(Bounded::States);
            } else if number.is_multiple_of(1024) && self.tour.bytes() > self.options.bounds.memory
            {
                self.bounded = Some(Bounded::Memory);
            }
        }
    }

    /// Whether an assumption of this tour has proved wrong, and it has been followed long enough: what else is wrong
    /// with it is often seen close by.
    fn is_stale(&mut self, at_its_end: bool) -> bool {
        let Some(since) = &mut self.stale else {
            return false;
        };
        *since += 1;
        at_its_end || *since > LOOK_ON
    }

    /// Changes where something new was learned.
    pub(crate) fn known(&self) -> (u64, bool) {
        (self.knowledge.version.into(), self.told_apart)
    }

    /// Begins again with what was learned.
    pub(crate) fn restart(&mut self) {
        self.begin_again();
        self.begin();
    }

    /// Scouts have gone: with what they have learned the search begins.
    pub(crate) fn set_out(&mut self) {
        if self.knowledge.is_hasty() {
            // There was nothing to learn.
            self.tour.memo.forget();
        }
        self.knowledge.expects = false;
        self.restart();
        self.restarts = 0;
    }

    /// Slots may have been added: whether states are other ones for that.
    pub(crate) fn catch_up(&mut self) -> bool {
        let version = self.knowledge.version;
        if std::mem::take(&mut self.tour.roles_old) {
            self.refresh();
        }
        self.knowledge.version != version
    }

    /// What a worker that can move would do.
    pub(crate) fn known_leaf(&mut self, state: &State, task: Task) -> Option<u32> {
        let manner = Manner {
            gives_up: false,
            alone: self.tour.beside(state, task).is_empty(),
            quiet: false,
        };
        let leaf = self.leaf(state, task, manner);
        self.leaf_of(leaf).blocked.is_none().then_some(leaf)
    }

    /// Forgets the tour, and keeps what was learned.
    fn begin_again(&mut self) {
        self.stale = None;
        self.within = None;
        self.left_beyond = false;
        self.restarts += 1;
        let news = self.knowledge.take_news();
        self.tour.begin_again(&news);
        self.tour.symmetric = self.options.symmetry && !self.told_apart;
    }

    /// The first state: everybody stands before something that others notice.
    fn begin(&mut self) {
        self.arriving = true;
        self.begin_split();
        let mut state = self.tour.start.clone();
        let mut moves = Vec::new();
        loop {
            // Who waits already, in the middle of a run, has nowhere to go.
            let begun = self.those_ready(&state);
            let version = self.knowledge.version;
            self.settle(&mut state, begun, &mut moves);
            if self.knowledge.version == version {
                break;
            }
            self.begin_again();
            self.begin_split();
            state.clone_from(&self.tour.start);
            moves.clear();
        }
        self.arriving = false;
        self.tour.prelude = moves;
        self.tour.start.clone_from(&state);
        self.refresh();
        let print = self.fingerprint(&state);
        let (number, _) = self.tour.graph.enter(print);
        self.tour.open.push_back(Waiting {
            number,
            state,
            sketch: None,
        });
    }

    /// Slots were added: what they are to fingerprints.
    pub(crate) fn refresh(&mut self) {
        let deaf = &(self.options.mutant == Some(Mutant::EverybodyEqual));
        let Self { tour, seen, .. } = self;
        for part in tour.store.parts.clone() {
            if let Part::Of(pid, Spot::Thread(tid)) = part {
                tour.number(Task { pid, tid });
            }
        }
        let Tour {
            roles,
            store,
            numbers,
            ..
        } = tour;
        let parts = &store.parts;
        roles.deaf = *deaf;
        let changed = roles.update(store, numbers, |slot| match parts[slot as usize] {
            part @ Part::Of(_, Spot::Global(..) | Spot::Object(_)) => {
                // What is told where a run ends is looked at, too.
                seen.contains(&part) || store.shown.contains(&part) || !speaks(store, slot)
            }
            Part::Of(..) | Part::Image(_) | Part::Kernel => true,
        });
        // Fingerprints taken so far would not be those of the same states now.
        if changed {
            for waiting in &mut tour.open {
                waiting.sketch = None;
            }
            if tour.symmetric && tour.graph.len() > 0 {
                self.knowledge.version += 1;
            }
        }
    }

    pub(crate) fn fingerprint(&self, state: &State) -> u128 {
        self.tour.sketch(state).print()
    }

    /// What a worker does from a state.
    #[inline]
    pub(crate) fn leaf(&mut self, state: &State, task: Task, manner: Manner) -> u32 {
        let tour = &self.tour;
        let thread = Part::Of(task.pid, Spot::Thread(task.tid));
        let slot = tour.store.slot(thread).expect("every worker has a slot");
        let mut root = tour.root(state, slot, manner, self.knowledge.careful);
        root.arriving = manner.quiet && self.arriving;
        match tour.memo.find(root, state, &tour.store) {
            Some(leaf) => leaf,
            None => self.compute(root, state, task, manner),
        }
    }

    /// Has the machine do it.
    #[cold]
    pub(crate) fn compute(&mut self, root: Root, state: &State, task: Task, manner: Manner) -> u32 {
        let tour = &mut self.tour;
        let slots = tour.store.parts.len();
        let (asked, leaf) = tour
            .mover
            .go(&mut tour.store, &self.knowledge, state, task, manner);
        if tour.store.parts.len() != slots {
            tour.memo.forget();
            tour.roles_are_old();
        }
        if tour.store.shows_more() {
            tour.roles_are_old();
        }
        self.clock_read |= leaf.clock;
        if tour.mover.is_crowded {
            self.bounded = Some(Bounded::Workers);
        }
        // How the start comes about is the same in every run, and careful moves lead to states in which equal threads are
        // different anyway.
        let tells_apart = !(self.knowledge.careful || manner.quiet && self.arriving);
        for &slot in &asked {
            let part = self.tour.store.parts[slot as usize];
            if tells_apart && self.seen.insert(part) && speaks(&self.tour.store, slot) {
                self.knowledge.version += 1;
            }
        }
        // The kernel knows everybody by number.
        if leaf.identity && tells_apart || leaf.asks_kernel() || self.tour.store.ground.is_ambiguous
        {
            self.told_apart = self.options.symmetry;
        }
        let tour = &mut self.tour;
        tour.memo.learn(root, &asked, state, &tour.store, leaf)
    }

    pub(crate) fn leaf_of(&self, leaf: u32) -> &Leaf {
        &self.tour.memo.leaves[leaf as usize]
    }

    /// Those who are new go as far as nobody notices, and those whom they begin.
    pub(crate) fn settle(
        &mut self,
        state: &mut State,
        begun: Vec<Task>,
        moves: &mut Vec<(Task, u32)>,
    ) {
        let mut begun: VecDeque<Task> = begun.into();
        while let Some(task) = begun.pop_front() {
            // Beyond a bound of another kind there are still ways to be shown.
            if self.bounded == Some(Bounded::Workers) || !self.tour.is_alive(state, task) {
                continue;
            }
            let alone = self.tour.beside(state, task).is_empty();
            let manner = Manner {
                gives_up: false,
                alone,
                quiet: true,
            };
            let leaf = self.leaf(state, task, manner);
            self.account(state, task, leaf);
            let moved = self.tour.apply(state, leaf);
            if self.tour.memo.leaves[leaf as usize].blocked.is_none() {
                moves.push((task, leaf));
                for task in moved {
                    self.begins(state, task);
                    begun.push_back(task);
                }
            }
        }
    }

    /// A worker is new.
    fn begins(&mut self, state: &State, task: Task) {
        let number = self.tour.number(task);
        self.tour.seat(state, number);
        if self.tour.store.is_daemon(state, task) {
            // Its process may end before it does.
            self.knowledge.learn_cuts();
        }
    }

    /// Takes note of what a move did, beside whom.
    fn account(&mut self, state: &State, task: Task, leaf: u32) {
        let beside = self.tour.beside(state, task);
        let mask = beside.iter().fold(0u64, |mask, other| {
            let number = self.tour.numbers.get(other).copied().unwrap_or(63);
            mask | 1 << number.min(63)
        });
        if self.is_accounted(leaf, mask) {
            return;
        }
        self.account_beside(task, leaf, mask, beside);
    }

    /// Whether it is known what a move does beside these workers.
    #[inline]
    pub(crate) fn is_accounted(&self, leaf: u32, mask: u64) -> bool {
        self.leaf_of(leaf).is_accounted(mask)
    }

    #[cold]
    pub(crate) fn account_beside(
        &mut self,
        task: Task,
        leaf: u32,
        mask: u64,
        mut beside: SmallVec<[Task; 8]>,
    ) {
        let tour = &mut self.tour;
        let alike = tour.alike(task, &beside);
        let leaf = &mut tour.memo.leaves[leaf as usize];
        leaf.seen = true;
        leaf.accounted |= mask;
        // Those whom the move itself began are beside it from then on; it is as well to say that they always were.
        beside.extend(leaf.begun.iter().copied());
        self.knowledge.learn_begun(task, &leaf.begun);
        if leaf.cuts {
            self.knowledge.learn_cuts();
        }
        self.knowledge.learn(task, &leaf.deeds, &beside, &alike);
        if self.knowledge.is_full() {
            self.bounded = Some(Bounded::Workers);
        }
    }

    /// The state after a worker's move, or `None` where it cannot move so.
    pub(crate) fn successor(
        &mut self,
        state: &State,
        task: Task,
        gives_up: bool,
    ) -> Option<Successor> {
        let alone = self.tour.beside(state, task).is_empty();
        let manner = Manner {
            gives_up,
            alone,
            quiet: false,
        };
        let leaf = self.leaf(state, task, manner);
        if self.tour.memo.leaves[leaf as usize].blocked.is_some() {
            return None;
        }
        self.account(state, task, leaf);
        let mut next = state.clone();
        let mut moves = vec![(task, leaf)];
        let begun = self.tour.apply(&mut next, leaf);
        if !begun.is_empty() {
            for &task in &begun {
                self.begins(&next, task);
            }
            self.settle(&mut next, begun, &mut moves);
        }
        Some(Successor { state: next, moves })
    }

    /// Those who wait for nothing, and for nobody's turn.
    pub(crate) fn those_ready(&mut self, state: &State) -> Vec<Task> {
        let workers = self.tour.workers.iter().copied();
        let ready = |&task: &Task| {
            self.tour.stands(state, task) == Stands::Ready && self.tour.may_start(state, task)
        };
        let mut ready: Vec<Task> = workers.filter(ready).collect();
        ready.retain(|&task| !self.lacks_turn(state, task));
        ready
    }

    /// Whether another worker of its process has the turn, stands where the profile lets nobody take it, and can go on.
    #[inline]
    pub(crate) fn lacks_turn(&mut self, state: &State, task: Task) -> bool {
        self.tour.mover.only_where_checked && self.is_kept_waiting(state, task)
    }

    #[cold]
    fn is_kept_waiting(&mut self, state: &State, task: Task) -> bool {
        let turn = self.tour.store.at(state, Part::Of(task.pid, Spot::Turn));
        let Some(&Content::Turn(tid)) = turn.map(|entry| &entry.content) else {
            return false;
        };
        let holder = Task { tid, ..task };
        holder != task
            && self.tour.stands(state, holder) == Stands::Ready
            && self.tour.may_start(state, holder)
            && self.known_leaf(state, holder).is_some()
    }

    /// How a run ends that has come to a state in which nobody can move.
    pub(crate) fn end_of(&mut self, state: &State) -> End {
        let mut workers = self.tour.workers.iter();
        let fate = if workers.any(|&task| self.tour.is_alive(state, task)) {
            Fate::Deadlock
        } else {
            Fate::Finished
        };
        self.look_at_end(state, fate)
    }

    pub(crate) fn look_at_end(&mut self, state: &State, fate: Fate) -> End {
        let tour = &mut self.tour;
        let machine = tour.mover.show(&tour.store, state);
        let process = machine.process(Pid::default());
        let main = process.program.main;
        let watch = self
            .options
            .watch
            .iter()
            .filter_map(|name| {
                let value = process.global(main, name)?;
                Some((name.clone(), inspect::repr(process, value)))
            })
            .collect();
        let ending = match machine.status() {
            Status::Finished { uncaught: true, .. } => "exception",
            Status::Limit(_) => "limit",
            _ if fate == Fate::Deadlock => "deadlock",
            _ => "finished",
        };
        let stdout = self
            .options
            .stdout
            .then(|| machine.held_output().unwrap_or_default().to_owned());
        End {
            ending,
            watch,
            stdout,
        }
    }
}

fn nothing_known(base: &Machine, options: &Options) -> Knowledge {
    let trust = if options.count || options.starvation || !options.reduction {
        Trust::Little
    } else {
        Trust::Full
    };
    let mut knowledge = Knowledge::new(trust, options.mutant);
    knowledge.watched = watched(base, &options.watch);
    knowledge.prints = options.stdout;
    knowledge
}

/// The globals of the main module with these names.
fn watched(base: &Machine, names: &[String]) -> Vec<Part> {
    let process = base.process(Pid::default());
    let main = process.program.main;
    let globals = &process.globals[main.index()];
    let slot = |name: &String| {
        let name = process.names.find(name)?;
        globals.names.iter().position(|&other| other == name)
    };
    names
        .iter()
        .filter_map(slot)
        .map(|slot| Part::Of(Pid::default(), Spot::Global(main, slot as u32)))
        .collect()
}

/// What these globals hold at the start, themselves included.
fn shown(base: &Machine, watched: &[Part]) -> FxHashSet<Part> {
    let process = base.process(Pid::default());
    let mut reached = Reached::new(process);
    for &part in watched {
        if let Content::Global(value) = base.content(part) {
            value.trace(&mut reached);
        }
    }
    reached.follow(process);
    let objects = reached.order.into_iter();
    let objects = objects.map(|id| Part::Of(Pid::default(), Spot::Object(id)));
    objects.chain(watched.iter().copied()).collect()
}

/// Whether anything that a slot has held speaks of a thread.
fn speaks(store: &Store, slot: Slot) -> bool {
    store.spoken.contains(&store.parts[slot as usize])
}

impl Tour {
    fn new(base: &Machine, symmetric: bool, watched: &[Part]) -> Self {
        let mut store = Store::default();
        store.shown = shown(base, watched);
        let mover = Mover::new(base.clone());
        survey(base, &mut store);
        mover.watch_base(&mut store);
        let mut tour = Self {
            store,
            memo: Memo::default(),
            mover,
            graph: Graph::default(),
            roles: Roles::default(),
            symmetric,
            workers: Vec::new(),
            seats: Vec::new(),
            numbers: FxHashMap::default(),
            open: VecDeque::new(),
            split: Split::Whole,
            careful: false,
            start: State::new(),
            prelude: Vec::new(),
            races: FxHashMap::default(),
            compared: FxHashSet::default(),
            marked: Vec::new(),
            mark_leaves: FxHashMap::default(),
            taken: Vec::new(),
            ends: FxHashMap::default(),
            waited: FxHashMap::default(),
            start_steps: base.steps(),
            roles_old: false,
        };
        for task in base.tasks() {
            tour.number(task);
        }
        tour.start.clone_from(&tour.store.base);
        tour
    }

    /// Bytes in use, by the states that were met and by those that wait to be looked at.
    pub(crate) fn bytes(&self) -> usize {
        let row = self.store.parts.len() * size_of::<Held>();
        self.graph.bytes() + self.open.len() * (size_of::<Waiting>() + row)
    }

    /// Forgets the walk. What the parts have held and what moves do is kept, as far as it still holds.
    fn begin_again(&mut self, news: &News) {
        if news.all {
            self.memo.forget();
        } else {
            let is_old = |leaf: &Leaf| {
                leaf.deeds
                    .iter()
                    .any(|deed| news.parts.contains(&deed.part))
            };
            self.memo.drop_leaves(is_old);
        }
        // What they do is held against what is known once more: the walk that comes to its end has seen all of it.
        for leaf in &mut self.memo.leaves {
            leaf.accounted = 0;
            leaf.seen = false;
        }
        self.store.look_again();
        for seat in &mut self.seats {
            seat.kind = 0;
        }
        for number in 0..self.seats.len() {
            self.seat(&[], number as u16);
        }
        self.graph = Graph::default();
        self.open.clear();
        self.start.clone_from(&self.store.base);
        self.prelude.clear();
        self.races.clear();
        self.compared.clear();
        self.marked.clear();
        self.mark_leaves.clear();
        self.taken.clear();
        self.ends.clear();
        self.waited.clear();
    }

    fn roles_are_old(&mut self) {
        self.roles_old = true;
    }

    /// The number of a worker among all there ever are.
    pub(crate) fn number(&mut self, task: Task) -> u16 {
        if let Some(&number) = self.numbers.get(&task) {
            return number;
        }
        let number = self.workers.len() as u16;
        self.workers.push(task);
        self.numbers.insert(task, number);
        let thread = self.store.slot(Part::Of(task.pid, Spot::Thread(task.tid)));
        self.seats.push(Seat {
            thread: thread.expect("a worker has a slot from its beginning"),
            kind: 0,
        });
        self.seat(&[], number);
        number
    }

    pub(crate) fn number_of(&self, task: Task) -> Option<u16> {
        self.numbers.get(&task).copied()
    }

    /// Finds out where a worker's own object is, once it has begun, and of what kind it is.
    fn seat(&mut self, state: &[Held], number: u16) {
        let seat = self.seats[usize::from(number)];
        let entry = self.store.entry(self.store.held(state, seat.thread));
        let Content::Thread(standing) = &entry.content else {
            return;
        };
        let pid = self.workers[usize::from(number)].pid;
        let object = Part::Of(pid, Spot::Object(standing.worker.object));
        let kind = self.store.at(state, object).map_or(0, |entry| entry.core);
        let seat = &mut self.seats[usize::from(number)];
        seat.kind = kind;
    }

    /// Others who may be taken for a worker.
    fn alike(&self, task: Task, among: &[Task]) -> SmallVec<[Task; 8]> {
        let kind = |task: &Task| {
            let number = self.numbers.get(task)?;
            Some(self.seats[usize::from(*number)].kind).filter(|&kind| kind != 0)
        };
        let own = kind(&task);
        among
            .iter()
            .copied()
            .filter(|other| self.symmetric && own.is_some() && kind(other) == own)
            .collect()
    }

    /// Under what a worker's move is remembered, by the worker's slot.
    #[inline]
    pub(crate) fn root(&self, state: &State, slot: Slot, manner: Manner, careful: bool) -> Root {
        Root {
            thread: self.store.held(state, slot),
            manner: manner.bits() | u8::from(careful) << 3,
            arriving: false,
        }
    }

    /// A state as its fingerprint sees it.
    pub(crate) fn sketch(&self, state: &State) -> Sketch {
        if self.careful {
            Sketch::plain(&self.store, state).careful()
        } else if self.symmetric {
            Sketch::of(&self.store, &self.roles, state)
        } else {
            Sketch::plain(&self.store, state)
        }
    }

    pub(crate) fn stands(&self, state: &[Held], task: Task) -> Stands {
        let part = Part::Of(task.pid, Spot::Thread(task.tid));
        self.store
            .at(state, part)
            .map_or(Stands::Not, |entry| entry.stands)
    }

    pub(crate) fn is_alive(&self, state: &[Held], task: Task) -> bool {
        matches!(
            self.stands(state, task),
            Stands::Ready | Stands::Waits { .. }
        )
    }

    /// Who may have done something that a worker's next step comes neither before nor after: others who have begun,
    /// and for whose end it has not waited.
    fn beside(&self, state: &[Held], task: Task) -> SmallVec<[Task; 8]> {
        let joined = self.store.joined_by(state, task);
        let others = self
            .workers
            .iter()
            .zip(&self.seats)
            .filter(|&(other, seat)| {
                let known = other.pid == task.pid
                    && 1u64.checked_shl(other.tid.0).unwrap_or(0) & joined != 0;
                let entry = self.store.entry(self.store.held(state, seat.thread));
                *other != task && !known && entry.stands != Stands::Not
            });
        others.map(|(&other, _)| other).collect()
    }

    /// Whether those whose end a worker waits for, where it has gone ahead of itself, have ended.
    pub(crate) fn may_start(&self, state: &[Held], task: Task) -> bool {
        let part = Part::Of(task.pid, Spot::Thread(task.tid));
        let entry = self.store.at(state, part);
        entry.is_some_and(|entry| !self.store.awaits(state, task.pid, entry))
    }

    /// The objects of a process's threads that have ended.
    pub(crate) fn ended_threads(&self, state: &[Held], pid: Pid) -> Vec<ObjectId> {
        let mut ended = Vec::new();
        for part in &self.store.parts {
            if let Part::Of(other, Spot::Object(id)) = *part
                && other == pid
                && self.store.at(state, *part).is_some_and(|entry| entry.ended)
            {
                ended.push(id);
            }
        }
        ended
    }

    /// Does to a state what a move does; who is new.
    pub(crate) fn apply(&self, state: &mut State, leaf: u32) -> Vec<Task> {
        let leaf = &self.memo.leaves[leaf as usize];
        for &(slot, held) in &leaf.writes {
            let slot = slot as usize;
            if slot >= state.len() {
                let known = state.len();
                state.extend_from_slice(&self.store.base[known..]);
            }
            state[slot] = held;
        }
        if leaf.drops {
            self.sweep(state);
        }
        leaf.begun.to_vec()
    }

    /// Takes away what was made since the start and nobody can reach any more.
    fn sweep(&self, state: &mut State) {
        let is_made = |part: Part| match part {
            Part::Of(pid, Spot::Object(id)) => self.store.ground.maker(pid, id).is_some(),
            Part::Of(..) | Part::Image(_) | Part::Kernel => false,
        };
        let parts = &self.store.parts;
        let mut reached = vec![false; parts.len()];
        let mut open: Vec<Slot> = Vec::new();
        for (slot, &part) in parts.iter().enumerate() {
            if matches!(part, Part::Of(..)) && !is_made(part) {
                reached[slot] = true;
                open.push(slot as Slot);
            }
        }
        while let Some(slot) = open.pop() {
            let Part::Of(pid, _) = parts[slot as usize] else {
                continue;
            };
            for &id in &self.store.entry(self.store.held(state, slot)).refers {
                if let Some(next) = self.store.slot(Part::Of(pid, Spot::Object(id)))
                    && !std::mem::replace(&mut reached[next as usize], true)
                {
                    open.push(next);
                }
            }
        }
        for (slot, &part) in parts.iter().enumerate().take(state.len()) {
            if is_made(part) && !reached[slot] {
                state[slot] = self.store.base[slot];
            }
        }
    }
}

/// Makes a machine go as a search assumes.
fn prepare(machine: &mut Machine, options: &Options) {
    machine.loosen();
    machine.hold_output(options.stdout);
    if options.wake_any {
        machine.wake_any();
    }
    if options.strict_time {
        machine.order_alarms();
    }
}

/// The machine just before a second worker is there: until then there is only one way to go. Who goes it.
fn base(from: &Machine) -> (Machine, Task) {
    const LONGEST: u64 = 2_000_000;
    let begins = |machine: &Machine| {
        machine.processes().len() > 1 || machine.process(Pid::default()).workers.len() > 1
    };
    let mut machine = from.clone();
    let mut steps = 0u64;
    if let Some(last) = from.last().filter(|_| begins(from)) {
        // Where the profile lets nobody take the turn from whoever has it, there is nothing to choose either; but
        // another process may move.
        while machine.processes().len() == 1
            && machine.is_ready(last)
            && !machine.gives_way(last)
            && steps < LONGEST
        {
            machine.run(last, 1, crate::machine::world::Until::STEPS);
            steps += 1;
        }
        machine.make_texts();
        machine.clean();
        return (machine, last);
    }
    while machine.status() == Status::Running
        && machine.can_move(Task::MAIN)
        && !begins(&machine)
        && steps < LONGEST
    {
        machine.run(Task::MAIN, 1, crate::machine::world::Until::STEPS);
        steps += 1;
    }
    let mut machine = from.clone();
    if steps > 1 {
        machine.run(Task::MAIN, steps - 1, crate::machine::world::Until::STEPS);
    }
    machine.make_texts();
    machine.clean();
    (machine, Task::MAIN)
}

/// Processes that have ground of their own: as many as workers can be told apart.
const PROCESSES: u32 = 64;

/// Whose everything is.
fn survey(base: &Machine, store: &mut Store) {
    store.ground.base = Some(base.clone());
    let tops = base.processes().iter().map(|process| process.heap.top());
    let top = tops.max().unwrap_or(0).next_multiple_of(64);
    store.ground.top = (0..PROCESSES).map(|pid| top + pid * 64 * PLACES).collect();
    for process in base.processes() {
        survey_process(process, store);
    }
}

fn survey_process(process: &Process, store: &mut Store) {
    let pid = process.pid;
    let workers = || process.workers.iter().enumerate();
    for (tid, worker) in workers() {
        store
            .ground
            .threads
            .insert((pid, worker.object), Tid::from(tid));
    }
    // What is reachable without any thread is everybody's.
    let mut shared = Reached::new(process);
    process.shared_roots(&mut shared);
    shared.follow(process);
    let mut own: FxHashMap<ObjectId, Option<(Tid, u32)>> = FxHashMap::default();
    for (tid, worker) in workers() {
        if worker.state == ThreadState::Ended {
            continue;
        }
        let mut mine = Reached::new(process);
        mine.stop.clone_from(&shared.met);
        worker.thread.trace(&mut mine);
        mine.follow(process);
        for (place, &id) in mine.order.iter().enumerate() {
            own.entry(id)
                .and_modify(|owner| *owner = None)
                .or_insert(Some((Tid::from(tid), place as u32)));
        }
    }
    for (id, owner) in own {
        if let Some(owner) = owner
            && !matches!(process.heap.peek(id).body, Body::Thread(_))
        {
            store.ground.own.insert((pid, id), owner);
        }
    }
}

/// Objects in the order in which a walk meets them.
struct Reached {
    met: Vec<bool>,
    stop: Vec<bool>,
    order: Vec<ObjectId>,
}

impl Reached {
    fn new(process: &Process) -> Self {
        let top = process.heap.top() as usize;
        Self {
            met: vec![false; top],
            stop: vec![false; top],
            order: Vec::new(),
        }
    }

    fn follow(&mut self, process: &Process) {
        let mut next = 0;
        while let Some(&id) = self.order.get(next) {
            next += 1;
            process.heap.peek(id).trace(self);
        }
    }
}

impl Tracer for Reached {
    fn word(&mut self, _: u64) {}

    fn reference(&mut self, id: ObjectId) {
        let at = id.index();
        if at < self.met.len() && !self.stop[at] && !std::mem::replace(&mut self.met[at], true) {
            self.order.push(id);
        }
    }

    fn bytes(&mut self, _: &[u8]) {}
}
