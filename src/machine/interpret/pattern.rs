//! `match`.

use crate::code::name;
use crate::machine::class;
use crate::machine::frame::Then;
use crate::machine::interpret::Flow;
use crate::machine::object::Body;
use crate::machine::value::Value;
use crate::machine::vm::Vm;

impl Vm<'_> {
    /// Lists, tuples, ranges, deques and their subclasses; not text.
    pub(super) fn match_sequence(&mut self) -> Flow {
        let subject = self.peek(1);
        let is = subject.object().is_some_and(|id| {
            matches!(
                self.heap().body(id),
                Body::List(_) | Body::Tuple(_) | Body::Range(_) | Body::Deque(_)
            )
        });
        self.push(Value::Bool(is))
    }

    pub(super) fn match_mapping(&mut self) -> Flow {
        let subject = self.peek(1);
        let is = subject
            .object()
            .is_some_and(|id| matches!(self.heap().body(id), Body::Dict(_)));
        self.push(Value::Bool(is))
    }

    /// `[subject keys] → [subject keys values-or-None]`
    pub(super) fn match_keys(&mut self) -> Flow {
        let (subject, keys) = (self.peek(2), self.peek(1));
        let at = self.thread.stack.len();
        let outcome = self.prelude("match_keys", &[subject, keys]);
        self.complete(Ok(outcome), at, Then::Push)
    }

    /// `[subject class names] → [attributes-or-None]`
    pub(super) fn match_class(&mut self, positional: usize) -> Flow {
        let (subject, class, names) = (self.peek(3), self.peek(2), self.peek(1));
        let at = self.thread.stack.len() - 3;
        if self.as_class(class).is_none() {
            let stop = self.type_error("called match pattern must be a class");
            return self.fail(stop);
        }
        let outcome = self.prelude(
            "match_class",
            &[subject, class, Value::Int(positional as i64), names],
        );
        self.complete(Ok(outcome), at, Then::Push)
    }

    /// `[subject] → [subject length]`
    pub(super) fn get_length(&mut self) -> Flow {
        let subject = self.peek(1);
        let at = self.thread.stack.len();
        let length = self
            .process
            .builtins
            .get(self.process.names.find("len").unwrap_or(name::LEN));
        let callee = length.unwrap_or(Value::None);
        let outcome = self.prelude("apply_one", &[callee, subject]);
        self.complete(Ok(outcome), at, Then::Push)
    }

    /// `[dict keys] → [copy]`
    pub(super) fn dict_without(&mut self) -> Flow {
        let (dict, keys) = (self.peek(2), self.peek(1));
        let at = self.thread.stack.len() - 2;
        let outcome = self.prelude("dict_without", &[dict, keys]);
        self.complete(Ok(outcome), at, Then::Push)
    }

    /// Classes whose one positional pattern is the subject itself.
    pub(crate) fn matches_itself(class: crate::base::ObjectId) -> bool {
        [
            class::BOOL,
            class::BYTEARRAY,
            class::BYTES,
            class::DICT,
            class::FLOAT,
            class::FROZENSET,
            class::INT,
            class::LIST,
            class::SET,
            class::STR,
            class::TUPLE,
        ]
        .contains(&class)
    }
}
