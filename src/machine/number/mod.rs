//! Numbers: what the operators mean on `int`, `bool` and `float`, whatever their size.
//!
//! Everything here answers `None` for operands that are not numbers, so that callers go on to ask the objects.

pub(crate) mod float;
pub(crate) mod integer;
pub(crate) mod parse;

use std::cmp::Ordering;
use std::sync::Arc;

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive, Zero};

use crate::base::ObjectId;
use crate::code::{Binary, Compare, Unary};
use crate::machine::class;
use crate::machine::effect::{Result, Stop};
use crate::machine::object::Body;
use crate::machine::value::Value;
use crate::machine::vm::Vm;

/// A number taken out of its value. `bool` counts as a small int here.
#[derive(Clone, Debug)]
pub(crate) enum Number {
    Small(i64),
    /// Outside the range of `Small`.
    Big(Arc<BigInt>),
    Float(f64),
}

impl Number {
    /// The number in a value, if it is one: instances of subclasses of `int` and `float` included.
    #[inline]
    pub(crate) fn read(vm: &Vm<'_>, value: Value) -> Option<Self> {
        match value {
            Value::Int(number) => Some(Self::Small(number)),
            Value::Float(number) => Some(Self::Float(number)),
            Value::Bool(flag) => Some(Self::Small(i64::from(flag))),
            Value::Object(id) => match vm.heap().body(id) {
                Body::BigInt(number) => Some(Self::Big(Arc::clone(number))),
                Body::Number(inner) => Self::read(vm, *inner),
                _ => None,
            },
            Value::Unbound
            | Value::None
            | Value::Ellipsis
            | Value::NotImplemented
            | Value::Module(_)
            | Value::Native(_) => None,
        }
    }

    pub(crate) fn is_float(&self) -> bool {
        matches!(self, Self::Float(_))
    }

    pub(crate) fn is_zero(&self) -> bool {
        match self {
            Self::Small(number) => *number == 0,
            Self::Big(_) => false,
            Self::Float(number) => *number == 0.0,
        }
    }

    /// As an int of any size; `None` for floats.
    pub(crate) fn to_big(&self) -> Option<BigInt> {
        match self {
            Self::Small(number) => Some((*number).into()),
            Self::Big(number) => Some((**number).clone()),
            Self::Float(_) => None,
        }
    }

    /// As a float; an int too large for one is an `OverflowError`.
    pub(crate) fn to_float(&self, vm: &mut Vm<'_>) -> Result<f64> {
        match self {
            Self::Small(number) => Ok(*number as f64),
            Self::Float(number) => Ok(*number),
            Self::Big(number) => integer::to_f64(number)
                .ok_or_else(|| vm.overflow_error("int too large to convert to float")),
        }
    }

    /// The plain value: what `+x` gives.
    pub(crate) fn value(&self, vm: &mut Vm<'_>) -> Value {
        match self {
            Self::Small(number) => Value::Int(*number),
            Self::Float(number) => Value::Float(*number),
            Self::Big(number) => vm.allocate(class::INT, Body::BigInt(Arc::clone(number))),
        }
    }
}

/// A value as an instance of a class that is `int`, `float` or derives from one of them.
pub(crate) fn of_class(vm: &mut Vm<'_>, class: ObjectId, value: Value) -> Value {
    if class == class::INT || class == class::FLOAT {
        value
    } else {
        vm.allocate(class, Body::Number(value))
    }
}

/// `a · b`
pub(crate) fn binary(vm: &mut Vm<'_>, op: Binary, a: Value, b: Value) -> Result<Option<Value>> {
    if let (Value::Int(a), Value::Int(b)) = (a, b)
        && let Some(small) = integer::small(op, a, b)
    {
        return Ok(Some(Value::Int(small)));
    }
    if let (Value::Bool(a), Value::Bool(b)) = (a, b) {
        // The only operators that keep a bool a bool.
        match op {
            Binary::And => return Ok(Some((a & b).into())),
            Binary::Or => return Ok(Some((a | b).into())),
            Binary::Xor => return Ok(Some((a ^ b).into())),
            Binary::Add
            | Binary::Subtract
            | Binary::Multiply
            | Binary::Divide
            | Binary::FloorDivide
            | Binary::Modulo
            | Binary::Power
            | Binary::ShiftLeft
            | Binary::ShiftRight
            | Binary::MatrixMultiply => {}
        }
    }
    let (Some(a), Some(b)) = (Number::read(vm, a), Number::read(vm, b)) else {
        return Ok(None);
    };
    if a.is_float() || b.is_float() {
        if matches!(
            op,
            Binary::ShiftLeft
                | Binary::ShiftRight
                | Binary::And
                | Binary::Or
                | Binary::Xor
                | Binary::MatrixMultiply
        ) {
            return Ok(None);
        }
        let (a, b) = (a.to_float(vm)?, b.to_float(vm)?);
        return float::binary(vm, op, a, b).map(|number| number.map(Value::Float));
    }
    integer::binary(vm, op, &a, &b)
}

