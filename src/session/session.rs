//! An open scenario: obeys a command, shows the views.

use std::sync::Arc;
use std::time::Duration;

use crate::base::Task;
use crate::code::Program;
use crate::live::Divergence;
use crate::machine::profile;
use crate::machine::schedule::{Choice, Schedule};
use crate::machine::world::{Config, Delivery, Machine, Status, Until};
use crate::scenario::Scenario;
use crate::session::chronicle::{Chronicle, Scribe};
use crate::session::engine::{self, Engine};
use crate::session::explorer::{Explored, Loaded};
use crate::session::live::Backlog;
use crate::session::names::Directory;
use crate::session::present::{self, Look, header};
use crate::session::stand::{self, stand};
use crate::simulate::run::apply;
use crate::simulate::{Policy, Recording, Timeline, inspect};
use crate::view::{
    self, Abilities, Command, Go, Granularity, Line, Notice, Pace, Profile, Screen, Text, Tone,
    WorkerId,
};

/// Steps that one step of the user's may take at most: a loop that touches nothing shared has no end otherwise.
const LONGEST_STEP: u64 = 100_000;
/// The same where a real thread takes each, and says so before it takes the next.
const LONGEST_REAL_STEP: u64 = 500;
/// Steps taken in one slice of playing.
const SLICE: u64 = 20_000;
/// Steps of a schedule that are told step by step; the beginning of a longer one is only run.
const TOLD: u64 = 2_000_000;
/// How often a live run is asked for news.
const LIVE: Duration = Duration::from_millis(16);
/// The signal that nobody survives.
const KILL: u8 = 9;

/// How a scenario is opened.
#[derive(Clone, Debug)]
pub struct Options {
    pub config: Config,
    pub policy: view::Policy,
    /// To be followed first.
    pub schedule: Option<Schedule>,
    /// What else the one who shows it can do.
    pub abilities: Abilities,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            config: Config::default(),
            policy: view::Policy::Hand,
            schedule: None,
            abilities: Abilities::default(),
        }
    }
}

/// One open scenario under one driver.
pub struct Session {
    scenario: Scenario,
    pub(crate) program: Arc<Program>,
    lines: Arc<Vec<Line>>,
    pub(crate) engine: Engine,
    pub(crate) chronicle: Chronicle,
    scribe: Scribe,
    policy: Policy,
    policy_name: view::Policy,
    granularity: Granularity,
    pub(crate) pace: Pace,
    /// Moves a second.
    speed: u32,
    /// Parts of a move that the time played so far has earned.
    credit: f64,
    pub(crate) selected: Option<WorkerId>,
    /// Where the last move began.
    pub(crate) since: u64,
    abilities: Abilities,
    pub(crate) backlog: Backlog,
    pub(crate) notices: Vec<Notice>,
    pub(crate) fault: Option<Divergence>,
    /// What a search has found.
    pub(crate) explored: Option<Explored>,
    /// Schedules of it that were loaded, and the branches that they are.
    pub(crate) loaded: Vec<(Loaded, usize)>,
    /// The branch that is walked along as it was loaded.
    pub(crate) walk: Option<usize>,
}

impl Session {
    /// Opens a scenario whose program has been compiled; a schedule is followed as far as it goes, and what stands in
    /// its way is said.
    pub fn open(
        scenario: Scenario,
        program: Arc<Program>,
        options: Options,
    ) -> (Self, Vec<Notice>) {
        let lines = present::code::lines(&scenario, &program);
        let policy = named(options.policy, options.config.seed);
        let machine = Machine::boot(Arc::clone(&program), options.config);
        let scribe = Scribe::new(stand::sharing(&program), scenario.moments.clone());
        let mut chronicle = Chronicle::default();
        Scribe::begin(&mut chronicle, &machine);
        let mut session = Self {
            scenario,
            program,
            lines,
            engine: Engine::Simulated(Box::new(Timeline::new(machine))),
            chronicle,
            scribe,
            policy,
            policy_name: options.policy,
            granularity: Granularity::Visible,
            pace: Pace::Paused,
            speed: 4,
            credit: 0.0,
            selected: None,
            since: 0,
            abilities: options.abilities,
            backlog: Backlog::default(),
            notices: Vec::new(),
            fault: None,
            explored: None,
            loaded: Vec::new(),
            walk: None,
        };
        let mut notices = Vec::new();
        if let Some(schedule) = options.schedule {
            notices.extend(session.follow(&schedule));
            session.since = session.moment();
        }
        (session, notices)
    }

    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    pub fn is_playing(&self) -> bool {
        self.pace == Pace::Playing
    }

