//! Everybody who can move, what each is doing, and why some of them cannot.

use serde::{Deserialize, Serialize};

use crate::base::{Pid, Task, Time};

/// A worker's number on the screen, through all processes: 0 is `main`, the others count from ① in the order of their
/// start. Which thread of which process that is stands in [`Worker::task`].
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct WorkerId(pub u32);

impl WorkerId {
    pub const MAIN: Self = Self(0);
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workers {
    /// In the order of their numbers.
    pub rows: Vec<Worker>,
    /// A parent before its children, the first before the second; the program's own alone where it made no others.
    pub processes: Vec<Process>,
    /// Whom a plain step would move: the policy's choice.
    pub turn: Option<WorkerId>,
    /// Whose calls and statement are shown; follows the turn until one is chosen.
    pub selected: Option<WorkerId>,
    /// The call stack of the selected one, outermost first.
    pub calls: Vec<Call>,
}

impl Workers {
    /// Whether there is, or was, more than the program's own process.
    pub fn several(&self) -> bool {
        self.processes.len() > 1
    }

    pub fn process(&self, pid: Pid) -> Option<&Process> {
        self.processes.iter().find(|process| process.pid == pid)
    }

    /// The process of a worker.
    pub fn process_of(&self, id: WorkerId) -> Option<&Process> {
        self.process(self.get(id)?.task.pid)
    }

    /// The workers of a process, in the order of their numbers.
    pub fn of(&self, pid: Pid) -> impl Iterator<Item = &Worker> {
        self.rows
            .iter()
            .filter(move |worker| worker.task.pid == pid)
    }

    pub fn get(&self, id: WorkerId) -> Option<&Worker> {
        // Numbers are positions unless workers are hidden; fall back to looking.
        match self.rows.get(id.0 as usize) {
            Some(worker) if worker.id == id => Some(worker),
            _ => self.rows.iter().find(|worker| worker.id == id),
        }
    }
}

/// A process: memory of its own, and threads in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Process {
    pub pid: Pid,
    /// What `os.getpid` says in it.
    pub os_id: u32,
    /// `Process.name`, or empty.
    pub name: String,
    /// Whose child it is, or was at its start.
    pub parent: Option<Pid>,
    /// How many processes lie between it and the first.
    pub depth: usize,
    pub life: Life,
    /// Its main thread.
    pub main: WorkerId,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Life {
    #[default]
    Alive,
    /// Ended, with its exit code or the negative of the signal that killed it, and its parent has not asked yet.
    Zombie(i32),
    /// Ended, and gone from the table.
    Gone(i32),
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worker {
    pub id: WorkerId,
    /// What it is in the machine.
    pub task: Task,
    pub kind: WorkerKind,
    /// `Thread.name` or `Process.name`.
    pub name: String,
    pub state: State,
    /// Where it stands, in the program's own file where it can be seen there.
    pub line: Option<u32>,
    pub function: String,
    pub daemon: bool,
    /// Steps that it has taken up to this moment.
    pub steps: u64,
    /// What the operating system calls it, in a live run.
    pub os: Option<OsIds>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum WorkerKind {
    #[default]
    Thread,
    /// The main thread of a process other than the first.
    Process,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OsIds {
    pub pid: u32,
    pub tid: u32,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    /// It moved last, and can go on.
    Running,
    /// It can move and waits for its turn.
    #[default]
    Ready,
    Waiting {
        on: Waiting,
        /// The moment at which it began to wait.
        since: u64,
        /// The virtual time at which it gives up, or wakes.
        until: Option<Time>,
    },
    Ended,
    Died {
        /// As the last line of the traceback says it: `ValueError: x`.
        exception: String,
        line: Option<u32>,
    },
}

impl State {
    pub fn can_move(&self) -> bool {
        matches!(self, Self::Running | Self::Ready)
    }

    pub fn is_over(&self) -> bool {
        matches!(self, Self::Ended | Self::Died { .. })
    }
}

/// What a worker waits for. Names are those of the program: `lock`, `forks[2]`, `self.empty`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Waiting {
    /// A Lock or an `RLock`.
    Lock {
        name: String,
        holder: Option<WorkerId>,
        /// Since which moment the holder has had it.
        held_since: Option<u64>,
    },
    Semaphore {
        name: String,
    },
    /// A notify.
    Condition {
        name: String,
    },
    /// A set.
    Event {
        name: String,
    },
    Barrier {
        name: String,
        arrived: u32,
        parties: u32,
    },
    /// `get` on an empty queue.
    QueueItem {
        name: String,
    },
    /// `put` on a full queue.
    QueueSpace {
        name: String,
        capacity: u32,
    },
    /// `queue.join` until every item is done.
    QueueDone {
        name: String,
        unfinished: u32,
    },
    /// `join`
    Join {
        worker: WorkerId,
    },
    /// The interpreter waits for the non-daemon threads before it ends.
    Shutdown {
        worker: WorkerId,
    },
    Sleep,
    /// A lock that processes share, whose holder died: it stays locked.
    Orphan {
        name: String,
        /// The dead process, as `os.getpid` called it.
        process: u32,
    },
    /// Something to read: a pipe is empty.
    Message {
        name: String,
    },
    /// Room for what is to be written: a pipe is full.
    Room {
        name: String,
        /// Bytes in it.
        used: u64,
    },
    /// The end of a child process.
    Process {
        worker: WorkerId,
        process: u32,
    },
    /// The end of any child.
    Children,
    /// Another process, a pipe, anything else; words from the program's side.
    Other {
        what: String,
    },
}

/// One call on a worker's stack.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    pub function: String,
    pub file: String,
    pub line: u32,
    pub locals: Vec<Variable>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variable {
    pub name: String,
    pub value: String,
    /// Whether the last step changed it.
    pub changed: bool,
}
