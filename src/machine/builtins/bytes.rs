//! `bytes`, and what `bytearray` has in common with it: making, searching, splitting, coding.

use std::fmt::Write;
use std::sync::Arc;

use crate::base::ObjectId;
use crate::machine::builtins::str_search::slice_bounds;
use crate::machine::builtins::{Arguments, ClassRegistry, Registry};
use crate::machine::class;
use crate::machine::effect::{Limit, Result, Stop};
use crate::machine::number::Number;
use crate::machine::object::Body;
use crate::machine::text::escape;
use crate::machine::value::Value;
use crate::machine::vm::Vm;

pub(crate) fn register(registry: &mut Registry) {
    registry.function("_machine", "bytes_of_class", bytes_of_class);
    shared(registry.class(class::BYTES).new(new));
    shared(registry.class(class::BYTEARRAY).new(new));
    super::bytearray::register(registry);
}

fn shared(class: ClassRegistry<'_>) {
    class
        .class_method("fromhex", from_hex)
        .static_method("maketrans", maketrans)
        .method("decode", |vm, a| {
            let [encoding, errors] = a.bind(vm, "decode", 1, ["encoding", "errors"], 0)?;
            let bytes = receiver(vm, a)?;
            let text = decode(vm, &bytes, encoding, errors)?;
            Ok(vm.text(text).into())
        })
        .method("hex", hex)
        .method("join", join)
        .method("find", |vm, a| find(vm, a, "find"))
        .method("rfind", |vm, a| find(vm, a, "rfind"))
        .method("index", |vm, a| find(vm, a, "index"))
        .method("rindex", |vm, a| find(vm, a, "rindex"))
        .method("count", count)
        .method("startswith", |vm, a| begins_or_ends(vm, a, true))
        .method("endswith", |vm, a| begins_or_ends(vm, a, false))
        .method("removeprefix", |vm, a| remove(vm, a, true))
        .method("removesuffix", |vm, a| remove(vm, a, false))
        .method("replace", replace)
        .method("split", |vm, a| split(vm, a, false))
        .method("rsplit", |vm, a| split(vm, a, true))
        .method("splitlines", splitlines)
        .method("partition", |vm, a| partition(vm, a, false))
        .method("rpartition", |vm, a| partition(vm, a, true))
        .method("strip", |vm, a| strip(vm, a, "strip"))
        .method("lstrip", |vm, a| strip(vm, a, "lstrip"))
        .method("rstrip", |vm, a| strip(vm, a, "rstrip"))
        .method("translate", translate)
        .method("upper", |vm, a| map(vm, a, <[u8]>::to_ascii_uppercase))
        .method("lower", |vm, a| map(vm, a, <[u8]>::to_ascii_lowercase))
        .method("swapcase", |vm, a| map(vm, a, swapcase))
        .method("capitalize", |vm, a| map(vm, a, capitalize))
        .method("title", |vm, a| map(vm, a, title))
        .method("center", |vm, a| justify(vm, a, "center"))
        .method("ljust", |vm, a| justify(vm, a, "ljust"))
        .method("rjust", |vm, a| justify(vm, a, "rjust"))
        .method("zfill", zfill)
        .method("isalpha", |vm, a| all(vm, a, u8::is_ascii_alphabetic))
        .method("isdigit", |vm, a| all(vm, a, u8::is_ascii_digit))
        .method("isalnum", |vm, a| all(vm, a, u8::is_ascii_alphanumeric))
        .method("isspace", |vm, a| all(vm, a, |&byte| is_space(byte)))
        .method("isascii", |vm, a| {
            let bytes = receiver(vm, a)?;
            Ok(Value::Bool(bytes.is_ascii()).into())
        })
        .method("isupper", |vm, a| {
            let bytes = receiver(vm, a)?;
            let lower = bytes.iter().any(u8::is_ascii_lowercase);
            Ok(Value::Bool(!lower && bytes.iter().any(u8::is_ascii_uppercase)).into())
        })
        .method("islower", |vm, a| {
            let bytes = receiver(vm, a)?;
            let upper = bytes.iter().any(u8::is_ascii_uppercase);
            Ok(Value::Bool(!upper && bytes.iter().any(u8::is_ascii_lowercase)).into())
        });
}