    pub(crate) fn moment(&self) -> u64 {
        self.engine.timeline().moment()
    }

    pub(crate) fn here(&self) -> &Machine {
        self.engine.timeline().here()
    }

    /// Does what a command says, as far as it is a session's to do; what there is to tell about it.
    pub fn obey(&mut self, command: &Command) -> Vec<Notice> {
        let before = self.moment();
        let mut notices = Vec::new();
        match command {
            Command::Step => {
                self.selected = None;
                notices.extend(self.step());
            }
            Command::StepWorker(id) => {
                self.selected = None;
                notices.extend(self.step_worker(*id));
            }
            Command::Choose(at) => {
                self.selected = None;
                notices.extend(self.choose(*at));
            }
            Command::Go(go) => {
                self.pace = Pace::Paused;
                self.go(*go);
            }
            Command::Play => self.play(),
            Command::Pause => {
                self.pace = Pace::Paused;
                self.let_run(false);
            }
            Command::Speed(speed) => self.speed = (*speed).clamp(1, 1024),
            Command::Granularity(granularity) => self.granularity = *granularity,
            Command::Policy(policy) => notices.extend(self.set_policy(*policy)),
            Command::Profile(profile) => notices.extend(self.set_profile(*profile)),
            Command::Branch(number) => self.branch(*number as usize),
            Command::Select(worker) => self.selected = *worker,
            Command::ToggleFix(name) => notices.extend(self.toggle(name)),
            Command::AllFixes(on) => {
                for number in 0..self.program.fixes.len() {
                    if self.has_fix(number) != *on {
                        let name = self.program.fixes[number].name.clone();
                        notices.extend(self.toggle(&name));
                    }
                }
            }
            Command::Kill(worker) => notices.extend(self.kill(*worker)),
            Command::Restart => self.restart(),
            Command::Load(row) => notices.extend(self.load(*row as usize)),
            Command::Open(_)
            | Command::Gallery
            | Command::Save
            | Command::Copy(_)
            | Command::Language(_)
            | Command::Explore
            | Command::Onward
            | Command::StopExploring
            | Command::Live
            | Command::SpeedUp
            | Command::Edit
            | Command::Mouse(_)
            | Command::Repaint
            | Command::Suspend
            | Command::Quit => return notices,
        }
        if self.moment() != before {
            self.since = before;
        }
        notices
    }

    // Moving.

    /// One instruction of one worker; whether it could be done.
    fn single(&mut self, task: Task) -> bool {
        if self.engine.is_at_the_real_end() {
            return self.real_step(task);
        }
        self.leave_reality(task);
        self.machine_step(task)
    }

    /// The machine does it, and it is told.
    fn machine_step(&mut self, task: Task) -> bool {
        let timeline = self.engine.timeline_mut();
        let before = self.scribe.before(timeline.here(), task);
        let (branch, moment) = (timeline.branch(), timeline.moment());
        if timeline.step(task).is_err() {
            return false;
        }
        if timeline.branch() != branch {
            self.chronicle.cut(moment);
        }
        if timeline.moment() > self.chronicle.end() {
            let told = timeline.told().to_vec();
            self.scribe
                .after(&mut self.chronicle, &before, timeline.here(), &told);
        }
        true
    }

    /// Steps of one worker until one of the user's steps is done; how many instructions that were.
    fn stride(&mut self, task: Task, most: u64) -> u64 {
        for count in 1..=most {
            if !self.single(task) {
                return count - 1;
            }
            if self.is_stop(self.moment()) || !self.here().is_ready(task) {
                return count;
            }
        }
        most
    }

    /// Whether a step of the user's ends at this moment.
    fn is_stop(&self, moment: u64) -> bool {
        self.chronicle
            .step_to(moment)
            .is_none_or(|step| match self.granularity {
                Granularity::Instruction => true,
                Granularity::Line => step.ends_line,
                Granularity::Visible => step.is_visible,
            })
    }

