//! Statements that flow straight on: assignments, `del`, imports, `assert`, and the marks around them.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "some questions are about a few shapes of expression, and all others are alike"
)]

use std::collections::BTreeSet;

use super::{Access, Compiler, Constant, Expression, Label, Op, Span, Statement};
use crate::code::op::FixId16;
use crate::python::ast::{ExpressionKind, Mark, StatementKind};

impl<'a> Compiler<'a, '_> {
    pub(super) fn body(&mut self, body: &'a [Statement]) {
        for statement in body {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &'a Statement) {
        // Nested `finally` clauses double the code at each level: what is too much already need not grow.
        if self.assembler.is_full() {
            return;
        }
        let span = statement.header;
        self.assembler.statement(span);
        let mark = statement.mark;
        match &statement.kind {
            // These ask their mark themselves: without their header, their body stays.
            StatementKind::While {
                test,
                body,
                otherwise,
            } => self.while_loop(test, body, otherwise, mark, span),
            StatementKind::If {
                branches,
                otherwise,
            } => self.conditional(branches, otherwise.as_ref(), mark),
            StatementKind::With { items, body } => self.with(items, body, mark, span),
            StatementKind::Try(attempt) => self.attempt(attempt, mark, span),
            StatementKind::For {
                target,
                iterable,
                body,
                otherwise,
            } => self.for_loop(target, iterable, body, otherwise, span),
            StatementKind::Match { subject, cases } => self.match_statement(subject, cases, span),
            StatementKind::Choose { fix, off, on } => self.choose(*fix, off, on, span),
            StatementKind::Function(_)
            | StatementKind::Class(_)
            | StatementKind::Return(_)
            | StatementKind::Delete(_)
            | StatementKind::Assign { .. }
            | StatementKind::AugmentedAssign { .. }
            | StatementKind::AnnotatedAssign { .. }
            | StatementKind::Raise { .. }
            | StatementKind::Assert { .. }
            | StatementKind::Import(_)
            | StatementKind::ImportFrom { .. }
            | StatementKind::Global(_)
            | StatementKind::Nonlocal(_)
            | StatementKind::Expression(_)
            | StatementKind::Pass
            | StatementKind::Break
            | StatementKind::Continue => {
                let end = self.assembler.label();
                if let Some(mark) = mark {
                    self.unless(mark, end, span);
                }
                self.simple(statement, span);
                self.assembler.bind(end);
            }
        }
    }

    /// Asks a mark, and jumps where its statement does not count now.
    pub(super) fn unless(&mut self, mark: Mark, label: Label, span: Span) {
        let fix = FixId16(mark.fix);
        if mark.on {
            self.jump(|target| Op::JumpIfFixOff { fix, target }, label, span);
        } else {
            self.jump(|target| Op::JumpIfFixOn { fix, target }, label, span);
        }
    }

    /// The two bodies of one function.
    fn choose(&mut self, fix: u16, off: &'a [Statement], on: &'a [Statement], span: Span) {
        let (other, end) = (self.assembler.label(), self.assembler.label());
        self.unless(Mark { fix, on: true }, other, span);
        self.body(on);
        self.assembler.go(end, span);
        self.assembler.bind(other);
        self.body(off);
        self.assembler.bind(end);
    }

    fn simple(&mut self, statement: &'a Statement, span: Span) {
        match &statement.kind {
            StatementKind::Function(definition) => self.function(definition, span),
            StatementKind::Class(definition) => self.class(definition, span),
            StatementKind::Return(value) => self.return_value(value.as_ref(), span),
            StatementKind::Delete(targets) => {
                for target in targets {
                    self.delete_target(target);
                }
            }
            StatementKind::Assign { targets, value } => self.assign(targets, value, span),
            StatementKind::AugmentedAssign {
                target,
                operator,
                value,
            } => self.augmented_assign(target, *operator, value, span),
            StatementKind::AnnotatedAssign {
                target,
                annotation,
                value,
                simple,
            } => self.annotated_assign(target, annotation, value.as_ref(), *simple),
            StatementKind::Raise { exception, cause } => {
                let values = [exception, cause];
                let values: Vec<&'a Expression> = values.into_iter().flatten().collect();
                for value in &values {
                    self.expression(value);
                }
                self.emit(Op::Raise(values.len() as u32), span);
            }
            StatementKind::Assert { test, message } => self.assert(test, message.as_ref(), span),
            StatementKind::Import(aliases) => {
                for alias in aliases {
                    self.import(alias);
                }
            }
            StatementKind::ImportFrom {
                module,
                names,
                star,
            } => self.import_from(module, names, *star, span),
            StatementKind::Expression(value) => {
                match &value.kind {
                    // A documentation string does nothing, and `...` is a place to stop at.
                    ExpressionKind::Constant(Constant::Text(_)) => {}
                    ExpressionKind::Constant(_) => self.emit(Op::Nop, span),
                    _ => {
                        self.expression(value);
                        self.emit(Op::Pop, span);
                    }
                }
            }
            StatementKind::Break => self.break_loop(span),
            StatementKind::Continue => self.continue_loop(span),
            StatementKind::Global(_) | StatementKind::Nonlocal(_) => {}
            // CPython has an instruction here too, and a debugger stops at it.
            StatementKind::Pass => self.emit(Op::Nop, span),
            StatementKind::While { .. }
            | StatementKind::If { .. }
            | StatementKind::With { .. }
            | StatementKind::Try(_)
            | StatementKind::For { .. }
            | StatementKind::Match { .. }
            | StatementKind::Choose { .. } => unreachable!("`statement` has compiled it"),
        }
    }

    fn assert(&mut self, test: &'a Expression, message: Option<&'a Expression>, span: Span) {
        let end = self.assembler.label();
        self.jump_if(test, end, true);
        self.emit(Op::LoadAssertionError, span);
        if let Some(message) = message {
            self.emit(Op::Unbound, span);
            self.expression(message);
            self.emit(Op::Call(1), span);
        }
        self.emit(Op::Raise(1), span);
        self.assembler.bind(end);
    }

    // Assignments.

    fn assign(&mut self, targets: &'a [Expression], value: &'a Expression, span: Span) {
        if let [target] = targets
            && self.exchange(target, value, span)
        {
            return;
        }
        self.expression(value);
        for (at, target) in targets.iter().enumerate() {
            if at + 1 < targets.len() {
                self.emit(Op::Copy(1), span);
            }
            self.store_target(target);
        }
    }

    /// `a, b = b, a` makes no tuple.
    fn exchange(&mut self, target: &'a Expression, value: &'a Expression, span: Span) -> bool {
        let is_star = |item: &Expression| item.starred().is_some();
        let (
            ExpressionKind::Tuple(targets) | ExpressionKind::List(targets),
            ExpressionKind::Tuple(values),
        ) = (&target.kind, &value.kind)
        else {
            return false;
        };
        let fits = targets.len() == values.len() && (2..=3).contains(&targets.len());
        if !fits || targets.iter().chain(values).any(is_star) {
            return false;
        }
        for value in values {
            self.expression(value);
        }
        if self.are_different_locals(targets) {
            // Nobody sees in which order locals are stored, so CPython stores them as they come.
            for target in targets.iter().rev() {
                self.store_target(target);
            }
            return true;
        }
        self.emit(Op::Swap(values.len() as u32), span);
        for target in targets {
            self.store_target(target);
        }
        true
    }

    fn are_different_locals(&self, targets: &[Expression]) -> bool {
        let slots: Option<BTreeSet<u32>> = targets
            .iter()
            .map(|target| {
                let ExpressionKind::Name(name) = target.kind else {
                    return None;
                };
                match self.unit.scopes.access(self.scope, name) {
                    Access::Local(slot) => Some(slot),
                    Access::Cell(_) | Access::Global | Access::Class | Access::ClassOrCell(_) => {
                        None
                    }
                }
            })
            .collect();
        slots.is_some_and(|slots| slots.len() == targets.len())
    }

    fn augmented_assign(
        &mut self,
        target: &'a Expression,
        operator: crate::code::Binary,
        value: &'a Expression,
        span: Span,
    ) {
        match &target.kind {
            ExpressionKind::Name(name) => {
                self.load(*name, target.span);
                self.expression(value);
                self.binary(operator, span);
                self.store(*name, target.span);
            }
            ExpressionKind::Attribute { object, name, .. } => {
                self.expression(object);
                self.emit(Op::Copy(1), target.span);
                self.emit(Op::LoadAttribute(*name), target.span);
                self.expression(value);
                self.binary(operator, span);
                self.emit(Op::Swap(2), target.span);
                self.emit(Op::StoreAttribute(*name), target.span);
            }
            ExpressionKind::Item { container, key } => {
                self.decline_namespace_write(container);
                self.expression(container);
                self.expression(key);
                self.emit(Op::Copy(2), target.span);
                self.emit(Op::Copy(2), target.span);
                self.emit(Op::LoadItem, target.span);
                self.expression(value);
                self.binary(operator, span);
                self.emit(Op::Swap(3), target.span);
                self.emit(Op::Swap(2), target.span);
                self.emit(Op::StoreItem, target.span);
            }
            _ => self.fail(target.span, "illegal expression for augmented assignment"),
        }
    }

    fn annotated_assign(
        &mut self,
        target: &'a Expression,
        annotation: &'a Expression,
        value: Option<&'a Expression>,
        simple: bool,
    ) {
        if let Some(value) = value {
            self.expression(value);
            self.store_target(target);
        }
        if self.is_function() {
            return;
        }
        match &target.kind {
            ExpressionKind::Name(name) if simple => {
                self.expression(annotation);
                self.global(crate::code::name::ANNOTATIONS);
                self.emit(Op::Annotate(*name), target.span);
            }
            _ => {
                if value.is_none() {
                    self.touch(target);
                }
                self.expression(annotation);
                self.emit(Op::Pop, annotation.span);
            }
        }
    }

    /// Evaluates what a target without a value holds inside: `a.b: int` looks at `a`.
    fn touch(&mut self, target: &'a Expression) {
        match &target.kind {
            ExpressionKind::Attribute { object, .. } => {
                self.expression(object);
                self.emit(Op::Pop, target.span);
            }
            ExpressionKind::Item { container, key } => {
                self.expression(container);
                self.emit(Op::Pop, target.span);
                self.expression(key);
                self.emit(Op::Pop, target.span);
            }
            _ => {}
        }
    }

    /// Stores the value on the stack.
    pub(super) fn store_target(&mut self, target: &'a Expression) {
        let span = target.span;
        match &target.kind {
            ExpressionKind::Name(name) => self.store(*name, span),
            ExpressionKind::Attribute { object, name, .. } => {
                self.expression(object);
                self.emit(Op::StoreAttribute(*name), span);
            }
            ExpressionKind::Item { container, key } => {
                self.decline_namespace_write(container);
                self.expression(container);
                self.expression(key);
                self.emit(Op::StoreItem, span);
            }
            ExpressionKind::Tuple(items) | ExpressionKind::List(items) => {
                self.unpack(items, span);
                for item in items {
                    self.store_target(item.starred().unwrap_or(item));
                }
            }
            ExpressionKind::Star(_) => {
                self.fail(span, "starred assignment target must be in a list or tuple");
            }
            _ => self.fail(span, "cannot assign to expression"),
        }
    }

    fn unpack(&mut self, items: &'a [Expression], span: Span) {
        let is_star = |item: &Expression| item.starred().is_some();
        let Some(before) = items.iter().position(is_star) else {
            self.emit(Op::Unpack(items.len() as u32), span);
            return;
        };
        let after = items.len() - before - 1;
        if items[before + 1..].iter().any(is_star) {
            self.fail(span, "multiple starred expressions in assignment");
        }
        match (u8::try_from(before), u16::try_from(after)) {
            (Ok(before), Ok(after)) => {
                let before = u16::from(before);
                self.emit(Op::UnpackStar { before, after }, span);
            }
            _ => self.fail(span, "too many expressions in star-unpacking assignment"),
        }
    }

    fn delete_target(&mut self, target: &'a Expression) {
        let span = target.span;
        match &target.kind {
            ExpressionKind::Name(name) => self.delete(*name, span),
            ExpressionKind::Attribute { object, name, .. } => {
                self.expression(object);
                self.emit(Op::DeleteAttribute(*name), span);
            }
            ExpressionKind::Item { container, key } => {
                self.expression(container);
                self.expression(key);
                self.emit(Op::DeleteItem, span);
            }
            ExpressionKind::Tuple(items) | ExpressionKind::List(items) => {
                for item in items {
                    self.delete_target(item);
                }
            }
            _ => self.fail(span, "cannot delete expression"),
        }
    }
}
