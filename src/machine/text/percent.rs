//! `'%-5s is %.2f' % (name, number)`: printf's little language, as CPython's `unicode_format` obeys it.

use std::sync::Arc;

use crate::code::name;
use crate::machine::effect::{Outcome, Result};
use crate::machine::number::{Number, float, integer};
use crate::machine::object::Body;
use crate::machine::text::float_repr::{self, Options, Style};
use crate::machine::text::{convert, is_text};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

/// A width or a precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Count {
    Absent,
    Given(usize),
    /// `*`: the next argument.
    Next,
}

/// One `%…` of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Directive {
    pub(crate) key: Option<String>,
    pub(crate) flags: Flags,
    pub(crate) width: Count,
    pub(crate) precision: Count,
    pub(crate) letter: char,
    /// Where the letter stands, in characters.
    pub(crate) at: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "they are flags, by name")]
pub(crate) struct Flags {
    pub(crate) left: bool,
    pub(crate) plus: bool,
    pub(crate) blank: bool,
    pub(crate) alternate: bool,
    pub(crate) zero: bool,
}

impl Flags {
    pub(crate) fn add(&mut self, flag: char) -> bool {
        match flag {
            '-' => self.left = true,
            '+' => self.plus = true,
            ' ' => self.blank = true,
            '#' => self.alternate = true,
            '0' => self.zero = true,
            _ => return false,
        }
        true
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Literal(String),
    Directive(Directive),
    /// The text goes wrong here: a `ValueError`.
    Wrong(String),
}

/// A text taken apart. What is wrong with it is the last part, for what comes before is done first.
pub(crate) fn parts(text: &str) -> Vec<Part> {
    let characters: Vec<char> = text.chars().collect();
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut at = 0;
    while at < characters.len() {
        if characters[at] != '%' {
            literal.push(characters[at]);
            at += 1;
            continue;
        }
        at += 1;
        if !literal.is_empty() {
            parts.push(Part::Literal(std::mem::take(&mut literal)));
        }
        // Only a bare `%%` is a percent sign; with anything between, it is a directive like any other.
        if characters.get(at) == Some(&'%') {
            literal.push('%');
            at += 1;
            continue;
        }
        match directive(&characters, &mut at) {
            Ok(directive) => parts.push(Part::Directive(directive)),
            Err(words) => {
                parts.push(Part::Wrong(words.into()));
                return parts;
            }
        }
    }
    if !literal.is_empty() {
        parts.push(Part::Literal(literal));
    }
    parts
}

fn directive(characters: &[char], at: &mut usize) -> std::result::Result<Directive, &'static str> {
    let peek = |at: usize| characters.get(at).copied();
    let mut key = None;
    if peek(*at) == Some('(') {
        let start = *at + 1;
        let mut open = 1;
        *at = start;
        while open > 0 {
            match peek(*at) {
                None => return Err("incomplete format key"),
                Some('(') => open += 1,
                Some(')') => open -= 1,
                Some(_) => {}
            }
            *at += 1;
        }
        key = Some(characters[start..*at - 1].iter().collect());
    }
    let mut flags = Flags::default();
    while peek(*at).is_some_and(|flag| flags.add(flag)) {
        *at += 1;
    }
    let width = count(characters, at, isize::MAX as usize).ok_or("width too big")?;
    let precision = if peek(*at) == Some('.') {
        *at += 1;
        match count(characters, at, i32::MAX as usize).ok_or("precision too big")? {
            Count::Absent => Count::Given(0),
            count @ (Count::Given(_) | Count::Next) => count,
        }
    } else {
        Count::Absent
    };
    if matches!(peek(*at), Some('h' | 'l' | 'L')) {
        *at += 1;
    }
    let letter = peek(*at).ok_or("incomplete format")?;
    *at += 1;
    Ok(Directive {
        key,
        flags,
        width,
        precision,
        letter,
        at: *at - 1,
    })
}

