//! One file: the choices of fixes that its header names are explored, and what is found is held to what it claims.
//!
//! - **Outcomes** are the final values of the runs that end: by themselves, or with an exception that nobody caught. A run
//!   that ends in a deadlock has none. `{ a = [1, 2] }` says that `a` takes exactly these values, `[{ a = 1 }, …]` that
//!   the combinations are exactly these. A name that stays unbound has no value: that is wrong in a run that ends by
//!   itself, and says nothing where an exception cut the run short.
//! - **Verdicts** are the kinds of what is wrong, exactly; `starvation` counts only where it is named.
//! - Where nothing is claimed, nothing that counts as wrong may happen. Such a file is taken as plain `python3` runs it.
//! - What is found and not claimed is wrong however little was looked at. What is claimed and not found is wrong only where
//!   everything was looked at.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use crate::cli::args;
use crate::cli::check::paths::{From, Target};
use crate::cli::check::{About, Claim, Extra, File, Grade, Trouble, Variant};
use crate::cli::explore::{self, bound};
use crate::cli::{Failure, compile, files};
use crate::code::Program;
use crate::explore::{Bounds, Kind, Options, Report};
use crate::machine::profile::Profile;
use crate::machine::world::Machine;
use crate::scenario::{Expectation, Outcomes, Scenario, Shown, Verdict};
use crate::view::Language;

/// What may be spent on one file, unless somebody says otherwise.
const TIME_LIMIT: Duration = Duration::from_secs(10);
const MEMORY_LIMIT: usize = 1 << 30;

/// By what all files are judged.
#[derive(Clone, Debug)]
pub(crate) struct Rules {
    pub(crate) profile: Profile,
    pub(crate) wrong: Vec<Kind>,
    pub(crate) time_limit: Duration,
    pub(crate) bounds: Bounds,
    pub(crate) strict_time: bool,
    pub(crate) wake_any: bool,
    pub(crate) language: Language,
}

impl Rules {
    pub(crate) fn new(arguments: &args::Check, language: Language) -> Result<Self, Failure> {
        let search = &arguments.search;
        Ok(Self {
            profile: search.profile.into(),
            wrong: explore::wrong(search.fail_on.as_deref())?,
            time_limit: search
                .time_limit
                .map_or(TIME_LIMIT, |limit| Duration::from_nanos(limit.0)),
            bounds: Bounds {
                preemptions: search.max_preemptions,
                ..explore::bounds(search.max_states, search.memory_limit, MEMORY_LIMIT)
            },
            strict_time: search.time == args::TimeName::Strict,
            wake_any: search.wake == args::WakeName::Any,
            language,
        })
    }
}

/// A file that did not come back.
pub(crate) fn overdue(path: &str) -> File {
    let claim = Claim {
        about: About::Verdicts,
        variant: Variant::Plain,
        line: None,
        grade: Grade::Undecided,
        states: None,
        bound: Some("time"),
        missing: Vec::new(),
        extra: Vec::new(),
    };
    File {
        path: path.to_owned(),
        has_marks: true,
        claims: vec![claim],
        trouble: None,
    }
}

pub(crate) fn file(target: &Target, rules: &Rules, stop: &AtomicBool) -> File {
    let claims = scenario(target).and_then(|scenario| {
        Judge {
            scenario: &scenario,
            rules,
            deadline: Instant::now().checked_add(rules.time_limit),
            stop,
        }
        .claims()
    });
    match claims {
        Ok((has_marks, claims)) => File {
            path: target.shown.clone(),
            has_marks,
            claims,
            trouble: None,
        },
        Err(failure) => File {
            path: target.shown.clone(),
            has_marks: false,
            claims: Vec::new(),
            trouble: Some(trouble(&failure, &target.shown)),
        },
    }
}

pub(crate) fn scenario(target: &Target) -> Result<Scenario, Failure> {
    match &target.from {
        From::Library(scenario) => Ok((*scenario).clone()),
        From::Nowhere(words) => Err(Failure::Usage(words.clone())),
        From::Path(path) => {
            let Some(name) = path.to_str() else {
                return Err(Failure::Usage("its name is not UTF-8".to_owned()));
            };
            if name != "-" && !path.is_file() {
                return Err(Failure::Usage("this is no plain file".to_owned()));
            }
            files::scenario(name)
        }
    }
}

