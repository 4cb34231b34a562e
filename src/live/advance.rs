//! Answers in advance. Where a process gets a message out of a pipe, the messages behind it are those that it gets next;
//! where it has put one in, the next fit too as long as there is room. So with the answer to such a question come the
//! answers to more like it. The process then does not wait for the hub: it goes on, and tells soon what it asked.
//!
//! All that holds until somebody else does something with the same pipe or its lock. So for each answer in advance a
//! token, one byte, lies in an OS pipe that the hub and the process both read. The process takes one before it uses an
//! answer; the hub, when somebody else comes, takes what is left, and knows by the number how many were used. The other's
//! question waits until these have been told of, which is soon; a process that dies before has not used them.

use std::collections::VecDeque;
use std::io;
use std::os::fd::OwnedFd;

use serde::{Deserialize, Serialize};

use crate::base::{EndId, SemaphoreId};
use crate::machine::effect::{Answer, Message, Syscall};
use crate::machine::kernel::weight;

/// Answers in advance at once.
pub(crate) const MOST: usize = 128;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Direction {
    Into,
    OutOf,
}

impl Direction {
    pub(crate) const ALL: [Self; 2] = [Self::Into, Self::OutOf];
}

/// Where messages go into a pipe, or come out of it, and the semaphores that belong to that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Way {
    pub(crate) direction: Direction,
    pub(crate) end: EndId,
    pub(crate) lock: Option<SemaphoreId>,
    permits: Option<SemaphoreId>,
}

impl Way {
    /// The way that a question goes. A message that takes ends along has none: it changes more than the pipe.
    pub(crate) fn of(call: &Syscall) -> Option<Self> {
        let (direction, end, lock, permits) = match call {
            Syscall::Send { end, ends, .. } if ends.is_empty() => {
                (Direction::Into, *end, None, None)
            }
            Syscall::Deliver {
                lock, end, ends, ..
            } if ends.is_empty() => (Direction::Into, *end, Some(*lock), None),
            Syscall::Receive { end, .. } => (Direction::OutOf, *end, None, None),
            Syscall::Fetch {
                lock, end, permits, ..
            } => (Direction::OutOf, *end, Some(*lock), *permits),
            _ => return None,
        };
        Some(Self {
            direction,
            end,
            lock,
            permits,
        })
    }

    /// Whether what holds for this way need not hold any longer once this has been asked.
    pub(crate) fn is_touched_by(&self, call: &Syscall) -> bool {
        match call {
            Syscall::Send { end, .. } => self.direction == Direction::Into && *end == self.end,
            Syscall::Receive { end, .. } => self.direction == Direction::OutOf && *end == self.end,
            Syscall::Deliver { lock, end, .. } => {
                self.direction == Direction::Into && *end == self.end || self.lock == Some(*lock)
            }
            Syscall::Fetch { lock, end, .. } => {
                self.direction == Direction::OutOf && *end == self.end || self.lock == Some(*lock)
            }
            Syscall::Acquire { semaphore, .. } => self.lock == Some(*semaphore),
            Syscall::Release(semaphore) => {
                self.lock == Some(*semaphore) || self.permits == Some(*semaphore)
            }
            // Nobody may be left to read.
            Syscall::Close(_) => true,
            Syscall::Write { .. }
            | Syscall::Clock(_)
            | Syscall::NewSemaphore { .. }
            | Syscall::Count(_)
            | Syscall::Look(_)
            | Syscall::NewPipe { .. }
            | Syscall::Poll { .. }
            | Syscall::NewBlock { .. }
            | Syscall::FindBlock(_)
            | Syscall::ForgetBlock(_)
            | Syscall::Load { .. }
            | Syscall::Store { .. }
            | Syscall::Fork(_)
            | Syscall::Spawn { .. }
            | Syscall::Await { .. }
            | Syscall::Signal { .. }
            | Syscall::Parent => false,
        }
    }
}

/// What is known of the questions that go the same way next.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Advance {
    pub(crate) way: Way,
    pub(crate) known: Known,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Known {
    /// The messages that come out.
    Messages(VecDeque<Message>),
    /// Messages of so many bytes fit in.
    Room(usize),
}

