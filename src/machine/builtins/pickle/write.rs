//! From plain data to a pickle, byte for byte as CPython 3.11 writes it: `None`, numbers, texts, bytes, the builtin
//! containers, functions and classes of the program, and instances of classes that say nothing about pickling.
//!
//! Whatever else turns up in the data, the whole of it is left to `assets/lib/pickle.py`, which knows every case.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::opcode::{
    ADDITEMS, APPEND, APPENDS, BINBYTES, BINBYTES8, BINFLOAT, BINGET, BININT, BININT1, BININT2,
    BINUNICODE, BINUNICODE8, BUILD, BYTEARRAY8, EMPTY_DICT, EMPTY_LIST, EMPTY_SET, EMPTY_TUPLE,
    FRAME, FROZENSET, LONG_BINGET, LONG1, LONG4, MARK, MEMOIZE, NEWFALSE, NEWOBJ, NEWTRUE, NONE,
    POP, POP_MARK, PROTO, REDUCE, SETITEM, SETITEMS, SHORT_BINBYTES, SHORT_BINUNICODE,
    STACK_GLOBAL, STOP, TUPLE, TUPLE1, TUPLE2, TUPLE3,
};
use super::place::{Part, Place, identity, place_of};
use super::{Hard, plain_class};
use crate::base::ObjectId;
use crate::code::Name;
use crate::machine::class;
use crate::machine::object::Body;
use crate::machine::value::Value;
use crate::machine::vm::Vm;

/// Items of a container that go into it at once.
const BATCH: usize = 1000;

/// The pickle of a value.
pub(super) fn dumps(
    vm: &mut Vm<'_>,
    root: Value,
    protocol: u8,
    registered: FxHashSet<ObjectId>,
) -> Result<Vec<u8>, Hard> {
    let room = super::room(vm);
    let mut writer = Writer {
        vm,
        protocol,
        registered,
        frames: Frames::default(),
        memo: FxHashMap::default(),
        memoized: 0,
        open: Vec::new(),
        depth: 0,
        room,
    };
    writer.frames.out.extend([PROTO, protocol]);
    writer.save(root)?;
    while writer.advance()? {}
    writer.frames.put(&[STOP]);
    writer.frames.commit();
    Ok(writer.frames.out)
}

struct Writer<'w, 'p> {
    vm: &'w mut Vm<'p>,
    protocol: u8,
    /// Classes with a reducer in `copyreg.dispatch_table`.
    registered: FxHashSet<ObjectId>,
    frames: Frames,
    /// Where in the reader's memo a thing is that was written before, by `identity`.
    memo: FxHashMap<i64, u32>,
    memoized: u32,
    /// Containers that are being written, outer ones first: data may be deep, and this stack is not Rust's.
    open: Vec<Open>,
    /// How deep CPython's own recursion would be.
    depth: usize,
    room: usize,
}

/// A container some of whose items are written.
struct Open {
    value: Value,
    items: Items,
    /// How many items, or pairs, have gone before.
    written: usize,
    /// What it takes of CPython's stack.
    cost: usize,
}

enum Items {
    List {
        length: usize,
    },
    Tuple(Arc<[Value]>),
    /// `position` in the dict; the value of a pair whose key is written.
    Dict {
        position: usize,
        value: Option<Value>,
        length: usize,
    },
    Set {
        position: usize,
    },
    FrozenSet {
        position: usize,
    },
    /// What an instance's `__dict__` holds.
    Attributes {
        pairs: Vec<(Name, Value)>,
        value: Option<Value>,
    },
}

impl Writer<'_, '_> {
    fn save(&mut self, value: Value) -> Result<(), Hard> {
        self.frames.boundary();
        match value {
            Value::None => self.frames.put(&[NONE]),
            Value::Bool(flag) => self.frames.put(&[if flag { NEWTRUE } else { NEWFALSE }]),
            Value::Int(number) => self.save_int(number),
            Value::Float(number) => {
                self.frames.put(&[BINFLOAT]);
                self.frames.put(&number.to_be_bytes());
            }
            Value::Native(_) => {
                if !self.was_saved(value) {
                    self.save_global(value)?;
                }
            }
            Value::Object(id) => self.save_object(value, id)?,
            Value::Unbound | Value::Ellipsis | Value::NotImplemented | Value::Module(_) => {
                return Err(Hard::Python);
            }
        }
        Ok(())
    }

