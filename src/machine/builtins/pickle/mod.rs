//! `_pickle`: what `assets/lib/pickle.py` stands on. Plain data goes both ways in here, in one step; for the rest it
//! asks where things are and how they are told apart.

mod opcode;
mod place;
mod plain_class;
mod read;
mod write;

use std::sync::Arc;

use crate::base::{ModuleId, ObjectId};
use crate::code::{Origin, name};
use crate::machine::builtins::{Arguments, Member, REGISTRY, Registry};
use crate::machine::class;
use crate::machine::effect::{Outcome, Result, Stop};
use crate::machine::object::{Body, Function};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

const MODULE: &str = "_pickle";

pub(crate) fn register(registry: &mut Registry) {
    registry.function(MODULE, "builtin", builtin);
    registry.function(MODULE, "dumps", dumps);
    registry.function(MODULE, "loads", loads);
    registry.function(MODULE, "identity", identity);
    registry.function(MODULE, "place", place_of);
    registry.function(MODULE, "room", |vm, _| {
        Ok(Value::Int(room(vm) as i64).into())
    });
    registry.function(MODULE, "module", module);
    registry.function(MODULE, "start_module", start_module);
    registry.function(MODULE, "update", update);
    registry.function(MODULE, "float_to_bytes", float_to_bytes);
    registry.function(MODULE, "float_from_bytes", float_from_bytes);
    for (name, class) in [
        ("PickleError", class::PICKLE_ERROR),
        ("PicklingError", class::PICKLING_ERROR),
        ("UnpicklingError", class::UNPICKLING_ERROR),
    ] {
        registry.class_member(MODULE, name, class);
    }
    registry.function("_copyreg", "__newobj__", new_object);
    registry.function("_copyreg", "__newobj_ex__", new_object_with_keywords);
    registry.function("_copyreg", "layout", layout);
    registry.function("_copyreg", "native_owner", native_owner);
    let _ = registry
        .class(class::OBJECT)
        .method("__reduce_ex__", |vm, arguments| {
            let (object, [protocol]) = arguments.method(vm, "object.__reduce_ex__")?;
            Ok(vm.prelude("reduce_ex", &[object, protocol]))
        })
        .method("__reduce__", |vm, arguments| {
            let (object, []) = arguments.method(vm, "object.__reduce__")?;
            Ok(vm.prelude("reduce", &[object]))
        })
        .method("__getstate__", |vm, arguments| {
            let (object, []) = arguments.method(vm, "object.__getstate__")?;
            Ok(vm.prelude("getstate", &[object]))
        });
}

/// Why something is not done in here.
enum Hard {
    /// It is nothing plain, or damaged: `pickle.py` does it, or says why not.
    Python,
    Stop(Stop),
}

impl From<Stop> for Hard {
    fn from(stop: Stop) -> Self {
        match stop {
            // It happens again in Python.
            Stop::Raise(_) => Self::Python,
            Stop::Limit(_) => Self::Stop(stop),
        }
    }
}

/// The result, or `NotImplemented` where Python must do it.
#[expect(
    clippy::needless_pass_by_value,
    reason = "it is read once, where it is made"
)]
fn answer(result: std::result::Result<Value, Hard>) -> Result {
    match result {
        Ok(value) => Ok(value.into()),
        Err(Hard::Python) => Ok(Value::NotImplemented.into()),
        Err(Hard::Stop(stop)) => Err(stop),
    }
}

/// `dumps(value, protocol, registered)`: the bytes. `registered` has the classes that bring a reducer of their own.
fn dumps(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value, protocol, registered] = arguments.function(vm, "dumps")?;
    let protocol = vm
        .as_i64(protocol)
        .and_then(|number| u8::try_from(number).ok())
        .unwrap_or(4);
    let registered = vm.heap().dict(registered);
    let registered = registered
        .map(|dict| dict.iter().filter_map(|entry| entry.key.object()).collect())
        .unwrap_or_default();
    answer(match write::dumps(vm, value, protocol, registered) {
        Ok(bytes) => {
            vm.reserve(bytes.len())?;
            Ok(vm.bytes(bytes))
        }
        Err(hard) => Err(hard),
    })
}

