//! The report on paper.

use std::path::Path;

use serde_json::json;

use crate::devtools::browser;
use crate::made;
use crate::page::{Page, decoded, write_decoded};

/// Name, width and height in inches.
const PAPERS: [(&str, f64, f64); 2] = [("A4", 8.27, 11.69), ("Letter", 8.5, 11.0)];
/// The margin that the report asks for, in inches.
const MARGIN: f64 = 14.0 / 25.4;
/// Pixels of a page's style to an inch.
const PER_INCH: f64 = 96.0;
/// More than this, nobody prints.
const MOST_PAGES: usize = 20;

#[test]
fn a_printed_report_is_short_and_whole() {
    let Some(browser) = browser() else { return };
    let mut page = Page::open_file(browser, made::parcels(), 1280, 900);
    for (name, width, height) in PAPERS {
        let asked = json!({"paperWidth": width, "paperHeight": height, "printBackground": true});
        let sent = page.call("Page.printToPDF", asked);
        if let Some(folder) = std::env::var_os("BARTIZAN_SCREENSHOTS") {
            write_decoded(&Path::new(&folder).join(format!("report-{name}.pdf")), &sent);
        }
        let pages = decoded(&sent).split(|byte| *byte == b'\n').filter(|line| line.ends_with(b"/Type /Page")).count();
        assert!((5..=MOST_PAGES).contains(&pages), "{name}: {pages} pages");
    }

    // The same styles on a screen that is as large as what a sheet has within its margins.
    page.call("Emulation.setEmulatedMedia", json!({"media": "print"}));
    for (name, width, height) in PAPERS {
        let [width, height] = [width, height].map(|side| ((side - 2.0 * MARGIN) * PER_INCH).floor());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some hundred pixels")]
        page.resize(width as u32, height as u32);
        let bottom = |selector: &str| {
            format!("document.querySelector({selector:?}).getBoundingClientRect().bottom + scrollY <= {height}")
        };
        for what in ["#title", ".cards", "#stage svg"] {
            assert_eq!(page.eval(&bottom(what)), true, "{what} is on the first page of {name}");
        }
        let wide = "[...document.querySelectorAll('main *')].filter(node => node.checkVisibility() && \
                    node.getBoundingClientRect().right > innerWidth + 1).map(node => node.outerHTML.slice(0, 100)).slice(0, 5)";
        assert_eq!(page.eval(wide), json!([]), "nothing is cut off on {name}");
    }
}