/// `-a`, `+a`, `~a`; `not a` is a question of truth, and not answered here.
pub(crate) fn unary(vm: &mut Vm<'_>, op: Unary, a: Value) -> Result<Option<Value>> {
    let Some(number) = Number::read(vm, a) else {
        return Ok(None);
    };
    Ok(match (op, number) {
        (Unary::Positive, number) => Some(number.value(vm)),
        (Unary::Negative, Number::Float(number)) => Some(Value::Float(-number)),
        (Unary::Negative, Number::Small(number)) => Some(match number.checked_neg() {
            Some(negated) => Value::Int(negated),
            None => vm.integer(-BigInt::from(number)),
        }),
        (Unary::Negative, Number::Big(number)) => Some(vm.integer(-(*number).clone())),
        (Unary::Invert, Number::Small(number)) => Some(Value::Int(!number)),
        (Unary::Invert, Number::Big(number)) => Some(vm.integer(!(*number).clone())),
        (Unary::Invert, Number::Float(_)) | (Unary::Not, _) => None,
    })
}

/// How two numbers compare, exactly: an int is not rounded to a float for it. The inner `None` is for NaN.
pub(crate) fn order(a: &Number, b: &Number) -> Option<Ordering> {
    match (a, b) {
        (Number::Small(a), Number::Small(b)) => Some(a.cmp(b)),
        (Number::Float(a), Number::Float(b)) => a.partial_cmp(b),
        (Number::Float(a), b) => order_with_float(b, *a).map(Ordering::reverse),
        (a, Number::Float(b)) => order_with_float(a, *b),
        (Number::Big(a), Number::Big(b)) => Some(a.cmp(b)),
        // A big one lies outside everything small.
        (Number::Big(a), Number::Small(_)) => Some(sign_order(a)),
        (Number::Small(_), Number::Big(b)) => Some(sign_order(b).reverse()),
    }
}

fn sign_order(number: &BigInt) -> Ordering {
    if number.is_negative() {
        Ordering::Less
    } else {
        Ordering::Greater
    }
}

fn order_with_float(a: &Number, b: f64) -> Option<Ordering> {
    if b.is_nan() {
        return None;
    }
    if b.is_infinite() {
        return Some(if b > 0.0 {
            Ordering::Less
        } else {
            Ordering::Greater
        });
    }
    let whole = b.trunc();
    let by_whole = match a {
        Number::Small(a) => {
            const BOUND: f64 = 9_223_372_036_854_775_808.0;
            if whole >= BOUND {
                Ordering::Less
            } else if whole < -BOUND {
                Ordering::Greater
            } else {
                a.cmp(&(whole as i64))
            }
        }
        Number::Big(a) => (**a).cmp(&float::to_integer(whole)),
        Number::Float(_) => unreachable!("callers pass an int"),
    };
    Some(by_whole.then_with(|| {
        // Equal whole parts: what is left of the float decides.
        0.0_f64
            .partial_cmp(&(b - whole))
            .expect("a finite difference")
    }))
}

/// `a < b` and its kin; `None` where they are not both numbers.
pub(crate) fn compare(vm: &Vm<'_>, op: Compare, a: Value, b: Value) -> Option<bool> {
    if let (Value::Int(a), Value::Int(b)) = (a, b) {
        return Some(holds(op, Some(a.cmp(&b))));
    }
    let (a, b) = (Number::read(vm, a)?, Number::read(vm, b)?);
    Some(holds(op, order(&a, &b)))
}

/// Whether a comparison holds, given how its sides are ordered (`None`: one of them is NaN).
pub(crate) fn holds(op: Compare, order: Option<Ordering>) -> bool {
    match op {
        Compare::Less => order == Some(Ordering::Less),
        Compare::LessEqual => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        Compare::Equal => order == Some(Ordering::Equal),
        Compare::NotEqual => order != Some(Ordering::Equal),
        Compare::Greater => order == Some(Ordering::Greater),
        Compare::GreaterEqual => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
    }
}

const HASH_BITS: i32 = 61;
const HASH_MODULUS: u64 = (1 << HASH_BITS) - 1;

