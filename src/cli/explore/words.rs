//! A report in words: what can go wrong, told as a teacher would, and how the program can end.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use crate::base::Task;
use crate::cli::args::ProfileName;
use crate::cli::explore::progress::grouped;
use crate::cli::explore::{moment, places};
use crate::cli::outcome;
use crate::explore::{Bounded, Kind, Outcome, Report, Verdict};
use crate::machine::inspect;
use crate::machine::world::Machine;
use crate::scenario::Scenario;
use crate::session::Stories;
use crate::ui::Voice;
use crate::view::{Found, Language, Way};

/// Cells of a bar that stands for all runs.
const BAR: f64 = 24.0;
/// More outcomes than this are counted and not shown.
const SHOWN: usize = 200;

/// What was found, and what is needed to tell it.
pub(crate) struct Told<'a> {
    pub(crate) report: &'a Report,
    /// Where every schedule begins.
    pub(crate) boot: &'a Machine,
    pub(crate) scenario: &'a Scenario,
    /// To which ` --schedule '…'` is added.
    pub(crate) command: String,
    pub(crate) interrupted: bool,
    pub(crate) count: bool,
    pub(crate) language: Language,
    pub(crate) watch: &'a [String],
}

/// What opens this program so on the screen: `racewalk mine.py --fix lock`.
pub(crate) fn command(target: &str, fixes: &[String], profile: ProfileName, seed: u64) -> String {
    let mut text = format!("racewalk {}", quoted(target));
    for fix in fixes {
        let _ = write!(text, " --fix {}", quoted(fix));
    }
    let profile = match profile {
        ProfileName::Language => None,
        ProfileName::Cpython39 => Some("cpython-3.9"),
        ProfileName::Cpython312 => Some("cpython-3.12"),
        ProfileName::FreeThreaded => Some("free-threaded"),
    };
    if let Some(profile) = profile {
        let _ = write!(text, " --profile {profile}");
    }
    if seed != 0 {
        let _ = write!(text, " --seed {seed}");
    }
    text
}

/// A word as a shell takes it.
pub(crate) fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+=:@%,".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

