//! The whole conversation between a process, its kernel and whoever drives them, on one page.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::{BlockId, EndId, FixId, ObjectId, Pid, SemaphoreId, Task, Tid};
use crate::machine::builtins::Arguments;
use crate::machine::process::Process;
use crate::machine::thread::{Timeout, WaitOn};
use crate::machine::value::Value;

/// What one step of one thread did, as far as its surroundings must know.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Effect {
    /// It moved, and can go on.
    Ran,
    /// It started another thread, and can go on.
    Started(Tid),
    /// It waits. Its instruction is not done: the next step tries it again.
    Parked { on: WaitOn, timeout: Timeout },
    /// It asks the kernel, and moves again once `Process::resume` brings the answer.
    Asks(Syscall),
    /// The thread has ended.
    Ended,
    /// The process has ended, with this exit code.
    Exited(i32),
    /// A limit of the machine was reached: the run is over, and no `except` can help it.
    Limit(Limit),
}

/// A question to the kernel: what more than one process sees, and the clock.
///
/// None of them blocks. Where `wait` is set and the asker cannot have what it wants, it is told to wait and is woken
/// when it is worth asking again; like the waiters of a `threading.Lock`, it may then find that somebody was quicker.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Syscall {
    /// Text for stdout (1) or stderr (2).
    Write {
        stream: u8,
        text: String,
    },
    /// Nanoseconds.
    Clock(Clock),
    /// A new semaphore of so many permits.
    NewSemaphore {
        kind: SemaphoreKind,
        value: u32,
        most: u32,
    },
    Acquire {
        semaphore: SemaphoreId,
        wait: bool,
    },
    /// Takes one of more permits than anybody ever takes: where they are only counted.
    Count(SemaphoreId),
    Release(SemaphoreId),
    /// How a semaphore stands: the permits left, how often the asking thread holds it, and whether its process does.
    Look(SemaphoreId),
    /// A new pipe; of one that is not duplex the first end only reads and the second only writes.
    NewPipe {
        duplex: bool,
    },
    /// Puts bytes into a pipe. The ends named in them go along, and are open for whoever receives them.
    Send {
        end: EndId,
        bytes: Message,
        ends: Vec<EndId>,
        wait: bool,
    },
    Receive {
        end: EndId,
        wait: bool,
    },
    /// Which of these have something to read, or have come to their end, and which of these children have.
    Poll {
        ends: Vec<EndId>,
        children: Vec<u32>,
        wait: bool,
    },
    Close(EndId),
    /// What a queue between processes does to get a message, in one go: takes the lock, receives, releases the lock, and
    /// gives a permit. It keeps the lock while it waits for a message. Where somebody else has the lock it does nothing,
    /// and says so.
    Fetch {
        lock: SemaphoreId,
        end: EndId,
        permits: Option<SemaphoreId>,
        wait: bool,
    },
    /// And to put one: takes the lock, sends, releases the lock.
    Deliver {
        lock: SemaphoreId,
        end: EndId,
        bytes: Message,
        ends: Vec<EndId>,
        wait: bool,
    },
    /// A block of zeros that several processes can see; by its name, where it has one, anybody.
    NewBlock {
        size: usize,
        name: Option<String>,
    },
    /// The number and the size of a block of this name.
    FindBlock(String),
    /// No block has this name any longer. Who knows its number still sees it.
    ForgetBlock(String),
    Load {
        block: BlockId,
        offset: usize,
        length: usize,
    },
    Store {
        block: BlockId,
        offset: usize,
        bytes: Message,
    },
    /// `os.fork`: the image is the asking process as it stands, with the asking thread alone.
    Fork(Box<Process>),
    /// A process that begins from nothing but the program, and what it is given to do.
    Spawn {
        payload: Message,
        ends: Vec<EndId>,
    },
    /// The end of a child, or of any; it is gone from the table then.
    Await {
        child: Option<u32>,
        wait: bool,
    },
    /// A signal to a process, by the number that `os.getpid` shows.
    Signal {
        to: u32,
        signal: u8,
    },
    /// `os.getppid`
    Parent,
}

impl Syscall {
    /// Whoever asks knows the answer already, and that is `Done`.
    pub(crate) fn is_answered_at_once(&self) -> bool {
        matches!(self, Self::Count(_))
    }
}

/// What leaves a process: pickled bytes, no references to anybody's heap.
pub type Message = Arc<[u8]>;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Clock {
    /// Since 1970.
    Wall,
    /// Since the run began.
    Monotonic,
    /// Of this process, sleeping not counted.
    Process,
}

/// As in CPython, one thing serves `Lock` (one permit, anybody releases), `RLock` (its owner may take it again, and
/// nobody else releases it) and `Semaphore`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SemaphoreKind {
    Recursive,
    Counting,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    Done,
    /// Nanoseconds, a process's number …
    Number(i64),
    Flag(bool),
    Numbers(Vec<i64>),
    Bytes(Message),
    /// Not now, and it is known that one waits.
    Wait,
    Failed(Failure),
    Limit(Limit),
}

