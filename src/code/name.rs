//! Identifiers as numbers: comparing attribute names is comparing integers.
//!
//! The names the machine itself looks for have fixed numbers, so that `name::INIT` is a constant.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// An interned identifier: an index into a [`Names`].
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Name(pub u32);

/// All identifiers of a program. A machine clones its program's and may add to it (`setattr` with a computed name).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
pub struct Names {
    texts: Vec<Arc<str>>,
    numbers: FxHashMap<Arc<str>, Name>,
}

impl Names {
    /// The name of a text, new if need be.
    pub fn intern(&mut self, text: &str) -> Name {
        if let Some(&name) = self.numbers.get(text) {
            return name;
        }
        let name = Name(u32::try_from(self.texts.len()).expect("source is capped at 1 MiB"));
        let shared: Arc<str> = text.into();
        self.texts.push(Arc::clone(&shared));
        self.numbers.insert(shared, name);
        name
    }

    /// The name of a text, if anybody uses it.
    pub fn find(&self, text: &str) -> Option<Name> {
        self.numbers.get(text).copied()
    }

    pub fn text(&self, name: Name) -> &Arc<str> {
        &self.texts[name.0 as usize]
    }

    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Never: the well-known names are always there.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}

impl Default for Names {
    fn default() -> Self {
        let mut names = Self {
            texts: Vec::new(),
            numbers: FxHashMap::default(),
        };
        for text in WELL_KNOWN {
            names.intern(text);
        }
        names
    }
}

impl From<Vec<String>> for Names {
    fn from(texts: Vec<String>) -> Self {
        let mut names = Self {
            texts: Vec::new(),
            numbers: FxHashMap::default(),
        };
        for text in texts {
            names.intern(&text);
        }
        names
    }
}

impl From<Names> for Vec<String> {
    fn from(names: Names) -> Self {
        names.texts.iter().map(ToString::to_string).collect()
    }
}

macro_rules! well_known {
    ($($constant:ident = $text:literal),* $(,)?) => {
        #[repr(u32)]
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "only numbers the constants below")]
        enum Number { $($constant),* }
        $(pub const $constant: Name = Name(Number::$constant as u32);)*
        const WELL_KNOWN: &[&str] = &[$($text),*];
    };
}

