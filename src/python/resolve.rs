//! A program's text with a choice of fixes: what `racewalk source` prints. Lines that do not count are taken out, marks
//! are rubbed out, and everything else stays as it was written.

use crate::code::{Fix, Names};
use crate::python::ast::{Expression, Mark, Statement, StatementKind, Suite, Try};
use crate::python::colours::Colour;
use crate::python::position::Positions;
use crate::python::{marks, parse};

/// The text with these fixes on and all others off. A text that cannot be read stays as it is.
pub fn resolve(source: &str, fixes: &[String]) -> String {
    let mut names = Names::default();
    let Ok(mut tree) = parse::parse("", source, &mut names) else {
        return source.to_owned();
    };
    let Ok(known) = marks::attach("", &mut tree, None) else {
        return source.to_owned();
    };
    let mut resolver = Resolver {
        is_on: known
            .iter()
            .map(|fix: &Fix| fixes.contains(&fix.name))
            .collect(),
        lines: Positions::new(source)
            .lines()
            .iter()
            .cloned()
            .map(Some)
            .collect(),
        in_string: inside_strings(source),
    };
    resolver.statements(&tree.body);
    let kept: Vec<String> = resolver.lines.into_iter().flatten().collect();
    kept.join("\n")
}

/// Lines that begin inside a string: their blanks are text.
fn inside_strings(source: &str) -> Vec<u32> {
    parse::tokens(source)
        .iter()
        .filter(|token| token.colour == Colour::String)
        .flat_map(|token| token.span.line + 1..=token.span.end_line)
        .collect()
}

struct Resolver {
    is_on: Vec<bool>,
    /// What is left of each line.
    lines: Vec<Option<String>>,
    in_string: Vec<u32>,
}

impl Resolver {
    fn counts(&self, mark: Mark) -> bool {
        let is_on = self.is_on.get(usize::from(mark.fix)).copied();
        is_on.unwrap_or_default() == mark.on
    }

    fn line(&mut self, line: u32) -> Option<&mut Option<String>> {
        self.lines.get_mut(line as usize - 1)
    }

    fn remove(&mut self, from: u32, to: u32) {
        for line in from..=to {
            if let Some(line) = self.line(line) {
                *line = None;
            }
        }
    }

    /// Rubs out the mark at the end of a line.
    fn rub_out(&mut self, line: u32) {
        if let Some(Some(text)) = self.line(line)
            && let Some(at) = text.rfind('#')
        {
            let kept = text[..at].trim_end().len();
            text.truncate(kept);
        }
    }

    /// Puts other words where a header's first word stands, keeping its indentation.
    fn replace_line(&mut self, line: u32, change: impl FnOnce(&str) -> String) {
        if let Some(Some(text)) = self.line(line) {
            let indent = text.len() - text.trim_start().len();
            let changed = change(&text[indent..]);
            text.truncate(indent);
            text.push_str(&changed);
        }
    }

    fn indent(&mut self, line: u32) -> usize {
        match self.line(line) {
            Some(Some(text)) => text.len() - text.trim_start().len(),
            Some(None) | None => 0,
        }
    }

    /// A body must not become empty.
    fn body(&mut self, body: &[Statement]) {
        let Some(first) = body.first() else {
            return;
        };
        let indent = first.span.column as usize;
        if !self.statements(body)
            && let Some(line) = self.line(first.span.line)
        {
            *line = Some(format!("{}pass", " ".repeat(indent)));
        }
    }

