//! Stable sorting by `<` alone, of values that need no Python code to compare. Short stretches as CPython does them
//! (a run, then binary insertion), so that the pair that cannot be compared is the same pair; longer ones by merging.

use crate::code::Compare;
use crate::machine::compare::{self, Ordered};
use crate::machine::effect::Result;
use crate::machine::object::Body;
use crate::machine::value::Value;
use crate::machine::vm::Vm;

/// The stretch that is sorted by insertion.
const SHORT: usize = 64;

/// The order of the keys: indices, smallest key first, equal ones as they were. `None` where a `__lt__` is Python.
pub(crate) fn order(vm: &mut Vm<'_>, keys: &[Value], reverse: bool) -> Result<Option<Vec<u32>>> {
    let mut order: Vec<u32> = (0..keys.len() as u32).collect();
    // Reversed twice, so that equal ones keep their order.
    if reverse {
        order.reverse();
    }
    if !quickly(vm, keys, &mut order) {
        let mut trouble = None;
        let view: &Vm<'_> = vm;
        let mut less = |a: u32, b: u32| match compare::ordered(
            view,
            Compare::Less,
            keys[a as usize],
            keys[b as usize],
        ) {
            Ordered::Is(answer) => Some(answer),
            other => {
                trouble = Some(other);
                None
            }
        };
        if sort(&mut order, &mut less).is_none()
            && let Some(trouble) = trouble
            && compare::settle(vm, Compare::Less, trouble)?.is_none()
        {
            return Ok(None);
        }
    }
    if reverse {
        order.reverse();
    }
    Ok(Some(order))
}

/// All ints, all floats or all text: no question can go wrong.
fn quickly(vm: &Vm<'_>, keys: &[Value], order: &mut [u32]) -> bool {
    match keys.first() {
        Some(Value::Int(_)) => {
            let numbers: Option<Vec<i64>> = keys
                .iter()
                .map(|key| match key {
                    Value::Int(number) => Some(*number),
                    _ => None,
                })
                .collect();
            numbers.is_some_and(|numbers| {
                order.sort_by_key(|&at| numbers[at as usize]);
                true
            })
        }
        Some(Value::Object(first)) if matches!(vm.heap().body(*first), Body::Text(_)) => {
            if keys
                .iter()
                .any(|&key| vm.overridden(key, crate::code::name::LT).is_some())
            {
                return false;
            }
            let texts: Option<Vec<&str>> = keys.iter().map(|&key| vm.as_str(key)).collect();
            texts.is_some_and(|texts| {
                order.sort_by_key(|&at| texts[at as usize]);
                true
            })
        }
        _ => false,
    }
}

fn sort(order: &mut [u32], less: &mut impl FnMut(u32, u32) -> Option<bool>) -> Option<()> {
    if order.len() <= SHORT {
        return insert(order, less);
    }
    let (left, right) = order.split_at_mut(order.len() / 2);
    sort(left, less)?;
    sort(right, less)?;
    let mut merged = Vec::with_capacity(left.len() + right.len());
    let (mut a, mut b) = (0, 0);
    while a < left.len() && b < right.len() {
        if less(right[b], left[a])? {
            merged.push(right[b]);
            b += 1;
        } else {
            merged.push(left[a]);
            a += 1;
        }
    }
    merged.extend_from_slice(&left[a..]);
    merged.extend_from_slice(&right[b..]);
    order.copy_from_slice(&merged);
    Some(())
}

fn insert(order: &mut [u32], less: &mut impl FnMut(u32, u32) -> Option<bool>) -> Option<()> {
    if order.len() < 2 {
        return Some(());
    }
    let mut run = 2;
    if less(order[1], order[0])? {
        while run < order.len() && less(order[run], order[run - 1])? {
            run += 1;
        }
        order[..run].reverse();
    } else {
        while run < order.len() && !less(order[run], order[run - 1])? {
            run += 1;
        }
    }
    for start in run..order.len() {
        let pivot = order[start];
        let (mut low, mut high) = (0, start);
        while low < high {
            let middle = low + (high - low) / 2;
            if less(pivot, order[middle])? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        order.copy_within(low..start, low + 1);
        order[low] = pivot;
    }
    Some(())
}
