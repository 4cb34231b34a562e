//! What a search has found, in words: what is wrong, how one comes there turn by turn, and which switch mattered.

use crate::ui::sentences::Voice;
use crate::ui::words::{say, verdict, words};
use crate::view::{
    End, Event, Explorer, Extent, Found, Happening, How, Kind, Known, Language, Share, Stage,
    Story, Switch, Thing, Turn, Verdict, Way, WorkerId,
};

impl Voice<'_> {
    /// How much was looked at, and what to try where that was not all.
    pub fn extent(&self, view: &Explorer) -> String {
        let language = self.language;
        let states = match (view.states, language) {
            (1, Language::En) => "1 state".to_owned(),
            (count, Language::En) => format!("{} states", grouped(count)),
            (count, Language::Zh) => format!("{} 个状态", grouped(count)),
        };
        let seconds = view.millis as f64 / 1000.0;
        match view.stage {
            Stage::Searching => {
                let rate = grouped(view.states * 1000 / view.millis.max(1));
                let waiting = grouped(view.waiting);
                let megabytes = view.bytes >> 20;
                return say!(
                    language,
                    "Looking at every interleaving: {states}, {rate} a second, {waiting} waiting, {megabytes} MB, {seconds:.1} s",
                    "正在查看所有交错：{states}，每秒 {rate} 个，{waiting} 个待看，{megabytes} MB，{seconds:.1} 秒"
                );
            }
            Stage::Telling => {
                return say!(
                    language,
                    "{states} in {seconds:.1} s. Now the shortest ways are found, and told …",
                    "{states}，{seconds:.1} 秒。正在寻找最短的走法并讲述经过……"
                );
            }
            Stage::Counting | Stage::Over => {}
        }
        let how_far = match view.extent {
            Extent::Everything => say!(
                language,
                "That is everything that can happen",
                "可能发生的全部都在这里"
            ),
            Extent::Clock => say!(
                language,
                "The program computes with clock readings, and every clock was taken to stand still: with other readings more may happen",
                "程序用时钟读数做计算，这里假定时钟静止：读数不同时可能还有别的情况"
            ),
            Extent::Stopped => say!(
                language,
                "Not everything: it was stopped, and this is what is known",
                "没有看完：被停止，以下是已知的"
            ),
            Extent::States | Extent::Memory => say!(
                language,
                "Not everything: the memory for a search beside the screen is full (racewalk explore --memory-limit looks further)",
                "没有看完：界面旁的搜索可用的内存已满（racewalk explore --memory-limit 可以看得更远）"
            ),
            Extent::Machine => say!(
                language,
                "Not everything: a run reaches a limit of the machine, in memory, output, calls or workers",
                "没有看完：有的运行到了机器的上限（内存、输出、调用或线程数）"
            ),
            Extent::Workers => say!(
                language,
                "Not everything: the program has more workers in all than can be told apart",
                "没有看完：程序的线程总数太多，无法一一区分"
            ),
        };
        say!(
            language,
            "{how_far}: {states}, {seconds:.1} s.",
            "{how_far}：{states}，{seconds:.1} 秒。"
        )
    }

    /// For the header: how far it is, in a few words.
    pub fn explored(&self, view: &Explorer) -> String {
        let states = grouped(view.states);
        let (wrong, ends) = (view.verdicts.len(), view.outcomes.len());
        match view.stage {
            Stage::Searching | Stage::Telling => {
                say!(self.language, "exploring: {states}", "探索中：{states}")
            }
            Stage::Counting | Stage::Over if view.extent != Extent::Everything => say!(
                self.language,
                "explored in part: {wrong} wrong",
                "部分探索：{wrong} 错"
            ),
            Stage::Counting | Stage::Over if ends == 1 => say!(
                self.language,
                "explored: {wrong} wrong, 1 end",
                "已探索：{wrong} 错，1 结局"
            ),
            Stage::Counting | Stage::Over => say!(
                self.language,
                "explored: {wrong} wrong, {ends} ends",
                "已探索：{wrong} 错，{ends} 结局"
            ),
        }
    }

    /// What is wrong, in one sentence.
    pub fn found(&self, found: &Found) -> String {
        let language = self.language;
        let who = |at: usize| {
            found.at.get(at).map_or_else(
                || say!(language, "somebody", "有谁"),
                |&(worker, _)| self.label(worker),
            )
        };
        let (first, second) = (who(0), who(1));
        let text = &found.words;
        match found.verdict {
            Verdict::Deadlock => say!(
                language,
                "These are left, and none of them can ever move again.",
                "这些还没有结束，却谁也再动不了。"
            ),
            Verdict::PartialDeadlock => say!(
                language,
                "{first} waits for what can never come, while others go on or have ended.",
                "{first} 等的永远不会来，而其他的继续走或已结束。"
            ),
            Verdict::Assertion => say!(
                language,
                "An assertion of {first} does not hold, and nobody catches it: {text}",
                "{first} 里的断言不成立，没有谁捕获：{text}"
            ),
            Verdict::Exception => say!(
                language,
                "{first} raises what nobody catches: {text}",
                "{first} 抛出异常，没有谁捕获：{text}"
            ),
            Verdict::DataRace => {
                let place = found
                    .place
                    .clone()
                    .unwrap_or_else(|| say!(language, "one place", "同一处"));
                say!(
                    language,
                    "{first} and {second} are both about to store to {place}: whoever comes last wins, and what the other one stored is lost.",
                    "{first} 和 {second} 都正要写入 {place}：后写的留下，先写的丢失。"
                )
            }
            Verdict::LostWakeup => say!(
                language,
                "A notify came when nobody waited yet, and found nobody; who waits now waits for ever.",
                "通知来得太早，那时没有谁在等；现在在等的永远等下去。"
            ),
            Verdict::Livelock => say!(
                language,
                "They go on moving, and from here the program can never end, whoever moves when.",
                "大家一直在走，可从这里起，无论谁走，程序都结束不了。"
            ),
            Verdict::BusyWait => say!(
                language,
                "{first} goes round and round until somebody else changes something, and burns its turns meanwhile.",
                "{first} 不停地绕圈，直到别人改变了什么，其间白白耗掉自己的时间。"
            ),
            Verdict::Starvation => say!(
                language,
                "{first} could be served again and again, and never is, though everybody gets turns.",
                "谁都轮得到，{first} 一次次有机会，却总也轮不上。"
            ),
        }
    }

    /// Its name, and whether it can be escaped.
    pub fn found_title(&self, found: &Found) -> String {
        let name = verdict(self.language, found.verdict);
        if found.must {
            say!(
                self.language,
                "{name}, whoever moves when",
                "{name}，无论谁在何时走"
            )
        } else {
            name.to_owned()
        }
    }

    /// `counter = 3`, or how it ended where it did not just finish.
    pub fn end(&self, end: &End) -> String {
        let watch: Vec<String> = end
            .watch
            .iter()
            .map(|(name, value)| format!("{name} = {value}"))
            .collect();
        let how = self.how(end.how);
        match (end.how, watch.is_empty()) {
            (_, true) => how,
            (How::Finished, false) => watch.join(", "),
            (_, false) => format!("{how}, {}", watch.join(", ")),
        }
    }

    fn how(&self, how: How) -> String {
        let fixed = words(self.language);
        match how {
            How::Finished => fixed.finished.to_owned(),
            How::Exception => say!(self.language, "an exception", "异常"),
            How::Deadlock => say!(self.language, "a deadlock", "死锁"),
            How::Limit => say!(self.language, "no end in sight", "看不到结束"),
        }
    }

    /// `45 steps, 1 preemption`
    pub fn way(&self, way: &Way) -> String {
        let (steps, count) = (way.steps, way.preemptions);
        match (self.language, count) {
            (Language::En, 0) => format!("{steps} steps, no preemption"),
            (Language::En, 1) => format!("{steps} steps, 1 preemption"),
            (Language::En, _) => format!("{steps} steps, {count} preemptions"),
            (Language::Zh, 0) => format!("{steps} 步，无抢占"),
            (Language::Zh, _) => format!("{steps} 步，{count} 次抢占"),
        }
    }

    /// How short it is, in a sentence.
    pub fn shortest(&self, way: &Way) -> String {
        let words = self.way(way);
        if way.minimal && way.preemptions > 0 {
            say!(
                self.language,
                "The shortest way there: {words}; no way has fewer preemptions.",
                "最短的走法：{words}；抢占不能更少。"
            )
        } else if way.minimal {
            say!(
                self.language,
                "The shortest way there: {words}.",
                "最短的走法：{words}。"
            )
        } else {
            say!(
                self.language,
                "A way there: {words}.",
                "一种走法：{words}。"
            )
        }
    }

    /// `12.50 %, 40 schedules`, or `about 12.5 % (10.1 to 14.9)`
    pub fn share(&self, share: &Share) -> String {
        let percent = |per_million: u32| f64::from(per_million) / 10_000.0;
        let part = percent(share.per_million);
        match &share.known {
            Known::Counted { schedules } => {
                let schedules = schedules
                    .parse()
                    .map_or_else(|_| schedules.clone(), grouped);
                say!(
                    self.language,
                    "{part:5.2} %, {schedules} schedules",
                    "{part:5.2}%，{schedules} 种调度"
                )
            }
            Known::Guessed { low, high, .. } => {
                let (low, high) = (percent(*low), percent(*high));
                say!(
                    self.language,
                    "about {part:4.1} % ({low:.1} to {high:.1})",
                    "约 {part:4.1}%（{low:.1} 至 {high:.1}）"
                )
            }
        }
    }

    /// A story, a line a turn; then the switch that mattered.
    pub fn story(&self, story: &Story) -> Vec<String> {
        let mut lines = self.turns(story);
        lines.extend(story.switch.iter().filter_map(|switch| self.switch(switch)));
        lines
    }

    /// A line a turn.
    pub fn turns(&self, story: &Story) -> Vec<String> {
        let mut lines = Vec::new();
        let half = if story.left_out > 0 {
            story.turns.len() / 2
        } else {
            usize::MAX
        };
        let mut before = None;
        for (at, turn) in story.turns.iter().enumerate() {
            if at == half {
                let count = story.left_out;
                lines.push(say!(
                    self.language,
                    "… {count} turns more …",
                    "……另有 {count} 轮……"
                ));
                before = None;
            }
            lines.extend(self.turn(turn, before));
            before = Some(turn.worker);
        }
        lines
    }

    /// `② steps 44-60, though ① could go on: read counter = 0, stored 1 in counter (line 12); ended`
    fn turn(&self, turn: &Turn, before: Option<WorkerId>) -> Vec<String> {
        let language = self.language;
        let who = self.label(turn.worker);
        let (from, to) = (turn.from, turn.to);
        let steps = if from == to {
            say!(language, "step {from}", "第 {from} 步")
        } else {
            say!(language, "steps {from}-{to}", "第 {from}-{to} 步")
        };
        let though = match before.filter(|_| turn.preempts) {
            Some(other) => {
                let other = self.label(other);
                say!(
                    language,
                    ", though {other} could go on",
                    "（{other} 本可以继续）"
                )
            }
            None => String::new(),
        };
        let (whole, parts): (Vec<&Happening>, Vec<&Happening>) = turn
            .did
            .iter()
            .partition(|fact| matches!(fact.event, Event::Deadlock { .. } | Event::Stuck { .. }));
        let mut did = String::new();
        let gap = if turn.left_out > 0 {
            parts.len() / 2
        } else {
            usize::MAX
        };
        let (comma, semicolon) = match language {
            Language::En => (", ", "; "),
            Language::Zh => ("，", "；"),
        };
        for (at, fact) in parts.iter().enumerate() {
            if at == gap {
                did.push_str(" … ");
            } else if at > 0 {
                let same = parts[at - 1].line == fact.line;
                did.push_str(if same { comma } else { semicolon });
            }
            did.push_str(&self.did(fact));
            let is_last = parts
                .get(at + 1)
                .is_none_or(|next| next.line != fact.line || at + 1 == gap);
            if let Some(line) = fact.line.filter(|_| is_last) {
                did.push_str(&say!(language, " (line {line})", "（第 {line} 行）"));
            }
        }
        if did.is_empty() {
            did = say!(language, "nothing that others notice", "没有别人能察觉的事");
        }
        let mut lines = vec![say!(
            language,
            "{who} {steps}{though}: {did}",
            "{who} {steps}{though}：{did}"
        )];
        lines.extend(whole.into_iter().map(|fact| self.event(fact)));
        lines
    }

    /// What came of it, in one sentence: the switch that mattered, or that nobody had to be interrupted.
    pub fn moral(&self, way: &Way) -> Option<String> {
        let story = way.story.as_ref()?;
        match &story.switch {
            Some(switch) => self.switch(switch),
            None if way.preemptions == 0 => Some(say!(
                self.language,
                "Nobody has to be interrupted for it.",
                "不需要打断任何一个。"
            )),
            None => None,
        }
    }

    /// What would have happened had the turn not been taken; nothing where the ends cannot be told apart.
    fn switch(&self, switch: &Switch) -> Option<String> {
        let language = self.language;
        let (away, to) = (self.label(switch.away), self.label(switch.to));
        let moment = switch.moment;
        let place = switch.line.map_or_else(String::new, |line| {
            say!(language, " (line {line})", "（第 {line} 行）")
        });
        let (came, otherwise) = (self.end(&switch.came_to), self.end(&switch.otherwise));
        if switch.came_to == switch.otherwise {
            if switch.came_to.watch.is_empty() {
                return None;
            }
            return Some(say!(
                language,
                "No single switch decides it: without the last one, after step {moment}, it comes to {otherwise} as well. Both were run to the end.",
                "没有哪一次切换单独决定结果：去掉第 {moment} 步之后的最后一次，仍然得到 {otherwise}。两者都实际运行到底。"
            ));
        }
        Some(say!(
            language,
            "The switch that mattered: after step {moment}, {to} moved although {away}{place} could go on. It comes to {came}; had {away} gone on, to {otherwise}. Both were run to the end.",
            "关键的切换：第 {moment} 步之后，{away}{place}本可以继续，却轮到了 {to}。结果是 {came}；若 {away} 继续走，则是 {otherwise}。两者都实际运行到底。"
        ))
    }

    /// What somebody did, in a few words and without who.
    #[expect(clippy::too_many_lines, reason = "a table: a few words a fact")]
    fn did(&self, fact: &Happening) -> String {
        let language = self.language;
        match &fact.event {
            Event::Read { name, value } => {
                say!(language, "read {name} = {value}", "读到 {name} = {value}")
            }
            Event::Wrote {
                name,
                value,
                before: Some(before),
            } => say!(
                language,
                "stored {value} in {name} (was {before})",
                "把 {value} 存入 {name}（原为 {before}）"
            ),
            Event::Wrote {
                name,
                value,
                before: None,
            } => say!(
                language,
                "stored {value} in {name}",
                "把 {value} 存入 {name}"
            ),
            Event::Stale { name, value, .. } => {
                let reader = fact.worker.map_or_else(String::new, |id| self.label(id));
                say!(
                    language,
                    "so that what {reader} knows, {name} = {value}, is out of date",
                    "于是 {reader} 所知的 {name} = {value} 已经过时"
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
                    "stored {value} in {name}, computed from an old value: {other}'s {lost} is lost",
                    "用旧值算出的 {value} 存入 {name}：{other} 存的 {lost} 丢失了"
                )
            }
            Event::Acquired { thing } => {
                let name = self.short(thing);
                say!(language, "acquired {name}", "获取 {name}")
            }
            Event::Released { thing, .. } => {
                let name = self.short(thing);
                say!(language, "released {name}", "释放 {name}")
            }
            Event::Refused { thing } => {
                let name = self.short(thing);
                say!(language, "did not get {name}", "没有得到 {name}")
            }
            Event::Blocked { on, .. } => {
                let what = self.wanted(on);
                say!(language, "has to wait for {what}", "必须等待 {what}")
            }
            Event::Woke { by: Some(by), .. } => {
                let by = self.label(*by);
                say!(language, "was woken by {by}", "被 {by} 唤醒")
            }
            Event::Woke { by: None, .. } => say!(language, "woke up", "醒来"),
            Event::TimedOut { on } => {
                let what = self.wanted(on);
                say!(language, "waited for {what} no longer", "不再等待 {what}")
            }
            Event::Notified { thing, woken } if woken.is_empty() => {
                let name = self.short(thing);
                say!(
                    language,
                    "notified {name}, where nobody waits: that is lost",
                    "通知 {name}，但没有谁在等：这次通知丢失了"
                )
            }
            Event::Notified { thing, .. } => {
                let name = self.short(thing);
                say!(language, "notified {name}", "通知 {name}")
            }
            Event::Set { thing, .. } => {
                let name = self.short(thing);
                say!(language, "set {name}", "设置 {name}")
            }
            Event::Cleared { thing } => {
                let name = self.short(thing);
                say!(language, "cleared {name}", "清除 {name}")
            }
            Event::Arrived { thing, .. } => {
                let name = self.short(thing);
                say!(language, "arrived at {name}", "到达 {name}")
            }
            Event::Broke { thing } => {
                let name = self.short(thing);
                say!(language, "broke {name}", "损坏 {name}")
            }
            Event::Put { thing, value, .. } => {
                let name = self.short(thing);
                say!(
                    language,
                    "put {value} into {name}",
                    "把 {value} 放入 {name}"
                )
            }
            Event::Got { thing, value, .. } => {
                let name = self.short(thing);
                say!(
                    language,
                    "got {value} from {name}",
                    "从 {name} 取出 {value}"
                )
            }
            Event::TaskDone { thing, .. } => {
                let name = self.short(thing);
                say!(
                    language,
                    "said that an item of {name} is done",
                    "报告 {name} 的一项已完成"
                )
            }
            Event::Printed { text } => {
                let text = text.trim_end_matches('\n');
                say!(language, "printed {text}", "打印 {text}")
            }
            Event::Started { worker } => {
                let other = self.label(*worker);
                say!(language, "started {other}", "启动 {other}")
            }
            Event::Joined { worker } => {
                let other = self.label(*worker);
                say!(language, "joined {other}", "等到 {other} 结束")
            }
            Event::Slept { .. } => say!(language, "went to sleep", "开始睡眠"),
            Event::Raised { exception } => {
                say!(language, "raised {exception}", "抛出 {exception}")
            }
            Event::Died { exception } => say!(
                language,
                "died of {exception}, which nobody caught",
                "因未捕获的 {exception} 而终止"
            ),
            Event::Ended => say!(language, "ended", "结束"),
            Event::Finished { .. } => say!(language, "the program finished", "程序结束"),
            Event::FixToggled { .. }
            | Event::Limit(_)
            | Event::Killed
            | Event::ProcessStarted { .. }
            | Event::ProcessEnded { .. }
            | Event::Reaped { .. }
            | Event::Signalled { .. }
            | Event::Sent { .. }
            | Event::Received { .. }
            | Event::Began
            | Event::Computed { .. }
            | Event::Called { .. }
            | Event::Returned { .. }
            | Event::Caught { .. }
            | Event::TimePassed { .. }
            | Event::Deadlock { .. }
            | Event::Stuck { .. }
            | Event::Note(_) => self.event(fact).trim_end_matches(['.', '。']).to_owned(),
        }
    }

    /// A thing by its name; what has none says what it is.
    fn short(&self, thing: &Thing) -> String {
        if thing.kind == Kind::Variable || !thing.name.is_empty() {
            thing.name.clone()
        } else {
            self.thing(thing)
        }
    }
}

/// `1,234,567`
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
