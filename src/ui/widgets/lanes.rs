//! One worker's life as a row of cells.

use ratatui::style::{Modifier, Style};
use ratatui::text::Span;

use crate::ui::panes::Context;
use crate::view::{Doing, Lane, MarkKind};

/// Which steps a lane shows, and how many go into one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Scale {
    pub first: u64,
    pub cells: usize,
    pub steps: u64,
    /// The other way round, in a short run: how many cells one step is wide.
    pub wide: usize,
}

impl Scale {
    /// Past this many steps in a cell a lane says nothing; then it shows the surroundings of the cursor instead.
    const MOST: u64 = 8;
    /// Wider than this, a step is no easier to see.
    const WIDEST: usize = 3;

    pub(crate) fn new(cursor: u64, end: u64, cells: usize) -> Self {
        let cells = cells.max(1);
        let steps = end.max(1).div_ceil(cells as u64).clamp(1, Self::MOST);
        let known = usize::try_from(end).unwrap_or(usize::MAX);
        let wide = (cells / known.saturating_add(1)).clamp(1, Self::WIDEST);
        let in_sight = steps * cells as u64;
        let first = if end <= in_sight {
            0
        } else {
            let first = cursor.saturating_sub(in_sight / 2).min(end - in_sight);
            // Whole cells, so that the picture does not shimmer while the cursor moves.
            first / steps * steps
        };
        Self {
            first,
            cells,
            steps,
            wide,
        }
    }

    /// The cell just after the last step before this moment.
    pub(crate) fn cell(self, moment: u64) -> usize {
        let cell = moment.saturating_sub(self.first) / self.steps;
        usize::try_from(cell).map_or(self.cells, |cell| {
            cell.saturating_mul(self.wide).min(self.cells)
        })
    }

    pub(crate) fn moment(self, cell: usize) -> u64 {
        self.first + (cell / self.wide) as u64 * self.steps
    }
}

pub(crate) fn mark_style(cx: &Context<'_>, mark: MarkKind) -> Style {
    match mark {
        MarkKind::Acquired | MarkKind::Released => cx.theme.holder,
        MarkKind::Woke => cx.theme.ready,
        MarkKind::LostUpdate | MarkKind::Raised => cx.theme.danger,
        MarkKind::Ended => cx.theme.ended,
        MarkKind::FixToggled => cx.theme.good,
    }
}

/// When several marks fall into one cell, the gravest is shown.
fn gravity(mark: MarkKind) -> u8 {
    match mark {
        MarkKind::LostUpdate => 6,
        MarkKind::Raised => 5,
        MarkKind::FixToggled => 4,
        MarkKind::Ended => 3,
        MarkKind::Acquired => 2,
        MarkKind::Released => 1,
        MarkKind::Woke => 0,
    }
}

/// The cells of a lane, neighbours of one look joined into one span.
pub(crate) fn lane<'a>(cx: &Context<'a>, lane: &Lane, scale: Scale, spans: &mut Vec<Span<'a>>) {
    let cursor = cx.screen.timeline.cursor;
    let mut text = String::with_capacity(scale.cells * 3);
    let mut style = Style::new();
    let start = |moment: u64| {
        lane.stretches
            .partition_point(|stretch| stretch.to <= moment)
    };
    let mut at = start(scale.first);
    let mut mark_at = lane.marks.partition_point(|mark| mark.step < scale.first);
    for cell in (0..scale.cells).step_by(scale.wide) {
        let from = scale.moment(cell);
        let to = from + scale.steps;
        let doing = prevailing(lane, &mut at, from, to);
        let mut mark: Option<MarkKind> = None;
        while let Some(found) = lane.marks.get(mark_at).filter(|mark| mark.step < to) {
            if mark.is_none_or(|other| gravity(found.kind) > gravity(other)) {
                mark = Some(found.kind);
            }
            mark_at += 1;
        }
        let (glyph, look) = match (mark, doing) {
            (Some(mark), _) => (cx.glyphs.mark(mark), mark_style(cx, mark)),
            (None, Some(doing)) => (cx.glyphs.doing(doing), cx.theme.doing(doing)),
            (None, None) => (" ", Style::new()),
        };
        // What lies ahead of the moment on the screen is known, but not yet so.
        let look = if from >= cursor {
            look.add_modifier(Modifier::DIM)
        } else {
            look
        };
        if look != style && !text.is_empty() {
            spans.push(Span::styled(std::mem::take(&mut text), style));
        }
        style = look;
        text.push_str(glyph);
        // A mark takes one cell of a wide step.
        let rest = doing.map_or(" ", |doing| cx.glyphs.doing(doing));
        for _ in 1..scale.wide.min(scale.cells - cell) {
            text.push_str(rest);
        }
    }
    spans.push(Span::styled(text, style));
}

/// What the worker did most in these steps; running wins where it did at all, since it is rare and matters most.
fn prevailing(lane: &Lane, at: &mut usize, from: u64, to: u64) -> Option<Doing> {
    let mut best: Option<(u64, Doing)> = None;
    let mut look = *at;
    while let Some(stretch) = lane.stretches.get(look) {
        if stretch.from >= to {
            break;
        }
        let shared = stretch.to.min(to).saturating_sub(stretch.from.max(from));
        let weight = match stretch.doing {
            Doing::Running if shared > 0 => u64::MAX,
            Doing::Running | Doing::Ready | Doing::Blocked | Doing::Sleeping => shared,
        };
        if weight > 0 && best.is_none_or(|(most, _)| weight > most) {
            best = Some((weight, stretch.doing));
        }
        if stretch.to > to {
            break;
        }
        look += 1;
    }
    *at = look;
    best.map(|(_, doing)| doing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_run_has_a_cell_a_step_and_a_long_one_shows_where_the_cursor_is() {
        let shortest = Scale::new(5, 10, 60);
        assert_eq!(
            (shortest.wide, shortest.cell(5), shortest.moment(16)),
            (3, 15, 5)
        );
        let short = Scale::new(5, 40, 60);
        assert_eq!((short.first, short.steps, short.cell(5)), (0, 1, 5));
        let middle = Scale::new(5, 120, 60);
        assert_eq!((middle.first, middle.steps, middle.cell(120)), (0, 2, 60));
        let long = Scale::new(5_000_000, 10_000_000, 60);
        assert_eq!(long.steps, 8);
        assert!((29..=31).contains(&long.cell(5_000_000)));
        assert_eq!(long.cell(long.moment(17)), 17);
    }
}
