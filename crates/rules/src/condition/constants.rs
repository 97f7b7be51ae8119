//! What a condition compares attributes with.

use std::collections::BTreeMap;

use bartizan_model::Value;

use super::tree::{Constant, Expression, ExpressionKind};

/// The constants that a condition compares an attribute of each name with.
pub(crate) type Constants = BTreeMap<Box<str>, Vec<Value>>;

/// The constants that a condition compares attributes with.
pub(crate) fn constants(expression: &Expression) -> Constants {
    let mut found = Constants::new();
    collect(expression, &mut found);
    found
}

fn collect(expression: &Expression, found: &mut Constants) {
    if let ExpressionKind::Compare { first, rest } = &expression.kind {
        let sides = || std::iter::once(&**first).chain(rest.iter().map(|(_, side)| side));
        let mut values = Vec::new();
        sides().for_each(|side| literals(side, &mut values));
        for side in sides() {
            if let ExpressionKind::Attribute { name, .. } = &side.kind {
                let known = found.entry(name.clone()).or_default();
                values.iter().for_each(|value| {
                    if !known.contains(value) {
                        known.push(value.clone())
                    }
                });
            }
        }
    }
    expression.parts().into_iter().for_each(|part| collect(part, found));
}

fn literals(expression: &Expression, values: &mut Vec<Value>) {
    match &expression.kind {
        ExpressionKind::Constant(Constant::Text(text)) => values.push(Value::text(&**text)),
        ExpressionKind::Constant(Constant::Int(number)) => values.push(Value::Int(*number)),
        ExpressionKind::Sequence { items, .. } => items.iter().for_each(|item| literals(item, values)),
        _ => {}
    }
}
