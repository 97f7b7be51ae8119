//! Network simplex: whole numbers that keep given least differences, with the least weighted sum of differences.
//!
//! The method is that of Gansner, Koutsofios, North and Vo, A Technique for Drawing Directed Graphs (1993): a spanning tree
//! of tight constraints is a solution; as long as some tree arc would gain by becoming slack, it is exchanged for another.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::table::{Rows, Table};

const NONE: usize = usize::MAX;
/// How many arcs that would gain are looked at before the best of them is taken.
const CANDIDATES: usize = 30;

/// `values[to] - values[from] >= least`; the difference costs its weight.
#[derive(Clone, Copy, Debug, Default)]
struct Arc {
    from: usize,
    to: usize,
    least: i64,
    weight: i64,
}

/// Variables, and what holds between them.
#[derive(Clone, Debug, Default)]
pub(super) struct Differences {
    variables: usize,
    arcs: Table<Arc>,
}

/// Values for the variables; the least of them is 0.
#[derive(Clone, Debug, Default)]
pub(super) struct Solution {
    pub(super) values: Table<i64>,
    /// Whether no solution is better; `false` when the work was used up before that was known.
    pub(super) is_best: bool,
}

impl Differences {
    pub(super) fn new(variables: usize) -> Self {
        Self { variables, arcs: Table::default() }
    }

    pub(super) fn variable(&mut self) -> usize {
        self.variables += 1;
        self.variables - 1
    }

    pub(super) fn require(&mut self, from: usize, to: usize, least: i64, weight: i64) {
        self.arcs.push(Arc { from, to, least, weight });
    }

    /// Solves with at most so much work, counted in variables that are looked at. A constraint that contradicts earlier ones
    /// is dropped.
    pub(super) fn solve(&self, work: usize) -> Solution {
        self.solve_from(self.least_values(), work)
    }

    /// Solves, beginning with values that keep every constraint.
    pub(super) fn solve_from(&self, values: Table<i64>, work: usize) -> Solution {
        if self.variables == 0 {
            return Solution { values: Table::default(), is_best: true };
        }
        let mut basis = Basis::new(self, values);
        let mut left = work;
        while let Some(leaving) = basis.leaving() {
            if left == 0 {
                return Solution { values: basis.normalised(), is_best: false };
            }
            left = left.saturating_sub(basis.exchange(leaving));
        }
        Solution { values: basis.normalised(), is_best: true }
    }

    /// The least values that keep every constraint.
    fn least_values(&self) -> Table<i64> {
        let outgoing = Rows::of(self.variables, self.arcs.iter().enumerate().map(|(at, arc)| (arc.from, at)));
        let mut waiting = Table::filled(0usize, self.variables);
        for arc in &self.arcs {
            waiting[arc.to] += 1;
        }
        let mut values = Table::filled(0i64, self.variables);
        let mut ready: Vec<usize> = (0..self.variables).filter(|&at| waiting[at] == 0).collect();
        while let Some(variable) = ready.pop() {
            for &at in outgoing.row(variable) {
                let arc = self.arcs[at];
                values[arc.to] = values[arc.to].max(values[arc.from] + arc.least);
                waiting[arc.to] -= 1;
                if waiting[arc.to] == 0 {
                    ready.push(arc.to);
                }
            }
        }
        values
    }
}

/// A spanning tree of tight constraints.
struct Basis {
    variables: usize,
    arcs: Table<Arc>,
    outgoing: Rows,
    incoming: Rows,
    values: Table<i64>,
    /// Arcs of the tree.
    tree: Table<usize>,
    in_tree: Table<bool>,
    /// Arcs of the tree at each variable.
    at_variable: Table<Vec<usize>>,
    /// The arc towards the root, and the numbers of a postorder walk: a subtree is the range `low..=number`.
    up: Table<usize>,
    low: Table<usize>,
    number: Table<usize>,
    by_number: Table<usize>,
    /// What it costs to make each arc of the tree longer.
    cut: Table<i64>,
    /// Where the search for a leaving arc goes on.
    next: usize,
}

