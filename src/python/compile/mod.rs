//! From trees to instructions, one code object at a time.

mod assembler;
mod call;
mod class;
mod comprehension;
mod expression;
mod flow;
mod function;
mod import;
mod pattern;
mod stack;
mod statement;
mod tidy;

use crate::base::{self, Diagnostic, FunctionId, ModuleId, Span};
use crate::code::{
    Binary, Compare, Constant, Conversion, Function, Kind, Name, Op, Parameters, Unary, name,
};
use crate::python::ast::{Expression, ExpressionKind, ScopeId, Statement, Tree};
use crate::python::compile::assembler::{Assembler, Label, Region};
use crate::python::link::Link;
use crate::python::scope::{Access, ScopeKind, Scopes};
use crate::python::{subset, syntax};

/// A module as its code objects see it.
pub(crate) struct Unit<'a> {
    pub file: &'a str,
    pub module: ModuleId,
    /// The user's own, for whom our private modules are not there.
    pub is_user: bool,
    pub scopes: &'a Scopes,
}

/// Compiles a module's body, and with it all functions inside.
pub(crate) fn module(unit: &Unit<'_>, tree: &Tree, link: &mut Link) -> FunctionId {
    let id = link.reserve();
    let mut compiler = Compiler::new(unit, link, ScopeId(0), String::new());
    if let Some(text) = &tree.documentation {
        let span = tree.body.first().map_or(Span::line(1), |first| first.span);
        compiler.assembler.statement(span);
        compiler.constant(&Constant::Text(text.clone()), span);
        compiler.store(name::DOC, span);
    }
    compiler.body(&tree.body);
    let made = Made {
        name: name::MODULE_BODY,
        kind: Kind::Module,
        parameters: Parameters::default(),
        documentation: tree.documentation.clone(),
        span: tree.body.last().map_or(Span::line(1), |last| last.span),
    };
    compiler.finish(id, made);
    id
}

/// What a code object is, apart from its code.
struct Made {
    name: Name,
    kind: Kind,
    parameters: Parameters,
    documentation: Option<String>,
    /// Where it is, if it holds nothing.
    span: Span,
}

/// What encloses the statement being compiled, innermost last. A `return`, `break` or `continue` undoes them on its way
/// out, each in its own way.
enum Block<'a> {
    Loop {
        next: Label,
        end: Label,
        /// A `for` keeps its iterator on the stack.
        has_iterator: bool,
    },
    /// The body of a `try … except`.
    Try(Region),
    /// The body of a `try … finally`.
    Finally(Region, &'a [Statement]),
    /// A `finally` run because of an exception: `[previous exception]` lie on the stack.
    FinallyError(Region),
    /// An `except` clause: the previous exception lies on the stack.
    Handler(Region),
    /// `except … as name`
    Named(Region, Name),
    /// The body of a `with`: the exit lies on the stack, and is called as part of the header.
    With {
        region: Region,
        header: u32,
        span: Span,
    },
    /// A value waits on the stack while a `finally` runs on the way out.
    Waiting,
}

/// CPython's limit.
const MOST_BLOCKS: usize = 20;

/// One code object in the making.
struct Compiler<'a, 'l> {
    unit: &'a Unit<'a>,
    link: &'l mut Link,
    scope: ScopeId,
    assembler: Assembler,
    blocks: Vec<Block<'a>>,
    /// As in `outer.<locals>.inner`; empty for a module.
    qualified: String,
    /// We stand in the body of `try … except ImportError`, or of `if TYPE_CHECKING`: what cannot be imported is
    /// compiled to the error it would be.
    forgives_imports: bool,
    /// We stand in the body of `try … except AttributeError`.
    forgives_attributes: bool,
}

impl<'a, 'l> Compiler<'a, 'l> {
    fn new(unit: &'a Unit<'a>, link: &'l mut Link, scope: ScopeId, qualified: String) -> Self {
        Self {
            unit,
            link,
            scope,
            assembler: Assembler::default(),
            blocks: Vec::new(),
            qualified,
            forgives_imports: false,
            forgives_attributes: false,
        }
    }

    /// Ends with `return None` where the end can be reached, and hands the code object over.
    fn finish(mut self, id: FunctionId, made: Made) {
        let last = self.assembler.lines.places.last().map(|place| place.span);
        if self.assembler.lines.statements.is_empty() {
            self.assembler.statement(made.span);
        }
        let end = last.unwrap_or(made.span);
        self.emit(Op::None, end);
        self.emit(Op::Return, end);
        if self.assembler.is_full() {
            self.fail(made.span, "the code is too large to compile");
        }
        let scope = self.unit.scopes.get(self.scope);
        let class_cell = match scope.kind {
            ScopeKind::Class => scope
                .cells
                .iter()
                .position(|&(name, _)| name == name::CLASS)
                .map(|at| at as u32),
            ScopeKind::Module | ScopeKind::Function | ScopeKind::Comprehension(_) => None,
        };
        let qualified_name = match made.kind {
            Kind::Module => made.name,
            Kind::Function | Kind::Generator | Kind::ClassBody => {
                self.link.program.names.intern(&self.qualified)
            }
        };
        let (mut code, mut handlers, mut lines, stack) = self.assembler.finish();
        // After an error the code need not make sense.
        let is_syntax = |error: &Diagnostic| error.kind == base::Kind::Syntax;
        let is_sound = !self.link.errors.iter().any(is_syntax);
        if is_sound {
            tidy::tidy(&mut code, &mut handlers, &mut lines);
        }
        let function = Function {
            name: made.name,
            qualified_name,
            module: self.unit.module,
            kind: made.kind,
            parameters: made.parameters,
            code,
            handlers,
            lines,
            locals: scope.locals.clone(),
            cells: scope.cells.clone(),
            free: scope.free.iter().copied().collect(),
            stack,
            documentation: made.documentation,
            class_cell,
        };
        if cfg!(debug_assertions)
            && is_sound
            && let Err(problem) = stack::check(&function)
        {
            panic!(
                "{} in {}: {problem}\n{:#?}",
                self.qualified, self.unit.file, function.code
            );
        }
        self.link.complete(id, function);
    }

