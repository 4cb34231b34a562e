//! The screen as lines of words, for a screen reader, a log or a pipe: no boxes, no colours, nothing ever taken back.
//!
//! `opening` tells what is open, `news` what the last command changed, `whole` everything that a screen would show.

use crate::ui::keys::{self, Action, Binding, Key, Place};
use crate::ui::model::{Layer, Model};
use crate::ui::panes;
use crate::ui::panes::lesson::{plain, without_title};
use crate::ui::sentences::Voice;
use crate::ui::widgets::text::clean;
use crate::ui::words::{granularity, policy, profile, say, verdict, words};
use crate::view::{
    Abilities, Banker, Explorer, Extent, Fix, Gallery, Language, Object, Offer, Piece, Policy,
    Process, Profile, Screen, Shape, SpeedUp, Stage, Way, WorkerId,
};

fn voice(language: Language) -> Voice<'static> {
    Voice {
        language,
        glyphs: None,
    }
}

/// The library: a line a scenario.
pub fn gallery(gallery: &Gallery, language: Language) -> Vec<String> {
    let mut lines = Vec::new();
    for topic in &gallery.topics {
        lines.push(format!("{}:", clean(topic.title.get(language))));
        for entry in &topic.entries {
            let title = entry.title.get(language);
            let question = entry.question.get(language);
            lines.push(clean(&format!("  {}: {title}. {question}", entry.name)).into_owned());
        }
    }
    lines
}

/// The table of the speed-up.
pub fn speed_up(view: &SpeedUp, language: Language) -> Vec<String> {
    let lines = panes::speed_up::lines(view, language, "#");
    lines.into_iter().map(|(_, line)| line).collect()
}

/// What a search has found: each with its number, by which it is loaded, and its story.
pub fn explorer(view: &Explorer, language: Language) -> Vec<String> {
    let voice = voice(language);
    let fixed = words(language);
    let mut lines = vec![voice.extent(view)];
    if view.from > 0 {
        let from = view.from;
        lines.push(say!(
            language,
            "This is what can still happen from step {from} on.",
            "这是从第 {from} 步起还可能发生的。"
        ));
    }
    if view.verdicts.is_empty() && view.extent == Extent::Everything {
        lines.push(fixed.nothing_wrong.to_owned());
    }
    let mut number = 0;
    let mut row = |title: String, sentence: String, way: &Way, lines: &mut Vec<String>| {
        number += 1;
        lines.push(say!(
            language,
            "#{number}: {title}. {sentence}",
            "#{number}：{title}。{sentence}"
        ));
        let stories = way.story.iter().flat_map(|story| voice.story(story));
        lines.extend(stories.map(|line| format!("  {line}")));
    };
    for found in &view.verdicts {
        let title = voice.found_title(found);
        let sentence = format!("{} {}", voice.found(found), voice.shortest(&found.way));
        row(title, sentence, &found.way, &mut lines);
    }
    for outcome in &view.outcomes {
        let end = voice.end(&outcome.end);
        let title = say!(language, "it can end with {end}", "可以这样结束：{end}");
        let shortest = voice.shortest(&outcome.way);
        let how = match &outcome.share {
            Some(share) => format!("{}. {shortest}", voice.share(share).trim_start()),
            None => shortest,
        };
        row(title, how, &outcome.way, &mut lines);
    }
    if number > 0 {
        lines.push(say!(
            language,
            "Type # and a number to walk through one of them.",
            "输入 # 加编号，沿其中一个走一遍。"
        ));
    }
    lines.iter().map(|line| clean(line).into_owned()).collect()
}

/// How far a search is.
pub fn exploring(view: &Explorer, language: Language) -> String {
    voice(language).extent(view)
}

/// Title, question, lesson: what is heard first.
pub fn opening(screen: &Screen, language: Language) -> Vec<String> {
    let lesson = &screen.lesson;
    let title = screen.header.title.get(language);
    let profile = screen.header.profile.name();
    let size = granularity(language, screen.header.granularity);
    let mut lines = vec![format!("racewalk: {title} ({profile}, {size})")];
    lines.push(lesson.question.get(language).to_owned());
    let body = without_title(lesson.body.get(language), title);
    lines.extend(body.iter().map(|line| markless(line)));
    lines.retain(|line| !line.trim().is_empty());
    lines.iter().map(|line| clean(line).into_owned()).collect()
}

