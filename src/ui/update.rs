//! What a message changes in the model, and what it asks of the session.

use crate::ui::keys::{self, Action, Key};
use crate::ui::layout::layout;
use crate::ui::message::{Gesture, Message, Mouse};
use crate::ui::model::{Layer, Model};
use crate::ui::palette;
use crate::ui::panes::{Pane, Target};
use crate::ui::view::{Hit, chosen, extent, hit};
use crate::ui::words::{policy, profile, say};
use crate::view::{
    Command, Go, Life, Notice, Offer, Pace, Policy, Profile, Screen, Stage, Tone, Worker, WorkerId,
};

/// One message in; commands out, in the order in which they are meant.
pub fn update(model: &mut Model, message: Message) -> Vec<Command> {
    match message {
        Message::Key(key) => press(model, key),
        Message::Mouse(mouse) => touch(model, mouse),
        Message::Resized { width, height } => {
            model.width = width;
            model.height = height;
            Vec::new()
        }
        Message::Screen(screen) => {
            arrive(model, screen);
            Vec::new()
        }
        Message::Gallery(gallery) => {
            if model.screen.take().is_some() || model.gallery.topics.is_empty() {
                // What could not be opened is still to be read.
                if !matches!(model.layer, Some(Layer::Refused { .. })) {
                    model.layer = None;
                }
                model.zoomed = false;
                let last = gallery.last.as_deref();
                model.filter.clear();
                let entries = gallery.topics.iter().flat_map(|topic| &topic.entries);
                let position = entries
                    .clone()
                    .position(|entry| Some(entry.name.as_str()) == last);
                model.chosen =
                    position.unwrap_or(model.chosen.min(entries.count().saturating_sub(1)));
                model.scroll = [None; Pane::ALL.len()];
            }
            model.gallery = *gallery;
            let entries = model.entries().count();
            model.chosen = model.chosen.min(entries.saturating_sub(1));
            Vec::new()
        }
        Message::Notice(notice) => {
            notify(model, notice);
            Vec::new()
        }
    }
}

/// A new picture of the run. Whoever scrolled the code away gets it back when the run moves on.
fn arrive(model: &mut Model, screen: Box<Screen>) {
    match &model.screen {
        None => {
            model.is_typing = false;
            model.scroll = [None; Pane::ALL.len()];
            model.cursor = [0; Pane::ALL.len()];
            model.focus = Pane::Workers;
            model.zoomed = false;
            model.layer = None;
        }
        Some(before) if before.header.moment != screen.header.moment => {
            for pane in [
                Pane::Code,
                Pane::Workers,
                Pane::Objects,
                Pane::WaitsFor,
                Pane::Happened,
            ] {
                model.scroll[pane.index()] = None;
            }
            if before.lesson.current != screen.lesson.current {
                model.scroll[Pane::Lesson.index()] = None;
            }
        }
        Some(_) => {}
    }
    for pane in Pane::ALL {
        let rows = pane.choosable(&screen).unwrap_or(1);
        let cursor = &mut model.cursor[pane.index()];
        *cursor = (*cursor).min(rows.saturating_sub(1));
    }
    model.screen = Some(screen);
}

fn notify(model: &mut Model, notice: Notice) {
    match notice.tone {
        Tone::Said => {
            let words = notice.words.get(model.settings.language);
            model.said = Some(words.lines().next().unwrap_or_default().to_owned());
        }
        Tone::Refused => model.layer = Some(Layer::Refused { notice, scroll: 0 }),
    }
}

