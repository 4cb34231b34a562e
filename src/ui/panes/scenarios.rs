//! The library: topics with their scenarios on the left, the chosen one's question and lesson on the right.

use ratatui::text::{Line, Span};

use crate::ui::model::Model;
use crate::ui::panes::lesson::{MEASURE, markdown, without_title};
use crate::ui::panes::{Follow, Room, Row, Rows, Target, span};
use crate::ui::widgets::text::{clean, fit, width, wrap};
use crate::view::Attempt;

pub(crate) fn list(model: &Model, room: Room) -> Rows<'static> {
    let (theme, glyphs) = (&model.settings.theme, model.settings.glyphs);
    let language = model.settings.language;
    let words = model.words();
    let mut all = Vec::new();
    let mut shown = 0;
    let mut number = 0;
    for topic in &model.gallery.topics {
        let mut entries = (topic.entries.iter())
            .filter(|entry| model.is_listed(entry))
            .peekable();
        if entries.peek().is_none() {
            continue;
        }
        let title = clean(topic.title.get(language)).into_owned();
        let title = if title.is_empty() {
            topic.name.clone()
        } else {
            title
        };
        if !all.is_empty() {
            all.push(Row::default());
        }
        all.push(Row::new(Line::styled(title, theme.title)));
        for entry in entries {
            let is_chosen = number == model.chosen;
            if is_chosen {
                shown = all.len();
            }
            let (sign, style) = match entry.attempt {
                Attempt::New => (glyphs.off, theme.dim),
                Attempt::Begun => (glyphs.statement, theme.running),
                Attempt::Done => (glyphs.ended, theme.good),
            };
            let title = clean(entry.title.get(language));
            let title = if title.is_empty() {
                clean(&entry.name)
            } else {
                title
            };
            let note = if model.gallery.last.as_ref() == Some(&entry.name) {
                format!("  {} {}", glyphs.changed, words.go_on)
            } else {
                String::new()
            };
            let room_for_title = room.width.saturating_sub(5 + width(&note));
            let title = fit(&title, room_for_title, glyphs.cut);
            let mut line = Line::from(vec![
                Span::raw(if is_chosen { glyphs.turn } else { " " }),
                Span::styled(format!(" {sign} "), style),
                Span::raw(title.into_owned()),
                Span::styled(note, theme.turn),
            ]);
            if is_chosen {
                line = line.style(theme.selection);
            }
            all.push(Row::to(line, Target::Entry(number)));
            number += 1;
        }
    }
    if number == 0 {
        let empty = if model.filter.is_empty() {
            words.no_scenarios
        } else {
            words.no_match
        };
        all = wrap(empty, room.width).into_iter().map(Row::new).collect();
    }
    Rows::window(all, room, Follow::Row(shown))
}

pub(crate) fn preview(model: &Model, room: Room) -> Rows<'static> {
    let theme = &model.settings.theme;
    let language = model.settings.language;
    let Some(entry) = model.chosen_entry() else {
        return Rows::default();
    };
    let mut all = Vec::new();
    let mut paragraph = |text: &str, style| {
        if !text.is_empty() {
            for line in wrap(&clean(text), room.width.min(MEASURE)) {
                all.push(Row::new(Line::styled(line, style)));
            }
            all.push(Row::default());
        }
    };
    paragraph(entry.title.get(language), theme.title);
    paragraph(entry.question.get(language), theme.key);
    if !entry.fixes.is_empty() {
        all.push(Row::new(Line::styled(model.words().fixes, theme.title)));
        for fix in &entry.fixes {
            let fix = format!("{} {}", model.settings.glyphs.off, fix.get(language));
            all.push(Row::new(span(&fix, theme.ready)));
        }
        all.push(Row::default());
    }
    let lesson = without_title(entry.lesson.get(language), entry.title.get(language));
    all.extend(markdown(lesson, room.width.min(MEASURE), theme));
    Rows::window(all, room, Follow::Top)
}
