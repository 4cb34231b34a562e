//! What can happen at all, beside what is on the screen: a search through every interleaving in slices, its results as
//! a view, and the schedule of each to walk through.
//!
//! A session makes an [`Exploration`] and has no more to do with it: whoever has time to spare advances it, and gives
//! back what it has found.

use std::sync::Arc;

use crate::base::Task;
use crate::code::Program;
use crate::explore::{self, Bounded, Bounds, Kind, Report, Search, Walk};
use crate::machine::schedule::{Choice, Schedule};
use crate::machine::world::{Config, Machine};
use crate::session::chronicle::Chronicle;
use crate::session::session::{Session, said};
use crate::session::stand::{self, Sharing};
use crate::session::story::Teller;
use crate::simulate::inspect;
use crate::view::{
    End, Explorer, Extent, Found, Go, How, Known, Notice, Outcome, Pace, Share, Stage, Text,
    Verdict, Way, WorkerId,
};

/// Bytes that a search beside a screen may take.
const MEMORY: usize = 1 << 30;
/// Verdicts and outcomes that are listed.
const LISTED: usize = 1000;
/// Of those, so many are told as stories.
const TOLD: usize = 100;
/// And so many while the search goes on.
const TOLD_AT_ONCE: usize = 4;
/// Where there were no more states than this, schedules are counted too; and so many states that may take.
const COUNTED: u64 = 30_000;
const COUNTING: usize = 200_000;
/// Runs by chance, and the moves of all of them; so many runs at once, and so many moves of one.
const RUNS: u32 = 2_000;
const MOVES: u64 = 2_000_000;
const RUNS_AT_ONCE: u32 = 20;
/// The same before the search begins.
const FIRST_RUNS: u32 = 300;
const FIRST_MOVES: u64 = 20_000;
const LONGEST_RUN: usize = 20_000;

/// A search under way.
pub struct Exploration {
    work: Work,
    guess: Option<Box<Guess>>,
    stories: Stories,
    /// To count from the same moment.
    from: Machine,
    watch: Vec<String>,
    found: Explored,
}

enum Work {
    /// What the program does before anybody can choose may take a while already.
    Beginning,
    /// The first runs by chance: an easy bug is there at once.
    Trying,
    Searching(Box<Search>),
    /// All was met; the ways there are not known yet.
    Met(Box<Search>),
    /// The row that is told next.
    Telling(usize),
    Counting(Box<Search>),
    Guessing,
    Over,
}

/// Runs by chance, and how they ended.
struct Guess {
    search: Search,
    ends: Vec<(End, u32)>,
    /// A way to each end that was met, and with how many preemptions.
    ways: Vec<(End, Schedule, u32)>,
    /// Runs in which nobody was interrupted often: they tell ways, and nothing of how likely an end is.
    tries: u32,
    runs: u32,
    moves: u64,
    die: u64,
}

/// A schedule that was loaded: from which moment, with which fixes.
pub(crate) type Loaded = (u64, Vec<String>, Schedule);

/// What a search has found so far.
#[derive(Clone, Debug, Default)]
pub struct Explored {
    pub view: Explorer,
    /// By row of the view.
    ways: Vec<Schedule>,
    /// By verdict: those concerned, and the lines before which they stand.
    places: Vec<Vec<(Task, u32)>>,
    /// The branch of the run on which the moment lies from which it looked on.
    branch: usize,
}

impl Exploration {
    /// From the start of a program.
    pub fn new(program: &Arc<Program>, config: Config, watch: &[String]) -> Self {
        let machine = Machine::boot(Arc::clone(program), config);
        let teller = Teller::at_the_start(machine.clone(), watch.to_vec());
        Self::begin(machine, teller, watch)
    }

    /// From a moment of a run, of which the chronicle tells.
    fn onward(machine: Machine, mut chronicle: Chronicle, watch: &[String]) -> Self {
        chronicle.cut(machine.steps());
        let teller = Teller::new(machine.clone(), chronicle, watch.to_vec());
        Self::begin(machine, teller, watch)
    }

