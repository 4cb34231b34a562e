//! The machine as drivers see it: processes, their kernel, the clock; choices applied one by one.

use std::collections::VecDeque;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::{FixId, Pid, Task, Tid, Time};
use crate::code::Program;
use crate::machine::access::{Access, Spot};
use crate::machine::clocks::Clocks;
use crate::machine::costs::Costs;
use crate::machine::effect::{Answer, Clock, Effect, Image, Limit, Order, Syscall};
use crate::machine::event::Told;
use crate::machine::interpret::HIDDEN_AT_MOST;
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
    pub delivery: Delivery,
}

/// When a process gets what the kernel sends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Delivery {
    /// In the step that caused it.
    AtOnce,
    /// When the schedule says so ([`Choice::Receive`](crate::machine::schedule::Choice)), and time passes only when
    /// the schedule says so: the way of a live run, where messages travel and clocks are real.
    WhenTold,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Buffering {
    /// stdout by line, as on a terminal.
    Line,
    /// stdout in blocks, as into a pipe.
    Block,
}

/// What may end a turn before its steps are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Until {
    /// Another worker was started or became ready.
    pub news: bool,
    /// The worker's clock has come to this.
    pub time: Time,
}

impl Until {
    /// Nothing but its steps.
    pub const STEPS: Self = Self {
        news: false,
        time: Time::NEVER,
    };
    pub const NEWS: Self = Self {
        news: true,
        time: Time::NEVER,
    };
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
            delivery: Delivery::AtOnce,
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

/// Whose turn it is in one process.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(super) struct Turn {
    last: Option<Tid>,
    /// Whether CPython would have looked, after the last step, if somebody else wants the turn.
    checked: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Machine {
    config: Config,
    /// As it is now; it begins as the configuration says.
    delivery: Delivery,
    /// Waits with a timeout end when the schedule says so, in any order, and clocks stand still.
    pub(super) loose: bool,
    /// A notify wakes any of those who wait.
    wakes_any: bool,
    /// Where it is loose: timed waits end in the order of their alarms, which are counted from the last one that rang.
    ordered: bool,
    pub(super) processes: Vec<Process>,
    /// By [`Pid`].
    pub(super) turns: Vec<Turn>,
    /// What the kernel has sent to each process, and it has not received yet.
    pub(super) inboxes: Vec<VecDeque<Order>>,
    pub(super) kernel: Kernel,
    /// Those that are on now, by [`FixId`]: what a new process begins with.
    pub(super) fixes: Vec<bool>,
    clocks: Clocks,
    /// The time at which the last step ended.
    clock: Time,
    steps: u64,
    /// Instructions inside library calls.
    /// Instructions done so far, those of library code included.
    instructions: u64,
    hidden: u64,
    pub(super) last: Option<Task>,
    /// How the first process ended.
    pub(super) ended: Option<(i32, bool)>,
    pub(super) limit: Option<Limit>,
    /// What all processes have written to stdout, one print after the other, where it is held back.
    pub(super) held: Option<String>,
}

impl Machine {
    pub fn boot(program: Arc<Program>, config: Config) -> Self {
        let process = Process::boot(program, Self::settings(&config));
        Self {
            delivery: config.delivery,
            loose: false,
            wakes_any: false,
            ordered: false,
            kernel: Kernel::new(config.now, config.limits.memory),
            fixes: config.fixes.clone(),
            clocks: Clocks::new(config.cores, config.profile == Profile::FreeThreaded),
            config,
            processes: vec![process],
            turns: vec![Turn::default()],
            inboxes: vec![VecDeque::new()],
            clock: Time::ZERO,
            steps: 0,
            instructions: 0,
            hidden: 0,
            last: None,
            ended: None,
            limit: None,
            held: None,
        }
    }

    /// A machine that was saved without its program gets it back.
    pub fn attach(&mut self, program: &Arc<Program>) {
        for process in &mut self.processes {
            process.attach(Arc::clone(program));
        }
    }

