//! Whatever a program does, its run ends: by a limit that it cannot catch, or by the error that Python gives. Soon, in
//! bounded memory, and never by a panic of ours.

mod support;

use std::fs;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use racewalk::machine::process::Limits;
use racewalk::machine::world::Config;
use racewalk::python::Options;
use racewalk::simulate::Ending;

use support::{complain, for_all};

const MEMORY: usize = 64 << 20;
/// As by `--time-limit`.
const TIME: Duration = Duration::from_secs(1);
/// Of one program's thread, in an unoptimised build.
const CPU: Duration = Duration::from_secs(4);
/// Of real time, on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(15);
/// Of the whole test: two programs at once, the stacks, and what an allocator keeps.
const RESIDENT: u64 = 600 << 20;

/// Each program with how it may end: `limit`, a last line of stderr, or `ends` for a run that comes to its end; several
/// with ` | ` between them.
const PROGRAMS: &[(&str, &str)] = &[
    // For ever.
    ("while True:\n    pass\n", "limit"),
    (
        "while True:\n    try:\n        raise ValueError\n    except BaseException:\n        continue\n",
        "limit",
    ),
    (
        "def f():\n    while True:\n        try:\n            f()\n        except BaseException:\n            continue\nf()\n",
        "limit",
    ),
    (
        "while True:\n    try:\n        x = [0] * 10**9\n    except BaseException:\n        continue\n",
        "limit",
    ),
    (
        "import itertools\nfor number in itertools.count():\n    pass\n",
        "limit",
    ),
    ("import itertools\nsum(itertools.cycle([1]))\n", "limit"),
    ("any(iter(int, 1))\n", "limit"),
    ("max(iter(int, 1))\n", "limit"),
    ("0 in iter(lambda: 1, 0)\n", "limit"),
    (
        "class Odd:\n    def __iter__(self):\n        return self\n    def __next__(self):\n        return 1\nfor one in Odd():\n    pass\n",
        "limit",
    ),
    (
        "def g():\n    while True:\n        yield\nfor one in g():\n    pass\n",
        "limit",
    ),
    (
        "class Slow:\n    def __len__(self):\n        while True:\n            pass\nlen(Slow())\n",
        "limit",
    ),
    ("for number in range(10**18):\n    pass\n", "limit"),
    ("sum(range(10**12))\n", "limit | ends"),
    ("10**12 in iter(range(10**13))\n", "limit"),
    ("sum(1 for number in range(10**12))\n", "limit"),
    ("import time\nwhile True:\n    time.sleep(0.001)\n", "limit"),
    // Too much of it.
    ("list(iter(int, 1))\n", "limit"),
    ("tuple(iter(int, 1))\n", "limit"),
    ("x = []\nx.extend(iter(int, 1))\n", "limit"),
    ("[*iter(int, 1)]\n", "limit"),
    ("import itertools\nset(itertools.count())\n", "limit"),
    (
        "import itertools\ndict(zip(itertools.count(), itertools.count()))\n",
        "limit",
    ),
    (
        "import itertools\n''.join(str(number) for number in itertools.count())\n",
        "limit",
    ),
    (
        "import collections, itertools\ncollections.deque(itertools.count())\n",
        "limit",
    ),
    ("[0] * 10**12\n", "limit | MemoryError"),
    ("(1, 2) * 10**11\n", "limit | MemoryError"),
    ("'a' * 10**10\n", "limit | MemoryError"),
    ("b'a' * 10**10\n", "limit | MemoryError"),
    ("bytes(10**11)\n", "limit | MemoryError"),
    ("bytearray(10**11)\n", "limit | MemoryError"),
    (
        "'a' * 10**30\n",
        "OverflowError: cannot fit 'int' into an index-sized integer",
    ),
    ("list(range(10**9))\n", "limit | MemoryError"),
    ("sorted(range(10**9))\n", "limit | MemoryError"),
    ("x = [1]\nwhile True:\n    x += x\n", "limit | MemoryError"),
    ("x = 'ab'\nwhile True:\n    x += x\n", "limit | MemoryError"),
    (
        "x = 'ab'\nwhile True:\n    x = x.replace('a', 'abababab')\n",
        "limit | MemoryError",
    ),
    (
        "x = []\nfor one in [0]:\n    x.append(x)\n    while True:\n        x.append(list(x))\n",
        "limit | MemoryError",
    ),
    ("x = [0]\nfor one in x:\n    x.append(one)\n", "limit"),
    (
        "x = {}\nnumber = 0\nwhile True:\n    x[number] = [number]\n    number += 1\n",
        "limit",
    ),
    ("'x'.center(10**11)\n", "limit | MemoryError"),
    ("'x'.zfill(10**11)\n", "limit | MemoryError"),
    (
        "('\\t' * 1000).expandtabs(10**9)\n",
        "limit | MemoryError | OverflowError: new string is too long",
    ),
    (
        "'-'.join(['a' * 1000000] * 1000000)\n",
        "limit | MemoryError",
    ),
    (
        "import itertools\nlist(itertools.product(range(100), repeat=10))\n",
        "limit",
    ),
    (
        "import itertools\nlist(itertools.permutations(range(20)))\n",
        "limit",
    ),
    (
        "import copy\nx = [0] * 1000\nfor _ in range(10):\n    x = [copy.deepcopy(x) for _ in range(10)]\n",
        "limit",
    ),
    // Numbers.
    ("10 ** 10 ** 8\n", "limit | MemoryError"),
    (
        "x = 3 ** 1000000\nwhile True:\n    x = x * x\n",
        "limit | MemoryError",
    ),
    ("1 << 10**12\n", "limit | MemoryError"),
    (
        "1 << 10**30\n",
        "limit | MemoryError | OverflowError: too many digits in integer",
    ),
    (
        "str(1 << 100000)\n",
        "ValueError: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit",
    ),
    (
        "int('9' * 100000)\n",
        "ValueError: Exceeds the limit (4300 digits) for integer string conversion: value has 100000 digits; use sys.set_int_max_str_digits() to increase the limit",
    ),
    ("pow(3, 10**100, 10**100 + 1)\n", "ends"),
    (
        "import math\nmath.factorial(10**7)\n",
        "limit | MemoryError",
    ),
    (
        "import math\nmath.comb(10**7, 5 * 10**6)\n",
        "limit | MemoryError",
    ),
    (
        "float(10**400)\n",
        "OverflowError: int too large to convert to float",
    ),
    ("round(1.5, 10**9)\n", "ends"),
    (
        "import random\nrandom.getrandbits(10**11)\n",
        "limit | MemoryError | OverflowError: Python int too large to convert to C int",
    ),
    // Formats.
    (
        "'{:>9999999999}'.format(1)\n",
        "limit | MemoryError | ValueError: Too many decimal digits in format string",
    ),
    ("'%9999999999d' % 1\n", "limit | MemoryError"),
    ("f'{1:>999999999}'\n", "limit | MemoryError"),
    (
        "'{:.999999999f}'.format(1.5)\n",
        "limit | MemoryError | ValueError: precision too big",
    ),
    (
        "'%.2000000000f' % 1.5\n",
        "limit | MemoryError | ValueError: precision too big | OverflowError: formatted float is too long (precision too large?)",
    ),
    (
        "'{:99999999999999999999}'.format(1)\n",
        "ValueError: Too many decimal digits in format string",
    ),
    (
        "'%*d' % (10**10, 1)\n",
        "limit | MemoryError | OverflowError: Python int too large to convert to C int | OverflowError: Python int too large to convert to C ssize_t",
    ),
    // Deep.
    (
        "def f():\n    f()\nf()\n",
        "RecursionError: maximum recursion depth exceeded",
    ),
    (
        "import sys\nsys.setrecursionlimit(10**9)\ndef f():\n    f()\nf()\n",
        "limit",
    ),
    (
        "class A:\n    def __repr__(self):\n        return repr(self)\nrepr(A())\n",
        "RecursionError: maximum recursion depth exceeded",
    ),
    (
        "class A:\n    def __eq__(self, other):\n        return self == other\nA() == A()\n",
        "RecursionError: maximum recursion depth exceeded",
    ),
    (
        "class A:\n    def __hash__(self):\n        return hash(self)\nhash(A())\n",
        "RecursionError: maximum recursion depth exceeded",
    ),
    (
        "class A:\n    def __getattr__(self, name):\n        return getattr(self, name)\nA().x\n",
        "RecursionError: maximum recursion depth exceeded",
    ),
    (
        "f = lambda x: x\nfor _ in range(5000):\n    f = (lambda g: lambda x: g(x))(f)\nf(1)\n",
        "RecursionError: maximum recursion depth exceeded",
    ),
    (
        "x = []\nx.append(x)\nprint(x)\nrepr([x, x])\nx == x\n",
        "ends",
    ),
    (
        "x = []\nx.append(x)\ny = []\ny.append(y)\nx == y\n",
        "RecursionError: maximum recursion depth exceeded in comparison",
    ),
    ("x = {}\nx[1] = x\nprint(x)\n", "ends"),
    (
        "x = []\nfor _ in range(200000):\n    x = [x]\ndel x\n",
        "ends",
    ),
    (
        "x = []\nfor _ in range(300000):\n    x = [x]\nrepr(x)\n",
        "RecursionError: maximum recursion depth exceeded while getting the repr of an object",
    ),
    (
        "x = []\ny = []\nfor _ in range(50000):\n    x = [x]\n    y = [y]\nx == y\n",
        "RecursionError: maximum recursion depth exceeded in comparison",
    ),
    (
        "x = ()\nfor _ in range(300000):\n    x = (x,)\nhash(x)\n",
        "ends | RecursionError: maximum recursion depth exceeded",
    ),
    (
        "import copy\nx = []\nfor _ in range(100000):\n    x = [x]\ncopy.deepcopy(x)\n",
        "RecursionError: maximum recursion depth exceeded",
    ),
    (
        "class Node:\n    def __init__(self, next):\n        self.next = next\nhead = None\nfor _ in range(200000):\n    head = Node(head)\nhead = None\n",
        "ends",
    ),
    (
        "x = None\nfor _ in range(100000):\n    x = (lambda y: lambda: y)(x)\ndel x\n",
        "ends",
    ),
    (
        "def g(n):\n    if n:\n        yield from g(n - 1)\n    yield n\nlist(g(5000))\n",
        "RecursionError: maximum recursion depth exceeded",
    ),
    (
        "def chain(g):\n    yield from g\ng = iter([1])\nfor _ in range(50000):\n    g = chain(g)\nnext(g)\n",
        "limit | RecursionError: maximum recursion depth exceeded",
    ),
    (
        "x = iter([1])\nfor _ in range(50000):\n    x = map(int, x)\nnext(x)\n",
        "ends | limit | RecursionError: maximum recursion depth exceeded",
    ),
    (
        "import itertools\nx = iter([1])\nfor _ in range(50000):\n    x = itertools.chain(x, [1])\nnext(x)\n",
        "ends | limit | RecursionError: maximum recursion depth exceeded",
    ),
    (
        "e = None\nfor _ in range(50000):\n    try:\n        try:\n            if e: raise e\n            raise ValueError\n        except ValueError:\n            raise KeyError\n    except KeyError as caught:\n        e = ValueError()\n        e.__context__ = caught\nraise e\n",
        "limit | ValueError",
    ),
    (
        "isinstance(1, (lambda f: [f := (f,) for _ in range(100000)][-1])((str,)))\n",
        "ends | RecursionError: maximum recursion depth exceeded in __instancecheck__ | RecursionError: maximum recursion depth exceeded",
    ),
    // Threads.
    (
        "import threading\ndef f():\n    threading.Thread(target=f).start()\n    threading.Thread(target=f).start()\n    f()\nf()\n",
        "limit",
    ),
    (
        "import threading\nready = threading.Event()\nfor _ in range(100000):\n    threading.Thread(target=ready.wait).start()\n",
        "limit",
    ),
    (
        "import threading\ndef f():\n    while True:\n        pass\nfor _ in range(20):\n    threading.Thread(target=f).start()\n",
        "limit",
    ),
    (
        "import threading\nlock = threading.Lock()\ndef f():\n    while True:\n        with lock:\n            pass\nfor _ in range(10):\n    threading.Thread(target=f).start()\n",
        "limit",
    ),
    (
        "import threading\nlocks = []\nwhile True:\n    lock = threading.Lock()\n    lock.acquire()\n    locks.append(lock)\n",
        "limit",
    ),
    (
        "import threading\ndef f():\n    while True:\n        threading.Timer(0, int).start()\nf()\n",
        "limit",
    ),
    (
        "import queue\nq = queue.Queue()\nwhile True:\n    q.put(0)\n",
        "limit",
    ),
    (
        "import threading\nthreading.Semaphore(10**18).acquire()\n",
        "ends",
    ),
    (
        "import threading\nc = threading.Condition()\nwith c:\n    while True:\n        c.notify_all()\n",
        "limit",
    ),
    ("import time\ntime.sleep(10**8)\n", "ends"),
    // Output.
    ("while True:\n    print('flood')\n", "limit"),
    (
        "import sys\nwhile True:\n    print('flood', file=sys.stderr)\n",
        "limit",
    ),
    ("print('a' * 10000000)\n", "limit"),
    (
        "import sys\nwhile True:\n    sys.stdout.write('x' * 1000)\n",
        "limit",
    ),
    (
        "import logging\nwhile True:\n    logging.warning('flood')\n",
        "limit",
    ),
    (
        "print('a\\n' * 100, end='' * 10**9)\nwhile True:\n    print(end='x')\n",
        "limit",
    ),
    // Leaving is no way out of the books, and no way to stay.
    (
        "import sys\nwhile True:\n    try:\n        sys.exit()\n    except SystemExit:\n        pass\n",
        "limit",
    ),
    (
        "try:\n    while True:\n        pass\nfinally:\n    print('never')\n",
        "limit",
    ),
    ("import sys\nsys.exit(10**100)\n", "ends"),
    ("raise SystemExit('x' * 100000000)\n", "limit"),
    (
        "class A:\n    def __bool__(self):\n        while True:\n            pass\nnot A()\n",
        "limit",
    ),
    (
        "sorted(range(10000), key=lambda x: [x] * 100000)\n",
        "limit",
    ),
    (
        "x = '(' * 1000\nprint(x.count('(' * 500), ('a' * 100000).find('a' * 50000 + 'b'))\n",
        "ends",
    ),
    ("'x'.join(map(str, iter(int, 1)))\n", "limit"),
    (
        "import functools\n@functools.cache\ndef f(n):\n    return f(n + 1)\nf(0)\n",
        "RecursionError: maximum recursion depth exceeded",
    ),
    (
        "type('A', (), {str(n): n for n in range(10**7)})\n",
        "limit",
    ),
    (
        "names = {}\nfor n in range(10**7):\n    setattr(type, 'x', 1) if n < 0 else names.setdefault('a' * (n % 1000) + str(n), n)\n",
        "limit",
    ),
];

