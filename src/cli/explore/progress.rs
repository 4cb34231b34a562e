//! How far a search has come, on one line of a terminal that is written again and again.

use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use unicode_width::UnicodeWidthStr as _;

use crate::explore::{Kind, Progress};
use crate::view::Language;

/// Whoever waits for less is told nothing.
const PATIENCE: Duration = Duration::from_millis(300);
const EVERY: Duration = Duration::from_millis(100);

pub(super) struct Bar {
    shown: bool,
    start: Instant,
    next: Instant,
    width: usize,
    language: Language,
}

impl Bar {
    /// Nothing where stderr is no terminal.
    pub(super) fn on_stderr(language: Language) -> Self {
        let start = Instant::now();
        Self {
            shown: io::stderr().is_terminal(),
            start,
            next: start + PATIENCE,
            width: 0,
            language,
        }
    }

    pub(super) fn show(&mut self, progress: &Progress) {
        let now = Instant::now();
        if !self.shown || now < self.next {
            return;
        }
        self.next = now + EVERY;
        let seconds = (now - self.start).as_secs_f64();
        let rate = (progress.states as f64 / seconds) as usize;
        let megabytes = progress.bytes >> 20;
        let line = match self.language {
            Language::En => format!(
                "{} states, {} a second, {} waiting, {megabytes} MB, {seconds:.0} s (Ctrl-C: what is known)",
                grouped(progress.states),
                grouped(rate),
                grouped(progress.waiting),
            ),
            Language::Zh => format!(
                "{} 个状态，每秒 {} 个，{} 个待看，{megabytes} MB，{seconds:.0} 秒（Ctrl-C：到此为止）",
                grouped(progress.states),
                grouped(rate),
                grouped(progress.waiting),
            ),
        };
        let kinds: Vec<&str> = progress.kinds.iter().map(Kind::name).collect();
        let line = match self.language {
            _ if kinds.is_empty() => line,
            Language::En => format!("{line}; so far: {}", kinds.join(", ")),
            Language::Zh => format!("{line}；已发现：{}", kinds.join("、")),
        };
        let width = line.width();
        let blank = " ".repeat(self.width.saturating_sub(width));
        self.width = width;
        // Who does not see it misses nothing.
        let _ = write!(io::stderr(), "\r{line}{blank}");
    }

    pub(super) fn clear(&mut self) {
        if self.width > 0 {
            let _ = write!(io::stderr(), "\r{}\r", " ".repeat(self.width));
            self.width = 0;
        }
    }
}

/// `1,234,567`.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn digits_stand_in_threes() {
        for (number, expected) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(grouped(number), expected);
        }
    }
}
