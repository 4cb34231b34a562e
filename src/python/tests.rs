//! The front end from outside: source in, listing or refusal out.

use std::fmt::Write as _;
use std::path::Path;

use crate::base::Diagnostic;
use crate::code::{Program, listing};
use crate::python::{Options, Source, compile};

/// Compiles with the stack that the front end asks for.
fn compiled(text: &str, options: Options) -> Result<Program, Vec<Diagnostic>> {
    let source = Source {
        name: "test.py".to_owned(),
        text: text.to_owned(),
    };
    std::thread::Builder::new()
        .stack_size(256 << 20)
        .spawn(move || compile(&source, &options))
        .expect("a thread can be started")
        .join()
        .expect("the front end never panics")
}

fn words(errors: &[Diagnostic]) -> String {
    let mut text = String::new();
    for error in errors {
        let line = error.span.map_or(0, |span| span.line);
        let _ = write!(text, "{line}: {}", error.message);
        if let Some(hint) = &error.hint {
            let _ = write!(text, " [{hint}]");
        }
        text.push('\n');
    }
    text
}

/// The instructions of the last function of the user's module, one a line, without numbers.
fn check(text: &str, expected: &str) {
    let program = compiled(text, Options::default()).unwrap_or_else(|errors| {
        panic!("{text}\n{}", words(&errors));
    });
    let function = program
        .functions
        .iter()
        .rfind(|function| function.module == program.main)
        .expect("a module has a body");
    let found: Vec<String> = function
        .code
        .iter()
        .map(|&op| listing::instruction(&program, function, op))
        .collect();
    let found = found.join("\n");
    let expected: Vec<&str> = expected.split_whitespace().collect();
    let squeezed: Vec<&str> = found.split_whitespace().collect();
    assert_eq!(squeezed, expected, "{text}\n{found}");
}

#[test]
fn a_read_a_sum_and_a_write_are_three_instructions() {
    check(
        "counter = 0\ndef work():\n    global counter\n    counter += 1\n",
        "LoadGlobal counter  Int 1  Inplace Add  StoreGlobal counter  None  Return",
    );
}

#[test]
fn a_loop_has_one_back_edge() {
    check(
        "def f(n):\n    while n > 0:\n        n -= 1\n",
        "LoadLocal n  Int 0  Compare Greater  PopJumpIfFalse 9
         LoadLocal n  Int 1  Inplace Subtract  StoreLocal n  JumpBack 0
         None  Return",
    );
    check(
        "def f(xs):\n    while True:\n        if xs:\n            break\n",
        "LoadLocal xs  PopJumpIfFalse 3  Jump 4  JumpBack 0  None  Return",
    );
}

#[test]
fn a_method_call_makes_no_bound_method() {
    check(
        "def f(lock, *rest, **more):\n    lock.acquire(True, timeout=1)\n    lock(*rest, x=1, **more)\n",
        "LoadLocal lock  LoadMethod acquire  Constant True  Int 1  CallKeywords 2 (timeout)  Pop
         LoadLocal lock  Unbound  BuildList 0  LoadLocal rest  ListExtend 1  ListToTuple
         Constant \"x\"  Int 1  BuildDict 1  LoadLocal more  DictMerge 1  CallSpread true  Pop
         None  Return",
    );
}

#[test]
fn a_return_inside_with_and_finally_undoes_both() {
    check(
        "def f(lock):\n    try:\n        with lock:\n            return lock.x\n    finally:\n        lock = 1\n",
        "LoadLocal lock  EnterWith  Pop
         LoadLocal lock  LoadAttribute x  Swap 2  ExitWith  Pop  Int 1  StoreLocal lock  Return
         PushHandled  ExitWithError  PopJumpIfTrue 17  Swap 2  PopHandled  Reraise
         Pop  PopHandled  Pop  Int 1  StoreLocal lock  Jump 29
         PushHandled  Int 1  StoreLocal lock  Swap 2  PopHandled  Reraise
         None  Return",
    );
}

