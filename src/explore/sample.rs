//! How likely an outcome is if whoever can move moves with equal chance.
//!
//! So many runs are a sample of all runs; the share of an outcome comes with the interval in which its likelihood lies
//! (Wilson's, at 95 %). How many schedules lead to it is estimated as Knuth does (*Estimating the Efficiency of Backtrack
//! Programs*, 1975): a run that had a choice of three, then of two, stands for six.
//!
//! Runs keep coming back to the same states, so they are drawn on a chart, and what is drawn there is not worked out
//! again.

use rustc_hash::FxHashMap;

use crate::base::Task;
use crate::explore::report::{Outcome, Report};
use crate::explore::search::{Bounded, End, Options, Search};
use crate::explore::store::State;
use crate::explore::walk::Dice;
use crate::machine::world::Machine;

/// Runs of a sample, and moves of one and of all: numbers, and no times, so that the same search says the same.
const SAMPLES: u32 = 1_000;
const LONGEST_SAMPLE: usize = 10_000;
const SAMPLE_MOVES: usize = 60_000;
/// Runs that are thrown away because of what they taught.
const LESSONS: u32 = 200;

/// Wilson's interval: so many standard deviations hold 95 %.
const DEVIATIONS: f64 = 1.959_964;

/// What a sample of runs says.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// Runs that came to an end.
    pub runs: u32,
    /// Runs that were longer than a run of the sample may be.
    pub unfinished: u32,
    /// Each outcome, how often it came, and how many schedules lead to it, as the sample has it.
    pub seen: Vec<(Outcome, u32, f64)>,
}

/// The states that runs have come to, and how one gets from each to others.
#[derive(Default)]
struct Chart {
    spots: Vec<Spot>,
    numbers: FxHashMap<State, u32>,
}

struct Spot {
    state: State,
    ways: Vec<Way>,
    /// Where nobody can move.
    end: Option<End>,
}

/// What one worker can do.
struct Way {
    task: Task,
    gives_up: bool,
    to: To,
}

#[derive(Clone, Copy)]
enum To {
    Unknown,
    Spot(u32),
    /// The machine has met one of its limits there.
    Limit,
}

/// A run through the chart.
#[derive(Default)]
struct Run {
    moves: Vec<(Task, bool)>,
    preemptions: u32,
    /// How many schedules it stands for.
    weight: f64,
}

/// Something was learned on the way: what is drawn so far is not how the program moves.
struct Learned;

/// A search that goes nowhere but where runs go.
struct Sampler {
    search: Search,
    chart: Chart,
    /// What is known when the chart is begun.
    version: u32,
}

impl Sampler {
    /// The spot of a state, which is drawn where it is new.
    fn spot(&mut self, state: State) -> Result<u32, Learned> {
        if let Some(&number) = self.chart.numbers.get(&state) {
            return Ok(number);
        }
        let enabled = self.search.enabled(&state);
        if self.has_learned() {
            return Err(Learned);
        }
        let end = enabled.is_empty().then(|| self.search.end_of(&state));
        let ways = enabled.into_iter().map(|(task, gives_up)| Way {
            task,
            gives_up,
            to: To::Unknown,
        });
        let number = self.chart.spots.len() as u32;
        self.chart.numbers.insert(state.clone(), number);
        self.chart.spots.push(Spot {
            state,
            ways: ways.collect(),
            end,
        });
        Ok(number)
    }

    fn has_learned(&mut self) -> bool {
        self.search.catch_up() || self.search.knowledge.version != self.version
    }

    /// Where a way leads.
    fn follow(&mut self, spot: u32, way: usize) -> Result<To, Learned> {
        let from = &self.chart.spots[spot as usize];
        let Way { task, gives_up, to } = from.ways[way];
        if !matches!(to, To::Unknown) {
            return Ok(to);
        }
        let successor = self.search.successor(&from.state, task, gives_up);
        if self.has_learned() {
            return Err(Learned);
        }
        let meets_limit = |&(_, leaf): &(Task, u32)| self.search.leaf_of(leaf).limit.is_some();
        let to = match successor {
            Some(successor) if !successor.moves.iter().any(meets_limit) => {
                To::Spot(self.spot(successor.state)?)
            }
            Some(_) | None => To::Limit,
        };
        self.chart.spots[spot as usize].ways[way].to = to;
        Ok(to)
    }

