//! `racewalk merge`: the results of several `explore --shard K/N` become one, if they belong together.

use std::io::{self, Write};
use std::path::Path;

use serde::Deserialize;

use crate::base::Task;
use crate::cli::args;
use crate::cli::explore::asked::Asked;
use crate::cli::explore::words::Told;
use crate::cli::explore::{exit_code, json, kind, wrong};
use crate::cli::neutral::neutral;
use crate::cli::{Failure, files};
use crate::explore::{self, Bounded, Outcome, Report, Share, Verdict};
use crate::machine::schedule::Schedule;
use crate::machine::world::Machine;
use crate::view::Language;

/// Longer results are refused before they are looked at.
const LONGEST: usize = 256 << 20;

/// A result as `--json` prints it: what is needed of it.
#[derive(Debug, Deserialize)]
struct Written {
    complete: bool,
    bound: Option<String>,
    states: usize,
    transitions: usize,
    seconds: f64,
    bytes: usize,
    restarts: u32,
    verdicts: Vec<WrittenVerdict>,
    outcomes: Vec<WrittenOutcome>,
    asked: Asked,
    shard: Option<WrittenShard>,
}

#[derive(Debug, Deserialize)]
struct WrittenVerdict {
    kind: String,
    schedule: String,
    preemptions: u32,
    minimal: bool,
    r#where: Vec<WrittenPlace>,
    exception: Option<String>,
}

#[derive(Debug, Deserialize)]
struct WrittenPlace {
    worker: String,
    line: u32,
}

#[derive(Debug, Deserialize)]
struct WrittenOutcome {
    ending: String,
    stdout: Option<String>,
    schedule: String,
    preemptions: u32,
    minimal: bool,
}

#[derive(Debug, Deserialize)]
struct WrittenShard {
    number: u32,
    of: u32,
    dealt: Option<String>,
    reads: Vec<String>,
    marks: Vec<String>,
    values: Vec<Vec<(String, String)>>,
}

/// One part, read.
struct Part {
    /// The file that it was read from.
    file: String,
    asked: Asked,
    share: Share,
    seconds: f64,
    report: Report,
}

pub(crate) fn merge(arguments: &args::Merge) -> Result<u8, Failure> {
    let wrong = wrong(arguments.fail_on.as_deref())?;
    let mut parts = Vec::new();
    for path in &arguments.results {
        parts.push(Part::read(path)?);
    }
    parts.sort_by_key(|part| part.share.number);
    let missing = hold_together(&parts)?;
    let language = arguments.speech.language();
    let gaps = gaps(&parts, &missing, language);
    let asked = parts[0].asked.clone();
    let seconds = parts.iter().map(|part| part.seconds).sum();
    let reports = parts.into_iter().map(|part| part.report).collect();
    let report = explore::merge(reports, missing.is_empty());
    let text = if arguments.json {
        let places: Vec<_> = report
            .verdicts
            .iter()
            .map(|verdict| verdict.places.clone())
            .collect();
        json::text(&report, &places, &asked, None, seconds)
    } else {
        let opened = asked.open()?;
        let told = Told {
            report: &report,
            boot: &Machine::boot(opened.program, opened.config),
            scenario: &opened.scenario,
            command: asked.command(),
            interrupted: false,
            count: false,
            language,
            watch: &asked.watch,
        };
        neutral(&told.all(seconds)).into_owned()
    };
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    for words in gaps {
        writeln!(io::stderr(), "{}", neutral(&words))?;
    }
    Ok(exit_code(&report, &wrong))
}

/// Which parts are missing; a failure where those that are there do not belong together.
fn hold_together(parts: &[Part]) -> Result<Vec<u32>, Failure> {
    let first = &parts[0];
    for part in &parts[1..] {
        let refuse = |words: String| {
            Err(Failure::Usage(format!(
                "{} and {} do not belong together: {words}",
                first.file, part.file
            )))
        };
        if let Some(difference) = first.asked.difference(&part.asked) {
            return refuse(difference);
        }
        if first.share.of != part.share.of {
            return refuse(format!(
                "one is a part of {}, the other of {}",
                first.share.of, part.share.of
            ));
        }
        let both = first.report.complete && part.report.complete;
        if both && first.share.dealt != part.share.dealt {
            return refuse("they have dealt out different states".to_owned());
        }
    }
    for pair in parts.windows(2) {
        if pair[0].share.number == pair[1].share.number {
            return Err(Failure::Usage(format!(
                "{} and {} are the same part, {} of {}: give each part once",
                pair[0].file, pair[1].file, pair[0].share.number, pair[0].share.of
            )));
        }
    }
    let is_there = |number: &u32| parts.iter().any(|part| part.share.number == *number);
    Ok((1..=first.share.of)
        .filter(|number| !is_there(number))
        .collect())
}

