//! Decisions: what a team decided about findings, and which decisions nobody needs any more.

mod date;
mod pattern;

use std::collections::{BTreeMap, BTreeSet};

use bartizan_model::{Assumption, Diagnostic, ElementId, Identities, Model, Override, Span, Text};

pub use date::Date;
pub use pattern::Pattern;

use crate::finding::{Finding, Findings};
use crate::library::Library;

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Something was done about it that the model does not show.
    Mitigated,
    /// The risk is taken.
    Accepted,
    /// Somebody else bears the risk.
    Transferred,
    /// What is at risk is not done.
    Avoided,
    /// The finding is wrong.
    FalsePositive,
    /// Something is being done about it; it stays in the lists until then.
    InProgress,
}

impl Status {
    /// All of them.
    pub const ALL: [Status; 6] = [
        Status::Mitigated,
        Status::Accepted,
        Status::Transferred,
        Status::Avoided,
        Status::FalsePositive,
        Status::InProgress,
    ];

    /// As files and options write it: `false-positive`.
    pub fn key(self) -> &'static str {
        match self {
            Status::Mitigated => "mitigated",
            Status::Accepted => "accepted",
            Status::Transferred => "transferred",
            Status::Avoided => "avoided",
            Status::FalsePositive => "false-positive",
            Status::InProgress => "in-progress",
        }
    }

    /// The status of this key.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.key() == text)
    }

    /// The status that the words of a pytm override begin with: `accepted until customers can use passkeys`.
    pub fn of_response(response: &str) -> Option<Self> {
        let word = response.trim_start().split(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap_or("");
        match word.to_lowercase().as_str() {
            "mitigated" | "mitigate" => Some(Status::Mitigated),
            "accepted" | "accept" => Some(Status::Accepted),
            "transferred" | "transfer" => Some(Status::Transferred),
            "avoided" | "avoid" => Some(Status::Avoided),
            _ => None,
        }
    }

    /// Whether the finding is done with.
    pub fn closes(self) -> bool {
        self != Status::InProgress
    }
}

/// Who wrote a decision where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The file of decisions beside the model.
    File,
    /// A comment in the model: `# bartizan: ignore[INP02] reason`.
    Comment,
    /// An override of the element's author, in the model.
    Override,
}

/// A decision.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// Which findings it is about.
    pub pattern: Pattern,
    /// What was decided.
    pub status: Status,
    /// Why.
    pub because: Text,
    /// Who answers for it; may be empty.
    pub owner: Text,
    /// Where it is followed up; may be empty.
    pub ticket: Text,
    /// The last day on which it holds.
    pub until: Option<Date>,
    /// Where it was written.
    pub place: Option<Span>,
    /// Who wrote it where.
    pub source: Source,
}

/// Whether a decision does something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It holds for so many findings.
    Holds(usize),
    /// Its last day is over: its findings are open again.
    Expired,
    /// What it is about is not in the model, or not among the threats.
    Orphaned,
    /// What it is about is there, and no finding is.
    Unused,
}

/// The decisions about the findings of a model.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    /// All of them, in the order of their files.
    pub all: Vec<Decision>,
    /// By position in `all`.
    pub states: Vec<State>,
    by_finding: BTreeMap<(u32, ElementId), usize>,
}

impl Decisions {
    /// Which decision is about which finding, on a day.
    pub fn of(model: &Model, library: &Library, findings: &Findings, all: Vec<Decision>, today: Date) -> Self {
        let names = Names::of(model, library, findings);
        let mut decisions = Self { states: vec![State::Unused; all.len()], all, by_finding: BTreeMap::new() };
        // The more exact one wins, and of equal ones the first.
        let mut order: Vec<usize> = (0..decisions.all.len()).collect();
        order.sort_by_key(|at| decisions.all.get(*at).map_or(0, |decision| decision.pattern.wildcards()));
        for at in order {
            let Some(decision) = decisions.all.get(at) else { continue };
            let matching = names.matching(findings, &decision.pattern);
            let state = match () {
                () if decision.until.is_some_and(|until| until < today) => State::Expired,
                () if !matching.is_empty() => {
                    for finding in &matching {
                        decisions.by_finding.entry(*finding).or_insert(at);
                    }
                    State::Holds(matching.len())
                }
                () if names.knows(&decision.pattern) => State::Unused,
                () => State::Orphaned,
            };
            if let Some(slot) = decisions.states.get_mut(at) {
                *slot = state;
            }
        }
        decisions
    }

    /// The decision about a finding.
    pub fn about(&self, finding: &Finding) -> Option<&Decision> {
        self.all.get(self.position(finding)?)
    }

    /// The position in `all` of the decision about a finding.
    pub fn position(&self, finding: &Finding) -> Option<usize> {
        self.by_finding.get(&(finding.threat, finding.element)).copied()
    }

    /// Whether a finding still needs somebody: nothing was decided, or something is in progress.
    pub fn is_open(&self, finding: &Finding) -> bool {
        self.about(finding).is_none_or(|decision| !decision.status.closes())
    }

