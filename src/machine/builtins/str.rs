//! `str`: what `str(…)` accepts, and the methods that look at characters one by one: case, classes, padding,
//! translation. Those that search are in `str_search`.

use std::sync::Arc;

use crate::base::ObjectId;
use crate::machine::builtins::{Arguments, Registry};
use crate::machine::class;
use crate::machine::display;
use crate::machine::effect::{Outcome, Result};
use crate::machine::number;
use crate::machine::object::{Body, Text};
use crate::machine::text::brace::{self, Keywords};
use crate::machine::text::percent::{self, Count, Flags, Form};
use crate::machine::text::{self, unicode};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

pub(crate) fn register(registry: &mut Registry) {
    registry.function("_machine", "text_of_class", text_of_class);
    registry.function("_machine", "brace_parts", brace_parts);
    registry.function("_machine", "percent_parts", percent_parts);
    registry.function("_machine", "percent_one", percent_one);
    let class = registry
        .class(class::STR)
        .new(new)
        .method("upper", |vm, a| map(vm, a, "str.upper", str::to_uppercase))
        .method("lower", |vm, a| map(vm, a, "str.lower", lower))
        .method("casefold", |vm, a| {
            map(vm, a, "str.casefold", unicode::casefold)
        })
        .method("capitalize", |vm, a| {
            map(vm, a, "str.capitalize", capitalize)
        })
        .method("title", |vm, a| map(vm, a, "str.title", title))
        .method("swapcase", |vm, a| map(vm, a, "str.swapcase", swapcase))
        .method("isalpha", |vm, a| {
            all(vm, a, "str.isalpha", unicode::is_alpha)
        })
        .method("isalnum", |vm, a| {
            all(vm, a, "str.isalnum", unicode::is_alnum)
        })
        .method("isdecimal", |vm, a| {
            all(vm, a, "str.isdecimal", unicode::is_decimal)
        })
        .method("isdigit", |vm, a| {
            all(vm, a, "str.isdigit", unicode::is_digit)
        })
        .method("isnumeric", |vm, a| {
            all(vm, a, "str.isnumeric", unicode::is_numeric)
        })
        .method("isspace", |vm, a| {
            all(vm, a, "str.isspace", unicode::is_space)
        })
        .method("isprintable", |vm, a| {
            ask(vm, a, "str.isprintable", |text| {
                text.chars().all(unicode::is_printable)
            })
        })
        .method("isascii", |vm, a| ask(vm, a, "str.isascii", str::is_ascii))
        .method("isidentifier", |vm, a| {
            ask(vm, a, "str.isidentifier", unicode::is_identifier)
        })
        .method("isupper", |vm, a| ask(vm, a, "str.isupper", is_upper))
        .method("islower", |vm, a| ask(vm, a, "str.islower", is_lower))
        .method("istitle", |vm, a| ask(vm, a, "str.istitle", is_title))
        .method("center", |vm, a| justify(vm, a, "center"))
        .method("ljust", |vm, a| justify(vm, a, "ljust"))
        .method("rjust", |vm, a| justify(vm, a, "rjust"))
        .method("zfill", zfill)
        .method("expandtabs", expandtabs)
        .method("translate", translate)
        .static_method("maketrans", maketrans)
        .method("encode", encode)
        .method("format", format)
        .method("format_map", format_map)
        .method("__format__", super::int::format)
        .method("__mod__", modulo);
    super::str_search::register(class);
}

/// The receiver's text.
pub(super) fn receiver(vm: &mut Vm<'_>, arguments: &Arguments) -> Result<Arc<str>> {
    let receiver = arguments.receiver();
    match vm.heap().text(receiver) {
        Some(text) => Ok(text.shared()),
        None => {
            let kind = vm.type_name(receiver);
            Err(vm.type_error(format!(
                "descriptor requires a 'str' object but received a '{kind}'"
            )))
        }
    }
}

/// A new `str`, once there is room for it.
pub(super) fn make(vm: &mut Vm<'_>, text: String) -> Result {
    vm.reserve(text.len())?;
    Ok(vm.text(text).into())
}

