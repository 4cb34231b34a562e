//! Reading what the user names: a Python file, a scenario of the library, a recording.

use std::fs::{File, Permissions};
use std::io::{self, Read, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use crate::base::{Diagnostic, Kind};
use crate::cli::Failure;
use crate::scenario::{Lesson, Lessons, Scenario, library};
use crate::view::{Language, Text};

/// Longer programs are refused: the front end's own bound.
pub(crate) const LONGEST_SOURCE: usize = 1 << 20;

/// The scenario that a command names: a file if there is one, else one of the library.
pub(crate) fn scenario(target: &str) -> Result<Scenario, Failure> {
    if target == "-" {
        let bytes = read_limited(io::stdin().lock(), LONGEST_SOURCE)
            .map_err(|error| Failure::outside("standard input", &error))?;
        return from_bytes("<stdin>", &bytes);
    }
    let path = Path::new(target);
    if !path.exists()
        && let Some(scenario) = library::find(target)
    {
        return Ok(scenario.clone());
    }
    let bytes = bytes(path, LONGEST_SOURCE).map_err(|failure| unknown(target, failure))?;
    let mut scenario = from_bytes(&absolute(path), &bytes)?;
    target.clone_into(&mut scenario.name);
    for language in [Language::En, Language::Zh] {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let beside = path.with_file_name(Lessons::file_name(&stem, language));
        if !beside.is_file() {
            continue;
        }
        let lesson = Lesson::read(&self::bytes(&beside, crate::scenario::lesson::LONGEST)?)
            .map_err(|reason| Failure::Usage(format!("{}: {reason}", beside.display())))?;
        scenario.lessons.set(language, lesson);
    }
    Ok(scenario)
}

/// The bytes of a file of at most that many.
pub(crate) fn bytes(path: &Path, longest: usize) -> Result<Vec<u8>, Failure> {
    let shown = path.display().to_string();
    if path.is_dir() {
        return Err(Failure::Usage(format!("{shown} is a directory")));
    }
    let file = File::open(path).map_err(|error| Failure::outside(&shown, &error))?;
    read_limited(file, longest).map_err(|error| Failure::outside(&shown, &error))
}

/// The folder of a file that is to be written, if it is there.
pub(crate) fn folder_of(path: &Path) -> Result<&Path, Failure> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => return Ok(Path::new(".")),
    };
    let above = folder
        .ancestors()
        .filter(|other| !other.as_os_str().is_empty());
    // The outermost one that is wrong: what is inside it cannot be there.
    let Some(wrong) = above.filter(|other| !other.is_dir()).last() else {
        return Ok(folder);
    };
    let (path, shown) = (path.display(), wrong.display());
    let words = if wrong.exists() {
        Text::new(
            format!("{path}: `{shown}` is a file, and no folder; name another folder"),
            format!("{path}：`{shown}` 是文件，不是文件夹；请换一个文件夹"),
        )
    } else {
        Text::new(
            format!(
                "{path}: there is no folder `{shown}`; make it first, or name one that is there"
            ),
            format!("{path}：没有文件夹 `{shown}`；请先建立它，或换一个已有的文件夹"),
        )
    };
    Err(Failure::Told(words))
}

/// Writes a file whole or not at all.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let shown = path.display().to_string();
    let outside = |error: &io::Error| Failure::outside(&shown, error);
    let folder = folder_of(path)?;
    if path.is_dir() {
        return Err(Failure::Usage(format!("{shown} is a directory")));
    }
    if path.exists() && !path.is_file() {
        return Err(Failure::Usage(format!("{shown} is no plain file")));
    }
    let mut file = tempfile::Builder::new()
        .prefix(".racewalk-")
        // What the system takes away from that is as for any new file.
        .permissions(Permissions::from_mode(0o666))
        .tempfile_in(folder)
        .map_err(|error| outside(&error))?;
    file.write_all(bytes).map_err(|error| outside(&error))?;
    file.as_file().sync_all().map_err(|error| outside(&error))?;
    file.persist(path).map_err(|error| outside(&error.error))?;
    Ok(())
}

fn read_limited(from: impl Read, longest: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(longest as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > longest {
        let words = format!("longer than {longest} bytes, which is the most that is read");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, words));
    }
    Ok(bytes)
}

