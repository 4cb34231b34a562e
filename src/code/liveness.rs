//! Which locals a function may still read, from each of its instructions on. The others are dead: whatever they hold,
//! the function does the same from there. The classic analysis, backwards along the flow until nothing changes; an
//! instruction inside a `try` may go to the handler before it has done anything.

use crate::code::{Function, Op, Program, name};

/// The live locals of one function, by instruction: bits, a row of words for each.
#[derive(Clone, Debug)]
pub struct Liveness {
    words: usize,
    live: Vec<u64>,
}

impl Liveness {
    pub fn of(function: &Function) -> Self {
        let words = function.locals.len().div_ceil(64).max(1);
        let code = &function.code;
        let mut liveness = Self {
            words,
            live: vec![0; words * (code.len() + 1)],
        };
        // `super()` without arguments reads the first one.
        if function.free.contains(&name::CLASS) {
            for row in liveness.live.chunks_mut(words) {
                row[0] |= 1;
            }
        }
        while liveness.pass(function) {}
        liveness
    }

    /// Whether a local's value may still be read by the function, about to do this instruction.
    pub fn is_live(&self, instruction: u32, local: usize) -> bool {
        let row = instruction as usize * self.words;
        let word = self.live.get(row + local / 64);
        word.is_none_or(|word| word >> (local % 64) & 1 == 1)
    }

    /// Goes over all instructions once; whether anything was new.
    fn pass(&mut self, function: &Function) -> bool {
        let mut grown = false;
        for (at, op) in function.code.iter().enumerate().rev() {
            for word in 0..self.words {
                let bit = |local: u32| {
                    let here = local as usize / 64 == word;
                    u64::from(here) << (local % 64)
                };
                let (falls, target) = flow(*op);
                let mut live = if falls { self.at(at + 1, word) } else { 0 };
                if let Some(target) = target {
                    live |= self.at(target as usize, word);
                }
                match *op {
                    Op::StoreLocal(local) => live &= !bit(local),
                    Op::LoadLocal(local) | Op::DeleteLocal(local) => live |= bit(local),
                    _ => {}
                }
                for handler in &function.handlers {
                    if (handler.start..handler.end).contains(&(at as u32)) {
                        live |= self.at(handler.target as usize, word);
                    }
                }
                let place = &mut self.live[at * self.words + word];
                grown |= *place | live != *place;
                *place |= live;
            }
        }
        grown
    }

    fn at(&self, instruction: usize, word: usize) -> u64 {
        let place = self.live.get(instruction * self.words + word);
        place.copied().unwrap_or(0)
    }
}

/// Whether an instruction may go on to the next one, and where else it may go.
fn flow(op: Op) -> (bool, Option<u32>) {
    match op {
        Op::Jump(target) | Op::JumpBack(target) => (false, Some(target)),
        Op::PopJumpIfFalse(target)
        | Op::PopJumpIfTrue(target)
        | Op::PopJumpIfNone(target)
        | Op::PopJumpIfNotNone(target)
        | Op::JumpIfFalseOrPop(target)
        | Op::JumpIfTrueOrPop(target)
        | Op::ForIter(target)
        | Op::Send(target)
        | Op::JumpIfFixOff { target, .. }
        | Op::JumpIfFixOn { target, .. } => (true, Some(target)),
        Op::Return | Op::Raise(_) | Op::Reraise => (false, None),
        _ => (true, None),
    }
}

/// Whether a program names something with which a function's locals can be looked at other than by their names.
pub fn looks_at_locals(program: &Program) -> bool {
    let main = &program.modules[program.main.index()];
    let mut names = main.globals.clone();
    for function in program
        .functions
        .iter()
        .filter(|it| it.module == program.main)
    {
        names.extend(function.code.iter().filter_map(|op| match *op {
            Op::LoadName(name) | Op::LoadNameOrCell { name, .. } => Some(name),
            Op::LoadAttribute(name) | Op::LoadMethod(name) => Some(name),
            _ => None,
        }));
    }
    names
        .into_iter()
        .any(|name| matches!(&**program.names.text(name), "locals" | "vars" | "dir"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::ModuleId;
    use crate::code::{Lines, program::Handler, program::Kind, program::Parameters};

    fn function(locals: u32, code: Vec<Op>, handlers: Vec<Handler>) -> Function {
        Function {
            name: name::CLASS,
            qualified_name: name::CLASS,
            module: ModuleId(0),
            kind: Kind::Function,
            parameters: Parameters::default(),
            code,
            handlers,
            lines: Lines::default(),
            locals: vec![name::CLASS; locals as usize],
            cells: Vec::new(),
            free: Vec::new(),
            stack: 4,
            documentation: None,
            class_cell: None,
        }
    }

    #[test]
    fn a_local_is_dead_between_its_last_read_and_its_next_store() {
        let code = vec![
            Op::Int(1),
            Op::StoreLocal(0),
            Op::LoadLocal(0),
            Op::Pop,
            Op::JumpBack(0),
        ];
        let liveness = Liveness::of(&function(1, code, Vec::new()));
        let live: Vec<bool> = (0..5).map(|at| liveness.is_live(at, 0)).collect();
        assert_eq!(live, [false, false, true, false, false]);
    }

    #[test]
    fn what_a_handler_reads_is_live_all_through_the_try() {
        let code = vec![
            Op::Nop,
            Op::Int(1),
            Op::StoreLocal(0),
            Op::Return,
            Op::LoadLocal(0),
            Op::Return,
        ];
        let handler = Handler {
            start: 1,
            end: 3,
            target: 4,
            depth: 0,
        };
        let liveness = Liveness::of(&function(1, code, vec![handler]));
        let live: Vec<bool> = (0..6).map(|at| liveness.is_live(at, 0)).collect();
        assert_eq!(live, [true, true, true, false, true, false]);
    }

    #[test]
    fn more_locals_than_a_word_has_bits_are_told_apart() {
        let code = vec![Op::LoadLocal(70), Op::LoadLocal(3), Op::Return];
        let liveness = Liveness::of(&function(80, code, Vec::new()));
        assert!(liveness.is_live(0, 70) && liveness.is_live(0, 3));
        assert!(!liveness.is_live(1, 70) && liveness.is_live(1, 3));
        assert!(!liveness.is_live(2, 3));
    }
}
