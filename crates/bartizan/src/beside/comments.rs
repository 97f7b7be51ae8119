//! Decisions in the model itself: `# bartizan: ignore[INP02] reason` beside the element, or on the line above it.

use bartizan_model::{Diagnostic, ElementId, Model, SourceId, Span};
use bartizan_rules::decisions::{Decision, Pattern, Source, Status};

const MARK: &str = "bartizan: ignore";
/// At most so many comments are looked at.
const MAX_COMMENTS: usize = 10_000;

/// The decisions that comments of a model's files hold, and what is wrong with others.
pub(super) fn decisions(model: &Model, slugs: &[String]) -> (Vec<Decision>, Vec<Diagnostic>) {
    let mut sources: Vec<SourceId> =
        model.elements.iter().filter_map(|object| object.place).map(|place| place.source).collect();
    sources.sort_unstable();
    sources.dedup();
    let (mut decisions, mut problems) = (Vec::new(), Vec::new());
    let comments = sources.into_iter().flat_map(|source| comments(model, source));
    for comment in comments.take(MAX_COMMENTS) {
        match comment.read(model, slugs) {
            Ok(more) => decisions.extend(more),
            Err(problem) => problems.push(*problem),
        }
    }
    (decisions, problems)
}

/// A comment with our mark.
struct Comment<'m> {
    /// What follows the mark.
    text: &'m str,
    place: Span,
    /// The lines of which it may speak: its own, and the one below when nothing else stands on its own. First and past
    /// the last byte.
    line: (u32, u32),
    next: Option<(u32, u32)>,
}

fn comments(model: &Model, source: SourceId) -> Vec<Comment<'_>> {
    let text = model.sources.get(source).and_then(|source| source.text.as_deref()).unwrap_or("");
    if !text.contains(MARK) {
        return Vec::new();
    }
    let mut comments: Vec<Comment<'_>> = Vec::new();
    let mut start = 0;
    let mut is_open = false;
    for line in text.split_inclusive('\n') {
        let bounds = (start as u32, (start + line.len()) as u32);
        if is_open && let Some(comment) = comments.last_mut() {
            // Several comments above one element follow each other.
            comment.next = Some(bounds);
        }
        let found = line.find('#').and_then(|hash| {
            let after = line.get(hash + 1..)?;
            let rest = after.trim_start().strip_prefix(MARK)?.trim_end();
            Some((hash, rest))
        });
        is_open = match found {
            Some((hash, rest)) => {
                let end = start + line.trim_end().len();
                let place = Span { source, start: (start + hash) as u32, end: end as u32 };
                comments.push(Comment { text: rest, place, line: bounds, next: None });
                line.get(..hash).is_some_and(|before| before.trim().is_empty())
            }
            None => false,
        };
        start += line.len();
    }
    // A comment that stands above another one is about what stands below both.
    for at in (1..comments.len()).rev() {
        let (below, next) = match comments.get(at) {
            Some(comment) => (comment.line, comment.next),
            None => continue,
        };
        if let Some(above) = comments.get_mut(at - 1)
            && above.next == Some(below)
            && next.is_some()
        {
            above.next = next;
        }
    }
    comments
}

impl Comment<'_> {
    fn read(&self, model: &Model, slugs: &[String]) -> Result<Vec<Decision>, Box<Diagnostic>> {
        let wrong = |message: &str| {
            Box::new(
                Diagnostic::warning(message)
                    .at(Some(self.place), "this ignores nothing")
                    .help("write `# bartizan: ignore[INP02] reason`, several threats with commas between them"),
            )
        };
        let parts = self.text.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        let Some((threats, reason)) = parts else { return Err(wrong("the comment names no threat")) };
        let reason = reason.trim().trim_start_matches([':', '-']).trim();
        if reason.is_empty() {
            return Err(wrong("the comment gives no reason"));
        }
        let elements = self.elements(model);
        if elements.is_empty() {
            return Err(wrong("the comment stands beside no element"));
        }
        let mut decisions = Vec::new();
        for threat in threats.split(',').map(str::trim).filter(|threat| !threat.is_empty()) {
            for element in &elements {
                let slug = slugs.get(element.index()).map_or("", String::as_str);
                let Some(pattern) = Pattern::parse(&format!("{threat}@{slug}")) else { continue };
                decisions.push(Decision {
                    pattern,
                    status: Status::Accepted,
                    because: reason.into(),
                    owner: "".into(),
                    ticket: "".into(),
                    until: None,
                    place: Some(self.place),
                    source: Source::Comment,
                });
            }
        }
        if decisions.is_empty() { Err(wrong("the comment names no threat")) } else { Ok(decisions) }
    }

    /// The elements that are made on its line, or on the one below.
    fn elements(&self, model: &Model) -> Vec<ElementId> {
        let is_on = |place: Span, (start, end): (u32, u32)| {
            place.source == self.place.source && place.start < end && place.end > start
        };
        let is_beside = |place: Span| is_on(place, self.line) || self.next.is_some_and(|line| is_on(place, line));
        let places = (0..).map(ElementId).zip(&model.elements);
        places.filter(|(_, object)| object.place.is_some_and(is_beside)).map(|(id, _)| id).collect()
    }
}
