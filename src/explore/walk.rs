//! Single runs through the same moves that a search is made of.
//!
//! *Scouts* go before the search: a few runs, some of them all order and some at random, and an easy bug is there at
//! once, with a schedule, however large the rest is. With what they have learned of who touches what the search sets out.

use crate::base::Task;
use crate::explore::property::{Fault, Kind, Site, Who};
use crate::explore::report::{Outcome, Verdict};
use crate::explore::search::{End, Search};
use crate::explore::shortest::Way;
use crate::explore::store::State;

/// Runs of scouts, moves of one run, moves of all.
const SCOUTS: u32 = 20;
const LONGEST_SCOUT: usize = 1_000;
const SCOUT_MOVES: usize = 3_000;

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
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
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
                    let outcome = self.outcome(&end, &walk.moves, walk.preemptions);
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

    /// Where every run begins.
    pub(crate) fn start(&self) -> &State {
        &self.tour.start
    }

    /// A run that has not begun.
    pub(crate) fn path(&self) -> Path {
        Path {
            state: self.start().clone(),
            moves: Vec::new(),
            preemptions: 0,
        }
    }

    /// How a run ended that made these moves.
    pub(crate) fn outcome(
        &mut self,
        end: &End,
        moves: &[(Task, bool)],
        preemptions: u32,
    ) -> Outcome {
        Outcome {
            ending: end.ending,
            watch: end.watch.clone(),
            stdout: end.stdout.clone(),
            schedule: self.schedule(moves, &[], end.ending == "deadlock"),
            preemptions,
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

#[cfg(test)]
mod tests {
    use super::*;

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
