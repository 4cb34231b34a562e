//! What the workers share: watched globals, synchronisation objects, and the other variables that functions speak of.

use crate::base::{ObjectId, Pid, Task, Tid};
use crate::code::Name;
use crate::machine::effect::SemaphoreKind;
use crate::machine::kernel::{CAPACITY, End, Thing};
use crate::machine::object::Body;
use crate::machine::sync::QueueKind;
use crate::machine::thread::State;
use crate::machine::value::Value;
use crate::session::chronicle::{Held, Spot};
use crate::session::names::is_users;
use crate::session::present::Look;
use crate::session::show::{all_sync, is_data, is_sync, show};
use crate::session::stand::tells;
use crate::simulate::inspect::os_id;
use crate::view::{Gil, Kind, Object, Objects, Order, Profile, Shape, Touch, WorkerId};

/// Rows of variables that nobody asked to watch.
const OTHERS: usize = 16;
/// Items shown of one queue.
const ITEMS: usize = 64;

pub(crate) fn present(look: &Look<'_>) -> Objects {
    Objects {
        rows: variables(look),
        gil: gil(look),
        process: look
            .several()
            .then(|| os_id(look.machine, look.process.pid)),
        between: between(look),
    }
}

/// What lies in the memory of one process.
pub(crate) fn variables(look: &Look<'_>) -> Vec<Object> {
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
        if look.names.is_internal(id) {
            continue;
        }
        if let Some(shape) = shape(look, id) {
            rows.push(Object {
                name: name.to_owned(),
                shape,
                touch: last_touch(look, id),
            });
        }
    }
    others(look, &seen, &mut rows);
    rows
}

/// Numbers shown of one block.
const NUMBERS: usize = 16;

fn contents(look: &Look<'_>, pid: Pid, number: u32, bytes: &[u8]) -> String {
    let Some(handle) = look.directory.handle(pid, number) else {
        return String::new();
    };
    let size = handle.layout.map_or(8, |(_, size)| size);
    let numbers = handle.numbers(&bytes[..bytes.len().min(NUMBERS * size)]);
    match &numbers[..] {
        [one] => one.clone(),
        several if several.len() * size < bytes.len() => format!("[{}, …]", several.join(", ")),
        several => format!("[{}]", several.join(", ")),
    }
}

fn last_touch(look: &Look<'_>, id: ObjectId) -> Option<Touch> {
    let held = Held::Own((look.process.pid, id));
    look.chronicle.last_touch(held, look.moment).map(touch)
}

/// What lies outside of the processes: locks and semaphores, pipes, blocks. A pipe's end that nobody has open, and a
/// direction in which nothing can go, is left out.
pub(crate) fn between(look: &Look<'_>) -> Vec<Object> {
    let machine = look.machine;
    let (kernel, pid) = (machine.kernel(), look.process.pid);
    let ids = |thing: Thing| kernel.waits.of(thing).map(|task| look.id(task)).collect();
    let touched = |number: u32| {
        let touched = look.chronicle.last_touch(Held::Shared(number), look.moment);
        touched.map(touch)
    };
    let mut rows = Vec::new();
    for (&id, semaphore) in kernel.semaphores() {
        let waiters: Vec<WorkerId> = ids(Thing::Semaphore(id));
        let thing = look.directory.semaphore(machine, pid, id);
        let is_lock = thing.kind != Kind::Semaphore;
        // The library's own are of interest only while somebody has them, or wants them.
        let busy = !waiters.is_empty() || is_lock && !semaphore.holders.is_empty();
        let handle = look.directory.handle(pid, id.0);
        if handle.is_some_and(|handle| handle.internal) && !busy {
            continue;
        }
        rows.push(Object {
            name: thing.name,
            shape: if is_lock {
                let depth = semaphore.holders.len() as u32;
                Shape::Lock {
                    owner: semaphore.holders.first().map(|&task| look.id(task)),
                    waiters,
                    depth: (semaphore.kind == SemaphoreKind::Recursive).then_some(depth),
                }
            } else {
                Shape::Semaphore {
                    permits: semaphore.value,
                    bound: semaphore.value + semaphore.holders.len() as u32,
                    waiters,
                }
            },
            touch: touched(id.0),
        });
    }
    for (&id, end) in kernel.ends() {
        let writers = kernel.ends().get(&end.peer);
        if !end.reads
            || end.is_closed()
            || (writers.is_none_or(End::is_closed) && end.inbox.is_empty())
        {
            continue;
        }
        rows.push(Object {
            name: look.directory.pipe(machine, pid, id),
            shape: Shape::Pipe {
                messages: (end.inbox.iter().take(ITEMS))
                    .map(|sent| sent.bytes.len() as u64)
                    .collect(),
                used: end.used() as u64,
                capacity: CAPACITY as u64,
                readers: ids(Thing::Readable(id)),
                writers: ids(Thing::Writable(end.peer)),
            },
            touch: touched(id.0),
        });
    }
    for (&id, bytes) in kernel.blocks() {
        rows.push(Object {
            name: look.directory.block(pid, id.0),
            shape: Shape::Block {
                size: bytes.len() as u64,
                value: contents(look, pid, id.0, bytes),
            },
            touch: touched(id.0),
        });
    }
    rows
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
    let write = look
        .chronicle
        .last_write(look.process.pid, spot, look.moment);
    // What is inside a container changes without the variable being written.
    let item = value.object().and_then(|id| last_touch(look, id));
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
            .or(item),
    }
}

