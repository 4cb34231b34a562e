//! Calls: from a callee and its arguments on the stack to a frame, a native's outcome or a new instance; and returns.

use smallvec::SmallVec;

use crate::base::{FunctionId, ObjectId};
use crate::code::op::MakeFlags;
use crate::code::{Function as Code, Kind, Name, Op, name};
use crate::machine::builtins::{Arguments, NativeId};
use crate::machine::class;
use crate::machine::effect::{Effect, Limit, Outcome, Stop};
use crate::machine::event::Event;
use crate::machine::frame::{Frame, Then};
use crate::machine::interpret::Flow;
use crate::machine::object::{Body, Dict, Function, Generator, Stage};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

/// Names of the arguments given by keyword, the last on the stack.
type Keywords = SmallVec<[Name; 4]>;

impl Vm<'_> {
    /// `[callee receiver a1 … an]`
    pub(super) fn call(&mut self, arguments: usize) -> Flow {
        let at = self.thread.stack.len() - arguments - 2;
        let inline = self.is_run_inline(at, arguments);
        // The commonest case without ceremony: a Python function with plain parameters, all given.
        let flow = self.invoke(at, &[], Then::Push);
        self.thread.checked &= !inline;
        flow
    }

    /// A call after which CPython does not look at the GIL (see `profile`).
    fn is_run_inline(&self, at: usize, arguments: usize) -> bool {
        match self.thread.stack[at] {
            Value::Native(native) => {
                let native = native.get();
                let is_method = self.thread.stack[at + 1].is_bound();
                native.inline
                    && (native.class.is_none()
                        || is_method && arguments == 1 && self.drops_result())
            }
            callee => callee.is(Value::Object(class::TYPE)) && arguments == 1,
        }
    }

    /// The instruction after this one drops what this one gives.
    fn drops_result(&self) -> bool {
        let frame = self.frame();
        let code = &self.program.functions[frame.function.index()].code;
        matches!(code[frame.ip as usize + 1], Op::Pop)
    }

    pub(super) fn call_keywords(&mut self, arguments: usize, keywords: u32) -> Flow {
        let at = self.thread.stack.len() - arguments - 2;
        let program = self.program;
        self.invoke(at, &program.keywords[keywords as usize], Then::Push)
    }

    /// `[callee receiver tuple (dict)]`: laid out as an ordinary call, and then it is one. Where the callee waits, the
    /// instruction must find its operands again, so a native is called with them gathered instead.
    pub(super) fn call_spread(&mut self, has_keywords: bool) -> Flow {
        let at = self.thread.stack.len() - 3 - usize::from(has_keywords);
        let mut keywords = Keywords::new();
        let mut values = Vec::new();
        let Some(positional) = self.heap().tuple(self.thread.stack[at + 2]).cloned() else {
            unreachable!("the compiler makes a tuple");
        };
        if has_keywords {
            let entries: Vec<_> = match self.heap().dict(self.peek(1)) {
                Some(dict) => dict.iter().map(|entry| (entry.key, entry.value)).collect(),
                None => Vec::new(),
            };
            for (key, value) in entries {
                let Some(text) = self.as_str(key).map(ToOwned::to_owned) else {
                    let stop = self.type_error("keywords must be strings");
                    return self.fail(stop);
                };
                keywords.push(self.process.intern(&text));
                values.push(value);
            }
        }
        let callee = self.thread.stack[at];
        let receiver = self.thread.stack[at + 1];
        if let Some((native, bound)) = self.as_native(callee) {
            let mut arguments = Arguments::default();
            arguments.positional.extend(bound);
            arguments
                .positional
                .extend(Some(receiver).filter(|value| value.is_bound()));
            arguments.positional.extend(positional.iter().copied());
            arguments.keywords.extend(keywords.into_iter().zip(values));
            return self.call_native(native, &arguments, at, Then::Push);
        }
        self.thread.stack.truncate(at + 2);
        self.thread.stack.extend_from_slice(&positional);
        self.thread.stack.extend(values);
        self.invoke(at, &keywords, Then::Push)
    }

    /// A native, or a native bound to a receiver.
    fn as_native(&self, callee: Value) -> Option<(NativeId, Option<Value>)> {
        match callee {
            Value::Native(native) => Some((native, None)),
            Value::Object(id) => match self.heap().body(id) {
                Body::Method(method) => match method.function {
                    Value::Native(native) => Some((native, Some(method.receiver))),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        }
    }

    /// Calls what lies at `at`: callee, receiver, arguments up to the top, the last of them named by `keywords`.
    pub(crate) fn invoke(&mut self, at: usize, keywords: &[Name], then: Then) -> Flow {
        self.thread.checked = false;
        loop {
            let callee = self.thread.stack[at];
            match callee {
                Value::Native(native) => {
                    let first = at + 1 + usize::from(!self.thread.stack[at + 1].is_bound());
                    let arguments = Arguments::named(&self.thread.stack[first..], keywords);
                    return self.call_native(native, &arguments, at, then);
                }
                Value::Object(id) => match self.heap().body(id) {
                    Body::Function(_) => return self.enter(id, at, keywords, then),
                    Body::Method(method) => {
                        let (function, receiver) = (method.function, method.receiver);
                        self.thread.stack[at] = function;
                        if self.thread.stack[at + 1].is_bound() {
                            self.thread.stack.insert(at + 1, receiver);
                        } else {
                            self.thread.stack[at + 1] = receiver;
                        }
                        continue;
                    }
                    Body::Class(_) => return self.instantiate(id, at, keywords, then),
                    Body::StaticMethod(function) => {
                        self.thread.stack[at] = *function;
                        continue;
                    }
                    _ => {}
                },
                _ => {}
            }
            let class = self.class_of(callee);
            match self.lookup(class, name::CALL) {
                Some(function) if !matches!(function, Value::Native(_)) => {
                    self.thread.stack[at] = function;
                    if self.thread.stack[at + 1].is_bound() {
                        self.thread.stack.insert(at + 1, callee);
                    } else {
                        self.thread.stack[at + 1] = callee;
                    }
                }
                _ => {
                    let name = self.class_name(class);
                    let stop = self.type_error(format!("'{name}' object is not callable"));
                    return self.fail(stop);
                }
            }
        }
    }

    fn call_native(
        &mut self,
        native: NativeId,
        arguments: &Arguments,
        at: usize,
        then: Then,
    ) -> Flow {
        if self
            .process
            .heap
            .wants_collection(self.process.limits.memory)
            && let Err(limit) = self.collect()
        {
            return Flow::Leave(Effect::Limit(limit));
        }
        let entry = native.get();
        if let Some(class) = entry.receiver {
            let receiver = arguments.get(0);
            if !receiver.is_some_and(|receiver| self.is_instance(receiver, class)) {
                let stop = self.wrong_receiver(entry.name, class, receiver);
                return self.fail(stop);
            }
        }
        let result = (entry.function)(self, arguments);
        self.thread.checked = true;
        match (result, then) {
            // Nearly always.
            (Ok(Outcome::Value(value)), Then::Push) => {
                self.thread.waiting = None;
                self.thread.stack.truncate(at);
                self.push(value)
            }
            (result, then) => self.complete(result, at, then),
        }
    }

    fn wrong_receiver(&mut self, name: &str, class: ObjectId, receiver: Option<Value>) -> Stop {
        let class = self.class_name(class);
        match receiver {
            None => self.type_error(format!("unbound method {class}.{name}() needs an argument")),
            Some(receiver) => {
                let given = self.type_name(receiver);
                self.type_error(format!(
                    "descriptor '{name}' for '{class}' objects doesn't apply to a '{given}' object"
                ))
            }
        }
    }

    /// Passes a native's operation on to Python: its operands are gone already.
    pub(crate) fn pass_on(&mut self, callee: Value, arguments: Arguments, then: Then) -> Flow {
        // A native might wait, and would then need its operands again: let a Python frame hold them.
        let (callee, arguments) = if self.as_native(callee).is_some() {
            let positional = self.tuple(arguments.positional.as_slice());
            let mut dict = Dict::default();
            for &(name, value) in &arguments.keywords {
                let key = self.name_value(name);
                let hash = self.text_hash(key);
                dict.push(hash, key, value);
            }
            let keywords = self.dict(dict);
            (
                self.process.prelude("apply"),
                Arguments::of(&[callee, positional, keywords]),
            )
        } else {
            (callee, arguments)
        };
        let at = self.thread.stack.len();
        self.thread.stack.push(callee);
        self.thread.stack.push(Value::Unbound);
        self.thread.stack.extend_from_slice(&arguments.positional);
        self.thread
            .stack
            .extend(arguments.keywords.iter().map(|&(_, value)| value));
        let keywords: Keywords = arguments.keywords.iter().map(|&(name, _)| name).collect();
        self.invoke(at, &keywords, then)
    }

    /// `Class(…)`: `__new__`, then `__init__`.
    fn instantiate(&mut self, class: ObjectId, at: usize, keywords: &[Name], then: Then) -> Flow {
        let metaclass = self.heap().class(class);
        if metaclass != class::TYPE && self.defines(metaclass, name::CALL) {
            let function = self.lookup(metaclass, name::CALL).expect("just found");
            let callee = self.thread.stack[at];
            self.thread.stack[at] = function;
            if self.thread.stack[at + 1].is_bound() {
                self.thread.stack.insert(at + 1, callee);
            } else {
                self.thread.stack[at + 1] = callee;
            }
            return self.invoke(at, keywords, then);
        }
        let first = at + 1 + usize::from(!self.thread.stack[at + 1].is_bound());
        let new = self.lookup(class, name::NEW);
        let init = self.lookup(class, name::INIT);
        let Some(Value::Native(new)) = new else {
            return self.instantiate_in_python(at, first, keywords, then);
        };
        let mut arguments = Arguments::named(&self.thread.stack[first..], keywords);
        arguments.positional.insert(0, Value::Object(class));
        let made = match (new.get().function)(self, &arguments) {
            Ok(outcome) => outcome,
            Err(stop) => return self.fail(stop),
        };
        let Outcome::Value(instance) = made else {
            // Immutable classes that had to ask Python: `tuple(generator)`, `int(object)`, `type(name, bases, dict)`.
            return self.complete(Ok(made), at, then);
        };
        match init {
            // `int`, `str` and other immutable ones are complete.
            None => {}
            Some(Value::Native(init)) if init.get().class == Some(class::OBJECT) => {}
            Some(Value::Native(_)) if !self.is_instance(instance, class) => {}
            Some(Value::Native(init)) => {
                arguments.positional[0] = instance;
                let result = (init.get().function)(self, &arguments);
                self.thread.checked = true;
                if !matches!(then, Then::Push) {
                    return self.instantiate_in_python(at, first, keywords, then);
                }
                return self.complete(result, at, Then::Instance(instance));
            }
            Some(init) => {
                if !matches!(then, Then::Push) {
                    return self.instantiate_in_python(at, first, keywords, then);
                }
                // The arguments stay where they are; the class becomes `__init__`, and the receiver the instance.
                self.thread.stack[at] = init;
                if first == at + 2 {
                    self.thread.stack[at + 1] = instance;
                } else {
                    self.thread.stack.insert(at + 1, instance);
                }
                return self.invoke(at, keywords, Then::Instance(instance));
            }
        }
        self.thread.stack.truncate(at);
        self.thread.checked = true;
        self.finish(instance, then)
    }

    /// The slow way, for a `__new__` in Python and for instances made on another's behalf.
    fn instantiate_in_python(
        &mut self,
        at: usize,
        first: usize,
        keywords: &[Name],
        then: Then,
    ) -> Flow {
        let make = self.process.prelude("instantiate");
        let class = self.thread.stack[at];
        self.thread
            .stack
            .splice(at..first, [make, Value::Unbound, class]);
        self.invoke(at, keywords, then)
    }

    /// A new frame for a Python function, whose arguments become its first locals where they lie.
    fn enter(&mut self, id: ObjectId, at: usize, keywords: &[Name], then: Then) -> Flow {
        let Body::Function(function) = self.process.heap.body(id) else {
            unreachable!("callers know it is a function")
        };
        let code_id = function.code;
        let program = self.program;
        let code = &program.functions[code_id.index()];
        let base = at + 1 + usize::from(!self.thread.stack[at + 1].is_bound());
        let given = self.thread.stack.len() - base;
        let parameters = &code.parameters;
        let wanted = (parameters.positional_only + parameters.positional) as usize;
        let plain = keywords.is_empty()
            && !parameters.star
            && !parameters.double_star
            && parameters.keyword_only == 0;
        if plain && given == wanted {
            // As it is.
        } else if plain && given < wanted && wanted - given <= function.defaults.len() {
            let from = function.defaults.len() - (wanted - given);
            self.thread
                .stack
                .extend_from_slice(&function.defaults[from..]);
        } else {
            let function = function.clone();
            if let Err(stop) = self.bind(&function, code, base, keywords) {
                return self.fail(stop);
            }
        }
        self.push_frame(id, code_id, code, base, at, then)
    }

    #[inline]
    fn push_frame(
        &mut self,
        id: ObjectId,
        code_id: FunctionId,
        code: &Code,
        base: usize,
        floor: usize,
        then: Then,
    ) -> Flow {
        let top = base + code.locals.len();
        self.thread.stack.resize(top, Value::Unbound);
        for &(_, parameter) in &code.cells {
            let value = parameter.map_or(Value::Unbound, |slot| {
                self.thread.stack[base + slot as usize]
            });
            let cell = self.allocate(class::CELL, Body::Cell(value));
            self.thread.stack.push(cell);
        }
        if !code.free.is_empty() {
            let Body::Function(function) = self.process.heap.body(id) else {
                unreachable!("still the function")
            };
            self.thread
                .stack
                .extend(function.closure.iter().map(|&cell| Value::Object(cell)));
        }
        let hidden = self.process.is_hidden(code.module);
        let frame = Frame {
            function: code_id,
            ip: 0,
            base: base as u32,
            floor: floor as u32,
            then,
            handled: Value::None,
            generator: None,
            namespace: None,
            hidden,
        };
        match code.kind {
            Kind::Generator => {
                let Body::Function(function) = self.process.heap.body(id) else {
                    unreachable!("still the function")
                };
                let (name, qualified_name) = (function.name, function.qualified_name);
                let stack = self.thread.stack.split_off(base);
                self.thread.stack.truncate(floor);
                let generator = Generator {
                    name,
                    qualified_name,
                    stage: Stage::Created { frame, stack },
                };
                let value = self.allocate(class::GENERATOR, Body::Generator(Box::new(generator)));
                return self.finish(value, then);
            }
            Kind::Function | Kind::ClassBody | Kind::Module => {}
        }
        if self.thread.frames.len() >= self.process.limits.depth {
            return Flow::Leave(Effect::Limit(Limit::Depth));
        }
        if self.thread.frames.len() >= self.process.recursion_limit as usize {
            self.thread.stack.truncate(floor);
            let stop = self.raise(class::RECURSION_ERROR, "maximum recursion depth exceeded");
            return self.fail(stop);
        }
        if self
            .process
            .heap
            .wants_collection(self.process.limits.memory)
            && let Err(limit) = self.collect()
        {
            return Flow::Leave(Effect::Limit(limit));
        }
        self.thread.frames.push(frame);
        if !hidden {
            self.tell(|| Event::Called(code_id));
        }
        Flow::Reframe
    }

    /// A class body, with a dict as its namespace.
    pub(super) fn enter_class_body(&mut self, body: ObjectId, namespace: ObjectId) -> Flow {
        let Body::Function(function) = self.process.heap.body(body) else {
            unreachable!("a class body is a function")
        };
        let code_id = function.code;
        let program = self.program;
        let code = &program.functions[code_id.index()];
        let at = self.thread.stack.len();
        let flow = self.push_frame(body, code_id, code, at, at, Then::Push);
        if matches!(flow, Flow::Reframe) {
            self.frame_mut().namespace = Some(namespace);
        }
        flow
    }

    /// A module's body.
    pub(crate) fn enter_module(&mut self, code_id: FunctionId, then: Then) -> Flow {
        let program = self.program;
        let code = &program.functions[code_id.index()];
        let at = self.thread.stack.len();
        self.push_frame(ObjectId(0), code_id, code, at, at, then)
    }

    pub(super) fn return_value(&mut self) -> Flow {
        let value = self.pop();
        let frame = self
            .thread
            .frames
            .pop()
            .expect("a running thread has a frame");
        let code = &self.program.functions[frame.function.index()];
        if !frame.hidden {
            self.tell(|| Event::Returned {
                function: frame.function,
                value,
            });
        }
        let value = match (code.kind, code.class_cell) {
            (Kind::ClassBody, Some(cell)) => {
                self.thread.stack[frame.base as usize + code.locals.len() + cell as usize]
            }
            (Kind::ClassBody, None) => Value::None,
            (Kind::Function | Kind::Generator | Kind::Module, _) => value,
        };
        self.thread.stack.truncate(frame.floor as usize);
        if let Some(generator) = frame.generator {
            self.set_stage(generator, Stage::Finished);
            return self.generator_returned(value, frame.then);
        }
        if matches!(frame.then, Then::End) {
            let code = self.as_i64(value).map_or(0, |code| code as i32);
            self.tell(|| Event::Ended { uncaught: None });
            return Flow::Leave(if self.tid.0 == 0 {
                Effect::Exited(code)
            } else {
                Effect::Ended
            });
        }
        match self.finish(value, frame.then) {
            Flow::Next => Flow::Reframe,
            other => other,
        }
    }

    pub(super) fn make_function(&mut self, function: FunctionId, flags: MakeFlags) -> Flow {
        let program = self.program;
        let code = &program.functions[function.index()];
        let mut closure = Vec::new();
        let mut keyword_defaults = Vec::new();
        let mut defaults = Vec::new();
        if flags.has(MakeFlags::CLOSURE) {
            let cells = self.pop();
            let cells = self.heap().tuple(cells).cloned().unwrap_or_default();
            closure.extend(cells.iter().filter_map(|cell| cell.object()));
        }
        if flags.has(MakeFlags::KEYWORD_DEFAULTS) {
            let dict = self.pop();
            let entries: Vec<_> = self
                .heap()
                .dict(dict)
                .map(|dict| dict.iter().copied().collect())
                .unwrap_or_default();
            for entry in entries {
                let text = self.as_str(entry.key).unwrap_or_default().to_owned();
                keyword_defaults.push((self.process.intern(&text), entry.value));
            }
        }
        if flags.has(MakeFlags::DEFAULTS) {
            let tuple = self.pop();
            defaults = self
                .heap()
                .tuple(tuple)
                .map(|items| items.to_vec())
                .unwrap_or_default();
        }
        let documentation = match &code.documentation {
            Some(text) => self.text(text.as_str()),
            None => Value::None,
        };
        let made = Function {
            code: function,
            name: code.name,
            qualified_name: code.qualified_name,
            defaults,
            keyword_defaults,
            closure,
            documentation,
        };
        let value = self.allocate(class::FUNCTION, Body::Function(Box::new(made)));
        self.push(value)
    }

    /// The general case of matching arguments with parameters: what is on the stack from `base` up is replaced by
    /// the parameters' values in the order of the locals.
    fn bind(
        &mut self,
        function: &Function,
        code: &Code,
        base: usize,
        keywords: &[Name],
    ) -> Result<(), Stop> {
        let parameters = &code.parameters;
        let only = parameters.positional_only as usize;
        let positional = only + parameters.positional as usize;
        let named = positional + parameters.keyword_only as usize;
        let given = self.thread.stack.split_off(base);
        let (given, values) = given.split_at(given.len() - keywords.len());
        let mut slots = vec![Value::Unbound; parameters.count()];
        let taken = given.len().min(positional);
        slots[..taken].copy_from_slice(&given[..taken]);
        let mut extra = Dict::default();
        let mut wrongly_named = Vec::new();
        for (&keyword, &value) in keywords.iter().zip(values) {
            match code.locals[..named]
                .iter()
                .position(|&parameter| parameter == keyword)
            {
                Some(slot) if slot >= only => {
                    if slots[slot].is_bound() {
                        let text = self.name_text(keyword);
                        return Err(self.about(
                            function,
                            format_args!("got multiple values for argument '{text}'"),
                        ));
                    }
                    slots[slot] = value;
                }
                found => {
                    if parameters.double_star {
                        let key = self.name_value(keyword);
                        let hash = self.text_hash(key);
                        extra.push(hash, key, value);
                    } else if found.is_some() {
                        wrongly_named.push(self.name_text(keyword).to_string());
                    } else {
                        let text = self.name_text(keyword);
                        return Err(self.about(
                            function,
                            format_args!("got an unexpected keyword argument '{text}'"),
                        ));
                    }
                }
            }
        }
        if !wrongly_named.is_empty() {
            let list = wrongly_named.join(", ");
            return Err(self.about(
                function,
                format_args!(
                    "got some positional-only arguments passed as keyword arguments: '{list}'"
                ),
            ));
        }
        if given.len() > positional && !parameters.star {
            return Err(self.too_many(function, positional, given.len(), named, &slots));
        }
        let first_default = positional - function.defaults.len().min(positional);
        let mut missing = Vec::new();
        for (slot, place) in slots.iter_mut().enumerate().take(positional) {
            if !place.is_bound() {
                if slot >= first_default {
                    *place = function.defaults[slot - first_default];
                } else {
                    missing.push(code.locals[slot]);
                }
            }
        }
        if !missing.is_empty() {
            return Err(self.missing(function, "positional", &missing));
        }
        for (slot, place) in slots.iter_mut().enumerate().take(named).skip(positional) {
            if !place.is_bound() {
                let parameter = code.locals[slot];
                match function
                    .keyword_defaults
                    .iter()
                    .find(|&&(name, _)| name == parameter)
                {
                    Some(&(_, value)) => *place = value,
                    None => missing.push(parameter),
                }
            }
        }
        if !missing.is_empty() {
            return Err(self.missing(function, "keyword-only", &missing));
        }
        if parameters.star {
            slots[named] = self.tuple(&given[taken..]);
        }
        if parameters.double_star {
            slots[named + usize::from(parameters.star)] = self.dict(extra);
        }
        self.thread.stack.extend(slots);
        Ok(())
    }

    fn about(&mut self, function: &Function, what: std::fmt::Arguments<'_>) -> Stop {
        let name = self.name_text(function.qualified_name);
        self.type_error(format!("{name}() {what}"))
    }

    fn missing(&mut self, function: &Function, kind: &str, missing: &[Name]) -> Stop {
        let names: Vec<_> = missing
            .iter()
            .map(|&name| format!("'{}'", self.name_text(name)))
            .collect();
        let list = match names.as_slice() {
            [one] => one.clone(),
            [one, two] => format!("{one} and {two}"),
            [all @ .., last] => format!("{}, and {last}", all.join(", ")),
            [] => String::new(),
        };
        let plural = if names.len() == 1 { "" } else { "s" };
        self.about(
            function,
            format_args!(
                "missing {} required {kind} argument{plural}: {list}",
                names.len()
            ),
        )
    }

    fn too_many(
        &mut self,
        function: &Function,
        most: usize,
        given: usize,
        named: usize,
        slots: &[Value],
    ) -> Stop {
        let defaults = function.defaults.len();
        let by_keyword = slots[most..named]
            .iter()
            .filter(|value| value.is_bound())
            .count();
        let (range, plural) = if defaults > 0 {
            (format!("from {} to {most}", most - defaults), true)
        } else {
            (most.to_string(), most != 1)
        };
        let plural = if plural { "s" } else { "" };
        let (also, verb) = if by_keyword > 0 {
            let many = if given == 1 { "" } else { "s" };
            let named = if by_keyword == 1 { "" } else { "s" };
            (
                format!(
                    " positional argument{many} (and {by_keyword} keyword-only argument{named})"
                ),
                "were",
            )
        } else {
            (String::new(), if given == 1 { "was" } else { "were" })
        };
        self.about(
            function,
            format_args!(
                "takes {range} positional argument{plural} but {given}{also} {verb} given"
            ),
        )
    }
}
