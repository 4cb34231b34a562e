//! What happened, and why somebody cannot move, in the sentences of a good teacher, in both languages.
//!
//! A sentence names who, what and, where it is not plain, why it matters. Whatever comes from the program passes
//! through [`clean`] at the end, so a hostile name is only a strange name.

use crate::base::Time;
use crate::ui::glyphs::Glyphs;
use crate::ui::widgets::text::clean;
use crate::ui::words::{say, words};
use crate::view::{
    Choice, Ending, Event, Happening, Kind, Language, Life, Limit, Offer, State, Thing, Waiting,
    Worker, WorkerId,
};

/// Who speaks: a language, and how it calls the workers.
#[derive(Clone, Copy, Debug)]
pub struct Voice<'a> {
    pub language: Language,
    /// `None`: as a screen reader should say it.
    pub glyphs: Option<&'a Glyphs>,
}

impl Voice<'_> {
    pub fn label(&self, worker: WorkerId) -> String {
        match (self.glyphs, worker.0) {
            (Some(glyphs), _) => glyphs.label(worker),
            (None, 0) => "main".to_owned(),
            (None, number) => say!(self.language, "worker {number}", "执行者{number}"),
        }
    }

    /// `①, ② and ③`
    fn list(&self, workers: &[WorkerId]) -> String {
        let labels: Vec<String> = workers.iter().map(|&worker| self.label(worker)).collect();
        match (labels.split_last(), self.language) {
            (None, _) => String::new(),
            (Some((last, [])), _) => last.clone(),
            (Some((last, others)), Language::En) => format!("{} and {last}", others.join(", ")),
            (Some((last, others)), Language::Zh) => format!("{} 和 {last}", others.join("、")),
        }
    }

    pub(crate) fn thing(&self, thing: &Thing) -> String {
        let name = &thing.name;
        match thing.kind {
            Kind::Variable => name.clone(),
            Kind::Lock => say!(self.language, "the lock {name}", "锁 {name}"),
            Kind::RLock => say!(self.language, "the RLock {name}", "可重入锁 {name}"),
            Kind::Semaphore => say!(self.language, "the semaphore {name}", "信号量 {name}"),
            Kind::Condition => say!(self.language, "the condition {name}", "条件变量 {name}"),
            Kind::Event => say!(self.language, "the event {name}", "事件 {name}"),
            Kind::Barrier => say!(self.language, "the barrier {name}", "栅栏 {name}"),
            Kind::Queue => say!(self.language, "the queue {name}", "队列 {name}"),
        }
    }

    /// `1.5 s`
    pub fn time(&self, time: Time) -> String {
        let seconds = (time.seconds() * 1e6).round() / 1e6;
        say!(self.language, "{seconds} s", "{seconds} 秒")
    }

    /// One fact as one sentence.
    #[expect(clippy::too_many_lines, reason = "a table: one sentence a fact")]
    pub fn event(&self, happening: &Happening) -> String {
        let language = self.language;
        let who = happening.worker.map_or_else(
            || say!(self.language, "Nobody", "没有谁"),
            |worker| self.label(worker),
        );
        let sentence = match &happening.event {
            Event::Began => say!(
                self.language,
                "The program stands at its beginning.",
                "程序停在开头。"
            ),
            Event::Read { name, value } => {
                say!(
                    language,
                    "{who} read {name}: it is {value}.",
                    "{who} 读取 {name}，值为 {value}。"
                )
            }
            Event::Wrote {
                name,
                value,
                before: Some(before),
            } => say!(
                language,
                "{who} stored {value} in {name}, which was {before}.",
                "{who} 把 {value} 存入 {name}（原来是 {before}）。"
            ),
            Event::Wrote {
                name,
                value,
                before: None,
            } => say!(
                language,
                "{who} stored {value} in {name}.",
                "{who} 把 {value} 存入 {name}。"
            ),
            Event::Stale {
                name,
                value,
                other,
                stored,
            } => {
                let other = self.label(*other);
                say!(
                    language,
                    "{who} read {name} ({value}) before {other} stored {stored}: {other}'s update is about to be overwritten.",
                    "{who} 读取 {name}（{value}）之后，{other} 才存入 {stored}：{other} 的更新即将被覆盖。"
                )
            }
            Event::LostUpdate {
                name,
                value,
                other,
                lost,
            } => {
                let other = self.label(*other);
                say!(
                    language,
                    "{who} stored {value} in {name}, computed from what it had read before {other} stored {lost}: {other}'s update is lost.",
                    "{who} 把 {value} 存入 {name}，但这是用 {other} 存入 {lost} 之前读到的旧值算出来的：{other} 的更新丢失了。"
                )
            }
            Event::Computed { words } => say!(
                language,
                "{who} did {words}: nobody else can notice that.",
                "{who} 执行了 {words}：别人察觉不到。"
            ),
            Event::Called { function } => say!(
                language,
                "{who} called {function}.",
                "{who} 调用了 {function}。"
            ),
            Event::Returned { function, value } => say!(
                language,
                "{function} returned {value} to {who}.",
                "{function} 向 {who} 返回 {value}。"
            ),
            Event::Acquired { thing } => {
                let name = self.thing(thing);
                if thing.kind == Kind::Semaphore {
                    say!(
                        language,
                        "{who} took a permit of {name}.",
                        "{who} 取得{name} 的一个许可。"
                    )
                } else {
                    say!(
                        language,
                        "{who} acquired {name}: nobody else can until it is released.",
                        "{who} 获取了{name}：释放之前别人都拿不到。"
                    )
                }
            }
            Event::Released { thing, waiters } => {
                let name = self.thing(thing);
                let waiting = self.list(waiters);
                if waiters.is_empty() {
                    say!(
                        language,
                        "{who} released {name}; nobody was waiting for it.",
                        "{who} 释放了{name}；没有谁在等它。"
                    )
                } else {
                    say!(
                        language,
                        "{who} released {name}. {waiting} can try again, and whoever moves first gets it.",
                        "{who} 释放了{name}。{waiting} 可以再试，谁先走谁得到。"
                    )
                }
            }
            Event::Refused { thing } => {
                let name = self.thing(thing);
                say!(
                    language,
                    "{who} tried {name} without waiting, and did not get it.",
                    "{who} 尝试获取{name}（不等待），没有得到。"
                )
            }
            Event::Notified { thing, woken } | Event::Set { thing, woken } => {
                let name = self.thing(thing);
                let woken_list = self.list(woken);
                match (
                    matches!(happening.event, Event::Set { .. }),
                    woken.is_empty(),
                ) {
                    (true, true) => say!(
                        language,
                        "{who} set {name}: whoever waits for it from now on need not.",
                        "{who} 设置了{name}：以后来等的都不必再等。"
                    ),
                    (true, false) => say!(
                        language,
                        "{who} set {name}: {woken_list} can go on.",
                        "{who} 设置了{name}：{woken_list} 可以继续。"
                    ),
                    (false, true) => say!(
                        language,
                        "{who} notified {name}, but nobody was waiting: a notify is not remembered, so this one is lost.",
                        "{who} 通知了{name}，但没有谁在等：通知不会被记住，这一次就丢失了。"
                    ),
                    (false, false) => say!(
                        language,
                        "{who} notified {name}: {woken_list} can go on as soon as the lock is free.",
                        "{who} 通知了{name}：锁一空闲，{woken_list} 就能继续。"
                    ),
                }
            }
            Event::Cleared { thing } => {
                let name = self.thing(thing);
                say!(language, "{who} cleared {name}.", "{who} 清除了{name}。")
            }
            Event::Arrived {
                thing,
                arrived,
                parties,
            } => {
                let name = self.thing(thing);
                if arrived == parties {
                    say!(
                        language,
                        "{who} is the last of {parties} to arrive at {name}: it opens.",
                        "{who} 最后一个到达{name}（共 {parties} 个）：栅栏打开。"
                    )
                } else {
                    say!(
                        language,
                        "{who} arrived at {name}: {arrived} of {parties} are there.",
                        "{who} 到达{name}：{parties} 个中已到 {arrived} 个。"
                    )
                }
            }
            Event::Broke { thing } => {
                let name = self.thing(thing);
                say!(
                    language,
                    "{name} is broken: everybody at it gets a BrokenBarrierError.",
                    "{name} 已损坏：在那里等待的都会得到 BrokenBarrierError。"
                )
            }
            Event::Put {
                thing,
                value,
                size,
                capacity,
            } => {
                let name = self.thing(thing);
                match capacity {
                    Some(capacity) => say!(
                        language,
                        "{who} put {value} into {name}, which now holds {size} of {capacity}.",
                        "{who} 把 {value} 放入{name}，现在有 {size}/{capacity} 项。"
                    ),
                    None => say!(
                        language,
                        "{who} put {value} into {name}, which now holds {size}.",
                        "{who} 把 {value} 放入{name}，现在有 {size} 项。"
                    ),
                }
            }
            Event::Got { thing, value, size } => {
                let name = self.thing(thing);
                say!(
                    language,
                    "{who} got {value} from {name}, which now holds {size}.",
                    "{who} 从{name} 取出 {value}，还剩 {size} 项。"
                )
            }
            Event::TaskDone { thing, unfinished } => {
                let name = self.thing(thing);
                say!(
                    language,
                    "{who} said that an item of {name} is done: {unfinished} unfinished.",
                    "{who} 报告{name} 的一项已完成：还有 {unfinished} 项未完成。"
                )
            }
            Event::Blocked { on, until } => {
                let sentence = self.blocked(&who, happening.worker, on, *until);
                match until {
                    Some(until) if !matches!(on, Waiting::Sleep) => {
                        let until = self.time(*until);
                        say!(
                            self.language,
                            "{sentence} It gives up at {until}.",
                            "{sentence}最多等到 {until}。"
                        )
                    }
                    Some(_) | None => sentence,
                }
            }
            Event::Woke { on, by } => self.woke(&who, on, *by),
            Event::TimedOut { on } => {
                let wanted = self.wanted(on);
                say!(
                    language,
                    "{who} has waited for {wanted} as long as it would, and goes on without.",
                    "{who} 等 {wanted} 超时，不再等待。"
                )
            }
            Event::Printed { text } => {
                let text = text.trim_end_matches('\n');
                say!(language, "{who} printed: {text}", "{who} 打印：{text}")
            }
            Event::Started { worker } => {
                let other = self.label(*worker);
                say!(
                    language,
                    "{who} started {other}: from here on either may move.",
                    "{who} 启动了 {other}：从现在起两者都可能先走。"
                )
            }
            Event::Joined { worker } => {
                let other = self.label(*worker);
                say!(
                    language,
                    "{who} joined {other}, which had ended.",
                    "{who} 等到了 {other} 结束（join）。"
                )
            }
            Event::Slept { until } => {
                let until = self.time(*until);
                say!(
                    language,
                    "{who} sleeps until {until}.",
                    "{who} 睡眠到 {until}。"
                )
            }
            Event::TimePassed { to } => {
                let to = self.time(*to);
                say!(
                    language,
                    "Nobody could move, so the clock leapt to {to}.",
                    "谁也不能走，时钟跳到 {to}。"
                )
            }
            Event::Raised { exception } => say!(
                language,
                "{who} raised {exception}.",
                "{who} 抛出 {exception}。"
            ),
            Event::Caught { exception } => say!(
                language,
                "{who} caught {exception}.",
                "{who} 捕获了 {exception}。"
            ),
            Event::Ended => say!(language, "{who} has ended.", "{who} 结束了。"),
            Event::Died { exception } => say!(
                language,
                "{who} died: nobody caught {exception}. The others go on.",
                "{who} 因未捕获的 {exception} 而终止，其他的继续运行。"
            ),
            Event::Killed => say!(
                language,
                "{who} was killed from outside, and its process with it: what it held stays held.",
                "{who} 连同它的进程被外部强行终止：它持有的东西不会释放。"
            ),
            Event::ProcessStarted { .. }
            | Event::ProcessEnded { .. }
            | Event::Reaped { .. }
            | Event::Signalled { .. }
            | Event::Sent { .. }
            | Event::Received { .. } => self.between_processes(&who, &happening.event),
            Event::Deadlock { cycle } => self.deadlock(cycle),
            Event::Stuck { waiting } => self.stuck(waiting),
            Event::FixToggled { title, on } => {
                let title = title.get(self.language);
                if *on {
                    say!(
                        self.language,
                        "Fix switched on: {title}.",
                        "已打开修复：{title}。"
                    )
                } else {
                    say!(
                        self.language,
                        "Fix switched off: {title}.",
                        "已关闭修复：{title}。"
                    )
                }
            }
            Event::Finished { exit_code } => say!(
                self.language,
                "The program has finished with exit code {exit_code}.",
                "程序运行结束，退出码 {exit_code}。"
            ),
            Event::Limit(limit) => self.limit(*limit),
            Event::Note(text) => text.get(self.language).to_owned(),
        };
        clean(&sentence).into_owned()
    }

    /// What happened between processes.
    fn between_processes(&self, who: &str, event: &Event) -> String {
        let language = self.language;
        match event {
            Event::ProcessStarted { worker, process } => {
                let other = self.label(*worker);
                say!(
                    language,
                    "{who} started process {process}, {other}: it has memory of its own, and runs beside {who}.",
                    "{who} 启动了进程 {process}（{other}）：它有自己的内存，与 {who} 并行。"
                )
            }
            Event::ProcessEnded {
                process,
                status,
                zombie,
            } => {
                let how = self.status(*status);
                if *zombie {
                    say!(
                        language,
                        "Process {process} has ended: {how}. It is a zombie until its parent asks.",
                        "进程 {process} 结束了：{how}。父进程询问之前它是僵尸进程。"
                    )
                } else {
                    say!(
                        language,
                        "Process {process} has ended: {how}.",
                        "进程 {process} 结束了：{how}。"
                    )
                }
            }
            Event::Reaped { process, status } => {
                let how = self.status(*status);
                say!(
                    language,
                    "{who} joined process {process}, which had ended: {how}.",
                    "{who} 等到了进程 {process} 结束（join）：{how}。"
                )
            }
            Event::Signalled { process, signal } => say!(
                language,
                "{who} sent signal {signal} to process {process}.",
                "{who} 向进程 {process} 发送了信号 {signal}。"
            ),
            Event::Sent {
                through,
                size,
                used,
            } => say!(
                language,
                "{who} sent {size} bytes through {through}: {used} of 65536 are on their way.",
                "{who} 通过 {through} 发送了 {size} 字节：管道中现有 {used}/65536 字节。"
            ),
            Event::Received { through, size } => say!(
                language,
                "{who} received {size} bytes from {through}.",
                "{who} 从 {through} 收到 {size} 字节。"
            ),
            _ => String::new(),
        }
    }

    /// How a process ended: its exit code, or the signal that killed it.
    pub fn status(&self, status: i32) -> String {
        let language = self.language;
        if status >= 0 {
            return say!(language, "exit code {status}", "退出码 {status}");
        }
        let signal = -status;
        let name = match signal {
            2 => " (SIGINT)",
            9 => " (SIGKILL)",
            15 => " (SIGTERM)",
            _ => "",
        };
        say!(
            language,
            "killed by signal {signal}{name}",
            "被信号 {signal}{name} 终止"
        )
    }

    /// A process in a few words, after its number: whether it runs, or how it ended.
    pub fn life(&self, life: Life) -> String {
        let language = self.language;
        // One that ended well has ended, as a thread has; a number is worth a look where it is not 0.
        let how = |status| match status {
            0 => words(language).ended.to_owned(),
            status => self.status(status),
        };
        match life {
            Life::Alive => String::new(),
            Life::Zombie(status) => {
                let how = how(status);
                say!(language, "zombie, {how}", "僵尸，{how}")
            }
            Life::Gone(status) => how(status),
        }
    }

    #[expect(clippy::too_many_lines, reason = "a table: one sentence a wait")]
    fn blocked(
        &self,
        who: &str,
        worker: Option<WorkerId>,
        on: &Waiting,
        until: Option<Time>,
    ) -> String {
        let language = self.language;
        match on {
            Waiting::Lock { name, holder, .. } => match holder {
                Some(holder) if Some(*holder) == worker => say!(
                    language,
                    "{who} wants {name}, which it holds itself: a Lock cannot be taken twice, so it waits for itself.",
                    "{who} 想获取它自己已经持有的 {name}：Lock 不能获取两次，它在等它自己。"
                ),
                Some(holder) => {
                    let holder = self.label(*holder);
                    say!(
                        language,
                        "{who} wants {name}, but {holder} holds it: {who} must wait.",
                        "{who} 想获取 {name}，但 {holder} 正持有它：{who} 只能等待。"
                    )
                }
                None => say!(language, "{who} waits for {name}.", "{who} 等待 {name}。"),
            },
            Waiting::Semaphore { name } => say!(
                language,
                "{who} wants a permit of {name}, but none is left: it waits until one is released.",
                "{who} 想要 {name} 的许可，但已经没有了：等待别人释放。"
            ),
            Waiting::Condition { name } => say!(
                language,
                "{who} waits on {name}: it has let go of the lock and sleeps until somebody calls notify.",
                "{who} 在 {name} 上等待：它已放开锁，直到有人调用 notify。"
            ),
            Waiting::Event { name } => say!(
                language,
                "{who} waits until somebody sets {name}.",
                "{who} 等待有人设置 {name}。"
            ),
            Waiting::Barrier {
                name,
                arrived,
                parties,
            } => say!(
                language,
                "{who} waits at {name}: {arrived} of {parties} are there.",
                "{who} 在 {name} 前等待：{parties} 个中已到 {arrived} 个。"
            ),
            Waiting::QueueItem { name } => say!(
                language,
                "{who} wants an item, but {name} is empty: it waits until somebody puts one in.",
                "{who} 想取一项，但 {name} 是空的：等待有人放入。"
            ),
            Waiting::QueueSpace { name, capacity } => say!(
                language,
                "{who} wants to put an item, but {name} is full ({capacity}): it waits until somebody takes one out.",
                "{who} 想放入一项，但 {name} 已满（{capacity}）：等待有人取走。"
            ),
            Waiting::QueueDone { name, unfinished } => say!(
                language,
                "{who} waits until every item of {name} is done: {unfinished} unfinished.",
                "{who} 等待 {name} 的所有项完成：还有 {unfinished} 项。"
            ),
            Waiting::Join { worker } => {
                let other = self.label(*worker);
                say!(
                    language,
                    "{who} waits for {other} to end.",
                    "{who} 等待 {other} 结束。"
                )
            }
            Waiting::Shutdown { worker } => {
                let other = self.label(*worker);
                say!(
                    language,
                    "{who} has no more lines, and waits for {other}: Python ends only after every thread that is not a daemon.",
                    "{who} 的代码已执行完，还在等 {other}：非守护线程全部结束后 Python 才退出。"
                )
            }
            Waiting::Sleep => match until {
                Some(until) => {
                    let until = self.time(until);
                    say!(
                        language,
                        "{who} sleeps until {until}.",
                        "{who} 睡眠到 {until}。"
                    )
                }
                None => say!(language, "{who} sleeps.", "{who} 正在睡眠。"),
            },
            Waiting::Orphan { name, process } => say!(
                language,
                "{who} wants {name}, but its holder, process {process}, is dead: it stays locked, and {who} waits for ever.",
                "{who} 想获取 {name}，但持有它的进程 {process} 已死：它永远锁着，{who} 永远等下去。"
            ),
            Waiting::Message { name } => say!(
                language,
                "{who} wants a message, but nothing is in {name}: it waits until somebody sends one.",
                "{who} 想接收消息，但 {name} 里什么都没有：等待有人发送。"
            ),
            Waiting::Room { name, used } => say!(
                language,
                "{who} wants to send, but {name} is full ({used} of 65536 bytes): it waits until somebody reads.",
                "{who} 想发送，但 {name} 已满（{used}/65536 字节）：等待有人读取。"
            ),
            Waiting::Process { worker, process } => {
                let other = self.label(*worker);
                say!(
                    language,
                    "{who} waits for process {process}, {other}, to end.",
                    "{who} 等待进程 {process}（{other}）结束。"
                )
            }
            Waiting::Children => say!(
                language,
                "{who} waits for any of its child processes to end.",
                "{who} 等待任意一个子进程结束。"
            ),
            Waiting::Other { what } => {
                say!(language, "{who} waits for {what}.", "{who} 等待 {what}。")
            }
        }
    }

    fn woke(&self, who: &str, on: &Waiting, by: Option<WorkerId>) -> String {
        let language = self.language;
        let wanted = self.wanted(on);
        match (on, by.map(|worker| self.label(worker))) {
            (Waiting::Sleep, _) => {
                say!(
                    language,
                    "{who} has slept enough and can go on.",
                    "{who} 睡醒了，可以继续。"
                )
            }
            (Waiting::Join { .. } | Waiting::Shutdown { .. } | Waiting::Process { .. }, _) => {
                say!(
                    language,
                    "{wanted} has ended, so {who} can go on.",
                    "{wanted} 已结束，{who} 可以继续。"
                )
            }
            (_, Some(by)) => {
                say!(
                    language,
                    "{by} woke {who}, which was waiting for {wanted}.",
                    "{by} 唤醒了等待 {wanted} 的 {who}。"
                )
            }
            (_, None) => {
                say!(
                    language,
                    "{who} need not wait for {wanted} any longer.",
                    "{who} 不必再等 {wanted} 了。"
                )
            }
        }
    }

    /// The name of what was waited for.
    pub(crate) fn wanted(&self, on: &Waiting) -> String {
        match on {
            Waiting::Lock { name, .. }
            | Waiting::Semaphore { name }
            | Waiting::Condition { name }
            | Waiting::Event { name }
            | Waiting::Barrier { name, .. }
            | Waiting::QueueItem { name }
            | Waiting::QueueSpace { name, .. }
            | Waiting::QueueDone { name, .. }
            | Waiting::Orphan { name, .. }
            | Waiting::Message { name }
            | Waiting::Room { name, .. }
            | Waiting::Other { what: name } => name.clone(),
            Waiting::Join { worker }
            | Waiting::Shutdown { worker }
            | Waiting::Process { worker, .. } => self.label(*worker),
            Waiting::Children => say!(self.language, "a child process", "子进程"),
            Waiting::Sleep => say!(self.language, "its alarm", "闹钟"),
        }
    }

    fn deadlock(&self, cycle: &[(WorkerId, Waiting)]) -> String {
        let language = self.language;
        if let [(worker, on)] = cycle {
            let (who, wanted) = (self.label(*worker), self.wanted(on));
            return say!(
                language,
                "Deadlock: {who} waits for {wanted}, which it holds itself, so it can never move again.",
                "死锁：{who} 在等它自己持有的 {wanted}，再也无法前进。"
            );
        }
        let next = |at: usize| cycle[(at + 1) % cycle.len()].0;
        let links = cycle.iter().enumerate();
        let links: Vec<String> = links
            .map(|(at, (worker, on))| self.link(*worker, on, next(at)))
            .collect();
        let (links_en, links_zh) = (links.join("; "), links.join("；"));
        match language {
            Language::En => {
                format!(
                    "Deadlock: {links_en}. They wait in a circle, so none of them can ever move again."
                )
            }
            Language::Zh => format!("死锁：{links_zh}。它们互相等待成环，谁也无法再前进。"),
        }
    }

    /// One waits for the next.
    fn link(&self, worker: WorkerId, on: &Waiting, next: WorkerId) -> String {
        let language = self.language;
        let (who, next, wanted) = (self.label(worker), self.label(next), self.wanted(on));
        match on {
            Waiting::Join { .. }
            | Waiting::Shutdown { .. }
            | Waiting::Process { .. }
            | Waiting::Children => say!(
                language,
                "{who} waits for {next} to end",
                "{who} 等待 {next} 结束"
            ),
            Waiting::Message { .. } => say!(
                language,
                "{who} waits for a message from {wanted}, which {next} would have to send",
                "{who} 等待来自 {wanted} 的消息，要 {next} 来发"
            ),
            Waiting::Room { .. } => say!(
                language,
                "{who} waits for room in {wanted}, from which {next} would have to read",
                "{who} 等待 {wanted} 里有空位，要 {next} 来读"
            ),
            Waiting::Lock { .. }
            | Waiting::Semaphore { .. }
            | Waiting::Condition { .. }
            | Waiting::Event { .. }
            | Waiting::Barrier { .. }
            | Waiting::QueueItem { .. }
            | Waiting::QueueSpace { .. }
            | Waiting::QueueDone { .. }
            | Waiting::Orphan { .. }
            | Waiting::Other { .. }
            | Waiting::Sleep => say!(
                language,
                "{who} waits for {wanted}, which {next} holds",
                "{who} 等待 {next} 持有的 {wanted}"
            ),
        }
    }

    fn stuck(&self, waiting: &[(WorkerId, Waiting)]) -> String {
        let clauses: Vec<String> = waiting
            .iter()
            .map(|(worker, on)| {
                let who = self.label(*worker);
                let clause = self.clause(Some(*worker), on, None, None);
                say!(self.language, "{who}: {clause}", "{who} {clause}")
            })
            .collect();
        match self.language {
            Language::En => format!(
                "Nobody can move, and nobody ever will. {}.",
                clauses.join("; ")
            ),
            Language::Zh => format!("谁也不能走，也永远不会有谁能走了：{}。", clauses.join("；")),
        }
    }

    fn limit(&self, limit: Limit) -> String {
        let language = self.language;
        match limit {
            Limit::Steps(most) => say!(
                language,
                "Stopped at the limit of {most} steps.",
                "到达 {most} 步的上限，已停止。"
            ),
            Limit::Memory(most) => {
                say!(
                    language,
                    "Stopped at the limit of {most} bytes of memory.",
                    "到达 {most} 字节内存的上限，已停止。"
                )
            }
            Limit::Output(most) => {
                say!(
                    language,
                    "Stopped at the limit of {most} bytes of output.",
                    "到达 {most} 字节输出的上限，已停止。"
                )
            }
            Limit::Workers(most) => {
                say!(
                    language,
                    "Stopped at the limit of {most} workers.",
                    "到达 {most} 个执行者的上限，已停止。"
                )
            }
            Limit::Time(most) => say!(
                language,
                "Stopped at the limit of {most} seconds.",
                "到达 {most} 秒的上限，已停止。"
            ),
        }
    }

    /// What it waits for, without saying who: "it waits for left, which ② has held since step 12".
    #[expect(clippy::too_many_lines, reason = "a table: one sentence a wait")]
    fn clause(
        &self,
        worker: Option<WorkerId>,
        on: &Waiting,
        since: Option<u64>,
        until: Option<Time>,
    ) -> String {
        let language = self.language;
        let mut clause = match on {
            Waiting::Lock {
                name,
                holder,
                held_since,
            } => match (holder, held_since) {
                (Some(holder), _) if Some(*holder) == worker => say!(
                    language,
                    "it waits for {name}, which it holds itself",
                    "在等它自己持有的 {name}"
                ),
                (Some(holder), Some(step)) => {
                    let holder = self.label(*holder);
                    say!(
                        language,
                        "it waits for {name}, which {holder} has held since step {step}",
                        "在等 {name}（{holder} 从第 {step} 步起持有）"
                    )
                }
                (Some(holder), None) => {
                    let holder = self.label(*holder);
                    say!(
                        language,
                        "it waits for {name}, which {holder} holds",
                        "在等 {holder} 持有的 {name}"
                    )
                }
                (None, _) => say!(language, "it waits for {name}", "在等 {name}"),
            },
            Waiting::Semaphore { name } => say!(
                language,
                "it waits for a permit of {name}",
                "在等 {name} 的许可"
            ),
            Waiting::Condition { name } => say!(
                language,
                "it waits for a notify on {name}",
                "在等 {name} 的通知"
            ),
            Waiting::Event { name } => say!(
                language,
                "it waits until {name} is set",
                "在等 {name} 被设置"
            ),
            Waiting::Barrier {
                name,
                arrived,
                parties,
            } => say!(
                language,
                "it waits at {name}, where {arrived} of {parties} are",
                "在 {name} 前等待，已到 {arrived}/{parties} 个"
            ),
            Waiting::QueueItem { name } => say!(
                language,
                "it waits for an item, and {name} is empty",
                "在等数据，{name} 是空的"
            ),
            Waiting::QueueSpace { name, .. } => say!(
                language,
                "it waits for room, and {name} is full",
                "在等空位，{name} 已满"
            ),
            Waiting::QueueDone { name, unfinished } => say!(
                language,
                "it waits until {name} is done, {unfinished} unfinished",
                "在等 {name} 全部完成，还有 {unfinished} 项"
            ),
            Waiting::Join { worker } | Waiting::Shutdown { worker } => {
                let other = self.label(*worker);
                say!(language, "it waits for {other} to end", "在等 {other} 结束")
            }
            Waiting::Sleep => say!(language, "it sleeps", "在睡眠"),
            Waiting::Orphan { name, process } => say!(
                language,
                "it waits for {name}, and its holder, process {process}, is dead: it stays locked",
                "在等 {name}，而持有它的进程 {process} 已死：它永远锁着"
            ),
            Waiting::Message { name } => say!(
                language,
                "it waits for a message, and nothing is in {name}",
                "在等消息，{name} 里什么都没有"
            ),
            Waiting::Room { name, used } => say!(
                language,
                "it waits for room, and {name} is full, {used} of 65536 bytes",
                "在等空位，{name} 已满（{used}/65536 字节）"
            ),
            Waiting::Process { worker, process } => {
                let other = self.label(*worker);
                say!(
                    language,
                    "it waits for process {process}, {other}, to end",
                    "在等进程 {process}（{other}）结束"
                )
            }
            Waiting::Children => say!(
                language,
                "it waits for any of its child processes to end",
                "在等任意一个子进程结束"
            ),
            Waiting::Other { what } => say!(language, "it waits for {what}", "在等 {what}"),
        };
        if let Some(until) = until {
            let until = self.time(until);
            clause += &say!(language, " until {until}", "，到 {until} 为止");
        }
        if let Some(step) = since {
            clause += &say!(
                language,
                ", and has waited since step {step}",
                "，从第 {step} 步等到现在"
            );
        }
        clause
    }

    /// Why it cannot move; `None` where it can.
    pub fn why_not(&self, worker: WorkerId, state: &State) -> Option<String> {
        let who = self.label(worker);
        let language = self.language;
        let sentence = match state {
            State::Running | State::Ready => return None,
            State::Waiting { on, since, until } => {
                let clause = self.clause(Some(worker), on, Some(*since), *until);
                say!(
                    language,
                    "{who} cannot move: {clause}.",
                    "{who} 不能走：{clause}。"
                )
            }
            State::Ended => say!(
                language,
                "{who} cannot move: it has ended.",
                "{who} 不能走：它已经结束。"
            ),
            State::Died { exception, line } => {
                let place = line.map_or_else(String::new, |line| {
                    say!(language, " in line {line}", "（第 {line} 行）")
                });
                say!(
                    language,
                    "{who} cannot move: it died of {exception}{place}.",
                    "{who} 不能走：它因 {exception} 终止了{place}。"
                )
            }
        };
        Some(clean(&sentence).into_owned())
    }

    /// The state in a few words, for a row.
    pub fn state(&self, worker: &Worker) -> String {
        let language = self.language;
        let fixed = words(language);
        let place = worker.line.map_or_else(String::new, |line| {
            say!(language, " · line {line}", " · 第 {line} 行")
        });
        let words = match &worker.state {
            State::Running => format!("{}{place}", fixed.runs),
            State::Ready => format!("{}{place}", fixed.ready),
            State::Waiting { on, until, .. } => self.waiting(on, *until),
            State::Ended => fixed.ended.to_owned(),
            State::Died { exception, .. } => format!("{}: {exception}", fixed.died),
        };
        clean(&words).into_owned()
    }

    fn waiting(&self, on: &Waiting, until: Option<Time>) -> String {
        let language = self.language;
        match on {
            Waiting::Lock {
                name,
                holder: Some(holder),
                ..
            } => {
                let holder = self.label(*holder);
                say!(
                    language,
                    "waits: {name} ({holder})",
                    "等待 {name}（{holder}）"
                )
            }
            Waiting::Lock {
                name, holder: None, ..
            }
            | Waiting::Semaphore { name } => say!(language, "waits: {name}", "等待 {name}"),
            Waiting::Condition { name } => say!(language, "waits: notify {name}", "等通知 {name}"),
            Waiting::Event { name } => say!(language, "waits: {name} set", "等设置 {name}"),
            Waiting::Barrier {
                name,
                arrived,
                parties,
            } => say!(
                language,
                "at {name}, {arrived} of {parties}",
                "在 {name}，{arrived}/{parties}"
            ),
            Waiting::QueueItem { name } => {
                say!(language, "waits: {name} empty", "等待 {name}（空）")
            }
            Waiting::QueueSpace { name, .. } => {
                say!(language, "waits: {name} full", "等待 {name}（满）")
            }
            Waiting::QueueDone { name, .. } => {
                say!(language, "waits: {name} done", "等 {name} 完成")
            }
            Waiting::Join { worker } | Waiting::Shutdown { worker } => {
                let other = self.label(*worker);
                say!(language, "joining {other}", "等 {other} 结束")
            }
            Waiting::Sleep => match until {
                Some(until) => {
                    let until = self.time(until);
                    say!(language, "sleeps until {until}", "睡到 {until}")
                }
                None => say!(language, "sleeps", "睡眠"),
            },
            Waiting::Orphan { name, .. } => {
                say!(
                    language,
                    "waits: {name} (dead)",
                    "等待 {name}（持有者已死）"
                )
            }
            Waiting::Message { name } => {
                say!(language, "waits: {name} empty", "等待 {name}（空）")
            }
            Waiting::Room { name, .. } => say!(language, "waits: {name} full", "等待 {name}（满）"),
            Waiting::Process { worker, .. } => {
                let other = self.label(*worker);
                say!(language, "joining {other}", "等 {other} 结束")
            }
            Waiting::Children => say!(language, "waits: a child", "等子进程"),
            Waiting::Other { what } => say!(language, "waits: {what}", "等待 {what}"),
        }
    }

    /// What one choice would do.
    pub fn choice(&self, choice: &Choice) -> String {
        let language = self.language;
        let sentence = match &choice.offer {
            Offer::Step { words, line, .. } => {
                let place = line.map_or_else(String::new, |line| {
                    say!(language, "  line {line}", "  第 {line} 行")
                });
                format!("{words}{place}")
            }
            Offer::Expire { until } => {
                let until = self.time(*until);
                say!(language, "its wait ends at {until}", "到 {until} 等待超时")
            }
            Offer::PassTime { until } => {
                let until = self.time(*until);
                say!(language, "time passes, to {until}", "时间流逝到 {until}")
            }
            Offer::Cannot(State::Waiting {
                on,
                since: _,
                until,
            }) => self.clause(choice.worker, on, None, *until),
            Offer::Cannot(State::Died { exception, .. }) => {
                say!(language, "it died of {exception}", "已因 {exception} 终止")
            }
            Offer::Cannot(State::Ended) => say!(language, "it has ended", "已结束"),
            Offer::Cannot(State::Running | State::Ready) => {
                say!(language, "it is not its turn", "还没轮到它")
            }
        };
        clean(&sentence).into_owned()
    }

    /// How the run ended, in full; `None` while it goes on.
    pub fn ending(&self, ending: &Ending) -> Option<String> {
        let language = self.language;
        let sentence = match ending {
            Ending::Running => return None,
            Ending::Finished { exit_code } => say!(
                language,
                "The program has finished with exit code {exit_code}.",
                "程序运行结束，退出码 {exit_code}。"
            ),
            Ending::Deadlock => say!(
                language,
                "Deadlock: nobody can move, and nobody ever will.",
                "死锁：谁也不能走，也永远不会有谁能走了。"
            ),
            Ending::Exception { worker, words } => {
                let who = self.label(*worker);
                say!(
                    language,
                    "{who} died of {words}.",
                    "{who} 因 {words} 终止。"
                )
            }
            Ending::Limit(limit) => self.limit(*limit),
        };
        Some(clean(&sentence).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::glyphs::UNICODE;

    fn check(event: Event, english: &str, chinese: &str) {
        let happening = Happening {
            moment: 1,
            worker: Some(WorkerId(2)),
            line: None,
            event,
        };
        for (language, expected) in [(Language::En, english), (Language::Zh, chinese)] {
            let voice = Voice {
                language,
                glyphs: Some(&UNICODE),
            };
            assert_eq!(voice.event(&happening), expected);
        }
    }

    #[test]
    fn each_fact_is_a_sentence_in_both_languages() {
        let lock = || Thing::new(Kind::Lock, "left");
        let wanted = |holder| Waiting::Lock {
            name: "left".to_owned(),
            holder: Some(WorkerId(holder)),
            held_since: None,
        };
        check(
            Event::LostUpdate {
                name: "counter".to_owned(),
                value: "3".to_owned(),
                other: WorkerId(1),
                lost: "3".to_owned(),
            },
            "② stored 3 in counter, computed from what it had read before ① stored 3: ①'s update is lost.",
            "② 把 3 存入 counter，但这是用 ① 存入 3 之前读到的旧值算出来的：① 的更新丢失了。",
        );
        check(
            Event::Blocked {
                on: wanted(1),
                until: Some(Time::from_seconds(1.5)),
            },
            "② wants left, but ① holds it: ② must wait. It gives up at 1.5 s.",
            "② 想获取 left，但 ① 正持有它：② 只能等待。最多等到 1.5 秒。",
        );
        check(
            Event::Blocked {
                on: wanted(2),
                until: None,
            },
            "② wants left, which it holds itself: a Lock cannot be taken twice, so it waits for itself.",
            "② 想获取它自己已经持有的 left：Lock 不能获取两次，它在等它自己。",
        );
        check(
            Event::TimedOut { on: wanted(1) },
            "② has waited for left as long as it would, and goes on without.",
            "② 等 left 超时，不再等待。",
        );
        check(
            Event::Notified {
                thing: Thing::new(Kind::Condition, "ready"),
                woken: Vec::new(),
            },
            "② notified the condition ready, but nobody was waiting: a notify is not remembered, so this one is lost.",
            "② 通知了条件变量 ready，但没有谁在等：通知不会被记住，这一次就丢失了。",
        );
        check(
            Event::Released {
                thing: lock(),
                waiters: vec![WorkerId(1), WorkerId(3)],
            },
            "② released the lock left. ① and ③ can try again, and whoever moves first gets it.",
            "② 释放了锁 left。① 和 ③ 可以再试，谁先走谁得到。",
        );
        check(
            Event::Blocked {
                on: Waiting::Orphan {
                    name: "lock".to_owned(),
                    process: 5121,
                },
                until: None,
            },
            "② wants lock, but its holder, process 5121, is dead: it stays locked, and ② waits for ever.",
            "② 想获取 lock，但持有它的进程 5121 已死：它永远锁着，② 永远等下去。",
        );
        check(
            Event::Sent {
                through: "queue".to_owned(),
                size: 120,
                used: 124,
            },
            "② sent 120 bytes through queue: 124 of 65536 are on their way.",
            "② 通过 queue 发送了 120 字节：管道中现有 124/65536 字节。",
        );
        check(
            Event::Reaped {
                process: 5121,
                status: -9,
            },
            "② joined process 5121, which had ended: killed by signal 9 (SIGKILL).",
            "② 等到了进程 5121 结束（join）：被信号 9 (SIGKILL) 终止。",
        );
        check(
            Event::Printed {
                text: "a\u{1b}[2J\n".to_owned(),
            },
            "② printed: a\\x1b[2J",
            "② 打印：a\\x1b[2J",
        );
    }

    #[test]
    fn each_circle_is_a_sentence_in_both_languages() {
        check(
            Event::Deadlock {
                cycle: vec![
                    (
                        WorkerId(1),
                        Waiting::Join {
                            worker: WorkerId(0),
                        },
                    ),
                    (
                        WorkerId(0),
                        Waiting::Lock {
                            name: "left".to_owned(),
                            holder: Some(WorkerId(1)),
                            held_since: None,
                        },
                    ),
                ],
            },
            "Deadlock: ① waits for main to end; main waits for left, which ① holds. They wait in a circle, so none of them can ever move again.",
            "死锁：① 等待 main 结束；main 等待 ① 持有的 left。它们互相等待成环，谁也无法再前进。",
        );
        check(
            Event::Deadlock {
                cycle: vec![
                    (
                        WorkerId(0),
                        Waiting::Room {
                            name: "left".to_owned(),
                            used: 65_536,
                        },
                    ),
                    (
                        WorkerId(2),
                        Waiting::Message {
                            name: "right".to_owned(),
                        },
                    ),
                ],
            },
            "Deadlock: main waits for room in left, from which ② would have to read; ② waits for a message from right, which main would have to send. They wait in a circle, so none of them can ever move again.",
            "死锁：main 等待 left 里有空位，要 ② 来读；② 等待来自 right 的消息，要 main 来发。它们互相等待成环，谁也无法再前进。",
        );
    }
}
