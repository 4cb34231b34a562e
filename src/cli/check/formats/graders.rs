//! What graders read: `results.json` of Gradescope and of Exercism (version 3).

use serde_json::{Value as Json, json};

use crate::cli::check::{File, Grade};
use crate::cli::neutral::neutral;
use crate::view::Language;

/// Exercism's bounds, in characters.
const LONGEST_MESSAGE: usize = 65_535;
const LONGEST_OUTPUT: usize = 500;

/// One test for each claim, one point for each.
pub(crate) fn gradescope(files: &[File], language: Language) -> String {
    let mut tests = Vec::new();
    for (name, grade, words) in cases(files, language) {
        let passed = grade == Grade::Pass;
        tests.push(json!({
            "name": name,
            "score": u8::from(passed),
            "max_score": 1,
            "status": if passed { "passed" } else { "failed" },
            "output": words,
            "output_format": "text",
            "visibility": "visible",
        }));
    }
    let mut results = json!({
        "output": super::summary(files, language),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": tests,
    });
    if results["tests"].as_array().is_some_and(Vec::is_empty) {
        // Without tests the score would be missing.
        results["score"] = json!(0);
    }
    pretty(&results)
}

/// `error` only where a file could not be judged at all: then there are no tests to show.
pub(crate) fn exercism(files: &[File], language: Language) -> String {
    let worst = files.iter().map(File::grade).max().unwrap_or(Grade::Pass);
    let troubles: Vec<String> = files
        .iter()
        .filter_map(|file| {
            let trouble = file.trouble.as_ref()?;
            Some(format!("{}: {}", file.path, trouble.words))
        })
        .collect();
    let results = if troubles.is_empty() {
        let tests: Vec<Json> = cases(files, language)
            .into_iter()
            .map(|(name, grade, words)| {
                json!({
                    "name": name,
                    "status": status(grade),
                    "message": if grade == Grade::Pass { Json::Null } else { json!(cut(&words, LONGEST_MESSAGE)) },
                    "output": Json::Null,
                    "test_code": cut(&name, LONGEST_OUTPUT),
                })
            })
            .collect();
        let status = if worst == Grade::Pass { "pass" } else { "fail" };
        json!({ "version": 3, "status": status, "message": Json::Null, "tests": tests })
    } else {
        let words = neutral(&troubles.join("\n")).into_owned();
        json!({
            "version": 3,
            "status": "error",
            "message": cut(&words, LONGEST_MESSAGE),
            "tests": [],
        })
    };
    pretty(&results)
}

fn status(grade: Grade) -> &'static str {
    match grade {
        Grade::Pass => "pass",
        Grade::Fail => "fail",
        Grade::Undecided | Grade::Error => "error",
    }
}

/// Name, grade and words of each claim, and of each file that could not be judged.
fn cases(files: &[File], language: Language) -> Vec<(String, Grade, String)> {
    let mut cases = Vec::new();
    for file in files {
        if let Some(trouble) = &file.trouble {
            let words = neutral(&trouble.words).into_owned();
            cases.push((neutral(&file.path).into_owned(), Grade::Error, words));
        }
        for claim in &file.claims {
            let name = format!("{}: {}", file.path, super::title(claim, language));
            let words = super::paragraph(file, claim, language);
            cases.push((
                neutral(&name).into_owned(),
                claim.grade,
                neutral(&words).into_owned(),
            ));
        }
    }
    cases
}

/// The text, with an ellipsis where it has more characters than that.
fn cut(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(longest - 1).collect();
    short.push('…');
    short
}

fn pretty(results: &Json) -> String {
    let mut text = serde_json::to_string_pretty(results).expect("results are plain data");
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn a_text_is_cut_at_its_bound() {
        assert_eq!(cut("四个汉字", 4), "四个汉字");
        assert_eq!(cut("四个汉字", 3), "四个…");
    }
}
