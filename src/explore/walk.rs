//! Single runs through the same moves that a search is made of.
//!
//! *Scouts* go before the search: a few runs, some of them all order and some at random, and an easy bug is there at
//! once, with a schedule, however large the rest is. With what they have learned of who touches what the search sets out.
//!
//! *Samples* tell how likely an outcome is if whoever can move moves with equal chance. So many runs are a sample of all
//! runs; the share of an outcome comes with the interval in which its likelihood lies (Wilson's, at 95 %). How many
//! schedules lead to it is estimated as Knuth does (*Estimating the Efficiency of Backtrack Programs*, 1975): a run that
//! had a choice of three, then of two, stands for six.

use std::sync::Arc;

use crate::base::Task;
use crate::code::Program;
use crate::explore::property::{Fault, Kind, Site, Who};
use crate::explore::report::{Outcome, Report, Verdict};
use crate::explore::search::{End, Options, Search};
use crate::explore::shortest::Way;
use crate::explore::store::State;
use crate::machine::world::Config;

/// Runs of scouts, moves of one run, moves of all.
const SCOUTS: u32 = 20;
const LONGEST_SCOUT: usize = 1_000;
const SCOUT_MOVES: usize = 3_000;

/// Runs of a sample, and moves of one and of all: numbers, and no times, so that the same search says the same.
const SAMPLES: u32 = 1_000;
const LONGEST_SAMPLE: usize = 10_000;
const SAMPLE_MOVES: usize = 60_000;
/// Runs that are thrown away because of what they taught.
const LESSONS: u32 = 200;

/// Wilson's interval: so many standard deviations hold 95 %.
const DEVIATIONS: f64 = 1.959_964;

/// What is wrong, or how a run ends, as single runs have shown it.
#[derive(Debug, Default)]
pub(crate) struct Scouts {
    done: u32,
    moves: usize,
    pub(crate) verdicts: Vec<Verdict>,
    pub(crate) outcomes: Vec<Outcome>,
}

/// Numbers that are the same everywhere (splitmix64).
#[derive(Clone, Copy, Debug)]
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }
}

/// Who moves next in a single run.
#[derive(Clone, Debug)]
enum Habit {
    /// Main as far as it can, then one move each in turn.
    Rounds,
    /// One move each in turn, main among them.
    AllRounds,
    /// Anybody.
    Random(Dice),
    /// Whoever comes first in a random order, which changes now and then (Burckhardt and others, *A Randomized
    /// Scheduler with Probabilistic Guarantees of Finding Bugs*, 2010).
    Priorities { dice: Dice, order: Vec<Task> },
}

impl Habit {
    fn of(scout: u32) -> Self {
        let dice = Dice(u64::from(scout));
        match scout {
            0 => Self::Rounds,
            1 => Self::AllRounds,
            number if number % 2 == 0 => Self::Random(dice),
            _ => Self::Priorities {
                dice,
                order: Vec::new(),
            },
        }
    }

    fn choose(&mut self, enabled: &[(Task, bool)], last: Option<Task>) -> usize {
        let next_in_turn = || {
            let after = |&(task, _): &(Task, bool)| last.is_some_and(|last| task > last);
            enabled.iter().position(after).unwrap_or(0)
        };
        match self {
            Self::Rounds => {
                let main = enabled.iter().position(|&(task, _)| task == Task::MAIN);
                main.unwrap_or_else(next_in_turn)
            }
            Self::AllRounds => next_in_turn(),
            Self::Random(dice) => dice.below(enabled.len()),
            Self::Priorities { dice, order } => {
                for &(task, _) in enabled {
                    if !order.contains(&task) {
                        let place = dice.below(order.len() + 1);
                        order.insert(place, task);
                    }
                }
                let place = |&(_, &(task, _)): &(usize, &(Task, bool))| {
                    order.iter().position(|&other| other == task)
                };
                let first = enabled.iter().enumerate().min_by_key(place);
                let chosen = first.map_or(0, |(at, _)| at);
                if dice.below(8) == 0 {
                    let task = enabled[chosen].0;
                    order.retain(|&other| other != task);
                    order.push(task);
                }
                chosen
            }
        }
    }
}

