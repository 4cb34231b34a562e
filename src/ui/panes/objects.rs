//! What the workers share: `lock  held by ①  ② ③ wait`.

use std::borrow::Cow;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::ui::panes::{Context, Follow, Room, Row, Rows, flow, span};
use crate::ui::widgets::text::{clean, fit, pad, width};
use crate::ui::words::say;
use crate::view::{Language, Object, Shape, WorkerId};

/// Pieces that belong together on a line.
type Pieces<'a> = Vec<Vec<Span<'a>>>;

pub(crate) fn rows<'a>(cx: &Context<'a>, room: Room) -> Rows<'a> {
    let view = &cx.screen.objects;
    let names = view.rows.iter().chain(&view.between);
    let widest = names.map(|object| width(&object.name)).max();
    let column = widest.unwrap_or(0).clamp(3, (room.width / 2).clamp(3, 16));
    let mut all = Vec::with_capacity(view.rows.len() + 2);
    let mut follow = Follow::Top;
    if let Some(process) = view.process {
        let words = say!(cx.language, "in process {process}", "进程 {process} 中");
        all.push(Row::new(Line::styled(words, cx.theme.dim)));
    }
    for object in &view.rows {
        if is_fresh(cx, object) && all.len() >= room.height {
            follow = Follow::Row(all.len());
        }
        let lines = flow(pieces(cx, object, column), room.width, 2);
        all.extend(lines.into_iter().map(Row::new));
    }
    if let Some(gil) = &view.gil {
        let mut pieces = vec![vec![Span::styled(pad("GIL", column), cx.theme.title)]];
        owner(cx, gil.holder, &mut pieces);
        waiters(cx, &gil.waiters, &mut pieces);
        all.extend(flow(pieces, room.width, 2).into_iter().map(Row::new));
    }
    if !view.between.is_empty() {
        all.push(Row::new(Line::styled(
            cx.words.between.to_lowercase(),
            cx.theme.dim,
        )));
    }
    for object in &view.between {
        if is_fresh(cx, object) && all.len() >= room.height {
            follow = Follow::Row(all.len());
        }
        all.extend(
            lines(cx, object, column, room.width)
                .into_iter()
                .map(Row::new),
        );
    }
    if all.is_empty() {
        all = cx.nothing(cx.words.nothing_shared, room.width);
    }
    Rows::window(all, room, follow)
}

/// Whether the last step touched it.
fn is_fresh(cx: &Context<'_>, object: &Object) -> bool {
    object
        .touch
        .is_some_and(|touch| touch.moment > 0 && touch.moment == cx.screen.header.moment)
}

/// One object on as many lines as it needs.
pub(crate) fn lines<'a>(
    cx: &Context<'a>,
    object: &Object,
    column: usize,
    cells: usize,
) -> Vec<Line<'a>> {
    flow(pieces(cx, object, column), cells, 2)
}

fn pieces<'a>(cx: &Context<'a>, object: &Object, column: usize) -> Pieces<'a> {
    let fresh = is_fresh(cx, object);
    let name = clean(&object.name);
    let name = pad(&short(&name, column, cx.glyphs.cut), column);
    let style = if fresh {
        cx.theme.changed
    } else {
        cx.theme.title
    };
    let mut pieces = vec![vec![Span::styled(name, style)]];
    shape(cx, &object.shape, fresh, &mut pieces);
    if let (true, Some(touch)) = (fresh, object.touch) {
        let mut sign = vec![Span::styled(
            format!("{} ", cx.glyphs.changed),
            cx.theme.changed,
        )];
        sign.push(cx.worker(touch.worker));
        pieces.push(sign);
    }
    pieces
}

/// A name that is too long keeps its end: `banker.available` and `banker.allocation` differ there.
fn short<'a>(name: &'a str, cells: usize, cut: &str) -> Cow<'a, str> {
    if width(name) <= cells || !name.contains('.') {
        return fit(name, cells, cut);
    }
    let mut from = name.len();
    for (at, _) in name.char_indices().rev() {
        if width(&name[at..]) + width(cut) > cells {
            break;
        }
        from = at;
    }
    Cow::Owned(format!("{cut}{}", &name[from..]))
}

