//! The builtin functions about numbers and their text: `abs`, `round`, `divmod`, `pow`, `bin`, `hex`, `oct`, `chr`,
//! `ord`, `ascii`, `format`.

use num_traits::Signed;

use crate::code::{Binary, Conversion, name};
use crate::machine::builtins::{Arguments, Registry};
use crate::machine::effect::Result;
use crate::machine::number::{self, Number, integer};
use crate::machine::object::Body;
use crate::machine::text;
use crate::machine::value::Value;
use crate::machine::vm::Vm;

pub(crate) fn register(registry: &mut Registry) {
    registry.function("builtins", "abs", abs);
    registry.function("builtins", "round", round);
    registry.function("builtins", "divmod", divmod);
    registry.function("builtins", "pow", pow);
    registry.function("builtins", "bin", |vm, a| in_base(vm, a, "bin", 2, "0b"));
    registry.function("builtins", "oct", |vm, a| in_base(vm, a, "oct", 8, "0o"));
    registry.function("builtins", "hex", |vm, a| in_base(vm, a, "hex", 16, "0x"));
    registry.function("builtins", "chr", chr);
    registry.function("builtins", "ord", ord);
    registry.function("builtins", "ascii", ascii);
    registry.function("builtins", "format", format);
    registry.function("_machine", "operate_numbers", operate_numbers);
    registry.function("_machine", "overridden", overridden);
}

/// Whether a value's class, or one it derives from, is written in Python and may have special methods.
fn is_special(vm: &Vm<'_>, value: Value) -> bool {
    value
        .object()
        .is_some_and(|id| !vm.class(vm.heap().class(id)).builtin)
}

pub(super) fn absolute(vm: &mut Vm<'_>, value: Value) -> Result<Option<Value>> {
    Ok(Some(match Number::read(vm, value) {
        Some(Number::Small(number)) => match number.checked_abs() {
            Some(positive) => Value::Int(positive),
            None => vm.integer(num_bigint::BigInt::from(number).abs()),
        },
        Some(Number::Float(number)) => Value::Float(number.abs()),
        Some(Number::Big(number)) => vm.integer((*number).abs()),
        None => return Ok(None),
    }))
}

fn abs(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value] = arguments.function::<1>(vm, "abs")?;
    if vm.overridden(value, name::ABS).is_some() {
        return Ok(vm.prelude("abs_of_object", &[value]));
    }
    match absolute(vm, value)? {
        Some(result) => Ok(result.into()),
        None => {
            let kind = vm.type_name(value);
            Err(vm.type_error(format!("bad operand type for abs(): '{kind}'")))
        }
    }
}

fn round(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value, digits] = arguments.bind(vm, "round", 0, ["number", "ndigits"], 1)?;
    let value = value.unwrap_or_default();
    if vm.overridden(value, name::ROUND).is_some() {
        let digits = digits.unwrap_or(Value::None);
        return Ok(vm.prelude("round_of_object", &[value, digits]));
    }
    match Number::read(vm, value) {
        Some(Number::Float(number)) => super::float::round_to(vm, number, digits),
        Some(Number::Small(_) | Number::Big(_)) => super::int::round_to(vm, value, digits),
        None => {
            let kind = vm.type_name(value);
            Err(vm.type_error(format!("type {kind} doesn't define __round__ method")))
        }
    }
}

fn divmod(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [a, b] = arguments.function::<2>(vm, "divmod")?;
    if !is_special(vm, a)
        && !is_special(vm, b)
        && let Some((quotient, rest)) = number::divide_both(vm, a, b)?
    {
        return Ok(vm.tuple([quotient, rest]).into());
    }
    Ok(vm.prelude("divmod_of_objects", &[a, b]))
}

fn pow(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [base, exponent, modulus] = arguments.bind(vm, "pow", 0, ["base", "exp", "mod"], 2)?;
    let (base, exponent) = (base.unwrap_or_default(), exponent.unwrap_or_default());
    let modulus = modulus.filter(|modulus| !modulus.is_none());
    if is_special(vm, base) || is_special(vm, exponent) {
        let modulus = modulus.unwrap_or(Value::None);
        return Ok(vm.prelude("pow_of_objects", &[base, exponent, modulus]));
    }
    let result = match modulus {
        None => number::binary(vm, Binary::Power, base, exponent)?,
        Some(modulus) => number::power_modulo(vm, base, exponent, modulus)?,
    };
    if let Some(result) = result {
        return Ok(result.into());
    }
    let (a, b) = (vm.type_name(base), vm.type_name(exponent));
    Err(vm.type_error(match modulus {
        None => format!("unsupported operand type(s) for ** or pow(): '{a}' and '{b}'"),
        Some(modulus) => {
            let c = vm.type_name(modulus);
            format!("unsupported operand type(s) for ** or pow(): '{a}', '{b}', '{c}'")
        }
    }))
}

