//! `math`: the C library's functions with Python's errors, and the exact ones on ints.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

use crate::code::{Binary, Name, name};
use crate::machine::builtins::{Arguments, Registry, float_argument};
use crate::machine::effect::{Limit, Result, Stop};
use crate::machine::number::{self, Number, float, integer};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

pub(crate) fn register(registry: &mut Registry) {
    constants(registry);
    functions_of_one(registry);
    let functions: [(&'static str, super::NativeFunction); 35] = [
        ("degrees", |vm, a| {
            scaled(vm, a, "degrees", 180.0 / std::f64::consts::PI)
        }),
        ("radians", |vm, a| {
            scaled(vm, a, "radians", std::f64::consts::PI / 180.0)
        }),
        ("acosh", |vm, a| one(vm, a, "acosh", libm::acosh, false)),
        ("log", log),
        ("log2", |vm, a| log_in_base(vm, a, "log2", f64::log2)),
        ("log10", |vm, a| log_in_base(vm, a, "log10", f64::log10)),
        ("pow", pow),
        ("fmod", fmod),
        ("remainder", remainder),
        ("atan2", |vm, a| two(vm, a, "atan2", f64::atan2)),
        ("copysign", |vm, a| two(vm, a, "copysign", f64::copysign)),
        ("nextafter", |vm, a| {
            two(vm, a, "nextafter", libm::nextafter)
        }),
        ("ldexp", ldexp),
        ("frexp", frexp),
        ("modf", modf),
        ("hypot", hypot),
        ("dist", dist),
        ("fsum", fsum),
        ("prod", prod),
        ("isclose", isclose),
        ("isfinite", |vm, a| {
            question(vm, a, "isfinite", f64::is_finite)
        }),
        ("isinf", |vm, a| question(vm, a, "isinf", f64::is_infinite)),
        ("isnan", |vm, a| question(vm, a, "isnan", f64::is_nan)),
        ("gamma", gamma),
        ("lgamma", lgamma),
        ("ulp", |vm, a| one(vm, a, "ulp", ulp, false)),
        ("floor", |vm, a| {
            to_whole(vm, a, "floor", name::FLOOR, f64::floor)
        }),
        ("ceil", |vm, a| {
            to_whole(vm, a, "ceil", name::CEIL, f64::ceil)
        }),
        ("trunc", |vm, a| {
            to_whole(vm, a, "trunc", name::TRUNC, f64::trunc)
        }),
        ("gcd", |vm, a| fold(vm, a, 0, Integer::gcd)),
        ("lcm", |vm, a| fold(vm, a, 1, Integer::lcm)),
        ("factorial", factorial),
        ("isqrt", isqrt),
        ("comb", comb),
        ("perm", perm),
    ];
    for (name, function) in functions {
        registry.function("math", name, function);
    }
}

fn constants(registry: &mut Registry) {
    registry.value("math", "pi", |_| Value::Float(std::f64::consts::PI));
    registry.value("math", "e", |_| Value::Float(std::f64::consts::E));
    registry.value("math", "tau", |_| Value::Float(std::f64::consts::TAU));
    registry.value("math", "inf", |_| Value::Float(f64::INFINITY));
    registry.value("math", "nan", |_| Value::Float(f64::NAN));
}

/// Functions of one float that are the C library's; `true` where the result may be too large.
fn functions_of_one(registry: &mut Registry) {
    macro_rules! functions {
        ($($name:literal = $function:expr, $overflows:literal);* $(;)?) => {
            $(registry.function("math", $name, |vm, a| one(vm, a, $name, $function, $overflows));)*
        };
    }
    functions! {
        "sqrt" = f64::sqrt, false;
        "cbrt" = f64::cbrt, false;
        "exp" = f64::exp, true;
        "exp2" = f64::exp2, true;
        "expm1" = f64::exp_m1, true;
        "log1p" = f64::ln_1p, false;
        "sin" = f64::sin, false;
        "cos" = f64::cos, false;
        "tan" = f64::tan, false;
        "asin" = f64::asin, false;
        "acos" = f64::acos, false;
        "atan" = f64::atan, false;
        "sinh" = f64::sinh, true;
        "cosh" = f64::cosh, true;
        "tanh" = f64::tanh, false;
        "asinh" = libm::asinh, false;
        "atanh" = libm::atanh, false;
        "erf" = libm::erf, false;
        "erfc" = libm::erfc, false;
        "fabs" = f64::abs, false;
    }
}

fn domain_error(vm: &mut Vm<'_>) -> Stop {
    vm.value_error("math domain error")
}

fn range_error(vm: &mut Vm<'_>) -> Stop {
    vm.overflow_error("math range error")
}

/// Results that are no numbers are errors, unless an argument was none.
fn checked(vm: &mut Vm<'_>, result: f64, arguments: &[f64], overflows: bool) -> Result {
    if result.is_nan() && !arguments.iter().any(|argument| argument.is_nan()) {
        return Err(domain_error(vm));
    }
    if result.is_infinite() && arguments.iter().all(|argument| argument.is_finite()) {
        return Err(if overflows {
            range_error(vm)
        } else {
            domain_error(vm)
        });
    }
    Ok(Value::Float(result).into())
}

fn one(
    vm: &mut Vm<'_>,
    arguments: &Arguments,
    function: &str,
    compute: fn(f64) -> f64,
    overflows: bool,
) -> Result {
    let [x] = arguments.function::<1>(vm, &format!("math.{function}"))?;
    if let Some(outcome) = with_floats(vm, function, &[x]) {
        return Ok(outcome);
    }
    let x = float_argument(vm, x)?;
    checked(vm, compute(x), &[x], overflows)
}

/// Times a constant; too large is infinite here, and no error.
fn scaled(vm: &mut Vm<'_>, arguments: &Arguments, function: &str, by: f64) -> Result {
    let [x] = arguments.function::<1>(vm, &format!("math.{function}"))?;
    if let Some(outcome) = with_floats(vm, function, &[x]) {
        return Ok(outcome);
    }
    Ok(Value::Float(float_argument(vm, x)? * by).into())
}

/// Where an argument has a `__float__` in Python, the prelude asks it and calls again.
fn with_floats(
    vm: &mut Vm<'_>,
    function: &str,
    arguments: &[Value],
) -> Option<crate::machine::effect::Outcome> {
    let special = arguments.iter().any(|&argument| {
        vm.overridden(argument, name::FLOAT).is_some()
            || vm.overridden(argument, name::INDEX).is_some()
    });
    if !special {
        return None;
    }
    let function = vm.text(function);
    let arguments = vm.tuple(arguments.to_vec());
    Some(vm.prelude("with_floats", &[function, arguments]))
}

fn two(
    vm: &mut Vm<'_>,
    arguments: &Arguments,
    function: &str,
    compute: fn(f64, f64) -> f64,
) -> Result {
    let [x, y] = arguments.function::<2>(vm, function)?;
    if let Some(outcome) = with_floats(vm, function, &[x, y]) {
        return Ok(outcome);
    }
    let (x, y) = (float_argument(vm, x)?, float_argument(vm, y)?);
    Ok(Value::Float(compute(x, y)).into())
}

fn question(
    vm: &mut Vm<'_>,
    arguments: &Arguments,
    function: &str,
    ask: fn(f64) -> bool,
) -> Result {
    let [x] = arguments.function::<1>(vm, &format!("math.{function}"))?;
    if let Some(outcome) = with_floats(vm, function, &[x]) {
        return Ok(outcome);
    }
    let x = float_argument(vm, x)?;
    Ok(Value::Bool(ask(x)).into())
}

// Logarithms and powers.

/// A logarithm, of ints too large for a float as well.
fn logarithm(vm: &mut Vm<'_>, value: Value, of: fn(f64) -> f64) -> Result<f64> {
    if let Some(Number::Big(number)) = Number::read(vm, value) {
        if number.is_negative() {
            return Err(domain_error(vm));
        }
        if let Some(float) = integer::to_f64(&number) {
            return Ok(of(float));
        }
        // The logarithm of a product is the sum of the logarithms.
        let exponent = number.bits();
        let fraction = integer::ratio(&number, &(BigInt::one() << exponent)).unwrap_or(0.5);
        return Ok(of(fraction) + of(2.0) * exponent as f64);
    }
    let x = float_argument(vm, value)?;
    if x <= 0.0 {
        return Err(domain_error(vm));
    }
    Ok(of(x))
}

fn log(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [x, base] = arguments.between::<2>(vm, "log", 0, 1)?;
    let given: Vec<Value> = x.into_iter().chain(base).collect();
    if let Some(outcome) = with_floats(vm, "log", &given) {
        return Ok(outcome);
    }
    let above = logarithm(vm, x.unwrap_or_default(), f64::ln)?;
    let Some(base) = base else {
        return Ok(Value::Float(above).into());
    };
    let below = logarithm(vm, base, f64::ln)?;
    if below == 0.0 {
        return Err(vm.zero_division("float division by zero"));
    }
    Ok(Value::Float(above / below).into())
}

fn log_in_base(
    vm: &mut Vm<'_>,
    arguments: &Arguments,
    function: &str,
    of: fn(f64) -> f64,
) -> Result {
    let [x] = arguments.function::<1>(vm, &format!("math.{function}"))?;
    if let Some(outcome) = with_floats(vm, function, &[x]) {
        return Ok(outcome);
    }
    Ok(Value::Float(logarithm(vm, x, of)?).into())
}

fn pair(vm: &mut Vm<'_>, arguments: &Arguments, function: &str) -> Result<(f64, f64)> {
    let [x, y] = arguments.function::<2>(vm, function)?;
    Ok((float_argument(vm, x)?, float_argument(vm, y)?))
}

fn pow(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (x, y) = pair(vm, arguments, "pow")?;
    let result = x.powf(y);
    if x == 0.0 && y < 0.0 && y.is_finite() {
        return Err(domain_error(vm));
    }
    checked(vm, result, &[x, y], true)
}

fn fmod(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (x, y) = pair(vm, arguments, "fmod")?;
    checked(vm, x % y, &[x, y], false)
}

fn remainder(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (x, y) = pair(vm, arguments, "remainder")?;
    let result = if x.is_finite() && y.is_infinite() {
        x
    } else {
        libm::remainder(x, y)
    };
    checked(vm, result, &[x, y], false)
}

// Taking floats apart.

fn ldexp(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [x, exponent] = arguments.function::<2>(vm, "ldexp")?;
    let x = float_argument(vm, x)?;
    let exponent = match Number::read(vm, exponent) {
        Some(Number::Small(_) | Number::Big(_)) => super::index(vm, exponent)?,
        Some(Number::Float(_)) | None => {
            return Err(vm.type_error("Expected an int as second argument to ldexp."));
        }
    };
    let exponent = exponent.clamp(-5000, 5000) as i32;
    let result = libm::ldexp(x, exponent);
    if result.is_infinite() && x.is_finite() {
        return Err(range_error(vm));
    }
    Ok(Value::Float(result).into())
}

fn frexp(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [x] = arguments.function::<1>(vm, "math.frexp")?;
    let x = float_argument(vm, x)?;
    let (fraction, exponent) = if x.is_finite() && x != 0.0 {
        libm::frexp(x)
    } else {
        (x, 0)
    };
    Ok(vm
        .tuple([Value::Float(fraction), Value::Int(i64::from(exponent))])
        .into())
}

fn modf(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [x] = arguments.function::<1>(vm, "math.modf")?;
    let x = float_argument(vm, x)?;
    let fraction = if x.is_infinite() {
        0.0_f64.copysign(x)
    } else {
        (x - x.trunc()).copysign(x)
    };
    Ok(vm
        .tuple([Value::Float(fraction), Value::Float(x.trunc())])
        .into())
}

fn ulp(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    let x = x.abs();
    if x.is_infinite() {
        return x;
    }
    let above = libm::nextafter(x, f64::INFINITY);
    if above.is_infinite() {
        x - libm::nextafter(x, 0.0)
    } else {
        above - x
    }
}

fn isclose(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let names = ["a", "b", "*rel_tol", "*abs_tol"];
    let [a, b, relative, absolute] = arguments.bind(vm, "isclose", 0, names, 2)?;
    let (a, b) = (
        float_argument(vm, a.unwrap_or_default())?,
        float_argument(vm, b.unwrap_or_default())?,
    );
    let mut tolerance = |value: Option<Value>, default: f64| match value {
        Some(value) => float_argument(vm, value),
        None => Ok(default),
    };
    let (relative, absolute) = (tolerance(relative, 1e-9)?, tolerance(absolute, 0.0)?);
    if relative < 0.0 || absolute < 0.0 {
        return Err(vm.value_error("tolerances must be non-negative"));
    }
    let close = if a == b {
        true
    } else if a.is_infinite() || b.is_infinite() {
        false
    } else {
        let difference = (b - a).abs();
        difference <= (relative * b).abs()
            || difference <= (relative * a).abs()
            || difference <= absolute
    };
    Ok(Value::Bool(close).into())
}

// Sums.

/// The items of a list or tuple; anything else the prelude turns into a list first.
fn items(vm: &Vm<'_>, iterable: Value) -> Option<Vec<Value>> {
    vm.heap()
        .list(iterable)
        .cloned()
        .or_else(|| vm.heap().tuple(iterable).map(|items| items.to_vec()))
}

/// The exact sum, rounded once.
fn fsum(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [iterable] = arguments.function::<1>(vm, "math.fsum")?;
    let Some(items) = items(vm, iterable) else {
        return Ok(vm.prelude("fsum_of_iterable", &[iterable]));
    };
    let (mut sum, mut special, mut infinities) = (BigInt::zero(), 0.0, 0.0);
    for item in items {
        let x = float_argument(vm, item)?;
        if x.is_finite() {
            let (mantissa, exponent) = float::parts(x);
            sum += BigInt::from(mantissa) << (exponent + 1074) as u64;
        } else {
            special += x;
            if x.is_infinite() {
                infinities += x;
            }
        }
    }
    if special != 0.0 || f64::is_nan(special) {
        if f64::is_nan(infinities) {
            return Err(vm.value_error("-inf + inf in fsum"));
        }
        return Ok(Value::Float(special).into());
    }
    match integer::ratio(&sum, &(BigInt::one() << 1074_u64)) {
        Some(sum) => Ok(Value::Float(sum).into()),
        None => Err(vm.overflow_error("intermediate overflow in fsum")),
    }
}

fn prod(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [iterable, start] = arguments.bind(vm, "prod", 0, ["iterable", "*start"], 1)?;
    let iterable = iterable.unwrap_or_default();
    let start = start.unwrap_or(Value::Int(1));
    let slow = |vm: &mut Vm<'_>| Ok(vm.prelude("prod_of_iterable", &[iterable, start]));
    let Some(items) = items(vm, iterable) else {
        return slow(vm);
    };
    let is_plain = |vm: &Vm<'_>, value: Value| {
        Number::read(vm, value).is_some()
            && value
                .object()
                .is_none_or(|id| vm.class(vm.heap().class(id)).builtin)
    };
    if !is_plain(vm, start) || !items.iter().all(|&item| is_plain(vm, item)) {
        return slow(vm);
    }
    let mut product = start;
    for item in items {
        let Some(next) = number::binary(vm, Binary::Multiply, product, item)? else {
            return slow(vm);
        };
        product = next;
    }
    Ok(product.into())
}

