use super::*;

fn expression(text: &str) -> ExprKind {
    let mut module = module(text);
    match module.body.remove(0).kind {
        StmtKind::Expr(value) => value.kind,
        other => panic!("{other:?}"),
    }
}

#[test]
fn left_chains_are_flat_and_right_ones_nest() {
    let ExprKind::Binary(_, rest) = expression("a + b * c - d") else { panic!() };
    assert_eq!(rest.iter().map(|(operator, _)| *operator).collect::<Vec<_>>(), [Binary::Add, Binary::Subtract]);
    assert!(matches!(rest[0].1.kind, ExprKind::Binary(..)));
    let ExprKind::Binary(_, rest) = expression("a ** b ** c") else { panic!() };
    assert_eq!(rest.len(), 1);
    let ExprKind::Binary(_, rest) = expression("a * b @ c + d") else { panic!() };
    assert_eq!(rest.len(), 3);
}

#[test]
fn comparisons_and_booleans_are_flat() {
    let ExprKind::Compare(_, rest) = expression("a < b is not c not in d") else { panic!() };
    assert_eq!(rest.iter().map(|(op, _)| *op).collect::<Vec<_>>(), [Compare::Less, Compare::IsNot, Compare::NotIn]);
    let ExprKind::Or(values) = expression("a or b and c or d") else { panic!() };
    assert_eq!(values.len(), 3);
}

