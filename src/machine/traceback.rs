//! Tracebacks, as CPython 3.11 prints them: what came first at the top, each place with its source line, and marks
//! below the part of the line that failed.

use std::fmt::Write;

use crate::base::{ObjectId, Span};
use crate::code::{Program, name};
use crate::machine::class;
use crate::machine::object::{Body, Exception, TraceEntry};
use crate::machine::process::Process;
use crate::machine::value::Value;

/// After so many equal places in a row, CPython only counts them.
const REPEATS: usize = 3;

/// How an exception came from the one before it.
#[derive(Clone, Copy)]
enum Link {
    Cause,
    Context,
}

impl Process {
    /// An exception and what led to it, the exception itself first.
    pub fn exception_chain(&self, exception: ObjectId) -> Vec<ObjectId> {
        self.links(exception)
            .into_iter()
            .map(|(id, _)| id)
            .collect()
    }

    /// Its lines, each with its newline. `texts` are what `str()` gives for each in `exception_chain`; where one is
    /// missing, the machine says as much as it knows without Python.
    pub fn traceback(&self, exception: ObjectId, texts: &[String]) -> Vec<String> {
        let mut lines = Vec::new();
        for (number, (id, link)) in self.links(exception).into_iter().enumerate().rev() {
            let Some(body) = self.exception(id) else {
                continue;
            };
            self.places(body, &mut lines);
            let text = match texts.get(number) {
                Some(text) => text.clone(),
                None => self.plain_text(body),
            };
            lines.push(self.last_line(id, &text));
            self.notes(id, &mut lines);
            // The link belongs between it and the one that came from it.
            if let Some(link) = link {
                lines.push(
                    match link {
                        Link::Cause => {
                            "\nThe above exception was the direct cause of the following exception:\n\n"
                        }
                        Link::Context => {
                            "\nDuring handling of the above exception, another exception occurred:\n\n"
                        }
                    }
                    .to_owned(),
                );
            }
        }
        lines
    }

    /// Each exception with how the one before it in this list came from it.
    fn links(&self, exception: ObjectId) -> Vec<(ObjectId, Option<Link>)> {
        let mut chain = vec![(exception, None)];
        while let Some(body) = chain.last().and_then(|&(id, _)| self.exception(id)) {
            let (next, link) = match (body.cause.object(), body.context.object()) {
                (Some(cause), _) => (cause, Link::Cause),
                (None, Some(context)) if !body.suppress_context => (context, Link::Context),
                _ => break,
            };
            if chain.iter().any(|&(id, _)| id == next) || self.exception(next).is_none() {
                break;
            }
            chain.push((next, Some(link)));
        }
        chain
    }

    fn exception(&self, id: ObjectId) -> Option<&Exception> {
        match self.heap.body(id) {
            Body::Exception(exception) => Some(exception),
            _ => None,
        }
    }

    /// The lines that an exception passed through, innermost first.
    pub(crate) fn traceback_lines(&self, exception: ObjectId) -> Vec<u32> {
        let Some(body) = self.exception(exception) else {
            return Vec::new();
        };
        let line = |entry: &TraceEntry| {
            let lines = &self.program.functions[entry.function.index()].lines;
            lines.line(entry.ip as usize)
        };
        body.traceback.iter().map(line).collect()
    }

    /// `Traceback (most recent call last):` and the places below it.
    fn places(&self, exception: &Exception, lines: &mut Vec<String>) {
        let shown = |entry: &&TraceEntry| {
            let module = self.program.functions[entry.function.index()].module;
            self.in_tracebacks(module)
        };
        let entries: Vec<_> = exception.traceback.iter().rev().filter(shown).collect();
        if entries.is_empty() {
            return;
        }
        lines.push("Traceback (most recent call last):\n".to_owned());
        let mut repeated = 0;
        for (number, entry) in entries.iter().enumerate() {
            let line = |entry: &TraceEntry| {
                let function = &self.program.functions[entry.function.index()];
                (entry.function, function.lines.line(entry.ip as usize))
            };
            if number > 0 && line(entries[number - 1]) == line(entry) {
                repeated += 1;
            } else {
                count_repeats(repeated, lines);
                repeated = 0;
            }
            if repeated < REPEATS {
                lines.push(place(&self.program, **entry));
            }
        }
        count_repeats(repeated, lines);
    }

