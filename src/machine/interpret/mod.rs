//! The instructions. This file decides and counts; the families do the work, each in a file of its own.
//!
//! The loop keeps the current frame's code, base and instruction pointer in locals; whatever may change frames, fail
//! or wait goes through [`Vm::instruct`], which leaves all of that in the frame.

pub(crate) mod attribute;
mod call;
mod collection;
mod generator;
mod import;
mod name;
mod operate;
mod pattern;
mod quick;
mod raise;
mod with;

use crate::base::Tid;
use crate::code::{Binary, Compare, Op};
use crate::machine::access::{Access, Spot};
use crate::machine::class;
use crate::machine::effect::{Answer, Effect, Failure, Limit, Stop, Syscall};
use crate::machine::event::{Event, Place};
use crate::machine::frame::Then;
use crate::machine::object::Body;
use crate::machine::process::Process;
use crate::machine::thread::{Asked, State, Thread, Timeout, WaitOn};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

/// How an instruction ended.
#[derive(Debug)]
pub(crate) enum Flow {
    /// In the same frame; its `ip` says where to go on.
    Next,
    /// In another frame, or at another place of this one.
    Reframe,
    /// Not at all, for now.
    Leave(Effect),
}

/// What a run of one thread came to.
#[derive(Debug)]
pub struct Run {
    /// Steps as schedules count them: visible instructions, library calls as one.
    pub steps: u64,
    /// Instructions of any kind, for virtual time.
    pub instructions: u64,
    /// Those of them that were no step of their own: inside library calls.
    pub hidden: u64,
    pub effect: Effect,
}

/// Hidden instructions between two steps before a run is interrupted all the same, so that no library loop can hold
/// the screen.
pub(crate) const HIDDEN_AT_MOST: u64 = 5_000_000;

impl Process {
    /// One step of one thread.
    pub fn step(&mut self, tid: Tid) -> Run {
        self.run(tid, 1)
    }

    /// Up to `budget` steps of one thread, which must be ready.
    pub fn run(&mut self, tid: Tid, budget: u64) -> Run {
        let program = std::sync::Arc::clone(&self.program);
        let worker = &mut self.workers[tid.index()];
        assert!(
            matches!(worker.state, State::Ready),
            "only a ready thread is stepped"
        );
        worker.dirty = true;
        let mut shared = worker
            .thread
            .take()
            .expect("a ready thread is in its place");
        let thread = std::sync::Arc::make_mut(&mut shared);
        let mut vm = Vm {
            process: self,
            thread,
            tid,
            program: &program,
        };
        let run = vm.run(budget);
        let ended = thread.frames.is_empty();
        let worker = &mut self.workers[tid.index()];
        match &run.effect {
            Effect::Parked { on, timeout } => {
                worker.park(*on, *timeout);
            }
            Effect::Ended | Effect::Exited(_) => worker.state = State::Ended,
            Effect::Asks(_) => worker.state = State::Asking,
            Effect::Ran | Effect::Started(_) | Effect::Limit(_) => {}
        }
        if !ended {
            self.workers[tid.index()].thread = Some(shared);
        }
        run
    }
}

