//! Attributes by name, in the order of their first assignment, as Python's namespaces keep them.

use serde::{Deserialize, Serialize};

use crate::code::Name;
use crate::machine::trace::{Trace, Tracer};
use crate::machine::value::Value;

/// Above this many, a sorted index beside the entries answers instead of a scan.
const SCANNED: usize = 8;

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Attributes {
    entries: Vec<(Name, Value)>,
    /// Entry numbers sorted by name; empty while there are few.
    index: Vec<(Name, u32)>,
}

impl Attributes {
    pub fn get(&self, name: Name) -> Option<Value> {
        self.position(name).map(|position| self.entries[position].1)
    }

    /// Sets a value and returns the former one.
    pub fn set(&mut self, name: Name, value: Value) -> Option<Value> {
        if let Some(position) = self.position(name) {
            return Some(std::mem::replace(&mut self.entries[position].1, value));
        }
        self.entries.push((name, value));
        if self.entries.len() > SCANNED {
            if self.index.is_empty() {
                self.reindex();
            } else {
                let place = self.index.partition_point(|&(other, _)| other < name);
                self.index
                    .insert(place, (name, self.entries.len() as u32 - 1));
            }
        }
        None
    }

    pub fn remove(&mut self, name: Name) -> Option<Value> {
        let position = self.position(name)?;
        let (_, value) = self.entries.remove(position);
        self.reindex();
        Some(value)
    }

    pub fn iter(&self) -> impl Iterator<Item = (Name, Value)> + '_ {
        self.entries.iter().copied()
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub(crate) fn bytes(&self) -> usize {
        size_of::<Self>() + size_of_val(&*self.entries) + size_of_val(&*self.index)
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    #[inline]
    fn position(&self, name: Name) -> Option<usize> {
        if self.index.is_empty() {
            return self.entries.iter().position(|&(other, _)| other == name);
        }
        let place = self
            .index
            .binary_search_by_key(&name, |&(other, _)| other)
            .ok()?;
        Some(self.index[place].1 as usize)
    }

    fn reindex(&mut self) {
        self.index.clear();
        if self.entries.len() > SCANNED {
            self.index.extend(
                self.entries
                    .iter()
                    .enumerate()
                    .map(|(at, &(name, _))| (name, at as u32)),
            );
            self.index.sort_unstable();
        }
    }
}

impl FromIterator<(Name, Value)> for Attributes {
    fn from_iter<I: IntoIterator<Item = (Name, Value)>>(pairs: I) -> Self {
        let mut attributes = Self::default();
        for (name, value) in pairs {
            attributes.set(name, value);
        }
        attributes
    }
}

impl Trace for Attributes {
    fn trace<T: Tracer>(&self, to: &mut T) {
        // The index follows from the entries.
        self.entries.trace(to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_kept_and_every_name_is_found_however_many() {
        let mut attributes = Attributes::default();
        for number in (0..40).rev() {
            assert!(
                attributes
                    .set(Name(number), Value::Int(i64::from(number)))
                    .is_none()
            );
        }
        assert!(attributes.remove(Name(20)).is_some());
        for number in 0..40 {
            assert_eq!(attributes.get(Name(number)).is_some(), number != 20);
        }
        assert_eq!(
            attributes.iter().next().map(|(name, _)| name),
            Some(Name(39))
        );
    }
}
