//! Who waits for whom: workers, what they wait for, and who has that.

use crate::machine::thread::{State, WaitOn};
use crate::session::chronicle::{circle, holder, waiting};
use crate::session::present::Look;
use crate::view::{Edge, Node, Waiting, WaitsFor, WorkerId};

pub(crate) fn present(look: &Look<'_>) -> WaitsFor {
    let process = look.process;
    let mut graph = WaitsFor::default();
    let mut next = Vec::new();
    for tid in look.workers() {
        let State::Parked { on, .. } = process.workers[tid.index()].state else {
            continue;
        };
        let from = node(&mut graph, Node::Worker(WorkerId(tid.0)));
        let wanted = match (
            on,
            waiting(process, look.names, look.chronicle, look.moment, on, tid),
        ) {
            (_, Waiting::Join { worker } | Waiting::Shutdown { worker }) => {
                let to = node(&mut graph, Node::Worker(worker));
                edge(&mut graph, from, to);
                next.push((tid, to));
                continue;
            }
            (
                _,
                Waiting::Lock { name, .. }
                | Waiting::Semaphore { name }
                | Waiting::Condition { name }
                | Waiting::Event { name }
                | Waiting::Barrier { name, .. }
                | Waiting::QueueItem { name }
                | Waiting::QueueSpace { name, .. }
                | Waiting::QueueDone { name, .. }
                | Waiting::Other { what: name },
            ) => name,
            (WaitOn::Sleep, _) | (_, Waiting::Sleep) => continue,
        };
        let resource = node(&mut graph, Node::Resource(wanted));
        edge(&mut graph, from, resource);
        next.push((tid, resource));
        if let Some(owner) = holder(process, on) {
            let to = node(&mut graph, Node::Worker(WorkerId(owner.0)));
            edge(&mut graph, resource, to);
        }
    }
    for tid in circle(process) {
        let at = node(&mut graph, Node::Worker(WorkerId(tid.0)));
        graph.cycle.push(at);
        let to = next
            .iter()
            .find(|(other, _)| *other == tid)
            .map(|&(_, to)| to);
        if let Some(to) = to.filter(|&to| matches!(graph.nodes[to as usize], Node::Resource(_))) {
            graph.cycle.push(to);
        }
    }
    graph
}

fn node(graph: &mut WaitsFor, node: Node) -> u32 {
    let at = graph.nodes.iter().position(|other| *other == node);
    at.unwrap_or_else(|| {
        graph.nodes.push(node);
        graph.nodes.len() - 1
    }) as u32
}

fn edge(graph: &mut WaitsFor, from: u32, to: u32) {
    let edge = Edge { from, to };
    if !graph.edges.contains(&edge) {
        graph.edges.push(edge);
    }
}