impl Vm<'_> {
    #[expect(
        clippy::too_many_lines,
        reason = "the one loop; a case is a line or two, and the work is elsewhere"
    )]
    pub(crate) fn run(&mut self, mut budget: u64) -> Run {
        let mut steps = 0;
        let mut instructions = 0;
        let mut hidden_run = 0;
        let mut hidden_before = 0;
        let hidden_left = self.process.stop.hidden;
        let mut pause_at = HIDDEN_AT_MOST.min(hidden_left);
        // The step that ended with a look at the GIL, if it was the last one.
        let mut checked_at = u64::MAX;
        let program = self.program;
        macro_rules! leave {
            ($effect:expr) => {{
                self.thread.checked = checked_at == steps;
                return Run {
                    steps,
                    instructions,
                    hidden: hidden_before + hidden_run,
                    effect: $effect,
                };
            }};
        }
        'frame: loop {
            let Some(frame) = self.thread.frames.last() else {
                leave!(Effect::Ended);
            };
            let function = &program.functions[frame.function.index()];
            let code = function.code.as_slice();
            let base = frame.base as usize;
            let module = function.module.index();
            let visible = !frame.hidden;
            let looks = !self.process.globals[module].in_c;
            let mut ip = frame.ip as usize;
            macro_rules! pop {
                () => {
                    self.thread
                        .stack
                        .pop()
                        .expect("the compiler balances the stack")
                };
            }
            loop {
                let op = code[ip];
                instructions += 1;
                match op {
                    Op::LoadLocal(slot) if self.thread.stack[base + slot as usize].is_bound() => {
                        let value = self.thread.stack[base + slot as usize];
                        self.thread.stack.push(value);
                        ip += 1;
                    }
                    // Its parts have only just been written, and are slow to read in one piece.
                    Op::StoreLocal(slot)
                        if let [.., Value::Int(number)] = *self.thread.stack.as_slice() =>
                    {
                        self.thread.stack.pop();
                        self.thread.stack[base + slot as usize] = Value::Int(number);
                        ip += 1;
                    }
                    Op::StoreLocal(slot) => {
                        self.thread.stack[base + slot as usize] = pop!();
                        ip += 1;
                    }
                    Op::Constant(index) => {
                        let value = self.process.constants[index as usize];
                        self.thread.stack.push(value);
                        ip += 1;
                    }
                    Op::None => {
                        self.thread.stack.push(Value::None);
                        ip += 1;
                    }
                    Op::Int(number) => {
                        self.thread.stack.push(Value::Int(i64::from(number)));
                        ip += 1;
                    }
                    Op::Unbound => {
                        self.thread.stack.push(Value::Unbound);
                        ip += 1;
                    }
                    Op::Pop => {
                        self.thread.stack.pop();
                        ip += 1;
                    }
                    Op::Copy(depth) => {
                        let value = self.thread.stack[self.thread.stack.len() - depth as usize];
                        self.thread.stack.push(value);
                        ip += 1;
                    }
                    Op::Swap(depth) => {
                        let top = self.thread.stack.len() - 1;
                        self.thread.stack.swap(top, top + 1 - depth as usize);
                        ip += 1;
                    }
                    Op::LoadGlobal(slot) => {
                        self.process
                            .note(Access::Read(Spot::Global(function.module, slot)));
                        let value = self.process.globals[module].values[slot as usize];
                        if value.is_bound() {
                            if visible {
                                self.tell(|| Event::Read {
                                    place: Place::Global(function.module, slot),
                                    value,
                                });
                            }
                            self.thread.stack.push(value);
                            ip += 1;
                        } else {
                            let value = self.process.globals[module].fallback[slot as usize];
                            if value.is_bound() {
                                self.thread.stack.push(value);
                                ip += 1;
                            } else {
                                self.frame_mut().ip = ip as u32;
                                match self.global_missing(slot) {
                                    Flow::Next => {
                                        ip = self.frame().ip as usize;
                                    }
                                    Flow::Reframe => {
                                        if self.visible() {
                                            steps += 1;
                                            if steps >= budget {
                                                leave!(Effect::Ran);
                                            }
                                        }
                                        continue 'frame;
                                    }
                                    Flow::Leave(effect) => leave!(effect),
                                }
                            }
                        }
                    }
                    Op::StoreGlobal(slot) => {
                        let value = pop!();
                        self.store_global(function.module, slot, value, visible);
                        ip += 1;
                    }
                    Op::Binary(operator @ (Binary::Add | Binary::Subtract | Binary::Multiply))
                    | Op::Inplace(operator @ (Binary::Add | Binary::Subtract | Binary::Multiply))
                        if let [.., Value::Int(a), Value::Int(b)] =
                            *self.thread.stack.as_slice()
                            && let Some(result) = match operator {
                                Binary::Add => a.checked_add(b),
                                Binary::Subtract => a.checked_sub(b),
                                _ => a.checked_mul(b),
                            } =>
                    {
                        self.thread.stack.pop();
                        *self.thread.stack.last_mut().expect("two operands") = Value::Int(result);
                        ip += 1;
                    }
                    // Of a positive divisor, Python's quotient and remainder are Euclid's.
                    Op::Binary(operator @ (Binary::FloorDivide | Binary::Modulo))
                    | Op::Inplace(operator @ (Binary::FloorDivide | Binary::Modulo))
                        if let [.., Value::Int(a), Value::Int(b)] =
                            *self.thread.stack.as_slice()
                            && b > 0 =>
                    {
                        let result = if operator == Binary::Modulo {
                            a.rem_euclid(b)
                        } else {
                            a.div_euclid(b)
                        };
                        self.thread.stack.pop();
                        *self.thread.stack.last_mut().expect("two operands") = Value::Int(result);
                        ip += 1;
                    }
                    Op::Compare(operator)
                        if let [.., Value::Int(a), Value::Int(b)] =
                            *self.thread.stack.as_slice() =>
                    {
                        let result = match operator {
                            Compare::Less => a < b,
                            Compare::LessEqual => a <= b,
                            Compare::Equal => a == b,
                            Compare::NotEqual => a != b,
                            Compare::Greater => a > b,
                            Compare::GreaterEqual => a >= b,
                        };
                        self.thread.stack.pop();
                        *self.thread.stack.last_mut().expect("two operands") = Value::Bool(result);
                        ip += 1;
                    }
                    Op::Is(negate) => {
                        let b = pop!();
                        let a = pop!();
                        self.thread.stack.push(Value::Bool(a.is(b) != negate));
                        ip += 1;
                    }
                    Op::Jump(target) => ip = target as usize,
                    Op::JumpBack(target) => {
                        ip = target as usize;
                        if looks {
                            checked_at = steps + 1;
                        }
                        if self
                            .process
                            .heap
                            .wants_collection(self.process.limits.memory)
                        {
                            self.frame_mut().ip = ip as u32;
                            if let Err(limit) = self.collect() {
                                leave!(Effect::Limit(limit));
                            }
                        }
                    }
                    Op::PopJumpIfFalse(target) if let Some(flag) = self.quick_truth() => {
                        self.thread.stack.pop();
                        ip = if flag { ip + 1 } else { target as usize };
                    }
                    Op::PopJumpIfTrue(target) if let Some(flag) = self.quick_truth() => {
                        self.thread.stack.pop();
                        ip = if flag { target as usize } else { ip + 1 };
                    }
                    Op::LoadMethod(name) if self.quick_load_method(name) => ip += 1,
                    Op::Call(0) if self.quick_call() => {
                        ip += 1;
                        if looks {
                            checked_at = steps + 1;
                        }
                    }
                    Op::EnterWith if self.quick_enter_with() => ip += 1,
                    Op::ExitWith if self.quick_exit_with() => {
                        ip += 1;
                        if looks {
                            checked_at = steps + 1;
                        }
                    }
                    Op::LoadItem if self.quick_load_item() => ip += 1,
                    Op::StoreItem if self.quick_store_item() => ip += 1,
                    Op::ForIter(_) if self.quick_for_iter() => ip += 1,
                    Op::PopJumpIfNone(target) => {
                        ip = if pop!().is_none() {
                            target as usize
                        } else {
                            ip + 1
                        };
                    }
                    Op::PopJumpIfNotNone(target) => {
                        ip = if pop!().is_none() {
                            ip + 1
                        } else {
                            target as usize
                        };
                    }
                    // Asking a mark is no step, and takes no time.
                    Op::JumpIfFixOff { fix, target } => {
                        ip = if self.process.has_fix(fix.into()) {
                            ip + 1
                        } else {
                            target as usize
                        };
                        instructions -= 1;
                        continue;
                    }
                    Op::JumpIfFixOn { fix, target } => {
                        ip = if self.process.has_fix(fix.into()) {
                            target as usize
                        } else {
                            ip + 1
                        };
                        instructions -= 1;
                        continue;
                    }
                    Op::Nop => {
                        ip += 1;
                        instructions -= 1;
                        continue;
                    }
                    other => {
                        self.frame_mut().ip = ip as u32;
                        let depth = self.thread.frames.len();
                        let flow = match other {
                            Op::Call(arguments) => self.call(arguments as usize),
                            Op::Return => self.return_value(),
                            _ => self.instruct(other),
                        };
                        if self.process.news && self.process.stop.news {
                            // To the end of this step, and no further.
                            budget = budget.min(steps + 1);
                        }
                        match flow {
                            Flow::Next => {
                                ip = self.frame().ip as usize;
                                if looks && self.looks_after(other) {
                                    checked_at = steps + 1;
                                }
                            }
                            Flow::Reframe => {
                                if self.thread.frames.is_empty() {
                                    leave!(Effect::Ended);
                                }
                                hidden_run += u64::from(!visible);
                                if self.visible() {
                                    if hidden_run > 0 {
                                        hidden_before += hidden_run;
                                        if self.process.stop.long_step
                                            || hidden_before > HIDDEN_AT_MOST
                                        {
                                            budget = steps + 1;
                                        }
                                        hidden_run = 0;
                                        pause_at = HIDDEN_AT_MOST
                                            .min(hidden_left.saturating_sub(hidden_before));
                                    }
                                    steps += 1;
                                    if self.thread.frames.len() > depth
                                        || !visible && self.ended_library_call()
                                    {
                                        checked_at = steps;
                                    }
                                    if steps >= budget {
                                        leave!(Effect::Ran);
                                    }
                                } else if self.thread.frames.len() > depth && !self.is_in_c() {
                                    checked_at = steps + 1;
                                }
                                continue 'frame;
                            }
                            Flow::Leave(effect) => {
                                if let Effect::Asks(_) = effect {
                                    // Whoever asks the operating system lets go of the GIL, however it came here.
                                    checked_at = steps;
                                } else {
                                    steps += 1;
                                }
                                leave!(effect);
                            }
                        }
                    }
                }
                if visible {
                    steps += 1;
                    if steps >= budget {
                        self.frame_mut().ip = ip as u32;
                        leave!(Effect::Ran);
                    }
                } else {
                    hidden_run += 1;
                    if hidden_run > pause_at {
                        self.frame_mut().ip = ip as u32;
                        if hidden_before + hidden_run > hidden_left {
                            leave!(Effect::Limit(Limit::Steps));
                        }
                        steps += 1;
                        leave!(Effect::Ran);
                    }
                }
            }
        }
    }

    /// Whether CPython 3.11 to 3.13 look at the GIL after this instruction, which is complete: after calls, and where a
    /// handler is left, since 3.11 jumps back from there.
    fn looks_after(&self, op: Op) -> bool {
        match op {
            Op::Call(_) | Op::CallKeywords { .. } | Op::CallSpread(_) | Op::ExitWith => {
                self.thread.checked
            }
            Op::PopHandled => true,
            _ => false,
        }
    }

    /// The frame on top runs what is C in CPython.
    fn is_in_c(&self) -> bool {
        let module = self.program.functions[self.frame().function.index()].module;
        self.process.globals[module.index()].in_c
    }

    /// The frame on top has just got back from a library function that it called.
    fn ended_library_call(&self) -> bool {
        let frame = self.frame();
        let code = &self.program.functions[frame.function.index()].code;
        let Some(before) = (frame.ip as usize).checked_sub(1) else {
            return false;
        };
        matches!(
            code[before],
            Op::Call(_) | Op::CallKeywords { .. } | Op::CallSpread(_) | Op::ExitWith
        )
    }

    /// Everything that is not done in the loop itself.
    #[inline(never)]
    #[expect(clippy::too_many_lines, reason = "one arm for each instruction")]
    fn instruct(&mut self, op: Op) -> Flow {
        match op {
            Op::CallKeywords {
                arguments,
                keywords,
            } => self.call_keywords(usize::from(arguments), keywords),
            Op::CallSpread(keywords) => self.call_spread(keywords),
            Op::LoadMethod(name) => self.load_method(name),
            Op::LoadAttribute(name) => self.load_attribute(name),
            Op::StoreAttribute(name) => self.store_attribute(name),
            Op::DeleteAttribute(name) => self.delete_attribute(name),
            Op::LoadItem => self.load_item(),
            Op::StoreItem => self.store_item(),
            Op::DeleteItem => self.delete_item(),
            Op::Binary(operator) => self.binary(operator, false),
            Op::Inplace(operator) => self.binary(operator, true),
            Op::Unary(operator) => self.unary(operator),
            Op::Compare(operator) => self.compare(operator),
            Op::Contains(negate) => self.contains(negate),
            Op::PopJumpIfFalse(target) => self.jump_if(false, target, true),
            Op::PopJumpIfTrue(target) => self.jump_if(true, target, true),
            Op::JumpIfFalseOrPop(target) => self.jump_if(false, target, false),
            Op::JumpIfTrueOrPop(target) => self.jump_if(true, target, false),
            Op::GetIterator => self.get_iterator(),
            Op::ForIter(target) => self.for_iter(target),
            Op::LoadLocal(slot) => self.local_missing(slot),
            Op::DeleteLocal(slot) => self.delete_local(slot),
            Op::LoadCell(cell) => self.load_cell(cell),
            Op::StoreCell(cell) => self.store_cell(cell),
            Op::DeleteCell(cell) => self.delete_cell(cell),
            Op::LoadClosure(cell) => self.load_closure(cell),
            Op::DeleteGlobal(slot) => self.delete_global(slot),
            Op::LoadName(name) => self.load_name(name, None),
            Op::LoadNameOrCell { name, cell } => self.load_name(name, Some(u32::from(cell))),
            Op::StoreName(name) => self.store_name(name),
            Op::DeleteName(name) => self.delete_name(name),
            Op::Annotate(name) => self.annotate(name),
            Op::BuildSlice(parts) => self.build_slice(parts as usize),
            Op::BuildTuple(count) => self.build_tuple(count as usize),
            Op::BuildList(count) => self.build_list(count as usize),
            Op::BuildSet(count) => self.build_set(count as usize),
            Op::BuildDict(pairs) => self.build_dict(pairs as usize),
            Op::BuildString(count) => self.build_string(count as usize),
            Op::ListAppend(depth) => self.list_append(depth as usize),
            Op::SetAdd(depth) => self.set_add(depth as usize),
            Op::DictAdd(depth) => self.dict_add(depth as usize),
            Op::ListExtend(depth) => self.list_extend(depth as usize),
            Op::SetUpdate(depth) => self.set_update(depth as usize),
            Op::DictUpdate(depth) => self.dict_update(depth as usize),
            Op::DictMerge(depth) => self.dict_merge(depth as usize),
            Op::ListToTuple => self.list_to_tuple(),
            Op::Format { conversion, spec } => self.format(conversion, spec),
            Op::Unpack(count) => self.unpack(count as usize),
            Op::UnpackStar { before, after } => {
                self.unpack_star(usize::from(before), usize::from(after))
            }
            Op::MakeFunction { function, flags } => self.make_function(function, flags),
            Op::LoadBuildClass => self.push(self.process.prelude("build_class")),
            Op::LoadAssertionError => {
                self.push(Value::Object(crate::machine::class::ASSERTION_ERROR))
            }
            Op::Yield => self.yield_value(),
            Op::GetYieldFrom => self.get_yield_from(),
            Op::Send(target) => self.send(target),
            Op::Raise(operands) => self.raise_statement(operands),
            Op::Reraise => {
                let exception = self.pop();
                self.unwind(exception, false)
            }
            Op::PushHandled => self.push_handled(),
            Op::PopHandled => self.pop_handled(),
            Op::MatchException => self.match_exception(),
            Op::EnterWith => self.enter_with(),
            Op::ExitWith => self.exit_with(),
            Op::ExitWithError => self.exit_with_error(),
            Op::Import(module) => self.import(module),
            Op::ImportFrom(name) => self.import_from(name),
            Op::ImportMissing(name) => self.import_missing(name),
            Op::MatchSequence => self.match_sequence(),
            Op::MatchMapping => self.match_mapping(),
            Op::MatchKeys => self.match_keys(),
            Op::MatchClass(positional) => self.match_class(positional as usize),
            Op::GetLength => self.get_length(),
            Op::DictWithout => self.dict_without(),
            Op::Call(_)
            | Op::Return
            | Op::Constant(_)
            | Op::None
            | Op::Int(_)
            | Op::Unbound
            | Op::Pop
            | Op::Copy(_)
            | Op::Swap(_)
            | Op::StoreLocal(_)
            | Op::LoadGlobal(_)
            | Op::StoreGlobal(_)
            | Op::Is(_)
            | Op::Jump(_)
            | Op::JumpBack(_)
            | Op::PopJumpIfNone(_)
            | Op::PopJumpIfNotNone(_)
            | Op::JumpIfFixOff { .. }
            | Op::JumpIfFixOn { .. }
            | Op::Nop => unreachable!("the loop does it"),
        }
    }
}

