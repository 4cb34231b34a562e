//! Questions about characters, as `str.isalpha` and its kin ask them, and the case mappings that Rust has no word for.

use crate::machine::text::tables::{
    ALPHA, DIGIT, FOLDED, IDENTIFIER_REST, IDENTIFIER_START, NUMERIC, TITLE, TITLED, UNPRINTABLE,
    ZEROS,
};

fn within(ranges: &[(u32, u32)], character: char) -> bool {
    let code = character as u32;
    let place = ranges.partition_point(|&(_, last)| last < code);
    ranges.get(place).is_some_and(|&(first, _)| first <= code)
}

pub(crate) fn is_alpha(character: char) -> bool {
    if character.is_ascii() {
        character.is_ascii_alphabetic()
    } else {
        within(ALPHA, character)
    }
}

/// The value of a decimal digit, of whatever script.
pub(crate) fn decimal(character: char) -> Option<u8> {
    if character.is_ascii() {
        return character.to_digit(10).map(|digit| digit as u8);
    }
    let code = character as u32;
    let place = ZEROS.partition_point(|&zero| zero <= code);
    let zero = *ZEROS.get(place.checked_sub(1)?)?;
    (code < zero + 10).then_some((code - zero) as u8)
}

pub(crate) fn is_decimal(character: char) -> bool {
    decimal(character).is_some()
}

pub(crate) fn is_digit(character: char) -> bool {
    is_decimal(character) || within(DIGIT, character)
}

pub(crate) fn is_numeric(character: char) -> bool {
    is_digit(character) || within(NUMERIC, character)
}

pub(crate) fn is_alnum(character: char) -> bool {
    is_alpha(character) || is_numeric(character)
}

pub(crate) fn is_space(character: char) -> bool {
    matches!(
        character,
        '\t'..='\r' | '\x1c'..=' ' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}'
            | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

pub(crate) fn is_printable(character: char) -> bool {
    if character.is_ascii() {
        matches!(character, ' '..='~')
    } else {
        !within(UNPRINTABLE, character)
    }
}

pub(crate) fn is_line_end(character: char) -> bool {
    matches!(
        character,
        '\n'..='\r' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

pub(crate) fn is_identifier(text: &str) -> bool {
    let mut characters = text.chars();
    let starts = |character: char| character == '_' || within(IDENTIFIER_START, character);
    characters.next().is_some_and(starts)
        && characters.all(|character| starts(character) || within(IDENTIFIER_REST, character))
}

pub(crate) fn is_title(character: char) -> bool {
    within(TITLE, character)
}

/// Neither upper nor lower nor title case.
pub(crate) fn is_uncased(character: char) -> bool {
    !character.is_uppercase() && !character.is_lowercase() && !is_title(character)
}

fn mapped(table: &[(char, &'static str)], character: char) -> Option<&'static str> {
    table
        .binary_search_by_key(&character, |&(from, _)| from)
        .ok()
        .map(|place| table[place].1)
}

pub(crate) fn casefold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        match mapped(FOLDED, character) {
            Some(to) => folded.push_str(to),
            None => folded.extend(character.to_lowercase()),
        }
    }
    folded
}

/// The first letter of a word, as titles write it.
pub(crate) fn push_title(to: &mut String, character: char) {
    match mapped(TITLED, character) {
        Some(title) => to.push_str(title),
        None => to.extend(character.to_uppercase()),
    }
}

/// A capital sigma in lower case is a final one at the end of a word.
pub(crate) fn push_lower(to: &mut String, before: &str, character: char, after: &str) {
    if character != 'Σ' {
        to.extend(character.to_lowercase());
        return;
    }
    let cased = |character: &char| !is_uncased(*character);
    let ignorable = |character: &char| {
        matches!(
            character,
            '\'' | '.' | ':' | '^' | '`' | '\u{ad}' | '’' | '·'
        )
    };
    let preceded = before
        .chars()
        .rev()
        .find(|c| !ignorable(c))
        .is_some_and(|c| cased(&c));
    let followed = after
        .chars()
        .find(|c| !ignorable(c))
        .is_some_and(|c| cased(&c));
    to.push(if preceded && !followed { 'ς' } else { 'σ' });
}
