//! Values as the screen shows them: Python's `repr` where that needs no Python code, cut to a readable length. Looks,
//! and never touches.

use std::fmt::Write as _;

use crate::base::ObjectId;
use crate::machine::class;
use crate::machine::object::{Body, Class};
use crate::machine::process::Process;
use crate::machine::text::{escape, float_repr};
use crate::machine::value::Value;

/// Characters after which a value is cut.
const LONGEST: usize = 60;
/// Containers inside containers.
const DEEPEST: usize = 3;

/// `repr(value)`, about.
pub(crate) fn show(process: &Process, value: Value) -> String {
    let mut shower = Shower {
        process,
        out: String::new(),
        room: LONGEST,
    };
    shower.value(value, 0);
    shower.out
}

/// As the last line of a traceback says it: `ValueError: x`.
pub(crate) fn exception(process: &Process, value: Value) -> String {
    let Some(id) = value.object() else {
        return show(process, value);
    };
    let name = class_name(process, process.heap.class(id));
    let Body::Exception(exception) = process.heap.body(id) else {
        return name;
    };
    let is_key_error = process
        .class(process.heap.class(id))
        .mro
        .contains(&class::KEY_ERROR);
    let words = match exception.arguments[..] {
        [] => String::new(),
        [one] => match process.heap.str(one) {
            Some(text) if !is_key_error => cut(text),
            Some(_) | None => show(process, one),
        },
        ref several => {
            let parts: Vec<String> = several.iter().map(|&one| show(process, one)).collect();
            format!("({})", parts.join(", "))
        }
    };
    if words.is_empty() {
        name
    } else {
        format!("{name}: {words}")
    }
}

/// The name of a class, without its module.
pub(crate) fn class_name(process: &Process, class: ObjectId) -> String {
    process.names.text(process.class(class).name).to_string()
}

/// The name of a `threading.Thread`.
pub(crate) fn thread_name(process: &Process, object: ObjectId) -> Option<String> {
    match process.heap.body(object) {
        Body::Thread(thread) => process.heap.str(thread.name).map(ToOwned::to_owned),
        _ => None,
    }
}

/// Whether it is data that a program computes with, and not a part of the program itself or of its machinery.
pub(crate) fn is_data(process: &Process, value: Value) -> bool {
    match value {
        Value::Unbound | Value::Module(_) | Value::Native(_) => false,
        Value::None
        | Value::Bool(_)
        | Value::Int(_)
        | Value::Float(_)
        | Value::Ellipsis
        | Value::NotImplemented => true,
        Value::Object(id) => match process.heap.body(id) {
            Body::Function(_)
            | Body::Method(_)
            | Body::Class(_)
            | Body::Property(_)
            | Body::StaticMethod(_)
            | Body::ClassMethod(_)
            | Body::Super(_)
            | Body::Iterator(_)
            | Body::Generator(_)
            | Body::Thread(_)
            | Body::Free
            | Body::Stream(_)
            | Body::Random(_) => false,
            Body::List(items) => !are_threads(process, items),
            Body::Tuple(items) => !are_threads(process, items),
            Body::Plain
            | Body::Text(_)
            | Body::Bytes(_)
            | Body::ByteArray(_)
            | Body::BigInt(_)
            | Body::Number(_)
            | Body::Dict(_)
            | Body::Set(_)
            | Body::Range(_)
            | Body::Slice(_)
            | Body::Cell(_)
            | Body::View { .. }
            | Body::Exception(_)
            | Body::Deque(_)
            | Body::Lock(_)
            | Body::RLock(_)
            | Body::Condition(_)
            | Body::Semaphore(_)
            | Body::Event(_)
            | Body::Barrier(_)
            | Body::Queue(_)
            | Body::Local(_) => true,
        },
    }
}

/// Data whose reading tells something: a lock or an instance is the same object every time, whatever is in it.
pub(crate) fn is_plain_data(process: &Process, value: Value) -> bool {
    let is_instance = value
        .object()
        .is_some_and(|id| matches!(process.heap.body(id), Body::Plain));
    is_data(process, value) && !is_sync(process, value) && !is_instance
}

