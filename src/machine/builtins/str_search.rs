//! The methods of `str` that look for other text: find, count, split, strip, replace, join.

use std::ops::Range;
use std::sync::Arc;

use crate::machine::builtins::str::{make, receiver};
use crate::machine::builtins::{Arguments, ClassRegistry};
use crate::machine::class;
use crate::machine::effect::{Limit, Result, Stop};
use crate::machine::object::Text;
use crate::machine::text::unicode;
use crate::machine::value::Value;
use crate::machine::vm::Vm;

pub(super) fn register(class: ClassRegistry<'_>) {
    class
        .method("find", |vm, a| find(vm, a, "find"))
        .method("rfind", |vm, a| find(vm, a, "rfind"))
        .method("index", |vm, a| find(vm, a, "index"))
        .method("rindex", |vm, a| find(vm, a, "rindex"))
        .method("count", count)
        .method("startswith", |vm, a| begins_or_ends(vm, a, true))
        .method("endswith", |vm, a| begins_or_ends(vm, a, false))
        .method("replace", replace)
        .method("removeprefix", |vm, a| remove(vm, a, true))
        .method("removesuffix", |vm, a| remove(vm, a, false))
        .method("strip", |vm, a| strip(vm, a, "strip"))
        .method("lstrip", |vm, a| strip(vm, a, "lstrip"))
        .method("rstrip", |vm, a| strip(vm, a, "rstrip"))
        .method("split", |vm, a| split(vm, a, false))
        .method("rsplit", |vm, a| split(vm, a, true))
        .method("splitlines", splitlines)
        .method("partition", |vm, a| partition(vm, a, false))
        .method("rpartition", |vm, a| partition(vm, a, true))
        .method("join", join);
}

/// An argument that must be text.
fn text_argument(
    vm: &mut Vm<'_>,
    value: Value,
    words: impl FnOnce(&str) -> String,
) -> Result<Arc<str>> {
    match vm.heap().text(value) {
        Some(text) => Ok(text.shared()),
        None => {
            let kind = vm.type_name(value);
            Err(vm.type_error(words(&kind)))
        }
    }
}

fn must_be_str(kind: &str) -> String {
    format!("must be str, not {kind}")
}

/// Start and end as a slice takes them: from the end where negative, never beyond it.
pub(super) fn slice_bounds(
    vm: &mut Vm<'_>,
    length: usize,
    start: Option<Value>,
    end: Option<Value>,
) -> Result<(usize, usize)> {
    let length = length as i64;
    let mut settle = |bound: Option<Value>, absent: i64| -> Result<i64> {
        let bound = match bound {
            None | Some(Value::None) => return Ok(absent),
            Some(value) => match super::index(vm, value) {
                Ok(bound) => bound,
                Err(Stop::Limit(limit)) => return Err(Stop::Limit(limit)),
                Err(Stop::Raise(_)) => {
                    return Err(vm.type_error(
                        "slice indices must be integers or None or have an __index__ method",
                    ));
                }
            },
        };
        Ok(if bound < 0 {
            bound.saturating_add(length).max(0)
        } else {
            bound
        })
    };
    let start = settle(start, 0)?;
    let end = settle(end, length)?.min(length);
    Ok((start as usize, end as usize))
}

/// The bytes between two characters; `None` where the start lies beyond the end.
fn byte_range(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    if start > end {
        return None;
    }
    if text.is_ascii() {
        return (end <= text.len()).then_some(start..end);
    }
    let mut places = text
        .char_indices()
        .map(|(place, _)| place)
        .chain(std::iter::once(text.len()));
    let first = places.clone().nth(start)?;
    let last = places.nth(end)?;
    Some(first..last)
}

