//! How much faster more workers make a program, beside what Amdahl's law allows.

use serde::{Deserialize, Serialize};

use crate::base::Time;
use crate::view::Text;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpeedUp {
    /// The constant of the program that says how many workers there are.
    pub constant: String,
    /// By the real clock; otherwise in virtual time.
    pub real: bool,
    pub cores: u32,
    /// Measured from one worker to so many.
    pub most: u32,
    pub series: Vec<Series>,
    /// Rows are still to come.
    pub goes_on: bool,
    /// Why nothing, or nothing more, is measured.
    pub refusal: Option<Text>,
}

/// One way to run the program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    pub title: Text,
    /// The fixes that are on.
    pub fixes: Vec<String>,
    /// Of a run with one worker in virtual time: how long nobody but main was there, and how long it took.
    pub alone: Time,
    pub whole: Time,
    /// The first has one worker.
    pub runs: Vec<Measured>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    pub workers: u32,
    pub time: Time,
    /// It came to its end without an error.
    pub finished: bool,
}

impl Series {
    /// The part of the work that only one can do, from 0 to 1.
    pub fn serial(&self) -> f64 {
        ratio(self.alone, self.whole)
    }

    /// How many times as fast as with one worker.
    pub fn speed_up(&self, run: &Measured) -> f64 {
        self.runs
            .first()
            .map_or(0.0, |one| ratio(one.time, run.time))
    }

    /// What each worker is good for.
    pub fn efficiency(&self, run: &Measured) -> f64 {
        self.speed_up(run) / f64::from(run.workers.max(1))
    }

    /// Amdahl's law: what so many workers allow, of whom no more compute at once than there are cores.
    pub fn amdahl(&self, workers: u32, cores: u32) -> f64 {
        let serial = self.serial();
        let at_once = f64::from(workers.min(cores).max(1));
        1.0 / (serial + (1.0 - serial) / at_once)
    }
}

fn ratio(part: Time, whole: Time) -> f64 {
    part.0 as f64 / whole.0.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amdahl_allows_what_the_serial_part_and_the_cores_leave() {
        let series = Series {
            alone: Time(20),
            whole: Time(100),
            ..Series::default()
        };
        for (workers, cores, expected) in [
            (1, 4, 1.0),
            (2, 4, 1.0 / 0.6),
            (4, 4, 2.5),
            (4, 2, 1.0 / 0.6),
        ] {
            let found = series.amdahl(workers, cores);
            assert!((found - expected).abs() < 1e-9, "{workers} on {cores}");
        }
    }
}
