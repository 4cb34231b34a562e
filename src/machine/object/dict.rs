//! `dict`: entries in the order of insertion, and a table of their numbers, as CPython has had it since 3.6.
//!
//! Comparing keys may need Python code (`__eq__`), which cannot run in here; so a lookup is given the hash and a
//! question to ask of each candidate, and callers that meet a user-defined `__eq__` take the slow way through the
//! prelude.

use serde::{Deserialize, Serialize};

use crate::machine::trace::{Trace, Tracer, trace_fields};
use crate::machine::value::Value;

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Entry {
    pub hash: i64,
    pub key: Value,
    pub value: Value,
}
trace_fields!(Entry { hash, key, value });

const FREE: u32 = u32::MAX;
/// A slot whose entry was deleted: lookups go on past it.
const GONE: u32 = u32::MAX - 1;

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Dict {
    /// Deleted entries leave a hole until the next growth, so that at least a third of the table is always free.
    entries: Vec<Option<Entry>>,
    /// A power of two of entry numbers, at most two thirds full.
    table: Vec<u32>,
    live: usize,
}

impl Dict {
    pub fn len(&self) -> usize {
        self.live
    }

    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// The entry with this hash for which `same` holds, by position.
    #[inline]
    pub fn find(&self, hash: i64, mut same: impl FnMut(Value) -> bool) -> Option<usize> {
        if self.table.is_empty() {
            return None;
        }
        let mask = self.table.len() - 1;
        let mut perturb = hash as u64;
        let mut slot = hash as usize & mask;
        loop {
            match self.table[slot] {
                FREE => return None,
                GONE => {}
                number => {
                    if let Some(entry) = &self.entries[number as usize]
                        && entry.hash == hash
                        && same(entry.key)
                    {
                        return Some(number as usize);
                    }
                }
            }
            perturb >>= 5;
            slot = slot
                .wrapping_mul(5)
                .wrapping_add(perturb as usize)
                .wrapping_add(1)
                & mask;
        }
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

    pub fn at(&self, position: usize) -> Option<&Entry> {
        self.entries.get(position)?.as_ref()
    }

    /// Replaces the value of an entry found before; the key stays the first one given, as in CPython.
    pub fn replace(&mut self, position: usize, value: Value) -> Value {
        let entry = self.entries[position]
            .as_mut()
            .expect("the position was found");
        std::mem::replace(&mut entry.value, value)
    }

    /// Adds a key known to be absent.
    pub fn push(&mut self, hash: i64, key: Value, value: Value) {
        if (self.entries.len() + 1) * 3 > self.table.len() * 2 {
            self.grow();
        }
        let slot = self.free_slot(hash);
        self.table[slot] = self.entries.len() as u32;
        self.entries.push(Some(Entry { hash, key, value }));
        self.live += 1;
    }

    pub fn remove(&mut self, position: usize) -> Entry {
        let entry = self.entries[position]
            .take()
            .expect("the position was found");
        let mask = self.table.len() - 1;
        let mut perturb = entry.hash as u64;
        let mut slot = entry.hash as usize & mask;
        while self.table[slot] != position as u32 {
            perturb >>= 5;
            slot = slot
                .wrapping_mul(5)
                .wrapping_add(perturb as usize)
                .wrapping_add(1)
                & mask;
        }
        self.table[slot] = GONE;
        self.live -= 1;
        if self.live == 0 {
            self.clear();
        }
        entry
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// The last entry's position.
    pub fn last(&self) -> Option<usize> {
        self.entries.iter().rposition(Option::is_some)
    }

    /// The first entry at or after a position: iteration by cursor, which survives being stopped and cloned.
    pub fn next(&self, position: usize) -> Option<(usize, &Entry)> {
        (position..self.entries.len())
            .find_map(|at| self.entries[at].as_ref().map(|entry| (at, entry)))
    }

    /// The last entry before a position: iteration backwards.
    pub fn before(&self, position: usize) -> Option<(usize, &Entry)> {
        (0..position.min(self.entries.len()))
            .rev()
            .find_map(|at| self.entries[at].as_ref().map(|entry| (at, entry)))
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter().flatten()
    }

    /// Bytes on the heap, for the memory limit.
    pub fn bytes(&self) -> usize {
        size_of_val(&*self.entries) + size_of_val(&*self.table)
    }

    fn grow(&mut self) {
        self.entries.retain(Option::is_some);
        let size = (self.live * 3).next_power_of_two().max(8);
        self.table = vec![FREE; size];
        for number in 0..self.entries.len() {
            let hash = self.entries[number]
                .as_ref()
                .expect("holes were just removed")
                .hash;
            let slot = self.free_slot(hash);
            self.table[slot] = number as u32;
        }
    }

    fn free_slot(&self, hash: i64) -> usize {
        let mask = self.table.len() - 1;
        let mut perturb = hash as u64;
        let mut slot = hash as usize & mask;
        while self.table[slot] < GONE {
            perturb >>= 5;
            slot = slot
                .wrapping_mul(5)
                .wrapping_add(perturb as usize)
                .wrapping_add(1)
                & mask;
        }
        slot
    }
}

impl Trace for Dict {
    fn trace<T: Tracer>(&self, to: &mut T) {
        // The table and the holes follow from history, not from meaning.
        to.word(self.live as u64);
        for entry in self.iter() {
            entry.trace(to);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_keeps_the_order_of_insertion_through_growth_and_deletion() {
        let mut dict = Dict::default();
        for key in 0..100 {
            dict.push(key % 7, Value::Int(key), Value::None);
        }
        for key in (0..100).step_by(3) {
            let position = dict
                .find(key % 7, |found| found.is(Value::Int(key)))
                .expect("just pushed");
            dict.remove(position);
        }
        let keys: Vec<_> = dict.iter().map(|entry| entry.key).collect();
        assert_eq!(keys.len(), 66);
        assert!(
            keys.windows(2)
                .all(|pair| matches!(pair, [Value::Int(a), Value::Int(b)] if a < b))
        );
        dict.push(0, Value::Int(1000), Value::None);
        assert!(dict.find(0, |found| found.is(Value::Int(1000))).is_some());
    }
}
