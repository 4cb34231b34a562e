//! Parts that more than one pane, or one hard one, is drawn with.

pub(crate) mod graph;
pub(crate) mod gutter;
pub(crate) mod lanes;
pub mod text;
pub(crate) mod tree;
