//! `racewalk live`: on real OS threads and real OS processes. One run prints as `run` does; many are counted.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal as _, Write};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crossbeam_channel::{Receiver, RecvTimeoutError};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::Serialize;
use serde_json::{Map, Value as Json};

use crate::base::{Task, Time};
use crate::cli::args::{self, ProfileName};
use crate::cli::outcome::{self, Capture};
use crate::cli::run::save;
use crate::cli::speed_up::{self, Plan};
use crate::cli::streams::Streams;
use crate::cli::{Failure, compile, files, fixes};
use crate::code::Program;
use crate::live::{Command, Divergence, Follower, Hub, Piece, Reins, Start};
use crate::machine::effect::Limit;
use crate::machine::ending::Ending;
use crate::machine::profile::Profile;
use crate::machine::schedule::Choice;
use crate::machine::world::{Buffering, Config, Machine};
use crate::scenario::Scenario;
use crate::session::Real;
use crate::simulate::Recording;
use crate::view::{Language, Measured, Text};

/// The exit code where the picture of a run was not what its workers did: a fault of ours.
const OUR_FAULT: u8 = 70;

/// Our executable as a child.
pub(crate) fn child() -> u8 {
    match crate::live::nursery() {
        Ok(()) => 0,
        Err(error) => {
            let _ = writeln!(io::stderr(), "racewalk: a child of a live run: {error}");
            1
        }
    }
}

pub(crate) fn live(arguments: &args::Live) -> Result<u8, Failure> {
    let opened = Opened::open(arguments)?;
    if let Some(path) = &arguments.save {
        // Sooner than it has run in vain.
        files::folder_of(path)?;
    }
    if let Some(most) = arguments.speedup {
        return speed_up(arguments, &opened, most);
    }
    match arguments.runs {
        None => once(arguments, &opened),
        Some(runs) => many(arguments, &opened, runs),
    }
}

/// A program, ready to run as the options say.
struct Opened {
    scenario: Scenario,
    program: Arc<Program>,
    config: Config,
    fixes: Vec<String>,
    held: bool,
    time_limit: Option<Duration>,
}

impl Opened {
    fn open(arguments: &args::Live) -> Result<Self, Failure> {
        let scenario = files::scenario(&arguments.target)?;
        let program = compile::compile(&scenario)?;
        let fixes = fixes::chosen(&scenario, &program, &arguments.fixes)?;
        let profile = match arguments.profile {
            ProfileName::Language => Profile::Language,
            ProfileName::Cpython39 => Profile::Cpython39,
            ProfileName::Cpython312 => Profile::Cpython312,
            ProfileName::FreeThreaded => {
                return Err(Failure::Usage(NO_GIL.to_owned()));
            }
        };
        let mut config = Config {
            profile,
            seed: arguments.seed,
            switch_interval: Time::from_seconds(arguments.switch_interval),
            fixes: program
                .fixes
                .iter()
                .map(|fix| fixes.contains(&fix.name))
                .collect(),
            cores: cores(),
            ..Config::default()
        };
        if let Some(steps) = arguments.limits.max_steps {
            config.max_steps = steps;
        }
        if let Some(memory) = arguments.limits.memory_limit {
            config.limits.memory = memory;
        }
        Ok(Self {
            scenario,
            program: Arc::new(program),
            config,
            fixes,
            held: arguments.held,
            time_limit: arguments
                .limits
                .time_limit
                .map(|limit| Duration::from_nanos(limit.0)),
        })
    }

    /// The wall clock begins where it really stands.
    fn config(&self, buffering: Buffering) -> Config {
        Config {
            now: wall_clock().unwrap_or(self.config.now),
            buffering,
            ..self.config.clone()
        }
    }
}

/// A live run under a session: its threads and its hub are ours, the picture is the session's.
pub(crate) struct RealRun {
    log: Receiver<Piece>,
    reins: Reins,
    hub: Option<thread::JoinHandle<()>>,
}

