//! What changes cost (`--cost`), and what must stay as it is (`--fixed`).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;

use bartizan_model::names::nearest;
use bartizan_model::schema::{self, Kind};
use bartizan_model::{Class, Diagnostic, Owner, SourceId, Sources, Span};
use bartizan_rules::limits::MAX_COST;
use bartizan_rules::what_if::Change;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::world::World;

/// A file of costs may be so large, in bytes.
const MAX_COSTS: u64 = 1 << 20;
/// What can be changed besides controls.
const ATTRIBUTES: [&str; 2] = ["protocol", "tlsVersion"];
const CONTROLS: &str = "controls";

/// What changes cost: 1 unless something else is said of the control, or of the control of the element.
#[derive(Debug, Default)]
pub(super) struct Costs {
    of_all: BTreeMap<String, u32>,
    of_one: BTreeMap<(String, String), u32>,
}

impl Costs {
    /// Reads a file of costs.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn read(
        path: Option<&Path>,
        slugs: &[String],
        sources: &mut Sources,
        world: &dyn World,
    ) -> Result<Self, Vec<Diagnostic>> {
        let Some(path) = path else { return Ok(Self::default()) };
        let shown = path.display().to_string();
        let bytes = world
            .read(path, MAX_COSTS)
            .map_err(|error| vec![Diagnostic::error(format!("cannot read the costs `{shown}`: {error}"))])?;
        let text = String::from_utf8(bytes).map_err(|_| vec![Diagnostic::error(format!("`{shown}` is not UTF-8"))])?;
        let source = sources.add(&*shown, &*text);
        let mut reader = Reader { costs: Self::default(), slugs, source, problems: Vec::new() };
        match DeTable::parse(&text) {
            Ok(table) => reader.file(table.get_ref()),
            Err(error) => {
                let message = error.message().lines().next().unwrap_or("").to_owned();
                let place = error.span().map(|range| reader.place(range));
                reader.problems.push(Diagnostic::error(format!("`{shown}` cannot be read: {message}")).at(place, ""));
            }
        }
        if reader.problems.is_empty() { Ok(reader.costs) } else { Err(reader.problems) }
    }

    /// What a change costs.
    pub(super) fn of(&self, change: &Change, slugs: &[String]) -> u32 {
        let name = change.attribute.name.to_owned();
        let of_one = slug_of(change, slugs).and_then(|slug| self.of_one.get(&(slug.to_owned(), name.clone())));
        of_one.or_else(|| self.of_all.get(&name)).copied().unwrap_or(1)
    }
}

struct Reader<'a> {
    costs: Costs,
    slugs: &'a [String],
    source: SourceId,
    problems: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn file(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            let name: &str = key.get_ref();
            match value.get_ref() {
                // An element may be called so, too; only tables of tables speak of it.
                DeValue::Table(inner) if name == CONTROLS => self.facts(None, inner, true),
                DeValue::Table(inner) => match self.slugs.iter().any(|slug| slug == name) {
                    true => self.element(name, inner),
                    false => {
                        let known = self.slugs.iter().map(String::as_str).chain([CONTROLS]);
                        let message = format!("no element of the model has the id `{name}`");
                        let help = nearest(name, known).map(|near| format!("did you mean `{near}`?"));
                        let help = help.unwrap_or_else(|| "`bartizan elements MODEL` lists them".to_owned());
                        self.problem(message, key.span(), help);
                    }
                },
                _ => self.fact(None, name, key.span(), value, false),
            }
        }
    }

    fn element(&mut self, slug: &str, table: &DeTable<'_>) {
        for (key, value) in table {
            let name: &str = key.get_ref();
            match value.get_ref() {
                DeValue::Table(inner) if name == CONTROLS => self.facts(Some(slug), inner, true),
                _ => self.fact(Some(slug), name, key.span(), value, false),
            }
        }
    }

    fn facts(&mut self, slug: Option<&str>, table: &DeTable<'_>, are_controls: bool) {
        for (key, value) in table {
            self.fact(slug, key.get_ref(), key.span(), value, are_controls);
        }
    }

    fn fact(
        &mut self,
        slug: Option<&str>,
        name: &str,
        range: Range<usize>,
        value: &Spanned<DeValue<'_>>,
        is_control: bool,
    ) {
        let is_known = if is_control { controls().any(|known| known == name) } else { ATTRIBUTES.contains(&name) };
        if !is_known {
            let message = match is_control {
                true => format!("no control that can be planned is called `{name}`"),
                false => format!("`{name}` is nothing that a plan changes"),
            };
            let all = controls().map(|control| format!("controls.{control}"));
            let all: Vec<String> = match is_control {
                true => controls().map(str::to_owned).collect(),
                false => all.chain(ATTRIBUTES.map(str::to_owned)).collect(),
            };
            let near = nearest(name, all.iter().map(String::as_str));
            let near = near.map(str::to_owned).or_else(|| {
                controls().find(|control| !is_control && *control == name).map(|control| format!("controls.{control}"))
            });
            let help = near.map_or_else(
                || "`bartizan describe Controls` lists the controls".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            return self.problem(message, range, help);
        }
        let Some(cost) = number(value.get_ref()).filter(|cost| (1..=MAX_COST).contains(cost)) else {
            let message = format!("the cost of `{name}` is no whole number from 1 to {MAX_COST}");
            return self.problem(message, value.span(), format!("what must stay as it is: `--fixed {name}`"));
        };
        if let Some(slug) = slug {
            self.costs.of_one.insert((slug.to_owned(), name.to_owned()), cost);
        } else {
            self.costs.of_all.insert(name.to_owned(), cost);
        }
    }

    fn problem(&mut self, message: String, range: Range<usize>, help: String) {
        let place = self.place(range);
        self.problems.push(Diagnostic::error(message).at(Some(place), "").help(help));
    }

    fn place(&self, range: Range<usize>) -> Span {
        Span { source: self.source, start: range.start as u32, end: range.end as u32 }
    }
}