/// The square root of a sum of squares, rounded once.
fn norm(numbers: &[f64]) -> f64 {
    if numbers.iter().any(|x| x.is_infinite()) {
        return f64::INFINITY;
    }
    if numbers.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    let parts: Vec<(i64, i64)> = numbers
        .iter()
        .filter(|x| **x != 0.0)
        .map(|&x| float::parts(x))
        .collect();
    let Some(least) = parts.iter().map(|&(_, exponent)| exponent).min() else {
        return 0.0;
    };
    let mut sum = BigInt::zero();
    for (mantissa, exponent) in parts {
        let aligned = BigInt::from(mantissa) << (exponent - least) as u64;
        sum += &aligned * &aligned;
    }
    // Enough digits that the root has more than a float holds, the last one standing for all that follow.
    let shift = (140_u64.saturating_sub(sum.bits()) + 1) & !1;
    let sum = sum << shift;
    let mut root = sum.sqrt();
    if &root * &root != sum {
        root.set_bit(0, true);
    }
    let exponent = least - (shift / 2) as i64;
    let root = if exponent >= 0 {
        integer::ratio(&(root << exponent as u64), &BigInt::one())
    } else {
        integer::ratio(&root, &(BigInt::one() << exponent.unsigned_abs()))
    };
    root.unwrap_or(f64::INFINITY)
}