/// The frame and the stack.
impl Vm<'_> {
    #[inline]
    pub(crate) fn frame(&self) -> &crate::machine::frame::Frame {
        self.thread
            .frames
            .last()
            .expect("a running thread has a frame")
    }

    #[inline]
    pub(crate) fn frame_mut(&mut self) -> &mut crate::machine::frame::Frame {
        self.thread
            .frames
            .last_mut()
            .expect("a running thread has a frame")
    }

    /// The top frame is the user's.
    #[inline]
    fn visible(&self) -> bool {
        self.thread.frames.last().is_some_and(|frame| !frame.hidden)
    }

    #[inline]
    pub(crate) fn pop(&mut self) -> Value {
        self.thread
            .stack
            .pop()
            .expect("the compiler balances the stack")
    }

    /// The n-th operand from the top, 1 being the top.
    #[inline]
    pub(crate) fn peek(&self, depth: usize) -> Value {
        self.thread.stack[self.thread.stack.len() - depth]
    }

    /// Pushes and goes on after the instruction.
    #[inline]
    pub(crate) fn push(&mut self, value: Value) -> Flow {
        self.thread.stack.push(value);
        self.next()
    }

    /// Goes on after the instruction.
    #[inline]
    pub(crate) fn next(&mut self) -> Flow {
        self.frame_mut().ip += 1;
        Flow::Next
    }

    #[inline]
    pub(crate) fn jump(&mut self, target: u32) -> Flow {
        self.frame_mut().ip = target;
        Flow::Next
    }

    /// What an instruction comes to that replaces its operands, those from `at` up, by a result.
    pub(crate) fn complete(
        &mut self,
        result: crate::machine::effect::Result,
        at: usize,
        then: Then,
    ) -> Flow {
        use crate::machine::effect::Outcome;
        match result {
            Ok(Outcome::Value(value)) => {
                self.thread.waiting = None;
                self.thread.stack.truncate(at);
                self.finish(value, then)
            }
            Ok(outcome) => self.complete_later(outcome, at, then),
            Err(stop) => self.fail(stop),
        }
    }

    /// There is no value yet.
    fn complete_later(
        &mut self,
        outcome: crate::machine::effect::Outcome,
        at: usize,
        then: Then,
    ) -> Flow {
        use crate::machine::effect::Outcome;
        match outcome {
            Outcome::Value(_) => unreachable!("`complete` is done with it"),
            Outcome::Call { callee, arguments } => {
                self.thread.waiting = None;
                self.thread.stack.truncate(at);
                self.pass_on(callee, *arguments, then)
            }
            Outcome::Resume {
                generator,
                with,
                default,
            } => {
                self.thread.waiting = None;
                self.thread.stack.truncate(at);
                self.resume_native(generator, with, default)
            }
            Outcome::Park { on, timeout } => {
                let first = !matches!(timeout, crate::machine::thread::Timeout::Unchanged);
                if first {
                    self.tell(|| Event::Blocked(on));
                }
                Flow::Leave(Effect::Parked { on, timeout })
            }
            Outcome::Again => Flow::Leave(Effect::Ran),
            Outcome::Ask(call) => self.ask(call, at, then, None),
            Outcome::AskOrWait { call, on, timeout } => {
                self.ask(call, at, then, Some((on, timeout)))
            }
            Outcome::Fork => {
                // The image must know where the answer goes, so it is taken once that is written down.
                self.thread.asked = Some(Asked::plain(then, at));
                let image = self.image();
                Flow::Leave(Effect::Asks(Syscall::Fork(Box::new(image))))
            }
            Outcome::Started(tid) => {
                self.thread.waiting = None;
                self.thread.stack.truncate(at);
                match self.finish(Value::None, then) {
                    Flow::Next | Flow::Reframe => Flow::Leave(Effect::Started(tid)),
                    Flow::Leave(effect) => Flow::Leave(effect),
                }
            }
            Outcome::Exit(code) => Flow::Leave(Effect::Exited(code)),
            Outcome::ClassBody { body, namespace } => {
                self.thread.stack.truncate(at);
                self.enter_class_body(body, namespace)
            }
        }
    }

    fn ask(
        &mut self,
        call: Syscall,
        at: usize,
        then: Then,
        wait: Option<(WaitOn, Timeout)>,
    ) -> Flow {
        self.thread.asked = Some(Asked {
            wait,
            ..Asked::plain(then, at)
        });
        Flow::Leave(Effect::Asks(call))
    }

    /// As [`Vm::complete`], for a value already in hand.
    pub(crate) fn finish(&mut self, value: Value, then: Then) -> Flow {
        match then {
            Then::Push => self.push(value),
            Then::Retry => {
                self.thread.stack.push(value);
                Flow::Reframe
            }
            Then::Again => Flow::Reframe,
            Then::Drop => self.next(),
            Then::Callee => {
                self.thread.stack.push(value);
                self.push(Value::Unbound)
            }
            Then::KeepIf { wanted, target } => {
                if self.truth(value) == Some(wanted) {
                    self.jump(target)
                } else {
                    self.pop();
                    self.next()
                }
            }
            Then::Instance(instance) => {
                if value.is_none() {
                    self.push(instance)
                } else {
                    let name = self.type_name(value);
                    let stop =
                        self.type_error(format!("__init__() should return None, not '{name}'"));
                    self.fail(stop)
                }
            }
            Then::Module(module) => self.module_loaded(module),
            Then::ForIter(target) => {
                if value.is_bound() {
                    self.push(value)
                } else {
                    self.pop();
                    self.jump(target)
                }
            }
            Then::Truth(negate) => match self.truth(value) {
                Some(flag) => self.push(Value::Bool(flag != negate)),
                None => {
                    let outcome = self.prelude("truth", &[value]);
                    let at = self.thread.stack.len();
                    self.complete(Ok(outcome), at, Then::Truth(negate))
                }
            },
            Then::Send(_) | Then::Next(_) | Then::Close => unreachable!("only generators end so"),
            Then::End => unreachable!("only the bottom frame ends so"),
        }
    }

    /// An instruction failed.
    pub(crate) fn fail(&mut self, stop: Stop) -> Flow {
        self.thread.waiting = None;
        match stop {
            Stop::Raise(exception) => self.raise_fresh(exception),
            Stop::Limit(limit) => Flow::Leave(Effect::Limit(limit)),
        }
    }

    /// Frees what nobody can reach, and says whether the rest is too much.
    pub(crate) fn collect(&mut self) -> Result<(), Limit> {
        let Process { heap, .. } = self.process;
        let mut taken = std::mem::take(heap);
        taken.collect(|collector| {
            self.process.roots(collector);
            crate::machine::trace::Trace::trace(&*self.thread, collector);
        });
        self.process.heap = taken;
        if self.process.heap.bytes() > self.process.limits.memory {
            Err(Limit::Memory)
        } else {
            Ok(())
        }
    }
}