impl Basis {
    fn new(differences: &Differences, mut values: Table<i64>) -> Self {
        let holds = |arc: &&Arc| values[arc.to] - values[arc.from] >= arc.least;
        let mut arcs: Table<Arc> = differences.arcs.iter().filter(holds).copied().collect();
        let count = differences.variables;
        let rows = |end: fn(&Arc) -> usize| Rows::of(count, arcs.iter().enumerate().map(|(at, arc)| (end(arc), at)));
        let (outgoing, incoming) = (rows(|arc| arc.from), rows(|arc| arc.to));
        let tree = tight_tree(count, &mut arcs, &outgoing, &incoming, &mut values);
        let mut basis = Self {
            variables: count,
            in_tree: Table::filled(false, arcs.len()),
            cut: Table::filled(0, arcs.len()),
            arcs,
            outgoing,
            incoming,
            values,
            tree,
            at_variable: Table::filled(Vec::new(), count + 1),
            up: Table::filled(NONE, count + 1),
            low: Table::filled(0, count + 1),
            number: Table::filled(0, count + 1),
            by_number: Table::filled(0, count + 1),
            next: 0,
        };
        for &at in basis.tree.as_slice() {
            basis.in_tree[at] = true;
            let arc = basis.arcs[at];
            basis.at_variable[arc.from].push(at);
            basis.at_variable[arc.to].push(at);
        }
        basis.walk(count, NONE, 0);
        basis.set_cuts();
        basis
    }

    fn other_end(&self, arc: usize, variable: usize) -> usize {
        let arc = self.arcs[arc];
        if arc.from == variable { arc.to } else { arc.from }
    }

    fn slack(&self, at: usize) -> i64 {
        let arc = self.arcs[at];
        self.values[arc.to] - self.values[arc.from] - arc.least
    }

    /// Numbers the subtree below a variable in postorder.
    fn walk(&mut self, top: usize, up: usize, first: usize) {
        let mut number = first;
        let mut open = vec![(top, 0usize)];
        self.up[top] = up;
        self.low[top] = first;
        while let Some((variable, next)) = open.pop() {
            match self.at_variable[variable].get(next).copied() {
                Some(arc) => {
                    open.push((variable, next + 1));
                    if arc != self.up[variable] {
                        let below = self.other_end(arc, variable);
                        self.up[below] = arc;
                        self.low[below] = number;
                        open.push((below, 0));
                    }
                }
                None => {
                    self.number[variable] = number;
                    self.by_number[number] = variable;
                    number += 1;
                }
            }
        }
    }

    fn set_cuts(&mut self) {
        let mut net = Table::filled(0i64, self.variables + 1);
        for arc in &self.arcs {
            net[arc.from] += arc.weight;
            net[arc.to] -= arc.weight;
        }
        for number in 0..self.variables {
            let variable = self.by_number[number];
            let up = self.up[variable];
            let is_tail = self.arcs[up].from == variable;
            self.cut[up] = if is_tail { net[variable] } else { -net[variable] };
            let above = self.other_end(up, variable);
            net[above] += net[variable];
        }
    }

    /// An arc of the tree that would gain by becoming longer.
    fn leaving(&mut self) -> Option<usize> {
        let count = self.tree.len();
        let mut best: Option<(i64, usize)> = None;
        let mut seen = 0;
        for _ in 0..count {
            if self.next >= count {
                self.next = 0;
            }
            let slot = self.next;
            self.next += 1;
            let cut = self.cut[self.tree[slot]];
            if cut < 0 {
                if best.is_none_or(|(least, _)| cut < least) {
                    best = Some((cut, slot));
                }
                seen += 1;
                if seen > CANDIDATES {
                    break;
                }
            }
        }
        best.map(|(_, slot)| slot)
    }

    fn is_below(&self, variable: usize, top: usize) -> bool {
        self.low[top] <= self.number[variable] && self.number[variable] <= self.number[top]
    }