/// What is new since the picture before: `step 12: worker 2 stored 3 in counter, which was 2.`
pub fn news(before: Option<&Screen>, now: &Screen, language: Language) -> Vec<String> {
    let voice = voice(language);
    let mut lines = Vec::new();
    let from = before.map_or(0, |before| before.header.moment);
    let moment = now.header.moment;
    if moment < from {
        lines.push(say!(
            language,
            "Back at step {moment}.",
            "回到第 {moment} 步。"
        ));
    }
    let seen = |event: &crate::view::Happening| {
        before.is_some_and(|before| before.happened.events.contains(event))
    };
    for event in now
        .happened
        .events
        .iter()
        .filter(|event| moment < from || !seen(event))
    {
        // Going back tells the latest again, not everything that led there.
        if moment < from && event.moment != moment {
            continue;
        }
        let step = event.moment;
        let sentence = voice.event(event);
        let place = event.line.map_or_else(String::new, |line| {
            say!(language, " (line {line})", "（第 {line} 行）")
        });
        lines.push(say!(
            language,
            "step {step}: {sentence}{place}",
            "第 {step} 步：{sentence}{place}"
        ));
    }
    let remark = now.happened.remark.as_ref();
    if let Some(remark) =
        remark.filter(|_| before.is_none_or(|before| before.happened.remark.as_ref() != remark))
    {
        lines.push(clean(remark.get(language)).into_owned());
    }
    lines.extend(new_output(before, now, language));
    for fix in switched(before, now) {
        let word = if fix.on {
            words(language).on
        } else {
            words(language).off
        };
        lines.push(clean(&format!("{}: {word}", fix.title.get(language))).into_owned());
    }
    let measured = now.speed_up.as_ref().filter(|measured| !measured.goes_on);
    if let Some(measured) = measured
        && before.is_none_or(|before| before.speed_up.as_ref() != Some(measured))
    {
        lines.extend(speed_up(measured, language));
    }
    let is_told = |view: &&Explorer| view.stage == Stage::Over && !view.stale;
    if let Some(view) = now.explorer.as_deref().filter(is_told)
        && before.is_none_or(|before| before.explorer.as_deref() != Some(view))
    {
        lines.extend(explorer(view, language));
    }
    if before.is_none_or(|before| before.header.ending != now.header.ending) {
        lines.extend(voice.ending(&now.header.ending));
    }
    lines
}

/// The output since then; nothing while one looks at the past.
fn new_output(before: Option<&Screen>, now: &Screen, language: Language) -> Vec<String> {
    let told: String = before.map_or_else(String::new, |before| said(&before.output.pieces));
    let all = said(&now.output.pieces);
    let Some(new) = all.strip_prefix(&told) else {
        return Vec::new();
    };
    let word = words(language).output.to_lowercase();
    (new.lines().filter(|line| !line.is_empty()))
        .map(|line| format!("{word}: {}", clean(line)))
        .collect()
}