    fn save_int(&mut self, number: i64) {
        if let Ok(byte) = u8::try_from(number) {
            self.frames.put(&[BININT1, byte]);
        } else if let Ok(two) = u16::try_from(number) {
            self.frames.put(&[BININT2]);
            self.frames.put(&two.to_le_bytes());
        } else if let Ok(four) = i32::try_from(number) {
            self.frames.put(&[BININT]);
            self.frames.put(&four.to_le_bytes());
        } else {
            self.save_long(&num_bigint::BigInt::from(number).to_signed_bytes_le());
        }
    }

    fn save_long(&mut self, bytes: &[u8]) {
        if let Ok(length) = u8::try_from(bytes.len()) {
            self.frames.put(&[LONG1, length]);
        } else {
            self.frames.put(&[LONG4]);
            self.frames.put(&(bytes.len() as u32).to_le_bytes());
        }
        self.frames.put(bytes);
    }

    fn save_object(&mut self, value: Value, id: ObjectId) -> Result<(), Hard> {
        let class = self.vm.heap().class(id);
        if let Body::BigInt(number) = self.vm.heap().body(id)
            && class == class::INT
        {
            let bytes = number.to_signed_bytes_le();
            self.save_long(&bytes);
            return Ok(());
        }
        if self.was_saved(value) {
            return Ok(());
        }
        match class {
            class::STR => {
                let text = self
                    .vm
                    .heap()
                    .text(value)
                    .map(crate::machine::object::Text::shared);
                self.save_text(text.as_deref().unwrap_or_default());
                self.memoize(value);
            }
            class::BYTES => {
                let Body::Bytes(bytes) = self.vm.heap().body(id) else {
                    return Err(Hard::Python);
                };
                let bytes = Arc::clone(bytes);
                self.save_bytes(&bytes);
                self.memoize(value);
            }
            class::TUPLE | class::LIST | class::DICT | class::SET | class::FROZENSET => {
                self.open_container(value, id)?;
            }
            class::BYTEARRAY => self.save_bytearray(value, id)?,
            class::FUNCTION | class::TYPE => {
                self.save_global(value)?;
            }
            _ => self.open_instance(value, id, class)?,
        }
        Ok(())
    }

    fn save_text(&mut self, text: &str) {
        let length = text.len();
        let mut header = Vec::with_capacity(9);
        if let Ok(length) = u8::try_from(length) {
            header.extend([SHORT_BINUNICODE, length]);
        } else if let Ok(length) = u32::try_from(length) {
            header.push(BINUNICODE);
            header.extend(length.to_le_bytes());
        } else {
            header.push(BINUNICODE8);
            header.extend((length as u64).to_le_bytes());
        }
        self.frames.put_large(&header, text.as_bytes());
    }

    fn save_bytes(&mut self, bytes: &[u8]) {
        let length = bytes.len();
        let mut header = Vec::with_capacity(9);
        if let Ok(length) = u8::try_from(length) {
            header.extend([SHORT_BINBYTES, length]);
        } else if let Ok(length) = u32::try_from(length) {
            header.push(BINBYTES);
            header.extend(length.to_le_bytes());
        } else {
            header.push(BINBYTES8);
            header.extend((length as u64).to_le_bytes());
        }
        self.frames.put_large(&header, bytes);
    }