/// `None`: too big.
fn count(characters: &[char], at: &mut usize, most: usize) -> Option<Count> {
    if characters.get(*at) == Some(&'*') {
        *at += 1;
        return Some(Count::Next);
    }
    let start = *at;
    let mut number: usize = 0;
    while let Some(digit) = characters.get(*at).and_then(|digit| digit.to_digit(10)) {
        number = number
            .checked_mul(10)?
            .checked_add(digit as usize)
            .filter(|&number| number <= most)?;
        *at += 1;
    }
    Some(if *at > start {
        Count::Given(number)
    } else {
        Count::Absent
    })
}

/// What directives take their values from.
struct Supply {
    values: Vec<Value>,
    next: usize,
    /// The right side can be asked by key.
    mapping: Option<Value>,
}

impl Supply {
    fn take(&mut self, vm: &mut Vm<'_>) -> Result<Value> {
        let Some(&value) = self.values.get(self.next) else {
            return Err(vm.type_error("not enough arguments for format string"));
        };
        self.next += 1;
        Ok(value)
    }

    /// A width or precision from the arguments.
    fn take_count(&mut self, vm: &mut Vm<'_>, what: &str) -> Result<i64> {
        let value = self.take(vm)?;
        match Number::read(vm, value) {
            Some(Number::Small(count)) if what == "width" || i32::try_from(count).is_ok() => {
                Ok(count)
            }
            Some(Number::Small(_) | Number::Big(_)) => {
                let kind = if what == "width" { "ssize_t" } else { "int" };
                Err(vm.overflow_error(format!("Python int too large to convert to C {kind}")))
            }
            Some(Number::Float(_)) | None => Err(vm.type_error("* wants int")),
        }
    }
}

/// `text % arguments`; `None` where Python code must run for it.
pub(crate) fn percent(vm: &mut Vm<'_>, text: Value, arguments: Value) -> Result<Option<Outcome>> {
    let Some(source) = vm
        .heap()
        .text(text)
        .map(crate::machine::object::Text::shared)
    else {
        return Ok(None);
    };
    Ok(Some(match fill(vm, &source, arguments)? {
        Some(filled) => vm.text(filled).into(),
        None => vm.prelude("percent", &[text, arguments]),
    }))
}

fn fill(vm: &mut Vm<'_>, source: &Arc<str>, arguments: Value) -> Result<Option<String>> {
    let tuple = vm.heap().tuple(arguments).map(|items| items.to_vec());
    let mapping = if tuple.is_some() || is_text(vm, arguments) {
        None
    } else if vm.overridden(arguments, name::GETITEM).is_some() {
        return Ok(None);
    } else {
        can_be_asked(vm, arguments).then_some(arguments)
    };
    let mut supply = Supply {
        values: tuple.unwrap_or_else(|| vec![arguments]),
        next: 0,
        mapping,
    };
    let mut out = String::new();
    for part in parts(source) {
        match part {
            Part::Literal(literal) => out.push_str(&literal),
            Part::Wrong(words) => return Err(vm.value_error(words)),
            Part::Directive(directive) => {
                let Some(text) = one(vm, &directive, &mut supply)? else {
                    return Ok(None);
                };
                vm.reserve(out.len() + text.len())?;
                out.push_str(&text);
            }
        }
    }
    if supply.next < supply.values.len() && supply.mapping.is_none() {
        return Err(vm.type_error("not all arguments converted during string formatting"));
    }
    Ok(Some(out))
}

/// Whether a builtin value has items.
fn can_be_asked(vm: &Vm<'_>, value: Value) -> bool {
    value.object().is_some_and(|id| {
        matches!(
            vm.heap().body(id),
            Body::Dict(_) | Body::List(_) | Body::Range(_) | Body::Bytes(_) | Body::ByteArray(_)
        )
    })
}

