//! The keys: one table. Dispatch, footer and help all read it, so none can say what another does not do.

use crate::view::{Abilities, Language};

/// A key as a person presses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    Char(char),
    Ctrl(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
}

/// What a key, or a click on its hint, means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    Step,
    /// By the number on the screen.
    StepWorker(u32),
    Back,
    Forward,
    Start,
    End,
    Play,
    Faster,
    Slower,
    Granularity,
    Fixes,
    AllFixes,
    Restart,
    Save,
    Copy,
    Profile,
    Policy,
    PreviousBranch,
    NextBranch,
    NextPane,
    PreviousPane,
    Zoom,
    Lesson,
    Output,
    /// The processes side by side.
    Processes,
    /// The timeline by steps, or in virtual time over cores.
    Cores,
    /// What more workers gain.
    SpeedUp,
    Kill,
    Up,
    Down,
    PageUp,
    PageDown,
    Confirm,
    Search,
    /// Every command by its name.
    Palette,
    Explore,
    /// From the moment on the screen.
    Onward,
    StopExploring,
    Live,
    Edit,
    Mouse,
    Language,
    Help,
    Close,
    Quit,
    Interrupt,
    Repaint,
    Suspend,
}

/// Where a row of the table is valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In an open scenario.
    Run,
    Gallery,
    Everywhere,
}

/// One row.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    pub keys: &'static [Key],
    /// How the keys are written, in the help and in the footer.
    pub shown: &'static str,
    /// The same in ASCII, where `shown` is not.
    pub ascii: &'static str,
    pub action: Action,
    pub place: Place,
    /// For the footer; empty keeps it out.
    pub brief: [&'static str; 2],
    /// For the help.
    pub words: [&'static str; 2],
    /// Hidden and deaf without it.
    pub needs: Option<fn(Abilities) -> bool>,
}

impl Binding {
    pub fn brief(&self, language: Language) -> &'static str {
        self.brief[language as usize]
    }

    pub fn words(&self, language: Language) -> &'static str {
        self.words[language as usize]
    }

    pub fn shown(&self, ascii: bool) -> &'static str {
        if ascii { self.ascii } else { self.shown }
    }

    fn is_open(&self, abilities: Abilities) -> bool {
        self.needs.is_none_or(|needs| needs(abilities))
    }

    fn holds_in(&self, place: Place) -> bool {
        self.place == place || self.place == Place::Everywhere
    }
}