fn hypot(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.no_keywords(vm, "hypot")?;
    let mut numbers = Vec::new();
    for &argument in &arguments.positional {
        numbers.push(float_argument(vm, argument)?);
    }
    Ok(Value::Float(norm(&numbers)).into())
}

fn dist(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [p, q] = arguments.function::<2>(vm, "dist")?;
    let (Some(p), Some(q)) = (items(vm, p), items(vm, q)) else {
        return Ok(vm.prelude("dist_of_iterables", &[p, q]));
    };
    if p.len() != q.len() {
        return Err(vm.value_error("both points must have the same number of dimensions"));
    }
    let mut differences = Vec::new();
    for (p, q) in p.into_iter().zip(q) {
        differences.push(float_argument(vm, p)? - float_argument(vm, q)?);
    }
    Ok(Value::Float(norm(&differences)).into())
}

// Gamma.

fn gamma(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [x] = arguments.function::<1>(vm, "math.gamma")?;
    let x = float_argument(vm, x)?;
    if x == f64::NEG_INFINITY || x <= 0.0 && x == x.floor() {
        return Err(domain_error(vm));
    }
    let result = if x == x.floor() && x <= 23.0 {
        // Factorials up to here are exact.
        (1..x as i64).fold(1.0, |product, factor| product * factor as f64)
    } else {
        libm::tgamma(x)
    };
    checked(vm, result, &[x], true)
}

