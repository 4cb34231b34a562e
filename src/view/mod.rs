//! What a screen shows, and what it may ask for: plain data with public fields, one file per pane.
//!
//! Conventions, valid in every file here:
//! - A worker is a [`WorkerId`]: its number on the screen. What it is in the machine stands in [`Worker`] alone.
//! - A *moment* is the number of steps taken before it: the start is 0, and step n leads from moment n-1 to moment n.
//! - Values come as Python's `repr`, already cut to a readable length; names are those of the program.
//! - Words that a person wrote come as [`Text`], in both languages; all other words are made by whoever draws.

mod banker;
mod choices;
mod code;
mod command;
mod explorer;
mod findings;
mod fixes;
mod gallery;
mod happened;
mod header;
mod lesson;
mod objects;
mod output;
mod processes;
mod screen;
mod speed_up;
mod text;
mod timeline;
mod waits_for;
mod workers;

pub use banker::Banker;
pub use choices::{Choice, Choices, Offer};
pub use code::{Code, FixMark, Instruction, Line, Paint, Place, Progress, Syntax, When};
pub use command::{Command, Go, Target};
pub use explorer::{
    End, Explorer, Extent, Found, How, Known, Outcome, Share, Stage, Story, Switch, Turn, Way,
};
pub use findings::{Finding, Findings, Verdict};
pub use fixes::{Effect, Fix, Fixes};
pub use gallery::{Attempt, Entry, Gallery, Topic};
pub use happened::{Event, Happened, Happening};
pub use header::{Ending, Granularity, Header, Limit, Live, Pace, Policy, Profile};
pub use lesson::{Lesson, Moment};
pub use objects::{Gil, Kind, Object, Objects, Order, Shape, Thing, Touch};
pub use output::{Output, Piece, Stream};
pub use processes::{Global, Processes, Room};
pub use screen::{Abilities, Notice, Screen, Tone};
pub use speed_up::{Measured, Series, SpeedUp};
pub use text::{Language, Lines, Text};
pub use timeline::{Branch, Burst, Doing, Lane, Mark, MarkKind, Stretch, Timeline};
pub use waits_for::{Edge, Node, WaitsFor};
pub use workers::{
    Call, Life, OsIds, Process, State, Variable, Waiting, Worker, WorkerId, WorkerKind, Workers,
};
