//! Why a finding is there and what clears it, in facts: what the author stated, and what nobody did. Plain text, which each
//! sink escapes.

use bartizan_model::{Model, Object, Owner, Span};
use bartizan_rules::changes::{Ids, Said};
use bartizan_rules::condition::{Atom, Read};
use bartizan_rules::why::{Alteration, clearing, subject, written_name};
use bartizan_rules::{Finding, Library, reasons};

use crate::changes::shown_value;
use crate::places::Places;
use crate::words::who_said;

/// Looks up the grounds of findings.
pub struct Grounds<'a> {
    model: &'a Model,
    library: &'a Library,
    ids: Ids,
    places: Places<'a>,
}

impl<'a> Grounds<'a> {
    /// Of the findings of a model.
    pub fn of(model: &'a Model, library: &'a Library) -> Self {
        Self { model, library, ids: Ids::of(model), places: Places::of(&model.sources) }
    }

    /// The stated facts that make a finding true: `controls.encodesOutput is False (line 19)`.
    pub fn facts(&self, finding: &Finding) -> Vec<String> {
        let mut facts: Vec<String> = Vec::new();
        let mut atoms = reasons(self.model, self.library, finding);
        atoms.retain(|atom| atom.reads.iter().all(|read| !read.is_unknown));
        for read in reads(&atoms) {
            // What is drawn needs no place: it is the model itself.
            if read.origin.is_known() && read.row.is_none_or(|row| !is_drawn(row.name)) {
                let fact = self.fact(finding, read);
                if !facts.contains(&fact) {
                    facts.push(fact);
                }
            }
        }
        facts
    }

    /// The facts that nobody stated and that a finding hangs on: `controls.encodesOutput`.
    pub fn unstated(&self, finding: &Finding) -> Vec<String> {
        let mut facts: Vec<String> = Vec::new();
        let atoms = reasons(self.model, self.library, finding);
        for read in reads(&atoms).filter(|read| read.is_unknown) {
            let fact = written_name(read.row, &read.attribute) + &self.whose(finding, read.owner);
            if !facts.contains(&fact) {
                facts.push(fact);
            }
        }
        facts
    }

    /// The smallest change that clears a finding: `controls.encodesOutput = True`.
    pub fn clearing(&self, finding: &Finding) -> Option<String> {
        let way = clearing(self.model, self.library, finding).into_iter().next()?;
        let changes: Vec<String> = way.iter().map(|altered| self.alteration(finding, altered)).collect();
        Some(changes.join(" and "))
    }

    /// A value of the model, for people.
    pub(crate) fn value(&self, value: &bartizan_model::Value) -> String {
        shown_value(&Said::of(value, self.model, &self.ids))
    }

    /// The file and the line of a place.
    pub(crate) fn place(&self, span: Span) -> Option<String> {
        self.places.locate(span).map(|place| format!("{}:{}", place.path, place.line))
    }

    fn fact(&self, finding: &Finding, read: &Read) -> String {
        let name = written_name(read.row, &read.attribute);
        let whose = self.whose(finding, read.owner);
        let origin = who_said(
            self.model,
            read.row,
            read.origin,
            |span| self.place_beside(finding, span),
            |from| subject(self.model, Owner::Element(from)),
        );
        let origin = origin.strip_prefix("stated at ").unwrap_or(&origin);
        format!("{name}{whose} is {} ({origin})", self.value(&read.value))
    }

    fn alteration(&self, finding: &Finding, altered: &Alteration) -> String {
        let change = &altered.change;
        let name = written_name(Some(change.attribute), change.attribute.name);
        let whose = self.whose(finding, change.owner);
        match altered.is_any_other {
            true => format!("{name}{whose} other than {}", self.value(&altered.now)),
            false => format!("{name}{whose} = {}", self.value(&change.value)),
        }
    }

    /// Of whom a fact is, where it is not the finding's own element.
    fn whose(&self, finding: &Finding, owner: Owner) -> String {
        match owner == Owner::Element(finding.element) {
            true => String::new(),
            false => format!(" of {}", subject(self.model, owner)),
        }
    }

    /// A place in the file where something is made is only a line.
    pub(crate) fn place_beside_object(&self, object: &Object, span: Span) -> Option<String> {
        let own = object.place.map(|place| place.source);
        let place = self.places.locate(span)?;
        Some(match own == Some(span.source) {
            true => format!("line {}", place.line),
            false => format!("{}:{}", place.path, place.line),
        })
    }

    /// A place in the file of the finding's element is only a line.
    fn place_beside(&self, finding: &Finding, span: Span) -> Option<String> {
        self.place_beside_object(self.model.element(finding.element), span)
    }
}

fn reads(atoms: &[Atom]) -> impl Iterator<Item = &Read> {
    atoms.iter().flat_map(|atom| &atom.reads)
}

/// What shows in a diagram needs no proof.
fn is_drawn(name: &str) -> bool {
    matches!(name, "inputs" | "outputs" | "source" | "sink" | "inBoundary" | "inScope" | "isResponse" | "data")
}
