//! What stands behind the screen: the library, and the scenario that is open. It does what commands say and answers with
//! messages.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;

use crate::cli::args::{Choice, Limits};
use crate::cli::speed_up::{self, Background};
use crate::cli::until::{self, Found};
use crate::cli::{Failure, compile, explorer, files, fixes, live, run};
use crate::machine::profile::Profile;
use crate::machine::schedule::Schedule;
use crate::machine::world::{Config, START};
use crate::session::{Options, Session, gallery};
use crate::simulate::Recording;
use crate::ui::Message;
use crate::view::{
    Abilities, Attempt, Command, Ending, Gallery, Language, Notice, Policy, Target, Text, Tone,
};

const ABILITIES: Abilities = Abilities {
    explore: true,
    live: true,
    edit: false,
    save: true,
};

/// How long the picture of a live run may catch up before it is drawn.
const CATCHING_UP: Duration = Duration::from_millis(8);
/// How often a measurement under way is asked for news.
const MEASURING: Duration = Duration::from_millis(50);
/// The same for a search.
const EXPLORING: Duration = Duration::from_millis(50);

#[derive(Default)]
pub(crate) struct Desk {
    session: Option<Session>,
    speed_up: Option<Background>,
    explorer: Option<explorer::Background>,
    last: Option<String>,
    attempts: BTreeMap<String, Attempt>,
    /// How long it may play, and how long it has.
    limit: Option<Duration>,
    played: Duration,
}

impl Desk {
    /// With a scenario open, as the command line asks for it.
    pub(crate) fn open(
        target: &str,
        choice: &Choice,
        limits: &Limits,
    ) -> Result<(Self, Vec<Message>), Failure> {
        let plan = Plan::of(target, choice, limits)?;
        let mut desk = Self {
            limit: limits.time_limit.map(|limit| Duration::from_nanos(limit.0)),
            ..Self::default()
        };
        let messages = desk.seat(plan);
        Ok((desk, messages))
    }

