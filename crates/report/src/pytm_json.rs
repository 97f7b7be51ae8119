//! What pytm's `--json` writes: its keys and values, and a few of ours in findings.

use std::collections::HashSet;
use std::fmt;

use bartizan_model::{Class, DataId, ElementId, Kind, Member, Model, Object, Text, Value, schema};
use bartizan_rules::{Finding, Findings};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::json_text;
use crate::study::Study;
use crate::words;

/// Writes a model and its findings as pytm's `--json` does, on one line.
///
/// Findings also have `stable_id`, `verdict`, `stride`, `capec` and `cwe`.
///
/// # Errors
/// When the writer fails.
pub fn pytm_json(model: &Model, findings: &Findings, out: &mut dyn fmt::Write) -> fmt::Result {
    json_text::like_python(&Whole(&Study::of(model, findings)), out)
}

/// Attributes that pytm leaves out.
const HIDDEN: [&str; 2] = ["uuid", "is_drawn"];

/// Keys that stand beside attributes, which an attribute of the author's own cannot take.
const RESERVED: [&str; 8] =
    ["__class__", "actors", "assets", "boundaries", "data", "elements", "flows", "threatsExcluded"];

struct Whole<'a>(&'a Study<'a>);

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let study = self.0;
        let (model, registry) = (study.model, &study.model.registry);
        let elements = |ids: &[ElementId]| -> Vec<ElementJson<'_>> {
            ids.iter().map(|id| ElementJson { study, id: *id }).collect()
        };
        let is_node = |id: &&ElementId| {
            let class = model.element(**id).class;
            class.is_a(Class::Actor) || class.is_a(Class::Asset)
        };
        let nodes: Vec<ElementId> = registry.elements.iter().filter(is_node).copied().collect();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("actors", &elements(&registry.actors))?;
        map.serialize_entry("assets", &elements(&registry.assets))?;
        map.serialize_entry("boundaries", &elements(&registry.boundaries))?;
        let data: Vec<DataJson<'_>> = registry.data.iter().map(|id| DataJson { study, id: *id }).collect();
        map.serialize_entry("data", &data)?;
        map.serialize_entry("elements", &elements(&nodes))?;
        map.serialize_entry("flows", &elements(&registry.flows))?;
        map.serialize_entry("threatsExcluded", &texts(&model.excluded_threats))?;
        for attribute in schema::attributes(Class::Tm) {
            match attribute.name {
                "assumptions" => map.serialize_entry("assumptions", &assumptions(&model.system))?,
                "findings" => map.serialize_entry("findings", &Open(study))?,
                "excluded_findings" => map.serialize_entry("excluded_findings", &SetAside(study))?,
                "threatsFile" => map.serialize_entry("threatsFile", &*study.threats_file())?,
                name => {
                    map.serialize_entry(name, &ValueJson { study, value: model.system.fact_of(attribute).value })?
                }
            }
        }
        own_attributes(study, &model.system, &mut map)?;
        map.end()
    }
}

/// Attributes that the author invented; pytm writes those that a class of the author's declares.
fn own_attributes<M: SerializeMap>(study: &Study<'_>, object: &Object, map: &mut M) -> Result<(), M::Error> {
    for (name, fact) in object.facts.extras() {
        let is_own = !name.starts_with('_') && schema::attribute(object.class, name).is_none();
        if is_own && !RESERVED.contains(&name) {
            map.serialize_entry(name, &ValueJson { study, value: fact.value.clone() })?;
        }
    }
    Ok(())
}

struct ElementJson<'a> {
    study: &'a Study<'a>,
    id: ElementId,
}

impl Serialize for ElementJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (study, object) = (self.study, self.study.model.element(self.id));
        let mut map = serializer.serialize_map(None)?;
        if object.class.is_a(Class::Actor) || object.class.is_a(Class::Asset) {
            map.serialize_entry("__class__", object.class_name())?;
        }
        for attribute in schema::attributes(object.class) {
            let value = || ValueJson { study, value: object.fact_of(attribute).value };
            match (attribute.name, attribute.kind) {
                (name, _) if HIDDEN.contains(&name) => {}
                // What pytm does not have is written where somebody says something of it.
                _ if !attribute.is_of_pytm() && !object.fact_of(attribute).origin.is_known() => {}
                ("assumptions", _) => map.serialize_entry("assumptions", &assumptions(object))?,
                ("controls", _) => map.serialize_entry("controls", &ControlsJson { study, object })?,
                ("findings", _) => {
                    let numbers = study.findings_of(self.id).map(|at| number(study, study.findings.all.get(at), at));
                    map.serialize_entry("findings", &numbers.collect::<Vec<String>>())?;
                }
                ("overrides", _) => {
                    let ids = object.overrides.iter().map(|given| field(&given.fields, "id"));
                    map.serialize_entry("overrides", &ids.collect::<Vec<&str>>())?;
                }
                ("severity", _) => map.serialize_entry("severity", &study.severity(self.id))?,
                (name, Kind::Data) => {
                    let value = Value::list(study.model.data_of(object).into_iter().map(Value::Data));
                    map.serialize_entry(name, &ValueJson { study, value })?;
                }
                (name, Kind::Levels) => {
                    let mut levels = object.levels();
                    levels.sort_unstable();
                    map.serialize_entry(name, &levels)?;
                }
                (name, _) => map.serialize_entry(name, &value())?,
            }
        }
        own_attributes(study, object, &mut map)?;
        map.end()
    }
}

struct DataJson<'a> {
    study: &'a Study<'a>,
    id: DataId,
}

