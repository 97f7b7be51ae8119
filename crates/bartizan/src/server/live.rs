//! The live part of the page: a frame around the report, with a bar, what is wrong, questions and decisions.

/// The page around the report.
pub(super) const SHELL: &str = include_str!("live.html");
/// Its script.
pub(super) const SCRIPT: &str = include_str!("live.js");
/// Its style.
pub(super) const STYLE: &str = include_str!("live.css");
/// What stands in for the report until there is one.
pub(super) const NO_PAGE: &str = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>No report yet</title>\
     </head><body><p>There is no report yet: the model has not been read.</p></body></html>\n";
