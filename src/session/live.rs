//! A session over a live run: what the real workers have done is taken in piece by piece, and every step of the user's
//! is one that a real thread takes.

use std::sync::Arc;
use std::time::Duration;

use crate::base::{FixId, Pid, Task};
use crate::live::{Command, Divergence, Follower, Piece};
use crate::machine::schedule::Choice;
use crate::machine::world::Config;
use crate::session::chronicle::{Chronicle, Scribe};
use crate::session::engine::{Engine, Live, Real};
use crate::session::session::Session;
use crate::simulate::Timeline;
use crate::view::{Notice, Pace, Text, Tone};

/// How long a real thread may take for its step before the user is told that it waits.
const PATIENCE: Duration = Duration::from_millis(20);
const TRIES: u32 = 15;
/// Steps taken in at once, so that the screen stays quick; the rest is taken in a moment later.
const AT_ONCE: u64 = 20_000;

impl Session {
    /// From the start, on real threads and real processes, which wait for their steps.
    pub fn go_live(&mut self, config: Config, real: Box<dyn Real>) {
        let machine = Follower::new(Arc::clone(&self.program), config).machine;
        self.chronicle = Chronicle::default();
        Scribe::begin(&mut self.chronicle, &machine);
        self.engine = Engine::Live {
            timeline: Box::new(Timeline::new(machine)),
            real,
            state: Live::Held,
        };
        self.pace = Pace::Paused;
        self.selected = None;
        self.since = 0;
        self.backlog.clear();
        self.take_in(PATIENCE);
    }

    /// Whether a live run goes on: then there may be news at any moment.
    pub fn is_live(&self) -> bool {
        matches!(&self.engine, Engine::Live { state, .. } if *state != Live::Over)
    }

    /// What is to be said that no command has asked for.
    pub fn take_notices(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.notices)
    }

    /// A picture that was not what the workers did: a fault of ours, told once.
    pub fn take_fault(&mut self) -> Option<Divergence> {
        self.fault.take()
    }

    /// Takes in what the real workers have done. Whether there was anything.
    pub(crate) fn take_in(&mut self, patience: Duration) -> bool {
        let Engine::Live { real, state, .. } = &mut self.engine else {
            return false;
        };
        if *state != Live::Over {
            self.backlog.extend(real.heard(patience));
        }
        // Whoever looks at the past is not pulled out of it.
        if !self.engine.is_at_the_real_end() {
            return false;
        }
        let start = self.moment();
        let mut any = false;
        while self.moment() - start < AT_ONCE
            && let Some(piece) = self.backlog.pop_front()
        {
            any = true;
            self.take(piece);
        }
        any
    }

    fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Choice(choice) => {
                if !self.make(&choice) {
                    let step = self.moment();
                    self.lose(Divergence::Fault(format!(
                        "the log cannot be followed after step {step}, at `{choice}`"
                    )));
                }
            }
            Piece::Proof { pid, fingerprint } => {
                if self.engine.timeline_mut().fingerprint_of(pid) != fingerprint {
                    let step = self.moment();
                    self.lose(Divergence::State { pid, step });
                }
            }
            // The machine writes the same.
            Piece::Wrote(_) => {}
            Piece::Halted | Piece::Over => self.end(),
            Piece::Limit(limit) => {
                self.end();
                self.notices
                    .push(said(Text::same(format!("limit: {limit}"))));
            }
            Piece::Fault(words) => self.lose(Divergence::Fault(words)),
        }
    }

    fn end(&mut self) {
        self.pace = Pace::Paused;
        if let Engine::Live { state, .. } = &mut self.engine {
            *state = Live::Over;
        }
    }

    fn lose(&mut self, divergence: Divergence) {
        self.end();
        self.backlog.clear();
        self.fault = Some(divergence);
    }

    fn command(&mut self, command: Command) {
        if let Engine::Live { real, .. } = &mut self.engine {
            real.command(command);
        }
    }

    /// One step of a real thread; whether it was taken.
    pub(crate) fn real_step(&mut self, task: Task) -> bool {
        let start = self.moment();
        if !self.here().is_ready(task) {
            // What it waits for may have come by now.
            self.take_in(PATIENCE);
        }
        if !self.here().is_ready(task) {
            return false;
        }
        self.command(Command::Grant { task, steps: 1 });
        for _ in 0..TRIES {
            self.take_in(PATIENCE);
            if self.moment() > start {
                // The answer to a question comes right behind it.
                if !self.here().is_ready(task) {
                    self.take_in(PATIENCE / 10);
                }
                return true;
            }
            if !self.is_live() {
                return false;
            }
        }
        false
    }

    /// The real threads run by themselves, or wait for their steps.
    pub(crate) fn let_run(&mut self, runs: bool) {
        if let Engine::Live { real, state, .. } = &mut self.engine
            && *state != Live::Over
        {
            *state = if runs { Live::Free } else { Live::Held };
            real.command(Command::Hold(!runs));
        }
    }

    pub(crate) fn real_kill(&mut self, pid: Pid, signal: u8) {
        self.command(Command::Kill { pid, signal });
        self.take_in(PATIENCE);
    }

    pub(crate) fn real_toggle(&mut self, name: &str, fix: FixId, on: bool) {
        let name = name.to_owned();
        self.command(Command::Toggle { name, fix, on });
        self.take_in(PATIENCE);
    }

    /// In the past of a live run, another worker moves than the one that did: from here on the time is virtual.
    pub(crate) fn leave_reality(&mut self, task: Task) {
        let timeline = self.engine.timeline_mut();
        if timeline.here().is_live() && timeline.next_known() != Some(task) {
            let (branch, moment) = (timeline.branch(), timeline.moment());
            // Nothing stands in its way.
            let _ = timeline.change(Choice::Simulate);
            if timeline.branch() != branch {
                self.chronicle.cut(moment);
            }
        }
    }
}

fn said(words: Text) -> Notice {
    Notice {
        tone: Tone::Said,
        words,
    }
}
