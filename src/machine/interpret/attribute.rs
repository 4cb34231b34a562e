//! `object.name`: Python's lookup order (data descriptors of the class, the object's own attributes, the rest of the
//! class), for instances, classes, modules and `super()`.

use crate::base::ObjectId;
use crate::code::{Name, name};
use crate::machine::builtins::{Arguments, Binding};
use crate::machine::class;
use crate::machine::effect::{Outcome, Result};
use crate::machine::event::{Event, Place};
use crate::machine::frame::Then;
use crate::machine::interpret::Flow;
use crate::machine::object::{Body, Method, Super};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

/// The instructions.
impl Vm<'_> {
    pub(super) fn load_attribute(&mut self, attribute: Name) -> Flow {
        let object = self.peek(1);
        if let Some(flow) = self.enter_local(object) {
            return flow;
        }
        let at = self.thread.stack.len() - 1;
        let result = load(self, object, attribute);
        if let (true, Ok(Outcome::Value(value)), Some(id)) =
            (self.process.watched, &result, object.object())
        {
            let value = *value;
            if !self.frame().hidden && has_own(self, id, attribute) {
                self.tell(|| Event::Read {
                    place: Place::Attribute(id, attribute),
                    value,
                });
            }
        }
        self.complete(result, at, Then::Push)
    }

    /// `[object] → [function receiver]`, where [`Vm::quick_load_method`] could not see what is called: `[method unbound]`.
    pub(super) fn load_method(&mut self, attribute: Name) -> Flow {
        let object = self.peek(1);
        if let Some(flow) = self.enter_local(object) {
            return flow;
        }
        let at = self.thread.stack.len() - 1;
        match load(self, object, attribute) {
            Ok(Outcome::Value(value)) => {
                if let Some(id) = object.object()
                    && self.process.watched
                    && !self.frame().hidden
                    && has_own(self, id, attribute)
                {
                    self.tell(|| Event::Read {
                        place: Place::Attribute(id, attribute),
                        value,
                    });
                }
                self.thread.stack[at] = value;
                self.push(Value::Unbound)
            }
            // A property or `__getattr__` written in Python.
            result => self.complete(result, at, Then::Callee),
        }
    }

    /// `[value object] → []`
    pub(super) fn store_attribute(&mut self, attribute: Name) -> Flow {
        let object = self.peek(1);
        if let Some(flow) = self.enter_local(object) {
            return flow;
        }
        let value = self.peek(2);
        let at = self.thread.stack.len() - 2;
        let visible = !self.frame().hidden;
        let result = store_told(self, object, attribute, value, visible);
        match result {
            Ok(Outcome::Value(_)) => {
                self.thread.stack.truncate(at);
                self.next()
            }
            other => self.complete_dropping(other, at),
        }
    }

    /// `[object] → []`
    pub(super) fn delete_attribute(&mut self, attribute: Name) -> Flow {
        let object = self.peek(1);
        if let Some(flow) = self.enter_local(object) {
            return flow;
        }
        let at = self.thread.stack.len() - 1;
        let result = delete(self, object, attribute);
        self.complete_dropping(result, at)
    }

    /// Where a thread meets a `threading.local` for the first time, its class's `__init__` comes before the instruction.
    fn enter_local(&mut self, object: Value) -> Option<Flow> {
        let outcome = crate::machine::sync::local::enter(self, object.object()?)?;
        let at = self.thread.stack.len();
        Some(self.complete(Ok(outcome), at, Then::Again))
    }

    /// As `complete`, for instructions without a result: what comes back is dropped.
    pub(super) fn complete_dropping(&mut self, result: Result, at: usize) -> Flow {
        match result {
            Ok(Outcome::Value(_)) => {
                self.thread.stack.truncate(at);
                self.next()
            }
            Ok(Outcome::Call { callee, arguments }) => {
                // The next instruction must not find the result: a frame that does the call and ends with nothing.
                self.thread.stack.truncate(at);
                self.pass_on(callee, *arguments, Then::Drop)
            }
            other => self.complete(other, at, Then::Push),
        }
    }
}