fn lgamma(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [x] = arguments.function::<1>(vm, "math.lgamma")?;
    let x = float_argument(vm, x)?;
    if x.is_infinite() {
        return Ok(Value::Float(f64::INFINITY).into());
    }
    if x <= 0.0 && x == x.floor() {
        return Err(domain_error(vm));
    }
    checked(vm, libm::lgamma(x), &[x], true)
}

// Ints.

fn to_whole(
    vm: &mut Vm<'_>,
    arguments: &Arguments,
    function: &str,
    special: Name,
    round: fn(f64) -> f64,
) -> Result {
    let [x] = arguments.function::<1>(vm, &format!("math.{function}"))?;
    if vm.overridden(x, special).is_some()
        || vm.overridden(x, name::FLOAT).is_some()
        || vm.overridden(x, name::INDEX).is_some()
    {
        let function = vm.text(function);
        return Ok(vm.prelude("whole_of_object", &[function, x]));
    }
    match Number::read(vm, x) {
        Some(Number::Float(number)) => Ok(float::to_int_value(vm, round(number))?.into()),
        Some(number) => Ok(number.value(vm).into()),
        None => {
            let kind = vm.type_name(x);
            Err(vm.type_error(if function == "trunc" {
                format!("type {kind} doesn't define __trunc__ method")
            } else {
                format!("must be real number, not {kind}")
            }))
        }
    }
}

