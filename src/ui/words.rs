//! The screen's fixed words, both languages side by side: one that is missing does not compile.
//! Sentences with slots stand in `sentences.rs`.

use crate::view::{Granularity, Language, Policy, Profile, Verdict};

/// Text with slots, in both languages at once.
macro_rules! say {
    ($language:expr, $en:literal, $zh:literal) => {
        match $language {
            $crate::view::Language::En => format!($en),
            $crate::view::Language::Zh => format!($zh),
        }
    };
}
pub(crate) use say;

macro_rules! words {
    ($($name:ident: $en:literal, $zh:literal;)*) => {
        /// Every fixed word of the screen.
        #[derive(Debug)]
        pub struct Words { $(pub $name: &'static str),* }
        static EN: Words = Words { $($name: $en),* };
        static ZH: Words = Words { $($name: $zh),* };
    };
}

words! {
    // Panes.
    workers: "WORKERS", "执行者";
    code: "CODE", "代码";
    objects: "OBJECTS", "共享对象";
    waits_for: "WAITS FOR", "等待关系";
    timeline: "TIMELINE", "时间线";
    output: "OUTPUT", "输出";
    happened: "WHAT JUST HAPPENED", "刚刚发生";
    banker: "BANKER", "银行家算法";
    fixes: "FIXES", "修复";
    lesson: "LESSON", "讲解";
    choices: "WHO CAN MOVE", "谁能走下一步";
    findings: "FINDINGS", "发现的问题";
    help: "KEYS", "按键";
    palette: "COMMANDS", "命令";
    no_key: "No key does that.", "没有这样的按键。";
    to_search: "/ search", "/ 搜索";
    while_searching: "type to search, Enter keeps it, Esc shows all", "输入文字搜索；Enter 保留，Esc 恢复全部";
    in_palette: "type to search, up and down choose, Enter does it", "输入文字搜索；上下选择，Enter 执行";
    in_fixes: "1-9 or Enter switches", "按 1-9 或 Enter 切换";
    in_menu: "1-9 or Enter takes it", "按 1-9 或 Enter 选用";
    profile: "PROFILE", "配置";
    policy: "POLICY", "策略";
    scenarios: "SCENARIOS", "场景";
    message: "MESSAGE", "提示";
    // The header.
    playing: "playing", "播放中";
    paused: "paused", "暂停";
    finished: "finished", "已结束";
    deadlock: "DEADLOCK", "死锁";
    limit: "LIMIT", "到达上限";
    seed: "seed", "种子";
    // Workers.
    runs: "runs", "运行";
    ready: "ready", "就绪";
    ended: "ended", "已结束";
    died: "died", "异常终止";
    daemon: "daemon", "守护线程";
    // Objects.
    free: "free", "空闲";
    set: "set", "已设置";
    not_set: "not set", "未设置";
    broken: "broken", "已损坏";
    nothing_shared: "Nothing shared yet.", "还没有共享对象。";
    // Waits for.
    cycle: "A circle: nobody in it can ever go on.", "形成了环：环中谁也无法继续。";
    nobody_waits: "Nobody waits for anybody.", "没有谁在等谁。";
    waits: "waits for", "等待";
    held_by: "held by", "由";
    held_by_after: "", " 持有";
    left_to: "is left to", "只能靠";
    // Processes.
    processes: "PROCESSES", "进程";
    one_process: "The program has one process only: its memory is in OBJECTS.", "程序只有一个进程：它的内存见“共享对象”。";
    main_program: "the program", "主程序";
    between: "BETWEEN THEM", "进程之间";
    nothing_between: "Nothing that several of them see.", "没有多个进程共同可见的东西。";
    differs: "its own", "独有的值";
    dead: "dead", "已死";
    over_cores: "the timeline shows virtual time over cores; t shows the steps again", "时间线显示核心上的虚拟时间；按 t 恢复为步";
    by_steps: "the timeline shows the steps", "时间线显示步";
    core: "core", "核心";
    no_cores: "No time has passed yet.", "时间还没有流逝。";
    idle: "idle", "空闲";
    // The speed-up.
    speed_up: "SPEED-UP", "加速比";
    no_speed_up: "Nothing is measured here.", "这里没有测量。";
    measuring: "Measuring …", "测量中……";
    speed_workers: "workers", "执行者";
    speed_seconds: "seconds", "秒";
    speed_up_column: "speed-up", "加速比";
    amdahl: "Amdahl", "Amdahl";
    efficiency: "efficiency", "效率";
    // The explorer.
    explorer: "WHAT CAN HAPPEN", "可能发生什么";
    not_explored: "Nothing was explored yet: e looks at every interleaving, W at what can still happen from here.", "还没有探索：按 e 查看所有交错，按 W 查看从这里起还可能发生什么。";
    goes_wrong: "WHAT GOES WRONG", "会出的错";
    nothing_wrong: "Nothing goes wrong, whoever moves when.", "无论谁在何时走，都不会出错。";
    one_end: "IT CAN END IN ONE WAY", "结局只有一种";
    never_ends: "It never ends.", "它永远不会结束。";
    explorer_hint: "up and down choose, Enter walks through it, e looks again, Esc leaves", "上下选择，Enter 沿它走一遍，e 重新探索，Esc 离开";
    explorer_hint_counting: "now it is found out how likely each end is; up and down choose, Enter walks through one", "正在估算各结局的可能性；上下选择，Enter 沿它走一遍";
    explorer_hint_empty: "e looks again, Esc leaves", "e 重新探索，Esc 离开";
    explorer_hint_while: "so far; Enter walks through one, x stops the search, Esc leaves it at work", "目前为止；Enter 沿它走一遍，x 停止搜索，Esc 离开（搜索继续）";
    explorer_hint_nothing: "x stops the search and tells what is known, Esc leaves it at work", "x 停止搜索并给出已知的结果，Esc 离开（搜索继续）";
    bars_are_shares: "A bar is how likely an outcome is if whoever can move moves with equal chance at everything that others notice.", "条形表示：每到别人能察觉的一步，能走的人机会均等时，这个结局有多大可能。";
    bars_are_steps: "A bar is as long as the shortest schedule that ends so.", "条形的长度是以此结束的最短调度的步数。";
    one_read_race: "Note: one place may be read by a worker while another is about to store there.", "注意：有一处，一方正要写入时另一方可能在读。";
    nothing_to_stop: "Nothing is being explored: e looks at every interleaving.", "现在没有在探索：按 e 查看所有交错。";
    // Timeline.
    here: "here", "当前";
    lane_running: "runs", "运行";
    lane_ready: "ready", "就绪";
    lane_blocked: "blocked", "阻塞";
    lane_sleeping: "sleeps", "睡眠";
    mark_acquired: "acquired", "获取";
    mark_released: "released", "释放";
    mark_woke: "woke", "唤醒";
    mark_lost: "lost update", "丢失更新";
    mark_raised: "raised", "异常";
    mark_ended: "ended", "结束";
    mark_fix: "fix switched", "切换修复";
    branches: "Branches", "分支";
    shown: "shown", "当前分支";
    // Output, findings, lesson, banker.
    no_output: "Nothing printed yet.", "还没有输出。";
    nothing_found: "Nothing wrong so far.", "目前没有发现问题。";
    no_lesson: "No lesson goes with this file.", "这个文件没有讲解。";
    no_fixes: "This program has no fixes to switch.", "这个程序没有可切换的修复。";
    no_banker: "This program has no banker.", "这个程序没有银行家。";
    no_choices: "Nobody is left to move.", "没有谁还能走了。";
    nothing_happened: "Nothing yet.", "还什么都没发生。";
    available: "Available", "可用";
    allocation: "Allocation", "已分配";
    maximum: "Maximum", "最大需求";
    need: "Need", "尚需";
    allocation_brief: "Has", "已有";
    maximum_brief: "Max", "最大";
    need_brief: "Need", "尚需";
    safe: "Safe, everybody can finish in this order:", "安全，可以按此顺序全部完成：";
    unsafe_state: "Unsafe: perhaps not everybody can finish.", "不安全：可能无法让所有人都完成。";
    request: "asks for", "请求";
    // Fixes.
    on: "on", "开";
    off: "off", "关";
    at_restart: "takes effect at restart", "重新开始后生效";
    // Gallery.
    question: "Question", "问题";
    go_on: "Continue", "继续";
    no_scenarios: "No scenarios. Open a file with: racewalk FILE", "没有场景。用 racewalk 文件名 打开一个文件";
    no_match: "No scenario has that in its title.", "没有标题匹配的场景。";
    answer: "Answer", "答案";
    // Choices.
    time_passes: "time passes", "时间流逝";
    // The footer and the small screen.
    mouse_on: "mouse on: Shift-drag selects text", "鼠标已开启：按住 Shift 拖动可选择文字";
    mouse_off: "mouse off", "鼠标已关闭";
    signs: "Signs", "符号";
    can_notice: "another worker could notice this instruction", "其他执行者能察觉到的指令";
    line_counts: "a fix: this line counts", "修复：这一行生效";
    line_faded: "this line does not count now", "这一行当前不生效";
    turn: "whose turn it is", "轮到谁走";
    close: "Esc close", "Esc 关闭";
}

impl Words {
    /// What the timeline shows after the key that changes it.
    pub(crate) fn timeline_is(&self, cores: bool) -> &'static str {
        if cores {
            self.over_cores
        } else {
            self.by_steps
        }
    }
}

/// The words of one language.
pub(crate) fn words(language: Language) -> &'static Words {
    match language {
        Language::En => &EN,
        Language::Zh => &ZH,
    }
}

