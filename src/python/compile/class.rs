//! Classes: a call of `__build_class__` with the body as a function, the name, the bases and the keywords.

use super::{Compiler, Kind, Made, Op, Parameters, Span};
use crate::code::op::MakeFlags;
use crate::code::{Constant, name};
use crate::python::ast::ClassDefinition;

impl<'a> Compiler<'a, '_> {
    pub(super) fn class(&mut self, definition: &'a ClassDefinition, span: Span) {
        self.decorators(&definition.decorators);
        self.emit(Op::LoadBuildClass, span);
        self.emit(Op::Unbound, span);
        let id = self.link.reserve();
        let qualified = self.qualify(definition.name, definition.target);
        // What the body's first instruction looks up, and its globals must have.
        self.global(name::NAME);
        let mut inner = self.inside(definition.scope, qualified.clone());
        inner.assembler.statement(span);
        inner.emit(Op::LoadName(name::NAME), span);
        inner.emit(Op::StoreName(name::MODULE), span);
        inner.constant(&Constant::Text(qualified), span);
        inner.emit(Op::StoreName(name::QUALNAME), span);
        if let Some(text) = &definition.documentation {
            let place = definition.body.first().map_or(span, |first| first.span);
            inner.constant(&Constant::Text(text.clone()), place);
            inner.emit(Op::StoreName(name::DOC), place);
        }
        inner.body(&definition.body);
        let made = Made {
            name: definition.name,
            kind: Kind::ClassBody,
            parameters: Parameters::default(),
            documentation: definition.documentation.clone(),
            span,
        };
        inner.finish(id, made);
        self.make_function(id, definition.scope, MakeFlags::default(), span);
        self.text(definition.name, span);
        self.pass(2, &definition.arguments, span);
        self.decorate(&definition.decorators);
        self.store(definition.target, span);
    }
}