/// A file that is not there may be a scenario's name mistyped.
fn unknown(target: &str, failure: Failure) -> Failure {
    let looks_like_a_name = !target.contains(['.', '\\']) && !Path::new(target).exists();
    if !looks_like_a_name {
        return failure;
    }
    let hint = match library::near(target) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`racewalk list` shows the scenarios".to_owned(),
    };
    Failure::Usage(format!(
        "there is no file and no scenario `{target}`; {hint}"
    ))
}

/// As `python3` names the main file: absolute, symbolic links as they are.
fn absolute(path: &Path) -> String {
    let absolute: PathBuf = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    absolute.display().to_string()
}

fn from_bytes(file: &str, bytes: &[u8]) -> Result<Scenario, Failure> {
    let text = decode(file, bytes)?;
    Scenario::read(file, &text).map_err(|findings| Failure::Findings {
        findings,
        source: text,
    })
}

/// A program's bytes as text, as PEP 263 has it; UTF-8 and Latin-1 are what occurs.
fn decode(file: &str, bytes: &[u8]) -> Result<String, Failure> {
    let refuse = |message: String| Failure::Findings {
        findings: vec![Diagnostic::new(Kind::Syntax, file, None, message)],
        source: String::new(),
    };
    let without_mark = bytes.strip_prefix(b"\xef\xbb\xbf");
    let declared = declared_encoding(bytes);
    let bytes = without_mark.unwrap_or(bytes);
    match declared.as_deref() {
        None | Some("utf-8" | "utf8" | "utf-8-sig" | "ascii" | "us-ascii") => {}
        Some("latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" | "l1")
            if without_mark.is_none() =>
        {
            return Ok(bytes.iter().map(|&byte| char::from(byte)).collect());
        }
        Some(other) => {
            return Err(refuse(format!("SyntaxError: encoding problem: {other}")));
        }
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let at = error.valid_up_to();
            let line = bytes[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
            Err(refuse(format!(
                "SyntaxError: Non-UTF-8 code starting with '\\x{:02x}' in file {file} on line {line}, but no encoding \
                 declared; see https://peps.python.org/pep-0263/ for details",
                bytes[at]
            )))
        }
    }
}

/// The encoding that one of the first two lines declares, in small letters with dashes.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    for line in bytes.split(|&byte| byte == b'\n').take(2) {
        let line = String::from_utf8_lossy(line);
        let line = line.trim_start_matches('\u{feff}').trim();
        let Some(comment) = line.strip_prefix('#') else {
            if line.is_empty() {
                continue;
            }
            return None;
        };
        if let Some((_, after)) = comment.split_once("coding")
            && let Some(value) = after.strip_prefix([':', '='])
        {
            let name: String = value
                .trim_start()
                .chars()
                .take_while(|&c| c.is_ascii_alphanumeric() || "-_.".contains(c))
                .collect();
            return (!name.is_empty()).then(|| name.to_lowercase().replace('_', "-"));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_decoded_as_python_decodes_them() {
        let check =
            |bytes: &[u8], expected: Result<&str, &str>| match (decode("x.py", bytes), expected) {
                (Ok(text), Ok(expected)) => assert_eq!(text, expected),
                (Err(Failure::Findings { findings, .. }), Err(words)) => {
                    assert!(
                        findings[0].message.contains(words),
                        "{}",
                        findings[0].message
                    );
                }
                (found, expected) => panic!("{:?}: {expected:?} but {}", bytes, found.is_ok()),
            };
        check(b"", Ok(""));
        check("\u{feff}x = 1\n".as_bytes(), Ok("x = 1\n"));
        check(
            b"# -*- coding: latin-1 -*-\nx = '\xe9'\n",
            Ok("# -*- coding: latin-1 -*-\nx = 'é'\n"),
        );
        check(
            b"#!/bin/x\n# vim: set fileencoding=utf_8 :\n",
            Ok("#!/bin/x\n# vim: set fileencoding=utf_8 :\n"),
        );
        check(
            b"x = 1\ny = '\xff'\n",
            Err("'\\xff' in file x.py on line 2"),
        );
        check(b"# coding: klingon\n", Err("encoding problem: klingon"));
    }
}