/// What this thread has used of a core; where the system does not say, the time that has gone by.
fn cpu(start: Instant) -> Duration {
    let nanoseconds = fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|text| text.split_whitespace().next()?.parse().ok());
    nanoseconds.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

/// The most memory that this process ever had, in bytes.
fn resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim()
        .strip_suffix(" kB")?
        .trim()
        .parse::<u64>()
        .ok()
        .map(|kilobytes| kilobytes << 10)
}

/// What is wrong with how a program ends. It runs on a thread of its own: one that never ends is left behind.
fn end_of(source: &'static str, expected: &'static str) -> Option<String> {
    let (sender, answer) = mpsc::channel();
    let work = move || {
        let _ = sender.send(judge(source, expected));
    };
    thread::Builder::new()
        .stack_size(64 << 20)
        .spawn(work)
        .expect("the system can start a thread");
    answer
        .recv_timeout(PATIENCE)
        .unwrap_or_else(|error| match error {
            RecvTimeoutError::Timeout => Some("does not end".to_owned()),
            RecvTimeoutError::Disconnected => Some("panicked".to_owned()),
        })
}

fn judge(source: &str, expected: &str) -> Option<String> {
    let start = Instant::now();
    let before = cpu(start);
    let program = match support::compile("hostile.py", source, &Options::default()) {
        Ok(program) => program,
        Err(findings) => return Some(format!("refused: {}", findings[0].message)),
    };
    let limits = Limits {
        memory: MEMORY,
        output: 1 << 20,
        ..Limits::default()
    };
    let config = Config {
        limits,
        max_steps: 4_000_000,
        ..support::config("cpython", 0)
    };
    let ended = support::run(&program, config, support::policy("cpython", 0), TIME);
    let stderr = ended.last_of_stderr();
    let fits = |how: &str| match (how, ended.ending) {
        ("limit", Ending::Limit(_)) => true,
        ("ends", Ending::Finished { .. }) => true,
        (how, Ending::Exception { .. }) => stderr == how,
        (_, Ending::Limit(_) | Ending::Finished { .. } | Ending::Deadlock) => false,
    };
    let used = cpu(start).saturating_sub(before);
    if !expected.split(" | ").any(fits) {
        Some(format!(
            "{:?} {}, expected {expected}",
            ended.ending,
            stderr.chars().take(150).collect::<String>()
        ))
    } else if used > CPU {
        Some(format!("took {used:?}"))
    } else {
        None
    }
}

#[test]
fn every_hostile_program_comes_to_an_end() {
    let answers = for_all(PROGRAMS, |&(source, expected)| end_of(source, expected));
    let mut failures = Vec::new();
    for ((source, _), answer) in PROGRAMS.iter().zip(answers) {
        if let Some(words) = answer.unwrap_or_else(Some) {
            failures.push(format!("{source}  → {words}"));
        }
    }
    if let Some(resident) = resident() {
        println!("{} programs, at most {} MB", PROGRAMS.len(), resident >> 20);
        if resident > RESIDENT {
            failures.push(format!("{} MB of memory were needed", resident >> 20));
        }
    }
    assert!(PROGRAMS.len() >= 60);
    complain(&failures, PROGRAMS.len());
}
