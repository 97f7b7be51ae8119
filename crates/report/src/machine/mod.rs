//! Findings for other programs: what a run found, in one small structure, and one file for each format.
//!
//! What is open comes before what a decision closes, then the new, then the worst, so that what a format's limit leaves out is
//! the least.

mod baseline;
mod comment;
mod decided;
mod findings_json;
mod github;
mod gitlab;
mod junit;
pub(crate) mod line;
mod sarif;
mod table;
pub(crate) mod why;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use bartizan_model::{ElementId, Location, Model, Text};
use bartizan_rules::changes::NewFindings;
use bartizan_rules::decisions::Decisions;
use bartizan_rules::prose::{Block, Part, blocks};
use bartizan_rules::{Finding, Findings, Level, Library, Threat, Verdict};
use sha2::{Digest, Sha256};

use crate::limits::{ID_HASH_LETTERS, MAX_ID_LETTERS, MAX_LINE_LETTERS, MAX_NAME_LETTERS};
use crate::places::Places;
use decided::{Decided, Stale};
use line::{one_line, shortened};

pub use baseline::{Baseline, BaselineDoubt, BaselineError};
pub use findings_json::VERSION as FINDINGS_VERSION;

/// A format for other programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Our own JSON, described by `docs/reference/findings.schema.json`.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
    /// JUnit's XML.
    Junit,
    /// GitLab's code quality report.
    Gitlab,
    /// Comma-separated values.
    Csv,
    /// Markdown for a comment on a change.
    Markdown,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The text.
    pub text: String,
    /// How many findings were left out, because the format's readers take no more; the text says so itself where it can.
    pub left_out: usize,
}

impl Written {
    fn whole(text: String) -> Self {
        Self { text, left_out: 0 }
    }
}

/// What was found in the models of one run.
#[derive(Debug, Default)]
pub struct Results {
    models: Vec<Checked>,
    unread: Vec<String>,
    /// The threats of the findings, by id.
    threats: BTreeMap<Text, Arc<Threat>>,
    findings: Vec<Reported>,
    /// What assumptions set aside, with the assumption.
    set_aside: Vec<(Reported, Text)>,
    /// What was decided about findings.
    decided: Vec<Decided>,
    /// Decisions that somebody should look at again.
    stale: Vec<Stale>,
    /// Whether it is known what was there before.
    is_compared: bool,
}

/// What is known of a model.
#[derive(Clone, Copy, Debug)]
pub struct Examination<'a> {
    /// The model.
    pub model: &'a Model,
    /// The threats that were looked for.
    pub library: &'a Library,
    /// What was found.
    pub findings: &'a Findings,
    /// What was decided about it.
    pub decisions: &'a Decisions,
    /// What of it is new, where that is known.
    pub new: Option<&'a NewFindings>,
}

/// A model that was checked.
#[derive(Debug)]
struct Checked {
    path: String,
    name: String,
    /// What threats are looked for on, in the model's order.
    elements: Vec<Examined>,
    confirmed: usize,
    assumed: usize,
    set_aside: usize,
    /// Findings that a decision closes, listed or not.
    closed: usize,
}

/// An element that threats were looked for on.
#[derive(Debug)]
struct Examined {
    element: ElementId,
    id: String,
    name: String,
    class: String,
    place: Option<Location>,
}

/// A finding, with all that a format may want to say of it.
#[derive(Debug)]
struct Reported {
    /// The stable id.
    id: String,
    threat: Text,
    title: String,
    /// `None` for words that are no severity.
    severity: Option<Level>,
    verdict: Verdict,
    /// Whether it was not there before, where it is known what was.
    is_new: Option<bool>,
    /// Position of the model.
    model: usize,
    /// Position of the element in the model.
    element: usize,
    /// Why it is there, a part each, on one line.
    reasons: Vec<String>,
    /// What helps, on one line; may be empty.
    help: String,
    /// Position of the decision about it.
    decision: Option<usize>,
    /// Whether it still needs somebody.
    is_open: bool,
}

