//! `with`: entering, and leaving by either way. A lock's `__enter__` may wait, so its operands stay until it has it.

use crate::base::ObjectId;
use crate::code::{Name, name};
use crate::machine::class;
use crate::machine::frame::Then;
use crate::machine::interpret::Flow;
use crate::machine::object::{Body, Method};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

/// Whether what objects of this class do when they are left is known for good.
fn is_unchanging(class: ObjectId) -> bool {
    class.index() < class::BUILTIN.len()
}

impl Vm<'_> {
    /// `[manager] → [exit result]`
    pub(super) fn enter_with(&mut self) -> Flow {
        // Tried again after a wait, the manager lies below the call of its `__enter__`.
        if self.thread.waiting.is_none() {
            let manager = self.peek(1);
            let class = self.class_of(manager);
            let (Some(enter), Some(exit)) = (
                self.lookup(class, name::ENTER),
                self.lookup(class, name::EXIT),
            ) else {
                return self.no_context_manager(manager);
            };
            let exit = if is_unchanging(class) {
                manager
            } else {
                self.allocate(
                    class::METHOD,
                    Body::Method(Box::new(Method {
                        function: exit,
                        receiver: manager,
                    })),
                )
            };
            self.pop();
            self.thread.stack.extend([exit, enter, manager]);
        }
        let at = self.thread.stack.len() - 2;
        self.invoke(at, &[], Then::Push)
    }

    /// What an `exit` on the stack calls, and with whom: it is a method, or a manager of a builtin class, which has no
    /// other `__exit__` than it had.
    fn exit_of(&self, exit: Value) -> (Value, Value) {
        let class = self.class_of(exit);
        match self.lookup(class, name::EXIT) {
            Some(function) if is_unchanging(class) => (function, exit),
            _ => (exit, Value::Unbound),
        }
    }

    fn no_context_manager(&mut self, manager: Value) -> Flow {
        let class = self.class_of(manager);
        let name = self.class_name(class);
        let missing: Name = if self.lookup(class, name::ENTER).is_none() {
            name::ENTER
        } else {
            name::EXIT
        };
        let also = if missing == name::EXIT {
            " (missed __exit__ method)"
        } else {
            ""
        };
        let stop = self.type_error(format!(
            "'{name}' object does not support the context manager protocol{also}"
        ));
        self.fail(stop)
    }

    /// `[exit] → [result]`
    pub(super) fn exit_with(&mut self) -> Flow {
        let exit = self.peek(1);
        if !exit.is_bound() {
            // Nothing is called, however the step before was taken.
            self.thread.checked = false;
            self.pop();
            return self.push(Value::None);
        }
        let at = self.thread.stack.len() - 1;
        let (function, receiver) = self.exit_of(exit);
        self.thread.stack[at] = function;
        self.thread
            .stack
            .extend([receiver, Value::None, Value::None, Value::None]);
        self.invoke(at, &[], Then::Push)
    }

    /// `[exit previous exception] → [exit previous exception result]`
    pub(super) fn exit_with_error(&mut self) -> Flow {
        let (exit, exception) = (self.peek(3), self.peek(1));
        if !exit.is_bound() {
            return self.push(Value::Bool(false));
        }
        let at = self.thread.stack.len();
        let class = Value::Object(self.class_of(exception));
        let (function, receiver) = self.exit_of(exit);
        self.thread
            .stack
            .extend([function, receiver, class, exception, Value::None]);
        self.invoke(at, &[], Then::Push)
    }
}