    /// Replaces a leaving arc by the tightest one that crosses the cut the other way; returns how much work that was.
    fn exchange(&mut self, slot: usize) -> usize {
        let leaving = self.tree[slot];
        let arc = self.arcs[leaving];
        let child = if self.up[arc.from] == leaving { arc.from } else { arc.to };
        let Some((slack, entering)) = self.entering(child, arc.from == child) else {
            // Nothing holds the two parts together that way; only weights that do not add up to zero lead here.
            self.cut[leaving] = 0;
            return self.variables;
        };
        self.shift(child, if self.is_below(self.arcs[entering].to, child) { -slack } else { slack });
        let joint = self.recut(leaving, entering);
        self.tree[slot] = entering;
        self.in_tree[leaving] = false;
        self.in_tree[entering] = true;
        for end in [arc.from, arc.to] {
            self.at_variable[end].retain(|&at| at != leaving);
        }
        let Arc { from, to, .. } = self.arcs[entering];
        self.at_variable[from].push(entering);
        self.at_variable[to].push(entering);
        self.walk(joint, self.up[joint], self.low[joint]);
        let (_, parts) = self.smaller_part(child);
        let looked_at: usize = parts.iter().map(|(from, to)| to - from).sum();
        looked_at + self.number[joint] - self.low[joint]
    }

    /// The numbers of the smaller of the two parts that a cut above `child` makes, as two ranges.
    fn smaller_part(&self, child: usize) -> (bool, [(usize, usize); 2]) {
        let (low, high) = (self.low[child], self.number[child] + 1);
        match high - low <= self.variables.div_ceil(2) {
            true => (true, [(low, high), (high, high)]),
            false => (false, [(0, low), (high, self.variables)]),
        }
    }

    fn entering(&self, child: usize, into_child: bool) -> Option<(i64, usize)> {
        let (is_child, ranges) = self.smaller_part(child);
        let rows = if is_child == into_child { &self.incoming } else { &self.outgoing };
        let mut best: Option<(i64, usize)> = None;
        for (from, to) in ranges {
            for &variable in self.by_number.range(from, to) {
                for &at in rows.row(variable) {
                    if self.in_tree[at] || self.is_below(self.other_end(at, variable), child) == is_child {
                        continue;
                    }
                    let found = (self.slack(at), at);
                    if best.is_none_or(|best| found < best) {
                        best = Some(found);
                    }
                }
            }
        }
        best
    }

    /// Moves what is below a variable against the rest.
    fn shift(&mut self, child: usize, by: i64) {
        let (is_child, ranges) = self.smaller_part(child);
        let by = if is_child { by } else { -by };
        for (from, to) in ranges {
            for number in from..to {
                let variable = self.by_number[number];
                self.values[variable] += by;
            }
        }
    }

    /// Brings the cuts along the circle that the entering arc closes up to date; returns its top.
    fn recut(&mut self, leaving: usize, entering: usize) -> usize {
        let by = self.cut[leaving];
        let Arc { from, to, .. } = self.arcs[entering];
        let joint = self.recut_upwards(from, to, by, true);
        self.recut_upwards(to, from, by, false);
        self.cut[entering] = -by;
        self.cut[leaving] = 0;
        joint
    }

    fn recut_upwards(&mut self, start: usize, until_above: usize, by: i64, adds_at_tails: bool) -> usize {
        let mut variable = start;
        while !self.is_below(until_above, variable) {
            let up = self.up[variable];
            let is_tail = self.arcs[up].from == variable;
            self.cut[up] += if is_tail == adds_at_tails { by } else { -by };
            variable = self.other_end(up, variable);
        }
        variable
    }

    fn normalised(&self) -> Table<i64> {
        let values = || self.values.iter().take(self.variables);
        let least = values().copied().min().unwrap_or(0);
        values().map(|value| value - least).collect()
    }
}

/// Shifts variables until a spanning tree of tight arcs holds them together. Parts that nothing connects are hung on an
/// additional last variable. Returns the arcs of the tree.
fn tight_tree(
    count: usize,
    arcs: &mut Table<Arc>,
    outgoing: &Rows,
    incoming: &Rows,
    values: &mut Table<i64>,
) -> Table<usize> {
    let root = values.push(0);
    let mut tree = Table::default();
    let mut is_joined = Table::filled(false, count);
    for seed in 0..count {
        if is_joined[seed] {
            continue;
        }
        let mut part = Part::default();
        let mut joining = Some(seed);
        while let Some(variable) = joining {
            is_joined[variable] = true;
            part.join(variable, arcs, (outgoing.row(variable), incoming.row(variable)), values, &is_joined);
            joining = part.tightest(arcs, &is_joined).map(|(at, variable)| {
                tree.push(at);
                variable
            });
        }
        part.settle(values);
        let least = values[seed];
        tree.push(arcs.push(Arc { from: root, to: seed, least, weight: 0 }));
    }
    tree
}

