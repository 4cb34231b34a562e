//! What just happened, the latest first: in full strength, then what went before, quieter.

use ratatui::text::Span;

use crate::ui::panes::{Context, Follow, Room, Row, Rows, Target};
use crate::ui::widgets::text::{clean, wrap};
use crate::view::{Event, Happening};

pub(crate) fn rows<'a>(cx: &Context<'a>, room: Room) -> Rows<'a> {
    let view = &cx.screen.happened;
    let mut all = Vec::with_capacity(room.height + 4);
    let latest = view.events.last().map(|last| last.moment);
    let mut events = view.events.as_slice();
    while let Some(last) = events.last() {
        // Facts of one moment stay in their order; moments run backwards.
        let from = events
            .iter()
            .rposition(|event| event.moment != last.moment)
            .map_or(0, |before| before + 1);
        let mut facts: Vec<&Happening> = events[from..].iter().collect();
        if room.height < 6 {
            // Where little fits, what matters most comes first.
            facts.sort_by_key(|fact| !is_grave(&fact.event));
        }
        // At the start, what to do comes before what is.
        let at_the_start = last.moment == 0;
        if at_the_start {
            remark(cx, room.width, &mut all);
        }
        for event in facts {
            fact(
                cx,
                event,
                latest == Some(event.moment),
                room.width,
                &mut all,
            );
        }
        if latest == Some(last.moment) && !at_the_start {
            remark(cx, room.width, &mut all);
        }
        events = &events[..from];
        if room.scroll.is_none() && all.len() > room.height {
            break;
        }
    }
    if all.is_empty() {
        remark(cx, room.width, &mut all);
    }
    if all.is_empty() {
        all = cx.nothing(cx.words.nothing_happened, room.width);
    }
    Rows::window(all, room, Follow::Top)
}

/// What the lesson or the session has to say to this moment; at the start, the question to guess at.
fn remark<'a>(cx: &Context<'a>, cells: usize, all: &mut Vec<Row<'a>>) {
    let lesson = &cx.screen.lesson;
    let moment = lesson
        .current
        .and_then(|at| lesson.moments.get(at as usize));
    let at_the_start = cx.screen.header.moment == 0;
    let remarks = [
        moment.map(|moment| &moment.sentence),
        moment.map(|moment| &moment.question),
        cx.screen.happened.remark.as_ref(),
        at_the_start.then_some(&lesson.question),
    ];
    for text in remarks
        .into_iter()
        .flatten()
        .filter(|text| !text.is_empty())
    {
        let remark = format!("{} {}", cx.glyphs.statement, clean(text.get(cx.language)));
        all.extend(cx.sentence(&remark, cells, cx.theme.good));
    }
}

fn fact<'a>(
    cx: &Context<'a>,
    event: &Happening,
    latest: bool,
    cells: usize,
    all: &mut Vec<Row<'a>>,
) {
    let sentence = cx.voice.event(event);
    let style = match (latest, is_grave(&event.event)) {
        (_, true) => cx.theme.danger,
        (true, false) => cx.theme.ready,
        (false, false) => cx.theme.dim,
    };
    // Where there is room, each fact says at which step it happened.
    let indent = if cells >= 60 { 6 } else { 0 };
    for (at, line) in wrap(&sentence, cells - indent).into_iter().enumerate() {
        let mut line = cx.coloured(&line, style);
        if indent > 0 {
            let step = if at == 0 {
                event.moment.to_string()
            } else {
                String::new()
            };
            line.spans
                .insert(0, Span::styled(format!("{step:>4}  "), cx.theme.dim));
        }
        all.push(Row::to(line, Target::Moment(event.moment)));
    }
}

/// What a teacher would stop at.
fn is_grave(event: &Event) -> bool {
    matches!(
        event,
        Event::Stale { .. }
            | Event::LostUpdate { .. }
            | Event::Deadlock { .. }
            | Event::Stuck { .. }
            | Event::Died { .. }
            | Event::Limit(_)
            | Event::Killed
    )
}