    /// Protocol 4 has no bytearrays: `bytearray(b'…')` is called instead.
    fn save_bytearray(&mut self, value: Value, id: ObjectId) -> Result<(), Hard> {
        self.enter(1)?;
        let Body::ByteArray(bytes) = self.vm.heap().body(id) else {
            return Err(Hard::Python);
        };
        let bytes = bytes.clone();
        if self.protocol >= 5 {
            let mut header = vec![BYTEARRAY8];
            header.extend((bytes.len() as u64).to_le_bytes());
            self.frames.put_large(&header, &bytes);
        } else {
            self.save(Value::Object(class::BYTEARRAY))?;
            self.frames.boundary();
            if bytes.is_empty() {
                self.frames.put(&[EMPTY_TUPLE]);
            } else {
                self.frames.boundary();
                if bytes.len() == 1 {
                    // One byte alone is one object wherever it comes from.
                    let single = self.vm.bytes(bytes);
                    self.save(single)?;
                } else {
                    self.save_bytes(&bytes);
                    self.memoize_nameless();
                }
                self.frames.put(&[TUPLE1]);
                self.memoize_nameless();
            }
            self.frames.put(&[REDUCE]);
        }
        self.memoize(value);
        self.depth -= 1;
        Ok(())
    }

    /// A function or class, by the names under which the reader will find it.
    fn save_global(&mut self, value: Value) -> Result<(), Hard> {
        self.enter(1)?;
        let place = place_of(self.vm, value)?;
        if !place.finds(self.vm, value) {
            return Err(Hard::Python);
        }
        let Place { module, name } = place;
        self.save_part(&module);
        self.save_part(&name);
        self.frames.put(&[STACK_GLOBAL]);
        self.memoize(value);
        self.depth -= 1;
        Ok(())
    }

    fn save_part(&mut self, part: &Part) {
        self.frames.boundary();
        if let Some(key) = part.identity {
            if let Some(&number) = self.memo.get(&key) {
                self.put_get(number);
                return;
            }
            self.memo.insert(key, self.memoized);
        }
        self.save_text(&part.text);
        self.memoize_nameless();
    }

    fn open_container(&mut self, value: Value, id: ObjectId) -> Result<(), Hard> {
        self.enter(1)?;
        let mut cost = 1;
        let items = match self.vm.heap().body(id) {
            Body::Tuple(items) => {
                let items = Arc::clone(items);
                match items.len() {
                    0 => {
                        self.frames.put(&[EMPTY_TUPLE]);
                        self.depth -= 1;
                        return Ok(());
                    }
                    1..=3 => {}
                    _ => self.frames.put(&[MARK]),
                }
                Items::Tuple(items)
            }
            Body::List(items) => {
                let length = items.len();
                self.frames.put(&[EMPTY_LIST]);
                self.memoize(value);
                cost += self.enter_items(length)?;
                Items::List { length }
            }
            Body::Dict(dict) => {
                let length = dict.len();
                self.frames.put(&[EMPTY_DICT]);
                self.memoize(value);
                cost += self.enter_items(length)?;
                if length > 1 {
                    self.frames.put(&[MARK]);
                }
                Items::Dict {
                    position: 0,
                    value: None,
                    length,
                }
            }
            Body::Set(set) => {
                let empty = set.is_empty();
                if self.vm.heap().class(id) == class::FROZENSET {
                    self.frames.put(&[MARK]);
                    Items::FrozenSet { position: 0 }
                } else {
                    self.frames.put(&[EMPTY_SET]);
                    self.memoize(value);
                    if empty {
                        self.depth -= 1;
                        return Ok(());
                    }
                    self.frames.put(&[MARK]);
                    Items::Set { position: 0 }
                }
            }
            _ => return Err(Hard::Python),
        };
        self.open.push(Open {
            value,
            items,
            written: 0,
            cost,
        });
        Ok(())
    }

    /// An instance of a class that says nothing about pickling: the class, and what its `__dict__` holds.
    fn open_instance(&mut self, value: Value, id: ObjectId, class: ObjectId) -> Result<(), Hard> {
        if !matches!(self.vm.heap().body(id), Body::Plain)
            || self.registered.contains(&class)
            || !plain_class::writes(self.vm, class)
        {
            return Err(Hard::Python);
        }
        self.enter(1)?;
        self.save(Value::Object(class))?;
        self.frames.boundary();
        self.frames.put(&[EMPTY_TUPLE, NEWOBJ]);
        self.memoize(value);
        let attributes = self.vm.heap().get(id).attributes.as_deref();
        let pairs: Vec<_> = attributes
            .map(|own| own.iter().collect())
            .unwrap_or_default();
        if pairs.is_empty() {
            self.depth -= 1;
            return Ok(());
        }
        self.frames.boundary();
        self.frames.put(&[EMPTY_DICT]);
        self.memoize_nameless();
        self.enter(2)?;
        if pairs.len() > 1 {
            self.frames.put(&[MARK]);
        }
        let items = Items::Attributes { pairs, value: None };
        self.open.push(Open {
            value,
            items,
            written: 0,
            cost: 3,
        });
        Ok(())
    }

