//! The scenarios inside the binary, in the order in which one would learn from them.

use std::sync::OnceLock;

use include_dir::{Dir, include_dir};

use crate::scenario::lesson::{Lesson, Lessons};
use crate::scenario::{Scenario, nearest};
use crate::view::{Language, Text};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/scenarios");

/// Topics in order, with their titles; a topic that is not here comes last, under its own name.
const TOPICS: &[(&str, &str, &str)] = &[
    ("first_steps", "First steps", "第一步"),
    ("races", "Races", "竞争"),
    ("locks", "Locks", "锁"),
    ("waiting", "Waiting", "等待"),
    ("semaphores", "Semaphores", "信号量"),
    ("queues", "Queues", "队列"),
    ("deadlock", "Deadlock", "死锁"),
    ("ordering", "Resource ordering", "资源排序"),
    ("banker", "The banker's algorithm", "银行家算法"),
    ("readers_writers", "Readers and writers", "读者与写者"),
    ("classics", "Classics", "经典问题"),
    ("gil", "The GIL", "全局解释器锁"),
    ("processes", "Processes", "进程"),
    ("pools", "Pools and futures", "池与 future"),
    ("asyncio", "asyncio", "asyncio"),
    ("liveness", "Liveness", "活性"),
    ("uses", "Uses", "应用"),
];

/// All of them, by topic and then by name.
pub fn scenarios() -> &'static [Scenario] {
    static SCENARIOS: OnceLock<Vec<Scenario>> = OnceLock::new();
    SCENARIOS.get_or_init(|| {
        let mut scenarios = Vec::new();
        for folder in FILES.dirs() {
            for file in folder.files() {
                let path = file.path();
                if path.extension().is_some_and(|extension| extension == "py") {
                    scenarios.push(read(folder, path));
                }
            }
        }
        scenarios.sort_by_key(|scenario| (rank(&scenario.topic), scenario.name.clone()));
        scenarios
    })
}

/// The scenario that `lost_update` or `races/lost_update` names.
pub fn find(name: &str) -> Option<&'static Scenario> {
    let name = name.strip_suffix(".py").unwrap_or(name);
    scenarios()
        .iter()
        .find(|scenario| scenario.name == name || short_name(&scenario.name) == name)
}

/// The name that was probably meant.
pub fn near(name: &str) -> Option<&'static str> {
    let names = scenarios().iter().map(|scenario| scenario.name.as_str());
    nearest(name, names.clone().map(short_name)).or_else(|| nearest(name, names))
}

/// What a topic is called on the screen.
pub fn topic_title(topic: &str) -> Text {
    match TOPICS.iter().find(|(name, _, _)| *name == topic) {
        Some((_, en, zh)) => Text::new(*en, *zh),
        None => Text::same(topic),
    }
}

fn rank(topic: &str) -> usize {
    TOPICS
        .iter()
        .position(|(name, _, _)| *name == topic)
        .unwrap_or(TOPICS.len())
}

fn short_name(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// What is embedded was checked when it was built: `tests/scenarios.rs` reads every file.
fn read(folder: &Dir<'_>, path: &std::path::Path) -> Scenario {
    let shown = path.to_string_lossy().replace('\\', "/");
    let bytes = |path: &std::path::Path| folder.get_file(path).map(include_dir::File::contents);
    let source = bytes(path)
        .and_then(|bytes| std::str::from_utf8(bytes).ok())
        .unwrap_or_else(|| panic!("the library's {shown} is UTF-8"));
    let mut scenario = Scenario::read(&shown, source)
        .unwrap_or_else(|findings| panic!("the library's {shown} is sound: {findings:?}"));
    let name = shown.strip_suffix(".py").expect("only these are read");
    name.clone_into(&mut scenario.name);
    scenario.path = format!("scenarios/{shown}");
    if let Some((topic, _)) = name.split_once('/')
        && scenario.topic.is_empty()
    {
        topic.clone_into(&mut scenario.topic);
    }
    let mut lessons = Lessons::default();
    for language in [Language::En, Language::Zh] {
        let lesson = path.with_file_name(Lessons::file_name(short_name(name), language));
        if let Some(bytes) = bytes(&lesson) {
            let lesson = Lesson::read(bytes)
                .unwrap_or_else(|reason| panic!("the library's {}: {reason}", lesson.display()));
            lessons.set(language, lesson);
        }
    }
    scenario.lessons = lessons;
    scenario
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scenario_is_sound_and_has_its_lessons() {
        assert!(scenarios().len() >= 8);
        for scenario in scenarios() {
            let name = &scenario.name;
            assert!(
                !scenario.title.en.is_empty() && !scenario.title.zh.is_empty(),
                "{name}"
            );
            assert!(
                !scenario.question.en.is_empty() && !scenario.question.zh.is_empty(),
                "{name}"
            );
            assert_eq!(
                name.split('/').next(),
                Some(scenario.topic.as_str()),
                "{name}"
            );
            assert!(rank(&scenario.topic) < TOPICS.len(), "{name}");
            assert!(!scenario.expectations.is_empty(), "{name}");
            for language in [Language::En, Language::Zh] {
                assert!(
                    scenario.lessons.of(language).title().is_some(),
                    "{name} {language:?}"
                );
            }
        }
    }

    #[test]
    fn a_scenario_is_found_by_its_short_and_by_its_full_name() {
        for name in ["lost_update", "races/lost_update", "lost_update.py"] {
            assert_eq!(
                find(name).map(|scenario| scenario.name.as_str()),
                Some("races/lost_update")
            );
        }
        assert!(find("update").is_none());
        assert_eq!(near("lost_updat"), Some("lost_update"));
        assert_eq!(scenarios()[0].topic, "first_steps");
    }
}