/// A single run under way.
pub(crate) struct Path {
    state: State,
    pub(crate) moves: Vec<(Task, bool)>,
    pub(crate) preemptions: u32,
    /// How many schedules it stands for.
    weight: f64,
}

/// Who moves next: one of those who can (and whether by giving up a wait), after whoever moved last.
pub(crate) type Choice<'c> = dyn FnMut(&[(Task, bool)], Option<Task>) -> usize + 'c;

/// How a single run comes out.
pub(crate) enum Out {
    End(End),
    /// It was longer than it may be, or met a limit.
    Unfinished,
    /// Something new was learned on the way: it does not count.
    Learned,
}

impl Search {
    /// Whether scouts are still to go.
    pub(crate) fn is_scouting(&self) -> bool {
        self.options.shard.is_none()
            && self.scouts.done < SCOUTS
            && self.scouts.moves < SCOUT_MOVES
            && self.tour.graph.known() == 0
    }

    /// Sends the next scout. Behind the last one the search sets out.
    pub(crate) fn scout(&mut self) {
        self.send_scout();
        if !self.is_scouting() {
            self.set_out();
        }
    }

    fn send_scout(&mut self) {
        let mut habit = Habit::of(self.scouts.done);
        self.scouts.done += 1;
        let mut faults = Vec::new();
        let mut walk = self.path();
        let mut choose = |enabled: &[_], last| habit.choose(enabled, last);
        let out = self.wander(&mut walk, &mut choose, LONGEST_SCOUT, Some(&mut faults));
        self.scouts.moves += walk.moves.len();
        match out {
            Out::Learned => {
                // With the same habit, knowing more; there is only so much to learn.
                self.scouts.done -= 1;
                self.scouts.moves += 1;
                return;
            }
            Out::Unfinished => {}
            Out::End(end) => {
                let is_known = |other: &Outcome| other.key() == end.key();
                if !self.scouts.outcomes.iter().any(is_known) {
                    let outcome = self.outcome(&end, &walk);
                    self.scouts.outcomes.push(outcome);
                }
            }
        }
        for (fault, moves, preemptions, state) in faults {
            let mark = fault.mark();
            if self.scouts.verdicts.iter().any(|other| other.mark == mark) {
                continue;
            }
            let halts = matches!(fault.kind, Kind::Deadlock | Kind::LostWakeup);
            let way = Way {
                schedule: self.schedule(&walk.moves[..moves], &[], halts),
                preemptions,
                minimal: false,
                state,
                last: moves.checked_sub(1).map(|last| walk.moves[last].0),
            };
            let verdict = self.verdict(&fault, way);
            self.scouts.verdicts.push(verdict);
        }
    }

    /// A run that has not begun.
    pub(crate) fn path(&self) -> Path {
        Path {
            state: self.tour.start.clone(),
            moves: Vec::new(),
            preemptions: 0,
            weight: 1.0,
        }
    }

    fn outcome(&mut self, end: &End, walk: &Path) -> Outcome {
        Outcome {
            ending: end.ending,
            watch: end.watch.clone(),
            stdout: end.stdout.clone(),
            schedule: self.schedule(&walk.moves, &[], end.ending == "deadlock"),
            preemptions: walk.preemptions,
            minimal: false,
            schedules: None,
            probability: None,
            interval: None,
        }
    }

