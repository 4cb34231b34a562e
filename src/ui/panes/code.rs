//! The program, who stands where, and the current statement opened into its instructions.
//!
//! ```text
//!  ① 12 ▸        counter += 1
//!           ✓ LOAD_GLOBAL counter  → 2
//!           ▶◆STORE_GLOBAL counter ← 3
//!  ②  13 -        lock.release()          a fix mark that is off: the line does not count
//! ```

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::ui::panes::{Context, Follow, Room, Row, Rows, span};
use crate::ui::widgets::gutter;
use crate::view::{self, Instruction, Paint, Progress};

/// Below this many cells an indent is shown at half its depth, so that the statement itself stays in sight.
const NARROW: usize = 44;

pub(crate) fn rows<'a>(cx: &Context<'a>, room: Room) -> Rows<'a> {
    let code = &cx.screen.code;
    let opened = opened(cx, room.height);
    let narrow = room.width < NARROW;
    // Rows of the file up to and including the statement; the instructions follow them.
    let above = code
        .statement
        .map_or(0, |span| span.end_line.max(span.line) as usize)
        .min(code.lines.len());
    let total = code.lines.len() + opened.len();
    let next = opened
        .clone()
        .position(|at| code.instructions[at].progress == Progress::Next);
    let first = match code.statement {
        Some(_) if room.scroll.is_none() => {
            let row = above + next.map_or(0, |next| next + 1);
            let statement = above.saturating_sub(1);
            let first = Follow::Row(row).first(total, room.height);
            // Keep the statement itself in sight above its instructions, and the header out of it.
            let first = first.min(statement.max(row.saturating_sub(room.height.saturating_sub(1))));
            first.max(header(&code.lines).min(statement))
        }
        Some(_) | None => room.first(total, Follow::Row(header(&code.lines))),
    };
    let rows = (first..total)
        .take(room.height)
        .map(|row| {
            let line = if row < above {
                source(cx, &code.lines[row], narrow)
            } else if row < above + opened.len() {
                instruction(cx, &code.instructions[opened.start + row - above], narrow)
            } else {
                source(cx, &code.lines[row - opened.len()], narrow)
            };
            Row::new(line)
        })
        .collect();
    Rows { total, first, rows }
}

/// How many lines the header takes: what it says is shown in other places.
fn header(lines: &[view::Line]) -> usize {
    let opening = lines
        .iter()
        .take(3)
        .position(|line| line.text == "# /// script");
    let Some(opening) = opening else {
        return 0;
    };
    let rest = lines[opening + 1..].iter();
    let closing = rest
        .take_while(|line| line.text.starts_with('#'))
        .position(|line| line.text == "# ///");
    closing.map_or(0, |closing| opening + closing + 2)
}

/// The instructions that are shown: those around the next one, where there are many and little room.
fn opened(cx: &Context<'_>, height: usize) -> Range<usize> {
    let instructions = &cx.screen.code.instructions;
    let most = (height / 2).max(1);
    if cx.screen.code.statement.is_none() || instructions.len() <= most {
        return 0..instructions.len();
    }
    let next = instructions
        .iter()
        .position(|one| one.progress == Progress::Next)
        .unwrap_or(0);
    let first = next.saturating_sub(most / 2).min(instructions.len() - most);
    first..first + most
}

fn source<'a>(cx: &Context<'a>, line: &view::Line, narrow: bool) -> Line<'a> {
    let code = &cx.screen.code;
    let in_statement = code
        .statement
        .is_some_and(|span| (span.line..=span.end_line.max(span.line)).contains(&line.number));
    let faded = code.faded.binary_search(&line.number).is_ok();
    let sign = match (&line.mark, faded) {
        (_, true) => gutter::Sign::Off,
        (Some(_), false) => gutter::Sign::On,
        (None, false) if in_statement => gutter::Sign::Statement,
        (None, false) => gutter::Sign::None,
    };
    let mut spans = gutter::gutter(cx, line.number, sign, in_statement);
    let base = match (faded, in_statement) {
        (true, _) => cx.theme.faded,
        (false, true) => cx.theme.statement,
        (false, false) => Style::new(),
    };
    let indent = line.text.len() - line.text.trim_start_matches(' ').len();
    let skip = if narrow { indent / 2 } else { 0 };
    paint(cx, line, skip, base, faded, &mut spans);
    Line::from(spans)
}

/// The text of a line in its syntax colours.
fn paint<'a>(
    cx: &Context<'a>,
    line: &view::Line,
    skip: usize,
    base: Style,
    faded: bool,
    spans: &mut Vec<Span<'a>>,
) {
    if faded || line.syntax.is_empty() {
        spans.push(span(&line.text[skip..], base));
        return;
    }
    let mut bytes = line.text.char_indices().map(|(at, _)| at);
    let mut position = 0;
    // Syntax ascends, so one walk over the characters finds every boundary.
    let mut byte_at = |character: u32| {
        let mut found = None;
        while position <= character {
            found = bytes.next();
            position += 1;
            if found.is_none() {
                break;
            }
        }
        found.unwrap_or(line.text.len())
    };
    let mut done = skip;
    let mut last = (u32::MAX, 0);
    for part in &line.syntax {
        let start = if part.start == last.0 {
            last.1
        } else {
            byte_at(part.start)
        };
        let end = byte_at(part.end);
        last = (part.end, end);
        if start < done || end < start {
            continue;
        }
        if start > done {
            spans.push(span(&line.text[done..start], base));
        }
        let style = base.patch(syntax(cx, part.paint));
        spans.push(span(&line.text[start..end], style));
        done = end;
    }
    if done < line.text.len() {
        spans.push(span(&line.text[done..], base));
    }
}

fn syntax(cx: &Context<'_>, paint: Paint) -> Style {
    match paint {
        Paint::Plain | Paint::Operator => Style::new(),
        Paint::Keyword => cx.theme.keyword,
        Paint::Definition => cx.theme.definition,
        Paint::Builtin => cx.theme.builtin,
        Paint::Text => cx.theme.string,
        Paint::Number => cx.theme.number,
        Paint::Comment => cx.theme.comment,
        Paint::Decorator => cx.theme.decorator,
    }
}

fn instruction<'a>(cx: &Context<'a>, instruction: &Instruction, narrow: bool) -> Line<'a> {
    let (sign, style) = match instruction.progress {
        Progress::Done => (cx.glyphs.ended, cx.theme.dim),
        Progress::Next => (cx.glyphs.next, cx.theme.next),
        Progress::Later => (" ", cx.theme.dim),
    };
    let visible = if instruction.visible {
        cx.glyphs.visible
    } else {
        " "
    };
    let values = match instruction.progress {
        Progress::Done | Progress::Later => cx.theme.dim,
        Progress::Next => cx.theme.changed,
    };
    Line::from(vec![
        Span::raw(" ".repeat(if narrow { 2 } else { gutter::width(cx) })),
        Span::styled(sign, cx.theme.turn),
        Span::styled(visible, cx.theme.holder),
        span(&instruction.words, style),
        Span::raw(" "),
        span(&cx.glyphs.plain(&instruction.operands), values),
    ])
}
