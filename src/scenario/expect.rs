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

    /// What runs that end show otherwise than is claimed. A name that a run leaves unbound is none of its values; where
    /// an exception ended the run before, that claims nothing.
    pub fn compare(&self, runs: &[Shown<'_>]) -> Difference {
        match self {
            Self::Unsaid => Difference::default(),
            Self::Each(each) => by_name(each, runs),
            Self::Together(combinations) => self.together(combinations, runs),
        }
    }

    fn together(&self, combinations: &[Vec<(String, String)>], runs: &[Shown<'_>]) -> Difference {
        let mut difference = Difference::default();
        let names = self.names();
        let mut seen = vec![false; combinations.len()];
        for (number, run) in runs.iter().enumerate() {
            let is_cut_short = names.iter().any(|name| run.value(name).is_none());
            if is_cut_short && !run.finished {
                continue;
            }
            let fits = |combination: &Vec<(String, String)>| {
                combination
                    .iter()
                    .all(|(name, value)| run.value(name) == Some(value))
            };
            let mut allowed = false;
            for (seen, _) in seen
                .iter_mut()
                .zip(combinations)
                .filter(|(_, combination)| fits(combination))
            {
                *seen = true;
                allowed = true;
            }
            if !allowed {
                let pairs: Vec<String> = match names.as_slice() {
                    [] => run.watched.iter().map(written).collect(),
                    names => names.iter().map(|name| run.pair(name)).collect(),
                };
                difference.add(number, pairs.join(", "));
            }
        }
        difference.missing = seen
            .iter()
            .zip(combinations)
            .filter(|(seen, _)| !**seen)
            .map(|(_, combination)| {
                let pairs: Vec<String> = combination.iter().map(written).collect();
                pairs.join(", ")
            })
            .collect();
        difference
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

/// What a run that ended shows of the watched globals.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// By name, as `repr` writes them; those that are bound.
    pub watched: &'a [(String, String)],
    /// By itself, and not by an exception that nobody caught.
    pub finished: bool,
}

impl Shown<'_> {
    fn value(&self, name: &str) -> Option<&String> {
        let found = self.watched.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| value)
    }

    fn pair(&self, name: &str) -> String {
        match self.value(name) {
            Some(value) => format!("{name} = {value}"),
            None => format!("{name} unbound"),
        }
    }
}

/// Where a claim about outcomes does not hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Claimed, and shown by no run.
    pub missing: Vec<String>,
    /// Shown and not claimed: the first run that shows it, by number, and what it shows.
    pub extra: Vec<(usize, String)>,
}

impl Difference {
    fn add(&mut self, run: usize, words: String) {
        if self.extra.iter().all(|(_, other)| *other != words) {
            self.extra.push((run, words));
        }
    }
}

fn written((name, value): &(String, String)) -> String {
    format!("{name} = {value}")
}

fn by_name(each: &[(String, Vec<String>)], runs: &[Shown<'_>]) -> Difference {
    let mut difference = Difference::default();
    for (name, values) in each {
        for value in values {
            if runs.iter().all(|run| run.value(name) != Some(value)) {
                difference.missing.push(format!("{name} = {value}"));
            }
        }
        for (number, run) in runs.iter().enumerate() {
            let allowed = match run.value(name) {
                Some(value) => values.contains(value),
                None => !run.finished,
            };
            if !allowed {
                difference.add(number, run.pair(name));
            }
        }
    }
    difference
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
    fn what_runs_show_is_held_to_what_is_claimed() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let check =
            |outcomes: &Outcomes, runs: &[(bool, &[(&str, &str)])], missing: &str, extra: &str| {
                let runs: Vec<(bool, Vec<(String, String)>)> = runs
                    .iter()
                    .map(|(finished, watched)| {
                        let watched = watched.iter().map(|(name, value)| pair(name, value));
                        (*finished, watched.collect())
                    })
                    .collect();
                let shown: Vec<Shown<'_>> = runs
                    .iter()
                    .map(|(finished, watched)| Shown {
                        watched,
                        finished: *finished,
                    })
                    .collect();
                let found = outcomes.compare(&shown);
                let extras: Vec<String> = found.extra.into_iter().map(|(_, words)| words).collect();
                assert_eq!(found.missing.join("; "), missing);
                assert_eq!(extras.join("; "), extra);
            };
        let each = Outcomes::Each(vec![
            ("a".to_owned(), vec!["1".to_owned(), "2".to_owned()]),
            ("b".to_owned(), vec!["1".to_owned()]),
        ]);
        check(&each, &[(true, &[("a", "1"), ("b", "1")])], "a = 2", "");
        check(
            &each,
            &[
                (true, &[("a", "1"), ("b", "1")]),
                (true, &[("a", "2"), ("b", "3")]),
                (false, &[("a", "2")]),
            ],
            "",
            "b = 3",
        );
        check(
            &each,
            &[(true, &[("a", "1")]), (false, &[("a", "2")])],
            "b = 1",
            "b unbound",
        );
        let together = Outcomes::Together(vec![
            vec![pair("a", "1"), pair("b", "2")],
            vec![pair("a", "2"), pair("b", "1")],
        ]);
        check(
            &together,
            &[
                (true, &[("a", "1"), ("b", "2")]),
                (true, &[("a", "2"), ("b", "2")]),
                (false, &[("a", "9")]),
            ],
            "a = 2, b = 1",
            "a = 2, b = 2",
        );
        let none = Outcomes::Together(Vec::new());
        check(&none, &[], "", "");
        check(&none, &[(true, &[("a", "1")])], "", "a = 1");
        check(&Outcomes::Unsaid, &[(true, &[])], "", "");
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
