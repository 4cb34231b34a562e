//! The kernel's home in a live run. It starts the children and buries them, answers their questions one after the other,
//! and writes down what came in which order: that log is the schedule of the run.
//!
//! Each child has a thread of the hub's that reads what it tells, and that thread itself answers, with all of the hub to
//! itself for so long: a question wakes nobody but this thread and, with its answer, whoever asked. Alarms and commands
//! are the business of one more thread.

mod advance;
mod foresight;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::{self, BufReader};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender};

use crate::base::{FixId, Pid, Task, Tid, Time};
use crate::code::Program;
use crate::live::advance::Way;
use crate::live::hub::advance::{Lent, Users};
use crate::live::hub::foresight::Still;
use crate::live::nursery::{Line, Nursery};
use crate::live::room::monotonic;
use crate::live::wire::{self, Begin, Beginning, Bytes, Entry, Report, Then, ToChild};
use crate::machine::effect::{Answer, Image, Limit, Order, Syscall};
use crate::machine::kernel::{Kernel, Output};
use crate::machine::process::{Process, Settings};
use crate::machine::schedule::Choice;
use crate::machine::world::{Config, Machine};

/// How a live run is made.
#[derive(Clone, Debug)]
pub struct Start {
    pub program: Arc<Program>,
    pub config: Config,
    /// What is started as a child: our own executable.
    pub executable: PathBuf,
    /// OS threads wait for grants.
    pub held: bool,
    /// For tests: behind so many steps a value of the first process is silently spoilt.
    pub spoil: Option<u64>,
}

/// What somebody outside wants of a run.
#[derive(Clone, Debug)]
pub enum Command {
    Kill { pid: Pid, signal: u8 },
    Toggle { name: String, fix: FixId, on: bool },
    Grant { task: Task, steps: u64 },
    Hold(bool),
    Stop,
}

/// A piece of the log, in order.
#[derive(Clone, Debug)]
pub enum Piece {
    Choice(Choice),
    /// This process's fingerprint is this now.
    Proof {
        pid: Pid,
        fingerprint: u128,
    },
    Wrote(Output),
    /// Nobody moves any more, and nobody ever will.
    Halted,
    Limit(Limit),
    /// All processes have ended.
    Over,
    /// A child did what no child of ours does.
    Fault(String),
}

enum News {
    /// The next alarm is earlier than it was, or the run is over.
    Look,
    Command(Command),
}

struct Child {
    /// `None` once it is dead.
    socket: Option<UnixStream>,
    /// What the operating system calls it.
    os_id: u32,
    /// The number of the report that comes next, and those that came before their turn.
    next: u64,
    early: BTreeMap<u64, Box<Report>>,
    /// Orders sent, and orders carried out.
    sent: u64,
    received: u64,
    idle: bool,
    /// What happens in it is the hub's to say.
    still: Option<Still>,
    /// The number of the report with its last question.
    asked: u64,
    /// What it was told in advance; `None` once it is dead.
    lent: Option<Lent>,
    /// A signal is on its way that ends it.
    doomed: bool,
    /// It has said that it ended, and how.
    exited: Option<i32>,
    gone: bool,
}

pub struct Hub {
    desk: Arc<Desk>,
    news: Receiver<News>,
}

/// The hub as its threads share it: one of them at a time.
struct Desk(Mutex<State>);

struct State {
    config: Config,
    kernel: Kernel,
    /// Stands for a forked process where the kernel is asked: what it is made of is of no interest there.
    blank: Process,
    nursery: Nursery,
    children: Vec<Child>,
    /// The threads that read what they tell.
    readers: Vec<thread::JoinHandle<()>>,
    /// When waits for the kernel end.
    alarms: BTreeSet<(Time, Task)>,
    /// Whose time was up while they were awake: they had been woken, and have not asked again yet.
    overdue: BTreeSet<Task>,
    /// Children that were woken and have not asked again.
    woken: VecDeque<Pid>,
    /// Who has asked at which end of a pipe.
    users: Users,
    /// Whose next report waits until another has told of what it used in advance; and whether one has.
    deferred: BTreeSet<Pid>,
    settled: bool,
    /// The dead of whom something is still to be written down.
    unburied: BTreeSet<Pid>,
    epoch: Time,
    fixes: Vec<bool>,
    held: bool,
    steps: u64,
    /// Until when whoever looks after the alarms sleeps; `None` for ever.
    asleep_until: Option<Time>,
    tell: Sender<News>,
    log: Sender<Piece>,
    over: bool,
    /// For the threads that read what children tell.
    desk: Weak<Desk>,
}