pub(crate) fn granularity(language: Language, granularity: Granularity) -> &'static str {
    match (granularity, language) {
        (Granularity::Instruction, Language::En) => "by instruction",
        (Granularity::Instruction, Language::Zh) => "按指令",
        (Granularity::Line, Language::En) => "by line",
        (Granularity::Line, Language::Zh) => "按行",
        (Granularity::Visible, Language::En) => "by visible operation",
        (Granularity::Visible, Language::Zh) => "按可见操作",
    }
}

/// What a profile means, for the menu.
pub(crate) fn profile(language: Language, profile: Profile) -> &'static str {
    match (profile, language) {
        (Profile::Language, Language::En) => "a switch may come before any instruction",
        (Profile::Language, Language::Zh) => "任何指令之前都可能切换",
        (Profile::Cpython39, Language::En) => "CPython up to 3.9: before almost any instruction",
        (Profile::Cpython39, Language::Zh) => "CPython 3.9 及以前：几乎任何指令之前",
        (Profile::Cpython312, Language::En) => {
            "CPython 3.11 to 3.13: at function entry, backward jumps, some calls"
        }
        (Profile::Cpython312, Language::Zh) => {
            "CPython 3.11 至 3.13：函数入口、向后跳转和部分调用处"
        }
        (Profile::FreeThreaded, Language::En) => "without a GIL: several cores at once",
        (Profile::FreeThreaded, Language::Zh) => "没有 GIL：多个核心同时运行",
    }
}

