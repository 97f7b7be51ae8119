//! Report templates, filled from a small model and its findings.

use bartizan_model::{Model, SourceId, resolve};
use bartizan_report::{TemplateSource, render_template};
use bartizan_rules::{Findings, Library, analyse};

use crate::{Choices, models};

/// Text as it is, or chosen among the words of templates.
pub(crate) fn template(bytes: &[u8]) {
    let text = match bytes.split_first() {
        Some((first, words)) if first % 2 == 1 => {
            let mut choices = Choices::new(words);
            let mut text = String::new();
            while !choices.is_empty() {
                text.push_str(choices.word(WORDS));
            }
            text
        }
        Some((_, text)) => String::from_utf8_lossy(text).into_owned(),
        None => return,
    };
    MODEL.with(|(model, findings)| {
        let mut out = String::new();
        let source = TemplateSource { id: SourceId(0), text: &text };
        // What does not fit the language ends with a message.
        let _ = render_template(model, findings, source, &mut out);
    });
}

thread_local! {
    static MODEL: (Model, Findings) = {
        let mut model = models::small();
        models::state(&mut model, &mut Choices::new(&[7, 30, 2, 90, 5, 10]), 20);
        match resolve(model) {
            Ok(model) => {
                let (findings, _) = analyse(&model, &Library::builtin().filter(|threat| threat.id.starts_with("INP")));
                (model, findings)
            }
            Err(_) => (Model::new("fuzz"), Findings::default()),
        }
    };
}

const WORDS: &[&str] = &[
    "{",
    "}",
    "{{",
    "}}",
    "{{{{",
    "}}}}",
    ":",
    "!",
    "tm",
    "tm.name",
    "tm.description",
    "item",
    "item.name",
    "item.id",
    "item.",
    ".",
    "findings",
    "elements",
    "dataflows",
    "boundaries",
    "data",
    "assets",
    "actors",
    ":repeat:",
    ":if:",
    ":not:",
    ":call:",
    ":call:getFindingCount",
    ":call:getElementType",
    "{item.name:call:}",
    "{findings:repeat:",
    "{{item.id}}",
    "{tm.name}",
    "!r",
    "!s",
    ":>10",
    ":^30",
    ":d",
    ":,",
    "[0]",
    "[a]",
    "item.findings",
    "item.target",
    "item.severity",
    "item.inScope",
    "item.levels",
    "\n",
    "text",
    "| a |",
    "<b>",
    "\\",
    "%",
    "0",
    "99999999999",
    "{elements:repeat:{{item.findings:repeat:{{{{item.id}}}}}}}",
    "\u{e9}",
];
