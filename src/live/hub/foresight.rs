//! What the hub knows before its children do. Where a thread asks, and nobody else in its process can do anything, all
//! that comes next in that process is up to the hub: that the answer is received; where the answer is to wait, that
//! the thread is woken, asks again, and is answered again. So the hub writes it down at once, and tells the child once
//! there is something to go on with: a message that somebody waits for costs one frame, and nobody need say that
//! nothing moves.
//!
//! Who waits for a permit is woken as ever, and asks for itself: meanwhile another may be quicker, as in CPython.

use crate::base::{Pid, Task};
use crate::live::hub::State;
use crate::live::wire::{Foreseen, ToChild};
use crate::machine::effect::{Answer, Order, Syscall};
use crate::machine::schedule::Choice;

/// How often somebody may be woken in vain before it hears of it.
const IN_VAIN: usize = 8;

/// A process in which nobody can do anything before the hub says so.
pub(super) struct Still {
    /// Who asked last, and what it asks again once it is woken.
    task: Task,
    again: Option<Syscall>,
    /// What has happened to it, and it does not know yet.
    untold: Vec<Foreseen>,
    woken: bool,
}

/// What a thread that has to wait for this asks again, if it can do so without being asked itself.
pub(super) fn again(call: &Syscall) -> Option<Syscall> {
    let waits = match call {
        Syscall::Send { wait, .. }
        | Syscall::Receive { wait, .. }
        | Syscall::Fetch { wait, .. }
        | Syscall::Deliver { wait, .. }
        | Syscall::Poll { wait, .. }
        | Syscall::Await { wait, .. } => *wait,
        _ => false,
    };
    waits.then(|| call.clone())
}

impl State {
    /// Whether what becomes of a question is foreseen, where nobody else in the asking process can do anything.
    pub(super) fn foresees(&self, pid: Pid) -> bool {
        let child = &self.children[pid.index()];
        !self.held && !child.doomed && child.sent == child.received
    }

    /// The answer to somebody who asked alone.
    pub(super) fn answer_alone(&mut self, task: Task, answer: Answer, again: Option<Syscall>) {
        let still = Still {
            task,
            again,
            untold: Vec::new(),
            woken: false,
        };
        self.go_on(still, answer);
    }

    /// It is answered, and goes on or waits.
    fn go_on(&mut self, mut still: Still, answer: Answer) {
        let (task, pid) = (still.task, still.task.pid);
        let waits = matches!(answer, Answer::Wait);
        self.choice(Choice::Receive(pid));
        self.children[pid.index()].idle = waits;
        if let Some(call) = &still.again {
            self.tell_in_advance(pid, call, &answer);
        }
        still
            .untold
            .push(Foreseen::Order(Order::Answer { task, answer }));
        if !waits || still.untold.len() > 3 * IN_VAIN {
            let untold = std::mem::take(&mut still.untold);
            self.send(pid, &ToChild::Foreseen(untold));
        }
        if waits {
            still.woken = false;
            self.children[pid.index()].still = Some(still);
        }
    }

    /// An order for a child. One that wakes who waits alone is kept back: see `ask_again`.
    pub(super) fn order(&mut self, order: Order) {
        let pid = order.pid();
        let Some(child) = self.children.get_mut(pid.index()) else {
            return;
        };
        if let Some(still) = &mut child.still
            && !still.woken
            && !child.doomed
            && still.again.is_some()
            && matches!(order, Order::Wake(task) if task == still.task)
        {
            still.woken = true;
            child.idle = false;
            self.woken.push_back(pid);
            return;
        }
        self.stir(pid);
        self.send(pid, &ToChild::Order(order));
    }

    /// From now on the child writes down by itself what happens to it.
    pub(super) fn stir(&mut self, pid: Pid) {
        let Some(still) = self.children[pid.index()].still.take() else {
            return;
        };
        if !still.untold.is_empty() {
            self.send(pid, &ToChild::Foreseen(still.untold));
        }
        if still.woken {
            self.send(pid, &ToChild::Order(Order::Wake(still.task)));
        }
    }

    /// Whether somebody who waits for a message is stopped (`kill -STOP`), and another may have it: as in CPython, who
    /// does not run does not read. One that holds the lock of a queue meanwhile lets nobody else read there either. Who
    /// was the only one to read so far is given its message all the same: to look after each would take long.
    fn misses(&self, pid: Pid, call: &Syscall) -> bool {
        let Syscall::Receive { end, .. } = call else {
            return false;
        };
        self.users.get(end) == Some(&None) && self.children[pid.index()].is_stopped()
    }

    /// Those who were woken ask again: one after the other, and each after everybody has been sent what came before.
    pub(super) fn ask_again(&mut self) {
        while let Some(pid) = self.woken.pop_front() {
            let child = &mut self.children[pid.index()];
            let Some(mut still) = child.still.take_if(|still| still.woken) else {
                continue;
            };
            let task = still.task;
            let call = still.again.clone().expect("only those are woken so");
            if self.misses(pid, &call) {
                self.children[pid.index()].still = Some(still);
                self.stir(pid);
                continue;
            }
            self.choice(Choice::Receive(pid));
            self.choice(Choice::Run { task, steps: 1 });
            self.steps += 1;
            still.untold.push(Foreseen::Order(Order::Wake(task)));
            still.untold.push(Foreseen::AsksAgain(task.tid));
            let mut orders = self.ask(task, call, None).into_iter();
            // The answer comes first: nobody begins here.
            if let Some(Order::Answer { answer, .. }) = orders.next() {
                self.go_on(still, answer);
            }
            for order in orders {
                self.order(order);
            }
            self.overdue_after_all(task);
        }
    }
}