    /// Goes to the end; `choose` says who moves next, of those who can and after whom. What is wrong on the way goes to
    /// `faults`: after how many moves, with how many preemptions, and where that is.
    pub(crate) fn wander(
        &mut self,
        walk: &mut Path,
        choose: &mut Choice<'_>,
        longest: usize,
        mut faults: Option<&mut Vec<(Fault, usize, u32, State)>>,
    ) -> Out {
        let version = self.knowledge.version;
        let told_apart = self.told_apart;
        let mut missed = Vec::new();
        let mut out = Out::Unfinished;
        while walk.moves.len() < longest && self.bounded.is_none() {
            let enabled = self.enabled(&walk.state);
            // Once something is known that was not, the moves so far are not the right ones.
            if self.catch_up() || self.knowledge.version != version {
                break;
            }
            if let Some(faults) = &mut faults {
                for fault in self.clashes(&walk.state, &enabled) {
                    let at = walk.moves.len();
                    faults.push((fault, at, walk.preemptions, walk.state.clone()));
                }
            }
            if enabled.is_empty() {
                let end = self.end_of(&walk.state);
                if let (Some(faults), "deadlock") = (&mut faults, end.ending) {
                    let mut kinds = vec![Kind::Deadlock];
                    let waited = self.waited(&walk.state);
                    if waited.iter().any(|id| missed.contains(id)) {
                        kinds.push(Kind::LostWakeup);
                    }
                    for kind in kinds {
                        let fault = Fault::new(kind, Vec::new());
                        let at = walk.moves.len();
                        faults.push((fault, at, walk.preemptions, walk.state.clone()));
                    }
                }
                out = Out::End(end);
                break;
            }
            let last = walk.moves.last().map(|&(task, _)| task);
            let (task, gives_up) = enabled[choose(&enabled, last)];
            let Some(successor) = self.successor(&walk.state, task, gives_up) else {
                break;
            };
            let could_go_on = last.is_some_and(|last| {
                last != task && enabled.iter().any(|&(other, _)| other == last)
            });
            walk.preemptions += u32::from(could_go_on);
            walk.weight *= enabled.len() as f64;
            walk.moves.push((task, gives_up));
            walk.state = successor.state;
            for &(_, leaf) in &successor.moves {
                let leaf = self.leaf_of(leaf);
                if leaf.limit.is_some() {
                    return Out::Unfinished;
                }
                missed.extend(leaf.missed.iter().copied());
                for finding in leaf.findings.clone() {
                    if let Some(faults) = &mut faults {
                        let fault = Fault::raised(finding, Vec::new());
                        let at = walk.moves.len();
                        faults.push((fault, at, walk.preemptions, walk.state.clone()));
                    }
                }
            }
        }
        if self.catch_up() || self.knowledge.version != version || self.told_apart != told_apart {
            self.restart();
            return Out::Learned;
        }
        out
    }

    /// Workers that are about to store to one place.
    fn clashes(&mut self, state: &State, enabled: &[(Task, bool)]) -> Vec<Fault> {
        let mut poised: Vec<(Task, u32)> = Vec::new();
        for &(task, gives_up) in enabled {
            if !gives_up && let Some(leaf) = self.known_leaf(state, task) {
                poised.push((task, leaf));
            }
        }
        let mut faults = Vec::new();
        for (at, &(first, left)) in poised.iter().enumerate() {
            for &(second, right) in &poised[at + 1..] {
                for (place, both) in self.meetings(left, right) {
                    if both {
                        let mut fault = Fault::new(Kind::DataRace, Vec::<Site>::new());
                        fault.place = place;
                        fault.who = Some(Who::Workers(vec![first, second]));
                        faults.push(fault);
                    }
                }
            }
        }
        faults
    }
}

/// What a sample of runs says.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Runs that came to an end.
    pub runs: u32,
    /// Runs that were longer than a run of the sample may be.
    pub unfinished: u32,
    /// Each outcome, how often it came, and how many schedules lead to it, as the sample has it.
    pub seen: Vec<(Outcome, u32, f64)>,
}