fn press(model: &mut Model, key: Key) -> Vec<Command> {
    model.said = None;
    model.clicked = None;
    let doomed = model.doomed.take();
    if let (Some(doomed), Key::Char('K')) = (doomed, key) {
        return paused_then(model, Command::Kill(doomed));
    }
    if model.is_typing
        && let Some(commands) = type_in(model, key)
    {
        return commands;
    }
    if let Some(commands) = type_in_window(model, key) {
        return commands;
    }
    // In a window with a list a digit is the row with that number.
    if let (
        Some(Layer::Fixes { .. } | Layer::Profile { .. } | Layer::Policy { .. }),
        Key::Char(digit @ '1'..='9'),
    ) = (&model.layer, key)
    {
        return confirm_in_window(model, digit as usize - '1' as usize);
    }
    // Any window is a list, or a text to read.
    let in_window = [
        ('j', Action::Down),
        ('k', Action::Up),
        (' ', Action::Confirm),
    ];
    if let (Some(_), Some((_, action))) = (
        &model.layer,
        in_window
            .into_iter()
            .find(|(letter, _)| key == Key::Char(*letter)),
    ) {
        return act(model, action);
    }
    match keys::find(key, model.place(), model.abilities()) {
        Some(action) => act(model, action),
        None => {
            let language = model.settings.language;
            model.said = Some(match key {
                Key::Char(letter) => say!(
                    language,
                    "{letter} means nothing here: ? shows every key.",
                    "{letter} 在这里没有作用：按 ? 查看所有按键。"
                ),
                _ => say!(
                    language,
                    "This key means nothing here: ? shows every key.",
                    "这个键在这里没有作用：按 ? 查看所有按键。"
                ),
            });
            Vec::new()
        }
    }
}

/// A key that goes into what is searched for: in the palette always, in the help after `/`.
fn type_in_window(model: &mut Model, key: Key) -> Option<Vec<Command>> {
    match model.layer.as_mut()? {
        Layer::Palette { typed, cursor } => {
            match key {
                Key::Char(letter) => typed.push(letter),
                // The terminal's Backspace; on an empty line it leaves.
                Key::Left => {
                    if typed.pop().is_none() {
                        model.layer = None;
                    }
                    return Some(Vec::new());
                }
                Key::Tab => return Some(act(model, Action::Down)),
                Key::BackTab => return Some(act(model, Action::Up)),
                _ => return None,
            }
            *cursor = 0;
        }
        Layer::Help { scroll, search } if search.is_typing => {
            match key {
                Key::Char(letter) => search.words.push(letter),
                Key::Left => {
                    search.is_typing = search.words.pop().is_some();
                }
                Key::Enter => search.is_typing = false,
                Key::Esc => *search = crate::ui::model::Search::default(),
                _ => return None,
            }
            *scroll = 0;
        }
        Layer::Help { search, .. } if key == Key::Char('/') => search.is_typing = true,
        // What was searched for is a layer of its own.
        Layer::Help { scroll, search } if key == Key::Esc && !search.words.is_empty() => {
            search.words.clear();
            *scroll = 0;
        }
        Layer::Help { .. }
        | Layer::Fixes { .. }
        | Layer::Profile { .. }
        | Layer::Policy { .. }
        | Layer::Refused { .. } => return None,
    }
    Some(Vec::new())
}

/// A key while the gallery is searched; `None`: it means what it always means.
fn type_in(model: &mut Model, key: Key) -> Option<Vec<Command>> {
    match key {
        Key::Char(letter) => {
            let filter = format!("{}{letter}", model.filter);
            retype(model, filter);
        }
        // The terminal's Backspace.
        Key::Left => {
            let mut filter = model.filter.clone();
            filter.pop();
            retype(model, filter);
        }
        Key::Esc => {
            model.is_typing = false;
            model.filter.clear();
        }
        Key::Enter => {
            model.is_typing = false;
            return None;
        }
        Key::Ctrl(_)
        | Key::Tab
        | Key::BackTab
        | Key::Right
        | Key::Up
        | Key::Down
        | Key::Home
        | Key::End
        | Key::PageUp
        | Key::PageDown => return None,
    }
    Some(Vec::new())
}

fn retype(model: &mut Model, filter: String) {
    model.said = Some(format!("/{filter}"));
    model.filter = filter;
    model.chosen = 0;
}