#[expect(clippy::too_many_lines, reason = "a table: one entry a shape")]
fn shape<'a>(cx: &Context<'a>, shape: &Shape, fresh: bool, pieces: &mut Pieces<'a>) {
    match shape {
        Shape::Value { value, before, .. } => {
            let style = if fresh {
                cx.theme.changed
            } else {
                Style::new()
            };
            pieces.push(vec![span(value, style)]);
            if let Some(before) = before {
                let words = say!(cx.language, "was {before}", "原为 {before}");
                pieces.push(vec![span(&words, cx.theme.dim)]);
            }
        }
        Shape::Lock {
            owner: holder,
            waiters: queue,
            depth,
        } => {
            owner(cx, *holder, pieces);
            let holder = holder.and_then(|holder| cx.screen.workers.get(holder));
            if holder.is_some_and(|holder| holder.state.is_over()) {
                let words = format!("{} {}", cx.glyphs.died, cx.words.dead);
                pieces.push(vec![Span::styled(words, cx.theme.danger)]);
            }
            if let Some(depth @ 2..) = depth {
                pieces.push(vec![Span::raw(say!(
                    cx.language,
                    "{depth} times",
                    "{depth} 次"
                ))]);
            }
            waiters(cx, queue, pieces);
        }
        Shape::Semaphore {
            permits,
            bound,
            waiters: queue,
        } => {
            pieces.push(vec![boxes(cx, *permits, *bound)]);
            let words = say!(
                cx.language,
                "{permits} of {bound} left",
                "剩 {permits}/{bound}"
            );
            pieces.push(vec![Span::raw(words)]);
            waiters(cx, queue, pieces);
        }
        Shape::Condition {
            owner: holder,
            waiters: sleepers,
            entering,
        } => {
            owner(cx, *holder, pieces);
            if !sleepers.is_empty() {
                let mut piece = Vec::new();
                cx.workers(sleepers, &mut piece);
                let words = match sleepers.len() {
                    1 => say!(cx.language, " waits for notify", " 等通知"),
                    _ => say!(cx.language, " wait for notify", " 等通知"),
                };
                piece.push(Span::styled(words, cx.theme.waiting));
                pieces.push(piece);
            }
            waiters(cx, entering, pieces);
        }
        Shape::Event {
            set,
            waiters: queue,
        } => {
            let words = if *set {
                Span::styled(format!("{} {}", cx.glyphs.on, cx.words.set), cx.theme.good)
            } else {
                Span::raw(format!("{} {}", cx.glyphs.off, cx.words.not_set))
            };
            pieces.push(vec![words]);
            waiters(cx, queue, pieces);
        }
        Shape::Barrier {
            parties,
            arrived,
            broken,
        } => {
            let count = arrived.len() as u32;
            pieces.push(vec![boxes(cx, count, *parties)]);
            let words = say!(
                cx.language,
                "{count} of {parties} here",
                "已到 {count}/{parties}"
            );
            pieces.push(vec![Span::raw(words)]);
            waiters(cx, arrived, pieces);
            if *broken {
                pieces.push(vec![Span::styled(cx.words.broken, cx.theme.danger)]);
            }
        }
        Shape::Queue {
            items,
            capacity,
            getters,
            putters,
            ..
        } => queue(cx, items, *capacity, [getters, putters], pieces),
        Shape::Pipe {
            messages,
            used,
            capacity,
            readers,
            writers,
        } => pipe(cx, messages, (*used, *capacity), [readers, writers], pieces),
        Shape::Block { size, value } => {
            let style = if fresh {
                cx.theme.changed
            } else {
                Style::new()
            };
            pieces.push(vec![span(value, style)]);
            let words = say!(cx.language, "{size} shared bytes", "共享 {size} 字节");
            pieces.push(vec![Span::styled(words, cx.theme.dim)]);
        }
    }
}

