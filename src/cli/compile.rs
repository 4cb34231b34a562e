//! Compiling, on a thread whose stack is large enough for any tree that a program can be.

use std::panic;
use std::thread;

use crate::base::Diagnostic;
use crate::cli::Failure;
use crate::code::Program;
use crate::python::{self, Options};
use crate::scenario::Scenario;

const STACK: usize = 256 << 20;

/// A scenario's program, with what its header says held against its marks.
pub(crate) fn compile(scenario: &Scenario) -> Result<Program, Failure> {
    let program = compile_with(scenario, false)?;
    let findings = scenario.check(&program);
    if findings.is_empty() {
        Ok(program)
    } else {
        Err(Failure::Findings {
            findings,
            source: scenario.source.clone(),
        })
    }
}

/// The program that plain `python3` runs: marks are comments.
pub(crate) fn without_marks(scenario: &Scenario) -> Result<Program, Failure> {
    compile_with(scenario, true)
}

fn compile_with(scenario: &Scenario, ignore_marks: bool) -> Result<Program, Failure> {
    let refuse = |findings: Vec<Diagnostic>| Failure::Findings {
        findings,
        source: scenario.source.clone(),
    };
    let source = python::Source {
        name: scenario.path.clone(),
        text: scenario.source.clone(),
    };
    let options = Options {
        ignore_marks,
        declared_fixes: scenario.declared_fixes(),
    };
    with_large_stack(|| python::compile(&source, &options)).map_err(refuse)
}

/// Does this where a deep tree has room, and waits for it.
pub(crate) fn with_large_stack<A: Send>(work: impl FnOnce() -> A + Send) -> A {
    thread::scope(|scope| {
        let thread = thread::Builder::new()
            .name("compiler".to_owned())
            .stack_size(STACK)
            .spawn_scoped(scope, work)
            .expect("the system can start a thread");
        thread
            .join()
            .unwrap_or_else(|reason| panic::resume_unwind(reason))
    })
}
