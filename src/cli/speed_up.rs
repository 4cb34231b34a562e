//! How much faster more workers make a program: run after run, with one worker, with two, and so on, as it stands and
//! with each of its fixes; in virtual time, and by the real clock.

use std::io::{self, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crossbeam_channel::Receiver;
use serde::Serialize;

use crate::cli::{Failure, compile};
use crate::code::Program;
use crate::machine::world::Config;
use crate::scenario::Scenario;
use crate::simulate::Ending;
use crate::simulate::speed_up::{Took, measure};
use crate::ui::plain;
use crate::view::{Language, Measured, Series, SpeedUp, Text};

/// How long somebody who has nothing else to do waits for a row.
const PATIENCE: Duration = Duration::from_millis(1);

/// What is to be measured.
#[derive(Clone)]
pub(crate) struct Plan {
    scenario: Scenario,
    config: Config,
    /// Nothing measured yet.
    pub(crate) blank: SpeedUp,
}

impl Plan {
    /// With the fixes that are asked for; if none is, once without any and once with each. `most` 0: what the header says.
    pub(crate) fn new(scenario: &Scenario, config: &Config, fixes: &[String], most: u32) -> Self {
        let said = scenario.speed_up.clone().unwrap_or_default();
        let declared = scenario.fixes.as_deref().unwrap_or_default();
        let series = |title: Text, fixes: Vec<String>| Series {
            title,
            fixes,
            ..Series::default()
        };
        let all = if fixes.is_empty() {
            let each = declared
                .iter()
                .map(|fix| series(fix.title.clone(), vec![fix.name.clone()]));
            std::iter::once(series(said.title, Vec::new()))
                .chain(each)
                .collect()
        } else {
            vec![series(Text::same(fixes.join(", ")), fixes.to_vec())]
        };
        Self {
            scenario: scenario.clone(),
            config: config.clone(),
            blank: SpeedUp {
                constant: said.workers,
                cores: config.cores,
                most: if most == 0 { said.most } else { most },
                series: all,
                goes_on: true,
                ..SpeedUp::default()
            },
        }
    }

    /// The program with so many workers and these fixes.
    pub(crate) fn program(
        &self,
        workers: u32,
        fixes: &[String],
    ) -> Result<(Arc<Program>, Config), Failure> {
        let scenario = self
            .scenario
            .with_workers(workers)
            .map_err(|name| Failure::Told(lacks(&self.scenario.name, &name)))?;
        let program = compile::compile(&scenario)?;
        let on = |name: &String| fixes.contains(name) || fixes.iter().any(|fix| fix == "all");
        let config = Config {
            fixes: program.fixes.iter().map(|fix| on(&fix.name)).collect(),
            ..self.config.clone()
        };
        Ok((Arc::new(program), config))
    }

    /// In virtual time; `tell` gets the table after each row, and says whether to go on.
    fn simulate(
        &self,
        stop: &AtomicBool,
        mut tell: impl FnMut(&SpeedUp),
    ) -> Result<SpeedUp, Failure> {
        let mut view = self.blank.clone();
        for at in 0..view.series.len() {
            for workers in 1..=view.most {
                let fixes = view.series[at].fixes.clone();
                let took = self.took(workers, &fixes, stop)?;
                if stop.load(Ordering::Relaxed) {
                    return Ok(view);
                }
                let series = &mut view.series[at];
                if workers == 1 {
                    (series.alone, series.whole) = (took.alone, took.time);
                }
                series.runs.push(Measured {
                    workers,
                    time: took.time,
                    finished: took.ending == Ending::Finished { code: 0 },
                });
                tell(&view);
            }
        }
        view.goes_on = false;
        Ok(view)
    }

    /// One run in virtual time.
    pub(crate) fn took(
        &self,
        workers: u32,
        fixes: &[String],
        stop: &AtomicBool,
    ) -> Result<Took, Failure> {
        let (program, config) = self.program(workers, fixes)?;
        measure(&program, config, || !stop.load(Ordering::Relaxed))
            .map_err(|refused| Failure::Usage(refused.to_string()))
    }

    /// Measures, and prints the table.
    pub(crate) fn print(&self, json: bool, language: Language) -> Result<u8, Failure> {
        let view = self.simulate(&AtomicBool::new(false), |_| {})?;
        print(&view, json, language)
    }

    /// Measures on a thread of its own, and lets the screen be.
    pub(crate) fn in_the_background(self) -> Background {
        let (sender, news) = crossbeam_channel::unbounded();
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let blank = self.blank.clone();
        let work = move || {
            let tell = |view: &SpeedUp| {
                // Nobody listens any more where the scenario was closed.
                let _ = sender.send(view.clone());
            };
            let last = match self.simulate(&stopped, tell) {
                Ok(view) => view,
                Err(failure) => SpeedUp {
                    goes_on: false,
                    refusal: Some(self.refusal(&failure)),
                    ..self.blank.clone()
                },
            };
            tell(&last);
        };
        let view = match thread::Builder::new()
            .name("speed-up".to_owned())
            .spawn(work)
        {
            Ok(_) => blank,
            Err(error) => SpeedUp {
                goes_on: false,
                refusal: Some(Text::same(error.to_string())),
                ..blank
            },
        };
        Background { view, news, stop }
    }

    fn refusal(&self, failure: &Failure) -> Text {
        match self.scenario.with_workers(1) {
            Err(name) => lacks(&self.scenario.name, &name),
            Ok(_) => failure.plain_words(),
        }
    }
}

/// The program does not say how many workers it has.
fn lacks(file: &str, name: &str) -> Text {
    Text::new(
        format!(
            "{file} has no line `{name} = 4`. Give it one that says how many workers there are, or name yours in the header: [tool.racewalk.speedup] workers = \"…\""
        ),
        format!(
            "{file} 没有形如 `{name} = 4` 的一行。请加上这样一行来决定执行者的个数，或在文件头中写出它的名字：[tool.racewalk.speedup] workers = \"…\""
        ),
    )
}

/// A measurement under way; it ends with its value.
pub(crate) struct Background {
    pub(crate) view: SpeedUp,
    news: Receiver<SpeedUp>,
    stop: Arc<AtomicBool>,
}

impl Background {
    /// Takes up what has come. Whether anything has.
    pub(crate) fn hear(&mut self) -> bool {
        let first = self.news.recv_timeout(PATIENCE).ok();
        let Some(latest) = first.into_iter().chain(self.news.try_iter()).last() else {
            return false;
        };
        self.view = latest;
        true
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

#[derive(Serialize)]
struct Report<'a> {
    constant: &'a str,
    clock: &'a str,
    cores: u32,
    series: Vec<SeriesReport<'a>>,
}

#[derive(Serialize)]
struct SeriesReport<'a> {
    title: &'a str,
    fixes: &'a [String],
    serial: f64,
    runs: Vec<RunReport>,
}

#[derive(Serialize)]
struct RunReport {
    workers: u32,
    seconds: f64,
    speed_up: f64,
    amdahl: f64,
    efficiency: f64,
    finished: bool,
}

/// A measured table on stdout. The exit code says whether all runs came to their end.
pub(crate) fn print(view: &SpeedUp, json: bool, language: Language) -> Result<u8, Failure> {
    let mut out = io::stdout().lock();
    if json {
        let run = |series: &Series, run: &Measured| RunReport {
            workers: run.workers,
            seconds: run.time.seconds(),
            speed_up: series.speed_up(run),
            amdahl: series.amdahl(run.workers, view.cores),
            efficiency: series.efficiency(run),
            finished: run.finished,
        };
        let series = |series: &'_ Series| -> Vec<RunReport> {
            series.runs.iter().map(|one| run(series, one)).collect()
        };
        let report = Report {
            constant: &view.constant,
            clock: if view.real { "real" } else { "virtual" },
            cores: view.cores,
            series: view
                .series
                .iter()
                .map(|one| SeriesReport {
                    title: one.title.get(language),
                    fixes: &one.fixes,
                    serial: one.serial(),
                    runs: series(one),
                })
                .collect(),
        };
        let report = serde_json::to_string(&report).map_err(io::Error::other)?;
        writeln!(out, "{report}")?;
    } else {
        for line in plain::speed_up(view, language) {
            writeln!(out, "{line}")?;
        }
    }
    let runs = view.series.iter().flat_map(|series| &series.runs);
    Ok(u8::from(!runs.into_iter().all(|run| run.finished)))
}
