//! Operators, comparisons, truth, items. Builtin operands natively; anything else through the prelude, which asks the
//! operands' special methods in Python's order.

use crate::code::{Binary, Compare, Unary, name};
use crate::machine::effect::{Outcome, Result};
use crate::machine::event::{Event, Place};
use crate::machine::frame::Then;
use crate::machine::interpret::Flow;
use crate::machine::object::Body;
use crate::machine::value::Value;
use crate::machine::vm::Vm;
use crate::machine::{compare, items, number, sequence, text};

impl Vm<'_> {
    pub(super) fn binary(&mut self, operator: Binary, inplace: bool) -> Flow {
        let (a, b) = (self.peek(2), self.peek(1));
        let at = self.thread.stack.len() - 2;
        let result = self.operate(operator, inplace, a, b);
        self.complete(result, at, Then::Push)
    }

    /// `a · b`, or `a ·= b`.
    pub(crate) fn operate(
        &mut self,
        operator: Binary,
        inplace: bool,
        a: Value,
        b: Value,
    ) -> Result {
        if !self.is_special(a) && !self.is_special(b) {
            if let Some(value) = number::binary(self, operator, a, b)? {
                return Ok(value.into());
            }
            if let Some(outcome) = sequence::binary(self, operator, inplace, a, b)? {
                return Ok(outcome);
            }
            if operator == Binary::Modulo
                && let Some(outcome) = text::percent(self, a, b)?
            {
                return Ok(outcome);
            }
        }
        let (own, reflected, assigned, symbol) = spelling(operator);
        let [own, reflected, assigned] =
            [own, reflected, assigned].map(|name| self.name_value(name));
        let symbol = self.text(if inplace {
            format!("{symbol}=")
        } else {
            symbol.to_owned()
        });
        let assigned = if inplace { assigned } else { Value::None };
        Ok(self.prelude("operate", &[a, b, own, reflected, assigned, symbol]))
    }

    /// An instance of a class written in Python: its special methods come first.
    #[inline]
    fn is_special(&self, value: Value) -> bool {
        value
            .object()
            .is_some_and(|id| !self.class(self.heap().class(id)).builtin)
    }

    pub(super) fn unary(&mut self, operator: Unary) -> Flow {
        let operand = self.peek(1);
        let at = self.thread.stack.len() - 1;
        if operator == Unary::Not {
            return match self.truth(operand) {
                Some(flag) => {
                    self.pop();
                    self.push(Value::Bool(!flag))
                }
                None => {
                    let outcome = self.prelude("truth", &[operand]);
                    self.complete(Ok(outcome), at, Then::Truth(true))
                }
            };
        }
        let result = if self.is_special(operand) {
            Ok(None)
        } else {
            number::unary(self, operator, operand)
        };
        let result = match result {
            Ok(Some(value)) => Ok(value.into()),
            Ok(None) => {
                let (special, symbol) = match operator {
                    Unary::Negative => (name::NEG, "-"),
                    Unary::Positive => (name::POS, "+"),
                    Unary::Invert => (name::INVERT, "~"),
                    Unary::Not => unreachable!("done above"),
                };
                let special = self.name_value(special);
                let symbol = self.text(symbol);
                Ok(self.prelude("operate_unary", &[operand, special, symbol]))
            }
            Err(stop) => Err(stop),
        };
        self.complete(result, at, Then::Push)
    }

    pub(super) fn compare(&mut self, operator: Compare) -> Flow {
        let (a, b) = (self.peek(2), self.peek(1));
        let at = self.thread.stack.len() - 2;
        let result = self.compare_values(operator, a, b);
        self.complete(result, at, Then::Push)
    }

    /// `a < b` and its kin.
    pub(crate) fn compare_values(&mut self, operator: Compare, a: Value, b: Value) -> Result {
        match operator {
            Compare::Equal | Compare::NotEqual => {
                if let Some(equal) = compare::equals(self, a, b)? {
                    return Ok(Value::Bool(equal == (operator == Compare::Equal)).into());
                }
            }
            Compare::Less | Compare::LessEqual | Compare::Greater | Compare::GreaterEqual => {
                if !self.is_special(a)
                    && !self.is_special(b)
                    && let Some(value) = compare::order(self, operator, a, b)?
                {
                    return Ok(value.into());
                }
            }
        }
        let (own, reflected, symbol) = match operator {
            Compare::Less => (name::LT, name::GT, "<"),
            Compare::LessEqual => (name::LE, name::GE, "<="),
            Compare::Equal => (name::EQ, name::EQ, "=="),
            Compare::NotEqual => (name::NE, name::NE, "!="),
            Compare::Greater => (name::GT, name::LT, ">"),
            Compare::GreaterEqual => (name::GE, name::LE, ">="),
        };
        let [own, reflected] = [own, reflected].map(|name| self.name_value(name));
        let symbol = self.text(symbol);
        Ok(self.prelude("compare", &[a, b, own, reflected, symbol]))
    }

    /// `[item container] → [bool]`
    pub(super) fn contains(&mut self, negate: bool) -> Flow {
        let (item, container) = (self.peek(2), self.peek(1));
        let at = self.thread.stack.len() - 2;
        match compare::contains(self, item, container) {
            Ok(Some(found)) => {
                self.thread.stack.truncate(at);
                self.push(Value::Bool(found != negate))
            }
            Ok(None) => {
                let outcome = self.prelude("contains", &[item, container]);
                self.complete(Ok(outcome), at, Then::Truth(negate))
            }
            Err(stop) => self.fail(stop),
        }
    }

    /// A conditional jump on something that is no bool yet, or that must stay on the stack.
    pub(super) fn jump_if(&mut self, wanted: bool, target: u32, always_pop: bool) -> Flow {
        let value = self.peek(1);
        match self.truth(value) {
            Some(flag) if flag == wanted => {
                if always_pop {
                    self.pop();
                }
                self.jump(target)
            }
            Some(_) => {
                self.pop();
                self.next()
            }
            None if always_pop => {
                let at = self.thread.stack.len() - 1;
                let outcome = self.prelude("truth", &[value]);
                self.complete(Ok(outcome), at, Then::Retry)
            }
            None => {
                // `and`, `or` keep the value itself: the answer goes above it, and decides about what is below.
                let at = self.thread.stack.len();
                let outcome = self.prelude("truth", &[value]);
                self.complete(Ok(outcome), at, Then::KeepIf { wanted, target })
            }
        }
    }

    /// `[container key] → [value]`
    pub(super) fn load_item(&mut self) -> Flow {
        let (container, key) = (self.peek(2), self.peek(1));
        let at = self.thread.stack.len() - 2;
        let result = match self.special_item(container, name::GETITEM, &[container, key]) {
            Some(outcome) => Ok(outcome),
            None => items::get(self, container, key)
                .map(|found| found.unwrap_or_else(|| self.prelude("load_item", &[container, key]))),
        };
        if let (true, Ok(Outcome::Value(value)), Some(id)) =
            (self.process.watched, &result, container.object())
            && !self.frame().hidden
        {
            let value = *value;
            self.tell(|| Event::Read {
                place: Place::Item(id, key),
                value,
            });
        }
        self.complete(result, at, Then::Push)
    }

    /// `[value container key] → []`
    pub(super) fn store_item(&mut self) -> Flow {
        let (value, container, key) = (self.peek(3), self.peek(2), self.peek(1));
        let at = self.thread.stack.len() - 3;
        let watched = self.process.watched && !self.frame().hidden;
        // Looking first what was there costs a lookup, and only those pay who watch.
        let before = match (watched, container.object().map(|id| self.heap().body(id))) {
            (true, Some(Body::List(_) | Body::Dict(_))) => match items::get(self, container, key) {
                Ok(Some(Outcome::Value(before))) => before,
                _ => Value::Unbound,
            },
            _ => Value::Unbound,
        };
        let result = match self.special_item(container, name::SETITEM, &[container, key, value]) {
            Some(outcome) => Ok(outcome),
            None => items::set(self, container, key, value).map(|found| {
                found.unwrap_or_else(|| self.prelude("store_item", &[container, key, value]))
            }),
        };
        if let (true, Ok(Outcome::Value(_)), Some(id)) = (watched, &result, container.object()) {
            self.tell(|| Event::Wrote {
                place: Place::Item(id, key),
                before,
                value,
            });
        }
        self.complete_dropping(result, at)
    }

    /// `[container key] → []`
    pub(super) fn delete_item(&mut self) -> Flow {
        let (container, key) = (self.peek(2), self.peek(1));
        let at = self.thread.stack.len() - 2;
        let result = match self.special_item(container, name::DELITEM, &[container, key]) {
            Some(outcome) => Ok(outcome),
            None => items::delete(self, container, key).map(|found| {
                found.unwrap_or_else(|| self.prelude("delete_item", &[container, key]))
            }),
        };
        if let (Ok(Outcome::Value(_)), Some(id)) = (&result, container.object()) {
            self.tell(|| Event::Deleted {
                place: Place::Item(id, key),
            });
        }
        self.complete_dropping(result, at)
    }

    /// A class written in Python that defines the special method itself.
    fn special_item(
        &self,
        container: Value,
        special: crate::code::Name,
        arguments: &[Value],
    ) -> Option<Outcome> {
        let function = self.overridden(container, special)?;
        Some(Outcome::call(function, arguments))
    }
}

