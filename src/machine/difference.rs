//! A process as it differs from an earlier state of itself, for whoever has an equal of that: what both share in memory
//! is left out. A fork is sent so; most of what a process is made of never changes.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::machine::process::{Globals, Process};

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Difference {
    /// The process without what it shares with its base.
    process: Process,
    /// Pages of the heap and modules that are the base's.
    pages: Vec<usize>,
    globals: Vec<usize>,
    names: bool,
    constants: bool,
    builtins: bool,
    texts: bool,
}

impl Difference {
    /// What a process is beyond its base, of which it was once a clone.
    pub(crate) fn from(base: &Process, mut process: Process) -> Self {
        let mut globals = Vec::new();
        for (number, own) in process.globals.iter_mut().enumerate() {
            if let Some(known) = base.globals.get(number)
                && Arc::ptr_eq(known, own)
            {
                globals.push(number);
                *own = Arc::new(Globals::default());
            }
        }
        Self {
            pages: process.heap.leave_out(&base.heap),
            globals,
            names: leave_out(&mut process.names, &base.names),
            constants: {
                let shared = Arc::ptr_eq(&process.constants, &base.constants);
                if shared {
                    process.constants = Arc::new([]);
                }
                shared
            },
            builtins: leave_out(&mut process.builtins, &base.builtins),
            texts: leave_out(&mut process.texts, &base.texts),
            process,
        }
    }

    /// The process again, out of an equal of its base.
    pub(crate) fn fill_in(self, base: Process) -> Process {
        let mut process = self.process;
        process.program = base.program;
        process.heap.fill_in(base.heap, &self.pages);
        for number in self.globals {
            process.globals[number] = Arc::clone(&base.globals[number]);
        }
        if self.names {
            process.names = base.names;
        }
        if self.constants {
            process.constants = base.constants;
        }
        if self.builtins {
            process.builtins = base.builtins;
        }
        if self.texts {
            process.texts = base.texts;
        }
        process
    }
}

/// Whether it is the base's own; then it is left out.
fn leave_out<T: Default>(own: &mut Arc<T>, base: &Arc<T>) -> bool {
    let shared = Arc::ptr_eq(own, base);
    if shared {
        *own = Arc::default();
    }
    shared
}