    /// `ValueError: bad`
    fn last_line(&self, id: ObjectId, text: &str) -> String {
        let class = self.class(self.heap.class(id));
        let module = class
            .attributes
            .get(name::MODULE)
            .and_then(|module| self.heap.str(module));
        let mut line = String::new();
        if let Some(module) = module
            && module != "builtins"
            && module != "__main__"
        {
            line.push_str(module);
            line.push('.');
        }
        line.push_str(self.names.text(class.qualified_name));
        if !text.is_empty() {
            line.push_str(": ");
            line.push_str(text);
        }
        line.push('\n');
        line
    }

    /// What `add_note` added.
    fn notes(&self, id: ObjectId, lines: &mut Vec<String>) {
        let attributes = self.heap.get(id).attributes.as_deref();
        let notes = attributes.and_then(|attributes| attributes.get(name::NOTES));
        let Some(notes) = notes.and_then(|notes| self.heap.list(notes)) else {
            return;
        };
        for note in notes {
            let Some(note) = self.heap.str(*note) else {
                continue;
            };
            lines.extend(note.split('\n').map(|line| format!("{line}\n")));
        }
    }

    /// The text of an exception as far as it needs no Python.
    fn plain_text(&self, exception: &Exception) -> String {
        match exception.arguments.as_slice() {
            [] => String::new(),
            [argument] => match argument {
                Value::Int(number) => number.to_string(),
                Value::Bool(flag) => if *flag { "True" } else { "False" }.to_owned(),
                Value::None => "None".to_owned(),
                argument => match self.heap.str(*argument) {
                    Some(text) => text.to_owned(),
                    None => format!("<{}>", self.class_text(*argument)),
                },
            },
            several => format!("({} arguments)", several.len()),
        }
    }

    fn class_text(&self, value: Value) -> &str {
        self.names.text(self.class(self.class_of(value)).name)
    }

    /// Whether an exception is one of `SystemExit`, and the exit code it asks for where that is a number or nothing.
    pub fn exit_code(&self, exception: ObjectId) -> Option<i32> {
        let is_exit = self
            .class(self.heap.class(exception))
            .mro
            .contains(&class::SYSTEM_EXIT);
        let body = self.exception(exception).filter(|_| is_exit)?;
        match body.arguments.first() {
            None | Some(Value::None) => Some(0),
            Some(Value::Int(code)) => Some(*code as i32 & 0xff),
            Some(Value::Bool(flag)) => Some(i32::from(*flag)),
            Some(_) => None,
        }
    }
}

fn count_repeats(repeated: usize, lines: &mut Vec<String>) {
    if repeated >= REPEATS {
        let more = repeated - REPEATS + 1;
        let plural = if more == 1 { "" } else { "s" };
        lines.push(format!(
            "  [Previous line repeated {more} more time{plural}]\n"
        ));
    }
}

/// `  File "file.py", line 3, in f`, the source line, and marks.
fn place(program: &Program, entry: TraceEntry) -> String {
    let function = &program.functions[entry.function.index()];
    let module = &program.modules[function.module.index()];
    let line = function.lines.line(entry.ip as usize);
    let mut text = format!(
        "  File \"{}\", line {line}, in {}\n",
        module.file,
        program.names.text(function.name)
    );
    let Some(source) = (line as usize)
        .checked_sub(1)
        .and_then(|at| module.text.get(at))
    else {
        return text;
    };
    let source = source.trim_end_matches(['\n', '\r']);
    let _ = writeln!(text, "    {}", source.trim());
    if let Some(place) = function.lines.places.get(entry.ip as usize)
        && let Some(marks) = marks(source, place.span)
    {
        let _ = writeln!(text, "    {marks}");
    }
    text
}

