//! A scenario's lesson: simple Markdown beside the file, once in each language.

use crate::view::{Language, Lines};

/// The text of one language, as it stands in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lesson {
    pub text: String,
}

/// One part of a lesson: what follows a `##` heading, or the beginning where there is none yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section<'a> {
    pub title: &'a str,
    pub text: &'a str,
}

/// Longer ones are refused: a lesson is read on a screen.
pub const LONGEST: usize = 256 * 1024;

impl Lesson {
    /// A lesson from the bytes of its file, or why not.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        if bytes.len() > LONGEST {
            return Err(format!(
                "a lesson has at most {LONGEST} bytes, this one {}",
                bytes.len()
            ));
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let line = bytes[..error.valid_up_to()]
                .iter()
                .filter(|&&byte| byte == b'\n')
                .count()
                + 1;
            format!("line {line} is not UTF-8")
        })?;
        Ok(Self {
            text: text.strip_prefix('\u{feff}').unwrap_or(text).to_owned(),
        })
    }

    /// The words of its `# ` heading.
    pub fn title(&self) -> Option<&str> {
        self.text
            .lines()
            .find_map(|line| line.strip_prefix("# "))
            .map(str::trim)
    }

    /// Its parts, in order; the text before the first `##` heading, with an empty title, is the first of them.
    pub fn sections(&self) -> Vec<Section<'_>> {
        let mut sections = Vec::new();
        let mut title = "";
        let mut start = 0;
        let mut offset = 0;
        for line in self.text.split_inclusive('\n') {
            if let Some(heading) = line.strip_prefix("## ") {
                sections.push(Section {
                    title,
                    text: &self.text[start..offset],
                });
                title = heading.trim();
                start = offset + line.len();
            }
            offset += line.len();
        }
        sections.push(Section {
            title,
            text: &self.text[start..],
        });
        sections
    }
}

/// A scenario's lessons; a missing one is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lessons {
    pub en: Lesson,
    pub zh: Lesson,
}

impl Lessons {
    /// The name of a lesson's file beside `scenario.py`.
    pub fn file_name(stem: &str, language: Language) -> String {
        match language {
            Language::En => format!("{stem}.en.md"),
            Language::Zh => format!("{stem}.zh.md"),
        }
    }

    pub fn of(&self, language: Language) -> &Lesson {
        match language {
            Language::En => &self.en,
            Language::Zh => &self.zh,
        }
    }

    pub fn set(&mut self, language: Language, lesson: Lesson) {
        match language {
            Language::En => self.en = lesson,
            Language::Zh => self.zh = lesson,
        }
    }

    /// As the screen wants them.
    pub fn lines(&self) -> Lines {
        let lines = |lesson: &Lesson| lesson.text.lines().map(str::to_owned).collect();
        Lines {
            en: lines(&self.en),
            zh: lines(&self.zh),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lesson_falls_into_its_sections() {
        let lesson =
            Lesson::read("# Title\n\nAim\n\n## One\ntext\n## Two\n".as_bytes()).expect("sound");
        assert_eq!(lesson.title(), Some("Title"));
        let sections: Vec<_> = lesson
            .sections()
            .iter()
            .map(|s| (s.title, s.text))
            .collect();
        assert_eq!(
            sections,
            [("", "# Title\n\nAim\n\n"), ("One", "text\n"), ("Two", "")]
        );
    }

    #[test]
    fn a_damaged_lesson_is_refused_with_its_line() {
        assert_eq!(
            Lesson::read(b"one\ntwo\n\xff").expect_err("damaged"),
            "line 3 is not UTF-8"
        );
        assert!(Lesson::read(&vec![b'a'; LONGEST + 1]).is_err());
    }
}
