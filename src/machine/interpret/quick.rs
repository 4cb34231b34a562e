//! The commonest cases of instructions whose whole work is elsewhere: builtin types that are just that, and nobody
//! watching. Each function here does all of its instruction and says so, or has touched nothing.

use crate::base::ObjectId;
use crate::code::{Name, name};
use crate::machine::builtins::{Binding, NativeId, Quick};
use crate::machine::class;
use crate::machine::number;
use crate::machine::object::{Body, Dict, Iterator};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

impl Vm<'_> {
    /// `[object] → [function receiver]`, where no bound method must be made for it.
    #[inline]
    pub(super) fn quick_load_method(&mut self, attribute: Name) -> bool {
        let object = self.peek(1);
        let Some(function) = self.method_of(object, attribute) else {
            return false;
        };
        *self.thread.stack.last_mut().expect("the object") = function;
        self.thread.stack.push(object);
        true
    }

    /// The function that a call of `object.attribute` calls with the object before the arguments.
    fn method_of(&self, object: Value, attribute: Name) -> Option<Value> {
        let class = match object {
            Value::Module(_) => return None,
            Value::Object(id) => {
                let held = self.heap().get(id);
                // No builtin class has an access of its own.
                let own_access = held.class.index() >= class::BUILTIN.len()
                    && self.class(held.class).custom_access;
                let plain = !matches!(held.body, Body::Class(_) | Body::Super(_) | Body::Local(_))
                    && !own_access
                    && held
                        .attributes
                        .as_ref()
                        .is_none_or(|attributes| attributes.get(attribute).is_none());
                if !plain {
                    return None;
                }
                held.class
            }
            _ => self.class_of(object),
        };
        self.lookup(class, attribute).filter(|&found| match found {
            Value::Native(native) => native.get().binding == Binding::Method,
            Value::Object(id) => matches!(self.heap().body(id), Body::Function(_)),
            _ => false,
        })
    }

    /// `[method receiver] → [result]`, of a native that has a quick way for what it mostly does.
    #[inline]
    pub(super) fn quick_call(&mut self) -> bool {
        let [.., Value::Native(native), Value::Object(receiver)] = *self.thread.stack.as_slice()
        else {
            return false;
        };
        let Some(result) = self.quickly(native, receiver) else {
            return false;
        };
        self.thread.stack.pop();
        *self.thread.stack.last_mut().expect("the method") = result.value();
        true
    }

    /// `[manager] → [exit result]`, where the manager's `__enter__` has a quick way.
    #[inline]
    pub(super) fn quick_enter_with(&mut self) -> bool {
        let Value::Object(manager) = self.peek(1) else {
            return false;
        };
        let Some(Value::Native(enter)) = self.lookup(self.heap().class(manager), name::ENTER)
        else {
            return false;
        };
        let Some(result) = self.quickly(enter, manager) else {
            return false;
        };
        self.thread.stack.push(result.value());
        true
    }

    /// `[exit] → [result]`, where the manager's `__exit__` has one.
    #[inline]
    pub(super) fn quick_exit_with(&mut self) -> bool {
        let Value::Object(manager) = self.peek(1) else {
            return false;
        };
        let Some(Value::Native(exit)) = self.lookup(self.heap().class(manager), name::EXIT) else {
            return false;
        };
        let Some(result) = self.quickly(exit, manager) else {
            return false;
        };
        *self.thread.stack.last_mut().expect("the manager") = result.value();
        true
    }

    /// What a native without arguments gives at once, if nobody need know more about it.
    #[inline]
    fn quickly(&mut self, native: NativeId, receiver: ObjectId) -> Option<Quick> {
        let native = native.get();
        let quick = native.quick?;
        let heap = self.heap();
        // Collections come at the same places whoever watches. An explorer is told in which manner a lock is used.
        if self.process.watched
            || heap.notes.are_kept()
            || self.thread.waiting.is_some()
            || native.class != Some(heap.class(receiver))
            || heap.wants_collection(self.process.limits.memory)
        {
            return None;
        }
        quick(self, receiver)
    }

    /// Whether the top is true, where no Python must say so.
    #[inline]
    pub(super) fn quick_truth(&self) -> Option<bool> {
        match *self.thread.stack.last()? {
            Value::Bool(flag) => Some(flag),
            value => self.truth(value),
        }
    }

    /// `[container key] → [value]`
    #[inline]
    pub(super) fn quick_load_item(&mut self) -> bool {
        if self.process.watched {
            return false;
        }
        let (Value::Object(container), key) = (self.peek(2), self.peek(1)) else {
            return false;
        };
        let object = self.heap().get(container);
        let found = match (&object.body, key) {
            (Body::List(items), Value::Int(index)) if object.class == class::LIST => {
                place(items, index).map(|place| items[place])
            }
            (Body::Tuple(items), Value::Int(index)) if object.class == class::TUPLE => {
                place(items, index).map(|place| items[place])
            }
            (Body::Dict(dict), Value::Int(number)) if object.class == class::DICT => {
                key_place(dict, number)
                    .and_then(|position| dict.at(position))
                    .map(|entry| entry.value)
            }
            _ => None,
        };
        let Some(item) = found else {
            return false;
        };
        self.thread.stack.pop();
        *self.thread.stack.last_mut().expect("the container") = item;
        true
    }

    /// `[value container key] → []`
    #[inline]
    pub(super) fn quick_store_item(&mut self) -> bool {
        if self.process.watched {
            return false;
        }
        let [.., value, Value::Object(container), Value::Int(key)] = *self.thread.stack.as_slice()
        else {
            return false;
        };
        let object = self.heap().get(container);
        match &object.body {
            Body::List(items) if object.class == class::LIST => {
                let Some(place) = place(items, key) else {
                    return false;
                };
                self.heap_mut().list_mut(container)[place] = value;
            }
            Body::Dict(dict) if object.class == class::DICT => {
                let Some(position) = key_place(dict, key) else {
                    return false;
                };
                self.heap_mut().dict_mut(container).replace(position, value);
            }
            _ => return false,
        }
        let at = self.thread.stack.len() - 3;
        self.thread.stack.truncate(at);
        true
    }

    /// `[iterator] → [iterator item]`, while there are items.
    #[inline]
    pub(super) fn quick_for_iter(&mut self) -> bool {
        let Value::Object(id) = self.peek(1) else {
            return false;
        };
        let Body::Iterator(iterator) = self.heap().body(id) else {
            return false;
        };
        let item = match **iterator {
            Iterator::Range { next, left, .. } if left > 0 => Value::Int(next),
            Iterator::List { list, next } => match self.heap().body(list) {
                Body::List(items) if next < items.len() => items[next],
                _ => return false,
            },
            _ => return false,
        };
        self.advance_by_one(id);
        self.thread.stack.push(item);
        true
    }

    #[inline]
    fn advance_by_one(&mut self, iterator: ObjectId) {
        let Body::Iterator(iterator) = self.heap_mut().body_mut(iterator) else {
            unreachable!("seen to be an iterator")
        };
        match &mut **iterator {
            Iterator::Range { next, step, left } => {
                *next = next.wrapping_add(*step);
                *left -= 1;
            }
            Iterator::List { next, .. } => *next += 1,
            _ => unreachable!("seen to be one of these"),
        }
    }
}

/// Where an index of Python's leads to, if anywhere.
#[inline]
fn place(items: &[Value], index: i64) -> Option<usize> {
    let index = if index < 0 {
        index + items.len() as i64
    } else {
        index
    };
    usize::try_from(index)
        .ok()
        .filter(|&index| index < items.len())
}

/// Where a dict has an int as a key; `None`, too, where a key of another kind might be equal to it.
#[inline]
fn key_place(dict: &Dict, key: i64) -> Option<usize> {
    let mut unsure = false;
    let position = dict.find(number::hash_integer(key), |other| match other {
        Value::Int(other) => other == key,
        _ => {
            unsure = true;
            true
        }
    });
    position.filter(|_| !unsure)
}
