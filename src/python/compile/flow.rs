//! Statements that branch, loop and clean up, and the ways out of them.
//!
//! `return`, `break` and `continue` leave block after block, innermost first, and each block on the way adds what undoes
//! it: a `for` drops its iterator, a `with` calls its exit, a `finally` runs its body (compiled there once more).

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "some questions are about a few shapes of expression, and all others are alike"
)]

use super::assembler::Region;
use super::{
    Block, Compiler, Expression, Label, MOST_BLOCKS, Name, Op, ScopeKind, Span, Statement,
};
use crate::python::ast::{Branch, ExceptClause, ExpressionKind, Mark, Suite, Try, WithItem};

impl<'a> Compiler<'a, '_> {
    pub(super) fn is_function(&self) -> bool {
        match self.unit.scopes.get(self.scope).kind {
            ScopeKind::Module | ScopeKind::Class => false,
            ScopeKind::Function | ScopeKind::Comprehension(_) => true,
        }
    }

    fn enter(&mut self, block: Block<'a>, span: Span) {
        if self.blocks.len() == MOST_BLOCKS {
            self.fail(span, "too many statically nested blocks");
        }
        self.blocks.push(block);
    }

    /// Leaves the block entered last, and closes its region.
    fn leave(&mut self) {
        match self.blocks.pop() {
            Some(
                Block::Try(region)
                | Block::Finally(region, _)
                | Block::FinallyError(region)
                | Block::Handler(region)
                | Block::Named(region, _)
                | Block::With { region, .. },
            ) => self.assembler.close(region),
            Some(Block::Loop { .. } | Block::Waiting) | None => {}
        }
    }

    // Branches and loops.

    pub(super) fn conditional(
        &mut self,
        branches: &'a [Branch],
        otherwise: Option<&'a Suite>,
        mark: Option<Mark>,
    ) {
        let end = self.assembler.label();
        for (at, branch) in branches.iter().enumerate() {
            let (body, next) = (self.assembler.label(), self.assembler.label());
            if at > 0 {
                self.assembler.statement(branch.header);
            } else if let Some(mark) = mark {
                self.unless(mark, body, branch.header);
            }
            self.jump_if(&branch.test, next, false);
            self.assembler.bind(body);
            let forgave = self.forgives_imports;
            self.forgives_imports |= self.is_type_checking(&branch.test);
            self.body(&branch.body);
            self.forgives_imports = forgave;
            if at + 1 < branches.len() || otherwise.is_some() {
                self.assembler.go(end, branch.header);
            }
            self.assembler.bind(next);
        }
        if let Some(suite) = otherwise {
            self.body(&suite.body);
        }
        self.assembler.bind(end);
    }

    /// `if TYPE_CHECKING:` guards imports that nothing runs.
    fn is_type_checking(&self, test: &Expression) -> bool {
        match &test.kind {
            ExpressionKind::Name(name) | ExpressionKind::Attribute { name, .. } => {
                self.names_text(*name) == "TYPE_CHECKING"
            }
            _ => false,
        }
    }

    /// While its mark does not count, a `while` tests once, as an `if` would.
    pub(super) fn while_loop(
        &mut self,
        test: &'a Expression,
        body: &'a [Statement],
        otherwise: &'a [Statement],
        mark: Option<Mark>,
        span: Span,
    ) {
        let header = self.assembler.current_statement();
        let (head, next) = (self.assembler.label(), self.assembler.label());
        let (done, end) = (self.assembler.label(), self.assembler.label());
        self.assembler.bind(head);
        let block = Block::Loop {
            next: if mark.is_some() { next } else { head },
            end,
            has_iterator: false,
        };
        self.enter(block, span);
        self.jump_if(test, done, false);
        self.body(body);
        self.assembler.return_to(header);
        self.assembler.bind(next);
        if let Some(mark) = mark {
            self.unless(mark, done, span);
        }
        self.assembler.go(head, span);
        self.leave();
        self.assembler.bind(done);
        self.body(otherwise);
        self.assembler.bind(end);
    }

    pub(super) fn for_loop(
        &mut self,
        target: &'a Expression,
        iterable: &'a Expression,
        body: &'a [Statement],
        otherwise: &'a [Statement],
        span: Span,
    ) {
        let header = self.assembler.current_statement();
        let (head, done, end) = (
            self.assembler.label(),
            self.assembler.label(),
            self.assembler.label(),
        );
        self.iterable(iterable);
        self.emit(Op::GetIterator, iterable.span);
        self.assembler.bind(head);
        let block = Block::Loop {
            next: head,
            end,
            has_iterator: true,
        };
        self.enter(block, span);
        self.jump(Op::ForIter, done, iterable.span);
        self.store_target(target);
        self.body(body);
        self.assembler.return_to(header);
        self.assembler.go(head, span);
        self.leave();
        self.assembler.bind(done);
        self.body(otherwise);
        self.assembler.bind(end);
    }

    // Ways out.

    pub(super) fn return_value(&mut self, value: Option<&'a Expression>, span: Span) {
        let waits = value.filter(|value| !matches!(value.kind, ExpressionKind::Constant(_)));
        if let Some(value) = waits {
            self.expression(value);
        }
        let left = self.unwind(0, waits.is_some(), span);
        match (waits, value) {
            (Some(_), _) => {}
            (None, Some(constant)) => self.expression(constant),
            (None, None) => self.emit(Op::None, span),
        }
        self.emit(Op::Return, span);
        self.rewind(left);
    }

    pub(super) fn break_loop(&mut self, span: Span) {
        let Some((depth, _, end, has_iterator)) = self.innermost_loop() else {
            self.fail(span, "'break' outside loop");
            return;
        };
        let left = self.unwind(depth + 1, false, span);
        if has_iterator {
            self.emit(Op::Pop, span);
        }
        self.assembler.go(end, span);
        self.rewind(left);
    }

    pub(super) fn continue_loop(&mut self, span: Span) {
        let Some((depth, next, ..)) = self.innermost_loop() else {
            self.fail(span, "'continue' not properly in loop");
            return;
        };
        let left = self.unwind(depth + 1, false, span);
        self.assembler.go(next, span);
        self.rewind(left);
    }

    fn innermost_loop(&self) -> Option<(usize, Label, Label, bool)> {
        self.blocks
            .iter()
            .enumerate()
            .rev()
            .find_map(|(depth, block)| match *block {
                Block::Loop {
                    next,
                    end,
                    has_iterator,
                } => Some((depth, next, end, has_iterator)),
                Block::Try(_)
                | Block::Finally(..)
                | Block::FinallyError(_)
                | Block::Handler(_)
                | Block::Named(..)
                | Block::With { .. }
                | Block::Waiting => None,
            })
    }

    /// Undoes blocks until `keep` are left; `waits` says that a value to return lies on top. What was left goes back
    /// with [`Self::rewind`], for the code that follows is inside again.
    fn unwind(&mut self, keep: usize, waits: bool, span: Span) -> Vec<Block<'a>> {
        let statement = self.assembler.current_statement();
        let mut left = Vec::new();
        while self.blocks.len() > keep {
            let Some(mut block) = self.blocks.pop() else {
                break;
            };
            self.undo(&mut block, waits, span);
            self.assembler.return_to(statement);
            left.push(block);
        }
        left
    }

    fn rewind(&mut self, left: Vec<Block<'a>>) {
        for mut block in left.into_iter().rev() {
            match &mut block {
                Block::Try(region)
                | Block::Finally(region, _)
                | Block::FinallyError(region)
                | Block::Handler(region)
                | Block::Named(region, _)
                | Block::With { region, .. } => self.assembler.resume(region),
                Block::Loop { .. } | Block::Waiting => {}
            }
            self.blocks.push(block);
        }
    }

    fn undo(&mut self, block: &mut Block<'a>, waits: bool, span: Span) {
        match block {
            Block::Loop { has_iterator, .. } => {
                if *has_iterator {
                    self.drop_below(waits, span);
                }
            }
            Block::Waiting => self.drop_below(waits, span),
            Block::Try(region) => self.assembler.pause(region),
            Block::Finally(region, body) => {
                self.assembler.pause(region);
                if waits {
                    self.blocks.push(Block::Waiting);
                }
                self.body(body);
                if waits {
                    self.blocks.pop();
                }
            }
            Block::FinallyError(region) => {
                self.assembler.pause(region);
                self.drop_below(waits, span);
                self.pop_handled(waits, span);
            }
            Block::Handler(region) => {
                self.assembler.pause(region);
                self.pop_handled(waits, span);
            }
            Block::Named(region, name) => {
                self.assembler.pause(region);
                self.forget(*name, span);
            }
            Block::With {
                region,
                header,
                span,
            } => {
                self.assembler.pause(region);
                self.assembler.return_to(*header);
                self.raise_above(waits, *span);
                self.emit(Op::ExitWith, *span);
                self.emit(Op::Pop, *span);
            }
        }
    }

    /// Brings what lies below the waiting value to the top.
    fn raise_above(&mut self, waits: bool, span: Span) {
        if waits {
            self.emit(Op::Swap(2), span);
        }
    }

    fn drop_below(&mut self, waits: bool, span: Span) {
        self.raise_above(waits, span);
        self.emit(Op::Pop, span);
    }

    fn pop_handled(&mut self, waits: bool, span: Span) {
        self.raise_above(waits, span);
        self.emit(Op::PopHandled, span);
    }

    /// The end of `except … as name`: the name is gone, whatever the body did to it.
    fn forget(&mut self, name: Name, span: Span) {
        self.emit(Op::None, span);
        self.store(name, span);
        self.delete(name, span);
    }

    /// `[previous exception]`: goes on unwinding, with the previous exception as the handled one again.
    fn reraise(&mut self, span: Span) {
        self.emit(Op::Swap(2), span);
        self.emit(Op::PopHandled, span);
        self.emit(Op::Reraise, span);
    }

    // Cleaning up.

    pub(super) fn attempt(&mut self, attempt: &'a Try, mark: Option<Mark>, span: Span) {
        let Some(last) = &attempt.last else {
            self.handled(attempt, mark, span);
            return;
        };
        let (failed, cleanup, end) = (
            self.assembler.label(),
            self.assembler.label(),
            self.assembler.label(),
        );
        let region = self.assembler.open(failed);
        self.enter(Block::Finally(region, &last.body), span);
        self.handled(attempt, mark, span);
        self.leave();
        self.body(&last.body);
        self.assembler.go(end, last.header);
        self.assembler.bind(failed);
        self.assembler.statement(last.header);
        self.emit(Op::PushHandled, last.header);
        let region = self.assembler.open_below(cleanup, 1);
        self.enter(Block::FinallyError(region), span);
        self.body(&last.body);
        self.leave();
        self.assembler.bind(cleanup);
        self.reraise(last.header);
        self.assembler.bind(end);
    }

    /// The body, its handlers and `else`: everything but `finally`.
    fn handled(&mut self, attempt: &'a Try, mark: Option<Mark>, span: Span) {
        if attempt.handlers.is_empty() {
            self.body(&attempt.body);
            return;
        }
        let (failed, end) = (self.assembler.label(), self.assembler.label());
        let region = self.assembler.open(failed);
        self.enter(Block::Try(region), span);
        let forgave = (self.forgives_imports, self.forgives_attributes);
        self.forgives_imports |= self.catches(attempt, &["ImportError", "ModuleNotFoundError"]);
        self.forgives_attributes |= self.catches(attempt, &["AttributeError"]);
        self.body(&attempt.body);
        (self.forgives_imports, self.forgives_attributes) = forgave;
        self.leave();
        if let Some(otherwise) = &attempt.otherwise {
            self.body(&otherwise.body);
        }
        self.assembler.go(end, span);
        self.assembler.bind(failed);
        self.clauses(&attempt.handlers, mark, end, span);
        self.assembler.bind(end);
    }

    /// `[exception]`: the `except` clauses, one after the other. While the mark does not count there are none.
    fn clauses(
        &mut self,
        handlers: &'a [ExceptClause],
        mark: Option<Mark>,
        end: Label,
        span: Span,
    ) {
        let (cleanup, none) = (self.assembler.label(), self.assembler.label());
        let place = handlers.first().map_or(span, |first| first.header);
        self.assembler.statement(place);
        if let Some(mark) = mark {
            self.unless(mark, none, place);
        }
        self.emit(Op::PushHandled, place);
        let region = self.assembler.open_below(cleanup, 1);
        self.enter(Block::Handler(region), span);
        for (at, handler) in handlers.iter().enumerate() {
            let place = handler.header;
            let next = self.assembler.label();
            if at > 0 {
                self.assembler.statement(place);
            }
            if let Some(class) = &handler.class {
                self.expression(class);
                self.emit(Op::MatchException, class.span);
                self.jump(Op::PopJumpIfFalse, next, class.span);
            } else if at + 1 < handlers.len() {
                self.fail(place, "default 'except:' must be last");
            }
            self.clause_body(handler, cleanup, end);
            self.assembler.bind(next);
        }
        self.leave();
        self.assembler.bind(cleanup);
        self.reraise(place);
        self.assembler.bind(none);
        self.emit(Op::Reraise, place);
    }

    /// `[previous exception]`: one `except` clause that matches.
    fn clause_body(&mut self, handler: &'a ExceptClause, cleanup: Label, end: Label) {
        let place = handler.header;
        let Some(name) = handler.name else {
            self.emit(Op::Pop, place);
            self.body(&handler.body);
            self.leave_handler(None, end, place);
            return;
        };
        self.store(name, place);
        let failed = self.assembler.label();
        let region = self.assembler.open(failed);
        self.enter(Block::Named(region, name), place);
        self.body(&handler.body);
        self.leave();
        self.leave_handler(Some(name), end, place);
        self.assembler.bind(failed);
        self.forget(name, place);
        self.assembler.go(cleanup, place);
    }

    /// `[previous]`: the exception is dealt with.
    fn leave_handler(&mut self, name: Option<Name>, end: Label, place: Span) {
        self.pause_innermost();
        self.emit(Op::PopHandled, place);
        if let Some(name) = name {
            self.forget(name, place);
        }
        self.assembler.go(end, place);
        self.resume_innermost();
    }

    fn pause_innermost(&mut self) {
        if let Some(Block::Handler(region)) = self.blocks.last_mut() {
            self.assembler.pause(region);
        }
    }

    fn resume_innermost(&mut self) {
        if let Some(Block::Handler(region)) = self.blocks.last_mut() {
            self.assembler.resume(region);
        }
    }

    /// Whether a clause catches one of these exceptions, as far as its words show.
    fn catches(&self, attempt: &Try, wanted: &[&str]) -> bool {
        let is_wanted = |class: &Expression| match &class.kind {
            ExpressionKind::Name(name) => {
                let text = self.names_text(*name);
                wanted.contains(&text) || text == "Exception" || text == "BaseException"
            }
            _ => false,
        };
        attempt.handlers.iter().any(|handler| match &handler.class {
            None => true,
            Some(class) => match &class.kind {
                ExpressionKind::Tuple(classes) => classes.iter().any(is_wanted),
                _ => is_wanted(class),
            },
        })
    }

    /// While its mark does not count, a `with` neither enters nor leaves: its exits are unbound.
    pub(super) fn with(
        &mut self,
        items: &'a [WithItem],
        body: &'a [Statement],
        mark: Option<Mark>,
        span: Span,
    ) {
        let skipped = mark.map(|mark| {
            let label = self.assembler.label();
            self.unless(mark, label, span);
            label
        });
        if self.blocks.len() + items.len() > MOST_BLOCKS {
            self.fail(span, "too many statically nested blocks");
            return;
        }
        let header = self.assembler.current_statement();
        self.with_item(items, items.len(), body, skipped, (header, span));
    }

    fn with_item(
        &mut self,
        items: &'a [WithItem],
        all: usize,
        body: &'a [Statement],
        skipped: Option<Label>,
        (header, span): (u32, Span),
    ) {
        let Some((item, rest)) = items.split_first() else {
            if let Some(skipped) = skipped {
                self.skip_items(all, skipped, span);
            }
            self.body(body);
            return;
        };
        let (failed, end) = (self.assembler.label(), self.assembler.label());
        self.expression(&item.manager);
        self.emit(Op::EnterWith, item.manager.span);
        let region = self.assembler.open_below(failed, 1);
        let block = Block::With {
            region,
            header,
            span: item.manager.span,
        };
        self.enter(block, span);
        match &item.target {
            Some(target) => self.store_target(target),
            None => self.emit(Op::Pop, item.manager.span),
        }
        self.with_item(rest, all, body, skipped, (header, span));
        self.leave();
        self.assembler.return_to(header);
        self.emit(Op::ExitWith, item.manager.span);
        self.emit(Op::Pop, item.manager.span);
        self.assembler.go(end, item.manager.span);
        self.assembler.bind(failed);
        self.exit_with_error(end, item.manager.span);
        self.assembler.bind(end);
    }

    /// Joins the body with an unbound exit for each item.
    fn skip_items(&mut self, items: usize, skipped: Label, span: Span) {
        let body = self.assembler.label();
        self.assembler.go(body, span);
        let first = self.blocks.len() - items;
        self.each_region(first, super::Assembler::pause);
        self.assembler.bind(skipped);
        for _ in 0..items {
            self.emit(Op::Unbound, span);
        }
        self.each_region(first, super::Assembler::resume);
        self.assembler.bind(body);
    }

    fn each_region(
        &mut self,
        first: usize,
        mut change: impl FnMut(&mut super::Assembler, &mut Region),
    ) {
        for block in &mut self.blocks[first..] {
            if let Block::With { region, .. } = block {
                change(&mut self.assembler, region);
            }
        }
    }

    /// `[exit exception]`: the exit decides whether the exception goes on.
    fn exit_with_error(&mut self, end: Label, span: Span) {
        let (cleanup, suppressed) = (self.assembler.label(), self.assembler.label());
        self.emit(Op::PushHandled, span);
        let region = self.assembler.open_below(cleanup, 1);
        self.emit(Op::ExitWithError, span);
        self.jump(Op::PopJumpIfTrue, suppressed, span);
        self.assembler.close(region);
        self.assembler.bind(cleanup);
        self.reraise(span);
        self.assembler.bind(suppressed);
        self.emit(Op::Pop, span);
        self.emit(Op::PopHandled, span);
        self.emit(Op::Pop, span);
        self.assembler.go(end, span);
    }
}
