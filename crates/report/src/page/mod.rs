//! What the Markdown report shows, as plain values for its template, and what the HTML report shows alike.

mod decisions;

use std::collections::{BTreeMap, HashMap};

use bartizan_diagram::{Child, DataFlowOptions, Graph, mermaid_flowchart};
use bartizan_model::{Assumption, Class, ElementId, Model, Object};
use bartizan_rules::decisions::Decisions;
use bartizan_rules::{Finding, Findings, Level, Threat, Verdict};
use serde::Serialize;
use thiserror::Error;

pub(crate) use self::decisions::{DecisionsPart, decisions};
use crate::prose::{BlockRow, rows};
use crate::study::Study;
use crate::words;

/// A report that could not be made: our templates are at fault, not the model.
#[derive(Debug, Error)]
#[error("the report could not be made: {0}")]
pub struct ReportError(#[from] minijinja::Error);

/// Everything that a report shows.
#[derive(Serialize)]
pub(crate) struct Page {
    name: String,
    description: String,
    counts: Counts,
    decisions: DecisionsPart,
    assumptions: Vec<AssumptionRow>,
    mermaid: String,
    flows: Vec<FlowRow>,
    data: Vec<DataRow>,
    boundaries: Vec<BoundaryRow>,
    tree: Vec<TreeRow>,
    elements: Vec<ElementRow>,
    set_aside: Vec<FindingRow>,
    threats: Vec<ThreatRow>,
}

#[derive(Serialize)]
struct Counts {
    elements: usize,
    flows: usize,
    boundaries: usize,
    findings: usize,
    confirmed: usize,
    assumed: usize,
    overridden: usize,
    set_aside: usize,
    /// Findings of each severity, the worst first; only those that occur.
    severities: Vec<SeverityCount>,
}

#[derive(Serialize)]
struct SeverityCount {
    title: String,
    key: &'static str,
    count: usize,
    open: usize,
}

#[derive(Serialize)]
pub(crate) struct AssumptionRow {
    /// The element it is about; empty for the whole system.
    of: String,
    name: String,
    description: String,
    exclude: Vec<String>,
}

#[derive(Serialize)]
struct FlowRow {
    id: String,
    name: String,
    from: String,
    to: String,
    protocol: String,
    port: String,
    data: Vec<String>,
    is_encrypted: &'static str,
    note: String,
}

#[derive(Serialize)]
struct DataRow {
    name: String,
    description: String,
    classification: &'static str,
    traits: Vec<&'static str>,
    carried_by: Vec<String>,
    processed_by: Vec<String>,
}

#[derive(Serialize)]
struct BoundaryRow {
    name: String,
    description: String,
    inside: String,
    elements: Vec<String>,
}

/// An element or a boundary with what is inside.
#[derive(Serialize)]
struct TreeRow {
    name: String,
    class: String,
    is_boundary: bool,
    children: Vec<TreeRow>,
}

#[derive(Serialize)]
struct ElementRow {
    id: String,
    name: String,
    class: String,
    description: String,
    boundary: String,
    is_in_scope: bool,
    findings: Vec<FindingRow>,
    /// Findings that still need somebody.
    open: usize,
}

#[derive(Serialize)]
struct FindingRow {
    id: String,
    threat: String,
    title: String,
    target: String,
    severity: String,
    key: &'static str,
    verdict: &'static str,
    /// What was decided, if anything was.
    status: &'static str,
    is_open: bool,
    response: String,
    assumption: String,
}

#[derive(Serialize)]
pub(crate) struct ThreatRow {
    id: String,
    title: String,
    severity: String,
    key: &'static str,
    likelihood: String,
    details: Vec<BlockRow>,
    prerequisites: Vec<BlockRow>,
    example: Vec<BlockRow>,
    mitigations: Vec<BlockRow>,
    references: String,
    /// Where the lists of others have it: `CAPEC-100`, `A03:2021 Injection`.
    lists: Vec<String>,
    count: usize,
}

impl Page {
    pub(crate) fn of(model: &Model, findings: &Findings, decisions: &Decisions) -> Self {
        let study = Study::of(model, findings);
        let graph = Graph::of(model, &DataFlowOptions::default());
        let slugs = model.slugs();
        let slug = |id: ElementId| slugs.get(id.index()).cloned().unwrap_or_default();
        let all = || model.taking_part();
        let elements = all()
            .filter(|(_, object)| !object.class.is_a(Class::Dataflow))
            .chain(model.registry.flows.iter().map(|id| (*id, model.element(*id))));
        Self {
            name: model.system.name().to_string(),
            description: model.system.text("description").trim().to_owned(),
            counts: counts(&study, decisions),
            decisions: self::decisions(&study, decisions),
            assumptions: assumptions(&study),
            mermaid: mermaid_flowchart(&graph),
            tree: tree(&study, &graph, &graph.top),
            flows: model.registry.flows.iter().map(|id| flow(&study, *id, slug(*id))).collect(),
            data: model.registry.data.iter().map(|id| datum(&study, model.datum(*id))).collect(),
            boundaries: boundaries(&study),
            elements: elements.map(|(id, object)| element(&study, decisions, id, object, slug(id))).collect(),
            set_aside: set_aside(&study),
            threats: threats(findings),
        }
    }
}

fn counts(study: &Study<'_>, decisions: &Decisions) -> Counts {
    let model = study.model;
    let count = |verdict: Verdict| study.findings.all.iter().filter(|finding| finding.verdict == verdict).count();
    // How many, and how many of them are open.
    let mut by_severity: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for finding in &study.findings.all {
        let (count, open) = by_severity.entry(study.field(finding, "severity").unwrap_or("")).or_default();
        *count += 1;
        *open += usize::from(decisions.is_open(finding));
    }
    let mut by_severity: Vec<(&str, (usize, usize))> = by_severity.into_iter().collect();
    by_severity.sort_by_key(|(severity, _)| std::cmp::Reverse(Level::parse(severity)));
    let severities = by_severity.into_iter().map(|(title, (count, open))| SeverityCount {
        key: key(title),
        title: title.to_owned(),
        count,
        open,
    });
    Counts {
        elements: model.taking_part().filter(|(_, object)| is_node(object)).count(),
        flows: model.registry.flows.len(),
        boundaries: model.registry.boundaries.len(),
        findings: study.findings.all.len(),
        confirmed: count(Verdict::Confirmed),
        assumed: count(Verdict::Assumed),
        overridden: count(Verdict::Overridden),
        set_aside: study.findings.set_aside.len(),
        severities: severities.collect(),
    }
}

fn is_node(object: &Object) -> bool {
    !object.class.is_a(Class::Dataflow) && !object.class.is_a(Class::Boundary)
}

/// What the diagram has inside what. Recursion is bounded: a graph limits how deep boundaries nest.
fn tree(study: &Study<'_>, graph: &Graph, children: &[Child]) -> Vec<TreeRow> {
    let row = |element: ElementId, is_boundary: bool, children: Vec<TreeRow>| TreeRow {
        name: study.name(element).to_owned(),
        class: study.model.element(element).class_name().to_owned(),
        is_boundary,
        children,
    };
    let of = |child: &Child| match *child {
        Child::Node(at) => graph.node(at).map(|node| row(node.element, false, Vec::new())),
        Child::Boundary(at) => {
            graph.boundary(at).map(|boundary| row(boundary.element, true, tree(study, graph, &boundary.children)))
        }
    };
    children.iter().filter_map(of).collect()
}

pub(crate) fn assumptions(study: &Study<'_>) -> Vec<AssumptionRow> {
    let row = |of: &str, assumption: &Assumption| AssumptionRow {
        of: of.to_owned(),
        name: assumption.name.to_string(),
        description: assumption.description.to_string(),
        exclude: assumption.exclude.iter().map(ToString::to_string).collect(),
    };
    let of_system = study.model.system.assumptions.iter().map(|assumption| row("", assumption));
    let of_elements = study
        .model
        .taking_part()
        .flat_map(|(id, object)| object.assumptions.iter().map(move |assumption| row(study.name(id), assumption)));
    of_system.chain(of_elements).collect()
}

fn flow(study: &Study<'_>, id: ElementId, slug: String) -> FlowRow {
    let flow = study.model.element(id);
    let end = |name| flow.element(name).map_or(String::new(), |id| study.name(id).to_owned());
    let names = study.model.data_of(flow).into_iter().map(|data| study.model.datum(data).name().to_string());
    FlowRow {
        id: slug,
        name: flow.display_name(),
        from: end("source"),
        to: end("sink"),
        protocol: flow.text("protocol").to_string(),
        port: flow.int("dstPort").filter(|port| *port >= 0).map_or(String::new(), |port| port.to_string()),
        data: names.collect(),
        is_encrypted: known_flag(flow, "isEncrypted"),
        note: flow.text("note").to_string(),
    }
}

/// A control as a word: nobody's word is not a no.
pub(crate) fn known_flag(object: &Object, control: &str) -> &'static str {
    match object.control(control) {
        Some(fact) if fact.value.is_true() => "yes",
        Some(fact) if fact.origin.is_known() => "no",
        _ => "not stated",
    }
}

