//! Natives called one by one, their results and errors held against what CPython gave (`tests/text/natives.jsonl`).

use std::sync::Arc;

use serde_json::Value as Json;

use crate::base::{Pid, Tid};
use crate::code::{Binary, Compare, Name, Names, Program, Unary};
use crate::machine::attributes::Attributes;
use crate::machine::builtins::{Arguments, Member, NativeFunction, REGISTRY};
use crate::machine::class;
use crate::machine::effect::{Outcome, Result, Stop};
use crate::machine::heap::Heap;
use crate::machine::number::{self, Number};
use crate::machine::object::{Body, Class, Dict};
use crate::machine::process::{Globals, Limits, Process};
use crate::machine::text::escape;
use crate::machine::thread::Thread;
use crate::machine::value::Value;
use crate::machine::vm::Vm;

/// A process with the builtin classes and nothing else: enough for natives that need no Python.
fn with_vm(run: impl FnOnce(&mut Vm<'_>)) {
    let mut names = Names::default();
    let mut heap = Heap::default();
    for (number, builtin) in class::BUILTIN.iter().enumerate() {
        let id = crate::base::ObjectId(number as u32);
        let name: Name = names.intern(builtin.name);
        let mut mro = vec![id];
        let mut next = builtin.base;
        while *mro.last().expect("itself at least") != next {
            mro.push(next);
            next = class::BUILTIN[next.0 as usize].base;
        }
        let made = heap.allocate(
            class::TYPE,
            Body::Class(Box::new(Class {
                name,
                qualified_name: name,
                bases: vec![builtin.base],
                mro,
                attributes: Attributes::default(),
                layout: id,
                builtin: true,
                custom_access: false,
            })),
        );
        assert_eq!(made, id);
    }
    // The functions of the prelude, by name alone: what is passed on to them is not checked here.
    let prelude = include_str!("../../../assets/lib/prelude.py");
    let functions: Vec<Name> = prelude
        .lines()
        .filter_map(|line| line.strip_prefix("def ")?.split_once('('))
        .map(|(function, _)| names.intern(function))
        .collect();
    let globals = Globals {
        values: vec![Value::None; functions.len()],
        names: functions,
        loaded: true,
    };
    let program = Arc::new(Program::default());
    let mut process = Process {
        pid: Pid(0),
        program: Arc::clone(&program),
        names: Arc::new(names),
        heap,
        globals: vec![Arc::new(globals)],
        workers: Vec::new(),
        constants: Arc::new([]),
        limits: Limits::default(),
        watched: false,
        told: Vec::new(),
    };
    let mut thread = Thread::default();
    run(&mut Vm {
        process: &mut process,
        thread: &mut thread,
        tid: Tid(0),
        program: &program,
    });
}

fn read(vm: &mut Vm<'_>, json: &Json) -> Value {
    let bytes = |items: &Json| -> Vec<u8> {
        let items = items.as_array().expect("numbers");
        items
            .iter()
            .map(|item| item.as_u64().expect("a byte") as u8)
            .collect()
    };
    match json {
        Json::Null => Value::None,
        Json::Bool(flag) => Value::Bool(*flag),
        Json::Number(number) => Value::Int(number.as_i64().expect("a small int")),
        Json::String(text) => vm.text(text.as_str()),
        Json::Array(items) => {
            let items = items.iter().map(|item| read(vm, item)).collect();
            vm.list(items)
        }
        Json::Object(map) => {
            let (kind, inner) = map.iter().next().expect("one key");
            match kind.as_str() {
                "f" => Value::Float(inner.as_str().expect("text").parse().expect("a float")),
                "i" => vm.integer(inner.as_str().expect("text").parse().expect("an int")),
                "b" => {
                    let bytes = bytes(inner);
                    vm.bytes(bytes)
                }
                "y" => {
                    let bytes = bytes(inner);
                    vm.allocate(class::BYTEARRAY, Body::ByteArray(bytes))
                }
                "t" => {
                    let items: Vec<Value> = inner
                        .as_array()
                        .expect("items")
                        .iter()
                        .map(|item| read(vm, item))
                        .collect();
                    vm.tuple(items)
                }
                _ => {
                    let mut dict = Dict::default();
                    for pair in inner.as_array().expect("pairs") {
                        let (key, value) = (read(vm, &pair[0]), read(vm, &pair[1]));
                        dict.push(number::hash(vm, key).unwrap_or(0), key, value);
                    }
                    vm.dict(dict)
                }
            }
        }
    }
}

fn show(vm: &mut Vm<'_>, value: Value) -> String {
    let joined = |vm: &mut Vm<'_>, items: &[Value]| {
        let shown: Vec<String> = items.iter().map(|&item| show(vm, item)).collect();
        shown.join(", ")
    };
    match value {
        Value::None => return "None".into(),
        Value::NotImplemented => return "NotImplemented".into(),
        Value::Bool(flag) => return if flag { "True" } else { "False" }.into(),
        _ => {}
    }
    if let Some(number) = Number::read(vm, value) {
        return number::text(vm, &number).unwrap_or_else(|_| "long".into());
    }
    match vm.heap().body(value.object().expect("an object")).clone() {
        Body::Text(text) => escape::repr(text.as_str()),
        Body::Bytes(bytes) => escape::bytes_repr(&bytes),
        Body::ByteArray(bytes) => format!("bytearray({})", escape::bytes_repr(&bytes)),
        Body::List(items) => format!("[{}]", joined(vm, &items)),
        Body::Tuple(items) if items.len() == 1 => format!("({},)", show(vm, items[0])),
        Body::Tuple(items) => format!("({})", joined(vm, &items)),
        Body::Dict(dict) => {
            let pairs: Vec<String> = dict
                .iter()
                .map(|entry| (entry.key, entry.value))
                .collect::<Vec<_>>()
                .into_iter()
                .map(|(key, value)| format!("{}: {}", show(vm, key), show(vm, value)))
                .collect();
            format!("{{{}}}", pairs.join(", "))
        }
        other => panic!("nothing to show: {other:?}"),
    }
}

