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
use crate::explore::graph::{Edge, Fate, Graph, Label};
use crate::explore::knowledge::{Knowledge, Trust};
use crate::explore::memo::{Memo, Root};
use crate::explore::moves::{Leaf, Manner, Mover};
use crate::explore::mutant::Mutant;
use crate::explore::report::Report;
use crate::explore::shortest::{HASTE, PATIENCE};
use crate::explore::store::{Held, Slot, Stands, State, Store};
use crate::explore::symmetry::{self, Roles};
use crate::machine::access::Spot;
use crate::machine::inspect;
use crate::machine::object::Body;
use crate::machine::parts::{Content, Part};
use crate::machine::thread::State as ThreadState;
use crate::machine::trace::{Trace, Tracer};
use crate::machine::world::{Config, Machine, Status};

/// How to search.
#[derive(Clone, Debug)]
pub struct Options {
    /// Steps that nobody notices are taken together, and what one holds a lock for is not tried in every order.
    pub reduction: bool,
    /// Equal threads are interchangeable.
    pub symmetry: bool,
    /// Schedules are counted, exactly.
    pub count: bool,
    /// Globals of the main module whose final values tell outcomes apart.
    pub watch: Vec<String>,
    pub bounds: Bounds,
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
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            states: usize::MAX,
            memory: 4 << 30,
        }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            reduction: true,
            symmetry: true,
            count: false,
            watch: Vec::new(),
            bounds: Bounds::default(),
            mutant: None,
        }
    }
}

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
}

/// How a run ended, and what it left.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct End {
    pub(crate) ending: &'static str,
    pub(crate) watch: Vec<(String, String)>,
}

/// Two workers about to touch one place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Race {
    pub(crate) state: u32,
    pub(crate) workers: [Task; 2],
}

/// What a search knows, and goes on to know.
#[derive(Debug)]
pub struct Search {
    pub(crate) options: Options,
    pub(crate) base: Machine,
    knowledge: Knowledge,
    pub(crate) tour: Tour,
    restarts: u32,
    /// Parts by which equal threads could be told apart, and that are looked at.
    seen: FxHashSet<Part>,
    /// Equal threads are told apart.
    told_apart: bool,
    /// Parts that have changed in earlier tours.
    known: Vec<Part>,
    threads: FxHashMap<(Pid, ObjectId), Tid>,
    pub(crate) bounded: Option<Bounded>,
    pub(crate) clock_read: bool,
    /// The moment of the run from which it looks on, and who alone could move until there was something to choose.
    pub(crate) from: u64,
    pub(crate) led_by: Task,
    /// There, alarms would ring by themselves unless time is told to order nothing.
    pub(crate) has_alarms: bool,
    /// States looked at for the best ways, before any way will do.
    pub(crate) patience: usize,
}

/// Why a search is not complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bounded {
    States,
    Memory,
    /// Whoever searches has stopped.
    Stopped,
    /// A limit of the machine.
    Machine,
    /// More workers than can be told apart.
    Workers,
    /// The program begins processes, which are not explored yet.
    Processes,
}