/// The bytes in a `bytes` or a `bytearray`.
pub(crate) fn like_bytes(vm: &Vm<'_>, value: Value) -> Option<Arc<[u8]>> {
    match vm.heap().body(value.object()?) {
        Body::Bytes(bytes) => Some(Arc::clone(bytes)),
        Body::ByteArray(bytes) => Some(bytes.as_slice().into()),
        _ => None,
    }
}

pub(super) fn receiver(vm: &mut Vm<'_>, arguments: &Arguments) -> Result<Arc<[u8]>> {
    match like_bytes(vm, arguments.receiver()) {
        Some(bytes) => Ok(bytes),
        None => {
            let kind = vm.type_name(arguments.receiver());
            Err(vm.type_error(format!(
                "descriptor requires a 'bytes' object but received a '{kind}'"
            )))
        }
    }
}

/// An argument that must be bytes.
pub(super) fn argument(vm: &mut Vm<'_>, value: Value) -> Result<Arc<[u8]>> {
    match like_bytes(vm, value) {
        Some(bytes) => Ok(bytes),
        None => {
            let kind = vm.type_name(value);
            Err(vm.type_error(format!("a bytes-like object is required, not '{kind}'")))
        }
    }
}

/// An argument that is bytes, or the number of a byte.
fn wanted(vm: &mut Vm<'_>, value: Value) -> Result<Arc<[u8]>> {
    if let Some(bytes) = like_bytes(vm, value) {
        return Ok(bytes);
    }
    match Number::read(vm, value) {
        Some(Number::Small(byte)) => match u8::try_from(byte) {
            Ok(byte) => Ok([byte].into()),
            Err(_) => Err(vm.value_error("byte must be in range(0, 256)")),
        },
        Some(Number::Big(_)) => Err(vm.value_error("byte must be in range(0, 256)")),
        Some(Number::Float(_)) | None => {
            let kind = vm.type_name(value);
            Err(vm.type_error(format!(
                "argument should be integer or bytes-like object, not '{kind}'"
            )))
        }
    }
}

/// New bytes of the receiver's kind.
fn make(vm: &mut Vm<'_>, like: Value, bytes: Vec<u8>) -> Value {
    let is_array = like
        .object()
        .is_some_and(|id| matches!(vm.heap().body(id), Body::ByteArray(_)));
    if is_array {
        vm.allocate(class::BYTEARRAY, Body::ByteArray(bytes))
    } else {
        vm.bytes(bytes)
    }
}

fn of_class(vm: &mut Vm<'_>, class: ObjectId, bytes: Vec<u8>) -> Value {
    let body = if vm.class(class).layout == class::BYTEARRAY {
        Body::ByteArray(bytes)
    } else {
        Body::Bytes(bytes.into())
    };
    vm.allocate(class, body)
}

/// The bytes of a value that needs no Python to give them: bytes, a list or tuple of ints.
pub(super) fn of_value(vm: &mut Vm<'_>, value: Value) -> Result<Option<Vec<u8>>> {
    if let Some(bytes) = like_bytes(vm, value) {
        return Ok(Some(bytes.to_vec()));
    }
    let items = vm
        .heap()
        .list(value)
        .cloned()
        .or_else(|| vm.heap().tuple(value).map(|items| items.to_vec()));
    let Some(items) = items else {
        return Ok(None);
    };
    let mut bytes = Vec::with_capacity(items.len());
    for item in items {
        bytes.push(byte(vm, item, "bytes")?);
    }
    Ok(Some(bytes))
}

/// The number of a byte: `bytes must be in range(0, 256)`.
pub(super) fn byte(vm: &mut Vm<'_>, value: Value, what: &str) -> Result<u8> {
    let number = super::index(vm, value)?;
    u8::try_from(number).map_err(|_| vm.value_error(format!("{what} must be in range(0, 256)")))
}

