//! From a pickle to plain data: the other direction of `write`.
//!
//! Anything unusual, a damaged pickle included, is left to `assets/lib/pickle.py`: it begins anew, and has the words.

use std::ops::Range;
use std::sync::Arc;

use super::opcode::{
    ADDITEMS, APPEND, APPENDS, BINBYTES, BINBYTES8, BINFLOAT, BINGET, BININT, BININT1, BININT2,
    BINUNICODE, BINUNICODE8, BUILD, BYTEARRAY8, EMPTY_DICT, EMPTY_LIST, EMPTY_SET, EMPTY_TUPLE,
    FRAME, FROZENSET, LONG_BINGET, LONG1, LONG4, MARK, MEMOIZE, NEWFALSE, NEWOBJ, NEWTRUE, NONE,
    POP, POP_MARK, PROTO, REDUCE, SETITEM, SETITEMS, SHORT_BINBYTES, SHORT_BINUNICODE,
    STACK_GLOBAL, STOP, TUPLE, TUPLE1, TUPLE2, TUPLE3,
};
use super::place::find;
use super::{Hard, plain_class};
use crate::base::ObjectId;
use crate::machine::class;
use crate::machine::compare;
use crate::machine::object::{Body, Dict, Set};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

/// Instructions between two looks at the memory.
const STRETCH: usize = 1 << 12;

/// The value of a pickle.
pub(super) fn loads(vm: &mut Vm<'_>, data: &Arc<[u8]>) -> Result<Value, Hard> {
    let mut reader = Reader {
        vm,
        data,
        at: 0,
        stack: Vec::new(),
        marks: Vec::new(),
        memo: Vec::new(),
    };
    for count in 1_usize.. {
        if count.is_multiple_of(STRETCH) {
            reader.vm.reserve(0)?;
        }
        if let Some(value) = reader.step()? {
            return Ok(value);
        }
    }
    Err(Hard::Python)
}

struct Reader<'r, 'p> {
    vm: &'r mut Vm<'p>,
    data: &'r [u8],
    at: usize,
    stack: Vec<Value>,
    /// How high the stack was at each mark.
    marks: Vec<usize>,
    memo: Vec<Value>,
}

impl Reader<'_, '_> {
    /// One instruction; the whole value after the last.
    fn step(&mut self) -> Result<Option<Value>, Hard> {
        let opcode = self.byte()?;
        match opcode {
            PROTO => {
                if self.byte()? > 5 {
                    return Err(Hard::Python);
                }
            }
            FRAME => {
                let length = self.number::<8>()?;
                if length > self.data.len() - self.at {
                    return Err(Hard::Python);
                }
            }
            STOP => return self.pop().map(Some),
            MARK => self.marks.push(self.stack.len()),
            POP => {
                self.pop()?;
            }
            POP_MARK => {
                self.above_mark()?;
            }
            NONE => self.stack.push(Value::None),
            NEWTRUE => self.stack.push(Value::Bool(true)),
            NEWFALSE => self.stack.push(Value::Bool(false)),
            BININT1 | BININT2 | BININT | LONG1 | LONG4 | BINFLOAT => self.read_number(opcode)?,
            SHORT_BINUNICODE | BINUNICODE | BINUNICODE8 | SHORT_BINBYTES | BINBYTES | BINBYTES8
            | BYTEARRAY8 => self.read_text(opcode)?,
            EMPTY_TUPLE | TUPLE1 | TUPLE2 | TUPLE3 | TUPLE | FROZENSET => {
                self.make_whole(opcode)?;
            }
            EMPTY_LIST => {
                let list = self.vm.list(Vec::new());
                self.stack.push(list);
            }
            EMPTY_DICT => {
                let dict = self.vm.dict(Dict::default());
                self.stack.push(dict);
            }
            EMPTY_SET => {
                let set = self.vm.set(Set::default());
                self.stack.push(set);
            }
            APPEND => {
                let item = self.pop()?;
                self.append(&[item])?;
            }
            APPENDS => {
                let items = self.above_mark()?;
                self.append(&items)?;
            }
            SETITEM => {
                let value = self.pop()?;
                let key = self.pop()?;
                self.set_items(&[key, value])?;
            }
            SETITEMS => {
                let items = self.above_mark()?;
                self.set_items(&items)?;
            }
            ADDITEMS => {
                let items = self.above_mark()?;
                let set = self.top_of(class::SET)?;
                self.add(set, &items)?;
            }
            MEMOIZE => {
                let value = self.top()?;
                self.memo.push(value);
            }
            BINGET => {
                let number = usize::from(self.byte()?);
                self.recall(number)?;
            }
            LONG_BINGET => {
                let number = self.number::<4>()?;
                self.recall(number)?;
            }
            STACK_GLOBAL => {
                let name = self.pop()?;
                let module = self.pop()?;
                let (Some(module), Some(name)) = (self.vm.as_str(module), self.vm.as_str(name))
                else {
                    return Err(Hard::Python);
                };
                let found = find(self.vm, module, name).ok_or(Hard::Python)?;
                self.stack.push(found);
            }
            NEWOBJ => self.make_instance()?,
            BUILD => self.set_attributes()?,
            REDUCE => self.make_bytearray()?,
            _ => return Err(Hard::Python),
        }
        Ok(None)
    }

