//! Views made by hand: what a session would show at a telling moment.

use std::sync::Arc;

use racewalk::base::{Span, Time};
use racewalk::view::{
    Abilities, Attempt, Banker, Branch, Call, Choice, Choices, Code, Doing, Edge, Effect, Ending,
    Entry, Event, Finding, Findings, Fix, FixMark, Fixes, Gallery, Gil, Happened, Happening,
    Header, Instruction, Kind, Lane, Lesson, Line, Lines, Mark, MarkKind, Node, Object, Objects,
    Offer, Order, Output, Paint, Piece, Place, Progress, Screen, Shape, State, Stream, Stretch,
    Syntax, Text, Thing, Timeline, Topic, Touch, Variable, Verdict, Waiting, WaitsFor, When,
    Worker, WorkerId, Workers,
};

fn held(name: &str, holder: u32) -> Waiting {
    Waiting::Lock {
        name: name.to_owned(),
        holder: Some(worker(holder)),
        held_since: None,
    }
}

pub(crate) fn worker(number: u32) -> WorkerId {
    WorkerId(number)
}

fn code(text: &str) -> Arc<Vec<Line>> {
    let keywords = [
        "def", "global", "for", "in", "with", "import", "if", "while",
    ];
    let lines = text.lines().enumerate().map(|(at, line)| {
        let mut syntax = Vec::new();
        let mut word_from = None;
        for (column, character) in line.chars().chain([' ']).enumerate() {
            let is_word = character.is_alphanumeric() || character == '_';
            match (word_from, is_word) {
                (None, true) => word_from = Some(column),
                (Some(start), false) => {
                    let word: String = line.chars().skip(start).take(column - start).collect();
                    if keywords.contains(&word.as_str()) {
                        syntax.push(Syntax {
                            start: start as u32,
                            end: column as u32,
                            paint: Paint::Keyword,
                        });
                    }
                    word_from = None;
                }
                (None, false) | (Some(_), true) => {}
            }
        }
        let mark = line.split("# fix: ").nth(1).map(|name| FixMark {
            name: name.to_owned(),
            when: When::On,
        });
        Line {
            number: at as u32 + 1,
            text: line.to_owned(),
            syntax,
            mark,
        }
    });
    Arc::new(lines.collect())
}

fn thread(number: u32, name: &str, state: State, line: u32, function: &str) -> Worker {
    Worker {
        id: worker(number),
        name: name.to_owned(),
        state,
        line: Some(line),
        function: function.to_owned(),
        steps: 10,
        ..Worker::default()
    }
}

fn stretch(from: u64, to: u64, doing: Doing) -> Stretch {
    Stretch { from, to, doing }
}

fn mark(step: u64, kind: MarkKind) -> Mark {
    Mark { step, kind }
}

fn happening(moment: u64, who: u32, line: u32, event: Event) -> Happening {
    Happening {
        moment,
        worker: Some(worker(who)),
        line: Some(line),
        event,
    }
}

fn instruction(words: &str, operands: &str, progress: Progress, visible: bool) -> Instruction {
    Instruction {
        words: words.to_owned(),
        operands: operands.to_owned(),
        progress,
        visible,
    }
}

const LOST_UPDATE: &str = "\
import threading

counter = 0
lock = threading.Lock()

def worker():
    global counter
    for _ in range(3):
        with lock:  # fix: lock
            counter += 1

threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counter)
";

