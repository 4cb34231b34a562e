//! Imports: a module's body runs once per process, the first time.

use crate::base::ModuleId;
use crate::code::Name;
use crate::machine::class;
use crate::machine::frame::Then;
use crate::machine::interpret::{Flow, attribute};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

impl Vm<'_> {
    pub(super) fn import(&mut self, module: ModuleId) -> Flow {
        let program = self.program;
        let entry = &program.modules[module.index()];
        // `a.b` is imported into `a`, so `a` comes first.
        if let Some((parent, _)) = entry.name.rsplit_once('.')
            && let Some(parent) = program
                .modules
                .iter()
                .position(|other| other.name == parent)
            && !self.process.globals[parent].loaded
        {
            return self.load_module(ModuleId::from(parent), Then::Again);
        }
        if self.process.globals[module.index()].loaded {
            return self.push(Value::Module(module));
        }
        self.load_module(module, Then::Module(module))
    }

    fn load_module(&mut self, module: ModuleId, then: Then) -> Flow {
        std::sync::Arc::make_mut(&mut self.process.globals[module.index()]).loaded = true;
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
            _ => {
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