    /// The same, at the end of a schedule with few preemptions that shows this verdict: the best that is known soon
    /// after the first. Where there is none: what to say, and the exit code.
    #[expect(
        clippy::type_complexity,
        reason = "what is opened, or why nothing is, or what went wrong"
    )]
    pub(crate) fn open_until(
        kind: &str,
        target: &str,
        choice: &Choice,
        limits: &Limits,
        language: Language,
    ) -> Result<Result<(Self, Vec<Message>), (String, u8)>, Failure> {
        let mut plan = Plan::of(target, choice, limits)?;
        let found = until::look(
            kind,
            &plan.program,
            &plan.config,
            choice.profile,
            limits,
            language,
        )?;
        let until = match found {
            Found::Yes(until) => until,
            Found::No(words, code) => return Ok(Err((words, code))),
        };
        plan.schedule = Some(until.verdict.schedule.clone());
        let mut desk = Self {
            limit: limits.time_limit.map(|limit| Duration::from_nanos(limit.0)),
            ..Self::default()
        };
        let mut messages = desk.seat(plan);
        if let Some(session) = &mut desk.session {
            session.walk_along();
            let kind = until.verdict.kind;
            messages.push(Message::Notice(Notice {
                tone: Tone::Said,
                words: Text::new(
                    format!("{kind}: this is where it shows. ← goes back; from Home, space walks through it."),
                    format!("{kind}：就在这里。按 ← 后退；按 Home 回到开头，再用空格逐步走。"),
                ),
            }));
        }
        Ok(Ok((desk, messages)))
    }

    /// With a saved run open, at its end.
    pub(crate) fn replay(recording: Recording) -> Result<(Self, Vec<Message>), Failure> {
        let mut scenario = crate::scenario::Scenario::read(&recording.file, &recording.source)
            .map_err(|findings| Failure::Findings {
                findings,
                source: recording.source.clone(),
            })?;
        scenario.name.clone_from(&recording.name);
        let program = compile::compile(&scenario)?;
        let mut desk = Self::default();
        let messages = desk.seat(Plan {
            scenario,
            program: Arc::new(program),
            config: recording.config,
            policy: Policy::Hand,
            schedule: Some(recording.schedule),
        });
        Ok((desk, messages))
    }

    fn seat(&mut self, plan: Plan) -> Vec<Message> {
        let Plan {
            scenario,
            program,
            config,
            policy,
            schedule,
        } = plan;
        self.last = Some(scenario.name.clone());
        let attempt = self.attempts.entry(scenario.name.clone()).or_default();
        if *attempt == Attempt::New {
            *attempt = Attempt::Begun;
        }
        let options = Options {
            config,
            policy,
            schedule,
            abilities: ABILITIES,
        };
        self.speed_up = None;
        self.explorer = None;
        let (session, notices) = Session::open(scenario, program, options);
        self.session = Some(session);
        let mut messages = vec![self.screen()];
        messages.extend(notices.into_iter().map(Message::Notice));
        messages
    }

    pub(crate) fn is_open(&self) -> bool {
        self.session.is_some()
    }

    pub(crate) fn gallery(&self) -> Gallery {
        gallery::gallery(self.last.as_deref(), |name| {
            self.attempts.get(name).copied().unwrap_or_default()
        })
    }

    /// How it looks now.
    pub(crate) fn screen(&mut self) -> Message {
        match &self.session {
            Some(session) => {
                let mut screen = session.screen();
                if !matches!(screen.header.ending, Ending::Running) {
                    self.attempts
                        .insert(session.scenario().name.clone(), Attempt::Done);
                }
                if let Some(measured) = &self.speed_up {
                    screen.speed_up = Some(Box::new(measured.view.clone()));
                }
                Message::Screen(Box::new(screen))
            }
            None => Message::Gallery(Box::new(self.gallery())),
        }
    }

    /// How long until something happens by itself.
    pub(crate) fn due(&self) -> Option<Duration> {
        let move_due = self.session.as_ref()?.next_move();
        let is_measuring = (self.speed_up.as_ref()).is_some_and(|measured| measured.view.goes_on);
        let row_due = is_measuring.then_some(MEASURING);
        let news_due = self.is_exploring().then_some(EXPLORING);
        move_due.into_iter().chain(row_due).chain(news_due).min()
    }

    pub(crate) fn is_exploring(&self) -> bool {
        (self.explorer.as_ref()).is_some_and(|explorer| !explorer.is_over())
    }

    /// So much time has passed.
    pub(crate) fn pass(&mut self, elapsed: Duration) -> Vec<Message> {
        let begun = Instant::now();
        let mut changed = false;
        if let Some(session) = &mut self.session {
            changed = session.poll(elapsed);
            while session.is_behind() && begun.elapsed() < CATCHING_UP {
                changed |= session.poll(Duration::ZERO);
            }
        }
        let mut has_row = self.speed_up.as_mut().is_some_and(Background::hear);
        has_row |= self.hear_of_search();
        let unasked = self.unasked();
        if !changed {
            let mut messages = Vec::new();
            if has_row {
                messages.push(self.screen());
            }
            messages.extend(unasked);
            return messages;
        }
        self.played += elapsed;
        let mut messages = Vec::new();
        if let (Some(limit), Some(session)) = (self.limit, &mut self.session)
            && self.played >= limit
        {
            // The next play has as long again.
            self.played = Duration::ZERO;
            session.obey(&Command::Pause);
            let seconds = limit.as_secs_f64();
            messages.push(Message::Notice(Notice {
                tone: Tone::Said,
                words: Text::new(
                    format!("It has played for {seconds} s, the time limit: p plays on for as long again."),
                    format!("已播放 {seconds} 秒，到达时间上限：按 p 再播放同样长的时间。"),
                ),
            }));
        }
        messages.insert(0, self.screen());
        messages.extend(unasked);
        messages
    }

    /// What a live run has to say that nobody asked for.
    fn unasked(&mut self) -> Vec<Message> {
        let Some(session) = &mut self.session else {
            return Vec::new();
        };
        let mut messages: Vec<Message> = session
            .take_notices()
            .into_iter()
            .map(Message::Notice)
            .collect();
        if let Some(divergence) = session.take_fault() {
            messages.push(match live::fault_words(&divergence, &session.recording()) {
                Ok(words) => Message::Notice(Notice {
                    tone: Tone::Refused,
                    words,
                }),
                Err(failure) => refuse(&failure),
            });
        }
        messages
    }

    /// Whether a search has said anything new.
    fn hear_of_search(&mut self) -> bool {
        let (Some(session), Some(explorer)) = (&mut self.session, &mut self.explorer) else {
            return false;
        };
        let found = if explorer.is_over() {
            None
        } else {
            explorer.hear()
        };
        let is_news = found.is_some();
        if let Some(found) = found {
            session.explored(found);
        }
        is_news
    }

    /// On a thread of its own: from the start, or from the moment on the screen.
    fn explore(&mut self, onward: bool) -> Vec<Message> {
        let Some(session) = &mut self.session else {
            return Vec::new();
        };
        let exploration = match session.exploration(onward) {
            Ok(exploration) => exploration,
            Err(notice) => return vec![Message::Notice(notice)],
        };
        // The one before is of no use any more.
        self.explorer = None;
        session.explored(exploration.found().clone());
        match explorer::Background::begin(exploration) {
            Ok(explorer) => {
                self.explorer = Some(explorer);
                vec![self.screen()]
            }
            Err(error) => vec![refuse(&Failure::outside("a thread for the search", &error))],
        }
    }

    /// Beside what is on the screen; once is enough for each scenario.
    fn measure_speed_up(&mut self) -> Vec<Message> {
        let Some(session) = &self.session else {
            return Vec::new();
        };
        if self.speed_up.is_none() {
            let (_, config) = session.to_begin_again();
            let profile = match config.profile {
                Profile::Language => Profile::Cpython312,
                other => other,
            };
            let config = Config { profile, ..config };
            let plan = speed_up::Plan::new(session.scenario(), &config, &[], 0);
            self.speed_up = Some(plan.in_the_background());
        }
        vec![self.screen()]
    }

    /// From the start, on real threads and processes.
    fn go_live(&mut self) -> Vec<Message> {
        let Some(session) = &mut self.session else {
            return Vec::new();
        };
        let (program, config) = session.to_begin_again();
        match live::RealRun::start(&program, &config) {
            Ok((run, config)) => {
                session.go_live(config, Box::new(run));
                let words = Text::new(
                    "Real threads now, each waiting for its step: space, 1 to 9; p lets them run, ← goes back, K kills.",
                    "现在是真实线程，各自等待一步：空格、1 到 9；p 让它们自由运行，← 后退，K 杀死。",
                );
                let tone = Tone::Said;
                vec![self.screen(), Message::Notice(Notice { tone, words })]
            }
            Err(failure) => vec![refuse(&failure)],
        }
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "what is not the desk's is the session's"
    )]
    pub(crate) fn obey(&mut self, command: &Command) -> Vec<Message> {
        match command {
            Command::Open(Target::Name(name) | Target::File(name)) => {
                let (choice, limits) = (Choice::default(), Limits::default());
                match Self::open(name, &choice, &limits) {
                    Ok((opened, messages)) => {
                        self.session = opened.session;
                        self.speed_up = None;
                        self.explorer = None;
                        for (name, attempt) in opened.attempts {
                            self.attempts.entry(name).or_insert(attempt);
                        }
                        self.last = opened.last;
                        messages
                    }
                    Err(failure) => vec![refuse(&failure)],
                }
            }
            Command::Gallery => {
                self.session = None;
                self.speed_up = None;
                self.explorer = None;
                vec![self.screen()]
            }
            Command::Save => self.save(),
            Command::Live => self.go_live(),
            Command::SpeedUp => self.measure_speed_up(),
            Command::Explore => self.explore(false),
            Command::Onward => self.explore(true),
            Command::StopExploring => {
                if let Some(explorer) = &self.explorer {
                    explorer.stop();
                }
                Vec::new()
            }
            Command::Copy(text) => {
                // Where the terminal does not know this, nothing happens; the footer shows the text.
                let _ = execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text));
                Vec::new()
            }
            Command::Language(_) => Vec::new(),
            other => {
                let Some(session) = &mut self.session else {
                    return Vec::new();
                };
                let notices = session.obey(other);
                let mut messages = vec![self.screen()];
                messages.extend(notices.into_iter().map(Message::Notice));
                messages.extend(self.unasked());
                messages
            }
        }
    }

    fn save(&self) -> Vec<Message> {
        let Some(session) = &self.session else {
            return Vec::new();
        };
        let recording = session.recording();
        let name = Path::new(&recording.name)
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let path = fresh(&name);
        match run::save(&path, &recording) {
            Ok(()) => {
                let shown = path.display();
                vec![Message::Notice(Notice {
                    tone: Tone::Said,
                    words: Text::new(
                        format!("Saved as {shown}: racewalk replay {shown} opens it again."),
                        format!("已保存为 {shown}：racewalk replay {shown} 可再次打开。"),
                    ),
                })]
            }
            Err(failure) => vec![refuse(&failure)],
        }
    }
}