    /// Whether anything is left.
    fn statements(&mut self, body: &[Statement]) -> bool {
        let mut any = false;
        for statement in body {
            any |= self.statement(statement);
        }
        any
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "whatever has no body of its own goes as a whole"
    )]
    fn statement(&mut self, statement: &Statement) -> bool {
        let Some(mark) = statement.mark else {
            self.inner(statement);
            return true;
        };
        let span = statement.span;
        if self.counts(mark) {
            self.rub_out(marked_line(statement));
            self.inner(statement);
            return true;
        }
        match &statement.kind {
            StatementKind::With { body, .. } => self.unwrap(statement, body),
            StatementKind::If { branches, .. } => {
                if let Some(first) = branches.first() {
                    self.unwrap(statement, &first.body);
                    self.remove(last_line(&first.body) + 1, span.end_line);
                }
            }
            StatementKind::While {
                test,
                body,
                otherwise,
            } => self.test_once(statement, test, body, otherwise),
            StatementKind::Try(attempt) => self.without_handlers(statement, attempt),
            _ => {
                self.remove(span.line, span.end_line);
                return false;
            }
        }
        true
    }

    /// What lies inside a statement that counts.
    fn inner(&mut self, statement: &Statement) {
        match &statement.kind {
            StatementKind::Function(definition) => self.body(&definition.body),
            StatementKind::Class(definition) => self.body(&definition.body),
            StatementKind::For {
                body, otherwise, ..
            }
            | StatementKind::While {
                body, otherwise, ..
            } => {
                self.body(body);
                self.body(otherwise);
            }
            StatementKind::If {
                branches,
                otherwise,
            } => {
                for branch in branches {
                    self.body(&branch.body);
                }
                self.suite(otherwise.as_ref());
            }
            StatementKind::With { body, .. } => self.body(body),
            StatementKind::Match { cases, .. } => {
                for case in cases {
                    self.body(&case.body);
                }
            }
            StatementKind::Try(attempt) => {
                self.body(&attempt.body);
                for handler in &attempt.handlers {
                    self.body(&handler.body);
                }
                self.suite(attempt.otherwise.as_ref());
                self.suite(attempt.last.as_ref());
            }
            StatementKind::Return(_)
            | StatementKind::Delete(_)
            | StatementKind::Assign { .. }
            | StatementKind::AugmentedAssign { .. }
            | StatementKind::AnnotatedAssign { .. }
            | StatementKind::Raise { .. }
            | StatementKind::Assert { .. }
            | StatementKind::Import(_)
            | StatementKind::ImportFrom { .. }
            | StatementKind::Global(_)
            | StatementKind::Nonlocal(_)
            | StatementKind::Expression(_)
            | StatementKind::Pass
            | StatementKind::Break
            | StatementKind::Continue
            | StatementKind::Choose { .. } => {}
        }
    }

    fn suite(&mut self, suite: Option<&Suite>) {
        if let Some(suite) = suite {
            self.body(&suite.body);
        }
    }

    /// Takes a header away and moves its body to the left, into its place.
    fn unwrap(&mut self, statement: &Statement, body: &[Statement]) {
        self.body(body);
        let outer = self.indent(statement.span.line);
        let inner = body.first().map_or(0, |first| first.span.column as usize);
        self.remove(statement.span.line, statement.header.end_line);
        self.shift(
            statement.header.end_line + 1,
            last_line(body),
            inner.saturating_sub(outer),
        );
    }

    /// Moves lines to the left.
    fn shift(&mut self, from: u32, to: u32, columns: usize) {
        for line in from..=to {
            if self.in_string.contains(&line) {
                continue;
            }
            if let Some(Some(text)) = self.line(line) {
                let blanks = text.len() - text.trim_start().len();
                *text = text[blanks.min(columns)..].to_owned();
            }
        }
    }

    /// A `while` that tests once: an `if` where that is the same, else a loop over one item or none.
    fn test_once(
        &mut self,
        statement: &Statement,
        test: &Expression,
        body: &[Statement],
        otherwise: &[Statement],
    ) {
        self.rub_out(statement.header.end_line);
        let line = statement.span.line;
        if otherwise.is_empty() && !leaves_loop(body) {
            self.replace_line(line, |header| header.replacen("while", "if", 1));
        } else {
            let last = statement.header.end_line;
            let one_line = line == last && test.span.line == line;
            self.replace_line(line, |header| {
                let header = header.replacen("while ", "for _ in [1] if (", 1);
                match header.rfind(':') {
                    Some(colon) if one_line => format!("{}) else []:", &header[..colon]),
                    _ => header,
                }
            });
            if !one_line {
                self.replace_line(last, |header| match header.rfind(':') {
                    Some(colon) => format!("{}) else []:", &header[..colon]),
                    None => header.to_owned(),
                });
            }
        }
        self.body(body);
        self.body(otherwise);
    }

    /// A `try` whose handlers do not count.
    fn without_handlers(&mut self, statement: &Statement, attempt: &Try) {
        self.rub_out(statement.header.end_line);
        for handler in &attempt.handlers {
            self.remove(handler.header.line, last_line(&handler.body));
        }
        self.suite(attempt.otherwise.as_ref());
        self.suite(attempt.last.as_ref());
        if let Some(otherwise) = &attempt.otherwise {
            // Its body goes on where the first one ends.
            self.remove(otherwise.header.line, otherwise.header.end_line);
        }
        if attempt.last.is_some() {
            self.body(&attempt.body);
        } else {
            let until = attempt
                .otherwise
                .as_ref()
                .map_or(&attempt.body, |suite| &suite.body);
            let outer = self.indent(statement.span.line);
            let inner = attempt
                .body
                .first()
                .map_or(0, |first| first.span.column as usize);
            self.body(&attempt.body);
            self.remove(statement.span.line, statement.header.end_line);
            self.shift(
                statement.header.end_line + 1,
                last_line(until),
                inner.saturating_sub(outer),
            );
        }
    }
}

/// The line that a statement's mark stands on.
fn marked_line(statement: &Statement) -> u32 {
    statement.header.end_line
}

fn last_line(body: &[Statement]) -> u32 {
    body.last().map_or(0, |last| last.span.end_line)
}

/// Whether a loop body has a `break` or `continue` of its own.
fn leaves_loop(body: &[Statement]) -> bool {
    body.iter().any(|statement| match &statement.kind {
        StatementKind::Break | StatementKind::Continue => true,
        StatementKind::If {
            branches,
            otherwise,
        } => {
            branches.iter().any(|branch| leaves_loop(&branch.body))
                || otherwise
                    .as_ref()
                    .is_some_and(|suite| leaves_loop(&suite.body))
        }
        StatementKind::With { body, .. } => leaves_loop(body),
        StatementKind::Match { cases, .. } => cases.iter().any(|case| leaves_loop(&case.body)),
        StatementKind::Try(attempt) => {
            leaves_loop(&attempt.body)
                || attempt
                    .handlers
                    .iter()
                    .any(|handler| leaves_loop(&handler.body))
                || attempt
                    .otherwise
                    .iter()
                    .chain(&attempt.last)
                    .any(|suite| leaves_loop(&suite.body))
        }
        // A loop inside has its own; only its `else` belongs to ours.
        StatementKind::For { otherwise, .. } | StatementKind::While { otherwise, .. } => {
            leaves_loop(otherwise)
        }
        StatementKind::Function(_)
        | StatementKind::Class(_)
        | StatementKind::Return(_)
        | StatementKind::Delete(_)
        | StatementKind::Assign { .. }
        | StatementKind::AugmentedAssign { .. }
        | StatementKind::AnnotatedAssign { .. }
        | StatementKind::Raise { .. }
        | StatementKind::Assert { .. }
        | StatementKind::Import(_)
        | StatementKind::ImportFrom { .. }
        | StatementKind::Global(_)
        | StatementKind::Nonlocal(_)
        | StatementKind::Expression(_)
        | StatementKind::Pass
        | StatementKind::Choose { .. } => false,
    })
}