    /// One run, and how it ends; `None` where it is longer than it may be, or meets a limit.
    fn run(&mut self, dice: &mut Dice) -> Result<(Run, Option<End>), Learned> {
        let mut run = Run {
            weight: 1.0,
            ..Run::default()
        };
        let mut at = self.spot(self.search.start().clone())?;
        while run.moves.len() < LONGEST_SAMPLE && self.search.bounded.is_none() {
            let spot = &self.chart.spots[at as usize];
            if let Some(end) = &spot.end {
                return Ok((run, Some(end.clone())));
            }
            let ways = &spot.ways;
            let way = dice.below(ways.len());
            let Way { task, gives_up, .. } = ways[way];
            let last = run.moves.last().map(|&(last, _)| last);
            let could_go_on =
                last.is_some_and(|last| last != task && ways.iter().any(|way| way.task == last));
            run.preemptions += u32::from(could_go_on);
            run.weight *= ways.len() as f64;
            run.moves.push((task, gives_up));
            match self.follow(at, way)? {
                To::Spot(next) => at = next,
                To::Limit | To::Unknown => break,
            }
        }
        Ok((run, None))
    }

    /// With what was learned, from the start.
    fn begin_again(&mut self) {
        self.search.restart();
        self.chart = Chart::default();
        self.version = self.search.knowledge.version;
    }
}

/// Runs from the start of a program in which whoever can move moves with equal chance. The same seed gives the same
/// sample.
pub fn sample(boot: Machine, options: Options, seed: u64) -> Sample {
    let options = Options {
        // Every operation that another worker could notice is a choice, and each worker is one.
        reduction: false,
        symmetry: false,
        count: true,
        shard: None,
        ..options
    };
    let search = Search::onward(boot, options);
    let mut sampler = Sampler {
        version: search.knowledge.version,
        search,
        chart: Chart::default(),
    };
    let mut sample = Sample::default();
    let mut dice = Dice(seed);
    let (mut moves, mut lessons) = (0, 0);
    while sample.runs + sample.unfinished < SAMPLES && moves < SAMPLE_MOVES {
        let mut chance = Dice(dice.next());
        match sampler.run(&mut chance) {
            Ok((run, end)) => {
                moves += run.moves.len();
                match end {
                    Some(end) => sample.add(&mut sampler.search, &run, &end),
                    None => sample.unfinished += 1,
                }
            }
            Err(Learned) => {
                sampler.begin_again();
                lessons += 1;
                if lessons <= LESSONS {
                    // With what is known now the moves are others: what was sampled does not count.
                    moves = 0;
                    sample = Sample::default();
                    dice = Dice(seed);
                } else {
                    sample.unfinished += 1;
                }
            }
        }
        if sampler.search.bounded.is_some() {
            break;
        }
    }
    for (_, _, weight) in &mut sample.seen {
        *weight /= f64::from(sample.runs + sample.unfinished);
    }
    sample
}

impl Sample {
    /// A run that came to its end.
    fn add(&mut self, search: &mut Search, run: &Run, end: &End) {
        self.runs += 1;
        let is_same = |(other, ..): &&mut (Outcome, u32, f64)| other.key() == end.key();
        match self.seen.iter_mut().find(is_same) {
            Some((_, count, weight)) => {
                *count += 1;
                *weight += run.weight;
            }
            None => {
                let outcome = search.outcome(end, &run.moves, run.preemptions);
                self.seen.push((outcome, 1, run.weight));
            }
        }
    }
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
            let may_miss = !self.complete && self.bounded != Some(Bounded::Preemptions);
            if may_miss && !self.outcomes.iter().any(is_same) {
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
}
