//! Floats as text: CPython's `PyOS_double_to_string`, whose rules decide between `0.0001` and `1e-05`.

use std::fmt::Write;

/// How many digits, and where the exponent begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// As few digits as read back as the same float.
    Shortest,
    /// `e`: so many after the point, with an exponent.
    Exponent(usize),
    /// `f`: so many after the point.
    Fixed(usize),
    /// `g`: so many in all, with an exponent where that is shorter.
    General(usize),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// `#`: the point stays, and so do `g`'s zeros.
    pub(crate) alternate: bool,
    /// `2` is `2.0`.
    pub(crate) add_point_zero: bool,
    /// `z`: what rounds to zero has no sign.
    pub(crate) no_negative_zero: bool,
}

/// `repr(number)`
pub(crate) fn repr(number: f64) -> String {
    let options = Options {
        add_point_zero: true,
        ..Options::default()
    };
    write(number, Style::Shortest, options)
}

/// No float has more digits than these: beyond them there are zeros.
const MOST_SIGNIFICANT: usize = 800;
const MOST_AFTER_POINT: usize = 1100;

/// Digits without trailing zeros, and where the point stands among them: `0.ddd · 10^point`.
struct Decimal {
    digits: String,
    point: i64,
}

fn decimal(magnitude: f64, style: Style) -> Decimal {
    if magnitude == 0.0 {
        return Decimal {
            digits: "0".into(),
            point: 1,
        };
    }
    let scientific = match style {
        Style::Shortest => shortest(magnitude),
        Style::Exponent(after) => format!("{magnitude:.*e}", after.min(MOST_SIGNIFICANT)),
        Style::General(digits) => {
            format!("{magnitude:.*e}", (digits.max(1) - 1).min(MOST_SIGNIFICANT))
        }
        Style::Fixed(after) => return fixed(magnitude, after),
    };
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let digits: String = mantissa.chars().filter(|&digit| digit != '.').collect();
    Decimal {
        digits: digits.trim_end_matches('0').to_string(),
        point: exponent.parse::<i64>().unwrap_or(0) + 1,
    }
}

/// The fewest digits that read back as the same float; of two equally near, the even one, as CPython has it.
fn shortest(magnitude: f64) -> String {
    let text = format!("{magnitude:e}");
    let digits = text.find('e').unwrap_or(text.len()) - 1;
    // Only where floats lie about as close as decimals of this length can two of those be equally near.
    if digits > 14 {
        let even = format!("{magnitude:.*e}", digits - 1);
        if even.parse() == Ok(magnitude) {
            return even;
        }
    }
    text
}

fn fixed(magnitude: f64, after: usize) -> Decimal {
    let text = format!("{magnitude:.*}", after.min(MOST_AFTER_POINT));
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let all = format!("{whole}{fraction}");
    let leading = all.len() - all.trim_start_matches('0').len();
    let digits = all[leading..].trim_end_matches('0').to_string();
    let point = if digits.is_empty() {
        -(after as i64)
    } else {
        whole.len() as i64 - leading as i64
    };
    Decimal { digits, point }
}

/// The float as text. Capitals are the caller's business.
pub(crate) fn write(number: f64, style: Style, options: Options) -> String {
    if number.is_nan() {
        return "nan".into();
    }
    if number.is_infinite() {
        return if number > 0.0 { "inf" } else { "-inf" }.into();
    }
    let Decimal { digits, mut point } = decimal(number.abs(), style);
    let is_zero = digits.is_empty() || digits == "0";
    let negative = number.is_sign_negative() && !(options.no_negative_zero && is_zero);
    let length = digits.len() as i64;

    let mut exponent = None;
    let mut end = length;
    match style {
        Style::Exponent(after) => {
            exponent = Some(point - 1);
            end = after as i64 + 1;
        }
        Style::Fixed(after) => end = point + after as i64,
        Style::General(precision) => {
            let precision = precision.max(1) as i64;
            if point <= -4 || point > precision - i64::from(options.add_point_zero) {
                exponent = Some(point - 1);
            }
            if options.alternate {
                end = precision;
            }
        }
        Style::Shortest => {
            if point <= -4 || point > 16 {
                exponent = Some(point - 1);
            }
        }
    }
    if exponent.is_some() {
        point = 1;
    }
    let start = if point <= 0 { point - 1 } else { 0 };
    end = end.max(if exponent.is_none() && options.add_point_zero {
        point + 1
    } else {
        point
    });

    let mut text = String::with_capacity((end - start).max(0) as usize + 8);
    if negative {
        text.push('-');
    }
    for place in start..end {
        if place == point {
            text.push('.');
        }
        let digit = usize::try_from(place)
            .ok()
            .and_then(|place| digits.as_bytes().get(place));
        text.push(digit.map_or('0', |&digit| char::from(digit)));
    }
    if options.alternate && end == point {
        text.push('.');
    }
    if let Some(exponent) = exponent {
        let sign = if exponent < 0 { '-' } else { '+' };
        let _ = write!(text, "e{sign}{:02}", exponent.abs());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(number: f64, expected: &str) {
        assert_eq!(repr(number), expected);
    }

    #[test]
    fn a_float_is_shown_as_cpython_shows_it() {
        check(0.0, "0.0");
        check(-0.0, "-0.0");
        check(1.0, "1.0");
        check(0.1 + 0.2, "0.30000000000000004");
        check(1e16, "1e+16");
        check(9_999_999_999_999_998.0, "9999999999999998.0");
        check(0.0001, "0.0001");
        check(0.000_01, "1e-05");
        check(1.5e300, "1.5e+300");
        check(5e-324, "5e-324");
        check(1_479_614_251_933_442.2, "1479614251933442.2");
        check(f64::NEG_INFINITY, "-inf");
    }
}
