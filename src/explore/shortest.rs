//! The schedule that leads somewhere with the fewest preemptions, and among those a short one.
//!
//! A preemption is a switch away from a worker that could have gone on. States are tried in order of preemptions, as
//! they are and not as the graph knows them (which takes equal threads for one), and only those from which the graph
//! says that the goal can be reached.

use std::collections::VecDeque;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::Task;
use crate::explore::moves::Action;
use crate::explore::property::Site;
use crate::explore::search::Search;
use crate::explore::store::{Stands, State};
use crate::explore::symmetry;
use crate::machine::schedule::{Choice, Schedule};

/// A way to a goal.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    pub(crate) schedule: Schedule,
    pub(crate) preemptions: u32,
    /// No schedule has fewer.
    pub(crate) minimal: bool,
    /// Where it leads.
    pub(crate) state: State,
    /// Who moved last.
    pub(crate) last: Option<Task>,
}

/// Somewhere to get to.
#[derive(Clone, Debug)]
pub(crate) struct Goal {
    /// Any of these states of the graph.
    pub(crate) sites: FxHashSet<u32>,
    /// Not the state itself, but a move from it that says this.
    pub(crate) says: Option<crate::explore::moves::Finding>,
    /// Nobody can move there: everybody begins to wait for what does not come.
    pub(crate) halts: bool,
}

impl Goal {
    pub(crate) fn new(sites: &[Site], says: Option<crate::explore::moves::Finding>) -> Self {
        Self {
            sites: sites
                .iter()
                .map(|site| match site {
                    Site::State(state) | Site::Move(state) => *state,
                })
                .collect(),
            says,
            halts: false,
        }
    }
}

/// States looked at before any way will do.
pub(crate) const PATIENCE: usize = 400_000;
/// The same while the search goes on.
pub(crate) const HASTE: usize = 40_000;

struct Node {
    state: State,
    from: u32,
    /// Who moved, and how.
    by: (Task, bool),
    preemptions: u32,
}

impl Search {
    /// Ways to all of these goals, found together.
    #[expect(clippy::too_many_lines, reason = "one search, and what it looks for")]
    pub(crate) fn ways(&mut self, goals: &[Goal]) -> Vec<Option<Way>> {
        let mut found: Vec<Option<Way>> = vec![None; goals.len()];
        if goals.is_empty() {
            return found;
        }
        let reversed = self.tour.graph.reversed();
        let mut left = goals.len();
        let mut useful = reversed.reach(goals.iter().flat_map(|goal| goal.sites.iter().copied()));
        let mut nodes: Vec<Node> = vec![Node {
            state: self.tour.start.clone(),
            from: u32::MAX,
            by: (Task::MAIN, false),
            preemptions: 0,
        }];
        let mut seen: FxHashMap<(u128, Option<Task>), u32> = FxHashMap::default();
        let mut open: VecDeque<u32> = VecDeque::from([0]);
        let complete = self.is_complete();
        while let Some(at) = open.pop_front() {
            let (state, last, preemptions) = {
                let node = &nodes[at as usize];
                let last = (node.from != u32::MAX).then_some(node.by.0);
                (node.state.clone(), last, node.preemptions)
            };
            let key = (symmetry::plain(&self.tour.store, &state), last);
            match seen.get(&key) {
                Some(&done) if done <= preemptions => continue,
                _ => {
                    seen.insert(key, preemptions);
                }
            }
            let Some(number) = self.tour.graph.find(self.fingerprint(&state)) else {
                continue;
            };
            if !useful.get(number as usize).copied().unwrap_or(false) {
                continue;
            }
            let mut reached = false;
            for (goal, way) in goals.iter().zip(&mut found) {
                if way.is_none() && goal.says.is_none() && goal.sites.contains(&number) {
                    let mut made = self.way(&nodes, at, goal.halts);
                    made.minimal = complete;
                    *way = Some(made);
                    left -= 1;
                    reached = true;
                }
            }
            let enabled = self.enabled(&state);
            for &(task, gives_up) in &enabled {
                let Some(successor) = self.successor(&state, task, gives_up) else {
                    continue;
                };
                let could_go_on = last.is_some_and(|last| {
                    last != task && enabled.iter().any(|&(other, _)| other == last)
                });
                let cost = preemptions + u32::from(could_go_on);
                let says: Vec<_> = successor
                    .moves
                    .iter()
                    .flat_map(|&(_, leaf)| self.leaf_of(leaf).findings.iter().cloned())
                    .collect();
                let mut number_of = None;
                for (place, goal) in goals.iter().enumerate() {
                    if found[place].is_none()
                        && goal.sites.contains(&number)
                        && goal.says.as_ref().is_some_and(|words| says.contains(words))
                    {
                        let child = *number_of.get_or_insert_with(|| {
                            nodes.push(Node {
                                state: successor.state.clone(),
                                from: at,
                                by: (task, gives_up),
                                preemptions: cost,
                            });
                            nodes.len() as u32 - 1
                        });
                        let mut made = self.way(&nodes, child, goal.halts);
                        made.minimal = complete;
                        found[place] = Some(made);
                        left -= 1;
                        reached = true;
                    }
                }
                let child = number_of.unwrap_or_else(|| {
                    nodes.push(Node {
                        state: successor.state,
                        from: at,
                        by: (task, gives_up),
                        preemptions: cost,
                    });
                    nodes.len() as u32 - 1
                });
                if cost == preemptions {
                    open.push_front(child);
                } else {
                    open.push_back(child);
                }
            }
            if left == 0 || nodes.len() > self.patience {
                break;
            }
            if reached {
                let rest = goals.iter().zip(&found).filter(|(_, way)| way.is_none());
                useful = reversed.reach(rest.flat_map(|(goal, _)| goal.sites.iter().copied()));
            }
        }
        for (goal, way) in goals.iter().zip(&mut found) {
            if way.is_none() {
                *way = self.descend(goal, &reversed);
            }
        }
        found
    }

