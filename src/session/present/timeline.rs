//! The run on a line: who moved at which step, who waited, and the branches not taken.

use crate::machine::world::Status;
use crate::session::chronicle::Life;
use crate::session::present::{Look, limit};
use crate::view::{Branch, Burst, Doing, Ending, Lane, Mark, Stretch, Timeline, WorkerId};

/// Turns shown on either side of the cursor: further away than any screen is wide.
const AROUND: usize = 2000;

pub(crate) fn present(look: &Look<'_>) -> Timeline {
    let chronicle = look.chronicle;
    let turns = &chronicle.turns;
    let here = turns.partition_point(|&(at, _)| at <= look.moment);
    let window = here.saturating_sub(AROUND)..(here + AROUND).min(turns.len());
    let from = turns.get(window.start).map_or(0, |turn| turn.0);
    let to = turns.get(window.end).map_or(chronicle.end(), |turn| turn.0);
    let mut lanes: Vec<Lane> = (0..chronicle.lives.len())
        .map(|number| {
            let worker = WorkerId(number as u32);
            Lane {
                worker,
                stretches: stretches(look, number, &window, from, to),
                marks: Vec::new(),
            }
        })
        .collect();
    let start = chronicle.marks.partition_point(|&(step, ..)| step < from);
    for &(step, worker, kind) in chronicle.marks[start..]
        .iter()
        .take_while(|mark| mark.0 < to)
    {
        if let Some(lane) = lanes.get_mut(worker.0 as usize) {
            lane.marks.push(Mark { step, kind });
        }
    }
    // The lanes of a process stand together.
    lanes.sort_by_key(|lane| (look.task(lane.worker).pid, lane.worker));
    Timeline {
        bursts: bursts(look),
        now: look.machine.now(),
        last: chronicle
            .bursts
            .iter()
            .map(|burst| burst.to)
            .max()
            .unwrap_or_default(),
        lanes,
        cursor: look.moment,
        end: look.timeline.end(),
        branches: branches(look),
    }
}

/// Bursts shown on either side of the cursor.
const BURSTS: usize = 5000;

/// Who had which core when.
fn bursts(look: &Look<'_>) -> Vec<Burst> {
    let all = &look.chronicle.bursts;
    let here = all.partition_point(|burst| burst.moment <= look.moment);
    let window = here.saturating_sub(BURSTS)..(here + BURSTS).min(all.len());
    let mut bursts: Vec<Burst> = all[window]
        .iter()
        .map(|burst| Burst {
            core: burst.core as u32,
            worker: burst.worker,
            from: burst.from,
            to: burst.to,
        })
        .collect();
    bursts.sort_by_key(|burst| (burst.core, burst.from));
    bursts
}

/// One worker's life: its turns, and between them what it was.
fn stretches(
    look: &Look<'_>,
    number: usize,
    window: &std::ops::Range<usize>,
    from: u64,
    to: u64,
) -> Vec<Stretch> {
    let chronicle = look.chronicle;
    let turns = &chronicle.turns;
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut push = |from: u64, to: u64, doing: Doing| {
        if from >= to {
            return;
        }
        match stretches.last_mut() {
            Some(last) if last.doing == doing && last.to == from => last.to = to,
            Some(_) | None => stretches.push(Stretch { from, to, doing }),
        }
    };
    let lives = &chronicle.lives[number];
    let idle = |mut from: u64, to: u64, push: &mut dyn FnMut(u64, u64, Doing)| {
        while from < to {
            let at = lives.partition_point(|&(at, _)| at <= from);
            let until = lives.get(at).map_or(to, |&(at, _)| at.min(to));
            let life = at.checked_sub(1).map(|at| lives[at].1);
            match life {
                Some(Life::Ready) => push(from, until, Doing::Ready),
                Some(Life::Blocked) => push(from, until, Doing::Blocked),
                Some(Life::Sleeping) => push(from, until, Doing::Sleeping),
                Some(Life::Over) | None => {}
            }
            from = until.max(from + 1);
        }
    };
    let mut at = from;
    for index in window.clone() {
        let (begin, worker) = turns[index];
        let end = turns
            .get(index + 1)
            .map_or(chronicle.end(), |turn| turn.0)
            .min(to);
        if worker.0 as usize == number {
            idle(at, begin, &mut push);
            push(begin, end, Doing::Running);
            at = end;
        }
    }
    idle(at, to, &mut push);
    stretches
}

fn branches(look: &Look<'_>) -> Vec<Branch> {
    let current = look.timeline.branch();
    let branches = look.timeline.branches();
    branches
        .iter()
        .enumerate()
        .map(|(number, branch)| Branch {
            number: number as u32,
            parent: branch.parent.map(|(parent, _)| parent as u32),
            from: branch.parent.map_or(0, |(_, from)| from),
            end: branch.end,
            ending: match branch.status {
                Status::Running => Ending::Running,
                Status::Deadlock => Ending::Deadlock,
                Status::Finished {
                    code,
                    uncaught: false,
                } => Ending::Finished { exit_code: code },
                Status::Finished { .. } => Ending::Exception {
                    worker: WorkerId::MAIN,
                    words: String::new(),
                },
                Status::Limit(which) => Ending::Limit(limit(look.machine, which)),
            },
            current: number == current,
        })
        .collect()
}