/// `str(object)`, `str(bytes, encoding, errors)`
fn new(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let class = vm.as_class(arguments.receiver()).unwrap_or(class::STR);
    let names = ["object", "encoding", "errors"];
    let [source, encoding, errors] = arguments.bind(vm, "str", 1, names, 0)?;
    let text = match source {
        None => "".into(),
        Some(source) if encoding.is_some() || errors.is_some() => {
            let Some(bytes) = super::bytes::like_bytes(vm, source) else {
                let kind = vm.type_name(source);
                return Err(vm.type_error(if text::is_text(vm, source) {
                    "decoding str is not supported".to_string()
                } else {
                    format!("decoding to str: need a bytes-like object, {kind} found")
                }));
            };
            super::bytes::decode(vm, &bytes, encoding, errors)?.into()
        }
        Some(source) => {
            if class == class::STR && text::is_exact_text(vm, source) {
                return Ok(source.into());
            }
            match display::str(vm, source)? {
                Some(text) => text.into(),
                None => {
                    let function = if class == class::STR {
                        return Ok(vm.prelude("str_of", &[source]));
                    } else {
                        "str_of_class"
                    };
                    return Ok(vm.prelude(function, &[Value::Object(class), source]));
                }
            }
        }
    };
    Ok(of_class(vm, class, text).into())
}

fn of_class(vm: &mut Vm<'_>, class: ObjectId, text: Arc<str>) -> Value {
    vm.allocate(class, Body::Text(Text::new(text)))
}

/// `_machine.text_of_class(class, text)`: for the prelude, once it has the text.
fn text_of_class(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [class, source] = arguments.function::<2>(vm, "text_of_class")?;
    let class = vm.as_class(class).unwrap_or(class::STR);
    let text = vm.heap().text(source).map(Text::shared).unwrap_or_default();
    Ok(of_class(vm, class, text).into())
}

// Case.

fn map(vm: &mut Vm<'_>, arguments: &Arguments, method: &str, change: fn(&str) -> String) -> Result {
    arguments.method::<0>(vm, method)?;
    let text = receiver(vm, arguments)?;
    vm.reserve(text.len())?;
    make(vm, change(&text))
}

fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut lowered = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        let after = &text[at + character.len_utf8()..];
        unicode::push_lower(&mut lowered, &text[..at], character, after);
    }
    lowered
}

fn capitalize(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        if at == 0 {
            unicode::push_title(&mut out, character);
        } else {
            let after = &text[at + character.len_utf8()..];
            unicode::push_lower(&mut out, &text[..at], character, after);
        }
    }
    out
}

fn title(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for (at, character) in text.char_indices() {
        if inside {
            let after = &text[at + character.len_utf8()..];
            unicode::push_lower(&mut out, &text[..at], character, after);
        } else {
            unicode::push_title(&mut out, character);
        }
        inside = !unicode::is_uncased(character);
    }
    out
}

fn swapcase(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        if character.is_uppercase() {
            let after = &text[at + character.len_utf8()..];
            unicode::push_lower(&mut out, &text[..at], character, after);
        } else if character.is_lowercase() {
            out.extend(character.to_uppercase());
        } else {
            out.push(character);
        }
    }
    out
}

// Questions.

fn ask(vm: &mut Vm<'_>, arguments: &Arguments, method: &str, question: fn(&str) -> bool) -> Result {
    arguments.method::<0>(vm, method)?;
    let text = receiver(vm, arguments)?;
    Ok(Value::Bool(question(&text)).into())
}

fn all(vm: &mut Vm<'_>, arguments: &Arguments, method: &str, question: fn(char) -> bool) -> Result {
    arguments.method::<0>(vm, method)?;
    let text = receiver(vm, arguments)?;
    Ok(Value::Bool(!text.is_empty() && text.chars().all(question)).into())
}

fn is_upper(text: &str) -> bool {
    text.chars().any(char::is_uppercase)
        && !text
            .chars()
            .any(|character| character.is_lowercase() || unicode::is_title(character))
}

fn is_lower(text: &str) -> bool {
    text.chars().any(char::is_lowercase)
        && !text
            .chars()
            .any(|character| character.is_uppercase() || unicode::is_title(character))
}

fn is_title(text: &str) -> bool {
    let (mut any, mut inside) = (false, false);
    for character in text.chars() {
        if character.is_uppercase() || unicode::is_title(character) {
            if inside {
                return false;
            }
            (any, inside) = (true, true);
        } else if character.is_lowercase() {
            if !inside {
                return false;
            }
            any = true;
        } else {
            inside = false;
        }
    }
    any
}

