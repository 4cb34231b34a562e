//! A program as readable text: one line an instruction, its source line beside it.

use std::fmt::Write as _;

use crate::code::{Constant, Function, Op, Program};

/// All code objects of the user's module, in the order they were compiled.
pub fn program(program: &Program) -> String {
    let mut text = String::new();
    for function in program
        .functions
        .iter()
        .filter(|function| function.module == program.main)
    {
        let _ = writeln!(text, "{}:", program.names.text(function.qualified_name));
        text.push_str(&self::function(program, function));
        text.push('\n');
    }
    text
}

/// One code object.
pub fn function(program: &Program, function: &Function) -> String {
    let mut text = String::new();
    let mut last = 0;
    for (ip, &op) in function.code.iter().enumerate() {
        let line = function.lines.line(ip);
        let shown = if line == last {
            String::new()
        } else {
            line.to_string()
        };
        last = line;
        let _ = writeln!(
            text,
            "{shown:>5} {ip:>5}  {}",
            instruction(program, function, op)
        );
    }
    for handler in &function.handlers {
        let _ = writeln!(
            text,
            "            {}..{} handled at {} (depth {})",
            handler.start, handler.end, handler.target, handler.depth
        );
    }
    text
}

/// One instruction in words a student can match with the source: `LoadGlobal counter`, `Binary Add`.
pub fn instruction(program: &Program, function: &Function, op: Op) -> String {
    match op {
        Op::Constant(index) => format!("Constant {}", constant(&program.constants[index as usize])),
        Op::LoadLocal(slot) | Op::StoreLocal(slot) | Op::DeleteLocal(slot) => {
            format!(
                "{} {}",
                mnemonic(op),
                program.names.text(function.locals[slot as usize])
            )
        }
        Op::LoadCell(cell) | Op::StoreCell(cell) | Op::DeleteCell(cell) | Op::LoadClosure(cell) => {
            format!(
                "{} {}",
                mnemonic(op),
                program.names.text(cell_name(function, cell as usize))
            )
        }
        Op::LoadGlobal(slot) | Op::StoreGlobal(slot) | Op::DeleteGlobal(slot) => {
            let module = &program.modules[function.module.index()];
            format!(
                "{} {}",
                mnemonic(op),
                program.names.text(module.globals[slot as usize])
            )
        }
        Op::LoadName(name)
        | Op::StoreName(name)
        | Op::DeleteName(name)
        | Op::LoadNameOrCell { name, .. }
        | Op::Annotate(name)
        | Op::LoadAttribute(name)
        | Op::StoreAttribute(name)
        | Op::DeleteAttribute(name)
        | Op::LoadMethod(name)
        | Op::ImportFrom(name)
        | Op::ImportMissing(name) => format!("{} {}", mnemonic(op), program.names.text(name)),
        Op::Import(module) => format!("Import {}", program.modules[module.index()].name),
        Op::JumpIfFixOff { fix, target } => format!(
            "JumpIfFixOff {} {target}",
            program.fixes[usize::from(fix.0)].name
        ),
        Op::JumpIfFixOn { fix, target } => format!(
            "JumpIfFixOn {} {target}",
            program.fixes[usize::from(fix.0)].name
        ),
        Op::MakeFunction { function, .. } => {
            let made = &program.functions[function.index()];
            format!("MakeFunction {}", program.names.text(made.qualified_name))
        }
        Op::CallKeywords {
            arguments,
            keywords,
        } => {
            let names: Vec<_> = program.keywords[keywords as usize]
                .iter()
                .map(|&name| &**program.names.text(name))
                .collect();
            format!("CallKeywords {arguments} ({})", names.join(", "))
        }
        // The rest carry numbers only, or nothing: `Debug` says them well, without its brackets.
        other => format!("{other:?}")
            .replace(['(', ')', '{', '}'], " ")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
    }
}

/// The name of a cell by its number: own cells first, then those closed over.
pub fn cell_name(function: &Function, cell: usize) -> crate::code::Name {
    match function.cells.get(cell) {
        Some(&(name, _)) => name,
        None => function.free[cell - function.cells.len()],
    }
}

fn mnemonic(op: Op) -> String {
    let text = format!("{op:?}");
    text.split(['(', ' ']).next().unwrap_or_default().to_owned()
}

fn constant(constant: &Constant) -> String {
    match constant {
        Constant::None => "None".to_owned(),
        Constant::Bool(true) => "True".to_owned(),
        Constant::Bool(false) => "False".to_owned(),
        Constant::Int(value) => value.to_string(),
        Constant::BigInt(digits) => digits.clone(),
        Constant::Float(value) => format!("{value:?}"),
        Constant::Text(text) => format!("{text:?}"),
        Constant::Bytes(bytes) => format!("b{:?}", String::from_utf8_lossy(bytes)),
        Constant::Tuple(items) => format!(
            "({})",
            items
                .iter()
                .map(self::constant)
                .collect::<Vec<_>>()
                .join(", ")
        ),
        Constant::FrozenSet(items) => format!(
            "{{{}}}",
            items
                .iter()
                .map(self::constant)
                .collect::<Vec<_>>()
                .join(", ")
        ),
        Constant::Ellipsis => "...".to_owned(),
    }
}