/// `loads(bytes)`: the value.
fn loads(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [data] = arguments.function(vm, "loads")?;
    match data.object().map(|id| vm.heap().body(id)) {
        Some(Body::Bytes(data)) => {
            let data = Arc::clone(data);
            answer(read::loads(vm, &data))
        }
        _ => Ok(Value::NotImplemented.into()),
    }
}

/// How much deeper CPython's pickler could go: its calls count with those of the user's functions.
fn room(vm: &Vm<'_>) -> usize {
    let frames = vm
        .thread
        .frames
        .iter()
        .filter(|frame| !frame.hidden)
        .count();
    (vm.process.recursion_limit as usize).saturating_sub(frames + 1)
}

fn too_deep(vm: &mut Vm<'_>) -> Stop {
    vm.raise(
        class::RECURSION_ERROR,
        "maximum recursion depth exceeded while pickling an object",
    )
}

/// `identity(value)`: what a memo knows it by.
fn identity(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value] = arguments.function(vm, "identity")?;
    Ok(Value::Int(place::identity(vm, value)).into())
}

/// `place(value)`: the names of the module and of a builtin class or function, as CPython has them; `None` for all else,
/// whose attributes tell.
fn place_of(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value] = arguments.function(vm, "place")?;
    let (module, named) = match value {
        Value::Native(native) => {
            let offers = |(_, _, member): &&(&str, &str, Member)| matches!(member, Member::Native(other) if *other == native);
            let module = REGISTRY
                .members
                .iter()
                .find(offers)
                .map_or("builtins", |&(module, ..)| module);
            // Public modules in Python stand on these.
            let module = match module {
                "_time" => "time",
                "_threading" => "threading",
                module => module,
            };
            let module = vm.process.intern(module);
            (vm.name_value(module), native.get().name.into())
        }
        _ => match vm.as_class(value).filter(|&class| vm.class(class).builtin) {
            Some(class) => {
                let module = vm
                    .class(class)
                    .attributes
                    .get(name::MODULE)
                    .unwrap_or_default();
                (module, vm.name_text(vm.class(class).qualified_name))
            }
            None => return Ok(Value::None.into()),
        },
    };
    let named = vm.text(named);
    Ok(vm.tuple(vec![module, named]).into())
}

/// `builtin(name, default)`
fn builtin(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [named, default] = arguments.function(vm, "builtin")?;
    let found = vm.as_str(named).and_then(|text| place::builtin(vm, text));
    Ok(found.unwrap_or(default).into())
}

/// `module(name)`: a module of the program whose body has run; `None` where there is none.
fn module(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [named] = arguments.function(vm, "module")?;
    let found = module_named(vm, named).filter(|&module| is_offered(vm, module));
    Ok(found
        .filter(|&module| vm.process.is_loaded(module))
        .map_or(Value::None, Value::Module)
        .into())
}

/// `start_module(name)`: runs the body of a module of the program that nobody has imported yet.
fn start_module(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [named] = arguments.function(vm, "start_module")?;
    let found = module_named(vm, named).filter(|&module| is_offered(vm, module));
    let Some(module) = found.filter(|&module| !vm.process.is_loaded(module)) else {
        return Ok(Value::None.into());
    };
    vm.process.set_loaded(module, true);
    vm.process.bind_in_parent(module);
    let Some(body) = vm.program.modules[module.index()].body else {
        return Ok(Value::None.into());
    };
    let code = &vm.program.functions[body.index()];
    let function = Function {
        code: body,
        name: code.name,
        qualified_name: code.qualified_name,
        defaults: Vec::new(),
        keyword_defaults: Vec::new(),
        closure: Vec::new(),
        documentation: Value::None,
    };
    let callee = vm.allocate(class::FUNCTION, Body::Function(Box::new(function)));
    Ok(Outcome::Call {
        callee,
        arguments: Box::default(),
    })
}

