//! Small random programs: two to four workers, each a few statements on things that they share. One seed is one
//! program, for ever.
//!
//! Workers are to meet, so each program is mostly about one kind of thing to synchronize with, one to store to, and one
//! way to hand things over. Often somebody does what somebody waits for; whether in time is another matter.

use std::fmt::Write as _;

/// Numbers that are the same everywhere (splitmix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    /// So many times of a hundred.
    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

pub(crate) struct Generated {
    pub(crate) text: String,
    pub(crate) watch: Vec<String>,
}

/// What a program's statements are about, so that its workers meet.
#[derive(Clone, Copy, PartialEq)]
enum Topic {
    Values,
    Locks,
    Conditions,
    Signals,
    Queues,
    Failures,
    Objects,
    Handing,
    Mixed,
}

/// What its workers read and store for the most part.
#[derive(Clone, Copy)]
enum Subject {
    Numbers,
    Attribute,
    Items,
    Log,
    Table,
}

/// Where what one worker has made is there for the others.
#[derive(Clone, Copy)]
enum Shelf {
    Global,
    Attribute,
    List,
    Dict,
    Queue,
    Thread,
}

pub(crate) fn program(seed: u64) -> Generated {
    let mut dice = Dice(seed.wrapping_mul(0x1000_0001).wrapping_add(77));
    if dice.chance(6) {
        return with_processes(&mut dice);
    }
    let topics = [
        Topic::Values,
        Topic::Locks,
        Topic::Locks,
        Topic::Locks,
        Topic::Conditions,
        Topic::Conditions,
        Topic::Conditions,
        Topic::Signals,
        Topic::Signals,
        Topic::Queues,
        Topic::Failures,
        Topic::Objects,
        Topic::Handing,
        Topic::Handing,
        Topic::Handing,
        Topic::Mixed,
        Topic::Mixed,
    ];
    let subjects = [
        Subject::Numbers,
        Subject::Numbers,
        Subject::Numbers,
        Subject::Attribute,
        Subject::Items,
        Subject::Log,
        Subject::Log,
        Subject::Table,
    ];
    let shelves = [
        Shelf::Global,
        Shelf::Attribute,
        Shelf::List,
        Shelf::Dict,
        Shelf::Queue,
        Shelf::Thread,
    ];
    let mut writer = Writer {
        topic: topics[dice.below(topics.len())],
        subject: subjects[dice.below(subjects.len())],
        shelf: shelves[dice.below(shelves.len())],
        lock: dice.pick(&LOCKS),
        dice,
        function: 0,
        fresh: 0,
    };
    writer.threads()
}

const HEAD: &str = "\
import queue
import threading
import time
from threading import Thread

a = 0
b = 1
log = []
items = [0, 1]
table = {}
pair = [0]


class Box:
    def __init__(self):
        self.n = 0


box = Box()
left = threading.Lock()
right = threading.Lock()
again = threading.RLock()
news = threading.Condition()
permits = threading.Semaphore(1)
none = threading.Semaphore(0)
bounded = threading.BoundedSemaphore(1)
event = threading.Event()
gate = threading.Barrier(2)
shelf = queue.Queue()
narrow = queue.Queue(1)
local = threading.local()


def make():
    n = 0

    def count():
        nonlocal n
        n += 1
        return n

    return count


count = make()
";

const LOCKS: [&str; 5] = ["left", "left", "right", "again", "permits"];

struct Writer {
    dice: Dice,
    topic: Topic,
    subject: Subject,
    shelf: Shelf,
    lock: &'static str,
    /// Which one is being written.
    function: usize,
    fresh: usize,
}

