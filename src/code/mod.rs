//! Floor 1: the contract between the front end and the machine: instructions, programs, names.

pub mod builtin;
pub mod lines;
pub mod listing;
pub mod liveness;
pub mod name;
pub mod op;
pub mod program;

pub use lines::{Lines, Place};
pub use name::{Name, Names};
pub use op::{Binary, Compare, Conversion, Op, Unary};
pub use program::{Constant, Fix, Function, Handler, Kind, Module, Origin, Parameters, Program};
