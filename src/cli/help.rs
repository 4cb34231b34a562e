//! The help in the language of whoever asks. Its English stands beside the arguments in `args.rs`, from where clap has
//! it; the Chinese of each text stands here.

use std::ffi::OsString;
use std::io::{self, IsTerminal as _};

use clap::builder::{PossibleValue, StyledStr};
use clap::{Arg, ArgAction, CommandFactory as _, FromArgMatches as _, ValueEnum as _};

use crate::cli::Failure;
use crate::cli::args::{self, Arguments, LanguageName};
use crate::scenario::nearest;
use crate::ui::text::wrap;
use crate::view::Language;

/// Lines are no longer than this, however wide the terminal is; clap's own bound.
const WIDEST: usize = 100;
/// The heading of options that have no other.
const OPTIONS: &str = "选项";
/// Where clap begins a text that stands under its argument.
const INDENT: usize = 10;

/// The language in which a command line is answered, before it is known whether it makes sense.
pub(crate) fn language(arguments: impl IntoIterator<Item = OsString>) -> Language {
    let mut asked = None;
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        let name = match argument.to_str() {
            Some("--") => break,
            Some("--lang") => arguments.next(),
            Some(other) => other.strip_prefix("--lang=").map(OsString::from),
            None => None,
        };
        let name = name.and_then(|name| LanguageName::from_str(name.to_str()?, false).ok());
        asked = name.or(asked);
    }
    asked.map_or_else(args::system_language, Language::from)
}

/// What is asked for; or help, or what is wrong with it.
pub(crate) fn parse(
    arguments: impl IntoIterator<Item = OsString>,
    language: Language,
) -> Result<Arguments, clap::Error> {
    let mut command = command(language);
    let mut matches = command.try_get_matches_from_mut(arguments)?;
    Arguments::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut command))
}

/// `racewalk help COMMAND`: the same as `racewalk COMMAND --help`.
pub(crate) fn help(name: Option<&str>, language: Language) -> Result<u8, Failure> {
    let mut command = command(language);
    if let Some(name) = name {
        named(&command, name)?;
    }
    let asked = ["racewalk"].into_iter().chain(name).chain(["--help"]);
    if let Err(help) = command.try_get_matches_from_mut(asked) {
        help.print()?;
    }
    Ok(0)
}

/// The command of that name.
pub(crate) fn named<'a>(
    whole: &'a clap::Command,
    name: &str,
) -> Result<&'a clap::Command, Failure> {
    whole.find_subcommand(name).ok_or_else(|| {
        let names = || whole.get_subcommands().map(clap::Command::get_name);
        let hint = match nearest(name, names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("commands are: {}", names().collect::<Vec<_>>().join(", ")),
        };
        Failure::Usage(format!("there is no command `{name}`; {hint}"))
    })
}

/// The command line with its help in that language.
fn command(language: Language) -> clap::Command {
    let command = Arguments::command();
    match language {
        Language::En => command,
        Language::Zh => {
            let out = io::stdout();
            let width = match crossterm::terminal::size() {
                Ok((width, _)) if out.is_terminal() => usize::from(width).min(WIDEST),
                Ok(_) | Err(_) => WIDEST,
            };
            in_chinese(command, width)
        }
    }
}

/// The Chinese of a text of the help, if there is one.
fn chinese(text: &str) -> Option<&'static str> {
    let row = TEXTS.iter().find(|[english, _]| *english == text);
    row.map(|[_, chinese]| *chinese)
}

/// In so many cells: clap breaks lines at spaces alone, which Chinese does not have.
fn broken(text: &str, cells: usize) -> String {
    let lines: Vec<String> = text.lines().flat_map(|line| wrap(line, cells)).collect();
    lines.join("\n")
}

fn translated(text: &StyledStr, cells: usize) -> String {
    let text = text.to_string();
    broken(chinese(&text).unwrap_or(&text), cells)
}

