//! The README says what is so: the keys of the table, and the checks that `.ci/run` makes.

use std::fs;
use std::path::Path;

use racewalk::ui::TABLE;
use racewalk::view::Abilities;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path)
}

#[test]
fn it_lists_every_key_that_does_something() {
    let readme = read("README.md");
    let can = Abilities {
        save: true,
        live: true,
        explore: true,
        ..Abilities::default()
    };
    for binding in TABLE
        .iter()
        .filter(|binding| binding.needs.is_none_or(|needs| needs(can)))
    {
        let row = format!("| `{}` | {} |", binding.shown, binding.words[0]);
        assert!(readme.contains(&row), "README.md lacks the row {row}");
    }
}

#[test]
fn it_names_every_check_of_the_ci() {
    let readme = read("README.md");
    for command in read(".ci/run")
        .lines()
        .filter(|line| line.starts_with("cargo "))
    {
        assert!(readme.contains(command), "README.md does not say {command}");
    }
}
