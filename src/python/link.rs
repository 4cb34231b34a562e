//! The program as it grows: its tables, and the modules that are reached from the user's.

use std::collections::VecDeque;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use crate::base::{Diagnostic, FunctionId, ModuleId};
use crate::built;
use crate::code::{Constant, Function, Module, Name, Origin, Program, builtin, name};
use crate::python::ast::{Expression, ExpressionKind, StatementKind, Tree};
use crate::python::compile::{self, Unit};
use crate::python::library;
use crate::python::parse;
use crate::python::position::Positions;
use crate::python::scope::Scopes;

/// A module that is read and waits to be compiled.
struct Waiting {
    module: ModuleId,
    tree: Tree,
    scopes: Scopes,
}

#[derive(Default, Serialize, Deserialize)]
pub(crate) struct Link {
    pub program: Program,
    #[serde(skip)]
    pub errors: Vec<Diagnostic>,
    /// Modules to compile, in the order in which they were first mentioned.
    #[serde(skip)]
    waiting: VecDeque<Waiting>,
    functions: Vec<Option<Function>>,
    constants: FxHashMap<String, u32>,
    keywords: FxHashMap<Vec<Name>, u32>,
    modules: FxHashMap<String, ModuleId>,
    /// By module: the slot of each global.
    slots: Vec<FxHashMap<Name, u32>>,
    /// By module: the names it binds, in order, and as a set.
    exports: Vec<Vec<Name>>,
    offered: Vec<FxHashSet<Name>>,
    /// By module: `__all__`, where it is a plain list.
    all: Vec<Option<Vec<Name>>>,
}

impl Link {
    /// Where every program begins: with the prelude as it was compiled when racewalk was built.
    pub(crate) fn begun() -> Result<Self, Vec<Diagnostic>> {
        if built::PRELUDE.is_empty() {
            return Self::with_prelude();
        }
        Ok(postcard::from_bytes(built::PRELUDE).expect("built by `to_bytes` of the same source"))
    }

    /// The prelude, read and compiled.
    pub(crate) fn with_prelude() -> Result<Self, Vec<Diagnostic>> {
        let mut link = Self::default();
        let file = library::file("prelude");
        link.read("<prelude>", Origin::Library, file, library::prelude());
        link.compile_waiting();
        if link.errors.is_empty() {
            Ok(link)
        } else {
            Err(link.errors)
        }
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        postcard::to_stdvec(self).expect("tables can be written")
    }

    /// Compiles what is read, and what that reaches.
    pub(crate) fn compile_waiting(&mut self) {
        while let Some(waiting) = self.waiting.pop_front() {
            let file = self.program.modules[waiting.module.index()].file.clone();
            let unit = Unit {
                file: &file,
                module: waiting.module,
                is_user: self.program.modules[waiting.module.index()].origin == Origin::User,
                scopes: &waiting.scopes,
            };
            let body = compile::module(&unit, &waiting.tree, self);
            self.program.modules[waiting.module.index()].body = Some(body);
        }
    }

    /// The number of a constant; equal ones share it.
    pub(crate) fn constant(&mut self, constant: &Constant) -> u32 {
        // The text tells `1` from `1.0` and `True`, and `0.0` from `-0.0`.
        let next = self.program.constants.len() as u32;
        let number = *self
            .constants
            .entry(format!("{constant:?}"))
            .or_insert(next);
        if number == next {
            self.program.constants.push(constant.clone());
        }
        number
    }

    pub(crate) fn keywords(&mut self, names: Vec<Name>) -> u32 {
        let next = self.program.keywords.len() as u32;
        let number = *self.keywords.entry(names.clone()).or_insert(next);
        if number == next {
            self.program.keywords.push(names);
        }
        number
    }

    /// The number of a code object to come: outer ones stand before inner ones.
    pub(crate) fn reserve(&mut self) -> FunctionId {
        self.functions.push(None);
        FunctionId::from(self.functions.len() - 1)
    }

    pub(crate) fn complete(&mut self, id: FunctionId, function: Function) {
        self.functions[id.index()] = Some(function);
    }

    /// The whole program, once all that waited is compiled.
    pub(crate) fn finish(mut self) -> Result<Program, Vec<Diagnostic>> {
        if !self.errors.is_empty() {
            // The user's own file first, from its top.
            let main = self.program.modules.get(self.program.main.index());
            let file = main.map(|module| module.file.clone()).unwrap_or_default();
            self.errors.sort_by_key(|error| {
                let place = error.span.map(|span| (span.line, span.column));
                (error.file != file, error.file.clone(), place)
            });
            self.errors.dedup();
            return Err(self.errors);
        }
        self.program.functions = self.functions.into_iter().flatten().collect();
        Ok(self.program)
    }

    /// The slot of a module's global, new if need be.
    pub(crate) fn global(&mut self, module: ModuleId, name: Name) -> u32 {
        let globals = &mut self.program.modules[module.index()].globals;
        *self.slots[module.index()].entry(name).or_insert_with(|| {
            globals.push(name);
            globals.len() as u32 - 1
        })
    }

    pub(crate) fn is_native(&self, module: ModuleId) -> bool {
        self.program.modules[module.index()].origin == Origin::Native
    }

