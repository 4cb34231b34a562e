//! Who can move next, and what their next step would do; why the others cannot.

use ratatui::text::{Line, Span};

use crate::ui::panes::{Context, Follow, Pane, Room, Row, Rows, Target};
use crate::ui::widgets::text::{pad, wrap};
use crate::view::{Offer, Screen};

const LABEL: usize = 5;

pub(crate) fn height(screen: &Screen) -> usize {
    screen.choices.rows.len().max(1)
}

pub(crate) fn rows<'a>(cx: &Context<'a>, room: Room) -> Rows<'a> {
    let view = &cx.screen.choices;
    if view.rows.is_empty() {
        return Rows::window(
            cx.nothing(cx.words.no_choices, room.width),
            room,
            Follow::Top,
        );
    }
    let chosen = cx.model.cursor[Pane::Choices.index()];
    let focused = cx.model.focus == Pane::Choices;
    let mut all = Vec::with_capacity(view.rows.len());
    let mut shown = 0;
    for (at, choice) in view.rows.iter().enumerate() {
        if at == chosen {
            shown = all.len();
        }
        let turn = choice.worker.is_some() && choice.worker == cx.screen.workers.turn;
        let (sign, style) = match (&choice.offer, turn) {
            (Offer::Cannot(_), _) => (cx.glyphs.waiting, cx.theme.dim),
            (Offer::Step { .. }, true) => (cx.glyphs.turn, cx.theme.turn),
            (Offer::Step { visible: true, .. }, false) => (cx.glyphs.visible, cx.theme.ready),
            (Offer::Step { .. } | Offer::Expire { .. } | Offer::PassTime { .. }, _) => {
                (cx.glyphs.ready, cx.theme.ready)
            }
        };
        let label = match choice.worker {
            Some(worker) => Span::styled(
                pad(&cx.glyphs.label(worker), LABEL),
                cx.theme.worker(worker),
            ),
            None => Span::raw(" ".repeat(LABEL)),
        };
        let target = Target::Choice(at as u32);
        let words = cx.voice.choice(choice);
        for (number, text) in wrap(&words, room.width.saturating_sub(LABEL + 2))
            .iter()
            .enumerate()
        {
            let mut spans = if number == 0 {
                vec![Span::styled(format!("{sign} "), style), label.clone()]
            } else {
                vec![Span::raw(" ".repeat(LABEL + 2))]
            };
            spans.extend(cx.coloured(text, style).spans);
            let mut line = Line::from(spans);
            if focused && at == chosen {
                line = line.style(cx.theme.selection);
            }
            all.push(Row::to(line, target.clone()));
        }
    }
    Rows::window(all, room, Follow::Row(shown))
}
