//! The whole app without its terminal: keys in, pictures out, with real scenarios on the real machine.
//!
//! Pictures stand in `screens/*.txt`; `UPDATE_PICTURES=1 cargo test --test screens` draws them anew.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use racewalk::base::Time;
use racewalk::python;
use racewalk::scenario::{Scenario, library};
use racewalk::session::{Options, Session, gallery};
use racewalk::ui::{self, Background, Colours, Key, Message, Model, Settings, Theme};
use racewalk::view::*;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 36), (240, 70)];

struct App {
    session: Session,
    model: Model,
}

impl App {
    fn open(name: &str, language: Language, size: (u16, u16)) -> Self {
        Self::with(library::find(name).expect(name).clone(), language, size)
    }

    fn source(source: &str) -> Self {
        let scenario = Scenario::read("mine.py", source).expect("no header is a fine header");
        Self::with(scenario, Language::En, (120, 36))
    }

    /// With keys that explore.
    fn exploring(name: &str, language: Language, size: (u16, u16)) -> Self {
        let scenario = library::find(name).expect(name).clone();
        let options = Options {
            abilities: Abilities {
                explore: true,
                ..Abilities::default()
            },
            ..Options::default()
        };
        Self::opened(scenario, options, language, size)
    }

    fn with(scenario: Scenario, language: Language, size: (u16, u16)) -> Self {
        Self::opened(scenario, Options::default(), language, size)
    }

    fn opened(
        scenario: Scenario,
        how: Options,
        language: Language,
        (width, height): (u16, u16),
    ) -> Self {
        let source = python::Source {
            name: scenario.path.clone(),
            text: scenario.source.clone(),
        };
        let options = python::Options {
            ignore_marks: false,
            declared_fixes: scenario.declared_fixes(),
        };
        let compile = move || python::compile(&source, &options).expect("it compiles");
        let compiler = std::thread::Builder::new()
            .stack_size(64 << 20)
            .spawn(compile);
        let program = compiler.expect("a thread").join().expect("a program");
        let (session, notices) = Session::open(scenario, Arc::new(program), how);
        assert_eq!(notices, []);
        let settings = Settings {
            language,
            theme: Theme::new(Colours::Mono, Background::Unknown),
            ..Settings::default()
        };
        let mut model = Model::new(settings, width, height);
        ui::update(&mut model, Message::Screen(Box::new(session.screen())));
        Self { session, model }
    }

    /// A key for each character; `<` and `>` are the arrows, `^` is Home, `~` Esc, `\n` Enter.
    fn keys(&mut self, keys: &str) -> &mut Self {
        for letter in keys.chars() {
            let key = match letter {
                '<' => Key::Left,
                '>' => Key::Right,
                '^' => Key::Home,
                '~' => Key::Esc,
                '\n' => Key::Enter,
                letter => Key::Char(letter),
            };
            for command in ui::update(&mut self.model, Message::Key(key)) {
                if let Command::Explore | Command::Onward = command {
                    self.explore(command == Command::Onward);
                    continue;
                }
                let notices = self.session.obey(&command);
                self.show();
                for notice in notices {
                    ui::update(&mut self.model, Message::Notice(notice));
                }
            }
        }
        self
    }

    /// As whoever owns the threads would do it beside the screen.
    fn explore(&mut self, onward: bool) {
        let exploration = self.session.exploration(onward);
        let mut exploration = exploration.expect("it is no live run");
        while !exploration.is_over() {
            exploration.advance(64);
        }
        self.session.explored(exploration.found().clone());
        self.show();
    }

    fn explorer(&self) -> &Explorer {
        self.screen().explorer.as_deref().expect("it was explored")
    }

    /// Walks through what was loaded; whoever comes to the end of it stops there.
    fn walk(&mut self) -> &mut Self {
        for _ in 0..1000 {
            let header = &self.screen().header;
            if header.moment >= header.known {
                return self;
            }
            self.keys(" ");
        }
        panic!("it does not end:\n{}", self.picture());
    }

    fn show(&mut self) {
        let screen = Message::Screen(Box::new(self.session.screen()));
        ui::update(&mut self.model, screen);
    }

    fn play_to_the_end(&mut self) -> &mut Self {
        for _ in 0..1000 {
            self.keys("p");
            while self.session.poll(Duration::from_secs(1)) && self.session.is_playing() {}
            self.show();
            if self.screen().header.ending != Ending::Running {
                return self;
            }
        }
        panic!("it does not end:\n{}", self.picture());
    }

    fn screen(&self) -> &Screen {
        self.model.screen.as_deref().expect("a scenario is open")
    }

