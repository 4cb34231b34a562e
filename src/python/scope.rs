//! Which namespace each name lives in: local, global, or a cell shared between a function and those inside it.
//!
//! Two passes, as in CPython's symbol table: the first notes what each scope does with each name, the second looks
//! names that are only used up in the scopes around. A class is no scope for the functions inside it, except for
//! `__class__`, the cell behind `super()`.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "some questions are about a few shapes of expression, and all others are alike"
)]

use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxBuildHasher;

use crate::base::{Diagnostic, Span};
use crate::code::{Name, Names, name};
use crate::python::ast::{
    Argument, Comprehension, ComprehensionKind, Expression, ExpressionKind, FormatPart, Parameters,
    Pattern, PatternKind, ScopeId, Statement, StatementKind, Tree,
};
use crate::python::syntax;

/// How an instruction reaches a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    Local(u32),
    /// By number: own cells first, then those of functions around.
    Cell(u32),
    Global,
    /// In a class body: its own namespace first.
    Class,
    /// In a class body: its own namespace, else this cell.
    ClassOrCell(u32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ScopeKind {
    Module,
    Class,
    Function,
    Comprehension(ComprehensionKind),
}

/// One namespace, resolved.
#[derive(Debug)]
pub(crate) struct Scope {
    pub kind: ScopeKind,
    parent: Option<ScopeId>,
    symbols: IndexMap<Name, Symbol, FxBuildHasher>,
    /// Parameters first, then the rest in order of mention.
    pub locals: Vec<Name>,
    pub cells: Vec<(Name, Option<u32>)>,
    pub free: IndexSet<Name, FxBuildHasher>,
    pub is_generator: bool,
}

/// What a scope does with a name.
#[expect(
    clippy::struct_excessive_bools,
    reason = "a set of flags, as CPython has it"
)]
#[derive(Clone, Copy, Debug, Default)]
struct Symbol {
    is_parameter: bool,
    is_assigned: bool,
    is_used: bool,
    is_annotated: bool,
    is_global: bool,
    /// Declared so; where.
    nonlocal: Option<Span>,
    /// A loop variable of a comprehension.
    is_iteration: bool,
    /// A function inside reaches for it.
    is_cell: bool,
    /// Local slot, or number of the cell.
    slot: u32,
    /// How many places bind it.
    bindings: u32,
    /// The module it is bound to by an `import`: index into [`Scopes::imports`].
    import: Option<u32>,
}

impl Symbol {
    /// Whether this very scope holds the name.
    fn is_bound(self) -> bool {
        (self.is_parameter || self.is_assigned) && !self.is_global && self.nonlocal.is_none()
    }
}

/// All scopes of a module.
#[derive(Debug)]
pub(crate) struct Scopes {
    all: Vec<Scope>,
    /// Dotted names that `import` statements bind to names.
    imports: Vec<String>,
    /// The modules of `from module import *`.
    pub stars: Vec<String>,
}

impl Scopes {
    pub(crate) fn resolve(file: &str, tree: &Tree, names: &Names) -> Result<Self, Vec<Diagnostic>> {
        let mut survey = Survey {
            file,
            names,
            scopes: (0..tree.scopes).map(|_| None).collect(),
            current: ScopeId(0),
            iterables: 0,
            imports: Vec::new(),
            stars: Vec::new(),
            errors: Vec::new(),
        };
        survey.open(ScopeId(0), ScopeKind::Module, None);
        survey.body(&tree.body);
        // Every number was handed out for one scope; what a marked twin left unvisited stays empty.
        let mut scopes = Self {
            all: survey
                .scopes
                .into_iter()
                .map(|scope| scope.unwrap_or_else(|| Scope::new(ScopeKind::Function, None)))
                .collect(),
            imports: survey.imports,
            stars: survey.stars,
        };
        let mut errors = survey.errors;
        if errors.is_empty() {
            for number in 0..tree.scopes {
                scopes.look_up(ScopeId(number), file, names, &mut errors);
            }
            for scope in &mut scopes.all {
                scope.number();
            }
        }
        if errors.is_empty() {
            Ok(scopes)
        } else {
            Err(errors)
        }
    }

