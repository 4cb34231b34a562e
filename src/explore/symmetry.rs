//! The fingerprint of a state. Two states that differ only in which of several equal threads is which have the same
//! one: nobody is called by a number. A thread's *shape* is what it does, and who speaks of it and how; a state is then
//! what is shared, and a bag of shapes.
//!
//! That says all there is to say as long as at most one thread speaks of others (main does, which joins them): what is
//! shared speaks of somebody in a certain place, and that somebody's shape tells. Where several threads speak of each
//! other they are put in order of shape, and whoever speaks of one is taken to speak of its place in that order. Where
//! shapes do not settle the order, numbers do: then some states that could be one are two, and none that are two are
//! one.
//!
//! It rests on nobody telling equal threads apart. What could be used for that, and is never looked at, is left out;
//! a step that does look makes the search begin again without that.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::base::{Pid, Task};
use crate::explore::store::{Entry, Held, Slot, Store};
use crate::machine::access::Spot;
use crate::machine::parts::Part;

/// What the slots are to the fingerprint.
#[derive(Debug, Default)]
pub(crate) struct Roles {
    /// Brought up to date when slots are added.
    by_slot: Vec<Role>,
    workers: FxHashMap<Task, u16>,
    /// The workers of the first process, by thread: most are.
    of_first: Vec<Option<u16>>,
    /// A mistake, for tests: whom somebody speaks of is not looked at.
    pub(crate) deaf: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// A thread, or the object of one: the worker's number.
    Worker(u16),
    Shared,
    /// Nobody looks at whom it speaks of.
    Unseen,
}

impl Roles {
    /// Whether those of slots that were there have changed, or a new one is part of a worker who was there, or speaks of
    /// one.
    pub(crate) fn update(
        &mut self,
        store: &Store,
        workers: &FxHashMap<Task, u16>,
        is_seen: impl Fn(Slot) -> bool,
    ) -> bool {
        let before = std::mem::take(&mut self.by_slot);
        self.workers.clone_from(workers);
        self.of_first.clear();
        for (task, &worker) in workers
            .iter()
            .filter(|(task, _)| task.pid == Pid::default())
        {
            let tid = task.tid.index();
            self.of_first.resize(self.of_first.len().max(tid + 1), None);
            self.of_first[tid] = Some(worker);
        }
        for (slot, part) in store.parts.iter().enumerate() {
            let task = match *part {
                Part::Of(pid, Spot::Thread(tid)) => Some(Task { pid, tid }),
                Part::Of(pid, Spot::Object(id)) => {
                    let tid = store.ground.threads.get(&(pid, id)).copied();
                    tid.map(|tid| Task { pid, tid })
                }
                Part::Of(..) | Part::Image(_) | Part::Kernel => None,
            };
            let role = match task.and_then(|task| workers.get(&task)) {
                Some(&worker) => Role::Worker(worker),
                None if is_seen(slot as Slot) => Role::Shared,
                None => Role::Unseen,
            };
            self.by_slot.push(role);
        }
        let old = before.iter().zip(&self.by_slot).any(|(a, b)| a != b);
        let new = self.by_slot.iter().enumerate().skip(before.len());
        let grown = new.into_iter().any(|(slot, role)| {
            let base = store.entry(store.base[slot]);
            let counts = matches!(role, Role::Worker(_))
                || *role == Role::Shared && !base.mentions.is_empty();
            counts && !base.is_nothing
        });
        old || grown && !before.is_empty()
    }
}

type Shapes = SmallVec<[u128; 10]>;

/// What a shape adds to the fingerprint of a bag.
#[inline]
fn in_bag(shape: u128) -> u128 {
    if shape == 0 { 0 } else { stir(shape, 2) }
}

/// A state as its fingerprint sees it.
#[derive(Clone, Debug)]
pub(crate) enum Sketch {
    /// Ids and all: nobody is exchangeable.
    Plain(u128),
    /// At most one thread speaks of others: the fingerprint, and each worker's shape, `0` where it is not there.
    Bag { print: u128, shapes: Shapes },
    /// Several do: the fingerprint, and each worker's place in the order.
    Order {
        print: u128,
        ranks: SmallVec<[u16; 10]>,
    },
}

