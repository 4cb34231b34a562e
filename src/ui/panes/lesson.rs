//! What the author wrote: the moment at which play paused, the question, the text; simple Markdown as plain lines.

use ratatui::text::Line;

use crate::ui::panes::{Context, Follow, Room, Row, Rows};
use crate::ui::theme::Theme;
use crate::ui::widgets::text::{clean, wrap};
use crate::view::Lesson;

/// The longest line that is read with ease.
pub(crate) const MEASURE: usize = 88;

pub(crate) fn rows<'a>(cx: &Context<'a>, room: Room) -> Rows<'a> {
    let view = &cx.screen.lesson;
    let mut all = Vec::new();
    moment(cx, view, room.width, &mut all);
    let question = clean(view.question.get(cx.language));
    if !question.is_empty() {
        all.extend(cx.sentence(&question, room.width, cx.theme.title));
        all.push(Row::default());
    }
    let body = without_title(
        view.body.get(cx.language),
        cx.screen.header.title.get(cx.language),
    );
    all.extend(markdown(body, room.width.min(MEASURE), cx.theme));
    if all.is_empty() {
        all = cx.nothing(cx.words.no_lesson, room.width);
    }
    Rows::window(all, room, Follow::Top)
}

fn moment<'a>(cx: &Context<'a>, view: &Lesson, cells: usize, all: &mut Vec<Row<'a>>) {
    let Some(moment) = view.current.and_then(|at| view.moments.get(at as usize)) else {
        return;
    };
    for (text, style) in [
        (&moment.sentence, cx.theme.good),
        (&moment.question, cx.theme.title),
    ] {
        if !text.is_empty() {
            all.extend(cx.sentence(&clean(text.get(cx.language)), cells, style));
        }
    }
    // The answer waits for a second look: the zoomed pane shows it.
    if cx.model.zoomed && !moment.answer.is_empty() {
        let answer = format!("{}: {}", cx.words.answer, moment.answer.get(cx.language));
        all.extend(cx.sentence(&clean(&answer), cells, cx.theme.ready));
    }
    all.push(Row::default());
}

/// A text that begins with the title that stands above it already.
pub(crate) fn without_title<'a>(lines: &'a [String], title: &str) -> &'a [String] {
    let Some(at) = lines.iter().position(|line| !line.trim().is_empty()) else {
        return lines;
    };
    let heading = lines[at].trim_start_matches('#').trim();
    if lines[at].starts_with('#') && heading == title {
        &lines[at + 1..]
    } else {
        lines
    }
}

/// Headings stand out, lists hang, code is indented, emphasis loses its signs; the rest is paragraphs.
pub(crate) fn markdown<'a>(lines: &[String], cells: usize, theme: &Theme) -> Vec<Row<'a>> {
    let mut rows = Vec::with_capacity(lines.len());
    let mut in_code = false;
    let mut paragraph = String::new();
    let flush = |paragraph: &mut String, rows: &mut Vec<Row<'a>>| {
        if !paragraph.is_empty() {
            let indent = hanging(paragraph);
            let room = cells.saturating_sub(indent);
            for (at, line) in wrap(&plain(paragraph), room).into_iter().enumerate() {
                let before = if at == 0 { 0 } else { indent };
                rows.push(Row::new(format!("{}{line}", " ".repeat(before))));
            }
            paragraph.clear();
        }
    };
    for line in lines {
        let line = clean(line);
        let text = line.trim();
        if text.starts_with("```") {
            flush(&mut paragraph, &mut rows);
            in_code = !in_code;
        } else if in_code {
            rows.push(Row::new(Line::styled(format!("  {line}"), theme.holder)));
        } else if text.is_empty() {
            flush(&mut paragraph, &mut rows);
            if rows.last().is_some_and(|row| row.line.width() > 0) {
                rows.push(Row::default());
            }
        } else if let Some(heading) = text.strip_prefix('#') {
            flush(&mut paragraph, &mut rows);
            let heading = plain(heading.trim_start_matches('#').trim());
            for line in wrap(&heading, cells) {
                rows.push(Row::new(Line::styled(line, theme.title)));
            }
        } else if hanging(text) > 0 {
            flush(&mut paragraph, &mut rows);
            paragraph.push_str(text);
        } else {
            // Chinese knows no space between a line and the next.
            let joins_directly = |character: char| character as u32 >= 0x2e80;
            if let Some(last) = paragraph.chars().next_back()
                && !(joins_directly(last) || text.chars().next().is_some_and(joins_directly))
            {
                paragraph.push(' ');
            }
            paragraph.push_str(text);
        }
    }
    flush(&mut paragraph, &mut rows);
    while rows.last().is_some_and(|row| row.line.width() == 0) {
        rows.pop();
    }
    rows
}

/// The indent of a list item's further lines; 0 for what is none.
fn hanging(text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if text.starts_with("- ") || text.starts_with("* ") {
        2
    } else if digits > 0 && text[digits..].starts_with(". ") {
        digits + 2
    } else {
        0
    }
}

/// Without the signs of emphasis and code.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, part) in text.replace("**", "").split('`').enumerate() {
        // Inside of code a star is a star.
        if at % 2 == 1 {
            out.push_str(part);
        } else {
            emphasis(part, &mut out);
        }
    }
    // After a full stop of its own width Chinese has no space.
    out.replace("。 ", "。").replace("： ", "：")
}

/// A star beside a word belongs to the word's emphasis; one between spaces is one.
fn emphasis(text: &str, out: &mut String) {
    let mut before = None;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let is_space = |other: Option<char>| other.is_none_or(char::is_whitespace);
        if character != '*' || (is_space(before) && is_space(characters.peek().copied())) {
            out.push(character);
        }
        before = Some(character);
    }
}