impl Writer {
    fn threads(&mut self) -> Generated {
        let mut text = HEAD.to_owned();
        let workers = [2, 2, 2, 2, 2, 2, 3, 3, 4][self.dice.below(9)];
        let budget = match workers {
            2 => [1, 1, 1, 1, 2, 2][self.dice.below(6)],
            _ => 1,
        };
        // The more there are, the less each does: what they do is multiplied.
        let room = [0, 0, 5, 3, 3][workers];
        // Some workers run the same function, some of these with an argument of their own.
        let functions = if self.dice.chance(35) {
            1
        } else {
            workers.min(1 + self.dice.below(workers))
        };
        let takes = self.dice.chance(if functions < workers { 85 } else { 40 });
        // Where they have nothing in common nothing can differ. A few such programs are enough.
        let mut bodies = self.bodies(functions, budget, room, takes);
        let mut tries = if self.dice.chance(90) { 8 } else { 0 };
        while tries > 0 && !meet(&bodies, workers) {
            bodies = self.bodies(functions, budget, room, takes);
            tries -= 1;
        }
        for (function, body) in bodies.iter().enumerate() {
            let parameter = if takes { "me" } else { "" };
            let _ = write!(
                text,
                "\n\ndef work{function}({parameter}):\n    global a, b, pair, box\n"
            );
            indent(&mut text, body, 1);
        }
        text.push_str("\n\n");
        let daemon = self.dice.chance(8);
        for worker in 0..workers {
            let function = worker % functions;
            let arguments = if takes {
                let value = if self.dice.chance(90) { worker } else { 0 };
                format!(", args=({value},)")
            } else {
                String::new()
            };
            let last = if daemon && worker + 1 == workers {
                ", daemon=True"
            } else {
                ""
            };
            let _ = writeln!(
                text,
                "t{worker} = Thread(target=work{function}{arguments}{last})"
            );
        }
        // So many begin before the first ones have to end.
        let together = match workers {
            2 if self.dice.chance(6) => 1,
            3 if self.dice.chance(20) => 3,
            _ => 2,
        };
        let answers = self.answers(&text);
        for worker in 0..workers {
            let _ = writeln!(text, "t{worker}.start()");
            if worker + 1 == together {
                indent(&mut text, &answers, 0);
                for early in 0..(workers - together).min(together) {
                    let _ = writeln!(text, "t{early}.join()");
                }
            }
        }
        if answers.is_empty() && self.dice.chance(15) {
            let lines = self.statement(1, false);
            indent(&mut text, &lines, 0);
        }
        // Main that goes on beside the others makes many times as many states.
        let joins = self.dice.below(10);
        for worker in 0..workers {
            match joins {
                3.. => {}
                1 if worker == 0 => {
                    let _ = writeln!(text, "t{worker}.join(1)");
                }
                2 if worker == 0 => {
                    let _ = writeln!(text, "log.append(t{worker}.is_alive())");
                }
                _ => {
                    let _ = writeln!(text, "t{worker}.join()");
                }
            }
        }
        if text.contains("box.n") {
            text.push_str("n = box.n\n");
        }
        if text.contains("shelf.") {
            text.push_str("size = shelf.qsize()\n");
        }
        if self.dice.chance(6) {
            text.push_str("assert a != 1\n");
        }
        let watch = ["a", "b", "log", "items", "table", "pair", "n", "size"];
        Generated {
            text,
            watch: watch.map(str::to_owned).to_vec(),
        }
    }

    /// What the functions do, in so many statements and no more than so many lines each.
    fn bodies(
        &mut self,
        functions: usize,
        budget: usize,
        room: usize,
        takes: bool,
    ) -> Vec<Vec<String>> {
        let mut bodies = Vec::new();
        for function in 0..functions {
            self.function = function;
            let mut body: Vec<String> = Vec::new();
            for _ in 0..budget {
                let mut lines = self.statement(0, takes);
                let mut tries = 8;
                while body.len() + lines.len() > room && tries > 0 {
                    lines = self.statement(0, takes);
                    tries -= 1;
                }
                if body.is_empty() || body.len() + lines.len() <= room {
                    body.extend(lines);
                }
            }
            bodies.push(body);
        }
        bodies
    }

    /// What main does, often, for those who would wait for ever if nobody did.
    fn answers(&mut self, text: &str) -> Vec<String> {
        let waits: [(&str, &str, &[&str]); 5] = [
            ("none.acquire()", "none.release()", &["none.release()"]),
            ("event.wait()", "event.set()", &["event.set()"]),
            ("shelf.get()", "shelf.put(", &["shelf.put(5)"]),
            ("narrow.get()", "narrow.put", &["narrow.put(5)"]),
            (
                "news.wait",
                "news.notify",
                &["with news:", "    a = 1", "    news.notify_all()"],
            ),
        ];
        let mut lines = Vec::new();
        for (wait, answer, words) in waits {
            if text.contains(wait) && !text.contains(answer) && self.dice.chance(40) {
                lines.extend(words.iter().map(|line| (*line).to_owned()));
            }
        }
        lines
    }

