//! Small random programs: two to four workers, each a few statements on things that they share. One seed is one
//! program, for ever.

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
    Mixed,
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
        Topic::Conditions,
        Topic::Signals,
        Topic::Queues,
        Topic::Failures,
        Topic::Objects,
        Topic::Mixed,
        Topic::Mixed,
    ];
    let mut writer = Writer {
        topic: topics[dice.below(topics.len())],
        dice,
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
b = 0
log = []
items = [0, 0]
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

struct Writer {
    dice: Dice,
    topic: Topic,
    fresh: usize,
}

impl Writer {
    fn threads(&mut self) -> Generated {
        let mut text = HEAD.to_owned();
        let workers = [2, 2, 2, 2, 3, 3, 4][self.dice.below(7)];
        let budget = match workers {
            2 => 1 + self.dice.below(3),
            3 => 1 + self.dice.below(2),
            _ => 1,
        };
        // Some workers run the same function, some of these with an argument of their own.
        let functions = if self.dice.chance(35) {
            1
        } else {
            workers.min(1 + self.dice.below(workers))
        };
        let takes = self.dice.chance(50);
        for function in 0..functions {
            let parameter = if takes { "me" } else { "" };
            let _ = write!(
                text,
                "\n\ndef work{function}({parameter}):\n    global a, b, pair, box\n"
            );
            for _ in 0..budget {
                let lines = self.statement(0, takes);
                indent(&mut text, &lines, 1);
            }
        }
        text.push_str("\n\n");
        let daemon = self.dice.chance(8);
        for worker in 0..workers {
            let function = worker % functions;
            let arguments = if takes {
                let value = if self.dice.chance(80) { worker } else { 0 };
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
        let one_by_one = self.dice.chance(6);
        for worker in 0..workers {
            let _ = writeln!(text, "t{worker}.start()");
            if one_by_one && worker == 0 {
                text.push_str("t0.join()\n");
            }
        }
        if self.dice.chance(25) {
            let lines = self.statement(1, false);
            indent(&mut text, &lines, 0);
        }
        let joins = self.dice.below(10);
        for worker in 0..workers {
            match joins {
                0 => {}
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
        if self.dice.chance(10) {
            text.push_str("assert a != 1\n");
        }
        let watch = ["a", "b", "log", "items", "table", "pair", "n", "size"];
        Generated {
            text,
            watch: watch.map(str::to_owned).to_vec(),
        }
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
            ][self.dice.below(7)],
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
        let own = if takes { "me" } else { "7" };
        let x = self.name("x");
        let one = |line: &str| vec![line.to_owned()];
        match self.dice.below(22) {
            0..=2 | 20 | 21 => one("a += 1"),
            3 => one(&format!("a = {k}")),
            4 => one("a = b + 1"),
            5 => one("b = a"),
            6 => one("b += a"),
            7 => one("box.n += 1"),
            8 => one(&format!("box.n = {k}")),
            9 => one("items[0] += 1"),
            10 => one(&format!("items[{}] = {own}", k % 2)),
            11 => one(&format!("log.append({own})")),
            12 => one("log.append(a)"),
            13 => one(&format!("table['k'] = {own}")),
            14 => vec![format!("{x} = a"), format!("a = {x} + 1")],
            15 => vec!["if a == 0:".into(), "    b = 1".into()],
            16 => one("log.append(count())"),
            17 => vec!["for _ in range(2):".into(), "    a += 1".into()],
            18 => one("a, b = b, a"),
            _ => one(&format!("table['k'] = table.get('k', 0) + {k}")),
        }
    }

    fn locks(&mut self, depth: usize, takes: bool) -> Vec<String> {
        let lock = self
            .dice
            .pick(&["left", "left", "right", "again", "permits"]);
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
            2 => inside(&["b = 1", "news.notify_all()"]),
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
        let own = if takes { "me" } else { "7" };
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
        let own = if takes { "me" } else { "7" };
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

    fn name(&mut self, base: &str) -> String {
        self.fresh += 1;
        format!("{base}{}", self.fresh)
    }
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
