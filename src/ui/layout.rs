//! Where everything stands, at every size. Neighbouring panes share the line between them.
//!
//! ```text
//! from 150×40                              from 76×20                     from 40×12
//! ┌ header ─────────────────────────┐      ┌ header ───────────────┐      ┌ header ───────┐
//! │ workers │ code   │ objects│lesson│      │ workers│ code │objects│      │ workers       │
//! │         │        │        │      │      │        │      │waits  │      │ code          │
//! │ choices │        │ waits  │fixes │      ├ timeline ─────────────┤      │ happened      │
//! │         │        │ banker │finds │      ├ output ───┬ happened ─┤      └ footer ───────┘
//! ├ timeline ───────────────────────┤      └ footer ───────────────┘
//! ├ output ──────────┬ happened ────┤
//! └ footer ─────────────────────────┘      below 40×12: one sentence
//! ```

use ratatui::layout::Rect;

use crate::ui::model::Model;
use crate::ui::panes::{Pane, banker, choices, explorer, findings, fixes, workers};
use crate::ui::widgets::graph;
use crate::view::Screen;

pub(crate) const LEAST: (u16, u16) = (40, 12);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Layout {
    pub header: Rect,
    pub footer: Rect,
    /// With their frames; neighbours overlap by the shared line.
    pub panes: Vec<(Pane, Rect)>,
    /// Whether panes have a box around them, or only a title above.
    pub boxed: bool,
}

impl Layout {
    /// The room inside a pane's frame.
    pub(crate) fn inside(&self, area: Rect) -> Rect {
        if self.boxed {
            Rect {
                x: area.x + 1.min(area.width),
                y: area.y + 1.min(area.height),
                width: area.width.saturating_sub(2),
                height: area.height.saturating_sub(2),
            }
        } else {
            Rect {
                y: area.y + 1.min(area.height),
                height: area.height.saturating_sub(1),
                ..area
            }
        }
    }

    pub(crate) fn area(&self, pane: Pane) -> Option<Rect> {
        let (_, area) = self.panes.iter().find(|(other, _)| *other == pane)?;
        Some(*area)
    }
}

/// `None` where nothing fits but a sentence.
pub(crate) fn layout(model: &Model) -> Option<Layout> {
    let (width, height) = (model.width, model.height);
    if width < LEAST.0 || height < LEAST.1 {
        return None;
    }
    let header = Rect::new(0, 0, width, 1);
    let footer = Rect::new(0, height - 1, width, 1);
    let body = Rect::new(0, 1, width, height - 2);
    let screen = model.screen.as_deref();
    let (panes, boxed) = match screen {
        None => (gallery(body), true),
        Some(_) if model.zoomed => (vec![(model.focus, body)], true),
        Some(screen) if width >= 150 && height >= 40 => (large(body, screen), true),
        Some(screen) if width >= 76 && height >= 20 => (usual(body, screen), true),
        Some(screen) => (small(body, screen), false),
    };
    Some(Layout {
        header,
        footer,
        panes,
        boxed,
    })
}

fn gallery(body: Rect) -> Vec<(Pane, Rect)> {
    if body.width < 70 {
        let [list, preview] = stack(body, [body.height * 3 / 5]);
        return vec![(Pane::Scenarios, list), (Pane::Lesson, preview)];
    }
    let [list, preview] = side_by_side(body, [(body.width * 38 / 100).min(52)]);
    vec![(Pane::Scenarios, list), (Pane::Lesson, preview)]
}

fn small(body: Rect, screen: &Screen) -> Vec<(Pane, Rect)> {
    let said = if body.height >= 14 { 4 } else { 3 };
    let cut = |y: u16, height: u16| Rect { y, height, ..body };
    let happened = cut(body.bottom() - said, said);
    let rest = body.height - said;
    if body.width >= 70 {
        let left = 28;
        let workers = Rect::new(body.x, body.y, left, rest);
        let code = Rect::new(body.x + left + 1, body.y, body.width - left - 1, rest);
        return vec![
            (Pane::Workers, workers),
            (Pane::Code, code),
            (Pane::Happened, happened),
        ];
    }
    let everybody = workers::count(screen) as u16 + 1;
    let workers = everybody.clamp(3, (rest / 2 + 1).clamp(3, 6));
    vec![
        (Pane::Workers, cut(body.y, workers)),
        (Pane::Code, cut(body.y + workers, rest - workers)),
        (Pane::Happened, happened),
    ]
}

fn usual(body: Rect, screen: &Screen) -> Vec<(Pane, Rect)> {
    let (upper, timeline, lower) = bands(body, screen);
    let side = (upper.width * 27 / 100).clamp(26, 46);
    let [left, code, right] = side_by_side(upper, [side, upper.width - 2 * side + 3]);
    let mut panes = Vec::with_capacity(9);
    left_column(left, screen, &mut panes);
    panes.push((Pane::Code, code));
    right_column(right, screen, &mut panes);
    below(timeline, lower, &mut panes);
    panes
}