    /// Whether a module binds a name.
    pub(crate) fn offers(&self, module: ModuleId, name: Name) -> bool {
        self.offered[module.index()].contains(&name)
    }

    /// The names a module binds, for a suggestion.
    pub(crate) fn offered_texts(&self, module: ModuleId) -> impl Iterator<Item = &str> {
        self.exports[module.index()]
            .iter()
            .map(|&name| &**self.program.names.text(name))
    }

    /// What `from module import *` binds.
    pub(crate) fn star_names(&self, module: ModuleId) -> Vec<Name> {
        if let Some(all) = &self.all[module.index()] {
            return all.clone();
        }
        let is_public = |name: &&Name| !self.program.names.text(**name).starts_with('_');
        let exports = &self.exports[module.index()];
        exports.iter().filter(is_public).copied().collect()
    }

    /// The module of a dotted name, read now if nobody has asked for it before; `None` where there is none.
    pub(crate) fn module(&mut self, dotted: &str) -> Option<ModuleId> {
        if let Some(&id) = self.modules.get(dotted) {
            return Some(id);
        }
        if let Some((package, _)) = dotted.rsplit_once('.') {
            let text = library::source(dotted)?;
            // The package comes first, if only as a place to hang this module on.
            let package = self
                .module(package)
                .unwrap_or_else(|| self.read(package, Origin::Library, library::file(package), ""));
            let id = self.read(dotted, Origin::Library, library::file(dotted), text);
            let last = dotted.rsplit('.').next().unwrap_or(dotted);
            let last = self.program.names.intern(last);
            self.global(package, last);
            self.offer(package, last);
            return Some(id);
        }
        if let Some(text) = library::source(dotted) {
            return Some(self.read(dotted, Origin::Library, library::file(dotted), text));
        }
        let &(_, names) = builtin::NATIVE_MODULES
            .iter()
            .find(|(native, _)| *native == dotted)?;
        let id = self.declare(dotted, Origin::Native, format!("<{dotted}>"), "");
        for text in names {
            let name = self.program.names.intern(text);
            self.global(id, name);
            self.offer(id, name);
        }
        Some(id)
    }

    /// Reads a module of Python: parses it and finds out what it binds. Its body waits to be compiled.
    pub(crate) fn read(
        &mut self,
        dotted: &str,
        origin: Origin,
        file: String,
        text: &str,
    ) -> ModuleId {
        let parsed = parse::parse(&file, text, &mut self.program.names);
        let module = self.declare(dotted, origin, file, text);
        match parsed {
            Ok(tree) => self.accept(module, tree),
            Err(errors) => self.errors.extend(errors),
        }
        module
    }

    /// Resolves a parsed module's names.
    pub(crate) fn accept(&mut self, module: ModuleId, tree: Tree) {
        let file = self.program.modules[module.index()].file.clone();
        match Scopes::resolve(&file, &tree, &self.program.names) {
            Ok(scopes) => {
                for name in scopes.module_names() {
                    self.offer(module, name);
                }
                for star in &scopes.stars {
                    let starred = self.module(star);
                    for name in starred.map(|id| self.star_names(id)).unwrap_or_default() {
                        self.offer(module, name);
                    }
                }
                self.all[module.index()] = self.all_of(&tree);
                self.waiting.push_back(Waiting {
                    module,
                    tree,
                    scopes,
                });
            }
            Err(errors) => self.errors.extend(errors),
        }
    }

    /// A module with nothing in it yet but the slots that every module has.
    pub(crate) fn declare(
        &mut self,
        dotted: &str,
        origin: Origin,
        file: String,
        text: &str,
    ) -> ModuleId {
        let id = ModuleId::from(self.program.modules.len());
        self.modules.insert(dotted.to_owned(), id);
        self.program.modules.push(Module {
            name: dotted.to_owned(),
            file,
            origin,
            body: None,
            globals: Vec::new(),
            text: Positions::new(text).lines(),
        });
        self.slots.push(FxHashMap::default());
        self.exports.push(Vec::new());
        self.offered.push(FxHashSet::default());
        self.all.push(None);
        for name in [name::NAME, name::DOC, name::FILE] {
            self.global(id, name);
        }
        id
    }

    fn offer(&mut self, module: ModuleId, name: Name) {
        if self.offered[module.index()].insert(name) {
            self.exports[module.index()].push(name);
        }
    }

    /// `__all__ = ["a", "b"]`
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "nothing but a plain list can be read"
    )]
    fn all_of(&mut self, tree: &Tree) -> Option<Vec<Name>> {
        let value = tree.body.iter().find_map(|statement| {
            let StatementKind::Assign { targets, value } = &statement.kind else {
                return None;
            };
            let is_all =
                |target: &Expression| matches!(target.kind, ExpressionKind::Name(name::ALL));
            targets.iter().any(is_all).then_some(value)
        })?;
        let constants: Vec<&Constant> = match &value.kind {
            ExpressionKind::List(items) => items.iter().filter_map(Expression::constant).collect(),
            ExpressionKind::Constant(Constant::Tuple(items)) => items.iter().collect(),
            _ => return None,
        };
        let mut names = Vec::new();
        for constant in constants {
            if let Constant::Text(text) = constant {
                names.push(self.program.names.intern(text));
            }
        }
        Some(names)
    }
}
