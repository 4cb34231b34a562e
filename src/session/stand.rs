//! Where a worker stands: the frame and the instruction of the user's own code, and that instruction in words.

use crate::base::{FunctionId, ObjectId, Tid};
use crate::code::{Binary, Compare, Op, Program, Unary, listing, name};
use crate::machine::frame::Frame;
use crate::machine::object::Body;
use crate::machine::process::Process;
use crate::machine::thread::Thread;
use crate::machine::value::Value;
use crate::session::names::Names;
use crate::session::show::{all_sync, callable, is_plain_data, is_sync, show};

/// Characters of a value beside an instruction.
const LONGEST: usize = 24;

/// A worker's place in the user's code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stand {
    pub(crate) function: FunctionId,
    /// What comes next, or the call that is out.
    pub(crate) ip: u32,
    /// Position of its frame.
    pub(crate) frame: usize,
    /// It is the innermost frame: the instruction is about to be done.
    pub(crate) is_top: bool,
}

/// The innermost frame of the user's own code.
pub(crate) fn stand(process: &Process, tid: Tid) -> Option<Stand> {
    let thread = thread(process, tid)?;
    let at = thread
        .frames
        .iter()
        .rposition(|frame| is_own(process, frame))?;
    let frame = &thread.frames[at];
    let is_top = at + 1 == thread.frames.len();
    let ip = if is_top {
        next(process, frame.function, frame.ip)
    } else {
        frame.ip
    };
    Some(Stand {
        function: frame.function,
        ip,
        frame: at,
        is_top,
    })
}

pub(crate) fn thread(process: &Process, tid: Tid) -> Option<&Thread> {
    process.workers.get(tid.index())?.thread.as_deref()
}

pub(crate) fn is_own(process: &Process, frame: &Frame) -> bool {
    let module = process.program.functions[frame.function.index()].module;
    module == process.program.main && !frame.hidden
}

/// The instruction that the next step does: asking a fix mark is no step.
pub(crate) fn next(process: &Process, function: FunctionId, ip: u32) -> u32 {
    let code = &process.program.functions[function.index()].code;
    let mut ip = ip;
    for _ in 0..64 {
        match code.get(ip as usize) {
            Some(Op::JumpIfFixOff { fix, target }) => {
                ip = if process.has_fix((*fix).into()) {
                    ip + 1
                } else {
                    *target
                };
            }
            Some(Op::JumpIfFixOn { fix, target }) => {
                ip = if process.has_fix((*fix).into()) {
                    *target
                } else {
                    ip + 1
                };
            }
            Some(Op::Nop) => ip += 1,
            Some(_) | None => break,
        }
    }
    ip
}

pub(crate) fn op(program: &Program, function: FunctionId, ip: u32) -> Option<Op> {
    program.functions[function.index()]
        .code
        .get(ip as usize)
        .copied()
}

