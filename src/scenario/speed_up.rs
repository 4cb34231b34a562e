//! A program with another number of workers: which constants say how many there are and how much they have to do.

use crate::scenario::Scenario;
use crate::view::Text;

/// What a header says of the speed-up: `[tool.racewalk.speedup]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeedUp {
    /// The constant that says how many workers there are.
    pub workers: String,
    /// Measured from one worker to so many.
    pub most: u32,
    /// What the program is called without fixes: `threads`.
    pub title: Text,
    /// Constants that have another value where speed is measured: work that is long enough to show.
    pub set: Vec<(String, i64)>,
}

impl Default for SpeedUp {
    fn default() -> Self {
        Self {
            workers: "WORKERS".to_owned(),
            most: 4,
            title: Text::new("as it stands", "原样"),
            set: Vec::new(),
        }
    }
}

impl Scenario {
    /// The same program with so many workers; or the name of the constant that it lacks.
    pub fn with_workers(&self, workers: u32) -> Result<Self, String> {
        let speed_up = self.speed_up.clone().unwrap_or_default();
        let mut source = self.source.clone();
        let sizes = speed_up.set.into_iter();
        for (name, value) in sizes.chain([(speed_up.workers, i64::from(workers))]) {
            source = with_constant(&source, &name, value).ok_or(name)?;
        }
        Ok(Self {
            source,
            ..self.clone()
        })
    }
}

/// The text with another number in its first line `NAME = 4`. Lines keep their numbers.
fn with_constant(source: &str, name: &str, value: i64) -> Option<String> {
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        if let Some((start, end)) = number_of(line, name) {
            let mut changed = source.to_owned();
            changed.replace_range(at + start..at + end, &value.to_string());
            return Some(changed);
        }
        at += line.len();
    }
    None
}

/// Where the number stands in a line `NAME = 4`, which may end with a comment.
fn number_of(line: &str, name: &str) -> Option<(usize, usize)> {
    let value = line.strip_prefix(name)?.trim_start().strip_prefix('=')?;
    let number = value.trim_start();
    let digits = number
        .find(|character: char| !character.is_ascii_digit() && character != '_')
        .unwrap_or(number.len());
    let rest = number[digits..].trim_start();
    let is_number = digits > 0 && number.starts_with(|first: char| first.is_ascii_digit());
    let start = line.len() - number.len();
    (is_number && (rest.is_empty() || rest.starts_with('#'))).then_some((start, start + digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constant_is_a_line_of_its_own_with_a_whole_number() {
        let check = |source: &str, expected: Option<&str>| {
            let found = with_constant(source, "N", 7);
            assert_eq!(found.as_deref(), expected, "{source}");
        };
        check("N = 2\n", Some("N = 7\n"));
        check(
            "x = 1\nN=1_000  # many\nN = 3\n",
            Some("x = 1\nN=7  # many\nN = 3\n"),
        );
        check("N = 2", Some("N = 7"));
        for other in [
            "",
            "NO = 2\n",
            " N = 2\n",
            "N == 2\n",
            "N = 2 * 3\n",
            "N = x\n",
        ] {
            check(other, None);
        }
    }
}
