//! A template after it was parsed.

use bartizan_model::{Diagnostic, Span};

/// A template: what it writes, in order.
pub(super) type Template = Vec<Piece>;

/// A part of a template.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    /// Text of the template itself.
    Literal(String),
    /// What a field says.
    Field(Box<Field>),
    /// What a field said that stood in the specification which became this template, by number.
    Hole(usize),
}

/// A field: `{path!conversion:specification}`.
#[derive(Clone, Debug)]
pub(super) struct Field {
    /// Which value.
    pub(super) path: Path,
    /// `s`, `r` or `a`.
    pub(super) conversion: Option<char>,
    /// What is done with it.
    pub(super) action: Action,
    /// The whole field, braces included.
    pub(super) span: Span,
}

/// Which value: `dataflows[0].source.name`.
#[derive(Clone, Debug)]
pub(super) struct Path {
    /// Where it starts.
    pub(super) root: Root,
    /// Where it goes from there.
    pub(super) steps: Vec<(Step, Span)>,
    /// All of it.
    pub(super) span: Span,
    /// As it was written.
    pub(super) text: String,
}

/// What a path starts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Root {
    /// The current item of a repetition.
    Item,
    /// The model.
    Tm,
    /// All flows.
    Dataflows,
    /// All threats that were looked for.
    Threats,
    /// All findings.
    Findings,
    /// Elements, flows and boundaries.
    Elements,
    /// Servers, datastores and their like.
    Assets,
    /// Actors.
    Actors,
    /// Trust boundaries.
    Boundaries,
    /// Data.
    Data,
}

/// One step of a path.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// `.name`.
    Attribute(String),
    /// `[0]`.
    Index(usize),
    /// `[name]`.
    Key(String),
}

/// What is done with the value of a field.
#[derive(Clone, Debug)]
pub(super) enum Action {
    /// It is printed.
    Print,
    /// It is printed with a format specification.
    Format(Vec<Piece>),
    /// `:repeat:`: a template for every item.
    Repeat { template: Template, holes: Vec<Hole> },
    /// `:call:`: the value is a method, or a function is called with it; a template for every item of a list.
    Call(Box<Call>),
    /// `:if:` and `:not:`: text, if the value is true, or is not.
    Choose { when: bool, then: Template },
}

/// What `:call:` may turn out to mean.
#[derive(Clone, Debug)]
pub(super) struct Call {
    /// The template after `call:`, for a value that is a method itself.
    pub(super) of_method: Result<Template, Box<Diagnostic>>,
    /// The function's name, for any other value.
    pub(super) function: String,
    /// Where it stands.
    pub(super) function_span: Span,
    /// The template after the function's name.
    pub(super) of_function: Result<Template, Box<Diagnostic>>,
    /// What fields in the specification say.
    pub(super) holes: Vec<Hole>,
}

/// What comes into a template from around it.
#[derive(Clone, Debug)]
pub(super) enum Hole {
    /// What a field says, evaluated where the template is used.
    Field(Box<Field>),
    /// A hole of the template around, passed on.
    Outer(usize),
}

impl Root {
    /// The roots of a report, by name.
    pub(super) const REPORT: [(&'static str, Root); 9] = [
        ("tm", Root::Tm),
        ("dataflows", Root::Dataflows),
        ("threats", Root::Threats),
        ("findings", Root::Findings),
        ("elements", Root::Elements),
        ("assets", Root::Assets),
        ("actors", Root::Actors),
        ("boundaries", Root::Boundaries),
        ("data", Root::Data),
    ];
    /// The roots of a template that is repeated.
    pub(super) const REPEATED: [(&'static str, Root); 1] = [("item", Root::Item)];
}