fn one(vm: &mut Vm<'_>, directive: &Directive, supply: &mut Supply) -> Result<Option<String>> {
    let mut flags = directive.flags;
    if let Some(key) = &directive.key {
        let Some(mapping) = supply.mapping else {
            return Err(vm.type_error("format requires a mapping"));
        };
        let Some(value) = super::brace::item_by_text(vm, mapping, key)? else {
            return Ok(None);
        };
        (supply.values, supply.next) = (vec![value], 0);
    }
    let width = match directive.width {
        Count::Absent => 0,
        Count::Given(width) => width,
        Count::Next => {
            let width = supply.take_count(vm, "width")?;
            flags.left |= width < 0;
            width.unsigned_abs() as usize
        }
    };
    let precision = match directive.precision {
        Count::Absent => None,
        Count::Given(precision) => Some(precision),
        Count::Next => Some(supply.take_count(vm, "precision")?.max(0) as usize),
    };
    let value = supply.take(vm)?;
    let form = Form {
        flags,
        width,
        precision,
        letter: directive.letter,
        at: directive.at,
    };
    form.write(vm, value)
}

/// A directive whose width and precision are known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form {
    pub(crate) flags: Flags,
    pub(crate) width: usize,
    pub(crate) precision: Option<usize>,
    pub(crate) letter: char,
    pub(crate) at: usize,
}

impl Form {
    /// A value under this form; `None` where Python code must run for it.
    pub(crate) fn write(&self, vm: &mut Vm<'_>, value: Value) -> Result<Option<String>> {
        match self.letter {
            's' | 'r' | 'a' => self.write_text(vm, value),
            'd' | 'i' | 'u' | 'o' | 'x' | 'X' => self.write_integer(vm, value),
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' => self.write_float(vm, value),
            'c' => self.write_character(vm, value),
            letter => Err(vm.value_error(format!(
                "unsupported format character '{}' (0x{:x}) at index {}",
                if matches!(letter, ' '..='\x7e') {
                    letter
                } else {
                    '?'
                },
                letter as u32,
                self.at
            ))),
        }
    }

    /// Asks for room, once nothing is wrong with the value.
    fn reserve(&self, vm: &Vm<'_>) -> Result<()> {
        let precision = match self.letter {
            's' | 'r' | 'a' | 'c' => 0,
            _ => self.precision.unwrap_or(0),
        };
        vm.reserve(self.width.saturating_add(precision))
    }

    fn write_text(&self, vm: &mut Vm<'_>, value: Value) -> Result<Option<String>> {
        use crate::code::Conversion;
        let conversion = match self.letter {
            'r' => Conversion::Repr,
            'a' => Conversion::Ascii,
            _ => Conversion::Str,
        };
        let Some(mut text) = convert(vm, conversion, value)? else {
            return Ok(None);
        };
        if let Some(precision) = self.precision
            && let Some((cut, _)) = text.char_indices().nth(precision)
        {
            text.truncate(cut);
        }
        self.reserve(vm)?;
        Ok(Some(self.pad("", "", &text, ' ')))
    }

    fn write_integer(&self, vm: &mut Vm<'_>, value: Value) -> Result<Option<String>> {
        let base = match self.letter {
            'o' => 8,
            'x' | 'X' => 16,
            _ => 10,
        };
        let number = match Number::read(vm, value) {
            Some(Number::Float(float)) if base == 10 => {
                let whole = float::to_int_value(vm, float)?;
                Number::read(vm, whole)
            }
            Some(Number::Float(_)) | None => {
                if vm.overridden(value, name::INDEX).is_some()
                    || base == 10 && vm.overridden(value, name::INT).is_some()
                {
                    return Ok(None);
                }
                None
            }
            number @ Some(Number::Small(_) | Number::Big(_)) => number,
        };
        let Some(number) = number else {
            let kind = vm.type_name(value);
            let wanted = if base == 10 {
                "a real number"
            } else {
                "an integer"
            };
            let letter = self.letter;
            return Err(vm.type_error(format!(
                "%{letter} format: {wanted} is required, not {kind}"
            )));
        };
        let (negative, mut digits) = integer::digits(vm, &number, base)?;
        self.reserve(vm)?;
        if let Some(precision) = self.precision
            && digits.len() < precision
        {
            digits.insert_str(0, &"0".repeat(precision - digits.len()));
        }
        if self.letter == 'X' {
            digits.make_ascii_uppercase();
        }
        let prefix = match (self.flags.alternate, self.letter) {
            (true, 'x') => "0x",
            (true, 'X') => "0X",
            (true, 'o') => "0o",
            _ => "",
        };
        Ok(Some(self.pad(
            self.sign(negative),
            prefix,
            &digits,
            self.filler(),
        )))
    }

