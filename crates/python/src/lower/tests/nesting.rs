use std::thread;

use super::*;
use crate::limits::{MAX_NESTING, STACK};

/// Runs on a stack as large as the evaluator's.
fn on_large_stack<T: Send + 'static>(run: impl FnOnce() -> T + Send + 'static) -> T {
    thread::Builder::new().stack_size(STACK).spawn(run).unwrap().join().unwrap()
}

fn is_refused(text: String) -> bool {
    on_large_stack(move || match super::super::lower(&text, SourceId(0)) {
        Ok(_) => false,
        Err(errors) => {
            assert!(errors[0].is_refusal, "{errors:?}");
            true
        }
    })
}

fn nested(open: &str, middle: &str, close: &str, depth: usize) -> String {
    format!("x = {}{middle}{}\n", open.repeat(depth), close.repeat(depth))
}

#[test]
fn the_deepest_nesting_of_each_kind() {
    for (open, middle, close) in [
        ("(", "1", ")"),
        ("[", "", "]"),
        ("{1: ", "1", "}"),
        ("f(", "", ")"),
        ("a[", "0", "]"),
        ("not ", "1", ""),
        ("-", "1", ""),
        ("~", "1", ""),
        ("1 ** ", "1", ""),
        ("lambda: ", "1", ""),
        ("lambda a, b=1: ", "1", ""),
        ("1 if 2 else ", "3", ""),
        ("f'{", "1", "}'"),
        ("[1 for a in ", "b", "]"),
    ] {
        assert!(!is_refused(nested(open, middle, close, MAX_NESTING)), "{open}");
        assert!(is_refused(nested(open, middle, close, MAX_NESTING + 1)), "{open}");
    }
}

#[test]
fn the_deepest_indentation() {
    let blocks = |depth: usize| {
        let line = |level: usize| format!("{}if a:\n", " ".repeat(level));
        (0..depth).map(line).collect::<String>() + &" ".repeat(depth) + "pass\n"
    };
    assert!(!is_refused(blocks(MAX_NESTING)));
    assert!(is_refused(blocks(MAX_NESTING + 1)));
}

#[test]
fn kinds_of_nesting_add_up() {
    let mixed = |depth: usize| format!("if a:\n    x = {}1{}\n", "(-".repeat(depth), ")".repeat(depth));
    assert!(!is_refused(mixed(99)));
    assert!(is_refused(mixed(100)));
}

#[test]
fn the_place_is_where_it_becomes_too_deep() {
    let text = nested("not ", "1", "", MAX_NESTING + 1);
    assert_eq!(error(&text), "code is nested more than 200 levels deep [not]");
    assert_eq!(errors(&text)[0].labels[0].span.start as usize, "x = ".len() + MAX_NESTING * "not ".len());
}

#[test]
fn chains_have_their_own_limits() {
    let sum = |operators: usize| format!("x = 1{}\n", "+1".repeat(operators));
    assert!(!is_refused(sum(10_000)));
    assert!(is_refused(sum(10_001)));
    let attributes = |count: usize| format!("x = a{}\n", ".b".repeat(count));
    assert!(!is_refused(attributes(1000)));
    assert!(is_refused(attributes(1001)));
    assert!(is_refused(format!("x = a{}\n", "()[0]".repeat(501))));
}

#[test]
fn chains_in_brackets_add_up() {
    let sums =
        |depth: usize| format!("x = {}1{}\n", "(".repeat(depth), format!("{})", "+1".repeat(9_000)).repeat(depth));
    assert!(!is_refused(sums(2)));
    assert!(is_refused(sums(3)));
    let attributes =
        |depth: usize| format!("x = {}a{}\n", "(".repeat(depth), format!("{})", ".b".repeat(999)).repeat(depth));
    assert!(!is_refused(attributes(20)));
    assert!(is_refused(attributes(21)));
}

#[test]
fn what_is_flat_may_be_long() {
    let long = 5000;
    assert!(!is_refused(format!("if 0: pass\n{}", "elif 0: pass\n".repeat(long))));
    assert!(!is_refused(format!("x = 1{}\n", " < 1".repeat(long))));
    assert!(!is_refused(format!("x = 1{}\n", " and not 1".repeat(long))));
    assert!(!is_refused(format!("x = 1{}\n", " + -1".repeat(long))));
    assert!(!is_refused(format!("x = [{}]\n", "-1, lambda a, b: not b, c if d else e, ".repeat(long))));
    assert!(!is_refused(format!("x = {{{}}}\n", "1: -1, ".repeat(long))));
    assert!(!is_refused(format!("f({})\n", "a=not b, ".repeat(long).replace("a=", "*"))));
    assert!(!is_refused(format!("x = 1{}\n", " not in y".repeat(long))));
    assert!(!is_refused("if a: x = -1; y = not 2\n".repeat(long)));
    assert!(!is_refused(format!("x = 'a'{}\n", " 'b' f'{c}'".repeat(long))));
}

#[test]
fn strings_and_comments_do_not_nest() {
    let brackets = "(".repeat(1000);
    assert!(!is_refused(format!("x = '{brackets}' # {brackets}\n'''{brackets}'''\nf'{{x}}{brackets}'\n")));
}

#[test]
fn wrong_code_cannot_hide_its_nesting() {
    for unit in [
        "(]",
        "if a: ",
        "try: ",
        "async ",
        "lambda ",
        "- not ",
        "(\n",
        "x = not ",
        "for a in b: ",
        "yield ",
        "f'{",
        "* < ",
        "is ** ",
    ] {
        assert!(is_refused(unit.repeat(1000)), "{unit}");
    }
}

#[test]
fn a_bracket_that_is_never_closed_is_the_error_whatever_follows() {
    let rest = "x = -1\nif not x:\n    for y in x:\n        if y: z = lambda a: not a\n    else: a ** b\n".repeat(300);
    assert_eq!(error(&format!("tm = TM('a',\n{rest}")), "invalid syntax: `(` is never closed [(]");
}

#[test]
fn functions_that_share_too_many_variables_are_refused() {
    let names: String = (0..600).map(|at| format!("a{at},")).collect();
    let shared = |depth: usize| {
        let functions: String = (1..depth).map(|level| format!("{}def f():\n", " ".repeat(level))).collect();
        format!("def f():\n {names} = 1\n{functions}{}return {names}\n", " ".repeat(depth))
    };
    assert!(!is_refused(shared(160)));
    assert!(is_refused(shared(180)));
}
