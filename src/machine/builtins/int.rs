//! `int`: what `int(…)` accepts, and its methods.

use num_bigint::{BigInt, Sign};
use num_traits::Signed;

use crate::base::ObjectId;
use crate::code::{Binary, Unary, name};
use crate::machine::builtins::{Arguments, Registry};
use crate::machine::class;
use crate::machine::effect::{Outcome, Result};
use crate::machine::number::{self, Number, float, integer, parse};
use crate::machine::object::Body;
use crate::machine::text::{self, escape, is_text};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

pub(crate) fn register(registry: &mut Registry) {
    registry.function("_machine", "int_of_class", int_of_class);
    let int = registry
        .class(class::INT)
        .new(new)
        .method("bit_length", bit_length)
        .method("bit_count", bit_count)
        .method("to_bytes", to_bytes)
        .class_method("from_bytes", from_bytes)
        .method("as_integer_ratio", as_integer_ratio)
        .method("conjugate", plain)
        .method("__int__", plain)
        .method("__index__", plain)
        .method("__trunc__", plain)
        .method("__floor__", plain)
        .method("__ceil__", plain)
        .method("__round__", round)
        .getter("real", plain)
        .getter("numerator", plain)
        .getter("imag", |_, _| Ok(Value::Int(0).into()))
        .getter("denominator", |_, _| Ok(Value::Int(1).into()))
        .method("__lshift__", |vm, a| {
            operate(vm, a, Binary::ShiftLeft, false)
        })
        .method("__rlshift__", |vm, a| {
            operate(vm, a, Binary::ShiftLeft, true)
        })
        .method("__rshift__", |vm, a| {
            operate(vm, a, Binary::ShiftRight, false)
        })
        .method("__rrshift__", |vm, a| {
            operate(vm, a, Binary::ShiftRight, true)
        })
        .method("__and__", |vm, a| operate(vm, a, Binary::And, false))
        .method("__rand__", |vm, a| operate(vm, a, Binary::And, true))
        .method("__or__", |vm, a| operate(vm, a, Binary::Or, false))
        .method("__ror__", |vm, a| operate(vm, a, Binary::Or, true))
        .method("__xor__", |vm, a| operate(vm, a, Binary::Xor, false))
        .method("__rxor__", |vm, a| operate(vm, a, Binary::Xor, true))
        .method("__invert__", |vm, a| operate_alone(vm, a, Unary::Invert));
    operators(int);
    operators(registry.class(class::FLOAT));
    super::bool_::register(registry);
    super::float::register(registry);
}

/// The special methods that `int` and `float` have in common, for those who call them by name.
fn operators(class: super::ClassRegistry<'_>) {
    class
        .method("__add__", |vm, a| operate(vm, a, Binary::Add, false))
        .method("__radd__", |vm, a| operate(vm, a, Binary::Add, true))
        .method("__sub__", |vm, a| operate(vm, a, Binary::Subtract, false))
        .method("__rsub__", |vm, a| operate(vm, a, Binary::Subtract, true))
        .method("__mul__", |vm, a| operate(vm, a, Binary::Multiply, false))
        .method("__rmul__", |vm, a| operate(vm, a, Binary::Multiply, true))
        .method("__truediv__", |vm, a| operate(vm, a, Binary::Divide, false))
        .method("__rtruediv__", |vm, a| operate(vm, a, Binary::Divide, true))
        .method("__floordiv__", |vm, a| {
            operate(vm, a, Binary::FloorDivide, false)
        })
        .method("__rfloordiv__", |vm, a| {
            operate(vm, a, Binary::FloorDivide, true)
        })
        .method("__mod__", |vm, a| operate(vm, a, Binary::Modulo, false))
        .method("__rmod__", |vm, a| operate(vm, a, Binary::Modulo, true))
        .method("__pow__", power)
        .method("__rpow__", |vm, a| operate(vm, a, Binary::Power, true))
        .method("__divmod__", |vm, a| divide_both(vm, a, false))
        .method("__rdivmod__", |vm, a| divide_both(vm, a, true))
        .method("__neg__", |vm, a| operate_alone(vm, a, Unary::Negative))
        .method("__pos__", |vm, a| operate_alone(vm, a, Unary::Positive))
        .method("__abs__", absolute)
        .method("__bool__", |vm, a| {
            let number = Number::read(vm, a.receiver());
            Ok(Value::Bool(number.is_some_and(|number| !number.is_zero())).into())
        })
        .method("__float__", |vm, a| match Number::read(vm, a.receiver()) {
            Some(number) => Ok(Value::Float(number.to_float(vm)?).into()),
            None => Ok(Value::NotImplemented.into()),
        })
        .method("__format__", format);
}

