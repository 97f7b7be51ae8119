//! The HTML templates that come along.

use crate::accessibility::accessible_in_both;
use crate::devtools::browser;
use crate::geometry::in_place_on_all_screens;
use crate::made;
use crate::page::Page;

#[test]
fn templates_of_the_gallery_are_sound_pages() {
    let Some(browser) = browser() else { return };
    for template in ["executive", "slides"] {
        let file = made::folder("templates").join(format!("{template}.html"));
        made::written(&made::example("quickstart"), &file, &["--template", template]);
        let mut page = Page::open_file(browser, &file, 1280, 900);
        accessible_in_both(&mut page, template);
        in_place_on_all_screens(&mut page, template);
        page.is_quiet("file:");
    }
}
