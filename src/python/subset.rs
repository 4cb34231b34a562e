//! What is Python and yet declined, and how we say so: by name, at its place, with what to use instead.

use crate::base::{Diagnostic, Kind, Span};
use crate::code::builtin;

/// Syntax that we decline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Construct {
    AsyncFunction,
    AsyncFor,
    AsyncWith,
    AsyncComprehension,
    Await,
    ExceptStar,
    ComplexNumber,
    TemplateString,
    TypeParameters,
    TypeAlias,
    LazyImport,
    RelativeImport,
    HugeNumber,
    NamespaceWrite,
}

impl Construct {
    fn message(self) -> &'static str {
        match self {
            Self::AsyncFunction => "`async def` is not supported yet",
            Self::AsyncFor => "`async for` is not supported yet",
            Self::AsyncWith => "`async with` is not supported yet",
            Self::AsyncComprehension => "an asynchronous comprehension is not supported yet",
            Self::Await => "`await` is not supported yet",
            Self::ExceptStar => "`except*` is not supported",
            Self::ComplexNumber => "complex numbers are not supported",
            Self::TemplateString => "t-strings are not supported",
            Self::TypeParameters => "type parameters in brackets are not supported",
            Self::TypeAlias => "the `type` statement is not supported",
            Self::LazyImport => "lazy imports are not supported",
            Self::RelativeImport => "a relative import is not supported",
            Self::NamespaceWrite => "writing to a namespace's dict is not supported",
            Self::HugeNumber => "a number of more than 4300 digits is not supported",
        }
    }

    fn hint(self) -> &'static str {
        match self {
            Self::AsyncFunction
            | Self::AsyncFor
            | Self::AsyncWith
            | Self::AsyncComprehension
            | Self::Await => "use threads: `threading.Thread` and `queue.Queue`",
            Self::ExceptStar => "use `except`, and look into `error.exceptions`",
            Self::ComplexNumber => "use two floats",
            Self::TemplateString => "use an f-string",
            Self::TypeParameters => "leave them out, or use `typing.TypeVar`",
            Self::TypeAlias => "assign the type to a name",
            Self::LazyImport => "leave out `lazy`",
            Self::RelativeImport => "a scenario is one file: put the code into it",
            Self::NamespaceWrite => "use `setattr(object, name, value)`, or a `global` statement",
            Self::HugeNumber => "compute it: `10 ** 5000`",
        }
    }
}

/// Declines a piece of syntax.
pub(crate) fn construct(file: &str, construct: Construct, span: Span) -> Diagnostic {
    unsupported(file, span, construct.message()).hint(construct.hint())
}

/// Declines a builtin, if it is one we decline.
pub(crate) fn builtin(file: &str, name: &str, span: Span) -> Option<Diagnostic> {
    let &(_, hint) = builtin::DECLINED_BUILTINS
        .iter()
        .find(|(declined, _)| *declined == name)?;
    let message = format!("the builtin `{name}` is not supported");
    Some(unsupported(file, span, message).hint(hint))
}

/// Declines a module that cannot be imported here.
pub(crate) fn module(file: &str, name: &str, span: Span) -> Diagnostic {
    let hint = declined_module(name)
        .unwrap_or("a scenario is one file: put what you need of that module into it");
    unsupported(file, span, format!("the module `{name}` is not supported")).hint(hint)
}

/// Declines a name that a module has in CPython, perhaps, but not here.
pub(crate) fn attribute(
    file: &str,
    module: &str,
    name: &str,
    similar: Option<&str>,
    span: Span,
) -> Diagnostic {
    let message = format!("`{module}.{name}` is not supported");
    let declined = builtin::DECLINED_MEMBERS
        .iter()
        .find(|(of, declined, _)| (*of, *declined) == (module, name));
    let hint = match (declined, similar) {
        (Some((_, _, hint)), _) => (*hint).to_owned(),
        (None, Some(similar)) => format!("did you mean `{module}.{similar}`?"),
        (None, None) => format!("the module `{module}` has no `{name}` here"),
    };
    unsupported(file, span, message).hint(hint)
}

/// What to use instead of a module, looked up by its whole name, then by its first part.
fn declined_module(name: &str) -> Option<&'static str> {
    let package = name.split('.').next().unwrap_or(name);
    [name, package].iter().find_map(|wanted| {
        let (_, hint) = builtin::DECLINED_MODULES
            .iter()
            .find(|(declined, _)| declined == wanted)?;
        Some(*hint)
    })
}

fn unsupported(file: &str, span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Kind::Unsupported, file, Some(span), message)
}

/// The name most like a mistyped one: one letter more, less or other, or two exchanged, or another case.
pub(crate) fn similar<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    names
        .filter(|name| !name.starts_with('_') && name.len() > 2)
        .map(|name| (distance(wanted, name), name))
        .filter(|&(distance, _)| distance <= 1)
        .min()
        .map(|(_, name)| name)
}

/// 0 for another case only, 1 for one slip, 2 for anything more.
fn distance(left: &str, right: &str) -> usize {
    if left.eq_ignore_ascii_case(right) {
        return 0;
    }
    let left: Vec<char> = left.to_lowercase().chars().collect();
    let right: Vec<char> = right.to_lowercase().chars().collect();
    let prefix = left.iter().zip(&right).take_while(|(a, b)| a == b).count();
    let (left, right) = (&left[prefix..], &right[prefix..]);
    let suffix = left
        .iter()
        .rev()
        .zip(right.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (left, right) = (&left[..left.len() - suffix], &right[..right.len() - suffix]);
    let exchanged = matches!((left, right), ([a, b], [c, d]) if a == d && b == c);
    if exchanged || (left.len() <= 1 && right.len() <= 1) {
        1
    } else {
        2
    }
}