fn number(value: &DeValue<'_>) -> Option<u32> {
    let DeValue::Integer(number) = value else { return None };
    u32::from_str_radix(number.as_str(), number.radix()).ok()
}

/// The controls that a plan can switch on.
fn controls<'a>() -> impl Iterator<Item = &'a str> {
    schema::attributes(Class::Controls).into_iter().filter(|row| row.kind == Kind::Flag).map(|row| row.name)
}

fn slug_of<'a>(change: &Change, slugs: &'a [String]) -> Option<&'a str> {
    match change.owner {
        Owner::Element(element) => slugs.get(element.index()).map(String::as_str),
        Owner::Data(_) => None,
    }
}

/// What must stay as it is.
#[derive(Debug, Default)]
pub(super) struct Fixed {
    facts: BTreeSet<String>,
    elements: BTreeSet<String>,
    both: BTreeSet<(String, String)>,
}

impl Fixed {
    /// Reads what `--fixed` names: a control or attribute, an element, or `control@element`.
    ///
    /// # Errors
    /// The first name that nothing has.
    pub(super) fn parse(names: &[String], slugs: &[String]) -> Result<Self, Diagnostic> {
        let mut fixed = Self::default();
        let is_fact = |name: &str| controls().chain(ATTRIBUTES).any(|known| known == name);
        let is_element = |name: &str| slugs.iter().any(|slug| slug == name);
        for given in names {
            let name = given.strip_prefix("controls.").unwrap_or(given);
            match name.split_once('@') {
                Some((fact, _)) if !is_fact(fact) => return Err(unknown(given, fact, controls().chain(ATTRIBUTES))),
                Some((_, element)) if !is_element(element) => {
                    return Err(unknown(given, element, slugs.iter().map(String::as_str)));
                }
                Some((fact, element)) => {
                    fixed.both.insert((fact.to_owned(), element.to_owned()));
                }
                None if is_fact(name) => {
                    fixed.facts.insert(name.to_owned());
                }
                None if is_element(name) => {
                    fixed.elements.insert(name.to_owned());
                }
                None => {
                    let known = controls().chain(ATTRIBUTES).chain(slugs.iter().map(String::as_str));
                    return Err(unknown(given, name, known));
                }
            }
        }
        Ok(fixed)
    }

    /// Whether a change is forbidden.
    pub(super) fn holds(&self, change: &Change, slugs: &[String]) -> bool {
        let (name, slug) = (change.attribute.name, slug_of(change, slugs).unwrap_or_default());
        self.facts.contains(name)
            || self.elements.contains(slug)
            || self.both.contains(&(name.to_owned(), slug.to_owned()))
    }
}

fn unknown<'a>(given: &str, name: &str, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let message = format!("`--fixed {given}` names no control and no element of the model");
    match nearest(name, known) {
        Some(near) => Diagnostic::error(message).help(format!("did you mean `{}`?", given.replacen(name, near, 1))),
        None => Diagnostic::error(message)
            .help("`bartizan elements MODEL` lists the elements, `bartizan describe Controls` the controls"),
    }
}