/// ② holds the counter's old value while ① has stored a new one.
#[expect(clippy::too_many_lines, reason = "a picture is as long as it is")]
pub(crate) fn lost_update() -> Screen {
    Screen {
        header: Header {
            title: Text::new("Lost update", "丢失的更新"),
            name: "lost_update".to_owned(),
            moment: 42,
            known: 57,
            seed: 7,
            speed: 4,
            ..Header::default()
        },
        workers: Workers {
            rows: vec![
                thread(
                    0,
                    "MainThread",
                    State::Waiting {
                        on: Waiting::Join { worker: worker(1) },
                        since: 21,
                        until: None,
                    },
                    16,
                    "<module>",
                ),
                thread(1, "Thread-1 (worker)", State::Ready, 8, "worker"),
                thread(2, "Thread-2 (worker)", State::Running, 10, "worker"),
            ],
            turn: Some(worker(2)),
            selected: Some(worker(2)),
            calls: vec![Call {
                function: "worker()".to_owned(),
                file: "lost_update.py".to_owned(),
                line: 10,
                locals: vec![Variable {
                    name: "_".to_owned(),
                    value: "0".to_owned(),
                    changed: false,
                }],
            }],
            ..Default::default()
        },
        code: Code {
            file: "lost_update.py".to_owned(),
            lines: code(LOST_UPDATE),
            places: vec![
                Place {
                    worker: worker(0),
                    line: 16,
                },
                Place {
                    worker: worker(1),
                    line: 8,
                },
                Place {
                    worker: worker(2),
                    line: 10,
                },
            ],
            faded: vec![9],
            worker: Some(worker(2)),
            statement: Some(Span {
                line: 10,
                column: 12,
                end_line: 10,
                end_column: 24,
            }),
            instructions: vec![
                instruction("LOAD_GLOBAL counter", "→ 2", Progress::Done, true),
                instruction("INT 1", "", Progress::Done, false),
                instruction("INPLACE_ADD", "2 + 1 → 3", Progress::Done, false),
                instruction("STORE_GLOBAL counter", "← 3", Progress::Next, true),
            ],
        },
        objects: Objects {
            rows: vec![
                Object {
                    name: "counter".to_owned(),
                    shape: Shape::Value {
                        value: "3".to_owned(),
                        before: Some("2".to_owned()),
                        watched: true,
                    },
                    touch: Some(Touch {
                        worker: worker(1),
                        moment: 42,
                    }),
                },
                Object {
                    name: "lock".to_owned(),
                    shape: Shape::Lock {
                        owner: None,
                        waiters: Vec::new(),
                        depth: None,
                    },
                    touch: None,
                },
            ],
            gil: Some(Gil {
                holder: Some(worker(2)),
                waiters: Vec::new(),
                switches: 5,
            }),
            ..Default::default()
        },
        timeline: Timeline {
            lanes: vec![
                Lane {
                    worker: worker(0),
                    stretches: vec![
                        stretch(0, 20, Doing::Running),
                        stretch(20, 57, Doing::Blocked),
                    ],
                    marks: Vec::new(),
                },
                Lane {
                    worker: worker(1),
                    stretches: vec![
                        stretch(14, 21, Doing::Ready),
                        stretch(21, 30, Doing::Running),
                        stretch(30, 36, Doing::Ready),
                        stretch(36, 42, Doing::Running),
                        stretch(42, 57, Doing::Ready),
                    ],
                    marks: Vec::new(),
                },
                Lane {
                    worker: worker(2),
                    stretches: vec![
                        stretch(18, 30, Doing::Ready),
                        stretch(30, 36, Doing::Running),
                        stretch(36, 42, Doing::Ready),
                        stretch(42, 57, Doing::Running),
                    ],
                    marks: vec![mark(43, MarkKind::LostUpdate)],
                },
            ],
            cursor: 42,
            end: 57,
            branches: vec![Branch {
                number: 1,
                end: 57,
                current: true,
                ..Branch::default()
            }],
            ..Default::default()
        },
        output: Output {
            pieces: vec![Piece {
                text: "start\n".to_owned(),
                worker: worker(0),
                stream: Stream::Stdout,
            }],
        },
        happened: Happened {
            events: vec![
                happening(
                    30,
                    2,
                    10,
                    Event::Read {
                        name: "counter".to_owned(),
                        value: "2".to_owned(),
                    },
                ),
                happening(
                    42,
                    1,
                    10,
                    Event::Wrote {
                        name: "counter".to_owned(),
                        value: "3".to_owned(),
                        before: Some("2".to_owned()),
                    },
                ),
                happening(
                    42,
                    2,
                    10,
                    Event::Stale {
                        name: "counter".to_owned(),
                        value: "2".to_owned(),
                        other: worker(1),
                        stored: "3".to_owned(),
                    },
                ),
            ],
            remark: None,
        },
        fixes: Fixes {
            rows: vec![Fix {
                name: "lock".to_owned(),
                title: Text::new("Hold a lock around the update", "更新时持有锁"),
                on: false,
                effect: Effect::AtOnce,
            }],
        },
        lesson: Lesson {
            title: Text::new("Lost update", "丢失的更新"),
            question: Text::new(
                "Two threads add one three times each. What can the total be?",
                "两个线程各加三次一。总数可能是多少？",
            ),
            body: Lines {
                en: vec![
                    "# What it shows".to_owned(),
                    "`counter += 1` is **three** steps: read, add, store.".to_owned(),
                    "Between them another thread may store.".to_owned(),
                    String::new(),
                    "- the later store wins".to_owned(),
                    "- the earlier one is forgotten".to_owned(),
                ],
                zh: vec![
                    "# 要看什么".to_owned(),
                    "`counter += 1` 是**三**步：读取、相加、存入。".to_owned(),
                    "在它们之间，另一个线程可能会存入新值。".to_owned(),
                ],
            },
            ..Lesson::default()
        },
        choices: Choices {
            rows: vec![
                Choice {
                    worker: Some(worker(0)),
                    offer: Offer::Cannot(State::Waiting {
                        on: Waiting::Join { worker: worker(1) },
                        since: 21,
                        until: None,
                    }),
                },
                Choice {
                    worker: Some(worker(1)),
                    offer: Offer::Step {
                        words: "FOR_ITER".to_owned(),
                        line: Some(8),
                        visible: false,
                    },
                },
                Choice {
                    worker: Some(worker(2)),
                    offer: Offer::Step {
                        words: "STORE_GLOBAL counter".to_owned(),
                        line: Some(10),
                        visible: true,
                    },
                },
            ],
        },
        abilities: Abilities {
            save: true,
            ..Abilities::default()
        },
        ..Screen::default()
    }
}

