//! The run so far, and any moment of it again: by the nearest checkpoint, and by running on from there.
//!
//! A *moment* is a number of steps; toggles take none and belong to the moment they happen at. Moving on from the past
//! begins a new branch where it differs from what came next, and the old one is kept.

use crate::base::{Pid, Task};
use crate::machine::event::Told;
use crate::machine::schedule::{Choice, Schedule};
use crate::machine::world::{Machine, Output, Refused, Status, Until};
use crate::simulate::policy::Policy;
use crate::simulate::run::apply;

/// Checkpoints kept in one branch; when there are more, every other one goes.
const CHECKPOINTS: usize = 128;
/// Steps between checkpoints at the beginning.
const SPACING: u64 = 1024;
/// Below this distance a moment is reached by running on, without leaving a trail.
const NEAR: u64 = 256;

/// A run that can be walked through in both directions.
#[derive(Clone)]
pub struct Timeline {
    here: Machine,
    /// The branch that `here` is on.
    current: usize,
    branches: Vec<Branch>,
    /// What the last step before `here` did, once somebody has asked.
    told: Option<Vec<Told>>,
    /// Machines a little before the moment last gone to, so that one more step back is near: ascending.
    trail: Vec<Machine>,
}

/// One line of moments.
#[derive(Clone)]
pub struct Branch {
    /// The branch it left, and the moment at which it did.
    pub parent: Option<(usize, u64)>,
    /// The last moment known.
    pub end: u64,
    /// How its end stands.
    pub status: Status,
    /// What was chosen since it left its parent, each with the moment it begins at.
    choices: Vec<(u64, Choice)>,
    /// Ascending; the first is the branch's beginning.
    checkpoints: Vec<Machine>,
    spacing: u64,
    /// What reached the outside since it left its parent, with the moment after the step that wrote it.
    output: Vec<(u64, Output)>,
}

impl Branch {
    fn new(parent: Option<(usize, u64)>, machine: Machine) -> Self {
        Self {
            parent,
            end: machine.steps(),
            status: machine.status(),
            choices: Vec::new(),
            checkpoints: vec![machine],
            spacing: SPACING,
            output: Vec::new(),
        }
    }

    fn push(&mut self, at: u64, choice: Choice) {
        match (self.choices.last_mut(), choice) {
            (
                Some((_, Choice::Run { task, steps })),
                Choice::Run {
                    task: again,
                    steps: more,
                },
            ) if *task == again => {
                *steps += more;
            }
            (_, choice) => self.choices.push((at, choice)),
        }
    }

    fn keep(&mut self, machine: &Machine) {
        let last = self.checkpoints.last_mut().expect("the first one stays");
        if machine.steps() == last.steps() {
            // A toggle at this very moment.
            *last = machine.clone();
            return;
        }
        if machine.steps() < last.steps() + self.spacing {
            return;
        }
        self.checkpoints.push(machine.clone());
        if self.checkpoints.len() > CHECKPOINTS {
            let mut index = 0;
            self.checkpoints.retain(|_| {
                index += 1;
                index % 2 == 1
            });
            self.spacing *= 2;
        }
    }

    /// The position in `choices` of the one that leads on from a moment: the first not done there.
    fn after(&self, moment: u64) -> usize {
        self.choices
            .partition_point(|(at, choice)| at + choice.steps() <= moment)
    }
}

impl Timeline {
    /// Begins at the machine's present moment.
    pub fn new(mut machine: Machine) -> Self {
        machine.watch(false);
        Self {
            branches: vec![Branch::new(None, machine.clone())],
            here: machine,
            current: 0,
            told: None,
            trail: Vec::new(),
        }
    }

    /// The machine at the moment one is at.
    pub fn here(&self) -> &Machine {
        &self.here
    }

    /// The moment one is at.
    pub fn moment(&self) -> u64 {
        self.here.steps()
    }

    /// The last moment known on this branch.
    pub fn end(&self) -> u64 {
        self.branches[self.current].end
    }

    /// Whether there is nothing known after this moment.
    pub fn is_at_end(&self) -> bool {
        self.moment() == self.end()
    }

    /// What the last step before this moment did; empty at the start.
    pub fn told(&mut self) -> &[Told] {
        if self.told.is_none() {
            self.told = Some(self.tell_again());
        }
        self.told.as_deref().unwrap_or_default()
    }

