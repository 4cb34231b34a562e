//! Ints: 64 bits while they fit, any size beyond. Work is bounded, too: an operation that would take seconds ends the
//! run as one that would take gigabytes does.

use std::sync::Arc;

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

use crate::code::Binary;
use crate::machine::effect::{Limit, Result, Stop};
use crate::machine::number::{Number, float};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

/// An operation on two small ints whose result is small; `None` where it is not, or is an error.
#[inline]
pub(crate) fn small(op: Binary, a: i64, b: i64) -> Option<i64> {
    match op {
        Binary::Add => a.checked_add(b),
        Binary::Subtract => a.checked_sub(b),
        Binary::Multiply => a.checked_mul(b),
        Binary::FloorDivide => floor_divide(a, b),
        Binary::Modulo => modulo(a, b),
        Binary::And => Some(a & b),
        Binary::Or => Some(a | b),
        Binary::Xor => Some(a ^ b),
        Binary::ShiftLeft => {
            let shift = u32::try_from(b).ok().filter(|&shift| shift < 64)?;
            let shifted = a << shift;
            (shifted >> shift == a).then_some(shifted)
        }
        Binary::ShiftRight => (b >= 0).then(|| a >> b.min(63)),
        Binary::Power => a.checked_pow(u32::try_from(b).ok()?),
        Binary::Divide | Binary::MatrixMultiply => None,
    }
}

/// Rounds towards minus infinity.
fn floor_divide(a: i64, b: i64) -> Option<i64> {
    let quotient = a.checked_div(b)?;
    let rounds_down = a % b != 0 && (a < 0) != (b < 0);
    Some(quotient - i64::from(rounds_down))
}

/// Has the sign of the divisor.
fn modulo(a: i64, b: i64) -> Option<i64> {
    let rest = a.checked_rem(b)?;
    Some(if rest != 0 && (rest < 0) != (b < 0) {
        rest + b
    } else {
        rest
    })
}

/// An operation on two ints of any size.
pub(crate) fn binary(
    vm: &mut Vm<'_>,
    op: Binary,
    left: &Number,
    right: &Number,
) -> Result<Option<Value>> {
    if let (Number::Small(a), Number::Small(b)) = (left, right) {
        if let Some(small) = small(op, *a, *b) {
            return Ok(Some(Value::Int(small)));
        }
        if op == Binary::Divide && a.unsigned_abs() <= 1 << 53 && b.unsigned_abs() <= 1 << 53 {
            // Both are exact as floats, so one division rounds once.
            if *b == 0 {
                return Err(vm.zero_division("division by zero"));
            }
            return Ok(Some(Value::Float(*a as f64 / *b as f64)));
        }
    }
    let (a, b) = (big(left), big(right));
    let words = |number: &BigInt| number.bits() / 64 + 1;
    let result = match op {
        Binary::Add => &*a + &*b,
        Binary::Subtract => &*a - &*b,
        Binary::Multiply => {
            allow(vm, product_work(words(&a), words(&b)), a.bits() + b.bits())?;
            &*a * &*b
        }
        Binary::Divide => return divide(vm, &a, &b).map(|number| Some(number.into())),
        Binary::FloorDivide => {
            if b.is_zero() {
                return Err(vm.zero_division("integer division or modulo by zero"));
            }
            allow_division(vm, &a, &b)?;
            a.div_floor(&b)
        }
        Binary::Modulo => {
            if b.is_zero() {
                return Err(vm.zero_division("integer modulo by zero"));
            }
            allow_division(vm, &a, &b)?;
            a.mod_floor(&b)
        }
        Binary::Power => return power(vm, &a, &b).map(Some),
        Binary::ShiftLeft => shift_left(vm, &a, &b)?,
        Binary::ShiftRight => shift_right(vm, &a, &b)?,
        Binary::And => &*a & &*b,
        Binary::Or => &*a | &*b,
        Binary::Xor => &*a ^ &*b,
        Binary::MatrixMultiply => return Ok(None),
    };
    Ok(Some(vm.integer(result)))
}

fn big(number: &Number) -> Arc<BigInt> {
    match number {
        Number::Small(number) => Arc::new(BigInt::from(*number)),
        Number::Big(number) => Arc::clone(number),
        Number::Float(_) => unreachable!("callers pass ints"),
    }
}

/// About a tenth of a second, counted in products of machine words.
const MOST_WORK: u64 = 100_000_000;

