//! Model to frame. The screen at 80 by 24 (`layout.rs` has the other sizes):
//!
//! ```text
//!  racewalk · Lost update              language · step 42 of 97 · seed 7 · ‖ paused
//! ┌ WORKERS ───────────────┬ CODE ─────────────────────┬ OBJECTS ────────────────┐
//! │▶main ■ joining ①       │ ①  12 ▸ counter += 1      │counter  3  was 2  ◀ ①   │
//! │ ①    ● runs · line 12  │         ✓◆LOAD counter → 2│lock     held by ①       │
//! │ ②    ■ waits: lock (①) │         ▶◆STORE ← 3       ├ WAITS FOR ──────────────┤
//! │                        │ ②  13   …                 │② ─▶ lock ─▶ ①           │
//! ├ TIMELINE ──────────────┴───────────────────────────┴─────────────────────────┤
//! │main ██▒▒▒▒▒▒▒▒▒▒▒                                                            │
//! ├ OUTPUT ───────────────┬ WHAT JUST HAPPENED ──────────────────────────────────┤
//! │① start                │② read counter (2) before ① stored 3: …               │
//! └───────────────────────┴──────────────────────────────────────────────────────┘
//!  space step · 1-9 that worker · ← back · p play · f fixes        ? help · q quit
//! ```
//!
//! Drawing only reads. What a click means is found by laying the same rows out again: see [`hit`].

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::symbols::merge::MergeStrategy;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear, Widget};

use crate::ui::bars;
use crate::ui::keys::Action;
use crate::ui::layout::{LEAST, Layout, layout};
use crate::ui::model::Model;
use crate::ui::panes::{self, Context, Pane, Room, Rows, Target, scenarios, timeline, workers};
use crate::ui::widgets::text::{clean, guard, spell, width, wrap};
use crate::ui::window::{Window, window};
use crate::ui::words::say;

/// Draws one frame.
pub fn view(model: &Model, frame: &mut Frame<'_>) {
    draw(model, frame.buffer_mut());
}

/// Draws into any buffer; the model's size decides, and whatever would lie outside is left out.
pub fn draw(model: &Model, buffer: &mut Buffer) {
    let area = buffer.area;
    if area.width < model.width || area.height < model.height {
        // The terminal shrank between the message and the frame.
        let mut smaller = model.clone();
        smaller.width = model.width.min(area.width);
        smaller.height = model.height.min(area.height);
        return draw(&smaller, buffer);
    }
    match layout(model) {
        Some(layout) => everything(model, &layout, buffer),
        None => too_small(model, buffer),
    }
    if model.is_ascii() {
        spell(buffer);
    }
    guard(buffer);
}

fn too_small(model: &Model, buffer: &mut Buffer) {
    if model.width == 0 || model.height == 0 {
        return;
    }
    let (least, (has_width, has_height)) = (LEAST, (model.width, model.height));
    let (width_, height) = least;
    let sentence = say!(
        model.settings.language,
        "needs {width_}×{height}, have {has_width}×{has_height}",
        "需要 {width_}×{height}，现为 {has_width}×{has_height}"
    );
    let sentence = if model.is_ascii() {
        sentence.replace('×', "x")
    } else {
        sentence
    };
    let lines = wrap(&sentence, usize::from(model.width));
    let above = usize::from(model.height).saturating_sub(lines.len()) / 2;
    for (y, line) in (above as u16..model.height).zip(lines) {
        let cells = width(&line).min(usize::from(model.width)) as u16;
        let x = (model.width - cells) / 2;
        buffer.set_line(x, y, &Line::raw(line), cells);
    }
}

fn everything(model: &Model, layout: &Layout, buffer: &mut Buffer) {
    let line = bars::header(model);
    buffer.set_line(layout.header.x, layout.header.y, &line, layout.header.width);
    let line = bars::footer(model);
    buffer.set_line(layout.footer.x, layout.footer.y, &line, layout.footer.width);
    // The focused pane comes last, so that its frame wins where it meets others.
    let (focused, others): (Vec<_>, Vec<_>) =
        (layout.panes.iter()).partition(|(pane, _)| *pane == focus(model));
    for &(pane, area) in others.iter().chain(&focused) {
        one_pane(model, layout, pane, area, buffer);
    }
    if let Some(window) = window(model) {
        one_window(model, &window, buffer);
    }
    // What is said and too long for the footer stands above it, in full, until the next key.
    let said = bars::overflow(model);
    let top = layout.footer.y.saturating_sub(said.len() as u16);
    for (y, line) in (top..layout.footer.y).zip(said) {
        let row = Rect {
            y,
            height: 1,
            ..layout.footer
        };
        Clear.render(row, buffer);
        let line = Line::styled(format!(" {line}"), model.settings.theme.changed);
        buffer.set_line(row.x, row.y, &line, row.width);
    }
}