fn act(model: &mut Model, action: Action) -> Vec<Command> {
    if model.layer.is_some()
        && let Some(commands) = act_in_window(model, action)
    {
        return commands;
    }
    match action {
        Action::Step => step(model),
        Action::StepWorker(number) => step_worker(model, WorkerId(number)),
        Action::Back => vec![Command::Go(Go::Back(1))],
        Action::Forward => forward(model),
        Action::Start => vec![Command::Go(Go::Start)],
        Action::End => vec![Command::Go(Go::End)],
        Action::Play => vec![if is_playing(model) {
            Command::Pause
        } else {
            Command::Play
        }],
        Action::Faster | Action::Slower => speed(model, action == Action::Faster),
        Action::Granularity => granularity(model),
        Action::Fixes => fixes(model),
        Action::AllFixes => all_fixes(model),
        Action::Restart => vec![Command::Restart],
        Action::Save => vec![Command::Save],
        Action::Copy => copy(model),
        Action::Profile => menu(model, |screen| Layer::Profile {
            cursor: position(&Profile::ALL, &screen.header.profile),
        }),
        Action::Policy => menu(model, |screen| Layer::Policy {
            cursor: position(&Policy::ALL, &screen.header.policy),
        }),
        Action::PreviousBranch => branch(model, false),
        Action::NextBranch => branch(model, true),
        Action::NextPane => turn_focus(model, true),
        Action::PreviousPane => turn_focus(model, false),
        Action::Zoom => {
            if model.zoomed {
                unzoom(model);
            } else {
                model.zoomed = true;
            }
            Vec::new()
        }
        Action::Lesson => look_at(model, Pane::Lesson),
        Action::Output => look_at(model, Pane::Output),
        Action::Processes => look_at(model, Pane::Processes),
        Action::Cores => {
            model.cores = !model.cores;
            model.scroll[Pane::Timeline.index()] = None;
            model.said = Some(model.words().timeline_is(model.cores).to_owned());
            Vec::new()
        }
        Action::SpeedUp => speed_up(model),
        Action::Kill => ask_to_kill(model),
        Action::Up => go(model, false),
        Action::Down => go(model, true),
        Action::PageUp => page(model, false),
        Action::PageDown => page(model, true),
        Action::Confirm => confirm(model),
        Action::Search => {
            model.is_typing = true;
            retype(model, String::new());
            Vec::new()
        }
        Action::Explore => explore(model),
        Action::Onward => onward(model),
        Action::StopExploring => stop_exploring(model),
        Action::Live => vec![Command::Live],
        Action::Edit => vec![Command::Edit],
        Action::Mouse => mouse(model),
        Action::Language => {
            model.settings.language = model.settings.language.other();
            vec![Command::Language(model.settings.language)]
        }
        Action::Palette => {
            model.layer = Some(Layer::Palette {
                typed: String::new(),
                cursor: 0,
            });
            Vec::new()
        }
        Action::Help => {
            model.layer = Some(Layer::help());
            Vec::new()
        }
        Action::Close => close(model),
        Action::Quit | Action::Interrupt => vec![Command::Quit],
        Action::Repaint => vec![Command::Repaint],
        Action::Suspend => vec![Command::Suspend],
    }
}

/// `None`: the window does not care, and the action means what it always means.
fn act_in_window(model: &mut Model, action: Action) -> Option<Vec<Command>> {
    let fixes = model
        .screen
        .as_ref()
        .map_or(0, |screen| screen.fixes.rows.len());
    let screenful = usize::from(model.height.saturating_sub(4)).max(1);
    let commands = match &model.layer {
        Some(Layer::Palette { typed, .. }) => palette::matching(model, typed).len(),
        _ => 0,
    };
    let layer = model.layer.as_mut()?;
    let (position, last) = match layer {
        Layer::Help { scroll, .. } | Layer::Refused { scroll, .. } => (scroll, usize::MAX),
        Layer::Palette { cursor, .. } => (cursor, commands.saturating_sub(1)),
        Layer::Fixes { cursor } => (cursor, fixes.saturating_sub(1)),
        Layer::Profile { cursor } => (cursor, Profile::ALL.len() - 1),
        Layer::Policy { cursor } => (cursor, Policy::ALL.len() - 1),
    };
    match action {
        Action::Up => *position = position.saturating_sub(1),
        Action::Down => *position = position.saturating_add(1).min(last),
        Action::PageUp => *position = position.saturating_sub(screenful),
        Action::PageDown => *position = position.saturating_add(screenful).min(last),
        Action::Start => *position = 0,
        Action::End => *position = last,
        Action::Confirm => {
            let at = *position;
            return Some(confirm_in_window(model, at));
        }
        Action::Close => model.layer = None,
        Action::Help => {
            let was_help = matches!(layer, Layer::Help { .. });
            model.layer = (!was_help).then(Layer::help);
        }
        Action::Fixes => {
            let was_fixes = matches!(layer, Layer::Fixes { .. });
            model.layer = None;
            return (!was_fixes)
                .then(|| self::fixes(model))
                .or(Some(Vec::new()));
        }
        Action::Quit
        | Action::Interrupt
        | Action::Repaint
        | Action::Suspend
        | Action::Language
        | Action::Palette
        | Action::Mouse => return None,
        Action::Step
        | Action::StepWorker(_)
        | Action::Back
        | Action::Forward
        | Action::Play
        | Action::Faster
        | Action::Slower
        | Action::Granularity
        | Action::AllFixes
        | Action::Restart
        | Action::Save
        | Action::Copy
        | Action::Profile
        | Action::Policy
        | Action::PreviousBranch
        | Action::NextBranch
        | Action::NextPane
        | Action::PreviousPane
        | Action::Zoom
        | Action::Lesson
        | Action::Output
        | Action::Processes
        | Action::Cores
        | Action::SpeedUp
        | Action::Kill
        | Action::Search
        | Action::Explore
        | Action::Onward
        | Action::StopExploring
        | Action::Live
        | Action::Edit => {
            model.said = Some(say!(
                model.settings.language,
                "Esc closes this window first.",
                "先按 Esc 关闭这个窗口。"
            ));
        }
    }
    // A text scrolls no further than its end.
    let end = crate::ui::window::window(model).map(|window| window.rows.first);
    if let (Some(Layer::Help { scroll, .. } | Layer::Refused { scroll, .. }), Some(end)) =
        (&mut model.layer, end)
    {
        *scroll = (*scroll).min(end);
    }
    Some(Vec::new())
}

