//! `object`, `type`, `super`, descriptors, and the attributes of functions, methods and modules.

use crate::base::{ModuleId, ObjectId};
use crate::code::{Name, name};
use crate::machine::attributes::Attributes;
use crate::machine::builtins::{Arguments, Registry};
use crate::machine::class;
use crate::machine::effect::{Outcome, Result};
use crate::machine::interpret::attribute;
use crate::machine::object::{Body, Class, Dict, Property, Super};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

#[expect(clippy::too_many_lines, reason = "one table")]
pub(crate) fn register(registry: &mut Registry) {
    registry
        .class(class::OBJECT)
        .new(object_new)
        .init(object_init)
        .method("__getattribute__", object_getattribute)
        .method("__setattr__", object_setattr)
        .method("__delattr__", object_delattr)
        .method("__repr__", object_repr)
        .method("__str__", object_str)
        .method("__eq__", object_eq)
        .method("__ne__", object_ne)
        .method("__hash__", object_hash)
        .method("__format__", object_format)
        .class_method("__init_subclass__", object_init_subclass)
        .property("__class__", object_class, set_class)
        .getter("__dict__", object_dict)
        .getter("__doc__", object_doc);
    registry
        .class(class::TYPE)
        .new(type_new)
        .init(accept)
        .method("mro", type_mro_list)
        .method("__call__", type_call)
        .method("__repr__", object_repr)
        .method("__instancecheck__", type_instancecheck)
        .method("__subclasscheck__", type_subclasscheck)
        .class_method("__prepare__", type_prepare)
        .property("__name__", type_name, set_type_name)
        .property("__qualname__", type_qualname, set_type_qualname)
        .getter("__bases__", type_bases)
        .getter("__base__", type_base)
        .getter("__mro__", type_mro)
        .property("__annotations__", type_annotations, set_type_annotations)
        .property("__doc__", type_doc, set_type_doc)
        .getter("__dict__", type_dict);
    registry.class(class::SUPER).new(super_new).init(accept);
    registry
        .class(class::PROPERTY)
        .new(property_new)
        .init(accept)
        .method("getter", property_getter)
        .method("setter", property_setter)
        .method("deleter", property_deleter)
        .method("__get__", property_get)
        .method("__set__", property_set)
        .method("__delete__", property_delete)
        .getter("__doc__", property_doc)
        .getter("fget", |vm, a| property_part(vm, a, |p| p.get))
        .getter("fset", |vm, a| property_part(vm, a, |p| p.set))
        .getter("fdel", |vm, a| property_part(vm, a, |p| p.delete));
    registry
        .class(class::STATICMETHOD)
        .new(staticmethod_new)
        .init(accept)
        .method("__get__", wrapped_get)
        .getter("__func__", wrapped_function);
    registry
        .class(class::CLASSMETHOD)
        .new(classmethod_new)
        .init(accept)
        .method("__get__", wrapped_get)
        .getter("__func__", wrapped_function);
    registry
        .class(class::FUNCTION)
        .property("__name__", function_name, set_function_name)
        .property("__qualname__", function_qualname, set_function_qualname)
        .property("__doc__", function_doc, set_function_doc)
        .property("__module__", function_module, accept)
        .getter("__defaults__", function_defaults)
        .getter("__kwdefaults__", function_keyword_defaults)
        .getter("__closure__", function_closure)
        .method("__get__", function_get);
    registry
        .class(class::METHOD)
        .getter("__self__", |vm, a| Ok(method_of(vm, a.receiver()).1.into()))
        .getter("__func__", |vm, a| Ok(method_of(vm, a.receiver()).0.into()))
        .getter("__name__", through_function)
        .getter("__qualname__", |vm, a| {
            through(vm, a.receiver(), name::QUALNAME)
        })
        .getter("__doc__", |vm, a| through(vm, a.receiver(), name::DOC));
    registry
        .class(class::NATIVE)
        .getter("__name__", native_name)
        .getter("__qualname__", native_name)
        .getter("__module__", |vm, _| Ok(vm.text("builtins").into()));
    registry
        .class(class::CELL)
        .getter("cell_contents", cell_contents);
    registry.function("builtins", "locals", locals);
    registry.function("builtins", "getattr", getattr);
    registry.function("builtins", "hasattr", hasattr);
    registry.function("builtins", "setattr", setattr);
    registry.function("builtins", "delattr", delattr);
    registry.function("_machine", "make_class", make_class);
    registry.function("_machine", "run_class_body", run_class_body);
    registry.function("_machine", "fill_cell", fill_cell);
    registry.function("_machine", "special", special);
    registry.function("_machine", "object_dict", object_dict);
    registry.function("_machine", "matches_itself", |vm, a| {
        let itself = vm.as_class(a.receiver()).is_some_and(|class| {
            vm.class(class)
                .mro
                .iter()
                .any(|&ancestor| Vm::matches_itself(ancestor))
        });
        Ok(Value::Bool(itself).into())
    });
    registry.function("_machine", "is_native", |_, a| {
        Ok(Value::Bool(matches!(a.receiver(), Value::Native(_))).into())
    });
}

