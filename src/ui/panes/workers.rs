//! Everybody who can move: `▶① ● runs · line 12`; below them why the chosen one waits, and its calls.

use ratatui::text::{Line, Span};

use crate::ui::panes::{Context, Follow, Room, Row, Rows, Target, made, span};
use crate::ui::widgets::text::{clean, fit, pad};
use crate::ui::widgets::tree;
use crate::ui::words::say;
use crate::view::{Life, Process, Screen, Worker, WorkerId};

/// Cells of the turn sign and the label: a click there steps.
pub(crate) const BADGE: usize = 6;

/// Rows of workers and, where there are several, of the processes that they are in.
pub(crate) fn count(screen: &Screen) -> usize {
    let view = &screen.workers;
    let rooms = if view.several() {
        view.processes.len()
    } else {
        0
    };
    view.rows.len() + rooms
}

/// What a row is about.
enum Entry<'s> {
    Room(&'s Process),
    Worker(&'s Worker),
}

/// Each process, and in it its threads.
fn entries(screen: &Screen) -> Vec<Entry<'_>> {
    let view = &screen.workers;
    if !view.several() {
        return view.rows.iter().map(Entry::Worker).collect();
    }
    let mut entries = Vec::with_capacity(count(screen));
    for process in &view.processes {
        entries.push(Entry::Room(process));
        entries.extend(view.of(process.pid).map(Entry::Worker));
    }
    entries
}

pub(crate) fn height(screen: &Screen) -> usize {
    let calls: usize = (screen.workers.calls.iter())
        .map(|call| 1 + call.locals.len())
        .sum();
    count(screen) + 3 + calls
}

pub(crate) fn rows<'a>(cx: &Context<'a>, room: Room) -> Rows<'a> {
    let view = &cx.screen.workers;
    let shown = view.selected.or(view.turn);
    let entries = entries(cx.screen);
    let is_shown =
        |entry: &Entry<'_>| matches!(entry, Entry::Worker(worker) if Some(worker.id) == shown);
    let shown = entries.iter().position(is_shown);
    let mut after = Vec::new();
    if let Some(worker) = view.selected.and_then(|id| view.get(id)) {
        details(cx, worker, room.width, &mut after);
    }
    let make = |at: usize| match entries[at] {
        Entry::Room(process) => Row::to(
            heading(cx, process, room.width),
            Target::Worker(process.main),
        ),
        Entry::Worker(worker) => Row::to(row(cx, worker, room.width), Target::Worker(worker.id)),
    };
    let follow = Follow::Row(shown.unwrap_or(0));
    made(room, follow, entries.len(), make, &after)
}

/// `└─ pid 5121 Process-1 ✓ zombie, ended`
pub(crate) fn heading<'a>(cx: &Context<'a>, process: &Process, cells: usize) -> Line<'a> {
    let branch = tree::branch(cx.glyphs, process.depth, true);
    let mut spans = vec![
        Span::styled(branch, cx.theme.dim),
        Span::styled(format!("pid {}", process.os_id), cx.theme.title),
    ];
    let name = if process.depth == 0 {
        cx.words.main_program.to_owned()
    } else {
        clean(&process.name).into_owned()
    };
    let life = cx.voice.life(process.life);
    // Where there is little room, how it ended says more than its name.
    if cells >= 36 || life.is_empty() {
        spans.push(Span::styled(format!(" {name}"), cx.theme.dim));
    }
    if !life.is_empty() {
        // As threads that ended, and threads that died.
        let (sign, style) = match process.life {
            Life::Alive | Life::Zombie(0) | Life::Gone(0) => (cx.glyphs.ended, cx.theme.ended),
            Life::Zombie(_) | Life::Gone(_) => (cx.glyphs.died, cx.theme.died),
        };
        spans.push(Span::styled(format!(" {sign} {life}"), style));
    }
    Line::from(spans)
}

fn row<'a>(cx: &Context<'a>, worker: &Worker, cells: usize) -> Line<'a> {
    let view = &cx.screen.workers;
    let turn = if view.turn == Some(worker.id) {
        cx.glyphs.turn
    } else {
        " "
    };
    let label = pad(&cx.glyphs.label(worker.id), BADGE - 2);
    let colour = cx.theme.worker(worker.id);
    let label = if view.selected == Some(worker.id) {
        Span::styled(label, colour.patch(cx.theme.selection))
    } else {
        Span::styled(label, colour)
    };
    let state = cx.theme.state(&worker.state);
    let mut spans = vec![
        Span::styled(turn, cx.theme.turn),
        label,
        Span::raw(" "),
        Span::styled(cx.glyphs.state(&worker.state), state),
        Span::raw(" "),
    ];
    if cells >= 44 && !worker.name.is_empty() {
        let name = clean(&worker.name);
        let name = fit(&name, 14, cx.glyphs.cut);
        spans.push(Span::raw(pad(&name, 15)));
    }
    let words = cx.voice.state(worker);
    spans.extend(cx.coloured(&words, state).spans);
    if worker.daemon && !worker.state.is_over() {
        spans.push(Span::styled(format!(" {}", cx.words.daemon), cx.theme.dim));
    }
    Line::from(spans)
}

/// Who it is, why it cannot move, and its calls with their variables.
fn details<'a>(cx: &Context<'a>, worker: &Worker, cells: usize, all: &mut Vec<Row<'a>>) {
    all.push(Row::default());
    let mut title = vec![cx.worker(worker.id)];
    if worker.id != WorkerId::MAIN || worker.name != "MainThread" {
        title.push(span(&format!(" {}", worker.name), cx.theme.title));
    }
    if let Some(os) = worker.os {
        let ids = format!("  pid {} · tid {}", os.pid, os.tid);
        title.push(Span::styled(ids, cx.theme.dim));
    }
    all.push(Row::new(title));
    if let Some(why) = cx.voice.why_not(worker.id, &worker.state) {
        all.extend(cx.sentence(&why, cells, cx.theme.state(&worker.state)));
    }
    let stack = &cx.screen.workers.calls;
    for (depth, call) in stack.iter().enumerate() {
        let (function, line) = (clean(&call.function), call.line);
        let branch = tree::branch(cx.glyphs, depth, depth + 1 == stack.len());
        let place = say!(cx.language, "line {line}", "第 {line} 行");
        all.push(Row::new(vec![
            Span::styled(branch, cx.theme.dim),
            Span::raw(format!("{function}  ")),
            Span::styled(place, cx.theme.dim),
        ]));
        for variable in &call.locals {
            let style = if variable.changed {
                cx.theme.changed
            } else {
                cx.theme.ready
            };
            let sign = if variable.changed {
                cx.glyphs.changed
            } else {
                ""
            };
            all.push(Row::new(vec![
                Span::raw(" ".repeat(depth * 2 + 3)),
                span(&format!("{} = ", variable.name), cx.theme.dim),
                span(&variable.value, style),
                Span::styled(format!(" {sign}"), cx.theme.changed),
            ]));
        }
    }
}
