//! Our binary on a pseudo-terminal of its own: keys in, the screen and the state of the terminal out.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "every test file uses its part of this"
)]

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// A busy machine may take its time; what is promised sooner is checked where it is promised.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// `icanon`, `echo` and `isig` of a sane terminal, as Linux numbers them.
const SANE: [u32; 3] = [0o2, 0o10, 0o1];

#[derive(Default)]
pub struct Heard {
    pub parser: vt100::Parser,
    pub bytes: Vec<u8>,
    pub has_ended: bool,
}

/// Our binary on a terminal of its own.
pub struct Session {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    pub child: Box<dyn Child + Send + Sync>,
    heard: Arc<Mutex<Heard>>,
}

impl Session {
    pub fn open(arguments: &[&str], columns: u16, rows: u16) -> Self {
        Self::open_with(arguments, columns, rows, &[])
    }

    pub fn open_with(
        arguments: &[&str],
        columns: u16,
        rows: u16,
        environment: &[(&str, &str)],
    ) -> Self {
        let home = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self::open_in(home, arguments, columns, rows, environment)
    }

    /// In a folder of its own.
    pub fn open_in(
        folder: &Path,
        arguments: &[&str],
        columns: u16,
        rows: u16,
        environment: &[(&str, &str)],
    ) -> Self {
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system()
            .openpty(size)
            .expect("the system has pseudo-terminals");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_racewalk"));
        command.args(arguments);
        command.cwd(folder);
        command.env("TERM", "xterm-256color");
        command.env("LANG", "en_US.UTF-8");
        command.env_remove("LC_ALL");
        command.env_remove("NO_COLOR");
        command.env_remove("COLORTERM");
        for (name, value) in environment {
            command.env(name, value);
        }
        let child = pair
            .slave
            .spawn_command(command)
            .expect("the binary starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("it can be read");
        let writer = pair.master.take_writer().expect("it can be written");
        let heard = Arc::new(Mutex::new(Heard {
            parser: vt100::Parser::new(rows, columns, 0),
            ..Heard::default()
        }));
        let listener = Arc::clone(&heard);
        thread::spawn(move || {
            let mut buffer = vec![0; 65536];
            // Linux reports the end of a pseudo-terminal as an error.
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                let mut heard = listener.lock().expect("no test panics with it");
                heard.parser.process(&buffer[..count]);
                heard.bytes.extend(&buffer[..count]);
            }
            listener.lock().expect("no test panics with it").has_ended = true;
        });
        Self {
            master: pair.master,
            writer,
            child,
            heard,
        }
    }

    pub fn heard(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().expect("no test panics with it")
    }

    pub fn contents(&self) -> String {
        self.heard().parser.screen().contents()
    }

    pub fn press(&mut self, keys: &str) {
        self.writer
            .write_all(keys.as_bytes())
            .expect("the terminal takes keys");
        self.writer.flush().expect("the terminal takes keys");
    }

    pub fn resize(&self, columns: u16, rows: u16) {
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        // The test's own terminal, not ours, falls over wide characters in a screen that has no room for one.
        let (own_rows, own_columns) = (rows.max(4), columns.max(8));
        let mut heard = self.heard();
        heard.parser.screen_mut().set_size(own_rows, own_columns);
        drop(heard);
        self.master
            .resize(size)
            .expect("the terminal can be resized");
    }

    /// Waits until the screen is as wanted.
    pub fn until(&self, what: &str, is_so: impl Fn(&str) -> bool) -> String {
        let start = Instant::now();
        loop {
            let contents = self.contents();
            if is_so(&contents) {
                return contents;
            }
            assert!(start.elapsed() < PATIENCE, "never: {what}\n{contents}");
            thread::sleep(Duration::from_millis(10));
        }
    }

    pub fn until_shown(&self, text: &str) -> String {
        self.until(text, |contents| contents.contains(text))
    }

    /// Waits until nothing changes any more, and nothing is about to: on busy cores the next change may be late.
    pub fn settled(&self) -> String {
        let start = Instant::now();
        let mut before = self.heard().bytes.len();
        loop {
            thread::sleep(Duration::from_millis(250));
            // Who looks at something now and then moves now and then: any moment of rest will do.
            let mut moments = (0..20).map(|_| {
                thread::sleep(Duration::from_millis(5));
                self.is_at_rest()
            });
            let is_at_rest = moments.any(|is_so| is_so) || start.elapsed() > PATIENCE;
            let now = self.heard().bytes.len();
            if now == before && is_at_rest {
                return self.contents();
            }
            before = now;
        }
    }

    /// Whether all threads, those of its children among them, wait for something: none would move if there were a core
    /// for it. Where the system does not say, it is taken for so.
    fn is_at_rest(&self) -> bool {
        let mut family: Vec<u32> = self.child.process_id().into_iter().collect();
        while let Some(number) = family.pop() {
            let tasks = fs::read_dir(format!("/proc/{number}/task"));
            for task in tasks.into_iter().flatten().flatten() {
                let read = |name| fs::read_to_string(task.path().join(name)).unwrap_or_default();
                let (status, children) = (read("stat"), read("children"));
                // Running, or at work on a disk.
                let state = status.rsplit(") ").next().unwrap_or_default();
                if state.starts_with(['R', 'D']) {
                    return false;
                }
                family.extend(
                    children
                        .split(' ')
                        .filter_map(|word| word.parse::<u32>().ok()),
                );
            }
        }
        true
    }

    /// Presses keys, and waits until the screen is another one and at rest.
    pub fn pressed(&mut self, keys: &str) -> String {
        let before = self.contents();
        self.press(keys);
        self.until(&format!("{keys:?} changes the screen"), |contents| {
            contents != before
        });
        self.settled()
    }

    /// Presses keys that nobody may be there to take.
    pub fn press_if_it_runs(&mut self, keys: &str) {
        let _ = self.writer.write_all(keys.as_bytes());
        let _ = self.writer.flush();
    }

    pub fn signal(&self, name: &str) {
        let pid = self.child.process_id().expect("it runs").to_string();
        let done = Command::new("kill")
            .args(["-s", name, &pid])
            .status()
            .expect("there is a kill");
        assert!(done.success());
    }

    pub fn ended(&mut self) -> (u32, Duration) {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("it is our child") {
                return (status.exit_code(), start.elapsed());
            }
            if start.elapsed() > PATIENCE {
                let _ = self.child.kill();
                panic!("it does not end\n{}", self.contents());
            }
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// It has ended with this code, and the terminal is as it was.
    pub fn check_end(mut self, code: u32) {
        let (found, _) = self.ended();
        let start = Instant::now();
        while !self.heard().has_ended && start.elapsed() < PATIENCE {
            thread::sleep(Duration::from_millis(5));
        }
        let flags = self.local_flags();
        let heard = self.heard();
        let screen = heard.parser.screen();
        assert_eq!(found, code, "{}", screen.contents());
        assert!(!screen.alternate_screen(), "the alternate screen is left");
        assert!(!screen.hide_cursor(), "the cursor is shown");
        assert!(!screen.bracketed_paste(), "pastes come as they are");
        assert_eq!(
            screen.mouse_protocol_mode(),
            vt100::MouseProtocolMode::None,
            "the mouse is free"
        );
        if let Some(flags) = flags {
            for flag in SANE {
                assert!(flags & flag != 0, "local flags {flags:#o} lack {flag:#o}");
            }
        }
    }

    fn local_flags(&self) -> Option<u32> {
        Some(self.master.get_termios()?.local_flags.bits())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