fn accept(_: &mut Vm<'_>, _: &Arguments) -> Result {
    Ok(Value::None.into())
}

// ---- object ----------------------------------------------------------------------------------------------------

fn object_new(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let Some(class) = vm.as_class(arguments.receiver()) else {
        return Err(vm.type_error("object.__new__(X): X is not a type object"));
    };
    let extra = arguments.positional.len() > 1 || !arguments.keywords.is_empty();
    if extra {
        let own_init = vm
            .lookup(class, name::INIT)
            .is_some_and(|init| !is_objects(init));
        let own_new = vm
            .lookup(class, name::NEW)
            .is_some_and(|new| !is_objects(new));
        if own_new {
            return Err(vm.type_error(
                "object.__new__() takes exactly one argument (the type to instantiate)",
            ));
        }
        if !own_init {
            let name = vm.class_name(class);
            return Err(vm.type_error(format!("{name}() takes no arguments")));
        }
    }
    Ok(vm.allocate(class, Body::Plain).into())
}

fn is_objects(method: Value) -> bool {
    matches!(method, Value::Native(native) if native.get().class == Some(class::OBJECT))
}

fn object_init(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let class = vm.class_of(arguments.receiver());
    let extra = arguments.positional.len() > 1 || !arguments.keywords.is_empty();
    if extra
        && vm
            .lookup(class, name::INIT)
            .is_some_and(|init| !is_objects(init))
    {
        return Err(vm.type_error(
            "object.__init__() takes exactly one argument (the instance to initialize)",
        ));
    }
    Ok(Value::None.into())
}

/// The attribute that a text names.
fn attribute_name(vm: &mut Vm<'_>, text: Value) -> Result<Name> {
    match vm.as_str(text).map(ToOwned::to_owned) {
        Some(text) => Ok(vm.process.intern(&text)),
        None => {
            let given = vm.type_name(text);
            Err(vm.type_error(format!("attribute name must be string, not '{given}'")))
        }
    }
}

fn object_getattribute(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (object, [text]) = arguments.method(vm, "object.__getattribute__")?;
    let name = attribute_name(vm, text)?;
    let class = vm.class_of(object);
    match attribute::load_plainly(vm, object, class, name)? {
        Some(outcome) => Ok(outcome),
        None => Err(vm.no_attribute(object, name)),
    }
}

fn object_setattr(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (object, [text, value]) = arguments.method(vm, "object.__setattr__")?;
    let name = attribute_name(vm, text)?;
    let class = vm.class_of(object);
    attribute::store_plainly(vm, object, class, name, value, true)
}

fn object_delattr(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (object, [text]) = arguments.method(vm, "object.__delattr__")?;
    let name = attribute_name(vm, text)?;
    let class = vm.class_of(object);
    attribute::delete_plainly(vm, object, class, name)
}

fn object_repr(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let text = crate::machine::display::repr_body(vm, arguments.receiver());
    match text? {
        Some(text) => Ok(vm.text(text).into()),
        None => Ok(vm.prelude("repr_builtin", &[arguments.receiver()])),
    }
}

fn object_str(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    Ok(vm.prelude("repr_of", &[arguments.receiver()]))
}

fn object_eq(_: &mut Vm<'_>, arguments: &Arguments) -> Result {
    match arguments.get(1) {
        Some(other) if other.is(arguments.receiver()) => Ok(Value::Bool(true).into()),
        _ => Ok(Value::NotImplemented.into()),
    }
}

fn object_ne(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (object, [other]) = arguments.method(vm, "object.__ne__")?;
    Ok(vm.prelude("not_equal", &[object, other]))
}

fn object_hash(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [object] = arguments.function(vm, "__hash__")?;
    Ok(Value::Int(crate::machine::compare::hash_of_identity(vm, object)).into())
}

fn object_format(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (object, [spec]) = arguments.method(vm, "object.__format__")?;
    if vm.as_str(spec).is_some_and(|spec| !spec.is_empty()) {
        let name = vm.type_name(object);
        return Err(vm.type_error(format!(
            "unsupported format string passed to {name}.__format__"
        )));
    }
    Ok(vm.prelude("str_of", &[object]))
}

