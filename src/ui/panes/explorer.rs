//! What can happen at all: what goes wrong, and how the program can end; the chosen row tells its story below itself.
//!
//! ```text
//! That is everything that can happen: 158 states, 0.1 s.
//! Enter walks through the chosen one, e looks again, Esc leaves.
//!
//! WHAT GOES WRONG
//! ✗ data race, on some schedules        41 steps, 1 preemption
//!
//! HOW IT CAN END
//!   counter = 5  ■■■■■■■■■■■■■■■■■■■■■■  61.52 %, 1,204 schedules
//! ▸ counter = 6  ■■■■■■■■■■■              8.20 %, 20 schedules
//!     main steps 1-40: started ①, started ② (line 21)
//! ```

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::ui::panes::{Context, Follow, Pane, Room, Row, Rows, Target};
use crate::ui::stories::grouped;
use crate::ui::widgets::text::{clean, fit, pad, width, wrap};
use crate::ui::words::say;
use crate::view::{Explorer, Extent, How, Known, Outcome, Screen, Stage, Way};

/// Cells of the longest bar.
const BAR: usize = 24;
/// Lines longer than this are hard to read.
const MEASURE: usize = 110;

pub(crate) fn height(screen: &Screen) -> usize {
    screen.explorer.as_ref().map_or(0, |view| view.rows() + 8)
}

pub(crate) fn rows<'a>(cx: &Context<'a>, room: Room) -> Rows<'a> {
    let Some(view) = cx.screen.explorer.as_deref() else {
        return Rows::window(
            cx.nothing(cx.words.not_explored, room.width),
            room,
            Follow::Top,
        );
    };
    let mut list = List {
        cx,
        view,
        cells: room.width,
        all: Vec::new(),
        chosen: 0..0,
    };
    list.head();
    list.wrong();
    list.ends();
    let chosen = list.chosen.clone();
    // With the first one, what was looked at stays in sight.
    let follow = match cx.model.cursor[Pane::Explorer.index()] {
        0 => Follow::Top,
        _ => Follow::Span(chosen.start, chosen.end),
    };
    Rows::window(list.all, room, follow)
}

struct List<'c, 'a> {
    cx: &'c Context<'a>,
    view: &'a Explorer,
    cells: usize,
    all: Vec<Row<'a>>,
    /// The rows of the chosen one and its story.
    chosen: std::ops::Range<usize>,
}

