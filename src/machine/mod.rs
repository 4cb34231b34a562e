//! Floor 2: the semantics. Values, heap, frames, threads, what they wait for, and the events they tell; no clock, no
//! OS threads, no screen.

pub(crate) mod algebra;
pub mod attributes;
mod boot;
pub mod builtins;
mod cache;
mod canonical;
pub mod class;
pub mod clocks;
pub(crate) mod compare;
mod digest;
pub(crate) mod display;
pub mod effect;
pub mod event;
pub mod frame;
pub mod heap;
pub(crate) mod interpret;
pub(crate) mod items;
pub(crate) mod iterate;
pub mod kernel;
pub(crate) mod number;
pub mod object;
pub mod output;
pub mod process;
pub mod profile;
pub mod random;
pub mod schedule;
pub(crate) mod sequence;
pub(crate) mod sort;
pub mod sync;
pub(crate) mod text;
pub mod thread;
pub mod trace;
mod traceback;
pub mod value;
pub mod vm;
pub mod world;
