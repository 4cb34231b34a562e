//! `match`: each pattern consumes a subject or fails, and names are bound only once the whole pattern has matched.
//!
//! As in CPython: captured values wait below the operands of the pattern, and a failure jumps to where just as many
//! operands are dropped as lie there.

use super::{Compare, Compiler, Expression, Label, Name, Op, Span};
use crate::code::{Binary, Constant};
use crate::python::ast::{Case, Pattern, PatternKind};

/// The state of one case's pattern.
#[derive(Default)]
struct Context {
    /// Names captured so far; their values lie on the stack in this order.
    stores: Vec<Name>,
    /// Whether a pattern that always matches may stand here.
    allows_irrefutable: bool,
    /// `failures[n]` drops n operands.
    failures: Vec<Label>,
    /// Operands of the pattern itself, above the captured values.
    on_top: usize,
}

impl<'a> Compiler<'a, '_> {
    pub(super) fn match_statement(
        &mut self,
        subject: &'a Expression,
        cases: &'a [Case],
        span: Span,
    ) {
        self.expression(subject);
        let end = self.assembler.label();
        let has_default =
            cases.len() > 1 && cases.last().is_some_and(|case| is_wildcard(&case.pattern));
        let tested = cases.len() - usize::from(has_default);
        for (at, case) in cases[..tested].iter().enumerate() {
            let is_last = at + 1 == tested;
            self.assembler.statement(case.header);
            if !is_last {
                self.emit(Op::Copy(1), case.pattern.span);
            }
            let mut context = Context {
                allows_irrefutable: case.guard.is_some() || at + 1 == cases.len(),
                ..Context::default()
            };
            self.pattern(&case.pattern, &mut context);
            for name in std::mem::take(&mut context.stores) {
                self.store(name, case.pattern.span);
            }
            if let Some(guard) = &case.guard {
                let failure = self.failure(&mut context, 0);
                self.jump_if(guard, failure, false);
            }
            if !is_last {
                self.emit(Op::Pop, case.pattern.span);
            }
            self.body(&case.body);
            self.assembler.go(end, span);
            self.fail_here(&mut context, case.pattern.span);
        }
        if has_default && let Some(case) = cases.last() {
            self.assembler.statement(case.header);
            if tested == 0 {
                self.emit(Op::Pop, case.pattern.span);
            }
            if let Some(guard) = &case.guard {
                self.jump_if(guard, end, false);
            }
            self.body(&case.body);
        }
        self.assembler.bind(end);
    }

    /// The label that drops so many operands.
    fn failure(&mut self, context: &mut Context, operands: usize) -> Label {
        while context.failures.len() <= operands {
            let label = self.assembler.label();
            context.failures.push(label);
        }
        context.failures[operands]
    }

    fn fail_if(&mut self, make: impl FnOnce(u32) -> Op, context: &mut Context, span: Span) {
        let operands = context.on_top + context.stores.len();
        let label = self.failure(context, operands);
        self.jump(make, label, span);
    }

    /// Puts all failures here, deepest first.
    fn fail_here(&mut self, context: &mut Context, span: Span) {
        let failures = std::mem::take(&mut context.failures);
        for (operands, label) in failures.into_iter().enumerate().rev() {
            self.assembler.bind(label);
            if operands > 0 {
                self.emit(Op::Pop, span);
            }
        }
    }

    /// Moves the top below the `count - 1` operands under it.
    fn rotate(&mut self, count: usize, span: Span) {
        for depth in (2..=count).rev() {
            self.emit(Op::Swap(depth as u32), span);
        }
    }

    /// Captures the top under a name, or drops it.
    fn capture(&mut self, name: Option<Name>, context: &mut Context, span: Span) {
        let Some(name) = name else {
            self.emit(Op::Pop, span);
            return;
        };
        self.check_unique(name, context, span);
        self.rotate(context.on_top + context.stores.len() + 1, span);
        context.stores.push(name);
    }

    fn check_unique(&mut self, name: Name, context: &Context, span: Span) {
        if context.stores.contains(&name) {
            let text = self.names_text(name).to_owned();
            let message = format!("multiple assignments to name '{text}' in pattern");
            self.fail(span, &message);
        }
    }

    /// `[subject] → []`, or a jump to a failure.
    fn pattern(&mut self, pattern: &'a Pattern, context: &mut Context) {
        let span = pattern.span;
        match &pattern.kind {
            PatternKind::Value(value) => {
                self.expression(value);
                self.emit(Op::Compare(Compare::Equal), span);
                self.fail_if(Op::PopJumpIfFalse, context, span);
            }
            PatternKind::Singleton(constant) => {
                self.constant(constant, span);
                self.emit(Op::Is(false), span);
                self.fail_if(Op::PopJumpIfFalse, context, span);
            }
            PatternKind::Sequence(patterns) => self.sequence(patterns, context, span),
            PatternKind::Star(name) => self.capture(*name, context, span),
            PatternKind::Mapping {
                keys,
                patterns,
                rest,
            } => self.mapping(keys, patterns, *rest, context, span),
            PatternKind::Class {
                class,
                positional,
                keywords,
            } => self.class_pattern(class, positional, keywords, context, span),
            PatternKind::As {
                pattern: Some(inner),
                name,
            } => {
                context.on_top += 1;
                self.emit(Op::Copy(1), span);
                self.pattern(inner, context);
                context.on_top -= 1;
                self.capture(*name, context, span);
            }
            PatternKind::As {
                pattern: None,
                name,
            } => {
                if !context.allows_irrefutable {
                    let message = match name {
                        Some(name) => format!(
                            "name capture '{}' makes remaining patterns unreachable",
                            self.names_text(*name)
                        ),
                        None => "wildcard makes remaining patterns unreachable".to_owned(),
                    };
                    self.fail(span, &message);
                }
                self.capture(*name, context, span);
            }
            PatternKind::Or(patterns) => self.alternatives(patterns, context, span),
        }
    }

    /// A pattern inside another: it may match always.
    fn inner(&mut self, pattern: &'a Pattern, context: &mut Context) {
        let allowed = std::mem::replace(&mut context.allows_irrefutable, true);
        self.pattern(pattern, context);
        context.allows_irrefutable = allowed;
    }

    fn sequence(&mut self, patterns: &'a [Pattern], context: &mut Context, span: Span) {
        let is_star = |pattern: &Pattern| matches!(pattern.kind, PatternKind::Star(_));
        let star = patterns.iter().position(is_star);
        if patterns.iter().filter(|pattern| is_star(pattern)).count() > 1 {
            self.fail(span, "multiple starred expressions in sequence pattern");
            return;
        }
        context.on_top += 1;
        self.emit(Op::MatchSequence, span);
        self.fail_if(Op::PopJumpIfFalse, context, span);
        let wanted = match star {
            None => Some((patterns.len(), Compare::Equal)),
            Some(_) if patterns.len() > 1 => Some((patterns.len() - 1, Compare::GreaterEqual)),
            Some(_) => None,
        };
        if let Some((length, compare)) = wanted {
            self.emit(Op::GetLength, span);
            self.emit(Op::Int(length as i32), span);
            self.emit(Op::Compare(compare), span);
            self.fail_if(Op::PopJumpIfFalse, context, span);
        }
        context.on_top -= 1;
        if patterns.iter().all(is_wildcard) {
            self.emit(Op::Pop, span);
        } else if let Some(star) = star.filter(|&star| is_wildcard(&patterns[star])) {
            self.items(patterns, star, context, span);
        } else {
            self.unpacked(patterns, star, context, span);
        }
    }

    /// `[a, *rest, b]`: the whole sequence comes apart.
    fn unpacked(
        &mut self,
        patterns: &'a [Pattern],
        star: Option<usize>,
        context: &mut Context,
        span: Span,
    ) {
        let op = match star {
            None => Op::Unpack(patterns.len() as u32),
            Some(star) => {
                let after = u16::try_from(patterns.len() - star - 1);
                let (Ok(before), Ok(after)) = (u8::try_from(star), after) else {
                    let message = "too many expressions in star-unpacking sequence pattern";
                    self.fail(span, message);
                    return;
                };
                Op::UnpackStar {
                    before: u16::from(before),
                    after,
                }
            }
        };
        self.emit(op, span);
        context.on_top += patterns.len();
        for pattern in patterns {
            context.on_top -= 1;
            self.inner(pattern, context);
        }
    }

    /// `[a, *_, b]`: only the items that are asked for.
    fn items(&mut self, patterns: &'a [Pattern], star: usize, context: &mut Context, span: Span) {
        context.on_top += 1;
        for (at, pattern) in patterns.iter().enumerate() {
            if is_wildcard(pattern) {
                continue;
            }
            self.emit(Op::Copy(1), span);
            if at < star {
                self.emit(Op::Int(at as i32), span);
            } else {
                self.emit(Op::GetLength, span);
                self.emit(Op::Int((patterns.len() - at) as i32), span);
                self.emit(Op::Binary(Binary::Subtract), span);
            }
            self.emit(Op::LoadItem, span);
            self.inner(pattern, context);
        }
        context.on_top -= 1;
        self.emit(Op::Pop, span);
    }

    fn mapping(
        &mut self,
        keys: &'a [Expression],
        patterns: &'a [Pattern],
        rest: Option<Name>,
        context: &mut Context,
        span: Span,
    ) {
        context.on_top += 1;
        self.emit(Op::MatchMapping, span);
        self.fail_if(Op::PopJumpIfFalse, context, span);
        if keys.is_empty() && rest.is_none() {
            context.on_top -= 1;
            self.emit(Op::Pop, span);
            return;
        }
        if !keys.is_empty() {
            self.emit(Op::GetLength, span);
            self.emit(Op::Int(keys.len() as i32), span);
            self.emit(Op::Compare(Compare::GreaterEqual), span);
            self.fail_if(Op::PopJumpIfFalse, context, span);
        }
        for key in keys {
            self.expression(key);
        }
        self.emit(Op::BuildTuple(keys.len() as u32), span);
        self.emit(Op::MatchKeys, span);
        context.on_top += 2;
        self.emit(Op::Copy(1), span);
        self.fail_if(Op::PopJumpIfNone, context, span);
        self.emit(Op::Unpack(keys.len() as u32), span);
        // The tuple of values makes way for the values.
        context.on_top = context.on_top + keys.len() - 1;
        for pattern in patterns {
            context.on_top -= 1;
            self.inner(pattern, context);
        }
        // The subject and the tuple of keys are left.
        context.on_top -= 2;
        if rest.is_some() {
            self.emit(Op::DictWithout, span);
            self.capture(rest, context, span);
        } else {
            self.emit(Op::Pop, span);
            self.emit(Op::Pop, span);
        }
    }

    fn class_pattern(
        &mut self,
        class: &'a Expression,
        positional: &'a [Pattern],
        keywords: &'a [(Name, Pattern)],
        context: &mut Context,
        span: Span,
    ) {
        let mut names = Vec::new();
        for (name, pattern) in keywords {
            let text = Constant::Text(self.names_text(*name).to_owned());
            if names.contains(&text) {
                let text = self.names_text(*name).to_owned();
                let message = format!("attribute name repeated in class pattern: {text}");
                self.fail(pattern.span, &message);
            }
            names.push(text);
        }
        self.expression(class);
        self.constant(&Constant::Tuple(names), span);
        self.emit(Op::MatchClass(positional.len() as u32), span);
        let count = positional.len() + keywords.len();
        context.on_top += 1;
        self.emit(Op::Copy(1), span);
        self.fail_if(Op::PopJumpIfNone, context, span);
        self.emit(Op::Unpack(count as u32), span);
        // The tuple of attributes makes way for the attributes.
        context.on_top = context.on_top + count - 1;
        let keyword_patterns = keywords.iter().map(|(_, pattern)| pattern);
        for pattern in positional.iter().chain(keyword_patterns) {
            context.on_top -= 1;
            if is_wildcard(pattern) {
                self.emit(Op::Pop, pattern.span);
            } else {
                self.inner(pattern, context);
            }
        }
    }

    fn alternatives(&mut self, patterns: &'a [Pattern], context: &mut Context, span: Span) {
        let end = self.assembler.label();
        let mut control: Vec<Name> = Vec::new();
        for (at, pattern) in patterns.iter().enumerate() {
            let is_last = at + 1 == patterns.len();
            let mut inner = Context {
                allows_irrefutable: is_last && context.allows_irrefutable,
                ..Context::default()
            };
            self.emit(Op::Copy(1), pattern.span);
            self.pattern(pattern, &mut inner);
            if at == 0 {
                control.clone_from(&inner.stores);
            } else if !self.reorder(&control, &mut inner.stores, pattern.span) {
                self.fail(span, "alternative patterns bind different names");
                return;
            }
            self.assembler.go(end, pattern.span);
            self.fail_here(&mut inner, pattern.span);
        }
        self.emit(Op::Pop, span);
        self.fail_if(Op::Jump, context, span);
        self.assembler.bind(end);
        // The captured values lie above the subject; below go those captured before.
        let rotations = control.len() + 1 + context.on_top + context.stores.len();
        for name in control {
            self.rotate(rotations, span);
            self.check_unique(name, context, span);
            context.stores.push(name);
        }
        self.emit(Op::Pop, span);
    }

    /// Brings the captured values into the order of the first alternative.
    fn reorder(&mut self, control: &[Name], stores: &mut Vec<Name>, span: Span) -> bool {
        if control.len() != stores.len() {
            return false;
        }
        for wanted in (0..control.len()).rev() {
            let Some(found) = stores.iter().position(|&name| name == control[wanted]) else {
                return false;
            };
            if wanted == found {
                continue;
            }
            if found > wanted {
                return false;
            }
            let moved: Vec<Name> = stores.drain(..=found).collect();
            let at = wanted - found;
            stores.splice(at..at, moved);
            for _ in 0..=found {
                self.rotate(wanted + 1, span);
            }
        }
        true
    }
}

/// `_` or `*_`
fn is_wildcard(pattern: &Pattern) -> bool {
    matches!(
        pattern.kind,
        PatternKind::As {
            pattern: None,
            name: None
        } | PatternKind::Star(None)
    )
}