    /// A statement, `depth` deep in others.
    fn statement(&mut self, depth: usize, takes: bool) -> Vec<String> {
        let topic = match self.topic {
            Topic::Mixed => [
                Topic::Values,
                Topic::Locks,
                Topic::Conditions,
                Topic::Signals,
                Topic::Queues,
                Topic::Failures,
                Topic::Objects,
                Topic::Handing,
            ][self.dice.below(8)],
            topic if self.dice.chance(70) => topic,
            _ => Topic::Values,
        };
        if depth >= 2 {
            return self.values(takes);
        }
        match topic {
            Topic::Values | Topic::Mixed => self.values(takes),
            Topic::Locks => self.locks(depth, takes),
            Topic::Conditions => self.conditions(depth, takes),
            Topic::Signals => self.signals(depth, takes),
            Topic::Queues => self.queues(takes),
            Topic::Failures => self.failures(depth, takes),
            Topic::Objects => self.objects(depth, takes),
            Topic::Handing => self.handing(takes),
        }
    }

    fn within(&mut self, head: &str, depth: usize, takes: bool) -> Vec<String> {
        let mut lines = vec![head.to_owned()];
        for line in self.statement(depth + 1, takes) {
            lines.push(format!("    {line}"));
        }
        lines
    }

    fn values(&mut self, takes: bool) -> Vec<String> {
        let k = self.dice.below(3);
        let own = self.own(takes);
        let x = self.name("x");
        let one = |line: &str| vec![line.to_owned()];
        let about = match self.subject {
            Subject::Numbers => 0..11,
            Subject::Attribute => 11..15,
            Subject::Items => 15..18,
            Subject::Log => 18..21,
            Subject::Table => 21..24,
        };
        let which = if self.dice.chance(75) {
            about.start + self.dice.below(about.len())
        } else {
            self.dice.below(24)
        };
        match which {
            0 | 1 => one("a += 1"),
            2 => one(&format!("a = {own}")),
            3 => one("a = b + 1"),
            4 => one("b = a"),
            5 => one("b += a"),
            6 => one("log.append(a)"),
            7 => vec![format!("{x} = a"), format!("a = {x} + 1")],
            8 => vec!["if a == 0:".into(), "    b += 1".into()],
            9 => vec!["for _ in range(2):".into(), "    a += 1".into()],
            10 => one("a, b = b, a"),
            11 | 12 => one("box.n += 1"),
            13 => one(&format!("box.n = {own}")),
            14 => one("log.append(box.n)"),
            15 => one("items[0] += 1"),
            16 => one(&format!("items[{}] = {own}", k % 2)),
            17 => one("items[1] = items[0]"),
            18 => one(&format!("log.append({own})")),
            19 => one("log.append(count())"),
            20 => one("log.append(len(log))"),
            21 => one(&format!("table['k'] = {own}")),
            22 => one("log.append(table.get('k'))"),
            _ => one(&format!("table['k'] = table.get('k', 0) + {k}")),
        }
    }

    fn locks(&mut self, depth: usize, takes: bool) -> Vec<String> {
        let lock = if self.dice.chance(70) {
            self.lock
        } else {
            self.dice.pick(&LOCKS)
        };
        match self.dice.below(14) {
            0..=3 => self.within(&format!("with {lock}:"), depth, takes),
            4 | 5 if depth == 0 => {
                let (first, second) = if self.dice.chance(50) {
                    ("left", "right")
                } else {
                    ("right", "left")
                };
                let inner = self.values(takes);
                let mut lines = vec![format!("with {first}:"), format!("    with {second}:")];
                lines.extend(inner.into_iter().map(|line| format!("        {line}")));
                lines
            }
            6 if depth == 0 => {
                let mut lines = vec!["with again:".to_owned(), "    with again:".to_owned()];
                lines.extend(
                    self.values(takes)
                        .into_iter()
                        .map(|l| format!("        {l}")),
                );
                lines
            }
            7 | 8 => {
                let mut lines = self.within(&format!("if {lock}.acquire(False):"), depth, takes);
                lines.push(format!("    {lock}.release()"));
                if self.dice.chance(50) {
                    lines.extend(["else:".into(), "    log.append('no')".into()]);
                }
                lines
            }
            9 => {
                let mut lines =
                    self.within(&format!("if {lock}.acquire(timeout=1):"), depth, takes);
                lines.push(format!("    {lock}.release()"));
                lines
            }
            10 => vec![format!("{lock}.acquire()")],
            11 => {
                let mut lines = vec![format!("{lock}.acquire()")];
                lines.extend(self.values(takes));
                lines.push(format!("{lock}.release()"));
                lines
            }
            12 => vec![
                "try:".into(),
                format!("    {lock}.release()"),
                "except RuntimeError:".into(),
                "    log.append('free')".into(),
            ],
            _ if lock != "again" && lock != "permits" => {
                vec![format!("log.append({lock}.locked())")]
            }
            _ => self.within(&format!("with {lock}:"), depth, takes),
        }
    }

