//! What has been seen of who touches what. From it follows which steps others can notice: only what two workers touch,
//! and one of them writes, and no lock keeps them apart, is worth trying in more than one order.
//!
//! All of it is an assumption until the search is over, and each access of the search is held against it. One that
//! tells something new makes the search begin again, knowing more; that ends, since there is only so much to know. At
//! the end nothing that was seen contradicts what was assumed, and then nothing does: the first access in any run that
//! did would stand behind steps that were all searched (Stoller and Cohen, *Optimistic Synchronization-Based
//! State-Space Reduction*, 2003, whose argument this is).

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::base::{ObjectId, Pid, Task};
use crate::explore::mutant::Mutant;
use crate::machine::parts::Part;

/// One access of a step to something that others could touch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Deed {
    pub(crate) part: Part,
    pub(crate) act: Act,
    /// Locks that its worker holds.
    pub(crate) held: SmallVec<[ObjectId; 2]>,
    /// Threads of its process whose end its worker has waited for: what they did came before.
    pub(crate) joined: u64,
    /// Its worker has gone ahead of itself.
    pub(crate) ahead: bool,
    /// It is a thing of one thread: of one like it, another thing is touched.
    pub(crate) own: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    Read,
    Write,
    /// Of a lock or a semaphore, to the end.
    Acquire,
    /// By its owner.
    Release,
    /// A permit to an unbounded semaphore.
    Give,
    /// A thread begins or ends.
    Life,
    /// Of a lock, a semaphore or a thread: something else, which may tell how it stands.
    Look,
}

/// What a step is to the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    /// Nobody can tell whether it was taken.
    Local,
    /// It takes from nobody what he could do before: it may be taken as soon as it can be.
    Mover,
    /// When it comes makes a difference.
    Visible,
}

#[derive(Clone, Debug, Default)]
struct Fact {
    users: SmallVec<[User; 4]>,
    /// Two touch it, neither before the other for certain, and one of them writes: [`Fact::find_contended`].
    contended: bool,
    /// Locks that were held at every access; `None` before the first.
    guards: Option<SmallVec<[ObjectId; 2]>>,
    /// Somebody asked how it stands.
    looked_at: bool,
    /// Somebody who had gone ahead read it; or stored there.
    read_ahead: Option<u32>,
    stored_ahead: Option<u32>,
}

/// A worker that touches a part, and who was there when it did: neither still to begin, nor known to have ended.
#[derive(Clone, Copy, Debug)]
struct User {
    worker: u32,
    reads_beside: u64,
    writes_beside: u64,
}

impl Fact {
    /// Others than this worker store there, or, where `stores`, touch it at all.
    fn is_others(&self, worker: Option<u32>, stores: bool) -> bool {
        self.users.iter().any(|user| {
            Some(user.worker) != worker
                && (user.writes_beside != 0 || stores && user.reads_beside != 0)
        })
    }

    /// A worker touches it beside these. Whether that is new.
    fn uses(&mut self, worker: u32, act: Act, beside: u64) -> bool {
        let at = match self.users.iter().position(|user| user.worker == worker) {
            Some(at) => at,
            None => {
                self.users.push(User {
                    worker,
                    reads_beside: 0,
                    writes_beside: 0,
                });
                self.users.len() - 1
            }
        };
        let user = &mut self.users[at];
        let known = match act {
            Act::Read => &mut user.reads_beside,
            Act::Write | Act::Acquire | Act::Release | Act::Give | Act::Life | Act::Look => {
                &mut user.writes_beside
            }
        };
        let is_new = beside & !*known != 0;
        *known |= beside;
        is_new
    }

    /// Two touch it, neither before the other for certain, and one of them writes. `starters` says who began whom.
    fn find_contended(&self, mutant: Option<Mutant>, starters: &FxHashMap<u32, u32>) -> bool {
        let reads = |user: &User| match mutant {
            Some(Mutant::ReadersForgotten) => 0,
            _ => user.reads_beside,
        };
        self.users.iter().enumerate().any(|(at, one)| {
            self.users[at + 1..].iter().any(|other| {
                let meets = |mask: u64, worker: u32| mask >> worker & 1 == 1;
                let one_beside = reads(one) | one.writes_beside;
                let other_beside = reads(other) | other.writes_beside;
                // Whoever was quick may be slow another time: what it was seen to do before somebody else began may
                // come after that. Only of its own starter a worker knows that it had done so.
                let may_be_late = |early: &User, late: &User| {
                    let beside = reads(late) | late.writes_beside;
                    starters.get(&late.worker) != Some(&early.worker)
                        && (early.writes_beside != 0 && meets(beside, early.worker)
                            || reads(early) != 0 && meets(late.writes_beside, early.worker))
                };
                meets(one.writes_beside, other.worker) && meets(other_beside, one.worker)
                    || meets(other.writes_beside, one.worker) && meets(one_beside, other.worker)
                    || may_be_late(one, other)
                    || may_be_late(other, one)
            })
        })
    }
}

