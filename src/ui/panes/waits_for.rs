//! Who waits for whom; a deadlock is a circle, and drawn as one.

use crate::ui::panes::{Context, Follow, Room, Row, Rows};
use crate::ui::widgets::graph;

pub(crate) fn rows<'a>(cx: &Context<'a>, room: Room) -> Rows<'a> {
    let view = &cx.screen.waits_for;
    if view.edges.is_empty() {
        return Rows::window(
            cx.nothing(cx.words.nobody_waits, room.width),
            room,
            Follow::Top,
        );
    }
    let mut all: Vec<Row<'a>> = graph::lines(cx, view, room.width, room.height)
        .into_iter()
        .map(Row::new)
        .collect();
    if !view.cycle.is_empty() && all.len() + 2 <= room.height {
        all.extend(cx.sentence(cx.words.cycle, room.width, cx.theme.danger));
    }
    Rows::window(all, room, Follow::Top)
}
