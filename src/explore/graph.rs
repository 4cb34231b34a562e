//! The states that were met, by number in the order in which they were, and the moves between them. A state is
//! remembered as a fingerprint of 128 bits; its row of numbers is kept only until its moves are known.

use crate::machine::digest::Digest;
use crate::machine::trace::Tracer as _;

/// What becomes of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Somebody moves on, or it is not known yet.
    Open,
    Finished,
    Deadlock,
    /// A limit of the machine.
    Limit,
    /// Another part of the search looks at what comes from it.
    Elsewhere,
}

/// A move: to which state, and whose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Edge {
    pub(crate) to: u32,
    pub(crate) label: Label,
    /// The worker's rank where it begins, and where it leads to. A state may have been met before with other workers in
    /// these places: ranks, unlike numbers, go on through a move.
    pub(crate) ranks: [u8; 2],
}

/// Whose move, and what is worth knowing of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Label(pub(crate) u16);

impl Label {
    pub(crate) fn new(worker: usize, gives_up: bool) -> Self {
        Self((worker as u16) << 4 | u16::from(gives_up))
    }

    /// The same of another worker.
    pub(crate) fn of_worker(self, worker: u16) -> Self {
        Self(self.0 & 0xf | worker << 4)
    }

    /// The number of the worker among all there ever are.
    pub(crate) fn worker(self) -> usize {
        usize::from(self.0 >> 4)
    }

    pub(crate) fn gives_up(self) -> bool {
        self.0 & 1 != 0
    }

    /// It changes nothing but its worker.
    pub(crate) fn idle(self) -> bool {
        self.0 & 2 != 0
    }

    pub(crate) fn with_idle(self, idle: bool) -> Self {
        Self(self.0 | u16::from(idle) << 1)
    }
}

#[derive(Debug, Default)]
pub(crate) struct Graph {
    prints: Vec<u128>,
    fates: Vec<Fate>,
    /// Workers alive that are no daemons, by number; those above 31 are not told apart.
    alive: Vec<u32>,
    /// Where the moves of a state begin. They are known for the states up to `known`.
    starts: Vec<u32>,
    targets: Vec<u32>,
    labels: Vec<Label>,
    ranks: Vec<[u8; 2]>,
    /// Open addressing over `prints`; 0 is free, else a number plus one.
    table: Vec<u32>,
}

impl Graph {
    pub(crate) fn len(&self) -> usize {
        self.prints.len()
    }

    pub(crate) fn edges(&self) -> usize {
        self.targets.len()
    }

    /// States whose moves are known.
    pub(crate) fn known(&self) -> usize {
        self.starts.len()
    }

    /// Bytes in use.
    pub(crate) fn bytes(&self) -> usize {
        self.prints.capacity() * 16
            + self.fates.capacity()
            + self.alive.capacity() * 4
            + self.starts.capacity() * 4
            + self.targets.capacity() * 4
            + self.labels.capacity() * 2
            + self.ranks.capacity() * 2
            + self.table.capacity() * 4
    }

    pub(crate) fn print(&self, state: u32) -> u128 {
        self.prints[state as usize]
    }

    /// The state of a fingerprint, and whether it is new.
    pub(crate) fn enter(&mut self, print: u128) -> (u32, bool) {
        if (self.prints.len() + 1) * 10 > self.table.len() * 7 {
            self.grow();
        }
        let mask = self.table.len() - 1;
        let mut place = print as usize & mask;
        loop {
            match self.table[place] {
                0 => {
                    let number = self.prints.len() as u32;
                    self.table[place] = number + 1;
                    push(&mut self.prints, print);
                    push(&mut self.fates, Fate::Open);
                    push(&mut self.alive, 0);
                    return (number, true);
                }
                found if self.prints[found as usize - 1] == print => return (found - 1, false),
                _ => place = (place + 1) & mask,
            }
        }
    }

    /// One number for all states met, in their order.
    pub(crate) fn digest(&self) -> u128 {
        let mut digest = Digest::new(41 << 40);
        for &print in &self.prints {
            digest.word(print as u64);
            digest.word((print >> 64) as u64);
        }
        digest.finish()
    }

