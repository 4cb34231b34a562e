//! Floor 3: one run, driven by a policy or by hand, and remembered, so that any moment of it can be had again.

mod cpython;
mod hand;
mod pct;
pub mod policy;
mod random;
pub mod recording;
mod round_robin;
pub mod run;
mod scripted;
pub mod speed_up;
pub mod timeline;

pub use crate::machine::ending::Ending;
pub use crate::machine::inspect;
pub use policy::{Policy, Turn};
pub use recording::Recording;
pub use run::Run;
pub use timeline::{Branch, Timeline};