    pub(crate) fn get(&self, id: ScopeId) -> &Scope {
        &self.all[id.0 as usize]
    }

    /// How a scope reaches a name.
    pub(crate) fn access(&self, id: ScopeId, name: Name) -> Access {
        let scope = self.get(id);
        let symbol = scope.symbols.get(&name).copied().unwrap_or_default();
        let free = scope.free_number(name);
        if symbol.is_global {
            return Access::Global;
        }
        match scope.kind {
            ScopeKind::Module => Access::Global,
            ScopeKind::Class => match free {
                Some(cell) if symbol.nonlocal.is_some() => Access::Cell(cell),
                Some(cell) if !symbol.is_bound() => Access::ClassOrCell(cell),
                Some(_) | None => Access::Class,
            },
            ScopeKind::Function | ScopeKind::Comprehension(_) => {
                if symbol.is_bound() {
                    if symbol.is_cell {
                        Access::Cell(symbol.slot)
                    } else {
                        Access::Local(symbol.slot)
                    }
                } else {
                    free.map_or(Access::Global, Access::Cell)
                }
            }
        }
    }

    /// The number of a cell, own or of a function around, for `LoadClosure`.
    pub(crate) fn cell(&self, id: ScopeId, name: Name) -> u32 {
        let scope = self.get(id);
        let own = scope.symbols.get(&name).filter(|symbol| symbol.is_cell);
        own.map(|symbol| symbol.slot)
            .or_else(|| scope.free_number(name))
            .expect("a name that is free inside is a cell or free outside")
    }

    /// The names that the module itself binds, in order of mention.
    pub(crate) fn module_names(&self) -> impl Iterator<Item = Name> + '_ {
        self.all[0]
            .symbols
            .iter()
            .filter(|(_, symbol)| symbol.is_assigned)
            .map(|(&name, _)| name)
    }

    /// The module that a name stands for, where an `import` is all that ever binds it.
    pub(crate) fn module_of(&self, id: ScopeId, name: Name) -> Option<&str> {
        let home = match self.access(id, name) {
            Access::Global => ScopeId(0),
            Access::Local(_) | Access::Class => id,
            Access::Cell(_) | Access::ClassOrCell(_) => return None,
        };
        let symbol = match self.get(home).symbols.get(&name) {
            // A class body that only uses the name gets it from the module.
            Some(symbol) if symbol.is_bound() => symbol,
            _ => self.all[0].symbols.get(&name)?,
        };
        let import = symbol.import.filter(|_| symbol.bindings == 1)?;
        self.imports.get(import as usize).map(String::as_str)
    }

    /// Whether a name declared here is `global`, so that a function of that name is qualified by nothing.
    pub(crate) fn is_declared_global(&self, id: ScopeId, name: Name) -> bool {
        let symbol = self.get(id).symbols.get(&name);
        symbol.is_some_and(|symbol| symbol.is_global)
    }

    /// Finds each name that a scope uses and does not bind, and makes it a cell where a function around binds it.
    fn look_up(&mut self, id: ScopeId, file: &str, names: &Names, errors: &mut Vec<Diagnostic>) {
        let scope = self.get(id);
        if scope.kind == ScopeKind::Module {
            return;
        }
        let wanted: Vec<(Name, Option<Span>)> = scope
            .symbols
            .iter()
            .filter(|(_, symbol)| !symbol.is_bound() && !symbol.is_global)
            .map(|(&name, symbol)| (name, symbol.nonlocal))
            .collect();
        for (name, declared) in wanted {
            match self.owner(id, name) {
                Some(owner) => self.share(id, owner, name),
                None => {
                    if let Some(span) = declared {
                        let name = names.text(name);
                        let message = format!("no binding for nonlocal '{name}' found");
                        errors.push(syntax::error(file, span, message));
                    }
                }
            }
        }
    }

    /// The function around a scope that binds a name.
    fn owner(&self, id: ScopeId, name: Name) -> Option<ScopeId> {
        let mut around = self.get(id).parent;
        while let Some(id) = around {
            let scope = self.get(id);
            let symbol = scope.symbols.get(&name).copied().unwrap_or_default();
            match scope.kind {
                ScopeKind::Module => return None,
                ScopeKind::Class => {
                    if name == name::CLASS {
                        return Some(id);
                    }
                }
                ScopeKind::Function | ScopeKind::Comprehension(_) => {
                    if symbol.is_global {
                        return None;
                    }
                    if symbol.is_bound() {
                        return Some(id);
                    }
                }
            }
            around = scope.parent;
        }
        None
    }

    /// Makes a name a cell of `owner`, handed down through all scopes between.
    fn share(&mut self, id: ScopeId, owner: ScopeId, name: Name) {
        let symbol = self.all[owner.0 as usize].symbols.entry(name).or_default();
        symbol.is_cell = true;
        let mut inner = id;
        while inner != owner {
            let scope = &mut self.all[inner.0 as usize];
            if !scope.free.insert(name) {
                break;
            }
            inner = scope.parent.expect("the owner lies around");
        }
    }
}