/// Whether an object itself, not its class, has an attribute.
fn has_own(vm: &Vm<'_>, id: ObjectId, attribute: Name) -> bool {
    vm.heap()
        .get(id)
        .attributes
        .as_ref()
        .is_some_and(|attributes| attributes.get(attribute).is_some())
}

/// `getattr(object, name)`
pub(crate) fn load(vm: &mut Vm<'_>, object: Value, attribute: Name) -> Result {
    let class = vm.class_of(object);
    match object {
        Value::Module(module) => return load_global(vm, object, module, attribute),
        Value::Object(id) => match vm.heap().body(id) {
            Body::Class(_) => return load_from_class(vm, id, class, attribute),
            Body::Super(parts) if attribute != name::CLASS => {
                let parts = **parts;
                return load_from_super(vm, &parts, object, attribute);
            }
            _ => {}
        },
        _ => {}
    }
    let custom = vm.class(class).custom_access;
    if custom && let Some(function) = custom_hook(vm, class, name::GETATTRIBUTE) {
        let text = vm.name_value(attribute);
        let fallback = if vm.defines(class, name::GETATTR) {
            "getattribute_or_getattr"
        } else {
            "apply_pair"
        };
        return Ok(vm.prelude(fallback, &[function, object, text]));
    }
    if let Some(value) = load_plainly(vm, object, class, attribute)? {
        return Ok(value);
    }
    if custom && let Some(function) = custom_hook(vm, class, name::GETATTR) {
        let text = vm.name_value(attribute);
        return Ok(Outcome::call(function, &[object, text]));
    }
    Err(vm.no_attribute(object, attribute))
}

fn custom_hook(vm: &Vm<'_>, class: ObjectId, hook: Name) -> Option<Value> {
    vm.lookup(class, hook)
        .filter(|found| !matches!(found, Value::Native(_)))
}

/// `object.__getattribute__`; `None` where there is no such attribute.
pub(crate) fn load_plainly(
    vm: &mut Vm<'_>,
    object: Value,
    class: ObjectId,
    attribute: Name,
) -> Result<Option<Outcome>> {
    let in_class = vm.lookup(class, attribute);
    if let Some(found) = in_class
        && let Some(id) = found.object()
    {
        match vm.heap().body(id) {
            Body::Property(property) => {
                let get = property.get;
                return read_property(vm, get, object).map(Some);
            }
            Body::Function(_) => {}
            _ => {
                let holder = vm.heap().class(id);
                if vm.defines(holder, name::SET) && vm.defines(holder, name::GET) {
                    return Ok(Some(bind(vm, found, object, class)));
                }
            }
        }
    }
    if let Some(id) = object.object() {
        if let Body::Local(local) = vm.heap().body(id) {
            let tid = vm.tid;
            let own = local.by_thread.iter().find(|&&(owner, _)| owner == tid);
            if let Some(value) = own.and_then(|(_, attributes)| attributes.get(attribute)) {
                return Ok(Some(value.into()));
            }
        }
        if let Some(value) = vm
            .heap()
            .get(id)
            .attributes
            .as_ref()
            .and_then(|own| own.get(attribute))
        {
            return Ok(Some(value.into()));
        }
    }
    Ok(in_class.map(|found| bind(vm, found, object, class)))
}

fn read_property(vm: &mut Vm<'_>, get: Value, object: Value) -> Result {
    match get {
        Value::Native(native) => (native.get().function)(vm, &Arguments::of(&[object])),
        Value::None => Err(vm.attribute_error("unreadable attribute")),
        function => Ok(Outcome::call(function, &[object])),
    }
}

/// What a class's attribute is when it is reached through an instance.
pub(crate) fn bind(vm: &mut Vm<'_>, found: Value, object: Value, class: ObjectId) -> Outcome {
    let method = |vm: &mut Vm<'_>, function: Value, receiver: Value| {
        vm.allocate(
            class::METHOD,
            Body::Method(Box::new(Method { function, receiver })),
        )
        .into()
    };
    match found {
        Value::Native(native) => match native.get().binding {
            Binding::Method => method(vm, found, object),
            Binding::Class => method(vm, found, Value::Object(class)),
            Binding::Function | Binding::Static => found.into(),
        },
        Value::Object(id) => match vm.heap().body(id) {
            Body::Function(_) => method(vm, found, object),
            Body::StaticMethod(function) => (*function).into(),
            Body::ClassMethod(function) => {
                let function = *function;
                method(vm, function, Value::Object(class))
            }
            _ => {
                let holder = vm.heap().class(id);
                if vm.defines(holder, name::GET) {
                    let get = vm.lookup(holder, name::GET).expect("just found");
                    Outcome::call(get, &[found, object, Value::Object(class)])
                } else {
                    found.into()
                }
            }
        },
        _ => found.into(),
    }
}