/// An argument that must be an int.
fn whole(vm: &mut Vm<'_>, value: Value) -> Result<BigInt> {
    match vm.as_integer(value) {
        Some(number) => Ok(number),
        None => Err(super::not_an_index(vm, value)),
    }
}

fn fold(
    vm: &mut Vm<'_>,
    arguments: &Arguments,
    start: i64,
    combine: fn(&BigInt, &BigInt) -> BigInt,
) -> Result {
    arguments.no_keywords(vm, "gcd")?;
    let mut result = BigInt::from(start);
    for &argument in &arguments.positional {
        let number = whole(vm, argument)?;
        integer::allow_product(vm, &result, &number)?;
        result = combine(&result, &number).abs();
    }
    Ok(vm.integer(result).into())
}

/// The product of all from `low` to `high`, by halves, so that factors stay of like size.
fn product(low: u64, high: u64) -> BigInt {
    if low > high {
        return BigInt::one();
    }
    if high - low < 8 {
        return (low..=high).fold(BigInt::one(), |product, factor| product * factor);
    }
    let middle = low + (high - low) / 2;
    product(low, middle) * product(middle + 1, high)
}

/// Asks before a product of `count` factors up to `largest`.
fn allow_factors(vm: &Vm<'_>, count: u64, largest: u64) -> Result<()> {
    let bits = count.saturating_mul(u64::from(64 - largest.leading_zeros()));
    // A generous bound: everything about as dear as squaring the result once.
    if bits > 20_000_000 {
        return Err(Stop::Limit(Limit::Memory));
    }
    vm.reserve((bits / 8) as usize)
}

