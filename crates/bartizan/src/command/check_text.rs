//! What `check` says in the terminal: what is confirmed, element by element, with the facts that make it so and what clears
//! it; then questions; then how much is assumed.

use std::fmt::Write;

use bartizan_model::{ElementId, Model, Span};
use bartizan_report::Grounds;
use bartizan_rules::changes::NewFindings;
use bartizan_rules::decisions::State;
use bartizan_rules::{Finding, Findings, Level, Verdict};

use super::ask::open_questions;
use super::check_baseline;
use super::counted::counted;
use super::question_text;
use super::style::{Style, safe, wrapped};
use crate::script::Described;

/// Questions that are listed.
const MAX_QUESTIONS: usize = 10;
/// Facts that are named for one finding.
const MAX_FACTS: usize = 4;
/// Where the text of a finding begins.
const INDENT: usize = 13;

/// What is shown.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    /// The model script, as the user called it.
    pub(super) path: &'a str,
    /// List also assumed findings.
    pub(super) assumed: bool,
    /// What was not there before, where somebody says what was.
    pub(super) new: Option<&'a NewFindings>,
    pub(super) style: Style,
    pub(super) width: usize,
}

/// The text about a model.
pub(super) fn text(described: &Described, view: View<'_>) -> String {
    let model = &described.analysis.model;
    let mut page =
        Page { described, model, grounds: Grounds::of(model, &described.library), view, text: String::new() };
    page.line(&view.style.bold(&safe(&model.system.name())), "", "");
    if let Some(new) = view.new {
        page.text.push_str(&check_baseline::heading(described, new, view.assumed, view.style));
    }
    page.findings();
    if let Some(new) = view.new {
        page.text.push_str(&check_baseline::rest(described, new, view.assumed));
    }
    page.decisions();
    page.questions();
    page.summary();
    page.text
}

struct Page<'a> {
    described: &'a Described,
    model: &'a Model,
    grounds: Grounds<'a>,
    view: View<'a>,
    text: String,
}