impl Told<'_> {
    pub(crate) fn all(&self, seconds: f64) -> String {
        let mut text = self.extent(seconds);
        if self.report.verdicts.is_empty() && self.report.complete {
            text.push_str(match self.language {
                Language::En => "\nNothing goes wrong, whoever moves when.\n",
                Language::Zh => "\n无论谁在何时走，都不会出错。\n",
            });
        }
        let mut stories = Stories::new(self.boot.clone(), self.watch);
        for verdict in &self.report.verdicts {
            text.push('\n');
            text.push_str(&self.verdict(verdict, &stories.verdict(verdict)));
        }
        text.push_str(&self.outcomes());
        text.push_str(&self.notes());
        text
    }

    /// How much was looked at, and what to try where that was not all.
    fn extent(&self, seconds: f64) -> String {
        let report = self.report;
        let states = grouped(report.states);
        let transitions = grouped(report.transitions);
        let rate = grouped((report.states as f64 / seconds.max(1e-6)) as usize);
        let mut text = match self.language {
            Language::En => format!(
                "{states} states, {transitions} moves, {seconds:.2} s ({rate} states a second): "
            ),
            Language::Zh => format!(
                "{states} 个状态，{transitions} 步，{seconds:.2} 秒（每秒 {rate} 个状态）："
            ),
        };
        text.push_str(&bound(report, self.interrupted, self.language));
        text.push('\n');
        text
    }

    fn verdict(&self, verdict: &Verdict, told: &Found) -> String {
        let machine = moment(self.boot, verdict);
        let mut text = format!("{}{}\n", verdict.kind, self.how_often(verdict));
        let _ = writeln!(
            text,
            "    {}",
            sentence(
                verdict,
                told.place.as_deref(),
                machine.as_ref(),
                self.language
            )
        );
        for (task, line) in places(verdict, machine.as_ref()) {
            let _ = writeln!(
                text,
                "      {}",
                self.place(verdict, machine.as_ref(), task, line)
            );
        }
        self.story(&told.way, &mut text);
        let _ = writeln!(text, "    {}", self.how_far(verdict));
        let _ = writeln!(
            text,
            "    {} --schedule '{}'",
            self.command, verdict.schedule
        );
        text
    }

    /// How it comes to that, a line a turn, and the switch that mattered.
    fn story(&self, way: &Way, text: &mut String) {
        let Some(story) = &way.story else {
            return;
        };
        let voice = Voice {
            language: self.language,
            glyphs: None,
        };
        text.push_str(match self.language {
            Language::En => "    How it comes to that:\n",
            Language::Zh => "    经过：\n",
        });
        for line in voice.story(story) {
            let _ = writeln!(text, "      {line}");
        }
    }

    fn how_often(&self, verdict: &Verdict) -> &'static str {
        match (self.language, verdict.must) {
            (Language::En, true) => ", whoever moves when",
            (Language::En, false) => ", on some schedules",
            (Language::Zh, true) => "，无论谁在何时走",
            (Language::Zh, false) => "，在某些调度下",
        }
    }

    /// Who stands where: `Thread-1 waits for the lock a, held by Thread-2 (line 12): with a:`.
    fn place(&self, verdict: &Verdict, machine: Option<&Machine>, task: Task, line: u32) -> String {
        let waits = match verdict.kind {
            Kind::Deadlock | Kind::PartialDeadlock | Kind::LostWakeup | Kind::Livelock => machine
                .filter(|machine| inspect::waits_on(machine, task).is_some())
                .map(|machine| outcome::wait(machine, task, self.language)),
            Kind::Assertion
            | Kind::Exception
            | Kind::DataRace
            | Kind::BusyWait
            | Kind::Starvation => None,
        };
        let who = match waits {
            Some(waits) => waits,
            None => {
                let name = name(machine, task);
                match self.language {
                    Language::En => format!("{name} at line {line}"),
                    Language::Zh => format!("{name} 在第 {line} 行"),
                }
            }
        };
        let source = self.line(line);
        match self.language {
            Language::En => format!("{who}: {source}"),
            Language::Zh => format!("{who}：{source}"),
        }
    }

    fn line(&self, line: u32) -> String {
        let text = self
            .scenario
            .source
            .lines()
            .nth((line as usize).saturating_sub(1))
            .unwrap_or("")
            .trim();
        match text.char_indices().nth(100) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text.to_owned(),
        }
    }

    fn how_far(&self, verdict: &Verdict) -> String {
        let (count, steps) = (verdict.preemptions, verdict.steps);
        match self.language {
            Language::En => {
                let preemptions = match count {
                    0 => "no preemption".to_owned(),
                    1 => "1 preemption".to_owned(),
                    count => format!("{count} preemptions"),
                };
                let fewest = if verdict.minimal && count > 0 {
                    ", and there is no way with fewer"
                } else {
                    ""
                };
                format!("After {steps} steps with {preemptions}{fewest}:")
            }
            Language::Zh => {
                let preemptions = match count {
                    0 => "没有抢占".to_owned(),
                    count => format!("{count} 次抢占"),
                };
                let fewest = if verdict.minimal && count > 0 {
                    "（不能更少）"
                } else {
                    ""
                };
                format!("经过 {steps} 步，{preemptions}{fewest}：")
            }
        }
    }

    fn outcomes(&self) -> String {
        let outcomes = &self.report.outcomes;
        if outcomes.is_empty() {
            return match self.language {
                Language::En if self.report.complete => "\nIt never ends.\n",
                Language::Zh if self.report.complete => "\n它永远不会结束。\n",
                Language::En | Language::Zh => "",
            }
            .to_owned();
        }
        let mut text = match (self.language, outcomes.len()) {
            (Language::En, 1) => "\nIt can end in one way:\n".to_owned(),
            (Language::En, count) => format!("\nIt can end in {count} ways:\n"),
            (Language::Zh, count) => format!("\n结局有 {count} 种：\n"),
        };
        let shown = &outcomes[..outcomes.len().min(SHOWN)];
        let rows: Vec<(String, String)> = shown
            .iter()
            .map(|outcome| (values(outcome), self.share(outcome)))
            .collect();
        let width = |of: fn(&(String, String)) -> &str| {
            rows.iter().map(|row| of(row).width()).max().unwrap_or(0)
        };
        let (first, second) = (width(|row| &row.0).min(60), width(|row| &row.1));
        for ((values, share), outcome) in rows.iter().zip(shown) {
            let pad = |text: &str, width: usize| " ".repeat(width.saturating_sub(text.width()));
            let ending = ending(outcome.ending, self.language);
            let _ = writeln!(
                text,
                "    {ending}{}  {values}{}  {share}{}  --schedule '{}'",
                pad(ending, 9),
                pad(values, first),
                pad(share, second),
                outcome.schedule
            );
        }
        if outcomes.len() > shown.len() {
            let more = outcomes.len() - shown.len();
            let _ = match self.language {
                Language::En => writeln!(text, "    and {more} more (--json shows all)"),
                Language::Zh => writeln!(text, "    还有 {more} 种（--json 全部列出）"),
            };
        }
        let _ = match self.language {
            Language::En => writeln!(
                text,
                "  A schedule is followed by: {} --schedule '…'",
                self.command
            ),
            Language::Zh => writeln!(text, "  按某个调度走：{} --schedule '…'", self.command),
        };
        text
    }

    /// How likely an outcome is, as a number and as a bar.
    fn share(&self, outcome: &Outcome) -> String {
        if let (Some(probability), Some((low, high))) = (outcome.probability, outcome.interval) {
            return format!(
                "{:5.1} % ({:.1} – {:.1})  {}",
                probability * 100.0,
                low * 100.0,
                high * 100.0,
                bar(probability)
            );
        }
        if !self.count {
            return String::new();
        }
        match (outcome.probability, outcome.schedules) {
            (Some(probability), Some(schedules)) => {
                let schedules = if schedules < 1e15 {
                    grouped(schedules as usize)
                } else {
                    format!("{schedules:.3e}")
                };
                let schedules = match self.language {
                    Language::En => format!("{schedules} schedules"),
                    Language::Zh => format!("{schedules} 种调度"),
                };
                format!(
                    "{:6.2} %  {}  {schedules}",
                    probability * 100.0,
                    bar(probability)
                )
            }
            _ => String::new(),
        }
    }

    fn notes(&self) -> String {
        let mut text = String::new();
        let reads = self.report.read_races;
        if reads > 0 {
            let _ = match (self.language, reads) {
                (Language::En, 1) => writeln!(
                    text,
                    "\nNote: one place may be read by a worker while another is about to store there."
                ),
                (Language::En, reads) => writeln!(
                    text,
                    "\nNote: {reads} places may be read by a worker while another is about to store there."
                ),
                (Language::Zh, reads) => writeln!(
                    text,
                    "\n注意：有 {reads} 处，一方正要写入时另一方可能在读。"
                ),
            };
        }
        let is_estimated = |outcome: &Outcome| outcome.interval.is_some();
        if self.report.outcomes.iter().any(is_estimated) {
            text.push_str(match self.language {
                Language::En => {
                    "\nNote: how likely an outcome is, if whoever can move moves with equal chance, is estimated from a \
                     sample of runs; in brackets, where it lies (95 %). --count counts exactly.\n"
                }
                Language::Zh => {
                    "\n注意：各结局的可能性（能走的各方机会均等）由随机运行的样本估计；括号里是 95 % 的区间。--count 给出准确的数目。\n"
                }
            });
        }
        let uncounted = |outcome: &Outcome| outcome.probability.is_none();
        if self.count && self.report.outcomes.iter().any(uncounted) {
            text.push_str(match self.language {
                Language::En => {
                    "\nNote: the program can go round in circles, so that its schedules cannot be counted.\n"
                }
                Language::Zh => "\n注意：程序可能绕圈子，调度的数目数不清。\n",
            });
        }
        text
    }
}

