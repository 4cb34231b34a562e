//! Which files are meant: folders are searched, in the order of names.

use std::fs;
use std::path::{Path, PathBuf};

use crate::scenario::{Scenario, library};

/// Folders inside each other; deeper ones are not looked into.
const DEEPEST: usize = 64;

/// Something to judge.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    /// As the results name it.
    pub(crate) shown: String,
    pub(crate) from: From,
}

#[derive(Clone, Debug)]
pub(crate) enum From {
    Path(PathBuf),
    Library(&'static Scenario),
    /// Nothing is there: why.
    Nowhere(String),
}

/// All that is named, in order, each once.
pub(crate) fn targets(named: &[PathBuf]) -> Vec<Target> {
    let mut targets: Vec<Target> = Vec::new();
    for path in named {
        for target in target(path) {
            if targets.iter().all(|other| other.shown != target.shown) {
                targets.push(target);
            }
        }
    }
    targets
}

pub(crate) fn target(path: &Path) -> Vec<Target> {
    let shown = path.to_string_lossy().into_owned();
    let nowhere = |words: String| {
        vec![Target {
            shown: shown.clone(),
            from: From::Nowhere(words),
        }]
    };
    if path.is_dir() {
        let mut found = Vec::new();
        search(path, 0, &mut found);
        if found.is_empty() {
            return nowhere("there is no Python file in this folder".to_owned());
        }
        return found
            .into_iter()
            .map(|path| Target {
                shown: path.to_string_lossy().into_owned(),
                from: From::Path(path),
            })
            .collect();
    }
    if path.exists() || path == Path::new("-") {
        return vec![Target {
            shown,
            from: From::Path(path.to_owned()),
        }];
    }
    if let Some(scenario) = library::find(&shown) {
        return vec![Target {
            shown: scenario.name.clone(),
            from: From::Library(scenario),
        }];
    }
    match library::near(&shown) {
        Some(near) if !shown.contains(['.', '\\']) => nowhere(format!(
            "there is no file and no scenario of this name; did you mean `{near}`?"
        )),
        Some(_) | None => nowhere("no such file".to_owned()),
    }
}

/// Python files below a folder. Hidden folders and caches are passed over, and links to folders are not followed: they
/// could lead in circles.
fn search(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    // A folder that cannot be read holds nothing for us.
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') || name == "__pycache__" {
            continue;
        }
        let is_folder = path
            .symlink_metadata()
            .is_ok_and(|metadata| metadata.is_dir());
        if is_folder {
            if depth < DEEPEST {
                search(&path, depth + 1, found);
            }
        } else if path.extension().is_some_and(|extension| extension == "py") && !path.is_dir() {
            found.push(path);
        }
    }
}