well_known! {
    NAME = "__name__", DOC = "__doc__", FILE = "__file__", QUALNAME = "__qualname__", MODULE = "__module__",
    DICT = "__dict__", CLASS = "__class__", BASES = "__bases__", MRO = "__mro__", ANNOTATIONS = "__annotations__",
    ALL = "__all__", WRAPPED = "__wrapped__", DEFAULTS = "__defaults__", KWDEFAULTS = "__kwdefaults__",
    INIT = "__init__", NEW = "__new__", CALL = "__call__", REPR = "__repr__", STR = "__str__", FORMAT = "__format__",
    BYTES = "__bytes__", BOOL = "__bool__", LEN = "__len__", HASH = "__hash__", INT = "__int__", FLOAT = "__float__",
    INDEX = "__index__", ROUND = "__round__", TRUNC = "__trunc__", FLOOR = "__floor__", CEIL = "__ceil__",
    ITER = "__iter__", NEXT = "__next__", REVERSED = "__reversed__", CONTAINS = "__contains__",
    GETITEM = "__getitem__", SETITEM = "__setitem__", DELITEM = "__delitem__", MISSING = "__missing__",
    LENGTH_HINT = "__length_hint__", CLASS_GETITEM = "__class_getitem__",
    GETATTR = "__getattr__", GETATTRIBUTE = "__getattribute__", SETATTR = "__setattr__", DELATTR = "__delattr__",
    DIR = "__dir__", GET = "__get__", SET = "__set__", DELETE = "__delete__", SET_NAME = "__set_name__",
    INIT_SUBCLASS = "__init_subclass__", PREPARE = "__prepare__", INSTANCECHECK = "__instancecheck__",
    SUBCLASSCHECK = "__subclasscheck__", MATCH_ARGS = "__match_args__",
    ENTER = "__enter__", EXIT = "__exit__", SELF = "__self__", FUNC = "__func__",
    LT = "__lt__", LE = "__le__", EQ = "__eq__", NE = "__ne__", GT = "__gt__", GE = "__ge__",
    NEG = "__neg__", POS = "__pos__", INVERT = "__invert__", ABS = "__abs__",
    ADD = "__add__", RADD = "__radd__", IADD = "__iadd__", SUB = "__sub__", RSUB = "__rsub__", ISUB = "__isub__",
    MUL = "__mul__", RMUL = "__rmul__", IMUL = "__imul__", TRUEDIV = "__truediv__", RTRUEDIV = "__rtruediv__",
    ITRUEDIV = "__itruediv__", FLOORDIV = "__floordiv__", RFLOORDIV = "__rfloordiv__", IFLOORDIV = "__ifloordiv__",
    MOD = "__mod__", RMOD = "__rmod__", IMOD = "__imod__", POW = "__pow__", RPOW = "__rpow__", IPOW = "__ipow__",
    DIVMOD = "__divmod__", RDIVMOD = "__rdivmod__",
    LSHIFT = "__lshift__", RLSHIFT = "__rlshift__", ILSHIFT = "__ilshift__", RSHIFT = "__rshift__",
    RRSHIFT = "__rrshift__", IRSHIFT = "__irshift__", AND = "__and__", RAND = "__rand__", IAND = "__iand__",
    OR = "__or__", ROR = "__ror__", IOR = "__ior__", XOR = "__xor__", RXOR = "__rxor__", IXOR = "__ixor__",
    MATMUL = "__matmul__", RMATMUL = "__rmatmul__", IMATMUL = "__imatmul__",
    CAUSE = "__cause__", CONTEXT = "__context__", SUPPRESS_CONTEXT = "__suppress_context__",
    TRACEBACK = "__traceback__", NOTES = "__notes__", ARGS = "args", ADD_NOTE = "add_note",
    MAIN = "__main__", METACLASS = "metaclass", VALUE = "value", CODE = "code", RUN = "run", KEYS = "keys",
    APPEND = "append", EXTEND = "extend", ITEMS = "items", GET_METHOD = "get", SEND = "send", THROW = "throw",
    CLOSE = "close", WRITE = "write", FLUSH = "flush", DAEMON = "daemon", TARGET = "target", KWARGS = "kwargs",
    THREAD_NAME = "name", GROUP = "group", KEY = "key", REVERSE = "reverse", SEP = "sep", END = "end",
    FILE_KEYWORD = "file", DEFAULT = "default", START = "start", STRICT = "strict", TIMEOUT = "timeout",
    BLOCKING = "blocking", BLOCK = "block", MAXLEN = "maxlen", PASS = "pass", LAMBDA = "<lambda>",
    MODULE_BODY = "<module>", LISTCOMP = "<listcomp>", SETCOMP = "<setcomp>", DICTCOMP = "<dictcomp>",
    GENEXPR = "<genexpr>", EXCEPTHOOK = "excepthook", OBJCLASS = "__objclass__", COPY = "__copy__",
    DEEPCOPY = "__deepcopy__", REDUCE = "__reduce__", SIZEOF = "__sizeof__", OBJ = "obj",
    REDUCE_EX = "__reduce_ex__", GETSTATE = "__getstate__", SETSTATE = "__setstate__", SLOTS = "__slots__",
    GETNEWARGS = "__getnewargs__", GETNEWARGS_EX = "__getnewargs_ex__",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn well_known_names_have_their_numbers() {
        let names = Names::default();
        assert_eq!(names.find("__init__"), Some(INIT));
        assert_eq!(&**names.text(GENEXPR), "<genexpr>");
        assert_eq!(names.len(), WELL_KNOWN.len(), "no text is listed twice");
    }
}
