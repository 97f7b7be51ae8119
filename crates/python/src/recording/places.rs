//! From the places that CPython knows to those that the evaluator gives facts: whole statements, calls and keywords.

use ruff_python_ast::visitor::source_order::{SourceOrderVisitor, walk_expr, walk_stmt};
use ruff_python_ast::{Expr, ModModule, Stmt};
use ruff_python_parser::parse_module;
use ruff_text_size::Ranged;

use crate::tree::Range;
use crate::value::Symbol;

/// A file that a recorded script ran.
pub(super) struct File {
    /// Where each line starts, in bytes.
    lines: Vec<u32>,
    found: Found,
}

/// Statements and calls, in the order in which they start.
#[derive(Default)]
struct Found {
    statements: Vec<Range>,
    calls: Vec<Call>,
    /// Attributes: `object.name`, and the name alone.
    attributes: Vec<(Range, Range)>,
}

struct Call {
    range: Range,
    keywords: Vec<(Symbol, Range)>,
}

/// A place in all the forms that are wanted.
pub(super) struct Located {
    /// The expression.
    pub(super) here: Range,
    /// The statement around it.
    pub(super) statement: Range,
    /// The keywords of the call that the expression is.
    pub(super) keywords: Vec<(Symbol, Range)>,
}

impl File {
    pub(super) fn new(text: &str) -> Self {
        let starts = text.match_indices('\n').map(|(at, _)| at as u32 + 1);
        let lines = std::iter::once(0).chain(starts).collect();
        let mut found = Found::default();
        // A file that only Python understands has places of whole lines.
        if !crate::lower::is_too_deep(text)
            && let Ok(parsed) = parse_module(text)
        {
            found.read(parsed.syntax());
        }
        Self { lines, found }
    }

    /// Where something happened: line, column, last line and last column, or the line alone.
    pub(super) fn place(&self, place: &[u32]) -> Located {
        let (range, is_exact) = match *place {
            [line, column, last_line, last_column] => {
                (Range { start: self.offset(line, column), end: self.offset(last_line, last_column) }, true)
            }
            [line, ..] => {
                (Range { start: self.offset(line, 0), end: self.offset(line + 1, 0).saturating_sub(1) }, false)
            }
            [] => (Range { start: 0, end: 0 }, false),
        };
        let statement = self.found.statement_at(range, is_exact).unwrap_or(range);
        let call = match is_exact {
            true => self.found.calls.iter().find(|call| call.range == range),
            // A line alone: the outermost call of its statement.
            false => self.found.calls.iter().find(|call| within(call.range, statement)),
        };
        let name = self.found.attributes.iter().find(|(whole, _)| is_exact && *whole == range);
        let here = match (call, name) {
            (Some(call), _) => call.range,
            (None, Some((_, name))) => *name,
            (None, None) if is_exact => range,
            (None, None) => statement,
        };
        Located { here, statement, keywords: call.map(|call| call.keywords.clone()).unwrap_or_default() }
    }

    fn offset(&self, line: u32, column: u32) -> u32 {
        let last = self.lines.last().copied().unwrap_or(0);
        self.lines.get((line as usize).saturating_sub(1)).map_or(last, |start| start + column)
    }
}

impl Found {
    fn read(&mut self, module: &ModModule) {
        for statement in &module.body {
            self.visit_stmt(statement);
        }
    }

    /// The innermost statement around a place; for a line, the innermost that starts before its end.
    fn statement_at(&self, range: Range, is_exact: bool) -> Option<Range> {
        let around = |statement: &&Range| match is_exact {
            true => within(range, **statement),
            false => statement.start <= range.end && statement.end > range.start,
        };
        // Inner statements start later than those around them.
        self.statements.iter().rev().find(around).copied()
    }
}

impl<'a> SourceOrderVisitor<'a> for Found {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        self.statements.push(range_of(statement.range()));
        walk_stmt(self, statement);
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        if let Expr::Attribute(attribute) = expression {
            self.attributes.push((range_of(attribute.range()), range_of(attribute.attr.range())));
        }
        if let Expr::Call(call) = expression {
            let named = call.arguments.keywords.iter().filter_map(|keyword| {
                let name = keyword.arg.as_ref()?;
                Some((Symbol::new(name.as_str()), range_of(name.range())))
            });
            self.calls.push(Call { range: range_of(call.range()), keywords: named.collect() });
        }
        walk_expr(self, expression);
    }
}

fn within(inner: Range, outer: Range) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

fn range_of(range: ruff_text_size::TextRange) -> Range {
    Range { start: range.start().to_u32(), end: range.end().to_u32() }
}