    fn read_number(&mut self, opcode: u8) -> Result<(), Hard> {
        let value = match opcode {
            BININT1 => Value::Int(i64::from(self.byte()?)),
            BININT2 => Value::Int(self.number::<2>()? as i64),
            BININT => Value::Int(i64::from(i32::from_le_bytes(self.array()?))),
            BINFLOAT => Value::Float(f64::from_be_bytes(self.array()?)),
            _ => {
                let length = if opcode == LONG1 {
                    usize::from(self.byte()?)
                } else {
                    self.number::<4>()?
                };
                let bytes = self.take(length)?;
                let number = num_bigint::BigInt::from_signed_bytes_le(&self.data[bytes]);
                self.vm.integer(number)
            }
        };
        self.stack.push(value);
        Ok(())
    }

    fn read_text(&mut self, opcode: u8) -> Result<(), Hard> {
        let length = match opcode {
            SHORT_BINUNICODE | SHORT_BINBYTES => usize::from(self.byte()?),
            BINUNICODE | BINBYTES => self.number::<4>()?,
            _ => self.number::<8>()?,
        };
        let place = self.take(length)?;
        let bytes = &self.data[place];
        self.vm.reserve(bytes.len())?;
        let value = match opcode {
            SHORT_BINBYTES | BINBYTES | BINBYTES8 => self.vm.bytes(bytes),
            BYTEARRAY8 => self
                .vm
                .allocate(class::BYTEARRAY, Body::ByteArray(bytes.to_vec())),
            _ => {
                let text = std::str::from_utf8(bytes).map_err(|_| Hard::Python)?;
                // A new object each time, as in CPython: pickled again, it has the same length.
                self.vm.text(text)
            }
        };
        self.stack.push(value);
        Ok(())
    }

    /// What never changes is made when its items are there.
    fn make_whole(&mut self, opcode: u8) -> Result<(), Hard> {
        let items = match opcode {
            EMPTY_TUPLE => Vec::new(),
            TUPLE1 => vec![self.pop()?],
            TUPLE2 => self.last(2)?,
            TUPLE3 => self.last(3)?,
            _ => self.above_mark()?,
        };
        let value = if opcode == FROZENSET {
            let set = self
                .vm
                .allocate(class::FROZENSET, Body::Set(Box::default()));
            self.add(set.object().expect("just allocated"), &items)?;
            set
        } else {
            self.vm.tuple(items)
        };
        self.stack.push(value);
        Ok(())
    }

    fn append(&mut self, items: &[Value]) -> Result<(), Hard> {
        let list = self.top_of(class::LIST)?;
        self.vm.reserve(size_of_val(items))?;
        self.vm.heap_mut().list_mut(list).extend_from_slice(items);
        self.vm.heap_mut().grew(size_of_val(items));
        Ok(())
    }

    fn set_items(&mut self, items: &[Value]) -> Result<(), Hard> {
        let dict = self.top_of(class::DICT)?;
        let pairs = items.chunks_exact(2);
        if !pairs.remainder().is_empty() {
            return Err(Hard::Python);
        }
        let before = self.vm.heap_mut().dict_mut(dict).bytes();
        for pair in pairs {
            let place = compare::locate(self.vm, dict, pair[0])?.ok_or(Hard::Python)?;
            let body = self.vm.heap_mut().dict_mut(dict);
            match place.position {
                Some(position) => {
                    body.replace(position, pair[1]);
                }
                None => body.push(place.hash, pair[0], pair[1]),
            }
        }
        let after = self.vm.heap_mut().dict_mut(dict).bytes();
        self.vm.heap_mut().grew(after.saturating_sub(before));
        Ok(())
    }

    fn add(&mut self, set: ObjectId, items: &[Value]) -> Result<(), Hard> {
        for &item in items {
            if !compare::set_add(self.vm, set, item)? {
                return Err(Hard::Python);
            }
        }
        Ok(())
    }

