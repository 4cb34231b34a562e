//! A `.py` file as a scenario: its header read and checked. A file without a header is a fine scenario too.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::base::{Diagnostic, Kind, Span};
use crate::code::Program;
use crate::scenario::expect::{Expectation, Outcomes, Verdict, repr_float, repr_text};
use crate::scenario::header::Header;
use crate::scenario::lesson::Lessons;
use crate::scenario::{SpeedUp, nearest};
use crate::view::Text;

/// A program, and what its author says about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scenario {
    /// What opens it again: `races/lost_update` in the library, the path of any other file.
    pub name: String,
    pub path: String,
    /// The file's text, header included.
    pub source: String,
    /// The file's stem where the header gives none.
    pub title: Text,
    pub question: Text,
    pub topic: String,
    /// The globals whose final values tell outcomes apart.
    pub watch: Vec<String>,
    pub requires_python: Option<String>,
    /// In the order of the header; `None` where there is no header that could declare any.
    pub fixes: Option<Vec<Fix>>,
    pub expectations: Vec<Expectation>,
    pub moments: Vec<Moment>,
    pub speed_up: Option<SpeedUp>,
    /// How many cores the machine has.
    pub cores: Option<u32>,
    /// What costs something else than usual in virtual time: names, and nanoseconds.
    pub costs: Vec<(String, u64)>,
    pub lessons: Lessons,
}

/// A declared fix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    pub name: String,
    pub title: Text,
    /// Where its name stands in the header.
    pub span: Span,
}

/// A place or an event at which play pauses, with something to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    pub pause: Pause,
    pub say: Text,
    pub ask: Text,
    pub answer: Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    /// Before this line is run.
    Line(u32),
    When(Event),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    Deadlock,
    Exception,
    Finished,
}

impl Event {
    const ALL: [(&'static str, Self); 3] = [
        ("deadlock", Self::Deadlock),
        ("exception", Self::Exception),
        ("finished", Self::Finished),
    ];
}

impl Scenario {
    /// The scenario that a file's text is, or all that is wrong with its header.
    pub fn read(path: &str, source: &str) -> Result<Self, Vec<Diagnostic>> {
        let mut scenario = Self {
            name: path.to_owned(),
            path: path.to_owned(),
            source: source.to_owned(),
            title: Text::same(stem(path)),
            ..Self::default()
        };
        let header = match Header::find(source, path) {
            Ok(Some(header)) => header,
            Ok(None) => return Ok(scenario),
            Err(finding) => return Err(vec![finding]),
        };
        let (document, errors) = DeTable::parse_recoverable(&header.toml);
        let mut reader = Reader {
            header: &header,
            file: path,
            findings: Vec::new(),
        };
        for error in errors {
            let at = error.span().unwrap_or(0..0);
            reader.say(at, format!("the header is not TOML: {}", error.message()));
        }
        if reader.findings.is_empty() {
            reader.document(document.get_ref(), &mut scenario);
        }
        if reader.findings.is_empty() {
            Ok(scenario)
        } else {
            let mut findings = reader.findings;
            findings.sort_by_key(|finding| finding.span.map(|span| (span.line, span.column)));
            Err(findings)
        }
    }

    /// The names of its fixes, where a header could declare them.
    pub fn declared_fixes(&self) -> Option<Vec<String>> {
        let fixes = self.fixes.as_ref()?;
        Some(fixes.iter().map(|fix| fix.name.clone()).collect())
    }

