//! How a run ended: in a last line on stderr, in JSON, and in the exit code.

use std::fmt::Write as _;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Map, Value as Json};

use crate::base::{ObjectId, Pid, Task};
use crate::cli::Failure;
use crate::cli::neutral::neutral;
use crate::cli::until::Until;
use crate::machine::effect::Limit;
use crate::machine::kernel::{CAPACITY, End, PROCESSES};
use crate::machine::object::Body;
use crate::machine::process::Process;
use crate::machine::schedule::Schedule;
use crate::machine::thread::WaitOn;
use crate::machine::value::Value;
use crate::machine::world::Machine;
use crate::scenario::Scenario;
use crate::simulate::{Ending, inspect};
use crate::view::Language;

/// What a run wrote, kept for its JSON.
#[derive(Debug, Default)]
pub(crate) struct Capture {
    stdout: String,
    stderr: String,
}

impl Capture {
    pub(crate) fn write(&mut self, stream: u8, text: &str) {
        if stream == 2 {
            self.stderr.push_str(text);
        } else {
            self.stdout.push_str(text);
        }
    }
}

/// What `--json` prints of a run.
#[derive(Debug, Serialize)]
struct Report<'a> {
    ending: &'a str,
    stdout: &'a str,
    stderr: &'a str,
    exit_code: u8,
    steps: u64,
    seconds_virtual: f64,
    seed: u64,
    schedule: String,
    watch: Map<String, Json>,
}

/// The exit code of an ending.
pub(crate) fn exit_code(ending: Ending) -> u8 {
    match ending {
        // As the operating system cuts it.
        Ending::Finished { code } | Ending::Exception { code } => (code & 0xff) as u8,
        Ending::Deadlock => 121,
        Ending::Limit(_) => 122,
    }
}

/// What became of a run.
pub(crate) enum Way {
    Ended(Ending),
    /// It went to where a verdict is seen, and perhaps on to an end.
    Until {
        kind: &'static str,
        words: String,
        ending: Option<Ending>,
    },
}

impl From<Ending> for Way {
    fn from(ending: Ending) -> Self {
        Self::Ended(ending)
    }
}

/// Says how the run ended, where it did not simply finish, and gives the exit code.
pub(crate) fn tell(
    machine: &Machine,
    schedule: &Schedule,
    way: impl Into<Way>,
    scenario: &Scenario,
    json: Option<&mut Capture>,
    language: Language,
) -> Result<u8, Failure> {
    let (name, words, code) = match way.into() {
        Way::Ended(ending) => (
            ending.name(),
            words(machine, ending, language),
            exit_code(ending),
        ),
        Way::Until {
            kind,
            words,
            ending,
        } => (
            ending.map_or(kind, Ending::name),
            Some(words),
            Until::exit_code(ending),
        ),
    };
    let Some(capture) = json else {
        if let Some(words) = words {
            writeln!(io::stderr(), "{}", neutral(&words))?;
        }
        return Ok(code);
    };
    if let Some(words) = words {
        capture.stderr.push_str(&words);
        capture.stderr.push('\n');
    }
    print(&Report {
        ending: name,
        stdout: &capture.stdout,
        stderr: &capture.stderr,
        exit_code: code,
        steps: machine.steps(),
        seconds_virtual: machine.now().seconds(),
        seed: machine.config().seed,
        schedule: schedule.to_string(),
        watch: watched(machine, scenario),
    })?;
    Ok(code)
}

/// The JSON of a program that is not supported, and so was not run.
pub(crate) fn tell_unsupported(words: &str, seed: u64) -> Result<u8, Failure> {
    let code = 120;
    print(&Report {
        ending: "unsupported",
        stdout: "",
        stderr: words,
        exit_code: code,
        steps: 0,
        seconds_virtual: 0.0,
        seed,
        schedule: String::new(),
        watch: Map::new(),
    })?;
    Ok(code)
}

fn print(report: &Report<'_>) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(report).expect("a report is plain data");
    let mut out = io::stdout().lock();
    writeln!(out, "{text}")?;
    out.flush()?;
    Ok(())
}

/// The last line of stderr: nothing where the program finished, or said itself what was wrong.
pub(crate) fn words(machine: &Machine, ending: Ending, language: Language) -> Option<String> {
    match ending {
        Ending::Finished { .. } | Ending::Exception { .. } => None,
        Ending::Deadlock => Some(deadlock(machine, language)),
        Ending::Limit(limit) => Some(limited(machine, limit, language)),
    }
}