/// An answer from the kernel to the question that a thread asked.
impl Process {
    /// Completes the instruction that asked, or lets its thread wait; the run goes on after it.
    pub fn resume(&mut self, tid: Tid, answer: &Answer) -> Run {
        let program = std::sync::Arc::clone(&self.program);
        let worker = &mut self.workers[tid.index()];
        worker.dirty = true;
        worker.state = State::Ready;
        let mut shared = worker
            .thread
            .take()
            .expect("a thread that asked is in its place");
        let thread: &mut Thread = std::sync::Arc::make_mut(&mut shared);
        let asked = thread
            .asked
            .take()
            .expect("only a thread that asked is answered");
        let mut vm = Vm {
            process: self,
            thread,
            tid,
            program: &program,
        };
        let flow = vm.answered(answer, &asked);
        let effect = match flow {
            Flow::Next | Flow::Reframe => Effect::Ran,
            Flow::Leave(effect) => effect,
        };
        let steps = match effect {
            // The wait is the step, wherever it is.
            Effect::Parked { .. } => 1,
            _ => u64::from(vm.visible()),
        };
        self.workers[tid.index()].thread = Some(shared);
        if let Effect::Parked { on, timeout } = &effect {
            self.workers[tid.index()].park(*on, *timeout);
        }
        Run {
            steps,
            instructions: 0,
            hidden: 0,
            effect,
        }
    }
}

