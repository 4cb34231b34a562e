//! Text: how values are written as characters.

pub mod escape;
pub mod float_repr;
