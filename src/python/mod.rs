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
    let mut link = Link::begun()?;
    let mut tree = parse::parse(&source.name, &source.text, &mut link.program.names)?;
    if !options.ignore_marks {
        let declared = options.declared_fixes.as_deref();
        link.program.fixes = marks::apply(source, &mut tree, declared)?;
    }
    let main = link.declare("__main__", Origin::User, source.name.clone(), &source.text);
    link.program.main = main;
    link.accept(main, tree);
    link.compile_waiting();
    link.finish()
}

/// What every program begins with, compiled, in bytes: `build.rs` keeps it, so that no run need compile it again.
pub fn prelude() -> Result<Vec<u8>, Vec<Diagnostic>> {
    Ok(Link::with_prelude()?.to_bytes())
}
