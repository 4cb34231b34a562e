//! Commands found by their words: what is typed, and which rows of the key table it may mean, the best first.

use crate::ui::keys::{self, Action, Binding};
use crate::ui::model::Model;
use crate::view::Language;

/// The commands that hold here and match. Keys that only move about in a list are no commands.
pub(crate) fn matching(model: &Model, typed: &str) -> Vec<&'static Binding> {
    let mut found: Vec<(usize, &'static Binding)> =
        keys::bindings(model.place(), model.abilities())
            .filter(|binding| is_command(binding.action))
            .filter_map(|binding| Some((score(model.settings.language, binding, typed)?, binding)))
            .collect();
    found.sort_by_key(|(score, _)| *score);
    found.into_iter().map(|(_, binding)| binding).collect()
}

fn is_command(action: Action) -> bool {
    !matches!(
        action,
        Action::StepWorker(_)
            | Action::Up
            | Action::Down
            | Action::PageUp
            | Action::PageDown
            | Action::Confirm
            | Action::Close
            | Action::Palette
    )
}

/// The smaller the better; in the user's own language, or in English.
fn score(language: Language, binding: &Binding, typed: &str) -> Option<usize> {
    [language, Language::En]
        .into_iter()
        .flat_map(|language| [binding.brief(language), binding.words(language)])
        .filter_map(|words| distance(words, typed))
        .min()
}

/// How far a text is from what was typed: where it is found whole, or else how widely its letters are strewn.
fn distance(words: &str, typed: &str) -> Option<usize> {
    let (words, typed) = (words.to_lowercase(), typed.to_lowercase());
    if let Some(at) = words.find(typed.trim()) {
        return Some(at);
    }
    let mut letters = words.char_indices();
    let mut first = None;
    let mut last = 0;
    for wanted in typed.chars().filter(|letter| !letter.is_whitespace()) {
        let (at, _) = letters.find(|(_, letter)| *letter == wanted)?;
        first.get_or_insert(at);
        last = at;
    }
    Some(1000 + last - first.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_nearer_than_its_strewn_letters() {
        let pairs = [
            ("play and pause", "play", Some(0)),
            ("play and pause", "PAUSE", Some(9)),
            ("play and pause", "plp", Some(1009)),
            ("switch a fix", "sx", Some(1011)),
            ("switch a fix", "q", None),
            ("anything", "", Some(0)),
        ];
        for (words, typed, expected) in pairs {
            assert_eq!(distance(words, typed), expected, "{words} / {typed}");
        }
    }
}