    fn grow(&mut self) {
        let size = (self.table.len() * 2).max(1024);
        let mask = size - 1;
        let mut table = vec![0; size];
        for (number, print) in self.prints.iter().enumerate() {
            let mut place = *print as usize & mask;
            while table[place] != 0 {
                place = (place + 1) & mask;
            }
            table[place] = number as u32 + 1;
        }
        self.table = table;
    }

    /// The moves of the next state in order are those that are added from now on.
    pub(crate) fn begin(&mut self) {
        push(&mut self.starts, self.targets.len() as u32);
    }

    pub(crate) fn add(&mut self, edge: Edge) {
        push(&mut self.targets, edge.to);
        push(&mut self.labels, edge.label);
        push(&mut self.ranks, edge.ranks);
    }

    pub(crate) fn end(&mut self, state: u32, fate: Fate, alive: u32) {
        self.fates[state as usize] = fate;
        self.alive[state as usize] = alive;
    }

    pub(crate) fn fate(&self, state: u32) -> Fate {
        self.fates[state as usize]
    }

    pub(crate) fn alive(&self, state: u32) -> u32 {
        self.alive[state as usize]
    }

    /// Places in the list of moves that are a state's.
    pub(crate) fn span(&self, state: u32) -> std::ops::Range<usize> {
        let state = state as usize;
        let Some(&start) = self.starts.get(state) else {
            return 0..0;
        };
        let end = self
            .starts
            .get(state + 1)
            .map_or(self.targets.len(), |&end| end as usize);
        start as usize..end
    }

    pub(crate) fn edge(&self, at: usize) -> Edge {
        Edge {
            to: self.targets[at],
            label: self.labels[at],
            ranks: self.ranks[at],
        }
    }

    pub(crate) fn moves(&self, state: u32) -> impl Iterator<Item = Edge> + '_ {
        self.span(state).map(|at| self.edge(at))
    }

    /// States from which no end is reached, of those whose moves are known.
    pub(crate) fn endless(&self, reversed: &Reversed) -> Vec<u32> {
        let states = 0..self.known() as u32;
        let ends = states
            .clone()
            .filter(|&state| self.fate(state) != Fate::Open);
        let reached = reversed.reach(ends);
        states.filter(|&state| !reached[state as usize]).collect()
    }

    /// The moves turned round.
    pub(crate) fn reversed(&self) -> Reversed {
        let mut starts = vec![0u32; self.len() + 1];
        for &to in &self.targets {
            starts[to as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut fill = starts.clone();
        let mut sources = vec![0u32; self.targets.len()];
        for state in 0..self.known() as u32 {
            for at in self.span(state) {
                let to = self.targets[at] as usize;
                sources[fill[to] as usize] = state;
                fill[to] += 1;
            }
        }
        Reversed { starts, sources }
    }
}

/// Makes room for a quarter more where a `Vec` would double: these lists are most of what a large search takes.
#[inline]
fn push<T>(list: &mut Vec<T>, item: T) {
    if list.len() == list.capacity() {
        list.reserve_exact(list.len() / 4 + 64);
    }
    list.push(item);
}

/// Who leads to whom.
#[derive(Debug)]
pub(crate) struct Reversed {
    starts: Vec<u32>,
    sources: Vec<u32>,
}

impl Reversed {
    /// All states from which one of these can be reached, themselves included.
    pub(crate) fn reach(&self, goals: impl IntoIterator<Item = u32>) -> Vec<bool> {
        let mut reached = vec![false; self.starts.len().saturating_sub(1)];
        let mut open: Vec<u32> = Vec::new();
        for goal in goals {
            if !std::mem::replace(&mut reached[goal as usize], true) {
                open.push(goal);
            }
        }
        while let Some(state) = open.pop() {
            let state = state as usize;
            for &source in
                &self.sources[self.starts[state] as usize..self.starts[state + 1] as usize]
            {
                if !std::mem::replace(&mut reached[source as usize], true) {
                    open.push(source);
                }
            }
        }
        reached
    }
}