impl Results {
    /// Adds what was found in a model, with the assumed findings when they are listed.
    pub fn add(&mut self, path: &str, examination: &Examination<'_>, lists_assumed: bool) {
        let Examination { model, findings, decisions, new, .. } = *examination;
        self.is_compared |= new.is_some();
        let places = Places::of(&model.sources);
        let (elements, positions) = examined(model, findings, &places);
        let first_decided = self.decided.len();
        self.decided.extend(decisions.all.iter().map(|decision| Decided::of(decision, &places)));
        let is_listed = |finding: &Finding| lists_assumed || finding.verdict != Verdict::Assumed;
        for finding in findings.all.iter().filter(|finding| is_listed(finding)) {
            let Some(element) = positions.get(&finding.element) else { continue };
            let mut found = self.reported(examination, finding, *element, &places);
            found.is_new = new.map(|new| new.contains(finding));
            found.decision = decisions.position(finding).map(|at| first_decided + at);
            found.is_open = decisions.is_open(finding);
            self.findings.push(found);
        }
        for aside in findings.set_aside.iter().filter(|aside| is_listed(&aside.finding)) {
            let Some(element) = positions.get(&aside.finding.element) else { continue };
            let found = self.reported(examination, &aside.finding, *element, &places);
            self.set_aside.push((found, decided::assumed(&aside.assumption)));
        }
        let number = self.models.len();
        let stale = decisions.stale().filter_map(|(decision, state)| Stale::of(decision, state, &places, number));
        self.stale.extend(stale);
        let assumed = findings.all.iter().filter(|finding| finding.verdict == Verdict::Assumed).count();
        self.models.push(Checked {
            path: path.to_owned(),
            name: shortened(&model.system.name(), MAX_NAME_LETTERS),
            elements,
            confirmed: findings.all.len() - assumed,
            assumed,
            set_aside: findings.set_aside.len(),
            closed: findings.all.iter().filter(|finding| !decisions.is_open(finding)).count(),
        });
        self.sort();
    }

    /// Adds what was found in other models, after those that are there.
    pub fn append(&mut self, other: Results) {
        let (before, first_decided) = (self.models.len(), self.decided.len());
        let moved = |found: Reported| Reported {
            model: found.model + before,
            decision: found.decision.map(|at| at + first_decided),
            ..found
        };
        self.is_compared |= other.is_compared;
        self.models.extend(other.models);
        self.unread.extend(other.unread);
        for (id, threat) in other.threats {
            self.threats.entry(id).or_insert(threat);
        }
        self.findings.extend(other.findings.into_iter().map(moved));
        self.set_aside.extend(other.set_aside.into_iter().map(|(found, assumed)| (moved(found), assumed)));
        self.decided.extend(other.decided);
        self.stale.extend(other.stale.into_iter().map(|stale| Stale { model: stale.model + before, ..stale }));
        self.sort();
    }

    /// What is new first, then what is sure, the worst before others.
    fn sort(&mut self) {
        let order = |found: &Reported| {
            (!found.is_open, was_there(found), found.verdict == Verdict::Assumed, Reverse(found.severity))
        };
        self.findings.sort_by_key(order);
    }

    /// A finding as formats tell it, of the element at a position. Its threat is kept.
    fn reported(
        &mut self,
        examination: &Examination<'_>,
        finding: &Finding,
        element: usize,
        places: &Places<'_>,
    ) -> Reported {
        let Examination { model, library, findings, .. } = *examination;
        let threat_id: Text = bounded_id(findings.threat(finding).id.to_string()).into();
        if let Some(threat) = findings.threats.get(finding.threat as usize) {
            self.threats.entry(threat_id.clone()).or_insert_with(|| threat.clone());
        }
        let field = |name: &str| findings.field(model, finding, name).unwrap_or_else(|| "".into());
        Reported {
            id: bounded_id(findings.stable_id(finding)),
            threat: threat_id,
            title: one_line(&field("description"), MAX_NAME_LETTERS),
            severity: Level::parse(&field("severity")),
            verdict: finding.verdict,
            is_new: None,
            model: self.models.len(),
            element,
            reasons: why::reasons(model, library, finding, places),
            help: first_advice(&field("mitigations")),
            decision: None,
            is_open: true,
        }
    }

    /// Adds a model that could not be checked, so that a reader does not take its silence for good news.
    pub fn add_unread(&mut self, path: &str) {
        self.unread.push(path.to_owned());
    }

    /// Writes everything in a format.
    pub fn write(&self, format: Format) -> Written {
        match format {
            Format::Json => Written::whole(findings_json::write(self)),
            Format::Sarif => sarif::write(self),
            Format::Github => github::write(self),
            Format::Junit => Written::whole(junit::write(self)),
            Format::Gitlab => Written::whole(gitlab::write(self)),
            Format::Csv => Written::whole(table::write(self)),
            Format::Markdown => comment::write(self),
        }
    }

    fn model(&self, found: &Reported) -> Option<&Checked> {
        self.models.get(found.model)
    }

    fn element(&self, found: &Reported) -> Option<&Examined> {
        self.model(found)?.elements.get(found.element)
    }

    /// The name of the finding's element.
    fn element_name(&self, found: &Reported) -> &str {
        self.element(found).map_or("", |element| &element.name)
    }

