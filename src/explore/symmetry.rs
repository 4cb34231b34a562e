//! The fingerprint of a state. Two states that differ only in which of several equal threads is which have the same
//! one: threads are put in an order that depends on what they do, and whoever speaks of one is taken to speak of its
//! place in that order. Where the order is not settled by what they do, their numbers settle it: then some states that
//! could be one are two, and none that are two are one.
//!
//! It rests on nobody telling equal threads apart. What could be used for that, and is never looked at, is left out;
//! a step that does look makes the search begin again without that.

use smallvec::SmallVec;

use crate::base::{Pid, Tid};
use crate::explore::store::{Entry, Held, Slot, Store};
use crate::machine::access::Spot;
use crate::machine::parts::{Content, Part};

/// What the slots are to the fingerprint.
#[derive(Debug, Default)]
pub(crate) struct Roles {
    /// By slot; brought up to date when slots are added.
    roles: Vec<Role>,
    workers: Vec<(Pid, Tid)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// A thread, or the object of one: the worker's number here.
    Worker(u16),
    Shared,
    /// Nobody looks at whom it speaks of.
    Unseen,
}

impl Roles {
    /// Whether those of slots that were there have changed, or a new one is part of a worker who was there.
    pub(crate) fn update(&mut self, store: &Store, is_seen: impl Fn(Slot) -> bool) -> bool {
        let before = std::mem::take(&mut self.roles);
        for (slot, part) in store.parts.iter().enumerate() {
            let worker = match *part {
                Part::Of(pid, Spot::Thread(tid)) => Some((pid, tid)),
                Part::Of(pid, Spot::Object(id)) => {
                    store.ground.threads.get(&(pid, id)).map(|&tid| (pid, tid))
                }
                Part::Of(..) | Part::Image(_) | Part::Kernel => None,
            };
            let role = match worker {
                Some(worker) => Role::Worker(self.number(worker)),
                None if is_seen(slot as Slot) => Role::Shared,
                None => Role::Unseen,
            };
            self.roles.push(role);
        }
        let old = before.iter().zip(&self.roles).any(|(a, b)| a != b);
        let new = self.roles.iter().enumerate().skip(before.len());
        let grown = new.into_iter().any(|(slot, role)| {
            matches!(role, Role::Worker(_)) && store.is_there(&store.base, slot as Slot)
        });
        old || grown && !before.is_empty()
    }

    fn number(&mut self, worker: (Pid, Tid)) -> u16 {
        let found = self.workers.iter().position(|&other| other == worker);
        found.unwrap_or_else(|| {
            self.workers.push(worker);
            self.workers.len() - 1
        }) as u16
    }
}

/// Of a state as it is, ids and all.
pub(crate) fn plain(store: &Store, state: &[Held]) -> u128 {
    let mut print = 0u128;
    for (slot, &held) in state.iter().enumerate() {
        if held != store.base[slot] {
            print = print.wrapping_add(store.entry(held).hash);
        }
    }
    print
}

/// Of a state with equal threads exchangeable.
pub(crate) fn print(store: &Store, roles: &Roles, state: &[Held]) -> u128 {
    let mut shapes: SmallVec<[u128; 12]> = smallvec::smallvec![0; roles.workers.len()];
    let mut speaks = false;
    for (slot, role) in roles.roles.iter().enumerate() {
        let held = store.held(state, slot as Slot);
        match *role {
            Role::Worker(worker) => {
                let entry = store.entry(held);
                let shape = &mut shapes[worker as usize];
                if matches!(entry.content, Content::Nothing) {
                    continue;
                }
                *shape = shape.wrapping_add(entry.core);
                speaks |= !entry.mentions.is_empty();
            }
            Role::Shared => {
                speaks |= held != store.base[slot] && !store.entry(held).mentions.is_empty();
            }
            Role::Unseen => {}
        }
    }
    let ranks: SmallVec<[u16; 12]> = if speaks {
        rank(&shapes)
    } else {
        SmallVec::new()
    };
    let place = |pid: Pid, tid: Tid| {
        let worker = roles.workers.iter().position(|&other| other == (pid, tid));
        worker.map_or(u64::from(tid.0) | 1 << 32, |worker| {
            u64::from(ranks[worker])
        })
    };
    let contribution = |entry: &Entry| {
        if entry.mentions.is_empty() {
            return entry.core;
        }
        let mut sum = entry.core;
        for task in &entry.mentions {
            sum = stir(sum, place(task.pid, task.tid));
        }
        sum
    };
    let mut print = 0u128;
    for (slot, role) in roles.roles.iter().enumerate() {
        let held = store.held(state, slot as Slot);
        match *role {
            Role::Shared if held != store.base[slot] => {
                print = print.wrapping_add(stir(contribution(store.entry(held)), 1));
            }
            Role::Worker(worker)
                if speaks && !matches!(store.entry(held).content, Content::Nothing) =>
            {
                let rank = u64::from(ranks[worker as usize]);
                let sum = contribution(store.entry(held));
                print = print.wrapping_add(stir(sum, rank | 1 << 33));
            }
            Role::Shared | Role::Worker(_) | Role::Unseen => {}
        }
    }
    if !speaks {
        for shape in shapes.into_iter().filter(|&shape| shape != 0) {
            print = print.wrapping_add(stir(shape, 2));
        }
    }
    print
}

/// The place of each among all, in order of shape.
fn rank(shapes: &[u128]) -> SmallVec<[u16; 12]> {
    let mut order: SmallVec<[u16; 12]> = (0..shapes.len() as u16).collect();
    order.sort_by_key(|&worker| shapes[worker as usize]);
    let mut ranks: SmallVec<[u16; 12]> = smallvec::smallvec![0; shapes.len()];
    for (place, &worker) in order.iter().enumerate() {
        ranks[worker as usize] = place as u16;
    }
    ranks
}

/// Mixes a number into a digest; not the same as the sum of both.
fn stir(digest: u128, with: u64) -> u128 {
    let low = (digest as u64 ^ with).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let high = ((digest >> 64) as u64)
        .wrapping_add(with.wrapping_mul(0xd6e8_feb8_6659_fd93))
        .rotate_left(31);
    let product = u128::from(low | 1) * u128::from(high | 1);
    product ^ digest.rotate_left(64) ^ (u128::from(low) << 64 | u128::from(high))
}
