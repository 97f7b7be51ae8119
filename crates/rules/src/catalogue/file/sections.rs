//! The prose of a file by its headings.

use std::ops::Range;

use super::{Fault, Front, Role, similar};

/// The prose, a line for each paragraph and each item of a list.
#[derive(Debug, Default)]
pub(crate) struct Sections {
    /// Before the first heading: what happens.
    pub(crate) details: String,
    pub(crate) prerequisites: String,
    pub(crate) example: String,
    pub(crate) mitigations: String,
    /// Where the tests stand.
    pub(super) tests: Option<Range<usize>>,
}

const HEADINGS: [&str; 4] = ["Prerequisites", "Example", "Mitigations", "Tests"];

/// The sections of what follows the front matter.
pub(super) fn read(text: &str, start: usize, faults: &mut Vec<Fault>) -> Sections {
    let mut parts: Vec<(&str, Range<usize>)> = vec![("", start..start)];
    let mut fence = None;
    let mut at = start;
    for line in text.get(start..).unwrap_or("").split_inclusive('\n') {
        let end = at + line.len();
        if line.trim_start().starts_with("```") {
            fence = match fence {
                None => Some(at..at + line.trim_end().len()),
                Some(_) => None,
            };
        }
        match line.strip_prefix("## ").map(str::trim).filter(|_| fence.is_none()) {
            Some(heading) => {
                check_heading(heading, at..at + line.trim_end().len(), &parts, faults);
                parts.push((heading, end..end));
            }
            None => {
                if let Some((_, place)) = parts.last_mut() {
                    place.end = end;
                }
            }
        }
        at = end;
    }
    if let Some(opening) = fence {
        faults.push(Fault::new("this block of code does not end", opening).help("close it with a line ```"));
    }
    collect(text, &parts)
}

fn check_heading(heading: &str, at: Range<usize>, before: &[(&str, Range<usize>)], faults: &mut Vec<Fault>) {
    if before.iter().any(|(known, _)| *known == heading) {
        faults.push(Fault::new(format!("the heading `{heading}` stands twice"), at));
    } else if !HEADINGS.contains(&heading) {
        let fault = Fault::new(format!("a threat file has no heading `{heading}`"), at);
        faults.push(match similar(heading, &HEADINGS) {
            Some(near) => fault.help(format!("did you mean `{near}`?")),
            None => fault.help(format!("its headings are: {}", HEADINGS.join(", "))),
        });
    }
}

fn collect(text: &str, parts: &[(&str, Range<usize>)]) -> Sections {
    let mut sections = Sections::default();
    for (heading, place) in parts {
        let prose = || reflow(text.get(place.clone()).unwrap_or(""));
        match *heading {
            "" => sections.details = prose(),
            "Prerequisites" => sections.prerequisites = prose(),
            "Example" => sections.example = prose(),
            "Mitigations" => sections.mitigations = prose(),
            "Tests" => sections.tests = Some(place.clone()),
            _ => {}
        }
    }
    sections
}

/// What a threat has to say: an override may say less, a retirement says why.
pub(super) fn require(front: &Front, sections: &Sections, body: usize, faults: &mut Vec<Fault>) {
    let mut require = |what: &str, prose: &str, help: &str| {
        if prose.is_empty() {
            let message = format!("the threat `{}` has no {what}", front.id.value);
            faults.push(Fault::new(message, body.saturating_sub(4)..body.saturating_sub(1)).help(help));
        }
    };
    match front.role {
        Role::Threat => {
            require("description", &sections.details, "say in a few sentences after the front matter what happens");
            require("`## Prerequisites`", &sections.prerequisites, "list below that heading what an attack needs");
            require("`## Example`", &sections.example, "tell below that heading what an attack looks like");
            require("`## Mitigations`", &sections.mitigations, "list below that heading what helps");
        }
        Role::Override => {}
        Role::Retirement => {
            require("reason to retire", &sections.details, "say after the front matter why it is not looked for");
        }
    }
}

/// Joins the lines of each paragraph and of each item of a list.
fn reflow(prose: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut is_open = false;
    for line in prose.lines() {
        let line = line.trim();
        let starts_item = line.starts_with("- ");
        match lines.last_mut() {
            Some(last) if is_open && !line.is_empty() && !starts_item => {
                last.push(' ');
                last.push_str(line);
            }
            _ if line.is_empty() => {}
            Some(last) if !starts_item || !last.starts_with("- ") => lines.extend([String::new(), line.to_owned()]),
            _ => lines.push(line.to_owned()),
        }
        is_open = !line.is_empty();
    }
    lines.join("\n")
}