    fn begin(machine: Machine, teller: Teller, watch: &[String]) -> Self {
        let program = Arc::clone(machine.program());
        let is_on = |number: usize| machine.has_fix(number.into());
        let fixes = program.fixes.iter().enumerate();
        let view = Explorer {
            from: machine.steps(),
            fixes: fixes
                .filter(|&(number, _)| is_on(number))
                .map(|(_, fix)| fix.name.clone())
                .collect(),
            ..Explorer::default()
        };
        Self {
            work: Work::Beginning,
            guess: None,
            stories: Stories { teller },
            from: machine,
            watch: watch.to_vec(),
            found: Explored {
                view,
                ..Explored::default()
            },
        }
    }

    pub fn found(&self) -> &Explored {
        &self.found
    }

    pub fn is_over(&self) -> bool {
        matches!(self.work, Work::Over)
    }

    /// How long it has searched, by the clock of whoever advances it.
    pub fn took(&mut self, millis: u64) {
        if self.found.view.stage == Stage::Searching {
            self.found.view.millis = millis;
        }
    }

    /// A little further: so many states, or one story.
    pub fn advance(&mut self, states: usize) {
        self.work = match std::mem::replace(&mut self.work, Work::Over) {
            Work::Beginning => {
                self.guess = Some(Box::new(Guess {
                    search: self.fine(),
                    ends: Vec::new(),
                    ways: Vec::new(),
                    tries: 0,
                    runs: 0,
                    moves: 0,
                    die: 0x9e37_79b9_7f4a_7c15,
                }));
                Work::Trying
            }
            Work::Trying => {
                if let Some(guess) = &mut self.guess
                    && guess.tries < FIRST_RUNS
                    && guess.moves < FIRST_MOVES
                {
                    guess.attempt();
                    self.work = Work::Trying;
                    return;
                }
                self.list_chance();
                let options = explore::Options {
                    watch: self.watch.clone(),
                    bounds: Bounds {
                        memory: MEMORY,
                        ..Bounds::default()
                    },
                    ..explore::Options::default()
                };
                Work::Searching(Box::new(Search::onward(self.from.clone(), options)))
            }
            Work::Searching(mut search) => {
                search.advance(states);
                self.count_states(&search);
                if search.is_over() {
                    self.found.view.stage = Stage::Telling;
                    Work::Met(search)
                } else {
                    Work::Searching(search)
                }
            }
            Work::Met(mut search) => {
                let report = search.report();
                self.take(&report);
                self.found.view.extent = extent(&report);
                Work::Telling(0)
            }
            Work::Telling(row) if row < self.found.ways.len().min(TOLD) => {
                self.tell(row);
                Work::Telling(row + 1)
            }
            Work::Telling(_) => self.count(),
            Work::Counting(mut search) => {
                search.advance(states);
                if !search.is_over() {
                    Work::Counting(search)
                } else if self.share(&search.report()) {
                    Work::Over
                } else {
                    Work::Guessing
                }
            }
            Work::Guessing => {
                self.share_guessed();
                match &mut self.guess {
                    Some(guess) if !guess.has_done(RUNS, MOVES) => {
                        guess.run(RUNS, MOVES);
                        Work::Guessing
                    }
                    Some(_) | None => Work::Over,
                }
            }
            Work::Over => Work::Over,
        };
        if self.is_over() {
            self.found.view.stage = Stage::Over;
        }
    }

    /// What is known so far is listed; the search goes on.
    pub fn peek(&mut self) {
        if let Work::Searching(search) = &mut self.work {
            let report = search.peek();
            self.take(&report);
            for row in 0..self.found.view.verdicts.len().min(TOLD_AT_ONCE) {
                self.tell(row);
            }
        }
    }

    /// Enough: what is known by now is told.
    pub fn stop(&mut self) {
        match &mut self.work {
            Work::Searching(search) => search.stop(),
            Work::Counting(_) | Work::Guessing => {
                self.work = Work::Over;
                self.found.view.stage = Stage::Over;
            }
            Work::Beginning | Work::Trying | Work::Met(_) | Work::Telling(_) | Work::Over => {}
        }
    }

    fn count_states(&mut self, search: &Search) {
        let progress = search.progress();
        let view = &mut self.found.view;
        view.states = progress.states as u64;
        view.transitions = progress.transitions as u64;
        view.waiting = progress.waiting as u64;
        view.bytes = progress.bytes as u64;
    }

