use super::*;

#[test]
fn names_of_the_module_are_global_and_have_one_slot_each() {
    let module = module("a = 1\nb = a\na = b + missing\ndef f(): return a");
    let names: Vec<String> = module.globals.iter().map(|name| name.to_string()).collect();
    assert_eq!(names, ["a", "b", "missing", "f"]);
    assert_eq!(target_place(&module.body[0]), Place::Global(0));
    assert_eq!(target_place(&module.body[2]), Place::Global(0));
    assert_eq!(place(value(&function(&module).body[0])), Place::Global(0));
}

#[test]
fn parameters_take_the_first_slots_in_their_order() {
    let module = module("def f(a, /, b, *c, d, **e):\n    g = 1\n    return e");
    let function = function(&module);
    assert_eq!(locals(&function.scope), "a b c d e g");
    assert_eq!(function.parameters.positional.len(), 2);
    assert_eq!(function.parameters.positional_only, 1);
    assert_eq!(target_place(&function.body[0]), Place::Local(5));
    assert_eq!(place(value(&function.body[1])), Place::Local(4));
}

#[test]
fn everything_that_binds_makes_a_local() {
    let text = "def f():
    import a.b, c.d as e
    from g import h, i as j
    for k, (l, *m) in []: pass
    with x as n: pass
    try: pass
    except E as o: pass
    def p(): pass
    class q: pass
    del r
    s: int
    (t := 1)
    u += 1
    w.attribute = 1
    (v): int
";
    let module = module(text);
    assert_eq!(locals(&function(&module).scope), "a e h j k l m n o p q r s t u");
}

#[test]
fn closures_lead_a_variable_through_every_function_between() {
    let module = module(
        "def f():\n    x = 1\n    def g():\n        y = 2\n        def h():\n            return x, y\n        return y",
    );
    let f = function(&module);
    assert_eq!((locals(&f.scope), own_cells(&f.scope), free(&f.scope)), ("g".into(), "x".into(), "".into()));
    assert_eq!(target_place(&f.body[0]), Place::Cell(0));
    let g = functions(&f.body)[0];
    assert_eq!((locals(&g.scope), own_cells(&g.scope), free(&g.scope)), ("h".into(), "y".into(), "x<0".into()));
    assert_eq!(place(value(&g.body[2])), Place::Cell(0));
    let h = functions(&g.body)[0];
    assert_eq!((own_cells(&h.scope), free(&h.scope)), ("".into(), "x<1 y<0".into()));
    let ExprKind::Tuple(items) = &value(&h.body[0]).kind else { panic!() };
    assert_eq!([place(&items[0].value), place(&items[1].value)], [Place::Cell(0), Place::Cell(1)]);
}

#[test]
fn a_shared_parameter_keeps_its_slot() {
    let module = module("def f(a, b):\n    return lambda: b");
    let f = function(&module);
    assert_eq!((locals(&f.scope), own_cells(&f.scope)), ("a b".into(), "b@1".into()));
    let ExprKind::Lambda(lambda, _) = &value(&f.body[0]).kind else { panic!() };
    assert_eq!(free(&lambda.scope), "b<0");
    assert_eq!(&*lambda.qualified_name, "f.<locals>.<lambda>");
}

#[test]
fn defaults_and_decorators_belong_outside() {
    let module = module("def f(x):\n    @x\n    def g(a=x): pass");
    let f = function(&module);
    assert_eq!(own_cells(&f.scope), "");
    let StmtKind::Function { decorators, defaults, .. } = &f.body[0].kind else { panic!() };
    assert_eq!([place(&decorators[0]), place(&defaults.positional[0])], [Place::Local(0), Place::Local(0)]);
}

#[test]
fn names_of_a_class_live_in_its_namespace_and_nowhere_else() {
    let module = module("class C:\n    a = 1\n    b = a\n    d = e\n    def f(self): return a");
    let class = classes(&module.body)[0];
    assert_eq!(class.scope.locals, []);
    assert!(matches!(target_place(&class.body[0]), Place::Class(name, _) if &*name.name() == "a"));
    assert!(matches!(place(value(&class.body[1])), Place::Class(..)));
    assert!(matches!(place(value(&class.body[2])), Place::Class(name, _) if &*name.name() == "e"));
    assert!(matches!(place(value(&functions(&class.body)[0].body[0])), Place::Global(_)));
}

