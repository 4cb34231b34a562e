//! Calls: `[callee receiver arguments…]`, then one instruction.

use super::{Compiler, Expression, Name, Op, Span};
use crate::python::ast::{Argument, ExpressionKind};

impl<'a> Compiler<'a, '_> {
    pub(super) fn call(&mut self, callee: &'a Expression, arguments: &'a [Argument], span: Span) {
        if let ExpressionKind::Attribute {
            object,
            name,
            name_span,
        } = &callee.kind
        {
            self.check_attribute(object, *name, callee.span);
            if matches!(
                self.names_text(*name),
                "update" | "setdefault" | "pop" | "popitem" | "clear"
            ) {
                self.decline_namespace_write(object);
            }
            self.expression(object);
            let place = if name_span.end_line == callee.span.line {
                callee.span
            } else {
                *name_span
            };
            self.emit(Op::LoadMethod(*name), place);
        } else {
            self.expression(callee);
            self.emit(Op::Unbound, callee.span);
        }
        self.pass(0, arguments, span);
    }

    /// Evaluates arguments and calls; `already` positional ones lie on the stack.
    pub(super) fn pass(&mut self, already: u32, arguments: &'a [Argument], span: Span) {
        let count = already as usize + arguments.len();
        let is_spread = |argument: &Argument| match argument {
            Argument::Star(_) | Argument::DoubleStar(_) => true,
            Argument::Positional(_) | Argument::Keyword(..) => false,
        };
        if arguments.iter().any(is_spread) || count > usize::from(u16::MAX) {
            self.spread(already, arguments, span);
            return;
        }
        let mut names = Vec::new();
        for argument in arguments {
            self.expression(argument.value());
            if let Argument::Keyword(name, _) = argument {
                names.push(*name);
            }
        }
        let op = if names.is_empty() {
            Op::Call(count as u32)
        } else {
            Op::CallKeywords {
                arguments: count as u16,
                keywords: self.link.keywords(names),
            }
        };
        self.emit(op, span);
    }

    /// `f(*args, **kwargs)`: one tuple, and one dict where there are keywords. Positional ones come first, whatever
    /// the order in the source, as in CPython.
    fn spread(&mut self, already: u32, arguments: &'a [Argument], span: Span) {
        let mut count = already;
        let mut is_list = false;
        for argument in arguments {
            match argument {
                Argument::Positional(value) => {
                    self.expression(value);
                    if is_list {
                        self.emit(Op::ListAppend(1), span);
                    } else {
                        count += 1;
                    }
                }
                Argument::Star(value) => {
                    if !is_list {
                        self.emit(Op::BuildList(count), span);
                        is_list = true;
                    }
                    self.expression(value);
                    self.emit(Op::ListExtend(1), span);
                }
                Argument::Keyword(..) | Argument::DoubleStar(_) => {}
            }
        }
        let op = if is_list {
            Op::ListToTuple
        } else {
            Op::BuildTuple(count)
        };
        self.emit(op, span);
        let has_keywords = self.spread_keywords(arguments, span);
        self.emit(Op::CallSpread(has_keywords), span);
    }

    fn spread_keywords(&mut self, arguments: &'a [Argument], span: Span) -> bool {
        let mut has_dict = false;
        let mut group: Vec<(Name, &'a Expression)> = Vec::new();
        for argument in arguments {
            match argument {
                Argument::Positional(_) | Argument::Star(_) => {}
                Argument::Keyword(name, value) => group.push((*name, value)),
                Argument::DoubleStar(mapping) => {
                    if !group.is_empty() || !has_dict {
                        self.keyword_group(&mut group, &mut has_dict, span);
                    }
                    self.expression(mapping);
                    self.emit(Op::DictMerge(1), span);
                }
            }
        }
        if !group.is_empty() {
            self.keyword_group(&mut group, &mut has_dict, span);
        }
        has_dict
    }

    /// Adds the keywords gathered so far to the dict, which the first group makes.
    fn keyword_group(
        &mut self,
        group: &mut Vec<(Name, &'a Expression)>,
        has_dict: &mut bool,
        span: Span,
    ) {
        let pairs = group.len() as u32;
        for (name, value) in group.drain(..) {
            self.text(name, span);
            self.expression(value);
        }
        self.emit(Op::BuildDict(pairs), span);
        if *has_dict {
            self.emit(Op::DictMerge(1), span);
        }
        *has_dict = true;
    }
}