/// The pane that arrow keys speak to.
fn focus(model: &Model) -> Pane {
    match model.screen {
        Some(_) => model.focus,
        None => Pane::Scenarios,
    }
}

fn one_pane(model: &Model, layout: &Layout, pane: Pane, area: Rect, buffer: &mut Buffer) {
    let theme = &model.settings.theme;
    let inside = layout.inside(area);
    let rows = pane_rows(model, pane, inside);
    let focused = pane == focus(model);
    let frame = if focused { theme.focus } else { theme.border };
    // A sign as well as a colour says which pane has the focus.
    let sign = if focused {
        model.settings.glyphs.statement
    } else {
        ""
    };
    let title = format!(" {sign}{} ", pane.title(model.words()));
    let title = Span::styled(title, if focused { theme.focus } else { theme.title });
    let file = match (&model.screen, pane) {
        (Some(screen), Pane::Code) if area.width >= 50 => format!("{} ", clean(&screen.code.file)),
        _ => String::new(),
    };
    let title = Line::from(vec![title, Span::styled(file, theme.dim)]);
    // The ruler of the timeline is no row of it.
    let shown = (rows.rows.len()).saturating_sub(usize::from(pane == Pane::Timeline));
    let more = if rows.total > shown {
        let (from, to) = (rows.first + 1, rows.first + shown);
        format!(" {from}-{to}/{} ", rows.total)
    } else {
        String::new()
    };
    if layout.boxed {
        let mut block = Block::bordered()
            .border_set(model.settings.glyphs.border)
            .border_style(frame)
            .merge_borders(MergeStrategy::Exact)
            .title_top(title);
        if width(&more) + 12 < usize::from(area.width) {
            block = block.title_top(Line::styled(more, theme.dim).right_aligned());
        }
        block.render(area, buffer);
    } else {
        let rule = model.settings.glyphs.line.repeat(usize::from(area.width));
        buffer.set_line(area.x, area.y, &Line::styled(rule, frame), area.width);
        let cells = area.width.saturating_sub(1);
        buffer.set_line(area.x + 1, area.y, &title, cells);
    }
    put(&rows, inside, model.settings.glyphs.cut, buffer);
}

fn one_window(model: &Model, window: &Window<'_>, buffer: &mut Buffer) {
    let theme = &model.settings.theme;
    Clear.render(window.area, buffer);
    let rows = &window.rows;
    let more = if rows.total > rows.rows.len() {
        let (from, to) = (rows.first + 1, rows.first + rows.rows.len());
        format!(" {from}-{to}/{} ", rows.total)
    } else {
        String::new()
    };
    let frame = if window.danger {
        theme.danger
    } else {
        theme.focus
    };
    let hint = match window.hint {
        "" => String::new(),
        hint => format!(" {hint} "),
    };
    Block::bordered()
        .border_set(model.settings.glyphs.border)
        .border_style(frame)
        .title_top(Span::styled(format!(" {} ", window.title), frame))
        .title_bottom(Line::styled(hint, theme.dim))
        .title_top(Line::styled(format!(" {} ", model.words().close), theme.dim).right_aligned())
        .title_bottom(Line::styled(more, theme.dim).right_aligned())
        .render(window.area, buffer);
    put(
        &window.rows,
        window.inside(),
        model.settings.glyphs.cut,
        buffer,
    );
}

fn put(rows: &Rows<'_>, area: Rect, cut: &str, buffer: &mut Buffer) {
    for (y, row) in (area.y..area.bottom()).zip(&rows.rows) {
        buffer.set_line(area.x, y, &row.line, area.width);
        if row.line.width() > usize::from(area.width) && area.width > 0 {
            mark_cut(area.right() - 1, y, area.x, cut, buffer);
        }
        // A row with a style of its own is chosen: its bar reaches to the edge.
        if row.line.style != ratatui::style::Style::new() {
            let bar = Rect {
                y,
                height: 1,
                ..area
            };
            buffer.set_style(bar, row.line.style);
        }
    }
}

/// The last cell says that there is more; a wide character that would be halved goes.
fn mark_cut(x: u16, y: u16, least: u16, cut: &str, buffer: &mut Buffer) {
    if x > least && width(buffer[(x - 1, y)].symbol()) > 1 {
        buffer[(x - 1, y)].set_symbol(" ");
    }
    buffer[(x, y)].set_symbol(cut);
}

