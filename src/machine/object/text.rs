//! `str`: UTF-8, with its length in characters. Text that is all ASCII is indexed in one step.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    text: Arc<str>,
    characters: usize,
}

impl Text {
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let characters = if text.is_ascii() {
            text.len()
        } else {
            text.chars().count()
        };
        Self { text, characters }
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Shares the text without copying it.
    pub fn shared(&self) -> Arc<str> {
        Arc::clone(&self.text)
    }

    /// Its length as Python counts it.
    pub fn len(&self) -> usize {
        self.characters
    }

    pub fn is_empty(&self) -> bool {
        self.characters == 0
    }

    pub fn is_ascii(&self) -> bool {
        self.characters == self.text.len()
    }

    /// The character at an index below `len`.
    pub fn at(&self, index: usize) -> Option<char> {
        if self.is_ascii() {
            self.text.as_bytes().get(index).map(|&byte| byte as char)
        } else {
            self.text.chars().nth(index)
        }
    }
}