    fn conditions(&mut self, depth: usize, takes: bool) -> Vec<String> {
        let inside = |lines: &[&str]| {
            let mut all = vec!["with news:".to_owned()];
            all.extend(lines.iter().map(|line| format!("    {line}")));
            all
        };
        match self.dice.below(10) {
            0 => inside(&["news.wait()"]),
            1 => inside(&["a = 1", "news.notify()"]),
            2 => inside(&["b = 2", "news.notify_all()"]),
            3 => inside(&["while not a:", "    news.wait()"]),
            4 => inside(&["if not a:", "    news.wait()", "log.append(a)"]),
            5 => inside(&["log.append(news.wait(timeout=1))"]),
            6 => inside(&["news.wait_for(lambda: a)"]),
            7 => inside(&["news.notify()"]),
            8 => self.within("with news:", depth, takes),
            _ => inside(&["a += 1", "news.notify(2)"]),
        }
    }

    fn signals(&mut self, depth: usize, takes: bool) -> Vec<String> {
        let one = |line: &str| vec![line.to_owned()];
        match self.dice.below(14) {
            0 => one("event.set()"),
            1 => one("event.wait()"),
            2 => one("log.append(event.wait(1))"),
            3 => one("event.clear()"),
            4 => self.within("if event.is_set():", depth, takes),
            5 => one("none.release()"),
            6 => one("none.acquire()"),
            7 => self.within("with permits:", depth, takes),
            8 => one("log.append(none.acquire(blocking=False))"),
            9 => one("log.append(none.acquire(timeout=1))"),
            10 => vec![
                "try:".into(),
                "    bounded.release()".into(),
                "except ValueError:".into(),
                "    log.append('full')".into(),
            ],
            11 => self.within("with bounded:", depth, takes),
            12 => one("gate.wait()"),
            _ => vec![
                "try:".into(),
                "    gate.wait(1)".into(),
                "except threading.BrokenBarrierError:".into(),
                "    log.append('broken')".into(),
            ],
        }
    }

    fn queues(&mut self, takes: bool) -> Vec<String> {
        let own = self.own(takes);
        let one = |line: String| vec![line];
        match self.dice.below(12) {
            0 | 1 => one(format!("shelf.put({own})")),
            2 | 3 => one("log.append(shelf.get())".into()),
            4 => one(format!("narrow.put({own})")),
            5 => one("log.append(narrow.get())".into()),
            6 => vec![
                "try:".into(),
                "    log.append(shelf.get_nowait())".into(),
                "except queue.Empty:".into(),
                "    log.append('empty')".into(),
            ],
            7 => vec![
                "try:".into(),
                format!("    narrow.put_nowait({own})"),
                "except queue.Full:".into(),
                "    log.append('full')".into(),
            ],
            8 => vec![
                "try:".into(),
                "    shelf.get(timeout=1)".into(),
                "except queue.Empty:".into(),
                "    b += 1".into(),
            ],
            9 => one("log.append(shelf.empty())".into()),
            10 => vec!["shelf.get()".into(), "shelf.task_done()".into()],
            _ => one("shelf.join()".into()),
        }
    }

    fn failures(&mut self, depth: usize, takes: bool) -> Vec<String> {
        let one = |line: &str| vec![line.to_owned()];
        match self.dice.below(12) {
            0 => one("log.append(table['k'])"),
            1 => one("del table['k']"),
            2 => vec![
                "try:".into(),
                "    log.append(table.pop('k'))".into(),
                "except KeyError:".into(),
                "    a += 1".into(),
            ],
            3 => vec!["if a:".into(), "    raise ValueError('a')".into()],
            4 => one("assert a == 0"),
            5 => one("log.pop()"),
            6 => vec![
                "if 'k' in table:".into(),
                "    log.append(table['k'])".into(),
            ],
            7 => {
                let mut lines = self.within("try:", depth, takes);
                lines.extend([
                    "    b = 1 // a".into(),
                    "except ZeroDivisionError:".into(),
                    "    log.append('zero')".into(),
                ]);
                lines
            }
            8 => {
                let mut lines = vec!["with left:".to_owned()];
                lines.extend(["    if a:".into(), "        raise KeyError('held')".into()]);
                lines
            }
            9 => {
                let mut lines = self.within("try:", depth, takes);
                lines.extend(["finally:".into(), "    a += 1".into()]);
                lines
            }
            10 => one("raise SystemExit"),
            _ => vec![
                "left.acquire()".into(),
                "assert a == 0".into(),
                "left.release()".into(),
            ],
        }
    }

