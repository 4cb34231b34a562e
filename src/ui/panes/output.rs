//! What the program printed, each line with who wrote it.

use ratatui::text::{Line, Span};

use crate::ui::panes::{Context, Follow, Room, Row, Rows, span};
use crate::view::{Piece, Stream, WorkerId};

/// A part of a piece that lies on one line.
struct Part<'a> {
    text: &'a str,
    piece: &'a Piece,
}

pub(crate) fn rows<'a>(cx: &Context<'a>, room: Room) -> Rows<'a> {
    let lines = lines(&cx.screen.output.pieces);
    let total = lines.len();
    if total == 0 {
        let nothing = cx.nothing(cx.words.no_output, room.width);
        return Rows::window(nothing, room, Follow::Top);
    }
    let first = room.first(total, Follow::Bottom);
    let rows = (lines.iter().skip(first).take(room.height))
        .map(|line| Row::new(row(cx, line)))
        .collect();
    Rows { total, first, rows }
}

/// The pieces cut at their newlines; only the lines in sight are ever looked at more closely.
fn lines(pieces: &[Piece]) -> Vec<Vec<Part<'_>>> {
    let mut lines = Vec::new();
    let mut line = Vec::new();
    for piece in pieces {
        for text in piece.text.split_inclusive('\n') {
            let body = text.strip_suffix('\n');
            line.push(Part {
                text: body.unwrap_or(text),
                piece,
            });
            if body.is_some() {
                lines.push(std::mem::take(&mut line));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

fn row<'a>(cx: &Context<'a>, parts: &[Part<'_>]) -> Line<'a> {
    let mut spans = Vec::with_capacity(parts.len() + 2);
    let mut writers: Vec<WorkerId> = Vec::new();
    for part in parts.iter().filter(|part| !part.text.is_empty()) {
        if writers.last() != Some(&part.piece.worker) {
            writers.push(part.piece.worker);
        }
    }
    if writers.is_empty() {
        writers.extend(parts.first().map(|part| part.piece.worker));
    }
    // A line torn between several writers shows it: each label before its own words.
    let torn = writers.len() > 1;
    let mut writer = None;
    for part in parts {
        let Piece { worker, stream, .. } = part.piece;
        if writer.is_none() || torn && !part.text.is_empty() && writer != Some(*worker) {
            spans.push(Span::styled(
                cx.glyphs.badge(*worker),
                cx.theme.worker(*worker),
            ));
            spans.push(Span::raw(" "));
            if *stream == Stream::Stderr && writer.is_none() {
                spans.push(Span::styled("! ", cx.theme.danger));
            }
            writer = Some(*worker);
        }
        let style = match stream {
            Stream::Stdout => cx.theme.ready,
            Stream::Stderr => cx.theme.died,
        };
        spans.push(span(part.text, style));
    }
    Line::from(spans)
}