    /// The file of the finding's element, or that of its model.
    fn path(&self, found: &Reported) -> &str {
        let model = self.model(found).map_or("", |model| &model.path);
        self.element(found).and_then(|element| element.place.as_ref()).map_or(model, |place| &place.path)
    }

    /// Line and column of the finding's element, as far as they are known.
    fn line_and_column(&self, found: &Reported) -> Option<(usize, usize)> {
        let place = self.element(found)?.place.as_ref()?;
        Some((place.line, place.column))
    }

    /// What is wrong and why, on one line.
    fn message(&self, found: &Reported) -> String {
        let name = one_line(self.element_name(found), MAX_NAME_LETTERS);
        let mut message = format!("{} on {name}", found.title);
        if !found.reasons.is_empty() {
            message.push_str(": ");
            message.push_str(&found.reasons.join("; "));
        }
        message
    }

    /// The decision about a finding.
    fn decision(&self, found: &Reported) -> Option<&Decided> {
        self.decided.get(found.decision?)
    }

    /// The path of the model that a decision is about.
    fn model_path(&self, stale: &Stale) -> &str {
        self.models.get(stale.model).map_or("", |model| &model.path)
    }

    /// The file that a decision stands in, or that of its model.
    fn decision_path<'a>(&'a self, stale: &'a Stale) -> &'a str {
        stale.decided.place.as_ref().map_or_else(|| self.model_path(stale), |place| &place.path)
    }

    /// What is being done about a finding that stays open.
    fn in_progress(&self, found: &Reported) -> Option<String> {
        self.decision(found).filter(|_| found.is_open).map(Decided::sentence)
    }

    fn threat(&self, found: &Reported) -> Option<&Threat> {
        self.threats.get(&found.threat).map(|threat| &**threat)
    }
}

/// What threats were looked for on, and where each element stands among that.
fn examined(model: &Model, findings: &Findings, places: &Places<'_>) -> (Vec<Examined>, BTreeMap<ElementId, usize>) {
    let elements: Vec<Examined> = model
        .taking_part()
        .filter(|(element, object)| object.flag("inScope") || findings.starts.contains_key(element))
        .map(|(element, object)| Examined {
            element,
            id: bounded_id(findings.slugs.get(element.index()).cloned().unwrap_or_default()),
            name: shortened(&object.display_name(), MAX_NAME_LETTERS),
            class: shortened(object.class_name(), MAX_NAME_LETTERS),
            place: object.place.and_then(|place| places.locate(place)),
        })
        .collect();
    let positions = elements.iter().enumerate().map(|(position, examined)| (examined.element, position)).collect();
    (elements, positions)
}

/// An id that a name of millions of letters has made, as its beginning and a hash of the whole.
fn bounded_id(id: String) -> String {
    if id.chars().nth(MAX_ID_LETTERS).is_none() {
        return id;
    }
    let kept: String = id.chars().take(MAX_ID_LETTERS - ID_HASH_LETTERS).collect();
    let hash: String = hash(&id).chars().take(ID_HASH_LETTERS - 1).collect();
    format!("{kept}-{hash}")
}

/// The SHA-256 of a text, in hexadecimal digits.
fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The first piece of advice in a threat's mitigations, on one line.
pub(crate) fn first_advice(mitigations: &str) -> String {
    let blocks = blocks(mitigations);
    let parts: &[Part<'_>] = match blocks.first() {
        Some(Block::Paragraph(parts)) => parts,
        Some(Block::List(items)) => items.first().map_or(&[], Vec::as_slice),
        None => &[],
    };
    let text: String = parts
        .iter()
        .map(|part| match part {
            Part::Text(text) => (*text).to_owned(),
            Part::Code(code) => format!("`{code}`"),
        })
        .collect();
    one_line(&text, MAX_LINE_LETTERS)
}

/// Whether it is known to have been there before.
fn was_there(found: &Reported) -> bool {
    found.is_new == Some(false)
}

/// How sure it is, as formats write it.
fn verdict(found: &Reported) -> &'static str {
    crate::words::verdict(found.verdict)
}

/// A severity as formats write it.
fn severity_key(severity: Option<Level>) -> &'static str {
    severity.map_or("unknown", Level::key)
}

/// Whether a finding is one to stop at, rather than one to look at.
fn is_severe(found: &Reported) -> bool {
    found.severity >= Some(Level::High)
}

/// A path as formats for the web write it: with forward slashes, and without a `./` before it.
fn slashed(path: &str) -> String {
    // Elsewhere a backslash is a letter like any other.
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    path.strip_prefix("./").map_or(path.clone(), str::to_owned)
}
