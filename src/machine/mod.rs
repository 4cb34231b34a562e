//! Floor 2: the semantics. Values, heap, frames, threads, what they wait for, and the events they tell; no clock, no
//! OS threads, no screen.

pub mod attributes;
pub mod builtins;
pub mod class;
pub mod compare;
mod digest;
pub mod effect;
pub mod event;
pub mod frame;
pub mod heap;
pub mod kernel;
pub mod object;
pub mod output;
pub mod process;
pub mod random;
pub mod schedule;
pub mod sync;
pub mod thread;
pub mod trace;
mod traceback;
pub mod value;
pub mod vm;