fn limited(machine: &Machine, limit: Limit, language: Language) -> String {
    let limits = machine.config().limits;
    let megabytes = |bytes: usize| bytes as f64 / f64::from(1 << 20);
    let steps = machine.steps();
    match (language, limit) {
        (Language::En, Limit::Steps) => format!("limit: stopped after {steps} steps (--max-steps)"),
        (Language::En, Limit::Memory) => {
            format!(
                "limit: the program needs more than {} MB of memory (--memory-limit)",
                megabytes(limits.memory)
            )
        }
        (Language::En, Limit::Output) => format!(
            "limit: the program wrote more than {} MB",
            megabytes(limits.output)
        ),
        (Language::En, Limit::Depth) => {
            format!("limit: more than {} calls inside each other", limits.depth)
        }
        (Language::En, Limit::Processes) => {
            format!("limit: more than {PROCESSES} processes alive at once")
        }
        (Language::Zh, Limit::Processes) => {
            format!("限制：同时存在的进程超过 {PROCESSES} 个")
        }
        (Language::En, Limit::Threads) => {
            format!("limit: more than {} threads at once", limits.threads)
        }
        (Language::En, Limit::Time) => {
            format!("limit: stopped after {steps} steps: the time is over (--time-limit)")
        }
        (Language::Zh, Limit::Steps) => format!("上限：运行 {steps} 步后停止（--max-steps）"),
        (Language::Zh, Limit::Memory) => {
            format!(
                "上限：程序需要的内存超过 {} MB（--memory-limit）",
                megabytes(limits.memory)
            )
        }
        (Language::Zh, Limit::Output) => {
            format!("上限：程序的输出超过 {} MB", megabytes(limits.output))
        }
        (Language::Zh, Limit::Depth) => format!("上限：调用嵌套超过 {} 层", limits.depth),
        (Language::Zh, Limit::Threads) => format!("上限：同时存在的线程超过 {} 个", limits.threads),
        (Language::Zh, Limit::Time) => format!("上限：运行 {steps} 步后时间用完（--time-limit）"),
    }
}

/// Who waits for what, of all who are left.
fn deadlock(machine: &Machine, language: Language) -> String {
    let waits: Vec<String> = machine
        .tasks()
        .into_iter()
        .map(|task| wait(machine, task, language))
        .collect();
    match language {
        Language::En => format!("deadlock: nobody can move: {}", waits.join("; ")),
        Language::Zh => format!("死锁：谁也动不了：{}", waits.join("；")),
    }
}

/// The final values of the watched globals, where a value has a JSON form, and else as `repr` writes it.
pub(crate) fn watched(machine: &Machine, scenario: &Scenario) -> Map<String, Json> {
    let process = machine.process(Pid(0));
    let main = process.program.main;
    let mut values = Map::new();
    for name in &scenario.watch {
        let value = match process.global(main, name) {
            Some(value) => json(process, value, 8),
            None => Json::Null,
        };
        values.insert(name.clone(), value);
    }
    values
}

