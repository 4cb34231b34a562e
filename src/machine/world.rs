//! The machine as drivers see it: processes, their kernel, the clock; choices applied one by one.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::{FixId, Pid, Task, Tid, Time};
use crate::code::Program;
use crate::machine::effect::{Effect, Limit, Order, Syscall};
use crate::machine::event::{Event, Told};
use crate::machine::interpret::{HIDDEN_AT_MOST, Run};
use crate::machine::kernel::Kernel;
use crate::machine::process::{Limits, Process, Settings, StopAt};
use crate::machine::profile::Profile;
use crate::machine::thread::{State, Timeout};

/// What a run is made with. Everything that could differ between two runs is in here or in the schedule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Config {
    pub profile: Profile,
    pub seed: u64,
    /// The wall clock at the start: nanoseconds since 1970, UTC.
    pub now: Time,
    pub buffering: Buffering,
    pub limits: Limits,
    /// Steps of the whole run. What happens inside library calls is no step, and counts for this limit alone: see
    /// [`Config::hidden_at_most`].
    pub max_steps: u64,
    /// By [`FixId`].
    pub fixes: Vec<bool>,
    /// Step library code like the user's own.
    pub look_inside: bool,
    /// What `os.cpu_count()` says.
    pub cores: u32,
    /// How long a thread may keep the GIL while others want it (`sys.getswitchinterval()`).
    pub switch_interval: Time,
    pub costs: Costs,
}

/// Virtual nanoseconds. Defaults are CPython 3.11's orders of magnitude on a machine of 2020.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Costs {
    /// One instruction.
    pub instruction: u64,
    /// Making a thread and its first switch.
    pub thread_start: u64,
    /// Another thread getting the turn.
    pub switch: u64,
    /// A call of the operating system, such as writing a line.
    pub syscall: u64,
}