fn large(body: Rect, screen: &Screen) -> Vec<(Pane, Rect)> {
    let (upper, timeline, lower) = bands(body, screen);
    let side = upper.width * 21 / 100;
    let [left, code, right, author] = side_by_side(upper, [side, upper.width - 3 * side + 3, side]);
    let mut panes = Vec::with_capacity(12);
    left_column(left, screen, &mut panes);
    panes.push((Pane::Code, code));
    right_column(right, screen, &mut panes);
    let fixes = framed(fixes::height(screen), author.height / 4);
    let found = framed(findings::height(screen), author.height / 4);
    let explored = match &screen.explorer {
        Some(_) => framed(explorer::height(screen), author.height * 2 / 5),
        None => 1,
    };
    let lesson = author.height - fixes - found - explored + 3;
    let [lesson, switches, findings, explorer] = stack(author, [lesson, fixes, found]);
    panes.extend([
        (Pane::Lesson, lesson),
        (Pane::Fixes, switches),
        (Pane::Findings, findings),
    ]);
    if screen.explorer.is_some() {
        panes.push((Pane::Explorer, explorer));
    }
    below(timeline, lower, &mut panes);
    panes
}

/// The three bands of a boxed screen: upper panes, timeline, lower panes.
fn bands(body: Rect, screen: &Screen) -> (Rect, Rect, Rect) {
    let lanes = screen.timeline.lanes.len().max(1);
    let timeline = framed(lanes + 1, (body.height / 4).max(7));
    let lower = (body.height / 4).clamp(6, 14);
    let [upper, timeline, lower] = stack(body, [body.height - timeline - lower + 2, timeline]);
    (upper, timeline, lower)
}

fn left_column(left: Rect, screen: &Screen, panes: &mut Vec<(Pane, Rect)>) {
    if left.height < 16 {
        panes.push((Pane::Workers, left));
        return;
    }
    let workers = framed(workers::height(screen), left.height * 3 / 5);
    // Choices may take a second line each; what they cannot use goes to the workers.
    let choices = framed(choices::height(screen) * 2, left.height - workers + 1);
    let workers = left.height - choices + 1;
    let [workers, choices] = stack(left, [workers]);
    panes.extend([(Pane::Workers, workers), (Pane::Choices, choices)]);
}

/// The objects; below them who waits for whom, where anybody does, and the banker, where there is one.
fn right_column(right: Rect, screen: &Screen, panes: &mut Vec<(Pane, Rect)>) {
    let mut objects = right.height;
    let roomy = right.height >= 16;
    // Where there is little room, the matrices say more than who waits, until somebody waits in a circle.
    let crowded = screen.banker.is_some() && !roomy && screen.waits_for.cycle.is_empty();
    let waits = if screen.waits_for.edges.is_empty() || crowded {
        0
    } else {
        framed(graph::height(&screen.waits_for), right.height / 2)
    };
    let matrices = match &screen.banker {
        Some(banker) if roomy || waits == 0 => {
            framed(banker::height(banker), right.height * 3 / 5).min(right.height - waits - 3)
        }
        Some(_) | None => 0,
    };
    let mut y = right.y;
    objects -= waits.saturating_sub(1) + matrices.saturating_sub(1);
    for (pane, height) in [
        (Pane::Objects, objects),
        (Pane::WaitsFor, waits),
        (Pane::Banker, matrices),
    ] {
        if height > 0 {
            panes.push((pane, Rect { y, height, ..right }));
            y += height - 1;
        }
    }
}

fn below(timeline: Rect, lower: Rect, panes: &mut Vec<(Pane, Rect)>) {
    let [output, happened] = side_by_side(lower, [lower.width * 2 / 5]);
    panes.extend([
        (Pane::Timeline, timeline),
        (Pane::Output, output),
        (Pane::Happened, happened),
    ]);
}

/// Rows with the two lines of a frame, but no more than this, and no less than one row.
fn framed(rows: usize, most: u16) -> u16 {
    let rows = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(2);
    rows.min(most).max(3)
}

/// Areas one above the other that share their lines; the last takes what is left.
fn stack<const N: usize, const M: usize>(area: Rect, heights: [u16; N]) -> [Rect; M] {
    let mut y = area.y;
    std::array::from_fn(|at| {
        let left = area.bottom() - y;
        let height = heights.get(at).map_or(left, |&height| height.min(left));
        let part = Rect { y, height, ..area };
        y += height.saturating_sub(1);
        part
    })
}

/// As `stack`, from left to right.
fn side_by_side<const N: usize, const M: usize>(area: Rect, widths: [u16; N]) -> [Rect; M] {
    let mut x = area.x;
    std::array::from_fn(|at| {
        let left = area.right() - x;
        let width = widths.get(at).map_or(left, |&width| width.min(left));
        let part = Rect { x, width, ..area };
        x += width.saturating_sub(1);
        part
    })
}
