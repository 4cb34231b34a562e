//! What the workers share: watched globals, synchronisation objects, and the other variables that functions speak of.

use crate::base::{ObjectId, Tid};
use crate::code::Name;
use crate::machine::object::Body;
use crate::machine::sync::QueueKind;
use crate::machine::thread::State;
use crate::machine::value::Value;
use crate::session::chronicle::Spot;
use crate::session::names::is_users;
use crate::session::present::Look;
use crate::session::show::{is_data, is_sync, show};
use crate::view::{Gil, Object, Objects, Order, Profile, Shape, Touch, WorkerId};

/// Rows of variables that nobody asked to watch.
const OTHERS: usize = 16;
/// Items shown of one queue.
const ITEMS: usize = 64;

pub(crate) fn present(look: &Look<'_>) -> Objects {
    let mut rows = Vec::new();
    let mut seen = Vec::new();
    for name in &look.scenario.watch {
        if let Some((slot, value)) = global(look, name) {
            seen.push(slot);
            if value.is_bound() {
                rows.push(variable(
                    look,
                    name.clone(),
                    &Spot::Global(slot),
                    value,
                    true,
                ));
            }
        }
    }
    for (id, name) in look.names.iter() {
        if let Some(shape) = shape(look, id) {
            rows.push(Object {
                name: name.to_owned(),
                shape,
                touch: look.chronicle.last_touch(id, look.moment).map(touch),
            });
        }
    }
    others(look, &seen, &mut rows);
    Objects {
        rows,
        gil: gil(look),
    }
}

fn touch((moment, worker): (u64, WorkerId)) -> Touch {
    Touch { worker, moment }
}

fn global(look: &Look<'_>, name: &str) -> Option<(u32, Value)> {
    let process = look.process;
    let globals = &process.globals[process.program.main.index()];
    let slot = globals
        .names
        .iter()
        .position(|&other| &**process.names.text(other) == name)?;
    Some((slot as u32, globals.values[slot]))
}

fn variable(look: &Look<'_>, name: String, spot: &Spot, value: Value, watched: bool) -> Object {
    let write = look.chronicle.last_write(spot, look.moment);
    // What is inside a container changes without the variable being written.
    let item = value
        .object()
        .and_then(|id| look.chronicle.last_touch(id, look.moment));
    Object {
        name,
        shape: Shape::Value {
            value: show(look.process, value),
            before: write.and_then(|write| write.before.clone()),
            watched,
        },
        touch: write
            .map(|write| Touch {
                worker: write.worker,
                moment: write.moment,
            })
            .or(item.map(touch)),
    }
}

/// Shared globals that hold data, and the attributes of instances that they hold.
fn others(look: &Look<'_>, seen: &[u32], rows: &mut Vec<Object>) {
    let process = look.process;
    let globals = &process.globals[process.program.main.index()];
    let most = rows.len() + OTHERS;
    for (slot, &value) in globals.values.iter().enumerate() {
        let is_shared = look.shared.get(slot).copied().unwrap_or(false);
        let slot = slot as u32;
        if seen.contains(&slot)
            || !is_data(process, value)
            || is_sync(process, value)
            || rows.len() >= most
        {
            continue;
        }
        let name = process.names.text(globals.names[slot as usize]).to_string();
        if name.starts_with('_') || all_sync(look, value) {
            continue;
        }
        match value.object() {
            Some(id) if is_instance(look, id) => attributes(look, id, &name, most, rows),
            Some(_) | None if is_shared => {
                rows.push(variable(look, name, &Spot::Global(slot), value, false));
            }
            Some(_) | None => {}
        }
    }
    instances(look, most, rows);
    passed(look, most, rows);
}

/// Lists and the like that no global holds, but the calls of several workers do.
fn passed(look: &Look<'_>, most: usize, rows: &mut Vec<Object>) {
    for (id, name) in look.names.iter() {
        let is_container = matches!(
            look.process.heap.body(id),
            Body::List(_) | Body::Dict(_) | Body::Deque(_) | Body::Set(_)
        );
        let is_global = global(look, name.split(['.', '[']).next().unwrap_or(name)).is_some();
        let value = Value::Object(id);
        let counts =
            is_container && !is_global && look.names.is_passed(id) && !all_sync(look, value);
        if counts && is_data(look.process, value) && rows.len() < most && !name.contains('[') {
            let touch = look.chronicle.last_touch(id, look.moment).map(touch);
            rows.push(Object {
                name: name.to_owned(),
                shape: Shape::Value {
                    value: show(look.process, value),
                    before: None,
                    watched: false,
                },
                touch,
            });
        }
    }
}

/// Instances that no global holds, but some call in progress does.
fn instances(look: &Look<'_>, most: usize, rows: &mut Vec<Object>) {
    for (id, name) in look.names.iter() {
        if rows.len() >= most {
            return;
        }
        let known = rows
            .iter()
            .any(|row| row.name.starts_with(&format!("{name}.")));
        if !known && name != "self" && is_instance(look, id) {
            attributes(look, id, name, most, rows);
        }
    }
}

fn is_instance(look: &Look<'_>, id: ObjectId) -> bool {
    matches!(look.process.heap.body(id), Body::Plain)
        && is_users(look.process, look.process.heap.class(id))
}

