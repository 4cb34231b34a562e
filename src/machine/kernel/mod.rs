//! What more than one process sees: the clocks, what was written, pipes, semaphores, shared blocks, who is whose child,
//! and the alarms. It never blocks and never reads a clock; who cannot have what it wants is told to wait, and woken
//! when it is worth asking again.

mod alarms;
mod family;
mod pipe;
mod semaphore;
mod waits;

use std::collections::BTreeMap;
use std::hash::Hash;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use alarms::Alarms;
pub use family::{Family, INIT, Life, OUTSIDE, PROCESSES, Relative, invented_id};
pub use pipe::{CAPACITY, End, Sent, weight};
pub use semaphore::Semaphore;
pub use waits::{Thing, Waits};

use crate::base::{BlockId, EndId, Pid, SemaphoreId, Task, Tid, Time};
use crate::machine::digest::{Digest, Words};
use crate::machine::effect::{Answer, Clock, Failure, Image, Limit, Message, Order, Syscall};
use crate::machine::event::{Event, Told};
use pipe::Sending;

/// Text that left a process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    pub by: Task,
    pub stream: u8,
    pub text: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Kernel {
    /// The wall clock when the run began: nanoseconds since 1970.
    began: Time,
    /// Bytes that pipes and blocks may hold together.
    memory: usize,
    pub alarms: Alarms,
    pub family: Family,
    pub waits: Waits,
    semaphores: BTreeMap<SemaphoreId, Semaphore>,
    ends: BTreeMap<EndId, End>,
    blocks: BTreeMap<BlockId, Arc<Vec<u8>>>,
    named_blocks: BTreeMap<String, BlockId>,
    /// The number of the next semaphore, end or block: no two things of the kernel share one.
    next: u32,
    /// How long each process has computed.
    busy: BTreeMap<Pid, Time>,
    /// Written, and not yet taken by whoever drives.
    #[serde(skip)]
    output: Vec<Output>,
    /// Somebody wants events.
    pub watched: bool,
    #[serde(skip)]
    told: Vec<(u64, Told)>,
    #[serde(skip)]
    pub(crate) order: u64,
}

/// What follows from a question: the answer, and what is to be done about others.
type Asked = Result<Answer, Failure>;

impl Kernel {
    pub fn new(began: Time, memory: usize) -> Self {
        Self {
            began,
            memory,
            alarms: Alarms::default(),
            family: Family::default(),
            waits: Waits::default(),
            semaphores: BTreeMap::new(),
            ends: BTreeMap::new(),
            blocks: BTreeMap::new(),
            named_blocks: BTreeMap::new(),
            next: 1,
            busy: BTreeMap::new(),
            output: Vec::new(),
            watched: false,
            told: Vec::new(),
            order: 0,
        }
    }

    /// What follows from a question asked at `now`, measured from the start of the run. The answer comes first, but
    /// for a new process, which must begin before anybody is told of it.
    pub fn ask(&mut self, task: Task, call: Syscall, now: Time) -> Vec<Order> {
        let mut orders = Vec::new();
        let answer = match self.decide(task, call, now, &mut orders) {
            Ok(answer) => answer,
            Err(failure) => Answer::Failed(failure),
        };
        let place = orders
            .iter()
            .take_while(|order| matches!(order, Order::Begin { .. }))
            .count();
        orders.insert(place, Order::Answer { task, answer });
        orders
    }