/// `main waits for left, held by Thread-2 (line 12)`.
pub(crate) fn wait(machine: &Machine, task: Task, language: Language) -> String {
    let process = machine.process(task.pid);
    let who = inspect::thread_name(machine, task);
    let thing = |id: ObjectId, en: &str, zh: &str| {
        let kind = match language {
            Language::En => en,
            Language::Zh => zh,
        };
        match inspect::path(process, id) {
            Some(path) => format!("{kind} `{path}`"),
            None => kind.to_owned(),
        }
    };
    let thread = |id: ObjectId| match process.heap.body(id) {
        Body::Thread(thread) => process
            .heap
            .str(thread.name)
            .unwrap_or("a thread")
            .to_owned(),
        _ => "a thread".to_owned(),
    };
    let mut words = match (language, inspect::waits_on(machine, task)) {
        (Language::En, None) => format!("{who} cannot move"),
        (Language::En, Some(on)) => match on {
            WaitOn::Sleep => format!("{who} sleeps"),
            WaitOn::Acquire(id) => format!("{who} waits for {}", thing(id, "the lock", "")),
            WaitOn::Notify(id) => format!(
                "{who} waits to be notified on {}",
                thing(id, "the condition", "")
            ),
            WaitOn::Event(id) => {
                format!("{who} waits for {} to be set", thing(id, "the event", ""))
            }
            WaitOn::Barrier(id) => {
                format!("{who} waits for others at {}", thing(id, "the barrier", ""))
            }
            WaitOn::Get(id) => format!("{who} waits for an item in {}", thing(id, "the queue", "")),
            WaitOn::Put(id) => format!(
                "{who} waits for a free place in {}",
                thing(id, "the queue", "")
            ),
            WaitOn::Done(id) => format!(
                "{who} waits until all of {} is done",
                thing(id, "the queue", "")
            ),
            WaitOn::Join(id) => format!("{who} waits for the end of {}", thread(id)),
            WaitOn::Shutdown => format!("{who} waits for the other threads to end"),
            WaitOn::Permit(_) | WaitOn::Readable(_) | WaitOn::Writable(_) | WaitOn::Child(_) => {
                format!("{who} waits for {}", between(machine, task, on, language))
            }
        },
        (Language::Zh, None) => format!("{who} 动不了"),
        (Language::Zh, Some(on)) => match on {
            WaitOn::Sleep => format!("{who} 在睡"),
            WaitOn::Acquire(id) => format!("{who} 在等{}", thing(id, "", "锁")),
            WaitOn::Notify(id) => format!("{who} 在{}上等待通知", thing(id, "", "条件")),
            WaitOn::Event(id) => format!("{who} 在等{}被设置", thing(id, "", "事件")),
            WaitOn::Barrier(id) => format!("{who} 在{}前等别人", thing(id, "", "栅栏")),
            WaitOn::Get(id) => format!("{who} 在等{}里有东西", thing(id, "", "队列")),
            WaitOn::Put(id) => format!("{who} 在等{}里有空位", thing(id, "", "队列")),
            WaitOn::Done(id) => format!("{who} 在等{}全部做完", thing(id, "", "队列")),
            WaitOn::Join(id) => format!("{who} 在等 {} 结束", thread(id)),
            WaitOn::Shutdown => format!("{who} 在等其他线程结束"),
            WaitOn::Permit(_) | WaitOn::Readable(_) | WaitOn::Writable(_) | WaitOn::Child(_) => {
                format!("{who} 在等{}", between(machine, task, on, language))
            }
        },
    };
    if let Some(WaitOn::Acquire(id)) = inspect::waits_on(machine, task)
        && let Some(owner) = inspect::owner(process, id)
    {
        let owner = if owner == task {
            None
        } else {
            Some(inspect::thread_name(machine, owner))
        };
        // Writing to a string cannot fail, here and below.
        let _ = match (language, owner) {
            (Language::En, Some(owner)) => write!(words, ", held by {owner}"),
            (Language::En, None) => write!(words, ", which it holds itself"),
            (Language::Zh, Some(owner)) => write!(words, "，由 {owner} 持有"),
            (Language::Zh, None) => write!(words, "，而它自己正持有"),
        };
    }
    if let Some(line) = inspect::line(machine, task) {
        let _ = match language {
            Language::En => write!(words, " (line {line})"),
            Language::Zh => write!(words, "（第 {line} 行）"),
        };
    }
    words
}

