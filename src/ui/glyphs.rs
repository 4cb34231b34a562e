//! The signs of the screen: one set that wants Unicode, one that any terminal can show.

use std::borrow::Cow;

use ratatui::symbols::border;

use crate::view::{Doing, MarkKind, State, Waiting, WorkerId};

/// Signs mean the same in every pane; each stands beside a word or is explained in the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyphs {
    pub turn: &'static str,
    pub running: &'static str,
    pub ready: &'static str,
    pub waiting: &'static str,
    pub sleeping: &'static str,
    pub ended: &'static str,
    pub died: &'static str,
    pub changed: &'static str,
    pub next: &'static str,
    pub visible: &'static str,
    pub statement: &'static str,
    pub full: &'static str,
    pub empty: &'static str,
    pub on: &'static str,
    pub off: &'static str,
    pub arrow: &'static str,
    pub cut: &'static str,
    pub dot: &'static str,
    pub paused: &'static str,
    pub playing: &'static str,
    pub here: &'static str,
    pub line: &'static str,
    pub border: border::Set<'static>,
    circled: bool,
}

pub const UNICODE: Glyphs = Glyphs {
    turn: "▶",
    running: "●",
    ready: "○",
    waiting: "■",
    sleeping: "◌",
    ended: "✓",
    died: "✗",
    changed: "◀",
    next: "▶",
    visible: "◆",
    statement: "▸",
    full: "■",
    empty: "□",
    on: "●",
    off: "○",
    arrow: "─▶",
    cut: "…",
    dot: "·",
    paused: "‖",
    playing: "▶",
    here: "▲",
    line: "─",
    border: border::PLAIN,
    circled: true,
};

pub const ASCII: Glyphs = Glyphs {
    turn: ">",
    running: "*",
    ready: "o",
    waiting: "=",
    sleeping: "z",
    ended: "v",
    died: "x",
    changed: "<",
    next: ">",
    visible: "!",
    statement: ">",
    full: "#",
    empty: ".",
    on: "*",
    off: "o",
    arrow: "->",
    cut: "~",
    dot: "-",
    paused: "||",
    playing: ">",
    here: "^",
    line: "-",
    border: border::Set {
        top_left: "+",
        top_right: "+",
        bottom_left: "+",
        bottom_right: "+",
        vertical_left: "|",
        vertical_right: "|",
        horizontal_top: "-",
        horizontal_bottom: "-",
    },
    circled: false,
};

impl Glyphs {
    /// `main`, `①` … `⑳`, `(21)`; in ASCII `#1`.
    pub fn label(&self, worker: WorkerId) -> String {
        match worker.0 {
            0 => "main".to_owned(),
            number @ 1..=20 if self.circled => char::from_u32(0x2460 + number - 1)
                .expect("twenty circled numbers follow each other")
                .to_string(),
            number if self.circled => format!("({number})"),
            number => format!("#{number}"),
        }
    }

    /// The label in one cell, for places with many workers and no room: `m`, `①`, `+`.
    pub fn badge(&self, worker: WorkerId) -> String {
        match worker.0 {
            0 => "m".to_owned(),
            1..=20 if self.circled => self.label(worker),
            number @ 1..=9 => number.to_string(),
            _ => "+".to_owned(),
        }
    }

    /// Our own arrows in words of the session's, where the terminal has none.
    pub(crate) fn plain<'a>(&self, words: &'a str) -> Cow<'a, str> {
        if self.circled || words.is_ascii() {
            return Cow::Borrowed(words);
        }
        Cow::Owned(words.replace('→', "->").replace('←', "<-"))
    }

    pub fn state(&self, state: &State) -> &'static str {
        match state {
            State::Running => self.running,
            State::Ready => self.ready,
            State::Waiting {
                on: Waiting::Sleep, ..
            } => self.sleeping,
            State::Waiting { .. } => self.waiting,
            State::Ended => self.ended,
            State::Died { .. } => self.died,
        }
    }

    /// One cell of a lane.
    pub fn doing(&self, doing: Doing) -> &'static str {
        match (doing, self.circled) {
            (Doing::Running, true) => "█",
            (Doing::Ready, true) => "░",
            (Doing::Blocked, true) => "▒",
            (Doing::Sleeping, true) => "╌",
            (Doing::Running, false) => "#",
            (Doing::Ready, false) => ".",
            (Doing::Blocked, false) => "=",
            (Doing::Sleeping, false) => "z",
        }
    }

    /// What stands in a lane where something happened.
    pub fn mark(&self, kind: MarkKind) -> &'static str {
        match (kind, self.circled) {
            (MarkKind::Acquired, true) => "▲",
            (MarkKind::Released, true) => "▽",
            (MarkKind::Woke, true) => "◆",
            (MarkKind::Ended, true) => "┃",
            (MarkKind::Acquired, false) => "(",
            (MarkKind::Released, false) => ")",
            (MarkKind::Woke, false) => "w",
            (MarkKind::Ended, false) => "|",
            (MarkKind::LostUpdate, _) => "!",
            (MarkKind::Raised, true) => "✗",
            (MarkKind::Raised, false) => "x",
            (MarkKind::FixToggled, _) => "f",
        }
    }

    /// The corners and lines of the waits-for graph: ┌ │ └ ┐ ┘ ─ ◀
    pub(crate) fn loop_line(&self) -> [&'static str; 7] {
        if self.circled {
            ["┌", "│", "└", "┐", "┘", "─", "◀"]
        } else {
            ["+", "|", "+", "+", "+", "-", "<"]
        }
    }
}
