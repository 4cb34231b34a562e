//! Takes out what the assembler could not see: jumps to jumps, jumps to the next instruction, and code that nothing
//! reaches any more.

use super::stack::{effect, with_target};
use crate::code::{Handler, Lines, Op};

/// Long enough for any chain of jumps that a program causes, and an end to those that go in circles.
const MOST_HOPS: usize = 16;

pub(super) fn tidy(code: &mut Vec<Op>, handlers: &mut Vec<Handler>, lines: &mut Lines) {
    loop {
        follow_jumps(code);
        let kept = kept(code, handlers);
        if kept.iter().all(|&is_kept| is_kept) {
            return;
        }
        take_out(&kept, code, handlers, lines);
    }
}

/// A jump to a jump goes where that one goes. A back edge stays one, for it is there that a thread may lose its turn.
fn follow_jumps(code: &mut [Op]) {
    for at in 0..code.len() {
        for _ in 0..MOST_HOPS {
            let Some((target, _)) = effect(code[at]).jump else {
                break;
            };
            match (code[at], code[target as usize]) {
                (Op::JumpBack(_), _) => break,
                (Op::Jump(_), Op::JumpBack(head)) => code[at] = Op::JumpBack(head),
                (_, Op::Jump(next)) if next != target && next as usize != at => {
                    code[at] = with_target(code[at], next);
                }
                _ => break,
            }
        }
    }
}

/// Which instructions are reached, and not merely a jump to the next.
fn kept(code: &[Op], handlers: &[Handler]) -> Vec<bool> {
    let mut kept = vec![false; code.len()];
    let mut waiting = vec![0];
    while let Some(at) = waiting.pop() {
        if at >= code.len() || std::mem::replace(&mut kept[at], true) {
            continue;
        }
        let effect = effect(code[at]);
        if let Some((target, _)) = effect.jump {
            waiting.push(target as usize);
        }
        if effect.gives.is_some() {
            waiting.push(at + 1);
        }
        let guarding = handlers
            .iter()
            .find(|handler| (handler.start..handler.end).contains(&(at as u32)));
        waiting.extend(guarding.map(|handler| handler.target as usize));
    }
    for at in 0..code.len() {
        if let Op::Jump(target) = code[at]
            && target as usize == at + 1
        {
            kept[at] = false;
        }
    }
    kept
}

fn take_out(kept: &[bool], code: &mut Vec<Op>, handlers: &mut Vec<Handler>, lines: &mut Lines) {
    // Where each instruction, or the next one that stays, comes to lie.
    let mut moved = Vec::with_capacity(kept.len() + 1);
    let mut next = 0;
    for &is_kept in kept {
        moved.push(next);
        next += u32::from(is_kept);
    }
    moved.push(next);
    let place = |at: u32| moved.get(at as usize).copied().unwrap_or(next);
    for op in code.iter_mut() {
        if let Some((target, _)) = effect(*op).jump {
            *op = with_target(*op, place(target));
        }
    }
    let mut stays = kept.iter();
    code.retain(|_| stays.next().copied().unwrap_or(true));
    let mut stays = kept.iter();
    lines
        .places
        .retain(|_| stays.next().copied().unwrap_or(true));
    for handler in handlers.iter_mut() {
        handler.start = place(handler.start);
        handler.end = place(handler.end);
        handler.target = place(handler.target);
    }
    handlers.retain(|handler| handler.start < handler.end);
}