impl Serialize for DataJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let object = self.study.model.datum(self.id);
        let mut map = serializer.serialize_map(None)?;
        for attribute in schema::attributes(Class::Data) {
            let value = object.fact_of(attribute).value;
            map.serialize_entry(attribute.name, &ValueJson { study: self.study, value })?;
        }
        own_attributes(self.study, object, &mut map)?;
        map.end()
    }
}

/// Controls of the schema, and those with names of the author's own.
struct ControlsJson<'a> {
    study: &'a Study<'a>,
    object: &'a Object,
}

impl Serialize for ControlsJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let own = self.object.controls.extras().map(|(name, _)| name);
        let names = schema::attributes(Class::Controls).into_iter().map(|attribute| attribute.name).chain(own);
        let mut map = serializer.serialize_map(None)?;
        let mut seen = HashSet::new();
        for name in names.filter(|name| seen.insert(*name)) {
            let fact = self.object.control(name);
            // What pytm does not have is written where somebody says something of it.
            let is_ours = schema::attribute(Class::Controls, name).is_some_and(|attribute| !attribute.is_of_pytm());
            if is_ours && !fact.as_ref().is_some_and(|fact| fact.origin.is_known()) {
                continue;
            }
            let value = fact.map_or(Value::None, |fact| fact.value);
            map.serialize_entry(name, &ValueJson { study: self.study, value })?;
        }
        map.end()
    }
}

/// A value as pytm writes it: elements and data by their names, members of enumerations as `Classification.PUBLIC`.
struct ValueJson<'a> {
    study: &'a Study<'a>,
    value: Value,
}

impl Serialize for ValueJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let study = self.study;
        match &self.value {
            Value::None => serializer.serialize_none(),
            Value::Flag(flag) => serializer.serialize_bool(*flag),
            Value::Int(number) => serializer.serialize_i64(*number),
            Value::Float(number) => serializer.serialize_f64(*number),
            Value::Text(text) | Value::Other(text) => serializer.serialize_str(text),
            Value::Member(member) => serializer.serialize_str(&Member::to_string(member)),
            Value::Element(id) => serializer.serialize_str(study.name(*id)),
            Value::Data(id) => serializer.serialize_str(&study.model.datum(*id).name()),
            Value::Map(entries) => serializer.collect_seq(
                entries.iter().map(|(key, value)| [key, value].map(|value| ValueJson { study, value: value.clone() })),
            ),
            Value::List(values) => {
                let mut list = serializer.serialize_seq(Some(values.len()))?;
                for value in values.iter() {
                    list.serialize_element(&ValueJson { study, value: value.clone() })?;
                }
                list.end()
            }
        }
    }
}

/// All findings.
struct Open<'a>(&'a Study<'a>);

impl Serialize for Open<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let study = self.0;
        serializer.collect_seq(study.findings.all.iter().enumerate().map(|(at, finding)| FindingJson {
            study,
            finding,
            at,
            assumption: None,
        }))
    }
}

/// All findings that were set aside.
struct SetAside<'a>(&'a Study<'a>);

impl Serialize for SetAside<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let study = self.0;
        serializer.collect_seq(study.findings.set_aside.iter().enumerate().map(|(at, aside)| FindingJson {
            study,
            finding: &aside.finding,
            at,
            assumption: Some(AssumptionJson {
                name: &aside.assumption.name,
                exclude: python_set(&aside.assumption.exclude),
                description: &aside.assumption.description,
            }),
        }))
    }
}

struct FindingJson<'a> {
    study: &'a Study<'a>,
    finding: &'a Finding,
    at: usize,
    assumption: Option<AssumptionJson<'a>>,
}

impl Serialize for FindingJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        const FIELDS: [&str; 13] = [
            "condition",
            "cvss",
            "description",
            "details",
            "example",
            "id",
            "likelihood",
            "mitigations",
            "references",
            "response",
            "severity",
            "target",
            "threat_id",
        ];
        let (study, threat) = (self.study, self.study.findings.threat(self.finding));
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("assumption", &self.assumption)?;
        for name in FIELDS {
            match name {
                "id" => map.serialize_entry(name, &number(study, Some(self.finding), self.at))?,
                _ => map.serialize_entry(name, study.field(self.finding, name).unwrap_or(""))?,
            }
        }
        map.serialize_entry("stable_id", &study.findings.stable_id(self.finding))?;
        map.serialize_entry("verdict", words::verdict(self.finding.verdict))?;
        map.serialize_entry("stride", &threat.stride.iter().map(|stride| stride.key()).collect::<Vec<_>>())?;
        map.serialize_entry("capec", &threat.capec)?;
        map.serialize_entry("cwe", &threat.cwe)?;
        map.end()
    }
}

#[derive(serde::Serialize)]
struct AssumptionJson<'a> {
    name: &'a str,
    exclude: String,
    description: &'a str,
}

/// The finding's number in this run, unless its author gave it another id.
fn number(study: &Study<'_>, finding: Option<&Finding>, at: usize) -> String {
    let given = finding.and_then(|finding| study.field(finding, "id"));
    given.map_or_else(|| (at + 1).to_string(), str::to_owned)
}

fn field<'a>(fields: &'a [(Text, Text)], name: &str) -> &'a str {
    fields.iter().find(|(known, _)| &**known == name).map_or("", |(_, text)| text)
}

fn assumptions(object: &Object) -> Vec<&str> {
    object.assumptions.iter().map(|assumption| &*assumption.name).collect()
}

fn texts(texts: &[Text]) -> Vec<&str> {
    texts.iter().map(|text| &**text).collect()
}

/// pytm writes this set as Python prints it.
fn python_set(texts: &[Text]) -> String {
    let items: Vec<String> = texts.iter().map(|text| crate::python::repr_text(text)).collect();
    if items.is_empty() { "set()".to_owned() } else { format!("{{{}}}", items.join(", ")) }
}
