//! The inline-metadata block (PEP 723) at the head of a script: finding it, and finding the way back from its TOML
//! to the lines of the file.

use std::ops::Range;

use crate::base::{Diagnostic, Kind, Span};

/// The TOML of a `# /// script` block.
#[derive(Debug)]
pub(crate) struct Header {
    pub(crate) toml: String,
    /// The line of the block's opening.
    pub(crate) opening: u32,
    /// Of each line of the TOML: where it begins there, and how many characters of its file line come before it.
    lines: Vec<(usize, u32)>,
}

const OPENING: &str = "# /// script";
const CLOSING: &str = "# ///";

impl Header {
    /// The block, if the file has one.
    pub(crate) fn find(source: &str, file: &str) -> Result<Option<Self>, Diagnostic> {
        let lines: Vec<&str> = source.lines().collect();
        let complain = |index: usize, message: &str| {
            Diagnostic::new(
                Kind::Scenario,
                file,
                Some(line_span(&lines, index)),
                message,
            )
        };
        let Some(opening) = lines.iter().position(|line| *line == OPENING) else {
            // A block that is almost opened would silently be no header at all.
            return match lines.iter().position(|line| is_nearly_opening(line)) {
                None => Ok(None),
                Some(index) => Err(complain(index, "this line does not open a header")
                    .hint(format!("a header begins with exactly `{OPENING}`"))),
            };
        };
        let block = lines[opening + 1..]
            .iter()
            .take_while(|line| **line == "#" || line.starts_with("# "))
            .count();
        // Of several ends the last one counts, says PEP 723.
        let Some(closing) = (opening + 1..=opening + block)
            .rev()
            .find(|&index| lines.get(index) == Some(&CLOSING))
        else {
            let first_foreign = opening + 1 + block;
            return Err(match lines.get(first_foreign) {
                Some(line) if line.starts_with('#') => complain(
                    first_foreign,
                    "a line of the header must be `#` alone or begin with `# `",
                ),
                _ => complain(opening, "the header is opened here and never closed")
                    .hint(format!("end it with a line `{CLOSING}`")),
            });
        };
        if let Some(again) = lines[closing + 1..]
            .iter()
            .position(|line| *line == OPENING)
        {
            return Err(complain(
                closing + 1 + again,
                "a file has one header; this is its second",
            ));
        }
        let mut toml = String::new();
        let mut starts = Vec::new();
        for line in &lines[opening + 1..closing] {
            let (text, indent) = match line.strip_prefix("# ") {
                Some(text) => (text, 2),
                None => ("", 1),
            };
            starts.push((toml.len(), indent));
            toml.push_str(text);
            toml.push('\n');
        }
        Ok(Some(Self {
            toml,
            opening: number(opening),
            lines: starts,
        }))
    }

    /// Where a range of the TOML stands in the file. One that goes over several lines is cut to its first.
    pub(crate) fn span(&self, range: &Range<usize>) -> Span {
        let index = self
            .lines
            .partition_point(|&(start, _)| start <= range.start)
            .saturating_sub(1);
        let Some(&(start, indent)) = self.lines.get(index) else {
            return Span::line(self.opening);
        };
        let line = self.toml[start..].lines().next().unwrap_or("");
        let columns = |offset: usize| {
            let within = offset.saturating_sub(start).min(line.len());
            let count = line
                .char_indices()
                .take_while(|&(at, _)| at < within)
                .count();
            indent + count as u32
        };
        let line_number = self.opening + 1 + index as u32;
        Span {
            line: line_number,
            column: columns(range.start),
            end_line: line_number,
            end_column: columns(range.end).max(columns(range.start) + 1),
        }
    }
}

fn number(index: usize) -> u32 {
    u32::try_from(index).map_or(u32::MAX, |index| index + 1)
}

fn line_span(lines: &[&str], index: usize) -> Span {
    Span {
        end_column: lines[index].chars().count() as u32,
        ..Span::line(number(index))
    }
}

fn is_nearly_opening(line: &str) -> bool {
    let squeezed: String = line.split_whitespace().collect();
    squeezed.eq_ignore_ascii_case("#///script")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_toml_is_found_in_the_file() {
        let source = "#!/usr/bin/env python3\n# /// script\n# a = 1\n#\n# é = \"ü\"\n# ///\n";
        let header = Header::find(source, "x.py").expect("sound").expect("there");
        assert_eq!(header.toml, "a = 1\n\né = \"ü\"\n");
        assert_eq!(header.opening, 2);
        let at = header.toml.find('ü').expect("there");
        let span = header.span(&(at..at + 2));
        assert_eq!((span.line, span.column, span.end_column), (5, 7, 8));
    }

    #[test]
    fn a_file_without_a_block_has_no_header() {
        for source in ["", "import threading\n", "# /// pyproject\n# ///\n"] {
            assert!(Header::find(source, "x.py").expect("sound").is_none());
        }
    }

    #[test]
    fn a_broken_block_is_refused_with_its_line() {
        let check = |source: &str, line: u32, words: &str| {
            let finding = Header::find(source, "x.py").expect_err(source);
            assert_eq!(finding.span.map(|span| span.line), Some(line), "{source}");
            assert!(finding.message.contains(words), "{}", finding.message);
        };
        check("# /// script\n# a = 1\nx = 1\n", 1, "never closed");
        check("# /// script\n#a = 1\n# ///\n", 2, "begin with `# `");
        check("#/// script\n# ///\n", 1, "does not open");
        check("# /// Script \n# ///\n", 1, "does not open");
        check(
            "# /// script\n# ///\nx = 1\n# /// script\n# ///\n",
            4,
            "second",
        );
    }
}