    fn decide(&mut self, task: Task, call: Syscall, now: Time, orders: &mut Vec<Order>) -> Asked {
        // Whoever asks does not wait any longer for what it asked before.
        self.waits.leave(task);
        match call {
            Syscall::Write { stream, text } => {
                self.write(Output {
                    by: task,
                    stream,
                    text,
                });
                Ok(Answer::Done)
            }
            Syscall::Clock(clock) => Ok(Answer::Number(self.read(clock, task.pid, now))),
            Syscall::NewSemaphore { kind, value, most } => {
                let id = SemaphoreId(self.number(1));
                self.semaphores
                    .insert(id, Semaphore::new(kind, value, most));
                Ok(Answer::Number(id.0.into()))
            }
            Syscall::Acquire { semaphore, wait } => self.acquire(task, semaphore, wait),
            Syscall::Count(semaphore) => self.count(task, semaphore),
            Syscall::Release(semaphore) => self.release(task, semaphore, orders),
            Syscall::Look(semaphore) => Ok(self.semaphore(semaphore)?.look(task)),
            Syscall::NewPipe { duplex } => Ok(self.new_pipe(task.pid, duplex)),
            Syscall::Send {
                end,
                bytes,
                ends,
                wait,
            } => self.send(task, end, &bytes, &ends, wait, orders),
            Syscall::Receive { end, wait } => self.receive(task, end, wait, orders),
            Syscall::Fetch {
                lock,
                end,
                permits,
                wait,
            } => self.fetch(task, lock, end, permits, wait, orders),
            Syscall::Deliver {
                lock,
                end,
                bytes,
                ends,
                wait,
            } => self.deliver(task, lock, orders, |kernel, orders| {
                kernel.send(task, end, &bytes, &ends, wait, orders)
            }),
            Syscall::Poll {
                ends,
                children,
                wait,
            } => self.poll(task, &ends, &children, wait),
            Syscall::Close(end) => {
                self.end_of(task.pid, end)?;
                self.close(task.pid, end, orders);
                Ok(Answer::Done)
            }
            Syscall::NewBlock { size, name } => self.new_block(size, name),
            Syscall::FindBlock(name) => self.find_block(&name),
            Syscall::ForgetBlock(name) => {
                let known = self.named_blocks.remove(&name);
                known.map(|_| Answer::Done).ok_or(Failure::NoBlock)
            }
            Syscall::Load {
                block,
                offset,
                length,
            } => self.load(task, block, offset, length),
            Syscall::Store {
                block,
                offset,
                bytes,
            } => self.store(task, block, offset, &bytes),
            Syscall::Fork(image) => {
                let everything = self.ends.keys().copied().collect();
                Ok(self.begin(task, Image::Fork(image), everything, orders))
            }
            Syscall::Spawn { payload, ends } => {
                Ok(self.begin(task, Image::Spawn { payload }, ends, orders))
            }
            Syscall::Await { child, wait } => self.reap(task, child, wait),
            Syscall::Signal { to, signal } => {
                if let Some(pid) = self.family.find(to)?
                    && signal != 0
                {
                    self.tell(task, Event::Signalled { pid, signal });
                    orders.push(Order::Kill { pid, signal });
                }
                Ok(Answer::Done)
            }
            Syscall::Parent => Ok(Answer::Number(self.family.parent(task.pid).into())),
        }
    }

    fn number(&mut self, count: u32) -> u32 {
        let number = self.next;
        self.next += count;
        number
    }

    /// The clock's answer, and everybody else's arithmetic.
    fn read(&self, clock: Clock, pid: Pid, now: Time) -> i64 {
        let time = match clock {
            Clock::Wall => self.began + now,
            Clock::Monotonic => now,
            Clock::Process => self.busy.get(&pid).copied().unwrap_or_default(),
        };
        i64::try_from(time.0).unwrap_or(i64::MAX)
    }

    pub fn write(&mut self, output: Output) {
        self.output.push(output);
    }

    /// What was written since this was last asked.
    pub fn take_output(&mut self) -> Vec<Output> {
        std::mem::take(&mut self.output)
    }

    /// A process has computed for so long.
    pub fn spent(&mut self, pid: Pid, span: Time) {
        *self.busy.entry(pid).or_default() += span;
    }

    fn tell(&mut self, by: Task, event: Event) {
        if self.watched {
            self.told.push((self.order, Told { by, event }));
        }
    }

    /// What happened in the kernel since this was last asked.
    pub fn take_told(&mut self) -> Vec<(u64, Told)> {
        std::mem::take(&mut self.told)
    }
}

/// Semaphores.
impl Kernel {
    pub fn semaphores(&self) -> &BTreeMap<SemaphoreId, Semaphore> {
        &self.semaphores
    }

    /// Whether nobody has this lock.
    pub fn is_free(&self, id: SemaphoreId) -> bool {
        let semaphore = self.semaphores.get(&id);
        semaphore.is_some_and(|semaphore| semaphore.value > 0 && semaphore.holders.is_empty())
    }

    fn semaphore(&self, id: SemaphoreId) -> Result<&Semaphore, Failure> {
        self.semaphores.get(&id).ok_or(Failure::BadEnd)
    }

    fn acquire(&mut self, task: Task, id: SemaphoreId, wait: bool) -> Asked {
        let semaphore = self.semaphores.get_mut(&id).ok_or(Failure::BadEnd)?;
        if semaphore.take(task) {
            self.tell(task, Event::PermitTaken(id));
            return Ok(Answer::Flag(true));
        }
        Ok(self.wait_or(task, wait, vec![Thing::Semaphore(id)], Answer::Flag(false)))
    }

