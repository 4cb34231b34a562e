//! Fix marks: `# fix: NAME` behind a statement makes it part of the program only while that fix is on, `# bug: NAME` only
//! while it is off.
//!
//! A mark stands on the line where a simple statement ends, or where the colon of a header stands. Two adjacent
//! definitions of one function, one for each side of a fix, become one function that chooses its body at each call.

use crate::base::{Diagnostic, Kind, Span};
use crate::code::{Fix, Name};
use crate::python::Source;
use crate::python::ast::{Mark, Statement, StatementKind, Tree};
use crate::python::position::Positions;
use crate::python::subset;

/// Attaches the marks of a program to its statements, and makes one function of each pair. Gives the fixes in order of
/// first mention.
pub(crate) fn apply(
    source: &Source,
    tree: &mut Tree,
    declared: Option<&[String]>,
) -> Result<Vec<Fix>, Vec<Diagnostic>> {
    let mut fixes = attach(&source.name, tree, declared)?;
    if !fixes.is_empty() {
        let lines = Positions::new(&source.text).lines();
        let mut pairs = Pairs {
            lines: &lines,
            fixes: &mut fixes,
        };
        pairs.body(&mut tree.body);
    }
    Ok(fixes)
}

/// Attaches the marks only.
pub(crate) fn attach(
    file: &str,
    tree: &mut Tree,
    declared: Option<&[String]>,
) -> Result<Vec<Fix>, Vec<Diagnostic>> {
    let mut marks = Marks {
        file,
        fixes: Vec::new(),
        written: Vec::new(),
        errors: Vec::new(),
    };
    marks.read(tree, declared);
    if marks.written.is_empty() && marks.errors.is_empty() {
        return Ok(Vec::new());
    }
    marks.body(&mut tree.body);
    marks.refuse_unused();
    if marks.errors.is_empty() {
        Ok(marks.fixes)
    } else {
        Err(marks.errors)
    }
}

/// A mark as it stands in the source.
struct Written {
    span: Span,
    mark: Mark,
    is_used: bool,
}

struct Marks<'a> {
    file: &'a str,
    fixes: Vec<Fix>,
    written: Vec<Written>,
    errors: Vec<Diagnostic>,
}

const WHERE: &str = "put it behind a simple statement, or behind the colon of `with`, `while`, `if`, `try`, `def` or `class`";

