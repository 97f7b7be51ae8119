//! Random libraries of threats whose conditions are well-typed: they read what every target has, and never fail.

use bartizan_model::{Attribute, Class, EnumKind, Kind, schema};
use serde_json::{Map, Value};

use super::texts;
use crate::random::Random;

/// A threat.
pub(super) struct Threat {
    pub(super) id: String,
    entry: Map<String, Value>,
}

/// What a threat may be about. Conditions of the oracle cannot name the class `LLM`.
const TARGETS: [Class; 12] = [
    Class::Dataflow,
    Class::Server,
    Class::Datastore,
    Class::Process,
    Class::Element,
    Class::Actor,
    Class::Lambda,
    Class::Asset,
    Class::ExternalEntity,
    Class::Llm,
    Class::Agent,
    Class::SetOfProcesses,
];

pub(super) fn library(random: &mut Random) -> Vec<Threat> {
    (1..=random.between(2, 12)).map(|number| threat(random, number)).collect()
}

pub(super) fn to_json(threats: &[Threat]) -> String {
    let threats: Vec<Value> = threats.iter().map(|threat| Value::Object(threat.entry.clone())).collect();
    let mut text = serde_json::to_string_pretty(&threats).unwrap_or_default();
    text.push('\n');
    text
}

impl Threat {
    /// The threat as keyword arguments of Python's.
    pub(super) fn arguments(&self, random: &mut Random) -> String {
        let mut arguments = Vec::new();
        for (key, value) in &self.entry {
            let key = if key == "Likelihood Of Attack" { "likelihood" } else { key };
            match value {
                Value::String(text) => arguments.push(format!("{key}={}", texts::literal(random, text))),
                Value::Array(_) => arguments.push(format!("{key}={value}")),
                _ => {}
            }
        }
        arguments.join(", ")
    }
}

fn threat(random: &mut Random, number: usize) -> Threat {
    let first = TARGETS.get(random.below(TARGETS.len()).min(random.below(TARGETS.len()))).copied();
    let first = first.unwrap_or(Class::Element);
    let mut targets = vec![first];
    if random.chance(30) {
        targets.extend(random.pick(&TARGETS).filter(|other| **other != first));
    }
    let id = format!("R{number:02}");
    let condition = condition(random, &targets, 2);
    let mut entry = Map::new();
    let mut put = |key: &str, value: Value| drop(entry.insert(key.to_owned(), value));
    put("SID", Value::from(id.as_str()));
    let names: Vec<&str> = targets.iter().map(|class| class.name()).collect();
    put("target", if names.len() == 1 && random.chance(30) { Value::from(names.concat()) } else { Value::from(names) });
    put("condition", Value::from(condition));
    put("severity", Value::from(random.word(&["Very High", "High", "Medium", "Low", "very low", "critical", "odd"])));
    for key in ["description", "details", "mitigations", "prerequisites", "example", "references"] {
        if random.chance(80) {
            put(key, Value::from(texts::sentence(random, true)));
        }
    }
    if random.chance(50) {
        put("Likelihood Of Attack", Value::from(random.word(&["High", "Medium", "Low"])));
    }
    if number > 1 && random.chance(4) {
        put("DEPRECATED", Value::from(true));
    }
    Threat { id, entry }
}

/// A condition over what all targets have.
fn condition(random: &mut Random, targets: &[Class], depth: usize) -> String {
    if depth == 0 || random.chance(25) {
        return atom(random, targets);
    }
    let one = condition(random, targets, depth - 1);
    match random.below(8) {
        0 => format!("not ({one})"),
        1 => format!("({one} if {} else {})", atom(random, targets), condition(random, targets, depth - 1)),
        2..=4 => format!("({one}) and ({})", condition(random, targets, depth - 1)),
        _ => format!("{one} or {}", condition(random, targets, depth - 1)),
    }
}

fn atom(random: &mut Random, targets: &[Class]) -> String {
    let is_flow = targets.iter().all(|class| *class == Class::Dataflow);
    if is_flow && random.chance(40) {
        return of_flow(random);
    }
    match random.below(10) {
        0..=3 => {
            let controls = readable(Class::Controls);
            random.pick(&controls).map_or("True".to_owned(), |row| plain(random, "target.controls", row))
        }
        4 => {
            let others = ["Server", "Datastore", "Actor", "Lambda", "Process", "ExternalEntity", "Asset"];
            format!("target.oneOf({}, {})", random.word(&others), random.word(&others))
        }
        5 => random.word(&["target.inside(Boundary)", "target.inBoundary is None", BOUNDARY_IN_SCOPE]).to_owned(),
        _ => {
            let common = |row: &&Attribute| {
                let has =
                    |class: &Class| schema::attribute(*class, row.name).is_some_and(|other| other.kind == row.kind);
                targets.iter().all(has)
            };
            let first = targets.first().copied().unwrap_or(Class::Element);
            let rows: Vec<&Attribute> = readable(first).into_iter().filter(common).collect();
            random.pick(&rows).map_or("False".to_owned(), |row| of_attribute(random, row))
        }
    }
}

const BOUNDARY_IN_SCOPE: &str = "target.inBoundary is not None and target.inBoundary.inScope";