/// A scenario and how it is to be opened.
struct Plan {
    scenario: crate::scenario::Scenario,
    program: Arc<crate::code::Program>,
    config: Config,
    policy: Policy,
    schedule: Option<Schedule>,
}

impl Plan {
    fn of(target: &str, choice: &Choice, limits: &Limits) -> Result<Self, Failure> {
        let scenario = files::scenario(target)?;
        let program = compile::compile(&scenario)?;
        let on = fixes::chosen(&scenario, &program, &choice.fixes)?;
        let schedule = choice
            .schedule
            .as_deref()
            .map(|text| run::schedule(text, &program))
            .transpose()?;
        let mut config = Config {
            profile: choice.profile.map_or(Profile::Language, Profile::from),
            seed: choice.seed,
            now: choice.now.unwrap_or(START),
            fixes: program
                .fixes
                .iter()
                .map(|fix| on.contains(&fix.name))
                .collect(),
            ..Config::default()
        };
        run::tune(&mut config, &scenario, &choice.clock)?;
        if let Some(steps) = limits.max_steps {
            config.max_steps = steps;
        }
        if let Some(memory) = limits.memory_limit {
            config.limits.memory = memory;
        }
        let policy = choice.policy.map_or(Policy::Hand, |policy| {
            let mut all = Policy::ALL.into_iter();
            all.find(|other| other.name() == policy.text())
                .unwrap_or_default()
        });
        Ok(Self {
            scenario,
            program: Arc::new(program),
            config,
            policy,
            schedule,
        })
    }
}

/// A name that no file has yet.
fn fresh(name: &str) -> PathBuf {
    let mut path = PathBuf::from(format!("{name}.racewalk"));
    for number in 2..1000 {
        // Creating it is what makes sure that nobody else has it.
        if OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&path)
            .is_ok()
            || !path.exists()
        {
            break;
        }
        path = PathBuf::from(format!("{name}-{number}.racewalk"));
    }
    path
}

fn refuse(failure: &Failure) -> Message {
    Message::Notice(Notice {
        tone: Tone::Refused,
        words: failure.plain_words(),
    })
}
