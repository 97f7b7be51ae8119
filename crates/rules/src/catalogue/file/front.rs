//! The front matter: which keys there are, and what they hold.

use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_saphyr::{Location, Options, Spanned};

use super::{Fault, similar};

/// A value with its place in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Located<T> {
    pub(crate) value: T,
    pub(crate) at: Range<usize>,
}

/// What a file does to the libraries before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// It adds a threat: `id`.
    Threat,
    /// It changes what an earlier library says of a threat: `overrides`.
    Override,
    /// It takes a threat of an earlier library out: `retires`.
    Retirement,
}

/// The front matter. What is not there is `None`.
#[derive(Debug)]
pub(crate) struct Front {
    pub(crate) role: Role,
    /// The threat's id, under whichever of the three keys.
    pub(crate) id: Located<String>,
    pub(crate) title: Option<Located<String>>,
    pub(crate) targets: Option<Vec<Located<String>>>,
    /// pytm's targets, where ours are others.
    pub(crate) pytm_targets: Option<Vec<Located<String>>>,
    pub(crate) severity: Option<Located<String>>,
    pub(crate) likelihood: Option<Located<String>>,
    pub(crate) stride: Option<Vec<Located<String>>>,
    pub(crate) capec: Option<Vec<u32>>,
    pub(crate) cwe: Option<Vec<u32>>,
    pub(crate) attack: Option<Vec<Located<String>>>,
    pub(crate) owasp: Option<Vec<Located<String>>>,
    pub(crate) references: Option<Vec<Located<String>>>,
    pub(crate) deprecated: bool,
    /// Place in pytm's library, from 1, so that lists come in the order that its users know.
    #[allow(dead_code, reason = "only the build script orders the catalogue")]
    pub(crate) position: Option<u32>,
    pub(crate) condition: Option<Located<String>>,
    /// pytm's condition, where ours is another one.
    pub(crate) pytm_condition: Option<Located<String>>,
    /// Why ours is another one.
    pub(crate) correction: Option<Located<String>>,
}

impl Front {
    /// Where to read more: attack patterns, what the file names, weaknesses.
    pub(crate) fn links(&self) -> Vec<String> {
        let numbered = |numbers: &Option<Vec<u32>>, site: &str| -> Vec<String> {
            let page = |number| format!("https://{site}.mitre.org/data/definitions/{number}.html");
            numbers.iter().flatten().map(page).collect()
        };
        let mut links = numbered(&self.capec, "capec");
        links.extend(self.references.iter().flatten().map(|link| link.value.clone()));
        links.extend(numbered(&self.cwe, "cwe"));
        links
    }
}

const TEXTS: [&str; 11] = [
    "id",
    "overrides",
    "retires",
    "title",
    "severity",
    "likelihood",
    "deprecated",
    "position",
    "condition",
    "pytm-condition",
    "correction",
];
const LISTS: [&str; 8] = ["targets", "pytm-targets", "stride", "capec", "cwe", "attack", "owasp", "references"];

/// Reads the front matter that stands at a place. `None` when it cannot be made sense of.
pub(super) fn read(text: &str, at: Range<usize>, faults: &mut Vec<Fault>) -> Option<Front> {
    let start = at.start;
    let entries: Entries = match serde_saphyr::from_str_with_options(text.get(at.clone())?, options()) {
        Ok(entries) => entries,
        Err(error) => {
            let offset = error.location().map_or(start, |location| start + byte_range(location).start);
            let end = text.get(offset..).and_then(|rest| rest.find('\n')).map_or(offset, |length| offset + length);
            faults.push(Fault::new(format!("the front matter cannot be read: {}", plain(&error)), offset..end));
            return None;
        }
    };
    let mut reader = Reader { entries, start, faults };
    reader.unknown_keys();
    reader.front(at)
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

fn byte_range(location: Location) -> Range<usize> {
    let span = location.span();
    let start = span.byte_offset().unwrap_or(0) as usize;
    start..start + span.byte_len().unwrap_or(0) as usize
}

/// The keys with their values, in the order of the file.
struct Entries(Vec<(Spanned<String>, Entry)>);

enum Entry {
    Text(Spanned<String>),
    List(Vec<Spanned<String>>),
    Unknown,
}

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntriesVisitor)
    }
}

struct EntriesVisitor;

impl<'de> Visitor<'de> for EntriesVisitor {
    type Value = Entries;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("keys with their values")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key::<Spanned<String>>()? {
            let entry = match &*key.value {
                name if TEXTS.contains(&name) => Entry::Text(map.next_value()?),
                name if LISTS.contains(&name) => Entry::List(map.next_value()?),
                _ => map.next_value::<IgnoredAny>().map(|_| Entry::Unknown)?,
            };
            entries.push((key, entry));
        }
        Ok(Entries(entries))
    }
}

