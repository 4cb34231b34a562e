//! What the screen remembers: the latest views, and where the user looks.

use crate::ui::glyphs::{ASCII, Glyphs, UNICODE};
use crate::ui::keys::Place;
use crate::ui::panes::Pane;
use crate::ui::sentences::Voice;
use crate::ui::theme::{Background, Colours, Theme};
use crate::ui::words::{Words, words};
use crate::view::{Abilities, Entry, Gallery, Language, Notice, Screen, WorkerId};

#[derive(Clone, Debug)]
pub struct Model {
    pub settings: Settings,
    pub width: u16,
    pub height: u16,
    pub gallery: Gallery,
    /// The chosen row of the gallery, counting scenarios only.
    pub chosen: usize,
    /// What the gallery is searched for; only matching scenarios are listed.
    pub filter: String,
    /// Whether letters go into the filter.
    pub(crate) is_typing: bool,
    /// `Some`: a scenario is open.
    pub screen: Option<Box<Screen>>,
    pub focus: Pane,
    pub zoomed: bool,
    /// Where each pane is scrolled to; `None` follows what happens.
    pub scroll: [Option<usize>; Pane::ALL.len()],
    /// The chosen row of each pane that has rows to choose from.
    pub cursor: [usize; Pane::ALL.len()],
    pub layer: Option<Layer>,
    /// Said in the footer until the next key.
    pub said: Option<String>,
    /// The timeline shows virtual time over cores.
    pub cores: bool,
    /// Whose process the next `K` kills.
    pub(crate) doomed: Option<WorkerId>,
    /// A worker that was clicked just now: a second click steps it.
    pub(crate) clicked: Option<WorkerId>,
}

/// What lies over the panes; Esc closes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Layer {
    Help {
        scroll: usize,
        search: Search,
    },
    /// Commands by their words; what is typed narrows them.
    Palette {
        typed: String,
        cursor: usize,
    },
    Fixes {
        cursor: usize,
    },
    Profile {
        cursor: usize,
    },
    Policy {
        cursor: usize,
    },
    Refused {
        notice: Notice,
        scroll: usize,
    },
}

/// What a text is searched for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    pub words: String,
    pub(crate) is_typing: bool,
}

impl Layer {
    pub(crate) fn help() -> Self {
        Self::Help {
            scroll: 0,
            search: Search::default(),
        }
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Settings {
    pub language: Language,
    pub theme: Theme,
    pub glyphs: &'static Glyphs,
    pub mouse: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: Language::En,
            theme: Theme::new(Colours::Sixteen, Background::Unknown),
            glyphs: &UNICODE,
            mouse: true,
        }
    }
}

impl Settings {
    #[must_use]
    pub fn ascii(self) -> Self {
        Self {
            glyphs: &ASCII,
            ..self
        }
    }
}

impl Model {
    /// An empty library on a screen of this size.
    pub fn new(settings: Settings, width: u16, height: u16) -> Self {
        Self {
            settings,
            width,
            height,
            gallery: Gallery::default(),
            chosen: 0,
            filter: String::new(),
            is_typing: false,
            screen: None,
            focus: Pane::Workers,
            zoomed: false,
            scroll: [None; Pane::ALL.len()],
            cursor: [0; Pane::ALL.len()],
            layer: None,
            said: None,
            clicked: None,
            cores: false,
            doomed: None,
        }
    }

    pub fn place(&self) -> Place {
        if self.screen.is_some() {
            Place::Run
        } else {
            Place::Gallery
        }
    }

    pub fn abilities(&self) -> Abilities {
        self.screen
            .as_ref()
            .map_or_else(Abilities::default, |screen| screen.abilities)
    }

    pub fn voice(&self) -> Voice<'_> {
        Voice {
            language: self.settings.language,
            glyphs: Some(self.settings.glyphs),
        }
    }

    pub fn words(&self) -> &'static Words {
        words(self.settings.language)
    }

    pub fn is_ascii(&self) -> bool {
        *self.settings.glyphs == ASCII
    }

    /// The scenarios in the order of the gallery.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.gallery
            .topics
            .iter()
            .flat_map(|topic| topic.entries.iter())
            .filter(|entry| self.is_listed(entry))
    }

    /// Whether the filter lets it through: by name, or by title in either language.
    pub(crate) fn is_listed(&self, entry: &Entry) -> bool {
        let wanted = self.filter.to_lowercase();
        [&entry.name, &entry.title.en, &entry.title.zh]
            .iter()
            .any(|words| words.to_lowercase().contains(&wanted))
    }

    pub fn chosen_entry(&self) -> Option<&Entry> {
        self.entries().nth(self.chosen)
    }
}
