//! The processes side by side: the same globals, and in each what they are there.

use crate::base::Pid;
use crate::session::present::Look;
use crate::session::present::objects;
use crate::view::{Global, Object, Processes, Room, Shape, Workers};

/// Globals shown of one process.
const MOST: usize = 24;

/// Empty where there is one process only: its memory is the objects' to show.
pub(crate) fn present(look: &Look<'_>, workers: &Workers) -> Processes {
    if !look.several() {
        return Processes::default();
    }
    let first = globals(look, Pid(0));
    let rooms = workers.processes.iter().map(|process| {
        let own = globals(look, process.pid);
        let differs = |row: &Object| {
            let there = first.iter().find(|other| other.name == row.name);
            process.pid != Pid(0) && there.is_none_or(|there| value(there) != value(row))
        };
        Room {
            pid: process.pid,
            globals: (own.iter().take(MOST))
                .map(|row| Global {
                    name: row.name.clone(),
                    value: value(row).unwrap_or_default().to_owned(),
                    differs: differs(row),
                    changed: row.touch.is_some_and(|touch| touch.moment == look.moment),
                })
                .collect(),
            gil: objects::gil(&look.into(process.pid)),
        }
    });
    Processes {
        rooms: rooms.collect(),
        between: objects::between(look),
    }
}

fn globals(look: &Look<'_>, pid: Pid) -> Vec<Object> {
    let rows = objects::variables(&look.into(pid));
    rows.into_iter()
        .filter(|row| value(row).is_some())
        .collect()
}

fn value(row: &Object) -> Option<&str> {
    match &row.shape {
        Shape::Value { value, .. } => Some(value),
        _ => None,
    }
}
