//! Pages in a browser: the HTML report, the live page and templates, as a reader sees, clicks, types and prints them.
//!
//! Without Chromium these tests say so and pass, unless `BARTIZAN_BROWSER=required` is set. Where `BARTIZAN_AXE` names a copy
//! of axe-core, accessibility is checked with it. `BARTIZAN_SCREENSHOTS` names a folder for pictures of what was looked at.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]
#![allow(clippy::disallowed_methods, reason = "starts the program and a browser, and writes models for them")]

mod accessibility;
mod devtools;
mod geometry;
mod live_page;
mod made;
mod page;
mod paper;
mod report;
mod templates;

#[path = "../live/mod.rs"]
mod live;
