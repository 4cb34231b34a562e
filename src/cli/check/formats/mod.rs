//! The results, in the form in which somebody wants them. None of them tells times, so that the same files give the
//! same bytes.

mod github;
mod graders;
mod json;
mod junit;
mod text;

use std::fmt::Write as _;

use crate::cli::check::{About, Claim, Extra, File, Grade, Variant};
use crate::cli::explore::words::quoted;
use crate::view::Language;

pub(crate) use github::github;
pub(crate) use graders::{exercism, gradescope};
pub(crate) use json::json;
pub(crate) use junit::junit;
pub(crate) use text::text;

/// Differences of one claim that are told; the others are counted.
const TOLD: usize = 20;

/// `fix lock: outcomes`.
fn title(claim: &Claim, language: Language) -> String {
    let about = match (claim.about, language) {
        (about, Language::En) => about.name(),
        (About::Outcomes, Language::Zh) => "结局",
        (About::Verdicts, Language::Zh) => "问题",
        (About::Submission, Language::Zh) => "提交的运行",
    };
    format!("{}: {about}", variant(&claim.variant, language))
}

fn variant(variant: &Variant, language: Language) -> String {
    match (variant, language) {
        (Variant::Plain, Language::En) => "as python3 runs it".to_owned(),
        (Variant::Plain, Language::Zh) => "像 python3 那样运行".to_owned(),
        (Variant::Fixes(fixes), Language::En) => match fixes.as_slice() {
            [] => "without fixes".to_owned(),
            [fix] => format!("with the fix {fix}"),
            fixes => format!("with the fixes {}", fixes.join(", ")),
        },
        (Variant::Fixes(fixes), Language::Zh) => match fixes.as_slice() {
            [] => "不加修复".to_owned(),
            fixes => format!("加上修复 {}", fixes.join("、")),
        },
    }
}

/// What is to be said of a claim that does not simply hold; a line each, and after some a command that shows it.
fn words(file: &File, claim: &Claim, language: Language) -> Vec<Said> {
    let mut said: Vec<Said> = Vec::new();
    for extra in &claim.extra {
        said.push(Said {
            words: unclaimed(claim, extra, language),
            line: extra.places.first().map(|&(_, line)| line).or(claim.line),
            command: command(file, claim, extra),
        });
    }
    let incomplete = claim.bound.is_some();
    for missing in &claim.missing {
        if incomplete && claim.grade == Grade::Fail {
            // What was not looked at may still show it.
            continue;
        }
        let words = match (language, incomplete) {
            (Language::En, false) => format!("no schedule shows {missing}, which is claimed"),
            (Language::En, true) => format!("not seen so far: {missing}"),
            (Language::Zh, false) => format!("声称会有 {missing}，却没有调度显示它"),
            (Language::Zh, true) => format!("到目前还没看到：{missing}"),
        };
        said.push(Said {
            words,
            line: claim.line,
            command: None,
        });
    }
    if said.len() > TOLD {
        let more = said.len() - TOLD;
        said.truncate(TOLD);
        said.push(Said {
            words: match language {
                Language::En => format!("and {more} more"),
                Language::Zh => format!("还有 {more} 条"),
            },
            line: claim.line,
            command: None,
        });
    }
    if let Some(bound) = claim.bound
        && claim.about != About::Submission
        && claim.grade == Grade::Undecided
    {
        let words = undecided(bound, language).to_owned();
        said.push(Said {
            words,
            line: claim.line,
            command: None,
        });
    }
    said
}

/// One thing to say, where in the file it belongs, and the command that shows it.
struct Said {
    words: String,
    line: Option<u32>,
    command: Option<String>,
}