/// `int.__add__(1, 2.0)` leaves it to the float.
fn leaves_it(vm: &Vm<'_>, own: Value, other: Value) -> bool {
    let is_float = |value| Number::read(vm, value).is_some_and(|number| number.is_float());
    !is_float(own) && is_float(other)
}

fn operate(vm: &mut Vm<'_>, arguments: &Arguments, op: Binary, reflected: bool) -> Result {
    let (own, [other]) = arguments.method::<1>(vm, "int.__add__")?;
    if leaves_it(vm, own, other) {
        return Ok(Value::NotImplemented.into());
    }
    let (a, b) = if reflected {
        (other, own)
    } else {
        (own, other)
    };
    let result = number::binary(vm, op, a, b)?;
    Ok(result.unwrap_or(Value::NotImplemented).into())
}

fn power(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [exponent, modulus] = arguments.between::<2>(vm, "__pow__", 1, 1)?;
    match modulus {
        Some(modulus) if !modulus.is_none() => {
            let base = arguments.receiver();
            let exponent = exponent.unwrap_or_default();
            let result = number::power_modulo(vm, base, exponent, modulus)?;
            Ok(result.unwrap_or(Value::NotImplemented).into())
        }
        _ => {
            let pair = Arguments::of(&[arguments.receiver(), exponent.unwrap_or_default()]);
            operate(vm, &pair, Binary::Power, false)
        }
    }
}

fn divide_both(vm: &mut Vm<'_>, arguments: &Arguments, reflected: bool) -> Result {
    let (own, [other]) = arguments.method::<1>(vm, "int.__divmod__")?;
    if leaves_it(vm, own, other) {
        return Ok(Value::NotImplemented.into());
    }
    let (a, b) = if reflected {
        (other, own)
    } else {
        (own, other)
    };
    match number::divide_both(vm, a, b)? {
        Some((quotient, rest)) => Ok(vm.tuple([quotient, rest]).into()),
        None => Ok(Value::NotImplemented.into()),
    }
}

fn operate_alone(vm: &mut Vm<'_>, arguments: &Arguments, op: Unary) -> Result {
    let (own, []) = arguments.method::<0>(vm, "int.__neg__")?;
    let result = number::unary(vm, op, own)?;
    Ok(result.unwrap_or(Value::NotImplemented).into())
}

fn absolute(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (own, []) = arguments.method::<0>(vm, "int.__abs__")?;
    let result = super::numbers::absolute(vm, own)?;
    Ok(result.unwrap_or(Value::NotImplemented).into())
}

/// `__format__` of numbers and text: the builtin one, whatever a subclass has made of it.
pub(crate) fn format(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (own, [spec]) = arguments.method::<1>(vm, "__format__")?;
    let Some(spec) = vm
        .heap()
        .text(spec)
        .map(crate::machine::object::Text::shared)
    else {
        let kind = vm.type_name(spec);
        return Err(vm.type_error(format!("__format__() argument must be str, not {kind}")));
    };
    let text = text::builtin_format(vm, own, &spec)?;
    Ok(text::or_prelude(vm, text, "str_of", &[own]))
}

/// The int itself, as a plain one.
fn plain(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    Ok(match Number::read(vm, arguments.receiver()) {
        Some(number) => number.value(vm).into(),
        None => Value::NotImplemented.into(),
    })
}

