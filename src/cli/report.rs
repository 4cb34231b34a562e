//! Findings as words: syntax errors as Python prints them, everything else with its line, a caret and a hint.

use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::base::{Diagnostic, Kind, Span};
use crate::cli::neutral::{neutral, neutral_in_place};

/// More findings than this are counted and not shown.
const SHOWN: usize = 20;

/// All findings about one source text.
pub(crate) fn findings(findings: &[Diagnostic], source: &str, colours: bool) -> String {
    let mut text = String::new();
    for finding in findings.iter().take(SHOWN) {
        match finding.kind {
            Kind::Syntax => text.push_str(&as_python_does(finding, source)),
            Kind::Unsupported | Kind::Scenario => {
                text.push_str(&with_caret(finding, source, colours));
            }
        }
    }
    if let Some(more @ 1..) = findings.len().checked_sub(SHOWN) {
        let _ = writeln!(text, "… and {more} more");
    }
    text
}

/// The exit code that findings lead to.
pub(crate) fn exit_code(findings: &[Diagnostic]) -> u8 {
    let is_unsupported = |finding: &Diagnostic| finding.kind == Kind::Unsupported;
    if !findings.is_empty() && findings.iter().all(is_unsupported) {
        120
    } else {
        2
    }
}

/// `  File "x.py", line 3`, the line without its indentation, a caret, and the error last.
fn as_python_does(finding: &Diagnostic, source: &str) -> String {
    let mut text = String::new();
    if let Some(span) = finding.span {
        let _ = writeln!(
            text,
            "  File \"{}\", line {}",
            neutral(&finding.file),
            span.line
        );
        let line = line_of(source, span.line);
        let shown = line.trim_start();
        if !shown.trim_end().is_empty() {
            let stripped = line.chars().count() - shown.chars().count();
            let length = shown.trim_end().chars().count();
            let _ = writeln!(text, "    {}", neutral_in_place(shown.trim_end()));
            let column = (span.column as usize).saturating_sub(stripped).min(length);
            let end = if span.end_line > span.line {
                length
            } else {
                (span.end_column as usize)
                    .saturating_sub(stripped)
                    .min(length)
            };
            let carets = end.saturating_sub(column).max(1);
            let _ = writeln!(text, "    {}{}", " ".repeat(column), "^".repeat(carets));
        }
    }
    let _ = writeln!(text, "{}", neutral(&finding.message));
    if let Some(hint) = &finding.hint {
        let _ = writeln!(text, "hint: {}", neutral(hint));
    }
    text
}

fn with_caret(finding: &Diagnostic, source: &str, colours: bool) -> String {
    let message = neutral(&finding.message);
    let file = neutral(&finding.file);
    let hint = finding.hint.as_deref().map(neutral);
    let renderer = if colours {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let title = match finding.span {
        Some(_) => message.to_string(),
        None => format!("{message} ({file})"),
    };
    let line = finding
        .span
        .map(|span| (span, neutral_in_place(line_of(source, span.line))));
    let mut group = match &line {
        Some((span, line)) => Level::ERROR.primary_title(title.as_str()).element(
            Snippet::source(line.as_ref())
                .line_start(span.line as usize)
                .path(file.as_ref())
                .annotation(AnnotationKind::Primary.span(bytes_of(*span, line))),
        ),
        None => annotate_snippets::Group::with_title(Level::ERROR.primary_title(title.as_str())),
    };
    if let Some(hint) = &hint {
        group = group.element(Level::HELP.message(hint.as_ref()));
    }
    let mut text = renderer.render(&[group]);
    text.push('\n');
    text
}

fn line_of(source: &str, line: u32) -> &str {
    let line = source
        .lines()
        .nth((line as usize).saturating_sub(1))
        .unwrap_or("");
    // A line of a megabyte is not shown whole.
    match line.char_indices().nth(2000) {
        Some((end, _)) => &line[..end],
        None => line,
    }
}

/// Where a span lies in the text of its first line: never empty while there is something to point at, never beyond it.
fn bytes_of(span: Span, line: &str) -> Range<usize> {
    let offset = |column: u32| {
        line.char_indices()
            .nth(column as usize)
            .map_or(line.len(), |(offset, _)| offset)
    };
    let is_whole_line = span.end_line == span.line && span.end_column == 0;
    let start = if is_whole_line {
        line.len() - line.trim_start().len()
    } else {
        offset(span.column)
    };
    let end = if span.end_line > span.line || is_whole_line {
        line.trim_end().len()
    } else {
        offset(span.end_column.max(span.column.saturating_add(1)))
    };
    start.min(line.len())..end.clamp(start.min(line.len()), line.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(line: u32, column: u32, end_line: u32, end_column: u32) -> Option<Span> {
        Some(Span {
            line,
            column,
            end_line,
            end_column,
        })
    }

    #[test]
    fn a_syntax_error_reads_as_pythons() {
        let finding = Diagnostic::new(
            Kind::Syntax,
            "/tmp/x.py",
            span(2, 7, 2, 8),
            "SyntaxError: '(' was never closed",
        );
        let shown = findings(&[finding], "if x:\n    foo(\n", false);
        let expected =
            "  File \"/tmp/x.py\", line 2\n    foo(\n       ^\nSyntaxError: '(' was never closed\n";
        assert_eq!(shown, expected);
    }

    #[test]
    fn an_unsupported_thing_is_pointed_at() {
        let finding = Diagnostic::new(
            Kind::Unsupported,
            "x.py",
            span(1, 0, 1, 9),
            "`async for` is not supported here",
        )
        .hint("use `for`");
        let shown = findings(std::slice::from_ref(&finding), "async for x in y:\n", false);
        assert!(shown.contains("--> x.py:1:1"), "{shown}");
        assert!(shown.contains("^^^^^^^^^"), "{shown}");
        assert!(shown.contains("help: use `for`"), "{shown}");
        assert_eq!(exit_code(&[finding]), 120);
    }

    #[test]
    fn no_span_is_too_wild_to_show() {
        for wild in [
            span(0, 0, 0, 0),
            span(99, 5, 99, 2),
            span(1, 400, 3, 1),
            span(1, 3, 1, 1),
            span(2, u32::MAX, 2, u32::MAX - 1),
            None,
        ] {
            for kind in [Kind::Syntax, Kind::Unsupported] {
                let finding = Diagnostic::new(kind, "x\x1b.py", wild, "what\x1b[2J");
                for source in ["", "é = 1\n", "\u{202e}\n\n\n"] {
                    let shown = findings(std::slice::from_ref(&finding), source, false);
                    assert!(
                        !shown.contains('\x1b') && !shown.contains('\u{202e}'),
                        "{shown:?}"
                    );
                }
            }
        }
    }
}
