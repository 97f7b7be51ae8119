//! The table of implications as a Markdown page.

use std::fmt::Write;

use bartizan_model::implications::{Force, Implication, Is, Of, Then, implications};

use crate::markdown::{code, escape};

const INTRODUCTION: &str = "\
# Derived facts

What a model states implies more, which is then known too: a flow with `protocol = \"HTTPS\"` is encrypted. Findings and
questions go by derived facts as by stated ones, and name the place that they go back to. pytm derives nothing of this, so
that pytm's flags after a script do not either.

- What the author states is never overridden. Where it contradicts a *certain* implication of something else that is
  stated, both places are reported.
- The rows are tried from top to bottom; the first that says something of a fact wins.
- What a boundary states in its `controls` holds for every element inside it that does not say otherwise, and for flows
  between them; so does `inScope = False`. The innermost boundary wins, and comes before the rows below.
- Answers (`bartizan ask`) count as stated, also those about a boundary.

";

/// The page: what follows from what, in the order in which it is tried.
pub fn implications_markdown() -> String {
    let mut page = INTRODUCTION.to_owned();
    page.push_str("| Of | When | Then | | Because |\n| --- | --- | --- | --- | --- |\n");
    for row in implications() {
        let force = match row.force {
            Force::Certain => "certain",
            Force::Usual => "usual",
        };
        let _ = writeln!(
            page,
            "| {} | {} | {} | {force} | {} |",
            code(row.about.name()),
            premise(row),
            conclusion(row),
            escape(row.because)
        );
    }
    page
}

fn premise(row: &Implication) -> String {
    let of = match row.of {
        Of::Itself => "",
        Of::Sink => "its receiver's ",
        Of::Incoming => "an incoming flow's ",
        Of::Received => "received data's ",
        Of::Kept => "kept data's ",
    };
    let is = match row.is {
        Is::True => "is true".to_owned(),
        Is::Filled => "is given".to_owned(),
        Is::OneOf(texts) => format!("is {}", listed(texts.iter().map(|text| code(text)))),
        Is::Port(ports) => format!("is {}", listed(ports.iter().map(|port| port.to_string()))),
        Is::Member(_, names) => format!("is {}", listed(names.iter().map(|name| code(name)))),
        Is::AtLeast(_, name) => format!("is {} or higher", code(name)),
    };
    format!("{of}{} {is}", code(row.premise))
}

fn conclusion(row: &Implication) -> String {
    match row.then {
        Then::Yes => code(row.conclusion),
        Then::No => format!("not {}", code(row.conclusion)),
        Then::Text(text) => format!("{} is {}", code(row.conclusion), code(text)),
    }
}

/// `a`, `a or b`, `a, b or c`.
fn listed(items: impl Iterator<Item = String>) -> String {
    let mut items: Vec<String> = items.collect();
    let last = items.pop().unwrap_or_default();
    if items.is_empty() { last } else { format!("{} or {last}", items.join(", ")) }
}
