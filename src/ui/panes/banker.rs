//! The banker's matrices, side by side, and whether the state is safe.
//!
//! ```text
//! ✓ Safe, everybody can finish in this order: bob, alice
//!           Allocation Maximum Need
//!            A B        A B     A B
//! alice      1 0        3 2     2 2
//! Available  2 1
//! ```

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::ui::panes::{Context, Follow, Room, Row, Rows, span};
use crate::ui::widgets::text::{clean, fit, pad, width};
use crate::ui::words::Words;
use crate::view::Banker;

pub(crate) fn height(banker: &Banker) -> usize {
    banker.customers.len() + 5 + usize::from(banker.request.is_some())
}

pub(crate) fn rows<'a>(cx: &Context<'a>, room: Room) -> Rows<'a> {
    let Some(view) = &cx.screen.banker else {
        return Rows::window(
            cx.nothing(cx.words.no_banker, room.width),
            room,
            Follow::Top,
        );
    };
    let words = cx.words;
    let mut all = verdict(cx, view, room.width);
    let widest = (view.customers.iter())
        .map(|name| width(name))
        .chain([width(words.available)])
        .max()
        .unwrap_or(0);
    let names = widest.min(room.width / 3).max(3);
    let cell = numbers_width(view);
    let block = (cell * view.resources.len()).max(4);
    let label = |text: &str| pad(&fit(&clean(text), names, cx.glyphs.cut), names);
    let matrices = [
        (words.allocation, &view.allocation),
        (words.maximum, &view.maximum),
        (words.need, &view.need),
    ];
    let titles = [words.allocation, words.maximum, words.need];
    let roomy = titles.map(width).into_iter().fold(block, usize::max);
    let block = if names + 3 * (roomy + 1) <= room.width {
        roomy
    } else {
        block
    };
    // As many side by side as fit; the others follow below.
    let abreast = (room.width.saturating_sub(names) / (block + 1)).clamp(1, 3);
    for group in matrices.chunks(abreast) {
        let mut titles = pad("", names);
        let mut columns = pad("", names);
        for (title, _) in group {
            titles.push(' ');
            let title = if width(title) > block {
                brief(words, title)
            } else {
                title
            };
            titles += &pad(&fit(title, block, cx.glyphs.cut), block);
            columns.push(' ');
            columns += &resources(view, cell, block);
        }
        all.push(Row::new(Line::styled(titles, cx.theme.title)));
        all.push(Row::new(Line::styled(columns, cx.theme.dim)));
        for (at, customer) in view.customers.iter().enumerate() {
            let asks = (view.request.as_ref()).is_some_and(|(who, _)| *who as usize == at);
            let style = if asks { cx.theme.changed } else { Style::new() };
            let mut spans = vec![Span::styled(label(customer), style)];
            for (_, matrix) in group {
                let row = matrix.get(at).map_or(&[][..], Vec::as_slice);
                spans.push(Span::raw(format!(" {}", numbers(row, cell, block))));
            }
            all.push(Row::new(spans));
        }
    }
    all.push(Row::new(vec![
        Span::styled(label(words.available), cx.theme.title),
        Span::styled(
            format!(" {}", numbers(&view.available, cell, block)),
            cx.theme.holder,
        ),
    ]));
    Rows::window(all, room, Follow::Top)
}

/// A matrix by a short name, where its columns are narrow.
fn brief(words: &'static Words, title: &'static str) -> &'static str {
    if title == words.allocation {
        words.allocation_brief
    } else if title == words.maximum {
        words.maximum_brief
    } else {
        words.need_brief
    }
}

/// What is asked for, and whether everybody can still be served.
fn verdict<'a>(cx: &Context<'a>, view: &Banker, cells: usize) -> Vec<Row<'a>> {
    let words = cx.words;
    let mut rows = Vec::new();
    if let Some((who, amounts)) = &view.request {
        let who = view
            .customers
            .get(*who as usize)
            .map_or("?", String::as_str);
        let amounts = numbers(amounts, 2, 0);
        let request = format!("{who} {}{amounts}", words.request);
        rows.push(Row::new(span(&request, cx.theme.changed)));
    }
    let (sentence, style) = match &view.safe_sequence {
        Some(order) => {
            let names: Vec<&str> = (order.iter())
                .filter_map(|&at| view.customers.get(at as usize))
                .map(String::as_str)
                .collect();
            let names = names.join(", ");
            (
                format!("{} {} {names}", cx.glyphs.ended, words.safe),
                cx.theme.good,
            )
        }
        None => (
            format!("{} {}", cx.glyphs.died, words.unsafe_state),
            cx.theme.danger,
        ),
    };
    rows.extend(cx.sentence(&clean(&sentence), cells, style));
    rows
}

/// The cells of a column: the widest number or name, and a space before it.
fn numbers_width(view: &Banker) -> usize {
    let matrices = [&view.allocation, &view.maximum, &view.need];
    let numbers = (matrices.iter())
        .flat_map(|matrix| matrix.iter().flatten())
        .chain(&view.available)
        .map(|number| number.to_string().len());
    let names = view.resources.iter().map(|name| width(name).min(4));
    numbers.chain(names).max().unwrap_or(1) + 1
}

fn resources(view: &Banker, cell: usize, block: usize) -> String {
    let mut names = String::new();
    for name in &view.resources {
        let name = clean(name);
        let name = fit(&name, cell - 1, "");
        names.extend(std::iter::repeat_n(' ', cell.saturating_sub(width(&name))));
        names += &name;
    }
    pad(&names, block)
}

fn numbers(row: &[i64], cell: usize, block: usize) -> String {
    let numbers: Vec<String> = row
        .iter()
        .map(|number| format!("{number:>cell$}"))
        .collect();
    pad(&numbers.concat(), block)
}
