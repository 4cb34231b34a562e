//! The processes side by side, each a room with its own memory, and what lies between them:
//!
//! ```text
//! pid 4121 the program               └─ pid 5121 Process-1
//!   main ■ joining ①                   ①    ● runs · line 7
//!   GIL  free                          GIL  held by ①
//!   counter  1                         counter  42  ≠ its own
//!
//! BETWEEN THEM
//! queue  [■□□□□□□□]  a message of 120 bytes  124 of 65536 bytes in the pipe
//! lock   held by ①  main waits
//! ```

use ratatui::text::{Line, Span};

use crate::ui::panes::{Context, Follow, Room, Row, Rows, objects, span, workers};
use crate::ui::widgets::text::{clean, fit, pad, width};
use crate::ui::words::say;
use crate::view::{Process, Worker};

/// Cells of a room: rooms stand side by side as long as each has the least.
const LEAST: usize = 30;
const MOST: usize = 58;
const GAP: usize = 2;

pub(crate) fn rows<'a>(cx: &Context<'a>, room: Room) -> Rows<'a> {
    let view = &cx.screen.workers;
    if !view.several() {
        return Rows::window(
            cx.nothing(cx.words.one_process, room.width),
            room,
            Follow::Top,
        );
    }
    let count = view.processes.len();
    let abreast = ((room.width + GAP) / (LEAST + GAP)).clamp(1, count);
    let cells = ((room.width + GAP) / abreast).saturating_sub(GAP).min(MOST);
    let mut all: Vec<Row<'a>> = Vec::new();
    for rooms in view.processes.chunks(abreast) {
        let columns: Vec<Vec<Line<'a>>> = (rooms.iter())
            .map(|process| inside(cx, process, cells))
            .collect();
        let height = columns.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..height {
            all.push(Row::new(beside(&columns, at, cells)));
        }
        all.push(Row::default());
    }
    all.push(Row::new(Line::styled(cx.words.between, cx.theme.title)));
    let between = &cx.screen.processes.between;
    let widest = between.iter().map(|object| width(&object.name)).max();
    let column = widest.unwrap_or(0).clamp(3, (room.width / 3).clamp(3, 24));
    for object in between {
        let lines = objects::lines(cx, object, column, room.width);
        all.extend(lines.into_iter().map(Row::new));
    }
    if between.is_empty() {
        all.extend(cx.nothing(cx.words.nothing_between, room.width));
    }
    Rows::window(all, room, Follow::Top)
}

/// One line of rooms that stand side by side.
fn beside<'a>(columns: &[Vec<Line<'a>>], at: usize, cells: usize) -> Line<'a> {
    let mut spans = Vec::new();
    for (number, column) in columns.iter().enumerate() {
        let mut used = 0;
        for piece in column.get(at).into_iter().flat_map(|line| &line.spans) {
            let left = cells - used;
            let text = fit(&piece.content, left, "…").into_owned();
            used += width(&text);
            spans.push(Span::styled(text, piece.style));
            if used >= cells {
                break;
            }
        }
        if number + 1 < columns.len() {
            spans.push(Span::raw(" ".repeat(cells - used + GAP)));
        }
    }
    Line::from(spans)
}

/// What one process has inside: its threads, its GIL, its globals.
fn inside<'a>(cx: &Context<'a>, process: &Process, cells: usize) -> Vec<Line<'a>> {
    let view = &cx.screen.workers;
    let heading = workers::heading(cx, process, cells);
    let mut lines = vec![
        heading,
        Line::styled(cx.glyphs.line.repeat(cells), cx.theme.border),
    ];
    lines.extend(view.of(process.pid).map(|worker| thread(cx, worker)));
    let rooms = &cx.screen.processes.rooms;
    let Some(room) = rooms.iter().find(|room| room.pid == process.pid) else {
        return lines;
    };
    let widest = room.globals.iter().map(|global| width(&global.name)).max();
    let column = widest.unwrap_or(0).clamp(3, cells / 2);
    if let Some(gil) = &room.gil {
        let mut spans = vec![Span::styled(pad("GIL", column + 2), cx.theme.title)];
        match gil.holder {
            Some(holder) => {
                let label = cx.glyphs.label(holder);
                let words = say!(cx.language, "held by {label}", "{label} 持有");
                spans.extend(cx.coloured(&words, cx.theme.holder).spans);
            }
            None => spans.push(Span::styled(cx.words.free, cx.theme.dim)),
        }
        if !gil.waiters.is_empty() {
            spans.push(Span::raw("  "));
            cx.workers(&gil.waiters, &mut spans);
            let words = if gil.waiters.len() == 1 {
                say!(cx.language, " waits", " 等待")
            } else {
                say!(cx.language, " wait", " 等待")
            };
            spans.push(Span::styled(words, cx.theme.waiting));
        }
        lines.push(Line::from(spans));
    }
    for global in &room.globals {
        let name = clean(&global.name);
        let name = pad(&fit(&name, column, cx.glyphs.cut), column + 2);
        let style = if global.changed {
            cx.theme.changed
        } else {
            cx.theme.ready
        };
        let mut spans = vec![
            Span::styled(name, cx.theme.title),
            span(&global.value, style),
        ];
        if global.changed {
            spans.push(Span::styled(
                format!(" {}", cx.glyphs.changed),
                cx.theme.changed,
            ));
        }
        if global.differs {
            spans.push(Span::styled(
                format!("  ({})", cx.words.differs),
                cx.theme.good,
            ));
        }
        lines.push(Line::from(spans));
    }
    lines
}

fn thread<'a>(cx: &Context<'a>, worker: &Worker) -> Line<'a> {
    let state = cx.theme.state(&worker.state);
    let label = Span::styled(
        pad(&cx.glyphs.label(worker.id), 4),
        cx.theme.worker(worker.id),
    );
    let mut spans = vec![
        label,
        Span::raw(" "),
        Span::styled(cx.glyphs.state(&worker.state), state),
        Span::raw(" "),
    ];
    spans.extend(cx.coloured(&cx.voice.state(worker), state).spans);
    Line::from(spans)
}
