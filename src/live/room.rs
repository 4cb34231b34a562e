//! One process and the OS threads that fight for it. The process value lies in the room; whoever takes it out holds the
//! GIL, and puts it back to let others go on. As in CPython, whoever wants it and has not got it for a switch interval
//! asks for it, and the holder gives it up at the next step at which the profile lets it.
//!
//! All that the process does is written down in order, and reported: with every question to the kernel, when nobody can
//! move, and now and then. A thread never holds the room and the socket at once.
//!
//! What the hub says is read by a thread that waits for it, so that an answer wakes whoever asked and nobody else. There
//! is a thread of ours that reads while no Python thread does: it lets them, and looks after the socket when they compute.

use std::collections::{BTreeMap, VecDeque};
use std::io::{self, BufReader};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::base::{Tid, Time};
use crate::live::advance::Advances;
use crate::live::wire::{self, Begin, Bytes, Entry, Foreseen, Report, Then, ToChild};
use crate::machine::difference::Difference;
use crate::machine::effect::{Answer, Clock, Effect, Limit, Order, Syscall};
use crate::machine::process::Process;
use crate::machine::profile::Profile;
use crate::machine::thread::{State, Timeout};
use crate::machine::value::Value;

/// Steps between two looks at whether somebody else wants the GIL.
const CHUNK: u64 = 1_000;
/// Entries after which a report is sent in any case.
const MANY: usize = 256;
/// A fork that differs from its base in more than this part of it is the next base.
const LITTLE: usize = 8;
/// A fingerprint may cost this part of the time: where a process keeps changing something large, not every report has
/// one.
const PROOFS: u32 = 8;
/// How long a report may be held back while the process runs.
const SOON: Duration = Duration::from_millis(4);
/// And where the hub has not heard of questions that were answered in advance: somebody may wait for what they do.
const SHORTLY: Duration = Duration::from_micros(50);
/// A thread that nobody disturbs reports this often all the same, and takes in what has come.
const ALONE: Duration = Duration::from_millis(10);
/// How long whoever gave the process up waits at most for somebody else to take it.
const FORCED: Duration = Duration::from_millis(100);
/// How long it may be held back that nobody can move: where the next order is near, nobody need know.
const OWING: Duration = Duration::from_millis(2);
/// How long nobody need read what the hub says after a Python thread has: it will, if it asks again.
const RELIEF: Duration = Duration::from_millis(2);

#[derive(Debug)]
pub struct Room {
    inner: Mutex<Inner>,
    /// Who holds the process is asked to put it back.
    wanted: AtomicBool,
    socket: Mutex<UnixStream>,
    /// Held by whoever reads, which `Inner::reading` says before.
    from_hub: Mutex<BufReader<UnixStream>>,
    /// Wakes the thread of ours that reads where no Python thread does.
    relief: Condvar,
    has_relief: AtomicBool,
    profile: Profile,
    switch_interval: Duration,
    /// The monotonic clock's reading when the run began.
    epoch: Time,
}

#[derive(Debug)]
struct Inner {
    /// `None` while a thread holds it.
    process: Option<Box<Process>>,
    /// Orders that came while a thread held it.
    inbox: VecDeque<Order>,
    log: Vec<Entry>,
    /// The number of the next report.
    number: u64,
    reported: Instant,
    /// When the next fingerprint is due.
    proof: Instant,
    /// When waits end that this process ends itself.
    deadlines: BTreeMap<Tid, Instant>,
    /// Each thread sleeps on one of its own.
    wakers: BTreeMap<Tid, Arc<Condvar>>,
    /// Threads that could go on, as far as is known outside the process.
    ready: Vec<Tid>,
    /// How often the process was taken out.
    taken: u64,
    /// Whether somebody reads what the hub says, and when somebody last did.
    reading: Reading,
    read: Instant,
    /// The hub has not been told that nobody can move. Whoever reads does so before it settles down.
    owing: bool,
    /// The answers that the hub has told in advance.
    advances: Advances,
    /// How it stood when it last told of a fork in whole, and the bytes of that.
    base: Option<(Box<Process>, usize)>,
    /// Steps that threads may take, in the held manner.
    grants: BTreeMap<Tid, u64>,
    held: bool,
    /// The process has ended, or a limit was met.
    over: bool,
    spoil: Option<u64>,
    steps: u64,
}

