//! Commands and what they print: the files of `tests/cmd`, and every command that the documents show.

#[test]
fn commands_print_what_the_documents_say() {
    let cases = trycmd::TestCases::new();
    cases.case("tests/cmd/*.md");
    cases.case("../../README.md");
    cases.case("../../docs/*.md");
    cases.case("../../examples/*/README.md");
    cases.default_bin_name("bartizan");
}