/// `bytes(…)` and `bytearray(…)`
fn new(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let class = vm.as_class(arguments.receiver()).unwrap_or(class::BYTES);
    let kind = if vm.class(class).layout == class::BYTEARRAY {
        "bytearray"
    } else {
        "bytes"
    };
    let names = ["source", "encoding", "errors"];
    let [source, encoding, errors] = arguments.bind(vm, kind, 1, names, 0)?;
    let Some(source) = source else {
        return Ok(of_class(vm, class, Vec::new()).into());
    };
    if let Some(text) = vm
        .heap()
        .text(source)
        .map(crate::machine::object::Text::shared)
    {
        if encoding.is_none() && errors.is_none() {
            return Err(vm.type_error("string argument without an encoding"));
        }
        let bytes = encode(vm, &text, encoding, errors)?;
        return Ok(of_class(vm, class, bytes).into());
    }
    if encoding.is_some() {
        return Err(vm.type_error("encoding without a string argument"));
    }
    if errors.is_some() {
        return Err(vm.type_error("errors without a string argument"));
    }
    if vm.overridden(source, crate::code::name::BYTES).is_some() {
        return Ok(vm.prelude("bytes_of_object", &[Value::Object(class), source]));
    }
    if let Some(bytes) = of_value(vm, source)? {
        return Ok(of_class(vm, class, bytes).into());
    }
    match Number::read(vm, source) {
        Some(Number::Small(count)) => {
            let Ok(count) = usize::try_from(count) else {
                return Err(vm.value_error("negative count"));
            };
            vm.reserve(count)?;
            Ok(of_class(vm, class, vec![0; count]).into())
        }
        Some(Number::Big(_)) => {
            Err(vm.overflow_error("cannot fit 'int' into an index-sized integer"))
        }
        Some(Number::Float(_)) => {
            Err(vm.type_error(format!("cannot convert 'float' object to {kind}")))
        }
        None if source.object().is_some() => {
            Ok(vm.prelude("bytes_of_iterable", &[Value::Object(class), source]))
        }
        None => {
            let given = vm.type_name(source);
            Err(vm.type_error(format!("cannot convert '{given}' object to {kind}")))
        }
    }
}

/// `_machine.bytes_of_class(class, list)`: for the prelude, once it has the items.
fn bytes_of_class(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [class, source] = arguments.function::<2>(vm, "bytes_of_class")?;
    let class = vm.as_class(class).unwrap_or(class::BYTES);
    let bytes = of_value(vm, source)?.unwrap_or_default();
    Ok(of_class(vm, class, bytes).into())
}

// Coding.

#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Ascii,
    Latin1,
}

impl Encoding {
    fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Ascii => "ascii",
            Self::Latin1 => "latin-1",
        }
    }
}

fn text_or(vm: &mut Vm<'_>, value: Option<Value>, default: &str, what: &str) -> Result<String> {
    let Some(value) = value else {
        return Ok(default.into());
    };
    match vm.as_str(value) {
        Some(text) => Ok(text.into()),
        None => {
            let kind = vm.type_name(value);
            Err(vm.type_error(format!("{what} must be str, not {kind}")))
        }
    }
}

fn encoding_of(vm: &mut Vm<'_>, value: Option<Value>) -> Result<Encoding> {
    let name = text_or(vm, value, "utf-8", "argument 'encoding'")?;
    let plain: String = name
        .to_ascii_lowercase()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    match plain.as_str() {
        "utf8" | "u8" | "utf" | "cp65001" => Ok(Encoding::Utf8),
        "ascii" | "usascii" | "646" => Ok(Encoding::Ascii),
        "latin1" | "iso88591" | "l1" | "latin" | "8859" | "cp819" => Ok(Encoding::Latin1),
        _ => Err(vm.raise(class::LOOKUP_ERROR, format!("unknown encoding: {name}"))),
    }
}

/// What to do with what cannot be coded.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Errors {
    Strict,
    Ignore,
    Replace,
    BackslashReplace,
}

fn errors_of(vm: &mut Vm<'_>, value: Option<Value>) -> Result<Errors> {
    let name = text_or(vm, value, "strict", "argument 'errors'")?;
    match name.as_str() {
        "strict" => Ok(Errors::Strict),
        "ignore" => Ok(Errors::Ignore),
        "replace" => Ok(Errors::Replace),
        "backslashreplace" => Ok(Errors::BackslashReplace),
        _ => Err(vm.raise(
            class::LOOKUP_ERROR,
            format!("unknown error handler name '{name}'"),
        )),
    }
}

