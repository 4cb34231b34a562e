//! From source text to our own tree. The one file that knows the parser crate.
//!
//! Before it parses, a guard looks at the tokens alone and refuses what would nest too deeply, so that everything behind
//! it may recurse.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the parser crate's enums are not ours, and ask us nothing"
)]

use ruff_python_ast as ast;
use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{
    Mode, ParseError, ParseErrorType, ParseOptions, UnsupportedSyntaxErrorKind,
};
use ruff_text_size::{Ranged, TextRange};

use crate::base::{Diagnostic, Kind, Span};
use crate::code::{Binary, Compare, Constant, Conversion, Name, Names, Unary};
use crate::python::ast::{
    Alias, Argument, Branch, Case, ClassDefinition, Clause, Comment, Comparison, Comprehension,
    ComprehensionKind, ExceptClause, Expression, ExpressionKind, FormatPart, FunctionDefinition,
    ImportedName, Lambda, Parameter, Parameters, Pattern, PatternKind, ScopeId, Statement,
    StatementKind, Suite, Tree, Try, WithItem,
};
use crate::python::colours::{Colour, Token};
use crate::python::position::Positions;
use crate::python::subset::{self, Construct};
use crate::python::{fold, scope, syntax};

/// The longest source that is read at all.
const LONGEST: usize = 1 << 20;
/// How deep brackets may nest: CPython's own limit.
const DEEPEST_BRACKETS: usize = 200;
/// How deep blocks may nest: CPython's own limit.
const DEEPEST_BLOCKS: usize = 100;
const DEEPEST_FORMATS: usize = 150;
/// How many operators, calls or attributes may follow one another: `a + b + c …`.
const LONGEST_CHAIN: usize = 10_000;
/// How many prefixes may follow one another: `not not not …`, `lambda: lambda: …`.
const LONGEST_PREFIX: usize = 1_000;
/// CPython's limit on the digits of an integer literal.
const MOST_DIGITS: usize = 4_300;

/// Parses a module. Names go into the program's table.
pub(crate) fn parse(file: &str, text: &str, names: &mut Names) -> Result<Tree, Vec<Diagnostic>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    guard(file, text).map_err(|refusal| vec![refusal])?;
    let positions = Positions::new(text);
    let options = ParseOptions::from(Mode::Module).with_target_version(ast::PythonVersion::PY311);
    let parsed = ruff_python_parser::parse_unchecked(text, options);
    if let Some(error) = parsed
        .errors()
        .iter()
        .min_by_key(|error| error.location.start())
    {
        return Err(vec![explain(file, text, &positions, error)]);
    }
    for error in parsed.unsupported_syntax_errors() {
        if let Some(message) = newer_syntax(error.kind) {
            let span = span_of(&positions, error.range());
            return Err(vec![syntax::error(file, span, message)]);
        }
    }
    let ast::Mod::Module(module) = parsed.syntax() else {
        return Err(vec![syntax::error(file, Span::line(1), "invalid syntax")]);
    };
    let colons = parsed
        .tokens()
        .iter()
        .filter(|token| token.kind() == TokenKind::Colon)
        .map(|token| usize::from(token.start()))
        .collect();
    let definitions = parsed
        .tokens()
        .iter()
        .filter(|token| matches!(token.kind(), TokenKind::Def | TokenKind::Class))
        .map(|token| usize::from(token.start()))
        .collect();
    let mut lower = Lower {
        file,
        text,
        positions: &positions,
        names,
        colons,
        definitions,
        class: Vec::new(),
        scopes: 1,
        yields: Vec::new(),
        future_annotations: false,
        errors: Vec::new(),
    };
    // What a comprehension calls its iterator.
    lower.names.intern(".0");
    lower.futures(&module.body);
    let documentation = documentation(&module.body);
    let body = lower.body(&module.body);
    let scopes = lower.scopes;
    if !lower.errors.is_empty() {
        return Err(lower.errors);
    }
    Ok(Tree {
        body,
        documentation,
        scopes,
        comments: comments(text, &positions, parsed.tokens()),
    })
}

/// The tokens of a text with their colours, as far as it can be read; nothing where the guard refuses it.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    if guard("", text).is_err() {
        return Vec::new();
    }
    let positions = Positions::new(text);
    let parsed = ruff_python_parser::parse_unchecked(text, ParseOptions::from(Mode::Module));
    parsed
        .tokens()
        .iter()
        .filter_map(|token| {
            Some(Token {
                span: span_of(&positions, token.range()),
                colour: colour(token.kind())?,
                text: text[token.range()].to_owned(),
            })
        })
        .collect()
}

fn colour(kind: TokenKind) -> Option<Colour> {
    match kind {
        TokenKind::Name => Some(Colour::Name),
        TokenKind::Int | TokenKind::Float | TokenKind::Complex => Some(Colour::Number),
        TokenKind::String
        | TokenKind::FStringStart
        | TokenKind::FStringMiddle
        | TokenKind::FStringEnd
        | TokenKind::TStringStart
        | TokenKind::TStringMiddle
        | TokenKind::TStringEnd => Some(Colour::String),
        TokenKind::Comment => Some(Colour::Comment),
        kind if kind.is_soft_keyword() => Some(Colour::SoftKeyword),
        kind if kind.is_keyword() => Some(Colour::Keyword),
        kind if kind.is_operator() => Some(Colour::Operator),
        _ => None,
    }
}

/// Refuses what is too long or nests too deeply, from the tokens alone.
fn guard(file: &str, text: &str) -> Result<(), Diagnostic> {
    if text.len() > LONGEST {
        let message = "the file is larger than 1 MiB";
        return Err(Diagnostic::new(Kind::Unsupported, file, None, message)
            .hint("a scenario is a short program: take out the data"));
    }
    if let Some(at) = text.find('\0') {
        let span = Positions::new(text).span(at, at + 1);
        return Err(syntax::error(
            file,
            span,
            "source code cannot contain null bytes",
        ));
    }
    let mut lexer = ruff_python_parser::lexer::lex(text, Mode::Module);
    let mut depth = Depth::default();
    loop {
        let kind = lexer.next_token();
        if kind == TokenKind::EndOfFile {
            return Ok(());
        }
        if let Err(message) = depth.count(kind) {
            // The lexer does not tell where it is, and a string of many lines hides its line ends.
            let certain = !text.contains("\"\"\"") && !text.contains("'''");
            let span = certain.then(|| Span::line(depth.line));
            return Err(syntax::error_somewhere(file, span, message));
        }
    }
}