/// The part of the receiver that `start` and `end` leave, and where it begins.
fn part<'t>(
    vm: &mut Vm<'_>,
    receiver: Value,
    text: &'t str,
    start: Option<Value>,
    end: Option<Value>,
) -> Result<Option<(&'t str, usize)>> {
    if start.is_none() && end.is_none() {
        return Ok(Some((text, 0)));
    }
    let length = vm.heap().text(receiver).map_or(0, Text::len);
    let (start, end) = slice_bounds(vm, length, start, end)?;
    Ok(byte_range(text, start, end).map(|range| (&text[range], start)))
}

fn characters(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.chars().count()
    }
}

fn find(vm: &mut Vm<'_>, arguments: &Arguments, method: &str) -> Result {
    let [wanted, start, end] = arguments.between::<3>(vm, method, 1, 1)?;
    let text = receiver(vm, arguments)?;
    let wanted = text_argument(vm, wanted.unwrap_or_default(), must_be_str)?;
    let found = part(vm, arguments.receiver(), &text, start, end)?.and_then(|(part, offset)| {
        let place = if method.starts_with('r') {
            part.rfind(&*wanted)
        } else {
            part.find(&*wanted)
        }?;
        Some(offset + characters(&part[..place]))
    });
    match found {
        Some(place) => Ok(Value::Int(place as i64).into()),
        None if method.ends_with("index") => Err(vm.value_error("substring not found")),
        None => Ok(Value::Int(-1).into()),
    }
}

fn count(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [wanted, start, end] = arguments.between::<3>(vm, "count", 1, 1)?;
    let text = receiver(vm, arguments)?;
    let wanted = text_argument(vm, wanted.unwrap_or_default(), must_be_str)?;
    let count = match part(vm, arguments.receiver(), &text, start, end)? {
        None => 0,
        Some((part, _)) if wanted.is_empty() => characters(part) + 1,
        Some((part, _)) => part.matches(&*wanted).count(),
    };
    Ok(Value::Int(count as i64).into())
}

fn begins_or_ends(vm: &mut Vm<'_>, arguments: &Arguments, begins: bool) -> Result {
    let method = if begins { "startswith" } else { "endswith" };
    let [wanted, start, end] = arguments.between::<3>(vm, method, 1, 1)?;
    let text = receiver(vm, arguments)?;
    let wanted = wanted.unwrap_or_default();
    let part = part(vm, arguments.receiver(), &text, start, end)?;
    let fits = |wanted: &str| {
        part.is_some_and(|(part, _)| {
            if begins {
                part.starts_with(wanted)
            } else {
                part.ends_with(wanted)
            }
        })
    };
    if let Some(wanted) = vm.as_str(wanted) {
        return Ok(Value::Bool(fits(wanted)).into());
    }
    let Some(choices) = vm.heap().tuple(wanted).map(Arc::clone) else {
        let kind = vm.type_name(wanted);
        return Err(vm.type_error(format!(
            "{method} first arg must be str or a tuple of str, not {kind}"
        )));
    };
    for &choice in choices.iter() {
        let choice = text_argument(vm, choice, |kind| {
            format!("tuple for {method} must only contain str, not {kind}")
        })?;
        if fits(&choice) {
            return Ok(Value::Bool(true).into());
        }
    }
    Ok(Value::Bool(false).into())
}

fn replace(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [old, new, most] = arguments.between::<3>(vm, "replace", 1, 2)?;
    let text = receiver(vm, arguments)?;
    let old = text_argument(vm, old.unwrap_or_default(), |kind| {
        format!("replace() argument 1 must be str, not {kind}")
    })?;
    let new = text_argument(vm, new.unwrap_or_default(), |kind| {
        format!("replace() argument 2 must be str, not {kind}")
    })?;
    let most = match most {
        Some(most) => super::index(vm, most)?,
        None => -1,
    };
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    if new.len() > old.len() {
        let times = if old.is_empty() {
            characters(&text) + 1
        } else {
            text.matches(&*old).count()
        };
        let growth = times.min(most).saturating_mul(new.len() - old.len());
        vm.reserve(text.len().saturating_add(growth))?;
    }
    make(vm, text.replacen(&*old, &new, most))
}

