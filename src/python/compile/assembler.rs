//! Instructions in a row, with their places, jumps by label, and the regions that handlers protect.
//!
//! The assembler knows the depth of the operand stack at every point, and drops what can never be reached: after a
//! `return` it emits nothing until a label that somebody jumps to.

use crate::base::Span;
use crate::code::{Handler, Lines, Op, Place};
use crate::python::compile::stack::{effect, with_target};

/// No function of a hand-written program comes near; nested `finally` clauses double and would never end.
const LONGEST: usize = 1 << 20;

/// A place in the code that may not be known yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Label(u32);

/// A stretch of code whose exceptions go to one handler. It is paused where a way out leaves it early.
#[derive(Debug)]
pub(crate) struct Region {
    target: Label,
    depth: u32,
    since: u32,
    ranges: Vec<(u32, u32)>,
}

#[derive(Debug, Default)]
pub(crate) struct Assembler {
    pub code: Vec<Op>,
    pub lines: Lines,
    handlers: Vec<(u32, u32, Label, u32)>,
    labels: Vec<Target>,
    statement: u32,
    depth: u32,
    deepest: u32,
    is_dead: bool,
    /// There was an error: what follows would make no sense, and nobody will see it.
    has_failed: bool,
}

/// Where a label stands, and how deep the stack is there.
#[derive(Clone, Copy, Debug, Default)]
struct Target {
    at: Option<u32>,
    depth: Option<u32>,
}

impl Assembler {
    /// Opens a statement; what follows belongs to it. Its number leads back to it later.
    pub(crate) fn statement(&mut self, span: Span) -> u32 {
        self.lines.statements.push(span);
        self.statement = self.lines.statements.len() as u32 - 1;
        self.statement
    }

    /// Goes back to an earlier statement.
    pub(crate) fn return_to(&mut self, statement: u32) {
        self.statement = statement;
    }

    pub(crate) fn current_statement(&self) -> u32 {
        self.statement
    }

    pub(crate) fn emit(&mut self, op: Op, span: Span) {
        if self.is_dead || self.has_failed || self.is_full() {
            return;
        }
        self.code.push(op);
        self.lines.places.push(Place {
            span,
            statement: self.statement,
        });
        let effect = effect(op);
        debug_assert!(self.depth >= effect.takes, "{op:?} at depth {}", self.depth);
        let rest = self.depth.saturating_sub(effect.takes);
        self.deepest = self
            .deepest
            .max(rest + effect.gives.unwrap_or(0).max(effect.takes));
        match effect.gives {
            Some(gives) => self.depth = rest + gives,
            None => self.is_dead = true,
        }
    }

    pub(crate) fn label(&mut self) -> Label {
        self.labels.push(Target::default());
        Label(self.labels.len() as u32 - 1)
    }

    /// Emits a jump to a label: `make(target)` with a target filled in later.
    pub(crate) fn jump(&mut self, make: impl FnOnce(u32) -> Op, label: Label, span: Span) {
        if self.is_dead || self.has_failed {
            return;
        }
        let op = make(label.0);
        let there = effect(op).jump.map_or(0, |(_, gives)| gives);
        let depth = self.depth.saturating_sub(effect(op).takes) + there;
        let target = &mut self.labels[label.0 as usize];
        debug_assert!(
            target.depth.is_none_or(|known| known == depth),
            "{op:?}: depth {depth} jumps to {:?}",
            target.depth
        );
        target.depth.get_or_insert(depth);
        self.emit(op, span);
    }

    /// Jumps to a label, forwards or back.
    pub(crate) fn go(&mut self, label: Label, span: Span) {
        let is_behind = self.labels[label.0 as usize].at.is_some();
        self.jump(if is_behind { Op::JumpBack } else { Op::Jump }, label, span);
    }

    /// Puts a label here. Code comes alive again where somebody jumps to it.
    pub(crate) fn bind(&mut self, label: Label) {
        let here = self.code.len() as u32;
        let target = &mut self.labels[label.0 as usize];
        target.at = Some(here);
        if self.has_failed {
            return;
        }
        match target.depth {
            Some(depth) => {
                debug_assert!(
                    self.is_dead || self.depth == depth,
                    "{} and {depth}",
                    self.depth
                );
                self.depth = depth;
                self.is_dead = false;
            }
            None => target.depth = (!self.is_dead).then_some(self.depth),
        }
    }

    /// Opens a region; exceptions in it go to `target` with the stack as it is now.
    pub(crate) fn open(&mut self, target: Label) -> Region {
        self.open_below(target, 0)
    }

    /// Likewise, but without the topmost operands.
    pub(crate) fn open_below(&mut self, target: Label, operands: u32) -> Region {
        Region {
            target,
            depth: self.depth.saturating_sub(operands),
            since: self.code.len() as u32,
            ranges: Vec::new(),
        }
    }

    pub(crate) fn pause(&mut self, region: &mut Region) {
        let here = self.code.len() as u32;
        if region.since < here {
            region.ranges.push((region.since, here));
        }
        region.since = u32::MAX;
    }

    pub(crate) fn resume(&mut self, region: &mut Region) {
        region.since = self.code.len() as u32;
    }

    /// Closes a region for good. Regions inside it have been closed before, so the innermost comes first.
    pub(crate) fn close(&mut self, mut region: Region) {
        self.pause(&mut region);
        for &(start, end) in &region.ranges {
            self.handlers
                .push((start, end, region.target, region.depth));
            self.labels[region.target.0 as usize].depth = Some(region.depth + 1);
        }
    }

    /// Emits nothing any more.
    pub(crate) fn give_up(&mut self) {
        self.has_failed = true;
    }

    /// Whether the code has become longer than anything reasonable; nothing is emitted any more.
    pub(crate) fn is_full(&self) -> bool {
        self.code.len() >= LONGEST
    }

    /// Fills in the jumps. Gives code, handlers, lines, and the deepest stack.
    pub(crate) fn finish(mut self) -> (Vec<Op>, Vec<Handler>, Lines, u32) {
        let place = |label: u32| {
            let target = self.labels.get(label as usize);
            target.and_then(|target| target.at).unwrap_or_default()
        };
        for op in &mut self.code {
            if let Some((label, _)) = effect(*op).jump {
                *op = with_target(*op, place(label));
            }
        }
        let handlers = self
            .handlers
            .iter()
            .map(|&(start, end, target, depth)| Handler {
                start,
                end,
                target: place(target.0),
                depth,
            })
            .collect();
        // A handler is entered with one operand more than its depth.
        let deepest = self
            .handlers
            .iter()
            .map(|&(.., depth)| depth + 1)
            .fold(self.deepest, u32::max);
        (self.code, handlers, self.lines, deepest)
    }
}