/// One walk from the start. It is thrown away where an assumption proves wrong.
#[derive(Debug)]
pub(crate) struct Tour {
    pub(crate) store: Store,
    memo: Memo,
    pub(crate) mover: Mover,
    pub(crate) graph: Graph,
    roles: Roles,
    symmetric: bool,
    /// Every worker there ever was, by number.
    pub(crate) workers: Vec<Task>,
    numbers: FxHashMap<Task, u16>,
    open: VecDeque<(u32, State)>,
    pub(crate) start: State,
    /// What was done before the search begins.
    pub(crate) prelude: Vec<(Task, u32)>,
    pub(crate) races: FxHashMap<(u64, bool), Race>,
    compared: FxHashSet<(u32, u32)>,
    /// Moves that did something wrong by themselves, or notified nobody, by place in the list of moves.
    pub(crate) marked: Vec<(u32, u32)>,
    /// By place in the list of moves: the moves themselves.
    pub(crate) mark_leaves: FxHashMap<u32, Vec<u32>>,
    pub(crate) ends: FxHashMap<u32, End>,
    /// Of a deadlock: the conditions on which somebody waits to be notified.
    pub(crate) waited: FxHashMap<u32, Vec<ObjectId>>,
    /// Steps of main before the search begins.
    pub(crate) start_steps: u64,
    roles_old: bool,
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
    pub fn onward(mut machine: Machine, options: Options) -> Self {
        machine.watch(false);
        machine.take_told();
        let has_alarms = !machine.is_loose() && !machine.kernel().alarms.is_empty();
        machine.loosen();
        let (base, led_by) = base(&machine);
        let trust = if options.count || !options.reduction {
            Trust::Little
        } else {
            Trust::Full
        };
        let mut knowledge = Knowledge::new(trust, options.mutant);
        knowledge.watched = watched(&base, &options.watch);
        let tour = Tour::new(&base, options.symmetry, &[], &FxHashMap::default());
        let mut search = Self {
            options,
            base,
            knowledge,
            tour,
            restarts: 0,
            seen: FxHashSet::default(),
            told_apart: false,
            known: Vec::new(),
            threads: FxHashMap::default(),
            bounded: None,
            clock_read: false,
            from: machine.steps(),
            led_by,
            has_alarms,
            patience: PATIENCE,
        };
        if search.base.processes().len() > 1 {
            search.bounded = Some(Bounded::Processes);
        }
        search.begin();
        search
    }

    pub fn progress(&self) -> Progress {
        let graph = &self.tour.graph;
        Progress {
            states: graph.len(),
            transitions: graph.edges(),
            waiting: self.tour.open.len(),
            bytes: graph.bytes(),
            restarts: self.restarts,
        }
    }

    /// Whether there is nothing left to look at.
    pub fn is_over(&self) -> bool {
        self.tour.open.is_empty() || self.bounded.is_some()
    }

    /// Whoever searches has had enough.
    pub fn stop(&mut self) {
        if !self.tour.open.is_empty() {
            self.bounded = Some(Bounded::Stopped);
        }
    }

    /// What is known so far, told quickly; the search goes on behind it.
    pub fn peek(&mut self) -> Report {
        let known = self.known();
        let patience = std::mem::replace(&mut self.patience, HASTE);
        let report = self.report();
        self.patience = patience;
        if self.known() != known {
            // A way that is no state of the graph has taught something new.
            self.begin_anew();
        }
        report
    }

    /// Changes where something new was learned.
    pub(crate) fn known(&self) -> (u64, bool) {
        (self.knowledge.version.into(), self.told_apart)
    }

    /// From the first state, knowing more.
    pub(crate) fn begin_anew(&mut self) {
        self.begin_again();
        self.begin();
    }

    /// Looks at up to so many states.
    pub fn advance(&mut self, states: usize) {
        for _ in 0..states {
            if self.bounded.is_some() {
                return;
            }
            let Some((number, state)) = self.tour.open.pop_front() else {
                return;
            };
            let version = self.knowledge.version;
            let told_apart = self.told_apart;
            self.expand(number, &state);
            if self.knowledge.version != version || self.told_apart != told_apart {
                self.begin_again();
                self.begin();
                continue;
            }
            if self.tour.graph.len() > self.options.bounds.states {
                self.bounded = Some(Bounded::States);
            } else if number.is_multiple_of(1024)
                && self.tour.graph.bytes() + self.tour.open.len() * 64 > self.options.bounds.memory
            {
                self.bounded = Some(Bounded::Memory);
            }
        }
    }

    /// Forgets the tour, and keeps what was learned.
    fn begin_again(&mut self) {
        self.restarts += 1;
        let store = &self.tour.store;
        for part in &store.parts {
            if !self.known.contains(part) && !matches!(part, Part::Image(_)) {
                self.known.push(*part);
            }
        }
        self.threads.extend(&store.ground.threads);
        let symmetric = self.options.symmetry && !self.told_apart;
        self.tour = Tour::new(&self.base, symmetric, &self.known, &self.threads);
    }