fn object_init_subclass(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    if arguments.keywords.is_empty() {
        return Ok(Value::None.into());
    }
    let name = vm
        .as_class(arguments.receiver())
        .map_or_else(|| "object".into(), |class| vm.class_name(class));
    Err(vm.type_error(format!(
        "{name}.__init_subclass__() takes no keyword arguments"
    )))
}

fn object_class(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    Ok(Value::Object(vm.class_of(arguments.receiver())).into())
}

fn set_class(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (object, [class]) = arguments.method(vm, "__class__")?;
    match (object.object(), vm.as_class(class)) {
        (Some(object), Some(class)) if !vm.class(class).builtin => {
            vm.heap_mut().get_mut(object).class = class;
            Ok(Value::None.into())
        }
        _ => Err(vm.type_error(
            "__class__ assignment only supported for mutable types or ModuleType subclasses",
        )),
    }
}

/// A copy: writing to it changes nothing.
fn object_dict(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let object = arguments.receiver();
    if let Value::Module(module) = object {
        return module_dict(vm, module);
    }
    let attributes = object.object().and_then(|id| match vm.heap().body(id) {
        Body::Class(class) => Some(class.attributes.clone()),
        Body::Local(local) => {
            let tid = vm.tid;
            local
                .by_thread
                .iter()
                .find(|&&(owner, _)| owner == tid)
                .map(|(_, attributes)| attributes.clone())
        }
        _ => vm.heap().get(id).attributes.as_deref().cloned(),
    });
    if attributes.is_none() && vm.class(vm.class_of(object)).builtin {
        return Err(vm.no_attribute(object, name::DICT));
    }
    Ok(attributes_dict(vm, &attributes.unwrap_or_default()))
}

fn attributes_dict(vm: &mut Vm<'_>, attributes: &Attributes) -> Outcome {
    let mut dict = Dict::default();
    for (name, value) in attributes.iter() {
        let key = vm.name_value(name);
        dict.push(vm.text_hash(key), key, value);
    }
    vm.dict(dict).into()
}

pub(crate) fn module_dict(vm: &mut Vm<'_>, module: ModuleId) -> Result {
    let globals = std::sync::Arc::clone(&vm.process.globals[module.index()]);
    let bound = globals
        .names
        .iter()
        .copied()
        .zip(globals.values.iter().copied())
        .filter(|(_, value)| value.is_bound());
    let attributes: Attributes = bound.collect();
    Ok(attributes_dict(vm, &attributes))
}

fn object_doc(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let class = vm.class_of(arguments.receiver());
    Ok(class_doc(vm, class).into())
}

fn type_doc(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let class = receiver_class(vm, arguments);
    Ok(class_doc(vm, class).into())
}

/// Its own; an empty dict is made where it has none, as in CPython.
fn type_annotations(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let class = receiver_class(vm, arguments);
    if let Some(own) = vm.class(class).attributes.get(name::ANNOTATIONS) {
        return Ok(own.into());
    }
    let made = vm.dict(Dict::default());
    if !vm.class(class).builtin {
        attribute::set_class_attribute(vm, class, name::ANNOTATIONS, made);
    }
    Ok(made.into())
}

fn set_type_annotations(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (class, [value]) = arguments.method(vm, "__annotations__")?;
    if let Some(class) = vm.as_class(class) {
        attribute::set_class_attribute(vm, class, name::ANNOTATIONS, value);
    }
    Ok(Value::None.into())
}

fn set_type_doc(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (class, [text]) = arguments.method(vm, "__doc__")?;
    if let Some(class) = vm.as_class(class) {
        attribute::set_class_attribute(vm, class, name::DOC, text);
    }
    Ok(Value::None.into())
}

fn class_doc(vm: &Vm<'_>, class: ObjectId) -> Value {
    match vm.class(class).attributes.get(name::DOC) {
        Some(value)
            if !value
                .object()
                .is_some_and(|id| matches!(vm.heap().body(id), Body::Property(_))) =>
        {
            value
        }
        _ => Value::None,
    }
}

// ---- type ------------------------------------------------------------------------------------------------------

/// `type(object)`, or `type(name, bases, namespace, **keywords)`.
fn type_new(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    match arguments.positional.as_slice() {
        [_, object] if arguments.keywords.is_empty() => {
            Ok(Value::Object(vm.class_of(*object)).into())
        }
        [metaclass, name, bases, namespace] => {
            let mut passed = Arguments::of(&[*metaclass, *name, *bases, *namespace]);
            passed.keywords.clone_from(&arguments.keywords);
            Ok(Outcome::Call {
                callee: vm.process.prelude("type_new"),
                arguments: Box::new(passed),
            })
        }
        _ => Err(vm.type_error("type() takes 1 or 3 arguments")),
    }
}

