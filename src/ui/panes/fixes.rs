//! The fixes as switches.

use ratatui::text::{Line, Span};

use crate::ui::panes::{Context, Follow, Pane, Room, Row, Rows, Target};
use crate::ui::widgets::text::clean;
use crate::view::{Effect, Screen};

pub(crate) fn height(screen: &Screen) -> usize {
    screen.fixes.rows.len().max(1)
}

pub(crate) fn rows<'a>(cx: &Context<'a>, room: Room) -> Rows<'a> {
    let chosen = (cx.model.focus == Pane::Fixes).then(|| cx.model.cursor[Pane::Fixes.index()]);
    listing(cx, room, chosen)
}

/// Also for the window that `f` opens.
pub(crate) fn listing<'a>(cx: &Context<'a>, room: Room, chosen: Option<usize>) -> Rows<'a> {
    let view = &cx.screen.fixes;
    if view.rows.is_empty() {
        return Rows::window(cx.nothing(cx.words.no_fixes, room.width), room, Follow::Top);
    }
    let all = (view.rows.iter().enumerate())
        .map(|(at, fix)| {
            let (sign, word, style) = if fix.on {
                (cx.glyphs.on, cx.words.on, cx.theme.good)
            } else {
                (cx.glyphs.off, cx.words.off, cx.theme.ready)
            };
            let title = clean(fix.title.get(cx.language));
            let title = if title.is_empty() {
                clean(&fix.name)
            } else {
                title
            };
            let mut spans = vec![
                Span::styled(format!("{} ", at + 1), cx.theme.key),
                Span::styled(format!("{sign} {word}  "), style),
                Span::raw(title.into_owned()),
            ];
            if fix.effect == Effect::AtRestart {
                spans.push(Span::styled(
                    format!("  ({})", cx.words.at_restart),
                    cx.theme.dim,
                ));
            }
            let mut line = Line::from(spans);
            if chosen == Some(at) {
                line = line.style(cx.theme.selection);
            }
            Row::to(line, Target::Fix(fix.name.clone()))
        })
        .collect();
    Rows::window(all, room, Follow::Row(chosen.unwrap_or(0)))
}
