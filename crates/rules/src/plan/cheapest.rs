//! The cheapest choice of changes that meets every need: exactly where the solver's steps allow it, and otherwise with what
//! is proved of it.
//!
//! Needs that share no change are groups of their own, which are solved one by one.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use batsat::{Callbacks, Lit, Solver, SolverInterface, SolverOpts, lbool};

use super::candidates::Candidate;
use super::needs::Cube;
use super::sums::{AtLeast, sums};

/// Something that has to be met.
#[derive(Clone, Debug)]
pub(super) struct Need {
    /// The ways, one of which is enough.
    pub(super) ways: Vec<Cube>,
    /// Whether there are no others. Nothing is proved of costs by needs that may have some.
    pub(super) is_complete: bool,
}

/// A choice that meets all needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) chosen: BTreeSet<Candidate>,
    pub(super) cost: u64,
    /// No choice that meets the needs costs less.
    pub(super) at_least: u64,
}

/// Why there is no choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoChoice {
    /// The needs contradict each other.
    Contradiction,
    /// None was found within the limit.
    Unknown,
}

/// Counts the solver's steps, and stops it when there were too many.
struct Budget {
    left: Cell<u64>,
}

impl Callbacks for Budget {
    fn stop(&self) -> bool {
        self.left.set(self.left.get().saturating_sub(1));
        self.left.get() == 0
    }
}

/// The cheapest choice. The steps are those that the solver may take, and what is left of them.
pub(super) fn cheapest(needs: &[Need], cost: &dyn Fn(Candidate) -> u64, steps: &mut u64) -> Result<Choice, NoChoice> {
    let (forced, needs) = without_forced(needs.to_vec())?;
    let sure = forced.iter().map(|candidate| cost(*candidate)).sum();
    let mut whole = Choice { chosen: forced, cost: sure, at_least: sure };
    for group in groups(&needs) {
        let part = Group::new(group, cost).solve(steps)?;
        whole.chosen.extend(part.chosen);
        whole.cost += part.cost;
        whole.at_least += part.at_least;
    }
    Ok(whole)
}

/// The changes that every choice makes, since all ways of some need hold them, and what is left of the needs then.
fn without_forced(mut needs: Vec<Need>) -> Result<(BTreeSet<Candidate>, Vec<Need>), NoChoice> {
    let mut forced = BTreeSet::new();
    loop {
        let mut new = BTreeSet::new();
        for need in needs.iter().filter(|need| need.is_complete) {
            let Some((first, others)) = need.ways.split_first() else { return Err(NoChoice::Contradiction) };
            let is_common =
                |literal: &&(Candidate, bool)| literal.1 && others.iter().all(|way| way.binary_search(literal).is_ok());
            new.extend(first.iter().filter(is_common).map(|(candidate, _)| *candidate));
        }
        if new.is_empty() {
            return Ok((forced, needs));
        }
        for need in &mut needs {
            need.ways.retain(|way| way.iter().all(|(candidate, is_made)| *is_made || !new.contains(candidate)));
            need.ways.iter_mut().for_each(|way| way.retain(|(candidate, _)| !new.contains(candidate)));
        }
        needs.retain(|need| need.ways.iter().all(|way| !way.is_empty()));
        forced.append(&mut new);
    }
}

