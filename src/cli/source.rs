//! `racewalk source`: a program's text as it runs with a choice of fixes.

use std::io::{self, Write};

use crate::cli::args::Source;
use crate::cli::{Failure, compile, files, fixes};
use crate::python;

pub(crate) fn source(arguments: &Source) -> Result<u8, Failure> {
    let scenario = files::scenario(&arguments.target)?;
    let program = compile::compile(&scenario)?;
    let on = fixes::chosen(&scenario, &program, &arguments.fixes)?;
    let text = compile::with_large_stack(|| python::resolve(&scenario.source, &on));
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(0)
}