    /// What each process of a run is made with.
    pub fn settings(config: &Config) -> Settings {
        Settings {
            limits: config.limits,
            seed: config.seed,
            fixes: config.fixes.clone(),
            look_inside: config.look_inside,
            began: config.now,
            cores: config.cores,
            line_buffered: config.buffering == Buffering::Line,
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

    /// All processes there ever were, those that have ended as they ended.
    pub fn processes(&self) -> &[Process] {
        &self.processes
    }

    pub fn kernel(&self) -> &Kernel {
        &self.kernel
    }

    /// When each process and core has got to.
    pub fn clocks(&self) -> &Clocks {
        &self.clocks
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
        // In a live run time is not ours to pass.
        self.is_ready(task)
            || self.delivery == Delivery::AtOnce && self.status_is_open() && self.has_alarm(task)
    }

    /// Waits, and will not wait for ever.
    fn has_alarm(&self, task: Task) -> bool {
        if self.loose {
            return matches!(self.state(task), Some(State::Parked { timed: true, .. }))
                && (!self.ordered || self.rings_next(task));
        }
        self.kernel.alarms.of(task).is_some()
    }

    /// From here on time orders nothing: a timed wait may end at any moment, as an explorer assumes.
    pub fn loosen(&mut self) {
        self.loose = true;
        // Whoever waits with an alarm goes on waiting, and nothing rings.
        self.kernel.alarms.retain(|_| false);
    }

    /// Whether time orders nothing.
    pub fn is_loose(&self) -> bool {
        self.loose
    }

    /// From here on steps take no time, and time passes only as timed waits end, each in its order: the one whose alarm
    /// is next, but nobody says when.
    pub fn order_alarms(&mut self) {
        self.loose = true;
        self.ordered = true;
    }

    /// Whether timed waits end in order, though time passes only with them.
    pub fn is_ordered(&self) -> bool {
        self.ordered
    }

    /// Whether no other alarm comes before that of a worker.
    fn rings_next(&self, task: Task) -> bool {
        let next = self.next_alarm().map(|(_, time)| time);
        self.alarm(task).is_none_or(|time| next == Some(time))
    }

    fn note_alarms(&self) {
        self.note(Pid::default(), Access::Write(Spot::Alarms));
    }

    /// From here on a notify wakes any of those who wait: whoever of them moves first.
    pub fn wake_any(&mut self) {
        self.wakes_any = true;
        for process in &mut self.processes {
            process.wakes_any = true;
        }
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

    /// Who moved last in a process: the holder of its GIL, if it can go on.
    pub fn last_of(&self, pid: Pid) -> Option<Task> {
        let tid = self.turns.get(pid.index())?.last?;
        Some(Task { pid, tid })
    }

    /// Whether the profile lets the turn go from the worker that moved last to another one now.
    pub fn may_switch(&self) -> bool {
        self.last.is_none_or(|last| self.gives_way(last))
    }

    /// Whether the profile lets a worker move now: another one of its process may be where it keeps the turn. Between
    /// processes there is no GIL.
    pub fn may_move(&self, task: Task) -> bool {
        self.last_of(task.pid)
            .is_none_or(|last| last == task || self.gives_way(last))
    }

    /// Whether a worker that moved last in its process could lose its turn here.
    pub fn gives_way(&self, last: Task) -> bool {
        !self.config.profile.only_where_checked()
            || self.turns[last.pid.index()].checked
            || !self.is_ready(last)
    }

    /// Who moved last in a process, and came to where the profile lets nobody take its turn while it can go on.
    pub(super) fn keeper(&self, pid: Pid) -> Option<Tid> {
        let turn = self.turns.get(pid.index())?;
        let keeps = self.config.profile.only_where_checked() && !turn.checked;
        turn.last.filter(|_| keeps)
    }

    fn status_is_open(&self) -> bool {
        self.limit.is_none() && (self.ended.is_none() || self.kernel.family.is_anybody_alive())
    }

    pub fn status(&self) -> Status {
        if let Some(limit) = self.limit {
            return Status::Limit(limit);
        }
        if let Some((code, uncaught)) = self.ended
            && !self.status_is_open()
        {
            return Status::Finished { code, uncaught };
        }
        let mut processes = self.processes.iter();
        let can_move = processes.any(|process| process.ready().next().is_some())
            || !self.kernel.alarms.is_empty()
            || self.inboxes.iter().any(|inbox| !inbox.is_empty())
            || self.loose && self.tasks().into_iter().any(|task| self.has_alarm(task));
        if can_move {
            Status::Running
        } else {
            Status::Deadlock
        }
    }

    /// The time at which the last step ended, since the start of the run.
    pub fn now(&self) -> Time {
        self.clock
    }

    /// How far a process has got. Without a GIL its threads have clocks of their own: how far its first has.
    pub fn now_in(&self, pid: Pid) -> Time {
        let main = Task {
            pid,
            tid: Tid::default(),
        };
        match self.delivery {
            Delivery::AtOnce => self.clocks.reached(main),
            Delivery::WhenTold => self.clock,
        }
    }

    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// Instructions done so far: a step that goes through library code has many.
    pub fn instructions(&self) -> u64 {
        self.instructions
    }

    /// One step of one worker; where it waits with an alarm, time passes to that first.
    pub fn step(&mut self, task: Task) -> Result<(), Refused> {
        match self.state(task) {
            None => return Err(Refused::Unknown(task)),
            Some(State::Ended) => return Err(Refused::Ended(task)),
            Some(State::Ready | State::Asking | State::Parked { .. }) => {}
        }
        if !self.status_is_open() {
            return Err(Refused::Over);
        }
        if !self.can_move(task) {
            return Err(Refused::Waits(task));
        }
        self.run(task, 1, Until::STEPS);
        Ok(())
    }

    /// Up to `steps` steps of one worker that can move; fewer where it blocks or ends, where the run ends, and where
    /// what `until` names has come.
    pub fn run(&mut self, task: Task, steps: u64, until: Until) -> u64 {
        self.expire_for(task);
        self.begin_turn(task);
        self.sound_alarms();
        let budget = steps.min(self.config.max_steps.saturating_sub(self.steps));
        let mut done = 0;
        let pid = task.pid.index();
        self.processes[pid].news = false;
        // Where threads have clocks of their own, it matters at which step one woke another.
        let apart = self.clocks.are_threads_apart();
        let mut news = false;
        let mut go_on = true;
        let mut started = false;
        while done < budget && go_on {
            // An alarm sounds at the first step that ends behind it, however the steps are taken: a step of one
            // instruction takes a known time, and a longer one ends the slice.
            let slice = match self.delivery {
                Delivery::AtOnce => self.until_alarm().min(self.until(until.time)),
                Delivery::WhenTold => u64::MAX,
            };
            let process = &mut self.processes[pid];
            news |= std::mem::take(&mut process.news);
            process.stop = StopAt {
                news: until.news || apart,
                long_step: slice < u64::MAX,
                hidden: self.config.hidden_at_most().saturating_sub(self.hidden),
            };
            let run = process.run(task.tid, slice.min(budget - done));
            self.hold_back(task.pid);
            self.go_on_telling();
            self.steps += run.steps;
            done += run.steps;
            self.hidden += run.hidden;
            self.instructions += run.instructions;
            let span = Time(run.instructions * self.config.costs.instruction);
            self.pass(task, span);
            self.kernel.spent(task.pid, span);
            // Whoever drives looks at the real clock between two turns: library calls must not make one last for ever.
            started = false;
            go_on = run.instructions <= HIDDEN_AT_MOST;
            go_on &= match run.effect {
                Effect::Asks(call) => {
                    let answered = self.ask(task, call);
                    let steps = match self.delivery {
                        Delivery::AtOnce => answered,
                        // The question is the step; whatever the answer completes belongs to it.
                        Delivery::WhenTold => 1,
                    };
                    self.steps += steps;
                    done += steps;
                    self.note_woken(task);
                    // Inside a library call the step is not over yet.
                    if steps == 0 && self.is_ready(task) {
                        continue;
                    }
                    self.is_ready(task)
                }
                effect => {
                    started = matches!(effect, Effect::Started(_));
                    self.follow(task, &effect, until.news)
                }
            };
            self.note_woken(task);
            self.forget_woken();
            self.sound_alarms();
            go_on &= self.clock < until.time;
            if until.news && (news || self.processes[pid].news) {
                break;
            }
        }
        let worker = &self.processes[pid].workers[task.tid.index()];
        // Whoever starts a thread waits, in CPython, until it has begun.
        self.turns[pid].checked =
            started || worker.thread.as_ref().is_none_or(|thread| thread.checked);
        if self.steps >= self.config.max_steps && self.status_is_open() {
            self.limit = Some(Limit::Steps);
        }
        done
    }

    /// The worker gets the turn of its process, and a core.
    fn begin_turn(&mut self, task: Task) {
        let turn = &mut self.turns[task.pid.index()];
        let switched = turn.last.is_some_and(|last| last != task.tid);
        turn.last = Some(task.tid);
        self.last = Some(task);
        if self.delivery == Delivery::AtOnce {
            self.clock = self.clocks.begin(task);
            // Without a GIL there is none to hand over.
            if switched && !self.clocks.are_threads_apart() {
                self.pass(task, Time(self.config.costs.switch));
            }
        }
    }

    /// Threads that this one started or woke do not run before it did so.
    fn note_woken(&mut self, task: Task) {
        let pid = task.pid;
        let now = self.clocks.reached(task);
        for tid in self.processes[pid.index()].woken.drain(..) {
            if self.clocks.are_threads_apart() {
                self.clocks.not_before(Task { pid, tid }, now);
            }
        }
    }

    /// The worker's time goes on.
    fn pass(&mut self, task: Task, span: Time) {
        if self.delivery == Delivery::AtOnce {
            self.clock = self.clocks.pass(task, span);
        }
    }

    /// Instructions until the next alarm.
    fn until_alarm(&self) -> u64 {
        match self.next_alarm() {
            Some((_, time)) if !self.ordered => self.until(time),
            Some(_) | None => u64::MAX,
        }
    }

    /// Instructions until then, and one at least.
    fn until(&self, time: Time) -> u64 {
        match time {
            Time::NEVER => u64::MAX,
            _ => (time - self.clock)
                .0
                .div_ceil(self.config.costs.instruction.max(1))
                .max(1),
        }
    }

    /// What follows from a step, but for questions. Whether the worker may go on.
    fn follow(&mut self, task: Task, effect: &Effect, watch_others: bool) -> bool {
        match effect {
            Effect::Ran => true,
            Effect::Started(_) => {
                self.pass(task, Time(self.config.costs.thread_start));
                !watch_others
            }
            Effect::Parked { timeout, .. } => {
                match timeout {
                    Timeout::After(span) if self.ordered => {
                        self.kernel.alarms.set(task, *span);
                        self.note_alarms();
                    }
                    Timeout::After(span) if !self.loose => {
                        self.kernel.alarms.set(task, self.clock + *span);
                    }
                    Timeout::After(_) | Timeout::Never | Timeout::Unchanged => {}
                }
                false
            }
            Effect::Asks(_) => unreachable!("questions are the kernel's"),
            Effect::Ended if self.processes[task.pid.index()].main == task.tid => {
                // The thread that forked was not its process's first: its end is the process's all the same.
                self.die(task.pid, 0);
                false
            }
            Effect::Ended => false,
            Effect::Exited(code) => {
                self.die(task.pid, *code);
                false
            }
            Effect::Limit(limit) => {
                self.limit = Some(*limit);
                false
            }
        }
    }

    /// Ends a timed wait, to whose alarm time passes; no step.
    pub fn expire(&mut self, task: Task) -> Result<(), Refused> {
        match self.state(task) {
            None => Err(Refused::Unknown(task)),
            Some(State::Ended) => Err(Refused::Ended(task)),
            Some(_) if !self.status_is_open() => Err(Refused::Over),
            Some(_) if self.delivery == Delivery::WhenTold => {
                self.expire_now(task);
                Ok(())
            }
            Some(State::Parked { .. }) if self.has_alarm(task) => {
                self.expire_for(task);
                Ok(())
            }
            Some(State::Ready | State::Asking | State::Parked { .. }) => Err(Refused::Waits(task)),
        }
    }

    /// Passes time to a waiting worker's alarm.
    fn expire_for(&mut self, task: Task) {
        if self.state(task) == Some(State::Ready) {
            return;
        }
        if self.loose && self.has_alarm(task) {
            if self.ordered
                && let Some(span) = self.kernel.alarms.remove(task)
            {
                self.kernel.alarms.pass(span);
                self.note_alarms();
            }
            self.expire_now(task);
            return;
        }
        if let Some(time) = self.kernel.alarms.remove(task) {
            if self.delivery == Delivery::AtOnce {
                self.clock = self.clocks.reach(task, time);
            }
            self.expire_now(task);
        }
    }

    /// A timed wait is over: the kernel knows of its own, the process of all others.
    fn expire_now(&mut self, task: Task) {
        let orders = self.kernel.expire(task);
        if orders.is_empty() {
            self.processes[task.pid.index()].expire(task.tid);
        } else {
            self.note(task.pid, Access::Kernel);
        }
        self.post(orders);
    }

    /// Ends the waits whose time has come.
    fn sound_alarms(&mut self) {
        if self.delivery == Delivery::WhenTold || self.ordered {
            return;
        }
        while let Some((task, time)) = self.next_alarm() {
            if time > self.clock {
                break;
            }
            self.kernel.alarms.remove(task);
            self.clocks.not_before(task, time);
            self.expire_now(task);
            self.go_on_telling();
        }
    }

    /// Who was woken and has what it waited for needs no alarm; who was woken in vain keeps it.
    fn forget_woken(&mut self) {
        let before = self.kernel.alarms.all().len();
        let Self {
            kernel, processes, ..
        } = self;
        kernel.alarms.retain(|task| {
            let worker = &processes[task.pid.index()].workers[task.tid.index()];
            match worker.state {
                State::Parked { timed, .. } => timed,
                State::Ready | State::Asking => worker
                    .thread
                    .as_ref()
                    .is_some_and(|thread| thread.waiting.is_some()),
                State::Ended => false,
            }
        });
        if self.ordered && self.kernel.alarms.all().len() != before {
            self.note_alarms();
        }
    }

    /// Whether a fix is on for whoever begins now; in a live run others hear of a switch a little later.
    pub fn has_fix(&self, fix: FixId) -> bool {
        self.fixes.get(fix.index()).is_some_and(|&on| on)
    }

    /// Switches a fix on or off, from the next instruction that asks for it.
    pub fn toggle(&mut self, fix: FixId, on: bool) {
        if self.fixes.len() <= fix.index() {
            self.fixes.resize(fix.index() + 1, false);
        }
        self.fixes[fix.index()] = on;
        let pids: Vec<Pid> = self.processes.iter().map(|process| process.pid).collect();
        self.post(
            pids.into_iter()
                .map(|pid| Order::Toggle { pid, fix, on })
                .collect(),
        );
    }

    /// Sends out what stdout still holds back. A run that was stopped, or that halts, would keep it for ever; what a
    /// process held back when it was killed is lost.
    pub fn flush(&mut self) {
        for process in self
            .processes
            .iter_mut()
            .filter(|process| !process.has_ended())
        {
            let text = process.streams.take_pending();
            if !text.is_empty() {
                let by = Task {
                    pid: process.pid,
                    tid: process.main,
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
            .fold(self.kernel.fingerprint(), u128::wrapping_add)
    }

    /// A number that two equal processes share.
    pub fn fingerprint_of(&mut self, pid: Pid) -> u128 {
        self.processes
            .get_mut(pid.index())
            .map_or(0, Process::fingerprint)
    }

    /// Events are told from now on, or no longer.
    pub fn watch(&mut self, on: bool) {
        self.kernel.watched = on;
        for process in &mut self.processes {
            process.watched = on;
        }
    }

    /// What happened since this was last asked, in order, however the steps were taken.
    pub fn take_told(&mut self) -> Vec<Told> {
        let mut told: Vec<(u64, Told)> = Vec::new();
        for process in &mut self.processes {
            // What was reserved for it stays so: a search asks after every step.
            told.append(&mut process.told);
        }
        told.extend(self.kernel.take_told());
        told.sort_by_key(|&(order, _)| order);
        told.into_iter().map(|(_, told)| told).collect()
    }

    /// What is told from now on comes behind what was told before, in whatever process.
    fn go_on_telling(&mut self) {
        if self.kernel.watched {
            self.kernel.order += 1;
            for process in &mut self.processes {
                process.order = self.kernel.order;
            }
        }
    }

    /// What a process has just written to stdout is added to what is held back.
    fn hold_back(&mut self, pid: Pid) {
        let Some(held) = &mut self.held else {
            return;
        };
        held.push_str(&self.processes[pid.index()].streams.take_pending());
        if held.len() > self.config.limits.output {
            self.limit = Some(Limit::Output);
        }
    }

    /// What was written to stdout and is held back.
    pub fn held_output(&self) -> Option<&str> {
        self.held.as_deref()
    }

    /// What reached stdout and stderr since this was last asked.
    pub fn take_output(&mut self) -> Vec<Output> {
        self.kernel.take_output()
    }
}

/// Between the processes and their kernel.
impl Machine {
    /// Puts a worker's question to the kernel, and has done what follows. How many steps that completed.
    fn ask(&mut self, task: Task, call: Syscall) -> u64 {
        let cost = self.config.costs.of(&call);
        self.pass(task, cost);
        // A clock is read where one stands, whatever else is on its way.
        if let Syscall::Clock(clock) = call
            && (self.delivery == Delivery::WhenTold || self.loose)
        {
            self.note(task.pid, Access::Clock);
            let now = if self.loose { Time::ZERO } else { self.clock };
            let shown = match clock {
                Clock::Wall => self.config.now + now,
                Clock::Monotonic | Clock::Process => now,
            };
            let answer = Answer::Number(i64::try_from(shown.0).unwrap_or(i64::MAX));
            return self.carry_out(Order::Answer { task, answer });
        }
        self.note(
            task.pid,
            if let Syscall::Write { .. } = call {
                Access::Output
            } else {
                Access::Kernel
            },
        );
        let at_once = call.is_answered_at_once();
        let mut orders = self.kernel.ask(task, call, self.clock);
        self.go_on_telling();
        let mut steps = 0;
        if at_once && !orders.is_empty() {
            // Whoever asks has the answer, whatever else is on its way.
            steps += self.carry_out(orders.remove(0));
        }
        steps += self.post(orders);
        self.go_on_telling();
        steps
    }

    fn note(&self, pid: Pid, access: Access) {
        self.processes[pid.index()].note(access);
    }

    /// Delivers orders, or leaves them until they are received. How many steps of the asker that completed.
    fn post(&mut self, orders: Vec<Order>) -> u64 {
        let mut steps = 0;
        for order in orders {
            let begins = matches!(order, Order::Begin { .. });
            if self.delivery == Delivery::AtOnce || begins {
                steps += self.carry_out(order);
            } else if !matches!(order, Order::Kill { .. }) {
                // A kill is done by the operating system, and told when it has happened.
                self.inboxes[order.pid().index()].push_back(order);
            }
        }
        steps
    }

    /// A process receives the next of what the kernel has sent it. Whether there was anything.
    pub fn receive(&mut self, pid: Pid) -> bool {
        let Some(order) = self
            .inboxes
            .get_mut(pid.index())
            .and_then(VecDeque::pop_front)
        else {
            return false;
        };
        self.carry_out(order);
        true
    }

    /// A worker has the answer to what it asked, before all else that is on its way to its process. Whether there was one.
    pub fn answer(&mut self, task: Task) -> bool {
        let is_it = |order: &Order| matches!(order, Order::Answer { task: to, .. } if *to == task);
        let Some(order) = self.inboxes.get_mut(task.pid.index()).and_then(|inbox| {
            let place = inbox.iter().position(is_it)?;
            inbox.remove(place)
        }) else {
            return false;
        };
        self.carry_out(order);
        true
    }

    /// Whether something is on its way to a process that it has not received.
    pub fn has_mail(&self, pid: Pid) -> bool {
        !self.inboxes[pid.index()].is_empty()
    }

    /// Follows a live run, and not a run of its own.
    pub fn is_live(&self) -> bool {
        self.delivery == Delivery::WhenTold
    }

    /// From here on the machine goes its own way, in virtual time: what is still on its way arrives.
    pub fn simulate(&mut self) {
        if self.delivery == Delivery::AtOnce {
            return;
        }
        self.delivery = Delivery::AtOnce;
        for task in self.tasks() {
            self.clocks.reach(task, self.clock);
        }
        for number in 0..self.inboxes.len() {
            while self.receive(Pid::from(number)) {}
        }
    }

    /// The clock of a live run, since its start.
    pub fn tell_time(&mut self, now: Time) {
        self.clock = now;
    }

    /// The operating system's number of a worker; of a main thread before its process begins.
    pub fn tell_name(&mut self, task: Task, os_id: u32) {
        self.kernel.name(task, os_id);
        if let Some(process) = self.processes.get_mut(task.pid.index()) {
            process.name(task.tid, os_id);
        }
    }

    /// A process was killed from outside.
    pub fn kill(&mut self, pid: Pid, signal: u8) -> Result<(), Refused> {
        let task = Task {
            pid,
            tid: Tid::default(),
        };
        match self.processes.get(pid.index()) {
            None => Err(Refused::Unknown(task)),
            Some(process) if process.has_ended() => Err(Refused::Ended(task)),
            Some(_) => {
                self.die(pid, -i32::from(signal));
                Ok(())
            }
        }
    }

    fn carry_out(&mut self, order: Order) -> u64 {
        match order {
            Order::Answer { task, answer } => {
                let process = &mut self.processes[task.pid.index()];
                if process.has_ended() {
                    return 0;
                }
                let run = process.resume(task.tid, &answer);
                self.hold_back(task.pid);
                self.pass(task, self.config.costs.of_answer(&answer));
                self.follow(task, &run.effect, false);
                // A child that begins does not count as a step of its parent.
                if self.last == Some(task) {
                    return run.steps;
                }
            }
            Order::Wake(task) => {
                self.clocks.not_before(task, self.clock);
                self.processes[task.pid.index()].wake(task.tid);
                self.processes_hear_news();
            }
            Order::Expire(task) => self.processes[task.pid.index()].expire(task.tid),
            Order::Begin { pid, os_id, image } => self.begin(pid, os_id, image),
            Order::Kill { pid, signal } => self.die(pid, -i32::from(signal)),
            Order::Toggle { pid, fix, on } => self.processes[pid.index()].toggle(fix, on),
        }
        0
    }

    /// Something that another process waits for has happened: whoever drives may want to look.
    fn processes_hear_news(&mut self) {
        if let Some(last) = self.last {
            self.processes[last.pid.index()].news = true;
        }
    }

    fn begin(&mut self, pid: Pid, os_id: u32, image: Image) {
        let delay = match &image {
            Image::Fork(_) => self.config.costs.begin,
            Image::Spawn { .. } => self.config.costs.spawn,
        };
        let mut process = match image {
            // A switch that is still on its way to the parent was made before the child was there.
            Image::Fork(mut process) => {
                process.settings.fixes.clone_from(&self.fixes);
                *process
            }
            Image::Spawn { payload } => {
                let program = Arc::clone(self.program());
                let settings = Settings {
                    fixes: self.fixes.clone(),
                    ..Self::settings(&self.config)
                };
                Process::boot_spawned(program, settings, &payload)
            }
        };
        process.begin_as(pid, os_id);
        if self.held.is_some() {
            // What its parent has written is its parent's.
            process.streams.take_pending();
            process.streams.hold(true);
        }
        process.wakes_any = self.wakes_any;
        process.watched = self.kernel.watched;
        process.order = self.kernel.order;
        assert!(
            pid.index() == self.processes.len(),
            "the kernel counts them"
        );
        let main = Task {
            pid,
            tid: process.main,
        };
        self.processes.push(process);
        self.turns.push(Turn::default());
        self.inboxes.push(VecDeque::new());
        self.clocks.not_before(main, self.clock + Time(delay));
        self.processes_hear_news();
    }

    /// A process is no more: its exit code, or the negative of the signal that ended it.
    fn die(&mut self, pid: Pid, status: i32) {
        let process = &mut self.processes[pid.index()];
        if process.has_ended() {
            return;
        }
        process.end(status);
        process.note(Access::Kernel);
        self.inboxes[pid.index()].clear();
        if pid == Pid::default() {
            // As a shell says it of one that a signal ended.
            let code = if status < 0 { 128 - status } else { status };
            self.ended = Some((code, process.uncaught));
        }
        self.go_on_telling();
        let orders = self.kernel.exited(pid, status);
        self.post(orders);
        self.go_on_telling();
    }
}
