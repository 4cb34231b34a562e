//! `'{0.name!r:>{width}}'.format(…)`: replacement fields, as CPython's `string_format.h` reads them.

use crate::code::{Conversion, Name};
use crate::machine::effect::Result;
use crate::machine::number::Number;
use crate::machine::object::Body;
use crate::machine::text::{convert, format, format_text};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

/// One `{…}` of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) conversion: Option<char>,
    pub(crate) spec: String,
    /// The specification has fields of its own.
    pub(crate) nested: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Literal(String),
    Field(Field),
    /// The text goes wrong here: a `ValueError`.
    Wrong(&'static str),
}

/// A text taken apart. What is wrong with it is the last part, for what comes before is done first.
pub(crate) fn parts(text: &str) -> Vec<Part> {
    let mut reader = Reader {
        characters: text.chars().collect(),
        at: 0,
    };
    let mut parts = Vec::new();
    while reader.at < reader.characters.len() {
        if let Err(words) = reader.next(&mut parts) {
            parts.push(Part::Wrong(words));
            break;
        }
    }
    parts
}

struct Reader {
    characters: Vec<char>,
    at: usize,
}

impl Reader {
    fn take(&mut self) -> Option<char> {
        let character = self.characters.get(self.at).copied();
        self.at += usize::from(character.is_some());
        character
    }

    /// Text up to a brace, and the field that the brace opens.
    fn next(&mut self, parts: &mut Vec<Part>) -> std::result::Result<(), &'static str> {
        let mut literal = String::new();
        let mut brace = None;
        while let Some(character) = self.take() {
            if matches!(character, '{' | '}') {
                brace = Some(character);
                break;
            }
            literal.push(character);
        }
        let doubled = brace.is_some() && self.characters.get(self.at).copied() == brace;
        match brace {
            Some('}') if !doubled => return Err("Single '}' encountered in format string"),
            Some('{') if self.at == self.characters.len() => {
                return Err("Single '{' encountered in format string");
            }
            _ => {}
        }
        if let Some(brace) = brace
            && doubled
        {
            literal.push(brace);
            self.at += 1;
        }
        if !literal.is_empty() {
            parts.push(Part::Literal(literal));
        }
        if brace.is_some() && !doubled {
            parts.push(Part::Field(self.field()?));
        }
        Ok(())
    }

    fn field(&mut self) -> std::result::Result<Field, &'static str> {
        let start = self.at;
        let mut last = None;
        while let Some(character) = self.take() {
            last = Some(character);
            match character {
                '{' => return Err("unexpected '{' in field name"),
                '[' => {
                    while self.characters.get(self.at).is_some_and(|&c| c != ']') {
                        self.at += 1;
                    }
                }
                '}' | ':' | '!' => break,
                _ => {}
            }
        }
        let Some(last @ ('}' | ':' | '!')) = last else {
            return Err("expected '}' before end of string");
        };
        let mut field = Field {
            name: self.characters[start..self.at - 1].iter().collect(),
            conversion: None,
            spec: String::new(),
            nested: false,
        };
        if last == '}' {
            return Ok(field);
        }
        if last == '!' {
            let Some(conversion) = self.take() else {
                return Err("end of string while looking for conversion specifier");
            };
            field.conversion = Some(conversion);
            match self.take() {
                Some('}') => return Ok(field),
                Some(':') | None => {}
                Some(_) => return Err("expected ':' after conversion specifier"),
            }
        }
        let start = self.at;
        let mut open = 1;
        while let Some(character) = self.take() {
            match character {
                '{' => {
                    field.nested = true;
                    open += 1;
                }
                '}' => open -= 1,
                _ => {}
            }
            if open == 0 {
                field.spec = self.characters[start..self.at - 1].iter().collect();
                return Ok(field);
            }
        }
        Err("unmatched '{' in format spec")
    }
}

/// `first.attribute[item]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Attribute(String),
    Item(String),
    Index(i64),
    /// The name goes wrong here: a `ValueError`.
    Wrong(&'static str),
}