fn native(target: &str) -> (NativeFunction, bool) {
    let (owner, name) = target.split_once('.').expect("owner.name");
    if let Some(class) = class::BUILTIN
        .iter()
        .position(|builtin| builtin.name == owner)
    {
        let found = REGISTRY
            .natives
            .iter()
            .find(|native| {
                native.class.is_some_and(|id| id.0 as usize == class) && native.name == name
            })
            .unwrap_or_else(|| panic!("{target} is not registered"));
        return (found.function, false);
    }
    let found = REGISTRY
        .members
        .iter()
        .find_map(|(module, member, native)| match native {
            Member::Native(id) if *module == owner && *member == name => Some(id.get().function),
            _ => None,
        });
    (
        found.unwrap_or_else(|| panic!("{target} is not registered")),
        true,
    )
}

const BINARY: [(&str, Binary); 12] = [
    ("+", Binary::Add),
    ("-", Binary::Subtract),
    ("*", Binary::Multiply),
    ("/", Binary::Divide),
    ("//", Binary::FloorDivide),
    ("%", Binary::Modulo),
    ("**", Binary::Power),
    ("<<", Binary::ShiftLeft),
    (">>", Binary::ShiftRight),
    ("&", Binary::And),
    ("|", Binary::Or),
    ("^", Binary::Xor),
];
const COMPARE: [(&str, Compare); 6] = [
    ("<", Compare::Less),
    ("<=", Compare::LessEqual),
    ("==", Compare::Equal),
    ("!=", Compare::NotEqual),
    (">", Compare::Greater),
    (">=", Compare::GreaterEqual),
];
const UNARY: [(&str, Unary); 3] = [
    ("-", Unary::Negative),
    ("+", Unary::Positive),
    ("~", Unary::Invert),
];