    fn tell_again(&self) -> Vec<Told> {
        let moment = self.moment();
        if moment == self.start() {
            return Vec::new();
        }
        let mut machine = self.nearest(moment - 1);
        self.forward(&mut machine, moment - 1);
        machine.watch(true);
        machine.take_told();
        self.forward(&mut machine, moment);
        machine.take_told()
    }

    fn start(&self) -> u64 {
        self.branches[0].checkpoints[0].steps()
    }

    /// All branches, the first run first.
    pub fn branches(&self) -> &[Branch] {
        &self.branches
    }

    /// The branch one is on.
    pub fn branch(&self) -> usize {
        self.current
    }

    /// One step of one worker. In the past: along the branch if that is what came next there, else on a new one.
    pub fn step(&mut self, task: Task) -> Result<(), Refused> {
        if !self.here.can_move(task) {
            return self.here.clone().step(task);
        }
        let known = self.known_run().filter(|&(known, _)| known == task);
        if known.is_none() {
            self.begin();
        }
        self.here.watch(true);
        self.here.take_told();
        let before = self.moment();
        self.here.step(task)?;
        if known.is_some() {
            self.arrive();
        }
        self.told = Some(self.here.take_told());
        self.here.watch(false);
        self.moved(before, Choice::Run { task, steps: 1 }, known.is_some());
        Ok(())
    }

    /// Up to so many steps of one worker, and fewer where it blocks, where the run ends, where what is known here
    /// does, and where what `until` names has come. How many were done.
    pub fn run(&mut self, task: Task, steps: u64, until: Until) -> Result<u64, Refused> {
        if steps == 0 || !self.here.can_move(task) {
            return self.step(task).map(|()| 1);
        }
        let known = self.known_run().filter(|&(known, _)| known == task);
        let steps = known.map_or(steps, |(_, ahead)| steps.min(ahead));
        if steps == 1 {
            return self.step(task).map(|()| 1);
        }
        if known.is_none() {
            self.begin();
        }
        let before = self.moment();
        self.told = None;
        let done = self.here.run(task, steps, until);
        if done == 0 {
            return self.step(task).map(|()| 1);
        }
        if known.is_some() {
            self.arrive();
        }
        self.moved(before, Choice::Run { task, steps: done }, known.is_some());
        Ok(done)
    }

    /// Up to so many steps as the policy gives them, from here on. How many were taken.
    pub fn play(&mut self, policy: &mut Policy, steps: u64) -> Result<u64, Refused> {
        let start = self.moment();
        let target = start.saturating_add(steps);
        while self.moment() < target && self.here.status() == Status::Running {
            let Some(turn) = policy.next(&self.here)? else {
                break;
            };
            match turn.choice {
                Choice::Run { task, steps } => {
                    self.run(task, steps.min(target - self.moment()), turn.until)?;
                }
                choice => self.change(choice)?,
            }
        }
        Ok(self.moment() - start)
    }

    /// Switches a fix, here and from now on. In the past this begins a branch.
    pub fn toggle(&mut self, fix: &str, on: bool) {
        let fix = fix.to_owned();
        // Only a worker's move can be refused.
        let _ = self.change(Choice::Toggle { fix, on });
    }

    /// Ends a worker's timed wait: time passes to its alarm. In the past this begins a branch.
    pub fn expire(&mut self, task: Task) -> Result<(), Refused> {
        self.change(Choice::Expire(task))
    }

    /// Who moved on from here, on this branch.
    pub fn next_known(&self) -> Option<Task> {
        self.known_run().map(|(task, _)| task)
    }

    /// A process's fingerprint at the moment one is at.
    pub fn fingerprint_of(&mut self, pid: Pid) -> u128 {
        self.here.fingerprint_of(pid)
    }

    /// Kills a process from outside. In the past this begins a branch.
    pub fn kill(&mut self, pid: Pid, signal: u8) -> Result<(), Refused> {
        self.change(Choice::Kill { pid, signal })
    }

    /// Does what takes no step. In the past this begins a branch.
    pub fn change(&mut self, choice: Choice) -> Result<(), Refused> {
        let mut changed = self.here.clone();
        let choice = apply(&mut changed, choice, Until::STEPS)?;
        self.begin();
        self.here = changed;
        self.told = None;
        self.moved(self.moment(), choice, false);
        Ok(())
    }