impl Marks<'_> {
    /// Finds the marks among the comments.
    fn read(&mut self, tree: &Tree, declared: Option<&[String]>) {
        for comment in &tree.comments {
            let Some((on, name)) = split(&comment.text) else {
                continue;
            };
            if !is_name(name) {
                // Prose, unless the file has a header and so knows what marks are.
                if declared.is_some() {
                    let message = format!("`{name}` is no name of a fix");
                    let hint = "a mark is `# fix: NAME` or `# bug: NAME`, and nothing more";
                    self.fail(comment.span, message, hint);
                }
                continue;
            }
            if let Some(declared) = declared
                && !declared.iter().any(|known| known == name)
            {
                let message = format!("the header declares no fix `{name}`");
                let hint = match subset::similar(name, declared.iter().map(String::as_str)) {
                    Some(similar) => format!("did you mean `{similar}`?"),
                    None => format!("add `[tool.racewalk.fixes.{name}]` to the header"),
                };
                self.fail(comment.span, message, hint);
                continue;
            }
            let fix = self.fix(name);
            self.fixes[usize::from(fix)]
                .lines
                .push((comment.span.line, on));
            self.written.push(Written {
                span: comment.span,
                mark: Mark { fix, on },
                is_used: false,
            });
        }
    }

    /// The number of a fix, new at its first mention.
    fn fix(&mut self, name: &str) -> u16 {
        let known = self.fixes.iter().position(|fix| fix.name == name);
        let number = known.unwrap_or_else(|| {
            self.fixes.push(Fix {
                name: name.to_owned(),
                lines: Vec::new(),
                at_restart: false,
            });
            self.fixes.len() - 1
        });
        u16::try_from(number).unwrap_or(u16::MAX)
    }

    fn fail(&mut self, span: Span, message: impl Into<String>, hint: impl Into<String>) {
        let error = Diagnostic::new(Kind::Scenario, self.file, Some(span), message);
        self.errors.push(error.hint(hint));
    }

    fn take(&mut self, line: u32) -> Option<Mark> {
        let at = self
            .written
            .partition_point(|written| written.span.line < line);
        let written = self.written.get_mut(at)?;
        if written.span.line != line {
            return None;
        }
        written.is_used = true;
        Some(written.mark)
    }

    fn body(&mut self, body: &mut [Statement]) {
        for statement in body {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &mut Statement) {
        let line = statement.header.end_line;
        match &mut statement.kind {
            StatementKind::Function(definition) => {
                statement.mark = self.header(line, &definition.body);
                self.body(&mut definition.body);
            }
            StatementKind::Class(definition) => {
                statement.mark = self.header(line, &definition.body);
                if let Some(mark) = statement.mark {
                    self.fixes[usize::from(mark.fix)].at_restart = true;
                }
                self.body(&mut definition.body);
            }
            StatementKind::While {
                body, otherwise, ..
            } => {
                statement.mark = self.header(line, body);
                self.body(body);
                self.body(otherwise);
            }
            StatementKind::If {
                branches,
                otherwise,
            } => {
                for (at, branch) in branches.iter_mut().enumerate() {
                    if at == 0 {
                        statement.mark = self.header(line, &branch.body);
                    } else {
                        self.forbid(branch.header.end_line, "`elif`");
                    }
                    self.body(&mut branch.body);
                }
                if let Some(suite) = otherwise {
                    self.forbid(suite.header.end_line, "`else`");
                    self.body(&mut suite.body);
                }
            }
            StatementKind::With { body, .. } => {
                statement.mark = self.header(line, body);
                self.body(body);
            }
            StatementKind::Try(attempt) => {
                statement.mark = self.header(line, &attempt.body);
                self.body(&mut attempt.body);
                for handler in &mut attempt.handlers {
                    self.forbid(handler.header.end_line, "`except`");
                    self.body(&mut handler.body);
                }
                for (suite, word) in [
                    (&mut attempt.otherwise, "`else`"),
                    (&mut attempt.last, "`finally`"),
                ] {
                    if let Some(suite) = suite {
                        self.forbid(suite.header.end_line, word);
                        self.body(&mut suite.body);
                    }
                }
            }
            StatementKind::For {
                body, otherwise, ..
            } => {
                self.forbid(line, "`for`");
                self.body(body);
                self.body(otherwise);
            }
            StatementKind::Match { cases, .. } => {
                self.forbid(line, "`match`");
                for case in cases {
                    self.forbid(case.header.end_line, "`case`");
                    self.body(&mut case.body);
                }
            }
            StatementKind::Global(_) => self.forbid(line, "`global`"),
            StatementKind::Nonlocal(_) => self.forbid(line, "`nonlocal`"),
            StatementKind::Return(_)
            | StatementKind::Delete(_)
            | StatementKind::Assign { .. }
            | StatementKind::AugmentedAssign { .. }
            | StatementKind::AnnotatedAssign { .. }
            | StatementKind::Raise { .. }
            | StatementKind::Assert { .. }
            | StatementKind::Import(_)
            | StatementKind::ImportFrom { .. }
            | StatementKind::Expression(_)
            | StatementKind::Pass
            | StatementKind::Break
            | StatementKind::Continue
            | StatementKind::Choose { .. } => {
                statement.mark = self.take(statement.span.end_line);
            }
        }
    }

    /// The mark of a header, whose body must stand on lines of its own.
    fn header(&mut self, line: u32, body: &[Statement]) -> Option<Mark> {
        let mark = self.take(line)?;
        if body.first().is_some_and(|first| first.span.line == line) {
            let span = Span::line(line);
            let message = "this mark could mean the header or its body";
            self.fail(span, message, "put the body on a line of its own");
        }
        Some(mark)
    }

    fn forbid(&mut self, line: u32, word: &str) {
        if self.take(line).is_some() {
            let message = format!("a fix mark cannot stand on {word}");
            self.fail(Span::line(line), message, WHERE);
        }
    }

    fn refuse_unused(&mut self) {
        let unused: Vec<Span> = self
            .written
            .iter()
            .filter(|written| !written.is_used)
            .map(|written| written.span)
            .collect();
        for span in unused {
            self.fail(span, "a fix mark cannot stand here", WHERE);
        }
    }
}

/// `# fix: NAME` as (true, NAME), `# bug: NAME` as (false, NAME).
pub(crate) fn split(comment: &str) -> Option<(bool, &str)> {
    let words = comment.trim_start_matches('#').trim();
    let (on, name) = match (words.strip_prefix("fix:"), words.strip_prefix("bug:")) {
        (Some(name), _) => (true, name),
        (None, Some(name)) => (false, name),
        (None, None) => return None,
    };
    Some((on, name.trim()))
}

