//! Arithmetic on constants, done before anything runs, where CPython's compiler does it too: `-1`, `60 * 60`, `(1, 2)`.
//!
//! Only small results: what does not fold here is simply computed later.

use crate::code::{Binary, Constant, Unary};

/// CPython folds no longer texts than this.
const LONGEST_TEXT: usize = 4096;

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "what is no number does not fold"
)]
pub(crate) fn unary(operator: Unary, operand: &Constant) -> Option<Constant> {
    match operator {
        Unary::Positive => match operand {
            Constant::Int(_) | Constant::Float(_) | Constant::BigInt(_) => Some(operand.clone()),
            _ => None,
        },
        Unary::Negative => match operand {
            Constant::Int(value) => value.checked_neg().map(Constant::Int),
            Constant::Float(value) => Some(Constant::Float(-value)),
            Constant::BigInt(digits) => Some(integer(&match digits.strip_prefix('-') {
                Some(positive) => positive.to_owned(),
                None => format!("-{digits}"),
            })),
            _ => None,
        },
        Unary::Invert => match operand {
            Constant::Int(value) => Some(Constant::Int(!value)),
            _ => None,
        },
        Unary::Not => Some(Constant::Bool(!truth(operand))),
    }
}

pub(crate) fn binary(operator: Binary, left: &Constant, right: &Constant) -> Option<Constant> {
    match (left, right) {
        (&Constant::Int(left), &Constant::Int(right)) => integers(operator, left, right),
        (&Constant::Float(left), &Constant::Float(right)) => floats(operator, left, right),
        (&Constant::Int(left), &Constant::Float(right)) => floats(operator, exact(left)?, right),
        (&Constant::Float(left), &Constant::Int(right)) => floats(operator, left, exact(right)?),
        (Constant::Text(left), Constant::Text(right)) => {
            let fits = left.len() + right.len() <= LONGEST_TEXT;
            (operator == Binary::Add && fits).then(|| Constant::Text(format!("{left}{right}")))
        }
        (Constant::Text(text), &Constant::Int(times))
        | (&Constant::Int(times), Constant::Text(text)) => {
            let times = usize::try_from(times).unwrap_or(0);
            let fits = times <= LONGEST_TEXT && text.len() * times <= LONGEST_TEXT;
            (operator == Binary::Multiply && fits).then(|| Constant::Text(text.repeat(times)))
        }
        _ => None,
    }
}

/// Whether a constant counts as true.
pub(crate) fn truth(constant: &Constant) -> bool {
    match constant {
        Constant::None => false,
        Constant::Bool(value) => *value,
        Constant::Int(value) => *value != 0,
        Constant::BigInt(_) | Constant::Ellipsis => true,
        Constant::Float(value) => *value != 0.0,
        Constant::Text(text) => !text.is_empty(),
        Constant::Bytes(bytes) => !bytes.is_empty(),
        Constant::Tuple(items) | Constant::FrozenSet(items) => !items.is_empty(),
    }
}

/// An integer by its decimal digits.
pub(crate) fn integer(digits: &str) -> Constant {
    match digits.parse() {
        Ok(value) => Constant::Int(value),
        Err(_) => Constant::BigInt(digits.to_owned()),
    }
}

fn integers(operator: Binary, left: i64, right: i64) -> Option<Constant> {
    let value = match operator {
        Binary::Add => left.checked_add(right)?,
        Binary::Subtract => left.checked_sub(right)?,
        Binary::Multiply => left.checked_mul(right)?,
        Binary::Divide => {
            let (left, right) = (exact(left)?, exact(right)?);
            return floats(Binary::Divide, left, right);
        }
        Binary::FloorDivide => {
            let quotient = left.checked_div(right)?;
            let inexact = left.checked_rem(right)? != 0;
            quotient - i64::from(inexact && (left < 0) != (right < 0))
        }
        Binary::Modulo => {
            let rest = left.checked_rem(right)?;
            if rest != 0 && (rest < 0) != (right < 0) {
                rest + right
            } else {
                rest
            }
        }
        Binary::Power => left.checked_pow(u32::try_from(right).ok()?)?,
        Binary::ShiftLeft => left.checked_mul(2_i64.checked_pow(u32::try_from(right).ok()?)?)?,
        Binary::ShiftRight => left.checked_shr(u32::try_from(right).ok()?)?,
        Binary::And => left & right,
        Binary::Or => left | right,
        Binary::Xor => left ^ right,
        Binary::MatrixMultiply => return None,
    };
    Some(Constant::Int(value))
}

fn floats(operator: Binary, left: f64, right: f64) -> Option<Constant> {
    let value = match operator {
        Binary::Add => left + right,
        Binary::Subtract => left - right,
        Binary::Multiply => left * right,
        Binary::Divide if right != 0.0 => left / right,
        Binary::Divide
        | Binary::FloorDivide
        | Binary::Modulo
        | Binary::Power
        | Binary::ShiftLeft
        | Binary::ShiftRight
        | Binary::And
        | Binary::Or
        | Binary::Xor
        | Binary::MatrixMultiply => return None,
    };
    Some(Constant::Float(value))
}

/// An integer as a float, where that loses nothing.
fn exact(value: i64) -> Option<f64> {
    (value.unsigned_abs() <= 1 << 53).then_some(value as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_as_python_does() {
        let check = |operator, left, right, expected| {
            assert_eq!(
                integers(operator, left, right),
                expected,
                "{left} {operator:?} {right}"
            );
        };
        check(Binary::FloorDivide, -7, 2, Some(Constant::Int(-4)));
        check(Binary::Modulo, -7, 2, Some(Constant::Int(1)));
        check(Binary::Modulo, 7, -2, Some(Constant::Int(-1)));
        check(Binary::Divide, 1, 2, Some(Constant::Float(0.5)));
        check(Binary::Divide, 1, 0, None);
        check(Binary::Power, 2, 100, None);
        check(Binary::ShiftLeft, 1, 63, None);
        check(Binary::ShiftLeft, 1, 62, Some(Constant::Int(1 << 62)));
    }
}