/// An attribute of a class: its own line of ancestors before its metaclass's, properties of the metaclass first.
fn load_from_class(vm: &mut Vm<'_>, id: ObjectId, metaclass: ObjectId, attribute: Name) -> Result {
    let of_meta = vm.lookup(metaclass, attribute);
    if let Some(found) = of_meta
        && let Some(property) = found.object()
        && let Body::Property(property) = vm.heap().body(property)
    {
        let get = property.get;
        return read_property(vm, get, Value::Object(id));
    }
    if let Some(found) = vm.lookup(id, attribute) {
        return Ok(bind_to_class(vm, found, id));
    }
    if let Some(found) = of_meta {
        return Ok(bind(vm, found, Value::Object(id), metaclass));
    }
    if let Some(function) = custom_hook(vm, metaclass, name::GETATTR) {
        let text = vm.name_value(attribute);
        return Ok(Outcome::call(function, &[Value::Object(id), text]));
    }
    Err(vm.no_attribute(Value::Object(id), attribute))
}

/// What a class's attribute is when it is reached through the class.
fn bind_to_class(vm: &mut Vm<'_>, found: Value, class: ObjectId) -> Outcome {
    let method = |vm: &mut Vm<'_>, function: Value| {
        let method = Method {
            function,
            receiver: Value::Object(class),
        };
        vm.allocate(class::METHOD, Body::Method(Box::new(method)))
            .into()
    };
    match found {
        Value::Native(native) if native.get().binding == Binding::Class => method(vm, found),
        Value::Object(id) => match vm.heap().body(id) {
            Body::ClassMethod(function) => {
                let function = *function;
                method(vm, function)
            }
            Body::StaticMethod(function) => (*function).into(),
            Body::Function(_) | Body::Property(_) => found.into(),
            _ => {
                let holder = vm.heap().class(id);
                if vm.defines(holder, name::GET) {
                    let get = vm.lookup(holder, name::GET).expect("just found");
                    let arguments = [found, Value::None, Value::Object(class)];
                    Outcome::call(get, &arguments)
                } else {
                    found.into()
                }
            }
        },
        _ => found.into(),
    }
}

/// `super().name`: after the class in the MRO.
fn load_from_super(vm: &mut Vm<'_>, parts: &Super, object: Value, attribute: Name) -> Result {
    let mro = vm.class(parts.start).mro.clone();
    let after = mro
        .iter()
        .position(|&class| class == parts.class)
        .map_or(0, |position| position + 1);
    for &ancestor in &mro[after..] {
        if let Some(found) = vm.class(ancestor).attributes.get(attribute) {
            if let Some(id) = found.object()
                && let Body::Property(property) = vm.heap().body(id)
            {
                let get = property.get;
                return read_property(vm, get, parts.receiver);
            }
            return Ok(if parts.receiver.is(Value::Object(parts.start)) {
                bind_to_class(vm, found, parts.start)
            } else {
                bind(vm, found, parts.receiver, parts.start)
            });
        }
    }
    Err(vm.no_attribute(object, attribute))
}

fn load_global(
    vm: &mut Vm<'_>,
    object: Value,
    module: crate::base::ModuleId,
    attribute: Name,
) -> Result {
    if let Some(value) = vm.process.global_by_name(module, attribute) {
        if !vm.frame().hidden && vm.process.watched {
            let slot = vm.process.globals[module.index()]
                .names
                .iter()
                .position(|&other| other == attribute);
            if let Some(slot) = slot {
                vm.tell(|| Event::Read {
                    place: Place::Global(module, slot as u32),
                    value,
                });
            }
        }
        return Ok(value.into());
    }
    if attribute == name::DICT {
        return crate::machine::builtins::object::module_dict(vm, module);
    }
    if let Some(found) = vm.lookup(class::MODULE, attribute) {
        return Ok(bind(vm, found, object, class::MODULE));
    }
    // PEP 562.
    if let Some(callee) = vm.process.global_by_name(module, name::GETATTR) {
        let text = vm.name_value(attribute);
        let arguments = Box::new(Arguments::of(&[text]));
        return Ok(Outcome::Call { callee, arguments });
    }
    Err(vm.no_attribute(object, attribute))
}

