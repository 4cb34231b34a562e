//! What is wrong, read off the graph of all states.
//!
//! | kind | is |
//! | --- | --- |
//! | `deadlock` | workers are left, and none can ever move; one that waits with a timeout can |
//! | `partial-deadlock` | a worker, no daemon, waits and moves in no state that can come, while others go on for ever: where all of that ends in a deadlock, the deadlock says it |
//! | `assertion`, `exception` | raised in a worker and caught by nobody |
//! | `data-race` | two workers whose next steps touch one place, and both store. Where one only reads it is a note |
//! | `lost-wakeup` | a deadlock in which somebody waits to be notified, and on some way to it a notify of that condition found nobody |
//! | `livelock` | a state from which no end can be reached, in a program that can end |
//! | `busy-wait` | a worker who moves alone comes back to where it was, having changed nothing |
//! | `starvation` | somebody moves round and round for ever, fairly, and a worker whose wait could end again and again is never served |

use std::fmt;

use crate::base::{ObjectId, Task};
use crate::explore::graph::{Edge, Fate};
use crate::explore::moves::Finding;
use crate::explore::search::{Race, Search};
use crate::explore::store::{Stands, State};
use crate::machine::digest::Digest;
use crate::machine::trace::{Trace as _, Tracer as _};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Deadlock,
    PartialDeadlock,
    Assertion,
    Exception,
    DataRace,
    LostWakeup,
    Livelock,
    BusyWait,
    Starvation,
}

impl Kind {
    pub const ALL: [Self; 9] = [
        Self::Deadlock,
        Self::PartialDeadlock,
        Self::Assertion,
        Self::Exception,
        Self::DataRace,
        Self::LostWakeup,
        Self::Livelock,
        Self::BusyWait,
        Self::Starvation,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Deadlock => "deadlock",
            Self::PartialDeadlock => "partial-deadlock",
            Self::Assertion => "assertion",
            Self::Exception => "exception",
            Self::DataRace => "data-race",
            Self::LostWakeup => "lost-wakeup",
            Self::Livelock => "livelock",
            Self::BusyWait => "busy-wait",
            Self::Starvation => "starvation",
        }
    }
}

/// Kinds, each once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u16);

impl Kinds {
    pub(crate) fn add(&mut self, kind: Kind) {
        self.0 |= 1 << kind as u16;
    }

    /// In the order of kinds.
    pub fn iter(self) -> impl Iterator<Item = Kind> {
        let has = move |kind: &Kind| self.0 >> *kind as u16 & 1 == 1;
        Kind::ALL.into_iter().filter(has)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

/// Where something wrong is: a state, or the move that does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Site {
    State(u32),
    /// From this state, whatever move does what the fault says.
    Move(u32),
}

/// Whom something wrong concerns.
#[derive(Clone, Debug)]
pub(crate) enum Who {
    Worker(Task),
    Workers(Vec<Task>),
    /// Those with these ranks where it is seen.
    Ranks(Vec<u8>),
}

/// Something wrong.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub(crate) kind: Kind,
    /// Any of these is a place where it is seen.
    pub(crate) sites: Vec<Site>,
    pub(crate) finding: Option<Finding>,
    /// Of a race, of a partial deadlock and of busy waiting: who.
    pub(crate) who: Option<Who>,
    /// Of a race: the place.
    pub(crate) place: u64,
    /// On every schedule, as far as the search got: nothing else can happen.
    pub(crate) must: bool,
}

impl Fault {
    pub(crate) fn new(kind: Kind, sites: Vec<Site>) -> Self {
        Self {
            kind,
            sites,
            finding: None,
            who: None,
            place: 0,
            must: false,
        }
    }

    pub(crate) fn raised(finding: Finding, sites: Vec<Site>) -> Self {
        let kind = if finding.assertion {
            Kind::Assertion
        } else {
            Kind::Exception
        };
        let mut fault = Self::new(kind, sites);
        fault.finding = Some(finding);
        fault
    }