/// Who reads what the hub says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    Nobody,
    Somebody,
    /// Somebody who has settled down to it: nothing has come for a while.
    Settled,
}

/// What a turn came to.
enum Turn {
    /// Somebody else is to have the process.
    GiveUp,
    Effect(Effect),
}

impl Room {
    pub fn new(
        mut process: Process,
        begin: &Begin,
        socket: UnixStream,
        tokens: [OwnedFd; 2],
        from_hub: BufReader<UnixStream>,
    ) -> Self {
        // The first fingerprint walks everything; later ones only what changed.
        process.fingerprint();
        Self {
            inner: Mutex::new(Inner {
                process: Some(Box::new(process)),
                inbox: VecDeque::new(),
                log: Vec::new(),
                number: 0,
                reported: Instant::now(),
                proof: Instant::now(),
                deadlines: BTreeMap::new(),
                wakers: BTreeMap::new(),
                ready: Vec::new(),
                taken: 0,
                reading: Reading::Nobody,
                // Until somebody asks for the first time, our own thread reads.
                read: Instant::now(),
                owing: false,
                advances: Advances::new(tokens),
                base: None,
                grants: BTreeMap::new(),
                held: begin.held,
                over: false,
                spoil: begin.spoil,
                steps: 0,
            }),
            wanted: AtomicBool::new(false),
            socket: Mutex::new(socket),
            from_hub: Mutex::new(from_hub),
            relief: Condvar::new(),
            has_relief: AtomicBool::new(false),
            profile: begin.profile,
            switch_interval: Duration::from_nanos(begin.switch_interval.0),
            epoch: begin.epoch,
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The life of one thread: takes the process when it can move, moves, puts it back.
    pub fn work(self: &Arc<Self>, tid: Tid) {
        let os_id = rustix::thread::gettid()
            .as_raw_nonzero()
            .get()
            .cast_unsigned();
        let mut named = false;
        // What this thread waits for comes from the hub, if it comes at all: a fork begins with an answer.
        let mut waits_for_hub = self.lock().process.as_ref().is_some_and(|process| {
            let worker = process.workers.get(tid.index());
            worker.is_some_and(|worker| worker.state == State::Asking)
        });
        while let Some((mut process, allowed)) = self.take(tid, waits_for_hub) {
            let mut steps = 0;
            if !named {
                named = true;
                process.name(tid, os_id);
                self.lock().log.push(Entry::Named { tid, os_id });
            }
            let turn = self.turn(&mut process, tid, allowed, &mut steps);
            waits_for_hub = match &turn {
                Turn::Effect(Effect::Asks(_)) => true,
                Turn::Effect(Effect::Parked { on, .. }) => on.is_kernels(),
                Turn::Effect(
                    Effect::Ran
                    | Effect::Started(_)
                    | Effect::Ended
                    | Effect::Exited(_)
                    | Effect::Limit(_),
                )
                | Turn::GiveUp => false,
            };
            if !self.put_back(process, tid, steps, turn) {
                return;
            }
        }
    }

    /// Waits until this thread can have the process and move, and takes it; with how many steps it may take. `None`
    /// once it never will.
    fn take(self: &Arc<Self>, tid: Tid, waits_for_hub: bool) -> Option<(Box<Process>, u64)> {
        let mut inner = self.lock();
        let waker = Arc::clone(inner.wakers.entry(tid).or_default());
        let mut since = Instant::now();
        let mut taken = inner.taken;
        let mut has_read = false;
        loop {
            if inner.over {
                return None;
            }
            let mut wait = inner.deadlines.get(&tid).copied();
            if let Some(mut process) = inner.process.take() {
                let news = !inner.inbox.is_empty();
                let mut report = inner.receive(&mut process, false);
                if news {
                    inner.publish(&mut process, tid);
                }
                let state = process.workers[tid.index()].state;
                match state {
                    State::Ready => {
                        let allowed = match (inner.held, inner.grants.get(&tid)) {
                            (false, _) => u64::MAX,
                            (true, Some(&steps)) => steps,
                            (true, None) => 0,
                        };
                        if allowed > 0 && report.is_none() {
                            inner.grants.remove(&tid);
                            inner.deadlines.remove(&tid);
                            inner.taken += 1;
                            self.wanted.store(false, Ordering::Relaxed);
                            if has_read {
                                inner.let_read(&process, tid);
                            }
                            return Some((process, allowed));
                        }
                        if allowed == 0 {
                            wait = None;
                        } else {
                            wait = Some(Instant::now());
                        }
                    }
                    State::Parked { .. } if wait.is_some_and(|wait| wait <= Instant::now()) => {
                        process.expire(tid);
                        inner.log.push(Entry::Expired(tid));
                        inner.deadlines.remove(&tid);
                        wait = Some(Instant::now());
                        if inner.held {
                            // Whoever grants must see that it can move.
                            report = Some(inner.report(&mut process, Then::Goes));
                        }
                    }
                    State::Parked { .. } | State::Asking => {}
                    State::Ended => {
                        inner.process = Some(process);
                        return None;
                    }
                }
                inner.process = Some(process);
                if let Some(report) = report {
                    drop(inner);
                    self.send(&report);
                    inner = self.lock();
                    continue;
                }
            } else if wait.is_some_and(|wait| wait <= Instant::now()) || inner.ready.contains(&tid)
            {
                // Wanted, and somebody else has it.
                if inner.taken != taken {
                    taken = inner.taken;
                    since = Instant::now();
                }
                let patience = since + self.switch_interval;
                if patience <= Instant::now() {
                    self.wanted.store(true, Ordering::Relaxed);
                    since = Instant::now();
                }
                wait = Some(since + self.switch_interval);
            }
            let reads = waits_for_hub && inner.reading == Reading::Nobody && !inner.held;
            if wait.is_none() && reads && !inner.ready.contains(&tid) {
                inner = self.read(inner);
                has_read = true;
                continue;
            }
            self.relieve();
            inner = match wait {
                None => waker.wait(inner).unwrap_or_else(PoisonError::into_inner),
                Some(until) => {
                    let span = until.saturating_duration_since(Instant::now());
                    if span.is_zero() {
                        continue;
                    }
                    waker
                        .wait_timeout(inner, span)
                        .unwrap_or_else(PoisonError::into_inner)
                        .0
                }
            };
        }
    }

    /// Moves the thread until it cannot go on, or others are to have the process.
    fn turn(
        self: &Arc<Self>,
        process: &mut Process,
        tid: Tid,
        allowed: u64,
        steps: &mut u64,
    ) -> Turn {
        let mut allowed = allowed;
        let free = allowed == u64::MAX;
        let mut chunk = CHUNK;
        let mut told = Instant::now();
        let mut used = None;
        loop {
            let run = process.run(tid, chunk.min(allowed - *steps));
            *steps += run.steps;
            match run.effect {
                Effect::Ran => {}
                Effect::Asks(Syscall::Clock(clock)) => {
                    let now = self.clock(clock);
                    allowed -= *steps;
                    let mut inner = self.lock();
                    inner.ran(tid, std::mem::replace(steps, 1));
                    inner.log.push(Entry::Clock(now));
                    drop(inner);
                    let shown = match clock {
                        Clock::Wall => process.settings.began + now,
                        Clock::Monotonic | Clock::Process => now,
                    };
                    let answer = Answer::Number(i64::try_from(shown.0).unwrap_or(i64::MAX));
                    process.resume(tid, &answer);
                }
                Effect::Asks(call) if call.is_answered_at_once() => {
                    *steps += 1;
                    allowed -= *steps;
                    let mut inner = self.lock();
                    inner.ran(tid, std::mem::take(steps));
                    inner.log.push(Entry::Asked { tid, call });
                    drop(inner);
                    process.resume(tid, &Answer::Done);
                }
                Effect::Asks(call) => {
                    let mut inner = self.lock();
                    let Some(answer) = inner.advances.answer(&call) else {
                        return Turn::Effect(Effect::Asks(call));
                    };
                    *steps += 1;
                    allowed -= *steps;
                    inner.ran(tid, std::mem::take(steps));
                    inner.log.push(Entry::Asked { tid, call });
                    drop(inner);
                    used.get_or_insert_with(Instant::now);
                    if let Effect::Limit(limit) = process.resume(tid, &answer).effect {
                        return Turn::Effect(Effect::Limit(limit));
                    }
                }
                effect => return Turn::Effect(effect),
            }
            if *steps >= allowed {
                return Turn::GiveUp;
            }
            let span = told.elapsed();
            if span > RELIEF {
                self.relieve();
            }
            let is_due = used.is_some_and(|used: Instant| used.elapsed() > SHORTLY);
            if free && span > ALONE || is_due {
                told = Instant::now();
                used = None;
                self.tell(process, tid, std::mem::take(steps));
            }
            if std::mem::take(&mut process.news) {
                self.lock().publish(process, tid);
            }
            chunk = CHUNK;
            if self.wanted.load(Ordering::Relaxed) {
                if !self.profile.only_where_checked() || process.is_checked(tid) {
                    return Turn::GiveUp;
                }
                chunk = 1;
            }
        }
    }

    /// Takes in what has come and reports, and keeps the process.
    fn tell(&self, process: &mut Process, tid: Tid, steps: u64) {
        let mut inner = self.lock();
        inner.ran(tid, steps);
        let has_mail = !inner.inbox.is_empty();
        let report = inner.receive(process, false);
        let report = report.unwrap_or_else(|| inner.report(process, Then::Goes));
        if has_mail {
            // Whoever has been answered wants the process.
            inner.publish(process, tid);
        }
        drop(inner);
        self.send(&report);
    }

    /// Puts the process back, writes down what was done, and reports where somebody must know. Whether this thread
    /// goes on.
    fn put_back(
        self: &Arc<Self>,
        mut process: Box<Process>,
        tid: Tid,
        steps: u64,
        turn: Turn,
    ) -> bool {
        let effect = match turn {
            Turn::Effect(effect) => effect,
            Turn::GiveUp => Effect::Ran,
        };
        let gave_up = matches!(effect, Effect::Ran);
        let mut inner = self.lock();
        let asks = u64::from(matches!(effect, Effect::Asks(_)));
        let timed = begins_timed_wait(&process, tid, &effect);
        inner.ran_until(
            tid,
            steps + asks,
            timed.then(|| self.clock(Clock::Monotonic)),
        );
        if inner.spoil.is_some_and(|at| inner.steps >= at) {
            inner.spoil = None;
            spoil(&mut process);
        }
        let mut goes_on = true;
        let mut then = None;
        match effect {
            Effect::Ran => {}
            Effect::Started(new) => {
                let room = Arc::clone(self);
                let thread = thread::Builder::new().name(format!("python-{}", new.0));
                if thread.spawn(move || room.work(new)).is_err() {
                    then = Some(Then::Limit(Limit::Threads));
                }
            }
            Effect::Parked { on, timeout } => {
                if let Timeout::After(span) = timeout
                    && !on.is_kernels()
                {
                    // A wait of centuries is one for ever.
                    let deadline = Instant::now().checked_add(Duration::from_nanos(span.0));
                    inner
                        .deadlines
                        .extend(deadline.map(|deadline| (tid, deadline)));
                }
            }
            Effect::Asks(Syscall::Fork(image)) => match inner.fork(&mut process, image) {
                Ok((base, difference)) => {
                    then = Some(Then::Forks {
                        tid,
                        base,
                        difference,
                    });
                }
                Err(_) => then = Some(Then::Limit(Limit::Memory)),
            },
            Effect::Asks(call) => {
                then = Some(Then::Asks {
                    tid,
                    call,
                    patience: process.patience(tid),
                    alone: inner.is_alone(&process, tid),
                });
            }
            Effect::Ended if tid == process.main => {
                then = Some(Then::Exited(0));
            }
            Effect::Ended => goes_on = false,
            Effect::Exited(code) => then = Some(Then::Exited(code)),
            Effect::Limit(limit) => then = Some(Then::Limit(limit)),
        }
        if matches!(then, Some(Then::Exited(_) | Then::Limit(_))) {
            inner.over = true;
            goes_on = false;
        }
        let mut reports = Vec::new();
        if let Some(then) = then {
            reports.push(inner.report(&mut process, then));
        }
        reports.extend(inner.receive(&mut process, false));
        inner.publish(&mut process, tid);
        let held = inner.held;
        if reports.is_empty() && (inner.is_due() || held || inner.is_idle(&process)) {
            reports.push(inner.report(&mut process, Then::Goes));
        }
        let taken = inner.taken;
        inner.process = Some(process);
        // Whoever gave it up because it was wanted lets somebody else have it first.
        let waits = gave_up && !inner.ready.is_empty() && !held;
        if gave_up {
            // It wants it back: whoever has it now is asked for it in turn.
            inner.ready.push(tid);
        }
        drop(inner);
        for report in &reports {
            self.send(report);
        }
        if waits {
            let mut inner = self.lock();
            let waker = Arc::clone(inner.wakers.entry(tid).or_default());
            let until = Instant::now() + FORCED;
            // Where the cores are busy, who is to have it may come late.
            while inner.taken == taken && !inner.over && !inner.held && Instant::now() < until {
                inner = waker
                    .wait_timeout(inner, self.switch_interval)
                    .unwrap_or_else(PoisonError::into_inner)
                    .0;
            }
            drop(inner);
        }
        goes_on
    }

    /// Reads one thing that the hub says, and does it. A thread that has been told that it waits need not tell at once
    /// that nobody can move: nearly always the next order comes first.
    fn read<'r>(&'r self, mut inner: MutexGuard<'r, Inner>) -> MutexGuard<'r, Inner> {
        inner.reading = Reading::Somebody;
        let owing = inner.owing;
        drop(inner);
        let mut from_hub = self.from_hub.lock().unwrap_or_else(PoisonError::into_inner);
        if owing && from_hub.buffer().is_empty() && !comes_soon(from_hub.get_ref()) {
            let mut inner = self.lock();
            inner.reading = Reading::Settled;
            let report = match inner.process.take() {
                Some(mut process) if inner.owing => {
                    let report = inner.report(&mut process, Then::Goes);
                    inner.process = Some(process);
                    Some(report)
                }
                process => {
                    inner.process = process;
                    None
                }
            };
            drop(inner);
            if let Some(report) = report {
                self.send(&report);
            }
        }
        let said = wire::read(&mut *from_hub, usize::MAX >> 1);
        drop(from_hub);
        let mut inner = self.lock();
        let reading = std::mem::replace(&mut inner.reading, Reading::Nobody);
        inner.read = Instant::now();
        if reading == Reading::Settled || inner.held {
            self.relief.notify_one();
        }
        match said {
            Ok(Some(ToChild::Order(order))) => return self.deliver(inner, order),
            Ok(Some(ToChild::Foreseen(things))) => return self.comes_to_pass(inner, things),
            Ok(Some(ToChild::Advance { after, advance })) => inner.advances.hear(after, advance),
            Ok(Some(ToChild::Grant { tid, steps })) => {
                *inner.grants.entry(tid).or_default() += steps;
                inner.wake(tid);
            }
            Ok(Some(ToChild::Hold(held))) => self.hold(&mut inner, held),
            // Its end is ours, however it came: a busy thread cannot hold us.
            Ok(Some(ToChild::Begin(_) | ToChild::Leave) | None) | Err(_) => std::process::exit(0),
        }
        inner
    }

    /// From now on a thread of ours reads where no Python thread does. A process that never computes for long, nor waits
    /// for anything but the hub, needs none.
    fn relieve(self: &Arc<Self>) {
        if self.has_relief.swap(true, Ordering::Relaxed) {
            return;
        }
        let reader = Arc::clone(self);
        let thread = thread::Builder::new().name("orders".to_owned());
        if thread.spawn(move || reader.listen()).is_err() {
            // Nobody would hear of the hub's end.
            std::process::exit(1);
        }
    }

    /// The process has ended: all that is left to hear is that it may go.
    pub fn finish(&self) -> ! {
        let mut inner = self.lock();
        loop {
            inner = if inner.reading == Reading::Nobody {
                self.read(inner)
            } else {
                let waited = self.relief.wait_timeout(inner, RELIEF);
                waited.unwrap_or_else(PoisonError::into_inner).0
            };
        }
    }

    /// Reads what the hub says while no Python thread does.
    fn listen(&self) -> ! {
        let mut inner = self.lock();
        loop {
            inner = match inner.reading {
                Reading::Settled => {
                    let waited = self.relief.wait(inner);
                    waited.unwrap_or_else(PoisonError::into_inner)
                }
                Reading::Nobody if inner.held || inner.read.elapsed() >= RELIEF => self.read(inner),
                Reading::Nobody | Reading::Somebody => {
                    let last = inner.read;
                    let waited = self.relief.wait_timeout(inner, RELIEF);
                    let mut inner = waited.unwrap_or_else(PoisonError::into_inner).0;
                    if inner.reading == Reading::Somebody && inner.read == last {
                        inner.reading = Reading::Settled;
                    }
                    inner
                }
            };
        }
    }

    /// An order has come from the hub.
    fn deliver<'r>(
        &'r self,
        mut inner: MutexGuard<'r, Inner>,
        order: Order,
    ) -> MutexGuard<'r, Inner> {
        let tid = match &order {
            Order::Answer { task, .. } | Order::Wake(task) | Order::Expire(task) => Some(task.tid),
            Order::Begin { .. } | Order::Kill { .. } | Order::Toggle { .. } => None,
        };
        inner.inbox.push_back(order);
        let mut report = None;
        if let Some(mut process) = inner.process.take() {
            report = inner.receive(&mut process, true);
            inner.publish(&mut process, Tid(u32::MAX));
            inner.process = Some(process);
        } else if let Some(tid) = tid
            && !inner.ready.contains(&tid)
        {
            // It may be able to go on once whoever has the process puts it back, and so wants it back.
            inner.ready.push(tid);
            inner.wake(tid);
        }
        if let Some(report) = report {
            drop(inner);
            self.send(&report);
            inner = self.lock();
        }
        inner
    }

