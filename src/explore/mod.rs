//! Floor 3: every run. All states that a program can reach, what is wrong with any of them, and how each is reached.
//!
//! | file | holds |
//! | --- | --- |
//! | `store` | what the parts of the machine have held, each content once: a state is a row of numbers |
//! | `moves` | what one worker does from a state until others could notice: the machine does it, once |
//! | `dead` | locals that nobody reads any more, taken out of states |
//! | `memo` | moves remembered by what they read |
//! | `knowledge` | who touches what, and so which steps others notice |
//! | `symmetry` | states that differ only in which of several equal threads is which are one |
//! | `graph` | the states met, as fingerprints, and the moves between them |
//! | `shard` | one search shared out among several machines |
//! | `expand` | all moves from one state |
//! | `search` | the walk over all of it |
//! | `walk` | single runs: scouts before the search |
//! | `sample` | many runs by chance: how likely each outcome is |
//! | `within` | what few preemptions can lead to |
//! | `stroll` | one run by chance, for whoever looks on beside the search |
//! | `property` | what is wrong, read off the graph |
//! | `starvation` | who may be passed over for ever |
//! | `shortest` | the schedule with the fewest preemptions that leads somewhere |
//! | `report` | what is told at the end |
//! | `merge` | the reports of several parts, joined |
//! | `mutant` | mistakes to make on purpose, for tests |

mod dead;
mod expand;
mod graph;
mod knowledge;
mod memo;
mod merge;
mod moves;
mod mutant;
mod property;
mod report;
mod sample;
mod search;
mod shard;
mod shortest;
mod starvation;
mod store;
mod stroll;
mod symmetry;
mod walk;
mod within;

pub use merge::merge;
#[doc(hidden)]
pub use mutant::Mutant;
pub use property::{Kind, Kinds};
pub use report::{Outcome, Report, Verdict};
pub use sample::{Sample, sample};
pub use search::{Bounded, Bounds, Options, Progress, Search};
pub use shard::{Shard, Share};
pub use stroll::{Stroll, Walk};
