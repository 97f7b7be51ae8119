//! Reports: for people (pytm templates, Markdown, HTML) and for machines (JSON, pytm's and ours).
//!
//! Every report is a pure function of a resolved model and its findings; one format is one file.

mod changes;
mod csv;
mod explanation;
mod grounds;
mod html;
mod implications;
mod json;
mod json_text;
pub mod limits;
pub mod machine;
mod markdown;
mod page;
mod paths;
mod places;
mod plan;
mod plan_words;
mod prose;
mod python;
mod pytm_json;
mod questions;
mod study;
pub mod template;
mod threats;
mod words;

pub use changes::{
    CHANGES_VERSION, LinkedPicture, change_sign, change_summary, changes_json, changes_markdown, shown_value, standing,
};
pub use explanation::{EXPLANATION_VERSION, explanations_json, standing_words};
pub use grounds::Grounds;
pub use html::{HtmlReport, html};
pub use implications::implications_markdown;
pub use json::{SCHEMA_VERSION, json};
pub use markdown::markdown;
pub use page::ReportError;
pub use paths::{PATHS_SCHEMA_VERSION, paths_json};
pub use places::Places;
pub use plan::{PLAN_VERSION, Planned, plan_json};
pub use plan_words::{change_words, percent, step_runs};
pub use pytm_json::pytm_json;
pub use questions::{owner_name, question_sentence, question_worth};
pub use template::{TemplateSource, render_template};
pub use threats::{page_name, threat_index, threat_page, threats_csv, threats_json};
pub use words::{verdict, who_said};
