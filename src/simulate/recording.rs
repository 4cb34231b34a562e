//! A run as bytes: all that is needed to have it again. The file begins with a line that names its version; then come
//! the length and the CRC-32 of what follows, and that, as postcard.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::machine::schedule::Schedule;
use crate::machine::world::Config;

const NAME: &[u8] = b"RACEWALK ";
const VERSION: u32 = 2;
/// Longer files are refused before they are looked at.
pub const LONGEST: usize = 64 << 20;
const LONGEST_SOURCE: usize = 1 << 20;

/// A saved run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recording {
    /// The version of Racewalk that made it.
    pub made_by: String,
    /// The scenario's or the file's name.
    pub name: String,
    /// The file as tracebacks name it.
    pub file: String,
    pub source: String,
    /// The names of the fixes that were on at the start.
    pub fixes: Vec<String>,
    /// What chose: for the reader, since the schedule says it all.
    pub policy: String,
    pub config: Config,
    pub schedule: Schedule,
    /// How many steps it has, and the machine's fingerprint after them: a replay must come out the same.
    pub steps: u64,
    pub fingerprint: u128,
}

/// Why a file is no recording.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{reason} (at byte {position})")]
pub struct Damaged {
    pub position: usize,
    pub reason: String,
}

impl Damaged {
    fn at(position: usize, reason: impl Into<String>) -> Self {
        Self {
            position,
            reason: reason.into(),
        }
    }
}

impl Recording {
    pub fn write(&self) -> Vec<u8> {
        let body = postcard::to_stdvec(self).expect("a recording is plain data");
        let mut bytes = format!("RACEWALK {VERSION}\n").into_bytes();
        bytes.extend((body.len() as u64).to_le_bytes());
        bytes.extend(crc32fast::hash(&body).to_le_bytes());
        bytes.extend(body);
        bytes
    }

    pub fn read(bytes: &[u8]) -> Result<Self, Damaged> {
        if bytes.len() > LONGEST {
            return Err(Damaged::at(
                LONGEST,
                format!("a recording has at most {LONGEST} bytes"),
            ));
        }
        let Some(after_name) = bytes.strip_prefix(NAME) else {
            let position = bytes.iter().zip(NAME).take_while(|(a, b)| a == b).count();
            return Err(Damaged::at(
                position,
                "this is no recording: it does not begin with `RACEWALK`",
            ));
        };
        let mut at = NAME.len();
        let version: String = after_name
            .iter()
            .take(10)
            .take_while(|byte| byte.is_ascii_digit())
            .map(|&byte| char::from(byte))
            .collect();
        match version.parse::<u32>() {
            Ok(VERSION) => {}
            Ok(other) => {
                let words = format!(
                    "the recording is of version {other}, and this Racewalk reads version {VERSION}"
                );
                return Err(Damaged::at(at, words));
            }
            Err(_) => return Err(Damaged::at(at, "the version is no number")),
        }
        at += version.len();
        if bytes.get(at) != Some(&b'\n') {
            return Err(Damaged::at(at, "the first line goes on behind the version"));
        }
        at += 1;
        let length = u64::from_le_bytes(field(bytes, &mut at, "its length")?);
        let sum = u32::from_le_bytes(field(bytes, &mut at, "its checksum")?);
        let body = &bytes[at..];
        if body.len() as u64 != length {
            let position = bytes
                .len()
                .min(at.saturating_add(usize::try_from(length).unwrap_or(usize::MAX)));
            let words = format!(
                "{length} bytes should follow its head, and {} do",
                body.len()
            );
            return Err(Damaged::at(position, words));
        }
        if crc32fast::hash(body) != sum {
            return Err(Damaged::at(
                at,
                "its checksum does not fit: the file was changed or damaged",
            ));
        }
        let (recording, rest) = postcard::take_from_bytes::<Self>(body)
            .map_err(|error| Damaged::at(at, format!("what it holds cannot be read: {error}")))?;
        if !rest.is_empty() {
            return Err(Damaged::at(
                bytes.len() - rest.len(),
                "something follows its end",
            ));
        }
        if recording.source.len() > LONGEST_SOURCE {
            return Err(Damaged::at(
                at,
                format!("its program has more than {LONGEST_SOURCE} bytes"),
            ));
        }
        Ok(recording)
    }
}

fn field<const N: usize>(bytes: &[u8], at: &mut usize, what: &str) -> Result<[u8; N], Damaged> {
    let field = bytes
        .get(*at..*at + N)
        .and_then(|field| field.try_into().ok())
        .ok_or_else(|| Damaged::at(bytes.len(), format!("the file ends before {what}")))?;
    *at += N;
    Ok(field)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Task, Time};
    use crate::machine::schedule::Choice;
    use crate::machine::world::Config;

    fn sample() -> Recording {
        let mut schedule = Schedule::default();
        schedule.push(Choice::Run {
            task: Task::MAIN,
            steps: 40,
        });
        schedule.push(Choice::Toggle {
            fix: "lock".to_owned(),
            on: true,
        });
        Recording {
            made_by: "0.1.0".to_owned(),
            name: "races/lost_update".to_owned(),
            file: "lost_update.py".to_owned(),
            source: "print(1)\n".to_owned(),
            fixes: vec!["lock".to_owned()],
            policy: "random".to_owned(),
            config: Config {
                seed: 7,
                now: Time(3),
                ..Config::default()
            },
            schedule,
            steps: 40,
            fingerprint: 99,
        }
    }

    #[test]
    fn a_recording_comes_back_as_it_went() {
        assert_eq!(Recording::read(&sample().write()), Ok(sample()));
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_refused() {
        let bytes = sample().write();
        for position in 0..bytes.len() {
            assert!(
                Recording::read(&bytes[..position]).is_err(),
                "cut at {position}"
            );
            for bit in 0..8 {
                let mut damaged = bytes.clone();
                damaged[position] ^= 1 << bit;
                assert!(
                    Recording::read(&damaged).is_err(),
                    "bit {bit} of byte {position}"
                );
            }
        }
    }

    #[test]
    fn a_refusal_names_position_and_reason() {
        let check = |bytes: &[u8], position: usize, words: &str| {
            let damaged = Recording::read(bytes).expect_err(words);
            assert_eq!(damaged.position, position, "{damaged}");
            assert!(damaged.reason.contains(words), "{damaged}");
        };
        check(b"", 0, "no recording");
        check(b"RACEHORSE 1\n", 4, "no recording");
        check(b"RACEWALK 1\n", 9, "of version 1");
        check(b"RACEWALK x\n", 9, "no number");
        check(b"RACEWALK 2 \n", 10, "goes on");
        check(b"RACEWALK 2\n\x01\x02", 13, "before its length");
        let mut longer = sample().write();
        longer.push(0);
        check(&longer, longer.len() - 1, "should follow");
    }
}