    fn count(&mut self, task: Task, id: SemaphoreId) -> Asked {
        let semaphore = self.semaphores.get_mut(&id).ok_or(Failure::BadEnd)?;
        if semaphore.count() {
            self.tell(task, Event::PermitTaken(id));
        }
        Ok(Answer::Done)
    }

    fn release(&mut self, task: Task, id: SemaphoreId, orders: &mut Vec<Order>) -> Asked {
        let semaphore = self.semaphores.get_mut(&id).ok_or(Failure::BadEnd)?;
        let free = semaphore.give(task)?;
        self.tell(task, Event::PermitGiven(id));
        if free {
            self.waits.wake(Thing::Semaphore(id), orders);
        }
        Ok(Answer::Done)
    }

    /// Does something with a lock held, and keeps the lock as long as that has to wait. `None`, and nothing done, where
    /// somebody else has it.
    fn locked(
        &mut self,
        task: Task,
        lock: SemaphoreId,
        orders: &mut Vec<Order>,
        what: impl FnOnce(&mut Self, &mut Vec<Order>) -> Asked,
    ) -> Result<Option<Answer>, Failure> {
        let semaphore = self.semaphores.get_mut(&lock).ok_or(Failure::BadEnd)?;
        if !semaphore.holders.contains(&task) {
            if !semaphore.take(task) {
                return Ok(None);
            }
            self.tell(task, Event::PermitTaken(lock));
        }
        let answer = what(self, orders);
        if !matches!(answer, Ok(Answer::Wait)) {
            self.release(task, lock, orders)?;
        }
        answer.map(Some)
    }

    fn fetch(
        &mut self,
        task: Task,
        lock: SemaphoreId,
        end: EndId,
        permits: Option<SemaphoreId>,
        wait: bool,
        orders: &mut Vec<Order>,
    ) -> Asked {
        let received = self.locked(task, lock, orders, |kernel, orders| {
            kernel.receive(task, end, wait, orders)
        })?;
        if let (Some(Answer::Bytes(_)), Some(permits)) = (&received, permits) {
            self.release(task, permits, orders)?;
        }
        Ok(received.unwrap_or(Answer::Done))
    }

    fn deliver(
        &mut self,
        task: Task,
        lock: SemaphoreId,
        orders: &mut Vec<Order>,
        send: impl FnOnce(&mut Self, &mut Vec<Order>) -> Asked,
    ) -> Asked {
        let sent = self.locked(task, lock, orders, send)?;
        Ok(match sent {
            None => Answer::Flag(false),
            Some(Answer::Done) => Answer::Flag(true),
            Some(other) => other,
        })
    }

    /// Waits for one of these where the asker wants to; the other answer where not.
    fn wait_or(&mut self, task: Task, wait: bool, things: Vec<Thing>, otherwise: Answer) -> Answer {
        if !wait {
            return otherwise;
        }
        self.waits.enlist(task, things);
        Answer::Wait
    }
}

/// Pipes.
impl Kernel {
    pub fn ends(&self) -> &BTreeMap<EndId, End> {
        &self.ends
    }

    /// The messages that whoever reads at this end gets next, as far as they are whole and take no ends along.
    pub fn lying(&self, id: EndId) -> impl Iterator<Item = &Message> {
        self.ends.get(&id).into_iter().flat_map(End::lying)
    }

    /// For how many bytes sent at this end, headers included, there is room.
    pub fn room(&self, id: EndId) -> usize {
        let peer = self.ends.get(&id).and_then(|end| self.ends.get(&end.peer));
        let memory = self.memory.saturating_sub(self.size());
        peer.map_or(0, End::room).min(memory)
    }

    fn new_pipe(&mut self, pid: Pid, duplex: bool) -> Answer {
        let first = EndId(self.number(2));
        let second = EndId(first.0 + 1);
        self.ends.insert(first, End::new(second, true, duplex, pid));
        self.ends.insert(second, End::new(first, duplex, true, pid));
        Answer::Numbers(vec![first.0.into(), second.0.into()])
    }

    /// An end that this process has open.
    fn end_of(&self, pid: Pid, id: EndId) -> Result<&End, Failure> {
        let end = self.ends.get(&id).filter(|end| end.open.contains(&pid));
        end.ok_or(Failure::BadEnd)
    }

