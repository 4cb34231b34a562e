//! Our two output streams, and what of a program's output they may carry: on a terminal nothing it would obey, in a
//! pipe the bytes as they are.

use std::io::{self, IsTerminal as _, Write};

use crate::cli::neutral::neutral;

pub(crate) struct Streams {
    stdout: io::StdoutLock<'static>,
    stderr: io::StderrLock<'static>,
    stdout_is_terminal: bool,
    stderr_is_terminal: bool,
}

impl Streams {
    pub(crate) fn open() -> Self {
        Self {
            stdout: io::stdout().lock(),
            stderr: io::stderr().lock(),
            stdout_is_terminal: io::stdout().is_terminal(),
            stderr_is_terminal: io::stderr().is_terminal(),
        }
    }

    /// What the program wrote to stdout (1) or stderr (2).
    pub(crate) fn write(&mut self, stream: u8, text: &str) -> io::Result<()> {
        let (to, is_terminal): (&mut dyn Write, bool) = if stream == 2 {
            // The order in which the two were written is kept where both go to one place.
            self.stdout.flush()?;
            (&mut self.stderr, self.stderr_is_terminal)
        } else {
            (&mut self.stdout, self.stdout_is_terminal)
        };
        if is_terminal {
            to.write_all(neutral(text).as_bytes())
        } else {
            to.write_all(text.as_bytes())
        }
    }

    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.stdout.flush()?;
        self.stderr.flush()
    }
}