impl RealRun {
    /// Starts one whose threads wait for their steps. The configuration given back is the one to follow it with.
    pub(crate) fn start(
        program: &Arc<Program>,
        config: &Config,
    ) -> Result<(Self, Config), Failure> {
        if config.profile == Profile::FreeThreaded {
            return Err(Failure::Usage(NO_GIL.to_owned()));
        }
        let config = Config {
            now: wall_clock().unwrap_or(config.now),
            cores: cores(),
            ..config.clone()
        };
        let (log, reins, hub) = begin(program, &config, true, None)?;
        let run = Self {
            log,
            reins,
            hub: Some(hub),
        };
        Ok((run, config))
    }
}

impl Real for RealRun {
    fn command(&mut self, command: Command) {
        self.reins.command(command);
    }

    fn heard(&mut self, patience: Duration) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = self.log.try_iter().take(AT_ONCE).collect();
        if pieces.is_empty() && !patience.is_zero() {
            pieces.extend(self.log.recv_timeout(patience));
            pieces.extend(self.log.try_iter().take(AT_ONCE));
        }
        pieces
    }
}

impl Drop for RealRun {
    /// Whoever closes the scenario ends its processes.
    fn drop(&mut self) {
        self.reins.command(Command::Stop);
        if let Some(hub) = self.hub.take() {
            let _ = hub.join();
        }
    }
}

/// Pieces of the log taken up at once.
const AT_ONCE: usize = 10_000;
const NO_GIL: &str = "a live run has a GIL, and the profile free-threaded has none: choose another";

fn cores() -> u32 {
    thread::available_parallelism().map_or(1, |cores| u32::try_from(cores.get()).unwrap_or(1))
}

fn wall_clock() -> Option<Time> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    Some(Time(u64::try_from(now.as_nanos()).ok()?))
}

/// Starts a hub on a thread of its own.
fn begin(
    program: &Arc<Program>,
    config: &Config,
    held: bool,
    spoil: Option<u64>,
) -> Result<(Receiver<Piece>, Reins, thread::JoinHandle<()>), Failure> {
    let (sender, log) = crossbeam_channel::unbounded();
    let outside = |error: io::Error| Failure::outside("a live run", &error);
    let start = Start {
        program: Arc::clone(program),
        config: config.clone(),
        executable: std::env::current_exe().map_err(outside)?,
        held,
        spoil,
    };
    let (hub, reins) = Hub::start(start, sender).map_err(outside)?;
    let hub = thread::Builder::new()
        .name("hub".to_owned())
        .spawn(move || hub.run())
        .map_err(outside)?;
    Ok((log, reins, hub))
}

/// One live run, and the machine that follows it.
struct Live {
    log: Receiver<Piece>,
    reins: Reins,
    hub: thread::JoinHandle<()>,
    follower: Follower,
    until: Option<Instant>,
    grants: Option<Grants>,
    /// Pieces of the log were there already when they were asked for.
    in_heaps: bool,
}

/// How long pieces of the log may heap up.
const BREATH: Duration = Duration::from_millis(2);

/// In the held manner: who may go on, and how far.
struct Grants {
    chance: ChaCha8Rng,
    /// Whose steps are under way.
    moving: Option<Task>,
}

/// A grant is of fewer steps than two to the power of this; many are short, and some go on for a while.
const LONGEST_GRANT: u32 = 9;

impl Grants {
    fn new(seed: u64) -> Self {
        Self {
            chance: ChaCha8Rng::seed_from_u64(seed),
            moving: None,
        }
    }

    /// What a piece of the log says about whose steps are under way.
    fn hear(&mut self, piece: &Piece) {
        if let Piece::Choice(choice) = piece {
            let ends = match choice {
                Choice::Run { task, .. } => self.moving == Some(*task),
                Choice::Kill { pid, .. } => self.moving.is_some_and(|moving| moving.pid == *pid),
                Choice::Expire(_)
                | Choice::Toggle { .. }
                | Choice::Receive(_)
                | Choice::Answer(_)
                | Choice::Time(_)
                | Choice::Name { .. }
                | Choice::Simulate
                | Choice::Loose
                | Choice::WakeAny => false,
            };
            if ends {
                self.moving = None;
            }
        }
    }

