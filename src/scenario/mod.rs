//! Floor 3: scenario files: what a header says, the lesson beside it, and the library inside the binary.

pub mod expect;
pub mod file;
mod header;
pub mod lesson;
pub mod library;
mod near;
mod speed_up;

pub use expect::{Difference, Expectation, Outcomes, Shown, Verdict};
pub use file::{Event, Fix, Moment, Pause, Scenario};
pub use lesson::{Lesson, Lessons};
pub use near::nearest;
pub use speed_up::SpeedUp;