#[test]
fn numbers_of_all_bases_and_sizes() {
    assert!(matches!(expression("0x_ff"), ExprKind::Int(255)));
    assert!(matches!(expression("9223372036854775807"), ExprKind::Int(i64::MAX)));
    assert!(matches!(expression("1_0.5e1"), ExprKind::Float(105.0)));
    for text in [
        "9_223_372_036_854_775_808",
        "0x8000000000000000",
        "0o1_000_000_000_000_000_000_000",
        "0B1".to_owned().as_str(),
    ] {
        match expression(text) {
            ExprKind::BigInt(digits) => assert_eq!(&*digits, "9223372036854775808"),
            ExprKind::Int(1) => {}
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn the_longest_whole_number() {
    let most = "9".repeat(4300);
    assert!(matches!(expression(&most), ExprKind::BigInt(digits) if *digits == *most));
    assert!(errors(&format!("{most}9"))[0].is_refusal);
    assert!(errors(&format!("0x{}", "f".repeat(4000)))[0].is_refusal);
    assert!(errors(&format!("0b{}", "1".repeat(900_000)))[0].is_refusal);
    assert!(matches!(expression(&format!("0x{}1", "0".repeat(9000))), ExprKind::Int(1) | ExprKind::BigInt(_)));
}

#[test]
fn strings_and_bytes_are_joined_and_unescaped() {
    assert!(matches!(expression(r#""a\n" 'b' u'c' r'\n'"#), ExprKind::Str(text) if &*text == "a\nbc\\n"));
    assert!(matches!(expression(r#"b'\xff' rb'\x'"#), ExprKind::Bytes(bytes) if *bytes == *b"\xff\\x"));
    assert!(matches!(expression(r#"'\N{EM DASH}'"#), ExprKind::Str(text) if &*text == "—"));
}

#[test]
fn line_ends_of_windows_are_not_in_the_strings_but_in_the_places() {
    let text = "a = 1\r\nb = '''x\r\ny\\r'''\r\nc.name\r\n";
    let module = module(text);
    assert!(matches!(&value(&module.body[1]).kind, ExprKind::Str(text) if &**text == "x\ny\r"));
    let ExprKind::Attribute(_, _, range) = &value(&module.body[2]).kind else { panic!() };
    assert_eq!(slice(text, *range), "name");
    let range = value(&module.body[1]).range;
    assert_eq!(slice(text, range), "'''x\r\ny\\r'''");
}

/// `text{conversion:specification}`, with values as `_`.
fn parts(parts: &[FStringPart]) -> String {
    let part = |part: &FStringPart| match part {
        FStringPart::Text(text) => text.to_string(),
        FStringPart::Value { conversion, specification, .. } => {
            format!("{{_!{}:{}}}", conversion.unwrap_or('-'), self::parts(specification))
        }
    };
    parts.iter().map(part).collect()
}

#[test]
fn f_strings() {
    for (text, expected) in [
        ("'a' f'b{c}' 'd{}'", "ab{_!-:}d{}"),
        ("f'{{{a!r:>{width}.2f}}}'", "{{_!r:>{_!-:}.2f}}"),
        ("f'{a = }'", "a = {_!r:}"),
        ("f'{a=!s}'", "a={_!s:}"),
        ("f'{a=:>5}'", "a={_!-:>5}"),
        ("f'{x!a}{f\"{y}\"}'", "{_!a:}{_!-:}"),
        ("rf'\\d{x}'", "\\d{_!-:}"),
    ] {
        let ExprKind::FString(actual) = expression(text) else { panic!() };
        assert_eq!(parts(&actual), expected, "{text}");
    }
}

#[test]
fn documentation_is_taken_out_of_the_body() {
    let module = module("def f():\n    'a' 'b'\n    return\nclass C:\n    '''c'''\ndef g():\n    f'no'\n'not here'");
    let functions = functions(&module.body);
    assert_eq!((functions[0].documentation.as_deref(), functions[0].body.len()), (Some("ab"), 1));
    assert_eq!((functions[1].documentation.as_deref(), functions[1].body.len()), (None, 1));
    assert_eq!(classes(&module.body)[0].documentation.as_deref(), Some("c"));
}

#[test]
fn annotations_are_kept_as_text() {
    let module = module("class C:\n    x: Dict[str,  int] = 1\n    y: 'Z'");
    let text = |statement: &Stmt| match &statement.kind {
        StmtKind::Annotate { annotation, value, .. } => (annotation.to_string(), value.is_some()),
        other => panic!("{other:?}"),
    };
    let body = &classes(&module.body)[0].body;
    assert_eq!([text(&body[0]), text(&body[1])], [("Dict[str,  int]".into(), true), ("'Z'".into(), false)]);
}

#[test]
fn imports_become_one_statement_each() {
    let module = module("import a.b, c as d\nfrom ..e import f as g\nfrom pytm import *");
    assert_eq!(module.body.len(), 4);
    assert!(matches!(&module.body[0].kind, StmtKind::Import { module, is_renamed: false, .. } if &**module == "a.b"));
    assert!(matches!(&module.body[1].kind, StmtKind::Import { is_renamed: true, .. }));
    assert!(matches!(&module.body[2].kind, StmtKind::ImportFrom { module, level: 2, .. } if &**module == "e"));
    assert!(matches!(&module.body[3].kind, StmtKind::ImportStar { level: 0, .. }));
}

#[test]
fn stars_where_they_may_be() {
    module(
        "a, *b = c\n[*d], e = f(*g, **h)\ni = *j, k\nl = [*m, {*n}, {**o}]\np[*q]\nfor *r, s in t: pass\nreturns = lambda *a, **k: 0",
    );
    let module = module("a, *b, c = d");
    let StmtKind::Assign { targets, .. } = &module.body[0].kind else { panic!() };
    assert!(matches!(&targets[0].kind, TargetKind::Unpack(items, Some(1)) if items.len() == 3));
}

#[test]
fn del_flattens_its_targets() {
    let module = module("del (a, [b]), c.d, e[0]");
    assert!(matches!(&module.body[0].kind, StmtKind::Delete(targets) if targets.len() == 4));
}

#[test]
fn defaults_stand_for_the_last_parameters() {
    let module = module("def f(a, b=1, /, c=2, *, d, e=3): pass");
    let StmtKind::Function { defaults, .. } = &module.body[0].kind else { panic!() };
    assert_eq!(defaults.positional.len(), 2);
    assert_eq!(defaults.keyword_only.iter().map(Option::is_some).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn the_place_of_a_keyword_is_its_name() {
    let text = "f(1, name=2, **rest)";
    let ExprKind::Call(call) = expression(text) else { panic!() };
    let places = call.keywords.iter().map(|keyword| slice(text, keyword.range));
    assert_eq!(places.collect::<Vec<_>>(), ["name", "**rest"]);
}
