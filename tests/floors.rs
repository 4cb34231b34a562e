//! A module names only modules on lower floors, pure floors stay pure, and a dependency is used where `Cargo.toml` says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The map of `src/lib.rs`, and of the modules that are still to come.
const FLOORS: &[(&str, u8)] = &[
    ("base", 0),
    ("built", 0),
    ("code", 1),
    ("view", 1),
    ("python", 2),
    ("machine", 2),
    ("ui", 2),
    ("simulate", 3),
    ("explore", 3),
    ("live", 3),
    ("scenario", 3),
    ("session", 4),
    ("cli", 5),
];

/// They alone may use what the real world does.
const IMPURE: &[&str] = &["live", "cli"];
/// Modules of `std` that reach the real world.
const WORLDLY: &[&str] = &["env", "fs", "net", "process", "thread"];
/// Types that read a clock.
const CLOCKS: &[&str] = &["Instant", "SystemTime"];

/// One source file: the module it belongs to, and its text without comments and the contents of literals.
struct File {
    /// Below `src/`, such as `machine/heap.rs`.
    path: String,
    text: String,
}

impl File {
    fn new(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: bare(text),
        }
    }

    /// The module of the crate that this file is part of.
    fn module(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// Whether a place of `Cargo.toml`, such as `python::parse`, means this file.
    fn is_in(&self, place: &str) -> bool {
        let stem = self
            .path
            .strip_suffix(".rs")
            .unwrap_or(&self.path)
            .replace('/', "::");
        stem == place || stem.starts_with(&format!("{place}::"))
    }

    /// Lower floors, and the module itself.
    fn climbs(&self) -> Vec<String> {
        let floor = |module: &str| FLOORS.iter().find(|row| row.0 == module).map(|row| row.1);
        let Some(own) = floor(self.module()) else {
            return vec![format!("{}: stands on no floor", self.path)];
        };
        let mut found = Vec::new();
        for name in paths(&self.text, "crate") {
            match floor(&name) {
                _ if name == self.module() => {}
                Some(floor) if floor < own => {}
                Some(floor) => found.push(format!(
                    "{}: floor {own} names `{name}` on floor {floor}",
                    self.path
                )),
                None => found.push(format!(
                    "{}: `crate::{name}` is no module of the map",
                    self.path
                )),
            }
        }
        let reaches_the_root =
            self.path.matches('/').count() == 1 && self.path.ends_with("/mod.rs");
        if self.text.contains("super::super")
            || (reaches_the_root && without_tests(&self.text).contains("super::"))
        {
            found.push(format!("{}: climbs by `super`; say `crate::`", self.path));
        }
        found
    }

    /// What a pure floor does with the real world, outside its tests.
    fn impurities(&self) -> Vec<String> {
        let text = without_tests(&self.text);
        let mut found = Vec::new();
        if words(&self.text).any(|word| word == "unsafe") {
            found.push(format!("{}: is unsafe", self.path));
        }
        if IMPURE.contains(&self.module()) {
            return found;
        }
        for name in paths(&text, "std") {
            if WORLDLY.contains(&name.as_str()) {
                found.push(format!("{}: uses std::{name}", self.path));
            }
        }
        for clock in CLOCKS {
            if words(&text).any(|word| word == *clock) {
                found.push(format!("{}: reads a clock, {clock}", self.path));
            }
        }
        found
    }
}

#[test]
fn modules_name_only_lower_floors() {
    check(sources().iter().flat_map(File::climbs));
}

#[test]
fn pure_floors_stay_pure() {
    check(sources().iter().flat_map(File::impurities));
}

#[test]
fn the_map_in_the_library_is_true() {
    let library = read("src/lib.rs");
    for line in library.lines().filter(|line| line.starts_with("pub mod ")) {
        let module = line.trim_start_matches("pub mod ").trim_end_matches(';');
        let row = FLOORS.iter().find(|row| row.0 == module);
        let (_, floor) = row.unwrap_or_else(|| panic!("{module} stands on no floor"));
        let said = format!("//! | {floor} | [`{module}`] | ");
        assert!(
            library.contains(&said),
            "the map of src/lib.rs has no row that begins {said}"
        );
    }
}

/// The places before the colon of a dependency's comment are all that name it.
#[test]
fn dependencies_are_used_where_the_manifest_says() {
    let manifest = read("Cargo.toml");
    let (_, rest) = manifest
        .split_once("\n[dependencies]\n")
        .expect("it has dependencies");
    let (table, _) = rest.split_once("\n[").expect("another table follows");
    let rows = table.lines().filter(|line| line.contains(" = "));
    let said: BTreeMap<&str, &str> = rows
        .map(|line| {
            let (name, rest) = line.split_once(" = ").expect("it is a row");
            let (_, comment) = rest
                .split_once('#')
                .unwrap_or_else(|| panic!("{name} says not who uses it"));
            (name, comment.split(": ").next().unwrap_or_default().trim())
        })
        .collect();
    check(strays(&sources(), &said));
}

