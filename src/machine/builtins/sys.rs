//! `sys`, as far as a program without a surrounding system has use for it.

use std::sync::Arc;

use crate::code::name;
use crate::machine::attributes::Attributes;
use crate::machine::builtins::{Arguments, Registry};
use crate::machine::class;
use crate::machine::effect::{Outcome, Result};
use crate::machine::object::{Body, Class, Dict, Text};
use crate::machine::output;
use crate::machine::process::Process;
use crate::machine::sync::identity;
use crate::machine::value::Value;
use crate::machine::vm::Vm;

const MODULE: &str = "sys";

pub(crate) fn register(registry: &mut Registry) {
    registry.value(MODULE, "argv", |process| {
        let file = &process.program.modules[process.program.main.index()].file;
        let file = file.clone();
        let file = text(process, &file);
        list(process, vec![file])
    });
    registry.value(MODULE, "version", |process| {
        text(process, "3.11.7 (main, Dec  4 2023, 18:10:11) [Racewalk]")
    });
    registry.value(MODULE, "version_info", version_info);
    registry.value(MODULE, "hexversion", |_| Value::Int(0x030b_07f0));
    registry.value(MODULE, "implementation", implementation);
    registry.value(MODULE, "maxsize", |_| Value::Int(i64::MAX));
    registry.value(MODULE, "platform", |process| text(process, "linux"));
    registry.value(MODULE, "byteorder", |process| text(process, "little"));
    registry.value(MODULE, "executable", |process| text(process, "python3"));
    registry.value(MODULE, "path", |process| list(process, Vec::new()));
    registry.value(MODULE, "modules", |process| {
        let dict = Body::Dict(Box::<Dict>::default());
        Value::Object(process.heap.allocate(class::DICT, dict))
    });
    registry.value(MODULE, "stdout", |process| stream(process, output::STDOUT));
    registry.value(MODULE, "stderr", |process| stream(process, output::STDERR));
    registry.value(MODULE, "float_info", float_info);
    registry.value(MODULE, "flags", flags);
    registry.function(MODULE, "exit", exit);
    registry.function(MODULE, "exc_info", exc_info);
    registry.function(MODULE, "getrecursionlimit", recursion_limit);
    registry.function(MODULE, "setrecursionlimit", set_recursion_limit);
    registry.function(MODULE, "getswitchinterval", switch_interval);
    registry.function(MODULE, "setswitchinterval", set_switch_interval);
    registry.function(MODULE, "getsizeof", size_of_value);
    registry.function(MODULE, "getrefcount", reference_count);
    registry.function(MODULE, "intern", intern);
    let _ = registry
        .class(class::STREAM)
        .method("write", write)
        .method("writelines", write_lines)
        .method("flush", flush)
        .method("isatty", is_a_terminal)
        .method("fileno", file_number)
        .method("writable", writable)
        .method("readable", is_a_terminal)
        .getter("encoding", encoding)
        .getter("name", stream_name)
        .getter("closed", is_a_terminal);
    registry.function("_machine", "flush_streams", flush_streams);
    registry.function("_machine", "write_text", write_text);
}

fn text(process: &mut Process, text: &str) -> Value {
    Value::Object(
        process
            .heap
            .allocate(class::STR, Body::Text(Text::new(text))),
    )
}

fn list(process: &mut Process, items: Vec<Value>) -> Value {
    Value::Object(process.heap.allocate(class::LIST, Body::List(items)))
}

fn stream(process: &mut Process, number: u8) -> Value {
    Value::Object(process.heap.allocate(class::STREAM, Body::Stream(number)))
}

/// An object of a class of its own, with these attributes: a tuple of them where it is one in CPython.
fn record(
    process: &mut Process,
    class_name: &str,
    is_tuple: bool,
    fields: &[(&str, Value)],
) -> Value {
    let (layout, mut mro) = if is_tuple {
        (class::TUPLE, vec![class::TUPLE, class::OBJECT])
    } else {
        (class::OBJECT, vec![class::OBJECT])
    };
    let named = process.intern(class_name);
    let module = text(process, MODULE);
    let body = Class {
        name: named,
        qualified_name: named,
        bases: vec![mro[0]],
        mro: Vec::new(),
        attributes: [(name::MODULE, module)].into_iter().collect(),
        layout,
        builtin: true,
        custom_access: false,
    };
    let id = process
        .heap
        .allocate(class::TYPE, Body::Class(Box::new(body)));
    mro.insert(0, id);
    if let Body::Class(class) = process.heap.body_mut(id) {
        class.mro = mro;
    }
    let values: Vec<_> = fields.iter().map(|&(_, value)| value).collect();
    let body = if is_tuple {
        Body::Tuple(values.into())
    } else {
        Body::Plain
    };
    let object = process.heap.allocate(id, body);
    let attributes: Attributes = fields
        .iter()
        .map(|&(field, value)| (process.intern(field), value))
        .collect();
    process.heap.get_mut(object).attributes = Some(Box::new(attributes));
    Value::Object(object)
}