/// Shared globals that hold data, and the attributes of instances that they hold.
fn others(look: &Look<'_>, seen: &[u32], rows: &mut Vec<Object>) {
    let process = look.process;
    let globals = &process.globals[process.program.main.index()];
    let most = rows.len() + OTHERS;
    for (slot, &value) in globals.values.iter().enumerate() {
        let is_shared = tells(process, look.sharing, slot as u32, value);
        let slot = slot as u32;
        if seen.contains(&slot)
            || !is_data(process, value)
            || is_sync(process, value)
            || rows.len() >= most
        {
            continue;
        }
        let name = process.names.text(globals.names[slot as usize]).to_string();
        if name.starts_with('_') || all_sync(look.process, value) {
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
        let counts = is_container
            && !is_global
            && look.names.is_passed(id)
            && !all_sync(look.process, value);
        if counts && is_data(look.process, value) && rows.len() < most && !name.contains('[') {
            let touch = last_touch(look, id);
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
            is_data(process, value) && !is_sync(process, value) && !all_sync(look.process, value)
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

fn one(look: &Look<'_>, tid: Tid) -> WorkerId {
    let pid = look.process.pid;
    look.id(Task { pid, tid })
}

fn ids(look: &Look<'_>, tids: &[Tid]) -> Vec<WorkerId> {
    tids.iter().map(|&tid| one(look, tid)).collect()
}

/// Of those on a list of waiters, who has not been let go.
fn parked(look: &Look<'_>, tids: &[Tid]) -> Vec<WorkerId> {
    let is_parked = |tid: &&Tid| {
        let worker = look.process.workers.get(tid.index());
        worker.is_some_and(|worker| matches!(worker.state, State::Parked { .. }))
    };
    tids.iter()
        .filter(is_parked)
        .map(|&tid| one(look, tid))
        .collect()
}

fn shape(look: &Look<'_>, id: ObjectId) -> Option<Shape> {
    let process = look.process;
    let number = |count: i64| u32::try_from(count).unwrap_or(0);
    Some(match process.heap.body(id) {
        Body::Lock(lock) => Shape::Lock {
            owner: lock.owner.map(|tid| one(look, tid)),
            waiters: parked(look, &lock.waiters),
            depth: None,
        },
        Body::RLock(lock) => Shape::Lock {
            owner: lock.owner.map(|tid| one(look, tid)),
            waiters: parked(look, &lock.waiters),
            depth: Some(lock.count),
        },
        Body::Semaphore(semaphore) => {
            let permits = number(semaphore.value);
            let most = semaphore.bound.map_or(0, number);
            let taken = look
                .chronicle
                .permits(Held::Own((process.pid, id)), look.moment);
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
                owner: owner.map(|tid| one(look, tid)),
                waiters: ids(look, &condition.waiters),
                entering: parked(look, &entering),
            }
        }
        Body::Event(event) => Shape::Event {
            set: event.set,
            waiters: parked(look, &event.waiters),
        },
        Body::Barrier(barrier) => Shape::Barrier {
            parties: number(barrier.parties),
            arrived: ids(look, &barrier.waiters),
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
pub(crate) fn gil(look: &Look<'_>) -> Option<Gil> {
    if super::header::profile(look.machine.config().profile) == Profile::FreeThreaded
        || look.moment == 0
        || look.process.has_ended()
    {
        return None;
    }
    let process = look.process;
    let is_ready = |tid: &Tid| process.workers[tid.index()].state == State::Ready;
    let last = look.machine.last_of(process.pid).map(|task| task.tid);
    let holder = last.filter(is_ready);
    let waiters = (0..process.workers.len())
        .map(Tid::from)
        .filter(|tid| is_ready(tid) && Some(*tid) != holder)
        .map(|tid| one(look, tid))
        .collect();
    Some(Gil {
        holder: holder.map(|tid| one(look, tid)),
        waiters,
        switches: look.chronicle.switches(look.moment),
    })
}