/// An instruction as a student would say it: `LOAD counter`, `ADD`, `STORE counter`.
#[expect(clippy::too_many_lines, reason = "a table: one line an instruction")]
pub(crate) fn words(program: &Program, function: FunctionId, ip: u32) -> String {
    let code = &program.functions[function.index()];
    let Some(op) = code.code.get(ip as usize).copied() else {
        return String::new();
    };
    let name = |name: crate::code::Name| program.names.text(name).to_string();
    let global = |slot: u32| name(program.modules[code.module.index()].globals[slot as usize]);
    let local = |slot: u32| name(code.locals[slot as usize]);
    let cell = |cell: u32| name(listing::cell_name(code, cell as usize));
    match op {
        Op::Constant(index) => {
            let text = listing::instruction(program, code, Op::Constant(index));
            let text = text.trim_start_matches("Constant ");
            let head: String = text.chars().take(LONGEST).collect();
            let cut = if head.len() < text.len() { "…" } else { "" };
            format!("LOAD {head}{cut}")
        }
        Op::None => "LOAD None".to_owned(),
        Op::Int(number) => format!("LOAD {number}"),
        Op::LoadLocal(slot) => format!("LOAD {}", local(slot)),
        Op::StoreLocal(slot) => format!("STORE {}", local(slot)),
        Op::DeleteLocal(slot) => format!("DELETE {}", local(slot)),
        Op::LoadCell(slot) => format!("LOAD {}", cell(slot)),
        Op::StoreCell(slot) => format!("STORE {}", cell(slot)),
        Op::DeleteCell(slot) => format!("DELETE {}", cell(slot)),
        Op::LoadClosure(slot) => format!("CAPTURE {}", cell(slot)),
        Op::LoadGlobal(slot) => format!("LOAD {}", global(slot)),
        Op::StoreGlobal(slot) => format!("STORE {}", global(slot)),
        Op::DeleteGlobal(slot) => format!("DELETE {}", global(slot)),
        Op::LoadName(text) | Op::LoadNameOrCell { name: text, .. } => {
            format!("LOAD {}", name(text))
        }
        Op::StoreName(text) => format!("STORE {}", name(text)),
        Op::DeleteName(text) => format!("DELETE {}", name(text)),
        Op::LoadAttribute(text) => format!("LOAD .{}", name(text)),
        Op::StoreAttribute(text) => format!("STORE .{}", name(text)),
        Op::DeleteAttribute(text) => format!("DELETE .{}", name(text)),
        Op::LoadMethod(text) => format!("METHOD .{}", name(text)),
        Op::LoadItem => "LOAD [ ]".to_owned(),
        Op::StoreItem => "STORE [ ]".to_owned(),
        Op::DeleteItem => "DELETE [ ]".to_owned(),
        Op::Unary(Unary::Not) => "NOT".to_owned(),
        Op::Unary(Unary::Negative) => "NEGATE".to_owned(),
        Op::Binary(operator) | Op::Inplace(operator) => binary(operator).1.to_owned(),
        Op::Compare(_) | Op::Is(_) | Op::Contains(_) => "COMPARE".to_owned(),
        Op::Jump(_) => "JUMP".to_owned(),
        Op::JumpBack(_) => "LOOP".to_owned(),
        Op::PopJumpIfFalse(_)
        | Op::PopJumpIfTrue(_)
        | Op::PopJumpIfNone(_)
        | Op::PopJumpIfNotNone(_)
        | Op::JumpIfFalseOrPop(_)
        | Op::JumpIfTrueOrPop(_) => "DECIDE".to_owned(),
        Op::GetIterator => "ITERATE".to_owned(),
        Op::ForIter(_) => "NEXT ITEM".to_owned(),
        Op::Call(_) | Op::CallKeywords { .. } | Op::CallSpread(_) => "CALL".to_owned(),
        Op::Return => "RETURN".to_owned(),
        Op::EnterWith => "ENTER with".to_owned(),
        Op::ExitWith | Op::ExitWithError => "LEAVE with".to_owned(),
        Op::Raise(_) => "RAISE".to_owned(),
        Op::Import(_) => listing::instruction(program, code, op).replace("Import ", "IMPORT "),
        Op::ImportFrom(text) | Op::ImportMissing(text) => format!("IMPORT {}", name(text)),
        Op::MakeFunction { .. } => {
            listing::instruction(program, code, op).replace("MakeFunction ", "MAKE ")
        }
        Op::Format { .. } => "FORMAT".to_owned(),
        // As `dis` calls it: there is no object that the function belongs to.
        Op::Unbound => "PUSH NULL".to_owned(),
        Op::Copy(_) => "COPY".to_owned(),
        Op::Swap(_) => "SWAP".to_owned(),
        Op::Pop
        | Op::Annotate(_)
        | Op::Unary(Unary::Positive | Unary::Invert)
        | Op::BuildSlice(_)
        | Op::BuildTuple(_)
        | Op::BuildList(_)
        | Op::BuildSet(_)
        | Op::BuildDict(_)
        | Op::BuildString(_)
        | Op::ListAppend(_)
        | Op::SetAdd(_)
        | Op::DictAdd(_)
        | Op::ListExtend(_)
        | Op::SetUpdate(_)
        | Op::DictUpdate(_)
        | Op::DictMerge(_)
        | Op::ListToTuple
        | Op::Unpack(_)
        | Op::UnpackStar { .. }
        | Op::JumpIfFixOff { .. }
        | Op::JumpIfFixOn { .. }
        | Op::LoadBuildClass
        | Op::LoadAssertionError
        | Op::Yield
        | Op::GetYieldFrom
        | Op::Send(_)
        | Op::Reraise
        | Op::PushHandled
        | Op::PopHandled
        | Op::MatchException
        | Op::MatchSequence
        | Op::MatchMapping
        | Op::MatchKeys
        | Op::MatchClass(_)
        | Op::GetLength
        | Op::DictWithout
        | Op::Nop => capitals(&listing::instruction(program, code, op)),
    }
}