impl Vm<'_> {
    fn answered(&mut self, answer: &Answer, asked: &Asked) -> Flow {
        let value = match answer {
            Answer::Wait => {
                let (on, timeout) = asked.wait.expect("only who may wait is told to");
                let outcome = self.park(on, timeout);
                return self.complete(Ok(outcome), asked.at as usize, asked.then);
            }
            Answer::Limit(limit) => return self.fail(Stop::Limit(*limit)),
            Answer::Failed(failure) => {
                let stop = self.failure(*failure);
                return self.fail(stop);
            }
            Answer::Done => Value::None,
            Answer::Number(number) => Value::Int(*number),
            Answer::Flag(flag) => Value::Bool(*flag),
            Answer::Numbers(numbers) => {
                let numbers: Vec<_> = numbers.iter().copied().map(Value::Int).collect();
                self.tuple(numbers)
            }
            Answer::Bytes(bytes) => self.bytes(std::sync::Arc::clone(bytes)),
        };
        self.complete(Ok(value.into()), asked.at as usize, asked.then)
    }

    /// What the kernel refused, as CPython's exceptions.
    fn failure(&mut self, failure: Failure) -> Stop {
        let (class, number, words) = match failure {
            Failure::ReleasedTooOften => {
                return self.value_error("semaphore or lock released too many times");
            }
            Failure::NotTheOwner => {
                let words = "attempt to release recursive lock not owned by thread";
                return self.raise(class::ASSERTION_ERROR, words);
            }
            Failure::EndOfFile => return self.raise_with(class::EOF_ERROR, Vec::new()),
            Failure::BrokenPipe => (class::BROKEN_PIPE_ERROR, 32, "Broken pipe"),
            Failure::BadEnd => (class::OS_ERROR, 9, "Bad file descriptor"),
            Failure::NoChild => (class::CHILD_PROCESS_ERROR, 10, "No child processes"),
            Failure::NoProcess => (class::PROCESS_LOOKUP_ERROR, 3, "No such process"),
            Failure::BlockExists => (class::FILE_EXISTS_ERROR, 17, "File exists"),
            Failure::NoBlock => {
                let words = "No such file or directory";
                (class::FILE_NOT_FOUND_ERROR, 2, words)
            }
        };
        let words = self.text(words);
        self.raise_with(class, vec![Value::Int(number), words])
    }

    /// The process as a fork of it begins: this thread alone; the others are nowhere, and what they held stays held.
    fn image(&mut self) -> Process {
        let mut image = self.process.clone();
        image.told.clear();
        image.main = self.tid;
        for (number, worker) in image.workers.iter_mut().enumerate() {
            worker.dirty = true;
            if number == self.tid.index() {
                worker.state = State::Asking;
                worker.thread = Some(std::sync::Arc::new(self.thread.clone()));
            } else if worker.state != State::Ended {
                worker.state = State::Ended;
                worker.thread = None;
                if let Body::Thread(thread) = image.heap.body_mut(worker.object) {
                    thread.ended = true;
                    thread.joiners.clear();
                }
            }
        }
        image
    }
}
