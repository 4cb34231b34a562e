//! Racewalk walks through race conditions, deadlocks and everything around them, one step at a time.
//!
//! It takes an ordinary Python program that uses threads, runs it on a deterministic machine of its own, and shows
//! every worker, lock, queue and shared value while it happens, forwards and backwards. All that is undecided in a run
//! is *who moves next*: so a run is a list of those choices, and can be stepped, rewound, saved and replayed.
//!
//! # The map
//!
//! A module names only modules on lower floors; `tests/floors.rs` reads every path and holds it to this table.
//!
//! | floor | module | holds | does not know |
//! | --- | --- | --- | --- |
//! | 0 | [`base`] | ids, places in a text, time as arithmetic, findings about a source as data | anything |
//! | 0 | `built` | what `build.rs` made when racewalk was built: the compiled prelude | anything |
//! | 1 | [`code`] | what the front end tells the machine: instructions, programs, names, the line table, the listing | Python's syntax, values |
//! | 1 | [`view`] | what a screen shows and may ask for, as plain data | machines, terminals |
//! | 2 | [`python`] | from source text to program: parse, scopes, fix marks, compile, and what is refused in which words | that anything will ever run |
//! | 2 | [`machine`] | what a program means: values, heap, threads, locks, the kernel, events, schedules | source text, clocks, files, screens |
//! | 2 | [`ui`] | the screen as model, messages, update and view: panes, widgets, keys, words | sessions, machines |
//! | 3 | [`simulate`] | one run under a policy or a hand, remembered: any moment of it again | screens, the other drivers |
//! | 3 | [`explore`] | every run: all states a program can reach, what is wrong, the outcomes, the schedule of each | screens, the other drivers |
//! | 3 | [`live`] | a program on real OS threads and real OS processes: the hub, the wire, the log | screens, the other drivers |
//! | 3 | [`scenario`] | scenario files: header, fixes, lesson, expectations, and the library in the binary | machines |
//! | 4 | [`session`] | one open scenario under a driver: obeys commands, shows views | terminals |
//! | 5 | [`cli`] | arguments in, words and exit codes out; threads, clocks, files and the terminal loop | |
//!
//! Floors 0 to 4 but `live` are pure: no thread, file, network, process or clock of the real world. What they need of it, the
//! command line passes in as an argument.

pub mod base;
mod built;
pub mod cli;
pub mod code;
pub mod explore;
pub mod live;
pub mod machine;
pub mod python;
pub mod scenario;
pub mod session;
pub mod simulate;
pub mod ui;
pub mod view;
