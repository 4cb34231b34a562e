//! Numbers from text: `int('0x1f', 0)`, `float(' 1_000.5e-3 ')`.

use num_bigint::BigInt;
use num_traits::Num;

/// CPython's limit on decimal digits, because the work grows with their square.
pub(crate) const MAX_DIGITS: usize = 4300;

/// Why a text is no int.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotAnInt {
    /// `invalid literal for int() with base …`
    Invalid,
    /// So many digits, more than allowed.
    TooLong(usize),
}

/// `int(text, base)`; base 0 goes by the prefix.
pub(crate) fn integer(text: &str, base: u32) -> Result<BigInt, NotAnInt> {
    let ascii = ascii_digits(text);
    let text = ascii.trim_matches(is_space);
    let (negative, text) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    let (base, digits, prefixed) = split_prefix(text, base);
    if base == 0 {
        return Err(NotAnInt::Invalid);
    }
    // One underscore between digits, and one after a prefix.
    let well_spaced =
        !digits.ends_with('_') && !digits.contains("__") && (prefixed || !digits.starts_with('_'));
    if !well_spaced || digits.is_empty() {
        return Err(NotAnInt::Invalid);
    }
    let plain: String = digits.chars().filter(|&digit| digit != '_').collect();
    if plain.is_empty() || !plain.chars().all(|digit| digit.is_digit(base)) {
        return Err(NotAnInt::Invalid);
    }
    if !base.is_power_of_two() && plain.len() > MAX_DIGITS {
        return Err(NotAnInt::TooLong(plain.len()));
    }
    let number = match i64::from_str_radix(&plain, base) {
        Ok(small) => small.into(),
        Err(_) => BigInt::from_str_radix(&plain, base).map_err(|_| NotAnInt::Invalid)?,
    };
    Ok(if negative { -number } else { number })
}

/// The base that a prefix tells, and the rest. Base 0 in the answer: not a number at all.
fn split_prefix(text: &str, base: u32) -> (u32, &str, bool) {
    let told = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => Some(16),
        [b'0', b'o' | b'O', ..] => Some(8),
        [b'0', b'b' | b'B', ..] => Some(2),
        _ => None,
    };
    match (told, base) {
        (Some(told), 0) => (told, &text[2..], true),
        (Some(told), base) if told == base => (told, &text[2..], true),
        (_, 0) => {
            // As in source code: `012` is not a number, `000` is.
            let zero_led =
                text.starts_with('0') && text.chars().any(|digit| !matches!(digit, '0' | '_'));
            (if zero_led { 0 } else { 10 }, text, false)
        }
        (_, base) => (base, text, false),
    }
}

/// `float(text)`
pub(crate) fn float(text: &str) -> Option<f64> {
    let ascii = ascii_digits(text);
    let text = ascii.trim_matches(is_space);
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    match unsigned.to_ascii_lowercase().as_str() {
        "inf" | "infinity" => {
            return Some(if text.starts_with('-') {
                f64::NEG_INFINITY
            } else {
                f64::INFINITY
            });
        }
        "nan" => return Some(f64::NAN),
        _ => {}
    }
    let bytes = unsigned.as_bytes();
    let digit_at = |index: usize| bytes.get(index).is_some_and(u8::is_ascii_digit);
    for (index, byte) in bytes.iter().enumerate() {
        let fits = match byte {
            b'0'..=b'9' | b'.' | b'e' | b'E' => true,
            b'+' | b'-' => index > 0 && matches!(bytes[index - 1], b'e' | b'E'),
            b'_' => index > 0 && digit_at(index - 1) && digit_at(index + 1),
            _ => false,
        };
        if !fits {
            return None;
        }
    }
    let plain: String = text.chars().filter(|&digit| digit != '_').collect();
    plain.parse().ok()
}

/// Python's white space around numbers.
fn is_space(character: char) -> bool {
    crate::machine::text::unicode::is_space(character)
}

/// The digits of other scripts are as good as ours.
fn ascii_digits(text: &str) -> std::borrow::Cow<'_, str> {
    if text.is_ascii() {
        return text.into();
    }
    text.chars()
        .map(
            |character| match crate::machine::text::unicode::decimal(character) {
                Some(digit) => char::from(b'0' + digit),
                None => character,
            },
        )
        .collect::<String>()
        .into()
}