/// `type.__call__(cls, …)`, as a metaclass's `super().__call__(…)` reaches it.
fn type_call(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    Ok(Outcome::Call {
        callee: vm.process.prelude("instantiate"),
        arguments: Box::new(arguments.clone()),
    })
}

fn type_prepare(vm: &mut Vm<'_>, _: &Arguments) -> Result {
    Ok(vm.dict(Dict::default()).into())
}

fn type_instancecheck(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (class, [object]) = arguments.method(vm, "type.__instancecheck__")?;
    let class = vm.as_class(class).unwrap_or(class::OBJECT);
    Ok(Value::Bool(vm.is_instance(object, class)).into())
}

fn type_subclasscheck(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (class, [other]) = arguments.method(vm, "type.__subclasscheck__")?;
    match (vm.as_class(class), vm.as_class(other)) {
        (Some(class), Some(other)) => Ok(Value::Bool(vm.is_subclass(other, class)).into()),
        _ => Err(vm.type_error("issubclass() arg 1 must be a class")),
    }
}

fn receiver_class(vm: &Vm<'_>, arguments: &Arguments) -> ObjectId {
    vm.as_class(arguments.receiver()).unwrap_or(class::OBJECT)
}

fn type_name(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let name = vm.class(receiver_class(vm, arguments)).name;
    Ok(vm.name_value(name).into())
}

fn type_qualname(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let name = vm.class(receiver_class(vm, arguments)).qualified_name;
    Ok(vm.name_value(name).into())
}

fn change_class(vm: &mut Vm<'_>, arguments: &Arguments, change: fn(&mut Class, Name)) -> Result {
    let (_, [text]) = arguments.method(vm, "type.__name__")?;
    let name = attribute_name(vm, text)?;
    let id = receiver_class(vm, arguments);
    if let Body::Class(class) = vm.heap_mut().body_mut(id) {
        change(class, name);
    }
    Ok(Value::None.into())
}

fn set_type_name(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    change_class(vm, arguments, |class, name| class.name = name)
}

fn set_type_qualname(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    change_class(vm, arguments, |class, name| class.qualified_name = name)
}

fn classes(vm: &mut Vm<'_>, ids: &[ObjectId]) -> Outcome {
    let items: Vec<_> = ids.iter().map(|&id| Value::Object(id)).collect();
    vm.tuple(items).into()
}

fn type_bases(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let ids = vm.class(receiver_class(vm, arguments)).bases.clone();
    Ok(classes(vm, &ids))
}

fn type_base(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let base = vm
        .class(receiver_class(vm, arguments))
        .bases
        .first()
        .copied();
    Ok(base.map_or(Value::None, Value::Object).into())
}

fn type_mro(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let ids = vm.class(receiver_class(vm, arguments)).mro.clone();
    Ok(classes(vm, &ids))
}

fn type_mro_list(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let ids = vm.class(receiver_class(vm, arguments)).mro.clone();
    let items = ids.into_iter().map(Value::Object).collect();
    Ok(vm.list(items).into())
}

fn type_dict(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let attributes = vm.class(receiver_class(vm, arguments)).attributes.clone();
    Ok(attributes_dict(vm, &attributes))
}

