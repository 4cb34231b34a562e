//! One search that can do less beside one that can do more: the first finds no more than the second, and each schedule
//! of both comes to what is claimed.

use std::sync::Arc;
use std::time::Duration;

use racewalk::code::Program;
use racewalk::explore::Options;
use racewalk::machine::world::Machine;

use crate::brute;
use crate::found::{self, Found, false_claims};
use crate::generator::Generated;
use crate::support::{self, complain, for_all};

const PATIENCE: Duration = Duration::from_mins(1);

/// Searches to the end; the schedules are run.
pub(crate) fn search(program: &Arc<Program>, options: Options, wrong: &mut Vec<String>) -> Found {
    let config = found::config();
    let names = options.watch.clone();
    let report = found::search(program, &config, options, PATIENCE);
    if !report.complete {
        wrong.push(format!("incomplete: {:?}", report.bounded));
    }
    wrong.extend(false_claims(program, &config, &names, &report));
    Found::of(&report)
}

/// Whether the wider search finds outcomes that the narrower one does not; what is wrong is added.
pub(crate) fn is_wider(
    program: &Arc<Program>,
    (narrow, wide): (Options, Options),
    wrong: &mut Vec<String>,
) -> bool {
    let narrow = search(program, narrow, wrong);
    let wide = search(program, wide, wrong);
    if !narrow.outcomes.is_subset(&wide.outcomes) {
        wrong.push(format!(
            "{:?} are no part of {:?}",
            narrow.outcomes, wide.outcomes
        ));
    }
    narrow.outcomes.len() < wide.outcomes.len()
}

/// Of these generated programs, how many could be compared and how many have more outcomes in the wider search. The
/// plain enumeration finds what the one with `options` finds.
pub(crate) fn generated(
    seeds: &[u64],
    write: impl Fn(u64) -> Generated + Sync,
    options: impl Fn(Vec<String>) -> (Options, Options) + Sync,
    prepare: impl Fn(&mut Machine) + Sync,
    enumerated_is_narrow: bool,
) -> (usize, usize) {
    let answers = for_all(seeds, |&seed| {
        let generated = write(seed);
        let program = support::program("generated.py", &generated.text);
        let mut machine = Machine::boot(Arc::clone(&program), found::config());
        machine.loosen();
        prepare(&mut machine);
        let (plain, _) = brute::enumerate_from(machine, &generated.watch, 4000)?;
        let (narrow, wide) = options(generated.watch);
        let same = if enumerated_is_narrow { &narrow } else { &wide };
        let mut wrong = Vec::new();
        let found = search(&program, same.clone(), &mut wrong).plain();
        wrong.extend(plain.plain().difference(&found));
        let has_more = is_wider(&program, (narrow, wide), &mut wrong);
        Some((wrong, has_more))
    });
    let mut wrong = Vec::new();
    let (mut compared, mut more) = (0, 0);
    for (seed, answer) in seeds.iter().zip(answers) {
        match answer {
            Ok(Some((words, has_more))) => {
                compared += 1;
                more += usize::from(has_more);
                let words = words.into_iter();
                wrong.extend(words.map(|words| format!("seed {seed}: {words}")));
            }
            Ok(None) => {}
            Err(words) => wrong.push(format!("seed {seed}: {words}")),
        }
    }
    eprintln!("{compared} programs, {more} of them with more outcomes in the wider search");
    complain(&wrong, seeds.len());
    (compared, more)
}

/// The labelled programs with processes, none of which may have more in the narrower search.
pub(crate) fn labelled_with_processes(options: impl Fn(Vec<String>) -> (Options, Options) + Sync) {
    let programs = support::programs("tests/explore/labelled/processes");
    let answers = for_all(&programs, |(name, text)| {
        let scenario = racewalk::scenario::Scenario::read(name, text).expect("a header");
        let program = support::program(name, text);
        let mut wrong = Vec::new();
        is_wider(&program, options(scenario.watch), &mut wrong);
        wrong
    });
    let mut wrong = Vec::new();
    for ((name, _), answer) in programs.iter().zip(answers) {
        let words = answer.unwrap_or_else(|words| vec![words]);
        wrong.extend(words.into_iter().map(|words| format!("{name}: {words}")));
    }
    complain(&wrong, programs.len());
}
