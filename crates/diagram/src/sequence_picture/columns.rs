//! The order of participants from left to right, and which trust boundaries can be shown behind them.
//!
//! Short arrows read best. Participants stand in the model's order or in the order in which they first take part,
//! whichever makes the arrows shorter; those of one boundary are brought together where that does not make them much longer.

use std::collections::BTreeMap;

use crate::limits::MAX_BAND_DEPTH;
use crate::sequence::Sequence;

/// How much longer arrows may become in all so that boundaries can be shown, in hundredths.
const LONGEST: usize = 140;

/// Who stands where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns {
    /// Positions of participants, from left to right.
    pub(super) order: Vec<usize>,
    /// Column of each participant.
    pub(super) of: Vec<usize>,
    /// Boundaries that are shown; each comes after the one it is in.
    pub(super) bands: Vec<Band>,
}

/// A trust boundary behind neighbouring columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Band {
    /// Position of the boundary.
    pub(super) boundary: usize,
    /// The leftmost column.
    pub(super) first: usize,
    /// The rightmost column.
    pub(super) last: usize,
    /// How many bands are around it.
    pub(super) depth: usize,
}

/// The columns of a diagram whose messages go from one participant to another.
pub(super) fn arrange(sequence: &Sequence, ends: &[(usize, usize)]) -> Columns {
    let declared: Vec<usize> = (0..sequence.participants.len()).collect();
    let met = by_first_use(declared.len(), ends);
    let shortest = if length(&met, ends) < length(&declared, ends) { met } else { declared };
    let around = Around::of(sequence);
    let grouped = by_boundary(&around, &shortest);
    let is_near = length(&grouped, ends) * 100 <= length(&shortest, ends) * LONGEST;
    let order = if is_near { grouped } else { shortest };
    let bands = bands(&around, &order);
    Columns { of: columns_of(&order), order, bands }
}

/// Participants in the order in which they first send or receive, then those that never do.
fn by_first_use(count: usize, ends: &[(usize, usize)]) -> Vec<usize> {
    let mut is_met = vec![false; count];
    let mut order = Vec::with_capacity(count);
    for participant in ends.iter().flat_map(|(from, to)| [*from, *to]).chain(0..count) {
        if let Some(is_met) = is_met.get_mut(participant).filter(|is_met| !**is_met) {
            *is_met = true;
            order.push(participant);
        }
    }
    order
}

/// How many columns all messages cross.
fn length(order: &[usize], ends: &[(usize, usize)]) -> usize {
    let columns = columns_of(order);
    let column = |participant: &usize| columns.get(*participant).copied().unwrap_or(0);
    ends.iter().map(|(from, to)| column(from).abs_diff(column(to))).sum()
}

fn columns_of(order: &[usize]) -> Vec<usize> {
    let mut columns = vec![0; order.len()];
    for (column, participant) in order.iter().enumerate() {
        if let Some(of_participant) = columns.get_mut(*participant) {
            *of_participant = column;
        }
    }
    columns
}

/// The same order, but with participants of one boundary together, where the first of them stands.
fn by_boundary(around: &Around, order: &[usize]) -> Vec<usize> {
    // For each boundary, the column in which it is first met.
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for (column, participant) in order.iter().enumerate() {
        for boundary in around.participant(*participant) {
            first.entry(*boundary).or_insert(column);
        }
    }
    let mut grouped: Vec<(Vec<usize>, usize)> = Vec::with_capacity(order.len());
    for (column, participant) in order.iter().enumerate() {
        let met = around.participant(*participant).iter().filter_map(|boundary| first.get(boundary)).copied();
        grouped.push((met.chain([column]).collect(), *participant));
    }
    grouped.sort();
    grouped.into_iter().map(|(_, participant)| participant).collect()
}

/// The boundaries whose participants are neighbours.
fn bands(around: &Around, order: &[usize]) -> Vec<Band> {
    let mut extents: BTreeMap<usize, Extent> = BTreeMap::new();
    for (column, participant) in order.iter().enumerate() {
        for boundary in around.participant(*participant) {
            let extent = extents.entry(*boundary).or_insert(Extent { first: column, last: column, count: 0 });
            extent.last = column;
            extent.count += 1;
        }
    }
    extents.retain(|_, extent| extent.last - extent.first + 1 == extent.count);
    let depth = |boundary| {
        around.boundary(boundary).iter().filter(|outer| extents.contains_key(outer)).count().saturating_sub(1)
    };
    let band = |(boundary, extent): (&usize, &Extent)| Band {
        boundary: *boundary,
        first: extent.first,
        last: extent.last,
        depth: depth(*boundary),
    };
    extents.iter().map(band).collect()
}

