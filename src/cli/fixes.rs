//! Which fixes `--fix` switches on.

use crate::cli::Failure;
use crate::code::Program;
use crate::scenario::{Scenario, nearest};

/// The names of those that are on, in the order of the program. Without any `--fix`: none.
pub(crate) fn chosen(
    scenario: &Scenario,
    program: &Program,
    wanted: &[String],
) -> Result<Vec<String>, Failure> {
    let known: Vec<&str> = program.fixes.iter().map(|fix| fix.name.as_str()).collect();
    let mut on: Vec<&str> = Vec::new();
    for name in wanted {
        match name.as_str() {
            "all" => on.clone_from(&known),
            "none" => on.clear(),
            name if known.contains(&name) => on.push(name),
            name => return Err(unknown(scenario, name, &known)),
        }
    }
    Ok(known
        .into_iter()
        .filter(|name| on.contains(name))
        .map(str::to_owned)
        .collect())
}

fn unknown(scenario: &Scenario, name: &str, known: &[&str]) -> Failure {
    let hint = match nearest(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => "it has no fixes".to_owned(),
        None => format!("its fixes are: {}", known.join(", ")),
    };
    Failure::Usage(format!("{} has no fix `{name}`; {hint}", scenario.name))
}
