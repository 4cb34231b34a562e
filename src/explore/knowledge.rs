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
    readers: u64,
    writers: u64,
    /// Locks that were held at every access; `None` before the first.
    guards: Option<SmallVec<[ObjectId; 2]>>,
    /// Somebody asked how it stands.
    looked_at: bool,
}

impl Fact {
    fn is_contended(&self, mutant: Option<Mutant>) -> bool {
        let readers = match mutant {
            Some(Mutant::ReadersForgotten) => 0,
            _ => self.readers,
        };
        self.writers != 0 && (readers | self.writers).count_ones() > 1
    }
}

/// How much of what is known is made use of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trust {
    /// Every access of two workers is worth trying in every order, locks or not: for counting schedules.
    Little,
    Full,
}

#[derive(Debug)]
pub(crate) struct Knowledge {
    facts: FxHashMap<Part, Fact>,
    trust: Trust,
    pub(crate) mutant: Option<Mutant>,
    /// How often something new was learned that changes which steps can be noticed.
    pub(crate) version: u32,
}

impl Knowledge {
    pub(crate) fn new(trust: Trust, mutant: Option<Mutant>) -> Self {
        Self {
            facts: FxHashMap::default(),
            trust,
            mutant,
            version: 0,
        }
    }

    pub(crate) fn class(&self, deed: &Deed) -> Class {
        match (self.mutant, deed.act) {
            (Some(Mutant::AcquiresUnnoticed), Act::Acquire)
            | (Some(Mutant::ReadsUnnoticed), Act::Read)
            | (Some(Mutant::WritesUnnoticed), Act::Write) => return Class::Local,
            _ => {}
        }
        let known = self.facts.get(&deed.part);
        let Some(fact) = known.filter(|fact| fact.is_contended(self.mutant)) else {
            return match deed.act {
                Act::Release | Act::Give | Act::Life => Class::Mover,
                Act::Read | Act::Write | Act::Acquire | Act::Look => Class::Local,
            };
        };
        match deed.act {
            Act::Read | Act::Write => {
                if self.is_guarded(deed.part, fact) {
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
        self.trust == Trust::Full && self.facts.get(&part).is_none_or(|fact| !fact.looked_at)
    }

    fn is_guarded(&self, part: Part, fact: &Fact) -> bool {
        let Part::Of(pid, _) = part else {
            return false;
        };
        fact.guards
            .as_ref()
            .is_some_and(|guards| guards.iter().any(|&lock| self.is_plain(pid, lock)))
    }

    fn signature(&self, part: Part) -> (bool, bool, bool) {
        match self.facts.get(&part) {
            None => (false, false, false),
            Some(fact) => {
                let contended = fact.is_contended(self.mutant);
                (
                    contended,
                    contended && self.is_guarded(part, fact),
                    fact.looked_at,
                )
            }
        }
    }

    /// Takes note of accesses by a worker who was not alone.
    pub(crate) fn learn(&mut self, task: Task, deeds: &[Deed]) {
        let bit = 1u64 << (task.pid.0 * 16 + task.tid.0).min(63);
        for deed in deeds {
            let before = self.signature(deed.part);
            let fact = self.facts.entry(deed.part).or_default();
            match deed.act {
                Act::Read => fact.readers |= bit,
                Act::Write | Act::Acquire | Act::Release | Act::Give | Act::Life => {
                    fact.writers |= bit;
                }
                Act::Look => {
                    fact.writers |= bit;
                    fact.looked_at = self.mutant != Some(Mutant::LooksForgotten);
                }
            }
            if matches!(deed.act, Act::Read | Act::Write) {
                match &mut fact.guards {
                    None => fact.guards = Some(deed.held.clone()),
                    Some(_) if self.mutant == Some(Mutant::FirstGuardForEver) => {}
                    Some(guards) => guards.retain(|lock| deed.held.contains(lock)),
                }
            }
            let learns = self.mutant != Some(Mutant::NothingLearned);
            if learns && self.signature(deed.part) != before {
                self.version += 1;
            }
        }
    }
}
