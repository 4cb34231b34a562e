//! Imports, and the names of modules: what is not there is refused before anything runs.

use super::{Compiler, Expression, ModuleId, Name, Op, Span};
use crate::code::Origin;
use crate::python::ast::{Alias, ExpressionKind, ImportedName};
use crate::python::subset;

/// CPython's, or the program itself.
const PUBLIC: &[&str] = &["_thread", "__main__"];

impl<'a> Compiler<'a, '_> {
    /// `import a.b` binds `a`; `import a.b as c` binds the module itself.
    pub(super) fn import(&mut self, alias: &'a Alias) {
        let span = alias.span;
        if alias.module == "__future__" {
            return;
        }
        if let Some(module) = self.module(&alias.module) {
            self.emit(Op::Import(module), span);
            let first = alias.module.split('.').next().unwrap_or(&alias.module);
            if !alias.renamed
                && first != alias.module
                && let Some(package) = self.link.module(first)
            {
                self.emit(Op::Pop, span);
                self.emit(Op::Import(package), span);
            }
            self.store(alias.target, span);
        } else if let Some((package, last)) = self.attribute_module(&alias.module) {
            self.emit(Op::Import(package), span);
            if alias.renamed {
                self.emit(Op::LoadAttribute(last), span);
            }
            self.store(alias.target, span);
        } else {
            self.missing(&alias.module, span);
        }
    }

    /// The module of a dotted name. Those of ours that begin with `_` are not for programs.
    fn module(&mut self, dotted: &str) -> Option<ModuleId> {
        let is_private = dotted.starts_with('_') && !PUBLIC.contains(&dotted);
        if self.unit.is_user && is_private {
            return None;
        }
        self.link.module(dotted)
    }

    /// `os.path`: no module of its own here, but a name of one.
    fn attribute_module(&mut self, dotted: &str) -> Option<(ModuleId, Name)> {
        let (package, last) = dotted.rsplit_once('.')?;
        let package = self.link.module(package)?;
        let last = self.link.program.names.intern(last);
        self.link.offers(package, last).then_some((package, last))
    }

    pub(super) fn import_from(
        &mut self,
        dotted: &str,
        names: &'a [ImportedName],
        star: bool,
        span: Span,
    ) {
        if dotted == "__future__" {
            return;
        }
        let Some(module) = self.module(dotted) else {
            if let Some((package, last)) = self.attribute_module(dotted)
                && !star
            {
                self.emit(Op::Import(package), span);
                self.emit(Op::LoadAttribute(last), span);
                for imported in names {
                    self.emit(Op::ImportFrom(imported.name), imported.span);
                    self.store(imported.target, imported.span);
                }
                self.emit(Op::Pop, span);
            } else {
                self.missing(dotted, span);
            }
            return;
        };
        // A name may be a module inside, which must have been imported before it can be found.
        for imported in names.iter().filter(|_| !star) {
            if self.link.offers(module, imported.name) && !self.is_inner(dotted, imported.name) {
                continue;
            }
            match self.inner_module(dotted, imported.name) {
                Some(inner) => {
                    self.emit(Op::Import(inner), imported.span);
                    self.emit(Op::Pop, imported.span);
                }
                None => self.check_name(dotted, module, imported.name, imported.span),
            }
        }
        self.emit(Op::Import(module), span);
        if star {
            for name in self.link.star_names(module) {
                self.emit(Op::ImportFrom(name), span);
                self.store(name, span);
            }
        } else {
            for imported in names {
                self.emit(Op::ImportFrom(imported.name), imported.span);
                self.store(imported.target, imported.span);
            }
        }
        self.emit(Op::Pop, span);
    }

    /// `threading.Foo`, where `threading` can only be the module: it must have that name.
    pub(super) fn check_attribute(&mut self, object: &Expression, name: Name, span: Span) {
        let Some(dotted) = self.module_named(object) else {
            return;
        };
        let Some(module) = self.link.module(&dotted) else {
            return;
        };
        let dotted = dotted.as_str();
        let is_ours = !self.unit.is_user && self.link.is_native(module);
        if is_ours
            || self.forgives_attributes
            || self.link.offers(module, name)
            || self.inner_module(dotted, name).is_some()
        {
            return;
        }
        self.refuse(dotted, module, name, span);
    }

    /// The module that a dotted name stands for: `concurrent.futures`, where `concurrent` can only be the module.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "nothing else can name a module"
    )]
    fn module_named(&self, expression: &Expression) -> Option<String> {
        match &expression.kind {
            ExpressionKind::Name(variable) => {
                let dotted = self.unit.scopes.module_of(self.scope, *variable)?;
                Some(dotted.to_owned())
            }
            ExpressionKind::Attribute { object, name, .. } => {
                let package = self.module_named(object)?;
                self.is_inner(&package, *name)
                    .then(|| format!("{package}.{}", self.names_text(*name)))
            }
            _ => None,
        }
    }

    fn check_name(&mut self, dotted: &str, module: ModuleId, name: Name, span: Span) {
        if !self.unit.is_user && self.link.is_native(module) {
            // Ours among ourselves: the machine may offer more than its list for programs says.
            self.link.global(module, name);
        } else if !self.forgives_imports {
            self.refuse(dotted, module, name, span);
        }
    }

    fn refuse(&mut self, dotted: &str, module: ModuleId, name: Name, span: Span) {
        let text = self.names_text(name);
        let is_special = text.starts_with("__") && text.ends_with("__");
        // What a module of ours computes, it names all the same.
        let is_users = self.link.program.modules[module.index()].origin == Origin::User;
        let getter = self.link.program.names.find("__getattr__");
        let computes = is_users && getter.is_some_and(|getter| self.link.offers(module, getter));
        if is_special || computes {
            return;
        }
        let similar = subset::similar(text, self.link.offered_texts(module));
        let refusal = subset::attribute(self.unit.file, dotted, text, similar, span);
        self.link.errors.push(refusal);
    }

    fn inner_module(&mut self, dotted: &str, name: Name) -> Option<ModuleId> {
        let inner = format!("{dotted}.{}", self.names_text(name));
        self.link.module(&inner)
    }

    fn is_inner(&self, dotted: &str, name: Name) -> bool {
        let inner = format!("{dotted}.{}", self.names_text(name));
        crate::python::library::source(&inner).is_some()
    }

    fn missing(&mut self, dotted: &str, span: Span) {
        if self.forgives_imports {
            let name = self.link.program.names.intern(dotted);
            self.emit(Op::ImportMissing(name), span);
        } else {
            let refusal = subset::module(self.unit.file, dotted, span);
            self.link.errors.push(refusal);
        }
    }
}