/// A list of threads is scaffolding.
fn are_threads(process: &Process, items: &[Value]) -> bool {
    items.first().is_some_and(|first| {
        first
            .object()
            .is_some_and(|id| matches!(process.heap.body(id), Body::Thread(_)))
    })
}

/// Locks, queues and their kin.
pub(crate) fn is_sync(process: &Process, value: Value) -> bool {
    value.object().is_some_and(|id| {
        matches!(
            process.heap.body(id),
            Body::Lock(_)
                | Body::RLock(_)
                | Body::Condition(_)
                | Body::Semaphore(_)
                | Body::Event(_)
                | Body::Barrier(_)
                | Body::Queue(_)
        )
    })
}

fn cut(text: &str) -> String {
    let mut shown: String = text.chars().take(LONGEST).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

struct Shower<'p> {
    process: &'p Process,
    out: String,
    /// Characters left.
    room: usize,
}

impl Shower<'_> {
    fn say(&mut self, text: &str) {
        if self.room == 0 {
            return;
        }
        let length = text.chars().count();
        if length <= self.room {
            self.out.push_str(text);
            self.room -= length;
        } else {
            self.out.extend(text.chars().take(self.room));
            self.out.push('…');
            self.room = 0;
        }
    }

    fn value(&mut self, value: Value, depth: usize) {
        match value {
            Value::Unbound => self.say("—"),
            Value::None => self.say("None"),
            Value::Bool(true) => self.say("True"),
            Value::Bool(false) => self.say("False"),
            Value::Int(number) => self.say(&number.to_string()),
            Value::Float(number) => self.say(&float_repr::repr(number)),
            Value::Ellipsis => self.say("Ellipsis"),
            Value::NotImplemented => self.say("NotImplemented"),
            Value::Module(id) => {
                let name = &self.process.program.modules[id.index()].name;
                self.say(&format!("<module {name}>"));
            }
            Value::Native(id) => self.say(&format!("<function {}>", id.get().name)),
            Value::Object(id) => self.object(id, depth),
        }
    }

    #[expect(clippy::too_many_lines, reason = "a table: one line a kind of object")]
    fn object(&mut self, id: ObjectId, depth: usize) {
        let process = self.process;
        match process.heap.body(id) {
            Body::Text(text) => {
                let head: String = text.as_str().chars().take(LONGEST + 1).collect();
                self.say(&escape::repr(&head));
            }
            Body::Bytes(bytes) => {
                let head = &bytes[..bytes.len().min(LONGEST)];
                self.say(&escape::bytes_repr(head));
            }
            Body::ByteArray(bytes) => {
                let head = escape::bytes_repr(&bytes[..bytes.len().min(LONGEST)]);
                self.say(&format!("bytearray({head})"));
            }
            Body::BigInt(number) => {
                if number.bits() > 400 {
                    self.say(&format!("<an int of {} bits>", number.bits()));
                } else {
                    self.say(&number.to_string());
                }
            }
            Body::Number(inner) => self.value(*inner, depth),
            Body::Tuple(items) => {
                let end = if items.len() == 1 { ",)" } else { ")" };
                self.items("(", items.iter().copied(), end, depth);
            }
            Body::List(items) => self.items("[", items.iter().copied(), "]", depth),
            Body::Deque(deque) => {
                self.items("deque([", deque.items.iter().copied(), "])", depth);
            }
            Body::Set(set) if set.is_empty() => self.say("set()"),
            Body::Set(set) => self.items("{", set.iter().map(|(_, item)| item), "}", depth),
            Body::Dict(dict) => {
                self.say("{");
                if depth >= DEEPEST && !dict.is_empty() {
                    self.say("…");
                } else {
                    for (at, entry) in dict.iter().enumerate() {
                        if self.room == 0 {
                            return;
                        }
                        if at > 0 {
                            self.say(", ");
                        }
                        self.value(entry.key, depth + 1);
                        self.say(": ");
                        self.value(entry.value, depth + 1);
                    }
                }
                self.say("}");
            }
            Body::Range(range) => {
                let words = match (range.start, range.step) {
                    (0, 1) => format!("range({})", range.stop),
                    (start, 1) => format!("range({start}, {})", range.stop),
                    (start, step) => format!("range({start}, {}, {step})", range.stop),
                };
                self.say(&words);
            }
            Body::Cell(value) => self.value(*value, depth),
            Body::Function(function) => {
                let name = process.names.text(function.name);
                self.say(&format!("<function {name}>"));
            }
            Body::Method(method) => {
                let name = callable(process, method.function);
                self.say(&format!("<method {name}>"));
            }
            Body::Class(class) => self.say(&format!("<class {}>", process.names.text(class.name))),
            Body::Exception(_) => {
                let words = exception(process, Value::Object(id));
                self.say(&words);
            }
            Body::Thread(_) => {
                let name = thread_name(process, id);
                self.say(&format!("<{}>", name.as_deref().unwrap_or("Thread")));
            }
            Body::Generator(_) => self.say("<generator>"),
            Body::Plain => self.instance(id, depth),
            Body::Free
            | Body::Slice(_)
            | Body::Property(_)
            | Body::StaticMethod(_)
            | Body::ClassMethod(_)
            | Body::Super(_)
            | Body::Iterator(_)
            | Body::View { .. }
            | Body::Random(_)
            | Body::Stream(_)
            | Body::Lock(_)
            | Body::RLock(_)
            | Body::Condition(_)
            | Body::Semaphore(_)
            | Body::Event(_)
            | Body::Barrier(_)
            | Body::Queue(_)
            | Body::Local(_) => {
                let class = process.heap.class(id);
                let name = class_name(process, class);
                self.say(&format!("<{name}>"));
            }
        }
    }

    /// `Account(number=1, balance=100)`: its plain attributes.
    fn instance(&mut self, id: ObjectId, depth: usize) {
        let process = self.process;
        let class: &Class = process.class(process.heap.class(id));
        let name = process.names.text(class.name);
        let Some(attributes) = process
            .heap
            .get(id)
            .attributes
            .as_ref()
            .filter(|_| depth < 2)
        else {
            self.say(&format!("<{name}>"));
            return;
        };
        self.say(&format!("{name}("));
        let plain = attributes
            .iter()
            .filter(|&(_, value)| is_data(process, value) && !is_sync(process, value));
        for (at, (attribute, value)) in plain.enumerate() {
            if self.room == 0 {
                return;
            }
            if at > 0 {
                self.say(", ");
            }
            self.say(process.names.text(attribute));
            self.say("=");
            self.value(value, depth + 1);
        }
        self.say(")");
    }

    fn items(&mut self, start: &str, items: impl Iterator<Item = Value>, end: &str, depth: usize) {
        self.say(start);
        for (at, item) in items.enumerate() {
            if self.room == 0 {
                return;
            }
            if at > 0 {
                self.say(", ");
            }
            if depth >= DEEPEST {
                self.say("…");
                break;
            }
            self.value(item, depth + 1);
        }
        self.say(end);
    }
}

/// What a call of this value calls: `worker`, `append`.
pub(crate) fn callable(process: &Process, value: Value) -> String {
    let mut text = String::new();
    match value {
        Value::Native(id) => text.push_str(id.get().name),
        Value::Object(id) => match process.heap.body(id) {
            Body::Function(function) => text.push_str(process.names.text(function.name)),
            Body::Method(method) => match method.function {
                Value::Native(id) => text.push_str(id.get().name),
                Value::Object(id) => {
                    if let Body::Function(function) = process.heap.body(id) {
                        text.push_str(process.names.text(function.name));
                    }
                }
                Value::Unbound
                | Value::None
                | Value::Bool(_)
                | Value::Int(_)
                | Value::Float(_)
                | Value::Ellipsis
                | Value::NotImplemented
                | Value::Module(_) => {}
            },
            Body::Class(class) => text.push_str(process.names.text(class.name)),
            _ => {
                let _ = write!(text, "{}", class_name(process, process.heap.class(id)));
            }
        },
        Value::Unbound
        | Value::None
        | Value::Bool(_)
        | Value::Int(_)
        | Value::Float(_)
        | Value::Ellipsis
        | Value::NotImplemented
        | Value::Module(_) => {}
    }
    text
}