/// Takes the values out of the entries and collects what is wrong.
struct Reader<'a> {
    entries: Entries,
    /// Bytes before the front matter.
    start: usize,
    faults: &'a mut Vec<Fault>,
}

impl Reader<'_> {
    fn unknown_keys(&mut self) {
        let known: Vec<&str> = TEXTS.into_iter().chain(LISTS).collect();
        for (key, entry) in &self.entries.0 {
            if matches!(entry, Entry::Unknown) {
                let fault = Fault::new(format!("a threat file has no key `{}`", key.value), self.place(key.defined));
                self.faults.push(match similar(&key.value, &known) {
                    Some(near) => fault.help(format!("did you mean `{near}`?")),
                    None => fault.help(format!("its keys are: {}", known.join(", "))),
                });
            }
        }
    }

    fn front(&mut self, whole: Range<usize>) -> Option<Front> {
        let (role, id) = self.role(whole)?;
        let front = Front {
            role,
            title: self.text("title"),
            targets: self.list("targets"),
            pytm_targets: self.list("pytm-targets"),
            severity: self.text("severity"),
            likelihood: self.text("likelihood"),
            stride: self.list("stride"),
            capec: self.numbers("capec"),
            cwe: self.numbers("cwe"),
            attack: self.list("attack"),
            owasp: self.list("owasp"),
            references: self.list("references"),
            deprecated: self.flag("deprecated"),
            position: self.text("position").and_then(|text| self.number("position", &text)),
            condition: self.text("condition"),
            pytm_condition: self.text("pytm-condition"),
            correction: self.text("correction"),
            id,
        };
        self.missing_keys(&front);
        Some(front)
    }

    /// What the file does, and to which threat.
    fn role(&mut self, whole: Range<usize>) -> Option<(Role, Located<String>)> {
        let roles = [("id", Role::Threat), ("overrides", Role::Override), ("retires", Role::Retirement)];
        let mut given = roles.into_iter().filter_map(|(key, role)| Some((role, self.text(key)?)));
        let (first, second) = (given.next(), given.next());
        match (first, second) {
            (Some(only), None) => Some(only),
            (Some(_), Some((_, id))) => {
                let fault = Fault::new("a threat file has one of `id`, `overrides` and `retires`, not two", id.at);
                self.faults.push(fault.help("write one file for each"));
                None
            }
            (None, _) => {
                let first_line = whole.start..whole.start;
                let fault = Fault::new("the threat has no `id`", first_line);
                self.faults
                    .push(fault.help("give it one, for example `id: OWN01`; `overrides: INP02` changes a threat"));
                None
            }
        }
    }

    fn missing_keys(&mut self, front: &Front) {
        if front.role != Role::Threat {
            return;
        }
        let required = [
            ("title", front.title.is_some()),
            ("targets", front.targets.is_some()),
            ("severity", front.severity.is_some()),
            ("condition", front.condition.is_some()),
        ];
        for (key, is_there) in required {
            if !is_there {
                let message = format!("the threat `{}` has no `{key}`", front.id.value);
                self.faults.push(Fault::new(message, front.id.at.clone()));
            }
        }
    }

    fn place(&self, location: Location) -> Range<usize> {
        let range = byte_range(location);
        self.start + range.start..self.start + range.end
    }

    fn located(&self, value: &Spanned<String>) -> Located<String> {
        Located { value: value.value.clone(), at: self.place(value.defined) }
    }

    fn text(&self, key: &str) -> Option<Located<String>> {
        self.entries.0.iter().find_map(|(name, entry)| match entry {
            Entry::Text(value) if name.value == key => Some(self.located(value)),
            _ => None,
        })
    }

    fn list(&self, key: &str) -> Option<Vec<Located<String>>> {
        self.entries.0.iter().find_map(|(name, entry)| match entry {
            Entry::List(values) if name.value == key => Some(values.iter().map(|value| self.located(value)).collect()),
            _ => None,
        })
    }

    fn numbers(&mut self, key: &str) -> Option<Vec<u32>> {
        let values = self.list(key)?;
        Some(values.iter().filter_map(|value| self.number(key, value)).collect())
    }

    fn number(&mut self, key: &str, text: &Located<String>) -> Option<u32> {
        let number = text.value.parse().ok();
        if number.is_none() {
            self.faults.push(Fault::new(format!("`{key}` takes numbers, not `{}`", text.value), text.at.clone()));
        }
        number
    }

    fn flag(&mut self, key: &str) -> bool {
        match self.text(key) {
            Some(text) if text.value == "true" => true,
            Some(text) if text.value != "false" => {
                let message = format!("`{key}` is `true` or `false`, not `{}`", text.value);
                self.faults.push(Fault::new(message, text.at));
                false
            }
            _ => false,
        }
    }
}
