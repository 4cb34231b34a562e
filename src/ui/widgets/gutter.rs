//! What stands before a line of code: who is there, its number, and whether it counts.

use ratatui::text::Span;

use crate::ui::panes::Context;
use crate::view::WorkerId;

/// Two badges, the number, the sign, and the spaces between.
pub(crate) fn width(cx: &Context<'_>) -> usize {
    3 + digits(cx) + 3
}

/// The cells of the largest line number.
fn digits(cx: &Context<'_>) -> usize {
    let lines = cx.screen.code.lines.len();
    lines
        .checked_ilog10()
        .map_or(2, |log| log as usize + 1)
        .max(2)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    None,
    /// The statement that is opened.
    Statement,
    /// A fix mark: the line counts.
    On,
    /// A fix mark: the line does not count.
    Off,
}

pub(crate) fn gutter<'a>(
    cx: &Context<'a>,
    number: u32,
    sign: Sign,
    current: bool,
) -> Vec<Span<'a>> {
    let mut spans = Vec::with_capacity(12);
    badges(cx, number, &mut spans);
    let digits = digits(cx);
    let style = if current {
        cx.theme.title
    } else {
        cx.theme.dim
    };
    spans.push(Span::styled(format!(" {number:>digits$}"), style));
    let (sign, style) = match sign {
        Sign::None => (" ", cx.theme.dim),
        Sign::Statement => (cx.glyphs.statement, cx.theme.turn),
        Sign::On => ("+", cx.theme.good),
        Sign::Off => ("-", cx.theme.dim),
    };
    spans.push(Span::raw(" "));
    spans.push(Span::styled(sign, style));
    spans.push(Span::raw(" "));
    spans
}

/// Up to two workers; more of them are the first and a `+`.
fn badges<'a>(cx: &Context<'a>, number: u32, spans: &mut Vec<Span<'a>>) {
    let mut here = cx
        .screen
        .code
        .places
        .iter()
        .filter(|place| place.line == number)
        .map(|place| place.worker);
    let badge = |worker: WorkerId| Span::styled(cx.glyphs.badge(worker), cx.theme.worker(worker));
    match (here.next(), here.next(), here.next()) {
        (None, _, _) => spans.push(Span::raw("  ")),
        (Some(only), None, _) => spans.extend([Span::raw(" "), badge(only)]),
        (Some(one), Some(other), None) => spans.extend([badge(one), badge(other)]),
        (Some(one), Some(_), Some(_)) => spans.extend([badge(one), Span::raw("+")]),
    }
}
