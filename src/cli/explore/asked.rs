//! What was asked of a search. It stands in every result, so that results of different questions are not joined.

use std::hash::Hasher as _;
use std::sync::Arc;

use clap::ValueEnum as _;
use serde::{Deserialize, Serialize};

use crate::cli::args::{self, ProfileName, TimeName, WakeName};
use crate::cli::explore::{config, words};
use crate::cli::{Failure, compile, files, fixes};
use crate::code::Program;
use crate::explore::{Bounds, Kind, Options, Shard};
use crate::machine::digest::{Digest, Words};
use crate::machine::trace::Tracer as _;
use crate::machine::world::Config;
use crate::scenario::Scenario;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch that somebody types"
)]
pub(crate) struct Asked {
    /// The version of Racewalk that was asked.
    pub(crate) version: String,
    /// The program as it was named, and a digest of its text.
    pub(crate) program: String,
    pub(crate) digest: String,
    /// Those that are on.
    pub(crate) fixes: Vec<String>,
    pub(crate) profile: String,
    pub(crate) seed: u64,
    pub(crate) watch: Vec<String>,
    pub(crate) count: bool,
    pub(crate) strict_time: bool,
    pub(crate) wake_any: bool,
    pub(crate) stdout: bool,
    pub(crate) starvation: bool,
    pub(crate) reduction: bool,
    pub(crate) symmetry: bool,
}

/// A program, ready to be searched.
pub(crate) struct Opened {
    pub(crate) scenario: Scenario,
    pub(crate) program: Arc<Program>,
    pub(crate) config: Config,
}

impl Asked {
    pub(crate) fn new(
        arguments: &args::Explore,
        wrong: &[Kind],
    ) -> Result<(Self, Opened), Failure> {
        let scenario = files::scenario(&arguments.target)?;
        let program = compile::compile(&scenario)?;
        let fixes = fixes::chosen(&scenario, &program, &arguments.fixes)?;
        let watch = if arguments.watch.is_empty() {
            &scenario.watch
        } else {
            &arguments.watch
        };
        let asked = Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            program: arguments.target.clone(),
            digest: digest(&scenario.source),
            fixes,
            profile: name(arguments.search.profile),
            seed: arguments.seed,
            watch: watch.clone(),
            count: arguments.count,
            strict_time: arguments.search.time == TimeName::Strict,
            wake_any: arguments.search.wake == WakeName::Any,
            stdout: arguments.stdout,
            starvation: wrong.contains(&Kind::Starvation) || names_starvation(&scenario),
            reduction: !arguments.no_reduction && !arguments.count,
            symmetry: !arguments.no_symmetry && !arguments.count,
        };
        let opened = asked.prepare(scenario, program)?;
        Ok((asked, opened))
    }

    /// The program once more, for a result that was written elsewhere.
    pub(crate) fn open(&self) -> Result<Opened, Failure> {
        let scenario = files::scenario(&self.program)?;
        if digest(&scenario.source) != self.digest {
            return Err(Failure::Usage(format!(
                "{}: this is not the program that was explored; --json joins results without it",
                self.program
            )));
        }
        let program = compile::compile(&scenario)?;
        self.prepare(scenario, program)
    }

    fn prepare(&self, scenario: Scenario, program: Program) -> Result<Opened, Failure> {
        let profile = self.profile().into();
        let config = config(&scenario, &program, &self.fixes, profile, self.seed)?;
        Ok(Opened {
            scenario,
            program: Arc::new(program),
            config,
        })
    }

    pub(crate) fn options(&self, bounds: Bounds, shard: Option<Shard>) -> Options {
        Options {
            reduction: self.reduction,
            symmetry: self.symmetry,
            count: self.count,
            strict_time: self.strict_time,
            wake_any: self.wake_any,
            stdout: self.stdout,
            starvation: self.starvation,
            watch: self.watch.clone(),
            bounds,
            shard,
            ..Options::default()
        }
    }

    fn profile(&self) -> ProfileName {
        ProfileName::from_str(&self.profile, false).unwrap_or(ProfileName::Language)
    }

    /// What opens this program so on the screen.
    pub(crate) fn command(&self) -> String {
        words::command(&self.program, &self.fixes, self.profile(), self.seed)
    }

    /// In what two questions differ, if they do: as a result names it.
    pub(crate) fn difference(&self, other: &Self) -> Option<String> {
        let json = |asked: &Self| serde_json::to_value(asked).expect("plain data");
        let (one, two) = (json(self), json(other));
        let fields = one.as_object()?;
        fields
            .iter()
            // One file may lie in several places.
            .filter(|(field, _)| *field != "program")
            .find(|(field, value)| two.get(field.as_str()) != Some(value))
            .map(|(field, value)| {
                let field = field.as_str();
                format!("`{field}` is {value} here and {} there", two[field])
            })
    }
}

/// Whether the header claims that somebody may starve: then it is looked for.
pub(crate) fn names_starvation(scenario: &Scenario) -> bool {
    scenario
        .expectations
        .iter()
        .filter_map(|expectation| expectation.verdicts.as_ref())
        .flatten()
        .any(|verdict| verdict.name() == Kind::Starvation.name())
}

fn name(profile: ProfileName) -> String {
    profile
        .to_possible_value()
        .map_or_else(String::new, |value| value.get_name().to_owned())
}

fn digest(source: &str) -> String {
    let mut digest = Digest::new(61 << 40);
    Words(&mut digest).write(source.as_bytes());
    digest.word(source.len() as u64);
    format!("{:032x}", digest.finish())
}
