//! Dead locals: what a function holds and does not read again makes no difference to anything that follows, so it is
//! no part of a state. Two threads that came to one place on different ways are then often in one state.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::base::FunctionId;
use crate::code::Program;
use crate::code::liveness::{Liveness, looks_at_locals};
use crate::machine::thread::Thread;
use crate::machine::value::Value;

#[derive(Debug)]
pub(crate) struct DeadLocals {
    program: Arc<Program>,
    known: FxHashMap<FunctionId, Liveness>,
    /// The program looks at locals in other ways than by their names.
    looked_at: bool,
}

impl DeadLocals {
    pub(crate) fn of(program: &Arc<Program>) -> Self {
        Self {
            program: Arc::clone(program),
            known: FxHashMap::default(),
            looked_at: looks_at_locals(program),
        }
    }

    /// Takes them out of a thread between two of its steps.
    pub(crate) fn clear(&mut self, thread: &mut Arc<Thread>) {
        if self.looked_at {
            return;
        }
        for at in 0..thread.frames.len() {
            let (id, ip, base) = {
                let frame = &thread.frames[at];
                (frame.function, frame.ip, frame.base as usize)
            };
            let function = &self.program.functions[id.index()];
            let liveness = self
                .known
                .entry(id)
                .or_insert_with(|| Liveness::of(function));
            for local in 0..function.locals.len() {
                let held = thread.stack.get(base + local);
                if held.is_some_and(|value| value.is_bound()) && !liveness.is_live(ip, local) {
                    Arc::make_mut(thread).stack[base + local] = Value::Unbound;
                }
            }
        }
    }
}
