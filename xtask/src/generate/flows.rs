//! Flows, and what answers them.

use bartizan_model::Class;

use super::script::{Flow, Item, Script};
use super::texts;

impl Script {
    pub(super) fn write_flows(&mut self) {
        if self.elements.is_empty() {
            return;
        }
        for _ in 0..self.random.below(8) {
            self.write_flow();
            if self.random.chance(25) {
                self.write_response();
            }
        }
        if self.random.chance(12) {
            self.write_flow_loop();
        }
        if self.random.chance(8) {
            self.write_duplicate();
        }
    }

    pub(super) fn any_element(&mut self) -> Option<Item> {
        self.random.pick(&self.elements).cloned()
    }

    pub(super) fn any_flow(&mut self) -> Option<Flow> {
        self.random.pick(&self.flows).cloned()
    }

    /// Mostly an element; seldom a boundary.
    fn end(&mut self) -> String {
        let boundary = if self.random.chance(1) { self.boundary() } else { None };
        boundary.or_else(|| self.any_element().map(|element| element.expression)).unwrap_or_default()
    }

    fn write_flow(&mut self) {
        let (source, sink) = (self.end(), self.end());
        let settings = self.settings(Class::Dataflow, 9);
        let name = self.flow_name();
        let ends = match self.random.below(10) {
            0 => format!("{source}, {sink}, name={name}"),
            1 => format!("source={source}, sink={sink}, name={name}"),
            _ => format!("{source}, {sink}, {name}"),
        };
        let expression = self.declare(Class::Dataflow, &ends, settings);
        let item = Item { expression: expression.clone(), class: Class::Dataflow };
        if self.random.chance(40) {
            self.set_controls(&item);
        }
        if self.random.chance(2) {
            self.set_unknown(&item);
        }
        self.flows.push(Flow { expression, source, sink, is_answered: false });
    }

    fn flow_name(&mut self) -> String {
        let mut name = texts::sentence(&mut self.random, false);
        // Data list what carries them by name, and the oracle has no fixed order for flows of one name.
        if self.flow_names.contains(&name) {
            name = format!("{name} {}", self.number());
        }
        self.flow_names.push(name.clone());
        texts::literal(&mut self.random, &name)
    }

    /// Something that answers the last flow.
    fn write_response(&mut self) {
        let Some(request) = self.flows.pop() else { return };
        let Flow { expression, source, sink, is_answered } = request.clone();
        self.flows.push(Flow { is_answered: true, ..request });
        if is_answered {
            return;
        }
        let (variable, name) = (self.variable(), self.flow_name());
        let flow = self.class("Dataflow");
        match self.random.below(5) {
            0 => self.line(format!("{variable} = {flow}({sink}, {source}, {name}, responseTo={expression})")),
            1 => {
                self.line(format!("{variable} = {flow}({sink}, {source}, {name})"));
                self.line(format!("{variable}.responseTo = {expression}"));
            }
            2 => {
                self.line(format!("{variable} = {flow}({sink}, {source}, {name})"));
                self.line(format!("{expression}.response = {variable}"));
            }
            3 => self.line(format!("{variable} = {flow}({sink}, {source}, {name}, isResponse=True)")),
            _ => {
                self.line("from pytm.flows import reply".to_owned());
                self.line(format!("_, {variable} = reply({expression}, name={name})"));
            }
        }
        if let Some(data) = self.data_set(true).filter(|_| self.random.chance(40)) {
            self.line(format!("{variable}.data = {data}"));
        }
        self.flows.push(Flow { expression: variable, source: sink, sink: source, is_answered: true });
    }

    /// A flow from one element to each of the others.
    fn write_flow_loop(&mut self) {
        let Some(source) = self.any_element() else { return };
        let all: Vec<String> = self.elements.iter().map(|element| element.expression.clone()).collect();
        let (flow, prefix) = (self.class("Dataflow"), self.number());
        self.line(format!("for position, sink in enumerate([{}]):", all.join(", ")));
        self.line(format!("    if sink is {}:", source.expression));
        self.line("        continue".to_owned());
        self.line(format!("    hop = {flow}({}, sink, f\"hop {prefix}.{{position + 1:02d}}\")", source.expression));
        self.line("    hop.protocol, hop.dstPort = \"HTTPS\", 1000 + position".to_owned());
        self.line("    hop.controls.isEncrypted = position % 2 == 0".to_owned());
    }

    /// A flow like the last one.
    fn write_duplicate(&mut self) {
        let Some(Flow { source, sink, .. }) = self.any_flow() else { return };
        let flow = self.class("Dataflow");
        for _ in 0..2 {
            let (variable, name) = (self.variable(), self.flow_name());
            self.line(format!("{variable} = {flow}({source}, {sink}, {name}, protocol=\"FTP\")"));
            let flow = Flow { expression: variable, source: source.clone(), sink: sink.clone(), is_answered: true };
            self.flows.push(flow);
        }
    }
}