fn remove(vm: &mut Vm<'_>, arguments: &Arguments, front: bool) -> Result {
    let method = if front {
        "removeprefix"
    } else {
        "removesuffix"
    };
    let (_, [gone]) = arguments.method::<1>(vm, &format!("str.{method}"))?;
    let text = receiver(vm, arguments)?;
    let gone = text_argument(vm, gone, |kind| {
        format!("{method}() argument must be str, not {kind}")
    })?;
    let rest = if front {
        text.strip_prefix(&*gone)
    } else {
        text.strip_suffix(&*gone)
    };
    make(vm, rest.unwrap_or(&text).to_owned())
}

fn strip(vm: &mut Vm<'_>, arguments: &Arguments, method: &str) -> Result {
    let [set] = arguments.between::<1>(vm, method, 1, 0)?;
    let text = receiver(vm, arguments)?;
    let set = match set {
        None | Some(Value::None) => None,
        Some(set) => Some(text_argument(vm, set, |_| {
            format!("{method} arg must be None or str")
        })?),
    };
    let goes = |character: char| match &set {
        None => unicode::is_space(character),
        Some(set) => set.contains(character),
    };
    let mut rest = &*text;
    if method != "rstrip" {
        rest = rest.trim_start_matches(goes);
    }
    if method != "lstrip" {
        rest = rest.trim_end_matches(goes);
    }
    make(vm, rest.to_owned())
}

/// Each piece becomes an object of about this many bytes.
const PIECE: usize = 128;

/// A list of pieces of a text, or the memory limit: where there could be millions, they are counted before any is made.
fn pieces<'t>(
    vm: &mut Vm<'_>,
    text: &str,
    found: impl Iterator<Item = &'t str> + Clone,
    backwards: bool,
) -> Result {
    if text.len() > 1 << 20 {
        let room = vm.process.limits.memory.saturating_sub(vm.heap().bytes()) / PIECE;
        if found.clone().take(room + 1).count() > room {
            return Err(Stop::Limit(Limit::Memory));
        }
    }
    let mut list = Vec::new();
    for piece in found {
        vm.reserve(piece.len())?;
        list.push(vm.text(piece));
    }
    if backwards {
        list.reverse();
    }
    Ok(vm.list(list).into())
}

fn split(vm: &mut Vm<'_>, arguments: &Arguments, backwards: bool) -> Result {
    let method = if backwards { "rsplit" } else { "split" };
    let [separator, most] = arguments.bind(vm, method, 1, ["sep", "maxsplit"], 0)?;
    let text = receiver(vm, arguments)?;
    let most = match most {
        Some(most) => usize::try_from(super::index(vm, most)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let separator = match separator {
        None | Some(Value::None) => {
            return if backwards {
                pieces(
                    vm,
                    &text,
                    WordsBackwards {
                        text: &text,
                        left: most,
                    },
                    true,
                )
            } else {
                pieces(
                    vm,
                    &text,
                    Words {
                        text: &text,
                        left: most,
                    },
                    false,
                )
            };
        }
        Some(separator) => text_argument(vm, separator, |kind| {
            format!("must be str or None, not {kind}")
        })?,
    };
    if separator.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let most = most.saturating_add(1);
    if backwards {
        pieces(vm, &text, text.rsplitn(most, &*separator), true)
    } else {
        pieces(vm, &text, text.splitn(most, &*separator), false)
    }
}

/// Words between white space; the last one is all the rest, its trailing white space included.
#[derive(Clone)]
struct Words<'t> {
    text: &'t str,
    left: usize,
}

impl<'t> Iterator for Words<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let text = self.text.trim_start_matches(unicode::is_space);
        if text.is_empty() {
            return None;
        }
        let end = if self.left == 0 {
            text.len()
        } else {
            text.find(unicode::is_space).unwrap_or(text.len())
        };
        self.left = self.left.saturating_sub(1);
        self.text = &text[end..];
        Some(&text[..end])
    }
}