    /// A number for what is wrong: of a race the place's, of an exception what it says and where, else that of the
    /// kind, of which there is one at most.
    pub(crate) fn mark(&self) -> u64 {
        let mut digest = Digest::new(51 << 40);
        digest.word(self.kind as u64);
        digest.word(self.place);
        if let Some(finding) = &self.finding {
            finding.words.as_str().trace(&mut digest);
            digest.word(finding.line.into());
        }
        digest.finish() as u64
    }
}

/// So many moves that say something are looked at for what is known so far.
const GLANCE: usize = 256;

impl Search {
    /// What is known to be wrong while the search is under way.
    pub(crate) fn kinds_so_far(&self) -> Kinds {
        let mut kinds = Kinds::default();
        for verdict in &self.scouts.verdicts {
            kinds.add(verdict.kind);
        }
        if !self.tour.waited.is_empty() {
            kinds.add(Kind::Deadlock);
        }
        if self.tour.races.keys().any(|&(_, both)| both) {
            kinds.add(Kind::DataRace);
        }
        let said = self.tour.marked.iter().take(GLANCE);
        for finding in said.flat_map(|&(at, _)| self.findings_at(at)) {
            kinds.add(Fault::raised(finding, Vec::new()).kind);
        }
        for &(_, leaf) in self.tour.taken.iter().take(GLANCE) {
            for finding in self.leaf_of(leaf).findings.iter().cloned() {
                kinds.add(Fault::raised(finding, Vec::new()).kind);
            }
        }
        kinds
    }

    /// All that is wrong, in the order of kinds.
    pub(crate) fn faults(&mut self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let graph = &self.tour.graph;
        let states = graph.known() as u32;
        let complete = self.is_complete();
        let of = |fate: Fate| -> Vec<u32> {
            (0..states)
                .filter(|&state| graph.fate(state) == fate)
                .collect()
        };
        let deadlocks = of(Fate::Deadlock);
        let finished = of(Fate::Finished);
        let limits = of(Fate::Limit);
        let elsewhere = of(Fate::Elsewhere);
        let reversed = graph.reversed();
        if !deadlocks.is_empty() {
            let mut fault = Fault::new(
                Kind::Deadlock,
                deadlocks.iter().map(|&s| Site::State(s)).collect(),
            );
            fault.must =
                complete && finished.is_empty() && limits.is_empty() && elsewhere.is_empty();
            faults.push(fault);
        }
        let endless = if complete {
            graph.endless(&reversed)
        } else {
            Vec::new()
        };
        // Whether the program can end is known only where all parts of the search are joined.
        let can_end = !finished.is_empty() || !elsewhere.is_empty();
        if !endless.is_empty() {
            faults.extend(self.partial_deadlocks(&reversed, &deadlocks, &limits, can_end));
        }
        faults.extend(self.raised());
        faults.extend(self.races());
        faults.extend(self.lost_wakeups(&reversed, &deadlocks));
        if can_end && !endless.is_empty() {
            let stuck = endless.into_iter().map(Site::State).collect();
            faults.push(Fault::new(Kind::Livelock, stuck));
        }
        faults.extend(self.busy_waits());
        if complete && self.options.starvation {
            faults.extend(self.starvation());
        }
        faults.sort_by_key(|fault| fault.kind);
        faults
    }

    pub(crate) fn is_complete(&self) -> bool {
        self.bounded.is_none() && self.progress().waiting == 0 && !self.clock_read
    }

