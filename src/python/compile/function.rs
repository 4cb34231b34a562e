//! Functions and lambdas: defaults and cells are gathered where they are defined, the body is a code object of its own.

use super::{Compiler, Expression, Kind, Made, Name, Op, Parameters, ScopeId, Span};
use crate::base::FunctionId;
use crate::code::op::MakeFlags;
use crate::code::{Constant, name};
use crate::python::ast::{self, FunctionDefinition, Lambda};
use crate::python::scope::ScopeKind;

impl<'a> Compiler<'a, '_> {
    pub(super) fn function(&mut self, definition: &'a FunctionDefinition, span: Span) {
        self.decorators(&definition.decorators);
        let flags = self.defaults(&definition.parameters, span);
        let id = self.link.reserve();
        let qualified = self.qualify(definition.name, definition.target);
        let mut inner = self.inside(definition.scope, qualified);
        inner.body(&definition.body);
        let made = Made {
            name: definition.name,
            kind: inner.kind(),
            parameters: count(&definition.parameters),
            documentation: definition.documentation.clone(),
            span,
        };
        inner.finish(id, made);
        self.make_function(id, definition.scope, flags, span);
        self.decorate(&definition.decorators);
        self.store(definition.target, span);
    }

    pub(super) fn lambda(&mut self, lambda: &'a Lambda, span: Span) {
        let flags = self.defaults(&lambda.parameters, span);
        let id = self.link.reserve();
        let qualified = self.qualify(name::LAMBDA, name::LAMBDA);
        let statement = self.current_statement();
        let mut inner = self.inside(lambda.scope, qualified);
        inner.assembler.statement(statement);
        inner.expression(&lambda.body);
        inner.emit(Op::Return, lambda.body.span);
        let made = Made {
            name: name::LAMBDA,
            kind: inner.kind(),
            parameters: count(&lambda.parameters),
            documentation: None,
            span,
        };
        inner.finish(id, made);
        self.make_function(id, lambda.scope, flags, span);
    }

    fn kind(&self) -> Kind {
        if self.unit.scopes.get(self.scope).is_generator {
            Kind::Generator
        } else {
            Kind::Function
        }
    }

    /// The header of the statement being compiled, for a code object inside it.
    pub(super) fn current_statement(&self) -> Span {
        let number = self.assembler.current_statement() as usize;
        let statements = &self.assembler.lines.statements;
        statements.get(number).copied().unwrap_or_default()
    }

    /// Pushes the callees of `@decorator` lines, outermost first.
    pub(super) fn decorators(&mut self, decorators: &'a [Expression]) {
        for decorator in decorators {
            self.expression(decorator);
            self.emit(Op::Unbound, decorator.span);
        }
    }

    /// Calls them on what was made, innermost first.
    pub(super) fn decorate(&mut self, decorators: &'a [Expression]) {
        for decorator in decorators.iter().rev() {
            self.emit(Op::Call(1), decorator.span);
        }
    }

    /// Pushes the defaults that there are.
    fn defaults(&mut self, parameters: &'a ast::Parameters, span: Span) -> MakeFlags {
        let mut flags = MakeFlags::default();
        let positional: Vec<&'a Expression> = parameters
            .positional_only
            .iter()
            .chain(&parameters.positional)
            .filter_map(|parameter| parameter.default.as_ref())
            .collect();
        if !positional.is_empty() {
            flags = flags.with(MakeFlags::DEFAULTS);
            self.default_tuple(&positional, span);
        }
        let mut pairs = 0;
        for parameter in &parameters.keyword_only {
            if let Some(default) = &parameter.default {
                self.text(parameter.name, default.span);
                self.expression(default);
                pairs += 1;
            }
        }
        if pairs > 0 {
            flags = flags.with(MakeFlags::KEYWORD_DEFAULTS);
            self.emit(Op::BuildDict(pairs), span);
        }
        flags
    }

    fn default_tuple(&mut self, defaults: &[&'a Expression], span: Span) {
        let constants: Option<Vec<Constant>> = defaults
            .iter()
            .map(|default| default.constant().cloned())
            .collect();
        if let Some(constants) = constants {
            self.constant(&Constant::Tuple(constants), span);
            return;
        }
        for default in defaults {
            self.expression(default);
        }
        self.emit(Op::BuildTuple(defaults.len() as u32), span);
    }

    /// Pushes the cells that a code object closes over, and makes the function.
    pub(super) fn make_function(
        &mut self,
        function: FunctionId,
        scope: ScopeId,
        mut flags: MakeFlags,
        span: Span,
    ) {
        let free = &self.unit.scopes.get(scope).free;
        for &name in free {
            let cell = self.unit.scopes.cell(self.scope, name);
            self.emit(Op::LoadClosure(cell), span);
        }
        if !free.is_empty() {
            flags = flags.with(MakeFlags::CLOSURE);
            self.emit(Op::BuildTuple(free.len() as u32), span);
        }
        self.emit(Op::MakeFunction { function, flags }, span);
    }

    /// `outer.<locals>.inner`
    pub(super) fn qualify(&self, name: Name, target: Name) -> String {
        let text = self.names_text(name);
        let scope = self.unit.scopes.get(self.scope);
        if self.qualified.is_empty() || self.unit.scopes.is_declared_global(self.scope, target) {
            return text.to_owned();
        }
        match scope.kind {
            // CPython 3.11 has no `<locals>` for a comprehension.
            ScopeKind::Module | ScopeKind::Class | ScopeKind::Comprehension(_) => {
                format!("{}.{text}", self.qualified)
            }
            ScopeKind::Function => format!("{}.<locals>.{text}", self.qualified),
        }
    }
}

fn count(parameters: &ast::Parameters) -> Parameters {
    Parameters {
        positional_only: parameters.positional_only.len() as u32,
        positional: parameters.positional.len() as u32,
        keyword_only: parameters.keyword_only.len() as u32,
        star: parameters.star.is_some(),
        double_star: parameters.double_star.is_some(),
    }
}
