//! A schedule as a story: it is run once more with a scribe beside it, and folded into turns; and the switch that
//! mattered is found by running on without it.

use crate::base::{Pid, Task};
use crate::machine::schedule::{Choice, Schedule};
use crate::machine::thread::State;
use crate::machine::world::{Machine, Status, Until};
use crate::session::chronicle::{Chronicle, Scribe, line};
use crate::session::stand::{self, stand};
use crate::simulate::run::apply;
use crate::simulate::{Ending, Policy, inspect};
use crate::view::{End, Event, Happening, How, Story, Switch, Turn, WorkerId};

/// A longer schedule is not told, only followed.
const LONGEST: u64 = 50_000;
/// Turns that are told: the first ones and the last ones.
const TURNS: usize = 24;
/// Facts of one turn that are told.
const FACTS: usize = 8;
/// Switches that are tried without, the last ones first.
const SWITCHES: usize = 32;
/// Steps that a run may take to its end when it is only to be seen how it ends, and all such runs of one story.
const PATIENCE: u64 = 100_000;
/// A run without one of its switches has no end if it takes so many times as long, and so many steps beside.
const LONGER: u64 = 20;
const GRACE: u64 = 2_000;
const BUDGET: u64 = 400_000;
/// Steps in which a worker that is about to store does so.
const STORES_WITHIN: usize = 64;
/// Steps looked ahead for something that others notice.
const AHEAD: u64 = 2_000;

/// Tells schedules that begin at one moment of one run.
pub(crate) struct Teller {
    /// At that moment.
    start: Machine,
    /// Of the run up to there.
    chronicle: Chronicle,
    scribe: Scribe,
    watch: Vec<String>,
    /// How it ends if nobody is interrupted, and after how many steps, once that was asked.
    calm: Option<(End, u64)>,
}

/// What a schedule was seen to do.
pub(crate) struct Followed {
    pub(crate) machine: Machine,
    rounds: Vec<Round>,
}

/// Steps of one worker before somebody else moved.
struct Round {
    task: Task,
    /// The moments before the first of them, and after the last.
    from: u64,
    to: u64,
    /// The machine behind it, where its worker could have gone on with something that others notice.
    behind: Option<Machine>,
}

impl Teller {
    pub(crate) fn new(start: Machine, chronicle: Chronicle, watch: Vec<String>) -> Self {
        let sharing = stand::sharing(start.program());
        Self {
            start,
            chronicle,
            scribe: Scribe::new(sharing, Vec::new()),
            watch,
            calm: None,
        }
    }

    /// From the start of a program.
    pub(crate) fn at_the_start(start: Machine, watch: Vec<String>) -> Self {
        let mut chronicle = Chronicle::default();
        Scribe::begin(&mut chronicle, &start);
        Self::new(start, chronicle, watch)
    }

    /// Follows a schedule with the scribe beside it; `None` where it is too long, or cannot be followed.
    pub(crate) fn follow(&mut self, schedule: &Schedule) -> Option<Followed> {
        if schedule.steps() > LONGEST {
            return None;
        }
        self.chronicle.cut(self.start.steps());
        self.scribe = Scribe::new(std::mem::take(&mut self.scribe.sharing), Vec::new());
        let mut followed = Followed {
            machine: self.start.clone(),
            rounds: Vec::new(),
        };
        for choice in schedule.choices() {
            match choice {
                Choice::Run { task, steps } => self.run(&mut followed, *task, *steps)?,
                other => {
                    apply(&mut followed.machine, other.clone(), Until::STEPS).ok()?;
                }
            }
        }
        Some(followed)
    }

    fn run(&mut self, followed: &mut Followed, task: Task, steps: u64) -> Option<()> {
        let now = followed.machine.steps();
        match followed.rounds.last_mut() {
            Some(last) if last.task == task => {}
            last => {
                if let Some(last) = last
                    && self.could_go_on(&followed.machine, last.task)
                {
                    last.behind = Some(followed.machine.clone());
                }
                followed.rounds.push(Round {
                    task,
                    from: now,
                    to: now,
                    behind: None,
                });
            }
        }
        for _ in 0..steps {
            self.step(&mut followed.machine, task)?;
        }
        if let Some(last) = followed.rounds.last_mut() {
            last.to = followed.machine.steps();
        }
        Some(())
    }

    /// Whether a worker, going on, does something that others notice before it has to wait or ends.
    fn could_go_on(&mut self, machine: &Machine, task: Task) -> bool {
        let moment = machine.steps();
        let mut ahead = machine.clone();
        let mut could = false;
        let known = self.chronicle.facts.len();
        for _ in 0..AHEAD {
            if !ahead.is_ready(task) || self.step(&mut ahead, task).is_none() {
                break;
            }
            let facts = &self.chronicle.facts[known..];
            let mut own = facts
                .iter()
                .map(|fact| &fact.event)
                .filter(|event| is_telling(event));
            if let Some(first) = own.next() {
                could = !matches!(
                    first,
                    Event::Blocked { .. }
                        | Event::Slept { .. }
                        | Event::Ended
                        | Event::Finished { .. }
                );
                break;
            }
        }
        self.chronicle.cut(moment);
        could
    }

