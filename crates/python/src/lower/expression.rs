//! Expressions.

use std::collections::HashSet;

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};

use super::lowering::Lowering;
use super::operator;
use super::scopes::Kind;
use crate::tree::{self, Argument, Call, ExprKind, Keyword};
use crate::value::Symbol;

impl Lowering<'_> {
    pub(super) fn expression(&mut self, expression: &Expr) -> tree::Expr {
        let range = expression.range();
        let kind = self.deeper(range, |this| this.expression_kind(expression));
        tree::Expr { range: self.range(range), kind: kind.unwrap_or(ExprKind::None) }
    }

    fn expression_kind(&mut self, expression: &Expr) -> ExprKind {
        match expression {
            Expr::NoneLiteral(_) => ExprKind::None,
            Expr::BooleanLiteral(literal) => ExprKind::Bool(literal.value),
            Expr::EllipsisLiteral(_) => ExprKind::Ellipsis,
            Expr::NumberLiteral(number) => self.number(number),
            Expr::StringLiteral(string) => ExprKind::Str(self.string(string)),
            Expr::BytesLiteral(bytes) => self.bytes(bytes),
            Expr::FString(f_string) => self.f_string(f_string),
            Expr::Name(name) => {
                let symbol = self.symbol(&name.id);
                ExprKind::Name(self.place(symbol, name.range()), symbol)
            }
            Expr::Tuple(tuple) => ExprKind::Tuple(self.items(&tuple.elts)),
            Expr::List(list) => ExprKind::List(self.items(&list.elts)),
            Expr::Set(set) => ExprKind::Set(self.items(&set.elts)),
            Expr::Dict(dict) => self.dict(dict),
            Expr::Attribute(attribute) => {
                let object = self.boxed(&attribute.value);
                ExprKind::Attribute(object, self.symbol(&attribute.attr), self.range(&attribute.attr))
            }
            Expr::Subscript(subscript) => {
                ExprKind::Subscript(self.boxed(&subscript.value), self.boxed(&subscript.slice))
            }
            Expr::Slice(slice) => ExprKind::Slice(
                slice.lower.as_deref().map(|bound| self.boxed(bound)),
                slice.upper.as_deref().map(|bound| self.boxed(bound)),
                slice.step.as_deref().map(|step| self.boxed(step)),
            ),
            Expr::Call(call) => self.call(call),
            Expr::UnaryOp(operation) => ExprKind::Unary(operator::unary(operation.op), self.boxed(&operation.operand)),
            Expr::BinOp(operation) => self.chain(operation),
            Expr::Compare(comparison) => self.comparison(comparison),
            Expr::BoolOp(operation) => self.bool_operation(operation),
            Expr::If(conditional) => ExprKind::Conditional {
                test: self.boxed(&conditional.test),
                then: self.boxed(&conditional.body),
                otherwise: self.boxed(&conditional.orelse),
            },
            Expr::Named(named) => {
                let value = self.boxed(&named.value);
                ExprKind::Named(Box::new(self.target(&named.target)), value)
            }
            Expr::Lambda(lambda) => self.lambda(lambda),
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) | Expr::Generator(_) => {
                self.comprehension(expression)
            }
            Expr::Starred(starred) => {
                let help = "stars go in calls, lists, tuples and sets";
                self.error(starred.range(), "a starred expression cannot be used here", help);
                ExprKind::None
            }
            Expr::Yield(_) | Expr::YieldFrom(_) | Expr::Await(_) => self.stop(expression),
            Expr::TString(_) => {
                self.refuse(expression.range(), "template strings are not supported", "write an f-string");
                ExprKind::None
            }
            Expr::IpyEscapeCommand(_) => {
                self.refuse(expression.range(), "IPython commands are not supported", "remove it");
                ExprKind::None
            }
        }
    }

    /// `yield`, `yield from` and `await`, which turn the function around them into a program.
    fn stop(&mut self, expression: &Expr) -> ExprKind {
        let range = self.keyword(expression.range());
        match expression {
            Expr::Await(_) if self.frame.kind == Kind::Comprehension => {
                self.refuse(range, "`await` in a comprehension is not supported", "write the loop as statements");
            }
            Expr::Await(_) => self.check_async("await", true, range),
            _ if self.frame.kind == Kind::Comprehension => {
                self.error(range, "`yield` inside a comprehension", "write the loop as statements");
            }
            _ if self.frame.kind != Kind::Function => {
                self.error(range, "`yield` outside of a function", "move it into a function");
            }
            Expr::YieldFrom(_) if self.frame.is_async => {
                self.error(range, "`yield from` inside an async function", "yield the items in a loop");
            }
            _ => self.frame.yields = true,
        }
        match expression {
            Expr::Yield(ast::ExprYield { value, .. }) => {
                ExprKind::Yield(value.as_deref().map(|value| self.boxed(value)))
            }
            Expr::YieldFrom(ast::ExprYieldFrom { value, .. }) => ExprKind::YieldFrom(self.boxed(value)),
            Expr::Await(ast::ExprAwait { value, .. }) => ExprKind::Await(self.boxed(value)),
            _ => ExprKind::None,
        }
    }

    pub(super) fn items(&mut self, items: &[Expr]) -> Vec<Argument> {
        items.iter().map(|item| self.item(item)).collect()
    }

    fn item(&mut self, item: &Expr) -> Argument {
        match item {
            Expr::Starred(starred) => Argument { is_starred: true, value: self.expression(&starred.value) },
            _ => Argument { is_starred: false, value: self.expression(item) },
        }
    }

    fn boxed(&mut self, expression: &Expr) -> Box<tree::Expr> {
        Box::new(self.expression(expression))
    }

    fn dict(&mut self, dict: &ast::ExprDict) -> ExprKind {
        let mut items = Vec::with_capacity(dict.items.len());
        for item in &dict.items {
            let key = self.optional(item.key.as_ref());
            items.push((key, self.expression(&item.value)));
        }
        ExprKind::Dict(items)
    }

    fn call(&mut self, call: &ast::ExprCall) -> ExprKind {
        let function = self.expression(&call.func);
        let arguments = self.items(&call.arguments.args);
        let keywords = self.keywords(&call.arguments);
        ExprKind::Call(Box::new(Call { function, arguments, keywords }))
    }

    /// Names of arguments are not private, as in CPython.
    pub(super) fn keywords(&mut self, arguments: &ast::Arguments) -> Vec<Keyword> {
        let mut given = HashSet::new();
        let mut keywords = Vec::with_capacity(arguments.keywords.len());
        for keyword in &arguments.keywords {
            let name = keyword.arg.as_ref().map(|name| Symbol::new(name));
            let range = keyword.arg.as_ref().map_or(keyword.range(), |name| name.range());
            if let Some(name) = name.filter(|name| !given.insert(*name)) {
                self.repeated(name, range);
            }
            keywords.push(Keyword { range: self.range(range), name, value: self.expression(&keyword.value) });
        }
        keywords
    }

    fn repeated(&mut self, name: Symbol, range: TextRange) {
        self.error(range, format!("argument `{name}` is given twice"), "remove one of them");
    }

    fn chain(&mut self, operation: &ast::ExprBinOp) -> ExprKind {
        let mut operations = vec![operation];
        let mut first = &*operation.left;
        while let Expr::BinOp(inner) = first {
            operations.push(inner);
            first = &*inner.left;
        }
        let first = self.boxed(first);
        let rest = operations.into_iter().rev();
        ExprKind::Binary(first, rest.map(|next| (operator::binary(next.op), self.expression(&next.right))).collect())
    }

    fn comparison(&mut self, comparison: &ast::ExprCompare) -> ExprKind {
        let first = self.boxed(&comparison.left);
        let rest = comparison.ops.iter().zip(&comparison.comparators);
        ExprKind::Compare(first, rest.map(|(next, value)| (operator::compare(*next), self.expression(value))).collect())
    }

    fn bool_operation(&mut self, operation: &ast::ExprBoolOp) -> ExprKind {
        let values = operation.values.iter().map(|value| self.expression(value)).collect();
        match operation.op {
            ast::BoolOp::And => ExprKind::And(values),
            ast::BoolOp::Or => ExprKind::Or(values),
        }
    }
}
