//! The waits-for graph. A cycle is drawn closed, in one of two forms:
//!
//! ```text
//! in a line, where there is little height        one edge a row, in words, where there is more
//! ① ─▶ left ─▶ ② ─▶ right ─┐                     ┌▶ ① waits for left
//! └───────────◀────────────┘                     │  left held by ②
//!                                                │  ② waits for right
//!                                                └─ right held by ①
//! ```
//!
//! What is outside of a cycle follows below, one worker a row: `③ ─▶ left ─▶ ②`.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::ui::panes::{Context, span};
use crate::ui::widgets::text::width;
use crate::view::{Node, WaitsFor};

/// The rows that its fuller form wants.
pub(crate) fn height(view: &WaitsFor) -> usize {
    let chains = chains(view).len();
    let cycle = match view.cycle.len() {
        0 => 0,
        nodes => nodes + 2,
    };
    cycle + chains
}

pub(crate) fn lines<'a>(
    cx: &Context<'a>,
    view: &WaitsFor,
    cells: usize,
    rows: usize,
) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    if !view.cycle.is_empty() {
        let chain = chain_spans(cx, view, &view.cycle, cx.theme.danger);
        let wide: usize = chain.iter().map(|span| width(&span.content)).sum();
        if view.cycle.len() <= rows || wide + 4 > cells {
            in_words(cx, view, &mut lines);
        } else {
            in_a_line(cx, chain, wide, &mut lines);
        }
    }
    for chain in chains(view) {
        lines.push(Line::from(chain_spans(cx, view, &chain, cx.theme.waiting)));
    }
    lines
}

/// `① ─▶ left ─▶ ②`
fn chain_spans<'a>(
    cx: &Context<'a>,
    view: &WaitsFor,
    nodes: &[u32],
    arrows: Style,
) -> Vec<Span<'a>> {
    let mut spans = Vec::with_capacity(nodes.len() * 2);
    for (at, &number) in nodes.iter().enumerate() {
        if at > 0 {
            spans.push(Span::styled(format!(" {} ", cx.glyphs.arrow), arrows));
        }
        if let Some(node) = view.nodes.get(number as usize) {
            spans.push(name(cx, node));
        }
    }
    spans
}

fn in_a_line<'a>(
    cx: &Context<'a>,
    mut chain: Vec<Span<'a>>,
    wide: usize,
    lines: &mut Vec<Line<'a>>,
) {
    let [_, _, bottom_left, top_right, bottom_right, line, back] = cx.glyphs.loop_line();
    let style = cx.theme.danger;
    chain.push(Span::styled(format!(" {line}{top_right}"), style));
    lines.push(Line::from(chain));
    let half = wide / 2;
    let below = format!(
        "{bottom_left}{}{back}{}{bottom_right}",
        line.repeat(half),
        line.repeat(wide - half)
    );
    lines.push(Line::styled(below, style));
}

fn in_words<'a>(cx: &Context<'a>, view: &WaitsFor, lines: &mut Vec<Line<'a>>) {
    let [top_left, vertical, bottom_left, _, _, line, _] = cx.glyphs.loop_line();
    let last = view.cycle.len() - 1;
    let style = cx.theme.danger;
    for (at, &number) in view.cycle.iter().enumerate() {
        let following = view.cycle[if at == last { 0 } else { at + 1 }];
        let (Some(node), Some(next)) = (
            view.nodes.get(number as usize),
            view.nodes.get(following as usize),
        ) else {
            continue;
        };
        let edge = match at {
            0 => format!("{top_left}{} ", cx.glyphs.turn),
            _ if at == last => format!("{bottom_left}{line} "),
            _ => format!("{vertical}  "),
        };
        let (verb, after) = match node {
            Node::Worker(_) => (cx.words.waits, ""),
            Node::Resource(_) => (cx.words.held_by, cx.words.held_by_after),
            Node::Pipe(_) => (cx.words.left_to, ""),
        };
        lines.push(Line::from(vec![
            Span::styled(edge, style),
            name(cx, node),
            Span::raw(format!(" {verb} ")),
            name(cx, next),
            Span::raw(after),
        ]));
    }
}

fn name<'a>(cx: &Context<'a>, node: &Node) -> Span<'a> {
    match node {
        Node::Worker(worker) => cx.worker(*worker),
        Node::Resource(name) | Node::Pipe(name) => span(name, cx.theme.holder),
    }
}

/// From each worker outside of the cycle that waits: what for, and who holds that.
fn chains(view: &WaitsFor) -> Vec<Vec<u32>> {
    let mut chains = Vec::new();
    for edge in &view.edges {
        let is_worker = matches!(view.nodes.get(edge.from as usize), Some(Node::Worker(_)));
        if !is_worker || view.cycle.contains(&edge.from) {
            continue;
        }
        let mut chain = vec![edge.from, edge.to];
        let holder = view
            .edges
            .iter()
            .find(|next| next.from == edge.to)
            .filter(|_| {
                !matches!(
                    view.nodes.get(edge.to as usize),
                    Some(Node::Worker(_)) | None
                )
            });
        chain.extend(holder.map(|next| next.to));
        chains.push(chain);
    }
    chains
}
