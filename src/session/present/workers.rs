//! Everybody who can move, and why some of them cannot.

use crate::base::{Pid, Task};
use crate::code::{Op, listing};
use crate::machine::kernel;
use crate::machine::object::Body;
use crate::machine::thread;
use crate::machine::value::Value;
use crate::session::chronicle::{line, waiting};
use crate::session::present::Look;
use crate::session::show::{show, thread_name};
use crate::session::stand::{self, is_own, stand};
use crate::simulate::inspect;
use crate::view::{
    Call, Life, OsIds, Process, State, Variable, Worker, WorkerId, WorkerKind, Workers,
};

/// Calls shown of one stack: the innermost.
const CALLS: usize = 12;
const LOCALS: usize = 20;

pub(crate) fn present(look: &Look<'_>, selected: Option<WorkerId>) -> Workers {
    let mut processes = Vec::new();
    room(look, Pid(0), 0, &mut processes);
    Workers {
        rows: look
            .workers()
            .map(|(id, task)| worker(look, id, task))
            .collect(),
        processes,
        turn: look.turn,
        selected: selected.or(Some(look.shown)),
        calls: calls(look, look.task(look.shown)),
    }
}

/// A process, and below it its children.
fn room(look: &Look<'_>, pid: Pid, depth: usize, all: &mut Vec<Process>) {
    let machine = look.machine;
    let parents = look.chronicle.parents();
    let Some(relative) = machine.kernel().family.of(pid) else {
        return;
    };
    all.push(Process {
        pid,
        os_id: relative.os_id,
        name: inspect::process_name(machine, pid).unwrap_or_default(),
        parent: parents.get(pid.index()).copied().flatten(),
        depth,
        life: match relative.life {
            kernel::Life::Alive => Life::Alive,
            kernel::Life::Zombie(status) => Life::Zombie(status),
            kernel::Life::Reaped(status) => Life::Gone(status),
        },
        main: look.id(inspect::main_of(machine, pid)),
    });
    for child in 0..machine.processes().len() {
        if parents.get(child).copied().flatten() == Some(pid) {
            room(look, Pid::from(child), depth + 1, all);
        }
    }
}

fn worker(look: &Look<'_>, id: WorkerId, task: Task) -> Worker {
    let look = &look.into(task.pid);
    let process = look.process;
    let object = process.workers[task.tid.index()].object;
    let at = stand(process, task.tid);
    let is_process = task.pid != Pid(0) && task.tid == process.main;
    let name = thread_name(process, object).unwrap_or_else(|| "MainThread".to_owned());
    let name = if is_process {
        inspect::process_name(look.machine, task.pid).unwrap_or(name)
    } else {
        name
    };
    Worker {
        id,
        task,
        kind: if is_process {
            WorkerKind::Process
        } else {
            WorkerKind::Thread
        },
        name,
        state: state(look, id, task),
        line: at.map(|at| line(process, at)),
        function: at.map_or_else(String::new, |at| {
            let function = &process.program.functions[at.function.index()];
            process.names.text(function.name).to_string()
        }),
        daemon: matches!(process.heap.body(object), Body::Thread(thread) if thread.daemon),
        steps: look.chronicle.count(id, look.moment),
        // Only a live run has numbers that the operating system knows.
        os: look.machine.is_live().then(|| OsIds {
            pid: process.os_id,
            tid: process.native_id(task.tid),
        }),
    }
}

pub(crate) fn state(look: &Look<'_>, id: WorkerId, task: Task) -> State {
    let machine = look.machine;
    match machine.process(task.pid).workers[task.tid.index()].state {
        thread::State::Ready if machine.last() == Some(task) => State::Running,
        thread::State::Ready | thread::State::Asking => State::Ready,
        thread::State::Parked { on, .. } => State::Waiting {
            on: waiting(
                machine,
                look.directory,
                look.chronicle,
                look.moment,
                on,
                task,
            ),
            since: look.chronicle.since(id, look.moment),
            until: machine.alarm(task),
        },
        thread::State::Ended => {
            let mut deaths = look.chronicle.died.iter();
            match deaths.find(|death| death.1 == id && death.0 <= look.moment) {
                Some((_, _, exception, line)) => State::Died {
                    exception: exception.clone(),
                    line: *line,
                },
                None => State::Ended,
            }
        }
    }
}

/// Its calls in the user's code, outermost first.
fn calls(look: &Look<'_>, task: Task) -> Vec<Call> {
    let process = look.process;
    let Some(thread) = stand::thread(process, task.tid) else {
        return Vec::new();
    };
    let file = &process.program.modules[process.program.main.index()].file;
    let file = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let frames: Vec<usize> = (0..thread.frames.len())
        .filter(|&at| is_own(process, &thread.frames[at]))
        .collect();
    let from = frames.len().saturating_sub(CALLS);
    frames[from..]
        .iter()
        .map(|&at| {
            let frame = &thread.frames[at];
            let function = &process.program.functions[frame.function.index()];
            let name = process.names.text(function.name);
            let is_innermost = frames.last() == Some(&at);
            Call {
                function: if name.starts_with('<') {
                    name.to_string()
                } else {
                    format!("{name}()")
                },
                file: file.to_owned(),
                line: function
                    .lines
                    .line(stand::next(process, frame.function, frame.ip) as usize),
                locals: locals(look, thread, at, is_innermost.then_some(look.shown)),
            }
        })
        .collect()
}

/// The variables of one call; `changed` by the step that led here.
fn locals(
    look: &Look<'_>,
    thread: &thread::Thread,
    at: usize,
    whose: Option<WorkerId>,
) -> Vec<Variable> {
    let process = look.process;
    let frame = &thread.frames[at];
    let function = &process.program.functions[frame.function.index()];
    let base = frame.base as usize;
    let changed = whose.and_then(|whose| {
        let step = look
            .chronicle
            .step_to(look.moment)
            .filter(|step| step.worker == whose)?;
        let done = step
            .at
            .filter(|done| done.frame == at && done.function == frame.function)?;
        match stand::op(&process.program, done.function, done.ip)? {
            Op::StoreLocal(slot) => Some(function.locals[slot as usize]),
            Op::StoreCell(cell) => Some(listing::cell_name(function, cell as usize)),
            _ => None,
        }
    });
    let cells = function
        .cells
        .iter()
        .map(|&(name, _)| name)
        .chain(function.free.iter().copied());
    let names = function.locals.iter().copied().chain(cells);
    let mut variables = Vec::new();
    for (place, name) in names.enumerate() {
        let Some(&value) = thread.stack.get(base + place) else {
            break;
        };
        let value = match value.object().map(|id| process.heap.body(id)) {
            Some(Body::Cell(inner)) => *inner,
            _ => value,
        };
        let text = process.names.text(name);
        if value.is_bound() && !text.starts_with('.') && variables.len() < LOCALS {
            variables.push(Variable {
                name: text.to_string(),
                value: named(look, text, value),
                changed: changed == Some(name),
            });
        }
    }
    variables
}

/// An object that has a name elsewhere is shown by it: `source = anna`.
fn named(look: &Look<'_>, variable: &str, value: Value) -> String {
    let name = value
        .object()
        .and_then(|id| match look.process.heap.body(id) {
            Body::Plain => look.names.get(id).filter(|&name| name != variable),
            _ => None,
        });
    name.map_or_else(|| show(look.process, value), ToOwned::to_owned)
}