    /// Lists what a report says.
    fn take(&mut self, report: &Report) {
        let view = &mut self.found.view;
        self.found.ways.clear();
        self.found.places.clear();
        view.notes = report.read_races as u32;
        let verdicts = report.verdicts.iter().take(LISTED);
        view.verdicts = verdicts.clone().map(found).collect();
        let outcomes = report.outcomes.iter().take(LISTED);
        view.outcomes = outcomes.clone().map(outcome).collect();
        let places = verdicts.clone().map(|verdict| verdict.places.clone());
        self.found.places.extend(places);
        let ways = &mut self.found.ways;
        ways.extend(verdicts.map(|verdict| verdict.schedule.clone()));
        ways.extend(outcomes.map(|outcome| outcome.schedule.clone()));
        self.list_chance();
    }

    /// What was met by chance, and the search has not come to.
    fn list_chance(&mut self) {
        let view = &mut self.found.view;
        let ways = self.guess.iter().flat_map(|guess| &guess.ways);
        let mut ways: Vec<&(End, Schedule, u32)> = ways.collect();
        ways.sort_by(|one, other| (&one.0.watch, one.2).cmp(&(&other.0.watch, other.2)));
        for (end, schedule, preemptions) in ways {
            let is_known = view.outcomes.iter().any(|outcome| outcome.end == *end);
            if !is_known && view.outcomes.len() < LISTED {
                view.outcomes.push(Outcome {
                    end: end.clone(),
                    share: None,
                    way: way(schedule, *preemptions, false),
                });
                self.found.ways.push(schedule.clone());
            }
        }
    }

    /// Tells the story of a row.
    fn tell(&mut self, row: usize) {
        let view = &mut self.found.view;
        let way = &self.found.ways[row];
        let first = view.verdicts.len();
        if let Some(found) = view.verdicts.get_mut(row) {
            self.stories.tell_found(found, way, &self.found.places[row]);
        } else if let Some(outcome) = view.outcomes.get_mut(row - first) {
            self.stories.tell_outcome(outcome, way);
        }
    }

    /// Schedules are counted where there are few.
    fn count(&self) -> Work {
        let view = &self.found.view;
        let is_small = view.extent == Extent::Everything && view.states <= COUNTED;
        if view.outcomes.len() < 2 {
            Work::Over
        } else if is_small {
            Work::Counting(Box::new(self.fine()))
        } else {
            // Runs by chance tell where counting takes too long.
            Work::Guessing
        }
    }

    /// A search in which everything that others notice is a move of its own.
    fn fine(&self) -> Search {
        let options = explore::Options {
            reduction: false,
            symmetry: false,
            count: true,
            watch: self.watch.clone(),
            bounds: Bounds {
                states: COUNTING,
                memory: MEMORY,
                ..Bounds::default()
            },
            ..explore::Options::default()
        };
        Search::onward(self.from.clone(), options)
    }

    /// How likely each outcome is, if that could be counted. Whether it could.
    fn share(&mut self, report: &Report) -> bool {
        let counted = |outcome: &explore::Outcome| outcome.schedules.is_some();
        if !report.complete || !report.outcomes.iter().all(counted) {
            return false;
        }
        for outcome in &mut self.found.view.outcomes {
            let counted = report.outcomes.iter().find(|other| {
                How::named(other.ending) == outcome.end.how && other.watch == outcome.end.watch
            });
            let counted = counted.and_then(|other| other.schedules.zip(other.probability));
            outcome.share = counted.map(|(schedules, probability)| share(schedules, probability));
        }
        true
    }

    fn share_guessed(&mut self) {
        let Some(guess) = &self.guess else {
            return;
        };
        for outcome in &mut self.found.view.outcomes {
            let met = guess.ends.iter().find(|(end, _)| *end == outcome.end);
            let times = met.map_or(0, |&(_, times)| times);
            outcome.share = guess.share(times);
        }
    }
}

/// As a person reads it: all digits while there are few.
fn number(count: f64) -> String {
    if count < 1e12 {
        format!("{count:.0}")
    } else {
        format!("{count:.2e}")
    }
}

/// Tells what a search has found of one program as stories.
pub struct Stories {
    teller: Teller,
}

