//! Floor 3: every run. All states that a program can reach, what is wrong with any of them, and how each is reached.
//!
//! | file | holds |
//! | --- | --- |
//! | `store` | what the parts of the machine have held, each content once: a state is a row of numbers |
//! | `moves` | what one worker does from a state until others could notice: the machine does it, once |
//! | `memo` | moves remembered by what they read |
//! | `knowledge` | who touches what, and so which steps others notice |
//! | `symmetry` | states that differ only in which of several equal threads is which are one |
//! | `graph` | the states met, as fingerprints, and the moves between them |
//! | `search` | the walk over all of it |
//! | `property` | what is wrong, read off the graph |
//! | `shortest` | the schedule with the fewest preemptions that leads somewhere |
//! | `report` | what is told at the end |
//! | `walk` | one run by chance |
//! | `mutant` | mistakes to make on purpose, for tests |

mod graph;
mod knowledge;
mod memo;
mod moves;
mod mutant;
mod property;
mod report;
mod search;
mod shortest;
mod store;
mod symmetry;
mod walk;

#[doc(hidden)]
pub use mutant::Mutant;
pub use property::Kind;
pub use report::{Outcome, Report, Verdict};
pub use search::{Bounded, Bounds, Options, Progress, Search};
pub use walk::{Stroll, Walk};