/// A part of the variables that tight arcs hold together, as it grows.
#[derive(Default)]
struct Part {
    /// How far it was shifted against the other variables.
    shift: i64,
    /// Its variables, each with the shift when it joined.
    members: Vec<(usize, i64)>,
    /// Arcs out of it and into it, by slack. Those out of it lose slack as it is shifted, those into it gain some, so that the
    /// slack is kept as it would be without the shift.
    out: BinaryHeap<Reverse<(i64, usize)>>,
    into: BinaryHeap<Reverse<(i64, usize)>>,
}

impl Part {
    fn join(
        &mut self,
        variable: usize,
        arcs: &Table<Arc>,
        (outgoing, incoming): (&[usize], &[usize]),
        values: &Table<i64>,
        is_joined: &Table<bool>,
    ) {
        self.members.push((variable, self.shift));
        let slack = |arc: Arc| values[arc.to] - values[arc.from] - arc.least;
        for &at in outgoing.iter().filter(|&&at| !is_joined[arcs[at].to]) {
            self.out.push(Reverse((slack(arcs[at]) + self.shift, at)));
        }
        for &at in incoming.iter().filter(|&&at| !is_joined[arcs[at].from]) {
            self.into.push(Reverse((slack(arcs[at]) - self.shift, at)));
        }
    }

    /// Makes the arc to a further variable tight that needs least for it; returns both.
    fn tightest(&mut self, arcs: &Table<Arc>, is_joined: &Table<bool>) -> Option<(usize, usize)> {
        while self.out.peek().is_some_and(|Reverse((_, at))| is_joined[arcs[*at].to]) {
            self.out.pop();
        }
        while self.into.peek().is_some_and(|Reverse((_, at))| is_joined[arcs[*at].from]) {
            self.into.pop();
        }
        let forth = self.out.peek().map(|Reverse((key, at))| (key - self.shift, *at));
        let back = self.into.peek().map(|Reverse((key, at))| (key + self.shift, *at));
        match (forth, back) {
            (Some((slack, at)), back) if back.is_none_or(|(other, _)| slack <= other) => {
                self.shift += slack;
                Some((at, arcs[at].to))
            }
            (_, Some((slack, at))) => {
                self.shift -= slack;
                Some((at, arcs[at].from))
            }
            _ => None,
        }
    }

    /// Shifts each variable by what the part was shifted since it joined.
    fn settle(&self, values: &mut Table<i64>) {
        for &(variable, shift) in &self.members {
            values[variable] += self.shift - shift;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Differences;

    #[test]
    fn the_heaviest_arc_is_the_shortest() {
        let mut differences = Differences::new(4);
        for (from, to, least, weight) in [(0, 1, 1, 1), (1, 3, 1, 1), (0, 2, 1, 1), (2, 3, 3, 5)] {
            differences.require(from, to, least, weight);
        }
        let solution = differences.solve(1000);
        assert!(solution.is_best);
        assert_eq!((solution.values[3] - solution.values[2], solution.values[3]), (3, 4));
    }

    #[test]
    fn contradictions_are_dropped() {
        let mut differences = Differences::new(3);
        differences.require(0, 1, 1, 1);
        differences.require(1, 0, 1, 1);
        differences.require(0, 2, 4, 1);
        assert_eq!(differences.solve(1000).values.len(), 3);
    }

    #[test]
    fn parts_without_connection_are_solved_on_their_own() {
        let mut differences = Differences::new(4);
        differences.require(0, 1, 2, 1);
        differences.require(2, 3, 5, 1);
        let values = differences.solve(1000).values;
        assert_eq!((values[1] - values[0], values[3] - values[2]), (2, 5));
    }
}
