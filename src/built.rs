//! Floor 0: what `build.rs` made when racewalk was built.

/// The prelude, compiled, as `python` begins every program with it.
pub(crate) const PRELUDE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/prelude.postcard"));
