//! `JUnit` XML: a suite for each file, a case for each claim.

use std::fmt::Write as _;

use crate::cli::check::{File, Grade};
use crate::cli::neutral::neutral;
use crate::view::Language;

pub(crate) fn junit(files: &[File], language: Language) -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let all = files
        .iter()
        .map(counts)
        .fold(Counts::default(), Counts::plus);
    let _ = writeln!(
        text,
        "<testsuites name=\"racewalk check\"{}>",
        all.written()
    );
    for file in files {
        suite(&mut text, file, language);
    }
    text.push_str("</testsuites>\n");
    text
}

#[derive(Clone, Copy, Default)]
struct Counts {
    tests: usize,
    failures: usize,
    errors: usize,
}

impl Counts {
    fn plus(self, other: Self) -> Self {
        Self {
            tests: self.tests + other.tests,
            failures: self.failures + other.failures,
            errors: self.errors + other.errors,
        }
    }

    fn written(self) -> String {
        format!(
            " tests=\"{}\" failures=\"{}\" errors=\"{}\"",
            self.tests, self.failures, self.errors
        )
    }
}

fn counts(file: &File) -> Counts {
    let of = |wanted: Grade| {
        let claims = file.claims.iter();
        claims.filter(|claim| claim.grade == wanted).count()
    };
    let trouble = usize::from(file.trouble.is_some());
    Counts {
        tests: file.claims.len() + trouble,
        failures: of(Grade::Fail),
        errors: of(Grade::Undecided) + trouble,
    }
}

fn suite(text: &mut String, file: &File, language: Language) {
    let path = escaped(&file.path);
    let _ = writeln!(
        text,
        "  <testsuite name=\"{path}\"{}>",
        counts(file).written()
    );
    if let Some(trouble) = &file.trouble {
        case(
            text,
            &path,
            "racewalk",
            Some(("error", "error", &trouble.words)),
        );
    }
    for claim in &file.claims {
        let title = escaped(&super::title(claim, language));
        let words = super::paragraph(file, claim, language);
        let wrong = match claim.grade {
            Grade::Pass => None,
            Grade::Fail => Some(("failure", "fail", words.as_str())),
            Grade::Undecided => Some(("error", "undecided", words.as_str())),
            Grade::Error => Some(("error", "error", words.as_str())),
        };
        case(text, &path, &title, wrong);
    }
    text.push_str("  </testsuite>\n");
}

fn case(text: &mut String, path: &str, title: &str, wrong: Option<(&str, &str, &str)>) {
    let _ = write!(text, "    <testcase classname=\"{path}\" name=\"{title}\"");
    let Some((element, kind, words)) = wrong else {
        text.push_str("/>\n");
        return;
    };
    let first = words.lines().next().unwrap_or("");
    let _ = write!(
        text,
        ">\n      <{element} type=\"{kind}\" message=\"{}\">{}</{element}>\n    </testcase>\n",
        escaped(first),
        escaped(words)
    );
}

/// As text and as the value of an attribute; what XML cannot hold is replaced.
fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for character in neutral(text).chars() {
        match character {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' => written.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => written.push('\u{fffd}'),
            character => written.push(character),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_in_a_name_ends_an_element() {
        assert_eq!(
            escaped("<a href=\"x\">&\u{1b}\u{ffff}"),
            "&lt;a href=&quot;x&quot;&gt;&amp;\\x1b\u{fffd}"
        );
    }
}
