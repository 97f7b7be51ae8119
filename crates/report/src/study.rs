//! A model and its findings, with what every report asks for looked up once.

use std::cell::OnceCell;
use std::ops::Range;

use bartizan_diagram::Identifier;
use bartizan_model::{ElementId, Model, Object, Text};
use bartizan_rules::{Finding, Findings};

/// A resolved model with its findings.
pub(crate) struct Study<'a> {
    pub(crate) model: &'a Model,
    pub(crate) findings: &'a Findings,
    names: Vec<Text>,
    ranges: Vec<Range<usize>>,
    ids: OnceCell<Vec<Identifier>>,
}

impl<'a> Study<'a> {
    pub(crate) fn of(model: &'a Model, findings: &'a Findings) -> Self {
        let names = model.elements.iter().map(Object::name).collect();
        Self { model, findings, names, ranges: ranges(model, findings), ids: OnceCell::new() }
    }

    /// The name of an element.
    pub(crate) fn name(&self, element: ElementId) -> &str {
        self.names.get(element.index()).map_or("", |name| name)
    }

    /// The id of an element in diagrams.
    pub(crate) fn unique_name(&self, element: ElementId) -> String {
        let ids = self.ids.get_or_init(|| bartizan_diagram::identifiers(self.model));
        ids.get(element.index()).map_or(String::new(), ToString::to_string)
    }

    /// Positions of an element's findings.
    pub(crate) fn findings_of(&self, element: ElementId) -> Range<usize> {
        self.ranges.get(element.index()).cloned().unwrap_or(0..0)
    }

    /// Worst severity on an element, from 0 to 5.
    pub(crate) fn severity(&self, element: ElementId) -> u8 {
        self.findings.severities.get(element.index()).copied().unwrap_or(0)
    }

    /// A field of a finding in pytm's names, but its number. What the element's author says of it wins.
    pub(crate) fn field(&self, finding: &Finding, name: &str) -> Option<&str> {
        let threat = self.findings.threat(finding);
        let overrides = &self.model.element(finding.element).overrides;
        let given = overrides.iter().find(|given| given.threat_id == threat.id);
        if let Some((_, text)) = given.and_then(|given| given.fields.iter().find(|(field, _)| &**field == name)) {
            return Some(text);
        }
        match name {
            "target" => Some(self.name(finding.element)),
            "response" | "cvss" => Some(""),
            "id" => None,
            _ => threat.field(name),
        }
    }

    /// The library of threats as the author named it.
    pub(crate) fn threats_file(&self) -> Text {
        match self.model.system.text("threatsFile") {
            file if file.is_empty() => "(built in)".into(),
            file => file,
        }
    }
}

fn ranges(model: &Model, findings: &Findings) -> Vec<Range<usize>> {
    let mut ranges = vec![0..0; model.elements.len()];
    for (id, _) in model.taking_part() {
        let start = findings.starts.get(&id).copied();
        let own =
            start.map_or(0, |start| findings.all.iter().skip(start).take_while(|found| found.element == id).count());
        let range = match start {
            Some(start) => start..start + own,
            None => 0..0,
        };
        if let Some(slot) = ranges.get_mut(id.index()) {
            *slot = range;
        }
    }
    ranges
}