#[test]
fn a_name_after_except_as_is_gone() {
    check(
        "def f():\n    try:\n        g()\n    except E as e:\n        print(e)\n",
        "LoadGlobal g  Unbound  Call 0  Pop  Jump 26
         PushHandled  LoadGlobal E  MatchException  PopJumpIfFalse 23  StoreLocal e
         LoadGlobal print  Unbound  LoadLocal e  Call 1  Pop
         PopHandled  None  StoreLocal e  DeleteLocal e  Jump 26
         None  StoreLocal e  DeleteLocal e
         Swap 2  PopHandled  Reraise  None  Return",
    );
}

#[test]
fn super_without_arguments_closes_over_its_class() {
    let text =
        "class A(B):\n    def __init__(self):\n        super().__init__()\n        self.__x = 1\n";
    check(
        text,
        "LoadGlobal super  Unbound  Call 0  LoadMethod __init__  Call 0  Pop
         Int 1  LoadLocal self  StoreAttribute _A__x  None  Return",
    );
    let program = compiled(text, Options::default()).expect("it is plain Python");
    let body = &program.functions[program.functions.len() - 2];
    assert_eq!(body.class_cell, Some(0));
}

#[test]
fn a_mark_is_asked_where_its_line_is_reached() {
    check(
        "def f(lock):\n    with lock:  # fix: lock\n        g()\n",
        "JumpIfFixOff lock 5  LoadLocal lock  EnterWith  Pop  Jump 6  Unbound
         LoadGlobal g  Unbound  Call 0  Pop  ExitWith  Pop  Jump 22
         PushHandled  ExitWithError  PopJumpIfTrue 19  Swap 2  PopHandled  Reraise
         Pop  PopHandled  Pop  None  Return",
    );
    check(
        "def f(items):\n    while not items:  # fix: recheck\n        g()\n",
        "LoadLocal items  PopJumpIfTrue 8  LoadGlobal g  Unbound  Call 0  Pop
         JumpIfFixOff recheck 8  JumpBack 0  None  Return",
    );
    check(
        "def f(x):\n    x = 1  # bug: a\n    x = 2  # fix: a\n",
        "JumpIfFixOn a 3  Int 1  StoreLocal x  JumpIfFixOff a 6  Int 2  StoreLocal x  None  Return",
    );
    check(
        "def f(x):  # bug: a\n    return 1\ndef f(x):  # fix: a\n    return 2\n",
        "JumpIfFixOff a 3  Int 2  Return  Int 1  Return",
    );
}

#[test]
fn resolving_leaves_a_program_without_marks() {
    let check = |text: &str, without: &str, with: &str| {
        assert_eq!(crate::python::resolve(text, &[]), without, "off: {text}");
        let fixes = ["a".to_owned()];
        assert_eq!(crate::python::resolve(text, &fixes), with, "on: {text}");
    };
    check(
        "with l:  # fix: a\n    x = 1\n",
        "x = 1\n",
        "with l:\n    x = 1\n",
    );
    check(
        "def f():\n    x = 1  # fix: a\n",
        "def f():\n    pass\n",
        "def f():\n    x = 1\n",
    );
    check(
        "while not q:  # fix: a\n    c.wait()\n",
        "if not q:\n    c.wait()\n",
        "while not q:\n    c.wait()\n",
    );
    check(
        "while q:  # fix: a\n    break\nelse:\n    y\n",
        "for _ in [1] if (q) else []:\n    break\nelse:\n    y\n",
        "while q:\n    break\nelse:\n    y\n",
    );
    check(
        "try:  # fix: a\n    x\nexcept E:\n    y\nelse:\n    z\n",
        "x\nz\n",
        "try:\n    x\nexcept E:\n    y\nelse:\n    z\n",
    );
    check(
        "if x:  # fix: a\n    y = '''\n    1'''\nelse:\n    z\n",
        "y = '''\n    1'''\n",
        "if x:\n    y = '''\n    1'''\nelse:\n    z\n",
    );
    check(
        "def f():  # bug: a\n    1\n\ndef f():  # fix: a\n    2\n",
        "def f():\n    1\n\n",
        "\ndef f():\n    2\n",
    );
}