/// What a policy means, for the menu.
pub(crate) fn policy(language: Language, policy: Policy) -> &'static str {
    match (policy, language) {
        (Policy::Hand, Language::En) => "you decide; the turn stays where it is",
        (Policy::Hand, Language::Zh) => "由你决定；不主动换人",
        (Policy::Cpython, Language::En) => "as CPython would most likely do it",
        (Policy::Cpython, Language::Zh) => "按 CPython 最可能的方式",
        (Policy::RoundRobin, Language::En) => "everybody in turn",
        (Policy::RoundRobin, Language::Zh) => "轮流",
        (Policy::Random, Language::En) => "anybody, by the seed",
        (Policy::Random, Language::Zh) => "按种子随机",
        (Policy::Pct, Language::En) => "random priorities with few changes: finds rare faults",
        (Policy::Pct, Language::Zh) => "随机优先级、少量变化：容易发现罕见错误",
        (Policy::Scripted, Language::En) => "as the given schedule says",
        (Policy::Scripted, Language::Zh) => "按给定的调度",
    }
}

pub(crate) fn verdict(language: Language, verdict: Verdict) -> &'static str {
    match (verdict, language) {
        (Verdict::Deadlock, Language::En) => "deadlock",
        (Verdict::Deadlock, Language::Zh) => "死锁",
        (Verdict::PartialDeadlock, Language::En) => "partial deadlock",
        (Verdict::PartialDeadlock, Language::Zh) => "部分死锁",
        (Verdict::Livelock, Language::En) => "livelock",
        (Verdict::Livelock, Language::Zh) => "活锁",
        (Verdict::Starvation, Language::En) => "starvation",
        (Verdict::Starvation, Language::Zh) => "饥饿",
        (Verdict::BusyWait, Language::En) => "busy waiting",
        (Verdict::BusyWait, Language::Zh) => "忙等待",
        (Verdict::LostWakeup, Language::En) => "lost wake-up",
        (Verdict::LostWakeup, Language::Zh) => "丢失的唤醒",
        (Verdict::DataRace, Language::En) => "data race",
        (Verdict::DataRace, Language::Zh) => "数据竞争",
        (Verdict::Assertion, Language::En) => "failed assertion",
        (Verdict::Assertion, Language::Zh) => "断言失败",
        (Verdict::Exception, Language::En) => "uncaught exception",
        (Verdict::Exception, Language::Zh) => "未捕获的异常",
    }
}
