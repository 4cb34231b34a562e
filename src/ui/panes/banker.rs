//! The banker's matrices, side by side, and whether the state is safe.
//!
//! ```text
//!            Allocation  Maximum   Need
//!              A  B        A  B     A  B
//! alice        1  0        3  2     2  2
//! Available    2  1
//! Safe: everybody can finish in this order: bob, alice
//! ```

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::ui::panes::{Context, Follow, Room, Row, Rows, span};
use crate::ui::widgets::text::{clean, fit, pad, width};
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
    let widest = (view.customers.iter())
        .map(|name| width(name))
        .chain([width(words.available)])
        .max()
        .unwrap_or(0);
    let names = widest.min(room.width / 3).max(3);
    let cell = numbers_width(view);
    let block = (cell * view.resources.len()).max(4);
    let label = |text: &str| pad(&fit(&clean(text), names, cx.glyphs.cut), names);
    let heading = |title: &str| pad(&fit(title, block, cx.glyphs.cut), block);
    let mut all = vec![
        Row::new(Line::styled(
            format!(
                "{} {}  {}  {}",
                pad("", names),
                heading(words.allocation),
                heading(words.maximum),
                heading(words.need)
            ),
            cx.theme.title,
        )),
        Row::new(Line::styled(
            format!(
                "{} {}",
                pad("", names),
                [(); 3].map(|()| resources(view, cell, block)).join("  ")
            ),
            cx.theme.dim,
        )),
    ];
    for (at, customer) in view.customers.iter().enumerate() {
        let asks = view
            .request
            .as_ref()
            .is_some_and(|(who, _)| *who as usize == at);
        let style = if asks { cx.theme.changed } else { Style::new() };
        let row =
            |matrix: &[Vec<i64>]| numbers(matrix.get(at).map_or(&[], Vec::as_slice), cell, block);
        all.push(Row::new(vec![
            Span::styled(label(customer), style),
            Span::raw(format!(
                " {}  {}  ",
                row(&view.allocation),
                row(&view.maximum)
            )),
            Span::raw(row(&view.need)),
        ]));
    }
    all.push(Row::new(vec![
        Span::styled(label(words.available), cx.theme.title),
        Span::styled(
            format!(" {}", numbers(&view.available, cell, block)),
            cx.theme.holder,
        ),
    ]));
    if let Some((who, amounts)) = &view.request {
        let who = view
            .customers
            .get(*who as usize)
            .map_or("?", String::as_str);
        let amounts = numbers(amounts, cell, 0);
        let request = format!("{who} {}{amounts}", words.request);
        all.push(Row::new(span(&request, cx.theme.changed)));
    }
    match &view.safe_sequence {
        Some(order) => {
            let names: Vec<&str> = (order.iter())
                .filter_map(|&at| view.customers.get(at as usize))
                .map(String::as_str)
                .collect();
            let safe = format!("{} {} {}", cx.glyphs.ended, words.safe, names.join(", "));
            all.extend(cx.sentence(&clean(&safe), room.width, cx.theme.good));
        }
        None => {
            let danger = format!("{} {}", cx.glyphs.died, words.unsafe_state);
            all.extend(cx.sentence(&danger, room.width, cx.theme.danger));
        }
    }
    Rows::window(all, room, Follow::Top)
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
    let names: String = (view.resources.iter())
        .map(|name| {
            let name = clean(name);
            let name = fit(&name, cell - 1, "");
            format!("{}{name}", " ".repeat(cell.saturating_sub(width(&name))))
        })
        .collect();
    pad(&names, block)
}

fn numbers(row: &[i64], cell: usize, block: usize) -> String {
    let numbers: String = row
        .iter()
        .map(|number| format!("{number:>cell$}"))
        .collect();
    pad(&numbers, block)
}
