//! Files of threats: the catalogue's Markdown, and pytm's JSON.

use bartizan_model::{Severity, Sources, resolve};
use bartizan_rules::{Library, analyse};

use crate::models;

/// The first byte says which form the text is in.
pub(crate) fn file(bytes: &[u8]) {
    let Some((first, text)) = bytes.split_first() else { return };
    let text = String::from_utf8_lossy(text);
    let mut sources = Sources::default();
    let (library, messages) = match first % 2 {
        0 => Library::from_json("fuzz.json", &text, &mut sources),
        _ => Library::from_markdown("fuzz.md", &text, &mut sources),
    };
    let has_error = messages.iter().any(|message| message.severity == Severity::Error);
    assert_eq!(library.is_none(), has_error, "a library with errors, or none without: {messages:?}");
    for message in &messages {
        assert!(!message.message.contains('\n'), "{}", message.message);
        for label in &message.labels {
            let _ = (sources.locate(label.span), sources.text(label.span));
        }
    }
    if let (Some(library), Ok(model)) = (library, resolve(models::small())) {
        let _ = analyse(&model, &library);
    }
}
