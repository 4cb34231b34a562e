//! The processes side by side: what each has in its own memory, who has its GIL, and what lies between them.

use serde::{Deserialize, Serialize};

use crate::base::Pid;
use crate::view::{Gil, Object};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Processes {
    /// In the order of [`crate::view::Workers::processes`].
    pub rooms: Vec<Room>,
    /// Locks, pipes and blocks that several of them see.
    pub between: Vec<Object>,
}

/// One process's own memory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    pub pid: Pid,
    pub globals: Vec<Global>,
    pub gil: Option<Gil>,
}

/// A global of the program, as it is in this process.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Global {
    pub name: String,
    pub value: String,
    /// The first process has another value under this name.
    pub differs: bool,
    /// The last step changed it.
    pub changed: bool,
}