/// `int(x)`, `int(text, base)`
fn new(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let class = vm.as_class(arguments.receiver()).unwrap_or(class::INT);
    let [source, base] = arguments.bind(vm, "int", 1, ["x", "base"], 0)?;
    let Some(source) = source else {
        if base.is_some() {
            return Err(vm.type_error("int() missing string argument"));
        }
        return Ok(number::of_class(vm, class, Value::Int(0)).into());
    };
    if let Some(base) = base {
        let base = super::index(vm, base)?;
        if base != 0 && !(2..=36).contains(&base) {
            return Err(vm.value_error("int() base must be >= 2 and <= 36, or 0"));
        }
        let Some(text) = text_of(vm, source) else {
            return Err(vm.type_error("int() can't convert non-string with explicit base"));
        };
        let number = from_text(vm, &text, base as u32, source)?;
        return Ok(number::of_class(vm, class, number).into());
    }
    if let Value::Int(_) = source {
        return Ok(number::of_class(vm, class, source).into());
    }
    if [name::INT, name::INDEX, name::TRUNC]
        .iter()
        .any(|&special| vm.overridden(source, special).is_some())
    {
        return Ok(vm.prelude("int_of_object", &[Value::Object(class), source]));
    }
    let number = match Number::read(vm, source) {
        Some(Number::Float(number)) => float::to_int_value(vm, number)?,
        Some(number) => number.value(vm),
        None => match text_of(vm, source) {
            Some(text) => from_text(vm, &text, 10, source)?,
            None => {
                let kind = vm.type_name(source);
                return Err(vm.type_error(format!(
                    "int() argument must be a string, a bytes-like object or a real number, not '{kind}'"
                )));
            }
        },
    };
    Ok(number::of_class(vm, class, number).into())
}

/// The text in a `str`, or in bytes.
pub(super) fn text_of(vm: &Vm<'_>, value: Value) -> Option<String> {
    let bytes = match vm.heap().body(value.object()?) {
        Body::Text(text) => return Some(text.as_str().to_owned()),
        Body::Bytes(bytes) => &**bytes,
        Body::ByteArray(bytes) => bytes.as_slice(),
        _ => return None,
    };
    Some(bytes.iter().map(|&byte| char::from(byte)).collect())
}

/// What a message shows of something that is no number: its `repr`, cut.
pub(super) fn shown(vm: &Vm<'_>, text: &str, source: Value) -> String {
    let repr = if is_text(vm, source) {
        escape::repr(text)
    } else {
        let bytes: Vec<u8> = text.chars().map(|character| character as u8).collect();
        escape::bytes_repr(&bytes)
    };
    repr.chars().take(200).collect()
}

fn from_text(vm: &mut Vm<'_>, text: &str, base: u32, source: Value) -> Result<Value> {
    // The common case: a few digits.
    if base == 10
        && text.len() < 18
        && text.bytes().all(|digit| digit.is_ascii_digit())
        && let Ok(small) = text.parse()
    {
        return Ok(Value::Int(small));
    }
    match parse::integer(text, base) {
        Ok(number) => Ok(vm.integer(number)),
        Err(parse::NotAnInt::Invalid) => {
            let shown = shown(vm, text, source);
            Err(vm.value_error(format!("invalid literal for int() with base {base}: {shown}")))
        }
        Err(parse::NotAnInt::TooLong(digits)) => Err(vm.value_error(format!(
            "Exceeds the limit (4300 digits) for integer string conversion: value has {digits} digits; \
             use sys.set_int_max_str_digits() to increase the limit"
        ))),
    }
}

/// `_machine.int_of_class(class, number)`: for the prelude, once it has a number.
fn int_of_class(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [class, source] = arguments.function::<2>(vm, "int_of_class")?;
    let class: ObjectId = vm.as_class(class).unwrap_or(class::INT);
    let Some(number) = Number::read(vm, source) else {
        return Err(vm.type_error("an integer is required"));
    };
    let value = number.value(vm);
    Ok(number::of_class(vm, class, value).into())
}

fn receiver(vm: &Vm<'_>, arguments: &Arguments) -> BigInt {
    vm.as_integer(arguments.receiver()).unwrap_or_default()
}

fn bit_length(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.method::<0>(vm, "int.bit_length")?;
    Ok(Value::Int(receiver(vm, arguments).bits() as i64).into())
}

fn bit_count(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.method::<0>(vm, "int.bit_count")?;
    let count = receiver(vm, arguments).magnitude().count_ones();
    Ok(Value::Int(count as i64).into())
}