/// What a failure says, without the path: the results name it.
pub(crate) fn trouble(failure: &Failure, shown: &str) -> Trouble {
    match failure {
        Failure::Usage(words) => Trouble {
            words: words.clone(),
            line: None,
        },
        Failure::Told(words) => Trouble {
            words: words.en.clone(),
            line: None,
        },
        Failure::Findings { findings, .. } => {
            let line = findings
                .first()
                .and_then(|finding| finding.span)
                .map(|span| span.line);
            let mut words: Vec<String> = findings
                .iter()
                .take(5)
                .map(|finding| {
                    let line = finding
                        .span
                        .map_or_else(String::new, |span| format!("line {}: ", span.line));
                    let hint = finding
                        .hint
                        .as_ref()
                        .map_or_else(String::new, |hint| format!(" ({hint})"));
                    let message = if finding.file.starts_with('/') {
                        finding.message.replace(&finding.file, shown)
                    } else {
                        finding.message.clone()
                    };
                    format!("{line}{message}{hint}")
                })
                .collect();
            if findings.len() > words.len() {
                words.push(format!("… and {} more", findings.len() - words.len()));
            }
            Trouble {
                words: words.join("\n"),
                line,
            }
        }
        Failure::Unread => Trouble {
            words: String::new(),
            line: None,
        },
    }
}

/// What is at hand while one file is judged.
struct Judge<'a> {
    scenario: &'a Scenario,
    rules: &'a Rules,
    /// For all of its explorations together.
    deadline: Option<Instant>,
    stop: &'a AtomicBool,
}

impl Judge<'_> {
    /// What comes of each claim, and whether the file has marks.
    fn claims(&self) -> Result<(bool, Vec<Claim>), Failure> {
        let marked = compile::compile(self.scenario)?;
        let all: Vec<String> = marked.fixes.iter().map(|fix| fix.name.clone()).collect();
        let marked = Arc::new(marked);
        let expectations = &self.scenario.expectations;
        if expectations.is_empty() {
            return Ok((!all.is_empty(), self.nothing_wrong()?));
        }
        let mut claims = Vec::new();
        for expectation in expectations {
            let report = self.explore(&marked, &expectation.fixes)?;
            let variant = Variant::Fixes(expectation.fixes.clone());
            claims.extend(self.hold(&report, expectation, &variant));
        }
        if !all.is_empty() {
            claims.extend(self.plain(&marked, &all)?);
        }
        Ok((!all.is_empty(), claims))
    }

    /// As plain `python3` runs it, the file does what it does with all fixes on.
    fn plain(&self, marked: &Arc<Program>, all: &[String]) -> Result<Vec<Claim>, Failure> {
        let is_all =
            |expectation: &&Expectation| all.iter().all(|fix| expectation.fixes.contains(fix));
        let claimed = match self.scenario.expectations.iter().find(is_all) {
            Some(expectation) => expectation.clone(),
            None => {
                let report = self.explore(marked, all)?;
                if !report.complete {
                    let undecided = claim(
                        About::Verdicts,
                        &Variant::Plain,
                        None,
                        &report,
                        Vec::new(),
                        Vec::new(),
                    );
                    return Ok(vec![undecided]);
                }
                found(&report)
            }
        };
        let program = Arc::new(compile::without_marks(self.scenario)?);
        let report = self.explore(&program, &[])?;
        Ok(self.hold(&report, &claimed, &Variant::Plain))
    }

    /// Of a file that claims nothing: nothing that counts as wrong.
    fn nothing_wrong(&self) -> Result<Vec<Claim>, Failure> {
        let program = Arc::new(compile::without_marks(self.scenario)?);
        let report = self.explore(&program, &[])?;
        let extra = extras(&report, |kind| self.rules.wrong.contains(&kind));
        let claim = claim(
            About::Verdicts,
            &Variant::Plain,
            None,
            &report,
            Vec::new(),
            extra,
        );
        Ok(vec![claim])
    }

    fn explore(&self, program: &Arc<Program>, fixes: &[String]) -> Result<Report, Failure> {
        let config = explore::config(self.scenario, program, fixes, self.rules.profile, 0)?;
        let mut watch = self.scenario.watch.clone();
        for expectation in &self.scenario.expectations {
            for name in expectation.outcomes.names() {
                if watch.iter().all(|other| other != name) {
                    watch.push(name.to_owned());
                }
            }
        }
        let options = Options {
            watch,
            bounds: self.rules.bounds,
            strict_time: self.rules.strict_time,
            wake_any: self.rules.wake_any,
            starvation: self.asks_for_starvation(),
            ..Options::default()
        };
        let boot = Machine::boot(Arc::clone(program), config);
        let mut report = explore::search(boot.clone(), options, self.deadline, self.stop, |_| true);
        for verdict in &mut report.verdicts {
            let machine = explore::moment(&boot, verdict);
            verdict.places = explore::places(verdict, machine.as_ref());
        }
        Ok(report)
    }

    /// Starvation is looked for only where somebody names it.
    fn asks_for_starvation(&self) -> bool {
        if self.scenario.expectations.is_empty() {
            self.rules.wrong.contains(&Kind::Starvation)
        } else {
            explore::names_starvation(self.scenario)
        }
    }

    #[expect(
        clippy::unused_self,
        reason = "the judge holds, whatever it needs for that"
    )]
    fn hold(&self, report: &Report, expectation: &Expectation, variant: &Variant) -> Vec<Claim> {
        let mut claims = Vec::new();
        let line = (expectation.line > 0).then_some(expectation.line);
        if expectation.outcomes != Outcomes::Unsaid {
            let ended: Vec<_> = report
                .outcomes
                .iter()
                .filter(|outcome| matches!(outcome.ending, "finished" | "exception"))
                .collect();
            let shown: Vec<Shown<'_>> = ended
                .iter()
                .map(|outcome| Shown {
                    watched: &outcome.watch,
                    finished: outcome.ending == "finished",
                })
                .collect();
            let difference = expectation.outcomes.compare(&shown);
            let extra = difference
                .extra
                .into_iter()
                .map(|(run, what)| Extra {
                    what,
                    words: String::new(),
                    places: Vec::new(),
                    preemptions: ended[run].preemptions,
                    schedule: ended[run].schedule.to_string(),
                })
                .collect();
            claims.push(claim(
                About::Outcomes,
                variant,
                line,
                report,
                difference.missing,
                extra,
            ));
        }
        if let Some(verdicts) = &expectation.verdicts {
            let names: Vec<&str> = verdicts.iter().map(|verdict| verdict.name()).collect();
            let missing = names
                .iter()
                .filter(|&&name| {
                    report
                        .verdicts
                        .iter()
                        .all(|verdict| verdict.kind.name() != name)
                })
                .map(|&name| name.to_owned())
                .collect();
            let extra = extras(report, |kind| !names.contains(&kind.name()));
            claims.push(claim(
                About::Verdicts,
                variant,
                line,
                report,
                missing,
                extra,
            ));
        }
        claims
    }
}