impl Advance {
    /// The answer to a question of this way, where it is known; and whether it is used up by that.
    fn answer(&mut self, call: &Syscall, may: impl FnOnce() -> bool) -> Option<Answer> {
        match (&mut self.known, call) {
            (Known::Messages(messages), _) => {
                let usable = !messages.is_empty() && may();
                usable.then(|| messages.pop_front().map(Answer::Bytes))?
            }
            (Known::Room(room), Syscall::Send { bytes, .. } | Syscall::Deliver { bytes, .. }) => {
                let left = room.checked_sub(weight(bytes))?;
                may().then(|| {
                    *room = left;
                    match call {
                        Syscall::Deliver { .. } => Answer::Flag(true),
                        _ => Answer::Done,
                    }
                })
            }
            (Known::Room(_), _) => None,
        }
    }
}

/// What a process has been told in advance.
#[derive(Debug)]
pub(crate) struct Advances {
    /// Where the tokens lie, by direction.
    tokens: [OwnedFd; 2],
    told: [Option<Advance>; 2],
    /// The number of the report with the last question.
    asked: u64,
    /// One was used, and the hub has not heard of it.
    pub(crate) untold: bool,
}

impl Advances {
    pub(crate) fn new(tokens: [OwnedFd; 2]) -> Self {
        Self {
            tokens,
            told: [None, None],
            asked: 0,
            untold: false,
        }
    }

    /// The answer to a question, where it is known and has not been taken back: it is used then.
    pub(crate) fn answer(&mut self, call: &Syscall) -> Option<Answer> {
        let way = Way::of(call)?;
        let told = &mut self.told[way.direction as usize];
        let advance = told.as_mut().filter(|advance| advance.way == way)?;
        let tokens = &self.tokens[way.direction as usize];
        let mut byte = [0];
        let answer = advance.answer(call, || rustix::io::read(tokens, &mut byte) == Ok(1));
        match answer {
            Some(_) => self.untold = true,
            None => *told = None,
        }
        answer
    }

    /// A question goes to the hub, with this report: what it touches is no longer known, and what may come with its answer
    /// takes the place of what was.
    pub(crate) fn asks(&mut self, report: u64, call: Option<&Syscall>) {
        self.asked = report;
        let Some(call) = call else { return };
        let direction = Way::of(call).map(|way| way.direction);
        for told in &mut self.told {
            let ends = |advance: &Advance| {
                direction == Some(advance.way.direction) || advance.way.is_touched_by(call)
            };
            if told.as_ref().is_some_and(ends) {
                *told = None;
            }
        }
    }

    /// The hub tells something in advance, with the answer to the question in this report. Where another question is on
    /// its way, that may change everything.
    pub(crate) fn hear(&mut self, report: u64, advance: Advance) {
        if report == self.asked {
            let direction = advance.way.direction;
            self.told[direction as usize] = Some(advance);
        }
    }

    /// Nothing is known any longer.
    pub(crate) fn forget(&mut self) {
        self.told = [None, None];
    }
}

/// The hub's side of the tokens of one process, in one direction.
#[derive(Debug)]
pub(crate) struct Tokens {
    take: OwnedFd,
    give: OwnedFd,
}

impl Tokens {
    pub(crate) fn new() -> io::Result<Self> {
        use rustix::pipe::{PipeFlags, pipe_with};
        let (take, give) = pipe_with(PipeFlags::CLOEXEC | PipeFlags::NONBLOCK)?;
        Ok(Self { take, give })
    }

    /// What the process reads.
    pub(crate) fn theirs(&self) -> &OwnedFd {
        &self.take
    }

    /// Whether so many lie there now besides those that did.
    pub(crate) fn give(&self, count: usize) -> bool {
        rustix::io::write(&self.give, &[0; MOST][..count.min(MOST)]) == Ok(count)
    }

    /// Takes all that are left, and says how many.
    pub(crate) fn take(&self) -> usize {
        let mut bytes = [0; MOST];
        // There are never more than that. Where there are none, it says that it would have to wait.
        rustix::io::read(&self.take, &mut bytes).unwrap_or_default()
    }
}
