//! Every scenario of the library is sound, and what its header says can happen is what happens, over many random runs:
//! nothing else, and as good as all of it.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use racewalk::code::Program;
use racewalk::machine::costs::Costs;
use racewalk::machine::world::Config;
use racewalk::python::Options;
use racewalk::scenario::expect::{Expectation, Outcomes, Verdict};
use racewalk::scenario::{Scenario, library};
use racewalk::simulate::Ending;
use racewalk::view::Language;

use support::{Ended, complain, for_all};

const PATIENCE: Duration = Duration::from_secs(20);
/// Runs of each expectation; half of them under `random`, half under `pct`.
const RUNS: u64 = 320;
/// Runs to find what is rare.
const MOST: u64 = 3000;

fn program(scenario: &Scenario, ignore_marks: bool) -> Arc<Program> {
    let options = Options {
        ignore_marks,
        declared_fixes: scenario.declared_fixes(),
    };
    support::compile(&scenario.path, &scenario.source, &options)
        .unwrap_or_else(|findings| panic!("{}: {findings:?}", scenario.name))
}

fn run(program: &Arc<Program>, fixes: &[bool], number: u64) -> Ended {
    let seed = number / 2;
    let policy = support::policy(
        if number.is_multiple_of(2) {
            "random"
        } else {
            "pct"
        },
        seed,
    );
    let config = Config {
        fixes: fixes.to_vec(),
        max_steps: 1_000_000,
        ..support::config("random", seed)
    };
    support::run(program, config, policy, PATIENCE)
}

fn watched(scenario: &Scenario, ended: &Ended) -> Vec<(String, String)> {
    let value = |name: &String| ended.global(name).map(|value| (name.clone(), value));
    scenario.watch.iter().filter_map(value).collect()
}

/// The outcomes of an expectation one by one, as a run may show them.
fn listed(outcomes: &Outcomes) -> BTreeSet<Vec<(String, String)>> {
    match outcomes {
        Outcomes::Unsaid => BTreeSet::new(),
        Outcomes::Each(each) => each
            .iter()
            .flat_map(|(name, values)| {
                values
                    .iter()
                    .map(|value| vec![(name.clone(), value.clone())])
            })
            .collect(),
        Outcomes::Together(together) => together.iter().cloned().collect(),
    }
}

#[derive(Default)]
struct Seen {
    runs: u64,
    outcomes: BTreeSet<Vec<(String, String)>>,
    deadlocks: u64,
    exceptions: u64,
    wrong: Vec<String>,
}

impl Seen {
    fn look(&mut self, scenario: &Scenario, expectation: &Expectation, ended: &Ended) {
        self.runs += 1;
        let may = |verdict: Verdict| {
            expectation
                .verdicts
                .as_ref()
                .is_none_or(|verdicts| verdicts.contains(&verdict))
        };
        let mut wrong = |words: String| {
            let fixes = expectation.fixes.join(" --fix ");
            let schedule = ended.schedule.to_string();
            self.wrong.push(format!(
                "{} (fixes: {fixes}): {words}\n  --schedule '{schedule}'",
                scenario.name
            ));
        };
        let uncaught = ended.stderr.contains("Traceback (most recent call last)");
        if uncaught {
            self.exceptions += 1;
            if !may(Verdict::Exception) && !may(Verdict::Assertion) {
                wrong(format!("an exception: {}", ended.last_of_stderr()));
            }
        }
        match ended.ending {
            Ending::Deadlock => {
                self.deadlocks += 1;
                if !may(Verdict::Deadlock) {
                    wrong("a deadlock".to_owned());
                }
            }
            Ending::Limit(limit) => wrong(format!("{limit:?}")),
            Ending::Exception { .. } => {}
            Ending::Finished { .. } => {
                let watched = watched(scenario, ended);
                if !expectation.outcomes.allow(&watched) {
                    wrong(format!("ends with {watched:?}"));
                }
                match &expectation.outcomes {
                    Outcomes::Unsaid => {}
                    Outcomes::Each(_) => self
                        .outcomes
                        .extend(watched.into_iter().map(|pair| vec![pair])),
                    Outcomes::Together(_) => {
                        self.outcomes.insert(watched);
                    }
                }
            }
        }
    }

    /// What the header lists and no run has shown.
    fn missing(&self, expectation: &Expectation) -> Vec<String> {
        let claims = |verdict| {
            expectation
                .verdicts
                .as_ref()
                .is_some_and(|verdicts| verdicts.contains(&verdict))
        };
        let mut missing: Vec<String> = listed(&expectation.outcomes)
            .difference(&self.outcomes)
            .map(|outcome| format!("{outcome:?}"))
            .collect();
        if claims(Verdict::Deadlock) && self.deadlocks == 0 {
            missing.push("deadlock".to_owned());
        }
        if (claims(Verdict::Exception) || claims(Verdict::Assertion)) && self.exceptions == 0 {
            missing.push("exception".to_owned());
        }
        missing
    }
}

#[test]
fn every_scenario_that_measures_its_speed_up_has_the_constants_for_it() {
    let measured: Vec<_> = library::scenarios()
        .iter()
        .filter(|scenario| scenario.speed_up.is_some())
        .collect();
    assert!(!measured.is_empty());
    for scenario in measured {
        let resized = scenario.with_workers(3);
        let resized = resized.unwrap_or_else(|name| panic!("{} lacks {name}", scenario.name));
        assert_ne!(resized.source, scenario.source);
        program(&resized, false);
    }
}