    /// Whose turn it is next. Nobody's while somebody's steps are under way, or nobody can move.
    fn next(&mut self, machine: &Machine) -> Option<Command> {
        if self.moving.is_some() {
            return None;
        }
        let mut ready = machine.tasks();
        ready.retain(|&task| machine.is_ready(task) && machine.may_move(task));
        let task = match ready.len() {
            0 => return None,
            1 => ready[0],
            many => ready[self.chance.next_u32() as usize % many],
        };
        let longest = self.chance.next_u32() % LONGEST_GRANT;
        let steps = 1 + u64::from(self.chance.next_u32()) % (1 << longest);
        self.moving = Some(task);
        Some(Command::Grant { task, steps })
    }
}

impl Live {
    fn start(opened: &Opened, config: Config, spoil: Option<u64>) -> Result<Self, Failure> {
        let grants = opened.held.then(|| Grants::new(config.seed));
        let (log, reins, hub) = begin(&opened.program, &config, opened.held, spoil)?;
        Ok(Self {
            log,
            reins,
            hub,
            follower: Follower::new(Arc::clone(&opened.program), config),
            until: opened.time_limit.map(|limit| Instant::now() + limit),
            grants,
            in_heaps: false,
        })
    }

    /// In the held manner, lets somebody go on.
    fn grant(&mut self) {
        // What has come already may change who can.
        if !self.log.is_empty() {
            return;
        }
        let next = |grants: &mut Grants| grants.next(&self.follower.machine);
        if let Some(command) = self.grants.as_mut().and_then(next) {
            self.reins.command(command);
        }
    }

    /// The next piece of the log. Whoever writes it must not be kept from its work by waking us for every piece: where
    /// they come thick and fast, they are taken up in heaps.
    fn next(&mut self) -> Result<Piece, RecvTimeoutError> {
        if let Ok(piece) = self.log.try_recv() {
            self.in_heaps = self.grants.is_none();
            return Ok(piece);
        }
        if std::mem::take(&mut self.in_heaps) {
            thread::sleep(BREATH);
            if let Ok(piece) = self.log.try_recv() {
                self.in_heaps = true;
                return Ok(piece);
            }
        }
        match self.until {
            None => self.log.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(until) => self.log.recv_deadline(until),
        }
    }