pub(super) fn encode(
    vm: &mut Vm<'_>,
    text: &str,
    encoding: Option<Value>,
    errors: Option<Value>,
) -> Result<Vec<u8>> {
    let encoding = encoding_of(vm, encoding)?;
    let errors = errors_of(vm, errors)?;
    let limit = match encoding {
        Encoding::Utf8 => return Ok(text.as_bytes().to_vec()),
        Encoding::Ascii => 128,
        Encoding::Latin1 => 256,
    };
    let mut bytes = Vec::with_capacity(text.len());
    for (place, character) in text.chars().enumerate() {
        let code = character as u32;
        if code < limit {
            bytes.push(code as u8);
            continue;
        }
        let escaped = escape::ascii(&character.to_string());
        match errors {
            Errors::Strict => {
                let run = text
                    .chars()
                    .skip(place)
                    .take_while(|&other| other as u32 >= limit);
                let which = match run.count() {
                    1 => format!("character '{escaped}' in position {place}"),
                    length => format!("characters in position {place}-{}", place + length - 1),
                };
                let name = encoding.name();
                return Err(vm.raise(
                    class::UNICODE_ENCODE_ERROR,
                    format!("'{name}' codec can't encode {which}: ordinal not in range({limit})"),
                ));
            }
            Errors::Ignore => {}
            Errors::Replace => bytes.push(b'?'),
            Errors::BackslashReplace => bytes.extend_from_slice(escaped.as_bytes()),
        }
    }
    Ok(bytes)
}

pub(super) fn decode(
    vm: &mut Vm<'_>,
    bytes: &[u8],
    encoding: Option<Value>,
    errors: Option<Value>,
) -> Result<String> {
    let encoding = encoding_of(vm, encoding)?;
    let errors = errors_of(vm, errors)?;
    vm.reserve(bytes.len())?;
    if encoding == Encoding::Latin1 {
        return Ok(bytes.iter().map(|&byte| char::from(byte)).collect());
    }
    let mut text = String::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let (valid, bad, reason) = match encoding {
            Encoding::Ascii => {
                let valid = bytes[at..]
                    .iter()
                    .take_while(|byte| byte.is_ascii())
                    .count();
                (valid, 1, "ordinal not in range(128)")
            }
            Encoding::Utf8 | Encoding::Latin1 => match std::str::from_utf8(&bytes[at..]) {
                Ok(rest) => (rest.len(), 1, ""),
                Err(error) => {
                    let valid = error.valid_up_to();
                    let first = bytes[at + valid];
                    match error.error_len() {
                        None => (valid, bytes.len() - at - valid, "unexpected end of data"),
                        Some(_) if !matches!(first, 0xc2..=0xf4) => {
                            (valid, 1, "invalid start byte")
                        }
                        Some(length) => (valid, length, "invalid continuation byte"),
                    }
                }
            },
        };
        text.push_str(std::str::from_utf8(&bytes[at..at + valid]).unwrap_or_default());
        at += valid;
        if at == bytes.len() {
            break;
        }
        match errors {
            Errors::Strict => {
                let name = encoding.name();
                let words = if bad == 1 {
                    let byte = bytes[at];
                    format!(
                        "'{name}' codec can't decode byte 0x{byte:02x} in position {at}: {reason}"
                    )
                } else {
                    let end = at + bad - 1;
                    format!("'{name}' codec can't decode bytes in position {at}-{end}: {reason}")
                };
                return Err(vm.raise(class::UNICODE_DECODE_ERROR, words));
            }
            Errors::Ignore => {}
            Errors::Replace => text.push('\u{fffd}'),
            Errors::BackslashReplace => {
                for byte in &bytes[at..at + bad] {
                    let _ = write!(text, "\\x{byte:02x}");
                }
            }
        }
        at += bad;
    }
    Ok(text)
}

fn hex(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let names = ["sep", "bytes_per_sep"];
    let [separator, group] = arguments.bind(vm, "hex", 1, names, 0)?;
    let bytes = receiver(vm, arguments)?;
    vm.reserve(bytes.len().saturating_mul(3))?;
    let separator = match separator {
        None => None,
        Some(separator) => {
            let text = super::int::text_of(vm, separator).unwrap_or_default();
            let mut characters = text.chars();
            match (characters.next(), characters.next()) {
                (Some(separator), None) => Some(separator),
                _ => return Err(vm.value_error("sep must be length 1.")),
            }
        }
    };
    let group = match group {
        Some(group) => super::index(vm, group)?,
        None => 1,
    };
    let mut text = String::with_capacity(bytes.len() * 2);
    let size = group.unsigned_abs() as usize;
    for (place, byte) in bytes.iter().enumerate() {
        // Positive groups are counted from the end.
        let from = if group > 0 {
            bytes.len() - place
        } else {
            place
        };
        if let Some(separator) = separator
            && size > 0
            && place > 0
            && from % size == 0
        {
            text.push(separator);
        }
        let _ = write!(text, "{byte:02x}");
    }
    Ok(vm.text(text).into())
}

