//! An array of files.

use serde_json::{Value as Json, json};

use crate::cli::check::{Claim, File, Variant};

pub(crate) fn json(files: &[File]) -> String {
    let files: Vec<Json> = files.iter().map(file).collect();
    let mut text = serde_json::to_string_pretty(&files).expect("results are plain data");
    text.push('\n');
    text
}

fn file(file: &File) -> Json {
    json!({
        "path": file.path,
        "verdict": file.grade().name(),
        "error": file.trouble.as_ref().map(|trouble| &trouble.words),
        "line": file.trouble.as_ref().and_then(|trouble| trouble.line),
        "claims": file.claims.iter().map(claim).collect::<Vec<_>>(),
    })
}

fn claim(claim: &Claim) -> Json {
    let extra: Vec<Json> = claim
        .extra
        .iter()
        .map(|extra| {
            let places: Vec<Json> = extra
                .places
                .iter()
                .map(|(worker, line)| json!({ "worker": worker, "line": line }))
                .collect();
            json!({
                "what": extra.what,
                "words": extra.words,
                "where": places,
                "preemptions": extra.preemptions,
                "schedule": extra.schedule,
            })
        })
        .collect();
    let (fixes, marks) = match &claim.variant {
        Variant::Fixes(fixes) => (json!(fixes), "obeyed"),
        Variant::Plain => (Json::Null, "ignored"),
    };
    json!({
        "about": claim.about.name(),
        "fixes": fixes,
        "marks": marks,
        "line": claim.line,
        "verdict": claim.grade.name(),
        "complete": claim.bound.is_none(),
        "bound": claim.bound,
        "states": claim.states,
        "missing": claim.missing,
        "extra": extra,
    })
}
