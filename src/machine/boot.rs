//! Making a process: the builtin classes, the modules' empty globals, the prelude run, the main thread before its first
//! instruction.

use std::sync::Arc;

use crate::base::{ModuleId, ObjectId, Pid, Tid};
use crate::code::{Constant, Name, Origin, Program, name};
use crate::machine::attributes::Attributes;
use crate::machine::builtins::{Attribute, Member, REGISTRY};
use crate::machine::class;
use crate::machine::effect::{Effect, Message};
use crate::machine::heap::Heap;
use crate::machine::kernel::invented_id;
use crate::machine::object::{Body, Class, Function, Property, Set, Text};
use crate::machine::output::Streams;
use crate::machine::process::{Globals, Limits, Process, Settings};
use crate::machine::profile::is_in_c;
use crate::machine::sync;
use crate::machine::thread::{State, Thread, Worker};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

impl Process {
    /// A process about to run a program's main module.
    pub fn boot(program: Arc<Program>, settings: Settings) -> Self {
        let mut process = Self::bare(program, settings);
        let body = process.body_of(process.program.main);
        process.make_main_thread("main_thread", &[body]);
        process
    }

    /// A process that `multiprocessing` has spawned: the program is there, nothing of it has run, and what is to be
    /// done stands pickled in `payload`. Its main module is called `__mp_main__`.
    ///
    /// # Panics
    /// Where the program does not import `multiprocessing`: nobody else spawns.
    pub(crate) fn boot_spawned(
        program: Arc<Program>,
        settings: Settings,
        payload: &Message,
    ) -> Self {
        let mut process = Self::bare(program, settings);
        let spawn = process
            .program
            .modules
            .iter()
            .position(|module| module.name == "multiprocessing.spawn")
            .map(ModuleId::from)
            .expect("only multiprocessing spawns");
        let main = process.program.main;
        let own_name = process.new_text("__mp_main__");
        process.set_global(main, name::NAME, own_name);
        Arc::make_mut(&mut process.globals[spawn.index()]).loaded = true;
        let payload = Body::Bytes(Arc::clone(payload));
        let payload = Value::Object(process.heap.allocate(class::BYTES, payload));
        let arguments = [
            process.body_of(spawn),
            Value::Module(spawn),
            process.body_of(main),
            payload,
        ];
        process.make_main_thread("spawned_thread", &arguments);
        process
    }

    /// Without its main thread.
    fn bare(program: Arc<Program>, settings: Settings) -> Self {
        let mut process = Self {
            pid: Pid(0),
            names: Arc::new(program.names.clone()),
            heap: Heap::default(),
            globals: Vec::new(),
            workers: Vec::new(),
            constants: Arc::new([]),
            builtins: Arc::default(),
            texts: Arc::default(),
            // However little the program may have, the machine's own part is not held to it.
            limits: Limits {
                memory: usize::MAX,
                ..settings.limits
            },
            recursion_limit: 1000,
            entropy: settings.seed,
            unnamed_threads: 0,
            streams: Streams::default(),
            wakes_any: false,
            main: Tid(0),
            os_id: invented_id(Pid(0)),
            status: None,
            uncaught: false,
            watched: false,
            news: false,
            woken: Vec::new(),
            stop: crate::machine::process::StopAt::default(),
            told: Vec::new(),
            order: 0,
            cache: crate::machine::cache::Lookups::default(),
            settings,
            program,
        };
        process.make_classes();
        process.make_constants();
        process.make_globals();
        process
    }

    /// The body of a Python module as a function.
    fn body_of(&mut self, module: ModuleId) -> Value {
        let program = Arc::clone(&self.program);
        let body = program.modules[module.index()]
            .body
            .expect("the module is Python");
        let code = &program.functions[body.index()];
        let function = Function {
            code: body,
            name: code.name,
            qualified_name: code.qualified_name,
            defaults: Vec::new(),
            keyword_defaults: Vec::new(),
            closure: Vec::new(),
            documentation: Value::None,
        };
        let function = Body::Function(Box::new(function));
        Value::Object(self.heap.allocate(class::FUNCTION, function))
    }

