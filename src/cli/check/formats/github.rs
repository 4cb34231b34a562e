//! Annotations of a GitHub workflow: a line each, and a summary that is no command.

use std::fmt::Write as _;

use crate::cli::check::{File, Grade};
use crate::cli::neutral::neutral;
use crate::view::Language;

pub(crate) fn github(files: &[File], language: Language) -> String {
    let mut text = String::new();
    for file in files {
        if let Some(trouble) = &file.trouble {
            annotation(
                &mut text,
                "error",
                file,
                trouble.line,
                "racewalk",
                &trouble.words,
            );
        }
        for claim in &file.claims {
            let level = match claim.grade {
                Grade::Pass => continue,
                Grade::Undecided => "warning",
                Grade::Fail | Grade::Error => "error",
            };
            let title = super::title(claim, language);
            for said in super::words(file, claim, language) {
                let words = match said.command {
                    Some(command) => format!("{}\n{command}", said.words),
                    None => said.words,
                };
                annotation(&mut text, level, file, said.line, &title, &words);
            }
        }
    }
    let _ = writeln!(text, "{}", super::summary(files, language));
    text
}

fn annotation(
    text: &mut String,
    level: &str,
    file: &File,
    line: Option<u32>,
    title: &str,
    words: &str,
) {
    let line = line.map_or_else(String::new, |line| format!(",line={line}"));
    let _ = writeln!(
        text,
        "::{level} file={}{line},title={}::{}",
        property(&file.path),
        property(title),
        message(words)
    );
}

fn message(text: &str) -> String {
    neutral(text)
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_name_begins_another_command() {
        assert_eq!(
            property("a,b:c\n::error::x%"),
            "a%2Cb%3Ac%0A%3A%3Aerror%3A%3Ax%25"
        );
        assert_eq!(message("a: b\r\n::error::"), "a: b%0D%0A::error::");
    }
}