fn in_chinese(mut command: clap::Command, width: usize) -> clap::Command {
    if let Some(about) = command.get_about() {
        let about = translated(about, width);
        command = command.about(about);
    }
    if let Some(about) = command.get_long_about() {
        let about = translated(about, width);
        command = command.long_about(about);
    }
    if let Some(examples) = command.get_before_help() {
        // Lines to copy stay whole.
        let examples = translated(examples, usize::MAX);
        command = command.before_help(examples);
    }
    let style = *command.get_styles().get_usage();
    if command.get_version().is_some() {
        let version = Arg::new("version").short('V').long("version");
        let version = version.action(ArgAction::Version).help("显示版本");
        let version = version.help_heading(OPTIONS);
        command = command.disable_version_flag(true).arg(version);
    }
    let help = Arg::new("help").short('h').long("help");
    let help = help
        .action(ArgAction::Help)
        .help("显示帮助（-h 为摘要，--help 为全文）")
        .help_heading(OPTIONS);
    command
        .disable_help_flag(true)
        .arg(help)
        .subcommand_help_heading("命令")
        .help_template(format!(
            "{{before-help}}{{about-with-newline}}\n{style}用法:{style:#}  {{usage}}\n\n{{all-args}}{{after-help}}"
        ))
        // All lines are broken here.
        .term_width(0)
        .mut_args(|arg| argument(arg, width.saturating_sub(INDENT)))
        .mut_subcommands(|command| in_chinese(command, width))
}

/// What clap would say in English behind the text of an argument, its default and its possible values, is said here.
fn argument(arg: Arg, cells: usize) -> Arg {
    let heading = match arg.get_help_heading() {
        Some(heading) => chinese(heading),
        None if arg.is_positional() => Some("参数"),
        None => Some(OPTIONS),
    };
    let said = |text: Option<&StyledStr>| {
        let text = text.map(StyledStr::to_string).unwrap_or_default();
        chinese(&text).map_or(text, str::to_owned)
    };
    let mut short = said(arg.get_help());
    let mut long = said(arg.get_long_help().or(arg.get_help()));
    let mut values = Vec::new();
    let takes_values = arg.get_action().takes_values();
    if takes_values {
        let defaults = arg.get_default_values().iter();
        let defaults: Vec<_> = defaults.map(|value| value.to_string_lossy()).collect();
        if !defaults.is_empty() && !arg.is_hide_default_value_set() {
            for text in [&mut short, &mut long] {
                text.push_str(&format!(" [默认：{}]", defaults.join("、")));
            }
        }
        values = arg.get_possible_values();
        values.retain(|value| !value.is_hide_set());
    }
    let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
    let choice = match names.as_slice() {
        [] => String::new(),
        names => format!(" [可选：{}]", names.join("、")),
    };
    short.push_str(&choice);
    if values.iter().any(|value| value.get_help().is_some()) {
        long.push_str("\n\n可选：");
        for value in &values {
            let help = said(value.get_help());
            let colon = if help.is_empty() { "" } else { "：" };
            let name = value.get_name();
            long.push_str(&format!("\n- {name}{colon}{help}"));
        }
    } else {
        long.push_str(&choice);
    }
    let arg = arg
        .help(broken(&short, cells))
        .long_help(broken(&long, cells))
        .next_line_help(true)
        .hide_default_value(takes_values)
        .hide_possible_values(takes_values);
    match heading {
        Some(heading) => arg.help_heading(heading),
        None => arg,
    }
}

