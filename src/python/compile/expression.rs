//! Expressions: each leaves its value on the stack.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "some questions are about a few shapes of expression, and all others are alike"
)]

use super::{Binary, Compare, Compiler, Constant, Conversion, Expression, Label, Op, Span, Unary};
use crate::python::ast::{Comparison, ExpressionKind, FormatPart};
use crate::python::fold;

/// A display of so many constants is made of one constant tuple, as in CPython.
const MANY: usize = 3;

impl<'a> Compiler<'a, '_> {
    pub(super) fn expression(&mut self, expression: &'a Expression) {
        let span = expression.span;
        match &expression.kind {
            ExpressionKind::Constant(constant) => self.constant(constant, span),
            ExpressionKind::Name(name) => self.load(*name, span),
            ExpressionKind::Bool { and, values } => self.boolean(*and, values, span),
            ExpressionKind::Walrus { target, value } => {
                self.expression(value);
                self.emit(Op::Copy(1), span);
                self.store(*target, span);
            }
            ExpressionKind::Binary {
                left,
                operator,
                right,
            } => {
                self.expression(left);
                self.expression(right);
                self.emit(Op::Binary(*operator), span);
            }
            ExpressionKind::Unary { operator, operand } => {
                self.expression(operand);
                self.emit(Op::Unary(*operator), span);
            }
            ExpressionKind::Lambda(lambda) => self.lambda(lambda, span),
            ExpressionKind::Conditional {
                test,
                body,
                otherwise,
            } => {
                let (other, end) = (self.assembler.label(), self.assembler.label());
                self.jump_if(test, other, false);
                self.expression(body);
                self.assembler.go(end, span);
                self.assembler.bind(other);
                self.expression(otherwise);
                self.assembler.bind(end);
            }
            ExpressionKind::Dict(items) => self.dict(items, span),
            ExpressionKind::Set(items) => self.display(items, Display::Set, span),
            ExpressionKind::List(items) => self.display(items, Display::List, span),
            ExpressionKind::Tuple(items) => self.display(items, Display::Tuple, span),
            ExpressionKind::Comprehension(it) => self.comprehension(it, span),
            ExpressionKind::Yield(value) => {
                match value {
                    Some(value) => self.expression(value),
                    None => self.emit(Op::None, span),
                }
                self.emit(Op::Yield, span);
            }
            ExpressionKind::YieldFrom(value) => self.yield_from(value, span),
            ExpressionKind::Compare { left, rest } => self.compare(left, rest, span),
            ExpressionKind::Call { callee, arguments } => self.call(callee, arguments, span),
            ExpressionKind::Format(parts) => self.format(parts, span),
            ExpressionKind::Attribute {
                object,
                name,
                name_span,
            } => {
                self.check_attribute(object, *name, span);
                self.expression(object);
                let place = if name_span.end_line == span.line {
                    span
                } else {
                    *name_span
                };
                self.emit(Op::LoadAttribute(*name), place);
            }
            ExpressionKind::Item { container, key } => {
                self.expression(container);
                self.expression(key);
                self.emit(Op::LoadItem, span);
            }
            ExpressionKind::Star(_) => self.fail(span, "can't use starred expression here"),
            ExpressionKind::Slice { start, stop, step } => {
                for part in [start, stop] {
                    match part {
                        Some(part) => self.expression(part),
                        None => self.emit(Op::None, span),
                    }
                }
                if let Some(step) = step {
                    self.expression(step);
                }
                self.emit(Op::BuildSlice(2 + u32::from(step.is_some())), span);
            }
        }
    }

    /// Jumps where the truth of an expression is `when`, without ever making a bool of it.
    pub(super) fn jump_if(&mut self, expression: &'a Expression, label: Label, when: bool) {
        let span = expression.span;
        match &expression.kind {
            ExpressionKind::Constant(constant) => {
                if fold::truth(constant) == when {
                    self.assembler.go(label, span);
                }
            }
            ExpressionKind::Unary {
                operator: Unary::Not,
                operand,
            } => self.jump_if(operand, label, !when),
            ExpressionKind::Bool { and, values } => {
                let Some((last, first)) = values.split_last() else {
                    return;
                };
                // `and` is decided by its first false value, `or` by its first true one.
                let decided = !*and;
                let here = self.assembler.label();
                for value in first {
                    let target = if decided == when { label } else { here };
                    self.jump_if(value, target, decided);
                }
                self.jump_if(last, label, when);
                self.assembler.bind(here);
            }
            ExpressionKind::Conditional {
                test,
                body,
                otherwise,
            } => {
                let (other, end) = (self.assembler.label(), self.assembler.label());
                self.jump_if(test, other, false);
                self.jump_if(body, label, when);
                self.assembler.go(end, span);
                self.assembler.bind(other);
                self.jump_if(otherwise, label, when);
                self.assembler.bind(end);
            }
            ExpressionKind::Compare { left, rest } if rest.len() > 1 => {
                let (cleanup, end) = (self.assembler.label(), self.assembler.label());
                let last = self.comparisons(left, rest, span, |compiler| {
                    compiler.jump(Op::PopJumpIfFalse, cleanup, span);
                });
                self.comparison(last, span);
                self.pop_jump(label, when, span);
                self.assembler.go(end, span);
                self.assembler.bind(cleanup);
                self.emit(Op::Pop, span);
                if !when {
                    self.assembler.go(label, span);
                }
                self.assembler.bind(end);
            }
            _ => {
                if let Some((value, negated)) = is_none(expression) {
                    self.expression(value);
                    let make = if negated == when {
                        Op::PopJumpIfNotNone
                    } else {
                        Op::PopJumpIfNone
                    };
                    self.jump(make, label, span);
                } else {
                    self.expression(expression);
                    self.pop_jump(label, when, span);
                }
            }
        }
    }

    fn pop_jump(&mut self, label: Label, when: bool, span: Span) {
        let make = if when {
            Op::PopJumpIfTrue
        } else {
            Op::PopJumpIfFalse
        };
        self.jump(make, label, span);
    }

    fn boolean(&mut self, and: bool, values: &'a [Expression], span: Span) {
        let Some((last, first)) = values.split_last() else {
            return;
        };
        let end = self.assembler.label();
        let make = if and {
            Op::JumpIfFalseOrPop
        } else {
            Op::JumpIfTrueOrPop
        };
        for value in first {
            self.expression(value);
            self.jump(make, end, span);
        }
        self.expression(last);
        self.assembler.bind(end);
    }

    // Comparisons.

    fn compare(&mut self, left: &'a Expression, rest: &'a [(Comparison, Expression)], span: Span) {
        if rest.len() == 1 {
            let last = self.comparisons(left, rest, span, |_| {});
            self.comparison(last, span);
            return;
        }
        let (cleanup, end) = (self.assembler.label(), self.assembler.label());
        let last = self.comparisons(left, rest, span, |compiler| {
            compiler.jump(Op::JumpIfFalseOrPop, cleanup, span);
        });
        self.comparison(last, span);
        self.assembler.go(end, span);
        self.assembler.bind(cleanup);
        self.emit(Op::Swap(2), span);
        self.emit(Op::Pop, span);
        self.assembler.bind(end);
    }

    /// Everything of `a < b < c` but the last comparison itself; `decide` leaves the chain where one is false.
    fn comparisons(
        &mut self,
        left: &'a Expression,
        rest: &'a [(Comparison, Expression)],
        span: Span,
        mut decide: impl FnMut(&mut Self),
    ) -> Comparison {
        self.expression(left);
        let mut last = Comparison::Order(Compare::Equal);
        for (at, (comparison, right)) in rest.iter().enumerate() {
            last = *comparison;
            match comparison {
                Comparison::In { .. } => self.container(right),
                Comparison::Order(_) | Comparison::Is { .. } => self.expression(right),
            }
            if at + 1 < rest.len() {
                self.emit(Op::Swap(2), span);
                self.emit(Op::Copy(2), span);
                self.comparison(last, span);
                decide(self);
            }
        }
        last
    }

    fn comparison(&mut self, comparison: Comparison, span: Span) {
        let op = match comparison {
            Comparison::Order(compare) => Op::Compare(compare),
            Comparison::Is { negated } => Op::Is(negated),
            Comparison::In { negated } => Op::Contains(negated),
        };
        self.emit(op, span);
    }

    /// What stands behind `in`: a display of constants needs no making each time.
    fn container(&mut self, expression: &'a Expression) {
        let folded = match &expression.kind {
            ExpressionKind::List(items) => constants(items).map(Constant::Tuple),
            ExpressionKind::Set(items) => constants(items).map(Constant::FrozenSet),
            _ => None,
        };
        match folded {
            Some(constant) => self.constant(&constant, expression.span),
            None => self.expression(expression),
        }
    }

    /// What a `for` goes through: likewise.
    pub(super) fn iterable(&mut self, expression: &'a Expression) {
        match &expression.kind {
            ExpressionKind::List(items) => match constants(items) {
                Some(items) => self.constant(&Constant::Tuple(items), expression.span),
                None => {
                    // Nobody else can see this list, so CPython makes a tuple of it.
                    self.display(items, Display::Tuple, expression.span);
                }
            },
            _ => self.expression(expression),
        }
    }

    // Displays.

    pub(super) fn display(&mut self, items: &'a [Expression], display: Display, span: Span) {
        if let Some(first) = items.iter().position(|item| item.starred().is_some()) {
            let (before, after) = items.split_at(first);
            for item in before {
                self.expression(item);
            }
            self.emit(display.growing().build(before.len() as u32), span);
            for item in after {
                if let Some(inner) = item.starred() {
                    self.expression(inner);
                    self.emit(display.growing().extend(), span);
                } else {
                    self.expression(item);
                    self.emit(display.growing().append(), span);
                }
            }
            if display == Display::Tuple {
                self.emit(Op::ListToTuple, span);
            }
            return;
        }
        if items.len() >= MANY
            && display != Display::Tuple
            && let Some(constants) = constants(items)
        {
            self.emit(display.build(0), span);
            let constant = match display {
                Display::Set => Constant::FrozenSet(constants),
                Display::List | Display::Tuple => Constant::Tuple(constants),
            };
            self.constant(&constant, span);
            self.emit(display.extend(), span);
            return;
        }
        for item in items {
            self.expression(item);
        }
        self.emit(display.build(items.len() as u32), span);
    }

    fn dict(&mut self, items: &'a [(Option<Expression>, Expression)], span: Span) {
        let plain = items.iter().take_while(|(key, _)| key.is_some()).count();
        let (before, after) = items.split_at(plain);
        for (key, value) in before {
            if let Some(key) = key {
                self.expression(key);
            }
            self.expression(value);
        }
        self.emit(Op::BuildDict(before.len() as u32), span);
        for (key, value) in after {
            if let Some(key) = key {
                self.expression(key);
                self.expression(value);
                self.emit(Op::DictAdd(1), span);
            } else {
                self.expression(value);
                self.emit(Op::DictUpdate(1), span);
            }
        }
    }

    // Text.

    fn format(&mut self, parts: &'a [FormatPart], span: Span) {
        let mut count = 0;
        for part in parts {
            count += 1;
            match part {
                FormatPart::Text(text) => self.constant(&Constant::Text(text.clone()), span),
                FormatPart::Value {
                    value,
                    conversion,
                    specification,
                } => self.formatted(value, *conversion, specification.as_deref(), span),
            }
        }
        // One value alone is a text already.
        if count != 1 {
            self.emit(Op::BuildString(count), span);
        }
    }

    fn formatted(
        &mut self,
        value: &'a Expression,
        conversion: Conversion,
        specification: Option<&'a [FormatPart]>,
        span: Span,
    ) {
        self.expression(value);
        if let Some(parts) = specification {
            self.format(parts, span);
        }
        self.emit(
            Op::Format {
                conversion,
                spec: specification.is_some(),
            },
            span,
        );
    }

    fn yield_from(&mut self, value: &'a Expression, span: Span) {
        let (send, end) = (self.assembler.label(), self.assembler.label());
        self.expression(value);
        self.emit(Op::GetYieldFrom, span);
        self.emit(Op::None, span);
        self.assembler.bind(send);
        self.jump(Op::Send, end, span);
        self.emit(Op::Yield, span);
        // No back edge in CPython's sense: nobody asks for the GIL here.
        self.jump(Op::Jump, send, span);
        self.assembler.bind(end);
    }

    pub(super) fn binary(&mut self, operator: Binary, span: Span) {
        self.emit(Op::Inplace(operator), span);
    }
}

