//! Colours by what they mean, shaped like the screen.
//!
//! Ordinary text is always the terminal's own. No colour stands alone: each meaning also has a glyph, a word or a
//! modifier. The palette for an unknown background keeps every colour in the narrow band that is readable on black and
//! on white; the test below holds it there.

use ratatui::style::{Color, Modifier, Style};

use crate::view::{Doing, State, Waiting, WorkerId};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colours {
    True,
    #[default]
    Sixteen,
    /// `NO_COLOR`: modifiers only.
    Mono,
}

/// What the terminal said about itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Background {
    #[default]
    Unknown,
    Dark,
    Light,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    // The frame around everything.
    pub border: Style,
    pub focus: Style,
    pub title: Style,
    pub dim: Style,
    pub key: Style,
    pub selection: Style,
    // Workers.
    pub turn: Style,
    pub running: Style,
    pub ready: Style,
    pub waiting: Style,
    pub sleeping: Style,
    pub ended: Style,
    pub died: Style,
    workers: [Style; 6],
    // Objects, sentences, verdicts.
    pub holder: Style,
    pub changed: Style,
    pub danger: Style,
    pub good: Style,
    // Code.
    pub statement: Style,
    pub next: Style,
    pub faded: Style,
    pub keyword: Style,
    pub definition: Style,
    pub builtin: Style,
    pub string: Style,
    pub number: Style,
    pub comment: Style,
    pub decorator: Style,
}

/// The hues, in one brightness.
struct Palette {
    red: Color,
    orange: Color,
    yellow: Color,
    green: Color,
    teal: Color,
    cyan: Color,
    blue: Color,
    violet: Color,
    magenta: Color,
    grey: Color,
}

