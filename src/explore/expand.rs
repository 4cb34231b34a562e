//! All moves from one state. This is where a search spends its time, so everything that many moves ask is found out
//! once for the state, and a state that was met before is never put together: its fingerprint follows from what the
//! move writes.

use smallvec::SmallVec;

use crate::base::Task;
use crate::explore::graph::{Edge, Fate, Label};
use crate::explore::moves::Manner;
use crate::explore::search::{Race, Search, Tour, Waiting};
use crate::explore::store::{Held, Stands, State};
use crate::explore::symmetry::Sketch;

/// What a state says of its workers.
struct Around {
    /// By number.
    stands: SmallVec<[Standpoint; 10]>,
    /// Those alive that are no daemons and have something left to do, by number; from 32 on they are not told apart.
    lasting: u32,
    /// Those alive.
    alive: usize,
}

/// A worker in a state.
#[derive(Clone, Copy)]
struct Standpoint {
    stands: Stands,
    /// The others who may have done something that its next step comes neither before nor after, by number.
    beside: u64,
    /// It has gone ahead, and somebody for whose end it waits has not ended.
    awaits: bool,
}

/// What is not known yet of the next move of a worker.
enum Missing {
    Move(Manner),
    /// What it does beside those who are there.
    Account(u32),
}

/// A move that is made from a state.
#[derive(Clone, Copy)]
struct Made {
    worker: u16,
    gives_up: bool,
    edge: Edge,
}

impl Tour {
    /// A state's sketch, for when it is looked at. What was met carefully may be looked at otherwise.
    fn keeps(&self, sketch: Sketch) -> Option<Sketch> {
        (!self.careful).then_some(sketch)
    }

    /// A state as its fingerprint sees it, if that is not known from when it was met.
    fn draw(&self, state: &State, sketch: Option<Sketch>) -> Sketch {
        let known = sketch.filter(|sketch| sketch.knows_all(&self.roles));
        debug_assert!(
            known
                .as_ref()
                .is_none_or(|known| known.print() == self.sketch(state).print()),
            "a state is what it was when it was met"
        );
        known.unwrap_or_else(|| self.sketch(state))
    }

    fn look_around(&self, state: &State) -> Around {
        let begun = |stands: Stands| stands != Stands::Not;
        let mut around = Around {
            stands: SmallVec::new(),
            lasting: 0,
            alive: 0,
        };
        let mut there = 0u64;
        for (number, seat) in self.seats.iter().enumerate() {
            let entry = self.store.entry(self.store.held(state, seat.thread));
            let pid = self.workers[number].pid;
            let is_alive = matches!(entry.stands, Stands::Ready | Stands::Waits { .. });
            if begun(entry.stands) {
                there |= bit(number);
            }
            if is_alive {
                around.alive += 1;
                if number < 32 && !entry.leaves && !self.store.ends_with_all(state, pid, entry) {
                    around.lasting |= 1 << number;
                }
            }
            around.stands.push(Standpoint {
                stands: entry.stands,
                beside: self.store.joined(state, pid, entry),
                awaits: self.store.awaits(state, pid, entry),
            });
        }
        for (number, standpoint) in around.stands.iter_mut().enumerate() {
            let joined = std::mem::replace(&mut standpoint.beside, there & !bit(number));
            if joined != 0 {
                standpoint.beside &= !self.numbers_of(self.workers[number], joined);
            }
        }
        around
    }

    /// Threads of a worker's process, given as bits by thread, as bits by number.
    fn numbers_of(&self, of: Task, threads: u64) -> u64 {
        let workers = self.workers.iter().enumerate();
        let meant = workers.filter(|(_, other)| {
            other.pid == of.pid && 1u64.checked_shl(other.tid.0).unwrap_or(0) & threads != 0
        });
        meant.fold(0, |bits, (number, _)| bits | bit(number))
    }

    fn tasks_of(&self, numbers: u64) -> SmallVec<[Task; 8]> {
        let workers = self.workers.iter().enumerate();
        workers
            .filter(|&(number, _)| numbers & bit(number) != 0)
            .map(|(_, &task)| task)
            .collect()
    }
}

/// A worker by number; those beyond the last bit end the search.
fn bit(number: usize) -> u64 {
    1 << number.min(63)
}

impl Tour {
    /// The state that a move leads to, unless somebody else moves on because of it.
    fn sketch_after(&self, sketch: &Sketch, state: &State, leaf: u32) -> Option<Sketch> {
        let known = &self.memo.leaves[leaf as usize];
        if !known.begun.is_empty() {
            return None;
        }
        let told = if known.drops {
            None
        } else {
            sketch.after(&self.store, &self.roles, state, &known.writes)
        };
        Some(told.unwrap_or_else(|| self.sketch(&self.applied(state, leaf))))
    }

    /// The state that a move alone leads to.
    fn applied(&self, state: &State, leaf: u32) -> State {
        let mut next = state.clone();
        self.apply(&mut next, leaf);
        next
    }

