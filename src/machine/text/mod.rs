//! Text: how values are written, and the three little languages that say how: format specifications, `%` and braces.

pub(crate) mod brace;
pub(crate) mod escape;
pub(crate) mod float_repr;
pub(crate) mod format_spec;
pub(crate) mod percent;
#[rustfmt::skip]
mod tables;
pub(crate) mod unicode;

use crate::code::{Conversion, name};
use crate::machine::class;
use crate::machine::display;
use crate::machine::effect::{Outcome, Result, Stop};
use crate::machine::number::{Number, integer};
use crate::machine::object::Body;
use crate::machine::text::format_spec::{Problem, Spec};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

pub(crate) use brace::format_braces;
pub(crate) use percent::percent;

/// `format(value, spec)`; `None` where Python code must run for it.
pub(crate) fn format(vm: &mut Vm<'_>, value: Value, spec: &str) -> Result<Option<String>> {
    if vm.overridden(value, name::FORMAT).is_some() {
        return Ok(None);
    }
    builtin_format(vm, value, spec)
}

/// What the builtin `__format__` of the value's class gives, whatever a subclass has made of it.
pub(crate) fn builtin_format(vm: &mut Vm<'_>, value: Value, spec: &str) -> Result<Option<String>> {
    if spec.is_empty() {
        return display::str(vm, value);
    }
    let kind = vm.type_name(value);
    if let Some(number) = Number::read(vm, value) {
        return format_number(vm, &number, spec, &kind).map(Some);
    }
    if let Some(text) = vm
        .heap()
        .text(value)
        .map(crate::machine::object::Text::shared)
    {
        return format_text(vm, &text, spec, &kind).map(Some);
    }
    Err(vm.type_error(format!(
        "unsupported format string passed to {kind}.__format__"
    )))
}

pub(crate) fn format_text(vm: &mut Vm<'_>, text: &str, spec: &str, kind: &str) -> Result<String> {
    let spec = settle(vm, Spec::for_text(spec, kind))?;
    settle(vm, spec.check_text(kind))?;
    vm.reserve(spec.room())?;
    Ok(spec.text(text))
}

fn format_number(vm: &mut Vm<'_>, number: &Number, spec: &str, kind: &str) -> Result<String> {
    let spec = settle(vm, Spec::for_number(spec, kind, number.is_float()))?;
    if number.is_float() || spec.wants_float() {
        settle(vm, spec.check_float(kind))?;
        let number = number.to_float(vm)?;
        vm.reserve(spec.room())?;
        return settle(vm, spec.float(number, kind));
    }
    if spec.wants_character() {
        let code = match number {
            Number::Small(small) => Some(*small),
            Number::Big(_) | Number::Float(_) => None,
        };
        settle(vm, spec.check_character())?;
        vm.reserve(spec.room())?;
        return settle(vm, spec.character(code));
    }
    let Some(base) = spec.base() else {
        return settle(vm, Err(spec.unknown_type(kind)));
    };
    // What the specification gets wrong is said before the digits are asked for.
    settle(vm, spec.check_integer())?;
    vm.reserve(spec.room())?;
    let (negative, digits) = integer::digits(vm, number, base)?;
    Ok(spec.integer(negative, &digits))
}

/// A problem of a format specification as the exception it is.
pub(crate) fn settle<A>(vm: &mut Vm<'_>, answer: std::result::Result<A, Problem>) -> Result<A> {
    answer.map_err(|problem| raise(vm, problem))
}

fn raise(vm: &mut Vm<'_>, problem: Problem) -> Stop {
    match problem {
        Problem::Value(words) => vm.value_error(words),
        Problem::Overflow(words) => vm.overflow_error(words),
    }
}

/// `str(value)`, `repr(value)` or `ascii(value)`; `None` where Python code must run for it.
pub(crate) fn convert(
    vm: &mut Vm<'_>,
    conversion: Conversion,
    value: Value,
) -> Result<Option<String>> {
    match conversion {
        Conversion::None | Conversion::Str => display::str(vm, value),
        Conversion::Repr => display::repr(vm, value),
        Conversion::Ascii => Ok(display::repr(vm, value)?.map(|text| escape::ascii(&text))),
    }
}

/// A formatted value of an f-string: `{value!r:>{width}}`.
pub(crate) fn format_value(
    vm: &mut Vm<'_>,
    conversion: Conversion,
    value: Value,
    spec: Option<&str>,
) -> Result {
    let spec = spec.unwrap_or("");
    if conversion == Conversion::None {
        if spec.is_empty() && is_exact_text(vm, value) {
            return Ok(value.into());
        }
        if let Some(text) = format(vm, value, spec)? {
            return Ok(vm.text(text).into());
        }
        let spec = vm.text(spec);
        return Ok(vm.prelude("format_object", &[value, spec]));
    }
    let Some(text) = convert(vm, conversion, value)? else {
        let how = vm.text(match conversion {
            Conversion::None | Conversion::Str => "s",
            Conversion::Repr => "r",
            Conversion::Ascii => "a",
        });
        let spec = vm.text(spec);
        return Ok(vm.prelude("format_converted", &[value, how, spec]));
    };
    if spec.is_empty() {
        return Ok(vm.text(text).into());
    }
    let text = format_text(vm, &text, spec, "str")?;
    Ok(vm.text(text).into())
}

/// A `str` and not an instance of a subclass.
pub(crate) fn is_exact_text(vm: &Vm<'_>, value: Value) -> bool {
    vm.class_of(value) == class::STR
}

/// A `str`, or an instance of a subclass.
pub(crate) fn is_text(vm: &Vm<'_>, value: Value) -> bool {
    value
        .object()
        .is_some_and(|id| matches!(vm.heap().body(id), Body::Text(_)))
}

/// An outcome that is this text, or the prelude's function where there is none.
pub(crate) fn or_prelude(
    vm: &mut Vm<'_>,
    text: Option<String>,
    function: &str,
    arguments: &[Value],
) -> Outcome {
    match text {
        Some(text) => vm.text(text).into(),
        None => vm.prelude(function, arguments),
    }
}
