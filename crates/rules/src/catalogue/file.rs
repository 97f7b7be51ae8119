//! One file of the catalogue: YAML front matter, prose, sections.
//!
//! This module is also compiled into the build script, which turns every file of the catalogue into a static. It may
//! use nothing of this crate.

use serde::Deserialize;
use serde_saphyr::{Options, Spanned};

/// A threat as its file has it.
#[derive(Debug)]
pub(crate) struct ThreatFile {
    pub(crate) front: Front,
    /// Bytes before the front matter.
    pub(crate) front_start: usize,
    /// The prose before the first heading.
    pub(crate) details: String,
    pub(crate) prerequisites: String,
    pub(crate) example: String,
    pub(crate) mitigations: String,
}

/// The front matter.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Front {
    pub(crate) id: Spanned<String>,
    pub(crate) title: String,
    pub(crate) targets: Vec<Spanned<String>>,
    pub(crate) severity: String,
    #[serde(default)]
    pub(crate) likelihood: String,
    #[serde(default)]
    pub(crate) stride: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) capec: Vec<u32>,
    #[serde(default)]
    pub(crate) cwe: Vec<u32>,
    #[serde(default)]
    pub(crate) references: Vec<String>,
    #[serde(default)]
    pub(crate) deprecated: bool,
    /// Place in pytm's library, from 1, so that lists come in the order that its users know.
    #[serde(default)]
    #[allow(dead_code, reason = "only the build script orders the catalogue")]
    pub(crate) position: Option<u32>,
    pub(crate) condition: Spanned<String>,
    /// pytm's condition, where ours is another one.
    #[serde(default)]
    #[allow(dead_code, reason = "only the build script embeds it")]
    pub(crate) pytm_condition: Option<String>,
}

/// Why a file is no threat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FileError {
    /// What is wrong.
    pub(crate) message: String,
    /// Bytes before the place.
    pub(crate) at: usize,
}

/// Reads a file.
pub(crate) fn parse(text: &str) -> Result<ThreatFile, FileError> {
    let (front_start, front, body) = split(text)?;
    let parsed: Front = serde_saphyr::from_str_with_options(front, options()).map_err(|error| {
        let offset = error.location().and_then(|location| location.span().byte_offset()).unwrap_or(0);
        FileError { message: plain(&error), at: front_start + offset as usize }
    })?;
    let mut sections = sections(body);
    Ok(ThreatFile {
        front: parsed,
        front_start,
        details: std::mem::take(&mut sections.details),
        prerequisites: sections.prerequisites,
        example: sections.example,
        mitigations: sections.mitigations,
    })
}

/// Few and shallow nodes: a front matter needs no more.
fn options() -> Options {
    serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: 8,
            max_nodes: 2_000,
            max_events: 10_000,
            max_aliases: 0,
            max_anchors: 0,
            max_documents: 1,
        },
    }
}

/// The parser's message on one line and without the text that it quotes.
fn plain(error: &serde_saphyr::Error) -> String {
    let message = error.without_snippet().to_string();
    message.lines().next().unwrap_or("").to_owned()
}

/// Start of the front matter, the front matter, and what follows it.
fn split(text: &str) -> Result<(usize, &str, &str), FileError> {
    let error = |message: &str| FileError { message: message.to_owned(), at: 0 };
    let mut at = 0;
    let mut start = None;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let is_fence = line.trim_end() == "---";
        match start {
            None if is_fence => start = Some(end),
            None => return Err(error("a threat file starts with a line `---` and its front matter")),
            Some(start) if is_fence => {
                return Ok((start, text.get(start..at).unwrap_or(""), text.get(end..).unwrap_or("")));
            }
            Some(_) => {}
        }
        at = end;
    }
    Err(error("the front matter does not end: a second line `---` is missing"))
}

#[derive(Default)]
struct Sections {
    details: String,
    prerequisites: String,
    example: String,
    mitigations: String,
    ignored: String,
}

/// The prose by second-level headings. Tests and sections of other names are for others to read.
fn sections(body: &str) -> Sections {
    let mut sections = Sections::default();
    let mut name = "";
    let mut is_code = false;
    for line in body.lines() {
        is_code ^= line.trim_start().starts_with("```");
        if let Some(heading) = line.strip_prefix("## ").filter(|_| !is_code) {
            name = heading.trim();
            continue;
        }
        let section = match name {
            "" => &mut sections.details,
            "Prerequisites" => &mut sections.prerequisites,
            "Example" => &mut sections.example,
            "Mitigations" => &mut sections.mitigations,
            _ => &mut sections.ignored,
        };
        section.push_str(line);
        section.push('\n');
    }
    for section in
        [&mut sections.details, &mut sections.prerequisites, &mut sections.example, &mut sections.mitigations]
    {
        *section = section.trim().to_owned();
    }
    sections
}