    /// Writes the next item of the innermost container, or its end; `false` where none is open.
    fn advance(&mut self) -> Result<bool, Hard> {
        let Some(mut open) = self.open.pop() else {
            return Ok(false);
        };
        match self.next_item(&mut open) {
            Some(item) => {
                self.open.push(open);
                self.save(item)?;
            }
            None => self.depth -= open.cost,
        }
        Ok(true)
    }

    /// The next item of a container, after what must be written before it; after the last one, its end is written.
    fn next_item(&mut self, open: &mut Open) -> Option<Value> {
        let id = open.value.object().expect("containers are objects");
        match &mut open.items {
            Items::Tuple(items) => {
                let item = items.get(open.written).copied();
                if item.is_none() {
                    let items = Arc::clone(items);
                    self.close_tuple(open.value, items.len());
                }
                open.written += 1;
                item
            }
            Items::List { length } => {
                let (at, length) = (open.written, *length);
                if length == 1 {
                    if at == 1 {
                        self.frames.put(&[APPEND]);
                    }
                } else {
                    if at > 0 && (at.is_multiple_of(BATCH) || at == length) {
                        self.frames.put(&[APPENDS]);
                    }
                    if at < length && at.is_multiple_of(BATCH) {
                        self.frames.put(&[MARK]);
                    }
                }
                open.written += 1;
                self.vm.heap().list(open.value)?.get(at).copied()
            }
            Items::Dict {
                position,
                value,
                length,
            } => {
                if let Some(value) = value.take() {
                    return Some(value);
                }
                let length = *length;
                self.between_pairs(open.written, length);
                let Some((at, entry)) = self.vm.heap().dict(open.value)?.next(*position) else {
                    self.close_pairs(length);
                    return None;
                };
                *position = at + 1;
                *value = Some(entry.value);
                open.written += 1;
                Some(entry.key)
            }
            Items::Attributes { pairs, value } => {
                if let Some(value) = value.take() {
                    return Some(value);
                }
                self.between_pairs(open.written, pairs.len());
                let Some(&(name, held)) = pairs.get(open.written) else {
                    self.frames
                        .put(&[if pairs.len() == 1 { SETITEM } else { SETITEMS }, BUILD]);
                    return None;
                };
                *value = Some(held);
                open.written += 1;
                Some(self.vm.name_value(name))
            }
            Items::Set { position } => {
                if open.written > 0 && open.written.is_multiple_of(BATCH) {
                    self.frames.put(&[ADDITEMS, MARK]);
                }
                let Body::Set(set) = self.vm.heap().body(id) else {
                    return None;
                };
                let Some((at, _, key)) = set.next(*position) else {
                    self.frames.put(&[ADDITEMS]);
                    return None;
                };
                *position = at + 1;
                open.written += 1;
                Some(key)
            }
            Items::FrozenSet { position } => {
                let Body::Set(set) = self.vm.heap().body(id) else {
                    return None;
                };
                let Some((at, _, key)) = set.next(*position) else {
                    self.close(open.value, &[POP_MARK], &[FROZENSET]);
                    return None;
                };
                *position = at + 1;
                Some(key)
            }
        }
    }

    /// CPython begins another batch of pairs after each full one, even where nothing is left for it.
    fn between_pairs(&mut self, written: usize, length: usize) {
        if length > 1 && written > 0 && written.is_multiple_of(BATCH) {
            self.frames.put(&[SETITEMS, MARK]);
        }
    }