/// `[■□□□]  2 messages: 12 B, 400 B  412 of 65536 bytes`
fn pipe<'a>(
    cx: &Context<'a>,
    messages: &[u64],
    (used, capacity): (u64, u64),
    [readers, writers]: [&[WorkerId]; 2],
    pieces: &mut Pieces<'a>,
) {
    let eighths = (used * 8).div_ceil(capacity.max(1)) as u32;
    pieces.push(vec![boxes(cx, eighths, 8)]);
    pieces.push(vec![Span::raw(match messages {
        [] => say!(cx.language, "empty", "空"),
        [only] => say!(
            cx.language,
            "a message of {only} bytes",
            "一条消息，{only} 字节"
        ),
        [first, others @ ..] => {
            let more = others.len();
            say!(
                cx.language,
                "a message of {first} bytes, and {more} behind it",
                "一条 {first} 字节的消息，后面还有 {more} 条"
            )
        }
    })]);
    if used > 0 {
        let words = say!(
            cx.language,
            "{used} of {capacity} bytes in the pipe",
            "管道中 {used}/{capacity} 字节"
        );
        pieces.push(vec![Span::styled(words, cx.theme.dim)]);
    }
    let waits = |workers: &[WorkerId], read: bool| match (workers.len(), read) {
        (1, true) => say!(cx.language, " waits to read", " 等着读"),
        (1, false) => say!(cx.language, " waits to write", " 等着写"),
        (_, true) => say!(cx.language, " wait to read", " 等着读"),
        (_, false) => say!(cx.language, " wait to write", " 等着写"),
    };
    for (workers, words) in [
        (readers, waits(readers, true)),
        (writers, waits(writers, false)),
    ] {
        if !workers.is_empty() {
            let mut piece = Vec::new();
            cx.workers(workers, &mut piece);
            piece.push(Span::styled(words, cx.theme.waiting));
            pieces.push(piece);
        }
    }
}

fn queue<'a>(
    cx: &Context<'a>,
    items: &[String],
    capacity: Option<u32>,
    [getters, putters]: [&[WorkerId]; 2],
    pieces: &mut Pieces<'a>,
) {
    let size = items.len();
    if let Some(capacity) = capacity {
        pieces.push(vec![boxes(cx, size as u32, capacity)]);
        pieces.push(vec![Span::raw(say!(
            cx.language,
            "{size} of {capacity}",
            "{size}/{capacity} 项"
        ))]);
    } else {
        pieces.push(vec![Span::raw(say!(
            cx.language,
            "{size} items",
            "{size} 项"
        ))]);
    }
    for (at, item) in items.iter().enumerate() {
        let sign = if at == 0 { cx.glyphs.statement } else { "" };
        pieces.push(vec![
            Span::styled(sign, cx.theme.dim),
            span(item, cx.theme.holder),
        ]);
    }
    for (workers, words) in [
        (getters, say!(cx.language, " wait to get", " 等着取")),
        (putters, say!(cx.language, " wait to put", " 等着放")),
    ] {
        if !workers.is_empty() {
            let mut piece = Vec::new();
            cx.workers(workers, &mut piece);
            piece.push(Span::styled(words, cx.theme.waiting));
            pieces.push(piece);
        }
    }
}

/// `[■■□□]`, as long as there is room for it to say something.
fn boxes<'a>(cx: &Context<'a>, full: u32, of: u32) -> Span<'a> {
    if of > 12 {
        return Span::raw("");
    }
    let full = full.min(of);
    let boxes = format!(
        "[{}{}]",
        cx.glyphs.full.repeat(full as usize),
        cx.glyphs.empty.repeat((of - full) as usize)
    );
    Span::styled(boxes, cx.theme.holder)
}

fn owner<'a>(cx: &Context<'a>, holder: Option<WorkerId>, pieces: &mut Pieces<'a>) {
    pieces.push(match holder {
        None => vec![Span::styled(cx.words.free, cx.theme.dim)],
        Some(holder) => match cx.language {
            Language::En => {
                vec![Span::styled("held by ", cx.theme.holder), cx.worker(holder)]
            }
            Language::Zh => {
                vec![cx.worker(holder), Span::styled(" 持有", cx.theme.holder)]
            }
        },
    });
}

fn waiters<'a>(cx: &Context<'a>, queue: &[WorkerId], pieces: &mut Pieces<'a>) {
    if queue.is_empty() {
        return;
    }
    let mut piece = Vec::with_capacity(queue.len() * 2);
    cx.workers(queue, &mut piece);
    let words = if queue.len() == 1 {
        say!(cx.language, " waits", " 等待")
    } else {
        say!(cx.language, " wait", " 等待")
    };
    piece.push(Span::styled(words, cx.theme.waiting));
    pieces.push(piece);
}
