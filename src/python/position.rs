//! From byte offsets to lines and columns, in constant time whatever the text.

use std::sync::Arc;

use crate::base::Span;

/// The lines of a text as Python sees them: ended by `\n`, `\r\n` or `\r`.
pub(crate) struct Positions<'a> {
    text: &'a str,
    /// Where each line starts.
    starts: Vec<usize>,
    /// How many characters stand before each multiple of [`STRIDE`] bytes; empty where all is ASCII.
    characters: Vec<usize>,
}

const STRIDE: usize = 64;

impl<'a> Positions<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, &byte) in bytes.iter().enumerate() {
            let ends = byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if ends {
                starts.push(at + 1);
            }
        }
        let mut characters = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for (at, &byte) in bytes.iter().enumerate() {
                if at % STRIDE == 0 {
                    characters.push(count);
                }
                count += usize::from(is_first_byte(byte));
            }
        }
        Self {
            text,
            starts,
            characters,
        }
    }

    /// The span of a range of bytes.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        let (line, column) = self.place(start);
        let (end_line, end_column) = self.place(end.max(start));
        Span {
            line,
            column,
            end_line,
            end_column,
        }
    }

    /// The line of an offset, from 1.
    pub(crate) fn line(&self, offset: usize) -> u32 {
        self.starts.partition_point(|&start| start <= offset) as u32
    }

    /// Each line without its end.
    pub(crate) fn lines(&self) -> Arc<[String]> {
        let mut ends = self.starts[1..].to_vec();
        ends.push(self.text.len());
        self.starts
            .iter()
            .zip(ends)
            .map(|(&start, end)| {
                self.text[start..end]
                    .trim_end_matches(['\n', '\r'])
                    .to_owned()
            })
            .collect()
    }

    fn place(&self, offset: usize) -> (u32, u32) {
        let offset = offset.min(self.text.len());
        let line = self.line(offset);
        let start = self.starts[line as usize - 1];
        (
            line,
            (self.characters(offset) - self.characters(start)) as u32,
        )
    }

    /// How many characters stand before an offset.
    fn characters(&self, offset: usize) -> usize {
        let Some(&before) = self
            .characters
            .get((offset / STRIDE).min(self.characters.len().saturating_sub(1)))
        else {
            return offset;
        };
        let from = (offset / STRIDE).min(self.characters.len() - 1) * STRIDE;
        let rest = &self.text.as_bytes()[from..offset];
        before + rest.iter().filter(|&&byte| is_first_byte(byte)).count()
    }
}

/// Whether a byte of UTF-8 begins a character.
fn is_first_byte(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = format!("a\r\n{}xy\rz", "é".repeat(100));
        let positions = Positions::new(&text);
        let at = text.find('x').expect("it is there");
        let span = positions.span(at, at + 1);
        assert_eq!((span.line, span.column, span.end_column), (2, 100, 101));
        assert_eq!(positions.line(text.len()), 3);
        assert_eq!(positions.lines()[2], "z");
    }
}
