//! Who waits for whom: workers, what they wait for, and who has that.

use crate::machine::thread::WaitOn;
use crate::session::chronicle::waiting;
use crate::session::present::Look;
use crate::simulate::inspect;
use crate::view::{Edge, Node, Waiting, WaitsFor};

pub(crate) fn present(look: &Look<'_>) -> WaitsFor {
    let machine = look.machine;
    let mut graph = WaitsFor::default();
    let mut next = Vec::new();
    for (id, task) in look.workers() {
        let Some(on) = inspect::waits_on(machine, task) else {
            continue;
        };
        let from = node(&mut graph, Node::Worker(id));
        let wanted = match (
            on,
            waiting(
                machine,
                look.directory,
                look.chronicle,
                look.moment,
                on,
                task,
            ),
        ) {
            (
                _,
                Waiting::Join { worker }
                | Waiting::Shutdown { worker }
                | Waiting::Process { worker, .. },
            ) => {
                let to = node(&mut graph, Node::Worker(worker));
                edge(&mut graph, from, to);
                next.push((task, to));
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
                | Waiting::Orphan { name, .. }
                | Waiting::Message { name }
                | Waiting::Room { name, .. }
                | Waiting::Other { what: name },
            ) => name,
            (WaitOn::Sleep, _) | (_, Waiting::Sleep) => continue,
            (_, Waiting::Children) => {
                if let Some(child) = inspect::blocker(machine, task, on) {
                    let to = node(&mut graph, Node::Worker(look.id(child)));
                    edge(&mut graph, from, to);
                    next.push((task, to));
                }
                continue;
            }
        };
        let resource = match on {
            WaitOn::Readable(_) | WaitOn::Writable(_) => Node::Pipe(wanted),
            _ => Node::Resource(wanted),
        };
        let resource = node(&mut graph, resource);
        edge(&mut graph, from, resource);
        next.push((task, resource));
        let dead = match on {
            WaitOn::Permit(id) => inspect::permit_holder(machine, id),
            _ => None,
        };
        if let Some(owner) = inspect::blocker(machine, task, on).or(dead) {
            let to = node(&mut graph, Node::Worker(look.id(owner)));
            edge(&mut graph, resource, to);
        }
    }
    let circle = inspect::circle(machine);
    for (place, &task) in circle.iter().enumerate() {
        let at = node(&mut graph, Node::Worker(look.id(task)));
        graph.cycle.push(at);
        let to = next
            .iter()
            .find(|(other, _)| *other == task)
            .map(|&(_, to)| to);
        if let Some(to) = to.filter(|&to| !matches!(graph.nodes[to as usize], Node::Worker(_))) {
            graph.cycle.push(to);
            // Nobody holds a pipe: who would have to read or write is known from the circle.
            let following = circle[(place + 1) % circle.len()];
            let following = node(&mut graph, Node::Worker(look.id(following)));
            edge(&mut graph, to, following);
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
