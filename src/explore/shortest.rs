//! The schedule that leads somewhere with the fewest preemptions, and among those a short one.
//!
//! A preemption is a switch away from a worker that could have gone on. The ways are looked for in the graph, level by
//! level of preemptions. There a state stands for all that differ only in who is who among equal workers; what says
//! whether the one who moved last moves again is its rank, which each edge holds. A way that is found is then gone once
//! more, with the real workers, and written down.

use std::collections::VecDeque;

use rustc_hash::FxHashSet;

use crate::base::{ObjectId, Pid, Task};
use crate::explore::moves::Action;
use crate::explore::search::{Search, Successor};
use crate::explore::store::{Stands, State};
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
    /// Who moved last; at a state that was dealt out, whoever raised something as it was taken over.
    pub(crate) last: Option<Task>,
}

/// Somewhere to get to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Goal {
    /// Any of these states of the graph.
    pub(crate) states: FxHashSet<u32>,
    /// Any of these moves, by place in the list of moves.
    pub(crate) moves: FxHashSet<u32>,
    /// Nobody can move there: everybody begins to wait for what does not come.
    pub(crate) halts: bool,
}

/// A move on the way from the start.
#[derive(Clone, Copy)]
struct Stage {
    /// By place in the list of moves.
    edge: u32,
    /// The stage before; `FIRST` for none.
    from: u32,
    length: u32,
}

const FIRST: u32 = u32::MAX;

/// Moves looked at between two looks at the time.
const OFTEN: u32 = 4096;

/// A way in the graph: its moves, and how many preemptions it has.
type Route = (Vec<u32>, u32);

/// The walk through the graph, all goals at once.
struct Routes<'g> {
    goals: &'g [Goal],
    found: Vec<Option<Route>>,
    left: usize,
    stages: Vec<Stage>,
    /// By state: the ranks with which it was come to. From 63 on they are not told apart.
    met: Vec<u64>,
}

impl Search {
    /// Ways to all of these goals, found together: the best ones as long as there is time, then any.
    pub(crate) fn ways(
        &mut self,
        goals: &[Goal],
        has_time: &mut dyn FnMut() -> bool,
    ) -> Vec<Option<Way>> {
        let routes = self.routes(goals, has_time);
        let complete = self.is_complete();
        let ways = goals.iter().zip(routes);
        ways.map(|(goal, route)| {
            let (edges, preemptions) = route?;
            let mut way = self.go(&edges, goal.halts)?;
            way.minimal = complete && way.preemptions == preemptions;
            Some(way)
        })
        .collect()
    }

    fn routes(&self, goals: &[Goal], has_time: &mut dyn FnMut() -> bool) -> Vec<Option<Route>> {
        let graph = &self.tour.graph;
        let mut routes = Routes {
            goals,
            found: vec![None; goals.len()],
            left: goals.len(),
            stages: Vec::new(),
            met: vec![0; graph.len()],
        };
        let mut preemptions = 0;
        let (mut looked, mut is_late) = (0u32, false);
        // Stages that cost one preemption more, in the order of length once their turn comes.
        let mut later: Vec<u32> = Vec::new();
        routes.reach_state(0, FIRST, 0);
        let mut now: VecDeque<u32> = VecDeque::new();
        for at in graph.span(0) {
            now.push_back(routes.push(at, FIRST, 1));
        }
        loop {
            let mut seeds: VecDeque<u32> = std::mem::take(&mut later).into();
            let length = |stages: &[Stage], at: Option<&u32>| {
                at.map_or(u32::MAX, |&at| stages[at as usize].length)
            };
            while routes.left > 0 {
                let of_seed = length(&routes.stages, seeds.front());
                let of_now = length(&routes.stages, now.front());
                let next = if of_seed <= of_now {
                    seeds.pop_front()
                } else {
                    now.pop_front()
                };
                let Some(at) = next else {
                    break;
                };
                let stage = routes.stages[at as usize];
                routes.reach_move(at, preemptions);
                let edge = graph.edge(stage.edge as usize);
                let bit = 1u64 << edge.ranks[1].min(63);
                let met = &mut routes.met[edge.to as usize];
                looked += 1;
                is_late = is_late || looked % OFTEN == 0 && !has_time();
                if *met & bit != 0 || is_late && *met != 0 {
                    continue;
                }
                if *met == 0 {
                    *met |= bit;
                    routes.reach_state(edge.to, at, preemptions);
                } else {
                    *met |= bit;
                }
                let span = graph.span(edge.to);
                let goes_on = |at: usize| graph.edge(at).ranks[0] == edge.ranks[1];
                let could_go_on = span.clone().any(goes_on);
                for next in span {
                    let child = routes.push(next, at, stage.length + 1);
                    if could_go_on && !goes_on(next) && !is_late {
                        later.push(child);
                    } else {
                        now.push_back(child);
                    }
                }
            }
            if routes.left == 0 || later.is_empty() {
                return routes.found;
            }
            later.sort_by_key(|&at| routes.stages[at as usize].length);
            preemptions += 1;
        }
    }

