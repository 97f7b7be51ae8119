//! Commands and what they print, word for word: the files of `tests/cmd`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

#[test]
fn commands_print_what_is_written_down() {
    with_ci("");
}

/// Where `CI` is set, models are evaluated in a worker process; what is printed is the same.
#[test]
fn commands_print_the_same_in_isolation() {
    with_ci("true");
}

fn with_ci(ci: &str) {
    let cases = trycmd::TestCases::new();
    cases.default_bin_name("bartizan");
    cases.env("CI", ci);
    cases.case("tests/cmd/*.md");
}
