//! Comparing numbers of any kind exactly.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use crate::machine::value::Value;
use crate::machine::vm::Vm;

/// How two numbers stand to each other; the inner `None` where one is not a number (NaN), the outer where one of the
/// values is none at all.
pub fn compare(vm: &Vm<'_>, a: Value, b: Value) -> Option<Option<Ordering>> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => return Some(Some(a.cmp(&b))),
        (Value::Float(a), Value::Float(b)) => return Some(a.partial_cmp(&b)),
        _ => {}
    }
    match (float(vm, a), float(vm, b)) {
        (Some(a), Some(b)) => Some(a.partial_cmp(&b)),
        (Some(a), None) => Some(integer_float(&vm.as_integer(b)?, a).map(Ordering::reverse)),
        (None, Some(b)) => Some(integer_float(&vm.as_integer(a)?, b)),
        (None, None) => Some(Some(vm.as_integer(a)?.cmp(&vm.as_integer(b)?))),
    }
}

fn float(vm: &Vm<'_>, value: Value) -> Option<f64> {
    match value {
        Value::Float(number) => Some(number),
        Value::Object(id) => match vm.heap().body(id) {
            crate::machine::object::Body::Number(Value::Float(number)) => Some(*number),
            _ => None,
        },
        _ => None,
    }
}

fn integer_float(a: &BigInt, b: f64) -> Option<Ordering> {
    if b.is_nan() {
        return None;
    }
    if b.is_infinite() {
        return Some(if b > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    let whole = num_traits::FromPrimitive::from_f64(b.trunc())?;
    Some(a.cmp(&whole).then_with(|| {
        let rest = b - b.trunc();
        0.0f64.partial_cmp(&rest).unwrap_or(Ordering::Equal)
    }))
    .filter(|_| a.to_f64().is_some())
}