/// Dependencies used in places that are not said, and places said that do not use them.
fn strays(files: &[File], said: &BTreeMap<&str, &str>) -> Vec<String> {
    let mut found = Vec::new();
    let texts: Vec<String> = files.iter().map(|file| without_tests(&file.text)).collect();
    for (name, places) in said {
        let mut silent: BTreeSet<&str> = places.split(", ").collect();
        for (file, text) in files.iter().zip(&texts) {
            if paths(text, &name.replace('-', "_")).is_empty() {
                continue;
            }
            match places.split(", ").find(|place| file.is_in(place)) {
                Some(place) => drop(silent.remove(place)),
                None => found.push(format!("{}: uses {name}, which is for {places}", file.path)),
            }
        }
        found.extend(
            silent
                .iter()
                .map(|place| format!("Cargo.toml: {name} is for {place}, which does not use it")),
        );
    }
    found
}

fn check(found: impl IntoIterator<Item = String>) {
    let found: Vec<String> = found.into_iter().collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All of `src/` but its two roots and the files that only tests see.
fn sources() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut folders, mut files) = (vec![root.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the sources can be listed") {
            let path: PathBuf = entry.expect("the sources can be listed").path();
            let name = path
                .strip_prefix(&root)
                .expect("it is below src")
                .to_string_lossy()
                .replace('\\', "/");
            let is_source = path.extension().is_some_and(|end| end == "rs");
            if path.is_dir() {
                folders.push(path);
            } else if is_source && name != "lib.rs" && name != "main.rs" {
                files.push(File::new(&name, &read(&format!("src/{name}"))));
            }
        }
    }
    assert!(files.len() > 100, "the sources are found");
    // `#[cfg(test)] mod tests;` makes all of that file a test.
    let tests: Vec<String> = files
        .iter()
        .filter(|file| file.text.contains("#[cfg(test)]\nmod tests;"))
        .map(tests_of)
        .collect();
    for file in &mut files {
        if tests.contains(&file.path) {
            file.text = format!("#[cfg(test)]\nmod tests {{{}}}", file.text);
        }
    }
    files
}

fn tests_of(file: &File) -> String {
    match file.path.strip_suffix("/mod.rs") {
        Some(folder) => format!("{folder}/tests.rs"),
        None => format!("{}/tests.rs", file.path.trim_end_matches(".rs")),
    }
}

/// The first names after `root::`, groups opened: `use crate::{a, b::{c}}` names a and b.
fn paths(text: &str, root: &str) -> BTreeSet<String> {
    let start = format!("{root}::");
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices(&start) {
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| is_name(c) || c == ':') {
            continue;
        }
        let rest = text[at + start.len()..].trim_start();
        match rest.strip_prefix('{') {
            Some(group) => found.extend(heads(group)),
            None => found.extend(words(rest).next().map(str::to_owned)),
        }
    }
    found
}

/// The first name of each part of a group, whose brace is already open.
fn heads(group: &str) -> Vec<String> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            ',' if depth == 0 => {
                parts.push(&group[start..at]);
                start = at + 1;
            }
            '}' if depth == 0 => {
                parts.push(&group[start..at]);
                break;
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    parts
        .iter()
        .filter_map(|part| words(part).next())
        .map(str::to_owned)
        .collect()
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c| !is_name(c)).filter(|word| !word.is_empty())
}

/// The text without the items under `#[cfg(test)]`.
fn without_tests(text: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let (mut kept, mut rest) = (String::new(), text);
    while let Some(at) = rest.find(MARK) {
        kept.push_str(&rest[..at]);
        let item = &rest[at + MARK.len()..];
        rest = &item[end_of_item(item)..];
    }
    kept + rest
}

/// Where an item ends: at its semicolon, or at the brace that closes its body.
fn end_of_item(text: &str) -> usize {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 && (c == ';' || c == '}') {
            return at + 1;
        }
    }
    text.len()
}

/// Rust without its comments and without what stands in its literals.
fn bare(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let in_name = bare.chars().next_back().is_some_and(is_name);
        let skipped = match c {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => comment(rest),
            '"' => 1 + quoted(&rest[1..], '"'),
            'r' if !in_name || bare.ends_with('b') => raw(rest),
            '\'' => character(rest),
            _ => 0,
        };
        if skipped == 0 {
            bare.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            bare.push(' ');
            rest = &rest[skipped..];
        }
    }
    bare
}

