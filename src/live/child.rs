//! What our executable does when it is started as a child: it is one Python process. Its standard input is the socket
//! to the hub, and it has nothing else: no files, no output of its own.

use std::io::{self, BufReader};
use std::os::fd::AsFd as _;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::thread;

use crate::code::Program;
use crate::live::room::Room;
use crate::live::wire::{self, ToChild};

/// Runs one process to its end, or to the end of whoever started it.
pub fn child() -> io::Result<()> {
    let socket = UnixStream::from(io::stdin().as_fd().try_clone_to_owned()?);
    let mut from_hub = BufReader::new(socket.try_clone()?);
    let wrong = || io::Error::other("a child begins with a program and a process");
    let Some(ToChild::Program(bytes)) = wire::read(&mut from_hub, usize::MAX >> 1)? else {
        return Err(wrong());
    };
    let program: Program = postcard::from_bytes(&bytes).map_err(io::Error::other)?;
    let Some(ToChild::Begin(mut begin)) = wire::read(&mut from_hub, usize::MAX >> 1)? else {
        // Nobody needed this child.
        return Ok(());
    };
    begin.process.attach(Arc::new(program));
    let main = begin.process.main;
    let room = Arc::new(Room::new(*begin, socket, from_hub));
    let reader = Arc::clone(&room);
    thread::Builder::new()
        .name("orders".to_owned())
        .spawn(move || reader.listen())?;
    room.work(main);
    // The main thread of a process that goes on is not its end: the end is told, and comes from the hub.
    loop {
        thread::park();
    }
}
