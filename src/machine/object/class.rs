//! Classes, and the descriptors that live in them.

use serde::{Deserialize, Serialize};

use crate::base::ObjectId;
use crate::code::Name;
use crate::machine::attributes::Attributes;
use crate::machine::trace::trace_fields;
use crate::machine::value::Value;

/// The object's own class is its metaclass.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Class {
    pub name: Name,
    pub qualified_name: Name,
    pub bases: Vec<ObjectId>,
    /// Itself first, `object` last (C3).
    pub mro: Vec<ObjectId>,
    pub attributes: Attributes,
    /// The builtin ancestor whose body its instances have.
    pub layout: ObjectId,
    /// Written in Rust: its attributes cannot be set.
    pub builtin: bool,
    /// A class in the MRO defines one of `__getattribute__`, `__getattr__`, `__setattr__`, `__delattr__` in Python.
    pub custom_access: bool,
}
trace_fields!(Class {
    name,
    qualified_name,
    bases,
    mro,
    attributes,
    layout,
    builtin,
    custom_access
});

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Property {
    pub get: Value,
    pub set: Value,
    pub delete: Value,
    pub documentation: Value,
}
trace_fields!(Property {
    get,
    set,
    delete,
    documentation
});

/// `super(class, receiver)`: looks after `class` in the receiver's MRO.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Super {
    pub class: ObjectId,
    pub receiver: Value,
    /// Whose MRO is searched: the receiver's class, or the receiver itself in a class method.
    pub start: ObjectId,
}
trace_fields!(Super {
    class,
    receiver,
    start
});
