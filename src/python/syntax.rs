//! Syntax errors in CPython 3.11's words, with the name of their exception in front, as its last line has it.

use crate::base::{Diagnostic, Kind, Span};
use crate::python::position::Positions;

/// An error at a place, whose class follows from its words.
pub(crate) fn error(file: &str, span: Span, message: impl Into<String>) -> Diagnostic {
    error_somewhere(file, Some(span), message)
}

/// The same where the place may not be known.
pub(crate) fn error_somewhere(
    file: &str,
    span: Option<Span>,
    message: impl Into<String>,
) -> Diagnostic {
    let message = message.into();
    let class = if message.starts_with("inconsistent use of tabs") {
        "TabError"
    } else if message.starts_with("unindent")
        || message.starts_with("unexpected indent")
        || message.starts_with("expected an indented block")
        || message.starts_with("too many levels of indentation")
    {
        "IndentationError"
    } else {
        "SyntaxError"
    };
    Diagnostic::new(Kind::Syntax, file, span, format!("{class}: {message}"))
}

/// A bracket that is never closed, or closed by another, is what CPython complains of first, wherever the parser
/// stumbled because of it.
pub(crate) fn bracket(
    text: &str,
    positions: &Positions<'_>,
    stumbled: usize,
) -> Option<(usize, String)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, character) in code_characters(text) {
        match character {
            '(' | '[' | '{' => open.push((at, character)),
            ')' | ']' | '}' => {
                let Some((start, opener)) = open.pop() else {
                    return (at <= stumbled).then(|| (at, format!("unmatched '{character}'")));
                };
                let matches = matches!((opener, character), ('(', ')') | ('[', ']') | ('{', '}'));
                if !matches {
                    let (line, this) = (positions.line(start), positions.line(at));
                    let place = if line == this {
                        String::new()
                    } else {
                        format!(" on line {line}")
                    };
                    let message = format!(
                        "closing parenthesis '{character}' does not match opening parenthesis '{opener}'{place}"
                    );
                    return Some((at, message));
                }
            }
            _ => {}
        }
    }
    let &(at, opener) = open.last()?;
    Some((at, format!("'{opener}' was never closed")))
}

/// The characters of a text that are neither in a string nor in a comment. An unclosed string ends the search.
fn code_characters(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let mut next = 0;
    std::iter::from_fn(move || {
        loop {
            let at = next;
            let character = text[at..].chars().next()?;
            match character {
                '#' => next = text[at..].find('\n').map_or(text.len(), |end| at + end),
                '"' | '\'' => next = string_end(text, at, character)?,
                _ => {
                    next = at + character.len_utf8();
                    return Some((at, character));
                }
            }
        }
    })
}

/// Just behind the string that starts at `at`.
fn string_end(text: &str, at: usize, quote: char) -> Option<usize> {
    let triple: String = std::iter::repeat_n(quote, 3).collect();
    let is_triple = text[at..].starts_with(&triple);
    let mut place = at + if is_triple { 3 } else { 1 };
    loop {
        let rest = &text[place..];
        let next = rest.chars().next()?;
        if next == '\\' {
            place += 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
        } else if is_triple && rest.starts_with(&triple) {
            return Some(place + 3);
        } else if !is_triple && next == quote {
            return Some(place + 1);
        } else if !is_triple && next == '\n' {
            return None;
        } else {
            place += next.len_utf8();
        }
    }
}

/// What the lexer could not read.
pub(crate) fn token(text: &str, positions: &Positions<'_>, start: usize, words: &str) -> String {
    match words {
        "unindent does not match any outer indentation level"
        | "bytes can only contain ASCII literal characters"
        | "unexpected EOF while parsing" => words.to_owned(),
        "missing closing quote in string literal" => {
            let literal = text[start..].trim_start_matches(|letter: char| letter.is_alphabetic());
            let triple = literal.starts_with("\"\"\"") || literal.starts_with("'''");
            if triple {
                let last = positions.line(text.trim_end_matches('\n').len());
                format!("unterminated triple-quoted string literal (detected at line {last})")
            } else {
                let line = positions.line(start);
                format!("unterminated string literal (detected at line {line})")
            }
        }
        "Expected a newline after line continuation character" => {
            "unexpected character after line continuation character".to_owned()
        }
        words if words.starts_with("Got unexpected token") => {
            match text[start..].chars().next() {
                Some(character) if !character.is_ascii() => format!(
                    "invalid character '{character}' (U+{:04X})",
                    character as u32
                ),
                _ => "invalid syntax".to_owned(),
            }
        }
        "Got unexpected unicode" => {
            "(unicode error) 'unicodeescape' codec can't decode bytes: invalid escape".to_owned()
        }
        words if words.contains("leading zero") || words.contains("Invalid decimal integer") => {
            "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers"
                .to_owned()
        }
        _ => "invalid syntax".to_owned(),
    }
}

pub(crate) fn format(words: &str) -> String {
    let words = match words {
        "expecting `}`" => "expecting '}'",
        "single `}` is not allowed" => "single '}' is not allowed",
        "invalid conversion character" => "invalid conversion character: expected 's', 'r', or 'a'",
        other => other,
    };
    format!("f-string: {words}")
}