    /// A way that goes down in distance all the time, where the search for the best one had to stop.
    fn descend(&mut self, goal: &Goal, reversed: &crate::explore::graph::Reversed) -> Option<Way> {
        let far = reversed.distances(goal.sites.iter().copied());
        let mut state = self.tour.start.clone();
        let mut moves: Vec<(Task, bool)> = Vec::new();
        let mut preemptions = 0;
        loop {
            let here = self.tour.graph.find(self.fingerprint(&state))?;
            let left = *far.get(here as usize)?;
            if left == u32::MAX {
                return None;
            }
            if left == 0 && goal.says.is_none() {
                return Some(self.made(&moves, preemptions, state, goal.halts));
            }
            let last = moves.last().map(|&(task, _)| task);
            let enabled = self.enabled(&state);
            let could_go_on = enabled.iter().any(|&(task, _)| Some(task) == last);
            let mut next = None;
            for &(task, gives_up) in &enabled {
                let Some(successor) = self.successor(&state, task, gives_up) else {
                    continue;
                };
                let says = successor.moves.iter().any(|&(_, leaf)| {
                    let findings = &self.leaf_of(leaf).findings;
                    goal.says
                        .as_ref()
                        .is_some_and(|words| findings.contains(words))
                });
                let cost = preemptions + u32::from(could_go_on && Some(task) != last);
                if left == 0 && says {
                    moves.push((task, gives_up));
                    return Some(self.made(&moves, cost, successor.state, goal.halts));
                }
                let there = self.tour.graph.find(self.fingerprint(&successor.state));
                let nearer = there
                    .and_then(|there| far.get(there as usize))
                    .is_some_and(|&distance| distance < left);
                if nearer && next.is_none() {
                    next = Some((task, gives_up, cost, successor.state));
                }
            }
            let (task, gives_up, cost, then) = next?;
            moves.push((task, gives_up));
            preemptions = cost;
            state = then;
        }
    }

    fn made(&mut self, moves: &[(Task, bool)], preemptions: u32, state: State, halts: bool) -> Way {
        Way {
            schedule: self.schedule(moves, halts),
            preemptions,
            minimal: false,
            state,
            last: moves.last().map(|&(task, _)| task),
        }
    }