/// `_machine.make_class(metaclass, name, bases, namespace)`: the class itself; the prelude runs the hooks.
fn make_class(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [metaclass, text, bases, namespace] = arguments.function(vm, "type.__new__")?;
    let Some(metaclass) = vm.as_class(metaclass) else {
        return Err(vm.type_error("type.__new__(X): X is not a type object"));
    };
    if vm.as_str(text).is_none() {
        let given = vm.type_name(text);
        return Err(vm.type_error(format!(
            "type.__new__() argument 1 must be str, not {given}"
        )));
    }
    let name = attribute_name(vm, text)?;
    let mut ids = Vec::new();
    for &base in vm.heap().tuple(bases).cloned().unwrap_or_default().iter() {
        match vm.as_class(base) {
            Some(id)
                if [
                    class::BOOL,
                    class::NONE_TYPE,
                    class::FUNCTION,
                    class::RANGE,
                    class::SLICE,
                ]
                .contains(&id) =>
            {
                let base = vm.class_name(id);
                return Err(vm.type_error(format!("type '{base}' is not an acceptable base type")));
            }
            Some(id) => ids.push(id),
            None => {
                let given = vm.type_name(base);
                return Err(vm.type_error(format!("bases must be types, not {given}")));
            }
        }
    }
    if ids.is_empty() {
        ids.push(class::OBJECT);
    }
    let layout = layout(vm, &ids)?;
    let tail = linearize(vm, &ids)?;
    let mut attributes = Attributes::default();
    let entries: Vec<_> = vm
        .heap()
        .dict(namespace)
        .map(|dict| dict.iter().copied().collect())
        .unwrap_or_default();
    for entry in entries {
        let key = attribute_name(vm, entry.key)?;
        let mut value = entry.value;
        // These two are class methods without being told so, and `__new__` a static one.
        let wrap = [name::INIT_SUBCLASS, name::CLASS_GETITEM].contains(&key);
        if let Some(id) = value.object()
            && matches!(vm.heap().body(id), Body::Function(_))
        {
            if wrap {
                value = vm.allocate(class::CLASSMETHOD, Body::ClassMethod(value));
            } else if key == name::NEW {
                value = vm.allocate(class::STATICMETHOD, Body::StaticMethod(value));
            }
        }
        attributes.set(key, value);
    }
    let qualified_name = match attributes.remove(name::QUALNAME) {
        Some(text) => attribute_name(vm, text)?,
        None => name,
    };
    if attributes.get(name::EQ).is_some() && attributes.get(name::HASH).is_none() {
        attributes.set(name::HASH, Value::None);
    }
    if attributes.get(name::DOC).is_none() {
        attributes.set(name::DOC, Value::None);
    }
    let hooks = [
        name::GETATTR,
        name::GETATTRIBUTE,
        name::SETATTR,
        name::DELATTR,
    ];
    let custom_access = hooks.iter().any(|&hook| attributes.get(hook).is_some())
        || tail
            .iter()
            .any(|&ancestor| vm.class(ancestor).custom_access);
    let made = Class {
        name,
        qualified_name,
        bases: ids,
        mro: tail,
        attributes,
        layout,
        builtin: false,
        custom_access,
    };
    let value = vm.allocate(metaclass, Body::Class(Box::new(made)));
    let id = value.object().expect("just made");
    if let Body::Class(class) = vm.heap_mut().body_mut(id) {
        class.mro.insert(0, id);
    }
    vm.process.class_changed();
    Ok(value.into())
}

/// The one builtin ancestor whose body the instances get.
fn layout(vm: &mut Vm<'_>, bases: &[ObjectId]) -> Result<ObjectId> {
    let mut layout = class::OBJECT;
    for &base in bases {
        let other = vm.class(base).layout;
        if vm.is_subclass(other, layout) {
            layout = other;
        } else if !vm.is_subclass(layout, other) {
            return Err(vm.type_error("multiple bases have instance lay-out conflict"));
        }
    }
    Ok(layout)
}

/// The C3 order of what comes after the class itself (Barrett et al., "A monotonic superclass linearization for
/// Dylan", OOPSLA 1996).
fn linearize(vm: &mut Vm<'_>, bases: &[ObjectId]) -> Result<Vec<ObjectId>> {
    for (at, base) in bases.iter().enumerate() {
        if bases[..at].contains(base) {
            let name = vm.class_name(*base);
            return Err(vm.type_error(format!("duplicate base class {name}")));
        }
    }
    let mut lines: Vec<Vec<ObjectId>> = bases
        .iter()
        .map(|&base| vm.class(base).mro.clone())
        .collect();
    lines.push(bases.to_vec());
    let mut order = Vec::new();
    loop {
        lines.retain(|line| !line.is_empty());
        if lines.is_empty() {
            return Ok(order);
        }
        let candidate = lines
            .iter()
            .map(|line| line[0])
            .find(|head| !lines.iter().any(|line| line[1..].contains(head)));
        let Some(next) = candidate else {
            let names: Vec<_> = bases
                .iter()
                .map(|&base| vm.class_name(base).to_string())
                .collect();
            return Err(vm.type_error(format!(
                "Cannot create a consistent method resolution\norder (MRO) for bases {}",
                names.join(", ")
            )));
        };
        order.push(next);
        for line in &mut lines {
            if line[0] == next {
                line.remove(0);
            }
        }
    }
}

/// `_machine.run_class_body(function, namespace)`: gives the class cell, or `None`.
fn run_class_body(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [body, namespace] = arguments.function(vm, "run_class_body")?;
    match (body.object(), namespace.object()) {
        (Some(body), Some(namespace)) if matches!(vm.heap().body(namespace), Body::Dict(_)) => {
            Ok(Outcome::ClassBody { body, namespace })
        }
        _ => {
            let given = vm.type_name(namespace);
            Err(vm.type_error(format!("__prepare__() must return a mapping, not {given}")))
        }
    }
}

