//! The cheapest changes that clear every finding from a severity on.

use std::collections::{BTreeMap, BTreeSet};

use super::candidates::Candidate;
use super::cheapest::{Choice, Need, NoChoice, cheapest};
use super::needs::{Needed, Stuck};
use super::{Board, Key, Priced, Remaining, Request, State, Watch, Weighed, changes, missing, priced, total};
use crate::limits::{MAX_PLAN_ROUNDS, MAX_PLAN_SOLVER_STEPS};
use crate::threat::Level;

/// Changes that clear every finding from a severity on that can be cleared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clearing {
    /// The risk of the open findings before.
    pub before: u64,
    /// The risk after.
    pub after: u64,
    /// The findings that are to be cleared.
    pub wanted: usize,
    /// The changes.
    pub changes: Vec<Priced>,
    /// What they cost.
    pub cost: u64,
    /// No changes that clear as much cost less.
    pub at_least: u64,
    /// The findings that are gone, also less severe ones.
    pub cleared: Vec<Weighed>,
    /// Findings that come up, less severe ones or such as could not be avoided.
    pub appeared: Vec<Weighed>,
    /// What is open after the changes; less severe ones without a reason.
    pub remaining: Vec<Remaining>,
}

/// Looks for the cheapest changes, and for better ones until they hold when the model is analysed again.
pub fn clearing(request: &Request<'_>, severity: Level) -> Clearing {
    clearing_within(request, severity, MAX_PLAN_SOLVER_STEPS)
}

/// Likewise, with so many steps of the solver.
pub fn clearing_within(request: &Request<'_>, severity: Level, mut steps: u64) -> Clearing {
    let (watch, board) = Watch::new(request);
    let mut planner = Planner {
        needed: Needed::new(request.library, &request.now.model, request.cost),
        severity,
        needs: Vec::new(),
        stuck: BTreeMap::new(),
    };
    let wanted = planner.wanted(&board).len();
    planner.add(&board, &request.now, &BTreeSet::new());
    let (mut choice, mut after) = (Choice::default(), board.clone());
    for _ in 0..MAX_PLAN_ROUNDS {
        let Some(next) = planner.choose(&mut steps) else { break };
        let Some(state) = (request.again)(&changes(&planner.needed.candidates, &next.chosen)) else {
            planner.forbid(&next.chosen);
            continue;
        };
        choice = next;
        after = watch.board(&state);
        if planner.wanted(&after).is_empty() {
            break;
        }
        planner.add(&after, &state, &choice.chosen);
    }
    Clearing {
        before: total(&board),
        after: total(&after),
        wanted,
        changes: priced(&planner.needed.candidates, choice.chosen.iter().copied()),
        cost: choice.cost,
        at_least: choice.at_least,
        cleared: missing(&board, &after),
        appeared: missing(&after, &board),
        remaining: planner.remaining(&after),
    }
}

struct Planner<'a> {
    needed: Needed<'a>,
    severity: Level,
    needs: Vec<NeedOf>,
    stuck: BTreeMap<Key, Stuck>,
}

/// What has to be met so that a finding is not there.
struct NeedOf {
    of: Key,
    risk: u64,
    need: Need,
}

impl Planner<'_> {
    fn is_severe(&self, weighed: &Weighed) -> bool {
        // A severity that is no level may be anything.
        weighed.severity.is_none_or(|severity| severity >= self.severity)
    }

    /// The open findings that are to be cleared, those that weigh most first.
    fn wanted(&self, board: &Board) -> Vec<(Key, Weighed)> {
        let is_wanted = |(key, weighed): &(&Key, &Weighed)| self.is_severe(weighed) && !self.stuck.contains_key(key);
        let mut wanted: Vec<(Key, Weighed)> =
            board.iter().filter(is_wanted).map(|(key, weighed)| (*key, *weighed)).collect();
        wanted.sort_by_key(|(_, weighed)| std::cmp::Reverse(weighed.risk));
        wanted
    }

    /// Adds what has to be met so that no finding is there that is to be cleared.
    fn add(&mut self, board: &Board, state: &State, made: &BTreeSet<Candidate>) {
        for (key, weighed) in self.wanted(board) {
            let needs = self.needed.ways(&weighed.finding, &state.model, made, true);
            if let Some(stuck) = needs.stuck {
                self.stuck.insert(key, stuck);
            } else {
                let need = Need { ways: needs.ways, is_complete: needs.is_complete };
                self.needs.push(NeedOf { of: key, risk: weighed.risk, need });
            }
        }
    }

    /// Leaves out changes that the model contradicts when they are made together. What else it contradicts is not known,
    /// so that nothing is proved by it.
    fn forbid(&mut self, chosen: &BTreeSet<Candidate>) {
        let ways = chosen.iter().map(|candidate| vec![(*candidate, false)]).collect();
        if let Some(of) = self.needs.last().map(|need| need.of) {
            self.needs.push(NeedOf { of, risk: 0, need: Need { ways, is_complete: false } });
        }
    }

    /// The cheapest choice. Where needs contradict each other, the findings that weigh least are given up.
    fn choose(&mut self, steps: &mut u64) -> Option<Choice> {
        self.needs.sort_by_key(|need| std::cmp::Reverse(need.risk));
        loop {
            match self.cheapest(self.needs.len(), steps) {
                Ok(choice) => return Some(choice),
                Err(why) => {
                    let key = self.needs.get(self.contradiction(steps))?.of;
                    self.needs.retain(|need| need.of != key);
                    let stuck = if why == NoChoice::Contradiction { Stuck::Conflict } else { Stuck::TooLarge };
                    self.stuck.insert(key, stuck);
                }
            }
        }
    }

    /// The first need that those before it leave no choice for.
    fn contradiction(&self, steps: &mut u64) -> usize {
        let (mut possible, mut impossible) = (0, self.needs.len());
        while possible + 1 < impossible {
            let middle = possible + (impossible - possible) / 2;
            match self.cheapest(middle, steps) {
                Ok(_) => possible = middle,
                Err(_) => impossible = middle,
            }
        }
        possible
    }

    /// The cheapest choice for so many of the needs.
    fn cheapest(&self, most: usize, steps: &mut u64) -> Result<Choice, NoChoice> {
        let needs: Vec<Need> = self.needs.iter().take(most).map(|need| need.need.clone()).collect();
        cheapest(&needs, &|candidate| self.needed.candidates.cost(candidate), steps)
    }

    fn remaining(&self, after: &Board) -> Vec<Remaining> {
        let why = |key: &Key, weighed: &Weighed| {
            self.stuck.get(key).copied().filter(|_| self.is_severe(weighed)).or_else(|| {
                // The plan was made again so often that it was left at that.
                self.is_severe(weighed).then_some(Stuck::Conflict)
            })
        };
        after.iter().map(|(key, weighed)| Remaining { weighed: *weighed, stuck: why(key, weighed) }).collect()
    }
}