/// How deep the tree of the tokens so far can be, at most.
#[derive(Default)]
struct Depth {
    line: u32,
    blocks: usize,
    formats: usize,
    /// What had followed one another when each open bracket came.
    brackets: Vec<Chain>,
    chain: Chain,
    /// The last token ends an operand, so a sign after it stands between two.
    after_operand: bool,
}

#[derive(Clone, Copy, Default)]
struct Chain {
    links: usize,
    prefixes: usize,
    lambdas: usize,
}

impl Depth {
    fn count(&mut self, kind: TokenKind) -> Result<(), &'static str> {
        self.line = self.line.max(1);
        match kind {
            TokenKind::Newline => {
                self.line += 1;
                self.brackets.clear();
                self.chain = Chain::default();
            }
            TokenKind::NonLogicalNewline => self.line += 1,
            TokenKind::Indent => self.blocks += 1,
            TokenKind::Dedent => self.blocks = self.blocks.saturating_sub(1),
            TokenKind::FStringStart | TokenKind::TStringStart => self.formats += 1,
            TokenKind::FStringEnd | TokenKind::TStringEnd => {
                self.formats = self.formats.saturating_sub(1);
            }
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => {
                self.brackets.push(self.chain);
                self.chain.links += 1;
            }
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => {
                if let Some(outer) = self.brackets.pop() {
                    self.chain = outer;
                    self.chain.links += 1;
                }
            }
            // Neighbours in a list do not nest; but the comma may stand between the parameters of a lambda.
            TokenKind::Comma => {
                let outer = self.brackets.last().copied().unwrap_or_default();
                self.chain.links = outer.links + 1;
                self.chain.prefixes = outer.prefixes;
            }
            TokenKind::Lambda => self.chain.lambdas += 1,
            TokenKind::Not | TokenKind::Await | TokenKind::Else | TokenKind::DoubleStar => {
                self.chain.prefixes += 1;
            }
            TokenKind::Minus | TokenKind::Plus | TokenKind::Tilde | TokenKind::Star
                if !self.after_operand =>
            {
                self.chain.prefixes += 1;
            }
            kind if kind.is_operator() => self.chain.links += 1,
            _ => {}
        }
        let trivia = kind.is_any_newline() || kind == TokenKind::Comment;
        if !trivia {
            self.after_operand = ends_operand(kind);
        }
        if self.brackets.len() > DEEPEST_BRACKETS {
            Err("too many nested parentheses")
        } else if self.blocks >= DEEPEST_BLOCKS {
            Err("too many levels of indentation")
        } else if self.formats > DEEPEST_FORMATS {
            Err("f-string: expressions nested too deeply")
        } else if self.chain.links > LONGEST_CHAIN
            || self.chain.prefixes + self.chain.lambdas > LONGEST_PREFIX
        {
            Err("too many operators in one expression")
        } else {
            Ok(())
        }
    }
}

fn ends_operand(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Name
            | TokenKind::Int
            | TokenKind::Float
            | TokenKind::Complex
            | TokenKind::String
            | TokenKind::FStringEnd
            | TokenKind::TStringEnd
            | TokenKind::Rpar
            | TokenKind::Rsqb
            | TokenKind::Rbrace
            | TokenKind::Ellipsis
            | TokenKind::None
            | TokenKind::True
            | TokenKind::False
    )
}

fn span_of(positions: &Positions<'_>, range: TextRange) -> Span {
    positions.span(range.start().into(), range.end().into())
}

/// Comments that stand behind code on their line.
fn comments(text: &str, positions: &Positions<'_>, tokens: &[ast::token::Token]) -> Vec<Comment> {
    let mut found = Vec::new();
    let mut code_ends = 0;
    for token in tokens {
        match token.kind() {
            TokenKind::Comment => {
                let span = span_of(positions, token.range());
                if code_ends == span.line {
                    let text = text[token.range()].to_owned();
                    found.push(Comment { span, text });
                }
            }
            TokenKind::Newline
            | TokenKind::NonLogicalNewline
            | TokenKind::Indent
            | TokenKind::Dedent
            | TokenKind::EndOfFile => {}
            _ => code_ends = positions.line(token.end().into()),
        }
    }
    found
}

/// The text of a leading string statement.
fn documentation(body: &[ast::Stmt]) -> Option<String> {
    match body.first()? {
        ast::Stmt::Expr(statement) => match &*statement.value {
            ast::Expr::StringLiteral(literal) => Some(literal.value.to_str().to_owned()),
            _ => None,
        },
        _ => None,
    }
}

/// From the parser's tree to ours.
struct Lower<'a> {
    file: &'a str,
    text: &'a str,
    positions: &'a Positions<'a>,
    names: &'a mut Names,
    /// Where colons stand, to find the ends of headers.
    colons: Vec<usize>,
    /// Where `def` and `class` stand: a definition's range begins with its decorators.
    definitions: Vec<usize>,
    /// The class that private names are mangled with.
    class: Vec<String>,
    scopes: u32,
    /// Whether the function around, and each one around that, has a `yield`.
    yields: Vec<bool>,
    future_annotations: bool,
    errors: Vec<Diagnostic>,
}