impl Scope {
    fn new(kind: ScopeKind, parent: Option<ScopeId>) -> Self {
        Self {
            kind,
            parent,
            symbols: IndexMap::default(),
            locals: Vec::new(),
            cells: Vec::new(),
            free: IndexSet::default(),
            is_generator: kind == ScopeKind::Comprehension(ComprehensionKind::Generator),
        }
    }

    /// Gives locals their slots and cells their numbers.
    fn number(&mut self) {
        let holds_locals = match self.kind {
            ScopeKind::Module => return,
            ScopeKind::Class => false,
            ScopeKind::Function | ScopeKind::Comprehension(_) => true,
        };
        for (&name, symbol) in &mut self.symbols {
            let is_cell = symbol.is_cell && (holds_locals || name == name::CLASS);
            let is_local = holds_locals && symbol.is_bound();
            if !is_cell && !is_local {
                continue;
            }
            let local = self.locals.len() as u32;
            if symbol.is_parameter || !is_cell {
                self.locals.push(name);
                symbol.slot = local;
            }
            if is_cell {
                symbol.slot = self.cells.len() as u32;
                self.cells
                    .push((name, symbol.is_parameter.then_some(local)));
            }
        }
    }

    fn free_number(&self, name: Name) -> Option<u32> {
        let at = self.free.get_index_of(&name)?;
        Some((self.cells.len() + at) as u32)
    }
}

/// `__x` inside `class A` is `_A__x`.
pub(crate) fn mangled(class: &str, text: &str) -> Option<String> {
    let class = class.trim_start_matches('_');
    let is_private = text.starts_with("__") && !text.ends_with("__") && !text.contains('.');
    (is_private && !class.is_empty()).then(|| format!("_{class}{text}"))
}

/// The first pass: what each scope does with each name.
struct Survey<'a> {
    file: &'a str,
    names: &'a Names,
    scopes: Vec<Option<Scope>>,
    current: ScopeId,
    /// How many iterable expressions of comprehensions we stand in.
    iterables: u32,
    imports: Vec<String>,
    stars: Vec<String>,
    errors: Vec<Diagnostic>,
}