const NOBODY: u32 = u32::MAX;

/// A worker as a bit. Those beyond the last bit end the search.
fn one(worker: u32) -> u64 {
    1u64.checked_shl(worker).unwrap_or(0)
}

/// What decides how a part's accesses are seen. What is so stays so: the more is known, the more is noticed, and where
/// a move ended before, one still ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing of its own that is so, or not"
)]
struct Signature {
    contended: bool,
    /// It is, and no lock guards it.
    bare: bool,
    looked_at: bool,
    /// Somebody who had gone ahead touched it, and should not have.
    ahead: bool,
}

impl Signature {
    fn says_all_of(self, other: Self) -> bool {
        self.contended >= other.contended
            && self.bare >= other.bare
            && self.looked_at >= other.looked_at
            && self.ahead >= other.ahead
    }
}

/// How much of what is known is made use of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trust {
    /// Every access of two workers is worth trying in every order, locks or not: for counting schedules.
    Little,
    Full,
}

/// Of which moves something is known by now that they were not made by. More is noticed than was, never less.
#[derive(Debug, Default)]
pub(crate) struct News {
    /// Those that touch one of these.
    pub(crate) parts: Vec<Part>,
    /// All of them.
    pub(crate) all: bool,
}

#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing of its own that is known, or not"
)]
pub(crate) struct Knowledge {
    facts: FxHashMap<Part, Fact>,
    trust: Trust,
    pub(crate) mutant: Option<Mutant>,
    /// Globals whose values are told where a run ends or halts.
    pub(crate) watched: Vec<Part>,
    /// What is printed is part of the state.
    pub(crate) prints: bool,
    bits: FxHashMap<Task, u32>,
    /// Who began whom; `NOBODY` where that is not always the same.
    starters: FxHashMap<u32, u32>,
    /// A process may end and cut its threads short: then each of their stores may be the last.
    cuts: bool,
    /// For now nothing that is known is made use of: whatever could concern others does.
    pub(crate) careful: bool,
    /// There is something to learn: see [`Knowledge::is_hasty`].
    pub(crate) expects: bool,
    /// What was learned since this was last taken.
    news: News,
    /// How often something new was learned that changes which steps can be noticed.
    pub(crate) version: u32,
}

impl Knowledge {
    pub(crate) fn new(trust: Trust, mutant: Option<Mutant>) -> Self {
        Self {
            facts: FxHashMap::default(),
            trust,
            mutant,
            watched: Vec::new(),
            prints: false,
            bits: FxHashMap::default(),
            starters: FxHashMap::default(),
            cuts: false,
            careful: false,
            expects: false,
            news: News::default(),
            version: 0,
        }
    }

    /// What was learned since this was last asked.
    pub(crate) fn take_news(&mut self) -> News {
        std::mem::take(&mut self.news)
    }

    fn learned_of_all(&mut self) {
        self.version += 1;
        self.news.all = true;
    }

    /// Whether it is known that there is something to learn, and none of it is learned yet. To whom nobody else is known
    /// a worker that waits for others, round and round, is busy with itself: a long move of his is not worth taking.
    pub(crate) fn is_hasty(&self) -> bool {
        self.expects && self.version == 0
    }

    /// A worker has begun others.
    pub(crate) fn learn_begun(&mut self, task: Task, begun: &[Task]) {
        let starter = self.bit(task);
        let (mut changed, mut differs) = (false, false);
        for &other in begun {
            let worker = self.bit(other);
            match self.starters.get_mut(&worker) {
                None => {
                    self.starters.insert(worker, starter);
                    changed = true;
                }
                Some(known) if *known != starter && *known != NOBODY => {
                    *known = NOBODY;
                    differs = true;
                }
                Some(_) => {}
            }
        }
        if differs {
            self.learned_of_all();
            changed = true;
        }
        if changed {
            for fact in self.facts.values_mut() {
                fact.contended |= fact.find_contended(self.mutant, &self.starters);
            }
        }
    }

    /// Threads may be cut short.
    pub(crate) fn learn_cuts(&mut self) {
        if !std::mem::replace(&mut self.cuts, true) {
            self.learned_of_all();
        }
    }

    pub(crate) fn class(&self, task: Task, deed: &Deed) -> Class {
        if self.careful {
            return Class::Visible;
        }
        match (self.mutant, deed.act) {
            (Some(Mutant::AcquiresUnnoticed), Act::Acquire)
            | (Some(Mutant::ReadsUnnoticed), Act::Read)
            | (Some(Mutant::WritesUnnoticed), Act::Write) => return Class::Local,
            _ => {}
        }
        if self.cuts && deed.act == Act::Write {
            return Class::Visible;
        }
        let known = self.facts.get(&deed.part);
        if deed.ahead
            && let Some(fact) = known
        {
            // What others may still store, or still read, must not be touched before its time.
            let worker = self.bits.get(&task).copied();
            return if fact.is_others(worker, deed.act != Act::Read) {
                Class::Visible
            } else {
                Class::Local
            };
        }
        let Some(fact) = known.filter(|fact| fact.contended) else {
            return match deed.act {
                Act::Release | Act::Give | Act::Life => Class::Mover,
                Act::Read | Act::Write | Act::Acquire | Act::Look => Class::Local,
            };
        };
        match deed.act {
            Act::Read | Act::Write => {
                if self.is_guarded(deed.part, fact, &deed.held) {
                    Class::Local
                } else {
                    Class::Visible
                }
            }
            Act::Acquire | Act::Look => Class::Visible,
            Act::Release | Act::Give | Act::Life => {
                if fact.looked_at || self.trust == Trust::Little {
                    Class::Visible
                } else {
                    Class::Mover
                }
            }
        }
    }