    fn send(
        &mut self,
        task: Task,
        id: EndId,
        bytes: &Message,
        ends: &[EndId],
        wait: bool,
        orders: &mut Vec<Order>,
    ) -> Asked {
        let peer = self.end_of(task.pid, id)?.peer;
        if self.size() + bytes.len() > self.memory {
            return Ok(Answer::Limit(Limit::Memory));
        }
        let target = self.ends.get_mut(&peer).ok_or(Failure::BrokenPipe)?;
        if target.is_closed() {
            return Err(Failure::BrokenPipe);
        }
        let sending = target.arrive(task, bytes, ends);
        if matches!(sending, Sending::Done | Sending::Begun) {
            for end in ends {
                if let Some(end) = self.ends.get_mut(end) {
                    end.in_flight += 1;
                }
            }
            let size = bytes.len();
            self.tell(task, Event::Sent { end: id, size });
            self.waits.wake(Thing::Readable(peer), orders);
        }
        Ok(match sending {
            Sending::Done | Sending::Finished => Answer::Done,
            Sending::Begun | Sending::Full => {
                self.wait_or(task, wait, vec![Thing::Writable(id)], Answer::Done)
            }
        })
    }

    fn receive(&mut self, task: Task, id: EndId, wait: bool, orders: &mut Vec<Order>) -> Asked {
        let peer = self.end_of(task.pid, id)?.peer;
        let peer_closed = self.ends.get(&peer).is_none_or(End::is_closed);
        let end = self.ends.get_mut(&id).ok_or(Failure::BadEnd)?;
        let Some(sent) = end.read(peer_closed)? else {
            return Ok(self.wait_or(task, wait, vec![Thing::Readable(id)], Answer::Done));
        };
        for passed in &sent.ends {
            if let Some(end) = self.ends.get_mut(passed) {
                end.in_flight = end.in_flight.saturating_sub(1);
                end.open.insert(task.pid);
            }
        }
        let size = sent.bytes.len();
        self.tell(task, Event::Received { end: id, size });
        self.waits.wake(Thing::Writable(peer), orders);
        Ok(Answer::Bytes(sent.bytes))
    }

    /// The ends' numbers, and the negatives of the children's.
    fn poll(&mut self, task: Task, ends: &[EndId], children: &[u32], wait: bool) -> Asked {
        let mut ready = Vec::new();
        for &id in ends {
            let end = self.end_of(task.pid, id)?;
            let over = self.ends.get(&end.peer).is_none_or(End::is_closed);
            if over || !end.inbox.is_empty() {
                ready.push(i64::from(id.0));
            }
        }
        let is_over = |child: &&u32| !self.family.is_alive(**child);
        ready.extend(
            children
                .iter()
                .filter(is_over)
                .map(|&child| -i64::from(child)),
        );
        if !ready.is_empty() {
            return Ok(Answer::Numbers(ready));
        }
        let mut things: Vec<Thing> = ends.iter().copied().map(Thing::Readable).collect();
        if !children.is_empty() {
            things.push(Thing::ChildOf(task.pid));
        }
        Ok(self.wait_or(task, wait, things, Answer::Numbers(Vec::new())))
    }

    /// A process no longer has an end open. Where nobody else has it, the other side must hear of it.
    fn close(&mut self, pid: Pid, id: EndId, orders: &mut Vec<Order>) {
        let Some(end) = self.ends.get_mut(&id) else {
            return;
        };
        end.open.remove(&pid);
        if !end.is_closed() {
            return;
        }
        let peer = end.peer;
        // What nobody can read any more takes the ends that travel in it along.
        let lost: Vec<EndId> = end.empty().flat_map(|sent| sent.ends).collect();
        for id in lost {
            if let Some(end) = self.ends.get_mut(&id) {
                end.in_flight = end.in_flight.saturating_sub(1);
            }
            self.close(pid, id, orders);
        }
        self.waits.wake(Thing::Readable(peer), orders);
        self.waits.wake(Thing::Writable(peer), orders);
        if self.ends.get(&peer).is_none_or(End::is_closed) {
            self.ends.remove(&id);
            self.ends.remove(&peer);
        }
    }
}

/// Shared blocks.
impl Kernel {
    pub fn blocks(&self) -> &BTreeMap<BlockId, Arc<Vec<u8>>> {
        &self.blocks
    }

    fn new_block(&mut self, size: usize, name: Option<String>) -> Asked {
        if self.size().saturating_add(size) > self.memory {
            return Ok(Answer::Limit(Limit::Memory));
        }
        if name
            .as_ref()
            .is_some_and(|name| self.named_blocks.contains_key(name))
        {
            return Err(Failure::BlockExists);
        }
        let id = BlockId(self.number(1));
        self.blocks.insert(id, Arc::new(vec![0; size]));
        if let Some(name) = name {
            self.named_blocks.insert(name, id);
        }
        Ok(Answer::Number(id.0.into()))
    }