/// What somebody waits for that lies between processes, and why it does not come.
fn between(machine: &Machine, task: Task, on: WaitOn, language: Language) -> String {
    let pid = task.pid;
    match on {
        WaitOn::Permit(id) => {
            let name = inspect::semaphore_name(machine, pid, id);
            let Some(holder) = inspect::permit_holder(machine, id) else {
                return match language {
                    Language::En => format!("a permit of `{name}`"),
                    Language::Zh => format!(" `{name}` 的许可"),
                };
            };
            let process = inspect::os_id(machine, holder.pid);
            let dead = machine.process(holder.pid).has_ended();
            let who = inspect::thread_name(machine, holder);
            match language {
                Language::En if dead => format!(
                    "the lock `{name}`, whose holder, process {process}, is dead: it stays locked"
                ),
                Language::En if holder == task => {
                    format!("the lock `{name}`, which it holds itself")
                }
                Language::En => format!("the lock `{name}`, held by {who}"),
                Language::Zh if dead => {
                    format!("锁 `{name}`，而持有它的进程 {process} 已死：它永远锁着")
                }
                Language::Zh if holder == task => format!("锁 `{name}`，而它自己正持有"),
                Language::Zh => format!("锁 `{name}`，由 {who} 持有"),
            }
        }
        WaitOn::Writable(end) => {
            let ends = machine.kernel().ends();
            let reading = ends.get(&end).map_or(end, |end| end.peer);
            let name = inspect::pipe_name(machine, pid, reading);
            let used = ends.get(&reading).map_or(0, End::used);
            let reader = next_in_circle(machine, task);
            match (language, reader) {
                (Language::En, None) => {
                    format!("room in `{name}`, which is full ({used} of {CAPACITY} bytes)")
                }
                (Language::En, Some(reader)) => format!(
                    "room in `{name}`, which is full ({used} of {CAPACITY} bytes) until {reader} reads"
                ),
                (Language::Zh, None) => {
                    format!(" `{name}` 里有空位，它已满（{used}/{CAPACITY} 字节）")
                }
                (Language::Zh, Some(reader)) => {
                    format!(
                        " `{name}` 里有空位，它已满（{used}/{CAPACITY} 字节），要 {reader} 来读"
                    )
                }
            }
        }
        WaitOn::Readable(end) => {
            let name = inspect::pipe_name(machine, pid, end);
            match (language, next_in_circle(machine, task)) {
                (Language::En, None) => format!("a message from `{name}`, which is empty"),
                (Language::En, Some(sender)) => {
                    format!("a message from `{name}`, which is empty until {sender} sends")
                }
                (Language::Zh, None) => format!("来自 `{name}` 的消息，它是空的"),
                (Language::Zh, Some(sender)) => {
                    format!("来自 `{name}` 的消息，它是空的，要 {sender} 来发")
                }
            }
        }
        WaitOn::Child(Some(child)) => {
            let named = inspect::process_called(machine, child)
                .and_then(|pid| inspect::process_name(machine, pid));
            match (language, named) {
                (Language::En, Some(name)) => format!("the end of process {child} ({name})"),
                (Language::En, None) => format!("the end of process {child}"),
                (Language::Zh, Some(name)) => format!("进程 {child}（{name}）结束"),
                (Language::Zh, None) => format!("进程 {child} 结束"),
            }
        }
        _ => match language {
            Language::En => "the end of a child process".to_owned(),
            Language::Zh => "一个子进程结束".to_owned(),
        },
    }
}

/// Where workers wait for each other in a circle: whom this one waits for.
fn next_in_circle(machine: &Machine, task: Task) -> Option<String> {
    let circle = inspect::circle(machine);
    let at = circle.iter().position(|&other| other == task)?;
    let next = circle[(at + 1) % circle.len()];
    Some(inspect::thread_name(machine, next))
}

/// A value as JSON where it has that form, and else as `repr` writes it.
fn json(process: &Process, value: Value, depth: u32) -> Json {
    let shown = || Json::String(inspect::repr(process, value));
    let Some(deeper) = depth.checked_sub(1) else {
        return shown();
    };
    match value {
        Value::None => Json::Null,
        Value::Bool(flag) => Json::Bool(flag),
        Value::Int(number) => Json::from(number),
        Value::Float(number) => {
            serde_json::Number::from_f64(number).map_or_else(shown, Json::Number)
        }
        Value::Unbound
        | Value::Ellipsis
        | Value::NotImplemented
        | Value::Module(_)
        | Value::Native(_) => shown(),
        Value::Object(id) => match process.heap.body(id) {
            Body::Text(text) => Json::String(text.as_str().to_owned()),
            Body::List(items) => items
                .iter()
                .map(|&item| json(process, item, deeper))
                .collect(),
            Body::Tuple(items) => items
                .iter()
                .map(|&item| json(process, item, deeper))
                .collect(),
            Body::Dict(dict)
                if dict
                    .iter()
                    .all(|entry| process.heap.str(entry.key).is_some()) =>
            {
                let entries = dict.iter().filter_map(|entry| {
                    let key = process.heap.str(entry.key)?;
                    Some((key.to_owned(), json(process, entry.value, deeper)))
                });
                Json::Object(entries.collect())
            }
            _ => shown(),
        },
    }
}
