//! Text that a program wrote, made fit for a terminal: it can take up room, and nothing else.
//!
//! Control characters, line and paragraph separators, marks that turn the reading direction and invisible tags become
//! visible escapes; a tab becomes the spaces up to the next stop; no cell gets more than eight code points.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

const TAB: usize = 4;
const MOST_IN_A_CELL: usize = 8;

/// Whether a terminal may see this character at all.
fn is_harmless(character: char) -> bool {
    !matches!(character,
        '\u{0}'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200b}'
        | '\u{200e}' | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// One line of text, harmless. A newline in it is shown as `\n`.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut column = 0;
    // Marks since the last character that takes a cell of its own.
    let mut joined = 0;
    for grapheme in text.graphemes(true) {
        if grapheme == "\t" {
            let stop = TAB - column % TAB;
            out.extend(std::iter::repeat_n(' ', stop));
            column += stop;
            continue;
        }
        let from = out.len();
        for character in grapheme.chars() {
            joined = if character.width() == Some(0) {
                joined + 1
            } else {
                0
            };
            if !is_harmless(character) {
                escape(character, &mut out);
            } else if joined < MOST_IN_A_CELL {
                out.push(character);
            }
        }
        column += width(&out[from..]);
    }
    Cow::Owned(out)
}

fn escape(character: char, out: &mut String) {
    use std::fmt::Write as _;
    let written = match character {
        '\n' => out.write_str("\\n"),
        '\r' => out.write_str("\\r"),
        _ if (character as u32) < 0x100 => write!(out, "\\x{:02x}", character as u32),
        _ if (character as u32) < 0x1_0000 => write!(out, "\\u{:04x}", character as u32),
        _ => write!(out, "\\U{:08x}", character as u32),
    };
    written.expect("a string takes everything");
}

/// The cells that a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text, or as much of its beginning as fits, with `cut` to say that there was more.
pub fn fit<'a>(text: &'a str, cells: usize, cut: &str) -> Cow<'a, str> {
    if text.len() <= cells || width(text) <= cells {
        return Cow::Borrowed(text);
    }
    if cells == 0 {
        return Cow::Borrowed("");
    }
    let room = cells.saturating_sub(width(cut));
    let mut out = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        used += width(grapheme);
        if used > room {
            break;
        }
        out.push_str(grapheme);
    }
    out.push_str(cut);
    Cow::Owned(out)
}

/// The text followed by spaces up to this width; longer text stays as it is.
pub fn pad(text: &str, cells: usize) -> String {
    let missing = cells.saturating_sub(width(text));
    format!("{text}{}", " ".repeat(missing))
}

/// Broken into lines: at spaces, or between wide characters, but never before a closing mark.
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    let cells = cells.max(2);
    if width(text) <= cells {
        return vec![text.trim_end().to_owned()];
    }
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in words(text) {
        let wide = width(word);
        if used + wide > cells && !line.is_empty() {
            let taken_along = if closes(word) { last(&line) } else { "" };
            let kept = line.len() - taken_along.len();
            let next = line.split_off(kept);
            lines.push(line.trim_end().to_owned());
            used = width(&next);
            line = next;
            if word.trim().is_empty() {
                continue;
            }
        }
        // A single word longer than the line is broken where it must be.
        for grapheme in word.graphemes(true) {
            let wide = width(grapheme);
            if used + wide > cells {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push_str(grapheme);
            used += wide;
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// The pieces between which a line may be broken: at spaces, and beside wide characters.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_wide = |word: &str| width(word) > word.chars().count();
    let mut bounds = text.split_word_bound_indices().peekable();
    std::iter::from_fn(move || {
        let (start, mut word) = bounds.next()?;
        let mut end = start + word.len();
        while let Some((at, next)) = bounds.peek().copied() {
            let may_break = [word, next]
                .iter()
                .any(|word| word.trim().is_empty() || is_wide(word));
            if may_break {
                break;
            }
            end = at + next.len();
            word = next;
            bounds.next();
        }
        Some(&text[start..end])
    })
}

/// The last word of a line that has others before it.
fn last(line: &str) -> &str {
    let word = line.split_word_bounds().next_back().unwrap_or("");
    if word.len() < line.len() { word } else { "" }
}

/// Marks that may not begin a line.
fn closes(word: &str) -> bool {
    matches!(
        word,
        "，" | "。"
            | "："
            | "；"
            | "！"
            | "？"
            | "、"
            | "）"
            | "”"
            | ","
            | "."
            | ":"
            | ";"
            | "!"
            | "?"
            | ")"
    )
}

/// Our own signs in letters that every terminal has, cell by cell; what a program wrote in its language stays.
pub(crate) fn spell(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let symbol = cell.symbol();
        let mut characters = symbol.chars();
        if let (Some(character), None) = (characters.next(), characters.next())
            && let Some(plain) = in_ascii(character)
        {
            cell.set_char(plain);
        }
    }
}

fn in_ascii(character: char) -> Option<char> {
    Some(match character {
        '①'..='⑨' => char::from(b'1' + (character as u32 - '①' as u32) as u8),
        '⑩'..='⑳' => '+',
        '─' | '━' | '–' | '—' | '·' => '-',
        '│' | '┃' | '‖' => '|',
        '┌' | '┐' | '└' | '┘' | '├' | '┤' | '┬' | '┴' | '┼' => '+',
        '→' | '▶' | '▸' => '>',
        '←' | '◀' => '<',
        '↑' | '▲' => '^',
        '↓' | '▽' => 'v',
        '…' => '~',
        '×' => 'x',
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        _ => return None,
    })
}

/// The last line of defence: whatever reached the buffer, no cell leaves it with a character that could do something.
pub(crate) fn guard(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let symbol = cell.symbol();
        if symbol.len() > 1
            && (symbol.chars().count() > MOST_IN_A_CELL || !symbol.chars().all(is_harmless))
        {
            cell.set_symbol("\u{fffd}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_command_a_terminal_is_only_shown() {
        let pairs = [
            ("plain", "plain"),
            ("a\tb", "a   b"),
            ("\x1b[2J", "\\x1b[2J"),
            ("\u{9b}31m", "\\x9b31m"),
            ("a\u{2028}b", "a\\u2028b"),
            ("\u{202e}evil", "\\u202eevil"),
            ("x\u{e0041}", "x\\U000e0041"),
            ("a\r\nb", "a\\r\\nb"),
            ("汉字", "汉字"),
        ];
        for (input, expected) in pairs {
            assert_eq!(clean(input), expected, "{input:?}");
        }
        let zalgo = format!("e{}", "\u{301}".repeat(2000));
        assert_eq!(clean(&zalgo).chars().count(), 8);
    }

    #[test]
    fn lines_break_between_words_and_not_before_a_full_stop() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("take forks[2] now", 9), ["take", "forks[2]", "now"]);
        assert_eq!(wrap("等待有人放入。", 12), ["等待有人放", "入。"]);
        assert_eq!(wrap("等待有人，放入", 10), ["等待有人，", "放入"]);
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("", 4), [""]);
    }

    #[test]
    fn a_cut_text_says_so() {
        assert_eq!(fit("counter", 7, "…"), "counter");
        assert_eq!(fit("counters", 7, "…"), "counte…");
        assert_eq!(fit("汉字汉字", 5, "…"), "汉字…");
        assert_eq!(fit("汉字汉字", 0, "…"), "");
    }
}