    fn load(&mut self, task: Task, block: BlockId, offset: usize, length: usize) -> Asked {
        let bytes = self.blocks.get(&block).ok_or(Failure::BadEnd)?;
        let range = bytes.get(offset..offset.saturating_add(length));
        let bytes = range.ok_or(Failure::BadEnd)?.into();
        self.tell(task, Event::BlockRead { block, offset });
        Ok(Answer::Bytes(bytes))
    }

    fn store(&mut self, task: Task, block: BlockId, offset: usize, bytes: &Message) -> Asked {
        let held = self.blocks.get_mut(&block).ok_or(Failure::BadEnd)?;
        let range = offset..offset.saturating_add(bytes.len());
        let place = Arc::make_mut(held).get_mut(range);
        place.ok_or(Failure::BadEnd)?.copy_from_slice(bytes);
        self.tell(task, Event::BlockWritten { block, offset });
        Ok(Answer::Done)
    }

    fn find_block(&self, name: &str) -> Asked {
        let id = self.named_blocks.get(name).ok_or(Failure::NoBlock)?;
        let size = self.blocks.get(id).map_or(0, |block| block.len());
        let size = i64::try_from(size).unwrap_or(i64::MAX);
        Ok(Answer::Numbers(vec![id.0.into(), size]))
    }

    /// Bytes held for processes.
    fn size(&self) -> usize {
        let pipes = self.ends.values().map(End::used).sum::<usize>();
        let blocks = self.blocks.values().map(|block| block.len()).sum::<usize>();
        pipes + blocks
    }
}

/// Processes.
impl Kernel {
    fn begin(
        &mut self,
        task: Task,
        image: Image,
        ends: Vec<EndId>,
        orders: &mut Vec<Order>,
    ) -> Answer {
        if self.family.alive() >= PROCESSES {
            return Answer::Limit(Limit::Processes);
        }
        let (pid, os_id) = self.family.begin(task.pid);
        for id in ends {
            if let Some(end) = self.ends.get_mut(&id)
                && end.open.contains(&task.pid)
            {
                end.open.insert(pid);
            }
        }
        let forked = matches!(image, Image::Fork(_));
        orders.push(Order::Begin { pid, os_id, image });
        if forked {
            let child = Task { pid, tid: task.tid };
            let answer = Answer::Number(0);
            orders.push(Order::Answer {
                task: child,
                answer,
            });
        }
        self.tell(task, Event::ProcessStarted(pid));
        Answer::Number(os_id.into())
    }

    fn reap(&mut self, task: Task, child: Option<u32>, wait: bool) -> Asked {
        match self.family.reap(task.pid, child)? {
            Some((pid, os_id, status)) => {
                self.tell(task, Event::ProcessReaped { pid, status });
                Ok(Answer::Numbers(vec![os_id.into(), status.into()]))
            }
            None => {
                let things = vec![Thing::ChildOf(task.pid)];
                Ok(self.wait_or(task, wait, things, Answer::Numbers(vec![0, 0])))
            }
        }
    }

    /// A process is no more: with this exit code, or the negative of a signal. What it held stays held; its ends of
    /// pipes are closed; its parent hears of it.
    pub fn exited(&mut self, pid: Pid, status: i32) -> Vec<Order> {
        let mut orders = Vec::new();
        self.waits.forget(pid);
        self.alarms.retain(|task| task.pid != pid);
        let by = Task { pid, tid: Tid(0) };
        self.tell(by, Event::ProcessEnded { status });
        let ends: Vec<EndId> = self.ends.keys().copied().collect();
        for id in ends {
            if self
                .ends
                .get(&id)
                .is_some_and(|end| end.open.contains(&pid))
            {
                self.close(pid, id, &mut orders);
            }
        }
        for end in self.ends.values_mut() {
            end.forget(pid);
        }
        if let Some(parent) = self.family.ended(pid, status) {
            self.waits.wake(Thing::ChildOf(parent), &mut orders);
        }
        orders
    }

    /// A task's timed wait for the kernel is over. Nothing where it does not wait.
    pub fn expire(&mut self, task: Task) -> Vec<Order> {
        if self.waits.leave(task) {
            vec![Order::Expire(task)]
        } else {
            Vec::new()
        }
    }

