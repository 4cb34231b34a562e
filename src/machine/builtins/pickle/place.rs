//! Where a pickle's reader finds a function or a class again: the name of its module, and its name in there.

use std::sync::Arc;

use super::Hard;
use crate::base::ModuleId;
use crate::code::{Origin, name};
use crate::machine::builtins::{Member, REGISTRY};
use crate::machine::class;
use crate::machine::object::Body;
use crate::machine::value::Value;
use crate::machine::vm::Vm;

/// A text, and which object it is, where others may be the same one: CPython writes an object once.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) text: Arc<str>,
    pub(super) identity: Option<i64>,
}

#[derive(Debug)]
pub(super) struct Place {
    pub(super) module: Part,
    pub(super) name: Part,
}

/// The module's name in a builtin function is one object, and another one than in the classes.
const MODULE_OF_NATIVES: i64 = -1 << 40;

/// What tells two objects apart, for a memo. Texts and bytes of at most one (Latin-1) character are one object wherever
/// they come from.
pub(super) fn identity(vm: &Vm<'_>, value: Value) -> i64 {
    const TEXTS: i64 = -1;
    const BYTES: i64 = -1000;
    const NATIVES: i64 = -(1 << 41);
    match value {
        Value::Object(id) => {
            let object = vm.heap().get(id);
            match &object.body {
                Body::Text(text) if text.len() <= 1 && object.class == class::STR => {
                    match text.as_str().chars().next() {
                        None => TEXTS,
                        Some(character) if u32::from(character) < 256 => {
                            TEXTS - 1 - i64::from(u32::from(character))
                        }
                        Some(_) => i64::from(id.0),
                    }
                }
                Body::Bytes(bytes) if bytes.len() <= 1 && object.class == class::BYTES => {
                    BYTES - bytes.first().map_or(0, |&byte| 1 + i64::from(byte))
                }
                _ => i64::from(id.0),
            }
        }
        Value::Native(native) => NATIVES - i64::from(native.0),
        Value::Module(module) => NATIVES - (1 << 20) - i64::from(module.0),
        // Nobody memoizes these by what they are; their kinds must differ all the same.
        Value::Unbound | Value::None => NATIVES - (1 << 40),
        Value::Ellipsis => NATIVES - (1 << 40) - 1,
        Value::NotImplemented => NATIVES - (1 << 40) - 2,
        Value::Bool(flag) => NATIVES - (1 << 40) - 3 - i64::from(flag),
        Value::Int(number) => number,
        Value::Float(number) => number.to_bits() as i64,
    }
}

/// The place of a function or class; `Python` where only its attributes can tell.
pub(super) fn place_of(vm: &mut Vm<'_>, value: Value) -> Result<Place, Hard> {
    match value {
        Value::Native(native) => {
            let native_name = native.get().name;
            let offers = |(of, name, member): &&(&str, &str, Member)| {
                *of == "builtins"
                    && *name == native_name
                    && matches!(member, Member::Native(other) if *other == native)
            };
            if REGISTRY.members.iter().find(offers).is_none() {
                return Err(Hard::Python);
            }
            Ok(Place {
                module: Part {
                    text: "builtins".into(),
                    identity: Some(MODULE_OF_NATIVES),
                },
                name: Part {
                    text: native_name.into(),
                    identity: None,
                },
            })
        }
        Value::Object(id) => match vm.heap().body(id) {
            Body::Function(function) => {
                let (code, named) = (function.code, function.qualified_name);
                let module = vm.program.functions[code.index()].module;
                if vm.program.modules[module.index()].origin != Origin::User {
                    return Err(Hard::Python);
                }
                let module = vm.process.globals[module.index()].values[0];
                Ok(Place {
                    module: part(vm, module)?,
                    name: name_part(vm, named),
                })
            }
            Body::Class(held) => {
                let (named, builtin) = (held.qualified_name, held.builtin);
                let Some(module) = held.attributes.get(name::MODULE) else {
                    return Err(Hard::Python);
                };
                let mut name = name_part(vm, named);
                if builtin {
                    name.identity = None;
                }
                Ok(Place {
                    module: part(vm, module)?,
                    name,
                })
            }
            _ => Err(Hard::Python),
        },
        _ => Err(Hard::Python),
    }
}

fn part(vm: &Vm<'_>, value: Value) -> Result<Part, Hard> {
    match vm.as_str(value) {
        Some(text) => Ok(Part {
            text: text.into(),
            identity: Some(identity(vm, value)),
        }),
        None => Err(Hard::Python),
    }
}

/// CPython's compiler makes one object of all equal texts that look like names.
fn name_part(vm: &mut Vm<'_>, name: crate::code::Name) -> Part {
    let text = vm.name_text(name);
    let value = vm.name_value(name);
    let identity = (!text.contains('.')).then(|| identity(vm, value));
    Part { text, identity }
}

impl Place {
    /// Whether whoever looks there finds this value, without running any Python.
    pub(super) fn finds(&self, vm: &Vm<'_>, value: Value) -> bool {
        find(vm, &self.module.text, &self.name.text).is_some_and(|found| found.is(value))
    }
}

/// A function or class of the user's modules or of `builtins`, by its place.
pub(super) fn find(vm: &Vm<'_>, module: &str, path: &str) -> Option<Value> {
    if module == "builtins" {
        return builtin(vm, path).filter(|&found| is_by_name(vm, found));
    }
    let mut steps = path.split('.').map(|step| vm.process.names.find(step));
    let first = steps.next()??;
    let number = vm
        .program
        .modules
        .iter()
        .position(|held| held.name == module)?;
    if !vm.process.globals[number].loaded || vm.program.modules[number].origin != Origin::User {
        return None;
    }
    let mut found = vm.process.global_by_name(ModuleId::from(number), first)?;
    for step in steps {
        let class = vm.as_class(found)?;
        if vm.heap().class(class) != class::TYPE {
            return None;
        }
        found = vm.lookup(class, step?)?;
    }
    Some(found).filter(|&found| is_by_name(vm, found))
}

/// A function or class of `builtins`. Classes without a name in there, such as `NoneType`, are not found.
pub(super) fn builtin(vm: &Vm<'_>, text: &str) -> Option<Value> {
    let offered = crate::code::builtin::BUILTINS.contains(&text);
    vm.process
        .builtins
        .get(vm.process.names.find(text).filter(|_| offered)?)
}

/// Whether it is a function or a class.
fn is_by_name(vm: &Vm<'_>, value: Value) -> bool {
    match value.object() {
        Some(id) => matches!(vm.heap().body(id), Body::Function(_) | Body::Class(_)),
        None => matches!(value, Value::Native(_)),
    }
}