    fn make_classes(&mut self) {
        for (number, builtin) in class::BUILTIN.iter().enumerate() {
            let id = ObjectId::from(number);
            let name = self.intern(builtin.name);
            let mut mro = vec![id];
            if id != class::OBJECT {
                mro.extend_from_slice(&self.class(builtin.base).mro);
            }
            let layout = if builtin.has_layout {
                id
            } else {
                self.class(builtin.base).layout
            };
            let made = Class {
                name,
                qualified_name: name,
                bases: if id == class::OBJECT {
                    Vec::new()
                } else {
                    vec![builtin.base]
                },
                mro,
                attributes: Attributes::default(),
                layout,
                builtin: true,
                custom_access: false,
            };
            let place = self.heap.allocate(class::TYPE, Body::Class(Box::new(made)));
            assert!(place == id, "the builtin classes come first");
        }
        for (number, builtin) in class::BUILTIN.iter().enumerate() {
            let module = self.intern(builtin.module);
            let module = self.name_value(module);
            self.set_builtin_attribute(ObjectId::from(number), name::MODULE, module);
        }
        for &(class, text, attribute) in &REGISTRY.attributes {
            let value = match attribute {
                Attribute::Native(native) => Value::Native(native),
                Attribute::Property { get, set } => {
                    let property = Property {
                        get: Value::Native(get),
                        set: set.map_or(Value::None, Value::Native),
                        delete: Value::None,
                        documentation: Value::None,
                    };
                    Value::Object(
                        self.heap
                            .allocate(class::PROPERTY, Body::Property(Box::new(property))),
                    )
                }
                Attribute::Make(make) => make(self),
            };
            let name = self.intern(text);
            self.set_builtin_attribute(class, name, value);
        }
        // Objects that can change have no hash, and `None` says so.
        for unhashable in [
            class::LIST,
            class::DICT,
            class::SET,
            class::BYTEARRAY,
            class::DEQUE,
        ] {
            self.set_builtin_attribute(unhashable, name::HASH, Value::None);
        }
    }

    fn set_builtin_attribute(&mut self, class: ObjectId, name: Name, value: Value) {
        if let Body::Class(held) = self.heap.body_mut(class) {
            held.attributes.set(name, value);
        }
    }

    fn new_text(&mut self, text: &str) -> Value {
        Value::Object(self.heap.allocate(class::STR, Body::Text(Text::new(text))))
    }

    fn make_constants(&mut self) {
        let program = Arc::clone(&self.program);
        // A text that is also a name is one object, so that most comparisons of keys are comparisons of ids.
        self.constants = program
            .constants
            .iter()
            .map(|constant| self.constant(constant))
            .collect();
    }

    fn constant(&mut self, constant: &Constant) -> Value {
        match constant {
            Constant::None => Value::None,
            Constant::Bool(flag) => Value::Bool(*flag),
            Constant::Int(number) => Value::Int(*number),
            Constant::Float(number) => Value::Float(*number),
            Constant::Ellipsis => Value::Ellipsis,
            Constant::BigInt(digits) => {
                let number = digits.parse().expect("the front end writes digits");
                Value::Object(
                    self.heap
                        .allocate(class::INT, Body::BigInt(Arc::new(number))),
                )
            }
            Constant::Text(text) => match self.names.find(text) {
                Some(name) => self.name_value(name),
                None => self.new_text(text),
            },
            Constant::Bytes(bytes) => Value::Object(
                self.heap
                    .allocate(class::BYTES, Body::Bytes(bytes.as_slice().into())),
            ),
            Constant::Tuple(items) => {
                let items: Vec<_> = items.iter().map(|item| self.constant(item)).collect();
                Value::Object(self.heap.allocate(class::TUPLE, Body::Tuple(items.into())))
            }
            Constant::FrozenSet(items) => {
                let items: Vec<_> = items.iter().map(|item| self.constant(item)).collect();
                let set = Body::Set(Box::<Set>::default());
                let set = self.heap.allocate(class::FROZENSET, set);
                let program = Arc::clone(&self.program);
                let mut vm = Vm {
                    process: self,
                    thread: &mut Thread::default(),
                    tid: Tid(0),
                    program: &program,
                };
                for item in items {
                    let added = crate::machine::compare::set_add(&mut vm, set, item);
                    assert!(matches!(added, Ok(true)), "constants can be compared");
                }
                // CPython's compiler makes such a constant twice, the second time from the first: the order shows it.
                let mut again = Set::default();
                for (hash, key) in self.heap.set_mut(set).iter() {
                    again.push(hash, key);
                }
                *self.heap.set_mut(set) = again;
                Value::Object(set)
            }
        }
    }

    /// A name as a `str`, always the same object.
    pub(crate) fn name_value(&mut self, name: Name) -> Value {
        let number = name.0 as usize;
        if let Some(&value) = self.texts.get(number)
            && value.is_bound()
        {
            return value;
        }
        let text = Arc::clone(self.names.text(name));
        let value = Value::Object(self.heap.allocate(class::STR, Body::Text(Text::new(text))));
        let texts = Arc::make_mut(&mut self.texts);
        if texts.len() <= number {
            texts.resize(number + 1, Value::Unbound);
        }
        texts[number] = value;
        value
    }