impl Stories {
    /// Of what begins at the start of a program, where this machine stands.
    pub fn new(boot: Machine, watch: &[String]) -> Self {
        Self {
            teller: Teller::at_the_start(boot, watch.to_vec()),
        }
    }

    pub fn verdict(&mut self, verdict: &explore::Verdict) -> Found {
        let mut found = found(verdict);
        self.tell_found(&mut found, &verdict.schedule, &verdict.places);
        found
    }

    pub fn outcome(&mut self, one: &explore::Outcome) -> Outcome {
        let mut outcome = outcome(one);
        self.tell_outcome(&mut outcome, &one.schedule);
        outcome
    }

    fn tell_found(&mut self, found: &mut Found, way: &Schedule, places: &[(Task, u32)]) {
        let Some(mut followed) = self.teller.follow(way) else {
            return;
        };
        let mut places = places.to_vec();
        match found.verdict {
            Verdict::DataRace => {
                let workers: Vec<Task> = places.iter().map(|&(task, _)| task).collect();
                found.place = self.teller.place(&followed.machine, &workers);
            }
            Verdict::Deadlock | Verdict::LostWakeup => {
                self.teller.settle(&mut followed);
                for (task, line) in &mut places {
                    *line = inspect::line(&followed.machine, *task).unwrap_or(*line);
                }
            }
            Verdict::PartialDeadlock
            | Verdict::Livelock
            | Verdict::Starvation
            | Verdict::BusyWait
            | Verdict::Assertion
            | Verdict::Exception => {}
        }
        let places = places.into_iter();
        found.at = places
            .map(|(task, line)| (self.teller.worker(task), line))
            .collect();
        found.way.story = Some(self.teller.story(&followed));
    }

    fn tell_outcome(&mut self, outcome: &mut Outcome, way: &Schedule) {
        let Some(mut followed) = self.teller.follow(way) else {
            return;
        };
        if outcome.end.how == How::Deadlock {
            self.teller.settle(&mut followed);
        }
        outcome.way.story = Some(self.teller.story(&followed));
    }
}

/// A verdict as a row, its story not told yet.
fn found(verdict: &explore::Verdict) -> Found {
    Found {
        verdict: kind(verdict.kind),
        must: verdict.must,
        place: None,
        at: places(&verdict.places),
        words: verdict.words.clone(),
        way: way(&verdict.schedule, verdict.preemptions, verdict.minimal),
    }
}

/// An outcome as a row, its story not told yet.
fn outcome(outcome: &explore::Outcome) -> Outcome {
    let counted = outcome.schedules.zip(outcome.probability);
    Outcome {
        end: End {
            how: How::named(outcome.ending),
            watch: outcome.watch.clone(),
        },
        share: counted.map(|(schedules, probability)| share(schedules, probability)),
        way: way(&outcome.schedule, outcome.preemptions, outcome.minimal),
    }
}

fn share(schedules: f64, probability: f64) -> Share {
    Share {
        per_million: (probability * 1e6).round() as u32,
        known: Known::Counted {
            schedules: number(schedules),
        },
    }
}

impl Guess {
    /// A few runs, as long as there are no more than these in all, nor moves.
    fn run(&mut self, runs: u32, moves: u64) {
        for _ in 0..RUNS_AT_ONCE {
            if self.has_done(runs, moves) {
                return;
            }
            let Some(end) = self.walk(0) else {
                self.ends.clear();
                self.runs = 0;
                continue;
            };
            self.runs += 1;
            match self.ends.iter_mut().find(|(other, _)| *other == end) {
                Some((_, times)) => *times += 1,
                None => self.ends.push((end, 1)),
            }
        }
    }

    /// A few runs in which nobody is interrupted often.
    fn attempt(&mut self) {
        for _ in 0..RUNS_AT_ONCE {
            if self.moves >= FIRST_MOVES {
                return;
            }
            self.tries += 1;
            self.walk([4, 16, 64][self.tries as usize % 3]);
        }
    }

