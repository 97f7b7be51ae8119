use super::*;

#[test]
fn errors_of_the_grammar_have_places() {
    for (text, expected) in [
        ("x = = 1", "invalid syntax: `=` cannot stand here [=]"),
        ("x = 'a", "invalid syntax: a string is not closed ['a]"),
        ("None = 1", "invalid syntax: this cannot be assigned to [None]"),
        ("def f():\nx = 1", "invalid syntax: function definition has no indented lines below it [def f():]"),
        (
            "if 1:\n\tx=1\n        y=2",
            "invalid syntax: the line is indented with spaces, the one above with tabs [        ]",
        ),
        ("print 'a'", "missing parentheses in call to `print` ['a']"),
        ("if x: print y", "missing parentheses in call to `print` [y]"),
        ("x = f(a, [b],\ny = 2\nz = 3", "invalid syntax: `(` is never closed [(]"),
        ("try: pass\nexcept A, e: pass", "several exceptions need parentheses [A, e]"),
    ] {
        assert_eq!(error(text), expected);
        assert!(!errors(text)[0].is_refusal);
    }
}

#[test]
fn errors_that_the_grammar_does_not_show() {
    for (text, expected) in [
        ("return 1", "`return` outside of a function [return 1]"),
        ("class C:\n    return", "`return` outside of a function [return]"),
        ("yield 1", "`yield` outside of a function [yield]"),
        ("class C:\n    x = yield from y", "`yield` outside of a function [yield]"),
        ("def f():\n    [(yield x) for x in y]", "`yield` inside a comprehension [yield]"),
        ("async def f():\n    yield from x", "`yield from` inside an async function [yield]"),
        ("def f():\n    await x", "`await` outside of an async function [await]"),
        ("def f():\n    async for x in y: pass", "`async for` outside of an async function [async]"),
        ("async with x: pass", "`async with` outside of an async function [async]"),
        ("break", "`break` outside of a loop [break]"),
        ("for x in y: pass\nelse: continue", "`continue` outside of a loop [continue]"),
        ("while x:\n    def f(): break", "`break` outside of a loop [break]"),
        ("def f(a, *a): pass", "duplicate parameter `a` [a]"),
        ("lambda a, a: 1", "duplicate parameter `a` [a]"),
        ("nonlocal x", "`nonlocal` is not allowed at module level [x]"),
        ("x = 1\ndef f():\n    nonlocal x", "no function around this one has a variable `x` [x]"),
        ("def f(x):\n    global x", "`x` is a parameter and cannot be `global` [x]"),
        ("def f():\n    print(x)\n    global x", "`x` is used before it is declared `global` [x]"),
        ("def f():\n    x = 1\n    global x", "`x` is assigned before it is declared `global` [x]"),
        ("def f():\n    global x\n    x: int = 1", "`x` is annotated, and declared `global` or `nonlocal` [x]"),
        ("def f():\n    from a import *", "`import *` is only allowed at module level [from a import *]"),
        ("x = *y", "a starred expression cannot be used here [*y]"),
        ("*x = y", "a starred target must be in a list or tuple [*x]"),
        ("*x, *y = z", "more than one starred target [*y]"),
        ("f(a=1, a=2)", "argument `a` is given twice [a]"),
        ("[(x := 0) for x in y]", "`:=` cannot assign to `x`, a variable of the comprehension [x]"),
        ("[x for x in (y := z)]", "`:=` cannot be used in the iterable of a comprehension [y := z]"),
        ("class C:\n    [(a := x) for x in y]", "`:=` in a comprehension cannot be used in a class body [a]"),
        ("try: pass\nexcept: pass\nexcept E: pass", "an `except` for all exceptions must be last [except]"),
        ("__debug__ = 1", "cannot assign to `__debug__` [__debug__]"),
        (
            "x = 1\nfrom __future__ import annotations",
            "`from __future__ import` must be at the top of the file [from __future__ import annotations]",
        ),
        ("from __future__ import braces", "`__future__` has no feature `braces` [braces]"),
    ] {
        assert_eq!(error(text), expected);
        assert!(!errors(text)[0].is_refusal, "{text}");
    }
}

#[test]
fn a_future_import_may_follow_the_documentation() {
    module("'''text'''\nfrom __future__ import annotations\nfrom __future__ import division\nimport a");
}