// Padding.

fn justify(vm: &mut Vm<'_>, arguments: &Arguments, method: &str) -> Result {
    let [width, fill] = arguments.between::<2>(vm, method, 1, 1)?;
    let text = receiver(vm, arguments)?;
    let width = super::index(vm, width.unwrap_or_default())?;
    let fill = match fill {
        None => ' ',
        Some(fill) => match vm.heap().text(fill) {
            Some(fill) if fill.len() == 1 => fill.at(0).unwrap_or(' '),
            Some(_) => {
                return Err(vm.type_error("The fill character must be exactly one character long"));
            }
            None => {
                let kind = vm.type_name(fill);
                return Err(vm.type_error(format!(
                    "The fill character must be a unicode character, not {kind}"
                )));
            }
        },
    };
    let length = text.chars().count();
    let missing = usize::try_from(width).unwrap_or(0).saturating_sub(length);
    vm.reserve(
        missing
            .saturating_mul(fill.len_utf8())
            .saturating_add(text.len()),
    )?;
    let (left, right) = match method {
        "ljust" => (0, missing),
        "rjust" => (missing, 0),
        // CPython gives the odd one to the left where the width is odd.
        _ => {
            let left = missing / 2 + (missing & width as usize & 1);
            (left, missing - left)
        }
    };
    let mut out = String::with_capacity(text.len() + missing * fill.len_utf8());
    out.extend(std::iter::repeat_n(fill, left));
    out.push_str(&text);
    out.extend(std::iter::repeat_n(fill, right));
    Ok(vm.text(out).into())
}

fn zfill(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (_, [width]) = arguments.method::<1>(vm, "str.zfill")?;
    let text = receiver(vm, arguments)?;
    let width = usize::try_from(super::index(vm, width)?).unwrap_or(0);
    let missing = width.saturating_sub(text.chars().count());
    vm.reserve(missing.saturating_add(text.len()))?;
    let signs = usize::from(text.starts_with(['+', '-']));
    let (sign, rest) = text.split_at(signs);
    let zeros = "0".repeat(missing);
    Ok(vm.text(format!("{sign}{zeros}{rest}")).into())
}

fn expandtabs(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [size] = arguments.bind(vm, "expandtabs", 1, ["tabsize"], 0)?;
    let text = receiver(vm, arguments)?;
    let size = match size {
        Some(size) => super::index(vm, size)?,
        None => 8,
    };
    let size = usize::try_from(size).unwrap_or(0);
    let tabs = text.bytes().filter(|&byte| byte == b'\t').count();
    vm.reserve(tabs.saturating_mul(size).saturating_add(text.len()))?;
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    for character in text.chars() {
        match character {
            '\t' => {
                if size > 0 {
                    let missing = size - column % size;
                    column += missing;
                    out.extend(std::iter::repeat_n(' ', missing));
                }
            }
            '\n' | '\r' => {
                column = 0;
                out.push(character);
            }
            _ => {
                column += 1;
                out.push(character);
            }
        }
    }
    Ok(vm.text(out).into())
}

// Translation.

/// `str.maketrans(dict)`, `str.maketrans(from, to, delete)`: gives a dict by code point.
fn maketrans(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [first, second, third] = arguments.between::<3>(vm, "maketrans", 0, 1)?;
    let first = first.unwrap_or_default();
    let Some(second) = second else {
        let Some(dict) = vm.heap().dict(first) else {
            return Err(
                vm.type_error("if you give only one argument to maketrans it must be a dict")
            );
        };
        let pairs: Vec<(Value, Value)> =
            dict.iter().map(|entry| (entry.key, entry.value)).collect();
        let mut table = Vec::new();
        for (key, value) in pairs {
            let code = match vm.heap().text(key) {
                Some(text) if text.len() == 1 => text.at(0).map(|character| character as i64),
                Some(_) => {
                    return Err(
                        vm.value_error("string keys in translate table must be of length 1")
                    );
                }
                None => vm.as_i64(key),
            };
            let Some(code) = code else {
                return Err(vm.type_error("keys in translate table must be strings or integers"));
            };
            table.push((code, value));
        }
        return Ok(table_of(vm, &table).into());
    };
    let texts = [Some(first), Some(second), third]
        .map(|value| value.map(|value| vm.heap().text(value).map(Text::shared)));
    let [Some(Some(from)), Some(Some(to)), delete] = texts else {
        return Err(vm.type_error(
            "first maketrans argument must be a string if there is a second argument",
        ));
    };
    if from.chars().count() != to.chars().count() {
        return Err(vm.value_error("the first two maketrans arguments must have equal length"));
    }
    let mut table: Vec<(i64, Value)> = from
        .chars()
        .zip(to.chars())
        .map(|(from, to)| (from as i64, Value::Int(to as i64)))
        .collect();
    match delete {
        None => {}
        Some(Some(delete)) => {
            table.extend(delete.chars().map(|gone| (gone as i64, Value::None)));
        }
        Some(None) => {
            return Err(vm.type_error("maketrans() argument 3 must be str"));
        }
    }
    Ok(table_of(vm, &table).into())
}