fn confirm_in_window(model: &mut Model, at: usize) -> Vec<Command> {
    match model.layer {
        Some(Layer::Fixes { .. }) => toggle(model, at),
        Some(Layer::Profile { .. }) => {
            model.layer = None;
            let Some(&chosen) = Profile::ALL.get(at) else {
                return Vec::new();
            };
            let words = profile(model.settings.language, chosen);
            model.said = Some(format!("{}: {words}", chosen.name()));
            vec![Command::Profile(chosen)]
        }
        Some(Layer::Policy { .. }) => {
            model.layer = None;
            let Some(&chosen) = Policy::ALL.get(at) else {
                return Vec::new();
            };
            let words = policy(model.settings.language, chosen);
            model.said = Some(format!("{}: {words}", chosen.name()));
            vec![Command::Policy(chosen)]
        }
        Some(Layer::Palette { ref typed, .. }) => {
            let found = palette::matching(model, typed).get(at).copied();
            model.layer = None;
            found.map_or_else(Vec::new, |binding| act(model, binding.action))
        }
        Some(Layer::Help { .. } | Layer::Refused { .. }) | None => {
            model.layer = None;
            Vec::new()
        }
    }
}

fn is_playing(model: &Model) -> bool {
    (model.screen.as_ref()).is_some_and(|screen| screen.header.pace == Pace::Playing)
}

/// A step by hand ends the playing; where nobody can move, the footer says why.
fn step(model: &mut Model) -> Vec<Command> {
    let Some(screen) = model.screen.as_deref() else {
        return Vec::new();
    };
    if screen.workers.turn.is_none() {
        // Nobody in the program can move, but time may.
        let passing = (screen.choices.rows.iter()).position(|choice| match choice.offer {
            Offer::Expire { .. } | Offer::PassTime { .. } => true,
            Offer::Step { .. } | Offer::Cannot(_) => false,
        });
        if let Some(at) = passing {
            return vec![Command::Choose(at as u32)];
        }
        let ending = model.voice().ending(&screen.header.ending);
        model.said = Some(ending.unwrap_or_else(|| model.words().no_choices.to_owned()));
        return Vec::new();
    }
    paused_then(model, Command::Step)
}

fn step_worker(model: &mut Model, id: WorkerId) -> Vec<Command> {
    let Some(screen) = model.screen.as_deref() else {
        return Vec::new();
    };
    let voice = model.voice();
    let who = voice.label(id);
    let refusal = match screen.workers.get(id) {
        None => Some(say!(
            model.settings.language,
            "There is no {who}.",
            "没有 {who}。"
        )),
        // A timed wait can be ended by a step, where the session offers that.
        Some(worker) => {
            let offered = (screen.choices.rows.iter()).position(|choice| {
                choice.worker == Some(id) && matches!(choice.offer, Offer::Expire { .. })
            });
            if let (Some(at), false) = (offered, worker.state.can_move()) {
                return paused_then(model, Command::Choose(at as u32));
            }
            voice.why_not(id, &worker.state)
        }
    };
    match refusal {
        Some(why) => {
            model.said = Some(why);
            Vec::new()
        }
        None => paused_then(model, Command::StepWorker(id)),
    }
}