    /// One run, and how it ended; `None` where it learned something, and all counting begins anew.
    fn walk(&mut self, stay: usize) -> Option<End> {
        let (mut die, mut moves) = (self.die, 0);
        let walk = self.search.stroll(
            |sides| {
                moves += 1;
                throw(&mut die, sides)
            },
            stay,
            LONGEST_RUN,
        );
        (self.die, self.moves) = (die, self.moves + moves);
        let stroll = match walk {
            Walk::Ended(stroll) => stroll,
            Walk::Endless => {
                return Some(End {
                    how: How::Limit,
                    watch: Vec::new(),
                });
            }
            Walk::Learned => return None,
        };
        let end = End {
            how: How::named(stroll.ending),
            watch: stroll.watch.clone(),
        };
        let known = self.ways.iter().position(|(other, ..)| *other == end);
        if known.is_none_or(|at| stroll.preemptions < self.ways[at].2) {
            let way = (
                end.clone(),
                self.search.schedule_of(&stroll),
                stroll.preemptions,
            );
            match known {
                Some(at) => self.ways[at] = way,
                None => self.ways.push(way),
            }
        }
        Some(end)
    }

    fn has_done(&self, runs: u32, moves: u64) -> bool {
        self.runs >= runs || self.moves >= moves
    }

    /// What an end that was met so often is likely to be: Wilson's interval.
    fn share(&self, times: u32) -> Option<Share> {
        if self.runs == 0 {
            return None;
        }
        let (n, z) = (f64::from(self.runs), 1.96_f64);
        let part = f64::from(times) / n;
        let scale = 1.0 + z * z / n;
        let middle = (part + z * z / (2.0 * n)) / scale;
        let reach = z * (part * (1.0 - part) / n + z * z / (4.0 * n * n)).sqrt() / scale;
        let million = |part: f64| (part.clamp(0.0, 1.0) * 1e6).round() as u32;
        Some(Share {
            per_million: million(part),
            known: Known::Guessed {
                runs: self.runs,
                low: million(middle - reach),
                high: million(middle + reach),
            },
        })
    }
}

