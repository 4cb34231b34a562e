//! `racewalk explore --shard K/N` and `racewalk merge` from outside.

use std::path::{Path, PathBuf};

use serde_json::Value as Json;

#[path = "support/outside.rs"]
mod outside;

use outside::racewalk;

fn run(arguments: &[&str]) -> (i32, String, String) {
    racewalk(Path::new("."), arguments)
}

/// Parts of the exploration of a scenario, as files.
fn parts(folder: &Path, target: &str, of: u32, options: &[&str]) -> Vec<PathBuf> {
    (1..=of)
        .map(|number| {
            let shard = format!("{number}/{of}");
            let mut arguments = vec!["explore", target, "--shard", &shard, "--json"];
            arguments.extend(options);
            let (_, out, _) = run(&arguments);
            let path = folder.join(format!("{target}-{number}-of-{of}.json"));
            std::fs::write(&path, out).expect("the folder is there");
            path
        })
        .collect()
}

fn merge(paths: &[&PathBuf], options: &[&str]) -> (i32, String, String) {
    let mut arguments = vec!["merge"];
    arguments.extend(paths.iter().map(|path| path.to_str().expect("UTF-8")));
    arguments.extend(options);
    run(&arguments)
}

fn said(json: &Json, list: &str, fields: &[&str]) -> Vec<String> {
    let mut all: Vec<String> = json[list]
        .as_array()
        .expect("a list")
        .iter()
        .map(|item| {
            let of = |field: &&str| item[*field].to_string();
            fields.iter().map(of).collect::<Vec<_>>().join(" ")
        })
        .collect();
    all.sort();
    all
}

#[test]
fn what_the_parts_found_together_is_what_the_whole_search_finds() {
    let folder = tempfile::tempdir().expect("a folder");
    for target in ["bank_transfer", "lost_update"] {
        let (code, whole, _) = run(&["explore", target, "--json"]);
        let whole: Json = serde_json::from_str(&whole).expect("JSON");
        let parts = parts(folder.path(), target, 3, &[]);
        let all: Vec<&PathBuf> = parts.iter().collect();
        let (merged_code, out, err) = merge(&all, &["--json"]);
        assert_eq!(err, "", "{target}");
        assert_eq!(merged_code, code, "{target}");
        let joined: Json = serde_json::from_str(&out).expect("JSON");
        assert_eq!(joined["complete"], true, "{target}");
        assert_eq!(joined["shard"], Json::Null, "{target}");
        for (list, fields) in [
            ("outcomes", &["ending", "watch", "minimal"][..]),
            ("verdicts", &["kind", "exception", "must"]),
        ] {
            assert_eq!(
                said(&joined, list, fields),
                said(&whole, list, fields),
                "{target}"
            );
        }
        // In words it is told as a whole search is: but for the numbers of the first line.
        let (_, words, _) = merge(&all, &[]);
        assert!(
            words.contains("that is everything that can happen"),
            "{words}"
        );
        assert!(words.contains("racewalk "), "{words}");
    }
}

#[test]
fn a_part_that_is_missing_is_told_and_so_is_one_that_is_there_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let parts = parts(folder.path(), "bank_transfer", 3, &["--fix", "ordered"]);
    let (code, out, err) = merge(&[&parts[0], &parts[2]], &["--json"]);
    assert_eq!(code, 3, "{out}");
    assert!(err.contains("these are missing: 2"), "{err}");
    let joined: Json = serde_json::from_str(&out).expect("JSON");
    assert_eq!(joined["complete"], false);
    assert_eq!(joined["bound"], "shards");
    let (code, _, err) = merge(&[&parts[0], &parts[2], &parts[0], &parts[1]], &[]);
    assert_eq!(code, 2);
    assert!(err.contains("are the same part, 1 of 3"), "{err}");
}

#[test]
fn results_that_do_not_belong_together_are_refused_in_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let bank = parts(folder.path(), "bank_transfer", 2, &[]);
    let counter = parts(folder.path(), "lost_update", 2, &[]);
    let thirds = folder.path().join("thirds");
    std::fs::create_dir(&thirds).expect("it is new");
    let thirds = parts(&thirds, "bank_transfer", 3, &[]);
    let fixed = folder.path().join("fixed");
    std::fs::create_dir(&fixed).expect("it is new");
    let fixed = parts(&fixed, "bank_transfer", 2, &["--fix", "ordered"]);
    let whole = folder.path().join("whole.json");
    std::fs::write(&whole, run(&["explore", "bank_transfer", "--json"]).1).expect("written");
    let cut = folder.path().join("cut.json");
    let text = std::fs::read(&bank[1]).expect("it is there");
    std::fs::write(&cut, &text[..text.len() / 2]).expect("written");
    let spoilt = folder.path().join("spoilt.json");
    let text = String::from_utf8(text).expect("UTF-8");
    std::fs::write(&spoilt, text.replace("main*", "main*x")).expect("written");
    for (other, words) in [
        (&counter[1], "do not belong together: `digest` is"),
        (&thirds[1], "do not belong together: one is a part of 2"),
        (&fixed[1], "do not belong together: `fixes` is"),
        (&whole, "a whole search"),
        (&cut, "this is no result of"),
        (&spoilt, "a schedule cannot be read"),
        (&folder.path().join("nowhere.json"), "no such file"),
    ] {
        let (code, out, err) = merge(&[&bank[0], other], &[]);
        assert_eq!(code, 2, "{err}");
        assert_eq!(out, "");
        assert!(err.contains(words), "{words}: {err}");
    }
}

#[test]
fn a_part_that_cannot_be_is_refused() {
    for (shard, words) in [
        ("0/3", "the parts are 1/3 to 3/3"),
        ("4/3", "the parts are 1/3 to 3/3"),
        ("1", "such as 2/8"),
        ("1/0", "1 to"),
    ] {
        let (code, _, err) = run(&["explore", "lost_update", "--shard", shard]);
        assert_eq!(code, 2);
        assert!(err.contains(words), "{err}");
    }
}