/// The first `K` asks, in the footer; only a second one right after it kills.
fn ask_to_kill(model: &mut Model) -> Vec<Command> {
    let Some(view) = model.screen.as_deref().map(|screen| &screen.workers) else {
        return Vec::new();
    };
    let worker = view.selected.or(view.turn).and_then(|id| view.get(id));
    let process = worker.and_then(|worker| view.process(worker.task.pid));
    let (Some(worker), Some(process)) = (worker, process) else {
        return Vec::new();
    };
    let (who, id) = (model.voice().label(process.main), process.os_id);
    let language = model.settings.language;
    let (words, doomed) = if process.life == Life::Alive {
        let words = say!(
            language,
            "Kill process {id} ({who}) with signal 9? K once more does it.",
            "用信号 9 终止进程 {id}（{who}）？再按一次 K 执行。"
        );
        (words, Some(worker.id))
    } else {
        let words = say!(
            language,
            "Process {id} ({who}) has ended already.",
            "进程 {id}（{who}）已经结束了。"
        );
        (words, None)
    };
    model.said = Some(words);
    model.doomed = doomed;
    Vec::new()
}

fn paused_then(model: &Model, command: Command) -> Vec<Command> {
    if is_playing(model) {
        vec![Command::Pause, command]
    } else {
        vec![command]
    }
}

fn forward(model: &mut Model) -> Vec<Command> {
    let at_the_end =
        (model.screen.as_ref()).is_some_and(|screen| screen.header.moment >= screen.header.known);
    if at_the_end {
        model.said = Some(say!(
            model.settings.language,
            "Nothing more is known here: space takes a new step.",
            "后面还没有走过：按空格走新的一步。"
        ));
        return Vec::new();
    }
    vec![Command::Go(Go::Forward(1))]
}

fn speed(model: &mut Model, faster: bool) -> Vec<Command> {
    let now = model
        .screen
        .as_ref()
        .map_or(1, |screen| screen.header.speed.max(1));
    let speed = if faster {
        now.saturating_mul(2).min(1024)
    } else {
        (now / 2).max(1)
    };
    model.said = Some(say!(
        model.settings.language,
        "{speed} moves a second",
        "每秒 {speed} 步"
    ));
    vec![Command::Speed(speed)]
}

fn granularity(model: &mut Model) -> Vec<Command> {
    let Some(screen) = model.screen.as_deref() else {
        return Vec::new();
    };
    vec![Command::Granularity(screen.header.granularity.next())]
}

/// One fix is switched right away; several open a window; none is said.
fn fixes(model: &mut Model) -> Vec<Command> {
    match model
        .screen
        .as_ref()
        .map_or(0, |screen| screen.fixes.rows.len())
    {
        0 => {
            model.said = Some(model.words().no_fixes.to_owned());
            Vec::new()
        }
        1 => toggle(model, 0),
        _ => {
            model.layer = Some(Layer::Fixes { cursor: 0 });
            Vec::new()
        }
    }
}

fn toggle(model: &Model, at: usize) -> Vec<Command> {
    let fix = model
        .screen
        .as_ref()
        .and_then(|screen| screen.fixes.rows.get(at));
    fix.map(|fix| Command::ToggleFix(fix.name.clone()))
        .into_iter()
        .collect()
}

fn all_fixes(model: &mut Model) -> Vec<Command> {
    let Some(screen) = model
        .screen
        .as_deref()
        .filter(|screen| !screen.fixes.rows.is_empty())
    else {
        model.said = Some(model.words().no_fixes.to_owned());
        return Vec::new();
    };
    let all_on = screen.fixes.rows.iter().all(|fix| fix.on);
    vec![Command::AllFixes(!all_on)]
}

/// What was found is shown; where nothing was, or what is on the screen has changed since, it is looked for. Once it is
/// on the screen, the same key looks again.
fn explore(model: &mut Model) -> Vec<Command> {
    let view = model
        .screen
        .as_ref()
        .and_then(|screen| screen.explorer.as_deref());
    let is_of_this = view.is_some_and(|view| !view.stale && view.from == 0);
    let goes_on = view.is_some_and(|view| view.stage != Stage::Over);
    let is_open = model.focus == Pane::Explorer && model.zoomed;
    if is_of_this && (!is_open || goes_on) {
        if is_open {
            model.said = Some(model.words().explorer_hint_nothing.to_owned());
        }
        show_explorer(model);
        return Vec::new();
    }
    show_explorer(model);
    vec![Command::Explore]
}