fn module_named(vm: &Vm<'_>, name: Value) -> Option<ModuleId> {
    // A spawned process calls the main module so.
    let name = match vm.as_str(name)? {
        "__mp_main__" => "__main__",
        name => name,
    };
    let position = vm
        .program
        .modules
        .iter()
        .position(|module| module.name == name)?;
    Some(ModuleId::from(position))
}

/// The machine's own modules are nobody's business.
fn is_offered(vm: &Vm<'_>, module: ModuleId) -> bool {
    let entry = &vm.program.modules[module.index()];
    module.0 != 0 && !(entry.origin == Origin::Native && entry.name == "_machine")
}

/// `update(instance, state)`: what `instance.__dict__.update(state)` does where a `__dict__` is more than a copy.
fn update(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [instance, state] = arguments.function(vm, "update")?;
    let Some(id) = instance.object() else {
        return Ok(Value::NotImplemented.into());
    };
    answer(set_attributes(vm, id, state).map(|()| Value::None))
}

/// Gives an instance the items of a dict as attributes, past its class's `__setattr__`.
fn set_attributes(vm: &mut Vm<'_>, id: ObjectId, state: Value) -> std::result::Result<(), Hard> {
    let class = vm.heap().class(id);
    let holds = !vm.class(class).builtin || matches!(vm.heap().body(id), Body::Exception(_));
    let Some(dict) = vm.heap().dict(state).filter(|_| holds) else {
        return Err(Hard::Python);
    };
    let pairs: Vec<_> = dict.iter().map(|entry| (entry.key, entry.value)).collect();
    let mut named = Vec::with_capacity(pairs.len());
    for (key, value) in pairs {
        let text: Arc<str> = vm.as_str(key).ok_or(Hard::Python)?.into();
        named.push((vm.process.intern(&text), value));
    }
    vm.heap_mut().grew(named.len() * 32);
    let attributes = vm.heap_mut().get_mut(id).attributes.get_or_insert_default();
    for (name, value) in named {
        attributes.set(name, value);
    }
    Ok(())
}

fn float_to_bytes(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [number] = arguments.function(vm, "float_to_bytes")?;
    let number = super::float_argument(vm, number)?;
    Ok(vm.bytes(number.to_be_bytes().to_vec()).into())
}

fn float_from_bytes(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [bytes] = arguments.function(vm, "float_from_bytes")?;
    let bytes = match bytes.object().map(|id| vm.heap().body(id)) {
        Some(Body::Bytes(bytes)) => <[u8; 8]>::try_from(&**bytes).ok(),
        _ => None,
    };
    match bytes {
        Some(bytes) => Ok(Value::Float(f64::from_be_bytes(bytes)).into()),
        None => Err(vm.value_error("a float is eight bytes")),
    }
}

/// `layout(cls)`: the builtin class whose body the instances have.
fn layout(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [class] = arguments.function(vm, "layout")?;
    let class = vm.as_class(class).unwrap_or(class::OBJECT);
    Ok(Value::Object(vm.class(class).layout).into())
}

/// `native_owner(method)`: the class of a method written in Rust, `None` for a function.
fn native_owner(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [method] = arguments.function(vm, "native_owner")?;
    Ok(match method {
        Value::Native(native) => native.get().class.map_or(Value::None, Value::Object),
        _ => Value::None,
    }
    .into())
}

/// `copyreg.__newobj__(cls, *args)`: `cls.__new__(cls, *args)`
fn new_object(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    match arguments.positional.first() {
        Some(&class) => {
            let rest = vm.tuple(arguments.positional[1..].to_vec());
            let keywords = vm.dict(crate::machine::object::Dict::default());
            Ok(vm.prelude("new_object", &[class, rest, keywords]))
        }
        None => Err(vm.type_error("__newobj__() missing 1 required positional argument: 'cls'")),
    }
}

fn new_object_with_keywords(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [class, positional, keywords] = arguments.function(vm, "__newobj_ex__")?;
    Ok(vm.prelude("new_object", &[class, positional, keywords]))
}
