//! Frames on a socket: the length in four bytes, then postcard.

use std::fmt;
use std::io::{self, Read, Write};

use serde::de::{DeserializeOwned, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::base::{Pid, Tid, Time};
use crate::live::advance::Advance;
use crate::machine::effect::{Limit, Message, Order, Syscall};
use crate::machine::process::Settings;
use crate::machine::profile::Profile;

/// What the hub says to the nursery.
#[derive(Debug, Serialize, Deserialize)]
pub enum ToNursery {
    /// The first frame: the program, as postcard of its own.
    Program(Bytes),
    /// A new child; its socket follows. The answer is its number.
    Start,
    /// How a process stood when it last forked, as postcard of its own: its next fork differs little from that.
    Base { of: Pid, image: Bytes },
    /// It will fork no more.
    Forget(Pid),
    /// Waits for the end of a child of this number. The answer is how it ended.
    Bury(u32),
    /// As that, of a child that is about to end; without an answer.
    Reap(u32),
}

/// What the nursery answers.
#[derive(Debug, Serialize, Deserialize)]
pub enum FromNursery {
    Started(u32),
    /// By a signal, or with an exit code.
    Ended {
        signal: Option<i32>,
        code: Option<i32>,
    },
    Failed(String),
}

/// What the hub says to a child.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum ToChild {
    /// The first frame: who it is.
    Begin(Box<Begin>),
    /// Instead of that: it is not needed. It tells its number in four bytes, since nobody else could.
    Leave,
    /// From the kernel.
    Order(Order),
    /// What comes to pass in a process in which nobody could do anything else: the hub has written it down already.
    Foreseen(Vec<Foreseen>),
    /// With the answer to the question in this report: the answers to some that may follow.
    Advance { after: u64, advance: Advance },
    /// In the held manner: a thread may take so many steps.
    Grant { tid: Tid, steps: u64 },
    /// Threads wait for grants, or run freely.
    Hold(bool),
}

/// What the hub knows before its child does.
#[derive(Debug, Serialize, Deserialize)]
pub enum Foreseen {
    /// An order is carried out.
    Order(Order),
    /// A thread that was woken asks what it has asked before: one step.
    AsksAgain(Tid),
}

/// What a process begins with.
#[derive(Debug, Serialize, Deserialize)]
pub struct Begin {
    pub pid: Pid,
    pub os_id: u32,
    pub beginning: Beginning,
    pub profile: Profile,
    /// How long a thread may keep the GIL while another wants it.
    pub switch_interval: Time,
    /// The monotonic clock's reading at the run's start.
    pub epoch: Time,
    /// Threads wait for grants.
    pub held: bool,
    /// For tests: behind so many steps a value is silently spoilt, as by a fault of ours.
    pub spoil: Option<u64>,
}

/// How it comes to be what it is.
#[derive(Debug, Serialize, Deserialize)]
pub enum Beginning {
    /// The program from its start.
    Boot(Settings),
    Spawn {
        settings: Settings,
        payload: Message,
    },
    /// A copy of another process, as it differs from that one's base; but with the fixes of now.
    Fork {
        of: Pid,
        difference: Bytes,
        fixes: Vec<bool>,
    },
}

/// What one process did, in order.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Entry {
    /// A thread held the GIL for so many steps.
    Ran { tid: Tid, steps: u64 },
    /// The wait of a thread ended by its time.
    Expired(Tid),
    /// The next order from the hub was carried out.
    Received,
    /// A thread asked the kernel what it knew the answer to, and went on with that.
    Asked { tid: Tid, call: Syscall },
    /// A clock was read: what it showed.
    Clock(Time),
    /// The operating system's number of a thread.
    Named { tid: Tid, os_id: u32 },
}

/// What a child says to the hub.
#[derive(Debug, Serialize, Deserialize)]
pub struct Report {
    /// Reports of one child are numbered in the order of its history; its threads may send them in another.
    pub number: u64,
    pub entries: Vec<Entry>,
    /// The process's fingerprint behind these entries; now and then none, where much must be walked for it.
    pub fingerprint: Option<u128>,
    pub then: Then,
}

