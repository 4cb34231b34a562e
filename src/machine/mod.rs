//! Floor 2: the semantics. Values, heap, frames, threads, what they wait for, and the events they tell; no clock, no
//! OS threads, no screen.

mod algebra;
pub mod attributes;
pub mod builtins;
pub mod class;
pub mod compare;
mod digest;
pub mod display;
pub mod effect;
pub mod event;
pub mod frame;
pub mod heap;
pub mod items;
pub mod iterate;
pub mod number;
pub mod object;
pub mod output;
pub mod process;
pub mod random;
pub mod sequence;
mod sort;
pub mod sync;
pub mod text;
pub mod thread;
pub mod trace;
pub mod value;
pub mod vm;
