//! What a header claims can happen, under which fixes. Values are compared as Python's `repr` writes them.

use std::fmt::{self, Write as _};
use std::str::FromStr;

use serde::Serialize;

/// One `[[tool.racewalk.expect]]`: with these fixes on and no others, these outcomes and verdicts, and no others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// The line it begins at.
    pub line: u32,
    pub fixes: Vec<String>,
    pub outcomes: Outcomes,
    /// `None` where the header does not say.
    pub verdicts: Option<Vec<Verdict>>,
}

/// The final values of the watched globals, of all runs that end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Outcomes {
    /// Nothing is claimed.
    #[default]
    Unsaid,
    /// Each name by itself takes these values: `{ a = [1, 2], b = [3] }`.
    Each(Vec<(String, Vec<String>)>),
    /// The names together take these combinations: `[{ a = 1, b = 3 }, …]`.
    Together(Vec<Vec<(String, String)>>),
}

impl Outcomes {
    /// Whether a run may end with these values, given by name as `repr` writes them.
    pub fn allow(&self, watched: &[(String, String)]) -> bool {
        let value_of = |name: &str| {
            watched
                .iter()
                .find(|(other, _)| other == name)
                .map(|(_, value)| value)
        };
        match self {
            Self::Unsaid => true,
            Self::Each(each) => each
                .iter()
                .all(|(name, values)| value_of(name).is_some_and(|value| values.contains(value))),
            Self::Together(combinations) => combinations.iter().any(|combination| {
                combination
                    .iter()
                    .all(|(name, value)| value_of(name) == Some(value))
            }),
        }
    }

    /// The names it speaks of, in order.
    pub fn names(&self) -> Vec<&str> {
        match self {
            Self::Unsaid => Vec::new(),
            Self::Each(each) => each.iter().map(|(name, _)| name.as_str()).collect(),
            Self::Together(combinations) => {
                let mut names: Vec<&str> = Vec::new();
                for (name, _) in combinations.iter().flatten() {
                    if !names.contains(&name.as_str()) {
                        names.push(name);
                    }
                }
                names
            }
        }
    }
}

macro_rules! verdicts {
    ($($variant:ident $name:literal)*) => {
        /// What can be wrong with a run, or with all of them together.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Verdict {
            $($variant,)*
        }

        impl Verdict {
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// As headers and `--json` spell it.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

verdicts! {
    Deadlock "deadlock"
    PartialDeadlock "partial-deadlock"
    Livelock "livelock"
    Starvation "starvation"
    BusyWait "busy-wait"
    LostWakeup "lost-wakeup"
    DataRace "data-race"
    Assertion "assertion"
    Exception "exception"
}

impl fmt::Display for Verdict {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

impl FromStr for Verdict {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL
            .iter()
            .copied()
            .find(|verdict| verdict.name() == text)
            .ok_or(())
    }
}

/// A text as Python's `repr` writes it.
pub(crate) fn repr_text(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    let mut written = String::from(quote);
    for character in text.chars() {
        match character {
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\t' => written.push_str("\\t"),
            _ if character == quote => {
                written.push('\\');
                written.push(quote);
            }
            '\0'..='\x1f' | '\x7f' => {
                let _ = write!(written, "\\x{:02x}", character as u32);
            }
            _ => written.push(character),
        }
    }
    written.push(quote);
    written
}

/// A float as Python's `repr` writes it: shortest, with an exponent below 1e-4 and from 1e16 on.
pub(crate) fn repr_float(number: f64) -> String {
    if number.is_nan() {
        return "nan".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { "inf" } else { "-inf" }.to_owned();
    }
    let size = number.abs();
    if number == 0.0 || (1e-4..1e16).contains(&size) {
        return format!("{number:?}");
    }
    let scientific = format!("{number:e}");
    let (digits, exponent) = scientific
        .split_once('e')
        .expect("the format has an exponent");
    let (sign, exponent) = match exponent.strip_prefix('-') {
        Some(exponent) => ('-', exponent),
        None => ('+', exponent),
    };
    format!("{digits}e{sign}{exponent:0>2}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_python_writes_them() {
        for (text, expected) in [
            ("plain", "'plain'"),
            ("it's", "\"it's\""),
            ("it's \"so\"", "'it\\'s \"so\"'"),
            ("a\nb\u{1b}", "'a\\nb\\x1b'"),
        ] {
            assert_eq!(repr_text(text), expected);
        }
        for (number, expected) in [
            (1.0, "1.0"),
            (0.1, "0.1"),
            (-0.0, "-0.0"),
            (1e16, "1e+16"),
            (1.5e-7, "1.5e-07"),
            (123_456.75, "123456.75"),
        ] {
            assert_eq!(repr_float(number), expected);
        }
    }

    #[test]
    fn an_outcome_is_allowed_by_name_or_in_combination() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let each = Outcomes::Each(vec![
            ("a".to_owned(), vec!["1".to_owned(), "2".to_owned()]),
            ("b".to_owned(), vec!["1".to_owned()]),
        ]);
        assert!(each.allow(&[pair("a", "2"), pair("b", "1")]));
        assert!(!each.allow(&[pair("a", "3"), pair("b", "1")]));
        assert!(!each.allow(&[pair("a", "1")]));
        let together = Outcomes::Together(vec![
            vec![pair("a", "1"), pair("b", "2")],
            vec![pair("a", "2"), pair("b", "1")],
        ]);
        assert!(together.allow(&[pair("a", "2"), pair("b", "1")]));
        assert!(!together.allow(&[pair("a", "2"), pair("b", "2")]));
        assert_eq!(together.names(), ["a", "b"]);
    }
}