/// `_machine.fill_cell(cell, class)`
fn fill_cell(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [cell, value] = arguments.function(vm, "fill_cell")?;
    if let Some(id) = cell.object()
        && let Body::Cell(held) = vm.heap_mut().body_mut(id)
    {
        *held = value;
    }
    Ok(Value::None.into())
}

/// `_machine.special(object, name)`: the special method of the object's class, bound, or `None`.
fn special(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [object, text] = arguments.function(vm, "special")?;
    let name = attribute_name(vm, text)?;
    let class = vm.class_of(object);
    let Some(found) = vm.lookup(class, name) else {
        return Ok(Value::None.into());
    };
    if found.is_none() {
        return Ok(Value::None.into());
    }
    Ok(attribute::bind(vm, found, object, class))
}

// ---- super and descriptors -------------------------------------------------------------------------------------

fn super_new(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [class, receiver] = match arguments.positional[1..] {
        [class, receiver] => [class, receiver],
        _ => match implied(vm) {
            Ok(implied) => implied,
            Err(problem) => return Err(vm.runtime_error(format!("super(): {problem}"))),
        },
    };
    let Some(class) = vm.as_class(class) else {
        let given = vm.type_name(class);
        return Err(vm.type_error(format!("super() argument 1 must be a type, not {given}")));
    };
    let own = vm.class_of(receiver);
    let start = match vm.as_class(receiver) {
        Some(itself) if vm.is_subclass(itself, class) => itself,
        _ if vm.is_subclass(own, class) => own,
        _ => {
            return Err(
                vm.type_error("super(type, obj): obj must be an instance or subtype of type")
            );
        }
    };
    Ok(vm
        .allocate(
            class::SUPER,
            Body::Super(Box::new(Super {
                class,
                receiver,
                start,
            })),
        )
        .into())
}

/// What `super()` means: the class whose body the calling function stands in, and the function's first argument.
fn implied(vm: &Vm<'_>) -> std::result::Result<[Value; 2], &'static str> {
    let frame = vm.thread.frames.last().ok_or("no current frame")?;
    let code = &vm.program.functions[frame.function.index()];
    if code.parameters.positional_only + code.parameters.positional == 0 {
        return Err("no arguments");
    }
    let base = frame.base as usize;
    let cells = base + code.locals.len();
    let content = |cell: usize| match vm.thread.stack[cells + cell]
        .object()
        .map(|id| vm.heap().body(id))
    {
        Some(Body::Cell(value)) => *value,
        _ => Value::Unbound,
    };
    // An argument that closures share has moved into its cell.
    let shared = code
        .cells
        .iter()
        .position(|&(_, parameter)| parameter == Some(0));
    let receiver = shared.map_or(vm.thread.stack[base], content);
    if !receiver.is_bound() {
        return Err("arg[0] deleted");
    }
    let place = code
        .free
        .iter()
        .position(|&name| name == name::CLASS)
        .ok_or("__class__ cell not found")?;
    match content(code.cells.len() + place) {
        Value::Unbound => Err("empty __class__ cell"),
        class => Ok([class, receiver]),
    }
}

fn property_new(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [get, set, delete, doc] =
        arguments.bind(vm, "property", 1, ["fget", "fset", "fdel", "doc"], 0)?;
    let [get, set, delete, documentation] =
        [get, set, delete, doc].map(|part| part.unwrap_or(Value::None));
    let class = vm.as_class(arguments.receiver()).unwrap_or(class::PROPERTY);
    Ok(vm
        .allocate(
            class,
            Body::Property(Box::new(Property {
                get,
                set,
                delete,
                documentation,
            })),
        )
        .into())
}

fn property(vm: &Vm<'_>, value: Value) -> Property {
    match value.object().map(|id| vm.heap().body(id)) {
        Some(Body::Property(property)) => **property,
        _ => unreachable!("receivers are checked"),
    }
}

fn property_part(vm: &mut Vm<'_>, arguments: &Arguments, part: fn(Property) -> Value) -> Result {
    Ok(part(property(vm, arguments.receiver())).into())
}

fn property_with(
    vm: &mut Vm<'_>,
    arguments: &Arguments,
    change: fn(&mut Property, Value),
) -> Result {
    let (receiver, [function]) = arguments.method(vm, "property.setter")?;
    let mut changed = property(vm, receiver);
    change(&mut changed, function);
    let class = vm.class_of(receiver);
    Ok(vm.allocate(class, Body::Property(Box::new(changed))).into())
}

fn property_getter(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    property_with(vm, arguments, |property, function| property.get = function)
}

fn property_setter(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    property_with(vm, arguments, |property, function| property.set = function)
}

fn property_deleter(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    property_with(vm, arguments, |property, function| {
        property.delete = function;
    })
}

fn staticmethod_new(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (_, [function]) = arguments.method(vm, "staticmethod")?;
    Ok(vm
        .allocate(class::STATICMETHOD, Body::StaticMethod(function))
        .into())
}

fn classmethod_new(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (_, [function]) = arguments.method(vm, "classmethod")?;
    Ok(vm
        .allocate(class::CLASSMETHOD, Body::ClassMethod(function))
        .into())
}

fn wrapped_function(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    match arguments.receiver().object().map(|id| vm.heap().body(id)) {
        Some(Body::StaticMethod(function) | Body::ClassMethod(function)) => Ok((*function).into()),
        _ => Ok(Value::None.into()),
    }
}

/// `property.__get__(object, class)`
fn property_get(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [object, _] = arguments.between(vm, "__get__", 1, 1)?;
    let object = object.unwrap_or(Value::None);
    if object.is_none() {
        return Ok(arguments.receiver().into());
    }
    Ok(Outcome::call(
        property(vm, arguments.receiver()).get,
        &[object],
    ))
}

fn property_set(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, [object, value]) = arguments.method(vm, "__set__")?;
    let callee = property(vm, receiver).set;
    if callee.is_none() {
        return Err(vm.attribute_error("property has no setter"));
    }
    Ok(Outcome::call(callee, &[object, value]))
}

