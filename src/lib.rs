//! Racewalk: Python concurrency, one step at a time.

pub mod base;
pub mod cli;
pub mod code;
pub mod machine;
pub mod python;
pub mod scenario;
pub mod session;
pub mod simulate;
pub mod ui;
pub mod view;
