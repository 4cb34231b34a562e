//! What a screen may ask a session for.

use serde::{Deserialize, Serialize};

use crate::view::{Granularity, Language, Policy, Profile, WorkerId};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Command {
    /// One step, of the current granularity, of the worker whose turn it is.
    Step,
    /// One step of this worker, whoever's turn it is.
    StepWorker(WorkerId),
    /// The offer at this position of [`crate::view::Choices`]: a timeout, the passing of time.
    Choose(u32),
    Go(Go),
    Play,
    Pause,
    /// Moves a second while playing.
    Speed(u32),
    Granularity(Granularity),
    Policy(Policy),
    Profile(Profile),
    /// Go on along this branch, at the moment where it left its parent.
    Branch(u32),
    /// Show this worker's calls and statement; `None` follows whoever moves.
    Select(Option<WorkerId>),
    ToggleFix(String),
    /// Switch every fix on, or every fix off.
    AllFixes(bool),
    /// From the start, with the fixes as they are now.
    /// Kill the process of this worker, as from outside.
    Kill(WorkerId),
    Restart,
    Open(Target),
    /// Close the scenario and show the library.
    Gallery,
    Save,
    /// Put this text on the clipboard: what opens this very moment again.
    Copy(String),
    Language(Language),
    /// Look at every interleaving, beside what is on the screen.
    Explore,
    /// The same from the moment on the screen: what can still happen?
    Onward,
    /// Stop that, and tell what is known by now.
    StopExploring,
    /// Load the schedule of this row of [`crate::view::Explorer`], to walk through it from its beginning.
    Load(u32),
    Live,
    /// Measure how much faster more workers make it.
    SpeedUp,
    Edit,
    /// Whether the terminal should report the mouse.
    Mouse(bool),
    Repaint,
    Suspend,
    Quit,
}

/// To another moment of what is known already; nothing new is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Go {
    /// This many steps of the current granularity.
    Back(u64),
    Forward(u64),
    Start,
    /// The last moment known on this branch.
    End,
    Moment(u64),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// A scenario of the library.
    Name(String),
    File(String),
}
