//! Floats: the operators as CPython computes them, and their exact value as ints.

use num_bigint::BigInt;
use num_traits::Zero;

use crate::code::Binary;
use crate::machine::class;
use crate::machine::effect::{Result, Stop};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

pub(crate) fn binary(vm: &mut Vm<'_>, op: Binary, a: f64, b: f64) -> Result<Option<f64>> {
    Ok(Some(match op {
        Binary::Add => a + b,
        Binary::Subtract => a - b,
        Binary::Multiply => a * b,
        Binary::Divide if b == 0.0 => return Err(vm.zero_division("float division by zero")),
        Binary::Divide => a / b,
        Binary::FloorDivide if b == 0.0 => {
            return Err(vm.zero_division("float floor division by zero"));
        }
        Binary::FloorDivide => divide_both(a, b).0,
        Binary::Modulo if b == 0.0 => return Err(vm.zero_division("float modulo")),
        Binary::Modulo => divide_both(a, b).1,
        Binary::Power => power(vm, a, b)?,
        Binary::ShiftLeft
        | Binary::ShiftRight
        | Binary::And
        | Binary::Or
        | Binary::Xor
        | Binary::MatrixMultiply => return Ok(None),
    }))
}

/// Quotient rounded down, and the rest with the sign of the divisor. The divisor is not zero.
pub(crate) fn divide_both(a: f64, b: f64) -> (f64, f64) {
    let mut rest = a % b;
    let mut quotient = (a - rest) / b;
    if rest == 0.0 {
        rest = 0.0_f64.copysign(b);
    } else if (b < 0.0) != (rest < 0.0) {
        rest += b;
        quotient -= 1.0;
    }
    // The quotient is nearly whole already; this makes it so.
    let floor = if quotient == 0.0 {
        0.0_f64.copysign(a / b)
    } else {
        let floor = quotient.floor();
        if quotient - floor > 0.5 {
            floor + 1.0
        } else {
            floor
        }
    };
    (floor, rest)
}

/// `a ** b`
pub(crate) fn power(vm: &mut Vm<'_>, a: f64, b: f64) -> Result<f64> {
    if a == 0.0 && b < 0.0 {
        return Err(vm.zero_division("0.0 cannot be raised to a negative power"));
    }
    if a < 0.0 && a.is_finite() && b.is_finite() && b != b.floor() {
        return Err(vm.value_error(
            "negative number cannot be raised to a fractional power: complex numbers are not supported",
        ));
    }
    let result = a.powf(b);
    if result.is_infinite() && a.is_finite() && b.is_finite() {
        return Err(out_of_range(vm));
    }
    Ok(result)
}

/// `OverflowError: (34, 'Numerical result out of range')`
fn out_of_range(vm: &mut Vm<'_>) -> Stop {
    let words = vm.text("Numerical result out of range");
    vm.raise_with(class::OVERFLOW_ERROR, vec![Value::Int(34), words])
}

/// The int of the same value: the float is finite and whole, or is cut towards zero.
pub(crate) fn to_integer(number: f64) -> BigInt {
    const SAFE: f64 = 9.0e18;
    if number.abs() < SAFE {
        return BigInt::from(number as i64);
    }
    let (mantissa, exponent) = parts(number);
    if exponent >= 0 {
        BigInt::from(mantissa) << exponent as u64
    } else {
        BigInt::from(mantissa) >> (-exponent) as u64
    }
}

/// Mantissa and exponent of a finite float: `number == mantissa · 2^exponent`, exactly.
pub(crate) fn parts(number: f64) -> (i64, i64) {
    let bits = number.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i64;
    let fraction = (bits & ((1 << 52) - 1)) as i64;
    let (mantissa, exponent) = if exponent == 0 {
        (fraction, -1074)
    } else {
        (fraction | 1 << 52, exponent - 1075)
    };
    (
        if number.is_sign_negative() {
            -mantissa
        } else {
            mantissa
        },
        exponent,
    )
}

/// Numerator and denominator in lowest terms, of a finite float.
pub(crate) fn fraction(number: f64) -> (BigInt, BigInt) {
    let (mut mantissa, mut exponent) = parts(number);
    if mantissa == 0 {
        return (BigInt::zero(), BigInt::from(1));
    }
    let zeros = i64::from(mantissa.trailing_zeros()).min((-exponent).max(0));
    mantissa >>= zeros;
    exponent += zeros;
    if exponent >= 0 {
        (BigInt::from(mantissa) << exponent as u64, BigInt::from(1))
    } else {
        (
            BigInt::from(mantissa),
            BigInt::from(1) << (-exponent) as u64,
        )
    }
}

/// An int from a float by a way of rounding, with the words for those that have none.
pub(crate) fn to_int_value(vm: &mut Vm<'_>, number: f64) -> Result<Value> {
    if number.is_nan() {
        return Err(vm.value_error("cannot convert float NaN to integer"));
    }
    if number.is_infinite() {
        return Err(vm.overflow_error("cannot convert float infinity to integer"));
    }
    let integer = to_integer(number);
    Ok(vm.integer(integer))
}

/// `round(number)`: halves go to the even neighbour.
pub(crate) fn round_even(number: f64) -> f64 {
    number.round_ties_even()
}

/// `round(number, digits)`: correctly, by way of the decimal text. `None` where the result would be too large.
pub(crate) fn round_digits(number: f64, digits: i64) -> Option<f64> {
    if !number.is_finite() || number == 0.0 {
        return Some(number);
    }
    if digits > 323 {
        return Some(number);
    }
    if digits < -308 {
        return Some(0.0_f64.copysign(number));
    }
    let rounded = if digits >= 0 {
        format!("{number:.*}", digits as usize)
            .parse()
            .unwrap_or(number)
    } else {
        round_to_power(number, (-digits) as u32)?
    };
    rounded.is_finite().then_some(rounded)
}

/// To a multiple of `10^power`, halves to the even one.
fn round_to_power(number: f64, power: u32) -> Option<f64> {
    let unit = BigInt::from(10).pow(power);
    let (above, below) = fraction(number.abs());
    let whole = &unit * &below;
    let mut count = &above / &whole;
    let twice = (&above - &count * &whole) * 2;
    if twice > whole || twice == whole && count.bit(0) {
        count += 1;
    }
    let rounded = crate::machine::number::integer::to_f64(&(count * unit))?;
    Some(rounded.copysign(number))
}
