//! Who may be passed over for ever, though everybody gets turns.
//!
//! A run can go round a circle of states for ever. It is *weakly fair* where nobody stands able to move all the way
//! round and never does: whoever does not move cannot, somewhere on the circle. A worker starves on such a circle if it
//! could go on again and again (the lock that it waits for is free each time round) and never gets there before
//! somebody else does. One that asks again and again (`while not lock.acquire(False)`) moves, and gets nowhere: what it
//! does while nothing changes for it counts as waiting.
//!
//! The largest circles without a worker's own progress are the strongly connected components of the graph without those
//! moves (Tarjan, *Depth-First Search and Linear Graph Algorithms*, 1972); the largest are the fairest.

use crate::explore::graph::{Edge, Graph};
use crate::explore::property::{Fault, Kind, Site, Who};
use crate::explore::search::Search;

impl Search {
    /// The first worker that may starve, and where it could have gone on.
    pub(crate) fn starvation(&self) -> Option<Fault> {
        let graph = &self.tour.graph;
        let workers = self.tour.workers.len();
        (0..workers).find_map(|worker| {
            let circles = Circles::without(graph, worker);
            let sites = circles
                .groups()
                .find_map(|circle| passed_over(graph, &circles, circle, worker, workers))?;
            let sites = sites.into_iter().map(Site::State).collect();
            let mut fault = Fault::new(Kind::Starvation, sites);
            fault.who = Some(Who::Worker(self.tour.workers[worker]));
            Some(fault)
        })
    }
}

/// Where on this circle a worker could go on, if it is one that can go round for ever fairly and without that.
fn passed_over(
    graph: &Graph,
    circles: &Circles,
    circle: &[u32],
    worker: usize,
    workers: usize,
) -> Option<Vec<u32>> {
    let on = circles.group[circle[0] as usize];
    let stays = |edge: &Edge| circles.group[edge.to as usize] == on;
    // By worker: in how many of the states it can move, and whether it does so on the circle.
    let mut able = vec![0usize; workers];
    let mut moves = vec![false; workers];
    let mut could = Vec::new();
    for &state in circle {
        let mut here = vec![false; workers];
        for edge in graph.moves(state) {
            let mover = edge.label.worker();
            here[mover] = true;
            let waits = mover != worker || edge.label.idle();
            if waits && stays(&edge) {
                moves[mover] = true;
            } else if mover == worker && could.last() != Some(&state) {
                could.push(state);
            }
        }
        for (able, here) in able.iter_mut().zip(here) {
            *able += usize::from(here);
        }
    }
    let is_fair = |mover: usize| moves[mover] || able[mover] < circle.len();
    let others_move = (0..workers).any(|mover| mover != worker && moves[mover]);
    (others_move && !could.is_empty() && (0..workers).all(is_fair)).then_some(could)
}

/// The strongly connected components of a graph without what one worker does, except for its waiting.
struct Circles {
    /// By state: which component it is in.
    group: Vec<u32>,
    /// States, component by component, and where each ends.
    states: Vec<u32>,
    ends: Vec<usize>,
}

impl Circles {
    fn without(graph: &Graph, worker: usize) -> Self {
        const NEW: u32 = u32::MAX;
        let known = graph.known();
        let counts = |edge: &Edge| edge.label.worker() != worker || edge.label.idle();
        let mut circles = Self {
            group: vec![NEW; graph.len()],
            states: Vec::with_capacity(known),
            ends: Vec::new(),
        };
        // The order in which states are met, and the earliest of them that can be come back to.
        let mut met = vec![NEW; graph.len()];
        let mut low = vec![NEW; graph.len()];
        let mut clock = 0;
        let mut waiting: Vec<u32> = Vec::new();
        // A state, and the place of its next move.
        let mut path: Vec<(u32, usize)> = Vec::new();
        for root in 0..known as u32 {
            if met[root as usize] != NEW {
                continue;
            }
            path.push((root, graph.span(root).start));
            while let Some(&mut (state, ref mut next)) = path.last_mut() {
                let at = state as usize;
                if met[at] == NEW {
                    met[at] = clock;
                    low[at] = clock;
                    clock += 1;
                    waiting.push(state);
                }
                if *next < graph.span(state).end {
                    let edge = graph.edge(*next);
                    *next += 1;
                    let to = edge.to as usize;
                    if !counts(&edge) {
                        continue;
                    }
                    if met[to] == NEW {
                        path.push((edge.to, graph.span(edge.to).start));
                    } else if circles.group[to] == NEW {
                        low[at] = low[at].min(met[to]);
                    }
                    continue;
                }
                path.pop();
                if let Some(&(above, _)) = path.last() {
                    low[above as usize] = low[above as usize].min(low[at]);
                }
                if low[at] == met[at] {
                    let number = circles.ends.len() as u32;
                    while let Some(member) = waiting.pop() {
                        circles.group[member as usize] = number;
                        circles.states.push(member);
                        if member == state {
                            break;
                        }
                    }
                    circles.ends.push(circles.states.len());
                }
            }
        }
        circles
    }

    fn groups(&self) -> impl Iterator<Item = &[u32]> {
        self.ends.iter().enumerate().map(|(number, &end)| {
            let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
            &self.states[start..end]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explore::graph::Label;

    /// A graph of these moves: from, to, whose, and whether it changes only its worker.
    fn graph(states: u32, moves: &[(u32, u32, usize, bool)]) -> Graph {
        let mut graph = Graph::default();
        for state in 0..states {
            graph.enter(u128::from(state) + 1);
        }
        for state in 0..states {
            graph.begin();
            for &(_, to, worker, idle) in moves.iter().filter(|&&(from, ..)| from == state) {
                let label = Label::new(worker, false).with_idle(idle);
                let ranks = [worker as u8; 2];
                graph.add(Edge { to, label, ranks });
            }
        }
        graph
    }

    fn starves(states: u32, moves: &[(u32, u32, usize, bool)], worker: usize) -> bool {
        let graph = graph(states, moves);
        let circles = Circles::without(&graph, worker);
        let mut groups = circles.groups();
        groups.any(|circle| passed_over(&graph, &circles, circle, worker, 3).is_some())
    }

    #[test]
    fn who_is_able_only_now_and_then_may_be_passed_over() {
        // 1 takes and gives a lock; 2 can take it where it is free.
        let lock = [(0, 1, 1, false), (1, 0, 1, false), (0, 2, 2, false)];
        assert!(starves(3, &lock, 2));
        assert!(!starves(3, &lock, 1));
        // Able all the way round, it moves sooner or later.
        let able = [
            (0, 1, 1, false),
            (1, 0, 1, false),
            (0, 2, 2, false),
            (1, 2, 2, false),
        ];
        assert!(!starves(3, &able, 2));
        // It asks again and again while the lock is held.
        let spin = [
            (0, 1, 1, false),
            (1, 0, 1, false),
            (0, 2, 2, false),
            (1, 1, 2, true),
        ];
        assert!(starves(3, &spin, 2));
        // Nobody could ever serve it.
        let never = [(0, 1, 1, false), (1, 0, 1, false), (1, 1, 2, true)];
        assert!(!starves(3, &never, 2));
        // Going round takes somebody who is able all the while not to move: that is not fair.
        let unfair = [
            (0, 1, 1, false),
            (1, 0, 1, false),
            (0, 2, 2, false),
            (0, 2, 0, false),
            (1, 2, 0, false),
        ];
        assert!(!starves(3, &unfair, 2));
    }
}
