//! Where things are on a page, on small screens and large ones. Pictures differ with each browser; that nothing is cut off,
//! lies over something else or cannot be reached does not.

use serde_json::json;

use crate::page::Page;

const CHECK: &str = include_str!("geometry.js");

/// A telephone, a tablet, a laptop, the big screen of a meeting.
pub(crate) const SCREENS: [(u32, u32); 4] = [(390, 844), (768, 1024), (1400, 900), (2560, 1440)];

/// Everything is in its place as the page is now; a picture of it goes to who wants one.
pub(crate) fn in_place(page: &mut Page, what: &str) {
    page.eval("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))");
    page.picture(what);
    assert_eq!(page.eval(CHECK), json!([]), "{what}");
}

/// On every screen.
pub(crate) fn in_place_on_all_screens(page: &mut Page, what: &str) {
    for (width, height) in SCREENS {
        page.resize(width, height);
        in_place(page, &format!("{what}-{width}"));
    }
}
