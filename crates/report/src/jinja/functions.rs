//! What templates can call: things by their ids, the prose of threats, and the pictures.

use std::collections::BTreeMap;

use bartizan_diagram::picture::Theme;
use bartizan_diagram::{DataFlowOptions, Graph, mermaid_flowchart};
use bartizan_rules::prose::{Block, Part, blocks};
use minijinja::value::Serde;
use minijinja::{Environment, Value};
use serde_json::Value as Json;

use super::Form;
use crate::dossier::Dossier;
use crate::markdown::{code, inline};
use crate::pictures::{data_flow_picture, sequence_pictures};

/// Adds them.
pub(super) fn add(environment: &mut Environment<'_>, data: &Json, dossier: &Dossier<'_>, form: Form) {
    let elements = by_id(data, &["elements", "flows", "boundaries"]);
    environment.add_function("element", move |id: &str| elements.get(id).cloned().unwrap_or_default());
    let threats = by_id(data, &["threats"]);
    environment.add_function("threat", move |id: &str| threats.get(id).cloned().unwrap_or_default());
    environment.add_filter("prose", move |text: &str| Value::from_safe_string(prose(text, form)));
    match form {
        Form::Html => {
            // Pictures have escaped what they show themselves.
            let dfd = data_flow_picture(dossier.model, dossier.findings, Theme::Light).svg;
            let seq = sequence_pictures(dossier.model, Theme::Light, false).into_iter().next();
            let seq = seq.map(|page| page.svg).unwrap_or_default();
            environment.add_function("dfd", move || Value::from_safe_string(dfd.clone()));
            environment.add_function("seq", move || Value::from_safe_string(seq.clone()));
        }
        Form::Markdown => {
            let graph = Graph::of(dossier.model, &DataFlowOptions::default());
            let dfd = format!("```mermaid\n{}```", mermaid_flowchart(&graph));
            let seq = match dossier.model.registry.flows.is_empty() {
                true => String::new(),
                false => {
                    let sequence = bartizan_diagram::Sequence::of(dossier.model);
                    format!("```mermaid\n{}```", with_newline(bartizan_diagram::mermaid_sequence(&sequence)))
                }
            };
            environment.add_function("dfd", move || Value::from_safe_string(dfd.clone()));
            environment.add_function("seq", move || Value::from_safe_string(seq.clone()));
        }
    }
}

fn with_newline(mut text: String) -> String {
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

fn by_id(data: &Json, lists: &[&str]) -> BTreeMap<String, Value> {
    let of = |list: &&str| data.get(*list).and_then(Json::as_array).into_iter().flatten();
    let entry = |object: &Json| Some((object.get("id")?.as_str()?.to_owned(), Value::from(Serde(object))));
    lists.iter().flat_map(of).filter_map(entry).collect()
}

/// The prose of a threat, escaped, with its paragraphs, lists and code.
fn prose(text: &str, form: Form) -> String {
    let line = |parts: &[Part<'_>]| parts.iter().map(|part| piece(part, form)).collect::<String>();
    let block = |block: Block<'_>| match (block, form) {
        (Block::Paragraph(parts), Form::Html) => format!("<p>{}</p>", line(&parts)),
        (Block::Paragraph(parts), Form::Markdown) => line(&parts),
        (Block::List(items), Form::Html) => {
            let items: String = items.iter().map(|item| format!("<li>{}</li>", line(item))).collect();
            format!("<ul>{items}</ul>")
        }
        (Block::List(items), Form::Markdown) => {
            items.iter().map(|item| format!("- {}", line(item))).collect::<Vec<_>>().join("\n")
        }
    };
    blocks(text).into_iter().map(block).collect::<Vec<_>>().join("\n\n")
}

fn piece(part: &Part<'_>, form: Form) -> String {
    match (part, form) {
        (Part::Text(text), Form::Html) => html(text),
        (Part::Code(text), Form::Html) => format!("<code>{}</code>", html(text)),
        (Part::Text(text), Form::Markdown) => inline(text),
        (Part::Code(text), Form::Markdown) => code(text),
    }
}

fn html(text: &str) -> String {
    minijinja::HtmlEscape(text).to_string()
}