/// The hash of a number: equal numbers have equal hashes, whatever their types. CPython's reduction modulo 2⁶¹ - 1.
pub(crate) fn hash_of(number: &Number) -> i64 {
    match number {
        Number::Small(number) => hash_integer(*number),
        Number::Float(number) => hash_float(*number),
        Number::Big(number) => {
            let rest = (number.magnitude() % HASH_MODULUS).to_i64().unwrap_or(0);
            not_an_error(if number.is_negative() { -rest } else { rest })
        }
    }
}

/// -1 is how CPython's hash functions report an error, so no hash is -1.
pub(crate) fn not_an_error(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}

#[inline]
pub(crate) fn hash_integer(number: i64) -> i64 {
    let rest = (number.unsigned_abs() % HASH_MODULUS) as i64;
    not_an_error(if number < 0 { -rest } else { rest })
}

pub(crate) fn hash_float(number: f64) -> i64 {
    if number.is_nan() {
        // CPython takes the object's address, and there is none here.
        return 0;
    }
    if number.is_infinite() {
        return if number > 0.0 { 314_159 } else { -314_159 };
    }
    let (mut fraction, mut exponent) = libm::frexp(number.abs());
    let mut hash: u64 = 0;
    while fraction != 0.0 {
        hash = (hash << 28 & HASH_MODULUS) | hash >> (HASH_BITS - 28);
        fraction *= 268_435_456.0;
        exponent -= 28;
        let digit = fraction as u64;
        fraction -= digit as f64;
        hash += digit;
        if hash >= HASH_MODULUS {
            hash -= HASH_MODULUS;
        }
    }
    let turn = exponent.rem_euclid(HASH_BITS);
    hash = (hash << turn & HASH_MODULUS) | hash >> (HASH_BITS - turn);
    let hash = hash as i64;
    not_an_error(if number < 0.0 { -hash } else { hash })
}

/// `divmod(a, b)`
pub(crate) fn divide_both(vm: &mut Vm<'_>, a: Value, b: Value) -> Result<Option<(Value, Value)>> {
    let (Some(a), Some(b)) = (Number::read(vm, a), Number::read(vm, b)) else {
        return Ok(None);
    };
    if a.is_float() || b.is_float() {
        let (a, b) = (a.to_float(vm)?, b.to_float(vm)?);
        if b == 0.0 {
            return Err(vm.zero_division("float divmod()"));
        }
        let (quotient, rest) = float::divide_both(a, b);
        return Ok(Some((quotient.into(), rest.into())));
    }
    if b.is_zero() {
        return Err(vm.zero_division("integer division or modulo by zero"));
    }
    let quotient = integer::binary(vm, Binary::FloorDivide, &a, &b)?;
    let rest = integer::binary(vm, Binary::Modulo, &a, &b)?;
    Ok(quotient.zip(rest))
}

/// `pow(a, b, modulus)`
pub(crate) fn power_modulo(
    vm: &mut Vm<'_>,
    a: Value,
    b: Value,
    modulus: Value,
) -> Result<Option<Value>> {
    let (Some(a), Some(b), Some(modulus)) = (
        Number::read(vm, a),
        Number::read(vm, b),
        Number::read(vm, modulus),
    ) else {
        return Ok(None);
    };
    let (Some(a), Some(b), Some(modulus)) = (a.to_big(), b.to_big(), modulus.to_big()) else {
        return Err(
            vm.type_error("pow() 3rd argument not allowed unless all arguments are integers")
        );
    };
    if modulus.is_zero() {
        return Err(vm.value_error("pow() 3rd argument cannot be 0"));
    }
    integer::power_modulo(vm, &a, b, &modulus).map(Some)
}

/// An int as text in decimal. CPython refuses beyond 4300 digits, because the work grows with their square.
pub(crate) fn decimal(vm: &mut Vm<'_>, number: &BigInt) -> Result<String> {
    digits_of(number).ok_or_else(|| too_many_digits(vm))
}

/// As `decimal`; `None` where it is refused.
pub(crate) fn digits_of(number: &BigInt) -> Option<String> {
    // 10^4300 has 14285 bits: what has more need not be written to be counted.
    if number.bits() > 14_286 {
        return None;
    }
    let text = number.to_string();
    let digits = text.len() - usize::from(number.is_negative());
    (digits <= parse::MAX_DIGITS).then_some(text)
}

pub(crate) fn too_many_digits(vm: &mut Vm<'_>) -> Stop {
    vm.value_error(
        "Exceeds the limit (4300 digits) for integer string conversion; \
         use sys.set_int_max_str_digits() to increase the limit",
    )
}
