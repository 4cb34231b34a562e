//! Where children come from. Our executable is started once for a run; it reads the program, and every process of the
//! run is a fork of it, which has the program at once, and most of what its own parent is made of. It has one thread and
//! does one thing after the other: so a fork of it is whole.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, IoSlice, IoSliceMut, Read as _};
use std::mem::MaybeUninit;
use std::net::Shutdown;
use std::os::fd::{AsFd as _, OwnedFd};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child as OsChild, Command as OsCommand, Stdio};
use std::sync::{Arc, LazyLock};
use std::thread;
use std::time::Duration;

use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer,
    SendAncillaryMessage, SendFlags, recvmsg, sendmsg,
};

use crate::base::Pid;
use crate::code::Program;
use crate::live::advance::Tokens;
use crate::live::child;
use crate::live::wire::{self, Bytes, FromNursery, ToChild, ToNursery};
use crate::machine::builtins::REGISTRY;
use crate::machine::process::Process;

/// How our executable is told that it is a child.
pub const CHILD: &str = "--child-of-a-live-run";
/// A nursery that takes longer to answer, or to end, is taken for dead: somebody may have stopped it.
const PATIENCE: Duration = Duration::from_secs(10);

/// The nursery, as the hub has it. One that dies (somebody killed it) is followed by another, and nobody notices: its
/// children are ours then, as we have asked of the operating system, and live on.
#[derive(Debug)]
pub(crate) struct Nursery {
    executable: PathBuf,
    os: OsChild,
    socket: UnixStream,
    /// What its successor must be told.
    program: ToNursery,
    bases: BTreeMap<Pid, ToNursery>,
    /// Its children that are not buried. Those of its predecessors are ours.
    children: BTreeSet<u32>,
    /// The line to a child that it was asked for and has not told about: forking goes on while others compute.
    next: Option<Line>,
}

/// What leads to a child.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) socket: UnixStream,
    /// For answers in advance, by direction.
    pub(crate) tokens: [Tokens; 2],
}

/// How a child ended.
#[derive(Clone, Copy, Debug)]
pub(crate) struct End {
    pub(crate) signal: Option<i32>,
    pub(crate) code: Option<i32>,
}

impl Nursery {
    pub(crate) fn start(executable: &Path, program: Bytes) -> io::Result<Self> {
        // Whoever loses its parent becomes our child.
        rustix::process::set_child_subreaper(Some(rustix::process::getpid()))?;
        let (os, socket) = spawn(executable)?;
        let mut nursery = Self {
            executable: executable.to_owned(),
            os,
            socket,
            program: ToNursery::Program(program),
            bases: BTreeMap::new(),
            children: BTreeSet::new(),
            next: None,
        };
        wire::write(&mut nursery.socket, &nursery.program)?;
        Ok(nursery)
    }

    /// A new child: its number, and the line to it.
    pub(crate) fn child(&mut self) -> io::Result<(u32, Line)> {
        self.insist(|nursery| {
            if let Some((os_id, line)) = nursery.prepared()? {
                if hears_nothing(&line.socket) {
                    return Ok((os_id, line));
                }
                // Somebody killed it before it was anybody.
                nursery.reap(os_id);
            }
            nursery.ask_for_child()?;
            let child = nursery.prepared()?;
            child.ok_or_else(|| io::Error::other("a child that was asked for is not there"))
        })
    }

    /// Another child will be wanted before long.
    pub(crate) fn prepare(&mut self) {
        // Where that is not possible, whoever wants one finds out.
        if self.next.is_none() {
            let _ = self.ask_for_child();
        }
    }