impl Lower<'_> {
    fn span(&self, node: &impl Ranged) -> Span {
        span_of(self.positions, node.range())
    }

    fn decline(&mut self, construct: Construct, node: &impl Ranged) {
        let refusal = subset::construct(self.file, construct, self.span(node));
        self.errors.push(refusal);
    }

    fn fail(&mut self, node: &impl Ranged, message: &str) {
        let error = syntax::error(self.file, self.span(node), message);
        self.errors.push(error);
    }

    /// A name as the program's tables know it: `__x` inside `class A` is `_A__x`.
    fn name(&mut self, text: &str) -> Name {
        match self
            .class
            .last()
            .and_then(|class| scope::mangled(class, text))
        {
            Some(mangled) => self.names.intern(&mangled),
            None => self.names.intern(text),
        }
    }

    /// From `start` to the first colon at or after `end`.
    fn header(&self, start: usize, end: usize) -> Span {
        let at = self.colons.partition_point(|&colon| colon < end);
        let end = self.colons.get(at).map_or(end, |colon| colon + 1);
        self.positions.span(start, end)
    }

    fn open_scope(&mut self) -> ScopeId {
        self.scopes += 1;
        ScopeId(self.scopes - 1)
    }

    /// `from __future__ import …` must come first; of its features only `annotations` changes anything.
    fn futures(&mut self, body: &[ast::Stmt]) {
        let mut first = true;
        for (at, statement) in body.iter().enumerate() {
            let is_documentation = at == 0
                && matches!(statement, ast::Stmt::Expr(it) if it.value.is_string_literal_expr());
            match statement {
                ast::Stmt::ImportFrom(import)
                    if import.module.as_deref() == Some("__future__") && import.level == 0 =>
                {
                    if !first {
                        let message =
                            "from __future__ imports must occur at the beginning of the file";
                        self.fail(import, message);
                    }
                    for alias in &import.names {
                        match alias.name.as_str() {
                            "annotations" => self.future_annotations = true,
                            "nested_scopes" | "generators" | "division" | "absolute_import"
                            | "with_statement" | "print_function" | "unicode_literals"
                            | "generator_stop" => {}
                            other => {
                                let message = format!("future feature {other} is not defined");
                                self.fail(alias, &message);
                            }
                        }
                    }
                }
                _ if is_documentation => {}
                _ => first = false,
            }
        }
    }

    // Statements.

    fn body(&mut self, body: &[ast::Stmt]) -> Vec<Statement> {
        body.iter()
            .map(|statement| self.statement(statement))
            .collect()
    }

    #[expect(clippy::too_many_lines, reason = "one arm a kind of statement")]
    fn statement(&mut self, statement: &ast::Stmt) -> Statement {
        let span = self.span(statement);
        let start = usize::from(statement.start());
        let mut header = span;
        let kind = match statement {
            ast::Stmt::FunctionDef(definition) => {
                header = self.definition_header(
                    start,
                    definition
                        .returns
                        .as_ref()
                        .map_or(definition.parameters.end(), |returns| returns.end())
                        .into(),
                    definition.name.start().into(),
                );
                if definition.is_async {
                    self.decline(Construct::AsyncFunction, &definition.name);
                }
                if let Some(parameters) = &definition.type_params {
                    self.decline(Construct::TypeParameters, &**parameters);
                }
                StatementKind::Function(Box::new(self.function(definition)))
            }
            ast::Stmt::ClassDef(definition) => {
                let end = definition
                    .arguments
                    .as_ref()
                    .map_or(definition.name.end(), |arguments| arguments.end());
                header = self.definition_header(start, end.into(), definition.name.start().into());
                if let Some(parameters) = &definition.type_params {
                    self.decline(Construct::TypeParameters, &**parameters);
                }
                StatementKind::Class(Box::new(self.class(definition)))
            }
            ast::Stmt::Return(it) => StatementKind::Return(self.optional(it.value.as_deref())),
            ast::Stmt::Delete(it) => StatementKind::Delete(self.expressions(&it.targets)),
            ast::Stmt::TypeAlias(it) => {
                self.decline(Construct::TypeAlias, it);
                StatementKind::Pass
            }
            ast::Stmt::Assign(it) => StatementKind::Assign {
                targets: self.expressions(&it.targets),
                value: self.expression(&it.value),
            },
            ast::Stmt::AugAssign(it) => StatementKind::AugmentedAssign {
                target: self.expression(&it.target),
                operator: binary_operator(it.op),
                value: self.expression(&it.value),
            },
            ast::Stmt::AnnAssign(it) => StatementKind::AnnotatedAssign {
                target: self.expression(&it.target),
                annotation: self.annotation(&it.annotation),
                value: self.optional(it.value.as_deref()),
                simple: it.simple,
            },
            ast::Stmt::For(it) => {
                header = self.header(start, it.iter.end().into());
                if it.is_async {
                    self.decline(Construct::AsyncFor, &*it.iter);
                }
                StatementKind::For {
                    target: self.expression(&it.target),
                    iterable: self.expression(&it.iter),
                    body: self.body(&it.body),
                    otherwise: self.body(&it.orelse),
                }
            }
            ast::Stmt::While(it) => {
                header = self.header(start, it.test.end().into());
                StatementKind::While {
                    test: self.expression(&it.test),
                    body: self.body(&it.body),
                    otherwise: self.body(&it.orelse),
                }
            }
            ast::Stmt::If(it) => {
                header = self.header(start, it.test.end().into());
                self.conditional(it, header)
            }
            ast::Stmt::With(it) => {
                let end = it.items.last().map_or(it.start(), Ranged::end);
                header = self.header(start, end.into());
                if it.is_async {
                    self.decline(Construct::AsyncWith, &it.items[0]);
                }
                StatementKind::With {
                    items: it
                        .items
                        .iter()
                        .map(|item| WithItem {
                            manager: self.expression(&item.context_expr),
                            target: self.optional(item.optional_vars.as_deref()),
                        })
                        .collect(),
                    body: self.body(&it.body),
                }
            }
            ast::Stmt::Match(it) => {
                header = self.header(start, it.subject.end().into());
                StatementKind::Match {
                    subject: self.expression(&it.subject),
                    cases: it.cases.iter().map(|case| self.case(case)).collect(),
                }
            }
            ast::Stmt::Raise(it) => StatementKind::Raise {
                exception: self.optional(it.exc.as_deref()),
                cause: self.optional(it.cause.as_deref()),
            },
            ast::Stmt::Try(it) => {
                header = self.header(start, start);
                self.attempt(it)
            }
            ast::Stmt::Assert(it) => StatementKind::Assert {
                test: self.expression(&it.test),
                message: self.optional(it.msg.as_deref()),
            },
            ast::Stmt::Import(it) => {
                if it.is_lazy {
                    self.decline(Construct::LazyImport, it);
                }
                StatementKind::Import(it.names.iter().map(|alias| self.alias(alias)).collect())
            }
            ast::Stmt::ImportFrom(it) => self.import_from(it),
            ast::Stmt::Global(it) => StatementKind::Global(self.identifiers(&it.names)),
            ast::Stmt::Nonlocal(it) => StatementKind::Nonlocal(self.identifiers(&it.names)),
            ast::Stmt::Expr(it) => StatementKind::Expression(self.expression(&it.value)),
            ast::Stmt::Pass(_) => StatementKind::Pass,
            ast::Stmt::Break(_) => StatementKind::Break,
            ast::Stmt::Continue(_) => StatementKind::Continue,
            ast::Stmt::IpyEscapeCommand(it) => {
                self.fail(it, "invalid syntax");
                StatementKind::Pass
            }
        };
        Statement {
            span,
            header,
            mark: None,
            kind,
        }
    }

    /// From `def` or `class` to the colon.
    fn definition_header(&self, start: usize, end: usize, name: usize) -> Span {
        let at = self.definitions.partition_point(|&at| at < name);
        let start = at.checked_sub(1).map_or(start, |at| self.definitions[at]);
        self.header(start, end)
    }

    fn function(&mut self, definition: &ast::StmtFunctionDef) -> FunctionDefinition {
        let name = self.names.intern(&definition.name);
        let target = self.name(&definition.name);
        let decorators = self.decorators(&definition.decorator_list);
        let scope = self.open_scope();
        let parameters = self.parameters(&definition.parameters);
        self.yields.push(false);
        let body = self.body(&definition.body);
        FunctionDefinition {
            name,
            target,
            decorators,
            parameters,
            documentation: documentation(&definition.body),
            body,
            scope,
            is_generator: self.yields.pop() == Some(true),
        }
    }

    fn class(&mut self, definition: &ast::StmtClassDef) -> ClassDefinition {
        let name = self.names.intern(&definition.name);
        let target = self.name(&definition.name);
        let decorators = self.decorators(&definition.decorator_list);
        let arguments = definition
            .arguments
            .as_ref()
            .map(|arguments| self.arguments(arguments))
            .unwrap_or_default();
        let scope = self.open_scope();
        self.class.push(definition.name.to_string());
        let body = self.body(&definition.body);
        self.class.pop();
        ClassDefinition {
            name,
            target,
            decorators,
            arguments,
            documentation: documentation(&definition.body),
            body,
            scope,
        }
    }

    fn decorators(&mut self, decorators: &[ast::Decorator]) -> Vec<Expression> {
        decorators
            .iter()
            .map(|decorator| self.expression(&decorator.expression))
            .collect()
    }

    fn parameters(&mut self, parameters: &ast::Parameters) -> Parameters {
        let mut plain = |parameters: &[ast::ParameterWithDefault]| {
            parameters
                .iter()
                .map(|parameter| Parameter {
                    name: self.name(&parameter.parameter.name),
                    span: self.span(&parameter.parameter.name),
                    default: self.optional(parameter.default.as_deref()),
                })
                .collect()
        };
        let positional_only = plain(&parameters.posonlyargs);
        let positional = plain(&parameters.args);
        let keyword_only = plain(&parameters.kwonlyargs);
        let mut starred = |parameter: &Option<Box<ast::Parameter>>| {
            parameter.as_ref().map(|parameter| Parameter {
                name: self.name(&parameter.name),
                span: self.span(&parameter.name),
                default: None,
            })
        };
        Parameters {
            positional_only,
            positional,
            keyword_only,
            star: starred(&parameters.vararg),
            double_star: starred(&parameters.kwarg),
        }
    }

    fn conditional(&mut self, it: &ast::StmtIf, header: Span) -> StatementKind {
        let mut branches = vec![Branch {
            header,
            test: self.expression(&it.test),
            body: self.body(&it.body),
        }];
        let mut otherwise = None;
        for clause in &it.elif_else_clauses {
            let start = usize::from(clause.start());
            match &clause.test {
                Some(test) => branches.push(Branch {
                    header: self.header(start, test.end().into()),
                    test: self.expression(test),
                    body: self.body(&clause.body),
                }),
                None => {
                    otherwise = Some(Suite {
                        header: self.header(start, start),
                        body: self.body(&clause.body),
                    });
                }
            }
        }
        StatementKind::If {
            branches,
            otherwise,
        }
    }

    fn attempt(&mut self, it: &ast::StmtTry) -> StatementKind {
        let body = self.body(&it.body);
        let mut handlers = Vec::new();
        let mut end = it.body.last().map_or(it.start(), Ranged::end);
        for ast::ExceptHandler::ExceptHandler(handler) in &it.handlers {
            if it.is_star {
                self.decline(
                    Construct::ExceptStar,
                    &handler
                        .type_
                        .as_deref()
                        .map_or(handler.range(), Ranged::range),
                );
            }
            end = handler.end();
            let header_end = match (&handler.name, &handler.type_) {
                (Some(name), _) => name.end(),
                (None, Some(class)) => class.end(),
                (None, None) => handler.start(),
            };
            handlers.push(ExceptClause {
                header: self.header(handler.start().into(), header_end.into()),
                class: self.optional(handler.type_.as_deref()),
                name: handler.name.as_ref().map(|name| self.name(name)),
                body: self.body(&handler.body),
            });
        }
        let mut suite = |body: &[ast::Stmt], end: &mut ruff_text_size::TextSize| {
            let first = body.first()?;
            let last = body.last()?;
            let header = self.suite_header((*end).into(), first.start().into());
            *end = last.end();
            Some(Suite {
                header,
                body: self.body(body),
            })
        };
        let otherwise = suite(&it.orelse, &mut end);
        let last = suite(&it.finalbody, &mut end);
        StatementKind::Try(Box::new(Try {
            body,
            handlers,
            otherwise,
            last,
        }))
    }

    /// The `else:` or `finally:` between the end of one suite and the start of the next: the last colon there.
    fn suite_header(&self, after: usize, before: usize) -> Span {
        let at = self.colons.partition_point(|&colon| colon < before);
        let Some(&colon) = at.checked_sub(1).and_then(|at| self.colons.get(at)) else {
            return self.positions.span(after, before);
        };
        let keyword = self.text[..colon].trim_end();
        let start = keyword
            .rfind(|character: char| !character.is_ascii_lowercase())
            .map_or(0, |at| at + 1);
        self.positions.span(start, colon + 1)
    }

    fn alias(&mut self, alias: &ast::Alias) -> Alias {
        let module = alias.name.to_string();
        let target = match &alias.asname {
            Some(name) => self.name(name),
            None => self.name(module.split('.').next().unwrap_or(&module)),
        };
        Alias {
            span: self.span(alias),
            module,
            target,
            renamed: alias.asname.is_some(),
        }
    }

    fn import_from(&mut self, it: &ast::StmtImportFrom) -> StatementKind {
        if it.is_lazy {
            self.decline(Construct::LazyImport, it);
        }
        if it.level > 0 {
            self.decline(Construct::RelativeImport, it);
        }
        StatementKind::ImportFrom {
            module: it.module.as_deref().unwrap_or_default().to_owned(),
            star: it.names.iter().any(|alias| alias.name.as_str() == "*"),
            names: it
                .names
                .iter()
                .map(|alias| ImportedName {
                    span: self.span(alias),
                    name: self.name(&alias.name),
                    target: self.name(alias.asname.as_ref().unwrap_or(&alias.name)),
                })
                .collect(),
        }
    }

    fn identifiers(&mut self, names: &[ast::Identifier]) -> Vec<(Name, Span)> {
        names
            .iter()
            .map(|name| (self.name(name), self.span(name)))
            .collect()
    }

    fn case(&mut self, case: &ast::MatchCase) -> Case {
        let end = case
            .guard
            .as_ref()
            .map_or(case.pattern.end(), |guard| guard.end());
        Case {
            header: self.header(case.start().into(), end.into()),
            pattern: self.pattern(&case.pattern),
            guard: self.optional(case.guard.as_deref()),
            body: self.body(&case.body),
        }
    }

    // Expressions.

    fn expressions(&mut self, expressions: &[ast::Expr]) -> Vec<Expression> {
        expressions
            .iter()
            .map(|expression| self.expression(expression))
            .collect()
    }

    fn optional(&mut self, expression: Option<&ast::Expr>) -> Option<Expression> {
        expression.map(|expression| self.expression(expression))
    }

    fn boxed(&mut self, expression: &ast::Expr) -> Box<Expression> {
        Box::new(self.expression(expression))
    }

    fn optional_box(&mut self, expression: Option<&ast::Expr>) -> Option<Box<Expression>> {
        expression.map(|expression| self.boxed(expression))
    }

    /// An annotation, or its text where `from __future__ import annotations` wants that.
    fn annotation(&mut self, annotation: &ast::Expr) -> Expression {
        if self.future_annotations {
            let text = self.text[annotation.range()].to_owned();
            return Expression {
                span: self.span(annotation),
                kind: ExpressionKind::Constant(Constant::Text(text)),
            };
        }
        self.expression(annotation)
    }

    #[expect(clippy::too_many_lines, reason = "one arm a kind of expression")]
    fn expression(&mut self, expression: &ast::Expr) -> Expression {
        let span = self.span(expression);
        let kind = match expression {
            ast::Expr::BoolOp(it) => ExpressionKind::Bool {
                and: it.op == ast::BoolOp::And,
                values: self.expressions(&it.values),
            },
            ast::Expr::Named(it) => ExpressionKind::Walrus {
                target: match &*it.target {
                    ast::Expr::Name(name) => self.name(&name.id),
                    _ => Name::default(),
                },
                value: self.boxed(&it.value),
            },
            ast::Expr::BinOp(it) => {
                let (left, right) = (self.boxed(&it.left), self.boxed(&it.right));
                binary(left, binary_operator(it.op), right)
            }
            ast::Expr::UnaryOp(it) => {
                let operand = self.boxed(&it.operand);
                unary(unary_operator(it.op), operand)
            }
            ast::Expr::Lambda(it) => {
                let scope = self.open_scope();
                let parameters = it
                    .parameters
                    .as_ref()
                    .map(|parameters| self.parameters(parameters))
                    .unwrap_or_default();
                self.yields.push(false);
                let body = self.expression(&it.body);
                self.yields.pop();
                ExpressionKind::Lambda(Box::new(Lambda {
                    parameters,
                    body,
                    scope,
                }))
            }
            ast::Expr::If(it) => ExpressionKind::Conditional {
                test: self.boxed(&it.test),
                body: self.boxed(&it.body),
                otherwise: self.boxed(&it.orelse),
            },
            ast::Expr::Dict(it) => ExpressionKind::Dict(
                it.items
                    .iter()
                    .map(|item| {
                        (
                            self.optional(item.key.as_ref()),
                            self.expression(&item.value),
                        )
                    })
                    .collect(),
            ),
            ast::Expr::Set(it) => ExpressionKind::Set(self.expressions(&it.elts)),
            ast::Expr::ListComp(it) => {
                self.comprehension(ComprehensionKind::List, &it.elt, None, &it.generators)
            }
            ast::Expr::SetComp(it) => {
                self.comprehension(ComprehensionKind::Set, &it.elt, None, &it.generators)
            }
            ast::Expr::DictComp(it) => {
                let (key, value) = match &it.key {
                    Some(key) => (&**key, Some(&*it.value)),
                    None => (&*it.value, None),
                };
                self.comprehension(ComprehensionKind::Dict, key, value, &it.generators)
            }
            ast::Expr::Generator(it) => {
                self.comprehension(ComprehensionKind::Generator, &it.elt, None, &it.generators)
            }
            ast::Expr::Await(it) => {
                self.decline(Construct::Await, it);
                ExpressionKind::Constant(Constant::None)
            }
            ast::Expr::Yield(it) => {
                self.note_yield();
                ExpressionKind::Yield(self.optional_box(it.value.as_deref()))
            }
            ast::Expr::YieldFrom(it) => {
                self.note_yield();
                ExpressionKind::YieldFrom(self.boxed(&it.value))
            }
            ast::Expr::Compare(it) => ExpressionKind::Compare {
                left: self.boxed(&it.left),
                rest: it
                    .ops
                    .iter()
                    .zip(&it.comparators)
                    .map(|(&operator, right)| (comparison(operator), self.expression(right)))
                    .collect(),
            },
            ast::Expr::Call(it) => ExpressionKind::Call {
                callee: self.boxed(&it.func),
                arguments: self.arguments(&it.arguments),
            },
            ast::Expr::FString(it) => self.format(it),
            ast::Expr::TString(it) => {
                self.decline(Construct::TemplateString, it);
                ExpressionKind::Constant(Constant::None)
            }
            ast::Expr::StringLiteral(it) => {
                ExpressionKind::Constant(Constant::Text(it.value.to_str().to_owned()))
            }
            ast::Expr::BytesLiteral(it) => {
                ExpressionKind::Constant(Constant::Bytes(it.value.bytes().collect()))
            }
            ast::Expr::NumberLiteral(it) => ExpressionKind::Constant(self.number(it)),
            ast::Expr::BooleanLiteral(it) => ExpressionKind::Constant(Constant::Bool(it.value)),
            ast::Expr::NoneLiteral(_) => ExpressionKind::Constant(Constant::None),
            ast::Expr::EllipsisLiteral(_) => ExpressionKind::Constant(Constant::Ellipsis),
            ast::Expr::Attribute(it) => ExpressionKind::Attribute {
                object: self.boxed(&it.value),
                name: self.name(&it.attr),
                name_span: self.span(&it.attr),
            },
            ast::Expr::Subscript(it) => ExpressionKind::Item {
                container: self.boxed(&it.value),
                key: self.boxed(&it.slice),
            },
            ast::Expr::Starred(it) => ExpressionKind::Star(self.boxed(&it.value)),
            ast::Expr::Name(it) => ExpressionKind::Name(self.name(&it.id)),
            ast::Expr::List(it) => ExpressionKind::List(self.expressions(&it.elts)),
            ast::Expr::Tuple(it) => {
                let items = self.expressions(&it.elts);
                if it.ctx == ast::ExprContext::Load {
                    tuple(items)
                } else {
                    ExpressionKind::Tuple(items)
                }
            }
            ast::Expr::Slice(it) => ExpressionKind::Slice {
                start: self.optional_box(it.lower.as_deref()),
                stop: self.optional_box(it.upper.as_deref()),
                step: self.optional_box(it.step.as_deref()),
            },
            ast::Expr::IpyEscapeCommand(it) => {
                self.fail(it, "invalid syntax");
                ExpressionKind::Constant(Constant::None)
            }
        };
        Expression { span, kind }
    }

    fn note_yield(&mut self) {
        if let Some(function) = self.yields.last_mut() {
            *function = true;
        }
    }

    fn comprehension(
        &mut self,
        kind: ComprehensionKind,
        element: &ast::Expr,
        value: Option<&ast::Expr>,
        clauses: &[ast::Comprehension],
    ) -> ExpressionKind {
        let scope = self.open_scope();
        for clause in clauses.iter().filter(|clause| clause.is_async) {
            self.decline(Construct::AsyncComprehension, clause);
        }
        ExpressionKind::Comprehension(Box::new(Comprehension {
            kind,
            element: self.expression(element),
            value: self.optional(value),
            clauses: clauses
                .iter()
                .map(|clause| Clause {
                    target: self.expression(&clause.target),
                    iterable: self.expression(&clause.iter),
                    conditions: self.expressions(&clause.ifs),
                })
                .collect(),
            scope,
        }))
    }

    fn arguments(&mut self, arguments: &ast::Arguments) -> Vec<Argument> {
        let mut seen: Vec<&str> = Vec::new();
        let mut repeated = None;
        for keyword in &arguments.keywords {
            if let Some(name) = &keyword.arg {
                if seen.contains(&name.as_str()) && repeated.is_none() {
                    repeated = Some(keyword);
                }
                // A thousand keywords are no reason to look at a million pairs.
                if seen.len() < 1_000 {
                    seen.push(name);
                }
            }
        }
        if let Some(keyword) = repeated {
            let name = keyword.arg.as_deref().unwrap_or_default();
            self.fail(keyword, &format!("keyword argument repeated: {name}"));
        }
        arguments
            .iter_source_order()
            .map(|argument| match argument {
                ast::ArgOrKeyword::Arg(ast::Expr::Starred(star)) => {
                    Argument::Star(self.expression(&star.value))
                }
                ast::ArgOrKeyword::Arg(value) => {
                    let mut lowered = self.expression(value);
                    if matches!(value, ast::Expr::Generator(it) if !it.parenthesized) {
                        // CPython counts the call's parentheses as the generator's.
                        lowered.span = self.span(arguments);
                    }
                    Argument::Positional(lowered)
                }
                ast::ArgOrKeyword::Keyword(keyword) => {
                    let value = self.expression(&keyword.value);
                    match &keyword.arg {
                        Some(name) => Argument::Keyword(self.name(name), value),
                        None => Argument::DoubleStar(value),
                    }
                }
            })
            .collect()
    }

    fn number(&mut self, literal: &ast::ExprNumberLiteral) -> Constant {
        match &literal.value {
            ast::Number::Int(int) => match int.as_i64() {
                Some(value) => Constant::Int(value),
                None => self.big_number(literal),
            },
            ast::Number::Float(value) => Constant::Float(*value),
            ast::Number::Complex { .. } => {
                self.decline(Construct::ComplexNumber, literal);
                Constant::None
            }
        }
    }

    /// An integer beyond 64 bits, by its text.
    fn big_number(&mut self, literal: &ast::ExprNumberLiteral) -> Constant {
        let text = self.text[literal.range()].replace('_', "").to_lowercase();
        let (digits, radix) = match text.get(..2) {
            Some("0x") => (&text[2..], 16),
            Some("0o") => (&text[2..], 8),
            Some("0b") => (&text[2..], 2),
            _ => (text.as_str(), 10),
        };
        let value = (digits.len() <= MOST_DIGITS * 4)
            .then(|| num_bigint::BigUint::parse_bytes(digits.as_bytes(), radix))
            .flatten()
            .map(|value| value.to_string())
            .filter(|decimal| decimal.len() <= MOST_DIGITS);
        if let Some(decimal) = value {
            fold::integer(&decimal)
        } else {
            self.decline(Construct::HugeNumber, literal);
            Constant::None
        }
    }

    /// An f-string; one without values is a plain text.
    fn format(&mut self, it: &ast::ExprFString) -> ExpressionKind {
        let mut parts = Vec::new();
        for part in &it.value {
            match part {
                ast::FStringPart::Literal(literal) => push_text(&mut parts, literal.as_str()),
                ast::FStringPart::FString(format) => {
                    self.format_elements(&format.elements, &mut parts);
                }
            }
        }
        match parts.as_slice() {
            [] => ExpressionKind::Constant(Constant::Text(String::new())),
            [FormatPart::Text(text)] => ExpressionKind::Constant(Constant::Text(text.clone())),
            _ => ExpressionKind::Format(parts),
        }
    }

    fn format_elements(
        &mut self,
        elements: &ast::InterpolatedStringElements,
        parts: &mut Vec<FormatPart>,
    ) {
        for element in elements {
            match element {
                ast::InterpolatedStringElement::Literal(literal) => {
                    push_text(parts, &literal.value);
                }
                ast::InterpolatedStringElement::Interpolation(value) => {
                    let specification = value.format_spec.as_ref().map(|specification| {
                        let mut parts = Vec::new();
                        self.format_elements(&specification.elements, &mut parts);
                        parts
                    });
                    if let Some(shown) = &value.debug_text {
                        push_text(parts, shown.as_str());
                    }
                    let conversion = match value.conversion {
                        ast::ConversionFlag::None
                            if value.debug_text.is_some() && specification.is_none() =>
                        {
                            Conversion::Repr
                        }
                        ast::ConversionFlag::None => Conversion::None,
                        ast::ConversionFlag::Str => Conversion::Str,
                        ast::ConversionFlag::Ascii => Conversion::Ascii,
                        ast::ConversionFlag::Repr => Conversion::Repr,
                    };
                    parts.push(FormatPart::Value {
                        value: self.expression(&value.expression),
                        conversion,
                        specification,
                    });
                }
            }
        }
    }

    // Patterns.

    fn patterns(&mut self, patterns: &[ast::Pattern]) -> Vec<Pattern> {
        patterns
            .iter()
            .map(|pattern| self.pattern(pattern))
            .collect()
    }

    fn pattern(&mut self, pattern: &ast::Pattern) -> Pattern {
        let span = self.span(pattern);
        let kind = match pattern {
            ast::Pattern::MatchValue(it) => PatternKind::Value(self.expression(&it.value)),
            ast::Pattern::MatchSingleton(it) => PatternKind::Singleton(match it.value {
                ast::Singleton::None => Constant::None,
                ast::Singleton::True => Constant::Bool(true),
                ast::Singleton::False => Constant::Bool(false),
            }),
            ast::Pattern::MatchSequence(it) => PatternKind::Sequence(self.patterns(&it.patterns)),
            ast::Pattern::MatchMapping(it) => PatternKind::Mapping {
                keys: self.expressions(&it.keys),
                patterns: self.patterns(&it.patterns),
                rest: it.rest.as_ref().map(|name| self.name(name)),
            },
            ast::Pattern::MatchClass(it) => PatternKind::Class {
                class: self.expression(&it.cls),
                positional: self.patterns(&it.arguments.patterns),
                keywords: it
                    .arguments
                    .keywords
                    .iter()
                    .map(|keyword| (self.name(&keyword.attr), self.pattern(&keyword.pattern)))
                    .collect(),
            },
            ast::Pattern::MatchStar(it) => {
                PatternKind::Star(it.name.as_ref().map(|name| self.name(name)))
            }
            ast::Pattern::MatchAs(it) => PatternKind::As {
                pattern: it
                    .pattern
                    .as_ref()
                    .map(|pattern| Box::new(self.pattern(pattern))),
                name: it.name.as_ref().map(|name| self.name(name)),
            },
            ast::Pattern::MatchOr(it) => PatternKind::Or(self.patterns(&it.patterns)),
        };
        Pattern { span, kind }
    }
}

