//! The canonical hash, for the explorer: equal for two processes that differ only in the ids of their objects.
//!
//! Objects are numbered in the order in which a walk from the roots meets them: the user's globals by slot, then the
//! threads by number. Text, bytes and big integers count by value; the builtin classes keep their ids. What cannot
//! be reached does not count, and neither do the program, the clock, output, counters and costs.

use rustc_hash::FxHashMap;

use crate::base::ObjectId;
use crate::code::Origin;
use crate::machine::class;
use crate::machine::digest::Digest;
use crate::machine::heap::Heap;
use crate::machine::object::Body;
use crate::machine::process::Process;
use crate::machine::trace::{Trace, Tracer};

/// Hashes while it walks, and keeps the list of what was met and is still to be walked: nothing recurses.
struct Walk<'h> {
    heap: &'h Heap,
    digest: Digest,
    numbers: FxHashMap<ObjectId, u64>,
    met: Vec<ObjectId>,
}

/// Set on every word that stands for a reference, so that none reads like plain data.
const REFERENCE: u64 = 1 << 48;

impl Tracer for Walk<'_> {
    fn word(&mut self, word: u64) {
        self.digest.word(word);
    }

    fn reference(&mut self, id: ObjectId) {
        if id.index() < class::BUILTIN.len() {
            self.digest.word(REFERENCE | u64::from(id.0));
            return;
        }
        let body = self.heap.body(id);
        if matches!(body, Body::Text(_) | Body::Bytes(_) | Body::BigInt(_)) {
            body.trace(&mut self.digest);
            return;
        }
        let next = (class::BUILTIN.len() + self.met.len()) as u64;
        let number = *self.numbers.entry(id).or_insert(next);
        if number == next {
            self.met.push(id);
        }
        self.digest.word(REFERENCE | number);
    }
}

impl Process {
    /// A number that two processes share when nobody could tell them apart. The whole reachable heap is walked.
    pub fn canonical(&self) -> u128 {
        let mut walk = Walk {
            heap: &self.heap,
            digest: Digest::new(5 << 32),
            numbers: FxHashMap::default(),
            met: Vec::new(),
        };
        for (module, globals) in self.program.modules.iter().zip(&self.globals) {
            match module.origin {
                Origin::User | Origin::Library if globals.loaded => globals.values.trace(&mut walk),
                Origin::User | Origin::Library | Origin::Native => {}
            }
        }
        for worker in &self.workers {
            worker.trace(&mut walk);
        }
        for &on in &self.settings.fixes {
            on.trace(&mut walk);
        }
        let mut walked = 0;
        while let Some(&id) = walk.met.get(walked) {
            walk.heap.get(id).trace(&mut walk);
            walked += 1;
        }
        walk.digest.finish()
    }
}