fn onward(model: &mut Model) -> Vec<Command> {
    show_explorer(model);
    paused_then(model, Command::Onward)
}

fn speed_up(model: &mut Model) -> Vec<Command> {
    look_at(model, Pane::SpeedUp);
    if model.zoomed {
        vec![Command::SpeedUp]
    } else {
        Vec::new()
    }
}

fn mouse(model: &mut Model) -> Vec<Command> {
    model.settings.mouse = !model.settings.mouse;
    let words = model.words();
    let said = if model.settings.mouse {
        words.mouse_on
    } else {
        words.mouse_off
    };
    model.said = Some(said.to_owned());
    vec![Command::Mouse(model.settings.mouse)]
}

fn show_explorer(model: &mut Model) {
    model.focus = Pane::Explorer;
    model.zoomed = true;
}

fn stop_exploring(model: &mut Model) -> Vec<Command> {
    let view = model
        .screen
        .as_ref()
        .and_then(|screen| screen.explorer.as_deref());
    if view.is_some_and(|view| view.stage != Stage::Over) {
        return vec![Command::StopExploring];
    }
    model.said = Some(model.words().nothing_to_stop.to_owned());
    Vec::new()
}

/// The command line that leads to the moment on the screen.
fn copy(model: &mut Model) -> Vec<Command> {
    let Some(screen) = model.screen.as_deref() else {
        return Vec::new();
    };
    let header = &screen.header;
    let mut line = format!(
        "racewalk {} --profile {}",
        header.name,
        header.profile.name()
    );
    // The schedule has the toggles in it; without one, the fixes stand as they are.
    if header.schedule.is_empty() {
        for fix in screen.fixes.rows.iter().filter(|fix| fix.on) {
            line = format!("{line} --fix {}", fix.name);
        }
    } else {
        line = format!(
            "{line} --seed {} --schedule '{}'",
            header.seed, header.schedule
        );
    }
    model.said = Some(say!(
        model.settings.language,
        "Copied: {line}",
        "已复制：{line}"
    ));
    vec![Command::Copy(line)]
}

fn menu(model: &mut Model, layer: impl FnOnce(&Screen) -> Layer) -> Vec<Command> {
    model.layer = model.screen.as_deref().map(layer);
    Vec::new()
}

fn position<T: PartialEq>(all: &[T], one: &T) -> usize {
    all.iter().position(|other| other == one).unwrap_or(0)
}

fn branch(model: &mut Model, next: bool) -> Vec<Command> {
    let Some(screen) = model.screen.as_deref() else {
        return Vec::new();
    };
    let branches = &screen.timeline.branches;
    if branches.len() < 2 {
        model.said = Some(say!(
            model.settings.language,
            "There is only one branch: step back and move differently to make another.",
            "只有一个分支：后退几步再走别的路，就会产生新的分支。"
        ));
        return Vec::new();
    }
    let current = branches
        .iter()
        .position(|branch| branch.current)
        .unwrap_or(0);
    let step = if next { 1 } else { branches.len() - 1 };
    let chosen = &branches[(current + step) % branches.len()];
    vec![Command::Branch(chosen.number)]
}

/// Round the panes in sight; with one pane zoomed, round all that have something to show.
fn turn_focus(model: &mut Model, forward: bool) -> Vec<Command> {
    let panes: Vec<Pane> = if model.zoomed {
        let banker = model
            .screen
            .as_ref()
            .is_some_and(|screen| screen.banker.is_some());
        let is_measured = (model.screen.as_ref()).is_some_and(|screen| screen.speed_up.is_some());
        let is_explored = (model.screen.as_ref()).is_some_and(|screen| screen.explorer.is_some());
        let several = (model.screen.as_ref()).is_some_and(|screen| screen.workers.several());
        (Pane::ALL.into_iter())
            .filter(|pane| match pane {
                Pane::Scenarios => false,
                Pane::Banker => banker,
                Pane::Processes => several,
                Pane::SpeedUp => is_measured,
                Pane::Explorer => is_explored,
                _ => true,
            })
            .collect()
    } else {
        layout(model).map_or_else(Vec::new, |layout| {
            layout.panes.iter().map(|(pane, _)| *pane).collect()
        })
    };
    if panes.is_empty() {
        return Vec::new();
    }
    let now = panes.iter().position(|pane| *pane == model.focus);
    let next = match (now, forward) {
        (None, _) => 0,
        (Some(at), true) => (at + 1) % panes.len(),
        (Some(at), false) => (at + panes.len() - 1) % panes.len(),
    };
    model.focus = panes[next];
    Vec::new()
}