fn property_delete(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, [object]) = arguments.method(vm, "__delete__")?;
    let callee = property(vm, receiver).delete;
    if callee.is_none() {
        return Err(vm.attribute_error("property has no deleter"));
    }
    Ok(Outcome::call(callee, &[object]))
}

/// Its own, or its getter's.
fn property_doc(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let property = property(vm, arguments.receiver());
    if !property.documentation.is_none() {
        return Ok(property.documentation.into());
    }
    match property.get.object().map(|id| vm.heap().body(id)) {
        Some(Body::Function(function)) => Ok(function.documentation.into()),
        _ => Ok(Value::None.into()),
    }
}

/// `staticmethod.__get__`, `classmethod.__get__`
fn wrapped_get(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [object, class] = arguments.between(vm, "__get__", 1, 1)?;
    let class = match class {
        Some(class) => class,
        None => Value::Object(vm.class_of(object.unwrap_or_default())),
    };
    let id = vm.as_class(class).unwrap_or(class::OBJECT);
    Ok(attribute::bind(vm, arguments.receiver(), class, id))
}

// ---- functions -------------------------------------------------------------------------------------------------

fn function<'v>(vm: &'v Vm<'_>, arguments: &Arguments) -> &'v crate::machine::object::Function {
    match arguments.receiver().object().map(|id| vm.heap().body(id)) {
        Some(Body::Function(function)) => function,
        _ => unreachable!("receivers are checked"),
    }
}

fn change_function(
    vm: &mut Vm<'_>,
    arguments: &Arguments,
    change: impl FnOnce(&mut crate::machine::object::Function),
) -> Result {
    if let Some(id) = arguments.receiver().object()
        && let Body::Function(function) = vm.heap_mut().body_mut(id)
    {
        change(function);
    }
    Ok(Value::None.into())
}

fn function_name(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let name = function(vm, arguments).name;
    Ok(vm.name_value(name).into())
}

fn set_function_name(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (_, [text]) = arguments.method(vm, "__name__")?;
    let name = attribute_name(vm, text)?;
    change_function(vm, arguments, |function| function.name = name)
}

fn function_qualname(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let name = function(vm, arguments).qualified_name;
    Ok(vm.name_value(name).into())
}

fn set_function_qualname(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (_, [text]) = arguments.method(vm, "__qualname__")?;
    let name = attribute_name(vm, text)?;
    change_function(vm, arguments, |function| function.qualified_name = name)
}

fn function_doc(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    Ok(function(vm, arguments).documentation.into())
}

fn set_function_doc(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (_, [text]) = arguments.method(vm, "__doc__")?;
    change_function(vm, arguments, |function| function.documentation = text)
}

fn function_module(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let code = function(vm, arguments).code;
    let module = vm.program.functions[code.index()].module;
    Ok(vm.process.globals[module.index()].values[0].into())
}

fn function_defaults(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let defaults = function(vm, arguments).defaults.clone();
    Ok(if defaults.is_empty() {
        Value::None
    } else {
        vm.tuple(defaults)
    }
    .into())
}

fn function_keyword_defaults(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let defaults: Attributes = function(vm, arguments)
        .keyword_defaults
        .iter()
        .copied()
        .collect();
    if defaults.is_empty() {
        Ok(Value::None.into())
    } else {
        Ok(attributes_dict(vm, &defaults))
    }
}

