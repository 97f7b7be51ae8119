//! pytm's report templates: reading and filling them, for pytm's flags and for `bartizan report --template`.

use std::fmt;

use bartizan_model::{Diagnostic, Sources};
use bartizan_report::{TemplateSource, render_template};

use crate::analysis::Analysis;

/// A template may be so large, in bytes.
pub(crate) const MAX_TEMPLATE: u64 = 4 << 20;

/// The text of a template from its bytes, or from why they could not be read.
pub(crate) fn text(path: &str, read: Result<Vec<u8>, String>) -> Result<String, Diagnostic> {
    let text = read.and_then(|bytes| String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned()));
    text.map_err(|reason| Diagnostic::error(format!("cannot read the template `{path}`: {reason}")))
}

/// Fills a template. An error comes with the sources that it points into.
pub(crate) fn fill(
    analysis: &Analysis,
    path: &str,
    template: &str,
    out: &mut dyn fmt::Write,
) -> Result<(), (Box<Diagnostic>, Sources)> {
    let mut sources = analysis.model.sources.clone();
    let id = sources.add(path, template);
    render_template(&analysis.model, &analysis.findings, TemplateSource { id, text: template }, out)
        .map_err(|problem| (problem, sources))
}
