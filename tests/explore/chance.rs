//! How likely outcomes are: runs by chance against schedules that were counted.

use racewalk::explore::{Options, Search, Walk};

use crate::found;
use crate::support;

#[test]
fn runs_by_chance_end_as_often_as_the_count_says() {
    let scenario = racewalk::scenario::library::find("lost_update").expect("it is there");
    let program = support::program("lost_update.py", &scenario.source);
    let options = || Options {
        reduction: false,
        symmetry: false,
        count: true,
        watch: vec!["counter".to_owned()],
        ..Options::default()
    };
    let mut search = Search::new(&program, found::config(), options());
    while !search.is_over() {
        search.advance(1000);
    }
    let counted = search.report();
    let mut search = Search::new(&program, found::config(), options());
    let mut die = 7u64;
    let mut ends: Vec<(String, u32)> = Vec::new();
    let mut runs = 0;
    while runs < 4000 {
        let walk = search.stroll(
            |sides| {
                die = die
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                (die >> 33) as usize % sides
            },
            0,
            10_000,
        );
        match walk {
            Walk::Ended(stroll) => {
                assert_eq!(stroll.ending, "finished");
                runs += 1;
                let value = stroll.watch[0].1.clone();
                if !ends.iter().any(|(other, _)| *other == value) {
                    // What is met is shown by a schedule that leads there.
                    let schedule = search.schedule_of(&stroll);
                    let (machine, _) = found::replay(&program, &found::config(), &schedule)
                        .unwrap_or_else(|words| panic!("{value}: {words}"));
                    let there = found::watched(&machine, &["counter".to_owned()]);
                    assert_eq!(there[0].1, value, "`{schedule}`");
                }
                match ends.iter_mut().find(|(other, _)| *other == value) {
                    Some((_, times)) => *times += 1,
                    None => ends.push((value, 1)),
                }
            }
            Walk::Learned => {
                ends.clear();
                runs = 0;
            }
            Walk::Endless => panic!("every run of it ends"),
        }
    }
    for outcome in &counted.outcomes {
        let value = &outcome.watch[0].1;
        let likely = outcome.probability.expect("it was counted");
        let met = ends.iter().find(|(other, _)| other == value);
        let part = f64::from(met.map_or(0, |&(_, times)| times)) / f64::from(runs);
        let deviation = (likely * (1.0 - likely) / f64::from(runs)).sqrt();
        assert!(
            (part - likely).abs() < 5.0 * deviation + 1e-9,
            "{value}: {part} of the runs, and {likely} was counted"
        );
    }
}