/// Runs in which whoever can move moves with equal chance. The same seed gives the same sample.
pub fn sample(program: &Arc<Program>, config: Config, options: Options, seed: u64) -> Sample {
    let options = Options {
        // Every operation that another worker could notice is a choice, and each worker is one.
        reduction: false,
        symmetry: false,
        count: true,
        shard: None,
        ..options
    };
    let mut search = Search::new(program, config, options);
    let mut sample = Sample {
        runs: 0,
        unfinished: 0,
        seen: Vec::new(),
    };
    let mut dice = Dice(seed);
    let (mut moves, mut lessons) = (0, 0);
    while sample.runs + sample.unfinished < SAMPLES && moves < SAMPLE_MOVES {
        let mut walk = search.path();
        let mut chance = Dice(dice.next());
        let mut choose = |enabled: &[_], _| chance.below(enabled.len());
        match search.wander(&mut walk, &mut choose, LONGEST_SAMPLE, None) {
            Out::Learned if lessons < LESSONS => {
                // With what is known now the moves are others: what was sampled does not count.
                lessons += 1;
                moves = 0;
                sample.runs = 0;
                sample.unfinished = 0;
                sample.seen.clear();
                dice = Dice(seed);
                continue;
            }
            Out::Learned | Out::Unfinished => sample.unfinished += 1,
            Out::End(end) => {
                sample.runs += 1;
                let is_same = |(other, ..): &&mut (Outcome, u32, f64)| other.key() == end.key();
                match sample.seen.iter_mut().find(is_same) {
                    Some((_, count, weight)) => {
                        *count += 1;
                        *weight += walk.weight;
                    }
                    None => {
                        let outcome = search.outcome(&end, &walk);
                        sample.seen.push((outcome, 1, walk.weight));
                    }
                }
            }
        }
        moves += walk.moves.len();
        if search.bounded.is_some() {
            break;
        }
    }
    for (_, _, weight) in &mut sample.seen {
        *weight /= f64::from(sample.runs + sample.unfinished);
    }
    sample
}

impl Report {
    /// Says how likely each outcome is, as far as a sample can.
    pub fn estimate(&mut self, sample: &Sample) {
        let all = sample.runs + sample.unfinished;
        if all == 0 {
            return;
        }
        for (outcome, ..) in &sample.seen {
            let is_same = |other: &Outcome| other.key() == outcome.key();
            if !self.complete && !self.outcomes.iter().any(is_same) {
                self.outcomes.push(outcome.clone());
            }
        }
        self.sort();
        for outcome in &mut self.outcomes {
            let seen = sample
                .seen
                .iter()
                .find(|(other, ..)| other.key() == outcome.key());
            let count = seen.map_or(0, |&(_, count, _)| count);
            outcome.schedules = seen.map(|&(.., schedules)| schedules);
            outcome.probability = Some(f64::from(count) / f64::from(all));
            outcome.interval = Some(interval(count, all));
        }
    }

    pub(crate) fn sort(&mut self) {
        self.outcomes.sort_by(|a, b| a.key().cmp(&b.key()));
        self.verdicts.sort_by_key(|verdict| verdict.kind);
    }
}

/// Wilson's interval for what came so often of so many times.
fn interval(count: u32, all: u32) -> (f64, f64) {
    let (count, all) = (f64::from(count), f64::from(all));
    let share = count / all;
    let square = DEVIATIONS * DEVIATIONS;
    let middle = share + square / (2.0 * all);
    let half = DEVIATIONS * (share * (1.0 - share) / all + square / (4.0 * all * all)).sqrt();
    let whole = 1.0 + square / all;
    (
        ((middle - half) / whole).max(0.0),
        ((middle + half) / whole).min(1.0),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_wilsons() {
        // As Wilson's formula has it (R: prop.test without correction).
        for (count, all, low, high) in [
            (0, 10, 0.0, 0.2775),
            (5, 10, 0.2366, 0.7634),
            (10, 10, 0.7225, 1.0),
            (30, 1000, 0.0211, 0.0426),
        ] {
            let (found_low, found_high) = interval(count, all);
            assert!(
                (found_low - low).abs() < 1e-4,
                "{count} of {all}: {found_low}"
            );
            assert!(
                (found_high - high).abs() < 1e-4,
                "{count} of {all}: {found_high}"
            );
        }
    }

    #[test]
    fn dice_are_even() {
        let mut dice = Dice(1);
        let mut counts = [0u32; 3];
        for _ in 0..30_000 {
            counts[dice.below(3)] += 1;
        }
        assert!(
            counts.iter().all(|&count| (9_500..10_500).contains(&count)),
            "{counts:?}"
        );
    }
}
