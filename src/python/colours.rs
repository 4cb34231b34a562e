//! The colours of a source text, line by line, for the screen.

use crate::base::Span;
use crate::code::builtin;
use crate::python::parse;

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    Keyword,
    /// `match`, `case`, `type`: a keyword only in its place.
    SoftKeyword,
    Name,
    Builtin,
    Number,
    String,
    Comment,
    Operator,
}

/// A piece of one line, by its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    pub start: u32,
    pub end: u32,
    pub colour: Colour,
}

/// A token as the parser saw it.
pub(crate) struct Token {
    pub span: Span,
    pub colour: Colour,
    pub text: String,
}

/// The coloured pieces of each line, in order; what is not covered is blank. Damaged text is coloured as far as it can
/// be read.
pub fn colours(text: &str) -> Vec<Vec<Piece>> {
    let lines: Vec<u32> = text
        .split('\n')
        .map(|line| line.trim_end_matches('\r').chars().count() as u32)
        .collect();
    let mut pieces = vec![Vec::new(); lines.len()];
    let mut at_start = true;
    let mut last_line = 0;
    for token in parse::tokens(text) {
        at_start |= token.span.line != last_line;
        last_line = token.span.end_line;
        let colour = refined(&token, at_start);
        at_start = false;
        for line in token.span.line..=token.span.end_line {
            let index = line as usize - 1;
            let (Some(row), Some(&width)) = (pieces.get_mut(index), lines.get(index)) else {
                continue;
            };
            let start = if line == token.span.line {
                token.span.column
            } else {
                0
            };
            let end = if line == token.span.end_line {
                token.span.end_column
            } else {
                width
            };
            if start < end {
                row.push(Piece { start, end, colour });
            }
        }
    }
    pieces
}

/// A soft keyword begins its line; a builtin is known by its name.
fn refined(token: &Token, at_start: bool) -> Colour {
    match token.colour {
        Colour::SoftKeyword if at_start => Colour::Keyword,
        Colour::SoftKeyword => Colour::Name,
        Colour::Name if builtin::BUILTINS.contains(&token.text.as_str()) => Colour::Builtin,
        Colour::Keyword
        | Colour::Name
        | Colour::Builtin
        | Colour::Number
        | Colour::String
        | Colour::Comment
        | Colour::Operator => token.colour,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_has_its_own_pieces() {
        let lines = colours("match = print(1)  # é\nx = '''a\nb'''\n");
        let check = |line: usize, expected: &[(u32, u32, Colour)]| {
            let found: Vec<_> = lines[line]
                .iter()
                .map(|piece| (piece.start, piece.end, piece.colour))
                .filter(|(.., colour)| *colour != Colour::Operator)
                .collect();
            assert_eq!(found, expected);
        };
        check(
            0,
            &[
                (0, 5, Colour::Name),
                (8, 13, Colour::Builtin),
                (14, 15, Colour::Number),
                (18, 21, Colour::Comment),
            ],
        );
        check(1, &[(0, 1, Colour::Name), (4, 8, Colour::String)]);
        check(2, &[(0, 4, Colour::String)]);
    }
}
