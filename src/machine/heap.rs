//! All objects of one process, by id. A clone shares them: they lie in pages, and a page is copied when one of its
//! objects is first written after a clone.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use triomphe::Arc as Shared;

use crate::base::ObjectId;
use crate::machine::access::{Access, Notes, Spot};
use crate::machine::digest::Digest;
use crate::machine::object::{Body, Object};
use crate::machine::trace::{Trace, Tracer};
use crate::machine::value::Value;

const PAGE: usize = 32;

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Page([Object; PAGE]);

/// From now on a page is ours alone.
#[cold]
#[inline(never)]
fn unshare(page: &mut Shared<Page>) {
    *page = Shared::new(Page::clone(page));
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Heap {
    pages: Vec<Shared<Page>>,
    /// Free places, the lowest last, so that the same run uses the same ids.
    free: Vec<u32>,
    /// Places ever used.
    top: u32,
    /// Objects written since the last fingerprint.
    dirty: Vec<ObjectId>,
    digest: u128,
    /// Bytes of all objects as of the last collection, and those allocated since.
    settled: usize,
    fresh: usize,
    /// Of these, what is no object's and never comes back: names that the program made.
    kept: usize,
    /// Where an explorer wants new objects to lie: each worker in places of its own, so that what one makes does not
    /// move what another one makes.
    #[serde(skip)]
    pub(crate) ground: Option<Box<Ground>>,
    #[serde(skip)]
    pub(crate) notes: Notes,
    /// Objects written since a moment that somebody remembers, where somebody does: those of which the fingerprint has
    /// been renewed. Some are there more than once.
    #[serde(skip)]
    written: Option<Vec<ObjectId>>,
}

/// Places for new objects, the lowest first, but for those in use.
#[derive(Clone, Debug)]
pub(crate) struct Ground {
    pub(crate) next: u32,
    pub(crate) end: u32,
    /// In order.
    pub(crate) used: Vec<ObjectId>,
}

impl Ground {
    /// `None` where all places are taken.
    fn take(&mut self) -> Option<ObjectId> {
        while self.next < self.end {
            let id = ObjectId(self.next);
            self.next += 1;
            if self.used.binary_search(&id).is_err() {
                return Some(id);
            }
        }
        None
    }
}

/// Objects written since a moment that is remembered, at most.
const MANY: usize = 1 << 16;

/// A collection is not worth it below this many fresh bytes.
const COLLECT_AT_LEAST: usize = 4 << 20;

impl Heap {
    #[inline]
    pub fn get(&self, id: ObjectId) -> &Object {
        self.notes.note(Access::Read(Spot::Object(id)));
        self.peek(id)
    }

    /// As `get`, by those who keep house and do not count.
    #[inline]
    pub(crate) fn peek(&self, id: ObjectId) -> &Object {
        &self.pages[id.index() / PAGE].0[id.index() % PAGE]
    }

    /// For writing: unshares the page and notes that the fingerprint is out of date.
    #[inline]
    pub fn get_mut(&mut self, id: ObjectId) -> &mut Object {
        self.notes.note(Access::Write(Spot::Object(id)));
        let page = &mut self.pages[id.index() / PAGE];
        // As `make_mut`, but the copy is kept out of the way: nearly always there is nothing to copy.
        if !page.is_unique() {
            unshare(page);
        }
        let page = Shared::get_mut(page).expect("it is ours alone");
        let object = &mut page.0[id.index() % PAGE];
        if !object.dirty {
            object.dirty = true;
            self.dirty.push(id);
        }
        object
    }

    #[inline]
    pub fn body(&self, id: ObjectId) -> &Body {
        &self.get(id).body
    }

    #[inline]
    pub fn body_mut(&mut self, id: ObjectId) -> &mut Body {
        &mut self.get_mut(id).body
    }

    #[inline]
    pub fn class(&self, id: ObjectId) -> ObjectId {
        self.get(id).class
    }

    pub fn allocate(&mut self, class: ObjectId, body: Body) -> ObjectId {
        self.fresh += Object::BYTES + body.bytes();
        let id = self.place();
        let object = self.get_mut(id);
        object.class = class;
        object.body = body;
        id
    }

    /// The place of a new object.
    fn place(&mut self) -> ObjectId {
        if let Some(id) = self.ground.as_mut().and_then(|ground| ground.take()) {
            // Something of another state may still lie there.
            self.put(id, Object::free());
            return id;
        }
        if let Some(id) = self.free.pop() {
            return ObjectId(id);
        }
        let id = ObjectId(self.top);
        self.reach(id);
        id
    }

    /// Makes room up to this place.
    fn reach(&mut self, id: ObjectId) {
        self.top = self.top.max(id.0 + 1);
        let pages = id.index() / PAGE + 1;
        if pages > self.pages.len() {
            let empty = Shared::new(Page(std::array::from_fn(|_| Object::free())));
            self.pages.resize(pages, empty);
        }
    }

    /// Puts an object into its place, as an explorer does who goes from one state to another.
    pub(crate) fn put(&mut self, id: ObjectId, object: Object) {
        self.reach(id);
        let page = Shared::make_mut(&mut self.pages[id.index() / PAGE]);
        page.0[id.index() % PAGE] = object;
    }

    /// Places ever used.
    pub(crate) fn top(&self) -> u32 {
        self.top
    }

    /// What was allocated since the last collection is forgotten: an explorer takes garbage away in its own manner.
    pub(crate) fn forgive(&mut self) {
        self.fresh = 0;
        self.dirty.clear();
    }

    /// An object grew by so many bytes in place. Callers say so where a program can grow something without allocating.
    #[inline]
    pub fn grew(&mut self, bytes: usize) {
        self.fresh += bytes;
    }

    /// So many bytes are in use beside the objects from now on.
    pub(crate) fn keep(&mut self, bytes: usize) {
        self.kept += bytes;
        self.fresh += bytes;
    }

    /// Bytes in use, garbage since the last collection included.
    pub fn bytes(&self) -> usize {
        self.settled + self.fresh
    }

    /// Objects in use, garbage since the last collection included.
    pub fn len(&self) -> usize {
        self.top as usize - self.free.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Enough has been allocated that a collection pays, or so much that only a collection can tell whether it is too
    /// much.
    #[inline]
    pub fn wants_collection(&self, limit: usize) -> bool {
        self.fresh > COLLECT_AT_LEAST && (self.fresh > self.settled / 2 || self.bytes() > limit)
    }

    /// Frees what cannot be reached from the roots. `mark` is given a collector and shows it every root.
    pub fn collect(&mut self, mark: impl FnOnce(&mut Collector)) {
        let mut collector = Collector {
            reached: vec![false; self.top as usize],
            open: Vec::new(),
        };
        mark(&mut collector);
        while let Some(id) = collector.open.pop() {
            self.peek(id).trace(&mut collector);
        }
        self.free.clear();
        self.settled = self.kept;
        self.fresh = 0;
        for index in (0..self.top).rev() {
            let id = ObjectId(index);
            if collector.reached[id.index()] {
                self.settled += self.peek(id).bytes();
            } else {
                if !matches!(self.peek(id).body, Body::Free) {
                    self.release(id);
                }
                self.free.push(index);
            }
        }
    }

    /// Takes out all objects but those written since a moment that is remembered: these. `None` where none is.
    pub(crate) fn leave_out(&mut self) -> Option<Vec<(ObjectId, Object)>> {
        self.fingerprint();
        let mut written = self.written.take()?;
        written.sort_unstable();
        written.dedup();
        let objects = written.into_iter().map(|id| (id, self.peek(id).clone()));
        let objects = objects.collect();
        self.pages.clear();
        Some(objects)
    }

    /// Puts back what was left out, from a heap as it was at that moment.
    pub(crate) fn fill_in(&mut self, base: &mut Self, written: Vec<(ObjectId, Object)>) {
        self.pages = std::mem::take(&mut base.pages);
        if self.top > 0 {
            self.reach(ObjectId(self.top - 1));
        }
        for (id, object) in written {
            self.put(id, object);
        }
    }

    /// From now on what is written is remembered: since `image`, a clone of this heap that may have been written to.
    pub(crate) fn remember(&mut self, image: &Self) {
        self.written = Some(image.dirty.clone());
    }

    /// A number that two equal heaps share, ids included. Work is proportional to what changed since the last call.
    pub fn fingerprint(&mut self) -> u128 {
        let dirty = std::mem::take(&mut self.dirty);
        if let Some(written) = &mut self.written {
            written.extend_from_slice(&dirty);
            if written.len() > MANY {
                written.sort_unstable();
                written.dedup();
                // Whatever was remembered has little to do with what is.
                self.written.take_if(|written| written.len() > MANY / 2);
            }
        }
        for id in dirty {
            let page = Shared::make_mut(&mut self.pages[id.index() / PAGE]);
            let object = &mut page.0[id.index() % PAGE];
            let new = if matches!(object.body, Body::Free) {
                0
            } else {
                let mut digest = Digest::new(u64::from(id.0));
                object.trace(&mut digest);
                digest.finish()
            };
            self.digest = self.digest.wrapping_sub(object.digest).wrapping_add(new);
            object.digest = new;
            object.dirty = false;
        }
        self.digest
    }

    fn release(&mut self, id: ObjectId) {
        let object = self.get_mut(id);
        object.body = Body::Free;
        object.attributes = None;
        object.class = ObjectId(0);
    }
}

impl Object {
    fn free() -> Self {
        Self {
            class: ObjectId(0),
            dirty: false,
            attributes: None,
            body: Body::Free,
            digest: 0,
        }
    }
}

/// Marks what is reached. A list of places still to visit instead of recursion: data may be nested a million deep.
#[derive(Debug)]
pub struct Collector {
    reached: Vec<bool>,
    open: Vec<ObjectId>,
}

impl Tracer for Collector {
    #[inline]
    fn word(&mut self, _: u64) {}

    #[inline]
    fn reference(&mut self, id: ObjectId) {
        if let Some(reached) = self.reached.get_mut(id.index())
            && !std::mem::replace(reached, true)
        {
            self.open.push(id);
        }
    }

    fn bytes(&mut self, _: &[u8]) {}
}

/// Shorthands for what natives ask all the time.
impl Heap {
    pub fn list(&self, value: Value) -> Option<&Vec<Value>> {
        match self.body(value.object()?) {
            Body::List(items) => Some(items),
            _ => None,
        }
    }

    pub fn list_mut(&mut self, id: ObjectId) -> &mut Vec<Value> {
        match self.body_mut(id) {
            Body::List(items) => items,
            _ => unreachable!("callers know it is a list"),
        }
    }

    pub fn tuple(&self, value: Value) -> Option<&Arc<[Value]>> {
        match self.body(value.object()?) {
            Body::Tuple(items) => Some(items),
            _ => None,
        }
    }

    pub fn text(&self, value: Value) -> Option<&crate::machine::object::Text> {
        match self.body(value.object()?) {
            Body::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn str(&self, value: Value) -> Option<&str> {
        self.text(value).map(crate::machine::object::Text::as_str)
    }

    pub fn dict(&self, value: Value) -> Option<&crate::machine::object::Dict> {
        match self.body(value.object()?) {
            Body::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    pub fn dict_mut(&mut self, id: ObjectId) -> &mut crate::machine::object::Dict {
        match self.body_mut(id) {
            Body::Dict(dict) => dict,
            _ => unreachable!("callers know it is a dict"),
        }
    }

    pub fn set(&self, value: Value) -> Option<&crate::machine::object::Set> {
        match self.body(value.object()?) {
            Body::Set(set) => Some(set),
            _ => None,
        }
    }

    pub fn set_mut(&mut self, id: ObjectId) -> &mut crate::machine::object::Set {
        match self.body_mut(id) {
            Body::Set(set) => set,
            _ => unreachable!("callers know it is a set"),
        }
    }
}