    fn turn(&self) -> Option<Task> {
        if self.here().status() != Status::Running {
            return None;
        }
        if self.is_walking() {
            return self.next_in_walk();
        }
        let turn = self.policy.clone().next(self.here()).ok()??;
        match turn.choice {
            Choice::Run { task, .. } | Choice::Expire(task) => Some(task),
            Choice::Toggle { .. }
            | Choice::Kill { .. }
            | Choice::Receive(_)
            | Choice::Answer(_)
            | Choice::Time(_)
            | Choice::Name { .. }
            | Choice::Simulate
            | Choice::Loose
            | Choice::WakeAny => None,
        }
    }

    fn step(&mut self) -> Option<Notice> {
        if self.is_walking() {
            self.go(Go::Forward(1));
            return None;
        }
        if self.policy_name != view::Policy::Hand {
            let most = self.longest_step();
            return (!self.turn_of_policy(most)).then(|| self.over());
        }
        match self.turn() {
            Some(task) => self.step_task(task),
            None => Some(self.over()),
        }
    }

    fn longest_step(&self) -> u64 {
        if self.engine.is_at_the_real_end() {
            LONGEST_REAL_STEP
        } else {
            LONGEST_STEP
        }
    }

    fn step_worker(&mut self, id: WorkerId) -> Option<Notice> {
        let Some(task) = self.chronicle.task(id) else {
            return Some(said(Text::new(
                "There is no such worker.",
                "没有这个执行者。",
            )));
        };
        let here = self.here();
        if !here.may_move(task)
            && let Some(last) = here
                .last_of(task.pid)
                .filter(|&last| last != task && here.is_ready(last))
        {
            let holder = self.chronicle.worker(last).0;
            let profile = header::profile(here.config().profile).name();
            return Some(said(Text::new(
                format!(
                    "{profile} would not switch here: worker {holder} keeps the GIL until its next call, loop or wait. Step it on, or choose another profile (P)."
                ),
                format!(
                    "{profile} 在这里不会切换：执行者 {holder} 会一直持有 GIL，直到下一次调用、循环或等待。先让它走，或换一个配置（P）。"
                ),
            )));
        }
        self.step_task(task)
    }

    fn step_task(&mut self, task: Task) -> Option<Notice> {
        let most = self.longest_step();
        let done = self.stride(task, most);
        if done == 0 {
            return Some(self.cannot(task));
        }
        (done == most && self.here().is_ready(task)).then(|| {
            let who = self.chronicle.worker(task).0;
            said(Text::new(
                format!("Worker {who} has taken {done} instructions that nobody else could notice; the key goes on."),
                format!("执行者 {who} 已走了 {done} 条别人察觉不到的指令；再按一次继续。"),
            ))
        })
    }

    fn cannot(&self, task: Task) -> Notice {
        if self.here().status() != Status::Running {
            return self.over();
        }
        let who = self.chronicle.worker(task).0;
        said(Text::new(
            format!("Worker {who} cannot move now."),
            format!("执行者 {who} 现在不能走。"),
        ))
    }

    fn over(&self) -> Notice {
        said(match self.here().status() {
            Status::Deadlock => Text::new(
                "Nobody can move any more: ← goes back, Home to the start.",
                "谁也不能再走了：← 后退，Home 回到开头。",
            ),
            Status::Running | Status::Finished { .. } | Status::Limit(_) => Text::new(
                "The run is over: ← goes back, Home to the start.",
                "运行已经结束：← 后退，Home 回到开头。",
            ),
        })
    }

    /// One move of the policy's: turns until a step of the user's is done. Whether anybody moved.
    fn turn_of_policy(&mut self, most: u64) -> bool {
        let start = self.moment();
        while self.moment() - start < most && self.here().status() == Status::Running {
            let mut policy = self.policy.clone();
            let Ok(Some(turn)) = policy.next(self.engine.timeline().here()) else {
                break;
            };
            self.policy = policy;
            let (task, steps) = match turn.choice {
                Choice::Run { task, steps } => (task, steps),
                Choice::Expire(task) => (task, 1),
                Choice::Toggle { .. }
                | Choice::Kill { .. }
                | Choice::Receive(_)
                | Choice::Answer(_)
                | Choice::Time(_)
                | Choice::Name { .. }
                | Choice::Simulate
                | Choice::Loose
                | Choice::WakeAny => break,
            };
            let ready = self.ready();
            for _ in 0..steps.min(most) {
                if !self.single(task) {
                    return self.moment() > start;
                }
                if self.is_stop(self.moment()) {
                    return true;
                }
                let has_news = turn.until.news && self.ready() != ready;
                let is_late = turn.until.time <= self.here().now();
                if !self.here().is_ready(task) || has_news || is_late {
                    break;
                }
            }
        }
        self.moment() > start
    }