const fn rgb(hex: u32) -> Color {
    Color::Rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

const MIDDLE: Palette = Palette {
    red: rgb(0x00d6_3c3c),
    orange: rgb(0x00b9_5b0a),
    yellow: rgb(0x008e_7204),
    green: rgb(0x0013_8827),
    teal: rgb(0x0007_837f),
    cyan: rgb(0x0009_7fa6),
    blue: rgb(0x0024_72e0),
    violet: rgb(0x008c_5cd0),
    magenta: rgb(0x00cc_33a5),
    grey: rgb(0x0075_7575),
};

const BRIGHT: Palette = Palette {
    red: rgb(0x00e9_9898),
    orange: rgb(0x00f5_9745),
    yellow: rgb(0x00d1_a905),
    green: rgb(0x001d_c839),
    teal: rgb(0x000a_c1bb),
    cyan: rgb(0x0013_bbf3),
    blue: rgb(0x0083_b0ed),
    violet: rgb(0x00bd_a1e4),
    magenta: rgb(0x00e4_93d0),
    grey: rgb(0x00ad_adad),
};

const DEEP: Palette = Palette {
    red: rgb(0x00ab_2424),
    orange: rgb(0x008d_4607),
    yellow: rgb(0x006c_5703),
    green: rgb(0x000f_681e),
    teal: rgb(0x0005_6461),
    cyan: rgb(0x0007_607e),
    blue: rgb(0x0019_57ad),
    violet: rgb(0x0070_38bf),
    magenta: rgb(0x009c_277f),
    grey: rgb(0x0059_5959),
};

/// Yellow and white are left out, since half of all terminals cannot show them on their own background.
const SIXTEEN: Palette = Palette {
    red: Color::Red,
    orange: Color::Magenta,
    yellow: Color::Magenta,
    green: Color::Green,
    teal: Color::Cyan,
    cyan: Color::Cyan,
    blue: Color::Blue,
    violet: Color::Magenta,
    magenta: Color::Magenta,
    grey: Color::Reset,
};

impl Theme {
    pub fn new(colours: Colours, background: Background) -> Self {
        match (colours, background) {
            (Colours::True, Background::Unknown) => Self::coloured(&MIDDLE, Modifier::empty()),
            (Colours::True, Background::Dark) => Self::coloured(&BRIGHT, Modifier::empty()),
            (Colours::True, Background::Light) => Self::coloured(&DEEP, Modifier::empty()),
            (Colours::Sixteen, _) => Self::coloured(&SIXTEEN, Modifier::DIM),
            (Colours::Mono, _) => Self::mono(),
        }
    }

    /// `quiet` is how grey is shown where the palette has none.
    fn coloured(hue: &Palette, quiet: Modifier) -> Self {
        let plain = Style::new();
        let bold = plain.bold();
        let dim = plain.fg(hue.grey).add_modifier(quiet);
        Self {
            border: dim,
            focus: bold.fg(hue.cyan),
            title: bold,
            dim,
            key: bold.fg(hue.cyan),
            selection: plain.add_modifier(Modifier::REVERSED),
            turn: bold.fg(hue.green),
            running: plain.fg(hue.green),
            ready: plain,
            waiting: plain.fg(hue.orange),
            sleeping: plain.fg(hue.violet),
            ended: dim,
            died: bold.fg(hue.red),
            workers: [
                bold.fg(hue.cyan),
                bold.fg(hue.magenta),
                bold.fg(hue.green),
                bold.fg(hue.blue),
                bold.fg(hue.orange),
                bold.fg(hue.violet),
            ],
            holder: plain.fg(hue.teal),
            changed: bold.fg(hue.orange),
            danger: bold.fg(hue.red),
            good: bold.fg(hue.green),
            statement: bold,
            next: bold.add_modifier(Modifier::REVERSED),
            faded: dim.add_modifier(Modifier::CROSSED_OUT),
            keyword: plain.fg(hue.violet),
            definition: bold,
            builtin: plain.fg(hue.teal),
            string: plain.fg(hue.green),
            number: plain.fg(hue.yellow),
            comment: dim.add_modifier(Modifier::ITALIC),
            decorator: plain.fg(hue.blue),
        }
    }

    fn mono() -> Self {
        let plain = Style::new();
        let bold = plain.bold();
        let dim = plain.add_modifier(Modifier::DIM);
        let reversed = plain.add_modifier(Modifier::REVERSED);
        Self {
            border: plain,
            focus: bold,
            title: bold,
            dim,
            key: bold,
            selection: reversed,
            turn: bold,
            running: bold,
            ready: plain,
            waiting: plain.underlined(),
            sleeping: plain,
            ended: dim,
            died: bold.underlined(),
            workers: [bold; 6],
            holder: plain,
            changed: bold,
            danger: bold.underlined(),
            good: bold,
            statement: bold,
            next: reversed,
            faded: dim.add_modifier(Modifier::CROSSED_OUT),
            keyword: bold,
            definition: plain.underlined(),
            builtin: plain,
            string: plain,
            number: plain,
            comment: dim,
            decorator: plain,
        }
    }

    /// The colour by which one worker is known in every pane.
    pub fn worker(&self, worker: WorkerId) -> Style {
        match worker.0 {
            0 => self.title,
            number => self.workers[(number as usize - 1) % self.workers.len()],
        }
    }

    pub fn state(&self, state: &State) -> Style {
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

    pub fn doing(&self, doing: Doing) -> Style {
        match doing {
            Doing::Running => self.running,
            Doing::Ready => self.ready,
            Doing::Blocked => self.waiting,
            Doing::Sleeping => self.sleeping,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: Color) -> f64 {
        let Color::Rgb(red, green, blue) = colour else {
            panic!("{colour:?} is no true colour");
        };
        let linear = |channel: u8| {
            let part = f64::from(channel) / 255.0;
            if part <= 0.03928 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    fn contrast(one: f64, other: f64) -> f64 {
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn hues(palette: &Palette) -> [Color; 10] {
        let Palette {
            red,
            orange,
            yellow,
            green,
            teal,
            cyan,
            blue,
            violet,
            magenta,
            grey,
        } = *palette;
        [
            red, orange, yellow, green, teal, cyan, blue, violet, magenta, grey,
        ]
    }

    #[test]
    fn every_colour_can_be_read_on_the_backgrounds_it_is_for() {
        let cases = [(&MIDDLE, 0.0), (&MIDDLE, 1.0), (&BRIGHT, 0.0), (&DEEP, 1.0)];
        for (palette, background) in cases {
            for colour in hues(palette) {
                let ratio = contrast(luminance(colour), background);
                assert!(ratio >= 4.5, "{colour:?} on {background}: {ratio:.2}");
            }
        }
    }

    #[test]
    fn without_colour_there_is_none_anywhere() {
        let printed = format!("{:?}", Theme::new(Colours::Mono, Background::Unknown));
        assert!(
            !printed.contains("fg: Some") && !printed.contains("bg: Some"),
            "{printed}"
        );
        assert!(
            !printed.contains(".fg(") && !printed.contains(".bg("),
            "{printed}"
        );
    }

    #[test]
    fn no_colour_paints_a_background() {
        for colours in [Colours::True, Colours::Sixteen, Colours::Mono] {
            let printed = format!("{:?}", Theme::new(colours, Background::Unknown));
            assert!(
                !printed.contains("bg: Some") && !printed.contains(".on_"),
                "{printed}"
            );
        }
    }
}
