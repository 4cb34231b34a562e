//! The program's text, who stands where, and the current statement opened into its instructions.

use std::ops::Range;
use std::sync::Arc;

use crate::base::FunctionId;
use crate::code::Op;
use crate::machine::object::Body;
use crate::python::{self, Colour};
use crate::scenario::Scenario;
use crate::session::chronicle::line;
use crate::session::present::Look;
use crate::session::stand::{self, Stand, brief, is_visible, operands, preview, stand, words};
use crate::view::{Code, FixMark, Instruction, Line, Paint, Place, Progress, Syntax, When};

/// Steps looked back over for what the statement has done so far.
const BACK: usize = 400;

pub(crate) fn present(look: &Look<'_>, lines: &Arc<Vec<Line>>) -> Code {
    let process = look.process;
    let mut places = Vec::new();
    for (worker, task) in look.workers() {
        let process = look.machine.process(task.pid);
        if let Some(at) = stand(process, task.tid) {
            places.push(Place {
                worker,
                line: line(process, at),
            });
        }
    }
    let file = &process.program.modules[process.program.main.index()].file;
    let at = stand(process, look.task(look.shown).tid);
    Code {
        file: file.rsplit(['/', '\\']).next().unwrap_or(file).to_owned(),
        lines: Arc::clone(lines),
        places,
        faded: faded(look),
        worker: at.map(|_| look.shown),
        statement: at
            .map(|at| (at.function, at.ip))
            .or_else(|| where_it_begins(look))
            .or_else(|| where_it_ended(look))
            .and_then(|(function, ip)| {
                let function = &process.program.functions[function.index()];
                function.lines.statement(ip as usize)
            }),
        instructions: at.map_or_else(Vec::new, |at| instructions(look, at)),
    }
}

/// The function that a thread will run which has not begun.
fn where_it_begins(look: &Look<'_>) -> Option<(FunctionId, u32)> {
    let process = look.process;
    if look.chronicle.count(look.shown, look.moment) > 0 {
        return None;
    }
    let object = process
        .workers
        .get(look.task(look.shown).tid.index())?
        .object;
    let Body::Thread(thread) = process.heap.body(object) else {
        return None;
    };
    let mut target = thread.target;
    if !target
        .object()
        .is_some_and(|id| !matches!(process.heap.body(id), Body::Plain))
    {
        target = process.lookup(process.heap.class(object), process.names.find("run")?)?;
    }
    if let Body::Method(method) = process.heap.body(target.object()?) {
        target = method.function;
    }
    match process.heap.body(target.object()?) {
        Body::Function(function) => {
            let code = &process.program.functions[function.code.index()];
            (code.module == process.program.main).then_some((function.code, 0))
        }
        _ => None,
    }
}

/// The last place of a worker that has ended.
fn where_it_ended(look: &Look<'_>) -> Option<(FunctionId, u32)> {
    let numbers = look.chronicle.by_worker.get(look.shown.0 as usize)?;
    let until = numbers.partition_point(|&number| u64::from(number) < look.moment);
    let mut steps = numbers[..until].iter().rev().take(BACK);
    steps.find_map(|&number| {
        look.chronicle.steps[number as usize]
            .at
            .map(|at| (at.function, at.ip))
    })
}

/// Lines whose marks say that they do not count now.
fn faded(look: &Look<'_>) -> Vec<u32> {
    let program = &look.process.program;
    let mut faded = Vec::new();
    for (number, fix) in program.fixes.iter().enumerate() {
        let on = look.process.has_fix(number.into());
        faded.extend(
            fix.lines
                .iter()
                .filter(|&&(_, is_fix)| is_fix != on)
                .map(|&(line, _)| line),
        );
    }
    faded.sort_unstable();
    faded.dedup();
    faded
}

fn instructions(look: &Look<'_>, at: Stand) -> Vec<Instruction> {
    let process = look.process;
    let program = &process.program;
    let thread = stand::thread(process, look.task(look.shown).tid);
    let done = done(look, at);
    let all = around(look, at);
    all.into_iter()
        .map(|ip| {
            let (progress, operands) = if ip == at.ip {
                let mut text = thread.map_or_else(String::new, |thread| {
                    operands(process, look.names, thread, at)
                });
                if at.is_top
                    && let Some(value) = thread.and_then(|thread| preview(process, thread, at))
                {
                    let value = brief(process, look.names, value);
                    text = if text.is_empty() {
                        format!("→ {value}")
                    } else {
                        format!("{text} → {value}")
                    };
                }
                (Progress::Next, text)
            } else if let Some((_, did)) = done.iter().find(|(other, _)| *other == ip) {
                (Progress::Done, did.clone())
            } else {
                (Progress::Later, String::new())
            };
            let top = thread.filter(|_| ip == at.ip && at.is_top);
            Instruction {
                words: words(program, at.function, ip),
                operands,
                progress,
                visible: is_visible(process, look.sharing, top, at.function, ip),
            }
        })
        .collect()
}

