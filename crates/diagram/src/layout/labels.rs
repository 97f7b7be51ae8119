//! In which rank each label stands: it is a wide spot of its flow's segment in the innermost boundary around both ends.

use super::items::Items;
use super::scene::{Extent, Scene};
use super::spacing::{BOX_GAP, FLOW_GAP};
use super::table::Table;

/// What the ranks count for, in pixels of width, where labels would not stand among labels.
const ODD_RANK: i64 = 60;

/// Where the label of a segment is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Label {
    pub(super) rank: usize,
    pub(super) size: Extent,
}

/// The labels by segment.
pub(super) fn labels(scene: &Scene, items: &Items) -> Table<Option<Label>> {
    let mut widths = Table::filled(0i64, items.ranks);
    for (at, element) in scene.elements.iter().enumerate() {
        widths[items.first[at]] += element.size.width + BOX_GAP;
    }
    for segment in items.elements + items.borders..items.len() {
        for rank in items.first[segment]..=items.last[segment] {
            widths[rank] += FLOW_GAP;
        }
    }
    let mut labels = Table::filled(None, items.flow_of.len());
    for (flow, route) in items.routes.iter().enumerate() {
        let size = scene.flows[flow].label;
        let common = items.common[flow];
        let segment = route.iter().copied().find(|&item| items.segment(item).is_some() && items.parent[item] == common);
        if let Some(item) = segment.filter(|_| size.width > 0)
            && let Some(segment) = items.segment(item)
        {
            let rank = least_crowded(items, item, &widths);
            widths[rank] += size.width + FLOW_GAP;
            labels[segment] = Some(Label { rank, size });
        }
    }
    labels
}

fn least_crowded(items: &Items, segment: usize, widths: &Table<i64>) -> usize {
    let (first, last) = (items.first[segment], items.last[segment]);
    let crowd = |rank: usize| {
        let is_odd = (rank - first) % 2 == 1;
        let off_centre = (2 * rank).abs_diff(first + last);
        (widths[rank] + if is_odd { ODD_RANK } else { 0 }, off_centre, rank)
    };
    (first..=last).min_by_key(|&rank| crowd(rank)).unwrap_or(first)
}
