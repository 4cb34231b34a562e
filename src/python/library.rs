//! The modules of ours that are written in Python: `assets/lib/threading.py` is what `import threading` gets.

use std::sync::LazyLock;

use include_dir::{Dir, File, include_dir};
use rustc_hash::FxHashMap;

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

/// How tracebacks call a module's file. A package without a file has the name that a module would have.
pub(crate) fn file(dotted: &str) -> String {
    let path = MODULES.get(dotted).map(|file| file.path().display());
    path.map_or_else(
        || format!("racewalk/lib/{}.py", dotted.replace('.', "/")),
        |path| format!("racewalk/lib/{path}"),
    )
}

fn read(dotted: &str) -> Option<&'static str> {
    MODULES.get(dotted)?.contents_utf8()
}

/// By dotted name. As in CPython, `collections` lies in `collections/__init__.py`, `collections.abc` in
/// `collections/abc.py`.
static MODULES: LazyLock<FxHashMap<String, &File<'_>>> = LazyLock::new(|| {
    fn walk(folder: &'static Dir<'_>, found: &mut FxHashMap<String, &'static File<'_>>) {
        for file in folder.files() {
            let path = file.path().with_extension("");
            let path = path.to_str().expect("our files have plain names");
            let path = path.strip_suffix("/__init__").unwrap_or(path);
            found.insert(path.replace('/', "."), file);
        }
        for inner in folder.dirs() {
            walk(inner, found);
        }
    }
    let mut found = FxHashMap::default();
    walk(&FILES, &mut found);
    found
});

/// The dotted names of all modules that a program can import.
#[cfg(test)]
pub(crate) fn modules() -> Vec<String> {
    let names = MODULES.keys().filter(|module| *module != PRELUDE);
    let mut names: Vec<String> = names.cloned().collect();
    names.sort_unstable();
    names
}