/// The verdicts of kinds that count, the first of each kind.
fn extras(report: &Report, counts: impl Fn(Kind) -> bool) -> Vec<Extra> {
    let mut extras: Vec<Extra> = Vec::new();
    for verdict in &report.verdicts {
        let what = verdict.kind.name();
        let is_known = |extra: &Extra| extra.what == what && extra.words == verdict.words;
        if !counts(verdict.kind) || extras.iter().any(is_known) {
            continue;
        }
        extras.push(Extra {
            what: what.to_owned(),
            words: verdict.words.clone(),
            places: verdict
                .places
                .iter()
                .map(|(task, line)| (task.to_string(), *line))
                .collect(),
            preemptions: verdict.preemptions,
            schedule: verdict.schedule.to_string(),
        });
    }
    extras
}

fn claim(
    about: About,
    variant: &Variant,
    line: Option<u32>,
    report: &Report,
    missing: Vec<String>,
    extra: Vec<Extra>,
) -> Claim {
    let bound = bound(report);
    let grade = if !extra.is_empty() {
        Grade::Fail
    } else if !report.complete {
        Grade::Undecided
    } else if !missing.is_empty() {
        Grade::Fail
    } else {
        Grade::Pass
    };
    Claim {
        about,
        variant: variant.clone(),
        line,
        grade,
        states: (bound != Some("time")).then_some(report.states),
        bound,
        missing,
        extra,
    }
}

/// What a report found, as a claim.
fn found(report: &Report) -> Expectation {
    let ended = report
        .outcomes
        .iter()
        .filter(|outcome| matches!(outcome.ending, "finished" | "exception"));
    // A run that was cut short claims nothing.
    let names = ended.clone().map(|outcome| outcome.watch.len()).max();
    let whole = ended.filter(|outcome| Some(outcome.watch.len()) == names);
    let mut verdicts: Vec<Verdict> = report
        .verdicts
        .iter()
        .filter_map(|verdict| verdict.kind.name().parse().ok())
        .collect();
    verdicts.dedup();
    Expectation {
        line: 0,
        fixes: Vec::new(),
        outcomes: Outcomes::Together(whole.map(|outcome| outcome.watch.clone()).collect()),
        verdicts: Some(verdicts),
    }
}
