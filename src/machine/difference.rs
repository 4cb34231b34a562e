//! A process as it differs from an earlier state of itself, for whoever has an equal of that: what both share in memory
//! is left out. A fork is sent so; most of what a process is made of never changes.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::ObjectId;
use crate::machine::object::Object;
use crate::machine::process::{Globals, Process};

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Difference {
    /// The process without what it shares with its base.
    process: Process,
    /// The objects that are not the base's, and the modules that are.
    objects: Vec<(ObjectId, Object)>,
    globals: Vec<usize>,
    /// Whether names, constants, builtins and texts are.
    shared: [bool; 4],
}

impl Difference {
    /// What a process is beyond its base: an image of it from a moment that its heap remembers. `None` where it does not
    /// any more.
    pub(crate) fn from(base: &Process, mut process: Process) -> Option<Self> {
        let objects = process.heap.leave_out()?;
        let mut globals = Vec::new();
        for (number, own) in process.globals.iter_mut().enumerate() {
            if let Some(known) = base.globals.get(number)
                && Arc::ptr_eq(known, own)
            {
                globals.push(number);
                *own = Arc::new(Globals::default());
            }
        }
        let constants = Arc::ptr_eq(&process.constants, &base.constants);
        if constants {
            process.constants = Arc::new([]);
        }
        let shared = [
            leave_out(&mut process.names, &base.names),
            constants,
            leave_out(&mut process.builtins, &base.builtins),
            leave_out(&mut process.texts, &base.texts),
        ];
        Some(Self {
            process,
            objects,
            globals,
            shared,
        })
    }

    /// The process again, out of an equal of its base.
    pub(crate) fn fill_in(self, mut base: Process) -> Process {
        let mut process = self.process;
        process.heap.fill_in(&mut base.heap, self.objects);
        for number in self.globals {
            std::mem::swap(&mut process.globals[number], &mut base.globals[number]);
        }
        process.program = Arc::clone(&base.program);
        let [names, constants, builtins, texts] = self.shared;
        if names {
            std::mem::swap(&mut process.names, &mut base.names);
        }
        if constants {
            std::mem::swap(&mut process.constants, &mut base.constants);
        }
        if builtins {
            std::mem::swap(&mut process.builtins, &mut base.builtins);
        }
        if texts {
            std::mem::swap(&mut process.texts, &mut base.texts);
        }
        // What is left of it lies in memory shared with siblings. To clear it away would be to copy that.
        std::mem::forget(base);
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