    /// What the hub has foreseen happens, and is not told: the hub has written it down.
    fn comes_to_pass<'r>(
        &'r self,
        mut inner: MutexGuard<'r, Inner>,
        things: Vec<Foreseen>,
    ) -> MutexGuard<'r, Inner> {
        let process = inner.process.take();
        let mut process = process.expect("nobody can have taken it, since nobody could move");
        let mut limit = None;
        for thing in things {
            let effect = match thing {
                Foreseen::Order(order) => process.carry_out(order),
                Foreseen::AsksAgain(tid) => {
                    inner.steps += 1;
                    process.run(tid, 1).effect
                }
            };
            if let Effect::Limit(met) = effect {
                limit = Some(met);
            }
        }
        let report = limit.map(|limit| {
            inner.over = true;
            inner.report(&mut process, Then::Limit(limit))
        });
        inner.publish(&mut process, Tid(u32::MAX));
        inner.process = Some(process);
        if let Some(report) = report {
            drop(inner);
            self.send(&report);
            inner = self.lock();
        }
        inner
    }

    /// Threads wait for grants from now on, or run freely.
    fn hold(&self, inner: &mut Inner, held: bool) {
        inner.held = held;
        inner.grants.clear();
        inner.advances.forget();
        for waker in inner.wakers.values() {
            waker.notify_all();
        }
        if held {
            self.wanted.store(true, Ordering::Relaxed);
        }
    }

    /// Where nobody can tell the hub any more, there is nobody to run for.
    fn send(&self, report: &Report) {
        let mut socket = self.socket.lock().unwrap_or_else(PoisonError::into_inner);
        let sent: io::Result<()> = wire::write(&mut *socket, report);
        if sent.is_err() {
            std::process::exit(0);
        }
    }

    /// What a clock of the run shows, without the wall's start.
    fn clock(&self, clock: Clock) -> Time {
        use rustix::time::{ClockId, clock_gettime};
        let id = match clock {
            Clock::Wall | Clock::Monotonic => ClockId::Monotonic,
            Clock::Process => ClockId::ProcessCPUTime,
        };
        let now = reading(&clock_gettime(id));
        match clock {
            Clock::Wall | Clock::Monotonic => now - self.epoch,
            Clock::Process => now,
        }
    }
}