fn unclaimed(claim: &Claim, extra: &Extra, language: Language) -> String {
    let mut text = extra.what.clone();
    if !extra.words.is_empty() {
        let _ = match language {
            Language::En => write!(text, " ({})", extra.words),
            Language::Zh => write!(text, "（{}）", extra.words),
        };
    }
    if claim.about == About::Submission {
        return text;
    }
    text.push_str(match (language, claim.line) {
        (Language::En, Some(_)) => " can happen, and is not claimed",
        (Language::En, None) => " can happen",
        (Language::Zh, Some(_)) => " 会发生，而没有声称",
        (Language::Zh, None) => " 会发生",
    });
    if !extra.places.is_empty() {
        let places: Vec<String> = extra
            .places
            .iter()
            .map(|(worker, line)| match language {
                Language::En => format!("{worker} at line {line}"),
                Language::Zh => format!("{worker} 在第 {line} 行"),
            })
            .collect();
        let _ = match language {
            Language::En => write!(text, ": {}", places.join(", ")),
            Language::Zh => write!(text, "：{}", places.join("，")),
        };
    }
    text
}

fn undecided(bound: &str, language: Language) -> &'static str {
    match (bound, language) {
        ("states", Language::En) => {
            "not everything was looked at: --max-states; a larger number looks further"
        }
        ("states", Language::Zh) => "没有看完：到了 --max-states；调大可以看得更远",
        ("preemptions", Language::En) => {
            "not everything was looked at: more preemptions than --max-preemptions lead further"
        }
        ("preemptions", Language::Zh) => "没有看完：抢占次数超过 --max-preemptions 还会到达别处",
        ("memory", Language::En) => "not everything was looked at: try a larger --memory-limit",
        ("memory", Language::Zh) => "没有看完：试试更大的 --memory-limit",
        ("time", Language::En) => "not everything was looked at: try a longer --time-limit",
        ("time", Language::Zh) => "没有看完：试试更长的 --time-limit",
        ("workers", Language::En) => {
            "not everything was looked at: more workers in all than can be told apart"
        }
        ("workers", Language::Zh) => "没有看完：线程和进程总数太多",
        ("clock", Language::En) => {
            "not everything was looked at: the program computes with clock readings"
        }
        ("clock", Language::Zh) => "没有看完：程序用时钟读数做计算",
        (_, Language::En) => "not everything was looked at: a run reaches a limit of the machine",
        (_, Language::Zh) => "没有看完：有的运行到了机器的上限",
    }
}

/// What shows it: nothing where marks are ignored, which `racewalk` itself does not do, unless there are none.
fn command(file: &File, claim: &Claim, extra: &Extra) -> Option<String> {
    let mut text = format!("racewalk {}", quoted(&file.path));
    match &claim.variant {
        Variant::Fixes(fixes) => {
            for fix in fixes {
                let _ = write!(text, " --fix {}", quoted(fix));
            }
        }
        Variant::Plain if file.has_marks => return None,
        Variant::Plain => {}
    }
    if claim.about == About::Submission {
        return None;
    }
    let _ = write!(text, " --schedule '{}'", extra.schedule);
    Some(text)
}

/// All that is to be said of a claim, as one text.
fn paragraph(file: &File, claim: &Claim, language: Language) -> String {
    let mut lines = Vec::new();
    for said in words(file, claim, language) {
        lines.push(said.words);
        if let Some(command) = said.command {
            lines.push(format!("    {command}"));
        }
    }
    lines.join("\n")
}

/// `3 files: 2 pass, 1 fail`.
fn summary(files: &[File], language: Language) -> String {
    let mut counts = Vec::new();
    for grade in [Grade::Pass, Grade::Fail, Grade::Undecided, Grade::Error] {
        let count = files.iter().filter(|file| file.grade() == grade).count();
        if count > 0 {
            counts.push(match language {
                Language::En => format!("{count} {}", grade.name()),
                Language::Zh => format!("{} {count}", text::grade(grade, language)),
            });
        }
    }
    match (language, files.len()) {
        (Language::En, 1) => format!("1 file: {}", counts.join(", ")),
        (Language::En, count) => format!("{count} files: {}", counts.join(", ")),
        (Language::Zh, count) => format!("{count} 个文件：{}", counts.join("，")),
    }
}