fn push_text(parts: &mut Vec<FormatPart>, text: &str) {
    if text.is_empty() {
        return;
    }
    if let Some(FormatPart::Text(before)) = parts.last_mut() {
        before.push_str(text);
    } else {
        parts.push(FormatPart::Text(text.to_owned()));
    }
}

fn binary(left: Box<Expression>, operator: Binary, right: Box<Expression>) -> ExpressionKind {
    if let (Some(a), Some(b)) = (left.constant(), right.constant())
        && let Some(value) = fold::binary(operator, a, b)
    {
        return ExpressionKind::Constant(value);
    }
    ExpressionKind::Binary {
        left,
        operator,
        right,
    }
}

fn unary(operator: Unary, operand: Box<Expression>) -> ExpressionKind {
    if let Some(value) = operand.constant()
        && let Some(value) = fold::unary(operator, value)
    {
        return ExpressionKind::Constant(value);
    }
    ExpressionKind::Unary { operator, operand }
}

/// A tuple of constants is a constant.
fn tuple(items: Vec<Expression>) -> ExpressionKind {
    if !items.iter().all(|item| item.constant().is_some()) {
        return ExpressionKind::Tuple(items);
    }
    let constants = items.iter().filter_map(|item| item.constant().cloned());
    ExpressionKind::Constant(Constant::Tuple(constants.collect()))
}