    /// Decisions that somebody should look at again, with what is wrong.
    pub fn stale(&self) -> impl Iterator<Item = (&Decision, State)> {
        let both = self.all.iter().zip(self.states.iter().copied());
        both.filter(|(_, state)| !matches!(state, State::Holds(_)))
    }
}

impl State {
    /// The id of the finding that a decision is itself in this state; `None` while it holds.
    pub fn id(self) -> Option<&'static str> {
        match self {
            State::Holds(_) => None,
            State::Expired => Some("decision-expired"),
            State::Orphaned => Some("decision-orphaned"),
            State::Unused => Some("decision-unused"),
        }
    }
}

/// What is said of a decision that somebody should look at again.
pub fn stale_diagnostic(decision: &Decision, state: State) -> Option<Diagnostic> {
    let pattern = &decision.pattern;
    let (message, help) = match state {
        State::Holds(_) => return None,
        State::Expired => (
            format!("the decision about `{pattern}` held until {}", decision.until?),
            "its findings are open again: decide anew, or do something about them",
        ),
        State::Orphaned => (
            format!("the decision about `{pattern}` is about nothing that there is"),
            "if the element was renamed, say `formerNames = [\"...\"]` in the model; else remove the decision",
        ),
        State::Unused => {
            (format!("the decision about `{pattern}` is not needed: there is no such finding any more"), "remove it")
        }
    };
    Some(Diagnostic::warning(message).at(decision.place, "").help(help))
}

/// The decisions that the authors of elements wrote as pytm's overrides, as far as they say what was decided.
///
/// A flow takes over the overrides of its ends, so that one may stand on many elements. It is a decision about those that have
/// such a finding; where none has, it is one about the element that it was written for, which will be told.
pub fn of_overrides(model: &Model, findings: &Findings) -> Vec<Decision> {
    let aside = findings.set_aside.iter().map(|aside| &aside.finding);
    let found: BTreeSet<(ElementId, &str)> =
        findings.all.iter().chain(aside).map(|finding| (finding.element, &*findings.threat(finding).id)).collect();
    let all = || model.taking_part().flat_map(|(id, object)| object.overrides.iter().map(move |given| (id, given)));
    let is_used = |id: ElementId, given: &Override| found.contains(&(id, &*given.threat_id));
    let written = |given: &Override| given.place.map(|place| (place.source, place.start, given.threat_id.clone()));
    let used: BTreeSet<_> =
        all().filter(|(id, given)| is_used(*id, given)).filter_map(|(_, given)| written(given)).collect();
    let mut decisions = Vec::new();
    for (id, given) in all() {
        let is_of_another = || written(given).is_some_and(|at| used.contains(&at)) || is_taken_over(model, id, given);
        let response = given.fields.iter().find(|(name, _)| &**name == "response").map(|(_, text)| text);
        let Some((response, status)) = response.and_then(|text| Some((text, Status::of_response(text)?))) else {
            continue;
        };
        let slug = findings.slugs.get(id.index()).map_or("", String::as_str);
        let Some(pattern) = Pattern::parse(&format!("{}@{slug}", given.threat_id)) else { continue };
        if !is_used(id, given) && is_of_another() {
            continue;
        }
        decisions.push(Decision {
            pattern,
            status,
            because: response.clone(),
            owner: "".into(),
            ticket: "".into(),
            until: None,
            place: given.place,
            source: Source::Override,
        });
    }
    decisions
}

/// Whether an end of a flow has the same override.
fn is_taken_over(model: &Model, flow: ElementId, given: &Override) -> bool {
    let ends = ["source", "sink"].into_iter().filter_map(|end| model.element(flow).element(end));
    ends.into_iter().any(|end| model.element(end).overrides.contains(given))
}

/// The assumptions of a model that set findings aside, each once.
pub fn assumptions(findings: &Findings) -> Vec<(&Assumption, usize)> {
    let mut counted: Vec<(&Assumption, usize)> = Vec::new();
    for aside in &findings.set_aside {
        match counted.iter_mut().find(|(known, _)| **known == aside.assumption) {
            Some((_, count)) => *count += 1,
            None => counted.push((&aside.assumption, 1)),
        }
    }
    counted
}

/// The ids that patterns are compared with.
struct Names<'a> {
    threats: Vec<&'a str>,
    slugs: &'a [String],
    identities: Identities,
}

impl<'a> Names<'a> {
    fn of(model: &Model, library: &'a Library, findings: &'a Findings) -> Self {
        let threats = library.threats().iter().map(|threat| &*threat.id).collect();
        Self { threats, slugs: &findings.slugs, identities: Identities::of(model) }
    }

