//! What a search tells.

use crate::base::Task;
use crate::explore::property::{Fault, Kind, Site, Who};
use crate::explore::search::{Bounded, End, Search};
use crate::explore::shard::Share;
use crate::explore::shortest::{Goal, Way};
use crate::machine::inspect;
use crate::machine::schedule::Schedule;

/// Something wrong, and the schedule that shows it.
#[derive(Clone, Debug)]
pub struct Verdict {
    pub kind: Kind,
    pub schedule: Schedule,
    pub preemptions: u32,
    /// No schedule that shows it has fewer preemptions.
    pub minimal: bool,
    pub steps: u64,
    /// Where: lines of the program, from 1, one for each worker concerned.
    pub places: Vec<(Task, u32)>,
    /// The exception and its text; empty for other kinds.
    pub words: String,
    /// It happens on every schedule.
    pub must: bool,
    /// The same number for the same thing wrong, in whatever part of a search it was found.
    pub mark: u64,
}

/// One way in which the program can end.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// `finished`, `exception`, `deadlock`.
    pub ending: &'static str,
    /// The watched globals, as `repr` writes them.
    pub watch: Vec<(String, String)>,
    /// What was printed, where that was asked for.
    pub stdout: Option<String>,
    pub schedule: Schedule,
    pub preemptions: u32,
    pub minimal: bool,
    /// How many schedules lead there, where that was counted.
    pub schedules: Option<f64>,
    /// How likely it is if whoever can move moves with equal chance, where that was counted or estimated.
    pub probability: Option<f64>,
    /// Where it was estimated, and its schedules too: between which numbers the probability lies, at 95 %.
    pub interval: Option<(f64, f64)>,
}

impl Outcome {
    /// What tells one outcome from another.
    pub(crate) fn key(&self) -> (&'static str, &[(String, String)], Option<&str>) {
        (self.ending, &self.watch, self.stdout.as_deref())
    }
}

#[derive(Clone, Debug)]
pub struct Report {
    /// Everything that can happen was seen.
    pub complete: bool,
    /// Why not.
    pub bounded: Option<Bounded>,
    /// The program computes with clock readings, which were taken to stand still.
    pub clock_read: bool,
    pub states: usize,
    pub transitions: usize,
    /// Bytes of the graph.
    pub bytes: usize,
    pub restarts: u32,
    pub verdicts: Vec<Verdict>,
    pub outcomes: Vec<Outcome>,
    /// Places that one worker may read while another one stores there: a note, and no verdict.
    pub read_races: usize,
    /// Which part of a search it was, if it was one.
    pub share: Option<Share>,
}

/// Looks at the time until a hasty report takes any way.
const HASTE: u32 = 64;

impl Search {
    /// What is known by now.
    pub fn report(&mut self) -> Report {
        self.report_within(&mut || true)
    }

    /// What is known by now, with the best schedules that can be found while there is time.
    pub fn report_within(&mut self, has_time: &mut dyn FnMut() -> bool) -> Report {
        let faults = self.faults();
        let mut ends: Vec<(End, Vec<u32>)> = Vec::new();
        let mut numbers: Vec<(&u32, &End)> = self.tour.ends.iter().collect();
        numbers.sort();
        for (&number, end) in numbers {
            match ends.iter_mut().find(|(other, _)| other == end) {
                Some((_, states)) => states.push(number),
                None => ends.push((end.clone(), vec![number])),
            }
        }
        ends.sort();
        let mut goals: Vec<Goal> = faults.iter().map(|fault| self.goal(fault)).collect();
        goals.extend(ends.iter().map(|(end, states)| Goal {
            states: states.iter().copied().collect(),
            halts: end.ending == "deadlock",
            ..Goal::default()
        }));
        let ways = self.ways(&goals, has_time);
        // What cannot be shown is not told; then this is not everything.
        let all_shown = ways.iter().all(Option::is_some);
        debug_assert!(all_shown, "every state of the graph can be come to");
        let mut ways = ways.into_iter();
        let mut verdicts = Vec::new();
        for fault in &faults {
            if let Some(way) = ways.next().flatten() {
                verdicts.push(self.verdict(fault, way));
            }
        }
        // A state within the bound may have moves that lead beyond it.
        let most = self.options.bounds.preemptions.unwrap_or(u32::MAX);
        verdicts.retain(|verdict: &Verdict| verdict.preemptions <= most);
        let counts = if self.options.count {
            self.count(&ends)
        } else {
            vec![None; ends.len()]
        };
        let outcomes = ends
            .into_iter()
            .zip(counts)
            .filter_map(|((end, _), count)| {
                let way = ways.next().flatten()?;
                Some(Outcome {
                    ending: end.ending,
                    watch: end.watch,
                    stdout: end.stdout,
                    schedule: way.schedule,
                    preemptions: way.preemptions,
                    minimal: way.minimal,
                    schedules: count.map(|(schedules, _)| schedules),
                    probability: count.map(|(_, probability)| probability),
                    interval: None,
                })
            })
            .collect();
        let progress = self.progress();
        let mut report = Report {
            complete: self.is_complete() && all_shown,
            bounded: self.bounded,
            clock_read: self.clock_read,
            states: progress.states,
            transitions: progress.transitions,
            bytes: progress.bytes,
            restarts: progress.restarts,
            verdicts,
            outcomes,
            share: self.share(),
            read_races: self.tour.races.keys().filter(|(_, both)| !both).count(),
        };
        if !report.complete {
            self.add_scouted(&mut report);
        }
        report
    }

