//! What reaches the screen: keys, the mouse, a new size, and views from the session.

use ratatui::crossterm::event as terminal;

use crate::ui::keys::Key;
use crate::view::{Gallery, Notice, Screen};

#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    Key(Key),
    Mouse(Mouse),
    Resized {
        width: u16,
        height: u16,
    },
    /// A scenario is open, and this is how it looks now.
    Screen(Box<Screen>),
    /// No scenario is open; here is the library.
    Gallery(Box<Gallery>),
    Notice(Notice),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    pub column: u16,
    pub row: u16,
    pub gesture: Gesture,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesture {
    Click,
    Drag,
    ScrollUp,
    ScrollDown,
}

impl Message {
    /// What the terminal said; `None` where it means nothing to us. Pasted text is never taken for keys.
    pub fn from_terminal(event: &terminal::Event) -> Option<Self> {
        match event {
            terminal::Event::Key(key) if key.kind != terminal::KeyEventKind::Release => {
                Key::from_terminal(*key).map(Self::Key)
            }
            terminal::Event::Mouse(mouse) => Mouse::from_terminal(*mouse).map(Self::Mouse),
            terminal::Event::Resize(width, height) => Some(Self::Resized {
                width: *width,
                height: *height,
            }),
            terminal::Event::Key(_)
            | terminal::Event::FocusGained
            | terminal::Event::FocusLost
            | terminal::Event::Paste(_) => None,
        }
    }
}

impl Key {
    fn from_terminal(event: terminal::KeyEvent) -> Option<Self> {
        use terminal::{KeyCode, KeyModifiers};
        if event.modifiers.contains(KeyModifiers::ALT) {
            return None;
        }
        Some(match event.code {
            KeyCode::Char(letter) if event.modifiers.contains(KeyModifiers::CONTROL) => {
                Self::Ctrl(letter.to_ascii_lowercase())
            }
            KeyCode::Char(letter) => Self::Char(letter),
            KeyCode::Enter => Self::Enter,
            KeyCode::Esc => Self::Esc,
            KeyCode::Tab => Self::Tab,
            KeyCode::BackTab => Self::BackTab,
            KeyCode::Left | KeyCode::Backspace => Self::Left,
            KeyCode::Right => Self::Right,
            KeyCode::Up => Self::Up,
            KeyCode::Down => Self::Down,
            KeyCode::Home => Self::Home,
            KeyCode::End => Self::End,
            KeyCode::PageUp => Self::PageUp,
            KeyCode::PageDown => Self::PageDown,
            KeyCode::Delete
            | KeyCode::Insert
            | KeyCode::F(_)
            | KeyCode::Null
            | KeyCode::CapsLock
            | KeyCode::ScrollLock
            | KeyCode::NumLock
            | KeyCode::PrintScreen
            | KeyCode::Pause
            | KeyCode::Menu
            | KeyCode::KeypadBegin
            | KeyCode::Media(_)
            | KeyCode::Modifier(_) => return None,
        })
    }
}

impl Mouse {
    fn from_terminal(event: terminal::MouseEvent) -> Option<Self> {
        use terminal::{MouseButton, MouseEventKind};
        let gesture = match event.kind {
            MouseEventKind::Down(MouseButton::Left) => Gesture::Click,
            MouseEventKind::Drag(MouseButton::Left) => Gesture::Drag,
            MouseEventKind::ScrollUp => Gesture::ScrollUp,
            MouseEventKind::ScrollDown => Gesture::ScrollDown,
            MouseEventKind::Down(_)
            | MouseEventKind::Up(_)
            | MouseEventKind::Drag(_)
            | MouseEventKind::Moved
            | MouseEventKind::ScrollLeft
            | MouseEventKind::ScrollRight => return None,
        };
        Some(Self {
            column: event.column,
            row: event.row,
            gesture,
        })
    }
}
