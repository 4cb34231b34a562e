//! Iteration, and generators: calls that are put aside and taken up again.

use crate::base::ObjectId;
use crate::code::{Op, name};
use crate::machine::class;
use crate::machine::effect::{Effect, Limit, Outcome, Resumption};
use crate::machine::frame::Then;
use crate::machine::interpret::Flow;
use crate::machine::iterate::{self, Advance};
use crate::machine::object::{Body, Stage};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

impl Vm<'_> {
    pub(super) fn get_iterator(&mut self) -> Flow {
        let iterable = self.peek(1);
        let at = self.thread.stack.len() - 1;
        match iterate::iterator(self, iterable) {
            Ok(Some(iterator)) => {
                self.thread.stack[at] = iterator;
                self.next()
            }
            Ok(None) => {
                let outcome = self.prelude("iterator", &[iterable]);
                self.complete(Ok(outcome), at, Then::Push)
            }
            Err(stop) => self.fail(stop),
        }
    }

    pub(super) fn for_iter(&mut self, target: u32) -> Flow {
        let iterator = self.peek(1);
        let Some(id) = iterator.object() else {
            return self.not_an_iterator(iterator);
        };
        if matches!(self.heap().body(id), Body::Generator(_)) {
            return self.resume_generator(id, Resumption::Send(Value::None), Then::ForIter(target));
        }
        match iterate::advance(self, id) {
            Ok(Advance::Item(item)) => self.push(item),
            Ok(Advance::Exhausted) => {
                self.pop();
                self.jump(target)
            }
            Ok(Advance::Python) => {
                let at = self.thread.stack.len();
                let outcome = match self.overridden(iterator, name::NEXT) {
                    Some(callee) if self.is_function(callee) => Outcome::call(callee, &[iterator]),
                    _ => self.prelude("advance", &[iterator]),
                };
                self.complete(Ok(outcome), at, Then::ForIter(target))
            }
            Err(stop) => self.fail(stop),
        }
    }

    fn is_function(&self, value: Value) -> bool {
        value
            .object()
            .is_some_and(|id| matches!(self.heap().body(id), Body::Function(_)))
    }

    fn not_an_iterator(&mut self, value: Value) -> Flow {
        let name = self.type_name(value);
        let stop = self.type_error(format!("'{name}' object is not an iterator"));
        self.fail(stop)
    }

    /// `yield from` walks whatever is no generator by one of the prelude's.
    pub(super) fn get_yield_from(&mut self) -> Flow {
        let iterable = self.peek(1);
        if iterable
            .object()
            .is_some_and(|id| matches!(self.heap().body(id), Body::Generator(_)))
        {
            return self.next();
        }
        let at = self.thread.stack.len() - 1;
        let outcome = self.prelude("delegate", &[iterable]);
        self.complete(Ok(outcome), at, Then::Push)
    }

    /// `[iterator value] → [iterator yielded]`, or the result and a jump.
    pub(super) fn send(&mut self, target: u32) -> Flow {
        let value = self.pop();
        let iterator = self.peek(1);
        match iterator.object() {
            Some(id) => self.resume_generator(id, Resumption::Send(value), Then::Send(target)),
            None => self.not_an_iterator(iterator),
        }
    }

    /// For `next()`, `send()`, `throw()` and `close()`, whose operands are gone.
    pub(super) fn resume_native(
        &mut self,
        generator: ObjectId,
        with: Resumption,
        default: Value,
    ) -> Flow {
        let then = match with {
            Resumption::Close => Then::Close,
            Resumption::Send(_) | Resumption::Throw(_) => Then::Next(default),
        };
        self.resume_generator(generator, with, then)
    }

    pub(super) fn set_stage(&mut self, generator: ObjectId, stage: Stage) -> Option<Stage> {
        match self.heap_mut().body_mut(generator) {
            Body::Generator(generator) => Some(std::mem::replace(&mut generator.stage, stage)),
            _ => None,
        }
    }

    fn resume_generator(&mut self, id: ObjectId, with: Resumption, then: Then) -> Flow {
        if self.thread.frames.len() >= self.process.limits.depth {
            return Flow::Leave(Effect::Limit(Limit::Depth));
        }
        if self.thread.frames.len() >= self.process.recursion_limit as usize {
            let stop = self.raise(class::RECURSION_ERROR, "maximum recursion depth exceeded");
            return self.fail(stop);
        }
        let Some(stage) = self.set_stage(id, Stage::Running) else {
            return self.not_an_iterator(Value::Object(id));
        };
        let (mut frame, stack, created) = match stage {
            Stage::Created { frame, stack } => (frame, stack, true),
            Stage::Suspended { frame, stack } => (frame, stack, false),
            Stage::Running => {
                let stop = self.value_error("generator already executing");
                return self.fail(stop);
            }
            Stage::Finished => {
                self.set_stage(id, Stage::Finished);
                return match with {
                    Resumption::Send(_) => self.generator_returned(Value::None, then),
                    Resumption::Throw(exception) => self.raise_fresh(exception),
                    Resumption::Close => self.push(Value::None),
                };
            }
        };
        match with {
            Resumption::Send(value) if created && !value.is_none() => {
                self.set_stage(id, Stage::Created { frame, stack });
                let stop = self.type_error("can't send non-None value to a just-started generator");
                return self.fail(stop);
            }
            Resumption::Close if created => {
                self.set_stage(id, Stage::Finished);
                return self.push(Value::None);
            }
            Resumption::Send(_) | Resumption::Throw(_) | Resumption::Close => {}
        }
        let base = self.thread.stack.len();
        self.thread.stack.extend(stack);
        frame.base = base as u32;
        frame.floor = base as u32;
        frame.then = then;
        frame.generator = Some(id);
        self.thread.frames.push(frame);
        match with {
            Resumption::Send(value) => {
                if !created {
                    self.thread.stack.push(value);
                }
                Flow::Reframe
            }
            Resumption::Throw(exception) => self.throw_into(exception, created),
            Resumption::Close => {
                let crate::machine::effect::Stop::Raise(exception) =
                    self.raise_with(class::GENERATOR_EXIT, Vec::new())
                else {
                    unreachable!("raising makes an exception")
                };
                self.throw_into(exception, created)
            }
        }
    }

    /// Raises at the `yield` where the top frame stands; inside a `yield from`, in the generator it delegates to.
    fn throw_into(&mut self, exception: Value, created: bool) -> Flow {
        let ip = self.frame().ip as usize;
        let code = &self.program.functions[self.frame().function.index()].code;
        if !created
            && ip >= 2
            && let (Op::Yield, Op::Send(target)) = (code[ip - 1], code[ip - 2])
        {
            let inner = self.peek(1);
            self.frame_mut().ip = ip as u32 - 2;
            if let Some(id) = inner.object() {
                return self.resume_generator(id, Resumption::Throw(exception), Then::Send(target));
            }
        }
        if !created {
            // The traceback names the `yield`, not what follows.
            self.frame_mut().ip -= 1;
        }
        self.raise_fresh(exception)
    }

    pub(super) fn yield_value(&mut self) -> Flow {
        let value = self.pop();
        let mut frame = self
            .thread
            .frames
            .pop()
            .expect("a running thread has a frame");
        let stack = self.thread.stack.split_off(frame.base as usize);
        self.thread.stack.truncate(frame.floor as usize);
        let then = frame.then;
        let Some(id) = frame.generator else {
            unreachable!("only generators yield")
        };
        frame.ip += 1;
        frame.then = Then::Push;
        self.set_stage(id, Stage::Suspended { frame, stack });
        let flow = match then {
            Then::Close => {
                let stop = self.runtime_error("generator ignored GeneratorExit");
                self.fail(stop)
            }
            _ => self.push(value),
        };
        match flow {
            Flow::Next => Flow::Reframe,
            other => other,
        }
    }

    /// A generator came to its end, with this result.
    pub(super) fn generator_returned(&mut self, value: Value, then: Then) -> Flow {
        let flow = match then {
            Then::ForIter(target) => {
                self.pop();
                self.jump(target)
            }
            Then::Send(target) => {
                self.pop();
                self.thread.stack.push(value);
                self.jump(target)
            }
            Then::Next(default) if default.is_bound() => self.push(default),
            Then::Close => self.push(Value::None),
            _ => {
                let stop = self.stop_iteration(value);
                self.fail(stop)
            }
        };
        match flow {
            Flow::Next => Flow::Reframe,
            other => other,
        }
    }
}
