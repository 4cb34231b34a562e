//! A memory of attribute lookups in classes: a pure speed-up, no part of the state, and empty in a clone.

use std::cell::RefCell;

use crate::base::ObjectId;
use crate::code::Name;
use crate::machine::value::Value;

const SIZE: usize = 512;

#[derive(Clone, Copy, Debug)]
struct Entry {
    class: ObjectId,
    name: Name,
    /// Unbound: known to be missing.
    value: Value,
}

/// What stands in a place never written: no class has this id.
const NOTHING: Entry = Entry {
    class: ObjectId(u32::MAX),
    name: Name(0),
    value: Value::Unbound,
};

#[derive(Debug, Default)]
pub(crate) struct Lookups(RefCell<Vec<Entry>>);

impl Lookups {
    #[inline]
    pub(crate) fn find(
        &self,
        class: ObjectId,
        name: Name,
        search: impl FnOnce() -> Option<Value>,
    ) -> Option<Value> {
        let place = (class.0.wrapping_mul(0x9e37_79b1) ^ name.0.wrapping_mul(0x85eb_ca6b)) as usize
            >> 7
            & (SIZE - 1);
        // The value goes straight from its place to whoever asked: this is done all the time.
        if let Some(entry) = self.0.borrow().get(place)
            && entry.class == class
            && entry.name == name
        {
            return match entry.value {
                Value::Unbound => None,
                value => Some(value),
            };
        }
        self.learn(place, class, name, search())
    }

    #[cold]
    #[inline(never)]
    fn learn(
        &self,
        place: usize,
        class: ObjectId,
        name: Name,
        found: Option<Value>,
    ) -> Option<Value> {
        let value = found.unwrap_or_default();
        let mut entries = self.0.borrow_mut();
        if entries.is_empty() {
            entries.resize(SIZE, NOTHING);
        }
        entries[place] = Entry { class, name, value };
        value.is_bound().then_some(value)
    }

    pub(crate) fn clear(&self) {
        self.0.borrow_mut().clear();
    }
}

impl Clone for Lookups {
    fn clone(&self) -> Self {
        Self::default()
    }
}