/// Whether a thread waits from now on, and for a time at most.
fn begins_timed_wait(process: &Process, tid: Tid, effect: &Effect) -> bool {
    match effect {
        Effect::Parked { timeout, .. } => matches!(timeout, Timeout::After(_)),
        Effect::Asks(_) => process.patience(tid).is_some(),
        Effect::Ran | Effect::Started(_) | Effect::Ended | Effect::Exited(_) | Effect::Limit(_) => {
            false
        }
    }
}

/// Whether the hub says something before it must be told that nobody can move.
fn comes_soon(socket: &UnixStream) -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let span = Timespec {
        tv_sec: 0,
        tv_nsec: OWING.subsec_nanos().into(),
    };
    let mut fds = [PollFd::new(socket, PollFlags::IN)];
    // One that was interrupted has not come: telling too early does no harm.
    poll(&mut fds, Some(&span)).is_ok_and(|ready| ready > 0)
}

/// The monotonic clock, the same in all processes of this machine.
pub fn monotonic() -> Time {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::Monotonic);
    reading(&now)
}

fn reading(now: &rustix::time::Timespec) -> Time {
    let seconds = u64::try_from(now.tv_sec).unwrap_or_default();
    let rest = u64::try_from(now.tv_nsec).unwrap_or_default();
    Time(seconds * 1_000_000_000 + rest)
}