    fn ready(&self) -> usize {
        let processes = self.here().processes().iter();
        processes.map(|process| process.ready().count()).sum()
    }

    /// An offer of the view: the end of a timed wait, or a step.
    fn choose(&mut self, at: u32) -> Option<Notice> {
        let directory = Directory::default();
        let choices = present::choices::present(&self.look(&directory));
        let choice = choices.rows.get(at as usize)?;
        self.step_worker(choice.worker?)
    }

    fn play(&mut self) {
        if self.engine.is_at_the_real_end() {
            self.let_run(true);
        }
        if self.here().status() == Status::Running {
            self.pace = Pace::Playing;
            self.credit = 1.0;
            self.selected = None;
        }
    }

    /// How long until the next move of a play is due; `None` while it is paused.
    pub fn next_move(&self) -> Option<Duration> {
        if self.is_live() {
            return Some(LIVE);
        }
        if !self.is_playing() {
            return None;
        }
        let missing = (1.0 - self.credit).max(0.0) / f64::from(self.speed);
        Some(Duration::from_secs_f64(missing.max(0.001)))
    }

    /// So much time has passed while playing: makes the moves that are due. Whether there is something new to see.
    pub fn poll(&mut self, elapsed: Duration) -> bool {
        if self.is_live() {
            let before = self.moment();
            let was_playing = self.is_playing();
            let any = self.take_in(Duration::ZERO);
            if self.moment() != before {
                self.since = before;
            }
            if self.engine.is_at_the_real_end() || !self.is_playing() {
                return any || was_playing != self.is_playing();
            }
        }
        if !self.is_playing() {
            return false;
        }
        self.credit = (self.credit + elapsed.as_secs_f64() * f64::from(self.speed))
            .min(f64::from(self.speed).max(1.0));
        let start = self.moment();
        while self.credit >= 1.0 && self.is_playing() && self.moment() - start < SLICE {
            self.credit -= 1.0;
            let before = self.moment();
            let hits = self.chronicle.hits.len();
            if self.is_walking() {
                self.go(Go::Forward(1));
                if !self.is_walking() {
                    self.pace = Pace::Paused;
                }
            } else if !self.turn_of_policy(SLICE) {
                self.pace = Pace::Paused;
            }
            self.since = before;
            // A moment of the lesson, or the end: the reader reads.
            if self.chronicle.hits.len() > hits || self.here().status() != Status::Running {
                self.pace = Pace::Paused;
            }
        }
        self.moment() != start || !self.is_playing()
    }

    // Going to what is known.

    pub(crate) fn go(&mut self, go: Go) {
        let target = match go {
            Go::Start => 0,
            Go::End => self.engine.timeline().end(),
            Go::Moment(moment) => moment,
            Go::Back(count) => {
                let mut moment = self.moment();
                for _ in 0..count.min(100_000) {
                    moment = self.stop_before(moment);
                }
                moment
            }
            Go::Forward(count) => {
                let mut moment = self.moment();
                for _ in 0..count.min(100_000) {
                    moment = self.stop_after(moment);
                }
                moment
            }
        };
        self.selected = None;
        self.engine.timeline_mut().go(target);
    }

    /// Where the step of the user's began that ended here.
    fn stop_before(&self, moment: u64) -> u64 {
        let steps = &self.chronicle.steps;
        let mut moment = moment.saturating_sub(1);
        while moment > 0 && !self.is_stop(moment) {
            let at = moment as usize;
            if steps
                .get(at)
                .is_some_and(|next| next.worker != steps[at - 1].worker)
            {
                break;
            }
            moment -= 1;
        }
        moment
    }

