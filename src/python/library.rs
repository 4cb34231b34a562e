//! The modules of ours that are written in Python: `assets/lib/threading.py` is what `import threading` gets.

use include_dir::{Dir, include_dir};

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets/lib");

/// The prelude's file is no module that a program can import.
const PRELUDE: &str = "prelude";

/// The source of a module, by its dotted name.
pub(crate) fn source(dotted: &str) -> Option<&'static str> {
    (dotted != PRELUDE).then(|| read(dotted)).flatten()
}

/// What the machine itself calls; empty while there is none.
pub(crate) fn prelude() -> &'static str {
    read(PRELUDE).unwrap_or_default()
}

/// How tracebacks call a module's file.
pub(crate) fn file(dotted: &str) -> String {
    format!("racewalk/lib/{}", file_name(dotted))
}

fn read(dotted: &str) -> Option<&'static str> {
    FILES.get_file(file_name(dotted))?.contents_utf8()
}

/// As in CPython: `collections` lies in `collections/__init__.py`, `collections.abc` in `collections/abc.py`.
fn file_name(dotted: &str) -> String {
    let path = dotted.replace('.', "/");
    let package = format!("{path}/__init__.py");
    if FILES.get_file(&package).is_some() {
        return package;
    }
    format!("{path}.py")
}

/// The dotted names of all modules, in the order of their files.
#[cfg(test)]
pub(crate) fn modules() -> Vec<String> {
    fn walk(folder: &Dir<'_>, found: &mut Vec<String>) {
        for file in folder.files() {
            let path = file.path().with_extension("");
            let path = path.to_str().expect("our files have plain names");
            let path = path.strip_suffix("/__init__").unwrap_or(path);
            found.push(path.replace('/', "."));
        }
        for inner in folder.dirs() {
            walk(inner, found);
        }
    }
    let mut found = Vec::new();
    walk(&FILES, &mut found);
    found.retain(|module| module != PRELUDE);
    found
}