/// To whom commands for a running hub go.
#[derive(Clone, Debug)]
pub struct Reins(Sender<News>);

impl std::fmt::Debug for News {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("News")
    }
}

impl Reins {
    pub fn command(&self, command: Command) {
        // A run that is over needs no commands.
        let _ = self.0.send(News::Command(command));
    }
}

impl Hub {
    /// Starts a run; its log goes to `log`.
    pub fn start(start: Start, log: Sender<Piece>) -> io::Result<(Self, Reins)> {
        let (tell, news) = crossbeam_channel::unbounded();
        let program = postcard::to_stdvec(&*start.program).map_err(io::Error::other)?;
        let program = Bytes(program);
        let settings = Machine::settings(&start.config);
        let blank = Process::boot(Arc::clone(&start.program), settings.clone());
        let mut state = State {
            kernel: Kernel::new(start.config.now, start.config.limits.memory),
            blank,
            nursery: Nursery::start(&start.executable, program)?,
            children: Vec::new(),
            readers: Vec::new(),
            alarms: BTreeSet::new(),
            overdue: BTreeSet::new(),
            woken: VecDeque::new(),
            users: Users::new(),
            deferred: BTreeSet::new(),
            settled: false,
            unburied: BTreeSet::new(),
            epoch: monotonic(),
            fixes: start.config.fixes.clone(),
            held: start.held,
            steps: 0,
            asleep_until: None,
            tell: tell.clone(),
            log,
            over: false,
            desk: Weak::new(),
            config: start.config,
        };
        let (os_id, line) = state.nursery.child()?;
        state.choice(Choice::Name {
            task: Task::MAIN,
            os_id,
        });
        state.kernel.name(Task::MAIN, os_id);
        let desk = Arc::new(Desk(Mutex::new(state)));
        let mut state = desk.lock();
        state.desk = Arc::downgrade(&desk);
        let beginning = Beginning::Boot(settings);
        state.begin(Pid(0), (os_id, line), beginning, start.spoil)?;
        drop(state);
        Ok((Self { desk, news }, Reins(tell)))
    }