fn pane_room(model: &Model, pane: Pane, inside: Rect) -> Room {
    Room {
        width: usize::from(inside.width),
        height: usize::from(inside.height),
        scroll: model.scroll[pane.index()],
    }
}

fn pane_rows(model: &Model, pane: Pane, inside: Rect) -> Rows<'_> {
    let room = pane_room(model, pane, inside);
    match (model.screen.as_deref(), pane) {
        (None, Pane::Scenarios) => scenarios::list(model, room),
        (None, _) => scenarios::preview(model, room),
        (Some(screen), pane) => panes::rows(pane, &Context::new(model, screen), room),
    }
}

/// How far a pane is scrolled, and how much it has: what scrolling needs to know.
pub(crate) fn extent(model: &Model, pane: Pane) -> Option<(usize, usize, usize)> {
    let layout = layout(model)?;
    let inside = layout.inside(layout.area(pane)?);
    let rows = pane_rows(model, pane, inside);
    let height = usize::from(inside.height)
        - usize::from(pane == Pane::Timeline).min(usize::from(inside.height));
    Some((rows.first, rows.total, height))
}

/// What lies under the mouse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Hit {
    Hint(Action),
    Pane {
        pane: Pane,
        target: Option<Target>,
        /// On the sign and label of a worker.
        badge: bool,
    },
    Window(Option<Target>),
    /// Beside an open window.
    Outside,
}

pub(crate) fn hit(model: &Model, column: u16, row: u16) -> Option<Hit> {
    let layout = layout(model)?;
    if let Some(window) = window(model) {
        let inside = window.inside();
        if !window.area.contains((column, row).into()) {
            return Some(Hit::Outside);
        }
        let at = row.checked_sub(inside.y).map(usize::from);
        let target = at
            .and_then(|at| window.rows.rows.get(at))
            .and_then(|row| row.target.clone());
        return Some(Hit::Window(target));
    }
    if row == layout.footer.y {
        let hint = (bars::hints(model).into_iter())
            .find(|hint| hint.columns.contains(&usize::from(column)))?;
        return Some(Hit::Hint(hint.action));
    }
    let (pane, area) = (layout.panes.iter())
        .find(|(_, area)| layout.inside(*area).contains((column, row).into()))
        .or_else(|| (layout.panes.iter()).find(|(_, area)| area.contains((column, row).into())))?;
    let inside = layout.inside(*area);
    if !inside.contains((column, row).into()) {
        return Some(Hit::Pane {
            pane: *pane,
            target: None,
            badge: false,
        });
    }
    let (x, y) = (usize::from(column - inside.x), usize::from(row - inside.y));
    let rows = pane_rows(model, *pane, inside);
    let mut target = rows.rows.get(y).and_then(|row| row.target.clone());
    if let (Pane::Timeline, None, Some(screen)) = (*pane, &target, model.screen.as_deref())
        && y <= screen.timeline.lanes.len()
    {
        let cx = Context::new(model, screen);
        let moment = timeline::moment_at(&cx, pane_room(model, *pane, inside), x);
        target = moment.map(Target::Moment);
    }
    Some(Hit::Pane {
        pane: *pane,
        target,
        badge: *pane == Pane::Workers && x < workers::BADGE,
    })
}

/// What Enter means in the focused pane: the target of its chosen row.
pub(crate) fn chosen(model: &Model) -> Option<Target> {
    let screen = model.screen.as_deref()?;
    let at = model.cursor[model.focus.index()];
    match model.focus {
        Pane::Workers => screen
            .workers
            .selected
            .or(screen.workers.turn)
            .map(Target::Worker),
        Pane::Choices => screen
            .choices
            .rows
            .get(at)
            .map(|_| Target::Choice(at as u32)),
        Pane::Fixes => screen
            .fixes
            .rows
            .get(at)
            .map(|fix| Target::Fix(fix.name.clone())),
        Pane::Findings => {
            (screen.findings.rows.get(at)).map(|finding| Target::Moment(finding.moment))
        }
        Pane::Explorer => {
            let view = screen.explorer.as_ref()?;
            (at < view.rows()).then_some(Target::Found(at))
        }
        Pane::Code
        | Pane::Objects
        | Pane::WaitsFor
        | Pane::Timeline
        | Pane::Output
        | Pane::Happened
        | Pane::Banker
        | Pane::Lesson
        | Pane::Processes
        | Pane::SpeedUp
        | Pane::Scenarios => None,
    }
}