/// A field's name: what it begins with, and the way from there.
pub(crate) fn split_name(name: &str) -> (&str, Vec<Step>) {
    let cut = name.find(['.', '[']).unwrap_or(name.len());
    let (first, mut rest) = name.split_at(cut);
    let mut steps = Vec::new();
    while let Some(character) = rest.chars().next() {
        let (text, step, after) = match character {
            '.' => {
                let end = rest[1..].find(['.', '[']).map_or(rest.len(), |end| end + 1);
                let text = &rest[1..end];
                (text, Step::Attribute(text.to_string()), &rest[end..])
            }
            '[' => {
                let Some(end) = rest.find(']') else {
                    steps.push(Step::Wrong("Missing ']' in format string"));
                    break;
                };
                let text = &rest[1..end];
                let step = match as_index(text) {
                    Some(index) => Step::Index(index),
                    None => Step::Item(text.to_string()),
                };
                (text, step, &rest[end + 1..])
            }
            _ => {
                steps.push(Step::Wrong(
                    "Only '.' or '[' may follow ']' in format field specifier",
                ));
                break;
            }
        };
        if text.is_empty() {
            steps.push(Step::Wrong("Empty attribute in format string"));
            break;
        }
        steps.push(step);
        rest = after;
    }
    (first, steps)
}

/// A name that is all digits is an index.
pub(crate) fn as_index(text: &str) -> Option<i64> {
    if text.is_empty() || !text.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

/// Whether fields have been numbered by hand or not; they may not change their mind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Numbering {
    #[default]
    Unknown,
    Manual,
    Automatic(usize),
}

/// What the fields are filled from.
struct Fields<'a> {
    /// `None` in `format_map`.
    positional: Option<&'a [Value]>,
    keywords: Keywords<'a>,
    numbering: Numbering,
}

/// What the named fields are filled from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Keywords<'a> {
    Given(&'a [(Name, Value)]),
    Mapping(Value),
}

/// `text.format(…)`; `None` where Python code must run for it.
pub(crate) fn format_braces(
    vm: &mut Vm<'_>,
    text: &str,
    positional: Option<&[Value]>,
    keywords: Keywords<'_>,
) -> Result<Option<String>> {
    let mut fields = Fields {
        positional,
        keywords,
        numbering: Numbering::Unknown,
    };
    fill(vm, text, &mut fields, 2)
}

fn fill(
    vm: &mut Vm<'_>,
    text: &str,
    fields: &mut Fields<'_>,
    depth: u32,
) -> Result<Option<String>> {
    if depth == 0 {
        return Err(vm.value_error("Max string recursion exceeded"));
    }
    let mut out = String::new();
    for part in parts(text) {
        let field = match part {
            Part::Literal(literal) => {
                out.push_str(&literal);
                continue;
            }
            Part::Wrong(words) => return Err(vm.value_error(words)),
            Part::Field(field) => field,
        };
        let Some(value) = look_up(vm, &field.name, fields)? else {
            return Ok(None);
        };
        let converted = match field.conversion {
            None => None,
            Some(conversion) => {
                let conversion = conversion_of(vm, conversion)?;
                let Some(text) = convert(vm, conversion, value)? else {
                    return Ok(None);
                };
                Some(text)
            }
        };
        let spec = if field.nested {
            let Some(spec) = fill(vm, &field.spec, fields, depth - 1)? else {
                return Ok(None);
            };
            spec
        } else {
            field.spec
        };
        let text = match converted {
            Some(text) => format_text(vm, &text, &spec, "str")?,
            None => {
                let Some(text) = format(vm, value, &spec)? else {
                    return Ok(None);
                };
                text
            }
        };
        vm.reserve(out.len() + text.len())?;
        out.push_str(&text);
    }
    Ok(Some(out))
}

pub(crate) fn conversion_of(vm: &mut Vm<'_>, letter: char) -> Result<Conversion> {
    match letter {
        's' => Ok(Conversion::Str),
        'r' => Ok(Conversion::Repr),
        'a' => Ok(Conversion::Ascii),
        '!'..='~' => Err(vm.value_error(format!("Unknown conversion specifier {letter}"))),
        _ => Err(vm.value_error(format!(
            "Unknown conversion specifier \\x{:x}",
            letter as u32
        ))),
    }
}