impl Survey<'_> {
    fn open(&mut self, id: ScopeId, kind: ScopeKind, parent: Option<ScopeId>) {
        self.scopes[id.0 as usize] = Some(Scope::new(kind, parent));
    }

    /// Visits what lies inside a new scope.
    fn inside(&mut self, id: ScopeId, kind: ScopeKind, visit: impl FnOnce(&mut Self)) {
        self.open(id, kind, Some(self.current));
        let outer = std::mem::replace(&mut self.current, id);
        let iterables = std::mem::take(&mut self.iterables);
        visit(self);
        self.current = outer;
        self.iterables = iterables;
    }

    fn scope(&mut self) -> &mut Scope {
        self.scope_at(self.current)
    }

    fn scope_at(&mut self, id: ScopeId) -> &mut Scope {
        self.scopes[id.0 as usize]
            .as_mut()
            .expect("a scope is opened before it is entered")
    }

    fn symbol(&mut self, name: Name) -> &mut Symbol {
        self.scope().symbols.entry(name).or_default()
    }

    fn fail(&mut self, span: Span, message: impl Into<String>) {
        self.errors.push(syntax::error(self.file, span, message));
    }

    // What is done with a name.

    fn uses(&mut self, name: Name) {
        self.symbol(name).is_used = true;
        let in_function = match self.scope().kind {
            ScopeKind::Module | ScopeKind::Class => false,
            ScopeKind::Function | ScopeKind::Comprehension(_) => true,
        };
        if in_function && &**self.names.text(name) == "super" {
            self.symbol(name::CLASS).is_used = true;
        }
    }

    fn assigns(&mut self, name: Name, span: Span) {
        if &**self.names.text(name) == "__debug__" {
            self.fail(span, "cannot assign to __debug__");
        }
        let symbol = self.symbol(name);
        symbol.is_assigned = true;
        symbol.bindings += 1;
        if symbol.is_global {
            let module = self.scope_at(ScopeId(0));
            let symbol = module.symbols.entry(name).or_default();
            symbol.is_assigned = true;
            symbol.bindings += 1;
        }
    }

    fn declares(&mut self, name: Name, span: Span, global: bool) {
        let word = if global { "global" } else { "nonlocal" };
        let text = self.names.text(name).to_string();
        if self.scope().kind == ScopeKind::Module {
            if !global {
                self.fail(span, "nonlocal declaration not allowed at module level");
            }
            return;
        }
        let symbol = *self.symbol(name);
        let already = if global {
            symbol.is_global
        } else {
            symbol.nonlocal.is_some()
        };
        if symbol.is_parameter {
            self.fail(span, format!("name '{text}' is parameter and {word}"));
        } else if already {
            return;
        } else if symbol.is_global || symbol.nonlocal.is_some() {
            self.fail(span, format!("name '{text}' is nonlocal and global"));
        } else if symbol.is_annotated {
            self.fail(span, format!("annotated name '{text}' can't be {word}"));
        } else if symbol.is_assigned {
            let message = format!("name '{text}' is assigned to before {word} declaration");
            self.fail(span, message);
        } else if symbol.is_used {
            let message = format!("name '{text}' is used prior to {word} declaration");
            self.fail(span, message);
        }
        let symbol = self.symbol(name);
        if global {
            symbol.is_global = true;
        } else {
            symbol.nonlocal = Some(span);
        }
    }

    fn parameters(&mut self, parameters: &Parameters) {
        for parameter in parameters.iter() {
            if self.symbol(parameter.name).is_parameter {
                let text = self.names.text(parameter.name).to_string();
                let message = format!("duplicate argument '{text}' in function definition");
                self.fail(parameter.span, message);
            }
            self.symbol(parameter.name).is_parameter = true;
        }
    }

    fn defaults(&mut self, parameters: &Parameters) {
        for parameter in parameters.iter() {
            if let Some(default) = &parameter.default {
                self.expression(default);
            }
        }
    }

    // Statements.

    fn body(&mut self, body: &[Statement]) {
        for statement in body {
            self.statement(statement);
        }
    }

    #[expect(clippy::too_many_lines, reason = "one arm a kind of statement")]
    fn statement(&mut self, statement: &Statement) {
        match &statement.kind {
            StatementKind::Function(definition) => {
                self.expressions(&definition.decorators);
                self.defaults(&definition.parameters);
                self.assigns(definition.target, statement.header);
                self.inside(definition.scope, ScopeKind::Function, |inside| {
                    inside.parameters(&definition.parameters);
                    inside.body(&definition.body);
                });
            }
            StatementKind::Class(definition) => {
                self.expressions(&definition.decorators);
                self.arguments(&definition.arguments);
                self.assigns(definition.target, statement.header);
                self.inside(definition.scope, ScopeKind::Class, |inside| {
                    inside.body(&definition.body);
                });
            }
            StatementKind::Return(value) => {
                if self.scope().kind != ScopeKind::Function {
                    self.fail(statement.span, "'return' outside function");
                }
                self.optional(value.as_ref());
            }
            StatementKind::Delete(targets) => self.targets(targets),
            StatementKind::Assign { targets, value } => {
                self.expression(value);
                self.targets(targets);
            }
            StatementKind::AugmentedAssign { target, value, .. } => {
                self.expression(value);
                if let ExpressionKind::Name(name) = target.kind {
                    self.uses(name);
                }
                self.target(target);
            }
            StatementKind::AnnotatedAssign {
                target,
                annotation,
                value,
                simple,
            } => self.annotated(target, annotation, value.as_ref(), *simple),
            StatementKind::For {
                target,
                iterable,
                body,
                otherwise,
            } => {
                self.expression(iterable);
                self.target(target);
                self.body(body);
                self.body(otherwise);
            }
            StatementKind::While {
                test,
                body,
                otherwise,
            } => {
                self.expression(test);
                self.body(body);
                self.body(otherwise);
            }
            StatementKind::If {
                branches,
                otherwise,
            } => {
                for branch in branches {
                    self.expression(&branch.test);
                    self.body(&branch.body);
                }
                if let Some(suite) = otherwise {
                    self.body(&suite.body);
                }
            }
            StatementKind::With { items, body } => {
                for item in items {
                    self.expression(&item.manager);
                    if let Some(target) = &item.target {
                        self.target(target);
                    }
                }
                self.body(body);
            }
            StatementKind::Match { subject, cases } => {
                self.expression(subject);
                for case in cases {
                    self.pattern(&case.pattern);
                    self.optional(case.guard.as_ref());
                    self.body(&case.body);
                }
            }
            StatementKind::Raise { exception, cause } => {
                self.optional(exception.as_ref());
                self.optional(cause.as_ref());
            }
            StatementKind::Try(attempt) => {
                self.body(&attempt.body);
                for handler in &attempt.handlers {
                    self.optional(handler.class.as_ref());
                    if let Some(name) = handler.name {
                        self.assigns(name, handler.header);
                    }
                    self.body(&handler.body);
                }
                for suite in attempt.otherwise.iter().chain(&attempt.last) {
                    self.body(&suite.body);
                }
            }
            StatementKind::Assert { test, message } => {
                self.expression(test);
                self.optional(message.as_ref());
            }
            StatementKind::Import(aliases) => {
                for alias in aliases {
                    self.assigns(alias.target, alias.span);
                    let number = self.imports.len() as u32;
                    let first = alias.module.split('.').next();
                    self.imports.push(match first {
                        Some(first) if !alias.renamed => first.to_owned(),
                        _ => alias.module.clone(),
                    });
                    self.symbol(alias.target).import = Some(number);
                }
            }
            StatementKind::ImportFrom {
                module,
                names,
                star,
            } => {
                if *star {
                    self.stars.push(module.clone());
                }
                if *star && self.scope().kind != ScopeKind::Module {
                    self.fail(statement.span, "import * only allowed at module level");
                }
                for imported in names.iter().filter(|_| !star) {
                    self.assigns(imported.target, imported.span);
                }
            }
            StatementKind::Global(names) => {
                for &(name, _) in names {
                    self.declares(name, statement.span, true);
                }
            }
            StatementKind::Nonlocal(names) => {
                for &(name, _) in names {
                    self.declares(name, statement.span, false);
                }
            }
            StatementKind::Expression(value) => self.expression(value),
            StatementKind::Pass | StatementKind::Break | StatementKind::Continue => {}
            StatementKind::Choose { off, on, .. } => {
                self.body(off);
                self.body(on);
            }
        }
    }

    fn annotated(
        &mut self,
        target: &Expression,
        annotation: &Expression,
        value: Option<&Expression>,
        simple: bool,
    ) {
        match target.kind {
            ExpressionKind::Name(name) if simple => {
                let symbol = *self.symbol(name);
                let text = self.names.text(name).to_string();
                if symbol.is_global && self.scope().kind != ScopeKind::Module {
                    self.fail(
                        target.span,
                        format!("annotated name '{text}' can't be global"),
                    );
                } else if symbol.nonlocal.is_some() {
                    let message = format!("annotated name '{text}' can't be nonlocal");
                    self.fail(target.span, message);
                }
                self.symbol(name).is_annotated = true;
                self.assigns(name, target.span);
            }
            _ => self.target(target),
        }
        // A function does not evaluate the annotations of its locals.
        match self.scope().kind {
            ScopeKind::Module | ScopeKind::Class => self.expression(annotation),
            ScopeKind::Function | ScopeKind::Comprehension(_) => {}
        }
        self.optional(value);
    }

    fn targets(&mut self, targets: &[Expression]) {
        for target in targets {
            self.target(target);
        }
    }

    fn target(&mut self, target: &Expression) {
        match &target.kind {
            ExpressionKind::Name(name) => self.assigns(*name, target.span),
            ExpressionKind::Tuple(items) | ExpressionKind::List(items) => self.targets(items),
            ExpressionKind::Star(inner) => self.target(inner),
            _ => self.expression(target),
        }
    }

    // Expressions.

    fn expressions(&mut self, expressions: &[Expression]) {
        for expression in expressions {
            self.expression(expression);
        }
    }

    fn optional(&mut self, expression: Option<&Expression>) {
        if let Some(expression) = expression {
            self.expression(expression);
        }
    }

    fn arguments(&mut self, arguments: &[Argument]) {
        for argument in arguments {
            self.expression(argument.value());
        }
    }

    fn expression(&mut self, expression: &Expression) {
        match &expression.kind {
            ExpressionKind::Constant(_) => {}
            ExpressionKind::Name(name) => self.uses(*name),
            ExpressionKind::Bool { values, .. } => self.expressions(values),
            ExpressionKind::Walrus { target, value } => {
                self.expression(value);
                self.walrus(*target, expression.span);
            }
            ExpressionKind::Binary { left, right, .. } => {
                self.expression(left);
                self.expression(right);
            }
            ExpressionKind::Unary { operand, .. } => self.expression(operand),
            ExpressionKind::Lambda(lambda) => {
                self.defaults(&lambda.parameters);
                self.inside(lambda.scope, ScopeKind::Function, |inside| {
                    inside.parameters(&lambda.parameters);
                    inside.expression(&lambda.body);
                });
            }
            ExpressionKind::Conditional {
                test,
                body,
                otherwise,
            } => {
                self.expression(test);
                self.expression(body);
                self.expression(otherwise);
            }
            ExpressionKind::Dict(items) => {
                for (key, value) in items {
                    self.optional(key.as_ref());
                    self.expression(value);
                }
            }
            ExpressionKind::Set(items)
            | ExpressionKind::List(items)
            | ExpressionKind::Tuple(items) => self.expressions(items),
            ExpressionKind::Comprehension(it) => self.comprehension(it),
            ExpressionKind::Yield(value) => {
                self.yields(expression.span);
                self.optional(value.as_deref());
            }
            ExpressionKind::YieldFrom(value) => {
                self.yields(expression.span);
                self.expression(value);
            }
            ExpressionKind::Compare { left, rest } => {
                self.expression(left);
                for (_, right) in rest {
                    self.expression(right);
                }
            }
            ExpressionKind::Call { callee, arguments } => {
                self.expression(callee);
                self.arguments(arguments);
            }
            ExpressionKind::Format(parts) => self.format(parts),
            ExpressionKind::Attribute { object, .. } => self.expression(object),
            ExpressionKind::Item { container, key } => {
                self.expression(container);
                self.expression(key);
            }
            ExpressionKind::Star(inner) => self.expression(inner),
            ExpressionKind::Slice { start, stop, step } => {
                for part in [start, stop, step].into_iter().flatten() {
                    self.expression(part);
                }
            }
        }
    }

    fn format(&mut self, parts: &[FormatPart]) {
        for part in parts {
            match part {
                FormatPart::Text(_) => {}
                FormatPart::Value {
                    value,
                    specification,
                    ..
                } => {
                    self.expression(value);
                    self.format(specification.as_deref().unwrap_or_default());
                }
            }
        }
    }

    fn yields(&mut self, span: Span) {
        match self.scope().kind {
            ScopeKind::Module | ScopeKind::Class => self.fail(span, "'yield' outside function"),
            ScopeKind::Function => self.scope().is_generator = true,
            ScopeKind::Comprehension(kind) => {
                let what = match kind {
                    ComprehensionKind::List => "list comprehension",
                    ComprehensionKind::Set => "set comprehension",
                    ComprehensionKind::Dict => "dict comprehension",
                    ComprehensionKind::Generator => "generator expression",
                };
                self.fail(span, format!("'yield' inside {what}"));
            }
        }
    }

    /// The first iterable belongs to the scope around.
    fn comprehension(&mut self, comprehension: &Comprehension) {
        self.iterable(&comprehension.clauses[0].iterable);
        let kind = ScopeKind::Comprehension(comprehension.kind);
        self.inside(comprehension.scope, kind, |inside| {
            let iterator = inside.names.find(".0").unwrap_or_default();
            inside.symbol(iterator).is_parameter = true;
            for (at, clause) in comprehension.clauses.iter().enumerate() {
                if at > 0 {
                    inside.iterable(&clause.iterable);
                }
                inside.target(&clause.target);
                inside.iterates(&clause.target);
                inside.expressions(&clause.conditions);
            }
            inside.expression(&comprehension.element);
            inside.optional(comprehension.value.as_ref());
        });
    }

    fn iterable(&mut self, iterable: &Expression) {
        self.iterables += 1;
        self.expression(iterable);
        self.iterables -= 1;
    }

    /// Notes the names of a loop target as iteration variables.
    fn iterates(&mut self, target: &Expression) {
        match &target.kind {
            ExpressionKind::Name(name) => self.symbol(*name).is_iteration = true,
            ExpressionKind::Tuple(items) | ExpressionKind::List(items) => {
                for item in items {
                    self.iterates(item);
                }
            }
            ExpressionKind::Star(inner) => self.iterates(inner),
            _ => {}
        }
    }

    /// `:=` inside a comprehension binds in the function around it.
    fn walrus(&mut self, name: Name, span: Span) {
        if self.iterables > 0 {
            let message =
                "assignment expression cannot be used in a comprehension iterable expression";
            self.fail(span, message);
            return;
        }
        let mut passed = Vec::new();
        let mut home = self.current;
        loop {
            let scope = self.scope_at(home);
            match scope.kind {
                ScopeKind::Comprehension(_) => {
                    let iterates = scope.symbols.get(&name).is_some_and(|it| it.is_iteration);
                    let around = scope.parent.unwrap_or(ScopeId(0));
                    if iterates {
                        let text = self.names.text(name).to_string();
                        let message = format!(
                            "assignment expression cannot rebind comprehension iteration variable '{text}'"
                        );
                        self.fail(span, message);
                        return;
                    }
                    passed.push(home);
                    home = around;
                }
                ScopeKind::Class if !passed.is_empty() => {
                    let message = "assignment expression within a comprehension cannot be used in a class body";
                    self.fail(span, message);
                    return;
                }
                ScopeKind::Module | ScopeKind::Class | ScopeKind::Function => break,
            }
        }
        let inner = std::mem::replace(&mut self.current, home);
        self.assigns(name, span);
        let is_global = self.symbol(name).is_global || self.scope().kind == ScopeKind::Module;
        self.current = inner;
        for id in passed {
            let symbol = self.scope_at(id).symbols.entry(name).or_default();
            if is_global {
                symbol.is_global = true;
            } else {
                symbol.nonlocal = Some(span);
            }
        }
    }

    fn pattern(&mut self, pattern: &Pattern) {
        match &pattern.kind {
            PatternKind::Value(value) => self.expression(value),
            PatternKind::Singleton(_) => {}
            PatternKind::Sequence(items) | PatternKind::Or(items) => {
                for item in items {
                    self.pattern(item);
                }
            }
            PatternKind::Star(name) => self.captures(*name, pattern.span),
            PatternKind::Mapping {
                keys,
                patterns,
                rest,
            } => {
                self.expressions(keys);
                for item in patterns {
                    self.pattern(item);
                }
                self.captures(*rest, pattern.span);
            }
            PatternKind::Class {
                class,
                positional,
                keywords,
            } => {
                self.expression(class);
                for item in positional {
                    self.pattern(item);
                }
                for (_, item) in keywords {
                    self.pattern(item);
                }
            }
            PatternKind::As {
                pattern: inner,
                name,
            } => {
                if let Some(inner) = inner {
                    self.pattern(inner);
                }
                self.captures(*name, pattern.span);
            }
        }
    }

    fn captures(&mut self, name: Option<Name>, span: Span) {
        if let Some(name) = name {
            self.assigns(name, span);
        }
    }
}