/// A share as a bar, as wide as all bars are.
fn bar(share: f64) -> String {
    let cells = (share * BAR).round() as usize;
    let bar = if cells == 0 {
        ".".to_owned()
    } else {
        "#".repeat(cells)
    };
    format!("{bar:width$}", width = BAR as usize)
}

/// Whether everything was seen, or which bound was hit and what to try.
pub(crate) fn bound(report: &Report, interrupted: bool, language: Language) -> String {
    let words = match (report.bounded, language) {
        (None, Language::En) if report.clock_read && !report.complete => {
            "the program computes with clock readings, and every clock was taken to stand still: with other readings \
             more may happen"
        }
        (None, Language::Zh) if report.clock_read && !report.complete => {
            "程序用时钟读数做计算，这里假定时钟静止：读数不同时可能还有别的情况"
        }
        (None, Language::En) => "that is everything that can happen",
        (None, Language::Zh) => "可能发生的全部都看过了",
        (Some(Bounded::States), Language::En) => {
            "not everything: stopped at --max-states. A larger number looks further; fewer workers or rounds in the \
             program make it smaller"
        }
        (Some(Bounded::States), Language::Zh) => {
            "没有看完：到了 --max-states 的上限。把它调大可以看得更远；减少程序里的线程或轮数可以让它变小"
        }
        (Some(Bounded::Preemptions), Language::En) => {
            "all that comes of schedules with as few preemptions as --max-preemptions says; more preemptions lead further"
        }
        (Some(Bounded::Preemptions), Language::Zh) => {
            "抢占次数不超过 --max-preemptions 的调度能到达的全部都看过了；抢占更多还会到达别处"
        }
        (Some(Bounded::Memory), Language::En) => {
            "not everything: stopped at the limit of memory. Try a larger --memory-limit, or fewer workers or rounds in \
             the program"
        }
        (Some(Bounded::Memory), Language::Zh) => {
            "没有看完：到了内存上限。试试更大的 --memory-limit，或减少程序里的线程或轮数"
        }
        (Some(Bounded::Stopped), Language::En) if interrupted => {
            "not everything: it was interrupted, and this is what is known"
        }
        (Some(Bounded::Stopped), Language::Zh) if interrupted => "没有看完：被中断，以下是已知的",
        (Some(Bounded::Stopped), Language::En) => {
            "not everything: the time was over. Try a longer --time-limit, or fewer workers or rounds in the program"
        }
        (Some(Bounded::Stopped), Language::Zh) => {
            "没有看完：时间用完。试试更长的 --time-limit，或减少程序里的线程或轮数"
        }
        (Some(Bounded::Workers), Language::En) => {
            "not everything: the program has more workers in all than can be told apart. Try fewer"
        }
        (Some(Bounded::Workers), Language::Zh) => {
            "没有看完：程序的线程和进程总数太多。试试减少一些"
        }
        (Some(Bounded::Parts), Language::En) => {
            "not everything: some shards of the search are missing. Run them, and merge again"
        }
        (Some(Bounded::Parts), Language::Zh) => {
            "没有看完：缺少搜索的一些分片。运行它们，再合并一次"
        }
        (Some(Bounded::Machine), Language::En) => {
            "not everything: a run reaches a limit of the machine, in memory, output, calls or workers"
        }
        (Some(Bounded::Machine), Language::Zh) => {
            "没有看完：有的运行到了机器的上限（内存、输出、调用或线程数）"
        }
    };
    words.to_owned()
}