    /// Goes to a moment of this branch; beyond its end, to the end.
    pub fn go(&mut self, moment: u64) {
        let moment = moment.clamp(self.start(), self.end());
        if moment != self.moment() {
            self.here = self.at(moment);
            self.told = None;
        }
    }

    /// A copy of the machine at a moment of this branch.
    pub fn at(&mut self, moment: u64) -> Machine {
        let moment = moment.clamp(self.start(), self.end());
        let mut machine = self.nearest(moment);
        if moment.saturating_sub(machine.steps()) > NEAR {
            self.lay_trail(&mut machine, moment);
        }
        self.forward(&mut machine, moment);
        machine.take_output();
        machine
    }

    /// To the end of another branch, or to the moment given.
    pub fn switch(&mut self, branch: usize, moment: Option<u64>) {
        if branch >= self.branches.len() {
            return;
        }
        self.current = branch;
        self.trail.clear();
        self.told = None;
        // The same number of steps is another moment on another branch: begin from what the branch itself keeps.
        self.here = self.branches[branch].checkpoints[0].clone();
        self.go(moment.unwrap_or(self.end()));
    }

    /// What was chosen from the start up to this moment.
    pub fn schedule(&self) -> Schedule {
        self.schedule_to(self.moment())
    }

    /// What was chosen from the start to the end of this branch.
    pub fn whole_schedule(&self) -> Schedule {
        self.schedule_to(self.end())
    }

    /// What reached the outside up to this moment, with the moment after the step that wrote it.
    pub fn output(&self) -> Vec<&(u64, Output)> {
        let mut pieces = Vec::new();
        for (branch, until) in self.lineage(self.moment()) {
            let output = &self.branches[branch].output;
            pieces.extend(output.iter().take_while(|(at, _)| *at <= until));
        }
        pieces
    }

    /// The choices after a moment of this branch, cut to those known, each with the moment it begins at.
    pub fn choices(&self) -> Vec<(u64, Choice)> {
        let mut choices = Vec::new();
        for (branch, until) in self.lineage(self.end()) {
            collect(&self.branches[branch], until, &mut choices);
        }
        choices
    }

    /// From the first branch to this one: each with the moment up to which it counts.
    fn lineage(&self, moment: u64) -> Vec<(usize, u64)> {
        let mut lineage = vec![(self.current, moment)];
        let mut branch = self.current;
        while let Some((parent, left)) = self.branches[branch].parent {
            let until = lineage.last().map_or(left, |&(_, until)| until.min(left));
            lineage.push((parent, until));
            branch = parent;
        }
        lineage.reverse();
        lineage
    }

    fn schedule_to(&self, moment: u64) -> Schedule {
        let mut choices = Vec::new();
        for (branch, until) in self.lineage(moment) {
            collect(&self.branches[branch], until, &mut choices);
        }
        let mut schedule = Schedule::default();
        for (_, choice) in choices {
            schedule.push(choice);
        }
        schedule
    }

    /// The branch of this lineage on which a moment lies, and the first choice that leads on from it.
    fn position(&self, moment: u64) -> (usize, usize) {
        let mut branch = self.current;
        while let Some((parent, left)) = self.branches[branch].parent
            && moment < left
        {
            branch = parent;
        }
        (branch, self.branches[branch].after(moment))
    }

