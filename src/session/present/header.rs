//! What is open, and where in the run we are.

use crate::machine::profile;
use crate::machine::world::Status;
use crate::session::present::{Look, limit};
use crate::view::{Ending, Header, Profile, WorkerId};

/// Turns; longer schedules are no use on a command line.
const LONGEST_SCHEDULE: usize = 4000;

/// All but what the session itself decides: policy, granularity, pace, speed.
pub(crate) fn present(look: &Look<'_>) -> Header {
    let machine = look.machine;
    let turns = look
        .chronicle
        .turns
        .partition_point(|&(at, _)| at < look.moment);
    let schedule = if turns > LONGEST_SCHEDULE {
        String::new()
    } else {
        look.timeline.schedule().to_string()
    };
    Header {
        title: look.scenario.title.clone(),
        name: short(&look.scenario.name).to_owned(),
        profile: profile(machine.config().profile),
        moment: look.moment,
        known: look.timeline.end(),
        seed: machine.config().seed,
        time: machine.now(),
        ending: ending(look),
        schedule,
        ..Header::default()
    }
}

/// `lost_update` opens `races/lost_update`; a file opens by its path.
fn short(name: &str) -> &str {
    if std::path::Path::new(name).extension().is_some() {
        return name;
    }
    name.rsplit('/').next().unwrap_or(name)
}

pub(crate) fn profile(profile: profile::Profile) -> Profile {
    match profile {
        profile::Profile::Language => Profile::Language,
        profile::Profile::Cpython39 => Profile::Cpython39,
        profile::Profile::Cpython312 => Profile::Cpython312,
        profile::Profile::FreeThreaded => Profile::FreeThreaded,
    }
}

fn ending(look: &Look<'_>) -> Ending {
    match look.machine.status() {
        Status::Running => Ending::Running,
        Status::Deadlock => Ending::Deadlock,
        Status::Limit(which) => Ending::Limit(limit(look.machine, which)),
        Status::Finished {
            code,
            uncaught: false,
        } => Ending::Finished { exit_code: code },
        Status::Finished { .. } => {
            let death = look
                .chronicle
                .died
                .iter()
                .find(|death| death.1 == WorkerId::MAIN);
            Ending::Exception {
                worker: WorkerId::MAIN,
                words: death.map_or_else(String::new, |death| death.2.clone()),
            }
        }
    }
}
