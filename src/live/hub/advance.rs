//! The hub's part in answers in advance: it gives them where one process alone uses an end of a pipe, and takes them back
//! when anybody comes who could change them. See [`live::advance`](crate::live::advance).

use std::collections::{BTreeMap, VecDeque};

use crate::base::{EndId, Pid};
use crate::live::advance::{Advance, Direction, Known, MOST, Tokens, Way};
use crate::live::hub::State;
use crate::live::wire::{Then, ToChild};
use crate::machine::effect::{Answer, Syscall};

/// Who has asked at an end of a pipe: one process, or several.
pub(super) type Users = BTreeMap<EndId, Option<Pid>>;

/// What a process has been told in advance, as the hub has it.
pub(super) struct Lent {
    tokens: [Tokens; 2],
    given: [Option<Given>; 2],
}

/// Answers in advance in one direction.
struct Given {
    way: Way,
    /// How many can be used, or were; once they are taken back, those that were.
    count: usize,
    /// How many the process has told of.
    told: usize,
    withdrawn: bool,
}

impl Lent {
    pub(super) fn new(tokens: [Tokens; 2]) -> Self {
        Self {
            tokens,
            given: [None, None],
        }
    }

    /// Takes back what is left. Whether the process has told of all that it used.
    fn withdraw(&mut self, direction: Direction) -> bool {
        let place = direction as usize;
        let Some(given) = &mut self.given[place] else {
            return true;
        };
        if !given.withdrawn {
            given.withdrawn = true;
            given.count = given.count.saturating_sub(self.tokens[place].take());
        }
        let settled = given.told >= given.count;
        if settled {
            self.given[place] = None;
        }
        settled
    }

    /// The process tells that it used one. Whether nothing is left to wait for by that.
    fn used(&mut self, direction: Direction) -> bool {
        let Some(given) = &mut self.given[direction as usize] else {
            return false;
        };
        given.told += 1;
        given.withdrawn && self.withdraw(direction)
    }
}

impl State {
    /// Whether what a process reports can be written down: where it touches what another was told in advance, that one
    /// must have told of all that it used.
    pub(super) fn may_write_down(&mut self, pid: Pid, then: &Then) -> bool {
        let call = match then {
            Then::Asks { call, .. } => call,
            Then::Exited(_) => return self.may_end(pid),
            Then::Goes | Then::Idle | Then::Forks { .. } | Then::Limit(_) => return true,
        };
        // Two who do the same are in each other's way from now on; a close comes once.
        let rival = !matches!(call, Syscall::Close(_));
        self.withdraw_where(pid, rival, |_, way| way.is_touched_by(call))
    }

    /// Whether a process may be dead: who writes into a pipe must have told of it before there is nobody to read.
    pub(super) fn may_end(&mut self, pid: Pid) -> bool {
        self.withdraw_where(pid, false, |state, way| {
            let ends = state.kernel.ends();
            let peer = ends.get(&way.end).and_then(|end| ends.get(&end.peer));
            way.direction == Direction::Into && peer.is_some_and(|peer| peer.open.contains(&pid))
        })
    }

    /// Takes back from all others what was told in advance of such ways: for good, from a rival. Whether all is settled.
    fn withdraw_where(
        &mut self,
        pid: Pid,
        rival: bool,
        what: impl Fn(&Self, &Way) -> bool,
    ) -> bool {
        let mut settled = true;
        for number in (0..self.children.len()).filter(|&number| number != pid.index()) {
            for direction in Direction::ALL {
                let lent = self.children[number].lent.as_ref();
                let given = lent.and_then(|lent| lent.given[direction as usize].as_ref());
                let Some(way) = given.map(|given| given.way) else {
                    continue;
                };
                if what(self, &way) {
                    if rival {
                        self.users.insert(way.end, None);
                    }
                    let lent = self.children[number].lent.as_mut();
                    settled &= lent.is_none_or(|lent| lent.withdraw(direction));
                }
            }
        }
        settled
    }

    /// A question of this process is written down. It has forgotten by itself what it was told in advance and what this
    /// touches; and reports come in order, so all that it used is told of.
    pub(super) fn forgets(&mut self, pid: Pid, call: &Syscall) {
        let way = Way::of(call);
        if let Some(way) = way {
            let user = self.users.entry(way.end).or_insert(Some(pid));
            *user = user.filter(|&user| user == pid);
        }
        let Some(lent) = &mut self.children[pid.index()].lent else {
            return;
        };
        for direction in Direction::ALL {
            let touched = |given: &Given| {
                way.is_some_and(|way| way.direction == direction) || given.way.is_touched_by(call)
            };
            if lent.given[direction as usize].as_ref().is_some_and(touched) {
                lent.withdraw(direction);
            }
        }
    }

    /// A process has used an answer in advance.
    pub(super) fn used(&mut self, pid: Pid, direction: Direction) {
        let lent = self.children[pid.index()].lent.as_mut();
        self.settled |= lent.is_some_and(|lent| lent.used(direction));
    }

    /// What is known with this answer of the questions like this one that may follow.
    pub(super) fn tell_in_advance(&mut self, pid: Pid, call: &Syscall, answer: &Answer) {
        let Some(way) = Way::of(call) else { return };
        let succeeded = matches!(answer, Answer::Bytes(_) | Answer::Flag(true) | Answer::Done);
        let alone = self.users.get(&way.end) == Some(&Some(pid));
        if !succeeded || !alone || self.held || self.children[pid.index()].doomed {
            return;
        }
        if way.lock.is_some_and(|lock| !self.kernel.is_free(lock)) {
            return;
        }
        let (known, count) = match way.direction {
            Direction::Into => match self.kernel.room(way.end) {
                0 => return,
                room => (Known::Room(room), MOST),
            },
            Direction::OutOf => {
                let lying = self.kernel.lying(way.end).take(MOST);
                let messages: VecDeque<_> = lying.cloned().collect();
                let count = messages.len();
                (Known::Messages(messages), count)
            }
        };
        let child = &mut self.children[pid.index()];
        let after = child.asked;
        let Some(lent) = child.lent.as_mut().filter(|_| count > 0) else {
            return;
        };
        let place = way.direction as usize;
        if lent.given[place].is_some() || !lent.tokens[place].give(count) {
            return;
        }
        lent.given[place] = Some(Given {
            way,
            count,
            told: 0,
            withdrawn: false,
        });
        let advance = Advance { way, known };
        self.send(pid, &ToChild::Advance { after, advance });
    }
}