    fn objects(&mut self, depth: usize, takes: bool) -> Vec<String> {
        let own = self.own(takes);
        let x = self.name("x");
        let one = |line: &str| vec![line.to_owned()];
        match self.dice.below(16) {
            0 => one(&format!("pair = [{own}]")),
            1 => one("pair[0] += 1"),
            2 => one(&format!("pair.append({own})")),
            3 => one("box = Box()"),
            4 => one("box.n += 1"),
            5 => vec![
                format!("{x} = [0]"),
                format!("log.append({x})"),
                format!("{x}[0] += 1"),
            ],
            6 => vec![
                "if log and log[0] == [0]:".into(),
                "    log[0][0] = 5".into(),
            ],
            7 => vec![
                format!("{x} = Box()"),
                format!("{x}.n = {own}"),
                format!("box = {x}"),
            ],
            8 => vec![
                format!("def {x}():"),
                "    global a".into(),
                "    a += 1".into(),
                format!("{x}t = Thread(target={x})"),
                format!("{x}t.start()"),
                format!("{x}t.join()"),
            ],
            9 => vec![
                format!("{x} = Thread(target=log.append, args=({own},))"),
                format!("{x}.start()"),
            ],
            10 => one("log.append(threading.current_thread().name)"),
            11 => vec!["local.n = a".into(), "b = local.n".into()],
            12 => one("log.append([value for value in items])"),
            13 => {
                let mut lines = vec![format!("{x} = threading.Lock()")];
                lines.extend(self.within(&format!("with {x}:"), depth, takes));
                lines
            }
            14 => one("log.append(t0.is_alive())"),
            _ => vec![format!("{x} = pair"), format!("pair = {x} + [{own}]")],
        }
    }

    /// Something is made, put where others find it, and changed or read after that; or somebody finds it there.
    fn handing(&mut self, takes: bool) -> Vec<String> {
        let own = self.own(takes);
        let x = self.name("x");
        let lines = |lines: &[&str]| {
            let named = lines.iter().map(|line| line.replace('X', &x));
            named
                .map(|line| line.replace("OWN", own))
                .collect::<Vec<_>>()
        };
        let gives = match self.shelf {
            // A thread more is much; one of them is enough.
            Shelf::Thread => self.function == 0,
            Shelf::Global | Shelf::Attribute | Shelf::List | Shelf::Dict | Shelf::Queue => {
                self.dice.chance(70)
            }
        };
        if gives {
            let (made, given) = match self.shelf {
                Shelf::Global => ("X = [0]", "pair = X"),
                Shelf::Attribute => ("X = [0]", "box.made = X"),
                Shelf::List => ("X = [0]", "items[0] = X"),
                Shelf::Dict => ("X = [0]", "table['k'] = X"),
                Shelf::Queue => ("X = [0]", "shelf.put(X)"),
                Shelf::Thread => (
                    "pair = X = [0]",
                    "Thread(target=X.append, args=(OWN,)).start()",
                ),
            };
            let then = self.dice.pick(&[
                "X[0] = OWN",
                "X[0] += 1",
                "X.append(OWN)",
                "log.append(X[-1])",
            ]);
            return lines(&[made, given, then]);
        }
        let then = self
            .dice
            .pick(&["X[0] += 1", "log.append(X[-1])", "log.append(len(X))"]);
        let found = format!("    {then}");
        match self.shelf {
            Shelf::Global | Shelf::Thread => lines(&["X = pair", then]),
            Shelf::Attribute => lines(&["if hasattr(box, 'made'):", "    X = box.made", &found]),
            Shelf::List => lines(&["X = items[0]", "if X:", &found]),
            Shelf::Dict => lines(&["if 'k' in table:", "    X = table['k']", &found]),
            Shelf::Queue => lines(&["X = shelf.get()", then]),
        }
    }

    /// A value by which a worker is known.
    fn own(&self, takes: bool) -> &'static str {
        if takes {
            "me"
        } else {
            ["5", "6", "7", "8"][self.function]
        }
    }

    fn name(&mut self, base: &str) -> String {
        self.fresh += 1;
        format!("{base}{}", self.fresh)
    }
}

