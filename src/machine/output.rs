//! stdout and stderr, buffered as CPython buffers them: stdout by line on a terminal and in blocks of 8 KiB elsewhere,
//! stderr not at all.

use serde::{Deserialize, Serialize};

use crate::machine::access::{Access, Spot};
use crate::machine::effect::{Limit, Outcome, Result, Stop, Syscall};
use crate::machine::event::Event;
use crate::machine::value::Value;
use crate::machine::vm::Vm;

pub const STDOUT: u8 = 1;
pub const STDERR: u8 = 2;

/// CPython's `io.DEFAULT_BUFFER_SIZE`.
const BLOCK: usize = 8192;

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Streams {
    /// Written to stdout, and not yet out.
    pending: String,
    /// Bytes written to both streams so far.
    written: usize,
    /// Nothing is sent out: the machine takes what was written after each step.
    holds: bool,
}

impl Streams {
    /// From now on stdout is held back, or no longer.
    pub(crate) fn hold(&mut self, on: bool) {
        self.holds = on;
    }

    /// What was written counts for no limit any more.
    pub(crate) fn forget(&mut self) {
        self.written = 0;
    }

    /// What was written to stdout and has not left the process.
    pub(crate) fn take_pending(&mut self) -> String {
        std::mem::take(&mut self.pending)
    }
}

/// Writes text to stdout (1) or stderr (2); what leaves the process is asked of the kernel.
pub fn write(vm: &mut Vm<'_>, stream: u8, text: &str) -> Result {
    let streams = &mut vm.process.streams;
    streams.written += text.len();
    if streams.written > vm.process.limits.output {
        return Err(Stop::Limit(Limit::Output));
    }
    vm.tell(|| Event::Printed {
        stream,
        text: text.to_owned(),
    });
    if stream == STDERR {
        return Ok(Outcome::Ask(Syscall::Write {
            stream,
            text: text.to_owned(),
        }));
    }
    vm.process.note(Access::Write(Spot::Output));
    let line_buffered = vm.process.settings.line_buffered;
    let pending = &mut vm.process.streams.pending;
    pending.push_str(text);
    if if line_buffered {
        text.contains('\n')
    } else {
        pending.len() >= BLOCK
    } {
        return flush(vm, stream);
    }
    Ok(Value::None.into())
}

/// Sends out what is pending.
pub fn flush(vm: &mut Vm<'_>, stream: u8) -> Result {
    let streams = &vm.process.streams;
    if stream == STDERR || streams.pending.is_empty() || streams.holds {
        return Ok(Value::None.into());
    }
    let text = std::mem::take(&mut vm.process.streams.pending);
    Ok(Outcome::Ask(Syscall::Write { stream, text }))
}