/// Its cells, or `None`.
fn function_closure(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let cells: Vec<_> = function(vm, arguments)
        .closure
        .iter()
        .copied()
        .map(Value::Object)
        .collect();
    Ok(if cells.is_empty() {
        Value::None
    } else {
        vm.tuple(cells)
    }
    .into())
}

fn cell_contents(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    match arguments.receiver().object().map(|id| vm.heap().body(id)) {
        Some(Body::Cell(value)) if value.is_bound() => Ok((*value).into()),
        _ => Err(vm.value_error("Cell is empty")),
    }
}

/// A dict of the caller's local variables: a copy, as in CPython's functions.
fn locals(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.function::<0>(vm, "locals")?;
    let frame = vm.frame();
    let (base, namespace) = (frame.base as usize, frame.namespace);
    let program = vm.program;
    let code = &program.functions[frame.function.index()];
    match (code.kind, namespace) {
        (crate::code::Kind::Module, _) => return module_dict(vm, code.module),
        (crate::code::Kind::ClassBody, Some(namespace)) => {
            return Ok(Value::Object(namespace).into());
        }
        _ => {}
    }
    let mut attributes = Attributes::default();
    for (slot, &name) in code.locals.iter().enumerate() {
        let value = vm.thread.stack[base + slot];
        if value.is_bound() {
            attributes.set(name, value);
        }
    }
    let names = code
        .cells
        .iter()
        .map(|&(name, _)| name)
        .chain(code.free.iter().copied());
    for (number, name) in names.enumerate() {
        let cell = vm.thread.stack[base + code.locals.len() + number];
        if let Some(Body::Cell(value)) = cell.object().map(|id| vm.heap().body(id))
            && value.is_bound()
        {
            attributes.set(name, *value);
        }
    }
    Ok(attributes_dict(vm, &attributes))
}

fn function_get(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let function = arguments.receiver();
    match arguments.get(1) {
        Some(Value::None) | None => Ok(function.into()),
        Some(receiver) => {
            let method = crate::machine::object::Method { function, receiver };
            Ok(vm
                .allocate(class::METHOD, Body::Method(Box::new(method)))
                .into())
        }
    }
}

fn method_of(vm: &Vm<'_>, value: Value) -> (Value, Value) {
    match value.object().map(|id| vm.heap().body(id)) {
        Some(Body::Method(method)) => (method.function, method.receiver),
        _ => unreachable!("receivers are checked"),
    }
}

fn through(vm: &mut Vm<'_>, method: Value, name: Name) -> Result {
    let (function, _) = method_of(vm, method);
    attribute::load(vm, function, name)
}

fn through_function(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    through(vm, arguments.receiver(), name::NAME)
}

fn native_name(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    match arguments.receiver() {
        Value::Native(native) => Ok(vm.text(native.get().name).into()),
        _ => Ok(Value::None.into()),
    }
}

// ---- getattr and its kin ---------------------------------------------------------------------------------------

fn getattr(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [object, text, default] = arguments.between(vm, "getattr", 0, 2)?;
    let (object, text) = (object.unwrap_or_default(), text.unwrap_or_default());
    let name = attribute_name(vm, text)?;
    let Some(default) = default else {
        return attribute::load(vm, object, name);
    };
    match attribute::load(vm, object, name) {
        Ok(Outcome::Call { .. }) => Ok(vm.prelude("getattr_or", &[object, text, default])),
        Ok(outcome) => Ok(outcome),
        Err(crate::machine::effect::Stop::Raise(error))
            if vm.is_instance(error, class::ATTRIBUTE_ERROR) =>
        {
            Ok(default.into())
        }
        Err(stop) => Err(stop),
    }
}

fn hasattr(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [object, text] = arguments.function(vm, "hasattr")?;
    let name = attribute_name(vm, text)?;
    match attribute::load(vm, object, name) {
        Ok(Outcome::Call { .. }) => Ok(vm.prelude("has_attribute", &[object, text])),
        Ok(_) => Ok(Value::Bool(true).into()),
        Err(crate::machine::effect::Stop::Raise(error))
            if vm.is_instance(error, class::ATTRIBUTE_ERROR) =>
        {
            Ok(Value::Bool(false).into())
        }
        Err(stop) => Err(stop),
    }
}

fn setattr(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [object, text, value] = arguments.function(vm, "setattr")?;
    let name = attribute_name(vm, text)?;
    attribute::store(vm, object, name, value)
}

fn delattr(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [object, text] = arguments.function(vm, "delattr")?;
    let name = attribute_name(vm, text)?;
    attribute::delete(vm, object, name)
}
