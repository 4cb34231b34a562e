//! Text of a program on its way to a terminal: what could move the cursor, recolour the screen or reorder the line is
//! written out instead.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The text with control characters, reordering marks and invisible tags as visible escapes. Newlines, tabs and
/// carriage returns stay.
pub(crate) fn neutral(text: &str) -> Cow<'_, str> {
    if !text.contains(is_active) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if !is_active(character) {
            shown.push(character);
            continue;
        }
        let _ = match character as u32 {
            code @ 0..=0xff => write!(shown, "\\x{code:02x}"),
            code @ 0x100..=0xffff => write!(shown, "\\u{code:04x}"),
            code => write!(shown, "\\U{code:08x}"),
        };
    }
    Cow::Owned(shown)
}

/// The same for a line of source with a caret under it: one character stays one.
pub(crate) fn neutral_in_place(text: &str) -> Cow<'_, str> {
    if text.contains(is_active) {
        Cow::Owned(text.replace(is_active, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

fn is_active(character: char) -> bool {
    match character {
        '\n' | '\t' | '\r' => false,
        '\0'..='\x1f' | '\x7f'..='\u{9f}' => true,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            true
        }
        '\u{e0000}'..='\u{e007f}' => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_obeys_gets_through() {
        for (text, expected) in [
            ("plain é 你\t\r\n", "plain é 你\t\r\n"),
            ("\x1b[2J", "\\x1b[2J"),
            ("\x07\x7f\u{9b}", "\\x07\\x7f\\x9b"),
            ("a\u{202e}b\u{2028}c", "a\\u202eb\\u2028c"),
            ("\u{e0041}", "\\U000e0041"),
        ] {
            assert_eq!(neutral(text), expected);
        }
        assert_eq!(neutral_in_place("a\x1bb"), "a\u{fffd}b");
    }
}
