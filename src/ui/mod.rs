//! The screen, Elm-shaped: messages come in, `update` changes the model and returns commands, `view` draws.
//!
//! ```text
//! let mut model = Model::new(settings, width, height);
//! loop: for command in update(&mut model, message) { session.obey(command) }   then   view(&model, frame)
//! ```

mod bars;
mod glyphs;
mod keys;
mod layout;
mod message;
mod model;
mod palette;
mod panes;
pub mod plain;
mod sentences;
mod stories;
mod theme;
mod update;
mod view;
mod widgets;
mod window;
mod words;

pub use glyphs::{ASCII, Glyphs, UNICODE};
pub use keys::{Action, Binding, Key, Place, TABLE};
pub use message::{Gesture, Message, Mouse};
pub use model::{Layer, Model, Search, Settings};
pub use panes::Pane;
pub use sentences::Voice;
pub use theme::{Background, Colours, Theme};
pub use update::update;
pub use view::{draw, view};
pub use widgets::text;