impl Sketch {
    pub(crate) fn plain(store: &Store, state: &[Held]) -> Self {
        let changed = state.iter().enumerate();
        let prints = changed
            .filter(|&(slot, &held)| held != store.base[slot])
            .map(|(_, &held)| store.entry(held).hash);
        Self::Plain(prints.fold(0, u128::wrapping_add))
    }

    /// With equal threads exchangeable.
    pub(crate) fn of(store: &Store, roles: &Roles, state: &[Held]) -> Self {
        let mut shared = 0;
        let mut shapes: Shapes = smallvec::smallvec![0; roles.workers.len()];
        let mut speaker = None;
        let mut several = false;
        for slot in 0..roles.by_slot.len() {
            let held = store.held(state, slot as Slot);
            let entry = store.entry(held);
            if let Role::Worker(worker) = roles.by_slot[slot]
                && !entry.mentions.is_empty()
            {
                several |= speaker.is_some_and(|other| other != worker);
                speaker = Some(worker);
            }
            roles.put(store, slot, held, &mut shared, &mut shapes, Sign::Plus);
        }
        if several && !roles.deaf {
            Self::ordered(store, roles, state, &shapes)
        } else {
            let print = shapes
                .iter()
                .fold(shared, |print, &shape| print.wrapping_add(in_bag(shape)));
            Self::Bag { print, shapes }
        }
    }

    /// Whether it says all there is of a state, though workers may be new since it was drawn.
    pub(crate) fn knows_all(&self, roles: &Roles) -> bool {
        match self {
            Self::Plain(_) => true,
            Self::Bag { shapes, .. } => shapes.len() == roles.workers.len(),
            Self::Order { ranks, .. } => ranks.len() == roles.workers.len(),
        }
    }

    /// Of the state that these writes lead to, where that can be told from the difference.
    #[inline]
    pub(crate) fn after(
        &self,
        store: &Store,
        roles: &Roles,
        state: &[Held],
        writes: &[(Slot, Held)],
    ) -> Option<Self> {
        match self {
            Self::Plain(print) => {
                let mut print = *print;
                for &(slot, held) in writes {
                    let before = store.held(state, slot);
                    let base = store.base[slot as usize];
                    if before != base {
                        print = print.wrapping_sub(store.entry(before).hash);
                    }
                    if held != base {
                        print = print.wrapping_add(store.entry(held).hash);
                    }
                }
                Some(Self::Plain(print))
            }
            Self::Bag { .. } if !self.knows_all(roles) => None,
            Self::Bag { print, shapes } => {
                let mut print = *print;
                let mut next = Shapes::from_slice(shapes);
                for &(slot, held) in writes {
                    let before = store.held(state, slot);
                    if before == held {
                        continue;
                    }
                    let slot = slot as usize;
                    if matches!(roles.by_slot.get(slot)?, Role::Worker(_))
                        && !(store.entry(before).mentions.is_empty()
                            && store.entry(held).mentions.is_empty())
                    {
                        // Who speaks of others may be somebody else now.
                        return None;
                    }
                    roles.put(store, slot, before, &mut print, &mut next, Sign::Minus);
                    roles.put(store, slot, held, &mut print, &mut next, Sign::Plus);
                }
                for (&old, &new) in shapes.iter().zip(&next) {
                    if old != new {
                        print = print.wrapping_sub(in_bag(old)).wrapping_add(in_bag(new));
                    }
                }
                Some(Self::Bag {
                    print,
                    shapes: next,
                })
            }
            Self::Order { .. } => None,
        }
    }

    pub(crate) fn print(&self) -> u128 {
        match self {
            Self::Plain(print) | Self::Bag { print, .. } | Self::Order { print, .. } => *print,
        }
    }

    /// A worker's place among all, in an order that does not depend on numbers; equal ones share theirs.
    pub(crate) fn rank(&self, worker: u16) -> u8 {
        let rank = match self {
            Self::Plain(_) => usize::from(worker),
            Self::Bag { shapes, .. } => {
                let own = shapes.get(usize::from(worker)).copied().unwrap_or(0);
                shapes.iter().filter(|&&shape| shape < own).count()
            }
            Self::Order { ranks, .. } => ranks
                .get(usize::from(worker))
                .map_or(usize::from(worker), |&rank| usize::from(rank)),
        };
        u8::try_from(rank).unwrap_or(u8::MAX)
    }

