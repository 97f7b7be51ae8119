//! One file of the catalogue: YAML front matter, prose under fixed headings, tests.
//!
//! This module is also compiled into the build script, which turns every file of the catalogue into a static. It may
//! use nothing of this crate.

mod front;
mod sections;
mod tests;

use std::ops::Range;

pub(crate) use front::{Front, Located, Role};
pub(crate) use sections::Sections;
pub(crate) use tests::Test;

/// A threat, a change to one, or the retirement of one, as its file has it.
#[derive(Debug)]
pub(crate) struct ThreatFile {
    pub(crate) front: Front,
    pub(crate) sections: Sections,
    pub(crate) tests: Vec<Test>,
}

/// Something wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// What is wrong.
    pub(crate) message: String,
    /// What to do about it; may be empty.
    pub(crate) help: String,
    /// The bytes that are wrong.
    pub(crate) at: Range<usize>,
}

impl Fault {
    fn new(message: impl Into<String>, at: Range<usize>) -> Self {
        Self { message: message.into(), help: String::new(), at }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }
}

/// Reads a file.
///
/// # Errors
/// Everything that is wrong with it, in the order of the file.
pub(crate) fn parse(text: &str) -> Result<ThreatFile, Vec<Fault>> {
    let (front_at, body_at) = fences(text).map_err(|fault| vec![fault])?;
    let mut faults = Vec::new();
    let front = front::read(text, front_at, &mut faults);
    let mut sections = sections::read(text, body_at, &mut faults);
    let tests = tests::read(text, std::mem::take(&mut sections.tests), &mut faults);
    if let Some(front) = &front {
        sections::require(front, &sections, body_at, &mut faults);
    }
    match front {
        Some(front) if faults.is_empty() => Ok(ThreatFile { front, sections, tests }),
        _ => {
            faults.sort_by_key(|fault| fault.at.start);
            Err(faults)
        }
    }
}

/// Where the front matter and the rest of the file are.
fn fences(text: &str) -> Result<(Range<usize>, usize), Fault> {
    let mut at = 0;
    let mut start = None;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let is_fence = line.trim_end() == "---";
        match start {
            None if is_fence => start = Some(end),
            None => {
                let first = 0..line.trim_end().len();
                return Err(Fault::new("a threat file starts with a line `---` and its front matter", first));
            }
            Some(start) if is_fence => return Ok((start..at, end)),
            Some(_) => {}
        }
        at = end;
    }
    match start {
        None => Err(Fault::new("a threat file starts with a line `---` and its front matter", 0..0)),
        Some(_) => Err(Fault::new("the front matter does not end: a second line `---` is missing", 0..3)),
    }
}

/// The names that are nearest to a wrong one start like it: enough for the handful of names that a file has.
fn similar<'a>(wrong: &str, known: &[&'a str]) -> Option<&'a str> {
    let wrong = wrong.to_lowercase();
    let common = |name: &str| name.to_lowercase().chars().zip(wrong.chars()).take_while(|(a, b)| a == b).count();
    known.iter().copied().max_by_key(|name| common(name)).filter(|name| common(name) >= 3)
}
