//! The contents of the book: each page once, and nothing else.

use std::collections::BTreeSet;

use xtask::markdown::links;

use crate::pages::all;

const CONTENTS: &str = "docs/SUMMARY.md";

#[test]
fn every_page_is_in_the_contents_once() {
    let pages = all();
    let contents = pages.iter().find(|page| page.name == CONTENTS).unwrap();
    let listed: Vec<String> = links(&contents.text).into_iter().map(|link| format!("docs/{}", link.target)).collect();
    let once: BTreeSet<&String> = listed.iter().collect();
    let there: BTreeSet<&String> =
        pages.iter().filter(|page| page.is_of_the_book() && page.name != CONTENTS).map(|page| &page.name).collect();
    let missing: Vec<_> = there.difference(&once).collect();
    assert!(missing.is_empty(), "docs/SUMMARY.md does not list {missing:?}; `cargo xtask gen` lists threats");
    let gone: Vec<_> = once.difference(&there).collect();
    assert!(gone.is_empty(), "docs/SUMMARY.md lists what is not there: {gone:?}");
    assert_eq!(listed.len(), once.len(), "docs/SUMMARY.md lists a page twice");
}