fn from_hex(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let class = vm.as_class(arguments.receiver()).unwrap_or(class::BYTES);
    let (_, [source]) = arguments.method::<1>(vm, "bytes.fromhex")?;
    let Some(text) = vm
        .heap()
        .text(source)
        .map(crate::machine::object::Text::shared)
    else {
        let kind = vm.type_name(source);
        return Err(vm.type_error(format!("fromhex() argument must be str, not {kind}")));
    };
    let characters: Vec<char> = text.chars().collect();
    let digit = |place: usize| characters.get(place).and_then(|digit| digit.to_digit(16));
    let mut bytes = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        if characters[at].is_ascii_whitespace() || characters[at] == '\x0b' {
            at += 1;
            continue;
        }
        let (Some(high), low) = (digit(at), digit(at + 1)) else {
            return Err(not_hex(vm, at));
        };
        let Some(low) = low else {
            return Err(not_hex(vm, at + 1));
        };
        bytes.push((high * 16 + low) as u8);
        at += 2;
    }
    Ok(of_class(vm, class, bytes).into())
}

fn not_hex(vm: &mut Vm<'_>, place: usize) -> Stop {
    vm.value_error(format!(
        "non-hexadecimal number found in fromhex() arg at position {place}"
    ))
}

// Searching.

fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    if wanted.is_empty() {
        return Some(0);
    }
    bytes.windows(wanted.len()).position(|part| part == wanted)
}

fn last_position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    if wanted.is_empty() {
        return Some(bytes.len());
    }
    bytes.windows(wanted.len()).rposition(|part| part == wanted)
}

fn part<'b>(
    vm: &mut Vm<'_>,
    bytes: &'b [u8],
    start: Option<Value>,
    end: Option<Value>,
) -> Result<Option<(&'b [u8], usize)>> {
    let (start, end) = slice_bounds(vm, bytes.len(), start, end)?;
    Ok((start <= end).then(|| (&bytes[start..end], start)))
}

fn find(vm: &mut Vm<'_>, arguments: &Arguments, method: &str) -> Result {
    let [sought, start, end] = arguments.between::<3>(vm, method, 1, 1)?;
    let bytes = receiver(vm, arguments)?;
    let sought = wanted(vm, sought.unwrap_or_default())?;
    let found = part(vm, &bytes, start, end)?.and_then(|(part, offset)| {
        let place = if method.starts_with('r') {
            last_position(part, &sought)
        } else {
            position(part, &sought)
        };
        place.map(|place| place + offset)
    });
    match found {
        Some(place) => Ok(Value::Int(place as i64).into()),
        None if method.ends_with("index") => Err(vm.value_error("subsection not found")),
        None => Ok(Value::Int(-1).into()),
    }
}

fn count(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [sought, start, end] = arguments.between::<3>(vm, "count", 1, 1)?;
    let bytes = receiver(vm, arguments)?;
    let sought = wanted(vm, sought.unwrap_or_default())?;
    let count = match part(vm, &bytes, start, end)? {
        None => 0,
        Some((part, _)) if sought.is_empty() => part.len() + 1,
        Some((part, _)) => Pieces::new(part, &sought, usize::MAX).count() - 1,
    };
    Ok(Value::Int(count as i64).into())
}

fn begins_or_ends(vm: &mut Vm<'_>, arguments: &Arguments, begins: bool) -> Result {
    let method = if begins { "startswith" } else { "endswith" };
    let [sought, start, end] = arguments.between::<3>(vm, method, 1, 1)?;
    let bytes = receiver(vm, arguments)?;
    let sought = sought.unwrap_or_default();
    let choices = match (like_bytes(vm, sought), vm.heap().tuple(sought)) {
        (Some(bytes), _) => vec![bytes],
        (None, Some(items)) => {
            let items = items.to_vec();
            let mut choices = Vec::new();
            for item in items {
                choices.push(argument(vm, item)?);
            }
            choices
        }
        (None, None) => {
            let kind = vm.type_name(sought);
            return Err(vm.type_error(format!(
                "{method} first arg must be bytes or a tuple of bytes, not {kind}"
            )));
        }
    };
    let part = part(vm, &bytes, start, end)?;
    let fits = part.is_some_and(|(part, _)| {
        choices.iter().any(|choice| {
            if begins {
                part.starts_with(choice)
            } else {
                part.ends_with(choice)
            }
        })
    });
    Ok(Value::Bool(fits).into())
}

