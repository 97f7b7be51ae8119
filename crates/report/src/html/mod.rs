//! The report as one HTML file that loads nothing: a document without its script, and with it a diagram to walk through and
//! a table to filter.
//!
//! Text of a model reaches the page through the template, which escapes all of it, or inside a picture, whose own writer
//! does. The page's policy allows the one style sheet and the one script by their hashes, and nothing else.

mod content;
mod context;
mod coverage;
mod element;
mod finding;
mod first_steps;
mod links;
mod path;
mod pictures;
mod policy;
mod structure;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Value};

use self::content::Content;
use self::context::Context;
pub use self::pictures::PagePictures;
use crate::dossier::Dossier;
use crate::page::ReportError;

const SCRIPT: &str = include_str!("../../templates/report.js");
const STYLE: &str = include_str!("../../templates/report.css");

/// The report of a model as HTML.
///
/// # Errors
/// When our own template fails, which is a mistake of ours.
pub fn html(report: &Dossier<'_>) -> Result<String, ReportError> {
    Page::of(report)?.with(PagePictures::of(report.model))
}

/// A page but for its pictures, so that these can be drawn at the same time.
pub struct Page {
    environment: Environment<'static>,
    content: Value,
}

impl Page {
    /// Everything that the page says.
    ///
    /// # Errors
    /// When our own template fails, which is a mistake of ours.
    pub fn of(report: &Dossier<'_>) -> Result<Self, ReportError> {
        let mut environment = Environment::new();
        environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        for (name, text) in TEMPLATES {
            environment.add_template_owned(name, without_gaps(text))?;
        }
        let context = Context::of(report);
        let content = Value::from(Serde(Content::of(&context)));
        for part in PARTS {
            let text = environment.get_template(&format!("{part}.html"))?.render(&content)?;
            environment.add_global(format!("{part}_part"), Value::from_safe_string(text));
        }
        Ok(Self { environment, content })
    }

    /// The page with its pictures.
    ///
    /// # Errors
    /// When our own template fails, which is a mistake of ours.
    pub fn with(mut self, pictures: PagePictures) -> Result<String, ReportError> {
        let style = STYLE.to_owned() + &pictures.style;
        let policy = policy::policy(&style, SCRIPT, &[&pictures.data_flow, &pictures.sequence]);
        self.environment.add_global("policy", policy);
        self.environment.add_global("is_data_flow_left_out", pictures.is_data_flow_left_out);
        self.environment.add_global("is_sequence_left_out", pictures.is_sequence_left_out);
        for (name, ours) in [
            ("style", style),
            ("script", SCRIPT.to_owned()),
            ("data_flow_diagram", pictures.data_flow),
            ("sequence_diagram", pictures.sequence),
        ] {
            self.environment.add_global(name, Value::from_safe_string(ours));
        }
        Ok(self.environment.get_template("report.html")?.render(&self.content)?)
    }
}

/// Templates of large parts, which do not need the pictures.
const PARTS: [&str; 3] = ["findings", "elements", "appendix"];

const TEMPLATES: [(&str, &str); 5] = [
    ("report.html", include_str!("../../templates/report.html")),
    ("macros.html", include_str!("../../templates/report/macros.html")),
    ("findings.html", include_str!("../../templates/report/findings.html")),
    ("elements.html", include_str!("../../templates/report/elements.html")),
    ("appendix.html", include_str!("../../templates/report/appendix.html")),
];

/// A template without the line breaks that only lay it out, since each would be a node of the page. Rows and sections keep
/// theirs, so that two versions of a page can be compared line by line.
fn without_gaps(template: &str) -> String {
    let mut text = String::with_capacity(template.len());
    for line in template.lines().filter(|line| !line.is_empty()) {
        let is_beside_tags = text.ends_with('>') || text.ends_with("%}");
        let is_tag = line.starts_with('<') || line.starts_with("{%");
        let is_row = ["<tr", "<details", "<section"].iter().any(|tag| line.starts_with(tag));
        if !text.is_empty() && (!is_beside_tags || !is_tag || is_row) {
            text.push('\n');
        }
        text.push_str(line);
    }
    text
}
