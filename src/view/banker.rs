//! The banker's algorithm: its matrices, and whether everybody can still be served.

use serde::{Deserialize, Serialize};

/// Rows are customers, columns are resources.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Banker {
    pub resources: Vec<String>,
    pub customers: Vec<String>,
    pub available: Vec<i64>,
    pub allocation: Vec<Vec<i64>>,
    pub maximum: Vec<Vec<i64>>,
    /// Maximum less Allocation.
    pub need: Vec<Vec<i64>>,
    /// An order in which everybody can finish, by customer; `None`: the state is unsafe.
    pub safe_sequence: Option<Vec<u32>>,
    /// A request under decision: whose, and how much.
    pub request: Option<(u32, Vec<i64>)>,
}