fn remove(vm: &mut Vm<'_>, arguments: &Arguments, front: bool) -> Result {
    let (own, [gone]) = arguments.method::<1>(vm, "bytes.removeprefix")?;
    let bytes = receiver(vm, arguments)?;
    let gone = argument(vm, gone)?;
    let rest = if front {
        bytes.strip_prefix(&*gone)
    } else {
        bytes.strip_suffix(&*gone)
    };
    let rest = rest.unwrap_or(&bytes).to_vec();
    Ok(make(vm, own, rest).into())
}

/// Pieces between a separator, from the front; after so many, all the rest.
struct Pieces<'b> {
    rest: Option<&'b [u8]>,
    separator: &'b [u8],
    left: usize,
}

impl<'b> Pieces<'b> {
    fn new(bytes: &'b [u8], separator: &'b [u8], most: usize) -> Self {
        Self {
            rest: Some(bytes),
            separator,
            left: most,
        }
    }
}

impl<'b> Iterator for Pieces<'b> {
    type Item = &'b [u8];

    fn next(&mut self) -> Option<&'b [u8]> {
        let rest = self.rest.take()?;
        let place = if self.left == 0 {
            None
        } else {
            position(rest, self.separator)
        };
        let Some(place) = place else {
            return Some(rest);
        };
        self.left -= 1;
        self.rest = Some(&rest[place + self.separator.len()..]);
        Some(&rest[..place])
    }
}

