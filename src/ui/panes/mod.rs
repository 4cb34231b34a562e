//! One file per pane, named as in `view/`. A pane is rows: each a line of text, and what a click on it means.

pub(crate) mod banker;
pub(crate) mod choices;
pub(crate) mod code;
pub(crate) mod cores;
pub(crate) mod explorer;
pub(crate) mod findings;
pub(crate) mod fixes;
pub(crate) mod happened;
pub(crate) mod lesson;
pub(crate) mod objects;
pub(crate) mod output;
pub(crate) mod processes;
pub(crate) mod scenarios;
pub(crate) mod speed_up;
pub(crate) mod timeline;
pub(crate) mod waits_for;
pub(crate) mod workers;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::ui::glyphs::Glyphs;
use crate::ui::model::Model;
use crate::ui::sentences::Voice;
use crate::ui::theme::Theme;
use crate::ui::widgets::text::{clean, width, wrap};
use crate::ui::words::Words;
use crate::view::{Language, Screen, WorkerId};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pane {
    Workers,
    Code,
    Objects,
    WaitsFor,
    Timeline,
    Output,
    Happened,
    Choices,
    Banker,
    Lesson,
    Fixes,
    Findings,
    Processes,
    SpeedUp,
    Explorer,
    /// The list of the gallery.
    Scenarios,
}

impl Pane {
    pub const ALL: [Self; 16] = [
        Self::Workers,
        Self::Code,
        Self::Objects,
        Self::WaitsFor,
        Self::Timeline,
        Self::Output,
        Self::Happened,
        Self::Choices,
        Self::Banker,
        Self::Lesson,
        Self::Fixes,
        Self::Findings,
        Self::Processes,
        Self::SpeedUp,
        Self::Explorer,
        Self::Scenarios,
    ];

    pub fn index(self) -> usize {
        self as usize
    }

    pub fn title(self, words: &'static Words) -> &'static str {
        match self {
            Self::Workers => words.workers,
            Self::Code => words.code,
            Self::Objects => words.objects,
            Self::WaitsFor => words.waits_for,
            Self::Timeline => words.timeline,
            Self::Output => words.output,
            Self::Happened => words.happened,
            Self::Choices => words.choices,
            Self::Banker => words.banker,
            Self::Lesson => words.lesson,
            Self::Fixes => words.fixes,
            Self::Findings => words.findings,
            Self::Processes => words.processes,
            Self::SpeedUp => words.speed_up,
            Self::Explorer => words.explorer,
            Self::Scenarios => words.scenarios,
        }
    }

    /// How many rows there are to choose from; `None` where all of them scroll together.
    pub(crate) fn choosable(self, screen: &Screen) -> Option<usize> {
        match self {
            Self::Choices => Some(screen.choices.rows.len()),
            Self::Fixes => Some(screen.fixes.rows.len()),
            Self::Findings => Some(screen.findings.rows.len()),
            Self::Explorer => Some(screen.explorer.as_ref().map_or(0, |view| view.rows())),
            Self::Workers
            | Self::Code
            | Self::Objects
            | Self::WaitsFor
            | Self::Timeline
            | Self::Output
            | Self::Happened
            | Self::Banker
            | Self::Lesson
            | Self::Processes
            | Self::SpeedUp
            | Self::Scenarios => None,
        }
    }
}

/// What a click, or Enter, on a row means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    Worker(WorkerId),
    Fix(String),
    /// A position in `Choices`.
    Choice(u32),
    Moment(u64),
    Branch(u32),
    /// A row of the explorer.
    Found(usize),
    /// A position in the gallery.
    Entry(usize),
    /// A position in the open window.
    Row(usize),
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Row<'a> {
    pub line: Line<'a>,
    pub target: Option<Target>,
}

impl<'a> Row<'a> {
    pub(crate) fn new(line: impl Into<Line<'a>>) -> Self {
        Self {
            line: line.into(),
            target: None,
        }
    }

    pub(crate) fn to(line: impl Into<Line<'a>>, target: Target) -> Self {
        Self {
            line: line.into(),
            target: Some(target),
        }
    }
}

/// The rows in the window, and where the window is.
#[expect(clippy::struct_field_names, reason = "the rows are what it is")]
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows<'a> {
    pub total: usize,
    pub first: usize,
    pub rows: Vec<Row<'a>>,
}

/// What a pane shows while nobody has scrolled it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Follow {
    Top,
    Bottom,
    /// This row stays in sight.
    Row(usize),
    /// These rows stay in sight, the first ones before the last ones.
    Span(usize, usize),
}

impl Follow {
    fn first(self, total: usize, height: usize) -> usize {
        let last = total.saturating_sub(height);
        match self {
            Self::Top => 0,
            Self::Bottom => last,
            Self::Row(row) => row.saturating_sub(height / 2).min(last),
            Self::Span(from, to) => to.saturating_sub(height).min(from).min(last),
        }
    }
}

impl<'a> Rows<'a> {
    /// The part of all rows that is in sight.
    pub(crate) fn window(all: Vec<Row<'a>>, room: Room, follow: Follow) -> Self {
        let total = all.len();
        let first = room.first(total, follow);
        Self {
            total,
            first,
            rows: all.into_iter().skip(first).take(room.height).collect(),
        }
    }
}