/// `BuildList 2` as `BUILD LIST 2`.
fn capitals(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 4);
    for (at, letter) in words.chars().enumerate() {
        if at > 0 && letter.is_ascii_uppercase() && !out.ends_with(' ') {
            out.push(' ');
        }
        out.extend(letter.to_uppercase());
    }
    out
}

fn binary(operator: Binary) -> (&'static str, &'static str) {
    match operator {
        Binary::Add => ("+", "ADD"),
        Binary::Subtract => ("-", "SUBTRACT"),
        Binary::Multiply => ("*", "MULTIPLY"),
        Binary::Divide => ("/", "DIVIDE"),
        Binary::FloorDivide => ("//", "DIVIDE"),
        Binary::Modulo => ("%", "MODULO"),
        Binary::Power => ("**", "POWER"),
        Binary::ShiftLeft => ("<<", "SHIFT"),
        Binary::ShiftRight => (">>", "SHIFT"),
        Binary::And => ("&", "AND"),
        Binary::Or => ("|", "OR"),
        Binary::Xor => ("^", "XOR"),
        Binary::MatrixMultiply => ("@", "MULTIPLY"),
    }
}

fn compare(operator: Compare) -> &'static str {
    match operator {
        Compare::Less => "<",
        Compare::LessEqual => "<=",
        Compare::Equal => "==",
        Compare::NotEqual => "!=",
        Compare::Greater => ">",
        Compare::GreaterEqual => ">=",
    }
}

/// What the next instruction takes, as far as it can be seen: `2 + 1`, `← 3`, `worker(1)`.
pub(crate) fn operands(process: &Process, names: &Names, thread: &Thread, stand: Stand) -> String {
    if !stand.is_top {
        return String::new();
    }
    let Some(op) = op(&process.program, stand.function, stand.ip) else {
        return String::new();
    };
    let top = |depth: usize| {
        let at = thread.stack.len().checked_sub(depth)?;
        thread.stack.get(at).copied()
    };
    let shown =
        |depth: usize| top(depth).map_or(String::new(), |value| brief(process, names, value));
    match op {
        Op::Binary(operator) | Op::Inplace(operator) => {
            format!("{} {} {}", shown(2), binary(operator).0, shown(1))
        }
        Op::Compare(operator) => format!("{} {} {}", shown(2), compare(operator), shown(1)),
        Op::Is(negate) => format!(
            "{} {} {}",
            shown(2),
            if negate { "is not" } else { "is" },
            shown(1)
        ),
        Op::Contains(negate) => {
            format!(
                "{} {} {}",
                shown(2),
                if negate { "not in" } else { "in" },
                shown(1)
            )
        }
        Op::StoreLocal(_) | Op::StoreCell(_) | Op::StoreGlobal(_) | Op::StoreName(_) => {
            format!("← {}", shown(1))
        }
        Op::StoreAttribute(_) => format!("of {} ← {}", shown(1), shown(2)),
        Op::LoadAttribute(_) | Op::LoadMethod(_) => format!("of {}", shown(1)),
        Op::LoadItem => format!("{}[{}]", shown(2), shown(1)),
        Op::StoreItem => format!("{}[{}] ← {}", shown(2), shown(1), shown(3)),
        Op::PopJumpIfFalse(_)
        | Op::PopJumpIfTrue(_)
        | Op::JumpIfFalseOrPop(_)
        | Op::JumpIfTrueOrPop(_) => {
            format!("on {}", shown(1))
        }
        Op::Return | Op::EnterWith | Op::Raise(1) => shown(1),
        Op::ExitWith if top(1).is_some_and(|exit| !exit.is_bound()) => "(not entered)".to_owned(),
        Op::Call(count) => {
            let count = count as usize;
            let callee = top(count + 2).map_or(String::new(), |callee| callable(process, callee));
            let receiver = top(count + 1).filter(|receiver| receiver.is_bound());
            let arguments: Vec<String> = (1..=count).rev().map(shown).collect();
            let call = format!("{callee}({})", arguments.join(", "));
            match receiver {
                Some(receiver) if !matches!(receiver, Value::Module(_)) => {
                    format!("{call} of {}", brief(process, names, receiver))
                }
                Some(_) | None => call,
            }
        }
        _ => String::new(),
    }
}

