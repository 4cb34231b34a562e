//! Everybody who can move, and why some of them cannot.

use crate::base::Tid;
use crate::code::{Op, listing};
use crate::machine::object::Body;
use crate::machine::thread;
use crate::machine::value::Value;
use crate::session::chronicle::{self, line, waiting};
use crate::session::present::Look;
use crate::session::show::{show, thread_name};
use crate::session::stand::{self, is_own, stand};
use crate::view::{Call, State, Variable, Worker, WorkerId, WorkerKind, Workers};

/// Calls shown of one stack: the innermost.
const CALLS: usize = 12;
const LOCALS: usize = 20;

pub(crate) fn present(look: &Look<'_>, selected: Option<WorkerId>) -> Workers {
    Workers {
        rows: look.workers().map(|tid| worker(look, tid)).collect(),
        turn: look.turn,
        selected: selected.or(Some(look.shown)),
        calls: calls(look, Tid(look.shown.0)),
    }
}

fn worker(look: &Look<'_>, tid: Tid) -> Worker {
    let process = look.process;
    let id = WorkerId(tid.0);
    let object = process.workers[tid.index()].object;
    let at = stand(process, tid);
    Worker {
        id,
        task: chronicle::task(id),
        kind: WorkerKind::Thread,
        name: thread_name(process, object).unwrap_or_else(|| "MainThread".to_owned()),
        state: state(look, tid),
        line: at.map(|at| line(process, at)),
        function: at.map_or_else(String::new, |at| {
            let function = &process.program.functions[at.function.index()];
            process.names.text(function.name).to_string()
        }),
        daemon: matches!(process.heap.body(object), Body::Thread(thread) if thread.daemon),
        steps: look.chronicle.count(id, look.moment),
        os: None,
    }
}

pub(crate) fn state(look: &Look<'_>, tid: Tid) -> State {
    let id = WorkerId(tid.0);
    match look.process.workers[tid.index()].state {
        thread::State::Ready if look.machine.last() == Some(chronicle::task(id)) => State::Running,
        thread::State::Ready | thread::State::Asking => State::Ready,
        thread::State::Parked { on, .. } => State::Waiting {
            on: waiting(
                look.process,
                look.names,
                look.chronicle,
                look.moment,
                on,
                tid,
            ),
            since: look.chronicle.since(id, look.moment),
            until: look.machine.alarm(chronicle::task(id)),
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
fn calls(look: &Look<'_>, tid: Tid) -> Vec<Call> {
    let process = look.process;
    let Some(thread) = stand::thread(process, tid) else {
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
                locals: locals(look, thread, at, is_innermost.then_some(WorkerId(tid.0))),
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