    /// Goes a way of the graph with the real workers.
    fn go(&mut self, edges: &[u32], halts: bool) -> Option<Way> {
        let mut state = self.tour.start.clone();
        let mut moves: Vec<(Task, bool)> = Vec::new();
        let mut numbers = vec![0];
        let mut preemptions = 0;
        for &at in edges {
            let edge = self.tour.graph.edge(at as usize);
            self.stand(*numbers.last()?, &mut state);
            numbers.push(edge.to);
            let target = self.tour.graph.print(edge.to);
            let enabled = self.enabled(&state);
            let last = moves.last().map(|&(task, _)| task);
            let sketch = self.tour.sketch(&state);
            let fits = |search: &Self, task: Task| {
                let number = search.tour.number_of(task);
                number.is_some_and(|number| sketch.rank(number) == edge.ranks[0])
            };
            let mut order: Vec<(Task, bool)> = enabled
                .iter()
                .copied()
                .filter(|&(_, gives_up)| gives_up == edge.label.gives_up())
                .collect();
            order.sort_by_key(|&(task, _)| (!fits(self, task), Some(task) != last));
            let (task, gives_up, successor) = self.first_that_leads(&state, &order, target)?;
            let could_go_on = enabled.iter().any(|&(other, _)| Some(other) == last);
            preemptions += u32::from(could_go_on && Some(task) != last);
            moves.push((task, gives_up));
            state = successor.state;
        }
        let taken = self.stand(*numbers.last()?, &mut state);
        let raises = |&&(_, leaf): &&(Task, u32)| !self.leaf_of(leaf).findings.is_empty();
        let last = taken.iter().rev().find(raises).map(|&(task, _)| task);
        Some(Way {
            schedule: self.schedule(&moves, &numbers, halts),
            preemptions,
            minimal: false,
            state,
            last: last.or_else(|| moves.last().map(|&(task, _)| task)),
        })
    }

    fn first_that_leads(
        &mut self,
        state: &State,
        order: &[(Task, bool)],
        target: u128,
    ) -> Option<(Task, bool, Successor)> {
        for &(task, gives_up) in order {
            if let Some(successor) = self.successor(state, task, gives_up)
                && self.fingerprint(&successor.state) == target
            {
                return Some((task, gives_up, successor));
            }
        }
        None
    }

    /// The schedule of these moves from the start: each step where it can be noticed, and everybody as far as it goes
    /// unnoticed at the end. The states on the way have these numbers, where the search was shared out.
    pub(crate) fn schedule(
        &mut self,
        moves: &[(Task, bool)],
        numbers: &[u32],
        halts: bool,
    ) -> Schedule {
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
        for (place, &(task, gives_up)) in moves.iter().enumerate() {
            self.take_place(numbers.get(place), &mut state, &mut scribe);
            let Some(successor) = self.successor(&state, task, gives_up) else {
                break;
            };
            for &(task, leaf) in &successor.moves {
                let leaf = self.leaf_of(leaf);
                scribe.write(task, &leaf.actions, leaf.tail);
            }
            state = successor.state;
        }
        self.take_place(numbers.get(moves.len()), &mut state, &mut scribe);
        // Whoever has gone ahead stands, in truth, before the first join that is not over yet.
        let mut ended: FxHashSet<(Pid, ObjectId)> = FxHashSet::default();
        for &Task { pid, .. } in &self.tour.workers {
            let threads = self.tour.ended_threads(&state, pid);
            ended.extend(threads.into_iter().map(|id| (pid, id)));
        }
        let waiting: Vec<Task> = if halts {
            let workers = self.tour.workers.iter().copied();
            workers
                .filter(|&task| self.tour.stands(&state, task) == Stands::Ready)
                .filter(|&task| !self.tour.store.has_left(&state, task))
                .collect()
        } else {
            Vec::new()
        };
        // What the program's end cut short is not taken up again.
        let Self { tour, .. } = self;
        scribe.late.retain(|(task, _)| tour.is_alive(&state, *task));
        let schedule = scribe.finish(&ended, &waiting);
        if !self.options.wake_any {
            return schedule;
        }
        std::iter::once(Choice::WakeAny)
            .chain(schedule.choices().iter().cloned())
            .collect()
    }

    /// Writes down what brings a state that was dealt out to where it goes on.
    fn take_place(&mut self, number: Option<&u32>, state: &mut State, scribe: &mut Scribe) {
        let Some(&number) = number else {
            return;
        };
        for (task, leaf) in self.stand(number, state) {
            let leaf = self.leaf_of(leaf);
            scribe.write(task, &leaf.actions, leaf.tail);
        }
    }
}

impl Routes<'_> {
    fn push(&mut self, edge: usize, from: u32, length: u32) -> u32 {
        self.stages.push(Stage {
            edge: edge as u32,
            from,
            length,
        });
        self.stages.len() as u32 - 1
    }

    /// A state is come to for the first time.
    fn reach_state(&mut self, state: u32, stage: u32, preemptions: u32) {
        for goal in 0..self.goals.len() {
            if self.found[goal].is_none() && self.goals[goal].states.contains(&state) {
                self.arrive(goal, stage, preemptions);
            }
        }
    }

    fn reach_move(&mut self, stage: u32, preemptions: u32) {
        let edge = self.stages[stage as usize].edge;
        for goal in 0..self.goals.len() {
            if self.found[goal].is_none() && self.goals[goal].moves.contains(&edge) {
                self.arrive(goal, stage, preemptions);
            }
        }
    }

    fn arrive(&mut self, goal: usize, stage: u32, preemptions: u32) {
        let mut edges = Vec::new();
        let mut here = stage;
        while here != FIRST {
            let stage = self.stages[here as usize];
            edges.push(stage.edge);
            here = stage.from;
        }
        edges.reverse();
        self.found[goal] = Some((edges, preemptions));
        self.left -= 1;
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
    fn finish(mut self, ended: &FxHashSet<(Pid, ObjectId)>, waiting: &[Task]) -> Schedule {
        for (task, actions) in std::mem::take(&mut self.late) {
            for action in actions {
                if let Action::After(thread) = action
                    && !ended.contains(&(task.pid, thread))
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