const TRANSFER: &str = "\
import threading

left = threading.Lock()
right = threading.Lock()

def one():
    with left:
        with right:
            print('one')

def other():
    with right:
        with left:
            print('other')
";

/// Two locks taken in opposite order, and nobody can move any more.
#[expect(clippy::too_many_lines, reason = "a picture is as long as it is")]
pub(crate) fn deadlock() -> Screen {
    let waits = |name: &str, holder: u32, held: u64, since: u64| State::Waiting {
        on: Waiting::Lock {
            name: name.to_owned(),
            holder: Some(worker(holder)),
            held_since: Some(held),
        },
        since,
        until: None,
    };
    let lock = |name: &str, owner: u32, waiter: u32| Object {
        name: name.to_owned(),
        shape: Shape::Lock {
            owner: Some(worker(owner)),
            waiters: vec![worker(waiter)],
            depth: None,
        },
        touch: None,
    };
    let main = State::Waiting {
        on: Waiting::Join { worker: worker(1) },
        since: 9,
        until: None,
    };
    let rows = vec![
        thread(0, "MainThread", main, 20, "<module>"),
        thread(1, "Thread-1 (one)", waits("right", 2, 15, 19), 8, "one"),
        thread(2, "Thread-2 (other)", waits("left", 1, 12, 23), 13, "other"),
    ];
    let cannot = rows
        .iter()
        .map(|row| Choice {
            worker: Some(row.id),
            offer: Offer::Cannot(row.state.clone()),
        })
        .collect();
    Screen {
        header: Header {
            title: Text::new("Bank transfer", "银行转账"),
            name: "transfer".to_owned(),
            moment: 23,
            known: 23,
            seed: 1,
            ending: Ending::Deadlock,
            ..Header::default()
        },
        workers: Workers {
            rows,
            turn: None,
            selected: Some(worker(2)),
            calls: Vec::new(),
            ..Default::default()
        },
        code: Code {
            file: "transfer.py".to_owned(),
            lines: code(TRANSFER),
            places: vec![
                Place {
                    worker: worker(1),
                    line: 8,
                },
                Place {
                    worker: worker(2),
                    line: 13,
                },
            ],
            statement: Some(Span {
                line: 13,
                column: 8,
                end_line: 13,
                end_column: 17,
            }),
            worker: Some(worker(2)),
            instructions: vec![
                instruction("LOAD_GLOBAL left", "→ <Lock>", Progress::Done, true),
                instruction("BEFORE_WITH", "acquire left", Progress::Next, true),
            ],
            ..Code::default()
        },
        objects: Objects {
            rows: vec![lock("left", 1, 2), lock("right", 2, 1)],
            gil: None,
            ..Default::default()
        },
        waits_for: WaitsFor {
            nodes: vec![
                Node::Worker(worker(1)),
                Node::Resource("right".to_owned()),
                Node::Worker(worker(2)),
                Node::Resource("left".to_owned()),
                Node::Worker(worker(0)),
            ],
            edges: vec![
                Edge { from: 0, to: 1 },
                Edge { from: 1, to: 2 },
                Edge { from: 2, to: 3 },
                Edge { from: 3, to: 0 },
                Edge { from: 4, to: 0 },
            ],
            cycle: vec![0, 1, 2, 3],
        },
        timeline: Timeline {
            lanes: vec![
                Lane {
                    worker: worker(0),
                    stretches: vec![
                        stretch(0, 10, Doing::Running),
                        stretch(10, 23, Doing::Blocked),
                    ],
                    marks: Vec::new(),
                },
                Lane {
                    worker: worker(1),
                    stretches: vec![
                        stretch(6, 10, Doing::Ready),
                        stretch(10, 13, Doing::Running),
                        stretch(13, 17, Doing::Ready),
                        stretch(17, 19, Doing::Running),
                        stretch(19, 23, Doing::Blocked),
                    ],
                    marks: vec![mark(12, MarkKind::Acquired)],
                },
                Lane {
                    worker: worker(2),
                    stretches: vec![
                        stretch(8, 13, Doing::Ready),
                        stretch(13, 17, Doing::Running),
                        stretch(17, 19, Doing::Ready),
                        stretch(19, 23, Doing::Running),
                    ],
                    marks: vec![mark(15, MarkKind::Acquired)],
                },
            ],
            cursor: 23,
            end: 23,
            branches: vec![
                Branch {
                    number: 1,
                    end: 40,
                    ending: Ending::Finished { exit_code: 0 },
                    ..Branch::default()
                },
                Branch {
                    number: 2,
                    parent: Some(1),
                    from: 13,
                    end: 23,
                    ending: Ending::Deadlock,
                    current: true,
                },
            ],
            ..Default::default()
        },
        happened: Happened {
            events: vec![
                happening(
                    15,
                    2,
                    12,
                    Event::Acquired {
                        thing: Thing::new(Kind::Lock, "right"),
                    },
                ),
                happening(
                    19,
                    1,
                    8,
                    Event::Blocked {
                        on: Waiting::Lock {
                            name: "right".to_owned(),
                            holder: Some(worker(2)),
                            held_since: Some(15),
                        },
                        until: None,
                    },
                ),
                happening(
                    23,
                    2,
                    13,
                    Event::Blocked {
                        on: Waiting::Lock {
                            name: "left".to_owned(),
                            holder: Some(worker(1)),
                            held_since: Some(12),
                        },
                        until: None,
                    },
                ),
                Happening {
                    moment: 23,
                    worker: None,
                    line: None,
                    event: Event::Deadlock {
                        cycle: vec![(worker(1), held("right", 2)), (worker(2), held("left", 1))],
                    },
                },
            ],
            remark: None,
        },
        fixes: Fixes {
            rows: vec![
                Fix {
                    name: "order".to_owned(),
                    title: Text::new("Take the locks in one order", "按同一顺序获取锁"),
                    on: false,
                    effect: Effect::AtOnce,
                },
                Fix {
                    name: "timeout".to_owned(),
                    title: Text::new("Give up after a while", "过一段时间就放弃"),
                    on: true,
                    effect: Effect::AtRestart,
                },
            ],
        },
        choices: Choices { rows: cannot },
        findings: Findings {
            rows: vec![Finding {
                verdict: Verdict::Deadlock,
                moment: 23,
                workers: vec![worker(1), worker(2)],
                lines: vec![8, 13],
                words: Text::default(),
            }],
        },
        ..Screen::default()
    }
}