    /// Follows the log to its end, and passes on what is written as it comes.
    fn finish(
        mut self,
        mut write: impl FnMut(u8, &str) -> io::Result<()>,
    ) -> Result<(Follower, Result<Ending, Divergence>), Failure> {
        let mut ending = None;
        while ending.is_none() {
            self.grant();
            match self.next() {
                Ok(Piece::Wrote(output)) => write(output.stream, &output.text)?,
                Ok(piece) => {
                    if let Some(grants) = &mut self.grants {
                        grants.hear(&piece);
                    }
                    if let Err(divergence) = self.follower.follow(piece) {
                        ending = Some(Err(divergence));
                    } else {
                        ending = self.follower.ending().map(Ok);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    self.follower.machine.stop(Limit::Time);
                    ending = Some(Ok(Ending::Limit(Limit::Time)));
                }
                Err(RecvTimeoutError::Disconnected) => {
                    let words = "the log ends before the run does".to_owned();
                    ending = Some(Err(Divergence::Fault(words)));
                }
            }
        }
        self.reins.command(Command::Stop);
        let _ = self.hub.join();
        // What a program that halts has not flushed, it has written all the same.
        self.follower.machine.take_output();
        self.follower.machine.flush();
        for output in self.follower.machine.take_output() {
            write(output.stream, &output.text)?;
        }
        let ending = ending.expect("the loop ends with one");
        Ok((self.follower, ending))
    }
}

fn once(arguments: &args::Live, opened: &Opened) -> Result<u8, Failure> {
    let buffering = if !arguments.json && io::stdout().is_terminal() {
        Buffering::Line
    } else {
        Buffering::Block
    };
    let live = Live::start(opened, opened.config(buffering), arguments.spoil)?;
    let language = arguments.speech.language();
    let mut capture = Capture::default();
    let (mut follower, ending) = if arguments.json {
        live.finish(|stream, text| {
            capture.write(stream, text);
            Ok(())
        })?
    } else {
        let mut streams = Streams::open();
        let done = live.finish(|stream, text| streams.write(stream, text))?;
        streams.flush()?;
        done
    };
    let recording = recording(opened, &mut follower);
    if let Some(path) = &arguments.save {
        save(path, &recording)?;
    }
    let ending = match ending {
        Ok(ending) => ending,
        Err(divergence) => return our_fault(&divergence, &recording, language),
    };
    outcome::tell(
        &follower.machine,
        &follower.schedule,
        ending,
        &opened.scenario,
        arguments.json.then_some(&mut capture),
        language,
    )
}

/// Rounds of a measurement, unless told otherwise.
const ROUNDS: u32 = 5;

/// With one worker, with two, and so on, by the real clock. Nobody follows a run while it goes on: following takes a core
/// of its own. It is followed behind its end.
fn speed_up(arguments: &args::Live, opened: &Opened, most: u32) -> Result<u8, Failure> {
    let plan = Plan::new(&opened.scenario, &opened.config, &arguments.fixes, most);
    let mut view = plan.blank.clone();
    view.real = true;
    view.goes_on = false;
    let mut fault = None;
    // In rounds, so that what else the machine does falls on all alike.
    for round in 0..arguments.runs.unwrap_or(ROUNDS).max(1) {
        for series in &mut view.series {
            for workers in 1..=view.most {
                if round == 0 && workers == 1 {
                    let took = plan.took(workers, &series.fixes, &AtomicBool::new(false))?;
                    (series.alone, series.whole) = (took.alone, took.time);
                }
                let (program, config) = plan.program(workers, &series.fixes)?;
                let (time, ending) = timed(&program, config, opened.time_limit)?;
                let finished = match ending {
                    Ok(ending) => ending == Ending::Finished { code: 0 },
                    Err(divergence) => {
                        fault.get_or_insert(divergence);
                        false
                    }
                };
                match series.runs.get_mut(workers as usize - 1) {
                    Some(run) => {
                        run.time = run.time.min(time);
                        run.finished &= finished;
                    }
                    None => series.runs.push(Measured {
                        workers,
                        time,
                        finished,
                    }),
                }
            }
        }
    }
    let code = speed_up::print(&view, arguments.json, arguments.speech.language())?;
    match fault {
        None => Ok(code),
        Some(divergence) => {
            let words = format!("a fault of ours, not of your program: {divergence}");
            writeln!(io::stderr(), "racewalk: {words}")?;
            Ok(OUR_FAULT)
        }
    }
}

/// How long a live run takes by the real clock, and how it ended.
fn timed(
    program: &Arc<Program>,
    config: Config,
    limit: Option<Duration>,
) -> Result<(Time, Result<Ending, Divergence>), Failure> {
    let config = Config {
        now: wall_clock().unwrap_or(config.now),
        ..config
    };
    let begun = Instant::now();
    let (log, reins, hub) = begin(program, &config, false, None)?;
    let mut pieces = Vec::new();
    let mut time = None;
    let until = limit.map(|limit| begun + limit);
    while time.is_none() {
        let piece = match until {
            None => log.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(until) => log.recv_deadline(until),
        };
        let is_last = !matches!(
            piece,
            Ok(Piece::Choice(_) | Piece::Proof { .. } | Piece::Wrote(_))
        );
        if is_last {
            time = Some(begun.elapsed());
        }
        pieces.push(match piece {
            Ok(piece) => piece,
            Err(RecvTimeoutError::Timeout) => Piece::Limit(Limit::Time),
            Err(RecvTimeoutError::Disconnected) => {
                Piece::Fault("the log ends before the run does".to_owned())
            }
        });
    }
    reins.command(Command::Stop);
    let _ = hub.join();
    let mut follower = Follower::new(Arc::clone(program), config);
    let followed = pieces
        .into_iter()
        .try_for_each(|piece| follower.follow(piece));
    let ending = followed.map(|()| follower.ending().unwrap_or(Ending::Deadlock));
    let time = time.unwrap_or_default();
    Ok((
        Time(u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)),
        ending,
    ))
}