fn in_base(
    vm: &mut Vm<'_>,
    arguments: &Arguments,
    function: &str,
    base: u32,
    prefix: &str,
) -> Result {
    let [value] = arguments.function::<1>(vm, function)?;
    if vm.overridden(value, name::INDEX).is_some() {
        let function = vm.text(function);
        return Ok(vm.prelude("with_index", &[function, value]));
    }
    match Number::read(vm, value) {
        Some(number @ (Number::Small(_) | Number::Big(_))) => {
            let (negative, digits) = integer::digits(vm, &number, base)?;
            let sign = if negative { "-" } else { "" };
            Ok(vm.text(format!("{sign}{prefix}{digits}")).into())
        }
        Some(Number::Float(_)) | None => Err(super::not_an_index(vm, value)),
    }
}

fn chr(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value] = arguments.function::<1>(vm, "chr")?;
    if vm.overridden(value, name::INDEX).is_some() {
        let function = vm.text("chr");
        return Ok(vm.prelude("with_index", &[function, value]));
    }
    let code = match Number::read(vm, value) {
        Some(Number::Small(code)) if i32::try_from(code).is_ok() => code,
        Some(Number::Small(_) | Number::Big(_)) => {
            return Err(vm.overflow_error("Python int too large to convert to C int"));
        }
        Some(Number::Float(_)) | None => return Err(super::not_an_index(vm, value)),
    };
    if (0xd800..0xe000).contains(&code) {
        return Err(vm.value_error("chr() of a surrogate is not supported"));
    }
    match u32::try_from(code).ok().and_then(char::from_u32) {
        Some(character) => Ok(vm.text(character.to_string()).into()),
        None => Err(vm.value_error("chr() arg not in range(0x110000)")),
    }
}

fn ord(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value] = arguments.function::<1>(vm, "ord")?;
    let (code, length) = match value.object().map(|id| vm.heap().body(id)) {
        Some(Body::Text(text)) => (text.at(0).map(|character| character as i64), text.len()),
        Some(Body::Bytes(bytes)) => (bytes.first().map(|&byte| i64::from(byte)), bytes.len()),
        Some(Body::ByteArray(bytes)) => (bytes.first().map(|&byte| i64::from(byte)), bytes.len()),
        _ => {
            let kind = vm.type_name(value);
            return Err(vm.type_error(format!(
                "ord() expected string of length 1, but {kind} found"
            )));
        }
    };
    match code {
        Some(code) if length == 1 => Ok(Value::Int(code).into()),
        _ => Err(vm.type_error(format!(
            "ord() expected a character, but string of length {length} found"
        ))),
    }
}

fn ascii(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value] = arguments.function::<1>(vm, "ascii")?;
    let shown = text::convert(vm, Conversion::Ascii, value)?;
    Ok(text::or_prelude(vm, shown, "ascii_of_object", &[value]))
}

fn format(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [value, spec] = arguments.between::<2>(vm, "format", 0, 1)?;
    let value = value.unwrap_or_default();
    let spec = match spec {
        None => "".into(),
        Some(spec) => match vm.heap().text(spec) {
            Some(text) => text.shared(),
            None => {
                let kind = vm.type_name(spec);
                return Err(vm.type_error(format!("format() argument 2 must be str, not {kind}")));
            }
        },
    };
    text::format_value(vm, Conversion::None, value, Some(&spec))
}

/// `_machine.operate_numbers('divmod' | 'pow', a, b)`: for the prelude, where special methods have had their say.
fn operate_numbers(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [what, a, b] = arguments.function::<3>(vm, "operate_numbers")?;
    let result = if vm.as_str(what) == Some("divmod") {
        number::divide_both(vm, a, b)?.map(|(quotient, rest)| vm.tuple([quotient, rest]))
    } else {
        number::binary(vm, Binary::Power, a, b)?
    };
    Ok(result.unwrap_or(Value::NotImplemented).into())
}

/// `_machine.overridden(object, name)`: the special method of an object's class, unbound, where it is written in
/// Python; else `None`.
fn overridden(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [object, special] = arguments.function::<2>(vm, "overridden")?;
    let special = vm
        .as_str(special)
        .and_then(|text| vm.process.names.find(text));
    let found = special.and_then(|special| vm.overridden(object, special));
    Ok(found.unwrap_or(Value::None).into())
}
