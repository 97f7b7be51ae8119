//! Draws diagnostics as rustc does, with the caret under the offending text.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use bartizan_model::{Diagnostic, Label, Severity, Sources, Span};

use crate::workflow_commands::without_commands;

/// Columns of what is no terminal, and of the narrowest in which a line of code can be shown.
const WIDTH: usize = 140;
const NARROWEST: usize = 40;
/// A line that has more bytes is drawn from around the place; a shorter one the renderer cuts to the width that there is.
const LONG_LINE: usize = 20_000;

/// The text of a diagnostic, ending in a newline, for a terminal of this many columns.
pub(crate) fn draw(diagnostic: &Diagnostic, sources: &Sources, colour: bool, width: Option<usize>) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = Group::with_title(level.primary_title(one_line(&diagnostic.message)));
    for (number, label) in diagnostic.labels.iter().enumerate() {
        group = with_label(group, label, number == 0, sources);
    }
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(one_line(note)));
    }
    let mut groups = Vec::new();
    for help in &diagnostic.help {
        match diagnostic.labels.is_empty() {
            true => groups.push(Group::with_title(Level::HELP.secondary_title(one_line(help)))),
            false => group = group.element(Level::HELP.message(one_line(help))),
        }
    }
    groups.insert(0, group);
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(width.unwrap_or(WIDTH).max(NARROWEST));
    let mut text = renderer.decor_style(DecorStyle::Ascii).render(&groups);
    text.push('\n');
    text
}

/// The line of a place with the caret under it, for something that was said before: no title, and no empty lines. `None`
/// where there is no text, or no room for it.
pub(crate) fn snippet(span: Span, sources: &Sources, colour: bool, width: usize) -> Option<Vec<String>> {
    sources.get(span.source)?.text.as_ref()?;
    let label = Label { span, text: String::new() };
    let group = with_label(Group::with_level(Level::NOTE), &label, true, sources);
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(width.max(NARROWEST)).decor_style(DecorStyle::Ascii);
    let text = renderer.render(&[group]);
    let lines = text.lines().filter(|line| !matches!(without_colour(line).trim(), "" | "|"));
    let lines: Vec<String> = lines.map(without_commands).collect();
    lines.iter().all(|line| without_colour(line).chars().count() <= width).then_some(lines)
}

/// A line as it is seen.
fn without_colour(line: &str) -> String {
    let mut is_code = false;
    let is_seen = |letter: &char| {
        let was_code = is_code;
        is_code = *letter == '\u{1b}' || (is_code && *letter != 'm');
        !is_code && !was_code
    };
    line.chars().filter(is_seen).collect()
}

fn with_label<'a>(group: Group<'a>, label: &'a Label, is_first: bool, sources: &'a Sources) -> Group<'a> {
    let Some(source) = sources.get(label.span.source) else { return group };
    let Some(location) = sources.locate(label.span) else { return group };
    let Some(text) = &source.text else {
        let origin = Origin::path(&*source.path).line(location.line).char_column(location.column);
        return group.element(origin);
    };
    let kind = if is_first { AnnotationKind::Primary } else { AnnotationKind::Context };
    let (start, end) = bounds(text, label.span.start as usize, label.span.end as usize);
    let (from, to) = surroundings(text, start, end);
    let shown = text.get(from..to).unwrap_or("");
    let mut annotation = kind.span(start - from..end - from);
    if !label.text.is_empty() {
        annotation = annotation.label(one_line(&label.text));
    }
    let snippet = Snippet::source(shown).line_start(first_line(text, from)).path(&*source.path).annotation(annotation);
    group.element(snippet)
}

/// A span that lies inside the text, on characters, and does not run over many lines.
fn bounds(text: &str, start: usize, end: usize) -> (usize, usize) {
    let mut start = start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = end.clamp(start, text.len());
    if let Some(newline) = text.get(start..end).and_then(|span| span.find('\n')) {
        end = start + newline;
    }
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    (start, end)
}

/// The line around a span, or the part of a long line around it.
fn surroundings(text: &str, start: usize, end: usize) -> (usize, usize) {
    let line_start = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let line_end = text.get(end..).and_then(|after| after.find('\n')).map_or(text.len(), |newline| end + newline);
    if line_end - line_start <= LONG_LINE {
        return (line_start, line_end);
    }
    let mut from = start.saturating_sub(LONG_LINE / 2).max(line_start);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (end + LONG_LINE / 2).min(line_end);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    (from, to.max(end))
}

fn first_line(text: &str, from: usize) -> usize {
    text.get(..from).map_or(1, |before| before.matches('\n').count() + 1)
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_is_two_lines_and_a_place_in_colour_or_without() {
        let mut sources = Sources::default();
        let source = sources.add("tm.py", "web = Server(\"Web\")\nweb.isHardened = True\n");
        let span = Span { source, start: 20, end: 34 };
        let plain = snippet(span, &sources, false, 80);
        let expected = [" --> tm.py:2:1", "2 | web.isHardened = True", "  | ^^^^^^^^^^^^^^"];
        assert_eq!(plain, Some(expected.map(str::to_owned).to_vec()));
        let seen =
            snippet(span, &sources, true, 80).map(|lines| lines.iter().map(|line| without_colour(line)).collect());
        assert_eq!(seen, plain);
        assert_eq!(snippet(span, &sources, false, 20), None);
    }
}
