//! Floor 3: a program on real OS threads and real OS processes. The operating system decides who moves next; what it
//! decided is a schedule, and a machine that follows it shows the same states.
//!
//! ```text
//!    hub (this process)                         child (a fork of our executable, one for each Python process)
//!   ┌──────────────────────┐   socket, frames   ┌───────────────────────────────────────────────┐
//!   │ kernel               │ <───────────────── │ room: the process value, which is the GIL      │
//!   │ log ──> schedule     │ ─────────────────> │ one OS thread for each Python thread           │
//!   └──────────────────────┘      orders        └───────────────────────────────────────────────┘
//! ```
//!
//! - [`room`]: one process and the OS threads that fight for it. Whoever has taken the process out of the room holds
//!   the GIL.
//! - [`nursery`]: what our executable does when it is started for a run: it forks, and its forks are the children.
//! - [`child`]: one of these.
//! - [`hub`]: the kernel's home. It answers questions, starts and buries children, and writes the log; and what can only
//!   go one way in a child, it writes down before the child knows.
//! - `advance`: what a child knows before it asks.
//! - [`follow`]: the log, followed by a machine, with every state compared.
//! - [`wire`]: frames on a socket.

mod advance;
mod child;
pub mod follow;
pub mod hub;
mod nursery;
pub mod room;
pub mod wire;

pub use follow::{Divergence, Follower};
pub use hub::{Command, Hub, Piece, Reins, Start};
pub use nursery::{CHILD, nursery};