/// `1 = x`, where `after` is what follows the target on its line and `before` what precedes it.
pub(crate) fn assignment(target: &str, before: &str, after: &str) -> String {
    let what = describe(target);
    let is_whole = before.trim().is_empty() && after.trim_start().starts_with('=');
    let is_other = matches!(what, "True" | "False" | "None" | "comparison");
    if is_whole && !is_other {
        format!("cannot assign to {what} here. Maybe you meant '==' instead of '='?")
    } else {
        format!("cannot assign to {what}")
    }
}

/// `f() += 1`
pub(crate) fn augmented(target: &str) -> String {
    format!(
        "'{}' is an illegal expression for augmented assignment",
        describe(target)
    )
}

/// `(a, b): int`
pub(crate) fn annotated(target: &str) -> String {
    match describe(target) {
        what @ ("tuple" | "list") => format!("only single target (not {what}) can be annotated"),
        _ => "illegal target for annotation".to_owned(),
    }
}

/// `f(1=2)`
pub(crate) fn keyword(found: &str) -> String {
    match found.trim() {
        what @ ("True" | "False" | "None") => format!("cannot assign to {what}"),
        _ => "expression cannot contain assignment, perhaps you meant \"==\"?".to_owned(),
    }
}

/// CPython's name for an expression that is no target, from its text.
pub(crate) fn describe(text: &str) -> &'static str {
    let text = text.trim();
    let first = text.chars().next().unwrap_or(' ');
    let has = |word: &str| text.contains(word);
    let is_number = |letter: char| letter.is_ascii_alphanumeric() || letter == '.' || letter == '_';
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '.';
    match text {
        "True" => "True",
        "False" => "False",
        "None" => "None",
        "..." => "ellipsis",
        _ if text.starts_with("lambda") => "lambda",
        _ if text.starts_with("f'") || text.starts_with("f\"") => "f-string expression",
        _ if first == '"' || first == '\'' => "literal",
        _ if first.is_ascii_digit() && text.chars().all(is_number) => "literal",
        _ if has("==") || has("<") || has(">") || has(" in ") => "comparison",
        _ if has(" if ") && has(" else ") => "conditional expression",
        _ if first == '[' => "list",
        _ if first == '{' => "dict literal",
        _ if first.is_alphabetic() && text.ends_with(')') => "function call",
        _ if has(",") => "tuple",
        _ if has(".") && text.chars().all(is_name) => "attribute",
        _ => "expression",
    }
}

/// Whether the line that holds `at` starts with this word.
pub(crate) fn line_starts_with(text: &str, at: usize, word: &str) -> bool {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    text[start..].trim_start().starts_with(word)
}

/// What the parser says in words of its own.
pub(crate) fn other(words: &str, text: &str, positions: &Positions<'_>, start: usize) -> String {
    if let Some(clause) = words.strip_prefix("Expected an indented block after ") {
        let clause = match clause {
            "`class` definition" => "class definition".to_owned(),
            _ => clause.replace('`', "'").replace(" clause", " statement"),
        };
        let line = header_line(text, positions, start);
        return format!("expected an indented block after {clause} on line {line}");
    }
    if words.contains("Expected `except` or `finally`") {
        return "expected 'except' or 'finally' block".to_owned();
    }
    if words.starts_with("Trailing comma not allowed") {
        return "trailing comma not allowed without surrounding parentheses".to_owned();
    }
    general(text, start)
}

/// The line of the last colon before a place: the header whose body is missing.
fn header_line(text: &str, positions: &Positions<'_>, start: usize) -> u32 {
    positions.line(text[..start].rfind(':').unwrap_or(start))
}

/// The words where nothing better is known; a `print` of old is.
pub(crate) fn general(text: &str, start: usize) -> String {
    let line = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let statement = text[line..].trim_start();
    for old in ["print", "exec"] {
        if let Some(rest) = statement.strip_prefix(old)
            && rest.starts_with(' ')
            && rest
                .trim_start()
                .starts_with(|next: char| next.is_alphanumeric() || "'\"_".contains(next))
        {
            return format!("Missing parentheses in call to '{old}'. Did you mean {old}(...)?");
        }
    }
    let follows_digit = text[..start].ends_with(|last: char| last.is_ascii_digit());
    if follows_digit && text[start..].starts_with(|next: char| next.is_alphabetic()) {
        return "invalid decimal literal".to_owned();
    }
    if lacks_comma(text, start) {
        return "invalid syntax. Perhaps you forgot a comma?".to_owned();
    }
    "invalid syntax".to_owned()
}

/// Two operands side by side inside brackets.
fn lacks_comma(text: &str, start: usize) -> bool {
    let depth = code_characters(text)
        .take_while(|&(at, _)| at < start)
        .fold(0_i32, |depth, (_, character)| match character {
            '(' | '[' | '{' => depth + 1,
            ')' | ']' | '}' => depth - 1,
            _ => depth,
        });
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let before = text[..start].trim_end();
    let last = before.rsplit(|letter| !is_word(letter)).next();
    let next = text[start..].split(|letter| !is_word(letter)).next();
    let is_keyword = |word: Option<&str>| KEYWORDS.contains(&word.unwrap_or_default());
    let ends = before.ends_with(|last| is_word(last) || ")]}'\"".contains(last));
    let begins = text[start..].starts_with(|next| is_word(next) || "'\"".contains(next));
    depth > 0 && ends && begins && !is_keyword(last) && !is_keyword(next)
}

/// Words that are no operands.
const KEYWORDS: &[&str] = &[
    "and", "as", "else", "for", "from", "if", "in", "is", "lambda", "not", "or", "yield",
];
