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

/// `collections.abc` lies in `collections_abc.py`.
fn file_name(dotted: &str) -> String {
    format!("{}.py", dotted.replace('.', "_"))
}

/// The dotted names of all modules, in the order of their files.
#[cfg(test)]
pub(crate) fn modules() -> Vec<String> {
    FILES
        .files()
        .filter_map(|file| file.path().file_stem()?.to_str())
        .filter(|stem| *stem != PRELUDE)
        .map(|stem| match stem.trim_start_matches('_').split_once('_') {
            Some((package, last)) if !stem.starts_with('_') => format!("{package}.{last}"),
            _ => stem.to_owned(),
        })
        .collect()
}
