//! Floor 2: the semantics. Values, heap, frames, threads, what they wait for, and the events they tell; no clock, no
//! OS threads, no screen.

pub mod attributes;
pub mod builtins;
pub mod class;
mod digest;
pub(crate) mod display;
pub mod effect;
pub mod event;
pub mod frame;
pub mod heap;
pub(crate) mod number;
pub mod object;
pub mod process;
pub mod random;
pub mod sync;
pub(crate) mod text;
pub mod thread;
pub mod trace;
pub mod value;
pub mod vm;