    /// The first state: everybody stands before something that others notice.
    fn begin(&mut self) {
        let mut state = self.tour.start.clone();
        let mut moves = Vec::new();
        loop {
            // Who waits already, in the middle of a run, has nowhere to go.
            let begun = self.tour.workers.iter().copied();
            let begun = begun
                .filter(|&task| self.tour.stands(&state, task) == Stands::Ready)
                .collect();
            let version = self.knowledge.version;
            self.settle(&mut state, begun, &mut moves);
            if self.knowledge.version == version {
                break;
            }
            self.begin_again();
            state.clone_from(&self.tour.start);
            moves.clear();
        }
        self.tour.prelude = moves;
        self.tour.start.clone_from(&state);
        self.refresh();
        let print = self.fingerprint(&state);
        let (number, _) = self.tour.graph.enter(print);
        self.tour.open.push_back((number, state));
    }

    /// Slots were added: what they are to fingerprints.
    fn refresh(&mut self) {
        let Self { tour, seen, .. } = self;
        let Tour { roles, store, .. } = tour;
        let parts = &store.parts;
        let changed = roles.update(store, |slot| match parts[slot as usize] {
            part @ Part::Of(_, Spot::Global(..) | Spot::Object(_)) => {
                seen.contains(&part) || !speaks(store, slot)
            }
            Part::Of(..) | Part::Image(_) | Part::Kernel => true,
        });
        // Fingerprints taken so far would not be those of the same states now.
        if changed && tour.symmetric && tour.graph.len() > 0 {
            self.knowledge.version += 1;
        }
    }

    pub(crate) fn fingerprint(&self, state: &State) -> u128 {
        if self.tour.symmetric {
            let equal = self.options.mutant == Some(Mutant::EverybodyEqual);
            symmetry::print(&self.tour.store, &self.tour.roles, state, equal)
        } else {
            symmetry::plain(&self.tour.store, state)
        }
    }

    /// What a worker does from a state.
    fn leaf(&mut self, state: &State, task: Task, manner: Manner) -> u32 {
        let tour = &mut self.tour;
        let slot = tour
            .store
            .slot(Part::Of(task.pid, Spot::Thread(task.tid)))
            .expect("every worker has a slot");
        let root = Root {
            thread: tour.store.held(state, slot),
            manner: manner.bits(),
        };
        if let Some(leaf) = tour.memo.find(root, state, &tour.store) {
            return leaf;
        }
        let slots = tour.store.parts.len();
        let (asked, leaf) = tour
            .mover
            .go(&mut tour.store, &self.knowledge, state, task, manner);
        if tour.store.parts.len() != slots {
            tour.memo.forget();
            tour.roles_are_old();
        }
        self.clock_read |= leaf.clock;
        if tour.mover.began_process {
            self.bounded = Some(Bounded::Processes);
        }
        for &slot in &asked {
            let part = self.tour.store.parts[slot as usize];
            if !manner.quiet && self.seen.insert(part) && speaks(&self.tour.store, slot) {
                self.knowledge.version += 1;
            }
        }
        if leaf.identity && !manner.quiet {
            self.told_apart = self.options.symmetry;
        }
        let tour = &mut self.tour;
        tour.memo.learn(root, &asked, state, &tour.store, leaf)
    }

    pub(crate) fn leaf_of(&self, leaf: u32) -> &Leaf {
        &self.tour.memo.leaves[leaf as usize]
    }