    /// What is declared and nowhere marked, marked and nowhere declared, or watched and no global.
    pub fn check(&self, program: &Program) -> Vec<Diagnostic> {
        let Some(declared) = &self.fixes else {
            return Vec::new();
        };
        let mut findings = Vec::new();
        for fix in declared {
            if !program.fixes.iter().any(|marked| marked.name == fix.name) {
                findings.push(
                    Diagnostic::new(
                        Kind::Scenario,
                        &self.path,
                        Some(fix.span),
                        format!(
                            "the fix `{}` is declared here, and no line is marked with it",
                            fix.name
                        ),
                    )
                    .hint(format!(
                        "end a line of the program with `# fix: {}` or `# bug: {}`",
                        fix.name, fix.name
                    )),
                );
            }
        }
        let names: Vec<&str> = declared.iter().map(|fix| fix.name.as_str()).collect();
        for marked in &program.fixes {
            if !names.contains(&marked.name.as_str()) {
                let line = marked.lines.first().map(|&(line, _)| Span::line(line));
                let finding = Diagnostic::new(
                    Kind::Scenario,
                    &self.path,
                    line,
                    format!(
                        "the fix `{}` is marked here, and the header does not declare it",
                        marked.name
                    ),
                );
                findings.push(
                    finding.hint(match nearest(&marked.name, names.iter().copied()) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => {
                            format!("add `[tool.racewalk.fixes.{}]` to the header", marked.name)
                        }
                    }),
                );
            }
        }
        findings
    }
}

fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.strip_suffix(".py").unwrap_or(name)
}

/// Goes through the header, and collects what is wrong instead of stopping at the first.
struct Reader<'a> {
    header: &'a Header,
    file: &'a str,
    findings: Vec<Diagnostic>,
}

type Value<'a> = Spanned<DeValue<'a>>;
type Key<'a> = Spanned<std::borrow::Cow<'a, str>>;

const KEYS: [&str; 10] = [
    "title", "question", "topic", "watch", "fixes", "expect", "moments", "speedup", "cores",
    "costs",
];