/// Zoom into this pane, or out of it where it is zoomed already.
fn look_at(model: &mut Model, pane: Pane) -> Vec<Command> {
    model.zoomed = !(model.zoomed && model.focus == pane);
    model.focus = pane;
    Vec::new()
}

/// All panes again; a pane that is only there while it is zoomed gives the focus away.
fn unzoom(model: &mut Model) {
    model.zoomed = false;
    if layout(model).is_some_and(|layout| layout.area(model.focus).is_none()) {
        model.focus = Pane::Workers;
    }
}

fn close(model: &mut Model) -> Vec<Command> {
    if model.zoomed {
        unzoom(model);
        Vec::new()
    } else if model.screen.is_none() && !model.filter.is_empty() {
        retype(model, String::new());
        model.said = None;
        Vec::new()
    } else if model.screen.is_some() {
        vec![Command::Gallery]
    } else {
        vec![Command::Quit]
    }
}

fn go(model: &mut Model, down: bool) -> Vec<Command> {
    let moved = |at: usize, count: usize| {
        if down {
            (at + 1).min(count.saturating_sub(1))
        } else {
            at.saturating_sub(1)
        }
    };
    let Some(screen) = model.screen.as_deref() else {
        model.chosen = moved(model.chosen, model.entries().count());
        model.scroll[Pane::Lesson.index()] = None;
        model.scroll[Pane::Scenarios.index()] = None;
        return Vec::new();
    };
    if model.focus == Pane::Workers {
        let view = &screen.workers;
        // As the pane shows them: process by process.
        let rooms = view.processes.iter();
        let mut rows: Vec<&Worker> = rooms.flat_map(|room| view.of(room.pid)).collect();
        if rows.is_empty() {
            rows = view.rows.iter().collect();
        }
        let now = screen.workers.selected.or(screen.workers.turn);
        let at = rows.iter().position(|worker| Some(worker.id) == now);
        let next = at.map_or(0, |at| moved(at, rows.len()));
        let selected = rows.get(next).map(|worker| worker.id);
        model.scroll[Pane::Workers.index()] = None;
        return vec![Command::Select(selected)];
    }
    if let Some(count) = model.focus.choosable(screen) {
        let cursor = &mut model.cursor[model.focus.index()];
        *cursor = moved(*cursor, count);
        if model.focus == Pane::Explorer {
            model.scroll[Pane::Explorer.index()] = None;
        }
        return Vec::new();
    }
    scroll(model, model.focus, if down { 1 } else { -1 });
    Vec::new()
}

fn page(model: &mut Model, down: bool) -> Vec<Command> {
    let pane = if model.screen.is_some() {
        model.focus
    } else {
        Pane::Lesson
    };
    let height = extent(model, pane).map_or(1, |(_, _, height)| height.max(2) - 1);
    let rows = height as isize;
    scroll(model, pane, if down { rows } else { -rows });
    Vec::new()
}

fn scroll(model: &mut Model, pane: Pane, rows: isize) {
    let Some((first, total, height)) = extent(model, pane) else {
        return;
    };
    let last = total.saturating_sub(height);
    let first = first.saturating_add_signed(rows).min(last);
    // At the end of the output one follows it again.
    let follows = pane == Pane::Output && first == last;
    model.scroll[pane.index()] = (!follows).then_some(first);
}

fn confirm(model: &mut Model) -> Vec<Command> {
    if model.screen.is_none() {
        let entry = model.chosen_entry();
        let target = entry.map(|entry| crate::view::Target::Name(entry.name.clone()));
        return target.map(Command::Open).into_iter().collect();
    }
    match chosen(model) {
        Some(Target::Worker(worker)) => step_worker(model, worker),
        Some(target) => aim(model, target),
        None => Vec::new(),
    }
}