fn recording(opened: &Opened, follower: &mut Follower) -> Recording {
    Recording {
        made_by: env!("CARGO_PKG_VERSION").to_owned(),
        name: opened.scenario.name.clone(),
        file: opened.scenario.path.clone(),
        source: opened.scenario.source.clone(),
        fixes: opened.fixes.clone(),
        policy: "live".to_owned(),
        config: follower.machine.config().clone(),
        schedule: follower.schedule.clone(),
        steps: follower.machine.steps(),
        fingerprint: follower.machine.fingerprint(),
    }
}

/// The picture was not what the workers did. That is nobody's fault but ours, and is said so, with all that is needed
/// to find out.
fn our_fault(
    divergence: &Divergence,
    recording: &Recording,
    language: Language,
) -> Result<u8, Failure> {
    let words = fault_words(divergence, recording)?;
    writeln!(io::stderr(), "racewalk: {}", words.get(language))?;
    Ok(OUR_FAULT)
}

/// Saves the run up to a fault of ours, and says where.
pub(crate) fn fault_words(divergence: &Divergence, recording: &Recording) -> Result<Text, Failure> {
    let path = std::env::temp_dir().join(format!("racewalk-fault-{}.racewalk", std::process::id()));
    save(&path, recording)?;
    let path = path.display();
    Ok(Text::new(
        format!(
            "a fault of ours, not of your program: {divergence}. The run up to there is in {path}; please send it to us."
        ),
        format!(
            "这是我们的错误，不是你的程序的：{divergence}。到那里为止的运行保存在 {path}；请把它发给我们。"
        ),
    ))
}

/// How a run came out, as far as outcomes are told apart.
#[derive(Debug, Serialize)]
struct Outcome {
    ending: String,
    watch: Map<String, Json>,
    count: u32,
}

#[derive(Debug, Serialize)]
struct Runs {
    runs: u32,
    outcomes: Vec<Outcome>,
}

fn many(arguments: &args::Live, opened: &Opened, runs: u32) -> Result<u8, Failure> {
    let language = arguments.speech.language();
    let mut outcomes: BTreeMap<String, Outcome> = BTreeMap::new();
    for _ in 0..runs {
        let live = Live::start(opened, opened.config(Buffering::Block), arguments.spoil)?;
        let (mut follower, ending) = live.finish(|_, _| Ok(()))?;
        let ending = match ending {
            Ok(ending) => ending,
            Err(divergence) => {
                let recording = recording(opened, &mut follower);
                return our_fault(&divergence, &recording, language);
            }
        };
        let watch = outcome::watched(&follower.machine, &opened.scenario);
        let key = format!("{} {watch:?}", ending.name());
        let outcome = outcomes.entry(key).or_insert_with(|| Outcome {
            ending: ending.name().to_owned(),
            watch,
            count: 0,
        });
        outcome.count += 1;
    }
    let mut outcomes: Vec<Outcome> = outcomes.into_values().collect();
    outcomes.sort_by_key(|outcome| std::cmp::Reverse(outcome.count));
    let mut out = io::stdout().lock();
    if arguments.json {
        let report = serde_json::to_string(&Runs { runs, outcomes }).map_err(io::Error::other)?;
        writeln!(out, "{report}")?;
        return Ok(0);
    }
    for outcome in &outcomes {
        let share = f64::from(outcome.count) * 100.0 / f64::from(runs.max(1));
        let watch: Vec<String> = outcome
            .watch
            .iter()
            .map(|(name, value)| format!("{name} = {value}"))
            .collect();
        let count = outcome.count;
        writeln!(
            out,
            "{count:>7}  {share:>5.1} %  {}  {}",
            outcome.ending,
            watch.join("  ")
        )?;
    }
    Ok(0)
}