fn version_info(process: &mut Process) -> Value {
    let level = text(process, "final");
    let fields = [
        ("major", Value::Int(3)),
        ("minor", Value::Int(11)),
        ("micro", Value::Int(7)),
        ("releaselevel", level),
        ("serial", Value::Int(0)),
    ];
    record(process, "version_info", true, &fields)
}

fn implementation(process: &mut Process) -> Value {
    let name = text(process, "cpython");
    let cache_tag = text(process, "cpython-311");
    let version = version_info(process);
    let fields = [
        ("name", name),
        ("cache_tag", cache_tag),
        ("version", version),
        ("hexversion", Value::Int(0x030b_07f0)),
    ];
    record(process, "SimpleNamespace", false, &fields)
}

fn float_info(process: &mut Process) -> Value {
    let fields = [
        ("max", Value::Float(f64::MAX)),
        ("max_exp", Value::Int(1024)),
        ("max_10_exp", Value::Int(308)),
        ("min", Value::Float(f64::MIN_POSITIVE)),
        ("min_exp", Value::Int(-1021)),
        ("min_10_exp", Value::Int(-307)),
        ("dig", Value::Int(15)),
        ("mant_dig", Value::Int(53)),
        ("epsilon", Value::Float(f64::EPSILON)),
        ("radix", Value::Int(2)),
        ("rounds", Value::Int(1)),
    ];
    record(process, "float_info", true, &fields)
}

fn flags(process: &mut Process) -> Value {
    let fields = [
        "debug",
        "inspect",
        "interactive",
        "optimize",
        "dont_write_bytecode",
        "no_user_site",
        "no_site",
        "ignore_environment",
        "verbose",
        "bytes_warning",
        "quiet",
        "hash_randomization",
        "isolated",
        "utf8_mode",
    ]
    .map(|field| (field, Value::Int(0)));
    record(process, "flags", true, &fields)
}

/// `exit(code=None)`: raises `SystemExit`.
pub(super) fn exit(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [code] = arguments.between(vm, "exit", 0, 0)?;
    Err(vm.raise_with(class::SYSTEM_EXIT, code.into_iter().collect()))
}

fn exc_info(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.function::<0>(vm, "sys.exc_info")?;
    let exception = vm.handled();
    let mut parts = [Value::None; 3];
    if !exception.is_none() {
        let class = vm.class_of(exception);
        let places = super::traceback::places(vm, &Arguments::of(&[exception]))?;
        parts = [Value::Object(class), exception, Value::None];
        if let Outcome::Value(places) = places {
            parts[2] = places;
        }
    }
    Ok(vm.tuple(parts).into())
}

fn recursion_limit(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.function::<0>(vm, "sys.getrecursionlimit")?;
    Ok(Value::Int(i64::from(vm.process.recursion_limit)).into())
}

fn set_recursion_limit(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [limit] = arguments.function(vm, "sys.setrecursionlimit")?;
    let Some(number) = vm.as_i64(limit) else {
        let name = vm.type_name(limit);
        return Err(vm.type_error(format!(
            "'{name}' object cannot be interpreted as an integer"
        )));
    };
    if number < 1 {
        return Err(vm.value_error("recursion limit must be greater or equal than 1"));
    }
    vm.process.recursion_limit = u32::try_from(number).unwrap_or(u32::MAX);
    Ok(Value::None.into())
}

/// The default, 5 ms: policies have their own, and the program cannot change them.
fn switch_interval(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.function::<0>(vm, "sys.getswitchinterval")?;
    Ok(Value::Float(0.005).into())
}

fn set_switch_interval(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [interval] = arguments.function(vm, "sys.setswitchinterval")?;
    match vm.as_f64(interval) {
        Some(seconds) if seconds > 0.0 => Ok(Value::None.into()),
        Some(_) => Err(vm.value_error("switch interval must be strictly positive")),
        None => {
            let name = vm.type_name(interval);
            Err(vm.type_error(format!("must be real number, not {name}")))
        }
    }
}