const fn row(
    keys: &'static [Key],
    shown: &'static str,
    action: Action,
    place: Place,
    brief: [&'static str; 2],
    words: [&'static str; 2],
) -> Binding {
    Binding {
        keys,
        shown,
        ascii: shown,
        action,
        place,
        brief,
        words,
        needs: None,
    }
}

const fn arrow(binding: Binding, ascii: &'static str) -> Binding {
    Binding { ascii, ..binding }
}

const fn needs(binding: Binding, ability: fn(Abilities) -> bool) -> Binding {
    Binding {
        needs: Some(ability),
        ..binding
    }
}

use Key::{BackTab, Char, Ctrl, Down, Enter, Esc, Left, PageDown, PageUp, Right, Tab, Up};
use Place::{Everywhere, Gallery, Run};

const DIGITS: &[Key] = &[
    Char('0'),
    Char('1'),
    Char('2'),
    Char('3'),
    Char('4'),
    Char('5'),
    Char('6'),
    Char('7'),
    Char('8'),
    Char('9'),
];
const NO: [&str; 2] = ["", ""];

/// In the order of the help, and of what the footer gives up last.
#[rustfmt::skip]
pub static TABLE: &[Binding] = &[
    arrow(row(&[Up, Char('k')], "↑", Action::Up, Gallery, NO, ["the scenario above", "上一个场景"]), "Up"),
    arrow(row(&[Down, Char('j')], "↓", Action::Down, Gallery, ["choose", "选择"], ["the scenario below", "下一个场景"]), "Down"),
    row(&[Enter, Char(' ')], "Enter", Action::Confirm, Gallery, ["open", "打开"], ["open the scenario", "打开场景"]),
    row(&[Char('/')], "/", Action::Search, Gallery, ["search", "搜索"], ["search the titles; Esc shows all again", "搜索标题；Esc 恢复全部"]),
    row(&[Char(' ')], "space", Action::Step, Run, ["step", "走一步"], ["step the worker whose turn it is", "让轮到的执行者走一步"]),
    row(DIGITS, "1-9", Action::StepWorker(0), Run, ["worker", "执行者"], ["step worker 1 to 9; 0 is main", "让 1 至 9 号走一步；0 是 main"]),
    arrow(row(&[Left, Char('b')], "←", Action::Back, Run, ["back", "后退"], ["one step back, as far as the start", "后退一步，直到开头"]), "b"),
    row(&[Char('p')], "p", Action::Play, Run, ["play", "播放"], ["play and pause", "播放与暂停"]),
    row(&[Char('f')], "f", Action::Fixes, Run, ["fixes", "修复"], ["switch a fix, in the middle of the run", "在运行中切换修复"]),
    row(&[Char('z')], "z", Action::Zoom, Run, ["zoom", "放大"], ["one pane on the whole screen", "把一个窗格放大到全屏"]),
    row(&[Char('F')], "F", Action::AllFixes, Run, NO, ["switch all fixes on, or all off", "打开或关闭全部修复"]),
    row(&[Char('g')], "g", Action::Granularity, Run, ["step size", "步长"], ["step by instruction, by line, by visible operation", "步长：按指令、按行、按可见操作"]),
    needs(row(&[Char('e')], "e", Action::Explore, Run, ["explore", "探索"], ["explore every interleaving: what can go wrong, how it can end", "探索所有交错：会出什么错，会怎样结束"]), |can| can.explore),
    needs(row(&[Char('W')], "W", Action::Onward, Run, NO, ["what can still happen from here?", "从这里起还可能发生什么？"]), |can| can.explore),
    needs(row(&[Char('x')], "x", Action::StopExploring, Run, NO, ["stop exploring, and tell what is known", "停止探索，给出已知的结果"]), |can| can.explore),
    needs(row(&[Char('l')], "l", Action::Live, Run, ["live", "实跑"], ["run on real threads and processes", "在真实线程和进程上运行"]), |can| can.live),
    row(&[Tab], "tab", Action::NextPane, Run, ["pane", "窗格"], ["the next pane", "下一个窗格"]),
    row(&[BackTab], "shift-tab", Action::PreviousPane, Run, NO, ["the pane before", "上一个窗格"]),
    arrow(row(&[Right], "→", Action::Forward, Run, ["forward", "前进"], ["one step forward along what is known", "沿已知的运行前进一步"]), "Right"),
    row(&[Key::Home], "Home", Action::Start, Run, NO, ["to the start", "回到开头"]),
    row(&[Key::End], "End", Action::End, Run, NO, ["to the last moment known", "到已知的最后时刻"]),
    row(&[Char('+'), Char('=')], "+", Action::Faster, Run, NO, ["play faster", "播放加快"]),
    row(&[Char('-')], "-", Action::Slower, Run, NO, ["play slower", "播放减慢"]),
    row(&[Char('[')], "[", Action::PreviousBranch, Run, NO, ["the branch before", "上一个分支"]),
    row(&[Char(']')], "]", Action::NextBranch, Run, NO, ["the next branch", "下一个分支"]),
    arrow(row(&[Up, Char('k')], "↑ k", Action::Up, Run, NO, ["up: choose a worker or a row, scroll", "向上：选择或滚动"]), "Up k"),
    arrow(row(&[Down, Char('j')], "↓ j", Action::Down, Run, NO, ["down", "向下"]), "Down j"),
    row(&[Enter], "Enter", Action::Confirm, Run, NO, ["do what the chosen row says: step it, switch it, go there", "执行所选的一行：走一步、切换或跳转"]),
    row(&[PageUp], "PgUp", Action::PageUp, Everywhere, NO, ["a page up", "上一页"]),
    row(&[PageDown], "PgDn", Action::PageDown, Everywhere, NO, ["a page down", "下一页"]),
    row(&[Char('i')], "i", Action::Lesson, Run, ["lesson", "讲解"], ["the lesson's text", "讲解文字"]),
    row(&[Char('o')], "o", Action::Output, Run, NO, ["the whole output", "全部输出"]),
    row(&[Char('M')], "M", Action::Processes, Run, NO, ["the processes side by side, each with its own memory", "并排显示各进程及其各自的内存"]),
    row(&[Char('t')], "t", Action::Cores, Run, NO, ["the timeline by steps, or in virtual time over cores", "时间线：按步，或按核心上的虚拟时间"]),
    row(&[Char('S')], "S", Action::SpeedUp, Run, NO, ["the speed-up: 1 to N workers, beside Amdahl's law", "加速比：1 到 N 个执行者，与 Amdahl 定律对照"]),
    row(&[Char('K')], "K", Action::Kill, Run, NO, ["kill the process of the chosen worker; press it twice", "终止所选执行者的进程（按两次确认）"]),
    row(&[Char('r')], "r", Action::Restart, Run, ["restart", "重来"], ["again from the start, with the fixes as they are", "保留修复设置，从头再来"]),
    row(&[Char('P')], "P", Action::Profile, Run, NO, ["profile: where a thread may lose its turn", "配置：线程可能在哪里被切换"]),
    row(&[Char('O')], "O", Action::Policy, Run, NO, ["policy: who goes next", "策略：谁走下一步"]),
    needs(row(&[Char('s')], "s", Action::Save, Run, NO, ["save this run", "保存这次运行"]), |can| can.save),
    row(&[Char('y')], "y", Action::Copy, Run, NO, ["copy the command that opens this moment again", "复制能重新打开此刻的命令"]),
    needs(row(&[Char('E')], "E", Action::Edit, Run, NO, ["open the file in the editor", "在编辑器中打开文件"]), |can| can.edit),
    row(&[Char('m')], "m", Action::Mouse, Everywhere, NO, ["mouse on and off (Shift-drag selects text)", "开关鼠标（按住 Shift 拖动可选择文字）"]),
    row(&[Char('L')], "L", Action::Language, Everywhere, ["中文", "English"], ["speak Chinese", "改用英文"]),
    row(&[Esc], "Esc", Action::Close, Everywhere, NO, ["close the window, the zoom, the scenario", "关闭窗口、放大或场景"]),
    row(&[Char(':'), Ctrl('p')], ":", Action::Palette, Everywhere, ["commands", "命令"], ["find a command by its words (also Ctrl-P)", "按文字查找命令（也可按 Ctrl-P）"]),
    row(&[Char('?')], "?", Action::Help, Everywhere, ["help", "帮助"], ["this help", "本帮助"]),
    row(&[Char('q')], "q", Action::Quit, Everywhere, ["quit", "退出"], ["quit", "退出"]),
    row(&[Ctrl('c')], "Ctrl-C", Action::Interrupt, Everywhere, NO, ["quit at once", "立即退出"]),
    row(&[Ctrl('l')], "Ctrl-L", Action::Repaint, Everywhere, NO, ["paint the screen anew", "重绘屏幕"]),
    row(&[Ctrl('z')], "Ctrl-Z", Action::Suspend, Everywhere, NO, ["to the shell; fg comes back", "回到 shell；fg 返回"]),
];

/// The rows that hold in this place, with these abilities.
pub(crate) fn bindings(
    place: Place,
    abilities: Abilities,
) -> impl Iterator<Item = &'static Binding> {
    TABLE
        .iter()
        .filter(move |binding| binding.holds_in(place) && binding.is_open(abilities))
}

/// What a key means here; `None` where it means nothing.
pub(crate) fn find(key: Key, place: Place, abilities: Abilities) -> Option<Action> {
    let binding = bindings(place, abilities).find(|binding| binding.keys.contains(&key))?;
    Some(match (binding.action, key) {
        (Action::StepWorker(_), Char(digit)) => Action::StepWorker(digit.to_digit(10)?),
        (action, _) => action,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_place() {
        for place in [Run, Gallery] {
            let mut seen = Vec::new();
            for binding in TABLE.iter().filter(|binding| binding.holds_in(place)) {
                for key in binding.keys {
                    assert!(!seen.contains(key), "{key:?} twice in {place:?}");
                    seen.push(*key);
                }
            }
        }
    }

    #[test]
    fn every_row_has_words_in_both_languages() {
        for binding in TABLE {
            assert!(
                binding.words.iter().all(|words| !words.is_empty()),
                "{}",
                binding.shown
            );
            assert_eq!(
                binding.brief[0].is_empty(),
                binding.brief[1].is_empty(),
                "{}",
                binding.shown
            );
        }
    }

    #[test]
    fn a_key_without_its_ability_is_deaf() {
        let can = Abilities::default();
        assert_eq!(find(Char('e'), Run, can), None);
        assert_eq!(
            find(
                Char('e'),
                Run,
                Abilities {
                    explore: true,
                    ..can
                }
            ),
            Some(Action::Explore)
        );
    }
}