fn as_integer_ratio(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.method::<0>(vm, "int.as_integer_ratio")?;
    let number = receiver(vm, arguments);
    let number = vm.integer(number);
    Ok(vm.tuple([number, Value::Int(1)]).into())
}

/// Whether `byteorder` says big.
fn is_big_endian(vm: &mut Vm<'_>, order: Option<Value>) -> Result<bool> {
    match order {
        None => Ok(true),
        Some(order) => match vm.as_str(order) {
            Some("big") => Ok(true),
            Some("little") => Ok(false),
            Some(_) => Err(vm.value_error("byteorder must be either 'little' or 'big'")),
            None => {
                let kind = vm.type_name(order);
                Err(vm.type_error(format!(
                    "to_bytes() argument 'byteorder' must be str, not {kind}"
                )))
            }
        },
    }
}

fn to_bytes(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let names = ["length", "byteorder", "*signed"];
    let [length, order, signed] = arguments.bind(vm, "to_bytes", 1, names, 0)?;
    let length = match length {
        Some(length) => super::index(vm, length)?,
        None => 1,
    };
    let big = is_big_endian(vm, order)?;
    let signed = signed.is_some_and(|signed| vm.truth(signed) == Some(true));
    let Ok(length) = usize::try_from(length) else {
        return Err(vm.value_error("length argument must be non-negative"));
    };
    vm.reserve(length)?;
    let number = receiver(vm, arguments);
    if number.is_negative() && !signed {
        return Err(vm.overflow_error("can't convert negative int to unsigned"));
    }
    let (mut bytes, filler) = if signed {
        let filler = if number.is_negative() { 0xff } else { 0 };
        (number.to_signed_bytes_le(), filler)
    } else {
        (number.to_bytes_le().1, 0)
    };
    if length == 0 && number.sign() == Sign::NoSign {
        bytes.clear();
    }
    if bytes.len() > length {
        return Err(vm.overflow_error("int too big to convert"));
    }
    bytes.resize(length, filler);
    if big {
        bytes.reverse();
    }
    Ok(vm.bytes(bytes).into())
}

fn from_bytes(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let class = vm.as_class(arguments.receiver()).unwrap_or(class::INT);
    let names = ["bytes", "byteorder", "*signed"];
    let [source, order, signed] = arguments.bind(vm, "from_bytes", 1, names, 1)?;
    let source = source.unwrap_or_default();
    let Some(mut bytes) = super::bytes::of_value(vm, source)? else {
        let kind = vm.type_name(source);
        return Err(vm.type_error(format!("cannot convert '{kind}' object to bytes")));
    };
    if is_big_endian(vm, order)? {
        bytes.reverse();
    }
    let number = if signed.is_some_and(|signed| vm.truth(signed) == Some(true)) {
        BigInt::from_signed_bytes_le(&bytes)
    } else {
        BigInt::from_bytes_le(Sign::Plus, &bytes)
    };
    let value = vm.integer(number);
    Ok(number::of_class(vm, class, value).into())
}

/// `round(int)`, `round(int, digits)`
fn round(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [digits] = arguments.between::<1>(vm, "__round__", 1, 0)?;
    round_to(vm, arguments.receiver(), digits)
}

pub(super) fn round_to(vm: &mut Vm<'_>, number: Value, digits: Option<Value>) -> Result {
    use num_integer::Integer;
    let digits = match digits {
        Some(digits) if !digits.is_none() => super::index(vm, digits)?,
        _ => 0,
    };
    let Some(number) = Number::read(vm, number) else {
        return Ok(Value::NotImplemented.into());
    };
    if digits >= 0 {
        return Ok(number.value(vm).into());
    }
    let number = number.to_big().unwrap_or_default();
    let power = digits.unsigned_abs();
    // Beyond its own length everything rounds to nothing.
    if power > number.bits() {
        return Ok(Value::Int(0).into());
    }
    integer::allow(vm, power, power)?;
    let unit = BigInt::from(10).pow(power as u32);
    let (mut count, rest) = number.div_mod_floor(&unit);
    let twice = rest * 2;
    if twice > unit || twice == unit && count.is_odd() {
        count += 1;
    }
    Ok(Outcome::Value(vm.integer(count * unit)))
}
