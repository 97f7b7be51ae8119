//! The expressions inside an expression or target, in the order in which they are evaluated.

use super::{Argument, Defaults, Expr, ExprKind, FStringPart, Keyword, Target, TargetKind};

impl Expr {
    /// The direct operands. Those of `and`, `or`, conditions and chained comparisons may not all be evaluated.
    pub(crate) fn operands(&mut self) -> Vec<&mut Expr> {
        match &mut self.kind {
            ExprKind::Tuple(items) | ExprKind::List(items) | ExprKind::Set(items) => of_arguments(items).collect(),
            ExprKind::Dict(entries) => {
                entries.iter_mut().flat_map(|(key, value)| key.as_mut().into_iter().chain([value])).collect()
            }
            ExprKind::Attribute(operand, _, _)
            | ExprKind::Unary(_, operand)
            | ExprKind::Comprehension(_, operand)
            | ExprKind::YieldFrom(operand)
            | ExprKind::Await(operand) => vec![operand],
            ExprKind::Subscript(object, index) => vec![object, index],
            ExprKind::Slice(start, stop, step) => {
                [start, stop, step].into_iter().filter_map(|part| part.as_deref_mut()).collect()
            }
            ExprKind::Call(call) => {
                let start = std::iter::once(&mut call.function);
                start.chain(of_arguments(&mut call.arguments)).chain(of_keywords(&mut call.keywords)).collect()
            }
            ExprKind::Binary(first, rest) => {
                std::iter::once(&mut **first).chain(rest.iter_mut().map(|(_, operand)| operand)).collect()
            }
            ExprKind::Compare(first, rest) => {
                std::iter::once(&mut **first).chain(rest.iter_mut().map(|(_, operand)| operand)).collect()
            }
            ExprKind::And(operands) | ExprKind::Or(operands) => operands.iter_mut().collect(),
            ExprKind::Conditional { test, then, otherwise } => vec![test, then, otherwise],
            ExprKind::Named(target, value) => {
                let mut operands = vec![&mut **value];
                operands.extend(target.operands());
                operands
            }
            ExprKind::Lambda(_, defaults) => defaults.operands(),
            ExprKind::FString(parts) => of_parts(parts),
            ExprKind::Yield(value) => value.as_deref_mut().into_iter().collect(),
            ExprKind::None
            | ExprKind::Bool(_)
            | ExprKind::Int(_)
            | ExprKind::BigInt(_)
            | ExprKind::Float(_)
            | ExprKind::Str(_)
            | ExprKind::Bytes(_)
            | ExprKind::Ellipsis
            | ExprKind::Name(..) => Vec::new(),
        }
    }
}

impl Target {
    pub(crate) fn operands(&mut self) -> Vec<&mut Expr> {
        match &mut self.kind {
            TargetKind::Name(..) => Vec::new(),
            TargetKind::Attribute(object, _, _) => vec![object],
            TargetKind::Subscript(object, index) => vec![object, index],
            TargetKind::Unpack(targets, _) => targets.iter_mut().flat_map(Target::operands).collect(),
        }
    }
}

impl Defaults {
    pub(crate) fn operands(&mut self) -> Vec<&mut Expr> {
        self.positional.iter_mut().chain(self.keyword_only.iter_mut().flatten()).collect()
    }
}

pub(crate) fn of_arguments(arguments: &mut [Argument]) -> impl Iterator<Item = &mut Expr> {
    arguments.iter_mut().map(|argument| &mut argument.value)
}

pub(crate) fn of_keywords(keywords: &mut [Keyword]) -> impl Iterator<Item = &mut Expr> {
    keywords.iter_mut().map(|keyword| &mut keyword.value)
}

fn of_parts(parts: &mut [FStringPart]) -> Vec<&mut Expr> {
    let mut operands = Vec::new();
    for part in parts {
        if let FStringPart::Value { value, specification, .. } = part {
            operands.push(value);
            operands.extend(of_parts(specification));
        }
    }
    operands
}
