//! The functions, methods and modules written in Rust. One file each; a file's `register` names what it offers.

mod arguments;
mod bool_;
mod bytearray;
mod bytes;
mod core;
pub(crate) mod deque;
pub(crate) mod dict;
mod exceptions;
mod float;
mod generator;
mod int;
mod iterators;
mod list;
mod machine;
mod math;
mod multiprocessing;
mod numbers;
pub(crate) mod object;
mod os;
mod pickle;
mod protocol;
mod queue;
mod random;
mod range;
mod set;
mod slice;
mod str;
mod str_search;
mod sys;
mod thread;
mod threading;
mod time;
mod traceback;
mod tuple;

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

pub use arguments::Arguments;

use crate::base::ObjectId;
use crate::machine::effect::{Result, Stop};
use crate::machine::number::Number;
use crate::machine::process::Process;
use crate::machine::profile::is_run_inline;
use crate::machine::value::Value;
use crate::machine::vm::Vm;

/// A native's place in the registry: the same for the same executable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NativeId(pub u16);

/// A method without arguments in its commonest case; `None`, and nothing changed, where it is not that.
pub(crate) type QuickMethod = fn(&mut Vm<'_>, ObjectId) -> Option<Quick>;

/// What a quick method gives: it fits into a register, and nothing is read back that was written a moment before.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Quick {
    None,
    True,
}

impl Quick {
    #[inline]
    pub(crate) fn value(self) -> Value {
        match self {
            Self::None => Value::None,
            Self::True => Value::Bool(true),
        }
    }
}

pub type NativeFunction = fn(&mut Vm<'_>, &Arguments) -> Result;

/// How it is found through an instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// A function: as it is.
    Function,
    /// A method: with the instance as the first argument.
    Method,
    /// A class method: with the class.
    Class,
    /// `__new__`: as it is, and the class is given by hand.
    Static,
}

#[derive(Clone, Copy, Debug)]
pub struct Native {
    pub name: &'static str,
    pub function: NativeFunction,
    pub binding: Binding,
    /// Whose method it is.
    pub class: Option<ObjectId>,
    /// What its first argument must be an instance of: a method's class.
    pub receiver: Option<ObjectId>,
    /// CPython's specialising interpreter runs it by itself (see `profile`).
    pub(crate) inline: bool,
    pub(crate) quick: Option<QuickMethod>,
}

/// What a native module offers under a name.
#[derive(Clone, Copy, Debug)]
pub enum Member {
    Native(NativeId),
    Class(ObjectId),
    /// Made when a process boots.
    Make(fn(&mut Process) -> Value),
}

/// A class's attribute.
#[derive(Clone, Copy, Debug)]
pub enum Attribute {
    Native(NativeId),
    Property {
        get: NativeId,
        set: Option<NativeId>,
    },
    Make(fn(&mut Process) -> Value),
}

#[derive(Debug, Default)]
pub struct Registry {
    pub natives: Vec<Native>,
    pub attributes: Vec<(ObjectId, &'static str, Attribute)>,
    pub members: Vec<(&'static str, &'static str, Member)>,
}

/// All of them.
pub static REGISTRY: LazyLock<Registry> = LazyLock::new(|| {
    let mut registry = Registry::default();
    register(&mut registry);
    registry
});

fn register(registry: &mut Registry) {
    bytes::register(registry);
    core::register(registry);
    crate::machine::sync::register(registry);
    deque::register(registry);
    dict::register(registry);
    exceptions::register(registry);
    generator::register(registry);
    int::register(registry);
    iterators::register(registry);
    list::register(registry);
    machine::register(registry);
    math::register(registry);
    multiprocessing::register(registry);
    numbers::register(registry);
    object::register(registry);
    os::register(registry);
    pickle::register(registry);
    protocol::register(registry);
    queue::register(registry);
    random::register(registry);
    range::register(registry);
    set::register(registry);
    slice::register(registry);
    str::register(registry);
    sys::register(registry);
    thread::register(registry);
    threading::register(registry);
    time::register(registry);
    traceback::register(registry);
    tuple::register(registry);
}

/// An argument that must be an int, as an index is: `'str' object cannot be interpreted as an integer`. Those beyond 64
/// bits count as the outermost ones.
pub(crate) fn index(vm: &mut Vm<'_>, value: Value) -> Result<i64> {
    match Number::read(vm, value) {
        Some(Number::Small(number)) => Ok(number),
        Some(Number::Big(number)) => Ok(if number.sign() == num_bigint::Sign::Minus {
            i64::MIN
        } else {
            i64::MAX
        }),
        Some(Number::Float(_)) | None => Err(not_an_index(vm, value)),
    }
}

pub(crate) fn not_an_index(vm: &mut Vm<'_>, value: Value) -> Stop {
    let kind = vm.type_name(value);
    vm.type_error(format!(
        "'{kind}' object cannot be interpreted as an integer"
    ))
}

/// An argument that must be a number, as a float: `must be real number, not str`.
pub(crate) fn float_argument(vm: &mut Vm<'_>, value: Value) -> Result<f64> {
    match Number::read(vm, value) {
        Some(number) => number.to_float(vm),
        None => {
            let kind = vm.type_name(value);
            Err(vm.type_error(format!("must be real number, not {kind}")))
        }
    }
}

impl NativeId {
    pub fn get(self) -> &'static Native {
        &REGISTRY.natives[usize::from(self.0)]
    }
}

