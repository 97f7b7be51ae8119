//! The tests of a file: small models, and what the threat says of their elements.

use std::ops::Range;

use super::{Fault, Located};

/// A model and what is to be found in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Test {
    pub(crate) heading: Located<String>,
    pub(crate) expectation: Expectation,
    /// The names of the elements that it is about.
    pub(crate) elements: Vec<Located<String>>,
    /// A complete model script.
    pub(crate) script: Located<String>,
}

/// What a heading says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Expectation {
    /// Whether the condition holds from the stated facts alone; if not, it does not hold under the defaults either.
    pub(crate) fires: bool,
    /// Whether `pytm-condition` holds under the defaults.
    pub(crate) fires_for_pytm: bool,
}

/// The beginnings of headings, longest first.
const BEGINNINGS: [(&str, Expectation); 4] = [
    ("stays quiet for pytm alone", Expectation { fires: true, fires_for_pytm: false }),
    ("fires for pytm alone", Expectation { fires: false, fires_for_pytm: true }),
    ("stays quiet", Expectation { fires: false, fires_for_pytm: false }),
    ("fires", Expectation { fires: true, fires_for_pytm: true }),
];

/// The tests that stand at a place.
pub(super) fn read(text: &str, place: Option<Range<usize>>, faults: &mut Vec<Fault>) -> Vec<Test> {
    let Some(place) = place else { return Vec::new() };
    let mut parts: Vec<Part> = Vec::new();
    let mut fence = None;
    let mut at = place.start;
    for line in text.get(place).unwrap_or("").split_inclusive('\n') {
        let (start, end) = (at, at + line.len());
        at = end;
        let is_fence = line.trim_start().starts_with("```");
        match (&mut fence, parts.last_mut()) {
            (Some(code), Some(part)) if is_fence => {
                part.scripts.push(std::mem::replace(code, 0..0));
                fence = None;
            }
            (Some(code), _) => code.end = end,
            (None, _) if is_fence => fence = Some(end..end),
            (None, part) => match (line.strip_prefix("### "), part) {
                (Some(_), _) => parts.push(Part::new(trimmed(text, start + 4..end))),
                (None, Some(part)) => part.prose.push(start..end),
                (None, None) => {}
            },
        }
    }
    parts.into_iter().filter_map(|part| part.test(text, faults)).collect()
}

/// What stands below one heading.
struct Part {
    heading: Located<String>,
    prose: Vec<Range<usize>>,
    scripts: Vec<Range<usize>>,
}

impl Part {
    fn new(heading: Located<String>) -> Self {
        Self { heading, prose: Vec::new(), scripts: Vec::new() }
    }

    fn test(self, text: &str, faults: &mut Vec<Fault>) -> Option<Test> {
        let at = self.heading.at.clone();
        let Some((_, expectation)) = BEGINNINGS.iter().find(|(start, _)| self.heading.value.starts_with(start)) else {
            let help = "it starts with `fires`, `stays quiet`, `fires for pytm alone` or `stays quiet for pytm alone`";
            faults.push(Fault::new("the heading does not say what is expected", at).help(help));
            return None;
        };
        let elements = elements(text, &self.prose);
        if elements.is_empty() {
            let help = "name it between the heading and the model: On `Web Server`:";
            faults.push(Fault::new("the test names no element", at).help(help));
            return None;
        }
        let [script] = &self.scripts[..] else {
            let message = match self.scripts.len() {
                0 => "the test has no model",
                _ => "the test has more than one model",
            };
            faults.push(Fault::new(message, at).help("write one block of ```python below its heading"));
            return None;
        };
        let script = Located { value: text.get(script.clone()).unwrap_or("").to_owned(), at: script.clone() };
        Some(Test { heading: self.heading, expectation: *expectation, elements, script })
    }
}

/// The names in backticks.
fn elements(text: &str, prose: &[Range<usize>]) -> Vec<Located<String>> {
    let mut elements = Vec::new();
    for line in prose {
        let mut at = line.start;
        for (number, piece) in text.get(line.clone()).unwrap_or("").split('`').enumerate() {
            if number % 2 == 1 && !piece.is_empty() {
                elements.push(Located { value: piece.to_owned(), at: at..at + piece.len() });
            }
            at += piece.len() + 1;
        }
    }
    elements
}

fn trimmed(text: &str, place: Range<usize>) -> Located<String> {
    let whole = text.get(place.clone()).unwrap_or("");
    let value = whole.trim().to_owned();
    let start = place.start + (whole.len() - whole.trim_start().len());
    let end = start + value.len();
    Located { value, at: start..end }
}
