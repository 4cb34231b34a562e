//! The scenario's fixes, and how they stand.

use crate::session::present::Look;
use crate::view::{Effect, Fix, Fixes, Text};

pub(crate) fn present(look: &Look<'_>) -> Fixes {
    let program = &look.process.program;
    let rows = program
        .fixes
        .iter()
        .enumerate()
        .map(|(number, fix)| Fix {
            name: fix.name.clone(),
            title: title(look, &fix.name),
            on: look.process.has_fix(number.into()),
            effect: if fix.at_restart && look.moment > 0 {
                Effect::AtRestart
            } else {
                Effect::AtOnce
            },
        })
        .collect();
    Fixes { rows }
}

fn title(look: &Look<'_>, name: &str) -> Text {
    let declared = look
        .scenario
        .fixes
        .iter()
        .flatten()
        .find(|fix| fix.name == name);
    declared.map_or_else(|| Text::same(name), |fix| fix.title.clone())
}
