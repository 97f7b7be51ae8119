//! Which changes of controls remove the most risk: step by step with [`best_first`], or the cheapest set that clears all
//! severe findings with [`clearing`].
//!
//! What a change would clear is worked out from the conditions. What a plan says is what an analysis of the changed model
//! says: every plan is made and looked at again before it is handed out.

mod best_first;
mod candidates;
mod cheapest;
mod clearing;
mod needs;
mod risk;
mod sums;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use bartizan_model::{ElementId, Model, Origin, Owner, SourceId, Span};

pub use best_first::best_first;
pub use clearing::{Clearing, clearing, clearing_within};
pub use needs::Stuck;
pub use risk::{risk, risk_of, severity_of};

use crate::condition::Supposition;
use crate::finding::{Finding, Findings};
use crate::library::Library;
use crate::threat::Level;
use crate::what_if::Change;
use candidates::{Candidate, Candidates};

/// A resolved model, and what was found in it.
#[derive(Clone, Debug)]
pub struct State {
    /// The model.
    pub model: Rc<Model>,
    /// What was found.
    pub findings: Rc<Findings>,
}

/// What is planned for.
pub struct Request<'a> {
    /// The model as it is.
    pub now: State,
    /// The threats that were looked for.
    pub library: &'a Library,
    /// Which findings count. One that counts at first counts until it is gone, however sure it is by then.
    pub is_open: &'a dyn Fn(&Finding) -> bool,
    /// What a change costs; `None` for what must stay as it is.
    pub cost: &'a dyn Fn(&Change) -> Option<u32>,
    /// Analyses the model again with changes. `None` when that is not possible.
    pub again: &'a dyn Fn(&[Change]) -> Option<State>,
}

/// A change and what it costs.
#[derive(Clone, Debug, PartialEq)]
pub struct Priced {
    /// The change.
    pub change: Change,
    /// Its cost.
    pub cost: u32,
}

/// A finding, and what it weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weighed {
    /// The finding.
    pub finding: Finding,
    /// Its severity; `None` for words that are no level.
    pub severity: Option<Level>,
    /// Its risk.
    pub risk: u64,
}

/// A finding that stays, and why no change clears it. `None` where one could.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remaining {
    /// The finding.
    pub weighed: Weighed,
    /// Why.
    pub stuck: Option<Stuck>,
}

/// Changes that are made together.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The changes.
    pub changes: Vec<Priced>,
    /// The open findings that are gone after it, in the model's order.
    pub cleared: Vec<Weighed>,
    /// Findings that come up with it.
    pub appeared: Vec<Weighed>,
    /// The risk before it.
    pub before: u64,
    /// The risk after it.
    pub after: u64,
}

/// Steps, those that remove the most risk for their cost first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The risk of the open findings.
    pub before: u64,
    /// How many findings are open.
    pub open: usize,
    /// The steps.
    pub steps: Vec<Step>,
    /// Whether further steps would remove more.
    pub is_cut: bool,
    /// What is open after the steps.
    pub remaining: Vec<Remaining>,
}

impl Step {
    /// What its changes cost.
    pub fn cost(&self) -> u64 {
        self.changes.iter().map(|priced| u64::from(priced.cost)).sum()
    }
}

impl Plan {
    /// The risk after all steps.
    pub fn after(&self) -> u64 {
        self.steps.last().map_or(self.before, |step| step.after)
    }
}

/// Makes changes in a model that is not resolved yet. They count as stated.
pub fn make(changes: &[Change], model: &mut Model) {
    for change in changes {
        let Owner::Element(element) = change.owner else { continue };
        let nowhere = Span { source: SourceId(0), start: 0, end: 0 };
        let place = model.elements.get(element.index()).and_then(|object| object.place).unwrap_or(nowhere);
        let mut supposition = Supposition::default();
        supposition.set(change.owner, change.attribute, change.value.clone());
        supposition.write_to(model, Origin::Stated(place));
    }
}

/// What tells one finding from others, in every analysis of the model.
type Key = (ElementId, u32);

/// Open findings in the model's order.
type Board = BTreeMap<Key, Weighed>;

/// Says what is open.
struct Watch<'a> {
    request: &'a Request<'a>,
    /// Open at first.
    first: BTreeSet<Key>,
}

impl<'a> Watch<'a> {
    /// The watch, and what is open at first.
    fn new(request: &'a Request<'a>) -> (Self, Board) {
        let mut watch = Self { request, first: BTreeSet::new() };
        let board = watch.board(&request.now);
        watch.first = board.keys().copied().collect();
        (watch, board)
    }

    fn board(&self, state: &State) -> Board {
        let mut board = Board::new();
        for finding in &state.findings.all {
            let key = (finding.element, finding.threat);
            if !self.first.contains(&key) && !(self.request.is_open)(finding) {
                continue;
            }
            let severity = severity_of(&state.model, &state.findings, finding);
            let risk = risk_of(&state.model, &state.findings, finding);
            board.insert(key, Weighed { finding: *finding, severity, risk });
        }
        board
    }
}

fn total(board: &Board) -> u64 {
    board.values().map(|weighed| weighed.risk).sum()
}

/// What is in one board and not in the other.
fn missing(from: &Board, other: &Board) -> Vec<Weighed> {
    from.iter().filter(|(key, _)| !other.contains_key(key)).map(|(_, weighed)| *weighed).collect()
}

fn changes(candidates: &Candidates, made: &BTreeSet<Candidate>) -> Vec<Change> {
    made.iter().filter_map(|candidate| candidates.change(*candidate)).cloned().collect()
}

fn priced(candidates: &Candidates, made: impl IntoIterator<Item = Candidate>) -> Vec<Priced> {
    let one = |candidate: Candidate| {
        let change = candidates.change(candidate)?.clone();
        Some(Priced { change, cost: u32::try_from(candidates.cost(candidate)).ok()? })
    };
    let mut all: Vec<Priced> = made.into_iter().filter_map(one).collect();
    // By element, in the model's order, so that nothing depends on how they were met.
    all.sort_by_key(|priced| (priced.change.owner, priced.change.attribute.id()));
    all
}