/// What follows the entries of a report.
#[derive(Debug, Serialize, Deserialize)]
pub enum Then {
    /// It goes on.
    Goes,
    /// Nobody in it can move until something is received.
    Idle,
    /// A thread asks the kernel; where it is told to wait, for no longer than this. Alone: nobody else in the process
    /// can do anything, whatever the answer, before something else comes from the hub.
    Asks {
        tid: Tid,
        call: Syscall,
        patience: Option<Time>,
        alone: bool,
    },
    /// A thread asks for a fork of its process: how that differs from its base, and a new base where there is none yet
    /// or little is left of the old one.
    Forks {
        tid: Tid,
        base: Option<Bytes>,
        difference: Bytes,
    },
    Exited(i32),
    Limit(Limit),
}

/// Bytes that are written and read at once: a `Vec<u8>` goes one by one, and these are many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bytes(pub Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct All;
        impl Visitor<'_> for All {
            type Value = Bytes;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("bytes")
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.to_vec()))
            }
        }
        from.deserialize_bytes(All)
    }
}

/// Most frames are shorter.
const USUAL: usize = 1 << 16;
/// Longer frames are refused, unless they carry a whole process.
const LONGEST: usize = 16 << 20;

/// Writes one frame.
pub fn write(to: &mut impl Write, frame: &impl Serialize) -> io::Result<()> {
    let mut bytes = postcard::to_extend(frame, vec![0; 4]).map_err(io::Error::other)?;
    let length = u32::try_from(bytes.len() - 4).map_err(io::Error::other)?;
    bytes[..4].copy_from_slice(&length.to_le_bytes());
    to.write_all(&bytes)
}

/// Reads one frame; `None` at the end. `room` is what it may have beyond the usual.
pub fn read<F: DeserializeOwned>(from: &mut impl Read, room: usize) -> io::Result<Option<F>> {
    let mut head = [0; 4];
    match from.read_exact(&mut head) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    }
    let length = u32::from_le_bytes(head) as usize;
    if length > LONGEST.saturating_add(room) {
        let words = format!("a frame of {length} bytes is no frame of ours");
        return Err(io::Error::new(io::ErrorKind::InvalidData, words));
    }
    // Memory grows with what really comes, not with what is claimed.
    let mut bytes = Vec::with_capacity(length.min(USUAL));
    from.take(length as u64).read_to_end(&mut bytes)?;
    if bytes.len() < length {
        return Ok(None);
    }
    let frame = postcard::from_bytes(&bytes)
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    Ok(Some(frame))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_reads_back_and_half_of_one_is_the_end() {
        let entries = vec![Entry::Ran {
            tid: Tid(1),
            steps: 7,
        }];
        let mut bytes = Vec::new();
        write(&mut bytes, &entries).expect("memory takes all");
        let read_back = |bytes: &[u8]| read::<Vec<Entry>>(&mut &*bytes, 0).expect("no error");
        let [
            Entry::Ran {
                tid: Tid(1),
                steps: 7,
            },
        ] = read_back(&bytes).expect("it is whole")[..]
        else {
            panic!("it reads back as it was");
        };
        assert!(read_back(&bytes[..bytes.len() - 1]).is_none());
        assert!(read_back(&[]).is_none());
    }

    #[test]
    fn bytes_read_back() {
        let told = vec![Bytes(vec![0, 255, 7]), Bytes::default()];
        let mut bytes = Vec::new();
        write(&mut bytes, &told).expect("memory takes all");
        let read_back: Option<Vec<Bytes>> = read(&mut bytes.as_slice(), 0).expect("no error");
        assert_eq!(read_back, Some(told));
    }

    #[test]
    fn what_claims_to_be_too_long_is_refused() {
        let bytes = u32::MAX.to_le_bytes();
        assert!(read::<Vec<Entry>>(&mut bytes.as_slice(), 0).is_err());
    }
}
