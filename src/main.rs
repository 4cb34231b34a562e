//! Starts the command line, and turns its answer into the exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(racewalk::cli::main())
}