    /// A lock whose holder nobody gets past, and whose standing nobody asks for.
    pub(crate) fn is_plain(&self, pid: Pid, lock: ObjectId) -> bool {
        let part = Part::Of(pid, crate::machine::access::Spot::Object(lock));
        self.trust == Trust::Full
            && !self.careful
            && self.facts.get(&part).is_none_or(|fact| !fact.looked_at)
    }

    /// Whether a plain lock was held at every access so far; at the first one, `held` are.
    fn is_guarded(&self, part: Part, fact: &Fact, held: &[ObjectId]) -> bool {
        let Part::Of(pid, _) = part else {
            return false;
        };
        let guards = fact.guards.as_deref().unwrap_or(held);
        guards.iter().any(|&lock| self.is_plain(pid, lock))
    }

    fn signature(&self, part: Part) -> Signature {
        self.facts
            .get(&part)
            .map_or_else(Signature::default, |fact| Signature {
                contended: fact.contended,
                bare: fact.contended && fact.guards.is_some() && !self.is_guarded(part, fact, &[]),
                looked_at: fact.looked_at,
                ahead: fact
                    .read_ahead
                    .is_some_and(|worker| fact.is_others(Some(worker), false))
                    || fact
                        .stored_ahead
                        .is_some_and(|worker| fact.is_others(Some(worker), true)),
            })
    }

    /// The bit that stands for a worker.
    pub(crate) fn bit(&mut self, task: Task) -> u32 {
        let next = self.bits.len() as u32;
        *self.bits.entry(task).or_insert(next)
    }

    /// Takes note of accesses by a worker, beside whom these others were there. Those `alike` may be taken for it: in a
    /// run that the search takes for the same as this one, any of them does what it does here.
    pub(crate) fn learn(&mut self, task: Task, deeds: &[Deed], beside: &[Task], alike: &[Task]) {
        let worker = self.bit(task);
        let alike: SmallVec<[u32; 8]> = alike.iter().map(|&other| self.bit(other)).collect();
        let beside: Vec<(Task, u64)> = beside
            .iter()
            .map(|&other| (other, 1u64.checked_shl(self.bit(other)).unwrap_or(0)))
            .collect();
        for deed in deeds {
            let mask = beside
                .iter()
                .filter(|(other, _)| {
                    let known = other.pid == task.pid
                        && 1u64.checked_shl(other.tid.0).unwrap_or(0) & deed.joined != 0;
                    !known
                })
                .fold(0, |mask, (_, bit)| mask | bit);
            if mask == 0 {
                continue;
            }
            let before = self.signature(deed.part);
            let fact = self.facts.entry(deed.part).or_default();
            if deed.ahead {
                let stores = deed.act != Act::Read;
                if stores {
                    fact.stored_ahead = Some(worker);
                } else {
                    fact.read_ahead = Some(worker);
                }
                continue;
            }
            let mut is_new = fact.uses(worker, deed.act, mask);
            if deed.act == Act::Look {
                fact.looked_at = self.mutant != Some(Mutant::LooksForgotten);
            }
            if !deed.own {
                for &other in &alike {
                    is_new |= fact.uses(other, deed.act, mask & !one(other) | one(worker));
                }
            }
            if is_new {
                fact.contended = fact.find_contended(self.mutant, &self.starters);
            }
            if matches!(deed.act, Act::Read | Act::Write) {
                match &mut fact.guards {
                    None => fact.guards = Some(deed.held.clone()),
                    Some(_) if self.mutant == Some(Mutant::FirstGuardForEver) => {}
                    Some(guards) => guards.retain(|lock| deed.held.contains(lock)),
                }
            }
            let learns = self.mutant != Some(Mutant::NothingLearned);
            let after = self.signature(deed.part);
            debug_assert!(after.says_all_of(before), "{before:?} became {after:?}");
            if learns && after != before {
                self.version += 1;
                // What a lock guards, or is thought to, is touched by moves that do not touch the lock.
                if after.looked_at == before.looked_at && after.ahead == before.ahead {
                    self.news.parts.push(deed.part);
                } else {
                    self.news.all = true;
                }
            }
        }
    }

    /// So many workers are told apart.
    pub(crate) fn is_full(&self) -> bool {
        self.bits.len() > 64
    }
}