    /// What a worker can do from a state, and whether by giving up a wait.
    #[inline]
    fn next_move(
        &self,
        state: &State,
        around: &Around,
        worker: usize,
        careful: bool,
    ) -> Result<Option<(u32, bool)>, Missing> {
        let at = around.stands[worker];
        let known = |manner: Manner| {
            let root = self.root(state, self.seats[worker].thread, manner, careful);
            let leaf = self.memo.find(root, state, &self.store);
            let leaf = leaf.ok_or(Missing::Move(manner))?;
            Ok((leaf, self.memo.leaves[leaf as usize].blocked))
        };
        let account = |leaf: u32| {
            let is_known = self.memo.leaves[leaf as usize].is_accounted(at.beside);
            is_known.then_some(()).ok_or(Missing::Account(leaf))
        };
        let mut manner = Manner {
            gives_up: false,
            alone: at.beside == 0,
            quiet: false,
        };
        match at.stands {
            Stands::Not | Stands::Ended | Stands::Waits { timed: false, .. } => return Ok(None),
            Stands::Waits { timed: true, .. } => {
                if !self.store.rings_next(state, self.workers[worker]) {
                    return Ok(None);
                }
                manner.gives_up = true;
            }
            Stands::Ready => {
                if at.awaits {
                    return Ok(None);
                }
                let (leaf, blocked) = known(manner)?;
                account(leaf)?;
                match blocked {
                    None => return Ok(Some((leaf, false))),
                    Some(false) => return Ok(None),
                    Some(true) => manner.gives_up = true,
                }
            }
        }
        let (leaf, blocked) = known(manner)?;
        if blocked.is_some() {
            return Ok(None);
        }
        account(leaf)?;
        Ok(Some((leaf, true)))
    }
}

impl Search {
    /// Finds all moves from a state.
    pub(crate) fn expand(&mut self, waiting: Waiting) {
        let Waiting {
            number,
            ref state,
            sketch,
        } = waiting;
        debug_assert_eq!(number as usize, self.tour.graph.known(), "in order");
        if self.bounded.is_some() {
            return;
        }
        self.tour.graph.begin();
        let is_old = self.catch_up();
        let sketch = sketch.filter(|_| !is_old);
        let version = self.knowledge.version;
        let sketch = self.tour.draw(state, sketch);
        let around = self.tour.look_around(state);
        let mut poised: SmallVec<[(u16, u32); 10]> = SmallVec::new();
        let mut made: SmallVec<[Made; 10]> = SmallVec::new();
        let mut limit = false;
        for worker in 0..around.stands.len() {
            let next = self.next_move(state, &around, worker);
            self.catch_up();
            if self.knowledge.version != version {
                // The search begins again, knowing more.
                return;
            }
            let Some((leaf, gives_up)) = next else {
                continue;
            };
            let worker = worker as u16;
            if !gives_up && !self.leaf_of(leaf).touches.is_empty() {
                poised.push((worker, leaf));
            }
            // What one of two equal workers does, the other one would: it leads to the same state.
            let twin = made
                .iter()
                .find(|made| made.gives_up == gives_up && sketch.are_equal(made.worker, worker));
            let edge = match twin {
                Some(twin) => Edge {
                    label: twin.edge.label.of_worker(worker),
                    ..twin.edge
                },
                None => self.make(number, state, &sketch, (worker, gives_up), leaf, &mut limit),
            };
            self.tour.graph.add(edge);
            made.push(Made {
                worker,
                gives_up,
                edge,
            });
        }
        self.compare(number, &sketch, &poised);
        let fate = if limit {
            self.bounded = Some(crate::explore::search::Bounded::Machine);
            Fate::Limit
        } else if !made.is_empty() {
            Fate::Open
        } else if around.alive == 0 {
            Fate::Finished
        } else {
            Fate::Deadlock
        };
        self.tour.graph.end(number, fate, around.lasting);
        if matches!(fate, Fate::Finished | Fate::Deadlock) {
            let end = self.look_at_end(state, fate);
            self.tour.ends.insert(number, end);
            if fate == Fate::Deadlock {
                let waited = self.waited(state);
                self.tour.waited.insert(number, waited);
            }
        }
    }

    /// The workers that can move from a state, and whether by giving up a wait.
    pub(crate) fn enabled(&mut self, state: &State) -> Vec<(Task, bool)> {
        let around = self.tour.look_around(state);
        let mut enabled = Vec::new();
        for worker in 0..around.stands.len() {
            if let Some((_, gives_up)) = self.next_move(state, &around, worker) {
                enabled.push((self.tour.workers[worker], gives_up));
            }
        }
        enabled
    }