    /// The findings that a pattern is about, those that an assumption set aside too.
    fn matching(&self, findings: &Findings, pattern: &Pattern) -> Vec<(u32, ElementId)> {
        // A former name is no pattern: it stands for one element.
        let former = self.identities.element(pattern.element());
        let is_about = |finding: &Finding| {
            let slug = self.slugs.get(finding.element.index()).map_or("", String::as_str);
            pattern.is_about_threat(&findings.threat(finding).id)
                && (pattern.is_about_element(slug) || former == Some(finding.element))
        };
        let aside = findings.set_aside.iter().map(|aside| &aside.finding);
        let all = findings.all.iter().chain(aside).filter(|finding| is_about(finding));
        all.map(|finding| (finding.threat, finding.element)).collect()
    }

    /// Whether there is such an element and such a threat.
    fn knows(&self, pattern: &Pattern) -> bool {
        self.threats.iter().any(|id| pattern.is_about_threat(id))
            && (self.slugs.iter().any(|slug| pattern.is_about_element(slug))
                || self.identities.element(pattern.element()).is_some())
    }
}

#[cfg(test)]
mod tests {
    use bartizan_model::build::ThreatModel;
    use bartizan_model::resolve;

    use super::*;

    fn decision(pattern: &str, status: Status, until: Option<&str>) -> Decision {
        Decision {
            pattern: Pattern::parse(pattern).unwrap(),
            status,
            because: "we looked".into(),
            owner: "".into(),
            ticket: "".into(),
            until: until.map(|day| Date::parse(day).unwrap()),
            place: None,
            source: Source::File,
        }
    }

    fn decided(all: Vec<Decision>) -> (Decisions, Findings) {
        let mut tm = ThreatModel::new("shop");
        tm.server("Web Server").control("isHardened", false);
        let model = resolve(tm.finish().unwrap()).unwrap();
        let library = Library::builtin();
        let (findings, _) = crate::analyse(&model, &library);
        let today = Date::parse("2026-11-27").unwrap();
        (Decisions::of(&model, &library, &findings, all, today), findings)
    }

    #[test]
    fn the_more_exact_decision_wins() {
        let (_, findings) = decided(Vec::new());
        let first = findings.stable_id(&findings.all[0]);
        let all = vec![decision("*@web-server", Status::Accepted, None), decision(&first, Status::Mitigated, None)];
        let (decisions, findings) = decided(all);
        assert_eq!(decisions.about(&findings.all[0]).unwrap().status, Status::Mitigated);
        assert!(findings.all.iter().skip(1).all(|f| decisions.about(f).unwrap().status == Status::Accepted));
        assert_eq!(decisions.states[1], State::Holds(1));
    }

    #[test]
    fn a_decision_that_does_nothing_says_why() {
        let (decisions, findings) = decided(vec![
            decision("*@web-server", Status::Accepted, Some("2026-11-26")),
            decision("*@web-server", Status::InProgress, Some("2026-11-27")),
            decision("INP02@gone", Status::Accepted, None),
            decision("XYZ@web-server", Status::Accepted, None),
            decision("LLM01@web-server", Status::Accepted, None),
        ]);
        let states =
            [State::Expired, State::Holds(findings.all.len()), State::Orphaned, State::Orphaned, State::Unused];
        assert_eq!(decisions.states, states);
        assert!(findings.all.iter().all(|finding| decisions.is_open(finding)), "in progress is not done");
        assert_eq!(decisions.stale().count(), 4);
        assert!(decisions.stale().all(|(decision, state)| stale_diagnostic(decision, state).is_some()));
    }

    #[test]
    fn an_override_that_flows_take_over_is_a_decision_where_there_is_a_finding() {
        let patterns = |threat: &str| -> Vec<String> {
            let mut tm = ThreatModel::new("shop");
            let user = tm.actor("User").id();
            let web = tm.server("Web Server").control("isHardened", false).id();
            tm.flow(user, web, "Order").with("protocol", "HTTP");
            let mut model = tm.finish().unwrap();
            model.elements[web.index()].overrides.push(Override {
                threat_id: threat.into(),
                fields: vec![("response".into(), "accepted".into())],
                place: Some(Span { source: bartizan_model::SourceId(0), start: 1, end: 2 }),
            });
            let model = resolve(model).unwrap();
            let (findings, _) = crate::analyse(&model, &Library::builtin());
            of_overrides(&model, &findings).iter().map(|decision| decision.pattern.to_string()).collect()
        };
        assert_eq!(patterns("DE01"), ["DE01@web-server", "DE01@order"], "the override itself makes the first finding");
        assert_eq!(patterns("AA01"), ["AA01@web-server"], "a threat to servers alone");
        assert_eq!(patterns("XYZ"), ["XYZ@web-server"], "no threat at all");
    }

    #[test]
    fn an_override_says_what_was_decided_with_its_first_word() {
        assert_eq!(Status::of_response("accepted until May"), Some(Status::Accepted));
        assert_eq!(Status::of_response("Mitigated: see runbook"), Some(Status::Mitigated));
        assert_eq!(Status::of_response("we should look at it"), None);
    }
}
