//! Annotations, which are kept as text.
//!
//! Where they stay text for good, the script sees them as CPython writes them: in its own quotes and spaces. Forms that
//! are rare in annotations keep the author's.

use std::rc::Rc;

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::Ranged;

use super::lowering::Lowering;
use crate::builtins::{quote, quote_bytes};

/// Expressions inside each other; what is deeper keeps the author's spaces.
const MAX_DEPTH: usize = 40;

impl Lowering<'_> {
    pub(super) fn annotation(&self, annotation: &Expr) -> Rc<str> {
        let written = || self.file.slice(annotation.range()).to_owned();
        match self.is_postponed {
            true => unparse(annotation, 0).unwrap_or_else(written).into(),
            false => written().into(),
        }
    }
}

/// The expression as CPython writes it; `None` for a form that is not known here.
fn unparse(expression: &Expr, depth: usize) -> Option<String> {
    if depth > MAX_DEPTH {
        return None;
    }
    let inside = |expression: &Expr| unparse(expression, depth + 1);
    Some(match expression {
        Expr::Name(name) => name.id.to_string(),
        Expr::Attribute(attribute) => format!("{}.{}", primary(&attribute.value, depth)?, attribute.attr),
        Expr::Subscript(subscript) => {
            let index = match &*subscript.slice {
                Expr::Tuple(tuple) if !tuple.elts.is_empty() => items(&tuple.elts, depth)?,
                other => inside(other)?,
            };
            format!("{}[{index}]", primary(&subscript.value, depth)?)
        }
        Expr::Call(call) => {
            let positional = call.arguments.args.iter().map(inside);
            let keywords = call.arguments.keywords.iter().map(|keyword| {
                let name = keyword.arg.as_ref()?;
                Some(format!("{name}={}", inside(&keyword.value)?))
            });
            let arguments = positional.chain(keywords).collect::<Option<Vec<_>>>()?;
            format!("{}({})", primary(&call.func, depth)?, arguments.join(", "))
        }
        Expr::Tuple(tuple) => format!("({})", items(&tuple.elts, depth)?),
        Expr::List(list) => format!("[{}]", list.elts.iter().map(inside).collect::<Option<Vec<_>>>()?.join(", ")),
        Expr::BinOp(binary) if binary.op == ast::Operator::BitOr => {
            let right = match is_union(&binary.right) {
                true => format!("({})", inside(&binary.right)?),
                false => inside(&binary.right)?,
            };
            format!("{} | {right}", inside(&binary.left)?)
        }
        Expr::UnaryOp(ast::ExprUnaryOp { op: ast::UnaryOp::USub, operand, .. }) if operand.is_number_literal_expr() => {
            format!("-{}", inside(operand)?)
        }
        Expr::StringLiteral(text) => quote(text.value.to_str()),
        Expr::BytesLiteral(bytes) => quote_bytes(&bytes.value.bytes().collect::<Vec<_>>()),
        Expr::NumberLiteral(number) => number.value.as_int()?.as_i64()?.to_string(),
        Expr::BooleanLiteral(flag) => if flag.value { "True" } else { "False" }.to_owned(),
        Expr::NoneLiteral(_) => "None".to_owned(),
        Expr::EllipsisLiteral(_) => "...".to_owned(),
        _ => return None,
    })
}

fn is_union(expression: &Expr) -> bool {
    matches!(expression, Expr::BinOp(_))
}

/// What stands before `.`, `[` or `(` without parentheses.
fn primary(expression: &Expr, depth: usize) -> Option<String> {
    match expression {
        Expr::BinOp(_) | Expr::UnaryOp(_) | Expr::NumberLiteral(_) => None,
        _ => unparse(expression, depth + 1),
    }
}

fn items(items: &[Expr], depth: usize) -> Option<String> {
    let items = items.iter().map(|item| unparse(item, depth + 1)).collect::<Option<Vec<_>>>()?;
    Some(match items.as_slice() {
        [only] => format!("{only},"),
        _ => items.join(", "),
    })
}