fn spelling(
    operator: Binary,
) -> (
    crate::code::Name,
    crate::code::Name,
    crate::code::Name,
    &'static str,
) {
    match operator {
        Binary::Add => (name::ADD, name::RADD, name::IADD, "+"),
        Binary::Subtract => (name::SUB, name::RSUB, name::ISUB, "-"),
        Binary::Multiply => (name::MUL, name::RMUL, name::IMUL, "*"),
        Binary::Divide => (name::TRUEDIV, name::RTRUEDIV, name::ITRUEDIV, "/"),
        Binary::FloorDivide => (name::FLOORDIV, name::RFLOORDIV, name::IFLOORDIV, "//"),
        Binary::Modulo => (name::MOD, name::RMOD, name::IMOD, "%"),
        Binary::Power => (name::POW, name::RPOW, name::IPOW, "** or pow()"),
        Binary::ShiftLeft => (name::LSHIFT, name::RLSHIFT, name::ILSHIFT, "<<"),
        Binary::ShiftRight => (name::RSHIFT, name::RRSHIFT, name::IRSHIFT, ">>"),
        Binary::And => (name::AND, name::RAND, name::IAND, "&"),
        Binary::Or => (name::OR, name::ROR, name::IOR, "|"),
        Binary::Xor => (name::XOR, name::RXOR, name::IXOR, "^"),
        Binary::MatrixMultiply => (name::MATMUL, name::RMATMUL, name::IMATMUL, "@"),
    }
}