    /// The scope of a code object inside this one: a compiler of its own.
    fn inside(&mut self, scope: ScopeId, qualified: String) -> Compiler<'a, '_> {
        Compiler::new(self.unit, self.link, scope, qualified)
    }

    fn fail(&mut self, span: Span, message: &str) {
        let error = syntax::error(self.unit.file, span, message);
        self.link.errors.push(error);
        self.assembler.give_up();
    }

    fn emit(&mut self, op: Op, span: Span) {
        self.assembler.emit(op, span);
    }

    fn jump(&mut self, make: impl FnOnce(u32) -> Op, label: Label, span: Span) {
        self.assembler.jump(make, label, span);
    }

    fn constant(&mut self, constant: &Constant, span: Span) {
        let op = match constant {
            Constant::None => Op::None,
            Constant::Int(value) => match i32::try_from(*value) {
                Ok(small) => Op::Int(small),
                Err(_) => Op::Constant(self.link.constant(constant)),
            },
            Constant::Bool(_)
            | Constant::BigInt(_)
            | Constant::Float(_)
            | Constant::Text(_)
            | Constant::Bytes(_)
            | Constant::Tuple(_)
            | Constant::FrozenSet(_)
            | Constant::Ellipsis => Op::Constant(self.link.constant(constant)),
        };
        self.emit(op, span);
    }

    fn text(&mut self, name: Name, span: Span) {
        let text = self.link.program.names.text(name).to_string();
        self.constant(&Constant::Text(text), span);
    }

    // Names.

    fn load(&mut self, name: Name, span: Span) {
        let access = self.unit.scopes.access(self.scope, name);
        let op = match access {
            Access::Local(slot) => Op::LoadLocal(slot),
            Access::Cell(cell) => Op::LoadCell(cell),
            Access::Global => Op::LoadGlobal(self.global(name)),
            Access::Class => {
                self.global(name);
                Op::LoadName(name)
            }
            Access::ClassOrCell(cell) => {
                if let Ok(cell) = u16::try_from(cell) {
                    Op::LoadNameOrCell { name, cell }
                } else {
                    self.fail(span, "too many names in the functions around a class");
                    Op::LoadName(name)
                }
            }
        };
        match access {
            Access::Global | Access::Class => self.decline_builtin(name, span),
            Access::Local(_) | Access::Cell(_) | Access::ClassOrCell(_) => {}
        }
        self.emit(op, span);
    }

    fn store(&mut self, name: Name, span: Span) {
        let op = match self.unit.scopes.access(self.scope, name) {
            Access::Local(slot) => Op::StoreLocal(slot),
            Access::Cell(cell) => Op::StoreCell(cell),
            Access::Global => Op::StoreGlobal(self.global(name)),
            Access::Class | Access::ClassOrCell(_) => Op::StoreName(name),
        };
        self.emit(op, span);
    }

    fn delete(&mut self, name: Name, span: Span) {
        let op = match self.unit.scopes.access(self.scope, name) {
            Access::Local(slot) => Op::DeleteLocal(slot),
            Access::Cell(cell) => Op::DeleteCell(cell),
            Access::Global => Op::DeleteGlobal(self.global(name)),
            Access::Class | Access::ClassOrCell(_) => Op::DeleteName(name),
        };
        self.emit(op, span);
    }

    fn global(&mut self, name: Name) -> u32 {
        self.link.global(self.unit.module, name)
    }

    /// A builtin that we decline, unless the program means something of its own by that name.
    fn decline_builtin(&mut self, name: Name, span: Span) {
        if self.link.offers(self.unit.module, name) {
            return;
        }
        let text = self.link.program.names.text(name);
        if let Some(refusal) = subset::builtin(self.unit.file, text, span) {
            self.link.errors.push(refusal);
        }
    }

    /// Declines to change an object's or a module's attributes through its dict, which is a copy here: `vars(x)[k] = v`
    /// would change nothing.
    fn decline_namespace_write(&mut self, container: &Expression) {
        let is_namespace = match &container.kind {
            ExpressionKind::Attribute { name, .. } => *name == name::DICT,
            ExpressionKind::Call { callee, .. } => match &callee.kind {
                ExpressionKind::Name(name) => matches!(self.names_text(*name), "globals" | "vars"),
                _ => false,
            },
            _ => false,
        };
        if is_namespace {
            let refusal = subset::construct(
                self.unit.file,
                subset::Construct::NamespaceWrite,
                container.span,
            );
            self.link.errors.push(refusal);
        }
    }

    fn names_text(&self, name: Name) -> &str {
        self.link.program.names.text(name)
    }
}
