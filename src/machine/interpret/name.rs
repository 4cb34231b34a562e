//! Variables: what is not found where the loop looks first.

use crate::base::ModuleId;
use crate::code::{Name, listing};
use crate::machine::access::{Access, Spot};
use crate::machine::class;
use crate::machine::event::{Event, Place};
use crate::machine::interpret::Flow;
use crate::machine::object::{Body, Dict};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

impl Vm<'_> {
    #[inline]
    pub(super) fn store_global(
        &mut self,
        module: ModuleId,
        slot: u32,
        value: Value,
        visible: bool,
    ) {
        self.process.note(Access::Write(Spot::Global(module, slot)));
        let globals = std::sync::Arc::make_mut(&mut self.process.globals[module.index()]);
        globals.dirty = true;
        let before = std::mem::replace(&mut globals.values[slot as usize], value);
        if visible {
            self.tell(|| Event::Wrote {
                place: Place::Global(module, slot),
                before,
                value,
            });
        }
    }

    pub(super) fn global_missing(&mut self, slot: u32) -> Flow {
        let module = self.program.functions[self.frame().function.index()].module;
        let name = self.process.globals[module.index()].names[slot as usize];
        self.name_missing(name)
    }

    fn name_missing(&mut self, name: Name) -> Flow {
        let text = self.name_text(name);
        let stop = self.raise(class::NAME_ERROR, format!("name '{text}' is not defined"));
        self.fail(stop)
    }

    pub(super) fn delete_global(&mut self, slot: u32) -> Flow {
        let module = self.program.functions[self.frame().function.index()].module;
        self.process.note(Access::Read(Spot::Global(module, slot)));
        if !self.process.globals[module.index()].values[slot as usize].is_bound() {
            return self.global_missing(slot);
        }
        self.store_global(module, slot, Value::Unbound, false);
        self.tell(|| Event::Deleted {
            place: Place::Global(module, slot),
        });
        self.next()
    }

    pub(super) fn local_missing(&mut self, slot: u32) -> Flow {
        let code = &self.program.functions[self.frame().function.index()];
        let text = self.name_text(code.locals[slot as usize]);
        let stop = self.raise(
            class::UNBOUND_LOCAL_ERROR,
            format!(
                "cannot access local variable '{text}' where it is not associated with a value"
            ),
        );
        self.fail(stop)
    }

    pub(super) fn delete_local(&mut self, slot: u32) -> Flow {
        let place = self.frame().base as usize + slot as usize;
        if !self.thread.stack[place].is_bound() {
            return self.local_missing(slot);
        }
        self.thread.stack[place] = Value::Unbound;
        self.next()
    }

    fn cell(&self, cell: u32) -> Value {
        let frame = self.frame();
        let code = &self.program.functions[frame.function.index()];
        self.thread.stack[frame.base as usize + code.locals.len() + cell as usize]
    }

    fn cell_name(&self, cell: u32) -> Name {
        let code = &self.program.functions[self.frame().function.index()];
        listing::cell_name(code, cell as usize)
    }

    fn cell_value(&self, cell: Value) -> Value {
        match cell.object().map(|id| self.heap().body(id)) {
            Some(Body::Cell(value)) => *value,
            _ => Value::Unbound,
        }
    }

    pub(super) fn load_cell(&mut self, number: u32) -> Flow {
        let cell = self.cell(number);
        let value = self.cell_value(cell);
        if !value.is_bound() {
            return self.cell_missing(number);
        }
        if self.process.watched
            && !self.frame().hidden
            && let Some(id) = cell.object()
        {
            let name = self.cell_name(number);
            self.tell(|| Event::Read {
                place: Place::Cell(id, name),
                value,
            });
        }
        self.push(value)
    }

    fn cell_missing(&mut self, number: u32) -> Flow {
        let code = &self.program.functions[self.frame().function.index()];
        let text = self.name_text(self.cell_name(number));
        let stop = if (number as usize) < code.cells.len() {
            self.raise(
                class::UNBOUND_LOCAL_ERROR,
                format!(
                    "cannot access local variable '{text}' where it is not associated with a value"
                ),
            )
        } else {
            self.raise(
                class::NAME_ERROR,
                format!("cannot access free variable '{text}' where it is not associated with a value in enclosing scope"),
            )
        };
        self.fail(stop)
    }

    pub(super) fn store_cell(&mut self, number: u32) -> Flow {
        let value = self.pop();
        self.set_cell(number, value);
        self.next()
    }

    fn set_cell(&mut self, number: u32, value: Value) {
        let Some(id) = self.cell(number).object() else {
            return;
        };
        let Body::Cell(held) = self.heap_mut().body_mut(id) else {
            return;
        };
        let before = std::mem::replace(held, value);
        if self.process.watched && !self.frame().hidden {
            let name = self.cell_name(number);
            self.tell(|| Event::Wrote {
                place: Place::Cell(id, name),
                before,
                value,
            });
        }
    }

    pub(super) fn delete_cell(&mut self, number: u32) -> Flow {
        let cell = self.cell(number);
        if !self.cell_value(cell).is_bound() {
            return self.cell_missing(number);
        }
        self.set_cell(number, Value::Unbound);
        self.next()
    }

    pub(super) fn load_closure(&mut self, number: u32) -> Flow {
        let cell = self.cell(number);
        self.push(cell)
    }

    /// In a class body: its namespace, then the cell if the name is one of an enclosing function, then globals.
    pub(super) fn load_name(&mut self, name: Name, cell: Option<u32>) -> Flow {
        let key = self.name_value(name);
        if let Some(namespace) = self.frame().namespace {
            let hash = self.text_hash(key);
            let Body::Dict(dict) = self.heap().body(namespace) else {
                unreachable!("a namespace is a dict")
            };
            let found = dict
                .find(hash, |other| other.is(key))
                .and_then(|position| dict.at(position));
            if let Some(entry) = found {
                let value = entry.value;
                return self.push(value);
            }
        }
        if let Some(cell) = cell {
            return self.load_cell(cell);
        }
        let module = self.program.functions[self.frame().function.index()].module;
        if let Some(value) = self
            .process
            .global_by_name(module, name)
            .or_else(|| self.process.builtins.get(name))
        {
            return self.push(value);
        }
        self.name_missing(name)
    }

    pub(super) fn store_name(&mut self, name: Name) -> Flow {
        let value = self.pop();
        let key = self.name_value(name);
        if let Some(namespace) = self.frame().namespace {
            self.put(namespace, key, value);
        }
        self.next()
    }

    pub(super) fn delete_name(&mut self, name: Name) -> Flow {
        let key = self.name_value(name);
        let hash = self.text_hash(key);
        if let Some(namespace) = self.frame().namespace {
            let dict = self.heap_mut().dict_mut(namespace);
            if let Some(position) = dict.find(hash, |other| other.is(key)) {
                dict.remove(position);
                return self.next();
            }
        }
        self.name_missing(name)
    }

    /// `name: annotation` in a class or module body.
    pub(super) fn annotate(&mut self, name: Name) -> Flow {
        let annotation = self.pop();
        let key = self.name_value(name);
        if let Some(namespace) = self.frame().namespace {
            let annotations = self.name_value(crate::code::name::ANNOTATIONS);
            let hash = self.text_hash(annotations);
            let Body::Dict(dict) = self.heap().body(namespace) else {
                unreachable!("a namespace is a dict")
            };
            let found = dict
                .find(hash, |other| other.is(annotations))
                .and_then(|position| dict.at(position));
            let dict = match found.and_then(|entry| entry.value.object()) {
                Some(id) => id,
                None => {
                    let made = self.dict(Dict::default());
                    self.put(namespace, annotations, made);
                    made.object().expect("just made")
                }
            };
            self.put(dict, key, annotation);
        }
        self.next()
    }

    /// `dict[text] = value`, for a text that is a name's own value.
    pub(crate) fn put(&mut self, dict: crate::base::ObjectId, key: Value, value: Value) {
        let hash = self.text_hash(key);
        let text = self.as_str(key).unwrap_or_default().to_owned();
        let Body::Dict(held) = self.heap().body(dict) else {
            unreachable!("callers know it is a dict")
        };
        let position = held.find(hash, |other| {
            other.is(key) || self.as_str(other) == Some(&text)
        });
        let held = self.heap_mut().dict_mut(dict);
        match position {
            Some(position) => {
                held.replace(position, value);
            }
            None => held.push(hash, key, value),
        }
    }

    /// Runs once a thread has none of the frames that a `then` was for.
    pub(super) fn module_loaded(&mut self, module: ModuleId) -> Flow {
        self.process.bind_in_parent(module);
        self.push(Value::Module(module))
    }

    pub(super) fn module_failed(&mut self, module: ModuleId) {
        self.process.set_loaded(module, false);
    }
}