    fn make_globals(&mut self) {
        let mut builtins = Attributes::default();
        for &(module, text, member) in &REGISTRY.members {
            if module == "builtins" {
                let name = self.intern(text);
                let value = self.member(member);
                builtins.set(name, value);
            }
        }
        for (number, builtin) in class::BUILTIN.iter().enumerate() {
            let hidden = [
                class::NATIVE,
                class::FUNCTION,
                class::METHOD,
                class::CELL,
                class::MODULE,
                class::GENERATOR,
            ];
            if builtin.module == "builtins" && !hidden.contains(&ObjectId::from(number)) {
                let name = self.intern(builtin.name);
                builtins.set(name, Value::Object(ObjectId::from(number)));
            }
        }
        for (text, value) in [
            ("IOError", Value::Object(class::OS_ERROR)),
            ("EnvironmentError", Value::Object(class::OS_ERROR)),
            ("NotImplemented", Value::NotImplemented),
            ("Ellipsis", Value::Ellipsis),
            ("None", Value::None),
            ("True", Value::Bool(true)),
            ("False", Value::Bool(false)),
            ("__debug__", Value::Bool(true)),
        ] {
            let name = self.intern(text);
            builtins.set(name, value);
        }
        self.builtins = Arc::new(builtins);
        let program = Arc::clone(&self.program);
        for (number, module) in program.modules.iter().enumerate() {
            let fallback = module
                .globals
                .iter()
                .map(|&name| self.builtins.get(name).unwrap_or_default())
                .collect();
            self.globals.push(Arc::new(Globals {
                values: vec![Value::Unbound; module.globals.len()],
                names: module.globals.clone(),
                fallback,
                loaded: ModuleId::from(number) == program.main || number == 0,
                in_c: module.origin == Origin::Library && is_in_c(&module.name),
                dirty: true,
                digest: 0,
            }));
            let id = ModuleId::from(number);
            let own_name = self.new_text(&module.name);
            self.set_global(id, name::NAME, own_name);
            let file = self.new_text(&module.file);
            match module.origin {
                Origin::User | Origin::Library => {
                    self.set_global(id, name::FILE, file);
                    let body = module.body.map(|body| &program.functions[body.index()]);
                    let documentation = body.and_then(|body| body.documentation.as_deref());
                    let documentation =
                        documentation.map_or(Value::None, |text| self.new_text(text));
                    self.set_global(id, name::DOC, documentation);
                }
                Origin::Native => self.fill_native(id, &module.name),
            }
        }
    }

    fn fill_native(&mut self, id: ModuleId, module: &str) {
        for &(of, text, member) in &REGISTRY.members {
            if of == module {
                let value = self.member(member);
                let name = self.intern(text);
                self.set_global(id, name, value);
            }
        }
    }

    fn member(&mut self, member: Member) -> Value {
        match member {
            Member::Native(native) => Value::Native(native),
            Member::Class(class) => Value::Object(class),
            Member::Make(make) => make(self),
        }
    }

    /// Runs the prelude, then lays one of its functions at the bottom of the main thread's stack, up to where the
    /// module's first instruction comes next.
    fn make_main_thread(&mut self, bottom: &str, arguments: &[Value]) {
        let name = self.new_text("MainThread");
        let main = sync::Thread {
            target: Value::None,
            arguments: Value::None,
            keywords: Value::None,
            name,
            daemon: false,
            tid: Some(Tid(0)),
            ended: false,
            joiners: Vec::new(),
        };
        let object = self
            .heap
            .allocate(class::THREAD, Body::Thread(Box::new(main)));
        self.workers.push(Worker {
            state: State::Ready,
            object,
            thread: Some(Arc::new(Thread::default())),
            timed: false,
            os_id: None,
            dirty: true,
            digest: 0,
        });
        self.run_prelude();
        self.limits = self.settings.limits;
        self.workers.clear();
        let start = self.prelude(bottom);
        self.spawn(start, arguments, object)
            .expect("one thread is allowed");
        // The hidden bottom frame runs up to the call of the body.
        let run = self.step(Tid(0));
        assert!(
            matches!(run.effect, Effect::Ran),
            "the prelude calls the program: {:?}",
            run.effect
        );
    }

    fn run_prelude(&mut self) {
        let program = Arc::clone(&self.program);
        let Some(body) = program.modules[0].body else {
            return;
        };
        let frame = crate::machine::frame::Frame {
            function: body,
            ip: 0,
            base: 0,
            floor: 0,
            then: crate::machine::frame::Then::End,
            handled: Value::None,
            generator: None,
            namespace: None,
            hidden: true,
        };
        let locals = program.functions[body.index()].locals.len();
        let thread = Thread {
            frames: vec![frame],
            stack: vec![Value::Unbound; locals],
            ..Thread::default()
        };
        self.workers[0].thread = Some(Arc::new(thread));
        let run = self.run(Tid(0), u64::MAX);
        if let Effect::Exited(0) = run.effect {
            return;
        }
        panic!(
            "the prelude runs to its end: {:?}, {:?}",
            run.effect,
            self.last_words()
        );
    }

    /// The text of the exception made last: for the one panic above.
    fn last_words(&self) -> Option<&str> {
        (0..self.heap.len())
            .rev()
            .find_map(|id| match self.heap.body(ObjectId::from(id)) {
                Body::Exception(exception) => self.heap.str(*exception.arguments.first()?),
                _ => None,
            })
    }
}
