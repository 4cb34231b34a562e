//! The run on a line. A lane a worker, a cell a step (or several, in a long run), the moment on the screen marked:
//!
//! ```text
//!      0            ▲ 42                    97
//! main ██▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
//! ①    ░░███░░██▲░░░░
//! ```

use ratatui::text::{Line, Span};

use crate::ui::panes::{Context, Follow, Room, Row, Rows, Target, cores, made};
use crate::ui::widgets::lanes::{self, Scale};
use crate::ui::widgets::text::{pad, width};
use crate::ui::widgets::tree;
use crate::ui::words::say;
use crate::view::{Doing, MarkKind};

/// Cells of the labels before the lanes.
pub(crate) const LABELS: usize = 5;

pub(crate) fn rows<'a>(cx: &Context<'a>, room: Room) -> Rows<'a> {
    if cx.model.cores {
        return cores::rows(cx, room);
    }
    let view = &cx.screen.timeline;
    let labels = labels(cx);
    let scale = scale(cx, room);
    let ruler = Row::new(ruler(cx, scale));
    let make = |at: usize| {
        let lane = &view.lanes[at];
        let mut spans = Vec::with_capacity(16);
        let label = pad(&cx.glyphs.label(lane.worker), LABELS);
        spans.push(Span::styled(label, cx.theme.worker(lane.worker)));
        if labels > LABELS {
            let process = room_of(cx, at).map_or_else(String::new, |id| id.to_string());
            spans.push(Span::styled(pad(&process, labels - LABELS), cx.theme.dim));
        }
        lanes::lane(cx, lane, scale, &mut spans);
        Row::new(spans)
    };
    // Where not every lane has room, the one whose turn it is does.
    let turn = cx.screen.workers.turn;
    let turn = (view.lanes.iter()).position(|lane| Some(lane.worker) == turn);
    let turn = turn.unwrap_or(0);
    let mut after = Vec::new();
    if cx.model.zoomed {
        after.push(Row::default());
        after.push(Row::new(legend(cx)));
        branches(cx, &mut after);
    }
    let below = Room {
        height: room.height.saturating_sub(1),
        ..room
    };
    let mut rows = made(below, Follow::Row(turn), view.lanes.len(), make, &after);
    rows.rows.insert(0, ruler);
    rows.rows.truncate(room.height);
    rows
}

/// Cells before the lanes: with several processes their numbers stand there too.
fn labels(cx: &Context<'_>) -> usize {
    let view = &cx.screen.workers;
    if !view.several() {
        return LABELS;
    }
    let longest = view.processes.iter().map(|process| process.os_id).max();
    let digits = longest.and_then(u32::checked_ilog10).unwrap_or(0) as usize + 1;
    LABELS + digits + 1
}

/// The process of a lane, where the lane is its first.
fn room_of(cx: &Context<'_>, at: usize) -> Option<u32> {
    let lanes = &cx.screen.timeline.lanes;
    let process = |at: usize| {
        let process = cx.screen.workers.process_of(lanes.get(at)?.worker)?;
        Some(process.os_id)
    };
    let before = at.checked_sub(1).and_then(process);
    process(at).filter(|&own| before != Some(own))
}

fn scale(cx: &Context<'_>, room: Room) -> Scale {
    let view = &cx.screen.timeline;
    Scale::new(
        view.cursor,
        view.end.max(view.cursor),
        room.width.saturating_sub(labels(cx) + 1),
    )
}

/// The moment at this column of the pane.
pub(crate) fn moment_at(cx: &Context<'_>, room: Room, column: usize) -> Option<u64> {
    if cx.model.cores {
        return None;
    }
    let cell = column.checked_sub(labels(cx))?;
    let view = &cx.screen.timeline;
    Some(scale(cx, room).moment(cell).min(view.end))
}

