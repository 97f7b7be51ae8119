//! The report as one HTML file: no script, nothing loaded from anywhere, readable by day, by night and on paper.

use bartizan_model::Model;
use bartizan_rules::Findings;
use bartizan_rules::decisions::Decisions;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Value};

use crate::page::{Page, ReportError};

/// The report of a model as HTML.
///
/// # Errors
/// When our own template fails, which is a mistake of ours.
pub fn html(model: &Model, findings: &Findings, decisions: &Decisions) -> Result<String, ReportError> {
    let mut environment = Environment::new();
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_global("style", Value::from_safe_string(include_str!("../templates/report.css").to_owned()));
    environment.add_template("report.html", include_str!("../templates/report.html"))?;
    Ok(environment.get_template("report.html")?.render(Serde(Page::of(model, findings, decisions)))?)
}