    /// `cls.__new__(cls)`
    fn make_instance(&mut self) -> Result<(), Hard> {
        let arguments = self.pop()?;
        let class = self.pop()?;
        let nothing = self
            .vm
            .heap()
            .tuple(arguments)
            .is_some_and(|items| items.is_empty());
        match self.vm.as_class(class) {
            Some(class) if nothing && plain_class::reads(self.vm, class) => {
                let made = self.vm.allocate(class, Body::Plain);
                self.stack.push(made);
                Ok(())
            }
            _ => Err(Hard::Python),
        }
    }

    /// `instance.__dict__.update(state)`
    fn set_attributes(&mut self) -> Result<(), Hard> {
        let state = self.pop()?;
        let instance = self.top()?.object().ok_or(Hard::Python)?;
        let class = self.vm.heap().class(instance);
        if !matches!(self.vm.heap().body(instance), Body::Plain)
            || !plain_class::takes_attributes(self.vm, class)
        {
            return Err(Hard::Python);
        }
        super::set_attributes(self.vm, instance, state)
    }

    /// `bytearray(b'…')`: the only call that plain data needs.
    fn make_bytearray(&mut self) -> Result<(), Hard> {
        let arguments = self.pop()?;
        let callee = self.pop()?;
        if !callee.is(Value::Object(class::BYTEARRAY)) {
            return Err(Hard::Python);
        }
        let arguments = self
            .vm
            .heap()
            .tuple(arguments)
            .cloned()
            .ok_or(Hard::Python)?;
        let bytes = match *arguments {
            [] => Vec::new(),
            [Value::Object(id)] => match self.vm.heap().body(id) {
                Body::Bytes(bytes) => bytes.to_vec(),
                _ => return Err(Hard::Python),
            },
            _ => return Err(Hard::Python),
        };
        self.vm.reserve(bytes.len())?;
        let made = self.vm.allocate(class::BYTEARRAY, Body::ByteArray(bytes));
        self.stack.push(made);
        Ok(())
    }

    fn recall(&mut self, number: usize) -> Result<(), Hard> {
        let value = *self.memo.get(number).ok_or(Hard::Python)?;
        self.stack.push(value);
        Ok(())
    }

    /// The object on top of the stack, of this very class.
    fn top_of(&self, class: ObjectId) -> Result<ObjectId, Hard> {
        let id = self.top()?.object().ok_or(Hard::Python)?;
        if self.vm.heap().class(id) == class {
            Ok(id)
        } else {
            Err(Hard::Python)
        }
    }

    fn top(&self) -> Result<Value, Hard> {
        if self.stack.len() <= self.floor() {
            return Err(Hard::Python);
        }
        self.stack.last().copied().ok_or(Hard::Python)
    }

    fn pop(&mut self) -> Result<Value, Hard> {
        self.top()?;
        self.stack.pop().ok_or(Hard::Python)
    }

    /// What lies below the last mark is out of reach.
    fn floor(&self) -> usize {
        self.marks.last().copied().unwrap_or(0)
    }

    fn last(&mut self, count: usize) -> Result<Vec<Value>, Hard> {
        let from = self.stack.len().checked_sub(count).ok_or(Hard::Python)?;
        if from < self.floor() {
            return Err(Hard::Python);
        }
        Ok(self.stack.split_off(from))
    }

    fn above_mark(&mut self) -> Result<Vec<Value>, Hard> {
        let mark = self.marks.pop().ok_or(Hard::Python)?;
        if mark > self.stack.len() {
            return Err(Hard::Python);
        }
        Ok(self.stack.split_off(mark))
    }

    fn byte(&mut self) -> Result<u8, Hard> {
        let [byte] = self.array()?;
        Ok(byte)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Hard> {
        let place = self.take(N)?;
        self.data[place].try_into().map_err(|_| Hard::Python)
    }

    /// A length or a number of N bytes, least first.
    fn number<const N: usize>(&mut self) -> Result<usize, Hard> {
        let mut all = [0; 8];
        all[..N].copy_from_slice(&self.array::<N>()?);
        usize::try_from(u64::from_le_bytes(all)).map_err(|_| Hard::Python)
    }

    /// The place of the next so many bytes; an error where there are fewer, whatever was claimed.
    fn take(&mut self, length: usize) -> Result<Range<usize>, Hard> {
        let end = self
            .at
            .checked_add(length)
            .filter(|&end| end <= self.data.len());
        let end = end.ok_or(Hard::Python)?;
        let place = self.at..end;
        self.at = end;
        Ok(place)
    }
}
