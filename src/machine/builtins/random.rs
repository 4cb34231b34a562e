//! `_random.Random`: the Mersenne Twister, seeded and asked as CPython does it. The distributions are Python, on top.

use num_traits::ToPrimitive;

use crate::machine::access::{Access, Spot};
use crate::machine::builtins::{Arguments, Registry};
use crate::machine::class;
use crate::machine::effect::Result;
use crate::machine::number::{self, Number};
use crate::machine::object::Body;
use crate::machine::random::Twister;
use crate::machine::value::Value;
use crate::machine::vm::Vm;

pub(crate) fn register(registry: &mut Registry) {
    registry.class_member("_random", "Random", class::RANDOM);
    registry
        .class(class::RANDOM)
        .new(new)
        .init(seed)
        .method("seed", seed)
        .method("random", random)
        .method("getrandbits", getrandbits)
        .method("getstate", getstate)
        .method("setstate", setstate);
}

/// What an unseeded generator begins with: from the run's seed, and different each time.
fn process_entropy(vm: &mut Vm<'_>) -> u64 {
    vm.process.note(Access::Write(Spot::Counters));
    let entropy = vm.process.entropy;
    // Knuth's linear congruential step.
    vm.process.entropy = entropy
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    entropy
}

fn new(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let class = vm.as_class(arguments.receiver()).unwrap_or(class::RANDOM);
    // `__init__` seeds it.
    let twister = Twister::from_words(&[0]);
    Ok(vm.allocate(class, Body::Random(Box::new(twister))).into())
}

/// 32-bit words, the least significant first; zero is one word.
fn words_of(seed: u64) -> Vec<u32> {
    if seed >> 32 == 0 {
        vec![seed as u32]
    } else {
        vec![seed as u32, (seed >> 32) as u32]
    }
}

fn twister<'v>(vm: &'v mut Vm<'_>, value: Value) -> Result<&'v mut Twister> {
    let id = value
        .object()
        .filter(|&id| matches!(vm.heap().body(id), Body::Random(_)));
    let Some(id) = id else {
        return Err(vm.type_error("descriptor requires a '_random.Random' object"));
    };
    match vm.heap_mut().body_mut(id) {
        Body::Random(twister) => Ok(twister),
        _ => unreachable!("just looked"),
    }
}

/// `seed(n=None)`: an int by its absolute value, anything else by its hash.
fn seed(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [source] = arguments.between::<1>(vm, "seed", 1, 0)?;
    let words = match source {
        None | Some(Value::None) => {
            let entropy = process_entropy(vm);
            words_of(entropy)
        }
        Some(source) => match Number::read(vm, source) {
            Some(Number::Small(number)) => words_of(number.unsigned_abs()),
            Some(Number::Big(number)) => number.magnitude().to_u32_digits(),
            Some(number @ Number::Float(_)) => words_of(number::hash_of(&number) as u64),
            None => {
                let kind = vm.type_name(source);
                return Err(vm.type_error(format!(
                    "The only supported seed types are: None,\nint, float, str, bytes, and bytearray, not {kind}."
                )));
            }
        },
    };
    *twister(vm, arguments.receiver())? = Twister::from_words(&words);
    Ok(Value::None.into())
}

fn random(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.method::<0>(vm, "Random.random")?;
    Ok(Value::Float(twister(vm, arguments.receiver())?.random()).into())
}

fn getrandbits(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (_, [count]) = arguments.method::<1>(vm, "Random.getrandbits")?;
    let count = super::index(vm, count)?;
    let Ok(count) = usize::try_from(count) else {
        return Err(vm.value_error("number of bits must be non-negative"));
    };
    if count == 0 {
        return Ok(Value::Int(0).into());
    }
    if count <= 32 {
        let word = twister(vm, arguments.receiver())?.word();
        return Ok(Value::Int(i64::from(word >> (32 - count))).into());
    }
    vm.reserve(count / 8)?;
    let twister = twister(vm, arguments.receiver())?;
    let mut words = Vec::with_capacity(count / 32 + 1);
    let mut left = count;
    while left > 0 {
        let word = twister.word();
        words.push(if left < 32 { word >> (32 - left) } else { word });
        left = left.saturating_sub(32);
    }
    let number = num_bigint::BigInt::from(num_bigint::BigUint::new(words));
    Ok(vm.integer(number).into())
}

/// 624 words and an index.
fn getstate(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    arguments.method::<0>(vm, "Random.getstate")?;
    let twister = twister(vm, arguments.receiver())?;
    let index = twister.index as i64;
    let state: Vec<Value> = twister
        .state
        .iter()
        .map(|&word| i64::from(word))
        .chain([index])
        .map(Value::Int)
        .collect();
    Ok(vm.tuple(state).into())
}

fn setstate(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (_, [state]) = arguments.method::<1>(vm, "Random.setstate")?;
    let Some(state) = vm.heap().tuple(state).map(|items| items.to_vec()) else {
        return Err(vm.type_error("state vector must be a tuple"));
    };
    let words: Option<Vec<u32>> = state
        .iter()
        .map(|&word| vm.as_i64(word).and_then(|word| word.to_u32()))
        .collect();
    let Some(mut words) = words.filter(|words| words.len() == 625) else {
        return Err(vm.value_error("state vector is the wrong size"));
    };
    let index = words.pop().unwrap_or(0) as usize;
    if index > 624 {
        return Err(vm.value_error("invalid state"));
    }
    let twister = twister(vm, arguments.receiver())?;
    (twister.state, twister.index) = (words, index);
    Ok(Value::None.into())
}