#[test]
fn a_class_in_a_function_reads_its_variables() {
    let module =
        module("def f():\n    x = y = 1\n    class C:\n        z = x\n        y = y\n        def g(self): return x");
    let f = function(&module);
    let class = classes(&f.body)[0];
    assert_eq!((own_cells(&f.scope), free(&class.scope)), ("x".into(), "x<0".into()));
    assert_eq!(place(value(&class.body[0])), Place::Cell(0));
    assert!(matches!(place(value(&class.body[1])), Place::Class(_, _)));
    assert_eq!(free(&functions(&class.body)[0].scope), "x<0");
}

#[test]
fn super_and_the_class_itself_come_in_a_cell_of_the_class() {
    let module = module(
        "class C:\n    def f(self): super().f()\n    def g(self): return lambda: __class__\n    def h(self): pass",
    );
    let class = classes(&module.body)[0];
    assert_eq!(own_cells(&class.scope), "__class__");
    let methods = functions(&class.body);
    assert_eq!(methods.iter().map(|f| free(&f.scope)).collect::<Vec<_>>(), ["__class__<0", "__class__<0", ""]);
}

#[test]
fn a_class_may_own_and_receive_a_cell_of_the_same_name() {
    let text = "class A:\n    def m(self):\n        class B:\n            outer = __class__\n            def n(self): return __class__";
    let module = module(text);
    let method = functions(&classes(&module.body)[0].body)[0];
    let inner = classes(&method.body)[0];
    assert_eq!((own_cells(&inner.scope), free(&inner.scope)), ("__class__".into(), "__class__<0".into()));
    assert_eq!(place(value(&inner.body[0])), Place::Cell(1));
    assert_eq!(free(&functions(&inner.body)[0].scope), "__class__<0");
}

#[test]
fn private_names_are_mangled() {
    let module =
        module("class _C:\n    def f(self, __a): self.__b = __a.__c__\n    def __d(self): pass\n    import __e");
    let class = classes(&module.body)[0];
    let StmtKind::Assign { targets, value } = &functions(&class.body)[0].body[0].kind else { panic!() };
    assert!(matches!(targets[0].kind, TargetKind::Attribute(_, name, _) if &*name.name() == "_C__b"));
    assert!(matches!(value.kind, ExprKind::Attribute(_, name, _) if &*name.name() == "__c__"));
    assert_eq!(locals(&functions(&class.body)[0].scope), "self _C__a");
    let StmtKind::Function { target, function, .. } = &class.body[1].kind else { panic!() };
    assert!(matches!(target.kind, TargetKind::Name(Place::Class(name, _), _) if &*name.name() == "_C__d"));
    assert_eq!((&*function.name.name(), &*function.qualified_name), ("__d", "_C.__d"));
}

