//! Which attributes a script sets, and how it writes that.

use bartizan_model::{Attribute, Class, schema};

use super::script::{Item, Script};
use super::texts;

/// Whether scripts set the attribute: what the tool works out is left to it.
pub(super) fn is_settable(class: Class, attribute: &Attribute) -> bool {
    match attribute.name {
        "name" | "findings" | "excluded_findings" | "uuid" | "is_drawn" | "processedBy" | "threatsFile" => false,
        "inputs" | "outputs" | "source" | "sink" => false,
        _ => !matches!(class, Class::Threat | Class::Finding | Class::Assumption | Class::Tm),
    }
}

impl Script {
    /// Some attributes of a class with values.
    pub(super) fn settings(&mut self, class: Class, percent: usize) -> Vec<(&'static str, String)> {
        let mut settings = Vec::new();
        let mut attributes: Vec<_> =
            schema::attributes(class).into_iter().filter(|row| is_settable(class, row)).collect();
        self.random.shuffle(&mut attributes);
        for attribute in attributes {
            let percent = match attribute.name {
                // Rare, because they change much or come from elsewhere.
                "inScope" | "severity" | "controls" | "overrides" | "assumptions" | "levels" => percent.min(6),
                "isResponse" | "response" | "responseTo" | "order" | "carriedBy" => percent.min(3),
                "inBoundary" => 55,
                "data" => percent.max(35),
                "protocol" | "port" => percent.max(25),
                _ => percent,
            };
            if self.random.chance(percent)
                && let Some(value) = self.value(attribute)
            {
                settings.push((attribute.name, value));
            }
        }
        settings
    }

    /// Declares an object: some settings as arguments of the constructor, the others as assignments after it.
    pub(super) fn declare(&mut self, class: Class, first: &str, settings: Vec<(&'static str, String)>) -> String {
        let variable = self.variable();
        let by_keyword = self.random.below(101);
        let (mut arguments, mut later) = (vec![first.to_owned()], Vec::new());
        for (name, value) in settings {
            match self.random.chance(by_keyword) {
                true => arguments.push(format!("{name}={value}")),
                false => later.push(format!("{variable}.{name} = {value}")),
            }
        }
        let constructor = self.class(class.name());
        self.line(format!("{variable} = {constructor}({})", arguments.join(", ")));
        for line in later {
            self.line(line);
        }
        variable
    }

    /// Controls, in today's spelling, in that of 2020, or in a loop over a profile.
    pub(super) fn set_controls(&mut self, item: &Item) {
        let percent = self.random.word(&["0", "3", "3", "10", "50"]).parse().unwrap_or(0);
        let settings = self.settings(Class::Controls, percent);
        if settings.is_empty() {
            return;
        }
        let element = &item.expression;
        let is_old = self.random.chance(20);
        if !is_old && settings.len() > 3 && self.random.chance(40) {
            let profile: Vec<String> = settings.iter().map(|(name, value)| format!("\"{name}\": {value}")).collect();
            self.line(format!("for key, value in {{{}}}.items():", profile.join(", ")));
            self.line(format!("    setattr({element}.controls, key, value)"));
            return;
        }
        for (name, value) in settings {
            let is_own = schema::attribute(item.class, name).is_some();
            match is_old && !is_own {
                true => self.line(format!("{element}.{name} = {value}")),
                false => self.line(format!("{element}.controls.{name} = {value}")),
            }
        }
    }

    /// An attribute that pytm does not know.
    pub(super) fn set_unknown(&mut self, item: &Item) {
        let text = texts::sentence(&mut self.random, false);
        let text = texts::literal(&mut self.random, &text);
        let (name, value) = match self.random.below(4) {
            0 => ("owner", text),
            1 => ("cost", "3".to_owned()),
            2 => ("tags", format!("[\"a\", {text}]")),
            _ => ("reviewed", "True".to_owned()),
        };
        self.line(format!("{}.{name} = {value}", item.expression));
    }
}