    fn ask_for_child(&mut self) -> io::Result<()> {
        let (ours, theirs) = UnixStream::pair()?;
        let tokens = [Tokens::new()?, Tokens::new()?];
        self.say(&ToNursery::Start)?;
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(3))];
        let mut along = SendAncillaryBuffer::new(&mut space);
        let [into, out_of] = tokens.each_ref().map(|tokens| tokens.theirs().as_fd());
        let files = [theirs.as_fd(), into, out_of];
        along.push(SendAncillaryMessage::ScmRights(&files));
        let byte = [IoSlice::new(&[0])];
        sendmsg(&self.socket, &byte, &mut along, SendFlags::NOSIGNAL)?;
        self.next = Some(Line {
            socket: ours,
            tokens,
        });
        Ok(())
    }

    /// The child that was asked for, if one was.
    fn prepared(&mut self) -> io::Result<Option<(u32, Line)>> {
        let Some(line) = self.next.take() else {
            return Ok(None);
        };
        let answer = match self.hear() {
            Ok(answer) => answer,
            Err(error) => {
                // There may be a child at its end all the same.
                self.next = Some(line);
                return Err(error);
            }
        };
        match answer {
            FromNursery::Started(os_id) => {
                self.children.insert(os_id);
                Ok(Some((os_id, line)))
            }
            FromNursery::Failed(words) => Err(io::Error::other(words)),
            FromNursery::Ended { .. } => Err(io::Error::other("an answer to another question")),
        }
    }

    /// Whoever was forked before is not needed.
    fn discard(&mut self) {
        match self.prepared() {
            Ok(Some((os_id, line))) => {
                drop(line);
                self.reap(os_id);
            }
            Ok(None) => {}
            Err(_) => self.kill(),
        }
    }

    /// The next forks of this process are told as they differ from this image.
    pub(crate) fn base(&mut self, of: Pid, image: Bytes) -> io::Result<()> {
        self.discard();
        self.bases.insert(of, ToNursery::Base { of, image });
        self.insist(|nursery| wire::write(&mut nursery.socket, &nursery.bases[&of]))
    }

    pub(crate) fn forget(&mut self, pid: Pid) {
        if self.bases.remove(&pid).is_some() {
            // Where there is nobody to forget, it is forgotten.
            let _ = self.say(&ToNursery::Forget(pid));
        }
    }

    /// Waits for a child's end, and buries it.
    pub(crate) fn bury(&mut self, os_id: u32) -> io::Result<End> {
        // Answers come in the order of the questions.
        if self.next.is_some() {
            self.discard();
        }
        let answer = if self.children.remove(&os_id) {
            let asked = self.say(&ToNursery::Bury(os_id));
            asked.and_then(|()| self.hear()).unwrap_or_else(|_| {
                // Once it is buried itself, its children are ours.
                self.kill();
                bury(os_id)
            })
        } else {
            bury(os_id)
        };
        match answer {
            FromNursery::Ended { signal, code } => Ok(End { signal, code }),
            FromNursery::Failed(words) => Err(io::Error::other(words)),
            FromNursery::Started(_) => Err(io::Error::other("an answer to another question")),
        }
    }

    /// Buries a child that has ended, or does so now; how is of no interest.
    pub(crate) fn reap(&mut self, os_id: u32) {
        if self.children.remove(&os_id) {
            if self.say(&ToNursery::Reap(os_id)).is_ok() {
                return;
            }
            self.kill();
        }
        bury(os_id);
    }

    /// It is needed no more.
    pub(crate) fn end(&mut self) {
        self.discard();
        // It does what it has been told, and ends by itself.
        let _ = self.socket.shutdown(Shutdown::Write);
        let _ = self.socket.read(&mut [0]);
        self.kill();
    }

    fn kill(&mut self) {
        let _ = self.os.kill();
        let _ = self.os.wait();
        self.children.clear();
        if let Some(Line { socket, .. }) = self.next.take()
            && let Ok(os_id) = number_of_stray(socket)
        {
            bury(os_id);
        }
    }

    /// Does it, and once more with a successor where it is dead.
    fn insist<T>(&mut self, what: impl Fn(&mut Self) -> io::Result<T>) -> io::Result<T> {
        match what(self) {
            Err(error) if is_an_end(&error) => {
                self.replace()?;
                what(self)
            }
            done => done,
        }
    }

    fn replace(&mut self) -> io::Result<()> {
        self.kill();
        (self.os, self.socket) = spawn(&self.executable)?;
        wire::write(&mut self.socket, &self.program)?;
        for base in self.bases.values() {
            wire::write(&mut self.socket, base)?;
        }
        Ok(())
    }

    fn say(&mut self, frame: &ToNursery) -> io::Result<()> {
        wire::write(&mut self.socket, frame)
    }

    fn hear(&mut self) -> io::Result<FromNursery> {
        wire::read(&mut self.socket, 0)?.ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}

impl Drop for Nursery {
    fn drop(&mut self) {
        self.end();
    }
}

/// Who is at the other end of this line: a nursery has died before it could tell whether it had forked anybody. That one
/// says so itself, and ends; where there is nobody, there is the end of the line.
fn number_of_stray(mut socket: UnixStream) -> io::Result<u32> {
    socket.set_read_timeout(Some(PATIENCE))?;
    wire::write(&mut socket, &ToChild::Leave)?;
    let mut number = [0; 4];
    socket.read_exact(&mut number)?;
    Ok(u32::from_le_bytes(number))
}

/// Whether there is nothing to read, not even the end.
fn hears_nothing(socket: &UnixStream) -> bool {
    let mut byte = [0];
    let peek = RecvFlags::PEEK | RecvFlags::DONTWAIT;
    let heard = rustix::net::recv(socket, &mut byte[..], peek);
    matches!(heard, Err(rustix::io::Errno::AGAIN))
}

/// Whether an error says that nobody is at the other end, or as good as nobody.
fn is_an_end(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::BrokenPipe
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::UnexpectedEof
            | io::ErrorKind::WouldBlock
    )
}

fn spawn(executable: &Path) -> io::Result<(OsChild, UnixStream)> {
    let (ours, theirs) = UnixStream::pair()?;
    let os = OsCommand::new(executable)
        .arg(CHILD)
        .env_clear()
        // Ctrl-C is the hub's to hear.
        .process_group(0)
        .stdin(Stdio::from(OwnedFd::from(theirs)))
        .stdout(Stdio::null())
        .spawn()?;
    ours.set_read_timeout(Some(PATIENCE))?;
    Ok((os, ours))
}