    /// The operating system has given a worker this number; the main thread's is its process's.
    pub fn name(&mut self, task: Task, os_id: u32) {
        self.family.name(task, os_id);
    }

    /// A number that two equal kernels share: clocks, alarms and output not counted.
    pub fn fingerprint(&self) -> u128 {
        let mut digest = Digest::new(6 << 32);
        let mut words = Words(&mut digest);
        (&self.family, &self.waits, self.next).hash(&mut words);
        (
            &self.semaphores,
            &self.ends,
            &self.blocks,
            &self.named_blocks,
        )
            .hash(&mut words);
        digest.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(orders: &[Order]) -> &Answer {
        match orders {
            [Order::Answer { answer, .. }, ..] => answer,
            other => panic!("the answer comes first: {other:?}"),
        }
    }

    const ONE: Task = Task {
        pid: Pid(1),
        tid: Tid(0),
    };

    #[test]
    fn clocks_are_arithmetic_and_what_is_written_is_kept_until_it_is_taken() {
        let mut kernel = Kernel::new(Time(1_000), usize::MAX);
        let mut ask = |call| answer(&kernel.ask(Task::MAIN, call, Time(7))).clone();
        assert_eq!(ask(Syscall::Clock(Clock::Wall)), Answer::Number(1_007));
        assert_eq!(ask(Syscall::Clock(Clock::Monotonic)), Answer::Number(7));
        let text = "a".to_owned();
        assert_eq!(ask(Syscall::Write { stream: 1, text }), Answer::Done);
        assert_eq!(kernel.take_output().len(), 1);
        assert!(kernel.take_output().is_empty());
    }

    #[test]
    fn a_reader_waits_until_it_is_woken_and_meets_the_end_of_file_when_the_writer_closes() {
        let mut kernel = Kernel::new(Time::ZERO, usize::MAX);
        let mut ask = |task, call| kernel.ask(task, call, Time::ZERO);
        let pipe = ask(Task::MAIN, Syscall::NewPipe { duplex: false });
        assert_eq!(answer(&pipe), &Answer::Numbers(vec![1, 2]));
        let receive = || Syscall::Receive {
            end: EndId(1),
            wait: true,
        };
        assert_eq!(answer(&ask(Task::MAIN, receive())), &Answer::Wait);
        let sent = ask(
            Task::MAIN,
            Syscall::Send {
                end: EndId(2),
                bytes: b"x".as_slice().into(),
                ends: vec![],
                wait: true,
            },
        );
        // Whoever asks anew no longer waits: nobody is woken.
        assert_eq!(sent.len(), 1);
        let got = ask(Task::MAIN, receive());
        assert_eq!(answer(&got), &Answer::Bytes(b"x".as_slice().into()));
        ask(Task::MAIN, Syscall::Close(EndId(2)));
        let end = ask(Task::MAIN, receive());
        assert_eq!(answer(&end), &Answer::Failed(Failure::EndOfFile));
        let foreign = ask(ONE, receive());
        assert_eq!(answer(&foreign), &Answer::Failed(Failure::BadEnd));
    }

    #[test]
    fn a_lock_of_the_dead_stays_locked() {
        let mut kernel = Kernel::new(Time::ZERO, usize::MAX);
        let ask = |kernel: &mut Kernel, task, call| kernel.ask(task, call, Time::ZERO);
        let kind = crate::machine::effect::SemaphoreKind::Counting;
        let lock = Syscall::NewSemaphore {
            kind,
            value: 1,
            most: 1,
        };
        ask(&mut kernel, Task::MAIN, lock);
        let payload: Message = [].into();
        let ends = Vec::new();
        let begun = ask(&mut kernel, Task::MAIN, Syscall::Spawn { payload, ends });
        assert!(matches!(begun[0], Order::Begin { pid: Pid(1), .. }));
        let acquire = |wait| Syscall::Acquire {
            semaphore: SemaphoreId(1),
            wait,
        };
        assert_eq!(
            answer(&ask(&mut kernel, ONE, acquire(true))),
            &Answer::Flag(true)
        );
        assert_eq!(
            answer(&ask(&mut kernel, Task::MAIN, acquire(true))),
            &Answer::Wait
        );
        assert!(kernel.exited(Pid(1), -9).is_empty());
        assert!(matches!(
            kernel.expire(Task::MAIN)[..],
            [Order::Expire(Task::MAIN)]
        ));
        let again = ask(&mut kernel, Task::MAIN, acquire(false));
        assert_eq!(answer(&again), &Answer::Flag(false));
    }
}