/// Why the kernel did not do what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    /// A release of what nobody holds.
    ReleasedTooOften,
    /// A release of somebody else's `RLock`.
    NotTheOwner,
    /// The other end of the pipe is closed, and everything was read.
    EndOfFile,
    /// Nobody is left to read.
    BrokenPipe,
    /// The end was closed by its process, or never was its own.
    BadEnd,
    NoChild,
    NoProcess,
    /// There is a block of this name already.
    BlockExists,
    NoBlock,
}

/// What the kernel wants done.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Order {
    /// `Process::resume` the task with this.
    Answer { task: Task, answer: Answer },
    /// The task may ask again for what it waits for.
    Wake(Task),
    /// The task's timed wait for the kernel has come to its end.
    Expire(Task),
    /// A process begins, as this image.
    Begin { pid: Pid, os_id: u32, image: Image },
    /// A process is killed.
    Kill { pid: Pid, signal: u8 },
    /// A fix is switched.
    Toggle { pid: Pid, fix: FixId, on: bool },
}

impl Order {
    /// Whom it goes to.
    pub fn pid(&self) -> Pid {
        match self {
            Self::Answer { task, .. } | Self::Wake(task) | Self::Expire(task) => task.pid,
            Self::Begin { pid, .. } | Self::Kill { pid, .. } | Self::Toggle { pid, .. } => *pid,
        }
    }
}

/// What a process begins as.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Image {
    /// A copy of its parent.
    Fork(Box<Process>),
    /// The program alone.
    Spawn { payload: Message },
}

/// A bound of the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Limit {
    /// Steps of the whole run.
    Steps,
    /// Bytes on the heap and the stacks.
    Memory,
    /// Bytes written.
    Output,
    /// Calls inside calls, beyond what `sys.setrecursionlimit` may ask for.
    Depth,
    /// Threads of one process alive at once.
    Threads,
    /// Processes alive at once.
    Processes,
    /// Real time, measured by whoever drives.
    Time,
}

impl fmt::Display for Limit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Steps => "steps",
            Self::Memory => "memory",
            Self::Output => "output",
            Self::Depth => "depth of calls",
            Self::Threads => "number of threads",
            Self::Processes => "number of processes",
            Self::Time => "time",
        })
    }
}

/// How a native function ends, when it does not fail.
#[derive(Clone, Debug)]
pub enum Outcome {
    Value(Value),
    /// Call this: its result is the native's. How everything that must run Python code is done: natives never call
    /// back, they pass on, usually to a function of the prelude.
    Call {
        callee: Value,
        /// Rare beside values, and large: kept apart, so that an outcome is quickly handed on.
        arguments: Box<Arguments>,
    },
    /// Resume a generator: what it yields is the result; when it ends, `default`, or `StopIteration` where unbound.
    Resume {
        generator: ObjectId,
        with: Resumption,
        default: Value,
    },
    /// Wait. The native is called again with the same arguments when the thread moves again, and finds
    /// `vm.thread.waiting` as it left it.
    Park {
        on: WaitOn,
        timeout: Timeout,
    },
    /// Not done, and not waiting either: the next step goes on. For operations that others may see half done.
    Again,
    /// Ask the kernel; the answer becomes the result.
    Ask(Syscall),
    /// Ask the kernel for what one may have to wait for. Where the answer is to wait, the native is called again once
    /// it is worth asking again, and finds `vm.thread.waiting`.
    AskOrWait {
        call: Syscall,
        on: WaitOn,
        timeout: Timeout,
    },
    /// `os.fork`: the result is 0 in the child.
    Fork,
    /// A thread was started, and the result is `None`.
    Started(Tid),
    /// Run a class body, a function value, with this dict as its namespace; the result is its class cell, or `None`.
    ClassBody {
        body: ObjectId,
        namespace: ObjectId,
    },
    /// The process ends here and now, with this exit code.
    Exit(i32),
}

/// What goes into a generator.
#[derive(Clone, Copy, Debug)]
pub enum Resumption {
    /// `next()` sends `None`.
    Send(Value),
    Throw(Value),
    /// `close()`: throws `GeneratorExit`, and expects it back.
    Close,
}

/// Why an instruction did not complete.
#[derive(Clone, Copy, Debug)]
pub enum Stop {
    /// An exception object.
    Raise(Value),
    /// The machine ends the run.
    Limit(Limit),
}

/// What natives return.
pub type Result<A = Outcome> = std::result::Result<A, Stop>;

impl Outcome {
    /// A call without keyword arguments.
    pub fn call(callee: Value, arguments: &[Value]) -> Self {
        Self::Call {
            callee,
            arguments: Box::new(Arguments::of(arguments)),
        }
    }
}

impl From<Value> for Outcome {
    fn from(value: Value) -> Self {
        Self::Value(value)
    }
}
