//! Who can move next, and what their next step would do.

use crate::machine::thread;
use crate::session::chronicle::line;
use crate::session::present::{Look, workers};
use crate::session::stand::{self, is_visible, operands, stand, words};
use crate::view::{Choice, Choices, Offer};

pub(crate) fn present(look: &Look<'_>) -> Choices {
    let mut rows = Vec::new();
    for (id, task) in look.workers() {
        let look = &look.into(task.pid);
        let process = look.process;
        let offer = match process.workers[task.tid.index()].state {
            thread::State::Ended => continue,
            thread::State::Parked { .. } => match look.machine.alarm(task) {
                Some(until) if look.machine.can_move(task) => Offer::Expire { until },
                Some(_) | None => Offer::Cannot(workers::state(look, id, task)),
            },
            thread::State::Asking => Offer::Cannot(workers::state(look, id, task)),
            thread::State::Ready if !look.machine.is_ready(task) => {
                Offer::Cannot(workers::state(look, id, task))
            }
            thread::State::Ready => match stand(process, task.tid) {
                Some(at) => {
                    let thread = stand::thread(process, task.tid);
                    let operands = thread.map_or_else(String::new, |thread| {
                        operands(process, look.names, thread, at)
                    });
                    let words = words(&process.program, at.function, at.ip);
                    Offer::Step {
                        words: format!("{words} {operands}").trim_end().to_owned(),
                        line: Some(line(process, at)),
                        visible: is_visible(
                            process,
                            look.sharing,
                            thread.filter(|_| at.is_top),
                            at.function,
                            at.ip,
                        ),
                    }
                }
                None => Offer::Step {
                    words: if look.chronicle.count(id, look.moment) == 0 {
                        "BEGIN"
                    } else {
                        "END"
                    }
                    .to_owned(),
                    line: None,
                    visible: false,
                },
            },
        };
        rows.push(Choice {
            worker: Some(id),
            offer,
        });
    }
    Choices { rows }
}