/// Each text of the help, in English as clap has it from `args.rs`, and in Chinese.
const TEXTS: &[[&str; 2]] = &[
    // The command itself.
    [
        "Walk through race conditions, deadlocks and everything around them, one step at a time",
        "一步一步走过竞争条件、死锁以及与之有关的一切",
    ],
    [
        "Walk through race conditions, deadlocks and everything around them, one step at a time.\n\nRuns ordinary Python \
         programs that use threads, on a machine of its own. Collects nothing, and never uses a network.",
        "一步一步走过竞争条件、死锁以及与之有关的一切。\n\n在自己的机器上运行使用线程的普通 Python 程序。不收集任何信息，也从不使用网络。",
    ],
    [
        args::EXAMPLES,
        "\
示例：
  racewalk                          场景库
  racewalk lost_update              逐步走过其中一个
  racewalk mine.py                  逐步走过自己的程序
  racewalk run mine.py              像 python3 那样运行，不用屏幕
  racewalk run mine.py --policy random --seed 7 --save seven.racewalk
  racewalk replay seven.racewalk    再来一次同样的运行",
    ],
    // Commands.
    ["List the scenarios of the library", "列出场景库中的场景"],
    [
        "Run a program without a screen: its own output, and how it ended",
        "不用屏幕运行程序：它自己的输出，以及怎样结束",
    ],
    [
        args::RUN_EXAMPLES,
        "\
示例：
  racewalk run mine.py
  racewalk run mine.py --policy random --seed 7
  racewalk run races/lost_update --fix lock --json
  racewalk run mine.py --schedule 'main*40 1*7 2*3'",
    ],
    [
        "Explore every interleaving: what can go wrong, how the program can end, the schedule of each",
        "探索所有交错：会出什么错，会怎样结束，以及各自的调度",
    ],
    [
        args::EXPLORE_EXAMPLES,
        "\
示例：
  racewalk explore mine.py
  racewalk explore lost_update --fix lock
  racewalk explore mine.py --profile cpython-3.12 --json
  racewalk explore mine.py --count            有多少种调度，每种结局的可能性多大
  racewalk explore mine.py --shard 2/8 --json > 2.json    搜索的一部分：见 `racewalk merge`",
    ],
    [
        "Join the results of several `explore --shard K/N`",
        "合并几次 `explore --shard K/N` 的结果",
    ],
    [
        args::MERGE_EXAMPLES,
        "\
示例：
  racewalk explore mine.py --shard 1/2 --json > 1.json    在一台机器上
  racewalk explore mine.py --shard 2/2 --json > 2.json    在另一台机器上
  racewalk merge 1.json 2.json",
    ],
    [
        "Hold files and folders to what their headers claim, through every interleaving",
        "在所有交错下，检查文件和文件夹是否符合文件头的声明",
    ],
    [
        args::CHECK_EXAMPLES,
        "\
示例：
  racewalk check mine.py                      按文件头检查；没有文件头时：会不会出错？
  racewalk check submissions/ --jobs 8 --junit results.xml
  racewalk check submissions/ --format gradescope --output results.json
  racewalk check bank_transfer --submission anna.racewalk --expect deadlock",
    ],
    [
        "Run a program on real threads and real processes, and let the operating system decide",
        "在真实的线程和进程上运行程序，由操作系统决定次序",
    ],
    [
        args::LIVE_EXAMPLES,
        "\
示例：
  racewalk live mine.py                       运行一次，输出与 `run` 相同
  racewalk live lost_update --runs 1000       出现了哪些结局，各有多少次
  racewalk live mine.py --save seen.racewalk  再逐步走过真正发生的事",
    ],
    ["Repeat a saved run", "重复一次保存的运行"],
    [
        "Print a program's text with a choice of fixes, marks resolved",
        "按选定的修复输出程序文本，去掉标记",
    ],
    [
        "Print what a shell needs to complete commands and options",
        "输出 shell 补全命令和选项所需的脚本",
    ],
    [
        "Print the manual page, of racewalk or of one of its commands",
        "输出 racewalk 或其某个命令的手册页",
    ],
    [
        "Print the help, of racewalk or of one of its commands",
        "输出 racewalk 或其某个命令的帮助",
    ],
    // What is run, opened or printed.
    [
        "A Python file, or the name of a scenario; nothing opens the gallery",
        "Python 文件或场景名；不写则打开场景库",
    ],
    [
        "A Python file (`-` for standard input), or the name of a scenario",
        "Python 文件（`-` 为标准输入）或场景名",
    ],
    [
        "Python files, folders of them, names of scenarios",
        "Python 文件、含有它们的文件夹、场景名",
    ],
    [
        "What `racewalk explore --shard K/N --json` printed, one file for each K",
        "`racewalk explore --shard K/N --json` 的输出，每个 K 一个文件",
    ],
    ["A run that was saved", "保存的运行"],
    ["The shell that is to complete them", "要补全的 shell"],
    [
        "The command; nothing prints that of racewalk",
        "命令；不写则输出 racewalk 自己的",
    ],
    [
        "Explore first, and open at the end of a schedule with few preemptions that shows this: deadlock, data-race, \
         exception …",
        "先探索，再打开一个抢占次数少、能显示它的调度，停在末尾：deadlock、data-race、exception……",
    ],
    [
        "Explore first, and run a schedule with few preemptions that shows this: deadlock, data-race, exception …",
        "先探索，再运行一个抢占次数少、能显示它的调度：deadlock、data-race、exception……",
    ],
    // How it speaks.
    ["How it speaks", "语言与输出"],
    [
        "Whether to use colours; auto obeys `NO_COLOR`, `CLICOLOR_FORCE` and `TERM`",
        "是否使用颜色；auto 遵从 `NO_COLOR`、`CLICOLOR_FORCE` 和 `TERM`",
    ],
    [
        "The language of its words [default: the system's]",
        "所用的语言 [默认：系统的语言]",
    ],
    [
        "Lines of words instead of a screen, for a screen reader, a log or a pipe",
        "用一行行文字代替屏幕，供读屏软件、日志或管道使用",
    ],
    ["Print one JSON array", "输出一个 JSON 数组"],
    [
        "Print one JSON object on stdout",
        "在标准输出上输出一个 JSON 对象",
    ],
    [
        "Print one JSON object on stdout, as `run` does",
        "与 `run` 一样，在标准输出上输出一个 JSON 对象",
    ],
    [
        "Print one JSON object on stdout: ending, output, steps, schedule, watched values",
        "在标准输出上输出一个 JSON 对象：怎样结束、输出、步数、调度、所观察的值",
    ],
    // How the screen looks.
    ["How the screen looks", "屏幕的样子"],
    [
        "Draw with ASCII signs only [default: where TERM or the locale has no others]",
        "只用 ASCII 符号 [默认：TERM 或区域设置没有其他符号时]",
    ],
    [
        "The background of the terminal [default: asked of the terminal]",
        "终端的背景 [默认：询问终端]",
    ],
    [
        "Draw no more than one picture a second while it plays (also: `NO_MOTION`)",
        "播放时每秒最多画一幅画面（也可用 `NO_MOTION`）",
    ],
    // What decides how a run goes.
    ["What decides how a run goes", "决定运行过程的选项"],
    [
        "The seed of all that is random, the program's `random` included",
        "一切随机的种子，包括程序自己的 `random`",
    ],
    [
        "Who moves when: as racewalk prints it, like 'main*40 1*7 2*3 +lock'; after its end the policy goes on",
        "谁在何时走：写法与 racewalk 输出的相同，如 'main*40 1*7 2*3 +lock'；走完之后由策略继续",
    ],
    [
        "Who moves next [default: cpython]",
        "下一步谁走 [默认：cpython]",
    ],
    ["What CPython would most likely do", "CPython 最可能的做法"],
    ["One step each", "每个各走一步"],
    ["Anybody, at every step", "每一步都任选一个"],
    [
        "Random priorities that change at a few points",
        "随机的优先级，只在少数几处改变",
    ],
    [
        "Whoever moved last, while it can",
        "上一步走的继续走，直到它走不动",
    ],
    [
        "A fix to switch on; may be repeated; `all` is what plain python3 runs [default: none]",
        "要打开的修复；可重复；`all` 即普通 python3 所运行的程序 [默认：none]",
    ],
    [
        "A fix to switch on, `all` or `none`",
        "要打开的修复，或 `all`、`none`",
    ],
    [
        "Where a running thread may lose its turn [default: cpython-3.12 under policy cpython, else language]",
        "运行中的线程在哪里可能失去执行权 [默认：策略为 cpython 时用 cpython-3.12，否则用 language]",
    ],
    [
        "Where a running thread may lose its turn",
        "运行中的线程在哪里可能失去执行权",
    ],
    [
        "Before any instruction: what the language guarantees",
        "在任何指令之前：语言本身只保证这些",
    ],
    ["CPython up to 3.9", "CPython 3.9 及更早"],
    ["CPython 3.10 to 3.13", "CPython 3.10 至 3.13"],
    ["CPython without a GIL", "没有 GIL 的 CPython"],
    [
        "The date and time at which the run begins: 2026-01-01T12:00:00Z, or seconds since 1970",
        "运行开始的日期和时间：2026-01-01T12:00:00Z，或 1970 年以来的秒数",
    ],
    [
        "Compare 1 to N workers in virtual time, beside Amdahl's law: the program has a line `WORKERS = 4`, or its header \
         names another",
        "在虚拟时间里比较 1 到 N 个执行者，与阿姆达尔定律对照：程序有一行 `WORKERS = 4`，或在文件头中写出另一个名字",
    ],
    [
        "Print the program's instructions instead of running it",
        "输出程序的指令，而不运行它",
    ],
    [
        "Save the run, for `racewalk replay`",
        "保存这次运行，供 `racewalk replay` 使用",
    ],
    // Virtual time.
    ["Virtual time", "虚拟时间"],
    [
        "Cores that the machine has [default: the header's, or 4]",
        "机器的核心数 [默认：文件头所写的，或 4]",
    ],
    [
        "What something costs: instruction=30ns, fork=1ms; may be repeated. Names: instruction, thread-start, switch, \
         syscall, lock, fork, begin, spawn; pipe and pickle for a thousand bytes",
        "某件事的开销：instruction=30ns、fork=1ms；可重复。名字有：instruction、thread-start、switch、syscall、lock、\
         fork、begin、spawn；pipe 和 pickle 按一千字节计",
    ],
    [
        "How long a thread keeps the GIL while another wants it: 5ms [default: 5ms]",
        "别的线程想要 GIL 时，线程还能持有它多久：5ms [默认：5ms]",
    ],
    // Limits.
    ["Limits", "上限"],
    ["Stop after so many steps", "走这么多步后停止"],
    [
        "Stop after so long in real time (on the screen: of playing): 10, 10s, 500ms, 2m",
        "过了这么久的真实时间后停止（在屏幕上：播放的时间）：10、10s、500ms、2m",
    ],
    [
        "Stop when the program uses so much memory: 64M, 1G [default: 512M]",
        "程序用到这么多内存时停止：64M、1G [默认：512M]",
    ],
    // Exploring.
    [
        "The seed of the program's own random numbers",
        "程序自己的随机数的种子",
    ],
    [
        "A global whose final values tell outcomes apart; may be repeated [default: the header's]",
        "用其最终值区分结局的全局变量；可重复 [默认：文件头所写的]",
    ],
    [
        "What was printed is part of an outcome, too: by all processes, in the order of the prints",
        "输出的文字也是结局的一部分：所有进程的，按输出的先后",
    ],
    [
        "Count the schedules that lead to each outcome, and say exactly how likely it is [default: estimated]",
        "数出导致每种结局的调度，精确给出其可能性 [默认：估计]",
    ],
    [
        "Try every order of what others can notice, whether or not it can make a difference",
        "别人能察觉的操作，每种次序都试，不管它是否有影响",
    ],
    [
        "Take equal threads for different ones",
        "把相同的线程当作不同的线程",
    ],
    [
        "Only this part of the search, of so many: 2/8. The results of all parts, as --json prints them, are joined by \
         `racewalk merge`. Not with --count: only one search that looks at everything can count",
        "只搜索这么多份中的这一份：2/8。各份的结果按 --json 输出，由 `racewalk merge` 合并。不能与 --count 同用：\
         只有看完全部的一次搜索才能计数",
    ],
    [
        "Kinds that count as wrong: names between commas, `all` or `none`",
        "算作出错的种类：用逗号隔开的名字，或 `all`、`none`",
    ],
    ["How to search", "怎样搜索"],
    [
        "Kinds that count as wrong (of files with a header, `check` asks the header): names between commas, `all` or `none`",
        "算作出错的种类（有文件头的文件，`check` 以文件头为准）：用逗号隔开的名字，或 `all`、`none`",
    ],
    [
        "When a sleep or a timeout may end",
        "睡眠或超时可能在何时结束",
    ],
    [
        "At any moment: `sleep` orders nothing",
        "任何时候：`sleep` 不保证先后",
    ],
    [
        "In the order of their alarms, of those that have begun",
        "已经开始的，按到时的先后",
    ],
    ["Whom `Condition.notify` wakes", "`Condition.notify` 唤醒谁"],
    [
        "Who has waited longest, as CPython does",
        "等得最久的，与 CPython 相同",
    ],
    [
        "Any of those who wait: so much `threading` promises",
        "等待者中的任意一个：`threading` 只保证这些",
    ],
    ["Stop after so many states", "看过这么多个状态后停止"],
    [
        "Only schedules in which at most so many workers lose their turn while they could go on",
        "只看这样的调度：在还能继续走的时候被抢占，总共不超过这么多次",
    ],
    [
        "Stop after so long: 10, 10s, 500ms, 2m [default: of `check`, 10s for each file]",
        "过了这么久后停止：10、10s、500ms、2m [默认：`check` 每个文件 10s]",
    ],
    [
        "Stop where the search needs more memory than this: 500M, 2G [default: 4G; of `check`, 1G for each file]",
        "搜索需要的内存超过它时停止：500M、2G [默认：4G；`check` 每个文件 1G]",
    ],
    // Checking.
    [
        "So many files at once [default: as many as there are cores]",
        "同时检查这么多个文件 [默认：与核心数相同]",
    ],
    [
        "Exit with 0 whatever was found",
        "不管发现了什么，都以 0 退出",
    ],
    ["Results", "结果"],
    [
        "The form of the results; exercism and gradescope always exit with 0",
        "结果的格式；exercism 和 gradescope 总是以 0 退出",
    ],
    ["A table", "表格"],
    ["An array of files", "文件的数组"],
    ["Annotations of a workflow", "工作流的注解"],
    [
        "results.json of a Gradescope autograder",
        "Gradescope 自动评分的 results.json",
    ],
    [
        "results.json of an Exercism test runner",
        "Exercism 测试程序的 results.json",
    ],
    [
        "Print one JSON array on stdout: the same as `--format json`",
        "在标准输出上输出一个 JSON 数组：与 `--format json` 相同",
    ],
    [
        "Write the results to this file, whole or not at all, instead of stdout",
        "把结果写入这个文件，而不是标准输出；要么完整写入，要么不写",
    ],
    [
        "Write the results as `JUnit` XML to this file, too",
        "另把结果以 `JUnit` XML 写入这个文件",
    ],
    ["A run as an answer", "以一次运行作答"],
    [
        "A saved run, or a text file with a schedule: this run goes wrong (see --expect). With PATH, it must be a run of \
         that program",
        "保存的运行，或写有调度的文本文件：这次运行会出错（见 --expect）。给出 PATH 时，它必须是那个程序的运行",
    ],
    ["How the run must end", "运行必须怎样结束"],
    [
        "In a deadlock, or with an exception that nobody catches",
        "死锁，或有无人捕获的异常",
    ],
    [
        "With an exception that nobody catches, in any worker",
        "任一执行者有无人捕获的异常",
    ],
    [
        "With an assertion that does not hold, in any worker",
        "任一执行者的断言不成立",
    ],
    ["By itself, with nothing wrong", "自己结束，没有出错"],
    [
        "The fixes that must be on; may be repeated [default: none]",
        "必须打开的修复；可重复 [默认：none]",
    ],
    // Live.
    ["Where random numbers begin", "随机数从哪里开始"],
    [
        "Hold the threads back, and let them go a few steps at a time, at random (see --seed)",
        "拦住各线程，每次随机放行几步（见 --seed）",
    ],
    [
        "How long a thread keeps the GIL while another wants it (as `0.005`, in seconds)",
        "别的线程想要 GIL 时，线程还能持有它多久（如 `0.005`，以秒计）",
    ],
    [
        "Compare 1 to N workers by the real clock, the best of --runs each, beside Amdahl's law: the program has a line \
         `WORKERS = 4`, or its header names another",
        "用真实的时钟比较 1 到 N 个执行者，各取 --runs 次中最好的一次，与阿姆达尔定律对照：程序有一行 `WORKERS = 4`，\
         或在文件头中写出另一个名字",
    ],
    [
        "Run it so often, and say which outcomes the operating system showed",
        "运行这么多次，并说出操作系统显示了哪些结局",
    ],
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::text::width;

    /// Each text that some help shows, with where it stands. What has none is told by its place alone.
    fn texts(command: &clap::Command, found: &mut Vec<(String, Option<String>)>) {
        let name = command.get_name();
        let place = |what: &str| format!("{name}: {what}");
        let text = |text: Option<&StyledStr>| text.map(StyledStr::to_string);
        found.push((place("about"), text(command.get_about())));
        let more = [
            command.get_long_about(),
            command.get_before_help(),
            command.get_before_long_help(),
            command.get_after_help(),
            command.get_after_long_help(),
        ];
        for more in more.into_iter().flatten() {
            found.push((place("more"), text(Some(more))));
        }
        for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
            let place = format!("{name} {}", arg.get_id());
            found.push((place.clone(), text(arg.get_help())));
            let heading = arg.get_help_heading().map(str::to_owned);
            let mut more: Vec<String> = heading.into_iter().collect();
            more.extend(text(arg.get_long_help()));
            if arg.get_action().takes_values() {
                let values = arg.get_possible_values();
                more.extend(values.iter().filter_map(|value| text(value.get_help())));
            }
            found.extend(more.into_iter().map(|more| (place.clone(), Some(more))));
        }
        for command in command.get_subcommands() {
            texts(command, found);
        }
    }

    #[test]
    fn every_text_of_the_help_is_there_in_chinese() {
        let mut found = Vec::new();
        texts(&Arguments::command(), &mut found);
        let mut missing = Vec::new();
        for (place, text) in &found {
            match text {
                None => missing.push(format!("{place} has no help")),
                Some(text) if chinese(text).is_none() => {
                    missing.push(format!("{place}: {text:?}"));
                }
                Some(_) => {}
            }
        }
        assert!(missing.is_empty(), "{}", missing.join("\n"));
        for [english, chinese] in TEXTS {
            let is_shown = found
                .iter()
                .any(|(_, text)| text.as_deref() == Some(english));
            assert!(is_shown, "nobody says {english:?} any more");
            assert!(!chinese.is_ascii(), "{chinese:?}");
            let times = TEXTS.iter().filter(|[other, _]| other == english).count();
            assert_eq!(times, 1, "{english:?}");
        }
    }

    #[test]
    fn chinese_help_is_chinese_throughout_and_keeps_to_its_width() {
        let mut whole = in_chinese(Arguments::command(), 80);
        whole.clone().debug_assert();
        whole.build();
        let names: Vec<String> = whole
            .get_subcommands()
            .map(|command| command.get_name().to_owned())
            .collect();
        let mut helps = vec![whole.render_help(), whole.render_long_help()];
        for name in &names {
            let command = whole.find_subcommand_mut(name).expect("it is there");
            helps.extend([command.render_help(), command.render_long_help()]);
        }
        let words = [
            "Usage",
            "Options:",
            "Arguments:",
            "Commands:",
            "Print",
            "default",
            "ossible values",
        ];
        let sentences = TEXTS.iter().map(|[english, _]| *english);
        let sentences = sentences.filter(|english| english.contains(' '));
        let english: Vec<&str> = words.into_iter().chain(sentences).collect();
        for help in helps {
            let help = help.to_string();
            for english in &english {
                assert!(!help.contains(english), "{english:?} in\n{help}");
            }
            let lines = help.lines().skip_while(|line| !line.contains("用法"));
            for line in lines.filter(|line| line.starts_with("     ")) {
                assert!(width(line) <= 80, "{line}");
            }
        }
    }

    #[test]
    fn the_language_is_the_last_one_asked_for() {
        let asked = |line: &str| language(line.split(' ').map(OsString::from));
        assert_eq!(asked("racewalk explore --lang zh --help"), Language::Zh);
        assert_eq!(asked("racewalk --lang=zh"), Language::Zh);
        assert_eq!(asked("racewalk run x.py --lang zh --lang en"), Language::En);
        assert_eq!(asked("racewalk --lang"), args::system_language());
        assert_eq!(asked("racewalk -- --lang zh"), args::system_language());
    }
}