/// Whether two workers have something in common that one of them changes, as far as the words tell.
fn meet(bodies: &[Vec<String>], workers: usize) -> bool {
    let has = |body: &Vec<String>, words: &[&str]| {
        let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
        body.iter().any(|line| {
            let mut parts = line.split(|c| !is_word(c));
            parts.any(|part| words.contains(&part))
        })
    };
    let starts = |body: &Vec<String>, starts: &[&str]| {
        body.iter().any(|line| {
            starts
                .iter()
                .any(|start| line.trim_start().starts_with(start))
        })
    };
    let things: [(&[&str], &[&str]); 12] = [
        (&["a"], &["a = ", "a += ", "a, b"]),
        (&["b"], &["b = ", "b += ", "a, b"]),
        (
            &["box", "box.n", "box.made"],
            &["box.n += ", "box.n = ", "box = ", "box.made = "],
        ),
        (&["items"], &["items["]),
        (
            &["log", "log.append", "log.pop"],
            &["log.append", "log.pop"],
        ),
        (
            &["table", "table.get", "table.pop"],
            &["table[", "del table"],
        ),
        (&["pair"], &["pair = ", "pair[", "pair."]),
        (
            &["shelf.put", "shelf.get", "shelf.get_nowait"],
            &["shelf.put"],
        ),
        (
            &["narrow.put", "narrow.get", "narrow.put_nowait"],
            &["narrow.put"],
        ),
        (&["event.set", "event.wait", "event.is_set"], &["event.set"]),
        (&["news", "news.wait"], &["news.notify"]),
        (&["none.release", "none.acquire"], &["none.release"]),
    ];
    things.iter().any(|(words, changes)| {
        let sharers = (0..workers).filter(|worker| has(&bodies[worker % bodies.len()], words));
        sharers.count() > 1 && bodies.iter().any(|body| starts(body, changes))
    })
}

fn with_processes(dice: &mut Dice) -> Generated {
    let mut text = "\
import multiprocessing
from multiprocessing import Process
from threading import Thread

a = 0
log = []
left = multiprocessing.Lock()
right = multiprocessing.Lock()
total = multiprocessing.Value('i', 0)
permits = multiprocessing.Semaphore(0)
event = multiprocessing.Event()
mine, yours = multiprocessing.Pipe()
"
    .to_owned();
    let children = 1 + usize::from(dice.chance(40));
    let statement = |dice: &mut Dice, end: &str| -> Vec<String> {
        let one = |line: &str| vec![line.to_owned()];
        match dice.below(11) {
            0 => one("total.value += 1"),
            1 => one("with left:\n    total.value += 1"),
            2 => one("with left:\n    with right:\n        total.value += 2"),
            3 => one("with right:\n    with left:\n        total.value = 9"),
            4 => one("a += 1"),
            5 => one(&format!("{end}.send(a)")),
            6 => one(&format!("log.append({end}.recv())")),
            7 => one("permits.release()"),
            8 => one("permits.acquire()"),
            9 => one("raise ValueError('child')"),
            _ => one("if left.acquire(False):\n    left.release()"),
        }
    };
    for child in 0..children {
        let _ = write!(text, "\n\ndef work{child}():\n    global a\n");
        let count = if children == 1 { 1 + dice.below(2) } else { 1 };
        for _ in 0..count {
            let lines = statement(dice, "yours");
            indent_all(&mut text, &lines, 1);
        }
    }
    text.push_str("\n\nif __name__ == '__main__':\n");
    for child in 0..children {
        let _ = writeln!(text, "    p{child} = Process(target=work{child})");
    }
    for child in 0..children {
        let _ = writeln!(text, "    p{child}.start()");
    }
    if dice.chance(80) {
        let lines = statement(dice, "mine");
        indent_all(&mut text, &lines, 1);
    }
    for child in 0..children {
        let _ = writeln!(text, "    p{child}.join()");
        let _ = writeln!(text, "    log.append(p{child}.exitcode)");
    }
    text.push_str("    n = total.value\n");
    Generated {
        text,
        watch: ["a", "log", "n"].map(str::to_owned).to_vec(),
    }
}

fn indent(text: &mut String, lines: &[String], by: usize) {
    for line in lines {
        text.push_str(&"    ".repeat(by));
        text.push_str(line);
        text.push('\n');
    }
}

fn indent_all(text: &mut String, lines: &[String], by: usize) {
    let split: Vec<String> = lines
        .iter()
        .flat_map(|line| line.split('\n').map(str::to_owned))
        .collect();
    indent(text, &split, by);
}