fn table_of(vm: &mut Vm<'_>, pairs: &[(i64, Value)]) -> Value {
    let mut dict = crate::machine::object::Dict::default();
    for &(code, value) in pairs {
        let hash = number::hash_of(&number::Number::Small(code));
        match dict.find(hash, |key| key.is(Value::Int(code))) {
            Some(position) => {
                dict.replace(position, value);
            }
            None => dict.push(hash, Value::Int(code), value),
        }
    }
    vm.dict(dict)
}

fn translate(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (own, [table]) = arguments.method::<1>(vm, "str.translate")?;
    let text = receiver(vm, arguments)?;
    let plain = vm.class_of(table) == class::DICT;
    if !plain {
        return Ok(vm.prelude("str_translate", &[own, table]));
    }
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        let code = character as i64;
        let hash = number::hash_of(&number::Number::Small(code));
        let found = vm.heap().dict(table).and_then(|dict| {
            let position = dict.find(hash, |key| key.is(Value::Int(code)))?;
            dict.at(position).map(|entry| entry.value)
        });
        match found {
            None => out.push(character),
            Some(Value::None) => {}
            Some(Value::Int(code)) => match u32::try_from(code).ok().and_then(char::from_u32) {
                Some(character) => out.push(character),
                None => {
                    return Err(vm.value_error("character mapping must be in range(0x110000)"));
                }
            },
            Some(value) => match vm.as_str(value) {
                Some(text) => out.push_str(text),
                None => {
                    return Err(vm.type_error("character mapping must return integer, None or str"));
                }
            },
        }
        if out.len() > text.len() {
            vm.reserve(out.len())?;
        }
    }
    Ok(vm.text(out).into())
}

fn encode(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [encoding, errors] = arguments.bind(vm, "encode", 1, ["encoding", "errors"], 0)?;
    let text = receiver(vm, arguments)?;
    vm.reserve(text.len())?;
    let bytes = super::bytes::encode(vm, &text, encoding, errors)?;
    Ok(vm.bytes(bytes).into())
}

// Formatting.

fn format(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let text = receiver(vm, arguments)?;
    let positional = &arguments.positional[1..];
    let keywords = Keywords::Given(&arguments.keywords);
    if let Some(filled) = text::format_braces(vm, &text, Some(positional), keywords)? {
        return Ok(vm.text(filled).into());
    }
    let positional = vm.tuple(positional.to_vec());
    let names: Vec<Value> = arguments
        .keywords
        .iter()
        .flat_map(|&(keyword, value)| {
            let keyword = vm.name_text(keyword);
            [vm.text(keyword), value]
        })
        .collect();
    let keywords = vm.tuple(names);
    Ok(vm.prelude(
        "format_braces",
        &[arguments.receiver(), positional, keywords],
    ))
}

fn format_map(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (own, [mapping]) = arguments.method::<1>(vm, "str.format_map")?;
    let text = receiver(vm, arguments)?;
    match text::format_braces(vm, &text, None, Keywords::Mapping(mapping))? {
        Some(filled) => Ok(vm.text(filled).into()),
        None => Ok(vm.prelude("format_map", &[own, mapping])),
    }
}

fn modulo(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (own, [other]) = arguments.method::<1>(vm, "str.__mod__")?;
    let outcome = text::percent(vm, own, other)?;
    Ok(outcome.unwrap_or(Outcome::Value(Value::NotImplemented)))
}