fn attributes(look: &Look<'_>, id: ObjectId, name: &str, most: usize, rows: &mut Vec<Object>) {
    let process = look.process;
    let Some(attributes) = &process.heap.get(id).attributes else {
        return;
    };
    let plain: Vec<(Name, Value)> = attributes
        .iter()
        .filter(|&(_, value)| {
            is_data(process, value) && !is_sync(process, value) && !all_sync(look, value)
        })
        .collect();
    for (attribute, value) in plain {
        if rows.len() >= most {
            return;
        }
        let text = format!("{name}.{}", process.names.text(attribute));
        rows.push(variable(
            look,
            text,
            &Spot::Attribute(id, attribute),
            value,
            false,
        ));
    }
}

/// A list of locks is shown lock by lock.
fn all_sync(look: &Look<'_>, value: Value) -> bool {
    let Some(id) = value.object() else {
        return false;
    };
    let sync = |items: &[Value]| {
        !items.is_empty() && items.iter().all(|&item| is_sync(look.process, item))
    };
    match look.process.heap.body(id) {
        Body::List(items) => sync(items),
        Body::Tuple(items) => sync(items),
        Body::Dict(dict) => {
            !dict.is_empty() && dict.iter().all(|entry| is_sync(look.process, entry.value))
        }
        _ => false,
    }
}

fn ids(tids: &[Tid]) -> Vec<WorkerId> {
    tids.iter().map(|tid| WorkerId(tid.0)).collect()
}

/// Of those on a list of waiters, who has not been let go.
fn parked(look: &Look<'_>, tids: &[Tid]) -> Vec<WorkerId> {
    let is_parked = |tid: &&Tid| {
        let worker = look.process.workers.get(tid.index());
        worker.is_some_and(|worker| matches!(worker.state, State::Parked { .. }))
    };
    tids.iter()
        .filter(is_parked)
        .map(|tid| WorkerId(tid.0))
        .collect()
}

fn shape(look: &Look<'_>, id: ObjectId) -> Option<Shape> {
    let process = look.process;
    let number = |count: i64| u32::try_from(count).unwrap_or(0);
    Some(match process.heap.body(id) {
        Body::Lock(lock) => Shape::Lock {
            owner: lock.owner.map(|tid| WorkerId(tid.0)),
            waiters: parked(look, &lock.waiters),
            depth: None,
        },
        Body::RLock(lock) => Shape::Lock {
            owner: lock.owner.map(|tid| WorkerId(tid.0)),
            waiters: parked(look, &lock.waiters),
            depth: Some(lock.count),
        },
        Body::Semaphore(semaphore) => {
            let permits = number(semaphore.value);
            let most = semaphore.bound.map_or(0, number);
            let taken = look.chronicle.permits(id, look.moment);
            Shape::Semaphore {
                permits,
                bound: most.max(permits + taken).max(permits),
                waiters: parked(look, &semaphore.waiters),
            }
        }
        Body::Condition(condition) => {
            let (owner, entering) =
                match condition.lock.object().map(|lock| process.heap.body(lock)) {
                    Some(Body::Lock(lock)) => (lock.owner, lock.waiters.clone()),
                    Some(Body::RLock(lock)) => (lock.owner, lock.waiters.clone()),
                    _ => (None, Vec::new()),
                };
            Shape::Condition {
                owner: owner.map(|tid| WorkerId(tid.0)),
                waiters: ids(&condition.waiters),
                entering: parked(look, &entering),
            }
        }
        Body::Event(event) => Shape::Event {
            set: event.set,
            waiters: parked(look, &event.waiters),
        },
        Body::Barrier(barrier) => Shape::Barrier {
            parties: number(barrier.parties),
            arrived: ids(&barrier.waiters),
            broken: barrier.is_broken(),
        },
        Body::Queue(queue) => Shape::Queue {
            order: match queue.kind {
                QueueKind::Fifo | QueueKind::Simple => Order::Fifo,
                QueueKind::Lifo => Order::Lifo,
                QueueKind::Priority => Order::Priority,
            },
            items: queue
                .contents(&process.heap)
                .into_iter()
                .take(ITEMS)
                .map(|item| show(process, item))
                .collect(),
            capacity: u32::try_from(queue.limit).ok().filter(|&limit| limit > 0),
            unfinished: number(queue.unfinished),
            getters: parked(look, &queue.getters),
            putters: parked(look, &queue.putters),
        },
        _ => return None,
    })
}

/// Who has the one lock that `CPython` itself holds.
fn gil(look: &Look<'_>) -> Option<Gil> {
    if super::header::profile(look.machine.config().profile) == Profile::FreeThreaded
        || look.moment == 0
    {
        return None;
    }
    let holder = look
        .machine
        .last()
        .map(|task| WorkerId(task.tid.0))
        .filter(|id| {
            let state = look
                .process
                .workers
                .get(id.0 as usize)
                .map(|worker| worker.state);
            matches!(state, Some(State::Ready))
        });
    let waiters = look
        .process
        .workers
        .iter()
        .enumerate()
        .filter(|(tid, worker)| {
            worker.state == State::Ready && Some(WorkerId(*tid as u32)) != holder
        })
        .map(|(tid, _)| WorkerId(tid as u32))
        .collect();
    Some(Gil {
        holder,
        waiters,
        switches: look.chronicle.switches(look.moment),
    })
}
