//! How much faster more workers make the program: measured, as bars, and what Amdahl's law allows, as a mark.
//!
//! ```text
//! processes: 20 % of the work only one can do.
//! workers   seconds  speed-up  Amdahl  efficiency
//!       1  0.105217      1.00    1.00       100 %  ■■■■■■|
//!       2  0.064310      1.64    1.67        82 %  ■■■■■■■■■■|
//! ```

use crate::ui::panes::{Context, Follow, Room, Row, Rows};
use crate::ui::widgets::text::{clean, width};
use crate::ui::words::{say, words};
use crate::view::{Language, Measured, Series, SpeedUp};

/// Cells of the longest bar.
const BAR: f64 = 24.0;

pub(crate) fn rows<'a>(cx: &Context<'a>, room: Room) -> Rows<'a> {
    let Some(view) = &cx.screen.speed_up else {
        return Rows::window(
            cx.nothing(cx.words.no_speed_up, room.width),
            room,
            Follow::Top,
        );
    };
    let mut all = Vec::new();
    for (kind, line) in lines(view, cx.language, cx.glyphs.full) {
        let style = match kind {
            Kind::Title => cx.theme.title,
            Kind::Columns | Kind::Remark => cx.theme.dim,
            Kind::Row => cx.theme.ready,
            Kind::Trouble => cx.theme.danger,
        };
        if kind == Kind::Row {
            all.push(Row::new(cx.coloured(&line, style)));
        } else {
            all.extend(cx.sentence(&line, room.width, style));
        }
    }
    Rows::window(all, room, Follow::Top)
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Title,
    Columns,
    Row,
    Remark,
    Trouble,
}

/// The whole table, for the screen and for a terminal.
pub(crate) fn lines(view: &SpeedUp, language: Language, full: &str) -> Vec<(Kind, String)> {
    let words = words(language);
    let mut lines = Vec::new();
    for series in view.series.iter().filter(|series| !series.runs.is_empty()) {
        let title = clean(series.title.get(language)).into_owned();
        let serial = percent(series.serial());
        lines.push((
            Kind::Title,
            say!(
                language,
                "{title}: {serial} % of the work only one can do.",
                "{title}：{serial}% 的工作只能由一个来做。"
            ),
        ));
        let columns = [
            right(words.speed_workers, 7),
            right(words.speed_seconds, 10),
            right(words.speed_up_column, 9),
            right(words.amdahl, 7),
            right(words.efficiency, 11),
        ];
        lines.push((Kind::Columns, columns.concat()));
        for run in &series.runs {
            lines.push((Kind::Row, row(view, series, run, full)));
            if !run.finished {
                let workers = run.workers;
                lines.push((
                    Kind::Trouble,
                    say!(
                        language,
                        "With {workers} it did not come to its end: its time says nothing.",
                        "用 {workers} 个时没有正常结束：这个时间不说明什么。"
                    ),
                ));
            }
        }
        lines.push((Kind::Remark, String::new()));
    }
    if let Some(refusal) = &view.refusal {
        let refusal = clean(refusal.get(language)).into_owned();
        lines.extend(refusal.lines().map(|line| (Kind::Trouble, line.to_owned())));
    } else if view.goes_on {
        lines.push((Kind::Remark, words.measuring.to_owned()));
    } else {
        lines.extend(remarks(view, language).map(|line| (Kind::Remark, line)));
    }
    lines
}

/// What the table means.
fn remarks(view: &SpeedUp, language: Language) -> impl Iterator<Item = String> {
    let (constant, cores) = (clean(&view.constant).into_owned(), view.cores);
    let clock = if view.real {
        say!(
            language,
            "Seconds are real ones, the best of several runs; {constant} says how many workers.",
            "秒数是真实时间，取多次运行中最快的一次；{constant} 决定执行者的个数。"
        )
    } else {
        say!(
            language,
            "Seconds are virtual time on {cores} cores; {constant} says how many workers.",
            "秒数是 {cores} 个核心上的虚拟时间；{constant} 决定执行者的个数。"
        )
    };
    let amdahl = say!(
        language,
        "| is Amdahl's law, 1 / (s + (1 - s) / n), n at most {cores}, the cores. s, what only one can do, is the share of the run with one worker, in virtual time, in which that worker was not there yet or no more.",
        "| 是 Amdahl 定律：1 / (s + (1 - s) / n)，n 不超过核心数 {cores}。s 是只能由一个来做的部分：在一个执行者的运行中（虚拟时间），它还没开始或已经结束的时间所占的比例。"
    );
    let short = say!(
        language,
        "Where the bar ends before the mark, something else takes the time: a GIL that only one can hold, starting the workers, sending to them.",
        "条形没有到达标记的地方，时间花在别处：只有一个能拿着的 GIL、启动执行者、传送数据。"
    );
    [clock, amdahl, short].into_iter()
}

fn row(view: &SpeedUp, series: &Series, run: &Measured, full: &str) -> String {
    let speed_up = series.speed_up(run);
    let amdahl = series.amdahl(run.workers, view.cores);
    let workers = run.workers;
    let seconds = run.time.seconds();
    let efficiency = percent(series.efficiency(run));
    let bar = bar(speed_up, amdahl, f64::from(view.most.max(1)), full);
    format!("{workers:>7}{seconds:>10.6}{speed_up:>9.2}{amdahl:>7.2}{efficiency:>9} %  {bar}")
}

/// A bar as long as what was measured, and a mark where the law says it would end.
fn bar(measured: f64, allowed: f64, most: f64, full: &str) -> String {
    let cell = |value: f64| (value / most * BAR).round().clamp(0.0, BAR) as usize;
    let (end, mark) = (cell(measured), cell(allowed));
    (0..=end.max(mark))
        .map(|at| match at {
            at if at == mark => "|",
            at if at < end => full,
            _ => " ",
        })
        .collect::<String>()
        .trim_end()
        .to_owned()
}

fn percent(part: f64) -> f64 {
    (part * 100.0).round()
}

fn right(text: &str, cells: usize) -> String {
    let space = " ".repeat(cells.saturating_sub(width(text)));
    format!("{space}{text}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_ends_where_it_was_measured_and_a_mark_stands_where_the_law_allows() {
        for (measured, allowed, expected) in [
            (2.0, 3.0, "############      |"),
            (2.0, 2.0, "############|"),
            (3.0, 2.0, "############|#####"),
            (1.0, 4.0, "######                  |"),
        ] {
            assert_eq!(bar(measured, allowed, 4.0, "#"), expected);
        }
    }
}
