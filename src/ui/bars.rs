//! The first line and the last one: where we are, and what can be pressed.

use std::ops::Range;

use ratatui::text::{Line, Span};

use crate::ui::keys::{self, Action};
use crate::ui::model::Model;
use crate::ui::panes::{Context, span};
use crate::ui::widgets::text::{clean, fit, width, wrap};
use crate::ui::words::{granularity, say};
use crate::view::{Ending, Extent, Live, Pace, Stage};

/// `racewalk · Lost update      language · step 42 of 97 · seed 7 · ‖ paused`
pub(crate) fn header(model: &Model) -> Line<'_> {
    let theme = &model.settings.theme;
    let cells = usize::from(model.width);
    let dot = format!(" {} ", model.settings.glyphs.dot);
    let mut left = vec![Span::styled(" racewalk", theme.title)];
    let Some(screen) = model.screen.as_deref() else {
        return Line::from(left);
    };
    let cx = Context::new(model, screen);
    let header = &screen.header;
    let title = clean(header.title.get(cx.language));
    let title = if title.is_empty() {
        clean(&header.name)
    } else {
        title
    };
    let mut right = facts(&cx);
    let wide = |facts: &[(u8, Span<'_>)]| -> usize {
        let gaps = facts.len().saturating_sub(1) * width(&dot);
        gaps + facts
            .iter()
            .map(|(_, fact)| width(&fact.content))
            .sum::<usize>()
    };
    // The least important fact gives way first, and the title only after all of them.
    let wanted = width(" racewalk") + width(&dot) + width(&title).min(cells / 3) + 2;
    while right.len() > 1 && wide(&right) + wanted > cells {
        let least = right.iter().map(|(weight, _)| *weight).min();
        right.retain(|(weight, _)| Some(*weight) != least);
    }
    let used = width(" racewalk") + width(&dot) + wide(&right) + 2;
    let title = fit(&title, cells.saturating_sub(used), cx.glyphs.cut);
    left.push(Span::styled(dot.clone(), theme.dim));
    left.push(Span::styled(title.to_string(), theme.focus));
    let so_far: usize = left.iter().map(|span| width(&span.content)).sum();
    let gap = cells.saturating_sub(so_far + wide(&right) + 1);
    left.push(Span::raw(" ".repeat(gap)));
    for (at, (_, fact)) in right.into_iter().enumerate() {
        if at > 0 {
            left.push(Span::styled(dot.clone(), theme.dim));
        }
        left.push(fact);
    }
    Line::from(left)
}

/// Each with its weight: the lightest are left out where there is no room.
fn facts<'a>(cx: &Context<'a>) -> Vec<(u8, Span<'a>)> {
    let header = &cx.screen.header;
    let (moment, known, seed) = (header.moment, header.known, header.seed);
    let steps = say!(
        cx.language,
        "step {moment} of {known}",
        "第 {moment} 步，共 {known} 步"
    );
    let seed = format!("{} {seed}", cx.words.seed);
    let size = granularity(cx.language, header.granularity);
    let mut facts = vec![
        (4, Span::raw(header.profile.name())),
        (1, Span::styled(header.policy.name(), cx.theme.dim)),
        (2, Span::raw(size)),
        (6, Span::raw(steps)),
        (3, Span::styled(seed, cx.theme.dim)),
    ];
    if header.time.0 > 0 {
        let time = cx.voice.time(header.time);
        facts.push((0, Span::styled(time, cx.theme.dim)));
    }
    let live = match header.live {
        Live::No => None,
        Live::Held => Some(say!(cx.language, "LIVE, held", "实跑，逐步")),
        Live::Free => Some(say!(cx.language, "LIVE, free", "实跑，自由")),
        Live::Over => Some(say!(cx.language, "LIVE, over", "实跑，已结束")),
    };
    facts.extend(live.map(|live| (8, Span::styled(live, cx.theme.changed))));
    if let Some(view) = cx.screen.explorer.as_deref().filter(|view| !view.stale) {
        let is_wrong = !view.verdicts.is_empty();
        let is_whole = view.extent == Extent::Everything;
        let style = match (view.stage, is_wrong) {
            (Stage::Searching | Stage::Telling, _) => cx.theme.running,
            (Stage::Counting | Stage::Over, true) => cx.theme.danger,
            (Stage::Counting | Stage::Over, false) if is_whole => cx.theme.good,
            (Stage::Counting | Stage::Over, false) => cx.theme.changed,
        };
        facts.push((5, Span::styled(cx.voice.explored(view), style)));
    }
    facts.push((7, standing(cx)));
    facts
}