/// Roughly what CPython says.
fn size_of_value(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value, _] = arguments.between::<2>(vm, "getsizeof", 0, 1)?;
    let bytes = match value.expect("required") {
        Value::Bool(false) | Value::Int(0) | Value::Float(_) => 24,
        Value::Bool(true) | Value::Int(-0x3fff_ffff..=0x3fff_ffff) => 28,
        Value::Int(_) => 32,
        Value::Unbound | Value::None | Value::Ellipsis | Value::NotImplemented => 16,
        Value::Module(_) | Value::Native(_) => 72,
        Value::Object(id) => match vm.heap().body(id) {
            Body::Text(text) if text.is_ascii() => 49 + text.len(),
            Body::Text(text) => 74 + 2 * text.len(),
            Body::Bytes(bytes) => 33 + bytes.len(),
            Body::BigInt(number) => 24 + 4 * number.bits().div_ceil(30) as usize,
            Body::Tuple(items) => 40 + 8 * items.len(),
            Body::List(items) => 56 + 8 * items.len(),
            Body::Dict(dict) if dict.is_empty() => 64,
            Body::Dict(dict) => 184 + 48 * dict.len().saturating_sub(5),
            Body::Set(set) => 216 + 16 * set.len().saturating_sub(4),
            _ => 48,
        },
    };
    Ok(Value::Int(bytes as i64).into())
}

fn reference_count(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.function::<1>(vm, "sys.getrefcount")?;
    Ok(Value::Int(2).into())
}

fn intern(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value] = arguments.function(vm, "sys.intern")?;
    if vm.as_str(value).is_none() {
        let name = vm.type_name(value);
        return Err(vm.type_error(format!("intern() argument must be str, not {name}")));
    }
    Ok(value.into())
}

fn number(vm: &Vm<'_>, receiver: Value) -> u8 {
    match vm.heap().body(identity(receiver)) {
        Body::Stream(number) => *number,
        _ => unreachable!("the receiver is a stream"),
    }
}

/// `write(text)`: the number of its characters. The kernel's answer to the question that writing may be is none, so
/// the prelude asks, and counts.
fn write(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, [value]) = arguments.method(vm, "TextIOWrapper.write")?;
    if vm.as_str(value).is_none() {
        let name = vm.type_name(value);
        return Err(vm.type_error(format!("write() argument must be str, not {name}")));
    }
    Ok(vm.prelude("stream_write", &[receiver, value]))
}

/// For the prelude: writes a text.
fn write_text(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [receiver, value] = arguments.function(vm, "write_text")?;
    let text = vm.heap().text(value).map(Text::shared).unwrap_or_default();
    let stream = number(vm, receiver);
    output::write(vm, stream, &text)
}

/// `writelines(lines)`: of a list or a tuple of texts; anything else is joined by the prelude.
fn write_lines(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (receiver, [lines]) = arguments.method(vm, "TextIOWrapper.writelines")?;
    let items = match lines.object().map(|id| vm.heap().body(id)) {
        Some(Body::List(items)) => Arc::from(items.as_slice()),
        Some(Body::Tuple(items)) => Arc::clone(items),
        _ => return Ok(vm.prelude("write_lines", &[receiver, lines])),
    };
    let whole: Option<String> = items.iter().map(|&line| vm.as_str(line)).collect();
    let Some(whole) = whole else {
        return Ok(vm.prelude("write_lines", &[receiver, lines]));
    };
    let stream = number(vm, receiver);
    output::write(vm, stream, &whole)
}

fn flush(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.method::<0>(vm, "TextIOWrapper.flush")?;
    let stream = number(vm, arguments.receiver());
    output::flush(vm, stream)
}

/// For the prelude: what is still in the buffers goes out before the process ends.
fn flush_streams(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.function::<0>(vm, "flush_streams")?;
    output::flush(vm, output::STDOUT)
}

fn is_a_terminal(_: &mut Vm<'_>, _: &Arguments) -> Result {
    Ok(Value::Bool(false).into())
}

fn writable(_: &mut Vm<'_>, _: &Arguments) -> Result {
    Ok(Value::Bool(true).into())
}

fn file_number(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let stream = number(vm, arguments.receiver());
    Ok(Value::Int(i64::from(stream)).into())
}

fn encoding(vm: &mut Vm<'_>, _: &Arguments) -> Result {
    Ok(vm.text("utf-8").into())
}

fn stream_name(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let stream = number(vm, arguments.receiver());
    let name = if stream == output::STDOUT {
        "<stdout>"
    } else {
        "<stderr>"
    };
    Ok(vm.text(name).into())
}