    fn step(&mut self, machine: &mut Machine, task: Task) -> Option<()> {
        machine.watch(true);
        machine.take_told();
        let before = self.scribe.before(machine, task);
        machine.step(task).ok()?;
        let told = machine.take_told();
        machine.take_output();
        machine.watch(false);
        self.scribe
            .after(&mut self.chronicle, &before, machine, &told);
        Some(())
    }

    /// Who a task is, as the run just followed has it.
    pub(crate) fn worker(&self, task: Task) -> WorkerId {
        self.chronicle.worker(task)
    }

    /// Those who stand before a wait begin it, as in a deadlock that is about to be.
    pub(crate) fn settle(&mut self, followed: &mut Followed) {
        for task in followed.machine.tasks() {
            if followed.machine.is_ready(task) && waits_next(&followed.machine, task) {
                let _ = self.run(followed, task, 1);
            }
        }
    }

    /// The story of what was just followed.
    pub(crate) fn story(&mut self, followed: &Followed) -> Story {
        let (mut turns, taken) = self.turns(followed);
        let mut left_out = 0;
        if turns.len() > TURNS {
            left_out = (turns.len() - TURNS) as u32;
            turns.drain(TURNS / 2..turns.len() - TURNS / 2);
        }
        Story {
            turns,
            left_out,
            switch: self.switch(followed, &taken),
        }
    }

    /// The turns in which something happened that is worth telling, and the rounds behind which a turn was taken from
    /// somebody, with whom it went to.
    fn turns(&self, followed: &Followed) -> (Vec<Turn>, Vec<(usize, Task)>) {
        let mut turns: Vec<Turn> = Vec::new();
        let mut taken = Vec::new();
        let mut last: Option<usize> = None;
        for (at, round) in followed.rounds.iter().enumerate() {
            let worker = self.chronicle.worker(round.task);
            let (did, left_out) = self.facts(worker, round.from, round.to);
            if did.is_empty() {
                continue;
            }
            let before = last.replace(at).map(|before| &followed.rounds[before]);
            if let (Some(turn), Some(before)) = (turns.last_mut(), before)
                && before.task == round.task
            {
                // What came between was nobody's business.
                turn.to = round.to;
                turn.did.extend(did);
                turn.left_out += left_out;
                continue;
            }
            let preempts = before.is_some_and(|before| before.behind.is_some());
            if preempts
                && let Some(before) = before
                && let Some(number) = followed
                    .rounds
                    .iter()
                    .position(|round| std::ptr::eq(round, before))
            {
                taken.push((number, round.task));
            }
            turns.push(Turn {
                worker,
                from: round.from + 1,
                to: round.to,
                preempts,
                did,
                left_out,
            });
        }
        (turns, taken)
    }

    /// What of a turn is worth telling.
    fn facts(&self, worker: WorkerId, from: u64, to: u64) -> (Vec<Happening>, u32) {
        let facts = &self.chronicle.facts;
        let first = facts.partition_point(|fact| fact.moment <= from);
        let last = facts.partition_point(|fact| fact.moment <= to);
        let mut told: Vec<Happening> = facts[first..last]
            .iter()
            .filter(|fact| {
                let whole = matches!(fact.event, Event::Deadlock { .. } | Event::Stuck { .. });
                let own = fact.worker == Some(worker) && is_telling(&fact.event);
                whole || own && !self.is_preparation(fact)
            })
            .cloned()
            .collect();
        let left_out = told.len().saturating_sub(FACTS);
        if left_out > 0 {
            told.drain(FACTS / 2..FACTS / 2 + left_out);
        }
        (told, left_out as u32)
    }

    /// What main sets up while it is alone is no part of the story, unless it is asked how that ends.
    fn is_preparation(&self, fact: &Happening) -> bool {
        let (Event::Read { name, .. } | Event::Wrote { name, .. }) = &fact.event else {
            return false;
        };
        self.chronicle.workers(fact.moment).nth(1).is_none() && !self.watch.contains(name)
    }