fn replace(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [old, new, most] = arguments.between::<3>(vm, "replace", 1, 2)?;
    let bytes = receiver(vm, arguments)?;
    let old = argument(vm, old.unwrap_or_default())?;
    let new = argument(vm, new.unwrap_or_default())?;
    let most = match most {
        Some(most) => usize::try_from(super::index(vm, most)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let mut out = Vec::with_capacity(bytes.len());
    if old.is_empty() {
        vm.reserve((bytes.len() + 1).saturating_mul(new.len() + 1))?;
        for (place, &byte) in bytes.iter().enumerate() {
            if place < most {
                out.extend_from_slice(&new);
            }
            out.push(byte);
        }
        if bytes.len() < most {
            out.extend_from_slice(&new);
        }
    } else {
        if new.len() > old.len() {
            let times = Pieces::new(&bytes, &old, most).count() - 1;
            vm.reserve(times.saturating_mul(new.len()).saturating_add(bytes.len()))?;
        }
        for (number, piece) in Pieces::new(&bytes, &old, most).enumerate() {
            if number > 0 {
                out.extend_from_slice(&new);
            }
            out.extend_from_slice(piece);
        }
    }
    Ok(make(vm, arguments.receiver(), out).into())
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ')
}

fn list_of(vm: &mut Vm<'_>, like: Value, pieces: Vec<Vec<u8>>) -> Result {
    vm.reserve(pieces.len().saturating_mul(128))?;
    let list = pieces
        .into_iter()
        .map(|piece| make(vm, like, piece))
        .collect();
    Ok(vm.list(list).into())
}

fn split(vm: &mut Vm<'_>, arguments: &Arguments, backwards: bool) -> Result {
    let method = if backwards { "rsplit" } else { "split" };
    let [separator, most] = arguments.bind(vm, method, 1, ["sep", "maxsplit"], 0)?;
    let bytes = receiver(vm, arguments)?;
    let most = match most {
        Some(most) => usize::try_from(super::index(vm, most)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let separator = match separator {
        None | Some(Value::None) => None,
        Some(separator) => Some(argument(vm, separator)?),
    };
    if separator
        .as_ref()
        .is_some_and(|separator| separator.is_empty())
    {
        return Err(vm.value_error("empty separator"));
    }
    // From the back is from the front with everything turned around.
    let turn = |part: &[u8]| -> Vec<u8> {
        if backwards {
            part.iter().rev().copied().collect()
        } else {
            part.to_vec()
        }
    };
    let turned = turn(&bytes);
    let room = vm.process.limits.memory.saturating_sub(vm.heap().bytes()) / 128;
    let mut pieces: Vec<Vec<u8>> = match &separator {
        Some(separator) => {
            let separator = turn(separator);
            Pieces::new(&turned, &separator, most)
                .take(room + 1)
                .map(turn)
                .collect()
        }
        None => words(&turned, most).take(room + 1).map(turn).collect(),
    };
    if pieces.len() > room {
        return Err(Stop::Limit(Limit::Memory));
    }
    if backwards {
        pieces.reverse();
    }
    list_of(vm, arguments.receiver(), pieces)
}

fn words(bytes: &[u8], most: usize) -> impl Iterator<Item = &[u8]> {
    let mut rest = bytes;
    let mut left = most;
    std::iter::from_fn(move || {
        let start = rest.iter().position(|&byte| !is_space(byte))?;
        rest = &rest[start..];
        let end = if left == 0 {
            rest.len()
        } else {
            rest.iter()
                .position(|&byte| is_space(byte))
                .unwrap_or(rest.len())
        };
        left = left.saturating_sub(1);
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

fn splitlines(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [keep] = arguments.bind(vm, "splitlines", 1, ["keepends"], 0)?;
    let bytes = receiver(vm, arguments)?;
    let keep = match keep {
        Some(keep) => super::index(vm, keep)? != 0,
        None => false,
    };
    let mut lines = Vec::new();
    let mut rest = &bytes[..];
    while !rest.is_empty() {
        let end = rest
            .iter()
            .position(|byte| matches!(byte, b'\n' | b'\r'))
            .unwrap_or(rest.len());
        let mark = match &rest[end..] {
            [b'\r', b'\n', ..] => 2,
            [_, ..] => 1,
            [] => 0,
        };
        lines.push(rest[..if keep { end + mark } else { end }].to_vec());
        rest = &rest[end + mark..];
    }
    list_of(vm, arguments.receiver(), lines)
}

fn partition(vm: &mut Vm<'_>, arguments: &Arguments, backwards: bool) -> Result {
    let (own, [separator]) = arguments.method::<1>(vm, "bytes.partition")?;
    let bytes = receiver(vm, arguments)?;
    let separator = argument(vm, separator)?;
    if separator.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let place = if backwards {
        last_position(&bytes, &separator)
    } else {
        position(&bytes, &separator)
    };
    let parts = match place {
        Some(place) => [
            bytes[..place].to_vec(),
            separator.to_vec(),
            bytes[place + separator.len()..].to_vec(),
        ],
        None if backwards => [Vec::new(), Vec::new(), bytes.to_vec()],
        None => [bytes.to_vec(), Vec::new(), Vec::new()],
    };
    let parts = parts.map(|part| make(vm, own, part));
    Ok(vm.tuple(parts).into())
}

fn strip(vm: &mut Vm<'_>, arguments: &Arguments, method: &str) -> Result {
    let [set] = arguments.between::<1>(vm, method, 1, 0)?;
    let bytes = receiver(vm, arguments)?;
    let set = match set {
        None | Some(Value::None) => None,
        Some(set) => Some(argument(vm, set)?),
    };
    let stays = |byte: &u8| match &set {
        None => !is_space(*byte),
        Some(set) => !set.contains(byte),
    };
    let start = if method == "rstrip" {
        0
    } else {
        bytes.iter().position(stays).unwrap_or(bytes.len())
    };
    let end = if method == "lstrip" {
        bytes.len()
    } else {
        bytes.iter().rposition(stays).map_or(start, |last| last + 1)
    };
    let rest = bytes[start..end.max(start)].to_vec();
    Ok(make(vm, arguments.receiver(), rest).into())
}

fn join(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (own, [iterable]) = arguments.method::<1>(vm, "bytes.join")?;
    let separator = receiver(vm, arguments)?;
    let items = match vm.class_of(iterable) {
        class::LIST => vm.heap().list(iterable).cloned(),
        class::TUPLE => vm.heap().tuple(iterable).map(|items| items.to_vec()),
        _ => None,
    };
    let Some(items) = items else {
        return Ok(vm.prelude("str_join", &[own, iterable]));
    };
    let mut out = Vec::new();
    for (place, &item) in items.iter().enumerate() {
        if place > 0 {
            out.extend_from_slice(&separator);
        }
        let Some(bytes) = like_bytes(vm, item) else {
            let kind = vm.type_name(item);
            return Err(vm.type_error(format!(
                "sequence item {place}: expected a bytes-like object, {kind} found"
            )));
        };
        vm.reserve(out.len() + bytes.len())?;
        out.extend_from_slice(&bytes);
    }
    Ok(make(vm, own, out).into())
}

fn maketrans(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [from, to] = arguments.function::<2>(vm, "maketrans")?;
    let (from, to) = (argument(vm, from)?, argument(vm, to)?);
    if from.len() != to.len() {
        return Err(vm.value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (&from, &to) in from.iter().zip(to.iter()) {
        table[usize::from(from)] = to;
    }
    Ok(vm.bytes(table).into())
}

fn translate(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let [table, delete] = arguments.bind(vm, "translate", 1, ["table", "delete"], 1)?;
    let bytes = receiver(vm, arguments)?;
    let table = match table {
        None | Some(Value::None) => None,
        Some(table) => Some(argument(vm, table)?),
    };
    if table.as_ref().is_some_and(|table| table.len() != 256) {
        return Err(vm.value_error("translation table must be 256 characters long"));
    }
    let delete = match delete {
        Some(delete) => argument(vm, delete)?,
        None => [].into(),
    };
    let out = bytes
        .iter()
        .filter(|byte| !delete.contains(byte))
        .map(|&byte| {
            table
                .as_ref()
                .map_or(byte, |table| table[usize::from(byte)])
        })
        .collect();
    Ok(make(vm, arguments.receiver(), out).into())
}

// Case, padding, questions: as for text, in ASCII.

fn map(vm: &mut Vm<'_>, arguments: &Arguments, change: fn(&[u8]) -> Vec<u8>) -> Result {
    let (own, []) = arguments.method::<0>(vm, "bytes.upper")?;
    let bytes = receiver(vm, arguments)?;
    Ok(make(vm, own, change(&bytes)).into())
}

fn swapcase(bytes: &[u8]) -> Vec<u8> {
    bytes
        .iter()
        .map(|byte| {
            if byte.is_ascii_alphabetic() {
                byte ^ 0x20
            } else {
                *byte
            }
        })
        .collect()
}

fn capitalize(bytes: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_ascii_lowercase();
    if let Some(first) = out.first_mut() {
        first.make_ascii_uppercase();
    }
    out
}

fn title(bytes: &[u8]) -> Vec<u8> {
    let mut inside = false;
    bytes
        .iter()
        .map(|byte| {
            let titled = if inside {
                byte.to_ascii_lowercase()
            } else {
                byte.to_ascii_uppercase()
            };
            inside = byte.is_ascii_alphabetic();
            titled
        })
        .collect()
}

fn all(vm: &mut Vm<'_>, arguments: &Arguments, question: fn(&u8) -> bool) -> Result {
    let bytes = receiver(vm, arguments)?;
    Ok(Value::Bool(!bytes.is_empty() && bytes.iter().all(question)).into())
}

fn justify(vm: &mut Vm<'_>, arguments: &Arguments, method: &str) -> Result {
    let [width, fill] = arguments.between::<2>(vm, method, 1, 1)?;
    let bytes = receiver(vm, arguments)?;
    let width = super::index(vm, width.unwrap_or_default())?;
    let fill = match fill {
        None => b' ',
        Some(fill) => match like_bytes(vm, fill).as_deref() {
            Some([fill]) => *fill,
            _ => {
                let kind = vm.type_name(fill);
                return Err(vm.type_error(format!(
                    "{method}() argument 2 must be a byte string of length 1, not {kind}"
                )));
            }
        },
    };
    let missing = usize::try_from(width)
        .unwrap_or(0)
        .saturating_sub(bytes.len());
    vm.reserve(missing.saturating_add(bytes.len()))?;
    let left = match method {
        "ljust" => 0,
        "rjust" => missing,
        _ => missing / 2 + (missing & width as usize & 1),
    };
    let mut out = vec![fill; left];
    out.extend_from_slice(&bytes);
    out.extend(std::iter::repeat_n(fill, missing - left));
    Ok(make(vm, arguments.receiver(), out).into())
}

fn zfill(vm: &mut Vm<'_>, arguments: &Arguments) -> Result {
    let (own, [width]) = arguments.method::<1>(vm, "bytes.zfill")?;
    let bytes = receiver(vm, arguments)?;
    let width = usize::try_from(super::index(vm, width)?).unwrap_or(0);
    let missing = width.saturating_sub(bytes.len());
    vm.reserve(missing.saturating_add(bytes.len()))?;
    let signs = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    let mut out = bytes[..signs].to_vec();
    out.extend(std::iter::repeat_n(b'0', missing));
    out.extend_from_slice(&bytes[signs..]);
    Ok(make(vm, own, out).into())
}