    fn stop_after(&self, moment: u64) -> u64 {
        let steps = &self.chronicle.steps;
        let end = self.engine.timeline().end();
        let mut moment = (moment + 1).min(end);
        while moment < end && !self.is_stop(moment) {
            let at = moment as usize;
            if steps
                .get(at)
                .is_some_and(|next| next.worker != steps[at - 1].worker)
            {
                break;
            }
            moment += 1;
        }
        moment
    }

    /// Along another branch, from where it left its parent.
    pub(crate) fn branch(&mut self, number: usize) {
        let timeline = self.engine.timeline_mut();
        if number >= timeline.branches().len() {
            return;
        }
        let common = common(timeline, timeline.branch(), number);
        let moment = timeline.branches()[number].parent.map(|(_, at)| at);
        timeline.switch(number, None);
        self.pace = Pace::Paused;
        self.chronicle.cut(common);
        self.retell(common);
        if let Some(moment) = moment {
            self.engine.timeline_mut().go(moment);
        }
    }

    /// Writes the chronicle of this branch from a moment to its end.
    fn retell(&mut self, from: u64) {
        let timeline = self.engine.timeline_mut();
        let mut machine = timeline.at(from);
        let choices = timeline.choices();
        machine.watch(true);
        machine.take_told();
        for (at, choice) in choices {
            match choice {
                Choice::Run { task, steps } => {
                    for _ in machine.steps().max(at)..at + steps {
                        if machine.steps() >= at + steps {
                            break;
                        }
                        let before = self.scribe.before(&machine, task);
                        if machine.step(task).is_err() {
                            return;
                        }
                        let told = machine.take_told();
                        machine.take_output();
                        self.scribe
                            .after(&mut self.chronicle, &before, &machine, &told);
                    }
                }
                // The machine at `from` stands behind what took no step there.
                Choice::Toggle { fix, on } if at > from => {
                    if let Some(number) = self
                        .program
                        .fixes
                        .iter()
                        .position(|other| other.name == fix)
                    {
                        machine.toggle(number.into(), on);
                        machine.take_told();
                        let title = title(&self.scenario, &fix);
                        Scribe::toggled(&mut self.chronicle, &machine, &title, on);
                    }
                }
                Choice::Kill { pid, signal } if at > from => {
                    if machine.kill(pid, signal).is_err() {
                        return;
                    }
                    machine.take_told();
                    self.scribe.killed(&mut self.chronicle, &machine, pid);
                }
                Choice::Expire(_)
                | Choice::Receive(_)
                | Choice::Answer(_)
                | Choice::Time(_)
                | Choice::Name { .. }
                    if at > from =>
                {
                    if apply(&mut machine, choice, Until::STEPS).is_err() {
                        return;
                    }
                    machine.take_told();
                }
                Choice::Toggle { .. }
                | Choice::Expire(_)
                | Choice::Kill { .. }
                | Choice::Receive(_)
                | Choice::Answer(_)
                | Choice::Time(_)
                | Choice::Name { .. }
                | Choice::Simulate
                | Choice::Loose
                | Choice::WakeAny => {}
            }
        }
    }

    /// Does what a schedule says; what stood in its way.
    pub(crate) fn follow(&mut self, schedule: &Schedule) -> Option<Notice> {
        if schedule.steps() > TOLD {
            return Some(refused(Text::new(
                format!(
                    "This schedule has {} steps, and the screen follows at most {TOLD}.",
                    schedule.steps()
                ),
                format!(
                    "这个调度有 {} 步，屏幕最多跟随 {TOLD} 步。",
                    schedule.steps()
                ),
            )));
        }
        for choice in schedule.choices() {
            if !self.make(choice) {
                let moment = self.moment();
                return Some(refused(Text::new(
                    format!(
                        "The schedule cannot be followed after step {moment}: at `{choice}` that worker cannot move."
                    ),
                    format!("调度在第 {moment} 步之后无法继续：`{choice}` 处该执行者不能走。"),
                )));
            }
        }
        None
    }

