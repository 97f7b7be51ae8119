//! A script in the making.

use std::collections::BTreeSet;

use bartizan_model::{Class, Kind, schema};

use super::{RandomModel, attributes, conditions, texts};
use crate::random::Random;

/// An object that the script has made.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) expression: String,
    pub(super) class: Class,
}

/// A flow that the script has made.
#[derive(Clone, Debug)]
pub(super) struct Flow {
    pub(super) expression: String,
    pub(super) source: String,
    pub(super) sink: String,
    pub(super) is_answered: bool,
}

pub(super) struct Script {
    pub(super) random: Random,
    pub(super) elements: Vec<Item>,
    pub(super) boundaries: Vec<Item>,
    pub(super) data: Vec<Item>,
    pub(super) flows: Vec<Flow>,
    pub(super) names: Vec<(Class, String)>,
    pub(super) flow_names: Vec<String>,
    pub(super) own_threats: Vec<String>,
    name: String,
    lines: Vec<String>,
    imported: BTreeSet<&'static str>,
    style: Style,
    serial: usize,
}

/// How the script imports pytm.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Names,
    OldNames,
    Star,
    Module,
}

impl Script {
    pub(super) fn new(seed: u64, name: &str) -> Self {
        let mut random = Random::new(seed);
        let style = match random.below(8) {
            0 => Style::OldNames,
            1 => Style::Star,
            2 => Style::Module,
            _ => Style::Names,
        };
        Self {
            random,
            elements: Vec::new(),
            boundaries: Vec::new(),
            data: Vec::new(),
            flows: Vec::new(),
            names: Vec::new(),
            flow_names: Vec::new(),
            own_threats: Vec::new(),
            name: name.to_owned(),
            lines: Vec::new(),
            imported: BTreeSet::new(),
            style,
            serial: 0,
        }
    }

    pub(super) fn write(mut self) -> RandomModel {
        let library = self.random.chance(25).then(|| conditions::library(&mut self.random));
        self.own_threats = library.iter().flatten().map(|threat| threat.id.clone()).collect();
        if self.random.chance(8) {
            self.write_boundaries();
        }
        self.write_system(library.is_some());
        self.write_boundaries();
        self.write_data();
        self.write_elements();
        self.write_flows();
        self.write_afterthoughts();
        self.write_end();
        let script = format!("{}{}\n", self.imports(), self.lines.join("\n"));
        RandomModel { script, library: library.map(|threats| conditions::to_json(&threats)) }
    }

    pub(super) fn line(&mut self, line: String) {
        self.lines.push(line);
    }

    /// A number that was not used before.
    pub(super) fn number(&mut self) -> usize {
        self.serial += 1;
        self.serial
    }

    pub(super) fn variable(&mut self) -> String {
        format!("x{}", self.number())
    }

    /// A class or an enumeration of pytm as the script names it.
    pub(super) fn class(&mut self, name: &'static str) -> String {
        self.imported.insert(name);
        match self.style {
            Style::Module => format!("pytm.{name}"),
            _ => name.to_owned(),
        }
    }

    fn imports(&self) -> String {
        let names = self.imported.iter().copied().collect::<Vec<_>>().join(", ");
        match self.style {
            Style::Names => format!("from pytm import {names}\n\n"),
            Style::OldNames => format!("from pytm.pytm import {names}\n\n"),
            Style::Star => "from pytm import *\nfrom pytm import Asset\n\n".to_owned(),
            Style::Module => "import pytm\n\n".to_owned(),
        }
    }