    /// Only where some states lead to no end: whoever is stuck among others who all end is in a deadlock. Only told
    /// where no two workers are taken for one (see `Search::advance`): a number is a worker throughout.
    fn partial_deadlocks(
        &self,
        reversed: &crate::explore::graph::Reversed,
        deadlocks: &[u32],
        limits: &[u32],
        can_end: bool,
    ) -> Vec<Fault> {
        let graph = &self.tour.graph;
        let states = graph.known() as u32;
        let mut faults = Vec::new();
        // Whatever comes to a deadlock is told as that.
        let doomed = reversed.reach(deadlocks.iter().chain(limits).copied());
        for (number, &worker) in self.tour.workers.iter().enumerate().take(32) {
            let moves = (0..states).filter(|&state| {
                graph.alive(state) >> number & 1 == 0
                    || graph.moves(state).any(|edge| edge.label.worker() == number)
            });
            let can_move = reversed.reach(moves.collect::<Vec<_>>());
            let stuck: Vec<Site> = (0..states)
                .filter(|&state| {
                    graph.alive(state) >> number & 1 == 1
                        && !can_move[state as usize]
                        && !doomed[state as usize]
                })
                .map(Site::State)
                .collect();
            // Main that only waits for others who go on for ever is not stuck by itself where it need not be so: they
            // are what never ends, and told as that.
            let waits = number == 0
                && can_end
                && stuck.iter().all(|site| {
                    let (Site::State(state) | Site::Move(state)) = *site;
                    graph.moves(state).next().is_some() && graph.alive(state).count_ones() > 1
                });
            if !stuck.is_empty() && !waits {
                let mut fault = Fault::new(Kind::PartialDeadlock, stuck);
                fault.who = Some(Who::Worker(worker));
                faults.push(fault);
                break;
            }
        }
        faults
    }

    fn raised(&self) -> Vec<Fault> {
        let mut found: Vec<(Finding, Vec<Site>)> = Vec::new();
        for &(_, leaf) in &self.tour.prelude {
            for finding in &self.leaf_of(leaf).findings {
                found.push((finding.clone(), vec![Site::State(0)]));
            }
        }
        for &(state, leaf) in &self.tour.taken {
            for finding in &self.leaf_of(leaf).findings {
                match found.iter_mut().find(|(other, _)| other == finding) {
                    Some((_, sites)) => sites.push(Site::State(state)),
                    None => found.push((finding.clone(), vec![Site::State(state)])),
                }
            }
        }
        for &(at, state) in &self.tour.marked {
            for finding in self.findings_at(at) {
                match found.iter_mut().find(|(other, _)| *other == finding) {
                    Some((_, sites)) => sites.push(Site::Move(state)),
                    None => found.push((finding, vec![Site::Move(state)])),
                }
            }
        }
        let mut faults: Vec<Fault> = found
            .into_iter()
            .map(|(finding, sites)| Fault::raised(finding, sites))
            .collect();
        faults.sort_by(|a, b| {
            let key = |fault: &Fault| {
                let finding = fault.finding.as_ref();
                finding.map(|finding| (finding.line, finding.words.clone()))
            };
            key(a).cmp(&key(b))
        });
        faults
    }

    /// The moves, by place in the list of moves, that raise this.
    pub(crate) fn moves_that_say(&self, finding: &Finding) -> Vec<u32> {
        let marked = self.tour.marked.iter().map(|&(at, _)| at);
        marked
            .filter(|&at| self.findings_at(at).contains(finding))
            .collect()
    }

    /// Whether there are states from which no end can be reached.
    pub(crate) fn goes_on_for_ever(&self) -> bool {
        let graph = &self.tour.graph;
        !graph.endless(&graph.reversed()).is_empty()
    }

    fn findings_at(&self, at: u32) -> Vec<Finding> {
        let leaves = self
            .tour
            .mark_leaves
            .get(&at)
            .map_or(&[][..], Vec::as_slice);
        leaves
            .iter()
            .flat_map(|&leaf| self.leaf_of(leaf).findings.iter().cloned())
            .collect()
    }

    fn races(&self) -> Vec<Fault> {
        let mut races: Vec<(u64, Race)> = self
            .tour
            .races
            .iter()
            .filter(|((_, both), _)| *both)
            .map(|(&(place, _), &race)| (place, race))
            .collect();
        races.sort_by_key(|(place, race)| (race.state, *place));
        races
            .into_iter()
            .map(|(place, race)| {
                let mut fault = Fault::new(Kind::DataRace, vec![Site::State(race.state)]);
                fault.place = place;
                fault.who = Some(Who::Ranks(race.ranks.to_vec()));
                fault
            })
            .collect()
    }