    /// What is known by now, without long looking for the best schedules; the search goes on.
    pub fn peek(&mut self) -> Report {
        let known = self.known();
        let mut looks = 0;
        let report = self.report_within(&mut || {
            looks += 1;
            looks < HASTE
        });
        if self.known() != known {
            // A way that is no state of the graph has taught something new.
            self.restart();
        }
        report
    }

    /// What scouts have seen counts where the search did not come so far.
    fn add_scouted(&self, report: &mut Report) {
        let most = self.options.bounds.preemptions.unwrap_or(u32::MAX);
        let verdicts = self.scouts.verdicts.iter();
        for verdict in verdicts.filter(|verdict| verdict.preemptions <= most) {
            let is_same = |other: &&mut Verdict| other.mark == verdict.mark;
            match report.verdicts.iter_mut().find(is_same) {
                None => report.verdicts.push(verdict.clone()),
                Some(other) if !other.minimal && verdict.preemptions < other.preemptions => {
                    *other = verdict.clone();
                }
                Some(_) => {}
            }
        }
        let outcomes = self.scouts.outcomes.iter();
        for outcome in outcomes.filter(|outcome| outcome.preemptions <= most) {
            let is_same = |other: &Outcome| other.key() == outcome.key();
            if !report.outcomes.iter().any(is_same) {
                report.outcomes.push(outcome.clone());
            }
        }
        report.sort();
    }

    /// Where something wrong is seen.
    fn goal(&self, fault: &Fault) -> Goal {
        let mut goal = Goal {
            halts: matches!(fault.kind, Kind::Deadlock | Kind::LostWakeup),
            ..Goal::default()
        };
        match &fault.finding {
            Some(finding) => {
                goal.moves.extend(self.moves_that_say(finding));
                // Before there is anything to choose, or as a state that was dealt out is taken over.
                let states = fault.sites.iter().filter_map(|site| match site {
                    Site::State(state) => Some(*state),
                    Site::Move(_) => None,
                });
                goal.states.extend(states);
            }
            None => goal
                .states
                .extend(fault.sites.iter().map(|site| match site {
                    Site::State(state) | Site::Move(state) => *state,
                })),
        }
        goal
    }

    pub(crate) fn verdict(&mut self, fault: &Fault, way: Way) -> Verdict {
        let concerned: Vec<Task> = match fault.who {
            Some(Who::Ranks(ref ranks)) => self.ranked(&way.state, ranks),
            Some(Who::Worker(worker)) => vec![worker],
            Some(Who::Workers(ref workers)) => workers.clone(),
            None if fault.finding.is_some() => way.last.into_iter().collect(),
            None => self.tour.workers.clone(),
        };
        let tour = &mut self.tour;
        let machine = tour.mover.show(&tour.store, &way.state);
        let mut places: Vec<(Task, u32)> = concerned
            .into_iter()
            .filter_map(|task| Some((task, inspect::line(machine, task)?)))
            .collect();
        if let Some(finding) = &fault.finding {
            places = way
                .last
                .into_iter()
                .map(|task| (task, finding.line))
                .collect();
        }
        Verdict {
            kind: fault.kind,
            preemptions: way.preemptions,
            // Of a race one state is kept for each place, and another one may be nearer.
            minimal: way.minimal && (fault.kind != Kind::DataRace || way.preemptions == 0),
            steps: way.schedule.steps(),
            schedule: way.schedule,
            places,
            words: fault
                .finding
                .as_ref()
                .map_or_else(String::new, |finding| finding.words.clone()),
            must: fault.must,
            mark: fault.mark(),
        }
    }

    /// For each end: how many schedules lead there, and how likely it is under a uniform choice. `None` where there is
    /// a circle, and so no end of schedules.
    fn count(&self, ends: &[(End, Vec<u32>)]) -> Vec<Option<(f64, f64)>> {
        let graph = &self.tour.graph;
        let states = graph.known();
        let mut incoming = vec![0u32; graph.len()];
        for state in 0..states as u32 {
            for edge in graph.moves(state) {
                incoming[edge.to as usize] += 1;
            }
        }
        let mut schedules = vec![0f64; graph.len()];
        let mut probability = vec![0f64; graph.len()];
        if graph.len() > 0 {
            schedules[0] = 1.0;
            probability[0] = 1.0;
        }
        let mut open: Vec<u32> = (0..graph.len() as u32)
            .filter(|&state| incoming[state as usize] == 0)
            .collect();
        let mut done = 0;
        while let Some(state) = open.pop() {
            done += 1;
            let moves = graph.span(state).len() as f64;
            for edge in graph.moves(state) {
                let to = edge.to as usize;
                schedules[to] += schedules[state as usize];
                probability[to] += probability[state as usize] / moves;
                incoming[to] -= 1;
                if incoming[to] == 0 {
                    open.push(edge.to);
                }
            }
        }
        if done < graph.len() {
            return vec![None; ends.len()];
        }
        ends.iter()
            .map(|(_, states)| {
                let sum = |values: &[f64]| states.iter().map(|&state| values[state as usize]).sum();
                Some((sum(&schedules), sum(&probability)))
            })
            .collect()
    }
}
