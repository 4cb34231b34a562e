//! What our executable does when it is started as a child: it is one Python process. Its standard input is the socket
//! to the hub, and it has nothing else: no files, no output of its own.

use std::io::{self, BufReader, Write as _};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::sync::Arc;

use crate::base::Pid;
use crate::code::Program;
use crate::live::room::Room;
use crate::live::wire::{self, Beginning, ToChild};
use crate::machine::difference::Difference;
use crate::machine::process::Process;

/// Runs one process to its end, or to the end of whoever started it. `base` has what it may be a fork of, for once.
pub(crate) fn child(
    socket: UnixStream,
    tokens: [OwnedFd; 2],
    program: Arc<Program>,
    base: impl FnOnce(Pid) -> Option<Process>,
) -> io::Result<()> {
    let mut from_hub = BufReader::new(socket.try_clone()?);
    let begin = match wire::read(&mut from_hub, usize::MAX >> 1)? {
        Some(ToChild::Begin(begin)) => begin,
        Some(ToChild::Leave) => {
            return (&socket).write_all(&std::process::id().to_le_bytes());
        }
        // Nobody needed this child.
        _ => return Ok(()),
    };
    let mut begin = *begin;
    let wrong = || io::Error::other("a fork of what nobody knows");
    let beginning = std::mem::replace(&mut begin.beginning, Beginning::Boot(<_>::default()));
    let mut process = match beginning {
        Beginning::Boot(settings) => Process::boot(program, settings),
        Beginning::Spawn { settings, payload } => {
            Process::boot_spawned(program, settings, &payload)
        }
        Beginning::Fork {
            of,
            difference,
            fixes,
        } => {
            let difference: Difference =
                postcard::from_bytes(&difference.0).map_err(io::Error::other)?;
            let mut process = difference.fill_in(base(of).ok_or_else(wrong)?);
            // A switch that is still on its way to the parent was made before the child was there.
            process.settings.fixes = fixes;
            process
        }
    };
    process.begin_as(begin.pid, begin.os_id);
    let main = process.main;
    let room = Arc::new(Room::new(process, &begin, socket, tokens, from_hub));
    room.work(main);
    room.finish()
}
