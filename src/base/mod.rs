//! Floor 0: names everybody shares, and nothing that knows what they are names of.

pub mod diagnostic;
pub mod ids;
pub mod span;
pub mod time;

pub use diagnostic::{Diagnostic, Kind};
pub use ids::{BlockId, EndId, FixId, FunctionId, ModuleId, ObjectId, Pid, SemaphoreId, Task, Tid};
pub use span::Span;
pub use time::Time;
