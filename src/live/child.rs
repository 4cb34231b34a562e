//! What our executable does when it is started as a child: it is one Python process. Its standard input is the socket
//! to the hub, and it has nothing else: no files, no output of its own.

use std::io;
use std::os::fd::AsFd as _;
use std::os::unix::net::UnixStream;
use std::process;
use std::sync::Arc;
use std::thread;

use crate::code::Program;
use crate::live::room::Room;
use crate::live::wire::{self, ToChild};

/// Runs one process to its end, or to the end of whoever started it.
pub fn child() -> io::Result<()> {
    let socket = UnixStream::from(io::stdin().as_fd().try_clone_to_owned()?);
    let mut from_hub = socket.try_clone()?;
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
    let room = Arc::new(Room::new(*begin, socket));
    let reader = Arc::clone(&room);
    thread::Builder::new()
        .name("orders".to_owned())
        .spawn(move || listen(&reader, from_hub))?;
    room.work(main);
    // The main thread of a process that goes on is not its end: the end is told, and comes from the hub.
    loop {
        thread::park();
    }
}

/// Passes on what the hub says. Its end is ours, however it came: a busy thread cannot hold us.
fn listen(room: &Arc<Room>, mut from_hub: UnixStream) -> ! {
    loop {
        match wire::read(&mut from_hub, usize::MAX >> 1) {
            Ok(Some(ToChild::Order(order))) => room.deliver(order),
            Ok(Some(ToChild::Grant { tid, steps })) => room.grant(tid, steps),
            Ok(Some(ToChild::Hold(held))) => room.hold(held),
            Ok(Some(ToChild::Program(_) | ToChild::Begin(_)) | None) | Err(_) => process::exit(0),
        }
    }
}