/// Word products in a multiplication, roughly: all pairs for short numbers, fewer by Toom and Cook for long ones.
fn product_work(a: u64, b: u64) -> u64 {
    let (short, long) = (a.min(b), a.max(b));
    let saved = if short < 32 {
        1.0
    } else {
        (short as f64 / 32.0).powf(0.46)
    };
    (short as f64 * long as f64 / saved) as u64
}

/// Asks whether an operation of so many word products, with a result of so many bits, may begin.
pub(crate) fn allow(vm: &Vm<'_>, work: u64, bits: u64) -> Result<()> {
    if work > MOST_WORK {
        return Err(Stop::Limit(Limit::Memory));
    }
    vm.reserve(usize::try_from(bits / 8).unwrap_or(usize::MAX))
}

/// Asks before a product of two ints.
pub(crate) fn allow_product(vm: &Vm<'_>, a: &BigInt, b: &BigInt) -> Result<()> {
    let work = product_work(a.bits() / 64 + 1, b.bits() / 64 + 1);
    allow(vm, work, a.bits() + b.bits())
}

/// Long division takes a product of words for every pair of quotient and divisor words.
fn allow_division(vm: &Vm<'_>, a: &BigInt, b: &BigInt) -> Result<()> {
    let quotient = a.bits().saturating_sub(b.bits()) / 64 + 1;
    allow(vm, quotient * (b.bits() / 64 + 1), a.bits())
}

fn shift_left(vm: &mut Vm<'_>, a: &BigInt, b: &BigInt) -> Result<BigInt> {
    if b.is_negative() {
        return Err(vm.value_error("negative shift count"));
    }
    if a.is_zero() {
        return Ok(BigInt::zero());
    }
    let Some(shift) = b.to_u64().filter(|&shift| shift < 1 << 62) else {
        return Err(vm.overflow_error("too many digits in integer"));
    };
    allow(vm, 0, a.bits() + shift)?;
    Ok(a << shift)
}

fn shift_right(vm: &mut Vm<'_>, a: &BigInt, b: &BigInt) -> Result<BigInt> {
    if b.is_negative() {
        return Err(vm.value_error("negative shift count"));
    }
    // Beyond its length nothing is left of a number but its sign.
    let shift = b.to_u64().unwrap_or(u64::MAX).min(a.bits() + 1);
    Ok(a >> shift)
}

fn power(vm: &mut Vm<'_>, a: &BigInt, b: &BigInt) -> Result<Value> {
    if b.is_negative() {
        let mut to_float = |number: &BigInt| {
            to_f64(number).ok_or_else(|| vm.overflow_error("int too large to convert to float"))
        };
        let (a, b) = (to_float(a)?, to_float(b)?);
        return float::power(vm, a, b).map(Value::Float);
    }
    if a.magnitude().is_one() || a.is_zero() {
        let result = if b.is_zero() {
            BigInt::one()
        } else if a.is_negative() && b.is_even() {
            -a
        } else {
            a.clone()
        };
        return Ok(vm.integer(result));
    }
    let exponent = b.to_u64().unwrap_or(u64::MAX);
    let bits = a.bits().saturating_mul(exponent);
    // The last squaring is the dearest, and all the others together cost less than it does once more.
    let half = bits / 128 + 1;
    let shifts_only = a.magnitude().count_ones() == 1;
    let work = if shifts_only {
        0
    } else {
        product_work(half, half).saturating_mul(2)
    };
    allow(vm, work, bits)?;
    if shifts_only {
        let zeros = a.magnitude().trailing_zeros().unwrap_or(0);
        let power = BigInt::one() << (zeros * exponent);
        let negative = a.is_negative() && exponent % 2 == 1;
        return Ok(vm.integer(if negative { -power } else { power }));
    }
    let exponent = u32::try_from(exponent).map_err(|_| Stop::Limit(Limit::Memory))?;
    Ok(vm.integer(a.pow(exponent)))
}

/// `pow(a, b, modulus)`, the modulus not zero; the result has its sign.
pub(crate) fn power_modulo(
    vm: &mut Vm<'_>,
    a: &BigInt,
    mut b: BigInt,
    modulus: &BigInt,
) -> Result<Value> {
    let mut base = a.mod_floor(modulus);
    let positive = modulus.abs();
    if b.is_negative() {
        let found = base.mod_floor(&positive).extended_gcd(&positive);
        if !found.gcd.is_one() && !positive.is_one() {
            return Err(vm.value_error("base is not invertible for the given modulus"));
        }
        base = found.x.mod_floor(&positive);
        b = -b;
    }
    let words = modulus.bits() / 64 + 1;
    allow(
        vm,
        b.bits().saturating_mul(words).saturating_mul(words),
        modulus.bits(),
    )?;
    let result = base.mod_floor(&positive).modpow(&b, &positive);
    Ok(vm.integer(result.mod_floor(modulus)))
}

