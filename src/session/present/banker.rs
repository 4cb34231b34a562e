//! The banker's matrices, where a program has a banker: an instance, or globals, with what is available, what is
//! allocated, and what may be claimed at most. Whether the state is safe is computed here, not believed.

use crate::base::Tid;
use crate::code::Name;
use crate::machine::object::Body;
use crate::machine::process::Process;
use crate::machine::value::Value;
use crate::session::present::Look;
use crate::session::show::{class_name, show};
use crate::session::stand::{is_own, thread};
use crate::view::Banker;

/// Rows and columns that a screen could show.
const MOST: usize = 32;

pub(crate) fn present(look: &Look<'_>) -> Option<Banker> {
    let process = look.process;
    let globals = &process.globals[process.program.main.index()];
    let held: Vec<(Name, Value)> = globals
        .names
        .iter()
        .copied()
        .zip(globals.values.iter().copied())
        .filter(|(_, value)| value.is_bound())
        .collect();
    let mut banker = read(process, &held);
    if banker.is_none() {
        for (id, _) in look.names.iter() {
            let Some(attributes) = &process.heap.get(id).attributes else {
                continue;
            };
            let named = class_name(process, process.heap.class(id))
                .to_lowercase()
                .contains("bank");
            if named || attributes.len() >= 3 {
                let held: Vec<(Name, Value)> = attributes.iter().collect();
                banker = read(process, &held);
            }
            if banker.is_some() {
                break;
            }
        }
    }
    let mut banker = banker?;
    banker.safe_sequence = safe_sequence(&banker);
    banker.request = look
        .workers()
        .filter(|(_, task)| task.pid == process.pid)
        .find_map(|(_, task)| request(process, task.tid, &banker));
    Some(banker)
}

/// Three values by their names, where they fit together.
fn read(process: &Process, held: &[(Name, Value)]) -> Option<Banker> {
    let find = |words: &[&str]| {
        held.iter().find_map(|&(name, value)| {
            let name = process
                .names
                .text(name)
                .trim_start_matches('_')
                .to_lowercase();
            words.contains(&name.as_str()).then_some(value)
        })
    };
    let available = find(&["available", "avail", "free", "resources"])?;
    let allocation = find(&["allocation", "allocated", "alloc"])?;
    let maximum = find(&[
        "maximum",
        "max",
        "max_demand",
        "max_claim",
        "claim",
        "maximum_demand",
    ])?;
    let (mut resources, available) = row(process, available)?;
    let (customers, allocation) = rows(process, allocation, &mut resources)?;
    let (_, maximum) = rows(process, maximum, &mut resources)?;
    let width = available.len();
    let fits = |matrix: &Vec<Vec<i64>>| {
        matrix.len() == allocation.len() && matrix.iter().all(|row| row.len() == width)
    };
    if !fits(&allocation) || !fits(&maximum) || width == 0 || width > MOST || allocation.is_empty()
    {
        return None;
    }
    let need = maximum
        .iter()
        .zip(&allocation)
        .map(|(maximum, has)| {
            maximum
                .iter()
                .zip(has)
                .map(|(most, has)| most - has)
                .collect()
        })
        .collect();
    Some(Banker {
        resources,
        customers,
        available,
        allocation,
        maximum,
        need,
        safe_sequence: None,
        request: None,
    })
}

/// A list of numbers, a dict of them, or one number; with the names of its columns.
fn row(process: &Process, value: Value) -> Option<(Vec<String>, Vec<i64>)> {
    let letters = |count: usize| {
        (0..count)
            .map(|at| char::from(b'A' + (at % 26) as u8).to_string())
            .collect()
    };
    let numbers = |items: &[Value]| -> Option<Vec<i64>> {
        items
            .iter()
            .take(MOST + 1)
            .map(|&item| number(item))
            .collect()
    };
    if let Some(single) = number(value) {
        return Some((letters(1), vec![single]));
    }
    match process.heap.body(value.object()?) {
        Body::List(items) => numbers(items).map(|row| (letters(row.len()), row)),
        Body::Tuple(items) => numbers(items).map(|row| (letters(row.len()), row)),
        Body::Dict(dict) => {
            let mut names = Vec::new();
            let mut row = Vec::new();
            for entry in dict.iter().take(MOST + 1) {
                names.push(plain(process, entry.key));
                row.push(number(entry.value)?);
            }
            Some((names, row))
        }
        _ => None,
    }
}

/// One such row a customer, with the customers' names.
fn rows(
    process: &Process,
    value: Value,
    resources: &mut Vec<String>,
) -> Option<(Vec<String>, Vec<Vec<i64>>)> {
    let mut names = Vec::new();
    let mut matrix = Vec::new();
    let mut add = |name: String, value: Value| -> Option<()> {
        let (columns, numbers) = row(process, value)?;
        if matches!(process.heap.body(value.object()?), Body::Dict(_)) && !numbers.is_empty() {
            *resources = columns;
        }
        names.push(name);
        matrix.push(numbers);
        Some(())
    };
    match process.heap.body(value.object()?) {
        Body::List(items) => {
            for (at, &item) in items.iter().take(MOST).enumerate() {
                add(format!("P{at}"), item)?;
            }
        }
        Body::Tuple(items) => {
            for (at, &item) in items.iter().take(MOST).enumerate() {
                add(format!("P{at}"), item)?;
            }
        }
        Body::Dict(dict) => {
            for entry in dict.iter().take(MOST) {
                add(plain(process, entry.key), entry.value)?;
            }
        }
        _ => return None,
    }
    Some((names, matrix))
}

fn number(value: Value) -> Option<i64> {
    match value {
        Value::Int(number) => Some(number),
        _ => None,
    }
}

/// A name without its quotes.
fn plain(process: &Process, value: Value) -> String {
    match process.heap.str(value) {
        Some(text) => text.chars().take(16).collect(),
        None => show(process, value),
    }
}

/// Dijkstra's question: is there an order in which everybody can get what they still may need, and give it all back?
fn safe_sequence(banker: &Banker) -> Option<Vec<u32>> {
    let mut free = banker.available.clone();
    let mut open: Vec<usize> = (0..banker.customers.len()).collect();
    let mut order = Vec::new();
    while !open.is_empty() {
        let able = open.iter().position(|&who| {
            banker.need[who]
                .iter()
                .zip(&free)
                .all(|(need, free)| need <= free)
        })?;
        let who = open.remove(able);
        for (free, has) in free.iter_mut().zip(&banker.allocation[who]) {
            *free += has;
        }
        order.push(who as u32);
    }
    Some(order)
}

/// A call of `request` or the like under way: whose, and how much.
fn request(process: &Process, tid: Tid, banker: &Banker) -> Option<(u32, Vec<i64>)> {
    let thread = thread(process, tid)?;
    for frame in thread
        .frames
        .iter()
        .rev()
        .filter(|frame| is_own(process, frame))
    {
        let function = &process.program.functions[frame.function.index()];
        if !process.names.text(function.name).contains("request") {
            continue;
        }
        let base = frame.base as usize;
        let locals = thread.stack.get(base..base + function.locals.len())?;
        let amounts = locals.iter().find_map(|&local| {
            let (_, row) = row(process, local).filter(|_| local.object().is_some())?;
            (row.len() == banker.available.len()).then_some(row)
        })?;
        let who = locals.iter().find_map(|&local| {
            let name = plain(process, local);
            banker
                .customers
                .iter()
                .position(|customer| *customer == name || *customer == format!("P{name}"))
        })?;
        return Some((who as u32, amounts));
    }
    None
}
