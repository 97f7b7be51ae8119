use super::*;

#[test]
fn what_is_not_supported_is_refused_where_it_stands() {
    for (text, expected) in [
        ("async def f():\n    [x async for x in y]", "`async for` in a comprehension is not supported [async]"),
        ("async def f():\n    [await x for x in y]", "`await` in a comprehension is not supported [await]"),
        ("x = t'a'", "template strings are not supported [t'a']"),
    ] {
        assert_eq!(error(text), expected);
        assert!(errors(text)[0].is_refusal, "{text}");
        assert!(!errors(text)[0].help.is_empty(), "{text}");
    }
}

#[test]
fn surrogates_are_refused_and_what_looks_like_them_is_not() {
    assert!(errors(r"x = '\ud800'")[0].is_refusal);
    assert!(errors(r"x = f'{y}\U0000DFFF'")[0].is_refusal);
    module("x = r'\\ud800 \u{fffd}'\ny = '\\\\ud800 \u{fffd}'\nz = '\\ufffd'");
}

#[test]
fn a_file_over_the_limit_is_refused() {
    let comment = |length: usize| "#".repeat(length);
    module(&comment(crate::limits::MAX_SOURCE));
    assert!(errors(&comment(crate::limits::MAX_SOURCE + 1))[0].is_refusal);
}

#[test]
fn names_that_multiply_are_refused() {
    let class = |length: usize, methods: usize| {
        format!("class {}:\n{}", "C".repeat(length), "    def f(self): pass\n".repeat(methods))
    };
    module(&class(255, 1000));
    assert!(errors(&class(256, 1))[0].is_refusal);
    let function = |methods: usize| format!("def {}():\n{}", "f".repeat(9000), "    def f(): pass\n".repeat(methods));
    module(&function(1000));
    assert!(errors(&function(2000))[0].is_refusal);
}

#[test]
fn at_most_twenty_errors_in_the_order_of_the_file() {
    let text = "yield 1\nreturn\nyield 2\nbreak\nyield 3\nyield 4";
    let places: Vec<u32> = errors(text).iter().map(|error| error.labels[0].span.start).collect();
    assert_eq!(places, [0, 8, 15, 23, 29, 37]);
    assert_eq!(errors(&"yield 1\n".repeat(21)).len(), 20);
}
