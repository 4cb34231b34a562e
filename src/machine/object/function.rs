//! Functions and bound methods.

use serde::{Deserialize, Serialize};

use crate::base::{FunctionId, ObjectId};
use crate::code::Name;
use crate::machine::trace::trace_fields;
use crate::machine::value::Value;

/// A code object with what `def` gave it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Function {
    pub code: FunctionId,
    pub name: Name,
    pub qualified_name: Name,
    /// For the last of the positional parameters.
    pub defaults: Vec<Value>,
    pub keyword_defaults: Vec<(Name, Value)>,
    /// The cells it closes over.
    pub closure: Vec<ObjectId>,
    pub documentation: Value,
}
trace_fields!(Function {
    code,
    name,
    qualified_name,
    defaults,
    keyword_defaults,
    closure,
    documentation
});

/// `receiver.function`.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Method {
    pub function: Value,
    pub receiver: Value,
}
trace_fields!(Method { function, receiver });