/// `setattr(object, name, value)`
pub(crate) fn store(vm: &mut Vm<'_>, object: Value, attribute: Name, value: Value) -> Result {
    store_told(vm, object, attribute, value, false)
}

fn store_told(
    vm: &mut Vm<'_>,
    object: Value,
    attribute: Name,
    value: Value,
    visible: bool,
) -> Result {
    let class = vm.class_of(object);
    if vm.class(class).custom_access
        && let Some(function) = custom_hook(vm, class, name::SETATTR)
    {
        let text = vm.name_value(attribute);
        return Ok(Outcome::call(function, &[object, text, value]));
    }
    store_plainly(vm, object, class, attribute, value, visible)
}

/// `object.__setattr__`
pub(crate) fn store_plainly(
    vm: &mut Vm<'_>,
    object: Value,
    class: ObjectId,
    attribute: Name,
    value: Value,
    visible: bool,
) -> Result {
    if let Some(found) = vm.lookup(class, attribute)
        && let Some(id) = found.object()
    {
        match vm.heap().body(id) {
            Body::Property(property) => {
                let set = property.set;
                return write_property(vm, set, object, attribute, Some(value));
            }
            Body::Function(_) => {}
            _ => {
                let holder = vm.heap().class(id);
                if vm.defines(holder, name::SET) {
                    let set = vm.lookup(holder, name::SET).expect("just found");
                    return Ok(Outcome::call(set, &[found, object, value]));
                }
            }
        }
    }
    let Some(id) = own_attributes(vm, object, class) else {
        return store_elsewhere(vm, object, class, attribute, value, visible);
    };
    let attributes = vm.heap_mut().get_mut(id).attributes.get_or_insert_default();
    let before = attributes.set(attribute, value);
    if before.is_none() {
        vm.heap_mut().grew(32);
    }
    if visible {
        let before = before.unwrap_or(Value::Unbound);
        vm.tell(|| Event::Wrote {
            place: Place::Attribute(id, attribute),
            before,
            value,
        });
    }
    Ok(Value::None.into())
}

/// The object, if attributes can be set on it and lie with it.
fn own_attributes(vm: &Vm<'_>, object: Value, class: ObjectId) -> Option<ObjectId> {
    let id = object.object()?;
    let holds = match vm.heap().body(id) {
        Body::Function(_)
        | Body::Exception(_)
        | Body::Thread(_)
        | Body::Condition(_)
        | Body::Semaphore(_)
        | Body::Event(_)
        | Body::Barrier(_) => true,
        Body::Class(_) | Body::Local(_) => false,
        Body::Queue(_) => class != class::SIMPLE_QUEUE,
        _ => !vm.class(class).builtin,
    };
    holds.then_some(id)
}

fn store_elsewhere(
    vm: &mut Vm<'_>,
    object: Value,
    class: ObjectId,
    attribute: Name,
    value: Value,
    visible: bool,
) -> Result {
    match object {
        Value::Module(module) => {
            vm.process.set_global(module, attribute, value);
            return Ok(Value::None.into());
        }
        Value::Object(id) => match vm.heap().body(id) {
            Body::Class(held) if held.builtin => {
                let attribute = vm.name_text(attribute);
                let name = vm.class_name(id);
                return Err(vm.type_error(format!(
                    "cannot set '{attribute}' attribute of immutable type '{name}'"
                )));
            }
            Body::Class(held) => {
                let before = held.attributes.get(attribute).unwrap_or(Value::Unbound);
                set_class_attribute(vm, id, attribute, value);
                if visible {
                    vm.tell(|| Event::Wrote {
                        place: Place::Attribute(id, attribute),
                        before,
                        value,
                    });
                }
                return Ok(Value::None.into());
            }
            Body::Local(_) => {
                let tid = vm.tid;
                if let Body::Local(local) = vm.heap_mut().body_mut(id) {
                    let position = local.by_thread.iter().position(|&(owner, _)| owner == tid);
                    let position = position.unwrap_or_else(|| {
                        local
                            .by_thread
                            .push((tid, crate::machine::attributes::Attributes::default()));
                        local.by_thread.len() - 1
                    });
                    local.by_thread[position].1.set(attribute, value);
                }
                return Ok(Value::None.into());
            }
            _ => {}
        },
        _ => {}
    }
    if vm.lookup(class, attribute).is_some() {
        let (name, attribute) = (vm.class_name(class), vm.name_text(attribute));
        return Err(vm.attribute_error(format!(
            "'{name}' object attribute '{attribute}' is read-only"
        )));
    }
    Err(vm.no_attribute(object, attribute))
}