    /// The schedule of a node.
    fn way(&mut self, nodes: &[Node], at: u32, halts: bool) -> Way {
        let mut moves = Vec::new();
        let mut here = at;
        while nodes[here as usize].from != u32::MAX {
            moves.push(nodes[here as usize].by);
            here = nodes[here as usize].from;
        }
        moves.reverse();
        let node = &nodes[at as usize];
        Way {
            schedule: self.schedule(&moves, halts),
            preemptions: node.preemptions,
            minimal: false,
            state: node.state.clone(),
            last: (node.from != u32::MAX).then_some(node.by.0),
        }
    }

    /// The schedule of these moves from the start: each step where it can be noticed, and everybody as far as it goes
    /// unnoticed at the end.
    pub(crate) fn schedule(&mut self, moves: &[(Task, bool)], halts: bool) -> Schedule {
        let mut scribe = Scribe {
            loose: self.has_alarms,
            ..Scribe::default()
        };
        for _ in self.from..self.tour.start_steps {
            scribe.schedule.step(self.led_by);
        }
        let prelude = self.tour.prelude.clone();
        let mut state = self.tour.start.clone();
        for (task, leaf) in prelude {
            let leaf = self.leaf_of(leaf);
            scribe.write(task, &leaf.actions, leaf.tail);
        }
        for &(task, gives_up) in moves {
            let Some(successor) = self.successor(&state, task, gives_up) else {
                break;
            };
            for &(task, leaf) in &successor.moves {
                let leaf = self.leaf_of(leaf);
                scribe.write(task, &leaf.actions, leaf.tail);
            }
            state = successor.state;
        }
        // Whoever has gone ahead stands, in truth, before the first join that is not over yet.
        let mut ended: FxHashSet<crate::base::ObjectId> = FxHashSet::default();
        for &task in &self.tour.workers.clone() {
            for id in self.tour.ended_threads(&state, task.pid) {
                ended.insert(id);
            }
        }
        let waiting: Vec<Task> = if halts {
            let workers = self.tour.workers.iter().copied();
            workers
                .filter(|&task| self.tour.stands(&state, task) == Stands::Ready)
                .collect()
        } else {
            Vec::new()
        };
        // What the program's end cut short is not taken up again.
        let Self { tour, .. } = self;
        scribe.late.retain(|(task, _)| tour.is_alive(&state, *task));
        scribe.finish(&ended, &waiting)
    }
}

/// Writes a schedule down. What nobody notices is written as late as possible, so that nobody is interrupted for it.
#[derive(Default)]
struct Scribe {
    schedule: Schedule,
    late: Vec<(Task, VecDeque<Action>)>,
    loose: bool,
}

impl Scribe {
    fn late(&mut self, task: Task) -> &mut VecDeque<Action> {
        let place = match self.late.iter().position(|(other, _)| *other == task) {
            Some(place) => place,
            None => {
                self.late.push((task, VecDeque::new()));
                self.late.len() - 1
            }
        };
        &mut self.late[place].1
    }

    fn write(&mut self, task: Task, actions: &[Action], tail: usize) {
        let split = actions
            .iter()
            .position(|action| matches!(action, Action::After(_)))
            .unwrap_or(actions.len())
            .min(actions.len() - tail);
        if split > 0 {
            for action in std::mem::take(self.late(task)) {
                self.put(task, action);
            }
            for &action in &actions[..split] {
                self.put(task, action);
            }
        }
        let late = self.late(task);
        late.extend(&actions[split..]);
    }

    fn put(&mut self, task: Task, action: Action) {
        match action {
            Action::Step => self.schedule.step(task),
            Action::Expire => {
                self.loose = true;
                self.schedule.push(Choice::Expire(task));
            }
            Action::After(_) => {}
        }
    }

    /// The rest of what nobody notices; then those who wait begin to.
    fn finish(mut self, ended: &FxHashSet<crate::base::ObjectId>, waiting: &[Task]) -> Schedule {
        for (task, actions) in std::mem::take(&mut self.late) {
            for action in actions {
                if let Action::After(thread) = action
                    && !ended.contains(&thread)
                {
                    break;
                }
                self.put(task, action);
            }
        }
        for &task in waiting {
            self.schedule.step(task);
        }
        if !self.loose {
            return self.schedule;
        }
        std::iter::once(Choice::Loose)
            .chain(self.schedule.choices().iter().cloned())
            .collect()
    }
}