fn binary_operator(operator: ast::Operator) -> Binary {
    match operator {
        ast::Operator::Add => Binary::Add,
        ast::Operator::Sub => Binary::Subtract,
        ast::Operator::Mult => Binary::Multiply,
        ast::Operator::MatMult => Binary::MatrixMultiply,
        ast::Operator::Div => Binary::Divide,
        ast::Operator::Mod => Binary::Modulo,
        ast::Operator::Pow => Binary::Power,
        ast::Operator::LShift => Binary::ShiftLeft,
        ast::Operator::RShift => Binary::ShiftRight,
        ast::Operator::BitOr => Binary::Or,
        ast::Operator::BitXor => Binary::Xor,
        ast::Operator::BitAnd => Binary::And,
        ast::Operator::FloorDiv => Binary::FloorDivide,
    }
}

fn unary_operator(operator: ast::UnaryOp) -> Unary {
    match operator {
        ast::UnaryOp::Invert => Unary::Invert,
        ast::UnaryOp::Not => Unary::Not,
        ast::UnaryOp::UAdd => Unary::Positive,
        ast::UnaryOp::USub => Unary::Negative,
    }
}

fn comparison(operator: ast::CmpOp) -> Comparison {
    match operator {
        ast::CmpOp::Eq => Comparison::Order(Compare::Equal),
        ast::CmpOp::NotEq => Comparison::Order(Compare::NotEqual),
        ast::CmpOp::Lt => Comparison::Order(Compare::Less),
        ast::CmpOp::LtE => Comparison::Order(Compare::LessEqual),
        ast::CmpOp::Gt => Comparison::Order(Compare::Greater),
        ast::CmpOp::GtE => Comparison::Order(Compare::GreaterEqual),
        ast::CmpOp::Is => Comparison::Is { negated: false },
        ast::CmpOp::IsNot => Comparison::Is { negated: true },
        ast::CmpOp::In => Comparison::In { negated: false },
        ast::CmpOp::NotIn => Comparison::In { negated: true },
    }
}