/// `_machine.brace_parts(text)`: a list of literals and `(first, path, conversion, spec, nested)`, where the path is
/// of `(is_attribute, name)`; last perhaps the words of a `ValueError` in a tuple of one.
fn brace_parts(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [source] = arguments.function::<1>(vm, "brace_parts")?;
    let source = vm.heap().text(source).map(Text::shared).unwrap_or_default();
    let mut list = Vec::new();
    for part in brace::parts(&source) {
        let value = match part {
            brace::Part::Literal(literal) => vm.text(literal),
            brace::Part::Wrong(words) => {
                let words = vm.text(words);
                vm.tuple([words])
            }
            brace::Part::Field(field) => {
                let (first, steps) = brace::split_name(&field.name);
                let first = match brace::as_index(first) {
                    Some(index) => Value::Int(index),
                    None => vm.text(first),
                };
                let mut path = Vec::new();
                for step in steps {
                    let pair = match step {
                        brace::Step::Attribute(name) => [Value::Bool(true), vm.text(name)],
                        brace::Step::Item(name) => [Value::Bool(false), vm.text(name)],
                        brace::Step::Index(index) => [Value::Bool(false), Value::Int(index)],
                        brace::Step::Wrong(words) => [Value::None, vm.text(words)],
                    };
                    path.push(vm.tuple(pair));
                }
                let path = vm.tuple(path);
                let conversion = match field.conversion {
                    Some(letter) => vm.text(letter.to_string()),
                    None => Value::None,
                };
                let spec = vm.text(field.spec);
                vm.tuple([first, path, conversion, spec, Value::Bool(field.nested)])
            }
        };
        list.push(value);
    }
    Ok(vm.list(list).into())
}

/// `_machine.percent_parts(text)`: a list of literals and `(key, flags, width, precision, letter, at)`, where a width
/// or precision is an int, `'*'` or `None`; last perhaps the words of a `ValueError` in a tuple of one.
fn percent_parts(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [source] = arguments.function::<1>(vm, "percent_parts")?;
    let source = vm.heap().text(source).map(Text::shared).unwrap_or_default();
    let mut list = Vec::new();
    for part in percent::parts(&source) {
        let value = match part {
            percent::Part::Literal(literal) => vm.text(literal),
            percent::Part::Wrong(words) => {
                let words = vm.text(words);
                vm.tuple([words])
            }
            percent::Part::Directive(directive) => {
                let key = match directive.key {
                    Some(key) => vm.text(key),
                    None => Value::None,
                };
                let flags = directive.flags;
                let named = [
                    (flags.left, '-'),
                    (flags.plus, '+'),
                    (flags.blank, ' '),
                    (flags.alternate, '#'),
                    (flags.zero, '0'),
                ];
                let flags: String = named
                    .iter()
                    .filter(|(on, _)| *on)
                    .map(|&(_, c)| c)
                    .collect();
                let flags = vm.text(flags);
                let [width, precision] =
                    [directive.width, directive.precision].map(|count| match count {
                        Count::Absent => Value::None,
                        Count::Given(count) => Value::Int(count as i64),
                        Count::Next => vm.text("*"),
                    });
                let letter = vm.text(directive.letter.to_string());
                let at = Value::Int(directive.at as i64);
                vm.tuple([key, flags, width, precision, letter, at])
            }
        };
        list.push(value);
    }
    Ok(vm.list(list).into())
}

/// `_machine.percent_one(flags, width, precision, letter, at, value)`
fn percent_one(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [flags, width, precision, letter, at, value] =
        arguments.function::<6>(vm, "percent_one")?;
    let mut form = Form {
        flags: Flags::default(),
        width: vm.as_i64(width).unwrap_or(0).max(0) as usize,
        precision: vm
            .as_i64(precision)
            .map(|precision| precision.max(0) as usize),
        letter: vm
            .as_str(letter)
            .and_then(|letter| letter.chars().next())
            .unwrap_or('s'),
        at: vm.as_i64(at).unwrap_or(0) as usize,
    };
    for flag in vm.as_str(flags).unwrap_or_default().chars() {
        form.flags.add(flag);
    }
    match form.write(vm, value)? {
        Some(text) => make(vm, text),
        None => Err(vm.type_error("%s format: a builtin value is required")),
    }
}