impl<'a> List<'_, 'a> {
    fn say(&mut self, sentence: &str, style: Style) {
        let cells = self.cells.min(MEASURE);
        self.all.extend(self.cx.sentence(sentence, cells, style));
    }

    /// What it is of, how far it is, and what can be done here.
    fn head(&mut self) {
        let (cx, view) = (self.cx, self.view);
        if view.stale {
            let of = of(cx, view);
            let words = say!(
                cx.language,
                "This was found {of}, and that has changed: e looks again.",
                "这是{of}的结果，现在已经不同：按 e 重新探索。"
            );
            self.say(&words, cx.theme.danger);
        }
        if view.from > 0 {
            let from = view.from;
            let words = say!(
                cx.language,
                "What can still happen from step {from} on; e looks at everything from the start.",
                "从第 {from} 步起还可能发生什么；按 e 从头看全部。"
            );
            self.say(&words, cx.theme.title);
        }
        let is_whole = view.extent == Extent::Everything;
        let style = match (view.stage, is_whole) {
            (Stage::Searching | Stage::Telling, _) => cx.theme.running,
            (_, true) => cx.theme.good,
            (_, false) => cx.theme.changed,
        };
        let sign = match (view.stage, is_whole) {
            (Stage::Searching | Stage::Telling, _) => cx.glyphs.running,
            (Stage::Counting | Stage::Over, true) => cx.glyphs.ended,
            (Stage::Counting | Stage::Over, false) => cx.glyphs.paused,
        };
        let extent = format!("{sign} {}", cx.voice.extent(view));
        self.say(&extent, style);
        let hint = match (view.stage, view.rows() > 0) {
            (Stage::Searching | Stage::Telling, true) => cx.words.explorer_hint_while,
            (Stage::Searching | Stage::Telling, false) => cx.words.explorer_hint_nothing,
            (Stage::Counting, _) => cx.words.explorer_hint_counting,
            (Stage::Over, true) => cx.words.explorer_hint,
            (Stage::Over, false) => cx.words.explorer_hint_empty,
        };
        self.say(hint, cx.theme.dim);
    }

    fn title(&mut self, words: String) {
        self.all.push(Row::default());
        self.all
            .push(Row::new(Line::styled(words, self.cx.theme.title)));
    }

    fn wrong(&mut self) {
        let (cx, view) = (self.cx, self.view);
        if view.verdicts.is_empty() {
            let is_known = view.extent == Extent::Everything
                && !matches!(view.stage, Stage::Searching)
                && view.rows() > 0;
            if is_known {
                self.all.push(Row::default());
                self.say(cx.words.nothing_wrong, cx.theme.good);
            }
            return;
        }
        self.title(cx.words.goes_wrong.to_owned());
        for (at, found) in view.verdicts.iter().enumerate() {
            let mut spans = vec![
                Span::styled(format!("{} ", cx.glyphs.died), cx.theme.danger),
                Span::styled(cx.voice.found_title(found), cx.theme.danger),
            ];
            if let Some(place) = &found.place {
                spans.push(Span::styled(format!("  {}", clean(place)), cx.theme.key));
            }
            for &(worker, line) in found.at.iter().take(4) {
                spans.push(Span::raw("  "));
                spans.push(cx.worker(worker));
                let line = say!(cx.language, " line {line}", " 第 {line} 行");
                spans.push(Span::styled(line, cx.theme.dim));
            }
            let way = cx.voice.way(&found.way);
            spans.push(Span::styled(format!("  {way}"), cx.theme.dim));
            let sentence = cx.voice.found(found);
            self.row(at, spans, Some(&sentence), &found.way);
        }
    }

    fn ends(&mut self) {
        let (cx, view) = (self.cx, self.view);
        if view.outcomes.is_empty() {
            let never = view.extent == Extent::Everything
                && matches!(view.stage, Stage::Counting | Stage::Over);
            if never {
                self.all.push(Row::default());
                self.say(cx.words.never_ends, cx.theme.changed);
            }
            return;
        }
        let count = view.outcomes.len();
        let is_all = view.extent == Extent::Everything
            && matches!(view.stage, Stage::Counting | Stage::Over);
        self.title(match count {
            _ if !is_all => say!(
                cx.language,
                "ENDS SEEN SO FAR: {count}",
                "目前见到的结局：{count} 种"
            ),
            1 => cx.words.one_end.to_owned(),
            _ => say!(
                cx.language,
                "IT CAN END IN {count} WAYS",
                "结局有 {count} 种"
            ),
        });
        let names: Vec<String> = view
            .outcomes
            .iter()
            .map(|outcome| clean(&cx.voice.end(&outcome.end)).into_owned())
            .collect();
        let widest = names.iter().map(|name| width(name)).max().unwrap_or(0);
        let wide = widest.min((self.cells * 2 / 5).max(12));
        let most = view.outcomes.iter().map(measure).max().unwrap_or(1).max(1);
        let bar = BAR.min(self.cells / 4);
        for (at, (outcome, name)) in view.outcomes.iter().zip(names).enumerate() {
            let style = match outcome.end.how {
                How::Finished => cx.theme.ready,
                How::Exception | How::Deadlock => cx.theme.danger,
                How::Limit => cx.theme.changed,
            };
            let sign = match outcome.end.how {
                How::Finished => cx.glyphs.ended,
                How::Exception | How::Deadlock => cx.glyphs.died,
                How::Limit => cx.glyphs.paused,
            };
            let cells = (measure(outcome) * bar as u64).div_ceil(most) as usize;
            let name = pad(&fit(&name, wide, cx.glyphs.cut), wide);
            let how = match &outcome.share {
                Some(share) => cx.voice.share(share),
                None => cx.voice.way(&outcome.way),
            };
            let mut spans = vec![
                Span::styled(format!("{sign} "), style),
                Span::styled(name, style),
                Span::raw("  "),
            ];
            if count > 1 {
                let cells = cells.clamp(1, bar.max(1));
                let text = pad(&cx.glyphs.full.repeat(cells), bar);
                spans.push(Span::styled(text, cx.theme.holder));
                spans.push(Span::raw("  "));
            }
            spans.push(Span::styled(how, cx.theme.dim));
            let number = view.verdicts.len() + at;
            self.row(number, spans, None, &outcome.way);
        }
        let known = view
            .outcomes
            .iter()
            .find_map(|outcome| outcome.share.as_ref());
        if view.stage == Stage::Over && count > 1 {
            let note = match known.map(|share| &share.known) {
                Some(Known::Counted { .. }) => cx.words.bars_are_shares.to_owned(),
                Some(Known::Guessed { runs, .. }) => {
                    let runs = grouped(u64::from(*runs));
                    say!(
                        cx.language,
                        "A bar is how likely an outcome is if whoever can move moves with equal chance at everything that others notice: guessed from {runs} runs by chance; 95 of 100 such guesses lie between the two numbers.",
                        "条形表示：每到别人能察觉的一步，能走的人机会均等时，这个结局有多大可能。由 {runs} 次随机运行估计；100 次这样的估计中有 95 次落在所给的区间内。"
                    )
                }
                None => cx.words.bars_are_steps.to_owned(),
            };
            self.all.push(Row::default());
            self.say(&note, cx.theme.dim);
        }
        match view.notes {
            0 => {}
            1 => self.say(cx.words.one_read_race, cx.theme.dim),
            notes => {
                let words = say!(
                    cx.language,
                    "Note: {notes} places may be read by one worker while another is about to store there.",
                    "注意：有 {notes} 处，一方正要写入时另一方可能在读。"
                );
                self.say(&words, cx.theme.dim);
            }
        }
    }

    /// A row to choose; the chosen one with its story.
    fn row(&mut self, number: usize, spans: Vec<Span<'a>>, sentence: Option<&str>, way: &'a Way) {
        let cx = self.cx;
        let target = Target::Found(number);
        let is_chosen = number == cx.model.cursor[Pane::Explorer.index()];
        let mark = if is_chosen { cx.glyphs.statement } else { " " };
        let mut line = vec![Span::raw(format!("{mark} "))];
        line.extend(spans);
        let mut row = Row::to(line, target.clone());
        let start = self.all.len();
        // Beside other panes, the story is for whoever looks here.
        let is_open = is_chosen && cx.model.focus == Pane::Explorer;
        if is_open {
            row.line = row.line.style(cx.theme.selection);
        }
        self.all.push(row);
        if !is_open {
            return;
        }
        let cells = self.cells.min(MEASURE).saturating_sub(6);
        let mut below = |text: &str, style: Style| {
            for (at, line) in wrap(&clean(text), cells).iter().enumerate() {
                let indent = if at == 0 { "    " } else { "      " };
                let line = cx.coloured(&format!("{indent}{line}"), style);
                self.all.push(Row::to(line, target.clone()));
            }
        };
        if let Some(sentence) = sentence {
            below(sentence, cx.theme.key);
        }
        below(&cx.voice.shortest(way), cx.theme.dim);
        if let Some(story) = &way.story {
            let lines = cx.voice.story(story);
            let last = cx.voice.turns(story).len();
            for (at, line) in lines.iter().enumerate() {
                below(
                    line,
                    if at == last {
                        cx.theme.changed
                    } else {
                        cx.theme.ready
                    },
                );
            }
        }
        self.chosen = start..self.all.len();
    }
}

/// What a bar stands for: how likely it is, or else how short the shortest way.
fn measure(outcome: &Outcome) -> u64 {
    match &outcome.share {
        Some(share) => u64::from(share.per_million),
        None => outcome.way.steps,
    }
}

/// With which fixes it was found.
pub(crate) fn of(cx: &Context<'_>, view: &Explorer) -> String {
    let profile = view.profile.name();
    let fixes = view.fixes.join(", ");
    match (fixes.is_empty(), view.fixes.len()) {
        (true, _) => say!(
            cx.language,
            "without any fix, under {profile}",
            "没有任何修复（{profile}）时"
        ),
        (false, _) => say!(
            cx.language,
            "with {fixes} on, under {profile}",
            "打开 {fixes}（{profile}）时"
        ),
    }
}
