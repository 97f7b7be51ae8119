//! Reports: for people (pytm templates, Markdown, HTML) and for machines (JSON, pytm's and ours).
//!
//! Every report is a pure function of a resolved model and its findings; one format is one file.

mod changes;
mod csv;
mod dossier;
mod explanation;
mod grounds;
mod html;
mod implications;
mod jinja;
mod json;
mod json_text;
pub mod limits;
pub mod machine;
mod markdown;
mod page;
mod paths;
mod pdf;
mod pictures;
mod places;
mod plan;
mod plan_words;
mod prose;
mod python;
mod pytm_json;
mod questions;
mod schema;
mod sheets;
mod study;
pub mod template;
mod threats;
mod words;
mod xlsx;
mod xml;

pub use changes::{
    CHANGES_VERSION, LinkedPicture, change_sign, change_summary, changes_json, changes_markdown, shown_value, standing,
};
pub use dossier::Dossier;
pub use explanation::{EXPLANATION_VERSION, explanations_json, standing_words};
pub use grounds::Grounds;
pub use html::{Page, PagePictures, html};
pub use implications::implications_markdown;
pub use jinja::{Form, GALLERY, GalleryTemplate, JinjaTemplate, fill_jinja};
pub use json::{SCHEMA_VERSION, json};
pub use markdown::{Pictures, folder_index, markdown, markdown_with};
pub use page::ReportError;
pub use paths::{PATHS_SCHEMA_VERSION, paths_json};
pub use pdf::{TooManyPages, booklet};
pub use pictures::{data_flow_picture, sequence_pictures};
pub use places::Places;
pub use plan::{PLAN_VERSION, Planned, plan_json};
pub use plan_words::{change_words, percent, step_runs};
pub use pytm_json::pytm_json;
pub use questions::{owner_name, question_sentence, question_worth};
pub use schema::{class_markdown, enumeration_markdown, schema_markdown};
pub use sheets::{SheetName, sheet_csv};
pub use template::{TemplateSource, render_template};
pub use threats::{page_name, threat_index, threat_page, threats_csv, threats_json};
pub use words::{verdict, who_said};
pub use xlsx::{Workbook, workbook};
