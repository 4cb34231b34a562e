//! Floor 4: one open scenario under one driver: obeys commands, and presents the views. Nothing here reads a clock, a
//! file or a terminal: time and text are passed in.

#![expect(
    clippy::wildcard_enum_match_arm,
    clippy::similar_names,
    reason = "a presenter picks the few kinds of object, instruction and event that it shows, of many"
)]

mod chronicle;
mod engine;
mod explorer;
pub mod gallery;
mod live;
mod names;
mod present;
#[expect(
    clippy::module_inception,
    reason = "the folder is the floor, the file holds `Session`"
)]
mod session;
mod show;
mod stand;
mod story;

pub use engine::Real;
pub use explorer::{Exploration, Explored, Stories};
pub use session::{Options, Session};
