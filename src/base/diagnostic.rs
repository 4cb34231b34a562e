//! A finding about a source text, as data; `cli` turns it into words and carets, once.

use serde::{Deserialize, Serialize};

use crate::base::Span;

/// What kind of finding it is decides the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Not Python; the message is CPython's.
    Syntax,
    /// Python, but outside what the machine supports.
    Unsupported,
    /// A header, a fix mark or a lesson that cannot mean anything.
    Scenario,
}

/// Something to tell the author of a file: what, where, what to try.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    pub kind: Kind,
    /// One sentence, naming the thing: "`async for` is not supported here".
    pub message: String,
    pub file: String,
    /// `None` where the finding is about the file as a whole.
    pub span: Option<Span>,
    /// What to use instead, or what to try.
    pub hint: Option<String>,
}

impl Diagnostic {
    pub fn new(kind: Kind, file: &str, span: Option<Span>, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            file: file.to_owned(),
            span,
            hint: None,
        }
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}
