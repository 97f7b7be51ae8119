//! Why a condition has the outcome it has: the atoms that decided it.

use super::Read;
use super::evaluate::{Evaluated, Evaluator};
use super::program::{Node, NodeKind};
use super::term::Truth;
use super::tree::Range;

/// A part of a condition without `and`, `or` and `not`, that decided the outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Atom {
    /// As it was written.
    pub text: String,
    /// Where in the condition's text.
    pub range: Range,
    /// Whether it is true or false.
    pub value: bool,
    /// The facts that it read, in the order in which it did.
    pub reads: Vec<Read>,
}

/// The deciding atoms of a condition.
pub(super) fn atoms<'a>(evaluator: &mut Evaluator<'a>, node: &'a Node, text: &str) -> Evaluated<Vec<Atom>> {
    let mut atoms = Vec::new();
    explain(evaluator, node, text, &mut atoms)?;
    Ok(atoms)
}

/// Adds the atoms that decided a node, and says whether it is true.
fn explain<'a>(evaluator: &mut Evaluator<'a>, node: &'a Node, text: &str, atoms: &mut Vec<Atom>) -> Evaluated<bool> {
    match &node.kind {
        NodeKind::Not(inner) => explain(evaluator, inner, text, atoms).map(|value| !value),
        NodeKind::And(parts) => decide(evaluator, parts, text, atoms, false),
        NodeKind::Or(parts) => decide(evaluator, parts, text, atoms, true),
        _ => {
            if let Some(reads) = &mut evaluator.reads {
                reads.clear();
            }
            let value = evaluator.evaluate(node)?.truth() == Truth::Yes;
            let reads = evaluator.reads.as_mut().map(std::mem::take).unwrap_or_default();
            atoms.push(Atom { text: node.range.of(text).to_owned(), range: node.range, value, reads });
            Ok(value)
        }
    }
}

/// Every part that has the deciding value is a reason of its own; where none has, all of them together are.
/// Parts that cannot be evaluated after the decision were never asked.
fn decide<'a>(
    evaluator: &mut Evaluator<'a>,
    parts: &'a [Node],
    text: &str,
    atoms: &mut Vec<Atom>,
    deciding: bool,
) -> Evaluated<bool> {
    let (mut together, mut alone) = (Vec::new(), Vec::new());
    let mut is_decided = false;
    for part in parts {
        let mut own = Vec::new();
        match explain(evaluator, part, text, &mut own) {
            Ok(value) if value == deciding => {
                is_decided = true;
                alone.append(&mut own);
            }
            Ok(_) => together.append(&mut own),
            Err(_) if is_decided => {}
            Err(fault) => return Err(fault),
        }
    }
    atoms.append(if is_decided { &mut alone } else { &mut together });
    Ok(is_decided == deciding)
}