fn said(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

fn switched<'a>(before: Option<&'a Screen>, now: &'a Screen) -> impl Iterator<Item = &'a Fix> {
    now.fixes.rows.iter().filter(move |fix| {
        before.is_some_and(|before| {
            (before.fixes.rows.iter()).any(|other| other.name == fix.name && other.on != fix.on)
        })
    })
}

/// Everything: workers, objects, choices, findings, banker, fixes.
pub fn whole(screen: &Screen, language: Language) -> Vec<String> {
    let voice = voice(language);
    let fixed = words(language);
    let header = &screen.header;
    let (moment, known) = (header.moment, header.known);
    let mut lines = vec![say!(
        language,
        "Step {moment} of {known}.",
        "第 {moment} 步，共 {known} 步。"
    )];
    for worker in &screen.workers.rows {
        let who = voice.label(worker.id);
        let state = voice.state(worker);
        let turn = if screen.workers.turn == Some(worker.id) {
            say!(language, ", has the turn", "，轮到它")
        } else {
            String::new()
        };
        let name = &worker.name;
        lines.push(format!("{who} ({name}): {state}{turn}"));
        lines.extend(
            voice
                .why_not(worker.id, &worker.state)
                .filter(|_| !worker.state.is_over()),
        );
    }
    if screen.workers.several() {
        lines.extend(
            screen
                .workers
                .processes
                .iter()
                .map(|room| process(&voice, room)),
        );
    }
    let objects = screen.objects.rows.iter().chain(&screen.objects.between);
    lines.extend(objects.map(|row| object(&voice, row)));
    for choice in screen
        .choices
        .rows
        .iter()
        .filter(|choice| !matches!(choice.offer, Offer::Cannot(_)))
    {
        let who = choice.worker.map_or_else(
            || fixed.time_passes.to_owned(),
            |worker| voice.label(worker),
        );
        let what = voice.choice(choice);
        lines.push(say!(
            language,
            "{who} can move: {what}",
            "{who} 可以走：{what}"
        ));
    }
    for finding in &screen.findings.rows {
        let name = verdict(language, finding.verdict);
        let step = finding.moment;
        let more = finding.words.get(language);
        lines.push(say!(
            language,
            "found at step {step}: {name}. {more}",
            "第 {step} 步发现：{name}。{more}"
        ));
    }
    lines.extend(screen.banker.iter().flat_map(|view| banker(view, language)));
    for fix in &screen.fixes.rows {
        let word = if fix.on { fixed.on } else { fixed.off };
        let (name, title) = (&fix.name, fix.title.get(language));
        lines.push(say!(
            language,
            "fix {name}: {title}: {word}",
            "修复 {name}：{title}：{word}"
        ));
    }
    lines.iter().map(|line| clean(line).into_owned()).collect()
}

fn process(voice: &Voice<'_>, process: &Process) -> String {
    let (id, main) = (process.os_id, voice.label(process.main));
    let life = match voice.life(process.life) {
        life if life.is_empty() => words(voice.language).runs.to_owned(),
        life => life,
    };
    say!(
        voice.language,
        "process {id} ({main}): {life}",
        "进程 {id}（{main}）：{life}"
    )
}

fn object(voice: &Voice<'_>, object: &Object) -> String {
    let language = voice.language;
    let fixed = words(language);
    let who = |worker: Option<WorkerId>| match worker {
        None => fixed.free.to_owned(),
        Some(worker) => {
            let label = voice.label(worker);
            say!(language, "held by {label}", "由 {label} 持有")
        }
    };
    let queue = |waiters: &[WorkerId]| {
        if waiters.is_empty() {
            return String::new();
        }
        let labels: Vec<String> = waiters.iter().map(|&worker| voice.label(worker)).collect();
        let labels = labels.join(", ");
        say!(language, "; waiting: {labels}", "；等待者：{labels}")
    };
    let words = match &object.shape {
        Shape::Value { value, .. } => value.clone(),
        Shape::Lock { owner, waiters, .. } => who(*owner) + &queue(waiters),
        Shape::Semaphore {
            permits,
            bound,
            waiters,
        } => {
            say!(
                language,
                "{permits} of {bound} left",
                "剩 {permits}/{bound}"
            ) + &queue(waiters)
        }
        Shape::Condition {
            owner,
            waiters,
            entering,
        } => who(*owner) + &queue(waiters) + &queue(entering),
        Shape::Event { set, waiters } => {
            let word = if *set { fixed.set } else { fixed.not_set };
            word.to_owned() + &queue(waiters)
        }
        Shape::Barrier {
            parties,
            arrived,
            broken,
        } => {
            let count = arrived.len();
            let words = say!(
                language,
                "{count} of {parties} here",
                "已到 {count}/{parties}"
            );
            if *broken {
                format!("{words}, {}", fixed.broken)
            } else {
                words
            }
        }
        Shape::Queue {
            items,
            capacity,
            getters,
            putters,
            ..
        } => {
            let (size, items) = (items.len(), items.join(", "));
            let words = match capacity {
                Some(capacity) => say!(
                    language,
                    "{size} of {capacity}: {items}",
                    "{size}/{capacity} 项：{items}"
                ),
                None => say!(language, "{size} items: {items}", "{size} 项：{items}"),
            };
            words + &queue(getters) + &queue(putters)
        }
        Shape::Pipe {
            messages,
            used,
            capacity,
            readers,
            writers,
        } => {
            let count = messages.len();
            say!(
                language,
                "{count} messages, {used} of {capacity} bytes",
                "{count} 条消息，{used}/{capacity} 字节"
            ) + &queue(readers)
                + &queue(writers)
        }
        Shape::Block { size, value } => {
            say!(
                language,
                "{value} in {size} bytes of shared memory",
                "{value}（{size} 字节共享内存）"
            )
        }
    };
    format!("{}: {words}", object.name)
}

fn banker(view: &Banker, language: Language) -> Vec<String> {
    let fixed = words(language);
    let amounts = |row: &[i64]| {
        let parts: Vec<String> = (view.resources.iter().zip(row))
            .map(|(name, amount)| format!("{amount} {name}"))
            .collect();
        parts.join(", ")
    };
    let mut lines = vec![format!("{}: {}", fixed.available, amounts(&view.available))];
    for (at, customer) in view.customers.iter().enumerate() {
        let row = |matrix: &[Vec<i64>]| amounts(matrix.get(at).map_or(&[], Vec::as_slice));
        lines.push(format!(
            "{customer}: {} {}; {} {}; {} {}",
            fixed.allocation,
            row(&view.allocation),
            fixed.maximum,
            row(&view.maximum),
            fixed.need,
            row(&view.need)
        ));
    }
    lines.push(match &view.safe_sequence {
        Some(order) => {
            let names: Vec<&str> = (order.iter())
                .filter_map(|&at| view.customers.get(at as usize))
                .map(String::as_str)
                .collect();
            format!("{} {}", fixed.safe, names.join(", "))
        }
        None => fixed.unsafe_state.to_owned(),
    });
    lines
}

/// A line of the lesson without its Markdown.
fn markless(line: &str) -> String {
    plain(line.trim_start_matches('#').trim_start())
}

/// Said once, at the prompt's beginning.
pub fn how_to_go_on(language: Language) -> String {
    say!(
        language,
        "Type keys and then Enter; Enter alone steps. w tells everything, ? lists the keys, q leaves.",
        "输入按键再按 Enter；只按 Enter 就走一步。w 说明全部状态，? 列出按键，q 退出。"
    )
}

/// Below the list of the library.
pub fn how_to_open(language: Language) -> String {
    say!(
        language,
        "To open one: racewalk --plain NAME",
        "打开其中一个：racewalk --plain 名字"
    )
}

/// Why a key does nothing here that does something on a screen.
pub fn needs_a_screen(key: Key, language: Language, abilities: Abilities) -> Option<String> {
    let action = keys::find(key, Place::Run, abilities)?;
    let Key::Char(letter) = key else {
        return None;
    };
    (!is_heard(action)).then(|| {
        say!(
            language,
            "{letter} needs a screen: ? lists what can be typed here.",
            "{letter} 只在屏幕上有用：? 列出这里能输入的按键。"
        )
    })
}

/// Whether it means something where nothing is drawn.
fn is_heard(action: Action) -> bool {
    !matches!(
        action,
        Action::Zoom
            | Action::NextPane
            | Action::PreviousPane
            | Action::Up
            | Action::Down
            | Action::PageUp
            | Action::PageDown
            | Action::Confirm
            | Action::Lesson
            | Action::Output
            | Action::Palette
            | Action::Mouse
            | Action::Close
            | Action::Repaint
            | Action::Suspend
    )
}

/// A list to choose from, where one was asked for.
pub fn menu(model: &Model) -> Vec<String> {
    let language = model.settings.language;
    let rows: Vec<String> = match &model.layer {
        Some(Layer::Fixes { .. }) => {
            let rows = model.screen.iter().flat_map(|screen| &screen.fixes.rows);
            rows.map(|fix| fix.title.get(language).to_owned()).collect()
        }
        Some(Layer::Profile { .. }) => Profile::ALL
            .iter()
            .map(|&one| format!("{}: {}", one.name(), profile(language, one)))
            .collect(),
        Some(Layer::Policy { .. }) => Policy::ALL
            .iter()
            .map(|&one| format!("{}: {}", one.name(), policy(language, one)))
            .collect(),
        Some(Layer::Help { .. } | Layer::Palette { .. } | Layer::Refused { .. }) | None => {
            return Vec::new();
        }
    };
    let mut lines = vec![say!(
        language,
        "Type a number, and then Enter:",
        "输入编号，再按 Enter："
    )];
    let numbered = rows.iter().enumerate();
    lines.extend(numbered.map(|(at, row)| clean(&format!("{}: {row}", at + 1)).into_owned()));
    lines
}

/// The keys, which are also what one types at the prompt.
pub fn help(language: Language, abilities: Abilities) -> Vec<String> {
    let typed = |binding: &&Binding| {
        let is_typed = binding.keys.iter().any(|key| matches!(key, Key::Char(_)));
        is_typed && is_heard(binding.action)
    };
    let mut lines: Vec<String> = keys::bindings(Place::Run, abilities)
        .filter(typed)
        .map(|binding| format!("{}: {}", binding.ascii, binding.words(language)))
        .collect();
    lines.push(say!(
        language,
        "w: everything that a screen would show",
        "w: 说明屏幕上会显示的全部内容"
    ));
    lines
}