/// The list, dict, deque or set whose method is about to be called.
pub(crate) fn container(process: &Process, thread: &Thread, stand: Stand) -> Option<ObjectId> {
    let Op::Call(count) =
        op(&process.program, stand.function, stand.ip).filter(|_| stand.is_top)?
    else {
        return None;
    };
    let at = thread.stack.len().checked_sub(count as usize + 1)?;
    let id = thread.stack.get(at)?.object()?;
    let body = process.heap.body(id);
    matches!(
        body,
        Body::List(_) | Body::Dict(_) | Body::Deque(_) | Body::Set(_)
    )
    .then_some(id)
}

/// What the instruction just done left: `→ 3`.
pub(crate) fn result(process: &Process, names: &Names, thread: &Thread, op: Op) -> String {
    let gives = matches!(
        op,
        Op::LoadLocal(_)
            | Op::LoadCell(_)
            | Op::LoadGlobal(_)
            | Op::LoadName(_)
            | Op::LoadNameOrCell { .. }
            | Op::LoadAttribute(_)
            | Op::LoadItem
            | Op::Unary(_)
            | Op::Binary(_)
            | Op::Inplace(_)
            | Op::Compare(_)
            | Op::Is(_)
            | Op::Contains(_)
            | Op::ForIter(_)
            | Op::Format { .. }
            | Op::BuildList(_)
            | Op::BuildTuple(_)
            | Op::BuildDict(_)
            | Op::BuildSet(_)
            | Op::BuildString(_)
            | Op::Call(_)
            | Op::CallKeywords { .. }
            | Op::CallSpread(_)
    );
    match thread.stack.last() {
        Some(&value) if gives => format!("→ {}", brief(process, names, value)),
        Some(_) | None => String::new(),
    }
}

/// What a load would find now.
pub(crate) fn preview(process: &Process, thread: &Thread, stand: Stand) -> Option<Value> {
    let base = thread.frames[stand.frame].base as usize;
    let function = &process.program.functions[stand.function.index()];
    match op(&process.program, stand.function, stand.ip)? {
        Op::LoadGlobal(slot) => {
            let globals = &process.globals[function.module.index()];
            [&globals.values, &globals.fallback]
                .into_iter()
                .filter_map(|values| values.get(slot as usize).copied())
                .find(|value| value.is_bound())
        }
        Op::LoadLocal(slot) => thread.stack.get(base + slot as usize).copied(),
        Op::LoadCell(cell) => {
            let place = thread
                .stack
                .get(base + function.locals.len() + cell as usize)?;
            match process.heap.body(place.object()?) {
                Body::Cell(value) => Some(*value),
                _ => None,
            }
        }
        Op::LoadAttribute(name) => {
            let object = thread.stack.last()?.object()?;
            process.heap.get(object).attributes.as_ref()?.get(name)
        }
        _ => None,
    }
    .filter(|value| value.is_bound())
}

/// A value in very few characters; an object of the user's by its name.
pub(crate) fn brief(process: &Process, names: &Names, value: Value) -> String {
    if let Some(id) = value.object()
        && (matches!(process.heap.body(id), Body::Plain) || is_sync(process, value))
        && let Some(name) = names.get(id)
    {
        return name.to_owned();
    }
    let text = show(process, value);
    if text.chars().count() <= LONGEST {
        return text;
    }
    let head: String = text.chars().take(LONGEST - 1).collect();
    format!("{head}…")
}

