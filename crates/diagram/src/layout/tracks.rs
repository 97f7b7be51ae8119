//! In which track of the gap between two ranks each link runs sideways, so that little crosses and nothing coincides.

use super::items::Items;
use super::ports::Ends;
use super::spacing::TRACK_CLEARANCE;
use super::table::Table;

/// Gaps with more links than this keep the first order of their tracks.
const MAX_IMPROVED: usize = 160;
/// How often all links of a gap are tried at better tracks.
const IMPROVEMENTS: usize = 6;
/// What two vertical pieces on top of each other count for, in crossings.
const COINCIDENCE: i64 = 50;
/// Vertical pieces closer to each other than this coincide.
const COINCIDENCE_DISTANCE: i64 = 4;

/// The tracks of all links.
#[derive(Clone, Debug, Default)]
pub(super) struct Tracks {
    /// Per link, the number of its track in its gap, counted from the top; none when it is straight.
    pub(super) of_link: Table<Option<usize>>,
    /// Per gap, below the rank of the same number, how many tracks there are.
    pub(super) count: Table<usize>,
}

impl Tracks {
    pub(super) fn of(items: &Items, ends: &Table<Ends>) -> Self {
        let mut gaps: Table<Vec<Jog>> = Table::sized(items.ranks);
        for (link, (upper, _)) in items.links().enumerate() {
            let Ends { upper: from, lower: to } = ends[link];
            if from != to {
                gaps[items.last[upper]].push(Jog { link, from, to });
            }
        }
        let mut tracks = Self { of_link: Table::filled(None, ends.len()), count: Table::filled(0, items.ranks) };
        for (gap, jogs) in gaps.iter().enumerate() {
            let jogs = sorted(jogs.clone());
            let numbers = numbers(&jogs);
            for (jog, number) in jogs.iter().zip(&numbers) {
                tracks.of_link[jog.link] = Some(*number);
                tracks.count[gap] = tracks.count[gap].max(number + 1);
            }
        }
        tracks
    }
}

/// A link that runs sideways.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Jog {
    link: usize,
    /// Where it comes down from, and where it goes on down.
    from: i64,
    to: i64,
}

impl Jog {
    fn left(&self) -> i64 {
        self.from.min(self.to)
    }

    fn right(&self) -> i64 {
        self.from.max(self.to)
    }

    fn spans(&self, at: i64) -> bool {
        self.left() < at && at < self.right()
    }

    /// Whether the two cannot share a track.
    fn meets(&self, other: &Self) -> bool {
        self.left() <= other.right() + TRACK_CLEARANCE && other.left() <= self.right() + TRACK_CLEARANCE
    }

    /// What it costs to run above another.
    fn cost_above(&self, other: &Self) -> i64 {
        let crossings = i64::from(other.spans(self.to)) + i64::from(self.spans(other.from));
        let coincides = (self.to - other.from).abs() < COINCIDENCE_DISTANCE;
        crossings + if coincides { COINCIDENCE } else { 0 }
    }
}

/// The jogs of a gap from the top to the bottom.
fn sorted(mut jogs: Vec<Jog>) -> Vec<Jog> {
    // Of two that run to the right, the one further right goes above, and the other way round: then they do not cross.
    jogs.sort_by_key(|jog| match jog.from < jog.to {
        true => (0, -jog.from, -jog.to, jog.link),
        false => (1, jog.from, jog.to, jog.link),
    });
    if jogs.len() <= MAX_IMPROVED {
        for _ in 0..IMPROVEMENTS {
            if !improve(&mut jogs) {
                break;
            }
        }
    }
    jogs
}

/// Moves each jog once to where it costs least; says whether that changed anything.
fn improve(jogs: &mut Vec<Jog>) -> bool {
    let mut has_changed = false;
    for jog in jogs.clone() {
        let Some(here) = jogs.iter().position(|other| *other == jog) else { continue };
        jogs.remove(here);
        let mut cost = 0;
        let mut costs = vec![0];
        for other in jogs.iter() {
            if jog.meets(other) {
                cost += other.cost_above(&jog) - jog.cost_above(other);
            }
            costs.push(cost);
        }
        let now = costs.get(here).copied().unwrap_or(0);
        let best = costs.iter().copied().enumerate().min_by_key(|&(slot, cost)| (cost, slot.abs_diff(here)));
        let there = best.filter(|&(_, cost)| cost < now).map_or(here, |(slot, _)| slot);
        has_changed |= there != here;
        jogs.insert(there, jog);
    }
    has_changed
}

/// The highest track for each, below all earlier ones that it meets.
fn numbers(jogs: &[Jog]) -> Vec<usize> {
    let mut numbers: Vec<usize> = Vec::with_capacity(jogs.len());
    for (at, jog) in jogs.iter().enumerate() {
        let earlier = jogs.iter().take(at).zip(&numbers);
        let number = earlier.filter(|(other, _)| jog.meets(other)).map(|(_, number)| number + 1).max();
        numbers.push(number.unwrap_or(0));
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::{Jog, numbers, sorted};

    fn tracks(jogs: &[(i64, i64)]) -> Vec<(usize, usize)> {
        let jog = |(link, &(from, to)): (usize, &(i64, i64))| Jog { link, from, to };
        let jogs = sorted(jogs.iter().enumerate().map(jog).collect());
        let mut tracks: Vec<_> = jogs.iter().map(|jog| jog.link).zip(numbers(&jogs)).collect();
        tracks.sort_unstable();
        tracks
    }

    #[test]
    fn links_side_by_side_do_not_cross() {
        assert_eq!(tracks(&[(0, 50), (20, 70)]), [(0, 1), (1, 0)]);
        assert_eq!(tracks(&[(50, 0), (70, 20)]), [(0, 0), (1, 1)]);
    }

    #[test]
    fn links_far_from_each_other_share_a_track() {
        assert_eq!(tracks(&[(0, 50), (70, 120)]), [(0, 0), (1, 0)]);
    }

    #[test]
    fn a_link_that_goes_on_where_another_comes_from_runs_below_it() {
        assert_eq!(tracks(&[(0, 50), (50, 90)]), [(0, 1), (1, 0)]);
    }
}