/// The instructions of the statement that lie together around the current one: the way in of a `with` is one such
/// stretch, the way out another.
fn around(look: &Look<'_>, at: Stand) -> Vec<u32> {
    let function = &look.process.program.functions[at.function.index()];
    let asks = |ip: u32| {
        matches!(
            function.code.get(ip as usize),
            Some(Op::JumpIfFixOff { .. } | Op::JumpIfFixOn { .. } | Op::Nop)
        )
    };
    let statement = |ip: u32| {
        function
            .lines
            .places
            .get(ip as usize)
            .map(|place| place.statement)
    };
    let wanted = statement(at.ip);
    let mut first = at.ip;
    while first > 0 && (statement(first - 1) == wanted || asks(first - 1)) {
        first -= 1;
    }
    let mut end = at.ip + 1;
    while (end as usize) < function.code.len() && (statement(end) == wanted || asks(end)) {
        end += 1;
    }
    // The way out by an exception is shown to whoever stands on it, and to nobody else.
    let handlers = handlers(&function.code);
    let handler = |ip: u32| handlers.iter().position(|handler| handler.contains(&ip));
    let here = handler(at.ip);
    (first..end)
        .filter(|&ip| !asks(ip) && statement(ip) == wanted && handler(ip) == here)
        .collect()
}

/// Where a function deals with exceptions: from where one arrives to where the way without one goes on.
fn handlers(code: &[Op]) -> Vec<Range<u32>> {
    let arrivals = (0..code.len()).filter(|&ip| matches!(code[ip], Op::PushHandled));
    arrivals
        .map(|ip| {
            let beyond = match ip.checked_sub(1).map(|before| &code[before]) {
                Some(&Op::Jump(target)) if target as usize > ip => target,
                _ => code.len() as u32,
            };
            ip as u32..beyond
        })
        .collect()
}

/// What the shown worker has done of this statement: instruction, and its values.
fn done(look: &Look<'_>, at: Stand) -> Vec<(u32, String)> {
    let chronicle = look.chronicle;
    let function = &look.process.program.functions[at.function.index()];
    let statement = |ip: u32| {
        function
            .lines
            .places
            .get(ip as usize)
            .map(|place| place.statement)
    };
    let mut done: Vec<(u32, String)> = Vec::new();
    let Some(numbers) = chronicle.by_worker.get(look.shown.0 as usize) else {
        return done;
    };
    let until = numbers.partition_point(|&number| u64::from(number) < look.moment);
    for &number in numbers[..until].iter().rev().take(BACK) {
        let step = &chronicle.steps[number as usize];
        let Some(was) = step.at else {
            break;
        };
        if was.frame > at.frame {
            continue;
        }
        if was == at && done.is_empty() {
            // It tried, and had to wait.
            continue;
        }
        let same = was.frame == at.frame
            && was.function == at.function
            && statement(was.ip) == statement(at.ip);
        if !same || was.ip >= at.ip || done.iter().any(|(ip, _)| *ip <= was.ip) {
            break;
        }
        done.push((was.ip, step.did.to_string()));
    }
    done
}

/// The file's lines with their colours, made once.
pub(crate) fn lines(scenario: &Scenario, program: &crate::code::Program) -> Arc<Vec<Line>> {
    let colours = python::colours(&scenario.source);
    let mark = |number: u32| {
        program.fixes.iter().find_map(|fix| {
            let &(_, is_fix) = fix.lines.iter().find(|&&(line, _)| line == number)?;
            Some(FixMark {
                name: fix.name.clone(),
                when: if is_fix { When::On } else { When::Off },
            })
        })
    };
    let text = scenario
        .source
        .strip_prefix('\u{feff}')
        .unwrap_or(&scenario.source);
    let mut defines = false;
    let lines = text.lines().enumerate().map(|(at, line)| {
        let number = at as u32 + 1;
        let mut syntax = Vec::new();
        for piece in colours.get(at).into_iter().flatten() {
            let word = || -> String {
                let length = (piece.end - piece.start) as usize;
                line.chars()
                    .skip(piece.start as usize)
                    .take(length)
                    .collect()
            };
            let paint = match piece.colour {
                Colour::Keyword => {
                    defines = matches!(word().as_str(), "def" | "class");
                    Some(Paint::Keyword)
                }
                Colour::Name | Colour::SoftKeyword => {
                    let paint = defines.then_some(Paint::Definition);
                    defines = false;
                    paint
                }
                Colour::Builtin => Some(Paint::Builtin),
                Colour::Number => Some(Paint::Number),
                Colour::String => Some(Paint::Text),
                Colour::Comment => Some(Paint::Comment),
                Colour::Operator => Some(Paint::Operator),
            };
            if let Some(paint) = paint {
                syntax.push(Syntax {
                    start: piece.start,
                    end: piece.end,
                    paint,
                });
            }
        }
        Line {
            number,
            text: line.to_owned(),
            syntax,
            mark: mark(number),
        }
    });
    Arc::new(lines.collect())
}