    fn value(&self, name: &str) -> String {
        let row = self
            .screen()
            .objects
            .rows
            .iter()
            .find(|row| row.name == name);
        match row.map(|row| &row.shape) {
            Some(Shape::Value { value, .. }) => value.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }

    fn picture(&self) -> String {
        let backend = TestBackend::new(self.model.width, self.model.height);
        let mut terminal = Terminal::new(backend).expect("a buffer");
        terminal
            .draw(|frame| ui::view(&self.model, frame))
            .expect("a frame");
        let cells = &terminal.backend().buffer().content;
        let mut picture = String::new();
        for row in cells.chunks(usize::from(self.model.width)) {
            let mut line = String::new();
            let mut covered = 0;
            for cell in row {
                if covered == 0 {
                    line.push_str(cell.symbol());
                    covered = ui::text::width(cell.symbol());
                }
                covered = covered.saturating_sub(1);
            }
            picture.push_str(line.trim_end());
            picture.push('\n');
        }
        picture
    }

    fn check(&self, name: &str) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/screens/{name}.txt"));
        let drawn = self.picture();
        if std::env::var_os("UPDATE_PICTURES").is_some() {
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(&path, &drawn).expect("a picture");
            return;
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(drawn == expected, "{name} has changed; now it is\n{drawn}");
    }
}

fn everywhere(name: &str, scenario: &str, keys: &str) {
    for size in SIZES {
        for (language, code) in [(Language::En, "en"), (Language::Zh, "zh")] {
            let mut app = App::open(scenario, language, size);
            app.keys(keys).check(&format!("{name}_{}_{code}", size.0));
        }
    }
}

#[test]
fn a_scenario_opens_at_its_beginning_with_its_question() {
    everywhere("opening", "lost_update", "");
}

#[test]
fn the_famous_lost_update_in_seven_keys() {
    everywhere("lost_update", "lost_update", "   1212");
    let mut app = App::open("lost_update", Language::En, (120, 36));
    app.keys("   12");
    assert_eq!(
        app.value("counter"),
        "0",
        "both have read, and nobody has stored"
    );
    app.keys("1");
    assert!(
        app.picture().contains("①'s update is about to be"),
        "{}",
        app.picture()
    );
    app.keys("2");
    assert_eq!(app.value("counter"), "1", "two additions, and one is lost");
    assert!(
        app.picture().contains("①'s update is lost"),
        "{}",
        app.picture()
    );
    assert_eq!(app.screen().findings.rows[0].verdict, Verdict::DataRace);
}

#[test]
fn a_lock_switched_on_in_the_middle_keeps_the_others_out() {
    let mut app = App::open("lost_update", Language::En, (120, 36));
    app.keys("   1212f");
    assert!(app.screen().fixes.rows[0].on);
    // The first to come to the lock has it, and the other one must wait at the same place.
    app.keys("12");
    let waits = |worker: &Worker| matches!(&worker.state, State::Waiting { on: Waiting::Lock { name, .. }, .. } if name == "lock");
    assert!(
        app.screen().workers.rows.iter().any(waits),
        "{}",
        app.picture()
    );
    app.check("lock_in_the_middle");
    app.play_to_the_end();
    assert_eq!(
        app.value("counter"),
        "5",
        "what was lost before stays lost, and nothing more is"
    );
}

#[test]
fn back_is_exact_as_far_as_the_start_and_forward_again() {
    let mut app = App::open("lost_update", Language::En, (120, 36));
    let mut seen = vec![app.screen().clone()];
    for key in "   1212112200".chars() {
        app.keys(&key.to_string());
        seen.push(app.screen().clone());
    }
    seen.dedup_by_key(|screen| screen.header.moment);
    for screen in seen.iter().rev().skip(1) {
        app.keys("<");
        let now = app.screen();
        assert_eq!(now.header.moment, screen.header.moment);
        assert_eq!(now.objects, screen.objects, "at {}", now.header.moment);
        assert_eq!(
            now.workers.rows, screen.workers.rows,
            "at {}",
            now.header.moment
        );
        assert_eq!(
            now.happened.events, screen.happened.events,
            "at {}",
            now.header.moment
        );
    }
    assert_eq!(app.screen().header.moment, 0);
    for screen in &seen[1..] {
        app.keys(">");
        assert_eq!(app.screen().header.moment, screen.header.moment);
        assert_eq!(app.screen().objects, screen.objects);
    }
}

#[test]
fn moving_on_from_the_past_branches_and_the_old_branch_is_kept() {
    let mut app = App::open("lost_update", Language::En, (120, 36));
    app.keys("   1212");
    let old = app.screen().clone();
    app.keys("<<11");
    assert_eq!(app.screen().timeline.branches.len(), 2, "{}", app.picture());
    assert!(
        !app.picture().contains("is lost"),
        "here nothing was lost:\n{}",
        app.picture()
    );
    app.keys("[");
    app.keys(">>>>");
    assert_eq!(app.screen().header.moment, old.header.moment);
    assert_eq!(app.screen().happened.events, old.happened.events);
    assert_eq!(app.screen().objects, old.objects);
}

#[test]
fn two_transfers_that_meet_halt_in_a_circle() {
    everywhere("deadlock", "bank_transfer", "   1212");
    let mut app = App::open("bank_transfer", Language::En, (120, 36));
    app.keys("   1212");
    let screen = app.screen();
    assert_eq!(screen.header.ending, Ending::Deadlock, "{}", app.picture());
    let held: Vec<&Node> = screen
        .waits_for
        .cycle
        .iter()
        .map(|&at| &screen.waits_for.nodes[at as usize])
        .collect();
    assert_eq!(
        held,
        [
            &Node::Worker(WorkerId(1)),
            &Node::Resource("ben.lock".to_owned()),
            &Node::Worker(WorkerId(2)),
            &Node::Resource("anna.lock".to_owned()),
        ]
    );
    assert!(
        app.picture().contains("They wait in a circle"),
        "{}",
        app.picture()
    );
    // The same keys with the fix on: the second waits, and everybody comes through.
    app.keys("^f   1212");
    assert_eq!(
        app.screen().header.ending,
        Ending::Running,
        "{}",
        app.picture()
    );
    app.play_to_the_end();
    assert_eq!(app.value("anna_has"), "110");
}

/// Plays to the halt; who waits for whom in the circle that is drawn, and what is said.
fn halted(source: &str) -> (Vec<String>, String) {
    let mut app = App::source(source);
    app.play_to_the_end();
    let view = &app.screen().waits_for;
    let names = view.cycle.iter().map(|&at| match &view.nodes[at as usize] {
        Node::Worker(worker) => format!("worker {}", worker.0),
        Node::Resource(name) | Node::Pipe(name) => name.clone(),
    });
    let names = names.collect();
    // Each part of the circle has its arrow to the next.
    for (place, &from) in view.cycle.iter().enumerate() {
        let to = view.cycle[(place + 1) % view.cycle.len()];
        let is_drawn = view.edges.contains(&Edge { from, to });
        assert!(is_drawn, "{from} to {to}\n{}", app.picture());
    }
    let happened = &app.screen().happened.events;
    let said = happened.iter().rev().find_map(|row| match &row.event {
        Event::Deadlock { .. } | Event::Stuck { .. } => Some(app.model.voice().event(row)),
        _ => None,
    });
    (names, said.expect("it is told"))
}

#[test]
fn processes_that_wait_for_each_other_on_pipes_are_told_as_a_circle() {
    let (circle, said) = halted(
        "
import multiprocessing
def child(end):
    end.recv()
    end.send('for you')
if __name__ == '__main__':
    mine, yours = multiprocessing.Pipe()
    worker = multiprocessing.Process(target=child, args=(yours,))
    worker.start()
    mine.recv()
    mine.send('for you')
",
    );
    assert_eq!(circle.len(), 4, "{circle:?}");
    assert!(said.contains("which ① would have to send"), "{said}");
    assert!(said.contains("They wait in a circle"), "{said}");

    // Two children, while their parent waits for the first: every end is open everywhere, and it is the two all the same.
    let (circle, said) = halted(
        "
import multiprocessing
def relay(near, far):
    far.send(near.recv())
if __name__ == '__main__':
    a_reads, b_writes = multiprocessing.Pipe(duplex=False)
    b_reads, a_writes = multiprocessing.Pipe(duplex=False)
    a = multiprocessing.Process(target=relay, args=(a_reads, a_writes))
    b = multiprocessing.Process(target=relay, args=(b_reads, b_writes))
    a.start()
    b.start()
    a.join()
",
    );
    let workers: Vec<&String> = circle
        .iter()
        .filter(|name| name.starts_with("worker"))
        .collect();
    assert_eq!(workers, ["worker 1", "worker 2"], "{said}");

    // The parent waits for its children, and each of them for room in the queue that only the parent empties.
    let (circle, said) = halted(
        "
import multiprocessing
def produce(queue):
    queue.put(b'x' * 100_000)
if __name__ == '__main__':
    queue = multiprocessing.Queue()
    workers = [multiprocessing.Process(target=produce, args=(queue,)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print(queue.get())
",
    );
    assert!(circle.contains(&"worker 0".to_owned()), "{circle:?} {said}");
    assert!(circle.contains(&"queue".to_owned()), "{circle:?} {said}");
    assert!(
        said.contains("from which main would have to read"),
        "{said}"
    );
}

#[test]
fn processes_that_hold_each_others_locks_are_told_as_a_circle() {
    let (circle, said) = halted(
        "
import multiprocessing
def take(first, second, both):
    with first:
        both.wait()
        with second:
            print('never')
if __name__ == '__main__':
    left, right = multiprocessing.Lock(), multiprocessing.Lock()
    both = multiprocessing.Barrier(2)
    pairs = [(left, right), (right, left)]
    workers = [multiprocessing.Process(target=take, args=(*pair, both)) for pair in pairs]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
",
    );
    assert_eq!(circle.len(), 4, "{circle:?}");
    assert!(said.contains("They wait in a circle"), "{said}");
    assert!(said.contains("which ② holds"), "{said}");
}

#[test]
fn a_wait_for_somebody_who_can_still_move_is_no_circle() {
    let mut app = App::source(
        "
import multiprocessing
def child(end):
    end.recv()
if __name__ == '__main__':
    mine, yours = multiprocessing.Pipe()
    worker = multiprocessing.Process(target=child, args=(yours,))
    worker.start()
    mine.send('for you')
    worker.join()
",
    );
    for _ in 0..400 {
        if app.screen().header.ending != Ending::Running {
            break;
        }
        assert!(app.screen().waits_for.cycle.is_empty(), "{}", app.picture());
        app.keys(" ");
    }
    app.play_to_the_end();
    assert!(
        matches!(app.screen().header.ending, Ending::Finished { .. }),
        "{}",
        app.picture()
    );
}

#[test]
fn the_banker_shows_its_matrices_and_whether_they_are_safe() {
    for size in SIZES {
        let mut app = App::open("banker", Language::En, size);
        app.keys("    1111111111");
        let banker = app.screen().banker.clone().expect("a banker");
        assert_eq!(banker.maximum, [[2, 1], [2, 2], [2, 0]]);
        assert_eq!(banker.need.len(), 3);
        assert_eq!(banker.safe_sequence.as_deref(), Some(&[0, 1, 2][..]));
        app.check(&format!("banker_{}", size.0));
    }
}

#[test]
fn every_scenario_plays_to_its_end_under_every_policy() {
    for scenario in library::scenarios() {
        for policy in [
            Policy::Hand,
            Policy::Cpython,
            Policy::RoundRobin,
            Policy::Random,
            Policy::Pct,
        ] {
            let mut app = App::with(scenario.clone(), Language::En, (80, 24));
            app.session.obey(&Command::Policy(policy));
            app.session.obey(&Command::Speed(1024));
            app.play_to_the_end();
            let ending = app.screen().header.ending.clone();
            let is_known = matches!(
                ending,
                Ending::Finished { .. } | Ending::Deadlock | Ending::Exception { .. }
            );
            assert!(is_known, "{} under {policy:?}: {ending:?}", scenario.name);
        }
    }
}

#[test]
fn every_screen_of_every_scenario_can_be_drawn_forwards_and_backwards() {
    for scenario in library::scenarios() {
        let mut app = App::with(scenario.clone(), Language::Zh, (80, 24));
        for round in 0..40 {
            app.keys(["1", "2", "0", " ", "g", "3"][round % 6]);
            app.picture();
        }
        app.keys("<<<<<<<^>>>>");
        app.picture();
    }
}

#[test]
fn a_step_is_an_instruction_a_line_or_what_others_can_notice() {
    let source = "x = 1\ny = x + 1\nprint(y)\n";
    let mut app = App::source(source);
    app.keys("g");
    assert_eq!(app.screen().header.granularity, Granularity::Instruction);
    app.keys(" ");
    assert_eq!(app.screen().header.moment, 1);
    app.keys("g");
    assert_eq!(app.screen().header.granularity, Granularity::Line);
    app.keys(" ");
    assert_eq!(app.screen().workers.rows[0].line, Some(2));
    app.keys(" ");
    assert_eq!(app.screen().workers.rows[0].line, Some(3));
    app.keys("<");
    assert_eq!(app.screen().workers.rows[0].line, Some(2));
}

#[test]
fn whoever_cannot_move_says_why() {
    let check = |source: &str, keys: &str, words: &str| {
        let mut app = App::source(source);
        app.keys(keys);
        assert!(app.picture().contains(words), "{words}:\n{}", app.picture());
    };
    let start = "import threading, queue, time\n";
    let body = "def w():\n    q.get()\nq = queue.Queue()\nt = threading.Thread(target=w)\nt.start()\nt.join()\n";
    check(&format!("{start}{body}"), " 11", "q is empty");
    let body = "def w():\n    e.wait()\ne = threading.Event()\nt = threading.Thread(target=w)\nt.start()\nt.join()\n";
    check(&format!("{start}{body}"), " 11", "until e is set");
    let body = "l = threading.Lock()\nl.acquire()\nl.acquire()\n";
    check(&format!("{start}{body}"), "    ", "which it holds itself");
    let body = "def w():\n    time.sleep(2)\nt = threading.Thread(target=w)\nt.start()\nt.join()\n";
    check(&format!("{start}{body}"), " 1", "sleeps until 2");
    let body = "def w():\n    raise ValueError('no')\nt = threading.Thread(target=w)\nt.start()\nt.join()\n";
    check(&format!("{start}{body}"), " 11", "ValueError: no");
}

#[test]
fn a_saved_run_comes_back_as_it_was() {
    let mut app = App::open("lost_update", Language::En, (120, 36));
    app.keys("   1212f1212");
    let recording = app.session.recording();
    let scenario = app.session.scenario().clone();
    let source = python::Source {
        name: scenario.path.clone(),
        text: recording.source.clone(),
    };
    let options = python::Options {
        ignore_marks: false,
        declared_fixes: scenario.declared_fixes(),
    };
    let program = python::compile(&source, &options).expect("it compiles");
    let options = Options {
        config: recording.config.clone(),
        schedule: Some(recording.schedule.clone()),
        ..Options::default()
    };
    let (session, notices) = Session::open(scenario, Arc::new(program), options);
    assert_eq!(notices, []);
    let (was, is) = (app.session.screen(), session.screen());
    assert_eq!(was.header.moment, is.header.moment);
    assert_eq!(was.objects, is.objects);
    assert_eq!(was.happened.events, is.happened.events);
    assert_eq!(session.recording().fingerprint, recording.fingerprint);
}

/// A child that adds up what it is sent: in its own memory.
const SUMS: &str = "\
from multiprocessing import Lock, Pipe, Process

left, right = Pipe()
lock = Lock()
total = 0

def answer(end):
    global total
    for _ in range(2):
        number = end.recv()
        total += number
        end.send(total)
    lock.acquire()

if __name__ == '__main__':
    child = Process(target=answer, args=(right,))
    child.start()
    left.send(3)
    print(left.recv())
    left.send(4)
    print(left.recv())
    child.join()
    lock.acquire()
    print('here', total)
";

fn sums(language: Language, size: (u16, u16)) -> App {
    let scenario = Scenario::read("sums.py", SUMS).expect("no header is a fine header");
    App::with(scenario, language, size)
}

#[test]
fn two_processes_are_two_rooms_with_their_own_memory() {
    for size in SIZES {
        for (language, code) in [(Language::En, "en"), (Language::Zh, "zh")] {
            let mut app = sums(language, size);
            // Up to where the child has added the first number, and the parent waits for the sum.
            while app.screen().workers.rows.len() < 2 {
                app.keys(" ");
            }
            app.keys("0001111");
            app.check(&format!("processes_{}_{code}", size.0));
            app.keys("M");
            app.check(&format!("rooms_{}_{code}", size.0));
        }
    }
}

#[test]
fn a_global_that_a_child_changes_is_unchanged_in_its_parent() {
    let mut app = sums(Language::En, (120, 36));
    app.session.obey(&Command::Policy(Policy::Cpython));
    app.play_to_the_end();
    assert_eq!(app.screen().header.ending, Ending::Deadlock);
    let rooms = &app.screen().processes.rooms;
    let total = |room: usize| {
        let global = rooms[room]
            .globals
            .iter()
            .find(|global| global.name == "total");
        global.map(|global| (global.value.clone(), global.differs))
    };
    assert_eq!(total(0), Some(("0".to_owned(), false)));
    assert_eq!(total(1), Some(("7".to_owned(), true)));
    let children: Vec<Life> = app
        .screen()
        .workers
        .processes
        .iter()
        .map(|one| one.life)
        .collect();
    assert_eq!(children, [Life::Alive, Life::Gone(0)]);
    let said = app.picture();
    assert!(
        said.contains("process 5121, is dead: it stays locked"),
        "{said}"
    );
}

#[test]
fn a_process_is_killed_by_the_second_press_of_its_key_and_lives_again_one_step_back() {
    let mut app = sums(Language::En, (120, 36));
    while app.screen().workers.rows.len() < 2 {
        app.keys(" ");
    }
    app.keys("111");
    app.session.obey(&Command::Select(Some(WorkerId(1))));
    app.show();
    let moment = app.screen().header.moment;
    app.keys("K");
    assert!(
        app.picture().contains("Kill process 5121 (①)"),
        "{}",
        app.picture()
    );
    app.keys("jK");
    assert_eq!(
        app.screen().workers.processes[1].life,
        Life::Alive,
        "asked anew"
    );
    app.keys("K");
    assert_eq!(app.screen().workers.processes[1].life, Life::Zombie(-9));
    assert_eq!(app.screen().header.moment, moment, "no step");
    assert!(
        app.picture().contains("was killed from outside"),
        "{}",
        app.picture()
    );
    app.keys("<");
    assert_eq!(app.screen().workers.processes[1].life, Life::Alive);
}

#[test]
fn a_process_that_ended_well_is_calm_and_another_one_says_how_it_ended() {
    let source = "\
import os, signal, sys
from multiprocessing import Process
def die():
    os.kill(os.getpid(), signal.SIGKILL)
for target, given in [(print, ()), (sys.exit, (3,)), (die, ())]:
    child = Process(target=target, args=given)
    child.start()
    child.join()
";
    let scenario = Scenario::read("mine.py", source).expect("no header is a fine header");
    for (language, told) in [
        (Language::En, ["✓ ended", "✗ exit code 3", "✗ killed by"]),
        (Language::Zh, ["✓ 已结束", "✗ 退出码 3", "✗ 被信号"]),
    ] {
        let mut app = App::with(scenario.clone(), language, (150, 36));
        app.play_to_the_end();
        let said = |app: &App, sign: fn(&str) -> String| {
            let picture = app.picture();
            let rows = picture.lines().filter(|row| row.contains("pid "));
            let rows: Vec<String> = rows.map(str::to_owned).collect();
            let told = [told[0], told[0], told[1], told[2]];
            assert_eq!(rows.len(), told.len(), "{picture}");
            for (row, told) in rows.iter().zip(told) {
                assert!(row.contains(&sign(told)), "{told}\n{picture}");
            }
        };
        said(&app, str::to_owned);
        app.model.settings = app.model.settings.ascii();
        app.show();
        said(&app, |told| told.replace('✓', "v").replace('✗', "x"));
    }
}

#[test]
fn an_update_of_shared_memory_is_lost_between_processes() {
    let source = "\
from multiprocessing import Process, Value
counter = Value('i', 0)
def add():
    counter.value += 1
workers = [Process(target=add) for _ in range(2)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
";
    let mut app = App::source(source);
    while app.screen().workers.rows.len() < 3 {
        app.keys(" ");
    }
    for _ in 0..20 {
        app.keys("12");
    }
    let found = &app.screen().findings.rows;
    assert!(
        found
            .iter()
            .any(|finding| finding.verdict == Verdict::DataRace),
        "{}",
        app.picture()
    );
}

#[test]
fn virtual_time_runs_on_cores_and_processes_overlap_there() {
    let source = "\
from multiprocessing import Process
from threading import Thread
def work():
    for _ in range(100_000):
        pass
def both(kind):
    workers = [kind(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
KIND
";
    let cores = |kind: &str| {
        let mut app = App::source(&source.replace("KIND", &format!("both({kind})")));
        app.session.obey(&Command::Policy(Policy::Cpython));
        app.session.obey(&Command::Speed(1024));
        app.play_to_the_end();
        app.keys("t");
        app.check(&format!("cores_{}", kind.to_lowercase()));
        let bursts = &app.screen().timeline.bursts;
        bursts.iter().map(|burst| burst.core).max()
    };
    assert_eq!(cores("Thread"), Some(0));
    assert!(cores("Process") >= Some(1));
}

#[test]
fn the_gallery_holds_the_library() {
    let shown = gallery::gallery(Some("races/lost_update"), |_| Attempt::New);
    let count: usize = shown.topics.iter().map(|topic| topic.entries.len()).sum();
    assert_eq!(count, library::scenarios().len());
    assert_eq!(shown.last.as_deref(), Some("races/lost_update"));
}

#[test]
fn what_is_passed_to_a_thread_is_shared_and_what_it_makes_itself_is_not() {
    let source = "\
import threading
def worker(results):
    mine = []
    mine.append(1)
    results.append(len(mine))
def main():
    results = []
    threads = [threading.Thread(target=worker, args=(results,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(results)
main()
";
    let mut app = App::source(source);
    app.keys("  1");
    assert!(
        app.picture().contains("① called results.append(1)"),
        "{}",
        app.picture()
    );
    assert!(
        !app.picture().contains("called mine.append"),
        "{}",
        app.picture()
    );
    assert_eq!(app.value("results"), "[1]");
}

#[test]
fn an_update_in_three_lines_of_a_method_is_lost_as_well() {
    let source = "\
import threading
class Counter:
    def __init__(self):
        self.value = 0
    def add(self):
        now = self.value
        now = now + 1
        self.value = now
counter = Counter()
threads = [threading.Thread(target=counter.add) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
";
    let mut app = App::source(source);
    app.keys("   1212");
    assert_eq!(app.value("counter.value"), "1");
    assert!(
        app.picture().contains("①'s update is lost"),
        "{}",
        app.picture()
    );
}

/// What `racewalk run gil/speed_up --speedup` might say of two workers.
fn measured(goes_on: bool) -> SpeedUp {
    let run = |workers, milliseconds: u64| Measured {
        workers,
        time: Time(milliseconds * 1_000_000),
        finished: true,
    };
    let series = |title: Text, runs| Series {
        title,
        fixes: Vec::new(),
        alone: Time(20_000_000),
        whole: Time(100_000_000),
        runs,
    };
    SpeedUp {
        constant: "WORKERS".to_owned(),
        real: false,
        cores: 4,
        most: 4,
        series: vec![
            series(Text::new("Threads", "线程"), vec![run(1, 100), run(2, 101)]),
            series(
                Text::new("Processes", "进程"),
                vec![run(1, 101), run(2, 62)],
            ),
        ],
        goes_on,
        refusal: None,
    }
}

#[test]
fn the_speed_up_stands_beside_what_amdahl_allows() {
    for size in SIZES {
        for (language, code) in [(Language::En, "en"), (Language::Zh, "zh")] {
            let mut app = App::open("gil/speed_up", language, size);
            let asked = ui::update(&mut app.model, Message::Key(Key::Char('S')));
            assert_eq!(asked, [Command::SpeedUp]);
            for goes_on in [true, false] {
                let screen = Screen {
                    speed_up: Some(Box::new(measured(goes_on))),
                    ..app.session.screen()
                };
                ui::update(&mut app.model, Message::Screen(Box::new(screen)));
                let waits = app.picture().contains("Measuring") || app.picture().contains("测量中");
                assert_eq!(waits, goes_on);
            }
            app.check(&format!("speed_up_{}_{code}", size.0));
            // The same key goes back.
            let asked = ui::update(&mut app.model, Message::Key(Key::Char('S')));
            assert_eq!(asked, []);
            assert!(!app.model.zoomed);
        }
    }
}

#[test]
fn the_explorer_lists_what_goes_wrong_and_how_it_can_end() {
    for size in SIZES {
        for (language, code) in [(Language::En, "en"), (Language::Zh, "zh")] {
            let mut app = App::exploring("lost_update", language, size);
            app.keys("e").check(&format!("explorer_{}_{code}", size.0));
            app.keys("jj")
                .check(&format!("explorer_outcome_{}_{code}", size.0));
        }
    }
    let mut app = App::exploring("bank_transfer", Language::En, (80, 24));
    app.keys("e").check("explorer_deadlock");
    let mut app = App::exploring("lost_update", Language::En, (240, 70));
    app.keys("e~").check("explorer_beside");
    let mut app = App::exploring("lost_update", Language::En, (80, 24));
    app.model.settings = app.model.settings.ascii();
    app.keys("ejj");
    assert!(app.picture().is_ascii(), "{}", app.picture());
}

/// Loads a row of the explorer, from wherever one is.
fn load(app: &mut App, row: usize) {
    app.keys("e");
    assert!(
        app.picture().contains("WHAT CAN HAPPEN"),
        "{}",
        app.picture()
    );
    app.keys(&"k".repeat(20));
    app.keys(&"j".repeat(row));
    app.keys("\n");
}

#[test]
fn each_outcome_is_loaded_and_walked_through_to_its_end() {
    let mut app = App::exploring("lost_update", Language::En, (80, 24));
    app.keys("   12e");
    let found = app.explorer().clone();
    assert_eq!(found.extent, Extent::Everything);
    let totals: Vec<&str> = (found.outcomes.iter())
        .map(|outcome| outcome.end.watch[0].1.as_str())
        .collect();
    assert_eq!(totals, ["2", "3", "4", "5", "6"]);
    let parts: u32 = (found.outcomes.iter())
        .map(|outcome| outcome.share.as_ref().expect("they are few").per_million)
        .sum();
    assert!(parts.abs_diff(1_000_000) < 10, "{parts}");
    app.keys("~");
    for (at, total) in totals.iter().enumerate() {
        load(&mut app, found.verdicts.len() + at);
        assert_eq!(app.screen().header.moment, 0, "one begins at its beginning");
        assert!(!app.model.zoomed, "and sees the run");
        app.walk();
        assert_eq!(
            app.screen().header.ending,
            Ending::Finished { exit_code: 0 }
        );
        assert_eq!(app.value("counter"), *total);
        assert_eq!(
            app.screen().header.schedule,
            found.outcomes[at].way.schedule
        );
    }
    let branches = app.screen().timeline.branches.len();
    assert!(branches >= 5, "the runs before are kept: {branches}");
    // The same row is the same run, and it plays too.
    load(&mut app, found.verdicts.len());
    assert_eq!(app.screen().timeline.branches.len(), branches);
    app.play_to_the_end();
    assert_eq!(app.value("counter"), "2");
}

#[test]
fn whoever_steps_somebody_else_leaves_the_loaded_run() {
    let mut app = App::exploring("lost_update", Language::En, (80, 24));
    load_first_outcome(&mut app);
    app.keys("   ");
    let branches = app.screen().timeline.branches.len();
    let next = app.screen().workers.turn.expect("somebody moves");
    let other = if next == WorkerId(1) { "2" } else { "1" };
    app.keys(other);
    assert_eq!(app.screen().timeline.branches.len(), branches + 1);
    app.keys("r    ");
    assert!(
        app.screen().header.moment > 0,
        "and r begins a run of one's own"
    );
}

fn load_first_outcome(app: &mut App) {
    app.keys("e");
    let row = app.explorer().verdicts.len();
    app.keys("~");
    load(app, row);
}

#[test]
fn a_deadlock_is_loaded_and_its_story_ends_in_a_circle() {
    let mut app = App::exploring("bank_transfer", Language::En, (120, 36));
    app.keys("e");
    let found = app.explorer().clone();
    let row = found
        .verdicts
        .iter()
        .position(|found| found.verdict == Verdict::Deadlock)
        .expect("there is one");
    let verdict = &found.verdicts[row];
    assert!(!verdict.must);
    let story = verdict.way.story.as_ref().expect("it is told");
    let circle = story.turns.iter().flat_map(|turn| &turn.did);
    assert!(
        circle
            .clone()
            .any(|fact| matches!(fact.event, Event::Deadlock { .. }))
    );
    let switch = story.switch.as_ref().expect("somebody was interrupted");
    assert_eq!(switch.came_to.how, How::Deadlock);
    assert_eq!(
        switch.otherwise.how,
        How::Finished,
        "without it nothing goes wrong"
    );
    app.keys("~");
    load(&mut app, row);
    app.walk();
    // Those who are about to wait for ever begin to.
    for _ in 0..4 {
        app.keys(" ");
    }
    assert_eq!(app.screen().header.ending, Ending::Deadlock);
}

#[test]
fn from_here_on_only_what_can_still_happen_is_told() {
    let mut app = App::exploring("lost_update", Language::En, (120, 36));
    // One has read, the other one has added three times: its first addition at least is lost.
    app.keys("   12222222W");
    let found = app.explorer().clone();
    assert!(found.from > 0);
    let totals: Vec<String> = (found.outcomes.iter())
        .map(|outcome| outcome.end.watch[0].1.clone())
        .collect();
    assert_eq!(
        totals,
        ["3"],
        "①'s stale value overwrites all three, and two additions are left"
    );
    app.check("explorer_onward");
    // What was lost already, nobody can find again; what was not, can still be lost.
    app.keys("~^   12W");
    let found = app.explorer().clone();
    let totals: Vec<String> = (found.outcomes.iter())
        .map(|outcome| outcome.end.watch[0].1.clone())
        .collect();
    assert_eq!(totals, ["2", "3", "4", "5"]);
    let from = found.from;
    for (at, total) in totals.iter().enumerate() {
        app.model.cursor[ui::Pane::Explorer.index()] = found.verdicts.len() + at;
        if at > 0 {
            app.model.focus = ui::Pane::Explorer;
            app.model.zoomed = true;
        }
        app.keys("\n");
        assert_eq!(app.screen().header.moment, from);
        app.walk();
        assert_eq!(app.value("counter"), *total);
    }
}

#[test]
fn what_was_found_with_other_fixes_says_so() {
    let mut app = App::exploring("lost_update", Language::En, (80, 24));
    app.keys("e");
    assert!(!app.explorer().stale);
    app.keys("f");
    assert!(app.explorer().stale);
    assert!(app.picture().contains("e looks again"), "{}", app.picture());
    app.keys("e");
    assert!(!app.explorer().stale);
    assert_eq!(app.explorer().fixes, ["lock"]);
    assert_eq!(app.explorer().verdicts, []);
    let end = &app.explorer().outcomes[0].end;
    assert_eq!(end.watch, [("counter".to_owned(), "6".to_owned())]);
    assert!(
        app.picture().contains("Nothing goes wrong"),
        "{}",
        app.picture()
    );
    app.check("explorer_fixed");
    // It is loaded with the fix, wherever one is.
    app.keys("f\n");
    app.walk();
    assert_eq!(app.value("counter"), "6");
    assert!(app.screen().fixes.rows[0].on);
}

#[test]
fn a_race_is_told_with_its_variable_and_with_who_knew_what() {
    let place = |source: &str| {
        let scenario = Scenario::read("mine.py", source).expect("no header is a fine header");
        let mut app = App::with(scenario, Language::En, (120, 36));
        app.explore(false);
        let races: Vec<Option<String>> = (app.explorer().verdicts.iter())
            .filter(|found| found.verdict == Verdict::DataRace)
            .map(|found| found.place.clone())
            .collect();
        races
    };
    let threads = "ts = [threading.Thread(target=work) for _ in range(2)]\nfor t in ts: t.start()\nfor t in ts: t.join()\n";
    let attribute = format!(
        "import threading\nclass Account:\n    def __init__(self):\n        self.balance = 0\naccount = Account()\ndef work():\n    account.balance += 1\n{threads}"
    );
    assert_eq!(place(&attribute), [Some("account.balance".to_owned())]);
    let item =
        format!("import threading\nitems = [0, 0]\ndef work():\n    items[0] += 1\n{threads}");
    assert_eq!(place(&item), [Some("items[0]".to_owned())]);

    let mut app = App::exploring("lost_update", Language::En, (120, 36));
    app.keys("e");
    let story = app.explorer().verdicts[0].way.story.as_ref();
    let voice = ui::Voice {
        language: Language::En,
        glyphs: None,
    };
    let lines = voice.story(story.expect("it is told")).join("\n");
    for words in [
        "worker 1 steps",
        "read counter = 0 (line 44)",
        "could go on",
        "The switch that mattered",
        "to counter = 6. Both were run to the end.",
    ] {
        assert!(lines.contains(words), "{words:?} in\n{lines}");
    }
}

#[test]
fn a_click_chooses_a_row_and_another_one_loads_it() {
    let mut app = App::exploring("lost_update", Language::En, (100, 36));
    app.keys("e");
    let row_of = |app: &App, words: &str| {
        let picture = app.picture();
        let at = picture.lines().position(|line| line.contains(words));
        at.unwrap_or_else(|| panic!("{words:?} is not in\n{picture}")) as u16
    };
    let click = |app: &mut App, row: u16| {
        let mouse = ui::Mouse {
            column: 10,
            row,
            gesture: ui::Gesture::Click,
        };
        ui::update(&mut app.model, Message::Mouse(mouse))
    };
    let row = row_of(&app, "counter = 5 ");
    assert_eq!(click(&mut app, row), []);
    let chosen = app.model.cursor[ui::Pane::Explorer.index()];
    let row = row_of(&app, "counter = 5 ");
    assert_eq!(click(&mut app, row), [Command::Load(chosen as u32)]);
    assert!(!app.model.zoomed);
}

#[test]
fn where_counting_has_no_end_the_shares_are_guessed() {
    let source = "\
import threading
done = False
spins = 0
def wait():
    global spins
    while not done:
        spins = 1
def finish():
    global done
    done = True
ts = [threading.Thread(target=wait), threading.Thread(target=finish)]
for t in ts: t.start()
for t in ts: t.join()
";
    let mut app = App::source(source);
    app.explore(false);
    let view = app.explorer();
    assert_eq!(view.extent, Extent::Everything);
    let ends: Vec<String> = (view.outcomes.iter())
        .map(|outcome| format!("{:?}", outcome.end.watch))
        .collect();
    assert_eq!(ends.len(), 2, "{ends:?}");
    for outcome in &view.outcomes {
        let share = outcome.share.as_ref().expect("it was guessed");
        let Known::Guessed { runs, low, high } = share.known else {
            panic!("a circle cannot be counted: {share:?}");
        };
        assert!(runs > 0 && low < share.per_million && share.per_million < high);
    }
}
