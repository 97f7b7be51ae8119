//! What functions and methods of a script's own say of the things in its model. They are asked before the script is
//! out of reach.

use std::collections::BTreeMap;

use crate::value::{DataId, ElementId, Text, Value};

/// What is asked about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The system as a whole.
    System,
    /// An element, flow or boundary.
    Element(ElementId),
    /// A piece of data.
    Data(DataId),
    /// A finding.
    Finding(FindingKey),
}

/// A finding, by what it is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FindingKey {
    /// The element.
    pub element: ElementId,
    /// The threat's id.
    pub threat_id: Text,
}

/// What a function said.
#[derive(Clone, Debug)]
pub enum Answer {
    /// A value.
    Value(Value),
    /// Findings.
    Findings(Vec<FindingKey>),
    /// It failed, and said this.
    Failed(Text),
}

/// A function that report templates call (`ReportUtils.getInScopeFindings = staticmethod(f)`).
#[derive(Clone, Debug)]
pub struct OwnFunction {
    /// The name by which templates know it.
    pub name: Text,
    /// What it says of everything that a template could ask about.
    pub answers: BTreeMap<Subject, Answer>,
}

/// The findings of a report as a script left them, after it looked at them: some may be gone, and texts be others.
#[derive(Clone, Debug, Default)]
pub struct Reported {
    /// Those of the model, in order.
    pub all: Vec<FindingKey>,
    /// Those of the elements whose lists the script looked at, in order.
    pub of_elements: BTreeMap<ElementId, Vec<FindingKey>>,
    /// Texts that the script changed, by pytm's names of the fields.
    pub texts: BTreeMap<FindingKey, Vec<(Text, Text)>>,
}

/// How an element's own class draws it, where it differs from what its class of the schema does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Appearance {
    /// What diagrams call it.
    pub name: Option<Text>,
    /// A colour, by Graphviz's name or as `#rrggbb`.
    pub color: Option<Text>,
    /// A shape, by Graphviz's name.
    pub shape: Option<Text>,
}