fn operate(vm: &mut Vm<'_>, target: &str, operands: &[Value]) -> Option<Result> {
    let (kind, sign) = target.split_once('.')?;
    let of = |value: Option<Value>| Ok(value.unwrap_or(Value::NotImplemented).into());
    match kind {
        "binary" => {
            let &(_, op) = BINARY.iter().find(|(text, _)| *text == sign)?;
            Some(number::binary(vm, op, operands[0], operands[1]).and_then(of))
        }
        "unary" => {
            let &(_, op) = UNARY.iter().find(|(text, _)| *text == sign)?;
            Some(number::unary(vm, op, operands[0]).and_then(of))
        }
        "compare" => {
            let &(_, op) = COMPARE.iter().find(|(text, _)| *text == sign)?;
            let answer = number::compare(vm, op, operands[0], operands[1]);
            Some(of(answer.map(Value::Bool)))
        }
        "hash" => Some(of(number::hash(vm, operands[0]).map(Value::Int))),
        _ => None,
    }
}

/// One line: what is called, its arguments, its keywords, how it ends, and the result or the message.
fn check(vm: &mut Vm<'_>, line: &str) -> std::result::Result<(), String> {
    let case: Json = serde_json::from_str(line).expect("a JSON array");
    let target = case[0].as_str().expect("a name");
    let operands: Vec<Value> = case[1]
        .as_array()
        .expect("arguments")
        .iter()
        .map(|argument| read(vm, argument))
        .collect();
    let result = if let Some(result) = operate(vm, target, &operands) {
        result
    } else if target == "str.%" {
        crate::machine::text::percent(vm, operands[0], operands[1])
            .map(|outcome| outcome.expect("text on the left"))
    } else {
        let (function, _) = native(target);
        let mut arguments = Arguments::of(&operands);
        if let Some(class) = target.strip_suffix(".__new__") {
            let place = class::BUILTIN
                .iter()
                .position(|builtin| builtin.name == class);
            let id = crate::base::ObjectId(place.expect("a class") as u32);
            arguments.positional.insert(0, Value::Object(id));
        }
        for (keyword, value) in case[2].as_object().expect("keywords") {
            let keyword = Arc::make_mut(&mut vm.process.names).intern(keyword);
            let value = read(vm, value);
            arguments.keywords.push((keyword, value));
        }
        function(vm, &arguments)
    };
    let got = match result {
        Ok(Outcome::Value(value)) => ("ok".to_string(), show(vm, value)),
        Ok(_) => return Ok(()),
        Err(Stop::Limit(limit)) => ("limit".to_string(), limit.to_string()),
        Err(Stop::Raise(exception)) => {
            let kind = vm.type_name(exception).to_string();
            let words = match vm.message(exception) {
                Some(words) => words.to_string(),
                None => "?".into(),
            };
            (kind, words)
        }
    };
    let expected = (
        case[3].as_str().expect("an outcome"),
        case[4].as_str().expect("text"),
    );
    if got.1 == "NotImplemented" && expected.0 == "TypeError" {
        return Ok(());
    }
    let same_words = got.1 == expected.1 || got.1 == "?" || expected.0 == "KeyError";
    if got.0 == expected.0 && same_words {
        Ok(())
    } else {
        Err(format!("{line}\n    got {got:?}"))
    }
}

#[test]
fn natives_give_what_cpython_gives() {
    let mut cases = include_str!("../../../tests/text/natives.jsonl").to_string();
    if let Ok(more) = std::env::var("RACEWALK_NATIVE_CASES") {
        cases.push_str(&std::fs::read_to_string(more).expect("the file of further cases"));
    }
    with_vm(|vm| {
        let wrong: Vec<String> = cases
            .lines()
            .filter_map(|line| check(vm, line).err())
            .collect();
        let shown = wrong
            .iter()
            .take(60)
            .cloned()
            .collect::<Vec<_>>()
            .join("\n");
        assert!(wrong.is_empty(), "{} cases differ:\n{shown}", wrong.len());
    });
}
