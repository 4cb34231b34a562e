//! Displays, comprehensions, unpacking, f-strings.

use crate::code::{Conversion, Op};
use crate::machine::builtins::Arguments;
use crate::machine::class;
use crate::machine::effect::{Outcome, Result};
use crate::machine::frame::Then;
use crate::machine::interpret::Flow;
use crate::machine::object::{Body, Dict, Set};
use crate::machine::value::Value;
use crate::machine::vm::Vm;
use crate::machine::{algebra, compare, items, iterate, text};

impl Vm<'_> {
    fn operands(&mut self, count: usize) -> Vec<Value> {
        let at = self.thread.stack.len() - count;
        self.thread.stack.split_off(at)
    }

    pub(super) fn build_slice(&mut self, parts: usize) -> Flow {
        let mut values = self.operands(parts);
        values.resize(3, Value::None);
        let slice = self.allocate(
            class::SLICE,
            Body::Slice(Box::new([values[0], values[1], values[2]])),
        );
        self.push(slice)
    }

    pub(super) fn build_tuple(&mut self, count: usize) -> Flow {
        let items = self.operands(count);
        let tuple = self.tuple(items);
        self.push(tuple)
    }

    pub(super) fn build_list(&mut self, count: usize) -> Flow {
        let items = self.operands(count);
        let list = self.list(items);
        self.push(list)
    }

    /// Keys whose `__hash__` or `__eq__` is Python's are added one by one in the prelude.
    pub(super) fn build_set(&mut self, count: usize) -> Flow {
        let at = self.thread.stack.len() - count;
        let keys: Vec<_> = self.thread.stack[at..].to_vec();
        let id = self.set(Set::default());
        for &key in &keys {
            match self.add_to_set(id, key) {
                Ok(true) => {}
                Ok(false) => {
                    let list = self.list(keys);
                    let outcome = self.prelude("build_set", &[list]);
                    return self.complete(Ok(outcome), at, Then::Push);
                }
                Err(stop) => return self.fail(stop),
            }
        }
        self.thread.stack.truncate(at);
        self.push(id)
    }

    /// `false` where Python must be asked.
    fn add_to_set(&mut self, set: Value, key: Value) -> Result<bool> {
        compare::set_add(self, set.object().expect("a set"), key)
    }

    pub(super) fn build_dict(&mut self, pairs: usize) -> Flow {
        let at = self.thread.stack.len() - 2 * pairs;
        let operands: Vec<_> = self.thread.stack[at..].to_vec();
        let dict = self.dict(Dict::default());
        for pair in operands.chunks(2) {
            match items::set(self, dict, pair[0], pair[1]) {
                Ok(Some(Outcome::Value(_))) => {}
                Ok(_) => {
                    let list = self.list(operands);
                    let outcome = self.prelude("build_dict", &[list]);
                    return self.complete(Ok(outcome), at, Then::Push);
                }
                Err(stop) => return self.fail(stop),
            }
        }
        self.thread.stack.truncate(at);
        self.push(dict)
    }

    pub(super) fn build_string(&mut self, count: usize) -> Flow {
        let pieces = self.operands(count);
        let length: usize = pieces
            .iter()
            .filter_map(|&piece| self.as_str(piece))
            .map(str::len)
            .sum();
        if let Err(stop) = self.reserve(length) {
            return self.fail(stop);
        }
        let mut whole = String::with_capacity(length);
        for &piece in &pieces {
            whole.push_str(self.as_str(piece).unwrap_or_default());
        }
        let whole = self.text(whole);
        self.push(whole)
    }

    pub(super) fn list_append(&mut self, depth: usize) -> Flow {
        let item = self.pop();
        let list = self
            .peek(depth)
            .object()
            .expect("the compiler puts a list there");
        self.heap_mut().list_mut(list).push(item);
        self.heap_mut().grew(size_of::<Value>());
        self.next()
    }

    pub(super) fn set_add(&mut self, depth: usize) -> Flow {
        let item = self.pop();
        let set = self.peek(depth);
        let result = self.add_to_set(set, item);
        self.added(result, "set_add", &[set, item])
    }

    pub(super) fn dict_add(&mut self, depth: usize) -> Flow {
        let value = self.pop();
        let key = self.pop();
        // Counted from below the key.
        let dict = self.peek(depth);
        let result = items::set(self, dict, key, value)
            .map(|outcome| matches!(outcome, Some(Outcome::Value(_))));
        self.added(result, "store_item", &[dict, key, value])
    }

    fn added(&mut self, result: Result<bool>, function: &str, arguments: &[Value]) -> Flow {
        match result {
            Ok(true) => self.next(),
            Ok(false) => {
                let callee = self.process.prelude(function);
                self.pass_on(callee, Arguments::of(arguments), Then::Drop)
            }
            Err(stop) => self.fail(stop),
        }
    }

    pub(super) fn list_extend(&mut self, depth: usize) -> Flow {
        let iterable = self.pop();
        let list = self.peek(depth);
        match iterate::collect(self, iterable) {
            Ok(Some(items)) => {
                self.heap_mut().grew(items.len() * size_of::<Value>());
                self.heap_mut()
                    .list_mut(list.object().expect("the compiler puts a list there"))
                    .extend(items);
                self.next()
            }
            Ok(None) => self.added(Ok(false), "list_extend", &[list, iterable]),
            Err(_) if !self.is_iterable(iterable) => {
                let frame = self.frame();
                let code = &self.program.functions[frame.function.index()].code;
                let ip = frame.ip as usize;
                let called = match code.get(ip + 1..ip + 3) {
                    Some([Op::ListToTuple, Op::CallSpread(_) | Op::BuildDict(_)]) => {
                        self.peek(depth + 2)
                    }
                    _ => Value::Unbound,
                };
                if called.is_bound() {
                    return self.added(Ok(false), "not_spreadable", &[called, iterable]);
                }
                let name = self.type_name(iterable);
                let stop =
                    self.type_error(format!("Value after * must be an iterable, not {name}"));
                self.fail(stop)
            }
            Err(stop) => self.fail(stop),
        }
    }

    pub(super) fn set_update(&mut self, depth: usize) -> Flow {
        let iterable = self.pop();
        let set = self.peek(depth);
        let result = algebra::update(self, set, iterable);
        self.added(result, "set_update", &[set, iterable])
    }

    pub(super) fn dict_update(&mut self, depth: usize) -> Flow {
        let mapping = self.pop();
        let dict = self.peek(depth);
        let result = dict_update(self, dict, mapping);
        self.added(result, "dict_display_update", &[dict, mapping])
    }

    /// `f(**mapping)`: `[callee receiver tuple dict mapping]`.
    pub(super) fn dict_merge(&mut self, depth: usize) -> Flow {
        let mapping = self.pop();
        let dict = self.peek(depth);
        let called = self.peek(depth + 3);
        // `f(**options)` of a plain dict, and nothing given before: nearly all there are.
        let result = match self.heap().dict(dict) {
            Some(before) if before.is_empty() && self.has_text_keys(mapping) => {
                dict_update(self, dict, mapping)
            }
            _ => Ok(false),
        };
        self.added(result, "dict_merge", &[dict, mapping, called])
    }

    fn has_text_keys(&self, mapping: Value) -> bool {
        self.heap()
            .dict(mapping)
            .is_some_and(|dict| dict.iter().all(|entry| self.as_str(entry.key).is_some()))
    }

    pub(super) fn list_to_tuple(&mut self) -> Flow {
        let list = self.pop();
        let items = self.heap().list(list).cloned().unwrap_or_default();
        let tuple = self.tuple(items);
        self.push(tuple)
    }

    pub(super) fn format(&mut self, conversion: Conversion, has_spec: bool) -> Flow {
        let at = self.thread.stack.len() - 1 - usize::from(has_spec);
        let value = self.thread.stack[at];
        let spec = if has_spec {
            self.as_str(self.peek(1)).map(ToOwned::to_owned)
        } else {
            None
        };
        let result = text::format_value(self, conversion, value, spec.as_deref());
        self.complete(result, at, Then::Push)
    }

    /// `[iterable] → [last … first]`
    pub(super) fn unpack(&mut self, count: usize) -> Flow {
        let iterable = self.peek(1);
        let at = self.thread.stack.len() - 1;
        match self.unpackable(iterable) {
            Ok(Some(items)) => {
                if items.len() != count {
                    let stop = if items.len() > count {
                        self.value_error(format!("too many values to unpack (expected {count})"))
                    } else {
                        self.value_error(format!(
                            "not enough values to unpack (expected {count}, got {})",
                            items.len()
                        ))
                    };
                    return self.fail(stop);
                }
                self.thread.stack.truncate(at);
                self.thread.stack.extend(items.into_iter().rev());
                self.next()
            }
            Ok(None) => {
                let outcome =
                    self.prelude("unpack", &[iterable, Value::Int(count as i64), Value::None]);
                self.complete(Ok(outcome), at, Then::Retry)
            }
            Err(stop) => self.fail(stop),
        }
    }

    /// The items of something to unpack, with CPython's words where it is no iterable.
    fn unpackable(&mut self, iterable: Value) -> Result<Option<Vec<Value>>> {
        if let Some(items) = self.heap().tuple(iterable) {
            return Ok(Some(items.to_vec()));
        }
        match iterate::collect(self, iterable) {
            Err(crate::machine::effect::Stop::Raise(_)) if !self.is_iterable(iterable) => {
                let name = self.type_name(iterable);
                Err(self.type_error(format!("cannot unpack non-iterable {name} object")))
            }
            other => other,
        }
    }

    fn is_iterable(&self, value: Value) -> bool {
        use crate::code::name;
        let class = self.class_of(value);
        self.lookup(class, name::ITER).is_some() || self.lookup(class, name::GETITEM).is_some()
    }

    /// `[iterable] → [after… list before…]`
    pub(super) fn unpack_star(&mut self, before: usize, after: usize) -> Flow {
        let iterable = self.peek(1);
        let at = self.thread.stack.len() - 1;
        match self.unpackable(iterable) {
            Ok(Some(mut items)) => {
                if items.len() < before + after {
                    let stop = self.value_error(format!(
                        "not enough values to unpack (expected at least {}, got {})",
                        before + after,
                        items.len()
                    ));
                    return self.fail(stop);
                }
                let last = items.split_off(items.len() - after);
                let middle = items.split_off(before);
                let middle = self.list(middle);
                self.thread.stack.truncate(at);
                self.thread.stack.extend(last.into_iter().rev());
                self.thread.stack.push(middle);
                self.thread.stack.extend(items.into_iter().rev());
                self.next()
            }
            Ok(None) => {
                let counts = [
                    iterable,
                    Value::Int(before as i64),
                    Value::Int(after as i64),
                ];
                let outcome = self.prelude("unpack", &counts);
                self.complete(Ok(outcome), at, Then::Retry)
            }
            Err(stop) => self.fail(stop),
        }
    }
}

/// Puts a dict's entries into another; `false` where Python must be asked, or says what is wrong.
fn dict_update(vm: &mut Vm<'_>, dict: Value, mapping: Value) -> Result<bool> {
    match dict.object() {
        Some(id) if vm.heap().dict(mapping).is_some() => {
            let mut mapping = mapping;
            crate::machine::builtins::dict::absorb(vm, id, &mut mapping)
        }
        _ => Ok(false),
    }
}