impl Page<'_> {
    /// The findings that need somebody, element by element, the worst first.
    fn findings(&mut self) {
        let findings = &self.described.analysis.findings;
        for (id, listed) in self.by_element(findings) {
            self.text.push('\n');
            let heading = self.heading(id);
            self.line(&heading, "", "  ");
            for finding in listed {
                self.finding(findings, finding);
            }
        }
    }

    fn by_element<'f>(&self, findings: &'f Findings) -> Vec<(ElementId, Vec<&'f Finding>)> {
        let mut groups: Vec<(ElementId, Vec<&Finding>)> = Vec::new();
        for finding in findings.all.iter().filter(|finding| self.is_shown(finding)) {
            match groups.last_mut() {
                Some((id, listed)) if *id == finding.element => listed.push(finding),
                _ => groups.push((finding.element, vec![finding])),
            }
        }
        let rank = |finding: &&Finding| std::cmp::Reverse(severity(findings, self.model, finding));
        for (_, listed) in &mut groups {
            listed.sort_by_key(|finding| (finding.verdict == Verdict::Assumed, rank(finding)));
        }
        // What is sure comes before what is not.
        groups.sort_by_key(|(_, listed)| {
            listed.iter().map(|finding| (finding.verdict == Verdict::Assumed, rank(finding))).min()
        });
        groups
    }

    fn is_shown(&self, finding: &Finding) -> bool {
        is_listed(finding, self.view.assumed)
            && self.described.is_open(finding)
            && self.view.new.is_none_or(|new| new.contains(finding))
    }

    fn heading(&self, id: ElementId) -> String {
        let element = self.model.element(id);
        let mut heading = self.view.style.bold(&safe(&element.display_name()));
        let _ = write!(heading, "  {}", safe(element.class_name()));
        let end = |name: &str| element.element(name).map(|id| safe(&self.model.element(id).name()));
        if let (Some(source), Some(sink)) = (end("source"), end("sink")) {
            let _ = write!(heading, " {source} -> {sink}");
        }
        if let Some(place) = element.place.and_then(|place| self.place(place)) {
            let _ = write!(heading, "  {}", self.view.style.dim(&place));
        }
        heading
    }

    fn finding(&mut self, findings: &Findings, finding: &Finding) {
        let style = self.view.style;
        let level = severity(findings, self.model, finding);
        let word = findings.field(self.model, finding, "severity").unwrap_or_default().to_lowercase();
        let title = safe(&findings.field(self.model, finding, "description").unwrap_or_default());
        let id = safe(&findings.stable_id(finding));
        let mark = match (finding.verdict, self.described.decisions.about(finding)) {
            (_, Some(decision)) => style.dim(&format!(" ({})", decision.status.key())),
            (Verdict::Assumed, None) => style.dim(" (assumed)"),
            (Verdict::Overridden, None) => style.dim(" (by override)"),
            (Verdict::Confirmed, None) => String::new(),
        };
        let padded = format!("{:<width$}", safe(&word), width = INDENT - 4);
        let indent = " ".repeat(INDENT);
        self.line(
            &format!("{title}{mark}  {}", style.dim(&id)),
            &format!("  {}  ", style.severity(level, &padded)),
            &indent,
        );
        if finding.verdict == Verdict::Assumed {
            return;
        }
        let facts = self.facts(finding);
        if !facts.is_empty() {
            self.line(&format!("because {facts}"), &indent, &indent);
        }
        if let Some(way) = self.grounds.clearing(finding) {
            self.line(&style.dim(&format!("cleared by {}", safe(&way))), &indent, &indent);
        }
    }

    /// The stated facts that make a finding true.
    fn facts(&self, finding: &Finding) -> String {
        let mut facts = self.grounds.facts(finding);
        let more = facts.len().saturating_sub(MAX_FACTS);
        facts.truncate(MAX_FACTS);
        let mut said = safe(&facts.join(", "));
        if more > 0 {
            let _ = write!(said, " and {more} more");
        }
        said
    }

    /// Decisions that somebody should look at again.
    fn decisions(&mut self) {
        let stale: Vec<String> = self
            .described
            .decisions
            .stale()
            .map(|(decision, state)| {
                let pattern = safe(&decision.pattern.to_string());
                let said = match state {
                    State::Expired => {
                        let until = decision.until.map_or(String::new(), |day| day.to_string());
                        format!("{pattern}: expired, it held until {until}")
                    }
                    State::Orphaned => format!("{pattern}: orphaned, it is about nothing that there is"),
                    _ => format!("{pattern}: unused, there is no such finding any more"),
                };
                let place = decision.place.and_then(|place| self.place(place)).unwrap_or_default();
                format!("{said}  {}", self.view.style.dim(&place))
            })
            .collect();
        if stale.is_empty() {
            return;
        }
        let heading = self.view.style.bold("Decisions to look at again");
        self.line(&format!("\n{heading}"), "", "");
        for line in stale {
            self.line(&line, "  ", "    ");
        }
    }

    /// The questions on which most hangs.
    fn questions(&mut self) {
        if self.view.new.is_some() {
            return;
        }
        let all = open_questions(self.described);
        if all.is_empty() {
            return;
        }
        let shown = all.get(..MAX_QUESTIONS).unwrap_or(&all);
        let heading = self.view.style.bold("Questions, the best first");
        self.line(&format!("\n{heading}"), "", "");
        let list = question_text::list(&self.described.analysis, shown, self.view.style, self.view.width);
        self.text.push_str(&list);
        let path = safe(self.view.path);
        let more = all.len() - shown.len();
        let more = if more > 0 { format!("{more} more; ") } else { String::new() };
        self.line(&format!("{more}`bartizan ask {path}` takes the answers"), "  ", "  ");
    }

    fn summary(&mut self) {
        let findings = &self.described.analysis.findings;
        let is_open = |finding: &&Finding| self.described.is_open(finding);
        let sure: Vec<&Finding> =
            findings.all.iter().filter(|finding| finding.verdict != Verdict::Assumed).filter(is_open).collect();
        let assumed = findings.all.iter().filter(|finding| finding.verdict == Verdict::Assumed).filter(is_open).count();
        let decided = findings.all.iter().filter(|finding| !self.described.is_open(finding)).count();
        let mut by_level: Vec<String> = Vec::new();
        for level in Level::ALL.into_iter().rev() {
            let count = sure.iter().filter(|finding| severity(findings, self.model, finding) == Some(level)).count();
            if count > 0 {
                by_level.push(format!("{count} {}", level.title().to_lowercase()));
            }
        }
        let mut said = format!("{} confirmed", sure.len());
        if !by_level.is_empty() {
            let _ = write!(said, " ({})", by_level.join(", "));
        }
        if decided > 0 {
            let _ = write!(said, "; {decided} decided");
        }
        if !findings.set_aside.is_empty() {
            let _ = write!(said, "; {} set aside by assumptions", findings.set_aside.len());
        }
        let left_out = self.model.excluded_threats.len();
        if left_out > 0 {
            let _ = write!(said, "; {} left out on purpose", counted(left_out, "threat"));
        }
        self.line(&format!("\n{said}"), "", "");
        if assumed > 0 {
            let more = if self.view.assumed { "" } else { "; `--assumed` lists them" };
            self.line(&format!("{assumed} assumed, as long as nobody says otherwise{more}"), "", "");
        }
    }

    fn place(&self, span: Span) -> Option<String> {
        self.model.sources.locate(span).map(|place| format!("{}:{}", safe(&place.path), place.line))
    }

    /// A line; what does not fit goes on in the next ones.
    fn line(&mut self, text: &str, first: &str, rest: &str) {
        self.text.push_str(&wrapped(text, self.view.width, first, rest));
        self.text.push('\n');
    }
}

/// Whether a finding is among those that are listed.
pub(super) fn is_listed(finding: &Finding, assumed: bool) -> bool {
    assumed || finding.verdict != Verdict::Assumed
}

/// The severity of a finding, where it is one of the five steps.
pub(super) fn severity(findings: &Findings, model: &Model, finding: &Finding) -> Option<Level> {
    Level::parse(&findings.field(model, finding, "severity")?)
}