/// What is not there, and what has not come to its end.
fn gaps(parts: &[Part], missing: &[u32], language: Language) -> Vec<String> {
    let mut words = Vec::new();
    let of = parts[0].share.of;
    if !missing.is_empty() {
        let mut list: Vec<String> = missing.iter().take(20).map(u32::to_string).collect();
        if missing.len() > list.len() {
            list.push("…".to_owned());
        }
        let list = list.join(", ");
        words.push(match language {
            Language::En => format!("racewalk: of {of} shards these are missing: {list}"),
            Language::Zh => format!("racewalk：共 {of} 个分片，缺少：{list}"),
        });
    }
    for part in parts.iter().filter(|part| !part.report.complete) {
        let bound = json::bound(&part.report).unwrap_or("stopped");
        let (file, number) = (&part.file, part.share.number);
        words.push(match language {
            Language::En => {
                format!("racewalk: {file}: shard {number} has not looked at everything ({bound})")
            }
            Language::Zh => format!("racewalk：{file}：分片 {number} 没有看完（{bound}）"),
        });
    }
    words
}

impl Part {
    fn read(path: &Path) -> Result<Self, Failure> {
        let file = path.display().to_string();
        let bytes = files::bytes(path, LONGEST)?;
        let refuse = |words: String| Failure::Usage(format!("{file}: {words}"));
        let written: Written = serde_json::from_slice(&bytes).map_err(|error| {
            refuse(format!(
                "this is no result of `racewalk explore --shard K/N --json`: {error}"
            ))
        })?;
        let Some(shard) = &written.shard else {
            return Err(refuse(
                "this is the result of a whole search; there is nothing to join".to_owned(),
            ));
        };
        let damaged = |what: &str| refuse(format!("this result is damaged: {what}"));
        if shard.of == 0 || !(1..=shard.of).contains(&shard.number) {
            return Err(damaged("`shard` says a part that cannot be"));
        }
        if shard.marks.len() != written.verdicts.len()
            || shard.values.len() != written.outcomes.len()
        {
            return Err(damaged("`shard` does not fit `verdicts` and `outcomes`"));
        }
        let reads: Option<Vec<u64>> = shard.reads.iter().map(|text| unhex(text)).collect();
        let share = Share {
            number: shard.number,
            of: shard.of,
            dealt: match &shard.dealt {
                None => None,
                Some(text) => Some(
                    u128::from_str_radix(text, 16).map_err(|_| damaged("`dealt` is no number"))?,
                ),
            },
            reads: reads.ok_or_else(|| damaged("`reads` are no numbers"))?,
        };
        let report = written
            .report(share.clone())
            .map_err(|words| damaged(&words))?;
        Ok(Self {
            file,
            share,
            seconds: written.seconds,
            report,
            asked: written.asked,
        })
    }
}

fn unhex(text: &str) -> Option<u64> {
    u64::from_str_radix(text, 16).ok()
}

fn schedule(text: &str) -> Result<Schedule, String> {
    text.parse()
        .map_err(|error| format!("a schedule cannot be read: {error}"))
}

impl Written {
    fn report(&self, share: Share) -> Result<Report, String> {
        let shard = self.shard.as_ref().ok_or("it is no part")?;
        let bounded = match self.bound.as_deref() {
            None | Some("clock") => None,
            Some(name) => {
                let mut all = Bounded::ALL.into_iter();
                let bound = all.find(|bound| bound.name() == name);
                Some(bound.ok_or_else(|| format!("there is no bound `{name}`"))?)
            }
        };
        let verdicts: Result<Vec<Verdict>, String> = self
            .verdicts
            .iter()
            .zip(&shard.marks)
            .map(|(verdict, mark)| verdict.verdict(mark))
            .collect();
        let outcomes: Result<Vec<Outcome>, String> = self
            .outcomes
            .iter()
            .zip(&shard.values)
            .map(|(outcome, values)| outcome.outcome(values))
            .collect();
        Ok(Report {
            complete: self.complete,
            bounded,
            clock_read: self.bound.as_deref() == Some("clock"),
            states: self.states,
            transitions: self.transitions,
            bytes: self.bytes,
            restarts: self.restarts,
            verdicts: verdicts?,
            outcomes: outcomes?,
            read_races: share.reads.len(),
            share: Some(share),
        })
    }
}

impl WrittenVerdict {
    fn verdict(&self, mark: &str) -> Result<Verdict, String> {
        let schedule = schedule(&self.schedule)?;
        let places: Result<Vec<(Task, u32)>, String> = self
            .r#where
            .iter()
            .map(|place| {
                let worker = place.worker.parse();
                let worker = worker.map_err(|_| format!("`{}` is no worker", place.worker))?;
                Ok((worker, place.line))
            })
            .collect();
        Ok(Verdict {
            kind: kind(&self.kind).ok_or_else(|| format!("there is no kind `{}`", self.kind))?,
            preemptions: self.preemptions,
            minimal: self.minimal,
            steps: schedule.steps(),
            schedule,
            places: places?,
            words: self.exception.clone().unwrap_or_default(),
            must: false,
            mark: unhex(mark).ok_or("a mark is no number")?,
        })
    }
}

impl WrittenOutcome {
    fn outcome(&self, values: &[(String, String)]) -> Result<Outcome, String> {
        let ending = match self.ending.as_str() {
            "finished" => "finished",
            "exception" => "exception",
            "deadlock" => "deadlock",
            "limit" => "limit",
            other => return Err(format!("there is no ending `{other}`")),
        };
        Ok(Outcome {
            ending,
            watch: values.to_vec(),
            stdout: self.stdout.clone(),
            schedule: schedule(&self.schedule)?,
            preemptions: self.preemptions,
            minimal: self.minimal,
            schedules: None,
            probability: None,
            interval: None,
        })
    }
}
