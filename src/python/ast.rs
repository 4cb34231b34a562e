//! Our own syntax tree: what the compiler needs of Python's grammar, and nothing of the parser crate.
//!
//! Names are interned and already mangled (`__x` inside a class). Constants are already folded. The guards in `parse`
//! bound the depth, so walking and dropping a tree may recurse.

use crate::base::Span;
use crate::code::{Binary, Compare, Constant, Conversion, Name, Unary};

/// A namespace of the source: a module, class, function, lambda or comprehension, numbered in source order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ScopeId(pub u32);

/// A whole module.
#[derive(Debug)]
pub(crate) struct Tree {
    pub body: Vec<Statement>,
    pub documentation: Option<String>,
    /// How many scopes the tree has; the module's is `ScopeId(0)`.
    pub scopes: u32,
    /// Comments that follow code on their line, in order.
    pub comments: Vec<Comment>,
}

/// A comment behind some code.
#[derive(Debug)]
pub(crate) struct Comment {
    pub span: Span,
    pub text: String,
}

/// A statement is in the program only while this fix is on (`# fix:`) or off (`# bug:`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Index into the program's fixes.
    pub fix: u16,
    /// True for `# fix:`.
    pub on: bool,
}

#[derive(Debug)]
pub(crate) struct Statement {
    /// All of it, its body and decorators included.
    pub span: Span,
    /// What a debugger stops at: up to the colon of a compound statement, else all of it.
    pub header: Span,
    pub mark: Option<Mark>,
    pub kind: StatementKind,
}

#[derive(Debug)]
pub(crate) enum StatementKind {
    Function(Box<FunctionDefinition>),
    Class(Box<ClassDefinition>),
    Return(Option<Expression>),
    Delete(Vec<Expression>),
    Assign {
        targets: Vec<Expression>,
        value: Expression,
    },
    AugmentedAssign {
        target: Expression,
        operator: Binary,
        value: Expression,
    },
    AnnotatedAssign {
        target: Expression,
        annotation: Expression,
        value: Option<Expression>,
        /// A plain name without parentheses: its annotation is kept.
        simple: bool,
    },
    For {
        target: Expression,
        iterable: Expression,
        body: Vec<Statement>,
        otherwise: Vec<Statement>,
    },
    While {
        test: Expression,
        body: Vec<Statement>,
        otherwise: Vec<Statement>,
    },
    /// `if`, then each `elif`.
    If {
        branches: Vec<Branch>,
        otherwise: Option<Suite>,
    },
    With {
        items: Vec<WithItem>,
        body: Vec<Statement>,
    },
    Match {
        subject: Expression,
        cases: Vec<Case>,
    },
    Raise {
        exception: Option<Expression>,
        cause: Option<Expression>,
    },
    Try(Box<Try>),
    Assert {
        test: Expression,
        message: Option<Expression>,
    },
    Import(Vec<Alias>),
    ImportFrom {
        module: String,
        names: Vec<ImportedName>,
        /// `from module import *`
        star: bool,
    },
    Global(Vec<(Name, Span)>),
    Nonlocal(Vec<(Name, Span)>),
    Expression(Expression),
    Pass,
    Break,
    Continue,
    /// Made of two adjacent definitions of one function, `# bug: x` and `# fix: x`: the body is chosen at each call.
    Choose {
        fix: u16,
        off: Vec<Statement>,
        on: Vec<Statement>,
    },
}

/// `else:` or `finally:` with its body.
#[derive(Debug)]
pub(crate) struct Suite {
    pub header: Span,
    pub body: Vec<Statement>,
}

#[derive(Debug)]
pub(crate) struct Branch {
    pub header: Span,
    pub test: Expression,
    pub body: Vec<Statement>,
}

#[derive(Debug)]
pub(crate) struct WithItem {
    pub manager: Expression,
    pub target: Option<Expression>,
}

#[derive(Debug)]
pub(crate) struct Try {
    pub body: Vec<Statement>,
    pub handlers: Vec<ExceptClause>,
    pub otherwise: Option<Suite>,
    pub last: Option<Suite>,
}

#[derive(Debug)]
pub(crate) struct ExceptClause {
    pub header: Span,
    pub class: Option<Expression>,
    pub name: Option<Name>,
    pub body: Vec<Statement>,
}

/// `import module as name`
#[derive(Debug)]
pub(crate) struct Alias {
    pub span: Span,
    /// The dotted name.
    pub module: String,
    /// What it is bound to: after `as`, or the first part of the dotted name.
    pub target: Name,
    pub renamed: bool,
}

/// `from … import name as target`
#[derive(Debug)]
pub(crate) struct ImportedName {
    pub span: Span,
    pub name: Name,
    pub target: Name,
}

#[derive(Debug)]
pub(crate) struct FunctionDefinition {
    pub name: Name,
    /// What it is bound to: the name, mangled.
    pub target: Name,
    pub decorators: Vec<Expression>,
    pub parameters: Parameters,
    pub body: Vec<Statement>,
    pub documentation: Option<String>,
    pub scope: ScopeId,
    pub is_generator: bool,
}

#[derive(Debug)]
pub(crate) struct ClassDefinition {
    pub name: Name,
    pub target: Name,
    pub decorators: Vec<Expression>,
    pub arguments: Vec<Argument>,
    pub body: Vec<Statement>,
    pub documentation: Option<String>,
    pub scope: ScopeId,
}