/// What a kind means for this program, in one sentence.
pub(crate) fn sentence(
    verdict: &Verdict,
    place: Option<&str>,
    machine: Option<&Machine>,
    language: Language,
) -> String {
    let who: Vec<String> = verdict
        .places
        .iter()
        .map(|&(task, _)| name(machine, task))
        .collect();
    let first = who.first().map_or("somebody", String::as_str);
    let second = who.get(1).map_or("another", String::as_str);
    let words = &verdict.words;
    match (language, verdict.kind) {
        (Language::En, Kind::Deadlock) => {
            "These are left, and none of them can ever move again:".to_owned()
        }
        (Language::Zh, Kind::Deadlock) => "这些还没有结束，却谁也再动不了：".to_owned(),
        (Language::En, Kind::PartialDeadlock) => {
            format!("{first} waits for what can never come, while others go on or have ended:")
        }
        (Language::Zh, Kind::PartialDeadlock) => {
            format!("{first} 等的永远不会来，而其他的继续走或已结束：")
        }
        (Language::En, Kind::Assertion) => {
            format!("In {first} an assertion does not hold, and nobody catches it: {words}")
        }
        (Language::Zh, Kind::Assertion) => format!("{first} 里的断言不成立，没有人捕获：{words}"),
        (Language::En, Kind::Exception) => {
            format!("{first} raises what nobody catches: {words}")
        }
        (Language::Zh, Kind::Exception) => format!("{first} 抛出异常，没有人捕获：{words}"),
        (Language::En, Kind::DataRace) => format!(
            "{first} and {second} are both about to store to {}; whoever comes last wins, and what the other stored is \
             lost:",
            place.unwrap_or("one place")
        ),
        (Language::Zh, Kind::DataRace) => {
            let place = place.unwrap_or("同一处");
            format!("{first} 和 {second} 都正要写入 {place}；后写的留下，先写的丢失：")
        }
        (Language::En, Kind::LostWakeup) => {
            "A notify came when nobody waited yet, and found nobody; who waits now waits for ever:"
                .to_owned()
        }
        (Language::Zh, Kind::LostWakeup) => {
            "通知来得太早，那时没有人在等；现在在等的永远等下去：".to_owned()
        }
        (Language::En, Kind::Livelock) => {
            "They go on moving, and from here the program can never end, whoever moves when:"
                .to_owned()
        }
        (Language::Zh, Kind::Livelock) => {
            "大家一直在走，可从这里起，无论谁走，程序都结束不了：".to_owned()
        }
        (Language::En, Kind::BusyWait) => format!(
            "{first} goes round and round until somebody else changes something, and burns its turns meanwhile:"
        ),
        (Language::Zh, Kind::BusyWait) => {
            format!("{first} 不停地绕圈，直到别人改变了什么，其间白白耗掉自己的时间：")
        }
        (Language::En, Kind::Starvation) => {
            format!(
                "{first} could be served again and again, and never is, though everybody gets turns:"
            )
        }
        (Language::Zh, Kind::Starvation) => {
            format!("人人都轮得到，{first} 一次次有机会，却总也轮不上：")
        }
    }
}

fn name(machine: Option<&Machine>, task: Task) -> String {
    machine.map_or_else(
        || task.to_string(),
        |machine| inspect::thread_name(machine, task),
    )
}

fn ending(name: &'static str, language: Language) -> &'static str {
    match (language, name) {
        (Language::Zh, "finished") => "结束",
        (Language::Zh, "exception") => "异常",
        (Language::Zh, "deadlock") => "死锁",
        (Language::Zh, "limit") => "上限",
        (Language::En | Language::Zh, name) => name,
    }
}

/// What was printed, on one line.
fn printed_text(text: &str) -> String {
    let mut shown = text.escape_debug().to_string();
    if let Some((end, _)) = shown.char_indices().nth(100) {
        shown.truncate(end);
        shown.push('…');
    }
    format!("'{shown}'")
}

/// `counter = 2, done = True`.
pub(crate) fn values(outcome: &Outcome) -> String {
    let watched = outcome
        .watch
        .iter()
        .map(|(name, repr)| format!("{name} = {repr}"));
    let printed = outcome.stdout.as_ref();
    let printed = printed.map(|text| format!("stdout = {}", printed_text(text)));
    watched.chain(printed).collect::<Vec<_>>().join(", ")
}
