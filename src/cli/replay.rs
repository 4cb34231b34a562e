//! `racewalk replay`: a saved run once more.

use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::sync::Arc;

use crate::cli::args::{ColorChoice, Replay};
use crate::cli::desk::Desk;
use crate::cli::outcome::{self, Capture};
use crate::cli::streams::Streams;
use crate::cli::{Failure, compile, files, open};
use crate::machine::world::Machine;
use crate::scenario::Scenario;
use crate::simulate::{Ending, Policy, Recording, Run, recording};

pub(crate) fn replay(arguments: &Replay, color: ColorChoice) -> Result<u8, Failure> {
    let recording = read(&arguments.file)?;
    let is_watched = io::stdout().is_terminal() && io::stdin().is_terminal();
    if !arguments.json && (is_watched || arguments.speech.plain) {
        let (desk, opening) = Desk::replay(recording)?;
        return open::show(desk, opening, &arguments.speech, &arguments.look, color);
    }
    let scenario = Scenario::read(&recording.file, &recording.source).map_err(|findings| {
        Failure::Findings {
            findings,
            source: recording.source.clone(),
        }
    })?;
    let program = compile::compile(&scenario)?;
    let mut capture = Capture::default();
    let mut streams = Streams::open();
    let run = follow(&recording, program, |stream, text| {
        if arguments.json {
            capture.write(stream, text);
            Ok(())
        } else {
            streams.write(stream, text)
        }
    })?;
    streams.flush()?;
    drop(streams);
    let language = arguments.speech.language();
    let Some(ending) = Ending::of(&run.machine) else {
        return Err(Failure::Usage(format!(
            "the recording ends after step {}, before the program does",
            recording.steps
        )));
    };
    let json = arguments.json.then_some(&mut capture);
    outcome::tell(
        &run.machine,
        &run.schedule,
        ending,
        &scenario,
        json,
        language,
    )
}

/// The recording in a file, or why it is none.
pub(crate) fn read(path: &Path) -> Result<Recording, Failure> {
    let bytes = files::bytes(path, recording::LONGEST)?;
    Recording::read(&bytes)
        .map_err(|damaged| Failure::Usage(format!("{}: {damaged}", path.display())))
}

/// Does all that the recording did, and holds it to what came of it then.
fn follow(
    recording: &Recording,
    program: crate::code::Program,
    mut write: impl FnMut(u8, &str) -> io::Result<()>,
) -> Result<Run, Failure> {
    let machine = Machine::boot(Arc::new(program), recording.config.clone());
    let policy = Policy::scripted(recording.schedule.clone(), Policy::Hand);
    let mut run = Run::new(machine, policy);
    while run.machine.steps() < recording.steps || run.policy.changes_next(&run.machine) {
        let moved = run.turn().map_err(|refused| {
            Failure::Usage(format!(
                "the recording cannot be followed after step {}: {refused}",
                run.machine.steps()
            ))
        })?;
        for output in run.machine.take_output() {
            write(output.stream, &output.text)?;
        }
        if !moved {
            break;
        }
    }
    run.machine.flush();
    for output in run.machine.take_output() {
        write(output.stream, &output.text)?;
    }
    if run.machine.steps() != recording.steps || run.machine.fingerprint() != recording.fingerprint
    {
        return Err(Failure::Usage(format!(
            "the replay comes out otherwise than the recording did: it was made by racewalk {}, and this is {}",
            recording.made_by,
            env!("CARGO_PKG_VERSION")
        )));
    }
    Ok(run)
}