/// One of every synchronisation object, and a banker.
pub(crate) fn everything() -> Screen {
    let object = |name: &str, shape: Shape| Object {
        name: name.to_owned(),
        shape,
        touch: None,
    };
    let mut screen = deadlock();
    screen.waits_for = WaitsFor::default();
    screen.objects.rows = vec![
        object(
            "slots",
            Shape::Semaphore {
                permits: 1,
                bound: 3,
                waiters: Vec::new(),
            },
        ),
        object(
            "ready",
            Shape::Condition {
                owner: Some(worker(1)),
                waiters: vec![worker(2)],
                entering: Vec::new(),
            },
        ),
        object(
            "go",
            Shape::Event {
                set: false,
                waiters: vec![worker(2)],
            },
        ),
        object(
            "gate",
            Shape::Barrier {
                parties: 3,
                arrived: vec![worker(1)],
                broken: false,
            },
        ),
        object(
            "tasks",
            Shape::Queue {
                order: Order::Fifo,
                items: vec!["'a'".to_owned(), "'b'".to_owned()],
                capacity: Some(4),
                unfinished: 2,
                getters: Vec::new(),
                putters: Vec::new(),
            },
        ),
    ];
    screen.workers.rows[1].state = State::Waiting {
        on: Waiting::Sleep,
        since: 3,
        until: Some(Time::from_seconds(1.5)),
    };
    screen.workers.rows[2].state = State::Died {
        exception: "ValueError: \u{1b}[31mred".to_owned(),
        line: Some(12),
    };
    screen.banker = Some(Banker {
        resources: vec!["A".to_owned(), "B".to_owned()],
        customers: vec!["alice".to_owned(), "bob".to_owned()],
        available: vec![2, 1],
        allocation: vec![vec![1, 0], vec![0, 2]],
        maximum: vec![vec![3, 2], vec![1, 2]],
        need: vec![vec![2, 2], vec![1, 0]],
        safe_sequence: Some(vec![1, 0]),
        request: Some((0, vec![1, 0])),
    });
    screen
}

