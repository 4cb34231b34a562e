//! The terminal as the screen needs it, and given back as it was: on quitting, on an error, after a panic, on signals,
//! and while we are suspended.

use std::io::{self, Stdout, Write as _};
use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ThreadId};
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender};
use crossterm::event::{
    self, DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
    Event, KeyCode, KeyModifiers,
};
use crossterm::terminal::{self, EnterAlternateScreen, LeaveAlternateScreen};
use crossterm::{cursor, execute};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};

/// What comes from outside.
#[derive(Clone, Debug)]
pub(crate) enum Input {
    Event(Event),
    /// The number of a signal that asks us to end, or SIGTSTP.
    Signal(i32),
    /// There is no terminal any more.
    Gone,
    /// A thread other than the screen's has panicked: its words.
    Panicked(String),
}

/// How long the screen may take to leave by itself once a signal has asked for it.
const PATIENCE: Duration = Duration::from_millis(400);

/// A terminal in our hands. Dropping it gives it back.
pub(crate) struct Terminal {
    screen: ratatui::Terminal<CrosstermBackend<Stdout>>,
    mouse: bool,
    is_paused: Arc<AtomicBool>,
    pub(crate) inputs: Receiver<Input>,
}

impl Terminal {
    /// Takes the terminal, and begins to listen to it and to signals.
    pub(crate) fn take(mouse: bool) -> io::Result<Self> {
        let (sender, inputs) = crossbeam_channel::unbounded();
        let is_paused = Arc::new(AtomicBool::new(false));
        route_panics(sender.clone());
        listen_to_signals(sender.clone())?;
        enter(mouse)?;
        // From here on a change of the window's size is heard, also one that comes before the first frame.
        event::poll(Duration::ZERO).inspect_err(|_| restore())?;
        let screen = ratatui::Terminal::new(CrosstermBackend::new(io::stdout()));
        let screen = screen.inspect_err(|_| restore())?;
        listen_to_keys(sender, Arc::clone(&is_paused))?;
        Ok(Self {
            screen,
            mouse,
            is_paused,
            inputs,
        })
    }

    pub(crate) fn size(&self) -> io::Result<(u16, u16)> {
        let size = self.screen.size()?;
        Ok((size.width, size.height))
    }

    pub(crate) fn draw(&mut self, view: impl FnOnce(&mut ratatui::Frame<'_>)) -> io::Result<()> {
        self.screen.draw(view)?;
        Ok(())
    }

    /// Draws everything anew at the next frame. (`clear` would ask the terminal where its cursor is, and a silent one
    /// does not answer.)
    pub(crate) fn repaint(&mut self) -> io::Result<()> {
        let (width, height) = self.size()?;
        self.screen.resize(Rect::new(0, 0, width, height))
    }

    pub(crate) fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        if on {
            execute!(io::stdout(), EnableMouseCapture)
        } else {
            execute!(io::stdout(), DisableMouseCapture)
        }
    }

    /// Gives the terminal back while something else uses it, and takes it again.
    pub(crate) fn lend<A>(&mut self, to: impl FnOnce() -> A) -> io::Result<A> {
        self.is_paused.store(true, Ordering::SeqCst);
        restore();
        let done = to();
        enter(self.mouse)?;
        self.is_paused.store(false, Ordering::SeqCst);
        self.repaint()?;
        Ok(done)
    }

    /// Stops the process, as Ctrl-Z does outside of raw mode, until it is continued.
    pub(crate) fn suspend(&mut self) -> io::Result<()> {
        self.lend(|| signal_hook::low_level::emulate_default_handler(SIGTSTP))?
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        restore();
    }
}

fn enter(mouse: bool) -> io::Result<()> {
    terminal::enable_raw_mode()?;
    execute!(
        io::stdout(),
        EnterAlternateScreen,
        EnableBracketedPaste,
        cursor::Hide
    )?;
    if mouse {
        execute!(io::stdout(), EnableMouseCapture)?;
    }
    Ok(())
}

/// As it was. May be done twice, and does what it can where the terminal has gone.
fn restore() {
    let mut out = io::stdout();
    let _ = execute!(
        out,
        DisableMouseCapture,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show
    );
    let _ = out.flush();
    let _ = terminal::disable_raw_mode();
}

/// A panic of the screen's own thread leaves the terminal in order and then speaks; one of any other thread is told to
/// the screen, which is still drawing.
fn route_panics(sender: Sender<Input>) {
    let screen: ThreadId = thread::current().id();
    let speak = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if thread::current().id() == screen {
            restore();
            speak(panic);
        } else {
            let _ = sender.send(Input::Panicked(panic.to_string()));
        }
    }));
}

fn listen_to_keys(sender: Sender<Input>, is_paused: Arc<AtomicBool>) -> io::Result<()> {
    let mut late = Late::default();
    let listen = move || {
        loop {
            if is_paused.load(Ordering::SeqCst) {
                thread::sleep(Duration::from_millis(20));
                continue;
            }
            let heard = match event::poll(Duration::from_millis(100)) {
                Ok(false) => continue,
                Ok(true) => event::read(),
                Err(error) => Err(error),
            };
            let (input, is_last) = match heard {
                Ok(event) if late.is_answer(&event) => continue,
                Ok(event) => (Input::Event(event), false),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(_) => (Input::Gone, true),
            };
            if sender.send(input).is_err() || is_last {
                return;
            }
        }
    };
    thread::Builder::new()
        .name("keys".to_owned())
        .spawn(listen)?;
    Ok(())
}

/// A slow terminal's answer to what it was asked before the screen began (`look.rs`) is not typed: from Alt-] to Alt-\
/// or a bell.
#[derive(Default)]
struct Late {
    /// How much of an answer may still come.
    left: u8,
}

impl Late {
    fn is_answer(&mut self, event: &Event) -> bool {
        let Event::Key(key) = event else {
            return false;
        };
        let is_alt = key.modifiers.contains(KeyModifiers::ALT);
        match key.code {
            KeyCode::Char(']') if is_alt => self.left = 40,
            KeyCode::Char('\\') if is_alt && self.left > 0 => {
                self.left = 0;
                return true;
            }
            KeyCode::Char('g')
                if key.modifiers.contains(KeyModifiers::CONTROL) && self.left > 0 =>
            {
                self.left = 0;
                return true;
            }
            KeyCode::Char(_) => self.left = self.left.saturating_sub(1),
            _ => self.left = 0,
        }
        self.left > 0
    }
}

fn listen_to_signals(sender: Sender<Input>) -> io::Result<()> {
    let mut signals =
        signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP])?;
    let listen = move || {
        for signal in signals.forever() {
            let _ = sender.send(Input::Signal(signal));
            if signal != SIGTSTP {
                // Where the screen does not get to it, this thread does.
                thread::sleep(PATIENCE);
                restore();
                std::process::exit(128 + signal);
            }
        }
    };
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(listen)?;
    Ok(())
}
