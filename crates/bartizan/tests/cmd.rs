//! Commands and what they print, word for word: the files of `tests/cmd`.

#[test]
fn commands_print_what_is_written_down() {
    let cases = trycmd::TestCases::new();
    cases.default_bin_name("bartizan");
    cases.case("tests/cmd/*.md");
}
