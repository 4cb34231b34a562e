//! What has been found wrong with the run so far; Enter goes to the moment at which it showed.

use ratatui::text::Span;

use crate::ui::panes::{Context, Follow, Pane, Room, Row, Rows, Target};
use crate::ui::widgets::text::{clean, wrap};
use crate::ui::words::{say, verdict};
use crate::view::Screen;

pub(crate) fn height(screen: &Screen) -> usize {
    let possible = screen
        .explorer
        .as_ref()
        .is_some_and(|view| !view.verdicts.is_empty());
    screen.findings.rows.len().max(1) * 2 + usize::from(possible)
}

pub(crate) fn rows<'a>(cx: &Context<'a>, room: Room) -> Rows<'a> {
    let view = &cx.screen.findings;
    let possible = possible(cx, room.width);
    if view.rows.is_empty() {
        let mut all = cx.nothing(cx.words.nothing_found, room.width);
        all.extend(possible);
        return Rows::window(all, room, Follow::Top);
    }
    let chosen = cx.model.cursor[Pane::Findings.index()];
    let focused = cx.model.focus == Pane::Findings;
    let mut all = Vec::with_capacity(view.rows.len() * 2);
    let mut shown = 0;
    for (at, finding) in view.rows.iter().enumerate() {
        if at == chosen {
            shown = all.len();
        }
        let moment = finding.moment;
        let target = Target::Moment(moment);
        let mut spans = vec![
            Span::styled(format!("{} ", cx.glyphs.died), cx.theme.danger),
            Span::styled(verdict(cx.language, finding.verdict), cx.theme.danger),
            Span::styled(
                say!(cx.language, "  step {moment}  ", "  第 {moment} 步  "),
                cx.theme.dim,
            ),
        ];
        cx.workers(&finding.workers, &mut spans);
        for line in &finding.lines {
            let place = say!(cx.language, "  line {line}", "  第 {line} 行");
            spans.push(Span::styled(place, cx.theme.dim));
        }
        let mut row = Row::to(spans, target.clone());
        if focused && at == chosen {
            row.line = row.line.style(cx.theme.selection);
        }
        all.push(row);
        let words = clean(finding.words.get(cx.language));
        if !words.is_empty() {
            for line in wrap(&words, room.width.saturating_sub(2)) {
                let line = cx.coloured(&format!("  {line}"), cx.theme.ready);
                all.push(Row::to(line, target.clone()));
            }
        }
    }
    all.extend(possible);
    Rows::window(all, room, Follow::Row(shown))
}

/// What is wrong on other schedules, where that is known.
fn possible<'a>(cx: &Context<'a>, cells: usize) -> Vec<Row<'a>> {
    let Some(view) = cx.screen.explorer.as_deref().filter(|view| !view.stale) else {
        return Vec::new();
    };
    let mut names: Vec<&str> = Vec::new();
    for found in &view.verdicts {
        let name = verdict(cx.language, found.verdict);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        return Vec::new();
    }
    let names = names.join(", ");
    let words = say!(
        cx.language,
        "On other schedules (e): {names}",
        "别的调度下（e）：{names}"
    );
    cx.sentence(&words, cells, cx.theme.dim)
}
