//! Who waits for whom: the graph in which a deadlock is a cycle.

use serde::{Deserialize, Serialize};

use crate::view::WorkerId;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitsFor {
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
    /// The nodes of a cycle in its order, each leading to the next and the last to the first; empty where there is none.
    pub cycle: Vec<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Node {
    Worker(WorkerId),
    /// A lock, a semaphore, a queue, by its name.
    Resource(String),
    /// A pipe, by its name: nobody holds it, but one alone can fill or empty it.
    Pipe(String),
}

/// By position in [`WaitsFor::nodes`]: a worker waits for a resource or a worker; a resource is held by a worker.
/// Both read "cannot go on before".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edge {
    pub from: u32,
    pub to: u32,
}
