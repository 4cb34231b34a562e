//! Imports: a module's body runs once per process, the first time.

use crate::base::ModuleId;
use crate::code::{Module, Name};
use crate::machine::class;
use crate::machine::frame::Then;
use crate::machine::interpret::{Flow, attribute};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

impl Vm<'_> {
    pub(super) fn import(&mut self, module: ModuleId) -> Flow {
        let program = self.program;
        let entry = &program.modules[module.index()];
        // `a.b.c` is imported into `a.b`, and that into `a`: the outermost comes first.
        for (end, _) in entry.name.match_indices('.') {
            let package = &entry.name[..end];
            let is_package = |other: &Module| other.name == package;
            if let Some(package) = program.modules.iter().position(is_package)
                && !self.process.is_loaded(ModuleId::from(package))
            {
                return self.load_module(ModuleId::from(package), Then::Again);
            }
        }
        if self.process.is_loaded(module) {
            return self.push(Value::Module(module));
        }
        self.load_module(module, Then::Module(module))
    }

    fn load_module(&mut self, module: ModuleId, then: Then) -> Flow {
        self.process.set_loaded(module, true);
        let program = self.program;
        match program.modules[module.index()].body {
            Some(body) => self.enter_module(body, then),
            None => {
                self.process.bind_in_parent(module);
                match then {
                    Then::Module(module) => self.push(Value::Module(module)),
                    _ => Flow::Reframe,
                }
            }
        }
    }

    pub(super) fn import_from(&mut self, imported: Name) -> Flow {
        let Value::Module(module) = self.peek(1) else {
            unreachable!("the compiler imports before")
        };
        match attribute::load(self, Value::Module(module), imported) {
            Ok(crate::machine::effect::Outcome::Value(value)) => self.push(value),
            // The module's `__getattr__`.
            Ok(outcome) => {
                let at = self.thread.stack.len();
                self.complete(Ok(outcome), at, Then::Push)
            }
            Err(_) => {
                let name = self.name_text(imported);
                let entry = &self.program.modules[module.index()];
                let message = format!(
                    "cannot import name '{name}' from '{}' (unknown location)",
                    entry.name
                );
                let stop = self.raise(class::IMPORT_ERROR, message);
                self.fail(stop)
            }
        }
    }

    pub(super) fn import_missing(&mut self, module: Name) -> Flow {
        let name = self.name_text(module);
        let stop = self.raise(
            class::MODULE_NOT_FOUND_ERROR,
            format!("No module named '{name}'"),
        );
        self.fail(stop)
    }
}