/// Each source with the line and the words of its refusal.
#[test]
fn what_is_refused_says_so() {
    let declared = Options {
        declared_fixes: Some(vec!["lock".to_owned()]),
        ..Options::default()
    };
    for (text, line, expected) in [
        ("open('x')", 1, "the builtin `open` is not supported"),
        ("import numpy", 1, "the module `numpy` is not supported"),
        (
            "import sys.nothing",
            1,
            "the module `sys.nothing` is not supported",
        ),
        (
            "import sys\nsys.exti(1)",
            2,
            "`sys.exti` is not supported [did you mean `sys.exit`?]",
        ),
        (
            "import multiprocessing.connection\nmultiprocessing.connection.wiat",
            2,
            "`multiprocessing.connection.wiat` is not supported [did you mean `multiprocessing.connection.wait`?]",
        ),
        (
            "from multiprocessing.connection import Listener",
            1,
            "`multiprocessing.connection.Listener` is not supported [a scenario reaches no network: `multiprocessing.Pipe` connects two processes]",
        ),
        ("from math import sqr", 1, "`math.sqr` is not supported"),
        (
            "async def f():\n    pass",
            1,
            "`async def` is not supported yet",
        ),
        (
            "\ntry:\n    pass\nexcept* E:\n    pass",
            4,
            "`except*` is not supported",
        ),
        ("x = 1j", 1, "complex numbers are not supported"),
        ("from . import x", 1, "a relative import is not supported"),
        (
            "for x in y:  # fix: lock\n    pass",
            1,
            "a fix mark cannot stand on `for`",
        ),
        (
            "if x:\n    pass\nelse:  # fix: lock\n    pass",
            3,
            "a fix mark cannot stand on `else`",
        ),
        ("f(1,  # fix: lock\n  2)", 1, "a fix mark cannot stand here"),
        (
            "@d  # fix: lock\ndef f():\n    pass",
            1,
            "a fix mark cannot stand here",
        ),
        (
            "if x: y = 1  # fix: lock",
            1,
            "this mark could mean the header or its body",
        ),
        (
            "x = 1  # fix: lokc",
            1,
            "the header declares no fix `lokc` [did you mean `lock`?]",
        ),
        (
            "x = 1  # bug: it is slow",
            1,
            "`it is slow` is no name of a fix",
        ),
    ] {
        let Err(errors) = compiled(text, declared.clone()) else {
            panic!("this is accepted: {text}")
        };
        let found = words(&errors);
        let first = format!("{line}: {expected}");
        assert!(found.starts_with(&first), "{text}\n{found}");
    }
    for text in [
        "def open(x):\n    pass\nopen(1)",
        "try:\n    import numpy\nexcept ImportError:\n    numpy = None",
        "x = 1  # fix: lock",
        "import collections.abc\ncollections.abc",
    ] {
        if let Err(errors) = compiled(text, declared.clone()) {
            panic!("{text}\n{}", words(&errors));
        }
    }
}