    /// Whether two workers may change places and nobody could tell.
    pub(crate) fn are_equal(&self, one: u16, other: u16) -> bool {
        match self {
            Self::Bag { shapes, .. } => {
                let shape = |worker: u16| shapes.get(usize::from(worker));
                shape(one).is_some() && shape(one) == shape(other)
            }
            Self::Plain(_) | Self::Order { .. } => false,
        }
    }

    fn ordered(store: &Store, roles: &Roles, state: &[Held], shapes: &Shapes) -> Self {
        let ranks = rank(shapes);
        let place = |task: Task| match roles.worker(task) {
            Some(worker) => u64::from(ranks[usize::from(worker)]),
            None => nobody(task),
        };
        let spoken = |entry: &Entry| {
            entry.mentions.iter().fold(entry.core, |sum, mention| {
                sum.wrapping_add(stir(mention.weight, place(mention.task)))
            })
        };
        let mut print = ORDERED;
        for (slot, role) in roles.by_slot.iter().enumerate() {
            let held = store.held(state, slot as Slot);
            let entry = store.entry(held);
            match *role {
                Role::Shared
                    if held != store.base[slot]
                        || !entry.is_nothing && !entry.mentions.is_empty() =>
                {
                    print = print.wrapping_add(stir(spoken(entry), 1));
                }
                Role::Worker(worker) if !entry.is_nothing => {
                    let rank = u64::from(ranks[usize::from(worker)]);
                    print = print.wrapping_add(stir(spoken(entry), rank | 1 << 33));
                }
                Role::Shared | Role::Worker(_) | Role::Unseen => {}
            }
        }
        Self::Order { print, ranks }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Plus,
    Minus,
}

impl Sign {
    #[inline]
    fn add(self, to: &mut u128, what: u128) {
        *to = match self {
            Self::Plus => to.wrapping_add(what),
            Self::Minus => to.wrapping_sub(what),
        };
    }
}

impl Roles {
    #[inline]
    fn worker(&self, task: Task) -> Option<u16> {
        if task.pid == Pid::default() {
            self.of_first.get(task.tid.index()).copied().flatten()
        } else {
            self.workers.get(&task).copied()
        }
    }

    /// Counts what a slot holds, or takes it out again.
    #[inline]
    fn put(
        &self,
        store: &Store,
        slot: usize,
        held: Held,
        shared: &mut u128,
        shapes: &mut Shapes,
        sign: Sign,
    ) {
        let entry = store.entry(held);
        match self.by_slot[slot] {
            Role::Unseen => return,
            _ if entry.is_nothing && held == store.base[slot] => return,
            Role::Worker(_) if entry.is_nothing => return,
            Role::Worker(worker) => {
                sign.add(&mut shapes[usize::from(worker)], entry.core);
            }
            Role::Shared => {
                if held != store.base[slot] {
                    sign.add(shared, entry.face);
                }
            }
        }
        if self.deaf {
            return;
        }
        for mention in &entry.mentions {
            match self.worker(mention.task) {
                Some(worker) => sign.add(&mut shapes[usize::from(worker)], mention.weight),
                None => sign.add(shared, stir(mention.weight, nobody(mention.task))),
            }
        }
    }
}

/// Somebody who is no worker of this search.
fn nobody(task: Task) -> u64 {
    u64::from(task.pid.0) << 16 | u64::from(task.tid.0) | 1 << 48
}

const ORDERED: u128 = 0x0dde_0dde << 64;

/// The place of each among all, in order of shape.
fn rank(shapes: &Shapes) -> SmallVec<[u16; 10]> {
    let mut order: SmallVec<[u16; 10]> = (0..shapes.len() as u16).collect();
    order.sort_by_key(|&worker| shapes[worker as usize]);
    let mut ranks: SmallVec<[u16; 10]> = smallvec::smallvec![0; shapes.len()];
    for (place, &worker) in order.iter().enumerate() {
        ranks[worker as usize] = place as u16;
    }
    ranks
}

/// Mixes a number into a digest; not the same as the sum of both.
#[inline]
pub(crate) fn stir(digest: u128, with: u64) -> u128 {
    let low = (digest as u64 ^ with).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let high = ((digest >> 64) as u64)
        .wrapping_add(with.wrapping_mul(0xd6e8_feb8_6659_fd93))
        .rotate_left(31);
    let product = u128::from(low | 1) * u128::from(high | 1);
    product ^ digest.rotate_left(64) ^ (u128::from(low) << 64 | u128::from(high))
}