fn factorial(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [x] = arguments.function::<1>(vm, "math.factorial")?;
    let x = whole(vm, x)?;
    if x.is_negative() {
        return Err(vm.value_error("factorial() not defined for negative values"));
    }
    let Some(x) = x.to_i64() else {
        return Err(vm.overflow_error(format!(
            "factorial() argument should not exceed {}",
            i64::MAX
        )));
    };
    allow_factors(vm, x as u64, x as u64)?;
    Ok(vm.integer(product(2, x as u64)).into())
}

fn isqrt(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [x] = arguments.function::<1>(vm, "math.isqrt")?;
    let x = whole(vm, x)?;
    if x.is_negative() {
        return Err(vm.value_error("isqrt() argument must be nonnegative"));
    }
    integer::allow_product(vm, &x, &x)?;
    Ok(vm.integer(integer::square_root(&x)).into())
}

fn non_negative(vm: &mut Vm<'_>, value: Value, letter: char) -> Result<BigInt> {
    let number = whole(vm, value)?;
    if number.is_negative() {
        return Err(vm.value_error(format!("{letter} must be a non-negative integer")));
    }
    Ok(number)
}

fn perm(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [n, k] = arguments.between::<2>(vm, "perm", 0, 1)?;
    let n = n.unwrap_or_default();
    let Some(k) = k.filter(|k| !k.is_none()) else {
        return factorial(vm, &Arguments::of(&[n]));
    };
    let (n, k) = (non_negative(vm, n, 'n')?, non_negative(vm, k, 'k')?);
    let result = falling(vm, &n, &k)?;
    Ok(vm.integer(result).into())
}

/// `n · (n - 1) · … `, k factors.
fn falling(vm: &mut Vm<'_>, n: &BigInt, k: &BigInt) -> Result<BigInt> {
    if k > n {
        return Ok(BigInt::zero());
    }
    let Some(k) = k.to_u64() else {
        return Err(Stop::Limit(Limit::Memory));
    };
    if let Some(n) = n.to_u64() {
        allow_factors(vm, k, n)?;
        return Ok(product(n - k + 1, n));
    }
    let bits = k.saturating_mul(n.bits());
    if bits > 20_000_000 {
        return Err(Stop::Limit(Limit::Memory));
    }
    Ok((0..k).fold(BigInt::one(), |product, less| product * (n - less)))
}

fn comb(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [n, k] = arguments.function::<2>(vm, "comb")?;
    let (n, k) = (non_negative(vm, n, 'n')?, non_negative(vm, k, 'k')?);
    if k > n {
        return Ok(Value::Int(0).into());
    }
    let k = (&n - &k).min(k);
    let above = falling(vm, &n, &k)?;
    let below = product(2, k.to_u64().unwrap_or(0));
    Ok(vm.integer(above / below).into())
}
