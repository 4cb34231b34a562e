//! `repr` of text and bytes: quotes, backslashes, and what does not print.

use std::fmt::Write;

use crate::machine::text::unicode;

/// `repr(text)`
pub(crate) fn repr(text: &str) -> String {
    let quote = quote_for(text.contains('\''), text.contains('"'));
    let mut shown = String::with_capacity(text.len() + 2);
    shown.push(quote);
    for character in text.chars() {
        match character {
            '\\' => shown.push_str("\\\\"),
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            _ if character == quote => {
                shown.push('\\');
                shown.push(quote);
            }
            _ if unicode::is_printable(character) => shown.push(character),
            _ => push_code(&mut shown, character),
        }
    }
    shown.push(quote);
    shown
}

/// `repr(bytes)`
pub(crate) fn bytes_repr(bytes: &[u8]) -> String {
    let quote = quote_for(bytes.contains(&b'\''), bytes.contains(&b'"'));
    let mut shown = String::with_capacity(bytes.len() + 3);
    shown.push('b');
    shown.push(quote);
    for &byte in bytes {
        match byte {
            b'\\' => shown.push_str("\\\\"),
            b'\n' => shown.push_str("\\n"),
            b'\r' => shown.push_str("\\r"),
            b'\t' => shown.push_str("\\t"),
            _ if char::from(byte) == quote => {
                shown.push('\\');
                shown.push(quote);
            }
            b' '..=b'~' => shown.push(char::from(byte)),
            _ => push_code(&mut shown, char::from(byte)),
        }
    }
    shown.push(quote);
    shown
}

/// What `ascii()` makes of a `repr`: everything beyond ASCII escaped.
pub(crate) fn ascii(shown: &str) -> String {
    let mut plain = String::with_capacity(shown.len());
    for character in shown.chars() {
        if character.is_ascii() {
            plain.push(character);
        } else {
            push_code(&mut plain, character);
        }
    }
    plain
}

/// Single quotes, unless only double ones save a backslash.
fn quote_for(has_single: bool, has_double: bool) -> char {
    if has_single && !has_double { '"' } else { '\'' }
}

fn push_code(to: &mut String, character: char) {
    let code = character as u32;
    let _ = match code {
        0..=0xff => write!(to, "\\x{code:02x}"),
        0x100..=0xffff => write!(to, "\\u{code:04x}"),
        _ => write!(to, "\\U{code:08x}"),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(repr(text), expected);
    }

    #[test]
    fn text_is_shown_as_cpython_shows_it() {
        check("it", "'it'");
        check("it's", "\"it's\"");
        check("\"it's\"", r#"'"it\'s"'"#);
        check("a\\b\n\t\r", r"'a\\b\n\t\r'");
        check("\0\x1f\x7f\u{80}\u{a0}", r"'\x00\x1f\x7f\x80\xa0'");
        check("é中😀", "'é中😀'");
        check("\u{200b}\u{feff}\u{e0001}", r"'\u200b\ufeff\U000e0001'");
        assert_eq!(ascii("'é中😀'"), r"'\xe9\u4e2d\U0001f600'");
        assert_eq!(bytes_repr(b"a'\x00\xff\n"), r#"b"a'\x00\xff\n""#);
    }
}
