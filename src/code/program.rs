//! A program as the machine gets it: all its code objects, constants and names in flat tables.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::{FunctionId, ModuleId};
use crate::code::{Lines, Name, Names, Op};

/// Everything that runs: the user's module, the library modules it reaches and the prelude. Never changes while it runs.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Program {
    /// `modules[0]` is the prelude: Python that the machine itself calls (`machine` documents what it must define).
    pub modules: Vec<Module>,
    /// The module that runs as `__main__`.
    pub main: ModuleId,
    pub functions: Vec<Function>,
    pub constants: Vec<Constant>,
    /// The keyword names of `CallKeywords`, in the order of their values.
    pub keywords: Vec<Vec<Name>>,
    pub names: Names,
    pub fixes: Vec<Fix>,
}

/// A fix that marks in the source mention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    pub name: String,
    /// Marked lines, in order: (line, true for `# fix:`, false for `# bug:`).
    pub lines: Vec<(u32, bool)>,
    /// Where a toggle cannot act at once, why: a class, or a definition already passed.
    pub at_restart: bool,
}

/// Where a module comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// The user's file.
    User,
    /// Ours, in Python: a call into it is one step unless one asks to look inside.
    Library,
    /// Ours, in Rust: the machine's registry fills its globals.
    Native,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Module {
    /// The dotted name it is imported by; `__main__` for the user's file.
    pub name: String,
    /// The file as tracebacks name it.
    pub file: String,
    pub origin: Origin,
    /// The module's body; `None` where native.
    pub body: Option<FunctionId>,
    /// The name of each slot of its globals. `__name__` is always slot 0, `__doc__` slot 1, `__file__` slot 2.
    pub globals: Vec<Name>,
    /// The text of each source line, for tracebacks and the screen.
    pub text: Arc<[String]>,
}

/// What a code object is when it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    Function,
    /// Calling it makes a generator.
    Generator,
    /// Runs once, in a namespace of its own that becomes the class.
    ClassBody,
    Module,
}

/// How a call's arguments become locals. The locals begin with the parameters in this order: positional-only,
/// positional, keyword-only, then `*args` and `**kwargs` where there are any.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameters {
    pub positional_only: u32,
    /// Positional-or-keyword ones, not counting the positional-only.
    pub positional: u32,
    pub keyword_only: u32,
    pub star: bool,
    pub double_star: bool,
}

impl Parameters {
    /// How many locals they fill.
    pub fn count(&self) -> usize {
        (self.positional_only + self.positional + self.keyword_only) as usize
            + usize::from(self.star)
            + usize::from(self.double_star)
    }
}

/// While an instruction in `start..end` raises: cut the operand stack to `depth`, push the exception, go to `target`.
/// The innermost comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handler {
    pub start: u32,
    pub end: u32,
    pub target: u32,
    pub depth: u32,
}

/// One code object.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Function {
    pub name: Name,
    /// As in `<locals>` paths: `outer.<locals>.inner`, `Class.method`.
    pub qualified_name: Name,
    pub module: ModuleId,
    pub kind: Kind,
    pub parameters: Parameters,
    pub code: Vec<Op>,
    pub handlers: Vec<Handler>,
    pub lines: Lines,
    /// Names of the locals, parameters first. A parameter that is a cell has its slot here and its cell below; the
    /// call copies it over (see `cells`).
    pub locals: Vec<Name>,
    /// Cells made by each call: name, and the parameter's local slot that fills it, if any.
    pub cells: Vec<(Name, Option<u32>)>,
    /// Cells of enclosing functions, in the order of the closure tuple; they follow `cells` in numbering.
    pub free: Vec<Name>,
    /// The most operands that are ever on the stack at once.
    pub stack: u32,
    pub documentation: Option<String>,
    /// In a class body: the cell that `super()` and `__class__` in its methods refer to, to be filled with the class.
    pub class_cell: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Constant {
    None,
    Bool(bool),
    Int(i64),
    /// Decimal digits with an optional sign, for what does not fit.
    BigInt(String),
    Float(f64),
    Text(String),
    Bytes(Vec<u8>),
    Tuple(Vec<Constant>),
    /// `x in {1, 2}` folds to this.
    FrozenSet(Vec<Constant>),
    Ellipsis,
}
