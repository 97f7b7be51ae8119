//! Where along the upper border of its boundary each title stands: in the first gap that no flow passes.

use super::columns::{Columns, Scenery};
use super::ports::Ends;
use super::scene::WHOLE;
use super::spacing::{TITLE_GAP, TITLE_INDENT};
use super::table::Table;

/// By boundary, the left side of its title; none when flows leave no gap for it.
pub(super) fn titles(scenery: &Scenery<'_>, columns: &Columns, ends: &Table<Ends>) -> Table<Option<i64>> {
    let items = scenery.items;
    let mut entering: Table<Vec<i64>> = Table::sized(items.borders);
    for ((upper, lower), ends) in items.links().zip(ends) {
        let mut border = items.parent[lower];
        while border != WHOLE {
            let item = items.item_of_border(border);
            if items.first[item] <= items.last[upper] {
                break;
            }
            entering[border].push(ends.lower);
            border = items.parent[item];
        }
    }
    let title = |border: usize| {
        let mut flows = entering[border].clone();
        flows.sort_unstable();
        let right = columns.right[border] - TITLE_INDENT;
        gap(&flows, columns.left[border] + TITLE_INDENT, right, scenery.scene.borders[border].title.width)
    };
    (0..items.borders).map(title).collect()
}

fn gap(flows: &[i64], left: i64, right: i64, width: i64) -> Option<i64> {
    let mut at = left;
    for &flow in flows {
        if flow >= at + width + TITLE_GAP {
            break;
        }
        at = at.max(flow + TITLE_GAP);
    }
    (at + width <= right).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::gap;

    #[test]
    fn titles_go_to_the_first_gap() {
        assert_eq!(gap(&[], 8, 100, 40), Some(8));
        assert_eq!(gap(&[60], 8, 100, 40), Some(8));
        assert_eq!(gap(&[30], 8, 100, 40), Some(36));
        assert_eq!(gap(&[30, 50], 8, 80, 40), None);
    }
}