#[test]
fn every_cost_that_a_scenario_sets_is_one() {
    for scenario in library::scenarios() {
        for (name, _) in &scenario.costs {
            let known = Costs::default().named(name).is_some();
            assert!(known, "{}: `{name}`", scenario.name);
        }
    }
}

#[test]
fn every_scenario_compiles_with_its_marks_and_without() {
    let answers = for_all(library::scenarios(), |scenario| {
        let marked = program(scenario, false);
        assert_eq!(scenario.check(&marked), [], "{}", scenario.name);
        assert_eq!(
            marked.fixes.len(),
            scenario.fixes.as_ref().map_or(0, Vec::len),
            "{}",
            scenario.name
        );
        assert!(
            program(scenario, true).fixes.is_empty(),
            "{}",
            scenario.name
        );
        let head = scenario
            .source
            .lines()
            .take_while(|line| line.starts_with('#'))
            .count();
        assert!(head > 0, "{} opens with its header", scenario.name);
        for language in [Language::En, Language::Zh] {
            let lesson = scenario.lessons.of(language);
            assert!(
                lesson.title().is_some() && lesson.text.len() > 200,
                "{} {language:?}",
                scenario.name
            );
        }
        for expectation in &scenario.expectations {
            for fix in &expectation.fixes {
                let fixes = scenario.fixes.iter().flatten();
                assert!(
                    fixes.clone().any(|known| known.name == *fix),
                    "{} expects {fix}",
                    scenario.name
                );
            }
            for name in expectation.outcomes.names() {
                assert!(
                    scenario.watch.iter().any(|watched| watched == name),
                    "{} watches {name}",
                    scenario.name
                );
            }
        }
    });
    let count = answers.len();
    complain(
        &answers
            .into_iter()
            .filter_map(Result::err)
            .collect::<Vec<_>>(),
        count,
    );
}

#[test]
fn what_happens_is_what_the_header_says() {
    let tables: Vec<(&Scenario, &Expectation)> = library::scenarios()
        .iter()
        .flat_map(|scenario| {
            scenario
                .expectations
                .iter()
                .map(move |expectation| (scenario, expectation))
        })
        .collect();
    let answers = for_all(&tables, |&(scenario, expectation)| {
        let program = program(scenario, false);
        let fixes: Vec<bool> = program
            .fixes
            .iter()
            .map(|fix| expectation.fixes.contains(&fix.name))
            .collect();
        let mut seen = Seen::default();
        while seen.runs < RUNS || seen.runs < MOST && !seen.missing(expectation).is_empty() {
            seen.look(scenario, expectation, &run(&program, &fixes, seen.runs));
            if seen.wrong.len() >= 3 {
                break;
            }
        }
        let missing = seen.missing(expectation);
        println!(
            "{} with {:?}: {} runs, {} deadlocks, {} with exceptions{}",
            scenario.name,
            expectation.fixes,
            seen.runs,
            seen.deadlocks,
            seen.exceptions,
            if missing.is_empty() {
                String::new()
            } else {
                format!(", never {}", missing.join(", "))
            }
        );
        let of = listed(&expectation.outcomes).len();
        let rare = missing
            .iter()
            .filter(|missed| missed.starts_with('['))
            .count();
        if rare < missing.len() || rare * 2 > of {
            seen.wrong.push(format!(
                "{} {:?}: never {}",
                scenario.name,
                expectation.fixes,
                missing.join(", ")
            ));
        }
        seen.wrong
    });
    let failures: Vec<String> = answers
        .into_iter()
        .flat_map(|answer| answer.unwrap_or_else(|words| vec![words]))
        .collect();
    complain(&failures, tables.len());
}

/// Plain `python3` runs every line; where a program has no `# bug:` lines, that is the program with all its fixes.
#[test]
fn without_its_marks_a_scenario_does_what_it_does_with_all_fixes() {
    let answers = for_all(library::scenarios(), |scenario| {
        let (marked, plain) = (program(scenario, false), program(scenario, true));
        let all = vec![true; marked.fixes.len()];
        let everything: Vec<String> = marked.fixes.iter().map(|fix| fix.name.clone()).collect();
        let of_all = |expectation: &&Expectation| {
            everything.iter().all(|fix| expectation.fixes.contains(fix))
        };
        let Some(expectation) = scenario.expectations.iter().find(of_all) else {
            return Vec::new();
        };
        let mut seen = Seen::default();
        let mut counts: BTreeMap<&str, [u64; 2]> = BTreeMap::new();
        for number in 0..60 {
            let with = run(&marked, &all, number);
            let without = run(&plain, &[], number);
            seen.look(scenario, expectation, &without);
            counts.entry(with.ending.name()).or_default()[0] += 1;
            counts.entry(without.ending.name()).or_default()[1] += 1;
        }
        for (ending, [with, without]) in counts {
            if (with == 0) != (without == 0) {
                seen.wrong.push(format!(
                    "{}: {ending} {with} times with all fixes, {without} without marks",
                    scenario.name
                ));
            }
        }
        seen.wrong
    });
    let count = answers.len();
    let failures: Vec<String> = answers
        .into_iter()
        .flat_map(|answer| answer.unwrap_or_else(|words| vec![words]))
        .collect();
    complain(&failures, count);
}
