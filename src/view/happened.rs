//! What just happened, as facts; the screen turns them into sentences.

use serde::{Deserialize, Serialize};

use crate::base::Time;
use crate::view::{Limit, Text, Thing, Waiting, WorkerId};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happened {
    /// The latest last; the presenter keeps a few dozen.
    pub events: Vec<Happening>,
    /// One sentence to think about: a belief that this refutes, a hint, a lesson's remark.
    pub remark: Option<Text>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happening {
    /// The moment to which it led.
    pub moment: u64,
    /// `None` where nobody in the program did it.
    pub worker: Option<WorkerId>,
    pub line: Option<u32>,
    pub event: Event,
}

/// One fact. The worker who did it stands in [`Happening`]; others are named here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// The program stands at its beginning.
    Began,
    Read {
        name: String,
        value: String,
    },
    /// `before` is the value that it replaced.
    Wrote {
        name: String,
        value: String,
        before: Option<String>,
    },
    /// It read `value`; since then `other` has stored `stored`. Whatever it stores now forgets that.
    Stale {
        name: String,
        value: String,
        other: WorkerId,
        stored: String,
    },
    /// It stored `value`, computed from what it had read before `other` stored `lost`.
    LostUpdate {
        name: String,
        value: String,
        other: WorkerId,
        lost: String,
    },
    /// An instruction that nobody else could notice, as the listing has it.
    Computed {
        words: String,
    },
    Called {
        function: String,
    },
    Returned {
        function: String,
        value: String,
    },
    Acquired {
        thing: Thing,
    },
    /// Workers that waited for it are ready to try again.
    Released {
        thing: Thing,
        waiters: Vec<WorkerId>,
    },
    /// A try-lock, or `get_nowait`, that did not get it.
    Refused {
        thing: Thing,
    },
    Blocked {
        on: Waiting,
        until: Option<Time>,
    },
    /// It was waiting and can go on; `by` whom, where somebody did it.
    Woke {
        on: Waiting,
        by: Option<WorkerId>,
    },
    /// Its wait ended because its time was over.
    TimedOut {
        on: Waiting,
    },
    /// Nobody in `woken`: the notify is lost.
    Notified {
        thing: Thing,
        woken: Vec<WorkerId>,
    },
    /// An Event.
    Set {
        thing: Thing,
        woken: Vec<WorkerId>,
    },
    Cleared {
        thing: Thing,
    },
    /// At a barrier; the last to arrive opens it.
    Arrived {
        thing: Thing,
        arrived: u32,
        parties: u32,
    },
    Broke {
        thing: Thing,
    },
    Put {
        thing: Thing,
        value: String,
        size: u32,
        capacity: Option<u32>,
    },
    Got {
        thing: Thing,
        value: String,
        size: u32,
    },
    TaskDone {
        thing: Thing,
        unfinished: u32,
    },
    Printed {
        text: String,
    },
    Started {
        worker: WorkerId,
    },
    Joined {
        worker: WorkerId,
    },
    Slept {
        until: Time,
    },
    /// Nobody could move before this time: the clock leapt there.
    TimePassed {
        to: Time,
    },
    Raised {
        exception: String,
    },
    Caught {
        exception: String,
    },
    Ended,
    /// The worker ended because nobody caught it.
    Died {
        exception: String,
    },
    /// Each waits for what the next one holds, or would have to send or to read, or for its end; the last waits for the
    /// first.
    Deadlock {
        cycle: Vec<(WorkerId, Waiting)>,
    },
    /// Nobody can move, though nobody waits in a circle: each of these waits for what nobody will do.
    Stuck {
        waiting: Vec<(WorkerId, Waiting)>,
    },
    FixToggled {
        title: Text,
        on: bool,
    },
    Finished {
        exit_code: i32,
    },
    Limit(Limit),
    Killed,
    /// `worker` is the main thread of the new process.
    ProcessStarted {
        worker: WorkerId,
        process: u32,
    },
    /// With its exit code, or the negative of the signal that killed it.
    ProcessEnded {
        process: u32,
        status: i32,
        /// Its parent has not asked yet.
        zombie: bool,
    },
    /// It has asked for the end of a child, which is gone from the table now.
    Reaped {
        process: u32,
        status: i32,
    },
    Signalled {
        process: u32,
        signal: u8,
    },
    /// Bytes put into a pipe, which now has `used` of them on their way.
    Sent {
        through: String,
        size: u64,
        used: u64,
    },
    Received {
        through: String,
        size: u64,
    },
    /// Words that somebody else made.
    Note(Text),
}
