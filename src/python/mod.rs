//! Floor 2: source text to program: parse, scopes, fix marks, compile, and what is refused and how it is said.

mod ast;
mod colours;
mod compile;
mod fold;
mod library;
mod link;
mod marks;
mod parse;
mod position;
mod resolve;
mod scope;
mod subset;
mod syntax;
#[cfg(test)]
mod tests;

pub use colours::{Colour, Piece, colours};
pub use resolve::resolve;

use crate::base::Diagnostic;
use crate::code::{Origin, Program};
use crate::python::compile::Unit;
use crate::python::link::Link;

/// A program to compile: the name tracebacks call its file, and its text.
#[derive(Clone, Debug, Default)]
pub struct Source {
    pub name: String,
    pub text: String,
}

#[derive(Clone, Debug, Default)]
pub struct Options {
    /// All lines run, as under plain `python3`.
    pub ignore_marks: bool,
    /// The fixes that the header declares, where there is a header: a mark may name no other.
    pub declared_fixes: Option<Vec<String>>,
}

/// Compiles a program with all the modules it reaches. Runs on a thread with a large stack (256 MB are enough): the
/// tree of a program may be deep, and is walked by recursion.
pub fn compile(source: &Source, options: &Options) -> Result<Program, Vec<Diagnostic>> {
    let mut link = Link::default();
    let prelude = library::file("prelude");
    link.read("<prelude>", Origin::Library, prelude, library::prelude());
    let mut tree = parse::parse(&source.name, &source.text, &mut link.program.names)?;
    if !options.ignore_marks {
        let declared = options.declared_fixes.as_deref();
        link.program.fixes = marks::apply(source, &mut tree, declared)?;
    }
    let main = link.declare("__main__", Origin::User, source.name.clone(), &source.text);
    link.program.main = main;
    link.accept(main, tree);
    while let Some(waiting) = link.next() {
        let file = link.program.modules[waiting.module.index()].file.clone();
        let unit = Unit {
            file: &file,
            module: waiting.module,
            is_user: waiting.module == main,
            scopes: &waiting.scopes,
        };
        let body = compile::module(&unit, &waiting.tree, &mut link);
        link.program.modules[waiting.module.index()].body = Some(body);
    }
    link.finish()
}
