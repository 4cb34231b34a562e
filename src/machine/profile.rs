//! Where a running thread may lose its turn.
//!
//! Measured on CPython 3.6 to 3.13, four threads of 1,000,000 `c += 1` each: 1.5 to 2.3 million updates are lost on
//! 3.6 to 3.9, and none on 3.10 to 3.13, where a switch comes only at function entry, on backward jumps and after calls.
//!
//! `tests/gil/recorded.tsv` measures the same for some two hundred calls and operations between the read and the write,
//! on 3.9 and on 3.11 to 3.13; `tests/gil.rs` holds the profile `cpython-3.12` to it. The three differ in two rows, and
//! the profile then allows what any of them does: only 3.11 looks when a handler is left (it jumps back from there) and
//! at the entry of a comprehension (later ones have no function for it).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::base::ObjectId;
use crate::machine::class;

/// After these calls alone CPython 3.11 to 3.13 do not look at the GIL: their specialising interpreter runs them by
/// itself. So only in the form that it specialises: called by position (`len(*one)` looks), and `items.append(one)` as a
/// method whose result is dropped (`list.append(items, one)` and `append = items.append` look). `type(one)` is the
/// other one; it is no function, and the call of a class says so itself.
const RUN_INLINE: [(Option<ObjectId>, &str); 3] = [
    (None, "len"),
    (None, "isinstance"),
    (Some(class::LIST), "append"),
];

/// Modules of ours in Python that are C in CPython (`collections` for its `defaultdict`, `OrderedDict` and named tuples):
/// nothing in them looks at the GIL, only whoever calls them does.
const IN_C: [&str; 10] = [
    "<prelude>",
    "_civil",
    "_sha512",
    "bisect",
    "collections",
    "datetime",
    "functools",
    "heapq",
    "itertools",
    "operator",
];

/// Whether a module's functions are C in CPython.
pub(crate) fn is_in_c(module: &str) -> bool {
    IN_C.contains(&module)
}

/// Whether a native is one that the specialising interpreter runs by itself.
pub(crate) fn is_run_inline(class: Option<ObjectId>, name: &str) -> bool {
    RUN_INLINE.contains(&(class, name))
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Profile {
    /// Before any instruction: what the language guarantees, and no more.
    #[default]
    Language,
    /// Before any instruction, as up to 3.9.
    Cpython39,
    /// At entry of a function, on backward jumps, after calls of most builtins, and where a thread blocks.
    Cpython312,
    /// Before any instruction; several threads run at once.
    FreeThreaded,
}

impl Profile {
    pub const ALL: [Self; 4] = [
        Self::Language,
        Self::Cpython39,
        Self::Cpython312,
        Self::FreeThreaded,
    ];

    /// Whether a thread that could go on may lose its turn only where CPython 3.12 looks whether it should.
    pub fn only_where_checked(self) -> bool {
        match self {
            Self::Cpython312 => true,
            Self::Language | Self::Cpython39 | Self::FreeThreaded => false,
        }
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Language => "language",
            Self::Cpython39 => "cpython-3.9",
            Self::Cpython312 => "cpython-3.12",
            Self::FreeThreaded => "free-threaded",
        })
    }
}

impl FromStr for Profile {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "language" => Ok(Self::Language),
            "cpython-3.9" => Ok(Self::Cpython39),
            "cpython-3.11" | "cpython-3.12" | "cpython-3.13" => Ok(Self::Cpython312),
            "free-threaded" => Ok(Self::FreeThreaded),
            other => Err(format!(
                "no profile `{other}`: expected language, cpython-3.9, cpython-3.12 or free-threaded"
            )),
        }
    }
}