    /// Those who are new go as far as nobody notices, and those whom they begin.
    fn settle(&mut self, state: &mut State, begun: Vec<Task>, moves: &mut Vec<(Task, u32)>) {
        let mut begun: VecDeque<Task> = begun.into();
        while let Some(task) = begun.pop_front() {
            if self.bounded.is_some() || !self.tour.is_alive(state, task) {
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
        self.tour.number(task);
        if self.tour.is_daemon(state, task) {
            // Its process may end before it does.
            self.knowledge.learn_cuts();
        }
    }

    /// Takes note of what a move did, beside whom.
    fn account(&mut self, state: &State, task: Task, leaf: u32) {
        let mut beside = self.tour.beside(state, task);
        let tour = &mut self.tour;
        let leaf = &mut tour.memo.leaves[leaf as usize];
        let mask = beside.iter().fold(0u64, |mask, other| {
            let number = tour.numbers.get(other).copied().unwrap_or(63);
            mask | 1 << number.min(63)
        });
        if leaf.seen && mask & !leaf.accounted == 0 {
            return;
        }
        leaf.seen = true;
        leaf.accounted |= mask;
        // Those whom the move itself began are beside it from then on; it is as well to say that they always were.
        beside.extend(leaf.begun.iter().copied());
        if leaf.cuts {
            self.knowledge.learn_cuts();
        }
        self.knowledge.learn(task, &leaf.deeds, &beside);
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

    /// The workers that can move from a state, and whether by giving up a wait.
    pub(crate) fn enabled(&mut self, state: &State) -> Vec<(Task, bool)> {
        let mut enabled = Vec::new();
        for number in 0..self.tour.workers.len() {
            let task = self.tour.workers[number];
            match self.tour.stands(state, task) {
                Stands::Not | Stands::Ended | Stands::Waits { timed: false, .. } => {}
                Stands::Waits { timed: true, .. } => enabled.push((task, true)),
                Stands::Ready => {
                    if !self.tour.may_start(state, task) {
                        continue;
                    }
                    let manner = Manner {
                        gives_up: false,
                        alone: self.tour.beside(state, task).is_empty(),
                        quiet: false,
                    };
                    let leaf = self.leaf(state, task, manner);
                    if self.leaf_of(leaf).blocked.is_some() {
                        self.account(state, task, leaf);
                    }
                    match self.leaf_of(leaf).blocked {
                        None => enabled.push((task, false)),
                        Some(true) => enabled.push((task, true)),
                        Some(false) => {}
                    }
                }
            }
        }
        enabled
    }

    /// Finds all moves from a state.
    fn expand(&mut self, number: u32, state: &State) {
        debug_assert_eq!(number as usize, self.tour.graph.known(), "in order");
        if self.bounded.is_some() {
            return;
        }
        self.tour.graph.begin();
        let mut poised: Vec<(Task, u32)> = Vec::new();
        let mut limit = false;
        let enabled = self.enabled(state);
        for &(task, gives_up) in &enabled {
            let Some(successor) = self.successor(state, task, gives_up) else {
                continue;
            };
            if self.tour.roles_old {
                self.refresh();
                self.tour.roles_old = false;
            }
            let leaf = successor.moves[0].1;
            let mut idle = true;
            let mut marked = false;
            for &(_, leaf) in &successor.moves {
                let leaf = self.leaf_of(leaf);
                idle &= leaf.idle;
                limit |= leaf.limit.is_some();
                if !leaf.findings.is_empty() || !leaf.missed.is_empty() {
                    marked = true;
                }
            }
            if marked {
                let at = self.tour.graph.edges() as u32;
                self.tour.marked.push((at, number));
                let leaves = successor.moves.iter().map(|&(_, leaf)| leaf).collect();
                self.tour.mark_leaves.insert(at, leaves);
            }
            if !gives_up && !self.leaf_of(leaf).touches.is_empty() {
                poised.push((task, leaf));
            }
            let print = self.fingerprint(&successor.state);
            let (to, new) = self.tour.graph.enter(print);
            let label = Label::new(self.tour.number(task) as usize, gives_up).with_idle(idle);
            self.tour.graph.add(Edge { to, label });
            if new {
                self.tour.open.push_back((to, successor.state));
            }
        }
        self.compare(number, &poised);
        let alive = self.tour.alive_mask(state);
        let fate = if limit {
            self.bounded = Some(Bounded::Machine);
            Fate::Limit
        } else if !enabled.is_empty() {
            Fate::Open
        } else if self.tour.alive(state) == 0 {
            Fate::Finished
        } else {
            Fate::Deadlock
        };
        self.tour.graph.end(number, fate, alive);
        if matches!(fate, Fate::Finished | Fate::Deadlock) {
            let end = self.look_at_end(state, fate);
            self.tour.ends.insert(number, end);
            if fate == Fate::Deadlock {
                let waited = self.waited(state);
                self.tour.waited.insert(number, waited);
            }
        }
    }

    /// Whether two workers are about to touch the same place.
    fn compare(&mut self, number: u32, poised: &[(Task, u32)]) {
        for (at, &(first, left)) in poised.iter().enumerate() {
            for &(second, right) in &poised[at + 1..] {
                if !self.tour.compared.insert((left, right)) {
                    continue;
                }
                let mut found: Vec<((u64, bool), Race)> = Vec::new();
                for one in &self.leaf_of(left).touches {
                    for other in &self.leaf_of(right).touches {
                        if one.place == other.place && (one.stores || other.stores) {
                            let both = one.stores && other.stores;
                            let race = Race {
                                state: number,
                                workers: [first, second],
                            };
                            found.push(((one.place, both), race));
                        }
                    }
                }
                for (key, race) in found {
                    self.tour.races.entry(key).or_insert(race);
                }
            }
        }
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
        End { ending, watch }
    }
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

/// Whether anything that a slot has held speaks of a thread.
fn speaks(store: &Store, slot: Slot) -> bool {
    store.spoken.contains(&store.parts[slot as usize])
}

impl Tour {
    fn new(
        base: &Machine,
        symmetric: bool,
        known: &[Part],
        threads: &FxHashMap<(Pid, ObjectId), Tid>,
    ) -> Self {
        let mut store = Store::default();
        let mover = Mover::new(base.clone());
        survey(base, &mut store);
        store.ground.threads.extend(threads);
        mover.watch_base(&mut store, known);
        let mut tour = Self {
            store,
            memo: Memo::default(),
            mover,
            graph: Graph::default(),
            roles: Roles::default(),
            symmetric,
            workers: Vec::new(),
            numbers: FxHashMap::default(),
            open: VecDeque::new(),
            start: State::new(),
            prelude: Vec::new(),
            races: FxHashMap::default(),
            compared: FxHashSet::default(),
            marked: Vec::new(),
            mark_leaves: FxHashMap::default(),
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
        number
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

    /// How many workers have not ended.
    pub(crate) fn alive(&self, state: &[Held]) -> usize {
        let alive = |&&task: &&Task| self.is_alive(state, task);
        self.workers.iter().filter(alive).count()
    }

    /// Who may have done something that a worker's next step comes neither before nor after: others who have begun,
    /// and for whose end it has not waited.
    fn beside(&self, state: &[Held], task: Task) -> SmallVec<[Task; 8]> {
        let joined = self.store.joined_by(state, task);
        let others = self.workers.iter().copied().filter(|&other| {
            let known =
                other.pid == task.pid && 1u64.checked_shl(other.tid.0).unwrap_or(0) & joined != 0;
            other != task && !known && self.stands(state, other) != Stands::Not
        });
        others.collect()
    }

    /// Workers alive that are no daemons, by number.
    fn alive_mask(&self, state: &[Held]) -> u32 {
        let mut mask = 0;
        for (number, &task) in self.workers.iter().enumerate().take(32) {
            if self.is_alive(state, task) && !self.is_daemon(state, task) {
                mask |= 1 << number;
            }
        }
        mask
    }

    fn is_daemon(&self, state: &[Held], task: Task) -> bool {
        let part = Part::Of(task.pid, Spot::Thread(task.tid));
        let Some(Content::Thread(standing)) =
            self.store.at(state, part).map(|entry| &entry.content)
        else {
            return false;
        };
        let object = Part::Of(task.pid, Spot::Object(standing.worker.object));
        match self.store.at(state, object).map(|entry| &entry.content) {
            Some(Content::Object(object)) => {
                matches!(&object.body, Body::Thread(thread) if thread.daemon)
            }
            _ => false,
        }
    }

    /// Whether those whose end a worker waits for, where it has gone ahead of itself, have ended.
    fn may_start(&self, state: &[Held], task: Task) -> bool {
        let part = Part::Of(task.pid, Spot::Thread(task.tid));
        let Some(entry) = self.store.at(state, part) else {
            return false;
        };
        entry.after.iter().all(|&id| {
            let thread = Part::Of(task.pid, Spot::Object(id));
            self.store
                .at(state, thread)
                .is_some_and(|entry| entry.ended)
        })
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
    fn apply(&self, state: &mut State, leaf: u32) -> Vec<Task> {
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
        let is_made = |part: &Part| match *part {
            Part::Of(pid, Spot::Object(id)) => self.store.ground.maker(pid, id).is_some(),
            Part::Of(..) | Part::Image(_) | Part::Kernel => false,
        };
        let mut reached: FxHashSet<(Pid, ObjectId)> = FxHashSet::default();
        let mut open: Vec<(Pid, ObjectId)> = Vec::new();
        let mut follow = |pid: Pid, held: Held, open: &mut Vec<(Pid, ObjectId)>| {
            for &id in &self.store.entry(held).refers {
                if reached.insert((pid, id)) {
                    open.push((pid, id));
                }
            }
        };
        for (slot, part) in self.store.parts.iter().enumerate() {
            if let Part::Of(pid, _) = *part
                && !is_made(part)
            {
                follow(pid, self.store.held(state, slot as Slot), &mut open);
            }
        }
        while let Some((pid, id)) = open.pop() {
            if let Some(slot) = self.store.slot(Part::Of(pid, Spot::Object(id))) {
                follow(pid, self.store.held(state, slot), &mut open);
            }
        }
        for (slot, part) in self.store.parts.iter().enumerate() {
            if let Part::Of(pid, Spot::Object(id)) = *part
                && is_made(part)
                && slot < state.len()
                && !reached.contains(&(pid, id))
            {
                state[slot] = self.store.base[slot];
            }
        }
    }
}

/// The machine just before a second worker is there: until then there is only one way to go. Who goes it.
fn base(from: &Machine) -> (Machine, Task) {
    let mut machine = from.clone();
    let mut steps = 0u64;
    let begins = |machine: &Machine| {
        machine.processes().len() > 1 || machine.process(Pid::default()).workers.len() > 1
    };
    if let Some(last) = from.last().filter(|_| begins(from)) {
        // Where the profile lets nobody take the turn from whoever has it, there is nothing to choose either.
        while machine.is_ready(last) && !machine.gives_way(last) && steps < 2_000_000 {
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
        && steps < 2_000_000
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

/// Whose everything is.
fn survey(base: &Machine, store: &mut Store) {
    store.ground.base = Some(base.clone());
    let process = base.process(Pid::default());
    let top = process.heap.top().next_multiple_of(64);
    store.ground.top = vec![top];
    for (tid, worker) in process.workers.iter().enumerate() {
        store
            .ground
            .threads
            .insert((Pid::default(), worker.object), Tid::from(tid));
    }
    // What is reachable without any thread is everybody's.
    let mut shared = Reached::new(process);
    process.shared_roots(&mut shared);
    shared.follow(process);
    let mut own: FxHashMap<ObjectId, Option<(Tid, u32)>> = FxHashMap::default();
    for (tid, worker) in process.workers.iter().enumerate() {
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
            store.ground.own.insert((Pid::default(), id), owner);
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
    fn new(process: &crate::machine::process::Process) -> Self {
        let top = process.heap.top() as usize;
        Self {
            met: vec![false; top],
            stop: vec![false; top],
            order: Vec::new(),
        }
    }

    fn follow(&mut self, process: &crate::machine::process::Process) {
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
