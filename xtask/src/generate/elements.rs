//! Boundaries, elements and data.

use bartizan_model::Class;

use super::script::{Item, Script};
use super::texts;

const CLASSES: [Class; 11] = [
    Class::Server,
    Class::Process,
    Class::Datastore,
    Class::Actor,
    Class::Lambda,
    Class::ExternalEntity,
    Class::Llm,
    Class::Agent,
    Class::SetOfProcesses,
    Class::Asset,
    Class::Element,
];

impl Script {
    /// Boundaries, each perhaps inside one that is there already.
    pub(super) fn write_boundaries(&mut self) {
        for _ in 0..self.random.below(5) {
            let class = Class::Boundary;
            let name = self.name(class);
            let settings = self.settings(class, 4);
            self.declare_item(class, name, settings);
        }
    }

    pub(super) fn write_elements(&mut self) {
        for _ in 0..self.random.between(1, 6) {
            self.write_element();
        }
        if self.random.chance(15) {
            self.write_loop();
        }
        if self.random.chance(10) {
            self.write_function();
        }
    }

    fn write_element(&mut self) {
        // The first classes are the likelier ones.
        let at = self.random.below(CLASSES.len()).min(self.random.below(CLASSES.len() + 4));
        let class = CLASSES.get(at).copied().unwrap_or(Class::Server);
        let name = self.name(class);
        let percent = if self.random.chance(15) { 40 } else { 7 };
        let settings = self.settings(class, percent);
        let item = self.declare_item(class, name, settings);
        self.set_controls(&item);
        if self.random.chance(4) {
            self.set_unknown(&item);
        }
    }

    fn declare_item(&mut self, class: Class, name: String, settings: Vec<(&'static str, String)>) -> Item {
        let literal = texts::literal(&mut self.random, &name);
        let literal = if self.random.chance(5) { format!("name={literal}") } else { literal };
        let expression = self.declare(class, &literal, settings);
        let item = Item { expression, class };
        match class {
            Class::Boundary => self.boundaries.push(item.clone()),
            Class::Data => self.data.push(item.clone()),
            _ => self.elements.push(item.clone()),
        }
        item
    }

    /// Several elements at once.
    fn write_loop(&mut self) {
        let class = CLASSES.get(self.random.below(6)).copied().unwrap_or(Class::Server);
        let constructor = self.class(class.name());
        let list = self.variable();
        let count = self.random.between(2, 3);
        let stem = format!("Worker {}", self.number());
        match self.random.below(3) {
            0 => self.line(format!("{list} = [{constructor}(f\"{stem}.{{i}}\") for i in range({count})]")),
            1 => {
                self.line(format!("{list} = []"));
                self.line(format!("for i in range({count}):"));
                self.line(format!("    {list}.append({constructor}(\"{stem}.%d\" % i))"));
                self.line(format!("    {list}[-1].description = \"number {{}}\".format(i + 1)"));
            }
            _ => {
                self.line(format!("{list} = list(map(lambda i: {constructor}(\"{stem}.\" + str(i)), range({count})))"))
            }
        }
        if let Some(boundary) = self.boundary().filter(|_| self.random.chance(50)) {
            self.line(format!("for element in {list}:"));
            self.line(format!("    element.inBoundary = {boundary}"));
        }
        self.elements.extend((0..count).map(|at| Item { expression: format!("{list}[{at}]"), class }));
    }

    /// A function that makes elements.
    fn write_function(&mut self) {
        let class = CLASSES.get(self.random.below(6)).copied().unwrap_or(Class::Server);
        let constructor = self.class(class.name());
        let function = format!("make_{}", self.variable());
        self.line(format!("def {function}(name, *flags, where=None, **others):"));
        self.line(format!("    made = {constructor}(name, **others)"));
        self.line("    if where is not None:".to_owned());
        self.line("        made.inBoundary = where".to_owned());
        self.line("    for flag in flags:".to_owned());
        self.line("        setattr(made.controls, flag, True)".to_owned());
        self.line("    return made".to_owned());
        for _ in 0..2 {
            let variable = self.variable();
            let name = self.name(class);
            let name = texts::literal(&mut self.random, &name);
            let boundary = self.boundary().map_or(String::new(), |boundary| format!(", where={boundary}"));
            self.line(format!(
                "{variable} = {function}({name}, \"isHardened\", 'sanitizesInput'{boundary}, inScope=True)"
            ));
            self.elements.push(Item { expression: variable, class });
        }
    }

    pub(super) fn write_data(&mut self) {
        for _ in 0..self.random.below(5) {
            let name = self.name(Class::Data);
            let settings = self.settings(Class::Data, 18);
            self.declare_item(Class::Data, name, settings);
        }
    }

    /// A name; now and then the name of another object of the class. (Of data not: the oracle has no fixed order for
    /// data of one name and description.)
    fn name(&mut self, class: Class) -> String {
        if class != Class::Data
            && self.random.chance(3)
            && let Some((_, name)) = self.names.iter().find(|(of, _)| *of == class)
        {
            return name.clone();
        }
        let stem = texts::stem(&mut self.random);
        let is_taken = |name: &str, names: &[(Class, String)]| names.iter().any(|(_, taken)| taken == name);
        let mut name = stem.to_owned();
        while is_taken(&name, &self.names) {
            name = format!("{stem} {}", self.number());
        }
        self.names.push((class, name.clone()));
        name
    }
}
