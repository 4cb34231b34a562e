//! The instructions. A stack machine in the manner of CPython 3.11's, so that a switch between two of ours can come
//! just where one can come between two of CPython's: a read and a write are two instructions, a call is a third.
//!
//! Convention: `[a b]` is the operand stack with its top on the right; `[a b] → [c]` is what an instruction does to it.
//! Jump targets are indices into the function's code.

use serde::{Deserialize, Serialize};

use crate::base::{FixId, FunctionId, ModuleId};
use crate::code::Name;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Unary {
    Positive,
    Negative,
    Invert,
    Not,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Binary {
    Add,
    Subtract,
    Multiply,
    Divide,
    FloorDivide,
    Modulo,
    Power,
    ShiftLeft,
    ShiftRight,
    And,
    Or,
    Xor,
    MatrixMultiply,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Compare {
    Less,
    LessEqual,
    Equal,
    NotEqual,
    Greater,
    GreaterEqual,
}

/// The `!r`, `!s`, `!a` of a formatted value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Conversion {
    None,
    Str,
    Repr,
    Ascii,
}

/// One instruction: eight bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Op {
    // Stack.
    /// `[] → [constant]`, by index into `Program::constants`.
    Constant(u32),
    /// `[] → [None]`
    None,
    /// `[] → [integer]`, small ones without a table.
    Int(i32),
    /// `[] → [unbound]`: the marker that stands for "no receiver" in a call and "not entered" in a `with`.
    Unbound,
    /// `[a] → []`
    Pop,
    /// `[x … ] → [x … x]`: copies the n-th from the top, 1 being the top itself.
    Copy(u32),
    /// `[x … y] → [y … x]`: exchanges the top with the n-th from the top (n ≥ 2).
    Swap(u32),

    // Names.
    /// `[] → [value]`, or `UnboundLocalError`.
    LoadLocal(u32),
    /// `[value] → []`
    StoreLocal(u32),
    DeleteLocal(u32),
    /// Contents of a cell: cells of this function first, then those it closes over. `NameError` where empty.
    LoadCell(u32),
    StoreCell(u32),
    DeleteCell(u32),
    /// `[] → [cell]`: the cell itself, for `MakeFunction`.
    LoadClosure(u32),
    /// By slot of the module's globals; a slot never set falls back to the builtin of that name, else `NameError`.
    LoadGlobal(u32),
    StoreGlobal(u32),
    DeleteGlobal(u32),
    /// In a class body: the class's own namespace, else global, else builtin.
    LoadName(Name),
    StoreName(Name),
    DeleteName(Name),
    /// In a class body: the class's own namespace, else the cell.
    LoadNameOrCell {
        name: Name,
        cell: u16,
    },
    /// In a class or module body: `[annotation] → []`, into `__annotations__`.
    Annotate(Name),

    // Operators.
    Unary(Unary),
    /// `[a b] → [a · b]`
    Binary(Binary),
    /// `[a b] → [a ·= b]`; the store is a later instruction.
    Inplace(Binary),
    Compare(Compare),
    /// `[a b] → [bool]`; `true` for `is not`.
    Is(bool),
    /// `[item container] → [bool]`; `true` for `not in`.
    Contains(bool),

    // Attributes and items.
    /// `[object] → [value]`
    LoadAttribute(Name),
    /// `[value object] → []`
    StoreAttribute(Name),
    /// `[object] → []`
    DeleteAttribute(Name),
    /// `[object] → [function receiver]`, or `[value unbound]` where binding is not needed.
    LoadMethod(Name),
    /// `[container key] → [value]`
    LoadItem,
    /// `[value container key] → []`
    StoreItem,
    /// `[container key] → []`
    DeleteItem,
    /// `[start stop (step)] → [slice]`; 2 or 3 operands.
    BuildSlice(u32),

    // Displays.
    BuildTuple(u32),
    BuildList(u32),
    BuildSet(u32),
    /// `[key value …] → [dict]`, n pairs.
    BuildDict(u32),
    /// `[text …] → [text]`
    BuildString(u32),
    /// `[container … item] → [container …]`: appends to the list that lies n below the item (1: right below).
    ListAppend(u32),
    /// As `ListAppend`, for a set.
    SetAdd(u32),
    /// `[dict … key value] → [dict …]`, n below the key.
    DictAdd(u32),
    /// `[list … iterable] → [list …]`: `*iterable` in a display or a call.
    ListExtend(u32),
    SetUpdate(u32),
    /// `**mapping` in a display; later keys win.
    DictUpdate(u32),
    /// `**mapping` in a call; a key given twice is a `TypeError`. The callee lies where `CallSpread` expects it.
    DictMerge(u32),
    /// `[list] → [tuple]`
    ListToTuple,
    /// `[value] → [text]`, or `[value spec] → [text]` where `spec` is true.
    Format {
        conversion: Conversion,
        spec: bool,
    },
    /// `[iterable] → [last … first]`: exactly n values, the first on top.
    Unpack(u32),
    /// `[iterable] → [after… list before…]`, the first on top: `a, *b, c = …`.
    UnpackStar {
        before: u16,
        after: u16,
    },

    // Flow.
    Jump(u32),
    /// A jump backwards, where CPython asks whether somebody else wants the GIL.
    JumpBack(u32),
    /// `[a] → []`
    PopJumpIfFalse(u32),
    PopJumpIfTrue(u32),
    PopJumpIfNone(u32),
    PopJumpIfNotNone(u32),
    /// `[a] → [a]` and jump, or `[a] → []` and go on: `and`, `or`.
    JumpIfFalseOrPop(u32),
    JumpIfTrueOrPop(u32),
    /// `[iterable] → [iterator]`
    GetIterator,
    /// `[iterator] → [iterator item]`, or `[iterator] → []` and jump when it is exhausted.
    ForIter(u32),
    /// Ask a fix mark: jump where the fix is off. Costs no step.
    JumpIfFixOff {
        fix: FixId16,
        target: u32,
    },
    /// Ask a fix mark: jump where the fix is on. Costs no step.
    JumpIfFixOn {
        fix: FixId16,
        target: u32,
    },

    // Functions, classes, calls.
    /// `[defaults? keyword_defaults? closure?] → [function]`: a tuple, a dict from `BuildDict`, a tuple of cells, each
    /// only where its flag says so, in that order from below.
    MakeFunction {
        function: FunctionId,
        flags: MakeFlags,
    },
    /// `[callee receiver a1 … an] → [result]`; the receiver is `Unbound` for plain calls.
    Call(u32),
    /// As `Call`; the last of the n arguments are named by `Program::keywords[keywords]`.
    CallKeywords {
        arguments: u16,
        keywords: u32,
    },
    /// `[callee receiver tuple (dict)] → [result]`: `f(*args, **kwargs)`; the flag says whether the dict is there.
    CallSpread(bool),
    /// `[value] → ` the caller's stack.
    Return,
    /// `[] → [__build_class__]`, whatever the name means by now. A `class` statement is then a plain call of it:
    /// `(body function, name, *bases, **keywords)`.
    LoadBuildClass,
    /// `[] → [AssertionError]`, whatever the name means by now.
    LoadAssertionError,

    // Generators.
    /// `[value] → [sent]` in the generator; the value goes to whoever resumed it.
    Yield,
    /// `[iterable] → [iterator]`; a generator stays itself: `yield from`.
    GetYieldFrom,
    /// `[iterator value] → [iterator yielded]`, or `[iterator value] → [result]` and jump when it returns.
    Send(u32),

    // Exceptions. What handles what stands in `Function::handlers`.
    /// 0: `raise` again what is handled. 1: `[exception] → `. 2: `[exception cause] → `.
    Raise(u32),
    /// `[exception] → `: goes on unwinding with it, its traceback unchanged.
    Reraise,
    /// `[exception] → [previous exception]`; it becomes the handled one.
    PushHandled,
    /// `[previous] → []`; the previous one becomes the handled one again.
    PopHandled,
    /// `[exception class] → [exception bool]`: `except class:`.
    MatchException,
    /// `[manager] → [exit result]`: calls `__enter__`; keeps `__exit__`, bound, for later.
    EnterWith,
    /// `[exit] → [result]`: calls `exit(None, None, None)`; `[unbound] → [None]`.
    ExitWith,
    /// `[exit previous exception] → [exit previous exception result]`: calls `exit(type, exception, traceback)`;
    /// `False` where `exit` is unbound.
    ExitWithError,

    // Imports.
    /// `[] → [module]`: runs its body the first time. A module `a.b` imports `a` before and binds `b` in it.
    Import(ModuleId),
    /// `[module] → [module value]`: `from module import name`, `ImportError` where it is missing.
    ImportFrom(Name),
    /// Raises `ModuleNotFoundError: No module named …`: an import inside `try … except ImportError`.
    ImportMissing(Name),

    // `match`.
    /// `[subject] → [subject bool]`
    MatchSequence,
    /// `[subject] → [subject bool]`
    MatchMapping,
    /// `[subject keys] → [subject keys values-or-None]`
    MatchKeys,
    /// `[subject class names] → [attributes-or-None]`; n positional patterns, `names` a tuple of the keyword ones.
    MatchClass(u32),
    /// `[subject] → [subject length]`
    GetLength,
    /// `[dict keys] → [copy]`: a copy of the dict without those keys, for `{**rest}`.
    DictWithout,

    /// Nothing; stands where the optimiser took something away.
    Nop,
}

/// A fix as an instruction holds it: small enough to leave room for the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FixId16(pub u16);

impl From<FixId16> for FixId {
    fn from(fix: FixId16) -> Self {
        FixId(u32::from(fix.0))
    }
}

/// Which operands `MakeFunction` finds on the stack.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct MakeFlags(pub u8);

impl MakeFlags {
    pub const DEFAULTS: u8 = 1;
    pub const KEYWORD_DEFAULTS: u8 = 2;
    pub const CLOSURE: u8 = 4;

    #[must_use]
    pub fn with(self, flag: u8) -> Self {
        Self(self.0 | flag)
    }

    pub fn has(self, flag: u8) -> bool {
        self.0 & flag != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instruction_is_eight_bytes() {
        assert_eq!(size_of::<Op>(), 8);
    }
}
