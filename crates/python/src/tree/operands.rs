//! The expressions inside an expression or target, in the order in which they are evaluated; to change them
//! ([`Expr::operands`]) or to look at them ([`Expr::parts`]).

use super::{Argument, Defaults, Expr, ExprKind, FStringPart, Keyword, Target, TargetKind};

/// The same walk twice: over what may be changed, and over what may not.
macro_rules! walk {
    ($walk:ident, $arguments:ident, $keywords:ident, $interpolated:ident $(, $mutable:tt)?) => {
        impl Expr {
            /// The direct operands. Those of `and`, `or`, conditions and chained comparisons may not all be evaluated.
            pub(crate) fn $walk(&$($mutable)? self) -> Vec<&$($mutable)? Expr> {
                match &$($mutable)? self.kind {
                    ExprKind::Tuple(items) | ExprKind::List(items) | ExprKind::Set(items) => $arguments(items).collect(),
                    ExprKind::Dict(entries) => {
                        entries.into_iter().flat_map(|(key, value)| key.into_iter().chain([value])).collect()
                    }
                    ExprKind::Attribute(operand, _, _)
                    | ExprKind::Unary(_, operand)
                    | ExprKind::Comprehension(_, operand)
                    | ExprKind::YieldFrom(operand)
                    | ExprKind::Await(operand) => vec![operand],
                    ExprKind::Subscript(object, index) => vec![object, index],
                    ExprKind::Slice(start, stop, step) => {
                        [start, stop, step].into_iter().flatten().map(|part| &$($mutable)? **part).collect()
                    }
                    ExprKind::Call(call) => {
                        let start = std::iter::once(&$($mutable)? call.function);
                        let arguments = $arguments(&$($mutable)? call.arguments);
                        start.chain(arguments).chain($keywords(&$($mutable)? call.keywords)).collect()
                    }
                    ExprKind::Binary(first, rest) => {
                        std::iter::once(&$($mutable)? **first).chain(rest.into_iter().map(|(_, operand)| operand)).collect()
                    }
                    ExprKind::Compare(first, rest) => {
                        std::iter::once(&$($mutable)? **first).chain(rest.into_iter().map(|(_, operand)| operand)).collect()
                    }
                    ExprKind::And(operands) | ExprKind::Or(operands) => operands.into_iter().collect(),
                    ExprKind::Conditional { test, then, otherwise } => vec![test, then, otherwise],
                    ExprKind::Named(target, value) => {
                        let mut operands = vec![&$($mutable)? **value];
                        operands.extend(target.$walk());
                        operands
                    }
                    ExprKind::Lambda(_, defaults) => defaults.$walk(),
                    ExprKind::FString(parts) => $interpolated(parts),
                    ExprKind::Yield(value) => value.into_iter().map(|value| &$($mutable)? **value).collect(),
                    ExprKind::None
                    | ExprKind::Bool(_)
                    | ExprKind::Int(_)
                    | ExprKind::BigInt(_)
                    | ExprKind::Float(_)
                    | ExprKind::Imaginary(_)
                    | ExprKind::Str(_)
                    | ExprKind::Bytes(_)
                    | ExprKind::Ellipsis
                    | ExprKind::Name(..) => Vec::new(),
                }
            }
        }

        impl Target {
            pub(crate) fn $walk(&$($mutable)? self) -> Vec<&$($mutable)? Expr> {
                match &$($mutable)? self.kind {
                    TargetKind::Name(..) => Vec::new(),
                    TargetKind::Attribute(object, _, _) => vec![object],
                    TargetKind::Subscript(object, index) => vec![object, index],
                    TargetKind::Unpack(targets, _) => targets.into_iter().flat_map(Target::$walk).collect(),
                }
            }
        }

        impl Defaults {
            pub(crate) fn $walk(&$($mutable)? self) -> Vec<&$($mutable)? Expr> {
                let positional = &$($mutable)? self.positional;
                let keyword_only = &$($mutable)? self.keyword_only;
                positional.into_iter().chain(keyword_only.into_iter().flatten()).collect()
            }
        }

        pub(crate) fn $arguments(arguments: &$($mutable)? [Argument]) -> impl Iterator<Item = &$($mutable)? Expr> {
            arguments.into_iter().map(|argument| &$($mutable)? argument.value)
        }

        pub(crate) fn $keywords(keywords: &$($mutable)? [Keyword]) -> impl Iterator<Item = &$($mutable)? Expr> {
            keywords.into_iter().map(|keyword| &$($mutable)? keyword.value)
        }

        fn $interpolated(parts: &$($mutable)? [FStringPart]) -> Vec<&$($mutable)? Expr> {
            let mut operands = Vec::new();
            for part in parts {
                if let FStringPart::Value { value, specification, .. } = part {
                    operands.push(value);
                    operands.extend($interpolated(specification));
                }
            }
            operands
        }
    };
}

walk!(operands, of_arguments, of_keywords, of_interpolated, mut);
walk!(parts, in_arguments, in_keywords, in_interpolated);