impl Registry {
    fn add(
        &mut self,
        name: &'static str,
        function: NativeFunction,
        binding: Binding,
        class: Option<ObjectId>,
    ) -> NativeId {
        let id =
            NativeId(u16::try_from(self.natives.len()).expect("a few thousand natives at most"));
        self.natives.push(Native {
            name,
            function,
            binding,
            class,
            receiver: class.filter(|_| binding == Binding::Method),
            inline: is_run_inline(class, name),
            quick: None,
        });
        id
    }

    /// `module.name` is this function.
    pub fn function(
        &mut self,
        module: &'static str,
        name: &'static str,
        function: NativeFunction,
    ) -> NativeId {
        let id = self.add(name, function, Binding::Function, None);
        self.members.push((module, name, Member::Native(id)));
        id
    }

    /// `module.name` is this class.
    pub fn class_member(&mut self, module: &'static str, name: &'static str, class: ObjectId) {
        self.members.push((module, name, Member::Class(class)));
    }

    /// `module.name` is a value made when a process boots.
    pub fn value(
        &mut self,
        module: &'static str,
        name: &'static str,
        make: fn(&mut Process) -> Value,
    ) {
        self.members.push((module, name, Member::Make(make)));
    }

    /// What follows is about this class.
    pub fn class(&mut self, class: ObjectId) -> ClassRegistry<'_> {
        ClassRegistry {
            registry: self,
            class,
        }
    }
}

/// The attributes of one builtin class. A chain of calls ends where its class does.
#[derive(Debug)]
pub struct ClassRegistry<'r> {
    registry: &'r mut Registry,
    class: ObjectId,
}

#[expect(
    clippy::return_self_not_must_use,
    reason = "the last link of a chain is dropped"
)]
impl ClassRegistry<'_> {
    fn attribute(&mut self, name: &'static str, attribute: Attribute) {
        self.registry.attributes.push((self.class, name, attribute));
    }

    fn native(mut self, name: &'static str, function: NativeFunction, binding: Binding) -> Self {
        let id = self.registry.add(name, function, binding, Some(self.class));
        self.attribute(name, Attribute::Native(id));
        self
    }

    /// `__new__`: called with the class (perhaps a subclass) and the arguments; gives the instance. Classes whose
    /// instances can change make an empty one here and fill it in `__init__`.
    pub fn new(self, function: NativeFunction) -> Self {
        self.native("__new__", function, Binding::Static)
    }

    pub fn init(self, function: NativeFunction) -> Self {
        self.native("__init__", function, Binding::Method)
    }

    pub fn method(self, name: &'static str, function: NativeFunction) -> Self {
        self.native(name, function, Binding::Method)
    }

    /// A method with a quick way for its commonest case: called on exactly this class, without arguments, and nobody
    /// watching.
    pub(crate) fn quick_method(
        self,
        name: &'static str,
        function: NativeFunction,
        quick: QuickMethod,
    ) -> Self {
        let made = self.native(name, function, Binding::Method);
        let native = made.registry.natives.last_mut().expect("just made");
        native.quick = Some(quick).filter(|_| !native.inline);
        made
    }

    pub fn class_method(self, name: &'static str, function: NativeFunction) -> Self {
        self.native(name, function, Binding::Class)
    }

    pub fn static_method(self, name: &'static str, function: NativeFunction) -> Self {
        self.native(name, function, Binding::Static)
    }

    /// An attribute that is computed: `get(receiver)`.
    pub fn getter(mut self, name: &'static str, get: NativeFunction) -> Self {
        let get = self
            .registry
            .add(name, get, Binding::Method, Some(self.class));
        self.attribute(name, Attribute::Property { get, set: None });
        self
    }

    /// An attribute with `get(receiver)` and `set(receiver, value)`.
    pub fn property(
        mut self,
        name: &'static str,
        get: NativeFunction,
        set: NativeFunction,
    ) -> Self {
        let get = self
            .registry
            .add(name, get, Binding::Method, Some(self.class));
        let set = Some(
            self.registry
                .add(name, set, Binding::Method, Some(self.class)),
        );
        self.attribute(name, Attribute::Property { get, set });
        self
    }

    /// A constant attribute.
    pub fn constant(mut self, name: &'static str, make: fn(&mut Process) -> Value) -> Self {
        self.attribute(name, Attribute::Make(make));
        self
    }
}

/// A value as an error message shows it; `None` where only Python can say.
pub(crate) fn display_of(vm: &mut Vm<'_>, value: Value) -> Result<Option<String>> {
    crate::machine::display::repr(vm, value)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::code::builtin::NATIVE_MODULES;

    #[test]
    fn the_front_end_knows_exactly_what_the_native_modules_offer() {
        for (module, names) in NATIVE_MODULES {
            let listed: BTreeSet<_> = names.iter().copied().collect();
            let offered = REGISTRY.members.iter().filter(|(of, ..)| of == module);
            let offered: BTreeSet<_> = offered.map(|&(_, name, _)| name).collect();
            assert_eq!(listed, offered, "{module}");
        }
    }
}
