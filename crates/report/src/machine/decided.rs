//! Decisions as formats for other programs tell them: on one line each, and with their places looked up.

use bartizan_model::{Assumption, Location, Text};
use bartizan_rules::decisions::{Decision, Source, State, Status, stale_diagnostic};

use super::bounded_id;
use super::line::one_line;
use crate::limits::{MAX_ID_LETTERS, MAX_LINE_LETTERS, MAX_NAME_LETTERS};
use crate::places::Places;
use crate::words;

/// What was decided, and all that a format may want to say of it.
#[derive(Debug)]
pub(super) struct Decided {
    /// Which findings it is about.
    pub(super) pattern: String,
    pub(super) status: Status,
    pub(super) because: String,
    /// May be empty.
    pub(super) owner: String,
    /// May be empty.
    pub(super) ticket: String,
    pub(super) until: Option<String>,
    pub(super) source: Source,
    pub(super) place: Option<Location>,
}

/// A decision that somebody should look at again.
#[derive(Debug)]
pub(super) struct Stale {
    pub(super) decided: Decided,
    /// The id of the finding that it is: `decision-expired`.
    pub(super) id: &'static str,
    pub(super) state: State,
    /// What is wrong with it.
    pub(super) message: String,
    /// What to do about it.
    pub(super) help: String,
    /// Position of its model.
    pub(super) model: usize,
}

impl Decided {
    pub(super) fn of(decision: &Decision, places: &Places<'_>) -> Self {
        Self {
            pattern: one_line(&bounded_id(decision.pattern.to_string()), MAX_ID_LETTERS),
            status: decision.status,
            because: one_line(&decision.because, MAX_LINE_LETTERS),
            owner: one_line(&decision.owner, MAX_NAME_LETTERS),
            ticket: one_line(&decision.ticket, MAX_NAME_LETTERS),
            until: decision.until.map(|day| day.to_string()),
            source: decision.source,
            place: decision.place.and_then(|place| places.locate(place)),
        }
    }

    /// All of it, after its status: `accepted: it goes in May (owner: ann, until: 2027-05-31)`.
    pub(super) fn sentence(&self) -> String {
        let status = words::status(self.status);
        // An override says what was decided with its first word.
        let mut sentence = match self.source {
            Source::Override => self.because.clone(),
            Source::File | Source::Comment => format!("{status}: {}", self.because),
        };
        let more = [("owner", self.owner.as_str()), ("ticket", &self.ticket), ("until", self.until())];
        let more: Vec<String> =
            more.iter().filter(|(_, text)| !text.is_empty()).map(|(key, text)| format!("{key}: {text}")).collect();
        if !more.is_empty() {
            sentence.push_str(&format!(" ({})", more.join(", ")));
        }
        sentence
    }

    /// The last day on which it holds; may be empty.
    pub(super) fn until(&self) -> &str {
        self.until.as_deref().unwrap_or("")
    }
}

impl Stale {
    /// A decision that should be looked at again; `None` while it holds.
    pub(super) fn of(decision: &Decision, state: State, places: &Places<'_>, model: usize) -> Option<Self> {
        let said = stale_diagnostic(decision, state)?;
        Some(Self {
            decided: Decided::of(decision, places),
            id: state.id()?,
            state,
            message: one_line(&said.message, MAX_LINE_LETTERS),
            help: one_line(&said.help.join("; "), MAX_LINE_LETTERS),
            model,
        })
    }

    /// Line and column, where they are known.
    pub(super) fn line_and_column(&self) -> Option<(usize, usize)> {
        self.decided.place.as_ref().map(|place| (place.line, place.column))
    }

    /// What is wrong with it, and what to do.
    pub(super) fn sentence(&self) -> String {
        format!("{}; {}", self.message, self.help)
    }
}

/// An assumption as the reason why findings are set aside.
pub(super) fn assumed(assumption: &Assumption) -> Text {
    let name = one_line(&assumption.name, MAX_NAME_LETTERS);
    match one_line(&assumption.description, MAX_LINE_LETTERS) {
        more if more.is_empty() => format!("assumption: {name}").into(),
        more => format!("assumption: {name}: {more}").into(),
    }
}