    /// Has the machine do what a schedule says; whether it could be done.
    pub(crate) fn make(&mut self, choice: &Choice) -> bool {
        match choice {
            Choice::Run { task, steps } => {
                let until = self.moment() + steps;
                let mut going = true;
                while going && self.moment() < until {
                    going = self.machine_step(*task);
                }
                going
            }
            Choice::Toggle { fix, on } => {
                self.switch(fix, *on);
                true
            }
            Choice::Kill { pid, .. } => {
                let done = self.engine.timeline_mut().change(choice.clone()).is_ok();
                if done {
                    let here = self.engine.timeline().here();
                    self.scribe.killed(&mut self.chronicle, here, *pid);
                }
                done
            }
            Choice::Expire(_)
            | Choice::Receive(_)
            | Choice::Answer(_)
            | Choice::Time(_)
            | Choice::Name { .. }
            | Choice::Simulate
            | Choice::Loose
            | Choice::WakeAny => {
                let timeline = self.engine.timeline_mut();
                let (branch, moment) = (timeline.branch(), timeline.moment());
                let done = timeline.change(choice.clone()).is_ok();
                if timeline.branch() != branch {
                    self.chronicle.cut(moment);
                }
                done
            }
        }
    }

    // Changing how it runs.

    pub(crate) fn has_fix(&self, number: usize) -> bool {
        self.here().has_fix(number.into())
    }

    fn toggle(&mut self, name: &str) -> Option<Notice> {
        let number = self.program.fixes.iter().position(|fix| fix.name == name)?;
        let on = !self.has_fix(number);
        if self.engine.is_at_the_real_end() {
            self.real_toggle(name, number.into());
        } else {
            self.switch(name, on);
        }
        (self.program.fixes[number].at_restart && self.moment() > 0).then(|| {
            said(Text::new(
                "This fix changes a definition that was passed already: r restarts with it.",
                "这个修复改的是已经执行过的定义：按 r 重来才会生效。",
            ))
        })
    }

    fn switch(&mut self, name: &str, on: bool) {
        let timeline = self.engine.timeline_mut();
        let (branch, moment) = (timeline.branch(), timeline.moment());
        timeline.toggle(name, on);
        if timeline.branch() != branch {
            self.chronicle.cut(moment);
        }
        let title = title(&self.scenario, name);
        Scribe::toggled(
            &mut self.chronicle,
            self.engine.timeline().here(),
            &title,
            on,
        );
    }

    /// Kills a worker's process, as `kill -9` from another terminal would: an event of the run like any other.
    fn kill(&mut self, id: WorkerId) -> Option<Notice> {
        self.pace = Pace::Paused;
        self.selected = None;
        let pid = self.chronicle.task(id)?.pid;
        if self.engine.is_at_the_real_end() {
            self.real_kill(pid, KILL);
            return None;
        }
        let timeline = self.engine.timeline_mut();
        let (branch, moment) = (timeline.branch(), timeline.moment());
        if timeline.kill(pid, KILL).is_err() {
            let process = inspect::os_id(self.here(), pid);
            return Some(said(Text::new(
                format!("Process {process} has ended already."),
                format!("进程 {process} 已经结束了。"),
            )));
        }
        if timeline.branch() != branch {
            self.chronicle.cut(moment);
        }
        let here = self.engine.timeline().here();
        self.scribe.killed(&mut self.chronicle, here, pid);
        None
    }

    fn restart(&mut self) {
        self.pace = Pace::Paused;
        self.selected = None;
        self.walk = None;
        let fixes: Vec<String> = (0..self.program.fixes.len())
            .filter(|&number| self.has_fix(number))
            .map(|number| self.program.fixes[number].name.clone())
            .collect();
        self.engine.timeline_mut().go(0);
        self.set_fixes(&fixes);
        self.policy = named(self.policy_name, self.here().config().seed);
        self.since = 0;
    }

    /// These are on, and no others.
    pub(crate) fn set_fixes(&mut self, fixes: &[String]) {
        for number in 0..self.program.fixes.len() {
            let name = self.program.fixes[number].name.clone();
            let on = fixes.contains(&name);
            if self.has_fix(number) != on {
                self.switch(&name, on);
            }
        }
    }

    /// What follows is a run in virtual time, from the start, where real threads were. Whether they were.
    pub(crate) fn leave_live(&mut self) -> bool {
        let was_live = matches!(self.engine, Engine::Live { .. });
        if was_live {
            let (_, config) = self.to_begin_again();
            self.boot(config);
        }
        was_live
    }