    /// What a worker can do from a state, and whether by giving up a wait.
    #[inline]
    fn next_move(&mut self, state: &State, around: &Around, worker: usize) -> Option<(u32, bool)> {
        let task = self.tour.workers[worker];
        if self.lacks_turn(state, task) {
            return None;
        }
        loop {
            let careful = self.knowledge.careful;
            match self.tour.next_move(state, around, worker, careful) {
                Ok(next) => return next,
                Err(Missing::Move(manner)) => {
                    self.leaf(state, task, manner);
                }
                Err(Missing::Account(leaf)) => {
                    let beside = around.stands[worker].beside;
                    let tasks = self.tour.tasks_of(beside);
                    self.account_beside(task, leaf, beside, tasks);
                }
            }
        }
    }

    /// Makes a move, and enters the state that it leads to.
    fn make(
        &mut self,
        number: u32,
        state: &State,
        sketch: &Sketch,
        (worker, gives_up): (u16, bool),
        leaf: u32,
        limit: &mut bool,
    ) -> Edge {
        let label = Label::new(usize::from(worker), gives_up);
        let from = sketch.rank(worker);
        if let Some(next) = self.tour.sketch_after(sketch, state, leaf) {
            let known = &self.tour.memo.leaves[leaf as usize];
            *limit |= known.limit.is_some();
            let label = label.with_idle(known.idle);
            if !known.findings.is_empty() || !known.missed.is_empty() {
                self.mark(number, &[leaf]);
            }
            debug_assert_eq!(
                next.print(),
                self.fingerprint(&self.tour.applied(state, leaf)),
                "told from the difference"
            );
            let ranks = [from, next.rank(worker)];
            let (to, new) = self.tour.graph.enter(next.print());
            if new {
                self.tour.open.push_back(Waiting {
                    number: to,
                    state: self.tour.applied(state, leaf),
                    sketch: self.tour.keeps(next),
                });
            }
            return Edge { to, label, ranks };
        }
        let task = self.tour.workers[usize::from(worker)];
        let successor = self
            .successor(state, task, gives_up)
            .expect("it can move, and so it does");
        let mut idle = true;
        let mut marked = false;
        for &(_, leaf) in &successor.moves {
            let leaf = self.leaf_of(leaf);
            idle &= leaf.idle;
            *limit |= leaf.limit.is_some();
            marked |= !leaf.findings.is_empty() || !leaf.missed.is_empty();
        }
        if marked {
            let leaves: Vec<u32> = successor.moves.iter().map(|&(_, leaf)| leaf).collect();
            self.mark(number, &leaves);
        }
        self.catch_up();
        self.enter(successor.state, label.with_idle(idle), from, worker)
    }

    fn enter(&mut self, successor: State, label: Label, from: u8, worker: u16) -> Edge {
        let sketch = self.tour.sketch(&successor);
        let ranks = [from, sketch.rank(worker)];
        let (to, new) = self.tour.graph.enter(sketch.print());
        if new {
            self.tour.open.push_back(Waiting {
                number: to,
                state: successor,
                sketch: self.tour.keeps(sketch),
            });
        }
        Edge { to, label, ranks }
    }

    /// The move that is added next did something that is told.
    fn mark(&mut self, number: u32, leaves: &[u32]) {
        let at = self.tour.graph.edges() as u32;
        self.tour.marked.push((at, number));
        self.tour.mark_leaves.insert(at, leaves.to_vec());
    }

    /// Whether two workers are about to touch the same place.
    fn compare(&mut self, number: u32, sketch: &Sketch, poised: &[(u16, u32)]) {
        for (at, &(first, left)) in poised.iter().enumerate() {
            for &(second, right) in &poised[at + 1..] {
                if !self.tour.compared.insert((left, right)) {
                    continue;
                }
                for key in self.meetings(left, right) {
                    let race = Race {
                        state: number,
                        ranks: [sketch.rank(first), sketch.rank(second)],
                    };
                    self.tour.races.entry(key).or_insert(race);
                }
            }
        }
    }

    /// The places that two moves begin by touching, where one stores; and whether both do.
    pub(crate) fn meetings(&self, left: u32, right: u32) -> Vec<(u64, bool)> {
        let (left, right) = (&self.leaf_of(left).touches, &self.leaf_of(right).touches);
        let pairs = left
            .iter()
            .flat_map(|one| right.iter().map(move |other| (one, other)));
        pairs
            .filter(|(one, other)| one.place == other.place && (one.stores || other.stores))
            .map(|(one, other)| (one.place, one.stores && other.stores))
            .collect()
    }

    /// The workers with these ranks in a state: as many as there are ranks, each once.
    pub(crate) fn ranked(&self, state: &[Held], ranks: &[u8]) -> Vec<Task> {
        let sketch = self.tour.sketch(&state.to_vec());
        let mut found: Vec<Task> = Vec::new();
        for &rank in ranks {
            let mut workers = self.tour.workers.iter().enumerate();
            let worker = workers.find(|&(number, task)| {
                sketch.rank(number as u16) == rank && !found.contains(task)
            });
            found.extend(worker.map(|(_, &task)| task));
        }
        found
    }
}