fn datum(study: &Study<'_>, datum: &Object) -> DataRow {
    let names = |attribute: &str| -> Vec<String> {
        let name = |value: &bartizan_model::Value| match value {
            bartizan_model::Value::Element(id) => Some(study.name(*id).to_owned()),
            _ => None,
        };
        datum.list(attribute).iter().filter_map(name).collect()
    };
    let traits = [("isPII", "personal"), ("isCredentials", "credentials"), ("isStored", "stored")];
    DataRow {
        name: datum.name().to_string(),
        description: datum.text("description").to_string(),
        classification: datum.member("classification").map_or("", |member| member.name()),
        traits: traits.into_iter().filter(|(name, _)| datum.flag(name)).map(|(_, word)| word).collect(),
        carried_by: names("carriedBy"),
        processed_by: names("processedBy"),
    }
}

fn boundaries(study: &Study<'_>) -> Vec<BoundaryRow> {
    let mut inside: HashMap<ElementId, Vec<String>> = HashMap::new();
    for (id, object) in study.model.taking_part() {
        if let Some(boundary) = object.element("inBoundary") {
            inside.entry(boundary).or_default().push(study.name(id).to_owned());
        }
    }
    let mut row = |id: &ElementId| {
        let object = study.model.element(*id);
        BoundaryRow {
            name: object.name().to_string(),
            description: object.text("description").to_string(),
            inside: object.element("inBoundary").map_or(String::new(), |around| study.name(around).to_owned()),
            elements: inside.remove(id).unwrap_or_default(),
        }
    };
    study.model.registry.boundaries.iter().map(&mut row).collect()
}