/// Playing, paused, or how it ended.
fn standing<'a>(cx: &Context<'a>) -> Span<'a> {
    let (glyphs, words, theme) = (cx.glyphs, cx.words, cx.theme);
    match &cx.screen.header.ending {
        Ending::Running => match cx.screen.header.pace {
            Pace::Paused => Span::raw(format!("{} {}", glyphs.paused, words.paused)),
            Pace::Playing => Span::styled(
                format!("{} {}", glyphs.playing, words.playing),
                theme.running,
            ),
        },
        Ending::Finished { exit_code: 0 } => {
            Span::styled(format!("{} {}", glyphs.ended, words.finished), theme.good)
        }
        Ending::Finished { exit_code } => Span::styled(
            format!("{} {} ({exit_code})", glyphs.ended, words.finished),
            theme.danger,
        ),
        Ending::Deadlock => Span::styled(
            format!("{} {}", glyphs.waiting, words.deadlock),
            theme.danger,
        ),
        Ending::Exception { words, .. } => {
            let name = words.split(':').next().unwrap_or(words);
            span(&format!("{} {name}", glyphs.died), theme.danger)
        }
        Ending::Limit(_) => Span::styled(format!("{} {}", glyphs.died, words.limit), theme.danger),
    }
}

/// One hint of the footer, and the columns on which it can be clicked.
#[derive(Clone, Debug)]
pub(crate) struct Hint {
    pub(crate) columns: Range<usize>,
    pub(crate) action: Action,
    pub(crate) key: &'static str,
    pub(crate) words: String,
}

/// As many hints as fit; help and quit have their place at the right, always.
pub(crate) fn hints(model: &Model) -> Vec<Hint> {
    let cells = usize::from(model.width);
    let language = model.settings.language;
    let abilities = model.abilities();
    let hint = |binding: &'static keys::Binding| Hint {
        columns: 0..0,
        action: binding.action,
        key: binding.shown(model.is_ascii()),
        words: match (binding.action, model.screen.as_deref()) {
            (Action::Granularity, Some(screen)) => {
                granularity(language, screen.header.granularity).to_owned()
            }
            (Action::Play, Some(screen)) if screen.header.pace == Pace::Playing => {
                say!(language, "pause", "暂停")
            }
            _ => binding.brief(language).to_owned(),
        },
    };
    let wide = |hint: &Hint| width(hint.key) + 1 + width(&hint.words);
    let is_fixed = |action: Action| matches!(action, Action::Help | Action::Quit);
    let (fixed, others): (Vec<Hint>, Vec<Hint>) = keys::bindings(model.place(), abilities)
        .filter(|binding| !binding.brief(language).is_empty())
        .map(hint)
        .partition(|hint| is_fixed(hint.action));
    let reserved: usize = fixed.iter().map(|hint| wide(hint) + 3).sum();
    let mut placed = Vec::new();
    let mut column = 1;
    // An open window says itself what can be done in it.
    let is_free = model.said.is_none() || !overflow(model).is_empty();
    if is_free && model.layer.is_none() {
        for mut hint in others {
            let end = column + wide(&hint);
            if end + reserved > cells {
                break;
            }
            hint.columns = column..end;
            column = end + 3;
            placed.push(hint);
        }
    }
    let mut column = cells.saturating_sub(reserved.saturating_sub(2));
    for mut hint in fixed {
        hint.columns = column..column + wide(&hint);
        column = hint.columns.end + 3;
        placed.push(hint);
    }
    placed
}

/// What is said, in lines, where it is too long for the footer.
pub(crate) fn overflow(model: &Model) -> Vec<String> {
    let Some(said) = &model.said else {
        return Vec::new();
    };
    let cells = usize::from(model.width);
    let reserved: usize = [Action::Help, Action::Quit]
        .into_iter()
        .filter_map(|action| keys::TABLE.iter().find(|binding| binding.action == action))
        .map(|binding| width(binding.shown) + 4 + width(binding.brief(model.settings.language)))
        .sum();
    let said = clean(said);
    if width(&said) + reserved <= cells {
        return Vec::new();
    }
    let mut lines = wrap(&said, cells.saturating_sub(2));
    lines.truncate(usize::from(model.height).saturating_sub(4));
    lines
}

pub(crate) fn footer(model: &Model) -> Line<'static> {
    let theme = &model.settings.theme;
    let glyphs = model.settings.glyphs;
    let mut spans = Vec::new();
    let mut column = 0;
    let hints = hints(model);
    if let Some(said) = model.said.as_ref().filter(|_| overflow(model).is_empty()) {
        let room = hints
            .first()
            .map_or(usize::from(model.width), |hint| hint.columns.start);
        let said = clean(said);
        let said = fit(&said, room.saturating_sub(3), glyphs.cut);
        column = 1 + width(&said);
        spans.push(Span::raw(" "));
        spans.push(Span::styled(said.into_owned(), theme.changed));
    }
    for (at, hint) in hints.iter().enumerate() {
        let gap = hint.columns.start.saturating_sub(column);
        let follows = at > 0 && gap == 3;
        let filling = if follows {
            format!(" {} ", glyphs.dot)
        } else {
            " ".repeat(gap)
        };
        spans.push(Span::styled(filling, theme.dim));
        spans.push(Span::styled(hint.key, theme.key));
        spans.push(Span::raw(format!(" {}", hint.words)));
        column = hint.columns.end;
    }
    Line::from(spans)
}
