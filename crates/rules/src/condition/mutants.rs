//! Small mistakes that a condition could have: what its tests ought to notice.

use super::tree::{Clause, Expression, ExpressionKind, Range};

/// A condition with one mistake in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mutant {
    /// The part that was changed, in the original's text.
    pub range: Range,
    /// What was done to it, for example: `is turned round`.
    pub change: &'static str,
    /// The changed condition.
    pub text: String,
}

/// Every condition that differs by one mistake: an atom turned round, a part of an `and` or `or` left out, `and` and
/// `or` swapped.
pub(super) fn mutants(condition: &Expression, text: &str) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    visit(condition, text, &mut mutants);
    mutants
}

fn visit(expression: &Expression, text: &str, mutants: &mut Vec<Mutant>) {
    let whole = expression.range;
    match &expression.kind {
        ExpressionKind::And(parts) | ExpressionKind::Or(parts) => {
            let is_and = matches!(expression.kind, ExpressionKind::And(_));
            let (own, other) = if is_and { (" and ", " or ") } else { (" or ", " and ") };
            let all: Vec<String> = parts.iter().map(|part| bracketed(part, text)).collect();
            add(mutants, whole, "has `and` and `or` swapped", text, &all.join(other));
            for (at, part) in parts.iter().enumerate() {
                let others: Vec<&str> =
                    all.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, part)| part.as_str()).collect();
                let rest = others.join(own);
                mutants.push(Mutant { range: part.range, change: "is left out", text: replaced(text, whole, &rest) });
                visit(part, text, mutants);
            }
        }
        ExpressionKind::Not(inner) => visit(inner, text, mutants),
        ExpressionKind::Call { arguments, .. } => {
            turn(expression, text, mutants);
            if let [Expression { kind: ExpressionKind::Comprehension { element, clauses }, .. }] = &arguments[..] {
                visit_comprehension(element, clauses, text, mutants);
            }
        }
        _ => turn(expression, text, mutants),
    }
}

/// What a comprehension asks of each item is a condition of its own. A lone question is turned round with the whole.
fn visit_comprehension(element: &Expression, clauses: &[Clause], text: &str, mutants: &mut Vec<Mutant>) {
    visit(element, text, mutants);
    for condition in clauses.iter().flat_map(|clause| &clause.conditions) {
        visit(condition, text, mutants);
    }
}

fn turn(atom: &Expression, text: &str, mutants: &mut Vec<Mutant>) {
    let turned = format!("(not ({}))", atom.range.of(text));
    add(mutants, atom.range, "is turned round", text, &turned);
}

fn add(mutants: &mut Vec<Mutant>, range: Range, change: &'static str, text: &str, replacement: &str) {
    mutants.push(Mutant { range, change, text: replaced(text, range, &format!("({replacement})")) });
}

fn bracketed(part: &Expression, text: &str) -> String {
    format!("({})", part.range.of(text))
}

fn replaced(text: &str, range: Range, replacement: &str) -> String {
    let before = text.get(..range.start as usize).unwrap_or("");
    let after = text.get(range.end as usize..).unwrap_or("");
    format!("{before}({replacement}){after}")
}
