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
fn every_python_file_compiles() {
    for folder in ["assets/lib", "tests/python"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let Ok(entries) = std::fs::read_dir(root) else {
            continue;
        };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.extension().is_none_or(|extension| extension != "py") {
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("it is UTF-8");
            if let Err(errors) = compiled(&text, Options::default()) {
                panic!("{}\n{}", path.display(), words(&errors));
            }
        }
    }
}

#[test]
#[ignore = "reads the folder named by CORPUS"]
fn corpus() {
    let mut waiting = vec![std::path::PathBuf::from(std::env::var("CORPUS").unwrap())];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(std::fs::read_dir(&path).unwrap().flatten().map(|e| e.path()));
            continue;
        }
        if path.extension().is_none_or(|extension| extension != "py") {
            continue;
        }
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        println!("{}", path.display());
        if let Err(errors) = compiled(&text, Options::default()) {
            for error in errors {
                if error.kind == crate::base::Kind::Syntax {
                    println!("   SYNTAX {:?}: {}", error.span.map(|s| s.line), error.message);
                }
            }
        }
    }
}
