//! What lies over the panes: help, a list to choose from, something that must be read.

use std::borrow::Cow;

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::ui::keys;
use crate::ui::model::{Layer, Model, Search};
use crate::ui::palette;
use crate::ui::panes::{Context, Follow, Room, Row, Rows, Target, fixes, timeline};
use crate::ui::widgets::text::{clean, fit, pad, width, wrap};
use crate::ui::words::{policy, profile, say};
use crate::view::{Doing, Policy, Profile, Tone};

#[derive(Clone, Debug)]
pub(crate) struct Window<'a> {
    /// With its frame.
    pub(crate) area: Rect,
    pub(crate) title: Cow<'static, str>,
    /// What can be done in it.
    pub(crate) hint: &'static str,
    pub(crate) danger: bool,
    pub(crate) rows: Rows<'a>,
}

impl Window<'_> {
    pub(crate) fn inside(&self) -> Rect {
        Rect {
            x: self.area.x + 2,
            y: self.area.y + 1,
            width: self.area.width.saturating_sub(4),
            height: self.area.height.saturating_sub(2),
        }
    }
}

/// The open window, as large as its content, and never larger than the screen.
pub(crate) fn window(model: &Model) -> Option<Window<'_>> {
    let layer = model.layer.as_ref()?;
    let most = usize::from(model.width).saturating_sub(4).max(1);
    let (title, all, follow, scroll) = match layer {
        Layer::Help { scroll, search } => {
            let cells = most.min(if model.width >= 120 { 96 } else { 72 });
            let rows = searched(model, help(model, cells.saturating_sub(4)), search);
            (model.words().help, rows, Follow::Top, Some(*scroll))
        }
        Layer::Palette { typed, cursor } => {
            let cells = most.min(72).saturating_sub(4);
            let rows = commands(model, typed, *cursor, cells);
            (model.words().palette, rows, Follow::Row(*cursor), None)
        }
        Layer::Fixes { cursor } => {
            let screen = model.screen.as_deref()?;
            let room = Room {
                width: most,
                height: usize::MAX,
                scroll: None,
            };
            let rows = fixes::listing(&Context::new(model, screen), room, Some(*cursor));
            (model.words().fixes, rows.rows, Follow::Row(*cursor), None)
        }
        Layer::Profile { cursor } => {
            let current = model.screen.as_deref()?.header.profile;
            let rows = Profile::ALL.map(|one| {
                (
                    one.name(),
                    profile(model.settings.language, one),
                    one == current,
                )
            });
            (
                model.words().profile,
                menu(model, &rows, *cursor),
                Follow::Row(*cursor),
                None,
            )
        }
        Layer::Policy { cursor } => {
            let current = model.screen.as_deref()?.header.policy;
            let rows = Policy::ALL.map(|one| {
                (
                    one.name(),
                    policy(model.settings.language, one),
                    one == current,
                )
            });
            (
                model.words().policy,
                menu(model, &rows, *cursor),
                Follow::Row(*cursor),
                None,
            )
        }
        Layer::Refused { notice, scroll } => {
            let mut rows = Vec::new();
            for line in notice.words.get(model.settings.language).lines() {
                // Source excerpts keep their columns; prose is wrapped.
                for part in wrap(&clean(line), most.saturating_sub(4).min(100)) {
                    rows.push(Row::new(part));
                }
            }
            (model.words().message, rows, Follow::Top, Some(*scroll))
        }
    };
    let danger = matches!(layer, Layer::Refused { notice, .. } if notice.tone == Tone::Refused);
    let title = match layer {
        Layer::Help { search, .. } if search.is_typing || !search.words.is_empty() => {
            entry(title, "/", &search.words, search.is_typing)
        }
        Layer::Palette { typed, .. } => entry(title, ":", typed, true),
        _ => Cow::Borrowed(title),
    };
    let words = model.words();
    let hint = match layer {
        Layer::Help { search, .. } if search.is_typing => words.while_searching,
        Layer::Help { .. } => words.to_search,
        Layer::Palette { .. } => words.in_palette,
        Layer::Fixes { .. } => words.in_fixes,
        Layer::Profile { .. } | Layer::Policy { .. } => words.in_menu,
        Layer::Refused { .. } => "",
    };
    let mut window = place(model, title, all, follow, scroll);
    window.hint = hint;
    window.danger = danger;
    Some(window)
}

/// `KEYS  /fix_`: what is typed stands in the frame.
fn entry(title: &str, sign: &str, typed: &str, is_typing: bool) -> Cow<'static, str> {
    let cursor = if is_typing { "_" } else { "" };
    Cow::Owned(format!("{title}  {sign}{}{cursor}", clean(typed)))
}

fn place<'a>(
    model: &Model,
    title: Cow<'static, str>,
    all: Vec<Row<'a>>,
    follow: Follow,
    scroll: Option<usize>,
) -> Window<'a> {
    let widest = all.iter().map(|row| row.line.width()).max().unwrap_or(0);
    let hint = width(model.words().close) + width(&title) + 6;
    let wide = (widest.max(hint) + 4).min(usize::from(model.width)) as u16;
    // The header and the footer stay in sight.
    let high = (all.len() + 2).min(usize::from(model.height).saturating_sub(2)) as u16;
    let area = Rect {
        x: (model.width - wide) / 2,
        y: (model.height - high) / 2,
        width: wide,
        height: high,
    };
    let room = Room {
        width: usize::from(wide.saturating_sub(4)),
        height: usize::from(high.saturating_sub(2)),
        scroll,
    };
    Window {
        area,
        title,
        hint: "",
        danger: false,
        rows: Rows::window(all, room, follow),
    }
}