/// Columns from the first to the last participant in a boundary, and how many of them are in it.
struct Extent {
    first: usize,
    last: usize,
    count: usize,
}

/// The boundaries around each boundary and participant that may be shown, outermost first.
struct Around {
    of_boundary: Vec<Vec<usize>>,
    of_participant: Vec<Option<usize>>,
}

impl Around {
    fn of(sequence: &Sequence) -> Self {
        let mut of_boundary: Vec<Vec<usize>> = Vec::with_capacity(sequence.boundaries.len());
        for (at, boundary) in sequence.boundaries.iter().enumerate() {
            let outer = boundary.parent.and_then(|parent| of_boundary.get(parent)).cloned().unwrap_or_default();
            of_boundary.push(outer.into_iter().chain([at]).take(MAX_BAND_DEPTH).collect());
        }
        let of_participant = sequence.participants.iter().map(|participant| participant.boundary).collect();
        Self { of_boundary, of_participant }
    }

    /// A boundary and those around it.
    fn boundary(&self, at: usize) -> &[usize] {
        self.of_boundary.get(at).map_or(&[], Vec::as_slice)
    }

    fn participant(&self, at: usize) -> &[usize] {
        self.of_participant.get(at).copied().flatten().map_or(&[], |boundary| self.boundary(boundary))
    }
}

#[cfg(test)]
mod tests {
    use bartizan_model::ElementId;

    use super::*;
    use crate::identifier::Identifier;
    use crate::sequence::{Participant, ParticipantKind, Surroundings};

    /// Participants by the boundary they are in, and boundaries by the one around them.
    fn sequence(participants: &[Option<usize>], boundaries: &[Option<usize>]) -> Sequence {
        let element = ElementId(0);
        let id = Identifier::default();
        let participant = |boundary: &Option<usize>| Participant {
            id: id.clone(),
            element,
            kind: ParticipantKind::Entity,
            name: "a".into(),
            boundary: *boundary,
        };
        let surroundings =
            |parent: &Option<usize>| Surroundings { id: id.clone(), element, name: "b".into(), parent: *parent };
        Sequence {
            participants: participants.iter().map(participant).collect(),
            boundaries: boundaries.iter().map(surroundings).collect(),
            ..Sequence::default()
        }
    }

    #[test]
    fn participants_stand_as_declared_unless_arrows_become_shorter() {
        let plain = sequence(&[None, None, None], &[]);
        assert_eq!(arrange(&plain, &[(0, 1), (1, 2)]).order, [0, 1, 2]);
        assert_eq!(arrange(&plain, &[(0, 2), (2, 1)]).order, [0, 2, 1]);
        assert_eq!(arrange(&plain, &[]).order, [0, 1, 2]);
    }

    #[test]
    fn participants_of_a_boundary_are_brought_together() {
        // The first and the last share a boundary.
        let columns = arrange(&sequence(&[Some(0), None, Some(0)], &[None]), &[(0, 1), (0, 2), (1, 0), (0, 2)]);
        assert_eq!(columns.bands, [Band { boundary: 0, first: 0, last: 1, depth: 0 }]);
        assert_eq!(columns.of, [0, 2, 1]);
    }

    #[test]
    fn a_boundary_is_left_off_when_it_would_take_participants_too_far_apart() {
        let boundaries = [Some(0), None, None, None, None, None, Some(0)];
        let ends = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6)];
        let columns = arrange(&sequence(&boundaries, &[None]), &ends);
        assert_eq!(columns.order, [0, 1, 2, 3, 4, 5, 6]);
        assert_eq!(columns.bands, []);
    }

    #[test]
    fn boundaries_nest() {
        let columns = arrange(&sequence(&[None, Some(0), Some(1)], &[None, Some(0)]), &[(0, 1), (1, 2)]);
        let bands =
            [Band { boundary: 0, first: 1, last: 2, depth: 0 }, Band { boundary: 1, first: 2, last: 2, depth: 1 }];
        assert_eq!(columns.bands, bands);
    }
}
