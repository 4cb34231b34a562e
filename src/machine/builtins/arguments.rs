//! What a native is called with, and how it takes it apart, with CPython's words where it does not fit.

use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use crate::code::Name;
use crate::machine::effect::{Result, Stop};
use crate::machine::value::Value;
use crate::machine::vm::Vm;

/// As many need no memory of their own.
const FEW: usize = 4;

/// Positional arguments, the receiver first where there is one, and keyword arguments in the order given.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Arguments {
    pub positional: SmallVec<[Value; FEW]>,
    pub keywords: SmallVec<[(Name, Value); 1]>,
}

impl Arguments {
    #[inline]
    pub fn of(values: &[Value]) -> Self {
        // Nearly all calls have so few that copying them one by one is quicker than asking for a copy.
        let mut few = [Value::Unbound; FEW];
        let positional = if values.len() <= FEW {
            for (slot, &value) in few.iter_mut().zip(values) {
                *slot = value;
            }
            SmallVec::from_buf_and_len(few, values.len())
        } else {
            SmallVec::from_slice(values)
        };
        Self {
            positional,
            keywords: SmallVec::new(),
        }
    }

    /// As a call finds them on the stack: the last ones are those of the keywords.
    #[inline]
    pub fn named(values: &[Value], keywords: &[Name]) -> Self {
        if keywords.is_empty() {
            return Self::of(values);
        }
        let (positional, named) = values.split_at(values.len() - keywords.len());
        Self {
            positional: SmallVec::from_slice(positional),
            keywords: keywords
                .iter()
                .copied()
                .zip(named.iter().copied())
                .collect(),
        }
    }

    #[must_use]
    pub fn with(mut self, name: Name, value: Value) -> Self {
        self.keywords.push((name, value));
        self
    }

    /// The n-th positional argument, the receiver counting as 0 in a method.
    #[inline]
    pub fn get(&self, index: usize) -> Option<Value> {
        self.positional.get(index).copied()
    }

    /// The receiver of a method. Calls of methods through their class (`list.append(x, 1)`) have been checked to give one.
    #[inline]
    pub fn receiver(&self) -> Value {
        self.positional[0]
    }

    /// A function of exactly N arguments: `len() takes exactly one argument (2 given)`.
    #[inline]
    pub fn function<const N: usize>(&self, vm: &mut Vm<'_>, name: &str) -> Result<[Value; N]> {
        self.exactly(vm, name, 0)
    }

    /// A method of exactly N arguments beside its receiver: `list.append() takes exactly one argument (0 given)`.
    #[inline]
    pub fn method<const N: usize>(
        &self,
        vm: &mut Vm<'_>,
        name: &str,
    ) -> Result<(Value, [Value; N])> {
        Ok((self.receiver(), self.exactly(vm, name, 1)?))
    }

    #[inline]
    fn exactly<const N: usize>(
        &self,
        vm: &mut Vm<'_>,
        name: &str,
        receivers: usize,
    ) -> Result<[Value; N]> {
        if !self.keywords.is_empty() || self.positional.len() - receivers != N {
            return Err(self.not_exactly(vm, name, receivers, N));
        }
        Ok(std::array::from_fn(|index| {
            self.positional[receivers + index]
        }))
    }

    #[cold]
    fn not_exactly(&self, vm: &mut Vm<'_>, name: &str, receivers: usize, wanted: usize) -> Stop {
        if let Err(stop) = self.no_keywords(vm, name) {
            return stop;
        }
        let given = self.positional.len() - receivers;
        vm.type_error(match wanted {
            0 => format!("{name}() takes no arguments ({given} given)"),
            1 => format!("{name}() takes exactly one argument ({given} given)"),
            _ => format!("{} expected {wanted} arguments, got {given}", short(name)),
        })
    }

    /// Between `least` and N positional arguments (beside `receivers`), no keywords; absent ones are `None`.
    #[inline]
    pub fn between<const N: usize>(
        &self,
        vm: &mut Vm<'_>,
        name: &str,
        receivers: usize,
        least: usize,
    ) -> Result<[Option<Value>; N]> {
        let given = self.positional.len() - receivers;
        if !self.keywords.is_empty() || given < least || given > N {
            return Err(self.not_between(vm, name, receivers, least, N));
        }
        Ok(std::array::from_fn(|index| self.get(receivers + index)))
    }

    #[cold]
    fn not_between(
        &self,
        vm: &mut Vm<'_>,
        name: &str,
        receivers: usize,
        least: usize,
        most: usize,
    ) -> Stop {
        if let Err(stop) = self.no_keywords(vm, name) {
            return stop;
        }
        let given = self.positional.len() - receivers;
        let (word, bound) = if given < least {
            ("at least", least)
        } else {
            ("at most", most)
        };
        let plural = if bound == 1 { "" } else { "s" };
        vm.type_error(format!(
            "{} expected {word} {bound} argument{plural}, got {given}",
            short(name)
        ))
    }

    /// Positional or by keyword, as a function written in Python would take them; the first `least` are required.
    /// Beside `receivers` that come before. A name that begins with `*` can be given by keyword only.
    pub fn bind<const N: usize>(
        &self,
        vm: &mut Vm<'_>,
        function: &str,
        receivers: usize,
        names: [&str; N],
        least: usize,
    ) -> Result<[Option<Value>; N]> {
        let mut bound = [None; N];
        let most = names
            .iter()
            .take_while(|name| !name.starts_with('*'))
            .count();
        let given = self.positional.len() - receivers;
        if given > most {
            let plural = if most == 1 { "" } else { "s" };
            return Err(vm.type_error(format!(
                "{function}() takes at most {most} positional argument{plural} ({given} given)"
            )));
        }
        bound[..given]
            .iter_mut()
            .zip(&self.positional[receivers..])
            .for_each(|(slot, &value)| *slot = Some(value));
        for &(keyword, value) in &self.keywords {
            let text = vm.process.names.text(keyword).clone();
            let Some(index) = names
                .iter()
                .position(|name| name.trim_start_matches('*') == &*text)
            else {
                return Err(vm.type_error(format!(
                    "{function}() got an unexpected keyword argument '{text}'"
                )));
            };
            if bound[index].replace(value).is_some() {
                return Err(vm.type_error(format!(
                    "{function}() got multiple values for argument '{text}'"
                )));
            }
        }
        if let Some(index) = bound[..least].iter().position(Option::is_none) {
            let missing = names[index];
            return Err(vm.type_error(format!(
                "{function}() missing required argument '{missing}' (pos {})",
                index + 1
            )));
        }
        Ok(bound)
    }

    pub fn no_keywords(&self, vm: &mut Vm<'_>, name: &str) -> std::result::Result<(), Stop> {
        if self.keywords.is_empty() {
            Ok(())
        } else {
            Err(vm.type_error(format!("{name}() takes no keyword arguments")))
        }
    }
}

fn short(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}