/// Needs that have changes in common, directly or through others, in the order of the first of each.
fn groups(needs: &[Need]) -> Vec<Vec<&Need>> {
    let mut group_of: BTreeMap<Candidate, usize> = BTreeMap::new();
    let mut groups: Vec<(Vec<&Need>, Vec<Candidate>)> = Vec::new();
    for need in needs {
        let own: BTreeSet<Candidate> = need.ways.iter().flatten().map(|(candidate, _)| *candidate).collect();
        let touched: BTreeSet<usize> = own.iter().filter_map(|candidate| group_of.get(candidate).copied()).collect();
        let mut merged: (Vec<&Need>, Vec<Candidate>) = (vec![need], own.into_iter().collect());
        // The largest stays where it is, so that no change moves often.
        let size = |at: &usize| groups.get(*at).map_or(0, |(_, all)| all.len());
        let home = touched.iter().copied().max_by_key(size).unwrap_or(groups.len());
        for other in touched.iter().filter(|other| **other != home) {
            if let Some((more, candidates)) = groups.get_mut(*other).map(std::mem::take) {
                merged.0.extend(more);
                merged.1.extend(candidates);
            }
        }
        group_of.extend(merged.1.iter().map(|candidate| (*candidate, home)));
        match groups.get_mut(home) {
            Some((all, candidates)) => {
                all.append(&mut merged.0);
                candidates.append(&mut merged.1);
            }
            None => groups.push(merged),
        }
    }
    groups.into_iter().map(|(needs, _)| needs).filter(|needs| !needs.is_empty()).collect()
}

/// Needs that are met together.
struct Group<'a> {
    needs: Vec<&'a Need>,
    /// The needs that have to do with a change.
    touched: BTreeMap<Candidate, Vec<&'a Need>>,
    cost: &'a dyn Fn(Candidate) -> u64,
}

impl<'a> Group<'a> {
    fn new(needs: Vec<&'a Need>, cost: &'a dyn Fn(Candidate) -> u64) -> Self {
        let mut touched: BTreeMap<Candidate, Vec<&'a Need>> = BTreeMap::new();
        for need in &needs {
            let own: BTreeSet<Candidate> = need.ways.iter().flatten().map(|(candidate, _)| *candidate).collect();
            own.into_iter().for_each(|candidate| touched.entry(candidate).or_default().push(need));
        }
        Self { needs, touched, cost }
    }

    fn solve(&self, steps: &mut u64) -> Result<Choice, NoChoice> {
        let proved = self.apart();
        let simple = self.simple().map(|chosen| self.pruned(chosen));
        if let Some(chosen) = simple.as_ref().filter(|chosen| self.price(chosen) == proved) {
            return Ok(Choice { chosen: chosen.clone(), cost: proved, at_least: proved });
        }
        let mut search = Search::new(self, *steps);
        let found = search.run(simple, proved);
        *steps = search.solver.cb().left.get();
        found
    }

    fn price(&self, chosen: &BTreeSet<Candidate>) -> u64 {
        chosen.iter().map(|candidate| (self.cost)(*candidate)).sum()
    }

    fn are_met(&self, chosen: &BTreeSet<Candidate>) -> bool {
        self.needs.iter().all(|need| is_met(need, chosen))
    }

    /// What needs cost at least that have no change in common.
    fn apart(&self) -> u64 {
        let least = |need: &Need| need.ways.iter().map(|way| self.added(way, &BTreeSet::new())).min().unwrap_or(0);
        let mut complete: Vec<(u64, &Need)> =
            self.needs.iter().filter(|need| need.is_complete).map(|need| (least(need), *need)).collect();
        complete.sort_by_key(|(least, need)| (std::cmp::Reverse(*least), need.ways.len()));
        let mut seen: BTreeSet<Candidate> = BTreeSet::new();
        let mut sum = 0;
        for (least, need) in complete {
            let own = || need.ways.iter().flatten().map(|(candidate, _)| *candidate);
            if own().all(|candidate| !seen.contains(&candidate)) {
                seen.extend(own());
                sum += least;
            }
        }
        sum
    }

    /// What a way costs on top of what is chosen.
    fn added(&self, way: &Cube, chosen: &BTreeSet<Candidate>) -> u64 {
        let new = way.iter().filter(|(candidate, is_made)| *is_made && !chosen.contains(candidate));
        new.map(|(candidate, _)| (self.cost)(*candidate)).sum()
    }

    /// A choice that takes the cheapest way of each need in turn. `None` when something has to be left out, and is not.
    fn simple(&self) -> Option<BTreeSet<Candidate>> {
        let mut chosen = BTreeSet::new();
        for need in &self.needs {
            if is_met(need, &chosen) {
                continue;
            }
            let way = need.ways.iter().min_by_key(|way| self.added(way, &chosen))?;
            chosen.extend(way.iter().filter(|(_, is_made)| *is_made).map(|(candidate, _)| *candidate));
        }
        self.are_met(&chosen).then_some(chosen)
    }

