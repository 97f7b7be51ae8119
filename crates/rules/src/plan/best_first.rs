//! Step by step, what removes the most risk for its cost comes first.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::candidates::Candidate;
use super::needs::{Needed, Stuck};
use super::{Board, Key, Plan, Remaining, Request, State, Step, Watch, changes, missing, priced, total};
use crate::limits::{MAX_REJECTED_STEPS, MAX_STEPS_OF_PLAN};

/// Changes that belong together.
type Way = Vec<Candidate>;

/// Plans at most so many steps. Each way to clear a finding is a step that is considered.
pub fn best_first(request: &Request<'_>, most: usize) -> Plan {
    let (watch, board) = Watch::new(request);
    let needed = Needed::new(request.library, &request.now.model, request.cost);
    let mut planner = Planner { needed, known: BTreeMap::new(), stuck: BTreeMap::new(), made: BTreeSet::new() };
    let mut plan = Plan { before: total(&board), open: board.len(), ..Plan::default() };
    let mut now = board;
    planner.look(&now, &request.now);
    while let Some((way, after, state)) = planner.next(&watch, &now) {
        if plan.steps.len() >= most.min(MAX_STEPS_OF_PLAN) {
            plan.is_cut = true;
            break;
        }
        planner.made.extend(&way);
        plan.steps.push(Step {
            changes: priced(&planner.needed.candidates, way),
            cleared: missing(&now, &after),
            appeared: missing(&after, &now),
            before: total(&now),
            after: total(&after),
        });
        now = after;
        planner.look(&now, &state);
    }
    // Where no step is left that removes risk, what could be cleared would bring up as much.
    let no_step = (!plan.is_cut).then_some(Stuck::Conflict);
    let why = |key: &Key| planner.stuck.get(key).copied().or(no_step);
    plan.remaining = now.iter().map(|(key, weighed)| Remaining { weighed: *weighed, stuck: why(key) }).collect();
    plan
}

struct Planner<'a> {
    needed: Needed<'a>,
    /// What is left of the ways to clear each open finding.
    known: BTreeMap<Key, Vec<Way>>,
    stuck: BTreeMap<Key, Stuck>,
    made: BTreeSet<Candidate>,
}

impl Planner<'_> {
    /// Works out what clears the open findings that are new, or should be gone and are not. The others need what they
    /// needed before, less what was made.
    fn look(&mut self, board: &Board, state: &State) {
        self.known.retain(|key, _| board.contains_key(key));
        self.stuck.retain(|key, _| board.contains_key(key));
        for ways in self.known.values_mut() {
            ways.iter_mut().for_each(|way| way.retain(|candidate| !self.made.contains(candidate)));
        }
        let is_known = |key: &Key| self.known.get(key).is_some_and(|ways| ways.iter().all(|way| !way.is_empty()));
        let mut open: Vec<(&Key, &super::Weighed)> =
            board.iter().filter(|(key, _)| !is_known(key) && !self.stuck.contains_key(key)).collect();
        // Where there is a limit, what weighs most has been looked at.
        open.sort_by_key(|(_, weighed)| std::cmp::Reverse(weighed.risk));
        for (key, weighed) in open {
            let needs = self.needed.ways(&weighed.finding, &state.model, &self.made, false);
            let ways: Vec<Way> = needs
                .ways
                .into_iter()
                .map(|way| way.into_iter().map(|(candidate, _)| candidate).collect::<Way>())
                .filter(|way| way.iter().any(|candidate| !self.made.contains(candidate)))
                .collect();
            if let Some(stuck) = needs.stuck.or_else(|| ways.is_empty().then_some(Stuck::Conflict)) {
                self.stuck.insert(*key, stuck);
            } else {
                self.known.insert(*key, ways);
            }
        }
    }

    /// The best step that removes risk, what is open after it, and the model after it.
    fn next(&self, watch: &Watch<'_>, now: &Board) -> Option<(Way, Board, State)> {
        for way in self.ranked(now).into_iter().take(MAX_REJECTED_STEPS) {
            let made: BTreeSet<Candidate> = self.made.iter().chain(&way).copied().collect();
            // What the model contradicts is no step.
            let Some(state) = (watch.request.again)(&changes(&self.needed.candidates, &made)) else { continue };
            let after = watch.board(&state);
            if total(&after) < total(now) {
                return Some((way, after, state));
            }
        }
        None
    }

    /// The ways by the risk that they remove for their cost; then the cheaper, then the earlier one.
    fn ranked(&self, now: &Board) -> Vec<Way> {
        let mut cleared_by: BTreeMap<&Way, Vec<Key>> = BTreeMap::new();
        for (key, ways) in &self.known {
            ways.iter().for_each(|way| cleared_by.entry(way).or_default().push(*key));
        }
        let mut ways_with: BTreeMap<Candidate, usize> = BTreeMap::new();
        cleared_by.keys().copied().flatten().for_each(|candidate| *ways_with.entry(*candidate).or_default() += 1);
        // Each way is looked up by its rarest change, so that one that many ways need does not make this slow.
        let mut by_rarest: BTreeMap<Candidate, Vec<&Way>> = BTreeMap::new();
        for way in cleared_by.keys() {
            let rarest = way.iter().min_by_key(|candidate| (ways_with.get(candidate), **candidate));
            rarest.into_iter().for_each(|rarest| by_rarest.entry(*rarest).or_default().push(way));
        }
        let gain = |way: &Way| -> u64 {
            let held = way.iter().flat_map(|candidate| by_rarest.get(candidate).into_iter().flatten());
            let held = held.filter(|smaller| smaller.iter().all(|candidate| way.contains(candidate)));
            let keys: BTreeSet<&Key> =
                held.flat_map(|smaller| cleared_by.get(*smaller).into_iter().flatten()).collect();
            keys.into_iter().filter_map(|key| now.get(key)).map(|weighed| weighed.risk).sum()
        };
        let cost = |way: &Way| way.iter().map(|candidate| self.needed.candidates.cost(*candidate)).sum::<u64>();
        let mut ranked: Vec<(u64, u64, &Way)> =
            cleared_by.keys().map(|way| (gain(way), cost(way), *way)).filter(|(gain, ..)| *gain > 0).collect();
        ranked.sort_by(|one, other| better(one, other).then_with(|| one.2.cmp(other.2)));
        ranked.into_iter().map(|(.., way)| way.clone()).collect()
    }
}

/// Which of two comes first, by gain for the cost and then by cost.
fn better(one: &(u64, u64, &Way), other: &(u64, u64, &Way)) -> Ordering {
    let crossed = |gain: u64, cost: u64| u128::from(gain) * u128::from(cost);
    crossed(other.0, one.1).cmp(&crossed(one.0, other.1)).then(one.1.cmp(&other.1))
}
