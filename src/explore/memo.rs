//! Steps remembered by what they read. The same thread in the same place, finding the same in what it looks at, does
//! the same: so it is computed once. Each memory is a tree of questions, "what does this slot hold?", in the order in
//! which the step asked them.

use smallvec::SmallVec;

use crate::explore::moves::Leaf;
use crate::explore::store::{Held, Slot, State, Store};

/// What a tree is remembered under: the thread, and how it is asked to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Root {
    pub(crate) thread: Held,
    pub(crate) manner: u8,
    /// Nobody else may remember it: what it looked at was not taken down as seen.
    pub(crate) arriving: bool,
}

impl Root {
    fn place(self) -> usize {
        debug_assert!(self.manner < 16, "four bits say how");
        (self.thread as usize) << 5 | usize::from(self.arriving) << 4 | usize::from(self.manner)
    }
}

#[derive(Debug)]
enum Node {
    Ask {
        slot: Slot,
        answers: SmallVec<[(Held, u32); 4]>,
    },
    Leaf(u32),
    /// A leaf was here that holds no longer.
    Gone,
}

/// Where what was learned is to be hung up.
enum Place {
    Root,
    Answer(u32, Held),
    /// Instead of this node.
    Node(u32),
}

/// No root, and no node.
const NONE: u32 = u32::MAX;

#[derive(Debug, Default)]
pub(crate) struct Memo {
    /// By [`Root::place`].
    roots: Vec<u32>,
    nodes: Vec<Node>,
    pub(crate) leaves: Vec<Leaf>,
}

impl Memo {
    /// What a thread does in this state, if it is known.
    #[inline]
    pub(crate) fn find(&self, root: Root, state: &State, store: &Store) -> Option<u32> {
        let mut node = *self.roots.get(root.place())?;
        if node == NONE {
            return None;
        }
        loop {
            match &self.nodes[node as usize] {
                Node::Leaf(leaf) => return Some(*leaf),
                Node::Gone => return None,
                Node::Ask { slot, answers } => {
                    let held = store.held(state, *slot);
                    node = answers.iter().find(|&&(answer, _)| answer == held)?.1;
                }
            }
        }
    }

    /// Remembers what it did, having looked at these slots in this order.
    pub(crate) fn learn(
        &mut self,
        root: Root,
        asked: &[Slot],
        state: &State,
        store: &Store,
        leaf: Leaf,
    ) -> u32 {
        let number = self.leaves.len() as u32;
        self.leaves.push(leaf);
        // Walks down what is there already; from where it ends, the rest is new.
        let mut depth = 0;
        let place = root.place();
        if place >= self.roots.len() {
            self.roots.resize(place + 1, NONE);
        }
        let mut node = Some(self.roots[place]).filter(|&node| node != NONE);
        let mut above = Place::Root;
        while let Some(here) = node {
            let (slot, answers) = match &self.nodes[here as usize] {
                Node::Ask { slot, answers } if asked.get(depth) == Some(slot) => (slot, answers),
                Node::Gone => {
                    above = Place::Node(here);
                    break;
                }
                Node::Ask { .. } | Node::Leaf(_) => {
                    // What is known by now makes it ask otherwise than it did: old answers are worth nothing.
                    above = Place::Root;
                    depth = 0;
                    break;
                }
            };
            let held = store.held(state, *slot);
            above = Place::Answer(here, held);
            depth += 1;
            node = answers
                .iter()
                .find(|&&(answer, _)| answer == held)
                .map(|&(_, next)| next);
        }
        let mut below = self.push(Node::Leaf(number));
        for &slot in asked[depth..].iter().rev() {
            let held = store.held(state, slot);
            below = self.push(Node::Ask {
                slot,
                answers: SmallVec::from_slice(&[(held, below)]),
            });
        }
        match above {
            Place::Root => self.roots[place] = below,
            Place::Node(node) => self.nodes.swap(node as usize, below as usize),
            Place::Answer(node, held) => {
                if let Node::Ask { answers, .. } = &mut self.nodes[node as usize] {
                    answers.push((held, below));
                }
            }
        }
        number
    }

    /// Forgets the leaves of which this is so.
    pub(crate) fn drop_leaves(&mut self, is_old: impl Fn(&Leaf) -> bool) {
        for node in &mut self.nodes {
            if let Node::Leaf(leaf) = *node
                && is_old(&self.leaves[leaf as usize])
            {
                *node = Node::Gone;
            }
        }
    }

    /// Forgets the trees: what their steps looked at is not all that they would look at now. Leaves keep their numbers.
    pub(crate) fn forget(&mut self) {
        self.roots.clear();
        self.nodes.clear();
    }

    fn push(&mut self, node: Node) -> u32 {
        self.nodes.push(node);
        self.nodes.len() as u32 - 1
    }
}
