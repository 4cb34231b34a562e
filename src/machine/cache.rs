//! A memory of attribute lookups in classes: a pure speed-up, no part of the state, and empty in a clone.

use std::cell::RefCell;

use crate::base::ObjectId;
use crate::code::Name;
use crate::machine::value::Value;

const SIZE: usize = 512;

/// `None` inside an entry: known to be missing.
type Entry = (ObjectId, Name, Option<Value>);

#[derive(Debug, Default)]
pub(crate) struct Lookups(RefCell<Vec<Option<Entry>>>);

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
        if let Some(Some((known_class, known_name, value))) = self.0.borrow().get(place)
            && *known_class == class
            && *known_name == name
        {
            return *value;
        }
        let value = search();
        let mut entries = self.0.borrow_mut();
        if entries.is_empty() {
            entries.resize(SIZE, None);
        }
        entries[place] = Some((class, name, value));
        value
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