    /// Deadlocks in which somebody waits to be notified by a notify that came too early.
    fn lost_wakeups(
        &self,
        reversed: &crate::explore::graph::Reversed,
        deadlocks: &[u32],
    ) -> Vec<Fault> {
        let mut found = Vec::new();
        for &deadlock in deadlocks {
            let Some(waited) = self.tour.waited.get(&deadlock) else {
                continue;
            };
            if waited.is_empty() {
                continue;
            }
            let before = reversed.reach([deadlock]);
            let lost = self.tour.marked.iter().any(|&(at, _)| {
                let to = self.tour.graph.edge(at as usize).to;
                before[to as usize] && self.missed_at(at).iter().any(|id| waited.contains(id))
            });
            let lost = lost
                || self.tour.taken.iter().any(|&(state, leaf)| {
                    let mut missed = self.leaf_of(leaf).missed.iter();
                    before[state as usize] && missed.any(|id| waited.contains(id))
                });
            if lost {
                found.push(Site::State(deadlock));
            }
            if found.len() >= 16 {
                break;
            }
        }
        if found.is_empty() {
            return Vec::new();
        }
        vec![Fault::new(Kind::LostWakeup, found)]
    }

    fn missed_at(&self, at: u32) -> Vec<ObjectId> {
        let leaves = self
            .tour
            .mark_leaves
            .get(&at)
            .map_or(&[][..], Vec::as_slice);
        leaves
            .iter()
            .flat_map(|&leaf| self.leaf_of(leaf).missed.iter().copied())
            .collect()
    }

    /// Somebody who, moving alone, comes back to where it was without having changed anything.
    fn busy_waits(&self) -> Vec<Fault> {
        let graph = &self.tour.graph;
        let states = graph.known() as u32;
        let mut done: rustc_hash::FxHashSet<(u32, u8)> = rustc_hash::FxHashSet::default();
        let idles = |edge: &Edge, rank: u8| {
            edge.ranks[0] == rank && edge.label.idle() && !edge.label.gives_up()
        };
        // States are numbered as they were met, so whoever comes round takes a move that leads back.
        let comes_round = (0..states).any(|state| {
            let mut moves = graph.moves(state);
            moves.any(|edge| edge.to <= state && edge.label.idle())
        });
        if !comes_round {
            return Vec::new();
        }
        for state in 0..states {
            for edge in graph.moves(state) {
                let mut rank = edge.ranks[0];
                if !idles(&edge, rank) || done.contains(&(state, rank)) {
                    continue;
                }
                // Follows this worker's idle moves until they end or come round.
                let mut path = vec![(state, rank)];
                let mut here = edge.to;
                rank = edge.ranks[1];
                loop {
                    if path.contains(&(here, rank)) {
                        let mut fault = Fault::new(Kind::BusyWait, vec![Site::State(here)]);
                        fault.who = Some(Who::Ranks(vec![rank]));
                        return vec![fault];
                    }
                    if done.contains(&(here, rank)) || path.len() > 64 {
                        break;
                    }
                    path.push((here, rank));
                    match graph.moves(here).find(|edge| idles(edge, rank)) {
                        Some(next) => {
                            here = next.to;
                            rank = next.ranks[1];
                        }
                        None => break,
                    }
                }
                done.extend(path);
            }
        }
        Vec::new()
    }

    /// The conditions on which somebody waits to be notified.
    pub(crate) fn waited(&self, state: &State) -> Vec<ObjectId> {
        self.tour
            .workers
            .iter()
            .filter_map(|&task| match self.tour.stands(state, task) {
                Stands::Waits { notify, .. } => notify,
                Stands::Not | Stands::Ready | Stands::Ended => None,
            })
            .collect()
    }
}
