//! `float`: what `float(…)` accepts, and its methods.

use crate::code::name;
use crate::machine::builtins::{Arguments, Registry};
use crate::machine::class;
use crate::machine::effect::{Result, Stop};
use crate::machine::number::{self, Number, float, parse};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

pub(crate) fn register(registry: &mut Registry) {
    registry.function("_machine", "float_of_class", float_of_class);
    registry
        .class(class::FLOAT)
        .new(new)
        .method("is_integer", |vm, a| {
            let number = receiver(vm, a);
            Ok(Value::Bool(number.is_finite() && number == number.trunc()).into())
        })
        .method("as_integer_ratio", as_integer_ratio)
        .method("hex", hex)
        .class_method("fromhex", from_hex)
        .method("conjugate", plain)
        .getter("real", plain)
        .getter("imag", |_, _| Ok(Value::Float(0.0).into()))
        .method("__int__", whole)
        .method("__trunc__", whole)
        .method("__floor__", |vm, a| {
            let number = receiver(vm, a).floor();
            Ok(float::to_int_value(vm, number)?.into())
        })
        .method("__ceil__", |vm, a| {
            let number = receiver(vm, a).ceil();
            Ok(float::to_int_value(vm, number)?.into())
        })
        .method("__round__", round);
}

fn receiver(vm: &Vm<'_>, arguments: &Arguments) -> f64 {
    vm.as_f64(arguments.receiver()).unwrap_or(0.0)
}

fn plain(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    Ok(Value::Float(receiver(vm, arguments)).into())
}

fn whole(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let number = receiver(vm, arguments);
    Ok(float::to_int_value(vm, number)?.into())
}

/// `float(x)`
fn new(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let class = vm.as_class(arguments.receiver()).unwrap_or(class::FLOAT);
    let [source] = arguments.between::<1>(vm, "float", 1, 0)?;
    let number = match source {
        None => 0.0,
        Some(source) => {
            if [name::FLOAT, name::INDEX]
                .iter()
                .any(|&special| vm.overridden(source, special).is_some())
            {
                return Ok(vm.prelude("float_of_object", &[Value::Object(class), source]));
            }
            match Number::read(vm, source) {
                Some(number) => number.to_float(vm)?,
                None => from_text(vm, source)?,
            }
        }
    };
    Ok(number::of_class(vm, class, Value::Float(number)).into())
}

fn from_text(vm: &mut Vm<'_>, source: Value) -> Result<f64> {
    let Some(text) = super::int::text_of(vm, source) else {
        let kind = vm.type_name(source);
        return Err(vm.type_error(format!(
            "float() argument must be a string or a real number, not '{kind}'"
        )));
    };
    match parse::float(&text) {
        Some(number) => Ok(number),
        None => {
            let shown = super::int::shown(vm, &text, source);
            Err(vm.value_error(format!("could not convert string to float: {shown}")))
        }
    }
}

/// `_machine.float_of_class(class, number)`: for the prelude, once it has a number.
fn float_of_class(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [class, source] = arguments.function::<2>(vm, "float_of_class")?;
    let class = vm.as_class(class).unwrap_or(class::FLOAT);
    let number = super::float_argument(vm, source)?;
    Ok(number::of_class(vm, class, Value::Float(number)).into())
}

fn as_integer_ratio(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.method::<0>(vm, "float.as_integer_ratio")?;
    let number = receiver(vm, arguments);
    if number.is_nan() {
        return Err(vm.value_error("cannot convert NaN to integer ratio"));
    }
    if number.is_infinite() {
        return Err(vm.overflow_error("cannot convert Infinity to integer ratio"));
    }
    let (above, below) = float::fraction(number);
    let (above, below) = (vm.integer(above), vm.integer(below));
    Ok(vm.tuple([above, below]).into())
}

/// `round(float)`, `round(float, digits)`
fn round(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [digits] = arguments.between::<1>(vm, "__round__", 1, 0)?;
    round_to(vm, receiver(vm, arguments), digits)
}

pub(super) fn round_to(vm: &mut Vm<'_>, number: f64, digits: Option<Value>) -> Result {
    match digits {
        Some(digits) if !digits.is_none() => {
            let digits = super::index(vm, digits)?;
            match float::round_digits(number, digits) {
                Some(rounded) => Ok(Value::Float(rounded).into()),
                None => Err(vm.overflow_error("rounded value too large to represent")),
            }
        }
        _ => Ok(float::to_int_value(vm, float::round_even(number))?.into()),
    }
}

/// `(0.1).hex()` is `0x1.999999999999ap-4`.
fn hex(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.method::<0>(vm, "float.hex")?;
    let number = receiver(vm, arguments);
    if !number.is_finite() {
        return Ok(vm
            .text(crate::machine::text::float_repr::repr(number))
            .into());
    }
    let sign = if number.is_sign_negative() { "-" } else { "" };
    let bits = number.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    let exponent = (bits >> 52 & 0x7ff) as i64;
    let text = if number == 0.0 {
        format!("{sign}0x0.0p+0")
    } else if exponent == 0 {
        format!("{sign}0x0.{fraction:013x}p-1022")
    } else {
        format!("{sign}0x1.{fraction:013x}p{:+}", exponent - 1023)
    };
    Ok(vm.text(text).into())
}

fn from_hex(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let class = vm.as_class(arguments.receiver()).unwrap_or(class::FLOAT);
    let (_, [source]) = arguments.method::<1>(vm, "float.fromhex")?;
    let Some(text) = vm
        .as_str(source)
        .map(|text| text.trim().to_ascii_lowercase())
    else {
        return Err(vm.type_error("bad argument type for built-in operation"));
    };
    let number = read_hex(vm, &text)?;
    Ok(number::of_class(vm, class, Value::Float(number)).into())
}

fn read_hex(vm: &mut Vm<'_>, text: &str) -> Result<f64> {
    use num_bigint::BigInt;
    use num_traits::Num;
    let invalid =
        |vm: &mut Vm<'_>| -> Stop { vm.value_error("invalid hexadecimal floating-point string") };
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let signed = |number: f64| if negative { -number } else { number };
    match text {
        "inf" | "infinity" => return Ok(signed(f64::INFINITY)),
        "nan" => return Ok(signed(f64::NAN)),
        _ => {}
    }
    let text = text.strip_prefix("0x").unwrap_or(text);
    let (mantissa, exponent) = text.split_once('p').unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let well_formed = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let (true, Ok(exponent)) = (well_formed, exponent.parse::<i64>()) else {
        return Err(invalid(vm));
    };
    let Ok(number) = BigInt::from_str_radix(&digits, 16) else {
        return Err(invalid(vm));
    };
    if number == BigInt::ZERO {
        return Ok(signed(0.0));
    }
    let exponent = exponent.saturating_sub(4 * fraction.len() as i64);
    let size = exponent.saturating_add(number.bits() as i64);
    let result = if size > 1100 {
        None
    } else if size < -1100 {
        Some(0.0)
    } else if exponent >= 0 {
        number::integer::ratio(&(number << exponent as u64), &BigInt::from(1))
    } else {
        number::integer::ratio(&number, &(BigInt::from(1) << exponent.unsigned_abs()))
    };
    match result {
        Some(number) => Ok(signed(number)),
        None => Err(vm.overflow_error("hexadecimal value too large to represent as a float")),
    }
}
