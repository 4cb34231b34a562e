//! What each instruction does to the operand stack, and a check that all paths through a function agree about it.

use crate::code::op::MakeFlags;
use crate::code::{Function, Op};

/// How many operands an instruction takes and gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Effect {
    pub takes: u32,
    /// What it leaves where it goes on to the next instruction; `None` where it never does.
    pub gives: Option<u32>,
    /// Where it may jump, and what it leaves there.
    pub jump: Option<(u32, u32)>,
}

/// The effect of an instruction, by the contract in [`Op`].
#[expect(clippy::too_many_lines, reason = "one row an instruction")]
pub(crate) fn effect(op: Op) -> Effect {
    let plain = |takes, gives| Effect {
        takes,
        gives: Some(gives),
        jump: None,
    };
    let ends = |takes| Effect {
        takes,
        gives: None,
        jump: None,
    };
    let branch = |takes, gives, target, there| Effect {
        takes,
        gives: Some(gives),
        jump: Some((target, there)),
    };
    let goes = |target| Effect {
        takes: 0,
        gives: None,
        jump: Some((target, 0)),
    };
    match op {
        Op::Constant(_)
        | Op::None
        | Op::Int(_)
        | Op::Unbound
        | Op::LoadLocal(_)
        | Op::LoadCell(_)
        | Op::LoadClosure(_)
        | Op::LoadGlobal(_)
        | Op::LoadName(_)
        | Op::LoadNameOrCell { .. }
        | Op::LoadBuildClass
        | Op::LoadAssertionError
        | Op::Import(_) => plain(0, 1),
        Op::Pop
        | Op::StoreLocal(_)
        | Op::StoreCell(_)
        | Op::StoreGlobal(_)
        | Op::StoreName(_)
        | Op::Annotate(_)
        | Op::DeleteAttribute(_)
        | Op::PopHandled => plain(1, 0),
        Op::DeleteLocal(_)
        | Op::DeleteCell(_)
        | Op::DeleteGlobal(_)
        | Op::DeleteName(_)
        | Op::Nop => plain(0, 0),
        Op::Copy(depth) => plain(depth, depth + 1),
        Op::Swap(depth) => plain(depth, depth),
        Op::Unary(_)
        | Op::LoadAttribute(_)
        | Op::ListToTuple
        | Op::GetIterator
        | Op::GetYieldFrom
        | Op::Yield
        | Op::ExitWith => plain(1, 1),
        Op::Binary(_)
        | Op::Inplace(_)
        | Op::Compare(_)
        | Op::Is(_)
        | Op::Contains(_)
        | Op::LoadItem
        | Op::DictWithout => plain(2, 1),
        Op::StoreAttribute(_) | Op::DeleteItem => plain(2, 0),
        Op::LoadMethod(_)
        | Op::ImportFrom(_)
        | Op::EnterWith
        | Op::PushHandled
        | Op::MatchSequence
        | Op::MatchMapping
        | Op::GetLength => plain(1, 2),
        Op::StoreItem => plain(3, 0),
        Op::BuildSlice(count)
        | Op::BuildTuple(count)
        | Op::BuildList(count)
        | Op::BuildSet(count)
        | Op::BuildString(count) => plain(count, 1),
        Op::BuildDict(pairs) => plain(2 * pairs, 1),
        Op::ListAppend(depth)
        | Op::SetAdd(depth)
        | Op::ListExtend(depth)
        | Op::SetUpdate(depth)
        | Op::DictUpdate(depth)
        | Op::DictMerge(depth) => plain(depth + 1, depth),
        Op::DictAdd(depth) => plain(depth + 2, depth),
        Op::Format { spec, .. } => plain(1 + u32::from(spec), 1),
        Op::Unpack(count) => plain(1, count),
        Op::UnpackStar { before, after } => plain(1, u32::from(before) + 1 + u32::from(after)),
        Op::Jump(target) | Op::JumpBack(target) => goes(target),
        Op::PopJumpIfFalse(target)
        | Op::PopJumpIfTrue(target)
        | Op::PopJumpIfNone(target)
        | Op::PopJumpIfNotNone(target) => branch(1, 0, target, 0),
        Op::JumpIfFalseOrPop(target) | Op::JumpIfTrueOrPop(target) => branch(1, 0, target, 1),
        Op::ForIter(target) => branch(1, 2, target, 0),
        Op::Send(target) => branch(2, 2, target, 1),
        Op::JumpIfFixOff { target, .. } | Op::JumpIfFixOn { target, .. } => branch(0, 0, target, 0),
        Op::MakeFunction { flags, .. } => {
            let operands = [
                MakeFlags::DEFAULTS,
                MakeFlags::KEYWORD_DEFAULTS,
                MakeFlags::CLOSURE,
            ];
            let count = operands.iter().filter(|&&flag| flags.has(flag)).count();
            plain(count as u32, 1)
        }
        Op::Call(arguments) => plain(arguments + 2, 1),
        Op::CallKeywords { arguments, .. } => plain(u32::from(arguments) + 2, 1),
        Op::CallSpread(dict) => plain(3 + u32::from(dict), 1),
        Op::Return | Op::Reraise => ends(1),
        Op::Raise(count) => ends(count),
        Op::ImportMissing(_) => ends(0),
        Op::MatchException => plain(2, 2),
        Op::ExitWithError => plain(3, 4),
        Op::MatchKeys => plain(2, 3),
        Op::MatchClass(_) => plain(3, 1),
    }
}

