//! A table for people.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use crate::cli::check::{File, Grade};
use crate::cli::explore::grouped;
use crate::cli::neutral::neutral;
use crate::view::Language;

/// Longer paths are not waited for.
const WIDEST: usize = 60;

pub(crate) fn text(files: &[File], language: Language, coloured: bool) -> String {
    let width = files
        .iter()
        .map(|file| file.path.width())
        .max()
        .unwrap_or(0)
        .min(WIDEST);
    let mut text = String::new();
    for file in files {
        row(&mut text, file, width, language, coloured);
    }
    if files.len() > 1 {
        text.push('\n');
    }
    if files.len() != 1 {
        let _ = writeln!(text, "{}", super::summary(files, language));
    }
    text
}

fn row(text: &mut String, file: &File, width: usize, language: Language, coloured: bool) {
    let grade = file.grade();
    let name = self::grade(grade, language);
    let pad = " ".repeat(9usize.saturating_sub(name.width()));
    let name = if coloured {
        format!("\x1b[{}m{name}\x1b[0m", colour(grade))
    } else {
        name.to_owned()
    };
    let path = neutral(&file.path).replace(['\n', '\r'], "?");
    let states = states(file);
    let states = match (states, file.claims.is_empty(), language) {
        (_, true, _) | (None, _, _) => String::new(),
        (Some(states), false, Language::En) => format!("{} states", grouped(states)),
        (Some(states), false, Language::Zh) => format!("{} 个状态", grouped(states)),
    };
    let gap = if states.is_empty() {
        String::new()
    } else {
        " ".repeat(width.saturating_sub(path.width()) + 2)
    };
    let _ = writeln!(text, "{name}{pad}  {path}{gap}{states}");
    if let Some(trouble) = &file.trouble {
        for line in trouble.words.lines() {
            let _ = writeln!(text, "    {}", neutral(line));
        }
    }
    for claim in &file.claims {
        if claim.grade == Grade::Pass {
            continue;
        }
        let line = claim.line.map_or_else(String::new, |line| match language {
            Language::En => format!(" (line {line})"),
            Language::Zh => format!("（第 {line} 行）"),
        });
        let _ = writeln!(
            text,
            "    {}{line}",
            neutral(&super::title(claim, language))
        );
        for line in super::paragraph(file, claim, language).lines() {
            let _ = writeln!(text, "        {}", neutral(line));
        }
    }
}

/// Of all its explorations together; two claims in a row may be about one.
fn states(file: &File) -> Option<usize> {
    let mut sum = 0;
    let mut before = None;
    for claim in &file.claims {
        if before != Some(&claim.variant) {
            sum += claim.states?;
        }
        before = Some(&claim.variant);
    }
    Some(sum)
}

pub(super) fn grade(grade: Grade, language: Language) -> &'static str {
    match (language, grade) {
        (Language::En, grade) => grade.name(),
        (Language::Zh, Grade::Pass) => "通过",
        (Language::Zh, Grade::Undecided) => "未定",
        (Language::Zh, Grade::Error) => "出错",
        (Language::Zh, Grade::Fail) => "不通过",
    }
}

fn colour(grade: Grade) -> u8 {
    match grade {
        Grade::Pass => 32,
        Grade::Undecided => 33,
        Grade::Error => 35,
        Grade::Fail => 31,
    }
}