fn comprehension(expression: &Expr) -> (&Comprehension, &Expr) {
    match &expression.kind {
        ExprKind::Comprehension(comprehension, first) => (comprehension, first),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_comprehension_has_its_own_variables_but_not_its_first_iterable() {
    let module = module("def f(a, b):\n    return [x + b for x in a for y in b if y]");
    let f = function(&module);
    let (list, first) = comprehension(value(&f.body[0]));
    assert_eq!(place(first), Place::Local(0));
    assert_eq!((locals(&list.scope), free(&list.scope)), ("x y".into(), "b<0".into()));
    assert_eq!((locals(&f.scope), own_cells(&f.scope)), ("a b".into(), "b@1".into()));
    assert!(list.clauses[0].iterable.is_none());
    assert_eq!(place(list.clauses[1].iterable.as_ref().unwrap()), Place::Cell(0));
    assert_eq!(place(&list.clauses[1].conditions[0]), Place::Local(1));
}

#[test]
fn a_comprehension_in_a_class_body_sees_the_class_only_in_its_first_iterable() {
    let module = module("class C:\n    a = 1\n    b = [a for x in a]");
    let (list, first) = comprehension(value(&classes(&module.body)[0].body[1]));
    assert!(matches!(place(first), Place::Class(..)));
    let ComprehensionKind::List(element) = &list.kind else { panic!() };
    assert!(matches!(place(element), Place::Global(_)));
}

#[test]
fn a_variable_of_a_comprehension_can_be_shared() {
    let module = module("[lambda: x for x in y]");
    let (list, _) = comprehension(value(&module.body[0]));
    assert_eq!((locals(&list.scope), own_cells(&list.scope)), ("".into(), "x".into()));
    assert!(matches!(list.clauses[0].target.kind, TargetKind::Name(Place::Cell(0), _)));
}

#[test]
fn a_walrus_in_a_comprehension_binds_around_it() {
    let module = module("def f(a):\n    [[last := x for x in y] for y in a]\n    return last\n[top := x for x in y]");
    let f = function(&module);
    assert_eq!((locals(&f.scope), own_cells(&f.scope)), ("a".into(), "last".into()));
    assert_eq!(place(value(&f.body[1])), Place::Cell(0));
    let (outer, _) = comprehension(value(&f.body[0]));
    assert_eq!(free(&outer.scope), "last<0");
    let (list, _) = comprehension(value(&module.body[1]));
    let ComprehensionKind::List(Expr { kind: ExprKind::Named(target, _), .. }) = &list.kind else { panic!() };
    assert!(matches!(target.kind, TargetKind::Name(Place::Global(_), _)));
}

#[test]
fn global_reaches_past_functions_and_into_inner_ones() {
    let module = module(
        "def f():\n    x = 1\n    def g():\n        global x\n        x = 2\n        def h(): return x\n        def x(): pass",
    );
    let f = function(&module);
    assert_eq!(own_cells(&f.scope), "");
    let g = functions(&f.body)[0];
    assert!(matches!(target_place(&g.body[0]), Place::Global(_)));
    let [h, x] = functions(&g.body)[..] else { panic!() };
    assert!(matches!(place(value(&h.body[0])), Place::Global(_)));
    assert_eq!(&*x.qualified_name, "x");
}

#[test]
fn nonlocal_assigns_to_the_variable_of_the_function_around() {
    let module = module(
        "def f(x):\n    def g():\n        nonlocal x\n        x = 1\n        def h():\n            nonlocal x\n            x = 2",
    );
    let f = function(&module);
    let g = functions(&f.body)[0];
    assert_eq!((own_cells(&f.scope), free(&g.scope), locals(&g.scope)), ("x@0".into(), "x<0".into(), "h".into()));
    assert_eq!(target_place(&g.body[0]), Place::Cell(0));
    assert_eq!(free(&functions(&g.body)[0].scope), "x<0");
}

#[test]
fn own_cells_come_before_received_ones() {
    let module = module("def f(x):\n    def g(y):\n        def h(): return y\n        return x");
    let g = functions(&function(&module).body)[0];
    assert_eq!((own_cells(&g.scope), free(&g.scope)), ("y@0".into(), "x<0".into()));
    assert_eq!(place(value(&g.body[1])), Place::Cell(1));
}

#[test]
fn qualified_names_are_those_of_cpython() {
    let module = module(
        "class C:\n    class D:\n        def m(self):\n            def n(): pass\n            return (lambda: 1 for x in y)",
    );
    let d = classes(&classes(&module.body)[0].body)[0];
    let m = functions(&d.body)[0];
    assert_eq!(&*m.qualified_name, "C.D.m");
    assert_eq!(&*functions(&m.body)[0].qualified_name, "C.D.m.<locals>.n");
    let (generator, _) = comprehension(value(&m.body[1]));
    let ComprehensionKind::Generator(Expr { kind: ExprKind::Lambda(lambda, _), .. }) = &generator.kind else {
        panic!()
    };
    assert_eq!(&*lambda.qualified_name, "C.D.m.<locals>.<genexpr>.<lambda>");
}
