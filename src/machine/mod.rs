//! Floor 2: the semantics. Values, heap, frames, threads, what they wait for, and the events they tell; no clock, no
//! OS threads, no screen.

pub mod attributes;
mod boot;
pub mod builtins;
mod cache;
pub mod class;
mod digest;
pub mod effect;
pub mod event;
pub mod frame;
pub mod heap;
mod interpret;
pub mod object;
pub mod output;
pub mod process;
pub mod profile;
pub mod random;
pub mod sync;
pub mod thread;
pub mod trace;
pub mod value;
pub mod vm;
pub mod world;
