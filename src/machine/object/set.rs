//! `set` and `frozenset`: CPython's own table (linear probes of nine, then a perturbed jump), because the order in
//! which a set is walked is the order of its table, and programs print sets.

use serde::{Deserialize, Serialize};

use crate::machine::trace::{Trace, Tracer};
use crate::machine::value::Value;

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
enum Slot {
    Free,
    /// Something was here; lookups go on past it.
    Gone,
    Full {
        hash: i64,
        key: Value,
    },
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Set {
    /// A power of two, 8 at least.
    table: Vec<Slot>,
    live: usize,
    /// Full and gone slots.
    used: usize,
    /// Where the next `pop` begins to look.
    finger: usize,
}

const LINEAR_PROBES: usize = 9;

impl Default for Set {
    fn default() -> Self {
        Self {
            table: vec![Slot::Free; 8],
            live: 0,
            used: 0,
            finger: 0,
        }
    }
}

impl Set {
    pub fn len(&self) -> usize {
        self.live
    }

    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// The slot of an equal key.
    pub fn find(&self, hash: i64, mut same: impl FnMut(Value) -> bool) -> Option<usize> {
        self.probe(hash, |slot| match slot {
            Slot::Free => Some(false),
            Slot::Gone => None,
            Slot::Full { hash: other, key } => (*other == hash && same(*key)).then_some(true),
        })
        .and_then(|(position, found)| found.then_some(position))
    }

    /// Keys with this hash, for callers that must ask Python whether they are equal.
    pub fn candidates(&self, hash: i64) -> Vec<Value> {
        let mut keys = Vec::new();
        self.find(hash, |key| {
            keys.push(key);
            false
        });
        keys
    }

    /// Adds a key known to be absent: in the last gap on its way, else in the first free slot.
    pub fn push(&mut self, hash: i64, key: Value) {
        let mut gap = None;
        let (position, ()) = self
            .walk(hash, |at, slot| match slot {
                Slot::Free => Some(()),
                Slot::Gone => {
                    gap = Some(at);
                    None
                }
                Slot::Full { .. } => None,
            })
            .expect("the table is never full");
        if let Some(gap) = gap {
            self.table[gap] = Slot::Full { hash, key };
            self.live += 1;
            return;
        }
        self.table[position] = Slot::Full { hash, key };
        self.live += 1;
        self.used += 1;
        // CPython's load: three fifths, then four times the size (twice, for large sets).
        if self.used * 5 >= (self.table.len() - 1) * 3 {
            self.resize(if self.live > 50_000 {
                self.live * 2
            } else {
                self.live * 4
            });
        }
    }

    pub fn remove(&mut self, position: usize) -> Value {
        match std::mem::replace(&mut self.table[position], Slot::Gone) {
            Slot::Full { key, .. } => {
                self.live -= 1;
                key
            }
            Slot::Free | Slot::Gone => unreachable!("the position was found"),
        }
    }

    /// Makes room before many keys are added at once, as CPython does; the order of the table follows from it.
    pub fn expect(&mut self, more: usize) {
        if more > 0 && (self.used + more) * 5 >= (self.table.len() - 1) * 3 {
            self.resize((self.live + more) * 2);
        }
    }

    /// A copy whose table is as CPython's `set(other)` would be: without the gaps, and perhaps smaller.
    #[must_use]
    pub fn copied(&self) -> Self {
        let mut copy = Self::default();
        copy.expect(self.live);
        if copy.table.len() == self.table.len() && self.live == self.used {
            copy.table.clone_from(&self.table);
            copy.live = self.live;
            copy.used = self.used;
        } else {
            for (hash, key) in self.iter() {
                copy.insert_clean(hash, key);
            }
        }
        copy
    }

    fn insert_clean(&mut self, hash: i64, key: Value) {
        let (position, _) = self
            .probe(hash, |slot| matches!(slot, Slot::Free).then_some(true))
            .expect("room was made before");
        self.table[position] = Slot::Full { hash, key };
        self.live += 1;
        self.used += 1;
    }

    /// After many keys were removed: a new table where more than a quarter of this one is gaps.
    pub fn tidy(&mut self) {
        if self.used - self.live > (self.table.len() - 1) / 4 {
            self.resize(if self.live > 50_000 {
                self.live * 2
            } else {
                self.live * 4
            });
        }
    }

    /// Removes some key: the next one in the table after the last that was removed so.
    pub fn pop(&mut self) -> Option<Value> {
        if self.live == 0 {
            return None;
        }
        let mask = self.table.len() - 1;
        let mut position = self.finger & mask;
        while !matches!(self.table[position], Slot::Full { .. }) {
            position = (position + 1) & mask;
        }
        self.finger = position + 1;
        Some(self.remove(position))
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// The first key at or after a slot: iteration by cursor.
    pub fn next(&self, position: usize) -> Option<(usize, i64, Value)> {
        (position..self.table.len()).find_map(|at| match self.table[at] {
            Slot::Full { hash, key } => Some((at, hash, key)),
            Slot::Free | Slot::Gone => None,
        })
    }

    /// Hashes and keys in table order.
    pub fn iter(&self) -> impl Iterator<Item = (i64, Value)> + '_ {
        self.table.iter().filter_map(|slot| match *slot {
            Slot::Full { hash, key } => Some((hash, key)),
            Slot::Free | Slot::Gone => None,
        })
    }

    pub fn bytes(&self) -> usize {
        size_of_val(&*self.table)
    }

    /// Walks the slots in CPython's order until `answer` has one.
    fn probe<A>(
        &self,
        hash: i64,
        mut answer: impl FnMut(&Slot) -> Option<A>,
    ) -> Option<(usize, A)> {
        self.walk(hash, |_, slot| answer(slot))
    }

    fn walk<A>(
        &self,
        hash: i64,
        mut answer: impl FnMut(usize, &Slot) -> Option<A>,
    ) -> Option<(usize, A)> {
        let mask = self.table.len() - 1;
        let mut perturb = hash as u64;
        let mut start = hash as usize & mask;
        loop {
            let probes = if start + LINEAR_PROBES <= mask {
                LINEAR_PROBES
            } else {
                0
            };
            for position in start..=start + probes {
                if let Some(answer) = answer(position, &self.table[position]) {
                    return Some((position, answer));
                }
            }
            perturb >>= 5;
            start = start
                .wrapping_mul(5)
                .wrapping_add(1)
                .wrapping_add(perturb as usize)
                & mask;
        }
    }

    /// A table for more than `wanted` keys.
    pub fn resize(&mut self, wanted: usize) {
        let mut size = 8;
        while size <= wanted {
            size *= 2;
        }
        let old = std::mem::replace(&mut self.table, vec![Slot::Free; size]);
        self.used = self.live;
        for slot in old {
            if let Slot::Full { hash, .. } = slot {
                let (position, _) = self
                    .probe(hash, |slot| matches!(slot, Slot::Free).then_some(true))
                    .expect("larger than before");
                self.table[position] = slot;
            }
        }
    }
}

impl Trace for Set {
    fn trace<T: Tracer>(&self, to: &mut T) {
        to.word(self.live as u64);
        for (hash, key) in self.iter() {
            to.word(hash as u64);
            key.trace(to);
        }
    }
}