fn element(study: &Study<'_>, decisions: &Decisions, id: ElementId, object: &Object, slug: String) -> ElementRow {
    ElementRow {
        id: slug,
        name: object.display_name(),
        class: object.class_name().to_owned(),
        description: object.text("description").to_string(),
        boundary: object.element("inBoundary").map_or(String::new(), |around| study.name(around).to_owned()),
        is_in_scope: object.flag("inScope"),
        findings: study
            .findings
            .of(id)
            .map(|(_, finding)| FindingRow {
                status: decisions.about(finding).map_or("", |decision| words::status(decision.status)),
                is_open: decisions.is_open(finding),
                ..finding_row(study, finding, "")
            })
            .collect(),
        open: study.findings.of(id).filter(|(_, finding)| decisions.is_open(finding)).count(),
    }
}

fn set_aside(study: &Study<'_>) -> Vec<FindingRow> {
    study.findings.set_aside.iter().map(|aside| finding_row(study, &aside.finding, &aside.assumption.name)).collect()
}

fn finding_row(study: &Study<'_>, finding: &Finding, assumption: &str) -> FindingRow {
    let field = |name| study.field(finding, name).unwrap_or("").to_owned();
    let severity = field("severity");
    FindingRow {
        id: study.findings.stable_id(finding),
        threat: study.findings.threat(finding).id.to_string(),
        title: field("description"),
        target: field("target"),
        key: key(&severity),
        severity,
        verdict: words::verdict(finding.verdict),
        status: "",
        is_open: true,
        response: field("response"),
        assumption: assumption.to_owned(),
    }
}

pub(crate) fn threats(findings: &Findings) -> Vec<ThreatRow> {
    let mut counts = vec![0usize; findings.threats.len()];
    for finding in &findings.all {
        if let Some(count) = counts.get_mut(finding.threat as usize) {
            *count += 1;
        }
    }
    let occurring = findings.threats.iter().zip(counts).filter(|(_, count)| *count > 0);
    occurring.map(|(threat, count)| threat_row(threat, count)).collect()
}

fn threat_row(threat: &Threat, count: usize) -> ThreatRow {
    ThreatRow {
        id: threat.id.to_string(),
        title: threat.title.to_string(),
        severity: threat.severity.to_string(),
        key: key(&threat.severity),
        likelihood: threat.likelihood.to_string(),
        details: rows(&threat.details),
        prerequisites: rows(&threat.prerequisites),
        example: rows(&threat.example),
        mitigations: rows(&threat.mitigations),
        references: threat.references.to_string(),
        lists: lists(threat),
        count,
    }
}

fn lists(threat: &Threat) -> Vec<String> {
    let capec = threat.capec.iter().map(|number| format!("CAPEC-{number}"));
    let cwe = threat.cwe.iter().map(|number| format!("CWE-{number}"));
    let owasp = threat.owasp.iter().map(|category| format!("OWASP {category}"));
    let attack = threat.attack.iter().map(|id| format!("ATT&CK {id}"));
    capec.chain(cwe).chain(owasp).chain(attack).collect()
}

/// A severity as a class of a style sheet.
pub(crate) fn key(severity: &str) -> &'static str {
    Level::parse(severity).map_or("other", Level::key)
}
