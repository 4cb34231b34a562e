//! Comprehensions: functions of one argument, the iterator of their first `for`, as in CPython 3.11.

use super::{Compiler, Kind, Made, Op, Parameters, Span};
use crate::code::name;
use crate::code::op::MakeFlags;
use crate::python::ast::{Comprehension, ComprehensionKind};

impl<'a> Compiler<'a, '_> {
    pub(super) fn comprehension(&mut self, comprehension: &'a Comprehension, span: Span) {
        let (name, kind) = match comprehension.kind {
            ComprehensionKind::List => (name::LISTCOMP, Kind::Function),
            ComprehensionKind::Set => (name::SETCOMP, Kind::Function),
            ComprehensionKind::Dict => (name::DICTCOMP, Kind::Function),
            ComprehensionKind::Generator => (name::GENEXPR, Kind::Generator),
        };
        let id = self.link.reserve();
        let qualified = self.qualify(name, name);
        let statement = self.current_statement();
        let mut inner = self.inside(comprehension.scope, qualified);
        inner.assembler.statement(statement);
        match comprehension.kind {
            ComprehensionKind::List => inner.emit(Op::BuildList(0), span),
            ComprehensionKind::Set => inner.emit(Op::BuildSet(0), span),
            ComprehensionKind::Dict => inner.emit(Op::BuildDict(0), span),
            ComprehensionKind::Generator => {}
        }
        inner.clause(comprehension, 0, span);
        match comprehension.kind {
            ComprehensionKind::List | ComprehensionKind::Set | ComprehensionKind::Dict => {
                inner.emit(Op::Return, span);
            }
            ComprehensionKind::Generator => {}
        }
        let made = Made {
            name,
            kind,
            parameters: Parameters {
                positional_only: 1,
                ..Parameters::default()
            },
            documentation: None,
            span,
        };
        inner.finish(id, made);
        self.make_function(id, comprehension.scope, MakeFlags::default(), span);
        self.emit(Op::Unbound, span);
        let first = &comprehension.clauses[0].iterable;
        self.iterable(first);
        self.emit(Op::GetIterator, first.span);
        self.emit(Op::Call(1), span);
    }

    /// The n-th `for` with its `if`s, and what lies inside it.
    fn clause(&mut self, comprehension: &'a Comprehension, number: usize, span: Span) {
        let Some(clause) = comprehension.clauses.get(number) else {
            self.element(comprehension, span);
            return;
        };
        if number == 0 {
            self.emit(Op::LoadLocal(0), clause.iterable.span);
        } else {
            self.iterable(&clause.iterable);
            self.emit(Op::GetIterator, clause.iterable.span);
        }
        let (head, next, end) = (
            self.assembler.label(),
            self.assembler.label(),
            self.assembler.label(),
        );
        self.assembler.bind(head);
        self.jump(Op::ForIter, end, clause.iterable.span);
        self.store_target(&clause.target);
        for condition in &clause.conditions {
            self.jump_if(condition, next, false);
        }
        self.clause(comprehension, number + 1, span);
        self.assembler.bind(next);
        self.assembler.go(head, span);
        self.assembler.bind(end);
    }

    fn element(&mut self, comprehension: &'a Comprehension, span: Span) {
        // Below the item lie the iterators of all loops, and below those the container.
        let depth = comprehension.clauses.len() as u32 + 1;
        self.expression(&comprehension.element);
        let place = comprehension.element.span;
        match comprehension.kind {
            ComprehensionKind::List => self.emit(Op::ListAppend(depth), place),
            ComprehensionKind::Set => self.emit(Op::SetAdd(depth), place),
            ComprehensionKind::Dict => {
                if let Some(value) = &comprehension.value {
                    self.expression(value);
                } else {
                    self.fail(span, "dict unpacking cannot be used in dict comprehension");
                    self.emit(Op::None, span);
                }
                self.emit(Op::DictAdd(depth), place);
            }
            ComprehensionKind::Generator => {
                self.emit(Op::Yield, place);
                self.emit(Op::Pop, place);
            }
        }
    }
}