impl Reader<'_> {
    fn say(&mut self, at: Range<usize>, message: String) {
        let span = self.header.span(&at);
        self.findings.push(Diagnostic::new(
            Kind::Scenario,
            self.file,
            Some(span),
            message,
        ));
    }

    fn say_with_hint(&mut self, at: Range<usize>, message: String, hint: String) {
        let span = self.header.span(&at);
        self.findings
            .push(Diagnostic::new(Kind::Scenario, self.file, Some(span), message).hint(hint));
    }

    fn unknown(&mut self, key: &Key<'_>, place: &str, known: &[&str]) {
        let hint = match nearest(key.get_ref(), known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("what can stand here: {}", known.join(", ")),
        };
        self.say_with_hint(
            key.span(),
            format!("{place} has no key `{}`", key.get_ref()),
            hint,
        );
    }

    fn expected(&mut self, value: &Value<'_>, what: &str) {
        let found = kind_of(value.get_ref());
        self.say(value.span(), format!("expected {what}, found {found}"));
    }

    fn document(&mut self, document: &DeTable<'_>, scenario: &mut Scenario) {
        for (key, value) in in_order(document) {
            match key.get_ref().as_ref() {
                "requires-python" => {
                    scenario.requires_python = self.string(value);
                }
                "dependencies" => {}
                "tool" => {
                    let Some(tools) = self.table(value, "a table of tools") else {
                        continue;
                    };
                    for (key, value) in in_order(tools) {
                        if key.get_ref() == "racewalk" {
                            if let Some(table) = self.table(value, "a table") {
                                self.racewalk(table, scenario);
                            }
                        } else if nearest(key.get_ref(), ["racewalk"]).is_some() {
                            self.unknown(key, "[tool]", &["racewalk"]);
                        }
                    }
                }
                _ => self.unknown(
                    key,
                    "the header",
                    &["requires-python", "dependencies", "tool"],
                ),
            }
        }
    }

    fn racewalk(&mut self, table: &DeTable<'_>, scenario: &mut Scenario) {
        let mut fixes = Vec::new();
        let mut later = Vec::new();
        for (key, value) in in_order(table) {
            match key.get_ref().as_ref() {
                "title" => {
                    if let Some(text) = self.text(value) {
                        scenario.title = text;
                    }
                }
                "question" => scenario.question = self.text(value).unwrap_or_default(),
                "topic" => scenario.topic = self.string(value).unwrap_or_default(),
                "watch" => scenario.watch = self.names(value),
                "fixes" => fixes = self.fixes(value),
                "speedup" => scenario.speed_up = self.speed_up(value),
                "cores" => scenario.cores = self.count(value, "a number of cores, from 1 to 64"),
                "costs" => {
                    for (name, value) in self.numbers(value) {
                        match u64::try_from(value) {
                            Ok(nanoseconds) => scenario.costs.push((name, nanoseconds)),
                            Err(_) => {
                                self.say(key.span(), format!("`{name}` costs less than nothing"));
                            }
                        }
                    }
                }
                // What these say refers to the fixes and the watched names.
                "expect" | "moments" => later.push((key.get_ref().as_ref(), value)),
                _ => self.unknown(key, "[tool.racewalk]", &KEYS),
            }
        }
        scenario.fixes = Some(fixes);
        for (key, value) in later {
            let Some(entries) = self.array(value, "an array of tables: `[[tool.racewalk.…]]`")
            else {
                continue;
            };
            for entry in entries {
                let Some(table) = self.table(entry, "a table") else {
                    continue;
                };
                if key == "expect" {
                    let expectation = self.expectation(table, entry.span(), scenario);
                    self.add_expectation(expectation, entry.span(), scenario);
                } else if let Some(moment) = self.moment(table, entry.span(), scenario) {
                    scenario.moments.push(moment);
                }
            }
        }
    }

    fn speed_up(&mut self, value: &Value<'_>) -> Option<SpeedUp> {
        let table = self.table(value, "a table: `[tool.racewalk.speedup]`")?;
        let mut speed_up = SpeedUp::default();
        for (key, value) in in_order(table) {
            match key.get_ref().as_ref() {
                "workers" => speed_up.workers = self.string(value)?,
                "most" => speed_up.most = self.count(value, "a number of workers, from 1 to 64")?,
                "title" => speed_up.title = self.text(value)?,
                "set" => speed_up.set = self.numbers(value),
                _ => self.unknown(
                    key,
                    "[tool.racewalk.speedup]",
                    &["workers", "most", "title", "set"],
                ),
            }
        }
        Some(speed_up)
    }

    fn count(&mut self, value: &Value<'_>, what: &str) -> Option<u32> {
        let number = self.integer(value, what)?;
        let count = u32::try_from(number)
            .ok()
            .filter(|count| (1..=64).contains(count));
        if count.is_none() {
            self.say(value.span(), format!("expected {what}, found {number}"));
        }
        count
    }

    /// Names, each with a whole number.
    fn numbers(&mut self, value: &Value<'_>) -> Vec<(String, i64)> {
        let Some(table) = self.table(value, "a table of names and whole numbers") else {
            return Vec::new();
        };
        let mut numbers = Vec::new();
        for (key, value) in in_order(table) {
            if let Some(number) = self.integer(value, "a whole number") {
                numbers.push((key.get_ref().to_string(), number));
            }
        }
        numbers
    }

    fn fixes(&mut self, value: &Value<'_>) -> Vec<Fix> {
        let Some(table) = self.table(value, "a table of fixes: `[tool.racewalk.fixes.NAME]`")
        else {
            return Vec::new();
        };
        let mut fixes = Vec::new();
        for (key, value) in in_order(table) {
            let name = key.get_ref().to_string();
            if !is_name(&name) || name == "all" || name == "none" {
                self.say_with_hint(
                    key.span(),
                    format!("`{name}` cannot be the name of a fix"),
                    "use a word of letters, digits and `_`, other than `all` and `none`".to_owned(),
                );
            }
            let mut fix = Fix {
                title: Text::same(&name),
                name,
                span: self.header.span(&key.span()),
            };
            let Some(entries) = self.table(value, "a table") else {
                continue;
            };
            for (key, value) in in_order(entries) {
                if key.get_ref() == "title" {
                    if let Some(title) = self.text(value) {
                        fix.title = title;
                    }
                } else {
                    self.unknown(key, "a fix", &["title"]);
                }
            }
            fixes.push(fix);
        }
        fixes
    }

    fn expectation(
        &mut self,
        table: &DeTable<'_>,
        at: Range<usize>,
        scenario: &Scenario,
    ) -> Expectation {
        let mut expectation = Expectation {
            line: self.header.span(&at).line,
            fixes: Vec::new(),
            outcomes: Outcomes::Unsaid,
            verdicts: None,
        };
        for (key, value) in in_order(table) {
            match key.get_ref().as_ref() {
                "fixes" => expectation.fixes = self.fix_names(value, scenario),
                "outcomes" => expectation.outcomes = self.outcomes(value, &scenario.watch),
                "verdicts" => expectation.verdicts = Some(self.verdicts(value)),
                _ => self.unknown(
                    key,
                    "[[tool.racewalk.expect]]",
                    &["fixes", "outcomes", "verdicts"],
                ),
            }
        }
        expectation
    }

    fn add_expectation(
        &mut self,
        expectation: Expectation,
        at: Range<usize>,
        scenario: &mut Scenario,
    ) {
        let sorted = |fixes: &[String]| {
            let mut fixes = fixes.to_vec();
            fixes.sort();
            fixes
        };
        let same = scenario
            .expectations
            .iter()
            .find(|other| sorted(&other.fixes) == sorted(&expectation.fixes));
        if let Some(other) = same {
            let line = other.line;
            self.say(
                at,
                format!("what happens with these fixes is said already, in line {line}"),
            );
        }
        scenario.expectations.push(expectation);
    }

    fn fix_names(&mut self, value: &Value<'_>, scenario: &Scenario) -> Vec<String> {
        let declared = scenario.declared_fixes().unwrap_or_default();
        let Some(entries) = self.array(value, "an array of fixes") else {
            return Vec::new();
        };
        let mut names = Vec::new();
        for entry in entries {
            let Some(name) = self.string(entry) else {
                continue;
            };
            if !declared.contains(&name) {
                let hint = match nearest(&name, declared.iter().map(String::as_str)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("declare it with `[tool.racewalk.fixes.{name}]`"),
                };
                self.say_with_hint(entry.span(), format!("there is no fix `{name}`"), hint);
            }
            names.push(name);
        }
        names
    }

    fn outcomes(&mut self, value: &Value<'_>, watch: &[String]) -> Outcomes {
        match value.get_ref() {
            DeValue::Table(table) => {
                let mut each = Vec::new();
                for (key, value) in in_order(table) {
                    self.watched(key, watch);
                    let Some(values) = self.array(value, "an array of the values it may take")
                    else {
                        continue;
                    };
                    let values = values.iter().filter_map(|value| self.repr(value)).collect();
                    each.push((key.get_ref().to_string(), values));
                }
                Outcomes::Each(each)
            }
            DeValue::Array(combinations) => {
                let mut together = Vec::new();
                for entry in combinations {
                    let Some(table) = self.table(entry, "a table of names and values") else {
                        continue;
                    };
                    let mut combination = Vec::new();
                    for (key, value) in in_order(table) {
                        self.watched(key, watch);
                        if let Some(value) = self.repr(value) {
                            combination.push((key.get_ref().to_string(), value));
                        }
                    }
                    together.push(combination);
                }
                Outcomes::Together(together)
            }
            _ => {
                self.expected(value, "`{ name = [values] }` or `[{ name = value }, …]`");
                Outcomes::Unsaid
            }
        }
    }

    fn watched(&mut self, key: &Key<'_>, watch: &[String]) {
        let name = key.get_ref();
        if watch.iter().any(|watched| watched == name) {
            return;
        }
        let hint = match nearest(name, watch.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("add it: watch = [\"{name}\"]"),
        };
        self.say_with_hint(key.span(), format!("`{name}` is not watched"), hint);
    }

    fn verdicts(&mut self, value: &Value<'_>) -> Vec<Verdict> {
        let Some(entries) = self.array(value, "an array of verdicts") else {
            return Vec::new();
        };
        let mut verdicts = Vec::new();
        for entry in entries {
            let Some(name) = self.string(entry) else {
                continue;
            };
            if let Ok(verdict) = name.parse() {
                verdicts.push(verdict);
            } else {
                let known: Vec<_> = Verdict::ALL.iter().map(|verdict| verdict.name()).collect();
                let hint = match nearest(&name, known.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("verdicts are {}", known.join(", ")),
                };
                self.say_with_hint(entry.span(), format!("there is no verdict `{name}`"), hint);
            }
        }
        verdicts
    }

    fn moment(
        &mut self,
        table: &DeTable<'_>,
        at: Range<usize>,
        scenario: &Scenario,
    ) -> Option<Moment> {
        let mut pause = None;
        let (mut say, mut ask, mut answer) = (Text::default(), Text::default(), Text::default());
        for (key, value) in in_order(table) {
            match key.get_ref().as_ref() {
                "line" => pause = pause.or(self.line(value, &scenario.source).map(Pause::Line)),
                "event" => pause = pause.or(self.event(value).map(Pause::When)),
                "say" => say = self.text(value)?,
                "ask" => ask = self.text(value)?,
                "answer" => answer = self.text(value)?,
                _ => self.unknown(
                    key,
                    "[[tool.racewalk.moments]]",
                    &["line", "event", "say", "ask", "answer"],
                ),
            }
        }
        let has = |name: &str| table.keys().any(|key| key.get_ref() == name);
        if has("line") == has("event") {
            self.say(
                at.clone(),
                "a moment has either a `line` or an `event`".to_owned(),
            );
        } else if say.is_empty() {
            self.say(at.clone(), "a moment has something to `say`".to_owned());
        }
        if has("ask") != has("answer") {
            self.say(at, "a moment that has an `ask` has an `answer`".to_owned());
        }
        Some(Moment {
            pause: pause?,
            say,
            ask,
            answer,
        })
    }

    fn line(&mut self, value: &Value<'_>, source: &str) -> Option<u32> {
        let number = self.integer(value, "the number of a line")?;
        let text = usize::try_from(number)
            .ok()
            .and_then(|number| source.lines().nth(number.checked_sub(1)?));
        match text {
            None => {
                let count = source.lines().count();
                self.say(
                    value.span(),
                    format!("the file has {count} lines, and no line {number}"),
                );
            }
            Some(text) if text.trim().is_empty() || text.trim_start().starts_with('#') => {
                self.say(value.span(), format!("nothing is run in line {number}"));
            }
            Some(_) => return u32::try_from(number).ok(),
        }
        None
    }

    fn event(&mut self, value: &Value<'_>) -> Option<Event> {
        let name = self.string(value)?;
        let event = Event::ALL.iter().find(|(known, _)| *known == name);
        if event.is_none() {
            let known = Event::ALL.map(|(name, _)| name);
            let hint = match nearest(&name, known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("events are {}", known.join(", ")),
            };
            self.say_with_hint(value.span(), format!("there is no event `{name}`"), hint);
        }
        event.map(|&(_, event)| event)
    }

    /// A value as Python's `repr` writes it.
    fn repr(&mut self, value: &Value<'_>) -> Option<String> {
        Some(match value.get_ref() {
            DeValue::String(text) => repr_text(text),
            DeValue::Integer(_) => self.integer(value, "an integer of 64 bits")?.to_string(),
            DeValue::Float(number) => repr_float(number.as_str().parse().ok()?),
            DeValue::Boolean(true) => "True".to_owned(),
            DeValue::Boolean(false) => "False".to_owned(),
            DeValue::Array(items) => {
                let items: Option<Vec<_>> = items.iter().map(|item| self.repr(item)).collect();
                format!("[{}]", items?.join(", "))
            }
            DeValue::Table(table) => {
                let mut entries = table.iter();
                match (entries.next(), entries.next()) {
                    (Some((key, value)), None) if key.get_ref() == "python" => {
                        self.string(value)?
                    }
                    _ => {
                        self.expected(
                            value,
                            "a value, or `{ python = \"…\" }` with what `repr` shows",
                        );
                        return None;
                    }
                }
            }
            DeValue::Datetime(_) => {
                self.expected(value, "a value that a Python program can have");
                return None;
            }
        })
    }

    /// A text in one language or in both.
    fn text(&mut self, value: &Value<'_>) -> Option<Text> {
        match value.get_ref() {
            DeValue::String(text) => Some(Text::same(text.as_ref())),
            DeValue::Table(table) => {
                let mut text = Text::default();
                for (key, value) in in_order(table) {
                    let words = self.string(value)?;
                    match key.get_ref().as_ref() {
                        "en" => text.en = words,
                        "zh" => text.zh = words,
                        _ => self.unknown(key, "a text", &["en", "zh"]),
                    }
                }
                Some(text)
            }
            _ => {
                self.expected(value, "a string, or `{ en = \"…\", zh = \"…\" }`");
                None
            }
        }
    }

    fn string(&mut self, value: &Value<'_>) -> Option<String> {
        let DeValue::String(text) = value.get_ref() else {
            self.expected(value, "a string");
            return None;
        };
        Some(text.to_string())
    }

    fn integer(&mut self, value: &Value<'_>, what: &str) -> Option<i64> {
        let number = match value.get_ref() {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        if number.is_none() {
            self.expected(value, what);
        }
        number
    }

    fn names(&mut self, value: &Value<'_>) -> Vec<String> {
        let Some(entries) = self.array(value, "an array of names") else {
            return Vec::new();
        };
        let mut names: Vec<String> = Vec::new();
        for entry in entries {
            let Some(name) = self.string(entry) else {
                continue;
            };
            if !is_name(&name) {
                self.say(
                    entry.span(),
                    format!("`{name}` cannot be the name of a global"),
                );
            } else if names.contains(&name) {
                self.say(entry.span(), format!("`{name}` is watched already"));
            } else {
                names.push(name);
            }
        }
        names
    }

    fn array<'v, 'i>(&mut self, value: &'v Value<'i>, what: &str) -> Option<&'v [Value<'i>]> {
        if let DeValue::Array(items) = value.get_ref() {
            return Some(items);
        }
        self.expected(value, what);
        None
    }

    fn table<'v, 'i>(&mut self, value: &'v Value<'i>, what: &str) -> Option<&'v DeTable<'i>> {
        if let DeValue::Table(table) = value.get_ref() {
            return Some(table);
        }
        self.expected(value, what);
        None
    }
}