/// The same instruction with another jump target.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`effect` says which ones jump"
)]
pub(crate) fn with_target(op: Op, target: u32) -> Op {
    match op {
        Op::Jump(_) => Op::Jump(target),
        Op::JumpBack(_) => Op::JumpBack(target),
        Op::PopJumpIfFalse(_) => Op::PopJumpIfFalse(target),
        Op::PopJumpIfTrue(_) => Op::PopJumpIfTrue(target),
        Op::PopJumpIfNone(_) => Op::PopJumpIfNone(target),
        Op::PopJumpIfNotNone(_) => Op::PopJumpIfNotNone(target),
        Op::JumpIfFalseOrPop(_) => Op::JumpIfFalseOrPop(target),
        Op::JumpIfTrueOrPop(_) => Op::JumpIfTrueOrPop(target),
        Op::ForIter(_) => Op::ForIter(target),
        Op::Send(_) => Op::Send(target),
        Op::JumpIfFixOff { fix, .. } => Op::JumpIfFixOff { fix, target },
        Op::JumpIfFixOn { fix, .. } => Op::JumpIfFixOn { fix, target },
        other => other,
    }
}

/// Walks every path of a function: each instruction must find the same depth on all of them, and enough operands.
pub(crate) fn check(function: &Function) -> Result<(), String> {
    let mut depths: Vec<Option<u32>> = vec![None; function.code.len()];
    let mut waiting = vec![(0, 0)];
    while let Some((at, depth)) = waiting.pop() {
        let Some(&op) = function.code.get(at) else {
            return Err(format!("runs off its end at {at}"));
        };
        match depths[at] {
            Some(known) if known == depth => continue,
            Some(known) => return Err(format!("{at}: depth {known} and {depth}, {op:?}")),
            None => depths[at] = Some(depth),
        }
        let effect = effect(op);
        let Some(rest) = depth.checked_sub(effect.takes) else {
            return Err(format!("{at}: {op:?} finds {depth} operands"));
        };
        let most = rest + effect.gives.unwrap_or(0).max(effect.takes);
        if most > function.stack {
            return Err(format!("{at}: deeper than {}", function.stack));
        }
        if let Some((target, gives)) = effect.jump {
            waiting.push((target as usize, rest + gives));
        }
        if let Some(gives) = effect.gives {
            waiting.push((at + 1, rest + gives));
        }
        for handler in &function.handlers {
            if (handler.start..handler.end).contains(&(at as u32)) {
                if handler.depth > depth {
                    return Err(format!("{at}: handler wants {} of {depth}", handler.depth));
                }
                waiting.push((handler.target as usize, handler.depth + 1));
                break;
            }
        }
    }
    match depths.iter().position(Option::is_none) {
        Some(at) => Err(format!("{at}: never reached")),
        None => Ok(()),
    }
}