    fn close_pairs(&mut self, length: usize) {
        match length {
            0 => {}
            1 => self.frames.put(&[SETITEM]),
            _ => self.frames.put(&[SETITEMS]),
        }
    }

    fn close_tuple(&mut self, value: Value, length: usize) {
        match length {
            1 => self.close(value, &[POP], &[TUPLE1]),
            2 => self.close(value, &[POP, POP], &[TUPLE2]),
            3 => self.close(value, &[POP, POP, POP], &[TUPLE3]),
            _ => self.close(value, &[POP_MARK], &[TUPLE]),
        }
    }

    /// What is made from its items is memoized last. One that holds itself was written meanwhile: its items are
    /// dropped, and it is taken from the memo.
    fn close(&mut self, value: Value, drop: &[u8], make: &[u8]) {
        let key = identity(self.vm, value);
        if let Some(&number) = self.memo.get(&key) {
            self.frames.put(drop);
            self.put_get(number);
        } else {
            self.frames.put(make);
            self.memoize(value);
        }
    }

    /// Writes where it is in the memo, if it is there.
    fn was_saved(&mut self, value: Value) -> bool {
        let key = identity(self.vm, value);
        let number = self.memo.get(&key).copied();
        if let Some(number) = number {
            self.put_get(number);
        }
        number.is_some()
    }

    fn put_get(&mut self, number: u32) {
        if let Ok(number) = u8::try_from(number) {
            self.frames.put(&[BINGET, number]);
        } else {
            self.frames.put(&[LONG_BINGET]);
            self.frames.put(&number.to_le_bytes());
        }
    }

    fn memoize(&mut self, value: Value) {
        let key = identity(self.vm, value);
        self.memo.insert(key, self.memoized);
        self.memoize_nameless();
    }

    /// Something that was made for this pickle alone, and that nothing else can refer to.
    fn memoize_nameless(&mut self) {
        self.frames.put(&[MEMOIZE]);
        self.memoized += 1;
    }

    /// CPython's pickler calls itself for every level, twice for what it adds items to.
    fn enter(&mut self, levels: usize) -> Result<(), Hard> {
        self.depth += levels;
        if self.depth > self.room {
            return Err(Hard::Stop(super::too_deep(self.vm)));
        }
        Ok(())
    }

    fn enter_items(&mut self, length: usize) -> Result<usize, Hard> {
        if length == 0 {
            return Ok(0);
        }
        self.enter(1)?;
        Ok(1)
    }
}

/// The bytes so far. From protocol 4 on they are cut into frames, each with its length before it, so that a reader of
/// a file can fetch many instructions at once.
#[derive(Default)]
struct Frames {
    out: Vec<u8>,
    /// Where the frame begins that is being filled.
    start: Option<usize>,
}

impl Frames {
    const HEADER: usize = 9;
    /// A shorter one is not worth a header.
    const LEAST: usize = 4;
    const FULL: usize = 64 * 1024;

    fn put(&mut self, bytes: &[u8]) {
        if self.start.is_none() {
            self.start = Some(self.out.len());
            self.out.extend([0; Self::HEADER]);
        }
        self.out.extend_from_slice(bytes);
    }

    /// Data that would fill a frame stands between frames.
    fn put_large(&mut self, header: &[u8], data: &[u8]) {
        if data.len() < Self::FULL {
            self.put(header);
            self.put(data);
        } else {
            self.commit();
            self.out.extend_from_slice(header);
            self.out.extend_from_slice(data);
        }
    }

    /// Between two instructions a full frame ends.
    fn boundary(&mut self) {
        if self
            .start
            .is_some_and(|start| self.out.len() - start >= Self::HEADER + Self::FULL)
        {
            self.commit();
        }
    }

    fn commit(&mut self) {
        let Some(start) = self.start.take() else {
            return;
        };
        let length = self.out.len() - start - Self::HEADER;
        if length >= Self::LEAST {
            self.out[start] = FRAME;
            self.out[start + 1..start + Self::HEADER]
                .copy_from_slice(&(length as u64).to_le_bytes());
        } else {
            self.out.drain(start..start + Self::HEADER);
        }
    }
}
