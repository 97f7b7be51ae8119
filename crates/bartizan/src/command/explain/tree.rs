//! The tree of reasons in a terminal: a mark and a word for each part, and below each statement the facts that it read.

use bartizan_model::{Default, ElementId, Origin, Owner, Span, Value};
use bartizan_rules::Outcome;
use bartizan_rules::condition::{Items, Read, Reason, ReasonKind, Statement};
use bartizan_rules::why::written_name;

use super::text::Page;
use crate::command::style::safe;
use crate::diagnostics;

/// Facts below a statement, and items that it names; the others are counted.
const MOST_FACTS: usize = 4;
const MOST_ITEMS: usize = 4;
/// Facts that are drawn with their line of the source.
const MOST_SNIPPETS: usize = 4;

/// A tree that is being drawn.
pub(super) struct Tree<'p, 'a> {
    page: &'p mut Page<'a>,
    element: ElementId,
    deciding: Vec<&'p Reason>,
    /// Places that were drawn already.
    drawn: Vec<Span>,
}

impl<'p, 'a> Tree<'p, 'a> {
    /// Draws the reasons for what holds of an element.
    pub(super) fn draw(page: &'p mut Page<'a>, element: ElementId, reason: &'p Reason) {
        let mut tree = Self { page, element, deciding: reason.deciding(), drawn: Vec::new() };
        tree.part(reason, "", "");
    }

    /// A part with what stands before its first line and before the others.
    fn part(&mut self, reason: &'p Reason, first: &str, rest: &str) {
        let (mark, truth) = truth(reason);
        let mark = self.page.style.bold(mark);
        let parts = match &reason.kind {
            ReasonKind::All(parts) => Some(("all of this", parts)),
            ReasonKind::Any(parts) => Some(("any of this", parts)),
            ReasonKind::Statement(_) => None,
        };
        if let Some((heading, parts)) = parts {
            self.page.line(&format!("{mark} {heading}: {truth}"), first, &format!("{rest}│   "));
            for (number, part) in (1..).zip(parts) {
                let (branch, below) = if number == parts.len() { ("└─ ", "   ") } else { ("├─ ", "│  ") };
                self.part(part, &format!("{rest}{branch}"), &format!("{rest}{below}"));
            }
        }
        if let ReasonKind::Statement(statement) = &reason.kind {
            let said = safe(&statement.words);
            let below = format!("{rest}  ");
            self.page.line(&format!("{mark} {said}: {truth}"), first, &below);
            self.statement(reason, statement, &below);
        }
    }

    fn statement(&mut self, reason: &'p Reason, statement: &Statement, rest: &str) {
        if let Some(items) = &statement.items {
            self.items(reason, items, rest);
        }
        let decides = self.deciding.iter().any(|part| std::ptr::eq(*part, reason));
        let (shown, more) = statement.reads.split_at(statement.reads.len().min(MOST_FACTS));
        for read in shown {
            self.fact(read, decides, rest);
        }
        if !more.is_empty() {
            self.page.line(&format!("and {} more facts", more.len()), rest, rest);
        }
    }

    /// Which flows or data made it so.
    fn items(&mut self, reason: &Reason, items: &Items, rest: &str) {
        let (what, owners) = match (items.deciding.is_empty(), items.unknown.is_empty()) {
            (false, _) => ("decided by", &items.deciding),
            (true, false) => ("open for", &items.unknown),
            (true, true) => {
                // Nothing decided it: no item of `any` is so, each of `all` is.
                let is_so = reason.defaults == Ok(Outcome::True);
                let said = match (items.count, is_so != reason.is_turned) {
                    (0, _) => "there is none".to_owned(),
                    (1, true) => "so for the only one".to_owned(),
                    (1, false) => "not so for the only one".to_owned(),
                    (count, true) => format!("so for each of {count}"),
                    (count, false) => format!("so for none of {count}"),
                };
                return self.page.line(&said, rest, rest);
            }
        };
        let mut names: Vec<String> = owners.iter().take(MOST_ITEMS).map(|owner| self.page.name(*owner)).collect();
        if owners.len() > MOST_ITEMS {
            names.push(format!("{} more", owners.len() - MOST_ITEMS));
        }
        let said = format!("{what} {} ({} of {})", names.join(", "), owners.len(), items.count);
        self.page.line(&said, rest, &format!("{rest}  "));
    }

    /// A fact with its value and who said so; those that decide with the line of the source.
    fn fact(&mut self, read: &Read, decides: bool, rest: &str) {
        let name = safe(&written_name(read.row, &read.attribute));
        let whose = match read.owner == Owner::Element(self.element) {
            true => String::new(),
            false => format!(" of {}", self.page.name(read.owner)),
        };
        let snippet = match read.origin {
            Origin::Stated(span) if decides && !is_drawn(read) => self.snippet(span, rest),
            _ => None,
        };
        let who = match (&snippet, read.origin) {
            (Some(_), _) => "stated here".to_owned(),
            (None, Origin::Default) if read.is_unknown => format!("nobody stated it, {}", self.default(read)),
            (None, Origin::Default) => "as nobody said otherwise".to_owned(),
            (None, origin) => self.page.who_said(read.row, origin),
        };
        let said = match read.origin {
            Origin::Default if read.is_unknown => format!("{name}{whose}: {who}"),
            _ => format!("{name}{whose} = {}, {who}", self.page.value(&read.value)),
        };
        self.page.line(&said, rest, &format!("{rest}  "));
        for line in snippet.unwrap_or_default() {
            self.page.text.push_str(&format!("{rest}{line}\n"));
        }
    }

    /// What stands in for a fact that nobody stated.
    fn default(&self, read: &Read) -> String {
        match read.row.map(|row| row.default) {
            Some(Default::Unknown | Default::Required) | None => "and there is no default".to_owned(),
            Some(_) if read.value == Value::text("") => "and pytm's default is empty".to_owned(),
            Some(_) => format!("and pytm's default is {}", self.page.value(&read.value)),
        }
    }

    /// The line of a place that was not drawn before, while there is room for one more.
    fn snippet(&mut self, span: Span, rest: &str) -> Option<Vec<String>> {
        if self.drawn.len() >= MOST_SNIPPETS || self.drawn.contains(&span) {
            return None;
        }
        let width = self.page.width.saturating_sub(rest.chars().count());
        let lines = diagnostics::snippet(span, &self.page.model.sources, self.page.style.colour, width)?;
        self.drawn.push(span);
        Some(lines)
    }
}

/// Whether a fact says how the model is drawn: its line is that of a flow, which says little about it.
fn is_drawn(read: &Read) -> bool {
    matches!(read.value, Value::Element(_) | Value::List(_))
}

/// The mark and the words for what a part comes to.
fn truth(reason: &Reason) -> (&'static str, String) {
    let word = |outcome: Outcome| if outcome == Outcome::True { "true" } else { "false" };
    match (&reason.stated, &reason.defaults) {
        (Ok(outcome @ Outcome::True), _) => ("✓", word(*outcome).to_owned()),
        (Ok(outcome @ Outcome::False), _) => ("✗", word(*outcome).to_owned()),
        (_, Err(fault)) => ("!", safe(&format!("cannot be evaluated, since {fault}"))),
        (_, Ok(Outcome::Unknown)) => ("?", "unknown".to_owned()),
        (_, Ok(outcome)) => ("?", format!("unknown, and {} by pytm's defaults", word(*outcome))),
    }
}
