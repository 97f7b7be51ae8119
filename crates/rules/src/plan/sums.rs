//! Sums of costs as a formula: a literal for each sum that there can be, which holds when the costs reach it.
//!
//! This is the generalised totalizer of Joshi, Martins and Manquinho (2015): sums of halves are added up in a tree.

use std::collections::{BTreeMap, VecDeque};

use batsat::{Callbacks, Lit, Solver, SolverInterface};

use crate::limits::MAX_PLAN_CLAUSES;

/// By sum, what holds when the costs are at least that.
pub(super) type AtLeast = BTreeMap<u64, Lit>;

/// States the sums of the costs of what holds. What is above the cap counts as the cap. `None` when they are too many.
pub(super) fn sums<C: Callbacks>(solver: &mut Solver<C>, costs: Vec<(u64, Lit)>, cap: u64) -> Option<AtLeast> {
    let mut left = MAX_PLAN_CLAUSES;
    let mut open: VecDeque<AtLeast> =
        costs.into_iter().map(|(cost, literal)| AtLeast::from([(cost.min(cap), literal)])).collect();
    while open.len() > 1 {
        let (Some(one), Some(other)) = (open.pop_front(), open.pop_front()) else { break };
        let clauses = (one.len() + 1).saturating_mul(other.len() + 1);
        left = left.checked_sub(clauses.saturating_mul(2))?;
        open.push_back(added(solver, &one, &other, cap));
    }
    Some(open.pop_front().unwrap_or_default())
}

fn added<C: Callbacks>(solver: &mut Solver<C>, one: &AtLeast, other: &AtLeast, cap: u64) -> AtLeast {
    let terms = |side: &AtLeast| {
        let of_side = side.iter().map(|(sum, literal)| (*sum, Some(*literal)));
        std::iter::once((0, None)).chain(of_side).collect::<Vec<(u64, Option<Lit>)>>()
    };
    let mut sums = AtLeast::new();
    for (first, has_first) in terms(one) {
        for (second, has_second) in terms(other) {
            let sum = (first + second).min(cap);
            if sum == 0 {
                continue;
            }
            let reached = *sums.entry(sum).or_insert_with(|| Lit::new(solver.new_var_default(), true));
            let mut clause: Vec<Lit> = [has_first, has_second].into_iter().flatten().map(|literal| !literal).collect();
            clause.push(reached);
            solver.add_clause_reuse(&mut clause);
        }
    }
    // What reaches a sum reaches the smaller ones.
    let ordered: Vec<Lit> = sums.values().copied().collect();
    for (smaller, larger) in ordered.iter().zip(ordered.iter().skip(1)) {
        solver.add_clause_reuse(&mut vec![!*larger, *smaller]);
    }
    sums
}