/// A fault as a test wants it: a number among the program's globals is another one.
fn spoil(process: &mut Process) {
    let main = process.program.main;
    let globals = &process.globals[main.index()];
    let number = |(slot, value): (usize, &Value)| match value {
        Value::Int(number) => Some((globals.names[slot], Value::Int(number ^ 1))),
        _ => None,
    };
    if let Some((name, value)) = globals.values.iter().enumerate().find_map(number) {
        process.set_global(main, name, value);
    }
}

impl Inner {
    /// Steps of a thread go into the log.
    fn ran(&mut self, tid: Tid, steps: u64) {
        self.steps += steps;
        match self.log.last_mut() {
            _ if steps == 0 => {}
            Some(Entry::Ran {
                tid: last,
                steps: so_far,
            }) if *last == tid => *so_far += steps,
            _ => self.log.push(Entry::Ran { tid, steps }),
        }
    }

    /// As that; where the last step begins a wait with an end, the picture says when that is, and so is told the time.
    /// Steps before may have read the clock themselves, and that is written down.
    fn ran_until(&mut self, tid: Tid, steps: u64, now: Option<Time>) {
        let last = u64::from(now.is_some()).min(steps);
        self.ran(tid, steps - last);
        self.log.extend(now.map(Entry::Clock));
        self.ran(tid, last);
    }