/// What our executable is when it is started for a live run, until the run is over; and in a fork of it, a child.
pub fn nursery() -> io::Result<()> {
    match raise() {
        // The hub's end is ours, in the middle of a word too.
        Err(error) if is_an_end(&error) => Ok(()),
        done => done,
    }
}

fn raise() -> io::Result<()> {
    let mut hub = UnixStream::from(io::stdin().as_fd().try_clone_to_owned()?);
    let most = usize::MAX >> 1;
    let Some(ToNursery::Program(bytes)) = wire::read(&mut hub, most)? else {
        return Err(io::Error::other("a nursery begins with a program"));
    };
    let program: Program = aside(|| {
        LazyLock::force(&REGISTRY);
        postcard::from_bytes(&bytes.0)
    })?;
    drop(bytes);
    let program = Arc::new(program);
    let mut bases = BTreeMap::new();
    while let Some(frame) = wire::read(&mut hub, most)? {
        let answer = match frame {
            ToNursery::Program(_) => continue,
            ToNursery::Base { of, image } => {
                let mut base: Process = aside(|| postcard::from_bytes(&image.0))?;
                base.attach(Arc::clone(&program));
                bases.insert(of, base);
                continue;
            }
            ToNursery::Forget(pid) => {
                bases.remove(&pid);
                continue;
            }
            ToNursery::Start => {
                let (socket, tokens) = line_from(&hub)?;
                match fork::fork() {
                    Ok(fork::Fork::Child) => {
                        drop(hub);
                        rustix::stdio::dup2_stdin(&socket)?;
                        rustix::process::setpgid(None, None)?;
                        return child::child(socket, tokens, program, |pid| bases.remove(&pid));
                    }
                    Ok(fork::Fork::Parent(os_id)) => FromNursery::Started(os_id.cast_unsigned()),
                    Err(error) => FromNursery::Failed(error.to_string()),
                }
            }
            ToNursery::Bury(os_id) => bury(os_id),
            ToNursery::Reap(os_id) => {
                bury(os_id);
                continue;
            }
        };
        wire::write(&mut hub, &answer)?;
    }
    Ok(())
}

/// Reads something on a thread of its own, which is gone again when a fork comes. What it makes lies apart from the
/// memory that this thread takes next: so a fork has fresh memory at hand, and need not copy what it shares with us
/// because it comes to lie between.
fn aside<T: Send>(read: impl FnOnce() -> postcard::Result<T> + Send) -> io::Result<T> {
    let read = thread::scope(|scope| {
        let reader = thread::Builder::new().spawn_scoped(scope, read)?;
        reader
            .join()
            .map_err(|_| io::Error::other("it cannot be read"))
    })?;
    read.map_err(io::Error::other)
}

/// A child's end of its line, which comes with one byte.
fn line_from(hub: &UnixStream) -> io::Result<(UnixStream, [OwnedFd; 2])> {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(3))];
    let mut along = RecvAncillaryBuffer::new(&mut space);
    let mut byte = [0];
    recvmsg(
        hub,
        &mut [IoSliceMut::new(&mut byte)],
        &mut along,
        RecvFlags::CMSG_CLOEXEC,
    )?;
    let mut files = along.drain().filter_map(|message| match message {
        RecvAncillaryMessage::ScmRights(files) => Some(files),
        _ => None,
    });
    let mut files = files.next().into_iter().flatten();
    let (Some(socket), Some(into), Some(out_of)) = (files.next(), files.next(), files.next())
    else {
        return Err(io::Error::other("a child begins with a line to the hub"));
    };
    Ok((UnixStream::from(socket), [into, out_of]))
}

fn bury(os_id: u32) -> FromNursery {
    use rustix::process::{WaitOptions, waitpid};
    let number = i32::try_from(os_id).ok();
    let number = number.and_then(rustix::process::Pid::from_raw);
    loop {
        return match waitpid(number, WaitOptions::empty()) {
            Ok(Some((_, status))) => FromNursery::Ended {
                signal: status.terminating_signal(),
                code: status.exit_status(),
            },
            Ok(None) => continue,
            Err(rustix::io::Errno::INTR) => continue,
            Err(error) => FromNursery::Failed(error.to_string()),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_forked_and_not_told_of_says_who_it_is_and_where_nobody_was_nobody_does() {
        let (ours, theirs) = UnixStream::pair().expect("there is room");
        let tokens = [(); 2].map(|()| Tokens::new().expect("there is room"));
        let tokens = tokens.map(|tokens| {
            let theirs = tokens.theirs().try_clone();
            theirs.expect("there is room")
        });
        let child = thread::spawn(move || child::child(theirs, tokens, <_>::default(), |_| None));
        assert_eq!(number_of_stray(ours).ok(), Some(std::process::id()));
        child.join().expect("no panic").expect("it ends by itself");
        let (ours, theirs) = UnixStream::pair().expect("there is room");
        drop(theirs);
        assert!(number_of_stray(ours).is_err());
    }
}