    /// The worker that moved on from here, and for how many steps; `None` at the end, or where a toggle comes first.
    fn known_run(&self) -> Option<(Task, u64)> {
        if self.is_at_end() {
            return None;
        }
        let (branch, index) = self.position(self.moment());
        let (at, choice) = self.branches[branch].choices.get(index)?;
        let left = self.leaves(branch);
        match choice {
            Choice::Run { task, steps } => Some((*task, (at + steps).min(left) - self.moment())),
            Choice::Toggle { .. }
            | Choice::Expire(_)
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

    /// The moment at which this lineage leaves a branch: its end for the current one.
    fn leaves(&self, branch: usize) -> u64 {
        let mut child = self.current;
        let mut left = self.branches[child].end;
        while child != branch {
            let Some((parent, at)) = self.branches[child].parent else {
                break;
            };
            left = at;
            child = parent;
        }
        left
    }

    /// Does what took no step at this moment: it belongs to it, on whatever way one comes here.
    fn arrive(&mut self) {
        let moment = self.moment();
        for (branch, until) in self.lineage(moment) {
            for (at, choice) in &self.branches[branch].choices {
                if *at == moment && moment <= until && choice.steps() == 0 {
                    repeat(&mut self.here, choice.clone());
                }
            }
        }
    }

    /// What follows happens here for the first time: in the past that is a new branch.
    fn begin(&mut self) {
        if self.is_at_end() {
            return;
        }
        let (parent, _) = self.position(self.moment());
        let branch = Branch::new(Some((parent, self.moment())), self.here.clone());
        self.branches.push(branch);
        self.current = self.branches.len() - 1;
        self.trail.clear();
    }

    /// `here` has moved on; unless that was known, it is remembered.
    fn moved(&mut self, before: u64, choice: Choice, known: bool) {
        let output = self.here.take_output();
        if known {
            return;
        }
        let now = self.here.steps();
        let branch = &mut self.branches[self.current];
        branch.push(before, choice);
        branch.end = now;
        branch.status = self.here.status();
        branch
            .output
            .extend(output.into_iter().map(|output| (now, output)));
        branch.keep(&self.here);
    }

    /// The nearest machine at or before a moment of this branch. Every machine kept stands behind the toggles of its
    /// moment.
    fn nearest(&self, moment: u64) -> Machine {
        let mut best: Option<&Machine> = None;
        let mut offer = |machine| {
            let machine: &Machine = machine;
            // At the moment where two branches part, the later one's machine is behind its own toggles.
            if machine.steps() <= moment && best.is_none_or(|best| best.steps() <= machine.steps())
            {
                best = Some(machine);
            }
        };
        for (branch, until) in self.lineage(moment) {
            let checkpoints = &self.branches[branch].checkpoints;
            let count = checkpoints.partition_point(|machine| machine.steps() <= until);
            if let Some(index) = count.checked_sub(1) {
                offer(&checkpoints[index]);
            }
        }
        self.trail.iter().for_each(&mut offer);
        offer(&self.here);
        best.expect("every branch begins with a checkpoint").clone()
    }

    /// On the way to a far moment, leaves machines behind at growing distances before it.
    fn lay_trail(&mut self, machine: &mut Machine, moment: u64) {
        let mut stops = Vec::new();
        let mut distance = NEAR;
        while distance < moment - machine.steps() {
            stops.push(moment - distance);
            distance *= 4;
        }
        self.trail.clear();
        for stop in stops.into_iter().rev() {
            self.forward(machine, stop);
            machine.take_output();
            self.trail.push(machine.clone());
        }
    }

    /// Runs on to a moment of this branch, toggles of that moment included.
    fn forward(&self, machine: &mut Machine, moment: u64) {
        for (branch, until) in self.lineage(moment) {
            if until < machine.steps() {
                continue;
            }
            let branch = &self.branches[branch];
            for (at, choice) in &branch.choices[branch.after(machine.steps())..] {
                // What takes no step belongs to the moment at which it happens.
                if *at > until || (*at == until && choice.steps() > 0) {
                    break;
                }
                match choice {
                    Choice::Run { task, steps } => {
                        let end = (at + steps).min(until);
                        while machine.steps() < end {
                            let steps = end - machine.steps();
                            repeat(machine, Choice::Run { task: *task, steps });
                        }
                    }
                    other => repeat(machine, other.clone()),
                }
            }
        }
    }
}

/// What was possible once is possible again: the machine is deterministic.
fn repeat(machine: &mut Machine, choice: Choice) {
    apply(machine, choice, Until::STEPS).expect("what was done can be done again");
}

/// The choices of a branch up to a moment, what takes no step there included.
fn collect(branch: &Branch, until: u64, into: &mut Vec<(u64, Choice)>) {
    for (at, choice) in &branch.choices {
        match choice {
            Choice::Run { task, steps } if *at < until => {
                let steps = (*steps).min(until - at);
                into.push((*at, Choice::Run { task: *task, steps }));
            }
            Choice::Run { .. } => {}
            other if *at <= until => into.push((*at, other.clone())),
            _ => {}
        }
    }
}