/// Each source with what `CPython` 3.11 says to it.
#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn syntax_errors_are_worded_as_cpython_does() {
    for (text, line, expected) in [
        ("x = = 1", 1, "SyntaxError: invalid syntax"),
        ("if x\n    pass", 1, "SyntaxError: expected ':'"),
        (
            "if x:\npass",
            2,
            "IndentationError: expected an indented block after 'if' statement on line 1",
        ),
        (
            "def f():\npass",
            2,
            "IndentationError: expected an indented block after function definition on line 1",
        ),
        ("x = 1\n  y = 2", 2, "IndentationError: unexpected indent"),
        (
            "if x:\n    y\n  z",
            3,
            "IndentationError: unindent does not match any outer indentation level",
        ),
        (
            "print 'x'",
            1,
            "SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)?",
        ),
        ("f(1, 2\ny = 3", 1, "SyntaxError: '(' was never closed"),
        (
            "f(1]",
            1,
            "SyntaxError: closing parenthesis ']' does not match opening parenthesis '('",
        ),
        ("x = 1)", 1, "SyntaxError: unmatched ')'"),
        (
            "x = 'abc",
            1,
            "SyntaxError: unterminated string literal (detected at line 1)",
        ),
        (
            "f() = 1",
            1,
            "SyntaxError: cannot assign to function call here. Maybe you meant '==' instead of '='?",
        ),
        ("None = 1", 1, "SyntaxError: cannot assign to None"),
        (
            "f() += 1",
            1,
            "SyntaxError: 'function call' is an illegal expression for augmented assignment",
        ),
        ("return 1", 1, "SyntaxError: 'return' outside function"),
        ("break", 1, "SyntaxError: 'break' outside loop"),
        (
            "continue",
            1,
            "SyntaxError: 'continue' not properly in loop",
        ),
        ("yield 1", 1, "SyntaxError: 'yield' outside function"),
        (
            "def f():\n    x = 1\n    global x",
            3,
            "SyntaxError: name 'x' is assigned to before global declaration",
        ),
        (
            "def f():\n    nonlocal x",
            2,
            "SyntaxError: no binding for nonlocal 'x' found",
        ),
        (
            "def f(a, a):\n    pass",
            1,
            "SyntaxError: duplicate argument 'a' in function definition",
        ),
        (
            "f(a=1, a=2)",
            1,
            "SyntaxError: keyword argument repeated: a",
        ),
        (
            "f(a=1, 2)",
            1,
            "SyntaxError: positional argument follows keyword argument",
        ),
        (
            "def f(a=1, b):\n    pass",
            1,
            "SyntaxError: non-default argument follows default argument",
        ),
        (
            "a, *b, *c = x",
            1,
            "SyntaxError: multiple starred expressions in assignment",
        ),
        (
            "try:\n    pass\nx = 1",
            3,
            "SyntaxError: expected 'except' or 'finally' block",
        ),
        (
            "try:\n    pass\nexcept:\n    pass\nexcept E:\n    pass",
            3,
            "SyntaxError: default 'except:' must be last",
        ),
        ("x = 1 +", 1, "SyntaxError: invalid syntax"),
        (
            "match x:\n    case _:\n        pass\n    case 1:\n        pass",
            2,
            "SyntaxError: wildcard makes remaining patterns unreachable",
        ),
    ] {
        let errors = compiled(text, Options::default()).expect_err(text);
        let found = words(&errors);
        let first = format!("{line}: {expected}\n");
        assert!(found.starts_with(&first), "{text}\n{found}{first}");
    }
}

#[test]
fn what_nests_too_deeply_is_refused() {
    for text in [
        "(".repeat(1 << 19),
        format!("x = {}1", "-".repeat(200_000)),
        format!("x = 1{}", " + 1".repeat(200_000)),
        format!("x = {}1", "lambda: ".repeat(50_000)),
        format!("x = {}", "f'{".repeat(100_000)),
        format!("x = a{}", ".b".repeat(200_000)),
        (0..2_000).fold(String::new(), |text, depth| {
            text + &" ".repeat(depth) + "if x:\n"
        }),
        "x\0y".to_owned(),
        " ".repeat(2 << 20),
    ] {
        assert!(
            compiled(&text, Options::default()).is_err(),
            "{}",
            &text[..20]
        );
    }
    for text in [
        format!("x = 1{}", " + y".repeat(9_900)),
        format!("x = {}1{}", "(".repeat(199), ")".repeat(199)),
        format!("x = {}1", "not ".repeat(900)),
        format!("x = a{}", ".b()".repeat(3_000)),
    ] {
        if let Err(errors) = compiled(&text, Options::default()) {
            panic!("{}\n{}", &text[..20], words(&errors));
        }
    }
}

#[test]
fn the_prelude_that_was_built_is_the_one_in_the_source() {
    let now = super::prelude().expect("it compiles");
    assert!(now == crate::built::PRELUDE, "build.rs compiled another");
}

#[test]
fn every_library_module_compiles() {
    for module in crate::python::library::modules() {
        if let Err(errors) = compiled(&format!("import {module}\n"), Options::default()) {
            let private = module.starts_with('_');
            assert!(private, "{module}\n{}", words(&errors));
        }
    }
}

#[test]
fn every_recorded_program_compiles() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/python");
    let Ok(entries) = std::fs::read_dir(root) else {
        return;
    };
    let mut refused = String::new();
    for entry in entries.flatten() {
        let path = entry.path();
        let is_program = path.extension().is_some_and(|extension| extension == "py");
        if !is_program || !path.with_extension("out").exists() {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("it is UTF-8");
        if let Err(errors) = compiled(&text, Options::default()) {
            let _ = write!(refused, "{}\n{}", path.display(), words(&errors));
        }
    }
    assert!(refused.is_empty(), "{refused}");
}
