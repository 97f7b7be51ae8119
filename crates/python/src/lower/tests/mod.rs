//! What lowering makes of small programs.

mod expressions;
mod mistakes;
mod nesting;
mod refusals;
mod scopes;

use std::rc::Rc;

use bartizan_model::{Diagnostic, SourceId};

use crate::tree::*;

fn module(text: &str) -> Module {
    super::lower(text, SourceId(0)).unwrap_or_else(|errors| panic!("{text}\n{errors:?}"))
}

/// The only function at the top of the module.
fn function(module: &Module) -> &Rc<Function> {
    functions(&module.body).first().copied().expect("a function")
}

fn functions(body: &[Stmt]) -> Vec<&Rc<Function>> {
    let function = |statement| match statement {
        &Stmt { kind: StmtKind::Function { ref function, .. }, .. } => Some(function),
        _ => None,
    };
    body.iter().filter_map(function).collect()
}

fn classes(body: &[Stmt]) -> Vec<&Rc<ClassBody>> {
    let class = |statement| match statement {
        &Stmt { kind: StmtKind::Class { ref class, .. }, .. } => Some(class),
        _ => None,
    };
    body.iter().filter_map(class).collect()
}

/// The value of an expression statement, `return` or assignment.
fn value(statement: &Stmt) -> &Expr {
    match &statement.kind {
        StmtKind::Expr(value) | StmtKind::Return(Some(value)) | StmtKind::Assign { value, .. } => value,
        other => panic!("{other:?}"),
    }
}

fn place(expression: &Expr) -> Place {
    match &expression.kind {
        ExprKind::Name(place, _) => *place,
        other => panic!("{other:?}"),
    }
}

/// The place of the first target of an assignment.
fn target_place(statement: &Stmt) -> Place {
    let StmtKind::Assign { targets, .. } = &statement.kind else { panic!("{statement:?}") };
    match targets[0].kind {
        TargetKind::Name(place, _) => place,
        ref other => panic!("{other:?}"),
    }
}

fn locals(scope: &Scope) -> String {
    scope.locals.iter().map(|name| name.to_string()).collect::<Vec<_>>().join(" ")
}

/// `x` for a variable, `x@0` for a parameter in slot 0.
fn own_cells(scope: &Scope) -> String {
    let cell = |(name, slot): &(_, Option<u32>)| match slot {
        Some(slot) => format!("{name}@{slot}"),
        None => format!("{name}"),
    };
    scope.own_cells.iter().map(cell).collect::<Vec<_>>().join(" ")
}

/// `x<1` for cell 1 of the enclosing frame.
fn free(scope: &Scope) -> String {
    scope.free.iter().map(|(name, cell)| format!("{name}<{cell}")).collect::<Vec<_>>().join(" ")
}

fn errors(text: &str) -> Vec<Diagnostic> {
    super::lower(text, SourceId(0)).expect_err(text)
}

/// The message of the only error, with the text it points at.
fn error(text: &str) -> String {
    match &errors(text)[..] {
        [error] => format!("{} [{}]", error.message, under(error, text)),
        several => panic!("{several:?}"),
    }
}

fn under<'t>(error: &Diagnostic, text: &'t str) -> &'t str {
    let span = error.labels[0].span;
    slice(text, Range { start: span.start, end: span.end })
}

fn slice(text: &str, range: Range) -> &str {
    text.get(range.start as usize..range.end as usize).unwrap()
}
