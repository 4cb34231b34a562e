//! Every interleaving, the plain way: from each state every worker that can move takes one step on a clone of the
//! machine. It knows nothing of the explorer, and of the machine only what any driver knows.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use racewalk::base::{Pid, Task};
use racewalk::code::Program;
use racewalk::explore::Kind;
use racewalk::machine::event::{Event, Place};
use racewalk::machine::thread::State;
use racewalk::machine::world::{Config, Machine, Status};
use racewalk::simulate::inspect;

use crate::found::{Found, Outcome, watched};

/// All that can happen, and how many states that takes; `None` where there are more than `most`.
pub(crate) fn enumerate(
    program: &Arc<Program>,
    config: &Config,
    names: &[String],
    most: usize,
) -> Option<(Found, usize)> {
    let mut machine = Machine::boot(Arc::clone(program), config.clone());
    machine.loosen();
    enumerate_from(machine, names, most)
}

/// The same from any moment of a run.
pub(crate) fn enumerate_from(
    machine: Machine,
    names: &[String],
    most: usize,
) -> Option<(Found, usize)> {
    let mut found = Found::default();
    let mut seen: HashSet<u128> = HashSet::from([key(&machine)]);
    let mut open = vec![machine];
    while let Some(machine) = open.pop() {
        let movers: Vec<Task> = machine
            .tasks()
            .into_iter()
            .filter(|&task| machine.can_move(task) && machine.may_move(task))
            .collect();
        if movers.is_empty() {
            found
                .outcomes
                .insert(end(&machine, names, &mut found.kinds));
            continue;
        }
        let mut stores: Vec<BTreeSet<String>> = Vec::new();
        for task in movers {
            let mut next = machine.clone();
            next.watch(true);
            if is_parked(&next, task) {
                next.expire(task).expect("a timed wait can end");
            } else {
                next.step(task).expect("it can move");
            }
            stores.push(stored(&mut next));
            next.watch(false);
            raised(&mut next, &mut found.kinds);
            if seen.insert(key(&next)) {
                if seen.len() > most {
                    return None;
                }
                open.push(next);
            }
        }
        if meet(&stores) {
            found.kinds.insert(Kind::DataRace);
        }
    }
    Some((found, seen.len()))
}

/// Whether two workers stand before a store to one place. Where the profile lets the turn go in some places only, what
/// a worker stands before are all steps to the next of them.
pub(crate) fn races(machine: &Machine) -> bool {
    let only_where_checked = machine.config().profile.only_where_checked();
    let mut stores = Vec::new();
    for task in machine.tasks() {
        if machine.can_move(task) && !is_parked(machine, task) {
            let mut next = machine.clone();
            next.watch(true);
            let mut places = BTreeSet::new();
            loop {
                next.step(task).expect("it can move");
                places.append(&mut stored(&mut next));
                let goes_on = next.can_move(task) && !is_parked(&next, task);
                if !only_where_checked || !goes_on || next.gives_way(task) {
                    break;
                }
            }
            stores.push(places);
        }
    }
    meet(&stores)
}

/// Whoever stands before a wait begins it: a schedule that comes to a deadlock may end just before that.
pub(crate) fn wait(machine: &mut Machine) {
    for task in machine.tasks() {
        if machine.can_move(task) && !is_parked(machine, task) {
            let mut next = machine.clone();
            next.step(task).expect("it can move");
            if is_parked(&next, task) {
                *machine = next;
            }
        }
    }
}

fn meet(stores: &[BTreeSet<String>]) -> bool {
    let pairs = |(at, one): (usize, &BTreeSet<String>)| {
        stores[at + 1..].iter().any(|other| !one.is_disjoint(other))
    };
    stores.iter().enumerate().any(pairs)
}

pub(crate) fn is_parked(machine: &Machine, task: Task) -> bool {
    let worker = &machine.process(task.pid).workers[task.tid.index()];
    matches!(worker.state, State::Parked { .. })
}

fn end(machine: &Machine, names: &[String], kinds: &mut BTreeSet<Kind>) -> Outcome {
    let ending = match machine.status() {
        Status::Finished { uncaught: true, .. } => "exception",
        Status::Finished { .. } => "finished",
        Status::Deadlock => {
            kinds.insert(Kind::Deadlock);
            "deadlock"
        }
        status @ (Status::Running | Status::Limit(_)) => panic!("nobody can move: {status:?}"),
    };
    (ending.to_owned(), watched(machine, names))
}

/// The places to which a step stored, in words.
fn stored(machine: &mut Machine) -> BTreeSet<String> {
    let told = machine.take_told();
    let mut places = BTreeSet::new();
    for told in told {
        let (Event::Wrote { place, .. } | Event::Deleted { place }) = told.event else {
            continue;
        };
        let process = machine.process(told.by.pid);
        let words = match place {
            Place::Global(module, slot) => format!("global {module:?} {slot}"),
            Place::Cell(id, _) => format!("cell {id:?}"),
            Place::Attribute(id, name) => format!("attribute {id:?} {name:?}"),
            Place::Item(id, key) => format!("item {id:?} {}", inspect::repr(process, key)),
        };
        places.insert(format!("{:?} {words}", told.by.pid));
    }
    places
}

/// What a step says on stderr is a traceback, and its last line says of what.
fn raised(machine: &mut Machine, kinds: &mut BTreeSet<Kind>) {
    let text: String = machine
        .take_output()
        .into_iter()
        .filter(|output| output.stream == 2)
        .map(|output| output.text)
        .collect();
    if let Some(last) = text.trim_end().lines().last()
        && !last.is_empty()
    {
        kinds.insert(if last.starts_with("AssertionError") {
            Kind::Assertion
        } else {
            Kind::Exception
        });
    }
}

/// Two states with one key go on in the same ways. What the canonical hash of a process leaves out is added: how it
/// ended, what it has counted, and where the profile lets a turn go.
fn key(machine: &Machine) -> u128 {
    let mut sum = mix(machine.kernel().fingerprint(), 1);
    if machine.is_ordered() {
        for (task, time) in machine.kernel().alarms.all() {
            let who = u64::from(task.pid.0) << 32 | u64::from(task.tid.0);
            sum = mix(mix(sum, who), time.0);
        }
    }
    for (number, process) in machine.processes().iter().enumerate() {
        let pid = Pid(number as u32);
        let status = process.status().map_or(u64::MAX, |status| status as u64);
        let turn = machine.last_of(pid).map_or(u64::MAX, |last| {
            if machine.config().profile.only_where_checked() {
                u64::from(last.tid.0) << 1 | u64::from(machine.gives_way(last))
            } else {
                0
            }
        });
        for word in [
            status,
            u64::from(process.uncaught),
            process.entropy,
            u64::from(process.unnamed_threads),
            turn,
        ] {
            sum = mix(sum, word);
        }
        sum = mix(sum ^ process.canonical(), number as u64);
    }
    sum
}

fn mix(sum: u128, word: u64) -> u128 {
    let low = (sum as u64 ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let high = ((sum >> 64) as u64 ^ word.rotate_left(32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    let wide = u128::from(low ^ high >> 29) << 64 | u128::from(high ^ low >> 31);
    sum.rotate_left(61) ^ wide.wrapping_mul(0x2545_f491_4f6c_dd1d_8a5c_d789_635d_2dff)
}