/// The same from the end.
#[derive(Clone)]
struct WordsBackwards<'t> {
    text: &'t str,
    left: usize,
}

impl<'t> Iterator for WordsBackwards<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let text = self.text.trim_end_matches(unicode::is_space);
        if text.is_empty() {
            return None;
        }
        let start = if self.left == 0 {
            0
        } else {
            text.char_indices()
                .rev()
                .find(|&(_, character)| unicode::is_space(character))
                .map_or(0, |(place, character)| place + character.len_utf8())
        };
        self.left = self.left.saturating_sub(1);
        self.text = &text[..start];
        Some(&text[start..])
    }
}

fn splitlines(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [keep] = arguments.bind(vm, "splitlines", 1, ["keepends"], 0)?;
    let text = receiver(vm, arguments)?;
    let keep = match keep {
        Some(keep) => super::index(vm, keep)? != 0,
        None => false,
    };
    pieces(vm, &text, Lines { text: &text, keep }, false)
}

#[derive(Clone)]
struct Lines<'t> {
    text: &'t str,
    keep: bool,
}

impl<'t> Iterator for Lines<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        if self.text.is_empty() {
            return None;
        }
        let end = self
            .text
            .find(unicode::is_line_end)
            .unwrap_or(self.text.len());
        let rest = &self.text[end..];
        let mark = if rest.starts_with("\r\n") {
            2
        } else {
            rest.chars().next().map_or(0, char::len_utf8)
        };
        let line = &self.text[..if self.keep { end + mark } else { end }];
        self.text = &rest[mark..];
        Some(line)
    }
}

fn partition(vm: &mut Vm<'_>, arguments: &Arguments, backwards: bool) -> Result {
    let method = if backwards {
        "str.rpartition"
    } else {
        "str.partition"
    };
    let (_, [separator]) = arguments.method::<1>(vm, method)?;
    let text = receiver(vm, arguments)?;
    let separator = text_argument(vm, separator, must_be_str)?;
    if separator.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let parts = if backwards {
        let (before, after) = text.rsplit_once(&*separator).unwrap_or(("", &text));
        let found = before.len() + after.len() < text.len();
        [before, if found { &*separator } else { "" }, after]
    } else {
        let (before, after) = text.split_once(&*separator).unwrap_or((&text, ""));
        let found = before.len() + after.len() < text.len();
        [before, if found { &*separator } else { "" }, after]
    };
    let parts = parts.map(|part| vm.text(part));
    Ok(vm.tuple(parts).into())
}

fn join(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (own, [iterable]) = arguments.method::<1>(vm, "str.join")?;
    let separator = receiver(vm, arguments)?;
    let kind = vm.class_of(iterable);
    let items = match kind {
        class::LIST => vm.heap().list(iterable).cloned(),
        class::TUPLE => vm.heap().tuple(iterable).map(|items| items.to_vec()),
        _ => None,
    };
    let Some(items) = items else {
        return Ok(vm.prelude("str_join", &[own, iterable]));
    };
    let mut size = separator
        .len()
        .saturating_mul(items.len().saturating_sub(1));
    for (place, &item) in items.iter().enumerate() {
        match vm.as_str(item) {
            Some(text) => size = size.saturating_add(text.len()),
            None => {
                let kind = vm.type_name(item);
                return Err(vm.type_error(format!(
                    "sequence item {place}: expected str instance, {kind} found"
                )));
            }
        }
    }
    vm.reserve(size)?;
    let mut out = String::with_capacity(size);
    for (place, &item) in items.iter().enumerate() {
        if place > 0 {
            out.push_str(&separator);
        }
        out.push_str(vm.as_str(item).unwrap_or_default());
    }
    Ok(vm.text(out).into())
}