    /// Carries out what has come from the hub; a report where that leaves nobody who can move (and it is not to be told
    /// later), or who must be granted what it does.
    fn receive(&mut self, process: &mut Process, later: bool) -> Option<Report> {
        let mut limit = None;
        let mut any = false;
        while let Some(order) = self.inbox.pop_front() {
            any = true;
            self.log.push(Entry::Received);
            if let Effect::Limit(met) = process.carry_out(order) {
                limit = Some(met);
            }
        }
        if let Some(limit) = limit {
            self.over = true;
            return Some(self.report(process, Then::Limit(limit)));
        }
        let idle = any && self.is_idle(process);
        if idle && later && !self.held {
            self.owing = true;
            return None;
        }
        (idle || any && self.held).then(|| self.report(process, Then::Goes))
    }

    /// A fork of the process, as it differs from its base; and its base, where that is a new one.
    fn fork(
        &mut self,
        process: &mut Process,
        mut image: Box<Process>,
    ) -> postcard::Result<(Option<Bytes>, Bytes)> {
        if let Some((base, size)) = &self.base
            && let Some(difference) = Difference::from(base, (*image).clone())
        {
            let difference = postcard::to_stdvec(&difference)?;
            if difference.len() <= size / LITTLE {
                return Ok((None, Bytes(difference)));
            }
        }
        process.heap.remember(&image.heap);
        image.fingerprint();
        let whole = postcard::to_stdvec(&*image)?;
        let mut same = (*image).clone();
        same.heap.remember(&image.heap);
        let difference = Difference::from(&image, same).expect("it remembers itself");
        let difference = postcard::to_stdvec(&difference)?;
        self.base = Some((image, whole.len()));
        Ok((Some(Bytes(whole)), Bytes(difference)))
    }

