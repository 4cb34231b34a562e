//! The two hashes of a process: the fingerprint knows ids, the canonical hash does not.

use std::sync::Arc;

use racewalk::base::{Pid, Task};
use racewalk::machine::world::{Config, Machine};
use racewalk::python;

/// The canonical hash and the fingerprint at the end of a program.
fn hashes(text: &str) -> (u128, u128) {
    let source = python::Source {
        name: "state.py".to_owned(),
        text: text.to_owned(),
    };
    let program = python::compile(&source, &python::Options::default())
        .unwrap_or_else(|findings| panic!("{findings:?}"));
    let mut machine = Machine::boot(Arc::new(program), Config::default());
    machine.run(Task::MAIN, u64::MAX, false);
    let canonical = machine.process(Pid(0)).canonical();
    (canonical, machine.fingerprint())
}

#[test]
fn an_object_made_later_has_another_id_and_the_same_meaning() {
    // The same program but for the order in which two lists are made: their ids are exchanged.
    let one = hashes("a = [1]\nb = [2]\nc = a\na = b\nb = c\nc = 0\n");
    let other = hashes("b = [1]\na = [2]\nc = a\na = a\nb = b\nc = 0\n");
    let values = |text: &str| hashes(text).0;
    assert_eq!(one, hashes("a = [1]\nb = [2]\nc = a\na = b\nb = c\nc = 0\n"));
    assert_ne!(one.1, other.1, "the fingerprint tells ids apart");
    assert_ne!(values("a = [1]\n"), values("a = [2]\n"));
    assert_ne!(values("a = [1]\nb = a\n"), values("a = [1]\nb = [1]\n"), "sharing can be seen");
}
