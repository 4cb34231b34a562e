//! Raising, unwinding, handling.

use crate::code::name;
use crate::machine::class;
use crate::machine::effect::Effect;
use crate::machine::event::Event;
use crate::machine::frame::Then;
use crate::machine::interpret::Flow;
use crate::machine::object::{Body, Exception, Stage, TraceEntry};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

impl Vm<'_> {
    /// `raise`, `raise e`, `raise e from cause`. A class is called first, and the instruction done again.
    pub(super) fn raise_statement(&mut self, operands: u32) -> Flow {
        if operands == 0 {
            let handled = self.handled();
            if handled.is_none() {
                let stop = self.runtime_error("No active exception to reraise");
                return self.fail(stop);
            }
            return self.unwind(handled, false);
        }
        let at = self.thread.stack.len() - operands as usize;
        for operand in at..self.thread.stack.len() {
            let value = self.thread.stack[operand];
            if let Some(class) = self.as_class(value)
                && self.is_subclass(class, class::BASE_EXCEPTION)
            {
                if operand == at && operands == 2 {
                    let outcome = self.prelude("raise_from", &[value, self.peek(1)]);
                    return self.complete(Ok(outcome), at, Then::Push);
                }
                let outcome = self.prelude("instantiate", &[value]);
                return self.complete(Ok(outcome), operand, Then::Retry);
            }
        }
        let exception = self.thread.stack[at];
        if !self.is_instance(exception, class::BASE_EXCEPTION) {
            let stop = self.type_error("exceptions must derive from BaseException");
            return self.fail(stop);
        }
        if operands == 2 {
            let cause = self.pop();
            if !cause.is_none() && !self.is_instance(cause, class::BASE_EXCEPTION) {
                let stop = self.type_error("exception causes must derive from BaseException");
                return self.fail(stop);
            }
            if let Some(exception) = self.exception_mut(exception) {
                exception.cause = cause;
                exception.suppress_context = true;
            }
        }
        self.thread.stack.truncate(at);
        self.raise_fresh(exception)
    }

    /// The exception being handled, in this frame or the nearest that handles one.
    pub(crate) fn handled(&self) -> Value {
        let handling = self.thread.frames.iter().rev().map(|frame| frame.handled);
        handling
            .into_iter()
            .find(|handled| !handled.is_none())
            .unwrap_or(Value::None)
    }

    /// An exception that was not under way before: it gets its context, and this frame is in its traceback.
    pub(crate) fn raise_fresh(&mut self, exception: Value) -> Flow {
        let context = self.handled();
        if !context.is_none() && !context.is(exception) {
            self.break_context_cycle(context, exception);
            if let Some(raised) = self.exception_mut(exception) {
                raised.context = context;
            }
        }
        if self.thread.frames.last().is_some_and(|frame| !frame.hidden) {
            self.tell(|| Event::Raised(exception));
        }
        self.unwind(exception, true)
    }

    /// A context chain that came back to the new exception would never end; CPython cuts it there too.
    fn break_context_cycle(&mut self, start: Value, exception: Value) {
        let mut link = start;
        for _ in 0..1000 {
            let Some(next) = self.exception(link).map(|link| link.context) else {
                return;
            };
            if next.is(exception) {
                if let Some(link) = self.exception_mut(link) {
                    link.context = Value::None;
                }
                return;
            }
            link = next;
        }
    }

    pub(crate) fn exception(&self, value: Value) -> Option<&Exception> {
        match self.heap().body(value.object()?) {
            Body::Exception(exception) => Some(exception),
            _ => None,
        }
    }

    pub(crate) fn exception_mut(&mut self, value: Value) -> Option<&mut Exception> {
        match self.heap_mut().body_mut(value.object()?) {
            Body::Exception(exception) => Some(exception),
            _ => None,
        }
    }

    /// Looks for a handler, frame by frame. `fresh`: the top frame is to be in the traceback.
    pub(crate) fn unwind(&mut self, mut exception: Value, mut fresh: bool) -> Flow {
        self.thread.waiting = None;
        loop {
            let Some(frame) = self.thread.frames.last() else {
                unreachable!("the bottom frame catches everything");
            };
            let (function, ip) = (frame.function, frame.ip);
            let code = &self.program.functions[function.index()];
            if fresh
                && self.process.in_tracebacks(code.module)
                && let Some(raised) = self.exception_mut(exception)
            {
                raised.traceback.push(TraceEntry { function, ip });
            }
            fresh = true;
            let frame = self.frame();
            let operands =
                frame.base as usize + code.locals.len() + code.cells.len() + code.free.len();
            if let Some(handler) = code
                .handlers
                .iter()
                .find(|handler| (handler.start..handler.end).contains(&ip))
            {
                self.thread
                    .stack
                    .truncate(operands + handler.depth as usize);
                self.thread.stack.push(exception);
                self.frame_mut().ip = handler.target;
                if !self.frame().hidden {
                    self.tell(|| Event::Caught(exception));
                }
                return Flow::Reframe;
            }
            let frame = self.thread.frames.pop().expect("just looked at");
            self.thread.stack.truncate(frame.floor as usize);
            if let Some(generator) = frame.generator {
                self.set_stage(generator, Stage::Finished);
                if self.is_instance(exception, class::STOP_ITERATION) {
                    exception = self.stop_iteration_escaped(exception);
                }
            }
            match frame.then {
                Then::End => {
                    self.tell(|| Event::Ended {
                        uncaught: Some(exception),
                    });
                    return Flow::Leave(if self.tid.0 == 0 {
                        Effect::Exited(1)
                    } else {
                        Effect::Ended
                    });
                }
                Then::Close
                    if self.is_instance(exception, class::GENERATOR_EXIT)
                        || self.is_instance(exception, class::STOP_ITERATION) =>
                {
                    return match self.push(Value::None) {
                        Flow::Next => Flow::Reframe,
                        other => other,
                    };
                }
                Then::Module(module) => self.module_failed(module),
                // A `__next__` written in Python has no more: the loop ends.
                Then::ForIter(target) if self.is_instance(exception, class::STOP_ITERATION) => {
                    self.pop();
                    self.frame_mut().ip = target;
                    return Flow::Reframe;
                }
                Then::Close
                | Then::Push
                | Then::Retry
                | Then::Again
                | Then::Drop
                | Then::Callee
                | Then::KeepIf { .. }
                | Then::Instance(_)
                | Then::ForIter(_)
                | Then::Send(_)
                | Then::Next(_)
                | Then::Truth(_) => {}
            }
        }
    }

    /// PEP 479: a `StopIteration` that leaves a generator is a `RuntimeError`.
    fn stop_iteration_escaped(&mut self, exception: Value) -> Value {
        let crate::machine::effect::Stop::Raise(error) =
            self.runtime_error("generator raised StopIteration")
        else {
            return exception;
        };
        if let Some(raised) = self.exception_mut(error) {
            raised.cause = exception;
            raised.context = exception;
            raised.suppress_context = true;
        }
        error
    }

    pub(super) fn push_handled(&mut self) -> Flow {
        let exception = self.pop();
        let frame = self.frame_mut();
        let previous = std::mem::replace(&mut frame.handled, exception);
        self.thread.stack.push(previous);
        self.push(exception)
    }

    pub(super) fn pop_handled(&mut self) -> Flow {
        let previous = self.pop();
        self.frame_mut().handled = previous;
        self.next()
    }

    /// `except class:`, by the MRO alone, as CPython does it.
    pub(super) fn match_exception(&mut self) -> Flow {
        let wanted = self.peek(1);
        let exception = self.peek(2);
        let mut classes = vec![wanted];
        if let Some(items) = self.heap().tuple(wanted) {
            classes = items.to_vec();
        }
        let actual = self.class_of(exception);
        let mut matches = false;
        for class in classes {
            match self.as_class(class) {
                Some(class) if self.is_subclass(class, class::BASE_EXCEPTION) => {
                    matches |= self.is_subclass(actual, class);
                }
                _ => {
                    let stop = self.type_error(
                        "catching classes that do not inherit from BaseException is not allowed",
                    );
                    return self.fail(stop);
                }
            }
        }
        self.pop();
        self.push(Value::Bool(matches))
    }

    /// The message of `AttributeError` for a value.
    pub(crate) fn no_attribute(
        &mut self,
        value: Value,
        attribute: crate::code::Name,
    ) -> crate::machine::effect::Stop {
        let attribute = self.name_text(attribute);
        let message = match value {
            Value::Module(module) => {
                let module = &self.program.modules[module.index()].name;
                format!("module '{module}' has no attribute '{attribute}'")
            }
            _ => match self.as_class(value) {
                Some(class) => {
                    let name = self.class_name(class);
                    format!("type object '{name}' has no attribute '{attribute}'")
                }
                None => {
                    let name = self.type_name(value);
                    // In CPython these have their modules in their very names.
                    let module = match self.class_of(value) {
                        class::LOCAL | class::LOCK | class::RLOCK => "_thread.",
                        class::SIMPLE_QUEUE => "_queue.",
                        class::DEQUE => "collections.",
                        _ => "",
                    };
                    format!("'{module}{name}' object has no attribute '{attribute}'")
                }
            },
        };
        let stop = self.attribute_error(message);
        if let crate::machine::effect::Stop::Raise(error) = stop
            && let Some(id) = error.object()
        {
            let attribute = self.text(attribute);
            let attributes = self
                .heap_mut()
                .get_mut(id)
                .attributes
                .get_or_insert_default();
            attributes.set(name::THREAD_NAME, attribute);
            attributes.set(name::OBJ, value);
        }
        stop
    }
}