impl Default for Costs {
    fn default() -> Self {
        Self {
            instruction: 30,
            thread_start: 50_000,
            switch: 5_000,
            syscall: 1_000,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Buffering {
    /// stdout by line, as on a terminal.
    Line,
    /// stdout in blocks, as into a pipe.
    Block,
}

/// 2026-01-01 00:00:00 UTC: where the virtual clock starts unless told otherwise.
pub const START: Time = Time(1_767_225_600_000_000_000);

impl Default for Config {
    fn default() -> Self {
        Self {
            profile: Profile::default(),
            seed: 0,
            now: START,
            buffering: Buffering::Line,
            limits: Limits::default(),
            max_steps: u64::MAX,
            fixes: Vec::new(),
            look_inside: false,
            cores: 4,
            switch_interval: Time(5_000_000),
            costs: Costs::default(),
        }
    }
}

impl Config {
    /// Instructions inside library calls before the limit of steps is met all the same: a hundred for each step, and a
    /// million to begin with. No ordinary program comes near; `sum(itertools.count())` does.
    pub fn hidden_at_most(&self) -> u64 {
        self.max_steps.saturating_mul(100).saturating_add(1_000_000)
    }
}

pub use crate::machine::kernel::Output;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// Somebody can move.
    Running,
    /// With this exit code; `uncaught`: an exception ended the main thread.
    Finished {
        code: i32,
        uncaught: bool,
    },
    /// Workers are left, and none can ever move.
    Deadlock,
    Limit(Limit),
}

/// Why a worker cannot take a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("there is no worker {0}")]
    Unknown(Task),
    #[error("worker {0} has ended")]
    Ended(Task),
    #[error("worker {0} waits, and nothing that it waits for has happened")]
    Waits(Task),
    #[error("the run is over")]
    Over,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Machine {
    config: Config,
    processes: Vec<Process>,
    kernel: Kernel,
    clock: Time,
    steps: u64,
    /// Instructions inside library calls.
    hidden: u64,
    last: Option<Task>,
    /// Whether CPython would have looked, after the last step, if somebody else wants the turn.
    checked: bool,
    ended: Option<(i32, bool)>,
    limit: Option<Limit>,
}

impl Machine {
    pub fn boot(program: Arc<Program>, config: Config) -> Self {
        let settings = Settings {
            limits: config.limits,
            seed: config.seed,
            fixes: config.fixes.clone(),
            look_inside: config.look_inside,
            cores: config.cores,
            line_buffered: config.buffering == Buffering::Line,
        };
        let process = Process::boot(program, settings);
        Self {
            kernel: Kernel::new(config.now),
            config,
            processes: vec![process],
            clock: Time::ZERO,
            steps: 0,
            hidden: 0,
            last: None,
            checked: true,
            ended: None,
            limit: None,
        }
    }

    pub fn config(&self) -> &Config {
        &self.config
    }

    pub fn program(&self) -> &Arc<Program> {
        &self.processes[0].program
    }

    pub fn process(&self, pid: Pid) -> &Process {
        &self.processes[pid.index()]
    }

    /// Workers that have not ended.
    pub fn tasks(&self) -> Vec<Task> {
        let mut tasks = Vec::new();
        for process in &self.processes {
            for (tid, worker) in process.workers.iter().enumerate() {
                if worker.state != State::Ended {
                    tasks.push(Task {
                        pid: process.pid,
                        tid: Tid::from(tid),
                    });
                }
            }
        }
        tasks
    }

    fn state(&self, task: Task) -> Option<State> {
        Some(
            self.processes
                .get(task.pid.index())?
                .workers
                .get(task.tid.index())?
                .state,
        )
    }

    /// Ready without time passing first.
    pub fn is_ready(&self, task: Task) -> bool {
        self.status_is_open() && self.state(task) == Some(State::Ready)
    }

    /// Whether a step can be asked for: ready, or waiting with an alarm, to which time then passes.
    pub fn can_move(&self, task: Task) -> bool {
        self.is_ready(task) || self.status_is_open() && self.kernel.alarms.of(task).is_some()
    }

    /// When a timed wait ends, since the start of the run.
    pub fn alarm(&self, task: Task) -> Option<Time> {
        self.kernel.alarms.of(task)
    }

    /// The earliest alarm, the lowest worker's among equal ones. That of a worker who was woken stays silent, and
    /// rings at once should it park again.
    pub fn next_alarm(&self) -> Option<(Task, Time)> {
        let parked = |task| matches!(self.state(task), Some(State::Parked { .. }));
        self.kernel.alarms.next(parked)
    }

    pub fn last(&self) -> Option<Task> {
        self.last
    }

    /// Whether the profile lets the turn go from the worker that moved last to another one now.
    pub fn may_switch(&self) -> bool {
        let Some(last) = self.last else { return true };
        !self.config.profile.only_where_checked() || self.checked || !self.is_ready(last)
    }

    fn status_is_open(&self) -> bool {
        self.ended.is_none() && self.limit.is_none()
    }

    pub fn status(&self) -> Status {
        if let Some(limit) = self.limit {
            return Status::Limit(limit);
        }
        if let Some((code, uncaught)) = self.ended {
            return Status::Finished { code, uncaught };
        }
        let can_move = !self.kernel.alarms.is_empty()
            || self
                .processes
                .iter()
                .any(|process| process.ready().next().is_some());
        if can_move {
            Status::Running
        } else {
            Status::Deadlock
        }
    }

    /// Since the start of the run.
    pub fn now(&self) -> Time {
        self.clock
    }

    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// One step of one worker; where it waits with an alarm, time passes to that first.
    pub fn step(&mut self, task: Task) -> Result<(), Refused> {
        match self.state(task) {
            None => return Err(Refused::Unknown(task)),
            Some(State::Ended) => return Err(Refused::Ended(task)),
            Some(State::Ready | State::Parked { .. }) => {}
        }
        if !self.status_is_open() {
            return Err(Refused::Over);
        }
        if !self.can_move(task) {
            return Err(Refused::Waits(task));
        }
        self.run(task, 1, false);
        Ok(())
    }

    /// Up to `steps` steps of one worker that can move; fewer where it blocks or ends, where the run ends, and, if
    /// `watch_others`, where another worker was started or became ready.
    pub fn run(&mut self, task: Task, steps: u64, watch_others: bool) -> u64 {
        self.expire_for(task);
        if self.last != Some(task) {
            self.clock += Time(if self.last.is_some() {
                self.config.costs.switch
            } else {
                0
            });
            self.last = Some(task);
        }
        self.sound_alarms();
        let budget = steps.min(self.config.max_steps.saturating_sub(self.steps));
        let mut done = 0;
        let pid = task.pid.index();
        self.processes[pid].news = false;
        while done < budget {
            // An alarm sounds at the first step that ends behind it, however the steps are taken: a step of one
            // instruction takes a known time, and a longer one ends the slice.
            let slice = match self.next_alarm() {
                Some((_, time)) => (time - self.clock)
                    .0
                    .div_ceil(self.config.costs.instruction.max(1))
                    .max(1),
                None => u64::MAX,
            };
            let process = &mut self.processes[pid];
            process.stop = StopAt {
                news: watch_others,
                long_step: slice < u64::MAX,
                hidden: self.config.hidden_at_most().saturating_sub(self.hidden),
            };
            let run = process.run(task.tid, slice.min(budget - done));
            let mut count = run.steps;
            self.steps += run.steps;
            self.hidden += run.hidden;
            let span = Time(run.instructions * self.config.costs.instruction);
            self.clock += span;
            self.kernel.spent(task.pid, span);
            // Whoever drives looks at the real clock between two turns: library calls must not make one last for ever.
            let mut go_on = run.instructions <= HIDDEN_AT_MOST;
            match run.effect {
                Effect::Ran => {}
                Effect::Started(_) => {
                    self.clock += Time(self.config.costs.thread_start);
                    go_on = go_on && !watch_others;
                }
                Effect::Parked { timeout, .. } => {
                    match timeout {
                        Timeout::After(span) => {
                            self.kernel.alarms.set(task, self.clock + span);
                        }
                        Timeout::Never | Timeout::Unchanged => {}
                    }
                    go_on = false;
                }
                Effect::Asks(call) => {
                    let run = self.answer(task, call);
                    count += run.steps;
                    self.steps += run.steps;
                    match run.effect {
                        Effect::Limit(limit) => self.limit = Some(limit),
                        Effect::Ran
                        | Effect::Started(_)
                        | Effect::Parked { .. }
                        | Effect::Asks(_)
                        | Effect::Ended
                        | Effect::Exited(_) => {}
                    }
                    // Inside a library call the step is not over yet.
                    if run.steps == 0 && self.limit.is_none() {
                        done += count;
                        continue;
                    }
                    go_on = go_on && self.limit.is_none();
                }
                Effect::Ended => go_on = false,
                Effect::Exited(code) => {
                    let uncaught = self.processes[pid].uncaught;
                    self.ended = Some((code, uncaught));
                    go_on = false;
                }
                Effect::Limit(limit) => {
                    self.limit = Some(limit);
                    go_on = false;
                }
            }
            done += count;
            self.forget_woken();
            self.sound_alarms();
            if !go_on || watch_others && self.processes[pid].news {
                break;
            }
        }
        let worker = &self.processes[task.pid.index()].workers[task.tid.index()];
        self.checked = worker.thread.as_ref().is_none_or(|thread| thread.checked);
        if self.steps >= self.config.max_steps && self.status_is_open() {
            self.limit = Some(Limit::Steps);
        }
        done
    }

    /// Ends a timed wait, to whose alarm time passes; no step.
    pub fn expire(&mut self, task: Task) -> Result<(), Refused> {
        match self.state(task) {
            None => Err(Refused::Unknown(task)),
            Some(State::Ended) => Err(Refused::Ended(task)),
            Some(State::Ready | State::Parked { .. }) if !self.status_is_open() => {
                Err(Refused::Over)
            }
            Some(State::Parked { .. }) if self.kernel.alarms.of(task).is_some() => {
                self.expire_for(task);
                Ok(())
            }
            Some(State::Ready | State::Parked { .. }) => Err(Refused::Waits(task)),
        }
    }

    /// Passes time to a waiting worker's alarm.
    fn expire_for(&mut self, task: Task) {
        if self.state(task) == Some(State::Ready) {
            return;
        }
        if let Some(time) = self.kernel.alarms.remove(task) {
            self.clock = self.clock.max(time);
            self.processes[task.pid.index()].expire(task.tid);
        }
    }

    /// Ends the waits whose time has come.
    fn sound_alarms(&mut self) {
        while let Some((task, time)) = self.next_alarm() {
            if time > self.clock {
                break;
            }
            self.kernel.alarms.remove(task);
            self.processes[task.pid.index()].expire(task.tid);
        }
    }

    /// Who was woken and has what it waited for needs no alarm; who was woken in vain keeps it.
    fn forget_woken(&mut self) {
        let Self {
            kernel, processes, ..
        } = self;
        kernel.alarms.retain(|task| {
            let worker = &processes[task.pid.index()].workers[task.tid.index()];
            match worker.state {
                State::Parked { timed, .. } => timed,
                State::Ready => worker
                    .thread
                    .as_ref()
                    .is_some_and(|thread| thread.waiting.is_some()),
                State::Ended => false,
            }
        });
    }

    /// Puts a worker's question to the kernel and gives it the answer.
    fn answer(&mut self, task: Task, call: Syscall) -> Run {
        if matches!(call, Syscall::Write { .. }) {
            self.clock += Time(self.config.costs.syscall);
        }
        let orders = self.kernel.ask(task, call, self.clock);
        let [Order::Answer { task, answer }] = orders.as_slice() else {
            unreachable!("the clock and the streams answer at once");
        };
        self.processes[task.pid.index()].resume(task.tid, answer)
    }

    /// Switches a fix on or off, from the next instruction that asks for it.
    pub fn toggle(&mut self, fix: FixId, on: bool) {
        for process in &mut self.processes {
            let fixes = &mut process.settings.fixes;
            if fixes.len() <= fix.index() {
                fixes.resize(fix.index() + 1, false);
            }
            fixes[fix.index()] = on;
            if process.watched {
                let by = Task {
                    pid: process.pid,
                    tid: Tid(0),
                };
                process.told.push(Told {
                    by,
                    event: Event::FixToggled { fix: fix.0, on },
                });
            }
        }
    }

    /// Sends out what stdout still holds back. A run that was stopped, or that halts, would keep it for ever.
    pub fn flush(&mut self) {
        for process in &mut self.processes {
            let text = process.streams.take_pending();
            if !text.is_empty() {
                let by = Task {
                    pid: process.pid,
                    tid: Tid(0),
                };
                self.kernel.write(Output {
                    by,
                    stream: crate::machine::output::STDOUT,
                    text,
                });
            }
        }
    }

    /// The real time that whoever drives has measured is over.
    pub fn stop(&mut self, limit: Limit) {
        if self.status_is_open() {
            self.limit = Some(limit);
        }
    }

    /// A number that two equal machines share.
    pub fn fingerprint(&mut self) -> u128 {
        self.processes
            .iter_mut()
            .map(Process::fingerprint)
            .fold(0, u128::wrapping_add)
    }

    /// Events are told from now on, or no longer.
    pub fn watch(&mut self, on: bool) {
        for process in &mut self.processes {
            process.watched = on;
        }
    }

    /// What happened since this was last asked.
    pub fn take_told(&mut self) -> Vec<Told> {
        self.processes
            .iter_mut()
            .flat_map(|process| std::mem::take(&mut process.told))
            .collect()
    }

    /// What reached stdout and stderr since this was last asked.
    pub fn take_output(&mut self) -> Vec<Output> {
        self.kernel.take_output()
    }
}