/// Sixty-four workers in the middle of a long run.
pub(crate) fn crowd() -> Screen {
    let mut screen = lost_update();
    screen.workers.rows = (0..64)
        .map(|number| {
            let state = match number % 4 {
                0 => State::Ready,
                1 => State::Waiting {
                    on: Waiting::Lock {
                        name: "lock".to_owned(),
                        holder: Some(worker(2)),
                        held_since: Some(100),
                    },
                    since: 200,
                    until: None,
                },
                2 => State::Running,
                _ => State::Ended,
            };
            thread(
                number,
                &format!("Thread-{number} (worker)"),
                state,
                number % 17 + 1,
                "worker",
            )
        })
        .collect();
    screen.choices.rows = (0..64)
        .map(|number| Choice {
            worker: Some(worker(number)),
            offer: Offer::Step {
                words: "STORE_GLOBAL counter".to_owned(),
                line: Some(10),
                visible: true,
            },
        })
        .collect();
    screen.code.places = (0..64)
        .map(|number| Place {
            worker: worker(number),
            line: number % 17 + 1,
        })
        .collect();
    let doings = [
        Doing::Running,
        Doing::Ready,
        Doing::Blocked,
        Doing::Sleeping,
    ];
    screen.timeline.lanes = (0..64)
        .map(|number| Lane {
            worker: worker(number),
            stretches: (0..400)
                .map(|at| {
                    stretch(
                        at * 10,
                        at * 10 + 10,
                        doings[(at as usize + number as usize) % 4],
                    )
                })
                .collect(),
            marks: (0..100)
                .map(|at| mark(at * 40, MarkKind::Acquired))
                .collect(),
        })
        .collect();
    screen.timeline.cursor = 2000;
    screen.timeline.end = 4000;
    screen.header.moment = 2000;
    screen.header.known = 4000;
    screen.output.pieces = (0..1000)
        .map(|at| Piece {
            text: format!("line {at} of the output\n"),
            worker: worker(at % 64),
            stream: Stream::Stdout,
        })
        .collect();
    screen
}

pub(crate) fn gallery() -> Gallery {
    let entry = |name: &str, en: &str, zh: &str, attempt: Attempt| {
        let of = lost_update();
        Entry {
            name: name.to_owned(),
            title: Text::new(en, zh),
            question: of.lesson.question,
            lesson: of.lesson.body,
            fixes: of.fixes.rows.into_iter().map(|fix| fix.title).collect(),
            attempt,
        }
    };
    Gallery {
        topics: vec![
            Topic {
                name: "races".to_owned(),
                title: Text::new("Races", "竞争条件"),
                entries: vec![entry(
                    "lost_update",
                    "Lost update",
                    "丢失的更新",
                    Attempt::Begun,
                )],
            },
            Topic {
                name: "deadlock".to_owned(),
                title: Text::new("Deadlock", "死锁"),
                entries: vec![
                    entry("transfer", "Bank transfer", "银行转账", Attempt::Done),
                    entry(
                        "philosophers",
                        "Dining philosophers",
                        "哲学家就餐",
                        Attempt::New,
                    ),
                ],
            },
        ],
        last: Some("lost_update".to_owned()),
    }
}