    /// Leaves out what is not needed of a choice that meets all needs, the dearest first.
    fn pruned(&self, mut chosen: BTreeSet<Candidate>) -> BTreeSet<Candidate> {
        let mut order: Vec<Candidate> = chosen.iter().copied().collect();
        order.sort_by_key(|candidate| std::cmp::Reverse((self.cost)(*candidate)));
        for candidate in order {
            chosen.remove(&candidate);
            let touched = self.touched.get(&candidate);
            if touched.is_some_and(|needs| !needs.iter().all(|need| is_met(need, &chosen))) {
                chosen.insert(candidate);
            }
        }
        chosen
    }
}

fn is_met(need: &Need, chosen: &BTreeSet<Candidate>) -> bool {
    need.ways.iter().any(|way| is_had(way, chosen))
}

fn is_had(way: &Cube, chosen: &BTreeSet<Candidate>) -> bool {
    way.iter().all(|(candidate, is_made)| chosen.contains(candidate) == *is_made)
}

/// The needs of a group as a formula.
struct Search<'a> {
    group: &'a Group<'a>,
    solver: Solver<Budget>,
    made: BTreeMap<Candidate, Lit>,
}

impl<'a> Search<'a> {
    fn new(group: &'a Group<'a>, steps: u64) -> Self {
        let mut solver = Solver::new(SolverOpts::default(), Budget { left: Cell::new(steps) });
        let candidates = group.touched.keys().copied();
        let made: BTreeMap<Candidate, Lit> =
            candidates.map(|candidate| (candidate, Lit::new(solver.new_var_default(), true))).collect();
        let literal = |(candidate, is_made): &(Candidate, bool)| {
            made.get(candidate).map(|literal| if *is_made { *literal } else { !*literal })
        };
        for need in &group.needs {
            let mut clause: Vec<Lit> = Vec::with_capacity(need.ways.len());
            for way in &need.ways {
                let literals: Vec<Lit> = way.iter().filter_map(literal).collect();
                if let [only] = literals[..] {
                    clause.push(only);
                    continue;
                }
                let all = Lit::new(solver.new_var_default(), true);
                for one in &literals {
                    solver.add_clause_reuse(&mut vec![!all, *one]);
                }
                clause.push(all);
            }
            solver.add_clause_reuse(&mut clause);
        }
        Self { group, solver, made }
    }

    /// Brings the costs of the best choice and what is proved of all of them together, by halves.
    fn run(&mut self, simple: Option<BTreeSet<Candidate>>, proved: u64) -> Result<Choice, NoChoice> {
        let first = match simple {
            Some(chosen) => chosen,
            None => match self.choice(&[]) {
                Some(Some(chosen)) => chosen,
                Some(None) => return Err(NoChoice::Contradiction),
                None => return Err(NoChoice::Unknown),
            },
        };
        let mut best = Choice { cost: self.group.price(&first), chosen: first, at_least: proved };
        if best.cost == proved {
            return Ok(best);
        }
        let costs: Vec<(u64, Lit)> =
            self.made.iter().map(|(candidate, literal)| ((self.group.cost)(*candidate), *literal)).collect();
        let Some(at_least) = sums(&mut self.solver, costs, best.cost) else { return Ok(best) };
        let is_proof = self.group.needs.iter().all(|need| need.is_complete);
        let mut low = proved;
        while low < best.cost {
            let middle = low + (best.cost - low) / 2;
            // What costs more than the middle costs at least the next sum that there is.
            let Some((next, is_more)) = above(&at_least, middle) else { break };
            match self.choice(&[!is_more]) {
                Some(Some(chosen)) => {
                    best.cost = self.group.price(&chosen);
                    best.chosen = chosen;
                }
                Some(None) => low = next.min(best.cost),
                None => break,
            }
        }
        if is_proof {
            best.at_least = low.max(proved);
        }
        Ok(best)
    }

