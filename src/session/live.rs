//! A session over a live run: what the real workers have done is taken in piece by piece, and every step of the user's
//! is one that a real thread takes.

use std::collections::VecDeque;
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
const AT_ONCE: u64 = 2_000;
/// Real workers are this many steps ahead of the picture at most: then they wait for it, until it is near again.
const AHEAD: u64 = 50_000;
const NEAR: u64 = 10_000;
/// Steps of a free run before it asks whether it shall go on: all are remembered.
const MOST: u64 = 2_000_000;

/// What real workers have done, and the picture does not show yet.
#[derive(Default)]
pub(crate) struct Backlog {
    pieces: VecDeque<Piece>,
    steps: u64,
    /// The workers wait until the picture has come near.
    is_waited_for: bool,
    /// The moment at which they were let run.
    free_since: u64,
    /// Switches that the workers were told of, and the picture has not come to.
    switches: Vec<(FixId, bool)>,
}

impl Backlog {
    fn extend(&mut self, pieces: Vec<Piece>) {
        self.steps += pieces.iter().map(weight).sum::<u64>();
        self.pieces.extend(pieces);
    }

    /// The next piece, and of a long run no more than so many steps.
    fn next(&mut self, most: u64) -> Option<Piece> {
        let mut piece = self.pieces.pop_front()?;
        if let Piece::Choice(Choice::Run { task, steps }) = &mut piece
            && *steps > most
        {
            let (task, rest) = (*task, *steps - most);
            *steps = most;
            let rest = Choice::Run { task, steps: rest };
            self.pieces.push_front(Piece::Choice(rest));
        }
        self.steps = self.steps.saturating_sub(weight(&piece));
        Some(piece)
    }
}

/// What a piece is as much work as: its steps, or some.
fn weight(piece: &Piece) -> u64 {
    match piece {
        Piece::Choice(choice) => choice.steps().max(1),
        Piece::Proof { .. } => 10,
        Piece::Wrote(_) | Piece::Halted | Piece::Limit(_) | Piece::Over | Piece::Fault(_) => 1,
    }
}

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
        self.forget_branches();
        self.backlog = Backlog::default();
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
        self.wait_for_picture();
        // Whoever looks at the past is not pulled out of it.
        if !self.engine.is_at_the_real_end() {
            return false;
        }
        let mut left = AT_ONCE;
        let mut any = false;
        while left > 0
            && let Some(piece) = self.backlog.next(left)
        {
            any = true;
            left = left.saturating_sub(weight(&piece));
            self.take(piece);
        }
        if self.engine.is_free() && self.moment() - self.backlog.free_since > MOST {
            self.pace = Pace::Paused;
            self.let_run(false);
            self.notices.push(said(Text::new(
                format!(
                    "The real workers have taken {MOST} steps, and wait now: p lets them go on."
                ),
                format!("真实的执行者已走了 {MOST} 步，现在在等待：按 p 让它们继续。"),
            )));
        }
        any
    }

    /// Whether more has been done than the picture shows, and it could show it.
    pub fn is_behind(&self) -> bool {
        !self.backlog.pieces.is_empty() && self.engine.is_at_the_real_end()
    }

    /// Workers that run freely are faster than their picture. They wait for it before it is hopelessly late.
    fn wait_for_picture(&mut self) {
        let Engine::Live { real, state, .. } = &mut self.engine else {
            return;
        };
        let bound = if self.backlog.is_waited_for {
            NEAR
        } else {
            AHEAD
        };
        let waits = self.backlog.steps > bound;
        if *state == Live::Free && waits != self.backlog.is_waited_for {
            self.backlog.is_waited_for = waits;
            real.command(Command::Hold(waits));
        }
    }

    fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Choice(choice) => {
                if let Choice::Toggle { .. } = choice
                    && !self.backlog.switches.is_empty()
                {
                    self.backlog.switches.remove(0);
                }
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
        self.backlog = Backlog::default();
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
            // The run may be over, or the process was killed.
            if !self.is_live() || !self.here().is_ready(task) {
                return false;
            }
        }
        false
    }

    /// The real threads run by themselves, or wait for their steps.
    pub(crate) fn let_run(&mut self, runs: bool) {
        self.backlog.free_since = self.moment();
        if let Engine::Live { real, state, .. } = &mut self.engine
            && *state != Live::Over
        {
            *state = if runs { Live::Free } else { Live::Held };
            self.backlog.is_waited_for = false;
            real.command(Command::Hold(!runs));
        }
    }

    pub(crate) fn real_kill(&mut self, pid: Pid, signal: u8) {
        self.command(Command::Kill { pid, signal });
        self.take_in(PATIENCE);
    }

    /// The other way than it was switched last, whether or not the picture shows that already.
    pub(crate) fn real_toggle(&mut self, name: &str, fix: FixId) {
        let mut last = self.backlog.switches.iter().rev();
        let last = last.find(|(other, _)| *other == fix);
        let on = !last.map_or_else(|| self.here().has_fix(fix), |&(_, on)| on);
        self.backlog.switches.push((fix, on));
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