/// What it means to choose this.
fn aim(model: &mut Model, target: Target) -> Vec<Command> {
    match target {
        Target::Worker(worker) => vec![Command::Select(Some(worker))],
        Target::Fix(name) => vec![Command::ToggleFix(name)],
        Target::Choice(at) => choose(model, at),
        Target::Moment(moment) => vec![Command::Go(Go::Moment(moment))],
        Target::Branch(number) => vec![Command::Branch(number)],
        Target::Found(row) => load(model, row),
        Target::Entry(at) => {
            if model.chosen == at {
                return confirm(model);
            }
            model.chosen = at;
            Vec::new()
        }
        Target::Row(at) => confirm_in_window(model, at),
    }
}

/// The first click chooses a row; another one on it, or Enter, loads its schedule and shows the run.
fn load(model: &mut Model, row: usize) -> Vec<Command> {
    model.zoomed = false;
    model.focus = Pane::Workers;
    paused_then(model, Command::Load(row as u32))
}

fn choose(model: &mut Model, at: u32) -> Vec<Command> {
    let choice = (model.screen.as_ref()).and_then(|screen| screen.choices.rows.get(at as usize));
    match choice.map(|choice| (choice.worker, &choice.offer)) {
        Some((Some(worker), Offer::Step { .. } | Offer::Cannot(_))) => step_worker(model, worker),
        Some((_, Offer::Expire { .. } | Offer::PassTime { .. })) => {
            paused_then(model, Command::Choose(at))
        }
        Some((None, Offer::Step { .. } | Offer::Cannot(_))) | None => Vec::new(),
    }
}

/// A click chooses; a second one on the same worker, or one on its badge, steps it. The wheel scrolls.
fn touch(model: &mut Model, mouse: Mouse) -> Vec<Command> {
    let found = hit(model, mouse.column, mouse.row);
    let clicked = model.clicked.take();
    match (mouse.gesture, found) {
        (Gesture::ScrollUp | Gesture::ScrollDown, Some(found)) => {
            let down = mouse.gesture == Gesture::ScrollDown;
            match found {
                Hit::Pane {
                    pane: Pane::Scenarios,
                    ..
                } => return go(model, down),
                Hit::Pane { pane, .. } => scroll(model, pane, if down { 3 } else { -3 }),
                Hit::Window(_) => return act(model, if down { Action::Down } else { Action::Up }),
                Hit::Hint(_) | Hit::Outside => {}
            }
            Vec::new()
        }
        (
            Gesture::Drag,
            Some(Hit::Pane {
                pane: Pane::Timeline,
                target: Some(Target::Moment(moment)),
                ..
            }),
        ) => {
            vec![Command::Go(Go::Moment(moment))]
        }
        (Gesture::Click, Some(found)) => {
            model.said = None;
            click(model, found, clicked)
        }
        (Gesture::Drag, Some(_)) | (_, None) => Vec::new(),
    }
}

fn click(model: &mut Model, found: Hit, clicked: Option<WorkerId>) -> Vec<Command> {
    match found {
        Hit::Outside => {
            model.layer = None;
            Vec::new()
        }
        Hit::Window(target) => target.map_or_else(Vec::new, |target| aim(model, target)),
        Hit::Hint(Action::StepWorker(_)) => {
            // The hint stands for nine keys; it explains them.
            model.layer = Some(Layer::help());
            Vec::new()
        }
        Hit::Hint(action) => act(model, action),
        Hit::Pane {
            pane,
            target,
            badge,
        } => {
            if model.screen.is_some() {
                model.focus = pane;
            }
            match target {
                Some(Target::Worker(worker)) if badge || clicked == Some(worker) => {
                    step_worker(model, worker)
                }
                Some(Target::Worker(worker)) => {
                    model.clicked = Some(worker);
                    vec![Command::Select(Some(worker))]
                }
                Some(Target::Found(row)) if model.cursor[Pane::Explorer.index()] != row => {
                    model.cursor[Pane::Explorer.index()] = row;
                    Vec::new()
                }
                Some(target) => {
                    if let Target::Choice(at) = target {
                        model.cursor[Pane::Choices.index()] = at as usize;
                    }
                    aim(model, target)
                }
                None => Vec::new(),
            }
        }
    }
}