/// The entries as they stand in the file, whatever order the table keeps.
fn in_order<'v, 'i>(table: &'v DeTable<'i>) -> Vec<(&'v Key<'i>, &'v Value<'i>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

fn is_name(text: &str) -> bool {
    let mut characters = text.chars();
    characters
        .next()
        .is_some_and(|first| first == '_' || first.is_alphabetic())
        && characters.all(|character| character == '_' || character.is_alphanumeric())
}

fn kind_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a float",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Language;

    const SOUND: &str = r#"# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = { en = "Two", zh = "二" }
# question = "How many?"
# topic = "races"
# watch = ["b", "a"]
#
# [tool.racewalk.fixes.zebra]
# title = "Z"
#
# [tool.racewalk.fixes.ant]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { b = [1, 0x10, "x", 1.5, true, [1, 2], { python = "None" }] }
# verdicts = ["data-race", "deadlock"]
#
# [[tool.racewalk.expect]]
# fixes = ["ant"]
# outcomes = [{ a = 1, b = 2 }]
#
# [[tool.racewalk.moments]]
# line = 34
# say = "here"
#
# [[tool.racewalk.moments]]
# event = "deadlock"
# say = "there"
# ask = "why?"
# answer = "because"
# ///
a = 1
"#;

    #[test]
    fn a_header_is_read_in_its_order() {
        let scenario = Scenario::read("dir/two.py", SOUND).expect("sound");
        assert_eq!(scenario.title, Text::new("Two", "二"));
        assert_eq!(scenario.question.get(Language::Zh), "How many?");
        assert_eq!(scenario.watch, ["b", "a"]);
        assert_eq!(
            scenario.declared_fixes().expect("declared"),
            ["zebra", "ant"]
        );
        assert_eq!(scenario.requires_python.as_deref(), Some(">=3.11"));
        let first = &scenario.expectations[0];
        assert_eq!(first.line, 15);
        let Outcomes::Each(each) = &first.outcomes else {
            panic!("{:?}", first.outcomes);
        };
        assert_eq!(
            each[0].1,
            ["1", "16", "'x'", "1.5", "True", "[1, 2]", "None"]
        );
        assert_eq!(
            first.verdicts.as_deref(),
            Some(&[Verdict::DataRace, Verdict::Deadlock][..])
        );
        assert_eq!(scenario.expectations[1].fixes, ["ant"]);
        assert_eq!(scenario.expectations[1].verdicts, None);
        assert_eq!(scenario.moments[0].pause, Pause::Line(34));
        assert_eq!(scenario.moments[1].pause, Pause::When(Event::Deadlock));
    }

    #[test]
    fn a_file_without_a_header_is_a_fine_scenario() {
        for source in [
            "",
            "print(1)\n",
            "# /// script\n# dependencies = []\n# ///\n",
        ] {
            let scenario = Scenario::read("dir/plain.py", source).expect("fine");
            assert_eq!(scenario.title.get(Language::En), "plain");
            assert_eq!(scenario.declared_fixes(), None);
        }
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "one table of cases")]
    fn what_is_wrong_in_a_header_is_named_with_its_line() {
        // Each: the lines between `[tool.racewalk]`, which is line 2, and the end; the line of the finding; its words.
        let cases = [
            (
                "tilte = \"x\"",
                3,
                "no key `tilte`",
                "did you mean `title`?",
            ),
            (
                "title = \"x\"\nbanana = 1",
                4,
                "no key `banana`",
                "what can stand here",
            ),
            ("title = 3", 3, "expected a string, or", ""),
            ("cores = 0", 3, "from 1 to 64, found 0", ""),
            (
                "costs = { fork = -1 }",
                3,
                "`fork` costs less than nothing",
                "",
            ),
            ("costs = 5", 3, "a table of names and whole numbers", ""),
            (
                "[tool.racewalk.speedup]\nworker = \"N\"",
                4,
                "no key `worker`",
                "did you mean `workers`?",
            ),
            (
                "title = { en = \"x\", fr = \"y\" }",
                3,
                "no key `fr`",
                "en, zh",
            ),
            ("title = \"x", 3, "not TOML", ""),
            ("title = \"x\"\ntitle = \"y\"", 4, "not TOML", ""),
            (
                "watch = \"counter\"",
                3,
                "expected an array of names, found a string",
                "",
            ),
            ("watch = [\"a-b\"]", 3, "cannot be the name of a global", ""),
            ("watch = [\"a\",\n\"a\"]", 4, "watched already", ""),
            (
                "[tool.racewalk.fixes.all]",
                3,
                "cannot be the name of a fix",
                "other than",
            ),
            (
                "[tool.racewalk.fixes.lock]\ntitel = 1",
                4,
                "no key `titel`",
                "did you mean `title`?",
            ),
            (
                "[[tool.racewalk.expect]]\nfixes = [\"lok\"]\n[tool.racewalk.fixes.lock]",
                4,
                "no fix `lok`",
                "did you mean `lock`?",
            ),
            (
                "[[tool.racewalk.expect]]\nverdicts = [\"data_race\"]",
                4,
                "no verdict `data_race`",
                "did you mean `data-race`?",
            ),
            (
                "[[tool.racewalk.expect]]\noutcomes = { counter = [1] }",
                4,
                "`counter` is not watched",
                "add it",
            ),
            (
                "watch = [\"counter\"]\n[[tool.racewalk.expect]]\noutcomes = { counte = [1] }",
                5,
                "not watched",
                "`counter`",
            ),
            (
                "watch = [\"a\"]\n[[tool.racewalk.expect]]\noutcomes = { a = 1 }",
                5,
                "an array of the values",
                "",
            ),
            (
                "watch = [\"a\"]\n[[tool.racewalk.expect]]\noutcomes = { a = [{ b = 1 }] }",
                5,
                "what `repr` shows",
                "",
            ),
            (
                "[[tool.racewalk.expect]]\nfixes = []\n[[tool.racewalk.expect]]",
                5,
                "said already, in line 3",
                "",
            ),
            (
                "[tool.racewalk.expect]\nfixes = []",
                3,
                "an array of tables",
                "",
            ),
            (
                "[[tool.racewalk.moments]]\nline = 400\nsay = \"x\"",
                4,
                "no line 400",
                "",
            ),
            (
                "[[tool.racewalk.moments]]\nline = 1\nsay = \"x\"",
                4,
                "nothing is run in line 1",
                "",
            ),
            (
                "[[tool.racewalk.moments]]\nsay = \"x\"",
                3,
                "either a `line` or an `event`",
                "",
            ),
            (
                "[[tool.racewalk.moments]]\nevent = \"deadlok\"\nsay = \"x\"",
                4,
                "no event `deadlok`",
                "`deadlock`",
            ),
            (
                "[[tool.racewalk.moments]]\nevent = \"deadlock\"",
                3,
                "something to `say`",
                "",
            ),
            (
                "[[tool.racewalk.moments]]\nevent = \"deadlock\"\nsay = \"x\"\nask = \"y\"",
                3,
                "has an `answer`",
                "",
            ),
            (
                "[tool.racewlak]\nx = 1",
                3,
                "no key `racewlak`",
                "did you mean `racewalk`?",
            ),
        ];
        for (lines, line, words, hint) in cases {
            let body: String = lines.lines().map(|line| format!("# {line}\n")).collect();
            let source = format!("# /// script\n# [tool.racewalk]\n{body}# ///\nx = 1\n");
            let findings = Scenario::read("x.py", &source).expect_err(lines);
            let finding = &findings[0];
            assert_eq!(
                finding.span.map(|span| span.line),
                Some(line),
                "{lines}: {finding:?}"
            );
            assert!(
                finding.message.contains(words),
                "{lines}: {}",
                finding.message
            );
            let said = finding.hint.as_deref().unwrap_or("");
            assert!(said.contains(hint), "{lines}: {said}");
        }
    }

    #[test]
    fn a_fix_must_be_declared_and_marked() {
        let marked = |names: &[&str]| Program {
            fixes: names
                .iter()
                .map(|name| crate::code::Fix {
                    name: (*name).to_owned(),
                    lines: vec![(34, true)],
                    at_restart: false,
                })
                .collect(),
            ..Program::default()
        };
        let scenario = Scenario::read("two.py", SOUND).expect("sound");
        let check = |names: &[&str]| {
            let findings = scenario.check(&marked(names));
            findings
                .iter()
                .map(|finding| finding.span.map_or(0, |span| span.line))
                .collect::<Vec<_>>()
        };
        assert_eq!(check(&["zebra", "ant"]), [0u32; 0]);
        assert_eq!(check(&["ant"]), [10]);
        assert_eq!(check(&["zebra", "ant", "zebar"]), [34]);
        let finding = &scenario.check(&marked(&["zebra", "ant", "zebar"]))[0];
        assert_eq!(finding.hint.as_deref(), Some("did you mean `zebra`?"));
    }
}