fn is_name(text: &str) -> bool {
    let is_plain = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '-';
    !text.is_empty() && text.chars().all(is_plain)
}

/// Makes one function of each pair of adjacent definitions.
struct Pairs<'a> {
    lines: &'a [String],
    fixes: &'a mut [Fix],
}

impl Pairs<'_> {
    fn body(&mut self, body: &mut Vec<Statement>) {
        let mut at = 0;
        while at < body.len() {
            if at + 1 < body.len() && self.is_pair(&body[at], &body[at + 1]) {
                let second = body.remove(at + 1);
                join(&mut body[at], second);
            }
            self.statement(&mut body[at]);
            at += 1;
        }
    }

    fn statement(&mut self, statement: &mut Statement) {
        match &mut statement.kind {
            StatementKind::Function(definition) => {
                // A definition with a mark of its own is bound once, when it is passed.
                if let Some(mark) = statement.mark {
                    self.fixes[usize::from(mark.fix)].at_restart = true;
                }
                self.body(&mut definition.body);
            }
            StatementKind::Class(definition) => self.body(&mut definition.body),
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
                    self.body(&mut branch.body);
                }
                if let Some(suite) = otherwise {
                    self.body(&mut suite.body);
                }
            }
            StatementKind::With { body, .. } => self.body(body),
            StatementKind::Match { cases, .. } => {
                for case in cases {
                    self.body(&mut case.body);
                }
            }
            StatementKind::Try(attempt) => {
                self.body(&mut attempt.body);
                for handler in &mut attempt.handlers {
                    self.body(&mut handler.body);
                }
                for suite in attempt.otherwise.iter_mut().chain(&mut attempt.last) {
                    self.body(&mut suite.body);
                }
            }
            StatementKind::Choose { off, on, .. } => {
                self.body(off);
                self.body(on);
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
            | StatementKind::Continue => {}
        }
    }

    /// Two definitions of one name with the same words before the colon, for the two sides of one fix, that agree in
    /// what kind of function they are and which names are not their own.
    fn is_pair(&self, first: &Statement, second: &Statement) -> bool {
        let (Some(one), Some(other)) = (first.mark, second.mark) else {
            return false;
        };
        let (StatementKind::Function(a), StatementKind::Function(b)) = (&first.kind, &second.kind)
        else {
            return false;
        };
        one.fix == other.fix
            && one.on != other.on
            && a.target == b.target
            && a.is_generator == b.is_generator
            && self.words(first) == self.words(second)
            && declared_outside(&a.body) == declared_outside(&b.body)
    }

    /// Everything of a definition up to its colon, decorators included, without blanks and comments.
    fn words(&self, statement: &Statement) -> String {
        let mut words = String::new();
        for line in statement.span.line..=statement.header.end_line {
            let text = self.lines.get(line as usize - 1).map_or("", String::as_str);
            let text = match text.rfind('#') {
                Some(at) if split(&text[at..]).is_some() => &text[..at],
                _ => text,
            };
            words.push_str(text.trim());
            words.push('\n');
        }
        words
    }
}

/// Puts the second of a pair into the first.
fn join(first: &mut Statement, second: Statement) {
    let Some(mark) = first.mark.take() else {
        return;
    };
    let (StatementKind::Function(definition), StatementKind::Function(other)) =
        (&mut first.kind, second.kind)
    else {
        return;
    };
    let body = std::mem::take(&mut definition.body);
    let (off, on) = if mark.on {
        (other.body, body)
    } else {
        definition.documentation = other.documentation;
        (body, other.body)
    };
    definition.body.push(Statement {
        span: first.span,
        header: first.header,
        mark: None,
        kind: StatementKind::Choose {
            fix: mark.fix,
            off,
            on,
        },
    });
}

/// The names that a body declares `global` or `nonlocal` at its top.
fn declared_outside(body: &[Statement]) -> Vec<(bool, Name)> {
    let mut names = Vec::new();
    for statement in body {
        if let StatementKind::Global(declared) = &statement.kind {
            names.extend(declared.iter().map(|&(name, _)| (true, name)));
        } else if let StatementKind::Nonlocal(declared) = &statement.kind {
            names.extend(declared.iter().map(|&(name, _)| (false, name)));
        }
    }
    names.sort_unstable();
    names.dedup();
    names
}