#[derive(Debug, Default)]
pub(crate) struct Parameters {
    pub positional_only: Vec<Parameter>,
    pub positional: Vec<Parameter>,
    pub keyword_only: Vec<Parameter>,
    pub star: Option<Parameter>,
    pub double_star: Option<Parameter>,
}

impl Parameters {
    /// In the order of the locals they fill.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Parameter> {
        self.positional_only
            .iter()
            .chain(&self.positional)
            .chain(&self.keyword_only)
            .chain(&self.star)
            .chain(&self.double_star)
    }
}

#[derive(Debug)]
pub(crate) struct Parameter {
    pub name: Name,
    pub span: Span,
    pub default: Option<Expression>,
}

#[derive(Debug)]
pub(crate) struct Expression {
    pub span: Span,
    pub kind: ExpressionKind,
}

impl Expression {
    pub(crate) fn constant(&self) -> Option<&Constant> {
        if let ExpressionKind::Constant(constant) = &self.kind {
            Some(constant)
        } else {
            None
        }
    }

    /// `*self`
    pub(crate) fn starred(&self) -> Option<&Expression> {
        if let ExpressionKind::Star(inner) = &self.kind {
            Some(inner)
        } else {
            None
        }
    }
}

#[derive(Debug)]
pub(crate) enum ExpressionKind {
    Constant(Constant),
    Name(Name),
    /// `and` (true) or `or` (false).
    Bool {
        and: bool,
        values: Vec<Expression>,
    },
    Walrus {
        target: Name,
        value: Box<Expression>,
    },
    Binary {
        left: Box<Expression>,
        operator: Binary,
        right: Box<Expression>,
    },
    Unary {
        operator: Unary,
        operand: Box<Expression>,
    },
    Lambda(Box<Lambda>),
    Conditional {
        test: Box<Expression>,
        body: Box<Expression>,
        otherwise: Box<Expression>,
    },
    /// A pair without a key is `**mapping`.
    Dict(Vec<(Option<Expression>, Expression)>),
    Set(Vec<Expression>),
    List(Vec<Expression>),
    Tuple(Vec<Expression>),
    Comprehension(Box<Comprehension>),
    Yield(Option<Box<Expression>>),
    YieldFrom(Box<Expression>),
    Compare {
        left: Box<Expression>,
        rest: Vec<(Comparison, Expression)>,
    },
    Call {
        callee: Box<Expression>,
        arguments: Vec<Argument>,
    },
    /// An f-string.
    Format(Vec<FormatPart>),
    Attribute {
        object: Box<Expression>,
        name: Name,
        /// The name itself: where a traceback points in a chain of calls over several lines.
        name_span: Span,
    },
    Item {
        container: Box<Expression>,
        key: Box<Expression>,
    },
    Star(Box<Expression>),
    Slice {
        start: Option<Box<Expression>>,
        stop: Option<Box<Expression>>,
        step: Option<Box<Expression>>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Order(Compare),
    Is { negated: bool },
    In { negated: bool },
}

#[derive(Debug)]
pub(crate) struct Lambda {
    pub parameters: Parameters,
    pub body: Expression,
    pub scope: ScopeId,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ComprehensionKind {
    List,
    Set,
    Dict,
    Generator,
}

#[derive(Debug)]
pub(crate) struct Comprehension {
    pub kind: ComprehensionKind,
    /// The key, where it makes a dict.
    pub element: Expression,
    /// Only where it makes a dict.
    pub value: Option<Expression>,
    pub clauses: Vec<Clause>,
    pub scope: ScopeId,
}

/// `for target in iterable if condition …`
#[derive(Debug)]
pub(crate) struct Clause {
    pub target: Expression,
    pub iterable: Expression,
    pub conditions: Vec<Expression>,
}

#[derive(Debug)]
pub(crate) enum Argument {
    Positional(Expression),
    /// `*iterable`
    Star(Expression),
    Keyword(Name, Expression),
    /// `**mapping`
    DoubleStar(Expression),
}

impl Argument {
    pub(crate) fn value(&self) -> &Expression {
        match self {
            Self::Positional(value)
            | Self::Star(value)
            | Self::Keyword(_, value)
            | Self::DoubleStar(value) => value,
        }
    }
}

#[derive(Debug)]
pub(crate) enum FormatPart {
    Text(String),
    Value {
        value: Expression,
        conversion: Conversion,
        specification: Option<Vec<FormatPart>>,
    },
}

#[derive(Debug)]
pub(crate) struct Case {
    pub header: Span,
    pub pattern: Pattern,
    pub guard: Option<Expression>,
    pub body: Vec<Statement>,
}

#[derive(Debug)]
pub(crate) struct Pattern {
    pub span: Span,
    pub kind: PatternKind,
}

#[derive(Debug)]
pub(crate) enum PatternKind {
    /// Compared with `==`.
    Value(Expression),
    /// `None`, `True`, `False`: compared with `is`.
    Singleton(Constant),
    Sequence(Vec<Pattern>),
    /// `*name` or `*_` in a sequence.
    Star(Option<Name>),
    Mapping {
        keys: Vec<Expression>,
        patterns: Vec<Pattern>,
        rest: Option<Name>,
    },
    Class {
        class: Expression,
        positional: Vec<Pattern>,
        keywords: Vec<(Name, Pattern)>,
    },
    /// `pattern as name`, `name`, or `_` where there is neither.
    As {
        pattern: Option<Box<Pattern>>,
        name: Option<Name>,
    },
    Or(Vec<Pattern>),
}