    /// The last switch without which it would have ended as if nobody had been interrupted; where there is none, the
    /// last one without which it would have ended differently.
    fn switch(&mut self, followed: &Followed, taken: &[(usize, Task)]) -> Option<Switch> {
        let came_to = self.end(&mut followed.machine.clone(), PATIENCE);
        let (calm, steps) = self.calm();
        // Who waits for somebody in a loop would take all the steps there are.
        let length = steps.max(followed.machine.steps());
        let patience = PATIENCE.min(GRACE.saturating_add(LONGER.saturating_mul(length)));
        let mut best: Option<Switch> = None;
        let mut budget = BUDGET;
        for &(number, to) in taken.iter().rev().take(SWITCHES) {
            let round = &followed.rounds[number];
            let Some(behind) = round.behind.as_ref().filter(|_| budget > 0) else {
                continue;
            };
            let mut machine = behind.clone();
            // Whoever could have gone on does.
            machine.run(round.task, patience, Until::STEPS);
            let began = machine.steps();
            let otherwise = self.end(&mut machine, patience);
            budget = budget.saturating_sub(machine.steps() - began);
            let stand = stand(behind.process(round.task.pid), round.task.tid);
            let process = behind.process(round.task.pid);
            let found = Switch {
                moment: behind.steps(),
                away: self.chronicle.worker(round.task),
                to: self.chronicle.worker(to),
                line: stand.map(|stand| line(process, stand)),
                came_to: came_to.clone(),
                otherwise,
            };
            let differs = found.otherwise != came_to;
            if differs && found.otherwise == calm {
                return Some(found);
            }
            let is_better = best
                .as_ref()
                .is_none_or(|best| differs && best.otherwise == came_to);
            if is_better {
                best = Some(found);
            }
        }
        best
    }

    /// How it ends from the moment at which all schedules begin if nobody is interrupted.
    fn calm(&mut self) -> (End, u64) {
        let known = self.calm.take();
        let calm = known.unwrap_or_else(|| {
            let mut machine = self.start.clone();
            (self.end(&mut machine, PATIENCE), machine.steps())
        });
        self.calm = Some(calm.clone());
        calm
    }

    /// How it ends if everybody goes on as far as it can, one after the other, within so many steps.
    fn end(&self, machine: &mut Machine, patience: u64) -> End {
        let last = machine.steps().saturating_add(patience);
        while machine.status() == Status::Running && machine.steps() < last {
            let turn = Policy::Hand.next(machine).ok().flatten();
            if let Some(Choice::Run { task, .. }) = turn.map(|turn| turn.choice) {
                // By hand the turn stays where it is while it can.
                machine.run(task, last - machine.steps(), Until::STEPS);
                continue;
            }
            // Where time orders nothing, somebody's wait is over.
            let late = machine
                .tasks()
                .into_iter()
                .find(|&task| machine.can_move(task));
            if late.is_none_or(|task| machine.expire(task).is_err()) {
                break;
            }
        }
        machine.take_output();
        self.stands(machine)
    }

    /// How a machine stands.
    fn stands(&self, machine: &Machine) -> End {
        let how = match machine.status() {
            Status::Running => How::Limit,
            _ => Ending::of(machine).map_or(How::Limit, |ending| How::named(ending.name())),
        };
        let process = machine.process(Pid::default());
        let value = |name: &String| {
            let value = process.global(process.program.main, name)?;
            Some((name.clone(), inspect::repr(process, value)))
        };
        End {
            how,
            watch: self.watch.iter().filter_map(value).collect(),
        }
    }

    /// The name of the place that all of these are about to store to.
    pub(crate) fn place(&self, machine: &Machine, workers: &[Task]) -> Option<String> {
        let mut stored = workers.iter().map(|&task| self.stored(machine, task));
        let first = stored.next()?;
        let others: Vec<Vec<String>> = stored.collect();
        first
            .into_iter()
            .find(|name| others.iter().all(|names| names.contains(name)))
    }

    /// Where a worker stores next, by name.
    fn stored(&self, machine: &Machine, task: Task) -> Vec<String> {
        let mut ahead = Self {
            start: machine.clone(),
            chronicle: self.chronicle.clone(),
            scribe: Scribe::new(self.scribe.sharing.clone(), Vec::new()),
            watch: Vec::new(),
            calm: None,
        };
        let mut known = ahead.chronicle.facts.len();
        let mut machine = machine.clone();
        // Where the profile lets nobody interrupt it, the store may come a few steps later.
        for _ in 0..STORES_WITHIN {
            if !machine.is_ready(task) || ahead.step(&mut machine, task).is_none() {
                break;
            }
            let facts = ahead.chronicle.facts[known..].iter();
            let stored: Vec<String> = facts
                .filter_map(|fact| match &fact.event {
                    Event::Wrote { name, .. } | Event::LostUpdate { name, .. } => {
                        Some(name.clone())
                    }
                    _ => None,
                })
                .collect();
            if !stored.is_empty() {
                return stored;
            }
            known = ahead.chronicle.facts.len();
        }
        Vec::new()
    }
}

/// Whether the next step of a worker is one with which it begins to wait.
fn waits_next(machine: &Machine, task: Task) -> bool {
    let mut ahead = machine.clone();
    let worker = |machine: &Machine| {
        let worker = &machine.process(task.pid).workers[task.tid.index()];
        matches!(worker.state, State::Parked { .. })
    };
    ahead.step(task).is_ok() && worker(&ahead)
}

/// Whether a fact belongs into a story: what others could notice, and how a worker came and went.
fn is_telling(event: &Event) -> bool {
    !matches!(
        event,
        Event::Began
            | Event::Computed { .. }
            | Event::Called { .. }
            | Event::Returned { .. }
            | Event::Caught { .. }
            | Event::TimePassed { .. }
            | Event::Note(_)
    )
}