/// The value a field names; `None` where Python code must run for it.
fn look_up(vm: &mut Vm<'_>, name: &str, fields: &mut Fields<'_>) -> Result<Option<Value>> {
    let (first, steps) = split_name(name);
    let index = if first.is_empty() {
        let next = match fields.numbering {
            Numbering::Unknown => 0,
            Numbering::Automatic(next) => next,
            Numbering::Manual => {
                return Err(vm.value_error(
                    "cannot switch from manual field specification to automatic field numbering",
                ));
            }
        };
        fields.numbering = Numbering::Automatic(next + 1);
        Some(next as i64)
    } else if let Some(index) = as_index(first) {
        if let Numbering::Automatic(_) = fields.numbering {
            return Err(vm.value_error(
                "cannot switch from automatic field numbering to manual field specification",
            ));
        }
        fields.numbering = Numbering::Manual;
        Some(index)
    } else {
        None
    };
    let mut value = match index {
        Some(index) => {
            let Some(positional) = fields.positional else {
                return Err(vm.value_error("Format string contains positional fields"));
            };
            let Some(&value) = positional.get(index as usize) else {
                return Err(vm.index_error(format!(
                    "Replacement index {index} out of range for positional args tuple"
                )));
            };
            value
        }
        None => match fields.keywords {
            Keywords::Given(keywords) => {
                let found = keywords
                    .iter()
                    .find(|(keyword, _)| &*vm.name_text(*keyword) == first);
                let Some(&(_, value)) = found else {
                    let key = vm.text(first);
                    return Err(vm.key_error(key));
                };
                value
            }
            Keywords::Mapping(mapping) => {
                let Some(value) = item_by_text(vm, mapping, first)? else {
                    return Ok(None);
                };
                value
            }
        },
    };
    for step in steps {
        let next = match step {
            Step::Wrong(words) => return Err(vm.value_error(words)),
            Step::Attribute(attribute) => plain_attribute(vm, value, &attribute),
            Step::Item(key) => item_by_text(vm, value, &key)?,
            Step::Index(index) => item_by_index(vm, value, index)?,
        };
        let Some(next) = next else {
            return Ok(None);
        };
        value = next;
    }
    Ok(Some(value))
}

/// An attribute that is certainly the instance's own.
fn plain_attribute(vm: &Vm<'_>, value: Value, attribute: &str) -> Option<Value> {
    let object = vm.heap().get(value.object()?);
    if !matches!(object.body, Body::Plain) || vm.class(object.class).custom_access {
        return None;
    }
    let name = vm.process.names.find(attribute)?;
    if vm.lookup(object.class, name).is_some() {
        return None;
    }
    object.attributes.as_ref()?.get(name)
}

/// The value of a text key in a plain dict; `None` where Python code must run for it.
pub(crate) fn item_by_text(vm: &mut Vm<'_>, mapping: Value, key: &str) -> Result<Option<Value>> {
    if vm.overridden(mapping, crate::code::name::GETITEM).is_some() {
        return Ok(None);
    }
    let Some(dict) = vm.heap().dict(mapping) else {
        return Ok(None);
    };
    let found = dict
        .iter()
        .find(|entry| vm.as_str(entry.key) == Some(key))
        .map(|entry| entry.value);
    if found.is_none() && vm.overridden(mapping, crate::code::name::MISSING).is_none() {
        let key = vm.text(key);
        return Err(vm.key_error(key));
    }
    Ok(found)
}

fn item_by_index(vm: &mut Vm<'_>, container: Value, index: i64) -> Result<Option<Value>> {
    if vm
        .overridden(container, crate::code::name::GETITEM)
        .is_some()
    {
        return Ok(None);
    }
    let heap = vm.heap();
    if let Some(dict) = heap.dict(container) {
        let is_key =
            |key: Value| matches!(Number::read(vm, key), Some(Number::Small(n)) if n == index);
        // Where it is missing, the prelude finds the words.
        return Ok(dict
            .iter()
            .find(|entry| is_key(entry.key))
            .map(|entry| entry.value));
    }
    let items = heap
        .list(container)
        .map(Vec::as_slice)
        .or_else(|| heap.tuple(container).map(|items| &**items));
    Ok(items.and_then(|items| items.get(index as usize).copied()))
}