    /// Another machine, at its beginning.
    fn boot(&mut self, config: Config) {
        let machine = Machine::boot(Arc::clone(&self.program), config);
        self.chronicle = Chronicle::default();
        Scribe::begin(&mut self.chronicle, &machine);
        self.engine = Engine::Simulated(Box::new(Timeline::new(machine)));
        self.policy = named(self.policy_name, self.here().config().seed);
        self.pace = Pace::Paused;
        self.forget_branches();
    }

    /// Branches are counted anew: what was said of them is not so any more.
    pub(crate) fn forget_branches(&mut self) {
        self.loaded.clear();
        self.walk = None;
        if self
            .explored
            .as_ref()
            .is_some_and(|found| found.view.from > 0)
        {
            self.explored = None;
        }
    }

    pub(crate) fn profile(&self) -> Profile {
        header::profile(self.here().config().profile)
    }

    fn set_policy(&mut self, policy: view::Policy) -> Option<Notice> {
        if policy == view::Policy::Scripted {
            return Some(said(Text::new(
                "A schedule is given on the command line: racewalk NAME --schedule TEXT.",
                "调度在命令行上给出：racewalk 名称 --schedule 文本。",
            )));
        }
        self.policy_name = policy;
        self.policy = named(policy, self.here().config().seed);
        None
    }

    /// Another profile is another machine, which does the same up to here.
    fn set_profile(&mut self, profile: Profile) -> Option<Notice> {
        let config = Config {
            profile: machine_profile(profile),
            ..self.here().config().clone()
        };
        let schedule = self.engine.timeline().schedule();
        self.boot(config);
        self.follow(&schedule)
    }

    /// All that is needed to have this run again, up to this moment.
    pub fn recording(&self) -> Recording {
        let timeline = self.engine.timeline();
        let config = timeline.here().config().clone();
        let fixes = self.program.fixes.iter().zip(&config.fixes);
        Recording {
            made_by: env!("CARGO_PKG_VERSION").to_owned(),
            name: self.scenario.name.clone(),
            file: self.scenario.path.clone(),
            source: self.scenario.source.clone(),
            fixes: fixes
                .filter(|&(_, &on)| on)
                .map(|(fix, _)| fix.name.clone())
                .collect(),
            policy: self.policy_name.name().to_owned(),
            schedule: timeline.schedule(),
            steps: timeline.moment(),
            fingerprint: timeline.here().clone().fingerprint(),
            config,
        }
    }

    /// The program and the configuration to begin this run anew with, the fixes as they are now.
    pub fn to_begin_again(&self) -> (Arc<Program>, Config) {
        let fixes = (0..self.program.fixes.len()).map(|number| self.has_fix(number));
        let config = Config {
            fixes: fixes.collect(),
            delivery: Delivery::AtOnce,
            ..self.here().config().clone()
        };
        (Arc::clone(&self.program), config)
    }

    // Showing.

    fn look<'a>(&'a self, directory: &'a Directory) -> Look<'a> {
        let timeline = self.engine.timeline();
        let machine = timeline.here();
        let chronicle = &self.chronicle;
        let id = |task: Task| chronicle.worker(task);
        let turn = self.turn();
        let stands = |task: &Task| stand(machine.process(task.pid), task.tid).is_some();
        let last = machine.last().filter(stands);
        let can_go_on = last.filter(|&task| machine.is_ready(task));
        let follow = can_go_on.or(turn).or(last).map(id);
        let is_there = |id: &WorkerId| {
            let task = chronicle.task(*id);
            task.is_some_and(|task| task.pid.index() < machine.processes().len())
        };
        let selected = self.selected.filter(is_there);
        let shown = selected.or(follow).unwrap_or(WorkerId::MAIN);
        let pid = chronicle.task(shown).unwrap_or_default().pid;
        Look {
            scenario: &self.scenario,
            timeline,
            machine,
            process: machine.process(pid),
            names: directory.names(pid),
            directory,
            chronicle,
            sharing: &self.scribe.sharing,
            moment: timeline.moment(),
            turn: turn.map(id),
            shown,
        }
    }