    fn write_system(&mut self, has_library: bool) {
        let name = texts::stem(&mut self.random);
        let mut arguments = vec![texts::literal(&mut self.random, name)];
        let file = format!("\"{}.json\"", self.name);
        let mut later = Vec::new();
        if has_library {
            match self.random.chance(50) {
                true => arguments.push(format!("threatsFile={file}")),
                false => later.push(format!("tm.threatsFile = {file}")),
            }
        }
        let rows = schema::attributes(Class::Tm);
        for row in rows.into_iter().filter(|row| !matches!(row.name, "name" | "threatsFile" | "colormap")) {
            let percent = if row.name == "description" { 90 } else { 25 };
            let is_found_out = row.kind == Kind::Findings;
            if is_found_out || !self.random.chance(percent) {
                continue;
            }
            if let Some(value) = self.value(row) {
                match self.random.chance(30) {
                    true => arguments.push(format!("{}={value}", row.name)),
                    false => later.push(format!("tm.{} = {value}", row.name)),
                }
            }
        }
        let constructor = self.class("TM");
        self.line(format!("tm = {constructor}({})", arguments.join(", ")));
        for line in later {
            self.line(line);
        }
        if self.random.chance(8) {
            for threat in conditions::library(&mut self.random).into_iter().take(2) {
                let (tm, constructor) = (self.class("TM"), self.class("Threat"));
                let arguments = threat.arguments(&mut self.random);
                self.line(format!("{tm}._threats.append({constructor}({arguments}))"));
            }
        }
    }

    /// What is said late: attributes of things made earlier, and data that flows carry.
    fn write_afterthoughts(&mut self) {
        for _ in 0..self.random.below(4) {
            let Some(item) = self.any_element() else { return };
            for (name, value) in self.settings(item.class, 3) {
                self.line(format!("{}.{name} = {value}", item.expression));
            }
        }
        if self.random.chance(4) {
            self.write_mistake();
        }
        if let Some((datum, flow)) = self.random.pick(&self.data).cloned().zip(self.any_flow())
            && self.random.chance(10)
        {
            self.line(format!("{}.carriedBy = [{}]", datum.expression, flow.expression));
        }
    }

    /// A value of the wrong type, or another name: both tools refuse, after what was printed before.
    fn write_mistake(&mut self) {
        self.line("print(\"before the mistake\")".to_owned());
        let Some(item) = self.any_element() else { return };
        if self.random.chance(10) {
            self.line(format!("{}.name = \"another\"", item.expression));
            return;
        }
        let attributes = schema::attributes(item.class);
        let attribute = self.random.pick(&attributes).copied().filter(|row| attributes::is_settable(item.class, row));
        if let Some((attribute, value)) = attribute.and_then(|row| Some((row, self.wrong_value(row)?))) {
            self.line(format!("{}.{} = {value}", item.expression, attribute.name));
        }
    }

    fn write_end(&mut self) {
        if self.random.chance(30) {
            self.line("if __name__ == \"__main__\":".to_owned());
            self.line("    tm.process()".to_owned());
        } else {
            self.line("tm.process()".to_owned());
        }
        if !self.random.chance(40) {
            return;
        }
        let tm = self.class("TM");
        self.line(format!("print(tm.name, len({tm}._elements), len({tm}._flows), len({tm}._boundaries))"));
        self.line("print([(f.threat_id, f.target, f.severity) for f in tm.findings])".to_owned());
        let elements = self.elements.clone().into_iter().chain(self.boundaries.clone());
        for item in elements {
            self.print_some(&item);
        }
        for flow in self.flows.clone() {
            self.print_some(&Item { expression: flow.expression, class: Class::Dataflow });
        }
        for datum in self.data.clone() {
            self.print_some(&datum);
        }
    }

    /// Prints some attributes as they are after the model is processed.
    fn print_some(&mut self, item: &Item) {
        if !self.random.chance(50) {
            return;
        }
        let element = &item.expression;
        let mut shown = vec![element.clone()];
        for row in schema::attributes(item.class) {
            let is_plain = match row.kind {
                Kind::Text | Kind::Flag | Kind::Int | Kind::Member(_) | Kind::Boundary | Kind::Element | Kind::Flow => {
                    true
                }
                Kind::Data => item.class != Class::Boundary,
                _ => false,
            };
            if is_plain && row.name != "is_drawn" && self.random.chance(12) {
                shown.push(format!("{element}.{}", row.name));
            } else if row.kind == Kind::Levels && self.random.chance(12) {
                shown.push(format!("sorted({element}.levels)"));
            } else if row.kind == Kind::Flows && self.random.chance(8) {
                shown.push(format!("[flow.name for flow in {element}.{}]", row.name));
            } else if row.kind == Kind::Controls {
                shown.push(format!("{element}.controls.isEncrypted"));
            }
        }
        self.line(format!("print({}, sep=\" | \")", shown.join(", ")));
    }
}