/// What a condition may read.
fn readable(class: Class) -> Vec<&'static Attribute> {
    let is_readable = |row: &&Attribute| {
        !matches!(row.name, "findings" | "uuid" | "is_drawn" | "overrides" | "assumptions" | "severity" | "controls")
    };
    schema::attributes(class).into_iter().filter(is_readable).collect()
}

fn of_attribute(random: &mut Random, row: &Attribute) -> String {
    let name = row.name;
    match row.kind {
        Kind::Text | Kind::Flag | Kind::Int | Kind::Member(_) => plain(random, "target", row),
        Kind::Levels => format!("{} in target.{name}", random.below(3)),
        Kind::Texts => format!("len(target.{name}) > {}", random.below(2)),
        Kind::Flow | Kind::Boundary => format!("target.{name} is {}", random.word(&["None", "not None"])),
        Kind::Element => {
            format!("target.{name}.{}", random.word(&["inScope", "inside(Boundary)", "controls.isHardened"]))
        }
        Kind::Flows => match random.below(4) {
            0 => format!("len(target.{name}) {} {}", random.word(&["==", ">", "<="]), random.below(3)),
            1 => format!("target.checkTLSVersion(target.{name})"),
            2 => format!("any(f.protocol == 'HTTP' or f.dstPort == 443 for f in target.{name})"),
            _ => format!("all(f.controls.isEncrypted for f in target.{name})"),
        },
        Kind::Data => of_data(random),
        _ => "True".to_owned(),
    }
}

fn of_flow(random: &mut Random) -> String {
    let end = random.word(&["source", "sink"]);
    match random.below(8) {
        0 => "target.crosses(Boundary)".to_owned(),
        1 => "target.enters(Boundary)".to_owned(),
        2 => "target.exits(Boundary)".to_owned(),
        3 => "target.hasDataLeaks()".to_owned(),
        4 => format!("target.{end}.oneOf(Server, Datastore)"),
        5 => format!("target.{end}.inScope"),
        6 => format!("target.tlsVersion < target.{end}.minTLSVersion"),
        _ => of_data(random),
    }
}

fn of_data(random: &mut Random) -> String {
    match random.below(6) {
        0 => format!("any(d.isPII for d in target.data) is {}", random.word(&["True", "False"])),
        1 => {
            let rows: Vec<&Attribute> = readable(Class::Data).into_iter().filter(|row| is_plain(row)).collect();
            let test = random.pick(&rows).map_or("True".to_owned(), |row| plain(random, "d", row));
            format!("{}({test} for d in target.data)", random.word(&["any", "all"]))
        }
        2 => format!("len([d for d in target.data if d.isStored]) >= {}", random.below(3)),
        3 => "'Orders' in target.data".to_owned(),
        4 => "sum(d.classification.value for d in target.data) > 3".to_owned(),
        _ => "any(d.classification > target.maxClassification for d in target.data)".to_owned(),
    }
}

fn is_plain(row: &Attribute) -> bool {
    matches!(row.kind, Kind::Text | Kind::Flag | Kind::Int | Kind::Member(_))
}

/// A test of a plain attribute.
fn plain(random: &mut Random, of: &str, row: &Attribute) -> String {
    let attribute = format!("{of}.{}", row.name);
    match row.kind {
        Kind::Flag => match random.below(5) {
            0 => attribute,
            1 => format!("not {attribute}"),
            2 => format!("{attribute} is True"),
            3 => format!("{attribute} == False"),
            _ => format!("{attribute} is False"),
        },
        Kind::Int => match random.below(4) {
            0 => format!("{attribute} in (80, 443, 22)"),
            1 => format!("0 < {attribute} <= 1024"),
            2 => format!("{attribute} % 2 == 1 and {attribute} + 1 != 81"),
            _ => format!("{attribute} == -1"),
        },
        Kind::Member(kind) => of_member(random, &attribute, kind),
        _ => match random.below(5) {
            0 => format!("{attribute} == 'HTTPS'"),
            1 => format!("{attribute} != \"\""),
            2 => format!("{attribute} in ['HTTP', 'SQL', 'XML', 'Managed', 'Linux']"),
            3 => format!("'a' in {attribute}"),
            _ => format!("len({attribute}) > 4"),
        },
    }
}

fn of_member(random: &mut Random, attribute: &str, kind: EnumKind) -> String {
    let members: Vec<String> = kind.members().map(|member| member.to_string()).collect();
    let (one, other) = (random.pick(&members).cloned(), random.pick(&members).cloned());
    let (one, other) = (one.unwrap_or_default(), other.unwrap_or_default());
    match random.below(4) {
        0 => format!("{attribute} in ({one}, {other})"),
        1 => format!("{attribute} != {one}"),
        2 if kind.is_ordered() => format!("{attribute} {} {one}", random.word(&["<", "<=", ">", ">="])),
        _ => format!("{attribute} == {one}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_have_balanced_brackets_and_read_their_target() {
        let mut random = Random::new(5);
        for _ in 0..500 {
            let condition = condition(&mut random, &[Class::Server, Class::Datastore], 2);
            let count = |letter: char| condition.matches(letter).count();
            assert_eq!((count('('), count('[')), (count(')'), count(']')), "{condition}");
            assert!(condition.contains("target."), "{condition}");
        }
    }
}
