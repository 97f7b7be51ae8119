//! A first order: each item goes to the mean of what it is linked with, again and again.

use super::arrangement::Arrangement;
use super::web::Web;
use crate::layout::table::Table;

/// Brings every boundary's order closer to what is linked. `damping` is how much an item keeps of where it is.
pub(super) fn sweep(web: &Web<'_>, arrangement: &mut Arrangement, damping: f64) {
    let mut wish: Table<f64> = Table::filled(0.0, web.items.len());
    for border in 0..arrangement.children.len() {
        for &child in &arrangement.children[border] {
            let centre = |item: usize| arrangement.place[item] as f64 + web.size[item] as f64 / 2.0;
            let linked = || web.above(child).iter().chain(web.below(child)).copied();
            let count = linked().count() as f64;
            wish[child] = match count > 0.0 {
                true => (1.0 - damping) * linked().map(centre).sum::<f64>() / count + damping * centre(child),
                false => centre(child),
            };
        }
        arrangement.children[border].sort_by(|&one, &other| wish[one].total_cmp(&wish[other]));
        arrangement.place_all(web);
    }
}