    /// Whether a report has been held back for long enough, or somebody may wait for it.
    fn is_due(&self) -> bool {
        self.log.len() >= MANY || self.reported.elapsed() > SOON || self.advances.untold
    }

    /// Nobody in here can move before something is received.
    fn is_idle(&self, process: &Process) -> bool {
        self.deadlines.is_empty()
            && self.inbox.is_empty()
            && process.workers.iter().all(|worker| match worker.state {
                State::Ready | State::Asking => false,
                State::Parked { .. } | State::Ended => true,
            })
    }

    /// Nobody but this thread, which asks the hub, could do anything.
    fn is_alone(&self, process: &Process, tid: Tid) -> bool {
        let others = process.workers.iter().enumerate();
        let mut others = others.filter(|&(other, _)| other != tid.index());
        !self.held
            && self.deadlines.is_empty()
            && self.inbox.is_empty()
            && others.all(|(_, worker)| match worker.state {
                State::Ready | State::Asking => false,
                State::Parked { .. } | State::Ended => true,
            })
    }

    /// What was written down so far, and what follows.
    fn report(&mut self, process: &mut Process, then: Then) -> Report {
        let number = self.number;
        self.number += 1;
        let now = Instant::now();
        self.reported = now;
        self.owing = false;
        self.advances.untold = false;
        match &then {
            Then::Asks { call, .. } => self.advances.asks(number, Some(call)),
            Then::Forks { .. } => self.advances.asks(number, None),
            Then::Goes | Then::Idle | Then::Exited(_) | Then::Limit(_) => {}
        }
        let then = match then {
            Then::Goes if self.is_idle(process) => Then::Idle,
            then => then,
        };
        // Once nobody moves there is time for it.
        let is_due = matches!(then, Then::Idle) || self.held || self.proof <= now;
        let fingerprint = is_due.then(|| process.fingerprint());
        if is_due {
            self.proof = now + now.elapsed() * PROOFS;
        }
        Report {
            number,
            entries: std::mem::take(&mut self.log),
            fingerprint,
            then,
        }
    }

    /// Wakes the threads that could go on.
    fn publish(&mut self, process: &mut Process, me: Tid) {
        process.news = false;
        self.ready.clear();
        self.ready.extend(process.ready().filter(|&tid| tid != me));
        for order in &self.inbox {
            if let Order::Answer { task, .. } | Order::Wake(task) | Order::Expire(task) = order
                && !self.ready.contains(&task.tid)
            {
                self.ready.push(task.tid);
            }
        }
        for &tid in &self.ready {
            if let Some(waker) = self.wakers.get(&tid) {
                waker.notify_one();
            }
        }
    }

    /// Whoever reads has other things to do now: another thread that waits for the hub reads on.
    fn let_read(&self, process: &Process, me: Tid) {
        let other = process.workers.iter().position(|worker| {
            worker.thread.is_some()
                && match worker.state {
                    State::Asking => true,
                    State::Parked { on, .. } => on.is_kernels(),
                    State::Ready | State::Ended => false,
                }
        });
        if let Some(other) = other.map(Tid::from).filter(|&other| other != me) {
            self.wake(other);
        }
    }

    fn wake(&self, tid: Tid) {
        if let Some(waker) = self.wakers.get(&tid) {
            waker.notify_one();
        }
    }
}
