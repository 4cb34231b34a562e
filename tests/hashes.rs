//! The two hashes of a process: the fingerprint knows ids, the canonical hash does not.

use std::sync::Arc;

use racewalk::base::{Pid, Task};
use racewalk::machine::world::{Config, Machine, Until};
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
    machine.run(Task::MAIN, u64::MAX, Until::STEPS);
    let canonical = machine.process(Pid(0)).canonical();
    (canonical, machine.fingerprint())
}

#[test]
fn an_object_made_later_has_another_id_and_the_same_meaning() {
    let one = hashes("a = b = None\na = [1]\nb = [2]\n");
    let other = hashes("a = b = None\nb = [2]\na = [1]\n");
    assert_eq!(one.0, other.0, "the canonical hash renumbers");
    assert_ne!(one.1, other.1, "the fingerprint knows ids");
    assert_eq!(one, hashes("a = b = None\na = [1]\nb = [2]\n"));
    let values = |text: &str| hashes(text).0;
    assert_ne!(values("a = [1]\n"), values("a = [2]\n"));
    assert_ne!(
        values("a = [1]\nb = a\n"),
        values("a = [1]\nb = [1]\n"),
        "sharing can be seen"
    );
}