fn menu(
    model: &Model,
    rows: &[(&'static str, &'static str, bool)],
    cursor: usize,
) -> Vec<Row<'static>> {
    let glyphs = model.settings.glyphs;
    let theme = &model.settings.theme;
    rows.iter()
        .enumerate()
        .map(|(at, (name, words, current))| {
            let number = at + 1;
            let sign = if *current { glyphs.on } else { glyphs.off };
            let mut line = Line::from(vec![
                Span::styled(format!("{number} "), theme.key),
                Span::raw(format!("{sign} ")),
                Span::styled(pad(name, 15), theme.title),
                Span::raw(*words),
            ]);
            if at == cursor {
                line = line.style(theme.selection);
            }
            Row::to(line, Target::Row(at))
        })
        .collect()
}

/// The rows in which the words are; the window keeps its width meanwhile.
fn searched<'a>(model: &Model, rows: Vec<Row<'a>>, search: &Search) -> Vec<Row<'a>> {
    let wanted = search.words.to_lowercase();
    if wanted.is_empty() {
        return rows;
    }
    let widest = rows.iter().map(|row| row.line.width()).max().unwrap_or(0);
    let mut found: Vec<Row<'a>> = (rows.into_iter())
        .filter(|row| row.line.to_string().to_lowercase().contains(&wanted))
        .collect();
    if found.is_empty() {
        found.push(Row::new(model.words().no_key));
    }
    let first = &mut found[0].line;
    let missing = widest.saturating_sub(first.width());
    first.push_span(Span::raw(" ".repeat(missing)));
    found
}

/// The commands that match, each with its key; as many rows as there are commands, so that the window stays in place.
fn commands(model: &Model, typed: &str, cursor: usize, cells: usize) -> Vec<Row<'static>> {
    let theme = &model.settings.theme;
    let language = model.settings.language;
    let mut rows: Vec<Row<'static>> = (palette::matching(model, typed).into_iter())
        .enumerate()
        .map(|(at, binding)| {
            let words = fit(
                binding.words(language),
                cells.saturating_sub(10),
                model.settings.glyphs.cut,
            );
            let mut line = Line::from(vec![
                Span::styled(pad(binding.shown(model.is_ascii()), 10), theme.key),
                Span::raw(pad(&words, cells.saturating_sub(10))),
            ]);
            if at == cursor {
                line = line.style(theme.selection);
            }
            Row::to(line, Target::Row(at))
        })
        .collect();
    if rows.is_empty() {
        let words = say!(
            language,
            "No command is called that.",
            "没有叫这个名字的命令。"
        );
        rows.push(Row::new(pad(&words, cells)));
    }
    let all = palette::matching(model, "").len();
    rows.resize_with(rows.len().max(all), Row::default);
    rows
}

/// Every key that holds here, then every sign.
fn help(model: &Model, cells: usize) -> Vec<Row<'static>> {
    let theme = &model.settings.theme;
    let language = model.settings.language;
    let (glyphs, words) = (model.settings.glyphs, model.words());
    let mut rows = Vec::new();
    for binding in keys::bindings(model.place(), model.abilities()) {
        let key = pad(binding.shown(model.is_ascii()), 10);
        for (at, line) in wrap(binding.words(language), cells.saturating_sub(10))
            .into_iter()
            .enumerate()
        {
            let before = if at == 0 { key.clone() } else { " ".repeat(10) };
            rows.push(Row::new(vec![
                Span::styled(before, theme.key),
                Span::raw(line),
            ]));
        }
    }
    if model.screen.is_none() {
        return rows;
    }
    rows.push(Row::default());
    rows.push(Row::new(Line::styled(words.signs, theme.title)));
    let mut sign = |sign: &'static str, style, words: &'static str| {
        rows.push(Row::new(vec![
            Span::styled(pad(sign, 4), style),
            Span::raw(words),
        ]));
    };
    sign(glyphs.turn, theme.turn, words.turn);
    sign(glyphs.running, theme.running, words.runs);
    sign(glyphs.ready, theme.ready, words.ready);
    sign(glyphs.waiting, theme.waiting, words.waits);
    sign(glyphs.sleeping, theme.sleeping, words.lane_sleeping);
    sign(glyphs.ended, theme.ended, words.ended);
    sign(glyphs.died, theme.died, words.died);
    sign(glyphs.visible, theme.holder, words.can_notice);
    sign("+", theme.good, words.line_counts);
    sign("-", theme.faded, words.line_faded);
    for (doing, word) in [
        (Doing::Running, words.lane_running),
        (Doing::Ready, words.lane_ready),
        (Doing::Blocked, words.lane_blocked),
        (Doing::Sleeping, words.lane_sleeping),
    ] {
        sign(glyphs.doing(doing), theme.doing(doing), word);
    }
    for (mark, word) in timeline::marks(words) {
        sign(glyphs.mark(mark), theme.holder, word);
    }
    rows
}
