//! Pipes: messages on their way from one process to another, and who still has which end open.
//!
//! A pipe holds 64 KiB, as on Linux. A message that does not fit is begun all the same, and its sender waits until
//! the reader has made room for the rest: two processes that send each other more than that before they read wait for
//! ever.

use std::collections::{BTreeSet, VecDeque};

use serde::{Deserialize, Serialize};

use crate::base::{EndId, Pid, Task};
use crate::machine::effect::{Failure, Message};

/// Bytes that a pipe holds.
pub const CAPACITY: usize = 65_536;
/// `multiprocessing` sends the length of each message before it.
const HEADER: usize = 4;

/// The bytes of a message in a pipe, its header's included.
pub fn weight(bytes: &Message) -> usize {
    bytes.len() + HEADER
}

/// A message on its way.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Sent {
    pub by: Task,
    pub bytes: Message,
    /// Ends that go along: open for whoever receives the message.
    pub(super) ends: Vec<EndId>,
    /// It did not fit, and its sender waits until it does.
    pub unfinished: bool,
}

impl Sent {
    /// Its bytes, the header's included.
    fn weight(&self) -> usize {
        weight(&self.bytes)
    }
}

/// One end of a pipe. What is sent at an end arrives at its peer.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct End {
    pub peer: EndId,
    pub reads: bool,
    pub writes: bool,
    /// The processes that have it open.
    pub open: BTreeSet<Pid>,
    /// How many messages on their way would open it again.
    pub(super) in_flight: u32,
    /// What has come and was not read; only the last of it can be unfinished.
    pub inbox: VecDeque<Sent>,
    /// The bytes of that, headers included.
    weight: usize,
    /// Who has begun to send what did not fit, and has not heard that it is through.
    owed: BTreeSet<Task>,
}

/// What became of an attempt to send.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Sending {
    Done,
    /// Begun: something can be read, and the sender waits.
    Begun,
    /// What was begun is through.
    Finished,
    /// No room, for it or for the rest of it.
    Full,
}

impl End {
    pub(super) fn new(peer: EndId, reads: bool, writes: bool, pid: Pid) -> Self {
        Self {
            peer,
            reads,
            writes,
            open: BTreeSet::from([pid]),
            in_flight: 0,
            inbox: VecDeque::new(),
            weight: 0,
            owed: BTreeSet::new(),
        }
    }

    /// Nobody has it open, and nobody will.
    pub fn is_closed(&self) -> bool {
        self.open.is_empty() && self.in_flight == 0
    }

    /// Bytes in the pipe on their way to this end.
    pub fn used(&self) -> usize {
        self.weight.min(CAPACITY)
    }

    /// The messages that whoever reads here gets next, as far as they are whole and take no ends along.
    pub(super) fn lying(&self) -> impl Iterator<Item = &Message> {
        let plain = |sent: &&Sent| !sent.unfinished && sent.ends.is_empty();
        self.inbox.iter().take_while(plain).map(|sent| &sent.bytes)
    }

    /// For how many bytes, headers included, there is room here.
    pub(super) fn room(&self) -> usize {
        let busy = self.inbox.back().is_some_and(|sent| sent.unfinished);
        if busy || self.is_closed() {
            0
        } else {
            CAPACITY - self.used()
        }
    }

    /// A message arrives at this end, as far as it fits.
    pub(super) fn arrive(&mut self, by: Task, bytes: &Message, ends: &[EndId]) -> Sending {
        if self.owed.contains(&by) {
            let rest = |sent: &Sent| sent.unfinished && sent.by == by;
            if let Some(place) = self.inbox.iter().position(rest) {
                let through: usize = self.inbox.iter().take(place + 1).map(Sent::weight).sum();
                if through > CAPACITY {
                    return Sending::Full;
                }
                self.inbox[place].unfinished = false;
            }
            self.owed.remove(&by);
            return Sending::Finished;
        }
        let busy = self.inbox.back().is_some_and(|sent| sent.unfinished);
        let used = self.used();
        if busy || used + HEADER >= CAPACITY {
            return Sending::Full;
        }
        let unfinished = used + bytes.len() + HEADER > CAPACITY;
        let sent = Sent {
            by,
            bytes: bytes.clone(),
            ends: ends.to_vec(),
            unfinished,
        };
        self.weight += sent.weight();
        self.inbox.push_back(sent);
        if unfinished {
            self.owed.insert(by);
            Sending::Begun
        } else {
            Sending::Done
        }
    }

    /// A process is dead: half a message of its own stays half, and nobody can read it.
    pub(super) fn forget(&mut self, pid: Pid) {
        self.owed.retain(|task| task.pid != pid);
        self.inbox
            .retain(|sent| !(sent.unfinished && sent.by.pid == pid));
        self.weight = self.inbox.iter().map(Sent::weight).sum();
    }

    /// Nobody can read it any more: what has come goes.
    pub(super) fn empty(&mut self) -> impl Iterator<Item = Sent> + '_ {
        self.weight = 0;
        self.inbox.drain(..)
    }

    /// The next message; `Ok(None)` where there is none yet. `peer_closed`: none will come.
    pub(super) fn read(&mut self, peer_closed: bool) -> Result<Option<Sent>, Failure> {
        match self.inbox.pop_front() {
            Some(sent) => {
                self.weight -= sent.weight();
                Ok(Some(sent))
            }
            None if peer_closed => Err(Failure::EndOfFile),
            None => Ok(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_begun_and_its_sender_waits_for_the_reader() {
        let mut end = End::new(EndId(1), true, false, Pid(0));
        let by = Task::MAIN;
        let small: Message = vec![0; 1000].into();
        let large: Message = vec![0; 100_000].into();
        assert_eq!(end.arrive(by, &small, &[]), Sending::Done);
        assert_eq!(end.arrive(by, &large, &[]), Sending::Begun);
        assert_eq!(end.used(), CAPACITY);
        let more = end.arrive(Task { pid: Pid(1), ..by }, &large, &[]);
        assert_eq!(more, Sending::Full);
        let read = |end: &mut End| end.read(true).map(|sent| sent.map(|sent| sent.bytes.len()));
        assert_eq!(read(&mut end), Ok(Some(1000)));
        assert_eq!(end.arrive(by, &large, &[]), Sending::Full);
        assert_eq!(read(&mut end), Ok(Some(100_000)));
        assert_eq!(end.arrive(by, &large, &[]), Sending::Finished);
        assert_eq!(read(&mut end), Err(Failure::EndOfFile));
    }
}