    fn write_float(&self, vm: &mut Vm<'_>, value: Value) -> Result<Option<String>> {
        let Some(number) = Number::read(vm, value) else {
            if vm.overridden(value, name::FLOAT).is_some()
                || vm.overridden(value, name::INDEX).is_some()
            {
                return Ok(None);
            }
            let kind = vm.type_name(value);
            return Err(vm.type_error(format!("must be real number, not {kind}")));
        };
        let number = number.to_float(vm)?;
        self.reserve(vm)?;
        let precision = self.precision.unwrap_or(6);
        let style = match self.letter {
            'e' | 'E' => Style::Exponent(precision),
            'f' | 'F' => Style::Fixed(precision),
            _ => Style::General(precision),
        };
        let options = Options {
            alternate: self.flags.alternate,
            ..Options::default()
        };
        let mut text = float_repr::write(number, style, options);
        if self.letter.is_ascii_uppercase() {
            text.make_ascii_uppercase();
        }
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.as_str()),
        };
        Ok(Some(self.pad(self.sign(negative), "", text, self.filler())))
    }

    fn write_character(&self, vm: &mut Vm<'_>, value: Value) -> Result<Option<String>> {
        let character = if let Some(text) = vm.heap().text(value) {
            if text.len() == 1 { text.at(0) } else { None }
        } else {
            match Number::read(vm, value) {
                Some(Number::Small(code)) => {
                    let character = u32::try_from(code).ok().and_then(char::from_u32);
                    if character.is_none() {
                        return Err(vm.overflow_error("%c arg not in range(0x110000)"));
                    }
                    character
                }
                Some(Number::Big(_)) => {
                    return Err(vm.overflow_error("%c arg not in range(0x110000)"));
                }
                Some(Number::Float(_)) | None => {
                    if vm.overridden(value, name::INDEX).is_some() {
                        return Ok(None);
                    }
                    None
                }
            }
        };
        let Some(character) = character else {
            return Err(vm.type_error("%c requires int or char"));
        };
        self.reserve(vm)?;
        let text = character.to_string();
        Ok(Some(self.pad("", "", &text, ' ')))
    }

    fn sign(&self, negative: bool) -> &'static str {
        if negative {
            "-"
        } else if self.flags.plus {
            "+"
        } else if self.flags.blank {
            " "
        } else {
            ""
        }
    }

    fn filler(&self) -> char {
        if self.flags.zero { '0' } else { ' ' }
    }

    /// Zeros go between sign and digits, blanks outside.
    fn pad(&self, sign: &str, prefix: &str, body: &str, fill: char) -> String {
        let length = sign.len() + prefix.len() + body.chars().count();
        let missing = self.width.saturating_sub(length);
        let padding = |fill: char| std::iter::repeat_n(fill, missing);
        let mut out = String::with_capacity(missing + sign.len() + prefix.len() + body.len());
        if !self.flags.left && fill == ' ' {
            out.extend(padding(' '));
        }
        out.push_str(sign);
        out.push_str(prefix);
        if !self.flags.left && fill != ' ' {
            out.extend(padding(fill));
        }
        out.push_str(body);
        if self.flags.left {
            out.extend(padding(' '));
        }
        out
    }
}