/// The first moment in sight, the one on the screen, and the last one known.
fn ruler<'a>(cx: &Context<'a>, scale: Scale) -> Line<'a> {
    let view = &cx.screen.timeline;
    let mut at = scale.cell(view.cursor);
    let mut here = format!("{} {}", cx.glyphs.here, view.cursor);
    if at + width(&here) > scale.cells + 1 {
        // At the right edge the number stands before the sign.
        here = format!("{} {}", view.cursor, cx.glyphs.here);
        at = (at + 1).saturating_sub(width(&here));
    }
    let last = view.end.to_string();
    let mut text = pad("", labels(cx));
    let first = if at > 6 {
        scale.first.to_string()
    } else {
        String::new()
    };
    text += &pad(&first, at);
    let mut spans = vec![
        Span::styled(text, cx.theme.dim),
        Span::styled(here.clone(), cx.theme.turn),
    ];
    let used = at + width(&here);
    let known = scale.cell(view.end);
    if known > used + width(&last) {
        let gap = " ".repeat(known - used - width(&last) + 1);
        spans.push(Span::styled(format!("{gap}{last}"), cx.theme.dim));
    }
    Line::from(spans)
}

fn legend<'a>(cx: &Context<'a>) -> Line<'a> {
    let words = cx.words;
    let mut spans = vec![Span::raw(" ".repeat(LABELS))];
    for (doing, word) in [
        (Doing::Running, words.lane_running),
        (Doing::Ready, words.lane_ready),
        (Doing::Blocked, words.lane_blocked),
        (Doing::Sleeping, words.lane_sleeping),
    ] {
        spans.push(Span::styled(cx.glyphs.doing(doing), cx.theme.doing(doing)));
        spans.push(Span::raw(format!(" {word}  ")));
    }
    for (mark, word) in marks(words) {
        spans.push(Span::styled(
            cx.glyphs.mark(mark),
            lanes::mark_style(cx, mark),
        ));
        spans.push(Span::raw(format!(" {word}  ")));
    }
    Line::from(spans)
}

/// Every mark with its word, for legend and help.
pub(crate) fn marks(words: &'static crate::ui::words::Words) -> [(MarkKind, &'static str); 7] {
    [
        (MarkKind::Acquired, words.mark_acquired),
        (MarkKind::Released, words.mark_released),
        (MarkKind::Woke, words.mark_woke),
        (MarkKind::LostUpdate, words.mark_lost),
        (MarkKind::Raised, words.mark_raised),
        (MarkKind::Ended, words.mark_ended),
        (MarkKind::FixToggled, words.mark_fix),
    ]
}

/// The runs that were tried, as a tree.
fn branches<'a>(cx: &Context<'a>, all: &mut Vec<Row<'a>>) {
    let branches = &cx.screen.timeline.branches;
    if branches.len() < 2 {
        return;
    }
    all.push(Row::default());
    all.push(Row::new(Line::styled(cx.words.branches, cx.theme.title)));
    for branch in branches {
        let mut depth = 0;
        let mut parent = branch.parent;
        while let Some(number) = parent {
            depth += 1;
            parent = branches
                .iter()
                .find(|other| other.number == number && depth < branches.len())
                .and_then(|other| other.parent);
        }
        let (number, from, end) = (branch.number, branch.from, branch.end);
        let words = say!(
            cx.language,
            "branch {number}: from step {from} to {end}",
            "分支 {number}：第 {from} 步到第 {end} 步"
        );
        let mut spans = vec![
            Span::styled(tree::branch(cx.glyphs, depth, true), cx.theme.dim),
            Span::raw(words),
        ];
        if let Some(ending) = cx.voice.ending(&branch.ending) {
            spans.push(Span::styled(format!("  {ending}"), cx.theme.dim));
        }
        if branch.current {
            spans.push(Span::styled(
                format!("  {} {}", cx.glyphs.changed, cx.words.shown),
                cx.theme.turn,
            ));
        }
        all.push(Row::to(spans, Target::Branch(number)));
    }
}