/// Sets a class's attribute, and notes what that means for its instances and subclasses.
pub(crate) fn set_class_attribute(vm: &mut Vm<'_>, class: ObjectId, attribute: Name, value: Value) {
    let hook = [
        name::GETATTR,
        name::GETATTRIBUTE,
        name::SETATTR,
        name::DELATTR,
    ]
    .contains(&attribute);
    if let Body::Class(held) = vm.heap_mut().body_mut(class) {
        held.attributes.set(attribute, value);
        held.custom_access |= hook;
    }
    vm.process.class_changed();
}

fn write_property(
    vm: &mut Vm<'_>,
    set: Value,
    object: Value,
    attribute: Name,
    value: Option<Value>,
) -> Result {
    let mut arguments = Arguments::of(&[object]);
    arguments.positional.extend(value);
    match set {
        Value::Native(native) => (native.get().function)(vm, &arguments),
        Value::None => {
            let (name, attribute) = (vm.type_name(object), vm.name_text(attribute));
            let missing = if value.is_some() { "setter" } else { "deleter" };
            Err(vm.attribute_error(format!(
                "property '{attribute}' of '{name}' object has no {missing}"
            )))
        }
        function => Ok(Outcome::Call {
            callee: function,
            arguments: Box::new(arguments),
        }),
    }
}

/// `delattr(object, name)`
pub(crate) fn delete(vm: &mut Vm<'_>, object: Value, attribute: Name) -> Result {
    let class = vm.class_of(object);
    if vm.class(class).custom_access
        && let Some(function) = custom_hook(vm, class, name::DELATTR)
    {
        let text = vm.name_value(attribute);
        return Ok(Outcome::call(function, &[object, text]));
    }
    delete_plainly(vm, object, class, attribute)
}

/// `object.__delattr__`
pub(crate) fn delete_plainly(
    vm: &mut Vm<'_>,
    object: Value,
    class: ObjectId,
    attribute: Name,
) -> Result {
    if let Some(found) = vm.lookup(class, attribute)
        && let Some(id) = found.object()
        && let Body::Property(property) = vm.heap().body(id)
    {
        let remove = property.delete;
        return write_property(vm, remove, object, attribute, None);
    }
    let removed = match object {
        Value::Module(module) => {
            let present = vm.process.global_by_name(module, attribute).is_some();
            vm.process.set_global(module, attribute, Value::Unbound);
            present
        }
        Value::Object(id) => {
            let tid = vm.tid;
            let held = vm.heap_mut().get_mut(id);
            match &mut held.body {
                Body::Class(class) if !class.builtin => {
                    class.attributes.remove(attribute).is_some()
                }
                Body::Local(local) => {
                    let own = local.by_thread.iter_mut().find(|(owner, _)| *owner == tid);
                    own.is_some_and(|(_, attributes)| attributes.remove(attribute).is_some())
                }
                _ => held
                    .attributes
                    .as_mut()
                    .is_some_and(|own| own.remove(attribute).is_some()),
            }
        }
        _ => false,
    };
    if !removed {
        return Err(vm.no_attribute(object, attribute));
    }
    vm.process.class_changed();
    if let Some(id) = object.object() {
        vm.tell(|| Event::Deleted {
            place: Place::Attribute(id, attribute),
        });
    }
    Ok(Value::None.into())
}