/// A number below `sides` (splitmix64).
fn throw(state: &mut u64, sides: usize) -> usize {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut word = *state;
    word = (word ^ word >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    word = (word ^ word >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^= word >> 31;
    (word % sides.max(1) as u64) as usize
}

fn way(schedule: &Schedule, preemptions: u32, minimal: bool) -> Way {
    Way {
        steps: schedule.steps(),
        preemptions,
        minimal,
        schedule: schedule.to_string(),
        story: None,
    }
}

/// Who a task is on the screen depends on who began when, which following its schedule tells; until then a thread goes by
/// its number in its process.
fn places(places: &[(Task, u32)]) -> Vec<(WorkerId, u32)> {
    let id = |task: Task| WorkerId(task.tid.0);
    places
        .iter()
        .map(|&(task, line)| (id(task), line))
        .collect()
}

fn kind(kind: Kind) -> Verdict {
    match kind {
        Kind::Deadlock => Verdict::Deadlock,
        Kind::PartialDeadlock => Verdict::PartialDeadlock,
        Kind::Assertion => Verdict::Assertion,
        Kind::Exception => Verdict::Exception,
        Kind::DataRace => Verdict::DataRace,
        Kind::LostWakeup => Verdict::LostWakeup,
        Kind::Livelock => Verdict::Livelock,
        Kind::BusyWait => Verdict::BusyWait,
        Kind::Starvation => Verdict::Starvation,
    }
}

fn extent(report: &Report) -> Extent {
    match report.bounded {
        Some(Bounded::States) => Extent::States,
        Some(Bounded::Memory) => Extent::Memory,
        Some(Bounded::Stopped | Bounded::Parts | Bounded::Preemptions) => Extent::Stopped,
        Some(Bounded::Machine) => Extent::Machine,
        Some(Bounded::Workers) => Extent::Workers,
        None if report.clock_read && !report.complete => Extent::Clock,
        None => Extent::Everything,
    }
}

impl Session {
    /// A search from the start, with the fixes as they are now, or from the moment on the screen.
    pub fn exploration(&self, onward: bool) -> Result<Exploration, Notice> {
        let watch = &self.watched();
        let mut exploration = if onward {
            if self.here().is_live() {
                return Err(said(Text::new(
                    "A live run goes its own way: r begins again in virtual time, and W looks on from there.",
                    "实跑按自己的方式进行：按 r 以虚拟时间重来，再按 W 从那里往后看。",
                )));
            }
            Exploration::onward(self.here().clone(), self.chronicle.clone(), watch)
        } else {
            let (program, config) = self.to_begin_again();
            Exploration::new(&program, config, watch)
        };
        exploration.found.view.profile = self.profile();
        exploration.found.branch = self.engine.timeline().branch();
        Ok(exploration)
    }

    /// The globals by which outcomes are told apart: those that the header names, or else those that functions store to.
    fn watched(&self) -> Vec<String> {
        let said = &self.scenario().watch;
        if !said.is_empty() {
            return said.clone();
        }
        let main = &self.program.modules[self.program.main.index()];
        let named = main.globals.iter().zip(stand::sharing(&self.program));
        named
            .filter(|(_, sharing)| *sharing == Sharing::Variable)
            .map(|(&name, _)| self.program.names.text(name).to_string())
            .collect()
    }

    /// What a search has found so far is shown from now on.
    pub fn explored(&mut self, found: Explored) {
        self.explored = Some(found);
    }

    /// The view of what was found, held against what is on the screen.
    pub(crate) fn explorer(&self) -> Option<Box<Explorer>> {
        let mut view = self.explored.as_ref()?.view.clone();
        let fixes = self.program.fixes.iter().enumerate();
        let on = fixes.filter(|&(number, _)| self.has_fix(number));
        view.stale =
            !on.map(|(_, fix)| &fix.name).eq(&view.fixes) || view.profile != self.profile();
        Some(Box::new(view))
    }

    /// Loads the schedule of a row as a run of its own, and goes to its beginning: from there one walks through it. The
    /// run before is kept.
    pub(crate) fn load(&mut self, row: usize) -> Option<Notice> {
        let found = self.explored.as_ref()?;
        let (from, home) = (found.view.from, found.branch);
        let (way, fixes) = (found.ways.get(row)?.clone(), found.view.fixes.clone());
        self.pace = Pace::Paused;
        self.selected = None;
        let is_kept = !self.leave_live();
        let key = (from, fixes, way);
        if let Some(&(_, branch)) = self.loaded.iter().find(|(other, _)| *other == key) {
            self.branch(branch);
            self.go(Go::Moment(from));
            return Some(self.begin_walk(from, branch, is_kept));
        }
        if from > 0 {
            self.branch(home);
        }
        self.go(Go::Moment(from));
        if from == 0 {
            self.set_fixes(&key.1);
        }
        let refused = self.follow(&key.2);
        let branch = self.engine.timeline().branch();
        self.loaded.push((key, branch));
        self.go(Go::Moment(from));
        refused.or_else(|| Some(self.begin_walk(from, branch, is_kept)))
    }

    fn begin_walk(&mut self, from: u64, branch: usize, is_kept: bool) -> Notice {
        self.since = from;
        self.walk = Some(branch);
        let steps = self.engine.timeline().end() - from;
        said(if is_kept {
            Text::new(
                format!(
                    "Loaded, {steps} steps: space or → walks through it, p plays it; the run before is kept ([ and ])."
                ),
                format!(
                    "已载入，共 {steps} 步：按空格或 → 逐步走，p 播放；原来的运行保留着（[ 和 ]）。"
                ),
            )
        } else {
            Text::new(
                format!(
                    "Loaded, {steps} steps in virtual time: space or → walks through it; the live run is over."
                ),
                format!("已载入，共 {steps} 步（虚拟时间）：按空格或 → 逐步走；实跑已结束。"),
            )
        })
    }

    /// This branch, from wherever one is, is walked through as it is known.
    pub fn walk_along(&mut self) {
        self.walk = Some(self.engine.timeline().branch());
    }

    /// Whether one walks through a schedule that was loaded, and has not come to its end.
    pub(crate) fn is_walking(&self) -> bool {
        let timeline = self.engine.timeline();
        self.walk == Some(timeline.branch()) && !timeline.is_at_end()
    }

    /// Who moves next in a schedule that was loaded.
    pub(crate) fn next_in_walk(&self) -> Option<Task> {
        let timeline = self.engine.timeline();
        let moment = timeline.moment();
        let choices = timeline.choices();
        choices
            .into_iter()
            .filter(|(at, choice)| at + choice.steps().max(1) > moment)
            .find_map(|(_, choice)| match choice {
                Choice::Run { task, .. } => Some(task),
                _ => None,
            })
    }
}
