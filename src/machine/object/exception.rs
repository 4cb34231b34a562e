//! Exceptions and their tracebacks.

use serde::{Deserialize, Serialize};

use crate::base::FunctionId;
use crate::machine::trace::trace_fields;
use crate::machine::value::Value;

/// The body of every `BaseException`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Exception {
    pub arguments: Vec<Value>,
    /// `raise … from cause`.
    pub cause: Value,
    /// What was being handled when it was raised.
    pub context: Value,
    /// `from` was given: the context is not shown.
    pub suppress_context: bool,
    /// Innermost first, the reverse of how it is printed.
    pub traceback: Vec<TraceEntry>,
}
trace_fields!(Exception {
    arguments,
    cause,
    context,
    suppress_context,
    traceback
});

impl Exception {
    pub fn new(arguments: Vec<Value>) -> Self {
        Self {
            arguments,
            cause: Value::None,
            context: Value::None,
            suppress_context: false,
            traceback: Vec::new(),
        }
    }
}

/// One frame that the exception passed through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceEntry {
    pub function: FunctionId,
    pub ip: u32,
}
trace_fields!(TraceEntry { function, ip });

impl Exception {
    /// The user's line that it came from, from 1; 0 where none is known.
    pub fn line(&self, process: &crate::machine::process::Process) -> u32 {
        let entry = self.traceback.iter().find(|entry| {
            let function = &process.program.functions[entry.function.index()];
            process.in_tracebacks(function.module)
        });
        entry.map_or(0, |entry| {
            process.program.functions[entry.function.index()]
                .lines
                .line(entry.ip as usize)
        })
    }
}