/// `[…]`, `(…)` or `{…}`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Display {
    List,
    Tuple,
    Set,
}

impl Display {
    /// What grows item by item: a tuple does so as a list.
    fn growing(self) -> Self {
        match self {
            Self::List | Self::Tuple => Self::List,
            Self::Set => Self::Set,
        }
    }

    fn build(self, count: u32) -> Op {
        match self {
            Self::List => Op::BuildList(count),
            Self::Tuple => Op::BuildTuple(count),
            Self::Set => Op::BuildSet(count),
        }
    }

    fn extend(self) -> Op {
        match self {
            Self::List | Self::Tuple => Op::ListExtend(1),
            Self::Set => Op::SetUpdate(1),
        }
    }

    fn append(self) -> Op {
        match self {
            Self::List | Self::Tuple => Op::ListAppend(1),
            Self::Set => Op::SetAdd(1),
        }
    }
}

/// `value is None`, or `value is not None` (true).
fn is_none(expression: &Expression) -> Option<(&Expression, bool)> {
    if let ExpressionKind::Compare { left, rest } = &expression.kind
        && let [(Comparison::Is { negated }, right)] = rest.as_slice()
        && matches!(right.kind, ExpressionKind::Constant(Constant::None))
    {
        return Some((left, *negated));
    }
    None
}

/// The values of a display that holds nothing but constants.
fn constants(items: &[Expression]) -> Option<Vec<Constant>> {
    items.iter().map(|item| item.constant().cloned()).collect()
}
