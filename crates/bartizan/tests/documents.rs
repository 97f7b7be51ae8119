//! The book and the other documents: what they show is what comes out, every link leads somewhere, and every page is in the
//! contents. `DOCUMENTS=overwrite` writes outputs anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]
#![allow(clippy::disallowed_methods, reason = "the test reads documents and runs what they show")]

#[path = "documents/contents.rs"]
mod contents;
#[path = "documents/difference.rs"]
mod difference;
#[path = "documents/limits.rs"]
mod limits;
#[path = "documents/links.rs"]
mod links;
#[path = "documents/pages.rs"]
mod pages;
#[path = "documents/session.rs"]
mod session;
#[path = "documents/step.rs"]
mod step;

use std::sync::Mutex;

use pages::Page;
use session::Session;

/// Pages that are run at the same time.
const THREADS: usize = 4;

#[test]
fn the_documents_show_what_comes_out() {
    let pages: Vec<Page> = pages::all().into_iter().filter(|page| !page.is_generated()).collect();
    let is_overwritten = std::env::var_os("DOCUMENTS").is_some_and(|value| value == "overwrite");
    let (count, failures) = (Mutex::new(0), Mutex::new(Vec::new()));
    let waiting = Mutex::new(pages.iter());
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                loop {
                    let Some(page) = waiting.lock().unwrap().next() else { break };
                    let outcome = Session::new(page, is_overwritten).run();
                    if is_overwritten && outcome.page != page.text {
                        std::fs::write(page.path(), &outcome.page).unwrap();
                    }
                    *count.lock().unwrap() += outcome.commands;
                    failures.lock().unwrap().extend(outcome.failures);
                }
            });
        }
    });
    let (count, mut failures) = (count.into_inner().unwrap(), failures.into_inner().unwrap());
    failures.sort();
    assert!(count >= 50, "only {count} commands found");
    assert!(
        failures.is_empty(),
        "\n{}\n\n{} of {count} commands show something else; `DOCUMENTS=overwrite` writes anew what is shown without `...`",
        failures.join("\n\n"),
        failures.len()
    );
}