// Errors.

/// What CPython 3.11 says to syntax that is younger than it; `None` where we simply accept it.
fn newer_syntax(kind: UnsupportedSyntaxErrorKind) -> Option<&'static str> {
    match kind {
        UnsupportedSyntaxErrorKind::UnparenthesizedExceptionTypes => {
            Some("multiple exception types must be parenthesized")
        }
        UnsupportedSyntaxErrorKind::UnpackingInComprehension(_) => {
            Some("iterable unpacking cannot be used in comprehension")
        }
        // The rest is accepted, or declined by name with a better hint.
        _ => None,
    }
}

/// A parse error in CPython's words.
fn explain(file: &str, text: &str, positions: &Positions<'_>, error: &ParseError) -> Diagnostic {
    let start = usize::from(error.location.start()).min(text.len());
    let end = usize::from(error.location.end()).min(text.len());
    if let Some((at, message)) = syntax::bracket(text, positions, start) {
        return syntax::error(file, positions.span(at, at + 1), message);
    }
    let found = &text[start..end];
    let message = match &error.error {
        ParseErrorType::Lexical(lexical) => {
            syntax::token(text, positions, start, &lexical.to_string())
        }
        ParseErrorType::FStringError(inner) | ParseErrorType::TStringError(inner) => {
            syntax::format(&inner.to_string())
        }
        ParseErrorType::InvalidAssignmentTarget => {
            let line = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
            syntax::assignment(found, &text[line..start], &text[end..])
        }
        ParseErrorType::InvalidAugmentedAssignmentTarget => syntax::augmented(found),
        ParseErrorType::InvalidDeleteTarget => format!("cannot delete {}", syntax::describe(found)),
        ParseErrorType::InvalidNamedAssignmentTarget => format!(
            "cannot use assignment expressions with {}",
            syntax::describe(found)
        ),
        ParseErrorType::InvalidAnnotatedAssignmentTarget => syntax::annotated(found),
        ParseErrorType::PositionalAfterKeywordArgument => {
            "positional argument follows keyword argument".into()
        }
        ParseErrorType::PositionalAfterKeywordUnpacking => {
            "positional argument follows keyword argument unpacking".into()
        }
        ParseErrorType::InvalidArgumentUnpackingOrder => {
            "iterable argument unpacking follows keyword argument unpacking".into()
        }
        ParseErrorType::NonDefaultParamAfterDefaultParam => {
            "non-default argument follows default argument".into()
        }
        ParseErrorType::ParamAfterVarKeywordParam => {
            "arguments cannot follow var-keyword argument".into()
        }
        ParseErrorType::ExpectedKeywordParam => "named arguments must follow bare *".into(),
        ParseErrorType::VarParameterWithDefault => {
            "var-positional argument cannot have default value".into()
        }
        ParseErrorType::UnparenthesizedGeneratorExpression => {
            "Generator expression must be parenthesized".into()
        }
        ParseErrorType::InvalidStarredExpressionUsage => "can't use starred expression here".into(),
        ParseErrorType::IterableUnpackingInComprehension => {
            "iterable unpacking cannot be used in comprehension".into()
        }
        ParseErrorType::UnexpectedIndentation => "unexpected indent".into(),
        ParseErrorType::ExpectedToken {
            expected: TokenKind::Colon,
            found: TokenKind::Equal,
        } => "invalid syntax. Maybe you meant '==' or ':=' instead of '='?".into(),
        ParseErrorType::ExpectedToken {
            expected: TokenKind::Colon,
            ..
        } => "expected ':'".into(),
        ParseErrorType::ExpectedToken {
            expected: TokenKind::Else,
            ..
        } => "expected 'else' after 'if' expression".into(),
        ParseErrorType::OtherError(words) if words == "Expected a parameter name" => {
            syntax::keyword(found)
        }
        ParseErrorType::ExpectedToken {
            expected: TokenKind::Lpar,
            ..
        } if text[..start]
            .trim_end()
            .ends_with(|last: char| last.is_alphanumeric())
            && syntax::line_starts_with(text, start, "def") =>
        {
            "expected '('".into()
        }
        ParseErrorType::OtherError(words) => syntax::other(words, text, positions, start),
        _ => syntax::general(text, start),
    };
    let span = positions.span(start, end);
    syntax::error(file, span, message)
}