    /// A choice under assumptions: none when there is none, and `None` when that takes too long to find out.
    fn choice(&mut self, assumptions: &[Lit]) -> Option<Option<BTreeSet<Candidate>>> {
        match self.solver.solve_limited(assumptions) {
            outcome if outcome == lbool::TRUE => {
                let is_made = |literal: &Lit| self.solver.value_lit(*literal) == lbool::TRUE;
                let chosen = self.made.iter().filter(|(_, literal)| is_made(literal)).map(|(candidate, _)| *candidate);
                Some(Some(self.group.pruned(chosen.collect())))
            }
            outcome if outcome == lbool::FALSE => Some(None),
            _ => None,
        }
    }
}

fn above(sums: &AtLeast, cost: u64) -> Option<(u64, Lit)> {
    sums.range(cost + 1..).next().map(|(sum, literal)| (*sum, *literal))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(ways: &[&[usize]]) -> Need {
        let ways = ways.iter().map(|way| way.iter().map(|candidate| (*candidate, true)).collect()).collect();
        Need { ways, is_complete: true }
    }

    /// Needs in pairs of a ring of odd length: half of it, rounded up, is needed.
    fn ring(length: usize) -> Vec<Need> {
        (0..length).map(|at| need(&[&[at], &[(at + 1) % length]])).collect()
    }

    #[test]
    fn what_serves_several_needs_is_taken_when_it_is_cheaper() {
        let needs = [need(&[&[0], &[3]]), need(&[&[1], &[3]]), need(&[&[2], &[3]])];
        let found = cheapest(&needs, &|candidate| if candidate == 3 { 2 } else { 1 }, &mut 1_000).unwrap();
        assert_eq!(found, Choice { chosen: BTreeSet::from([3]), cost: 2, at_least: 2 });
        let found = cheapest(&needs, &|candidate| if candidate == 3 { 4 } else { 1 }, &mut 1_000).unwrap();
        assert_eq!(found, Choice { chosen: BTreeSet::from([0, 1, 2]), cost: 3, at_least: 3 });
    }

    #[test]
    fn at_the_limit_of_steps_the_proved_gap_holds_the_truth() {
        let exact = cheapest(&ring(41), &|_| 1, &mut 1_000_000).unwrap();
        assert_eq!((exact.cost, exact.at_least), (21, 21));
        let bounded = cheapest(&ring(41), &|_| 1, &mut 1).unwrap();
        assert!(bounded.at_least < bounded.cost, "{bounded:?}");
        assert!((bounded.at_least..=bounded.cost).contains(&21), "{bounded:?}");
    }

    #[test]
    fn what_every_way_needs_keeps_no_group_together() {
        // Each need takes the change 0, and one of two of its own.
        let needs: Vec<Need> = (0..2_000).map(|at| need(&[&[0, 2 * at + 1], &[0, 2 * at + 2]])).collect();
        let found = cheapest(&needs, &|_| 1, &mut 0).unwrap();
        assert_eq!((found.cost, found.at_least), (2_001, 2_001));
    }

    #[test]
    fn what_must_be_left_out_is_left_out() {
        let mut needs = vec![need(&[&[0], &[1, 2]])];
        needs.push(Need { ways: vec![vec![(0, false)]], is_complete: true });
        let found = cheapest(&needs, &|_| 1, &mut 1_000).unwrap();
        assert_eq!(found.chosen, BTreeSet::from([1, 2]));
        needs.push(Need { ways: vec![vec![(2, false)]], is_complete: true });
        assert_eq!(cheapest(&needs, &|_| 1, &mut 1_000), Err(NoChoice::Contradiction));
    }

    #[test]
    fn nothing_is_proved_by_needs_that_may_be_met_otherwise() {
        let mut open = need(&[&[0, 1]]);
        open.is_complete = false;
        let found = cheapest(&[open], &|_| 5, &mut 1_000).unwrap();
        assert_eq!((found.cost, found.at_least), (10, 0));
    }
}
