//! pytm's report templates.
//!
//! A template is text with fields: `{tm.name}`, `{findings:repeat:{{item.id}}}`, `{item.display_name:call:}`,
//! `{item.inScope:if:yes}`. It is parsed once ([`parse`]), with all the templates nested in it, and then filled
//! ([`evaluate`]) from the model and its findings. It reaches nothing else, and text of the model is escaped for the
//! Markdown it lands in ([`sink`]).

mod access;
mod evaluate;
mod functions;
mod own;
mod parse;
mod print;
mod program;
mod sink;
mod value;

use std::fmt;

use bartizan_model::{Diagnostic, Model, SourceId};
use bartizan_rules::Findings;

use crate::study::Study;
use evaluate::{Evaluation, Scope};
use sink::Sink;

/// A template of a report, and which of the model's sources it is, for messages about it.
#[derive(Clone, Copy, Debug)]
pub struct TemplateSource<'t> {
    /// Where messages point to; the caller adds the text to the model's sources.
    pub id: SourceId,
    /// The text.
    pub text: &'t str,
}

/// Fills a template of pytm.
///
/// # Errors
/// A template that cannot be parsed, that asks for something that is not there, or that runs over a limit: each with
/// its place in the template. What was written before stays written.
pub fn render_template(
    model: &Model,
    findings: &Findings,
    template: TemplateSource<'_>,
    out: &mut dyn fmt::Write,
) -> Result<(), Box<Diagnostic>> {
    let program = parse::parse(template.id, template.text)?;
    let study = Study::of(model, findings);
    Evaluation::of(&study).run(&program, &Scope { item: None, holes: &[] }, &mut Sink::report(out))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_counted() {
        let mut model = Model::new("shop");
        for name in ["a", "b", "c"] {
            let mut object = bartizan_model::Object::new(bartizan_model::Class::Server, None);
            object.set("name", bartizan_model::Value::text(name), bartizan_model::Origin::Default);
            model.add_element(object);
        }
        let findings = Findings::default();
        let study = Study::of(&model, &findings);
        let run = |text: &str, steps: u64| {
            let program = parse::parse(SourceId(0), text).unwrap();
            let mut out = String::new();
            let mut evaluation = Evaluation::with_steps(&study, steps);
            evaluation.run(&program, &Scope { item: None, holes: &[] }, &mut Sink::report(&mut out)).map(|()| out)
        };
        assert_eq!(run("{assets:repeat:{{item.name}}}", 10).unwrap(), "abc");
        assert!(run("{assets:repeat:{{item.name}}}", 9).unwrap_err().is_refusal);
    }
}