    /// Goes on until the run is over, or until it is told to stop. Whatever was written down is in the log by then.
    pub fn run(self) {
        loop {
            let sleep = self.desk.lock().look_at_alarms();
            let news = match sleep {
                Sleep::Never => break,
                Sleep::For(span) => self.news.recv_timeout(Duration::from_nanos(span.0)),
                Sleep::UntilTold => self.news.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match news {
                Ok(News::Command(command)) => self.desk.work(|state| state.obey(command)),
                Ok(News::Look) | Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        let mut state = self.desk.lock();
        state.end();
        let readers = std::mem::take(&mut state.readers);
        drop(state);
        // Whoever waits for the hub's end finds nothing of it left.
        for reader in readers {
            let _ = reader.join();
        }
    }
}

/// What whoever looks after the alarms does next.
enum Sleep {
    UntilTold,
    For(Time),
    /// The run is over.
    Never,
}

impl Desk {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does one thing, and sees what has become of the run.
    fn work(&self, thing: impl FnOnce(&mut State)) {
        let mut state = self.lock();
        if state.over {
            return;
        }
        thing(&mut state);
        state.hear_deferred();
        state.ask_again();
        if !state.over && state.has_halted() {
            state.piece(Piece::Halted);
            state.over = true;
        }
        let earliest = state.alarms.first().map(|&(time, _)| time);
        let is_earlier = match (earliest, state.asleep_until) {
            (Some(earliest), Some(until)) => earliest < until,
            (Some(_), None) => true,
            (None, _) => false,
        };
        if state.over || is_earlier {
            state.asleep_until = earliest;
            let _ = state.tell.send(News::Look);
        }
    }
}

impl State {
    /// Ends the waits whose time is up.
    fn look_at_alarms(&mut self) -> Sleep {
        while !self.over {
            let now = monotonic() - self.epoch;
            let alarm = self.alarms.first().copied();
            self.asleep_until = alarm.map(|(time, _)| time);
            match alarm {
                Some((time, task)) if time <= now => {
                    self.alarms.remove(&(time, task));
                    self.expire(task);
                    self.ask_again();
                }
                Some((time, _)) => return Sleep::For(time - now),
                None => return Sleep::UntilTold,
            }
        }
        Sleep::Never
    }

    fn piece(&mut self, piece: Piece) {
        // Where nobody follows the log, nobody needs the run.
        if self.log.send(piece).is_err() {
            self.over = true;
        }
    }

    fn choice(&mut self, choice: Choice) {
        self.piece(Piece::Choice(choice));
    }

    /// A report in its turn, and those that waited for it.
    fn hear(&mut self, pid: Pid, report: Box<Report>) {
        let child = &mut self.children[pid.index()];
        child.early.insert(report.number, report);
        self.hear_on(pid);
    }

    fn hear_on(&mut self, pid: Pid) {
        while let Some(mut report) = {
            let child = &mut self.children[pid.index()];
            child.early.remove(&child.next)
        } {
            if !self.may_write_down(pid, &report.then) {
                // What it has used need wait for nobody: others may wait for that.
                self.enter_all_but_last(pid, &mut report);
                self.children[pid.index()]
                    .early
                    .insert(report.number, report);
                self.deferred.insert(pid);
                return;
            }
            self.children[pid.index()].next += 1;
            self.write_down(pid, *report);
        }
    }

    /// What a report tells, but for its last step: the one that asks, or ends.
    fn enter_all_but_last(&mut self, pid: Pid, report: &mut Report) {
        let mut entries = std::mem::take(&mut report.entries);
        report.entries.extend(entries.pop());
        if let Some(Entry::Ran { tid, steps }) = report.entries.last_mut()
            && *steps > 1
        {
            let (tid, before) = (*tid, std::mem::replace(steps, 1) - 1);
            entries.push(Entry::Ran { tid, steps: before });
        }
        for entry in entries {
            self.enter(pid, entry);
        }
    }

    /// Those whose reports had to wait for others.
    fn hear_deferred(&mut self) {
        while std::mem::take(&mut self.settled) && !self.over {
            for pid in std::mem::take(&mut self.deferred) {
                self.hear_on(pid);
                if self.unburied.remove(&pid) {
                    self.bury(pid);
                }
            }
        }
    }

    fn write_down(&mut self, pid: Pid, mut report: Report) {
        if let Then::Forks { base, .. } = &mut report.then
            && let Some(image) = base.take()
            && let Err(error) = self.nursery.base(pid, image)
        {
            return self.fault(&format!("a process cannot be started: {error}"));
        }
        // What the operating system calls a new process is known before the step that makes it.
        let mut new = None;
        if let Then::Forks { .. }
        | Then::Asks {
            call: Syscall::Spawn { .. },
            ..
        } = report.then
        {
            new = match self.nursery.child() {
                Ok(child) => Some(child),
                Err(error) => return self.fault(&format!("a process cannot be started: {error}")),
            };
            let main = Task {
                pid: Pid::from(self.children.len()),
                tid: Tid(0),
            };
            let os_id = new.as_ref().map_or(0, |&(os_id, _)| os_id);
            self.kernel.name(main, os_id);
            self.choice(Choice::Name { task: main, os_id });
        }
        let number = report.number;
        for entry in report.entries {
            self.enter(pid, entry);
        }
        if let Some(fingerprint) = report.fingerprint
            && !matches!(report.then, Then::Exited(_))
        {
            self.piece(Piece::Proof { pid, fingerprint });
        }
        self.children[pid.index()].idle = false;
        match report.then {
            Then::Goes => {}
            Then::Idle => self.children[pid.index()].idle = true,
            Then::Asks {
                tid,
                call,
                patience,
                alone,
            } => {
                let task = Task { pid, tid };
                self.children[pid.index()].asked = number;
                self.forgets(pid, &call);
                if alone && new.is_none() && self.foresees(pid) {
                    let again = foresight::again(&call);
                    let mut orders = self.ask(task, call, patience).into_iter();
                    if let Some(Order::Answer { answer, .. }) = orders.next() {
                        self.answer_alone(task, answer, again);
                    }
                    self.post(orders, pid, None, Bytes::default());
                } else {
                    let asked = call.clone();
                    let orders = self.ask(task, call, patience);
                    if let Some(Order::Answer { answer, .. }) = orders.first() {
                        self.tell_in_advance(pid, &asked, answer);
                    }
                    self.post(orders, pid, new, Bytes::default());
                }
                self.overdue_after_all(task);
            }
            Then::Forks {
                tid, difference, ..
            } => {
                self.children[pid.index()].asked = number;
                let call = Syscall::Fork(Box::new(self.blank.clone()));
                let orders = self.ask(Task { pid, tid }, call, None);
                self.post(orders, pid, new, difference);
            }
            Then::Exited(code) => {
                self.children[pid.index()].exited = Some(code);
                self.died(pid, code);
            }
            Then::Limit(limit) => {
                self.piece(Piece::Limit(limit));
                self.over = true;
            }
        }
        if self.steps > self.config.max_steps {
            self.piece(Piece::Limit(Limit::Steps));
            self.over = true;
        }
    }

    /// One thing that a process did.
    fn enter(&mut self, pid: Pid, entry: Entry) {
        match entry {
            Entry::Ran { tid, steps } => {
                self.steps += steps;
                let task = Task { pid, tid };
                self.choice(Choice::Run { task, steps });
            }
            Entry::Expired(tid) => self.choice(Choice::Expire(Task { pid, tid })),
            Entry::Received => {
                self.children[pid.index()].received += 1;
                self.choice(Choice::Receive(pid));
            }
            Entry::Asked { tid, call } => self.asked(Task { pid, tid }, call),
            Entry::Clock(time) => self.choice(Choice::Time(time)),
            Entry::Named { tid, os_id } => {
                let task = Task { pid, tid };
                self.kernel.name(task, os_id);
                self.choice(Choice::Name { task, os_id });
            }
        }
    }

    /// A question whose answer the asker knew, and has; what else follows concerns others.
    fn asked(&mut self, task: Task, call: Syscall) {
        let way = Way::of(&call);
        let mut orders = self.ask(task, call, None).into_iter();
        let answer = match orders.next() {
            Some(Order::Answer { answer, .. }) => answer,
            other => return self.fault(&format!("a question was answered by {other:?}")),
        };
        match (answer, way) {
            (Answer::Done, None) => {}
            (Answer::Done | Answer::Flag(true) | Answer::Bytes(_), Some(way)) => {
                self.choice(Choice::Answer(task));
                self.used(task.pid, way.direction);
            }
            (Answer::Limit(limit), _) => {
                self.piece(Piece::Limit(limit));
                self.over = true;
            }
            (answer, _) => self.fault(&format!("what was known was answered by {answer:?}")),
        }
        for order in orders {
            self.order(order);
        }
    }

    /// Something went wrong that is no part of any program.
    fn fault(&mut self, words: &str) {
        self.piece(Piece::Fault(words.to_owned()));
        self.over = true;
    }

    /// What the kernel says to a question, and whether an alarm goes with it.
    fn ask(&mut self, task: Task, call: Syscall, patience: Option<Time>) -> Vec<Order> {
        let now = monotonic() - self.epoch;
        let orders = self.kernel.ask(task, call, now);
        for output in self.kernel.take_output() {
            self.piece(Piece::Wrote(output));
        }
        let told_to_wait = |order: &Order| match order {
            Order::Answer { answer, .. } => matches!(answer, Answer::Wait),
            Order::Wake(_)
            | Order::Expire(_)
            | Order::Begin { .. }
            | Order::Kill { .. }
            | Order::Toggle { .. } => false,
        };
        let waits = orders.iter().any(told_to_wait);
        match patience {
            Some(span) if waits => {
                self.alarms.insert((now + span, task));
            }
            // Woken in vain, it waits on, and its alarm stays as it was.
            None if waits => {}
            Some(_) | None => {
                self.alarms.retain(|&(_, other)| other != task);
                self.overdue.remove(&task);
            }
        }
        orders
    }

    /// Its time was up while it was awake; now it waits again.
    fn overdue_after_all(&mut self, task: Task) {
        if self.overdue.remove(&task) {
            self.expire(task);
        }
    }

    /// Sends what is to be done, and lets a new child begin.
    fn post(
        &mut self,
        orders: impl IntoIterator<Item = Order>,
        by: Pid,
        mut child: Option<(u32, Line)>,
        mut difference: Bytes,
    ) {
        for order in orders {
            match order {
                Order::Begin { pid, image, .. } => {
                    let beginning = match image {
                        Image::Fork(_) => Beginning::Fork {
                            of: by,
                            difference: std::mem::take(&mut difference),
                            fixes: self.fixes.clone(),
                        },
                        Image::Spawn { payload } => Beginning::Spawn {
                            settings: Settings {
                                fixes: self.fixes.clone(),
                                ..Machine::settings(&self.config)
                            },
                            payload,
                        },
                    };
                    let Some(child) = child.take() else {
                        continue;
                    };
                    if let Err(error) = self.begin(pid, child, beginning, None) {
                        self.fault(&format!("a process cannot begin: {error}"));
                    }
                    // Who starts one process starts more.
                    self.nursery.prepare();
                }
                Order::Kill { pid, signal } => self.signal(pid, signal),
                Order::Wake(_) | Order::Expire(_) | Order::Answer { .. } | Order::Toggle { .. } => {
                    self.order(order);
                }
            }
        }
        if let Some((os_id, line)) = child {
            // Nobody was to begin after all.
            drop(line);
            self.nursery.reap(os_id);
        }
    }

    fn send(&mut self, pid: Pid, frame: &ToChild) {
        let Some(child) = self
            .children
            .get_mut(pid.index())
            .filter(|child| !child.gone)
        else {
            return;
        };
        if matches!(frame, ToChild::Order(_)) {
            child.sent += 1;
            child.idle = false;
        }
        // A child that cannot be told has died, and its socket says so to whoever reads it.
        if let Some(socket) = &mut child.socket {
            let _ = wire::write(socket, frame);
        }
    }

    /// A real signal to the real process.
    fn signal(&mut self, pid: Pid, signal: u8) {
        let Some(child) = self
            .children
            .get_mut(pid.index())
            .filter(|child| !child.gone)
        else {
            return;
        };
        child.doomed |= is_deadly(signal);
        if let Some(signal) = rustix::process::Signal::from_named_raw(i32::from(signal)) {
            child.signal(signal);
        }
    }

    /// The wait of a worker for the kernel is over.
    fn expire(&mut self, task: Task) {
        let orders = self.kernel.expire(task);
        if orders.is_empty() {
            self.overdue.insert(task);
            return;
        }
        self.choice(Choice::Expire(task));
        self.post(orders, task.pid, None, Bytes::default());
    }

    /// A child's socket has come to its end: all that it had to say is written down.
    fn bury(&mut self, pid: Pid) {
        let exited = self.children[pid.index()].exited.is_some();
        if !self.over && (self.deferred.contains(&pid) || !exited && !self.may_end(pid)) {
            // Others have something to tell first.
            self.deferred.insert(pid);
            self.unburied.insert(pid);
            return;
        }
        let child = &mut self.children[pid.index()];
        child.gone = true;
        // What it used and has not told of, it has not used.
        self.settled |= child.lent.take().is_some();
        child.socket = None;
        if child.exited.is_some() {
            return self.nursery.reap(child.os_id);
        }
        let status = self.nursery.bury(child.os_id);
        match status.map(|end| (end.signal, end.code)) {
            Ok((Some(signal), _)) => {
                let signal = u8::try_from(signal).unwrap_or(9);
                self.choice(Choice::Kill { pid, signal });
                self.died(pid, -i32::from(signal));
            }
            Ok((None, code)) => {
                let code = code.unwrap_or_default();
                let number = pid.0;
                self.fault(&format!(
                    "process {number} ended with code {code} without a word"
                ));
            }
            Err(error) => self.fault(&format!("a process was lost: {error}")),
        }
    }

    fn died(&mut self, pid: Pid, status: i32) {
        self.alarms.retain(|(_, task)| task.pid != pid);
        self.overdue.retain(|task| task.pid != pid);
        let orders = self.kernel.exited(pid, status);
        // Its socket may still be open, and nobody needs it: whoever has ended is let go.
        let child = &mut self.children[pid.index()];
        child.still = None;
        if let Some(socket) = &child.socket {
            let _ = socket.shutdown(std::net::Shutdown::Write);
        }
        self.post(orders, pid, None, Bytes::default());
        self.nursery.forget(pid);
        if !self.kernel.family.is_anybody_alive() {
            self.piece(Piece::Over);
            self.over = true;
        }
    }

    /// Nobody can move, nothing is under way, and no alarm is set.
    fn has_halted(&self) -> bool {
        let waits = |child: &Child| {
            let hears_nothing_more = child.idle && child.sent == child.received && !child.doomed;
            child.exited.is_some() || child.gone || hears_nothing_more
        };
        self.alarms.is_empty() && self.children.iter().all(waits)
    }

    fn obey(&mut self, command: Command) {
        match command {
            Command::Kill { pid, signal } => self.signal(pid, signal),
            Command::Toggle { name, fix, on } => {
                if self.fixes.len() <= fix.index() {
                    self.fixes.resize(fix.index() + 1, false);
                }
                self.fixes[fix.index()] = on;
                self.choice(Choice::Toggle { fix: name, on });
                for number in 0..self.children.len() {
                    let pid = Pid::from(number);
                    self.order(Order::Toggle { pid, fix, on });
                }
            }
            Command::Grant { task, steps } => self.send(
                task.pid,
                &ToChild::Grant {
                    tid: task.tid,
                    steps,
                },
            ),
            Command::Hold(held) => {
                self.held = held;
                for number in 0..self.children.len() {
                    self.stir(Pid::from(number));
                    self.send(Pid::from(number), &ToChild::Hold(held));
                }
            }
            Command::Stop => self.over = true,
        }
    }

    fn begin(
        &mut self,
        pid: Pid,
        (os_id, line): (u32, Line),
        beginning: Beginning,
        spoil: Option<u64>,
    ) -> io::Result<()> {
        let begin = Begin {
            pid,
            os_id,
            beginning,
            profile: self.config.profile,
            switch_interval: self.config.switch_interval,
            epoch: self.epoch,
            held: self.held,
            spoil,
        };
        let Line { mut socket, tokens } = line;
        // One that was killed meanwhile says so by the end of its socket, to whoever reads its reports.
        let _ = wire::write(&mut socket, &ToChild::Begin(Box::new(begin)));
        let mut reader = BufReader::new(socket.try_clone()?);
        let desk = self.desk.clone();
        let room = self.config.limits.memory.saturating_mul(2);
        self.readers.retain(|reader| !reader.is_finished());
        let thread = thread::Builder::new().name(format!("reports of {}", pid.0));
        self.readers.push(thread.spawn(move || {
            while let Ok(Some(report)) = wire::read(&mut reader, room) {
                match desk.upgrade() {
                    Some(desk) => desk.work(|state| state.hear(pid, report)),
                    None => return,
                }
            }
            if let Some(desk) = desk.upgrade() {
                desk.work(|state| state.bury(pid));
            }
        })?);
        assert!(pid.index() == self.children.len(), "the kernel counts them");
        self.children.push(Child {
            socket: Some(socket),
            os_id,
            next: 0,
            early: BTreeMap::new(),
            sent: 0,
            received: 0,
            idle: false,
            still: None,
            asked: 0,
            lent: Some(Lent::new(tokens)),
            doomed: false,
            exited: None,
            gone: false,
        });
        Ok(())
    }

    /// Nobody is left behind.
    fn end(&mut self) {
        for child in &mut self.children {
            if let Some(socket) = &child.socket {
                let _ = socket.shutdown(std::net::Shutdown::Both);
            }
            if !child.gone {
                child.signal(rustix::process::Signal::KILL);
                child.gone = true;
                let _ = self.nursery.bury(child.os_id);
            }
        }
        self.nursery.end();
    }
}

impl Child {
    /// Whether somebody has stopped it by a signal, as the operating system tells.
    fn is_stopped(&self) -> bool {
        let told = std::fs::read_to_string(format!("/proc/{}/stat", self.os_id));
        // The state follows the name, which is in parentheses and may hold some itself.
        let state = told.as_deref().ok().and_then(|told| told.rsplit_once(") "));
        state.is_some_and(|(_, rest)| rest.starts_with(['T', 't']))
    }

    fn signal(&self, signal: rustix::process::Signal) {
        let os_id = i32::try_from(self.os_id).ok();
        if let Some(os_id) = os_id.and_then(rustix::process::Pid::from_raw) {
            // One that has just ended needs no signal.
            let _ = rustix::process::kill_process(os_id, signal);
        }
    }
}

/// Whether a signal ends a process that has no handler for it. The others are ignored, or stop it and let it go on:
/// CHLD, CONT, STOP, TSTP, TTIN, TTOU, URG, WINCH.
fn is_deadly(signal: u8) -> bool {
    !matches!(signal, 0 | 17..=23 | 28)
}