/// The marks below a source line; none where they would mark all of it.
fn marks(source: &str, span: Span) -> Option<String> {
    let characters: Vec<char> = source.chars().collect();
    let is_space = |character: &char| matches!(character, ' ' | '\t' | '\x0c');
    let indent = characters
        .iter()
        .take_while(|character| is_space(character))
        .count();
    let start = span.column as usize;
    let end = if span.end_line == span.line {
        span.end_column as usize
    } else {
        characters.len()
            - characters
                .iter()
                .rev()
                .take_while(|character| is_space(character))
                .count()
    };
    if start < indent || end <= start || end > characters.len() {
        return None;
    }
    let anchor = (span.end_line == span.line)
        .then(|| anchor(&characters[start..end]))
        .flatten();
    if anchor.is_none() && end - start == characters.len() - indent {
        return None;
    }
    let mut marks = " ".repeat(start - indent);
    match anchor {
        None => marks.push_str(&"^".repeat(end - start)),
        Some((left, right)) => {
            marks.push_str(&"~".repeat(left));
            marks.push_str(&"^".repeat(right - left));
            marks.push_str(&"~".repeat((end - start).saturating_sub(right)));
        }
    }
    Some(marks)
}

/// Where the marks of an expression are to be strongest: at the operator of `a + b`, at the brackets of `a[b]`. The
/// text is that of a whole expression; CPython parses it, here a look at its outermost tokens does.
fn anchor(text: &[char]) -> Option<(usize, usize)> {
    let tokens = outermost(text)?;
    // Anything that binds more loosely than arithmetic is at the root, and has no anchor.
    let loose = |token: &Token| {
        let word: String = text[token.start..token.end].iter().collect();
        match token.kind {
            TokenKind::Word => matches!(
                word.as_str(),
                "lambda"
                    | "if"
                    | "else"
                    | "and"
                    | "or"
                    | "not"
                    | "in"
                    | "is"
                    | "await"
                    | "yield"
                    | "for"
            ),
            TokenKind::Operator => matches!(
                word.as_str(),
                "<" | ">" | "<=" | ">=" | "==" | "!=" | ":=" | "," | "=" | ":" | ";"
            ),
            TokenKind::Operand | TokenKind::Group => false,
        }
    };
    if tokens.iter().any(loose) {
        return None;
    }
    let is_operator = |token: &Token| token.kind == TokenKind::Operator && text[token.start] != '.';
    let binary = tokens
        .iter()
        .enumerate()
        .filter(|&(at, token)| at > 0 && is_operator(token) && !is_operator(&tokens[at - 1]))
        .filter_map(|(_, token)| {
            let word: String = text[token.start..token.end].iter().collect();
            let strength = match word.as_str() {
                "|" => 1,
                "^" => 2,
                "&" => 3,
                "<<" | ">>" => 4,
                "+" | "-" => 5,
                "*" | "/" | "//" | "%" | "@" => 6,
                "**" => 8,
                _ => return None,
            };
            Some((strength, token))
        });
    let mut root: Option<(i32, &Token)> = None;
    for (strength, token) in binary {
        // From the left, later ones of equal strength are nearer to the root; `**` groups from the right.
        let nearer =
            root.is_none_or(|(best, _)| strength < best || (strength == best && strength != 8));
        if nearer {
            root = Some((strength, token));
        }
    }
    // A sign binds more loosely than `**` and what follows, so that it is the root of `-a ** b` and of `-a[0]`.
    let signed = tokens.first().is_some_and(is_operator);
    match root {
        Some((8, _)) | None if signed => None,
        Some((_, token)) => Some((token.start, token.end)),
        None => {
            let group = tokens.last()?;
            if tokens.len() < 2 || group.kind != TokenKind::Group || text[group.start] != '[' {
                return None;
            }
            let before = &tokens[tokens.len() - 2];
            Some((before.end, group.end))
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TokenKind {
    /// A name or keyword.
    Word,
    /// A number or a text.
    Operand,
    Operator,
    /// Brackets and all between them.
    Group,
}

#[derive(Clone, Copy, Debug)]
struct Token {
    kind: TokenKind,
    start: usize,
    end: usize,
}

/// The tokens outside of all brackets, a pair of brackets counting as one; `None` where they do not close.
fn outermost(text: &[char]) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let start = at;
        let character = text[at];
        let kind = if character.is_whitespace() {
            at += 1;
            continue;
        } else if character == '#' || character == '\\' {
            return None;
        } else if character == '"' || character == '\'' {
            at = end_of_text(text, at)?;
            TokenKind::Operand
        } else if matches!(character, '(' | '[' | '{') {
            at = end_of_group(text, at)?;
            TokenKind::Group
        } else if character.is_alphanumeric() || character == '_' {
            while at < text.len() && (text[at].is_alphanumeric() || text[at] == '_') {
                at += 1;
            }
            // The letters before a text belong to it: `f"…"`.
            if at < text.len() && matches!(text[at], '"' | '\'') {
                at = end_of_text(text, at)?;
                TokenKind::Operand
            } else if character.is_ascii_digit() {
                if at < text.len() && text[at] == '.' {
                    at += 1;
                    while at < text.len() && text[at].is_alphanumeric() {
                        at += 1;
                    }
                }
                TokenKind::Operand
            } else {
                TokenKind::Word
            }
        } else {
            let pair: String = text[at..text.len().min(at + 2)].iter().collect();
            at += if matches!(
                pair.as_str(),
                "**" | "//" | "<<" | ">>" | "<=" | ">=" | "==" | "!=" | ":="
            ) {
                2
            } else {
                1
            };
            TokenKind::Operator
        };
        tokens.push(Token {
            kind,
            start,
            end: at,
        });
    }
    Some(tokens)
}

fn end_of_group(text: &[char], start: usize) -> Option<usize> {
    let mut depth = 0;
    let mut at = start;
    while at < text.len() {
        match text[at] {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            '"' | '\'' => {
                at = end_of_text(text, at)?;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    None
}

fn end_of_text(text: &[char], start: usize) -> Option<usize> {
    let quote = text[start];
    let triple = text.len() >= start + 3 && text[start + 1] == quote && text[start + 2] == quote;
    let width = if triple { 3 } else { 1 };
    let mut at = start + width;
    while at < text.len() {
        if text[at] == '\\' {
            at += 2;
        } else if text.len() >= at + width
            && text[at..at + width].iter().all(|&other| other == quote)
        {
            return Some(at + width);
        } else {
            at += 1;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Marks below the part of a line between `«` and `»`.
    fn check(marked: &str, expected: Option<&str>) {
        let column = marked
            .chars()
            .position(|character| character == '«')
            .expect("a start") as u32;
        let end_column = marked
            .chars()
            .position(|character| character == '»')
            .expect("an end") as u32
            - 1;
        let source = marked.replace(['«', '»'], "");
        let span = Span {
            line: 1,
            column,
            end_line: 1,
            end_column,
        };
        assert_eq!(marks(&source, span).as_deref(), expected, "{marked}");
    }

    #[test]
    fn marks_stand_where_cpython_3_11_puts_them() {
        check("    «raise ValueError(1)»", None);
        check("x = «f(1)»", Some("    ^^^^"));
        check("  x = «a + b»", Some("    ~~^~~"));
        check("x = «a + b * c»", Some("    ~~^~~~~~~"));
        check("x = «a - b - c»", Some("    ~~~~~~^~~"));
        check("x = «a // 0»", Some("    ~~^^~~"));
        check("x = «d['a + b']»", Some("    ~^^^^^^^^^"));
        check("x = «d[i][j]»", Some("    ~~~~^^^"));
        check("«1 / 0»", Some("~~^~~"));
        check("x = «-a[0]»", Some("    ^^^^^"));
        check("x = «f(a)[1] + 2»", Some("    ~~~~~~~~^~~"));
        check("if «a < b + c»:", Some("   ^^^^^^^^^"));
        check("«int('x')»", None);
    }
}