/// How long a block comment is, with those inside it.
fn comment(text: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < text.len() {
        let step = match &text.as_bytes()[at..] {
            [b'/', b'*', ..] => {
                depth += 1;
                2
            }
            [b'*', b'/', ..] => {
                depth -= 1;
                2
            }
            _ => 1,
        };
        at += step;
        if depth == 0 {
            break;
        }
    }
    at.min(text.len())
}

/// How far it is past the closing quote.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == quote {
            return at + c.len_utf8();
        }
    }
    text.len()
}

/// How long a raw string is; 0 where none begins.
fn raw(text: &str) -> usize {
    let hashes = text[1..].chars().take_while(|&c| c == '#').count();
    if !text[1 + hashes..].starts_with('"') {
        return 0;
    }
    let close = format!("\"{}", "#".repeat(hashes));
    let body = 2 + hashes;
    text[body..]
        .find(&close)
        .map_or(text.len(), |at| body + at + close.len())
}

/// How long a character literal is; 0 where a lifetime begins.
fn character(text: &str) -> usize {
    let mut rest = text[1..].chars();
    match (rest.next(), rest.next()) {
        (Some('\\'), _) => 1 + quoted(&text[1..], '\''),
        (Some(c), Some('\'')) => 2 + c.len_utf8(),
        _ => 0,
    }
}

#[cfg(test)]
mod the_checker {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        let file = File::new(path, text);
        let mut found = file.climbs();
        found.extend(file.impurities());
        found
    }

    fn check(path: &str, text: &str, faults: usize) {
        let found = found(path, text);
        assert_eq!(found.len(), faults, "{path}: {text}\n{found:#?}");
    }

    #[test]
    fn sees_a_higher_floor_however_it_is_written() {
        check("machine/heap.rs", "use crate::base::Tid;", 0);
        check("machine/heap.rs", "use crate::session::Session;", 1);
        check(
            "machine/heap.rs",
            "use crate::{base::Tid, code::{Op, Name}, cli, simulate::Run};",
            2,
        );
        check("machine/heap.rs", "fn f() { crate::ui::draw() }", 1);
        check("machine/heap.rs", "pub(in crate::explore) fn f() {}", 1);
        check("machine/mod.rs", "use super::session;", 1);
        check("machine/a/b.rs", "use super::super::super::session;", 1);
        check("oracle/mod.rs", "", 1);
    }

    #[test]
    fn sees_another_module_of_the_same_floor() {
        check("code/op.rs", "use crate::view::Text;", 1);
        check("python/mod.rs", "use crate::machine::Value;", 1);
        check(
            "simulate/run.rs",
            "use crate::{simulate::Policy, machine::World};",
            0,
        );
        check("simulate/run.rs", "use crate::explore::Search;", 1);
    }

    #[test]
    fn sees_the_real_world() {
        check("machine/heap.rs", "use std::fs;", 1);
        check(
            "machine/heap.rs",
            "use std::{collections::BTreeMap, thread};",
            1,
        );
        check("machine/heap.rs", "fn f() { std::process::exit(1) }", 1);
        check("simulate/run.rs", "use std::time::Instant;", 1);
        check("base/ids.rs", "unsafe { f() }", 1);
        check(
            "cli/run.rs",
            "use std::{fs, thread}; use std::time::Instant;",
            0,
        );
        check("cli/run.rs", "unsafe fn f() {}", 1);
    }

    #[test]
    fn passes_over_comments_literals_and_tests() {
        check(
            "base/ids.rs",
            "// crate::cli\n/* crate::cli /* unsafe */ std::fs */",
            0,
        );
        check(
            "base/ids.rs",
            r##"const A: &str = "crate::cli \" std::fs"; const B: &str = r#"" unsafe"#;"##,
            0,
        );
        check(
            "base/ids.rs",
            "fn f<'a>(x: &'a str) { g('\"', '\\'', 'x'); std::fs::read(x) }",
            1,
        );
        check(
            "base/ids.rs",
            "#[cfg(test)]\nmod tests { fn f() { std::fs::read() } }\nfn g() {}",
            0,
        );
        check(
            "base/ids.rs",
            "#[cfg(test)]\nuse std::fs;\nuse std::net;",
            1,
        );
        check(
            "base/ids.rs",
            "#[cfg(test)]\nmod tests { use crate::cli; }",
            1,
        );
    }

    #[test]
    fn holds_dependencies_to_their_places() {
        let file = |path: &str| File::new(path, "use ratatui::Frame;");
        let files = [file("ui/view.rs"), file("machine/heap.rs")];
        let said = |places| BTreeMap::from([("ratatui", places)]);
        assert!(strays(&files, &said("ui, machine::heap")).is_empty());
        assert_eq!(strays(&files, &said("ui")).len(), 1);
        assert_eq!(strays(&files, &said("ui, cli, machine")).len(), 1);
    }
}
