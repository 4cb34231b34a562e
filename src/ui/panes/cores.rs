//! The run in virtual time, a lane a core: who had it when. Threads under one GIL never overlap here, processes do.
//!
//! ```text
//!        0 s                    0.004 s
//! core 0 ①①①①②②②②①①··
//! core 1 ····③③③③③③··
//! 2 cores worked 0.006 s in 0.004 s: 1.5 at once on average.
//! ```

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use crate::base::Time;
use crate::ui::panes::{Context, Follow, Room, Row, Rows};
use crate::ui::widgets::text::{pad, width};
use crate::ui::words::say;
use crate::view::{Burst, WorkerId};

pub(crate) fn rows<'a>(cx: &Context<'a>, room: Room) -> Rows<'a> {
    let view = &cx.screen.timeline;
    if view.bursts.is_empty() {
        return Rows::window(cx.nothing(cx.words.no_cores, room.width), room, Follow::Top);
    }
    let cores = view
        .bursts
        .iter()
        .map(|burst| burst.core)
        .max()
        .unwrap_or(0)
        + 1;
    let label = width(cx.words.core) + 3;
    let cells = room.width.saturating_sub(label + 1).max(1);
    let last = view.last.max(view.now).0.max(1);
    let mut all = vec![Row::new(ruler(cx, label, cells, last))];
    for core in 0..cores {
        let name = format!("{} {core}", cx.words.core);
        let mut spans = vec![Span::styled(pad(&name, label), cx.theme.title)];
        let bursts: Vec<&Burst> = view
            .bursts
            .iter()
            .filter(|burst| burst.core == core)
            .collect();
        lane(cx, &bursts, cells, last, &mut spans);
        all.push(Row::new(spans));
    }
    let words = summary(cx, cores);
    all.extend(cx.sentence(&words, room.width, cx.theme.dim));
    Rows::window(all, room, Follow::Top)
}

fn ruler<'a>(cx: &Context<'a>, label: usize, cells: usize, last: u64) -> Line<'a> {
    let view = &cx.screen.timeline;
    let at = cell(view.now.0, cells, last).min(cells.saturating_sub(1));
    let here = format!("{} {}", cx.glyphs.here, cx.voice.time(view.now));
    let end = cx.voice.time(Time(last));
    let mut spans = vec![Span::raw(pad("", label))];
    let from = at.min(cells.saturating_sub(width(&here)));
    spans.push(Span::raw(" ".repeat(from)));
    spans.push(Span::styled(here.clone(), cx.theme.turn));
    let used = from + width(&here);
    if used + width(&end) + 1 < cells {
        let gap = " ".repeat(cells - used - width(&end));
        spans.push(Span::styled(format!("{gap}{end}"), cx.theme.dim));
    }
    Line::from(spans)
}

fn cell(time: u64, cells: usize, last: u64) -> usize {
    let cell = u128::from(time) * cells as u128 / u128::from(last);
    usize::try_from(cell).unwrap_or(cells)
}

/// In each cell whoever had the core longest there.
fn lane<'a>(
    cx: &Context<'a>,
    bursts: &[&Burst],
    cells: usize,
    last: u64,
    spans: &mut Vec<Span<'a>>,
) {
    let now = cell(cx.screen.timeline.now.0, cells, last);
    let moment = |cell: usize| {
        let time = cell as u128 * u128::from(last) / cells as u128;
        u64::try_from(time).unwrap_or(u64::MAX)
    };
    let mut text = String::new();
    let mut style = Style::new();
    for at in 0..cells {
        let (from, to) = (moment(at), moment(at + 1).max(moment(at) + 1));
        let first = bursts.partition_point(|burst| burst.to.0 <= from);
        let mut best: Option<(u64, WorkerId)> = None;
        for burst in bursts[first..].iter().take_while(|burst| burst.from.0 < to) {
            let shared = burst.to.0.min(to) - burst.from.0.max(from).min(burst.to.0.min(to));
            if shared > 0 && best.is_none_or(|(most, _)| shared > most) {
                best = Some((shared, burst.worker));
            }
        }
        let (sign, look) = match best {
            Some((_, worker)) => (cx.glyphs.badge(worker), cx.theme.worker(worker)),
            None => (cx.glyphs.dot.to_owned(), cx.theme.dim),
        };
        let look = if at > now {
            look.add_modifier(Modifier::DIM)
        } else {
            look
        };
        if look != style && !text.is_empty() {
            spans.push(Span::styled(std::mem::take(&mut text), style));
        }
        style = look;
        text.push_str(&sign);
    }
    spans.push(Span::styled(text, style));
}

/// How long the cores have worked together, and how many at once that makes.
fn summary(cx: &Context<'_>, cores: u32) -> String {
    let view = &cx.screen.timeline;
    let until = view.now.0;
    let spent = |burst: &Burst| burst.to.0.min(until).saturating_sub(burst.from.0);
    let busy: u64 = view.bursts.iter().map(spent).sum();
    let last = (view.bursts.iter().map(|burst| burst.to.0.min(until)).max())
        .unwrap_or(1)
        .max(1);
    let at_once = (busy as f64 / last as f64 * 100.0).round() / 100.0;
    let (busy, last) = (cx.voice.time(Time(busy)), cx.voice.time(Time(last)));
    if cores == 1 {
        return say!(
            cx.language,
            "One core in use, {busy} of work in {last}: nothing runs at the same time.",
            "只用了 1 个核心，{last} 内共工作 {busy}：没有任何两件事同时进行。"
        );
    }
    say!(
        cx.language,
        "{cores} cores in use, {busy} of work in {last}: {at_once} at once on average.",
        "用了 {cores} 个核心，{last} 内共工作 {busy}：平均同时 {at_once} 个。"
    )
}