/// The nearest float; `None` beyond the largest.
pub(crate) fn to_f64(number: &BigInt) -> Option<f64> {
    let bits = number.bits();
    if bits <= 63 {
        return number.to_i64().map(|small| small as f64);
    }
    if bits > 1024 {
        return None;
    }
    // 64 leading bits, the lowest one standing for all that follow, round as the whole number does.
    let shift = bits - 64;
    let magnitude = number.magnitude();
    let mut top = (magnitude >> shift).to_u64().unwrap_or(u64::MAX);
    if magnitude
        .trailing_zeros()
        .is_some_and(|zeros| zeros < shift)
    {
        top |= 1;
    }
    let float = libm::ldexp(top as f64, shift as i32);
    if float.is_infinite() {
        return None;
    }
    Some(if number.is_negative() { -float } else { float })
}

/// `a / b`, rounded once.
pub(crate) fn divide(vm: &mut Vm<'_>, a: &BigInt, b: &BigInt) -> Result<f64> {
    if b.is_zero() {
        return Err(vm.zero_division("division by zero"));
    }
    match ratio(a, b) {
        Some(quotient) => Ok(quotient),
        None => Err(vm.overflow_error("integer division result too large for a float")),
    }
}

/// The float nearest to `a / b`; `None` where it would be infinite.
pub(crate) fn ratio(a: &BigInt, b: &BigInt) -> Option<f64> {
    if a.is_zero() {
        return Some(if b.is_negative() { -0.0 } else { 0.0 });
    }
    let negative = a.is_negative() != b.is_negative();
    let (above, below) = (a.magnitude(), b.magnitude());
    let difference = above.bits() as i64 - below.bits() as i64;
    if difference > 1025 {
        return None;
    }
    if difference < -1080 {
        return Some(if negative { -0.0 } else { 0.0 });
    }
    // A quotient of at least 66 bits, or as many as a subnormal can hold and two more.
    let shift = (66 - difference).min(1076);
    let (quotient, rest) = if shift >= 0 {
        (above << shift as u64).div_rem(below)
    } else {
        above.div_rem(&(below << (-shift) as u64))
    };
    let exact = rest.is_zero();
    let mut quotient = quotient;
    if !exact {
        quotient.set_bit(0, true);
    }
    let float = scaled(&quotient, -shift)?;
    Some(if negative { -float } else { float })
}

/// `number · 2^exponent`, rounded once, to even.
fn scaled(number: &num_bigint::BigUint, exponent: i64) -> Option<f64> {
    if number.is_zero() {
        return Some(0.0);
    }
    let bits = number.bits() as i64;
    // How many low bits a float of this size has no room for.
    let top = bits + exponent;
    let room = if top < -1021 { (top + 1074).max(0) } else { 53 };
    let dropped = (bits - room).max(0) as u64;
    let mut kept = (number >> dropped).to_u64().unwrap_or(u64::MAX);
    if dropped > 0 {
        let half = number.bit(dropped - 1);
        let more = number
            .trailing_zeros()
            .is_some_and(|zeros| zeros < dropped - 1);
        if half && (more || kept % 2 == 1) {
            kept += 1;
        }
    }
    // `kept` has at most 54 bits, a power of two then, so this is exact.
    let float = libm::ldexp(kept as f64, (exponent + dropped as i64) as i32);
    float.is_finite().then_some(float)
}

/// `math.isqrt`, of a number not negative.
pub(crate) fn square_root(number: &BigInt) -> BigInt {
    number.sqrt()
}

/// Digits in base 2, 8, 10 or 16, the sign apart.
pub(crate) fn digits(vm: &mut Vm<'_>, number: &Number, base: u32) -> Result<(bool, String)> {
    match number {
        Number::Small(small) => {
            let magnitude = small.unsigned_abs();
            let text = match base {
                2 => format!("{magnitude:b}"),
                8 => format!("{magnitude:o}"),
                16 => format!("{magnitude:x}"),
                _ => magnitude.to_string(),
            };
            Ok((*small < 0, text))
        }
        Number::Big(number) => {
            let text = if base == 10 {
                let text = crate::machine::number::decimal(vm, number)?;
                text.trim_start_matches('-').to_string()
            } else {
                vm.reserve(number.bits() as usize)?;
                number.magnitude().to_str_radix(base)
            };
            Ok((number.sign() == Sign::Minus, text))
        }
        Number::Float(_) => unreachable!("callers pass ints"),
    }
}
