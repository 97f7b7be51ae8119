//! Commands and what they print, word for word: the files of `tests/cmd`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

#[test]
fn commands_print_what_is_written_down() {
    let cases = trycmd::TestCases::new();
    cases.default_bin_name("bartizan");
    cases.case("tests/cmd/*.md");
}
