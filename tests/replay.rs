//! Run, record, replay: any moment of a run can be had again, exactly.

use std::sync::Arc;

use racewalk::machine::world::{Config, Machine};
use racewalk::python;
use racewalk::scenario::library;
use racewalk::simulate::{Policy, Run, Timeline};

fn machine(name: &str, seed: u64) -> Machine {
    let scenario = library::find(name).expect("it is in the library");
    let source = python::Source {
        name: scenario.path.clone(),
        text: scenario.source.clone(),
    };
    let program = python::compile(&source, &python::Options::default()).expect("it compiles");
    let config = Config {
        seed,
        fixes: vec![false; program.fixes.len()],
        ..Config::default()
    };
    Machine::boot(Arc::new(program), config)
}

fn policies(seed: u64) -> Vec<Policy> {
    Policy::NAMES
        .iter()
        .filter_map(|name| Policy::named(name, seed))
        .collect()
}

#[test]
fn any_moment_is_exactly_as_it_was() {
    for (seed, scenario) in library::scenarios().iter().enumerate() {
        for mut policy in policies(seed as u64) {
            let mut timeline = Timeline::new(machine(&scenario.name, seed as u64));
            let mut seen = vec![timeline.here().clone().fingerprint()];
            while timeline.play(&mut policy, 1).expect("it goes on") > 0 && seen.len() < 3000 {
                seen.push(timeline.here().clone().fingerprint());
            }
            let end = timeline.end();
            assert_eq!(end as usize + 1, seen.len(), "{}", scenario.name);
            // Jumps that come by every part of the run.
            let moments = (0..40)
                .map(|jump| jump * 7919 % (end + 1))
                .chain((0..=end).rev().take(20));
            for moment in moments {
                timeline.go(moment);
                assert_eq!(timeline.moment(), moment);
                let found = timeline.here().clone().fingerprint();
                let schedule = timeline.schedule();
                assert_eq!(
                    found, seen[moment as usize],
                    "{} at {moment} of {schedule}",
                    scenario.name
                );
            }
            // The schedule alone leads to the same end.
            let schedule = timeline.whole_schedule();
            let scripted = Policy::scripted(schedule.clone(), Policy::Hand);
            let mut run = Run::new(machine(&scenario.name, seed as u64), scripted);
            while run.machine.steps() < end {
                assert!(run.turn().expect("it can be followed"), "{schedule}");
            }
            assert_eq!(
                run.machine.fingerprint(),
                *seen.last().expect("a start"),
                "{schedule}"
            );
        }
    }
}

#[test]
fn playing_in_one_turn_or_step_by_step_is_the_same_run() {
    for scenario in library::scenarios() {
        let mut one = Timeline::new(machine(&scenario.name, 1));
        let mut other = one.clone();
        one.play(&mut Policy::named("cpython", 1).expect("known"), 1_000_000)
            .expect("it goes on");
        let mut policy = Policy::named("cpython", 1).expect("known");
        while other.play(&mut policy, 1).expect("it goes on") > 0 {}
        assert_eq!(
            one.schedule().to_string(),
            other.schedule().to_string(),
            "{}",
            scenario.name
        );
        assert_eq!(
            one.here().clone().fingerprint(),
            other.here().clone().fingerprint(),
            "{}",
            scenario.name
        );
    }
}

#[test]
fn moving_on_from_the_past_begins_a_branch_and_keeps_the_old_one() {
    let mut timeline = Timeline::new(machine("lost_update", 3));
    let mut random = Policy::named("random", 3).expect("known");
    timeline.play(&mut random, 400).expect("it goes on");
    let (end, schedule) = (timeline.end(), timeline.whole_schedule().to_string());
    timeline.go(end / 2);
    // The same policy from here meets the same run again.
    timeline.play(&mut random, 50).expect("it goes on");
    assert_eq!(timeline.branches().len(), 1);
    timeline.go(end / 2);
    timeline.toggle("lock", true);
    timeline.play(&mut Policy::Hand, 30).expect("it goes on");
    assert_eq!(timeline.branches().len(), 2);
    assert_eq!(timeline.branches()[1].parent, Some((0, end / 2)));
    assert!(timeline.schedule().to_string().contains("+lock"));
    let after = timeline.here().clone().fingerprint();
    timeline.switch(0, None);
    assert_eq!(timeline.whole_schedule().to_string(), schedule);
    timeline.switch(1, None);
    assert_eq!(timeline.here().clone().fingerprint(), after);
    timeline.go(3);
    timeline.go(timeline.end());
    assert_eq!(timeline.here().clone().fingerprint(), after);
}

#[test]
fn what_a_step_did_is_told_again_when_one_comes_back_to_it() {
    let mut timeline = Timeline::new(machine("lost_update", 5));
    let mut told = vec![String::new()];
    let mut policy = Policy::RoundRobin;
    while timeline.play(&mut policy, 1).expect("it goes on") > 0 {
        told.push(format!("{:?}", timeline.told()));
    }
    for moment in (1..told.len()).rev().step_by(7) {
        timeline.go(moment as u64);
        assert_eq!(
            format!("{:?}", timeline.told()),
            told[moment],
            "at {moment}"
        );
    }
}