/// Rows of which only those in sight are made, and then rows that are there already.
pub(crate) fn made<'a>(
    room: Room,
    follow: Follow,
    count: usize,
    make: impl Fn(usize) -> Row<'a>,
    after: &[Row<'a>],
) -> Rows<'a> {
    let total = count + after.len();
    let first = room.first(total, follow);
    let rows = (first..total).take(room.height);
    Rows {
        total,
        first,
        rows: rows
            .map(|at| match at.checked_sub(count) {
                None => make(at),
                Some(at) => after[at].clone(),
            })
            .collect(),
    }
}

/// The space a pane has, and how far it was scrolled.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room {
    pub width: usize,
    pub height: usize,
    pub scroll: Option<usize>,
}

impl Room {
    fn first(self, total: usize, follow: Follow) -> usize {
        match self.scroll {
            Some(scroll) => scroll.min(total.saturating_sub(self.height)),
            None => follow.first(total, self.height),
        }
    }
}

/// What every pane may use to draw.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub model: &'a Model,
    pub screen: &'a Screen,
    pub theme: &'a Theme,
    pub glyphs: &'static Glyphs,
    pub words: &'static Words,
    pub voice: Voice<'a>,
    pub language: Language,
}

impl<'a> Context<'a> {
    pub(crate) fn new(model: &'a Model, screen: &'a Screen) -> Self {
        Self {
            model,
            screen,
            theme: &model.settings.theme,
            glyphs: model.settings.glyphs,
            words: model.words(),
            voice: model.voice(),
            language: model.settings.language,
        }
    }

    /// A worker's label in its colour.
    pub(crate) fn worker(&self, id: WorkerId) -> Span<'a> {
        Span::styled(self.glyphs.label(id), self.theme.worker(id))
    }

    pub(crate) fn workers(&self, ids: &[WorkerId], spans: &mut Vec<Span<'a>>) {
        for (at, &id) in ids.iter().enumerate() {
            if at > 0 {
                spans.push(Span::raw(" "));
            }
            spans.push(self.worker(id));
        }
    }

    /// A sentence in which each circled number has the colour of its worker.
    pub(crate) fn coloured(&self, sentence: &str, style: Style) -> Line<'a> {
        let mut spans = Vec::new();
        let mut plain = String::new();
        for character in sentence.chars() {
            let number = (character as u32).wrapping_sub(0x245f);
            if (1..=20).contains(&number) {
                if !plain.is_empty() {
                    spans.push(Span::styled(std::mem::take(&mut plain), style));
                }
                let colour = self.theme.worker(WorkerId(number));
                spans.push(Span::styled(character.to_string(), colour));
            } else {
                plain.push(character);
            }
        }
        if !plain.is_empty() {
            spans.push(Span::styled(plain, style));
        }
        Line::from(spans)
    }

    /// A sentence on as many rows as it needs.
    pub(crate) fn sentence(&self, sentence: &str, cells: usize, style: Style) -> Vec<Row<'a>> {
        wrap(sentence, cells)
            .iter()
            .map(|line| Row::new(self.coloured(line, style)))
            .collect()
    }

    /// One quiet line for a pane that has nothing to show.
    pub(crate) fn nothing(&self, words: &'static str, cells: usize) -> Vec<Row<'a>> {
        self.sentence(words, cells, self.theme.dim)
    }
}

/// Text of the program's as a span: harmless.
pub(crate) fn span<'a>(text: &str, style: Style) -> Span<'a> {
    Span::styled(clean(text).into_owned(), style)
}

/// Pieces side by side, going on below with an indent where the line is full.
pub(crate) fn flow<'a>(pieces: Vec<Vec<Span<'a>>>, cells: usize, indent: usize) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    let mut line: Vec<Span<'a>> = Vec::new();
    let mut used = 0;
    for piece in pieces {
        let wide: usize = piece.iter().map(|span| width(&span.content)).sum();
        if !line.is_empty() && used + 2 + wide > cells {
            lines.push(Line::from(std::mem::take(&mut line)));
            line.push(Span::raw(" ".repeat(indent)));
            used = indent;
        } else if !line.is_empty() {
            line.push(Span::raw("  "));
            used += 2;
        }
        line.extend(piece);
        used += wide;
    }
    if !line.is_empty() {
        lines.push(Line::from(line));
    }
    lines
}

/// The rows of a pane that are in sight.
pub(crate) fn rows<'a>(pane: Pane, context: &Context<'a>, room: Room) -> Rows<'a> {
    match pane {
        Pane::Workers => workers::rows(context, room),
        Pane::Code => code::rows(context, room),
        Pane::Objects => objects::rows(context, room),
        Pane::WaitsFor => waits_for::rows(context, room),
        Pane::Timeline => timeline::rows(context, room),
        Pane::Output => output::rows(context, room),
        Pane::Happened => happened::rows(context, room),
        Pane::Choices => choices::rows(context, room),
        Pane::Banker => banker::rows(context, room),
        Pane::Lesson => lesson::rows(context, room),
        Pane::Fixes => fixes::rows(context, room),
        Pane::Findings => findings::rows(context, room),
        Pane::Processes => processes::rows(context, room),
        Pane::SpeedUp => speed_up::rows(context, room),
        Pane::Explorer => explorer::rows(context, room),
        Pane::Scenarios => Rows::default(),
    }
}