/// Whether another worker could notice the instruction that comes next.
pub(crate) fn is_visible(
    process: &Process,
    sharing: &[Sharing],
    thread: Option<&Thread>,
    function: FunctionId,
    ip: u32,
) -> bool {
    let code = &process.program.functions[function.index()];
    let Some(op) = code.code.get(ip as usize) else {
        return false;
    };
    match op {
        Op::StoreGlobal(slot) | Op::DeleteGlobal(slot) | Op::LoadGlobal(slot) => {
            let globals = &process.globals[code.module.index()];
            let value = globals.values[*slot as usize];
            let is_builtin = globals
                .fallback
                .get(*slot as usize)
                .is_some_and(|value| value.is_bound());
            let counts = if value.is_bound() {
                is_plain_data(process, value)
            } else {
                !is_builtin
            };
            counts && tells(process, sharing, *slot, value)
        }
        Op::LoadAttribute(_) | Op::StoreAttribute(_) | Op::DeleteAttribute(_) => {
            let object = thread.and_then(|thread| thread.stack.last()).copied();
            !matches!(object, Some(Value::Module(_)))
        }
        // A `with` that was not entered, since its mark was off, is not left either.
        Op::ExitWith => {
            thread.is_none_or(|thread| thread.stack.last().is_some_and(|exit| exit.is_bound()))
        }
        Op::LoadItem
        | Op::StoreItem
        | Op::DeleteItem
        | Op::LoadCell(_)
        | Op::StoreCell(_)
        | Op::EnterWith
        | Op::ExitWithError => true,
        Op::Call(count) => {
            let receiver = thread.and_then(|thread| {
                let at = thread.stack.len().checked_sub(*count as usize + 1)?;
                thread.stack.get(at).copied()
            });
            let callee = thread.and_then(|thread| {
                let at = thread.stack.len().checked_sub(*count as usize + 2)?;
                thread.stack.get(at).copied()
            });
            if let Some(Value::Native(native)) = callee
                && ASKS_KERNEL.contains(&native.get().name)
            {
                return true;
            }
            receiver.is_some_and(|receiver| {
                receiver.object().is_some_and(|id| {
                    is_sync(process, receiver)
                        || is_between_processes(process, id)
                        || matches!(
                            process.heap.body(id),
                            Body::Thread(_)
                                | Body::List(_)
                                | Body::Dict(_)
                                | Body::Deque(_)
                                | Body::Set(_)
                        )
                })
            })
        }
        _ => false,
    }
}

/// What `os` has other processes notice.
const ASKS_KERNEL: [&str; 6] = ["fork", "kill", "wait", "waitpid", "_exit", "abort"];

/// A lock, a queue, a process, a pool … of `multiprocessing`: its methods ask the kernel.
fn is_between_processes(process: &Process, id: ObjectId) -> bool {
    if !matches!(process.heap.body(id), Body::Plain) {
        return false;
    }
    let class = process.class(process.heap.class(id));
    class.mro.iter().any(|&class| {
        let module = process.class(class).attributes.get(name::MODULE);
        let module = module.and_then(|module| process.heap.str(module));
        module.is_some_and(|module| {
            module.starts_with("multiprocessing") || module.starts_with("concurrent.futures")
        })
    })
}

/// Who speaks of a global of the user's module.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Sharing {
    /// No function: it is the main thread's own.
    #[default]
    Private,
    /// Functions read it, and it is set once: nobody can notice a reading.
    Constant,
    Variable,
}

impl Sharing {
    /// Whether reading this value there tells anything.
    fn tells(self, process: &Process, value: Value) -> bool {
        let is_container = value.object().is_some_and(|id| {
            let body = process.heap.body(id);
            matches!(
                body,
                Body::List(_) | Body::Dict(_) | Body::Deque(_) | Body::Set(_)
            )
        });
        match self {
            Self::Private => false,
            Self::Constant => is_container && !all_sync(process, value),
            Self::Variable => true,
        }
    }
}

/// By slot.
pub(crate) fn sharing(program: &Program) -> Vec<Sharing> {
    let main = &program.modules[program.main.index()];
    let mut stores = vec![0; main.globals.len()];
    let mut is_named = vec![false; main.globals.len()];
    for (number, function) in program.functions.iter().enumerate() {
        if function.module != program.main {
            continue;
        }
        let is_body = main.body == Some(FunctionId::from(number));
        for op in &function.code {
            match *op {
                // A function may be called again.
                Op::StoreGlobal(slot) | Op::DeleteGlobal(slot) => {
                    stores[slot as usize] += if is_body { 1 } else { 2 };
                    is_named[slot as usize] |= !is_body;
                }
                Op::LoadGlobal(slot) => is_named[slot as usize] |= !is_body,
                _ => {}
            }
        }
    }
    let of = |(stores, is_named): (i32, bool)| match (is_named, stores) {
        (false, _) => Sharing::Private,
        (true, ..2) => Sharing::Constant,
        (true, _) => Sharing::Variable,
    };
    stores.into_iter().zip(is_named).map(of).collect()
}

/// Whether reading this value from that global tells anything.
pub(crate) fn tells(process: &Process, sharing: &[Sharing], slot: u32, value: Value) -> bool {
    sharing
        .get(slot as usize)
        .is_some_and(|sharing| sharing.tells(process, value))
}