    /// Everything that one frame needs.
    pub fn screen(&self) -> Screen {
        let directory = Directory::of(self.here());
        let look = self.look(&directory);
        let header = view::Header {
            policy: self.policy_name,
            granularity: self.granularity,
            pace: self.pace,
            speed: self.speed,
            live: match &self.engine {
                Engine::Live { state, .. } if self.here().is_live() => match state {
                    engine::Live::Held => view::Live::Held,
                    engine::Live::Free => view::Live::Free,
                    engine::Live::Over => view::Live::Over,
                },
                Engine::Live { .. } | Engine::Simulated(_) => view::Live::No,
            },
            ..header::present(&look)
        };
        let workers = present::workers::present(&look, self.selected);
        Screen {
            header,
            processes: present::processes::present(&look, &workers),
            workers,
            code: present::code::present(&look, &self.lines),
            objects: present::objects::present(&look),
            waits_for: present::waits_for::present(&look),
            timeline: present::timeline::present(&look),
            output: present::output::present(&look),
            happened: present::happened::present(&look, self.remark()),
            banker: present::banker::present(&look),
            fixes: present::fixes::present(&look),
            lesson: present::lesson::present(&look, self.since),
            choices: present::choices::present(&look),
            findings: present::findings::present(&look),
            // Whoever measures it puts it in.
            speed_up: None,
            explorer: self.explorer(),
            abilities: self.abilities,
        }
    }

    /// A hint for whoever does not know what to do now.
    fn remark(&self) -> Option<Text> {
        let here = self.here();
        let ready = here
            .tasks()
            .into_iter()
            .filter(|&task| here.is_ready(task))
            .count();
        let turns = self
            .chronicle
            .turns
            .partition_point(|&(at, _)| at < self.moment());
        let is_first_choice = turns < 2 && self.policy_name == view::Policy::Hand;
        match (self.moment(), here.status()) {
            (0, _) => Some(Text::new(
                "Press space: main runs to the next thing that others can notice.",
                "按空格：main 会走到下一件别人能察觉的事。",
            )),
            (_, Status::Deadlock) => Some(Text::new(
                "← goes back to where another choice was possible; f switches a fix.",
                "按 ← 退回到还能另选的地方；按 f 切换修复。",
            )),
            (_, Status::Finished { .. }) => Some(Text::new(
                "← goes back; move differently from there, and another run begins.",
                "按 ← 后退；从那里换一种走法，就是另一次运行。",
            )),
            (_, Status::Running) if ready > 1 && is_first_choice => Some(Text::new(
                "Who moves next? 0 is main, 1 to 9 are the others; space goes on with the same one.",
                "下一步谁走？0 是 main，1 至 9 是其他执行者；空格让同一个继续。",
            )),
            (_, Status::Running | Status::Limit(_)) => None,
        }
    }
}

fn named(policy: view::Policy, seed: u64) -> Policy {
    Policy::named(policy.name(), seed).unwrap_or(Policy::Hand)
}

fn machine_profile(profile: Profile) -> profile::Profile {
    match profile {
        Profile::Language => profile::Profile::Language,
        Profile::Cpython39 => profile::Profile::Cpython39,
        Profile::Cpython312 => profile::Profile::Cpython312,
        Profile::FreeThreaded => profile::Profile::FreeThreaded,
    }
}

fn title(scenario: &Scenario, fix: &str) -> Text {
    let declared = scenario
        .fixes
        .iter()
        .flatten()
        .find(|other| other.name == fix);
    declared.map_or_else(|| Text::same(fix), |fix| fix.title.clone())
}

/// Up to which moment two branches are the same run.
fn common(timeline: &Timeline, one: usize, other: usize) -> u64 {
    let lineage = |mut branch: usize| {
        let mut until = timeline.branches()[branch].end;
        let mut lineage = vec![(branch, until)];
        while let Some((parent, at)) = timeline.branches()[branch].parent {
            until = until.min(at);
            lineage.push((parent, until));
            branch = parent;
        }
        lineage.reverse();
        lineage
    };
    let (one, other) = (lineage(one), lineage(other));
    let shared = one.iter().zip(&other).take_while(|(a, b)| a.0 == b.0);
    shared.map(|(a, b)| a.1.min(b.1)).last().unwrap_or(0)
}

pub(crate) fn said(words: Text) -> Notice {
    Notice {
        tone: Tone::Said,
        words,
    }
}

fn refused(words: Text) -> Notice {
    Notice {
        tone: Tone::Refused,
        words,
    }
}
